"""The warm parent: a program that imports the heavy libraries once and forks a kernel for each one who asks.

It is run as a file, so that it imports nothing of this package, and started by ``exec``; it stays single-threaded, so
that a fork copies nothing half done. Each kernel has a connection of its own; whoever holds it owns the kernel, and
when it closes (the owner died) the kernel is killed. When the parent's standard input closes (its starter died), all
kernels are killed and the parent ends; when the parent dies, the system kills its kernels. Messages are packets of
JSON:

- ``{"argv": […], "cwd": "…", "env": {…}}`` with two file descriptors, for stdout and stderr: ``{"pid": 123}``, or
  ``{"odd": "why this kernel would not be like one that was started by itself"}``;
- ``{"signal": 15}`` for its process group, or 0 to ask only: ``{"status": null}`` while it runs, else its exit status.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import pkgutil
import selectors
import signal
import socket
import struct
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

LAUNCHER = "ipykernel_launcher"
"""The module that starts an IPython kernel."""

LONGEST_MESSAGE = 1 << 20

OF_ONE_KERNEL = {"JPY_PARENT_PID", "JPY_SESSION_NAME", "PWD", "OLDPWD", "_"}
"""Variables that no library reads when it is imported; in all others a kernel's environment must be the parent's."""

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Read by linear algebra when it is loaded; its threads would not survive a fork."""

_OF_A_KERNEL = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "sqlite3",
    "psutil",
)
"""What a kernel imports until it takes its first cell."""

_WHILE_IMPORTING = {
    **dict.fromkeys(ONE_THREAD, "1"),
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as a kernel sets it, before matplotlib is imported
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # a remark of the debugger, for no one to read
}
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


def main(preload: Sequence[str]) -> None:
    """Say on stdout where to ask for kernels, make ready what they ``preload``, and serve until stdin closes.

    That is modules (``pandas``; ``pandas?`` where it does not matter if there is none of this name) and calls of a
    function with a text (``package.module:function=text``).
    """
    environment = dict(os.environ)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind("")  # a free address that is no file (its first byte is 0): nothing to remove afterwards
        listener.listen(64)
        print(listener.getsockname()[1:].decode("ascii"), flush=True)
        _end_with_starter(True)
        odd = _prepare(preload)
        _end_with_starter(False)
        own, kernel = os.getpid(), WarmParent(listener, environment, odd).serve()
    if kernel:
        _be_kernel(*kernel, parent=own)


def _end_with_starter(watched: bool) -> None:
    """Let the system end this process when its stdin closes, as long as it imports and cannot look itself."""
    import fcntl

    flags = fcntl.fcntl(0, fcntl.F_GETFL)
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, flags | os.O_ASYNC if watched else flags & ~os.O_ASYNC)


def _prepare(preload: Sequence[str]) -> str:
    """Make ready what kernels need; return what makes this process unfit to be forked, "" for nothing."""
    for name, text in _WHILE_IMPORTING.items():
        os.environ.setdefault(name, text)
    fonts = logging.getLogger("matplotlib.font_manager")
    fonts.setLevel(logging.ERROR)  # that it builds its list of fonts, once on a computer, is no news
    with warnings.catch_warnings(record=True) as warned:
        for name, call, text in (wanted.partition("=") for wanted in (*_OF_A_KERNEL, *preload)):
            try:
                found = pkgutil.resolve_name(name.removesuffix("?"))
                _ = found(text) if call else None
            except Exception as error:  # noqa: BLE001 - whatever is wrong, the reports' own kernels will say it
                if name.endswith("?") and isinstance(error, (ImportError, AttributeError)):
                    continue  # it may be one of several names of which a version has one
                return f"{name} cannot be {'called' if call else 'imported'}: {error}"
    fonts.setLevel(logging.NOTSET)
    if warned:
        return f"a library warns when it is imported: {warned[0].message}"
    threads = len(list(Path("/proc/self/task").iterdir()))
    if threads > 1 or threading.active_count() > 1:
        return f"the libraries start threads when they are imported ({threads - 1})"
    gc.collect()
    gc.freeze()  # the collector would write to every page that the kernels share
    return ""


Kernel = tuple[Mapping[str, Any], list[int]]
"""A request, and the file descriptors that came with it."""


class WarmParent:
    """Forks, signals and reaps kernels, one for each connection."""

    def __init__(self, listener: socket.socket, environment: Mapping[str, str], odd: str) -> None:
        self._listener = listener
        self._odd = odd
        self._environment = {name: text for name, text in environment.items() if name not in OF_ONE_KERNEL}
        known = {*environment, *_WHILE_IMPORTING}
        self._set_by_libraries = {name: text for name, text in os.environ.items() if name not in known}
        self._running: dict[socket.socket, int] = {}
        self._ended: dict[socket.socket, int] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(listener, selectors.EVENT_READ, None)
        self._selector.register(sys.stdin, selectors.EVENT_READ, None)

    def serve(self) -> Kernel | None:
        """Answer until the starter is gone: None. In each forked child: the kernel that it shall be."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is sys.stdin:
                    for owner in list(self._running):
                        self._kill(owner)
                    return None
                if key.fileobj is self._listener:
                    self._accept()
                elif kernel := self._answer(key.data):
                    self._close_in_child()
                    return kernel

    def _accept(self) -> None:
        owner, _ = self._listener.accept()
        credentials = owner.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        if struct.unpack("3i", credentials)[1] == os.getuid():
            self._selector.register(owner, selectors.EVENT_READ, owner)
        else:
            owner.close()

    def _answer(self, owner: socket.socket) -> Kernel | None:
        """Do what one owner asks; in a forked child, return the kernel to be."""
        try:
            message, descriptors, _, _ = socket.recv_fds(owner, LONGEST_MESSAGE, 2)
        except ConnectionError:
            message, descriptors = b"", []
        if not message:
            self._forget(owner)
            return None
        request = _request(message)
        if "signal" in request:
            reply: dict[str, Any] = {"status": self._signal(owner, request["signal"])}
        elif odd := self._odd or ("no request for a kernel" if not request else self._oddness(request)):
            reply = {"odd": odd}
        else:
            pid = os.fork()
            if not pid:
                return {**request, "env": request["env"] | self._set_by_libraries}, descriptors
            self._running[owner] = pid
            reply = {"pid": pid}
        for descriptor in descriptors:
            os.close(descriptor)
        self._send(owner, reply)
        return None

    def _send(self, owner: socket.socket, reply: Mapping[str, Any]) -> None:
        try:
            owner.send(json.dumps(reply).encode())
        except ConnectionError:
            self._forget(owner)

    def _signal(self, owner: socket.socket, number: int) -> int | None:
        """Signal a kernel that runs (not one that was reaped: its number may be another's); return its exit status."""
        if owner in self._running:
            pid, status = os.waitpid(self._running[owner], os.WNOHANG)
            if pid:
                del self._running[owner]
                self._ended[owner] = os.waitstatus_to_exitcode(status)
            elif number:
                _signal_group(self._running[owner], number)
        return self._ended.get(owner)

    def _kill(self, owner: socket.socket) -> None:
        if owner in self._running and self._signal(owner, signal.SIGKILL) is None:
            os.waitpid(self._running.pop(owner), 0)

    def _forget(self, owner: socket.socket) -> None:
        self._kill(owner)
        self._ended.pop(owner, None)
        self._selector.unregister(owner)
        owner.close()

    def _oddness(self, request: Mapping[str, Any]) -> str:
        """What a kernel started by itself would do otherwise than a fork of this process; "" for nothing."""
        asked = {name: text for name, text in request["env"].items() if name not in OF_ONE_KERNEL}
        changed = sorted(
            name for name in {*asked, *self._environment} if asked.get(name) != self._environment.get(name)
        )
        if changed:
            return f"the environment is another ({', '.join(changed)})"
        folder = Path(request["cwd"])
        if (folder / "matplotlibrc").is_file():
            return f"{folder / 'matplotlibrc'} changes how matplotlib is imported"
        if hidden := sorted(name for name in _modules_in(folder) if name in sys.modules):
            return f"modules in {folder} hide others ({', '.join(hidden)})"
        return ""

    def _close_in_child(self) -> None:
        for key in list(self._selector.get_map().values()):
            if key.fileobj is not sys.stdin:
                key.fileobj.close()  # type: ignore[union-attr]  # sockets, all of them
        self._selector.close()


def _request(message: bytes) -> dict[str, Any]:
    """What a message asks for; nothing when it is none of the two that there are."""
    try:
        request = json.loads(message)
    except ValueError:
        return {}
    asks = isinstance(request, dict) and (request.keys() == {"signal"} or request.keys() == {"argv", "cwd", "env"})
    return request if asks else {}


def _modules_in(folder: Path) -> Iterator[str]:
    """Names that an import finds in a folder before it looks among the libraries."""
    yield from (path.stem for path in folder.glob("*.py"))
    yield from (path.parent.name for path in folder.glob("*/__init__.py"))


def _signal_group(pid: int, number: int) -> None:
    """The kernel leads a group of its own; in its first instant it has none yet."""
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        os.kill(pid, number)


def _be_kernel(request: Mapping[str, Any], descriptors: Sequence[int], parent: int) -> None:
    """Become the kernel: own session, streams, folder, environment and random numbers, then IPython's own main."""
    import ctypes

    os.setsid()
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it died before it could be watched
        os._exit(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for descriptor, stream in zip((nothing, *descriptors), (0, 1, 2), strict=True):
        os.dup2(descriptor, stream)
        os.close(descriptor)
    os.chdir(request["cwd"])
    # IPython looks for its owner in the environment when it is imported: too early for a fork.
    arguments = [*request["argv"], f"--IPKernelApp.parent_handle={parent}"]
    sys.argv = [LAUNCHER, *arguments]
    os.environ.clear()
    os.environ.update(request["env"], JPY_PARENT_PID=str(parent))
    if "numpy.random" in sys.modules:
        import numpy as np

        np.random.seed()
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance(argv=arguments)
    _end()


def _end() -> None:
    """End as a program does, without freeing each object: that would copy all memory that is shared.

    The thread that takes requests goes first. It still tells how the request to end went, by way of the thread for
    outputs: ipykernel closes that one before it, and now and then each waits for the other, ten seconds long.
    """
    import atexit

    from ipykernel.kernelapp import IPKernelApp

    if requests := IPKernelApp.instance().control_thread:
        requests.stop()
        requests.join()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    del sys.path[0]  # this folder, which a kernel does not see
    main(sys.argv[1:])

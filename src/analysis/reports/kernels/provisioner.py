"""A kernel provisioner of Jupyter that forks kernels from a warm parent, and starts ordinary ones where it cannot."""

from __future__ import annotations

import asyncio
import atexit
import os
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import List, Unicode

from analysis.reports.kernels.parent import LAUNCHER
from analysis.reports.kernels.warm import LIBRARIES, ForkedKernel, OddError, Parent

NAME = "warm-provisioner"
"""What a kernelspec calls it by."""

_POPEN_OPTIONS = {"env", "cwd", "kernel_id", "extra_arguments", "stdout", "stderr"}
"""What a kernel may be started with and still be forked."""


_LOOKS, _BETWEEN_LOOKS = 100, 0.005
"""How often a kernel that shall end is looked for, and how many seconds apart."""


class WarmProvisioner(LocalProvisioner):
    """Forks IPython kernels from a warm parent; anything else it starts as Jupyter does, and says why.

    In a ``kernel.json``: ``"metadata": {"kernel_provisioner": {"provisioner_name": "warm-provisioner", "config":
    {"preload": ["pandas"]}}}``. Libraries are then those of the moment when the first kernel started.
    """

    preload = List(Unicode(), list(LIBRARIES), help="What the parent imports and calls (`parent.main`).").tag(
        config=True
    )
    address = Unicode("", help="A parent that runs; without one, this process starts its own.").tag(config=True)

    odd = ""
    """Why the kernel was not forked."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork the kernel, or start it by its command."""
        try:
            # The first call waits until the parent is warm; the event loop goes on.
            kernel: Any = await asyncio.to_thread(self._fork, cmd, kwargs)
        except OddError as odd:
            self.odd = str(odd)
            self.log.warning("A kernel starts by itself instead of being forked: %s", odd)
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid, self.pgid, self.cwd = kernel, kernel.pid, None, kwargs.get("cwd")
        return self.connection_info

    async def shutdown_requested(self, restart: bool = False) -> None:  # noqa: ARG002 - as the base class has it
        """Wait until a forked kernel has ended: Jupyter then looks for it at once, and not a tenth of a second later.

        One that takes long is left to Jupyter, which has asked it to end and will make it.
        """
        if isinstance(self.process, ForkedKernel):
            for _ in range(_LOOKS):
                if self.process.poll() is not None:
                    return
                await asyncio.sleep(_BETWEEN_LOOKS)

    def _fork(self, cmd: Sequence[str], options: Mapping[str, Any]) -> ForkedKernel:
        if list(cmd[:3]) != [sys.executable, "-m", LAUNCHER]:
            raise OddError(f"it is started by {' '.join(cmd[:3])}")
        if others := sorted(name for name in options.keys() - _POPEN_OPTIONS if options[name] is not None):
            raise OddError(f"it is started with {', '.join(others)}")
        environment = options.get("env") or os.environ
        address = self.address or _own_parent(tuple(self.preload), environment).address
        streams = _descriptor(options, "stdout", 1), _descriptor(options, "stderr", 2)
        return ForkedKernel(address, cmd[3:], str(options.get("cwd") or Path.cwd()), environment, streams)


def _descriptor(options: Mapping[str, Any], name: str, own: int) -> int:
    """The file that becomes a stream of the kernel, as ``subprocess`` is told it; no pipe."""
    given = options.get(name)
    number = own if given is None else given if isinstance(given, int) else int(given.fileno())
    if number < 0:
        raise OddError(f"it is started with {name} as a pipe")
    return number


_own_parents: dict[tuple[str, ...], Parent] = {}
_starting = threading.Lock()


def _own_parent(preload: tuple[str, ...], environment: Mapping[str, str]) -> Parent:
    """The parent that this process has for these libraries; it ends with the process."""
    with _starting:
        if preload not in _own_parents or not _own_parents[preload].alive:
            _own_parents[preload] = started = Parent(preload, environment)
            atexit.register(started.close)
        return _own_parents[preload]

"""Asking a warm parent for kernels: starting it, and each kernel as a process. Standard library only."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.reports.kernels import parent

LIBRARIES = ("numpy", "pandas", "matplotlib.pyplot", "seaborn", "statsmodels.formula.api")
"""What most notebooks of statistics import."""

PATIENCE = 60.0
"""Seconds after which a parent that does not answer is given up."""


class OddError(Exception):
    """A kernel cannot be forked as if it had been started by itself; the message says why."""


class Parent:
    """A warm parent that this process starts; it ends with it, at the latest."""

    def __init__(self, preload: Sequence[str] = LIBRARIES, environment: Mapping[str, str] | None = None) -> None:
        """Start one that makes ``preload`` ready (``parent.main``); whoever asks for a kernel waits until it is warm.

        OddError where kernels cannot be forked at all.
        """
        if not sys.platform.startswith("linux"):
            raise OddError("kernels are forked on Linux only")
        # In a folder that holds nothing which could change how libraries are imported.
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, parent.__file__, *preload], cwd=os.sep, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        assert self._process.stdout  # noqa: S101 - it is a pipe
        self.address = self._process.stdout.readline().decode("ascii").rstrip("\n")
        if not self.address:
            raise OddError(f"the warm parent did not start (exit status {self._process.wait()})")

    @property
    def pid(self) -> int:
        """Number of its process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can still be asked for kernels."""
        return self._process.poll() is None

    def close(self) -> None:
        """End it, and the kernels that are left; at once where an import does not come to its end."""
        try:
            self._process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()


class ForkedKernel:
    """A kernel that the parent has forked, with the methods of ``subprocess.Popen`` that a provisioner uses."""

    stdin = stdout = stderr = None

    def __init__(
        self,
        address: str,
        arguments: Sequence[str],
        folder: str,
        environment: Mapping[str, str],
        streams: tuple[int, int] = (1, 2),
    ) -> None:
        """Ask the parent for it. OddError when the parent is gone or says that it would not be an ordinary kernel.

        ``streams``: the file descriptors that become its stdout and stderr.
        """
        self.returncode: int | None = None
        self._parent = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._parent.settimeout(PATIENCE)
        request = {"argv": list(arguments), "cwd": folder, "env": dict(environment)}
        try:
            self._parent.connect(f"\0{address}")
            socket.send_fds(self._parent, [json.dumps(request).encode()], streams)
            self.pid: int = self._received("pid")
        except (OSError, OddError) as error:
            self._parent.close()
            raise OddError(str(error)) from error

    def _received(self, name: str) -> Any:
        message = self._parent.recv(parent.LONGEST_MESSAGE)
        if not message:
            raise ConnectionResetError("the warm parent is gone")
        reply = json.loads(message)
        if "odd" in reply:
            raise OddError(reply["odd"])
        return reply[name]

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel and what it has started."""
        if self.returncode is None:
            try:
                self._parent.send(json.dumps({"signal": int(number)}).encode())
                self.returncode = self._received("status")
            except ConnectionError:
                self.returncode = -signal.SIGKILL  # kernels die with their parent
        if self.returncode is not None:
            self._parent.close()

    def poll(self) -> int | None:
        """Its exit status; None while it runs."""
        self.send_signal(0)
        return self.returncode

    def close(self) -> None:
        """Give it up: the parent kills it, and what it has started, if it still runs."""
        self._parent.close()

    def wait(self) -> int | None:
        """Its exit status; a provisioner asks only when it has ended."""
        return self.poll()

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

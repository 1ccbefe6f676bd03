"""A process that makes several reports at a time: a thread for each drives its kernel and exports what it showed.

While a notebook runs, its thread waits, and Typst works without Python's lock; so threads keep as many processors busy
as processes would, with one set of libraries and fonts in memory. What crashes them takes no more than this process.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import Lock
from types import TracebackType
from typing import Self

from analysis.reports.provenance import Provenance
from analysis.reports.runner import Outcome, make

_GRACE = 5.0
"""Seconds for a process that has closed its pipe to end."""

_YOUNG, _HEAPS = 20_000, 2
"""New objects after which Python looks for cycles among them, as a report makes many that go with it; and the heaps of
memory that all threads share.
"""


class GoneError(Exception):
    """The workshop died with the reports that it was making."""


class Workshop:
    """The process as its driver sees it. It ends with the driver, however that one ends.

    ``folder``: where it keeps temporary files; it removes them when the driver dies, else the driver does, once more
    when no kernel is left.
    """

    def __init__(self, threads: int, *, strict: bool, warm: str | None) -> None:
        """Start it, and wait until it is ready; for ``strict`` and ``warm`` see ``runner.make``.

        ChildProcessError when it cannot start.
        """
        context = multiprocessing.get_context("spawn")
        self._driver, own = context.Pipe()
        self._process = context.Process(target=_work, args=(own, threads, strict, warm), daemon=True)
        interrupts = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process inherits it: Ctrl-C is for the driver
        try:
            self._process.start()
        finally:
            signal.signal(signal.SIGINT, interrupts)
        own.close()
        try:
            self.folder: str = self._driver.recv()
        except (EOFError, OSError) as error:
            self._leave()
            reason = f"the process that makes reports did not start (exit status {self._process.exitcode})"
            raise ChildProcessError(reason) from error
        except BaseException:
            self._leave()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()  # the kernels of reports that are not finished end with it
        self._process.join()
        self._driver.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _leave(self) -> None:
        """Let it end by itself, as when its driver dies."""
        self._driver.close()
        self._process.join(_GRACE)
        self._process.kill()
        self._process.join()

    def begin(self, origin: Provenance) -> None:
        """Make this one, too. GoneError when it has died."""
        try:
            self._driver.send(origin)
        except OSError as error:
            raise GoneError from error

    def outcome(self) -> Outcome:
        """The next report that is made, or that cannot be. GoneError when it has died."""
        try:
            made: Outcome = self._driver.recv()
        except (EOFError, OSError) as error:
            raise GoneError from error
        return made


def _work(driver: Connection, threads: int, strict: bool, warm: str | None) -> None:
    """Make what the driver sends until it is gone."""
    from traitlets.log import get_logger

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # also where a process inherits no such thing
    if hasattr(os, "setsid"):
        os.setsid()
    get_logger().setLevel(logging.ERROR)  # why a kernel starts by itself is said once, by the driver
    _import_what_reports_need()
    gc.freeze()
    gc.set_threshold(_YOUNG)
    _share_heaps()
    tempfile.tempdir = folder = tempfile.mkdtemp(prefix="analysis-")
    sending = Lock()

    def deliver(origin: Provenance) -> None:
        try:
            outcome = make(origin, strict, warm)
            with sending, suppress(OSError):  # the driver is gone, which ends this process at once
                driver.send(outcome)
        except BaseException:
            logging.exception("%s can neither be made nor fail", origin.target.name)
            os._exit(1)

    pool = ThreadPoolExecutor(threads)
    with suppress(EOFError, OSError):
        driver.send(folder)
        while True:
            pool.submit(deliver, driver.recv())
    try:
        if os.name == "posix":  # in the place of this program, whose threads go on putting files into the folder
            os.execv(sys.executable, [sys.executable, "-I", "-c", _REMOVE, folder])  # noqa: S606 - our own program
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os._exit(1)


_REMOVE = "import shutil, sys; shutil.rmtree(sys.argv[1], ignore_errors=True)"


def _import_what_reports_need() -> None:
    """While the warm parent gets ready, so that no report waits for it."""
    import nbclient  # noqa: F401
    import PIL.PngImagePlugin  # noqa: F401
    import pypdfium2  # noqa: F401

    import analysis.reports.export.compiler
    import analysis.reports.export.pdf
    import analysis.reports.export.web
    import analysis.reports.kernels.client
    import analysis.reports.kernels.provisioner

    analysis.reports.export.compiler.fonts_of_reports("")


def _share_heaps() -> None:
    """Where glibc is, let no thread keep a heap of its own, with the holes that its largest report has left."""
    set_option = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform.startswith("linux") else None
    if set_option:
        set_option(_MOST_HEAPS, _HEAPS)


_MOST_HEAPS = -8  # M_ARENA_MAX of mallopt(3)

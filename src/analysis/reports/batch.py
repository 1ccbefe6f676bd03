"""Makes many reports: in a pool of processes on this machine, or in any ``concurrent.futures.Executor``.

On this machine one warm parent forks all kernels (``kernels.parent``), and a few workers, forks of another process,
drive them and export. No process outlives the one that started it, however that one ends.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.util import get_temp_dir
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.project import Project
from analysis.reports.kernels.parent import ONE_THREAD
from analysis.reports.kernels.warm import LIBRARIES, OddError, Parent
from analysis.reports.manifest import Ledger
from analysis.reports.provenance import Provenance
from analysis.reports.runner import Outcome, make

TABLES = "analysis.outcomes.data:keep"
"""What reads the tables of a project once for all notebooks that load them."""

OF_WORKERS = (
    "analysis.reports.export.pdf",
    "analysis.reports.export.web",
    "analysis.reports.kernels.client",
    "analysis.reports.kernels.provisioner",
    "fontpkg_inter",
    "fontpkg_source_serif_4",
    "nbclient",
    "pikepdf",
    "PIL.PngImagePlugin",
    "pypdfium2",
    "typst",
)
"""What each worker needs to run notebooks and export them."""

DIED = "the worker process died (out of memory?)"


@dataclass(frozen=True, slots=True)
class How:
    """How reports are made: ``strict`` refuses one in which a reader would meet a box or a number typed by hand;
    ``jobs`` are made at a time; ``fork`` kernels from a warm parent; ``keep_going`` after one has failed.
    """

    strict: bool = True
    jobs: int = 0
    fork: bool = True
    keep_going: bool = True

    @property
    def workers(self) -> int:
        """One more than processors, as each waits for its kernel at times; at most four unless ``jobs`` says more."""
        return self.jobs or min(4, 1 + (os.cpu_count() or 1))


def produce(
    chosen: Sequence[Provenance],
    how: How,
    executor: Executor | None = None,
    imports: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[Outcome]:
    """Make reports, all in one folder, and write each as soon as it is ready; failures come back too.

    ``executor`` makes them somewhere else than in processes of this machine. ``imports``: what the modules and
    notebooks import, by SHA-256 (``imports.Package``), for the warm parent to import and for the manifest.
    Raises OSError when a report cannot be written; what was written before stays.
    """
    origins = {origin.target.name: origin for origin in chosen}
    made = _submitted(executor, chosen, how) if executor else _here(chosen, how, imports or {})
    with Ledger(chosen[0].target.output.parent, imports) as ledger, closing(made):
        for done in made:
            if not done.failure:
                origin = origins[done.target.name]
                ledger.record(
                    done.target, origin.inputs, done.files,
                    about=done.about, committed=origin.committed, faults=done.faults,
                )  # fmt: skip
            yield done
            if done.failure and not how.keep_going:
                return


def _submitted(executor: Executor, chosen: Sequence[Provenance], how: How) -> Generator[Outcome, None, None]:
    """Outcomes from an executor that is not ours, which its owner shuts down."""
    warm = "" if how.fork else None
    waiting = {executor.submit(make, origin, how.strict, warm): origin for origin in chosen}
    lost: dict[Future[Outcome], str] = {}
    try:
        yield from _results(waiting, lost)
        for future, reason in lost.items():
            target = waiting[future].target
            yield Outcome(target, 0.0, failure=f"{target.name}: {reason}")
    finally:
        for future in waiting:
            future.cancel()


def _here(
    chosen: Sequence[Provenance], how: How, imports: Mapping[str, Sequence[str]]
) -> Generator[Outcome, None, None]:
    """Outcomes from processes of this machine.

    When a worker dies, the reports that had been begun are each tried again alone: one that kills its worker takes no
    other with it.
    """
    alive, held = multiprocessing.Pipe(duplex=False)  # this process alone holds the other end, which closes with it
    with alive, held, TemporaryDirectory(prefix="analysis-") as folder, _warm_parent(chosen, how, imports) as warm:
        waiting, alone = list(chosen), []
        while waiting:
            lost = yield from _pooled(waiting, how, Path(folder), warm, alive)
            begun = [origin for origin in lost if _mark(Path(folder), origin).exists()]
            if not begun and lost:
                yield from (Outcome(origin.target, 0.0, failure=f"{origin.target.name}: {DIED}") for origin in lost)
                break
            alone += begun
            waiting = [origin for origin in lost if origin not in begun]
        for origin in alone:
            if (yield from _pooled([origin], how, Path(folder), warm, alive)):
                yield Outcome(origin.target, 0.0, failure=f"{origin.target.name}: {DIED}")


def _pooled(
    chosen: Sequence[Provenance], how: How, folder: Path, warm: str | None, alive: Connection
) -> Generator[Outcome, None, list[Provenance]]:
    """Outcomes from a pool of workers; return those that were lost with a worker that died."""
    context = _context()
    lost: dict[Future[Outcome], str] = {}
    others = set(multiprocessing.active_children())
    own = (alive, str(folder), get_temp_dir(), dict(os.environ))
    with ProcessPoolExecutor(min(how.workers, len(chosen)), context, _begin_work, own) as pool:
        interrupts = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as the workers inherit it
        waiting = {pool.submit(_make_here, origin, how.strict, warm): origin for origin in chosen}
        signal.signal(signal.SIGINT, interrupts)
        try:
            yield from _results(waiting, lost)
        except (KeyboardInterrupt, GeneratorExit):
            pool.shutdown(wait=False, cancel_futures=True)
            _kill(set(multiprocessing.active_children()) - others)
            raise
        if lost:
            _kill(
                set(multiprocessing.active_children()) - others
            )  # while its notebook runs, a worker takes the pool's request to end for its own
    return [waiting[future] for future in lost]


def _context() -> BaseContext:
    """How workers start: on Linux as forks of one process that has imported what all of them need."""
    if not sys.platform.startswith("linux"):  # elsewhere a fork may break libraries of the system
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(OF_WORKERS))
    return context


def _kill(workers: Iterable[BaseProcess]) -> None:
    for worker in workers:
        worker.kill()  # its kernel ends with it


def _results(waiting: dict[Future[Outcome], Provenance], lost: dict[Future[Outcome], str]) -> Iterator[Outcome]:
    """Outcomes as they come, which then no longer wait: they hold the files of a report, and there may be thousands.

    Into ``lost`` those that an executor could not deliver, with its reason.
    """
    for future in as_completed(waiting):
        try:
            yield future.result()
            del waiting[future]
        except BrokenProcessPool:
            lost[future] = DIED
        except (Exception, CancelledError) as error:  # noqa: BLE001 - an executor has errors of its own
            lost[future] = f"{type(error).__name__}: {error}"


@contextmanager
def _warm_parent(chosen: Sequence[Provenance], how: How, imports: Mapping[str, Sequence[str]]) -> Iterator[str | None]:
    """The address of a parent that has imported what these notebooks reach; workers say why there is none."""
    if not how.fork:
        _warm_font_cache()
        yield None
        return
    reached = {
        name: sha256
        for origin in chosen
        for name, sha256 in origin.inputs.items()
        if name.endswith((".py", ".ipynb")) and not name.startswith(_NOT_OF_NOTEBOOKS)
    }
    own = sorted(_dotted(name) for name in reached if name.startswith("src/"))
    libraries = {name for sha256 in reached.values() for name in imports.get(sha256, ()) if _is_installed(name)}
    root = Project.find(chosen[0].target.notebook.parent).root
    tables = [f"{TABLES}={root}"] if TABLES.partition(":")[0] in own else []
    ready = (*sorted(libraries or LIBRARIES), *own, *tables)
    try:
        parent = Parent(ready, {**dict.fromkeys(ONE_THREAD, "1"), **os.environ})
    except OddError:
        _warm_font_cache()
        yield ""
        return
    try:
        yield parent.address
    finally:
        parent.close()


_NOT_OF_NOTEBOOKS = "src/analysis/reports/"


def _is_installed(name: str) -> bool:
    """Whether this is there to be imported; a library that a module can do without may be absent."""
    package = name.partition(".")[0]
    return package != __package__.partition(".")[0] and find_spec(package) is not None


def _dotted(name: str) -> str:
    return name.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _warm_font_cache() -> None:
    """Build matplotlib's font list before the kernels start; each of them would build it and say so on stderr."""
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    import matplotlib.font_manager  # noqa: F401 - imported for its cache


def _make_here(origin: Provenance, strict: bool, warm: str | None) -> Outcome:
    _mark(Path(tempfile.gettempdir()), origin).touch()
    return make(origin, strict, warm)


def _mark(folder: Path, origin: Provenance) -> Path:
    """A file that is there when a report was begun."""
    return folder / f"{origin.target.name}.begun"


def _begin_work(alive: Connection, folder: str, of_pool: str, environment: Mapping[str, str]) -> None:
    """Leave Ctrl-C to the driver, keep temporary files where it removes them, and end when it does.

    ``alive`` closes when the driver ends; ``of_pool``: the folder in which the pool keeps its own files;
    ``environment``: that of the driver, as the process that workers are forks of may have begun in another.
    """
    from traitlets.log import get_logger

    gc.freeze()  # the collector would write to every page that the workers share
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()
    tempfile.tempdir = folder
    get_logger().setLevel(logging.ERROR)  # why a kernel starts by itself is said once, by the driver
    threading.Thread(target=_end_with_driver, args=(alive, os.getppid(), folder, of_pool), daemon=True).start()


def _end_with_driver(alive: Connection, parent: int, *folders: str) -> None:
    """End this worker when the driver has ended, with the folders that it left; or when its own parent has."""
    while not wait([alive], timeout=1):
        if os.getppid() != parent:  # the driver goes on, and starts others
            os._exit(1)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)

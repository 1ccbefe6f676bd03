"""Makes many reports: in a process of this machine, or in any ``concurrent.futures.Executor``.

On this machine one warm parent forks all kernels (``kernels.parent``), and the threads of another process drive them
and export (``workshop``). No process outlives the one that started it, however that one ends.
"""

from __future__ import annotations

import logging
import os
import sys
from collections import deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from shutil import rmtree

from analysis.project import Project
from analysis.reports.kernels.parent import ONE_THREAD
from analysis.reports.kernels.warm import LIBRARIES, OddError, Parent
from analysis.reports.manifest import Ledger
from analysis.reports.provenance import Provenance
from analysis.reports.runner import Outcome, make
from analysis.reports.workshop import GoneError, Workshop

TABLES = "analysis.outcomes.data:keep"
"""What reads the tables of a project once for all notebooks that load them."""

LIFETIME = 500
"""Reports after which another process goes on: one of threads keeps some memory of each, about 40 MB by then."""

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
        """Reports at a time: one more than processors, as each waits at times; at most four but for ``jobs``."""
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
    Raises OSError when a report cannot be written, or nothing can be started; what was written before stays.
    """
    if not chosen:
        return
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
    """Outcomes from a process of this machine.

    When it dies, the reports that had been begun are each tried again alone: one that kills it takes no other with it.
    """
    with ExitStack() as after_the_last_kernel, _warm_parent(chosen, how, imports) as warm:

        def opened(threads: int) -> Workshop:
            workshop = Workshop(threads, strict=how.strict, warm=warm)
            after_the_last_kernel.callback(rmtree, workshop.folder, ignore_errors=True)
            return workshop

        waiting, alone = deque(chosen), list[Provenance]()
        while waiting:
            with opened(how.workers) as workshop:
                alone += yield from _outcomes(workshop, waiting, how.workers)
        for origin in alone:
            with opened(1) as workshop:
                if (yield from _outcomes(workshop, deque([origin]), 1)):
                    yield Outcome(origin.target, 0.0, failure=f"{origin.target.name}: {DIED}")


def _outcomes(
    workshop: Workshop, waiting: deque[Provenance], at_a_time: int
) -> Generator[Outcome, None, list[Provenance]]:
    """Outcomes of what waits, ``LIFETIME`` at most, as they come; return those begun when the workshop died."""
    begun: dict[str, Provenance] = {}
    left = LIFETIME
    try:
        while begun or (waiting and left):
            while waiting and left and len(begun) < at_a_time:
                origin, left = waiting.popleft(), left - 1
                begun[origin.target.name] = origin
                workshop.begin(origin)
            outcome = workshop.outcome()
            del begun[outcome.target.name]
            yield outcome
    except GoneError:
        return list(begun.values())
    return []


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
    libraries = {f"{name}?" for sha256 in reached.values() for name in imports.get(sha256, ()) if _is_installed(name)}
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
    if package in (__package__.partition(".")[0], "__main__") or not all(map(str.isidentifier, name.split("."))):
        return False
    return package in sys.modules or find_spec(package) is not None


def _dotted(name: str) -> str:
    return name.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _warm_font_cache() -> None:
    """Build matplotlib's font list before the kernels start; each of them would build it and say so on stderr."""
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    import matplotlib.font_manager  # noqa: F401 - imported for its cache

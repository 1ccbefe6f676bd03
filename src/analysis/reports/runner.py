"""Runs notebooks and exports them: one fresh kernel and one PDF for each report, two at a time."""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from analysis.places import BOUNDARIES, load
from analysis.project import Project
from analysis.reports.freshness import Target, read_notebook
from analysis.vocabulary import LANGUAGES, Language

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from traitlets.config import Config

INJECTED = "injected-parameters"
"""Id and tag of the cell that sets the language."""

CELL_TIMEOUT = 600
"""Seconds that one cell may take before the report is given up."""


class UnknownReportError(Exception):
    """A name on the command line that no notebook has."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One report after its run: the PDF, or the reason why there is none."""

    target: Target
    seconds: float
    content: bytes = b""
    failure: str = ""


def targets(
    project: Project, names: Sequence[str], languages: Sequence[Language], out: Path, places: Sequence[str] = ()
) -> list[Target]:
    """The reports meant by ``names`` (notebook names, or their beginnings such as ``02``; none: all) in each language.

    With ``places`` (ids), one report for each of them; the notebooks must have a parameter ``place``, and named ones
    are those that have it. Raises UnknownReportError for a name that fits no notebook or several, or takes no place.
    """
    notebooks = sorted(path for path in project.notebooks.glob("*.ipynb"))
    if not notebooks:
        raise UnknownReportError(f"no notebooks in {project.notebooks}")
    known = ", ".join(path.stem for path in notebooks)
    chosen = notebooks if not names else []
    for name in names:
        fitting = [path for path in notebooks if path.stem == Path(name).stem or path.stem.startswith(f"{name}_")]
        if len(fitting) != 1:
            raise UnknownReportError(f"no report {name!r}; there are {known}")
        chosen = [*chosen, *(path for path in fitting if path not in chosen)]
    if places:
        chosen = [path for path in chosen if names or takes_place(path)]
        if without := [path.stem for path in chosen if not takes_place(path)]:
            raise UnknownReportError(f"{', '.join(without)} has no parameter place")
    return [
        Target(path, lang, out / f"{'.'.join(filter(None, (path.stem, place, lang)))}.pdf", place)
        for path in chosen
        for place in places or ("",)
        for lang in LANGUAGES
        if lang in languages
    ]


def takes_place(notebook: Path) -> bool:
    """Whether the cell of parameters sets a place. NotebookFormatError when the file is no notebook."""
    cells = [
        cell for cell in read_notebook(notebook)["cells"] if "parameters" in cell.get("metadata", {}).get("tags", [])
    ]
    return any(re.search(r"^place\s*=", "".join(cell["source"]), re.MULTILINE) for cell in cells)


def places_named(project: Project, names: Sequence[str]) -> list[str]:
    """Ids of the provinces meant: ``63`` and ``34`` are all of a map, others are ids or names that mean one province.

    Raises UnknownReportError for a name that means none, or an old and a new province at once.
    """
    gazetteer, found = load(project), []
    known = {place: None for on in BOUNDARIES.values() for place in gazetteer.provinces(on=on)}
    for name in names:
        meant = [place.place_id for place in gazetteer.meant(name) if place.place_id in known]
        if name in BOUNDARIES:
            found += gazetteer.provinces(on=BOUNDARIES[name])
        elif name in known:
            found.append(name)
        elif name.isdecimal():
            raise UnknownReportError(
                f"{name!r}: codes were used again in 2025; name the province, or say 63 or 34 for all"
            )
        elif len(meant) == 1:
            found += meant
        elif meant:
            raise UnknownReportError(
                f"{name!r} was one province until June 2025 and is another since: say {' or '.join(meant)}"
            )
        else:
            nearby = [place.place_id for near in gazetteer.nearest(name) for place in gazetteer.meant(near)]
            nearest = dict.fromkeys(place for place in map(gazetteer.province_of, nearby) if place in known)
            raise UnknownReportError(f"{name!r} is no province; nearest: {', '.join(nearest) or '–'}")
    return list(dict.fromkeys(found))


def run(chosen: Sequence[Target], jobs: int) -> Iterator[Outcome]:
    """Make the reports in ``jobs`` processes at a time; outcomes come as they are ready, failures included."""
    _warm_font_cache()
    context = multiprocessing.get_context("spawn")
    workers = max(1, min(jobs, len(chosen)))
    with (
        TemporaryDirectory(prefix="analysis-") as folder,
        ProcessPoolExecutor(workers, context, _begin_work, (folder,)) as pool,
    ):
        interrupts = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as the workers inherit it
        waiting = {pool.submit(make, target): target for target in chosen}
        signal.signal(signal.SIGINT, interrupts)
        try:
            for future in as_completed(waiting):
                try:
                    yield future.result()
                except BrokenProcessPool:
                    yield Outcome(waiting[future], 0.0, failure="the worker process died (out of memory?)")
        except (KeyboardInterrupt, GeneratorExit):
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in multiprocessing.active_children():
                worker.kill()  # a kernel ends by itself as soon as its worker is gone
            raise


def _begin_work(folder: str) -> None:
    """Leave Ctrl-C to the driver, which ends the workers, and keep temporary files where it removes them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()
    tempfile.tempdir = folder


def default_jobs() -> int:
    """One report for each processor, at most four: each takes a kernel of its own and some 250 MB."""
    return max(1, min(4, os.cpu_count() or 1))


def _warm_font_cache() -> None:
    """Build matplotlib's font list before the kernels start; each of them would build it and say so on stderr."""
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    import matplotlib.font_manager  # noqa: F401 - imported for its cache


def make(target: Target) -> Outcome:
    """Execute one notebook in its language and export it; failures come back as words, with notebook and cell."""
    # The optional IRI check of jsonschema costs a second at import in each worker, and no notebook format uses it.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from analysis.reports.export.faults import ExportError

    started = time.perf_counter()
    try:
        content = export(execute(target), target)
    except ReportError as error:
        return Outcome(target, time.perf_counter() - started, failure=_shortened(str(error)))
    except ExportError as error:
        return Outcome(target, time.perf_counter() - started, failure=_shortened(f"{target.name}: {error}"))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one notebook must not end the others
        failure = _shortened(f"{target.name}: {type(error).__name__}: {error}")
        return Outcome(target, time.perf_counter() - started, failure=failure)
    return Outcome(target, time.perf_counter() - started, content)


def _shortened(message: str, limit: int = 600) -> str:
    return message if len(message) <= limit else message[:limit] + " …"


class ReportError(Exception):
    """A notebook that cannot become a report; the message names notebook, cell and reason."""


def execute(target: Target) -> NotebookNode:
    """The notebook after all its cells ran in a fresh kernel, with the language of the report injected.

    Raises ReportError for a cell that failed, or that wrote to stderr: a warning must not slip into a report unseen.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = with_parameters(nbformat.read(target.notebook, as_version=4), **target.parameters)
    with TemporaryDirectory(prefix="kernel-") as folder:
        client = NotebookClient(
            notebook,
            timeout=CELL_TIMEOUT,
            resources={"metadata": {"path": str(target.notebook.parent)}},
            record_timing=False,
            extra_arguments=["--IPKernelApp.log_level=40"],  # errors only: a run says one sentence when it is stopped
            config=_private_transport(folder),
        )
        try:
            client.execute()
        except CellExecutionError as error:
            number = next((n for n, cell in _numbered(notebook) if _failed(cell)), 0)
            raise ReportError(f"{target.name}, cell {number}: {error.ename}: {error.evalue}") from error
    for number, cell in _numbered(notebook):
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise ReportError(f"{target.name}, cell {number} wrote to stderr: {output.text.strip()[:500]}")
    return notebook


def _private_transport(folder: str) -> Config:
    """Kernels talk over sockets in a private folder where the system has them, not over open TCP ports."""
    from traitlets.config import Config

    private = {"ConnectionFileMixin": {"transport": "ipc", "ip": str(Path(folder, "kernel"))}}
    return Config(private if os.name == "posix" else {})


def _numbered(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """The cells with their numbers as whoever opens the notebook counts them: without the injected one."""
    return enumerate((cell for cell in notebook.cells if cell.id != INJECTED), 1)


def _failed(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def with_parameters(notebook: NotebookNode, **values: str) -> NotebookNode:
    """The notebook with a cell that sets parameters after the one tagged ``parameters`` (papermill's convention)."""
    from nbformat.v4 import new_code_cell

    source = "\n".join(f"{name} = {value!r}" for name, value in values.items())
    cell = new_code_cell(source, id=INJECTED, metadata={"tags": [INJECTED]})
    at = next((n for n, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", [])), -1)
    notebook.cells.insert(at + 1, cell)
    return notebook


def export(notebook: NotebookNode, target: Target) -> bytes:
    """The executed notebook as PDF, refusing what a reader could not see or hear."""
    from analysis.reports.export.pdf import TypstPdfExporter

    exporter = TypstPdfExporter(lang=target.lang, strict=True)
    about = {"metadata": {"name": target.notebook.stem, "path": str(target.notebook.parent)}}
    content, _ = exporter.from_notebook_node(notebook, about)
    return content

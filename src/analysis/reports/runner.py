"""Runs notebooks and exports them: for each report one fresh kernel, a PDF and a web page."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from analysis import __version__
from analysis.reports.freshness import Target, read_notebook
from analysis.reports.index import PREVIEWS, preview
from analysis.reports.manifest import FILES, PROVENANCE
from analysis.reports.prose import findings
from analysis.reports.provenance import Provenance

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from traitlets.config import Config

    from analysis.reports.export.settings import Settings

INJECTED = "injected-parameters"
"""Id and tag of the cell that sets the language."""

CELL_TIMEOUT = 600
"""Seconds that one cell may take before the report is given up."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One report after its run: the files that it became, or the reason why there are none.

    ``files`` holds their contents by name, relative to the folder of reports; ``about`` says what the index tells of
    the report; ``faults`` are what a reader meets as a box.
    """

    target: Target
    seconds: float
    files: Mapping[str, bytes] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[str] = ()
    failure: str = ""


def run(chosen: Sequence[Provenance], jobs: int, *, strict: bool) -> Iterator[Outcome]:
    """Make the reports in ``jobs`` processes at a time; outcomes come as they are ready, failures included.

    ``strict`` refuses a report in which a reader would meet a box or a number that was typed by hand.
    """
    _warm_font_cache()
    context = multiprocessing.get_context("spawn")
    workers = max(1, min(jobs, len(chosen)))
    with (
        TemporaryDirectory(prefix="analysis-") as folder,
        ProcessPoolExecutor(workers, context, _begin_work, (folder,)) as pool,
    ):
        interrupts = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as the workers inherit it
        waiting = {pool.submit(make, origin, strict): origin.target for origin in chosen}
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


def make(origin: Provenance, strict: bool = True) -> Outcome:
    """Execute one notebook in its language and export it; failures come back as words, with notebook and cell."""
    # The optional IRI check of jsonschema costs a second at import in each worker, and no notebook format uses it.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from analysis.reports.export.faults import ExportError

    target, started = origin.target, time.perf_counter()
    typed = findings(read_notebook(target.notebook))
    try:
        if strict and typed:
            raise ReportError("\n".join(f"{target.name}, {finding}" for finding in typed))
        outcome = export(execute(target), origin, strict=strict)
        faults = (*(f"{target.name}, {finding}" for finding in typed), *outcome.faults)
        return replace(outcome, seconds=time.perf_counter() - started, faults=faults)
    except (ReportError, ExportError) as error:
        failure = str(error)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one notebook must not end the others
        failure = f"{target.name}: {type(error).__name__}: {error}"
    return Outcome(target, time.perf_counter() - started, failure=_shortened(failure))


def _shortened(message: str, limit: int = 4000) -> str:
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


def export(notebook: NotebookNode, origin: Provenance, *, strict: bool) -> Outcome:
    """The executed notebook as PDF with the files inside it, as web page, and as a picture for the index."""
    from analysis.reports.export.attachments import Attachment
    from analysis.reports.export.pdf import TypstPdfExporter
    from analysis.reports.export.web import ReportPageExporter

    target, log = origin.target, _Collected()
    facts = list(facts_of(notebook))
    settings = {"version": __version__, "colophon": origin.colophon(target.lang)}
    options = {"lang": target.lang, "strict": strict, "settings": settings, "log": log.logger}
    own = {PROVENANCE: Attachment(origin.as_json(facts), "Provenance", "supplement")}

    def about() -> dict[str, Any]:
        return {"metadata": {"name": target.name, "path": str(target.notebook.parent)}, "files_inside": dict(own)}

    pdf, resources = TypstPdfExporter(attach_notebook=True, **options).from_notebook_node(notebook, about())
    page, _ = ReportPageExporter(**options).from_notebook_node(notebook, about())
    inside = {f"{FILES}/{target.name}/{name}": one.content for name, one in resources["files_inside"].items()}
    return Outcome(
        target,
        seconds=0.0,
        files={
            f"{target.name}.pdf": pdf,
            f"{target.name}.html": page.encode(),
            f"{PREVIEWS}/{target.name}.png": preview(pdf),
            **inside,
        },
        about=_told(resources["settings"]),
        faults=tuple(dict.fromkeys(log.messages)),
    )


def _told(settings: Settings) -> dict[str, str]:
    """What the index of reports tells of one."""
    return {"title": settings.title, "subtitle": settings.subtitle, "date": str(settings.date or "")}


def facts_of(notebook: NotebookNode) -> Iterator[dict[str, Any]]:
    """The numbers in the sentences of an executed notebook, each with its cell: name, value and as printed."""
    for _, cell in _numbered(notebook):
        for output in cell.get("outputs", []):
            for fact in output.get("metadata", {}).get("facts", []):
                yield {"cell": cell.id, **fact}


class _Collected(logging.Handler):
    """Keeps what the exporters log, for the driver to say once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.logger = logging.Logger("export", logging.WARNING)
        self.logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

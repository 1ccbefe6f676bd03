"""Makes one report: runs its notebook in a fresh kernel and exports it as PDF and web page."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from analysis import __version__
from analysis.reports.execution import ReportError, execute, numbered
from analysis.reports.freshness import Target
from analysis.reports.index import PREVIEWS, preview
from analysis.reports.manifest import FILES, PROVENANCE
from analysis.reports.notebook_file import read_notebook
from analysis.reports.prose import findings
from analysis.reports.provenance import Provenance

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.reports.export.settings import Settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """One report after its run: the files that it became, or the reason why there are none.

    ``files`` holds their contents by name, relative to the folder of reports; ``about`` says what the index tells of
    the report; ``faults`` are what a reader meets as a box; ``odd`` is why its kernel started by itself, if it did.
    """

    target: Target
    seconds: float
    files: Mapping[str, bytes] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[str] = ()
    failure: str = ""
    odd: str = ""


def make(origin: Provenance, strict: bool = True, warm: str | None = "") -> Outcome:
    """Execute one notebook with its parameters and export it; failures come back as words, with notebook and cell.

    Needs nothing of the process that it runs in, so that any ``concurrent.futures.Executor`` can do it; the project
    must have the same path there. ``warm`` is as in ``execution.execute``.
    """
    from analysis.reports.export.faults import ExportError

    target, started, odd = origin.target, time.perf_counter(), ""
    try:
        typed = findings(read_notebook(target.notebook))
        if strict and typed:
            raise ReportError("\n".join(f"{target.name}, {finding}" for finding in typed))
        notebook, odd, said = execute(target, warm)
        outcome = export(notebook, origin, strict=strict)
        faults = (*(f"{target.name}, {finding}" for finding in typed), *outcome.faults)
        faults += (f"{target.name}: its kernel said, outside of cells: {said}",) if said else ()
        return replace(outcome, seconds=time.perf_counter() - started, faults=faults, odd=odd)
    except (ReportError, ExportError) as error:
        failure = str(error)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one notebook must not end the others
        failure = f"{target.name}: {type(error).__name__}: {error}"
    return Outcome(target, time.perf_counter() - started, failure=_shortened(failure), odd=odd)


def _shortened(message: str, limit: int = 4000) -> str:
    return message if len(message) <= limit else message[:limit] + " …"


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
    for _, cell in numbered(notebook):
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

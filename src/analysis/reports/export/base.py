"""What the exporters of a report have in common: their options, and how a notebook becomes a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Bool, Dict, Enum, Integer
from traitlets.config import Config

from analysis.reports.export import INJECTED
from analysis.reports.export.faults import ExportError, Faults
from analysis.reports.export.notebook import Report, read
from analysis.reports.export.outputs import OutputWriter
from analysis.reports.export.settings import LANGUAGES


class ReportExporter(Exporter):
    """An nbconvert exporter whose notebooks are reports, as `docs/notebooks.md` describes them."""

    lang = Enum(LANGUAGES, None, allow_none=True, help="Language; overrides that of the notebook.").tag(config=True)
    code = Enum(
        ("hide", "inline", "appendix"), None, allow_none=True, help="Where the code of the cells is shown."
    ).tag(config=True, setting=True)
    contents = Bool(None, allow_none=True, help="Show a table of contents (from three headings on).").tag(
        config=True, setting=True
    )
    settings = Dict(help="Any other setting of a report, such as title or accent; see the docs.").tag(config=True)
    strict = Bool(False, help="Refuse a notebook with a fault instead of marking the fault.").tag(config=True)
    max_stream_lines = Integer(60, help="Printed text is clipped to so many lines for each output.").tag(config=True)
    attach_data = Bool(True, help="Put the data of exhibits (text/csv outputs) into the report.").tag(config=True)
    optimistic_validation = Bool(True, help="Validate once, after all preprocessors.").tag(config=True)

    @property
    def default_config(self) -> Config:
        """The tags of nbconvert that remove cells, their code or their outputs."""
        tags = {
            "enabled": True,
            "remove_cell_tags": {"remove-cell"},
            "remove_input_tags": {"remove-input"},
            "remove_all_outputs_tags": {"remove-output"},
        }
        config = Config({"TagRemovePreprocessor": tags})
        config.merge(super().default_config)
        return config

    def read(
        self, nb: NotebookNode, resources: dict[str, Any] | None, options: dict[str, Any]
    ) -> tuple[Report, Faults, dict[str, Any]]:
        """The report that a notebook becomes after its preprocessors, what is wrong with it so far, and resources."""
        nb, resources = Exporter.from_notebook_node(self, _numbered(nb), resources, **options)
        about = resources["metadata"]
        faults = Faults(self.strict, partial(self.log.warning, "Notebook %s, %s", about.get("name")))
        named = {name: getattr(self, name) for name in self.traits(setting=True)}
        settings = {**self.settings, **{name: value for name, value in named.items() if value is not None}}
        report = read(nb, about, self.lang, settings, faults)
        resources["settings"] = report.settings
        return report, faults, resources


def _numbered(nb: NotebookNode) -> NotebookNode:
    """A copy of the notebook whose cells know their number (metadata `cell_number`), as whoever opens it counts them.

    A cell that a runner injected does not count.
    """
    numbers = count(1)

    def named(cell: NotebookNode) -> NotebookNode:
        if INJECTED in cell.metadata.get("tags", []):
            return cell
        return NotebookNode(cell, metadata=NotebookNode(cell.metadata, cell_number=next(numbers)))

    return NotebookNode(nb, cells=[named(cell) for cell in nb.cells])  # nbconvert itself copies what is in them


def settle(report: Report, faults: Faults) -> None:
    """Log the faults, or raise an `ExportError` that names the notebook."""
    try:
        faults.settle()
    except ExportError as error:
        run = any(cell.outputs for cell in report.cells) or not any(map(has_code, report.cells))
        hint = "" if run else "\nNo cell has an output: run the notebook first, or export it with --execute."
        raise ExportError(f"Notebook {report.name}: {error}{hint}") from error


def has_code(cell: NotebookNode) -> bool:
    """Whether a cell has code that may be shown."""
    hidden = cell.metadata.get("transient", {}).get("remove_source", False)
    return bool(cell.cell_type == "code" and cell.source.strip() and not hidden)


@dataclass
class CellWriter:
    """Writes the cells of a report one after the other, in the format of `outputs` and of `code`."""

    report: Report
    outputs: OutputWriter
    code: Callable[[NotebookNode], str]

    def write(self, cell: NotebookNode) -> str:
        """What the report shows of a cell."""
        pictures = self.outputs.pictures
        number = pictures.faults.cell_number = cell.metadata["cell_number"]
        pictures.attachments = cell.get("attachments", {})
        if cell.cell_type == "markdown":
            return self.outputs.writer.write(self.report.texts[number])
        if cell.cell_type == "raw":
            return self.outputs.raw(cell.source, cell.metadata.get("raw_mimetype") or cell.metadata.get("format") or "")
        code = [self.code(cell)] if self.report.settings.code == "inline" and has_code(cell) else []
        return "\n".join(code + [self.outputs.write(output) for output in cell.outputs])

    @property
    def appendix(self) -> list[NotebookNode]:
        """The cells whose code stands at the end."""
        return [cell for cell in self.report.cells if self.report.settings.code == "appendix" and has_code(cell)]

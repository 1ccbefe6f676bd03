"""nbconvert exporters: any notebook as Typst source (`--to typst`) or as an accessible PDF (`--to typstpdf`).

What a notebook may say about itself, its cells and its outputs is described in `docs`; the exporters know
nothing about the subject of a notebook.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Bool, Enum, Integer, default
from traitlets.config import Config

from analysis.reports.compiler import ExportError, Faults, compile_pdf
from analysis.reports.literals import string
from analysis.reports.markdown import Token, Writer, anchors, heading_anchor, parse, plain_text
from analysis.reports.outputs import Exhibit, OutputWriter, Pictures, wrapped_lines

LANGUAGES = ("vi", "en")
_SILENT_TAGS = {"parameters", "injected-parameters"}


class TypstExporter(Exporter):
    """A notebook as one complete Typst source file; its pictures are in `resources["outputs"]`."""

    output_mimetype = "text/vnd.typst"

    lang = Enum(LANGUAGES, None, allow_none=True, help="Language; overrides that of the notebook.").tag(config=True)
    code = Enum(("hide", "inline", "appendix"), "hide", help="Where the code of the cells is shown.").tag(config=True)
    strict = Bool(False, help="Refuse a notebook with a fault instead of marking the fault.").tag(config=True)
    contents = Bool(True, help="Show a table of contents if there are at least three headings.").tag(config=True)
    max_stream_lines = Integer(60, help="Printed text is clipped to so many lines for each output.").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".typ"

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

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The Typst source of a notebook, and nbconvert's resources with the picture files added.

        Raises `ExportError` for a link to an unknown target, an exhibit without text alternative or with the id of
        another; with `strict`, for every fault that the report would show in a box.
        """
        nb = deepcopy(nb)
        for number, cell in enumerate(nb.cells, start=1):
            cell.metadata["cell_number"] = number
        nb, resources = super().from_notebook_node(nb, resources, **options)
        try:
            source, assets = self._source(nb, resources["metadata"])
        except ExportError as error:
            raise ExportError(f"Notebook {resources['metadata'].get('name')}: {error}") from error
        resources["outputs"] = {**(resources["outputs"] or {}), **assets}
        return source, resources

    def _source(self, nb: NotebookNode, about: dict[str, Any]) -> tuple[str, dict[str, bytes]]:
        given = nb.metadata.get("report", {})
        name = about.get("name", "Notebook")
        lang = self.lang or given.get("lang", "en")
        cells = list(_shown_cells(nb, lang))
        by_code = _said_by_code(cells)
        given = {**given, **by_code}
        texts = {cell.metadata["cell_number"]: parse(cell.source) for cell in cells if cell.cell_type == "markdown"}
        title = _take_title(texts, _translated(given.get("title"), lang), replaced="title" in by_code) or name
        headings = [token for tokens in texts.values() for token in tokens if token["type"] == "heading"]
        faults = Faults(self.strict, self.log.warning)
        pictures = Pictures(Path(about.get("path") or "."), f"{name}_files", faults)
        writer = Writer(
            targets=_targets(cells, texts),
            faults=faults,
            top_level=min((token["attrs"]["level"] for token in headings), default=1),
        )
        outputs = OutputWriter(writer, pictures, self.max_stream_lines)
        abstract = _translated(given.get("abstract"), lang)
        settings = {
            "title": string(title),
            "subtitle": _optional(_translated(given.get("subtitle"), lang)),
            "authors": "("
            + "".join(f"{string(author)}, " for author in _in_language(given.get("authors", []), lang))
            + ")",
            "date": _date_expression(given),
            "abstract": writer.write(parse(abstract)) if abstract else "none",
            "lang": string(lang),
            "contents": str(self.contents and given.get("contents", True) and len(headings) >= 3).lower(),
        }
        blocks = [self._cell(cell, texts, writer, outputs) for cell in cells]
        blocks += self._appendix(cells)
        return "\n".join([_template(), _call("#show: report.with", settings), "#{", *blocks, "}\n"]), pictures.assets

    def _cell(self, cell: NotebookNode, texts: dict[int, list[Token]], writer: Writer, outputs: OutputWriter) -> str:
        number = cell.metadata["cell_number"]
        writer.faults.cell_number = number
        writer.picture = partial(outputs.pictures.from_address, attachments=cell.get("attachments", {}))
        try:
            if cell.cell_type == "markdown":
                return writer.write(texts[number])
            if cell.cell_type == "code":
                code = [_code(cell)] if self.code == "inline" and _has_code(cell) else []
                shown = [output for output in cell.outputs if not _about_report(output)]
                return "\n".join(code + [outputs.write(output, cell) for output in shown])
            return ""
        except ExportError as error:
            raise ExportError(f"Cell {number}: {error}") from error

    def _appendix(self, cells: list[NotebookNode]) -> Iterator[str]:
        coded = [cell for cell in cells if _has_code(cell)]
        if self.code == "appendix" and coded:
            yield "appendix()"
            for cell in coded:
                yield f"cell-title({cell.metadata['cell_number']}); {_code(cell)}"


class TypstPdfExporter(TypstExporter):
    """A notebook as a PDF that is accessible (PDF/UA-1), archivable (PDF/A-3a) and the same in every run."""

    output_mimetype = "application/pdf"
    export_from_notebook = "PDF via Typst"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # nbconvert types the base class only
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The PDF of a notebook and nbconvert's resources; raises `ExportError` naming the notebook."""
        source, resources = super().from_notebook_node(nb, resources, **options)
        name = resources["metadata"].get("name", "Notebook")
        assets = {path: content for path, content in resources.pop("outputs").items() if path in source}
        try:
            pdf, warnings = compile_pdf(source, assets, timestamp=_timestamp(nb.metadata.get("report", {})))
        except ExportError as error:
            raise ExportError(f"Notebook {name}: Typst could not make the PDF: {error}") from error
        for warning in warnings:
            self.log.warning("Notebook %s: Typst warns: %s", name, warning)
        return pdf, resources


def _shown_cells(nb: NotebookNode, lang: str) -> Iterator[NotebookNode]:
    for cell in nb.cells:
        tags = set(cell.metadata.get("tags", []))
        languages = tags.intersection(LANGUAGES)
        if not tags & _SILENT_TAGS and (not languages or lang in languages):
            yield cell


def _about_report(output: NotebookNode) -> dict[str, Any]:
    """What an output says about the report itself (`metadata["report"]`, as in the notebook's own metadata)."""
    return dict(output.get("metadata", {}).get("report", {}))


def _said_by_code(cells: list[NotebookNode]) -> dict[str, Any]:
    """Title and other settings that code computed, such as a title with the name of a province in it."""
    found: dict[str, Any] = {}
    for cell in cells:
        for output in cell.get("outputs", []):
            found |= _about_report(output)
    return found


def _targets(cells: list[NotebookNode], texts: dict[int, list[Token]]) -> dict[str, str]:
    """All link targets of the notebook: what they are called, and whether they are numbered."""
    targets = {name: "place" for tokens in texts.values() for name in anchors(tokens)}
    exhibits: dict[str, int] = {}
    for cell in cells:
        for output in cell.get("outputs", []):
            if output.output_type not in {"display_data", "execute_result"}:
                continue
            exhibit = Exhibit.of(output, cell)
            number = cell.metadata["cell_number"]
            if exhibit.id and exhibit.id in exhibits:
                raise ExportError(f"Cells {exhibits[exhibit.id]} and {number} both hold an exhibit {exhibit.id!r}.")
            if exhibit.id:
                exhibits[exhibit.id] = number
                targets[exhibit.id] = exhibit.kind
    return targets


def _take_title(texts: dict[int, list[Token]], known: str, *, replaced: bool) -> str:
    """The title: the known one, else the first level 1 heading, which leaves the body for the title block.

    A heading of other words stays in the body, unless the known title is one that code put in its place.
    """
    for tokens in texts.values():
        for index, token in enumerate(tokens):
            if token["type"] == "heading" and token["attrs"]["level"] == 1:
                words = plain_text(token["children"]).strip()
                if replaced or known in {"", words}:
                    tokens[index] = {"type": "place", "raw": heading_anchor(token["children"])}
                return known or words
    return known


def _translated(text: Any, lang: str) -> str:
    if isinstance(text, dict):
        return str(text.get(lang) or next(iter(text.values()), ""))
    return text or ""


def _in_language(names: Any, lang: str) -> list[str]:
    """A list of names, or the list of one language out of a mapping of such lists."""
    return list(names.get(lang) or next(iter(names.values()), [])) if isinstance(names, dict) else list(names)


def _optional(text: str) -> str:
    return string(text) if text else "none"


def _date(given: dict[str, Any]) -> date | None:
    """The day of the report: its own, else SOURCE_DATE_EPOCH; the clock is never read."""
    if "date" in given:
        try:
            return date.fromisoformat(str(given["date"]))
        except ValueError as error:
            raise ExportError(f"The report's date {given['date']!r} is not of the form 2026-11-22.") from error
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else None


def _date_expression(given: dict[str, Any]) -> str:
    day = _date(given)
    return f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if day else "none"


def _timestamp(given: dict[str, Any]) -> int:
    # PDF/A demands a date; a report without one is dated 1970-01-01, so that it is the same in every run.
    day = _date(given)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) if day else 0


def _has_code(cell: NotebookNode) -> bool:
    hidden = cell.metadata.get("transient", {}).get("remove_source", False)
    return bool(cell.cell_type == "code" and cell.source.strip() and not hidden)


def _code(cell: NotebookNode) -> str:
    return f'code({wrapped_lines(cell.source.rstrip())}, "python")'


def _call(function: str, arguments: dict[str, str]) -> str:
    return function + "(\n" + "".join(f"  {name}: {value},\n" for name, value in arguments.items()) + ")"


@cache
def _template() -> str:
    return Path(__file__).with_name("template.typ").read_text(encoding="utf-8")

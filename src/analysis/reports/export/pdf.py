"""nbconvert exporters: any notebook as Typst source (`--to typst`) or as an accessible PDF (`--to typstpdf`).

What a notebook may say about itself, its cells and its outputs is described in `docs/notebooks.md`; the exporters know
nothing about the subject of a notebook.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import FilenameExtension
from nbformat import NotebookNode
from traitlets import Bool, Enum, List, Unicode

from analysis.reports.export import attachments
from analysis.reports.export.base import CellWriter, ReportExporter, settle
from analysis.reports.export.compiler import Trial, compile_pdf, complaint
from analysis.reports.export.faults import ExportError, Faults
from analysis.reports.export.literals import array, optional, problem, string
from analysis.reports.export.markdown import Writer, parse, plain_text
from analysis.reports.export.notebook import Report, inside_folder
from analysis.reports.export.outputs import MONOSPACED_COLUMNS, OutputWriter, Pictures, wrapped_lines
from analysis.reports.export.settings import PAPERS, Settings
from analysis.reports.export.words import WORDS

_HEADING = re.compile(r"\bheading\(level: (\d)")
_PLACE = re.compile(r'labelled\(("[^"]*")')
_NUMBERED = re.compile(r'^(figure|table)-exhibit\(.*\bid: ("[^"]*")', re.MULTILINE | re.DOTALL)
# In Typst's words: a part of the report is not on the page; numbers of pages and exhibits may be wrong.
_WRONG = ("ignored", "did not converge")


@dataclass(frozen=True)
class Source:
    """A report as Typst source: what stands before the blocks, the blocks with their cells, and the files they name."""

    report: Report
    head: str
    blocks: list[tuple[int, str]]
    assets: dict[str, bytes]

    def __str__(self) -> str:
        return "\n".join([self.head, "#{", *(block for _, block in self.blocks), "}\n"])


class TypstExporter(ReportExporter):
    """A notebook as one complete Typst source file; its pictures are in `resources["outputs"]`."""

    output_mimetype = "text/vnd.typst"
    file_extension = FilenameExtension(".typ", help="Of the output.").tag(config=True)

    paper = Enum(tuple(PAPERS), None, allow_none=True, help="Size of the paper.").tag(config=True, setting=True)
    fonts = Unicode(None, allow_none=True, help="Folder of font files, beside the notebook.").tag(
        config=True, setting=True
    )
    attach = List(Unicode(), help="Files beside the notebook to put into the PDF (patterns).").tag(config=True)
    attach_notebook = Bool(False, help="Put the notebook itself into the PDF.").tag(config=True)

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The Typst source of a notebook, and nbconvert's resources with the picture files added.

        Raises `ExportError` with everything that makes a correct report impossible: links to unknown exhibits, exhibits
        without text alternative or with the id of another, settings that cannot be; with `strict`, also every fault
        that the report would show in a box.
        """
        report, faults, resources = self._read(nb, resources, options)
        source = self._source(report, faults, resources["files_inside"], complaint)
        settle(report, faults)
        resources["outputs"] = {**(resources["outputs"] or {}), **source.assets}
        return str(source), resources

    def _read(
        self, nb: NotebookNode, resources: dict[str, Any] | None, options: dict[str, Any]
    ) -> tuple[Report, Faults, dict[str, Any]]:
        """The report, what is wrong with it so far, and resources that hold the files inside it."""
        report, faults, resources = self.read(nb, resources, options)
        attached = dict(resources.get("files_inside") or {})
        if self.attach_data:
            attached |= attachments.data_of(report)
        if self.attach_notebook:
            attached[f"{report.name}.ipynb"] = attachments.notebook(nb)
        resources["files_inside"] = attached | attachments.files(report.folder, self.attach, faults)
        return report, faults, resources

    def _source(
        self, report: Report, faults: Faults, attached: Mapping[str, attachments.Attachment], trial: Trial
    ) -> Source:
        """The report as Typst; ``trial`` tells which formula or picture of it Typst cannot show."""
        pictures = Pictures(report.folder, f"{report.name}_files", faults, trial=trial)
        top = min((token["attrs"]["level"] for token in report.headings), default=1)
        writer = Writer(report.targets, pictures.from_address, faults, top_level=top, trial=trial)
        columns = round(MONOSPACED_COLUMNS * PAPERS[report.settings.paper][0] / PAPERS["a4"][0])
        outputs = OutputWriter(writer, pictures, self.max_stream_lines, columns)
        head = "\n".join([_style(report.settings), _template(), _opening(report, writer, pictures)])
        cells = CellWriter(report, outputs, partial(_code, report, columns))
        blocks = [(cell.metadata["cell_number"], cells.write(cell)) for cell in report.cells]
        faults.cell_number = 0
        if cells.appendix:
            blocks.append((0, "appendix()"))
        blocks += [(0, f"cell-title({cell.metadata['cell_number']}); {cells.code(cell)}") for cell in cells.appendix]
        if colophon := report.settings.colophon:
            blocks.append((0, f"colophon({writer.write(parse(colophon))})"))
        files = list(attachments.typst(attached))
        blocks += [(0, expression) for expression, _ in files]
        assets = {**pictures.assets, **dict(read for _, read in files)}
        if report.settings.style:
            head += "\n" + _rules(report, faults)
        if report.settings.fonts:
            _check_fonts(report, faults)
        return Source(report, head, blocks, assets)


class TypstPdfExporter(TypstExporter):
    """A notebook as a PDF that is accessible (PDF/UA-1), archivable (PDF/A-3a) and the same in every run.

    `resources["files_inside"]` may hold further files for the PDF (`Attachment` by name); afterwards it holds all files
    in the PDF, byte for byte.
    """

    output_mimetype = "application/pdf"
    file_extension = FilenameExtension(".pdf", help="Of the output.").tag(config=True)
    export_from_notebook = "PDF via Typst"

    def from_notebook_node(  # type: ignore[override]  # nbconvert types the base class only
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The PDF of a notebook and nbconvert's resources.

        Raises `ExportError` as `TypstExporter` does; what only the compiler finds is in the same list.
        """
        report, faults, resources = self._read(nb, resources, options)
        made: tuple[bytes, list[str]] | None = None
        for trial in (_trusted, complaint):  # most notebooks hold nothing that Typst refuses
            source = self._source(report, faults, resources["files_inside"], trial)
            try:
                made = _compiled(source)
                break
            except ExportError:
                continue
        else:
            source = _boxed(source, faults)
        settle(report, faults)
        try:
            pdf, warnings = made or _compiled(source)
        except ExportError as error:
            raise ExportError(f"Notebook {report.name}: Typst could not make the PDF: {error}") from error
        for warning in warnings:
            if self.strict and any(sign in warning for sign in _WRONG):
                raise ExportError(f"Notebook {report.name}: Typst made no whole PDF: {warning}")
            self.log.warning("Notebook %s: Typst warns: %s", report.name, warning)
        return pdf, resources


def _trusted(*_: object) -> None:
    """The trial of a formula or a picture that nothing is wrong with, as far as is known."""


def _compiled(source: Source) -> tuple[bytes, list[str]]:
    """The PDF and the warnings of the compiler. Raises `ExportError` with what it refuses."""
    settings = source.report.settings
    fonts = str(source.report.folder / settings.fonts) if settings.fonts else ""
    return compile_pdf(str(source), source.assets, timestamp=_timestamp(settings.date), fonts=fonts)


def _boxed(source: Source, faults: Faults) -> Source:
    """The source with a box in the place of each block that Typst cannot show by itself."""
    cells = {cell.metadata["cell_number"]: cell for cell in source.report.cells}
    before = f"{_style(source.report.settings)}\n{_template()}\n#show: alone\n"
    blocks = []
    for number, block in source.blocks:
        faults.cell_number = number
        needed = tuple((path, content) for path, content in source.assets.items() if string(path) in block)
        reason = complaint(f"{before}#{{{block}}}", *needed)
        if reason is not None:
            faults.report(f"this part cannot be shown: {reason}")
            block = _box(reason, _words(cells[number]) if number else "", block)
        blocks.append((number, block))
    faults.cell_number = 0
    return replace(source, blocks=blocks)


def _box(reason: str, words: str, block: str) -> str:
    """A box in the place of a block; headings, and what links and references point to, stay where they were."""
    levels = _HEADING.findall(block)
    titles = [plain_text(token["children"]) for token in parse(words) if token["type"] == "heading"]
    parts = [f"labelled({label}, metadata(none))" for label in _PLACE.findall(block)]
    parts += [
        f"heading(level: {level}, {string(title)})" for level, title in zip(levels[::-1], titles[::-1], strict=False)
    ][::-1]
    parts += [f"labelled({label}, figure([], kind: {kind}))" for kind, label in _NUMBERED.findall(block)]
    parts.append(problem("output", reason, words))
    return "\n".join(parts).replace("kind: figure", "kind: image")


def _words(cell: NotebookNode) -> str:
    """What the author of a cell wrote or printed."""
    if cell.cell_type != "code":
        return str(cell.source)
    return "\n".join(str(one.get("text") or one.get("data", {}).get("text/plain", "")) for one in cell.outputs)


def _style(settings: Settings) -> str:
    """The settings and words that the page design begins with, as Typst."""
    width, height = PAPERS[settings.paper]
    style = {
        "width": f"{width}mm",
        "height": f"{height}mm",
        "accent": f'rgb("{settings.accent}")',
        "serif": string(settings.body_font),
        "sans": string(settings.heading_font),
        "mono": string(settings.code_font),
        "size": f"{settings.font_size}pt",
        "floats": str(settings.floats).lower(),
    }
    words = {lang: _dictionary({key: string(word) for key, word in known.items()}) for lang, known in WORDS.items()}
    return f"#let style = {_dictionary(style)}\n#let words = {_dictionary(words)}"


def _dictionary(values: Mapping[str, str]) -> str:
    return f"({', '.join(f'{name}: {value}' for name, value in values.items())})"


def _opening(report: Report, writer: Writer, pictures: Pictures) -> str:
    """The call of the page design with everything that the title page shows."""
    settings = asdict(report.settings)
    arguments = {name: optional(settings[name]) for name in ("subtitle", "version", "data")}
    day = report.settings.date
    arguments |= {
        "title": string(settings["title"]),
        "authors": array(settings["authors"]),
        "date": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if day else "none",
        "abstract": writer.write(parse(settings["abstract"])) if settings["abstract"] else "none",
        "logo": pictures.from_address(settings["logo"], settings["logo_alt"]) if settings["logo"] else "none",
        "lang": string(report.lang),
        "contents": str(report.has_contents).lower(),
    }
    listed = "".join(f"  {name}: {value},\n" for name, value in arguments.items())
    return f"#show: report.with(\n{listed})"


def _rules(report: Report, faults: Faults) -> str:
    """The user's own Typst rules, from a file in the folder of the notebook."""
    path = inside_folder(report.folder, report.settings.style)
    if path is None or not path.is_file():
        faults.refuse(f"The style {report.settings.style} is not a file in the folder of the notebook.")
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        faults.refuse(f"The style {report.settings.style} is no text in UTF-8: {error}.")
        return ""


def _check_fonts(report: Report, faults: Faults) -> None:
    folder = inside_folder(report.folder, report.settings.fonts)
    if folder is None or not folder.is_dir():
        faults.refuse(f"{report.settings.fonts} is not a folder beside the notebook.")
        return
    for path in sorted(folder.rglob("*")):
        if "lastresort" in path.name.lower().replace("-", ""):
            faults.refuse(f"The font {path.name} hides letters that no font has behind boxes; remove it.")


def _timestamp(day: date | None) -> int:
    # PDF/A demands a date; a report without one is dated 1970-01-01, so that it is the same in every run.
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) if day else 0


def _code(report: Report, columns: int, cell: NotebookNode) -> str:
    return f"code({wrapped_lines(cell.source.rstrip(), columns)}, {string(report.code_language)})"


@cache
def _template() -> str:
    return Path(__file__).with_name("template.typ").read_text(encoding="utf-8")

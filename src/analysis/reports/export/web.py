"""nbconvert exporter: any notebook as one accessible web page that runs nothing and loads nothing (`--to reportpage`).

Its content is that of the PDF. What a notebook may say about itself, its cells and its outputs is described in
`docs/notebooks.md`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import Highlight2HTML
from nbformat import NotebookNode
from traitlets import Unicode, default

from analysis.reports.export.base import CellWriter, ReportExporter, settle
from analysis.reports.export.faults import Faults
from analysis.reports.export.markdown import parse
from analysis.reports.export.notebook import Report
from analysis.reports.export.page_outputs import PageOutputWriter, PagePictures
from analysis.reports.export.page_text import Heading, PageWriter, box
from analysis.reports.export.safety import Ids, css_string
from analysis.reports.export.words import WORDS, long_date


@dataclass
class Page(CellWriter):
    """What the template asks for: the parts of a report as HTML, and the words around them."""

    words: Mapping[str, str]
    writer: PageWriter

    def setting(self, name: str) -> str:
        """A setting that is Markdown (abstract, colophon)."""
        self.writer.faults.cell_number = 0
        text = getattr(self.report.settings, name)
        return self.writer.write(parse(text)) if text else ""

    @property
    def byline(self) -> str:
        """Authors, date and version on one line."""
        settings = self.report.settings
        day = long_date(settings.date, self.report.lang) if settings.date else ""
        version = f"{self.words['version']}{settings.version}" if settings.version else ""
        return " · ".join(filter(None, [", ".join(settings.authors), day, version]))

    def id(self, part: str) -> str:
        """The id of a part of the page."""
        return f"{self.writer.ids.prefix}{part}"

    def contents(self) -> list[tuple[Heading, list[Heading]]]:
        """The headings of the first level, each with those of the second below it; asked for when all are written."""
        listed: list[tuple[Heading, list[Heading]]] = []
        for heading in self.writer.headings:
            if heading.level == 1:
                listed.append((heading, []))
            elif heading.level == 2:
                listed[-1][1].append(heading)
        if self.appendix:
            listed.append((Heading(1, self.id("appendix"), self.words["appendix"]), []))
        return listed


class _Compiled(BytecodeCache):
    """The code of templates, for all exporters of this process; jinja compares the source before it takes any."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._known.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = _Compiled()


class ReportPageExporter(ReportExporter, HTMLExporter):
    """A notebook as one HTML page: no script, nothing from outside, the same bytes in every run."""

    export_from_notebook = "Report page (HTML)"

    template_name = Unicode("reportpage", help="Name of the template.").tag(config=True, affects_template=True)

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [*super()._default_extra_template_basedirs(), str(Path(__file__).with_name("templates"))]

    def from_notebook_node(  # type: ignore[override]  # nbconvert types the base class only
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page and nbconvert's resources; raises `ExportError` with all that makes a correct page impossible."""
        # HTMLExporter itself would only parse the page again, for its own templates.
        report, faults, resources = self.read(nb, resources, options)
        lexer = nb.metadata.get("language_info", {}).get("pygments_lexer") or report.code_language or None
        self.register_filter("css_string", css_string)
        shown = NotebookNode(nb, cells=report.cells)
        page = self.template.render(nb=shown, resources={**resources, "page": self._page(report, faults, lexer)})
        settle(report, faults)
        return unicodedata.normalize("NFC", page), resources

    def _page(self, report: Report, faults: Faults, lexer: str | None) -> Page:
        taken = {name for name, kind in report.targets.items() if kind != "place"}
        ids = Ids(taken, report.targets)
        for part in ("content", "contents-title", "abstract-title", "appendix"):  # of the template
            ids.own(part)
        words = WORDS[report.lang]
        pictures = PagePictures(report.folder, "", faults, box=partial(box, words), ids=ids)
        writer = PageWriter(report, faults, ids, pictures.from_address)
        outputs = PageOutputWriter(writer, pictures, self.max_stream_lines, attach_data=self.attach_data)
        return Page(report, outputs, partial(_code, Highlight2HTML(pygments_lexer=lexer, parent=self)), words, writer)

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()
        environment.bytecode_cache = _COMPILED
        return environment


def _code(highlight: Highlight2HTML, cell: NotebookNode) -> str:
    return f'<div class="code">{highlight(cell.source.rstrip(), metadata=cell.metadata)}</div>'

"""Outputs of code cells as Typst: exhibits with caption and source, pictures, tables, text and errors."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import TextWrapper
from typing import Any

from analysis.reports.compiler import ExportError, Faults, complaint
from analysis.reports.html_tables import from_html
from analysis.reports.literals import displayable, string
from analysis.reports.markdown import Writer, parse
from analysis.reports.tables import Table

PICTURE_TYPES = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
NO_ALTERNATIVE = (
    'a figure has no text alternative; say in one sentence what it shows, in "alt" of the exhibit or in the '
    'cell metadata "fig-alt"'
)
_LONGEST_TEXT = 100_000  # characters; whoever prints more writes a file, not a report
_MONOSPACED_COLUMNS = 92  # characters of DejaVu Sans Mono at 7.6 pt across a portrait page
_WRAPPER = TextWrapper(
    _MONOSPACED_COLUMNS, expand_tabs=False, replace_whitespace=False, drop_whitespace=False, break_on_hyphens=False
)
_OVERWRITTEN = re.compile(r"[^\n]*\r(?!\n)")  # what a progress bar wrote before it went back to the left
_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[@-_]")


@dataclass(frozen=True)
class Exhibit:
    """What a notebook says about an output: `output.metadata["exhibit"]`, or its cell's fig-cap, fig-alt, tbl-cap."""

    id: str = ""
    kind: str = ""
    caption: str = ""
    alt: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    declared: bool = False

    @classmethod
    def of(cls, output: Any, cell: Any) -> Exhibit:
        """The exhibit of one output; ExportError for an unknown kind."""
        given = dict(output.get("metadata", {}).get("exhibit", {}))
        picture = any(mime in output.get("data", {}) for mime in PICTURE_TYPES)
        kind = given.get("kind", "")
        if kind not in {"", "figure", "table", "notice"}:
            raise ExportError(f"The exhibit kind {kind!r} is unknown; use figure, table or notice.")
        fallback = cell.metadata.get("fig-cap" if picture else "tbl-cap", "")
        return cls(
            id=given.get("id", ""),
            kind=kind or ("figure" if picture and fallback else "table" if fallback else ""),
            caption=given.get("caption") or fallback,
            alt=given.get("alt") or cell.metadata.get("fig-alt", ""),
            source=given.get("source") or "",
            notes=tuple(given.get("notes") or ()),
            declared=bool(given),
        )


@dataclass
class Pictures:
    """The picture files of a report, and the rule that none goes without a text alternative.

    `folder` is where the notebook is; `files` is the name of the folder of the report's own picture files.
    """

    folder: Path
    files: str
    faults: Faults
    assets: dict[str, bytes] = field(default_factory=dict)

    def from_bytes(self, content: bytes, suffix: str, alt: str) -> str:
        """A Typst expression that shows the picture, or a visible box that says why it cannot."""
        name = f"{self.files}/{len(self.assets) + 1}.{suffix}"
        reason = complaint(f'image({string(name)}, alt: "picture")', (name, content))
        if reason is not None:
            return self._problem(reason, alt)
        if not alt.strip():
            self.faults.report(NO_ALTERNATIVE)
            alt = f"Figure without text alternative (cell {self.faults.cell_number})"
        self.assets[name] = content
        return f"picture({string(name)}, {string(' '.join(alt.split()))})"

    def from_address(self, address: str, alt: str, attachments: Any) -> str:
        """A picture of a Markdown cell: an attachment, or a file in the notebook's folder; never the network."""
        bundle = attachments.get(address.removeprefix("attachment:"), {})
        for mime, suffix in PICTURE_TYPES.items():
            if mime in bundle:
                return self.from_bytes(_content(bundle[mime], mime), suffix, alt)
        path = (self.folder / address).resolve()
        if "://" in address or not path.is_relative_to(self.folder.resolve()) or not path.is_file():
            return self._problem(f"{address} is not a file in the folder of the notebook", alt)
        return self.from_bytes(path.read_bytes(), path.suffix[1:].lower(), alt)

    def _problem(self, reason: str, alt: str) -> str:
        self.faults.report(f"a picture cannot be shown: {reason}")
        return f'problem("picture", {string(reason)}, {string(alt)})'


@dataclass
class OutputWriter:
    """Writes the outputs of one code cell after the other; `max_lines` clips printed text."""

    writer: Writer
    pictures: Pictures
    max_lines: int

    def write(self, output: Any, cell: Any) -> str:
        """One output as a Typst expression, or "" if there is nothing to show."""
        if output.output_type == "stream":
            return self._console(output.text)
        if output.output_type == "error":
            summary = string(f"{output.ename}: {_plain(output.evalue)}")
            return f"cell-error({summary}, {wrapped_lines(_plain(chr(10).join(output.traceback)))})"
        exhibit = Exhibit.of(output, cell)
        data = {mime: "".join(value) if isinstance(value, list) else value for mime, value in output.data.items()}
        return self._exhibit(exhibit, data) if exhibit.kind else self._bare(data, exhibit.alt)

    def _exhibit(self, exhibit: Exhibit, data: dict[str, Any]) -> str:
        if exhibit.kind == "figure":
            if exhibit.declared and not exhibit.alt.strip():
                raise ExportError(NO_ALTERNATIVE)
            if (picture := self._picture(data, exhibit.alt)) is None:
                raise ExportError(f"The figure {exhibit.id} holds no picture (SVG, PNG or JPEG).")
            return f"figure-exhibit({picture}, {self._frame(exhibit)})"
        if exhibit.kind == "notice":
            return f"notice({self._prose(data) or self._bare(data, '') or '[]'}, {self._frame(exhibit)})"
        tables = [part for part in from_html(data.get("text/html", "")) if isinstance(part, Table)]
        if len(tables) != 1:
            raise ExportError(f"The table {exhibit.id} must hold one HTML table, not {len(tables)}.")
        table, caption = tables[0], exhibit.caption or tables[0].title
        table.title = ""
        return f"table-exhibit({table.typst()}, {self._frame(exhibit, caption)})"

    def _frame(self, exhibit: Exhibit, caption: str = "") -> str:
        caption = caption or exhibit.caption
        parts = {
            "caption": self.writer.emphasised(caption) if caption else "none",
            "id": string(exhibit.id) if exhibit.id else "none",
            "source": self.writer.emphasised(exhibit.source) if exhibit.source else "none",
            "notes": "(" + "".join(f"{self.writer.emphasised(note)}, " for note in exhibit.notes) + ")",
        }
        return ", ".join(f"{name}: {value}" for name, value in parts.items())

    def _bare(self, data: dict[str, Any], alt: str) -> str:
        picture = self._picture(data, alt)
        if picture is not None:
            return f"spaced({picture})"
        if parts := from_html(data.get("text/html", "")):
            return "\n".join(
                f"show-table({part.typst()})" if isinstance(part, Table) else f"par({part})" for part in parts
            )
        return self._prose(data) or self._console(data.get("text/plain", ""))

    def _prose(self, data: dict[str, Any]) -> str:
        if "text/markdown" in data:
            return self.writer.write(parse(data["text/markdown"]))
        if "text/latex" in data and "text/html" not in data:
            return self.writer.formula(data["text/latex"].strip().strip("$").removeprefix(r"\displaystyle"), block=True)
        return ""

    def _picture(self, data: dict[str, Any], alt: str) -> str | None:
        for mime, suffix in PICTURE_TYPES.items():
            if mime in data:
                return self.pictures.from_bytes(_content(data[mime], mime), suffix, alt)
        return None

    def _console(self, text: str) -> str:
        lines = _plain(text).rstrip().split("\n")
        if lines == [""]:
            return ""
        shown = f"console({wrapped_lines(chr(10).join(lines[: self.max_lines]))})"
        more = len(lines) - self.max_lines
        return shown if more <= 0 else f"{shown}\nclipped({more})"


def _content(value: str, mime: str) -> bytes:
    return value.encode() if mime == "image/svg+xml" else base64.b64decode(value)


def _plain(text: str) -> str:
    return _OVERWRITTEN.sub("", _ANSI.sub("", text))


def wrapped_lines(text: str) -> str:
    """Text as a Typst string whose lines fit the monospaced column."""
    fitting: list[str] = []
    if len(text) > _LONGEST_TEXT:
        text = text[:_LONGEST_TEXT] + " …"
    for line in displayable(text).split("\n"):
        fitting += _WRAPPER.wrap(line) or [""]
    return string("\n".join(fitting))

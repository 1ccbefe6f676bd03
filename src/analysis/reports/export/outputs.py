"""Outputs of code cells, in Typst unless a subclass says otherwise: exhibits, pictures, tables, text and errors."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from textwrap import TextWrapper
from typing import Any, Protocol
from urllib.parse import unquote, unquote_to_bytes

from nbconvert.filters import strip_ansi

from analysis.reports.export.compiler import Trial, complaint, rasterised
from analysis.reports.export.faults import ExportError, Faults
from analysis.reports.export.html_tables import from_html
from analysis.reports.export.literals import displayable, problem, string
from analysis.reports.export.markdown import Token, parse
from analysis.reports.export.notebook import PICTURE_TYPES, Exhibit, inside_folder
from analysis.reports.export.tables import Table

NO_ALTERNATIVE = (
    'a figure has no text alternative; say in one sentence what it shows, in "alt" of the exhibit or in the '
    'cell metadata "fig-alt"'
)
_LONGEST_LINES = 4  # lines of the page that a printed line takes on average, at most
MONOSPACED_COLUMNS = 92
"""Letters of DejaVu Sans Mono at 7.6 pt across a portrait page of A4."""

LARGEST_DRAWING = 4_000_000
"""Bytes of an SVG that stays one, about 40,000 marks of a scatter plot."""

_DATA_ADDRESS = re.compile(r"data:\s*(image/[\w+.-]+)[^,]*?(;\s*base64)?,(.*)", re.DOTALL)
_STILL_TYPES = {"text/plain", "text/latex", "text/markdown"}
# How Python prints what only a browser shows.
_PLACEHOLDER = re.compile(r"<[^<>]*( object| at 0x[0-9a-f]+)>|[\w.]*\(.*\)|", re.DOTALL)
_JSON = "application/json"
_ONE_TABLE = re.compile(r"(.*?)<table\b.*</table\s*>(.*)", re.DOTALL | re.IGNORECASE)
# What stands with a table in its <figure> is its caption and notes, which the metadata of an exhibit say.
_ITS_FIGURE = re.compile(r"^(.*?)<figure\b(?:(?!</figure).)*?<table\b.*</figure\s*>(.*)$", re.DOTALL | re.IGNORECASE)


@dataclass
class Pictures:
    """The picture files of a report, and the rule that none goes without a text alternative.

    `folder` is where the notebook is; `files` is the name of the folder of the report's own picture files; `box` says
    of what kind of thing (a word of the exporter) why it cannot be shown, with its source; `attachments` are those of
    the cell at work.
    """

    folder: Path
    files: str
    faults: Faults
    assets: dict[str, bytes] = field(default_factory=dict)
    trial: Trial = complaint
    box: Callable[[str, str, str], str] = problem
    attachments: Mapping[str, Any] = field(default_factory=dict)

    def from_address(self, address: str, alt: str) -> str:
        """A picture by its address: in it, attached to the cell, or in the notebook's folder; never the network."""
        try:
            return self.shown(*self._at(address), alt)
        except ValueError as error:
            return self._problem(error, alt)

    def from_bundle(self, data: Mapping[str, Any], alt: str) -> str | None:
        """The best picture of an output of several types, or None if it has none."""
        try:
            found = _best(data)
            return found and self.drawn(*found, alt)
        except (ValueError, ExportError) as error:
            return self._problem(error, alt)

    def shown(self, content: bytes, suffix: str, alt: str) -> str:
        """A Typst expression that shows the picture; ValueError says why it cannot."""
        name = displayable(f"{self.files}/{len(self.assets) + 1}.{suffix}")
        reason = self.trial(f'#image({string(name)}, alt: "picture")', (name, content))
        if reason is not None:
            raise ValueError(reason)
        self.assets[name] = content
        return f"picture({string(name)}, {string(self.alternative(alt))})"

    def drawn(self, content: bytes, suffix: str, alt: str) -> str:
        """A picture of an output; an SVG of very many marks becomes a bitmap, so that the report stays small."""
        if suffix == "svg" and len(content) > LARGEST_DRAWING:
            return self.shown(rasterised(content), "png", alt)
        return self.shown(content, suffix, alt)

    def alternative(self, alt: str) -> str:
        """The text alternative on one line; a picture without one says so, and it is a fault."""
        if not alt.strip():
            self.faults.report(NO_ALTERNATIVE)
            alt = f"Figure without text alternative (cell {self.faults.cell_number})"
        return " ".join(alt.split())

    def _at(self, address: str) -> tuple[bytes, str]:
        """What stands at an address, and the suffix of its type; ValueError if it is no picture of the notebook."""
        if inside := _DATA_ADDRESS.fullmatch(address):
            content = base64.b64decode(inside[3]) if inside[2] else unquote_to_bytes(inside[3])
            return content, PICTURE_TYPES.get(inside[1], "png")
        attached, address = address.removeprefix("attachment:"), unquote(address)
        if bundle := self.attachments.get(attached) or self.attachments.get(unquote(attached)):
            if found := _best(bundle):
                return found
            raise ValueError(f"{address} is of an unknown type")
        path = inside_folder(self.folder, address)
        if path is None or not path.is_file():
            raise ValueError(f"{address[:200]} is not a file in the folder of the notebook")
        return path.read_bytes(), path.suffix[1:].lower()

    def _problem(self, error: Exception, alt: str) -> str:
        self.faults.report(f"a picture cannot be shown: {error}")
        return self.box("picture", str(error), alt)


def _best(data: Mapping[str, Any]) -> tuple[bytes, str] | None:
    """The best picture of a bundle of types, and the suffix of its type."""
    for mime, suffix in PICTURE_TYPES.items():
        if mime in data:
            content = "".join(data[mime])
            is_text = suffix == "svg" and content.lstrip().startswith("<")
            return content.encode() if is_text else base64.b64decode(content), suffix
    return None


class TextWriter(Protocol):
    """What outputs need of a writer of Markdown."""

    def write(self, tokens: list[Token]) -> str:
        """A Markdown text."""

    def emphasised(self, text: str) -> str:
        """One line in which only emphasis counts."""

    def formula(self, latex: str, *, block: bool) -> str:
        """A LaTeX formula."""


@dataclass
class OutputWriter:
    """Decides how the outputs of one code cell after the other are shown; `max_lines` clips printed text.

    `columns` is how many letters of printed text fit on a line of the page. The methods from `printed` on are what
    another format than Typst must say in its own way.
    """

    writer: TextWriter
    pictures: Pictures
    max_lines: int
    columns: int = MONOSPACED_COLUMNS

    def write(self, output: Any) -> str:
        """One output as a Typst expression, or "" if there is nothing to show."""
        if output.output_type == "stream":
            return self.console(output.text)
        if output.output_type == "error":
            summary = self.pictures.box("error", f"{output.ename}: {_plain(output.evalue)}", "")
            return "\n".join([summary, self.console("\n".join(output.traceback))])
        if "data" not in output:
            return self._problem(f"an output of type {output.output_type} is unknown", "")
        data = {
            mime: "".join(value) if isinstance(value, list) and mime != _JSON else value
            for mime, value in output.data.items()
        }
        exhibit: Exhibit = output.exhibit
        return self._exhibit(exhibit, data) if exhibit.kind else self._bare(data, exhibit.alt)

    def raw(self, text: str, kind: str) -> str:
        """The text of a raw cell; what is of a certain kind is for another format."""
        return "" if kind else self.console(text)

    def console(self, text: str) -> str:
        """Printed text, clipped with a notice; "" for none."""
        lines = _plain(text).rstrip().split("\n")
        if lines == [""]:
            return ""
        most = max(0, self.max_lines)
        kept = "\n".join(lines[:most])
        room = most * _LONGEST_LINES * self.columns
        more = max(0, len(lines) - most) - (-len(kept[room:]) // self.columns)
        return self.printed(kept[:room], more)

    def _exhibit(self, exhibit: Exhibit, data: dict[str, Any]) -> str:
        if exhibit.kind == "figure":
            if exhibit.declared and not exhibit.alt.strip():
                self.pictures.faults.refuse(NO_ALTERNATIVE)
                return ""
            if (picture := self.pictures.from_bundle(data, exhibit.alt)) is None:
                self.pictures.faults.refuse(f"The figure {exhibit.id} holds no picture (SVG, PNG or JPEG).")
                return ""
            return self.figure(picture, exhibit)
        if exhibit.kind == "notice":
            return self.notice(self._prose(data) or self._bare(data, ""), exhibit)
        parts = from_html(data.get("text/html", ""), self.pictures.from_address)
        tables = [part for part in parts if isinstance(part, Table)]
        if len(tables) != 1:
            self.pictures.faults.refuse(f"The table {exhibit.id} must hold one HTML table, not {len(tables)}.")
            return ""
        exhibit = replace(exhibit, caption=exhibit.caption or tables[0].title)
        if exhibit.caption == tables[0].title:
            tables[0].title = ""
        above, below = (self.html(part) if part else "" for part in _around_table(data["text/html"]))
        return "\n".join(filter(None, [above, self.table(tables[0], exhibit), below]))

    def printed(self, text: str, more: int) -> str:
        """Printed text, of which `more` lines (if above 0) were left out."""
        shown = f"console({wrapped_lines(text, self.columns)})"
        return shown if more <= 0 else f"{shown}\nclipped({more})"

    def figure(self, picture: str, exhibit: Exhibit) -> str:
        """A figure with its caption."""
        return f"figure-exhibit({picture}, {self._frame(exhibit)})"

    def table(self, table: Table, exhibit: Exhibit) -> str:
        """A table with its caption."""
        return f"table-exhibit({table.typst()}, {self._frame(exhibit)})"

    def notice(self, body: str, exhibit: Exhibit) -> str:
        """A notice with its title."""
        return f"notice({body or '[]'}, {self._frame(exhibit)})"

    def spaced(self, picture: str) -> str:
        """A picture that is no exhibit."""
        return f"spaced({picture})"

    def html(self, html: str) -> str:
        """HTML as blocks; "" if a reader would see nothing."""
        parts = from_html(html, self.pictures.from_address)
        return "\n".join(f"show-table({part.typst()})" if isinstance(part, Table) else part for part in parts)

    def _frame(self, exhibit: Exhibit) -> str:
        parts = {
            "caption": self.writer.emphasised(exhibit.caption) if exhibit.caption else "none",
            "id": string(exhibit.id) if exhibit.id else "none",
            "source": self.writer.emphasised(exhibit.source) if exhibit.source else "none",
            "notes": "(" + "".join(f"{self.writer.emphasised(note)}, " for note in exhibit.notes) + ")",
        }
        return ", ".join(f"{name}: {value}" for name, value in parts.items())

    def _bare(self, data: dict[str, Any], alt: str) -> str:
        if (picture := self.pictures.from_bundle(data, alt)) is not None:
            return self.spaced(picture)
        if shown := self.html(data.get("text/html", "")) or self._prose(data):
            return shown
        text = data.get("text/plain", "")
        if not text and _JSON in data:
            text = json.dumps(data[_JSON], indent=2, ensure_ascii=False)
        live = set(data) - _STILL_TYPES
        if live == {"text/html"} and "<script" not in data["text/html"]:  # nothing but styles
            live = set()
        if not live or not _PLACEHOLDER.fullmatch(text.strip()):
            return self.console(text)
        return self._problem(f"it needs a browser ({', '.join(sorted(live))}); show a picture of it, too", text)

    def _problem(self, reason: str, text: str) -> str:
        self.pictures.faults.report(f"an output cannot be shown: {reason}")
        return self.pictures.box("output", reason, text[:1000])

    def _prose(self, data: dict[str, Any]) -> str:
        if "text/markdown" in data:
            return self.writer.write(parse(data["text/markdown"]))
        if "text/latex" in data and "text/html" not in data:
            return self.writer.formula(data["text/latex"].strip().strip("$").removeprefix(r"\displaystyle"), block=True)
        return ""


def _around_table(html: str) -> tuple[str, str]:
    """What stands above and below the one table of an HTML text, each "" if it has no words and no picture."""
    found = _ITS_FIGURE.search(html) or _ONE_TABLE.search(html)
    above, below = found.groups() if found else ("", "")
    return above if above and from_html(above) else "", below if below and from_html(below) else ""


def _plain(text: str) -> str:
    """Text without the colours of a terminal, and without what a progress bar wrote before it went back to the left."""
    lines = strip_ansi(text).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)


def wrapped_lines(text: str, columns: int = MONOSPACED_COLUMNS) -> str:
    """Text as a Typst string whose lines have at most so many columns."""
    wrapper = TextWrapper(
        columns, expand_tabs=False, replace_whitespace=False, drop_whitespace=False, break_on_hyphens=False
    )
    return string("\n".join("\n".join(wrapper.wrap(line)) for line in displayable(text).split("\n")))

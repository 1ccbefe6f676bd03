"""Outputs of code cells as HTML: what `outputs` decides, in the words of a page."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from typing import Any

from analysis.reports.export.drawings import drawing
from analysis.reports.export.notebook import DATA_TYPE, Exhibit
from analysis.reports.export.outputs import LARGEST_DRAWING, OutputWriter, Pictures
from analysis.reports.export.page_text import PageWriter, without_headings
from analysis.reports.export.safety import Ids, Styles
from analysis.reports.export.tables import Cell, Table

_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_DRAWN_BY_LOT = re.compile(r"#T_[0-9a-f]{5}(?![^\W_])")  # ids of pandas, new in every run
_NAMING = {"id", "headers", "aria-labelledby", "aria-describedby"}
_SHORT, _LONG = 14, 40  # letters of a cell


@dataclass
class PagePictures(Pictures):
    """Pictures inside the page, as images that hold their data; drawings of outputs become parts of it."""

    ids: Ids = field(default_factory=Ids)

    def shown(self, content: bytes, suffix: str, alt: str) -> str:
        """An image that holds its data; ValueError says why it cannot be shown."""
        try:
            kind, size = _measured(content, suffix)
        except Exception as error:  # every decoder fails in a way of its own
            raise ValueError(str(error) or type(error).__name__) from error
        address = f"data:image/{kind};base64,{b64encode(content).decode()}"
        return f'<img src="{address}" alt="{escape(self.alternative(alt))}"{size}>'

    def drawn(self, content: bytes, suffix: str, alt: str) -> str:
        """A picture of an output; an SVG is a part of the page, so that its words can be found and copied."""
        if suffix != "svg" or len(content) > LARGEST_DRAWING:
            return super().drawn(content, suffix, alt)
        # What only an image may hold (an animation, HTML inside) is safe there: images run and load nothing.
        part = drawing(content, self.alternative(alt), self.ids.own("drawing"))
        return part or self.shown(content, "svg", alt)


def _renamed(html: str, table: str) -> str:
    """HTML in which the ids that pandas drew by lot begin with a name of our own."""
    from bs4 import BeautifulSoup

    if "T_" not in html:
        return html
    soup = BeautifulSoup(html, "html.parser", multi_valued_attributes=None)
    for element in soup.find_all(True):
        for name in _NAMING.intersection(element.attrs):
            words = (_DRAWN_BY_LOT.sub(f"#{table}", f"#{word}")[1:] for word in str(element[name]).split())
            element[name] = " ".join(words)
    return str(soup)


def _measured(content: bytes, suffix: str) -> tuple[str, str]:
    """The kind of a picture, and its size as attributes."""
    if suffix == "svg":
        drawing(content, "", "trial")
        return "svg+xml", ""
    from PIL import Image

    with Image.open(BytesIO(content)) as image:
        image.load()
        return str(image.format).lower(), f' width="{image.width}" height="{image.height}"'


@dataclass
class PageOutputWriter(OutputWriter):
    """Writes outputs as HTML; `attach_data` adds links to the data that they carry."""

    writer: PageWriter
    attach_data: bool = True

    def write(self, output: Any) -> str:
        """One output as HTML, with a link to its data."""
        shown = super().write(output)
        name = output.exhibit.data_name
        if not self.attach_data or not name:
            return shown
        content = b64encode("".join(output.data[DATA_TYPE]).encode()).decode()
        address = f"data:text/csv;charset=utf-8;base64,{content}"
        link = f'<a href="{address}" download="{escape(name)}">{self.writer.words["csv"]}</a>'
        return (
            f'{shown}\n<p class="download">{link}<span class="unseen">: {escape(name.removesuffix(".csv"))}</span></p>'
        )

    def raw(self, text: str, kind: str) -> str:
        """The text of a raw cell; HTML is for this format."""
        return self.html(text) if kind == "text/html" else super().raw(text, kind)

    def printed(self, text: str, more: int) -> str:
        """Printed text, of which `more` lines (if above 0) were left out."""
        shown = f'<pre class="console">{escape(text)}</pre>'
        return shown if more <= 0 else f'{shown}\n<p class="small">{self.writer.words["clipped"].format(more)}</p>'

    def figure(self, picture: str, exhibit: Exhibit) -> str:
        """A figure with its caption below."""
        below = f"<figcaption>{self._caption(exhibit)}{self._small_print(exhibit)}</figcaption>"
        return f"<figure{self._identity(exhibit)}>{self.spaced(picture, exhibit.number)}{below}</figure>"

    def table(self, table: Table, exhibit: Exhibit) -> str:
        """A table with its caption above."""
        caption = self._caption(exhibit)
        name = self.writer.ids.own(f"{exhibit.id or 'table'}-title")
        own_title = "".join(f"<br>{escape(line)}" for line in (table.title, table.subtitle) if line)
        title = f'<caption><span id="{escape(name)}">{caption}{own_title}</span></caption>' if caption else ""
        label = f'aria-labelledby="{escape(name)}"' if caption else f'aria-label="{self.writer.words["table"]}"'
        framed = f'<div class="scroll" role="region" tabindex="0" {label}>{self._table(table, title)}</div>'
        own = "".join(f"<p>{self.writer.clean(note.html, framed=False, foreign=True)}</p>" for note in table.notes)
        small = f'<div class="small">{own}</div>' if own else ""
        return f"<figure{self._identity(exhibit)}>{framed}{small}{self._small_print(exhibit)}</figure>"

    def notice(self, body: str, exhibit: Exhibit) -> str:
        """A notice with its title."""
        title = label = ""
        if exhibit.caption:
            name = escape(self.writer.ids.own(f"{exhibit.id or 'notice'}-title"))
            title = f'<p class="title" id="{name}">{self.writer.emphasised(exhibit.caption)}</p>'
            label = f' aria-labelledby="{name}"'
        small = self._small_print(exhibit)
        return f'<aside class="notice"{label}{self._identity(exhibit)}>{title}{body}{small}</aside>'

    def spaced(self, picture: str, number: int | str = "") -> str:
        """A picture that scrolls by itself, named by its number if it is an exhibit."""
        label = f"{self.writer.words['figure']} {number}".strip()
        return f'<div class="drawing" role="region" tabindex="0" aria-label="{label}">{picture}</div>'

    def html(self, html: str) -> str:
        """HTML with its styles, which reach nothing outside; "" if a reader would see nothing."""
        place = self.writer.ids.own("output")
        table = f"{place.removeprefix(self.writer.ids.prefix)}-table"
        html = self.writer.pictured(html)
        sheets = [_DRAWN_BY_LOT.sub(f"#{table}", style) for style in _STYLE.findall(html)]
        styles = "".join(Styles().scoped(style, f"#{place}") for style in sheets)
        shown = self.writer.clean(without_headings(_renamed(html, table)), foreign=True)
        if not re.sub("<(?!img|svg)[^>]*>", "", shown).strip():
            return ""
        sheet = f"<style>{styles}</style>" if styles else ""
        return f'<div class="output" id="{place}">{sheet}{shown}</div>'

    def _caption(self, exhibit: Exhibit) -> str:
        if not exhibit.caption:
            return ""
        number = f"{self.writer.words[exhibit.kind]} {exhibit.number}."
        return f"<strong>{number}</strong> {self.writer.emphasised(exhibit.caption)}"

    def _identity(self, exhibit: Exhibit) -> str:
        return f' id="{escape(exhibit.id)}"' if exhibit.id else ""

    def _small_print(self, exhibit: Exhibit) -> str:
        lines = [self.writer.emphasised(note) for note in exhibit.notes]
        lines[:1] = [self.writer.words["notes"] + line for line in lines[:1]]
        if exhibit.source:
            lines.append(self.writer.words["source"] + self.writer.emphasised(exhibit.source))
        return f'<div class="small">{"".join(f"<p>{line}</p>" for line in lines)}</div>' if lines else ""

    def _table(self, table: Table, title: str) -> str:
        """The table anew from its cells, so that the page's own design holds and every heading says what it heads."""
        rows = ["<tr>" + "".join(self._cell(cell, table) for cell in row) + "</tr>" for row in table.rows]
        for y, row in enumerate(table.rows):
            if y > table.head and row and row[0].group:
                rows[y] = f"</tbody><tbody>{rows[y]}"
        head, body = "".join(rows[: table.head]), "\n".join(rows[table.head :])
        head = f"<thead>{head}</thead>" if head else ""
        return f"<table>{title}{head}<tbody>{body}</tbody></table>"

    def _cell(self, cell: Cell, table: Table) -> str:
        """A cell, which says what it heads and how it looks."""
        heads = cell.y < table.head
        names = cell.group or cell.x < table.stub
        tag = "th" if (heads or names) and cell.text else "td"
        looks = {
            "background-color": cell.fill,
            "color": cell.colour,
            "font-weight": "bold" if cell.bold and not cell.group else None,
        }
        scope = ("colgroup" if cell.colspan > 1 else "col") if heads else "rowgroup" if cell.group else "row"
        attributes = {
            "class": f"{'' if cell.align == 'left' else cell.align} {'' if heads else _shape(cell)}".strip(),
            "colspan": cell.colspan if cell.colspan > 1 else "",
            "rowspan": cell.rowspan if cell.rowspan > 1 else "",
            "scope": scope if tag == "th" else "",
            "style": "; ".join(f"{name}: {value}" for name, value in looks.items() if value),
        }
        said = "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items() if value)
        return f"<{tag}{said}>{self.writer.clean(cell.html, framed=False)}</{tag}>"


def _shape(cell: Cell) -> str:
    """How a cell takes its width on a small screen: in one line, or not too narrow a column."""
    if cell.group:
        return "group"
    return "short" if len(cell.text) <= _SHORT else "long" if len(cell.text) > _LONG else "middle"

"""HTML of notebook outputs (pandas, Styler, great_tables, statsmodels) as tables and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.reports.export.literals import string, wrapping_string
from analysis.reports.export.tables import Cell, Table, text_cell

if TYPE_CHECKING:
    from bs4 import Tag

_INLINE_STYLES = {"b": "strong", "strong": "strong", "i": "emph", "em": "emph", "sup": "super", "sub": "sub"}
_STYLER_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ALIGN_CLASSES = {"gt_left": "left", "gt_center": "center", "gt_right": "right"}


def from_html(html: str, picture: Callable[[str, str], str] | None = None) -> list[Table | str]:
    """The tables (as `Table`) and the rest (paragraphs and pictures, as Typst blocks) of an HTML output, in order.

    `picture` turns the address and the text alternative of an image outside tables into an expression. Scripts and
    styles give nothing: the list is empty if a reader would see nothing.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "lxml")
    rules = _styler_rules("\n".join(style.get_text() for style in soup.find_all("style")))
    for unwanted in soup.find_all(["script", "style", "noscript", "svg", "button", "select"]):
        unwanted.decompose()
    parts: list[Table | str] = []
    for element in soup.find_all(["table", "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "img"]):
        if element.find_parent(["table", "li", "p"]) is None and element.name != "img":
            parts.extend(_block(element, rules))
        elif element.name == "img" and picture and element.find_parent("table") is None:
            shown = picture(str(element.get("src", "")), str(element.get("alt", "")))
            parts.append(f"spaced({shown})")
    if not parts and soup.get_text().strip():
        parts.append(f"par({_inline(soup.body or soup)})")
    return parts


def _block(element: Tag, rules: dict[str, dict[str, str]]) -> Iterator[Table | str]:
    if element.name == "table":
        table = _table(element, rules)
        if table.columns:
            yield table
    elif element.get_text().strip():
        yield f"par({_spoken(element, _inline(element))})"


def _table(element: Tag, rules: dict[str, dict[str, str]]) -> Table:
    title: list[str] = []
    notes: list[str] = []
    rows: list[list[Cell]] = []
    head = 0
    if element.caption:
        title.append(_clean(element.caption.get_text()))
    for row in element.find_all("tr"):
        if row.find_parent("table") is not element:
            continue
        text = _clean(row.get_text(" "))
        classes = " ".join(_classes(row) + [name for cell in row.find_all("td") for name in _classes(cell)])
        if "gt_heading" in classes:
            title.append(text)
        elif re.search("gt_(sourcenote|footnote)s?\\b", classes) and row.find_parent("tfoot"):
            notes.append(_clean(row.get_text()))
        else:
            cells = [_cell(cell, rules) for cell in row.find_all(["th", "td"], recursive=False)]
            if _is_header(row, len(rows) == head) and cells:
                head += 1
            rows.append(cells)
    rows, head = _merged_index_names(rows, head)
    return Table(rows, head, stub=_stub(element), title=": ".join(filter(None, title)), notes=notes)


def _is_header(row: Tag, above_are_headers: bool) -> bool:
    if row.find_parent("thead"):
        return above_are_headers
    # statsmodels has no thead: its first row is all th, the corner an empty td.
    filled = [cell for cell in row.find_all(["th", "td"], recursive=False) if cell.get_text().strip()]
    return above_are_headers and len(filled) > 1 and all(cell.name == "th" for cell in filled)


def _merged_index_names(rows: list[list[Cell]], head: int) -> tuple[list[list[Cell]], int]:
    """pandas writes index names in a header row of their own; move them into the row above if it has room."""
    if head < 2 or len(rows[head - 1]) != len(rows[head - 2]):
        return rows, head
    above, names = rows[head - 2], rows[head - 1]
    if any(a.text and b.text for a, b in zip(above, names, strict=True)):
        return rows, head
    merged = [b if b.text else a for a, b in zip(above, names, strict=True)]
    return [*rows[: head - 2], merged, *rows[head:]], head - 1


def _stub(element: Tag) -> int:
    """How many columns on the left hold the names of rows."""
    rows = [row.find_all(["th", "td"], recursive=False) for row in element.find_all("tr") if row.find("td")]
    names = (takewhile(lambda cell: cell.name == "th" and cell.get("colspan", "1") == "1", row) for row in rows)
    return max((len(list(row)) for row in names), default=0)


def _cell(element: Tag, rules: dict[str, dict[str, str]]) -> Cell:
    style = {**rules.get(str(element.get("id", "")), {}), **_declarations(str(element.get("style", "")))}
    classes = _classes(element)
    align = next((_ALIGN_CLASSES[name] for name in classes if name in _ALIGN_CLASSES), style.get("text-align"))
    text = _clean(element.get_text())
    plain = not element.find(True)
    cell = text_cell(text) if plain else Cell(_inline(element), text)
    cell.body = _spoken(element if element.get("lang") else element.find_parent(lang=True), cell.body)
    cell.colspan, cell.rowspan = (max(1, int(str(element.get(name) or 1))) for name in ("colspan", "rowspan"))
    cell.align = align if align in {"left", "right", "center"} else None
    cell.bold = style.get("font-weight") in {"bold", "bolder", "600", "700", "800"}
    cell.group = "gt_group_heading" in classes
    cell.bold |= cell.group
    cell.html = element.decode_contents()
    cell.fill = _colour(style.get("background-color"))
    cell.colour = _colour(style.get("color"))
    return cell


def _inline(element: Tag) -> str:
    from bs4 import Tag
    from bs4.element import NavigableString

    parts: list[str] = []
    for child in element.children:
        if isinstance(child, Tag):
            function = _INLINE_STYLES.get(child.name)
            if child.name == "br":
                parts.append("linebreak()")
                continue
            if "gt_footnote_marks" in _classes(child):
                function = "super"
            body = _inline(child)
            parts.append(_spoken(child, f"{function}({body})" if function and child.get_text().strip() else body))
        elif type(child) is NavigableString and child:
            parts.append(wrapping_string(re.sub(r"\s+", " ", child)))
    return "{" + "; ".join(parts) + "}" if parts else '""'


def _spoken(element: Tag | None, body: str) -> str:
    """The body in the language that the element names."""
    lang = re.match("[A-Za-z]{2,3}\\b", str(element.get("lang") or "")) if element else None
    return f"text(lang: {string(lang[0].lower())}, {body})" if lang else body


def _styler_rules(css: str) -> dict[str, dict[str, str]]:
    rules: dict[str, dict[str, str]] = {}
    for selectors, declarations in _STYLER_RULE.findall(css):
        for selector in selectors.split(","):
            if re.fullmatch(r"#[\w-]+", selector.strip()):
                rules.setdefault(selector.strip()[1:], {}).update(_declarations(declarations))
    return rules


def _declarations(css: str) -> dict[str, str]:
    pairs = (declaration.partition(":") for declaration in css.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if value.strip()}


def _colour(css: str | None) -> str | None:
    from PIL import ImageColor

    try:
        return "#" + "".join(f"{part:02x}" for part in ImageColor.getrgb(css or "")[:3])
    except ValueError:  # transparent, inherit, var(--x): the page's own colour is right
        return None


def _classes(element: Tag) -> list[str]:
    return [str(name) for name in element.get("class") or []]


def _clean(text: str) -> str:
    return " ".join(text.split())

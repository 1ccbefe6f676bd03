"""Tables in HTML (pandas, Styler, great_tables, statsmodels), and HTML outputs as tables and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import Any

from analysis.reports.export.html_text import (
    BLOCKS,
    Picture,
    image,
    inline,
    inner_html,
    is_seen,
    joined,
    parsed,
    piece,
    plain,
    spoken,
    words,
)
from analysis.reports.export.literals import wrapping_string
from analysis.reports.export.tables import Cell, Table, text_cell

_NO_LINE = re.compile(r"\b(none|hidden|0(px|pt)?)\b")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ALIGN_CLASSES = {"gt_left": "left", "gt_center": "center", "gt_right": "right"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "legend"}
_MOST_COLUMNS = 1000  # that a cell may span, as in browsers

Styles = dict[str, dict[str, str]]


def no_picture(address: str, alt: str) -> str:
    """The words of a picture, where no picture can be."""
    return wrapping_string(f"[{alt or address}]")


def from_html(html: str, picture: Picture = no_picture) -> list[Table | str]:
    """The tables (as `Table`) and the rest (paragraphs and pictures, as Typst blocks) of an HTML output, in order.

    `picture` turns the address and the text alternative of an image into an expression. The list is empty if a reader
    would see nothing.
    """
    body = parsed(html)
    try:
        return list(_flow(body, _styles(body), picture))
    except RecursionError:  # hundreds of elements in each other: the words alone
        return [f"par({wrapping_string(body.text_content())})"]


def _flow(element: Any, styles: Styles, picture: Picture) -> Iterator[Table | str]:
    run = words(element.text)
    for child in element:
        if is_seen(child):
            if child.tag in BLOCKS or child.tag == "img" or child.find(".//table") is not None:
                yield from _paragraph(element, run)
                run = []
                yield from _block(child, styles, picture)
            else:
                run += piece(child, picture)
        run += words(child.tail)
    yield from _paragraph(element, run)


def _paragraph(element: Any, run: list[str]) -> Iterator[str]:
    if (shown := joined(run)) != '""':
        yield f"par({spoken(element, shown)})"


def _block(element: Any, styles: Styles, picture: Picture) -> Iterator[Table | str]:
    if element.tag == "table":
        table = _table(element, styles, picture)
        if table.columns:
            yield table
    elif element.tag == "img":
        yield f"spaced({image(element, picture)})"
    elif element.tag == "pre":
        if text := element.text_content().strip("\n"):
            yield f"console({wrapping_string(text)})"
    elif element.tag in _HEADINGS and plain(element):
        yield f"par(strong({spoken(element, inline(element, picture))}))"
    elif element.tag == "li" and not any(child.tag in BLOCKS for child in element):
        yield f"list({spoken(element, inline(element, picture))})"
    else:
        yield from _flow(element, styles, picture)


def _table(element: Any, styles: Styles, picture: Picture) -> Table:
    rows: list[list[Cell]] = []
    head = stub = 0
    title = subtitle = ""
    notes: list[Cell] = []
    for section, row in _rows(element):
        boxes = [box for box in row if box.tag in {"td", "th"} and is_seen(box)]
        classes = " ".join(box.get("class") or "" for box in (row, *boxes))
        if "gt_subtitle" in classes:
            subtitle = plain(row).replace("\n", " ")
        elif section == "caption" or "gt_heading" in classes:
            title = plain(row).replace("\n", " ").strip(" =")  # statsmodels draws lines of =
        elif section == "tfoot" and re.search("gt_(sourcenote|footnote)", classes):
            notes += [_cell(box, styles, picture) for box in boxes if plain(box)]
        elif boxes:
            is_head = len(rows) == head and _is_header(section, boxes)
            if is_head and not plain(row) and all(box.get("rowspan", "1") == "1" for box in boxes):
                continue
            head += is_head
            stub = max(stub, 0 if is_head else _names(boxes))
            rows.append([_cell(box, styles, picture) for box in boxes])
    return Table(*_merged_index_names(rows, head), stub=stub, title=title, subtitle=subtitle, notes=notes)


def _rows(table: Any) -> Iterator[tuple[str, Any]]:
    """The rows of a table itself, not of tables in its cells, each with the name of its section."""
    for child in sorted(table, key=lambda child: child.tag == "tfoot"):  # at the foot, wherever it is written
        if child.tag == "tr" and is_seen(child):
            yield "", child
        elif child.tag == "caption" and is_seen(child):
            yield "caption", child
        elif child.tag in {"thead", "tbody", "tfoot"} and is_seen(child):
            yield from ((child.tag, row) for row in child if row.tag == "tr" and is_seen(row))


def _is_header(section: str, boxes: list[Any]) -> bool:
    if section == "thead":
        return True
    # statsmodels has no thead: its first row is all th, the corner an empty td.
    filled = [box for box in boxes if plain(box)]
    return len(filled) > 1 and all(box.tag == "th" for box in filled)


def _names(boxes: list[Any]) -> int:
    """How many cells on the left of a row are names of it."""
    return len(list(takewhile(lambda box: box.tag == "th" and box.get("colspan", "1") == "1", boxes)))


def _merged_index_names(rows: list[list[Cell]], head: int) -> tuple[list[list[Cell]], int]:
    """pandas writes index names in a header row of their own; move them into the row above if it has room."""
    if head < 2 or len(rows[head - 1]) != len(rows[head - 2]):
        return rows, head
    above, names = rows[head - 2], rows[head - 1]
    if any(a.text and b.text for a, b in zip(above, names, strict=True)):
        return rows, head
    merged = [b if b.text else a for a, b in zip(above, names, strict=True)]
    return [*rows[: head - 2], merged, *rows[head:]], head - 1


def _cell(element: Any, styles: Styles, picture: Picture) -> Cell:
    classes = element.get("class") or ""
    text = plain(element)
    cell = Cell(inline(element, picture), text) if len(element) else text_cell(text)
    cell.body = spoken(element if element.get("lang") else next(element.iterancestors(), None), cell.body)
    cell.html = inner_html(element)
    cell.colspan, cell.rowspan = _span(element.get("colspan")), _span(element.get("rowspan"))
    cell.group = "gt_group_heading" in classes
    style = {**styles.get(element.get("id"), {}), **_declarations(element.get("style") or "")}
    align = next((_ALIGN_CLASSES[name] for name in classes.split() if name in _ALIGN_CLASSES), style.get("text-align"))
    cell.align = align if align in {"left", "right", "center"} else None
    cell.bold = cell.group or style.get("font-weight") in {"bold", "bolder", "600", "700", "800", "900"}
    if style.get("font-style") in {"italic", "oblique"}:
        cell.body = f"emph({cell.body})"
    cell.fill, cell.colour = _colour(style.get("background-color")), _colour(style.get("color"))
    drawn = {side for side in ("top", "bottom") if style and _is_line(style, side)}
    cell.above = "top" in drawn or ("gt_first_" in classes and "summary_row" in classes)
    cell.below = "bottom" in drawn or ("gt_last_" in classes and "summary_row_top" in classes)
    return cell


def _span(given: str | None) -> int:
    return min(int(given), _MOST_COLUMNS) if given and given.strip().isdecimal() and int(given) else 1


def _is_line(style: Mapping[str, str], side: str) -> bool:
    return not _NO_LINE.search(style.get(f"border-{side}") or style.get("border", "none"))


def _styles(body: Any) -> Styles:
    """The rules for single cells (`#id {…}`), as pandas' Styler writes them."""
    found: Styles = {}
    for sheet in body.iter("style"):
        for selectors, declarations in _RULE.findall(sheet.text or ""):
            for selector in selectors.split(","):
                if re.fullmatch(r"#[\w-]+", selector.strip()):
                    found.setdefault(selector.strip()[1:], {}).update(_declarations(declarations))
    return found


@lru_cache(maxsize=4096)
def _declarations(css: str) -> dict[str, str]:
    pairs = (declaration.partition(":") for declaration in css.split(";"))
    return {name.strip().lower(): value.replace("!important", "").strip() for name, _, value in pairs if value.strip()}


@lru_cache(maxsize=4096)
def _colour(css: str | None) -> str | None:
    from PIL import ImageColor

    try:
        return "#" + "".join(f"{part:02x}" for part in ImageColor.getrgb(css or "")[:3])
    except ValueError:  # transparent, inherit, var(--x): the page's own colour is right
        return None

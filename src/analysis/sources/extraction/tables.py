"""Tables of a text: lines of cells between bars, with what the heads of columns and rows say about their numbers.

Documents of all kinds keep a table as lines ("1 | Lý luận chính trị | Lượt người | 450 | 432"); here they become rows
and columns again. Nothing is read into a row that has more or fewer cells than the head: its columns are not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analysis.sources.extraction.table_units import unit_of_cell

BAR = "|"
LINES_ABOVE, LONGEST_ABOVE = 3, 220
"""Lines above a table that may name it and its unit, and how long each is at most."""
MOST_HEADS, MOST_COLUMNS = 6, 60
"""Rows of a head, and columns: what has more is no table that people read."""

NUMBER = re.compile(r"[0-9][0-9.,]*(?: ?%)?")
DITTO = frozenset({'"', "''", "“", "”", "nt", "-nt-", "- nt -", "//", "-//-", "như trên"})
"""What stands in a cell that says the same as the one above."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED = re.compile(r"\(?(?:[a-zđ]|\d{1,2})\)?(?: ?[=:(].{0,30})?")
_SERIAL = re.compile(r"s ?tt|tt|số tt|số thứ tự|thứ tự|#")
_NOTE = re.compile(r"ghi chú.*|năm sinh|ngày.*|số quyết định.*|số văn bản.*")
_UNIT_HEAD = re.compile(r"đvt|đ\.v\.t\.?|đơn vị(?: tính)?")
_CONTENT = re.compile(r"(?:tên )?(?:nội dung|lớp|khóa|chương trình|đối tượng).*")
_UNIT_OR_OFFICE = re.compile(r"đơn vị")
TOTAL = re.compile(r"\W*(?:tổng cộng|tổng số|tổng|cộng|toàn tỉnh|toàn huyện|toàn thành phố)(?!\w)")
"""How the label of a row of totals begins."""
_LETTERS = re.compile(r"(?:[^\W\d_][^\w]*){3}")


class Cell(NamedTuple):
    """``text`` without spaces around it stands between ``start`` and ``end`` of the whole text."""

    start: int
    end: int
    text: str


class Row(NamedTuple):
    """The cells of one line, empty ones among them."""

    start: int
    end: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """``body`` are the rows of ``width`` cells under the head, ``above`` the lines that name the table; its own
    lines, the head among them, stand between ``start`` and ``end``.

    ``label`` is the column that names the rows and ``label_heads`` what stands above it, ``unit_column`` that of their
    units and ``content`` one that says what was taught where the label is a place (-1 for none).
    ``columns`` are those that may hold figures, each with its heads, the lowest first.
    """

    start: int
    end: int
    above: Sequence[Cell]
    body: Sequence[Row]
    width: int
    label: int
    label_heads: Sequence[Cell]
    content: int
    unit_column: int
    columns: Mapping[int, Sequence[Cell]]


def tables_in(text: str) -> Iterator[Table]:
    """The tables of a text in one spelling: two or more lines with bars, of which the first names columns."""
    if BAR not in text:
        return
    lines: list[Cell] = []
    rows: list[Row] = []
    begin = 0
    for line in text.split("\n"):
        if BAR in line:
            rows.append(_row(line, begin))
        elif line.strip():
            yield from _table(lines, rows)
            lines, rows = [*(lines if not rows else [])[-LINES_ABOVE:], _cell(line, begin)], []
        begin += len(line) + 1
    yield from _table(lines, rows)


def begin_of_table(text: str, place: int) -> int:
    """Where the table around a place begins, with the lines that may name it; elsewhere where the line begins."""
    first = begin = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    above = LINES_ABOVE if BAR in text[begin : end if end >= 0 else len(text)] else 0
    while begin and above:
        begin = text.rfind("\n", 0, begin - 1) + 1
        line = text[begin : first - 1]
        above -= BAR not in line and bool(line.strip())
        first = begin
    return begin


def _row(line: str, begin: int) -> Row:
    cells, place = [], begin
    for part in line.split(BAR):
        cells.append(_cell(part, place))
        place += len(part) + 1
    return Row(begin, begin + len(line), cells)


def _cell(written: str, begin: int) -> Cell:
    words = written.strip()
    start = begin + len(written) - len(written.lstrip()) if words else begin
    return Cell(start, start + len(words), words)


def _table(lines: Sequence[Cell], rows: Sequence[Row]) -> Iterator[Table]:
    first = next((place for place, row in enumerate(rows) if not _is_caption(row)), len(rows))
    lines, rows = [*lines, *(cell for row in rows[:first] for cell in row.cells if cell.text)], rows[first:]
    count = next((place for place, row in enumerate(rows) if _has_numbers(row) or (place and _is_heading(row))), 0)
    head, width = rows[:count], max((len(row.cells) for row in rows[:count]), default=0)
    if not 0 < count <= MOST_HEADS or width > MOST_COLUMNS:
        return
    body = [row for row in rows[count + _counts_columns(rows[count]) :] if len(row.cells) == width]
    heads = [_heads(head, column) for column in range(width)]
    units = [column for column in range(width) if column and _holds_units(heads[column], column, body)]
    named = (column for column in range(width) if column not in units and _names_rows(heads[column], column, body))
    label = next(named, -1)
    if label < 0:
        return
    unit_column = units[0] if units else -1
    columns = range(label + 1, width)
    figures = {at: heads[at] for at in columns if at != unit_column and not _any(_NOTE, heads[at])}
    content = next((at for at in figures if _any(_CONTENT, heads[at]) and _holds_words(at, body)), -1)
    start, end = rows[0].start, rows[-1].end
    yield Table(start, end, _naming(lines), body, width, label, heads[label], content, unit_column, figures)


def _heads(head: Sequence[Row], column: int) -> list[Cell]:
    """What stands above a column, the lowest first; a head over several columns counts for each of them."""
    found: list[Cell] = []
    for row in reversed(head):
        cells = row.cells[: column + 1]
        own = [cell for cell in cells[column:] if cell.text]
        found += own or ([cell for cell in cells if cell.text][-1:] if found else [])
    return found


def _any(pattern: re.Pattern[str], cells: Iterable[Cell]) -> bool:
    return any(pattern.fullmatch(cell.text) for cell in cells)


def _has_numbers(row: Row) -> bool:
    return any(NUMBER.fullmatch(cell.text) and not _YEAR.fullmatch(cell.text) for cell in row.cells)


def _is_caption(row: Row) -> bool:
    """Whether a row has one cell with words at most: a line about the table, put into it."""
    return sum(1 for cell in row.cells if cell.text) < 2


def _is_heading(row: Row) -> bool:
    """Whether a row only names those below it: "I | Lý luận chính trị | | |"."""
    return len(row.cells) > 2 and not any(cell.text for cell in row.cells[2:])


def _counts_columns(row: Row) -> bool:
    """ "A | B | 1 | 2 | 3=2/1": the row under a head that numbers its columns."""
    cells = [cell.text for cell in row.cells if cell.text]
    return len(cells) > 2 and all(map(_COUNTED.fullmatch, cells)) and len({*cells}) == len(cells)


def _names_rows(heads: Sequence[Cell], column: int, body: Sequence[Row]) -> bool:
    return not _any(_SERIAL, heads) and any(_LETTERS.search(row.cells[column].text) for row in body)


def _holds_words(column: int, body: Sequence[Row]) -> bool:
    words = [row.cells[column].text for row in body if row.cells[column].text]
    return bool(words) and all(map(_LETTERS.search, words))


def _holds_units(heads: Sequence[Cell], column: int, body: Sequence[Row]) -> bool:
    """Whether a column is "ĐVT"; one headed "Đơn vị" is when it holds units and not the names of offices or places."""
    if not _any(_UNIT_HEAD, heads):
        return False
    cells = [row.cells[column] for row in body if row.cells[column].text]
    known = all(cell.text in DITTO or unit_of_cell(cell.text, cell.start) for cell in cells)
    return known or not _any(_UNIT_OR_OFFICE, heads)


def _naming(lines: Sequence[Cell]) -> list[Cell]:
    """The lines directly above that are short and no sentences of the text."""
    found: list[Cell] = []
    for line in reversed(lines[-LINES_ABOVE:]):
        if len(line.text) > LONGEST_ABOVE or line.text.endswith((".", ";")):
            break
        found.append(line)
    return found[::-1]

"""From a bare grid of cells to labelled numbers: finds the column of places, the lines of the header, and the years.

A grid is what a CSV file or a sheet of a workbook is: title lines, one or more header lines with merged cells, rows of
places mixed with totals, notes at the end. Nothing is found by position: what is recognised decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.sources.cells import Flaw
from analysis.sources.delivered.header import Area, Header, labels_of, read_header, with_years_apart
from analysis.sources.delivered.table import MISSING, Delivered, Number, Recognisers, read_year, tidy

_INDEX_HEADER = re.compile(r"(stt|tt|số tt|số thứ tự|no\.?|#|mã|mã số|code|id)", re.IGNORECASE)
_YEAR_HEADERS = ("năm", "nam", "year", "period", "kỳ", "thời gian", "time")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid; ``typed`` when the file itself says that it is a number."""

    text: str
    typed: bool = False


EMPTY = Cell("")


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells that are not empty, all of the same width, each with its line in the file or sheet.

    ``merged``: the areas of merged cells.
    """

    lines: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Area, ...] = ()
    sheet: str = ""

    @classmethod
    def of(
        cls,
        rows: Sequence[tuple[int, Sequence[Cell]]],
        merged: Sequence[Area] = (),
        sheet: str = "",
    ) -> Grid:
        """Rows of different widths with their lines; empty rows are left out, short ones filled up.

        A label that is merged over several rows of its column, as a place over its years, stands in each of them.
        """
        filled = [(line, row) for line, row in _filled_down(rows, merged) if any(cell.text for cell in row)]
        width = max((len(row) for _, row in filled), default=0)
        cells = tuple((*row, *[EMPTY] * (width - len(row))) for _, row in filled)
        return cls(tuple(line for line, _ in filled), cells, tuple(merged), sheet)


def _filled_down(
    rows: Sequence[tuple[int, Sequence[Cell]]], merged: Sequence[Area]
) -> list[tuple[int, Sequence[Cell]]]:
    found = {line: list(row) for line, row in rows}
    for (top, left), (bottom, right) in merged:
        label = found[top][left] if top in found and left < len(found[top]) else EMPTY
        if left != right or label.typed or not label.text:
            continue
        for line in range(top + 1, bottom + 1):
            if line in found and left < len(found[line]):
                found[line][left] = label
    return list(found.items())


def holds_places(grid: Grid, recognise: Recognisers) -> bool:
    """Whether a grid has a column of places, or of parts of the breakdown."""
    return _label_column(grid, recognise) is not None


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what: places, years (where they are a column), other labels, numbers, and the rest."""

    place: int
    year: int | None
    parts: tuple[int, ...]
    data: tuple[int, ...]
    left_out: tuple[int, ...]


def read_grid(grid: Grid, recognise: Recognisers) -> Delivered:
    """The numbers of a grid with their labels; a flaw when no column of places or no number is found."""
    column = _label_column(grid, recognise)
    if column is None:
        return Delivered(flaws=(Flaw("import-no-places", 0, "", _sample(grid)),), sheet=grid.sheet)
    body = _body(grid, column, recognise)
    above = [[cell.text for cell in row] for row in grid.rows[: body[0]]]
    header = read_header(grid.lines[: body[0]], above, grid.merged)
    columns = _columns(grid, body, column, header, recognise)
    flaws = [Flaw("import-column-left-out", 0, letter(c), header.name(c)) for c in columns.left_out]
    if (unnamed := _unnamed(grid, body, columns, header)) is not None:
        return Delivered(flaws=(*flaws, unnamed), sheet=grid.sheet)
    if not columns.data:
        flaws.append(Flaw("import-no-numbers", 0, "", _sample(grid)))
        return Delivered(flaws=tuple(flaws), sheet=grid.sheet)
    labels = labels_of(header, columns.data)
    if isinstance(labels, str):
        flaws.append(Flaw("import-header-unclear", 0, "", labels))
        return Delivered(flaws=tuple(flaws), sheet=grid.sheet)
    notes = sum(not any(row[c].text for c in columns.data) for row in grid.rows[body[0] :])
    if notes:
        flaws.append(Flaw("import-notes-left-out", 0, "", str(notes)))
    labels = labels if columns.year is not None else with_years_apart(labels)
    levels, constant = _levels(list(labels.values()))
    labelled = [column, *([] if columns.year is None else [columns.year]), *columns.parts]
    names = [header.name(c) or f"column {letter(c)}" for c in labelled]
    dimensions = (*names, *(f"header {level + 1}" for level in levels))
    numbers = _numbers(grid, body[0], labelled, {c: tuple(of[level] for level in levels) for c, of in labels.items()})
    beside = [text for line in header.lines if not any(line[c] for c in columns.data) for text in line if text]
    about = dict.fromkeys([*header.titles, *beside, *constant])
    return Delivered(dimensions, numbers, tuple(flaws), grid.sheet, tuple(about))


def _body(grid: Grid, column: int, recognise: Recognisers) -> list[int]:
    """The rows with a name that is recognised, from the first that holds more than the name: titles hold no more."""
    named = [at for at, row in enumerate(grid.rows) if _is_recognised(row[column].text, recognise)]
    begin = next((at for at in named if sum(bool(cell.text) for cell in grid.rows[at]) > 1), named[0])
    return [at for at in named if at >= begin]


def _unnamed(grid: Grid, body: list[int], columns: _Columns, header: Header) -> Flaw | None:
    """The first number in a column without any label, where other columns have one: a row that is too long, perhaps."""
    unnamed = [c for c in columns.data if not any(header.of_column(c))]
    if not unnamed or len(unnamed) == len(columns.data) or not header.lines:
        return None
    rows = [(line, row) for line, row in zip(grid.lines[body[0] :], grid.rows[body[0] :], strict=True)]
    line, text = next((line, row[unnamed[0]].text) for line, row in rows if row[unnamed[0]].text)
    return Flaw("import-column-unnamed", line, letter(unnamed[0]), text)


def _columns(grid: Grid, body: list[int], place: int, header: Header, recognise: Recognisers) -> _Columns:
    others = [c for c in range(len(grid.rows[0])) if c != place]
    year = next((c for c in others if _are_years(grid, body, c, header.name(c))), None)
    others = [c for c in others if c != year]
    data = [c for c in others if _is_data(grid, body, c, header.of_column(c))]
    data = [c for c in data if c > place or any(header.of_column(c))]  # running numbers often have no label
    parts = [c for c in others if c not in data and _are_labels(grid, body, c, header.of_column(c), recognise)]
    rest = [c for c in others if c not in (*data, *parts) and any(grid.rows[at][c].text for at in body)]
    return _Columns(place, year, tuple(parts), tuple(data), tuple(rest))


def _numbers(
    grid: Grid, first: int, labelled: Sequence[int], columns: Mapping[int, tuple[str, ...]]
) -> tuple[Number, ...]:
    """The cells of the columns of numbers, in every row that has any, with their labels."""
    found = []
    for line, row in zip(grid.lines[first:], grid.rows[first:], strict=True):
        if any(row[c].text for c in columns):
            around = tuple(tidy(row[c].text) for c in labelled)
            cells = ((c, row[c]) for c in columns)
            found += [Number((*around, *columns[c]), tidy(cell.text), cell.typed, line, letter(c)) for c, cell in cells]
    return tuple(found)


def letter(column: int) -> str:
    """The name of a column as spreadsheets show it: 0 → A, 26 → AA."""
    name = ""
    while column >= 0:
        name, column = chr(ord("A") + column % 26) + name, column // 26 - 1
    return name


def _is_recognised(text: str, recognise: Recognisers) -> bool:
    return bool(text) and not text.strip().isdecimal() and (recognise.place(text) or recognise.category(text))


def _label_column(grid: Grid, recognise: Recognisers) -> int | None:
    """The column with most texts that are recognised, the first of them in a tie; None when there is none."""
    width = len(grid.rows[0]) if grid.rows else 0
    counts = [sum(_is_recognised(row[c].text, recognise) for row in grid.rows) for c in range(width)]
    most = max(counts, default=0)
    return counts.index(most) if most >= 2 else None


def _are_years(grid: Grid, body: list[int], column: int, name: str) -> bool:
    """A column of years: its name says so, or the same years come again and again."""
    texts = [grid.rows[at][column].text for at in body]
    if not texts or not all(text and read_year(text) for text in texts):
        return False
    return name.casefold() in _YEAR_HEADERS or 2 * len(set(texts)) <= len(texts)


def _is_data(grid: Grid, body: list[int], column: int, header: list[str]) -> bool:
    """A column of numbers: most of its cells hold a digit or say that there is none; not a running number or a code."""
    if any(_INDEX_HEADER.fullmatch(text) for text in header):
        return False
    filled = [cell for cell in (grid.rows[at][column] for at in body) if cell.text]
    return bool(filled) and 2 * sum(map(_is_like_a_number, filled)) > len(filled)


def _is_like_a_number(cell: Cell) -> bool:
    text = cell.text.strip()
    return cell.typed or text.casefold() in MISSING or bool(re.match(r"[-−]?\s*\d", text))


def _are_labels(grid: Grid, body: list[int], column: int, header: list[str], recognise: Recognisers) -> bool:
    """A column of labels beside the places, such as a sex: in every row, few of them, no code and no second name."""
    texts = [tidy(grid.rows[at][column].text) for at in body]
    if not all(texts) or any(_INDEX_HEADER.fullmatch(text) for text in header):
        return False
    names = sum(recognise.place(text) for text in set(texts))
    return 2 * names <= len(set(texts)) and 2 * len(set(texts)) <= len(texts)


def _levels(labels: list[tuple[str, ...]]) -> tuple[list[int], list[str]]:
    """The lines of the header that tell columns apart (all of them where there is one column), and the other texts."""
    depth = len(labels[0])
    telling = [level for level in range(depth) if len({of[level] for of in labels}) > 1]
    if not any(all(read_year(of[level]) for of in labels) for level in telling):  # one year over all columns
        years = [level for level in range(depth) if all(read_year(of[level]) for of in labels)]
        telling = sorted({*telling, *years[:1]})
    if len(labels) == 1:
        telling = [level for level in range(depth) if labels[0][level]]
    return telling, [labels[0][level] for level in range(depth) if level not in telling and labels[0][level]]


def _sample(grid: Grid) -> str:
    """The first texts of a grid, so that a reader sees what was looked at."""
    texts = [tidy(cell.text) for row in grid.rows[:8] for cell in row[:3] if cell.text and not cell.typed]
    return "; ".join(texts[:5])[:150]

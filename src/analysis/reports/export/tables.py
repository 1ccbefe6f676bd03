"""Tables for the page: cells at known places, and the texts by which the page chooses widths and type size."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.reports.export import column_widths
from analysis.reports.export.literals import array, displayable, string, wrapping_string

_NUMBER = re.compile(r"[^\w\s]{0,3}\s?\d[\d.,\s\u00a0]*([eE][+\u2212-]?\d+)?\s?([%‰)*†‡\]]{0,4})")
# A body that is words in a line, whatever their style: nothing in it is higher than the line.
_WORDS = re.compile(r'(?:"(?:[^"\\]|\\.)*"|text\(lang: |(?:strong|emph)\(|[{}();, ])*')
_LETTER = re.compile(r"[^\W\d_]")
_RANGE = re.compile(r"\d–\d")
_SIGNS = {",": ".", ".": ","}  # of decimals, each with the sign of thousands that goes with it
_MISSING = {"", "\u2014", "\u2013", "-", "…", "...", "nan", "none", "<na>", "nat", "n/a"}
_CANDIDATES = 2
_SPANS = 200  # more cells over several columns than a page measures
_LONG, _LINES = 300, 9  # a row with a cell of more characters or line ends may break across pages, if all its cells may
_LONGEST_WORD = 30  # a longer one may break
_FEW_ROWS = 20  # a table of more is never kept whole
_SAMPLE = 60  # rows are enough to see how wide columns want to be
_STUB_WHOLE = 24  # names of rows up to this length stay on one line


@dataclass
class Cell:
    """One cell: `body` is a Typst expression, `text` the same without styles, `html` as it came; x, y count from 0."""

    body: str
    text: str
    x: int = 0
    y: int = 0
    colspan: int = 1
    rowspan: int = 1
    align: str | None = None
    bold: bool = False
    group: bool = False
    above: bool = False
    below: bool = False
    fill: str | None = None
    colour: str | None = None
    html: str = ""

    @property
    def numeric(self) -> bool:
        """Whether the cell reads as a number."""
        return all(_NUMBER.fullmatch(line.strip()) for line in self.text.split("\n"))

    @property
    def marks(self) -> str:
        """The signs behind a number: a bracket, the stars of significance."""
        number = _NUMBER.fullmatch(self.text.strip())
        return number[2] if number else ""

    @property
    def missing(self) -> bool:
        """Whether the cell stands for no value."""
        return self.text.strip().lower() in _MISSING


@dataclass
class Table:
    """A table whose first `stub` columns and `head` rows are headings; `notes` stand below it."""

    rows: list[list[Cell]]
    head: int
    stub: int = 0
    title: str = ""
    subtitle: str = ""
    notes: list[Cell] = field(default_factory=list)
    columns: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.rows = [row for row in self.rows if row]
        self._place()
        self._columns: list[list[Cell]] = [[] for _ in range(self.columns)]
        for cell in self.cells():
            if cell.colspan == 1:
                self._columns[cell.x].append(cell)
        alignment = [self._column_alignment(x) for x in range(self.columns)]
        for cell in self.cells():
            if cell.align is None:
                cell.align = "center" if cell.colspan > 1 and cell.y < self.head else alignment[cell.x]

    def typst(self) -> str:
        """The table as a Typst dictionary for `show-table` and `table-exhibit` of the template."""
        tails = [self._tails(x) for x in range(self.columns)]
        tall = {cell.y for cell in self.cells() if len(cell.text) > _LONG or cell.text.count("\n") > _LINES}
        cells = ",\n  ".join(
            _cell_expression(cell, tails[cell.x].get(cell.y, ""), cell.y in tall) for cell in self.cells()
        )
        notes = "".join(f"{note.body}, " for note in self.notes)
        ranges = any(_RANGE.search(cell.text) for cell in self.cells())
        return (
            f"(columns: {self.columns}, rows: {len(self.rows)}, stub: {self.stub}, head: {self.head},\n  "
            f"title: {string(self.title)}, subtitle: {string(self.subtitle)}, "
            f"notes: ({notes}),\n  ranges: {str(ranges).lower()},\n  "
            f"{self._measures(tails)},\n  cells: ({cells},))"
        )

    def cells(self) -> Iterator[Cell]:
        """All cells, row by row."""
        for row in self.rows:
            yield from row

    def _place(self) -> None:
        """Give each cell its place; what reaches out of the table, or over another cell, is cut."""
        # HTML leaves out the places that a rowspan from above covers.
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(self.rows):
            x = 0
            last = (self.head if y < self.head else len(self.rows)) - y
            for cell in row:
                while (x, y) in taken:
                    x += 1
                cell.x, cell.y = x, y
                cell.rowspan = min(cell.rowspan, last)
                free = next((dx for dx in range(1, cell.colspan) if (x + dx, y) in taken), cell.colspan)
                cell.colspan = free
                taken |= {(x + dx, y + dy) for dx in range(free) for dy in range(cell.rowspan)}
                x += free
        # A column in which no cell begins is none.
        self.columns = max((cell.x + 1 for cell in self.cells()), default=0)
        for cell in self.cells():
            cell.colspan = min(cell.colspan, self.columns - cell.x)

    def _column_alignment(self, x: int) -> str:
        body = [cell for cell in self._columns[x] if cell.y >= self.head]
        given = [cell.align for cell in body if cell.align]
        if given:
            return max(given, key=given.count)
        values = [cell for cell in body if not cell.missing]
        return "right" if values and x >= self.stub and all(cell.numeric for cell in values) else "left"

    def _tails(self, x: int) -> dict[int, str]:
        """What is set behind the numbers of column x by row, but not shown, so that they stand in line.

        Decimals stand below decimals; where signs (stars, a bracket) stand behind numbers, the signs hang.
        """
        body = [cell for cell in self._columns[x] if cell.y >= self.head and cell.align == "right"]
        if marks := max((cell.marks for cell in body), key=len, default=""):
            return {cell.y: marks[len(cell.marks) :] for cell in body}
        numbers = {cell.y: cell.text for cell in body if cell.numeric}
        sign = _decimal_sign(numbers.values())
        decimals = {y: text.partition(sign)[2] if sign else "" for y, text in numbers.items()}
        most = max(map(len, decimals.values()), default=0)
        lacking = {y: most - len(have) for y, have in decimals.items()}
        return {y: (sign if number and not decimals[y] else "") + "0" * number for y, number in lacking.items()}

    def _measures(self, tails: Sequence[Mapping[int, str]]) -> str:
        """What the page needs for the widths of columns: texts by column, texts over several, and proportions."""
        rows = self._sample_of_texts()
        whole = column_widths.whole(rows)
        columns = [self._texts(x, tails[x]) | {"whole": {whole[x]}} for x in range(self.columns)]
        texts = ",\n  ".join(
            f"{key}: ({''.join(_longest(column[key]) + ', ' for column in columns)})"
            for key in ("words", "lines", "whole", "phrases", "labels")
        )
        widths = column_widths.ideal(rows, [column["words"] for column in columns], whole)
        ideal = "".join(f"{width:.1f}, " for width in widths)
        spans = "".join(
            f"({cell.x}, {cell.colspan}, {_longest(unbreakable(cell.text))}, "
            f"{string(cell.text if cell.y < self.head else '')}), "
            for cell in [cell for cell in self.cells() if cell.colspan > 1][:_SPANS]
        )
        countable = len(rows) <= _FEW_ROWS and all(_WORDS.fullmatch(cell.body) for cell in self.cells())
        count = self.head + column_widths.line_count(rows, widths) if countable else "none"
        return f"{texts},\n  ideal: ({ideal}), line-count: {count}, spans: ({spans})"

    def _sample_of_texts(self) -> list[list[list[str]]]:
        """The lines of the cells over one column, of at most some rows of the body: by row and column."""
        body = range(self.head, len(self.rows))
        lines: dict[int, list[list[str]]] = {y: [[""]] * self.columns for y in body[:: 1 + len(body) // _SAMPLE]}
        for x, cells in enumerate(self._columns):
            for cell in cells:
                if cell.y in lines:
                    lines[cell.y][x] = cell.text.split("\n")
        return [*lines.values()] or [[[""]] * self.columns]

    def _texts(self, x: int, tails: Mapping[int, str]) -> dict[str, set[str]]:
        """What the page measures of column x: single words, good lines, whole cells and whole headings."""
        body = [cell for cell in self._columns[x] if cell.y >= self.head]
        phrases = {line + tails.get(cell.y, "") for cell in body for line in cell.text.split("\n")}
        labels = {line for cell in self._columns[x] if cell.y < self.head for line in cell.text.split("\n")}
        words = {word for text in phrases | labels for word in unbreakable(text)}
        lines = words | {line for text in labels for line in _heading_lines(text)}
        if x < self.stub:
            lines |= {text for text in phrases if len(text) <= _STUB_WHOLE}
        return {"words": words, "lines": lines, "phrases": phrases, "labels": labels}


def unbreakable(text: str) -> list[str]:
    """The pieces of a cell that must stay on one line; a number keeps its sign, groups and unit."""
    shown = displayable(text).strip()
    if _NUMBER.fullmatch(shown) and len(shown) <= _LONGEST_WORD:
        return [shown]
    return [word[:12] if len(word) > _LONGEST_WORD else word for word in re.split("[ \n]+", shown)]


def _heading_lines(text: str) -> list[str]:
    """The heading in at most three lines of similar length."""
    for width in range(max(6, len(text) // 3), len(text) + 1):
        lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
        if len(lines) <= 3:
            return lines
    return [text]


def _longest(texts: Iterable[str]) -> str:
    # Few candidates are enough: the compiler measures them, and length in letters is close to width.
    return array(sorted(texts, key=lambda text: (-len(text), text))[:_CANDIDATES])


def text_cell(text: str) -> Cell:
    """A cell of plain text; in a number, spaces do not break."""
    shown = text.replace(" ", "\u00a0") if _NUMBER.fullmatch(text) and len(text) <= _LONGEST_WORD else text
    return Cell(wrapping_string(shown), text)


def _decimal_sign(numbers: Collection[str]) -> str:
    """The sign before the decimals of a column; "" where none is sure to be one: 1.234 alone may be a thousand."""
    found = {sign for sign, other in _SIGNS.items() for text in numbers if _has_decimals(text, sign, other)}
    (sign, *more) = found or {""}
    odd = any("e" in text.lower() or text.count(sign) > 1 for text in numbers) if sign else True
    return "" if more or odd else sign


def _has_decimals(text: str, sign: str, other: str) -> bool:
    whole, _, decimals = text.partition(sign)
    return decimals.isdigit() and (len(decimals) != 3 or other in whole or whole.lstrip("+-\u2212") == "0")


def _cell_expression(cell: Cell, tail: str, breakable: bool) -> str:
    body = f"{{{cell.body}; hide({string(tail)})}}" if tail else cell.body
    spans = {name: getattr(cell, name) for name in ("colspan", "rowspan") if getattr(cell, name) > 1}
    marks = {name: "true" for name in ("bold", "group", "above", "below") if getattr(cell, name)}
    if cell.align != "right" and not _LETTER.search(cell.text):
        marks["figures"] = "true"
    long = {"long": "true"} if breakable or cell.rowspan > 1 else {}
    colours = {name: f'rgb("{getattr(cell, name)}")' for name in ("fill", "colour") if getattr(cell, name)}
    given = "".join(f", {name}: {value}" for name, value in {**spans, **marks, **long, **colours}.items())
    return f"cell({cell.x}, {cell.y}, {cell.align}, {body}{given})"

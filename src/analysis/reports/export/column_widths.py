"""How wide the columns of a table want to be: short cells stay on one line, and the table as a whole is low.

Widths are in type sizes, of a line across a page upright, and of letters as wide as they are on average; the page
measures the texts that must fit, and takes what is said here as proportions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import ceil

_LINE, _AIR, _LETTER = 53, 1.16, 0.5  # across the page; beside the text of a cell; a letter
_SHORT, _SHORT_SHARE = 8.5, 0.4  # a text that can stay on one line; the share of the line for columns of such texts
_MOST = 0.9  # of the cells of a column
_WORD = 10  # a longer word may break
_STEPS = 12

Rows = Sequence[Sequence[Sequence[str]]]  # the lines of a cell by row and column


def whole(rows: Rows) -> list[str]:
    """For each column of short texts (a year, a word) one that is longer than most: it stays on one line.

    Columns that would leave too little room to the others, and columns of longer texts, have "".
    """
    columns = [sorted((line for cell in column for line in cell), key=len) for column in zip(*rows, strict=True)]
    chosen = [lines[int(_MOST * len(lines))] for lines in columns]
    left = _SHORT_SHARE * (_LINE - _AIR * len(columns))
    for x in sorted(range(len(columns)), key=lambda x: len(chosen[x])):
        left -= _width([chosen[x]])
        if left < 0 or _width([chosen[x]]) > _SHORT:
            chosen[x] = ""
    return chosen


def ideal(rows: Rows, words: Sequence[Collection[str]], kept: Sequence[str]) -> list[float]:
    """The widths at which the table is lowest, given the `words` of each column and what is `kept` on one line."""
    least = [max(min(_WORD, _width(of)), _width([line])) for of, line in zip(words, kept, strict=True)]
    lengths = [[_width(cell) for cell in row] for row in rows]
    return [width + _AIR for width in balanced(lengths, least, _LINE - _AIR * len(least))]


def line_count(rows: Rows, widths: Sequence[float]) -> int:
    """How many lines the rows take in all, in columns of these widths."""
    room = [width - _AIR for width in widths]
    return sum(
        max(sum(ceil(_width([line]) / of) for line in cell) for cell, of in zip(row, room, strict=True)) for row in rows
    )


def balanced(rows: Sequence[Sequence[float]], least: Sequence[float], room: float) -> list[float]:
    """Widths of `room` in all, none below `least`, at which `rows` of texts of these lengths are about lowest.

    A row is as high as its cell of most lines, so a column deserves room for the rows in which it has that cell:
    step by step the widths go to where a little more would be worth the same in each column (with a soft maximum).
    """
    longest = [max(column) for column in zip(*rows, strict=True)]
    free = room - sum(least)
    if sum(longest) <= room or free <= 0:
        return longest
    widths = [max(low, width * room / sum(longest)) for low, width in zip(least, longest, strict=True)]
    for _ in range(_STEPS):
        worth = [0.0] * len(widths)
        for row in rows:
            lines = [length / width for length, width in zip(row, widths, strict=True)]
            if (highest := max(lines)) > 1:
                worth = [so_far + highest * (of / highest) ** 4 for so_far, of in zip(worth, lines, strict=True)]
        wanted = [width * (gain / width) ** 0.25 for width, gain in zip(widths, worth, strict=True)]
        share = room / (sum(wanted) or 1)
        more = [max(0.0, share * want - low) for want, low in zip(wanted, least, strict=True)]
        widths = [low + free * extra / (sum(more) or 1) for low, extra in zip(least, more, strict=True)]
    return widths


def _width(texts: Iterable[str]) -> float:
    return _LETTER * (1 + max(map(len, texts), default=0))

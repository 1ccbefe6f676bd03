"""Rows of tables as lines of a text: cells between bars, empty ones kept, so that columns stay columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from analysis.sources.documents.refusal import Doubt

BAR = "|"
CELLS = " | "
_NUMBER = re.compile(r"\|\s*\d[\d.,]*\s*%?\s*(?=\||$)")
_SAMPLE = 40


def cells_of(cells: Iterable[str]) -> str:
    """The line of a row."""
    return CELLS.join(cell.strip() for cell in cells).strip()


def uneven_rows(text: str) -> tuple[Doubt, ...]:
    """A doubt when rows with numbers have other cells than most rows of their table: their columns are not known."""
    found = [row for rows in _tables(text) for row in _uneven(rows)]
    if not found:
        return ()
    return (Doubt("table-rows-uneven", (("count", str(len(found))), ("sample", found[0][:_SAMPLE]))),)


def _tables(text: str) -> Iterator[list[str]]:
    rows: list[str] = []
    for line in text.splitlines() if BAR in text else ():
        if BAR in line:
            rows.append(line)
        elif line.strip():
            yield rows
            rows = []
    yield rows


def _uneven(rows: Sequence[str]) -> list[str]:
    if len(rows) < 2:
        return []
    widths = Counter(row.count(BAR) for row in rows)
    usual = max(widths, key=lambda width: (widths[width], width))
    return [row for row in rows if row.count(BAR) != usual and _NUMBER.search(row)]

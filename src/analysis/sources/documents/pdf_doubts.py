"""What may have gone wrong in a PDF that was read: columns drawn line by line, turned letters, pages without text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.sources.documents.pdf_lines import CELLS, Line
from analysis.sources.documents.refusal import Doubt

MANY_WORDS, MANY_LINES, MOST = 3, 5, 0.5
"""Words of each half of a line, such lines of a page, and their share of its lines, from which it has two columns."""


def doubts_of(pages: Sequence[Sequence[Line]], silent: Sequence[int], scans: int, turned: Sequence[int]) -> list[Doubt]:
    """``silent``, ``turned``: numbers of pages without text, and with turned letters; ``scans``: how many are scans."""
    return list(_doubts(pages, silent, scans, turned))


def _doubts(
    pages: Sequence[Sequence[Line]], silent: Sequence[int], scans: int, turned: Sequence[int]
) -> Iterator[Doubt]:
    if silent:
        yield Doubt("pages-without-text", (("pages", _listed(silent)),))
    if scans:
        yield Doubt("ocr", (("count", str(scans)),))
    if turned:
        yield Doubt("turned", (("pages", _listed(turned)),))
    if mixed := [number for number, lines in enumerate(pages, 1) if _is_mixed(lines)]:
        yield Doubt("columns-mixed", (("pages", _listed(mixed)),))


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages))


def _is_mixed(lines: Sequence[Line]) -> bool:
    """Whether most lines of a page are two pieces of running text side by side."""
    pairs = sum(1 for line in lines if line.cells and _is_pair(line.text.split(CELLS)))
    return pairs >= MANY_LINES and pairs >= MOST * len(lines)


def _is_pair(cells: Sequence[str]) -> bool:
    return len(cells) == 2 and all(len(cell.split()) >= MANY_WORDS for cell in cells)

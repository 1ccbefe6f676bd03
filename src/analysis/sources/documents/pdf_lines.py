"""The lines of a PDF page, from its characters and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

SPACE, GAP = 32, -1
"""A space that the file draws, and one that it leaves by placing the next word further on."""
CELL_GAP: Mapping[bool, float] = {False: 1.6, True: 0.6}
"""How wide, in heights of the line, the distance of two cells of a table is at least: with a drawn space, and with
none. Justified lines stretch the spaces between words up to half a height."""
CELLS = " | "
_LINE_ENDS = frozenset({10, 13})
_SPACES = frozenset({9, SPACE, 0xA0, GAP})
BLANKS = _LINE_ENDS | _SPACES
_HYPHENS = frozenset({2, 0xFFFE})
"""What PDFium gives for a hyphen at the end of a line."""


class Glyph(NamedTuple):
    """A character by its code point, with its box in points."""

    code: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page (0 is the first) with its box; ``first`` is the width of its first word, in points."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    height: float
    first: float
    cells: bool
    place: float
    """Where the line stands on its page: 0 the bottom, 1 the top."""


def lines_of(glyphs: Iterable[Glyph], page: int, page_height: float) -> list[Line]:
    """Lines in the order of the file; empty ones are left out."""
    return [line for run in _runs(glyphs) if (line := _line(run, page, page_height))]


def _runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if glyph.code in _LINE_ENDS:
            yield run
            run = []
            continue
        if len(run) > 1 and run[-1].code == GAP and glyph.code != GAP and _is_next_row(run[-2], glyph):
            yield run
            run = []
        run.append(glyph)
    yield run


def _is_next_row(last: Glyph, glyph: Glyph) -> bool:
    """Whether a word stands below and left of the one before: on a page that is one table PDFium ends no line."""
    return glyph.left < last.left and last.bottom - glyph.bottom > 0.8 * (last.top - last.bottom)


def _line(run: list[Glyph], page: int, page_height: float) -> Line | None:
    words = _words(run)
    if not words:
        return None
    inked = [glyph for _, word in words for glyph in word]
    heights = sorted(glyph.top - glyph.bottom for glyph in inked)
    height = max(heights[len(heights) // 2], 1.0)
    first = words[0][1]
    parts = [_text(first)]
    for (_, before), (undrawn, word) in pairwise(words):
        wide = word[0].left - before[-1].right > CELL_GAP[undrawn] * height
        parts += [CELLS if wide else " ", _text(word)]
    bottom = min(glyph.bottom for glyph in first)
    return Line(
        "".join(parts), page, inked[0].left, max(glyph.right for glyph in inked), bottom, height,
        first[-1].right - first[0].left, CELLS in parts, bottom / page_height if page_height else 0.5,
    )  # fmt: skip


def _words(run: list[Glyph]) -> list[tuple[bool, list[Glyph]]]:
    """Words with whether the space before each is only left, not drawn."""
    words: list[tuple[bool, list[Glyph]]] = [(True, [])]
    for glyph in run:
        if glyph.code in _SPACES:
            words.append((glyph.code == GAP and (words[-1][0] or bool(words[-1][1])), []))
        else:
            words[-1][1].append(glyph)
    return [(undrawn, word) for undrawn, word in words if word]


def _text(word: list[Glyph]) -> str:
    return "".join("-" if glyph.code in _HYPHENS else _character(glyph.code) for glyph in word)


def _character(code: int) -> str:
    """A character; half of a surrogate pair, or no code point at all, is a sign that says so."""
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"

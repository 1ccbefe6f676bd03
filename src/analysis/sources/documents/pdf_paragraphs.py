"""From the lines of pages to paragraphs: soft line breaks undone, page numbers and running heads left out.

A break is soft when the next word would not have fitted on the line: only then did the program that set the page have
to break there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from analysis.sources.documents.pdf_lines import Line

_EDGE = 0.12
"""Share of a page's height, at its top and bottom, in which heads and page numbers stand."""
_OFTEN = 3
_PAGE_NUMBER = re.compile(r"(?:trang|page)?\s*[-–—|]*\s*(\d{1,4})\s*(?:[/|]\s*\d{1,4})?\s*[-–—|]*\s*(?:page)?", re.I)
_ITEM = re.compile(r"(?:[-–—•+*▪●○◦✓]\s|\(?(?:\d{1,3}|[a-zđ]|[ivxIVX]{1,5})[.)]\s|(?:Điều|Chương|Mục) \d)")
_CONTINUES = re.compile(r"[a-zà-ỹđ(%,;]")
_ENDS = re.compile(r"[.!?:;]['\"”’)]?$")
_INDENT, _OUTDENT, _SAME_SIZE, _LOOSE = 45.0, 15.0, 0.12, 1.3


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The text of all pages, one paragraph or table row each."""
    lines = _without_furniture(pages)
    spacing = _spacing(lines)
    edges = _edges(lines)
    parts: list[str] = []
    for index, line in enumerate(lines):
        if parts and not _is_soft(lines[index - 1], line, edges[index - 1], spacing):
            yield "".join(parts)
            parts = []
        if parts and not _is_cut(parts[-1]):
            parts.append(" ")
        parts.append(line.text)
    if parts:
        yield "".join(parts)


def _is_cut(text: str) -> bool:
    """Whether a line ends within a compound, a range or the sign of a document: “2016-”, “quốc phòng-”, “26-NQ/”."""
    return len(text) > 1 and text[-1] in "-–/" and not text[-2].isspace()


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines that are neither page numbers nor heads that several pages share."""
    outer = [line for page in pages for line in page if not _EDGE < line.place < 1 - _EDGE]
    numbers = Counter(shift for line in outer if (shift := _shift(line)) is not None)
    usual, times = numbers.most_common(1)[0] if numbers else (1, 0)
    counted = usual if times >= 2 or len(pages) == usual == 1 else None
    on: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in outer:
        on[_head(line, usual)].add(line.page)
    often = min(_OFTEN, max(2, len(pages) // 2))
    shared = {id(line) for line in outer if len(on[_head(line, usual)]) >= often}
    spacing = _spacing([line for page in pages for line in page])
    furniture = {id(line) for line in outer if counted is not None and _shift(line) == counted}
    for page in pages:
        body = [line.bottom for line in page if id(line) not in shared]
        furniture |= {id(line) for line in page if id(line) in shared and _is_apart(line, body, spacing)}
    return [line for page in pages for line in page if id(line) not in furniture]


def _is_apart(line: Line, body: Sequence[float], spacing: float) -> bool:
    """Whether a line stands further from the text than its lines from each other; else it is the text's first line."""
    return bool(body) and all(abs(line.bottom - other) > _LOOSE * spacing * line.height for other in body)


def _head(line: Line, shift: int) -> tuple[str, int]:
    """What heads of several pages have in common: their words, whatever the number of the page, at one height."""
    number = str(line.page + shift)
    words = re.sub(r"\d+", lambda match: "#" if match[0] == number else match[0], line.text)
    return words, round(100 * line.place)


def _shift(line: Line) -> int | None:
    """How far a page number runs ahead of the count of pages; None for a line that is no page number."""
    number = _PAGE_NUMBER.fullmatch(line.text)
    return int(number[1]) - line.page if number else None


def _spacing(lines: Sequence[Line]) -> float:
    """The usual distance of two lines, in heights of a line."""
    gaps = [
        (one.bottom - other.bottom) / one.height for one, other in pairwise(lines)
        if one.page == other.page and 0 < one.bottom - other.bottom < 3 * one.height
    ]  # fmt: skip
    return median(gaps) if gaps else 1.2


def _edges(lines: Sequence[Line]) -> list[float]:
    """For each line, how far to the right the lines of its column run."""
    edges: list[float] = []
    for start, end in _columns(lines):
        right = max((line.right for line in lines[start:end] if not line.cells), default=lines[start].right)
        edges += [right] * (end - start)
    return edges


def _columns(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines of one page that follow each other downwards at about the same left."""
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or not _in_column(lines[index - 1], lines[index]):
            yield start, index
            start = index


def _in_column(above: Line, line: Line) -> bool:
    return above.page == line.page and line.bottom < above.bottom and abs(line.left - above.left) <= _INDENT


def _is_soft(line: Line, following: Line, edge: float, spacing: float) -> bool:
    """Whether a paragraph goes on from one line to the next."""
    if line.cells or following.cells or abs(line.height - following.height) > _SAME_SIZE * line.height:
        return False
    if _ITEM.match(following.text) and not _goes_on(line.text, following.text):
        return False
    full = edge - line.right < following.first + 0.25 * line.height
    runs_on = bool(_CONTINUES.match(following.text)) and not _ENDS.search(line.text)
    below = line.page == following.page and line.bottom > following.bottom
    if not below:  # the next column or page
        return full and not _ENDS.search(line.text)
    if line.bottom - following.bottom > _LOOSE * spacing * line.height:
        return False
    indented = following.left - line.left
    if full and -_INDENT <= indented <= _OUTDENT:
        return indented <= line.height / 2 or bool(_ITEM.match(line.text))
    return runs_on


def _goes_on(text: str, following: str) -> bool:
    """Whether a dash at the start of a line belongs to the sentence before: “quốc phòng” and “- an ninh”."""
    return not _ENDS.search(text) and bool(re.match(r"[-–—]\s*[a-zà-ỹđ\d]", following))

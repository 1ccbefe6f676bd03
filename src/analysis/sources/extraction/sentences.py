"""A text as lines and sentences: headline, body, list items, and the furniture around an article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from analysis.quantities import Aligned

LONGEST_SENTENCE = 1200
"""Characters after which a sentence is cut at the next space: what stands further away says nothing about a number."""

LEAD = 3
"""Lines at the head of an article (headline, date, lead) that print figures of the body again, often rounded."""

Kind = Literal["headline", "heading", "body", "item", "furniture"]

_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"”’)]? +")
_ABBREVIATION = re.compile(
    r"(?:\b(?:tp|ts|ths|gs|pgs|bs|th\.s|tx|tt|h|q|p|x|nxb|đ/c|v\.v|st|kts|ks|cn|ub|tr|tđ|mr|ms)|\b[a-zđ])\.$"
)
_ITEM = re.compile(r"\s*(?:[-+*•–—●▪◦]|\(?[a-zđ]\)|\(?\d{1,2}[.)](?= )|[ivx]{1,4}[.)] )\s*")
_FURNITURE = re.compile(
    r"số lượt (?:xem|truy cập|đọc|tải)|lượt xem|lượt truy cập|lượt đọc|đã truy cập|trực tuyến ?:|đang truy cập"
    r"|tổng truy cập|thống kê truy cập|cập nhật (?:lúc|ngày)|ngày đăng|đăng ngày|điện thoại ?:|đt ?:|fax ?:|hotline"
    r"|email ?:|website ?:|địa chỉ ?:|giấy phép|bản quyền|chịu trách nhiệm|tin liên quan|tin khác|tin mới|bình luận"
    r"|chia sẻ ?:|từ khóa ?:|^\s*(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\b.{0,40}\d{4}"
    r"|^\s*(?:\d{1,2}:\d{2},? *)?\d{1,2}/\d{1,2}/\d{4}[^.]{0,40}$"
)


class Sentence(NamedTuple):
    """``aligned.text[start:end]``; ``line`` counts the lines of the text that are not empty.

    ``under`` are the sentences that it goes on from, by index: headings, and the lines that open its list.
    """

    start: int
    end: int
    line: int
    kind: Kind
    under: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """All sentences of a text in order; ``headline`` is the line that names the article, or None."""

    sentences: tuple[Sentence, ...]
    starts: Sequence[int]

    @classmethod
    def of(cls, aligned: Aligned) -> Structure:
        """Lines, and their sentences, in time linear in the length of the text."""
        found: list[Sentence] = []
        above = _Above()
        headline = False
        for line, (begin, end) in enumerate(_lines(aligned.text)):
            kind = _kind(aligned, begin, end, line, after_headline=headline)
            headline = headline or kind in ("headline", "body", "item")
            opens = _last_words(aligned, begin, end).endswith(":")
            under = above.of(kind, numbered=bool(_NUMBERED.match(aligned.text, begin, end)))
            labelled = kind == "body" and bool(_LABELLED.match(aligned.text, begin, min(end, begin + 60)))
            under = (*under, *above.opener) if labelled else under
            before = len(found)
            found += [Sentence(first, last, line, kind, under) for first, last in _sentences(aligned, begin, end)]
            if not labelled or opens:
                above.remember(kind, aligned.text[begin : begin + 6], (*range(before, len(found)),)[-4:], opens=opens)
        return cls(tuple(found), [sentence.start for sentence in found])

    def at(self, place: int) -> int:
        """The index of the sentence that holds a place."""
        return max(bisect_right(self.starts, place) - 1, 0)


def _lines(text: str) -> list[tuple[int, int]]:
    found, begin = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((begin, begin + len(line)))
        begin += len(line) + 1
    return found


@dataclass(slots=True)
class _Above:
    """The headings and open lists above the line that is read."""

    headings: tuple[int, ...] = ()
    roman: bool = False
    opener: tuple[int, ...] = ()
    inner: tuple[int, ...] = ()

    def of(self, kind: Kind, *, numbered: bool) -> tuple[int, ...]:
        """What a line of a kind goes on from; a body line closes the list before it, a numbered item an inner one."""
        if kind == "item":
            self.inner = () if numbered else self.inner
            return self.headings + self.opener + self.inner
        return self.headings if kind == "body" else ()

    def remember(self, kind: Kind, begins: str, line: tuple[int, ...], *, opens: bool) -> None:
        """What the line means for those below."""
        if kind == "heading":
            numbered = begins[:1].isdigit()
            self.headings = (*self.headings[:1], *line) if numbered and self.roman else line
            self.roman = not numbered or self.roman
            self.opener = self.inner = ()
        elif kind == "item":
            self.inner = line if opens else self.inner
        elif kind == "body":
            self.opener, self.inner = (line if opens else ()), ()


_LABELLED = re.compile(r"\s*[^\W\d][^.;:\d]{1,50}:")
"""A paragraph with a label ("Về trình độ: …") goes on with the list that a line above opened."""
_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})?[.)]|[ivx]{1,4}[.)-]|[a-zđ][.)]) ?\w")


def _kind(aligned: Aligned, begin: int, end: int, line: int, *, after_headline: bool) -> Kind:
    """What a line is. The first line without a full stop is the headline; later ones, when short, are headings."""
    head = aligned.text[begin : min(end, begin + 200)]
    if end - begin < 220 and _FURNITURE.search(head):
        return "furniture"
    unfinished = not _last_words(aligned, begin, end).endswith((".", ";", ":", ",", "…", "!", "?", '"', "”", ")"))
    if not after_headline and unfinished and line < 8 and 12 < end - begin < 220:
        return "headline"
    if (
        after_headline
        and unfinished
        and end - begin < 110
        and _NUMBERED.match(head)
        and not re.search(r"\d%|\d{2}", head[3:])
    ):
        return "heading"
    return "item" if _ITEM.match(head) else "body"


def _last_words(aligned: Aligned, begin: int, end: int) -> str:
    return aligned.text[max(begin, end - 20) : end].rstrip()


def _sentences(aligned: Aligned, begin: int, end: int) -> list[tuple[int, int]]:
    """A line in sentences; the capital after a full stop is looked for in the text as printed."""
    text, found, first = aligned.text, [], begin
    for stop in _STOP.finditer(text, begin, end):
        last = stop.end()
        before = text[max(first, last - 12) : stop.start() + 1]
        following = aligned.printed(last, min(last + 1, end))
        if _ABBREVIATION.search(before) or not (following.isupper() or following.isdigit() or following in '"“(-+•'):
            continue
        found += _cut(text, first, last)
        first = last
    return found + _cut(text, first, end) if first < end else found


def _cut(text: str, first: int, last: int) -> list[tuple[int, int]]:
    pieces = []
    while last - first > LONGEST_SENTENCE:
        space = text.find(" ", first + LONGEST_SENTENCE)
        middle = last if space < 0 or space >= last else space + 1
        pieces.append((first, middle))
        first = middle
    return [*pieces, (first, last)] if first < last else pieces

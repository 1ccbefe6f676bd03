"""What the sentences themselves say where the private copy of a text is at hand; only rows without the flag are asked.

A row that carries the flag has its finding from the flag, so that a build gives the same with and without the texts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from analysis.checks.coded import finding_about, said
from analysis.checks.findings import Finding
from analysis.checks.scope import WHOLE_COUNTRY, tiers_in
from analysis.checks.tables import Record
from analysis.quantities import plain

_END_OF_SENTENCE = re.compile(r"[.!?…]\s+(?=[^\W\d_])|\n")
_NUMBER_AND_WORDS = re.compile(r"(?<![\w.,])\d[\d.,]*\d(?![\w.,])\s*%?|(?<![\w.,])\d(?![\w.,])\s*%?")


def check_sentences(text: str, records: Sequence[Record]) -> Iterator[Finding]:
    """Numbers that are printed again, scopes that differ within a sentence, and words about the whole country."""
    shown = plain(text)
    ends = [(found.start(), found.end()) for found in _END_OF_SENTENCE.finditer(shown)]
    figures = [record for record in records if "figure_id" in record.values]  # others say why a number is not coded
    coded = [(record, *span) for record in figures if (span := _span(record))]
    quoted = [(start, end) for _, start, end in coded]
    known = [*quoted, *(span for row in records if "figure_id" not in row.values and (span := _span(row)))]
    for record, start, end in coded:
        flags = record.words("flags")
        left, right = _sentence(ends, start, end, len(shown))
        sentence = shown[left:right]
        if "not_own_output" not in flags and (found := WHOLE_COUNTRY.search(_own_words(shown, end, right, coded))):
            yield finding_about("perhaps-not-own", record, "as_written", said(record), written=found[0])
        numbers = [_number_at(shown, *place) - left for place in quoted if left <= place[0] < right]
        if "scope_conflict" not in flags and (
            tiers := _two_scopes(sentence, _number_at(shown, start, end) - left, numbers)
        ):
            yield finding_about("two-scopes", record, "tier", said(record), head=tiers[0], item=tiers[1])
        yield from _check_again(shown, record, start, end, quoted, known)


def _check_again(
    text: str, record: Record, start: int, end: int, coded: Sequence[tuple[int, int]], known: Sequence[tuple[int, int]]
) -> Iterator[Finding]:
    """A number that is printed again says so; ``known``: places that a row codes or explains."""
    if "duplicate" in record.words("flags"):
        if phrase(text, start, end) and _again(text, start, end, coded) is None and not _is_cell(text, start, end):
            yield finding_about("printed-once", record, "flags", said(record))
    elif (again := _again(text, start, end, known)) is not None:
        yield finding_about("printed-again", record, "flags", said(record), place=str(again))


def _span(record: Record) -> tuple[int, int] | None:
    start, end = record.integer("start"), record.integer("end")
    return None if start is None or end is None else (start, end)


def _sentence(ends: Sequence[tuple[int, int]], start: int, end: int, length: int) -> tuple[int, int]:
    """Where the sentence around a quotation begins and ends, from where all sentences of the text end."""
    before, after = bisect_right(ends, start, key=lambda one: one[1]), bisect_left(ends, end, key=lambda one: one[0])
    return (ends[before - 1][1] if before else 0), (ends[after][0] if after < len(ends) else length)


def _own_words(text: str, end: int, right: int, coded: Sequence[tuple[Record, int, int]]) -> str:
    """What follows a quotation in its sentence, until the next one begins."""
    return text[end : min(right, min((start for _, start, _ in coded if start >= end), default=right))]


def _number_at(text: str, start: int, end: int) -> int:
    """Where the number of a quotation begins."""
    number = _NUMBER_AND_WORDS.search(text, start, end)
    return number.start() if number else start


def _two_scopes(sentence: str, number: int, numbers: Sequence[int]) -> tuple[str, str] | None:
    """Tiers of the head of a list and of the item with that number, where both name some and they differ.

    The head is what stands before the first of the coded ``numbers``. Parts that each name a tier of their own,
    after the number (“98% ở cấp huyện; 41% ở cấp xã”) or before it (“cấp huyện có 98%; cấp xã có 41%”), are no list.
    """
    head_end, item_start = sentence.find(";"), sentence.rfind(";", 0, number) + 1
    if head_end < 0 or item_start <= head_end or tiers_in(sentence[item_start:number]):
        return None
    after = sentence.find(";", number)
    head, item = sentence[: min(head_end, *numbers)], sentence[item_start : after if after >= 0 else len(sentence)]
    of_head, of_item = tiers_in(head), tiers_in(item)
    return (of_head[0], of_item[0]) if of_head and of_item and of_head[1] != of_item[1] else None


def phrase(text: str, start: int, end: int) -> str:
    """The number of a quotation with the two words after it on its line; "" in a cell of a table, which has none."""
    number = _NUMBER_AND_WORDS.search(text, start, end)
    if number is None:
        return ""
    words = re.match(r"[^\S\n]*[^\W\d_]+[^\S\n]+[^\W\d_]+", text[number.end() : number.end() + 40])
    return number[0] + words[0] if words else ""


def _is_cell(text: str, start: int, end: int) -> bool:
    """Whether the number of a quotation stands by itself in a cell of a table, too."""
    number = _NUMBER_AND_WORDS.search(text, start, end)
    cell = rf"(?:^|\| ){re.escape(number[0].strip())}(?= \||$)" if number else None
    return cell is not None and re.search(cell, text, re.MULTILINE) is not None


def _again(text: str, start: int, end: int, coded: Sequence[tuple[int, int]]) -> int | None:
    """Another place of the same number before the same two words that no row quotes; None when there is none."""
    known = phrase(text, start, end)
    if not known:
        return None
    for found in re.finditer(rf"(?<![\w.,]){re.escape(known)}(?!\w)", text):
        if not any(first <= found.start() < last for first, last in coded):
            return found.start()
    return None

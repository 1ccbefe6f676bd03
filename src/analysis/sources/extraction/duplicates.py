"""Figures that a text prints twice: the one that says more is kept, with a flag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from analysis.quantities import Aligned
from analysis.sources.extraction.candidate import Candidate
from analysis.sources.extraction.sentences import LEAD, Sentence, Structure
from analysis.sources.extraction.tables import BAR

MOST_IN_LEAD = 12
"""Figures that a headline and a lead print at most."""


def without_repetitions(found: Sequence[Candidate], structure: Structure, aligned: Aligned) -> Iterator[Candidate]:
    """Candidates without those of headline and lead that the body prints again; the kept one is flagged.

    A cell of a table says less than a sentence of the lead with the same number, whose parts and percentage of plan
    stand beside it.
    """
    lines = [structure.sentences[structure.at(_place(aligned, one.start))] for one in found]
    dropped, flagged = set[int](), set[int]()
    for i, one in enumerate(found):
        if lines[i].line > LEAD or i >= MOST_IN_LEAD:
            break
        for j in range(i + 1, len(found)):
            if (
                lines[j].line > lines[i].line
                and _one_fact(one, found[j])
                and not _rows_differ(aligned, lines[i], lines[j])
            ):
                in_table = _in_table(aligned, lines[j]) and not _in_table(aligned, lines[i])
                less, more = (j, i) if in_table and one.value == found[j].value else (i, j)
                dropped.add(less)
                flagged.add(more)
                break
    for i, one in enumerate(found):
        if i not in dropped:
            yield (
                one._replace(flags="|".join(sorted({*filter(None, one.flags.split("|")), "duplicate"})))
                if i in flagged
                else one
            )


def _in_table(aligned: Aligned, line: Sentence) -> bool:
    return BAR in aligned.text[line.start : line.end]


def _rows_differ(aligned: Aligned, one: Sentence, other: Sentence) -> bool:
    """Whether two lines are rows of tables with names of their own: what they count is not the same."""
    names = {_row_name(aligned.text[line.start : line.end]) for line in (one, other)}
    return len(names) == 2 and "" not in names


def _row_name(line: str) -> str:
    """The first cell with a word; "" for a line without bars."""
    cells = line.split(BAR) if BAR in line else []
    return next((cell.strip() for cell in cells if re.search(r"[^\W\d_]{3}", cell)), "")


def _place(aligned: Aligned, start: int) -> int:
    """A place of the printed text in the text of one spelling: near enough to find its sentence."""
    if aligned.at is None:
        return start
    from bisect import bisect_left

    return bisect_left(aligned.at, start)


def _one_fact(short: Candidate, full: Candidate) -> bool:
    """Whether two figures state one fact: equal, or the first a rounding of the second that its word allows."""
    if short.unit != full.unit and {short.unit, full.unit} - {"person", "participation", "trainee"}:
        return False
    if short.unit == "percent" and (short.indicator, short.population) != (full.indicator, full.population):
        return False
    if not (_same(short, full, "status") and _same(short, full, "place_id") and _same_time(short, full)):
        return False
    if short.value is None or full.value is None:
        return short.unit == full.unit and (short.value_low, short.value_high) == (full.value_low, full.value_high)
    if short.value == full.value:
        return short.unit == full.unit
    if short.qualifier == "exact" or short.unit == "percent" or short.value < 20:
        return False
    near = abs(short.value - full.value) <= full.value * Decimal("0.06")
    return (
        near
        and (short.qualifier != "more_than" or full.value >= short.value)
        and (short.qualifier != "nearly" or full.value <= short.value)
    )


_UNSAID = frozenset({"assumed", "earlier", "document"})


def _same(short: Candidate, full: Candidate, field: str) -> bool:
    """Equal, or not said by the headline itself."""
    return getattr(short, field) == getattr(full, field) or short.confidence.get(field) in _UNSAID


def _same_time(short: Candidate, full: Candidate) -> bool:
    """A headline that names no time may speak of any; one that does, of that alone."""
    same = (short.period_start, short.period_end) == (full.period_start, full.period_end)
    return same or short.confidence.get("period") in _UNSAID

"""The numbers of a text that have neither a row nor a reason: what an audit complains about, shown before it does.

One function for the audit of a coded text and for whoever is still coding it. Two nets: what the extraction takes for
a figure, and every digit that no rule of ``digits`` explains. Nothing here reads files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from analysis.checks.evidence import MAXIMUM_WORDS
from analysis.checks.examine import Examination
from analysis.checks.geography import gazetteer_of
from analysis.checks.tables import Record
from analysis.coding.digits import Digits, digits_beside
from analysis.coding.reading import states
from analysis.places import districts
from analysis.project import Project
from analysis.quantities import Quantity, quantities_in
from analysis.sources.extraction.candidate import Candidate, Defaults

Extraction = Callable[[str], Sequence[Candidate]]
Reading = Callable[[Defaults], Extraction]
"""The extraction for a document of which something is known."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """All that is read as a number in one text: its quantities, and what the extraction takes for figures."""

    text: str
    quantities: Sequence[Quantity]
    candidates: Sequence[Candidate]

    @classmethod
    def of(cls, text: str, extract: Extraction) -> Numbers:
        """Read a text."""
        return cls(text, quantities_in(text), extract(text))


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A number of a text without a row and without a reason, at ``start`` to ``end``."""

    start: int
    end: int
    around: str
    """The number and a few of the words around it, no more than a quotation may have."""
    candidate: Candidate | None
    """What the extraction takes it for; None for digits that no rule explains."""


def reading_of(project: Project, examination: Examination) -> Reading:
    """The extraction of figures with the names of all places; to make it takes a tenth of a second."""
    from analysis.sources.extraction.candidates import Reader
    from analysis.sources.extraction.mentions import PlaceNames

    reader = Reader(PlaceNames(gazetteer_of(examination.records), districts(project)))
    return lambda known: partial(reader.read, defaults=known)


def left_over(
    numbers: Numbers, figures: Sequence[Record], uncoded: Sequence[Record]
) -> tuple[list[LeftOver], Mapping[str, int]]:
    """What has neither a row of evidence nor one of ``uncoded.csv``, in the order of the text.

    Second: how many of the other digits are what, by a word of ``UNCODED_REASON``. Digits of a figure that the
    extraction finds are told once, as that figure.
    """
    text = numbers.text
    explained = places_of(uncoded, text)
    rows = [*places_of(figures, text), *explained]
    missed = [one for one in numbers.candidates if not meets((one.start, one.end), rows)]
    digits = list(digits_beside(text, numbers.quantities, [*_coded_numbers(figures, numbers), *explained]))
    reported = [(one.start, one.end) for one in missed]
    unknown = [one for one in digits if not one.reason and not meets((one.start, one.end), reported)]
    found = [LeftOver(one.start, one.end, " ".join(text[one.start : one.end].split()), one) for one in missed]
    found += [LeftOver(one.start, one.end, _around(text, one), None) for one in unknown]
    return sorted(found, key=lambda one: one.start), Counter(one.reason for one in digits if one.reason)


def places_of(records: Sequence[Record], text: str) -> list[tuple[int, int]]:
    """Where rows point to in the text, without places that could not be read.

    A row that points elsewhere than to its quotation is reported as such; so that this one fault is not told three
    times, it counts for the nearest place where the quotation stands.
    """
    places = []
    for record in records:
        start, end, quotation = record.integer("start"), record.integer("end"), record.text("as_written")
        if start is not None and end is not None:
            if quotation and text[start:end] != quotation:
                start = _nearest(quotation, text, start)
                end = start + len(quotation)
            places.append((start, end))
    return places


def _nearest(quotation: str, text: str, start: int) -> int:
    found = (match.start() for match in re.finditer(re.escape(quotation), text))
    return min(found, key=lambda place: abs(place - start), default=start)


def meets(place: tuple[int, int], places: Sequence[tuple[int, int]]) -> bool:
    """Whether a place shares a character with one of the others."""
    return any(place[0] < end and start < place[1] for start, end in places)


def _coded_numbers(figures: Sequence[Record], numbers: Numbers) -> Iterator[tuple[int, int]]:
    """Where the numbers stand that rows code: of a quotation with two numbers the one that has the coded value.

    A row whose number is not in its quotation is reported as such; its digits are not reported a second time.
    """
    for figure in figures:
        for start, end in places_of([figure], numbers.text):
            inside = [one for one in numbers.quantities if start <= one.number_start < end]
            coded = [one for one in inside if states(one, figure)]
            yield from ((one.number_start, one.number_end) for one in coded[:1])
            if not coded:
                yield start, end


_BEFORE = re.compile(r"(?:\S{1,20}\s{1,3}){0,2}\S{0,20}$")
_AFTER = re.compile(r"\S{0,20}(?:\s{1,3}\S{1,20}){0,2}")


def _around(text: str, digits: Digits) -> str:
    before, after = _BEFORE.search(text[max(0, digits.start - 60) : digits.start]), _AFTER.match(text, digits.end)
    parts = (before[0] if before else "", text[digits.start : digits.end], after[0] if after else "")
    return " ".join("".join(parts).split()[:MAXIMUM_WORDS])


_WORDS_AFTER = re.compile(r"(?:[^\S\n][^\W\d_]{1,20}){0,3}")
"""Words directly after a number, up to the next sign or digit."""


def quotation_of(one: LeftOver, numbers: Numbers, taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where the words stand that a row about a number left over should quote, beside the places ``taken``.

    Those of the extraction, else the number with its bounding word and its unit, or with up to three words after it
    where it has none ("99 xã", "98,7% hồ sơ").
    """
    if one.candidate is not None:
        return one.start, one.end
    read = quantity_at(one.start, one.end, numbers)
    start, end = (min(read.start, one.start), max(read.end, one.end)) if read is not None else (one.start, one.end)
    after = _WORDS_AFTER.match(numbers.text, end)
    counted = read is not None and read.unit not in ("", "percent")
    spans = [(start, end if counted or after is None else after.end()), (start, end)]
    own = [place for place in taken if not meets((one.start, one.end), [place])]
    fits = (span for span in spans if not meets(span, own) and len(numbers.text[slice(*span)].split()) <= MAXIMUM_WORDS)
    return next(fits, (one.start, one.end))


def quantity_at(start: int, end: int, numbers: Numbers) -> Quantity | None:
    """The one quantity whose number lies there; None for none and for several."""
    found = [one for one in numbers.quantities if one.number_start < end and start < one.number_end]
    return found[0] if len(found) == 1 else None

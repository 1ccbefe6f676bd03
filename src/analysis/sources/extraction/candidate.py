"""A candidate: a figure that the rules found in a text, with what they propose for each column of the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple

Confidence = Literal["clause", "sentence", "earlier", "document", "assumed"]
"""Where the words stand that a proposal rests on: with the number, in its sentence, in an earlier sentence or heading,
in what holds for the whole document, or nowhere (the rule fell back on what is usual)."""

CONFIDENT_FIELDS = ("unit", "indicator", "status", "place_id", "tier", "population", "training", "period")
"""Fields that carry a confidence of their own; value and qualifier are read from the number itself."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for a whole document unless a row says otherwise; "" and None where nothing is declared."""

    place_id: str = ""
    tier: str = ""
    status: str = ""
    period_start: date | None = None
    period_end: date | None = None
    published: date | None = None


class Candidate(NamedTuple):
    """One figure: ``text[start:end] == as_written`` (at most six words); the other fields as in the evidence table.

    ``population``, ``training`` and ``flags`` may hold several words joined by ``|``; ``part_of`` is the ``start`` of
    the total that the text presents the figure as a part of. ``confidence`` has a word for each of CONFIDENT_FIELDS,
    ``rules`` the ids of the rules that decided; ``period_note`` says where a period ends on the day of publication.
    """

    start: int
    end: int
    as_written: str
    value: Decimal | None
    value_low: Decimal | None
    value_high: Decimal | None
    unit: str
    unit_as_written: str
    qualifier: str
    indicator: str
    status: str
    place_id: str
    tier: str
    population: str
    training: str
    criterion: str
    frequency: str
    period_start: date | None
    period_end: date | None
    period_years: Decimal | None = None
    flags: str = ""
    part_of: int | None = None
    confidence: Mapping[str, Confidence] = MappingProxyType({})
    rules: tuple[str, ...] = ()
    period_note: str = ""

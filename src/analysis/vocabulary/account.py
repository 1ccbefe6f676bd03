"""When two published figures are of one account: a plan and its result, money and what it paid for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

ACCOUNT = ("source", "status", "unclear", "criterion", "training", "population", "tier", "period", "part", "flag")
"""What two figures of one account agree in, and the names of what sets two figures apart, in the order of a report."""

COLUMNS = ("criterion", "training", "population", "tier")
"""Those that are columns of a figure."""

DOUBTFUL = ("unit_conflict", "sum_conflict", "scope_conflict", "not_own_output")
"""Quality flags with which a figure belongs to no account."""

INTENDED, REACHED = ("plan", "target"), ("result", "stock")
"""Statuses of what was to be done, and of what was done or is there."""

UNSTATED = ("trainee_unspecified",)
"""Staff groups that a text does not state: two of them need not be the same people."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What decides with which other figures one may be put together; several codes of a column joined by ``|``."""

    source_id: str
    status: str
    frequency: str
    criterion: str
    training: str
    population: str
    tier: str
    period_start: date | None
    """None: not known, or not told."""
    period_end: date | None
    flags: frozenset[str]


def apart(first: Figure, second: Figure, asked: Collection[str] = ACCOUNT) -> tuple[str, ...]:
    """In which of ``asked`` two figures differ, in the order of ``ACCOUNT``; () for figures of one account.

    A target has no start: of its period the last day counts. Staff that a text does not state is the same within one
    source alone. A part and a whole are apart, two parts are not.
    """
    one_source = first.source_id == second.source_id
    flags = first.flags | second.flags
    unclear = "status_unclear" in flags
    found = {
        "source": not one_source,
        "status": first.status != second.status and not unclear,
        "unclear": unclear,
        **{column: getattr(first, column) != getattr(second, column) for column in COLUMNS},
        "period": not _one_period(first, second),
        "part": ("partial" in first.flags) != ("partial" in second.flags),
        "flag": not flags.isdisjoint(DOUBTFUL),
    }
    found["population"] |= first.population in UNSTATED and not one_source
    return tuple(name for name in ACCOUNT if found[name] and name in asked)


def _one_period(first: Figure, second: Figure) -> bool:
    """The same first and last day; two starts that the source does not tell are the same."""
    if "per_year" in (first.frequency, second.frequency) and first.frequency != second.frequency:
        return False
    has_target = "target" in (first.status, second.status)
    return first.period_end == second.period_end and (first.period_start == second.period_start or has_target)

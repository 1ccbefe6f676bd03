"""Orders of magnitude that no single figure should have: a fraction for a percentage, millions for billions.

The limits lie far outside what texts print and find slips of a digit or of a unit; they are no norm.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from analysis.checks.coded import DONE, finding_about, number_of, said
from analysis.checks.findings import Finding
from analysis.checks.tables import Record

LEAST_SHARE = Decimal(1)
"""Percent below which a share is perhaps a fraction (0.784 for 78.4 %): texts print no share of staff so small."""

COMPLETION = (Decimal(5), Decimal(500))
"""Percent of a plan; the texts have 64 and 136. A digit too many or too few, or a fraction (1.36), lies outside."""

LEAST_MONEY, LEAST_OF_PART = Decimal(1_000_000_000), Decimal(100_000_000)
"""VND that a province plans or spends for training, and a part of it (a tranche, a kind of class).

The pages coded first have 2 to 272 billion for a province, and 105 million for the cheapest class.
"""


def check_magnitude(record: Record) -> Iterator[Finding]:
    """Shares below one percent, and plans met by less than a twentieth or more than five times over."""
    number, indicator = number_of(record), record.text("indicator")
    if number <= 0:
        return
    if indicator == "plan_completion":
        least, most = COMPLETION
        if not least <= number <= most:
            yield finding_about("completion-far-off", record, "value", said(record), least=least, most=most)
    elif record.text("unit") == "percent" and number < LEAST_SHARE and record.text("status") in DONE:
        yield finding_about("share-perhaps-fraction", record, "value", said(record), least=LEAST_SHARE)


def check_money(record: Record, place: Record | None) -> Iterator[Finding]:
    """What a province plans or spends in a year or more; a district or a single class may cost less."""
    of_province = place is not None and place.text("level") == "province"
    counted = record.text("indicator") == "budget" and record.text("status") in ("plan", "result")
    least = LEAST_OF_PART if "partial" in record.words("flags") else LEAST_MONEY
    if of_province and counted and 0 < number_of(record) < least:
        yield finding_about("money-very-small", record, "value", said(record), least=least)

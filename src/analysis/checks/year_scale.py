"""A whole year of a series in another unit than its other years: one finding, in place of one for every cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import log10
from statistics import median

from analysis.checks.findings import Finding
from analysis.checks.plausibility import LEAST_UNITS, rows_of
from analysis.checks.series import Series
from analysis.checks.tables import Record

RULE = "year-scaled"

LEAST_YEARS = 3
"""Years below which none can be told to be the one that differs."""

NEARLY_ALL = 0.9
"""Share of the places that are off by one and the same power of ten; in the real series none is."""

CONSEQUENCES = frozenset({"number-ambiguous", "outside-scale", "share-over-100", "decimals-exceeded"})
"""Rules that every cell of such a year may break: 43.478 can be read as two numbers, 0.43478 cannot."""


def check_year_scale(series: Series) -> Iterator[Finding]:
    """Years in which nearly every place is ten, a hundred, a thousand times what it is in the other years."""
    powers: dict[int, list[int]] = {}
    for row in rows_of(series).values():
        sizes = {year: log10(value) for year, value in row.items() if value > 0}
        if len(sizes) >= LEAST_YEARS:
            middle = median(sizes.values())
            for year, size in sizes.items():
                powers.setdefault(year, []).append(round(size - middle))
    for year, found in sorted(powers.items()):
        power = round(median(found))
        like = found.count(power)
        if power and len(found) >= LEAST_UNITS and like >= NEARLY_ALL * len(found):
            ratio, count, places = Decimal(10) ** power, Decimal(like), Decimal(len(found))
            yield series.finding(RULE, str(year), year=str(year), ratio=ratio, count=count, places=places)


def without_consequences(findings: Sequence[Finding], records: Mapping[str, Sequence[Record]]) -> list[Finding]:
    """All findings but those about single cells of a year that is in another unit as a whole."""
    years = {(finding.file, finding.value) for finding in findings if finding.rule == RULE}
    if not years:
        return [*findings]
    cells = {(row.file, row.line) for row in records["statistics"] if (row.file, str(row.integer("year"))) in years}
    return [one for one in findings if one.rule not in CONSEQUENCES or (one.file, one.row) not in cells]

"""Does a series look measured? Jumps that all places share, runs that never change, values that stop at a limit.

The thresholds were set on the series of this project, which lie well within them, and on made-up ones, which do not; a
finding is a reason to look, not a verdict. One public file that calls itself PAPI is synthetic: the columns of a survey
end at 1.0, exist before the survey did, and order the provinces the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from math import expm1, log
from statistics import median

from analysis.checks.agreement import rank_correlation
from analysis.checks.findings import Finding
from analysis.checks.series import Series

LEAST_UNITS = 10
"""Places (or categories) below which nothing can be said about all of them."""

SAME_DIRECTION = 0.88
"""Share of the places that move the same way in a jump; near a half without one, up to 0.85 with a common trend."""

LARGE_MOVE = 3.5
"""A jump is at least so many times the usual yearly move."""

WIDE_SPREAD = 2.5
"""So many times the usual difference between the moves of single places."""

LONG_RUN = 5
"""Equal values one after the other at one place; three is the longest among more than 13,000 real values."""

COPIED = 0.5
"""Share of places with the value of the year before; at most 0.06 in the real series."""

CAPPED = 0.05
"""Share of all values at one limit of the range; at most 0.012 in the real series."""

LEAST_SHARING, CAPPED_IN_YEARS = 3, 5
"""Places with just the highest or lowest value of a year, and cells of such years with one and the same value.

In the real series of measured figures at most three places of one year share an extreme, a share of few firms (4/5).
"""

FAR_OFF = 9
"""A figure so many times the median of the other years of its place, or so small a part, has another unit; here at most
8.1. Less than ten, for a mark of decimals may be lost in a year that grew or fell a little."""

UNSTABLE = 0.1
"""Rank correlation of one year with the next, as the median over the years; at least 0.14 in the real series."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one year to the next: the median relative move a year, how far places lie around it, and how many agree."""

    year: int
    move: float
    spread: float
    agreeing: float


def check_plausible(series: Series) -> Iterator[Finding]:
    """Breaks that the numbers show, and signs of figures that nobody measured."""
    rows = rows_of(series)
    if len(rows) < LEAST_UNITS:
        return
    found = [*_check_runs(series, rows), *_check_copied_years(series, rows), *_check_caps(series, rows)]
    found += [*_check_yearly_caps(series, rows), *_check_units(series, rows)]
    stability = _rank_stability(rows)
    if stability is not None and stability < UNSTABLE:
        found.append(series.finding("ranks-unstable", correlation=round(Decimal(stability), 2)))
    yield from _check_breaks(series, rows)
    yield from found
    if not found and stability is not None:
        yield series.finding("looks-measured", correlation=round(Decimal(stability), 2))


Rows = Mapping[tuple[str, str], Mapping[int, Decimal]]
"""Values by year of each province, or of each category where a series has them."""


def rows_of(series: Series) -> Rows:
    """The values that are held against each other: provinces as wholes, or the categories of a breakdown."""
    rows: dict[tuple[str, str], dict[int, Decimal]] = {}
    broken_down = len(series.categories) > 1
    for (place, category, year), value in sorted(series.cells.items()):
        known = place in series.gazetteer  # of an unknown place the build says so
        if known and bool(category) == broken_down and (broken_down or series.gazetteer[place].level == "province"):
            rows.setdefault((place, category), {})[year] = value
    return rows


def steps(rows: Rows) -> list[Step]:
    """The moves between the years of a series, per year where years are missing between them."""
    years = sorted({year for row in rows.values() for year in row})
    found = []
    for before, after in pairwise(years):
        moves = [log(row[after] / row[before]) for row in rows.values() if row.get(before, 0) > 0 < row.get(after, 0)]
        if len(moves) < LEAST_UNITS:
            continue
        middle, gap = median(moves), after - before
        upwards = sum(move > 0 for move in moves) / len(moves)
        downwards = sum(move < 0 for move in moves) / len(moves)
        spread = median(abs(move - middle) for move in moves)
        found.append(Step(after, middle / gap, spread / gap, max(upwards, downwards)))
    return found


def _check_breaks(series: Series, rows: Rows) -> Iterator[Finding]:
    """Years in which nearly all places jump together, or move apart as in no other year."""
    every = steps(rows)
    if len(every) < 3:
        return
    for step in every:
        others = [other for other in every if other is not step]
        usual, usual_spread = median(abs(o.move) for o in others), median(o.spread for o in others)
        jumps = step.agreeing >= SAME_DIRECTION and abs(step.move) >= LARGE_MOVE * usual
        scatters = step.spread >= WIDE_SPREAD * usual_spread > 0
        year, declared = str(step.year), step.year in series.breaks
        if jumps:
            rule = "break-visible" if declared else "break-suspected"
            percent, agreeing = Decimal(100 * expm1(step.move)), Decimal(100 * step.agreeing)
            yield series.finding(rule, year, year=year, percent=round(percent, 1), agreeing=round(agreeing, 0))
        elif scatters:
            rule = "spread-visible" if declared else "spread-suspected"
            times = round(Decimal(step.spread / usual_spread), 1)
            yield series.finding(rule, year, year=year, times=times)


def _check_runs(series: Series, rows: Rows) -> Iterator[Finding]:
    for (place, category), row in rows.items():
        values = [row[year] for year in sorted(row)]
        longest = max(len(list(same)) for _, same in groupby(values))
        if longest >= LONG_RUN:
            value = " ".join(filter(None, (place, category)))
            yield series.finding("place-constant", value, place=series.term(place), count=Decimal(longest))


def _check_copied_years(series: Series, rows: Rows) -> Iterator[Finding]:
    for before, after in pairwise(series.years):
        both = [(row[before], row[after]) for row in rows.values() if before in row and after in row]
        same = sum(old == new for old, new in both)
        if len(both) >= LEAST_UNITS and same / len(both) >= COPIED:
            yield series.finding(
                "year-copied",
                str(after),
                year=str(after),
                before=str(before),
                count=Decimal(same),
                places=Decimal(len(both)),
            )


def _check_caps(series: Series, rows: Rows) -> Iterator[Finding]:
    values = [value for row in rows.values() for value in row.values()]
    for limit in dict.fromkeys((min(values), max(values))):
        if _capped(values, limit):
            count, cells = Decimal(values.count(limit)), Decimal(len(values))
            yield series.finding("values-capped", str(limit), limit=limit, count=count, cells=cells)


def _capped(values: Sequence[Decimal], limit: Decimal) -> bool:
    return values.count(limit) >= max(LEAST_UNITS, CAPPED * len(values))


def _check_yearly_caps(series: Series, rows: Rows) -> Iterator[Finding]:
    """Several places at just the highest (or lowest) value of a year: a cap that was put on some years alone."""
    values = [value for row in rows.values() for value in row.values()]
    for at in (-1, 0):
        end = sorted(values)[at]
        for limit, sharing in _shared_ends(series, rows, at).items():
            of_all = limit == end and _capped(values, limit)  # has its finding
            if sum(sharing.values()) >= CAPPED_IN_YEARS and not of_all:
                years = ", ".join(f"{year} ({count})" for year, count in sharing.items())
                yield series.finding("values-capped-in-years", str(limit), limit=limit, years=years, end=end)


def _shared_ends(series: Series, rows: Rows, at: int) -> dict[Decimal, dict[int, int]]:
    """The highest (``at`` -1) or lowest (0) values of years that several places share, each with years and places."""
    found: dict[Decimal, dict[int, int]] = {}
    for year in series.years:
        of_year = sorted(row[year] for row in rows.values() if year in row)
        if of_year and LEAST_SHARING <= (sharing := of_year.count(of_year[at])) < len(of_year):
            found.setdefault(of_year[at], {})[year] = sharing
    return found


def _check_units(series: Series, rows: Rows) -> Iterator[Finding]:
    """Single figures in another unit than the others of their place, such as 985.55 thousand among persons."""
    for (place, category), row in rows.items():
        for year, value in row.items():
            middle = median([other for of, other in row.items() if of != year] or [value])
            if value > 0 and middle > 0 and max(value / middle, middle / value) >= FAR_OFF:
                cell = " ".join(filter(None, (place, category, str(year))))
                yield series.finding(
                    "value-far-off", cell, place=series.term(place), year=str(year), found=value, usual=middle
                )


def _rank_stability(rows: Rows) -> float | None:
    """Median rank correlation of each year with the next; None for fewer than three such pairs."""
    years: Sequence[int] = sorted({year for row in rows.values() for year in row})
    found = []
    for before, after in pairwise(years):
        both = [(row[before], row[after]) for row in rows.values() if before in row and after in row]
        if len(both) >= LEAST_UNITS:
            found.append(rank_correlation([old for old, _ in both], [new for _, new in both]))
    return median(found) if len(found) >= 3 else None

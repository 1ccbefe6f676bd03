"""Rules for official series: is every cell there, and do provinces, regions and country tell the same story?

Which checks run on a series is written in ``series.csv``; what came out right is kept as a ``confirmed`` finding, so
that a report can say what was checked and how closely it held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from analysis.checks.findings import Detail, Finding
from analysis.checks.tables import Record
from analysis.vocabulary import PLACE_LEVEL, Term

Cells = Mapping[tuple[str, int], Decimal]


@dataclass(frozen=True, slots=True)
class Series:
    """One series with its declaration: values and weights by (place, year), and the places of its years.

    ``weights`` is None when the series of weights could not be read as a whole.
    """

    declaration: Record
    file: str
    cells: Cells
    weights: Cells | None
    places: tuple[Record, ...]

    @property
    def series_id(self) -> str:
        """Id of the series, which also names its file."""
        return self.declaration.text("series_id")

    @property
    def years(self) -> range:
        """The declared years."""
        return range(self.declaration.integer("year_start") or 0, (self.declaration.integer("year_end") or -1) + 1)

    def members(self, level: str, parent: str | None = None) -> list[str]:
        """Places of a level that existed throughout the series, optionally those of one parent."""
        return [
            place.text("place_id")
            for place in self.places
            if place.text("level") == level and (parent is None or place.text("parent_id") == parent)
        ]


def valid_throughout(place: Record, first: int, last: int) -> bool:
    """Whether a place existed at the end of the first year and at the start of the last."""
    start, end = place.day("valid_from"), place.day("valid_to")
    return (start is None or start <= date(first, 12, 31)) and (end is None or end >= date(last, 1, 1))


def check_complete(series: Series) -> Iterator[Finding]:
    """Each declared place has each declared year, and no more."""
    levels = series.declaration.words("place_levels")
    known = {place.text("place_id"): place.text("level") for place in series.places}
    for place in sorted({place for place, _ in series.cells}):
        if (known.get(place) or levels[0]) not in levels:
            details: dict[str, Detail] = {"level": PLACE_LEVEL[known[place]]}
            yield Finding("level-not-declared", series.file, 0, "place_id", place, series.series_id, details)
    expected = [(place, year) for level in levels for place in series.members(level) for year in series.years]
    missing = [cell for cell in expected if cell not in series.cells]
    if missing:
        place, year = missing[0]
        yield Finding(
            "series-incomplete", series.file, value=f"{place} {year}", subject=series.series_id,
            details={"count": Decimal(len(missing))},
        )  # fmt: skip
        return
    places = {place for place, _ in expected}
    counts = {"count": Decimal(len(expected)), "places": Decimal(len(places)), "years": Decimal(len(series.years))}
    yield Finding("series-complete", series.file, subject=series.series_id, details=counts)


def _compare(
    series: Series,
    level: str,
    rule: str,
    limits: tuple[Decimal, Decimal],
    combine: Callable[[Series, list[str], int], Decimal],
) -> Iterator[Finding]:
    """Combine the provinces of each place of ``level`` and hold the result against what was published for it.

    ``limits``: a difference up to the first is rounding, up to the second a notice, beyond it an error.
    """
    worst, count, wrong = Decimal(0), 0, False
    for place in series.members(level):
        provinces = series.members("province", None if level == "country" else place)
        for year in series.years:
            published = series.cells.get((place, year))
            if published is None or not provinces or any((p, year) not in series.cells for p in provinces):
                continue
            combined = combine(series, provinces, year)
            difference = abs(combined - published)
            if difference <= limits[0]:
                count, worst = count + 1, max(worst, difference)
                continue
            wrong = wrong or difference > limits[1]
            name = next(record for record in series.places if record.text("place_id") == place)
            details: dict[str, Detail] = {
                "sum": round(combined, 2),
                "published": published,
                "tolerance": limits[1],
                "place": Term(place, name.text("name_vi"), name.text("name_en")),
                "year": str(year),
            }
            which = "total-differs" if difference > limits[1] else "mean-off"
            yield Finding(which, series.file, value=f"{place} {year}", subject=series.series_id, details=details)
    if count and not wrong:
        counts: dict[str, Detail] = {"count": Decimal(count), "deviation": round(worst, 2)}
        yield Finding(rule, series.file, subject=series.series_id, details=counts)


def _sum(series: Series, provinces: list[str], year: int) -> Decimal:
    return sum((series.cells[province, year] for province in provinces), Decimal(0))


def _weighted_mean(series: Series, provinces: list[str], year: int) -> Decimal:
    weights = series.weights or {}
    total = sum((weights[province, year] for province in provinces), Decimal(0))
    return sum((series.cells[province, year] * weights[province, year] for province in provinces), Decimal(0)) / total


SUM_LIMITS = (Decimal("0.5"), Decimal("0.5"))
"""Thousand persons: 63 numbers with one decimal, rounded one by one, may miss their printed total by this much."""

COUNTRY_LIMITS = (Decimal("0.1"), Decimal("0.1"))
"""Percentage points between the weighted mean and the national share: twice the rounding of the published share."""

REGION_LIMITS = (Decimal("0.2"), Decimal("0.7"))
"""Percentage points; fewer provinces stand in a region than in the country, so that rounding weighs more."""

CHECKS: Mapping[str, Callable[[Series], Iterator[Finding]]] = {
    "series-complete": check_complete,
    "provinces-sum-to-country": lambda s: _compare(s, "country", "provinces-sum-to-country", SUM_LIMITS, _sum),
    "provinces-sum-to-region": lambda s: _compare(s, "region", "provinces-sum-to-region", SUM_LIMITS, _sum),
    "weighted-mean-meets-country": lambda s: _compare(
        s, "country", "weighted-mean-meets-country", COUNTRY_LIMITS, _weighted_mean
    ),
    "weighted-mean-meets-region": lambda s: _compare(
        s, "region", "weighted-mean-meets-region", REGION_LIMITS, _weighted_mean
    ),
}

ALWAYS: Mapping[str, tuple[str, ...]] = {
    "sum": ("series-complete", "provinces-sum-to-country"),
    "weighted_mean": ("series-complete", "weighted-mean-meets-country"),
}
"""Checks that a series of provinces always has, by the way in which it is aggregated."""


def check_series(series: Series) -> Iterator[Finding]:
    """All checks that the series declares; weights must cover the cells they weigh."""
    declared = series.declaration
    names = declared.text("checks").split("|")
    for missing in ALWAYS.get(declared.text("aggregation"), ()):
        if missing not in names:
            file, line = declared.file, declared.line
            yield Finding("check-not-declared", file, line, "checks", "", series.series_id, {"missing": missing})
    for name in names:
        if name not in CHECKS:
            details = {"known": ", ".join(CHECKS)}
            yield Finding("check-unknown", declared.file, declared.line, "checks", name, series.series_id, details)
        elif name.startswith("weighted") and not declared.text("weight_series"):
            yield Finding("check-without-weight", declared.file, declared.line, "weight_series", name, series.series_id)
        elif not name.startswith("weighted"):
            yield from CHECKS[name](series)
        elif series.weights is not None:
            yield from _missing_weights(series, name) or CHECKS[name](series)


def _missing_weights(series: Series, check: str) -> list[Finding]:
    provinces = set(series.members("province"))
    missing = sorted(c for c in series.cells if c[0] in provinces and not (series.weights or {}).get(c))
    if not missing:
        return []
    place, year = missing[0]
    weights = series.declaration.text("weight_series")
    details = {"missing": f"{place} {year}", "weights": weights}
    return [Finding("weight-missing", f"statistics/{weights}.csv", 0, "value", check, series.series_id, details)]


def check_cells(series: Series, records: list[Record], places: Mapping[str, Record]) -> Iterator[Finding]:
    """Each cell lies in the declared years, at a place that existed then, and a share is at most 100 %."""
    first, last = series.years.start, series.years.stop - 1
    for record in records:
        year, place, value = record.integer("year"), places.get(record.text("place_id")), record.number("value")
        if year is None:
            continue
        if year not in series.years:
            details = {"first": str(first), "last": str(last)}
            yield Finding("year-outside-series", record.file, record.line, "year", str(year), series.series_id, details)
        if place is not None and not valid_throughout(place, year, year):
            name = record.text("place_id")
            yield Finding(
                "place-not-valid", record.file, record.line, "place_id", name, series.series_id, {"year": str(year)}
            )
        if series.declaration.text("unit") == "percent" and value is not None and value > 100:
            yield Finding("share-over-100", record.file, record.line, "value", str(value), series.series_id)

"""Rules for one official series: is every cell there, at a place that existed, in the scale and precision declared?

What runs on a series follows from its row in ``series.csv``; what came out right is kept as a ``confirmed`` finding, so
that a report can say what was checked and how closely it held.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from analysis.checks.findings import Detail, Finding
from analysis.checks.tables import Record
from analysis.places import Gazetteer
from analysis.vocabulary import PLACE_LEVEL, Term

Key = tuple[str, str, int]
"""Place, category and year of a cell; the category of the whole is ""."""

Cells = Mapping[Key, Decimal]

GAPS_NAMED = 12
"""Places whose gaps a finding names; the others are counted."""


@dataclass(frozen=True, slots=True)
class Series:
    """One series with its declaration and everything that it is held against.

    ``cells``: the published values. ``gaps``: cells declared as not published. ``categories``: ids of the breakdown, ""
    for the whole. ``breaks``: declared first years after a break that all places share. ``others``: values of the other
    series that could be read. ``titles``: what the series are called.
    """

    declaration: Record
    file: str
    cells: Cells
    gaps: frozenset[Key]
    gazetteer: Gazetteer
    categories: tuple[str, ...]
    breaks: frozenset[int]
    others: Mapping[str, Cells]
    titles: Mapping[str, Term]

    @property
    def series_id(self) -> str:
        """Id of the series, which also names its file."""
        return self.declaration.text("series_id")

    @property
    def years(self) -> tuple[int, ...]:
        """The declared years."""
        return declared_years(self.declaration)

    def day(self, year: int) -> date:
        """The day of a year whose boundaries are those of the series."""
        return _day_of(year, self.declaration.text("boundary_day"))

    def members(self, level: str, year: int, parent: str | None = None) -> list[str]:
        """Places of a level in a year, optionally those of one parent."""
        places = (place for place in self.gazetteer if place.level == level and parent in (None, place.parent_id))
        return [place.place_id for place in places if place.existed(self.day(year))]

    def term(self, place_id: str) -> Term:
        """A place as a word for findings."""
        return Term(place_id, self.gazetteer.name(place_id, "vi"), self.gazetteer.name(place_id, "en"))

    def finding(self, rule: str, value: str = "", **details: Detail) -> Finding:
        """A finding about the file of the series."""
        return Finding(rule, self.file, value=value, subject=self.series_id, details=details)

    def expected(self) -> Iterator[Key]:
        """Every cell that the declaration promises."""
        for year in self.years:
            for level in self.declaration.words("place_levels"):
                for place in self.members(level, year):
                    for category in self.categories:
                        yield place, category, year


@cache
def _day_of(year: int, month_and_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_and_day}")


def declared_years(declaration: Record) -> tuple[int, ...]:
    """The years of a row of ``series.csv``: ``2005|2007-2016`` → 2005, 2007, 2008 …"""
    spans = [span.partition("-") for span in declaration.text("years").split("|") if span]
    return tuple(sorted({year for first, _, last in spans for year in range(int(first), int(last or first) + 1)}))


def check_complete(series: Series) -> Iterator[Finding]:
    """Each declared place has each declared year, with a value or as a gap that is named."""
    levels = series.declaration.words("place_levels")
    known = {*series.cells, *series.gaps}
    for place in sorted({place for place, _, _ in known if place in series.gazetteer}):
        if series.gazetteer[place].level not in levels:
            yield series.finding("level-not-declared", place, level=PLACE_LEVEL[series.gazetteer[place].level])
    expected = list(series.expected())
    missing = [cell for cell in expected if cell not in known]
    if missing:
        yield series.finding("series-incomplete", _cell_name(missing[0]), count=Decimal(len(missing)))
        return
    if series.gaps:
        yield series.finding("series-gaps", count=Decimal(len(series.gaps)), cells=_gaps_in_words(series))
    places = {place for place, _, _ in expected}
    yield series.finding(
        "series-complete",
        count=Decimal(len(expected)), places=Decimal(len(places)), years=Decimal(len(series.years)),
    )  # fmt: skip


def _cell_name(cell: Key) -> str:
    return " ".join(str(part) for part in cell if part)


def _gaps_in_words(series: Series) -> str:
    """``Bắc Giang 2014, 2021; Hà Tây 2005``: the places in their order, each with its years."""
    years: dict[str, set[int]] = {}
    for place, _, year in sorted(series.gaps, key=lambda cell: cell[2]):
        years.setdefault(place, set()).add(year)
    named = [place.place_id for place in series.gazetteer if place.place_id in years]
    texts = [
        f"{series.gazetteer[place].name_vi} {', '.join(map(str, sorted(years[place])))}" for place in named[:GAPS_NAMED]
    ]
    return "; ".join([*texts, *([f"+ {len(named) - GAPS_NAMED}"] if len(named) > GAPS_NAMED else [])])


def check_cells(series: Series, records: list[Record]) -> Iterator[Finding]:
    """Each cell lies in the declared years, at a place that existed then, and has a value that the series can have."""
    years = frozenset(series.years)
    for record in records:
        year = record.integer("year")
        if year is not None and year not in years:
            yield _at(record, "year-outside-series", series, "year", str(year), years=series.declaration.text("years"))
        elif year is not None and not _existed(series, record.text("place_id"), year):
            details: dict[str, Detail] = {"year": str(year), "day": series.day(year)}
            yield _at(record, "place-not-valid", series, "place_id", record.text("place_id"), **details)
        if record.text("category") and record.text("category") not in series.categories:
            breakdown = series.declaration.text("categories") or "–"
            yield _at(record, "category-not-declared", series, "category", record.text("category"), breakdown=breakdown)
        yield from _check_value(series, record)


def _existed(series: Series, place_id: str, year: int) -> bool:
    """Whether a place was there in a year; an unknown one is reported elsewhere."""
    return place_id not in series.gazetteer or series.gazetteer[place_id].existed(series.day(year))


def _check_value(series: Series, record: Record) -> Iterator[Finding]:
    value, declared = record.number("value"), series.declaration
    if "value" in record.broken or "observation_status" in record.broken:
        return
    if (value is None) != (record.text("observation_status") == "missing"):
        shown = record.text("observation_status") if value is None else str(value)
        yield _at(record, "missing-with-value" if value is not None else "value-without-gap", series, "value", shown)
        return
    if value is None:
        return
    low, high, decimals = declared.number("scale_low"), declared.number("scale_high"), declared.integer("decimals")
    if declared.text("unit") == "percent" and value > 100:
        yield _at(record, "share-over-100", series, "value", str(value))
    elif (low is not None and value < low) or (high is not None and value > high):
        ends = {"low": "–" if low is None else str(low), "high": "–" if high is None else str(high)}
        yield _at(record, "outside-scale", series, "value", str(value), **ends)
    exponent = value.normalize().as_tuple().exponent
    if decimals is not None and isinstance(exponent, int) and -exponent > decimals:
        yield _at(record, "decimals-exceeded", series, "value", str(value), decimals=Decimal(decimals))


def _at(record: Record, rule: str, series: Series, column: str, value: str, **details: Detail) -> Finding:
    return Finding(rule, record.file, record.line, column, value, series.series_id, details)

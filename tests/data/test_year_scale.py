"""A whole year in another unit is one finding, which says so, in place of one for every cell that it spoils."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest

from analysis.checks.examine import examine
from analysis.checks.series import Series
from analysis.checks.year_scale import check_year_scale
from analysis.places import Gazetteer, Place

PROVINCES = [Place(f"p{n:02}", "", "province", f"P{n}", f"P{n}") for n in range(20)]


@pytest.fixture
def scaled(record):
    """Years and ratios that are found in a made-up series of so many years, some of its cells changed."""

    def run(change, years=range(2010, 2015)):
        cells = {"series_id": "made_up", "years": "2010-2019", "boundary_day": "12-31", "place_levels": "province"}
        values = {
            (place.place_id, "", year): Decimal(100 + 10 * n) * change(place.place_id, year)
            for n, place in enumerate(PROVINCES) for year in years
        }  # fmt: skip
        declared = record("series", "statistics/series.csv", 2, cells)
        series = Series(declared, "x.csv", values, frozenset(), Gazetteer(PROVINCES), ("",), frozenset(), {}, {})
        return [(finding.value, finding.details["ratio"]) for finding in check_year_scale(series)]

    return run


@pytest.mark.parametrize("factor", ["0.001", "0.01", "10", "100", "1000"])
def test_a_year_in_another_unit_is_found(scaled, factor):
    assert scaled(lambda _, year: Decimal(factor) if year == 2012 else 1) == [("2012", Decimal(factor))]


def test_a_year_that_doubled_or_a_few_places_in_another_unit_are_not(scaled):
    assert scaled(lambda _, year: 2 if year == 2012 else 1) == []
    assert scaled(lambda place, year: 1000 if year == 2012 and place < "p10" else 1) == []


def test_of_two_years_none_is_the_one_that_differs(scaled):
    assert scaled(lambda _, year: 1000 if year == 2011 else 1, years=(2010, 2011)) == []


@pytest.mark.parametrize(
    ("series_id", "year", "factor"),
    [("gso_trained_employed_share", "2010", Decimal("0.01")), ("gso_labour_force", "2012", Decimal(1000))],
)
def test_it_is_the_only_thing_that_is_said_of_the_year(copy, series_id, year, factor):
    file = f"statistics/{series_id}.csv"
    header, *rows = copy.rows(file)
    for row in rows:
        if row[header.index("year")] == year and row[header.index("value")]:
            row[header.index("value")] = f"{(Decimal(row[header.index('value')]) * factor).normalize():f}"
    copy.write_rows(file, [header, *rows])
    line = 1 + [row[0] for row in copy.rows("statistics/series.csv")].index(series_id)
    digest = hashlib.sha256(copy.path(file).read_bytes()).hexdigest()
    copy.set("statistics/series.csv", line, "file_sha256", digest)
    told = [(finding.rule, finding.file, finding.value) for finding in examine(copy.project).errors]
    assert told == [("year-scaled", file, year)]

"""Signs that figures were not measured, and jumps that all places share; every series here is made up for the test."""

import random
from decimal import Decimal

import pytest

from analysis.checks.plausibility import check_plausible, steps
from analysis.checks.series import Series
from analysis.places import Gazetteer, Place

PROVINCES = [Place(f"p{n:02}", "", "province", f"P{n}", f"P{n}") for n in range(40)]
YEARS = range(2010, 2020)


@pytest.fixture
def scan(record, by_rule):
    """Findings about a table of values by province and year."""

    def run(values, breaks=()):
        cells = {"series_id": "made_up", "years": "2010-2019", "boundary_day": "12-31", "place_levels": "province"}
        declared = record("series", "statistics/series.csv", 2, cells)
        numbers = {(place, "", year): round(Decimal(value), 4) for (place, year), value in values.items()}
        series = Series(declared, "x.csv", numbers, frozenset(), Gazetteer(PROVINCES), ("",), frozenset(breaks), {}, {})
        return by_rule(check_plausible(series))

    return run


def measured(seed=1, trend=1.02, noise=0.05):
    """Provinces that differ from each other, grow a little, and are measured with error."""
    draw = random.Random(seed)
    level = {place.place_id: draw.uniform(10, 40) for place in PROVINCES}
    return {(p, y): level[p] * trend ** (y - 2010) * draw.gauss(1, noise) for p in level for y in YEARS}


@pytest.mark.parametrize("seed", range(20))
def test_a_measured_series_looks_measured(scan, seed):
    assert list(scan(measured(seed))) == ["looks-measured"]


def jump(values, factor, since=2015):
    return {(place, year): value * (factor if year >= since else 1) for (place, year), value in values.items()}


@pytest.mark.parametrize("factor", [0.5, 0.75, 1.33, 2.0])
def test_a_new_scale_is_suspected_in_its_year(scan, factor):
    finding = scan(jump(measured(), factor))["break-suspected"]
    assert finding.value == "2015"
    assert abs(float(finding.details["percent"]) - 100 * (1.02 * factor - 1)) < 3


def test_a_declared_break_that_shows_is_confirmed(scan):
    found = scan(jump(measured(), 1.33), breaks=[2015])
    assert "break-suspected" not in found
    assert found["break-visible"].severity == "confirmed"


def test_a_steady_common_trend_is_no_break(scan):
    assert "break-suspected" not in scan(measured(trend=1.1, noise=0.01))


def test_a_first_year_out_of_line_is_suspected(scan):
    """Provinces move apart in one step many times more than in the others."""
    draw = random.Random(3)
    values = measured(noise=0.01)
    values = {(p, y): v * (draw.choice([0.7, 1.4]) if y == 2010 else 1) for (p, y), v in values.items()}
    assert scan(values)["spread-suspected"].value == "2011"


def test_values_that_never_change_are_named(scan):
    values = measured() | {("p07", year): 12.5 for year in YEARS}
    assert scan(values)["place-constant"].problem("en") == "P7: 10 equal values one after the other"


def test_a_copied_year_is_named(scan):
    values = measured()
    values |= {(place.place_id, 2016): values[place.place_id, 2015] for place in PROVINCES}
    assert scan(values)["year-copied"].problem("en") == "40 of 40 places have in 2016 just the value of 2015"


def test_values_that_stop_at_a_limit_are_named(scan):
    """As in the synthetic file that calls itself PAPI: everything above 1 is 1."""
    values = {cell: min(value / 25, 1.0) for cell, value in measured().items()}
    assert scan(values)["values-capped"].details["limit"] == 1


def test_a_cap_on_some_years_alone_is_named_with_these_years(scan):
    """As in two series of PCI: from one year on the highest provinces share one value, which was no limit before."""
    values = measured(noise=0.01)
    highest = {year: sorted(v for (_, y), v in values.items() if y == year)[-4] for year in (2017, 2018)}
    values |= {(p, y): min(v, highest[2017]) for (p, y), v in values.items() if y in highest}
    found = scan(values)["values-capped-in-years"]
    assert found.details["limit"] == round(Decimal(highest[2017]), 4)
    assert found.details["years"].startswith("2017 (4), 2018 (")


@pytest.mark.parametrize("sharing", [2, 4])
def test_a_few_places_at_the_highest_value_of_one_year_are_chance(scan, sharing):
    values = measured()
    for place in PROVINCES[:sharing]:
        values[place.place_id, 2015] = 99.0
    assert "values-capped-in-years" not in scan(values)


@pytest.mark.parametrize("factor", [0.001, 1000])
def test_a_figure_in_another_unit_than_its_place_is_named(scan, factor):
    values = measured()
    values |= {("p07", 2015): values["p07", 2015] * factor}
    found = scan(values)["value-far-off"]
    assert (found.value, found.severity) == ("p07 2015", "notice")
    assert "P7 in 2015" in found.problem("en")


def test_a_lost_mark_of_decimals_is_seen_with_two_years_too(scan):
    values = {key: value for key, value in measured().items() if key[1] in (2015, 2016)}
    found = scan(values | {("p07", 2015): values["p07", 2016] * 9.9})["value-far-off"]
    assert found.value in ("p07 2015", "p07 2016"), "which of the two it is, nobody can tell"


def test_a_figure_of_twice_the_usual_size_is_not(scan):
    values = measured()
    assert "value-far-off" not in scan(values | {("p07", 2015): values["p07", 2015] * 2})


@pytest.mark.parametrize("seed", range(5))
def test_numbers_drawn_anew_each_year_have_no_lasting_order(scan, seed):
    draw = random.Random(seed)
    values = {(place.place_id, year): draw.uniform(0.5, 2.5) for place in PROVINCES for year in YEARS}
    assert "ranks-unstable" in scan(values)


def test_few_places_say_nothing(scan):
    values = {(place, year): value for (place, year), value in measured().items() if place < "p09"}
    assert scan(values) == {}


def test_a_step_over_missing_years_is_counted_by_year():
    """Two years' growth of 4 % each is no move of 8 %."""
    rows = {(f"p{n}", ""): {2005: Decimal(100), 2007: Decimal("108.16"), 2008: Decimal("112.4864")} for n in range(12)}
    assert [round(step.move, 4) for step in steps(rows)] == [0.0392, 0.0392]

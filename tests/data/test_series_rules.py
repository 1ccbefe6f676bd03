"""Official series: every cell is there, and provinces, regions and country tell the same story."""

from decimal import Decimal

import pytest

from analysis.checks.series import Series, check_cells, check_series

PLACES = {
    "viet-nam": ("country", "", "", ""),
    "north": ("region", "viet-nam", "", ""),
    "south": ("region", "viet-nam", "", ""),
    "bac-giang": ("province", "north", "", "2025-06-30"),
    "bac-ninh": ("province", "north", "", "2025-06-30"),
    "ca-mau": ("province", "south", "", ""),
    "bac-ninh-2025": ("province", "viet-nam", "2025-07-01", ""),
    "go-quao": ("district", "ca-mau", "", "2025-06-30"),
}


@pytest.fixture
def places(record):
    def place(place_id, level, parent, valid_from, valid_to):
        cells = {"place_id": place_id, "level": level, "parent_id": parent}
        cells |= {"valid_from": valid_from, "valid_to": valid_to, "name_vi": place_id, "name_en": place_id}
        return record("places", "places/places.csv", 2, cells)

    return {name: place(name, *rest) for name, rest in PLACES.items()}


@pytest.fixture
def declared(record):
    def make(**changes):
        cells = {
            "series_id": "workers", "indicator": "labour_force", "unit": "thousand_persons", "year_start": "2016",
            "year_end": "2016", "place_levels": "country|province|region", "checks": "series-complete",
        } | changes  # fmt: skip
        return record("series", "statistics/series.csv", 2, cells)

    return make


def numbers(bac_giang="10", bac_ninh="20", ca_mau="30", north="30", south="30", country="60"):
    values = {"bac-giang": bac_giang, "bac-ninh": bac_ninh, "ca-mau": ca_mau}
    values |= {"north": north, "south": south, "viet-nam": country}
    return {(place, 2016): Decimal(value) for place, value in values.items()}


@pytest.fixture
def check(declared, places, by_rule):
    """Findings of the declared checks on these cells, with the places that existed in 2016."""

    def run(checks, cells, weights=None, **changes):
        existed = tuple(place for name, place in places.items() if name != "bac-ninh-2025")
        changes = {"weight_series": "people" if weights else ""} | changes
        series = Series(declared(checks=checks, **changes), "statistics/workers.csv", cells, weights or {}, existed)
        return by_rule(check_series(series))

    return run


def test_a_complete_series_is_confirmed_with_its_size(check):
    found = check("series-complete", numbers())
    assert list(found) == ["series-complete"]
    assert found["series-complete"].details == {"count": 6, "places": 6, "years": 1}
    assert found["series-complete"].severity == "confirmed"


def test_missing_cells_are_counted_and_the_first_is_named(check):
    cells = {cell: value for cell, value in numbers().items() if cell[0] not in ("bac-ninh", "ca-mau")}
    found = check("series-complete", cells)
    assert found["series-incomplete"].problem("en") == "2 cells are missing, such as bac-ninh 2016"


def test_only_declared_levels_must_be_there(check):
    provinces = {cell: value for cell, value in numbers().items() if cell[0] in ("bac-giang", "bac-ninh", "ca-mau")}
    assert list(check("series-complete", provinces, place_levels="province")) == ["series-complete"]


def test_a_place_of_a_level_that_is_not_declared_is_refused(check):
    extra = numbers() | {("go-quao", 2016): Decimal(5)}
    assert any(finding.severity == "error" for finding in check("series-complete", extra).values())


def test_provinces_that_add_up_to_the_country_are_confirmed(check):
    found = check("provinces-sum-to-country", numbers())
    assert found["provinces-sum-to-country"].details == {"count": 1, "deviation": 0}


def test_provinces_that_add_up_to_their_regions_are_confirmed(check):
    found = check("provinces-sum-to-region", numbers())
    assert found["provinces-sum-to-region"].problem("en").endswith("in 2 comparisons; largest difference 0")


@pytest.mark.parametrize("country", ["60.5", "59.5"])
def test_a_sum_may_miss_its_total_by_half_a_thousand(check, country):
    assert list(check("provinces-sum-to-country", numbers(country=country))) == ["provinces-sum-to-country"]


@pytest.mark.parametrize("country", ["60.51", "59.49"])
def test_a_sum_that_misses_its_total_by_more_is_refused(check, country):
    found = check("provinces-sum-to-country", numbers(country=country))
    assert list(found) == ["total-differs"]
    assert f"viet-nam 2016: the provinces give 60, published {country}" in found["total-differs"].problem("en")
    assert "0.5" in found["total-differs"].remedy("en")


def test_the_region_that_differs_is_named(check):
    found = check("provinces-sum-to-region", numbers(north="31"))
    assert found["total-differs"].value == "north 2016"
    assert "provinces-sum-to-region" not in found, "nothing is confirmed beside an error"


def test_a_gap_is_no_difference(check):
    cells = numbers()
    del cells["bac-ninh", 2016]
    assert check("provinces-sum-to-country", cells) == {}


WEIGHTS = {("bac-giang", 2016): "1", ("bac-ninh", 2016): "3", ("ca-mau", 2016): "4"}
SHARES = {"bac_giang": "10", "bac_ninh": "20", "north": "17.5", "ca_mau": "30", "south": "30"}


@pytest.fixture
def weights():
    return numbers() | {cell: Decimal(weight) for cell, weight in WEIGHTS.items()}


def test_shares_are_compared_by_their_weighted_mean(check, weights):
    # (10·1 + 20·3 + 30·4) / 8 = 23.75; the plain mean would be 20.
    found = check("weighted-mean-meets-country", numbers(**SHARES, country="23.8"), weights)
    assert list(found) == ["weighted-mean-meets-country"]
    assert found["weighted-mean-meets-country"].details == {"count": 1, "deviation": Decimal("0.05")}


@pytest.mark.parametrize(
    ("country", "rule"),
    [("23.85", "weighted-mean-meets-country"), ("23.65", "weighted-mean-meets-country"), ("23.86", "total-differs")],
)
def test_the_country_allows_a_tenth_of_a_point(check, weights, country, rule):
    assert list(check("weighted-mean-meets-country", numbers(**SHARES, country=country), weights)) == [rule]


@pytest.mark.parametrize(
    ("north", "rule"), [("17.7", []), ("17.71", ["mean-off"]), ("18.2", ["mean-off"]), ("18.21", ["total-differs"])]
)
def test_a_region_allows_two_tenths_of_a_point_and_seven_are_an_error(check, weights, north, rule):
    found = check("weighted-mean-meets-region", numbers(**SHARES | {"north": north}), weights)
    assert [name for name in found if name != "weighted-mean-meets-region"] == rule
    assert ("weighted-mean-meets-region" in found) == (rule != ["total-differs"])


@pytest.mark.parametrize(
    ("aggregation", "checks", "missing"),
    [
        ("sum", "series-complete", "provinces-sum-to-country"),
        ("weighted_mean", "series-complete", "weighted-mean-meets-country"),
        ("weighted_mean", "weighted-mean-meets-country", "series-complete"),
    ],
)
def test_a_check_that_a_series_always_has_cannot_be_left_out(check, weights, aggregation, checks, missing):
    found = check(checks, numbers(**SHARES, country="23.8"), weights, aggregation=aggregation)
    assert found["check-not-declared"].details == {"missing": missing}


def test_a_weighted_mean_without_a_series_of_weights_is_refused(check):
    found = check("weighted-mean-meets-country", numbers())
    assert list(found) == ["check-without-weight"]
    assert found["check-without-weight"].remedy("en") == "Name the series of weights"


def test_a_missing_weight_is_named_where_the_series_of_weights_is_declared(check, weights):
    del weights["bac-ninh", 2016]
    found = check("weighted-mean-meets-country", numbers(), weights)
    assert len(found) == 1
    (finding,) = found.values()
    assert finding.severity == "error"
    assert "bac-ninh 2016" in finding.problem("en")


def test_an_unknown_check_is_refused_and_the_known_ones_are_named(check):
    found = check("series-complete|add-up", numbers())
    assert set(found) == {"series-complete", "check-unknown"}
    assert "provinces-sum-to-country" in found["check-unknown"].remedy("en")


@pytest.fixture
def cell(declared, places, record, by_rule):
    """Findings about one cell of a series that runs from 2016 to 2026."""

    def check(place="ca-mau", year="2016", value="50", unit="percent"):
        series = Series(declared(year_end="2026", unit=unit), "statistics/workers.csv", {}, {}, ())
        cells = {"place_id": place, "year": year, "value": value, "observation_status": "final"}
        row = record("statistics", "statistics/workers.csv", 7, cells)
        return by_rule(check_cells(series, [row], places))

    return check


def test_a_cell_within_its_series_has_no_finding(cell):
    assert cell() == {}


@pytest.mark.parametrize(("year", "inside"), [("2015", False), ("2016", True), ("2026", True), ("2027", False)])
def test_a_year_lies_in_the_declared_years(cell, year, inside):
    found = cell(year=year)
    assert list(found) == ([] if inside else ["year-outside-series"])
    assert inside or "outside 2016–2026" in found["year-outside-series"].problem("en")


@pytest.mark.parametrize(
    ("place", "year", "existed"),
    [
        ("bac-ninh-2025", "2016", False),
        ("bac-ninh-2025", "2024", False),
        ("bac-ninh-2025", "2025", True),
        ("bac-ninh", "2016", True),
        ("bac-ninh", "2025", True),
        ("bac-ninh", "2026", False),
    ],
)
def test_a_place_existed_in_the_year_of_its_cell(cell, place, year, existed):
    found = cell(place=place, year=year)
    assert list(found) == ([] if existed else ["place-not-valid"])
    assert existed or found["place-not-valid"].problem("en") == f"{place} did not exist in {year}"


@pytest.mark.parametrize(("value", "rules"), [("100", []), ("100.1", ["share-over-100"])])
def test_a_share_is_at_most_100_percent(cell, value, rules):
    assert list(cell(value=value)) == rules


def test_a_number_of_persons_may_be_more_than_100(cell):
    assert cell(value="48209.6", unit="thousand_persons") == {}

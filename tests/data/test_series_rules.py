"""Official series: every cell is there, and provinces, regions and country tell the same story."""

from datetime import date
from decimal import Decimal

import pytest

from analysis.checks.agreement import check_agreement, rank_correlation
from analysis.checks.series import Series, check_cells, check_complete, declared_years
from analysis.places import Gazetteer, Place
from analysis.vocabulary import Term

MERGED, LAST = date(2025, 7, 1), date(2025, 6, 30)
PLACES = (
    Place("viet-nam", "", "country", "Cả nước", "Viet Nam"),
    Place("north", "", "region", "Bắc", "North", "viet-nam"),
    Place("south", "", "region", "Nam", "South", "viet-nam"),
    Place("bac-giang", "24", "province", "Bắc Giang", "Bac Giang", "north", None, LAST, "bac-ninh-2025"),
    Place("bac-ninh", "27", "province", "Bắc Ninh", "Bac Ninh", "north", None, LAST, "bac-ninh-2025"),
    Place("ca-mau", "96", "province", "Cà Mau", "Ca Mau", "south"),
    Place("bac-ninh-2025", "24", "province", "Bắc Ninh", "Bac Ninh", "viet-nam", MERGED),
    Place("go-quao", "", "district", "Gò Quao", "Go Quao", "ca-mau", None, LAST),
)
GAZETTEER = Gazetteer(PLACES)
TITLES = {name: Term(name, f"Chuỗi {name}", f"Series {name}") for name in ("people", "older", "copy", "other")}


@pytest.fixture
def declared(record):
    def make(**changes):
        cells = {
            "series_id": "workers", "indicator": "labour_force", "unit": "thousand_persons", "years": "2016",
            "boundary_day": "12-31", "decimals": "2", "scale_low": "0", "aggregation": "sum",
            "place_levels": "country|province|region",
        } | changes  # fmt: skip
        return record("series", "statistics/series.csv", 2, cells)

    return make


def numbers(bac_giang="10", bac_ninh="20", ca_mau="30", north="30", south="30", country="60"):
    values = {"bac-giang": bac_giang, "bac-ninh": bac_ninh, "ca-mau": ca_mau}
    values |= {"north": north, "south": south, "viet-nam": country}
    return {(place, "", 2016): Decimal(value) for place, value in values.items()}


@pytest.fixture
def series(declared):
    def make(cells, *, gaps=(), others=None, categories=("",), **changes):
        others = {name: dict(values) for name, values in (others or {}).items()}
        file = "statistics/workers.csv"
        return Series(
            declared(**changes), file, cells, frozenset(gaps), GAZETTEER, categories, frozenset(), others, TITLES
        )

    return make


@pytest.fixture
def complete(series, by_rule):
    return lambda cells, **about: by_rule(check_complete(series(cells, **about)))


@pytest.fixture
def agree(series, by_rule):
    return lambda cells, **about: by_rule(check_agreement(series(cells, **about)))


# Is every cell there?


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("2016", [2016]),
        ("2005|2007-2009", [2005, 2007, 2008, 2009]),
        ("2009-2008", []),
        ("2007-2008|2008", [2007, 2008]),
    ],
)
def test_years_are_declared_as_years_and_spans(declared, written, years):
    assert list(declared_years(declared(years=written))) == years


def test_a_complete_series_is_confirmed_with_its_size(complete):
    found = complete(numbers())
    assert list(found) == ["series-complete"]
    assert found["series-complete"].details == {"count": 6, "places": 6, "years": 1}
    assert found["series-complete"].severity == "confirmed"


def test_missing_cells_are_counted_and_the_first_is_named(complete):
    cells = {cell: value for cell, value in numbers().items() if cell[0] not in ("bac-ninh", "ca-mau")}
    assert complete(cells)["series-incomplete"].problem("en") == "2 cells are missing, such as bac-ninh 2016"


def test_a_declared_gap_is_no_missing_cell_but_a_notice(complete):
    cells = numbers()
    del cells["bac-ninh", "", 2016]
    found = complete(cells, gaps=[("bac-ninh", "", 2016)])
    assert set(found) == {"series-gaps", "series-complete"}
    assert found["series-gaps"].problem("en") == "1 cells were not published: Bắc Ninh 2016"


def test_only_declared_levels_must_be_there(complete):
    cells = {cell: value for cell, value in numbers().items() if cell[0] in ("bac-giang", "bac-ninh", "ca-mau")}
    assert list(complete(cells, place_levels="province")) == ["series-complete"]


def test_a_level_that_is_not_declared_is_refused(complete):
    cells = numbers() | {("go-quao", "", 2016): Decimal(1)}
    assert complete(cells)["level-not-declared"].value == "go-quao"


def test_places_are_those_of_each_year(complete):
    """A series across the mergers has the old provinces before and the new ones after."""
    before = {(place, "", 2024): Decimal(1) for place in ("bac-giang", "bac-ninh", "ca-mau")}
    after = {(place, "", 2025): Decimal(1) for place in ("bac-ninh-2025", "ca-mau")}
    found = complete(before | after, place_levels="province", years="2024-2025")
    assert found["series-complete"].details["count"] == 5
    half_year = complete(before | after, place_levels="province", years="2024-2025", boundary_day="06-30")
    assert half_year["series-incomplete"].problem("en") == "2 cells are missing, such as bac-giang 2025"


def test_a_breakdown_is_complete_in_each_part(complete):
    cells = {("viet-nam", part, 2016): Decimal(1) for part in ("", "industry.education")}
    about = {"place_levels": "country", "categories": ("", "industry.education", "industry.health")}
    assert complete(cells, **about)["series-incomplete"].value == "viet-nam industry.health 2016"


# Do provinces give regions and country?


def test_provinces_add_up_to_country_and_region(agree):
    found = agree(numbers())
    assert set(found) == {"provinces-sum-to-country", "provinces-sum-to-region"}
    assert found["provinces-sum-to-country"].details == {"count": 1, "deviation": Decimal("0.00")}


@pytest.mark.parametrize(
    ("country", "rule"),
    [
        ("60.5", "provinces-sum-to-country"),
        ("59.5", "provinces-sum-to-country"),
        ("60.51", "total-differs"),
        ("59.49", "total-differs"),
    ],
)
def test_a_sum_may_miss_its_total_by_rounding_only(agree, country, rule):
    found = agree(numbers(country=country), place_levels="country|province")
    assert list(found) == [rule]


def test_many_rounded_numbers_may_miss_it_by_more_but_not_unseen(series, by_rule):
    """Eleven numbers with one decimal: up to 0.6 can be rounding, but more than a half is unusual."""
    places = [Place(f"p{n}", f"{n}", "province", f"P{n}", f"P{n}", "viet-nam") for n in range(11)]
    gazetteer = Gazetteer([PLACES[0], *places])
    cells = {(place.place_id, "", 2016): Decimal(1) for place in places}
    for country, rule in (("11.5", "provinces-sum-to-country"), ("11.6", "sum-off"), ("11.7", "total-differs")):
        one = series(cells | {("viet-nam", "", 2016): Decimal(country)}, place_levels="country|province", decimals="1")
        one = Series(one.declaration, one.file, one.cells, one.gaps, gazetteer, ("",), frozenset(), {}, TITLES)
        assert rule in by_rule(check_agreement(one)), country


def test_the_region_that_differs_is_named(agree):
    found = agree(numbers(north="31"), place_levels="province|region")
    assert found["total-differs"].value == "north 2016"
    assert "provinces-sum-to-region" not in found, "nothing is confirmed beside an error"


def test_a_gap_is_no_difference(agree):
    cells = numbers()
    del cells["bac-ninh", "", 2016]
    assert agree(cells, place_levels="country|province") == {}


WEIGHTS = {("bac-giang", "", 2016): "1", ("bac-ninh", "", 2016): "3", ("ca-mau", "", 2016): "4"}
SHARES = {"bac_giang": "10", "bac_ninh": "20", "north": "17.5", "ca_mau": "30", "south": "30"}
WEIGHTED = {"aggregation": "weighted_mean", "weight_series": "people", "unit": "percent", "scale_high": "100"}


@pytest.fixture
def weights():
    return {"people": {cell: Decimal(weight) for cell, weight in WEIGHTS.items()}}


def test_shares_are_compared_by_their_weighted_mean(agree, weights):
    # (10·1 + 20·3 + 30·4) / 8 = 23.75; the plain mean would be 20.
    about = WEIGHTED | {"place_levels": "country|province"}
    found = agree(numbers(**SHARES, country="23.8"), others=weights, **about)
    assert found["weighted-mean-meets-country"].details == {"count": 1, "deviation": Decimal("0.05")}


@pytest.mark.parametrize(
    ("country", "rule"),
    [("23.85", "weighted-mean-meets-country"), ("23.65", "weighted-mean-meets-country"), ("23.86", "mean-differs")],
)
def test_the_country_allows_a_tenth_of_a_point(agree, weights, country, rule):
    about = WEIGHTED | {"place_levels": "country|province"}
    assert list(agree(numbers(**SHARES, country=country), others=weights, **about)) == [rule]


@pytest.mark.parametrize(
    ("north", "rule"), [("17.7", []), ("17.71", ["mean-off"]), ("18.2", ["mean-off"]), ("18.21", ["mean-differs"])]
)
def test_a_region_allows_two_tenths_of_a_point_and_seven_are_an_error(agree, weights, north, rule):
    about = WEIGHTED | {"place_levels": "province|region"}
    found = agree(numbers(**SHARES | {"north": north}), others=weights, **about)
    assert [name for name in found if name != "weighted-mean-meets-region"] == rule
    assert ("weighted-mean-meets-region" in found) == (rule != ["mean-differs"])


def test_what_is_allowed_grows_and_shrinks_with_the_scale(agree, weights):
    """The shares as fractions: 0.2375 for the country; a tenth of a point would be 0.001, not 0.1."""
    cells = {cell: value / 100 for cell, value in numbers(**SHARES, country="33").items()}
    about = WEIGHTED | {"place_levels": "country|province", "unit": "fraction", "scale_high": "1", "decimals": "4"}
    assert list(agree(cells, others=weights, **about)) == ["mean-differs"]
    cells["viet-nam", "", 2016] = Decimal("0.2385")
    assert list(agree(cells, others=weights, **about)) == ["weighted-mean-meets-country"]
    cells["viet-nam", "", 2016] = Decimal("0.2386")
    assert list(agree(cells, others=weights, **about)) == ["mean-differs"]


def test_a_mean_that_is_off_names_its_weights_as_a_cause(agree, weights):
    about = WEIGHTED | {"place_levels": "country|province", "vintage": "2018-09-10"}
    found = agree(numbers(**SHARES, country="29"), others=weights, **about)["mean-differs"]
    assert (
        found.problem("en") == "viet-nam 2016: the mean of the provinces by the weights people is 23.75, published 29"
    )
    assert "people may be another vintage than the weights that the office used" in found.remedy("en")
    assert "this series is of 10 September 2018" in found.remedy("en")
    assert "bản 10/09/2018" in found.remedy("vi")


@pytest.mark.parametrize(
    ("unit", "rule"), [("class", "total-differs"), ("thousand_persons", "provinces-sum-to-country")]
)
def test_what_is_counted_one_by_one_is_not_rounded(agree, unit, rule):
    cells = numbers(country="60.4") if unit == "thousand_persons" else numbers(country="61")
    assert list(agree(cells, place_levels="country|province", unit=unit, decimals="1")) == [rule]


def test_a_weighted_mean_without_a_series_of_weights_is_refused(agree):
    found = agree(numbers(), aggregation="weighted_mean")
    assert found["weight-not-declared"].remedy("en") == "Name the series in weight_series"


def test_a_missing_weight_is_named_where_it_was_lost(agree, weights):
    del weights["people"]["bac-ninh", "", 2016]
    found = agree(numbers(), others=weights, **WEIGHTED)
    assert list(found) == ["weight-missing"]
    assert found["weight-missing"].severity == "error"
    assert found["weight-missing"].file == "statistics/people.csv"
    assert "bac-ninh 2016" in found["weight-missing"].problem("en")


@pytest.mark.parametrize("aggregation", ["median", "index", "unweightable"])
def test_what_cannot_be_combined_is_not_compared(agree, aggregation):
    assert agree(numbers(), aggregation=aggregation) == {}


# Do two vintages, two copies, two sources agree?

ALONE = {"aggregation": "index"}


def test_equal_vintages_are_confirmed(agree):
    found = agree(numbers(), others={"older": numbers()}, revises="older", **ALONE)
    assert found["vintages-agree"].problem("en") == "All 6 cells shared with “Series older” are equal"


def test_a_revision_is_listed_by_year_with_its_largest_change(agree):
    older = numbers(bac_ninh="19", ca_mau="29")
    found = agree(numbers(), others={"older": older}, revises="older", **ALONE)
    assert found["vintage-revised"].problem("en") == ("2016: most in Bắc Ninh, from 19 to 20; 2 of 6 cells revised")
    assert "vintages-agree" not in found
    assert (found["vintages-differ"].severity, found["vintages-differ"].details["count"]) == ("notice", 4)


@pytest.mark.parametrize("column", ["revises", "copy_of"])
@pytest.mark.parametrize(("factor", "ratio"), [("0.001", "1,000"), ("10", "0.1")])
def test_figures_in_another_unit_are_neither_revised_nor_copied(agree, column, factor, ratio):
    other = {cell: value * Decimal(factor) for cell, value in numbers().items()}
    found = agree(numbers(), others={"other": other}, **{column: "other"}, **ALONE)
    assert list(found) == ["scale-differs"]
    assert found["scale-differs"].severity == "error"
    assert found["scale-differs"].problem("en") == f"Nearly every cell is {ratio} times “Series other”"


def test_figures_that_doubled_are_a_revision(agree):
    other = {cell: value / 2 for cell, value in numbers().items()}
    assert "scale-differs" not in agree(numbers(), others={"other": other}, revises="other", **ALONE)


@pytest.mark.parametrize(("copied", "rule"), [("20.005", "copies-agree"), ("20.006", "copy-differs")])
def test_copies_agree_within_the_rounding_of_the_coarser_one(agree, copied, rule):
    found = agree(numbers(), others={"copy": numbers(bac_ninh=copied)}, copy_of="copy", **ALONE)
    assert list(found) == [rule]


def many(values, years=(2016,)):
    """The values at so many places, the same ones in each year but a hundred higher than in the year before."""
    return {(f"p{n}", "", y): Decimal(value + 100 * y) for y in years for n, value in enumerate(values)}


@pytest.mark.parametrize(("other", "rule"), [(range(20), "ranks-agree"), (range(20, 0, -1), "ranks-disagree")])
def test_another_source_should_order_the_places_alike(agree, other, rule):
    found = agree(many(range(20)), others={"other": many(other)}, ranks_with="other", **ALONE)
    assert list(found) == [rule]


def test_a_trend_that_two_sources_share_is_no_order_of_places(agree):
    """Over all years together the rank correlation would be 0.9; within each year the order is the other way round."""
    years = range(2010, 2020)
    others = {"other": many(range(20, 0, -1), years)}
    assert list(agree(many(range(20), years), others=others, ranks_with="other", **ALONE)) == ["ranks-disagree"]


def test_few_common_cells_say_nothing_about_order(agree):
    assert agree(numbers(), others={"other": numbers()}, ranks_with="other", **ALONE) == {}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [([1, 2, 3, 4], [2, 4, 6, 8], 1.0), ([1, 2, 3, 4], [4, 3, 2, 1], -1.0), ([1, 1, 2, 3], [1, 2, 3, 4], 0.948683)],
)
def test_rank_correlation_is_spearmans(first, second, expected):
    """With ties as scipy.stats.spearmanr has them."""
    assert rank_correlation(list(map(Decimal, first)), list(map(Decimal, second))) == pytest.approx(expected, abs=1e-6)


def test_a_constant_has_no_ranks():
    assert rank_correlation([Decimal(1)] * 3, [Decimal(n) for n in range(3)]) == 0


# Is each cell what it can be?


@pytest.fixture
def cell(series, record, by_rule):
    """Findings about one cell of a series that runs from 2016 to 2026."""

    def check(place="ca-mau", year="2016", value="50", category="", status="final", **about):
        one = series({}, **({"years": "2016-2026", "unit": "percent"} | about))
        cells = {"place_id": place, "category": category, "year": year, "value": value, "observation_status": status}
        return by_rule(check_cells(one, [record("statistics", "statistics/workers.csv", 7, cells)]))

    return check


def test_a_cell_within_its_series_has_no_finding(cell):
    assert cell() == {}
    assert cell(value="", status="missing") == {}


@pytest.mark.parametrize(("year", "inside"), [("2015", False), ("2016", True), ("2026", True), ("2027", False)])
def test_a_year_lies_in_the_declared_years(cell, year, inside):
    found = cell(year=year)
    assert list(found) == ([] if inside else ["year-outside-series"])
    assert inside or "outside 2016-2026" in found["year-outside-series"].problem("en")


@pytest.mark.parametrize(
    ("place", "year", "day", "existed"),
    [
        ("bac-ninh-2025", "2016", "12-31", False),
        ("bac-ninh-2025", "2024", "12-31", False),
        ("bac-ninh-2025", "2025", "12-31", True),
        ("bac-ninh-2025", "2025", "06-30", False),
        ("bac-ninh", "2016", "12-31", True),
        ("bac-ninh", "2025", "12-31", False),
        ("bac-ninh", "2025", "06-30", True),
        ("bac-ninh", "2026", "06-30", False),
    ],
)
def test_a_place_existed_on_the_day_of_the_boundaries(cell, place, year, day, existed):
    found = cell(place=place, year=year, boundary_day=day)
    assert list(found) == ([] if existed else ["place-not-valid"])
    assert existed or found["place-not-valid"].problem("en").startswith(f"{place} did not exist on ")


@pytest.mark.parametrize(("value", "rules"), [("100", []), ("100.1", ["share-over-100"])])
def test_a_share_is_at_most_100_percent(cell, value, rules):
    assert list(cell(value=value)) == rules


def test_a_number_of_persons_may_be_more_than_100(cell):
    assert cell(value="48209.6", unit="thousand_persons") == {}


@pytest.mark.parametrize(
    ("value", "rules"), [("0.24", ["outside-scale"]), ("0.25", []), ("3.3", []), ("3.4", ["outside-scale"])]
)
def test_a_score_lies_on_its_scale(cell, value, rules):
    assert list(cell(value=value, unit="score", scale_low="0.25", scale_high="3.34")) == rules


@pytest.mark.parametrize(("value", "rules"), [("12.34", []), ("12.340", []), ("12.3450", ["decimals-exceeded"])])
def test_a_number_has_no_more_decimals_than_its_series(cell, value, rules):
    """A thousand read as a decimal number betrays itself by its three decimals."""
    assert list(cell(value=value)) == rules


def test_a_gap_has_no_value_and_a_value_is_no_gap(cell):
    assert list(cell(status="missing")) == ["missing-with-value"]
    assert list(cell(value="")) == ["value-without-gap"]


def test_a_category_belongs_to_the_declared_breakdown(cell):
    assert list(cell(category="industry.education")) == ["category-not-declared"]
    assert cell(category="industry.education", categories=("", "industry.education")) == {}

"""The district tier until 30 June 2025: 696 units, each with an id that no other place has."""

import re
import unicodedata
from collections import Counter
from datetime import date

import pytest

from analysis.checks.examine import examine
from analysis.places import BOUNDARIES, District, districts, load
from analysis.vocabulary import DISTRICT_TITLE

DISTRICTS = "places/districts.csv"


@pytest.fixture(scope="module")
def units(committed) -> dict[str, District]:
    return {unit.district_id: unit for unit in districts(committed)}


@pytest.fixture(scope="module")
def places(committed):
    return load(committed)


def test_there_are_696_units_of_four_kinds(units):
    """Official counts of the spring of 2025: 508 huyện, 49 quận, 52 thị xã, and 87 cities, two of them in cities."""
    assert len(units) == 696
    kinds = Counter(unit.title for unit in units.values())
    assert kinds == {"district": 508, "urban_district": 49, "town": 52, "city": 87}
    assert set(kinds) == set(DISTRICT_TITLE)


@pytest.mark.parametrize(
    ("province", "count"),
    [
        ("ha-noi", 30),
        ("ho-chi-minh", 22),
        ("thanh-hoa", 26),
        ("thua-thien-hue", 9),
        ("kien-giang", 15),
        ("bac-ninh", 8),
    ],
)
def test_a_province_has_its_own_number_of_units(units, province, count):
    assert sum(unit.province_id == province for unit in units.values()) == count


def test_every_province_of_the_63_has_units_and_no_other_place_has(units, places):
    assert {unit.province_id for unit in units.values()} == set(places.provinces(on=BOUNDARIES["63"]))
    assert {unit.valid_to for unit in units.values()} == {BOUNDARIES["63"]}


def test_names_stand_without_their_title(units):
    assert units["go-quao"] == District("go-quao", "district", "Gò Quao", "kien-giang", "907", date(2025, 6, 30))
    assert units["quan-1"].name_vi == "1"
    assert units["phan-rang-thap-cham"].name_vi == "Phan Rang - Tháp Chàm"
    for unit in units.values():
        assert unicodedata.is_normalized("NFC", unit.name_vi)
        assert not re.search(r"huyện|quận|thị xã|thành phố|[()]", unit.name_vi, re.IGNORECASE)


def test_10035_communes_lie_in_them_and_none_in_five_island_districts(committed):
    """The official count before 1 July 2025; Gò Quao had ten communes and a township."""
    rows = {row.text("district_id"): row.integer("communal_units") for row in examine(committed).records["districts"]}
    assert sum(filter(None, rows.values())) == 10_035
    assert {unit for unit, count in rows.items() if count is None} == {
        "bach-long-vi", "con-co", "hoang-sa", "ly-son", "con-dao",
    }  # fmt: skip
    assert (rows["go-quao"], rows["tuan-giao"]) == (11, 19)


def slug(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d").replace("'", ""))
    return "-".join(re.findall("[a-z0-9]+", "".join(x for x in letters if not unicodedata.combining(x))))


def test_an_id_is_the_name_with_the_province_or_the_title_where_the_name_means_several(units, places):
    for unit in units.values():
        name = f"quan-{unit.name_vi}" if unit.name_vi.isdecimal() else slug(unit.name_vi)
        title = {"district": "huyen", "urban_district": "quan", "town": "thi-xa", "city": "thanh-pho"}[unit.title]
        assert unit.district_id in {name, f"{name}-{title}", f"{name}-{unit.province_id}"}
    assert {"chau-thanh-kien-giang", "chau-thanh-tay-ninh", "hoa-binh-hoa-binh", "ky-anh-huyen", "ky-anh-thi-xa"} <= {
        *units
    }
    bare = Counter(slug(unit.name_vi) for unit in units.values())
    assert not [name for name, count in bare.items() if count > 1 and name in units], "one of several got the bare name"
    assert not [place.place_id for place in places if place.level != "district" and place.place_id in units]


def test_the_districts_that_have_figures_are_among_them_under_the_same_id(units, places):
    for place in places:
        if place.level == "district" and place.valid_to == BOUNDARIES["63"]:
            unit = units[place.place_id]
            assert (unit.name_vi, unit.province_id) == (place.name_vi, place.parent_id)
    assert "ky-son-hoa-binh" not in units, "it ended in 2019; the one of Nghệ An was there until 2025"
    assert units["ky-son-nghe-an"].province_id == "nghe-an"


FAULTS = {
    "district-outside": ("province_id", "tuyen-quang-2025", "tuyen-quang-2025 was not a province on 30 June 2025"),
    "district-is-other": ("district_id", "ha-noi", "In places.csv, ha-noi is another place"),
    "reference-unknown": ("province_id", "ha-noy", "Nearest: ha-noi"),
    "word-unknown": ("title", "distrikt", "Nearest: district"),
    "not-unique": ("code", "002", "already stands in"),
    "pattern": ("district_id", "Ba Đình", "does not have the form"),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_a_wrong_cell_is_named_with_its_rule(built, capsys, rule):
    column, cell, message = FAULTS[rule]
    built.set(DISTRICTS, 2, column, cell)
    assert built.build() == 1
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith(DISTRICTS)]
    assert len(lines) == 1
    assert message in lines[0]


def test_a_district_with_figures_keeps_the_id_of_the_list(built):
    line = next(number for number, row in enumerate(built.rows(DISTRICTS), 1) if row[0] == "go-quao")
    built.set(DISTRICTS, line, "district_id", "go-quao-kien-giang")
    found = examine(built.project).errors
    assert [(finding.rule, finding.value) for finding in found] == [("district-renamed", "go-quao")]
    assert "go-quao-kien-giang" in found[0].problem("vi")

"""Places are looked up by our own ids, because codes and names were reused in 2025."""

from datetime import date

import pytest

from analysis.places import BOUNDARIES, load, resolve


@pytest.fixture(scope="module")
def places(built_once):
    return load(built_once.project)


def test_provinces_keep_their_vietnamese_name_in_english(places):
    assert places.name("bac-ninh", "vi") == places.name("bac-ninh", "en") == "Bắc Ninh"
    assert places.name("ho-chi-minh", "vi") == "TP. Hồ Chí Minh"
    assert places.name("ho-chi-minh", "en") == "Ho Chi Minh City"


def test_country_and_regions_are_translated(places):
    assert places.name("viet-nam", "vi") == "Cả nước"
    assert places.name("viet-nam", "en") == "Viet Nam"
    assert places.name("central-highlands", "en") == "Central Highlands"


def test_a_district_belongs_to_its_province(places):
    assert places.province_of("go-quao") == "kien-giang"
    assert places.province_of("kien-giang") == "kien-giang"


def test_a_merged_province_has_a_successor_and_another_is_its_own(places):
    assert places.successor("bac-giang") == places.successor("bac-ninh") == "bac-ninh-2025"
    assert places.successor("kien-giang") == "an-giang-2025"
    assert places.successor("dien-bien") == "dien-bien"


def test_the_new_bac_ninh_has_the_code_of_bac_giang(places):
    assert places.code("bac-ninh-2025") == places.code("bac-giang") == "24"
    assert places.code("bac-ninh") == "27"


def test_63_provinces_lie_in_six_regions(places):
    assert len(places.regions()) == 6
    assert len(places.provinces()) == 63
    by_region = [province for region in places.regions() for province in places.provinces(region)]
    assert sorted(by_region) == sorted(places.provinces())


def test_provinces_come_in_the_order_of_their_codes(places):
    assert places.provinces()[:3] == ["ha-noi", "ha-giang", "cao-bang"]
    assert places.provinces("central-highlands") == ["kon-tum", "gia-lai", "dak-lak", "dak-nong", "lam-dong"]


def test_districts_come_with_their_provinces(places):
    founding = {
        "go-quao": "kien-giang", "tuan-giao": "dien-bien", "binh-giang": "hai-duong", "ky-son-hoa-binh": "hoa-binh",
    }  # fmt: skip
    assert places.districts().items() >= founding.items()


def test_an_unknown_place_is_a_key_error(places):
    with pytest.raises(KeyError, match="atlantis"):
        places.name("atlantis", "vi")


# Places that change.


def test_hue_has_its_new_name_since_2025_and_is_the_same_place(places):
    assert places.name("thua-thien-hue", "vi") == "Thừa Thiên Huế"
    assert places.name("thua-thien-hue", "vi", date(2024, 12, 31)) == "Thừa Thiên Huế"
    assert places.name("thua-thien-hue", "en", date(2025, 1, 1)) == "Huế"


@pytest.mark.parametrize(
    ("day", "count"), [("2007-01-01", 64), ("2015-01-01", 63), ("2025-06-30", 63), ("2025-07-01", 34)]
)
def test_the_number_of_provinces_has_changed_twice(places, day, count):
    assert len(places.provinces(on=date.fromisoformat(day))) == count


def test_the_34_are_made_of_the_63_each_once(places):
    members = places.members(on=BOUNDARIES["34"], of=BOUNDARIES["63"])
    assert len(members) == 34
    assert sorted(old for parts in members.values() for old in parts) == sorted(places.provinces())
    assert members["dien-bien"] == ["dien-bien"]
    assert members["bac-ninh-2025"] == ["bac-giang", "bac-ninh"]
    assert sorted(len(parts) for parts in members.values()) == [1] * 11 + [2] * 17 + [3] * 6


def test_todays_ha_noi_was_two_provinces_in_2007(places):
    assert places.components("ha-noi", date(2007, 1, 1)) == ["ha-noi-until-2008", "ha-tay"]
    assert places.components("ha-noi", date(2009, 1, 1)) == ["ha-noi"]


def test_a_place_is_resolved_from_the_working_folder_of_its_project(built_once, monkeypatch):
    monkeypatch.chdir(built_once.project.root)
    assert resolve("Bắc Ninh", on=date(2026, 1, 1)).place_id == "bac-ninh-2025"
    assert resolve("Bắc Ninh", on=date(2015, 1, 1)).place_id == "bac-ninh"

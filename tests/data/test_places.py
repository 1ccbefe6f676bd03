"""Places are looked up by our own ids, because codes and names were reused in 2025."""

import pytest

from analysis.outcomes import load
from analysis.places import Gazetteer


@pytest.fixture(scope="module")
def places(built_once):
    return Gazetteer(load(built_once.project).places)


def test_provinces_keep_their_vietnamese_name_in_english(places):
    assert places.name("bac-ninh", "vi") == places.name("bac-ninh", "en") == "Bắc Ninh"


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
    assert places.districts() == {"go-quao": "kien-giang", "tuan-giao": "dien-bien"}


def test_an_unknown_place_is_a_key_error(places):
    with pytest.raises(KeyError, match="atlantis"):
        places.name("atlantis", "vi")

"""What id, title and address of a source say against its figures, and numbers of an odd magnitude."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.checks.examine import examine
from analysis.checks.geography import gazetteer_of
from analysis.checks.magnitudes import check_magnitude, check_money
from analysis.checks.reference_periods import check_after_publication
from analysis.checks.scope import check_listed_unit, check_tier_was_there
from analysis.checks.source_words import check_places_named, check_unit_named, month_of_address
from analysis.checks.staff_groups import check_words


@pytest.fixture(scope="module")
def gazetteer(committed):
    return gazetteer_of(examine(committed, statistics=False).records)


def rules(findings):
    return [finding.rule for finding in findings]


ADDRESS = "https://tin.example/"


@pytest.fixture
def named(figure, source, gazetteer):
    """The provinces that are found named in place of that of the figure."""

    def run(place="lai-chau", source_id="bao-2020", title="Đào tạo cán bộ", path="", **cells):
        about = {"source_id": source_id, "title": title, "url": ADDRESS + path} | cells
        found = list(check_places_named([figure(place_id=place)], source(**about), gazetteer))
        assert {finding.rule for finding in found} <= {"place-unlike-source"}
        return [finding.details["named"] for finding in found]

    return run


@pytest.mark.parametrize(
    "about",
    [
        {"title": "Lạng Sơn nâng cao chất lượng cán bộ"}, {"source_id": "langson-2009"},
        {"path": "tin/can-bo-tinh-lang-son-di-hoc.html"}, {"url": "http://baolangson.vn/tin/123"},
        {"path": "tin?noi=lang-son"}, {"path": "tin/L%E1%BA%A1ng-S%C6%A1n"},
    ],
    ids=["title", "id", "address", "host", "query", "escaped"],
)  # fmt: skip
def test_figures_of_another_province_than_the_source_names_are_noticed(named, about):
    assert named(**about) == ["Lạng Sơn"]
    assert named("lang-son", **about) == []


@pytest.mark.parametrize(
    "title",
    [
        "Đào tạo cán bộ",
        "Lạng Sơn và Lai Châu trao đổi kinh nghiệm",
        "Lạng Sơn và Cao Bằng trao đổi kinh nghiệm",
        "Học tập và làm theo tư tưởng Hồ Chí Minh",
        "Hà Nàm nói về cán bộ",
    ],
    ids=["no province", "the own one too", "two others", "a person", "other marks"],
)
def test_a_title_that_names_none_or_several_says_nothing(named, title):
    assert named(title=title) == []


def test_words_that_spell_a_province_without_marks_are_none(named):
    assert named(path="tinh-ta-da-nang-cao-chat-luong-can-bo") == []
    assert named(path="can-bo-da-nang-di-hoc") == ["Đà Nẵng"]
    assert named(path="tp-ho-chi-minh-dao-tao") == ["TP. Hồ Chí Minh"]


def test_a_district_belongs_to_its_province(named):
    assert named("go-quao", title="Kiên Giang đào tạo cán bộ") == []
    assert named("go-quao", title="Lạng Sơn đào tạo cán bộ") == ["Lạng Sơn"]


def test_a_merged_province_may_bear_the_new_name_once_it_has_it(named):
    assert named("bac-giang", title="Bắc Ninh", date_published="2019-05-22") == ["Bắc Ninh"]
    assert named("bac-giang", title="Bắc Ninh", date_published="2025-08-01") == []
    assert named("bac-ninh-2025", title="Bắc Giang", date_published="2025-08-01") == []


def test_all_figures_of_a_place_are_one_finding(figure, source, gazetteer):
    rows = [figure(line=n, figure_id=f"hanam-2020-0{n}", place_id="lai-chau") for n in (2, 3)]
    (found,) = check_places_named(rows, source(), gazetteer)
    assert found.details["figures"] == "02, 03"


PERSONS = {"indicator": "persons_trained", "unit": "person", "unit_as_written": "người"}


@pytest.mark.parametrize(
    ("path", "value", "cells", "is_it"),
    [
        ("tren-21-000-luot-can-bo", "21000", PERSONS, True),
        ("hon-21800-luot-can-bo", "21804", PERSONS, True),
        ("8-ngan-luot-can-bo", "8000", PERSONS, True),
        ("hon-21800-luot-can-bo", "21804", {}, False),
        ("hon-21800-luot-can-bo", "24", PERSONS, False),
        ("hon-16-nghin-hoc-vien", "16212", {}, True),
        ("hon-16-nghin-hoc-vien", "16212", {"flags": "unit_conflict"}, False),
        ("hon-16-nghin-hoc-vien", "16212", PERSONS, False),
        ("training-270-civil-servants", "270", {}, True),
        ("2,5-nghin-nguoi", "5000", {}, False),
        ("nam-2020-luot-ve", "2020", {"indicator": "classes", "unit": "class"}, False),
    ],
)
def test_a_number_that_the_address_calls_by_another_unit_is_noticed(figure, source, path, value, cells, is_it):
    row = figure(**{"value": value, "value_low": value, "value_high": value} | cells)
    found = rules(check_unit_named([row], source(url=ADDRESS + path)))
    assert found == (["unit-unlike-source"] if is_it else [])


@pytest.mark.parametrize(
    ("note", "cells", "found"),
    [
        ("Listed as participations_total", PERSONS, ["unit-unlike-listing"]),
        ("Listed as persons_professional", {}, ["unit-unlike-listing"]),
        ("Listed as participants_first_tranche", PERSONS, []),
        ("Listed as participations_total", {}, []),
        ("Listed as participations_total", PERSONS | {"flags": "unit_conflict"}, []),
        ("Listed as commune_officials_trained", PERSONS, []),
        ("Listed as participations_skills, in persons", {}, ["flag-missing"]),
        ("Listed as participations_total", {"indicator": "classes", "unit": "class"}, []),
    ],
)
def test_what_an_excerpt_lists_as_participations_is_not_coded_as_persons(figure, note, cells, found):
    assert rules(check_listed_unit(figure(note=note, **cells))) == found


def test_every_participation_of_the_excerpts_that_becomes_persons_is_noticed(committed):
    """The slip made in each row by itself; what no note, title or address calls “lượt” cannot be found."""
    evidence = examine(committed, statistics=False).records["evidence"]
    rows = [row for row in evidence if row.text("note").startswith("Listed as participations")]
    slips = [replace(row, values={**row.values, "indicator": "persons_trained", "unit": "person"}) for row in rows]
    assert len(rows) > 20
    assert not [found for row in rows for found in check_listed_unit(row)]
    clear = [slip for slip in slips if "unit_conflict" not in slip.words("flags")]
    assert all(rules(check_listed_unit(slip)) == ["unit-unlike-listing"] for slip in clear)


def test_the_month_of_an_address_is_the_last_that_its_page_can_tell_of(source):
    assert str(month_of_address(source(url="https://a.example/tintuc/201402/8-ngan"))) == "2014-02-28"
    assert str(month_of_address(source(url="https://a.example/2022/08/ten.html"))) == "2022-08-31"
    assert month_of_address(source(url="https://a.example/2014022/8-ngan")) is None
    assert month_of_address(source()) is None


@pytest.mark.parametrize(
    ("start", "end", "is_it"),
    [("2014-03-01", "2014-03-31", True), ("2013-01-01", "2013-12-31", False), ("2014-01-01", "2014-12-31", False)],
)
def test_no_result_ends_after_the_month_of_its_address(figure, source, start, end, is_it):
    row = figure(period_start=start, period_end=end)
    page = source(url="https://a.example/tintuc/201402/8-ngan", date_published="", content_end="2016-12-31")
    assert rules(check_after_publication(row, page)) == (["period-after-publication"] if is_it else [])


SHARE = {"indicator": "share_with_degree", "unit": "percent", "unit_as_written": "%", "status": "stock"}


@pytest.mark.parametrize(
    ("value", "cells", "rule"),
    [
        ("0.784", SHARE, "share-perhaps-fraction"), ("78.4", SHARE, None), ("1", SHARE, None), ("0", SHARE, None),
        ("0.8", SHARE | {"status": "target"}, None),
        ("1.36", {"indicator": "plan_completion", "unit": "percent"}, "completion-far-off"),
        ("6400", {"indicator": "plan_completion", "unit": "percent"}, "completion-far-off"),
        ("136", {"indicator": "plan_completion", "unit": "percent"}, None),
    ],
)  # fmt: skip
def test_odd_magnitudes_are_noticed(figure, value, cells, rule):
    assert rules(check_magnitude(figure(value=value, **cells))) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("value", "place", "flags", "is_it"),
    [
        ("272300000", "ha-nam", "", True), ("272300000000", "ha-nam", "", False), ("272300000", "go-quao", "", False),
        ("272300000", "ha-nam", "partial", False), ("79000000", "ha-nam", "partial", True),
    ],
)  # fmt: skip
def test_millions_for_the_billions_of_a_province_are_noticed(figure, committed, value, place, flags, is_it):
    places = {row.text("place_id"): row for row in examine(committed, statistics=False).records["places"]}
    row = figure(value=value, place_id=place, flags=flags, indicator="budget", unit="vnd")
    assert rules(check_money(row, places[place])) == (["money-very-small"] if is_it else [])


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"period_start": "2025-07-01", "period_end": "2025-12-31", "tier": "district"}, "tier-not-then"),
        ({"period_start": "2026-01-01", "period_end": "2026-12-31", "status": "plan"}, None),
        ({"period_start": "2025-01-01", "period_end": "2025-12-31", "tier": "district"}, None),
        ({"period_start": "2025-01-01", "period_end": "2025-12-31", "tier": "district", "status": "plan"},
         "tier-ends-before"),
        ({"period_start": "", "period_end": "2030-12-31", "tier": "district_and_commune", "status": "target"},
         "tier-ends-before"),
        ({"period_start": "", "period_end": "2025-06-30", "tier": "district", "status": "target"}, None),
    ],
)  # fmt: skip
def test_no_district_tier_after_june_2025(figure, cells, rule):
    assert rules(check_tier_was_there(figure(**cells))) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("words", "coded", "is_it"),
    [
        ("27.000 lượt CBCCVC", "cbcc", True), ("27.000 lượt CBCCVC", "cbccvc", False),
        ("80% CBCC cấp tỉnh", "cbccvc", True), ("80% CBCC", "cbccvc", True),
        ("cán bộ, công chức, viên chức", "cbcc", True), ("80 lượt cán bộ, công chức", "cbccvc", False),
        ("80 cán bộ, công chức cấp xã", "cbccvc", True), ("80 lượt cán bộ", "cbcc", False),
    ],
)  # fmt: skip
def test_cbcc_are_without_public_employees_and_cbccvc_with_them(figure, words, coded, is_it):
    found = rules(check_words(figure(as_written=words, population=coded)))
    assert found == (["population-unlike-words"] if is_it else [])

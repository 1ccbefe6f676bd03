"""What a text names beside its figures: two institutions with one name, and staff by the name of a wider group."""

from __future__ import annotations

import json

import pytest

from analysis.checks.examine import examine
from analysis.checks.mentions import check_mentions
from analysis.checks.staff_groups import check_headcounts, nested


@pytest.fixture(scope="module")
def places(committed):
    return {row.text("place_id"): row for row in examine(committed, statistics=False).records["places"]}


@pytest.fixture
def school(record):
    """The school of a province, by its own name."""

    def make(line=2, **changes):
        cells = {
            "source_id": "hanam-2020", "start": str(100 * line), "as_written": "Nguyễn Du", "place_id": "ha-nam",
            "institution": "political_school",
        } | changes  # fmt: skip
        if "end" not in cells:
            cells["end"] = str(int(cells["start"]) + len(cells["as_written"]))
        return record("mentions", "mentions.csv", line, cells)

    return make


@pytest.fixture
def check_rows(figure, source, places):
    """Findings about names beside the figures of one text, whose staff are CBCC."""

    def run(*rows, figures=None, **about):
        coded = {"hanam-2020": figures or [figure(population="cbcc")]}
        sources = {"hanam-2020": source(**about), "hanam-2021": source(source_id="hanam-2021")}
        return list(check_mentions(rows, coded, sources, places))

    return run


def told(findings):
    return [(one.rule, one.subject) for one in findings]


# Two institutions, one name.


@pytest.mark.parametrize("spelling", ["Nguyễn Du", "NGUYỄN DU", "Nguyen  Du"])
def test_one_name_at_two_places_is_two_institutions(school, check_rows, spelling):
    (found,) = check_rows(school(), school(3, source_id="hanam-2021", place_id="ca-mau", as_written=spelling))
    assert (found.rule, found.subject, found.severity) == ("institutions-share-name", "hanam-2021", "notice")
    assert found.problem("en") == (
        f"“{spelling}” (school for officials) belongs to Cà Mau here, and to Hà Nam in hanam-2020"
    )
    assert "Hà Nam" in found.problem("vi")


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"source_id": "hanam-2021"},
        {"place_id": "ca-mau", "institution": "university"},
        {"place_id": "ca-mau", "as_written": "Nguyễn Dữ"},
        {"place_id": "ca-mau", "institution": "", "population": "official"},
    ],
    ids=["printed again", "one school in two texts", "another kind", "another name", "staff"],
)
def test_the_same_institution_again_and_another_name_are_none(school, check_rows, other):
    assert check_rows(school(), school(3, **other)) == []


def test_a_national_academy_that_two_provinces_name_is_one(school, check_rows):
    academy = {"place_id": "viet-nam", "institution": "academy", "as_written": "Hồ Chí Minh"}
    assert check_rows(school(**academy), school(3, source_id="hanam-2021", **academy)) == []


@pytest.mark.parametrize(("one", "other"), [("go-quao", "kien-giang"), ("kien-giang", "go-quao")])
def test_a_district_and_its_province_are_one_place(school, check_rows, one, other):
    assert check_rows(school(place_id=one), school(3, place_id=other)) == []


def test_a_province_that_went_on_keeps_its_school(school, check_rows):
    later = {"content_start": "2019-01-01", "content_end": "2025-12-31", "date_published": ""}
    assert check_rows(school(place_id="ca-mau"), school(3, place_id="ca-mau-2025"), **later) == []


def test_three_schools_of_one_name_are_told_pair_by_pair(school, check_rows):
    rows = [school(2 + at, place_id=place) for at, place in enumerate(["ha-nam", "ca-mau", "lang-son", "ca-mau"])]
    assert [(one.row, one.details["place"].code, one.details["other"].code) for one in check_rows(*rows)] == [
        (3, "ca-mau", "ha-nam"),
        (4, "lang-son", "ha-nam"),
        (4, "lang-son", "ca-mau"),
    ]


# Staff by another name.


@pytest.mark.parametrize(
    ("coded", "named", "told"),
    [
        ("cbcc", "cbccvc", True), ("cbccvc", "cbcc", True), ("civil_servant", "cbcc", True),
        ("cbcc", "cbcc", False), ("leader_manager", "cbccvc", False), ("cadre", "civil_servant", False),
        ("cadre|civil_servant", "cbccvc", False),
    ],
)  # fmt: skip
def test_a_wider_or_narrower_group_elsewhere_in_the_text_is_said(figure, school, check_rows, coded, named, told):
    staff = school(institution="", population=named, as_written="đội ngũ CBCCVC")
    found = check_rows(staff, figures=[figure(population=coded)])
    assert [one.rule for one in found] == (["staff-named-otherwise"] if told else [])
    assert nested(coded, named) == told


def test_all_figures_of_one_group_are_said_at_once(figure, school, check_rows):
    rows = [figure(line=at, figure_id=f"hanam-2020-0{at}", population="cbcc") for at in (2, 3)]
    staff = school(institution="", population="cbccvc", as_written="CBCCVC")
    (found,) = check_rows(staff, figures=[*rows, figure(line=4, figure_id="hanam-2020-04", place_id="ca-mau")])
    assert found.problem("en") == (
        "Figures 02, 03 are of cadres and civil servants; "
        "elsewhere the text says cadres, civil servants and public employees (“CBCCVC”)"
    )


HEADS = {
    "indicator": "headcount", "status": "stock", "training": "none", "unit": "person", "unit_as_written": "người",
    "population": "cbccvc",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({}, True), ({"indicator": "classes", "unit": "class"}, False), ({"population": "cbccvc"}, False),
        ({"population": "leader_manager"}, False), ({"tier": "district"}, False), ({"place_id": "ca-mau"}, False),
        ({"period_end": "2019-12-31", "period_start": "2019-01-01"}, False), ({"status": "plan"}, False),
        ({"share_of": "hanam-2020-01"}, False),
    ],
)  # fmt: skip
def test_a_number_of_staff_is_no_denominator_of_another_group(figure, change, named):
    rows = [figure(**HEADS), figure(line=3, figure_id="hanam-2020-02", **{"population": "cbcc"} | change)]
    found = list(check_headcounts(rows))
    assert [one.rule for one in found] == (["headcount-of-other-group"] if named else [])
    own = figure(line=4, figure_id="hanam-2020-03", **HEADS | {"population": "cbcc"})
    assert list(check_headcounts([*rows, own])) == [], "there is a number of its own staff"


# Rows that cannot be.


@pytest.mark.parametrize(
    ("cells", "rule", "column"),
    [
        ({"institution": ""}, "mention-of-one-thing", "institution"),
        ({"population": "cbccvc"}, "mention-of-one-thing", "institution"),
        ({"place_id": "ca-mau-2025"}, "mention-place-not-then", "place_id"),
        ({"place_id": "ha-noi-until-2008"}, "mention-place-not-then", "place_id"),
        ({"as_written": "Trường Đào tạo cán bộ Nguyễn Du"}, "quotation-too-long", "as_written"),
        ({"end": "201"}, "quotation-length", "end"),
    ],
)
def test_a_bad_row_is_named(school, check_rows, cells, rule, column):
    (found,) = check_rows(school(**cells))
    assert (found.rule, found.row, found.column, found.severity) == (rule, 2, column, "error")


def test_an_excerpt_has_no_text_to_point_into(school, check_rows):
    assert told(check_rows(school(), text_status="excerpt_seen")) == [("mention-not-held", "hanam-2020")]


@pytest.mark.parametrize("cells", [{"institution": "school"}, {"population": "all"}, {"start": "?", "end": "20"}])
def test_a_cell_that_could_not_be_read_is_not_blamed_a_second_time(school, check_rows, cells):
    assert check_rows(school(**cells)) == []


# In a project.


def test_a_project_need_not_have_the_table(copy):
    package = json.loads(copy.project.codebook.read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"] != "mentions"]
    copy.project.codebook.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    copy.path("mentions.csv").unlink()
    assert copy.build() == 0


def test_all_faults_of_the_table_come_at_once(copy, capsys):
    copy.set("mentions.csv", 2, "source_id", "langson-1999")
    copy.set("mentions.csv", 3, "place_id", "Bắc Ninh")
    copy.set("mentions.csv", 4, "institution", "school")
    copy.set("mentions.csv", 5, "population", "cbcc")
    copy.set("mentions.csv", 6, "source_id", "press-hungyen-2018")
    assert copy.build() == 1
    lines = [line.partition(":")[0] for line in capsys.readouterr().err.splitlines() if line.startswith("mentions.csv")]
    assert lines == [
        "mentions.csv, row 2, column source_id", "mentions.csv, row 3, column place_id",
        "mentions.csv, row 4, column institution", "mentions.csv, row 5, column institution",
        "mentions.csv, row 6, column source_id",
    ]  # fmt: skip

"""Figures of pages that were seen as excerpts only: no words, no place in a text, and nothing that looks like them."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest

from analysis.checks.evidence import check_file, check_row
from analysis.checks.examine import examine
from analysis.checks.excerpts import OF_THE_TEXT, check_how_many, check_source
from analysis.checks.repeated import check_overlaps
from analysis.checks.scope import check_place
from analysis.checks.shares import check_shares_of
from analysis.checks.totals import check_totals
from analysis.quantities import Bounds
from analysis.vocabulary import Term

WORDS = {"as_written": "1.200 lượt cán bộ", "unit_as_written": "lượt", "start": "10", "end": "27"}
WITHOUT = {"as_written": "", "unit_as_written": "", "start": "", "end": "", "text_sha256": ""}
AN_EXCERPT = {
    "text_status": "excerpt_seen", "title": "", "date_published": "", "text_sha256": "",
    "url": "https://hanam.example/tin/2020",
}  # fmt: skip


def seen(figure, **changes):
    """The good figure as an excerpt gives it: without any words."""
    return figure(**WITHOUT | changes)


@pytest.fixture
def check_seen(figure, source, by_rule):
    """Findings about a figure of an excerpt with some cells changed."""
    return lambda **cells: by_rule(check_row(seen(figure, **cells), source(**AN_EXCERPT)))


# A text has words, an excerpt has none.


def test_a_figure_of_an_excerpt_needs_no_words(check_seen):
    assert check_seen() == {}


@pytest.mark.parametrize("column", OF_THE_TEXT)
def test_a_figure_of_an_excerpt_with_words_is_refused(check_seen, column):
    cell = (WORDS | {"text_sha256": "a" * 64})[column]
    found = check_seen(**{column: cell})
    assert found["excerpt-with-quotation"].column == column
    assert f"“{cell}”" in found["excerpt-with-quotation"].problem("en")


@pytest.mark.parametrize("column", OF_THE_TEXT)
def test_a_figure_of_a_held_text_without_its_words_is_refused(check, column):
    cells = {"end": "27"} | {column: ""}
    found = check(**cells)
    assert found["quotation-missing"].column == column
    assert "excerpt_seen" in found["quotation-missing"].remedy("en")
    assert check() == {}


def test_a_source_is_a_text_with_title_and_hash_or_an_excerpt_with_an_address(source, by_rule):
    assert by_rule(check_source(source(), text_at_hand=True)) == {}
    assert by_rule(check_source(source(), text_at_hand=False)) == {}, "the private copy may be absent"
    assert by_rule(check_source(source(**AN_EXCERPT), text_at_hand=False)) == {}


@pytest.mark.parametrize("column", ["title", "text_sha256"])
def test_a_held_source_without_title_or_hash_is_refused(source, by_rule, column):
    found = by_rule(check_source(source(**{column: ""}), text_at_hand=False))
    assert [(rule, finding.column) for rule, finding in found.items()] == [("source-without-text", column)]


def test_an_excerpt_with_a_hash_is_refused(source, by_rule):
    found = by_rule(check_source(source(**AN_EXCERPT | {"text_sha256": "c" * 64}), text_at_hand=False))
    assert list(found) == ["excerpt-with-text"]
    assert "c" * 12 in found["excerpt-with-text"].problem("en")


def test_an_excerpt_whose_text_is_at_hand_is_refused(source, by_rule):
    found = by_rule(check_source(source(**AN_EXCERPT), text_at_hand=True))
    assert "texts/hanam-2020.txt" in found["excerpt-with-text"].problem("vi")


def test_an_excerpt_without_an_address_is_refused(source, by_rule):
    assert list(by_rule(check_source(source(**AN_EXCERPT | {"url": ""}), text_at_hand=False))) == [
        "excerpt-without-address"
    ]


def test_an_excerpt_may_have_a_title_where_the_address_gives_one(source, by_rule):
    assert by_rule(check_source(source(**AN_EXCERPT | {"title": "Đào tạo"}), text_at_hand=False)) == {}


def test_the_day_of_an_excerpt_is_not_called_unknown_one_by_one(figure, source, by_rule):
    assert by_rule(check_file("hanam-2020", [seen(figure)], source(**AN_EXCERPT))) == {}


def test_how_much_rests_on_excerpts_is_said_once(source, by_rule):
    assert by_rule(check_how_many([source(), source()])) == {}
    found = by_rule(check_how_many([source(), source(**AN_EXCERPT), source(**AN_EXCERPT)]))
    assert found["excerpts-only"].problem("en") == "2 of 3 sources were seen as excerpts only"


# What a reader must know although there are no words.


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"period_start": "2015-01-01"}, "several-years-listed"),
        ({"flags": "unit_conflict"}, "units-listed-differ"),
        ({"flags": "partial"}, "part-only"),
        ({"flags": "status_unclear"}, "status-unclear"),
        ({"qualifier": "derived", "value_low": "", "value_high": ""}, "computed-by-reader"),
        ({"flags": "scope_conflict"}, "scope-conflict"),
    ],
)
def test_a_warning_needs_no_quotation(check_seen, cells, rule):
    found = check_seen(**cells)
    assert {name: finding.severity for name, finding in found.items()} == {rule: "notice"}
    assert "“”" not in found[rule].problem("en") + found[rule].problem("vi")


def test_two_units_are_noticed_on_the_total_and_not_on_each_part(check_seen):
    assert check_seen(flags="unit_conflict", part_of="hanam-2020-02") == {}


def test_a_computed_number_has_no_bounds():
    assert Bounds.of(Decimal("69.32"), "derived") == Bounds(None, None)


def test_a_computed_number_with_bounds_is_refused(check_seen):
    assert "bounds-contradict-qualifier" in check_seen(qualifier="derived")


def test_a_part_without_words_is_named_by_its_number(figure, by_rule):
    total = seen(figure, value="100", value_low="100", value_high="100", flags="sum_conflict")
    parts = [
        seen(figure, figure_id=f"hanam-2020-0{n}", value=v, value_low=v, value_high=v, part_of="hanam-2020-01")
        for n, v in ((2, "60"), (3, "40"), (4, "6"))
    ]
    found = by_rule(check_totals([total, *parts]))
    assert "Without “6” the other 2 parts give exactly the total" in found["parts-differ-from-total"].remedy("en")


# A share against the headcount that it is a share of.


@pytest.fixture
def share_of(figure, by_rule):
    def check(share, size, **changes):
        people = {"indicator": "headcount", "unit": "person", "status": "stock"}
        whole = seen(figure, value=size, value_low=size, value_high=size, **people)
        percent = {"figure_id": "hanam-2020-02", "indicator": "share_trained", "unit": "percent"}
        part = percent | {"value": share, "value_low": share, "value_high": share, "share_of": "hanam-2020-01"}
        return by_rule(check_shares_of([whole, seen(figure, line=3, **part | changes)]))

    return check


@pytest.mark.parametrize(
    ("share", "size"), [("60.60", "368"), ("60.6", "368"), ("79.5", "1346"), ("0", "9"), ("100", "9"), ("50", "8")]
)
def test_a_share_that_some_count_gives_by_rounding_has_no_finding(share_of, share, size):
    """223/368 = 60.598 %, 1070/1346 = 79.495 %."""
    assert share_of(share, size) == {}


@pytest.mark.parametrize("size", [7, 33, 143])
def test_the_verdict_agrees_with_trying_every_count(share_of, size):
    for tenths in range(500, 620, 3):
        share = Fraction(tenths, 10)
        shares = [Fraction(100 * count, size) for count in range(size + 1)]
        rounds = any(share - Fraction(1, 20) <= one < share + Fraction(1, 20) for one in shares)
        cuts = any(share <= one < share + Fraction(1, 10) for one in shares)
        expected = [] if rounds else ["share-cut-off"] if cuts else ["share-of-no-count"]
        assert list(share_of(f"{tenths / 10:.1f}", str(size))) == expected, (tenths, size)


def test_a_share_that_only_cutting_gives_is_noticed(share_of):
    found = share_of("60.59", "368")
    assert list(found) == ["share-cut-off"]
    assert "223/368 cut off gives it" in found["share-cut-off"].problem("en")


def test_a_share_that_no_count_gives_is_noticed_with_the_nearest(share_of):
    found = share_of("57.2", "143")
    assert list(found) == ["share-of-no-count"]
    assert "82/143, gives 57.34 %" in found["share-of-no-count"].problem("en")
    assert share_of("57.3", "143") == {}


@pytest.mark.parametrize("change", [{"place_id": "ca-mau"}, {"unit": "person"}])
def test_a_share_is_of_a_headcount_of_its_own_place(share_of, change):
    assert list(share_of("60.60", "368", **change)) == ["share-of-unfit"]


def test_a_share_is_not_of_a_count_of_classes(figure, by_rule):
    whole = seen(figure, indicator="classes", unit="class")
    part = seen(figure, figure_id="hanam-2020-02", unit="percent", indicator="share_trained", share_of="hanam-2020-01")
    assert list(by_rule(check_shares_of([whole, part]))) == ["share-of-unfit"]


# Periods of one place.


@pytest.fixture
def overlap(figure, by_rule):
    def check(first, second, **changes):
        days = [{"period_start": start, "period_end": end} for start, end in (first, second)]
        rows = [seen(figure, **days[0]), seen(figure, figure_id="hanam-2020-02", **days[1] | changes)]
        return by_rule(check_overlaps(rows, {"ha-nam": Term("ha-nam", "Hà Nam", "Hà Nam")}))

    return check


SIX_YEARS, LATER = ("2015-01-01", "2020-12-31"), ("2019-01-01", "2024-12-31")


def test_periods_that_overlap_are_named_so_that_nobody_adds_them_up(overlap):
    found = overlap(SIX_YEARS, LATER)
    assert found["periods-overlap"].problem("en") == (
        "Hà Nam, Training participations: periods that overlap, hanam-2020: 2015–2020 (01), 2019–2024 (02)"
    )


def test_the_figures_of_one_period_of_one_source_stand_together(figure):
    days = [*([SIX_YEARS] * 3), LATER]
    rows = [
        seen(figure, figure_id=f"hanam-2020-0{at}", period_start=start, period_end=end)
        for at, (start, end) in enumerate(days, 1)
    ]
    (found,) = check_overlaps(rows, {})
    assert found.problem("vi") == (
        "ha-nam, Số lượt đào tạo, bồi dưỡng: các kỳ chồng lên nhau, hanam-2020: 2015–2020 (01, 02, 03), 2019–2024 (04)"
    )


@pytest.mark.parametrize(
    ("first", "second", "changes"),
    [
        (SIX_YEARS, ("2021-01-01", "2024-12-31"), {}),
        (SIX_YEARS, SIX_YEARS, {}),
        (("2018-01-01", "2018-12-31"), ("2018-01-01", "2018-06-30"), {}),
        (SIX_YEARS, LATER, {"place_id": "ca-mau"}),
        (SIX_YEARS, LATER, {"indicator": "classes", "unit": "class"}),
        (SIX_YEARS, LATER, {"status": "target"}),
    ],
    ids=["one after the other", "the same", "within a year", "other place", "other indicator", "a target"],
)
def test_other_periods_are_not(overlap, first, second, changes):
    assert overlap(first, second, **changes) == {}


# A place and its time.


@pytest.fixture
def placed(figure, record, by_rule):
    def check(valid_from="", valid_to="", **changes):
        cells = {"place_id": "ha-nam", "level": "province", "name_vi": "Hà Nam", "name_en": "Ha Nam"}
        place = record("places", "places/places.csv", 2, cells | {"valid_from": valid_from, "valid_to": valid_to})
        return by_rule(check_place(seen(figure, **changes), place))

    return check


NEXT_YEAR = {"period_start": "2026-01-01", "period_end": "2026-12-31"}


def test_a_plan_of_2026_is_not_of_a_province_that_ended_in_2025(placed):
    found = placed(valid_to="2025-06-30", status="plan", **NEXT_YEAR)
    assert list(found) == ["place-not-then"]
    assert placed(valid_from="2025-07-01", status="plan", **NEXT_YEAR) == {}


def test_a_result_ends_with_its_place_and_a_target_may_outlast_it(placed):
    over = {"period_start": "2020-01-01", "period_end": "2025-12-31"}
    assert list(placed(valid_to="2025-06-30", **over)) == ["place-not-then"]
    assert placed(valid_to="2025-06-30", **over | {"period_end": "2025-06-30"}) == {}
    assert placed(valid_to="2025-06-30", status="target", period_start="", period_end="2030-12-31") == {}


def test_a_result_does_not_begin_before_its_place(placed):
    assert list(placed(valid_from="2025-07-01", period_start="2025-01-01", period_end="2025-12-31")) == [
        "place-not-then"
    ]
    assert placed(valid_from="2025-07-01", period_start="2025-07-01", period_end="2025-12-31") == {}


# The committed figures.


@pytest.fixture(scope="module")
def examination(committed):
    return examine(committed)


@pytest.fixture(scope="module")
def listed(examination):
    return {r.text("figure_id"): r for r in examination.records["evidence"] if r.text("figure_id").startswith("press-")}


def test_83_listed_figures_and_one_of_an_address_are_coded_or_left_out_with_a_reason(examination, listed):
    left = examination.records["left_out"]
    assert (len(listed), len(left)) == (77, 6 + 1)
    assert all(row.text("reason_vi") and row.text("reason_en") for row in left)
    assert Counter(row.text("listed_as") for row in left) == {
        "participations_abroad": 1, "civil_servants_total": 1, "public_employees_total": 1, "pci_labour_training": 2,
        "training_suspended": 1, "270-civil-servants": 1,
    }  # fmt: skip


def test_24_pages_are_21_sources_and_three_without_a_figure(examination):
    seen_pages = [r.text("url") for r in examination.records["sources"] if r.text("text_status") == "excerpt_seen"]
    left = {row.text("url") for row in examination.records["left_out"]}
    assert (len(seen_pages), len(left - {*seen_pages}), len({*seen_pages, *left})) == (21, 3, 24)


def test_no_figure_of_an_excerpt_has_words_or_a_hash(committed):
    for path in sorted((committed.raw / "evidence").glob("press-*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                assert [row[column] for column in OF_THE_TEXT] == [""] * len(OF_THE_TEXT)
                assert row["note"].startswith("Listed as ")


@pytest.mark.parametrize(
    ("figure", "place", "value", "status", "end"),
    [
        ("press-bacninh-2026-01", "bac-ninh-2025", "65", "plan", "2026-12-31"),
        ("press-kyson-2018-01", "ky-son-hoa-binh", "252", "result", "2018-12-31"),
        ("press-quangninh-2024-09", "quang-ninh", "261951000000", "result", "2020-12-31"),
        ("press-hungyen-2018-03", "hung-yen", "64", "result", "2018-06-30"),
        ("press-dongnai-2015-06", "dong-nai", "100", "target", "2020-12-31"),
        ("press-dongnai-2020-01", "dong-nai", "21804", "result", "2020-02-29"),
        ("press-quangnam-2022-05", "quang-nam", "46", "result", "2022-12-31"),
    ],
)
def test_figures_are_coded_as_listed(listed, figure, place, value, status, end):
    row = listed[figure]
    assert (row.text("place_id"), row.number("value"), row.text("status")) == (place, Decimal(value), status)
    assert str(row.day("period_end")) == end


def test_numbers_in_persons_named_as_participations_are_flagged(listed):
    for row in listed.values():
        named = "Listed as participations" in row.text("note") and ", in persons" in row.text("note")
        assert not named or "unit_conflict" in row.words("flags"), row.text("figure_id")
    assert sum("unit_conflict" in row.words("flags") for row in listed.values()) == 12


def test_what_the_checks_found_in_the_excerpts(examination):
    found = {(finding.rule, finding.subject): finding for finding in examination.findings}
    assert "98" not in found["parts-differ-from-total", "press-tuangiao-2024-04"].problem("en")
    assert "241" in found["parts-differ-from-total", "press-tuangiao-2024-04"].problem("en")
    assert "143 (2 + 20 + 32 + 89" in found["parts-differ-from-total", "press-tuangiao-2024-04"].problem("en")
    assert "20,997 (20,897 + 100" in found["parts-differ-from-total", "press-dongnai-2020-01"].problem("en")
    assert "223/368" in found["share-cut-off", "press-tuangiao-2024-03"].problem("en")
    assert "57.2 % of 143" in found["share-of-no-count", "press-binhgiang-2020-03"].problem("en")

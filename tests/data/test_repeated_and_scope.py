"""The same figure more than once, and figures whose words speak of somebody else."""

import pytest

from analysis.checks.in_the_text import check_sentences
from analysis.checks.repeated import check_repeated, check_rounded, check_shared_targets
from analysis.checks.scope import check_own_output, check_subject, check_tier, tiers_in

SHARE = {"indicator": "share_meeting_standard", "unit": "percent", "unit_as_written": "%", "status": "stock"}
TARGET = SHARE | {"status": "target", "value": "100", "value_low": "100", "value_high": "100", "period_start": ""}


def rules(findings):
    return [finding.rule for finding in findings]


# Once, twice, rounded.


@pytest.fixture
def pair(figure):
    def make(first, second):
        own = [{"value": n, "value_low": n, "value_high": n} for n, _ in (first, second)]
        ends = {"more_than": {"value_high": ""}, "nearly": {"value_low": ""}}
        changes = [ends.get(more.get("qualifier", ""), {}) | more for _, more in (first, second)]
        return [
            figure(line=2, **own[0] | changes[0]),
            figure(line=3, figure_id="hanam-2020-02", **own[1] | changes[1]),
        ]

    return make


@pytest.mark.parametrize(
    ("printed", "rounded", "qualifier", "is_it"),
    [
        ("24150", "24000", "more_than", True), ("24150", "24100", "more_than", True), ("7890", "8000", "nearly", True),
        ("24150", "24000", "exact", True), ("24150", "25000", "more_than", False), ("8010", "8000", "nearly", False),
        ("57", "60", "exact", False), ("1999", "1000", "more_than", False), ("24150", "20000", "more_than", False),
        ("24000", "24000", "more_than", False),
    ],
)  # fmt: skip
def test_a_round_number_after_its_word_is_another_one_rounded(pair, printed, rounded, qualifier, is_it):
    rows = pair((printed, {}), (rounded, {"qualifier": qualifier}))
    assert rules(check_rounded(rows)) == (["rounded-again"] if is_it else [])


@pytest.mark.parametrize(
    ("change", "is_it"),
    [
        ({}, True), ({"training": "any"}, True), ({"training": "it_digital"}, False), ({"tier": "district"}, False),
        ({"status": "plan"}, False), ({"part_of": "hanam-2020-02"}, False), ({"population": "cadre"}, False),
    ],
)  # fmt: skip
def test_a_round_number_of_something_else_is_not(pair, change, is_it):
    skills = {"training": "job_skills"}
    rows = pair(("24150", skills | change), ("24000", {"qualifier": "more_than"} | skills))
    assert rules(check_rounded(rows)) == (["rounded-again"] if is_it else [])


def test_a_repetition_that_the_coder_knows_is_not_reported_again(pair):
    there = {"start": "200", "end": "217"}
    assert rules(check_repeated(pair(("9", {}), ("9", there)))) == ["coded-twice"]
    assert rules(check_repeated(pair(("9", {}), ("9", there | {"flags": "duplicate"})))) == []
    assert rules(check_repeated(pair(("9", {}), ("9", there | {"flags": "sum_conflict"})))) == []


@pytest.mark.parametrize("flags", ["", "duplicate", "sum_conflict"])
def test_one_place_of_a_text_is_coded_once_whatever_its_flags(pair, flags):
    assert rules(check_repeated(pair(("9", {}), ("9", {"flags": flags})))) == ["coded-twice-there"]


@pytest.mark.parametrize("flags", ["duplicate", "sum_conflict"])
def test_a_copy_of_a_whole_row_is_found_whatever_its_flags(pair, flags):
    unseen = {"as_written": "", "unit_as_written": "", "start": "", "end": "", "text_sha256": "", "flags": flags}
    assert rules(check_repeated(pair(("9", unseen), ("9", unseen)))) == ["coded-twice"]
    assert rules(check_repeated(pair(("9", unseen), ("9", unseen | {"note": "Listed elsewhere"})))) == []


@pytest.mark.parametrize("column", ["training", "tier", "population", "period_start", "status", "qualifier"])
def test_the_same_number_about_something_else_is_no_repetition(pair, column):
    other = {
        "training": "job_skills", "tier": "district", "population": "cadre", "period_start": "2019-01-01",
        "status": "plan", "qualifier": "more_than",
    }  # fmt: skip
    assert rules(check_repeated(pair(("9", {}), ("9", {column: other[column]})))) == []


def test_districts_of_one_province_share_their_targets_without_a_finding(figure):
    rows = [figure(**TARGET, place_id=place) for place in ("go-quao", "kien-giang")]
    assert rules(check_shared_targets(rows, {"go-quao": "kien-giang"})) == []
    assert rules(check_shared_targets(rows, {})) == ["target-shared", "target-shared"]


# Whose figure?


@pytest.mark.parametrize(
    ("words", "tiers"),
    [
        ("cấp tỉnh", {"provincial"}), ("cấp tỉnh, huyện", {"provincial", "district"}),
        ("cấp huyện và xã", {"district", "commune"}),
        ("Cấp huyện, cấp xã", {"district", "commune"}), ("cấp\u00a0xã", {"commune"}), ("cấp 3", None), ("xã", None),
        ("cấp ủy viên", None),
    ],
)  # fmt: skip
def test_tiers_are_read_from_the_words(words, tiers):
    found = tiers_in(words)
    assert (None if found is None else set(found[1])) == tiers


@pytest.mark.parametrize(
    ("words", "tier", "agrees"),
    [
        ("1.200 lượt cấp tỉnh", "provincial", True), ("1.200 lượt cấp tỉnh", "all", False),
        ("1.200 lượt cấp tỉnh", "district", False), ("1.200 lượt cấp tỉnh, huyện", "provincial_and_district", True),
        ("1.200 lượt", "commune", True), ("1.200 lượt cấp tỉnh", "provincial_and_district", False),
    ],
)  # fmt: skip
def test_the_tier_is_the_one_of_the_words(figure, words, tier, agrees):
    assert rules(check_tier(figure(as_written=words, tier=tier))) == ([] if agrees else ["tier-unlike-words"])
    assert rules(check_tier(figure(as_written=words, tier=tier, flags="scope_conflict"))) == []


@pytest.mark.parametrize(
    ("words", "carried"),
    [
        ("25,6% trình độ thạc sĩ", True), ("từ 25-35% đủ khả năng", True), ("96,96% cán bộ chủ chốt", False),
        ("100% uỷ viên Ban Chấp hành", False), ("100% ủy viên Ban Chấp hành", False), ("60% CBCC cấp xã", False),
        ("100% được đào tạo", False), ("100%", False),
    ],
)  # fmt: skip
def test_a_share_without_a_staff_group_has_its_subject_elsewhere(figure, words, carried):
    assert rules(check_subject(figure(**SHARE, as_written=words))) == (["subject-carried-over"] if carried else [])


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("For leaders throughout the country", True), ("cho cán bộ trong cả nước", True), ("toàn quốc", True),
        ("In the country and abroad", False), ("Courses for the country’s northern provinces", False), ("", False),
    ],
)  # fmt: skip
def test_words_about_the_whole_country_ask_whose_output_it_is(figure, note, found):
    assert rules(check_own_output(figure(note=note))) == (["perhaps-not-own"] if found else [])
    assert rules(check_own_output(figure(note=note, flags="not_own_output"))) == []


# Sentences, where the text is at hand.


@pytest.fixture
def in_text(figure):
    def run(text, *quotations, **changes):
        return rules(
            check_sentences(
                text,
                [
                    figure(line=2 + n, as_written=q, start=str(text.index(q)), **changes)
                    for n, q in enumerate(quotations)
                ],
            )
        )

    return run


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Đã mở 4 lớp tin học. Như vậy 4 lớp tin học đã xong.", True),
        ("Đã mở 4 lớp tin học. Như vậy 4 lớp ngoại ngữ đã xong.", False),
        ("Đã mở 4 lớp tin học. Như vậy 14 lớp tin học đã xong.", False),
        ("Đã mở 4 lớp tin học. Như vậy 4,5 lớp tin học đã xong.", False),
    ],
)
def test_a_number_with_its_words_is_printed_again(in_text, text, again):
    assert in_text(text, "mở 4 lớp") == (["printed-again"] if again else [])
    assert in_text(text, "mở 4 lớp", flags="duplicate") == ([] if again else ["printed-once"])


def test_a_table_prints_a_number_again_without_its_words(in_text):
    text = "Mở 38 lớp tin học trong năm.\nNội dung | 2022 | 2023\nSố lớp | 31 | 38\nSố học viên | 900 | 1.000\n"
    assert in_text(text, "38 lớp tin", flags="duplicate") == []
    assert in_text(text, "31 ", flags="duplicate") == [], "the row below is no words of a cell"
    assert in_text("Mở 38 lớp tin học trong năm. Hết.", "38 lớp tin", flags="duplicate") == ["printed-once"]


def test_a_repetition_that_is_coded_too_is_no_finding_of_the_text(in_text):
    assert in_text("Đã mở 4 lớp tin học. Như vậy 4 lớp tin học đã xong.", "mở 4 lớp", "vậy 4 lớp") == []


def test_the_whole_country_is_asked_of_the_figure_before_it_alone(in_text):
    text = "Có 19 lượt cán bộ; mở 2 lớp cho các sở trong cả nước. Cử 24 cán bộ đi học."
    assert in_text(text, "19 lượt", "2 lớp", "24 cán bộ") == ["perhaps-not-own"]


@pytest.mark.parametrize(
    ("item", "differs"), [("80% cán bộ cấp tỉnh, huyện", True), ("80% cán bộ cấp tỉnh", False), ("80% cán bộ", False)]
)
def test_an_item_of_a_list_with_another_scope_than_its_head_is_found(in_text, item, differs):
    text = f"Mục tiêu đối với cấp tỉnh là 100% lãnh đạo đạt chuẩn; {item} được học; 60% viên chức."
    assert in_text(text, "80% cán bộ") == (["two-scopes"] if differs else [])
    assert in_text(text, "100% lãnh đạo") == []


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("Đến nay, 98,2% cán bộ cấp huyện có bằng; 41,5% cán bộ cấp xã được học.", False),
        ("Đến nay, ở cấp huyện 98,2% cán bộ có bằng; ở cấp xã 41,5% được học.", False),
        ("Đối với cán bộ cấp huyện, 98,2% có bằng; 41,5% cán bộ cấp huyện, cấp xã được học.", True),
        ("Năm 2020, đối với cán bộ cấp huyện: 98,2% có bằng; có 41,5% cán bộ cấp xã được học.", True),
    ],
)
def test_parts_of_a_sentence_that_name_their_own_tiers_are_no_list_under_one_head(in_text, text, differs):
    assert in_text(text, "41,5%", "98,2%") == (["two-scopes"] if differs else [])

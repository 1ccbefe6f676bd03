"""A coded figure holds together with its qualifier, its quotation and its unit."""

import pytest


def test_a_figure_that_holds_together_has_no_finding(check):
    assert check() == {}


# Bounds follow from the qualifier.


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [
        ("exact", "1200", "1200"),
        ("more_than", "1200", ""),
        ("at_least", "1200", ""),
        ("nearly", "", "1200"),
        ("under", "", "1200"),
        ("at_most", "", "1200"),
        ("about", "", ""),
    ],
)
def test_bounds_that_follow_from_the_qualifier_are_accepted(check, qualifier, low, high):
    word = {"exact": "", "more_than": "hơn ", "at_least": "ít nhất ", "nearly": "gần ", "under": "dưới "} | {
        "at_most": "không quá ",
        "about": "khoảng ",
    }
    quotation = f"{word[qualifier]}1.200 lượt"
    assert check(qualifier=qualifier, value_low=low, value_high=high, as_written=quotation) == {}


@pytest.mark.parametrize(
    ("qualifier", "quotation", "agrees"),
    [
        ("exact", "1.200 lượt", True),
        ("exact", "hơn 1.200 lượt", False),
        ("exact", "gần 1.200 lượt", False),
        ("more_than", "trên 1.200 lượt", True),
        ("more_than", "cấp tỉnh hơn 1.200 lượt", True),
        ("more_than", "1.200 lượt", False),
        ("nearly", "hơn 1.200 lượt", False),
    ],
)
def test_the_qualifier_is_the_word_before_the_number(check, qualifier, quotation, agrees):
    ends = {"exact": ("1200", "1200"), "more_than": ("1200", ""), "nearly": ("", "1200")}[qualifier]
    found = check(qualifier=qualifier, as_written=quotation, value_low=ends[0], value_high=ends[1])
    assert list(found) == ([] if agrees else ["qualifier-differs"])


def test_tren_may_be_a_preposition_where_the_coder_says_so(check):
    assert "qualifier-differs" in check(as_written="trên 1.200 lượt")
    assert check(as_written="trên 1.200 lượt", flags="preposition") == {}


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [
        ("more_than", "1200", "1200"),
        ("more_than", "", "1200"),
        ("nearly", "1200", ""),
        ("exact", "1200", ""),
        ("about", "1200", "1200"),
    ],
)
def test_bounds_that_contradict_the_qualifier_are_refused(check, qualifier, low, high):
    found = check(qualifier=qualifier, value_low=low, value_high=high)
    assert "bounds-contradict-qualifier" in found
    assert f"“{qualifier}” 1200" in found["bounds-contradict-qualifier"].problem("en")


def test_a_range_has_two_ends_and_no_value(check):
    percent = {
        "indicator": "share_under_age",
        "unit": "percent",
        "unit_as_written": "%",
        "as_written": "từ 15-20% cán bộ",
    }
    good = percent | {"qualifier": "range", "value": "", "value_low": "15", "value_high": "20"}
    assert check(**good) == {}
    for wrong in ({"value": "15"}, {"value_high": ""}, {"value_low": "20", "value_high": "15"}, {"value_low": "20"}):
        assert "bounds-contradict-qualifier" in check(**good | wrong)


def test_a_figure_without_a_value_is_told_to_state_one(check):
    finding = check(value="", value_low="", value_high="")["bounds-contradict-qualifier"]
    assert "value" in finding.remedy("en")
    assert "– … –" not in finding.remedy("en")


def test_a_value_that_could_not_be_read_is_not_blamed_a_second_time(check):
    assert check(value="1.200") == {}


# The quotation is short, measures what it says, and holds the number.


def test_a_quotation_has_six_words_at_most(check):
    assert check(as_written="cấp tỉnh 1.200 lượt cán bộ") == {}
    found = check(as_written="ở cấp tỉnh 1.200 lượt cán bộ")
    assert list(found) == ["quotation-too-long"]
    assert "7 words" in found["quotation-too-long"].problem("en")


def test_a_no_break_space_separates_words_too(check):
    assert "quotation-too-long" in check(as_written="ở\u00a0cấp\u00a0tỉnh\u00a01.200\u00a0lượt\u00a0cán\u00a0bộ")


def test_a_quotation_is_as_long_as_its_place_in_the_text(check):
    assert "end − start is 2" in check(start="10", end="12")["quotation-length"].problem("en")


def test_a_quotation_holds_the_value(check):
    finding = check(as_written="1.300 lượt cán bộ")["quotation-without-value"]
    assert finding.problem("en") == "The quotation “1.300 lượt cán bộ” does not hold 1.200"


def test_a_quotation_holds_the_value_in_words_of_thousands(check):
    assert check(as_written="1,2 nghìn lượt cán bộ") == {}
    assert "quotation-without-value" in check(as_written="1,2 triệu lượt cán bộ")


def test_a_value_of_absurd_length_is_a_finding_like_any_other(check):
    digits = "9" * 40
    assert "quotation-without-value" in check(value=digits, value_low=digits, value_high=digits)


# The unit fits the indicator and the words.


def test_a_unit_fits_its_indicator(check):
    assert check(indicator="persons_trained", unit="person", unit_as_written="người", as_written="1.200 người") == {}
    found = check(indicator="classes")
    assert "Allowed: class" in found["unit-unfit"].remedy("en")


def test_participations_are_never_persons(check):
    assert "unit-unfit" in check(unit="person", unit_as_written="người")


def test_the_unit_is_the_one_that_the_words_name(check):
    persons = {"indicator": "persons_trained", "unit": "person", "as_written": "1.200 đồng chí"}
    assert check(**persons, unit_as_written="đồng chí") == {}
    assert "unit-contradicts-words" in check(**persons, unit_as_written="lượt")


@pytest.mark.parametrize("indicator", ["share_trained", "share_with_degree", "share_meeting_standard"])
def test_a_share_over_100_percent_is_refused(check, indicator):
    percent = {"indicator": indicator, "unit": "percent", "unit_as_written": "%"}
    full = {"value": "100", "value_low": "100", "value_high": "100", "as_written": "100% cán bộ"}
    over = {"value": "112", "value_low": "112", "value_high": "112", "as_written": "112% cán bộ"}
    assert check(**percent, **full) == {}
    assert list(check(**percent, **over)) == ["share-over-100"]


def test_a_plan_can_be_completed_by_more_than_100_percent(check):
    number = {"value": "136", "value_low": "136", "value_high": "136", "as_written": "136% kế hoạch"}
    assert check(indicator="plan_completion", unit="percent", unit_as_written="%", **number) == {}


def test_two_units_for_one_number_need_a_flag_and_become_a_notice(check):
    assert list(check(unit_as_written="Số lượt … người")) == ["flag-missing"]
    found = check(unit_as_written="Số lượt … người", flags="unit_conflict")
    assert {rule: finding.severity for rule, finding in found.items()} == {"unit-conflict": "notice"}


@pytest.mark.parametrize("quotation", ["1.200 người", "1.200 đồng chí", "1.200 học viên"])
def test_a_count_of_participations_that_is_printed_in_persons_has_two_units(check, quotation):
    assert list(check(as_written=quotation)) == ["flag-missing"]
    assert check(as_written=quotation, flags="unit_conflict") == {}


@pytest.mark.parametrize(
    "quotation",
    ["1.200 lượt người", "có 1.200 lượt", "1.200 lượt đồng chí", "là 1.200", "15 lớp với 1.200 lượt", "1,2 nghìn lượt"],
)
def test_a_count_of_participations_in_its_own_words_has_one(check, quotation):
    assert check(as_written=quotation) == {}


def test_a_quotation_has_its_marks_on_its_letters(check):
    assert "NFC" in check(as_written="1.200 l\u01b0\u01a1\u0323t")["quotation-decomposed"].problem("en")

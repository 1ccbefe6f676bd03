"""Figures of one account against each other: plan and completion, attendances and staff, learners, classes, money."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.checks.quotients import check_per_class
from analysis.checks.rates import check_own_series, check_per_head, check_plans
from analysis.checks.shares import check_counts, printed_as
from analysis.quantities import Bounds

PERCENT = {"indicator": "plan_completion", "unit": "percent", "unit_as_written": "%"}
PERSONS = {"indicator": "persons_trained", "unit": "person", "unit_as_written": "người"}
HEADS = PERSONS | {"indicator": "headcount", "status": "stock", "training": "none", "period_start": "2020-12-31"}
CLASSES = {"indicator": "classes", "unit": "class", "unit_as_written": "lớp"}
MONEY = {"indicator": "budget", "unit": "vnd", "unit_as_written": "đồng"}
BOUND = {
    "more_than": {"value_high": ""},
    "nearly": {"value_low": ""},
    "exact": {},
    "about": {"value_low": "", "value_high": ""},
}


@pytest.fixture
def rows(figure):
    """Rows from numbers and changes, in the order of a text."""

    def make(*items):
        made = []
        for at, (value, changes) in enumerate(items, start=2):
            own = {"value": value, "value_low": value, "value_high": value, "start": str(100 * at)}
            own |= {"figure_id": f"hanam-2020-{at - 1:02d}"} | BOUND[changes.get("qualifier", "exact")]
            made.append(figure(line=at, **own | changes))
        return made

    return make


def told(findings, rule):
    return [one.problem("en") for one in findings if one.rule == rule]


# Plan × completion = result.


def test_the_plan_that_a_percentage_implies_is_an_interval():
    assert Bounds.planned_whole(Decimal(19843), Decimal(136)) == Bounds(Decimal(14484), Decimal(14644))


@given(st.integers(1, 50_000), st.integers(1, 400), st.sampled_from(["1", "0.1"]))
def test_the_interval_holds_all_plans_that_print_the_percentage_and_no_others(result, number, step):
    percent = Decimal(number) * Decimal(step)
    found = Bounds.planned_whole(Decimal(result), percent)
    assert found.low is not None
    assert found.high is not None

    def prints(plan):
        exact = Decimal(100 * result) / plan
        return percent in (exact.quantize(percent, ROUND_HALF_UP), exact.quantize(percent, ROUND_DOWN))

    for plan in (found.low, (found.low + found.high) // 2, found.high):
        assert found.low > found.high or prints(plan)
    assert not prints(found.high + 1)
    assert found.low == 1 or not prints(found.low - 1)


def test_a_plan_that_is_not_printed_is_implied(rows):
    found = list(check_plans(rows(("19843", {}), ("136", PERCENT))))
    assert told(found, "plan-implied") == [
        "The plan is not printed; 136 % implies: 19,843 → about 14,590 participations (14,484 … 14,644)"
    ]


@pytest.mark.parametrize(
    ("plan", "rule"), [("14590", "plan-agrees"), ("14484", "plan-agrees"), ("14000", "plan-contradicts")]
)
def test_a_coded_plan_inside_the_interval_is_confirmed_and_outside_is_noticed(rows, plan, rule):
    found = list(check_plans(rows((plan, {"status": "plan"}), ("19843", {}), ("136", PERCENT))))
    assert [one.rule for one in found] == [rule]


@pytest.mark.parametrize(
    "change",
    [{"tier": "district"}, {"population": "cadre"}, {"period_start": "2019-01-01"}, {"place_id": "ca-mau"},
     {"qualifier": "more_than"}, {"flags": "partial"}],
    ids=["tier", "staff", "period", "place", "a bound", "a part only"],
)  # fmt: skip
def test_a_percentage_is_of_a_result_of_its_own_account(rows, change):
    assert list(check_plans(rows(("19843", change), ("136", PERCENT)))) == []


def test_in_a_text_the_nearest_result_is_meant(rows):
    found = list(check_plans(rows(("24", PERSONS), ("19843", {}), ("136", PERCENT), ("500", CLASSES))))
    (said,) = told(found, "plan-implied")
    assert "19,843" in said
    assert "500" not in said


def test_of_a_table_with_several_plans_each_percentage_is_of_one(rows):
    plan, classes_planned = {"status": "plan"}, CLASSES | {"status": "plan"}
    table = [("40", classes_planned), ("38", CLASSES), ("95", PERCENT), ("2000", plan), ("1800", {})]
    assert [one.rule for one in check_plans(rows(*table, ("90", PERCENT)))] == ["plan-agrees", "plan-agrees"]
    (wrong,) = [one for one in check_plans(rows(*table, ("92", PERCENT))) if one.rule == "plan-contradicts"]
    assert "1,800" in wrong.problem("en"), "the nearest result is meant"


def test_of_two_plans_of_one_indicator_the_one_that_agrees_is_meant(rows):
    plan = {"status": "plan"}
    for plans in (("2000", "2200"), ("2200", "2000")):
        found = check_plans(rows(*((number, plan) for number in plans), ("1800", {}), ("90", PERCENT)))
        assert [one.rule for one in found] == ["plan-agrees"]


def test_a_percentage_beside_a_result_without_a_plan_is_not_held_against_another_plan(rows):
    found = list(
        check_plans(rows(("40", CLASSES | {"status": "plan"}), ("38", CLASSES), ("1800", {}), ("90", PERCENT)))
    )
    assert [one.rule for one in found] == ["plan-implied"]
    assert "1,800" in found[0].problem("en")


@pytest.mark.parametrize(
    ("plan", "qualifier", "rule"),
    [
        ("14000", "more_than", "plan-meets-bound"), ("14644", "more_than", "plan-meets-bound"),
        ("14645", "more_than", "plan-misses-bound"), ("14484", "nearly", "plan-meets-bound"),
        ("14483", "nearly", "plan-misses-bound"), ("14500", "about", "plan-implied"),
    ],
)  # fmt: skip
def test_a_plan_that_is_printed_with_a_bound_meets_the_implied_one_or_does_not(rows, plan, qualifier, rule):
    bounded = {"status": "plan", "qualifier": qualifier}
    (found,) = check_plans(rows((plan, bounded), ("19843", {}), ("136", PERCENT)))
    assert found.rule == rule
    assert "14,484 … 14,644" in found.problem("en")
    assert "not printed" not in found.problem("en") or rule == "plan-implied"


@pytest.mark.parametrize("change", [{"tier": "district"}, {"flags": "partial"}, CLASSES])
def test_a_bound_of_another_account_is_not_this_plan(rows, change):
    bounded = {"status": "plan", "qualifier": "more_than"} | change
    found = list(check_plans(rows(("14000", bounded), ("19843", {}), ("136", PERCENT))))
    assert [one.rule for one in found] == ["plan-implied"]


def test_a_percentage_that_no_whole_plan_gives_has_no_interval(rows):
    found = list(check_plans(rows(("100", CLASSES | {"status": "plan"}), ("90", CLASSES), ("109.1", PERCENT))))
    assert [one.rule for one in found] == ["plan-of-no-whole"]
    assert found[0].remedy("en").startswith("No whole plan gives 109.1 %")
    assert "83" not in found[0].problem("en") + found[0].remedy("en"), "from 83 to 82 is no interval"


# Attendances and heads.


def test_attendances_over_heads_are_no_share(rows):
    found = list(
        check_per_head(rows(("27000", {"qualifier": "more_than"}), ("24150", HEADS | {"qualifier": "more_than"})))
    )
    assert told(found, "attendances-exceed-heads") == [
        "27,000 participations over 24,150 staff: 1.118 a head and year (bounds: none)"
    ]


@pytest.mark.parametrize(
    ("qualifier", "end"), [("more_than", "; nor is 1.5 a result, as its wording sets no limit"), ("exact", "")]
)
def test_two_bounds_give_no_quotient(rows, qualifier, end):
    (found,) = check_per_head(rows(("1500", {"qualifier": qualifier}), ("1000", HEADS | {"qualifier": qualifier})))
    assert found.remedy("en") == f"Some attended more than once: this is no share of staff trained{end}"


def test_a_quotient_of_exact_numbers_has_bounds(rows):
    (said,) = told(check_per_head(rows(("1500", {}), ("1000", HEADS))), "attendances-exceed-heads")
    assert "(bounds: 1.5)" in said


def test_attendances_of_several_years_are_counted_by_the_year(rows):
    (said,) = told(
        check_per_head(rows(("3000", {"period_start": "2018-01-01"}), ("2000", HEADS))), "per-head-plausible"
    )
    assert "0.5 a head and year" in said


@pytest.mark.parametrize(
    "change", [{"tier": "district"}, {"population": "cadre"}, {"place_id": "ca-mau"}, {"period_end": "2019-12-31"}]
)
def test_heads_of_others_are_no_denominator(rows, change):
    assert list(check_per_head(rows(("27000", {}), ("24150", HEADS | change)))) == []


# Learners, classes, money.


@pytest.mark.parametrize(
    ("part", "whole", "each"),
    [
        (("1070", PERSONS), ("15", CLASSES), "71.3 each (bounds: 71.3)"),
        (
            ("28000000000", MONEY | {"qualifier": "nearly"}),
            ("112", CLASSES),
            "250,000,000 each (bounds: – … 250,000,000)",
        ),
        (("7900000000", MONEY | {"qualifier": "nearly"}), ("6280", PERSONS), "1,257,962 each (bounds: – … 1,257,962)"),
    ],
)
def test_a_plausible_quotient_is_confirmed_with_its_bounds(rows, part, whole, each):
    (said,) = told(check_per_class(rows(part, whole)), "quotient-plausible")
    assert said.endswith(each)


@pytest.mark.parametrize(
    ("part", "whole", "why"),
    [
        ({"qualifier": "about"}, {}, "but its wording sets no limit"),
        ({"qualifier": "more_than"}, {"qualifier": "more_than"}, "but its wording sets no limit"),
        ({}, {"flags": "status_unclear", "status": "plan"}, "but approved or done is not clear"),
        ({"flags": "unit_conflict"}, {}, "but one of the two figures is in doubt (its flags)"),
        (
            {"qualifier": "about"},
            {"flags": "status_unclear"},
            "but approved or done is not clear; its wording sets no limit",
        ),
    ],
)
def test_digits_that_fit_are_no_cost_where_the_study_forms_none(rows, part, whole, why):
    found = check_per_class(rows(("133000000000", MONEY | part), ("666", CLASSES | whole)))
    (said,) = told(found, "quotient-not-formed")
    assert said.startswith("133,000,000,000 VND over 666 classes would be 199,699,700: the digits are plausible")
    assert said.endswith(why)


@pytest.mark.parametrize("flags", ["", "status_unclear", "unit_conflict"])
def test_a_slip_is_a_slip_whatever_the_flags(rows, flags):
    found = check_per_class(rows(("28000000", MONEY | {"qualifier": "about", "flags": flags}), ("112", CLASSES)))
    assert [one.rule for one in found] == ["quotient-implausible"]


@pytest.mark.parametrize(
    ("part", "whole"),
    [(("10700", PERSONS), ("5", CLASSES)), (("28000000", MONEY), ("112", CLASSES)), (("30", PERSONS), ("15", CLASSES))],
    ids=["a digit too many", "thousand for million", "classes for learners"],
)
def test_a_slip_of_a_digit_is_noticed(rows, part, whole):
    assert [one.rule for one in check_per_class(rows(part, whole))] == ["quotient-implausible"]


@pytest.mark.parametrize(
    "change",
    [{"status": "plan"}, {"training": "job_skills"}, {"flags": "partial"}, {"period_start": "2019-01-01"},
     {"population": "cbcc"}, {"tier": "commune"}, {"place_id": "ca-mau"}, {"flags": "not_own_output"},
     {"flags": "not_own_output", "value": "1", "value_low": "1", "value_high": "1"}],
)  # fmt: skip
def test_numbers_of_two_accounts_are_not_divided(rows, change):
    assert list(check_per_class(rows(("1070", PERSONS), ("15", CLASSES | change)))) == []


# A place against itself.


def years(*numbers, **changes):
    ends = (f"{2010 + at}" for at in range(len(numbers)))
    return [(number, {"period_start": f"{y}-01-01", "period_end": f"{y}-12-31"} | changes)
            for number, y in zip(numbers, ends, strict=True)]  # fmt: skip


def test_a_figure_far_from_its_own_series_is_named(rows):
    (found,) = check_own_series(rows(*years("1200", "1300", "13500", "1400")))
    assert found.subject == "hanam-2020-03"
    assert found.problem("en").endswith(
        "13,500 participations a year, while the others of this place and staff are 1,300"
    )


@pytest.mark.parametrize("numbers", [("1200", "1300", "9000", "1400"), ("1200",), ("1200", "130"), ("1200", "11900")])
def test_a_figure_within_ten_times_is_not(rows, numbers):
    assert list(check_own_series(rows(*years(*numbers)))) == []


def test_a_total_of_six_years_is_compared_by_the_year(rows):
    six = ("14400", {"period_start": "2011-01-01", "period_end": "2016-12-31", "frequency": "cumulative"})
    assert list(check_own_series(rows(*years("1200"), six))) == []


# A share, its count and its whole.


@pytest.mark.parametrize(
    ("share", "how"),
    [("60.60", "rounded"), ("60.59", "cut"), ("60.6", "rounded"), ("60", "cut"), ("61", "rounded"), ("63", "")],
)
def test_a_share_is_its_count_over_its_whole_rounded_or_cut(rows, share, how):
    assert printed_as(Decimal(share), Decimal(223), Decimal(368)) == how
    of_all = PERCENT | {"indicator": "share_trained"}
    found = [one.rule for one in check_counts(rows(("223", PERSONS), ("368", HEADS), (share, of_all)))]
    assert found == ["share-agrees" if how else "share-contradicts-count"]


def test_two_counts_leave_open_of_which_the_share_is(rows):
    of_all = PERCENT | {"indicator": "share_trained"}
    assert list(check_counts(rows(("223", PERSONS), ("100", PERSONS), ("368", HEADS), ("63", of_all)))) == []


DEGREE = {"training": "degree.bachelor", "criterion": "degree_bachelor"}


@pytest.mark.parametrize(("share", "rule"), [("79.5", "share-agrees"), ("80.5", "share-contradicts-count")])
def test_a_share_with_a_degree_is_held_against_those_who_have_it(rows, share, rule):
    of_degree = PERCENT | {"indicator": "share_with_degree", "status": "stock", "period_start": "2020-12-31"} | DEGREE
    found = check_counts(rows(("1070", HEADS | DEGREE), ("1346", HEADS), (share, of_degree)))
    assert [one.rule for one in found] == [rule]


def test_those_with_another_degree_are_not_its_count(rows):
    of_degree = PERCENT | {"indicator": "share_with_degree", "status": "stock", "period_start": "2020-12-31"} | DEGREE
    masters = HEADS | {"training": "degree.master", "criterion": "degree_master"}
    assert list(check_counts(rows(("1070", masters), ("1346", HEADS), ("80.5", of_degree)))) == []

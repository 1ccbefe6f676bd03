"""Plans and targets are held against results of the very same thing; of the others the reason is known."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor, isnan
from typing import Any

import pandas as pd
import pytest

from analysis.outcomes import Data
from analysis.study.pairs import ACCOUNT, Pair, apart
from analysis.study.plans import against_plan, implied_plan, plans_of_percentages, results_of_plans
from analysis.study.result import Caveat, Refusal, Result

Figures = Callable[..., pd.DataFrame]

PLAN: dict[str, Any] = {"place_id": "here", "source_id": "page", "status": "plan", "outcome_id": "plan"}
DONE: dict[str, Any] = PLAN | {"status": "result", "outcome_id": "result"}


def points(value: float) -> dict[str, Any]:
    return {"value": value, "value_low": value, "value_high": value}


@pytest.fixture
def pair(figures: Figures) -> Callable[..., tuple[pd.Series, pd.Series]]:
    """A result of 46 and its plan of 77, alike in everything that the arguments do not say otherwise."""

    def construct(
        done: dict[str, Any] | None = None, plan: dict[str, Any] | None = None
    ) -> tuple[pd.Series, pd.Series]:
        frame = figures(DONE | points(46.0) | (done or {}), PLAN | points(77.0) | (plan or {}))
        return frame.iloc[0], frame.iloc[1]

    return construct


def ends(answer: Result | Refusal, term: str) -> tuple[float, float]:
    assert isinstance(answer, Result), answer
    row = answer.row(term)
    return row["lower"], row["upper"]


# One account.


def test_figures_alike_are_of_one_account(pair: Callable[..., tuple[pd.Series, pd.Series]]) -> None:
    assert apart(*pair(plan={"status": "result"})) == ()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("source", {"source_id": "another"}),
        ("status", {"status": "plan"}),
        ("unclear", {"flags": "status_unclear"}),
        ("criterion", {"criterion": "required_standard"}),
        ("training", {"training": "job_skills"}),
        ("population", {"population": "civil_servant"}),
        ("tier", {"tier": "commune"}),
        ("period", {"period_end": pd.Timestamp(2020, 6, 30)}),
        ("part", {"flags": "partial"}),
        ("flag", {"flags": "not_own_output"}),
    ],
)
def test_each_difference_has_its_name(
    pair: Callable[..., tuple[pd.Series, pd.Series]], name: str, change: dict[str, Any]
) -> None:
    assert apart(*pair(plan={"status": "result"} | change)) == (name,)
    assert apart(*pair(plan={"status": "result"} | change), tuple(set(ACCOUNT) - {name})) == ()


def test_two_parts_are_not_apart_and_neither_are_two_starts_that_nobody_states(
    pair: Callable[..., tuple[pd.Series, pd.Series]],
) -> None:
    both = {"status": "result", "flags": "partial", "period_start": pd.NaT}
    assert apart(*pair(both, both)) == ()


def test_staff_that_is_not_stated_is_the_same_within_one_source_alone(
    pair: Callable[..., tuple[pd.Series, pd.Series]],
) -> None:
    both = {"status": "result", "population": "trainee_unspecified"}
    assert apart(*pair(both, both)) == ()
    assert apart(*pair(both, both | {"source_id": "another"})) == ("source", "population")


def test_of_a_target_the_last_day_counts(pair: Callable[..., tuple[pd.Series, pd.Series]]) -> None:
    target = {"status": "target", "period_start": pd.NaT}
    assert isinstance(against_plan(*pair(plan=target)), Result)
    assert isinstance(against_plan(*pair({"status": "stock", "period_start": "2020-12-31"}, target)), Result)
    yearly = target | {"frequency": "per_year"}
    assert isinstance(against_plan(*pair(plan=yearly)), Refusal), "a floor of each year is no state of the last"


# A plan and its result.


def test_a_result_is_a_part_of_its_plan(pair: Callable[..., tuple[pd.Series, pd.Series]]) -> None:
    assert ends(against_plan(*pair()), "part_of_plan") == pytest.approx((46 / 77, 46 / 77))


def test_bounds_of_plan_and_result_stay_bounds(pair: Callable[..., tuple[pd.Series, pd.Series]]) -> None:
    more = {"value_high": float("nan"), "as_written": "hơn 46"}
    low, high = ends(against_plan(*pair(more)), "part_of_plan")
    assert low == pytest.approx(46 / 77)
    assert isnan(high)
    low, high = ends(against_plan(*pair(plan=more | {"value_low": 77.0})), "part_of_plan")
    assert high == pytest.approx(46 / 77)
    nearly = {"value_low": float("nan"), "as_written": "gần 77"}
    low, high = ends(against_plan(*pair(plan=nearly)), "part_of_plan")
    assert low == pytest.approx(46 / 77)
    assert isnan(high)
    assert against_plan(*pair(more, more)) == Refusal("ratio-without-bounds", {"top": "hơn 46", "bottom": "hơn 46"})


def test_a_plan_of_other_staff_is_not_this_plan(pair: Callable[..., tuple[pd.Series, pd.Series]]) -> None:
    told = {"first": "100 lượt", "second": "100 lượt", "account": "population|part"}
    change = {"population": "civil_servant", "flags": "partial"}
    assert against_plan(*pair(plan=change)) == Refusal("not-one-account", told)


def test_another_page_may_tell_what_became_of_a_plan(pair: Callable[..., tuple[pd.Series, pd.Series]]) -> None:
    assert isinstance(against_plan(*pair({"source_id": "another"})), Result)


def test_what_is_no_plan_or_no_result_is_an_error(pair: Callable[..., tuple[pd.Series, pd.Series]]) -> None:
    done, plan = pair()
    with pytest.raises(ValueError, match="plan against result"):
        against_plan(plan, done)
    with pytest.raises(ValueError, match="differ in unit"):
        against_plan(done, plan.replace("participation", "class"))


def test_the_plans_of_the_evidence_and_what_sets_each_apart(data: Data) -> None:
    """Read from the rows of ``data/raw/evidence``: two plans of Quảng Nam have their results, no other has."""
    pairs = {pair.first: pair for pair in results_of_plans(data.evidence)}
    assert len(pairs) == data.evidence["status"].isin(["plan", "target"]).sum() == 25
    met = {name: pair for name, pair in pairs.items() if isinstance(pair.answer, Result)}
    assert {(name, pair.second) for name, pair in met.items()} == {
        ("press-quangnam-2022-02", "press-quangnam-2022-04"),
        ("press-quangnam-2022-03", "press-quangnam-2022-05"),
    }
    assert ends(met["press-quangnam-2022-02"].answer, "part_of_plan") == pytest.approx((57 / 60, 57 / 60))
    assert ends(met["press-quangnam-2022-03"].answer, "part_of_plan") == pytest.approx((46 / 77, 46 / 77))
    reasons = {
        "press-quangnam-2013-05": ("press-quangnam-2013-02", "period|part"),
        "press-quangnam-2022-08": ("press-quangnam-2022-04", "period"),
        "press-quangninh-2024-01": ("press-quangninh-2024-07", "unclear|period|part"),
        "quangninh-2020-01": ("press-quangninh-2024-03", "population|period"),
    }
    for name, (nearest, account) in reasons.items():
        answer = pairs[name].answer
        assert isinstance(answer, Refusal)
        assert (pairs[name].second, answer.details["account"]) == (nearest, account)


def test_a_target_that_lies_ahead_says_where_the_figures_of_the_place_end(data: Data) -> None:
    answers = {pair.first: pair.answer for pair in results_of_plans(data.evidence) if not pair.second}
    assert answers["dienbien-2022-08"] == Refusal("plan-ahead-of-results", {"year": "2021"})
    assert answers["quangninh-2020-03"] == Refusal("plan-ahead-of-results", {"year": "2024"})
    assert answers["press-dongnai-2015-06"] == Refusal("plan-without-result"), "Đồng Nai has figures beyond 2020"
    assert answers["press-bacninh-2026-01"] == Refusal("plan-without-result"), "the new Bắc Ninh has none at all"


# A percentage and its plan.


def test_lang_son_136_percent_leaves_one_plan(data: Data) -> None:
    """136 % rounded or cut is from 135.5 to below 137; 24 persons are so much of no whole number."""
    of_lang_son = [pair for pair in plans_of_percentages(data.evidence) if pair.first == "langson-2009-03"]
    assert [pair.second for pair in of_lang_son] == ["langson-2009-02", "langson-2009-05"]
    assert ends(of_lang_son[0].answer, "implied_plan") == (ceil(19843 / 1.37), floor(19843 / 1.355)) == (14484, 14644)
    details = {"percent": 136.0, "done": data.figure("langson-2009-05")["as_written"]}
    assert of_lang_son[1].answer == Refusal("plan-not-whole", details)


def test_hung_yen_64_percent_is_of_one_of_two(data: Data) -> None:
    pairs = [pair for pair in plans_of_percentages(data.evidence) if pair.first == "press-hungyen-2018-03"]
    expected = [("press-hungyen-2018-01", 180), ("press-hungyen-2018-02", 16212)]
    for pair, (name, done) in zip(pairs, expected, strict=True):
        assert pair.second == name
        assert ends(pair.answer, "implied_plan") == (ceil(done / 0.65), floor(done / 0.635))
        assert isinstance(pair.answer, Result)
        assert pair.answer.caveats == (Caveat("plan-of-one-of-several", {"count": 2}),)


@pytest.mark.parametrize(
    ("low", "high", "change", "caveats"),
    [
        (14000.0, float("nan"), {}, ("plan-printed-within",)),
        (14644.0, float("nan"), {}, ("plan-printed-within",)),
        (14645.0, float("nan"), {}, ("plan-printed-outside",)),
        (float("nan"), 14483.0, {}, ("plan-printed-outside",)),
        (14590.0, 14590.0, {}, ("plan-printed-within",)),
        (float("nan"), float("nan"), {}, ()),
        (14000.0, float("nan"), {"tier": "commune"}, ()),
        (14000.0, float("nan"), {"flags": "partial"}, ()),
        (14000.0, float("nan"), {"place_id": "ca-mau"}, ()),
        (14000.0, float("nan"), {"status": "target"}, ()),
    ],
)
def test_a_printed_plan_is_held_against_the_implied_one(
    data: Data, low: float, high: float, change: dict[str, str], caveats: tuple[str, ...]
) -> None:
    of_lang_son = data.evidence[data.evidence["outcome_id"].isin(["langson-2009-02", "langson-2009-03"])]
    told = {"outcome_id": "another-2009-01", "source_id": "another-2009", "status": "plan", "as_written": "hơn 14.000"}
    plan = of_lang_son[of_lang_son["outcome_id"] == "langson-2009-02"].assign(value_low=low, value_high=high)
    figures = pd.concat([of_lang_son, plan.assign(**(told | change))], ignore_index=True)
    (pair,) = plans_of_percentages(figures)
    assert isinstance(pair.answer, Result)
    assert tuple(caveat.rule for caveat in pair.answer.caveats) == caveats
    assert all(caveat.details == {"plan": "hơn 14.000"} for caveat in pair.answer.caveats)


def test_a_percentage_beside_no_result_is_of_nothing(data: Data) -> None:
    alone = data.evidence[data.evidence["outcome_id"] == "press-hungyen-2018-03"]
    assert plans_of_percentages(alone) == (Pair("press-hungyen-2018-03", "", Refusal("percentage-of-nothing")),)


def test_a_bounded_percentage_gives_the_interval_of_its_words(data: Data) -> None:
    done, percent = data.figure("langson-2009-02"), data.figure("langson-2009-03").copy()
    percent["value_high"] = float("nan")  # "hơn 136 %"
    low, high = ends(implied_plan(done, percent), "implied_plan")
    assert isnan(low)
    assert high == pytest.approx(19843 / 1.36)


def test_a_percentage_of_another_place_is_not_about_this_result(data: Data) -> None:
    answer = implied_plan(data.figure("press-hungyen-2018-01"), data.figure("langson-2009-03"))
    assert isinstance(answer, Refusal)
    assert answer.rule == "not-one-account"


def test_an_id_with_two_rows_is_an_error(data: Data) -> None:
    twice = pd.concat([data.evidence, data.evidence.head(1)])
    with pytest.raises(ValueError, match="several rows"):
        results_of_plans(twice)

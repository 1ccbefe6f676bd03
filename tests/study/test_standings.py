"""Ranks with intervals and adjusted differences: what an order of places can carry."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.study.pooling import shrink
from analysis.study.provinces import compare, ranks, rates
from analysis.study.provinces import standings as module
from analysis.study.result import Refusal, Result, table

# Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, section 4: fifteen p values.
PUBLISHED = (0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
             0.7590, 1.0)  # fmt: skip


def estimates(*rows: tuple[float, float], df: float = np.nan, period: str = "2020") -> Result:
    frame = table(
        [
            {"term": "level", "place": f"p{at:02}", "period": period, "estimate": value, "std_error": error, "df": df}
            for at, (value, error) in enumerate(rows)
        ]
    )
    return Result(frame, "level", "given", {}, n=len(rows))


def ranked(result: Result, **options: object) -> Result:
    answer = ranks(result, **options)  # type: ignore[arg-type]
    assert isinstance(answer, Result)
    return answer


def compared(result: Result, **options: object) -> Result:
    answer = compare(result, **options)  # type: ignore[arg-type]
    assert isinstance(answer, Result)
    return answer


# -- ranks -----------------------------------------------------------------------------------------------------------


def test_of_two_places_the_first_is_first_as_often_as_theory_says() -> None:
    answer = ranked(estimates((1.0, 0.8), (0.0, 0.6)), draws=40_000, seed=1)
    first = answer.row("probability_top", "p00")["estimate"]
    assert first == pytest.approx(stats.norm.cdf(1.0), abs=3 * (0.84 * 0.16 / 40_000) ** 0.5)
    assert first + answer.row("probability_top", "p01")["estimate"] == pytest.approx(1)


@pytest.mark.parametrize("df", [3.0, 7.0, np.inf])
def test_estimates_with_degrees_of_freedom_are_drawn_from_t(df: float) -> None:
    """Beside a place that is known, the other comes first as often as t is above the distance."""
    both = estimates((1.5, 1.0), (0.0, 1e-9), df=df)
    first = ranked(both, draws=40_000, seed=1).row("probability_top", "p00")["estimate"]
    expected = stats.t.cdf(1.5, df)
    assert first == pytest.approx(expected, abs=3 * (expected * (1 - expected) / 40_000) ** 0.5)


def test_a_normal_estimate_is_drawn_alike_whatever_the_degrees_of_freedom_of_the_others() -> None:
    frame = estimates((1.0, 1.0), (0.0, 1e-9), (0.5, 1e-9)).table
    mixed = Result(frame.assign(df=[np.nan, 4.0, 4.0]), "level", "given", {}, n=3)
    plain = Result(frame, "level", "given", {}, n=3)
    pd.testing.assert_frame_equal(ranked(mixed, draws=2000).table, ranked(plain, draws=2000).table)


def test_places_far_apart_have_the_ranks_of_their_estimates() -> None:
    answer = ranked(estimates((1, 0.1), (9, 0.1), (5, 0.1)), draws=500)
    ranks_of = answer.table.query("term == 'rank'").set_index("place")
    assert ranks_of["estimate"].to_dict() == {"p00": 3, "p01": 1, "p02": 2}
    assert (ranks_of["lower"] == ranks_of["upper"]).all()
    assert answer.row("rank_width")["estimate"] == 0


def test_places_that_do_not_differ_may_have_any_rank() -> None:
    answer = ranked(estimates(*[(3.0, 1.0)] * 40), draws=4000)
    rows = answer.table.query("term == 'rank'")
    assert rows["lower"].to_numpy() == pytest.approx(1.5, abs=1.0)
    assert rows["upper"].to_numpy() == pytest.approx(39.5, abs=1.0)
    among = ranked(estimates(*[(3.0, 1.0)] * 40), draws=4000, top=10).table.query("term == 'probability_top'")
    assert among["estimate"].to_numpy() == pytest.approx(0.25, abs=0.035)


def test_rank_intervals_hold_the_true_rank_about_as_often_as_they_say() -> None:
    """With shrunken estimates (an empirical Bayes posterior) of places drawn from one distribution."""
    draw, held = np.random.default_rng(8), []
    for _ in range(60):
        truth = draw.normal(0, 1, 30)
        errors = draw.uniform(0.3, 0.9, 30)
        shrunken = shrink(estimates(*zip(draw.normal(truth, errors), errors, strict=True)).estimates())
        assert isinstance(shrunken, Result)
        rows = ranked(shrunken, term="shrunken", draws=800).table.query("term == 'rank'")
        true = stats.rankdata(-truth)
        held.append(((rows["lower"] <= true) & (rows["upper"] >= true)).mean())
    assert np.mean(held) == pytest.approx(0.95, abs=0.02)


def test_the_lowest_may_come_first() -> None:
    answer = ranked(estimates((1, 0.1), (9, 0.1)), first="lowest", draws=200)
    assert answer.row("rank", "p00")["estimate"] == 1


@pytest.mark.parametrize("df", [np.nan, 0.7, 5.0])
def test_the_same_seed_gives_the_same_ranks_and_batches_do_not_matter(
    df: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_ones = estimates((1, 1), (2, 1), (3, 1), df=df)
    whole = ranked(given_ones, draws=3000, seed=4)
    assert ranked(given_ones, draws=3000, seed=4).to_json() == whole.to_json()
    assert ranked(given_ones, draws=3000, seed=5).to_json() != whole.to_json()
    monkeypatch.setattr(module, "BATCH", 7)
    assert ranked(given_ones, draws=3000, seed=4).to_json() == whole.to_json()


# -- differences -----------------------------------------------------------------------------------------------------


def standing_apart(p_values: tuple[float, ...]) -> Result:
    """Estimates whose differences from a place without error of its own have these p values."""
    scores = [stats.norm.isf(p / 2) if p < 1 else 0.0 for p in p_values]
    return estimates((0.0, 1e-9), *((score, 1.0) for score in scores))


@pytest.mark.parametrize(("adjust", "rejected"), [("bh", 4), ("holm", 3)])
def test_adjusted_p_values_reject_as_published(adjust: str, rejected: int) -> None:
    answer = compared(standing_apart(PUBLISHED), against="p00", adjust=adjust)
    assert answer.table["p_value"].to_numpy() == pytest.approx(PUBLISHED, rel=1e-6)
    assert (answer.table["p_adjusted"] <= 0.05).sum() == rejected
    if adjust == "bh":
        assert answer.table["p_adjusted"].to_numpy()[:4] == pytest.approx((0.0015, 0.003, 0.0095, 0.035625), rel=1e-6)


def test_a_difference_from_the_mean_is_a_contrast_of_all_places() -> None:
    values, errors = np.array([1.0, 4.0, 7.0]), np.array([0.5, 1.0, 2.0])
    row = compared(estimates(*zip(values, errors, strict=True))).row("difference", "p01")
    contrast = np.array([-1, 2, -1]) / 3
    assert row["estimate"] == pytest.approx(contrast @ values)
    assert row["std_error"] == pytest.approx((contrast**2 @ errors**2) ** 0.5)


def test_with_two_places_a_comparison_is_welchs_t_test() -> None:
    draw = np.random.default_rng(2)
    one, two = draw.normal(0, 1, 8), draw.normal(1, 3, 8)
    both = estimates(*((sample.mean(), stats.sem(sample)) for sample in (one, two)), df=7)
    row = compared(both, against="p01").row("difference", "p00")
    welch = stats.ttest_ind(one, two, equal_var=False)
    assert (row["p_value"], row["df"]) == pytest.approx((welch.pvalue, welch.df))
    interval = welch.confidence_interval()
    assert (row["lower"], row["upper"]) == pytest.approx((interval.low, interval.high))


def test_when_no_place_differs_a_false_finding_is_as_rare_as_holm_promises() -> None:
    draw = np.random.default_rng(9)
    found = [
        (compared(estimates(*((x, 1.0) for x in draw.normal(0, 1, 20)))).table["p_adjusted"] < 0.05).any()
        for _ in range(400)
    ]
    assert np.mean(found) < 0.05 + 3 * (0.05 * 0.95 / 400) ** 0.5


# -- refused, and its nearest neighbour that is not ------------------------------------------------------------------

BOTH = pytest.mark.parametrize("function", [ranks, compare], ids=["ranks", "compare"])


@BOTH
def test_an_order_without_errors_is_refused(function: object) -> None:
    without = estimates((1, np.nan), (2, 0.0))
    answer = function(without)  # type: ignore[operator]
    assert isinstance(answer, Refusal)
    assert answer.rule == "ranks-without-errors"
    assert isinstance(function(estimates((1, 0.1), (2, 0.1))), Result)  # type: ignore[operator]


@BOTH
def test_one_place_has_no_order(function: object) -> None:
    answer = function(estimates((1, 0.1), (2, 0.0)))  # type: ignore[operator]
    assert isinstance(answer, Refusal)
    assert answer.rule == "too-few-places"
    answer = function(estimates((1, 0.1), (2, 0.0), (3, 0.1)))  # type: ignore[operator]
    assert [caveat.rule for caveat in answer.caveats] == ["ranks-left-out"]
    assert answer.dropped == 1


@BOTH
def test_estimates_of_different_periods_have_no_order(function: object) -> None:
    mixed = pd.concat([estimates((1, 0.1)).table, estimates((2, 0.1), (3, 0.1), period="2021").table.tail(1)])
    both = Result(mixed, "level", "given", {}, n=2)
    answer = function(both)  # type: ignore[operator]
    assert isinstance(answer, Refusal)
    assert answer.rule == "ranks-across-periods"
    allowed = function(both, allow=("ranks-across-periods",))  # type: ignore[operator]
    assert allowed.caveats[0].allowed
    same = Result(mixed.assign(period="2021"), "level", "given", {}, n=2)
    assert isinstance(function(same), Result)  # type: ignore[operator]


def test_the_rows_must_be_chosen_where_there_are_several() -> None:
    frame = pd.DataFrame({"place": ["a", "b"] * 2, "year": [2020, 2020, 2021, 2021], "n": [5, 9, 4, 8], "m": 100})
    of_years = rates(frame, count="n", staff="m")
    assert isinstance(of_years, Result)
    with pytest.raises(ValueError, match="several periods: 2020, 2021"):
        ranks(of_years)
    assert ranked(of_years, period="2021", draws=100).row("rank", "b")["estimate"] == 1
    with pytest.raises(ValueError, match="no place has a row"):
        ranks(of_years, term="slope")
    with pytest.raises(ValueError, match="neither 'mean' nor"):
        compare(of_years, period="2021", against="c")
    with pytest.raises(ValueError, match="neither holm nor bh"):
        compare(of_years, period="2021", adjust="none")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="draws 5"):
        ranks(of_years, period="2021", draws=5)


# -- invariance ------------------------------------------------------------------------------------------------------

ROWS = st.lists(
    st.tuples(st.floats(-50, 50), st.floats(0.125, 20)).map(lambda row: (round(row[0], 3), round(row[1], 3))),
    min_size=2,
    max_size=8,
)


@settings(max_examples=30)
@given(rows=ROWS, scale=st.sampled_from([0.5, 4.0, 1024.0]), seed=st.integers(0, 9))
def test_order_and_unit_do_not_matter(rows: list[tuple[float, float]], scale: float, seed: int) -> None:
    plain = estimates(*rows)
    mixed = plain.table.sample(frac=1, random_state=seed)
    scaled = mixed.assign(estimate=mixed["estimate"] * scale, std_error=mixed["std_error"] * scale)
    other = Result(scaled, "level", "given", {}, n=len(rows))
    pd.testing.assert_frame_equal(ranked(plain, draws=200).table, ranked(other, draws=200).table)
    one, two = compared(plain).table, compared(other).table
    assert two["estimate"].to_numpy() == pytest.approx(scale * one["estimate"].to_numpy())
    assert two["p_adjusted"].to_numpy() == pytest.approx(one["p_adjusted"].to_numpy())
    assert one["estimate"].sum() == pytest.approx(0, abs=1e-9)

"""Funnels: limits that hold what chance allows for each size, wider where places differ beyond chance."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.study.provinces import funnel
from analysis.study.provinces.funnels import limits
from analysis.study.result import Refusal, Result

STAFF = [50, 80, 120, 200, 300, 500, 800, 1200, 2000, 3000]
PLACES = pd.DataFrame(
    {
        "place": list("abcdefghij"), "count": [9, 5, 14, 31, 28, 40, 101, 118, 160, 330], "staff": STAFF,
        "source_id": "by-hand",
    }
)  # fmt: skip


def drawn(frame: pd.DataFrame = PLACES, **options: object) -> Result:
    answer = funnel(frame, count="count", staff="staff", **options)  # type: ignore[arg-type]
    assert isinstance(answer, Result)
    return answer


def of_places(answer: Result) -> pd.DataFrame:
    return answer.table[answer.table["place"] != ""].reset_index(drop=True)


# -- formulas of Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202, written anew ------------------------------


def test_the_target_is_all_events_over_all_staff() -> None:
    assert drawn().row("target")["estimate"] == pytest.approx(1000 * PLACES["count"].sum() / sum(STAFF))
    assert drawn(target=90.0).row("target")["estimate"] == 90.0


def test_multiplicative_limits_follow_the_paper() -> None:
    answer = drawn(overdispersion="multiplicative")
    centre = PLACES["count"].sum() / sum(STAFF)
    scores = sorted((c / n - centre) / (centre / n) ** 0.5 for c, n in zip(PLACES["count"], STAFF, strict=True))
    winsorised = [scores[1], *scores[1:-1], scores[-2]]  # one of ten at either end
    phi = sum(score**2 for score in winsorised) / 10
    assert phi > 1
    assert answer.row("dispersion")["estimate"] == pytest.approx(phi)
    row = answer.row("rate", "d")
    reach = 1.959964 * (phi * centre / 200) ** 0.5
    assert (row["lower"], row["upper"]) == pytest.approx((1000 * (centre - reach), 1000 * (centre + reach)), rel=1e-6)


def test_additive_limits_follow_the_paper() -> None:
    answer = drawn(overdispersion="additive")
    centre, phi = PLACES["count"].sum() / sum(STAFF), answer.row("dispersion")["estimate"]
    weights = [n / centre for n in STAFF]
    tau2 = (10 * phi - 9) / (sum(weights) - sum(w**2 for w in weights) / sum(weights))
    assert answer.row("tau2")["estimate"] == pytest.approx(tau2 * 1000**2)
    row = answer.row("rate", "j")
    assert row["std_error"] == pytest.approx(1000 * (centre / 3000 + tau2) ** 0.5)
    assert row["p_value"] == pytest.approx(2 * stats.norm.sf(abs(110 - 1000 * centre) / row["std_error"]))


@pytest.mark.parametrize("kind", ["rate", "share"])
def test_exact_limits_lie_between_the_whole_counts_around_the_quantile(kind: str) -> None:
    answer = drawn(overdispersion="none", kind=kind, per=1)
    centre = PLACES["count"].sum() / sum(STAFF)
    for row in of_places(answer).to_dict(orient="records"):
        law = stats.binom(row["n"], centre) if kind == "share" else stats.poisson(row["n"] * centre)
        for end, p in (("lower", 0.025), ("upper", 0.975)):
            whole = law.ppf(p)
            assert whole - 1 <= row[end] * row["n"] <= whole
            between = whole - (law.cdf(whole) - p) / law.pmf(whole)
            assert row[end] * row["n"] == pytest.approx(between)


def test_mid_p_values_count_half_of_what_was_seen() -> None:
    row = drawn(overdispersion="none").row("rate", "a")
    law = stats.poisson(50 * PLACES["count"].sum() / sum(STAFF))
    assert row["p_value"] == pytest.approx(2 * (law.sf(9) + law.pmf(9) / 2))


def test_p_values_are_adjusted_by_benjamini_and_hochberg() -> None:
    rows = of_places(drawn())
    assert rows["p_adjusted"].to_numpy() == pytest.approx(stats.false_discovery_control(rows["p_value"]))


# -- known truth -----------------------------------------------------------------------------------------------------


def made_up(places: int, spread: float, seed: int) -> pd.DataFrame:
    """Synthetic counts around 100 for each 1,000, with true rates ``spread`` apart."""
    draw = np.random.default_rng(seed)
    staff = draw.integers(200, 5000, places)
    truth = np.clip(draw.normal(0.1, spread, places), 0.001, None)
    return pd.DataFrame(
        {"place": [f"p{n:04}" for n in range(places)], "count": draw.poisson(staff * truth), "staff": staff}
    )


def outside(answer: Result) -> float:
    rows = of_places(answer)
    return float(((rows["estimate"] < rows["lower"]) | (rows["estimate"] > rows["upper"])).mean())


def test_by_chance_alone_one_place_in_twenty_lies_outside() -> None:
    assert outside(drawn(made_up(4000, 0.0, 1), overdispersion="none")) == pytest.approx(0.05, abs=0.01)


def test_where_true_rates_differ_only_additive_limits_keep_one_in_twenty_outside() -> None:
    differing = made_up(4000, 0.02, 2)
    plain = drawn(differing, overdispersion="none")
    assert outside(plain) > 0.3
    assert [caveat.rule for caveat in plain.caveats] == ["funnel-overdispersed"]
    widened = drawn(differing, winsorise=0)
    assert widened.caveats == ()
    assert outside(widened) == pytest.approx(0.05, abs=0.015)
    assert widened.row("tau2")["estimate"] ** 0.5 == pytest.approx(20, rel=0.1)
    assert outside(drawn(differing)) == pytest.approx(1 / 8, abs=0.02)  # as the paper winsorises


def test_limits_are_never_narrowed() -> None:
    even = PLACES.assign(count=[n // 10 for n in STAFF])
    calm = drawn(even, overdispersion="multiplicative")
    assert calm.row("dispersion")["estimate"] < 1
    assert calm.row("rate", "j")["std_error"] == pytest.approx(1000 * (0.1 / 3000) ** 0.5, rel=0.01)
    assert drawn(even).row("tau2")["estimate"] == 0


@pytest.mark.parametrize("overdispersion", ["none", "multiplicative", "additive"])
def test_the_curves_of_a_figure_pass_through_the_limits_of_the_places(overdispersion: str) -> None:
    answer = drawn(overdispersion=overdispersion)
    low, high = limits(answer, np.array(STAFF, dtype=float))
    assert low == pytest.approx(of_places(answer)["lower"].to_numpy())
    assert high == pytest.approx(of_places(answer)["upper"].to_numpy())


# -- refused, and its nearest neighbour that is not ------------------------------------------------------------------


def refused(frame: pd.DataFrame, **options: object) -> str:
    answer = funnel(frame, count="count", staff="staff", **options)  # type: ignore[arg-type]
    assert isinstance(answer, Refusal)
    return answer.rule


def test_four_places_are_too_few_and_five_are_enough() -> None:
    assert refused(PLACES.head(4)) == "funnel-too-few"
    assert drawn(PLACES.head(5)).n == 5


def test_several_periods_are_refused_and_one_is_not() -> None:
    assert refused(PLACES.assign(year=[2020] * 9 + [2021])) == "funnel-across-periods"
    assert drawn(PLACES.assign(year=2020)).row("rate", "a")["period"] == "2020"


def test_more_events_than_staff_are_a_rate_but_no_share() -> None:
    events = PLACES.assign(count=[60, *PLACES["count"][1:]])
    assert refused(events, kind="share") == "share-over-one"
    assert drawn(events, kind="rate").n == 10
    assert drawn(events.assign(count=[50, *PLACES["count"][1:]]), kind="share").n == 10


def test_part_time_posts_have_rates_but_no_shares() -> None:
    posts = PLACES.assign(staff=[50.5, *STAFF[1:]])
    assert refused(posts, kind="share") == "counts-not-whole"
    assert drawn(posts).n == 10


def test_around_nothing_and_around_everyone_there_are_no_limits() -> None:
    assert refused(PLACES.assign(count=0)) == "funnel-target"
    assert refused(PLACES.assign(count=STAFF), kind="share") == "funnel-target"
    assert drawn(PLACES.assign(count=[0] * 9 + [1])).row("rate", "a")["lower"] == 0
    assert drawn(PLACES.assign(count=STAFF)).row("target")["estimate"] == 1000


def test_an_unknown_option_is_an_error() -> None:
    for options in ({"kind": "mean"}, {"overdispersion": "some"}, {"winsorise": 0.5}):
        with pytest.raises(ValueError, match=r"unknown|from 0 to 0\.5"):
            drawn(**options)


# -- invariance ------------------------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(
    rows=st.lists(st.tuples(st.integers(0, 60), st.integers(60, 900)), min_size=5, max_size=12),
    overdispersion=st.sampled_from(["none", "multiplicative", "additive"]),
    kind=st.sampled_from(["rate", "share"]),
    seed=st.integers(0, 9),
)
def test_order_and_unit_do_not_matter_and_limits_enclose_the_target(
    rows: list[tuple[int, int]], overdispersion: str, kind: str, seed: int
) -> None:
    if not any(count for count, _ in rows):
        rows[0] = (1, rows[0][1])
    if all(count == staff for count, staff in rows):
        rows[0] = (0, rows[0][1])
    frame = pd.DataFrame(rows, columns=["count", "staff"]).assign(place=[f"p{n:02}" for n in range(len(rows))])
    one = drawn(frame, overdispersion=overdispersion, kind=kind, per=1)
    mixed = frame.sample(frac=1, random_state=seed).set_index(pd.Index([1] * len(frame)))
    hundred = drawn(mixed.astype({"place": "category"}), overdispersion=overdispersion, kind=kind, per=100)
    for column in ("estimate", "std_error", "lower", "upper"):
        assert of_places(hundred)[column].to_numpy() == pytest.approx(100 * of_places(one)[column].to_numpy())
    assert of_places(hundred)["p_value"].to_numpy() == pytest.approx(of_places(one)["p_value"].to_numpy())
    target = one.row("target")["estimate"]
    within = of_places(one)
    assert (within["lower"] >= 0).all()
    assert (within["lower"] <= target + 1e-12).all()
    assert overdispersion == "none" or (within["upper"] >= target).all()

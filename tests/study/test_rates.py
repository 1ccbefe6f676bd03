"""Rates and shares: intervals of counts as published, wider where counts scatter more, none where there is no count."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.study.provinces import rates, shares
from analysis.study.result import Refusal, Result


def panel(*rows: tuple[str, float, float], years: list[int] | None = None) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["place", "count", "staff"]).assign(source_id="by-hand")
    return frame if years is None else frame.assign(year=years)


def rate(frame: pd.DataFrame, **options: object) -> Result:
    answer = rates(frame, count="count", staff="staff", **options)  # type: ignore[arg-type]
    assert isinstance(answer, Result)
    return answer


def share(frame: pd.DataFrame, **options: object) -> Result:
    answer = shares(frame, persons="count", staff="staff", **options)  # type: ignore[arg-type]
    assert isinstance(answer, Result)
    return answer


# -- published values ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("interval", "persons", "staff", "lower", "upper"),
    [
        ("wilson", 81, 263, 0.25529, 0.36621),
        ("exact", 81, 263, 0.25274, 0.36762),
        ("wilson", 15, 148, 0.06239, 0.16049),
        ("exact", 15, 148, 0.05784, 0.16165),
    ],
)
def test_shares_have_the_intervals_of_newcombe(
    interval: str, persons: int, staff: int, lower: float, upper: float
) -> None:
    """Newcombe (1998), Statistics in Medicine 17, table I; five digits from R."""
    row = share(panel(("here", persons, staff)), interval=interval).row("share")
    assert (row["lower"], row["upper"]) == pytest.approx((lower, upper), abs=1e-5)


def test_a_rate_has_the_exact_limits_of_garwood() -> None:
    """Ten events: 4.795 to 18.390 (Garwood 1936; tables such as Breslow and Day 1987)."""
    row = rate(panel(("here", 10, 1000))).row("rate")
    assert (row["lower"], row["upper"]) == pytest.approx((4.795, 18.390), abs=1e-3)


def test_a_place_without_events_has_an_upper_limit_only() -> None:
    row = rate(panel(("here", 0, 1000))).row("rate")
    assert (row["estimate"], row["lower"]) == (0, 0)
    assert row["upper"] == pytest.approx(-np.log(0.025))


# -- dispersion ------------------------------------------------------------------------------------------------------

SCATTERED = panel(
    *(("a", n, 100) for n in (5, 20, 9, 30)), *(("b", n, 200) for n in (40, 8, 66, 20)), years=[1, 2, 3, 4] * 2
)


def test_the_dispersion_is_that_of_a_poisson_model_with_an_effect_for_each_place() -> None:
    dummies = pd.get_dummies(SCATTERED["place"], dtype=float)
    fit = sm.GLM(
        SCATTERED["count"], dummies, family=sm.families.Poisson(), offset=np.log(SCATTERED["staff"].astype(float))
    ).fit()
    row = rate(SCATTERED).row("dispersion")
    assert row["estimate"] == pytest.approx(fit.pearson_chi2 / fit.df_resid)
    assert row["df"] == fit.df_resid
    assert row["method"] == "around place"


def test_with_one_count_a_place_the_scatter_is_around_the_common_rate() -> None:
    one = panel(("a", 5, 100), ("b", 40, 200), ("c", 12, 50))
    fit = sm.GLM(
        one["count"], np.ones(3), family=sm.families.Poisson(), offset=np.log(one["staff"].astype(float))
    ).fit()
    answer = rate(one)
    assert answer.row("dispersion")["estimate"] == pytest.approx(fit.pearson_chi2 / 2)
    assert answer.row("dispersion")["method"] == "around common"
    assert answer.row("common")["estimate"] == pytest.approx(1000 * np.exp(fit.params.iloc[0]))


def test_counts_that_scatter_too_much_get_wider_intervals_and_the_others_stand_beside() -> None:
    answer = rate(SCATTERED)
    wide, narrow = (answer.table[answer.table["term"] == term].reset_index() for term in ("rate", "rate_poisson"))
    phi = answer.row("dispersion")["estimate"]
    assert phi > 1.5
    assert [caveat.rule for caveat in answer.caveats] == ["dispersion-in-place"]
    assert (wide["estimate"] == narrow["estimate"]).all()
    assert wide["std_error"].to_numpy() == pytest.approx(phi**0.5 * narrow["std_error"].to_numpy())
    assert ((wide["lower"] < narrow["lower"]) & (wide["upper"] > narrow["upper"])).all()


def test_the_nearest_counts_that_do_not_scatter_keep_their_poisson_intervals() -> None:
    calm = SCATTERED.assign(count=[15, 17, 14, 18, 33, 36, 30, 35])
    answer = rate(calm)
    assert answer.row("dispersion")["estimate"] < 1.5
    assert answer.caveats == ()
    assert "rate_poisson" not in set(answer.table["term"])


def test_quasi_intervals_are_those_of_a_quasi_poisson_model_where_counts_are_large() -> None:
    draw = np.random.default_rng(3)
    counts = draw.negative_binomial(2000, 2000 / (2000 + 6000), 20)
    large = pd.DataFrame({"place": [f"p{n:02}" for n in range(20)], "count": counts, "staff": 1e5})
    answer = rate(large, interval="quasi", per=1)
    fit = sm.GLM(counts, np.ones(20), family=sm.families.Poisson(), offset=np.full(20, np.log(1e5))).fit(scale="X2")
    assert answer.row("dispersion")["estimate"] == pytest.approx(fit.scale)
    assert fit.scale > 1.5
    common = answer.row("common")
    assert (common["lower"], common["upper"]) == pytest.approx(np.exp(fit.conf_int()[0]), rel=1e-3)


def test_quasi_never_narrows() -> None:
    calm = SCATTERED.assign(count=[16, 16, 16, 16, 33, 33, 33, 33])
    plain, quasi = (rate(calm, interval=interval).table.query("term == 'rate'") for interval in ("poisson", "quasi"))
    assert quasi["lower"].tolist() == plain["lower"].tolist()


def test_a_single_count_says_nothing_of_dispersion() -> None:
    answer = rate(panel(("here", 10, 1000)))
    assert [caveat.rule for caveat in answer.caveats] == ["dispersion-unknown"]


def test_poisson_intervals_hold_the_truth_at_least_as_often_as_they_say() -> None:
    draw = np.random.default_rng(5)
    counts = draw.poisson(7.0, 4000)
    frame = pd.DataFrame({"place": [f"p{n}" for n in range(4000)], "count": counts, "staff": 1000.0})
    rows = rate(frame).table.query("term == 'rate'")
    held = ((rows["lower"] <= 7) & (rows["upper"] >= 7)).mean()
    assert held > 0.95


def test_wilson_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    draw = np.random.default_rng(6)
    frame = pd.DataFrame({"place": [f"p{n}" for n in range(4000)], "count": draw.binomial(60, 0.3, 4000), "staff": 60})
    rows = share(frame).table.query("term == 'share'")
    held = ((rows["lower"] <= 0.3) & (rows["upper"] >= 0.3)).mean()
    assert held == pytest.approx(0.95, abs=0.015)


# -- refused, and its nearest neighbour that is not ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([("a", 2.5, 10), ("b", 3, 10)], "counts-not-whole"),
        ([("a", np.nan, 10), ("b", 3, np.nan)], "counts-missing"),
        ([("a", 2, 0), ("b", 3, 0)], "counts-missing"),
    ],
)
def test_what_is_not_a_count_of_staff_is_refused(rows: list[tuple[str, float, float]], rule: str) -> None:
    answer = rates(panel(*rows), count="count", staff="staff")
    assert isinstance(answer, Refusal)
    assert answer.rule == rule


@pytest.mark.parametrize(
    "rows", [[("a", 2.0, 10), ("b", 3, 10)], [("a", np.nan, 10), ("b", 3, 10)], [("a", 2, 0), ("b", 3, 10)]]
)
def test_one_whole_count_with_staff_is_enough(rows: list[tuple[str, float, float]]) -> None:
    assert rate(panel(*rows)).row("rate", "b")["estimate"] == 300


def test_a_place_without_staff_is_named() -> None:
    answer = rate(panel(("a", 2, 0), ("b", 3, 10), ("c", 4, 10)))
    assert answer.caveats[0].rule == "staff-zero"
    assert answer.caveats[0].details["places"] == "a"
    assert answer.dropped == 1


def test_participations_are_no_share() -> None:
    events = panel(("a", 11, 10), ("b", 3, 10))
    answer = shares(events, persons="count", staff="staff")
    assert isinstance(answer, Refusal)
    assert answer.rule == "share-over-one"
    assert rate(events).row("rate", "a")["estimate"] == 1100
    allowed = share(events, allow=("share-over-one",))
    assert allowed.caveats[0].allowed
    assert allowed.table.query("term == 'share'")["place"].tolist() == ["b"]
    assert share(panel(("a", 10, 10))).row("share")["upper"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (panel(("a", -1, 10)), "negative"),
        (panel(("a", 1, 10), ("a", 2, 10)), "several rows"),
        (panel(("a", 1, 10)).drop(columns="staff"), "no column staff"),
    ],
)
def test_mistakes_are_errors(frame: pd.DataFrame, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rates(frame, count="count", staff="staff")


@pytest.mark.parametrize("call", [lambda f: rate(f, interval="normal"), lambda f: share(f, interval="wald")])
def test_an_unknown_interval_is_an_error(call: object) -> None:
    with pytest.raises(ValueError, match="neither"):
        call(panel(("a", 1, 10)))  # type: ignore[operator]


# -- invariance ------------------------------------------------------------------------------------------------------

COUNTS = st.lists(st.tuples(st.integers(0, 400), st.integers(400, 5000)), min_size=1, max_size=8)


@settings(max_examples=40)
@given(rows=COUNTS, seed=st.integers(0, 99))
def test_order_index_and_type_of_the_rows_do_not_matter(rows: list[tuple[int, int]], seed: int) -> None:
    frame = panel(*((f"p{at}", count, staff) for at, (count, staff) in enumerate(rows)))
    other = frame.sample(frac=1, random_state=seed).astype({"place": "category", "count": "float64"})
    other.index = pd.Index([0] * len(other))
    pd.testing.assert_frame_equal(rate(frame).table, rate(other).table)
    pd.testing.assert_frame_equal(share(frame).table, share(other).table)


@settings(max_examples=40)
@given(rows=COUNTS)
def test_the_unit_only_scales(rows: list[tuple[int, int]]) -> None:
    frame = panel(*((f"p{at}", count, staff) for at, (count, staff) in enumerate(rows)))
    for term in ("rate", "common"):
        one, hundred = (rate(frame, per=per).table.set_index("term").loc[[term]] for per in (1, 100))
        for column in ("estimate", "std_error", "lower", "upper"):
            assert hundred[column].to_numpy() == pytest.approx(100 * one[column].to_numpy())


@settings(max_examples=40)
@given(rows=COUNTS)
def test_every_interval_holds_its_estimate_and_stays_where_it_can_be(rows: list[tuple[int, int]]) -> None:
    frame = panel(*((f"p{at}", count, staff) for at, (count, staff) in enumerate(rows)))
    for answer, most in ((rate(frame, per=1), np.inf), (share(frame), 1), (share(frame, interval="exact"), 1)):
        known = answer.table[answer.table["term"] != "dispersion"]
        assert (known["lower"] >= 0).all()
        assert (known["lower"] <= known["estimate"] + 1e-12).all()
        assert (known["estimate"] <= known["upper"] + 1e-12).all()
        assert (known["upper"] <= most + 1e-12).all()


def test_each_period_has_its_own_common_rate() -> None:
    answer = rate(panel(("a", 1, 10), ("b", 3, 10), ("a", 5, 10), ("b", 5, 10), years=[2020, 2020, 2021, 2021]))
    common = answer.table.query("term == 'common'").set_index("period")["estimate"]
    assert common.to_dict() == {"2020": 200.0, "2021": 500.0}

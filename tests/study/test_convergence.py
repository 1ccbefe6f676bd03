"""Convergence: the regression of growth on the initial level, what its slope means in years, and Galton's fallacy."""

from __future__ import annotations

from math import exp, inf, log
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtr

from analysis.outcomes import Data
from analysis.study.result import Refusal, Result
from analysis.study.trends import convergence


def two_years(start: Any, end: Any, **columns: Any) -> pd.DataFrame:
    """Places with values of 2008 and 2016."""
    names = [f"place-{at:02}" for at in range(len(start))]
    years = [pd.DataFrame({"place": names, "year": year, "value": v}) for year, v in ((2008, start), (2016, end))]
    return pd.concat(years, ignore_index=True).assign(source_id="by-hand", **columns)


def drawn(speed: float, *, places: int = 40, noise: float = 0.02, seed: int = 1) -> pd.DataFrame:
    """Logs whose gaps close by exp(-8 speed) in eight years, with small errors."""
    draw = np.random.default_rng(seed)
    start = draw.normal(3, 0.5, places)
    end = 3.4 + (start - 3) * exp(-8 * speed) + draw.normal(0, noise, places)
    return two_years(np.exp(start), np.exp(end))


def done(answer: Result | Refusal) -> Result:
    assert isinstance(answer, Result)
    return answer


def found(panel: pd.DataFrame, **options: Any) -> Result:
    return done(convergence(panel, start=2008, end=2016, **options))


def rule(panel: pd.DataFrame, **options: Any) -> str:
    answer = convergence(panel, **{"start": 2008, "end": 2016, **options})
    return answer.rule if isinstance(answer, Refusal) else "answered"


@pytest.mark.parametrize("scale", ["log", "points"])
@pytest.mark.parametrize("se", ["hc3", "classical"])
def test_beta_is_the_slope_of_growth_on_the_initial_level(scale: Any, se: Any) -> None:
    panel = drawn(0.05, noise=0.1)
    wide = panel.pivot(index="place", columns="year", values="value")
    wide = np.log(wide) if scale == "log" else wide
    frame = pd.DataFrame({"growth": (wide[2016] - wide[2008]) / 8, "level": wide[2008]})
    fit = smf.ols("growth ~ level", frame).fit(
        **({"cov_type": "HC3", "use_t": True} if se == "hc3" else {})
    )  # fmt: skip
    row = found(panel, scale=scale, se=se).row("beta")
    assert row[["estimate", "std_error", "p_value"]].tolist() == pytest.approx(
        [fit.params["level"], fit.bse["level"], fit.pvalues["level"]], rel=1e-6
    )
    assert [row["lower"], row["upper"]] == pytest.approx(fit.conf_int().loc["level"].tolist(), rel=1e-6)
    assert [row["df"], row["n"], row["period"]] == [38, 40, "2008–2016"]


def test_a_gap_that_closes_by_five_per_cent_a_year_is_halved_in_fourteen_years() -> None:
    answer = found(drawn(0.05, places=400))
    beta, speed, half = (answer.row(term) for term in ("beta", "speed", "half_life"))
    assert speed["estimate"] == pytest.approx(0.05, abs=0.002)
    assert half["estimate"] == pytest.approx(log(2) / 0.05, abs=0.5)
    assert beta["estimate"] == pytest.approx(-(1 - exp(-8 * speed["estimate"])) / 8)
    assert [speed["lower"], speed["upper"]] == pytest.approx(
        [-log(1 + 8 * beta[end]) / 8 for end in ("upper", "lower")]
    )
    assert [half["lower"], half["upper"]] == pytest.approx([log(2) / speed[end] for end in ("upper", "lower")])


def test_how_often_the_interval_of_the_half_life_holds_it() -> None:
    held = 0
    for seed in range(100):
        row = found(drawn(0.05, noise=0.2, seed=seed)).row("half_life")
        held += row["lower"] <= log(2) / 0.05 <= row["upper"]
    assert held / 100 == pytest.approx(0.95, abs=3 * (0.95 * 0.05 / 100) ** 0.5)


def test_ends_that_are_open_are_infinite() -> None:
    """Slow closing with much noise: perhaps never half. Gaps that are gone or turned round: perhaps at once."""
    slow = found(drawn(0.01, noise=0.4))
    assert slow.row("beta")["lower"] < 0 < slow.row("beta")["upper"]
    assert slow.row("half_life")["upper"] == inf
    assert slow.row("half_life")["lower"] == pytest.approx(log(2) / slow.row("speed")["upper"])
    fast = found(drawn(1.0, noise=0.3))
    assert fast.row("beta")["lower"] < -1 / 8 < fast.row("beta")["upper"]
    assert fast.row("speed")["upper"] == inf
    assert fast.row("half_life")["lower"] == 0


def test_places_that_drift_apart_have_no_half_life() -> None:
    answer = found(drawn(-0.05))
    half = answer.row("half_life")
    assert answer.row("beta")["estimate"] > 0
    assert np.isnan(half["estimate"])
    assert [half["lower"], half["upper"]] == [inf, inf], "not even the end of the interval closes a gap"
    assert answer.caveats == ()
    unsure = found(drawn(-0.001, noise=0.3, seed=5))
    assert np.isnan(unsure.row("half_life")["estimate"]) == (unsure.row("beta")["estimate"] >= 0)


def test_the_ratio_of_paired_spreads_by_pitman_and_morgan() -> None:
    """The test is that of a correlation of sum and difference; the ends are the ratios at which it turns."""
    panel = drawn(0.03, noise=0.2)
    answer = found(panel)
    wide = np.log(panel.pivot(index="place", columns="year", values="value"))
    row = answer.row("sigma_change")
    assert answer.row("sigma_start")["estimate"] == pytest.approx(wide[2008].std(ddof=1))
    assert answer.row("sigma_end")["estimate"] == pytest.approx(wide[2016].std(ddof=1))
    assert row["estimate"] == pytest.approx(wide[2016].std() / wide[2008].std())

    def p_value(ratio: float) -> float:
        scaled = wide[2016] / ratio
        correlation = np.corrcoef(scaled + wide[2008], scaled - wide[2008])[0, 1]
        return float(2 * stdtr(38, -abs(correlation) * (38 / (1 - correlation**2)) ** 0.5))

    assert row["p_value"] == pytest.approx(p_value(1.0))
    assert [p_value(row["lower"]), p_value(row["upper"])] == pytest.approx([0.05, 0.05])


def test_how_often_the_interval_of_the_spread_holds_an_unchanged_one() -> None:
    draw, held = np.random.default_rng(3), 0
    for _ in range(100):
        shared = draw.normal(size=20)
        panel = two_years(50 + shared + draw.normal(size=20), 60 + shared + draw.normal(size=20))
        row = found(panel, scale="points").row("sigma_change")
        held += row["lower"] <= 1 <= row["upper"]
    assert held / 100 == pytest.approx(0.95, abs=3 * (0.95 * 0.05 / 100) ** 0.5)


def test_regression_to_the_mean_looks_like_convergence_and_is_said_with_numbers() -> None:
    """Nothing converges: each place keeps its level, measured twice with an error of a third of the variance."""
    draw = np.random.default_rng(6)
    truth = draw.normal(50, 2**0.5, 400)
    answer = found(two_years(truth + draw.normal(size=400), truth + draw.normal(size=400)), scale="points")
    assert answer.row("beta")["upper"] < 0, "a beta that is clearly negative"
    assert answer.row("beta")["estimate"] == pytest.approx(-1 / 3 / 8, abs=0.01)
    assert answer.row("sigma_change")["lower"] < 1 < answer.row("sigma_change")["upper"]
    caveat = answer.caveats[0]
    assert caveat.rule == "regression-to-the-mean"
    assert caveat.details["unchanged"] == pytest.approx(-1 / 3 / 8, abs=0.01)
    assert caveat.details["error"] == pytest.approx(100 / 3, abs=8)
    ratio, correlation = (float(caveat.details[name]) for name in ("ratio", "correlation"))
    assert caveat.details["beta"] == pytest.approx((correlation * ratio - 1) / 8), "the identity behind it"


def test_official_shares_drift_apart_in_points_and_not_in_logs(data: Data) -> None:
    share = data.panel("gso_trained_employed_share").query("level == 'province'")
    across = {"place": "ha-noi", "places": 1, "start": "2008", "end": "2016"}
    assert convergence(share, start=2008, end=2016) == Refusal("convergence-across-break", across)
    share = share.drop(columns="segment")  # the numbers below were worked out by hand over all nine years
    logs, points = found(share), found(share, scale="points")
    assert logs.row("beta")["estimate"] == pytest.approx(-0.0269, abs=1e-4)
    assert logs.row("sigma_change")["lower"] < 1 < logs.row("sigma_change")["upper"]
    assert points.row("beta")["estimate"] == pytest.approx(0.0271, abs=1e-4)
    assert points.row("sigma_change")["lower"] > 1


def test_what_is_refused_and_its_nearest_neighbour_that_is_not() -> None:
    panel = drawn(0.05)
    assert convergence(panel, start=2009, end=2016) == Refusal("year-missing", {"year": "2009", "years": "2008, 2016"})
    assert convergence(panel, start=2008, end=2015) == Refusal("year-missing", {"year": "2015", "years": "2008, 2016"})
    few = panel[panel["place"] < "place-09"]
    assert convergence(few, start=2008, end=2016) == Refusal("too-few-places", {"places": 9, "needed": 10})
    assert rule(panel[panel["place"] < "place-10"]) == "answered"
    zero = panel.assign(value=panel["value"].where(panel.index != 3, 0.0))
    assert convergence(zero, start=2008, end=2016) == Refusal(
        "convergence-not-positive", {"place": "place-03", "value": 0.0}
    )
    assert rule(zero, scale="points") == "answered"
    assert rule(panel.assign(value=panel["value"].where(panel["year"] == 2016, 7.0))) == "convergence-no-spread"
    doubled = two_years(np.arange(1.0, 13), 2 * np.arange(1.0, 13))
    assert rule(doubled) == "fit-without-error"
    assert rule(doubled.assign(value=doubled["value"] + (doubled.index == 3) * 0.01)) == "answered"


def test_one_place_that_stands_alone_has_no_error_by_hc3() -> None:
    lonely = two_years([9.0] + [5.0] * 11, [9.0, *np.linspace(5, 6, 11)])
    assert rule(lonely, scale="points") == "fit-without-error"
    assert rule(lonely, scale="points", se="classical") == "answered"
    assert rule(two_years([9.0] + [5.0] * 10 + [5.5], [9.0, *np.linspace(5, 6, 11)]), scale="points") == "answered"


def test_two_years_on_both_sides_of_a_break_are_refused_unless_allowed() -> None:
    panel = drawn(0.05).assign(segment=0)
    broken = panel.assign(segment=((panel["place"] == "place-07") & (panel["year"] == 2016)).astype(int))
    refusal = Refusal("convergence-across-break", {"place": "place-07", "places": 1, "start": "2008", "end": "2016"})
    assert convergence(broken, start=2008, end=2016) == refusal
    assert rule(panel) == "answered"
    answer = found(broken, allow=["convergence-across-break"])
    assert [caveat.rule for caveat in answer.caveats] == ["convergence-across-break", "regression-to-the-mean"]
    assert rule(broken[broken["place"] != "place-07"]) == "answered"


def test_places_without_one_of_the_years_are_dropped() -> None:
    panel = drawn(0.05)
    answer = found(pd.concat([panel.drop(index=3), panel.head(1).assign(year=2010)]))
    assert [answer.n, answer.dropped] == [39, 2]
    assert set(answer.table["n"]) == {39}


@settings(max_examples=10)
@given(seed=st.integers(0, 10_000), unit=st.sampled_from([1e-3, 1e3]))
def test_order_index_types_and_the_unit_do_not_matter(seed: int, unit: float) -> None:
    panel = drawn(0.05, places=12, noise=0.2, seed=seed)
    mixed = panel.sample(frac=1, random_state=seed).astype({"place": "category"})
    mixed = mixed.assign(value=mixed["value"] * unit)
    mixed.index = pd.Index([3] * len(mixed))
    one, other = found(panel).table, found(mixed).table
    for column in ("estimate", "std_error", "lower", "upper", "p_value"):
        assert other[column].to_numpy() == pytest.approx(one[column].to_numpy(), rel=1e-5, nan_ok=True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scale": "share"}, "none of log"),
        ({"se": "hac"}, "none of hc3"),
        ({"start": 2016}, "not before end"),
        ({"level": 1.5}, "outside 0 to 1"),
        ({"allow": ["too-few-places"]}, "can be allowed here: convergence-across-break"),
    ],
)
def test_what_cannot_be_asked(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        convergence(drawn(0.05), **{"start": 2008, "end": 2016, **options})

"""How long deviations last: measured over all series together, and lines whose intervals allow for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import toeplitz
from scipy.special import stdtrit
from statsmodels.regression.linear_model import GLS, OLS

from analysis.study.result import Refusal, Result
from analysis.study.trends import levels, persistence, trend
from analysis.study.trends.autoregression import HIGHEST, mean_lag1, persistent
from analysis.study.trends.regressions import Fitted, least_squares, left_over

Panel = Callable[..., pd.DataFrame]


def lasting(rho: float, places: int = 63, years: int = 9, seed: int = 0) -> pd.DataFrame:
    """Places with levels and slopes of their own, and normal AR(1) errors of different sizes around their lines."""
    draw = np.random.default_rng(seed)
    errors = np.linalg.cholesky(toeplitz(rho ** np.arange(years))) @ draw.normal(size=(years, places))
    values = draw.normal(20, 4, places) + np.outer(np.arange(years), draw.normal(0.5, 0.3, places))
    values = values + errors * draw.uniform(0.5, 2, places)
    names = np.repeat([f"p{at:04}" for at in range(places)], years)
    calendar = np.tile(np.arange(2001, 2001 + years), places)
    return pd.DataFrame({"place": names, "year": calendar, "value": values.T.ravel(), "source_id": "synthetic"})


def measured(panel: pd.DataFrame, **options: Any) -> Result:
    answer = persistence(panel, **options)
    assert isinstance(answer, Result)
    return answer


def slopes(panel: pd.DataFrame, se: str, **options: Any) -> pd.DataFrame:
    answer = trend(panel, se=se, **options)  # type: ignore[arg-type]
    assert isinstance(answer, Result)
    return answer.table.query("term == 'slope'").reset_index(drop=True)


def heights(panel: pd.DataFrame, se: str, at: int, **options: Any) -> Result:
    answer = levels(panel, at=at, se=se, **options)  # type: ignore[arg-type]
    assert isinstance(answer, Result)
    return answer


def rule(answer: Result | Refusal) -> str:
    return answer.rule if isinstance(answer, Refusal) else "answered"


def plain(years: Any) -> Any:
    return np.column_stack([np.ones(len(years)), np.asarray(years, dtype="float64")])


# -- what is expected ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("years", [(0, 1, 2, 3), (0, 1, 2, 3, 4, 5, 6, 7, 8), (0, 1, 3, 4, 5, 9, 10, 11)])
def test_of_independent_years_the_mean_is_a_ratio_of_traces(years: tuple[int, ...]) -> None:
    """Of normal residuals the ratio is independent of its denominator, so the ratio of the means is the mean."""
    design = plain(years)
    maker = np.eye(len(years)) - design @ np.linalg.inv(design.T @ design) @ design.T
    pairs = sum(maker[at, at + 1] for at in range(len(years) - 1) if years[at + 1] - years[at] == 1)
    assert mean_lag1(np.array(years), left_over(design), 0.0) == pytest.approx(pairs / np.trace(maker), abs=1e-9)


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.6, 0.95])
@pytest.mark.parametrize("years", [5, 9, 16])
def test_the_mean_correlation_of_residuals_is_that_of_a_simulation(years: int, rho: float) -> None:
    design = plain(range(years))
    draws = np.linalg.cholesky(toeplitz(rho ** np.arange(years))) @ np.random.default_rng(1).normal(
        size=(years, 40_000)
    )
    errors = draws - design @ np.linalg.lstsq(design, draws, rcond=None)[0]
    ratios = (errors[1:] * errors[:-1]).sum(axis=0) / (errors**2).sum(axis=0)
    expected = mean_lag1(np.arange(years), left_over(design), rho)
    assert expected == pytest.approx(ratios.mean(), abs=4 * ratios.std() / 200)


def test_nine_years_around_a_line_seem_to_turn_back_even_if_independent() -> None:
    assert measured(lasting(0.0)).row("lag1_if_independent")["estimate"] == pytest.approx(-2 / 9)


@pytest.mark.parametrize(("points", "expected"), [(9, 2.2667), (12, 2.1923)])
def test_the_durbin_watson_statistic_of_independent_years_is_above_two(points: int, expected: float) -> None:
    design = pd.DataFrame({"one": 1.0, "year": np.arange(points, dtype="float64")})
    fitted = least_squares(pd.Series(np.random.default_rng(3).normal(size=points)), design, "classical")
    assert isinstance(fitted, Fitted)
    draws = np.random.default_rng(5).normal(size=(points, 40_000))
    errors = draws - design.to_numpy() @ np.linalg.lstsq(design.to_numpy(), draws, rcond=None)[0]
    ratios = (np.diff(errors, axis=0) ** 2).sum(axis=0) / (errors**2).sum(axis=0)
    assert fitted.expected == pytest.approx(ratios.mean(), abs=4 * ratios.std() / 200)
    assert fitted.expected == pytest.approx(expected, abs=5e-4)


# -- what is found ---------------------------------------------------------------------------------------------------


def test_the_correlation_is_that_of_residuals_by_hand() -> None:
    panel = lasting(0.4, places=12)
    wide = panel.pivot(index="year", columns="place", values="value").to_numpy()
    errors = wide - np.polyval(np.polyfit(np.arange(9), wide, 1)[:, None, :], np.arange(9)[:, None])
    by_hand = (errors[1:] * errors[:-1]).sum(axis=0) / (errors**2).sum(axis=0)
    row = measured(panel).row("lag1")
    half = stdtrit(11, 0.975) * by_hand.std(ddof=1) / 12**0.5
    assert row["estimate"] == pytest.approx(by_hand.mean())
    assert [row["lower"], row["upper"]] == pytest.approx([by_hand.mean() - half, by_hand.mean() + half])
    assert [row["n"], row["df"], row["period"], row["source_ids"]] == [12, 11, "2001–2009", "synthetic"]


@pytest.mark.parametrize("rho", [0.3, 0.6])
def test_the_persistence_is_found_again(rho: float) -> None:
    """Within Monte Carlo error of one large panel, whose interval is short; and in panels of 63, on average."""
    row = measured(lasting(rho, places=500, seed=11)).row("rho")
    assert row["lower"] < rho < row["upper"] < row["lower"] + 0.3
    found = [measured(lasting(rho, seed=seed)).row("rho") for seed in range(6)]
    values = np.array([one["estimate"] for one in found])
    assert values.mean() == pytest.approx(rho, abs=3 * values.std() / 6**0.5 + 0.03)
    assert sum(one["lower"] <= rho <= one["upper"] for one in found) >= 5


def test_independent_years_have_next_to_none_and_never_less() -> None:
    found = np.array([measured(lasting(0.0, seed=seed)).row("rho")["estimate"] for seed in range(5)])
    assert found.min() == 0
    assert found.mean() < 0.1
    alternating = lasting(0.0, places=10).assign(value=lambda frame: np.where(frame["year"] % 2, 1.0, -1.0))
    turned = measured(alternating)
    assert turned.row("lag1")["estimate"] < turned.row("lag1_if_independent")["estimate"]
    assert turned.row("rho")[["estimate", "lower", "upper"]].tolist() == [0, 0, 0]
    assert turned.row("widening_slope")["estimate"] == pytest.approx(1)


def test_a_persistence_that_short_series_cannot_tell_is_capped_and_said() -> None:
    walk = lasting(0.0).assign(value=lambda frame: np.sin((frame["year"] - 2001) * 0.6))
    capped = measured(walk)
    assert capped.row("rho")["estimate"] == HIGHEST
    assert [caveat.rule for caveat in capped.caveats] == ["persistence-capped"]
    assert measured(lasting(0.3)).caveats == ()
    rules = [caveat.rule for caveat in heights(walk, "persistent", 2009).caveats]
    assert rules == ["error-from-scatter", "errors-persistent", "persistence-capped"]


def test_an_interval_that_only_the_limit_ends_says_so() -> None:
    wide = measured(lasting(0.6, places=12, seed=1))
    assert wide.row("rho")["estimate"] < wide.row("rho")["upper"] == HIGHEST
    assert [caveat.rule for caveat in wide.caveats] == ["persistence-open"]
    assert measured(lasting(0.3)).caveats == ()


def test_levels_tell_what_hangs_on_the_persistence(provinces_share: pd.DataFrame) -> None:
    found = measured(provinces_share).row("rho")
    by_estimate = heights(provinces_share, "persistent", 2016)
    same = levels(provinces_share, at=2016, se="persistent", rho=found["estimate"])
    assert isinstance(same, Result)
    assert same.table["std_error"].to_numpy() == pytest.approx(by_estimate.table["std_error"].to_numpy())
    errors = []
    for end in ("lower", "upper"):
        one = levels(provinces_share, at=2016, se="persistent", rho=found[end])
        assert isinstance(one, Result) and one.settings["rho"] == found[end]
        errors.append(one.table["std_error"].mean())
    assert errors[0] < by_estimate.table["std_error"].mean() < errors[1]


@pytest.mark.parametrize(("se", "rho"), [("classical", 0.5), ("persistent", -0.1), ("persistent", 0.99)])
def test_a_persistence_that_cannot_be_is_refused(se: Any, rho: float) -> None:
    with pytest.raises(ValueError, match="rho="):
        levels(lasting(0.3), at=2005, se=se, rho=rho)


def test_a_gap_has_no_neighbours() -> None:
    """Every second year: no pair one year apart, so nothing is known; one pair more, and there is."""
    panel = lasting(0.5, places=12, years=13)
    odd = panel[panel["year"] % 2 == 1]
    assert persistence(odd) == Refusal("persistence-too-few", {"series": 0, "needed": 10})
    assert rule(persistence(panel[(panel["year"] % 2 == 1) | (panel["year"] == 2002)])) == "answered"


def test_the_official_share_lasts(provinces_share: pd.DataFrame) -> None:
    answer = measured(provinces_share.drop(columns="segment"))
    assert answer.row("lag1")["estimate"] == pytest.approx(0.0089, abs=5e-4)
    assert answer.row("lag1_if_independent")["estimate"] == pytest.approx(-0.2222, abs=1e-4)
    assert answer.row("rho")["estimate"] == pytest.approx(0.585, abs=0.002)
    assert answer.row("widening_slope")["estimate"] == pytest.approx(1.82, abs=0.01)
    assert answer.row("widening_level")["estimate"] == pytest.approx(1.97, abs=0.01)
    assert [answer.n, answer.dropped] == [63, 0]


# -- errors that allow for it ----------------------------------------------------------------------------------------


def brute_force(years: Any, values: Any, rho: float, at: float) -> tuple[float, float, float]:
    """Errors of the slope and of the height, and degrees of freedom, from the matrices as they are written down."""
    design = plain(np.asarray(years) - at)
    correlations = np.array([[rho ** abs(one - other) for other in years] for one in years])
    inverse = np.linalg.inv(design.T @ design)
    maker = np.eye(len(years)) - design @ inverse @ design.T
    errors, both = maker @ values, maker @ correlations
    variance = errors @ errors / np.trace(both)
    covariance = variance * inverse @ design.T @ correlations @ design @ inverse
    height, slope = np.diag(covariance) ** 0.5
    return slope, height, np.trace(both) ** 2 / np.trace(both @ both)


def test_slopes_and_heights_have_the_errors_of_the_formula() -> None:
    panel = lasting(0.5, places=12)
    panel = panel.drop(panel.index[[3, 30, 31, 100]])  # gaps too
    found, level = slopes(panel, "persistent"), heights(panel, "persistent", 2009)
    rho = float(level.settings["rho"])
    assert 0.2 < rho < 0.9
    assert measured(panel).row("rho")["estimate"] == pytest.approx(rho, abs=1e-6)
    for place, own in panel.groupby("place"):
        slope, height, degrees = brute_force(own["year"].to_numpy(), own["value"].to_numpy(), rho, 2009)
        row = found[found["place"] == place].iloc[0]
        assert [row["std_error"], row["df"]] == pytest.approx([slope, degrees], rel=1e-6)
        half = stdtrit(degrees, 0.975) * slope
        assert [row["lower"], row["upper"]] == pytest.approx([row["estimate"] - half, row["estimate"] + half], rel=1e-6)
        assert level.row("level", str(place))["std_error"] == pytest.approx(height, rel=1e-6)
        assert row["method"] == level.row("level", str(place))["method"] == "OLS, persistent errors"


def test_without_persistence_they_are_the_classical_ones_and_with_it_no_smaller_than_those_of_gls() -> None:
    years, values = np.arange(9.0), np.random.default_rng(2).normal(size=9)
    fitted = least_squares(pd.Series(values), pd.DataFrame({"one": 1.0, "year": years}), "classical")
    assert isinstance(fitted, Fitted)
    none = persistent(fitted, years, 0.0)
    assert none.covariance == pytest.approx(OLS(values, plain(years)).fit().cov_params())
    assert none.degrees == pytest.approx(7)
    correlations = toeplitz(0.6 ** np.arange(9))
    best = GLS(values, plain(years), sigma=correlations).fit()
    known = persistent(fitted, years, 0.6)
    variance = float((fitted.residuals**2).sum()) / np.trace(
        left_over(fitted.design).T @ correlations @ left_over(fitted.design)
    )
    assert (np.diag(known.covariance) >= variance * np.diag(best.normalized_cov_params) - 1e-12).all()


def held(table: pd.DataFrame, truth: float = 0.0) -> float:
    return float(((table["lower"] <= truth) & (table["upper"] >= truth)).mean())


def test_intervals_hold_the_truth_where_those_of_independent_years_do_not() -> None:
    """300 places without slope or level: three Monte Carlo errors are 0.038, and rho itself is estimated."""
    errors = np.linalg.cholesky(toeplitz(0.55 ** np.arange(9))) @ np.random.default_rng(6).normal(size=(9, 300))
    panel = lasting(0.0, places=300).assign(value=errors.T.ravel())
    assert held(slopes(panel, "classical")) < 0.85
    assert held(slopes(panel, "persistent")) == pytest.approx(0.95, abs=0.038)
    assert held(heights(panel, "classical", 2009).table) < 0.85
    assert held(heights(panel, "persistent", 2009).table) == pytest.approx(0.95, abs=0.038)


def test_of_independent_years_the_intervals_are_hardly_wider_and_never_narrower() -> None:
    panel = lasting(0.0, places=100)
    ratio = slopes(panel, "persistent")["std_error"] / slopes(panel, "classical")["std_error"]
    assert 1 - 1e-9 < ratio.min() <= ratio.max() < 1.2


@pytest.mark.parametrize("rho", [0.0, 0.55])
def test_with_the_true_persistence_intervals_are_right_or_a_little_wide(rho: float) -> None:
    """20,000 draws by numpy with the errors and degrees of one fit, as both depend on the design alone."""
    years = np.arange(9.0)
    draws = np.linalg.cholesky(toeplitz(rho**years)) @ np.random.default_rng(7).normal(size=(9, 20_000))
    coefficients = np.linalg.lstsq(plain(years), draws, rcond=None)[0]
    squares = ((draws - plain(years) @ coefficients) ** 2).sum(axis=0)
    one = least_squares(pd.Series(draws[:, 0]), pd.DataFrame({"height": 1.0, "slope": years}), "classical")
    assert isinstance(one, Fitted)
    known = persistent(one, years, rho)
    for at in (0, 1):
        reach = stdtrit(known.degrees, 0.975) * (known.covariance[at, at] * squares / squares[0]) ** 0.5
        assert 0.945 < (abs(coefficients[at]) <= reach).mean() < 0.965


def test_a_control_changes_what_is_expected_and_is_allowed_for() -> None:
    panel = lasting(0.5, places=12, years=12).assign(rule=lambda frame: (frame["year"] > 2005) * 1e6)
    answer = trend(panel, se="persistent", controls=["rule"])
    assert isinstance(answer, Result)
    own = panel[panel["place"] == "p0003"]
    design = np.column_stack([np.ones(12), own["year"] - 2006, own["rule"] / 1e6])
    correlations = toeplitz(float(answer.settings["rho"]) ** np.arange(12))
    inverse = np.linalg.inv(design.T @ design)
    maker = np.eye(12) - design @ inverse @ design.T
    variance = own["value"] @ maker @ own["value"] / np.trace(maker @ correlations)
    covariance = variance * inverse @ design.T @ correlations @ design @ inverse
    assert answer.row("slope", "p0003")["std_error"] == pytest.approx(covariance[1, 1] ** 0.5)
    assert answer.row("rule", "p0003")["std_error"] == pytest.approx(covariance[2, 2] ** 0.5 / 1e6)
    expected = answer.caveats[0].details["expected"]
    pairs = sum(maker[at, at + 1] for at in range(11))
    assert expected == pytest.approx(pairs / 9, abs=1e-6)


def test_few_years_are_described_with_the_persistence_of_the_long_series() -> None:
    panel = lasting(0.6, places=12)
    short = panel[panel["place"] == "p0000"].head(4).assign(place="short")
    answer = trend(pd.concat([panel, short]), se="persistent")
    assert isinstance(answer, Result)
    assert answer.settings["rho"] == pytest.approx(measured(panel).row("rho")["estimate"], abs=1e-6)
    row = answer.row("description", "short")
    expected = brute_force(short["year"].to_numpy(), short["value"].to_numpy(), float(answer.settings["rho"]), 2001)
    assert [row["std_error"], row["df"]] == pytest.approx([expected[0], expected[2]])
    assert [caveat.rule for caveat in answer.caveats] == ["errors-persistent", "trend-description-only"]


# -- refused, and its nearest neighbour that is not ------------------------------------------------------------------


def test_nine_series_are_too_few_and_ten_are_enough() -> None:
    panel = lasting(0.4, places=10)
    nine = panel[panel["place"] < "p0009"]
    refusal = Refusal("persistence-too-few", {"series": 9, "needed": 10})
    assert persistence(nine) == trend(nine, se="persistent") == levels(nine, at=2009, se="persistent") == refusal
    assert rule(persistence(panel)) == rule(trend(panel, se="persistent")) == "answered"
    assert rule(levels(panel, at=2009, se="persistent")) == rule(levels(nine, at=2009)) == "answered"


def test_places_that_end_earlier_help_to_know_the_persistence() -> None:
    panel = lasting(0.4, places=10)
    early = panel[(panel["place"] == "p0000") | (panel["year"] < 2008)]
    answer = heights(early, "persistent", 2009)
    assert answer.table["place"].tolist() == ["p0000"]
    assert answer.settings["rho"] == pytest.approx(measured(early).row("rho")["estimate"], abs=1e-6)


def test_series_that_are_too_short_or_have_no_error_are_refused_or_dropped() -> None:
    panel = lasting(0.4, places=11)
    short = panel[panel["year"] < 2005]
    assert persistence(short) == Refusal("trend-too-short", {"points": 4, "needed": 5})
    assert rule(persistence(short, min_points=4)) == "answered"
    assert persistence(panel.head(0)) == Refusal("trend-too-short", {"points": 0, "needed": 5})
    even = panel.assign(value=panel["year"] * 2.0)
    assert persistence(even) == Refusal("fit-without-error")
    assert measured(pd.concat([panel, even[even["place"] == "p0000"].assign(place="even")])).dropped == 1


def test_options_that_cannot_be_are_errors() -> None:
    panel = lasting(0.4, places=10)
    with pytest.raises(ValueError, match="min_points 3 is below 4"):
        persistence(panel, min_points=3)
    with pytest.raises(ValueError, match="level 1"):
        persistence(panel, level=1.0)
    with pytest.raises(ValueError, match="several rows"):
        persistence(pd.concat([panel, panel]))
    with pytest.raises(ValueError, match="neither classical nor persistent"):
        levels(panel, at=2009, se="hac")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="choose model='ols'"):
        trend(panel, se="persistent", model="poisson")


# -- invariance ------------------------------------------------------------------------------------------------------


@settings(max_examples=4)
@given(seed=st.integers(0, 1000), unit=st.sampled_from([1e-6, 0.5, 1e6]), later=st.integers(-50, 50))
def test_order_unit_names_types_and_calendar_do_not_matter(seed: int, unit: float, later: int) -> None:
    panel = lasting(0.5, places=11, years=6, seed=seed)
    mixed = panel.sample(frac=1, random_state=seed)
    mixed = mixed.assign(score=mixed["value"] * unit, year=mixed["year"] + later, place="x" + mixed["place"])
    hole = pd.DataFrame({"place": ["xp0000", None], "year": [1800, 2001], "score": [np.nan, 1.0]})
    other = pd.concat([mixed.drop(columns="value"), hole]).astype({"place": "category", "score": "object"})
    other.index = pd.Index([7] * len(other))
    numbers = ["estimate", "std_error", "lower", "upper", "df", "n"]
    one, two = measured(panel).table, measured(other, outcome="score").table
    assert two[numbers].to_numpy() == pytest.approx(one[numbers].to_numpy(), rel=1e-5, abs=1e-6, nan_ok=True)
    one, two = slopes(panel, "persistent"), slopes(other, "persistent", outcome="score")
    assert two["std_error"].to_numpy() == pytest.approx(one["std_error"].to_numpy() * unit, rel=1e-5)
    assert two["p_adjusted"].to_numpy() == pytest.approx(one["p_adjusted"].to_numpy(), rel=1e-4)


def test_the_order_of_rows_does_not_matter_to_the_last_digit() -> None:
    panel = lasting(0.5, places=15)
    for again in (panel[::-1], panel.sample(frac=1, random_state=4)):
        pd.testing.assert_frame_equal(measured(again).table, measured(panel).table)
        pd.testing.assert_frame_equal(
            heights(again, "persistent", 2005).table, heights(panel, "persistent", 2005).table
        )

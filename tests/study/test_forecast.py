"""A look ahead comes from the model with the best record, with its interval, its record, and a limit."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.special import stdtrit
from statsmodels.datasets import nile
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.statespace.sarimax import SARIMAX
from statsmodels.tsa.statespace.structural import UnobservedComponents

from analysis.study.result import Refusal, Result
from analysis.study.trends import forecast
from analysis.study.trends.forecast_models import MODELS, ahead

Panel = Callable[..., pd.DataFrame]

NINE = (10.0, 11.5, 11.0, 13.0, 14.5, 14.0, 16.0, 16.5, 18.5)
UNEVEN = (3.0, 4.0, 2.5, 5.0, 4.5, 6.0, 5.0, 6.5, 6.0, 8.0, 7.0, 7.5)
QUICK = ("naive", "line")


def done(answer: Result | Refusal) -> Result:
    assert isinstance(answer, Result)
    return answer


def rows(answer: Result | Refusal, term: str) -> pd.DataFrame:
    return done(answer).table.loc[lambda table: table["term"] == term].set_index("period")


def by_model(answer: Result | Refusal, term: str) -> dict[str, float]:
    found = done(answer).table.loc[lambda table: table["term"] == term]
    return dict(zip(found["method"], found["estimate"], strict=True))


def rules(answer: Result | Refusal) -> list[str]:
    return [answer.rule] if isinstance(answer, Refusal) else [caveat.rule for caveat in answer.caveats]


def alone(series: pd.DataFrame, model: str, horizon: int, level: float = 0.95) -> Result:
    return done(forecast(series, horizon=horizon, models=(model,), backtest=False, level=level))


# the models


@pytest.mark.parametrize("level", [0.80, 0.95])
def test_the_interval_of_the_line_is_that_of_the_textbook(line: Panel, level: float) -> None:
    seen = rows(alone(line(*NINE), "line", 3, level), "forecast")
    x, y = np.arange(9.0), np.array(NINE)
    slope, intercept = np.polyfit(x, y, 1)
    s = ((y - intercept - slope * x) @ (y - intercept - slope * x) / 7) ** 0.5
    new = np.array([9.0, 10.0, 11.0])
    half = stdtrit(7, (1 + level) / 2) * s * (1 + 1 / 9 + (new - 4) ** 2 / 60) ** 0.5
    assert list(seen.index) == ["2010", "2011", "2012"]
    assert seen["estimate"].to_numpy() == pytest.approx(intercept + slope * new)
    assert seen["lower"].to_numpy() == pytest.approx(intercept + slope * new - half)
    assert seen["upper"].to_numpy() == pytest.approx(intercept + slope * new + half)


def test_the_interval_of_the_last_value_grows_with_the_root_of_the_years(line: Panel) -> None:
    seen = rows(alone(line(*NINE), "naive", 3), "forecast")
    spread = (np.square(np.diff(NINE)).sum() / 8) ** 0.5
    half = stdtrit(8, 0.975) * spread * np.sqrt([1, 2, 3])
    assert seen["estimate"].tolist() == [18.5] * 3
    assert seen["upper"].to_numpy() == pytest.approx(18.5 + half)
    assert seen["lower"].to_numpy() == pytest.approx(18.5 - half)


def test_exponential_smoothing_is_the_recursion_by_hand(line: Panel) -> None:
    """Least squares over a grid of alpha; for each the best first level, on which errors depend linearly."""
    values, best = np.array(UNEVEN), (np.inf, 0.0, 0.0)
    for alpha in np.linspace(0, 1, 2_001):
        level, weight, errors, weights = 0.0, 1.0, [], []
        for value in values:  # level = level + weight x first level
            errors.append(value - level)
            weights.append(weight)
            level, weight = level + alpha * (value - level), weight * (1 - alpha)
        first = np.dot(errors, weights) / np.dot(weights, weights)
        squares = float(np.square(np.array(errors) - first * np.array(weights)).sum())
        best = min(best, (squares, float(alpha), float(level + first * weight)))
    squares, alpha, last = best
    found = alone(line(*UNEVEN), "ets", 3)
    seen = rows(found, "forecast")
    assert found.settings["order"] == "ETS(A,N,N)"
    assert seen["estimate"].to_numpy() == pytest.approx([last] * 3, rel=1e-3)
    spread = np.sqrt(squares / 12 * (1 + np.arange(3) * alpha**2))
    assert seen["std_error"].to_numpy() == pytest.approx(spread, rel=1e-3)
    assert (seen["upper"] - seen["estimate"]).to_numpy() == pytest.approx(1.959964 * spread, rel=1e-3)


def test_a_steady_rise_takes_the_damped_trend(line: Panel) -> None:
    values = 2.0 * np.arange(20) + np.random.default_rng(3).normal(0, 0.4, 20)
    found = alone(line(*values), "ets", 2)
    fit = ETSModel(pd.Series(values), trend="add", damped_trend=True).fit(disp=False, maxiter=2_000)
    assert found.settings["order"] == "ETS(A,Ad,N)"
    assert rows(found, "forecast")["estimate"].to_numpy() == pytest.approx(fit.forecast(2).to_numpy(), abs=0.1)


@pytest.mark.parametrize(
    ("seed", "kind"), [(1, "walk"), (2, "drift"), (3, "noise"), (6, "noise"), (4, "lasting"), (5, "lasting")]
)
def test_arima_is_the_best_of_five_by_another_route(line: Panel, seed: int, kind: str) -> None:
    """In the unit of the series, variance estimated too, drift as a regressor, other search."""
    steps = np.random.default_rng(seed).normal(size=30)
    values = {
        "walk": np.cumsum(steps), "drift": np.cumsum(steps / 3 + 1), "noise": steps,
        "lasting": np.cumsum(np.convolve(steps, 0.8 ** np.arange(8))[:30]),
    }[kind] * 7 + 50  # fmt: skip
    fits = {}
    for order in ((0, 1, 0), (0, 1, 1), (1, 1, 0)):
        for drift in (False, True)[: 1 if order == (1, 1, 0) else 2]:
            years = np.arange(30.0) if drift else None
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                model = SARIMAX(values, exog=years, order=order)
                searches = [model.fit(disp=False, method=how, maxiter=2_000) for how in ("nm", "powell", "lbfgs")]
                fit = max(searches, key=lambda found: found.llf)
            name = f"ARIMA({','.join(map(str, order))}){' with drift' if drift else ''}"
            fits[name] = (-2 * fit.llf + 2 * (k := len(fit.params)) + 2 * k * (k + 1) / (29 - k - 1), fit)
    name = min(fits, key=lambda one: fits[one][0])
    found = alone(line(*values), "arima", 3)
    seen, other = rows(found, "forecast"), fits[name][1]
    beyond = other.get_forecast(3, exog=np.arange(30.0, 33.0) if "drift" in name else None)
    assert found.settings["order"] == name
    assert seen["estimate"].to_numpy() == pytest.approx(beyond.predicted_mean, abs=0.02 * values.std())
    assert seen["std_error"].to_numpy() == pytest.approx(beyond.se_mean, rel=0.02)


def test_a_random_walk_of_arima_is_the_last_value_with_a_normal_interval(line: Panel) -> None:
    values = np.cumsum(np.random.default_rng(1).normal(size=30))
    found = alone(line(*values), "arima", 2)
    assert found.settings["order"] == "ARIMA(0,1,0)"
    half = 1.959964 * (np.square(np.diff(values)).mean() * np.array([1, 2])) ** 0.5
    assert rows(found, "forecast")["upper"].to_numpy() == pytest.approx(values[-1] + half)


def test_the_nile_by_the_variances_of_durbin_and_koopman(line: Panel) -> None:
    """Durbin and Koopman 2012, section 2.2: variances 15,099 and 1,469; the filter by hand."""
    values = nile.load_pandas().data["volume"].to_numpy()
    level, variance = values[0], 15_099.0
    for value in values[1:]:
        before = variance + 1_469
        gain = before / (before + 15_099)
        level, variance = level + gain * (value - level), before * (1 - gain)
    found = alone(line(*values, first=1871), "local_level", 3)
    seen = rows(found, "forecast")
    spread = np.sqrt(variance + 1_469 * np.array([1, 2, 3]) + 15_099)
    assert list(seen.index) == ["1971", "1972", "1973"]
    assert seen["estimate"].to_numpy() == pytest.approx([level] * 3, rel=0.02)
    assert seen["std_error"].to_numpy() == pytest.approx(spread, rel=0.02)


@pytest.mark.parametrize("model", MODELS)
def test_of_a_flat_stretch_every_model_says_that_it_goes_on(model: str) -> None:
    found = ahead(model, np.full(6, 4.0), 2)
    assert found is not None
    assert found.means == pytest.approx([4.0, 4.0])
    assert found.errors == pytest.approx([0.0, 0.0], abs=1e-12)


# the record on the past


def test_the_backtest_of_seven_points_is_that_by_hand(line: Panel) -> None:
    """From 1 2 3 4 5 the line says 6, and 8 came; from 1 2 3 4 5 8 it says 42.8 / 6 + ... = 8.2, and 7 came."""
    by_hand = 23 / 6 + (22.5 / 17.5) * 3.5  # mean of six points, slope 22.5 / 17.5, three and a half years on
    found = forecast(line(1, 2, 3, 4, 5, 8, 7), horizon=1, models=QUICK, min_points=7)
    assert by_model(found, "error") == pytest.approx({"line": (2 + by_hand - 7) / 2, "naive": (3 + 1) / 2})
    assert rows(found, "error")["n"].tolist() == [2, 2]
    assert rows(found, "error").index.tolist() == ["2006–2007"] * 2
    assert by_model(found, "coverage") == {"naive": 0.5, "line": 0.5}  # 5 ± 2.8 for 8; 6 ± 0 for 8


def test_the_error_counts_every_number_of_years_ahead_alike(line: Panel) -> None:
    values = np.array(UNEVEN)
    found = forecast(line(*values), horizon=3, models=QUICK)
    steps = [float(np.mean(np.abs(values[4 + step :] - values[4 : 12 - step]))) for step in (1, 2, 3)]
    naive = rows(found, "error_ahead").loc[lambda table: table["method"] == "naive"]
    assert naive["estimate"].tolist() == pytest.approx(steps)
    assert naive["n"].tolist() == [7, 6, 5]
    assert naive.index.tolist() == ["+1", "+2", "+3"]
    errors = by_model(found, "error")
    assert errors["naive"] == pytest.approx(np.mean(steps))
    assert by_model(found, "relative_error") == pytest.approx({"naive": 1, "line": errors["line"] / errors["naive"]})
    assert rows(found, "coverage")["n"].tolist() == [18, 18]


@pytest.mark.parametrize("model", ["ets", "arima", "local_level"])
def test_an_origin_knows_nothing_of_what_came_after(line: Panel, model: str) -> None:
    values = np.array(UNEVEN[:9])
    found = forecast(line(*values), horizon=1, models=(model,))
    missed = []
    for origin in range(5, 9):
        seen = ahead(model, values[:origin], 1)
        assert seen is not None
        missed.append(abs(float(seen.means[0]) - values[origin]))
    assert by_model(found, "error")[model] == pytest.approx(np.mean(missed))


def test_the_model_with_the_smallest_error_is_the_forecast(line: Panel) -> None:
    found = done(forecast(line(*NINE), horizon=2))
    errors = by_model(found, "error")
    assert set(errors) == set(MODELS)
    assert found.settings["model"] == min(errors, key=lambda name: errors[name]) == "line"
    assert (found.settings["origins"], found.settings["horizon"]) == (4, 2)
    assert rules(found) == ["backtest", "forecast-coverage", "few-origins", "best-of-several", "line-autocorrelation"]
    assert found.caveats[0].details == {
        "model": "line", "error": errors["line"], "naive": errors["naive"], "origins": 4,
    }  # fmt: skip
    assert found.caveats[1].details["checked"] == 7


def test_unless_the_last_value_is_beaten_it_is_the_forecast(line: Panel) -> None:
    found = done(forecast(line(1, 2, 3, 4, 5, 5, 5, 5, 5.5), horizon=2, models=QUICK))
    assert rules(found) == ["naive-not-beaten", "forecast-coverage", "few-origins", "best-of-several"]
    assert found.settings["model"] == "naive"
    assert rows(found, "forecast")["estimate"].tolist() == [5.5, 5.5]
    assert rows(found, "fitted")["estimate"].tolist() == [1, 2, 3, 4, 5, 5, 5, 5]


def test_a_last_value_that_never_erred_is_not_beaten(line: Panel) -> None:
    found = done(forecast(line(1, 2, 4, 3, 5, 5, 5, 5, 5), horizon=2, models=QUICK))
    assert found.settings["model"] == "naive"
    assert np.isnan(by_model(found, "relative_error")["line"])


def test_five_origins_are_no_longer_few(line: Panel) -> None:
    assert "few-origins" in rules(forecast(line(*NINE), horizon=1, models=QUICK))
    assert "few-origins" not in rules(forecast(line(*NINE, 18.0), horizon=1, models=QUICK))


def test_the_last_value_is_always_in_the_running(line: Panel) -> None:
    assert set(by_model(forecast(line(*NINE), horizon=1, models=("line",)), "error")) == {"naive", "line"}
    only = forecast(line(*NINE), horizon=1, models=("naive",))
    assert rules(only) == ["forecast-coverage", "few-origins"]


def test_without_a_backtest_one_model_is_named_and_said_to_be_untried(line: Panel) -> None:
    found = alone(line(*NINE), "ets", 2)
    assert rules(found) == ["forecast-untested", "forecast-parameters-known"]
    assert set(found.table["term"]) == {"observed", "fitted", "forecast"}
    with pytest.raises(ValueError, match="name one"):
        forecast(line(*NINE), horizon=2, backtest=False)


def test_what_was_observed_is_kept_beside_what_was_fitted(line: Panel) -> None:
    found = forecast(line(*NINE), horizon=2)
    assert tuple(rows(found, "observed")["estimate"]) == NINE
    assert list(rows(found, "fitted").index) == [str(year) for year in range(2001, 2010)]
    assert rows(alone(line(*NINE), "local_level", 2), "fitted").index.min() == "2002"


# simulations with a known truth


def test_the_interval_of_a_random_walk_holds_as_often_as_it_says(line: Panel) -> None:
    draw, held = np.random.default_rng(5), []
    for _ in range(400):
        walk = np.cumsum(draw.normal(size=10))
        lower, upper = ahead("naive", walk[:8], 2).bounds(0.9)  # type: ignore[union-attr]
        held.append((lower <= walk[8:]) & (walk[8:] <= upper))
    assert np.mean(held, axis=0) == pytest.approx([0.9, 0.9], abs=3 * (0.9 * 0.1 / 400) ** 0.5)


def test_the_interval_of_a_line_with_independent_errors_holds_as_often_as_it_says() -> None:
    draw, held = np.random.default_rng(6), []
    for _ in range(400):
        values = 3 + 0.5 * np.arange(10) + draw.normal(size=10)
        lower, upper = ahead("line", values[:8], 2).bounds(0.9)  # type: ignore[union-attr]
        held.append((lower <= values[8:]) & (values[8:] <= upper))
    assert np.mean(held, axis=0) == pytest.approx([0.9, 0.9], abs=3 * (0.9 * 0.1 / 400) ** 0.5)


def test_the_truth_behind_the_years_decides_which_model_wins(line: Panel) -> None:
    """Of a random walk mostly the last value, of noise mostly the local level, of a line with noise mostly the line."""
    won: dict[str, list[str]] = {"walk": [], "noise": [], "rise": []}
    for seed in range(6):
        steps = np.random.default_rng(seed).normal(size=12)
        truth = {"walk": np.cumsum(steps), "noise": steps, "rise": np.arange(12) + steps}
        for name, values in truth.items():
            models = ("naive", "line", "local_level")
            won[name].append(str(done(forecast(line(*values), horizon=1, models=models)).settings["model"]))
    assert won["walk"].count("naive") > 3
    assert won["noise"].count("local_level") > 3
    assert won["rise"].count("line") > 3


# what a model must not do


def test_a_model_that_warns_or_does_not_converge_is_left_out_and_named(
    line: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, calls = UnobservedComponents.fit, []

    def fit(self: Any, *args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            warnings.warn("Maximum Likelihood optimization failed to converge", stacklevel=1)
        return usual(self, *args, **kwargs)

    monkeypatch.setattr(UnobservedComponents, "fit", fit)
    models = ("naive", "line", "local_level")
    found = done(forecast(line(*NINE), horizon=1, models=models))
    assert found.caveats[0].rule == "forecast-model-left-out"
    assert found.caveats[0].details == {"model": "local_level", "failures": 1, "fits": 5}
    assert set(by_model(found, "error")) == {"naive", "line"}
    assert found.settings["models"] == "naive, line"
    assert "local_level" in by_model(forecast(line(*NINE), horizon=1, models=models), "error")


@pytest.mark.parametrize("broken", ["unconverged", "error", "nothing"])
def test_a_single_model_that_cannot_be_fitted_is_refused(
    line: Panel, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    usual = UnobservedComponents.fit

    def fit(self: Any, *args: Any, **kwargs: Any) -> Any:
        if broken == "error":
            raise np.linalg.LinAlgError("singular")
        found = usual(self, *args, **kwargs)
        found.mle_retvals["converged"] = broken != "unconverged"
        return found

    monkeypatch.setattr(UnobservedComponents, "fit", fit)
    found = forecast(line(*NINE), horizon=1, models=("local_level",), backtest=False)
    if broken == "nothing":
        assert isinstance(found, Result)
    else:
        assert found == Refusal("forecast-unfitted", {"model": "local_level"})


def test_a_member_that_cannot_be_fitted_leaves_the_choice_to_its_family(
    line: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = ETSModel.fit

    def fit(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self.damped_trend:
            raise ValueError("no optimum")
        return usual(self, *args, **kwargs)

    monkeypatch.setattr(ETSModel, "fit", fit)
    found = done(forecast(line(*NINE), horizon=1, models=("naive", "ets")))
    assert found.caveats[0].rule == "forecast-order-left-out"
    assert found.caveats[0].details == {"orders": "ETS(A,Ad,N)", "failures": 2}  # it takes eight years to be tried
    assert "ets" in by_model(found, "error")


# what does not matter


def test_order_index_types_and_missing_years_at_the_ends_do_not_matter(line: Panel) -> None:
    plain = done(forecast(line(*NINE), horizon=2, models=("line", "local_level")))
    padded = line(float("nan"), *NINE, float("nan"), first=2000)
    mixed = padded.sample(frac=1.0, random_state=1).astype({"place": "category", "year": "float64"})
    mixed.index = pd.Index([0] * len(mixed))
    other = done(forecast(mixed, horizon=2, models=("local_level", "line")))
    pd.testing.assert_frame_equal(plain.table, other.table)
    assert (plain.n, plain.dropped, other.n, other.dropped) == (9, 0, 9, 2)
    renamed = line(*NINE).rename(columns={"value": "share"}).drop(columns="source_id").assign(place="elsewhere")
    third = done(forecast(renamed, horizon=2, models=("line", "local_level"), outcome="share"))
    assert third.table["estimate"].tolist() == plain.table["estimate"].tolist()
    assert set(third.table["place"]) == {"elsewhere"}


@pytest.mark.parametrize(("factor", "shift"), [(1_000.0, 0.0), (0.01, 0.0), (1.0, 500.0)])
def test_the_unit_of_the_series_does_not_matter(line: Panel, factor: float, shift: float) -> None:
    plain = done(forecast(line(*UNEVEN[:9]), horizon=2))
    other = done(forecast(line(*(factor * np.array(UNEVEN[:9]) + shift)), horizon=2))
    assert (other.settings["model"], other.settings["order"]) == (plain.settings["model"], plain.settings["order"])
    for column in ("estimate", "lower", "upper"):
        expected = factor * rows(plain, "forecast")[column].to_numpy() + shift
        assert rows(other, "forecast")[column].to_numpy() == pytest.approx(expected, rel=1e-3)


def test_the_same_bytes_each_time(line: Panel) -> None:
    assert done(forecast(line(*NINE), horizon=1)).to_json() == done(forecast(line(*NINE), horizon=1)).to_json()


# what is refused, and its nearest neighbour that is not


def test_a_short_series_is_refused(line: Panel) -> None:
    assert forecast(line(*NINE[:7]), horizon=1) == Refusal("forecast-too-short", {"points": 7, "needed": 8})
    assert isinstance(forecast(line(*NINE[:8]), horizon=1, models=QUICK), Result)
    assert forecast(line(*NINE[:5]), horizon=1, min_points=2) == Refusal(
        "forecast-too-short", {"points": 5, "needed": 6}
    )


def test_a_missing_year_is_refused(line: Panel) -> None:
    gap = line(*NINE[:4], float("nan"), float("nan"), *NINE[4:])
    assert forecast(gap, horizon=1) == Refusal("forecast-gap", {"before": "2004", "after": "2007"})
    assert isinstance(forecast(gap.assign(year=gap["year"].where(gap["year"] < 2006, gap["year"] - 2)).dropna(),
                               horizon=1, models=QUICK), Result)  # fmt: skip


def test_further_than_a_third_of_the_years_seen_is_refused_unless_allowed(line: Panel) -> None:
    assert isinstance(forecast(line(*NINE), horizon=3, models=QUICK), Result)
    assert forecast(line(*NINE), horizon=4) == Refusal("forecast-too-far", {"horizon": 4, "longest": 3})
    allowed = done(forecast(line(*NINE), horizon=4, models=QUICK, allow=["forecast-too-far"]))
    assert allowed.caveats[0].allowed
    assert allowed.caveats[0].rule == "forecast-too-far"
    assert forecast(line(*NINE), horizon=5, allow=["forecast-too-far"]) == Refusal(
        "forecast-too-short", {"points": 9, "needed": 10}
    )


@pytest.mark.parametrize("step", [0.0, 2.0])
def test_years_without_any_error_are_refused(line: Panel, step: float) -> None:
    """An interval of no width would be a promise that no series can keep."""
    values = [5 + step * year for year in range(9)]
    assert forecast(line(*values), horizon=2) == Refusal("forecast-constant", {"points": 9})
    values[4] += 0.1
    assert isinstance(forecast(line(*values), horizon=2, models=QUICK), Result)


def test_only_the_years_after_the_last_break_are_used(line: Panel) -> None:
    series = line(90.0, 80.0, *NINE).assign(segment=[0, 1, *[2] * 9])
    found = done(forecast(series, horizon=2, models=QUICK))
    plain = done(forecast(line(*NINE, first=2003), horizon=2, models=QUICK))
    pd.testing.assert_frame_equal(found.table, plain.table)
    assert (found.caveats[0].rule, found.caveats[0].details) == (
        "forecast-after-break", {"first": "2003", "dropped": 2.0},
    )  # fmt: skip
    assert rules(plain)[0] == "backtest"
    late = line(90.0, 80.0, *NINE).assign(segment=[*[0] * 4, *[1] * 7])
    assert forecast(late, horizon=1) == Refusal("forecast-too-short", {"points": 7, "needed": 8})


def test_what_is_no_question_is_a_mistake(line: Panel) -> None:
    series = line(*NINE)
    with pytest.raises(ValueError, match="one place"):
        forecast(pd.concat([series, line(*NINE, place="there")]), horizon=1)
    with pytest.raises(ValueError, match="several rows for 2003"):
        forecast(pd.concat([series, series.iloc[[2]]]), horizon=1)
    with pytest.raises(ValueError, match="no column share"):
        forecast(series, horizon=1, outcome="share")
    with pytest.raises(ValueError, match="unknown models: prophet"):
        forecast(series, horizon=1, models=("prophet",))
    with pytest.raises(ValueError, match="can be allowed here: forecast-too-far"):
        forecast(series, horizon=1, allow=["forecast-gap"])
    for horizon in (0, -1):
        with pytest.raises(ValueError, match="horizon"):
            forecast(series, horizon=horizon)


def test_the_country_stands_at_about_22_percent_two_years_ahead(share: pd.DataFrame) -> None:
    found = forecast(share[share["place"] == "viet-nam"], horizon=2)
    assert done(found).settings["model"] == "line"
    seen = rows(found, "forecast").loc["2018", ["estimate", "lower", "upper"]]
    assert list(seen) == pytest.approx([21.94, 20.22, 23.67], abs=0.01)


def test_years_are_whole_and_an_infinite_value_is_none(line: Panel) -> None:
    plain, longer = line(*NINE), line(float("inf"), *NINE, float("-inf"), first=2000)
    found = done(forecast(longer, horizon=2, models=QUICK))
    pd.testing.assert_frame_equal(found.table, done(forecast(plain, horizon=2, models=QUICK)).table)
    assert (found.n, found.dropped) == (9, 2)
    dates = pd.to_datetime(plain["year"].astype("str") + "-01-01")
    for years in (plain["year"] + 0.5, dates, dates.dt.to_period("Y")):
        with pytest.raises(ValueError, match="years are whole numbers"):
            forecast(plain.assign(year=years), horizon=2, models=QUICK)


def test_a_segment_that_is_not_known_is_the_first(line: Panel) -> None:
    series = line(90.0, 80.0, *NINE).assign(segment=[0, 0, *[1] * 9])
    holed = series.assign(segment=[np.nan, np.nan, *[1.0] * 9])
    for one in (series, holed):
        assert done(forecast(one, horizon=2, models=QUICK)).caveats[0].details == {"first": "2003", "dropped": 2.0}
    blank = done(forecast(line(*NINE).assign(segment=[np.nan, 0, *[np.nan] * 7]), horizon=2, models=QUICK))
    assert blank.n == 9


def test_a_horizon_is_a_whole_number_of_years(line: Panel) -> None:
    two = done(forecast(line(*NINE), horizon=2, models=QUICK))
    same = done(forecast(line(*NINE), horizon=2.0, models=QUICK))  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(same.table, two.table)
    for horizon in (1.5, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="whole number of years"):
            forecast(line(*NINE), horizon=horizon, models=QUICK)  # type: ignore[arg-type]

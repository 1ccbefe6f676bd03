"""A look ahead carries its prediction interval, its record on the past, and a limit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy.special import stdtrit

from analysis.study.result import Refusal, Result
from analysis.study.trends import backtest, forecast

Panel = Callable[..., pd.DataFrame]

NINE = (10.0, 11.5, 11.0, 13.0, 14.5, 14.0, 16.0, 16.5, 18.5)


def rows(answer: Result | Refusal, term: str) -> pd.DataFrame:
    assert isinstance(answer, Result)
    return answer.table[answer.table["term"] == term].set_index("period")


@pytest.mark.parametrize("level", [0.80, 0.95])
def test_the_interval_is_the_prediction_interval_of_the_textbook(line: Panel, level: float) -> None:
    ahead = rows(forecast(line(*NINE), 3, level=level), "forecast")
    x, y = np.arange(9.0), np.array(NINE)
    slope, intercept = np.polyfit(x, y, 1)
    s = ((y - intercept - slope * x) @ (y - intercept - slope * x) / 7) ** 0.5
    new = np.array([9.0, 10.0, 11.0])
    half = stdtrit(7, (1 + level) / 2) * s * (1 + 1 / 9 + (new - 4) ** 2 / 60) ** 0.5
    assert list(ahead.index) == ["2010", "2011", "2012"]
    assert ahead["estimate"].to_numpy() == pytest.approx(intercept + slope * new)
    assert ahead["lower"].to_numpy() == pytest.approx(intercept + slope * new - half)
    assert ahead["upper"].to_numpy() == pytest.approx(intercept + slope * new + half)


def test_what_was_observed_is_kept_beside_what_was_fitted(line: Panel) -> None:
    answer = forecast(line(*NINE), 2)
    assert tuple(rows(answer, "observed")["estimate"]) == NINE
    assert list(rows(answer, "fitted").index) == [str(year) for year in range(2001, 2010)]


def test_the_order_of_the_rows_does_not_matter(line: Panel) -> None:
    series = line(*NINE)
    forward, backward = forecast(series, 2), forecast(series.iloc[::-1], 2)
    assert isinstance(forward, Result)
    assert isinstance(backward, Result)
    pd.testing.assert_frame_equal(forward.table, backward.table)


def test_a_short_series_is_refused(line: Panel) -> None:
    assert forecast(line(*NINE[:7]), 1) == Refusal("forecast-too-short", {"points": 7, "needed": 8})


def test_a_year_without_value_is_no_year_seen(line: Panel) -> None:
    gaps = line(*NINE[:3], float("nan"), float("nan"), *NINE[5:])
    assert forecast(gaps, 1) == Refusal("forecast-too-short", {"points": 7, "needed": 8})


def test_further_than_a_third_of_the_years_seen_is_refused(line: Panel) -> None:
    assert isinstance(forecast(line(*NINE), 3), Result)
    assert forecast(line(*NINE), 4) == Refusal("forecast-too-far", {"horizon": 4, "longest": 3})


def test_two_places_in_one_series_are_a_mistake_and_not_a_forecast(line: Panel) -> None:
    mixed = pd.concat([line(*NINE), line(*NINE, place="there")])
    with pytest.raises(ValueError, match="one place"):
        forecast(mixed, 1)


@pytest.mark.parametrize("horizon", [0, -1])
def test_looking_back_is_a_mistake_and_not_a_forecast(line: Panel, horizon: int) -> None:
    with pytest.raises(ValueError, match="horizon"):
        forecast(line(*NINE), horizon)


def test_the_backtest_of_seven_points_is_that_by_hand(line: Panel) -> None:
    """From 1 2 3 4 5 the line says 6, and 8 came; from 1 2 3 4 5 8 it says 42.8 / 6 + ... = 8.2, and 7 came."""
    by_hand = 23 / 6 + (22.5 / 17.5) * 3.5  # mean of six points, slope 22.5 / 17.5, three and a half years on
    errors = backtest(line(1, 2, 3, 4, 5, 8, 7))
    assert errors == pytest.approx({"line": (2 + by_hand - 7) / 2, "naive": (3 + 1) / 2, "origins": 2})


def test_a_line_that_beats_the_last_value_says_by_how_much(line: Panel) -> None:
    answer = forecast(line(*NINE), 2)
    assert isinstance(answer, Result)
    assert [caveat.rule for caveat in answer.caveats] == ["backtest", "line-autocorrelation"]
    assert answer.caveats[0].details == backtest(line(*NINE))


def test_a_line_that_does_not_beat_the_last_value_says_so(line: Panel) -> None:
    answer = forecast(line(1, 2, 3, 4, 5, 5, 5, 5, 5), 2)
    assert isinstance(answer, Result)
    assert [caveat.rule for caveat in answer.caveats] == ["naive-not-beaten", "line-autocorrelation"]


def test_the_country_stands_at_about_22_percent_two_years_ahead(share: pd.DataFrame) -> None:
    ahead = rows(forecast(share[share["place"] == "viet-nam"], 2), "forecast")
    assert list(ahead.loc["2018", ["estimate", "lower", "upper"]]) == pytest.approx([21.94, 20.22, 23.67], abs=0.01)

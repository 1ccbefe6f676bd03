"""The trend of one place: least squares with t intervals, and no trend from a few points."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy.special import stdtr, stdtrit

from analysis.outcomes import Data
from analysis.study.result import Refusal, Result
from analysis.study.trends import LEAST_POINTS, trend

Panel = Callable[..., pd.DataFrame]

HAND = (3.0, 5.0, 4.0, 8.0, 7.0, 9.4)


def slope_of(panel: pd.DataFrame, **options: float) -> pd.Series:
    answer = trend(panel, **options)  # type: ignore[arg-type]
    assert isinstance(answer, Result)
    return answer.row("slope")


def test_the_slope_is_that_of_least_squares(line: Panel) -> None:
    row = slope_of(line(*HAND))
    assert row["estimate"] == pytest.approx(np.polyfit(range(6), HAND, 1)[0])
    assert row["estimate"] == pytest.approx(1.2), "21 / 17.5 by hand"


@pytest.mark.parametrize("level", [0.90, 0.95])
def test_the_interval_is_that_of_the_textbook(line: Panel, level: float) -> None:
    row = slope_of(line(*HAND), level=level)
    x, y = np.arange(6) - 2.5, np.array(HAND)
    residuals = y - y.mean() - 1.2 * x
    error = (residuals @ residuals / 4 / (x @ x)) ** 0.5
    half = stdtrit(4, (1 + level) / 2) * error
    assert row["std_error"] == pytest.approx(error)
    assert [row["lower"], row["upper"]] == pytest.approx([1.2 - half, 1.2 + half])
    assert row["p_value"] == pytest.approx(2 * stdtr(4, -1.2 / error))
    assert [row["df"], row["n"], row["period"]] == [4, 6, "2001–2006"]


def test_p_values_are_adjusted_for_the_number_of_places_by_holm(line: Panel) -> None:
    steep, noisy, flat = (1, 2, 3, 4, 5.1), (1, 3, 2, 4, 3), (2, 1, 2, 1, 2.1)
    panel = pd.concat(line(*values, place=name) for name, values in zip("abc", (steep, noisy, flat), strict=True))
    answer = trend(panel)
    assert isinstance(answer, Result)
    ordered = answer.table.sort_values("p_value")
    by_hand = np.minimum(1, np.maximum.accumulate(ordered["p_value"].to_numpy() * [3, 2, 1]))
    assert ordered["p_adjusted"].to_numpy() == pytest.approx(by_hand)


@pytest.mark.parametrize("points", range(1, LEAST_POINTS))
def test_a_short_series_is_refused_with_what_it_has_and_needs(line: Panel, points: int) -> None:
    refusal = Refusal("trend-too-short", {"points": points, "needed": LEAST_POINTS})
    assert trend(line(*HAND[:points])) == refusal


def test_no_data_at_all_is_refused(line: Panel) -> None:
    assert trend(line().astype({"place": "str"})) == Refusal("trend-too-short", {"points": 0, "needed": LEAST_POINTS})


def test_a_year_without_value_is_no_point(line: Panel) -> None:
    gaps = line(3, float("nan"), 4, float("nan"), 7, float("nan"))
    assert trend(gaps) == Refusal("trend-too-short", {"points": 3, "needed": LEAST_POINTS})


def test_the_period_ends_with_the_last_value(line: Panel) -> None:
    assert slope_of(line(*HAND, float("nan")))["period"] == "2001–2006"


def test_places_with_too_few_years_are_dropped_and_counted(line: Panel) -> None:
    answer = trend(pd.concat([line(*HAND), line(1, 2, 3, place="short")]))
    assert isinstance(answer, Result)
    assert list(answer.table["place"]) == ["here"]
    assert answer.dropped == 1


def test_the_articles_carry_no_trend(data: Data) -> None:
    refusal = Refusal("trend-too-short", {"points": 1, "needed": LEAST_POINTS})
    assert trend(data.yearly("participations")) == refusal


def test_every_province_of_the_official_share_has_its_least_squares_slope(provinces_share: pd.DataFrame) -> None:
    answer = trend(provinces_share)
    assert isinstance(answer, Result)
    wide = provinces_share.pivot(index="year", columns="place", values="value")
    slopes = pd.Series(np.polyfit(wide.index, wide, 1)[0], index=wide.columns)
    assert answer.table.set_index("place")["estimate"].to_numpy() == pytest.approx(slopes.sort_index().to_numpy())
    assert len(answer.table) == 63


def test_the_caveat_holds_the_median_durbin_watson_statistic(line: Panel) -> None:
    answer = trend(line(*HAND))
    assert isinstance(answer, Result)
    residuals = np.array(HAND) - np.polyval(np.polyfit(range(6), HAND, 1), range(6))
    by_hand = (np.diff(residuals) ** 2).sum() / (residuals**2).sum()
    assert answer.caveats[0].rule == "autocorrelation"
    assert answer.caveats[0].details["median"] == pytest.approx(by_hand)

"""The common trend: accepted only when it is the solution that a balanced panel must have, else refused."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from analysis.study.result import Refusal, Result
from analysis.study.trends import LEAST_POINTS, common_trend, mixed, trend
from analysis.study.trends.mixed import OPTIMISERS

Panel = Callable[..., pd.DataFrame]


@pytest.fixture(scope="module")
def official(provinces_share: pd.DataFrame) -> Result:
    answer = common_trend(provinces_share)
    assert isinstance(answer, Result)
    return answer


def closed_form(panel: pd.DataFrame) -> dict[str, float]:
    """REML of a balanced panel: means of the places' own lines, and their covariance less what error adds to it."""
    wide = panel.pivot(index="place", columns="year", values="value").to_numpy()
    places, years = wide.shape
    design = np.column_stack([np.ones(years), np.arange(years) - (years - 1) / 2])
    inverse = np.linalg.inv(design.T @ design)
    lines = wide @ design @ inverse
    residual = ((wide - lines @ design.T) ** 2).sum() / (places * (years - 2))
    between = np.diag(np.cov(lines.T) - residual * inverse)
    return {
        "intercept": lines[:, 0].mean(),
        "slope": lines[:, 1].mean(),
        "sd_intercept": between[0] ** 0.5,
        "sd_slope": between[1] ** 0.5,
        "sd_residual": residual**0.5,
        "slope_error": lines[:, 1].std(ddof=1) / places**0.5,
    }


@pytest.mark.parametrize("term", ["intercept", "slope", "sd_intercept", "sd_slope", "sd_residual"])
def test_each_parameter_is_that_of_the_closed_form(official: Result, provinces_share: pd.DataFrame, term: str) -> None:
    assert official.row(term)["estimate"] == pytest.approx(closed_form(provinces_share)[term], rel=0.01)


def test_the_share_rises_by_three_quarters_of_a_point_a_year(official: Result, provinces_share: pd.DataFrame) -> None:
    row = official.row("slope")
    assert row["estimate"] == pytest.approx(0.732, abs=0.001)
    assert row["std_error"] == pytest.approx(0.050, abs=0.001)
    assert row["std_error"] == pytest.approx(closed_form(provinces_share)["slope_error"], rel=0.01)
    assert [row["lower"], row["upper"]] == pytest.approx([0.732 - 1.96 * 0.0495, 0.732 + 1.96 * 0.0495], abs=0.001)


@pytest.mark.parametrize(
    ("place", "slope"), [("ha-noi", 1.84), ("da-nang", 1.42), ("ninh-binh", 1.29), ("ha-giang", 0.27)]
)
def test_the_steepest_and_the_flattest_provinces_are_known(official: Result, place: str, slope: float) -> None:
    assert official.row("place_slope", place)["estimate"] == pytest.approx(slope, abs=0.005)


def test_no_province_lies_outside_the_known_extremes(official: Result) -> None:
    slopes = official.table[official.table["term"] == "place_slope"].set_index("place")["estimate"].sort_values()
    assert slopes.index[0] == "ha-giang"
    assert list(slopes.index[-3:]) == ["ninh-binh", "da-nang", "ha-noi"]
    assert len(slopes) == 63


def test_places_are_drawn_towards_the_common_slope(official: Result, provinces_share: pd.DataFrame) -> None:
    own = trend(provinces_share)
    assert isinstance(own, Result)
    shrunk = official.table[official.table["term"] == "place_slope"].set_index("place")["estimate"]
    assert shrunk.std() < own.table["estimate"].std()
    assert shrunk.mean() == pytest.approx(official.row("slope")["estimate"], abs=1e-6)


def test_known_parameters_come_back_from_a_synthetic_panel(synthetic: Panel) -> None:
    panel = synthetic(200, 12, slope=0.8, sd_slope=0.3, noise=1.0, seed=20261122)
    answer = common_trend(panel)
    assert isinstance(answer, Result)
    assert answer.row("slope")["estimate"] == pytest.approx(0.8, abs=3 * 0.3 / 200**0.5)
    assert answer.row("sd_slope")["estimate"] == pytest.approx(0.3, rel=0.15)
    assert answer.row("sd_intercept")["estimate"] == pytest.approx(4.0, rel=0.15)
    assert answer.row("sd_residual")["estimate"] == pytest.approx(1.0, rel=0.1)
    assert set(answer.table["source_ids"]) == {"synthetic"}


def test_an_unbalanced_panel_is_fitted_too(synthetic: Panel) -> None:
    panel = synthetic(20, 9, slope=0.8, sd_slope=0.3, noise=0.5, seed=7)
    whole, holed = common_trend(panel), common_trend(panel.drop(index=[3, 40, 77]))
    assert isinstance(whole, Result)
    assert isinstance(holed, Result)
    assert holed.row("slope")["estimate"] == pytest.approx(whole.row("slope")["estimate"], abs=0.02)
    assert holed.n == whole.n - 3


def test_a_missing_value_is_a_missing_row(synthetic: Panel) -> None:
    panel = synthetic(20, 9, slope=0.8, sd_slope=0.3, noise=0.5, seed=7)
    dropped, blank = (
        common_trend(panel.drop(index=[3])),
        common_trend(panel.assign(value=panel["value"].where(panel.index != 3))),
    )
    assert isinstance(dropped, Result)
    assert isinstance(blank, Result)
    pd.testing.assert_frame_equal(blank.table, dropped.table)


@pytest.mark.parametrize("slope", [0.0, 1.0])
def test_a_panel_without_any_error_is_refused_and_not_a_crash(synthetic: Panel, slope: float) -> None:
    panel = synthetic(12, 9, slope=0, sd_slope=0, noise=0, seed=1)
    answer = common_trend(panel.assign(value=5 + slope * panel["year"]))
    assert isinstance(answer, Refusal)
    assert answer.rule == "mixed-model-unconverged"


def test_an_optimiser_that_stops_short_gives_a_refusal(
    provinces_share: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    from statsmodels.regression.mixed_linear_model import MixedLM

    patient = MixedLM.fit
    monkeypatch.setattr(MixedLM, "fit", lambda model, **options: patient(model, **options, maxiter=1))
    monkeypatch.setattr(mixed, "OPTIMISERS", ("bfgs", "cg"))
    assert common_trend(provinces_share) == Refusal("mixed-model-unconverged", {"tried": "bfgs, cg"})


def test_an_optimiser_that_only_whispers_that_it_stopped_short_is_not_believed(
    provinces_share: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    from statsmodels.regression.mixed_linear_model import MixedLM

    honest = MixedLM.fit

    def whisper(model: MixedLM, **options: object) -> object:
        fit = honest(model, **options)
        fit.converged = False
        return fit

    monkeypatch.setattr(MixedLM, "fit", whisper)
    monkeypatch.setattr(mixed, "OPTIMISERS", ("bfgs",))
    assert isinstance(common_trend(provinces_share), Refusal)


def test_without_any_optimiser_nothing_is_estimated(
    provinces_share: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixed, "OPTIMISERS", ())
    assert common_trend(provinces_share) == Refusal("mixed-model-unconverged", {"tried": ""})


def test_a_converged_fit_that_misses_the_closed_form_is_refused(
    provinces_share: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixed, "balanced_slope", lambda panel: (0.70, 0.0495))
    assert isinstance(common_trend(provinces_share), Refusal)


def test_the_result_names_its_optimiser_and_its_middle_year(official: Result) -> None:
    assert official.settings["optimiser"] in OPTIMISERS
    assert official.settings["middle_year"] == 2012


def test_too_few_years_are_refused(synthetic: Panel) -> None:
    panel = synthetic(20, LEAST_POINTS - 1, slope=1, sd_slope=0.3, noise=0.5, seed=3)
    assert common_trend(panel) == Refusal("trend-too-short", {"points": 4, "needed": LEAST_POINTS})


def test_too_few_places_are_refused(synthetic: Panel) -> None:
    panel = synthetic(9, 9, slope=1, sd_slope=0.3, noise=0.5, seed=3)
    assert common_trend(panel) == Refusal("too-few-places", {"places": 9, "needed": 10})

"""The common trend: accepted only when it is the solution that a balanced panel must have, else refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from analysis.study.result import Refusal, Result
from analysis.study.trends import LEAST_POINTS, closed_form, common_trend, mixed, trend
from analysis.study.trends.mixed import OPTIMISERS

Panel = Callable[..., pd.DataFrame]


@pytest.fixture(scope="module")
def provinces_share(provinces_share: pd.DataFrame) -> pd.DataFrame:
    """The official share as if no place broke: 63 places of nine years each, which have a closed form."""
    return provinces_share.drop(columns="segment")


@pytest.fixture(scope="module")
def official(provinces_share: pd.DataFrame) -> Result:
    answer = common_trend(provinces_share)
    assert isinstance(answer, Result)
    return answer


def by_hand(panel: pd.DataFrame) -> dict[str, float]:
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
    assert official.row(term)["estimate"] == pytest.approx(by_hand(provinces_share)[term], rel=0.01)


def test_the_share_rises_by_three_quarters_of_a_point_a_year(official: Result, provinces_share: pd.DataFrame) -> None:
    row = official.row("slope")
    assert row["estimate"] == pytest.approx(0.732, abs=0.001)
    assert row["std_error"] == pytest.approx(0.050, abs=0.001)
    assert row["std_error"] == pytest.approx(by_hand(provinces_share)["slope_error"], rel=0.01)
    assert [row["lower"], row["upper"]] == pytest.approx([0.732 - 1.999 * 0.0495, 0.732 + 1.999 * 0.0495], abs=0.001)
    assert row["df"] == 62, "one place less than there are: the slope is a mean of places"


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
    own = trend(provinces_share, se="classical")
    assert isinstance(own, Result)
    shrunk = official.table[official.table["term"] == "place_slope"].set_index("place")["estimate"]
    assert shrunk.std() < own.table.loc[own.table["term"] == "slope", "estimate"].std()
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
    assert answer == Refusal("fit-without-error")
    nearly = panel.assign(value=5 + slope * panel["year"] + np.random.default_rng(1).normal(0, 0.01, len(panel)))
    assert common_trend(nearly) != Refusal("fit-without-error")


def test_where_no_optimiser_arrives_the_closed_form_is_given(
    official: Result, provinces_share: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    from statsmodels.regression.mixed_linear_model import MixedLM

    patient = MixedLM.fit
    monkeypatch.setattr(MixedLM, "fit", lambda model, **options: patient(model, **options, maxiter=1))
    monkeypatch.setattr(mixed, "OPTIMISERS", ("bfgs", "cg"))
    answer = common_trend(provinces_share)
    assert isinstance(answer, Result)
    assert (answer.settings["optimiser"], answer.settings["verified_by"]) == ("none", "closed form")
    columns = ["estimate", "std_error", "lower", "upper"]
    for column in columns:
        expected = official.table[column].to_numpy()
        assert answer.table[column].to_numpy() == pytest.approx(expected, rel=0.002, nan_ok=True), column
    holed = provinces_share.drop(index=provinces_share.index[3])
    assert common_trend(holed) == Refusal("mixed-model-unconverged", {"tried": "bfgs, cg"}), "it has no closed form"


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
    answer = common_trend(provinces_share)
    assert isinstance(answer, Result)
    assert answer.settings["optimiser"] == "none"


@pytest.mark.parametrize("stretched", ["means", "errors"])
def test_a_converged_fit_that_misses_the_closed_form_is_not_believed(
    provinces_share: pd.DataFrame, monkeypatch: pytest.MonkeyPatch, stretched: str
) -> None:
    from dataclasses import replace

    honest = mixed._estimates

    def wrong(fit: Any, units: Any) -> Any:
        found = honest(fit, units)
        return replace(found, **{stretched: getattr(found, stretched) * 1.02})

    monkeypatch.setattr(mixed, "_estimates", wrong)
    monkeypatch.setattr(mixed, "OPTIMISERS", ("bfgs",))
    answer = common_trend(provinces_share)
    assert isinstance(answer, Result)
    assert answer.settings["optimiser"] == "none"


def test_without_closed_form_one_optimiser_is_not_enough(synthetic: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    holed = synthetic(20, 9, slope=0.8, sd_slope=0.3, noise=0.5, seed=7).drop(index=[3, 40, 77])
    answer = common_trend(holed)
    assert isinstance(answer, Result)
    assert answer.settings["verified_by"] == "two optimisers"
    monkeypatch.setattr(mixed, "OPTIMISERS", ("bfgs",))
    assert common_trend(holed) == Refusal("mixed-model-unconverged", {"tried": "bfgs"})
    monkeypatch.setattr(mixed, "OPTIMISERS", ())
    assert common_trend(holed) == Refusal("mixed-model-unconverged", {"tried": ""})


@pytest.mark.parametrize(("further", "accepted"), [(1e-5, True), (1e-3, False)])
def test_without_closed_form_both_optimisers_reach_the_same_likelihood(
    synthetic: Panel, monkeypatch: pytest.MonkeyPatch, further: float, accepted: bool
) -> None:
    holed = synthetic(20, 9, slope=0.8, sd_slope=0.3, noise=0.5, seed=7).drop(index=[3, 40, 77])
    converged = mixed._converged(holed.assign(centred=holed["year"] - 2005.0), (0.5, 2.6), "bfgs", "slope")
    calls = []

    class Further:
        """The same fit, its likelihood moved a little with each call."""

        def __init__(self) -> None:
            calls.append(self)
            self.llf = converged.llf + further * len(calls)

        def __getattr__(self, name: str) -> object:
            return getattr(converged, name)

    monkeypatch.setattr(mixed, "_converged", lambda *given: Further())
    monkeypatch.setattr(mixed, "OPTIMISERS", ("bfgs", "cg"))
    assert isinstance(common_trend(holed), Result) == accepted


def test_the_unbalanced_fit_is_the_maximum_of_the_restricted_likelihood(synthetic: Panel) -> None:
    """The likelihood written out place by place, maximised by a simplex that knows no gradient."""
    from scipy.optimize import minimize

    panel = synthetic(14, 7, slope=0.8, sd_slope=0.5, noise=1.0, seed=11).drop(index=[3, 40, 41, 77])
    answer = common_trend(panel)
    assert isinstance(answer, Result)
    centred = panel["year"] - panel["year"].mean()
    parts = [
        (np.column_stack([np.ones(len(rows)), centred[rows.index]]), rows["value"].to_numpy())
        for _, rows in panel.groupby("place")
    ]

    def fitted(given: Any) -> tuple[float, Any, Any]:
        lower = np.array([[np.exp(given[0]), 0.0], [given[1], np.exp(given[2])]])
        between, inner, outer, determinant, square = lower @ lower.T, np.zeros((2, 2)), np.zeros(2), 0.0, 0.0
        for x, y in parts:
            inverse = np.linalg.inv(x @ between @ x.T + np.exp(2 * given[3]) * np.eye(len(y)))
            inner, outer = inner + x.T @ inverse @ x, outer + x.T @ inverse @ y
            determinant, square = determinant - np.linalg.slogdet(inverse)[1], square + y @ inverse @ y
        means = np.linalg.solve(inner, outer)
        return determinant + square - outer @ means + np.linalg.slogdet(inner)[1], means, np.linalg.inv(inner)

    options = {"xatol": 1e-7, "fatol": 1e-10, "maxiter": 4_000}
    best = minimize(lambda given: fitted(given)[0], [1.4, 0.0, -0.7, 0.0], method="Nelder-Mead", options=options)
    _, means, covariance = fitted(best.x)
    row = answer.row("slope")
    assert row["estimate"] == pytest.approx(means[1], abs=0.01 * row["std_error"])
    assert row["std_error"] == pytest.approx(covariance[1, 1] ** 0.5, rel=0.01)
    assert answer.row("sd_residual")["estimate"] == pytest.approx(np.exp(best.x[3]), rel=0.01)


@pytest.mark.parametrize("random", ["slope", "intercept"])
def test_the_closed_form_is_what_statsmodels_finds(synthetic: Panel, random: Any) -> None:
    """Fixed effects and their errors, variances, deviations of places and their conditional covariances."""
    panel = synthetic(30, 8, slope=0.8, sd_slope=0.4, noise=1.0, seed=4)
    panel = panel.assign(centred=panel["year"] - panel["year"].mean())
    exact = closed_form(panel, random)
    fit = mixed._converged(panel, (1.0, 2.3), "bfgs", random)
    found = mixed._estimates(fit, (1.0, 2.3))
    assert exact is not None
    assert found.means == pytest.approx(exact.means, rel=1e-6)
    assert found.errors == pytest.approx(exact.errors, rel=1e-3)
    assert found.between == pytest.approx(exact.between, rel=2e-3, abs=1e-3)
    assert found.residual == pytest.approx(exact.residual, rel=1e-3)
    for place, (deviation, conditional) in exact.deviations.items():
        assert found.deviations[place][0] == pytest.approx(deviation, abs=2e-3)
        assert found.deviations[place][1] == pytest.approx(conditional, rel=5e-3, abs=1e-4)


def test_the_interval_of_few_places_is_the_t_interval_of_their_own_slopes(synthetic: Panel) -> None:
    """Slopes of places are a sample of ten: a normal interval would hold the mean in 92 % of cases, not 95 %."""
    panel = synthetic(10, 9, slope=0.8, sd_slope=0.3, noise=0.5, seed=7)
    answer = common_trend(panel)
    assert isinstance(answer, Result)
    row = answer.row("slope")
    wide = panel.pivot(index="year", columns="place", values="value")
    own = np.polyfit(wide.index - 2005, wide, 1)[0]
    half = 2.2621571628 * own.std(ddof=1) / 10**0.5
    assert [row["lower"], row["upper"]] == pytest.approx([own.mean() - half, own.mean() + half], rel=1e-3)


def coverage(places: int, draws: int, random: Any = "slope", sd_slope: float = 0.3) -> float:
    """Share of intervals that hold the true slope; no optimiser is needed, as the closed form is the answer."""
    held = 0
    draw = np.random.default_rng(places)
    years = np.arange(2001, 2010)
    for _ in range(draws):
        levels, slopes = draw.normal(15, 4, places), draw.normal(0.8, sd_slope, places)
        values = levels[:, None] + slopes[:, None] * (years - 2005) + draw.normal(0, 0.5, (places, 9))
        panel = pd.DataFrame({"place": np.repeat([f"{at:02}" for at in range(places)], 9), "value": values.ravel()})
        answer = common_trend(panel.assign(year=np.tile(years, places)), random=random)
        assert isinstance(answer, Result)
        row = answer.row("slope")
        held += row["lower"] <= 0.8 <= row["upper"]
    return held / draws


@pytest.mark.parametrize(("random", "sd_slope"), [("slope", 0.3), ("intercept", 0.0)])
def test_how_often_the_interval_of_ten_places_holds_the_slope(
    monkeypatch: pytest.MonkeyPatch, random: Any, sd_slope: float
) -> None:
    monkeypatch.setattr(mixed, "OPTIMISERS", ())
    assert coverage(10, 60, random, sd_slope) == pytest.approx(0.95, abs=3 * (0.95 * 0.05 / 60) ** 0.5)


def test_parallel_slopes_are_too_sure_and_it_is_said(provinces_share: pd.DataFrame, official: Result) -> None:
    answer = common_trend(provinces_share, random="intercept")
    assert isinstance(answer, Result)
    ratio = official.row("slope")["std_error"] / answer.row("slope")["std_error"]
    assert [(caveat.rule, caveat.details["ratio"]) for caveat in answer.caveats] == [
        ("parallel-slopes", pytest.approx(ratio, rel=0.01))
    ]
    assert ratio > 1.5
    terms = ["intercept", "slope", "sd_intercept", "sd_residual", "slope_of_means", "place_level"]
    assert list(dict.fromkeys(answer.table["term"])) == terms
    assert answer.row("slope")["df"] == 63 * 8 - 1


def test_a_common_line_is_not_drawn_across_a_break(synthetic: Panel) -> None:
    panel = synthetic(12, 9, slope=0.8, sd_slope=0.3, noise=0.5, seed=7).assign(segment=0)
    one = panel.assign(segment=((panel["place"] == "place-003") & (panel["year"] > 2005)).astype(int))
    assert common_trend(one) == Refusal("common-trend-across-break", {"place": "place-003", "places": 1})
    allowed = common_trend(one, allow=["common-trend-across-break"])
    assert isinstance(allowed, Result)
    assert [(caveat.rule, caveat.allowed) for caveat in allowed.caveats] == [("common-trend-across-break", True)]
    parted = panel.assign(segment=panel["place"].isin(["place-003"]).astype(int))
    assert isinstance(common_trend(parted), Result), "each place lies in one segment"


@pytest.mark.parametrize("unit", [1e-4, 1e4])
def test_another_unit_order_or_type_gives_the_same_answer(synthetic: Panel, unit: float) -> None:
    """statsmodels takes variances below 0.01 for zero, in whatever unit; here the unit is that of the errors."""
    panel = synthetic(12, 9, slope=0.8, sd_slope=0.3, noise=0.5, seed=7)
    mixed_up = panel.sample(frac=1, random_state=3).astype({"place": "category"})
    mixed_up.index = pd.Index([5] * len(mixed_up))
    mixed_up["score"] = mixed_up.pop("value") * unit
    one, other = common_trend(panel), common_trend(mixed_up, outcome="score")
    assert isinstance(one, Result) and isinstance(other, Result)
    scale = np.where(one.table["term"] == "correlation", 1.0, unit)
    for column in ("estimate", "std_error", "lower", "upper"):
        assert other.table[column].to_numpy() == pytest.approx(one.table[column] * scale, rel=1e-4, nan_ok=True)
    assert other.settings["optimiser"] == one.settings["optimiser"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"random": "both"}, "none of slope, intercept"),
        ({"level": 0}, "outside 0 to 1"),
        ({"outcome": "score"}, "no column score"),
        ({"allow": ["too-few-places"]}, "can be allowed here: common-trend-across-break"),
    ],
)
def test_what_cannot_be_asked(synthetic: Panel, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        common_trend(synthetic(12, 9, slope=1, sd_slope=0.3, noise=0.5, seed=3), **options)


def test_the_result_names_its_optimiser_and_its_middle_year(official: Result) -> None:
    assert official.settings["optimiser"] in OPTIMISERS
    assert official.settings["middle_year"] == 2012


def test_too_few_years_are_refused(synthetic: Panel) -> None:
    panel = synthetic(20, LEAST_POINTS - 1, slope=1, sd_slope=0.3, noise=0.5, seed=3)
    assert common_trend(panel) == Refusal("trend-too-short", {"points": 4, "needed": LEAST_POINTS})


def test_too_few_places_are_refused(synthetic: Panel) -> None:
    panel = synthetic(9, 9, slope=1, sd_slope=0.3, noise=0.5, seed=3)
    assert common_trend(panel) == Refusal("too-few-places", {"places": 9, "needed": 10})


def of_means(answer: Result | Refusal) -> pd.Series:
    assert isinstance(answer, Result)
    return answer.row("slope_of_means")


def test_the_line_through_yearly_means_of_a_balanced_panel_is_that_of_the_plain_means(synthetic: Panel) -> None:
    panel = synthetic(12, 9, slope=0.8, sd_slope=0.3, noise=0.5, seed=7)
    means = panel.groupby("year", as_index=False)["value"].mean()
    fit = smf.ols("value ~ year", means).fit()
    row = of_means(common_trend(panel))
    assert row[["estimate", "std_error"]].tolist() == pytest.approx([fit.params["year"], fit.bse["year"]])
    assert row["method"] == "OLS of yearly means"
    dummies = smf.ols("value ~ C(place) + C(year)", panel).fit().params.filter(like="year").to_numpy()
    adjusted = smf.ols("value ~ year", pd.DataFrame({"value": [0.0, *dummies], "year": range(9)})).fit()
    assert row["std_error"] == pytest.approx(adjusted.bse["year"]), "adjusting changes nothing"


def test_which_places_report_does_not_move_the_line_through_yearly_means(synthetic: Panel) -> None:
    """High places report late only: the plain means rise by that alone."""
    panel = synthetic(20, 9, slope=0.3, sd_slope=0.3, noise=1.0, seed=7)
    high = panel["place"] >= "place-010"
    panel = panel.assign(value=panel["value"] + 12 * high)
    late = panel[~high | (panel["year"] >= 2006)]
    row = of_means(common_trend(late))
    plain = smf.ols("value ~ year", late.groupby("year", as_index=False)["value"].mean()).fit().params["year"]
    assert plain > 1
    assert row["estimate"] == pytest.approx(of_means(common_trend(panel))["estimate"], abs=0.2)
    dummies = smf.ols("value ~ C(place) + C(year)", late).fit().params.filter(like="year").to_numpy()
    fit = smf.ols("value ~ year", pd.DataFrame({"value": [0.0, *dummies], "year": range(9)})).fit()
    assert row[["estimate", "std_error"]].tolist() == pytest.approx([fit.params["year"], fit.bse["year"]])
    assert row["method"] == "OLS of yearly means adjusted for place"


def test_years_that_no_place_links_have_no_line_through_their_means(synthetic: Panel) -> None:
    panel = synthetic(24, 10, slope=0.8, sd_slope=0.3, noise=0.5, seed=7)
    early, first = panel["year"] <= 2005, panel["place"] < "place-012"
    assert mixed._slope_of_means(panel[early == first], 0.95) == []
    linked = panel[(early == first) | (panel["place"] == "place-000")]
    assert [row["term"] for row in mixed._slope_of_means(linked, 0.95)] == ["slope_of_means"]


def test_the_middle_year_is_that_of_the_years_and_not_of_the_rows(synthetic: Panel) -> None:
    """Half of the places report the last four years only, and the intercept is still the level of 2005."""
    panel = synthetic(40, 9, slope=2.0, sd_slope=0.3, noise=0.5, seed=7)
    late = panel[(panel["place"] < "place-020") | (panel["year"] >= 2006)]
    whole, found = common_trend(panel), common_trend(late)
    assert isinstance(whole, Result) and isinstance(found, Result)
    assert found.settings["middle_year"] == whole.settings["middle_year"] == 2005
    assert found.row("intercept")["estimate"] == pytest.approx(whole.row("intercept")["estimate"], abs=0.1)

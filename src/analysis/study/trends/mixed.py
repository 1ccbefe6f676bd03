"""All places together: one average slope and places that deviate from it, never from a model that did not converge."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, cast

from analysis.study.provenance import traced
from analysis.study.result import Refusal, Result, table
from analysis.study.trends.lines import LEAST_POINTS

if TYPE_CHECKING:
    import pandas as pd

OPTIMISERS = ("bfgs", "cg", "powell", "lbfgs")


@traced
def common_trend(panel: pd.DataFrame, *, level: float = 0.95) -> Result | Refusal:
    """One average slope with places that deviate from it: linear mixed model with random intercept and slope (REML).

    ``panel``: columns place, year, value, source_id; at least ``LEAST_POINTS`` years and ten places. The year is
    centred, so ``intercept`` is the mean level in the middle year. Terms: ``intercept``, ``slope``, for each place
    ``place_slope`` (best linear unbiased prediction with its conditional interval), and the standard deviations
    ``sd_intercept``, ``sd_slope`` and ``sd_residual`` between places and around the lines, and
    ``correlation`` of level and slope. ``slope_of_means`` is the same slope with the interval of a straight line
    through the yearly means: wider, because what moves all places in one year does not average out.

    An estimate is accepted only when an optimiser converged without a warning and, for a balanced panel, agrees with
    the closed form (means and covariance of the places' own least-squares lines); otherwise the question is refused.
    """
    panel = panel.dropna(subset="value")
    years, places = panel["year"].nunique(), panel["place"].nunique()
    if years < LEAST_POINTS:
        return Refusal("trend-too-short", {"points": years, "needed": LEAST_POINTS})
    if places < 10:
        return Refusal("too-few-places", {"places": places, "needed": 10})
    data = panel.assign(centred=panel["year"] - panel["year"].mean())
    expected = balanced_slope(data)
    for method in OPTIMISERS:
        fit = _converged(data, method)
        if fit is not None and (expected is None or _agrees(fit, expected)):
            return _mixed_result(fit, data, level, method, "convergence" if expected is None else "closed form")
    return Refusal("mixed-model-unconverged", {"tried": ", ".join(OPTIMISERS)})


def balanced_slope(panel: pd.DataFrame) -> tuple[float, float] | None:
    """Closed-form REML slope and standard error of a balanced panel; None when places have different years.

    With the same years everywhere, the REML slope is the mean of the places' own slopes and its standard error their
    standard deviation over the root of their number.
    """
    wide = panel.pivot(index="place", columns="year", values="value")
    if wide.isna().any(axis=None):
        return None
    centred = wide.columns.to_numpy(dtype="float64") - wide.columns.to_numpy(dtype="float64").mean()
    slopes = wide.to_numpy() @ centred / (centred @ centred)
    return float(slopes.mean()), float(slopes.std(ddof=1) / len(slopes) ** 0.5)


def _converged(data: pd.DataFrame, method: str) -> Any | None:
    """The fitted model, or None when the optimiser warned or stopped short."""
    import statsmodels.formula.api as smf
    from numpy.linalg import LinAlgError
    from statsmodels.tools.sm_exceptions import ConvergenceWarning

    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        warnings.simplefilter("error", RuntimeWarning)
        try:
            fit = smf.mixedlm("value ~ centred", data, groups="place", re_formula="~centred").fit(
                reml=True, method=method
            )
        except (ConvergenceWarning, RuntimeWarning, LinAlgError):
            return None
    return fit if fit.converged else None


def _agrees(fit: Any, expected: tuple[float, float], tolerance: float = 0.01) -> bool:
    slope, error = expected
    return bool(
        abs(fit.params["centred"] - slope) < tolerance * error and abs(fit.bse["centred"] / error - 1) < tolerance
    )


def _mixed_result(fit: Any, data: pd.DataFrame, level: float, method: str, verified_by: str) -> Result:
    from statistics import NormalDist

    z = NormalDist().inv_cdf(0.5 + level / 2)
    common = {
        "period": f"{data['year'].min()}–{data['year'].max()}", "n": float(len(data)), "method": "mixed model, REML",
        "source_ids": "|".join(sorted(data["source_id"].unique())),
    }  # fmt: skip
    rows: list[dict[str, Any]] = []
    for term, name in (("intercept", "Intercept"), ("slope", "centred")):
        rows.append(
            {**common, **_with_interval(term, fit.params[name], fit.bse_fe[name], z), "p_value": fit.pvalues[name]}
        )
    covariance = fit.cov_re
    for term, variance in (
        ("sd_intercept", covariance.iloc[0, 0]),
        ("sd_slope", covariance.iloc[1, 1]),
        ("sd_residual", fit.scale),
    ):
        rows.append({**common, "term": term, "estimate": float(variance) ** 0.5})
    covaried = covariance.iloc[0, 1] / (covariance.iloc[0, 0] * covariance.iloc[1, 1]) ** 0.5
    rows.append({**common, "term": "correlation", "estimate": float(covaried)})
    rows.append({**common, **_slope_of_means(data, level)})
    for place in sorted(fit.random_effects):
        slope = fit.params["centred"] + fit.random_effects[place]["centred"]
        error = float(fit.random_effects_cov[place].loc["centred", "centred"]) ** 0.5
        rows.append(
            {
                **common,
                "place": place,
                **_with_interval("place_slope", slope, error, z),
                "n": float(data["year"].nunique()),
            }
        )
    settings: dict[str, float | str] = {
        "optimiser": method,
        "verified_by": verified_by,
        "level": level,
        "middle_year": float(data["year"].mean()),
    }
    return Result(table(cast("list[Any]", rows)), "slope", "mixed model, REML", settings, n=len(data))


def _slope_of_means(data: pd.DataFrame, level: float) -> dict[str, Any]:
    import statsmodels.formula.api as smf

    means = data.groupby("year", as_index=False)["value"].mean()
    fit = smf.ols("value ~ year", means).fit()
    lower, upper = fit.conf_int(1 - level).loc["year"]
    row = {"estimate": fit.params["year"], "std_error": fit.bse["year"], "lower": lower, "upper": upper}
    return {**row, "term": "slope_of_means", "df": fit.df_resid, "method": "OLS of yearly means"}


def _with_interval(term: str, estimate: float, error: float, z: float) -> dict[str, Any]:
    return {
        "term": term,
        "estimate": estimate,
        "std_error": error,
        "lower": estimate - z * error,
        "upper": estimate + z * error,
    }

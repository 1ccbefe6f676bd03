"""A short look ahead, with its record on the past."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table
from analysis.study.trends.lines import LEAST_POINTS

if TYPE_CHECKING:
    import pandas as pd


@traced
def forecast(series: pd.DataFrame, horizon: int, *, level: float = 0.95, min_points: int = 8) -> Result | Refusal:
    """The straight line of one place carried on, with prediction intervals (unit of the series).

    ``series``: columns place (one), year, value, source_id. Refused for fewer than ``min_points`` years and for
    looking further ahead than a third of the years seen. Terms ``observed``, ``fitted`` and ``forecast``; the caveat
    holds the mean absolute error one year ahead, from every origin with at least five years behind it, against the
    last value carried on.
    """
    import pandas as pd
    import statsmodels.formula.api as smf
    from statsmodels.stats.stattools import durbin_watson

    if horizon < 1:
        raise ValueError(f"the horizon is at least one year, not {horizon}")
    if series["place"].nunique() > 1:
        raise ValueError("a forecast is of one place; choose one from the panel")
    data = series.dropna(subset="value").sort_values("year", ignore_index=True)
    needed = max(min_points, LEAST_POINTS + 1)  # one year more than the first origin of the backtest
    if len(data) < needed:
        return Refusal("forecast-too-short", {"points": len(data), "needed": needed})
    if horizon > len(data) // 3:
        return Refusal("forecast-too-far", {"horizon": horizon, "longest": len(data) // 3})
    last = int(data["year"].iloc[-1])
    ahead = pd.DataFrame({"year": [*data["year"], *range(last + 1, last + 1 + horizon)]})
    fit = smf.ols("value ~ year", data).fit()
    line = fit.get_prediction(ahead).summary_frame(alpha=1 - level)
    common = {"place": data["place"].iloc[0], "source_ids": "|".join(sorted(data["source_id"].unique()))}
    rows: list[dict[str, Any]] = [
        {**common, "term": "observed", "period": str(year), "estimate": value, "method": "published"}
        for year, value in zip(data["year"], data["value"], strict=True)
    ]
    for year, (_, point) in zip(ahead["year"], line.iterrows(), strict=True):
        rows.append(
            {
                **common, "term": "forecast" if year > last else "fitted", "period": str(year),
                "estimate": point["mean"], "std_error": point["mean_se"],
                "lower": point["obs_ci_lower"], "upper": point["obs_ci_upper"],
                "df": fit.df_resid, "n": fit.nobs, "method": "OLS prediction interval",
            }
        )  # fmt: skip
    errors = backtest(data)
    caveat = Caveat("backtest" if errors["line"] <= errors["naive"] else "naive-not-beaten", dict(errors))
    settings = {"horizon": float(horizon), "level": level}
    line_errors = Caveat("line-autocorrelation", {"durbin_watson": float(durbin_watson(fit.resid))})
    return Result(
        table(cast("list[Any]", rows)),
        "level",
        "OLS prediction interval",
        settings,
        n=len(data),
        caveats=(caveat, line_errors),
    )


def backtest(series: pd.DataFrame, *, first_origin: int = LEAST_POINTS) -> dict[str, float]:
    """Mean absolute error one year ahead, of the line and of the last value carried on, over all origins.

    ``series``: columns year, value, sorted by year. Keys ``line``, ``naive``, ``origins``.
    """
    import numpy as np

    years, values = series["year"].to_numpy(dtype="float64"), series["value"].to_numpy(dtype="float64")
    line, naive = [], []
    for origin in range(first_origin, len(values)):
        slope, intercept = np.polyfit(years[:origin], values[:origin], 1)
        line.append(abs(slope * years[origin] + intercept - values[origin]))
        naive.append(abs(values[origin - 1] - values[origin]))
    return {"line": float(np.mean(line)), "naive": float(np.mean(naive)), "origins": float(len(line))}

"""Where each place stands in one year, read off its own line: an estimate with an error where none is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.study.distributions import critical
from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, sources_of, table
from analysis.study.trends.lines import LEAST_POINTS

if TYPE_CHECKING:
    import pandas as pd


@traced
def levels(
    panel: pd.DataFrame, *, at: int, outcome: str = "value", min_points: int = LEAST_POINTS, level: float = 0.95
) -> Result | Refusal:
    """The height of each place's own least-squares line in the year ``at`` (unit of the series), with t intervals.

    ``panel``: columns place, year, ``outcome``; segment and source_ids where known. Only years that no break parts from
    ``at`` count. Term ``level``. The error is how far the years scatter around the line: it holds errors of the survey
    and real ups and downs alike, and takes the years for independent. Places that have no such line are dropped: fewer
    than ``min_points`` years, or ``at`` outside of them (a line is not carried on). Refused when none is left
    (``trend-too-short``). ValueError for a place with two values in one year.
    """
    import numpy as np
    from statsmodels.regression.linear_model import OLS

    known = panel.dropna(subset=["place", "year", outcome])
    if known.duplicated(["place", "year"]).any():
        raise ValueError("a place has several values for one year")
    rows, longest = [], 0
    for place, data in known.groupby("place", sort=True, observed=True):
        own = _around(data, at).sort_values("year")
        longest = max(longest, len(own))
        if len(own) < max(min_points, 3):
            continue
        years = own["year"].to_numpy(dtype="float64")
        fit = OLS(own[outcome].to_numpy(dtype="float64"), np.column_stack([np.ones(len(own)), years - at])).fit()
        value, error = float(fit.params[0]), float(fit.bse[0])
        reach = critical(level, float(fit.df_resid)) * error
        rows.append(
            {
                "term": "level", "place": str(place), "period": str(at), "estimate": value, "std_error": error,
                "lower": value - reach, "upper": value + reach, "df": fit.df_resid, "n": len(own),
                "method": "OLS", "source_ids": sources_of(own),
            }
        )  # fmt: skip
    if not rows:
        return Refusal("trend-too-short", {"points": longest, "needed": max(min_points, 3)})
    settings: dict[str, float | str] = {"at": float(at), "min_points": float(min_points), "level": level}
    dropped = known["place"].nunique() - len(rows)
    return Result(table(rows), "level", "OLS", settings, len(rows), dropped, (Caveat("error-from-scatter"),))


def _around(data: pd.DataFrame, at: int) -> pd.DataFrame:
    """The years of one place that stand in one segment with ``at``; none when ``at`` lies outside its years."""
    if not data["year"].min() <= at <= data["year"].max():
        return data.head(0)
    if "segment" not in data.columns:
        return data
    nearest = data.loc[data["year"] <= at].sort_values("year")["segment"].iloc[-1]
    own: pd.DataFrame = data[data["segment"] == nearest]
    return own if int(own["year"].max()) >= at else own.head(0)

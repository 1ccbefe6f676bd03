"""The trend of each place on its own.

Fitting is done by statsmodels; what is ours are the refusals and the tidy result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table

if TYPE_CHECKING:
    import pandas as pd

LEAST_POINTS = 5
"""Below five yearly points a slope has at most two degrees of freedom left: description only, no model."""


@traced
def trend(panel: pd.DataFrame, *, min_points: int = LEAST_POINTS, level: float = 0.95) -> Result | Refusal:
    """Least-squares slope of each place over the years (unit of the series a year) with t intervals.

    ``panel``: columns place, year, value, source_id. Places with fewer than ``min_points`` years are dropped; when none
    is left the question is refused. p values are adjusted for the number of places (Holm 1979).
    """
    import statsmodels.formula.api as smf
    from statsmodels.stats.multitest import multipletests
    from statsmodels.stats.stattools import durbin_watson

    known = panel.dropna(subset="value")
    counts = known.groupby("place")["year"].nunique()
    usable = counts[counts >= min_points].index
    if len(usable) == 0:
        return Refusal("trend-too-short", {"points": int(counts.max()) if len(counts) else 0, "needed": min_points})
    rows, statistics = [], []
    for place, data in known[known["place"].isin(usable)].groupby("place", sort=True):
        fit = smf.ols("value ~ year", data).fit()
        lower, upper = fit.conf_int(1 - level).loc["year"]
        statistics.append(durbin_watson(fit.resid))
        rows.append(
            {
                "term": "slope", "place": place, "period": f"{data['year'].min()}–{data['year'].max()}",
                "estimate": fit.params["year"], "std_error": fit.bse["year"], "lower": lower, "upper": upper,
                "p_value": fit.pvalues["year"], "df": fit.df_resid, "n": fit.nobs, "method": "OLS",
                "source_ids": "|".join(sorted(data["source_id"].unique())),
            }
        )  # fmt: skip
    frame = table(rows)
    frame["p_adjusted"] = multipletests(frame["p_value"], method="holm")[1]
    ordered = sorted(statistics)
    spread = {"lowest": ordered[0], "median": ordered[len(ordered) // 2], "highest": ordered[-1]}
    caveats = (Caveat("autocorrelation", spread),)
    settings = {"min_points": float(min_points), "level": level}
    return Result(
        frame,
        "slope",
        "OLS",
        settings,
        n=int(frame["n"].sum()),
        dropped=int((counts < min_points).sum()),
        caveats=caveats,
    )

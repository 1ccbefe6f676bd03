"""Where each place stands in one year, read off its own line: an estimate with an error where none is published."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table
from analysis.study.trends.fits import LEAST_DESCRIBED
from analysis.study.trends.lines import LEAST_POINTS
from analysis.study.trends.regressions import least_squares
from analysis.study.trends.series import series_of

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
    than ``min_points`` years, or ``at`` outside of them (a line is not carried on); so are those whose years lie on a
    line without any error, with the caveat ``levels-without-error``. Refused when none is left (``trend-too-short``,
    ``fit-without-error``). ValueError for a place with two values in one year.
    """
    import pandas as pd

    known = series_of(panel, outcome)
    around = [own for own in known if own.data["year"].min() <= at <= own.data["year"].max()]
    rows, silent = [], []
    for own in around:
        if own.points < max(min_points, LEAST_DESCRIBED):
            continue
        design = pd.DataFrame({"height": 1.0, "slope": own.data["year"] - float(at)})
        fit = least_squares(own.data["value"], design, "classical")
        if isinstance(fit, str):
            silent.append(own.place)
            continue
        named = {
            "term": "level",
            "place": own.place,
            "period": str(at),
            "method": fit.method,
            "source_ids": own.sources,
        }
        rows.append({**named, **fit.row(level, height=1.0), "p_value": nan})
    if not rows and silent:
        return Refusal("fit-without-error")
    if not rows:
        longest = max((own.points for own in around), default=0)
        return Refusal("trend-too-short", {"points": longest, "needed": max(min_points, LEAST_DESCRIBED)})
    settings: dict[str, float | str] = {"at": float(at), "min_points": float(min_points), "level": level}
    caveats = [Caveat("error-from-scatter")]
    if silent:
        caveats.append(Caveat("levels-without-error", {"count": len(silent), "places": ", ".join(silent)}))
    dropped = len({own.place for own in known}) - len(rows)
    return Result(table(rows), "level", "OLS", settings, len(rows), dropped, tuple(caveats))

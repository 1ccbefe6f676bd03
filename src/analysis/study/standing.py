"""How one place stands in one series: its last value beside its region, the country and the other places."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any

from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table
from analysis.study.series import numbered, whole_years

if TYPE_CHECKING:
    import pandas as pd


@traced
def standing(panel: pd.DataFrame, place: str, *, region: str = "", country: str = "viet-nam") -> Result | Refusal:
    """The last published value of ``place`` and what stands beside it in the same year (unit of the series).

    ``panel``: columns place, level, year, value, segment, source_id (one category only). Terms: ``latest``; ``first``,
    the earliest value that no break parts from it, and ``change`` between the two (both left out where there is none);
    ``region`` and ``country`` where they are published; ``lower``, ``median`` and ``upper``, the quartiles over all
    provinces of that year. There is no rank: no sampling errors are published. Refused when the place has no value.
    A missing segment is the first; ValueError for years that are not whole numbers.
    """
    import numpy as np

    at, level, value = panel["place"].to_numpy(), panel["level"].to_numpy(), panel["value"].to_numpy("float64")
    year, segment = whole_years(panel["year"]).to_numpy(), numbered(panel["segment"]).to_numpy()
    of_place, known = at == place, ~np.isnan(value)
    own = np.flatnonzero(of_place & known & ~np.isnan(year))
    if not own.size:
        return Refusal("no-values", {"place": place})
    own = own[np.argsort(year[own], kind="stable")]
    last = own[-1]
    first = own[segment[own] == segment[last]][0]
    rows = [_row("latest", place, f"{year[last]:.0f}", value[last], 1)]
    if year[first] < year[last]:
        rows.append(_row("first", place, f"{year[first]:.0f}", value[first], 1))
        rows.append(_row("change", place, f"{year[first]:.0f}–{year[last]:.0f}", value[last] - value[first], 2))
    beside = known & (year == year[last])
    for term, other in (("region", region), ("country", country)):
        found = value[beside & (at == other)]
        if other and other != place and len(found) == 1:
            rows.append(_row(term, other, f"{year[last]:.0f}", found[0], 1))
    provinces = value[beside & (level == "province")]
    quartiles = np.quantile(provinces, (0.25, 0.5, 0.75)) if provinces.size else (nan, nan, nan)
    for term, quartile in zip(("lower", "median", "upper"), quartiles, strict=True):
        rows.append(_row(term, "", f"{year[last]:.0f}", quartile, len(provinces)))
    source = "|".join(sorted(set(panel["source_id"].to_numpy()[own])))
    frame = table([{**row, "source_ids": source} for row in rows])
    between = [Caveat("breaks-between", {"year": f"{year[first]:.0f}"})] if segment[first] > segment[own].min() else []
    missing = int((of_place & ~known).sum())
    return Result(frame, "standing", "published values", {"place": place}, len(own), missing, tuple(between))


def _row(term: str, place: str, period: str, value: float, n: int) -> dict[str, Any]:
    return {"term": term, "place": place, "period": period, "estimate": value, "n": n, "method": "published value"}

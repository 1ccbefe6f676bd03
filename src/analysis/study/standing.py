"""How one place stands in one series: its last value beside its region, the country and the other places."""

from __future__ import annotations

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
    panel = panel.assign(year=whole_years(panel["year"]).astype("Int64"), segment=numbered(panel["segment"]))
    own = panel[(panel["place"] == place) & panel["value"].notna() & panel["year"].notna()].sort_values("year")
    if own.empty:
        return Refusal("no-values", {"place": place})
    last = own.iloc[-1]
    rows = [_row("latest", place, last["year"], last["value"], 1)]
    first = own[own["segment"] == last["segment"]].iloc[0]
    if first["year"] < last["year"]:
        rows.append(_row("first", place, first["year"], first["value"], 1))
        rows.append(_row("change", place, f"{first['year']}–{last['year']}", last["value"] - first["value"], 2))
    of_year = panel[(panel["year"] == last["year"]) & panel["value"].notna()]
    for term, other in (("region", region), ("country", country)):
        found = of_year.loc[of_year["place"] == other, "value"]
        if other and other != place and len(found) == 1:
            rows.append(_row(term, other, last["year"], found.iloc[0], 1))
    provinces = of_year.loc[of_year["level"] == "province", "value"]
    for term, share in (("lower", 0.25), ("median", 0.5), ("upper", 0.75)):
        rows.append(_row(term, "", last["year"], provinces.quantile(share), len(provinces)))
    source = "|".join(sorted(set(own["source_id"])))
    frame = table([{**row, "source_ids": source} for row in rows])
    missing = int(panel.loc[panel["place"] == place, "value"].isna().sum())
    caveats = (
        [Caveat("breaks-between", {"year": str(first["year"])})] if first["segment"] > own["segment"].min() else []
    )
    return Result(frame, "standing", "published values", {"place": place}, len(own), missing, tuple(caveats))


def _row(term: str, place: str, period: object, value: float, n: int) -> dict[str, Any]:
    return {"term": term, "place": place, "period": str(period), "estimate": value, "n": n, "method": "published value"}

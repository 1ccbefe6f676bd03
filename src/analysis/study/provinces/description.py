"""Provinces on one official series: change, spread, regions; no ranks, as no sampling error is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table

if TYPE_CHECKING:
    import pandas as pd

NO_SAMPLING_ERROR = Caveat("no-sampling-error")


@traced
def change(panel: pd.DataFrame, first: int, last: int) -> Result | Refusal:
    """Difference between two years for each place of a panel (unit of the series).

    ``panel``: columns place, year, value, source_id. Refused when a year is missing for all places.
    """
    wide = panel.pivot(index="place", columns="year", values="value")
    missing = [year for year in (first, last) if year not in wide.columns]
    if missing:
        return Refusal("year-missing", {"year": str(missing[0])})
    both = wide[[first, last]].dropna()
    source = "|".join(sorted(panel["source_id"].unique()))
    rows = [
        {
            "term": "change",
            "place": place,
            "period": f"{first}–{last}",
            "estimate": row[last] - row[first],
            "n": 2.0,
            "method": "difference",
            "source_ids": source,
        }
        for place, row in both.iterrows()
    ]
    settings = {"first": float(first), "last": float(last)}
    dropped = len(wide) - len(both)
    return Result(
        table(rows), "change", "difference", settings, n=len(both), dropped=dropped, caveats=(NO_SAMPLING_ERROR,)
    )


@traced
def spread(panel: pd.DataFrame) -> Result:
    """How far provinces lie apart in each year: quantiles, standard deviation, and its ratio to the mean.

    ``panel``: columns level, year, value, source_id. ``estimate`` is in the unit of the series, for the term
    ``variation`` it is standard deviation over mean. Either may fall while the other rises.
    """
    provinces = panel[panel["level"] == "province"]
    source = "|".join(sorted(provinces["source_id"].unique()))
    rows = []
    for year, values in provinces.groupby("year", sort=True)["value"]:
        figures = {
            "lowest": values.min(),
            "first_quartile": values.quantile(0.25),
            "median": values.median(),
            "third_quartile": values.quantile(0.75),
            "highest": values.max(),
            "deviation": values.std(ddof=1),
            "variation": values.std(ddof=1) / values.mean(),
        }
        rows += [
            {
                "term": term,
                "period": str(year),
                "estimate": value,
                "n": len(values),
                "method": "quantile",
                "source_ids": source,
            }
            for term, value in figures.items()
        ]
    return Result(table(rows), "spread", "quantiles over provinces", {}, n=len(provinces), caveats=(NO_SAMPLING_ERROR,))


@traced
def regions(panel: pd.DataFrame, weights: pd.DataFrame, year: int) -> Result | Refusal:
    """Regions in one year: the published share, and the range and weighted mean of their provinces.

    ``panel`` and ``weights``: columns place, level, region, year, value, source_id. Terms ``published``,
    ``weighted_mean``, ``lowest`` and ``highest``; ``n`` counts provinces. Refused when either lacks the year.
    """
    of_year = panel[panel["year"] == year]
    if of_year.empty or year not in set(weights["year"]):
        return Refusal("year-missing", {"year": str(year)})
    weight = weights[weights["year"] == year].set_index("place")["value"]
    published = of_year[of_year["level"] == "region"].set_index("place")["value"]
    provinces = of_year[of_year["level"] == "province"]
    source = "|".join(sorted({*panel["source_id"], *weights["source_id"]}))
    rows = []
    for region, members in provinces.groupby("region", sort=True):
        values, weight_of = members["value"], weight.loc[members["place"]].to_numpy()
        figures = {
            "published": published[region],
            "weighted_mean": (values.to_numpy() * weight_of).sum() / weight_of.sum(),
            "lowest": values.min(),
            "highest": values.max(),
        }
        rows += [
            {
                "term": t,
                "place": region,
                "period": str(year),
                "estimate": v,
                "n": len(values),
                "method": t,
                "source_ids": source,
            }
            for t, v in figures.items()
        ]
    caveats = (NO_SAMPLING_ERROR,)
    return Result(
        table(rows),
        "share by region",
        "weighted by labour force",
        {"year": float(year)},
        n=len(provinces),
        caveats=caveats,
    )

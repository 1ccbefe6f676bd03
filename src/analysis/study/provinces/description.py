"""Provinces on one official series: change, spread, regions; no ranks, as no sampling error is published."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import nan
from typing import TYPE_CHECKING

from analysis.study.provenance import RefusedError, traced
from analysis.study.result import Caveat, Refusal, Result, sources_of, table, weigh
from analysis.study.series import one_row_each, spans
from analysis.vocabulary import AGGREGATION

if TYPE_CHECKING:
    import pandas as pd

NO_SAMPLING_ERROR = Caveat("no-sampling-error")


@traced
def change(panel: pd.DataFrame, first: int, last: int, *, allow: Collection[str] = ()) -> Result | Refusal:
    """Difference between two years for each place of a panel (unit of the series), country and regions among them.

    The panel of a series has 63 provinces, six regions and the country: cut it to one ``level``, and to one
    ``category`` where the series has several. Ids become names by ``data.places``::

        changes = provinces.change(data.panel(series_id).query("level == 'province'"), 2009, 2016).table
        changes.merge(data.places[["place_id", "name_vi"]], left_on="place", right_on="place_id")

    ``panel``: columns place, year, value; segment and source_id where known. Refused when there is no value
    (``nothing-selected``), when a year is missing for all places (``year-missing``) and, unless allowed, when a break
    of the series lies between the years (``change-across-break``). Places that lack one of the years are dropped.
    ValueError for one year twice, a missing column, or a place with several rows for one year.
    """
    from_to = (first, last)
    rows = _rows(panel, ["place", "year", "value"]).dropna(subset=["place", "value"])
    if first == last:
        raise ValueError(f"{first} to {last}: two years are needed")
    one_row_each(rows)
    missing = [year for year in from_to if year not in set(rows["year"])]
    if missing:
        return Refusal("year-missing", {"year": str(missing[0]), "years": spans(rows["year"].unique())})
    wide = rows.pivot(index="place", columns="year", values="value")
    both = wide[list(from_to)].dropna()
    across = _across(rows, from_to, set(both.index))
    found = (
        [Refusal("change-across-break", {"first": str(first), "last": str(last), "places": across})] if across else []
    )
    caveats = weigh(found, allow, ("change-across-break",))
    if isinstance(caveats, Refusal):
        return caveats
    common = {
        "term": "change", "period": f"{first}–{last}", "n": 2.0, "method": "difference",
        "source_ids": sources_of(panel),
    }  # fmt: skip
    changes = [{**common, "place": str(place), "estimate": row[last] - row[first]} for place, row in both.iterrows()]
    settings: dict[str, float | str] = {"first": float(first), "last": float(last), "series": sources_of(panel)}
    dropped = len(wide) - len(both)
    return Result(table(changes), "change", "difference", settings, len(both), dropped, (NO_SAMPLING_ERROR, *caveats))


def _rows(panel: pd.DataFrame, needed: Sequence[str], table: str = "panel") -> pd.DataFrame:
    if lost := [name for name in needed if name not in panel.columns]:
        raise ValueError(f"no column {', '.join(lost)}")
    if not panel["value"].notna().any():
        raise RefusedError(Refusal("nothing-selected", {"table": table}))
    return panel.reset_index(drop=True)


def _across(rows: pd.DataFrame, years: tuple[int, int], places: set[object]) -> int:
    """How many places have a break of their series between two years."""
    if "segment" not in rows.columns:
        return 0
    own = rows[rows["year"].isin(years) & rows["place"].isin(places)]
    return int((own.groupby("place")["segment"].nunique() > 1).sum())


@traced
def spread(panel: pd.DataFrame) -> Result | Refusal:
    """How far provinces lie apart in each year: quantiles, standard deviation, and its ratio to the mean.

    ``panel``: columns level, year, value; source_id. ``estimate`` is in the unit of the series, for the term
    ``variation`` it is standard deviation over mean (NaN for a mean of zero). Either may fall while the other rises.
    ``n`` counts known values of provinces, ``dropped`` the gaps. Refused when there is none (``nothing-selected``).
    """
    whole = _rows(panel, ["level", "year", "value"])
    whole = _rows(whole[whole["level"] == "province"], [])
    provinces = whole.dropna(subset="value")
    rows = []
    for year, values in provinces.groupby("year", sort=True)["value"]:
        mean = values.mean()
        figures = {
            "lowest": values.min(),
            "first_quartile": values.quantile(0.25),
            "median": values.median(),
            "third_quartile": values.quantile(0.75),
            "highest": values.max(),
            "deviation": values.std(ddof=1),
            "variation": values.std(ddof=1) / mean if mean else nan,
        }
        common = {"period": str(year), "n": len(values), "method": "quantile", "source_ids": sources_of(provinces)}
        rows += [{**common, "term": term, "estimate": value} for term, value in figures.items()]
    dropped = len(whole) - len(provinces)
    caveats = (NO_SAMPLING_ERROR,)
    settings: dict[str, float | str] = {"series": sources_of(provinces)}
    return Result(table(rows), "spread", "quantiles over provinces", settings, len(provinces), dropped, caveats)


@traced
def regions(panel: pd.DataFrame, weights: pd.DataFrame, year: int, *, nature: str) -> Result | Refusal:
    """Regions in one year: the published share, and the range and weighted mean of their provinces.

    ``panel`` and ``weights``: columns place, level, region, year, value, source_id; ``nature``: how figures of two
    places become one (``vocabulary.AGGREGATION``; ``data.aggregation`` knows it). Terms ``published``,
    ``weighted_mean``, ``lowest`` and ``highest``; ``n`` counts provinces. Of scores, medians and totals no mean is
    taken, with the caveat ``regions-without-mean``, and no weights are needed. A province without value, or without
    weight for a mean, is left out, with the caveat ``regions-incomplete``. Refused when what is needed has no value or
    lacks the year; ValueError for an unknown nature.
    """
    if nature not in AGGREGATION:
        raise ValueError(f"nature {nature!r} is none of {', '.join(AGGREGATION)}")
    averaged, columns = nature == "weighted_mean", ["place", "level", "region", "year", "value"]
    used = [_rows(panel, columns)]
    used += [_rows(weights, ["place", "year", "value"], "weights")] if averaged else []
    of_year, *weighed = (rows[rows["year"] == year] for rows in used)
    if of_year.empty or any(rows.empty for rows in weighed):
        years = set.intersection(*(set(rows["year"]) for rows in used))
        return Refusal("year-missing", {"year": str(year), "years": spans(years)})
    published = of_year[of_year["level"] == "region"].set_index("place")["value"]
    provinces = _rows(of_year[of_year["level"] == "province"], [])
    known = provinces[provinces["value"].notna()]
    if averaged:
        weight = weighed[0].dropna(subset="value").set_index("place")["value"]
        known = known[known["place"].isin(weight.index)]
    rows = []
    for region, members in known.groupby("region", sort=True):
        values, figures = members["value"], {"published": published.get(region, nan)}
        if averaged:
            weight_of = weight.loc[members["place"]].to_numpy()
            figures["weighted_mean"] = (values.to_numpy() * weight_of).sum() / weight_of.sum()
        figures |= {"lowest": values.min(), "highest": values.max()}
        common = {"place": str(region), "period": str(year), "n": len(values)}
        rows += [{**common, "term": term, "estimate": value, "method": term} for term, value in figures.items()]
    source = "|".join(sorted({part for frame in used for part in sources_of(frame).split("|")} - {""}))
    dropped = len(provinces) - len(known)
    settings: dict[str, float | str] = {"year": float(year), "series": sources_of(panel)}
    settings |= {"weights": sources_of(weights)} if averaged else {}
    caveats = [NO_SAMPLING_ERROR]
    caveats += [] if averaged else [Caveat("regions-without-mean")]
    caveats += [Caveat("regions-incomplete", {"provinces": dropped})] if dropped else []
    method = "weighted mean of provinces" if averaged else "range of provinces"
    return Result(
        table([{**row, "source_ids": source} for row in rows]), "share by region", method,
        settings, len(known), dropped, tuple(caveats),
    )  # fmt: skip

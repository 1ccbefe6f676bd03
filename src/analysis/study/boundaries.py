"""One series on other boundaries: counts add up, shares and scores need weights, medians and scaled scores refuse.

In 2025 63 provinces became 34. Figures of the old provinces can be carried to the new ones as far as their nature
allows; the result is a computation of ours and says so, it is never joined to what was published for the new ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table

if TYPE_CHECKING:
    import pandas as pd

Members = Mapping[str, Sequence[str]]
"""Each new place with the old places that it is made of; a place that did not change is its own only member."""

REFUSED_NATURES: Mapping[str, Refusal] = {
    "median": Refusal("aggregate-median"),
    "index": Refusal("aggregate-index"),
    "unweightable": Refusal("aggregate-unweightable"),
}
"""Ways to aggregate (``vocabulary.AGGREGATION``) that do not let figures of two places be combined."""


@traced
def aggregate(
    panel: pd.DataFrame,
    members: Members,
    *,
    nature: str,
    weights: pd.DataFrame | None = None,
    carry_weights: bool = False,
) -> Result | Refusal:
    """The series on the boundaries of ``members``: sums for ``sum``, weighted means for ``weighted_mean``.

    ``panel``: columns place, year, value, source_id (one category only); ``weights``: the same for the series of
    weights, counts in any unit. A place that is its own only member keeps its published value (term ``published``),
    others have the term ``aggregate``; ``n`` counts members. Where a member has no value, or no weight, there is no
    value: the cell is dropped, and a caveat counts such cells. Refused for medians, for scores that are scaled over the
    provinces, for series whose weights are not published, and where weights begin after or end before the series,
    unless ``carry_weights`` lets those of the last year stand for later years. ValueError for a member of two places,
    an unknown nature and a negative weight.
    """
    old = [place for parts in members.values() for place in parts]
    if len(set(old)) < len(old):
        raise ValueError(f"a place is a member twice: {sorted({place for place in old if old.count(place) > 1})}")
    if nature not in ("sum", "weighted_mean", *REFUSED_NATURES):
        raise ValueError(f"nature {nature!r} is none of sum, weighted_mean, {', '.join(REFUSED_NATURES)}")
    if nature in REFUSED_NATURES:
        return REFUSED_NATURES[nature]
    if nature == "weighted_mean" and weights is None:
        return Refusal("weights-missing")
    values = panel[panel["place"].isin(old)].pivot(index="place", columns="year", values="value")
    values = values.dropna(axis=1, how="all").reindex(old)
    found = _weights(weights, values, members) if nature == "weighted_mean" else None
    if isinstance(found, Refusal):
        return found
    weight, last, carried = found or (None, 0, [])
    if carried and not carry_weights:
        return Refusal("weights-end", {"last": str(last), "years": f"{carried[0]}–{carried[-1]}"})
    combined = _combined(values, members, weight)
    if weight is not None and combined.loc[combined["term"] == "aggregate", "estimate"].isna().all():
        return Refusal("weights-missing")
    own = "|".join(sorted(set(panel["source_id"])))
    both = own if weight is None else "|".join(sorted({*panel["source_id"], *_ids(weights)}))
    combined["source_ids"] = combined["term"].map({"published": own, "aggregate": both})
    gaps = int(combined["estimate"].isna().sum())
    frame = table([dict(row) for row in combined.dropna(subset="estimate").to_dict("records")])  # type: ignore[arg-type]
    caveats = [Caveat("own-computation")]
    if carried:
        caveats.append(Caveat("weights-carried", {"last": str(last), "years": f"{carried[0]}–{carried[-1]}"}))
    if gaps:
        caveats.append(Caveat("members-missing", {"count": float(gaps)}))
    settings: dict[str, float | str] = {"nature": nature, "weights": "" if weight is None else "|".join(_ids(weights))}
    return Result(frame, "series on other boundaries", nature, settings, len(frame), gaps, tuple(caveats))


def _weights(
    weights: pd.DataFrame | None, values: pd.DataFrame, members: Members
) -> tuple[pd.DataFrame, int, list[int]] | Refusal:
    """Weights of each old place in each year, the last year with weights, and the years to which these are carried.

    First and last year are those of the places that are combined: those that did not change may go on for longer.
    """
    if weights is None:
        return Refusal("weights-missing")
    known = weights[weights["place"].isin(values.index)].pivot(index="place", columns="year", values="value")
    known = known.reindex(values.index).dropna(axis=1, how="all")
    if known.empty:
        return Refusal("weights-missing")
    if (known < 0).any(axis=None):
        raise ValueError("a weight is negative")
    combined = [place for parts in members.values() if len(parts) > 1 for place in parts]
    years = known.loc[combined].dropna(axis=1, how="all").columns if combined else known.columns
    if years.empty:
        return Refusal("weights-missing")
    first, last = years.min(), years.max()
    before = [int(year) for year in values.columns if year < first]
    if before:
        return Refusal("weights-begin", {"first": str(first), "years": f"{before[0]}–{before[-1]}"})
    carried = [int(year) for year in values.columns if year > last]
    of_years = known.reindex(columns=values.columns)
    for year in carried:  # a gap within the weights stays a gap
        of_years[year] = known[last]
    return of_years, int(last), carried


def _combined(values: pd.DataFrame, members: Members, weights: pd.DataFrame | None) -> pd.DataFrame:
    """Each place and year with its estimate (NaN where a member has no value); without weights the members add up."""
    new = {old: place for place, parts in members.items() for old in parts}
    of_place = values.index.map(new)
    if weights is None:
        complete, estimates = values.notna(), values.groupby(of_place).sum()
    else:
        complete = values.notna() & weights.notna()
        estimates = (values * weights).groupby(of_place).sum() / weights.groupby(of_place).sum()
    estimates = estimates.where(complete.groupby(of_place).all())
    alone = [place for place, parts in members.items() if list(parts) == [place]]
    estimates.loc[alone] = values.loc[[members[place][0] for place in alone]].to_numpy()
    wide = estimates.loc[list(members)].rename_axis(index="place", columns="year")
    stacked = wide.reset_index().melt(id_vars="place", value_name="estimate")
    stacked = stacked.sort_values("place", key=lambda column: column.map(list(members).index), kind="stable")
    n = stacked["place"].map({place: len(parts) for place, parts in members.items()})
    method = "sum" if weights is None else "weighted mean"
    return stacked.assign(
        term=stacked["place"].isin(alone).map({True: "published", False: "aggregate"}),
        method=stacked["place"].isin(alone).map({True: "published", False: method}),
        period=stacked["year"].astype("int64").astype("str"),
        n=n,
    )


def _ids(weights: pd.DataFrame | None) -> list[str]:
    return [] if weights is None else sorted(set(weights["source_id"]))


HOW_OPEN = ("final", "missing", "estimated", "preliminary")
"""Observation statuses; a computed figure is as open as the most open one that it is made of."""


def as_panel(
    result: Result, panel: pd.DataFrame, members: Members, weights: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The estimates as a panel (columns of ``sources.panels.COLUMNS``), for whatever takes a panel.

    ``panel``, ``members`` and ``weights`` as given to ``aggregate``; for ``back_cast`` both its panels, one under the
    other. A cell is preliminary or estimated when a figure or weight that it is made of is. A break of one member is a
    break of the whole, and so is the year in which published figures follow on computed ones.
    """
    import pandas as pd

    new_of = {old: new for new, parts in members.items() for old in parts} | {new: new for new in members}
    known = panel[panel["place"].isin(new_of)].sort_values(["place", "year"], ignore_index=True)
    breaks = known.groupby("place")["segment"].diff().gt(0)
    known = known.assign(place=known["place"].map(new_of), open=_openness(known), breaks=breaks)
    cells = known.groupby(["place", "year"])
    about = cells["breaks"].any().groupby("place").cumsum().rename("segment").to_frame()
    about["open"] = cells["open"].max()
    estimates = result.table.assign(year=result.table["period"].astype("int64"), value=result.table["estimate"])
    estimates = estimates.assign(source_id=estimates["source_ids"], level="province", region="viet-nam", category="")
    joined = estimates.merge(about.reset_index(), on=["place", "year"], validate="one_to_one")
    joined = joined.sort_values(["place", "year"], ignore_index=True)
    computed = joined["term"] != "published"
    if weights is not None:
        of_weights = _open_weights(weights, members).reindex(pd.MultiIndex.from_frame(joined[["place", "year"]]))
        carried = of_weights.groupby("place").ffill().fillna(0).to_numpy()
        joined["open"] = joined["open"].where(~computed, joined["open"].clip(lower=carried))
    joined["observation_status"] = joined["open"].map(dict(enumerate(HOW_OPEN))).replace("missing", "final")
    follows = computed.groupby(joined["place"]).shift(fill_value=False)
    switched = (follows & ~computed).groupby(joined["place"]).cumsum()
    columns = ["place", "level", "region", "category", "year", "value", "observation_status", "segment", "source_id"]
    return joined.assign(segment=joined["segment"] + switched)[columns]


def _openness(panel: pd.DataFrame) -> pd.Series:
    return panel["observation_status"].map({status: at for at, status in enumerate(HOW_OPEN)})


def _open_weights(weights: pd.DataFrame, members: Members) -> pd.Series:
    """How open the weights of each new place are in each year."""
    new_of = {old: new for new, parts in members.items() for old in parts}
    known = weights[weights["place"].isin(new_of) & weights["value"].notna()]
    return _openness(known).groupby([known["place"].map(new_of), known["year"]]).max()


def back_cast(
    old: pd.DataFrame,
    new: pd.DataFrame,
    members: Members,
    *,
    nature: str,
    weights: pd.DataFrame | None = None,
    carry_weights: bool = False,
) -> Result | Refusal:
    """A series of the new places, continued into the years before them: ours until then, published from then on.

    ``old``: panel of the old places; ``new``: panel of the new ones (columns place, year, value, source_id). Term
    ``back_cast`` for what is computed here, else ``published``, so that a reader always sees which is which. Refused
    when ``new`` holds a place that ``members`` does not know (old and new would be mixed), and when it has a value for
    a year that ``old`` reaches as well.
    """
    import pandas as pd

    unknown = sorted(set(new["place"]) - set(members))
    if unknown:
        return Refusal("boundaries-mixed", {"place": unknown[0]})
    before = aggregate(old, members, nature=nature, weights=weights, carry_weights=carry_weights)
    if isinstance(before, Refusal):
        return before
    published = new.dropna(subset="value").assign(period=new["year"].astype("str"))
    last = before.table["period"].astype("int64").groupby(before.table["place"]).max()
    within = published[published["year"] <= published["place"].map(last).fillna(0)]
    if len(within):
        return Refusal("boundaries-overlap", {"place": within["place"].iloc[0], "year": within["period"].iloc[0]})
    earlier = before.table.assign(term=before.table["term"].replace("aggregate", "back_cast"))
    later = table(
        [
            {
                "term": "published", "place": row["place"], "period": row["period"], "estimate": row["value"],
                "n": 1.0, "method": "published", "source_ids": row["source_id"],
            }
            for _, row in published.iterrows()
        ]
    )  # fmt: skip
    joined = pd.concat([earlier, later], ignore_index=True).sort_values(["place", "period"], ignore_index=True)
    return Result(
        joined,
        "series on the new boundaries",
        before.method,
        before.settings,
        len(joined),
        before.dropped,
        before.caveats,
    )

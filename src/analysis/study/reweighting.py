"""What hangs on the weights of merged places: the same merging with other weights, and with any weights at all."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

from analysis.study import boundaries
from analysis.study.boundaries import Members
from analysis.study.provenance import traced
from analysis.study.result import Refusal, Result, table

if TYPE_CHECKING:
    import pandas as pd


@traced
def reweighted(
    panel: pd.DataFrame, members: Members, *, year: int, weights: pd.DataFrame, other: pd.DataFrame, other_year: int
) -> Result | Refusal:
    """How values and order of the places of ``members`` differ in ``year`` when other weights are taken.

    ``panel`` and ``weights`` as for ``boundaries.aggregate``, whose weighted mean is taken with both; ``other``: a
    panel of any weights, of which those of ``other_year`` are taken. Terms: ``difference`` for each place that is
    combined (other less own, unit of the series); ``largest_difference``, the largest without its sign, at its place;
    ``moved``, how many places have another rank, and ``largest_move``, by how many ranks at the most (``n``: places
    ranked, those that did not merge among them; equal values share a rank). Places without one of the weights are
    dropped. Refused where ``aggregate`` refuses (such as ``weights-missing``).
    """
    import pandas as pd

    of_year = panel[panel["year"] == year]
    chosen = (weights[weights["year"] == year], other[other["year"] == other_year].assign(year=year))
    own, found = (boundaries.aggregate(of_year, members, nature="weighted_mean", weights=taken) for taken in chosen)
    if isinstance(own, Refusal):
        return own
    if isinstance(found, Refusal):
        return found
    both = pd.DataFrame({"own": _values(own), "other": _values(found)}).dropna()
    ranks = both.round(9).rank(ascending=False, method="min")  # a mean of two equal values may miss them by a hair
    moves = (ranks["other"] - ranks["own"]).abs()
    apart = (both["other"] - both["own"])[[len(members[place]) > 1 for place in both.index]]
    largest = str(apart.abs().idxmax())
    rows = [{"term": "difference", "place": place, "estimate": value, "n": 1.0} for place, value in apart.items()]
    rows += [
        {"term": "largest_difference", "place": largest, "estimate": apart.abs().max(), "n": len(apart)},
        {"term": "moved", "estimate": float((moves > 0).sum()), "n": len(both)},
        {"term": "largest_move", "estimate": float(moves.max()), "n": len(both)},
    ]
    sources = {part for one in (own, found) for cell in one.table["source_ids"] for part in cell.split("|")}
    common = {"period": str(year), "method": "other weights", "source_ids": "|".join(sorted(sources))}
    settings: dict[str, float | str] = {
        "year": float(year), "series": str(own.settings["series"]), "weights": str(own.settings["weights"]),
        "other": str(found.settings["weights"]), "other_year": float(other_year),
    }  # fmt: skip
    dropped = len(members) - len(both)
    return Result(
        table([{**common, **row} for row in rows]), "difference", "other weights", settings, len(both), dropped
    )


@traced
def any_weights(panel: pd.DataFrame, members: Members, *, year: int, weights: pd.DataFrame) -> Result | Refusal:
    """Between which values each place of ``members`` lies in ``year``, whatever the weights: those of its parts.

    ``panel`` and ``weights`` as for ``boundaries.aggregate``. Terms: ``aggregate`` for each place that is combined, its
    weighted mean with the smallest and the largest of its parts as ``lower`` and ``upper``; ``published`` for the
    others, which no weight moves; ``furthest``, how far an end lies from its mean at the most, at its place; and
    ``pairs_open``, the pairs whose order weights alone decide, as their values overlap (``n``: all pairs). Refused
    where ``aggregate`` refuses.
    """
    of_year = panel[panel["year"] == year]
    own = boundaries.aggregate(of_year, members, nature="weighted_mean", weights=weights[weights["year"] == year])
    if isinstance(own, Refusal):
        return own
    parts = of_year.set_index("place")["value"]
    ends = {
        place: (parts[list(members[place])].min(), parts[list(members[place])].max()) for place in _values(own).index
    }
    found = own.table.assign(
        lower=[ends[place][0] for place in own.table["place"]], upper=[ends[place][1] for place in own.table["place"]]
    )
    reach = (found["upper"] - found["estimate"]).combine(found["estimate"] - found["lower"], max)
    far = str(found["place"].iloc[reach.argmax()])
    pairs = list(combinations(ends, 2))
    rows: list[dict[Any, Any]] = [
        *found.to_dict("records"),
        {"term": "furthest", "place": far, "estimate": reach.max(), "n": len(found)},
        {"term": "pairs_open", "estimate": float(sum(_overlap(ends, *pair) for pair in pairs)), "n": len(pairs)},
    ]
    common = {"period": str(year), "method": "any weights", "source_ids": "|".join(sorted(set(found["source_ids"])))}
    settings: dict[str, float | str] = {"year": float(year)} | {
        name: str(own.settings[name]) for name in ("series", "weights")
    }
    dropped = len(members) - len(found)
    return Result(table([{**common, **row} for row in rows]), "bounds", "any weights", settings, len(found), dropped)


def _values(merged: Result) -> pd.Series:
    return merged.table.set_index("place")["estimate"]


def _overlap(ends: Mapping[str, tuple[float, float]], one: str, other: str) -> bool:
    """Whether weights above zero could turn the order of two places around: not where their values only touch."""
    return ends[one][0] < ends[other][1] and ends[other][0] < ends[one][1]

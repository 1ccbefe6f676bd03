"""One series on other boundaries: counts add up, shares and scores need weights, medians and scaled scores refuse.

In 2025 63 provinces became 34. Figures of the old provinces can be carried to the new ones as far as their nature
allows; the result is a computation of ours and says so, it is never joined to what was published for the new ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import nan
from typing import TYPE_CHECKING

from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table_of

if TYPE_CHECKING:
    import numpy as np
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
    a place without members, two rows of one place and year, an unknown nature and a negative weight.
    """
    return _computed(panel, members, nature, weights, carry_weights, "aggregate")


def _computed(
    panel: pd.DataFrame, members: Members, nature: str, weights: pd.DataFrame | None, carry_weights: bool, term: str
) -> Result | Refusal:
    """What ``aggregate`` returns, before its provenance is added; ``term``: that of what is computed."""
    import numpy as np

    _check(members, nature)
    if nature in REFUSED_NATURES:
        return REFUSED_NATURES[nature]
    years, values = _values(panel, members)
    found = _weights(weights, years, members) if nature == "weighted_mean" else None
    if isinstance(found, Refusal):
        return found
    weight, last, carried = found or (None, 0, "")
    if carried and not carry_weights:
        return Refusal("weights-end", {"last": str(last), "years": carried})
    alone = np.array([list(parts) == [place] for place, parts in members.items()])
    estimates = _combined(values, weight, members, alone)
    if weight is not None and np.isnan(estimates[~alone]).all():
        return Refusal("weights-missing")
    own, of_weights = _ids(panel), [] if weight is None else _ids(weights)
    place, year = np.nonzero(~np.isnan(estimates))
    frame = table_of(
        term=np.where(alone, "published", term)[place],
        place=np.array(list(members))[place],
        period=years.astype("str")[year],
        estimate=estimates[place, year],
        n=np.array([len(parts) for parts in members.values()])[place],
        method=np.where(alone, "published", "sum" if weight is None else "weighted mean")[place],
        source_ids=np.where(alone, "|".join(own), "|".join(sorted({*own, *of_weights})))[place],
    )
    gaps = estimates.size - len(frame)
    caveats = [Caveat("own-computation")]
    if carried:
        caveats.append(Caveat("weights-carried", {"last": str(last), "years": carried}))
    if gaps:
        caveats.append(Caveat("members-missing", {"count": float(gaps)}))
    settings: dict[str, float | str] = {"nature": nature, "series": "|".join(own), "weights": "|".join(of_weights)}
    return Result(frame, "series on other boundaries", nature, settings, len(frame), gaps, tuple(caveats))


def _check(members: Members, nature: str) -> None:
    old = _old(members)
    if len(set(old)) < len(old):
        raise ValueError(f"a place is a member twice: {sorted({place for place in old if old.count(place) > 1})}")
    if empty := [place for place, parts in members.items() if not parts]:
        raise ValueError(f"a place has no members: {empty}")
    if nature not in ("sum", "weighted_mean", *REFUSED_NATURES):
        raise ValueError(f"nature {nature!r} is none of sum, weighted_mean, {', '.join(REFUSED_NATURES)}")


def _old(members: Members) -> list[str]:
    """The old places, those of one new place side by side."""
    return [place for parts in members.values() for place in parts]


def _first(members: Members) -> np.ndarray:
    """Where the members of each new place begin among the old places."""
    import numpy as np

    return np.cumsum([0, *map(len, members.values())])[:-1]


def _grid(panel: pd.DataFrame, cells: np.ndarray, places: list[str], years: np.ndarray, empty: float) -> np.ndarray:
    """Cells of a panel as an array by place and year, ``empty`` where it has no row."""
    import numpy as np
    import pandas as pd

    row = pd.Index(places).get_indexer(pd.Index(panel["place"]))
    column = np.searchsorted(years, panel["year"].to_numpy("int64"))
    own = row >= 0
    if np.bincount(row[own] * len(years) + column[own]).max(initial=0) > 1:
        raise ValueError("a place has several rows for one year; choose one category, and one row for each year")
    grid = np.full((len(places), len(years)), empty, dtype=cells.dtype)
    grid[row[own], column[own]] = cells[own]
    return grid


def _values(panel: pd.DataFrame, members: Members) -> tuple[np.ndarray, np.ndarray]:
    """The years in which any old place has a value, and the values by old place and year, NaN where there is none."""
    import numpy as np

    years = np.unique(panel["year"].to_numpy("int64"))
    values = _grid(panel, panel["value"].to_numpy("float64", na_value=nan), _old(members), years, nan)
    known = ~np.isnan(values).all(axis=0)
    return years[known], values[:, known]


def _weights(
    weights: pd.DataFrame | None, years: np.ndarray, members: Members
) -> tuple[np.ndarray, int, str] | Refusal:
    """Weights by old place and year, the last year with weights, and the years to which these are carried.

    First and last year are those of the places that are combined: those that did not change may go on for longer.
    """
    import numpy as np
    import pandas as pd

    if weights is None:
        return Refusal("weights-missing")
    known_in, known = _values(weights, members)
    if (known < 0).any():
        raise ValueError("a weight is negative")
    together = np.array([len(parts) > 1 for parts in members.values() for _ in parts])
    of_combined = known_in[~np.isnan(known[together]).all(axis=0)] if together.any() else known_in
    if not of_combined.size:
        return Refusal("weights-missing")
    first, last = of_combined[[0, -1]]
    before, carried = years[years < first], years[years > last]
    if before.size:
        return Refusal("weights-begin", {"first": str(first), "years": f"{before[0]}–{before[-1]}"})
    of_years = pd.DataFrame(known, columns=known_in).reindex(columns=np.minimum(years, last))  # a gap stays a gap
    return of_years.to_numpy(), int(last), f"{carried[0]}–{carried[-1]}" if carried.size else ""


def _combined(values: np.ndarray, weights: np.ndarray | None, members: Members, alone: np.ndarray) -> np.ndarray:
    """Estimates by new place and year, NaN where a member has no value; without weights the members add up."""
    import numpy as np

    if weights is None:
        estimates = _sums(values, members)
    else:
        estimates = _sums(values * weights, members) / _sums(weights, members)
    return np.where(alone[:, None], values[_first(members)], estimates)


def _sums(cells: np.ndarray, members: Members) -> pd.DataFrame:
    """Sums over the members of each new place in the order of ``members``, NaN where one has no value."""
    import numpy as np
    import pandas as pd

    names = list(members)
    of_place = np.repeat(names, [len(parts) for parts in members.values()])
    return pd.DataFrame(cells).groupby(of_place).sum(skipna=False).loc[names]


def _ids(panel: pd.DataFrame | None) -> list[str]:
    return [] if panel is None else sorted(panel["source_id"].unique())


HOW_OPEN = ("final", "missing", "estimated", "preliminary")
"""Observation statuses; a computed figure is as open as the most open one that it is made of."""

MISSING = HOW_OPEN.index("missing")


def as_panel(
    result: Result, panel: pd.DataFrame, members: Members, weights: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The estimates as a panel (columns of ``sources.panels.COLUMNS``), for whatever takes a panel.

    ``panel``, ``members`` and ``weights`` as given to ``aggregate``; for ``back_cast`` both its panels, one under the
    other. A cell is preliminary or estimated when a figure or weight that it is made of is. A break of one member is a
    break of the whole, and so is the year in which published figures follow on computed ones.
    """
    import numpy as np
    import pandas as pd

    members = {new: members[new] for new in sorted(members)}
    of_both = {new: list(dict.fromkeys([*parts, new])) for new, parts in members.items()}
    place = pd.Index(list(members)).get_indexer(pd.Index(result.table["place"]))
    year = result.table["period"].to_numpy().astype("int64")
    known = [panel] if weights is None else [panel, weights]
    years = np.unique(np.concatenate([year, *(given["year"].to_numpy("int64") for given in known)]))
    order = np.lexsort([year, place])
    estimates, cells = result.table.iloc[order], (place[order], np.searchsorted(years, year[order]))
    computed = (estimates["term"] != "published").to_numpy()
    openness = _openness(panel, of_both, years)[cells]
    if (openness < 0).any():
        raise ValueError("a figure of the result has no row in the panel; give the panel that it was computed from")
    if weights is not None:
        of_weights = _carried(_openness(weights[weights["value"].notna()], members, years))
        openness = np.where(computed, np.maximum(openness, of_weights[cells]), openness)
    breaks = _breaks(panel, of_both, years)
    follows = np.append(False, computed[:-1] & ~computed[1:] & (np.diff(cells[0]) == 0))
    breaks[cells] += follows
    return pd.DataFrame(
        {
            "place": estimates["place"].array, "level": "province", "region": "viet-nam", "category": "",
            "year": year[order], "value": estimates["estimate"].array,
            "observation_status": np.array(HOW_OPEN)[np.where(openness == MISSING, 0, openness)],
            "segment": breaks.cumsum(axis=1)[cells], "source_id": estimates["source_ids"].array,
        }
    )  # fmt: skip


def _carried(grid: np.ndarray) -> np.ndarray:
    """Each cell, or that of the last year before it which has one (is not negative)."""
    import numpy as np

    last = np.maximum.accumulate(np.where(grid >= 0, np.arange(grid.shape[1]), 0), axis=1)
    return np.take_along_axis(grid, last, axis=1)


def _openness(panel: pd.DataFrame, members: Members, years: np.ndarray) -> np.ndarray:
    """The place in ``HOW_OPEN`` of the most open figure of each new place in each year, -1 where there is none."""
    import numpy as np
    import pandas as pd

    of_rows = pd.Index(HOW_OPEN).get_indexer(pd.Index(panel["observation_status"]))
    return np.maximum.reduceat(_grid(panel, of_rows, _old(members), years, -1), _first(members))


def _breaks(panel: pd.DataFrame, members: Members, years: np.ndarray) -> np.ndarray:
    """1 for each new place and year before which any member has a break, else 0."""
    import numpy as np

    segments = _grid(panel, panel["segment"].to_numpy("int64"), _old(members), years, -1)
    before = np.maximum.accumulate(segments, axis=1)[:, :-1]
    broken = np.zeros_like(segments)
    broken[:, 1:] = (segments[:, 1:] > before) & (before >= 0)
    return np.maximum.reduceat(broken, _first(members))


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
    before = _computed(old, members, nature, weights, carry_weights, "back_cast")
    if isinstance(before, Refusal):
        return before
    last = dict(zip(before.table["place"], before.table["period"], strict=True))  # the years of a place are in order
    published = new[new["value"].notna()].sort_values("year")
    for place, year in zip(published["place"], published["year"], strict=True):
        if year <= int(last.get(place, 0)):
            return Refusal("boundaries-overlap", {"place": place, "year": str(year)})
    later = table_of(
        term=["published"] * len(published),
        place=published["place"],
        period=published["year"].astype("str"),
        estimate=published["value"],
        n=[1.0] * len(published),
        method=["published"] * len(published),
        source_ids=published["source_id"],
    )
    joined = pd.concat([before.table, later]).sort_values("place", kind="stable", ignore_index=True)
    return replace(before, table=joined, estimand="series on the new boundaries", n=len(joined))

"""Which published figures may stand side by side, and what keeps the others apart.

Two figures of one indicator are comparable when they count the same thing (unit, criterion, training), for the same
staff (population, tier), in overlapping periods of the same length, in the same status, as numbers and not as bounds,
and within one set of boundaries.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.study.result import Caveat, Refusal, weigh
from analysis.vocabulary.account import UNSTATED

if TYPE_CHECKING:
    import pandas as pd

SAME = ("unit", "criterion", "training", "population", "tier", "status", "frequency")
"""Columns in which two comparable figures agree; also the names of the obstacles."""

DISABLING_FLAGS = (
    "unit_conflict", "sum_conflict", "scope_conflict", "not_own_output", "partial", "status_unclear",
)  # fmt: skip
"""Quality flags that make a figure unfit for any comparison."""

OBSTACLES = (*SAME, "period", "period_length", "bound", "flag", "boundary")

MONTH = 30.4375
"""Days of a month on average."""


@dataclass(frozen=True, slots=True)
class Comparability:
    """Pairs of figures of one indicator from different provinces.

    ``pairs``: one row for each pair, columns indicator, first, second (outcome ids), first_place, second_place,
    obstacles (names joined by ``|``; empty when comparable), comparable (bool). ``ignored``: the obstacles that the
    analyst set aside, and ``caveats`` what a report says of them.
    """

    pairs: pd.DataFrame
    ignored: tuple[str, ...] = ()
    caveats: tuple[Caveat, ...] = ()

    @property
    def count(self) -> int:
        """Number of pairs looked at."""
        return len(self.pairs)

    @property
    def comparable_count(self) -> int:
        """Number of pairs without any obstacle."""
        return int(self.pairs["comparable"].sum())


def comparable(
    figures: pd.DataFrame,
    *,
    province_of: Mapping[str, str] | None = None,
    boundary_of: Mapping[str, str] | None = None,
    length_tolerance: int = 0,
    ignore: Collection[str] = (),
) -> Comparability:
    """Compare every figure with every other of the same indicator in another province.

    ``figures``: rows of ``outcomes.csv`` (columns outcome_id, place_id, indicator, status, flags, value_low,
    value_high, period_start, period_end, period_years and those of ``SAME``). ``province_of`` maps a district to its
    province, so that a district is not compared with its own province. ``boundary_of`` maps a place to the set of
    provinces that it belongs to ("63" or "34"); a place that it leaves out belongs to every set.
    ``length_tolerance``: months by which periods of the same length may differ. ``ignore``: obstacles that the analyst
    sets aside; a caveat counts the pairs that they kept apart. ValueError for an unknown obstacle or a repeated id.
    """
    import pandas as pd

    if unknown := sorted(set(ignore) - set(OBSTACLES)):
        raise ValueError(f"ignore={', '.join(unknown)}: the obstacles are {', '.join(OBSTACLES)}")
    if figures["outcome_id"].duplicated().any():
        raise ValueError(f"{figures.loc[figures['outcome_id'].duplicated(), 'outcome_id'].iloc[0]} has several rows")
    ordered = figures.sort_values("outcome_id", ignore_index=True)
    traits = _traits(ordered, province_of or {}, boundary_of or {})
    ignored = tuple(name for name in OBSTACLES if name in set(ignore))
    kept, parts = _bits(tuple(name for name in OBSTACLES if name not in ignored)), []
    set_aside = 0
    for indicator, rows in traits.groupby("indicator", sort=True):
        first, second = _pairs(rows)
        found = _obstacles(rows, first, second, length_tolerance)
        set_aside += int(((found & ~kept) > 0).sum())
        parts.append(_as_frame(str(indicator), ordered.loc[rows.index], first, second, found & kept))
    pairs = pd.concat(parts, ignore_index=True) if parts else _as_frame("", ordered, [], [], [])
    caveat = Caveat("obstacles-set-aside", {"obstacles": ", ".join(ignored), "pairs": set_aside})
    return Comparability(pairs, ignored, (caveat,) if ignored else ())


def obstacles(first: pd.Series, second: pd.Series, *, length_tolerance: int = 0) -> tuple[str, ...]:
    """What keeps two figures apart, in the order of ``OBSTACLES``; () when nothing does. Boundaries are not asked."""
    import pandas as pd

    both = pd.DataFrame([first, second]).reset_index(drop=True).infer_objects()
    found = _obstacles(_traits(both, {}, {}), [0], [1], length_tolerance)
    return tuple(_names(int(found[0])).split("|")) if found[0] else ()


def matrix(compared: Comparability) -> pd.DataFrame:
    """Every figure against every other of its indicator, as a square table in long form, fit for a report.

    Columns indicator, row, column (outcome ids), row_place, column_place, relation (``self``, ``same province``,
    ``comparable`` or ``apart``), obstacles. Figures that no pair holds do not appear.
    """
    import pandas as pd

    there = ["row", "column", "row_place", "column_place"]
    back = ["column", "row", "column_place", "row_place"]
    ends = ["first", "second", "first_place", "second_place"]
    pairs = compared.pairs.drop(columns="comparable")
    both = [pairs.rename(columns=dict(zip(ends, names, strict=True))) for names in (there, back)]
    known = pd.concat(both, ignore_index=True)
    known["relation"] = (known["obstacles"] == "").map({True: "comparable", False: "apart"})
    ids = known[["indicator", "row", "row_place"]].drop_duplicates()
    square = ids.merge(ids.rename(columns={"row": "column", "row_place": "column_place"}), on="indicator")
    square = square.merge(known, how="left", on=["indicator", "row", "column", "row_place", "column_place"])
    itself = (square["row"] == square["column"]).map({True: "self", False: "same province"})
    square = square.assign(relation=square["relation"].fillna(itself), obstacles=square["obstacles"].fillna(""))
    columns = ["indicator", *there, "relation", "obstacles"]
    return square.sort_values(["indicator", "row", "column"], ignore_index=True)[columns]


def summary(compared: Comparability) -> pd.DataFrame:
    """For each indicator and obstacle: in how many ``pairs`` it stands, in how many of them ``alone``.

    The last would become comparable if this one obstacle fell away. Obstacles that stand nowhere have no row.
    """
    import pandas as pd

    counts = compared.pairs.groupby(["indicator", "obstacles"]).size().rename("pairs").reset_index()
    counts = counts[counts["obstacles"] != ""]
    alone = counts["pairs"].where(~counts["obstacles"].str.contains("|", regex=False), 0)
    each = counts.assign(alone=alone, obstacle=counts["obstacles"].str.split("|")).explode("obstacle")
    order = pd.Categorical(each["obstacle"], categories=OBSTACLES, ordered=True)
    summed = each.assign(obstacle=order).groupby(["indicator", "obstacle"], observed=True)[["pairs", "alone"]].sum()
    return summed.reset_index().astype({"obstacle": "str", "pairs": "int64", "alone": "int64"})


def gate(compared: Comparability, *, allow: Collection[str] = ()) -> tuple[Caveat, ...] | Refusal:
    """The gate before everything that ranks or pools: a refusal unless every pair is comparable.

    ``not-comparable`` may be allowed where there are pairs at all. What passes brings the caveats that a report prints:
    what was allowed, and the obstacles that were set aside.
    """
    closed = compared.count == 0 or compared.comparable_count < compared.count
    refusal = Refusal("not-comparable", {"pairs": compared.count, "comparable": compared.comparable_count})
    weighed = weigh([refusal] if closed else [], allow, ("not-comparable",))
    if isinstance(weighed, Refusal) or compared.count == 0:
        return refusal
    return (*weighed, *compared.caveats)


def _traits(figures: pd.DataFrame, province_of: Mapping[str, str], boundary_of: Mapping[str, str]) -> pd.DataFrame:
    """What the comparison asks of each figure, as numbers and days; codes of missing cells are -1."""
    import pandas as pd

    days = {name: pd.to_datetime(figures[name]) for name in ("period_start", "period_end")}
    place = figures["place_id"].astype("str")
    flags = figures["flags"].astype("object").fillna("").astype("str")
    return pd.DataFrame(
        {
            "indicator": figures["indicator"].astype("str"),
            "province": pd.factorize(pd.Series([province_of.get(name, name) for name in place], dtype="str"))[0],
            "boundary": pd.factorize(pd.Series([boundary_of.get(name) for name in place], dtype="str"))[0],
            **{column: pd.factorize(figures[column].where(~figures[column].isin(UNSTATED)))[0] for column in SAME},
            "start": days["period_start"].fillna(days["period_end"]),
            "end": days["period_end"],
            "length": _lengths(figures, days["period_start"], days["period_end"]),
            "open": pd.to_numeric(figures["value_low"]) != pd.to_numeric(figures["value_high"]),
            "unfit": flags.str.split("|").map(lambda found: not set(DISABLING_FLAGS).isdisjoint(found)),
        }
    )


def _lengths(figures: pd.DataFrame, start: pd.Series, end: pd.Series) -> pd.Series:
    """Months covered; 0 for a state at one day and for a target; NaN for an unknown start."""
    import pandas as pd

    months = ((end - start).dt.days / MONTH).round()
    stated = figures["period_years"] if "period_years" in figures.columns else pd.Series(float("nan"), figures.index)
    years = pd.to_numeric(stated).astype("float64")
    without = (12 * years).round().where(years > 0)
    targets = pd.Series(0.0, figures.index).where(figures["status"] == "target")
    return months.where(start.notna(), without.fillna(targets))


def _pairs(rows: pd.DataFrame) -> tuple[Any, Any]:
    """Positions of all pairs of figures from different provinces."""
    import numpy as np

    first, second = np.triu_indices(len(rows), 1)
    province = rows["province"].to_numpy()
    apart = province[first] != province[second]
    return first[apart], second[apart]


def _obstacles(rows: pd.DataFrame, first: Any, second: Any, length_tolerance: int) -> Any:
    """For each pair the obstacles as bits, in the order of ``OBSTACLES``."""
    import numpy as np

    def both(name: str) -> tuple[Any, Any]:
        values = rows[name].to_numpy()
        return values[first], values[second]

    def differ(name: str) -> Any:
        one, other = both(name)
        return (one != other) | (one < 0)

    start, end, length, boundary = both("start"), both("end"), both("length"), both("boundary")
    found = {
        **{name: differ(name) for name in SAME},
        "period": ~(np.maximum(*start) <= np.minimum(*end)),
        "period_length": ~(np.abs(length[0] - length[1]) <= length_tolerance),
        "bound": np.logical_or(*both("open")),
        "flag": np.logical_or(*both("unfit")),
        "boundary": (boundary[0] != boundary[1]) & (np.minimum(*boundary) >= 0),
    }
    bits = np.zeros(len(start[0]), dtype="int64")
    for at, name in enumerate(OBSTACLES):
        bits |= found[name].astype("int64") << at
    return bits


def _bits(names: tuple[str, ...]) -> int:
    return sum(1 << OBSTACLES.index(name) for name in names)


def _names(bits: int) -> str:
    return "|".join(name for at, name in enumerate(OBSTACLES) if bits >> at & 1)


def _as_frame(indicator: str, figures: pd.DataFrame, first: Any, second: Any, found: Any) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    masks, which = np.unique(np.asarray(found, dtype="int64"), return_inverse=True)
    names = pd.Series([_names(int(mask)) for mask in masks], dtype="str")
    cells = {column: figures[column].astype("str").array for column in ("outcome_id", "place_id")}
    return pd.DataFrame(
        {
            "indicator": pd.Series([indicator], dtype="str").take(np.zeros(len(which), dtype="int64")).array,
            "first": cells["outcome_id"].take(first),
            "second": cells["outcome_id"].take(second),
            "first_place": cells["place_id"].take(first),
            "second_place": cells["place_id"].take(second),
            "obstacles": names.array.take(which),
            "comparable": masks[which] == 0 if len(masks) else np.zeros(0, dtype="bool"),
        }
    )

"""Which published figures may stand side by side, and what keeps the others apart.

Two figures of one indicator are comparable when they count the same thing (unit, criterion, training), for the same
staff (population, tier), in overlapping periods of the same length, in the same status, as numbers and not as bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from analysis.study.result import Refusal

if TYPE_CHECKING:
    import pandas as pd

SAME = ("unit", "criterion", "training", "population", "tier", "status", "frequency")
"""Columns in which two comparable figures agree; also the names of the obstacles."""

DISABLING_FLAGS = ("unit_conflict", "sum_conflict", "scope_conflict", "not_own_output")
"""Quality flags that make a figure unfit for any comparison."""

OBSTACLES = (*SAME, "period", "period_length", "bound", "flag")


@dataclass(frozen=True, slots=True)
class Comparability:
    """Pairs of figures of one indicator from different provinces.

    ``pairs``: one row for each pair, columns indicator, first, second (outcome ids), first_place, second_place,
    obstacles (names joined by ``|``; empty when comparable), comparable (bool).
    """

    pairs: pd.DataFrame

    @property
    def count(self) -> int:
        """Number of pairs looked at."""
        return len(self.pairs)

    @property
    def comparable_count(self) -> int:
        """Number of pairs without any obstacle."""
        return int(self.pairs["comparable"].sum())


def comparable(figures: pd.DataFrame, *, province_of: dict[str, str] | None = None) -> Comparability:
    """Compare every figure with every other of the same indicator in another province.

    ``figures``: rows of ``outcomes.csv`` (columns outcome_id, place_id, indicator, status, flags, value_low,
    value_high, period_start, period_end, period_years and those of ``SAME``). ``province_of`` maps a district to its
    province, so that a district is not compared with its own province.
    """
    import pandas as pd

    provinces = province_of or {}
    rows = []
    for indicator, group in figures.sort_values("outcome_id").groupby("indicator", sort=True):
        for (_, first), (_, second) in combinations(group.iterrows(), 2):
            places = (first["place_id"], second["place_id"])
            if provinces.get(places[0], places[0]) == provinces.get(places[1], places[1]):
                continue
            found = obstacles(first, second)
            rows.append((indicator, first["outcome_id"], second["outcome_id"], *places, "|".join(found), not found))
    columns = ["indicator", "first", "second", "first_place", "second_place", "obstacles", "comparable"]
    pairs = pd.DataFrame(rows, columns=columns)
    return Comparability(pairs.astype({"comparable": "bool"}))


def obstacles(first: pd.Series, second: pd.Series) -> tuple[str, ...]:
    """What keeps two figures apart, in the order of ``OBSTACLES``; () when nothing does."""
    found = [column for column in SAME if first[column] != second[column]]
    if not _overlap(first, second):
        found.append("period")
    if _length(first) is None or _length(first) != _length(second):
        found.append("period_length")
    if any(row["value_low"] != row["value_high"] for row in (first, second)):
        found.append("bound")
    if any(flag in row["flags"].split("|") for flag in DISABLING_FLAGS for row in (first, second)):
        found.append("flag")
    return tuple(found)


def gate(compared: Comparability) -> Refusal | None:
    """The gate before everything that ranks or pools: a refusal unless every pair is comparable."""
    if compared.count and compared.comparable_count == compared.count:
        return None
    return Refusal("not-comparable", {"pairs": compared.count, "comparable": compared.comparable_count})


def _overlap(first: pd.Series, second: pd.Series) -> bool:
    """Whether two periods share a day; a period of unknown start is taken as its last day."""
    starts = [
        row["period_start"] if row["period_start"] == row["period_start"] else row["period_end"]
        for row in (first, second)
    ]
    return bool(max(starts) <= min(first["period_end"], second["period_end"]))


def _length(row: pd.Series) -> int | None:
    """Months covered; 0 for a state at one day and for a target; None for an unknown start."""
    import pandas as pd

    start, end = row["period_start"], row["period_end"]
    stated = row.get("period_years")
    if pd.isna(start) and stated is not None and stated > 0:
        return round(12 * float(stated))
    if pd.isna(start):
        return 0 if row["status"] == "target" else None
    days: int = (end - start).days
    return round(days / 30.4375)

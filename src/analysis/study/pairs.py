"""Two published figures of one account: a plan and its result, money and what it paid for; and what sets them apart."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.study.comparability import UNSTATED
from analysis.study.result import Refusal, Result

if TYPE_CHECKING:
    import pandas as pd

ACCOUNT = ("source", "status", "unclear", "criterion", "training", "population", "tier", "period", "part", "flag")
"""What two figures of one account agree in, and the names of what sets two figures apart, in the order of a report."""

COLUMNS = ("criterion", "training", "population", "tier")
"""Those that are columns of ``outcomes.csv``."""

DOUBTFUL = ("unit_conflict", "sum_conflict", "scope_conflict", "not_own_output")
"""Quality flags with which a figure belongs to no account."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures by their ids, and what follows from both; ``second`` is "" where nothing stands beside the first."""

    first: str
    second: str
    answer: Result | Refusal


def apart(first: pd.Series, second: pd.Series, asked: Collection[str] = ACCOUNT) -> tuple[str, ...]:
    """In which of ``asked`` two figures differ, in the order of ``ACCOUNT``; () for figures of one account.

    ``first``, ``second``: rows of ``outcomes.csv``. A target has no start: of its period the last day counts. Staff
    that a text does not state is the same within one source alone. A part and a whole are apart, two parts are not.
    """
    flags = [set(str(figure["flags"]).split("|")) for figure in (first, second)]
    one_source = first["source_id"] == second["source_id"]
    unclear = any("status_unclear" in own for own in flags)
    found = {
        "source": not one_source,
        "status": first["status"] != second["status"] and not unclear,
        "unclear": unclear,
        **{column: first[column] != second[column] for column in COLUMNS},
        "period": not _one_period(first, second),
        "part": ("partial" in flags[0]) != ("partial" in flags[1]),
        "flag": not flags[0].isdisjoint(DOUBTFUL) or not flags[1].isdisjoint(DOUBTFUL),
    }
    found["population"] |= first["population"] in UNSTATED and not one_source
    return tuple(name for name in ACCOUNT if found[name] and name in asked)


def _one_period(first: pd.Series, second: pd.Series) -> bool:
    """The same first and last day; two starts that the source does not tell are the same."""
    if "per_year" in (first["frequency"], second["frequency"]) and first["frequency"] != second["frequency"]:
        return False
    starts = [figure["period_start"] for figure in (first, second)]
    same_start = starts[0] == starts[1] or all(start != start for start in starts)
    return bool(first["period_end"] == second["period_end"] and (same_start or _has_target(first, second)))


def _has_target(first: pd.Series, second: pd.Series) -> bool:
    return "target" in (first["status"], second["status"])


def rows_of(figures: pd.DataFrame) -> list[pd.Series]:
    """The rows by id. ValueError when an id has several rows."""
    ordered = figures.sort_values("outcome_id", ignore_index=True)
    if ordered["outcome_id"].duplicated().any():
        raise ValueError(f"{ordered.loc[ordered['outcome_id'].duplicated(), 'outcome_id'].iloc[0]} has several rows")
    return [ordered.iloc[at] for at in range(len(ordered))]


def refusal(first: pd.Series, second: pd.Series, names: Collection[str]) -> Refusal:
    """Two figures that are not of one account, and in what they differ (names of ``ACCOUNT`` joined by ``|``)."""
    one, other = str(first["as_written"]), str(second["as_written"])
    return Refusal("not-one-account", {"first": one, "second": other, "account": "|".join(names)})

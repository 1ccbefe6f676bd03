"""Two published figures of one account: a plan and its result, money and what it paid for; and what sets them apart."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.study.result import Refusal, Result
from analysis.vocabulary import account
from analysis.vocabulary.account import ACCOUNT as ACCOUNT

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures by their ids, and what follows from both; ``second`` is "" where nothing stands beside the first."""

    first: str
    second: str
    answer: Result | Refusal


def apart(first: pd.Series, second: pd.Series, asked: Collection[str] = ACCOUNT) -> tuple[str, ...]:
    """In which of ``asked`` two figures differ, in the order of ``ACCOUNT``; () for figures of one account.

    ``first``, ``second``: rows of ``outcomes.csv``. The condition is that of ``analysis.vocabulary.account``, by which
    the checks of coded figures divide as well.
    """
    return account.apart(_figure(first), _figure(second), asked)


def _figure(row: pd.Series) -> account.Figure:
    start = row["period_start"]
    return account.Figure(
        period_start=None if start != start else start,
        period_end=row["period_end"],
        flags=frozenset(str(row["flags"]).split("|")),
        **{name: row[name] for name in ("source_id", "status", "frequency", *account.COLUMNS)},
    )


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

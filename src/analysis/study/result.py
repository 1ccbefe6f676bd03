"""What every function of the study returns: a result that can be traced, or a refusal that says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "term", "place", "period", "estimate", "std_error", "lower", "upper", "p_value", "p_adjusted", "df", "n", "method",
    "source_ids",
)  # fmt: skip
"""Columns of every result table. ``lower`` and ``upper`` are the ends of an interval whose kind ``method`` names; NaN
where nothing is known. ``source_ids`` joins the sources of the row by ``|``."""


@dataclass(frozen=True, slots=True)
class Caveat:
    """Something a reader of the result must know; ``rule`` names its wording, ``details`` fill it in."""

    rule: str
    details: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A comparison or model that the data cannot carry; ``rule`` names reason and remedy, ``details`` fill them in."""

    rule: str
    details: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """A table of estimates with what they mean and how they came about.

    ``table`` has the columns of ``COLUMNS`` and a fresh index; ``estimand`` says in one word what is estimated;
    ``settings`` holds every choice that changes a number; ``dropped`` counts rows that could not be used.
    """

    table: pd.DataFrame
    estimand: str
    method: str
    settings: Mapping[str, float | str]
    n: int
    dropped: int = 0
    caveats: tuple[Caveat, ...] = ()

    def row(self, term: str, place: str | None = None) -> pd.Series:
        """The one row of a term (and place). KeyError when there is none or more than one."""
        chosen = self.table["term"] == term
        if place is not None:
            chosen &= self.table["place"] == place
        if chosen.sum() != 1:
            raise KeyError(f"{chosen.sum()} rows for term {term!r}, place {place!r}")
        return self.table.loc[chosen].iloc[0]


def table(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Rows as a table with all columns of a result; numbers are floats, missing ones NaN, missing text ""."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    for column in ("estimate", "std_error", "lower", "upper", "p_value", "p_adjusted", "df", "n"):
        frame[column] = frame[column].astype("float64")
    for column in ("term", "place", "period", "method", "source_ids"):
        frame[column] = frame[column].astype("object").where(frame[column].notna(), "").astype("str")
    return frame


def sources_of(frame: pd.DataFrame) -> str:
    """The sources of all rows joined by ``|``, from a column ``source_ids`` or ``source_id``; "" without one."""
    column = next((name for name in ("source_ids", "source_id") if name in frame.columns), None)
    if column is None:
        return ""
    sources = {source for cell in frame[column].dropna().astype("str") for source in cell.split("|")}
    return "|".join(sorted(sources - {""}))

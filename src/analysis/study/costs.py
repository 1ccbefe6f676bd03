"""What a class, a participation, a person cost: money over what the same source says was had for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.study import measures
from analysis.study.pairs import Pair, apart, refusal, rows_of
from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result

if TYPE_CHECKING:
    import pandas as pd

BOUGHT = ("classes", "participations", "persons_trained")
"""Indicators of what training money is spent on."""


@traced
def unit_cost(money: pd.Series, count: pd.Series) -> Result | Refusal:
    """Money for each of what was counted (VND); bounds stay bounds, and plans are not divided by results.

    ``money``: a figure of the indicator ``budget``, ``count``: classes, participations or persons, rows of
    ``outcomes.csv``. Term ``unit_cost``. Two figures that are called a part are taken to be of the same part; a caveat
    says so (``same-part-assumed``).

    Refused when they differ in source, status, staff, content, tier or period, when one is a part and the other the
    whole, or when one is unclear or doubtful (``not-one-account``); when they are of other places
    (``ratio-across-places``), when the bounds leave nothing (``ratio-without-bounds``), and when the count is zero
    (``ratio-by-zero``). ValueError for other indicators.
    """
    if money["indicator"] != "budget" or count["indicator"] not in BOUGHT:
        raise ValueError(f"{money['indicator']} over {count['indicator']}: give a budget, then {', '.join(BOUGHT)}")
    if money["place_id"] == count["place_id"] and (names := apart(money, count)):
        return refusal(money, count, names)
    answer = measures.ratio(money, count, term="unit_cost")
    if isinstance(answer, Result) and "partial" in str(money["flags"]).split("|"):
        return replace(answer, caveats=(*answer.caveats, Caveat("same-part-assumed")))
    return answer


def unit_costs(figures: pd.DataFrame) -> tuple[Pair, ...]:
    """Each sum of money (``first``) with what the same source counts in the place in overlapping time (``second``).

    ``figures``: rows of ``outcomes.csv``. Money beside which nothing is counted is refused: ``money-without-count``.
    """
    rows = rows_of(figures)
    counts = [row for row in rows if row["indicator"] in BOUGHT]
    pairs: list[Pair] = []
    for money in (row for row in rows if row["indicator"] == "budget"):
        beside = [row for row in counts if _beside(money, row)]
        answers = [Pair(money["outcome_id"], row["outcome_id"], unit_cost(money, row)) for row in beside]
        pairs += answers or [Pair(money["outcome_id"], "", Refusal("money-without-count"))]
    return tuple(pairs)


def _beside(money: pd.Series, count: pd.Series) -> bool:
    """Whether one source gives both for the place, for times that overlap; a time without a start is its last day."""
    if any(money[column] != count[column] for column in ("source_id", "place_id")):
        return False
    start, other = (
        row["period_end"] if row["period_start"] != row["period_start"] else row["period_start"]
        for row in (money, count)
    )
    return bool(max(start, other) <= min(money["period_end"], count["period_end"]))

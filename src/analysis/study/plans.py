"""Plans and targets against results, and the plan behind a printed percentage, as far as the words allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.quantities import Bounds
from analysis.study import measures
from analysis.study.bounds import as_cells, bounds_of, printed, year_of
from analysis.study.pairs import ACCOUNT, Pair, apart, refusal, rows_of
from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table
from analysis.vocabulary.account import INTENDED, REACHED

if TYPE_CHECKING:
    import pandas as pd

COMPLETED = ("participations", "persons_trained", "classes", "budget")
"""Indicators of which a plan can be completed to a percentage."""

OF_A_PLAN = tuple(name for name in ACCOUNT if name not in ("source", "status"))
"""What a plan and its result agree in; another page may tell what became of a plan."""

OF_A_COMPLETION = tuple(name for name in ACCOUNT if name not in ("status", "flag"))
"""What a percentage of plan and its result agree in; both stand in one source, whatever unit the source says."""


@traced
def against_plan(done: pd.Series, plan: pd.Series) -> Result | Refusal:
    """What was reached for each unit of what was intended (1: exactly the plan); bounds stay bounds.

    ``done``: a result or a stock, ``plan``: a plan or a target, rows of ``outcomes.csv``. Term ``part_of_plan``.

    Refused when they are of other places (``ratio-across-places``), of other staff, content, tier or period, when one
    is a part and the other the whole, or when one is unclear or doubtful (``not-one-account``); when the bounds leave
    nothing (``ratio-without-bounds``) or the plan is zero (``ratio-by-zero``). ValueError for another status, indicator
    or unit.
    """
    if plan["status"] not in INTENDED or done["status"] not in REACHED:
        raise ValueError(
            f"{done['status']} against {plan['status']}: give a result or a stock, then a plan or a target"
        )
    if lost := [column for column in ("indicator", "unit") if done[column] != plan[column]]:
        raise ValueError(f"{done['outcome_id']} and {plan['outcome_id']} differ in {', '.join(lost)}")
    if done["place_id"] == plan["place_id"] and (names := apart(done, plan, OF_A_PLAN)):
        return refusal(plan, done, names)
    return measures.ratio(done, plan, term="part_of_plan")


def results_of_plans(figures: pd.DataFrame) -> tuple[Pair, ...]:
    """Each plan and target with the figures that are its result, or with the nearest one and why it is not.

    ``figures``: rows of ``outcomes.csv``. ``first``: the plan, ``second``: the result; the nearest one is that of the
    same place, indicator and unit from which least sets it apart. Where there is none: ``plan-without-result``, or
    ``plan-ahead-of-results`` where the figures of the place end in an earlier year than the plan.
    """
    rows = rows_of(figures)
    reached = [row for row in rows if row["status"] in REACHED]
    return tuple(pair for plan in rows if plan["status"] in INTENDED for pair in _results_of(plan, reached))


def _results_of(plan: pd.Series, reached: Sequence[pd.Series]) -> list[Pair]:
    of_place = [row for row in reached if row["place_id"] == plan["place_id"]]
    alike = [row for row in of_place if row["indicator"] == plan["indicator"] and row["unit"] == plan["unit"]]
    pairs = [Pair(plan["outcome_id"], row["outcome_id"], against_plan(row, plan)) for row in alike]
    answered = [pair for pair in pairs if isinstance(pair.answer, Result)]
    if answered or pairs:
        return answered or [min(zip(alike, pairs, strict=True), key=lambda one: _distance(one[0], plan))[1]]
    return [Pair(plan["outcome_id"], "", _no_result(plan, of_place))]


def _distance(done: pd.Series, plan: pd.Series) -> tuple[int, bool, str]:
    return len(apart(done, plan, OF_A_PLAN)), done["source_id"] != plan["source_id"], done["outcome_id"]


def _no_result(plan: pd.Series, of_place: Sequence[pd.Series]) -> Refusal:
    last = max((year_of(row) for row in of_place), default="")
    if last and last < year_of(plan):
        return Refusal("plan-ahead-of-results", {"year": last})
    return Refusal("plan-without-result")


@traced
def implied_plan(done: pd.Series, percent: pd.Series) -> Result | Refusal:
    """The plan of which ``done`` is the printed percentage (unit of ``done``), as an interval of whole numbers.

    The percentage may have been rounded or cut; of a figure with bounds the interval is that of
    ``measures.implied_total``. Term ``implied_plan``. Refused when the two are not of one account of one source
    (``not-one-account``), when no whole number is such a plan (``plan-not-whole``), and as ``implied_total`` refuses.
    """
    if names := apart(done, percent, OF_A_COMPLETION):
        return refusal(done, percent, names)
    result, share = bounds_of(done), bounds_of(percent)
    if not (result.is_point and share.is_point) or result.low is None or not percent["value"]:
        return measures.implied_total(done, percent, term="implied_plan")
    plans = Bounds.planned_whole(result.low, printed(percent["value"]))
    if plans.low is not None and plans.high is not None and plans.low > plans.high:
        return Refusal("plan-not-whole", {"percent": float(percent["value"]), "done": str(done["as_written"])})
    sources = "|".join(sorted({done["source_id"], percent["source_id"]}))
    row = {"place": done["place_id"], "period": year_of(done), "n": 2.0, "source_ids": sources}
    method = "whole numbers, rounded or cut"
    settings = {"done": str(done["outcome_id"]), "percent": str(percent["outcome_id"])}
    interval = table([{**row, **as_cells(plans), "term": "implied_plan", "method": method}])
    return Result(interval, "implied_plan", method, settings, n=2)


def plans_of_percentages(figures: pd.DataFrame) -> tuple[Pair, ...]:
    """Each printed percentage of plan (``first``), the results that it can be of (``second``), and the plan behind it.

    ``figures``: rows of ``outcomes.csv``. The results are those of the same account of the same source. Where several
    of them have a plan, each plan has the caveat ``plan-of-one-of-several``: none is the plan. Where a plan of the same
    account is printed, exactly or with a bound, ``plan-printed-within`` or ``plan-printed-outside`` says whether it can
    be the implied one. A percentage without any result is refused: ``percentage-of-nothing``.
    """
    rows = rows_of(figures)
    planned = [row for row in rows if row["status"] == "plan" and not row["part_of"]]
    percents = [row for row in rows if row["indicator"] == "plan_completion" and row["status"] == "result"]
    done = [row for row in rows if row["indicator"] in COMPLETED and row["status"] == "result" and not row["part_of"]]
    return tuple(pair for percent in percents for pair in _plans_of(percent, done, planned))


def _plans_of(percent: pd.Series, done: Sequence[pd.Series], planned: Sequence[pd.Series]) -> list[Pair]:
    alike = [row for row in done if row["place_id"] == percent["place_id"] and not apart(row, percent, OF_A_COMPLETION)]
    if not alike:
        return [Pair(percent["outcome_id"], "", Refusal("percentage-of-nothing"))]
    answers = [_beside_printed(implied_plan(row, percent), row, planned) for row in alike]
    several = sum(isinstance(answer, Result) for answer in answers)
    if several > 1:
        caveat = Caveat("plan-of-one-of-several", {"count": several})
        answers = [replace(one, caveats=(*one.caveats, caveat)) if isinstance(one, Result) else one for one in answers]
    ids = [row["outcome_id"] for row in alike]
    return [Pair(percent["outcome_id"], second, answer) for second, answer in zip(ids, answers, strict=True)]


def _beside_printed(answer: Result | Refusal, done: pd.Series, planned: Sequence[pd.Series]) -> Result | Refusal:
    """The implied plan, with a caveat for each printed one of its account that says whether the two can be one."""
    if isinstance(answer, Refusal):
        return answer
    row = answer.row("implied_plan")
    implied = Bounds(*(None if row[end] != row[end] else Decimal(str(row[end])) for end in ("lower", "upper")))
    told = []
    for plan in planned:
        same = all(plan[column] == done[column] for column in ("place_id", "indicator", "unit"))
        if same and bounds_of(plan) != Bounds(None, None) and not apart(plan, done, OF_A_PLAN):
            printed_as = {"plan": str(plan["as_written"])}
            outside = implied.apart(bounds_of(plan))
            told.append(Caveat("plan-printed-outside" if outside else "plan-printed-within", printed_as))
    return replace(answer, caveats=(*answer.caveats, *told))

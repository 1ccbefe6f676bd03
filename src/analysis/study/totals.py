"""Do published figures add up? Totals against their listed parts, results against plans, as far as bounds can tell.

``checks.evidence`` compares the printed numbers themselves and asks the coder for a flag; here the words around them
count, and the answer is an interval with a verdict that a report can print.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from analysis.quantities import Bounds
from analysis.study.bounds import (
    Rounding,
    as_cells,
    bounds_of,
    declarations,
    is_declared,
    printed,
    scaled,
    year_of,
)
from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, sources_of, table, weigh

if TYPE_CHECKING:
    import pandas as pd

ALIKE = ("place_id", "indicator", "unit", "population", "status", "frequency", "period_start", "period_end")
"""Columns in which parts agree with their total; tier and training are what a total is usually parted by."""

NOTHING = Bounds(Decimal(0), Decimal(0))

VERDICTS = ("agrees", "cannot be told", "differs")


def verdict(computed: Bounds, published: Bounds) -> str:
    """``agrees`` when the published words allow all that was computed, ``differs`` when they allow none of it."""
    if computed.apart(published):
        return "differs"
    silent = published.low is None and published.high is None
    return "agrees" if computed.within(published) and not silent else "cannot be told"


@traced
def check_totals(
    figures: pd.DataFrame, *, total: str | None = None, rounding: Rounding = "none", allow: Collection[str] = ()
) -> Result | Refusal:
    """Each total against the sum of the parts that its text lists (unit of the total).

    ``figures``: rows of ``outcomes.csv`` (outcome_id, part_of, value, value_low, value_high, as_written, source_id and
    those of ``ALIKE``; qualifier for ``rounding``); parts name their total in ``part_of``. ``total``: the id of one
    total; without it all that have parts. ``rounding``: the step of "hơn" and "gần" figures that the analyst declares.

    Terms: ``sum_of_parts`` (``n``: parts), ``total`` and ``difference`` (sum less total, its ``method`` the verdict:
    ``agrees``, ``cannot be told`` or ``differs``, the last when the bounds have no number in common); with several
    totals each term ends in ``:`` and the id. ``settings`` counts the verdicts.

    Refused when there is no total with parts (``no-parts``), and when parts differ from their total in what ``ALIKE``
    names (``totals-mixed``; may be allowed). Of several totals those that are mixed are left out and named in a caveat.
    ValueError for an unknown ``total``, a missing column or a repeated id.
    """
    found = _totals(figures, total)
    if not found:
        return Refusal("no-parts", {"total": total or "–"})
    kept: list[tuple[pd.Series, pd.DataFrame]] = []
    mixed: list[Refusal] = []
    allowed: list[Caveat] = []
    for whole, parts in found:
        weighed = weigh(_mixed(whole, parts), allow, ("totals-mixed",))
        if isinstance(weighed, Refusal):
            mixed.append(weighed)
        else:
            kept.append((whole, parts))
            allowed.extend(weighed)
    if not kept:
        return mixed[0]
    rows: list[dict[str, Any]] = []
    verdicts: list[str] = []
    declared: list[Caveat] = []
    for whole, parts in kept:
        of_total, said = _of_total(whole, parts, rounding, f":{whole['outcome_id']}" if len(found) > 1 else "")
        rows.extend(of_total)
        verdicts.append(said)
        declared.extend(declarations([whole, *_each(parts)], rounding))
    left_out = [Caveat("totals-left-out", {"totals": ", ".join(str(one.details["total"]) for one in mixed)})]
    caveats = (*_differing(verdicts), *(left_out if mixed else ()), *allowed, *declared)
    settings = _settings(verdicts, rounding)
    return Result(table(rows), "difference", "sum of bounds", settings, len(kept), len(mixed), caveats)


def _each(figures: pd.DataFrame) -> list[pd.Series]:
    return [figures.iloc[at] for at in range(len(figures))]


def _of_total(
    whole: pd.Series, parts: pd.DataFrame, rounding: Rounding, suffix: str
) -> tuple[list[dict[str, Any]], str]:
    """The rows of one total, and the verdict."""
    bounds = sum((bounds_of(part, rounding) for part in _each(parts)), start=NOTHING)
    rows, said = _compared(bounds, bounds_of(whole, rounding), whole, ("sum_of_parts", "total"), suffix)
    of_parts = sources_of(parts)
    both = "|".join(sorted({*of_parts.split("|"), str(whole["source_id"])} - {""}))
    rows[0] |= {"n": len(parts), "source_ids": of_parts}
    rows[2] |= {"n": len(parts) + 1, "source_ids": both}
    return rows, said


@traced
def check_plan(
    done: pd.Series,
    plan: pd.Series,
    percent: pd.Series,
    *,
    rounding: Rounding = "none",
    allow: Collection[str] = (),
) -> Result | Refusal:
    """A result and its plan against the printed percentage of plan (per cent).

    ``done``, ``plan`` and ``percent``: rows of ``outcomes.csv``. Terms: ``percent_of_plan``, computed from the bounds
    of the two; ``printed_percent``, all that rounds to the printed number; ``difference`` with the verdict in
    ``method``, as in ``check_totals``. Refused when the three are of other places, staff or periods, or result and plan
    in other units (``totals-mixed``; may be allowed), and when the bounds leave nothing (``ratio-without-bounds``).
    """
    same = [column for column in ALIKE if column not in ("status", "frequency")]
    differing = [column for column in same if not _same(done[column], plan[column])]
    beside = [column for column in same if column not in ("unit", "indicator")]
    differing += [c for c in beside if c not in differing and not _same(done[c], percent[c])]
    refusals = [_refusal(done, differing)] if differing else []
    caveats = weigh(refusals, allow, ("totals-mixed",))
    if isinstance(caveats, Refusal):
        return caveats
    planned = bounds_of(plan, rounding)
    if planned.is_point and planned.low == 0:
        return Refusal("ratio-by-zero", {"bottom": plan["as_written"]})
    computed = scaled(bounds_of(done, rounding).per(planned), Decimal(100))
    if computed.low is None and computed.high is None:
        return Refusal("ratio-without-bounds", {"top": done["as_written"], "bottom": plan["as_written"]})
    words = bounds_of(percent, rounding)
    exact = words.is_point and not is_declared(percent, rounding)
    published = Bounds.rounded(printed(percent["value"])) if exact else words
    rows, said = _compared(computed, published, done, ("percent_of_plan", "printed_percent"), "")
    rows[0]["n"], rows[2]["n"] = 2, 3
    sources = [str(figure["source_id"]) for figure in (done, plan, percent)]
    rows[0]["source_ids"], rows[1]["source_ids"] = "|".join(sorted({*sources[:2]})), sources[2]
    rows[2]["source_ids"] = "|".join(sorted({*sources}))
    declared = declarations([done, plan, percent], rounding)
    ids = {"done": done["outcome_id"], "plan": plan["outcome_id"], "percent": percent["outcome_id"]}
    return Result(
        table(rows), "difference", "quotient of bounds", {**ids, **_settings([said], rounding)}, 3,
        caveats=(*_differing([said]), *caveats, *declared),
    )  # fmt: skip


def _totals(figures: pd.DataFrame, total: str | None) -> list[tuple[pd.Series, pd.DataFrame]]:
    """Totals with their parts, by id; a total that is its own part has none."""
    needed = ["outcome_id", "part_of", "value_low", "value_high", *ALIKE]
    if lost := [column for column in needed if column not in figures.columns]:
        raise ValueError(f"no column {', '.join(lost)}; give rows of outcomes.csv")
    ordered = figures.astype({"outcome_id": "str"}).sort_values("outcome_id", ignore_index=True)
    if ordered["outcome_id"].duplicated().any():
        raise ValueError(f"{ordered.loc[ordered['outcome_id'].duplicated(), 'outcome_id'].iloc[0]} has several rows")
    if total is not None and total not in set(ordered["outcome_id"]):
        raise ValueError(f"no figure {total!r}")
    part_of = ordered["part_of"].astype("object").where(ordered["part_of"].notna(), "").astype("str")
    inside = (part_of != ordered["outcome_id"]) & part_of.isin(set(ordered["outcome_id"]))
    wanted = sorted(set(part_of[inside])) if total is None else [total]
    found = [(ordered[ordered["outcome_id"] == one], ordered[inside & (part_of == one)]) for one in wanted]
    return [(whole.iloc[0], parts) for whole, parts in found if len(parts)]


def _mixed(whole: pd.Series, parts: pd.DataFrame) -> list[Refusal]:
    differing = [column for column in ALIKE if not all(_same(whole[column], cell) for cell in parts[column])]
    return [_refusal(whole, differing)] if differing else []


def _refusal(whole: pd.Series, differing: list[str]) -> Refusal:
    return Refusal("totals-mixed", {"total": str(whole["outcome_id"]), "columns": ", ".join(differing)})


def _same(first: Any, second: Any) -> bool:
    """Equal cells; two missing ones are equal, for the text gives total and parts one period."""
    return bool(first == second or (first != first and second != second))


def _compared(
    computed: Bounds, published: Bounds, figure: pd.Series, terms: tuple[str, str], suffix: str
) -> tuple[list[dict[str, Any]], str]:
    said = verdict(computed, published)
    common = {"place": figure["place_id"], "period": year_of(figure), "n": 1}
    common["source_ids"] = str(figure["source_id"])
    of = ((terms[0], computed, "computed"), (terms[1], published, "published"))
    rows = [{**common, **as_cells(ends), "term": f"{term}{suffix}", "method": method} for term, ends, method in of]
    difference = {**as_cells(computed - published), "term": f"difference{suffix}", "method": said}
    return [*rows, {**common, **difference}], said


def _differing(verdicts: list[str]) -> tuple[Caveat, ...]:
    if "differs" not in verdicts:
        return ()
    return (Caveat("totals-differ", {"differ": verdicts.count("differs"), "compared": len(verdicts)}),)


def _settings(verdicts: list[str], rounding: Rounding) -> Mapping[str, float | str]:
    return {**{said: float(verdicts.count(said)) for said in VERDICTS}, "rounding": rounding}

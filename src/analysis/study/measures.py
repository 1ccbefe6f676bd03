"""Arithmetic on published figures that keeps their bounds: quotients, and the total behind a percentage."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.quantities import Bounds
from analysis.study.bounds import Rounding, as_cells, bounds_of, declarations, not_negative, printed, scaled, year_of
from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table
from analysis.study.totals import check_plan, check_totals

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["bounds_of", "check_plan", "check_totals", "implied_total", "ratio"]


@traced
def ratio(
    top: pd.Series, bottom: pd.Series, *, term: str, rounding: Rounding | tuple[Rounding, Rounding] = "none"
) -> Result | Refusal:
    """Quotient of two figures of one place, as far as their bounds carry it.

    Two exact numbers give a number, an open end gives one bound, two bounds in the same direction give nothing and are
    refused, as are figures of different places. Unit: that of ``top`` for each unit of ``bottom``. ``rounding``: the
    step that "hơn" and "gần" figures were rounded to, for both or as a pair; it is the analyst's declaration, gives an
    interval in place of an open end, and is printed as a caveat.
    """
    if top["place_id"] != bottom["place_id"]:
        return Refusal("ratio-across-places", {"top": top["outcome_id"], "bottom": bottom["outcome_id"]})
    above, below = rounding if isinstance(rounding, tuple) else (rounding, rounding)
    if _is_zero(bounds_of(bottom, below)):
        return Refusal("ratio-by-zero", {"bottom": bottom["as_written"]})
    quotient = bounds_of(top, above) / not_negative(bounds_of(bottom, below))
    if quotient.low is None and quotient.high is None:
        return Refusal("ratio-without-bounds", {"top": top["as_written"], "bottom": bottom["as_written"]})
    declared = (*declarations([top], above), *declarations([bottom], below))
    method = "quotient of bounds, rounding declared" if declared else "quotient of bounds"
    return _bounded(quotient, term, top, bottom, method, declared)


@traced
def implied_total(part: pd.Series, percent: pd.Series, *, term: str) -> Result | Refusal:
    """The number of which ``part`` is ``percent`` per cent, as the interval that rounding the percentage allows.

    A percentage with a word ("hơn 80 %") keeps the bound of the word; one with two open ends is refused
    (``ratio-without-bounds``), as is zero per cent (``ratio-by-zero``).
    """
    if part["place_id"] != percent["place_id"]:
        return Refusal("ratio-across-places", {"top": part["outcome_id"], "bottom": percent["outcome_id"]})
    words = bounds_of(percent)
    share = scaled(Bounds.rounded(printed(percent["value"])) if words.is_point else words, Decimal("0.01"))
    if _is_zero(share):
        return Refusal("ratio-by-zero", {"bottom": percent["as_written"]})
    if share.low is None and share.high is None:
        return Refusal("ratio-without-bounds", {"top": part["as_written"], "bottom": percent["as_written"]})
    return _bounded(bounds_of(part) / not_negative(share), term, part, percent, "interval from rounding")


def _is_zero(bounds: Bounds) -> bool:
    return bounds.is_point and bounds.low == 0


def _bounded(
    bounds: Bounds, term: str, top: pd.Series, bottom: pd.Series, method: str, declared: tuple[Caveat, ...] = ()
) -> Result:
    row = {
        "term": term,
        "place": top["place_id"],
        "period": year_of(top),
        **as_cells(bounds),
        "n": 2.0,
        "method": method,
        "source_ids": "|".join(sorted({top["source_id"], bottom["source_id"]})),
    }
    caveats = declared if bounds.finite else (Caveat("one-sided-bound"), *declared)
    settings: dict[str, float | str] = {"top": top["outcome_id"], "bottom": bottom["outcome_id"]}
    settings |= {f"rounding: {caveat.details['figure']}": caveat.details["step"] for caveat in declared}
    return Result(table([row]), term, method, settings, n=2, caveats=caveats)

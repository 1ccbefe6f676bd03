"""Arithmetic on published figures that keeps their bounds: quotients, and the total behind a percentage."""

from __future__ import annotations

from decimal import Decimal
from math import nan
from typing import TYPE_CHECKING

from analysis.quantities import Bounds
from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table

if TYPE_CHECKING:
    import pandas as pd


def bounds_of(figure: pd.Series) -> Bounds:
    """What one coded figure allows (row of ``outcomes.csv``; NaN bounds are open ends)."""
    low, high = figure["value_low"], figure["value_high"]
    return Bounds(None if low != low else Decimal(str(low)), None if high != high else Decimal(str(high)))


@traced
def ratio(top: pd.Series, bottom: pd.Series, *, term: str) -> Result | Refusal:
    """Quotient of two figures of one place, as far as their bounds carry it.

    Two exact numbers give a number, an open end gives one bound, two bounds in the same direction give nothing and are
    refused, as are figures of different places. Unit: that of ``top`` for each unit of ``bottom``.
    """
    if top["place_id"] != bottom["place_id"]:
        return Refusal("ratio-across-places", {"top": top["outcome_id"], "bottom": bottom["outcome_id"]})
    quotient = bounds_of(top) / bounds_of(bottom)
    if quotient.low is None and quotient.high is None:
        return Refusal("ratio-without-bounds", {"top": top["as_written"], "bottom": bottom["as_written"]})
    return _bounded(quotient, term, top, bottom, "quotient of bounds")


@traced
def implied_total(part: pd.Series, percent: pd.Series, *, term: str) -> Result | Refusal:
    """The number of which ``part`` is ``percent`` per cent, as the interval that rounding the percentage allows."""
    if part["place_id"] != percent["place_id"]:
        return Refusal("ratio-across-places", {"top": part["outcome_id"], "bottom": percent["outcome_id"]})
    rounded = Bounds.rounded(_printed(percent["value"]))
    share = Bounds(_hundredth(rounded.low), _hundredth(rounded.high))
    return _bounded(bounds_of(part) / share, term, part, percent, "interval from rounding")


def _printed(value: float) -> Decimal:
    number = Decimal(str(value))
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _hundredth(number: Decimal | None) -> Decimal | None:
    return None if number is None else number / 100


def _bounded(bounds: Bounds, term: str, top: pd.Series, bottom: pd.Series, method: str) -> Result:
    low = nan if bounds.low is None else float(bounds.low)
    high = nan if bounds.high is None else float(bounds.high)
    row = {
        "term": term,
        "place": top["place_id"],
        "period": str(top["period_end"].year),
        "estimate": low if bounds.is_point else nan,
        "lower": low,
        "upper": high,
        "n": 2.0,
        "method": method,
        "source_ids": "|".join(sorted({top["source_id"], bottom["source_id"]})),
    }
    caveats = () if bounds.finite else (Caveat("one-sided-bound"),)
    return Result(
        table([row]), term, method, {"top": top["outcome_id"], "bottom": bottom["outcome_id"]}, n=2, caveats=caveats
    )

"""What a published figure allows: the bounds of its words, or an interval where the analyst declares the rounding."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import nan
from typing import TYPE_CHECKING, Literal

from analysis.quantities import Bounds
from analysis.study.result import Caveat

if TYPE_CHECKING:
    import pandas as pd

Rounding = Literal["none"] | float
"""The step that "hơn" and "gần" figures were rounded to, as the analyst declares it; ``none`` leaves them open."""

ROUNDED_WORDS = ("more_than", "nearly")
"""Qualifiers of a rounded figure: "hơn" was rounded down, "gần" up. A floor or ceiling ("ít nhất") is not rounded."""


def bounds_of(figure: pd.Series, rounding: Rounding = "none") -> Bounds:
    """What one coded figure allows (row of ``outcomes.csv``; NaN bounds are open ends).

    With a step of 1,000 "hơn 27.000" lies from 27,000 to below 28,000, "gần 28.000" above 27,000 to 28,000; the ends
    belong to the bounds. ValueError for a step that is not positive or of which the figure is no multiple.
    """
    import pandas as pd

    ends = (figure["value_low"], figure["value_high"])
    as_printed = Bounds(*(None if pd.isna(end) else Decimal(str(end)) for end in ends))
    if not is_declared(figure, rounding):
        return as_printed
    value, step = Decimal(str(figure["value"])), _step(rounding)
    if value % step:
        raise ValueError(f"{figure['as_written']!r} is no multiple of {step}: it was not rounded to that step")
    return Bounds(value, value + step) if figure["qualifier"] == "more_than" else Bounds(value - step, value)


def is_declared(figure: pd.Series, rounding: Rounding) -> bool:
    """Whether the declared step says more about this figure than its words do."""
    if rounding == "none":
        return False
    if "qualifier" not in figure.index:
        raise ValueError("no column qualifier; a rounding step needs it to know “hơn” from “gần”")
    _step(rounding)
    return figure["qualifier"] in ROUNDED_WORDS


def declarations(figures: list[pd.Series], rounding: Rounding) -> tuple[Caveat, ...]:
    """For each figure that the declared step narrows, the caveat that says so."""
    return tuple(
        Caveat("rounding-declared", {"figure": str(figure["as_written"]), "step": float(_step(rounding))})
        for figure in figures if is_declared(figure, rounding)
    )  # fmt: skip


def _step(rounding: Rounding) -> Decimal:
    if isinstance(rounding, str) or not 0 < rounding < float("inf"):
        raise ValueError(f"rounding={rounding!r}: give 'none' or a positive step, such as 1000")
    return Decimal(str(rounding))


def year_of(figure: pd.Series) -> str:
    """The year in which the period of a figure ends; a date may also stand as text."""
    import pandas as pd

    return str(pd.Timestamp(figure["period_end"]).year)


def printed(value: float) -> Decimal:
    """A number with the decimals that it was printed with, as far as a float still knows them."""
    number = Decimal(str(value))
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def scaled(bounds: Bounds, factor: Decimal) -> Bounds:
    """Bounds times a positive number."""
    return Bounds(*(None if end is None else end * factor for end in (bounds.low, bounds.high)))


def not_negative(bounds: Bounds) -> Bounds:
    """Bounds of what is divided by: counted, paid or shared, it is never below zero, though "gần" leaves that open."""
    return Bounds(Decimal(0), bounds.high) if bounds.low is None and bounds.high is not None else bounds


def as_cells(bounds: Bounds) -> Mapping[str, float]:
    """Estimate, lower and upper of a row: an estimate only where the bounds leave one number."""
    low = nan if bounds.low is None else float(bounds.low)
    high = nan if bounds.high is None else float(bounds.high)
    return {"estimate": low if bounds.is_point else nan, "lower": low, "upper": high}

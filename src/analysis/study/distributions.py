"""Quantiles and tails of the three distributions that intervals and tests need; degrees of freedom NaN mean normal."""

from __future__ import annotations

from math import isnan, nan
from typing import Any


def critical(level: float, degrees: float = nan) -> float:
    """How many standard errors a two-sided interval of that level reaches: t with ``degrees``, or normal."""
    from scipy import special

    upper = 0.5 + proper(level) / 2
    return float(special.ndtri(upper) if isnan(degrees) else special.stdtrit(degrees, upper))


def proper(level: float) -> float:
    """The level of an interval as it is. ValueError when it is no part of one, such as 95 for 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"level {level} lies outside 0 to 1; 95 per cent is 0.95")
    return level


def two_sided(ratio: float, degrees: float = nan) -> float:
    """p value of an estimate that is ``ratio`` times its standard error."""
    from scipy import special

    return float(2 * (special.ndtr(-abs(ratio)) if isnan(degrees) else special.stdtr(degrees, -abs(ratio))))


def chi_square_tail(value: float, degrees: float) -> float:
    """Probability of a larger chi-square."""
    from scipy import special

    return float(special.chdtrc(degrees, value))


def chi_square_quantile(probability: float, degrees: float) -> float:
    """The value that chi-square stays below with that probability."""
    from scipy import special

    return float(special.chdtri(degrees, 1 - probability))


def poisson_limits(counts: Any, level: float) -> tuple[Any, Any]:
    """Exact limits of Poisson means, one pair for each count (Garwood 1936); counts need not be whole."""
    import numpy as np
    from scipy import special

    counts, tail = np.asarray(counts, dtype="float64"), (1 - proper(level)) / 2
    lower = special.gammaincinv(np.where(counts > 0, counts, 1.0), tail)
    return np.where(counts > 0, lower, 0.0), special.gammaincinv(counts + 1, 1 - tail)

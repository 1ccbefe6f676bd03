"""Quantiles and tails of the three distributions that intervals and tests need; degrees of freedom NaN mean normal."""

from __future__ import annotations

from math import isnan, nan


def critical(level: float, degrees: float = nan) -> float:
    """How many standard errors a two-sided interval of that level reaches: t with ``degrees``, or normal."""
    from scipy import special

    upper = 0.5 + level / 2
    return float(special.ndtri(upper) if isnan(degrees) else special.stdtrit(degrees, upper))


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

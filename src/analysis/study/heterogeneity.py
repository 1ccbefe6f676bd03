"""The variance between places of estimates with known errors: its estimators, its interval, and the design behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from analysis.study.distributions import chi_square_quantile

Between = Literal["REML", "PM", "DL", "FE"]
"""Restricted maximum likelihood; Paule and Mandel (1982); DerSimonian and Laird (1986); none, as if all were equal."""

GRID = 200
"""Points at which the slope of the likelihood is looked at: it may have several maxima."""


NEARLY_FIXED = 1e-6
"""Where an estimate keeps less freedom than this, as its weight is so large, one minus its leverage is all rounding."""


@dataclass(frozen=True, eq=False)
class Weighted:
    """A regression with the weights 1 / (variance + tau2); ``trace`` is that of P, where P y are weighted residuals."""

    coefficients: Any
    inverse: Any
    weighted_residuals: Any
    q: float
    trace: float
    log_determinant: float


@dataclass(frozen=True, eq=False)
class Scaled:
    """A design in units of its own: columns centred, where there is an intercept, and at most 1 in size.

    ``back`` leads from its coefficients to those of the design; ``rounding`` is the part of a column that is noise.
    """

    columns: Any
    back: Any
    rounding: float


def scale_design(design: Any) -> Scaled:
    """The design (k, p) as numbers of like size, so that no unit of a moderator is too large or too small."""
    import numpy as np

    constant = np.flatnonzero((design == design[0]).all(axis=0) & (design[0] != 0))[:1]
    centres = design.mean(axis=0) if len(constant) else np.zeros(design.shape[1])
    centres[constant] = 0.0
    left = design - centres
    sizes = np.abs(left).max(axis=0)
    sizes = np.where(sizes > 0, sizes, 1.0)
    sizes[constant] = design[0, constant]
    back = np.diag(1 / sizes)
    for at in constant:
        back[at] -= centres / sizes / sizes[at]
    rounding = np.finfo("float64").eps * float((np.abs(design).max(axis=0) / np.abs(sizes)).max())
    return Scaled(left / sizes, back, rounding)


def collinear(design: Any) -> bool:
    """Whether columns of the design depend on each other, as far as their rounding lets that be seen."""
    import numpy as np

    scaled = scale_design(design)
    sizes = np.linalg.svd(scaled.columns, compute_uv=False)
    return bool(sizes[-1] <= len(design) * scaled.rounding * max(1.0, float(sizes[0])))


def solve(y: Any, v: Any, design: Any, tau2: float) -> Weighted:
    """``y``: (k,) estimates; ``v``: (k,) variances of their errors; ``design``: (k, p). Memory and time grow with k."""
    import numpy as np

    weights = 1 / (v + tau2)
    if design.shape[1] == 1 and bool((design == 1).all()):
        return _mean(y, weights)
    root = weights**0.5
    order = np.argsort(-root, kind="stable")  # heavy rows first: the small numbers that they leave stay exact
    basis, triangle = np.linalg.qr((design * root[:, None])[order])
    back = np.linalg.inv(triangle)
    coefficients = back @ (basis.T @ (root * y)[order])
    residuals, left = root * (y - design @ coefficients), np.empty(len(y))
    left[order] = 1 - (basis**2).sum(axis=1)
    if left.min() < NEARLY_FIXED:
        rest = np.linalg.qr((design * root[:, None])[order], mode="complete")[0][:, design.shape[1] :]
        residuals[order], left[order] = rest @ (rest.T @ (root * y)[order]), (rest**2).sum(axis=1)
    determinant = 2 * np.log(np.abs(np.diag(triangle))).sum() - np.log(weights).sum()
    q, trace = float(residuals @ residuals), float(weights @ left)
    return Weighted(coefficients, back @ back.T, root * residuals, q, trace, float(determinant))


def _mean(y: Any, weights: Any) -> Weighted:
    """``solve`` for the mean alone, where no difference of near numbers is taken, however unequal the weights are."""
    import numpy as np

    whole, origin = float(weights.sum()), y[weights.argmax()]  # the heaviest estimate lies nearest to the mean
    shift = float(weights @ (y - origin)) / whole
    residuals = (y - origin) - shift
    before, after = (np.concatenate([[0.0], np.cumsum(side[:-1])]) for side in (weights, weights[::-1]))
    trace = float(weights @ ((before + after[::-1]) / whole))
    determinant = float(np.log(whole) - np.log(weights).sum())
    inverse = np.array([[1 / whole]])
    return Weighted(
        np.array([origin + shift]), inverse, weights * residuals, float(weights @ residuals**2), trace, determinant
    )


def variance_between(y: Any, v: Any, design: Any, method: Between) -> float:
    """The variance between places, never below zero. ValueError for an unknown method."""
    degrees = len(y) - design.shape[1]
    if method == "FE" or degrees == 0:
        return 0.0
    if method == "DL":
        alone = solve(y, v, design, 0.0)
        return float(max(0.0, (alone.q - degrees) / alone.trace))
    if method == "PM":
        return _falls_to(lambda tau2: solve(y, v, design, tau2).q, degrees, _scale(y, v))
    if method == "REML":
        return _restricted_likelihood(y, v, design)
    raise ValueError(f"method {method!r} is none of REML, PM, DL, FE")


def profile_interval(y: Any, v: Any, design: Any, level: float) -> tuple[float, float]:
    """Q-profile interval of the variance between places (Viechtbauer 2007, Statistics in Medicine 26)."""
    degrees, scale = len(y) - design.shape[1], _scale(y, v)
    ends = [chi_square_quantile(0.5 + side * level / 2, degrees) for side in (1, -1)]
    low, high = (_falls_to(lambda tau2: solve(y, v, design, tau2).q, end, scale) for end in ends)
    return low, high


def _scale(y: Any, v: Any) -> float:
    return max(float(y.var()), float(v.max()))


def _falls_to(function: Callable[[float], float], target: float, scale: float) -> float:
    """Where a falling function reaches ``target``; 0 when it lies below from the beginning."""
    from scipy.optimize import brentq

    if function(0.0) <= target:
        return 0.0
    high = scale
    while function(high) > target:
        high *= 2
    return float(brentq(lambda tau2: function(tau2) - target, 0.0, high, xtol=1e-15 * scale, rtol=1e-14))


def _restricted_likelihood(y: Any, v: Any, design: Any) -> float:
    """The highest of all maxima of the restricted likelihood, the end at zero included."""
    import numpy as np
    from scipy.optimize import brentq

    scale = _scale(y, v)

    def slope(tau2: float) -> float:
        found = solve(y, v, design, tau2)
        return float(found.weighted_residuals @ found.weighted_residuals) - found.trace

    def deviance(tau2: float) -> float:
        found = solve(y, v, design, tau2)
        return found.log_determinant + found.q

    points = [0.0, *np.geomspace(1e-8 * scale, 1e3 * scale, GRID)]
    slopes = [slope(point) for point in points]
    maxima = [
        float(brentq(slope, low, high, xtol=1e-15 * scale, rtol=1e-14))
        for low, high, before, after in zip(points, points[1:], slopes, slopes[1:], strict=False)
        if before > 0 >= after
    ]
    return min([0.0, *maxima] if slopes[0] <= 0 else maxima, key=lambda tau2: (deviance(tau2), tau2))

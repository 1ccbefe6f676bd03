"""Errors that last from year to year: how persistent they are in many short series, and what that makes of a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from analysis.study.result import Caveat, Refusal
from analysis.study.trends.regressions import Fitted, left_over

LEAST_SERIES = 10
"""One short series says next to nothing of its persistence; the mean of ten begins to."""

LEAST_DEGREES = 2
"""With one degree of freedom left every residual is known from one of them, and so is their correlation."""

HIGHEST = 0.95
"""Short series cannot tell a persistence above this one from a random walk."""

NODES = 64
"""Points of the quadrature: the mean correlation is then exact to six decimals at the least."""

Shape = tuple[tuple[int, ...], int, bytes]
"""Years since the first, columns, and the space of the residuals: what the mean correlation depends on."""


def after_years(years: Any, rho: float) -> Any:
    """Correlations of AR(1) errors in these years: ``rho`` to the power of the years between."""
    import numpy as np

    known = np.asarray(years, dtype="float64")
    return float(rho) ** np.abs(np.subtract.outer(known, known))


def neighbours(years: Any) -> Any:
    """The matrix A of the sum e'Ae of products of residuals one year apart; a gap has no neighbours."""
    import numpy as np

    known = np.asarray(years)
    return (np.abs(np.subtract.outer(known, known)) == 1) / 2


def mean_lag1(years: Any, basis: Any, rho: float) -> float:
    """Mean of e'Ae / e'e for the residuals e of normal AR(1) errors, exactly (the integral of Sawa 1978).

    The mean of the ratio, not the ratio of the means: for nine years the latter is 0.07 too high at rho = 0.6.
    ``basis``: orthonormal, of the space of the residuals.
    """
    import numpy as np

    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    unit = (nodes + 1) / 2
    sizes, axes = np.linalg.eigh(basis.T @ after_years(years, rho) @ basis)
    sizes = sizes / sizes.mean()
    own = np.diag(axes.T @ basis.T @ neighbours(years) @ basis @ axes)
    damped = 1 + 2 * (unit / (1 - unit))[:, None] * sizes
    integrand = (own * sizes / damped).sum(axis=1) / np.sqrt(damped.prod(axis=1)) / (1 - unit) ** 2
    return float(weights @ integrand / 2)


@dataclass(frozen=True, eq=False)
class Persistence:
    """How far neighbouring residuals go together: mean over ``series`` and its standard error, and what AR(1) fits."""

    lag1: float
    error: float
    series: int
    shapes: tuple[tuple[Any, Any, int], ...]

    def mean_at(self, rho: float) -> float:
        """The mean to be expected when errors have this persistence."""
        return sum(count * mean_lag1(years, basis, rho) for years, basis, count in self.shapes) / self.series

    def rho_at(self, lag1: float) -> float:
        """The persistence at which this mean is expected, between 0 and ``HIGHEST``."""
        from scipy.optimize import brentq

        if lag1 <= self.mean_at(0.0):
            return 0.0
        if lag1 >= self.mean_at(HIGHEST):
            return HIGHEST
        return float(brentq(lambda rho: self.mean_at(rho) - lag1, 0.0, HIGHEST, xtol=1e-10))

    @cached_property
    def rho(self) -> float:
        """AR(1) coefficient; never below 0, so that it never narrows an interval."""
        return self.rho_at(self.lag1)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What a reader must know of errors that allow for it."""
        return self.caveats_at(self.rho)

    def caveats_at(self, rho: float) -> tuple[Caveat, ...]:
        """The same where another persistence than the one that was found is allowed for."""
        own = Caveat("errors-persistent", {"rho": rho, "lag1": self.lag1, "expected": self.mean_at(0.0)})
        return (own, *self.capped) if rho == self.rho else (own,)

    @property
    def capped(self) -> tuple[Caveat, ...]:
        """A caveat where the persistence may be higher than short series can tell."""
        return (Caveat("persistence-capped", {"rho": HIGHEST, "lag1": self.lag1}),) if self.rho >= HIGHEST else ()


def pooled(lines: Sequence[tuple[Any, Fitted]]) -> Persistence | Refusal:
    """Persistence over all series (years and fit); those without neighbouring years or with one degree left are out."""
    import numpy as np

    found: list[float] = []
    shapes: dict[Shape, tuple[Any, Any]] = {}
    count = Counter[Shape]()
    for own_years, fitted in lines:
        years, basis, errors = np.asarray(own_years), left_over(fitted.design), np.asarray(fitted.residuals)
        products = neighbours(years)
        if basis.shape[1] < LEAST_DEGREES or not products.any():
            continue
        found.append(float(errors @ products @ errors / (errors @ errors)))
        space = (basis @ basis.T).round(9) + 0.0
        shape = (tuple(int(year) for year in years - years[0]), basis.shape[1], space.tobytes())
        shapes.setdefault(shape, (years, basis))
        count[shape] += 1
    if len(found) < LEAST_SERIES:
        return Refusal("persistence-too-few", {"series": len(found), "needed": LEAST_SERIES})
    error = float(np.std(found, ddof=1) / len(found) ** 0.5)
    together = tuple((*shapes[shape], count[shape]) for shape in sorted(count))
    return Persistence(float(np.mean(found)), error, len(found), together)


def persistent(fitted: Fitted, years: Any, rho: float) -> Fitted:
    """The same least-squares line with errors for AR(1) deviations of that ``rho``.

    Covariance s² (X'X)⁻¹ X'VX (X'X)⁻¹ with s² = e'e / tr(MV), without bias when rho is right; degrees of freedom
    tr(MV)² / tr(MVMV), by the first two moments of e'e (Satterthwaite 1946).
    """
    import numpy as np

    sizes = np.sqrt((fitted.design**2).sum(axis=0))
    solved = np.linalg.pinv(fitted.design / sizes) / sizes[:, None]
    correlations, basis = after_years(years, rho), left_over(fitted.design)
    inside = basis.T @ correlations @ basis
    total, squares = float(np.trace(inside)), float((inside**2).sum())
    variance = float((fitted.residuals**2).sum()) / total
    covariance = variance * solved @ correlations @ solved.T
    return replace(fitted, covariance=covariance, degrees=total**2 / squares, method="OLS, persistent errors")

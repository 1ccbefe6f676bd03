"""The mixed model of a balanced panel in closed form: with the same years at every place it needs no optimiser.

The restricted likelihood of straight lines with normal deviations is then highest at the moments of the places' own
least-squares lines, as long as the covariance that they give is positive definite (Demidenko 2013, chapter 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd

Random = Literal["slope", "intercept"]


@dataclass(frozen=True, eq=False)
class Estimates:
    """What the mixed model says, however it was reached; level first, slope second, the years being centred.

    ``between``: covariance of what deviates between places (level and slope, or the level alone); ``deviations``: that
    of each place from the means, with its conditional covariance.
    """

    means: Any
    errors: Any
    between: Any
    residual: float
    deviations: dict[str, tuple[Any, Any]]


def closed_form(data: pd.DataFrame, random: Random) -> Estimates | None:
    """REML estimates of a balanced panel (columns place, year, value); None for one that is not balanced, or where the
    variances are not those of a maximum inside: a place varies no more than its own errors.
    """
    import numpy as np

    wide = data.pivot(index="place", columns="year", values="value")
    if wide.isna().any(axis=None):
        return None
    years = wide.columns.to_numpy(dtype="float64")
    values, count = wide.to_numpy(dtype="float64"), len(wide)
    design = np.column_stack([np.ones(len(years)), years - years.mean()])
    inverse = np.linalg.inv(design.T @ design)
    lines = values @ design @ inverse
    means = lines.mean(axis=0)
    kept = 2 if random == "slope" else 1
    fitted = lines.copy()
    fitted[:, kept:] = means[kept:]
    degrees = values.size - count * kept - (2 - kept)
    residual = float(((values - fitted @ design.T) ** 2).sum()) / degrees
    spread = np.atleast_2d(np.cov(lines[:, :kept].T))
    between = spread - residual * inverse[:kept, :kept]
    if residual <= 1e-20 * float((values**2).mean()) or not (np.linalg.eigvalsh(between) > 0).all():
        return None
    errors = np.sqrt(np.diag(spread) / count)
    if kept == 1:
        errors = np.array([errors[0], (residual * inverse[1, 1] / count) ** 0.5])
    pull = between @ np.linalg.inv(spread)
    conditional = between - pull @ between
    away = (lines - means)[:, :kept] @ pull.T
    deviations = {str(place): (one, conditional) for place, one in zip(wide.index, away, strict=True)}
    return Estimates(means, errors, between, residual, deviations)

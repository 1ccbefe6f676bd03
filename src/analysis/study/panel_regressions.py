"""Regressions of a panel whose places are clusters: rows, place means, and deviations from means; by statsmodels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import nan
from typing import TYPE_CHECKING, Any, Literal

from analysis.study.distributions import critical, two_sided

if TYPE_CHECKING:
    import pandas as pd

Errors = Literal["cluster", "classical"]

TINY = 1e-10
"""Share of its size below which what is left of a number is rounding."""


FLOATING = 4e-15
"""Share of a number that is lost where numbers of its size are added up: some units of the last binary place."""


@dataclass(frozen=True, eq=False)
class Column:
    """Numbers less their mean, ``centre``, in standard deviations, ``unit``; up to ``rounding`` they are the same."""

    values: Any
    centre: float
    unit: float
    rounding: float


def standardised(numbers: Any) -> Column:
    """A column around zero with a spread of one: what is then rounding depends on the size that it had."""
    import numpy as np

    if not len(numbers):
        return Column(numbers, 0.0, 1.0, TINY)
    size = float(np.abs(numbers).max()) or 1.0
    centre = float((numbers / size).mean()) * size
    unit = float(np.std((numbers - centre) / size)) * size or 1.0
    return Column((numbers - centre) / unit, centre, unit, max(TINY, FLOATING * size / unit))


def ranks(numbers: Any, rounding: float) -> Any:
    """Ranks with ties at their mean, where neighbours that differ by no more than ``rounding`` are ties."""
    import numpy as np
    import pandas as pd

    order = np.argsort(numbers, kind="stable")
    steps = np.empty(len(numbers))
    steps[order] = np.cumsum(np.diff(numbers[order], prepend=numbers[order][:1]) > rounding)
    return pd.Series(steps).rank().to_numpy()


@dataclass(frozen=True, eq=False)
class Part:
    """Outcome and exposures of one regression, the cluster of each row and its weight.

    ``absorbed`` counts the means that were taken out beforehand (0: the regression has an intercept), ``times`` those
    of them that belong to times: they count in the correction for few clusters, as means within clusters do not.
    """

    outcome: Any
    exposures: Any
    clusters: Any
    weights: Any
    absorbed: int = 0
    times: int = 0

    @property
    def of_means(self) -> bool:
        """One row for each cluster."""
        return len(self.outcome) == int(self.clusters.max()) + 1

    @property
    def design(self) -> Any:
        """Exposures, and the intercept where no means were taken out."""
        import numpy as np

        ones = np.ones((len(self.outcome), 0 if self.absorbed else 1))
        return np.column_stack([self.exposures, ones])

    @property
    def free(self) -> int:
        """Degrees of freedom of the residuals."""
        return int(len(self.outcome) - self.design.shape[1] - self.absorbed)


@dataclass(frozen=True, eq=False)
class Fit:
    """Slopes with their covariance and degrees of freedom; ``residual``: the sum of squares that is left."""

    slopes: Any
    covariance: Any
    degrees: float
    count: int
    method: str
    residual: float = nan

    def times(self, units: Any) -> Fit:
        """The same slopes in other units, each times its own; ``residual`` stays as it is."""
        import numpy as np

        return replace(self, slopes=self.slopes * units, covariance=self.covariance * np.outer(units, units))

    def row(self, term: str, at: int, level: float) -> dict[str, Any]:
        """The row of one slope."""
        value, error = float(self.slopes[at]), float(self.covariance[at, at]) ** 0.5
        reach = critical(level, self.degrees) * error
        return {
            "term": term, "estimate": value, "std_error": error, "lower": value - reach, "upper": value + reach,
            "p_value": two_sided(value / error, self.degrees) if error > 0 else nan, "df": self.degrees,
            "n": self.count, "method": self.method,
        }  # fmt: skip

    def joint(self, term: str) -> dict[str, Any]:
        """F of all slopes together."""
        import numpy as np
        from scipy import special

        count, errors = len(self.slopes), np.sqrt(self.covariance.diagonal())
        ratios, correlations = self.slopes / errors, self.covariance / np.outer(errors, errors)
        value = float(ratios @ np.linalg.solve(correlations, ratios)) / count
        tail = float(special.fdtrc(count, self.degrees, value))
        row = {"term": term, "estimate": value, "p_value": tail, "df": self.degrees, "n": self.count}
        return {**row, "method": f"F of {count}, {self.method}"}


def parts(outcome: Any, exposures: Any, place: Any, group: Any, time: pd.Series | None) -> dict[str, Part]:
    """Rows as they are, means of places weighted by their rows, and deviations from the means of ``group`` and time.

    ``place`` and ``group``: codes of each row from 0 on, groups within places.
    """
    import numpy as np
    import pandas as pd

    numbers = pd.DataFrame(np.column_stack([outcome, exposures]))
    means = numbers.groupby(place).mean().to_numpy()
    times = np.empty((len(numbers), 0)) if time is None else pd.get_dummies(time, dtype="float64").to_numpy()[:, 1:]
    left, times = (rows - pd.DataFrame(rows).groupby(group).transform("mean").to_numpy()
                   for rows in (numbers.to_numpy(), times))  # fmt: skip
    basis, sizes, _ = np.linalg.svd(times, full_matrices=False)
    basis = basis[:, sizes > TINY * max(1.0, float(sizes.max(initial=0.0)))]
    left = left - basis @ (basis.T @ left)
    counts, ones = np.bincount(place).astype("float64"), np.ones(len(numbers))
    taken = int(group.max()) + 1
    return {
        "pooled": Part(outcome, exposures, place, ones),
        "between": Part(means[:, 0], means[:, 1:], np.arange(len(means)), counts),
        "within": Part(left[:, 0], left[:, 1:], place, ones, taken + basis.shape[1], basis.shape[1]),
    }


def fit(part: Part, errors: Errors) -> Fit:
    """Weighted least squares with classical errors, or robust for clusters: CRV1, t with clusters - 1.

    Means within clusters do not count as parameters, as in Stata's ``xtreg, fe``. With one row for each cluster this is
    HC1, and t has the degrees of freedom of the residuals.
    """
    import numpy as np
    from statsmodels.regression.linear_model import WLS

    model, slopes = WLS(part.outcome, part.design, weights=part.weights), part.exposures.shape[1]
    plain = model.fit()
    what = "place means" if part.of_means else "rows" if not part.absorbed else "deviations from means"
    if errors == "classical":
        covariance, degrees = plain.normalized_cov_params * plain.ssr / part.free, float(part.free)
        method = f"least squares of {what}, classical errors"
    else:
        covariance = _robust(model, part.clusters, slopes + 1 + part.times)
        degrees = float(part.free if part.of_means else part.clusters.max())
        method = f"least squares of {what}, {'HC1' if part.of_means else 'CRV1 by place'}"
    chosen = np.asarray(covariance)[:slopes, :slopes]
    return Fit(plain.params[:slopes], chosen, degrees, len(part.outcome), method, float(plain.ssr))


def difference(between: Part, within: Part, errors: Errors) -> Fit:
    """Slopes between less slopes within, which are zero where places differ by chance only.

    Both regressions are stacked and their covariance is robust for clusters; without effects of time this is the
    regression of Mundlak (1978). Classical errors take the two as independent, which they are if errors are.
    """
    import numpy as np
    from statsmodels.regression.linear_model import OLS

    slopes = between.exposures.shape[1]
    fits = fit(between, "classical"), fit(within, "classical")
    apart = fits[0].slopes - fits[1].slopes
    rows = len(within.outcome)
    if errors == "classical":
        total = fits[0].covariance + fits[1].covariance
        return Fit(apart, total, fits[0].degrees, rows, "between less within, classical errors")
    repeated, zeros = between.design[within.clusters], np.zeros((rows, slopes))
    design = np.vstack([np.hstack([repeated, zeros]), np.hstack([np.zeros(repeated.shape), within.exposures])])
    stacked = OLS(np.concatenate([between.outcome[within.clusters], within.outcome]), design)
    covariance = _robust(stacked, np.tile(within.clusters, 2), 2 * slopes + 1 + within.times, rows)
    chosen = np.hstack([np.eye(slopes), np.zeros((slopes, 1)), -np.eye(slopes)])
    degrees = float(within.clusters.max())
    return Fit(apart, chosen @ covariance @ chosen.T, degrees, rows, "between less within, CRV1 by place")


def _robust(model: Any, clusters: Any, parameters: int, rows: int | None = None) -> Any:
    """Covariance robust for clusters, times clusters / (clusters - 1) and (rows - 1) / (rows - parameters)."""
    import numpy as np

    found = model.fit(cov_type="cluster", cov_kwds={"groups": clusters, "use_correction": False}).cov_params()
    count, rows = int(clusters.max()) + 1, rows or len(clusters)
    return np.asarray(found) * count / (count - 1) * (rows - 1) / (rows - parameters)

"""Regressions of one series by statsmodels, with the errors that were asked for; a fit that says nothing is none."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Any, Literal

from analysis.study.distributions import critical, two_sided

if TYPE_CHECKING:
    import pandas as pd

Errors = Literal["hac", "classical"]

Unfit = Literal["without-error", "collinear", "no-maximum", "not-overdispersed", "unconverged"]
"""Why a series has no fit."""

LEAST_FOR_HAC = 10
"""Below ten points the autocovariances of residuals are noise, and their sum makes errors far too small."""

NO_ERROR = 1e-10
"""Residuals below this part of the values are rounding: the line goes through every point."""

FLOATING = 4e-15
"""Share of a number that is lost where numbers of its size are added up: some units of the last binary place."""


@dataclass(frozen=True, eq=False)
class Fitted:
    """Coefficients by name, their covariance, and what is left over; ``degrees`` NaN means normal intervals."""

    names: tuple[str, ...]
    coefficients: Any
    covariance: Any
    degrees: float
    residuals: Any
    method: str
    r2: float = nan
    dispersion: float = nan
    design: Any = None
    """What the residuals are free of; for counts each row times the root of its weight."""

    @property
    def durbin_watson(self) -> float:
        """Near ``expected`` for errors that are independent from year to year; nearer to 0 the longer they last."""
        from statsmodels.stats.stattools import durbin_watson

        return float(durbin_watson(self.residuals))

    @property
    def expected(self) -> float:
        """Mean of the Durbin-Watson statistic for independent errors, tr(D'DM) / tr(M) with D the differences.

        It is above 2, as residuals lean less on each other than errors do (Durbin and Watson 1950); exact for normal
        errors of least squares, near for counts.
        """
        import numpy as np

        basis = left_over(self.design)
        return float((np.diff(basis, axis=0) ** 2).sum() / basis.shape[1])

    def row(self, level: float, **weights: float) -> dict[str, float]:
        """Estimate, error and interval of a sum of coefficients, each times its weight, such as ``year=1``."""
        import numpy as np

        weight = np.array([weights.get(name, 0.0) for name in self.names])
        value, error = float(weight @ self.coefficients), float(weight @ self.covariance @ weight) ** 0.5
        reach = critical(level, self.degrees) * error
        return {
            "estimate": value, "std_error": error, "lower": value - reach, "upper": value + reach,
            "p_value": two_sided(value / error, self.degrees) if error > 0 else nan, "df": self.degrees,
            "n": float(len(self.residuals)),
        }  # fmt: skip


def left_over(design: Any) -> Any:
    """An orthonormal basis of the space in which residuals of this design lie: all that its columns do not reach."""
    import numpy as np

    whole, _ = np.linalg.qr(design, mode="complete")
    return whole[:, design.shape[1] :]


def lags(points: int) -> int:
    """Lags of Newey and West's errors, floor(4 (n / 100)^(2/9)) (Newey and West 1994)."""
    return int(4 * (points / 100) ** (2 / 9))


def hac_options(points: int) -> dict[str, Any]:
    """statsmodels' arguments for Bartlett weights, ``lags`` and the correction n / (n - k).

    Years that are missing are passed over: the neighbours beside a gap count as one year apart, which is the equal
    spacing estimator of Datta and Du (2012).
    """
    options = {"maxlags": lags(points), "kernel": "bartlett", "use_correction": True}
    return {"cov_type": "HAC", "cov_kwds": options}


@dataclass(frozen=True, eq=False)
class Standard:
    """A design whose columns are around zero with a spread of one, so that a library does not take them for nothing.

    ``back`` turns coefficients of ``columns`` into those of the design.
    """

    columns: Any
    back: Any

    def coefficients(self, found: Any) -> Any:
        """Coefficients in the units of the design."""
        return self.back @ found

    def covariance(self, found: Any) -> Any:
        """Their covariance in the units of the design."""
        return self.back @ found @ self.back.T


def standard(design: pd.DataFrame) -> Standard | None:
    """Columns centred, where one of them is an intercept, and scaled; None where one is a sum of the others.

    What lies below the last digits of a column, or below a share of 1e-9, cannot tell it from the others.
    """
    import numpy as np

    columns = design.to_numpy(dtype="float64")
    largest = np.abs(columns).max(axis=0)
    if not (largest > 0).all():
        return None
    largest = np.ldexp(1.0, np.frexp(largest)[1])  # a power of two takes no digit away
    columns = columns / largest
    level = next((at for at, column in enumerate(columns.T) if np.ptp(column) == 0), None)
    others = np.arange(columns.shape[1]) != level
    centres = np.where(others, 0.0 if level is None else columns.mean(axis=0), 0.0)
    columns = columns - centres
    sizes = np.sqrt((columns**2).mean(axis=0))
    if (sizes <= FLOATING).any():
        return None
    columns = columns / sizes
    lengths = len(columns) ** 0.5
    if np.linalg.matrix_rank(columns / lengths, tol=max(1e-9, float(FLOATING / sizes.min()))) < columns.shape[1]:
        return None
    back = np.diag(1 / sizes)
    if level is not None:
        back[level] -= centres / (columns[0, level] * sizes[level]) @ back
    return Standard(columns, back / largest[:, None])


def least_squares(values: pd.Series, design: pd.DataFrame, errors: Errors | Literal["hc3"]) -> Fitted | Unfit:
    """Least squares with t intervals; ``design`` holds the intercept too and is in the order of the years."""
    from statsmodels.regression.linear_model import OLS

    scaled = standard(design)
    if scaled is None:
        return "collinear"
    model = OLS(values.to_numpy(dtype="float64"), scaled.columns)
    fit = model.fit()
    if float((fit.resid**2).sum()) ** 0.5 <= NO_ERROR * float((values**2).sum()) ** 0.5 or fit.df_resid < 1:
        return "without-error"
    names = {"hac": "OLS, Newey-West", "hc3": "OLS, HC3", "classical": "OLS"}
    if errors == "hc3" and float(fit.get_influence().hat_matrix_diag.max()) > 1 - 1e-9:
        return "without-error"  # one point alone decides: it has no residual that could be weighed
    if errors != "classical":
        options = hac_options(len(values)) if errors == "hac" else {"cov_type": "HC3"}
        plain = fit.cov_params().diagonal()
        fit = model.fit(use_t=True, **options)
        if not (fit.cov_params().diagonal() > NO_ERROR * plain).all():  # residuals of a few points can cancel out
            return "without-error"
    return Fitted(
        tuple(design.columns), scaled.coefficients(fit.params), scaled.covariance(fit.cov_params()),
        float(fit.df_resid), fit.resid, names[errors], float(fit.rsquared), design=design.to_numpy(dtype="float64"),
    )  # fmt: skip

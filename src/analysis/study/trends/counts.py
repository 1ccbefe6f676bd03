"""Counts of one series: Poisson and negative binomial regressions with a log link, and when they have no answer."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from analysis.study.trends.regressions import NO_ERROR, Errors, Fitted, Unfit, hac_options, standard

if TYPE_CHECKING:
    import pandas as pd

OVERDISPERSED = 1.5
"""Pearson's chi-square over its degrees of freedom from which Poisson errors are taken for too small."""

OPTIMISERS = ("bfgs", "newton")

MOST_TO_GAIN = 1e-6
"""How much likelihood one more Newton step may promise at most: a measure of the gradient that knows no units."""


def poisson(values: pd.Series, design: pd.DataFrame, offset: Any, errors: Errors) -> Fitted | Unfit:
    """Poisson regression; ``dispersion`` is Pearson's phi, for ``widened`` to use."""
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

    scaled = standard(design)
    if scaled is None:
        return "collinear"
    y, x = values.to_numpy(dtype="float64"), scaled.columns
    if separated(y, x):
        return "no-maximum"
    model = GLM(y, x, family=Poisson(), offset=offset)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            fit = model.fit()
        except PerfectSeparationWarning:  # every count is met exactly: constant counts, for one
            return "without-error"
        except Warning:
            return "unconverged"
    if not fit.converged:
        return "unconverged"
    phi, degrees = float(fit.pearson_chi2 / fit.df_resid), float("nan")
    method = "Poisson"
    if errors == "hac":
        plain = fit.cov_params().diagonal()
        fit = model.fit(use_t=True, **hac_options(len(y)))
        degrees, method = float(fit.df_resid), "Poisson, Newey-West"
        if not (fit.cov_params().diagonal() > NO_ERROR * plain).all():
            return "without-error"
    return Fitted(
        tuple(design.columns), scaled.coefficients(fit.params), scaled.covariance(fit.cov_params()), degrees,
        fit.resid_pearson, method, dispersion=phi, design=x * fit.fittedvalues[:, None] ** 0.5,
    )  # fmt: skip


def widened(fitted: Fitted) -> Fitted:
    """Quasi-Poisson: errors times the root of phi, where that is above one, and t intervals."""
    degrees = float(len(fitted.residuals) - len(fitted.names))
    covariance = fitted.covariance * max(1.0, fitted.dispersion)
    return Fitted(
        fitted.names, fitted.coefficients, covariance, degrees, fitted.residuals, "quasi-Poisson",
        dispersion=fitted.dispersion, design=fitted.design,
    )  # fmt: skip


def negative_binomial(values: pd.Series, design: pd.DataFrame, offset: Any, errors: Errors) -> Fitted | Unfit:
    """Negative binomial regression with variance mu + alpha mu² (NB2); ``dispersion`` is alpha.

    Only a fit that converged without a warning and at which the gradient vanishes is given back.
    """
    import numpy as np
    import pandas as pd
    from statsmodels.discrete.discrete_model import NegativeBinomial

    scaled = standard(design)
    if scaled is None:
        return "collinear"
    y, x = values.to_numpy(dtype="float64"), scaled.columns
    plain = poisson(values, pd.DataFrame(x, columns=design.columns), offset, "classical")
    if not isinstance(plain, Fitted):
        return plain
    mean = np.exp(x @ plain.coefficients + offset)
    if float(((y - mean) ** 2 - y).sum()) <= 0:  # the likelihood falls from alpha = 0 on (Dean and Lawless 1989)
        return "not-overdispersed"
    model = NegativeBinomial(y, x, loglike_method="nb2", offset=offset)
    for method in OPTIMISERS:
        fit = _at_the_maximum(model, method, hac_options(len(y)) if errors == "hac" else {})
        if fit is not None:
            named = "negative binomial, Newey-West" if errors == "hac" else "negative binomial"
            kept = len(design.columns)
            mean = fit.predict()
            alpha = float(fit.params[-1])
            residuals = (y - mean) / np.sqrt(mean + alpha * mean**2)
            covariance = scaled.covariance(fit.cov_params()[:kept, :kept])
            return Fitted(
                tuple(design.columns), scaled.coefficients(fit.params[:kept]), covariance, float(len(y) - kept - 1),
                residuals, named, dispersion=alpha, design=x * np.sqrt(mean / (1 + alpha * mean))[:, None],
            )  # fmt: skip
    return "unconverged"


def separated(y: Any, x: Any) -> bool:
    """Whether no finite coefficients are best: some direction lowers the means of zeros and leaves all others.

    That is all there is to the existence of the maximum (Correia, Guimarães and Zylkin 2019). All zeros are the plain
    case, events in the last year alone another.
    """
    import numpy as np
    from scipy.optimize import linprog  # type: ignore[attr-defined]

    zero = y == 0
    if not zero.any():
        return False
    scaled = x / abs(x).max(axis=0)
    found = linprog(
        scaled[zero].sum(axis=0), A_ub=scaled[zero], b_ub=np.zeros(zero.sum()), bounds=(-1, 1),
        A_eq=None if zero.all() else scaled[~zero], b_eq=None if zero.all() else np.zeros((~zero).sum()),
    )  # fmt: skip
    return bool(found.fun < -1e-7)


def _at_the_maximum(model: Any, method: str, options: dict[str, Any]) -> Any | None:
    """The fit of one optimiser; None when it warned of anything, stopped short, or left a gradient."""
    import numpy as np

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            fit = model.fit(method=method, maxiter=500, disp=0, **options)
        except (Warning, np.linalg.LinAlgError):
            return None
    score, hessian = model.score(fit.params), model.hessian(fit.params)
    if not fit.mle_retvals["converged"] or not np.isfinite(fit.bse).all():
        return None
    curved_down = bool((np.linalg.eigvalsh(hessian) < 0).all())
    return fit if curved_down and float(score @ np.linalg.solve(-hessian, score)) <= MOST_TO_GAIN else None

"""Models that look a few years ahead, each from the values alone: what they expect, and how sure they are of it.

Fitting is done by statsmodels, from two starts where one search may end on a lower hill of the likelihood. A fit that
warns or does not converge is no fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import nan
from typing import Any

from analysis.study.distributions import critical

ARIMA_ORDERS = (((0, 1, 0), "n"), ((0, 1, 0), "t"), ((0, 1, 1), "n"), ((0, 1, 1), "t"), ((1, 1, 0), "n"))
"""Orders that are tried; ``t`` adds a drift. More cannot be told apart in one or two dozen years."""


@dataclass(frozen=True, eq=False)
class Ahead:
    """What a model expects of the years ahead.

    ``means`` and ``errors`` (standard errors of prediction) have one number for each year ahead, ``fitted`` one for
    each year seen (NaN where the model says nothing of it). ``degrees``: of the t interval, NaN for a normal one.
    ``order``: which member of its family the model is. ``failed``: members that warned or did not converge.
    """

    order: str
    means: Any
    errors: Any
    fitted: Any
    degrees: float = nan
    failed: tuple[str, ...] = ()

    def bounds(self, level: float) -> tuple[Any, Any]:
        """The ends of the prediction interval of each year ahead."""
        half = critical(level, self.degrees) * self.errors
        return self.means - half, self.means + half


def ahead(model: str, values: Any, horizon: int) -> Ahead | None:
    """What ``model`` (a name of ``MODELS``) expects after ``values``; None when no member of it could be fitted."""
    return MODELS[model](values, horizon)


def _naive(values: Any, horizon: int) -> Ahead:
    """Random walk without drift: changes have mean 0, so their mean square has as many degrees as there are changes."""
    import numpy as np

    changes = np.diff(values)
    errors = (changes @ changes / len(changes)) ** 0.5 * np.sqrt(np.arange(1, horizon + 1))
    fitted = np.concatenate([[nan], values[:-1]])
    return Ahead("random walk", np.full(horizon, values[-1]), errors, fitted, float(len(changes)))


def _line(values: Any, horizon: int) -> Ahead:
    import numpy as np
    from statsmodels.regression.linear_model import OLS

    count = len(values)
    years = np.column_stack([np.ones(count + horizon), np.arange(count + horizon)])
    fit = OLS(values, years[:count]).fit()
    seen = fit.get_prediction(years[count:])
    return Ahead("OLS", seen.predicted_mean, seen.se_obs, fit.fittedvalues, float(fit.df_resid))


def _ets(values: Any, horizon: int) -> Ahead | None:
    import numpy as np

    def fit(scaled: Any, start: Any, damped: bool) -> Any:
        import pandas as pd
        from statsmodels.tsa.exponential_smoothing.ets import ETSModel

        trend = {"trend": "add", "damped_trend": True} if damped else {}
        return ETSModel(pd.Series(scaled), **trend).fit(start_params=start, disp=False)

    def read(found: Any) -> tuple[Any, Any]:
        count = len(found.fittedvalues)
        seen = found.get_prediction(start=count, end=count + horizon - 1)
        return seen.predicted_mean.to_numpy(), seen.forecast_variance**0.5

    def level(scaled: Any) -> Any:
        return _highest([fit(scaled, [0.5, scaled[0]], False), fit(scaled, [0.1, 0.0], False)])

    def damped(scaled: Any) -> Any:
        slope = float(np.diff(scaled).mean())
        return _highest([fit(scaled, start, True) for start in (None, [0.5, 0.1, 0.9, scaled[0], slope])])

    # two and five parameters, and the variance
    return _best(values, horizon, {"ETS(A,N,N)": (level, 3), "ETS(A,Ad,N)": (damped, 6)}, len(values), read)


def _arima(values: Any, horizon: int) -> Ahead | None:
    def fit(scaled: Any, order: tuple[int, int, int], trend: str) -> Any:
        import numpy as np
        from statsmodels.tsa.arima.model import ARIMA

        model = ARIMA(scaled, order=order, trend=trend, concentrate_scale=True)
        if (order, trend) == ARIMA_ORDERS[0]:  # nothing to estimate but the variance
            return model.filter(np.zeros(0), cov_type="none")
        # starts of our own, a little off the optimum where that is known: searches that begin on it do not converge
        drift = [1.1 * float(np.diff(scaled).mean()) + 0.01] if trend == "t" else []
        rest = sum(order) - 1
        starts = [[*drift, *[first] * rest] for first in ((0.1, -0.5) if drift and rest else (0.1,))]
        how = {"method": "bfgs", "disp": False, "maxiter": 200}  # copied: the library writes into it
        return _highest([model.fit(start_params=one, cov_type="none", method_kwargs={**how}) for one in starts])

    members = {
        f"ARIMA({','.join(map(str, order))}){' with drift' if trend == 't' else ''}": (
            partial(fit, order=order, trend=trend),
            sum(order) + (trend == "t"),  # the variance stands in for the one difference
        )
        for order, trend in ARIMA_ORDERS
    }
    return _best(values, horizon, members, len(values) - 1, _state_space(horizon))


def _local_level(values: Any, horizon: int) -> Ahead | None:
    def fit(scaled: Any) -> Any:
        from statsmodels.tsa.statespace.structural import UnobservedComponents

        model = UnobservedComponents(scaled, "llevel")
        return _highest([model.fit(start_params=start, disp=False, cov_type="none") for start in (None, [0.5, 0.5])])

    return _best(values, horizon, {"local level": (fit, 2)}, len(values) - 1, _state_space(horizon))


MODELS: Mapping[str, Callable[[Any, int], Ahead | None]] = {
    "naive": _naive, "line": _line, "ets": _ets, "arima": _arima, "local_level": _local_level,
}  # fmt: skip
"""Each model by its name: from values and a number of years to what it expects."""


def _state_space(horizon: int) -> Callable[[Any], tuple[Any, Any]]:
    def read(found: Any) -> tuple[Any, Any]:
        seen = found.get_forecast(horizon)
        return seen.predicted_mean, seen.se_mean

    return read


def _best(
    values: Any,
    horizon: int,
    members: Mapping[str, tuple[Callable[[Any], Any], int]],
    count: int,
    read: Callable[[Any], tuple[Any, Any]],
) -> Ahead | None:
    """The member with the smallest AICc, fitted to values of mean 0 and deviation 1: the unit then changes nothing.

    A member with as many parameters as there are years (``count``) has no AICc and is not tried. Of a constant all
    say the same: that it goes on.
    """
    import numpy as np

    centre, scale = float(values.mean()), float(values.std())
    if scale <= 1e-12 * abs(centre):
        return Ahead("constant", np.full(horizon, values[-1]), np.zeros(horizon), np.full(len(values), values[-1]))
    scaled = (values - centre) / scale
    tried = {name: _quietly(fit, scaled) for name, (fit, size) in members.items() if count > size + 1}
    failed = [name for name, found in tried.items() if found is None]
    fits = {name: found for name, found in tried.items() if found is not None}
    for order in sorted(fits, key=lambda name: round(float(fits[name].aicc), 8)):
        seen = _quietly(read, fits[order])
        if seen is not None:
            fitted = np.array(fits[order].fittedvalues, dtype="float64")
            fitted[0] = nan  # rests on the start that was fitted, or on none
            means, errors = centre + scale * seen[0], scale * seen[1]
            return Ahead(order, means, errors, centre + scale * fitted, failed=tuple(failed))
        failed.append(order)
    return None


def _highest(fits: Sequence[Any]) -> Any:
    """The fit with the highest likelihood: a search may stop, converged, on a lower hill."""
    how = (getattr(found, "mle_retvals", None) for found in fits)
    if not all(one is None or one["converged"] for one in how):
        raise ValueError("a search did not converge")
    return max(fits, key=lambda found: round(float(found.llf), 8))


def _quietly(function: Callable[[Any], Any], given: Any) -> Any:
    """What the library answers; None when it warned, gave up, or had no number: that is no answer."""
    import warnings

    import numpy as np

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            answer = function(given)
        except (ValueError, np.linalg.LinAlgError):
            return None
    numbers = np.concatenate(answer) if isinstance(answer, tuple) else [answer.aicc]
    return answer if not said and np.isfinite(numbers).all() else None

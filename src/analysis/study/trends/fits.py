"""From a series to its trend: the regression that was chosen, or a description where the series is short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from analysis.study.result import Refusal
from analysis.study.series import Series
from analysis.study.trends.autoregression import Persistence, persistent, pooled
from analysis.study.trends.counts import OVERDISPERSED, negative_binomial, poisson, widened
from analysis.study.trends.regressions import Errors, Fitted, Unfit, least_squares

if TYPE_CHECKING:
    import pandas as pd

Model = Literal["ols", "poisson", "negbin"]

OwnErrors = Literal["hac", "classical", "persistent"]
"""Errors of a trend: persistent ones borrow the persistence of all series."""

LEAST_DESCRIBED = 3
"""Two points have a difference, and no error from which it could be judged."""


@dataclass(frozen=True)
class Choices:
    """What the analyst chose for every series alike."""

    model: Model
    errors: OwnErrors
    exposure: str | None
    controls: tuple[str, ...]
    min_points: int
    level: float

    @property
    def single(self) -> Errors:
        """Errors with which each series is fitted on its own."""
        return "hac" if self.errors == "hac" else "classical"

    @property
    def spent(self) -> int:
        """Points that a fit needs beyond those of a plain line: one for each control, one for alpha."""
        return len(self.controls) + (self.model == "negbin")

    @property
    def described(self) -> int:
        """Points from which a series is described."""
        return LEAST_DESCRIBED + self.spent

    @property
    def needed(self) -> int:
        """Points from which a series has a trend."""
        return self.min_points + self.spent

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the panel that are needed beside the outcome."""
        return (*self.controls, self.exposure) if self.exposure else self.controls


@dataclass(frozen=True, eq=False)
class Trend:
    """One series and its regression; ``whole`` when it has points enough for more than a description."""

    series: Series
    fitted: Fitted
    whole: bool

    @property
    def overdispersed(self) -> bool:
        """Whether the counts of a Poisson regression vary more than its own errors allow for."""
        return self.whole and self.fitted.method.startswith("Poisson") and self.fitted.dispersion > OVERDISPERSED


def fit_all(series: Sequence[Series], chosen: Choices) -> tuple[list[Trend], list[tuple[Series, Unfit]]]:
    """The trends of all series that are long enough, and those series that have none, with the reason."""
    trends, lost = [], []
    for one in series:
        if one.points < chosen.described:
            continue
        whole = one.points >= chosen.needed
        fitted = _fit(one, chosen) if whole else _description(one, chosen)
        if isinstance(fitted, Fitted):
            trends.append(Trend(one, fitted, whole))
        else:
            lost.append((one, fitted))
    return trends, lost


def allowing_for_persistence(trends: Sequence[Trend]) -> tuple[list[Trend], Persistence] | Refusal:
    """The same trends with errors for AR(1) deviations of the persistence that all whole ones have together."""
    found = pooled([(one.series.data["year"], one.fitted) for one in trends if one.whole])
    if isinstance(found, Refusal):
        return found
    rho = found.rho
    return [replace(one, fitted=persistent(one.fitted, one.series.data["year"], rho)) for one in trends], found


def rows_of(trend: Trend, chosen: Choices) -> list[dict[str, Any]]:
    """All rows of a trend: the slope first, then what goes with it."""
    from math import expm1, nan

    one, fitted, level = trend.series, trend.fitted, chosen.level
    common = {"place": one.place, "period": one.period, "source_ids": one.sources, "n": one.points}
    if not trend.whole:
        row = {**fitted.row(level, year=1), "p_value": nan}
        return [{**row, **common, "term": "description", "method": fitted.method}]
    best = widened(fitted) if trend.overdispersed and chosen.errors == "classical" else fitted
    common["method"] = best.method
    slope = best.row(level, year=1)
    rows: list[dict[str, Any]] = [{**slope, **common, "term": "slope"}]
    if chosen.model != "ols":
        percent = {end: 100 * expm1(slope[end]) for end in ("estimate", "lower", "upper")}
        rows.append({**slope, **percent, "std_error": nan, **common, "term": "percent_a_year"})
    rows += [{**best.row(level, **{name: 1}), **common, "term": name} for name in chosen.controls]
    if trend.overdispersed:
        plain = poisson(one.data["value"], _design(one, chosen.controls), _offset(one, chosen.exposure), "classical")
        if isinstance(plain, Fitted):
            rows.append({**plain.row(level, year=1), **common, "method": plain.method, "term": "slope_poisson"})
    name = {"ols": "r2", "poisson": "phi", "negbin": "alpha"}[chosen.model]
    return [*rows, {**common, "term": name, "estimate": fitted.r2 if chosen.model == "ols" else fitted.dispersion}]


def _design(one: Series, controls: Sequence[str]) -> pd.DataFrame:
    """Intercept, year and controls; the year is centred, which leaves its slope as it is."""
    import pandas as pd

    year = one.data["year"] - one.data["year"].mean()
    return pd.DataFrame({"(intercept)": 1.0, "year": year, **{name: one.data[name] for name in controls}})


def _offset(one: Series, exposure: str | None) -> Any:
    import numpy as np

    return np.log(one.data[exposure].to_numpy()) if exposure else np.zeros(one.points)


def _fit(one: Series, chosen: Choices) -> Fitted | Unfit:
    design = _design(one, chosen.controls)
    if chosen.model == "ols":
        return least_squares(one.data["value"], design, chosen.single)
    regression = poisson if chosen.model == "poisson" else negative_binomial
    return regression(one.data["value"], design, _offset(one, chosen.exposure), chosen.single)


def _description(one: Series, chosen: Choices) -> Fitted | Unfit:
    """The line of a short series, with classical errors; for counts those of quasi-Poisson."""
    design = _design(one, chosen.controls)
    if chosen.model == "ols":
        return least_squares(one.data["value"], design, "classical")
    fitted = poisson(one.data["value"], design, _offset(one, chosen.exposure), "classical")
    return widened(fitted) if isinstance(fitted, Fitted) else fitted

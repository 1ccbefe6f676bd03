"""Which model a forecast comes from, what speaks against it, and the rows that show all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import Any

from analysis.study.result import Caveat, Refusal
from analysis.study.trends.forecast_models import Ahead
from analysis.study.trends.rolling_origin import Record

FEW_ORIGINS = 5
"""With fewer past years to start from, the choice between models rests on a handful of errors."""

TIE = 1e-3
"""Errors nearer to each other than this part of the naive one are equal: searches stop no nearer to the optimum."""


@dataclass(frozen=True, eq=False)
class Choice:
    """The model that the forecast comes from, the records of all in the running, and what a reader must know."""

    model: str
    ahead: Ahead
    running: Mapping[str, Record]
    caveats: tuple[Caveat, ...]

    @property
    def method(self) -> str:
        """The model with its order, and the kind of its interval."""
        return f"{self.ahead.order}, {'normal' if isnan(self.ahead.degrees) else 't'} prediction interval"


def choose(tried: Mapping[str, Record], values: Any, level: float, *, test: bool) -> Choice | Refusal:
    """The model with the smallest error of those that could be fitted at every origin; the naive one unless beaten."""
    running = {model: record for model, record in tried.items() if not record.failures}
    now = {model: record.now for model, record in running.items() if record.now is not None}
    if not now:
        return Refusal("forecast-unfitted", {"model": next(iter(tried))})
    caveats = list(_left_out(tried))
    if test:
        smallest = min(record.error for record in running.values()) + TIE * running["naive"].error
        model = next(name for name, record in running.items() if record.error <= smallest)  # the naive one comes first
        caveats += _judged(model, running, level)
    else:
        model = next(iter(running))
        caveats.append(Caveat("forecast-untested"))
    if model == "line":
        caveats.append(_line_errors(values - now[model].fitted))
    if model in ("ets", "arima", "local_level"):
        caveats.append(Caveat("forecast-parameters-known", {"points": len(values)}))
    return Choice(model, now[model], running, tuple(caveats))


def _left_out(tried: Mapping[str, Record]) -> Iterator[Caveat]:
    for model, record in tried.items():
        fits = len(record.missed) + 1
        if record.failures:
            yield Caveat("forecast-model-left-out", {"model": model, "failures": record.failures, "fits": fits})
        elif record.failed:
            orders = ", ".join(sorted(set(record.failed)))
            yield Caveat("forecast-order-left-out", {"orders": orders, "failures": len(record.failed)})


def _judged(model: str, running: Mapping[str, Record], level: float) -> Iterator[Caveat]:
    """The record of the chosen model, and how far such a choice can be trusted."""
    own, naive = running[model], running["naive"].error
    origins, horizon = own.missed.shape
    if others := [name for name in running if name != "naive"]:
        best = min(others, key=lambda name: running[name].error)
        if model == "naive":
            yield Caveat(
                "naive-not-beaten",
                {"model": best, "error": running[best].error, "naive": naive, "origins": origins},
            )
        else:
            yield Caveat("backtest", {"model": model, "error": own.error, "naive": naive, "origins": origins})
    yield Caveat(
        "forecast-coverage",
        {"held": own.hits, "checked": own.checked, "horizon": horizon, "percent": 100 * level},
    )
    if own.side and own.checked >= FEW_ORIGINS:
        yield Caveat("forecast-too-low" if own.side == "low" else "forecast-too-high", {"checked": own.checked})
    if origins < FEW_ORIGINS:
        yield Caveat("few-origins", {"origins": origins})
    if others:
        yield Caveat("best-of-several", {"models": len(running)})


def _line_errors(residuals: Any) -> Caveat:
    from statsmodels.stats.stattools import durbin_watson

    return Caveat("line-autocorrelation", {"durbin_watson": float(durbin_watson(residuals))})


def rows(choice: Choice, years: Sequence[int], values: Any, level: float, *, test: bool) -> list[dict[str, Any]]:
    """What was seen, what is expected, and the record of every model in the running."""
    found: list[dict[str, Any]] = [
        {"term": "observed", "period": str(year), "estimate": value, "n": 1, "method": "published"}
        for year, value in zip(years, values, strict=True)
    ]
    fit = {"df": choice.ahead.degrees, "n": len(years), "method": choice.method}
    found += [
        {**fit, "term": "fitted", "period": str(year), "estimate": value}
        for year, value in zip(years, choice.ahead.fitted, strict=True)
        if not isnan(value)
    ]
    ends = zip(choice.ahead.means, choice.ahead.errors, *choice.ahead.bounds(level), strict=True)
    for year, (mean, error, lower, upper) in enumerate(ends, start=years[-1] + 1):
        ahead = {"period": str(year), "estimate": mean, "std_error": error, "lower": lower, "upper": upper}
        found.append({**fit, "term": "forecast", **ahead})
    return found + (list(_records(choice, years)) if test else [])


def _records(choice: Choice, years: Sequence[int]) -> Iterator[dict[str, Any]]:
    import numpy as np

    naive = choice.running["naive"].error
    for model, record in choice.running.items():
        origins = len(record.missed)
        common = {"period": f"{years[-origins]}–{years[-1]}", "n": origins, "method": model}
        yield {**common, "term": "error", "estimate": record.error}
        yield {**common, "term": "relative_error", "estimate": record.error / naive if naive else nan}
        yield {**common, "term": "coverage", "estimate": record.hits / record.checked, "n": record.checked}
        counts = np.isfinite(record.missed).sum(axis=0)
        for step, (error, count) in enumerate(zip(record.steps, counts, strict=True), start=1):
            yield {"term": "error_ahead", "period": f"+{step}", "estimate": error, "n": count, "method": model}

"""A short look ahead, by the model with the best record on the past."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, sources_of, table, weigh
from analysis.study.series import known_years
from analysis.study.trends.forecast_choice import choose, rows
from analysis.study.trends.forecast_models import MODELS
from analysis.study.trends.lines import LEAST_POINTS
from analysis.study.trends.rolling_origin import records

if TYPE_CHECKING:
    import pandas as pd


@traced
def forecast(
    series: pd.DataFrame,
    *,
    horizon: int,
    models: Sequence[str] = ("naive", "line", "ets", "arima", "local_level"),
    backtest: bool = True,
    level: float = 0.95,
    min_points: int = 8,
    outcome: str = "value",
    allow: Collection[str] = (),
) -> Result | Refusal:
    """The ``horizon`` years after the last one, by the model that would have erred least in the past.

    ``series``: one place, a row for each year; columns place, year, ``outcome`` and, where known, source_id and
    segment (only the years after the last break are used then). Models: ``naive`` (the last value carried on: random
    walk, always among them), ``line`` (least squares), ``ets`` (exponential smoothing, with or without damped trend),
    ``arima`` (small orders, with or without drift), ``local_level``; within a family the smallest AICc decides.

    Each is fitted again at every origin with at least five years behind it and looks 1 to ``horizon`` years ahead
    (Tashman 2000). The smallest mean absolute error wins; unless it beats the naive one, the last value is carried
    on. Without ``backtest`` exactly one model has to be named. A model that warns or does not converge at any origin
    is left out, and a caveat names it.

    Terms in the unit of the series: ``observed``; ``fitted`` (line, or one year ahead); ``forecast`` with its
    prediction interval (``std_error``: of prediction); ``error`` of each model (mean absolute error, ``n`` origins)
    and ``error_ahead`` by years ahead (``period`` +1, +2 ...). Without unit: ``relative_error`` (error over the naive
    one) and ``coverage`` (share of ``n`` past truths that the intervals held).

    Refused: too few years (``forecast-too-short``), a year that is missing (``forecast-gap``), years without any
    variation around a constant or a straight line, whose interval would have no width (``forecast-constant``), and
    looking further than a third of the years seen (``forecast-too-far``, unless allowed). ValueError for a horizon
    below 1 or with a fraction, several places, a repeated year or one that is not whole, an unknown model.
    """
    chosen = _named(models, backtest)
    if not horizon >= 1 or horizon % 1 != 0:
        raise ValueError(f"the horizon is a whole number of years, at least one, not {horizon}")
    horizon = int(horizon)
    data, caveats = _usable(series, outcome)
    gate = _gate(data, horizon, max(min_points, LEAST_POINTS + 1), allow)
    if isinstance(gate, Refusal):
        return gate
    values = data["value"].to_numpy(dtype="float64")
    choice = choose(records(chosen, values, horizon, level, test=backtest), values, level, test=backtest)
    if isinstance(choice, Refusal):
        return choice
    settings: dict[str, float | str] = {
        "model": choice.model, "order": choice.ahead.order, "models": ", ".join(choice.running),
        "horizon": float(horizon), "level": level, "min_points": float(min_points),
        "origins": float(len(values) - LEAST_POINTS) if backtest else 0.0,
    }  # fmt: skip
    common = {"place": str(data["place"].iloc[0]), "source_ids": sources_of(data)}
    years = data["year"].tolist()
    frame = table([{**common, **row} for row in rows(choice, years, values, level, test=backtest)])
    caveats = (*gate, *caveats, *choice.caveats)
    return Result(frame, "level", choice.method, settings, len(data), len(series) - len(data), caveats)


def _named(models: Sequence[str], backtest: bool) -> list[str]:
    """The models asked for, each once; the naive one, which all are held against, comes first."""
    if unknown := sorted(set(models) - set(MODELS)):
        raise ValueError(f"unknown models: {', '.join(unknown)}; there are {', '.join(MODELS)}")
    if backtest:
        return [model for model in MODELS if model == "naive" or model in models]
    if len(set(models)) != 1:
        raise ValueError("without a backtest nothing decides between models: name one")
    return list(models[:1])


def _usable(series: pd.DataFrame, outcome: str) -> tuple[pd.DataFrame, tuple[Caveat, ...]]:
    """The known years after the last break, in order."""
    if "place" in series.columns and series["place"].nunique() > 1:
        raise ValueError("a forecast is of one place; choose one from the panel")
    data = known_years(series, outcome)
    if data["segment"].nunique() < 2:
        return data, ()
    after = data[data["segment"] == data["segment"].iloc[-1]].reset_index(drop=True)
    first, dropped = str(after["year"].iloc[0]), float(len(data) - len(after))
    return after, (Caveat("forecast-after-break", {"first": first, "dropped": dropped}),)


def _gate(data: pd.DataFrame, horizon: int, needed: int, allow: Collection[str]) -> tuple[Caveat, ...] | Refusal:
    """What keeps the series from a forecast, or what a reader must know where that was allowed."""
    import numpy as np

    count, longest, found = len(data), len(data) // 3, []
    if count < needed:
        found.append(Refusal("forecast-too-short", {"points": count, "needed": needed}))
    elif horizon > longest:
        found.append(Refusal("forecast-too-far", {"horizon": horizon, "longest": longest}))
        if horizon > count - LEAST_POINTS:  # no origin has as many years after it, whatever is allowed
            found.append(Refusal("forecast-too-short", {"points": count, "needed": LEAST_POINTS + horizon}))
    gaps = data["year"].diff().gt(1)
    if gaps.any():
        before = data["year"].shift()[gaps].iloc[-1]
        found.append(
            Refusal("forecast-gap", {"before": str(int(before)), "after": str(data.loc[gaps, "year"].iloc[-1])})
        )
    values = data["value"].to_numpy(dtype="float64")
    if count > 1 and np.ptp(np.diff(values)) <= 1e-10 * np.abs(values).max():
        found.append(Refusal("forecast-constant", {"points": count}))
    return weigh(found, allow, ("forecast-too-far",))

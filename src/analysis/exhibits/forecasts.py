"""A forecast held against what was published since: what it said, how sure it was, and what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.notices import caveat_text
from analysis.exhibits.wording import TRAINED_SHARE, official_source, words
from analysis.study.result import Result
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.outcomes import Data

TERMS = ("observed", "fitted", "forecast")
"""What the figure shows of a forecast."""

OF_THE_INTERVAL = (
    "forecast-coverage", "forecast-too-low", "forecast-too-high", "line-autocorrelation", "forecast-parameters-known",
)  # fmt: skip
"""Caveats about the interval; all others are about the choice of the model and stand in a note of their own."""


def since_then(forecast: Result, published: pd.DataFrame) -> pd.DataFrame:
    """Each year of the forecast for which ``published`` (columns year, value) has a figure, with ``published`` in it.

    ``held``: whether the interval of that year has the figure in it. ValueError where no year has one: then there is
    nothing to check the forecast by.
    """
    ahead = forecast.table[forecast.table["term"] == "forecast"]
    ahead = ahead.assign(year=ahead["period"].astype("int64"))[["year", "estimate", "lower", "upper"]]
    known = published[["year", "value"]].rename(columns={"value": "published"})
    both = ahead.merge(known.dropna(), on="year", validate="one_to_one")
    if both.empty:
        raise ValueError("no year of the forecast has a published figure")
    return both.assign(held=both["published"].between(both["lower"], both["upper"]))


def forecast_figure(data: Data, forecast: Result, published: pd.DataFrame, series_id: str, lang: Language) -> Exhibit:
    """The country's share, the forecast from it with its interval, and the figures published since (``series_id``)."""
    frame = forecast.table[forecast.table["term"].isin(TERMS)]
    frame = frame.assign(year=frame["period"].astype("int64"))
    came = since_then(forecast, published)
    with style.drawing():
        figure, axes = style.canvas(2.7)
        _draw(axes, frame, came, lang)
        axes.set_xticks(sorted(frame["year"].unique()))
        axes.set_ylabel(words("axis.share_short", lang))
        axes.grid(axis="y")
        style.numbers_in(axes, lang, y=True)
        axes.legend(loc="upper left")
        svg = style.as_svg(figure)
    observed, last = frame.loc[frame["term"] == "observed", "year"], came.iloc[-1]
    details = {
        "model": words(f"model.{forecast.settings['model']}", lang), "percent": 100 * float(forecast.settings["level"]),
        "until": str(observed.max()), "year": str(int(last["year"])), "estimate": last["estimate"],
        "lower": last["lower"], "upper": last["upper"], "published": last["published"],
        "held": int(came["held"].sum()), "checked": len(came),
    }  # fmt: skip
    interval = [caveat_text(caveat, lang) for caveat in forecast.caveats if caveat.rule in OF_THE_INTERVAL]
    choice = [caveat_text(caveat, lang) for caveat in forecast.caveats if caveat.rule not in OF_THE_INTERVAL]
    return Exhibit(
        "fig-forecast", "figure", lang, words("fig-forecast", lang, **details), svg,
        source=official_source(data, lang, TRAINED_SHARE, series_id), alt=words("fig-forecast.alt", lang, **details),
        notes=tuple(" ".join(said) for said in (choice, interval) if said),
        data=frame.merge(came[["year", "published"]].assign(term="forecast"), on=["year", "term"], how="left"),
    )  # fmt: skip


def _draw(axes: Axes, frame: pd.DataFrame, came: pd.DataFrame, lang: Language) -> None:
    """Dots for what the forecast was made from, its line, diamonds for what it said, squares for what came."""
    parts = {term: frame[frame["term"] == term] for term in TERMS}
    observed, line, ahead = (parts[term] for term in TERMS)
    axes.plot(
        observed["year"], observed["estimate"], "o", color=style.INK, markersize=4, label=words("line.observed", lang)
    )
    axes.plot(line["year"], line["estimate"], color=style.ACCENT, linewidth=1.2, label=words("line.fitted", lang))
    ends = [ahead["estimate"] - ahead["lower"], ahead["upper"] - ahead["estimate"]]
    axes.errorbar(
        ahead["year"], ahead["estimate"], yerr=ends, fmt="D", color=style.ACCENT, markerfacecolor="white", markersize=7,
        capsize=4, linewidth=1.4, label=words("line.forecast", lang),
    )  # fmt: skip
    axes.plot(
        came["year"], came["published"], "s", color=LATER, markersize=3.6, zorder=5, label=words("line.later", lang)
    )


LATER = "#d55e00"
"""Colour of what was published after the forecast's own data."""

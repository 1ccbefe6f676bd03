"""Series that break: lines that stop where the method changed, and what can still be said on either side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.notices import caveat_text
from analysis.exhibits.wording import official_source, series_title, words
from analysis.study.result import Result
from analysis.study.series import shared_breaks
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.outcomes import Data

INDUSTRIES = "gso_trained_share_by_industry"
STATE = "industry.public_administration"


def state_figure(data: Data, trend: Result, lang: Language) -> Exhibit:
    """The state sector over the years among all industries (grey), with the line of its trend after the break."""
    panel = data.panel(INDUSTRIES)
    state, whole = (panel[panel["category"] == category] for category in (STATE, ""))
    slope, (first, last) = trend.row("slope", "viet-nam"), _period(trend)
    with style.drawing():
        figure, axes = style.canvas(2.7)
        for _, own in panel[panel["category"] != ""].groupby("category", sort=True):
            style.draw_unbroken(axes, own, color=style.FAINT, linewidth=0.7, zorder=1)
        look: dict[str, Any] = {"color": style.INK, "linewidth": 1.4, "markersize": 2.8}
        _named(axes, whole, last, words("line.whole", lang), 6, lang, **look)
        look = {"color": style.ACCENT, "linewidth": 2.0, "markersize": 3.6}
        _named(axes, state, last, words("line.state", lang), -10, lang, **look)
        fitted = state[state["year"].between(first, last)]
        middle = fitted["year"].mean(), fitted["value"].mean()
        line = [middle[1] + slope["estimate"] * (year - middle[0]) for year in (first, last)]
        axes.plot([first, last], line, color=style.ACCENT, linewidth=0.9, linestyle=(0, (4, 2)))
        axes.set_xlim(panel["year"].min() - 0.3, panel["year"].max() + 3.4)
        axes.set_xticks(sorted(panel["year"].unique())[::2])
        axes.set_ylabel(words("axis.share_short", lang))
        axes.grid(axis="y")
        style.numbers_in(axes, lang, y=True)
        svg = style.as_svg(figure)
    peak = fitted.sort_values(["value", "year"]).iloc[-1]
    details = {
        "first": str(first), "last": str(last), "slope": slope["estimate"], "lower": slope["lower"],
        "upper": slope["upper"], "start": fitted["value"].iloc[0], "end": fitted["value"].iloc[-1],
        "industries": panel["category"].nunique() - 1, "peak": peak["value"], "peak_year": str(peak["year"]),
    }  # fmt: skip
    return Exhibit(
        "fig-state", "figure", lang, words("fig-state", lang, **details), svg,
        source=official_source(data, lang, INDUSTRIES), alt=words("fig-state.alt", lang, **details),
        notes=(
            words("fig-state.marks", lang, **details), *break_reasons(data, INDUSTRIES, lang),
            words("fig-state.note", lang, **details), *(caveat_text(caveat, lang) for caveat in trend.caveats),
        ), data=panel,
    )  # fmt: skip


def segments_figure(data: Data, series_id: str, step: Result, lang: Language) -> Exhibit:
    """Median and quartiles of the provinces by year; lines stop at a declared break, which a dashed upright marks."""
    panel = data.panel(series_id)
    provinces = panel[panel["level"] == "province"].dropna(subset="value")
    values = provinces.assign(segment=shared_breaks(provinces)).groupby(["segment", "year"])["value"]
    by_year = values.median().to_frame("median").assign(lower=values.quantile(0.25), upper=values.quantile(0.75))
    by_year = by_year.reset_index()
    title = series_title(data.series[data.series["series_id"] == series_id].iloc[0], lang)
    with style.drawing():
        figure, axes = style.canvas(2.5)
        for _, own in by_year.groupby("segment"):
            axes.fill_between(own["year"], own["lower"], own["upper"], color=style.FAINT, alpha=0.6, linewidth=0)
            axes.plot(own["year"], own["median"], color=style.ACCENT, marker="o", markersize=3.6)
        for year in by_year.groupby("segment")["year"].min().iloc[1:]:
            axes.axvline(year - 0.5, color=style.INK, linewidth=0.8, linestyle=(0, (3, 2)))
        axes.set_xticks(sorted(by_year["year"].unique()))
        axes.set_ylabel(words("axis.score", lang))
        axes.grid(axis="y")
        style.numbers_in(axes, lang, y=True)
        svg = style.as_svg(figure)
    change = step.table[step.table["term"] == "level_change"].iloc[0]
    details = {
        "title": f"{title[0].lower()}{title[1:]}", "year": str(int(step.settings["date"])),
        "change": change["estimate"],
        "lower": change["lower"], "upper": change["upper"], "breaks": by_year["segment"].nunique() - 1,
        "first": str(by_year["year"].min()), "last": str(by_year["year"].max()),
    }  # fmt: skip
    return Exhibit(
        "fig-segments", "figure", lang, words("fig-segments", lang, **details), svg,
        source=official_source(data, lang, series_id), alt=words("fig-segments.alt", lang, **details),
        notes=(
            words("fig-segments.note", lang, period=change["period"]),
            *(caveat_text(caveat, lang) for caveat in step.caveats), *break_reasons(data, series_id, lang),
        ), data=by_year,
    )  # fmt: skip


def break_reasons(data: Data, series_id: str, lang: Language) -> list[str]:
    """Why the series breaks, and where it is not everywhere, as its register of breaks says."""
    own = data.breaks[data.breaks["series_id"] == series_id].sort_values(["year", "place_id"])
    said = []
    for year, place, reason in zip(own["year"], own["place_id"], own[f"reason_{lang}"], strict=True):
        since = f"{data.gazetteer.name(place, lang)}, {year}" if place else str(year)
        said.append(words("break.reason", lang, year=since, reason=reason))
    return said


def _period(trend: Result) -> tuple[int, int]:
    first, last = str(trend.row("slope", "viet-nam")["period"]).split("–")
    return int(first), int(last)


def _named(axes: Axes, own: pd.DataFrame, last: int, name: str, away: float, lang: Language, **look: Any) -> None:
    """A line in its stretches, named at the end of the one until ``last``; what comes later is hollow and says so.

    ``away``: points from the end of the line to its name, which stands below the line when negative.
    """
    later = own["year"] > last
    style.draw_unbroken(axes, own[~later], marker="o", **look)
    style.draw_unbroken(axes, own[later], marker="o", markerfacecolor="white", **look)
    text: Any = {"textcoords": "offset points", "fontsize": 7, "color": look["color"]}
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}
    end = own[~later].sort_values("year").iloc[-1]
    side = "bottom" if away > 0 else "top"
    axes.annotate(name, (end["year"], end["value"]), (3, away), ha="right", va=side, bbox=ground, zorder=1.5, **text)
    if later.any():
        rows = own[later].sort_values("year")
        label = words("line.new_definition", lang, year=str(rows["year"].iloc[0]))
        axes.annotate(label, (rows["year"].iloc[-1], rows["value"].iloc[-1]), (6, 0), va="center", **text)

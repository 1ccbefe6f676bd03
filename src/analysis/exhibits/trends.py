"""Exhibits of notebook 03: how the official share moved, place by place and together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.exhibits import style
from analysis.exhibits.breaks import break_reasons
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.marks import ArticlePlaces
from analysis.exhibits.notices import caveat_text
from analysis.exhibits.results import draw_interval
from analysis.exhibits.tables import table
from analysis.exhibits.wording import official_source, words
from analysis.quantities import format_number
from analysis.study.result import Result
from analysis.study.series import since_breaks
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.outcomes import Data


HEIGHT_OF_LINES = 2.7


def lines_figure(data: Data, panel: pd.DataFrame, lang: Language) -> Exhibit:
    """The articles' provinces and the country over the years, over all other provinces in grey."""
    articles = ArticlePlaces(data, lang)
    with style.drawing():
        figure, axes = style.canvas(HEIGHT_OF_LINES)
        _grey_lines(axes, panel[panel["level"] == "province"])
        country = panel[panel["place"] == "viet-nam"]
        style.draw_unbroken(axes, country, color=style.INK, linewidth=2.2)
        ends = {"viet-nam": float(country["value"].iloc[-1])}
        for place in articles:
            mark = articles.mark(place)
            line = panel[panel["place"] == place]
            style.draw_unbroken(axes, line, color=mark.color, marker=mark.marker, linestyle=mark.dash, markersize=3.5)
            ends[place] = float(line["value"].iloc[-1])
        last = int(panel["year"].max())
        _name_ends(axes, articles, ends, last)
        axes.set_xlim(panel["year"].min() - 0.2, last + 2.6)
        axes.set_xticks(sorted(panel["year"].unique()))
        axes.set_ylabel(words("axis.share_short", lang))
        axes.grid(axis="y")
        style.numbers_in(axes, lang, y=True)
        svg = style.as_svg(figure)
    details = {
        "first": str(panel["year"].min()),
        "last": str(last),
        "start": country["value"].iloc[0],
        "end": country["value"].iloc[-1],
    }
    wide = panel.pivot(index="year", columns="place", values="value")
    sides = {"above": wide.gt(wide["viet-nam"], axis=0).all(), "below": wide.lt(wide["viet-nam"], axis=0).all()}
    for side, always in sides.items():
        details[side] = ", ".join(articles.name(place) for place in articles if always[place]) or "–"
    details["count"] = len(articles)
    return Exhibit(
        "fig-lines",
        "figure",
        lang,
        words("fig-lines", lang, **details),
        svg,
        source=official_source(data, lang),
        alt=words("fig-lines.alt", lang, **details),
        notes=articles.district_notes(),
        data=panel,
    )


def _grey_lines(axes: Axes, panel: pd.DataFrame) -> None:
    for _, line in panel.groupby("place", sort=True):
        style.draw_unbroken(axes, line, color=style.FAINT, linewidth=0.6, zorder=1)


def _name_ends(axes: Axes, articles: ArticlePlaces, ends: dict[str, float], year: int) -> None:
    """The name of each line with its marker behind its end, moved up where it would cover the one below."""
    low, high = axes.get_ylim()
    size = 7.2
    line = 1.2 * size * (high - low) / (0.85 * 72 * HEIGHT_OF_LINES)
    for place, height in _spread_labels(ends, line).items():
        if place in articles:
            mark = articles.mark(place)
            axes.plot(year + 0.3, height, marker=mark.marker, color=mark.color, markersize=3.5)
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
        axes.text(year + 0.45, height, articles.name(place), fontsize=size, va="center", bbox=ground)


def _spread_labels(heights: dict[str, float], gap: float) -> dict[str, float]:
    """Heights of labels moved apart so that neighbours are at least ``gap`` from each other, in the same order."""
    placed: dict[str, float] = {}
    lowest = float("-inf")
    for place in sorted(heights, key=lambda name: (heights[name], name)):
        lowest = max(heights[place], lowest + gap)
        placed[place] = lowest
    return placed


def multiples_figure(data: Data, panel: pd.DataFrame, lang: Language) -> Exhibit:
    """One small panel for each region: its provinces, its published share, and the country."""
    articles, gazetteer = ArticlePlaces(data, lang), data.gazetteer
    country = panel[panel["place"] == "viet-nam"]
    with style.drawing():
        figure, grid = style.canvas(3.7, rows=2, columns=3, sharex=True, sharey=True)
        for axes, region in zip(grid.flat, gazetteer.regions(), strict=True):
            members = panel[panel["region"] == region]
            _grey_lines(axes, panel[panel["level"] == "province"])
            for place, line in members.groupby("place", sort=True):
                mark = articles.mark(str(place))
                color = mark.color if place in articles else "#5b8fb9"
                width = 1.8 if place in articles else 0.9
                height = 4 if place in articles else 2
                style.draw_unbroken(axes, line, color=color, linestyle=mark.dash, linewidth=width, zorder=height)
            style.draw_unbroken(axes, country, color=style.INK, linewidth=1.6, linestyle=(0, (4, 2)), zorder=3)
            axes.set_title(style.wrapped(gazetteer.name(region, lang)))
            axes.set_xticks(sorted(panel["year"].unique())[::4])
            axes.grid(axis="y")
            style.numbers_in(axes, lang, y=True)
        figure.supylabel(words("axis.share_short", lang), fontsize=8)
        svg = style.as_svg(figure)
    unbroken = since_breaks(panel[panel["place"].isin(gazetteer.regions())])
    regions = unbroken.sort_values("year").groupby("place")["value"]
    risen = int((regions.last() > regions.first()).sum())
    return Exhibit(
        "fig-multiples",
        "figure",
        lang,
        words("fig-multiples", lang),
        svg,
        source=official_source(data, lang),
        alt=words("fig-multiples.alt", lang, risen=risen, regions=len(regions)),
        notes=tuple(break_reasons(data, str(panel["source_id"].iloc[0]), lang)),
        data=panel,
    )


TERMS = (
    ("slope", 3),
    ("slope_of_means", 3),
    ("intercept", 2),
    ("sd_slope", 3),
    ("sd_intercept", 2),
    ("correlation", 2),
    ("sd_residual", 2),
)
"""Quantities of the mixed model in the order of the table, each with its decimals."""


def common_table(data: Data, common: Result, shared: pd.Series, country: pd.Series, lang: Language) -> Exhibit:
    """The mixed model: average slope and level, how far provinces lie apart, and the country's own slope.

    ``shared`` (``slope_of_means``) and ``country`` have the intervals that they are to be printed with.
    """
    import pandas as pd

    given = {"slope_of_means": shared}
    shown = [(term, given.get(term, common.row(term)), digits) for term, digits in TERMS]
    shown.insert(2, ("country", country, 3))
    rows = []
    for term, row, digits in shown:
        ends = {end: _n(row[end], lang, digits) for end in ("lower", "upper") if row[end] == row[end]}
        rows.append(
            {
                "term": words(f"term.{term}", lang),
                "estimate": _n(row["estimate"], lang, digits),
                "std_error": "" if row["std_error"] != row["std_error"] else _n(row["std_error"], lang, digits),
                "interval": words("interval", lang, **ends) if ends else "",
            }
        )
    labels = {name: words(f"column.{name}", lang) for name in ("term", "estimate", "std_error", "interval")}
    narrow = common.row("slope_of_means")
    widened = {
        "error": shared["std_error"] / narrow["std_error"],
        "interval": (shared["upper"] - shared["lower"]) / (narrow["upper"] - narrow["lower"]),
    }
    return table(
        pd.DataFrame(rows),
        id="tbl-common",
        lang=lang,
        caption=words("tbl-common", lang, count=common.table["place"].nunique() - 1),
        labels=labels,
        source=official_source(data, lang),
        right=["estimate", "std_error", "interval"],
        notes=[words("tbl-common.widened", lang, **widened), words("tbl-common.note", lang)],
    )


def solution(common: Result, lang: Language) -> str:
    """How the estimates of the mixed model were reached, and what they were held against."""
    by = "none" if common.settings["optimiser"] == "none" else str(common.settings["verified_by"])
    return words(f"solution.{by}", lang, n=common.n, optimiser=str(common.settings["optimiser"]))


def _n(value: float, lang: Language, digits: int) -> str:
    return format_number(float(value), lang, digits)


def slopes_figure(data: Data, own: Result, common: Result, lang: Language) -> Exhibit:
    """The slope of each province on its own with its interval, in order, against the average slope."""
    articles = ArticlePlaces(data, lang)
    slopes = own.estimates("slope").sort_values(["estimate", "place"], ascending=False, ignore_index=True)
    average = common.row("slope")
    with style.drawing():
        figure, panels = style.canvas(4.9, columns=2, sharex=True)
        for axes in panels:
            axes.axvspan(average["lower"], average["upper"], color=style.FAINT, alpha=0.5, linewidth=0)
            axes.axvline(average["estimate"], color=style.INK, linewidth=0.9)
            axes.grid(axis="x")
            style.numbers_in(axes, lang, x=True)
        where = articles.name_rows(panels, list(slopes["place"]))
        for place, row in slopes.set_index("place").iterrows():
            axes, at = where[str(place)]
            mark, marked = articles.mark(str(place)), place in articles
            draw_interval(
                axes, at, row, color=mark.color, marker=mark.marker, width=1.6 if marked else 0.8,
                size=5 if marked else 3,
            )  # fmt: skip
        figure.supxlabel(words("axis.slope", lang), fontsize=8)
        svg = style.as_svg(figure)
    above = int((slopes["lower"] > average["estimate"]).sum())
    below = int((slopes["upper"] < average["estimate"]).sum())
    details = {"slope": average["estimate"], "above": above, "below": below, "count": len(slopes)}
    details |= {"within": len(slopes) - above - below, "rho": own.settings["rho"]}
    return Exhibit(
        "fig-slopes",
        "figure",
        lang,
        words("fig-slopes", lang, **details),
        svg,
        source=official_source(data, lang),
        alt=words("fig-slopes.alt", lang, **details),
        notes=(words("fig-slopes.note", lang, **details), *articles.district_notes()),
        data=slopes,
    )


def slopes_table(data: Data, own: Result, common: Result, lang: Language) -> Exhibit:
    """The articles' provinces: their own slopes with intervals, and those of the mixed model, drawn to the average."""
    import pandas as pd

    articles = ArticlePlaces(data, lang)
    slopes = own.table[own.table["term"] == "slope"]
    rows = []
    for place in articles:
        single, shrunk = own.row("slope", place), common.row("place_slope", place)
        interval = {"lower": _n(single["lower"], lang, 3), "upper": _n(single["upper"], lang, 3)}
        rows.append(
            {
                "province": articles.name(place),
                "own_slope": _n(single["estimate"], lang, 3),
                "own_interval": words("interval", lang, **interval),
                "p_adjusted": words("p_small", lang)
                if single["p_adjusted"] < 0.001
                else _n(single["p_adjusted"], lang, 3),
                "shrunk_slope": _n(shrunk["estimate"], lang, 3),
            }
        )
    labels = {name: words(f"column.{name}", lang) for name in rows[0]}
    notes = [
        words(
            "tbl-slopes.note",
            lang,
            count=len(slopes),
            df=slopes["df"].iloc[0],
            correlation=common.row("correlation")["estimate"],
        ),
        *articles.district_notes(),
        *(caveat_text(caveat, lang) for caveat in own.caveats),
    ]
    return table(
        pd.DataFrame(rows),
        id="tbl-slopes",
        lang=lang,
        caption=words("tbl-slopes", lang),
        source=official_source(data, lang),
        labels=labels,
        right=list(labels)[1:],
        notes=notes,
    )


def spread_figure(data: Data, spread: Result, lang: Language) -> Exhibit:
    """The range between provinces over the years, and whether it narrows relative to the mean."""
    wide = spread.table.pivot(index="period", columns="term", values="estimate")
    years = [int(year) for year in wide.index]
    with style.drawing():
        figure, (left, middle, right) = style.canvas(2.3, columns=3, width_ratios=[1.3, 1, 1])
        left.fill_between(years, wide["lowest"], wide["highest"], color=style.FAINT, alpha=0.55, linewidth=0)
        left.fill_between(
            years, wide["first_quartile"], wide["third_quartile"], color=style.ACCENT, alpha=0.35, linewidth=0
        )
        left.plot(years, wide["median"], color=style.ACCENT, linewidth=1.8)
        left.set_title(words("panel.range", lang))
        left.set_ylabel(words("axis.share_short", lang))
        for axes, term in ((middle, "deviation"), (right, "variation")):
            axes.plot(years, wide[term], color=style.INK, marker="o", markersize=3.5)
            axes.set_ylim(0, wide[term].max() * 1.25)
            axes.set_title(style.wrapped(words(f"panel.{term}", lang)))
        for axes in (left, middle, right):
            axes.set_xticks(years[::4])
            axes.grid(axis="y")
            style.numbers_in(axes, lang, y=True)
        svg = style.as_svg(figure)
    details = {
        "first": str(years[0]),
        "last": str(years[-1]),
        "before": wide["variation"].iloc[0],
        "after": wide["variation"].iloc[-1],
    }
    details |= {"sd_before": wide["deviation"].iloc[0], "sd_after": wide["deviation"].iloc[-1]}
    details |= {"median_before": wide["median"].iloc[0], "median_after": wide["median"].iloc[-1]}
    return Exhibit(
        "fig-spread",
        "figure",
        lang,
        words("fig-spread", lang, **details),
        svg,
        source=official_source(data, lang),
        alt=words("fig-spread.alt", lang, **details),
        notes=(words("fig-spread.note", lang),),
        data=wide.reset_index(),
    )

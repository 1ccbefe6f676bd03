"""Exhibits of provinces beside each other when every estimate has an error: levels, ranks with intervals, funnels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.marks import QUIET, ArticlePlaces
from analysis.exhibits.notices import caveat_text
from analysis.exhibits.results import draw_interval
from analysis.exhibits.wording import official_source, words
from analysis.quantities import format_number
from analysis.study.provinces.funnels import limits
from analysis.study.result import Result
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.outcomes import Data


def standings_figure(data: Data, own: Result, shrunken: Result, ranked: Result, lang: Language) -> Exhibit:
    """Each province's level with its interval, the level drawn towards the mean, and the ranks that it may have."""
    articles, gazetteer = ArticlePlaces(data, lang), data.gazetteer
    levels = own.estimates("level").sort_values(["estimate", "place"], ascending=False, ignore_index=True)
    drawn = shrunken.estimates("shrunken").set_index("place")["estimate"]
    mean = float(shrunken.row("mean")["estimate"])
    of_rank = ranked.estimates("rank").set_index("place")
    with style.drawing():
        figure, (left, right) = style.canvas(6.95, columns=2, sharey=True, width_ratios=[1.5, 1])
        left.axvline(mean, color=style.INK, linewidth=0.9)
        for at, place in enumerate(levels["place"]):
            mark, width = articles.mark(place), 1.6 if place in articles else 0.9
            look: Any = {"markersize": 4, "markerfacecolor": "white", "markeredgewidth": 0.7}
            left.plot(drawn[place], at, "s", color=mark.color, zorder=1.5, **look)
            draw_interval(left, at, levels.iloc[at], color=mark.color, marker=mark.marker, width=width, size=2.6)
            rank: Any = of_rank.loc[place]
            draw_interval(right, at, rank, color=mark.color, marker="|", width=width + 0.6, size=5)
        articles.name_rows([left], list(levels["place"]))
        right.tick_params(axis="y", length=0, labelleft=False)
        _rank_axis(right, len(levels))
        for axes, title in ((left, "panel.level"), (right, "panel.rank")):
            axes.set_title(words(title, lang))
            axes.grid(axis="x")
            style.numbers_in(axes, lang, x=True)
        svg = style.as_svg(figure)
    top = int(ranked.settings["top"])
    tau2 = float(shrunken.row("tau2")["estimate"])
    kept = float((tau2 / (tau2 + levels["std_error"] ** 2)).mean())
    details = {
        "count": len(levels), "year": levels["period"].iloc[0], "top": top, "kept": 100 * kept,
        "width": ranked.row("rank_width")["estimate"],
        "lowest": levels["estimate"].iloc[-1], "highest": levels["estimate"].iloc[0],
        "lowest_place": gazetteer.name(levels["place"].iloc[-1], lang),
        "highest_place": gazetteer.name(levels["place"].iloc[0], lang),
        "certain": int((of_rank["upper"] <= top).sum()),
    }  # fmt: skip
    caveats = dict.fromkeys(caveat_text(caveat, lang) for part in (own, shrunken, ranked) for caveat in part.caveats)
    return Exhibit(
        "fig-standings", "figure", lang, words("fig-standings", lang, **details), svg,
        source=official_source(data, lang, *sorted(set(own.table["source_ids"]))),
        alt=words("fig-standings.alt", lang, **details),
        notes=(" ".join([words("fig-standings.note", lang, **details), *articles.district_notes()]), *caveats),
        data=_beside(levels, drawn, of_rank),
    )  # fmt: skip


def _rank_axis(axes: Axes, count: int) -> None:
    axes.set_xlim(count + 1, 0)
    axes.set_xticks([1, *range(10, count + 1, 10)])


def _beside(levels: pd.DataFrame, drawn: pd.Series, of_rank: pd.DataFrame) -> pd.DataFrame:
    """The frame behind the figure: own and shrunken level, and rank, with their ends."""
    frame = levels[["place", "estimate", "lower", "upper", "source_ids"]].assign(shrunken=levels["place"].map(drawn))
    ranks: Any = of_rank[["estimate", "lower", "upper"]].add_prefix("rank_")
    return frame.merge(ranks, left_on="place", right_index=True)


def funnel_figure(
    result: Result, names: dict[str, str], lang: Language, *, id: str, caption: str, axis: str, source: str
) -> Exhibit:
    """Rates or shares over the staff with the limits around their common value; named are the places outside only."""
    import numpy as np

    places = result.table[result.table["place"] != ""]
    outside = places[(places["estimate"] < places["lower"]) | (places["estimate"] > places["upper"])]
    target = float(result.row("target")["estimate"])
    with style.drawing():
        figure, axes = style.canvas(3.6)
        staff = np.geomspace(places["n"].min() * 0.8, places["n"].max() * 1.15, 200)
        low, high = limits(result, staff)
        axes.fill_between(staff, low, high, color=style.FAINT, alpha=0.45, linewidth=0)
        axes.axhline(target, color=style.INK, linewidth=0.9)
        axes.plot(places["n"], places["estimate"], "o", color=QUIET.color, markersize=3.5)
        axes.plot(outside["n"], outside["estimate"], "D", color=style.ACCENT, markersize=4.5)
        for place, n, value in zip(outside["place"], outside["n"], outside["estimate"], strict=True):
            label = names.get(place, place)
            axes.annotate(label, (n, value), (0, 6), textcoords="offset points", fontsize=6.8, ha="center")
        axes.set_xscale("log")
        axes.minorticks_off()
        axes.set(xlabel=words("axis.funnel_staff", lang), ylabel=axis)
        axes.grid(axis="y")
        style.numbers_in(axes, lang, x=True, y=True)
        svg = style.as_svg(figure)
    numbers = [format_number(float(value), lang, 1) for value in outside["estimate"]]
    named = ", ".join(f"{names.get(p, p)} ({number})" for p, number in zip(outside["place"], numbers, strict=True))
    alt = words("funnel.alt", lang, count=len(places), target=target, outside=named or "–")
    notes = tuple(caveat_text(caveat, lang) for caveat in result.caveats)
    return Exhibit(id, "figure", lang, caption, svg, source=source, alt=alt, notes=notes, data=result.table)

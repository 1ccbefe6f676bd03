"""Exhibits of notebook 02 about the mergers of 2025: the same share on 63 and on 34 boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.marks import QUIET, ArticlePlaces
from analysis.exhibits.measure import Measure, measure
from analysis.exhibits.notices import caveat_text
from analysis.exhibits.tables import table
from analysis.exhibits.wording import official_source, series_title, words
from analysis.places import BOUNDARIES
from analysis.quantities import format_number
from analysis.study.result import Result
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from analysis.outcomes import Data

SIZE_OF_LABEL = 7
"""Points: of the names and values of old provinces."""


def merged_figure(data: Data, merged: Result, year: int, lang: Language) -> Exhibit:
    """Each merged province with the provinces it was made of: their shares, and the weighted share of the whole."""
    import pandas as pd

    articles, gazetteer = ArticlePlaces(data, lang), data.gazetteer
    members = data.members()
    shown, weights = measure(data, str(merged.settings["series"]), lang), str(merged.settings["weights"])
    panel = data.panel(shown.series_id)
    old = shown.printed(panel[panel["year"] == year].set_index("place")["value"])
    rows = merged.table[(merged.table["period"] == str(year)) & (merged.table["term"] == "aggregate")]
    rows = rows.assign(estimate=shown.printed(rows["estimate"])).sort_values(["estimate", "place"], ignore_index=True)
    spread = {place: old[members[place]].max() - old[members[place]].min() for place in rows["place"]}
    with style.drawing():
        figure, axes = style.canvas(4.6)
        labels = [
            _draw_merged(axes, at, row, old[members[row["place"]]], articles, shown)
            for at, (_, row) in enumerate(rows.iterrows())
        ]
        axes.set_yticks(range(len(rows)), [gazetteer.name(place, lang) for place in rows["place"]])
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(-0.7, len(rows) - 0.3)
        axes.set_xlim(old.min() - 1, _room(labels, float(old.min()) - 1))
        if shown.unit == "percent":
            axes.set_xticks(range(10 * ceil(old.min() / 10), int(old.max()) + 1, 10))
        axes.set_xlabel(shown.axis, loc="left")
        axes.grid(axis="x")
        style.numbers_in(axes, lang, x=True)
        parts = [part for place in rows["place"] for part in members[place]]
        figure.legend(handles=_key_of_merged(articles, parts, lang), loc="outside lower center", ncols=2)
        svg = style.as_svg(figure)
    widest = max(spread, key=lambda place: (spread[place], place))
    details: dict[str, str | int] = {
        "year": str(year), "count": len(rows), "widest": shown.gap(spread[widest]),
        "place": gazetteer.name(widest, lang), "title": shown.within,
        "lowest": shown.value(rows["estimate"].min()), "highest": shown.value(rows["estimate"].max()),
    }  # fmt: skip
    return Exhibit(
        "fig-merged",
        "figure",
        lang,
        words("fig-merged", lang, **details),
        svg,
        source=official_source(data, lang, shown.series_id, weights),
        alt=words("fig-merged.alt", lang, **details),
        notes=(*articles.district_notes(), *(caveat_text(caveat, lang) for caveat in merged.caveats)),
        data=pd.DataFrame({"place": list(spread), "spread": list(spread.values())}),
    )


def _draw_merged(
    axes: Axes, at: int, row: pd.Series, parts: pd.Series, articles: ArticlePlaces, shown: Measure
) -> tuple[float, str]:
    """The old provinces of a new one in a row, with names and values behind the last: its value and the words."""
    axes.plot([parts.min(), parts.max()], [at, at], color=style.FAINT, linewidth=1.2, zorder=1)
    for place, value in parts.items():
        mark = articles.mark(str(place))
        axes.plot(value, at, marker=mark.marker, color=mark.color, markersize=4.5, zorder=3)
    axes.plot([row["estimate"]] * 2, [at - 0.3, at + 0.3], color=style.INK, linewidth=1.8, zorder=4)
    text = "; ".join(f"{articles.name(str(p))} {shown.bare(v)}" for p, v in parts.sort_values().items())
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
    look: Any = {"fontsize": SIZE_OF_LABEL, "va": "center", "bbox": ground, "zorder": 2}
    axes.annotate(text, (parts.max(), at), (6, 0), textcoords="offset points", **look)
    return float(parts.max()), text


def _room(labels: Sequence[tuple[float, str]], start: float) -> float:
    """Where an axis that begins at ``start`` must end for labels behind their values to end within it."""
    points = 72 * 0.8 * style.WIDTH  # of the figure, names of rows take a fifth
    shares = [1 - (8 + 0.53 * SIZE_OF_LABEL * len(text)) / points for _, text in labels]
    return start + max((value - start) / share for (value, _), share in zip(labels, shares, strict=True))


def _key_of_merged(articles: ArticlePlaces, shown: Sequence[str], lang: Language) -> list[Line2D]:
    from matplotlib.lines import Line2D

    look: Any = {"linestyle": "", "color": QUIET.color, "markersize": 4.5}
    old = Line2D([], [], marker=QUIET.marker, label=words("key.old_province", lang), **look)
    look |= {"color": style.INK, "markersize": 8, "markeredgewidth": 1.8}
    new = Line2D([], [], marker="|", label=words("key.new_province", lang), **look)
    with_article = articles.key(shown)
    for handle in with_article:
        handle.set_label(words("key.with_article", lang, place=str(handle.get_label())))
    return [old, *with_article, new]


QUANTITIES = ("lowest", "first_quartile", "median", "third_quartile", "highest", "deviation", "variation")
"""Rows of the table, terms of ``study.provinces.spread``."""


def boundaries_table(data: Data, old: Result, new: Result, year: int, lang: Language) -> Exhibit:
    """How far provinces lie apart on both sets of boundaries (results of ``provinces.spread``), and the difference."""
    import pandas as pd

    shown = measure(data, str(old.settings["series"]), lang)
    weights = [name for name in str(new.settings["series"]).split("|") if name != shown.series_id]
    rows = [_counts(old, new, year, lang)]
    for term in QUANTITIES:
        ratio = term == "variation"
        digits, scale = (2, 1) if ratio else (shown.digits, shown.scale)
        was, becomes = (scale * _estimate(result, term, year) for result in (old, new))
        rows.append(
            {
                "quantity": words(f"quantity.{term}", lang),
                "old": format_number(was, lang, digits),
                "new": format_number(becomes, lang, digits),
                "difference": format_number(becomes - was, lang, digits),
            }
        )
    labels = {name: words(f"column.{name}", lang) for name in ("quantity", "old", "new", "difference")}
    before, after = (shown.gap(shown.scale * _estimate(result, "deviation", year)) for result in (old, new))
    return table(
        pd.DataFrame(rows),
        id="tbl-boundaries",
        lang=lang,
        caption=words("tbl-boundaries", lang, year=str(year), before=before, after=after),
        source=official_source(data, lang, shown.series_id, *weights),
        labels=labels,
        right=["old", "new", "difference"],
        notes=[words("tbl-boundaries.note", lang)],
    )


UNBOUNDED = ("moved", "largest_move")
"""What is not worked out for any weights at all."""


def weights_table(data: Data, others: Sequence[Result], bounds: Result, lang: Language) -> Exhibit:
    """What other weights make of merged provinces (``reweighting.reweighted``), and any at all (``any_weights``)."""
    import pandas as pd

    shown, own = measure(data, str(bounds.settings["series"]), lang), str(bounds.settings["weights"])
    used = dict.fromkeys([own, *(str(one.settings["other"]) for one in others)])
    titles = {name: series_title(data.series[data.series["series_id"] == name].iloc[0], lang) for name in used}
    rows = [
        {
            "weights": words(
                "weights.of", lang, title=titles[str(one.settings["other"])], year=f"{one.settings['other_year']:.0f}"
            ),
            "largest_difference": _at_most(data, one.row("largest_difference"), shown),
            **{term: format_number(one.row(term)["estimate"], lang, 0) for term in UNBOUNDED},
        }
        for one in others
    ]
    furthest = _at_most(data, bounds.row("furthest"), shown)
    rows.append({"weights": words("weights.any", lang), "largest_difference": furthest} | dict.fromkeys(UNBOUNDED, "–"))
    labels = {name: words(f"column.{name}", lang) for name in rows[0]}
    largest = {name: max(one.row(name)["estimate"] for one in others) for name in ("largest_difference", "moved")}
    most = {"largest_difference": shown.gap(shown.scale * largest["largest_difference"]), "moved": largest["moved"]}
    pairs = bounds.row("pairs_open")
    year = f"{bounds.settings['year']:.0f}"
    return table(
        pd.DataFrame(rows), id="tbl-weights", lang=lang, labels=labels, right=list(labels)[1:],
        caption=words("tbl-weights", lang, year=year, count=len(others), places=bounds.n, **most),
        source=official_source(data, lang, shown.series_id, *used),
        notes=[
            words("tbl-weights.note", lang, weights=titles[own], year=year),
            words("tbl-weights.any", lang, open=pairs["estimate"], pairs=pairs["n"]),
        ],
    )  # fmt: skip


def _at_most(data: Data, row: pd.Series, shown: Measure) -> str:
    name = data.gazetteer.name(row["place"], shown.lang, BOUNDARIES["34"])
    return f"{shown.gap(shown.scale * row['estimate'])} ({name})"


def _estimate(result: Result, term: str, year: int) -> float:
    rows = result.table[(result.table["term"] == term) & (result.table["period"] == str(year))]
    return float(rows["estimate"].iloc[0])


def _counts(old: Result, new: Result, year: int, lang: Language) -> dict[str, str]:
    counts = [int(r.table.loc[r.table["period"] == str(year), "n"].iloc[0]) for r in (old, new)]
    before, after, change = (format_number(n, lang, 0) for n in (*counts, counts[1] - counts[0]))
    return {"quantity": words("quantity.count", lang), "old": before, "new": after, "difference": change}


def industries_figure(data: Data, first: int, last: int, lang: Language) -> Exhibit:
    """The trained share by industry in two years between breaks, with the row of Party, state and defence marked."""
    panel = data.panel("gso_trained_share_by_industry")
    labels = data.categories.set_index("category_id")[f"label_{lang}"]
    wide = panel[panel["category"] != ""].pivot(index="category", columns="year", values="value")
    wide = wide.iloc[wide[[last, first]].apply(tuple, axis=1).argsort(kind="stable")]
    total = panel[panel["category"] == ""].set_index("year")["value"]
    with style.drawing():
        figure, axes = style.canvas(4.5)
        for at, (category, row) in enumerate(wide.iterrows()):
            color, width = (style.ACCENT, 2.0) if category == STATE else (style.MUTED, 1.0)
            axes.plot([row[first], row[last]], [at, at], color=color, linewidth=width)
            axes.plot(row[first], at, "o", color=color, markerfacecolor="white", markersize=4, zorder=3)
            axes.plot(row[last], at, "o", color=color, markersize=4.5, zorder=3)
        axes.axvline(total[last], color=style.INK, linewidth=0.8, linestyle=(0, (4, 2)))
        style.name_line(axes, total[last], words("total_line", lang, value=total[last], year=str(last)))
        axes.set_yticks(range(len(wide)), [style.wrapped(labels[category], 64) for category in wide.index])
        for tick, category in zip(axes.get_yticklabels(), wide.index, strict=True):
            tick.set(fontsize=6.6, linespacing=0.95, color=style.ACCENT if category == STATE else style.INK)
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(-0.7, len(wide) - 0.3)
        axes.set_xlabel(words("axis.share", lang))
        axes.grid(axis="x")
        style.numbers_in(axes, lang, x=True)
        svg = style.as_svg(figure)
    rank = len(wide) - list(wide.index).index(STATE)
    details = {
        "first": str(first), "last": str(last), "before": wide.loc[STATE, first], "after": wide.loc[STATE, last],
        "total": total[last], "rank": rank, "count": len(wide),
        "highest_industry": labels[wide.index[-1]], "highest": wide[last].iloc[-1],
        "lowest_industry": labels[wide.index[0]], "lowest": wide[last].iloc[0],
    }  # fmt: skip
    return Exhibit(
        "fig-industries",
        "figure",
        lang,
        words("fig-industries", lang, **details),
        svg,
        source=official_source(data, lang, "gso_trained_share_by_industry"),
        alt=words("fig-industries.alt", lang, **details),
        notes=(words("fig-industries.note", lang, first=str(first), last=str(last)),),
        data=wide.reset_index(),
    )


STATE = "industry.public_administration"
"""The official row nearest to cadres and civil servants."""

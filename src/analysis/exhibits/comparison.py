"""Exhibits of notebook 02: the 63 provinces on the official share, and the articles' own figures as far as they go."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10, nan
from typing import TYPE_CHECKING

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.marks import ArticlePlaces, Mark
from analysis.exhibits.measure import Measure, measure
from analysis.exhibits.notices import caveat_text
from analysis.exhibits.tables import table
from analysis.exhibits.wording import (
    TRAINED_SHARE,
    evidence_source,
    official_source,
    period_label,
    printed_bounds,
    unit_note,
    words,
)
from analysis.places import BOUNDARIES, Gazetteer
from analysis.quantities import format_number
from analysis.study import provinces
from analysis.study.result import Result
from analysis.vocabulary import INDICATOR, POPULATION, STATUS, TIER, Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.outcomes import Data


def provinces_figure(data: Data, change: Result, lang: Language) -> Exhibit:
    """All provinces, first and last year joined by a line, in the order of the last; the articles' provinces marked."""
    articles, gazetteer = ArticlePlaces(data, lang), data.gazetteer
    first, last = int(change.settings["first"]), int(change.settings["last"])
    shown = measure(data, str(change.settings["series"]), lang)
    panel = data.panel(shown.series_id)
    panel = panel.assign(value=shown.printed(panel["value"]))
    wide = panel[panel["level"] == "province"].pivot(index="place", columns="year", values="value")
    wide = wide.dropna(subset=[first, last])
    wide = wide.iloc[wide[[last, first]].apply(tuple, axis=1).argsort(kind="stable")[::-1]]
    country = panel[panel["place"] == "viet-nam"].set_index("year")["value"]
    with style.drawing():
        figure, panels = style.canvas(4.9, columns=2, sharex=True)
        for place, (axes, at) in articles.name_rows(panels, list(wide.index)).items():
            row, mark, marked = wide.loc[place], articles.mark(place), place in articles
            axes.plot([row[first], row[last]], [at, at], color=mark.color, linewidth=1.8 if marked else 0.9)
            axes.plot(row[first], at, marker="o", markersize=3, color=mark.color, markerfacecolor="white", zorder=3)
            axes.plot(row[last], at, marker=mark.marker, markersize=5 if marked else 3.2, color=mark.color, zorder=3)
        label = words("country_line", lang, value=shown.bare(country.get(last, nan)), year=str(last))
        for axes in panels:
            if last in country:
                axes.axvline(country[last], color=style.INK, linewidth=0.8, linestyle=(0, (4, 2)))
                style.name_line(axes, country[last], label)
            axes.grid(axis="x")
            style.numbers_in(axes, lang, x=True)
        figure.supxlabel(shown.axis, fontsize=8)
        svg = style.as_svg(figure)
    details: dict[str, str | int] = {
        "first": str(first),
        "last": str(last),
        "title": shown.title,
        "lowest": shown.value(wide[last].min()),
        "highest": shown.value(wide[last].max()),
        "country": words("and_country", lang, value=shown.value(country[last])) if last in country else "",
        "lowest_place": gazetteer.name(str(wide[last].idxmin()), lang),
        "highest_place": gazetteer.name(str(wide[last].idxmax()), lang),
        "risen": int((wide[last] > wide[first]).sum()),
        "count": len(wide),
    }
    return Exhibit(
        "fig-provinces",
        "figure",
        lang,
        words("fig-provinces", lang, **details),
        svg,
        source=official_source(data, lang, shown.series_id),
        alt=words("fig-provinces.alt", lang, **details),
        notes=(*articles.district_notes(), *(caveat_text(c, lang) for c in change.caveats)),
        data=wide.reset_index(),
    )


def regions_figure(data: Data, regions: Result, lang: Language) -> Exhibit:
    """Provinces within their regions, with what is published for the region."""
    import seaborn as sns

    articles, gazetteer = ArticlePlaces(data, lang), data.gazetteer
    year = int(regions.settings["year"])
    shown = measure(data, str(regions.settings["series"]), lang)
    panel = data.panel(shown.series_id)
    points = panel[(panel["year"] == year) & (panel["level"] == "province")]
    points = points.assign(value=shown.printed(points["value"]))
    order = gazetteer.regions()
    published = regions.table[regions.table["term"] == "published"].set_index("place")["estimate"]
    published = shown.printed(published).dropna()
    with style.drawing():
        figure, axes = style.canvas(2.75)
        sns.stripplot(
            points,
            x="value",
            y="region",
            order=order,
            jitter=False,
            size=4,
            alpha=0.55,
            color=style.MUTED,
            ax=axes,
        )
        for at, region in enumerate(order):
            axes.plot([published.get(region, nan)] * 2, [at - 0.17, at + 0.17], color=style.INK, linewidth=1.6)
            _mark_articles(axes, points[points["region"] == region], at, articles)
        axes.set_yticks(range(len(order)), [gazetteer.name(region, lang) for region in order])
        axes.set(xlabel=shown.axis, ylabel="")
        axes.set_ylim(len(order) - 0.45, -0.65)
        axes.grid(axis="x")
        axes.tick_params(axis="y", length=0)
        style.numbers_in(axes, lang, x=True)
        svg = style.as_svg(figure)
    details = {"year": str(year), "title": shown.title}
    known = published.sort_values(kind="stable")
    for end, row in (("lowest", known.head(1)), ("highest", known.tail(1))):
        for place, value in row.items():
            details |= {end: shown.value(value), f"{end}_place": gazetteer.name(str(place), lang)}
    ranges = points.groupby("region")["value"].agg(lambda values: values.max() - values.min())
    details |= {"widest": shown.gap(ranges.max()), "widest_place": gazetteer.name(str(ranges.idxmax()), lang)}
    return Exhibit(
        "fig-regions",
        "figure",
        lang,
        words("fig-regions" if len(published) else "fig-regions.unpublished", lang, **details),
        svg,
        source=official_source(data, lang, shown.series_id),
        alt=words("fig-regions.alt", lang, **details),
        notes=articles.district_notes(),
        data=points,
    )


def _mark_articles(axes: Axes, members: pd.DataFrame, at: int, articles: ArticlePlaces) -> None:
    """Mark the articles' provinces in a row of points; names above and below in turn, so that both stay legible."""
    marked = members[members["place"].isin(list(articles))].sort_values("value")
    for turn, (place, value) in enumerate(zip(marked["place"], marked["value"], strict=True)):
        mark = articles.mark(place)
        axes.plot(value, at, marker=mark.marker, color=mark.color, markersize=6, zorder=4)
        name, offset = articles.name(place), (0, 7.5 if turn % 2 == 0 else -13)
        axes.annotate(
            name, (value, at), offset, textcoords="offset points", ha="center", fontsize=6.8, color=style.INK, zorder=5
        )


def regions_table(data: Data, regions: Result, lang: Language) -> Exhibit:
    """Country and regions: number of provinces, published share, weighted mean of the provinces, and their range."""
    import pandas as pd

    gazetteer = data.gazetteer
    year, weights = int(regions.settings["year"]), str(regions.settings.get("weights", ""))
    shown = measure(data, str(regions.settings["series"]), lang)
    every = pd.concat([_country(data, shown.series_id, weights, year).table, regions.table])
    wide = every.pivot(index="place", columns="term", values="estimate").loc[["viet-nam", *gazetteer.regions()]]
    terms = [term for term in ("weighted_mean", "lowest", "highest") if term in wide]
    counts = every.groupby("place")["n"].first()
    frame = wide.assign(
        region=[gazetteer.name(str(place), lang) for place in wide.index],
        provinces=[format_number(counts[place], lang, 0) for place in wide.index],
        published_share=shown.printed(wide["published"]).map(shown.bare),
        **{term: shown.printed(wide[term]).map(shown.bare) for term in terms},
    )
    columns = ("region", "provinces", "published_share", *terms)
    labels = {name: words(f"column.{name}", lang) for name in columns}
    notes = [caveat.sentence(lang) for caveat in regions.caveats if caveat.rule.startswith("regions-")]
    if weights:
        note = "note" if wide["published"].notna().any() else "unpublished"
        notes.insert(0, words(f"tbl-regions.{note}", lang, weights=measure(data, weights, lang).within))
    return table(
        frame,
        id="tbl-regions",
        lang=lang,
        caption=words("tbl-regions", lang, year=str(year), title=shown.title, unit=shown.label),
        source=official_source(data, lang, *filter(None, (shown.series_id, weights))),
        labels=labels,
        right=columns[1:],
        notes=notes,
        spanners={words("spanner.provinces", lang): terms},
    )


def _country(data: Data, series_id: str, weights: str, year: int) -> Result:
    """What ``provinces.regions`` says about a region, about the country as one of them."""
    panel = data.panel(series_id)
    panel = panel[panel["level"] != "region"].replace({"level": {"country": "region"}}).assign(region="viet-nam")
    weighed = data.panel(weights) if weights else panel.iloc[:0]
    found = provinces.regions(panel, weighed, year, nature=data.aggregation(series_id))
    if not isinstance(found, Result):
        raise TypeError(f"{found.rule}: a result for the regions of {year}, and none for the country")
    return found


def provinces_table(data: Data, change: Result, lang: Language) -> Exhibit:
    """The 63 provinces by region: three years, the change, what became of each; country and regions as published."""
    import pandas as pd

    articles, gazetteer = ArticlePlaces(data, lang), data.gazetteer
    shown = measure(data, str(change.settings["series"]), lang)
    wide = data.panel(shown.series_id).pivot(index="place", columns="year", values="value").apply(shown.printed)
    wide = wide.reindex([*wide.index.union(["viet-nam", *gazetteer.regions(), *gazetteer.provinces()])])
    first, last = int(change.settings["first"]), int(change.settings["last"])
    years = (first, (first + last) // 2, last)
    groups = {"viet-nam": ["viet-nam"]} | {region: gazetteer.provinces(region) for region in gazetteer.regions()}
    rows = [
        {
            "group": _heading(gazetteer, group, [wide[year][group] for year in years], shown),
            "region": gazetteer.name(group, lang),
            "province": gazetteer.name(place, lang),
            "code": gazetteer.code(place) or "–",
            **{f"year_{n}": shown.bare(wide[year][place]) for n, year in enumerate(years)},
            "change": shown.bare(wide[last][place] - wide[first][place]),
            "successor": _successor(gazetteer, place, lang),
        }
        for group, places in groups.items()
        for place in places
    ]
    labels = {"province": words("column.province", lang), "code": words("column.code", lang)}
    labels |= {f"year_{n}": str(year) for n, year in enumerate(years)}
    in_points = shown.unit == "percent"
    change_head = words("column.change", lang) if in_points else words("column.change_of", lang, unit=shown.label)
    labels |= {"change": change_head, "successor": words("column.successor", lang)}
    return table(
        pd.DataFrame(rows),
        id="tbl-provinces",
        lang=lang,
        caption=words(
            "tbl-provinces",
            lang,
            count=len(gazetteer.provinces()),
            first=str(first),
            last=str(last),
            title=shown.within,
        ),
        source=official_source(data, lang, shown.series_id),
        labels=labels,
        groups="group",
        right=["year_0", "year_1", "year_2", "change"],
        spanners={shown.axis: ["year_0", "year_1", "year_2"]},
        notes=[words("tbl-provinces.note", lang), *articles.district_notes()],
    )


def _heading(gazetteer: Gazetteer, place: str, published: Sequence[float], shown: Measure) -> str:
    """The name of a region with its own published values, which are no row of the table; the country has a row."""
    lang = shown.lang
    if gazetteer[place].level == "country":
        return words("group.country", lang)
    if all(value != value for value in published):
        return gazetteer.name(place, lang)
    values = "; ".join(shown.bare(value) for value in published)
    return words("group.region", lang, place=gazetteer.name(place, lang), values=values)


def _successor(gazetteer: Gazetteer, place: str, lang: Language) -> str:
    """What a province became in July 2025, with its code; a country or region became nothing."""
    if gazetteer[place].level != "province":
        return "–"
    successor = gazetteer.successor(place)
    name = gazetteer.name(successor, lang, BOUNDARIES["34"])
    if successor != place:
        return f"{name} ({gazetteer.code(successor)})"
    renamed = words("renamed", lang, place=name, code=gazetteer.code(place))
    return words("unchanged", lang) if name == gazetteer.name(place, lang) else renamed


def bounds_figure(data: Data, lang: Language) -> Exhibit:
    """The participation figures with their bounds, in the order of their sources: shown together, not ranked."""
    articles = ArticlePlaces(data, lang)
    figures = data.of_texts()
    figures = figures[figures["indicator"] == "participations"].reset_index(drop=True)
    ends = figures[["value_low", "value_high"]].astype("float64")
    lowest, highest = float(ends.min().min()), float(ends.max().max())
    told: list[str] = []
    with style.drawing():
        figure, axes = style.canvas(1.2 + 0.34 * len(figures))
        axes.set_xscale("log")
        for at, (_, row) in enumerate(figures.iterrows()):
            _draw_bounds(axes, articles.mark(row["place_id"]), row["value_low"], row["value_high"], at)
            text = f"{printed_bounds(row, lang)} – {TIER[row['tier']].label(lang)}; {period_label(row, lang)}"
            told.append(f"{data.gazetteer.name(row['place_id'], lang)} {printed_bounds(row, lang)}")
            middle = float(ends.iloc[at].mean())
            side = "left" if middle < 5 * lowest else "center"  # a text that begins at its point stays off the axis
            axes.annotate(text, (middle, at), (0, 8), textcoords="offset points", fontsize=6.8, ha=side)
        axes.set_xlim(10 ** floor(log10(lowest / 3)), 3 * 10 ** ceil(log10(highest)))
        axes.set_yticks(range(len(figures)), [data.gazetteer.name(p, lang) for p in figures["place_id"]])
        axes.set_ylim(len(figures) - 0.4, -0.8)
        axes.set_xlabel(words("axis.participations", lang))
        axes.grid(axis="x")
        axes.minorticks_off()
        axes.tick_params(axis="y", length=0)
        style.numbers_in(axes, lang, x=True)
        svg = style.as_svg(figure)
    return Exhibit(
        "fig-bounds",
        "figure",
        lang,
        words("fig-bounds", lang),
        svg,
        source=evidence_source(data, lang),
        alt=words("fig-bounds.alt", lang, count=len(figures), figures="; ".join(told)),
        notes=(*unit_note(figures, lang), *_elsewhere(data, ("participations",), lang)),
        data=figures,
    )


def _draw_bounds(axes: Axes, mark: Mark, low: float, high: float, at: int) -> None:
    """A point for a number, a bar for a range, a point with an arrow for a bound with an open end."""
    ends = [end for end in (low, high) if end == end]
    axes.plot(ends, [at] * len(ends), color=mark.color, linewidth=2)
    axes.plot(
        ends[:1] if low == high else ends, [at] * (1 if low == high else len(ends)), mark.marker, color=mark.color
    )
    if len(ends) == 1:
        arrow = {"arrowstyle": "->", "color": mark.color, "linewidth": 1.4}
        axes.annotate("", (ends[0] * (2.1 if low == low else 1 / 2.1), at), (ends[0], at), arrowprops=arrow)


BESIDE = ("participations", "budget", "classes", "share_meeting_standard")
"""Indicators of the table beside the official share."""


def _elsewhere(data: Data, indicators: Sequence[str], lang: Language) -> list[str]:
    """How many figures of these indicators were seen in excerpts and stand in another report; [] where none."""
    count = int(data.of_excerpts()["indicator"].isin(list(indicators)).sum())
    return [words("excerpts_elsewhere", lang, count=count)] if count else []


def beside_table(data: Data, lang: Language) -> Exhibit:
    """What each article says about its staff, beside the official share of all workers in the nearest year."""
    import pandas as pd

    articles, gazetteer = ArticlePlaces(data, lang), data.gazetteer
    panel = data.panel(TRAINED_SHARE)
    chosen = data.of_texts()
    chosen = chosen[chosen["indicator"].isin(BESIDE)]
    chosen = chosen[chosen["flags"].str.contains("not_own_output") == False]  # noqa: E712 - element-wise
    chosen = chosen.sort_values(["source_id", "outcome_id"]).groupby(["source_id", "indicator"], sort=False).head(1)
    rows = []
    for _, row in chosen.iterrows():
        province = gazetteer.province_of(row["place_id"])
        official = panel[panel["place"] == province].set_index("year")["value"]
        year = min(official.index, key=lambda known: abs(known - row["period_end"].year))
        rows.append(
            {
                "province": articles.name(province),
                "says": f"{INDICATOR[row['indicator']].label(lang)}: {printed_bounds(row, lang)}",
                "staff": f"{POPULATION.label(row['population'], lang)}; {TIER[row['tier']].label(lang)}",
                "period": period_label(row, lang),
                "status": STATUS[row["status"]].label(lang),
                "official": f"{format_number(official[year], lang, 1)}\u00a0({year})",
            }
        )
    labels = {
        name: words(f"column.{name}", lang) for name in ("province", "says", "staff", "period", "status", "official")
    }
    return table(
        pd.DataFrame(rows),
        id="tbl-beside",
        lang=lang,
        caption=words("tbl-beside", lang),
        labels=labels,
        right=["official"],
        source=f"{evidence_source(data, lang)}; {official_source(data, lang)}",
        notes=[
            words("tbl-beside.note", lang, last=str(panel["year"].max())),
            *articles.district_notes(),
            *unit_note(chosen, lang),
            *_elsewhere(data, BESIDE, lang),
        ],
        spanners={words("spanner.article", lang): ["says", "staff", "period", "status"]},
    )

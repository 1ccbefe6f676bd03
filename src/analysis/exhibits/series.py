"""Exhibits of notebook 01 about the official series: what they are, what the checks found, where they break."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.tables import table
from analysis.exhibits.wording import WORDS, official_source, printed_unit, series_title, spans, words
from analysis.study.series import shared_breaks
from analysis.vocabulary import BREAK, EVALUATION_LEVEL, POPULATION, Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.outcomes import Data

SHOWN_ELSEWHERE = ("series-complete", "series-gaps", "looks-measured", "break-visible", "spread-visible")
"""Findings about series that stand in the tables of series, gaps and breaks."""


def series_table(data: Data, lang: Language) -> Exhibit:
    """The official series by publisher: unit, years, cells and gaps, whom they cover, how far they reach."""
    observed = data.statistics.groupby("source_id")["observation_status"]
    cells, gaps = observed.size(), observed.agg(lambda status: int((status == "missing").sum()))
    series = data.series
    frame = series.assign(
        group=series[f"publisher_{lang}"],
        title=[_described(row, lang) for _, row in series.iterrows()],
        years=[years.replace("-", "–").replace("|", ", ") for years in series["years"]],
        cells=[words("cells_and_gaps", lang, cells=cells[i], gaps=gaps[i]) for i in series["series_id"]],
        covered=[POPULATION.label(code, lang) for code in series["population"]],
        level=[EVALUATION_LEVEL[code].label(lang) for code in series["evaluation_level"]],
    )
    names = ("title", "years", "cells", "covered", "level")
    read_from = "; ".join(series["read_from"].unique())
    return table(
        frame,
        id="tbl-series",
        lang=lang,
        caption=words("tbl-series", lang, count=len(series), cells=int(cells.sum())),
        source=official_source(data, lang, *series["series_id"]),
        labels={name: words("column.series" if name == "title" else f"column.{name}", lang) for name in names},
        right=["cells"],
        groups="group",
        notes=[words("tbl-series.note", lang), words("read_from", lang, what=read_from)],
    )


def _described(series: pd.Series, lang: Language) -> str:
    """Title, unit and, where there is one, the table of the publisher."""
    code = [words("source.table", lang, code=str(series["table_code"]))] if series["table_code"] else []
    return f"{series_title(series, lang)} ({'; '.join([printed_unit(series, lang), *code])})"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def confirmed_table(data: Data, lang: Language) -> Exhibit:
    """What was checked in the official series: what came out right, and what to note."""
    frame = _of_series(data, lang)
    frame = frame[~frame["rule"].isin(SHOWN_ELSEWHERE)].sort_values(["order", "severity"], kind="stable")
    frame = _revisions_together(frame, lang)
    return table(
        frame,
        id="tbl-confirmed",
        lang=lang,
        caption=words("tbl-confirmed", lang, confirmed=(frame["severity"] == "confirmed").sum(), count=len(frame)),
        source=official_source(data, lang, *frame["subject"].unique()),
        labels={name: words(f"column.{name}", lang) for name in ("found", "meaning")},
        groups="series",
        notes=[words("tbl-confirmed.note", lang)],
    )


def _revisions_together(frame: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """The years in which a series was revised in one row, with what the last of them changed most."""
    revised = frame["rule"] == "vintage-revised"
    years = frame[revised].groupby("subject")["value"].agg(lambda of_series: spans(sorted(map(int, of_series))))
    last = frame[revised].drop_duplicates("subject", keep="last")
    told = [
        words("revised", lang, years=years[subject], last=found.partition("; ")[0])
        for subject, found in zip(last["subject"], last["found"], strict=True)
    ]
    frame = frame.assign(found=frame["found"].mask(revised, last.assign(told=told)["told"]))
    return frame[~revised | frame.index.isin(last.index)]


def _of_series(data: Data, lang: Language) -> pd.DataFrame:
    """Findings about series with the title of the series, in the order of ``series.csv``."""
    frame = data.findings[data.findings["subject"].isin(data.series["series_id"])]
    declared = data.series.set_index("series_id")
    return frame.assign(
        series=frame["subject"].map(declared[f"title_{lang}"]),
        order=frame["subject"].map({name: at for at, name in enumerate(declared.index)}),
        found=frame[f"problem_{lang}"],
        meaning=[meaning_of(row, lang) for _, row in frame.iterrows()],
    )


def meaning_of(finding: pd.Series, lang: Language) -> str:
    """What a reader makes of a finding, where its remedy is advice to whoever keeps the data."""
    key = f"meaning.{finding['rule']}"
    return words(key, lang) if key in WORDS else str(finding[f"remedy_{lang}"])


def gaps_table(data: Data, lang: Language) -> Exhibit:
    """Cells that were not published; series with the same gaps stand in one row."""
    import pandas as pd

    titles = data.series.set_index("series_id")[f"title_{lang}"]
    missing = data.statistics[data.statistics["observation_status"] == "missing"]
    texts = {
        series_id: _places_and_years(data, missing[missing["source_id"] == series_id], lang)
        for series_id in titles.index
    }
    counts = missing.groupby("source_id").size()
    rows = []
    for text in dict.fromkeys(filter(None, texts.values())):
        same = [series_id for series_id, other in texts.items() if other == text]
        rows.append({"series": "; ".join(titles[same]), "count": str(counts[same[0]]), "gaps": text})
    used = list(counts.index)
    return table(
        pd.DataFrame(rows, columns=["series", "count", "gaps"]),
        id="tbl-gaps",
        lang=lang,
        caption=words("tbl-gaps", lang, count=len(used)),
        source=official_source(data, lang, *used),
        labels={name: words(f"column.{name}", lang) for name in ("series", "count", "gaps")},
        right=["count"],
        notes=[words("tbl-gaps.note", lang)],
    )


def _places_and_years(data: Data, cells: pd.DataFrame, lang: Language) -> str:
    """``Bắc Giang 2014, 2021; Hà Tây 2005``: the places in their order, each with its years."""
    years = cells["period_end"].dt.year.groupby(cells["place_id"]).agg(lambda known: ", ".join(map(str, sorted(known))))
    places = [place.place_id for place in data.gazetteer if place.place_id in years.index]
    return "; ".join(f"{data.gazetteer.name(place, lang)} {years[place]}" for place in places)


def breaks_table(data: Data, lang: Language) -> Exhibit:
    """Declared breaks by series: first year after it, kind, reason, and whether the numbers show it."""
    declared = data.series.set_index("series_id")
    seen = data.findings[data.findings["rule"].isin(["break-visible", "spread-visible"])]
    shown = {
        (row["subject"], str(row["value"])): row[f"problem_{lang}"].partition(": ")[2] for _, row in seen.iterrows()
    }
    breaks = data.breaks
    keys = zip(breaks["series_id"], breaks["year"].astype("str"), strict=True)
    frame = breaks.assign(
        series=breaks["series_id"].map(declared[f"title_{lang}"]),
        since=[
            f"{year} ({data.gazetteer.name(place, lang)})" if place else str(year)
            for year, place in zip(breaks["year"], breaks["place_id"], strict=True)
        ],
        reason=[
            f"{_capital(BREAK[kind].label(lang))}. {reason}."
            for kind, reason in zip(breaks["kind"], breaks[f"reason_{lang}"], strict=True)
        ],
        seen=[shown.get(key, "–") for key in keys],
    )
    names = ("since", "reason", "seen")
    return table(
        frame,
        id="tbl-breaks",
        lang=lang,
        caption=words("tbl-breaks", lang, count=len(frame), series=frame["series_id"].nunique()),
        source=official_source(data, lang, *frame["series_id"].unique()),
        labels={name: words(f"column.{name}", lang) for name in names},
        groups="series",
        notes=[words("tbl-breaks.note", lang)],
    )


BROKEN = ("papi_certification", "papi_response_to_appeals", "papi_equity_in_state_employment")
"""Three series of one survey: two with breaks, one without."""


def breaks_figure(data: Data, lang: Language) -> Exhibit:
    """Medians and quartiles of three survey series over the years: lines end where the series breaks."""
    import pandas as pd

    quartiles = pd.Index([0.25, 0.5, 0.75])
    titles = data.series.set_index("series_id")[f"title_{lang}"]
    details: dict[str, float | str] = {}
    with style.drawing():
        figure, grid = style.canvas(2.6, columns=len(BROKEN), sharey=True)
        for axes, series_id in zip(grid.flat, BROKEN, strict=True):
            panel = data.panel(series_id)
            values = panel.assign(segment=shared_breaks(panel)).groupby(["segment", "year"])["value"]
            of_year = values.quantile(quartiles).unstack().reset_index()
            for _, part in of_year.groupby("segment"):
                _draw_segment(axes, part)
            for year in data.breaks.query("series_id == @series_id and place_id == ''")["year"]:
                axes.axvline(year - 0.5, color=style.INK, linewidth=0.8, linestyle=(0, (2, 2)))
            axes.set_title(style.wrapped(_capital(titles[series_id].partition(": ")[2]), 22), fontsize=8)
            axes.set_xticks([2012, 2016, 2020, 2024])
            axes.set_ylim(0, None)
            axes.grid(axis="y")
            style.numbers_in(axes, lang, y=True)
            if series_id == BROKEN[0]:
                medians = of_year.set_index("year")[0.5]
                details = {"before": medians[2020], "after": medians[2021]}
        grid.flat[0].set_ylabel(words("axis.score", lang))
        svg = style.as_svg(figure)
    return Exhibit(
        "fig-breaks",
        "figure",
        lang,
        words("fig-breaks", lang, **details),
        svg,
        source=official_source(data, lang, *BROKEN),
        alt=words("fig-breaks.alt", lang, **details),
        notes=(words("fig-breaks.note", lang),),
        data=data.breaks[data.breaks["series_id"].isin(BROKEN)],
    )


def _draw_segment(axes: Axes, part: pd.DataFrame) -> None:
    axes.fill_between(part["year"], part[0.25], part[0.75], color=style.ACCENT, alpha=0.25, linewidth=0)
    axes.plot(part["year"], part[0.5], color=style.ACCENT, marker="o", markersize=2.5, linewidth=1.4)

"""Exhibits of notebook 01: what was published, about when, what the checks found, what may be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.obstacles import names_of_figures, obstacles_counted
from analysis.exhibits.tables import table
from analysis.exhibits.wording import (
    article_labels,
    content_period,
    day,
    district_note,
    evidence_source,
    excerpt_source,
    period_label,
    printed_bounds,
    source_names,
    staff,
    unit_note,
    whose,
    words,
)
from analysis.periods import format_date
from analysis.study.comparability import OBSTACLES, Comparability
from analysis.vocabulary import INDICATOR, STATUS, Language

if TYPE_CHECKING:
    import pandas as pd

    from analysis.outcomes import Data


def sources_table(data: Data, lang: Language) -> Exhibit:
    """The bibliography: who wrote what, when, about when, with how many figures."""
    unknown = words("unknown", lang)
    held = _held(data)
    frame = held.assign(
        published=[_printed_day(cell, lang) or unknown for cell in held["date_published"]],
        content=[content_period(row, lang) for _, row in held.iterrows()],
        by=[f"{r['author'] or unknown}; {r['publisher'] or unknown}" for _, r in held.iterrows()],
        figures=[str(count) for count in held["figure_count"]],
    )
    labels = {
        name: words(f"column.{name}", lang) for name in ("source_id", "title", "by", "published", "content", "figures")
    }
    return table(
        frame,
        id="tbl-sources",
        lang=lang,
        caption=words("tbl-sources", lang, count=len(held)),
        source=words("source.bibliography", lang),
        labels=labels,
        right=["figures"],
        vietnamese=["title"],
    )


def _held(data: Data) -> pd.DataFrame:
    """The sources whose full text is held; the others have exhibits of their own (``press``)."""
    return data.sources[data.sources["text_status"] == "held"]


def _printed_day(cell: pd.Timestamp, lang: Language) -> str:
    known = day(cell)
    return "" if known is None else format_date(known, lang)


MOST_UPRIGHT = 8
"""Sources whose names have room side by side; those of more stand on end."""

HEIGHT_OF_ROW, HEIGHT_OF_ROWS = 0.165, 7.6
"""Inches: of a bar with its name, and of all of them at the most, so that they stay on one page."""


def coverage_figure(data: Data, lang: Language) -> Exhibit:
    """How many figures each source gives for each indicator: a matrix of counts."""
    import seaborn as sns

    counts = data.of_texts().groupby(["indicator", "source_id"]).size().unstack(fill_value=0)
    counts = counts.reindex([code for code in INDICATOR if code in counts.index])
    names, many = source_names(data, lang), counts.shape[1] > MOST_UPRIGHT
    with style.drawing():
        figure, axes = style.canvas(4.2 if many else 3.2)
        labels = counts.astype("str").where(counts > 0, "")
        sns.heatmap(
            counts.where(counts > 0),
            annot=labels,
            fmt="",
            cmap="Blues",
            vmin=0,
            vmax=counts.to_numpy().max() * 1.4,
            cbar=False,
            linewidths=0.6,
            linecolor="white",
            ax=axes,
            annot_kws={"size": 6 if many else 8},
        )
        wide = [style.wrapped(names[str(name)], 13) for name in counts.columns]
        axes.set_xticklabels(
            [names[str(name)] for name in counts.columns] if many else wide, rotation=90 if many else 0
        )
        axes.set_yticklabels([INDICATOR[code].label(lang) for code in counts.index], rotation=0)
        axes.set(xlabel="", ylabel="")
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.tick_params(axis="x", labelsize=6 if many else 6.8)
        svg = style.as_svg(figure)
    shared = int((counts > 0).sum(axis=1).gt(1).sum())
    details = {
        "indicators": len(counts),
        "sources": counts.shape[1],
        "shared": shared,
        "figures": int(counts.to_numpy().sum()),
    }
    details |= {"empty": int((counts == 0).to_numpy().sum()), "cells": counts.size}
    return Exhibit(
        "fig-coverage",
        "figure",
        lang,
        words("fig-coverage", lang, **details),
        svg,
        source=evidence_source(data, lang),
        alt=words("fig-coverage.alt", lang, **details),
        data=counts.reset_index(),
    )


def periods_figure(data: Data, lang: Language) -> Exhibit:
    """For each source the time it speaks about and the day it was published."""
    sources = _held(data).sort_values("content_end", ascending=False, ignore_index=True)
    names = source_names(data, lang)
    height = min(HEIGHT_OF_ROW, HEIGHT_OF_ROWS / len(sources))
    with style.drawing():
        figure, axes = style.canvas(max(2.3, 1.0 + height * len(sources)))
        for at, row in sources.iterrows():
            start, published = _decimal_year(row["content_start"]), _decimal_year(row["date_published"])
            end = _decimal_year(row["content_end"]) or 0.0
            line: Any = "-"
            if start is None:
                line, start = (0, (1, 1)), end - _stated_years(data, row["source_id"])
            axes.plot([start, end], [at, at], color=style.ACCENT, linewidth=6, linestyle=line, solid_capstyle="butt")
            if published is not None:
                axes.plot([end, published], [at, at], color=style.MUTED, linewidth=0.8)
                axes.plot([published], [at], marker="D", markersize=5, color=style.INK, markerfacecolor="white")
            else:
                axes.annotate("?", (end, at), (6, -3), textcoords="offset points", fontsize=9)
        axes.set_yticks(range(len(sources)), [names[name] for name in sources["source_id"]])
        axes.tick_params(axis="y", labelsize=min(7.5, 60 * height))
        axes.set_xlim(*_years_shown(sources))
        axes.set_ylim(-0.6, len(sources) - 0.4)
        axes.grid(axis="x")
        handles = _period_legend(lang)
        figure.legend(handles=handles, loc="outside lower center", ncols=3)
        svg = style.as_svg(figure)
    lags = (sources["date_published"] - sources["content_end"]).dt.days / 365.25
    details = {"longest": float(lags.max()), "unknown": int(sources["date_published"].isna().sum())}
    return Exhibit(
        "fig-periods",
        "figure",
        lang,
        words("fig-periods", lang),
        svg,
        source=words("source.bibliography", lang),
        alt=words("fig-periods.alt", lang, **details),
        data=sources.assign(shown_as=sources["source_id"].map(names))[COLUMNS_OF_PERIODS],
    )


COLUMNS_OF_PERIODS = ["source_id", "shown_as", "content_start", "content_end", "date_published"]
"""Columns of the data behind the figure of periods: the id, and how the figure names it."""


def _decimal_year(cell: pd.Timestamp) -> float | None:
    known = day(cell)
    return None if known is None else known.year + (known.timetuple().tm_yday - 1) / 365.25


def _years_shown(sources: pd.DataFrame) -> tuple[float, float]:
    days = sources[["content_start", "content_end", "date_published"]].stack()
    return days.min().year - 0.5, days.max().year + 1.6


def _stated_years(data: Data, source_id: str) -> float:
    """The longest length that a text gives for a period without a start; 0 when it gives none."""
    years = data.evidence.loc[data.evidence["source_id"] == source_id, "period_years"].max()
    return 0.0 if years != years else float(years)


def _period_legend(lang: Language) -> list[object]:
    from matplotlib.lines import Line2D

    return [
        Line2D([], [], color=style.ACCENT, linewidth=6, label=words("legend.content", lang)),
        Line2D(
            [], [], color=style.ACCENT, linewidth=6, linestyle=(0, (1, 1)), label=words("legend.unknown_start", lang)
        ),
        Line2D(
            [],
            [],
            color=style.INK,
            marker="D",
            markerfacecolor="white",
            linestyle="",
            label=words("legend.published", lang),
        ),
    ]


def findings_table(data: Data, lang: Language) -> Exhibit:
    """What the checks found in each article, with what a reader should make of it."""
    elsewhere = [f"evidence/{name}.csv" for name in data.of_excerpts()["source_id"].unique()]
    of_articles = ~data.findings["file"].str.startswith("statistics/") & ~data.findings["file"].isin(elsewhere)
    of_articles &= data.findings["rule"] != "excerpts-only"
    frame = data.findings[(data.findings["severity"] == "notice") & of_articles]
    known = list(data.sources["source_id"])
    of, labels_of = [_source_of(str(subject), known) for subject in frame["subject"]], article_labels(data, lang)
    frame = frame.assign(
        source=of,
        group=[labels_of.get(source, source) for source in of],
        number=[
            str(subject).removeprefix(f"{source}-") if subject != source else words("whole_text", lang)
            for subject, source in zip(frame["subject"], of, strict=True)
        ],
        found=frame[f"problem_{lang}"],
        meaning=frame[f"remedy_{lang}"],
        order=[known.index(source) if source in known else len(known) for source in of],
    )
    frame = frame.sort_values("order", kind="stable", ignore_index=True).drop(columns="order")
    labels = {name: words(f"column.{name}", lang) for name in ("number", "found", "meaning")}
    return table(
        frame,
        id="tbl-findings",
        lang=lang,
        caption=words("tbl-findings", lang, count=len(frame)),
        source=evidence_source(data, lang),
        labels=labels,
        groups="group",
    )


def _source_of(subject: str, sources: Sequence[str]) -> str:
    """The source of a finding about a figure or about a whole text; of anything else the subject itself."""
    return next((one for one in (subject, subject.rpartition("-")[0]) if one in sources), subject)


def comparability_table(data: Data, compared: Comparability, lang: Language) -> Exhibit:
    """For each indicator that two provinces report: pairs, comparable pairs, and what stands between them."""
    import pandas as pd

    rows = []
    for indicator, pairs in compared.pairs.groupby("indicator", sort=False):
        found = pairs["obstacles"].str.split("|").explode().value_counts()
        named = [name for name in OBSTACLES if name in found.index]
        rows.append(
            {
                "indicator": INDICATOR[str(indicator)].label(lang),
                "pairs": str(len(pairs)),
                "comparable": str(int(pairs["comparable"].sum())),
                "obstacles": ", ".join(f"{words(f'obstacle.{name}', lang)} ({found[name]})" for name in named),
            }
        )
    labels = {name: words(f"column.{name}", lang) for name in ("indicator", "pairs", "comparable", "obstacles")}
    details = {"pairs": compared.count, "comparable": compared.comparable_count}
    return table(
        pd.DataFrame(rows),
        id="tbl-comparability",
        lang=lang,
        caption=words("tbl-comparability", lang, **details),
        source="; ".join(
            [evidence_source(data, lang), *([excerpt_source(data, lang)] if len(data.of_excerpts()) else [])]
        ),
        labels=labels,
        right=["pairs", "comparable"],
    )


MOST_IN_MATRIX = 8
"""Figures whose pairs have room for what keeps them apart; of more, the pairs of each obstacle are counted."""


def participations_matrix(data: Data, compared: Comparability, lang: Language) -> Exhibit:
    """The articles' participation figures against each other: each cell names what keeps the pair apart.

    Of many figures the cells would be too small to be read: bars then count the pairs that each obstacle keeps apart.
    The data behind the figure name every pair by the ids of its figures in both cases.
    """
    texts = data.of_texts()["outcome_id"]
    pairs = compared.pairs[compared.pairs["indicator"] == "participations"]
    pairs = pairs[pairs["first"].isin(texts) & pairs["second"].isin(texts)]
    ids = sorted({*pairs["first"], *pairs["second"]})
    if len(ids) > MOST_IN_MATRIX:
        return obstacles_counted(data, pairs, len(ids), lang)
    names = names_of_figures(data, ids, lang)
    with style.drawing():
        figure, axes = style.canvas(max(4.8, 0.92 * (len(ids) - 1)))
        for _, pair in pairs.iterrows():
            row, column = sorted((ids.index(pair["first"]), ids.index(pair["second"])), reverse=True)
            found = pair["obstacles"].split("|") if pair["obstacles"] else []
            shade = (
                "#eaf3ea"
                if pair["comparable"]
                else (0.85, 0.2 + 0.06 * (8 - len(found)), 0.15, 0.10 + 0.045 * len(found))
            )
            axes.add_patch(_tile(column, row, shade))
            text = "\n".join(words(f"obstacle.{name}", lang) for name in found) or words("comparable", lang)
            axes.text(column, row, text, ha="center", va="center", fontsize=6.6, linespacing=1.05)
        axes.set_xlim(-0.5, len(ids) - 1.5)
        axes.set_ylim(len(ids) - 0.5, 0.5)
        axes.set_xticks(range(len(ids) - 1), names[:-1])
        axes.set_yticks(range(1, len(ids)), names[1:])
        axes.tick_params(length=0)
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        svg = style.as_svg(figure)
    details = {
        "pairs": len(pairs),
        "comparable": int(pairs["comparable"].sum()),
        "fewest": int(pairs["obstacles"].map(_count_of_obstacles).min()),
    }
    return Exhibit(
        "fig-participations",
        "figure",
        lang,
        words("fig-participations", lang, **details),
        svg,
        source=evidence_source(data, lang),
        alt=words("fig-participations.alt", lang, **details),
        data=pairs,
    )


def _count_of_obstacles(obstacles: str) -> int:
    return len(obstacles.split("|")) if obstacles else 0


def _tile(column: int, row: int, shade: object) -> object:
    from matplotlib.patches import Rectangle

    return Rectangle((column - 0.48, row - 0.48), 0.96, 0.96, facecolor=shade, edgecolor="none")


def evidence_table(data: Data, lang: Language) -> Exhibit:
    """All figures coded from texts, one row each, as the reviewer's way back to the text."""
    import pandas as pd

    figures, articles = data.of_texts(), article_labels(data, lang)
    rows = [
        {
            "source": row["source_id"],
            "group": articles[row["source_id"]],
            "number": row["outcome_id"].removeprefix(f"{row['source_id']}-"),
            "place": whose(data, row["place_id"], lang),
            "what": f"{INDICATOR[row['indicator']].label(lang)}: {staff(row, lang)}",
            "period": period_label(row, lang),
            "status": STATUS[row["status"]].label(lang),
            "printed": printed_bounds(row, lang),
            "as_written": f"“{row['as_written']}” [{row['locator'].split(': ')[1]}]",
        }
        for _, row in figures.iterrows()
    ]
    labels = {name: words(f"column.{name}", lang) for name in list(rows[0])[2:]}
    return table(
        pd.DataFrame(rows),
        id="tbl-evidence",
        lang=lang,
        caption=words("tbl-evidence", lang, count=len(rows)),
        source=evidence_source(data, lang),
        labels=labels,
        groups="group",
        notes=[words("tbl-evidence.note", lang), *unit_note(figures, lang), *district_note(data, figures, lang)],
    )

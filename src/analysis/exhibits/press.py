"""Exhibits of notebook 01 about press figures: pages of which excerpts were seen and whose text is not held."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.series import meaning_of
from analysis.exhibits.tables import table
from analysis.exhibits.wording import (
    WORDS,
    article_labels,
    content_period,
    district_note,
    excerpt_note,
    excerpt_source,
    flag_letters,
    flag_notes,
    indicator_and_training,
    period_label,
    printed_bounds,
    printed_with_flags,
    staff,
    unit_note,
    whose,
    words,
)
from analysis.quantities import format_number
from analysis.vocabulary import QUALIFIER, STATUS, UNIT, Language

if TYPE_CHECKING:
    import pandas as pd

    from analysis.outcomes import Data

SEVERAL_YEARS = "several-years-listed"
"""The finding that differs from figure to figure in nothing but the span of years."""


def in_words(figure: pd.Series, lang: Language) -> pd.Series:
    """A coded figure whose ``as_written``, where no text is held, is the number as exhibits print it."""
    readable = figure.copy()
    readable["as_written"] = figure["as_written"] or printed_bounds(figure, lang)
    return readable


def pages_table(data: Data, lang: Language) -> Exhibit:
    """The pages: address, places, time they speak about, number of figures, and what the address tells."""
    pages = data.sources[data.sources["text_status"] == "excerpt_seen"]
    figures = data.of_excerpts()
    places = figures.groupby("source_id")["place_id"].unique()
    names = [", ".join(whose(data, place, lang) for place in places[name]) for name in pages["source_id"]]
    frame = pages.assign(
        host=pages["publisher"],
        where=names,
        content=[content_period(row, lang) for _, row in pages.iterrows()],
        figures=[str(count) for count in pages["figure_count"]],
    )
    labels = {name: words(f"column.{name}", lang) for name in ("source_id", "host", "where", "content", "figures")}
    return table(
        frame,
        id="tbl-pages",
        lang=lang,
        caption=words("tbl-pages", lang, count=len(pages), figures=len(figures)),
        source=excerpt_source(data, lang),
        labels=labels,
        right=["figures"],
        notes=[words("tbl-pages.note", lang)],
    )


def figures_table(data: Data, lang: Language) -> Exhibit:
    """All figures from excerpts, one row each, by page."""
    import pandas as pd

    figures, pages = data.of_excerpts(), article_labels(data, lang)
    letters = flag_letters(figures)
    rows = [
        {
            "source": row["source_id"],
            "group": f"{whose(data, row['place_id'], lang)}: {pages[row['source_id']]}",
            "number": row["outcome_id"].removeprefix(f"{row['source_id']}-"),
            "what": f"{indicator_and_training(row, lang)}: {staff(row, lang)}",
            "period": period_label(row, lang),
            "status": STATUS[row["status"]].label(lang),
            "printed": printed_with_flags(row, letters, lang),
        }
        for _, row in figures.iterrows()
    ]
    return table(
        pd.DataFrame(rows),
        id="tbl-press",
        lang=lang,
        caption=words("tbl-press", lang, count=len(rows)),
        source=excerpt_source(data, lang),
        labels={name: words(f"column.{name}", lang) for name in list(rows[0])[2:]},
        groups="group",
        notes=[
            *excerpt_note(figures, lang),
            *unit_note(figures, lang),
            *flag_notes(letters, lang),
            *district_note(data, figures, lang),
        ],
    )


def excerpt_findings_table(data: Data, lang: Language) -> Exhibit:
    """What the checks found in figures from excerpts; figures with the same finding share a row, many of them first."""
    import pandas as pd

    pages = set(data.of_excerpts()["source_id"])
    files = [f"evidence/{name}.csv" for name in sorted(pages)]
    found = data.findings[(data.findings["severity"] == "notice") & data.findings["file"].isin(files)]
    told = found[f"problem_{lang}"].mask(found["rule"] == SEVERAL_YEARS, words("several_years", lang))
    rows = [
        {
            "found": group.iloc[0]["told"],
            "meaning": meaning_of(group.iloc[0], lang),
            "subject": _by_span(data, group, lang) if rule == SEVERAL_YEARS else _by_page(group["subject"]),
            "figures": len(group),
        }
        for (rule, _), group in found.assign(told=told).groupby(["rule", "told"], sort=False)
    ]
    rows.sort(key=lambda row: -int(row["figures"]))
    return table(
        pd.DataFrame(rows),
        id="tbl-press-findings",
        lang=lang,
        caption=words("tbl-press-findings", lang, count=len(found), rows=len(rows)),
        source=excerpt_source(data, lang),
        labels={name: words(f"column.{name}", lang) for name in ("found", "meaning", "subject")},
        notes=[words("tbl-press-findings.note", lang)],
    )


def _by_span(data: Data, found: pd.DataFrame, lang: Language) -> str:
    """Figures that cover several years, those of one span together: years where they are whole, else days."""
    spans: dict[str, list[str]] = {}
    order = sorted(found["subject"], key=lambda subject: tuple(data.figure(subject)[["period_start", "period_end"]]))
    for subject in order:
        spans.setdefault(period_label(data.figure(subject), lang), []).append(subject)
    return "; ".join(words("of_span", lang, figures=_by_page(figures), span=span) for span, figures in spans.items())


def _by_page(figures: Iterable[str]) -> str:
    """Ids of figures, the page of each named once: ``hungyen-2016: 01, 02; kyson-2018: 01``."""
    pages: dict[str, list[str]] = {}
    for figure in figures:
        page, _, number = figure.rpartition("-")
        pages.setdefault(page.removeprefix("press-"), []).append(number)
    return "; ".join(f"{page}: {', '.join(numbers)}" for page, numbers in pages.items())


UNIT_LISTED = {"participations": "participation", "persons": "person", "classes": "class", "score_1_10": "score"}
"""Units of the list that the vocabulary has under another name."""


def left_out_table(data: Data, lang: Language) -> Exhibit:
    """Rows of the list that are not among the figures, those with the same reason together."""
    import pandas as pd

    left = data.left_out.assign(told=[_listed(data, row, lang) for _, row in data.left_out.iterrows()])
    rows = [
        {"listed": "; ".join(same["told"]), "reason": reason, "listed_as": "|".join(same["listed_as"])}
        for reason, same in left.groupby(f"reason_{lang}", sort=False)
    ]
    return table(
        pd.DataFrame(rows),
        id="tbl-left-out",
        lang=lang,
        caption=words("tbl-left-out", lang, count=len(left)),
        source=words("source.left_out", lang),
        labels={name: words(f"column.{name}", lang) for name in ("listed", "reason")},
    )


def _listed(data: Data, row: pd.Series, lang: Language) -> str:
    """A row of the list: ``Cả nước, 2021: khoảng 230.000 người (công chức)``; one that only announces has no number."""
    first, last = row["year_start"], row["year_end"]
    years = str(first) if first == last else f"{first}–{last}"
    about = f"{data.gazetteer.name(row['place_id'], lang)}, {years}"
    if row["unit_listed"] == "flag":
        return about
    code = UNIT_LISTED.get(row["unit_listed"], row["unit_listed"])
    told = [] if row["qualifier"] == "exact" else [QUALIFIER[row["qualifier"]].label(lang)]
    told += [format_number(row["value"], lang), *([UNIT[code].label(lang)] if code in UNIT else [])]
    named = f"listed.{row['listed_as']}"
    told += [f"({words(named, lang)})"] if named in WORDS else []
    return f"{about}: {' '.join(told)}"

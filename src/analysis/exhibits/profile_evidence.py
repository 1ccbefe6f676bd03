"""Exhibits of notebook 04 beside the series: those that cannot be shown and why, and the coded figures of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.notices import refusal_text
from analysis.exhibits.profile import Profile, name_of
from analysis.exhibits.tables import table
from analysis.exhibits.wording import (
    article_labels,
    district_note,
    evidence_source,
    excerpt_note,
    flag_letters,
    flag_notes,
    indicator_and_training,
    period_label,
    printed_with_flags,
    staff,
    unit_note,
    whose,
    words,
)
from analysis.outcomes.slices import places_about
from analysis.vocabulary import STATUS, Language

if TYPE_CHECKING:
    import pandas as pd

    from analysis.outcomes import Data


def refused_series(data: Data, found: Profile, lang: Language) -> Exhibit | None:
    """The series that cannot be shown for this place with reason and remedy; None when there are none."""
    if not found.refusals:
        return None
    titles = data.series.set_index("series_id")[f"title_{lang}"]
    by_reason: dict[str, list[str]] = {}
    for series_id, refusal in found.refusals.items():
        by_reason.setdefault(refusal_text(refusal, lang), []).append(titles[series_id])
    parts = [words("refused.part", lang, series="; ".join(names), reason=reason) for reason, names in by_reason.items()]
    title = words("refused.title", lang, count=len(found.refusals), place=name_of(data, found.place, lang))
    return Exhibit("notice-series", "notice", lang, title, "\n\n".join(parts))


def _figures_about(data: Data, found: Profile) -> pd.DataFrame:
    """Coded figures of the place, of its districts and of the provinces it was made of; by article, earlier first."""
    figures = data.evidence[data.evidence["place_id"].isin(places_about(data.gazetteer, found.place))]
    first = figures.groupby("source_id")["period_end"].transform("min")
    order = ["first", "source_id", "period_end", "period_start", "outcome_id"]
    return figures.assign(first=first).sort_values(order).drop(columns="first")


def texts_about(data: Data, found: Profile) -> list[str]:
    """Ids of the texts that speak of the place, of its districts or of the provinces it was made of."""
    return sorted(_figures_about(data, found)["source_id"].unique())


def evidence_of_place(data: Data, found: Profile, lang: Language) -> Exhibit:
    """Coded figures of the place, of its districts and of the provinces it was made of; or why there are none."""
    import pandas as pd

    figures = _figures_about(data, found)
    place = name_of(data, found.place, lang)
    if figures.empty:
        title = words("no_evidence.title", lang, place=place)
        known = ", ".join(sorted({data.gazetteer.name(name, lang) for name in data.spoken_of}))
        return Exhibit("notice-evidence", "notice", lang, title, words("no_evidence", lang, places=known))
    letters, articles = flag_letters(figures), article_labels(data, lang)
    rows = [
        {
            "source": row["source_id"],
            "group": articles[row["source_id"]],
            "place": whose(data, row["place_id"], lang),
            "what": f"{indicator_and_training(row, lang)}: {staff(row, lang)}",
            "period": period_label(row, lang),
            "status": STATUS[row["status"]].label(lang),
            "printed": printed_with_flags(row, letters, lang),
        }
        for _, row in figures.iterrows()
    ]
    several = figures["place_id"].nunique() > 1
    columns = (*(["place"] if several else []), "what", "period", "status", "printed")
    return table(
        pd.DataFrame(rows),
        id="tbl-place-evidence",
        lang=lang,
        caption=_caption(data, found, figures, lang),
        source=evidence_source(data, lang, sorted(figures["source_id"].unique())),
        labels={name: words(f"column.{name}", lang) for name in columns},
        groups="group",
        notes=[
            *_of_old_places(found, figures, lang),
            *_overlapping(data, figures, lang),
            *district_note(data, figures, lang),
            *unit_note(figures, lang),
            *excerpt_note(figures, lang),
            *flag_notes(letters, lang),
        ],
    )


def _caption(data: Data, found: Profile, figures: pd.DataFrame, lang: Language) -> str:
    """How many figures there are about the place, or about which others as well."""
    place, about = name_of(data, found.place, lang), figures["place_id"].unique()
    if set(about) == {found.place}:
        return words("tbl-place-evidence", lang, place=place, count=len(figures))
    named = ", ".join(whose(data, name, lang) for name in about)
    return words("tbl-place-evidence.others", lang, place=place, count=len(figures), places=named)


def _of_old_places(found: Profile, figures: pd.DataFrame, lang: Language) -> list[str]:
    if not found.merged or set(figures["place_id"]) == {found.place}:
        return []
    return [words("tbl-place-evidence.merged", lang)]


def _overlapping(data: Data, figures: pd.DataFrame, lang: Language) -> list[str]:
    """That figures whose periods overlap are not to be added, where the checks found such among these."""
    overlap = data.findings[data.findings["rule"] == "periods-overlap"]
    return [words("tbl-place-evidence.overlap", lang)] if overlap["subject"].isin(figures["outcome_id"]).any() else []

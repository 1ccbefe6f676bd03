"""Exhibit of notebook 04 about the unit itself: its code, its history, and what the checks say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.profile import Profile, name_of
from analysis.exhibits.tables import table
from analysis.exhibits.wording import words
from analysis.periods import format_date
from analysis.vocabulary import BREAK, Language

if TYPE_CHECKING:
    from analysis.outcomes import Data


def history_table(data: Data, found: Profile, lang: Language) -> Exhibit:
    """Which unit this is: code, time, what it came from and what became of it; and what the checks say about it."""
    import pandas as pd

    parts = (_history(data, found.place, lang), _own_breaks(data, found.place, lang), _gaps(data, found, lang))
    rows = [row for part in (*parts, _findings(data, found, lang)) for row in part]
    return table(
        pd.DataFrame(rows),
        id="tbl-unit",
        lang=lang,
        caption=words("tbl-unit", lang, place=name_of(data, found.place, lang)),
        source=words("source.places", lang),
        labels={name: words(f"column.{name}", lang) for name in ("about", "known")},
    )


def _history(data: Data, place: str, lang: Language) -> list[dict[str, str]]:
    gazetteer = data.gazetteer
    unit, since = gazetteer[place], gazetteer[place].valid_from
    code = words("about.code_reused" if _reused(data, place) else "about.code_alone", lang, code=unit.code)
    rows = [{"about": words("about.code", lang), "known": code}]
    if since is not None:
        before = ", ".join(gazetteer.name(part, lang) for part in gazetteer.predecessors(place))
        known = words("about.from", lang, day=format_date(since, lang), places=before or "–")
        rows.append({"about": words("about.begin", lang), "known": known})
    if unit.valid_to is not None:
        after = gazetteer.successor(place)
        known = words(
            "about.until",
            lang,
            day=format_date(unit.valid_to, lang),
            place=gazetteer.name(after, lang),
            code=gazetteer.code(after),
        )
        rows.append({"about": words("about.end", lang), "known": known})
    if since is None and unit.valid_to is None:
        rows.append({"about": words("about.begin", lang), "known": words("about.unchanged", lang)})
    return rows


def _own_breaks(data: Data, place: str, lang: Language) -> list[dict[str, str]]:
    """Breaks of this place alone: its territory for all series, anything else with the series that breaks."""
    titles = data.series.set_index("series_id")[f"title_{lang}"]
    rows = []
    for _, row in data.breaks[data.breaks["place_id"] == place].drop_duplicates(["year", "kind"]).iterrows():
        about = words("about.break", lang, year=str(row["year"]), kind=BREAK[row["kind"]].label(lang))
        of_series = "" if row["kind"] == "territory" else f"{titles[row['series_id']]}: "
        rows.append({"about": about, "known": f"{of_series}{row[f'reason_{lang}']}"})
    return rows


def _reused(data: Data, place: str) -> bool:
    code = data.gazetteer.code(place)
    return any(other.code == code and other.place_id != place for other in data.gazetteer)


def _gaps(data: Data, found: Profile, lang: Language) -> list[dict[str, str]]:
    """Years of its members that a series lacks for this place, series with the same years together."""
    titles = data.series.set_index("series_id")[f"title_{lang}"]
    published = data.statistics.loc[data.statistics["place_id"].isin(found.members), ["source_id", "period_end"]]
    years_of = published["period_end"].dt.year.groupby(published["source_id"]).agg(set)
    known: dict[str, list[str]] = {}
    for series_id, own in found.own.items():
        missing = years_of.get(series_id, set()) - set(own.loc[own["value"].notna(), "year"])
        if missing:
            known.setdefault(", ".join(map(str, sorted(missing))), []).append(titles[series_id])
    return [
        {"about": words("about.gap", lang, years=years), "known": "; ".join(names)} for years, names in known.items()
    ]


def _findings(data: Data, found: Profile, lang: Language) -> list[dict[str, str]]:
    """What the checks say about this place or its members by name."""
    rows = data.findings[data.findings["place_id"].isin({found.place, *found.members})]
    return [
        {"about": words("about.checks", lang), "known": f"{row[f'problem_{lang}']}. {row[f'remedy_{lang}']}."}
        for _, row in rows[rows["subject"].isin(found.standings)].iterrows()
    ]

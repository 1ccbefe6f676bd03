"""Every word that an exhibit shows, in Vietnamese and English; numbers are filled in by the caller's data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from analysis.exhibits.words.associations import ASSOCIATIONS
from analysis.exhibits.words.bibliography import BIBLIOGRAPHY
from analysis.exhibits.words.breaks import BREAKS
from analysis.exhibits.words.columns import COLUMNS, SMALL
from analysis.exhibits.words.comparison import COMPARISON
from analysis.exhibits.words.plans import COSTS, PLANS
from analysis.exhibits.words.press import PRESS
from analysis.exhibits.words.profile import PROFILE
from analysis.exhibits.words.quality import QUALITY
from analysis.exhibits.words.results import RESULTS
from analysis.exhibits.words.standings import STANDINGS
from analysis.exhibits.words.trends import TRENDS
from analysis.periods import Period, format_date
from analysis.places import BOUNDARIES
from analysis.quantities import format_number
from analysis.quantities.sentences import Printable, fill
from analysis.vocabulary import CRITERION, FLAG, INDICATOR, POPULATION, QUALIFIER, TIER, TRAINING, UNIT, Language

if TYPE_CHECKING:
    import pandas as pd

    from analysis.outcomes import Data

TRAINED_SHARE = "gso_trained_employed_share"
"""The series on which provinces are compared."""

PARTS = (
    COLUMNS, SMALL, QUALITY, COMPARISON, TRENDS, PROFILE, RESULTS, STANDINGS, ASSOCIATIONS, BREAKS, PRESS, PLANS, COSTS,
    BIBLIOGRAPHY,
)  # fmt: skip

WORDS: Mapping[str, tuple[str, str]] = {key: text for part in PARTS for key, text in part.items()}


def words(key: str, lang: Language, **values: Printable) -> str:
    """Wording of one label or sentence with its values filled in.

    KeyError for an unknown key or a missing value, ValueError for a language that is neither ``vi`` nor ``en``.
    """
    return fill(WORDS[key][0 if lang == "vi" else 1], lang, values)


def evidence_source(data: Data, lang: Language, source_ids: Sequence[str] = ()) -> str:
    """Source line of an exhibit made from coded figures: of the articles whose text is held, or of sources named."""
    if not source_ids:
        count = int((data.sources["text_status"] == "held").sum())
        return words("source.evidence", lang, articles=words("source.articles", lang, count=count))
    labels = article_labels(data, lang)
    articles = "; ".join(labels[name] for name in source_ids)
    return words("source.evidence", lang, articles=articles)


def article_label(source: pd.Series, lang: Language) -> str:
    """An article by its publisher or author and its day, a page by its site and ``‡``; with the id of its file."""
    if source["text_status"] != "held":
        return f"{source['publisher']}\N{NO-BREAK SPACE}‡ [{source['source_id']}]"
    published = day(source["date_published"])
    when = words("day_unknown", lang) if published is None else format_date(published, lang)
    return f"{source['publisher'] or source['author'] or source['title']}, {when} [{source['source_id']}]"


def article_labels(data: Data, lang: Language) -> dict[str, str]:
    """Every source by its id, as heads of groups name it."""
    return {str(row["source_id"]): article_label(row, lang) for _, row in data.sources.iterrows()}


def source_names(data: Data, lang: Language) -> dict[str, str]:
    """Every source by its id, as a row of a figure names it: the place of most of its figures and its years.

    Where two would be alike, each bears its id; a source without figures has nothing but its id.
    """
    places = data.evidence.groupby("source_id")["place_id"].agg(lambda cells: cells.value_counts(sort=True).index[0])
    names = {}
    for _, row in data.sources.iterrows():
        source_id, start, end = str(row["source_id"]), day(row["content_start"]), row["content_end"].year
        years = str(end) if start is None or start.year == end else f"{start.year}–{end}"
        names[source_id] = f"{whose(data, places[source_id], lang)}, {years}" if source_id in places else source_id
    alike = [name for name in names.values() if list(names.values()).count(name) > 1]
    return {name: f"{said} [{name}]" if said in alike else said for name, said in names.items()}


def whose(data: Data, place: str, lang: Language) -> str:
    """The name of the place of a figure, with what tells it from another of the same name.

    That is the first day of a province formed in July 2025, and the province of a district whose id names it.
    """
    known, name = data.gazetteer[place], data.gazetteer.name(place, lang)
    if known.level == "district" and place.endswith(f"-{known.parent_id}"):
        return words("place.of", lang, place=name, province=data.gazetteer.name(known.parent_id, lang))
    if known.existed(BOUNDARIES["63"]) or known.valid_from is None or known.valid_from < BOUNDARIES["63"]:
        return name
    return words("place.since", lang, place=name, day=format_date(known.valid_from, lang))


def excerpt_source(data: Data, lang: Language) -> str:
    """Source line of an exhibit made from excerpts of pages."""
    return words("source.excerpts", lang, count=(data.sources["text_status"] == "excerpt_seen").sum())


def content_period(source: pd.Series, lang: Language) -> str:
    """The time that a source speaks about."""
    return Period(day(source["content_start"]), source["content_end"].date()).label(lang)


ALL_WORKERS = ("employed_15_plus", "labour_force_15_plus")
"""Populations that a reader could mistake for officials."""


def official_source(data: Data, lang: Language, *series_ids: str) -> str:
    """Source line of an exhibit made from official series (none named: the trained share), with whom they cover.

    One publisher is named once, with its tables, their preliminary years and their files where they are at most two,
    and with the copies through which they were read.
    """
    used = data.series[data.series["series_id"].isin(series_ids or (TRAINED_SHARE,))]
    parts, scopes = [], []
    for publisher, rows in used.groupby(f"publisher_{lang}", sort=False):
        tables = [_table_of(data, row, lang) for _, row in rows.iterrows()] if len(rows) <= 2 else []
        parts.append([str(publisher), *tables, *copies_read(rows, lang)])
        scopes.append(_scope(rows, lang))
    if len(set(scopes)) == 1:
        return "; ".join([*(", ".join(part) for part in parts), *filter(None, scopes[:1])])
    return "; ".join(
        ", ".join([f"{publisher} ({scope})" if scope else publisher, *rest])
        for (publisher, *rest), scope in zip(parts, scopes, strict=True)
    )


def _scope(series: pd.DataFrame, lang: Language) -> str:
    """That series of one publisher are of all workers, or of them and all residents; empty for a survey of others."""
    people = set(series["population"])
    if not people & set(ALL_WORKERS) or people - {*ALL_WORKERS, "resident"}:
        return ""
    return words("source.scope_residents" if "resident" in people else "source.scope", lang)


def _table_of(data: Data, series: pd.Series, lang: Language) -> str:
    """Which table of its publisher a series is, which years are preliminary, and the file it stands in."""
    code, title = str(series["table_code"]), series_title(series, lang)
    what = words("source.table", lang, code=code) if code else title[0].lower() + title[1:]
    file = words("source.file", lang, file=str(series["series_id"]))
    if years := preliminary_years(data, str(series["series_id"])):
        file = ", ".join([words("source.preliminary", lang, years=", ".join(map(str, years))), file])
    return f"{what} ({file})"


_REPOSITORY = re.compile(r"([\w.-]+/[\w.-]+), commit \w+")


def repository(series: pd.Series) -> str:
    """The repository on GitHub from which a series was read, ``owner/name``; empty for one read elsewhere."""
    found = _REPOSITORY.match(str(series["read_from"]))
    return found[1] if found else ""


def copy_read(series: pd.Series, lang: Language) -> str:
    """The copy of a series that was read, ``choisy/gso ngày 10/09/2018``, or where else it was read."""
    where, vintage = repository(series) or str(series["read_from"]), day(series["vintage"])
    return where if vintage is None else words("copy", lang, where=where, day=format_date(vintage, lang))


def copies_read(series: pd.DataFrame, lang: Language) -> list[str]:
    """Through which copies series were read, each copy once: that none of them came from its publisher itself."""
    rows = [row for _, row in series.iterrows()]
    copies = dict.fromkeys(copy_read(row, lang) for row in rows if repository(row))
    others = dict.fromkeys(copy_read(row, lang) for row in rows if not repository(row))
    told = [words("source.copies", lang, copies=", ".join(copies))] if copies else []
    return [*told, *(words("source.elsewhere", lang, where=where) for where in others)]


def series_title(series: pd.Series, lang: Language) -> str:
    """The title of a series without the name of the survey, which stands above it."""
    title = str(series[f"title_{lang}"]).removeprefix("PCI: ").removeprefix("PAPI: ")
    return f"{title[0].upper()}{title[1:]}"


def printed_unit(series: pd.Series, lang: Language) -> str:
    """The unit in which exhibits print a series: a share of one as per cent."""
    return UNIT["percent" if series["unit"] == "fraction" else series["unit"]].label(lang)


def preliminary_years(data: Data, series_id: str) -> list[int]:
    """The years of a series with figures that their publisher had not settled when they were read."""
    rows = data.statistics[data.statistics["source_id"] == series_id]
    open_ones = rows[rows["observation_status"].isin(["preliminary", "estimated"])]
    return sorted(open_ones["period_end"].dt.year.unique().tolist())


def printed_bounds(figure: pd.Series, lang: Language) -> str:
    """A coded figure with its bound: ``hơn 27.000 lượt``, ``15–20 %``.

    ``*`` marks one with two units in its text, ``‡`` one whose text is not held.
    """
    unit, scale = UNIT[figure["unit"]].label(lang), 1.0
    if figure["unit"] == "vnd":
        unit, scale = ("tỷ đồng" if lang == "vi" else "billion VND"), 1e9
    mark = "*" if "unit_conflict" in figure["flags"].split("|") else ""
    mark += " ‡" if figure["text_status"] == "excerpt_seen" else ""
    if figure["qualifier"] == "range":
        low, high = (format_number(figure[end] / scale, lang) for end in ("value_low", "value_high"))
        return f"{low}–{high} {unit}{mark}"
    number = f"{format_number(figure['value'] / scale, lang)} {unit}{mark}"
    return number if figure["qualifier"] == "exact" else f"{QUALIFIER[figure['qualifier']].label(lang)} {number}"


MARKED = ("sum_conflict", "scope_conflict", "not_own_output", "period_start_unknown", "partial", "status_unclear")
"""Flags of a figure that a reader of its number must know; two units for one number have the mark ``*``."""


def flag_letters(figures: pd.DataFrame) -> dict[str, str]:
    """A letter for each flag of these figures that a reader must know."""
    present = {flag for cell in figures["flags"] for flag in cell.split("|")}
    return dict(zip([flag for flag in MARKED if flag in present], "abcdef", strict=False))


def printed_with_flags(figure: pd.Series, letters: Mapping[str, str], lang: Language) -> str:
    """A coded figure with its bound, and the letters of its flags: ``75 lớp (a)``."""
    own = figure["flags"].split("|")
    return "".join([printed_bounds(figure, lang), *(f" ({letter})" for flag, letter in letters.items() if flag in own)])


def flag_notes(letters: Mapping[str, str], lang: Language) -> list[str]:
    """The notes that explain the letters."""
    return [words("flag.note", lang, letter=letters[flag], flag=FLAG[flag].label(lang)) for flag in letters]


def staff(figure: pd.Series, lang: Language) -> str:
    """Whom a coded figure is about: staff group and tier."""
    return f"{POPULATION.label(figure['population'], lang)}; {TIER[figure['tier']].label(lang)}"


def unit_note(figures: pd.DataFrame, lang: Language) -> list[str]:
    """The note that explains ``*``, where any of the figures carries it."""
    return [words("unit_conflict", lang)] if figures["flags"].str.contains("unit_conflict").any() else []


def excerpt_note(figures: pd.DataFrame, lang: Language) -> list[str]:
    """The note that explains ``‡``, where any of the figures carries it."""
    return [words("excerpt", lang)] if (figures["text_status"] == "excerpt_seen").any() else []


WITH_DISTRICTS = ("district", "provincial_and_district", "district_and_commune")
"""Tiers that the district tier is one of, or a part of."""


def district_note(data: Data, figures: pd.DataFrame, lang: Language) -> list[str]:
    """That the district tier ended before the period of some of these figures, such as a target for 2030, does."""
    last = BOUNDARIES["63"]
    late = figures[figures["tier"].isin(WITH_DISTRICTS) & (figures["period_end"].dt.date > last)]
    told = [
        f"{whose(data, row['place_id'], lang)}: {printed_bounds(row, lang)}, {period_label(row, lang)}"
        for _, row in late.iterrows()
    ]
    return [words("district_ended", lang, day=format_date(last, lang), figures="; ".join(told))] if told else []


def indicator_and_training(figure: pd.Series, lang: Language) -> str:
    """The indicator, and of which training, where the source says so."""
    name = INDICATOR[figure["indicator"]].label(lang)
    if figure["criterion"].endswith("_or_higher"):  # the degree alone would say less than the source
        return f"{name} ({CRITERION[figure['criterion']].label(lang)})"
    told = figure["training"] not in ("none", "any")
    return f"{name} ({TRAINING.label(figure['training'], lang)})" if told else name


def period_label(figure: pd.Series, lang: Language) -> str:
    """When a coded figure is about: ``2009``, ``2010–2015``, ``2,5 năm, đến 2023``; a target is "by" its last year."""
    year = str(figure["period_end"].year)
    if figure["status"] == "target":
        return words("yearly_until" if figure["frequency"] == "per_year" else "until", lang, year=year)
    if day(figure["period_start"]) is None and figure["period_years"] > 0:
        return words("length_until", lang, years=figure["period_years"], year=year)
    return Period(day(figure["period_start"]), figure["period_end"].date()).label(lang)


def spans(numbers: Sequence[int]) -> str:
    """Numbers in ascending order, three or more that follow each other as a span: ``1, 2, 4–7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def day(cell: pd.Timestamp) -> date | None:
    """A date cell of a frame; None when it is empty (NaT)."""
    return None if cell != cell else cell.date()

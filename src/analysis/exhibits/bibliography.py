"""What a report rests on: the official series and the texts it uses, with the way back to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.tables import table
from analysis.exhibits.wording import copy_read, day, repository, series_title, words
from analysis.periods import format_date
from analysis.quantities import format_number
from analysis.vocabulary import Language
from analysis.vocabulary.account import INTENDED

if TYPE_CHECKING:
    import pandas as pd

    from analysis.outcomes import Data

DIGITS = 12
"""Of a SHA-256 that are printed; the whole one stands in the table that the note names."""


EXCERPT = "‡"
"""In place of the SHA-256 of a text that is not held."""


def sources_used(data: Data, lang: Language, *, series: Sequence[str], texts: Sequence[str] = ()) -> Exhibit:
    """The official series and the texts of a report by their ids: their years, where they were read, SHA-256.

    KeyError for an id that is in neither ``series.csv`` nor ``sources.csv``.
    """
    import pandas as pd

    declared = {str(row["series_id"]): row for _, row in data.series.iterrows()}
    known = {str(row["source_id"]): row for _, row in data.sources.iterrows()}
    order = {name: at for at, name in enumerate(declared)}
    in_order = sorted(series, key=lambda name: order.get(name, -1))
    official = [_of_series(name, declared[name], lang) for name in in_order]
    publishers = list(data.series[f"publisher_{lang}"].unique())
    official.sort(key=lambda row: publishers.index(row["group"]))
    of_texts = [_of_text(name, known[name], lang) for name in texts]
    rows = [*official, *sorted(of_texts, key=lambda row: row["sha256"] == EXCERPT)]
    names = ("what", "years", "copy", "sha256")
    labels = {name: words("column.source_of_report" if name == "what" else f"column.{name}", lang) for name in names}
    labels["years"] = words("column.about_years", lang)
    repositories = [one for name in series if (one := repository(declared[name]))]
    spelled = [words("tbl-bibliography.github", lang, repository=repositories[0])] if repositories else []
    return table(
        pd.DataFrame(rows),
        id="tbl-bibliography",
        lang=lang,
        caption=words("tbl-bibliography", lang, series=len(series), texts=len(texts)),
        source=words("source.bibliographies", lang),
        labels=labels,
        groups="group",
        notes=[*spelled, words("tbl-bibliography.note", lang, digits=DIGITS)],
    )


def _of_series(name: str, series: pd.Series, lang: Language) -> dict[str, str]:
    code = [words("source.table", lang, code=str(series["table_code"]))] if series["table_code"] else []
    copied = copy_read(series, lang)
    return {
        "group": str(series[f"publisher_{lang}"]),
        "what": f"{', '.join([series_title(series, lang), *code])} [{name}]",
        "years": str(series["years"]).replace("-", "–").replace("|", ", "),
        "copy": words("on_github", lang, copy=copied) if repository(series) else copied,
        "sha256": str(series["file_sha256"])[:DIGITS],
    }


def _of_text(name: str, source: pd.Series, lang: Language) -> dict[str, str]:
    held = source["text_status"] == "held"
    published = day(source["date_published"])
    when = words("day_unknown", lang) if published is None else words("on_day", lang, day=format_date(published, lang))
    by = [str(source[column]) for column in ("title", "author", "publisher") if source[column]]
    what = "; ".join(by) if held else str(source["url"])
    return {
        "group": words("bibliography.held" if held else "bibliography.excerpts", lang),
        "what": f"{what} [{name}]",
        "years": _years(source),
        "copy": words("copy.text", lang, when=when) if held else words("copy.excerpt", lang),
        "sha256": str(source["text_sha256"])[:DIGITS] if held else EXCERPT,
    }


def _years(source: pd.Series) -> str:
    """The years that a text speaks about, without the days: ``2015–2024``, ``?–2023``."""
    first, last = day(source["content_start"]), source["content_end"].year
    start = "?" if first is None else str(first.year)
    return start if start == str(last) else f"{start}–{last}"


def data_vintage(data: Data, lang: Language, *, series: Sequence[str], texts: Sequence[str] = ()) -> None:
    """Show as of when the data of a report are; the report prints it on its title page."""
    from IPython.display import Markdown, display

    text = "; ".join(_vintages(data, lang, series, texts))
    display(Markdown(f"*{words('data_vintage', lang, what=text)}*"), metadata={"report": {"data": text}})


def _vintages(data: Data, lang: Language, series: Sequence[str], texts: Sequence[str]) -> Iterator[str]:
    used = data.series[data.series["series_id"].isin(series)]
    if len(used):
        years = [int(year) for cell in used["years"] for part in cell.split("|") for year in part.split("-")]
        what = words("vintage.series", lang, first=str(min(years)), last=str(max(years)))
        if any(repository(row) for _, row in used.iterrows()):
            what = words("vintage.github", lang, what=what)
        copies = [day(cell) for cell in used["vintage"]]
        known = sorted(filter(None, copies)) if all(copies) else []  # one without a day may be newer than all others
        yield words("vintage.copies", lang, what=what, day=format_date(known[-1], lang)) if known else what
    articles = data.sources[data.sources["source_id"].isin(texts)]
    if len(articles):
        figures = data.evidence[data.evidence["source_id"].isin(texts)]
        ahead = figures["status"].isin(INTENDED)
        parts = (("vintage.results", figures[~ahead]), ("vintage.plans", figures[ahead]))
        ends = [words(key, lang, day=_last_day(part, lang)) for key, part in parts if len(part)]
        yield ", ".join([words("vintage.texts", lang, count=format_number(len(articles), lang)), *ends])


def _last_day(figures: pd.DataFrame, lang: Language) -> str:
    return format_date(figures["period_end"].max().date(), lang)

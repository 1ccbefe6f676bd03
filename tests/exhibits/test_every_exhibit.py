"""What every figure and table owes its reader, in both languages."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from datetime import date
from html import unescape
from io import StringIO
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from analysis.exhibits import (
    associations,
    bibliography,
    breaks,
    comparison,
    convergence,
    costs,
    forecasts,
    maps,
    mergers,
    plans,
    press,
    profile,
    profile_evidence,
    profile_series,
    profile_unit,
    quality,
    results,
    series,
    standings,
    trends,
)
from analysis.exhibits.exhibit import Exhibit
from analysis.outcomes import Data
from analysis.vocabulary import LANGUAGES, Language

Exhibits = Mapping[Language, Mapping[str, Exhibit]]
Make = Callable[[Language], Exhibit]

ALL_63 = (
    "comparison.provinces_figure", "maps.share_map", "comparison.provinces_table", "trends.slopes_figure",
    "standings.standings_figure",
)  # fmt: skip

PLAIN = {str, int, float, bool, date, pd.Timestamp, type(pd.NaT), type(pd.NA), type(None), np.bool_}
"""What a cell of a CSV file may come from."""

pytestmark = pytest.mark.parametrize("lang", LANGUAGES)


def of_kind(exhibits: Exhibits, lang: Language, kind: str) -> list[Exhibit]:
    found = [exhibit for exhibit in exhibits[lang].values() if exhibit.kind == kind]
    assert found
    return found


def printed(exhibit: Exhibit) -> str:
    """All that a reader sees or hears, with single spaces between the words; quotations of the texts left out."""
    content = re.sub(r"<(style|metadata)\b.*?</\1>", " ", exhibit.content, flags=re.DOTALL)
    content = re.sub(r'“<span lang="vi">[^<]*</span>”', " ", content)
    content = re.sub(r"</?span\b[^>]*>", "", content)  # marks within a text, such as those of its language
    shown = unescape(" ".join(re.sub(r"<[^>]+>", " ", content).split()))
    if exhibit.data is not None and "as_written" in exhibit.data:
        for quotation in exhibit.data["as_written"]:
            shown = shown.replace(" ".join(quotation.split()), " ")
    return " ".join([exhibit.caption, exhibit.alt, *exhibit.notes, exhibit.source, shown])


def functions_of(module: ModuleType) -> list[str]:
    name = module.__name__.rpartition(".")[2]
    found = inspect.getmembers(module, inspect.isfunction)
    own = [(n, f) for n, f in found if f.__module__ == module.__name__ and not n.startswith("_")]
    return [f"{name}.{n}" for n, f in own if inspect.signature(f).return_annotation.startswith("Exhibit")]


MODULES = (
    associations, bibliography, breaks, comparison, convergence, costs, forecasts, maps, mergers, plans, press, profile,
    profile_evidence, profile_series, profile_unit, quality, results, series, standings, trends,
)  # fmt: skip


def test_every_function_that_makes_an_exhibit_is_tested_here(exhibits: Exhibits, lang: Language) -> None:
    public = [name for module in MODULES for name in functions_of(module)]
    assert sorted(exhibits[lang]) == sorted(public)


def test_every_exhibit_has_an_id_a_caption_and_a_source(exhibits: Exhibits, lang: Language) -> None:
    for exhibit in exhibits[lang].values():
        assert re.fullmatch(r"(fig|tbl|notice)-[a-z-]+", exhibit.id)
        assert exhibit.caption.strip(), exhibit.id
        assert exhibit.source.strip() or exhibit.kind == "notice", exhibit.id
        assert exhibit.lang == lang


def test_every_figure_is_told_in_words_that_do_not_repeat_its_caption(exhibits: Exhibits, lang: Language) -> None:
    for figure in of_kind(exhibits, lang, "figure"):
        assert len(figure.alt.split()) >= 10, figure.id
        assert figure.alt != figure.caption


def test_ids_are_unique(exhibits: Exhibits, lang: Language) -> None:
    ids = [exhibit.id for exhibit in exhibits[lang].values()]
    assert len(set(ids)) == len(ids)


def test_nothing_unfilled_or_missing_is_printed(exhibits: Exhibits, lang: Language) -> None:
    for exhibit in exhibits[lang].values():
        assert not re.findall(r"[{}]|\bnan\b|\bNaT\b|\bNone\b|<NA>|\binf\b", printed(exhibit)), exhibit.id


def test_numbers_have_the_decimal_sign_of_the_language(exhibits: Exhibits, lang: Language) -> None:
    foreign = {
        "vi": r"(?<![A-Z\d.])\d+\.(?:\d{1,2}|\d{4,})(?![\d.])",
        "en": r"(?<![\d,])\d+,(?:\d{1,2}|\d{4,})(?![\d,])",
    }
    own = {"vi": r"\d,\d", "en": r"\d\.\d"}
    for exhibit in exhibits[lang].values():
        assert not re.findall(foreign[lang], printed(exhibit)), exhibit.id
    assert re.search(own[lang], printed(exhibits[lang]["trends.common_table"]))


def test_captions_differ_between_the_languages(exhibits: Exhibits, lang: Language) -> None:
    other: Language = "en" if lang == "vi" else "vi"
    for name, exhibit in exhibits[lang].items():
        assert exhibit.caption != exhibits[other][name].caption
        assert exhibit.id == exhibits[other][name].id, "but the id is the same"


def test_text_of_figures_is_text_in_the_font_of_the_report(exhibits: Exhibits, lang: Language) -> None:
    for figure in of_kind(exhibits, lang, "figure"):
        texts = re.findall(r"<text\b[^>]*>", figure.content)
        assert texts, figure.id
        assert all("'Inter'" in text for text in texts), figure.id
        assert not re.search(r'xlink:href="#(Inter|DejaVu)|id="(Inter|DejaVu)', figure.content), (
            "letters drawn as paths"
        )


def test_figures_are_as_wide_as_the_page_and_carry_no_clock(exhibits: Exhibits, lang: Language) -> None:
    for figure in of_kind(exhibits, lang, "figure"):
        assert re.search(r'<svg[^>]* width="453\.6pt"', figure.content), figure.id
        assert "<dc:date>" not in figure.content


def test_an_exhibit_made_twice_is_the_same_to_the_byte(
    exhibits: Exhibits, makers: Mapping[str, Make], lang: Language
) -> None:
    """Every other one in Vietnamese, the others in English."""
    for name, make in list(makers.items())[LANGUAGES.index(lang) :: len(LANGUAGES)]:
        assert make(lang).content == exhibits[lang][name].content, name


@pytest.mark.parametrize("name", ALL_63)
def test_all_63_provinces_are_named(exhibits: Exhibits, data: Data, lang: Language, name: str) -> None:
    gazetteer, shown = data.gazetteer, printed(exhibits[lang][name])
    names = [gazetteer.name(place, lang) for place in gazetteer.provinces()]
    assert len(names) == 63
    assert [one for one in names if one not in shown] == []


def test_every_coded_figure_is_in_the_table_of_evidence(exhibits: Exhibits, data: Data, lang: Language) -> None:
    exhibit = exhibits[lang]["quality.evidence_table"]
    assert exhibit.data is not None
    assert len(exhibit.data) == len(data.of_texts()) == 45
    assert [one for one in data.of_texts()["as_written"] if one not in unescape(exhibit.content)] == []


def test_jupyterlab_shows_caption_source_and_alternative(exhibits: Exhibits, lang: Language) -> None:
    for exhibit in exhibits[lang].values():
        bundle, metadata = exhibit._repr_mimebundle_()
        shown = unescape(bundle["text/html"])
        assert exhibit.caption in shown
        assert exhibit.source in shown
        assert exhibit.alt in shown
        assert metadata["exhibit"]["id"] == exhibit.id
        assert ("image/svg+xml" in bundle) == (exhibit.kind == "figure")


def test_the_data_behind_figures_and_tables_are_plain(exhibits: Exhibits, lang: Language) -> None:
    for exhibit in (*of_kind(exhibits, lang, "figure"), *of_kind(exhibits, lang, "table")):
        frame = exhibit.data
        assert frame is not None, exhibit.id
        assert frame.columns.nlevels == 1 and frame.columns.is_unique, exhibit.id
        cells = {type(cell) for column in frame for cell in frame[column].astype(object)}
        assert cells <= PLAIN, (exhibit.id, cells - PLAIN)
        csv = exhibit._repr_mimebundle_()[0]["text/csv"]
        assert len(pd.read_csv(StringIO(csv))) == len(frame), "every row, and a row of names above them"

"""Press figures: marked wherever they are printed, apart from the articles whose text is held, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pandas as pd
import pytest

from analysis.exhibits import comparison, press, profile, profile_evidence, quality
from analysis.exhibits.marks import ArticlePlaces
from analysis.exhibits.notices import refusal_text
from analysis.exhibits.wording import printed_bounds
from analysis.outcomes import Data
from analysis.study import comparability, measures
from analysis.study.result import Refusal, Result
from analysis.vocabulary import LANGUAGES, Language

each_language = pytest.mark.parametrize("lang", LANGUAGES)


def frame_of(exhibit: object) -> pd.DataFrame:
    frame = getattr(exhibit, "data", None)
    assert isinstance(frame, pd.DataFrame)
    return frame


@each_language
def test_every_press_figure_is_in_the_table_of_press_figures_with_the_mark(data: Data, lang: Language) -> None:
    exhibit = press.figures_table(data, lang)
    printed = frame_of(exhibit)["printed"]
    assert len(printed) == len(data.of_excerpts()) == len(data.evidence) - len(data.of_texts()) == 77
    assert all("‡" in cell for cell in printed)
    assert any(note.startswith("‡") for note in exhibit.notes)


@each_language
def test_figures_of_texts_have_no_mark(data: Data, lang: Language) -> None:
    for figure in data.of_texts()["outcome_id"]:
        assert "‡" not in printed_bounds(data.figure(figure), lang)


def test_flags_of_press_figures_are_explained(data: Data) -> None:
    exhibit = press.figures_table(data, "en")
    assert "75 classes ‡ (b) (c)" in set(frame_of(exhibit)["printed"])
    assert [note for note in exhibit.notes if note.startswith("(c) a part only")]


@each_language
def test_exhibits_of_the_articles_stay_those_of_the_articles(data: Data, lang: Language) -> None:
    compared = comparability.comparable(data.evidence, province_of=data.province_of())
    shown = [
        quality.sources_table(data, lang), quality.periods_figure(data, lang), quality.coverage_figure(data, lang),
        quality.findings_table(data, lang), quality.participations_matrix(data, compared, lang),
        quality.evidence_table(data, lang), comparison.bounds_figure(data, lang), comparison.beside_table(data, lang),
    ]  # fmt: skip
    for exhibit in shown:
        assert "press-" not in exhibit.content + exhibit.source, exhibit.id
        assert "‡" not in unescape(exhibit.content), exhibit.id
    assert set(ArticlePlaces(data, lang)) == {"bac-ninh", "dien-bien", "kien-giang", "lang-son", "quang-ninh"}


@each_language
def test_readers_of_the_articles_are_told_that_there_are_more(data: Data, lang: Language) -> None:
    count = int((data.of_excerpts()["indicator"] == "participations").sum())
    assert any(str(count) in note for note in comparison.bounds_figure(data, lang).notes)
    texts_only = replace(data, evidence=data.of_texts())
    assert comparison.bounds_figure(texts_only, lang).notes == tuple(
        note for note in comparison.bounds_figure(data, lang).notes if str(count) not in note
    )


def test_pages_are_all_there_and_none_is_a_text(data: Data) -> None:
    pages = frame_of(press.pages_table(data, "en"))
    assert len(pages) == 21
    assert set(pages["source_id"]) == set(data.of_excerpts()["source_id"])
    assert pages["figures"].astype(int).sum() == 77


@each_language
def test_a_district_is_told_from_another_of_its_name(data: Data, lang: Language) -> None:
    pages = frame_of(press.pages_table(data, lang)).set_index("source_id")["where"]
    assert pages["press-kyson-2018"] == "Kỳ Sơn (Hòa Bình)"
    assert pages["press-tuangiao-2024"] == "Tuần Giáo"


def test_findings_of_one_kind_share_a_row_and_none_is_lost(data: Data) -> None:
    table = frame_of(press.excerpt_findings_table(data, "en"))
    named = [
        number for cell in table["subject"] for page in cell.split("; ") for number in page.split(": ")[1].split(", ")
    ]
    of_press = data.findings["file"].str.startswith("evidence/press-") & (data.findings["severity"] == "notice")
    assert len(named) == of_press.sum()
    of_articles = frame_of(quality.findings_table(data, "en"))
    general = data.findings["file"].str.startswith("statistics/") | (data.findings["rule"] == "excerpts-only")
    notices = data.findings["severity"] == "notice"
    assert len(of_articles) + len(named) == (notices & ~general).sum()


@each_language
def test_what_was_left_out_is_shown_with_its_reason(data: Data, lang: Language) -> None:
    content = unescape(press.left_out_table(data, lang).content)
    assert len(data.left_out) == 7
    for _, row in data.left_out.iterrows():
        assert row["listed_as"] not in content, "a code is no word"
        assert f"{data.gazetteer.name(row['place_id'], lang)}, {row['year_start']}" in content
        assert row[f"reason_{lang}"] in content
    assert {"vi": "khoảng 1.700.000 người (viên chức)", "en": "about 1,700,000 persons (public employees)"}[
        lang
    ] in content


@each_language
def test_a_degree_or_a_higher_one_is_printed_as_such(data: Data, lang: Language) -> None:
    rows = frame_of(press.figures_table(data, lang)).set_index("source")["what"]
    higher = {"vi": "từ đại học trở lên", "en": "a bachelor’s degree or a higher one"}[lang]
    assert rows["press-lamdong-2021"].str.contains(higher).sum() == 2
    assert not rows["press-hungyen-2022"].str.contains(higher).any()


# Quotients.


def test_funding_per_class_of_the_project_is_a_lower_bound(data: Data) -> None:
    """261.951 billion VND or more over 702 classes and 39,577 participations, by hand."""
    budget = data.figure("press-quangninh-2024-09")
    for figure, count in (("press-quangninh-2024-07", 702), ("press-quangninh-2024-08", 39_577)):
        answer = measures.ratio(budget, data.figure(figure), term="cost")
        assert isinstance(answer, Result)
        row = answer.row("cost")
        assert row["lower"] == pytest.approx(261_951e6 / count)
        assert pd.isna(row["upper"])


@each_language
def test_about_133_billion_gives_no_quotient_and_the_reason_prints_the_numbers(data: Data, lang: Language) -> None:
    figures = [press.in_words(data.figure(f"press-quangninh-2024-{n}"), lang) for n in ("03", "01")]
    answer = measures.ratio(*figures, term="cost")
    assert isinstance(answer, Refusal)
    text = refusal_text(answer, lang)
    assert {"vi": "“khoảng 133 tỷ đồng\u00a0‡”", "en": "“about 133 billion VND\u00a0‡”"}[lang] in text
    assert "“”" not in text


def test_a_figure_with_words_keeps_them(data: Data) -> None:
    held = data.figure("langson-2009-02")
    assert press.in_words(held, "en")["as_written"] == held["as_written"] == "19.843 lượt cán bộ"


# Comparability and profiles.


def test_no_press_figure_is_comparable_with_another_province(data: Data) -> None:
    compared = comparability.comparable(data.evidence, province_of=data.province_of())
    assert (compared.count, compared.comparable_count) == (792, 0)


def test_computed_numbers_never_become_comparable(data: Data) -> None:
    derived = data.evidence[data.evidence["qualifier"] == "derived"]
    assert len(derived) == 2
    compared = comparability.comparable(data.evidence, province_of=data.province_of()).pairs
    touched = compared["first"].isin(derived["outcome_id"]) | compared["second"].isin(derived["outcome_id"])
    assert compared[touched]["obstacles"].str.contains("bound").all()


@each_language
@pytest.mark.parametrize("place", ["quang-ninh", "quang-nam", "bac-ninh-2025", "da-nang-2025"])
def test_a_profile_shows_press_figures_with_the_mark_and_its_meaning(data: Data, lang: Language, place: str) -> None:
    exhibit = profile_evidence.evidence_of_place(data, profile.profile(data, place), lang)
    figures = frame_of(exhibit)
    marked = figures["source"].str.startswith("press-")
    assert marked.any()
    assert (figures["printed"].str.contains("‡") == marked).all()
    assert "‡" in exhibit.source
    assert sum(note.startswith("‡") for note in exhibit.notes) == 1


def test_the_plan_of_2026_is_of_the_new_bac_ninh_alone(data: Data) -> None:
    old, new = (
        profile_evidence.evidence_of_place(data, profile.profile(data, p), "en") for p in ("bac-ninh", "bac-ninh-2025")
    )
    assert "press-bacninh-2026" not in set(frame_of(old)["source"])
    of_2026 = frame_of(new)[frame_of(new)["source"] == "press-bacninh-2026"]
    assert set(of_2026["place"]) == {"Bắc Ninh (since 1 July 2025)"}
    assert set(frame_of(new)["place"]) == {"Bắc Ninh (since 1 July 2025)", "Bắc Ninh"}
    assert any("no figures of the merged unit" in note for note in new.notes)


def test_a_merged_unit_with_figures_of_its_own_alone_needs_no_warning(data: Data) -> None:
    own = replace(data, evidence=data.evidence[data.evidence["place_id"] != "bac-ninh"])
    exhibit = profile_evidence.evidence_of_place(own, profile.profile(data, "bac-ninh-2025"), "en")
    assert set(frame_of(exhibit)["place"]) == {"Bắc Ninh (since 1 July 2025)"}
    assert not any("merged unit" in note for note in exhibit.notes)

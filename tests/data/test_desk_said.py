"""At the desk a message names fields and words by the labels that stand there, in the language of the desk."""

from __future__ import annotations

import re

import pytest
from made_up_drafts import DraftFolder

from analysis.checks.catalogue import CATALOGUE
from analysis.checks.findings import Finding
from analysis.checks.rules_of_audit import AUDIT
from analysis.checks.rules_of_drafts import DRAFTS
from analysis.checks.rules_of_evidence import EVIDENCE
from analysis.checks.rules_of_excerpts import EXCERPTS
from analysis.checks.rules_of_figures import FIGURES
from analysis.checks.rules_of_slips import SLIPS
from analysis.coding import desk_page as page
from analysis.coding.desk import Desk
from analysis.coding.desk_said import DeskSpeech
from analysis.coding.desk_view import DeskView
from analysis.coding.desk_words import REMEDIES
from analysis.coding.head import Head, asked
from analysis.vocabulary import LANGUAGES

OF_COLUMN_NAMES = {**EVIDENCE, **EXCERPTS, **FIGURES, **SLIPS, **DRAFTS, **AUDIT}


@pytest.fixture
def desk(put, tmp_path) -> Desk:
    draft = DraftFolder(tmp_path)
    draft.set_head("coder", '"An"')
    return put(draft)


@pytest.fixture(scope="module")
def speech(codebook):
    places = {"hoa-binh": "Hòa Bình", "ha-nam": "Hà Nam"}
    return {lang: DeskSpeech(codebook, places, lang) for lang in LANGUAGES}


def templates(rule):
    return (rule.problem_vi, rule.problem_en, rule.remedy_vi, rule.remedy_en)


def codes(template):
    return template.split("`")[1::2]


# What rules say.


@pytest.mark.parametrize("rule", CATALOGUE)
def test_backticks_stand_in_pairs_around_codes_without_braces(rule):
    for template in templates(CATALOGUE[rule]):
        assert template.count("`") % 2 == 0
        assert not any(re.search(r"[{}\s]", code) for code in codes(template))


@pytest.mark.parametrize("rule", OF_COLUMN_NAMES)
def test_a_code_with_an_underscore_stands_between_backticks(rule):
    for template in templates(OF_COLUMN_NAMES[rule]):
        bare = "".join(template.split("`")[::2])
        assert not re.search(r"\b(?!left_out|row_sha256)[a-z]+_[a-z_]+\b", re.sub(r"\{\w+\}|--[\w-]+", "", bare))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_that_a_rule_names_has_a_label_at_the_desk(speech, lang):
    rules = (*EVIDENCE.values(), *FIGURES.values(), *SLIPS.values())
    named = {code for rule in rules for template in templates(rule) for code in codes(template)}
    named |= {code for term in REMEDIES.values() for code in codes(term.label(lang))}
    bare = {"start", "end"}  # what only a file has, and a broken draft
    assert [code for code in sorted(named - bare) if speech[lang].named(code) == code] == []


def test_in_files_a_message_names_columns_as_the_files_do():
    finding = Finding("qualifier-differs", "a.csv", 2, "qualifier", "more_than", details={"written": "trên 5 lớp"})
    assert finding.remedy("vi") == "Sửa qualifier hoặc trích; nếu “trên” là giới từ, ghi cờ preposition"


def test_at_the_desk_it_names_them_as_the_desk_does(speech):
    finding = Finding("qualifier-differs", "a.csv", 2, "qualifier", "more_than", details={"written": "trên 5 lớp"})
    problem, remedy = speech["vi"].told(finding).split(". ")
    assert "more_than" not in problem
    assert remedy.startswith("Sửa “Từ chỉ mức” hoặc trích;")
    assert remedy.endswith("(preposition).")
    assert speech["en"].title("qualifier") == "Qualifier"


def test_a_word_that_no_list_has_is_answered_with_labels(speech):
    details = {"nearest": "civil_servant, cadre", "allowed": "data/processed/codebook.csv (allowed)"}
    finding = Finding("word-unknown", "a.csv", 2, "population", "công chúc", details=details)
    assert "civil_servant" not in speech["vi"].told(finding)
    assert "công chức" in speech["vi"].told(finding)
    assert "codebook.csv" not in speech["vi"].told(finding)


def test_a_place_that_no_list_has_is_answered_with_names(speech):
    finding = Finding(
        "reference-unknown", "a.csv", 2, "place_id", "hoa", details={"nearest": "hoa-binh", "target": "x"}
    )
    assert "Hòa Bình (hoa-binh)" in speech["en"].told(finding)


def test_words_are_copied_into_the_field_that_lacks_them(speech):
    finding = Finding("quotation-missing", "a.csv", 2, "unit_as_written")
    assert speech["vi"].told(finding).endswith("Chép vào “Đơn vị như in” đúng chữ trong bài.")


def test_what_was_read_is_never_taken_for_a_code(speech):
    finding = Finding("printed-again", "a.csv", 2, "as_written", "`duplicate` any", details={"place": "9"})
    assert "“`duplicate` any”" in speech["en"].told(finding)


def test_a_coder_is_asked_for_where_the_desk_has_the_line(desk):
    desk.describe("coder", "")
    html = page.findings_page(desk.findings_of_head(), desk, "vi")
    assert "“Người mã hóa” (phím D)" in html
    assert "--coder" not in html


def test_a_flag_is_named_by_label_and_code(desk):
    desk.correct("flags", "period_start_unknown")
    (told,) = [desk.speech("en").told(one) for one in desk.findings_of(0) if one.rule == "flag-contradicts"]
    assert told.startswith("The flag “start of the period unknown” (period_start_unknown) contradicts")


# The line that is asked for.


def head(**cells):
    known = {"date_published": "2024-05-06", "title": "t", "publisher": "p", "url": "https://a.vn", "coder": "An"}
    return Head(known | cells)


@pytest.mark.parametrize(
    ("cells", "wrong", "key"),
    [
        ({"date_published": ""}, (), "date_published"),
        ({"date_published": "15/11/2023", "coder": ""}, ("date_published", "coder"), "date_published"),
        ({"url": "bao", "title": ""}, ("url", "title"), "url"),
        ({"coder": ""}, ("coder",), "coder"),
        ({"publisher": "", "coder": ""}, ("coder",), "publisher"),
        ({"author": "", "note": ""}, (), ""),
    ],
)
def test_the_day_is_asked_for_before_what_is_wrong_and_that_before_what_is_empty(cells, wrong, key):
    assert asked(head(**cells), wrong) == key


def test_a_day_mistyped_again_and_again_is_asked_for_until_it_is_right(desk):
    view = DeskView(desk, "vi")
    asked_for = lambda: [key for key, field in view.head.items() if "desk-asked" in field.widget._dom_classes]  # noqa: E731
    for day in ("15/11/2023", "2023-13-15", "hôm qua"):
        view.head["date_published"].widget.value = day
        assert asked_for() == ["date_published"]
    view.head["date_published"].widget.value = "2024-05-06"
    assert asked_for() == ["url"]


@pytest.mark.parametrize(
    ("typed", "cell"),
    [("Đầm Dơi (Cà Mau)", "dam-doi"), ("phú yên", "phu-yen"), ("Bắc Ninh", "Bắc Ninh"), ("nowhere", "nowhere")],
)
def test_the_name_of_one_place_is_enough(desk, typed, cell):
    view = DeskView(desk, "vi")
    view.fields["place_id"].widget.value = typed
    assert desk.cells["place_id"] == cell


def test_words_that_stand_nowhere_are_one_error(desk):
    desk.correct("as_written", "999 lượt")
    told = [desk.speech("en").told(one) for one in desk.findings_of(0)]
    assert [sentence for sentence in told if "excerpt" in sentence] == []
    assert any("stands 0 times in the text" in sentence for sentence in told)

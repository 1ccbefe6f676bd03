"""Whatever the study refuses or warns of has words for it, in both languages, with the numbers that it brings."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import analysis.study
from analysis.exhibits.notices import caveat_text, refusal_notice, zero_in_words
from analysis.notices import CAVEATS, PARTS, REFUSALS
from analysis.quantities.sentences import held_together
from analysis.study.result import Caveat, Refusal, Result, table
from analysis.vocabulary import LANGUAGES, Language

STUDY = Path(analysis.study.__file__).parent


def raised(kind: str) -> Iterator[tuple[str, set[str] | None]]:
    """Each rule that the study can return, with the names of its details where the code spells them out."""
    for path in sorted(set(STUDY.rglob("*.py")) - {STUDY / "result.py"}):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == kind):
                continue
            chosen = [node.args[0].body, node.args[0].orelse] if isinstance(node.args[0], ast.IfExp) else node.args[:1]
            given = node.args[1] if len(node.args) > 1 else ast.Dict([], [])
            names = (
                {str(key.value) for key in given.keys if isinstance(key, ast.Constant)}
                if isinstance(given, ast.Dict)
                else None
            )
            for rule in chosen:
                assert isinstance(rule, ast.Constant), f"{path.name}: a rule is named by a literal"
                yield str(rule.value), names


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_refusals_of_the_study_and_their_words_are_the_same_list() -> None:
    assert {rule for rule, _ in raised("Refusal")} == set(REFUSALS)


def test_caveats_of_the_study_and_their_words_are_the_same_list() -> None:
    assert {rule for rule, _ in raised("Caveat")} == set(CAVEATS)


def test_no_two_parts_of_the_study_share_a_rule() -> None:
    assert sum(len(part.REFUSALS) for part in PARTS) == len(REFUSALS)
    assert sum(len(part.CAVEATS) for part in PARTS) == len(CAVEATS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_analyst_allowed_is_printed_with_the_reason_against_it(lang: Language) -> None:
    text = caveat_text(Caveat("one-treated-unit", {"treated": 1, "units": 12}, allowed=True), lang)
    assert "one-treated-unit" in text
    assert "12" in text


@pytest.mark.parametrize(("rule", "names"), list(raised("Refusal")))
def test_a_refusal_brings_every_number_that_its_words_print(rule: str, names: set[str]) -> None:
    assert set().union(*(placeholders(text) for pair in REFUSALS[rule] for text in pair)) <= names


@pytest.mark.parametrize(("rule", "names"), [pair for pair in raised("Caveat") if pair[1] is not None])
def test_a_caveat_brings_every_number_that_its_words_print(rule: str, names: set[str]) -> None:
    assert set().union(*map(placeholders, CAVEATS[rule])) <= names


@pytest.mark.parametrize("rule", REFUSALS)
def test_reason_and_remedy_say_the_same_in_both_languages(rule: str) -> None:
    for vietnamese, english in REFUSALS[rule]:
        assert vietnamese.strip()
        assert english.strip()
        assert placeholders(vietnamese) == placeholders(english)


@pytest.mark.parametrize("rule", CAVEATS)
def test_a_caveat_says_the_same_in_both_languages(rule: str) -> None:
    vietnamese, english = CAVEATS[rule]
    assert placeholders(vietnamese) == placeholders(english)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", REFUSALS)
def test_a_notice_names_the_question_the_reason_and_the_remedy(rule: str, lang: Language) -> None:
    names = set().union(*(placeholders(text) for pair in REFUSALS[rule] for text in pair))
    notice = refusal_notice(Refusal(rule, dict.fromkeys(names, 7)), "notice-x", lang, vi="câu hỏi", en="the question")
    reason, remedy = (pair[LANGUAGES.index(lang)] for pair in REFUSALS[rule])
    assert ("câu hỏi" if lang == "vi" else "the question") in notice.caption
    assert notice.content.endswith(held_together(remedy.format_map(dict.fromkeys(names, 7))))
    assert len(notice.content) > len(remedy) + len(reason) / 2
    assert (notice.kind, notice.id) == ("notice", "notice-x")


@pytest.mark.parametrize("answer", [Result(table([]), "slope", "OLS", {}, n=0), None])
def test_a_report_must_not_say_refused_when_there_is_an_answer(answer: object) -> None:
    with pytest.raises(TypeError, match="the data now carry this question"):
        refusal_notice(answer, "notice-x", "en", vi="câu hỏi", en="the question")


@pytest.mark.parametrize(("lang", "number"), [("vi", "1,71"), ("en", "1.71")])
def test_a_caveat_prints_its_number_in_the_language(lang: Language, number: str) -> None:
    details = {"lowest": 0.5, "median": 1.7123, "highest": 3.5, "expected": 2.27}
    assert number in caveat_text(Caveat("autocorrelation", details), lang)


@pytest.mark.parametrize(("lang", "name"), [("vi", "san bằng mũ"), ("en", "exponential smoothing")])
def test_a_caveat_calls_a_model_by_its_name_in_the_language(lang: Language, name: str) -> None:
    details = {"model": "ets", "error": 0.5, "naive": 0.75, "origins": 4}
    assert name in caveat_text(Caveat("backtest", details), lang)
    assert (
        name in refusal_notice(Refusal("forecast-unfitted", {"model": "ets"}), "notice-x", lang, vi="", en="").content
    )


def test_a_notice_says_a_detail_in_the_language_of_its_reader() -> None:
    refusal = Refusal("ratio-without-bounds", {"top": "hơn 27.000 lượt", "bottom": "hơn 24.150 người"})
    told = {"top": "more than 27,000 participations", "bottom": "more than 24,150 persons"}
    content = refusal_notice(refusal, "notice-x", "en", vi="", en="", **told).content
    assert all(detail in content for detail in told.values())
    assert "lượt" not in content
    assert 'lang="vi"' not in content, "nothing in it is a quotation"


@pytest.mark.parametrize(
    ("lower", "upper", "words"), [(-0.004, 0.7, "within"), (0.0, 0.7, "within"), (0.004, 0.7, "outside")]
)
def test_an_end_that_rounds_to_zero_does_not_hide_on_which_side_it_lies(lower: float, upper: float, words: str) -> None:
    assert f"zero lies {words}" in zero_in_words({"lower": lower, "upper": upper}, "en")

"""Words come in pairs: the same key, the same numbers, in Vietnamese and in English."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import analysis.exhibits
from analysis.exhibits.notices import refusal_notice
from analysis.exhibits.printed import say
from analysis.exhibits.wording import WORDS, words
from analysis.study.comparability import OBSTACLES
from analysis.study.result import Refusal
from analysis.study.trends.forecast_models import MODELS

FOLDER = Path(analysis.exhibits.__file__).parent


def placeholders(template: str) -> set[tuple[str | None, str | None]]:
    return {(name, form) for _, name, form, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_it_with_the_same_numbers(key: str) -> None:
    vietnamese, english = WORDS[key]
    assert vietnamese.strip()
    assert english.strip()
    assert placeholders(vietnamese) == placeholders(english)


def test_every_obstacle_of_a_comparison_has_a_word() -> None:
    assert {f"obstacle.{name}" for name in OBSTACLES} <= set(WORDS)


def test_every_model_of_a_forecast_has_a_name() -> None:
    assert {f"model.{name}" for name in MODELS} <= set(WORDS)


def test_every_figure_with_a_caption_has_words_for_its_alternative() -> None:
    figures = {key for key in WORDS if key.startswith("fig-") and "." not in key}
    assert figures
    assert {f"{key}.alt" for key in figures} <= set(WORDS)


def test_every_word_that_the_exhibits_ask_for_is_there() -> None:
    asked = set()
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "words":
                asked |= {node.args[0].value} if isinstance(node.args[0], ast.Constant) else set()
    assert len(asked) > 30
    assert asked <= set(WORDS)


def test_an_unknown_word_or_a_forgotten_number_is_an_error() -> None:
    with pytest.raises(KeyError, match="fig-none"):
        words("fig-none", "vi")
    with pytest.raises(KeyError, match="year"):
        words("until", "en")


@pytest.mark.parametrize("lang", ["vn", "EN", "", "vi-VN", None])
def test_a_language_without_words_is_an_error_that_names_those_with(lang: Any) -> None:
    for ask in (
        lambda: words("unknown", lang),
        lambda: say(lang, vi="có", en="there are"),
        lambda: refusal_notice(Refusal("percentage-of-nothing"), "notice-x", lang, vi="câu hỏi", en="question"),
    ):
        with pytest.raises(ValueError, match="only in 'vi' and 'en'"):
            ask()

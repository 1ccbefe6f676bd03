"""Text is text: nothing that a notebook says can act as markup, and no character vanishes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.reports.export.compiler import complaint
from analysis.reports.export.literals import displayable, string, wrapping_string


@settings(max_examples=300)
@given(st.text())
@example('"); panic("injected')
@example("\\")
@example("\\u{1F4C8} #panic() $x$ *b* _e_ @ref <label> // /* `")
@example("\ud800\x00\u0085\u2028\ufeff\ue000\uffff")
@example("e\u0301\u0323 x\u0334\u0301 \u0301")
@example("\U0001f468\u200d\U0001f4bb\ufe0f مرحبا 你好 \u202e")
def test_any_text_compiles_as_itself(text: str) -> None:
    shown = string(text)
    assert complaint(f"#{shown}") is None
    # The literal, read back by the rules of Typst strings, is the text with names for missing glyphs.
    assert complaint(f"#assert.eq({shown}.codepoints().len(), {len(displayable(text))})") is None


@settings(max_examples=100)
@given(st.text(st.characters(codec="ascii", exclude_categories=["C"])))
def test_ascii_is_kept_letter_by_letter(text: str) -> None:
    assert displayable(text) == text


def test_vietnamese_is_composed() -> None:
    letters = "ẰẵệợỵĐđƯư ỷ Ễ"
    assert displayable(unicodedata.normalize("NFD", letters)) == letters


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("up 📈!", "up [chart with upwards trend]!"),
        ("👩\u200d💻", "[woman, personal computer]"),
        ("中文", "[cjk unified ideograph-4e2d, cjk unified ideograph-6587]"),
        ("\x07", "[character U+0007]"),
        ("→ ≥ ★ ₫ │ ☑", "→ ≥ ★ ₫ │ ☑"),
        ("a\tb\r\nc", "a    b\nc"),
    ],
)
def test_characters_without_a_glyph_are_named(text: str, shown: str) -> None:
    assert displayable(text) == shown


def test_very_long_words_may_break() -> None:
    assert "\\u{200b}" in wrapping_string("https://example.org/" + "a" * 40)
    assert "\\u{200b}" not in wrapping_string("thirty letters are short enough")


def test_a_long_name_breaks_behind_its_signs_alone():
    assert wrapping_string("papi_corruption_local_government") == (
        '"papi_\\u{200b}corruption_\\u{200b}local_\\u{200b}government"'
    )

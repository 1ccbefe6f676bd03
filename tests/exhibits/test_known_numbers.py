"""A few numbers that anybody can look up, where a reader would look for them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from analysis.exhibits.exhibit import Exhibit
from analysis.vocabulary import LANGUAGES, Language

Exhibits = Mapping[Language, Mapping[str, Exhibit]]


@pytest.mark.parametrize(("lang", "slope", "error"), [("vi", "0,727", "0,048"), ("en", "0.727", "0.048")])
def test_the_common_slope_stands_in_its_table(exhibits: Exhibits, lang: Language, slope: str, error: str) -> None:
    content = exhibits[lang]["trends.common_table"].content
    assert f">{slope}<" in content
    assert f">{error}<" in content


@pytest.mark.parametrize(("lang", "number"), [("vi", "19.843 lượt"), ("en", "19,843 participations")])
def test_lang_son_stands_in_figure_and_table_as_its_language_prints_it(
    exhibits: Exhibits, lang: Language, number: str
) -> None:
    for name in ("comparison.bounds_figure", "quality.evidence_table"):
        assert number in exhibits[lang][name].content, name


@pytest.mark.parametrize(("lang", "number"), [("vi", "hơn 27.000 lượt"), ("en", "more than 27,000 participations")])
def test_a_bound_is_printed_with_its_word(exhibits: Exhibits, lang: Language, number: str) -> None:
    assert number in exhibits[lang]["comparison.bounds_figure"].content


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_comparability_table_says_0_of_792(exhibits: Exhibits, lang: Language) -> None:
    caption = exhibits[lang]["quality.comparability_table"].caption
    assert "792" in caption
    assert "0 " in caption

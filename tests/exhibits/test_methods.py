"""The appendix of methods: each with its sources, each source cited, formulas that a report can set."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from analysis.exhibits.methods import appendix_text
from analysis.exhibits.words.methods import METHODS, REFERENCES
from analysis.vocabulary import LANGUAGES, Language

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def test_every_reference_is_cited_and_every_citation_has_its_reference() -> None:
    assert {key for method in METHODS.values() for key in method.references} == set(REFERENCES)


def test_keys_are_first_author_and_year() -> None:
    for key, text in REFERENCES.items():
        author, year = re.fullmatch(r"([a-z]+)(\d{4})", key).groups()  # type: ignore[union-attr]
        assert re.sub(r"[^a-z]", "", text.split(",")[0].lower()) == author
        assert f"({year})" in text


@pytest.mark.parametrize("name", METHODS)
def test_both_languages_have_the_same_formulas(name: str) -> None:
    vietnamese, english = (re.findall(r"\$([^$]+)\$", text) for text in METHODS[name].text)
    assert sorted(vietnamese) == sorted(english)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_appendix_lists_each_source_once_in_order(lang: Language) -> None:
    text = appendix_text(lang, "trend", "adjustment", "ranks")
    listed = [line for line in text.splitlines() if line.startswith("- ")]
    assert listed == sorted(set(listed))
    assert sum("Holm" in line for line in listed) == 1


def test_an_unknown_method_is_an_error() -> None:
    with pytest.raises(KeyError):
        appendix_text("en", "magic")


def test_every_method_is_in_the_appendix_of_some_report() -> None:
    cells = [cell["source"] for path in NOTEBOOKS for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    named = {name for cell in cells if "methods.appendix(" in cell for name in re.findall(r'"([a-z-]+)"', cell)}
    assert named == set(METHODS)

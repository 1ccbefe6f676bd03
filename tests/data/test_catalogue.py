"""Every rule speaks Vietnamese and English, and every finding has a rule."""

import ast
import string
from pathlib import Path

import pytest

import analysis
from analysis.checks.catalogue import CATALOGUE
from analysis.checks.findings import Finding, in_order

PACKAGE = Path(analysis.__file__).parent
MODULES = [path for room in ("checks", "coding", "sources") for path in (PACKAGE / room).rglob("*.py")]
CALLS_THAT_NAME_A_RULE = {
    "Finding", "Flaw", "_CellError", "_finding", "finding_about", "_repeated", "_of", "_notice", "_itemised",
}  # fmt: skip


def placeholders(*templates):
    return {name for template in templates for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def names_in(tree):
    """Rule ids that calls of one module pass as their first argument."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS_THAT_NAME_A_RULE:
            yield from (part.value for part in node.args[:1] if isinstance(part, ast.Constant))


@pytest.mark.parametrize("rule", CATALOGUE)
def test_a_rule_has_its_words_in_both_languages(rule):
    words = CATALOGUE[rule]
    texts = (words.problem_vi, words.problem_en, words.remedy_vi, words.remedy_en)
    assert all(text.strip() == text and text for text in texts)
    assert not any(text.endswith(".") for text in texts), "the command line adds the full stop"
    assert words.problem_vi != words.problem_en
    assert words.remedy_vi != words.remedy_en


@pytest.mark.parametrize("rule", CATALOGUE)
def test_a_rule_tells_the_same_things_in_both_languages(rule):
    words = CATALOGUE[rule]
    vietnamese = {name.removesuffix("_vi") for name in placeholders(words.problem_vi, words.remedy_vi)}
    english = {name.removesuffix("_en") for name in placeholders(words.problem_en, words.remedy_en)}
    assert vietnamese == english


def test_every_finding_that_the_code_can_make_has_its_rule():
    named = {name for module in MODULES for name in names_in(ast.parse(module.read_text(encoding="utf-8")))}
    assert len(named) > 50, "the search finds the rules"
    assert named <= set(CATALOGUE)


def test_no_rule_is_left_over():
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in MODULES if path.name != "catalogue.py"]
    words = {node.value for tree in modules for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert [rule for rule in CATALOGUE if rule not in words] == []


def test_braces_in_what_was_read_are_only_text():
    finding = Finding("value-missing", "a.csv", 2, "{column}", "{0}")
    assert finding.place("en") == "a.csv, row 2, column {column}"
    assert "{value}" in Finding("number-malformed", "a.csv", 2, "c", "{value}").problem("vi")


def test_the_place_of_a_finding_names_only_what_is_known():
    assert Finding("file-missing", "a.csv").place("en") == "a.csv"
    assert Finding("row-width", "a.csv", 7, value="3 / 2").place("en") == "a.csv, row 7"


def test_errors_come_first_then_files_and_rows_in_order():
    wanted = [
        Finding("value-missing", "b.csv", 9, "x"),
        Finding("value-missing", "b.csv", 10, "a"),
        Finding("value-missing", "b.csv", 10, "b"),
        Finding("unit-conflict", "a.csv", 2),
        Finding("series-complete", "a.csv", details={}),
    ]
    assert in_order(wanted[::-1]) == wanted

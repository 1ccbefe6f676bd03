"""``docs/checks.md`` has every rule, and is what the catalogue gives."""

from pathlib import Path

from analysis.checks.catalogue import CATALOGUE
from analysis.checks.examples import EXAMPLES
from analysis.checks.page import checks_page

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def test_the_page_has_every_rule_once():
    headings = [line.removeprefix("### ") for line in checks_page().splitlines() if line.startswith("### ")]
    assert sorted(headings) == sorted(CATALOGUE)


def test_a_rule_with_examples_prints_both():
    page = checks_page()
    assert page.count("\n- found: ") == page.count("\n- left alone: ") == len(EXAMPLES)


def test_the_page_is_in_step_with_the_catalogue():
    in_step = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == checks_page()
    assert in_step, "write it anew: make checks"

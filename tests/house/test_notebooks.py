"""Notebooks hold the argument and nothing else: no logic, no outputs, no number typed by hand."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from analysis.reports.prose import findings, typed_numbers

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def code_cells(path: Path) -> list[dict[str, Any]]:
    return [cell for cell in read(path)["cells"] if cell["cell_type"] == "code"]


def tags(cell: dict[str, Any]) -> list[str]:
    return list(cell["metadata"].get("tags", []))


def test_four_notebooks_are_reports_and_one_is_a_tool() -> None:
    tools = [path.stem for path in NOTEBOOKS if read(path)["metadata"].get("tool") is True]
    assert tools == ["coding_desk"]
    assert [path.stem for path in NOTEBOOKS if path.stem not in tools] == [
        "01_sources_and_quality",
        "02_province_comparison",
        "03_training_trends",
        "04_province_profile",
    ]


@each_notebook
def test_no_function_or_class_is_defined(path: Path) -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If)
    for cell in code_cells(path):
        assert not [node for node in ast.walk(ast.parse(source(cell))) if isinstance(node, kinds)], cell["id"]


@each_notebook
def test_everything_comes_from_the_package(path: Path) -> None:
    for cell in code_cells(path):
        for node in ast.walk(ast.parse(source(cell))):
            assert not isinstance(node, ast.Import), cell["id"]
            if isinstance(node, ast.ImportFrom):
                assert str(node.module).split(".")[0] == "analysis", cell["id"]


@each_notebook
def test_a_cell_has_at_most_six_lines(path: Path) -> None:
    for cell in code_cells(path):
        assert len([line for line in source(cell).splitlines() if line.strip()]) <= 6, cell["id"]


@each_notebook
def test_no_outputs_and_no_counters_are_committed(path: Path) -> None:
    for cell in code_cells(path):
        assert cell["outputs"] == [], cell["id"]
        assert cell["execution_count"] is None, cell["id"]


@each_notebook
def test_the_file_is_written_in_its_one_form(path: Path) -> None:
    text = json.dumps(read(path), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert path.read_text(encoding="utf-8") == text


@each_notebook
def test_every_cell_has_its_own_id_given_by_people(path: Path) -> None:
    ids = [cell["id"] for cell in read(path)["cells"]]
    assert len(set(ids)) == len(ids)
    assert [one for one in ids if not re.fullmatch(r"c\d\d[a-z]?", one)] == [], "an editor's random id"


@each_notebook
def test_the_first_code_cell_sets_the_language_and_no_other_does(path: Path) -> None:
    first, *others = code_cells(path)
    assert tags(first) == ["parameters"]
    assert 'lang = "vi"' in source(first)
    assert not [cell["id"] for cell in others if "parameters" in tags(cell) or "lang =" in source(cell)]


@each_notebook
def test_a_notebook_opens_with_its_title(path: Path) -> None:
    notebook = read(path)
    title = notebook["metadata"]["report"]["title"]
    assert [source(cell) for cell in notebook["cells"][:2]] == [f"# {title['vi']}", f"# {title['en']}"]


@each_notebook
def test_every_vietnamese_cell_is_followed_by_its_english_one(path: Path) -> None:
    cells = [cell for cell in read(path)["cells"] if cell["cell_type"] == "markdown"]
    assert [tags(cell) for cell in cells] == [["vi"], ["en"]] * (len(cells) // 2)
    for vietnamese, english in zip(cells[::2], cells[1::2], strict=True):
        for pattern in (r"^#+", r"\]\(([^)]*)\)"):
            assert re.findall(pattern, source(vietnamese), re.M) == re.findall(pattern, source(english), re.M), (
                f"{vietnamese['id']}: headings and links are the same in both languages"
            )


@each_notebook
def test_the_title_page_speaks_both_languages(path: Path) -> None:
    report = read(path)["metadata"]["report"]
    for name in ("title", "subtitle", "abstract"):
        assert sorted(report[name]) == ["en", "vi"]
        assert all(report[name].values())


@each_notebook
def test_no_number_in_prose_is_typed_by_hand(path: Path) -> None:
    assert findings(read(path)) == []


def test_texts_put_together_count_with_all_their_parts() -> None:
    source = 'say(lang, vi="a" + "cả 63 tỉnh", en=f"rose by {57} points")'
    found = findings({"cells": [{"cell_type": "code", "source": source}]})
    assert [text.partition(" is typed")[0] for text in found] == ["cell 1: the number '63'", "cell 1: the number '57'"]


@pytest.mark.parametrize("text", ["{42} percent", "tăng 12,5 %", "in 63 provinces", "2.547 lượt", "3 of 5"])
def test_a_typed_number_is_found(text: str) -> None:
    assert typed_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "`x = 3`",
        "1. một\n2. hai",
        "Nghị định 101/2017/NĐ-CP",
        "from 2008 to 2016",
        "on 1 July 2025",
        "{n:.1} %",
        "[Hình](#fig-63)",
        "01/7/2025",
    ],
)
def test_years_dates_decrees_and_links_are_no_typed_numbers(text: str) -> None:
    assert typed_numbers(text) == []


def test_a_finding_says_where_and_what_to_do() -> None:
    cells = [
        {"cell_type": "markdown", "source": "In 2016."},
        {"cell_type": "code", "source": 'say(lang, vi="Có 63 tỉnh", en="{n} provinces")'},
        {"cell_type": "raw", "source": "12"},
    ]
    found = findings({"cells": cells, "metadata": {"report": {"title": "The 5 articles"}}})
    assert [text.partition(" is typed")[0] for text in found] == [
        "cell 2: the number '63'",
        "title page: the number '5'",
    ]
    assert "say(lang" in found[0]

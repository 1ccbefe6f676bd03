"""Within a notebook each exhibit has one id, and every link leads to one of them."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

import analysis.exhibits

ROOT = Path(__file__).parents[2]
NOTEBOOKS = [
    path
    for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
    if not json.loads(path.read_text(encoding="utf-8"))["metadata"].get("tool")
]
"""Those that are reports."""
EXHIBIT_ID = re.compile(r"(?:fig|tbl)-[a-z-]+")

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def ids_by_function() -> dict[str, str]:
    """The id that each function of the exhibits gives to what it makes."""
    found: dict[str, str] = {}
    for module in Path(analysis.exhibits.__file__).parent.glob("*.py"):
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                constants = [str(n.value) for n in ast.walk(node) if isinstance(n, ast.Constant)]
                ids = [text for text in constants if EXHIBIT_ID.fullmatch(text)]
                found |= {node.name: ids[0]} if ids else {}
    return found


def shown_in(path: Path) -> list[str]:
    """Ids of the exhibits of a notebook in their order, notices included."""
    known, shown = ids_by_function(), []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in known:
                shown.append(known[node.func.attr])
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "refusal_notice":
                shown.append(ast.literal_eval(node.args[1]))
    return shown


@each_notebook
def test_each_exhibit_of_a_notebook_has_its_own_id(path: Path) -> None:
    shown = shown_in(path)
    assert len(shown) >= 5
    assert len(set(shown)) == len(shown)


@each_notebook
def test_every_link_leads_to_an_exhibit_of_the_same_notebook(path: Path) -> None:
    links = re.findall(r"\]\(#([^)]*)\)", path.read_text(encoding="utf-8"))
    assert links
    assert set(links) <= set(shown_in(path))


def test_every_exhibit_is_shown_in_some_notebook() -> None:
    assert {one for path in NOTEBOOKS for one in shown_in(path)} >= set(ids_by_function().values())

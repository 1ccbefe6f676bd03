"""A notebook as a file: its cells, its parameters, and what of it can change a report. Standard library only."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PARAMETERS = "parameters"
"""Tag of the cell that sets what a run may set otherwise (papermill's convention)."""

_SAID_BY_CELLS = ("tags", "fig-cap", "fig-alt", "tbl-cap", "raw_mimetype", "format")


class NotebookFormatError(Exception):
    """A notebook file that cannot be read."""


def read_notebook(path: Path) -> dict[str, Any]:
    """The JSON of a notebook. NotebookFormatError when it is none."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise NotebookFormatError(f"{path.name} is not a notebook: {error}") from error
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not all(
        isinstance(c, dict) and {"cell_type", "source"} <= c.keys() for c in cells
    ):
        raise NotebookFormatError(f"{path.name} is not a notebook: its cells have no type and source")
    return dict(notebook)


def essence(notebook: Mapping[str, Any]) -> bytes:
    """What can change a report: sources, pictures and what cells say of themselves; not outputs or editor state."""
    cells = [
        [cell["cell_type"], "".join(cell["source"]), cell.get("attachments", {})]
        + [cell.get("metadata", {}).get(name) for name in _SAID_BY_CELLS]
        for cell in notebook["cells"]
    ]
    return json.dumps([cells, notebook.get("metadata", {}).get("report", {})], sort_keys=True).encode("utf-8")


def code_of(notebook: Mapping[str, Any]) -> Iterator[str]:
    """The sources of its code cells."""
    return ("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")


def parameters_of(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """What the cells of parameters set, where they set a literal."""
    found: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if PARAMETERS in cell.get("metadata", {}).get("tags", []):
            for node in _statements("".join(cell["source"])):
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                    found |= {name.id: node.value.value for name in node.targets if isinstance(name, ast.Name)}
    return found


def reads_one_place(notebook: Mapping[str, Any]) -> bool:
    """Whether all data that a notebook loads are those of its parameter ``place``: ``outcomes.load(place=place)``.

    Anything else that looks like loading, code that cannot be read, or a ``place`` that is set again: no.
    """
    loads, named = 0, 0
    for source in code_of(notebook):
        tree = parsed(source)
        if tree is None:
            return False
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "load":
                loads += 1
                if [(one.arg, getattr(one.value, "id", "")) for one in node.keywords] != [("place", "place")]:
                    return False
            named += isinstance(node, ast.Name) and node.id == "place" and not isinstance(node.ctx, ast.Load)
    return loads > 0 and named == 1 and "place" in parameters_of(notebook)


def parsed(source: str) -> ast.Module | None:
    """The syntax of a piece of code; None for what is no Python."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return None


def _statements(source: str) -> list[ast.stmt]:
    tree = parsed(source)
    return tree.body if tree else []

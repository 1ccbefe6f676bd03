"""A notebook as a file: its cells, its parameters, and what of it can change a report. Standard library only."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
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
    about = notebook.get("metadata", {})
    kernel = about.get("kernelspec", {}).get("name", "")
    return json.dumps([cells, about.get("report", {}), kernel], sort_keys=True).encode("utf-8")


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

    Code that cannot be read, anything else by which data might come in (another call or name of ``load``, ``open``, an
    import from elsewhere than ``analysis``) and a ``place`` that is set again: no.
    """
    if "place" not in parameters_of(notebook):
        return False
    trees = [parsed(source) for source in code_of(notebook)]
    nodes = [node for tree in trees if tree for node in ast.walk(tree)]
    if None in trees or any(map(_lets_data_in, nodes)):
        return False
    loads = [node for node in nodes if isinstance(node, ast.Call) and _name(node.func) == "load"]
    named = sum(_name(node) == "load" for node in nodes)
    return bool(loads) and named == len(loads) and all(map(_of_place, loads)) and _bound(nodes) == 1


def _name(node: ast.AST) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


def _of_place(call: ast.Call) -> bool:
    return not call.args and [(one.arg, _name(one.value)) for one in call.keywords] == [("place", "place")]


def _bound(nodes: Iterable[ast.AST]) -> int:
    """How often ``place`` is given a value, once in the cell of parameters; anything that might do so counts."""
    stores = (node for node in nodes if isinstance(node, ast.Name) and node.id == "place")
    return sum(not isinstance(node.ctx, ast.Load) for node in stores)


def _lets_data_in(node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        module = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        renamed = {alias.asname for alias in node.names if alias.name == "load" and alias.asname}
        places = {alias.asname or alias.name for alias in node.names} & {"place"}
        return bool(renamed | places) or any(name.split(".")[0] != "analysis" for name in module)
    definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
    return isinstance(node, definitions) or _name(node) in ("open", "exec", "eval", "globals", "__import__")


def parsed(source: str) -> ast.Module | None:
    """The syntax of a piece of code; None for what is no Python."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return None


def _statements(source: str) -> list[ast.stmt]:
    tree = parsed(source)
    return tree.body if tree else []

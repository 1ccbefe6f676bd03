"""When is a report stale? When anything that can change it has changed: content is compared, never a clock.

Standard library only, so that an unchanged project is recognised without importing pandas or Jupyter.
"""

from __future__ import annotations

import ast
import hashlib
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis.outcomes import TABLES_READ_BY_LOAD
from analysis.places import BOUNDARIES
from analysis.project import Project
from analysis.sources.codebook import read_codebook
from analysis.vocabulary import Language

PACKAGE = Path(__file__).resolve().parents[1]


_SAID_BY_CELLS = ("tags", "fig-cap", "fig-alt", "tbl-cap", "raw_mimetype", "format")


class NotebookFormatError(Exception):
    """A notebook file that cannot be read."""


@dataclass(frozen=True, slots=True)
class Target:
    """One report: a notebook in one language, for one place where it asks for one, and the file it becomes."""

    notebook: Path
    lang: Language
    output: Path
    place: str = ""

    @property
    def name(self) -> str:
        """Name of the report: notebook, place and language."""
        return ".".join(filter(None, (self.notebook.stem, self.place, self.lang)))

    @property
    def parameters(self) -> dict[str, str]:
        """What the runner sets in the notebook."""
        return {"lang": self.lang, **({"place": self.place} if self.place else {})}


def inputs_of(project: Project, target: Target) -> dict[str, str]:
    """SHA-256 of everything that the report depends on, by a name that a reader understands."""
    notebook = read_notebook(target.notebook)
    files = {
        f"src/analysis/{path.relative_to(PACKAGE).as_posix()}": path
        for path in (*modules_of(notebook), *_exporter_files())
    }
    files |= {f"data/processed/{name}": project.processed / name for name in ("outcomes.csv", "findings.csv")}
    codebook = read_codebook(project.codebook)
    files |= {f"data/raw/{path}": project.raw / path for name in TABLES_READ_BY_LOAD for path in codebook[name].paths}
    own = {path.relative_to(project.root).as_posix(): path for path in map(project.boundaries, BOUNDARIES)}
    files |= {name: path for name, path in own.items() if path.is_file()}
    files |= {path.relative_to(project.root).as_posix(): path for path in _beside(project.notebooks)}
    files["requirements.lock"] = project.lock
    hashes = {name: digest(path.read_bytes()) for name, path in files.items()}
    hashes[f"notebooks/{target.notebook.name}"] = digest(_essence(notebook))
    hashes["Python"] = platform.python_version()
    return dict(sorted(hashes.items()))


def _beside(folder: Path) -> list[Path]:
    """What a report may take from the folder of its notebook: `report.toml`, a logo, pictures, fonts."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".ipynb")
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


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


def _essence(notebook: Mapping[str, Any]) -> bytes:
    """What can change a report: sources, pictures and what cells say of themselves; not outputs or editor state."""
    cells = [
        [cell["cell_type"], "".join(cell["source"]), cell.get("attachments", {})]
        + [cell.get("metadata", {}).get(name) for name in _SAID_BY_CELLS]
        for cell in notebook["cells"]
    ]
    return json.dumps([cells, notebook.get("metadata", {}).get("report", {})], sort_keys=True).encode("utf-8")


def modules_of(notebook: Mapping[str, Any]) -> list[Path]:
    """Files of this package that a notebook reaches through imports, lazy ones included; sorted."""
    waiting = [
        name for cell in notebook["cells"] if cell["cell_type"] == "code" for name in _imports("".join(cell["source"]))
    ]
    reached: set[Path] = set()
    while waiting:
        for path in _files_of(waiting.pop()):
            if path not in reached:
                reached.add(path)
                waiting += _imports(path.read_text(encoding="utf-8"))
    return sorted(reached)


@cache
def _imports(source: str) -> tuple[str, ...]:
    """Dotted names of this package that a piece of code imports, at any depth.

    Code that is no Python even after IPython rewrote its magics has no imports here: running it tells where it fails.
    """
    tree = _parsed(source) or _parsed(_without_magics(source))
    found: list[str] = []
    for node in ast.walk(tree) if tree else ():
        names: Iterable[str] = ()
        if isinstance(node, ast.Import):
            names = (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
        found += [name for name in names if name.split(".")[0] == PACKAGE.name]
    return tuple(found)


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return None


def _without_magics(source: str) -> str:
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager().transform_cell(source)


def _files_of(dotted: str) -> Iterator[Path]:
    """The module of a dotted name, if there is one, and the packages around it."""
    parts = dotted.split(".")[1:]
    for depth in range(len(parts) + 1):
        folder = PACKAGE.joinpath(*parts[:depth])
        if (folder / "__init__.py").is_file():
            yield folder / "__init__.py"
    module = PACKAGE.joinpath(*parts).with_suffix(".py") if parts else PACKAGE / "__init__.py"
    if module.is_file():
        yield module


def _exporter_files() -> list[Path]:
    kinds = (".py", ".typ", ".j2", ".css", ".json")
    return sorted(path for path in (PACKAGE / "reports").rglob("*") if path.suffix in kinds)


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()

"""Data goes one way, from words to reports; an import never runs back, and nothing happens at import."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import analysis

PACKAGE = Path(analysis.__file__).parent

ORDER = (
    "vocabulary", "periods", "quantities", "notices", "project", "places", "sources", "checks", "coding", "intake",
    "outcomes", "study", "exhibits", "reports", "cli", "__main__",
)  # fmt: skip
"""A room may import from itself and from those before it."""

PURE = {"vocabulary", "periods", "quantities", "notices", "study"}
"""All that the study may know: no folders, no files, no tables as they are stored."""

HEAVY = {"pandas", "matplotlib", "statsmodels", "seaborn", "scipy", "great_tables"}


def imports_of(path: Path, package: Path) -> Iterator[tuple[int, str]]:
    """Line and room of everything that a module imports from the package, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = path.relative_to(package.parent).parts[: -node.level]
                base = ".".join([*above, *filter(None, [base])])
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == package.name and len(parts) > 1 and not parts[1].startswith("__"):
                yield node.lineno, parts[1]


def violations(package: Path) -> list[str]:
    """Every import that runs back up, as ``room/module.py:line imports room``."""
    found = []
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        room = inside.parts[0].removesuffix(".py")
        if room == "__init__":
            allowed: set[str] = set()
        elif room == "study":
            allowed = PURE
        else:
            allowed = set(ORDER[: ORDER.index(room) + 1])
        for line, imported in imports_of(path, package):
            if imported not in allowed:
                found.append(f"{inside.as_posix()}:{line} imports {imported}")
    return found


def test_no_import_runs_back() -> None:
    assert violations(PACKAGE) == []


def test_every_room_has_its_place_in_the_order() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert rooms == {*ORDER, "__init__"}


@pytest.mark.parametrize(
    ("module", "code", "found"),
    [
        ("places.py", "from analysis.sources import cells", "places.py:1 imports sources"),
        ("checks/rows.py", "import analysis.outcomes", "checks/rows.py:1 imports outcomes"),
        (
            "exhibits/bars.py",
            "def draw():\n    from analysis.reports import runner",
            "exhibits/bars.py:2 imports reports",
        ),
        ("study/means.py", "from analysis import project", "study/means.py:1 imports project"),
        ("study/means.py", "from analysis.places import Gazetteer", "study/means.py:1 imports places"),
        ("outcomes.py", "from .cli import main", "outcomes.py:1 imports cli"),
        ("sources/texts.py", "from ..outcomes import load", "sources/texts.py:1 imports outcomes"),
        ("__init__.py", "from analysis.cli import main", "__init__.py:1 imports cli"),
    ],
)
def test_an_import_that_runs_back_is_found(tmp_path: Path, module: str, code: str, found: str) -> None:
    path = tmp_path / "analysis" / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")
    assert violations(tmp_path / "analysis") == [found]


def test_an_import_that_runs_forward_is_none(tmp_path: Path) -> None:
    path = tmp_path / "analysis" / "reports" / "runner.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "from analysis import __version__, outcomes\nfrom analysis.study.trends import trend\n", encoding="utf-8"
    )
    assert violations(tmp_path / "analysis") == []


def hidden_imports(tree: ast.Module) -> list[int]:
    """Lines of imports that a reader of the code, and the freshness of reports, would not see."""
    relative = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [(call.lineno, getattr(call.func, "attr", getattr(call.func, "id", ""))) for call in calls]
    return relative + [line for line, name in names if name in ("import_module", "__import__", "exec", "eval")]


def test_every_import_names_its_module_in_full() -> None:
    hidden = {path.name: hidden_imports(ast.parse(path.read_text(encoding="utf-8"))) for path in PACKAGE.rglob("*.py")}
    assert {name: lines for name, lines in hidden.items() if lines} == {}


@pytest.mark.parametrize(
    "code", ["from . import trends", "from ..study import trends", "import_module('analysis.cli')"]
)
def test_a_hidden_import_is_found(code: str) -> None:
    assert hidden_imports(ast.parse(code)) == [1]


def modules() -> list[str]:
    """Dotted names of all modules but ``__main__``, which is the program itself."""
    paths = [path.relative_to(PACKAGE.parent).with_suffix("") for path in sorted(PACKAGE.rglob("*.py"))]
    return [".".join(path.parts).removesuffix(".__init__") for path in paths if path.name != "__main__"]


def imported(names: list[str], folder: Path) -> tuple[set[str], str]:
    """Top-level packages loaded by importing ``names`` in a new process, and all that it printed besides."""
    code = (
        f"import importlib, json, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "print('END' + json.dumps(list(sys.modules)))"
    )
    homes = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "MPLCONFIGDIR", "TMPDIR"), str(folder))
    environment = {**os.environ, **homes, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True)
    printed, _, loaded = done.stdout.partition("END")
    return {name.split(".")[0] for name in json.loads(loaded)}, printed + done.stderr


def test_importing_everything_loads_nothing_heavy_prints_nothing_and_writes_nothing(tmp_path: Path) -> None:
    loaded, printed = imported(modules(), tmp_path)
    assert loaded & HEAVY == set()
    assert printed == ""
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_starts_without_jupyter(tmp_path: Path) -> None:
    loaded, _ = imported(["analysis.cli"], tmp_path)
    assert "analysis" in loaded
    assert (
        loaded & {"nbconvert", "nbformat", "nbclient", "IPython", "jupyter_client", "numpy", "typst", *HEAVY} == set()
    )

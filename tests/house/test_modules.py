"""Modules are short, say what they do, and leave folders to one of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import analysis

PACKAGE = Path(analysis.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

FOLDERS = {"data", "raw", "processed", "texts", "notebooks", "reports"}

Function = ast.FunctionDef | ast.AsyncFunctionDef

each_module = pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())


def public(tree: ast.Module) -> Iterator[tuple[str, Function | ast.ClassDef, bool]]:
    """Name, definition and whether it is a method, of what other modules may use."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node, False
            if isinstance(node, ast.ClassDef):
                for method in node.body:
                    if isinstance(method, Function) and not method.name.startswith("_"):
                        yield f"{node.name}.{method.name}", method, True


def without_docstring(tree: ast.Module) -> list[str]:
    return [name for name, node, _ in public(tree) if not ast.get_docstring(node)]


def without_types(tree: ast.Module) -> list[str]:
    """Public functions with a parameter or an answer of unstated type."""
    found = []
    for name, node, is_method in public(tree):
        if isinstance(node, Function):
            every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
            stated = [a for a in every if a is not None][1 if is_method and not is_static(node) else 0 :]
            if node.returns is None or any(argument.annotation is None for argument in stated):
                found.append(name)
    return found


def is_static(node: Function) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id == "staticmethod" for mark in node.decorator_list)


def first_part(node: ast.expr) -> str:
    """The first folder of a literal path, formatted or not; "" for anything else."""
    if isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[0]
    return str(node.value).split("/")[0] if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def paths_built(tree: ast.Module) -> list[int]:
    """Lines that join a folder of the project to a path, or make a path of it.

    The package's own folders (joined to ``PACKAGE``) are no folders of the project, and a name in a message is no path.
    """
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            own = isinstance(node.left, ast.Name) and node.left.id == "PACKAGE"
            parts = [] if own else [node.right]
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            parts = node.args if called in ("Path", "PurePath", "open", "joinpath", "glob", "join") else []
        else:
            continue
        if any(first_part(part) in FOLDERS for part in parts):
            found.append(node.lineno)
    return found


@each_module
def test_a_module_has_at_most_400_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


def test_half_of_the_modules_have_at_most_150_lines() -> None:
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES)
    assert lengths[len(lengths) // 2] <= 150


@each_module
def test_whatever_is_public_says_what_it_does(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module itself too"
    assert without_docstring(tree) == []


@each_module
def test_public_functions_state_their_types(module: Path) -> None:
    assert without_types(ast.parse(module.read_text(encoding="utf-8"))) == []


@each_module
def test_only_one_module_knows_folders(module: Path) -> None:
    lines = paths_built(ast.parse(module.read_text(encoding="utf-8")))
    if module.name == "project.py":
        assert lines, "the one that does"
    else:
        assert lines == []


@pytest.mark.parametrize(
    "code",
    ['root / "data" / name', 'project.root / "reports"', 'Path("data/processed")', 'open(f"notebooks/{name}")'],
)
def test_a_folder_in_code_is_found(code: str) -> None:
    assert paths_built(ast.parse(code)) == [1]


def test_a_folder_in_a_message_is_no_path() -> None:
    assert paths_built(ast.parse('print(f"data/processed {what}"); total / count; PACKAGE / "reports"')) == []


def test_missing_words_and_types_are_found() -> None:
    tree = ast.parse("class A:\n    def b(self, c): pass\ndef d(e: int) -> int: return e\ndef _f(g): pass")
    assert without_docstring(tree) == ["A", "A.b", "d"]
    assert without_types(tree) == ["A.b"]

"""Copies of the project, and the program run in them as a user would."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import nbformat.v4 as nbf
import pytest

ROOT = Path(__file__).parents[2]

NOT_COPIED = (".venv", ".git", ".*_cache", ".hypothesis", "__pycache__", "reports", "processed", "texts", "tests")

Ended = subprocess.CompletedProcess[str]

Run = Callable[..., Ended]

Done = tuple[Path, Ended]
"""A project after a run that no test repeats, and what the program said; not to be changed."""


def copied(source: Path, target: Path, *left_out: str) -> Path:
    """A copy of a project folder; ``src/analysis/reports`` is code and always comes along."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*left_out), dirs_exist_ok=True)
    code = Path("src", "analysis", "reports")
    if (source / code).is_dir():
        shutil.copytree(source / code, target / code, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    return target


def analysis(folder: Path, *arguments: str | Path) -> Ended:
    """``analysis ARGUMENTS`` in a folder; exit status and output are the caller's to judge."""
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def small_notebook(project: Path, name: str, *cells: str) -> None:
    """Write a notebook with the given code cells into a project."""
    parameters = nbf.new_code_cell('lang = "vi"', metadata={"tags": ["parameters"]})
    texts = [nbf.new_markdown_cell("Đủ", metadata={"tags": ["vi"]}), nbf.new_markdown_cell("Enough")]
    notebook = nbf.new_notebook(cells=[parameters, *texts, *map(nbf.new_code_cell, cells)])
    notebook.metadata["report"] = {"title": {"vi": "Thử", "en": "Trial"}, "date": "2026-11-22"}
    nbformat.write(notebook, project / "notebooks" / f"{name}.ipynb")


def without_notebooks(project: Path) -> Path:
    """The project without those that it has."""
    for path in (project / "notebooks").glob("*.ipynb"):
        path.unlink()
    return project


def once(
    factory: pytest.TempPathFactory, name: str, run_in: Callable[[Path], subprocess.CompletedProcess[str]]
) -> Done:
    """The project after a run: the first of the test processes that asks does it, the others wait for it."""
    own = factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    shared.mkdir(exist_ok=True)
    folder, said = shared / "project", shared / "said.json"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.is_file():
            done = run_in(folder)
            said.write_text(json.dumps([done.args, done.returncode, done.stdout, done.stderr]), encoding="utf-8")
    return folder, subprocess.CompletedProcess(*json.loads(said.read_text(encoding="utf-8")))

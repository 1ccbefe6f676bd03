"""Copies of the project, and the program run in them as a user would."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]

NOT_COPIED = (".venv", ".git", ".*_cache", ".hypothesis", "__pycache__", "reports", "processed", "texts", "tests")

Run = Callable[..., subprocess.CompletedProcess[str]]


def copied(source: Path, target: Path, *left_out: str) -> Path:
    """A copy of a project folder; ``src/analysis/reports`` is code and always comes along."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*left_out), dirs_exist_ok=True)
    code = Path("src", "analysis", "reports")
    if (source / code).is_dir():
        shutil.copytree(source / code, target / code, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    return target


def analysis(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """``analysis ARGUMENTS`` in a folder; exit status and output are the caller's to judge."""
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)

"""Whoever has the package can export its notebooks with Jupyter's own command."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def test_nbconvert_executes_a_notebook_and_writes_the_pdf(project: Path, words: Callable[[Path], str]) -> None:
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "typstpdf", "--execute"]
    arguments = ["notebooks/04_province_profile.ipynb", "--output-dir", "printed"]
    done = subprocess.run([*command, *arguments], cwd=project, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    text = words(project / "printed" / "04_province_profile.pdf")
    assert "Hồ sơ tỉnh: Quảng Ninh" in text
    assert "Mã hành chính 22" in text, "the cells were run"

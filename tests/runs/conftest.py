"""Copies of the project that tests may change, and the program run in them as a user would."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import nbformat
import nbformat.v4 as nbf
import pypdfium2
import pytest
from projects import NOT_COPIED, ROOT, Run, analysis, copied


@pytest.fixture(scope="session")
def run() -> Run:
    return analysis


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project as it comes from a clone: nothing built, nothing reported."""
    return copied(ROOT, tmp_path / "project", *NOT_COPIED)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A clean copy after ``analysis report`` from another folder, and what the program said; not to be changed.

    The first of the test processes that asks makes it, the others wait for it.
    """
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "made"
    shared.mkdir(exist_ok=True)
    folder, said = shared / "project", shared / "said.json"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.is_file():
            copied(ROOT, folder, *NOT_COPIED)
            done = analysis(shared, "report", "--project", folder)
            said.write_text(json.dumps([done.args, done.returncode, done.stdout, done.stderr]), encoding="utf-8")
    return folder, subprocess.CompletedProcess(*json.loads(said.read_text(encoding="utf-8")))


@pytest.fixture
def finished(made: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> Path:
    """A copy of the project with all its reports made, to be changed at will."""
    return copied(made[0], tmp_path / "project")


@pytest.fixture
def tiny(project: Path) -> Callable[..., None]:
    """Writes a small notebook with the given code cells into the project, beside or instead of its own."""

    def write(name: str, *cells: str) -> None:
        parameters = nbf.new_code_cell('lang = "vi"', metadata={"tags": ["parameters"]})
        texts = [nbf.new_markdown_cell("Đủ", metadata={"tags": ["vi"]}), nbf.new_markdown_cell("Enough")]
        notebook = nbf.new_notebook(cells=[parameters, *texts, *map(nbf.new_code_cell, cells)])
        notebook.metadata["report"] = {"title": {"vi": "Thử", "en": "Trial"}, "date": "2026-11-22"}
        nbformat.write(notebook, project / "notebooks" / f"{name}.ipynb")

    for path in (project / "notebooks").glob("*.ipynb"):
        path.unlink()
    return write


@pytest.fixture(scope="session")
def words() -> Callable[[Path], str]:
    """All words of a PDF file with single spaces between them."""

    def read(path: Path) -> str:
        document = pypdfium2.PdfDocument(BytesIO(path.read_bytes()))
        texts = [page.get_textpage().get_text_bounded() for page in document]
        document.close()
        return " ".join(" ".join(texts).split())

    return read

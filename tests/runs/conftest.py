"""Copies of the project that tests may change, and the program run in them as a user would."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from projects import NOT_COPIED, ROOT, Done, Run, analysis, copied, once, small_notebook, without_notebooks

from analysis import outcomes
from analysis.project import Project


@pytest.fixture(scope="session")
def run() -> Run:
    return analysis


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The project as it comes from a clone: nothing built, nothing reported."""
    return copied(ROOT, tmp_path / "project", *NOT_COPIED)


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its data built, to be copied."""
    folder = copied(ROOT, tmp_path_factory.mktemp("built") / "project", *NOT_COPIED)
    outcomes.build(Project(folder))
    return folder


@pytest.fixture
def project(built_once: Path, tmp_path: Path) -> Path:
    """The project after a build, nothing reported; to be changed at will."""
    return copied(built_once, tmp_path / "project")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """A clean copy after ``analysis report`` from another folder."""

    def run_in(folder: Path) -> subprocess.CompletedProcess[str]:
        copied(ROOT, folder, *NOT_COPIED)
        return analysis(folder.parent, "report", "--project", folder)

    return once(tmp_path_factory, "made", run_in)


@pytest.fixture
def finished(made: Done, tmp_path: Path) -> Path:
    """A copy of the project with all its reports made, to be changed at will."""
    return copied(made[0], tmp_path / "project")


@pytest.fixture(scope="session")
def small_made(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """A project of five small reports in Vietnamese, ``01_small`` to ``05_small``."""

    def run_in(folder: Path) -> subprocess.CompletedProcess[str]:
        without_notebooks(copied(built_once, folder))
        for number in range(1, 6):
            small_notebook(folder, f"0{number}_small", "print('xong')")
        return analysis(folder, "report", "--lang", "vi", "--jobs", "1")

    return once(tmp_path_factory, "small", run_in)


@pytest.fixture
def reported(small_made: Done, tmp_path: Path) -> Path:
    """A copy of the project of five small reports, all made, to be changed at will."""
    assert small_made[1].returncode == 0, small_made[1].stderr
    return copied(small_made[0], tmp_path / "reported")


@pytest.fixture
def tiny(project: Path) -> Callable[..., None]:
    """Writes a small notebook with the given code cells into the project, instead of its own."""
    without_notebooks(project)
    return partial(small_notebook, project)


@pytest.fixture(scope="session")
def words() -> Callable[[Path], str]:
    """All words of a PDF file with single spaces between them."""

    def read(path: Path) -> str:
        document = pypdfium2.PdfDocument(BytesIO(path.read_bytes()))
        texts = [page.get_textpage().get_text_bounded() for page in document]
        document.close()
        return " ".join(" ".join(texts).split())

    return read

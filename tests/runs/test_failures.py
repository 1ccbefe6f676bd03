"""One report that cannot be made stops no other, and says in which cell and why."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import Done, Run, analysis, copied, once, small_notebook, without_notebooks

Tiny = Callable[..., None]


@pytest.fixture(scope="module")
def failed(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """A run over one good notebook and three that must fail."""

    def run_in(folder: Path) -> subprocess.CompletedProcess[str]:
        without_notebooks(copied(built_once, folder))
        small_notebook(folder, "01_good", "print('xong')")
        small_notebook(folder, "02_fails", "rate = 1", "rate / 0")
        small_notebook(folder, "03_warns", "import warnings; warnings.warn('small sample')")
        small_notebook(folder, "04_dies", "import os; os._exit(1)")
        return analysis(folder, "report", "--lang", "vi")

    return once(tmp_path_factory, "failed", run_in)


def test_failures_are_named_by_notebook_cell_and_reason_and_the_rest_is_made(
    failed: Done,
) -> None:
    project, done = failed
    assert done.returncode == 1
    failures = {
        line.split(" ")[1].rstrip(",:"): line for line in done.stderr.splitlines() if line.startswith("analysis: ")
    }
    assert sorted(failures) == ["02_fails.vi", "03_warns.vi", "04_dies.vi"]
    assert "cell 5: ZeroDivisionError: division by zero" in failures["02_fails.vi"], "as whoever opens it counts"
    assert "cell 4 wrote to stderr" in failures["03_warns.vi"]
    assert "small sample" in done.stderr
    assert "died" in failures["04_dies.vi"].lower()
    assert "Traceback" not in done.stderr
    assert [path.name for path in (project / "reports").glob("*.pdf")] == ["01_good.vi.pdf"]


def test_what_was_made_is_kept_and_what_failed_is_tried_again(failed: Done, tmp_path: Path, run: Run) -> None:
    project = copied(failed[0], tmp_path / "project")
    for name in ("03_warns", "04_dies"):
        (project / "notebooks" / f"{name}.ipynb").unlink()
    small_notebook(project, "02_fails", "rate = 1")
    again = run(project, "report", "--lang", "vi", "--no-fork")
    assert again.returncode == 0
    assert "made 02_fails.vi" in again.stdout
    assert "01_good" not in again.stdout
    assert len(list((project / "reports").glob("*.pdf"))) == 2


def test_a_report_that_fails_leaves_the_earlier_one_as_it_was(reported: Path, run: Run) -> None:
    earlier = (reported / "reports" / "01_small.vi.pdf").read_bytes()
    small_notebook(reported, "01_small", "raise ValueError('thiếu số liệu')")
    failed = run(reported, "report", "--lang", "vi", "--no-fork")
    assert failed.returncode == 1
    assert "ValueError: thiếu số liệu" in failed.stderr
    assert (reported / "reports" / "01_small.vi.pdf").read_bytes() == earlier


@pytest.mark.parametrize("text", ["", "{}", "not json"])
def test_a_file_that_is_no_notebook_is_named_in_one_sentence(project: Path, run: Run, text: str) -> None:
    (project / "notebooks" / "05_broken.ipynb").write_text(text, encoding="utf-8")
    done = run(project, "report", "05")
    assert done.returncode == 1
    assert done.stderr.startswith("analysis: 05_broken.ipynb is not a notebook: ")
    assert done.stderr.count("\n") == 1


def test_code_that_is_not_python_fails_alone_and_is_named(project: Path, tiny: Tiny, run: Run) -> None:
    tiny("01_good", "print('xong')")
    tiny("02_typo", "x = = 1")
    done = run(project, "report", "--lang", "vi", "--no-fork", "--jobs", "1")
    assert done.returncode == 1
    assert "02_typo.vi, cell" in done.stderr
    assert "SyntaxError" in done.stderr
    assert [path.name for path in (project / "reports").glob("*.pdf")] == ["01_good.vi.pdf"]

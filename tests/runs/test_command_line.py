"""The command line answers in one sentence and with an exit status that scripts can trust."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import nbformat
import nbformat.v4 as nbf
import pytest

import analysis

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_help_lists_the_commands(tmp_path: Path, run: Run) -> None:
    done = run(tmp_path, "--help")
    assert done.returncode == 0
    for word in ("build", "report", "confirm", "audit", "agreement", "examples:", "--version"):
        assert word in done.stdout


def test_a_notebook_that_is_a_tool_is_no_report(project: Path, run: Run) -> None:
    done = run(project, "report", "coding_desk")
    assert done.returncode == 2
    assert "no report 'coding_desk'" in done.stderr
    assert "04_province_profile" in done.stderr, "what there is"
    listed = run(project, "status").stdout
    assert "04_province_profile" in listed
    assert "coding_desk" not in listed


def test_version_is_that_of_the_package(tmp_path: Path, run: Run) -> None:
    assert run(tmp_path, "--version").stdout == f"analysis {analysis.__version__}\n"


def test_wrong_usage_gives_2_and_how_to_do_it(tmp_path: Path, run: Run) -> None:
    for arguments in ((), ("rebuild",), ("report", "--lang", "fr"), ("build", "--out", "x")):
        done = run(tmp_path, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("usage: analysis")


def test_outside_a_project_one_sentence_says_what_to_do(tmp_path: Path, run: Run) -> None:
    done = run(tmp_path, "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert str(tmp_path) in done.stderr
    assert "--project" in done.stderr


def test_outside_a_project_it_is_said_in_the_language_asked_for(tmp_path: Path, run: Run) -> None:
    done = run(tmp_path, "build", "--lang", "vi")
    assert done.returncode == 1
    assert done.stderr.startswith("analysis: không có data/raw/datapackage.json trong ")
    assert "chạy lệnh trong thư mục của dự án" in done.stderr


def test_debug_adds_the_traceback(tmp_path: Path, run: Run) -> None:
    done = run(tmp_path, "build", "--debug")
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "ProjectNotFoundError" in done.stderr


def test_an_unknown_report_gives_2_and_lists_the_names(project: Path, run: Run) -> None:
    done = run(project, "report", "07")
    assert done.returncode == 2
    assert "'07'" in done.stderr
    for name in ("01_sources_and_quality", "02_province_comparison", "03_training_trends"):
        assert name in done.stderr
    assert not (project / "reports").exists()


def test_a_name_that_fits_two_reports_gives_2(project: Path, run: Run) -> None:
    first = project / "notebooks" / "01_sources_and_quality.ipynb"
    (project / "notebooks" / "01_copy.ipynb").write_bytes(first.read_bytes())
    done = run(project, "report", "01")
    assert done.returncode == 2
    assert "01_copy" in done.stderr


def test_build_says_what_it_wrote_and_then_that_nothing_changed(clone: Path, run: Run) -> None:
    first, second = run(clone, "build"), run(clone / "data" / "raw", "build")
    assert first.stdout.startswith("data/processed written: 122 coded figures, 15648 statistics;")
    assert second.stdout.startswith("data/processed unchanged:"), "from any folder of the project"
    assert (first.returncode, second.returncode) == (0, 0)


def test_a_folder_that_cannot_be_written_is_named(clone: Path, run: Run) -> None:
    (clone / "data" / "processed").write_text("a file stands in the way", encoding="utf-8")
    done = run(clone, "build")
    assert done.returncode == 1
    assert done.stderr.startswith("analysis: ")
    assert "processed" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "--jobs", "0"), "argument --jobs: '0': a whole number, 1 or more"),
        (
            ("extract", "x.txt", "--period", "2023"),
            "--period 2023: days such as 2023-01-01..2023-12-31, or ..2025-12-31",
        ),
        (("import", "x.csv", "--series", "y", "--preliminary", "20x"), "'20x': years such as 2019,2020, or none"),
    ],
)
def test_an_argument_of_another_form_is_refused_with_an_example(
    built_once: Path, run: Run, arguments: tuple[str, ...], said: str
) -> None:
    done = run(built_once, *arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_file_in_the_place_of_the_folder_of_reports_is_said_before_anything_runs(built_once: Path, run: Run) -> None:
    done = run(built_once, "report", "--out", "README.md")
    assert done.returncode == 1
    assert "a file stands in the place of a folder" in done.stderr
    assert "made" not in done.stdout


def test_reports_that_no_known_run_has_made_are_named(reported: Path, run: Run) -> None:
    old = reported / "reports" / "01_small.en.pdf"
    old.write_bytes(b"of an earlier version")
    done = run(reported, "status")
    assert f"{old}: no run that is known made it as it is; delete it" in done.stderr
    old.unlink()
    assert run(reported, "status").stderr == ""


def test_a_notebook_to_try_things_in_is_no_report(reported: Path, run: Run) -> None:
    scratch = nbf.new_notebook(cells=[nbf.new_markdown_cell("It rose by 2.5 points."), nbf.new_code_cell("1 / 0")])
    nbformat.write(scratch, reported / "notebooks" / "Untitled.ipynb")
    done = run(reported, "report")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Untitled" not in done.stdout
    assert not list((reported / "reports").glob("Untitled*"))

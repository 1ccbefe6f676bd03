"""A report is stale when something that can change it has changed, and only then."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import analysis
from analysis.project import Project
from analysis.reports import freshness
from analysis.reports.freshness import Target, inputs_of, modules_of
from analysis.reports.manifest import read_manifest, reasons_to_rebuild
from analysis.reports.targets import targets
from analysis.vocabulary import LANGUAGES

ALL = {"01", "02", "03", "04"}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package that is taken for the installed one."""
    copy = tmp_path / "copy" / "analysis"
    shutil.copytree(Path(analysis.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(freshness, "PACKAGE", copy)
    return copy


@pytest.fixture
def stale(finished: Path, package: Path) -> Callable[[], set[str]]:
    """Numbers of the notebooks whose reports are stale; both languages agree."""
    project = Project(finished)
    chosen = targets(project, [], LANGUAGES, project.reports)
    manifest = read_manifest(project.reports)

    def ask() -> set[str]:
        by_language = {
            lang: {t.name[:2] for t in of_language(lang) if reasons_to_rebuild(t, inputs_of(project, t), manifest)}
            for lang in LANGUAGES
        }
        assert by_language["vi"] == by_language["en"]
        return by_language["vi"]

    def of_language(lang: str) -> Iterable[Target]:
        return (target for target in chosen if target.lang == lang)

    return ask


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def reached_by(code: str) -> set[str]:
    notebook = {"cells": [{"cell_type": "code", "source": code}, {"cell_type": "markdown", "source": "import x"}]}
    return {path.relative_to(freshness.PACKAGE).as_posix() for path in modules_of(notebook)}


def test_a_notebook_depends_on_what_it_imports_and_on_what_that_imports() -> None:
    reached = reached_by("from analysis.study import trends")
    assert {"__init__.py", "study/__init__.py", "study/trends/__init__.py", "study/result.py"} <= reached
    assert "study/measures.py" not in reached
    assert "exhibits/style.py" not in reached


@pytest.mark.parametrize(
    "code",
    [
        "import analysis.study.trends",
        "from analysis.study.trends import trend",
        "def f():\n    import analysis.study.trends as t",
    ],
)
def test_every_way_to_import_a_module_counts(code: str) -> None:
    assert "study/trends/__init__.py" in reached_by(code)


def test_lines_for_jupyter_are_no_imports() -> None:
    assert reached_by("%matplotlib inline\n!ls\nfrom analysis import places") >= {
        "places/__init__.py",
        "places/gazetteer.py",
    }


def test_magics_within_a_line_are_rewritten_as_ipython_does() -> None:
    assert reached_by("files = !ls\nfrom analysis import places") >= {"places/__init__.py", "places/gazetteer.py"}


def test_code_that_is_not_python_reaches_nothing_and_is_left_to_its_run() -> None:
    assert reached_by("x = 1\nfrom analysis import") == set()


def test_untouched_reports_are_fresh(stale: Callable[[], set[str]]) -> None:
    assert stale() == set()


@pytest.mark.parametrize(
    ("module", "numbers"),
    [
        ("study/trends/mixed.py", {"02", "03"}),
        ("exhibits/breaks.py", {"03"}),
        ("study/comparability.py", {"01", "02"}),
        ("study/measures.py", {"01", "02"}),
        ("study/boundaries.py", {"02", "04"}),
        ("exhibits/profile.py", {"04"}),
        ("intake.py", set()),
        ("exhibits/quality.py", {"01"}),
        ("exhibits/press.py", {"01"}),
        ("study/result.py", ALL),
        ("exhibits/wording.py", ALL),
        ("outcomes/data.py", ALL),
        ("reports/export/pdf.py", ALL),
        ("reports/provenance.py", ALL),
        ("cli.py", set()),
    ],
)
def test_a_changed_module_makes_exactly_its_readers_stale(
    stale: Callable[[], set[str]], package: Path, module: str, numbers: set[str]
) -> None:
    append(package / module, "# a remark\n")
    assert stale() == numbers


def test_a_changed_template_makes_all_stale(stale: Callable[[], set[str]], package: Path) -> None:
    append(package / "reports" / "export" / "template.typ", "// a remark\n")
    assert stale() == ALL


@pytest.mark.parametrize(
    "path", ["requirements.lock", "data/processed/outcomes.csv", "data/raw/places/places.csv", "data/raw/sources.csv"]
)
def test_changed_data_or_versions_make_all_stale(stale: Callable[[], set[str]], finished: Path, path: str) -> None:
    append(finished / path, "\n")
    assert stale() == ALL


def test_files_beside_the_notebooks_make_all_stale(stale: Callable[[], set[str]], finished: Path) -> None:
    (finished / "notebooks" / "report.toml").write_text('accent = "#5c2d46"', encoding="utf-8")
    assert stale() == ALL


@pytest.mark.parametrize("name", ["fig-lines.csv", "provenance.json", "03_training_trends.vi.ipynb"])
def test_a_changed_or_lost_file_of_a_report_makes_it_stale(finished: Path, name: str) -> None:
    project = Project(finished)
    target = targets(project, ["03"], ("vi",), project.reports)[0]
    inputs, path = inputs_of(project, target), project.reports / "files" / target.name / name
    before = path.read_bytes()
    for spoil in (lambda: append(path, " "), path.unlink):
        spoil()
        manifest = read_manifest(project.reports)
        assert reasons_to_rebuild(target, inputs, manifest) == [f"files/{target.name}/{name} was changed by hand"]
        path.write_bytes(before)


def test_a_report_with_faults_is_fresh_only_for_whoever_takes_faults(finished: Path) -> None:
    project = Project(finished)
    target = targets(project, ["03"], ("vi",), project.reports)[0]
    manifest, inputs = read_manifest(project.reports), inputs_of(project, target)
    manifest["reports"][target.name]["faults"] = ["a formula"]
    assert reasons_to_rebuild(target, inputs, manifest) == ["it was made with faults"]
    assert reasons_to_rebuild(target, inputs, manifest, strict=False) == []


def test_a_changed_notebook_makes_itself_stale(stale: Callable[[], set[str]], finished: Path) -> None:
    path = finished / "notebooks" / "02_province_comparison.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("Table of provinces", "All provinces"), encoding="utf-8")
    assert stale() == {"02"}


@pytest.mark.parametrize(
    "said", [{"metadata": {"fig-alt": "A new alternative"}}, {"attachments": {"a.png": {"image/png": "AAAA"}}}]
)
def test_what_a_cell_says_of_its_outputs_makes_its_report_stale(
    stale: Callable[[], set[str]], finished: Path, said: dict[str, object]
) -> None:
    path = finished / "notebooks" / "02_province_comparison.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][5] |= said
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert stale() == {"02"}


def test_outputs_and_counters_of_a_notebook_change_nothing(stale: Callable[[], set[str]], finished: Path) -> None:
    path = finished / "notebooks" / "02_province_comparison.ipynb"
    text = path.read_text(encoding="utf-8")
    assert '"execution_count": null' in text
    path.write_text(text.replace('"execution_count": null', '"execution_count": 7'), encoding="utf-8")
    assert stale() == set()


def test_the_reason_is_named(finished: Path, package: Path) -> None:
    project = Project(finished)
    target = targets(project, ["03"], ("vi",), project.reports)[0]
    append(package / "study" / "trends" / "mixed.py", "# a remark\n")
    reasons = reasons_to_rebuild(target, inputs_of(project, target), read_manifest(project.reports))
    assert reasons == ["src/analysis/study/trends/mixed.py"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"format": 99}',
        "[]",
        '{"format": 2}',
        '{"format": 2, "reports": {"03_training_trends.vi": {"outputs": {}}}}',
    ],
)
def test_a_manifest_that_cannot_be_read_makes_all_stale(finished: Path, text: str) -> None:
    project = Project(finished)
    (project.reports / "manifest.json").write_text(text, encoding="utf-8")
    manifest = read_manifest(project.reports)
    for target in targets(project, [], LANGUAGES, project.reports):
        assert reasons_to_rebuild(target, {}, manifest) == ["not made yet"]


def test_the_copy_was_made_by_a_run_that_succeeded(made: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    assert made[1].returncode == 0

"""A number of a report can be followed: into the file behind its exhibit, the notebook, and how the report was made."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
import pytest

import analysis
from analysis.project import Project
from analysis.reports import provenance as origins
from analysis.reports.freshness import Snapshot, Target
from analysis.reports.manifest import read_manifest
from analysis.reports.targets import targets

Made = tuple[Path, subprocess.CompletedProcess[str]]
Words = Callable[[Path], str]
ROOT = Path(__file__).parents[2]
REPORT = ("report", "--lang", "vi", "--no-fork", "--jobs", "1")
"""A run over small notebooks, whose kernels need nothing that a warm parent would have imported for them."""

NAMES = ("01_sources_and_quality", "02_province_comparison", "03_training_trends", "04_province_profile")

each_report = pytest.mark.parametrize("name", [f"{name}.{lang}" for name in NAMES for lang in ("vi", "en")])


def folder_of(made: Made, name: str) -> Path:
    return made[0] / "reports" / "files" / name


def executed(made: Made, name: str) -> nbformat.NotebookNode:
    return nbformat.read(folder_of(made, name) / f"{name}.ipynb", as_version=4)


def outputs(made: Made, name: str) -> list[dict[str, Any]]:
    return [output for cell in executed(made, name).cells for output in cell.get("outputs", [])]


@each_report
def test_the_files_in_the_pdf_are_those_on_disk_byte_for_byte(made: Made, name: str) -> None:
    with pikepdf.open(made[0] / "reports" / f"{name}.pdf") as pdf:
        inside = {key: pdf.attachments[key].get_file().read_bytes() for key in pdf.attachments}
    on_disk = {path.name: path.read_bytes() for path in folder_of(made, name).iterdir()}
    assert inside == on_disk
    assert {"provenance.json", f"{name}.ipynb"} < on_disk.keys()


@each_report
def test_every_figure_and_table_has_its_data_in_the_pdf(made: Made, name: str) -> None:
    exhibits = [output["metadata"]["exhibit"] for output in outputs(made, name) if "exhibit" in output["metadata"]]
    wanted = {f"{one['id']}.csv" for one in exhibits if one["kind"] != "notice"}
    assert {path.name for path in folder_of(made, name).glob("*.csv")} == wanted
    assert len(wanted) >= 4


@each_report
def test_every_number_of_a_sentence_is_recorded_as_it_is_printed(made: Made, name: str, words: Words) -> None:
    facts = json.loads((made[0] / "reports" / "facts.json").read_text(encoding="utf-8"))["reports"][name]
    assert facts == json.loads((folder_of(made, name) / "provenance.json").read_text(encoding="utf-8"))["facts"]
    text = words(made[0] / "reports" / f"{name}.pdf")
    for fact in facts:
        assert set(fact) == {"cell", "name", "value", "printed"}
        assert all(word in text for word in fact["printed"].split()), fact  # words may run over to the next page
    sentences = " ".join(
        "".join(output["data"]["text/markdown"]) for output in outputs(made, name) if output["metadata"].get("facts")
    )
    numbers = re.findall(r"\d[\d.,]*\d|\d", re.sub(r"\b(?:19|20)\d\d\b|[A-Z]+\d+|\d+ ‡", " ", sentences))
    printed = " ".join(fact["printed"] for fact in facts)
    assert [number for number in numbers if number not in printed] == []


@each_report
def test_every_series_that_an_exhibit_names_is_among_the_sources_of_the_report(made: Made, name: str) -> None:
    listed = (folder_of(made, name) / "tbl-bibliography.csv").read_text(encoding="utf-8")
    cited = {
        series
        for output in outputs(made, name)
        for series in re.findall(
            r"\b(?:gso|pci|papi)_[a-z0-9_]+", output["metadata"].get("exhibit", {}).get("source", "")
        )
    }
    assert [series for series in sorted(cited) if f"[{series}]" not in listed] == []


@each_report
def test_the_last_page_says_how_to_make_the_file_again(made: Made, name: str, words: Words) -> None:
    stem, _, lang = name.rpartition(".")
    text = words(made[0] / "reports" / f"{name}.pdf")
    lock = read_manifest(made[0] / "reports")["reports"][name]["inputs"]["requirements.lock"]
    assert f"analysis report {stem} --lang {lang}" in text
    assert lock in re.sub("[^0-9a-z]", "", text), "breaks of the line left out"
    assert {"vi": "Về tệp này", "en": "About this file"}[lang] in text
    assert {"vi": f"Phiên bản {analysis.__version__}", "en": f"Version {analysis.__version__}"}[lang] in text
    assert {"vi": "Số liệu: chuỗi chính thức", "en": "Data: official series"}[lang] in text


def test_pages_of_one_report_in_two_folders_do_not_share_files(made: Made) -> None:
    names = sorted(path.name for path in (made[0] / "reports" / "files").iterdir())
    assert names == sorted(f"{name}.{lang}" for name in NAMES for lang in ("vi", "en"))


# Which commit a report is from.


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", "-C", folder, *identity, *arguments], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.strip()


@pytest.fixture
def committed(project: Path) -> Path:
    shutil.copy(ROOT / ".gitignore", project)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "Beginning")
    return project


def origin_of(folder: Path) -> tuple[origins.Provenance, Target]:
    origins._state.cache_clear()
    project = Project(folder)
    target = targets(project, ["03"], ("en",), project.reports)[0]
    return origins.provenance(project, target, dict.fromkeys(Snapshot(project).inputs_of(target), "0")), target


def test_the_commit_is_the_last_one_that_changed_an_input(committed: Path) -> None:
    beginning = git(committed, "rev-parse", "HEAD")
    (committed / "README.md").write_text("Other words", encoding="utf-8")
    git(committed, "commit", "-q", "-a", "-m", "Words")
    assert (origin_of(committed)[0].commit, origin_of(committed)[0].committed) == (beginning, True)
    assert f"from commit `{beginning}`. The same commit" in origin_of(committed)[0].colophon("en")


def test_changes_that_are_not_committed_are_said(committed: Path) -> None:
    with (committed / "data" / "raw" / "sources.csv").open("a", encoding="utf-8") as stream:
        stream.write("\n")
    origin = origin_of(committed)[0]
    assert not origin.committed
    assert "with changes that were not committed" in origin.colophon("en")
    assert "kèm những thay đổi chưa ghi nhận" in origin.colophon("vi")
    assert "The same commit" not in origin.colophon("en")


def test_outside_git_there_is_no_commit(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert origin_of(project)[0].commit == ""
    assert "from a folder outside git" in origin_of(project)[0].colophon("en")
    monkeypatch.setenv("PATH", "")
    assert origin_of(project)[0].commit == "", "nor without git itself"


def test_git_is_asked_and_its_files_are_left_alone(committed: Path) -> None:
    index = committed / ".git" / "index"
    before = index.read_bytes()
    os.utime(committed / "data" / "raw" / "sources.csv", (0, 0))
    assert origin_of(committed)[0].committed
    assert index.read_bytes() == before
    index.write_bytes(b"broken")
    assert not origin_of(committed)[0].committed, "what git cannot tell is not so"


def test_a_report_of_changes_is_made_again_when_they_are_committed(
    committed: Path, tiny: Callable[..., None], run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    tiny("05_new", "print('xong')")
    assert "made 05_new.vi" in run(committed, *REPORT).stdout
    assert "up to date" in run(committed, *REPORT).stdout
    git(committed, "add", "-A")
    git(committed, "commit", "-q", "-m", "A notebook")
    assert "made 05_new.vi" in run(committed, *REPORT).stdout
    origin = json.loads((committed / "reports/files/05_new.vi/provenance.json").read_text(encoding="utf-8"))
    assert (origin["committed"], origin["commit"]) == (True, git(committed, "rev-parse", "HEAD"))
    assert "up to date" in run(committed, *REPORT).stdout


# What lies beside the reports.


def test_the_list_of_facts_and_the_index_are_written_anew_when_they_were_touched(
    finished: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    reports = finished / "reports"
    facts, index = (reports / "facts.json").read_bytes(), (reports / "index.html").read_bytes()
    (reports / "facts.json").write_bytes(facts.replace(b"63", b"64"))
    (reports / "index.html").unlink()
    assert "8 reports" in run(finished, "report").stdout
    assert ((reports / "facts.json").read_bytes(), (reports / "index.html").read_bytes()) == (facts, index)


CHANGED_BY_HAND = (
    {"outputs": {"../precious.txt": {"sha256": "0", "bytes": 1}}},
    {"outputs": {"/precious.txt": {"sha256": "0", "bytes": 1}}},
    {"about": {"title": 5}},
    {"about": {"date": "soon"}},
    {"committed": "yes"},
)
"""One for each of the five small reports."""


def test_a_manifest_changed_by_hand_does_no_harm(
    reported: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (reported / "precious.txt").write_text("kept", encoding="utf-8")
    path = reported / "reports" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    entries = list(manifest["reports"].values())
    manifest["reports"]["foo.fr"] = deepcopy(entries[0])
    for entry, changes in zip(entries, CHANGED_BY_HAND, strict=True):
        for part, value in changes.items():
            entry[part] = {**entry[part], **value} if isinstance(value, dict) else value
    path.write_text(json.dumps(manifest), encoding="utf-8")
    done = run(reported, *REPORT)
    assert (done.returncode, done.stderr) == (0, "")
    assert (reported / "precious.txt").read_text(encoding="utf-8") == "kept"


# What makes a report refuse itself, or warn.


def test_a_number_typed_by_hand_is_refused_unless_faults_are_taken(
    project: Path, tiny: Callable[..., None], run: Callable[..., subprocess.CompletedProcess[str]], words: Words
) -> None:
    tiny("05_typed", "from analysis.exhibits.printed import say\nsay(lang, vi='Có 63 tỉnh', en='{n} places', n=63)")
    refused = run(project, *REPORT)
    assert refused.returncode == 1
    assert "05_typed.vi, cell 4: the number '63' is typed by hand" in refused.stderr
    done = run(project, *REPORT, "--no-strict")
    assert done.returncode == 0
    assert "warning: 05_typed.vi, cell 4: the number '63'" in done.stderr
    assert "Có 63 tỉnh" in words(project / "reports" / "05_typed.vi.pdf")
    assert run(project, *REPORT).returncode == 1, "made with faults is not up to date"


def test_a_part_that_cannot_be_shown_is_refused_or_boxed(
    project: Path, tiny: Callable[..., None], run: Callable[..., subprocess.CompletedProcess[str]], words: Words
) -> None:
    tiny("05_broken", "from IPython.display import Markdown, display\ndisplay(Markdown('$\\\\foox{x}$'))")
    refused = run(project, "report", "--lang", "en", "--no-fork")
    assert refused.returncode == 1
    assert "05_broken.en: Cell 4: the formula \\foox{x} cannot be shown" in refused.stderr.replace("Notebook ", "")
    done = run(project, "report", "--lang", "en", "--no-fork", "--no-strict")
    assert done.returncode == 0
    assert "warning: " in done.stderr and "Cell 4" in done.stderr
    assert "This formula cannot be shown" in words(project / "reports" / "05_broken.en.pdf")


def test_the_look_is_changed_without_python(
    project: Path, tiny: Callable[..., None], run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    tiny("05_look", "print('xong')")
    (project / "notebooks" / "report.toml").write_text(
        'paper = "a5"\naccent = "#5c2d46"\nauthors = {vi = ["Sở Nội vụ"], en = ["Department of Home Affairs"]}\n',
        "utf-8",
    )
    assert run(project, *REPORT).returncode == 0
    with pikepdf.open(BytesIO((project / "reports" / "05_look.vi.pdf").read_bytes())) as pdf:
        assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]] == [148, 210]
        assert str(pdf.docinfo["/Author"]) == "Sở Nội vụ"
    (project / "notebooks" / "report.toml").write_text('papper = "a5"\naccent = "#ffff00"\n', "utf-8")
    refused = run(project, *REPORT)
    assert refused.returncode == 1
    assert "the setting 'papper' is unknown" in refused.stderr
    assert "accent must contrast with white" in refused.stderr

"""A report is stale when something that can change it has changed, and only then."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from projects import NOT_COPIED, ROOT, copied

import analysis
from analysis import outcomes
from analysis.project import Project
from analysis.reports import imports
from analysis.reports.freshness import Snapshot, Target
from analysis.reports.imports import Package
from analysis.reports.manifest import Ledger, read_manifest, reasons_to_rebuild
from analysis.reports.notebook_file import reads_one_place
from analysis.reports.status import standings
from analysis.reports.targets import targets
from analysis.vocabulary import LANGUAGES

PLACES = ("ha-noi", "lang-son", "bac-ninh", "bac-ninh-2025", "an-giang-2025", "ca-mau", "thua-thien-hue")
"""Some with texts, of their own or of what they were made of, one with the text of a district, two with none."""

MAIN = {"01", "02", "03", "04"}
PROFILES = set(PLACES)
ALL = MAIN | PROFILES

Stale = Callable[[], set[str]]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package that is taken for the installed one."""
    copy = tmp_path / "copy" / "analysis"
    shutil.copytree(Path(analysis.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(imports, "PACKAGE", copy)
    return copy


def chosen(project: Project) -> list[Target]:
    """The reports of all notebooks and some profiles, in both languages."""
    main = targets(project, [], LANGUAGES, project.reports)
    return [*main, *targets(project, ["profiles"], LANGUAGES, project.reports, PLACES)]


@pytest.fixture(scope="module")
def recorded_once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project after a build whose manifest says that all these reports were made; their files hold a few words."""
    own = Project(copied(ROOT, tmp_path_factory.mktemp("recorded") / "project", *NOT_COPIED, "src", "docs"))
    outcomes.build(own)
    snapshot = Snapshot(own)
    with Ledger(own.reports, snapshot.package.imports) as ledger:
        for target in chosen(own):
            note(ledger, target, snapshot)
    return own


def note(ledger: Ledger, target: Target, snapshot: Snapshot) -> None:
    files = {target.output.name: b"words", f"files/{target.name}/fig-lines.csv": b"1"}
    ledger.record(target, snapshot.inputs_of(target), files, about={}, committed=True)


@pytest.fixture
def recorded(recorded_once: Project, tmp_path: Path) -> Project:
    """A copy of it, to be changed at will."""
    return Project(copied(recorded_once.root, tmp_path / "project"))


@pytest.fixture
def stale(recorded: Project, package: Path) -> Stale:
    """Numbers of the notebooks, and the places, whose reports are stale; both languages agree."""

    def ask() -> set[str]:
        if not outcomes.unchanged(recorded):
            outcomes.build(recorded)
        manifest = read_manifest(recorded.reports)
        found = standings(Snapshot(recorded, manifest["imports"]), chosen(recorded), manifest)
        by_language = {
            lang: {one.target.place or one.target.name[:2] for one in found if one.reasons and one.target.lang == lang}
            for lang in LANGUAGES
        }
        assert by_language["vi"] == by_language["en"]
        return by_language["vi"]

    return ask


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def reached_by(code: str) -> set[str]:
    notebook = {"cells": [{"cell_type": "code", "source": code}, {"cell_type": "markdown", "source": "import x"}]}
    return {name.removeprefix("src/analysis/") for name in Package({}).modules_of(notebook)}


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


def test_libraries_are_known_as_they_are_imported() -> None:
    package = Package({})
    code = "import json, pandas as pd\ndef f():\n    from scipy import special"
    package.modules_of({"cells": [{"cell_type": "code", "source": code}]})
    assert [names for names in package.imports.values() if names] == [("pandas", "scipy", "scipy.special")]


def test_lines_for_jupyter_are_no_imports() -> None:
    assert reached_by("%matplotlib inline\n!ls\nfrom analysis import places") >= {
        "places/__init__.py",
        "places/gazetteer.py",
    }


def test_magics_within_a_line_are_rewritten_as_ipython_does() -> None:
    assert reached_by("files = !ls\nfrom analysis import places") >= {"places/__init__.py", "places/gazetteer.py"}


def test_code_that_is_not_python_reaches_nothing_and_is_left_to_its_run() -> None:
    assert reached_by("x = 1\nfrom analysis import") == set()


def test_untouched_reports_are_fresh(stale: Stale) -> None:
    assert stale() == set()


@pytest.mark.parametrize(
    ("module", "numbers"),
    [
        ("study/trends/mixed.py", {"02", "03"}),
        ("exhibits/breaks.py", {"03"}),
        ("study/comparability.py", {"01", "02"}),
        ("study/measures.py", {"01", "02"}),
        ("study/boundaries.py", {"02", "04", *PROFILES}),
        ("exhibits/profile.py", {"04", *PROFILES}),
        ("intake.py", set()),
        ("exhibits/quality.py", {"01"}),
        ("exhibits/press.py", {"01"}),
        ("exhibits/costs.py", {"01"}),
        ("study/costs.py", {"01"}),
        ("study/plans.py", {"01", "02"}),
        ("study/result.py", ALL),
        ("exhibits/wording.py", ALL),
        ("outcomes/data.py", ALL),
        ("vocabulary/__init__.py", ALL),
        ("reports/export/pdf.py", ALL),
        ("reports/kernels/parent.py", ALL),
        ("reports/provenance.py", ALL),
        ("cli/reports.py", set()),
    ],
)
def test_a_changed_module_makes_exactly_its_readers_stale(
    stale: Stale, package: Path, module: str, numbers: set[str]
) -> None:
    append(package / module, "# a remark\n")
    assert stale() == numbers


def test_a_changed_template_makes_all_stale(stale: Stale, package: Path) -> None:
    append(package / "reports" / "export" / "template.typ", "// a remark\n")
    assert stale() == ALL


def test_a_constant_in_a_module_that_is_reached_through_another_makes_its_readers_stale(
    stale: Stale, package: Path
) -> None:
    """What pytask, Snakemake and jupyter-cache keep: none of them looks into what a notebook imports."""
    path = package / "study" / "bounds.py"
    append(path, "LIMIT = 1\n")
    reached = {"01", "02"}
    assert stale() == reached
    path.write_text(path.read_text(encoding="utf-8").replace("LIMIT = 1\n", ""), encoding="utf-8")
    assert stale() == set(), "as it was"


# Data.


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_other_versions_of_the_libraries_make_all_stale(stale: Stale, recorded: Project) -> None:
    append(recorded.lock, "\n")
    assert stale() == ALL


@pytest.mark.parametrize("name", ["statistics/breaks.csv", "places/spellings.csv"])
def test_a_series_or_a_table_of_places_concerns_every_report(stale: Stale, recorded: Project, name: str) -> None:
    append(recorded.raw / name, "\n")
    assert stale() == ALL


def test_a_corrected_figure_concerns_its_province_and_the_reports_of_all(stale: Stale, recorded: Project) -> None:
    path = recorded.raw / "evidence" / "langson-2009.csv"
    replace(path, "19843", "19853")
    replace(path, "19.843", "19.853")
    assert stale() == {"01", "02", "03", "lang-son"}


def test_a_figure_concerns_what_its_province_has_become(stale: Stale, recorded: Project) -> None:
    append(recorded.raw / "evidence" / "bacninh-2019.csv", "\n")
    assert stale() == {"01", "02", "03", "bac-ninh", "bac-ninh-2025"}


def test_a_figure_of_a_new_province_does_not_concern_what_it_was_made_of(stale: Stale, recorded: Project) -> None:
    append(recorded.raw / "evidence" / "press-bacninh-2026.csv", "\n")
    assert stale() == {"01", "02", "03", "bac-ninh-2025"}


def test_a_figure_of_a_district_concerns_the_province_that_the_district_is_in(stale: Stale, recorded: Project) -> None:
    append(recorded.raw / "evidence" / "goquao-2023.csv", "\n")
    assert stale() == {"01", "02", "03", "an-giang-2025"}


def test_what_is_said_of_a_text_concerns_the_place_it_is_about(stale: Stale, recorded: Project) -> None:
    replace(recorded.raw / "sources.csv", "Vũ Vân Anh", "Vũ Văn Anh")
    assert stale() == {"01", "02", "03", "bac-ninh", "bac-ninh-2025"}


def test_the_first_text_about_a_province_concerns_those_that_list_the_provinces_with_texts(
    stale: Stale, recorded: Project
) -> None:
    add_text(recorded, about="ca-mau")
    assert stale() == {"01", "02", "03", "ca-mau", "thua-thien-hue"}, "profiles without a text say which have one"


def test_another_text_about_a_province_concerns_no_other(stale: Stale, recorded: Project) -> None:
    add_text(recorded, about="lang-son")
    assert stale() == {"01", "02", "03", "lang-son"}


def add_text(project: Project, about: str) -> None:
    """A second copy of a text in the bibliography and the evidence, as one about another place."""
    name, copy = "press-hanoi-2025", "press-new-2025"
    for table, column in (("sources.csv", name), (f"evidence/{name}.csv", name)):
        path = project.raw / table
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        own = [line.replace(column, copy).replace("www.sgg", "new.sgg") for line in lines if line.startswith(column)]
        if table == "sources.csv":
            path.write_text("".join([*lines, *own]), encoding="utf-8")
        else:
            new = [line.replace(column, copy).replace("ha-noi", about) for line in lines]
            (project.raw / "evidence" / f"{copy}.csv").write_text("".join(new), encoding="utf-8")
    replace(project.codebook, f'"evidence/{name}.csv"', f'"evidence/{name}.csv", "evidence/{copy}.csv"')


@pytest.mark.parametrize(
    ("code", "only_its_place"),
    [
        ("data = outcomes.load(place=place)", True),
        ("data = load(place=place)", True),
        ("data = outcomes.load()", False),
        ("data = outcomes.load(place='ca-mau')", False),
        ("data = outcomes.load(place=place)\nothers = outcomes.load()", False),
        ("place = 'ca-mau'\ndata = outcomes.load(place=place)", False),
        ("for place in all_of_them:\n    data = outcomes.load(place=place)", False),
        ("data = outcomes.load(other, place=place)", False),
        ("x = 1", False),
        ("data = outcomes.load(place=place)\nload = outcomes.load", False),
        ("from analysis.outcomes import load as all_data\ndata = outcomes.load(place=place)", False),
        ("def of(place):\n    return outcomes.load(place=place)", False),
        ("of = lambda place: outcomes.load(place=place)", False),
        ("import pandas as pd\ndata = outcomes.load(place=place)", False),
        ("from helper import everything\ndata = outcomes.load(place=place)", False),
        ("from analysis.m import other as place\ndata = outcomes.load(place=place)", False),
        ("data = outcomes.load(place=place)\nopen('../data/processed/outcomes.csv')", False),
        ("%time data = outcomes.load(place=place)", False),
    ],
)
def test_only_a_notebook_that_loads_no_more_than_its_place_depends_on_no_more(code: str, only_its_place: bool) -> None:
    parameters = {"cell_type": "code", "source": 'place = "ha-noi"', "metadata": {"tags": ["parameters"]}}
    assert reads_one_place({"cells": [parameters, {"cell_type": "code", "source": code}]}) is only_its_place


def test_a_module_beside_the_notebooks_counts_with_what_it_imports(stale: Stale, recorded: Project) -> None:
    helper = recorded.notebooks / "helper.py"
    helper.write_text("from analysis import intake\n", encoding="utf-8")
    assert stale() == ALL
    target = targets(recorded, ["03"], ("vi",), recorded.reports)[0]
    assert "src/analysis/intake.py" in Snapshot(recorded).inputs_of(target)
    helper.unlink()
    cache = recorded.notebooks / "__pycache__" / "helper.cpython-311.pyc"
    cache.parent.mkdir()
    cache.write_bytes(b"with a clock in it")
    assert stale() == set()


def test_files_beside_the_notebooks_make_all_stale(stale: Stale, recorded: Project) -> None:
    (recorded.notebooks / "report.toml").write_text('accent = "#5c2d46"', encoding="utf-8")
    assert stale() == ALL


@pytest.mark.parametrize("name", ["fig-lines.csv", "the report"])
def test_a_changed_or_lost_file_of_a_report_makes_it_stale(recorded: Project, stale: Stale, name: str) -> None:
    target = targets(recorded, ["03"], ("vi",), recorded.reports)[0]
    path = target.output if name == "the report" else recorded.reports / "files" / target.name / name
    before, inputs = path.read_bytes(), Snapshot(recorded).inputs_of(target)
    for spoil in (lambda: append(path, " "), path.unlink):
        spoil()
        reasons = reasons_to_rebuild(target, inputs, read_manifest(recorded.reports))
        assert reasons[0].endswith(("was changed since", "is missing", "not made yet"))
        path.write_bytes(before)
    assert stale() == set()


def test_a_report_with_faults_is_fresh_only_for_whoever_takes_faults(recorded: Project) -> None:
    target = targets(recorded, ["03"], ("vi",), recorded.reports)[0]
    manifest, inputs = read_manifest(recorded.reports), Snapshot(recorded).inputs_of(target)
    manifest["reports"][target.name]["faults"] = ["a formula"]
    assert reasons_to_rebuild(target, inputs, manifest) == ["it was made with faults"]
    assert reasons_to_rebuild(target, inputs, manifest, strict=False) == []


def test_a_changed_parameter_makes_the_reports_without_a_place_of_their_own_stale(
    stale: Stale, recorded: Project
) -> None:
    replace(recorded.notebooks / "04_province_profile.ipynb", 'place = \\"quang-ninh\\"', 'place = \\"bac-ninh\\"')
    assert stale() == {"04", *PROFILES}, "the cell is part of the notebook"


def test_clocks_change_nothing(stale: Stale, recorded: Project) -> None:
    for path in recorded.root.rglob("*"):
        if path.is_file():
            path.touch()
    assert stale() == set()


def test_a_changed_notebook_makes_itself_stale(stale: Stale, recorded: Project) -> None:
    path = recorded.notebooks / "02_province_comparison.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("Table of provinces", "All provinces"), encoding="utf-8")
    assert stale() == {"02"}
    path.write_text(path.read_text(encoding="utf-8").replace('"name": "python3"', '"name": "julia"'), encoding="utf-8")
    assert stale() == {"02"}, "another kernel too"


@pytest.mark.parametrize(
    "said", [{"metadata": {"fig-alt": "A new alternative"}}, {"attachments": {"a.png": {"image/png": "AAAA"}}}]
)
def test_what_a_cell_says_of_its_outputs_makes_its_report_stale(
    stale: Stale, recorded: Project, said: dict[str, object]
) -> None:
    path = recorded.notebooks / "02_province_comparison.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][5] |= said
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert stale() == {"02"}


def test_outputs_and_counters_of_a_notebook_change_nothing(stale: Stale, recorded: Project) -> None:
    path = recorded.notebooks / "02_province_comparison.ipynb"
    text = path.read_text(encoding="utf-8")
    assert '"execution_count": null' in text
    path.write_text(text.replace('"execution_count": null', '"execution_count": 7'), encoding="utf-8")
    assert stale() == set()


def test_the_reason_is_named(recorded: Project, package: Path) -> None:
    target = targets(recorded, ["03"], ("vi",), recorded.reports)[0]
    append(package / "study" / "trends" / "mixed.py", "# a remark\n")
    manifest = read_manifest(recorded.reports)
    found = standings(Snapshot(recorded, manifest["imports"]), [target], manifest)
    assert [one.sentence() for one in found] == ["03_training_trends.vi: src/analysis/study/trends/mixed.py"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"format": 99}',
        "[]",
        '{"format": 3}',
        '{"format": 3, "reports": {"03_training_trends.vi": {"outputs": {}}}, "shared": {}, "imports": {}}',
        '{"format": 3, "reports": {"03_training_trends.vi": {}}, "shared": {"": 1}, "imports": []}',
        '{"format": 3, "reports": {"03_training_trends.vi": {"shared": []}}, "shared": {}, "imports": {"a": 5}}',
    ],
)
def test_a_manifest_that_cannot_be_read_makes_all_stale(recorded: Project, text: str) -> None:
    (recorded.reports / "manifest.json").write_text(text, encoding="utf-8")
    manifest = read_manifest(recorded.reports)
    for target in chosen(recorded):
        assert reasons_to_rebuild(target, {}, manifest) == ["not made yet"]


def test_the_manifest_says_the_same_whatever_was_made_first(recorded: Project) -> None:
    path = recorded.reports / "manifest.json"
    content, snapshot = path.read_bytes(), Snapshot(recorded)
    path.unlink()
    with Ledger(recorded.reports, snapshot.package.imports) as ledger:
        for target in reversed(chosen(recorded)):
            note(ledger, target, snapshot)
    assert path.read_bytes() == content


def test_what_a_run_that_was_cut_short_has_made_is_known(recorded: Project, stale: Stale) -> None:
    manifest, journal = (recorded.reports / name for name in ("manifest.json", "manifest.journal"))
    content, snapshot = manifest.read_bytes(), Snapshot(recorded)
    manifest.unlink()
    short = Ledger(recorded.reports)
    for target in chosen(recorded)[1:]:
        note(short, target, snapshot)
    journal.write_text(journal.read_text(encoding="utf-8") + '\n["04_province_profile.ha-no', encoding="utf-8")
    assert len(read_manifest(recorded.reports)["reports"]) == len(chosen(recorded)) - 1
    assert not manifest.exists()
    with Ledger(recorded.reports, snapshot.package.imports) as next_run:
        note(next_run, chosen(recorded)[0], snapshot)
    assert manifest.read_bytes() == content
    assert not journal.exists()
    assert stale() == set()


def test_runs_that_make_reports_in_one_folder_at_a_time_lose_none(recorded: Project) -> None:
    content, snapshot = (recorded.reports / "manifest.json").read_bytes(), Snapshot(recorded)
    (recorded.reports / "manifest.json").unlink()
    reports = chosen(recorded)
    with Ledger(recorded.reports, snapshot.package.imports) as long:
        note(long, reports[0], snapshot)
        for target in reports[1:3]:
            with Ledger(recorded.reports, snapshot.package.imports) as short:
                note(short, target, snapshot)
        for target in reports[3:]:
            note(long, target, snapshot)
    assert (recorded.reports / "manifest.json").read_bytes() == content


def test_a_run_names_the_code_again_in_a_journal_that_another_has_begun(recorded: Project, package: Path) -> None:
    (recorded.reports / "manifest.json").unlink()
    first, second, third = chosen(recorded)[:3]
    before = Snapshot(recorded)
    long = Ledger(recorded.reports)
    note(long, first, before)
    with (package / "vocabulary" / "__init__.py").open("a") as stream:
        stream.write("\n# other code\n")
    after = Snapshot(recorded)
    with Ledger(recorded.reports) as other:
        note(other, first, after)
    another = Ledger(recorded.reports)
    note(another, third, after)
    note(long, second, before)
    another.enter()
    assert read_manifest(recorded.reports)["reports"].keys() == {one.name for one in (first, second, third)}


def test_the_journal_of_many_profiles_holds_their_code_once(recorded: Project) -> None:
    snapshot, ledger = Snapshot(recorded), Ledger(recorded.reports)
    for target in targets(recorded, ["profiles"], LANGUAGES, recorded.reports, PLACES):
        note(ledger, target, snapshot)
    lines = (recorded.reports / "manifest.journal").read_text(encoding="utf-8").splitlines()
    assert sum("requirements.lock" in line for line in lines) == 1


def test_a_run_waits_until_another_has_written_the_journal(recorded: Project) -> None:
    (recorded.reports / "manifest.json").unlink()
    reports, snapshot = chosen(recorded)[:6], Snapshot(recorded)
    for target in reports:
        snapshot.inputs_of(target)

    def run(target: Target) -> None:
        for _ in range(20):
            with Ledger(recorded.reports, snapshot.package.imports) as ledger:
                note(ledger, target, snapshot)

    with ThreadPoolExecutor(len(reports)) as pool:
        list(pool.map(run, reports))
    assert read_manifest(recorded.reports)["reports"].keys() == {target.name for target in reports}


def test_a_journal_waits_where_the_manifest_cannot_be_written(recorded: Project) -> None:
    target, snapshot = chosen(recorded)[0], Snapshot(recorded)
    manifest = recorded.reports / "manifest.json"
    manifest.unlink()
    with pytest.raises(OSError, match="full"), Ledger(recorded.reports) as ledger:
        note(ledger, target, snapshot)
        raise OSError("the disk is full")
    assert not manifest.exists()
    assert list(read_manifest(recorded.reports)["reports"]) == [target.name]


def test_the_manifest_holds_the_code_of_many_profiles_once(recorded: Project) -> None:
    manifest = json.loads((recorded.reports / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["reports"]) == 2 * (4 + len(PLACES))
    assert len(manifest["shared"]) == 4, "once for each notebook"

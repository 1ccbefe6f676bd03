"""The processed tables: the same from the same data, sorted, complete, and traceable."""

import csv
import hashlib
import io
import json
import shutil
import subprocess
import sys

import pytest

from analysis.outcomes import InvalidDataError, build, unchanged
from analysis.project import Project, ProjectNotFoundError

FILES = ["codebook.csv", "datapackage.json", "findings.csv", "outcomes.csv"]


def rows_of(copy, name):
    text = (copy.project.processed / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def outcomes(built_once):
    return rows_of(built_once, "outcomes.csv")


def test_a_build_says_what_it_did(copy, capsys):
    assert copy.build() == 0
    assert capsys.readouterr().out == (
        "data/processed written: 122 coded figures, 2192 statistics; 41 checks confirmed, 97 notices (findings.csv)\n"
    )


def test_a_build_says_which_notices_are_new(built, capsys):
    built.set("evidence/goquao-2023.csv", 2, "flags", "period_start_unknown|scope_conflict|sum_conflict")
    assert built.build() == 0
    line, news, *told = capsys.readouterr().out.splitlines()
    assert line.startswith("data/processed written: ")
    assert news.startswith("new notices: ")
    assert any("goquao-2023.csv, row 2" in one and "[" in one for one in told)
    assert built.build("vi") == 0
    assert capsys.readouterr().out.startswith("data/processed không đổi: 122 số liệu mã hóa"), "nothing is new any more"


def test_a_build_writes_four_files_and_nothing_else(built_once):
    assert list(built_once.processed()) == FILES


def test_the_same_data_give_the_same_bytes(built, few_once):
    shutil.rmtree(built.project.processed)
    assert built.build() == 0
    assert built.processed() == few_once.processed()


def test_a_second_build_touches_no_file(built, capsys):
    before = {path: path.stat().st_mtime_ns for path in built.project.processed.iterdir()}
    assert built.build() == 0
    assert "data/processed unchanged" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in built.project.processed.iterdir()} == before


def test_the_data_package_has_size_and_hash_of_each_table(built_once):
    folder = built_once.project.processed
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["path"] for resource in package["resources"]] == ["outcomes.csv", "findings.csv", "codebook.csv"]
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        header = content.decode("utf-8").partition("\n")[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header


def test_outcomes_are_all_figures_and_all_statistics(outcomes):
    assert [row["kind"] for row in outcomes].count("evidence") == 122
    assert [row["kind"] for row in outcomes].count("statistic") == 15648


def test_outcomes_are_sorted_and_their_ids_unique(outcomes):
    keys = [(row["kind"], row["source_id"], row["outcome_id"]) for row in outcomes]
    assert keys == sorted(keys)
    assert len({row["outcome_id"] for row in outcomes}) == len(outcomes)


@pytest.mark.parametrize(
    "column",
    [
        *("source_id", "locator", "place_id", "indicator", "evaluation_level", "unit", "period_end", "population"),
        *("status", "frequency", "qualifier", "tier", "training", "observation_status"),
    ],
)
def test_every_outcome_says(outcomes, column):
    assert [row["outcome_id"] for row in outcomes if not row[column]] == []


def test_a_locator_leads_to_the_place_in_the_text_or_in_the_table(outcomes):
    locators = {row["outcome_id"]: row["locator"] for row in outcomes}
    assert locators["bacninh-2019-01"] == "bacninh-2019: 1570–1581"
    assert locators["press-hungyen-2016-02"].startswith("press-hungyen-2016: http://baohungyen.vn/xa-hoi/201705/")
    assert locators["gso_trained_employed_share:ha-noi:2016"] == "E02.46: ha-noi, 2016"


def test_numbers_are_written_as_they_were_read(outcomes):
    values = {row["outcome_id"]: (row["value"], row["value_low"], row["value_high"]) for row in outcomes}
    assert values["bacninh-2019-01"] == ("2547", "2547", "2547")
    assert values["quangninh-2020-01"] == ("28000000000", "", "28000000000")
    assert values["quangninh-2020-03"] == ("", "15", "20")
    assert values["gso_trained_employed_share:lang-son:2008"] == ("11", "11", "11")
    assert values["papi_certification:quang-ninh:2021"] == ("", "", "")


def test_the_codebook_page_has_every_column_of_every_table(built_once, codebook):
    rows = rows_of(built_once, "codebook.csv")
    assert [(row["table"], row["column"]) for row in rows] == [(t.name, f.name) for t in codebook for f in t.fields]


def test_findings_of_the_build_stand_in_both_languages(built_once):
    rows = rows_of(built_once, "findings.csv")
    assert len(rows) == 224
    assert all(row["problem_vi"] and row["problem_en"] and row["remedy_vi"] and row["remedy_en"] for row in rows)
    assert {row["severity"] for row in rows} == {"notice", "confirmed"}


def test_broken_data_are_refused_with_all_their_findings(built):
    built.set("evidence/bacninh-2019.csv", 2, "value", "2.547")
    built.set("evidence/quangninh-2020.csv", 3, "unit", "klass")
    with pytest.raises(InvalidDataError) as refusal:
        build(built.project)
    assert {finding.rule for finding in refusal.value.findings} == {"number-ambiguous", "word-unknown"}


# The project folder.


def test_a_project_is_found_from_any_folder_inside_it(copy):
    assert Project.find(copy.project.raw / "evidence").root == copy.project.root.resolve()


def test_outside_a_project_the_message_says_what_to_do(tmp_path):
    with pytest.raises(ProjectNotFoundError, match="--project"):
        Project.find(tmp_path)


def test_checking_and_building_need_no_pandas(copy):
    program = (
        "import sys, analysis.cli, analysis.outcomes\n"
        f"code = analysis.cli.main(['build', '--project', {str(copy.project.root)!r}])\n"
        "heavy = {'pandas', 'numpy', 'scipy', 'matplotlib', 'nbconvert'} & set(sys.modules)\n"
        "sys.exit(code or ' '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(copy.processed()) == FILES


# When is there nothing to do?


def test_a_build_that_would_change_nothing_is_known_beforehand(built, few_once):
    assert unchanged(built.project) == build(few_once.project).summary


@pytest.mark.parametrize(
    "change",
    [
        lambda copy: copy.set("evidence/bacninh-2019.csv", 2, "note", "read again"),
        lambda copy: (copy.project.processed / "findings.csv").write_text("x", encoding="utf-8"),
        lambda copy: (copy.project.processed / "outcomes.csv").unlink(),
        lambda copy: (copy.project.processed / "datapackage.json").write_text("{}", encoding="utf-8"),
        lambda copy: (copy.project.processed / "datapackage.json").unlink(),
        lambda copy: (copy.project.raw / "texts").mkdir() or (copy.project.raw / "texts" / "a.txt").write_text("a"),
    ],
    ids=["a raw cell", "a processed file", "a lost file", "an empty description", "a lost description", "a new text"],
)
def test_any_change_asks_for_a_build(built, change):
    change(built)
    assert unchanged(built.project) is None

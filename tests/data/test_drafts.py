"""A draft keeps what an extraction found, and is read back as strictly as any table."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_drafts import ARTICLE, DOCUMENT, SOURCE, DraftFolder, candidate, candidates

from analysis.coding.draft import COLUMNS, draft_files, draft_rows, read_draft
from analysis.coding.extract import new_draft
from analysis.coding.head import DEFAULT_KEYS, KEYS, RIGHTS, Head, read_head, write_head
from analysis.project import Project
from analysis.sources.extraction.candidate import CONFIDENT_FIELDS, Defaults


@pytest.fixture
def draft(tmp_path: Path) -> DraftFolder:
    return DraftFolder(tmp_path)


def found(draft: DraftFolder) -> dict[str, tuple[str, int, str]]:
    """Rules of the findings with the file, the row and the column; each is said aloud in both languages."""
    findings = read_draft(draft.path).findings
    assert all(finding.problem(lang) and finding.remedy(lang) for finding in findings for lang in ("vi", "en"))
    return {finding.rule: (finding.file, finding.row, finding.column) for finding in findings}


# What is written.


def test_the_columns_stand_in_the_order_that_the_extraction_promises():
    promised = (
        "source_id, sha256, start, end, as_written, value, value_low, value_high, unit, unit_as_written, qualifier, "
        "indicator, status, place_id, tier, population, training, period_start, period_end, confidence_unit, "
        "confidence_indicator, confidence_status, confidence_place_id, confidence_tier, confidence_population, "
        "confidence_training, confidence_period, rule_ids"
    )
    assert list(COLUMNS[:28]) == promised.split(", ")
    assert COLUMNS[-2:] == ("decision", "reason")


def test_a_draft_has_every_column_of_the_evidence(codebook):
    asked = {field.name for field in codebook["evidence"].fields} - {"figure_id", "text_sha256"}
    assert asked <= set(COLUMNS)


def test_a_head_has_every_column_of_the_bibliography(codebook):
    known = {*KEYS, "text_status", "figure_count", "text_sha256", "coded_by"}
    assert {field.name for field in codebook["sources"].fields} <= known
    assert set(DEFAULT_KEYS) <= {field.name for field in codebook["evidence"].fields}


def test_every_candidate_is_a_row_in_the_order_of_the_text_and_nothing_is_decided(draft):
    rows = read_draft(draft.path).rows
    assert len(rows) == len(candidates())
    starts = [int(row.cells["start"]) for row in rows]
    assert starts == sorted(starts)
    assert {row.cells["decision"] for row in rows} == {""}
    for row in rows:
        assert ARTICLE[int(row.cells["start"]) : int(row.cells["end"])] == row.cells["as_written"]
        assert row.cells["sha256"] == DOCUMENT.sha256
        assert row.cells["source_id"] == SOURCE


def test_cells_are_written_as_the_strict_reader_wants_them():
    row, *_ = draft_rows(
        [candidate("32 lớp", "2.547", period_years=Decimal("2.5"), period_start=None, rules=("a", "b"))], "x-2020", "0"
    )
    assert row["value"] == "2.5470", "never a number that could be read as thousands"
    assert (row["period_start"], row["period_end"], row["period_years"]) == ("", "2023-12-31", "2.5")
    assert row["rule_ids"] == "a|b"
    assert [row[f"confidence_{name}"] for name in CONFIDENT_FIELDS] == ["sentence"] * len(CONFIDENT_FIELDS)


def test_a_part_names_its_total_by_the_id_of_its_row():
    first, whole, part = candidates()[1:4]
    rows = draft_rows([first, whole, part._replace(part_of=whole.start)], SOURCE, "0")
    assert [(row["row_id"], row["part_of"]) for row in rows] == [("#1", ""), ("#2", ""), ("#3", "#2")]


def test_an_older_draft_without_ids_names_its_rows_by_their_numbers_in_the_sheet(draft):
    """Until they had ids, ``#4`` was the row 4 of the sheet; such a draft is read as it was meant."""
    rows = [{name: cell for name, cell in row.items() if name != "row_id"} for row in draft.rows()]
    rows[3]["part_of"] = "#4"
    draft.write(rows)
    read = read_draft(draft.path)
    assert read.findings == ()
    assert (read.rows[2].cells["row_id"], read.rows[3].cells["part_of"]) == ("#4", "#4")


def test_the_same_candidates_give_the_same_bytes_in_any_order(tmp_path):
    head = Head.of(DOCUMENT, SOURCE)
    one, other = (
        draft_files(tmp_path / "x.csv", head, draft_rows(order, SOURCE, "0"), b"")
        for order in (candidates(), candidates()[::-1])
    )
    assert one == other


def test_the_head_says_what_the_document_says_about_itself(draft):
    head = read_draft(draft.path).head
    assert head["title"] == "Cà Mau bồi dưỡng cán bộ"
    assert head["date_published"] == "2024-01-10"
    assert (head["language"], head["rights"], head["coder"]) == ("vi", RIGHTS, "")


def test_the_day_that_a_person_gives_comes_before_that_of_the_page():
    assert Head.of(DOCUMENT, SOURCE, Defaults(published=date(2022, 2, 2)))["date_published"] == "2022-02-02"


def test_what_holds_for_the_whole_document_stands_in_the_head():
    declared = Defaults("ca-mau", "commune", "plan", date(2022, 1, 1), date(2022, 12, 31))
    assert Head.of(DOCUMENT, SOURCE, declared).defaults == {
        "place_id": "ca-mau", "tier": "commune", "status": "plan", "period_start": "2022-01-01",
        "period_end": "2022-12-31",
    }  # fmt: skip


def test_a_document_becomes_a_draft_of_the_project(tmp_path, few_once):
    project = Project(tmp_path)
    shutil.copytree(few_once.project.raw, project.raw)
    path = new_draft(project, DOCUMENT)
    assert path == project.drafts / "camau-2023.csv"
    draft = read_draft(path)
    assert draft.findings == ()
    assert {"32", "1250", "450", "800", "80"} <= {row.cells["value"] for row in draft.rows}
    assert draft.text == ARTICLE
    assert new_draft(project, DOCUMENT).stem == "camau-2023b", "the first is not touched"


# What is read back.


@given(st.dictionaries(st.sampled_from(list(KEYS)), st.text(st.characters(exclude_categories=["Cs"]))))
def test_whatever_a_head_says_is_read_back(cells):
    head, findings = read_head(write_head(Head(cells)), "x.toml")
    assert findings == []
    assert {key: cell for key, cell in head.cells.items() if cell} == {key: cell for key, cell in cells.items() if cell}


def test_a_day_may_stand_in_the_head_with_or_without_quotes(draft):
    draft.set_head("date_published", "2024-01-11")
    assert read_draft(draft.path).head["date_published"] == "2024-01-11"
    draft.set_head("date_published", '"2024-01-12"')
    assert read_draft(draft.path).head["date_published"] == "2024-01-12"


def test_a_draft_saved_by_a_spreadsheet_with_its_byte_order_mark_is_read(draft):
    draft.path.write_bytes(b"\xef\xbb\xbf" + draft.path.read_bytes())
    assert found(draft) == {}


@pytest.mark.parametrize(
    ("line", "rule", "column"),
    [
        ("title = Cà Mau", "draft-head-syntax", ""),
        ("titel = 'Cà Mau'", "draft-head-key", "titel"),
        ("title = 2024", "draft-head-value", "title"),
        ("title = ['Cà Mau']", "draft-head-value", "title"),
        ("coded_on = 2024-01-01T08:00:00", "draft-head-value", "coded_on"),
        ("defaults = 'ca-mau'", "draft-head-value", "defaults"),
    ],
)
def test_a_head_that_cannot_be_understood_is_a_finding(draft, line, rule, column):
    draft.head.write_text(line + "\n", encoding="utf-8")
    assert found(draft) == {rule: (f"{SOURCE}.toml", 0, column)}


def test_a_default_that_is_no_column_is_a_finding(draft):
    draft.head.write_text("[defaults]\nplace = 'ca-mau'\n", encoding="utf-8")
    assert found(draft) == {"draft-head-key": (f"{SOURCE}.toml", 0, "place")}


@pytest.mark.parametrize("suffix", [".csv", ".toml", ".txt"])
def test_a_missing_file_is_a_finding_of_its_name(draft, suffix):
    draft.path.with_suffix(suffix).unlink()
    assert found(draft) == {"draft-file-missing": (f"{SOURCE}{suffix}", 0, "")}


@pytest.mark.parametrize("suffix", [".csv", ".toml", ".txt"])
def test_a_file_of_another_encoding_is_a_finding_of_its_line(draft, suffix):
    draft.path.with_suffix(suffix).write_bytes(b"a\nb\xff\n")
    assert found(draft)["encoding"] == (f"{SOURCE}{suffix}", 2, "")


def test_a_table_saved_with_semicolons_is_refused(draft):
    draft.path.write_text(draft.path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    assert list(found(draft)) == ["delimiter"]


def test_a_lost_column_is_named(draft):
    draft.write([{name: cell for name, cell in row.items() if name != "reason"} for row in draft.rows()])
    assert found(draft) == {"column-missing": (f"{SOURCE}.csv", 1, "reason")}


def test_a_slip_in_a_decision_is_answered_with_the_word_that_was_meant(draft):
    draft.set(3, decision="confirm")
    (finding,) = read_draft(draft.path).findings
    assert (finding.rule, finding.row, finding.column) == ("word-unknown", 3, "decision")
    assert finding.details["nearest"] == "confirmed"

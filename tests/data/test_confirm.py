"""A draft on which a person has decided becomes evidence, whole, or every fault is told and nothing changes."""

from __future__ import annotations

import csv
import hashlib
import json
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from made_up_drafts import ARTICLE, DOCUMENT, SOURCE, DraftFolder

from analysis.checks.examine import examine
from analysis.cli import main
from analysis.coding.confirm import confirm, confirm_draft, numbers_of
from analysis.coding.decisions import decide
from analysis.coding.draft import read_draft
from analysis.coding.left_over import reading_of
from analysis.sources.extraction.candidate import Defaults

EVIDENCE = f"evidence/{SOURCE}.csv"
DAY = date(2024, 5, 6)


@pytest.fixture
def draft(tmp_path):
    folder = tmp_path / "draft"
    folder.mkdir()
    return DraftFolder(folder)


@pytest.fixture
def decided(draft):
    """The draft with a decision on every row."""
    draft.decide()
    return draft


def state(copy):
    """Every file of data/raw with the hash of its content."""
    files = sorted(path for path in copy.project.raw.rglob("*") if path.is_file())
    return {
        path.relative_to(copy.project.raw).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def dicts(copy, name):
    header, *rows = copy.rows(name)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def examined(few_once):
    """The project that no test changes, examined once."""
    return examine(few_once.project, statistics=False)


@pytest.fixture(scope="module")
def reading(few_once, examined):
    """The extraction with the names of its places."""
    return reading_of(few_once.project, examined)


@pytest.fixture
def refused(few_once, examined, reading):
    """Findings of a confirmation that must fail: by rule, file, row and column. Nothing may have been written."""

    def run(draft, copy=few_once, **options):
        before = state(copy)
        read = read_draft(draft.path)
        known = {"before": examined, "numbers": numbers_of(read, reading)} if copy is few_once else {}
        done = confirm_draft(copy.project, read, **{"coder": "An", "on": DAY} | options | known)
        assert done.errors
        assert not done.written
        assert state(copy) == before
        for finding in done.errors:
            assert finding.problem("vi") and finding.remedy("en")
        return {(finding.rule, finding.file, finding.row, finding.column) for finding in done.errors}

    return run


def line(rule, row, column):
    return rule, f"{SOURCE}.csv", row, column


def head(rule, column):
    return rule, f"{SOURCE}.toml", 0, column


# The whole way.


def test_a_decided_draft_becomes_evidence_with_all_that_belongs_to_it(copy, decided):
    done = confirm(copy.project, decided.path, coder="Nguyễn An", on=DAY)
    assert done.errors == ()
    assert (done.written, done.figures, done.rejected) == (True, 6, 1)

    rows = dicts(copy, EVIDENCE)
    assert [row["figure_id"] for row in rows] == [f"{SOURCE}-0{number}" for number in range(1, 7)]
    assert [row["part_of"] for row in rows] == ["", "", f"{SOURCE}-02", f"{SOURCE}-02", "", ""]
    assert {row["text_sha256"] for row in rows} == {DOCUMENT.sha256}

    source = dicts(copy, "sources.csv")[-1]
    assert {name: source[name] for name in ("source_id", "text_status", "figure_count", "coded_by", "coded_on")} == {
        "source_id": SOURCE, "text_status": "held", "figure_count": "6", "coded_by": "Nguyễn An",
        "coded_on": "2024-05-06",
    }  # fmt: skip
    assert (source["content_start"], source["content_end"]) == ("2023-01-01", "2023-12-31"), "of the results"

    (left,) = [row for row in dicts(copy, "uncoded.csv") if row["source_id"] == SOURCE]
    assert (left["as_written"], left["reason"]) == ("1.250 lượt cán bộ", "duplicate")
    assert copy.path(f"texts/{SOURCE}.txt").read_text(encoding="utf-8") == ARTICLE
    package = json.loads(copy.project.codebook.read_text(encoding="utf-8"))
    assert EVIDENCE in next(table["path"] for table in package["resources"] if table["name"] == "evidence")


def test_what_was_confirmed_stands_in_the_outcomes(copy, decided):
    before = len(examine(copy.project).errors)
    assert confirm(copy.project, decided.path, coder="An", on=DAY).written
    assert before == 0
    assert copy.build() == 0
    with (copy.project.processed / "outcomes.csv").open(encoding="utf-8", newline="") as stream:
        ids = [row["outcome_id"] for row in csv.DictReader(stream) if row["source_id"] == SOURCE]
    assert ids == [f"{SOURCE}-0{number}" for number in range(1, 7)]


def test_other_rows_of_the_tables_stay_as_they_were(copy, decided):
    names = ("sources.csv", "uncoded.csv")
    before = {name: copy.path(name).read_bytes() for name in names}
    assert confirm(copy.project, decided.path, coder="An", on=DAY).written
    for name in names:
        assert copy.path(name).read_bytes().startswith(before[name]), name


@pytest.mark.parametrize(("mark", "end"), [(b"\xef\xbb\xbf", b"\r\n"), (b"", b"\n")])
def test_a_replaced_source_changes_one_line_of_the_table(copy, decided, mark, end):
    """Whatever program the table was saved with: its line ends, its quotation marks and its first bytes stay."""
    assert confirm(copy.project, decided.path, coder="An", on=DAY).written
    path = copy.path("sources.csv")
    header, *rows = path.read_bytes().removesuffix(b"\n").split(b"\n")
    rows = [rows[-1], *(row.replace(b",vi,", b',"vi",') for row in rows[:-1])]
    before = [mark + header, *rows]
    path.write_bytes(end.join([*before, b""]))
    decided.set_head("publisher", '"Báo khác"')
    assert confirm(copy.project, decided.path, coder="An", on=DAY, replace_existing=True).written
    after = path.read_bytes().split(end)
    assert [number for number, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]] == [1]
    assert "Báo khác" in after[1].decode("utf-8")


def test_a_reason_for_a_number_changes_its_own_line(copy, decided):
    assert confirm(copy.project, decided.path, coder="An", on=DAY).written
    path = copy.path("uncoded.csv")
    path.write_bytes(path.read_bytes() + b'goquao-2023,"1","2",x,not_training,\n')
    before = path.read_bytes().split(b"\n")
    decided.set(2, reason="history")
    confirm(copy.project, decided.path, coder="An", on=DAY, replace_existing=True)
    assert path.read_bytes().split(b"\n") == [
        line.replace(b",duplicate,", b",history,") if b"1.250" in line else line for line in before
    ]


def test_the_same_draft_confirmed_again_changes_nothing(copy, decided):
    assert confirm(copy.project, decided.path, coder="An", on=DAY).written
    before = state(copy)
    again = confirm(copy.project, decided.path, coder="An", on=DAY)
    assert (again.errors, again.changed) == ((), ())
    assert state(copy) == before


def test_a_trial_writes_nothing(copy, decided):
    before = state(copy)
    done = confirm(copy.project, decided.path, coder="An", on=DAY, dry_run=True)
    assert (done.errors, done.written, done.figures) == ((), False, 6)
    assert EVIDENCE in done.changed
    assert state(copy) == before


def test_notices_about_the_figures_name_the_rows_of_the_draft(copy, decided):
    decided.set(3, flags="partial")
    done = confirm(copy.project, decided.path, coder="An", on=DAY)
    assert ("part-only", f"{SOURCE}.csv", 3, "flags") in {(f.rule, f.file, f.row, f.column) for f in done.findings}
    files = {finding.file for finding in done.findings if finding.severity != "confirmed"}
    assert files == {f"{SOURCE}.csv"}, "nothing is told about other sources"


# Decisions.


def test_a_row_without_a_decision_is_never_lost_silently(draft, refused):
    draft.decide()
    draft.set(5, decision="")
    assert refused(draft) == {line("draft-undecided", 5, "decision")}


def test_all_may_be_confirmed_at_once_where_that_is_said(copy, draft):
    assert confirm(copy.project, draft.path, coder="An", on=DAY, confirm_rest=True).figures == 7


def test_what_was_rejected_stays_so_when_the_rest_is_confirmed(copy, draft):
    draft.set(2, decision="rejected", reason="duplicate")
    done = confirm(copy.project, draft.path, coder="An", on=DAY, confirm_rest=True)
    assert (done.figures, done.rejected) == (6, 1)


@pytest.mark.parametrize(
    ("cells", "rule", "column"),
    [
        ({"decision": "rejected", "reason": ""}, "draft-reason-missing", "reason"),
        ({"decision": "rejected", "reason": "boring"}, "word-unknown", "reason"),
        ({"decision": "confirmed", "reason": "duplicate"}, "draft-reason-needless", "reason"),
        ({"decision": "yes", "reason": ""}, "word-unknown", "decision"),
        ({"source_id": "hanam-2023"}, "draft-source-differs", "source_id"),
        ({"sha256": "0" * 64}, "hash-differs", "sha256"),
        ({"as_written": "33 lớp"}, "quotation-misplaced", "as_written"),
        ({"start": "0"}, "quotation-length", "end"),
        ({"value": "1.250"}, "number-ambiguous", "value"),
        ({"period_end": "31/12/2023"}, "date-malformed", "period_end"),
        ({"place_id": "Cà Mau"}, "reference-unknown", "place_id"),
        ({"qualifier": "nearly"}, "bounds-contradict-qualifier", "value_low"),
        ({"part_of": "#99"}, "draft-row-unknown", "part_of"),
        ({"part_of": "#2"}, "draft-row-unknown", "part_of"),
        ({"part_of": "4"}, "draft-row-unknown", "part_of"),
        ({"part_of": "langson-2009-01"}, "draft-row-unknown", "part_of"),
        ({"share_of": "#1"}, "draft-row-left-out", "share_of"),
    ],
)
def test_a_fault_is_told_with_row_and_column_of_the_draft(decided, refused, cells, rule, column):
    decided.set(3, **cells)
    assert line(rule, 3, column) in refused(decided)


@pytest.mark.parametrize(
    ("key", "value", "rule"),
    [
        ("title", '""', "draft-title-missing"),
        ("url", '"example.org"', "pattern"),
        ("date_published", '"06/05/2024"', "date-malformed"),
        ("content_end", '"2023"', "date-malformed"),
        ("language", '"vn"', "word-unknown"),
        ("rights", '""', "value-missing"),
        ("coded_on", '"hôm nay"', "date-malformed"),
        ("note", '" x"', "outer-space"),
    ],
)
def test_a_fault_of_the_head_is_told_with_its_key(decided, refused, key, value, rule):
    decided.set_head(key, value)
    assert head(rule, key) in refused(decided, on=None)


def test_all_faults_are_told_at_once(decided, refused):
    decided.set(3, unit="person")
    decided.set(4, decision="")
    decided.set(6, tier="village")
    decided.set(8, period_end="")
    decided.set_head("title", '""')
    assert refused(decided, coder="") >= {
        line("unit-unfit", 3, "unit"),
        line("draft-undecided", 4, "decision"),
        line("word-unknown", 6, "tier"),
        line("draft-period-unknown", 8, "period_end"),
        head("draft-title-missing", "title"),
        head("draft-coder-missing", "coder"),
    }


@pytest.mark.parametrize("source_id", ["", "Cà Mau", "../../escaped", "press-camau-23"])
def test_a_source_without_a_proper_id_is_refused_and_the_rest_is_told_with_it(few_once, decided, refused, source_id):
    decided.set_head("source_id", json.dumps(source_id))
    decided.set_all(source_id=source_id)
    decided.set(3, unit="person")
    found = refused(decided)
    assert head("pattern" if source_id else "value-missing", "source_id") in found
    assert line("unit-unfit", 3, "unit") in found
    assert not list(few_once.project.root.parent.rglob("escaped*"))


def test_a_draft_without_any_confirmed_figure_is_refused(decided, refused):
    decided.set_all(decision="rejected", reason="not_training", part_of="")
    assert line("draft-nothing-confirmed", 0, "decision") in refused(decided)


def test_a_file_that_cannot_be_read_is_told_alone(decided, refused):
    decided.write([{name: cell for name, cell in row.items() if name != "tier"} for row in decided.rows()])
    assert refused(decided) == {line("column-missing", 1, "tier")}


def test_a_text_that_was_changed_after_the_extraction_is_refused(decided, refused):
    decided.path.with_suffix(".txt").write_text("\n" + ARTICLE, encoding="utf-8")
    assert refused(decided) == {("draft-text-changed", f"{SOURCE}.txt", 0, "")}, "once, and not with every row"


def test_a_decomposed_text_is_refused_once_and_before_the_decisions(tmp_path, few_once, refused):
    text = unicodedata.normalize("NFD", ARTICLE)
    draft = DraftFolder(tmp_path, replace(DOCUMENT, content=text.encode()))
    for row, cells in enumerate(draft.rows(), 2):
        draft.set(row, as_written=unicodedata.normalize("NFD", cells["as_written"]))
    cause = ("draft-text-decomposed", f"{SOURCE}.txt", 0, "")
    assert cause in {(one.rule, one.file, one.row, one.column) for one in read_draft(draft.path).findings}
    assert {rule for rule, *_ in refused(draft)} == {"draft-text-decomposed", "draft-undecided"}


@pytest.mark.parametrize("content", [None, b"title = x\n"])
def test_a_head_that_cannot_be_read_is_the_cause_and_not_every_row(decided, refused, content):
    decided.head.unlink()
    if content:
        decided.head.write_bytes(content)
    assert refused(decided, coder="") == {head("draft-head-syntax" if content else "draft-file-missing", "")}


def test_a_broken_table_of_the_project_is_not_written_anew(copy, decided, refused):
    copy.path("sources.csv").write_text(
        copy.path("sources.csv").read_text(encoding="utf-8") + "x,y\n", encoding="utf-8"
    )
    assert ("row-width", "sources.csv", 28, "") in refused(decided, copy)


def test_a_total_that_its_parts_do_not_give_is_told_before_anything_is_written(decided, refused):
    decided.set(5, value="451", value_low="451", value_high="451", as_written="cấp tỉnh 450 lượt")
    assert {line("flag-missing", 4, "flags"), line("quotation-without-value", 5, "as_written")} <= refused(decided)


# What a person need not type.


def test_cells_left_empty_follow_from_the_head_the_text_and_the_other_cells(copy, decided):
    row = {"place_id": "ca-mau", "tier": "all", "status": "result", "period_start": "2023-01-01"}
    for key, value in (row | {"period_end": "2023-12-31"}).items():
        decided.set_head(key, json.dumps(value))
    empty = dict.fromkeys([*row, "period_end", "source_id", "sha256", "start", "end", "value_low", "value_high"], "")
    decided.set(3, **empty)
    assert confirm(copy.project, decided.path, coder="An", on=DAY).errors == ()
    first = dicts(copy, EVIDENCE)[0]
    assert first["as_written"] == "32 lớp"
    assert {name: first[name] for name in row} == row
    assert (first["value_low"], first["value_high"], first["text_sha256"]) == ("32", "32", DOCUMENT.sha256)


def test_the_first_day_of_a_target_stays_empty_whatever_holds_for_the_document(copy, decided):
    decided.set_head("period_start", '"2023-01-01"')
    decided.set_head("period_end", '"2023-12-31"')
    assert confirm(copy.project, decided.path, coder="An", on=DAY).errors == ()
    assert dicts(copy, EVIDENCE)[-1]["period_start"] == ""


def test_words_that_stand_twice_need_their_place(decided, refused):
    decided.set(4, start="", end="")
    assert line("draft-place-of-words", 4, "as_written") in refused(decided)


def test_a_figure_that_the_rules_missed_is_a_row_more(copy, decided):
    rows = decided.rows()
    missed = rows[1] | {"as_written": "bồi dưỡng cho 1.250 lượt", "decision": "rejected", "reason": "duplicate"}
    decided.write([*rows, missed | dict.fromkeys(("start", "end", "source_id", "sha256", "rule_ids"), "")])
    done = confirm(copy.project, decided.path, coder="An", on=DAY)
    assert {finding.rule for finding in done.errors} == {"uncoded-is-coded"}, "a number has one row"


def test_ids_follow_the_text_and_not_the_order_of_the_rows(copy, decided):
    decided.set_all(part_of="")
    decided.write(decided.rows()[::-1])
    assert confirm(copy.project, decided.path, coder="An", on=DAY).written
    starts = [int(row["start"]) for row in dicts(copy, EVIDENCE)]
    assert starts == sorted(starts)


def test_more_than_99_figures_have_ids_of_three_digits(decided, codebook):
    rows = decided.rows()
    decided.write([rows[1]] * 120)
    ids = [row.cells["figure_id"] for row in decide(read_draft(decided.path), SOURCE).confirmed]
    assert (ids[0], ids[-1]) == (f"{SOURCE}-001", f"{SOURCE}-120")
    assert ids == sorted(ids)


def test_a_row_that_is_added_or_moved_shifts_no_name(copy, decided):
    """Parts name their total by its ``row_id``, wherever it stands."""
    rows = decided.rows()
    added = rows[2] | {"decision": "rejected", "reason": "name", "row_id": "", "start": "9", "end": "13"}
    added |= {"as_written": ARTICLE[9:13]}
    decided.write([added, *rows[:3:-1], *rows[:4]])
    assert confirm(copy.project, decided.path, coder="An", on=DAY).errors == ()
    parts = {row["as_written"]: row["part_of"] for row in dicts(copy, EVIDENCE) if row["part_of"]}
    assert parts == {"cấp tỉnh 450 lượt": f"{SOURCE}-02", "cấp xã 800 lượt": f"{SOURCE}-02"}


def test_a_name_that_two_rows_share_is_told_where_it_is_used(decided, refused):
    decided.set(7, row_id="#3")
    found = refused(decided)
    assert {line("draft-row-twice", 5, "part_of"), line("draft-row-twice", 6, "part_of")} <= found


def test_a_name_that_two_rows_share_does_no_harm_where_nobody_uses_it(copy, decided):
    decided.set(2, row_id="#7")
    assert confirm(copy.project, decided.path, coder="An", on=DAY).errors == ()


def test_an_older_draft_is_confirmed_as_it_was_meant(copy, decided):
    """Before rows had names, ``#4`` was the row 4 of the sheet."""
    decided.set(5, part_of="#4")
    decided.set(6, part_of="#4")
    decided.write([{name: cell for name, cell in row.items() if name != "row_id"} for row in decided.rows()])
    assert confirm(copy.project, decided.path, coder="An", on=DAY).errors == ()
    assert [row["part_of"] for row in dicts(copy, EVIDENCE)][2:4] == [f"{SOURCE}-02"] * 2


def test_the_total_of_a_part_may_be_named_by_its_id(copy, decided):
    decided.set(5, part_of=f"{SOURCE}-02")
    assert confirm(copy.project, decided.path, coder="An", on=DAY).errors == ()
    assert dicts(copy, EVIDENCE)[2]["part_of"] == f"{SOURCE}-02"


# Who and when.


def test_the_coder_and_the_day_may_stand_in_the_head(copy, decided):
    decided.set_head("coder", '"Trần Bình"')
    decided.set_head("coded_on", "2024-03-02")
    assert confirm(copy.project, decided.path).written
    source = dicts(copy, "sources.csv")[-1]
    assert (source["coded_by"], source["coded_on"]) == ("Trần Bình", "2024-03-02")


def test_without_a_day_it_is_the_day_of_the_confirmation(copy, decided):
    before = date.today()
    assert confirm(copy.project, decided.path, coder="An").written
    assert before <= date.fromisoformat(dicts(copy, "sources.csv")[-1]["coded_on"]) <= date.today()


# Districts.


def test_a_district_that_is_named_for_the_first_time_becomes_a_place(copy, decided):
    decided.set(5, place_id="tran-van-thoi", part_of="")
    decided.set(6, place_id="dam-doi", part_of="")
    before = copy.path("places/places.csv").read_bytes()
    assert b'"' in before, "cells in quotes that need none keep them"
    done = confirm(copy.project, decided.path, coder="An", on=DAY)
    assert (done.errors, done.places) == ((), ("tran-van-thoi", "dam-doi"))
    assert copy.path("places/places.csv").read_bytes().startswith(before)
    assert [row for row in dicts(copy, "places/places.csv") if row["place_id"] in done.places] == [
        dict.fromkeys(copy.rows("places/places.csv")[0], "") | {
            "place_id": place, "level": "district", "name_vi": vi, "name_en": en, "parent_id": "ca-mau",
            "valid_to": "2025-06-30", "note": "The district tier ended on 2025-06-30",
        }
        for place, vi, en in (("tran-van-thoi", "Trần Văn Thời", "Tran Van Thoi"), ("dam-doi", "Đầm Dơi", "Dam Doi"))
    ]  # fmt: skip
    assert copy.build() == 0


@pytest.mark.parametrize(
    "pair",
    [("chau-thanh-tay-ninh", "chau-thanh-long-an"), ("cao-lanh-thanh-pho", "cao-lanh-huyen"), ("quan-1", "quan-3")],
)
def test_districts_of_one_name_are_places_of_their_own(copy, decided, pair):
    for row, place in zip((5, 6), pair, strict=True):
        decided.set(row, place_id=place, part_of="")
    done = confirm(copy.project, decided.path, coder="An", on=DAY)
    assert (done.errors, done.places) == ((), pair)


@pytest.mark.parametrize("written", ["dam-doy", "Đầm Dơi"])
def test_a_place_that_no_list_has_is_told_with_the_id_that_was_meant(few_once, decided, refused, written):
    decided.set(5, place_id=written)
    assert line("reference-unknown", 5, "place_id") in refused(decided)
    found = confirm(few_once.project, decided.path, coder="An").errors
    assert ["dam-doi" in finding.remedy("vi") for finding in found] == [True]


# A source that is there already.


def test_a_source_that_is_there_is_not_replaced_unasked(copy, decided, refused):
    assert confirm(copy.project, decided.path, coder="An", on=DAY).written
    decided.set(3, tier="provincial")
    assert head("draft-source-exists", "source_id") in refused(decided, copy)


def test_a_source_is_replaced_in_its_place_where_that_is_said(copy, decided):
    assert confirm(copy.project, decided.path, coder="An", on=DAY).written
    rows, left = copy.rows("sources.csv"), copy.rows("uncoded.csv")
    decided.set(2, decision="confirmed", reason="", tier="district")
    done = confirm(copy.project, decided.path, coder="Bình", on=DAY, replace_existing=True)
    assert (done.errors, done.figures) == ((), 7)
    assert copy.rows("sources.csv")[:-1] == rows[:-1]
    assert copy.rows("sources.csv")[-1][0] == SOURCE
    assert len(copy.rows("uncoded.csv")) == len(left) - 1
    assert copy.build() == 0


def test_numbers_that_a_person_explained_by_hand_stay_explained(copy, decided):
    assert confirm(copy.project, decided.path, coder="An", on=DAY).written
    start = ARTICLE.index("Năm 2023")
    by_hand = [SOURCE, str(start), str(start + 8), "Năm 2023", "year", ""]
    copy.write_rows("uncoded.csv", [*copy.rows("uncoded.csv"), by_hand])
    decided.set(3, note="seen again")
    assert confirm(copy.project, decided.path, coder="An", on=DAY, replace_existing=True).written
    assert by_hand in copy.rows("uncoded.csv")


def test_a_second_text_of_the_same_place_and_year_has_a_letter(copy, decided):
    decided.set_head("source_id", f'"{SOURCE}b"')
    decided.set_all(source_id="")
    assert confirm(copy.project, decided.path, coder="An", on=DAY).errors == ()
    assert dicts(copy, f"evidence/{SOURCE}b.csv")[0]["figure_id"] == f"{SOURCE}b-01"


def test_the_same_text_is_not_coded_twice_under_two_names(copy, decided, refused):
    assert confirm(copy.project, decided.path, coder="An", on=DAY).written
    decided.set_head("source_id", f'"{SOURCE}b"')
    decided.set_all(source_id="")
    assert head("not-unique", "text_sha256") in refused(decided, copy)


# The command.


def test_the_command_says_what_it_wrote(copy, decided, capsys):
    run = ["confirm", str(decided.path), "--project", str(copy.project.root), "--coder", "An", "--on", "2024-05-06"]
    assert main([*run, "--dry-run"]) == 0
    assert "would be written: 6 figures, 1 left out" in capsys.readouterr().out
    assert main([*run, "--lang", "vi"]) == 0
    assert "đã ghi: 6 số liệu, bỏ 1" in capsys.readouterr().out


def test_the_command_names_the_numbers_that_an_audit_will_ask_about(copy, tmp_path, capsys):
    text = ARTICLE + "Toàn tỉnh có 99 xã, phường.\n"
    draft = DraftFolder(tmp_path, replace(DOCUMENT, content=text.encode("utf-8")))
    draft.decide()
    run = ["confirm", str(draft.path), "--project", str(copy.project.root), "--coder", "An", "--dry-run"]
    assert main(run) == 0
    assert "neither a row nor a reason: 1: “tỉnh có 99 xã, phường.”" in capsys.readouterr().out
    assert main([*run, "--lang", "vi"]) == 0
    assert "chưa có lý do: 1: “tỉnh có 99" in capsys.readouterr().out


def test_the_command_fails_with_all_findings_and_their_places(copy, draft, capsys):
    before = state(copy)
    assert main(["confirm", str(draft.path), "--project", str(copy.project.root), "--lang", "vi"]) == 1
    said = capsys.readouterr().err
    assert f"{SOURCE}.csv, dòng 2, cột decision: Chưa quyết định về “1.250 lượt cán bộ”" in said
    assert f"{SOURCE}.toml, cột coder: Chưa ghi người mã hóa" in said
    assert f"8 lỗi trong {SOURCE}.csv; không ghi gì" in said
    assert state(copy) == before


def test_a_day_that_is_none_is_wrong_usage(copy, decided, capsys):
    run = ["confirm", str(decided.path), "--project", str(copy.project.root), "--on", "6/5/2024"]
    assert main(run) == 2
    assert capsys.readouterr().err == "analysis: --on 6/5/2024: a day is year-month-day, as 2026-11-30\n"
    assert main([*run, "--lang", "vi"]) == 2
    assert capsys.readouterr().err == "analysis: --on 6/5/2024: cần một ngày dạng năm-tháng-ngày, như 2026-11-30\n"


def test_what_holds_for_a_document_reaches_the_head(tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    draft = DraftFolder(folder, defaults=Defaults(place_id="ca-mau"))
    assert read_draft(draft.path).head.defaults["place_id"] == "ca-mau"


# Wrong usage, and faults that follow from others.


def test_what_is_no_draft_is_refused_with_the_drafts_that_are_there(copy, decided, capsys):
    for name in ("", f"{SOURCE}.toml", SOURCE, "none.csv"):
        path = decided.path.parent / name
        assert main(["confirm", str(path), "--project", str(copy.project.root)]) == 2
        assert f"There are: {decided.path}" in capsys.readouterr().err


def test_a_table_of_another_kind_is_called_one(few_once, tmp_path, capsys):
    table = tmp_path / f"{SOURCE}.csv"
    table.write_bytes((few_once.project.raw / "evidence/langson-2009.csv").read_bytes())
    assert main(["confirm", str(table), "--project", str(few_once.project.root)]) == 1
    err = capsys.readouterr().err
    assert "This is not the table of a draft (without sha256, decision)" in err
    assert "column-missing" not in err


def test_a_source_renamed_in_the_head_is_renamed(copy, decided):
    decided.set_head("source_id", '"camau-2023b"')
    assert confirm(copy.project, decided.path, coder="An", on=DAY).written
    assert (copy.project.raw / "evidence/camau-2023b.csv").is_file()


def test_what_follows_from_another_fault_is_not_told(decided, refused):
    for row in range(2, 9):
        decided.set(row, period_start="", period_end="31/12/2023")
    decided.set(3, decision="rejected", reason="")
    decided.set(5, as_written="99 lớp", start="", end="", part_of="#77")
    found = refused(decided)
    assert {line("draft-place-of-words", 5, "as_written"), line("draft-row-unknown", 5, "part_of")} <= found
    assert line("draft-reason-missing", 3, "reason") in found
    assert not {(rule, column) for rule, _, _, column in found} & {
        ("value-missing", "reason"), ("value-missing", "content_end"), ("date-malformed", "content_end"),
        ("quotation-missing", "start"), ("reference-unknown", "part_of"),
    }  # fmt: skip


def test_a_period_that_nobody_knows_is_told_with_the_day_of_publication(decided, refused):
    decided.set(8, period_start="", period_end="")
    assert line("draft-period-unknown", 8, "period_end") in refused(decided)


@pytest.mark.parametrize("coder", ["", "   "])
def test_a_coder_is_somebody(decided, refused, coder):
    assert head("draft-coder-missing", "coder") in refused(decided, coder=coder)


def test_the_numbers_left_over_are_told_with_the_errors_too(copy, tmp_path, capsys):
    text = ARTICLE + "\nCả tỉnh có 99 xã.\n"
    draft = DraftFolder(tmp_path, replace(DOCUMENT, content=text.encode()))
    assert main(["confirm", str(draft.path), "--project", str(copy.project.root)]) == 1
    assert "99 xã" in capsys.readouterr().err

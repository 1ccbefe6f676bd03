"""Declared corrections: guarded by the row they are about, read strictly, carried out in one place, never silent."""

from __future__ import annotations

import csv
import io
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.checks.corrections import check_corrections, row_sha256
from analysis.checks.examine import check_rows, examine
from analysis.checks.findings import Finding
from analysis.exhibits import quality
from analysis.outcomes import InvalidDataError, build, load, slices, unchanged
from analysis.sources.corrections import FILE, parse_corrections

CAUSE = "    reason: {vi: Đếm hai lần, en: Counted twice.}\n    author: Nguyễn Văn A\n    date: 2026-11-26\n"
FIGURE = "langson-2009-04"


def entry(what, figure=FIGURE, guard=""):
    guarded = f"    row_sha256: {guard}\n" if guard else ""
    return f"  - figure: {figure}\n{what}{guarded}{CAUSE}"


EXCLUDE, FLAG = "    action: exclude\n", "    action: flag\n    flags: [partial]\n"
OVERRIDE = "    action: override\n    cells: {tier: central}\n"


@pytest.fixture(scope="module")
def examination(committed):
    return examine(committed)


@pytest.fixture(scope="module")
def rows(examination):
    return {row.text("figure_id"): row for row in examination.records["evidence"]}


@pytest.fixture
def text_of(rows):
    """A file with these entries, each guarded by its row unless it is written out in full."""

    def write(*entries):
        said = [what if what.startswith("  - ") else entry(what, guard=row_sha256(rows[FIGURE])) for what in entries]
        return "corrections:\n" + "".join(said)

    return write


@pytest.fixture
def judged(text_of, rows, examination):
    """What becomes of the figures, and the findings, for these entries."""
    rules = partial(check_rows, examination.codebook, examination.records, set())

    def run(*entries):
        read, flaws = parse_corrections(text_of(*entries).encode())
        table = examination.codebook["evidence"]
        done, findings = check_corrections(table, read, [*rows.values()], rules)
        found = [Finding(one.rule, FILE, one.line, one.column, one.value) for one in flaws] + findings
        for one in found:
            assert one.problem("vi")
            assert one.remedy("vi")
        return done, found

    return run


@pytest.fixture
def declared(copy, text_of):
    """A copy of the project with these entries."""

    def write(*entries):
        copy.path("corrections.yml").write_text(text_of(*entries), encoding="utf-8")
        return copy

    return write


def errors(judgement):
    return [finding for finding in judgement[1] if finding.severity == "error"]


def outcomes(copy):
    text = (copy.project.processed / "outcomes.csv").read_text(encoding="utf-8")
    return {row["outcome_id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


# What is done is marked, and said.


def test_the_file_that_comes_with_the_project_corrects_nothing(committed, examination):
    assert examination.corrected == {}
    assert parse_corrections((committed.raw / "corrections.yml").read_bytes()) == ([], [])


def test_the_example_in_the_head_of_the_file_can_be_used_as_it_stands(committed):
    text = (committed.raw / "corrections.yml").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    example = lines[lines.index("corrections:") : next(at for at, line in enumerate(lines) if "langson" in line)]
    entries, flaws = parse_corrections("\n".join(example).encode())
    assert (len(entries), flaws) == (1, [])
    assert (entries[0].action, entries[0].flags, entries[0].date) == ("flag", ("partial",), "2026-11-26")


def test_an_excluded_figure_goes_no_further_and_a_notice_says_so(judged):
    done, (found,) = judged(EXCLUDE)
    assert done[FIGURE].record is None
    assert (found.severity, found.file, found.row, found.subject) == ("notice", "evidence/langson-2009.csv", 5, FIGURE)
    assert found.problem("en") == "“mở 2 lớp ngoại ngữ” is left out of all analyses: Counted twice"
    assert found.remedy("en") == "By Nguyễn Văn A, 26 November 2026; corrections.yml, line 2"
    assert found.problem("vi").endswith("Đếm hai lần")


def test_an_override_changes_its_cells(judged):
    done, (found,) = judged(OVERRIDE)
    assert found.problem("en") == "“mở 2 lớp ngoại ngữ” is corrected (tier: provincial → central): Counted twice"
    assert (done[FIGURE].record.text("tier"), done[FIGURE].mark) == ("central", "override:tier")
    assert done[FIGURE].record.number("value") == 2


def test_a_flag_is_added_to_those_of_the_row(judged):
    done, (found,) = judged(FLAG)
    assert found.problem("en") == "“mở 2 lớp ngoại ngữ” is given the flag partial: Counted twice"
    assert done[FIGURE].record.words("flags") == ("not_own_output", "partial")


def test_several_entries_for_one_figure_are_carried_out_together(judged):
    done, found = judged(OVERRIDE, FLAG)
    assert [one.rule for one in found] == ["corrected-by-override", "corrected-by-flag"]
    assert done[FIGURE].mark == "override:tier|flag:partial"


def test_the_outcomes_have_what_was_corrected_and_the_mark_and_the_findings_say_it(declared, rows):
    copy = declared(OVERRIDE, FLAG, entry(EXCLUDE, "bacninh-2019-01", row_sha256(rows["bacninh-2019-01"])))
    examination = build(copy.project).examination
    found = outcomes(copy)
    assert [name for name, row in found.items() if row["correction"]] == [FIGURE]
    assert (found[FIGURE]["tier"], found[FIGURE]["flags"]) == ("central", "not_own_output|partial")
    assert "bacninh-2019-01" not in found
    assert sum(row["kind"] == "evidence" for row in found.values()) == 121
    said = (copy.project.processed / "findings.csv").read_text(encoding="utf-8")
    assert said.count("Counted twice") == 3
    coded = {row.text("figure_id"): row for row in examination.records["evidence"]}[FIGURE]
    assert coded.text("tier") == "provincial", "the rules speak about what was coded"


@pytest.mark.parametrize(("lang", "reason"), [("vi", "Đếm hai lần"), ("en", "Counted twice")])
def test_report_01_prints_each_correction(declared, lang, reason):
    copy = declared(EXCLUDE)
    build(copy.project)
    assert reason in quality.findings_table(load(copy.project), lang).content


# The guard.


def test_a_row_that_changed_stops_the_build(declared):
    copy = declared(OVERRIDE)
    assert copy.build() == 0
    before = copy.processed()
    copy.set("evidence/langson-2009.csv", 5, "note", "read again")
    with pytest.raises(InvalidDataError) as refusal:
        build(copy.project)
    (fault,) = refusal.value.findings
    assert (fault.rule, fault.file, fault.row, fault.column) == (
        "correction-outdated", "corrections.yml", 2, "row_sha256",
    )  # fmt: skip
    assert "evidence/langson-2009.csv:5" in fault.problem("en")
    assert copy.processed() == before


def test_an_entry_without_a_guard_is_told_what_to_write(judged):
    (fault,) = errors(judged(entry(OVERRIDE)))
    assert fault.rule == "correction-unguarded"
    guard = fault.remedy("en").rpartition(" ")[2]
    assert errors(judged(entry(OVERRIDE, guard=guard))) == []


def test_an_empty_guard_is_told_what_to_write_too(judged):
    (fault,) = errors(judged(entry(OVERRIDE + "    row_sha256:\n")))
    assert fault.rule == "correction-unguarded"


def test_an_outdated_guard_is_told_the_new_one(judged, rows):
    (fault,) = errors(judged(entry(OVERRIDE, guard="0" * 64)))
    assert fault.rule == "correction-outdated"
    assert row_sha256(rows[FIGURE]) in fault.remedy("en")


def test_the_guard_is_about_the_cells_and_not_about_the_place_of_the_row(figure):
    assert row_sha256(figure(line=2)) == row_sha256(figure(line=9))
    assert row_sha256(figure()) != row_sha256(figure(note="read again"))


# What cannot be carried out is refused, all of it at once.


@pytest.mark.parametrize(
    ("what", "rule", "said"),
    [
        ("    action: override\n    cells: {tier: centrall}\n", "correction-breaks", "central"),
        ("    action: override\n    cells: {value: '2.5.1'}\n", "correction-breaks", "number-malformed"),
        ("    action: override\n    cells: {value: '3'}\n", "correction-breaks", "bounds-contradict-qualifier"),
        ("    action: override\n    cells: {unit: person}\n", "correction-breaks", "unit-unfit"),
        (
            "    action: override\n    cells: {period_start: 2001-01-01}\n",
            "correction-breaks",
            "frequency-unlike-period",
        ),
        ("    action: override\n    cells: {part_of: langson-2009-04}\n", "correction-breaks", "part-of-itself"),
        ("    action: override\n    cells: {part_of: nope-2020-01}\n", "correction-breaks", "reference-unknown"),
        ("    action: override\n    cells: {part_of: bacninh-2019-01}\n", "correction-breaks", "another source"),
        ("    action: override\n    cells: {share_of: bacninh-2019-01}\n", "correction-breaks", "share-of-unfit"),
        ("    action: override\n    cells: {share_of: nope-2020-01}\n", "correction-breaks", "reference-unknown"),
        (
            "    action: override\n    cells: {value: 999, value_low: 999, value_high: 999}\n",
            "correction-breaks",
            "quotation-without-value",
        ),
        ("    action: override\n    cells: {training: none}\n", "correction-breaks", "training-of-none"),
        ("    action: override\n    cells: {criterion: under_age_40}\n", "correction-breaks", "criterion-of-count"),
        ("    action: override\n    cells: {as_written: mở 3 lớp}\n", "correction-of-quotation", "as_written"),
        ("    action: override\n    cells: {colour: red}\n", "correction-of-quotation", "colour"),
        ("    action: flag\n    flags: [partiall]\n", "correction-flag-unknown", "partiall"),
    ],
)
def test_a_correction_that_gives_a_faulty_row_is_refused(judged, what, rule, said):
    faults = errors(judged(what))
    assert {(fault.rule, fault.file, fault.row) for fault in faults} == {(rule, "corrections.yml", 2)}
    assert said in "".join(fault.problem("en") + fault.remedy("en") for fault in faults)


def test_a_correction_of_a_part_is_held_against_its_total(judged, rows):
    """Of the 24,150 persons of Điện Biên the parts give the whole; a flag that says otherwise is false."""
    flag = "    action: flag\n    flags: [sum_conflict]\n"
    total = rows["dienbien-2022-01"]
    (fault,) = errors(judged(entry(flag, "dienbien-2022-01", row_sha256(total))))
    assert (fault.rule, fault.details["rule"], fault.subject) == (
        "correction-breaks", "flag-contradicts", "dienbien-2022-01",
    )  # fmt: skip


def test_a_fault_of_another_row_stands_at_the_entry_that_brings_it_about(judged, rows):
    """A total that becomes classes has persons as parts: the parts are at fault, their total was corrected."""
    total = "goquao-2023-01"
    unit = "    action: override\n    cells: {unit: class, indicator: classes}\n"
    faults = errors(judged(entry(unit, total, row_sha256(rows[total]))))
    assert "part-of-other-unit" in {fault.details["rule"] for fault in faults}
    assert {(fault.row, fault.subject) for fault in faults} == {(2, total)}


@pytest.mark.parametrize(
    ("entries", "rules"),
    [
        ([EXCLUDE, FLAG], {"correction-repeated"}),
        ([OVERRIDE, OVERRIDE], {"correction-repeated"}),
        ([entry(EXCLUDE, figure="langson-2009-99")], {"correction-of-nothing"}),
        (["  - 3\n"], {"correction-shape"}),
        (["    action: delete\n"], {"correction-action"}),
        (["    action: override\n"], {"correction-key-missing"}),
        ([EXCLUDE + "    flags: [partial]\n"], {"correction-key-unknown"}),
        (["    action: flag\n    flags: partial\n"], {"correction-shape"}),
        ([EXCLUDE + "    autor: A\n"], {"correction-key-unknown"}),
        (["  - figure: langson-2009-04\n    action: exclude\n"], {"correction-key-missing"}),
        (["  - figure: [a\n"], {"yaml-syntax"}),
    ],
)
def test_a_faulty_entry_is_named(judged, entries, rules):
    faults = errors(judged(*entries))
    assert {fault.rule for fault in faults} == rules
    assert all(fault.row and fault.file == FILE for fault in faults)


def test_all_faults_come_at_once(judged):
    text = entry(OVERRIDE.replace("central", "x"), figure="a-01") + entry(EXCLUDE, figure="b-02").replace(
        "11-26", "11-31"
    )
    assert [fault.rule for fault in errors(judged(text))] == [
        "correction-of-nothing", "correction-day", "correction-of-nothing",
    ]  # fmt: skip


def test_a_fault_of_syntax_has_its_line_and_its_character(copy):
    copy.path("corrections.yml").write_text("corrections:\n  - figure: 'a\n", encoding="utf-8")
    (fault,) = examine(copy.project).errors
    assert (fault.rule, fault.row, fault.column) == ("yaml-syntax", 3, "1")


def test_a_lost_file_is_missed(copy):
    copy.path("corrections.yml").unlink()
    assert [(fault.rule, fault.file) for fault in examine(copy.project).errors] == [("file-missing", "corrections.yml")]


def test_words_of_yaml_that_look_like_values_stay_text():
    text = "corrections:\n" + entry("    action: override\n    cells: {note: no, value: 1_000, part_of: 0x1F}\n")
    (found,), flaws = parse_corrections(text.encode())
    assert (found.cells, flaws) == ({"note": "no", "value": "1_000", "part_of": "0x1F"}, [])


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: f"corrections:\n  - {text}".encode())))
def test_no_content_breaks_the_reader(content):
    entries, flaws = parse_corrections(content)
    assert isinstance(entries, list)
    assert all(flaw.rule for flaw in flaws)


def test_a_deep_list_is_a_flaw():
    _, flaws = parse_corrections(b"corrections: " + b"[" * 5000)
    assert [flaw.rule for flaw in flaws] == ["yaml-syntax"]


# Whoever reads processed data knows that they are old.


def test_a_changed_file_asks_for_a_build_and_changes_the_slice_of_its_place_alone(built, text_of):
    before = slices(built.project)
    built.path("corrections.yml").write_text(text_of(OVERRIDE), encoding="utf-8")
    assert unchanged(built.project) is None
    build(built.project)
    after = slices(built.project)
    assert {place for place in after if before[place] != after[place]} == {"lang-son"}


def test_even_a_comment_in_the_file_asks_for_a_build(built):
    with built.path("corrections.yml").open("a", encoding="utf-8") as stream:
        stream.write("# looked at again\n")
    assert unchanged(built.project) is None

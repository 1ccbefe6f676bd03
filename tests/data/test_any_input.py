"""One fault is one message, and whatever a cell holds, the answer is a finding and never a crash."""

import pytest

from analysis.checks.examine import examine
from analysis.checks.tables import read_records
from analysis.sources.cells import Row, Sheet, write_sheet

SHARES = "statistics/gso_trained_employed_share.csv"
FORCE = "statistics/gso_labour_force.csv"
GO_QUAO = "evidence/goquao-2023.csv"
PLACES = "places/places.csv"
TILES = "places/tiles.csv"

FAULTS = {
    "places in another encoding": lambda copy: copy.save_in(PLACES, "cp1258"),
    "bibliography in another encoding": lambda copy: copy.save_in("sources.csv", "latin-1"),
    "series in another encoding": lambda copy: copy.save_in(SHARES, "utf-16"),
    "weights in another encoding": lambda copy: copy.save_in(FORCE, "utf-16"),
    "missing unit": lambda copy: copy.drop_column(GO_QUAO, "unit"),
    "missing flags": lambda copy: copy.drop_column(GO_QUAO, "flags"),
    "missing hash": lambda copy: copy.drop_column(GO_QUAO, "text_sha256"),
    "missing file": lambda copy: copy.path(GO_QUAO).unlink(),
    "missing places": lambda copy: copy.path(PLACES).unlink(),
    "unreadable year": lambda copy: copy.set("statistics/series.csv", 2, "years", "20O8-2016"),
    "no levels": lambda copy: copy.set("statistics/series.csv", 2, "place_levels", ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_is_not_drowned_in_its_consequences(built, capsys, fault):
    FAULTS[fault](built)
    assert built.build() == 1
    findings = capsys.readouterr().err.splitlines()[:-1]
    assert len(findings) <= 3, f"{len(findings)} findings: {findings[:9]}"


def test_a_lost_weight_is_reported_where_it_was_lost(built, capsys):
    built.keep_rows(FORCE, lambda row: row[:3] != ["ca-mau", "", "2010"])
    assert built.build() == 1
    message = capsys.readouterr().err
    assert any(line.startswith(FORCE) and "ca-mau 2010" in line for line in message.splitlines())
    assert "Name the series of weights" not in message, "it is named; a cell of it is missing"


TABLES = {
    GO_QUAO: "evidence",
    "sources.csv": "sources",
    "uncoded.csv": "uncoded",
    "mentions.csv": "mentions",
    "statistics/series.csv": "series",
    PLACES: "places",
    TILES: "tiles",
    "places/spellings.csv": "spellings",
    "places/districts.csv": "districts",
    "statistics/breaks.csv": "breaks",
    "statistics/categories.csv": "categories",
    SHARES: "statistics",
    FORCE: "statistics",
}


def test_the_project_whose_cells_are_spoiled_is_good(small_once):
    assert not examine(small_once.project).errors


WORDS = ("", "?", "0", "9" * 40)


def refused(table, field, word):
    """Whether the reader takes the word for no cell of the column; what it says of it can be said in both languages."""
    sheet = Sheet((field.name,), (Row(2, {field.name: word}),), ())
    (record,), findings = read_records(table, "made-up.csv", sheet)
    assert all(finding.problem("vi") and finding.remedy("en") for finding in findings)
    return field.name in record.broken


def words_for(table, field):
    """The words to try in a column: those that it takes, and one that it refuses, as these leave the same hole."""
    taken = [word for word in WORDS if not refused(table, field, word)]
    return [*taken, *[word for word in WORDS if word not in taken][:1]]


@pytest.mark.parametrize("cells", ["one cell", "whole column"])
@pytest.mark.parametrize("file", TABLES)
def test_no_cell_stops_the_examiner(small_once, codebook, file, cells):
    header, *good = small_once.rows(file)
    number = 1 if cells == "one cell" else len(good)
    crashes, table = [], codebook[TABLES[file]]
    for name, word in [(field.name, word) for field in table.fields for word in words_for(table, field)]:
        at = header.index(name)
        spoiled = [[*row[:at], word, *row[at + 1 :]] for row in good[:number]]
        content = write_sheet([header, *spoiled, *good[number:]])
        try:
            findings = examine(small_once.project, {file: content}).findings
            assert all(finding.problem("vi") and finding.remedy("en") for finding in findings)
        except Exception as error:  # noqa: BLE001 - any exception at all is the fault that this test looks for
            crashes.append(f"{name} {word!r}: {error!r}")
    assert crashes == []

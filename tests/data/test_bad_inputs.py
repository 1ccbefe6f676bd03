"""Bad input of every kind: the build stops, says where and what and what to do, and leaves data/processed alone."""

import shutil
import unicodedata

import pytest

from analysis.cli.findings import print_findings
from analysis.outcomes import InvalidDataError, build

SHARES = "statistics/gso_trained_employed_share.csv"
FORCE = "statistics/gso_labour_force.csv"
GO_QUAO = "evidence/goquao-2023.csv"
BAC_NINH = "evidence/bacninh-2019.csv"
DIEN_BIEN = "evidence/dienbien-2022.csv"
PLACES = "places/places.csv"
TILES = "places/tiles.csv"


def saved_in(name, encoding):
    return lambda copy: copy.save_in(name, encoding)


def cut(name, lines):
    return lambda copy: copy.cut(name, lines)


def without_column(name, column):
    return lambda copy: copy.drop_column(name, column)


def cell(name, row, column, value):
    return lambda copy: copy.set(name, row, column, value)


def text(name, old, new):
    return lambda copy: copy.replace(name, old, new)


def decomposed_name(copy):
    copy.set(PLACES, 9, "name_vi", unicodedata.normalize("NFD", "Hà Giang"))


def missing_file(copy):
    copy.path(BAC_NINH).unlink()


def folder_instead_of_a_file(copy):
    copy.path(BAC_NINH).unlink()
    copy.path(BAC_NINH).mkdir()


def cut_within_a_line(copy):
    path = copy.path(SHARES)
    path.write_bytes(path.read_bytes()[:-9])


def extra_column(copy):
    header, *rows = copy.rows(TILES)
    copy.write_rows(TILES, [[*header, "colour"], *([*row, "red"] for row in rows)])


def nameless_columns(copy):
    copy.write_rows(TILES, [[*row, "", ""] for row in copy.rows(TILES)])


def row_of_wrong_width(copy):
    rows = copy.rows(TILES)
    rows[4].append("7")
    copy.write_rows(TILES, rows)


def unlisted_file(copy):
    shutil.copy(copy.path(BAC_NINH), copy.path("evidence/bacninh-2020.csv"))


def province_missing(copy):
    copy.keep_rows(SHARES, lambda row: row[0] != "ca-mau")


def row_repeated(copy):
    rows = copy.rows(SHARES)
    copy.write_rows(SHARES, [*rows, rows[-1]])


BAD_INPUTS = {
    # What is wrong: how it came about, and what the message must name besides the file (row, column, value, remedy).
    "saved as Windows Vietnamese": (
        saved_in(PLACES, "cp1258"),
        PLACES,
        ["row 2", "byte fd", "CSV UTF-8"],
    ),
    "saved as Latin-1": (
        saved_in("sources.csv", "latin-1"),
        "sources.csv",
        ["row 2", "byte e2", "CSV UTF-8"],
    ),
    "saved as UTF-16": (saved_in(SHARES, "utf-16"), SHARES, ["row 1", "byte ff", "CSV UTF-8"]),
    "name in combining marks": (decomposed_name, PLACES, ["row 9", "column name_vi", "“Ha\u0300 Giang”", "NFC"]),
    "number with two readings": (
        cell(BAC_NINH, 2, "value", "2.547"),
        BAC_NINH,
        ["row 2", "column value", "“2.547”", "2547", "2.5470"],
    ),
    "number with two readings in a series": (
        cell(FORCE, 5, "value", "51.398"),
        FORCE,
        ["row 5", "column value", "“51.398”", "51398", "51.3980"],
    ),
    "number with its unit": (
        cell(GO_QUAO, 12, "value", "25,6%"),
        GO_QUAO,
        ["row 12", "column value", "“25,6%”", "digits"],
    ),
    "id used twice": (
        cell(GO_QUAO, 4, "figure_id", "goquao-2023-02"),
        GO_QUAO,
        ["row 4", "column figure_id", "“goquao-2023-02”", "row 3", "once"],
    ),
    "place and year used twice": (
        row_repeated,
        SHARES,
        ["row 632", "column place_id+category+year", "row 631", "Keep one"],
    ),
    "unknown province": (
        cell(SHARES, 65, "place_id", "bac-nin"),
        SHARES,
        ["row 65", "column place_id", "“bac-nin”", "Nearest: bac-ninh"],
    ),
    "name instead of an id": (
        cell(BAC_NINH, 2, "place_id", "Bắc Ninh"),
        BAC_NINH,
        ["row 2", "column place_id", "“Bắc Ninh”", "bac-ninh, bac-ninh-2025"],
    ),
    "place of another time": (
        cell(SHARES, 65, "place_id", "bac-ninh-2025"),
        SHARES,
        ["row 65", "column place_id", "bac-ninh-2025 did not exist on 31 December 2008", "valid in that year"],
    ),
    "dates swapped": (
        text(BAC_NINH, "2010-01-01,2015-12-31", "2015-12-31,2010-01-01"),
        BAC_NINH,
        ["row 2", "column period_start", "2015-12-31", "2010-01-01", "Swap"],
    ),
    "day that does not exist": (
        cell(BAC_NINH, 2, "period_end", "2015-02-29"),
        BAC_NINH,
        ["row 2", "column period_end", "“2015-02-29”", "year-month-day"],
    ),
    "negative count": (cell(GO_QUAO, 3, "value", "-8"), GO_QUAO, ["row 3", "column value", "-8 is below 0", "source"]),
    "share over 100 %": (
        cell(GO_QUAO, 16, "value", "990"),
        GO_QUAO,
        ["row 16", "column value", "990 % is over 100 %", "Check the number"],
    ),
    "share over 100 % in a series": (
        cell(SHARES, 5, "value", "154"),
        SHARES,
        ["row 5", "column value", "154 % is over 100 %", "Check the number"],
    ),
    "missing file": (missing_file, BAC_NINH, ["missing", "Restore the file"]),
    "folder instead of a file": (folder_instead_of_a_file, BAC_NINH, ["This is a folder", "Rename the folder"]),
    "file cut within a line": (cut_within_a_line, SHARES, ["row 631", "does not end", "Restore what was lost"]),
    "evidence cut at a line border": (
        cut(GO_QUAO, 10),
        "sources.csv",
        ["row 6", "column figure_count", "9 rows", "says 18", "Find the lost"],
    ),
    "series cut at a line border": (
        cut(SHARES, 300),
        SHARES,
        ["331 cells are missing", "Restore the rows"],
    ),
    "series cut to its header": (
        cut(SHARES, 1),
        SHARES,
        ["Restore the rows"],
    ),
    "bibliography cut at a line border": (
        cut("sources.csv", 5),
        GO_QUAO,
        ["goquao-2023 has no row in sources.csv", "Add the source"],
    ),
    "places cut at a line border": (
        cut(PLACES, 95),
        DIEN_BIEN,
        ["row 7", "column place_id", "“tuan-giao”", "Nearest"],
    ),
    "tiles cut at a line border": (cut(TILES, 40), TILES, []),
    "unknown word": (
        cell(GO_QUAO, 2, "unit", "lượtt"),
        GO_QUAO,
        ["row 2", "column unit", "“lượtt”", "Nearest"],
    ),
    "unknown flag": (
        cell(BAC_NINH, 2, "flags", "unit_conflikt"),
        BAC_NINH,
        ["row 2", "column flags", "“unit_conflikt”", "Nearest: unit_conflict"],
    ),
    "missing column": (
        without_column(GO_QUAO, "unit"),
        GO_QUAO,
        ["row 1", "column unit", "Column unit is missing", "Add the column"],
    ),
    "renamed column": (
        text(TILES, "place_id,column,row", "place,column,row"),
        TILES,
        ["row 1", "Column place_id is missing", "rename the nearest one: place"],
    ),
    "wrong SHA-256": (
        cell(BAC_NINH, 2, "text_sha256", "c0ffee" + "0" * 58),
        BAC_NINH,
        ["row 2", "column text_sha256", "c0ffee", "c6b5d50f2315", "correct the bibliography"],
    ),
    "semicolons of a Vietnamese Excel": (
        lambda copy: copy.path(SHARES).write_bytes(copy.path(SHARES).read_bytes().replace(b",", b";")),
        SHARES,
        ["row 1", "separated by “;”", "commas"],
    ),
    "figure changed in a pinned series": (
        cell(SHARES, 300, "value", "17.3"),
        SHARES,
        ["SHA-256", "Restore the file", "file_sha256"],
    ),
    "weights taken away": (
        cell("statistics/series.csv", 2, "weight_series", ""),
        "statistics/series.csv",
        ["row 2", "column weight_series", "has no series of weights", "Name the series"],
    ),
    "value outside its scale": (
        cell("statistics/papi_certification.csv", 2, "value", "13.1"),
        "statistics/papi_certification.csv",
        ["row 2", "column value", "13.1 lies outside the scale 0.25 to 3.34", "Check the source"],
    ),
    "more decimals than declared": (
        cell(SHARES, 5, "value", "15.43"),
        SHARES,
        ["row 5", "column value", "15.43 has more than 1 decimals", "mark of thousands"],
    ),
    "value of a gap": (
        text(FORCE, "ha-tay,,2005,,missing", "ha-tay,,2005,1571.7,missing"),
        FORCE,
        ["column value", "has the value 1571.7 but is marked as missing", "Correct observation_status"],
    ),
    "gap that is not marked": (
        text(FORCE, "ha-tay,,2005,,missing", "ha-tay,,2005,,final"),
        FORCE,
        ["column value", "is empty but marked as “final”", "write missing"],
    ),
    "category of another breakdown": (
        cell(SHARES, 5, "category", "industry.education"),
        SHARES,
        ["row 5", "column category", "“industry.education” is not of the breakdown", "categories"],
    ),
    "break outside its series": (
        cell("statistics/breaks.csv", 2, "year", "1999"),
        "statistics/breaks.csv",
        ["row 2", "column year", "1999 does not lie between years of the series", "first year after the break"],
    ),
    "code of another province at the same time": (
        cell(PLACES, 11, "code", "01"),
        PLACES,
        ["row 11", "column code", "“01” also belongs to ha-noi", "valid_from or valid_to"],
    ),
    "spelling of two provinces": (
        cell("places/spellings.csv", 3, "spelling", "Ha Nam"),
        "places/spellings.csv",
        ["row 3", "column spelling", "“Ha Nam” is also a spelling of Hà Nam", "one name only"],
    ),
    "new province on the old map": (
        text(TILES, "63,ca-mau,", "63,ca-mau-2025,"),
        TILES,
        ["column place_id", "ca-mau-2025 does not belong on the diagram of 63", "Remove the row"],
    ),
    "two provinces on one tile": (
        cell(TILES, 4, "column", "3"),
        TILES,
        ["row 4", "column layout+column+row", "63, 3, 0", "row 3", "Keep one"],
    ),
    "qualifier that the words do not give": (
        text(
            "evidence/dienbien-2022.csv",
            "27000,27000,,participation,lượt,more_than",
            "27000,27000,27000,participation,lượt,exact",
        ),
        DIEN_BIEN,
        ["row 6", "column qualifier", "“exact”", "hơn 27.000 lượt CBCCVC"],
    ),
    "part of a figure in another text": (
        text(GO_QUAO, "exact,goquao-2023-01,,Thạc sĩ", "exact,langson-2009-02,,Thạc sĩ"),
        GO_QUAO,
        ["row 3", "column part_of", "langson-2009-02", "same text"],
    ),
    "flag that contradicts its row": (
        text(BAC_NINH, ",unit_conflict,", ",period_start_unknown|unit_conflict,"),
        BAC_NINH,
        ["row 2", "column flags", "period_start_unknown contradicts"],
    ),
    "unlisted file": (unlisted_file, "evidence/bacninh-2020.csv", ["not listed", "datapackage.json", "Add its name"]),
    "extra column": (extra_column, TILES, ["row 1", "Column colour is not in the codebook", "Remove the column"]),
    "columns without a name": (nameless_columns, TILES, ["row 1", "Remove the column"]),
    "row of wrong width": (row_of_wrong_width, TILES, ["row 5", "6 / 5", "Quote cells that hold a comma"]),
    "empty file": (cut(TILES, 0), TILES, ["empty", "Restore the file"]),
    "unclosed quotation mark": (
        text(GO_QUAO, '"25,6% trình độ thạc sĩ"', '"25,6% trình độ thạc sĩ'),
        GO_QUAO,
        ["row 12", "Malformed CSV", "quotation marks"],
    ),
    "province missing in a series": (
        province_missing,
        SHARES,
        ["9 cells are missing", "ca-mau 2008", "Restore the rows"],
    ),
    "total that its parts do not give": (
        cell(FORCE, 4, "value", "58209.6"),
        FORCE,
        ["viet-nam 2008", "48,209.6", "published 58,209.6", "Find the wrong cell"],
    ),
    "year that is none": (
        cell("statistics/series.csv", 2, "years", "20O8-2016"),
        "statistics/series.csv",
        ["row 2", "column years", "“20O8-2016” does not have the form"],
    ),
    "years the wrong way round": (
        cell("statistics/series.csv", 2, "years", "2016-2008"),
        "statistics/series.csv",
        ["row 2", "column years", "“2016-2008” holds no year", "earlier year first"],
    ),
    "unknown way to aggregate": (
        cell("statistics/series.csv", 2, "aggregation", "mean"),
        "statistics/series.csv",
        ["row 2", "column aggregation", "“mean”", "Nearest: median"],
    ),
    "figure after its publication": (
        text(BAC_NINH, "2010-01-01,2015-12-31", "2010-01-01,2025-12-31"),
        BAC_NINH,
        ["row 2", "column period_end", "2025", "2019", "Correct the period"],
    ),
    "value that the quotation does not hold": (
        text(BAC_NINH, "2547,2547,2547", "2574,2574,2574"),
        BAC_NINH,
        ["row 2", "column as_written", "“2.547 người”", "2.574", "Correct the value or the quotation"],
    ),
}


@pytest.mark.parametrize("kind", BAD_INPUTS)
def test_bad_input_is_named_with_its_place_and_its_remedy_in_both_languages(built, capsys, kind):
    spoil, file, words = BAD_INPUTS[kind]
    before = built.processed()
    spoil(built)

    with pytest.raises(InvalidDataError) as refused:
        build(built.project)

    print_findings(refused.value.findings, "en")
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if line.startswith(file) and all(word in line for word in words)], "\n".join(
        lines[:9]
    )
    assert lines[-1].endswith("in data/raw; nothing was written")
    assert built.processed() == before
    print_findings(refused.value.findings, "vi")
    *lines, last = capsys.readouterr().err.splitlines()
    assert any(line.startswith(file) for line in lines)
    assert not [line for line in lines if any(word in line for word in (" is ", " are ", "The ", "Nearest"))]
    assert last.endswith("trong data/raw; không ghi gì")


@pytest.mark.parametrize(
    "kind", ["saved as Windows Vietnamese", "number with two readings", "missing file", "series cut at a line border"]
)
def test_when_the_fault_is_mended_the_build_gives_the_same_bytes_again(built, few_once, kind):
    BAD_INPUTS[kind][0](built)
    assert built.build() == 1
    shutil.rmtree(built.project.raw)
    shutil.copytree(few_once.project.raw, built.project.raw)
    assert built.build() == 0
    assert built.processed() == few_once.processed()


def test_five_faults_in_five_files_are_all_reported_at_once(built, capsys):
    before = built.processed()
    decomposed_name(built)
    built.set(BAC_NINH, 2, "value", "2.547")
    built.set(GO_QUAO, 3, "value", "-8")
    built.set(SHARES, 65, "place_id", "bac-nin")
    extra_column(built)

    assert built.build() == 1

    message = capsys.readouterr().err
    for rule, file in (
        ("text-not-nfc", PLACES),
        ("number-ambiguous", BAC_NINH),
        ("below-minimum", GO_QUAO),
        ("reference-unknown", SHARES),
        ("column-unknown", TILES),
    ):
        assert any(line.startswith(file) and line.endswith(f"[{rule}]") for line in message.splitlines()), rule
    assert built.processed() == before


def test_a_column_without_a_name_is_not_called_by_nothing(built, capsys):
    nameless_columns(built)
    assert built.build() == 1
    assert "Column  " not in capsys.readouterr().err


def test_a_table_is_named_in_the_language_of_the_message(built, capsys):
    built.set(SHARES, 65, "place_id", "bac-nin")
    assert built.build("vi") == 1
    assert "“bac-nin” không có trong bảng Địa phương" in capsys.readouterr().err

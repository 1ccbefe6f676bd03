"""Damaged, hostile and mistaken files: one clear finding, everything as it was, in bounded time and memory."""

import hashlib
import io
import json
import os
import time
import zipfile

import delivered_files as forms
import pytest

from analysis.cli import main

SHARE = "gso_trained_employed_share"
BOUND = 60
"""Seconds that even the worst of these files may take on a slow machine; each takes one or two."""


@pytest.fixture(scope="module")
def table(few_once):
    """The trained share as an office prints it."""
    header, *rows = few_once.rows(f"statistics/{SHARE}.csv")
    names = {row[0]: row[3] for row in few_once.rows("places/places.csv")}
    places, years = list(dict.fromkeys(row[0] for row in rows)), sorted({row[2] for row in rows})
    values = {(row[0], row[2]): row[3] for row in rows}
    assert header[:4] == ["place_id", "category", "year", "value"]
    columns = [f"Sơ bộ {year}" if year == "2016" else year for year in years]
    return [names[place] for place in places], columns, [[values[place, year] for year in years] for place in places]


def changed(table, row, column, value):
    rows, columns, cells = table
    return (
        rows,
        columns,
        [[value if (r, c) == (row, column) else v for c, v in enumerate(line)] for r, line in enumerate(cells)],
    )


def renamed(table, row, name):
    rows, columns, cells = table
    return [name if r == row else label for r, label in enumerate(rows)], columns, cells


def without_row(table, row):
    rows, columns, cells = table
    return rows[:row] + rows[row + 1 :], columns, cells[:row] + cells[row + 1 :]


def twice(table, row, plus):
    rows, columns, cells = table
    again = [f"{float(value) + plus:.1f}" for value in cells[row]]
    return [*rows, rows[row]], columns, [*cells, again]


def each(table, change):
    rows, columns, cells = table
    return rows, columns, [[change(value) for value in line] for line in cells]


def sheet(table):
    return forms.xlsx({"Số liệu": forms.sheet_of(table)}, merged=forms.MERGED)


def within(table, old, new):
    """The workbook with its XML edited."""

    def edit(xml):
        assert old in xml
        return xml.replace(old, new, 1)

    return forms.xlsx({"Số liệu": forms.sheet_of(table)}, change=edit)


def packed(content, name, part):
    """The archive with one more part, compressed as far as it goes."""
    stream = io.BytesIO(content)
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        for _ in range(part):
            member.write(b"0" * 1_000_000)
    return stream.getvalue()


def million_empty_rows(table):
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(100, 1_000_100))
    return forms.xlsx({"1": [["Không có gì"]]}, change=lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>"))


def repeated_rows(table):
    """An OpenDocument sheet whose last row says that it stands there sixteen thousand million times."""
    last = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/></table:table-row></table:table>'
    return forms.ods({"1": forms.sheet_of(table)}, change=lambda xml: xml.replace("</table:table>", last))


def deep(table):
    return b'{"class": "dataset", "value": ' + b"[" * 200_000


def jsonstat_with(table, **changes):
    content = json.loads(forms.jsonstat(table, tail=""))
    return json.dumps(content | changes).encode()


FAULTS = {
    # What is wrong: the name of the file, its content, and what the message must name.
    "CSV cut within a line": ("a.csv", lambda t: forms.pxweb(t)[:2500], ["Malformed CSV", "quotation marks"]),
    "CSV without its last lines": ("a.csv", lambda t: forms.pxweb(t)[: forms.pxweb(t).index('"Cà Mau'.encode())], ["9 cells are missing", "ca-mau 2008"]),
    "CSV parted by blanks": ("a.csv", lambda t: forms.pxweb(t, place="Tỉnh").partition(b"Year")[2].replace(b";", b" "), ["No sign parts the cells", "semicolons"]),
    "CSV in two encodings": ("a.csv", lambda t: forms.pxweb(t).replace("Hà Nội".encode(), "Hà Nội".encode("cp1258", "replace")), ["row 11", "Not UTF-8: byte e0"]),
    "CSV in an old code page": ("a.csv", lambda t: forms.pxweb(t).decode().encode("latin-1", "replace"), ["row 5", "Not UTF-8"]),
    "CSV with an open quotation mark": ("a.csv", lambda t: forms.pxweb(t).replace(b'"H', b'H"', 1) + b'"', ["Malformed CSV"]),
    "CSV with NUL bytes": ("a.csv", lambda t: forms.pxweb(t).replace(b";", b"\0;", 3), ["row 3", "damaged"]),
    "CSV with codes for names": ("a.csv", lambda t: forms.pxweb(([f"{n:02}" for n in range(len(t[0]))], *t[1:])), ["No column or dimension of places", "not codes alone"]),
    "CSV of words": ("a.csv", lambda t: forms.pxweb(each(t, lambda value: "có")), ["No column of numbers"]),
    "CSV of other years": ("a.csv", lambda t: forms.pxweb((t[0], [str(1900 + n) for n in range(9)], t[2])), ["No number is left", "“1900”, “1901”", "(+3)"]),
    "CSV without years": ("a.csv", lambda t: forms.pxweb((t[0], [f"cột {n}" for n in range(9)], t[2])), ["No years were found", "--year"]),
    "province missing": ("a.csv", lambda t: forms.pxweb(without_row(t, 20)), ["9 cells are missing", "2008"]),
    "province twice, equal, beside an error": ("a.csv", lambda t: forms.pxweb(changed(twice(t, 20, 0), 0, 0, "15.9")), ["stands twice with the same values (9 cells)", "viet-nam 2008"]),
    "province twice, different": ("a.csv", lambda t: forms.pxweb(twice(t, 20, 1)), ["row 74", "stands twice", "Keep the right one"]),
    "province misspelt": ("a.csv", lambda t: forms.pxweb(renamed(t, 20, "Bắc Nình")), ["row 24", "“Bắc Nình” is not the name of a place", "nearest: Bắc Ninh"]),
    "province of another time": ("a.csv", lambda t: forms.pxweb(renamed(t, 20, "Hà Tây")), ["There was no “Hà Tây” on 31 December 2008", "belonged to Hà Nội"]),
    "city for its province": ("a.csv", lambda t: forms.pxweb(renamed(t, 20, "Thành phố Bắc Ninh")), ["“Thành phố Bắc Ninh” was not a city under the central government", "the province: Bắc Ninh"]),
    "two decimal marks": ("a.csv", lambda t: forms.pxweb(changed(t, 20, 3, "12,5")), ["two decimal marks", "“12,5”"]),
    "numbers with two readings": ("a.csv", lambda t: forms.pxweb(each(t, lambda value: "12.345")), ["can be 12345 or 12.345", "--decimal comma"]),
    "numbers with units": ("a.csv", lambda t: forms.pxweb(changed(t, 20, 3, "12.5%")), ["row 24, column E", "“12.5%” is not a number"]),
    "a dash": ("a.csv", lambda t: forms.pxweb(changed(t, 20, 3, "-")), ["row 24, column E", "zero or not published"]),
    "a share over 100 %": ("a.csv", lambda t: forms.pxweb(changed(t, 20, 3, "125.0")), ["row 24, column E", "125 % is over 100 %"]),
    "a negative share": ("a.csv", lambda t: forms.pxweb(changed(t, 20, 3, "-12.5")), ["row 24, column E", "outside the scale 0 to 100"]),
    "too many decimals": ("a.csv", lambda t: forms.pxweb(changed(t, 20, 3, "12.3456")), ["row 24, column E", "more than 1 decimals"]),
    "a digit of the country changed": ("a.csv", lambda t: forms.pxweb(changed(t, 0, 3, "51.4")), ["viet-nam 2011", "published 51.4"]),
    "a line twice under one year": ("a.csv", lambda t: forms.pxweb((t[0], [*t[1][:-1], "2015"], t[2])), ["stands twice"]),
    "JSON cut": ("a.json", lambda t: forms.jsonstat(t)[:4000], ["damaged or cut off: JSON"]),
    "JSON with too few values": ("a.json", lambda t: jsonstat_with(t, value=[1.0, 2.0]), ["2 / 630"]),
    "JSON with labels missing": ("a.json", lambda t: jsonstat_with(t, size=[70, 8]), ["damaged or cut off: JSON-stat"]),
    "JSON of another kind": ("a.json", lambda t: b'{"type": "FeatureCollection", "features": []}', ["JSON-stat", "0 data sets"]),
    "JSON nested without end": ("a.json", deep, ["damaged or cut off: JSON"]),
    "JSON that claims millions of cells": ("a.json", lambda t: jsonstat_with(t, size=[70_000, 9_000]), ["exceeds the bounds"]),
    "PX cut": ("a.px", lambda t: forms.px(t)[:-900], ["PX: DATA"]),
    "PX with a number lost": ("a.px", lambda t: forms.px(t).replace(b" 11 ", b" ", 1), ["629 / 630"]),
    "PX without its values": ("a.px", lambda t: forms.px(t).replace(b"VALUES(", b"VALUE(", 1), ["PX: Địa phương"]),
    "PX in an unknown code page": ("a.px", lambda t: forms.px(t).replace(b"utf-8", b"tcvn-x"), ["tcvn-x"]),
    "PX in another code page than it says": ("a.px", lambda t: forms.px(t, codepage="windows-1258").replace(b"windows-1258", b"utf-8"), ["Not UTF-8"]),
    "workbook cut": ("a.xlsx", lambda t: sheet(t)[:-700], ["cannot be opened"]),
    "workbook with a damaged sheet": ("a.xlsx", lambda t: forms.xlsx({"1": forms.sheet_of(t)}, change=lambda xml: xml[: len(xml) // 2]), ["cannot be opened"]),
    "workbook without sheets": ("a.xlsx", lambda t: forms.xlsx({}), ["No column or dimension of places"]),
    "archive that is no workbook": ("a.xlsx", lambda t: forms._zipped({"word/document.xml": b"<x/>"}), ["cannot be opened"]),
    "old workbook of noise": ("a.xls", lambda t: bytes.fromhex("d0cf11e0a1b11ae1") + os.urandom(20_000), ["cannot be opened"]),
    "web page saved as a workbook": ("a.xls", lambda t: b"<html><table><tr><td>1</td></tr></table></html>", ["form of the file is not known"]),
    "PDF": ("a.xlsx", lambda t: b"%PDF-1.7 \n", ["form of the file is not known"]),
    "two sheets of provinces": ("a.xlsx", lambda t: forms.xlsx({"2008": forms.sheet_of(t), "2016": forms.sheet_of(t)}), ["Several sheets", "2008, 2016", "--sheet"]),
    "formulas that were never computed": ("a.xlsx", lambda t: within(t, "<v>23.3</v>", "<f>A1+1</f>"), ["1 cells hold a formula without a value"]),
    "formulas never computed, ods": ("a.ods", lambda t: forms.ods({"1": forms.sheet_of(t)}, change=lambda x: x.replace('office:value-type="float" office:value="23.3"', 'table:formula="of:=1"', 1)), ["1 cells hold a formula without"]),
    "a formula that failed": ("a.xlsx", lambda t: within(t, "><v>23.3</v>", ' t="e"><f>1/0</f><v>#DIV/0!</v>'), ["1 cells hold a formula without a value, or an error such as #DIV/0!"]),
    "macros": ("a.xlsm", lambda t: forms.xlsx({"1": forms.sheet_of(t)}, extra={"xl/vbaProject.bin": b"x"}), ["holds macros", "without macros"]),
    "macros, ods": ("a.ods", lambda t: forms.ods({"1": forms.sheet_of(t)}, extra={"Basic/script-lc.xml": b"<x/>"}), ["holds macros"]),
    "macros, xls": ("a.xls", lambda t: bytes.fromhex("d0cf11e0a1b11ae1") + "_VBA_PROJECT_CUR".encode("utf-16-le"), ["holds macros"]),
    "a million empty rows": ("a.xlsx", million_empty_rows, ["No column or dimension of places"]),
    "a cell in the last row and column": ("a.xlsx", lambda t: within(t, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'), ["exceeds the bounds"]),
    "rows repeated without end": ("a.ods", repeated_rows, ["exceeds the bounds"]),
    "a bomb of zeros": ("a.xlsx", lambda t: packed(sheet(t), "xl/media/a.bin", 400), ["exceeds the bounds", "400 MB"]),
    "empty file": ("a.csv", lambda t: b"", ["The file is empty"]),
    "empty lines only": ("a.csv", lambda t: b";;;\r\n" * 1_000_000, ["The file is empty"]),
}  # fmt: skip


@pytest.fixture
def project(few_once, tmp_path_factory):
    """A built project that no test of this page may change."""
    return few_once.project


def state(project):
    files = sorted(path for path in project.root.rglob("*") if path.is_file())
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def run(project, path, *options):
    started = time.monotonic()
    code = main(["import", str(path), "--series", SHARE, "--project", str(project.root), "--replace", *options])
    assert time.monotonic() - started < BOUND
    return code


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_file_is_named_and_changes_nothing(project, table, tmp_path, capsys, fault):
    name, content, named = FAULTS[fault]
    before = state(project)
    (tmp_path / name).write_bytes(content(table))
    assert run(project, tmp_path / name) == 1
    message = capsys.readouterr().err
    for part in (*named, "nothing was written"):
        assert part in message
    assert name in message
    assert state(project) == before


@pytest.mark.parametrize("fault", ["a bomb of zeros", "province misspelt", "numbers with two readings", "macros"])
def test_a_faulty_file_is_named_in_vietnamese_too(project, table, tmp_path, capsys, fault):
    name, content, _ = FAULTS[fault]
    (tmp_path / name).write_bytes(content(table))
    assert run(project, tmp_path / name, "--lang", "vi") == 1
    assert "không ghi gì" in capsys.readouterr().err


def test_a_file_that_is_not_there_and_a_folder(project, tmp_path, capsys):
    assert run(project, tmp_path / "nowhere.csv") == 1
    assert "There is no such file" in capsys.readouterr().err
    assert run(project, tmp_path) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_a_file_of_sixty_megabytes_is_not_even_opened(project, tmp_path, capsys):
    with (tmp_path / "a.csv").open("wb") as stream:
        stream.truncate(60_000_000)
    assert run(project, tmp_path / "a.csv") == 1
    assert "60 MB" in capsys.readouterr().err


def test_the_decimal_mark_that_the_user_names_decides(project, table, tmp_path, capsys):
    (tmp_path / "a.csv").write_bytes(forms.pxweb(each(table, lambda value: "12.345")))
    assert run(project, tmp_path / "a.csv", "--decimal", "comma") == 1
    assert "12345 % is over 100 %" in capsys.readouterr().err
    assert run(project, tmp_path / "a.csv", "--decimal", "point") == 1
    assert "12.3450 has more than 1 decimals" in capsys.readouterr().err


def test_empty_cells_are_taken_as_gaps_and_said(copy, table, tmp_path, capsys):
    rows = changed(table, 20, 3, "")
    (tmp_path / "a.xlsx").write_bytes(
        forms.xlsx(
            {"1": [["Tỉnh", *rows[1]], *([n, *map(as_cell, line)] for n, line in zip(rows[0], rows[2], strict=True))]}
        )
    )
    assert run(copy.project, tmp_path / "a.xlsx") == 0
    assert "1 empty cells were read as not published" in capsys.readouterr().err
    assert "2011,,missing" in copy.path(f"statistics/{SHARE}.csv").read_text(encoding="utf-8")


def as_cell(value):
    return float(value) if value else ""


def test_a_comparator_row_that_repeats_a_province_is_counted_once(copy, table, tmp_path, capsys):
    project = copy.project
    (tmp_path / "a.csv").write_bytes(forms.pxweb(twice(table, 20, 0)))
    before = state(project)
    assert run(project, tmp_path / "a.csv") == 0
    assert "stands twice with the same values (9 cells). Counted once" in capsys.readouterr().err
    assert state(project) == before, "the same figures give the same bytes"

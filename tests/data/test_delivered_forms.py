"""A series saved from the browser in any form becomes the same bytes as the series that was coded by hand."""

import csv
import io
import unicodedata
from pathlib import Path

import delivered_files as forms
import pytest

from analysis.cli import main

SHARE, FORCE, INDUSTRY = forms.SHARE, forms.FORCE, forms.INDUSTRY
XLS = Path(__file__).with_name("files") / "trained_share.xls"


@pytest.fixture
def english(copy):
    """The same in English, with the names that the office prints for country and regions."""
    offices = {
        "viet-nam": " WHOLE COUNTRY",
        "northern-midlands-and-mountains": "Northern midlands and mountain areas",
        "north-central-and-central-coast": "Northern Central area and Central coastal area",
    }
    return forms.as_table(forms.coded(copy, SHARE), forms.labels_of(copy, "en") | offices, prelim="Prel. {}")


def decomposed(table):
    rows, columns, cells = table
    return [unicodedata.normalize("NFD", row) for row in rows], columns, cells


def shouted(table):
    rows, columns, cells = table
    return [row.upper() for row in rows], columns, cells


FORMS = {
    "PX-Web CSV, Vietnamese": ("a.csv", lambda vi, en: forms.pxweb(vi)),
    "PX-Web CSV, English": ("a.csv", lambda vi, en: forms.pxweb(en)),
    "PX-Web CSV, decimal comma": ("a.csv", lambda vi, en: forms.pxweb(vi, mark=",")),
    "PX-Web CSV, Unix line ends": ("a.csv", lambda vi, en: forms.pxweb(vi, newline="\n")),
    "PX-Web CSV, UTF-16": ("a.csv", lambda vi, en: forms.pxweb(vi).decode("utf-8-sig").encode("utf-16")),
    "CSV, one line for each number": ("a.csv", lambda vi, en: forms.long_csv(vi)),
    "CSV, combining marks": ("a.csv", lambda vi, en: forms.pxweb(decomposed(vi))),
    "CSV, capitals": ("a.csv", lambda vi, en: forms.pxweb(shouted(vi))),
    "JSON-stat 2": ("a.json", lambda vi, en: forms.jsonstat(vi)),
    "JSON-stat 2, sparse": ("a.json", lambda vi, en: forms.jsonstat(vi, sparse=True)),
    "JSON-stat 1": ("a.json", lambda vi, en: forms.jsonstat(en, version=1)),
    "PX": ("a.px", lambda vi, en: forms.px(vi)),
    "PX in the Vietnamese code page": ("a.px", lambda vi, en: forms.px(vi, codepage="windows-1258")),
    "xlsx, merged headers": ("a.xlsx", lambda vi, en: forms.xlsx({"Số liệu": forms.sheet_of(vi)}, merged=forms.MERGED)),
    "xlsx, combining marks": (
        "a.xlsx",
        lambda vi, en: forms.xlsx({"1": forms.sheet_of(decomposed(vi))}, merged=forms.MERGED),
    ),
    "xlsx under a wrong name": ("a.csv", lambda vi, en: forms.xlsx({"1": forms.sheet_of(vi)})),
    "ods": ("a.ods", lambda vi, en: forms.ods({"Số liệu": forms.sheet_of(vi)})),
    "xls": ("a.xls", lambda vi, en: XLS.read_bytes()),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_bytes_that_were_coded_by_hand(few_once, copy, deliver, table, english, form):
    name, write = FORMS[form]
    code, said = deliver(SHARE, name, write(table, english))
    assert code == 0, said.err
    assert copy.contents() == few_once.contents(), "the whole project that could be built is as it was"
    assert "630 cells, 70 places, 2008–2016" in said.out


def test_what_was_left_out_is_said(deliver, table):
    _, said = deliver(SHARE, "a.xlsx", forms.xlsx({"1": forms.sheet_of(table)}, merged=forms.MERGED))
    assert "“Trung vị” was left out (9 cells): neither a place nor a year" in said.err
    assert "1 lines without numbers were left out" in said.err
    _, said = deliver(SHARE, "a.xlsx", forms.xlsx({"1": forms.sheet_of(table)}), "--lang", "vi", "--replace")
    assert "Bỏ qua “Trung vị” (9 ô)" in said.err


def test_gaps_and_a_province_that_ended_come_through(copy, deliver):
    rows = forms.coded(copy, FORCE)
    by_hand = copy.path(forms.file_of(FORCE)).read_bytes()
    names = forms.labels_of(copy)
    for row in rows:  # both Hà Nội stand in one line, as in the table of the office
        row["place_id"] = "ha-noi" if row["place_id"] == "ha-noi-until-2008" else row["place_id"]
    rows.sort(key=lambda row: row["year"])
    code, said = deliver(FORCE, "a.csv", forms.pxweb(forms.as_table(rows, names, prelim="Prel. {}")))
    assert code == 0, said.err
    assert copy.path(forms.file_of(FORCE)).read_bytes() == by_hand
    assert b"ha-tay,,2005,,missing" in by_hand
    assert b"ha-noi-until-2008,,2007,1653.7,final" in by_hand


def test_a_breakdown_comes_through(copy, deliver):
    by_hand = copy.path(forms.file_of(INDUSTRY)).read_bytes()
    _, *rows = copy.rows("statistics/categories.csv")
    names = {row[0]: row[1] for row in rows} | {"": "TỔNG SỐ"}
    table = forms.as_table(forms.coded(copy, INDUSTRY), names, prelim="Sơ bộ {}", dimension="category")
    for name, content in (("a.json", forms.jsonstat(table)), ("a.csv", forms.pxweb(table, place="Ngành kinh tế"))):
        code, said = deliver(INDUSTRY, name, content)
        assert code == 0, said.err
        assert copy.path(forms.file_of(INDUSTRY)).read_bytes() == by_hand


def test_one_indicator_of_several_is_chosen(copy, deliver, table):
    by_hand = copy.path(forms.file_of(SHARE)).read_bytes()
    rows, columns, cells = table
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(
        [["", *["Tỷ lệ"] * 9, *["Số người"] * 9], ["Địa phương", *columns, *columns]]
        + [[row, *values, *["7"] * 9] for row, values in zip(rows, cells, strict=True)]
    )
    content = stream.getvalue().encode("utf-8")
    code, said = deliver(SHARE, "a.csv", content)
    assert code == 1
    assert "“Tỷ lệ”; “Số người”. Choose one with --only LABEL" in said.err
    code, said = deliver(SHARE, "a.csv", content, "--only", "tỷ lệ")
    assert code == 0, said.err
    assert copy.path(forms.file_of(SHARE)).read_bytes() == by_hand


def test_a_file_of_one_year_needs_to_be_told_its_year(copy, deliver):
    copy.set("statistics/series.csv", 2, "years", "2016")
    copy.keep_rows("statistics/breaks.csv", lambda row: row[0] != SHARE)
    rows = [row for row in forms.coded(copy, SHARE) if row["year"] == "2016"]
    names, _, cells = forms.as_table(rows, forms.labels_of(copy), prelim="{}")
    content = ("Tỉnh;Tỷ lệ\n" + "".join(f"{n};{c[0]}\n" for n, c in zip(names, cells, strict=True))).encode()
    code, said = deliver(SHARE, "a.csv", content)
    assert code == 1
    assert "say --year YEAR" in said.err
    code, said = deliver(SHARE, "a.csv", content, "--year", "2016")
    assert code == 0, said.err
    assert "70 cells, 70 places, 2016–2016" in said.out


def test_other_figures_are_replaced_only_when_asked(copy, tmp_path, table, capsys):
    rows, columns, cells = table
    cells[10][0] = str(round(float(cells[10][0]) + 0.1, 1))
    (tmp_path / "a.csv").write_bytes(forms.pxweb((rows, columns, cells)))
    request = ["import", str(tmp_path / "a.csv"), "--series", SHARE, "--project", str(copy.project.root)]
    before = copy.path(forms.file_of(SHARE)).read_bytes()
    assert main(request) == 1
    assert "Replace it with --replace" in capsys.readouterr().err
    assert main([*request, "--replace", "--dry-run"]) == 0
    assert "would be written" in capsys.readouterr().out
    assert copy.path(forms.file_of(SHARE)).read_bytes() == before
    assert main([*request, "--replace"]) == 0
    assert copy.path(forms.file_of(SHARE)).read_bytes() != before
    assert copy.build() == 0


def test_a_new_series_is_entered_into_the_codebook(copy, tmp_path, table, capsys):
    header, first, *others = copy.rows("statistics/series.csv")
    new = [*first]
    for column, cell in {"series_id": "office_share", "file_sha256": "", "weight_series": "gso_labour_force"}.items():
        new[header.index(column)] = cell
    copy.write_rows("statistics/series.csv", [header, first, *others, new])
    assert copy.build() == 1
    assert "Import it with analysis import FILE --series office_share" in capsys.readouterr().err
    (tmp_path / "a.json").write_bytes(forms.jsonstat(table))
    root = str(copy.project.root)
    assert main(["import", str(tmp_path / "a.json"), "--series", "office_share", "--project", root]) == 0
    assert copy.build() == 0
    assert copy.path(forms.file_of("office_share")).read_bytes() == copy.path(forms.file_of(SHARE)).read_bytes()


def test_a_series_that_nobody_described_is_refused(copy, tmp_path, capsys):
    (tmp_path / "a.csv").write_text("x", encoding="utf-8")
    code = main(["import", str(tmp_path / "a.csv"), "--series", "nothing", "--project", str(copy.project.root)])
    assert code == 1
    assert "series.csv has no row 'nothing': describe the series there first" in capsys.readouterr().err


# What a layout may hide.


def test_commas_in_titles_and_numbers_do_not_part_cells(copy, deliver, table):
    by_hand = copy.path(forms.file_of(SHARE)).read_bytes()
    rows, columns, cells = table
    lines = [["Tỷ lệ lao động, theo địa phương, theo năm"], ["Tỉnh, thành phố", *columns]]
    lines += [[row, *(value.replace(".", ",") for value in values)] for row, values in zip(rows, cells, strict=True)]
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines))
    assert code == 0, said.err
    assert copy.path(forms.file_of(SHARE)).read_bytes() == by_hand


def test_years_within_the_label_of_a_column_are_read(copy, deliver, table):
    by_hand = copy.path(forms.file_of(SHARE)).read_bytes()
    rows, columns, cells = table
    years = [f"Tỷ lệ đã qua đào tạo {column.replace('Sơ bộ ', '')}" for column in columns]
    years[-1] += " (Sơ bộ)"
    lines = [["Tỉnh", *years], *([row, *values] for row, values in zip(rows, cells, strict=True))]
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines))
    assert code == 0, said.err
    assert copy.path(forms.file_of(SHARE)).read_bytes() == by_hand
    assert "The file says of itself: “Tỷ lệ đã qua đào tạo”" in said.err


def two_sexes(table):
    rows, columns, cells = table
    lines = [["Tỉnh", "Giới tính", *columns]]
    for row, values in zip(rows, cells, strict=True):
        lines += [[row, "Tổng số", *values], [row, "Nữ", *["1"] * len(columns)]]
    return forms.semicolons(lines)


def test_labels_beside_the_places_are_a_choice(copy, deliver, table):
    by_hand = copy.path(forms.file_of(SHARE)).read_bytes()
    code, said = deliver(SHARE, "a.csv", two_sexes(table))
    assert code == 1
    assert "“Giới tính” has several labels: “Tổng số”; “Nữ”. Choose one with --only LABEL" in said.err
    code, said = deliver(SHARE, "a.csv", two_sexes(table), "--only", "Tổng số")
    assert code == 0, said.err
    assert copy.path(forms.file_of(SHARE)).read_bytes() == by_hand
    assert "“Giới tính = Tổng số”" in said.err


def test_a_label_that_another_one_contains_can_be_chosen(copy, deliver, table):
    by_hand = copy.path(forms.file_of(SHARE)).read_bytes()
    rows, columns, cells = table
    lines = [["", *["Tỷ lệ"] * 9, *["Tỷ lệ nữ"] * 9], ["Tỉnh", *columns, *columns]]
    lines += [[row, *values, *["1"] * 9] for row, values in zip(rows, cells, strict=True)]
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines), "--only", "tỷ lệ")
    assert code == 0, said.err
    assert copy.path(forms.file_of(SHARE)).read_bytes() == by_hand


def test_what_a_file_says_of_all_its_numbers_is_repeated(deliver, table):
    """A file of women only looks like any other; nobody but the user can tell that it is not what was declared."""
    rows, columns, cells = table
    women = [["Đơn vị tính: Nghìn người"], ["", *["Nữ"] * 9], ["Tỉnh", *columns]]
    women += [[row, *values] for row, values in zip(rows, cells, strict=True)]
    beside = [["Tỉnh", "Giới tính", *columns], *([r, "Nữ", *v] for r, v in zip(rows, cells, strict=True))]
    for lines, told in ((women, "“Đơn vị tính: Nghìn người”; “Nữ”"), (beside, "“Giới tính = Nữ”")):
        _, said = deliver(SHARE, "a.csv", forms.semicolons(lines))
        assert f"The file says of itself: {told}. Compare with the declaration" in said.err


@pytest.mark.parametrize("place", [1, 4, 8])
def test_a_label_over_the_middle_of_its_columns_is_refused(copy, deliver, table, place):
    """“Số người” begins in the tenth column; where “Tỷ lệ” begins, and ends, only its place could tell."""
    rows, columns, cells = table
    upper = [""] * 19
    upper[1 + place], upper[10 + place] = "Tỷ lệ", "Số người"
    lines = [upper, ["Tỉnh", *columns, *columns]]
    lines += [[row, *values, *["7"] * 9] for row, values in zip(rows, cells, strict=True)]
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines), "--only", "Tỷ lệ")
    assert code == 1
    assert "It is not clear over which columns “Tỷ lệ” in the header stands" in said.err
    assert not copy.path(forms.file_of(SHARE)).exists()


def test_groups_of_unlike_columns_are_refused(deliver, table):
    rows, columns, cells = table
    upper = ["", "Tỷ lệ", *[""] * 10, "Số người", *[""] * 6]  # over the third column of its group
    lines = [upper, ["Tỉnh", *columns, *columns]]
    lines += [[row, *values, *["7"] * 9] for row, values in zip(rows, cells, strict=True)]
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines), "--only", "Tỷ lệ")
    assert code == 1
    assert "It is not clear over which columns “Tỷ lệ” in the header stands" in said.err


PERCENT_STYLES = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
    b'<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs>'
    b'<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)


@pytest.mark.parametrize(("style", "refused"), [(0, False), (1, True), (2, True)])
def test_cells_shown_as_percent_are_fractions(deliver, table, style, refused):
    """Excel stores 0.16 for the 16 % that it shows."""
    content = forms.xlsx(
        {"1": forms.sheet_of(table)},
        merged=forms.MERGED,
        extra={"xl/styles.xml": PERCENT_STYLES},
        change=lambda xml: xml.replace('"><v>', f'" s="{style}"><v>'),
    )
    code, said = deliver(SHARE, "a.xlsx", content)
    assert (code == 1) == refused
    assert ("cells are shown as percentages: the file stores 0.16 for 16 %" in said.err) == refused


def test_percent_cells_of_an_ods_are_fractions_too(deliver, table):
    content = forms.ods(
        {"1": forms.sheet_of(table)},
        change=lambda xml: xml.replace('office:value-type="float"', 'office:value-type="percentage"'),
    )
    code, said = deliver(SHARE, "a.ods", content)
    assert code == 1
    assert "cells are shown as percentages" in said.err


def test_names_of_the_new_provinces_in_old_years_are_figures_of_other_territories(copy, deliver, table):
    copy.set("statistics/series.csv", 2, "years", "2022-2023")
    copy.set("statistics/series.csv", 2, "place_levels", "province")
    new = ["Hà Nội", "Huế", "Cao Bằng", "Điện Biên", "Hà Tĩnh", "Lai Châu", "Lạng Sơn", "Nghệ An", "Quảng Ninh",
        "Thanh Hóa", "Sơn La", "Tuyên Quang", "Lào Cai", "Thái Nguyên", "Phú Thọ", "Bắc Ninh", "Hưng Yên", "Hải Phòng",
        "Ninh Bình", "Quảng Trị", "Đà Nẵng", "Quảng Ngãi", "Gia Lai", "Khánh Hòa", "Lâm Đồng", "Đắk Lắk", "TP.HCM",
        "Đồng Nai", "Tây Ninh", "Cần Thơ", "Vĩnh Long", "Đồng Tháp", "Cà Mau", "An Giang"]  # fmt: skip
    code, said = deliver(
        SHARE, "a.csv", forms.semicolons([["Tỉnh", "2022", "2023"], *([name, "1", "2"] for name in new)])
    )
    assert code == 1
    assert "In 2022, 2023 only the names of the 34 new provinces have figures" in said.err


def test_two_new_series_do_not_wait_for_each_other(copy, tmp_path, table, capsys):
    header, first, *others = copy.rows("statistics/series.csv")
    rows = [[*first], [*first]]
    for row, series_id in zip(rows, ("one", "two"), strict=True):
        for column, cell in {"series_id": series_id, "file_sha256": ""}.items():
            row[header.index(column)] = cell
    copy.write_rows("statistics/series.csv", [header, first, *others, *rows])
    (tmp_path / "a.json").write_bytes(forms.jsonstat(table))
    for series_id in ("one", "two"):
        request = ["import", str(tmp_path / "a.json"), "--series", series_id, "--project", str(copy.project.root)]
        assert main(request) == 0, capsys.readouterr().err
    assert copy.build() == 0


def test_findings_of_one_kind_stand_together(deliver, table):
    rows, columns, cells = table
    content = forms.pxweb((rows, columns, [["12.345"] * len(columns) for _ in cells]))
    code, said = deliver(SHARE, "a.csv", content)
    assert code == 1
    assert said.err.count("can be 12345 or 12.345") == 1
    assert "(such cells: 630)" in said.err
    assert "1 error in a.csv; nothing was written" in said.err

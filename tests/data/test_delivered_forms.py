"""A series saved from the browser in any form becomes the same bytes as the series that was coded by hand."""

import csv
import io
import unicodedata
from pathlib import Path

import delivered_files as forms
import pytest

from analysis.cli import main

SHARE, FORCE, INDUSTRY = "gso_trained_employed_share", "gso_labour_force", "gso_trained_share_by_industry"
XLS = Path(__file__).with_name("files") / "trained_share.xls"


def file_of(series_id):
    return f"statistics/{series_id}.csv"


@pytest.fixture
def deliver(copy, tmp_path, capsys):
    """Takes a series out of the project, imports it from a delivered file, and says how that ended."""

    def run(series_id, name, content, *options):
        copy.path(file_of(series_id)).unlink(missing_ok=True)
        path = tmp_path / name
        path.write_bytes(content)
        code = main(["import", str(path), "--series", series_id, "--project", str(copy.project.root), *options])
        return code, capsys.readouterr()

    return run


def coded(copy, series_id):
    header, *rows = copy.rows(file_of(series_id))
    return [dict(zip(header, row, strict=True)) for row in rows]


def labels_of(copy, lang="vi"):
    header, *rows = copy.rows("places/places.csv")
    return {row[0]: row[header.index(f"name_{lang}")] for row in rows}


@pytest.fixture
def table(copy):
    """The trained share as a table of labels and cells, as an office prints it."""
    return as_table(coded(copy, SHARE), labels_of(copy), prelim="Sơ bộ {}")


def as_table(rows, names, *, prelim, dimension="place_id"):
    lines = list(dict.fromkeys(row[dimension] for row in rows))
    years = sorted({row["year"] for row in rows})
    status = {row["year"]: row["observation_status"] for row in rows}
    values = {(row[dimension], row["year"]): row["value"] for row in rows}
    columns = [prelim.format(year) if status[year] == "preliminary" else year for year in years]
    return [names[line] for line in lines], columns, [[values.get((line, y), "") for y in years] for line in lines]


@pytest.fixture
def english(copy):
    """The same in English, with the names that the office prints for country and regions."""
    offices = {
        "viet-nam": " WHOLE COUNTRY",
        "northern-midlands-and-mountains": "Northern midlands and mountain areas",
        "north-central-and-central-coast": "Northern Central area and Central coastal area",
    }
    return as_table(coded(copy, SHARE), labels_of(copy, "en") | offices, prelim="Prel. {}")


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
def test_each_form_gives_the_bytes_that_were_coded_by_hand(copy, deliver, table, english, form):
    by_hand = copy.path(file_of(SHARE)).read_bytes(), copy.path("statistics/series.csv").read_bytes()
    name, write = FORMS[form]
    code, said = deliver(SHARE, name, write(table, english))
    assert code == 0, said.err
    assert copy.path(file_of(SHARE)).read_bytes() == by_hand[0]
    assert copy.path("statistics/series.csv").read_bytes() == by_hand[1]
    assert "630 cells, 70 places, 2008–2016" in said.out
    assert copy.build() == 0


def test_what_was_left_out_is_said(deliver, table):
    _, said = deliver(SHARE, "a.xlsx", forms.xlsx({"1": forms.sheet_of(table)}, merged=forms.MERGED))
    assert "“Trung vị” was left out (9 cells): neither a place nor a year" in said.err
    assert "1 lines without numbers were left out" in said.err
    _, said = deliver(SHARE, "a.xlsx", forms.xlsx({"1": forms.sheet_of(table)}), "--lang", "vi", "--replace")
    assert "Bỏ qua “Trung vị” (9 ô)" in said.err


def test_gaps_and_a_province_that_ended_come_through(copy, deliver):
    rows = coded(copy, FORCE)
    by_hand = copy.path(file_of(FORCE)).read_bytes()
    names = labels_of(copy)
    for row in rows:  # both Hà Nội stand in one line, as in the table of the office
        row["place_id"] = "ha-noi" if row["place_id"] == "ha-noi-until-2008" else row["place_id"]
    rows.sort(key=lambda row: row["year"])
    code, said = deliver(FORCE, "a.csv", forms.pxweb(as_table(rows, names, prelim="Prel. {}")))
    assert code == 0, said.err
    assert copy.path(file_of(FORCE)).read_bytes() == by_hand
    assert b"ha-tay,,2005,,missing" in by_hand
    assert b"ha-noi-until-2008,,2007,1653.7,final" in by_hand


def test_a_breakdown_comes_through(copy, deliver):
    by_hand = copy.path(file_of(INDUSTRY)).read_bytes()
    _, *rows = copy.rows("statistics/categories.csv")
    names = {row[0]: row[1] for row in rows} | {"": "TỔNG SỐ"}
    table = as_table(coded(copy, INDUSTRY), names, prelim="Sơ bộ {}", dimension="category")
    for name, content in (("a.json", forms.jsonstat(table)), ("a.csv", forms.pxweb(table, place="Ngành kinh tế"))):
        code, said = deliver(INDUSTRY, name, content)
        assert code == 0, said.err
        assert copy.path(file_of(INDUSTRY)).read_bytes() == by_hand


def test_one_indicator_of_several_is_chosen(copy, deliver, table):
    by_hand = copy.path(file_of(SHARE)).read_bytes()
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
    assert copy.path(file_of(SHARE)).read_bytes() == by_hand


def test_a_file_of_one_year_needs_to_be_told_its_year(copy, deliver):
    copy.set("statistics/series.csv", 2, "years", "2016")
    rows = [row for row in coded(copy, SHARE) if row["year"] == "2016"]
    names, _, cells = as_table(rows, labels_of(copy), prelim="{}")
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
    before = copy.path(file_of(SHARE)).read_bytes()
    assert main(request) == 1
    assert "Replace it with --replace" in capsys.readouterr().err
    assert main([*request, "--replace", "--dry-run"]) == 0
    assert "would be written" in capsys.readouterr().out
    assert copy.path(file_of(SHARE)).read_bytes() == before
    assert main([*request, "--replace"]) == 0
    assert copy.path(file_of(SHARE)).read_bytes() != before
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
    assert copy.path(file_of("office_share")).read_bytes() == copy.path(file_of(SHARE)).read_bytes()


def test_a_series_that_nobody_described_is_refused(copy, tmp_path, capsys):
    (tmp_path / "a.csv").write_text("x", encoding="utf-8")
    code = main(["import", str(tmp_path / "a.csv"), "--series", "nothing", "--project", str(copy.project.root)])
    assert code == 1
    assert "series.csv has no row 'nothing': describe the series there first" in capsys.readouterr().err

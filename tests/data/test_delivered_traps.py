"""What a file may say beside its numbers and a reader must not lose: widths, years, marks, choices, boundaries."""

import json

import delivered_files as forms
import pytest

SHARE = forms.SHARE


def lines_of(table, header=None):
    rows, columns, cells = table
    return [["Tỉnh", *(header or columns)], *([row, *values] for row, values in zip(rows, cells, strict=True))]


def statuses(copy):
    return {row["year"]: row["observation_status"] for row in forms.coded(copy, SHARE)}


@pytest.fixture
def by_hand(copy):
    return copy.path(forms.file_of(SHARE)).read_bytes()


# A number stands under its own label, or nowhere.


def test_decimal_commas_between_commas_make_rows_too_long(copy, deliver, table):
    rows, columns, cells = table
    lines = [",".join(["Tỉnh", *columns])]
    lines += [
        ",".join([row, *(value.replace(".", ",") for value in values)]) for row, values in zip(rows, cells, strict=True)
    ]
    code, said = deliver(SHARE, "a.csv", "\n".join([*lines, ""]).encode())
    assert code == 1
    assert "a.csv, row 2, column K: The column holds numbers but has no label" in said.err
    assert "save the file with semicolons between cells. [import-column-unnamed]" in said.err
    assert not copy.path(forms.file_of(SHARE)).exists()


def test_one_row_with_a_cell_too_many_is_named(deliver, table):
    lines = lines_of(table)
    lines[9].insert(1, "")
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines))
    assert code == 1
    assert f"a.csv, row 10, column K: The column holds numbers but has no label: “{lines[9][-1]}”" in said.err


def test_a_year_over_the_first_of_two_columns_says_nothing_of_the_second(deliver, table):
    rows, columns, cells = table
    header = ["Tỉnh", *(text for year in columns for text in (year, ""))]
    lines = [
        header,
        *([row, *(x for value in values for x in ("1.5", value))] for row, values in zip(rows, cells, strict=True)),
    ]
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines))
    assert code == 1
    assert "column C: The column holds numbers but has no label" in said.err


def test_running_numbers_need_no_label(copy, deliver, table, by_hand):
    first, *others = lines_of(table)
    lines = [["", *first], *([str(n), *line] for n, line in enumerate(others, 1))]
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines))
    assert code == 0, said.err
    assert copy.path(forms.file_of(SHARE)).read_bytes() == by_hand
    assert "Column A “” was left out" in said.err


@pytest.mark.parametrize(("end", "told"), [(b"", True), (b"\r\n", False)])
def test_a_file_that_may_end_within_a_number_is_told(deliver, table, end, told):
    content = forms.semicolons(lines_of(table)).rstrip(b"\r\n") + end
    code, said = deliver(SHARE, "a.csv", content)
    assert code == 0, said.err
    assert ("The file ends within a line, after “Cà Mau;" in said.err) == told


# A mark of preliminary figures is not lost on the way.


@pytest.mark.parametrize(
    "label",
    ["Sơ bộ 2016", "Sơ bộ\nPrel. 2016", "Prel.2016", "2016 (Sơ bộ)", "Năm 2016 sơ bộ", "Sơ bộ năm 2016", "2016p"],
)  # fmt: skip
def test_a_mark_at_a_year_is_kept(copy, deliver, table, by_hand, label):
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines_of(table, [*table[1][:-1], label])))
    assert code == 0, said.err
    assert copy.path(forms.file_of(SHARE)).read_bytes() == by_hand


@pytest.mark.parametrize("form", ["Tổng số {}", "{} Tổng số", "Tổng số ({})", "Tổng số - {}"])
def test_a_mark_between_what_and_year_is_kept(copy, deliver, table, by_hand, form):
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines_of(table, [form.format(year) for year in table[1]])))
    assert code == 0, said.err
    assert copy.path(forms.file_of(SHARE)).read_bytes() == by_hand
    assert "The file says of itself: “Tổng số”" in said.err


@pytest.mark.parametrize("mark", ["ước tính 2016", "Estimate 2016", "2016 (e)"])
def test_an_estimate_is_no_preliminary_figure(copy, deliver, table, mark):
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines_of(table, [*table[1][:-1], mark])))
    assert code == 0, said.err
    assert statuses(copy)["2016"] == "estimated"


def of_the_last_year(table):
    rows, _, cells = table
    return rows, ["2016"], [values[-1:] for values in cells]


@pytest.fixture
def one_year(copy):
    copy.set("statistics/series.csv", 2, "years", "2016")
    copy.keep_rows("statistics/breaks.csv", lambda row: row[0] != SHARE)
    return copy


def test_a_mark_in_the_title_is_asked_about(one_year, deliver, table):
    lines = [["Tỷ lệ lao động đã qua đào tạo, số liệu sơ bộ"], *lines_of(of_the_last_year(table))]
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines))
    assert code == 1
    assert "speaks of preliminary or estimated figures, but no year carries that mark" in said.err
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines), "--preliminary", "2016")
    assert code == 0, said.err
    assert statuses(one_year) == {"2016": "preliminary"}
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines), "--preliminary", "none")
    assert code == 0, said.err
    assert statuses(one_year) == {"2016": "final"}


def test_a_year_over_all_columns_is_the_year(one_year, deliver, table):
    rows, _, cells = of_the_last_year(table)
    lines = [["Tỉnh", "Sơ bộ 2016", "Sơ bộ 2016"], ["", "Tổng số", "Nam"]]
    lines += [[row, *values, "1"] for row, values in zip(rows, cells, strict=True)]
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines), "--only", "Tổng số")
    assert code == 0, said.err
    assert statuses(one_year) == {"2016": "preliminary"}


def with_status(table, status):
    content = json.loads(forms.jsonstat(table).rstrip(b"\0"))
    return (json.dumps(content | {"status": status}, ensure_ascii=False)).encode()


def test_statuses_of_a_jsonstat_file_are_read(copy, deliver, table):
    rows, columns, _ = table
    years = [column[-4:] for column in columns]
    every = ["p" if year == "2016" else "e" if year == "2015" else "" for _ in rows for year in years]
    few = {str(at): mark for at, mark in enumerate(every) if mark}
    for status in (every, few):
        code, said = deliver(SHARE, "a.json", with_status((rows, years, table[2]), status))
        assert code == 0, said.err
        assert {y: s for y, s in statuses(copy).items() if s != "final"} == {"2015": "estimated", "2016": "preliminary"}
    code, said = deliver(SHARE, "a.json", with_status((rows, years, table[2]), "x"))
    assert code == 0, said.err
    assert "The status “x” of 630 cells is not kept" in said.err


def test_nothing_with_the_status_of_a_dash_is_asked_about(deliver, table):
    rows, columns, cells = table
    cells = [["", *cells[0][1:]], *cells[1:]]
    code, said = deliver(SHARE, "a.json", with_status((rows, columns, cells), {"0": "-"}))
    assert code == 1
    assert "“-” can mean zero or not published" in said.err


# What the user says is held against the file.


def test_the_year_of_the_user_is_not_that_of_the_file(one_year, deliver, table):
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines_of(of_the_last_year(table))), "--year", "2015")
    assert code == 1
    assert "The file says 2016, not 2015. Leave --year away" in said.err
    rows, _, cells = of_the_last_year(table)
    titled = [["Năm 2016", ""], *lines_of((rows, ["Tỷ lệ"], cells))]
    code, said = deliver(SHARE, "a.csv", forms.semicolons(titled), "--year", "2015")
    assert code == 1
    assert "The file says 2016, not 2015" in said.err
    code, said = deliver(SHARE, "a.csv", forms.semicolons(titled), "--year", "2016")
    assert code == 0, said.err


def test_a_label_that_is_not_in_the_file_is_no_choice(copy, deliver, table):
    men = lines_of(table, [f"Nam {year}" for year in table[1]])
    code, said = deliver(SHARE, "a.csv", forms.semicolons(men), "--only", "Nữ")
    assert code == 1
    assert "No label holds the text “Nữ” of --only; there are “Nam”" in said.err
    assert not copy.path(forms.file_of(SHARE)).exists()


# Rows that are no places, and places that are no rows.


def test_a_place_merged_over_its_years_stands_in_each_row(copy, deliver, table, by_hand):
    rows, columns, cells = table
    sheet, merged = [["Tỉnh", "Năm", "Tỷ lệ"]], []
    for row, values in zip(rows, cells, strict=True):
        merged.append(f"A{len(sheet) + 1}:A{len(sheet) + len(columns)}")
        sheet += [
            ["" if at else row, year, float(value)]
            for at, (year, value) in enumerate(zip(columns, values, strict=True))
        ]
    code, said = deliver(SHARE, "a.xlsx", forms.xlsx({"1": sheet}, merged=merged))
    assert code == 0, said.err
    assert copy.path(forms.file_of(SHARE)).read_bytes() == by_hand


def test_a_number_beside_no_place_is_named(deliver, table):
    lines = [*lines_of(table), ["", "12.3"]]
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines))
    assert code == 1
    assert (
        f"a.csv, row {len(lines)}, column B: The number “12.3” stands in a row without the name of a place" in said.err
    )


def test_a_title_that_names_the_country_is_no_row_of_it(copy, deliver, table, by_hand):
    code, said = deliver(SHARE, "a.csv", forms.semicolons([["VIỆT NAM"], *lines_of(table)]))
    assert code == 0, said.err
    assert copy.path(forms.file_of(SHARE)).read_bytes() == by_hand


def test_old_regions_beside_new_provinces_are_left_out_of_a_series_of_provinces(copy, deliver):
    copy.set("statistics/series.csv", 2, "years", "2025")
    copy.set("statistics/series.csv", 2, "place_levels", "province")
    header, *places = copy.rows("places/places.csv")
    of = {name: header.index(name) for name in ("level", "name_vi", "valid_from", "valid_to")}
    new = [p[of["name_vi"]] for p in places if p[of["level"]] == "province" and not p[of["valid_to"]]]
    assert len(new) == 34
    lines = [["Tỉnh", "2025"], ["Đồng bằng sông Hồng", "9"], *([name, str(n)] for n, name in enumerate(new, 1))]
    _, said = deliver(SHARE, "a.csv", forms.semicolons(lines), "--dry-run")
    assert "“Đồng bằng sông Hồng” was left out (1 cells): the series does not declare its level" in said.err
    assert "import-place" not in said.err


def test_what_was_cast_back_does_not_become_figures_of_old_provinces(copy, deliver, table):
    """The names that ended in 2025 have dots: An Giang in 2016 would be that of 2025, with Kiên Giang in it."""
    header, *places = copy.rows("places/places.csv")
    of = {name: header.index(name) for name in ("place_id", "level", "name_vi", "valid_to")}
    ended = {p[of["name_vi"]] for p in places if p[of["level"]] == "province" and p[of["valid_to"]]}
    kept = {p[of["name_vi"]] for p in places if p[of["level"]] == "province" and not p[of["valid_to"]]}
    rows, columns, cells = table
    dotted = [[".."] * len(columns) if row in ended - kept else values for row, values in zip(rows, cells, strict=True)]
    code, said = deliver(SHARE, "a.csv", forms.semicolons(lines_of((rows, columns, dotted))))
    assert code == 1
    assert "only the names of the 34 new provinces have figures" in said.err
    assert "[import-new-boundaries]" in said.err


def test_a_number_is_no_name_of_a_place(deliver, table):
    """PX-Web numbers its places one by one; 11 is the eleventh, or Điện Biên."""
    rows, columns, cells = table
    code, said = deliver(SHARE, "a.json", forms.jsonstat(([str(n) for n in range(len(rows))], columns, cells)))
    assert code == 1
    assert "[import-no-places]" in said.err
    code, said = deliver(SHARE, "a.json", forms.jsonstat(([*rows[:-1], "96"], columns, cells)))
    assert code == 1
    assert "“96” is a code or a position, not the name of a place (9 cells)" in said.err

"""A CSV file as it is: every cell as text, every flaw with its line, nothing repaired."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources.cells import Flaw, change_rows, parse_sheet, read_sheet, write_sheet


@pytest.fixture
def read(tmp_path):
    def from_bytes(content):
        path = tmp_path / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return read_sheet(path)

    return from_bytes


def rules(sheet):
    return [flaw.rule for flaw in sheet.flaws]


def test_a_good_file_gives_its_cells_as_text(read):
    sheet = read("place,value\nha-noi,042.70\nca-mau,\n")
    assert sheet.header == ("place", "value")
    assert [row.cells for row in sheet.rows] == [
        {"place": "ha-noi", "value": "042.70"},
        {"place": "ca-mau", "value": ""},
    ]
    assert sheet.flaws == ()


def test_rows_carry_the_line_of_the_file(read):
    assert [row.line for row in read("a,b\n1,2\n3,4\n").rows] == [2, 3]


def test_blank_lines_count_as_lines_but_not_as_rows(read):
    assert [row.line for row in read("a,b\n1,2\n\n3,4\n").rows] == [2, 4]


def test_a_quoted_line_break_does_not_shift_the_lines_after_it(read):
    sheet = read('a,b\n1,"two\nlines"\n3,4\n')
    assert [row.line for row in sheet.rows] == [3, 4]
    assert sheet.rows[0].cells["b"] == "two\nlines"


def test_a_quoted_comma_and_quotation_mark_belong_to_the_cell(read):
    assert read('a\n"1,5 ""năm"""\n').rows[0].cells["a"] == '1,5 "năm"'


def test_a_byte_order_mark_is_accepted(read):
    assert read(b"\xef\xbb\xbfa,b\n1,2\n") == read("a,b\n1,2\n")


def test_windows_line_ends_are_accepted(read):
    assert read("a,b\r\n1,2\r\n") == read("a,b\n1,2\n")


def test_a_header_alone_is_a_table_without_rows(read):
    sheet = read("a,b\n")
    assert (sheet.header, sheet.rows, sheet.flaws) == (("a", "b"), (), ())


def test_a_missing_file_is_a_flaw(tmp_path):
    sheet = read_sheet(tmp_path / "none.csv")
    assert (sheet.header, sheet.rows, rules(sheet)) == ((), (), ["file-missing"])
    assert sheet.flaws[0].line == 0, "the whole file"


def test_a_folder_in_the_place_of_a_file_is_a_flaw(tmp_path):
    assert rules(read_sheet(tmp_path)) == ["file-is-folder"]


@pytest.mark.parametrize("content", [b"", b"\n", b" \n\n", b"\xef\xbb\xbf"])
def test_a_file_without_text_is_empty(read, content):
    assert read(content).flaws == (Flaw("file-empty", 0, "", ""),)


def test_text_that_is_not_utf8_is_refused_with_its_line_and_byte(read):
    sheet = read("a\nrõ\n".encode() + "Hà\n".encode("latin-1"))
    assert sheet.flaws == (Flaw("encoding", 3, "", "e0"),)
    assert sheet.rows == ()


def test_a_file_that_stops_within_a_line_is_cut_off(read):
    assert read("a,b\n1,2\n3,fo").flaws == (Flaw("file-truncated", 3, "", "3,fo"),)


def test_a_row_of_another_width_is_left_out_and_reported(read):
    sheet = read("a,b\n1,2,3\n4,5\n6\n")
    assert sheet.flaws == (Flaw("row-width", 2, "", "3 / 2"), Flaw("row-width", 4, "", "1 / 2"))
    assert [row.cells["a"] for row in sheet.rows] == ["4"]


def test_an_unclosed_quotation_mark_is_reported_where_its_row_begins(read):
    sheet = read('a,b\n1,2\n3,"four\n5,6\n7,8\n')
    assert [(flaw.rule, flaw.line) for flaw in sheet.flaws] == [("csv-syntax", 3)]
    assert [row.cells["a"] for row in sheet.rows] == ["1"]


def test_text_after_a_closed_quotation_mark_is_malformed(read):
    assert [(flaw.rule, flaw.line) for flaw in read('a,b\n1,"two"x\n').flaws] == [("csv-syntax", 2)]


def test_combining_marks_are_reported_and_kept(read):
    decomposed = "Ba\u0306\u0301c"
    sheet = read(f"name\n{decomposed}\n")
    assert sheet.flaws == (Flaw("text-not-nfc", 2, "name", decomposed),)
    assert sheet.rows[0].cells["name"] == decomposed


def test_a_control_character_is_reported_by_its_code(read):
    assert read("name\nHà\x07Nội\n").flaws == (Flaw("control-character", 2, "name", "H\\xe0\\x07N\\u1ed9i"),)


@pytest.mark.parametrize("cell", [" 5", "5 ", "5\u00a0", "\u00a05"])
def test_space_around_a_cell_is_reported(read, cell):
    assert read(f"value\n{cell}\n").flaws == (Flaw("outer-space", 2, "value", cell),)


def test_space_within_a_cell_is_part_of_it(read):
    assert read("name\nGò\u00a0Quao\n").flaws == ()


def test_all_flaws_of_a_file_come_at_once_in_the_order_of_the_file(read):
    sheet = read("a,b\n 1,2\n1,2,3\nBa\u0306\u0301c,\x07\n9,8")
    found = sorted((flaw.line, flaw.rule) for flaw in sheet.flaws)
    assert found == [
        (2, "outer-space"),
        (3, "row-width"),
        (4, "control-character"),
        (4, "text-not-nfc"),
        (5, "file-truncated"),
    ]


# Rows of a file that people keep.

KEPT = b'\xef\xbb\xbfplace,"value"\r\nha-noi,"1"\r\n\r\nca-mau,"2\r\n3"\r\nhue,4\n'
"""A byte order mark, needless quotation marks, an empty line, a cell of two lines, and two kinds of line ends."""


@pytest.mark.parametrize(
    ("changed", "added", "expected"),
    [
        ({}, [], KEPT),
        ({2: ["ha-noi", "9"]}, [], KEPT.replace(b'ha-noi,"1"', b"ha-noi,9")),
        ({5: ["ca-mau", "2"]}, [], KEPT.replace(b'"2\r\n3"', b"2")),
        ({6: ["hue", "a,b"]}, [], KEPT.replace(b"hue,4", b'hue,"a,b"')),
        ({5: None}, [], KEPT.replace(b'ca-mau,"2\r\n3"\r\n', b"")),
        ({}, [["vinh", "5"]], KEPT + b"vinh,5\r\n"),
    ],
)
def test_what_is_not_changed_keeps_its_bytes(changed, added, expected):
    assert change_rows(KEPT, changed, added) == expected


def test_a_row_after_a_last_line_without_its_end_stands_on_a_line_of_its_own():
    assert change_rows(b"a\n1", {}, [["2"]]) == b"a\n1\n2\n"


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), min_size=1))
def test_a_row_is_replaced_where_it_stands_whatever_the_others_hold(rows):
    content = write_sheet([["a", "b"], *rows])
    sheet = parse_sheet(content)
    if len(sheet.rows) == len(rows):  # a lone end of line within quotes may be told as a flaw
        last = sheet.rows[-1]
        assert change_rows(content, {last.line: list(last.cells.values())}) == content
        again = parse_sheet(change_rows(content, {last.line: ["x", "y"]}))
        assert [row.cells for row in again.rows] == [*[row.cells for row in sheet.rows[:-1]], {"a": "x", "b": "y"}]

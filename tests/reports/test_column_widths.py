"""Columns of a table: short cells stay on one line, and no other widths would make the table much lower."""

from collections.abc import Callable
from math import ceil

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument
from report_notebooks import code, notebook, page_texts, table

from analysis.reports.export.column_widths import balanced, ideal, line_count, whole

Export = Callable[..., bytes]
PROSE = "Số lượt đào tạo, bồi dưỡng cán bộ, công chức, viên chức của tỉnh theo kế hoạch của năm"


def height(rows: list[list[float]], widths: list[float]) -> int:
    return sum(max(ceil(length / width - 1e-9) for length, width in zip(row, widths, strict=True)) for row in rows)


def test_what_fits_is_as_wide_as_its_longest_text() -> None:
    assert balanced([[3, 10], [5, 2]], least=[1, 1], room=53) == [5, 10]


def test_two_columns_of_prose_share_the_room_by_what_they_hold() -> None:
    first, second = balanced([[90, 30]] * 20, least=[2, 2], room=48)
    assert ceil(90 / first) == ceil(30 / second) == 3, "both in the same number of lines"


def test_a_long_text_in_one_row_does_not_take_the_room_of_all_others() -> None:
    """The longest texts alone would give both columns the same width."""
    rows = [[60.0, 8.0]] * 30 + [[8.0, 60.0]]
    even = [24.0, 24.0]
    found = balanced(rows, least=[3, 3], room=48)
    assert found[0] > 32 and found[1] >= 8, found
    assert height(rows, found) < 0.8 * height(rows, even)


def test_a_column_whose_rows_are_high_gets_room_though_most_of_its_cells_are_short() -> None:
    rows = [[20.0, 5.0]] * 10 + [[20.0, 300.0]] * 3
    assert balanced(rows, least=[3, 3], room=48)[1] > 28


@given(
    st.integers(2, 6).flatmap(
        lambda n: st.lists(st.lists(st.floats(1, 120), min_size=n, max_size=n), min_size=1, max_size=20)
    )
)
def test_no_column_is_below_its_least_and_all_fill_the_room(rows: list[list[float]]) -> None:
    least, room = [min(4.0, max(column)) for column in zip(*rows, strict=True)], 53.0
    widths = balanced(rows, least, room)
    assert all(width >= low - 1e-9 for width, low in zip(widths, least, strict=True))
    assert sum(widths) == pytest.approx(min(room, sum(map(max, zip(*rows, strict=True)))))


def test_short_cells_stay_whole_but_not_at_the_cost_of_everything_else() -> None:
    row = [["01"], ["hiện trạng"], [PROSE], ["đến năm 2025"]]
    assert whole([row] * 5) == ["01", "hiện trạng", "", "đến năm 2025"]
    many = whole([[["hiện trạng"]] * 8] * 5)
    assert 0 < many.count("hiện trạng") < 5, "of eight columns some keep their cells on one line"


def test_one_odd_cell_does_not_widen_a_column_of_short_ones() -> None:
    rows = [[["2020"], [PROSE]]] * 30 + [[["hàng năm đến hết năm 2025"], [PROSE]]]
    assert whole(rows)[0] == "2020"
    assert ideal(rows, [["2020"], ["dưỡng"]], whole(rows))[0] < 8


def test_the_lines_of_rows_are_counted_as_the_page_sets_them() -> None:
    rows = [[["01"], [PROSE]], [["02", "03", "04"], ["một"]]]
    assert line_count(rows, [5, 1.16 + 0.5 * (1 + len(PROSE)) / 2]) == 2 + 3


def test_words_of_a_narrow_column_stay_on_one_line_of_the_page(to_pdf: Export) -> None:
    frame = pd.DataFrame({"Chỉ tiêu": [PROSE] * 6, "Ghi chú": [PROSE] * 6, "Tính chất": ["hiện trạng"] * 6})
    (page,) = page_texts(to_pdf(notebook(code(table(frame.to_html(index=False))))))
    assert page.count("hiện trạng") == 6


def test_hyphens_between_words_are_narrower_than_figures(to_pdf: Export) -> None:
    """Figures of one width are for columns of figures: with them the font sets hyphens as wide as a figure."""
    frame = pd.DataFrame({"Nguồn": ["press-hungyen"], "Năm": ["2018-2020"]})
    page = PdfDocument(to_pdf(notebook(code(table(frame.to_html(index=False))))))[0].get_textpage()
    text = page.get_text_range()

    def room_of_hyphen(around: str) -> float:
        at = text.index(around)
        return page.get_charbox(at + 2)[0] - page.get_charbox(at)[2]

    assert room_of_hyphen("s-h") < 0.75 * room_of_hyphen("8-2")

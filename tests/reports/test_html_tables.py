"""HTML outputs as tables: what pandas, its Styler, great_tables and statsmodels write."""

from __future__ import annotations

import pandas as pd
import pytest
from great_tables import GT, loc, style

from analysis.reports.export.html_tables import from_html
from analysis.reports.export.tables import Cell, Table

FRAME = pd.DataFrame({"Tỉnh": ["Hà Nội", "Huế"], "Người": [1200.5, None], "Vùng": ["Bắc", "Trung"]})


def only_table(html: str) -> Table:
    (table,) = (part for part in from_html(html) if isinstance(part, Table))
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def find(table: Table, text: str) -> Cell:
    return next(cell for row in table.rows for cell in row if cell.text == text)


def test_the_index_of_a_frame_is_the_stub_and_its_name_joins_the_header() -> None:
    table = only_table(FRAME.set_index("Tỉnh").to_html())
    assert texts(table)[0] == ["Tỉnh", "Người", "Vùng"]
    assert (table.head, table.stub, table.columns) == (1, 1, 3)


def test_columns_of_numbers_are_aligned_right_and_missing_values_do_not_matter() -> None:
    table = only_table(FRAME.to_html())
    assert find(table, "1200.5").align == find(table, "Người").align == "right"
    assert find(table, "Huế").align == "left"


@pytest.mark.parametrize("text", ["1.234,5", "-3", "\u22123,5", "≥ 27.000", "+1e-05", "99 %", "0.01**", "12 345"])
def test_numbers_are_recognised(text: str) -> None:
    assert Cell("", text).numeric


@pytest.mark.parametrize("text", ["2021 panel", "Q1", "a1", "12/2020 (1)", ""])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert not Cell("", text).numeric


def test_cells_under_a_rowspan_keep_their_column() -> None:
    frame = FRAME.set_index(["Vùng", "Tỉnh"])
    frame.loc[("Bắc", "Vinh"), :] = 5.0
    table = only_table(frame.sort_index().to_html())
    assert find(table, "Bắc").rowspan == 2
    assert find(table, "Vinh").x == find(table, "Hà Nội").x == 1


def test_great_tables_keep_title_spanner_groups_notes_and_styles() -> None:
    gt = (
        GT(FRAME, rowname_col="Tỉnh", groupname_col="Vùng")
        .tab_header("Title", "subtitle")
        .tab_spanner("Spanner", ["Người"])
        .tab_source_note("Note one.")
        .tab_style([style.fill("#ffeeaa"), style.text(color="red", weight="bold")], loc.body("Người", [0]))
    )
    table = only_table(gt.as_raw_html())
    assert (table.title, table.subtitle, table.notes, table.head) == ("Title", "subtitle", ['{"Note one."}'], 2)
    assert find(table, "Bắc").group and find(table, "Bắc").colspan == 2
    number = find(table, "1200.5")
    assert (number.fill, number.colour, number.bold, number.align) == ("#ffeeaa", "#ff0000", True, "right")


def test_styler_rules_colour_their_cells() -> None:
    table = only_table(FRAME.style.map(lambda _: "background-color: #123456; color: white", subset=["Vùng"]).to_html())
    assert (find(table, "Bắc").fill, find(table, "Bắc").colour) == ("#123456", "#ffffff")
    assert find(table, "Hà Nội").fill is None


def test_a_first_row_of_headings_without_thead_is_a_header() -> None:
    rows = "<tr><td></td><th>coef</th><th>P</th></tr><tr><th>x</th><td>1.0</td><td>0.05</td></tr>"
    table = only_table(f"<table class='simpletable'>{rows}</table>")
    assert (table.head, table.stub) == (1, 1)


def test_text_around_a_table_is_kept_and_scripts_are_not() -> None:
    parts = from_html("<style>p {}</style><p>before</p><table><tr><td>1</td></tr></table><script>x()</script>")
    assert [type(part) for part in parts] == [str, Table]
    assert from_html("<div><script>x()</script></div>") == []
    assert from_html("<b>bold</b> text") == ['par({strong({"bold"}); " text"})']


def test_ragged_and_empty_tables_do_no_harm() -> None:
    assert from_html("<table></table>") == []
    table = only_table("<table><tr><td>a</td></tr><tr><td>b</td><td rowspan='9'>c</td></tr></table>")
    assert table.columns == 2 and find(table, "c").rowspan == 1

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
    assert (table.title, table.subtitle, [note.body for note in table.notes], table.head) == (
        "Title", "subtitle", ['{"Note one."}'], 2,
    )  # fmt: skip
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


def test_borders_bold_italic_and_caption_of_a_styler_are_kept() -> None:
    styler = FRAME.style.set_caption("Caption").hide(axis="index").format(precision=1, na_rep="n/a")
    table = only_table(
        styler.highlight_max(subset=["Người"], props="font-weight: bold; border-top: 1px solid").to_html()
    )
    assert (table.title, table.stub, texts(table)[0]) == ("Caption", 0, ["Tỉnh", "Người", "Vùng"])
    assert find(table, "1200.5").bold and find(table, "1200.5").above
    assert find(table, "n/a").text and find(table, "1200.5").align == "right"


def test_great_tables_keep_nested_spanners_stubhead_marks_and_summary_rows() -> None:
    frame = FRAME.assign(Trẻ=[1, 2])
    gt = GT(frame, rowname_col="Tỉnh").tab_stubhead("Head").tab_spanner("Inner", ["Người", "Trẻ"])
    gt = gt.tab_spanner("Outer", ["Người", "Trẻ", "Vùng"]).tab_footnote("A foot.", loc.column_labels("Trẻ"))
    gt = gt.tab_style(style.text(style="italic"), loc.body("Vùng", [0]))
    table = only_table(gt.grand_summary_rows(fns={"Sum": lambda data: data[["Người", "Trẻ"]].sum()}).as_raw_html())
    assert (table.head, table.stub, [note.body for note in table.notes]) == (3, 1, ['{super({"1"}); " A foot."}'])
    assert (find(table, "Outer").colspan, find(table, "Inner").colspan, find(table, "Head").rowspan) == (3, 2, 2)
    assert find(table, "Sum").above and 'super({"1"})' in find(table, "Trẻ1").body
    assert find(table, "Bắc").body.startswith("emph(")


STATSMODELS = """
<table class="simpletable"><caption>=== OLS Regression Results ===</caption>
<tr><th>Model:</th><td>OLS</td><th>R-squared:</th><td>   0.004</td></tr>
<tr><th>Df Model:</th><td>1</td><th>      </th><td> </td></tr></table>
<table class="simpletable"><tr><td></td><th>coef</th><th>P>|t|</th></tr>
<tr><th>x</th><td> 0.07</td><td>0.581</td></tr></table><br/>Notes:<br/>[1] Standard errors."""


def test_a_summary_of_statsmodels_keeps_its_title_its_halves_and_its_notes() -> None:
    head, coefficients, notes = from_html(STATSMODELS)
    assert isinstance(head, Table) and isinstance(coefficients, Table)
    assert (head.title, head.head, head.columns) == ("OLS Regression Results", 0, 4)
    assert (coefficients.head, coefficients.stub) == (1, 1)
    assert find(coefficients, "P>|t|").align == find(coefficients, "0.581").align == "right"
    assert notes == 'par({"Notes:"; linebreak(); "[1] Standard errors."})'


def test_stars_and_brackets_hang_beside_numbers() -> None:
    rows = "<tr><td>0.12***</td></tr><tr><td>(0.03)</td></tr><tr><td>80</td></tr>"
    typst = only_table(f"<table>{rows}</table>").typst()
    assert '"0.12***")' in typst and 'hide("**")' in typst and 'hide("***")' in typst


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [
        (["6,94", "65,60", "4,2", "63"], ["", "", "0", ",00"]),
        (["1,224.6", "668", "-0.25"], ["0", ".00", ""]),
        (["1.234", "12", "2.345.678"], ["", "", ""]),  # thousands
        (["0.732", "14.98", "–"], ["", "0", ""]),
        (["1.2e-05", "0.5", "3"], ["", "", ""]),
        (["1.234,5", "1,234.5"], ["", ""]),  # two ways of writing
        (["12", "130"], ["", ""]),
    ],
)
def test_decimals_stand_below_decimals(numbers: list[str], hidden: list[str]) -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in numbers)
    lines = only_table(f"<table>{rows}</table>").typst().split("cell(0, ")[1:]
    assert [line.partition("hide(")[2].split(")")[0].strip('"') for line in lines] == hidden


PYFIXEST = """
<table class="gt_table"><thead>
<tr><th rowspan="2" class="gt_left"></th><th colspan="2" class="gt_center"><span>Y</span></th></tr>
<tr><th class="gt_center">(1)</th><th class="gt_center">(2)</th></tr></thead>
<tbody><tr class="gt_group_heading_row"><th class="gt_group_heading" colspan="3">coef</th></tr>
<tr><th class="gt_stub">X1</th><td class="gt_center">-0.9*** <br> (0.07)</td><td class="gt_center">x</td></tr>
<tr><th class="gt_stub">R<sup>2</sup></th><td>0.4</td><td>0.6</td></tr></tbody>
<tfoot><tr class="gt_sourcenotes"><td class="gt_sourcenote" colspan="3">Levels: * p &lt; 0.05</td></tr></tfoot>
</table>"""


def test_a_table_of_pyfixest_keeps_lines_groups_and_notes() -> None:
    table = only_table(PYFIXEST)
    assert (table.head, table.stub, [note.text for note in table.notes]) == (2, 1, ["Levels: * p < 0.05"])
    assert find(table, "-0.9***\n(0.07)").body == '{"-0.9*** "; linebreak(); "(0.07)"}'
    assert find(table, "coef").group and find(table, "R2").body == '{"R"; super({"2"})}'


def test_links_code_and_pictures_in_cells_are_kept() -> None:
    cell = (
        "<a href='https://a.b'>link</a> <code>code</code> <a href='javascript:x()'>no link</a> <img src='p' alt='dot'>"
    )
    body = only_table(f"<table><tr><td>{cell}</td></tr></table>").rows[0][0].body
    assert 'link("https://a.b", {"link"})' in body and 'raw("code")' in body and "javascript" not in body
    assert '"[dot]"' in body, "where no pictures can be, their words stand"


def test_empty_rows_of_a_header_and_hidden_parts_are_left_out() -> None:
    rows = "<thead><tr><th></th></tr><tr><th>a</th></tr></thead><tr><td>1<span style='display: none'>2</span></td></tr>"
    assert texts(only_table(f"<table>{rows}</table>")) == [["a"], ["1"]]
    assert from_html("<div hidden>x</div><div style='display:none'>y</div>") == []


def test_rows_are_hidden_and_feet_stand_below_as_in_a_browser() -> None:
    rows = "<tfoot><tr><td>sum</td></tr></tfoot><tr style='display: none'><td>1</td></tr><tr><td>2</td></tr>"
    assert texts(only_table(f"<table>{rows}</table>")) == [["2"], ["sum"]]


def test_text_and_drawings_around_a_table_keep_their_order() -> None:
    drawing = "<svg viewBox='0 0 9 9'><title>A dot</title></svg>"
    given: list[str] = []
    parts = from_html(
        f"<div>one</div>two{drawing}<table><tr><td>1</td></tr></table><ul><li>item</li></ul>three",
        lambda address, alt: given.append(alt) or f"image({len(address) > 9})",  # type: ignore[func-returns-value]
    )
    kinds = [part if isinstance(part, str) else "table" for part in parts]
    assert kinds == ['par({"one"})', 'par({"two"})', "spaced(image(True))", "table", 'list({"item"})', 'par({"three"})']
    assert given == ["A dot"]


def test_text_around_a_table_is_kept_and_scripts_are_not() -> None:
    parts = from_html("<style>p {}</style><p>before</p><table><tr><td>1</td></tr></table><script>x()</script>")
    assert [type(part) for part in parts] == [str, Table]
    assert from_html("<div><script>x()</script></div>") == []
    assert from_html("<b>bold</b> text") == ['par({strong({"bold"}); " text"})']


def test_ragged_and_empty_tables_do_no_harm() -> None:
    assert from_html("<table></table>") == []
    table = only_table("<table><tr><td>a</td></tr><tr><td>b</td><td rowspan='9'>c</td></tr></table>")
    assert table.columns == 2 and find(table, "c").rowspan == 1

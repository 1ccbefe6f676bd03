"""A bare number in a table means what the heads of its column and row say; what they leave open stays open.

All tables are made up for tests.
"""

import hashlib
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from document_files import docx, page, paragraph, row
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_tables import BY_DISTRICT, BY_PROVINCE, PLAN_AND_RESULT, UNIT_ABOVE

from analysis.checks.evidence import check_row
from analysis.coding.audit import audit_text
from analysis.coding.draft import draft_rows
from analysis.coding.reading import check_figure
from analysis.places import districts, load
from analysis.quantities import quantities_in
from analysis.sources.documents import read_document
from analysis.sources.extraction.candidate import CONFIDENT_FIELDS, Defaults
from analysis.sources.extraction.candidates import Reader
from analysis.sources.extraction.mentions import PlaceNames
from analysis.sources.extraction.tables import begin_of_table, tables_in
from analysis.vocabulary import INDICATOR, STATUS, TIER, TRAINING, UNIT

PUBLISHED = date(2023, 6, 20)


@pytest.fixture(scope="module")
def reader():
    return Reader(PlaceNames(load(), districts()))


@pytest.fixture
def read(reader):
    def read_text(text, **defaults):
        return reader.read(text, Defaults(**{"published": PUBLISHED} | defaults))

    return read_text


def cells(found, *fields):
    return [tuple(getattr(candidate, field) for field in fields) for candidate in found]


def test_the_column_of_units_gives_each_row_its_unit_and_the_heads_their_status(read):
    found = read(PLAN_AND_RESULT)
    assert cells(found, "as_written", "value", "unit", "indicator", "status") == [
        ("1.450", 1450, "participation", "participations", "plan"),
        ("1.432", 1432, "participation", "participations", "result"),
        ("98,8", Decimal("98.8"), "percent", "plan_completion", "result"),
        ("300", 300, "participation", "participations", "plan"),
        ("312", 312, "participation", "participations", "result"),
        ("104", 104, "percent", "plan_completion", "result"),
        ("12", 12, "class", "classes", "plan"),
        ("10", 10, "class", "classes", "result"),
        ("83,3", Decimal("83.3"), "percent", "plan_completion", "result"),
        ("5.600", 5_600_000_000, "vnd", "budget", "plan"),
        ("5.412,5", 5_412_500_000, "vnd", "budget", "result"),
        ("96,7", Decimal("96.7"), "percent", "plan_completion", "result"),
        ("1.750", 1750, "participation", "participations", "plan"),
        ("1.744", 1744, "participation", "participations", "result"),
        ("99,7", Decimal("99.7"), "percent", "plan_completion", "result"),
    ]  # fmt: skip
    assert {candidate.period_end for candidate in found} == {date(2022, 12, 31)}
    assert {candidate.place_id for candidate in found} == {"ha-giang"}


def test_every_quotation_stands_in_the_text(read):
    for text in (PLAN_AND_RESULT, BY_DISTRICT, UNIT_ABOVE, BY_PROVINCE):
        found = read(text)
        assert [text[one.start : one.end] for one in found] == [one.as_written for one in found]
        assert all(one.end <= other.start for one, other in pairwise(found))
        assert all(one.unit_as_written.lower() in text.lower() for one in found)


def test_a_heading_within_the_table_holds_for_the_rows_that_it_counts(read):
    found = read(PLAN_AND_RESULT)
    assert [candidate.training for candidate in found[::3]] == [
        "political_theory.senior", "political_theory.intermediate", "any", "any", "any",
    ]  # fmt: skip
    assert (found[6].tier, found[6].population) == ("commune", "civil_servant")


def test_rows_of_districts_and_columns_of_years(read):
    found = read(BY_DISTRICT)
    assert cells(found, "place_id", "value", "unit", "period_end", "tier") == [
        ("xin-man", 5, "class", date(2021, 12, 31), "district"),
        ("xin-man", 6, "class", date(2022, 12, 31), "district"),
        ("xin-man", 210, "participation", date(2021, 12, 31), "commune"),
        ("xin-man", 240, "participation", date(2022, 12, 31), "commune"),
        ("meo-vac", 4, "class", date(2021, 12, 31), "district"),
        ("meo-vac", 7, "class", date(2022, 12, 31), "district"),
        ("meo-vac", 180, "participation", date(2021, 12, 31), "commune"),
        ("meo-vac", 260, "participation", date(2022, 12, 31), "commune"),
        ("yen-minh", 95, "participation", date(2021, 12, 31), "commune"),
        ("yen-minh", 0, "participation", date(2022, 12, 31), "commune"),
        ("ha-giang", 9, "class", date(2021, 12, 31), "district"),
        ("ha-giang", 13, "class", date(2022, 12, 31), "district"),
        ("ha-giang", 485, "participation", date(2021, 12, 31), "commune"),
        ("ha-giang", 500, "participation", date(2022, 12, 31), "commune"),
    ]  # fmt: skip
    assert {candidate.confidence["place_id"] for candidate in found[:10]} == {"clause"}


def test_the_line_above_gives_the_unit_where_the_heads_name_tiers(read):
    found = read(UNIT_ABOVE)
    assert {(c.unit, c.unit_as_written, c.confidence["unit"]) for c in found} == {("person", "người", "earlier")}
    assert [c.tier for c in found[:3]] == ["provincial", "district", "commune"]
    assert cells(found[:2], "training", "indicator") == [("degree.master", "persons_trained")] * 2
    assert (found[0].period_start, found[0].period_end) == (date(2016, 1, 1), date(2020, 12, 31))
    assert found[-1].value == 245


def test_rows_of_provinces_and_money_in_the_head(read):
    assert cells(read(BY_PROVINCE), "place_id", "value", "unit", "indicator") == [
        ("son-la", 7_900_000_000, "vnd", "budget"),
        ("son-la", 4310, "trainee", "persons_trained"),
        ("lai-chau", 5_000_000_000, "vnd", "budget"),
        ("lai-chau", 2048, "trainee", "persons_trained"),
    ]


TABLE = "Kết quả bồi dưỡng cán bộ tỉnh Hà Giang năm 2022\nTT | Nội dung | {head}\n1 | {label} | {cell}\n"


@pytest.mark.parametrize(
    ("head", "label", "unit", "written"),
    [
        ("Số lớp", "Tin học", "class", "lớp"),
        ("Lượt người", "Tin học", "participation", "Lượt người"),
        ("Tổng số học viên", "Tin học", "trainee", "học viên"),
        ("Số người (đồng chí)", "Tin học", "person", "người"),
        ("Kinh phí (tr.đ)", "Tin học", "vnd", "tr.đ"),
        ("Kinh phí (ĐVT: triệu đồng)", "Tin học", "vnd", "triệu đồng"),
        ("Năm 2022", "Số lớp bồi dưỡng", "class", "lớp"),
        ("Kết quả", "Kinh phí bồi dưỡng (triệu đồng)", "vnd", "triệu đồng"),
    ],
)
def test_the_head_of_the_column_names_the_unit_else_the_label_of_the_row(read, head, label, unit, written):
    (candidate,) = read(TABLE.format(head=head, label=label, cell="1.234"))
    assert (candidate.unit, candidate.unit_as_written) == (unit, written)


@pytest.mark.parametrize(
    ("head", "label"),
    [("Năm 2022", "Tin học"), ("Số lớp", "Số học viên lớp tin học"), ("Số lớp/số học viên", "Tin học")],
    ids=["no unit", "column and row differ", "two in one head"],
)
def test_without_one_unit_a_figure_has_none_and_says_so(read, head, label):
    (candidate,) = read(TABLE.format(head=head, label=label, cell="1.234"))
    assert (candidate.value, candidate.unit, candidate.indicator) == (1234, "", "")
    assert {candidate.confidence["unit"], candidate.confidence["indicator"]} == {"assumed"}


@pytest.mark.parametrize(("cell", "unit"), [('"', "class"), ("-nt-", "class"), ("Đề tài", ""), ("", "participation")])
def test_a_unit_may_be_that_of_the_row_above_or_none_that_is_known(read, cell, unit):
    found = read(
        "Kết quả bồi dưỡng cán bộ tỉnh Hà Giang năm 2022\nĐơn vị tính: lượt\nTT | Nội dung | ĐVT | Kết quả\n"
        f"1 | Tin học | Lớp | 5\n2 | Ngoại ngữ | {cell} | 6\n"
    )
    assert [candidate.unit for candidate in found] == ["class", unit]


def test_participations_counted_in_persons_keep_both_words(read):
    text = TABLE.replace("Nội dung |", "Nội dung | ĐVT |").replace("{label} |", "{label} | Người |")
    (candidate,) = read(text.format(head="Số lượt", label="Tin học", cell="1.234"))
    assert (candidate.unit, candidate.unit_as_written) == ("participation", "lượt … Người")
    assert "unit_conflict" in candidate.flags.split("|")


@pytest.mark.parametrize("cell", ["24,150", "2.5"])
def test_a_number_that_may_be_two_is_not_decided_in_a_cell_either(read, cell):
    (candidate,) = read(TABLE.format(head="Số lớp", label="Tin học", cell=cell))
    assert (candidate.value, candidate.value_low, candidate.value_high) == (None, None, None)


@pytest.mark.parametrize("cell", ["", "–", "12/14", "2022-2023", "x", "1)", "01/6/2022"])
def test_what_is_no_number_gives_no_figure(read, cell):
    assert read(TABLE.format(head="Số lớp", label="Tin học", cell=cell)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Sản lượng lúa năm 2022\nTT | Huyện | Diện tích | Sản lượng\n1 | Xín Mần | 1.200 | 5.300\n",
        "Danh sách cán bộ đi học\nSTT | Họ và tên | Năm sinh\n1 | Nguyễn Văn A | 1.980\n2 | Trần Thị B | 1.985\n",
        "TT | Nội dung | Số lớp",
        "1 | Tin học | 5\n2 | Ngoại ngữ | 6",
    ],
    ids=["not about training", "a list of names", "only a head", "no head"],
)
def test_other_tables_have_no_figures(read, text):
    assert read(text) == ()


TITLE = "Kết quả bồi dưỡng cán bộ tỉnh Hà Giang\n"


@pytest.mark.parametrize(
    "words",
    ["Đơn giá", "Thành tiền (đồng)", "Định mức", "Tăng, giảm", "Tăng (+), giảm (-)", "Tăng/giảm so với 2021", "Giảm",
     "Chênh lệch", "Còn lại", "Số còn lại", "So sánh 2022/2021 (%)", "So với cùng kỳ (%)", "Tốc độ tăng (%)",
     "Bình quân một lớp", "Chưa bồi dưỡng", "2. Số chưa đạt", "ĐƠN GIÁ"],
)  # fmt: skip
def test_prices_differences_means_and_what_was_not_done_give_no_figure(read, words):
    text = TITLE + "TT | Nội dung | ĐVT | Kết quả | {}\n1 | {} | Lớp | 5 | 6\n"
    assert cells(read(text.format(words, "Tin học")), "as_written") == [("5",)]
    assert read(text.format("Kế hoạch", words)) == ()


def test_a_head_over_two_rows_is_read_as_one(read):
    heads = "TT | Nội dung | Số lớp | Đơn | So với\n | | | giá | cùng kỳ\n"
    assert cells(read(f"{TITLE}{heads}1 | Tin học | 5 | 6 | 7\n"), "as_written") == [("5",)]


@pytest.mark.parametrize("label", ["Tăng cường năng lực số", "Giảm nghèo bền vững", "Kỹ năng so sánh"])
def test_a_course_that_only_begins_like_a_difference_is_counted(read, label):
    assert cells(read(TABLE.format(head="Số lớp", label=label, cell="5")), "value", "unit") == [(5, "class")]


def test_words_of_one_cell_say_nothing_of_the_number_in_another(read):
    rows = "Nội dung | Kế hoạch | Thực hiện | Đạt (%)\nSố lớp | 20 | 15 | 75"
    assert cells(read(TITLE + rows), "as_written", "unit", "indicator", "status") == [
        ("20", "class", "classes", "plan"),
        ("15", "class", "classes", "result"),
        ("75", "percent", "plan_completion", "result"),
    ]
    assert read(f"{TITLE}Số lớp | đã mở | 75") == ()


def test_a_sentence_under_a_table_is_still_read(read):
    text = f"{TABLE.format(head='Số lớp', label='Tin học', cell='5')}Năm 2022, tỉnh Hà Giang mở 7 lớp bồi dưỡng cán bộ."
    assert cells(read(text), "value", "unit") == [(5, "class"), (7, "class")]


@pytest.mark.parametrize(
    ("head", "label", "place", "where"),
    [
        ("Đơn vị", "Cả nước", "viet-nam", "clause"),
        ("Đơn vị", "Huyện Mèo Vạc", "meo-vac", "clause"),
        ("Địa phương", "Yên Minh", "yen-minh", "clause"),
        ("Nội dung", "Xã Suối Bạc", "", "assumed"),
        ("Nội dung", "Xã Suối Bạc, huyện Mèo Vạc", "", "assumed"),
        ("Đơn vị", "Sở Nội vụ", "", "assumed"),
        ("Xã, phường", "Suối Bạc", "", "assumed"),
        ("Đơn vị", "Tổng cộng", "ha-giang", "document"),
        ("Đơn vị", "Khối tỉnh", "ha-giang", "document"),
        ("Nội dung", "Xã hội học", "ha-giang", "document"),
    ],
)
def test_a_row_of_an_unknown_place_leaves_the_place_open(read, head, label, place, where):
    (candidate,) = read(TABLE.replace("Nội dung", head).format(head="Số lớp", label=label, cell="5"))
    assert (candidate.place_id, candidate.confidence["place_id"]) == (place, where)


def test_a_column_headed_with_the_word_for_unit_and_office_is_what_its_cells_are(read):
    text = TITLE + "TT | {} | Đơn vị | Kết quả\n1 | {} | {} | 5\n2 | {} | {} | 6\n"
    units = read(text.format("Nội dung", "Tin học", "Lớp", "Ngoại ngữ", '"'))
    assert cells(units, "value", "unit", "place_id") == [(5, "class", "ha-giang"), (6, "class", "ha-giang")]
    offices = read(text.format("Ngày", "", "Huyện Mèo Vạc", "", "Yên Minh").replace("Kết quả", "Số lớp"))
    assert cells(offices, "value", "unit", "place_id") == [(5, "class", "meo-vac"), (6, "class", "yen-minh")]


def test_beside_the_office_a_column_says_what_was_taught(read):
    rows = "TT | Đơn vị | Nội dung | Số lớp\n1 | Huyện Mèo Vạc | Cao cấp lý luận chính trị | 5\n"
    assert cells(read(TITLE + rows), "place_id", "training") == [("meo-vac", "political_theory.senior")]


def test_a_total_without_a_year_takes_none_from_the_years_beside_it(read):
    columns = TITLE + "Nội dung | Năm 2021 | Năm 2022 | Tổng\nSố lớp | 20 | 25 | 45\n"
    quarters = TITLE + "Nội dung | Quý I/2022 | Quý II/2022 | Cả năm\nSố lớp | 20 | 25 | 45\n"
    rows = TITLE + "Năm | Số lớp\nNăm 2021 | 20\nNăm 2022 | 25\nTổng | 45\n"
    for text in (columns, quarters, rows):
        total = read(text)[-1]
        assert (total.value, total.period_start, total.period_end) == (45, None, PUBLISHED)
        assert total.confidence["period"] == "assumed"
        assert read(text, period_end=date(2022, 12, 31))[-1].confidence["period"] == "document"


def test_equal_percentages_of_two_rows_are_two_figures(read):
    text = "Kết quả bồi dưỡng\nNội dung | Kế hoạch | Thực hiện | Đạt (%)\n{} | 20 | 15 | 75\n{} | 40 | 30 | 75\n"
    found = [one for one in read(text.format("Số lớp tin học", "Số lớp ngoại ngữ")) if one.unit == "percent"]
    assert [one.value for one in found] == [75, 75]
    assert not any("duplicate" in one.flags for one in found)


def test_rows_with_other_cells_than_the_head_are_not_guessed(read):
    text = TABLE.format(head="Số lớp | Số lượt", label="Tin học", cell="5") + "2 | Ngoại ngữ | 6 | 90\n"
    assert [candidate.value for candidate in read(text)] == [6, 90]


def test_a_heading_directly_under_the_head_is_none_of_it(read):
    text = TABLE.format(head="Số lớp | Số lượt", label="Lý luận chính trị", cell=" | ").replace("1 |", "I |")
    (found,) = read(f"{text}1 | Trung cấp | 6 | |\n1 | Trung cấp | 6 |\n")
    assert (found.value, found.training) == (6, "political_theory.intermediate")


def test_what_lies_ahead_of_the_publication_is_a_plan(read):
    assert read(TABLE.format(head="Số lớp năm 2025", label="Tin học", cell="5"))[0].status == "plan"


def test_the_table_around_a_place_begins_with_the_lines_that_name_it():
    start = UNIT_ABOVE.index("245")
    assert begin_of_table(UNIT_ABOVE, start) == 0
    assert begin_of_table(f"Dòng đầu.\n{BY_DISTRICT}", 3) == 0
    text = f"{'Một câu.' * 3}\n" * 5 + UNIT_ABOVE
    assert text[begin_of_table(text, text.index("245")) :] == UNIT_ABOVE


def coded(record, text, found):
    """Evidence rows as a person confirms them unchanged."""
    hashed = hashlib.sha256(text.encode()).hexdigest()
    rows = draft_rows(found, "hagiang-2022", hashed)
    own = [column for column in rows[0] if not column.startswith(("confidence_", "rule", "source", "sha"))]
    for line, cells_of in enumerate(rows, 2):
        told = {column: cells_of[column] for column in own} | {"figure_id": f"hagiang-2022-{line:02}"}
        yield record("evidence", "evidence/hagiang-2022.csv", line, told | {"text_sha256": hashed})


def test_figures_of_a_table_pass_the_checks_and_the_audit_as_they_were_found(read, record, source):
    text = PLAN_AND_RESULT.replace("98,8 | 5", "98,8 |")
    found = read(text)
    figures = list(coded(record, text, found))
    assert [finding for figure in figures for finding in check_row(figure, None)] == []
    told = source(source_id="hagiang-2022", text_sha256=hashlib.sha256(text.encode()).hexdigest())
    audit = audit_text(told, text.encode(), figures, [], lambda _: found)
    assert audit.findings == ()
    assert (audit.figures, audit.agreeing) == (15, 15)


def test_a_sum_in_another_scale_than_the_head_names_does_not_pass(read, record):
    wrong = [one._replace(value=one.value / 1000) for one in read(PLAN_AND_RESULT) if one.unit == "vnd"]
    for figure in coded(record, PLAN_AND_RESULT, wrong):
        rules = {finding.rule for finding in check_row(figure, None)}
        assert "quotation-without-value" in rules
        rules = {finding.rule for finding in check_figure(figure, PLAN_AND_RESULT, quantities_in(PLAN_AND_RESULT))}
        assert "audit-number-differs" in rules


def in_word(text):
    """The lines of a table as a Word file has them, with its merged heads."""
    body = "".join(
        f"<w:tbl>{row(*(cell.strip() for cell in line.split('|')))}</w:tbl>" if "|" in line else paragraph(line)
        for line in text.splitlines()
    )
    spanned = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>"
    for head in ("Số lớp", "Số lượt cán bộ cấp xã"):
        first = f"<w:tc>{paragraph(head)}</w:tc><w:tc>{paragraph('')}</w:tc>"
        body = body.replace(first, f"{spanned}{paragraph(head)}</w:tc>")
    return docx(body)


def on_a_page(text):
    """The same table with cells that span rows and columns, in the article of a web page."""
    head = (
        "<tr><th rowspan='2'>TT</th><th rowspan='2'>Địa phương</th><th colspan='2'>Số lớp</th>"
        "<th colspan='2'>Số lượt cán bộ cấp xã</th></tr><tr>" + "<th>Năm 2021</th><th>Năm 2022</th>" * 2 + "</tr>"
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in line.split("|")) + "</tr>"
        for line in text.splitlines()[4:]
    )
    whole = page()
    begin, end = whole.index("<table>"), whole.index("</table>")
    return f"{whole[:begin]}<table>{head}{rows}{whole[end:]}".encode()


@pytest.mark.parametrize(("name", "made"), [("a.docx", in_word), ("a.html", on_a_page)])
def test_merged_cells_of_files_leave_each_number_in_its_column(read, tmp_path, name, made):
    (tmp_path / name).write_bytes(made(BY_DISTRICT))
    document = read_document(tmp_path / name)
    found = [candidate for candidate in read(document.text, place_id="ha-giang") if len(candidate.as_written) < 4]
    assert cells(found, "place_id", "value", "unit") == cells(read(BY_DISTRICT), "place_id", "value", "unit")
    assert "table-rows-uneven" not in [doubt.reason for doubt in document.doubts]


PIECES = ["|", " | ", "\n", "TT", "Nội dung", "Số lớp", "ĐVT", "Lượt người", "%", "12", "1.450", "98,8", "Năm 2022",
          "Tin học", "Kế hoạch", "Xín Mần", "Tổng cộng", "", " ", "(triệu đồng)", "3=2/1", "đào tạo"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
@settings(max_examples=150)
def test_any_table_gives_figures_that_stand_in_it(reader, text):
    text = f"Đào tạo cán bộ\n{text}"
    for candidate in reader.read(text, Defaults(published=PUBLISHED)):
        assert text[candidate.start : candidate.end] == candidate.as_written
        assert candidate.unit in {*UNIT, ""}
        assert candidate.indicator in {*INDICATOR, ""}
        assert candidate.unit or candidate.confidence["unit"] == "assumed"
        assert candidate.status in STATUS
        assert candidate.tier in TIER
        assert {*candidate.training.split("|")} <= {*TRAINING}
        assert {*candidate.confidence} == {*CONFIDENT_FIELDS}


def test_cells_keep_their_places():
    for text in (PLAN_AND_RESULT.lower(), "a | b || c\n| 1 |\n\n x|y |z| 4", "|", "||\n||"):
        for table in tables_in(text):
            for one in table.body:
                assert [text[cell.start : cell.end] for cell in one.cells] == [cell.text for cell in one.cells]

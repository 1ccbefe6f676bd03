"""Digits that are no figure are known by simple rules; whatever the rules do not know stays without a reason."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.digits import RULES, digits_beside
from analysis.quantities import quantities_in
from analysis.vocabulary import UNCODED_REASON

PASSAGES = sorted((Path(__file__).parent / "passages").glob("*/*.txt"))


def read(text, taken=()):
    """The digits of a text with their reasons."""
    return [(text[one.start : one.end], one.reason) for one in digits_beside(text, quantities_in(text), list(taken))]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("đăng ngày 19/11/2020", "date"),
        ("11-11-23", "date"),
        ("từ ngày 5", "date"),
        ("ngày 04 tháng 03", "date"),
        ("trong tháng 9", "date"),
        ("quý 3", "date"),
        ("chiều 7/5", "date"),
        ("lúc 07:14", "time"),
        ("7h30", "time"),
        ("[GMT+7]", "time"),
        ("năm 2021", "year"),
        ("năm học 2018-2020", "year"),
        ("các năm 2019, 2020 và 2021", "year"),
        ("NĂM\u00a02021", "year"),
        ("giai đoạn 2016–2020", "year"),
        ("2016-2020", "year"),
        ("nhiệm kỳ 2020", "year"),
        ("qua 2,5 năm", "duration"),
        ("từ 3-6 tháng", "duration"),
        ("Quyết định số 999-QĐ/TU", "document_number"),
        ("101/2017/NĐ-CP", "document_number"),
        ("Nghị quyết Trung ương 3 khóa VIII", "document_number"),
        ("Đề án 293", "document_number"),
        ("Đề án 4.3", "document_number"),
        ("Kế hoạch số 18", "document_number"),
        ("dịch Covid-19", "name"),
        ("lớp K14", "name"),
        ("lần thứ 12", "name"),
        ("cách mạng công nghiệp 4.0", "name"),
        ("1. Kết quả", "list_number"),
        ("  2.1) Kết quả", "list_number"),
        ("12 | Tin học", "list_number"),
        ("Số lượt xem: 161", "page_counter"),
        ("Đã truy cập : 43.497.372", "page_counter"),
        ("1.204 lượt xem", "page_counter"),
        ("Đã xem: 874 lượt", "page_counter"),
        ("Lượt truy cập: 874 lượt", "page_counter"),
        ("Chia sẻ: 12", "page_counter"),
        ("Trực tuyến: 31", "page_counter"),
        ("ngày 15 tháng 12 lớp khai giảng", "date"),
        ("Giai đoạn 2016-2020 cán bộ được học", "year"),
        ("Bình luận (3)", "page_counter"),
        ("số 98 đường Lê Lợi", "contact"),
        ("Phụ lục 3", "name"),
        ("dự thảo lần 2", "name"),
        ("Điện thoại: 0203 3835 123", "contact"),
        ("https://tinh.example/tin-123", "contact"),
        ("ban2@tinh.example", "contact"),
        ("anh-12.jpg", "contact"),
        ("dưới 40 tuổi", "condition"),
        ("từ 35 đến 40 tuổi", "condition"),
    ],
)
def test_what_is_no_figure_has_its_reason(text, reason):
    found = read(text)
    assert found
    assert {one for _, one in found} == {reason}


@pytest.mark.parametrize(
    "text",
    [
        "1.250 lượt", "104,5%", "12 lớp", "đề án 293 lớp", "kế hoạch 1.070", "đạt kế hoạch 19.843", "từ 2010 người",
        "đến 2020 lượt cán bộ", "khóa 12 học viên", "45 năm 2021", "500 năm", "3 khâu đột phá", "tổng số 318",
        "32/13/2020", "25:61", "chương trình 12 chuyên đề", "½ số cán bộ", "٣ lớp", "15 xã", "8/8 huyện",
        "sau 2019 đồng chí",
        "Cán bộ tham gia học trực tuyến: 4.500 lượt.", "Chia sẻ: 120 học viên tham gia lớp", "Bình luận: 35 cán bộ",
        "Mỗi ngày 15 lớp", "Trong tháng 12 lớp", "Quý 4 lớp", "Tổng 1900-2000 lượt cán bộ", "tháng này: 12 khóa học",
        "Lượt xem: 40 học viên",
        "không quá 2 lần", "phòng 12 người", "tổng số 98 cán bộ",
    ],
)  # fmt: skip
def test_what_may_be_a_figure_has_none(text):
    assert "" in {reason for _, reason in read(text)}


def test_a_rule_that_explains_a_part_of_a_number_does_not_explain_it():
    assert read("ngày 15.000") == [("15.000", "")]


def test_what_is_coded_is_not_asked_about():
    text = "mở 12 lớp, 640 học viên"
    assert read(text, [(3, 5)]) == [("640", "")]
    assert read(text, [(3, 5), (11, 14)]) == []


def test_a_range_of_which_one_end_is_coded_is_asked_about():
    assert read("15-20 cán bộ", [(0, 2)]) == [("20", "")]


def test_places_count_the_characters_that_are_printed():
    """Letters with their marks written apart ("năm" in four characters) are the same word."""
    text = "na\u0306m 2021"
    [found] = digits_beside(text, quantities_in(text), [])
    assert (text[found.start : found.end], found.reason) == ("2021", "year")


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: path.stem)
def test_no_rule_explains_a_coded_number_away(path):
    """The made-up passages are coded by hand: whatever has a row there must have no reason here."""
    text = path.read_bytes().decode("utf-8")
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        places = [(int(row["start"]), int(row["end"])) for row in csv.DictReader(file)]
    found = list(digits_beside(text, quantities_in(text), []))
    coded = [one for one in found if any(start <= one.start < end for start, end in places)]
    assert [(text[one.start : one.end], one.reason) for one in coded if one.reason] == []


def test_every_reason_of_a_rule_is_one_that_uncoded_rows_may_have():
    assert {rule.reason for rule in RULES} <= set(UNCODED_REASON)


@given(st.text("0123456789.,/-: \nabđnămtháglớp%½٣", max_size=60))
def test_no_digit_is_lost(text):
    found = list(digits_beside(text, quantities_in(text), []))
    inside = {place for one in found for place in range(one.start, one.end)}
    assert {place for place, character in enumerate(text) if character.isdecimal() or character in "½"} <= inside


@pytest.mark.parametrize("piece", ["1", ".", "1.", "1/", "a-1", "a@", "ngày 1 ", "năm 2021, ", "0", " ", "1:", "(1) "])
def test_no_text_takes_long(piece):
    text = (piece * 60_000)[:60_000]
    quantities, begun = quantities_in(text), time.process_time()
    for _ in digits_beside(text, quantities, []):
        pass
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("row", ["A | B | C | 1 | 2 | 3=2/1 | 4", "(1) | (2) | (3) | (4)=(3)/(2)", "1 | 2 | 3"])
def test_the_row_that_counts_the_columns_of_a_table_is_explained(row):
    assert {reason for _, reason in read(f"TT | Nội dung | Số lớp\n{row}\nTin học | ...")} == {"list_number"}


@pytest.mark.parametrize("row", ["a | 5 | 6", "A | Tin học | 5", "1 | 12 | 5", "Tin học | 5 | 6", "1 | 2 | 1.450"])
def test_cells_with_numbers_are_not_explained_away(row):
    assert "" in {reason for _, reason in read(f"TT | Nội dung | Số lớp\n{row}")}

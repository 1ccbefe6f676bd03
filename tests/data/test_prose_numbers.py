"""Numbers in Vietnamese sentences: a point groups thousands, a comma begins the decimals."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.quantities import format_number, numbers_in, plain


def decimals(*numbers):
    return tuple(Decimal(number) for number in numbers)


@pytest.mark.parametrize(
    ("phrase", "numbers"),
    [
        ("2.547 người", [2547]),
        ("19.843 lượt cán bộ", [19843]),
        ("với 1070 học viên", [1070]),
        ("1.070 học viên", [1070]),
        ("02 lớp và 05 chuyên đề", [2, 5]),
        ("25,6% trình độ thạc sĩ", ["25.6"]),
        ("Qua 2,5 năm", ["2.5"]),
        ("1.234.567,89 đồng", ["1234567.89"]),
        ("kinh phí gần 28 tỷ đồng", [28 * 10**9]),
        ("2,5 tỉ đồng", ["2500000000"]),
        ("2,5 TỶ ĐỒNG", ["2500000000"]),
        ("350 triệu đồng", [350 * 10**6]),
        ("15 nghìn lượt", [15000]),
        ("15 ngàn lượt", [15000]),
        ("2-3 tỷ đồng", [2 * 10**9, 3 * 10**9]),
        ("hơn 27.000 lượt, gần 2.540 người", [27000, 2540]),
        ("đạt 90,5%.", ["90.5"]),
        ("tất cả các lớp", []),
        ("", []),
    ],
)
def test_a_phrase_gives_its_numbers(phrase, numbers):
    assert numbers_in(phrase) == decimals(*numbers)


@pytest.mark.parametrize("dash", ["-", "–", "—", " - ", " – ", "\u00a0–\u00a0"])
def test_a_range_gives_its_two_ends_whatever_its_dash(dash):
    assert numbers_in(f"bảo đảm từ 15{dash}20% cán bộ") == decimals(15, 20)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", ""])
def test_the_word_for_the_scale_may_follow_any_space(space):
    assert numbers_in(f"28{space}tỷ đồng") == decimals(28 * 10**9)


def test_a_scale_is_a_word_and_not_the_beginning_of_one():
    assert numbers_in("3 tỉnh miền núi") == decimals(3)


def test_combining_marks_do_not_hide_the_scale():
    assert numbers_in(unicodedata.normalize("NFD", "28 tỷ đồng")) == decimals(28 * 10**9)


@pytest.mark.parametrize("phrase", ["1.23 người", "7.5", "5.38%", "1.0705 người", "12.34.567", "1.2345"])
def test_digits_in_no_vietnamese_form_are_not_read_in_part(phrase):
    assert numbers_in(phrase) == ()


def test_digits_inside_a_word_are_no_number():
    assert numbers_in("Covid19, mẫu M2") == ()


@given(
    st.integers(0, 4).flatmap(lambda places: st.decimals(min_value=0, max_value=10**12, places=places)),
    st.sampled_from(["đạt {} lượt", "hơn {} người.", "gồm {}, trong đó", "({}%)", "{}"]),
)
@settings(max_examples=300)
def test_a_number_printed_in_vietnamese_is_found_again(number, sentence):
    found = numbers_in(sentence.format(format_number(number, "vi")))
    assert number in found
    assert len(found) == 1 or set(found) == {number, number * 1000}  # "1,001" is 1.001 here and 1001 in English


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_printed_range_is_found_again(first, second):
    printed = f"từ {format_number(Decimal(first), 'vi')}–{format_number(Decimal(second), 'vi')} người"
    assert numbers_in(printed) == (first, second)


@given(st.text())
def test_plain_text_keeps_every_place(text):
    assert len(plain(text)) == len(text)
    assert all(old == new for old, new in zip(text, plain(text), strict=True) if old not in "\u00a0–—")


def test_plain_text_has_ordinary_spaces_and_dashes():
    assert plain("15\u00a0–\u00a020 — %") == "15 - 20 - %"

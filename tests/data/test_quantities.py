"""A cell holds one number or is refused; a printed number looks Vietnamese or English."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.quantities import NumberFormatError, format_number, read_number

WHOLE = st.integers(min_value=-(10**15), max_value=10**15)
FRACTION_OF_OTHER_LENGTH_THAN_THREE = st.sampled_from([1, 2, 4, 5]).flatmap(
    lambda places: st.decimals(min_value=-(10**9), max_value=10**9, places=places)
)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("2547", "2547"),
        ("0", "0"),
        ("25.6", "25.6"),
        ("25,6", "25.6"),
        ("11,18", "11.18"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("-0.125", "-0.125"),
        ("12.3450", "12.3450"),
        ("-0.4", "-0.4"),
        ("1.234.567", "1234567"),
        ("1.234.567,5", "1234567.5"),
        ("1.234,5", "1234.5"),
        ("-1.234.567", "-1234567"),
    ],
)
def test_a_cell_with_one_meaning_is_read(cell, number):
    assert read_number(cell) == Decimal(number)
    assert str(read_number(cell)) == number, "no digit is lost or added"


@pytest.mark.parametrize(
    "cell",
    [
        *("", " 5", "5 ", "5\n", "2 547", "2\u00a0547", "1_000", "+5", "5.", ".5", "-", "--5", "\u22125"),
        *("1,234.5", "1,234,567", "12.34.567", "1.2.3", "0.123.456", "1e3", "0x10", "NaN", "Infinity", "½", "²"),
        *("25,6%", "28 tỷ"),
    ],
)
def test_a_cell_without_a_meaning_is_refused(cell):
    with pytest.raises(NumberFormatError) as refusal:
        read_number(cell)
    assert refusal.value.cell == cell
    assert refusal.value.readings == ()
    assert repr(cell) in str(refusal.value)


@pytest.mark.parametrize("cell", ["٣", "１２", "१२.५", "1٢"])
def test_digits_of_other_scripts_are_refused(cell):
    with pytest.raises(NumberFormatError):
        read_number(cell)


@pytest.mark.parametrize(
    ("cell", "whole", "decimal"),
    [
        ("2.547", "2547", "2.5470"),
        ("2,547", "2547", "2.5470"),
        ("19.843", "19843", "19.8430"),
        ("-2.547", "-2547", "-2.5470"),
    ],
)
def test_a_cell_with_two_meanings_is_refused_and_both_are_named(cell, whole, decimal):
    with pytest.raises(NumberFormatError) as refusal:
        read_number(cell)
    assert refusal.value.readings == (whole, decimal)
    assert f"{whole} or {decimal}" in str(refusal.value)


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"))
def test_both_named_readings_can_be_written_instead(whole, fraction, separator):
    with pytest.raises(NumberFormatError) as refusal:
        read_number(f"{whole}{separator}{fraction:03d}")
    thousands, decimal = map(read_number, refusal.value.readings)
    assert thousands == whole * 1000 + fraction
    assert decimal * 1000 == thousands


@given(WHOLE)
def test_every_whole_number_written_plainly_reads_back(number):
    assert read_number(str(number)) == number


@given(FRACTION_OF_OTHER_LENGTH_THAN_THREE)
def test_every_decimal_written_plainly_reads_back_with_either_separator(number):
    written = f"{number:f}"
    assert str(read_number(written)) == written
    assert read_number(written.replace(".", ",")) == number


@given(st.integers(10**6, 10**15))
def test_vietnamese_groups_read_back_from_a_million_on(number):
    assert read_number(f"{number:,}".replace(",", ".")) == number


@given(st.text(alphabet="0123456789.,- e_", max_size=12))
@settings(max_examples=300)
def test_any_other_cell_is_a_number_or_a_refusal(cell):
    try:
        number = read_number(cell)
    except NumberFormatError:
        return
    assert number.is_finite()


@pytest.mark.parametrize(
    ("value", "digits", "vi", "en"),
    [
        (Decimal(19843), None, "19.843", "19,843"),
        (Decimal("19843.5"), None, "19.843,5", "19,843.5"),
        (Decimal("25.6"), None, "25,6", "25.6"),
        (Decimal(28_000_000_000), None, "28.000.000.000", "28,000,000,000"),
        (Decimal("96.96"), 1, "97,0", "97.0"),
        (424.5, None, "424,5", "424.5"),
        (0.1, 3, "0,100", "0.100"),
        (Decimal("-5.5"), None, "−5,5", "−5.5"),
        (-0.04, 1, "0,0", "0.0"),
        (Decimal(0), None, "0", "0"),
        (Decimal("1E+3"), None, "1.000", "1,000"),
        (Decimal(10**30 + 1), None, "1" + 9 * ".000" + ".001", "1" + 9 * ",000" + ",001"),
    ],
)
def test_a_number_is_printed_as_the_language_prints_it(value, digits, vi, en):
    assert format_number(value, "vi", digits) == vi
    assert format_number(value, "en", digits) == en


@given(st.decimals(-(10**12), 10**12, places=4), st.none() | st.integers(0, 4))
def test_vietnamese_and_english_differ_by_swapped_separators_only(value, digits):
    swapped = format_number(value, "en", digits).translate({ord("."): ",", ord(","): "."})
    assert format_number(value, "vi", digits) == swapped

"""Quantities as Vietnamese writes them: number, scale, unit, bounding word, each with its place in the text."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.quantities import Aligned, QuantityError, format_number, quantities_in, read_quantity

READ = [
    ("19.843 lượt cán bộ", "19843", "participation", "lượt", "exact"),
    ("25,6%", "25.6", "percent", "%", "exact"),
    ("1070 học viên", "1070", "trainee", "học viên", "exact"),
    ("7,9 tỷ đồng", "7900000000", "vnd", "tỷ đồng", "exact"),
    ("9 tỷ 450 triệu đồng", "9450000000", "vnd", "tỷ … triệu đồng", "exact"),
    ("8 ngàn lượt người", "8000", "participation", "lượt người", "exact"),
    ("1,2 vạn lượt", "12000", "participation", "lượt", "exact"),
    ("gần 28 tỷ", "28000000000", "vnd", "tỷ", "nearly"),
    ("2.547 người", "2547", "person", "người", "exact"),
    ("hai lớp", "2", "class", "lớp", "exact"),
    ("02 lớp", "2", "class", "lớp", "exact"),
    ("năm lớp", "5", "class", "lớp", "exact"),
    ("trên 2.920 lượt người", "2920", "participation", "lượt người", "more_than"),
    ("ít nhất là 80%", "80", "percent", "%", "at_least"),
    ("không dưới 60 lớp", "60", "class", "lớp", "at_least"),
    ("90% trở lên", "90", "percent", "%", "at_least"),
    ("không quá 11 tỷ đồng", "11000000000", "vnd", "tỷ đồng", "at_most"),
    ("chưa đến 4,5 tỷ", "4500000000", "vnd", "tỷ", "under"),
    ("khoảng 300 đồng chí", "300", "person", "đồng chí", "about"),
    ("500.000đ", "500000", "vnd", "đ", "exact"),
    ("35 cấp uỷ viên", "35", "person", "cấp uỷ viên", "exact"),
    ("9/14 lớp", "9", "class", "lớp", "exact"),
    ("1 tỷ rưỡi đồng", "1500000000", "vnd", "tỷ rưỡi đồng", "exact"),
    ("2 nghìn rưỡi lượt", "2500", "participation", "lượt", "exact"),
    ("hơn 2 nghìn 500 lượt", "2500", "participation", "lượt", "more_than"),
    ("2 tỷ 05 triệu đồng", "2005000000", "vnd", "tỷ … triệu đồng", "exact"),
]


@pytest.mark.parametrize(("phrase", "value", "unit", "words", "qualifier"), READ)
def test_a_phrase_is_one_quantity(phrase, value, unit, words, qualifier):
    quantity = read_quantity(phrase)
    assert quantity.value == Decimal(value)
    assert (quantity.unit, quantity.unit_as_written, quantity.qualifier) == (unit, words, qualifier)


@pytest.mark.parametrize(
    ("phrase", "low", "high", "unit"),
    [
        ("từ 15-20% cán bộ", 15, 20, "percent"),
        ("từ 15% đến 20%", 15, 20, "percent"),
        ("3 – 5 lớp", 3, 5, "class"),
        ("70 đến 75 lớp", 70, 75, "class"),
        ("từ 7 đến 8 tỉ đồng", 7 * 10**9, 8 * 10**9, "vnd"),
        ("từ 5 tỷ đến 6 tỷ đồng", 5 * 10**9, 6 * 10**9, "vnd"),
    ],
)
def test_a_range_keeps_its_two_ends(phrase, low, high, unit):
    quantity = read_quantity(phrase)
    assert (quantity.value, quantity.qualifier, quantity.unit) == (None, "range", unit)
    assert (quantity.bounds.low, quantity.bounds.high) == (low, high)


def test_the_longest_unit_counts_so_that_a_comrade_is_no_money():
    assert read_quantity("8 đồng chí").unit == "person"
    assert read_quantity("8 triệu đồng").unit == "vnd"
    assert [quantity.unit for quantity in quantities_in("3 đồng bào, 5 đồng nghiệp")] == ["", ""]


def test_percent_beats_the_noun_that_follows():
    assert read_quantity("99% công chức").unit == "percent"


@pytest.mark.parametrize(
    ("phrase", "readings"),
    [
        ("24,150 người", ["24150", "24.150"]),
        ("2.5 tỷ đồng", ["2500000000"]),
        ("20-15 lớp", ["20", "15"]),
        ("1 234 lượt", ["1234", "234"]),
    ],
)
def test_what_could_mean_two_numbers_is_not_decided(phrase, readings):
    quantity = quantities_in(phrase)[-1]
    assert quantity.value is None
    assert quantity.bounds.low is None
    assert quantity.bounds.high is None
    assert quantity.readings == tuple(map(Decimal, readings))
    with pytest.raises(QuantityError):
        read_quantity(phrase)


@pytest.mark.parametrize("phrase", ["½", "không có số", "", "8 lớp và 9 lớp", "19h30", "26-NQ/TW", "12/2023"])
def test_a_phrase_that_is_not_one_quantity_is_refused(phrase):
    with pytest.raises(QuantityError):
        read_quantity(phrase)


@pytest.mark.parametrize(
    "text",
    [
        "một trăm linh năm cán bộ",
        "chín mươi chín lớp",
        "thứ năm cán bộ họp",
        "2/3 cán bộ",
        "8:30 cán bộ học",
        "mười hai lớp",
        "trong năm lớp học mở cửa",
        "hằng năm lớp được mở",
        "giai đoạn 2016-2020",
        "cao hơn 5 %",
    ],
)
def test_number_words_years_and_comparisons_are_not_misread(text):
    assert [q for q in quantities_in(text) if q.qualifier != "exact" or (q.value in (2, 5) and q.unit == "class")] == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_places_count_the_characters_of_the_text_as_it_is(form):
    text = unicodedata.normalize(form, "Tỉnh mở\u00a0gần\u00a028 lớp, cử 35 cấp uỷ viên đi học")
    words = [text[quantity.start : quantity.end] for quantity in quantities_in(text)]
    expected = [unicodedata.normalize(form, words) for words in ("gần\u00a028 lớp", "35 cấp uỷ viên")]
    assert words == expected


NUMBERS = st.integers(0, 2).flatmap(lambda places: st.decimals(min_value=0, max_value=10**9, places=places))


@given(NUMBERS, st.sampled_from(["lượt", "đồng chí", "%", "tỷ đồng"]), st.sampled_from(["", "hơn ", "gần ", "khoảng "]))
@settings(max_examples=200)
def test_what_was_printed_is_read_back(number, unit, bound):
    text = f"Tỉnh báo cáo: {bound}{format_number(number, 'vi')} {unit} trong năm."
    (quantity,) = quantities_in(text)
    factor = 10**9 if unit == "tỷ đồng" else 1
    assert quantity.value == number * factor
    assert text[quantity.start : quantity.end] == f"{bound}{format_number(number, 'vi')} {unit}"


@given(st.text(alphabet=st.sampled_from("0123456789.,-–% /()đồngchílượtnămtỷ\u0301\u0323\u00a0\n"), max_size=200))
@settings(max_examples=300)
def test_any_text_is_read_from_left_to_right_within_itself(text):
    end = 0
    for quantity in quantities_in(text):
        assert end <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end <= len(text)
        end = quantity.end


@given(st.text(max_size=200))
def test_one_spelling_leads_back_to_the_characters_that_were_printed(text):
    aligned = Aligned.of(text)
    assert aligned.printed(0, len(aligned.text)) == text
    spans = [aligned.span(place, place + 1) for place in range(len(aligned.text))]
    assert all(first <= last for first, last in spans)
    assert spans == sorted(spans)

"""The coding of the made-up passages holds together, so that an extraction is measured against something sound."""

import csv
import itertools
import re
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analysis import vocabulary
from analysis.quantities import Bounds, numbers_in, plain

PASSAGES = Path(__file__).parent / "passages"
HALVES = ("seen", "held_out")
OTHER_AUTHORS = {"second": (20, 200), "third": (16, 180)}
"""Of each further author’s set: how many passages, and how many figures at least."""
FOLDERS = (*HALVES, *OTHER_AUTHORS)
TEXTS = sorted(PASSAGES.glob("*/*.txt"))
COLUMNS = [
    "start", "end", "as_written", "value", "value_low", "value_high", "unit", "unit_as_written", "qualifier",
    "indicator", "status", "place_id", "tier", "population", "training", "criterion", "frequency",
    "period_start", "period_end", "flags", "doubt",
]  # fmt: skip
ONE_TO_TEN = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
NUMBER_WORDS = {word: Decimal(n) for n, word in enumerate(ONE_TO_TEN, start=1)}


@pytest.fixture(params=TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def passage(request):
    return request.param


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_of(passage):
    return table(passage.with_suffix(".csv"))


def text_of(passage):
    return passage.read_bytes().decode("utf-8")


def number(cell):
    return Decimal(cell) if cell else None


def day(cell):
    return date.fromisoformat(cell) if cell else None


def composed(text):
    return plain(unicodedata.normalize("NFC", text))


def numbers_printed(quotation):
    """One number, the two ends of a range, or both readings of "1,946"; "9 tỷ 450 triệu" is one number."""
    words = composed(quotation).lower().split()
    found = numbers_in(quotation) or tuple(NUMBER_WORDS[word] for word in words if word in NUMBER_WORDS)
    if len(found) == 2 and {"tỷ", "triệu"} <= set(words):
        return (sum(found),)
    return found


def without_marks(text):
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("Đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(sign for sign in letters if not unicodedata.combining(sign)))


def document_of(passage):
    (document,) = [d for d in table(passage.parent / "documents.csv") if d["name"] == passage.stem]
    return document


def test_a_passage_has_60_to_400_words_and_a_coding_with_all_columns(passage):
    assert 60 <= len(text_of(passage).split()) <= 400
    with passage.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == COLUMNS


def test_each_quotation_stands_at_its_place_in_at_most_six_words(passage):
    text = text_of(passage)
    for row in rows_of(passage):
        assert text[int(row["start"]) : int(row["end"])] == row["as_written"]
        assert 1 <= len(row["as_written"].split()) <= 6


def test_figures_come_in_text_order_and_do_not_overlap(passage):
    spans = [(int(row["start"]), int(row["end"])) for row in rows_of(passage)]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_each_code_is_in_its_closed_list(passage):
    one = ("unit", "qualifier", "indicator", "status", "tier", "criterion", "frequency")
    for row in rows_of(passage):
        for column in one:
            assert row[column] in vocabulary.ALL[column], (row["as_written"], column)
        for column, name in (("population", "population"), ("training", "training"), ("flags", "flag")):
            codes = row[column].split("|") if row[column] else []
            assert codes == sorted(set(codes)) and set(codes) <= set(vocabulary.ALL[name]), (row["as_written"], column)
            assert codes or column == "flags"


def test_the_value_is_the_printed_number(passage):
    for row in rows_of(passage):
        printed = numbers_printed(row["as_written"])
        if row["qualifier"] == "range":
            assert row["value"] == "" and printed == (number(row["value_low"]), number(row["value_high"]))
        elif row["qualifier"] != "derived":
            two_readings = re.search(r"(?<![\d.,])\d{1,3},\d{3}(?![\d.,])", row["as_written"])
            assert len(printed) == 1 or two_readings, row["as_written"]
            assert number(row["value"]) in printed, row["as_written"]


def test_bounds_follow_from_the_qualifier(passage):
    for row in rows_of(passage):
        low, high = number(row["value_low"]), number(row["value_high"])
        assert Bounds.of(number(row["value"]), row["qualifier"], low, high) == Bounds(low, high), row["as_written"]
        if row["qualifier"] == "range":
            assert low < high


def test_the_unit_fits_the_indicator_and_stands_in_the_text(passage):
    text = composed(text_of(passage)).lower()
    for row in rows_of(passage):
        assert row["unit"] in vocabulary.UNITS_OF_INDICATOR.get(row["indicator"], ("percent",)), row["as_written"]
        for word in row["unit_as_written"].split(" … "):
            assert word.lower() in text


def test_the_place_is_named_in_the_text_or_given_by_the_user(passage):
    named = without_marks(f"{text_of(passage)} {document_of(passage)['place']}")
    for row in rows_of(passage):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*(-2025)?", row["place_id"])
        assert f"-{row['place_id'].removesuffix('-2025')}-" in f"-{named}-", row["place_id"]


def test_the_tier_of_a_district_is_never_provincial(passage):
    provinces = {row["place_id"] for row in table(PASSAGES.parents[2] / "data/raw/places/places.csv")}
    for row in rows_of(passage):
        if row["place_id"] not in provinces:
            assert row["tier"] in ("district", "district_and_commune", "commune"), row["as_written"]


def test_periods_follow_the_status(passage):
    published = day(document_of(passage)["published"])
    for row in rows_of(passage):
        start, end = day(row["period_start"]), day(row["period_end"])
        unknown = "period_start_unknown" in row["flags"].split("|")
        if row["status"] == "stock":
            assert start == end is not None
        elif start:
            assert end and start <= end and not unknown
        else:
            assert unknown == (end is not None and row["status"] != "target"), row["as_written"]
        if row["status"] in ("result", "stock") and end and published:
            assert end.year <= published.year


def test_the_document_is_listed_with_a_day_or_nothing(passage):
    document = document_of(passage)
    assert list(document) == ["name", "published", "place"]
    assert document["published"] == "" or date.fromisoformat(document["published"])


def test_both_halves_are_alike_in_size_and_in_what_they_count():
    halves = {half: [r for text in TEXTS if text.parent.name == half for r in rows_of(text)] for half in HALVES}
    seen, held_out = (halves[half] for half in HALVES)
    assert len(list((PASSAGES / "seen").glob("*.txt"))) == len(list((PASSAGES / "held_out").glob("*.txt")))
    assert abs(len(seen) - len(held_out)) <= 0.2 * len(seen)
    common = Counter(row["indicator"] for row in seen + held_out)
    for indicator in (code for code, times in common.items() if times >= 10):
        assert all(any(row["indicator"] == indicator for row in rows) for rows in halves.values()), indicator


def test_a_province_of_2025_has_no_figure_before_it_existed(passage):
    for row in rows_of(passage):
        if row["place_id"].endswith("-2025") and row["status"] in ("result", "stock"):
            assert day(row["period_start"]) >= date(2025, 7, 1), row["as_written"]


@pytest.mark.parametrize("folder", OTHER_AUTHORS)
def test_another_authors_set_is_large_enough_to_measure_each_common_indicator(folder):
    passages, figures = OTHER_AUTHORS[folder]
    rows = [row for text in TEXTS if text.parent.name == folder for row in rows_of(text)]
    halves = Counter(row["indicator"] for text in TEXTS if text.parent.name in HALVES for row in rows_of(text))
    assert len(list((PASSAGES / folder).glob("*.txt"))) == passages
    assert len(rows) >= figures
    counted = Counter(row["indicator"] for row in rows)
    assert all(counted[indicator] >= 3 for indicator, times in halves.items() if times >= 10)


def test_a_name_stands_for_one_passage():
    assert not [name for name, times in Counter(text.stem for text in TEXTS).items() if times > 1]


def test_no_text_or_coding_is_left_without_the_other():
    for name in FOLDERS:
        folder = PASSAGES / name
        names = {path.stem for path in folder.glob("*.txt")}
        assert names == {path.stem for path in folder.glob("*.csv")} - {"documents"}
        assert sorted(names) == [document["name"] for document in table(folder / "documents.csv")]

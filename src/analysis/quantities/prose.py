"""Quantities in Vietnamese prose: number, scale, unit and bounding word, each with its place in the text.

There "2.547" is 2547 and "25,6" has a decimal. What could mean two numbers ("24,150", "2.5") is not decided: such a
quantity has no value, only ``readings``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from analysis.quantities.bounds import Bounds
from analysis.quantities.phrases import Phrases
from analysis.quantities.spelling import Aligned
from analysis.quantities.words import (
    COMPARING,
    MONEY_SCALES,
    NOT_MONEY,
    NUMBER_WORDS,
    QUALIFIER_WORDS,
    SCALES,
    UNIT_WORDS,
)

LONGEST_RUN = 24
"""Digits and separators of one number; a longer run is a counter, an account or noise."""

_RUN = re.compile(r"[0-9][0-9.,]*", re.ASCII)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"([0-9]+),([0-9]+)")
_POINT = re.compile(r"[0-9]+\.[0-9]+")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_TO = re.compile(rf" {{0,2}}(%|{'|'.join(SCALES)})? {{0,2}}(?:-|đến|tới) {{0,2}}([0-9][0-9.,]{{0,24}})")
_SCALE = re.compile(rf" ?({'|'.join(SCALES)})(?!\w)")
_MONEY = re.compile(rf" ?đồng(?! (?:{'|'.join(NOT_MONEY)})(?!\w))(?!\w)")
_REST = re.compile(r" ([0-9]{1,3}(?:,[0-9]{1,3})?) (triệu|nghìn|ngàn)(?!\w)")
"""The second part of "9 tỷ 450 triệu đồng"."""
_HALF = re.compile(r" rưỡi(?!\w)")
_HUNDREDS = re.compile(r" ([0-9]{3}) ")
"""The second part of "2 nghìn 500 lượt"."""
_SPACED = re.compile(r"(?<![0-9.,])([0-9]{1,3}(?: [0-9]{3})*) $")
"""What stands before the last three digits of "1 234 lượt"."""
_NUMBER_WITHIN = re.compile(r"[0-9][0-9,]*")
"""Between the words of a unit, as in "tỷ 450 triệu đồng"."""
_OPEN_END = re.compile(r" trở (lên|xuống)(?!\w)")
_QUALIFIER = re.compile(rf"(?<!\w)({'|'.join(sorted(QUALIFIER_WORDS, key=len, reverse=True))}) (?:là |được |đạt )?$")
_BOUNDING = tuple(f"{words.split()[-1]} " for words in (*QUALIFIER_WORDS, "là", "được", "đạt"))
"""How such words end; looked at first, as most numbers have none."""
_WORD = re.compile(rf"(?<!\w)({'|'.join(NUMBER_WORDS)}) (?=\w)")
_LAST_WORD = re.compile(r"(\w+) $")
_OF_A_LARGER_WORD = {*NUMBER_WORDS, "linh", "lẻ", "mươi", "mốt", "trăm", "nghìn", "ngàn", "thứ", "lần"}
"""Before a number word: "một trăm linh năm cán bộ" are not five, "thứ năm" is no count."""
_NOT_FIVE = _OF_A_LARGER_WORD | {
    "hàng",
    "hằng",
    "mỗi",
    "một",
    "trong",
    "cuối",
    "đầu",
    "nhiều",
    "các",
    "những",
    "từng",
    "cả",
}
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@cache
def _units() -> Phrases[str]:
    """The words of units; their tree is made when the first text is read."""
    return Phrases({word: word for word in UNIT_WORDS if word != "%"})


class Quantity(NamedTuple):
    """A number of a text; ``start`` to ``end`` holds its bounding word, number, scale and unit.

    ``value`` is None for a range and for a number with two ``readings``; ``unit`` is "" where no word names one.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal | None
    bounds: Bounds
    qualifier: str
    unit: str
    unit_as_written: str
    readings: tuple[Decimal, ...] = ()


class QuantityError(ValueError):
    """A phrase that is not one quantity, or one with several ``readings``."""

    def __init__(self, phrase: str, readings: tuple[Decimal, ...] = ()) -> None:
        self.phrase, self.readings = phrase, readings
        means = f"; it may mean {' or '.join(map(str, readings))}" if readings else ""
        super().__init__(f"{phrase!r} is not one quantity{means}")


def read_quantity(phrase: str) -> Quantity:
    """The one quantity of a phrase. Raises QuantityError for none, several, or one that may mean two numbers."""
    found = quantities_in(phrase)
    if len(found) != 1 or found[0].readings:
        raise QuantityError(phrase, found[0].readings if len(found) == 1 else ())
    return found[0]


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a Vietnamese text in order, in time linear in its length."""
    aligned = Aligned.of(text)
    return tuple(printed_places(aligned, quantity) for quantity in scan(aligned))


def numbers_in(text: str) -> tuple[Decimal, ...]:
    """Every number of a Vietnamese phrase, with "nghìn/triệu/tỷ" multiplied out.

    A range gives its two ends, a number with two readings both of them.
    """
    aligned = Aligned.of(text)
    found: list[Decimal] = []
    for quantity in scan(aligned):
        ends = (quantity.bounds.low, quantity.bounds.high) if quantity.qualifier == "range" else (quantity.value,)
        both = quantity.readings if len(quantity.readings) > 1 else ends
        found += [number for number in both if number is not None]
    return tuple(found)


def qualifier_before_number(quotation: str) -> str:
    """The qualifier that a quotation itself gives its first number; "" when it gives none."""
    first = next(iter(scan(Aligned.of(quotation))), None)
    return "" if first is None or first.qualifier in ("exact", "range") else first.qualifier


def printed_places(aligned: Aligned, quantity: Quantity) -> Quantity:
    """The same quantity with places in the text as printed."""
    if aligned.at is None:
        return quantity
    (start, end), (first, last) = (
        aligned.span(quantity.start, quantity.end),
        aligned.span(quantity.number_start, quantity.number_end),
    )
    return Quantity(
        start, end, first, last, quantity.value, quantity.bounds, quantity.qualifier, quantity.unit,
        quantity.unit_as_written, quantity.readings,
    )  # fmt: skip


def scan(aligned: Aligned) -> Iterator[Quantity]:
    """Quantities with places in ``aligned.text``, from left to right."""
    text, done = aligned.text, 0
    words = _WORD.finditer(text)
    word = next(words, None)
    for run in _RUN.finditer(text):
        while word is not None and word.start() < run.start():
            if word.start() >= done and (counted := _counted_in_words(aligned, word)):
                yield counted
            word = next(words, None)
        if run.start() >= done and (quantity := _quantity(aligned, run.start(), run[0])):
            yield quantity
            done = quantity.end
    while word is not None:
        if word.start() >= done and (counted := _counted_in_words(aligned, word)):
            yield counted
        word = next(words, None)


def _quantity(aligned: Aligned, start: int, run: str) -> Quantity | None:
    text, run = aligned.text, run.rstrip(".,")
    end = start + len(run)
    if len(run) > LONGEST_RUN or not _stands_alone(text, start, end):
        return None
    first = _readings(run)
    if not first:
        return None
    if len(run) == 3 and (spaced := _SPACED.search(text, max(0, start - 16), start)):
        return _with_words(aligned, start, end, (Decimal(spaced[1].replace(" ", "") + run), *first), ())
    second: tuple[Decimal, ...] = ()
    if (to := _TO.match(text, end)) and (other := to[2].rstrip(".,")):
        last = to.start(2) + len(other)
        if to[1] not in (None, "", "%") and not text.startswith(to[1], last + text.startswith(" ", last)):
            return _with_words(aligned, start, end, first, ())
        if _YEAR.fullmatch(run) and _YEAR.fullmatch(other):
            return None
        if _stands_alone(text, to.start(2), last, after_dash=True) and (second := _readings(other)):
            end = last
    return _with_words(aligned, start, end, first, second)


def _with_words(
    aligned: Aligned, start: int, end: int, first: tuple[Decimal, ...], second: tuple[Decimal, ...]
) -> Quantity:
    """A number with its scale, unit and bounding word."""
    text = aligned.text
    scale = _SCALE.match(text, end)
    number_end = scale.end() if scale else end
    unit, unit_start, unit_end = _unit(text, end, scale)
    if scale:
        first, second = _scaled(first, SCALES[scale[1]]), _scaled(second, SCALES[scale[1]])
    if scale and len(first) == 1 and not second and (more := _more(text, scale)):
        added, number_end = more
        first = (first[0] + added,)
        unit, unit_start, unit_end = _unit(text, number_end, None)
        if unit == "" or unit == "vnd":
            unit, unit_start = ("vnd", scale.start(1)) if scale[1] in MONEY_SCALES else (unit, unit_start)
            unit_end = max(unit_end, number_end)
    qualifier, begin = _qualifier(text, start)
    last = unit_end if unit else number_end
    if opened := _OPEN_END.match(text, last):
        qualifier, last = ("at_least" if opened[1] == "lên" else "at_most"), opened.end()
    written = aligned.printed(unit_start, unit_end) if unit else ""
    written = _NUMBER_WITHIN.sub("…", written)
    whole = len(first) == 1 and len(second) <= 1
    undecided = () if whole and (not second or first[0] < second[0]) else (*first, *second)
    if undecided or (text.find(".", start, end) >= 0 and _has_point(text[start:end])):
        readings = undecided or first
        return Quantity(begin, last, start, number_end, None, Bounds(None, None), qualifier, unit, written, readings)
    if second:
        return Quantity(begin, last, start, number_end, None, Bounds(first[0], second[0]), "range", unit, written)
    return Quantity(begin, last, start, number_end, first[0], Bounds.of(first[0], qualifier), qualifier, unit, written)


def _has_point(printed: str) -> bool:
    """Whether a point stands where Vietnamese has none: "2.5" is half a number of another language, or a day."""
    return any("." in run and not _GROUPED.fullmatch(run.rstrip(".,")) for run in _RUN.findall(printed))


def _more(text: str, scale: re.Match[str]) -> tuple[Decimal, int] | None:
    """What follows a scale as part of its number, and where it ends: "9 tỷ 450 triệu", "1 tỷ rưỡi", "2 nghìn 500"."""
    factor = SCALES[scale[1]]
    if half := _HALF.match(text, scale.end()):
        return factor / 2, half.end()
    if (rest := _REST.match(text, scale.end())) and SCALES[rest[2]] < factor:
        return Decimal(rest[1].replace(",", ".")) * SCALES[rest[2]], rest.end()
    if factor == SCALES["nghìn"] and (hundreds := _HUNDREDS.match(text, scale.end())):
        return Decimal(hundreds[1]), hundreds.end(1)
    return None


def _scaled(numbers: tuple[Decimal, ...], factor: Decimal) -> tuple[Decimal, ...]:
    """Numbers times a power of ten, whole where they are: 7,9 tỷ is 7900000000."""
    products = (number * factor for number in numbers)
    return tuple(n.to_integral_value() if n == n.to_integral_value() else n for n in products)


def _readings(run: str) -> tuple[Decimal, ...]:
    """What a run of digits, points and commas may mean; () for what is no number at all."""
    if _PLAIN.fullmatch(run):
        return (Decimal(run),)
    if _GROUPED.fullmatch(run):
        return (Decimal(run.replace(".", "").replace(",", ".")),)
    if decimal := _DECIMAL.fullmatch(run):
        as_decimal = Decimal(f"{decimal[1]}.{decimal[2]}")
        if len(decimal[2]) == 3 and _ENGLISH.fullmatch(run):
            return Decimal(run.replace(",", "")), as_decimal
        return (as_decimal,)
    if _POINT.fullmatch(run):
        return (Decimal(run),)
    if _ENGLISH.fullmatch(run):
        return Decimal(run.replace(",", "")), Decimal(run.replace(",", "").replace(".", ""))
    return ()


_OF = re.compile(r"/([0-9]{1,5})(?![0-9/.,-]) ?")
LARGEST_FRACTION = 10
"""Up to here "2/3 cán bộ" is a fraction of them and no count."""


def _out_of(text: str, end: int) -> bool:
    """Whether a number is the first of "9/14 lớp"."""
    of = _OF.match(text, end)
    if of is None or not _units().at(text, of.end()):
        return False
    whole = int(of[1])
    return whole > LARGEST_FRACTION and not _YEAR.fullmatch(of[1])


def _stands_alone(text: str, start: int, end: int, *, after_dash: bool = False) -> bool:
    """Whether digits are a number of their own, no part of a date, a code or a document's number."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if (
        before.isalnum()
        or before in ("/", "_", "@", "+")
        or (before in (".", ",") and text[start - 2 : start - 1].isdigit())
    ):
        return False
    if before == "-" and not after_dash and text[start - 2 : start - 1].strip():
        return False
    if (before == ":" and text[start - 2 : start - 1].isdigit()) or (
        after == ":" and text[end + 1 : end + 2].isdigit()
    ):
        return False  # a time of day
    if after == "-" and text[end + 1 : end + 2].isalpha():
        return False
    if after == "/":
        return _out_of(text, end)
    return not (after.isalpha() or after == "_") or bool(_SCALE.match(text, end) or _units().at(text, end))


def _unit(text: str, end: int, scale: re.Match[str] | None) -> tuple[str, int, int]:
    """Unit after a number and its place, the scale of money included: "tỷ đồng"; "" where there is none."""
    place = scale.end() if scale else end
    place += text.startswith(" ", place)
    if text.startswith("%", place) and not scale:
        return "percent", place, place + 1
    if money := _MONEY.match(text, scale.end() if scale else end):
        begin = scale.start() if scale else money.start()
        return "vnd", begin + text.startswith(" ", begin), money.end()
    place = of.end() if (of := _OF.match(text, end)) else place
    found = _units().at(text, place)
    if (found and not found[1].startswith("đồng")) or (found and found[1] == "đồng chí"):
        return UNIT_WORDS[found[1]], place, found[0]
    if scale and scale[1] in MONEY_SCALES:
        return "vnd", scale.start() + text.startswith(" ", scale.start()), scale.end()
    return "", place, place


def _qualifier(text: str, start: int) -> tuple[str, int]:
    """The bounding word before a number, and where it begins; exact where there is none."""
    if not text.endswith(_BOUNDING, 0, start):
        return "exact", start
    window = text[max(0, start - 32) : start]
    found = _QUALIFIER.search(window)
    if found is None:
        return "exact", start
    before = _LAST_WORD.search(window, 0, found.start())
    if found[1] == "hơn" and before and before[1] in COMPARING:
        return "exact", start
    return QUALIFIER_WORDS[found[1]], start - len(window) + found.start(1)


def _counted_in_words(aligned: Aligned, word: re.Match[str]) -> Quantity | None:
    """ "hai lớp": a number word directly before a unit that is counted."""
    text = aligned.text
    unit = _units().at(text, word.end())
    before = _LAST_WORD.search(text, max(0, word.start() - 12), word.start())
    if unit is None or UNIT_WORDS[unit[1]] in ("percent", "vnd"):
        return None
    if before and (
        before[1] in NUMBER_WORDS or before[1] in _OF_A_LARGER_WORD or (word[1] == "năm" and before[1] in _NOT_FIVE)
    ):
        return None
    value = Decimal(NUMBER_WORDS[word[1]])
    qualifier, begin = _qualifier(text, word.start())
    number_end = word.end() - 1
    return Quantity(
        begin, unit[0], word.start(), number_end, value, Bounds.of(value, qualifier), qualifier, UNIT_WORDS[unit[1]],
        aligned.printed(word.end(), unit[0]),
    )  # fmt: skip

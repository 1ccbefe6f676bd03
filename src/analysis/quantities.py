"""Numbers as Vietnamese publications print them, and arithmetic on what their words allow.

Two grammars, on purpose. A *cell* of a data file is read strictly: what could mean two numbers ("2.547": 2547 in
Vietnamese, 2.547 in English) is refused with both readings. *Prose* is Vietnamese: there "2.547" is 2547.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

_PLAIN = re.compile(r"-?\d+", re.ASCII)
_DECIMAL = re.compile(r"(-?\d+)[.,](\d+)", re.ASCII)
_GROUPED = re.compile(r"(-?[1-9]\d{0,2}(?:\.\d{3}){2,})(?:,(\d+))?|(-?[1-9]\d{0,2}(?:\.\d{3})+),(\d+)", re.ASCII)
LONGEST_NUMBER = 60
"""Characters; anything longer is a slip of the keyboard, not a number."""

_PROSE_NUMBER = r"(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?)(?![.,]?[0-9])"
_PROSE = re.compile(
    rf"(?<![\w.,])(?P<first>{_PROSE_NUMBER})(?:\s*-\s*(?P<second>{_PROSE_NUMBER}))?(?:\s*(?P<scale>nghìn|ngàn|triệu|tỷ|tỉ)\b)?"
)
_SCALE = {
    "nghìn": Decimal(1000),
    "ngàn": Decimal(1000),
    "triệu": Decimal(10**6),
    "tỷ": Decimal(10**9),
    "tỉ": Decimal(10**9),
}


class NumberFormatError(ValueError):
    """A cell that is no number, or more than one. ``readings`` lists unambiguous spellings of what it may mean."""

    def __init__(self, cell: str, readings: tuple[str, ...] = ()) -> None:
        self.cell = cell
        self.readings = readings
        super().__init__(
            f"{cell!r} is not one number" + (f"; did you mean {' or '.join(readings)}?" if readings else "")
        )


def read_number(cell: str) -> Decimal:
    """One cell of a data file as an exact decimal number.

    Read are whole numbers (``2547``), decimals with a point or a comma (``25.6``, ``25,6``) and Vietnamese groups that
    leave no doubt (``1.234.567``, ``1.234,5``). Raises NumberFormatError for everything else, above all for one
    separator before exactly three digits, which is a thousand in one language and a decimal in the other.
    """
    if len(cell) > LONGEST_NUMBER:
        raise NumberFormatError(cell)
    if _PLAIN.fullmatch(cell):
        return Decimal(cell)
    if match := _GROUPED.fullmatch(cell):
        whole = (match[1] or match[3]).replace(".", "")
        fraction = match[2] or match[4]
        return Decimal(f"{whole}.{fraction}" if fraction else whole)
    if match := _DECIMAL.fullmatch(cell):
        whole, fraction = match[1], match[2]
        if len(fraction) != 3 or whole.lstrip("-").startswith("0"):
            return Decimal(f"{whole}.{fraction}")
        raise NumberFormatError(cell, (f"{whole}{fraction}", f"{whole}.{fraction}0"))
    raise NumberFormatError(cell)


def write_number(value: Decimal) -> str:
    """A number as a cell that ``read_number`` reads back: no needless zeros, and never just three decimals."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}0" if _DECIMAL.fullmatch(text) and _is_ambiguous(text) else text


def _is_ambiguous(text: str) -> bool:
    whole, _, fraction = text.lstrip("-").partition(".")
    return len(fraction) == 3 and not whole.startswith("0")


DecimalMark = Literal[".", ","]

_GROUP_OF_MARK: Mapping[DecimalMark, str] = {".": ",", ",": "."}
_MARKED = {
    mark: re.compile(
        rf"-?(?:\d+|[1-9]\d{{0,2}}(?P<group>[{group} \u00a0\u202f])\d{{3}}(?:(?P=group)\d{{3}})*)"
        rf"(?:[{mark}](?P<fraction>\d+))?",
        re.ASCII,
    )
    for mark, group in _GROUP_OF_MARK.items()
}
"""Numbers under each decimal mark, in groups of thousands or without."""


def decimal_mark_of(cell: str) -> DecimalMark | None:
    """The decimal mark that a number proves ("25.6", "1.234,5", "1.234.567"); None when it proves none ("2.547")."""
    for mark, pattern in _MARKED.items():
        if match := pattern.fullmatch(cell):
            fraction, group = match["fraction"], match["group"]
            whole = cell.lstrip("-").partition(mark)[0]
            if fraction and (len(fraction) != 3 or len(whole) > 3 or whole == "0"):
                return mark
            if not fraction and group == _GROUP_OF_MARK[mark] and cell.count(group) > 1:
                return mark
    return None


def read_marked_number(cell: str, mark: DecimalMark) -> Decimal:
    """A number of a file whose decimal mark is known, with or without groups of thousands.

    Raises NumberFormatError for everything else, such as groups of a wrong length.
    """
    if len(cell) > LONGEST_NUMBER or not _MARKED[mark].fullmatch(cell):
        raise NumberFormatError(cell)
    digits = cell.translate({ord(sign): None for sign in f"{_GROUP_OF_MARK[mark]} \u00a0\u202f"})
    return Decimal(digits.replace(mark, "."))


def plain(text: str) -> str:
    """Text with the same length in which no-break spaces and long dashes are ordinary, so that places stay valid."""
    return text.translate({0x00A0: " ", 0x2013: "-", 0x2014: "-"})


def numbers_in(text: str) -> tuple[Decimal, ...]:
    """Every number of a Vietnamese phrase, ranges as two, with "nghìn/triệu/tỷ" multiplied out."""
    found: list[Decimal] = []
    for match in _PROSE.finditer(plain(unicodedata.normalize("NFC", text)).lower()):
        scale = _SCALE.get(match["scale"] or "", Decimal(1))
        parts = filter(None, (match["first"], match["second"]))
        found += [Decimal(part.replace(".", "").replace(",", ".")) * scale for part in parts]
    return tuple(found)


UNIT_WORDS: Mapping[str, str] = {
    "lượt": "participation",
    "lượt người": "participation",
    "người": "person",
    "đồng chí": "person",
    "cán bộ": "person",
    "học viên": "trainee",
    "lớp": "class",
    "đồng": "vnd",
    "tỷ đồng": "vnd",
    "triệu đồng": "vnd",
    "%": "percent",
    "lĩnh vực": "content_area",
}
"""Units of published figures by the words that print them."""

QUALIFIER_WORDS: Mapping[str, str] = {
    "hơn": "more_than",
    "trên": "more_than",
    "ít nhất": "at_least",
    "tối thiểu": "at_least",
    "gần": "nearly",
    "ngót": "nearly",
    "khoảng": "about",
    "chừng": "about",
    "dưới": "under",
    "chưa đến": "under",
    "không quá": "at_most",
    "tối đa": "at_most",
}
"""Words that bound a number when they stand directly before it."""


def qualifier_before_number(quotation: str) -> str:
    """The qualifier that a quotation itself gives its first number; "" when it gives none."""
    before = re.split(r"[0-9]", plain(quotation).lower(), maxsplit=1)[0].split()
    for length in (2, 1):
        if word := QUALIFIER_WORDS.get(" ".join(before[-length:])):
            return word
    return ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a published number allows: ``low ≤ true value ≤ high``; None where nothing is said."""

    low: Decimal | None
    high: Decimal | None

    @classmethod
    def of(
        cls, value: Decimal | None, qualifier: str, low: Decimal | None = None, high: Decimal | None = None
    ) -> Bounds:
        """Bounds of a printed value under its qualifier; for ``range`` the two printed ends."""
        if qualifier == "exact":
            return cls(value, value)
        if qualifier in ("more_than", "at_least"):
            return cls(value, None)
        if qualifier in ("nearly", "under", "at_most"):
            return cls(None, value)
        if qualifier == "range":
            return cls(low, high)
        return cls(None, None)

    @classmethod
    def rounded(cls, value: Decimal) -> Bounds:
        """All numbers that round to ``value`` as printed: 136 → 135.5 to 136.5, 25.6 → 25.55 to 25.65."""
        exponent = value.as_tuple().exponent
        half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
        return cls(value - half, value + half)

    @property
    def finite(self) -> bool:
        """Both ends are known."""
        return self.low is not None and self.high is not None

    @property
    def is_point(self) -> bool:
        """One exact number."""
        return self.finite and self.low == self.high

    def contains(self, number: Decimal) -> bool:
        """Whether the words allow this number."""
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)

    def within(self, other: Bounds) -> bool:
        """Whether everything that these words allow is allowed by ``other`` as well."""
        low = other.low is None or (self.low is not None and other.low <= self.low)
        return low and (other.high is None or (self.high is not None and self.high <= other.high))

    def apart(self, other: Bounds) -> bool:
        """Whether no number is allowed by both."""
        pairs = ((self.high, other.low), (other.high, self.low))
        return any(high is not None and low is not None and high < low for high, low in pairs)

    def __add__(self, other: Bounds) -> Bounds:
        return Bounds(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
        )

    def __sub__(self, other: Bounds) -> Bounds:
        return self + Bounds(
            None if other.high is None else -other.high,
            None if other.low is None else -other.low,
        )

    def __truediv__(self, other: Bounds) -> Bounds:
        """Quotient of two positive quantities; an end is None where the other's words leave it open."""
        low = None if self.low is None or other.high is None else self.low / other.high
        high = None if self.high is None or other.low is None or other.low <= 0 else self.high / other.low
        return Bounds(low, high)


def format_number(value: Decimal | float, lang: Literal["vi", "en"], digits: int | None = None) -> str:
    """A number as the language prints it: 19.843,5 in Vietnamese, 19,843.5 in English.

    ``digits`` is the number of decimals; without it a Decimal keeps its own, a float is printed in full.
    """
    if digits is None:
        text = f"{value if isinstance(value, Decimal) else Decimal(str(value)):,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{value:,.{digits}f}"
    if text.startswith("-"):
        text = "\u2212" + text[1:] if text.strip("-0.,") else text[1:]
    return text.translate({ord(","): ".", ord("."): ","}) if lang == "vi" else text

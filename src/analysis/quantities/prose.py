"""Numbers, units and bounding words in Vietnamese prose, where "2.547" is 2547."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

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

"""The unit that the words of a table give its numbers, with the scale that they name: "Kinh phí (triệu đồng)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from analysis.quantities import MONEY_HEADS, UNIT_WORDS
from analysis.quantities.phrases import any_of


class Unit(NamedTuple):
    """A code of the vocabulary, what a printed number is multiplied by, and where its words stand."""

    code: str
    scale: Decimal
    start: int
    end: int

    def scaled(self, number: Decimal | None) -> Decimal | None:
        """What a printed number of this unit is; whole numbers stay whole."""
        if number is None or self.scale == 1:
            return number
        product = number * self.scale
        return product.to_integral_value() if product == product.to_integral_value() else product


_COUNTS = {word: code for word, code in UNIT_WORDS.items() if code in ("participation", "person", "trainee", "class")}
_BARE = [word for word in _COUNTS if _COUNTS[word] in ("participation", "trainee", "class")] + ["người"]
"""Words that name a unit without "số" before them; "Cán bộ" heads a column of cadres, whatever they are counted in."""
_LINE = re.compile(r"(?:đơn vị(?: tính)?|đvt) ?: ?")
_SHARE = re.compile(r"%|phần trăm")


@cache
def _named() -> re.Pattern[str]:
    counted, bare, money = any_of(_COUNTS), any_of(_BARE), any_of(MONEY_HEADS)
    numbered = rf"(?:tổng số|số lượng|tổng|số) (?P<counted>{counted})(?!\w)"
    begins = rf"(?:^|(?<=[(:/]))(?:[-+*] ?)?(?P<bare>{bare})(?!\w)"
    enclosed = (
        rf"[(:] ?(?:đvt ?:? ?|đơn vị(?: tính)? ?:? ?)?(?P<enclosed>{any_of({**_COUNTS, **MONEY_HEADS})}) ?(?=[),;]|$)"
    )
    return re.compile(rf"(?<!\w){numbered}|{begins}|{enclosed}|^(?P<money>{money})$")


def units_named(words: str, start: int) -> list[Unit]:
    """The units that a head of a column or row names, one for each code; ``start`` is the place of its words.

    A share is one whatever it is a share of: "Tỷ lệ số lớp (%)".
    """
    if share := _SHARE.search(words):
        return [Unit("percent", Decimal(1), start + share.start(), start + share.end())]
    found: dict[str, Unit] = {}
    for match in _named().finditer(words):
        kind = str(match.lastgroup)
        found.setdefault(*_entry(match[kind], start + match.start(kind)))
    return [*found.values()]


def unit_of_cell(words: str, start: int) -> list[Unit]:
    """The unit that a cell of the column "ĐVT" is; several of "lớp/học viên", none of other words."""
    found = dict(_entries(words, start))
    return [*found.values()]


def units_of_line(words: str, start: int) -> list[Unit]:
    """The units of a line "Đơn vị tính: …" above a table."""
    line = _LINE.search(words)
    if line is None:
        return []
    told = re.split(r"[)(.]", words[line.end() :])[0]
    return unit_of_cell(told, start + line.end())


def _entries(words: str, start: int) -> Iterator[tuple[str, Unit]]:
    whole = words.strip()
    begin = start + len(words) - len(words.lstrip())
    if whole in _COUNTS or whole in MONEY_HEADS or _SHARE.fullmatch(whole):
        yield _entry(whole, begin)
        return
    for part in re.finditer(r"[^,;/]+", words):
        inner = part[0].strip()
        if inner in _COUNTS or inner in MONEY_HEADS or _SHARE.fullmatch(inner):
            yield _entry(inner, start + part.start() + len(part[0]) - len(part[0].lstrip()))


def _entry(word: str, start: int) -> tuple[str, Unit]:
    code = "percent" if _SHARE.fullmatch(word) else _COUNTS.get(word, "vnd")
    scale = Decimal(MONEY_HEADS.get(word, 1)) if code == "vnd" else Decimal(1)
    return code, Unit(code, scale, start, start + len(word))

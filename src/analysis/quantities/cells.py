"""Numbers in the cells of data files: read strictly, so that what could mean two numbers is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

_PLAIN = re.compile(r"-?\d+", re.ASCII)
_DECIMAL = re.compile(r"(-?\d+)[.,](\d+)", re.ASCII)
_GROUPED = re.compile(r"(-?[1-9]\d{0,2}(?:\.\d{3}){2,})(?:,(\d+))?|(-?[1-9]\d{0,2}(?:\.\d{3})+),(\d+)", re.ASCII)
LONGEST_NUMBER = 60
"""Characters; anything longer is a slip of the keyboard, not a number."""


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

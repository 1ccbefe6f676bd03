"""The shape that every delivered file is brought into: numbers, each with the labels that stand around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from analysis.sources.cells import Flaw

LARGEST_FILE = 50_000_000
"""Bytes; a table of statistics is a thousand times smaller."""

MOST_CELLS = 2_000_000
"""Numbers in one file; all provinces, years and industries of one table are some ten thousand."""

MISSING = frozenset({"", ".", "..", "...", "....", "…", ":", "n/a", "na", "nd"})
"""How files say that a number was not published."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number as delivered: its labels (one for each dimension), its text, and where it stands.

    ``typed``: the file itself says that this is a number, so that a point in it is a decimal point.
    """

    labels: tuple[str, ...]
    text: str
    typed: bool
    row: int
    column: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivered table: names of the dimensions, the numbers, and what was wrong or left out on the way.

    ``about``: what the file says of the whole table (title, unit, labels that all numbers share).
    """

    dimensions: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    sheet: str = ""
    about: tuple[str, ...] = ()

    def labels(self, dimension: int) -> list[str]:
        """The labels of one dimension in the order in which they first occur."""
        return list(dict.fromkeys(number.labels[dimension] for number in self.numbers))


@dataclass(frozen=True, slots=True)
class Recognisers:
    """What a reader of a bare grid may ask to find its way: is this text a place, is it a part of the breakdown?"""

    place: Callable[[str], bool]
    category: Callable[[str], bool]


def tidy(text: str) -> str:
    """A label in composed Unicode without needless spaces and line breaks."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00a0", " ").split())


_YEAR = re.compile(
    r"(?:năm )?(?:(?P<before>sơ bộ|prel\.?|preliminary|ước tính|ước|estimate[ds]?|est\.?) )?(?P<year>[12]\d{3})(?:\.0)?"
    r"(?: ?\(?(?P<after>sơ bộ|prel\.?|preliminary|p|ước tính|ước|estimate[ds]?|est\.?|e)\)?)?",
    re.ASCII | re.IGNORECASE,
)


def read_year(label: str) -> tuple[int, str] | None:
    """Year and observation status of a label such as ``2016``, ``Năm 2016``, ``Sơ bộ 2016`` or ``Prel. 2016``."""
    match = _YEAR.fullmatch(tidy(label).casefold())
    if match is None:
        return None
    mark = (match["before"] or match["after"] or "").rstrip(".")
    status = "final" if not mark else "preliminary" if mark[0] in "sp" else "estimated"
    return int(match["year"]), status

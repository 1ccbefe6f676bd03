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


NIL = frozenset({"-", "–", "—", "−"})
"""What statistical offices print for "nothing to report", and others for "not known"."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number as delivered: its labels (one for each dimension), its text, and where it stands.

    ``typed``: the file itself says that this is a number, so that a point in it is a decimal point. ``mark``: what the
    file says of the status of this one number.
    """

    labels: tuple[str, ...]
    text: str
    typed: bool
    row: int
    column: str
    mark: str = ""


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


_MARK = r"\(?(?:sơ bộ|prel(?:iminary)?\.?|ước tính|ước|estimate[ds]?|est\.?)\)?"
_YEAR = re.compile(
    rf"(?:năm )?(?P<before>(?:{_MARK}[ /-]?)*)(?:năm )?(?P<year>[12]\d{{3}})(?:\.0)?"
    rf"(?P<after>(?: ?/? ?{_MARK})*| ?\(?[pe]\)?)",
    re.ASCII | re.IGNORECASE,
)
_MARK_WITHIN = re.compile(r"\b(sơ bộ|prel\b|preliminary|ước tính|estimate[ds]?\b)", re.IGNORECASE)
_SEPARATOR = re.compile(r"[\s,;:(-]+")


def read_year(label: str) -> tuple[int, str] | None:
    """Year and observation status of a label such as ``2016``, ``Năm 2016``, ``Sơ bộ 2016`` or ``Sơ bộ Prel. 2016``."""
    match = _YEAR.fullmatch(tidy(label).casefold())
    if match is None:
        return None
    marks = match["before"] + match["after"]
    status = "final" if not marks else "preliminary" if "sơ" in marks or "p" in marks else "estimated"
    return int(match["year"]), status


def year_apart(label: str) -> tuple[str, str] | None:
    """What and year of a label such as “Số lớp 2020”, “Tổng số Sơ bộ 2020” or “2020 Tổng số”; None for any other."""
    text = tidy(label)
    cuts = [(text[: match.start()], text[match.end() :]) for match in _SEPARATOR.finditer(text)]
    last = next(
        ((what, year.removesuffix(")")) for what, year in cuts if what and read_year(year.removesuffix(")"))), None
    )
    return last or next(((what, year) for year, what in reversed(cuts) if what and read_year(year)), None)


def speaks_of_preliminary(text: str) -> bool:
    """Whether a title or label says somewhere that figures are preliminary or estimated."""
    return _MARK_WITHIN.search(text) is not None

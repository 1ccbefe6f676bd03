"""Reference periods: when a figure is about, which is rarely when it was printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_date(cell: str) -> date:
    """An ISO date (``2009-12-31``). ValueError for any other form and for days that do not exist."""
    if not _ISO.fullmatch(cell):
        raise ValueError(f"{cell!r} is not a date of the form YYYY-MM-DD")
    return date.fromisoformat(cell)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day that a figure covers; ``start`` is None where the source does not say it."""

    start: date | None
    end: date

    @property
    def is_moment(self) -> bool:
        """A state at one day, not something that happened over time."""
        return self.start == self.end

    @property
    def calendar_years(self) -> int | None:
        """Number of calendar years touched, both ends included; None when the start is unknown."""
        return None if self.start is None else self.end.year - self.start.year + 1

    @property
    def is_one_year(self) -> bool:
        """Exactly one calendar year."""
        return self.start == date(self.end.year, 1, 1) and self.end == date(self.end.year, 12, 31)

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day; an unknown start shares nothing that can be relied on."""
        if self.start is None or other.start is None:
            return False
        return self.start <= other.end and other.start <= self.end

    def label(self) -> str:
        """``2009``, ``2010–2015``, ``?–2023`` or ``2021-12-31``: the shortest form that loses nothing."""
        if self.is_moment:
            return self.end.isoformat()
        if self.start is None:
            return f"?–{self.end.year}"
        if self.is_one_year:
            return str(self.end.year)
        if (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31):
            return f"{self.start.year}–{self.end.year}"
        return f"{self.start.isoformat()}–{self.end.isoformat()}"

"""Reference periods: when a figure is about, which is rarely when it was printed."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from analysis.vocabulary import Language

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_date(cell: str) -> date:
    """An ISO date (``2009-12-31``). ValueError for any other form and for days that do not exist."""
    if not _ISO.fullmatch(cell):
        raise ValueError(f"{cell!r} is not a date of the form YYYY-MM-DD")
    return date.fromisoformat(cell)


def is_date(cell: str) -> bool:
    """Whether a cell is a day that ``read_date`` reads."""
    try:
        read_date(cell)
    except ValueError:
        return False
    return True


def format_date(day: date, lang: Language | None = None) -> str:
    """A day as the language prints it: ``22/08/2022`` in Vietnamese, ``22 August 2022`` in English; ISO without one."""
    if lang == "vi":
        return f"{day.day:02}/{day.month:02}/{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if lang == "en" else day.isoformat()


def _format_month(day: date, lang: Language) -> str:
    return f"{day.month:02}/{day.year}" if lang == "vi" else f"{_MONTHS[day.month - 1][:3]} {day.year}"


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
    def is_whole_years(self) -> bool:
        """From the first day of a calendar year to the last day of the same or a later one."""
        start = self.start
        return start is not None and (start.month, start.day, self.end.month, self.end.day) == (1, 1, 12, 31)

    @property
    def is_one_year(self) -> bool:
        """Exactly one calendar year."""
        return self.start == date(self.end.year, 1, 1) and self.end == date(self.end.year, 12, 31)

    @property
    def is_whole_months(self) -> bool:
        """From the first day of a month to the last day of the same or a later one."""
        last = monthrange(self.end.year, self.end.month)[1]
        return self.start is not None and self.start.day == 1 and self.end.day == last

    @property
    def is_named_part_of_a_year(self) -> bool:
        """A year, half-year or quarter of the calendar, as texts name them also before they are over."""
        if self.start is None or not self.is_whole_months or self.start.year != self.end.year:
            return False
        months = self.end.month - self.start.month + 1
        return months in (3, 6, 12) and (self.start.month - 1) % months == 0

    def label(self, lang: Language | None = None) -> str:
        """``2009``, ``2010–2015``, ``01/2018–06/2018``, ``?–2023`` or days: the shortest form that loses nothing.

        Months and days are printed as the language does; without one days in ISO form.
        """
        if self.is_moment:
            return format_date(self.end, lang)
        if self.start is None:
            return f"?–{self.end.year}"
        if self.is_one_year:
            return str(self.end.year)
        if self.is_whole_years:
            return f"{self.start.year}–{self.end.year}"
        dash = " – " if lang == "en" else "–"  # months and days in English have spaces of their own
        if lang and self.is_whole_months:
            return f"{_format_month(self.start, lang)}{dash}{_format_month(self.end, lang)}"
        return f"{format_date(self.start, lang)}{dash}{format_date(self.end, lang)}"

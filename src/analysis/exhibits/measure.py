"""What an exhibit compares: the official series that it was given, by the name, unit and decimals of that series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.exhibits.wording import printed_unit, words
from analysis.quantities import format_number
from analysis.vocabulary import INDICATOR, Language

if TYPE_CHECKING:
    import pandas as pd

    from analysis.outcomes import Data

SURVEYS = ("citizen_survey", "business_survey")
"""Indicators that many series share: what such a series measures, only its title says."""

ONE_DECIMAL = ("percent", "fraction", "thousand_persons")


@dataclass(frozen=True, slots=True)
class Measure:
    """``scale``: what a value is multiplied by to be printed, as a share of one is printed as per cent."""

    series_id: str
    title: str
    unit: str
    label: str
    scale: int
    digits: int
    lang: Language

    @property
    def axis(self) -> str:
        """Name and unit, as an axis or the head of columns has them."""
        return f"{self.title} ({self.label})"

    @property
    def within(self) -> str:
        """The name inside a sentence; that of a survey begins with letters that stay large."""
        return self.title if self.title[:2].isupper() else f"{self.title[0].lower()}{self.title[1:]}"

    def printed(self, values: pd.Series) -> pd.Series:
        """Values of the series in the unit that they are printed in."""
        return values * self.scale

    def bare(self, value: float) -> str:
        """A printed value without its unit; a dash where there is none."""
        return format_number(float(value), self.lang, self.digits) if value == value else "–"

    def value(self, value: float) -> str:
        """A printed value with its unit."""
        return words(f"value.{self.unit}", self.lang, value=self.bare(value))

    def gap(self, value: float) -> str:
        """The difference of two printed values with its unit: two shares are some points apart."""
        return words(f"gap.{self.unit}", self.lang, value=self.bare(value))


def measure(data: Data, series_id: str, lang: Language) -> Measure:
    """The measure of a declared series. KeyError for an unknown one."""
    known = data.series[data.series["series_id"] == series_id]
    if known.empty:
        raise KeyError(f"no series {series_id!r}; there are {', '.join(data.series['series_id'])}")
    series = known.iloc[0]
    fraction = series["unit"] == "fraction"
    decimals = int(series["decimals"]) - (2 if fraction else 0)
    title = series[f"title_{lang}"] if series["indicator"] in SURVEYS else INDICATOR.label(series["indicator"], lang)
    unit = "percent" if fraction else str(series["unit"])
    most = 1 if series["unit"] in ONE_DECIMAL else 2
    label, scale = printed_unit(series, lang), 100 if fraction else 1
    return Measure(series_id, str(title), unit, label, scale, max(0, min(decimals, most)), lang)


def series_of(panel: pd.DataFrame) -> tuple[str, list[str]]:
    """The series of a panel, and the weights of those of its rows that were computed: the series is in every row."""
    of_rows = [set(str(cell).split("|")) for cell in panel["source_id"].unique()]
    shared = {name for names in of_rows for name in names if all(name in others for others in of_rows)}
    if len(shared) != 1:
        raise ValueError(f"which series? The rows share {', '.join(sorted(shared)) or 'none'}")
    return next(iter(shared)), sorted({name for names in of_rows for name in names} - shared)

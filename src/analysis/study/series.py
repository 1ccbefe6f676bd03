"""The series of a panel: one for each place between two breaks, checked and in the order of the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, nan
from typing import TYPE_CHECKING

from analysis.study.provenance import RefusedError
from analysis.study.result import Refusal, sources_of

if TYPE_CHECKING:
    import pandas as pd

OWN = ("place", "year", "value", "segment", "source_ids")
"""Columns of a series; ``value`` is the outcome, whatever it was called."""

TERMS = ("slope", "description", "r2", "phi", "alpha", "percent_a_year", "slope_poisson", "(intercept)")
"""Terms of a trend: no control may have the name of one."""


@dataclass(frozen=True, eq=False)
class Series:
    """The known years of one place, none of them across a break: columns ``OWN`` and those that were asked for."""

    place: str
    data: pd.DataFrame

    @property
    def points(self) -> int:
        """How many years are known."""
        return len(self.data)

    @property
    def period(self) -> str:
        """First and last year."""
        return f"{self.data['year'].iloc[0]}–{self.data['year'].iloc[-1]}"

    @property
    def sources(self) -> str:
        """Where the values come from."""
        return sources_of(self.data)


def whole_years(years: pd.Series) -> pd.Series:
    """Years as numbers, NaN where they are missing; ValueError for dates, periods, fractions and what is no number."""
    import numpy as np
    import pandas as pd

    try:
        if isinstance(years.dtype, pd.PeriodDtype) or years.dtype.kind in "mM":  # these would be counted from 1970
            raise TypeError
        numbers = pd.to_numeric(years).to_numpy("float64", na_value=nan)
        numbers = np.where(np.isfinite(numbers), numbers, nan)
    except (TypeError, ValueError):
        numbers = None
    if numbers is None or (numbers % 1 > 0).any():
        raise ValueError("years are whole numbers such as 2016; use .dt.year of dates, and no fractions of a year")
    return pd.Series(numbers, years.index, name=years.name)


def spans(years: Iterable[float]) -> str:
    """Years as a reader says them, those in a row as a span: ``2008–2014, 2016``; "–" for none."""
    known = sorted({int(year) for year in years})
    firsts = [year for year in known if year - 1 not in known]
    lasts = [year for year in known if year + 1 not in known]
    said = [f"{first}" if first == last else f"{first}–{last}" for first, last in zip(firsts, lasts, strict=True)]
    return ", ".join(said) or "–"


def numbered(segments: pd.Series) -> pd.Series:
    """Numbers of breaks before each year; none where that is not known."""
    import pandas as pd

    return pd.to_numeric(segments).fillna(0).astype("int64")


def since_breaks(panel: pd.DataFrame) -> pd.DataFrame:
    """The rows of a panel (place, segment) that no break of the place's own series parts from its last ones.

    Only a place whose series breaks loses years, so places may keep different ones.
    """
    segment = numbered(panel["segment"])
    return panel[segment == segment.groupby(panel["place"]).transform("max")]


def shared_breaks(panel: pd.DataFrame) -> pd.Series:
    """How many breaks all places share before the year of each row of a panel (year, segment).

    What is worked out over the places of each year, such as a median, is parted by these; a break of one place alone
    parts its own line only.
    """
    return numbered(panel["segment"]).groupby(panel["year"]).transform("min")


def known_years(panel: pd.DataFrame, outcome: str, others: Sequence[str] = ()) -> pd.DataFrame:
    """Rows whose place, year, outcome and ``others`` are known, by place and year, with the columns of ``OWN``.

    A missing segment is the first. ValueError for a missing column, an ``other`` that is named twice or has the name
    of an own column or of a term, a year that is not whole, and a place with several rows for one year: a panel of
    several categories must be cut to one. Coded figures (column ``outcome_id``) are refused instead where a place has
    several for one year (``several-figures-a-year``): that is a matter of the sources, not of the call.
    """
    import pandas as pd

    if lost := [name for name in ("place", "year", outcome, *others) if name not in panel.columns]:
        raise ValueError(f"no column {', '.join(lost)}; a trend needs place, year and {outcome}")
    if taken := sorted(set(others) & {*OWN, *TERMS, outcome}):
        raise ValueError(f"{', '.join(taken)} is in the model already; rename the column or leave it out")
    if twice := sorted({name for name in others if list(others).count(name) > 1}):
        raise ValueError(f"{', '.join(twice)} is named twice; name each column once")
    _refuse_several_figures(panel)
    numbers = {"year": whole_years(panel["year"]), "value": panel[outcome], **{name: panel[name] for name in others}}
    frame = pd.DataFrame(
        {name: pd.to_numeric(column).to_numpy(dtype="float64", na_value=nan) for name, column in numbers.items()}
    ).replace([inf, -inf], nan)
    missing = frame.isna().any(axis=1) | panel["place"].isna().to_numpy()
    segment = panel["segment"] if "segment" in panel.columns else pd.Series(0, index=panel.index)
    frame = frame.assign(place=panel["place"].astype("str").to_numpy(), segment=numbered(segment).to_numpy())
    for column in ("source_ids", "source_id"):
        if column in panel.columns:
            frame["source_ids"] = panel[column].to_numpy()
            break
    frame = frame[~missing]
    one_row_each(frame if "category" not in panel.columns else frame.assign(category=panel["category"]))
    return frame.astype({"year": "int64"}).sort_values(["place", "year"], ignore_index=True)


def one_row_each(rows: pd.DataFrame) -> None:
    """ValueError when a place has several rows for one year; it names the categories among them."""
    repeated = rows[rows.duplicated(["place", "year"], keep=False)]
    if repeated.empty:
        return
    place, year = repeated.iloc[0][["place", "year"]]
    own = repeated[(repeated["place"] == place) & (repeated["year"] == year)]
    found = sorted(set(own["category"])) if "category" in rows.columns else []
    which = (
        f"column category has {', '.join(map(repr, found))}: choose one" if len(found) > 1 else "choose one category"
    )
    raise ValueError(f"{place} has several rows for {year:.0f}; {which}, and one row for each year")


def _refuse_several_figures(panel: pd.DataFrame) -> None:
    """Bounds count as well: one exact figure beside them need not be the figure of the year."""
    repeated = panel[panel.duplicated(["place", "year"], keep=False)] if "outcome_id" in panel.columns else panel[:0]
    if len(repeated):
        (place, year), figures = next(iter(repeated.groupby(["place", "year"])["outcome_id"]))
        named = ", ".join(sorted(figures))
        raise RefusedError(
            Refusal(
                "several-figures-a-year",
                {"place": str(place), "year": str(year), "count": len(figures), "figures": named},
            )
        )


def series_of(panel: pd.DataFrame, outcome: str, others: Sequence[str] = ()) -> list[Series]:
    """A series for each place and segment (number of breaks before the year): a line is never drawn across a break."""
    known = known_years(panel, outcome, others)
    return [
        Series(str(place), data.reset_index(drop=True))
        for (place, _), data in known.groupby(["place", "segment"], sort=True)
    ]

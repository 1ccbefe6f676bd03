"""How long do deviations from the lines last? One place has too few years to tell; all of them together have enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from analysis.study.distributions import critical
from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, sources_of, table
from analysis.study.series import Series, series_of
from analysis.study.trends.autoregression import HIGHEST, LEAST_DEGREES, Persistence, persistent, pooled
from analysis.study.trends.lines import LEAST_POINTS
from analysis.study.trends.regressions import Fitted, least_squares

if TYPE_CHECKING:
    import pandas as pd

METHOD = "AR(1) by moments"


@traced
def persistence(
    panel: pd.DataFrame, *, outcome: str = "value", min_points: int = LEAST_POINTS, level: float = 0.95
) -> Result | Refusal:
    """How far a year's deviation from the place's own line carries over into the next, over all series together.

    ``panel``: columns place, year, ``outcome``; segment and source_ids where known. Residuals of a line through a few
    years go together less than the errors do, below zero even when these are independent; so the mean of
    sum(e_t e_t-1) / sum(e_t²) over series is set against its exact expectation (Sawa 1978), as Solon (1984) and
    Bhargava, Franzini and Narendranathan (1982) do for fixed effects.

    Terms: ``lag1``, that mean, years one apart alone, with t interval over series, which are taken as independent of
    each other; ``lag1_if_independent``, what independent years would give; ``rho``, the AR(1) coefficient at which
    ``lag1`` is expected, from 0 (never below, so that it never narrows an interval) to 0.95 (a caveat says so), its
    interval the ends of that of ``lag1`` carried over (a caveat where only this limit ends it); ``widening_slope`` and
    ``widening_level``, how many times the standard error of independent years the slope, and the height in the last
    year, have with this rho, in the most common design (ratio; n: its series). Series without two neighbouring years,
    or without error, are dropped.

    Refused: no series of ``min_points`` years (``trend-too-short``), none with an error (``fit-without-error``), fewer
    than ten that can be used (``persistence-too-few``). ValueError for ``level`` outside 0 to 1, ``min_points`` below
    four, and a place with two values in one year.
    """
    import pandas as pd

    least = LEAST_DEGREES + 2
    if not 0 < level < 1 or min_points < least:
        raise ValueError(f"level {level} lies outside 0 to 1, or min_points {min_points} is below {least}")
    known = series_of(panel, outcome)
    long = [own for own in known if own.points >= min_points]
    if not long:
        points = max((own.points for own in known), default=0)
        return Refusal("trend-too-short", {"points": points, "needed": min_points})
    lines = lines_of(long)
    if not lines:
        return Refusal("fit-without-error")
    found = pooled([(own.data["year"], fitted) for own, fitted in lines])
    if isinstance(found, Refusal):
        return found
    period = f"{min(own.data['year'].min() for own in long)}–{max(own.data['year'].max() for own in long)}"
    common = {"period": period, "source_ids": sources_of(pd.concat([own.data for own, _ in lines]))}
    rows = [{**common, **row} for row in (*_measured(found, level), *_widened(found, lines, level))]
    settings: dict[str, float | str] = {"outcome": outcome, "min_points": float(min_points), "level": level}
    dropped = len(known) - found.series
    highest = next(row["upper"] for row in rows if row["term"] == "rho")
    open_end = (Caveat("persistence-open", {"rho": HIGHEST}),) if highest >= HIGHEST and not found.capped else ()
    return Result(table(rows), "rho", METHOD, settings, found.series, dropped, (*found.capped, *open_end))


def with_lasting_years(row: pd.Series, lasting: Result, own: Result) -> pd.Series:
    """A slope found as if its years were independent, with the error and interval of years that lean on each other.

    ``row``: a slope of ``trend``, or ``slope_of_means``; ``lasting``: the ``persistence`` of the provinces; ``own``:
    their trends with persistent errors. Exact for a series with the years that most provinces have, since the
    ratio of the errors and the degrees of freedom depend on the years and the persistence alone.
    """
    error = row["std_error"] * lasting.row("widening_slope")["estimate"]
    reach = critical(float(own.settings["level"]), own.estimates("slope")["df"].median()) * error
    widened = row.copy()
    widened["std_error"], widened["lower"], widened["upper"] = error, row["estimate"] - reach, row["estimate"] + reach
    return widened


def lines_of(long: Sequence[Series]) -> list[tuple[Series, Fitted]]:
    """The least-squares line of each series, with its height in the last year; those without error are left out."""
    import pandas as pd

    found = []
    for own in long:
        design = pd.DataFrame({"height": 1.0, "slope": own.data["year"] - float(own.data["year"].iloc[-1])})
        fitted = least_squares(own.data["value"], design, "classical")
        if isinstance(fitted, Fitted):
            found.append((own, fitted))
    return found


def _measured(found: Persistence, level: float) -> list[dict[str, Any]]:
    """The correlation of neighbours, what it would be without persistence, and the persistence behind it."""
    degrees = float(found.series - 1)
    ends = {"lower": found.lag1 - critical(level, degrees) * found.error}
    ends["upper"] = 2 * found.lag1 - ends["lower"]
    measured = {"estimate": found.lag1, "std_error": found.error, **ends, "df": degrees, "n": found.series}
    carried = {name: found.rho_at(end) for name, end in ends.items()}
    return [
        {**measured, "term": "lag1", "method": "mean over series"},
        {"term": "lag1_if_independent", "estimate": found.mean_at(0.0), "n": found.series, "method": "expectation"},
        {"term": "rho", "estimate": found.rho, **carried, "n": found.series, "method": METHOD},
    ]


def _widened(found: Persistence, lines: Sequence[tuple[Series, Fitted]], level: float) -> list[dict[str, Any]]:
    """How many times the error of independent years, in the most common years (the longest of equally common ones)."""
    kinds = Counter(tuple(own.data["year"] - own.data["year"].iloc[0]) for own, _ in lines)
    common = max(kinds, key=lambda years: (kinds[years], len(years), years))
    fitted = next(fit for own, fit in lines if tuple(own.data["year"] - own.data["year"].iloc[0]) == common)

    def times(name: str, rho: float) -> float:
        wide = persistent(fitted, common, rho).row(level, **{name: 1.0})["std_error"]
        return wide / fitted.row(level, **{name: 1.0})["std_error"]

    measured = _measured(found, level)[-1]
    return [
        {
            "term": term, "n": kinds[common], "method": METHOD,
            **{end: times(name, measured[end]) for end in ("estimate", "lower", "upper")},
        }
        for term, name in (("widening_slope", "slope"), ("widening_level", "height"))
    ]  # fmt: skip

"""Did a series step up or bend at a date? Segmented regression, set beside every other date it could have been."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, sources_of, table, weigh
from analysis.study.series import known_years
from analysis.study.trends.regressions import LEAST_FOR_HAC, Errors, Fitted, least_squares
from analysis.study.trends.remarks import of_errors

if TYPE_CHECKING:
    import pandas as pd

LEAST_ON_A_SIDE = 3
"""Two points have a line through both: no error is left on that side."""

ALLOWABLE = ("hac-too-short", "step-across-break")

TERMS = {
    "level_change": {"after": 1.0},
    "slope_change": {"after_year": 1.0},
    "slope_before": {"year": 1.0},
    "slope_after": {"year": 1.0, "after_year": 1.0},
}
"""Each term as a sum of coefficients."""


@dataclass(frozen=True, eq=False)
class _Step:
    """One place: its years, its regression, and the sizes of its step and of those at other dates."""

    place: str
    data: pd.DataFrame
    fitted: Fitted
    own: float
    others: tuple[float, ...]

    @property
    def dates(self) -> int:
        return 1 + len(self.others)

    @property
    def rank(self) -> int:
        """How many dates have a step at least as large, the true one included."""
        return 1 + sum(other >= self.own * (1 - 1e-9) for other in self.others)


@traced
def step_change(
    panel: pd.DataFrame,
    *,
    date: int,
    outcome: str = "value",
    place: str | None = None,
    se: Errors = "hac",
    placebo: bool = True,
    level: float = 0.95,
    min_side: int = LEAST_ON_A_SIDE,
    allow: Collection[str] = (),
) -> Result | Refusal:
    """The change of level and slope of ``place`` (or of each place) from the year ``date`` on: segmented regression.

    Outcome ~ 1 + t + D + D t, with t the years since ``date`` and D one from then on (Wagner and others 2002);
    ``panel`` and ``se`` as for ``trend``. Terms: ``level_change`` at ``date`` (unit of the outcome; p also adjusted for
    the number of places), ``slope_change``, ``slope_before`` and ``slope_after`` (a year). ``placebo_rank``: the same
    model with each other date that leaves ``min_side`` points on both sides; the estimate is the place of the true date
    in the order of |t| of the level change, its p value the share of dates with one at least as large. Dates near a
    true step show part of it, so this p is a cautious one; ``settings`` has the smallest that could come out, and a
    caveat says where that is above 1 - ``level``.

    Refused: fewer than ``min_side`` points on a side (``step-too-short``), a series without error, a break of the
    series at another date, and Newey-West errors from fewer than ten points; the last two can be allowed. Of several
    places, those that are too short or without error are left out and counted. A break of the series at ``date`` itself
    is a caveat: a new method and a new world look the same. ValueError for unknown options or an unknown place.
    """
    if se not in ("hac", "classical") or not 0 < level < 1 or min_side < LEAST_ON_A_SIDE:
        raise ValueError(
            f"se {se!r} is none of hac, classical, or level {level} or min_side {min_side} is out of range"
        )
    known = known_years(panel, outcome)
    if place is not None:
        known = known[known["place"] == place]
        if not (panel["place"].astype("str") == place).any():
            raise ValueError(f"no place {place!r} in the panel")
    series = [(str(name), data.reset_index(drop=True)) for name, data in known.groupby("place", sort=True)]
    long = [(name, data) for name, data in series if min(_sides(data, date)) >= min_side]
    if not long:
        sides = max((_sides(data, date) for _, data in series), key=min, default=(0, 0))
        return Refusal("step-too-short", {"before": sides[0], "after": sides[1], "needed": min_side})
    allowed = weigh(_against(long, date, se), allow, ALLOWABLE)
    if isinstance(allowed, Refusal):
        return allowed
    steps = [step for name, data in long if (step := _step(name, data, date, se, placebo, min_side))]
    if not steps:
        return Refusal("fit-without-error")
    rows = [row for step in steps for row in _rows(step, level, placebo)]
    used = sum(len(step.data) for step in steps)
    settings: dict[str, float | str] = {
        "date": float(date), "se": se, "outcome": outcome, "min_side": float(min_side), "level": level
    }  # fmt: skip
    if placebo:
        settings["smallest"] = 1 / min(step.dates for step in steps)
    caveats = (*allowed, *_caveats(steps, date, se, placebo, 1 - level, len(series) - len(steps)))
    frame = _adjusted(table(rows))
    return Result(frame, "change of level", steps[0].fitted.method, settings, used, len(panel) - used, caveats)


def _sides(data: pd.DataFrame, date: int) -> tuple[int, int]:
    """Points before the date, and from then on."""
    before = int((data["year"] < date).sum())
    return before, len(data) - before


def _breaks(data: pd.DataFrame) -> list[tuple[int, int]]:
    """Last year before each break of a series, and first year after it."""
    years, segments = data["year"].tolist(), data["segment"].tolist()
    return [(years[at - 1], years[at]) for at in range(1, len(years)) if segments[at] != segments[at - 1]]


def _against(long: list[tuple[str, pd.DataFrame]], date: int, se: Errors) -> list[Refusal]:
    found = []
    across = [(name, year) for name, data in long for last, year in _breaks(data) if not last < date <= year]
    if across:
        found.append(
            Refusal("step-across-break", {"place": across[0][0], "year": str(across[0][1]), "date": str(date)})
        )
    short = [len(data) for _, data in long if len(data) < LEAST_FOR_HAC]
    if se == "hac" and short:
        found.append(Refusal("hac-too-short", {"series": len(short), "points": min(short), "needed": LEAST_FOR_HAC}))
    return found


def _fit(data: pd.DataFrame, date: int, se: Errors) -> Fitted | None:
    import pandas as pd

    since = data["year"] - date
    after = (since >= 0).astype("float64")
    design = pd.DataFrame({"(intercept)": 1.0, "year": since, "after": after, "after_year": after * since})
    fitted = least_squares(data["value"], design, se)
    return fitted if isinstance(fitted, Fitted) else None


def _step(place: str, data: pd.DataFrame, date: int, se: Errors, placebo: bool, min_side: int) -> _Step | None:
    """The step of one place; None when no error is left from which it could be judged."""
    fitted = _fit(data, date, se)
    if fitted is None:
        return None
    own, others = _size(fitted), []
    first = data.loc[data["year"] >= date, "year"].iloc[0]
    for other in data["year"].tolist() if placebo else []:
        if other != first and min(_sides(data, other)) >= min_side:
            found = _fit(data, other, se)
            others.append(inf if found is None else _size(found))
    return _Step(place, data, fitted, own, tuple(others))


def _size(fitted: Fitted) -> float:
    row = fitted.row(0.95, after=1.0)
    return abs(row["estimate"]) / row["std_error"]


def _rows(step: _Step, level: float, placebo: bool) -> list[dict[str, Any]]:
    period = f"{step.data['year'].iloc[0]}–{step.data['year'].iloc[-1]}"
    common = {
        "place": step.place, "period": period, "method": step.fitted.method, "source_ids": sources_of(step.data)
    }  # fmt: skip
    rows: list[dict[str, Any]] = [
        {**common, "term": term, **step.fitted.row(level, **weights)} for term, weights in TERMS.items()
    ]
    if placebo:
        method = "other dates, |t| of the level change"
        share = {"estimate": step.rank, "p_value": step.rank / step.dates, "n": step.dates}
        rows.append({**common, "term": "placebo_rank", **share, "method": method})
    return rows


def _caveats(steps: list[_Step], date: int, se: Errors, placebo: bool, alpha: float, left_out: int) -> list[Caveat]:
    found = [of_errors([step.fitted for step in steps], se)]
    broken = [step.place for step in steps if any(last < date <= year for last, year in _breaks(step.data))]
    if broken:
        found.append(Caveat("step-at-break", {"date": str(date), "series": len(broken)}))
    dates = min(step.dates for step in steps)
    if placebo and 1 / dates > alpha + 1e-12:
        found.append(Caveat("placebo-cannot-reject", {"dates": dates, "smallest": 1 / dates, "alpha": alpha}))
    if left_out:
        found.append(Caveat("step-left-out", {"series": left_out}))
    return found


def _adjusted(frame: pd.DataFrame) -> pd.DataFrame:
    from statsmodels.stats.multitest import multipletests

    levels = frame["term"] == "level_change"
    frame.loc[levels, "p_adjusted"] = multipletests(frame.loc[levels, "p_value"], method="holm")[1]
    return frame

"""Do places draw nearer to each other? Growth on the initial level (beta) and the spread itself (sigma)."""

from __future__ import annotations

from collections.abc import Collection
from math import inf, log, nan
from typing import TYPE_CHECKING, Any, Literal

from analysis.study.distributions import critical, two_sided
from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, sources_of, table, weigh
from analysis.study.series import known_years, spans
from analysis.study.trends.regressions import NO_ERROR, Fitted, least_squares

if TYPE_CHECKING:
    import pandas as pd

LEAST_PLACES = 10

Scale = Literal["log", "points"]


@traced
def convergence(
    panel: pd.DataFrame,
    *,
    start: int,
    end: int,
    outcome: str = "value",
    scale: Scale = "log",
    se: Literal["hc3", "classical"] = "hc3",
    level: float = 0.95,
    allow: Collection[str] = (),
) -> Result | Refusal:
    """Whether places that began lower rose faster (beta), and whether the spread fell (sigma), between two years.

    ``panel``: columns place, year, ``outcome`` and, where known, segment and source ids; places without one of the two
    years are dropped. ``scale``: logs and growth a year (Barro and Sala-i-Martin 1992), or the outcome as it is, for
    shares. ``se``: errors of MacKinnon and White (1985, HC3) or classical ones; t intervals.

    Terms: ``beta``, the slope of the yearly growth on the initial level; ``speed``, the rate at which a gap closes,
    from beta = -(1 - exp(-speed T)) / T; ``half_life`` = ln 2 / speed in years. The ends of their intervals are those
    of beta carried over: infinite where beta's reaches zero (never half) or -1 / T (at once). Where beta is not
    negative there is no half-life, only the lower bound that its interval leaves. ``sigma_start``, ``sigma_end``:
    standard deviations between places; ``sigma_change``: their ratio with the interval and p value of Pitman (1939) and
    Morgan (1939) for paired variances, exact for normal values.

    Where the spread does not fall, a negative beta is no more than regression to the mean (Quah 1993): a caveat says
    what beta would be if the spread had stayed. Refused: a year that the series has not, fewer than ten places, a value
    that is not positive (logs), equal initial values, no error left, and years in different segments
    (``convergence-across-break``, can be allowed). ValueError for unknown options or ``start`` not before ``end``.
    """
    _check(scale, se, start, end, level)
    known = known_years(panel, outcome)
    both = _both_years(known, start, end, scale)
    if isinstance(both, Refusal):
        return both
    caveats = weigh(_across(both, start, end), allow, ("convergence-across-break",))
    if isinstance(caveats, Refusal):
        return caveats
    fitted = _growth(both, end - start, se)
    if isinstance(fitted, Refusal):
        return fitted
    beta = fitted.row(level, start=1.0)
    used = known[known["place"].isin(both["place"]) & known["year"].isin((start, end))]
    common = {"period": f"{start}–{end}", "n": len(both), "source_ids": sources_of(used)}
    rows = [{**row, **common} for row in (*_beta_rows(beta, end - start, fitted.method), *_sigma_rows(both, level))]
    settings: dict[str, float | str] = {
        "start": float(start), "end": float(end), "outcome": outcome, "scale": scale, "se": se, "level": level
    }  # fmt: skip
    caveats = (*caveats, *_galton(both, beta["estimate"], end - start))
    return Result(table(rows), "beta", fitted.method, settings, len(both), len(panel) - len(used), caveats)


def _check(scale: Scale, se: str, start: int, end: int, level: float) -> None:
    if scale not in ("log", "points") or se not in ("hc3", "classical"):
        raise ValueError(f"scale {scale!r} is none of log, points, or se {se!r} none of hc3, classical")
    if start >= end or not 0 < level < 1:
        raise ValueError(f"start {start} is not before end {end}, or level {level} lies outside 0 to 1")


def _both_years(known: pd.DataFrame, start: int, end: int, scale: Scale) -> pd.DataFrame | Refusal:
    """Places with both years: place, start, end (on the scale chosen) and the segments of both."""
    import numpy as np

    for year in (start, end):
        if not (known["year"] == year).any():
            return Refusal("year-missing", {"year": str(year), "years": spans(known["year"].unique())})
    first, last = (
        known.loc[known["year"] == year, ["place", "value", "segment"]].rename(
            columns={"value": name, "segment": f"segment_{name}"}
        )
        for year, name in ((start, "start"), (end, "end"))
    )
    both = first.merge(last, on="place").sort_values("place", ignore_index=True)
    if len(both) < LEAST_PLACES:
        return Refusal("too-few-places", {"places": len(both), "needed": LEAST_PLACES})
    if scale == "log":
        low = both[["start", "end"]].min(axis=1)
        if (low <= 0).any():
            at = int(low.to_numpy().argmin())
            return Refusal("convergence-not-positive", {"place": both["place"].iloc[at], "value": float(low.iloc[at])})
        both[["start", "end"]] = np.log(both[["start", "end"]])
    return both


def _across(both: pd.DataFrame, start: int, end: int) -> list[Refusal]:
    across = both.loc[both["segment_start"] != both["segment_end"], "place"]
    return [
        Refusal("convergence-across-break", {"place": one, "places": len(across), "start": str(start), "end": str(end)})
        for one in across.head(1)
    ]


def _growth(both: pd.DataFrame, years: int, se: Literal["hc3", "classical"]) -> Fitted | Refusal:
    import pandas as pd

    start, end = both["start"], both["end"]
    if start.std() <= NO_ERROR * start.abs().max():
        return Refusal("convergence-no-spread")
    design = pd.DataFrame({"(intercept)": 1.0, "start": start - start.mean()})
    fitted = least_squares((end - start) / years, design, se)
    return fitted if isinstance(fitted, Fitted) else Refusal("fit-without-error")


def _speed(beta: float, years: int) -> float:
    """The rate at which gaps close; infinite where they are closed, or turned round, within the period."""
    return -log(1 + beta * years) / years if beta * years > -1 else inf


def _half_life(speed: float) -> float:
    return log(2) / speed if speed > 0 else inf


def _beta_rows(beta: dict[str, float], years: int, method: str) -> list[dict[str, Any]]:
    speeds = {name: _speed(beta[name], years) for name in ("estimate", "lower", "upper")}
    halves = {name: _half_life(speed) for name, speed in speeds.items()}
    common = {"method": method, "df": beta["df"]}
    speed = {"estimate": speeds["estimate"], "lower": speeds["upper"], "upper": speeds["lower"]}
    half = {"estimate": halves["estimate"] if beta["estimate"] < 0 else nan, "lower": halves["lower"]}
    return [
        {**beta, **common, "term": "beta"},
        {**common, **speed, "term": "speed"},
        {**common, **half, "upper": halves["upper"], "term": "half_life"},
    ]


def _sigma_rows(both: pd.DataFrame, level: float) -> list[dict[str, Any]]:
    """Both standard deviations and their ratio; interval and test for paired variances (Morgan 1939, Pitman 1939)."""
    first, last = float(both["start"].std()), float(both["end"].std())
    method = "standard deviation"
    rows: list[dict[str, Any]] = [
        {"term": "sigma_start", "estimate": first, "method": method},
        {"term": "sigma_end", "estimate": last, "method": method},
    ]
    degrees, ratio = len(both) - 2, (last / first) ** 2
    apart = 1 - _correlation(both) ** 2
    if ratio <= 0 or apart <= 0:
        return rows
    reach = 1 + 2 * apart * critical(level, degrees) ** 2 / degrees
    root = (reach**2 - 1) ** 0.5
    t = (ratio - 1) * degrees**0.5 / (2 * (ratio * apart) ** 0.5)
    change = {
        "estimate": ratio**0.5,
        "lower": (ratio * (reach - root)) ** 0.5,
        "upper": (ratio * (reach + root)) ** 0.5,
    }
    tested = {"p_value": two_sided(t, degrees), "df": degrees, "method": "Pitman-Morgan"}
    return [*rows, {"term": "sigma_change", **change, **tested}]


def _correlation(both: pd.DataFrame) -> float:
    return float(both["start"].corr(both["end"])) if both["end"].std() > 0 else 0.0


def _galton(both: pd.DataFrame, beta: float, years: int) -> list[Caveat]:
    """What beta would be with the same correlation of both years and an unchanged spread: (r - 1) / T."""
    if beta >= 0:
        return []
    correlation, ratio = _correlation(both), float(both["end"].std() / both["start"].std())
    unchanged, error = (correlation - 1) / years, 100 * min(1.0, -beta * years)
    return [
        Caveat(
            "regression-to-the-mean",
            {"correlation": correlation, "unchanged": unchanged, "beta": beta, "ratio": ratio, "error": error},
        )
    ]

"""Rates and shares of places with intervals that fit counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Any, Literal

from analysis.study.distributions import chi_square_tail, poisson_limits, proper
from analysis.study.provenance import traced
from analysis.study.provinces.counted import counted, positive
from analysis.study.result import Caveat, Refusal, Result, sources_of, table, weigh

if TYPE_CHECKING:
    import pandas as pd

MUCH = 1.5
"""Counts that scatter more than so many times as widely as Poisson counts are not given Poisson intervals."""


@traced
def rates(
    panel: pd.DataFrame,
    *,
    count: str,
    staff: str,
    per: float = 1000,
    interval: Literal["poisson", "quasi"] = "poisson",
    level: float = 0.95,
) -> Result | Refusal:
    """Events for each ``per`` staff, for each row of a panel, such as participations for each 1,000 officials.

    ``panel``: columns place, ``count``, ``staff``; period or year; source_ids. Participations are events: one person
    may take part twice, and a rate may exceed ``per``. Terms: ``rate`` of each row, ``common`` of all places of a
    period, and ``dispersion``: Pearson's chi-square over its degrees of freedom, around each place's own rate where
    places have several periods, else around the common rate (it then contains real differences between places).

    ``poisson``: exact limits (Garwood 1936). Above a dispersion of ``MUCH`` they would be too narrow: ``rate`` then has
    the limits of ``quasi`` (Poisson limits of the count over its dispersion, McCullagh and Nelder 1989), and
    ``rate_poisson`` shows the others beside them. ``quasi`` never narrows them. Refusals and errors: see ``counted``.
    """
    if interval not in ("poisson", "quasi"):
        raise ValueError(f"interval {interval!r} is neither poisson nor quasi")
    per = positive(per)
    used = counted(panel, count, staff)
    if isinstance(used, Refusal):
        return used
    found = _dispersion(used.frame)
    widened = interval == "quasi" or found.phi > MUCH
    scale = max(1.0, found.phi) if widened and found.phi == found.phi else 1.0
    rows = _rate_rows(used.frame, "rate", per, scale, level, interval="quasi-Poisson" if widened else "Poisson, exact")
    if widened and interval == "poisson":
        rows += _rate_rows(used.frame, "rate_poisson", per, 1.0, level, interval="Poisson, exact")
    rows += _rate_rows(_together(used.frame), "common", per, scale, level, interval=rows[0]["method"])
    if found.phi == found.phi:
        rows.append(
            {
                "term": "dispersion", "estimate": found.phi, "df": found.degrees, "n": len(used.frame),
                "p_value": chi_square_tail(found.phi * found.degrees, found.degrees),
                "method": f"around {found.around}",
            }
        )  # fmt: skip
    settings: dict[str, float | str] = {
        "count": count,
        "staff": staff,
        "per": per,
        "level": level,
        "interval": interval,
        "around": found.around,
    }
    caveats = used.caveats + _dispersion_caveats(found, interval)
    return Result(table(rows), "rate", rows[0]["method"], settings, len(used.frame), used.dropped, caveats)


@traced
def shares(
    panel: pd.DataFrame,
    *,
    persons: str,
    staff: str,
    per: float = 1,
    interval: Literal["wilson", "exact"] = "wilson",
    level: float = 0.95,
    allow: Collection[str] = (),
) -> Result | Refusal:
    """The share of the staff that the ``persons`` are, for each row: persons of persons, never participations.

    ``panel`` as for ``rates``. Terms: ``share`` of each row and ``common`` of all places of a period; ``per`` 100 gives
    per cent. ``wilson``: score interval (Wilson 1927); ``exact``: Clopper and Pearson (1934). Refused when somewhere
    there are more persons than staff (``share-over-one``: these are events for ``rates``; allowed, they are dropped).
    """
    from statsmodels.stats.proportion import proportion_confint

    if interval not in ("wilson", "exact"):
        raise ValueError(f"interval {interval!r} is neither wilson nor exact")
    per, level = positive(per), proper(level)
    weigh([], allow, ("share-over-one",))
    used = counted(panel, persons, staff)
    if isinstance(used, Refusal):
        return used
    over, caveats = used.frame[used.frame["count"] > used.frame["staff"]], used.caveats
    if len(over):
        first = over.iloc[0]
        found = Refusal("share-over-one", {"place": first["place"], "persons": first["count"], "staff": first["staff"]})
        weighed = weigh([found], allow, ("share-over-one",))
        if isinstance(weighed, Refusal):
            return weighed
        caveats += weighed
    frame = used.frame.drop(index=over.index)
    rows = []
    for term, part in (("share", frame), ("common", _together(frame))):
        method = "wilson" if interval == "wilson" else "beta"
        lower, upper = proportion_confint(part["count"].to_numpy(), part["staff"].to_numpy(), 1 - level, method)
        share = part["count"] / part["staff"]
        error = (share * (1 - share) / part["staff"]) ** 0.5
        rows += _rows(part, term, share * per, error * per, lower * per, upper * per, method=METHODS[interval])
    settings: dict[str, float | str] = {
        "persons": persons,
        "staff": staff,
        "per": per,
        "level": level,
        "interval": interval,
    }
    return Result(table(rows), "share", METHODS[interval], settings, len(frame), used.dropped + len(over), caveats)


METHODS = {"wilson": "Wilson", "exact": "Clopper-Pearson"}


@dataclass(frozen=True, slots=True)
class _Dispersion:
    phi: float
    degrees: float
    around: str


def _dispersion(frame: pd.DataFrame) -> _Dispersion:
    """Pearson's chi-square over its degrees of freedom; NaN when nothing is left to scatter."""
    repeated = frame["place"].duplicated().any()
    sums = frame.groupby("place")[["count", "staff"]].transform("sum") if repeated else frame[["count", "staff"]].sum()
    expected = frame["staff"] * sums["count"] / sums["staff"]
    some = expected > 0
    parameters = frame.loc[some, "place"].nunique() if repeated else 1
    degrees = float(some.sum() - parameters)
    around = "place" if repeated else "common"
    if degrees < 1:
        return _Dispersion(nan, degrees, around)
    pearson = ((frame["count"] - expected)[some] ** 2 / expected[some]).sum()
    return _Dispersion(float(pearson / degrees), degrees, around)


def _dispersion_caveats(found: _Dispersion, interval: str) -> tuple[Caveat, ...]:
    if found.phi != found.phi:
        return (Caveat("dispersion-unknown"),)
    if found.phi > MUCH and interval == "poisson":
        return (Caveat("dispersion-in-place" if found.around == "place" else "dispersion-between", {"phi": found.phi}),)
    return ()


def _together(frame: pd.DataFrame) -> pd.DataFrame:
    """All places of each period as one row."""
    sums = frame.groupby("period", as_index=False, sort=True)[["count", "staff"]].sum()
    sources = [sources_of(part) for _, part in frame.groupby("period", sort=True)]
    return sums.assign(place="", source_ids=sources)


def _rate_rows(
    frame: pd.DataFrame, term: str, per: float, scale: float, level: float, *, interval: str
) -> list[dict[str, Any]]:
    """Rates with the limits of the count over ``scale``, made as many times as wide again."""
    counts, staff = frame["count"].to_numpy(), frame["staff"].to_numpy()
    lower, upper = (scale * limit for limit in poisson_limits(counts / scale, level))
    error = (scale * counts) ** 0.5
    parts = [part / staff * per for part in (counts, error, lower, upper)]
    return _rows(frame, term, *parts, method=interval)


def _rows(
    frame: pd.DataFrame, term: str, estimate: Any, error: Any, lower: Any, upper: Any, *, method: str
) -> list[dict[str, Any]]:
    columns = (frame["place"], frame["period"], frame["staff"], frame["source_ids"], estimate, error, lower, upper)
    return [
        {
            "term": term, "place": place, "period": period, "n": n, "source_ids": source, "estimate": value,
            "std_error": deviation, "lower": low, "upper": high, "method": method,
        }
        for place, period, n, source, value, deviation, low, high in zip(*columns, strict=True)
    ]  # fmt: skip

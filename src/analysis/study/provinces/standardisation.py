"""Rates as if all places had the same mix of strata, such as tiers: direct and indirect standardisation."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Literal

from analysis.study.distributions import poisson_limits
from analysis.study.provenance import traced
from analysis.study.provinces.counted import counted, positive
from analysis.study.result import Refusal, Result, sources_of, table, weigh

if TYPE_CHECKING:
    import pandas as pd


@traced
def standardise(
    panel: pd.DataFrame,
    *,
    count: str,
    staff: str,
    strata: str,
    to: pd.DataFrame | Literal["pooled"] = "pooled",
    method: Literal["direct", "indirect"] = "direct",
    per: float = 1000,
    level: float = 0.95,
    allow: Collection[str] = (),
) -> Result | Refusal:
    """Rates for each ``per`` staff, made comparable between places whose staff is mixed differently.

    ``panel``: one row for each place and stratum (columns place, ``strata``, ``count``, ``staff``; source_ids), of one
    period. ``to``: the standard, all places ``pooled`` or a table with ``strata`` and ``staff`` (indirect: ``count``).

    Terms: ``crude`` of each place; ``adjusted``: *direct*, the place's rates weighted by the standard's staff, with the
    gamma limits of Fay and Feuer (1997); *indirect*, the standard's crude rate times ``ratio``, the observed count over
    the one expected at the standard's rates, with exact Poisson limits; ``weight:``, the standard's share of a stratum.

    Refused when a place has no staff in a stratum that the standard weighs, or no row for it (``strata-incomplete``;
    allowed, these places are left out) with ``direct``; for several periods (``standard-across-periods``); and when an
    expected count is zero (``expected-zero``). Otherwise as ``counted``. ValueError when the standard lacks a stratum.
    """
    if method not in ("direct", "indirect"):
        raise ValueError(f"method {method!r} is neither direct nor indirect")
    if strata in ("place", "period", "count", "staff", "source_ids") or strata in (count, staff):
        raise ValueError(f"strata={strata!r}: the column of strata needs a name of its own")
    per = positive(per)
    weigh([], allow, ("strata-incomplete",))
    used = counted(panel, count, staff, keep=(strata,))
    if isinstance(used, Refusal):
        return used
    if len(used.periods) > 1:
        return Refusal("standard-across-periods", {"periods": ", ".join(used.periods)})
    standard = _standard(used.frame, to, count, staff, strata, method)
    wide = {name: used.frame.pivot(index="place", columns=strata, values=name) for name in ("count", "staff")}
    wide = {name: part.reindex(columns=standard.index) for name, part in wide.items()}
    left_out = _incomplete(wide["staff"], standard) if method == "direct" else []
    found = [Refusal("strata-incomplete", {"places": ", ".join(left_out), "count": len(left_out)})] if left_out else []
    allowed = weigh(found, allow, ("strata-incomplete",))
    if isinstance(allowed, Refusal):
        return allowed
    counts, staffs = (wide[name].drop(index=left_out).fillna(0.0) for name in ("count", "staff"))
    if counts.empty:
        return Refusal("counts-missing", {"rows": len(panel), "count": count, "staff": staff})
    rows = _crude(counts, staffs, per, level)
    answer = (_direct if method == "direct" else _indirect)(counts, staffs, standard, per, level)
    if isinstance(answer, Refusal):
        return answer
    rows += answer
    rows += [
        {"term": f"weight:{stratum}", "estimate": weight, "method": "standard"}
        for stratum, weight in standard["weight"].items()
    ]
    shared = {"period": used.periods[0], "source_ids": sources_of(used.frame)}
    frame = table([{**row, **shared} for row in rows])
    settings: dict[str, float | str] = {"method": method, "strata": strata, "per": per, "level": level}
    settings["standard"] = to if isinstance(to, str) else "given"
    dropped = used.dropped + int(used.frame["place"].isin(left_out).sum())
    caveats = (*used.caveats, *allowed)
    return Result(frame, "standardised rate", f"{method} standardisation", settings, len(counts), dropped, caveats)


def _incomplete(staff: pd.DataFrame, standard: pd.DataFrame) -> list[str]:
    """Places without staff in a stratum that the standard weighs, or without a row for it."""
    return [str(place) for place in staff.index[staff.loc[:, standard["weight"] > 0].isna().any(axis=1)]]


def _standard(
    frame: pd.DataFrame, to: pd.DataFrame | str, count: str, staff: str, strata: str, method: str
) -> pd.DataFrame:
    """By stratum, sorted: staff and its share ``weight``, count where it is known. ValueError for a bad standard."""
    import numpy as np

    if isinstance(to, str):
        if to != "pooled":
            raise ValueError(f"to={to!r}: 'pooled' or a table with {strata} and {staff}")
        standard = frame.groupby(strata, sort=True)[["count", "staff"]].sum()
    else:
        needed = [strata, staff, *([count] if method == "indirect" else [])]
        if lost := [name for name in needed if name not in to.columns]:
            raise ValueError(f"the standard has no column {', '.join(lost)}")
        standard = to.assign(**{strata: to[strata].astype("object").astype("str")}).set_index(strata)[needed[1:]]
        standard = standard.rename(columns={count: "count", staff: "staff"}).astype("float64").sort_index()
        if standard.index.has_duplicates or not np.isfinite(standard).all(axis=None) or (standard < 0).any(axis=None):
            raise ValueError("the standard has a stratum twice, a gap or a negative number")
        if unknown := sorted(set(frame[strata]) - set(standard.index)):
            raise ValueError(f"the standard has no stratum {', '.join(unknown)}")
    if standard["staff"].sum() <= 0:
        raise ValueError("the standard has no staff")
    return standard.assign(weight=standard["staff"] / standard["staff"].sum())


def _crude(counts: pd.DataFrame, staffs: pd.DataFrame, per: float, level: float) -> list[dict[str, Any]]:
    whole, staff = counts.sum(axis=1).to_numpy(), staffs.sum(axis=1).to_numpy()
    lower, upper = poisson_limits(whole, level)
    parts = [part / staff * per for part in (whole, whole**0.5, lower, upper)]
    return _rows("crude", counts.index, staff, parts, "Poisson, exact")


def _direct(
    counts: pd.DataFrame, staffs: pd.DataFrame, standard: pd.DataFrame, per: float, level: float
) -> list[dict[str, Any]]:
    """Gamma limits of a weighted sum of Poisson counts, formulas (3) and (4) of Fay and Feuer (1997)."""
    import numpy as np
    from scipy import special

    staff = staffs.to_numpy()
    each = np.divide(standard["weight"].to_numpy(), staff, out=np.zeros_like(staff), where=staff > 0)
    rate, variance, largest = (each * counts).sum(axis=1), (each**2 * counts).sum(axis=1), each.max(axis=1)
    rate, variance = rate.to_numpy(), variance.to_numpy()
    some, tail = variance > 0, (1 - level) / 2
    safe = np.where(some, variance, 1.0)
    shape, scale = np.where(some, rate**2 / safe, 1.0), safe / np.where(some, rate, 1.0)
    lower = np.where(some, scale * special.gammaincinv(shape, tail), 0.0)
    wider = variance + largest**2
    upper = wider / (rate + largest) * special.gammaincinv((rate + largest) ** 2 / wider, 1 - tail)
    parts = [part * per for part in (rate, variance**0.5, lower, upper)]
    return _rows("adjusted", counts.index, staff.sum(axis=1), parts, "Fay-Feuer")


def _indirect(
    counts: pd.DataFrame, staffs: pd.DataFrame, standard: pd.DataFrame, per: float, level: float
) -> list[dict[str, Any]] | Refusal:
    import numpy as np

    rates = np.divide(
        standard["count"], standard["staff"], out=np.zeros(len(standard)), where=standard["staff"].to_numpy() > 0
    )
    expected = staffs.to_numpy() @ np.asarray(rates, dtype="float64")
    if (expected <= 0).any():
        return Refusal("expected-zero", {"place": str(counts.index[expected <= 0][0])})
    observed, staff = counts.sum(axis=1).to_numpy(), staffs.to_numpy().sum(axis=1)
    lower, upper = poisson_limits(observed, level)
    parts = [part / expected for part in (observed, observed**0.5, lower, upper)]
    crude = float(standard["count"].sum() / standard["staff"].sum()) * per
    rows = _rows("ratio", counts.index, staff, parts, "Poisson, exact")
    return rows + _rows("adjusted", counts.index, staff, [part * crude for part in parts], "Poisson, exact")


def _rows(term: str, places: Any, staff: Any, parts: list[Any], method: str) -> list[dict[str, Any]]:
    """One row a place; ``parts``: estimate, standard error, lower and upper end."""
    return [
        {
            "term": term, "place": place, "n": n, "estimate": value, "std_error": deviation, "lower": low,
            "upper": high, "method": method,
        }
        for place, n, value, deviation, low, high in zip(places, staff, *parts, strict=True)
    ]  # fmt: skip

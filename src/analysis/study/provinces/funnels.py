"""Who is unusual for its size: limits around a common value that narrow with more staff (Spiegelhalter 2005)."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Any, Literal

from analysis.study.distributions import critical, proper
from analysis.study.provenance import traced
from analysis.study.provinces.counted import Counted, counted, positive
from analysis.study.provinces.rates import MUCH
from analysis.study.result import Caveat, Refusal, Result, sources_of, table

if TYPE_CHECKING:
    import pandas as pd

Overdispersion = Literal["additive", "multiplicative", "none"]
Kind = Literal["rate", "share"]


@dataclass(frozen=True, slots=True)
class _Scatter:
    """How the limits are widened: ``phi`` times the variance, plus ``tau2``."""

    phi: float
    multiplied: float
    tau2: float


@traced
def funnel(
    panel: pd.DataFrame,
    *,
    count: str,
    staff: str,
    kind: Kind = "rate",
    per: float | None = None,
    overdispersion: Overdispersion = "additive",
    winsorise: float = 0.1,
    target: float | None = None,
    level: float = 0.95,
) -> Result | Refusal:
    """Each place's rate (or share) against the limits that chance alone would set for a place of its size.

    ``panel``: one row for each place (columns place, ``count``, ``staff``; source_ids), of one period. The unit is
    events for each ``per`` staff (without it 1,000 for a rate, 1 for a share). ``target``: the common value, in that
    unit; without it, all counts over all staff. Terms: ``rate`` or ``share`` of each place, where ``lower`` and
    ``upper`` are the limits *around the target*, ``std_error`` the deviation that they rest on and ``p_value`` that of
    the distance (``p_adjusted``: Benjamini and Hochberg 1995); ``target``; ``dispersion``, the mean square of the
    scores with the part ``winsorise`` at either end drawn in; ``tau2`` between places (additive).

    ``none``: exact limits, interpolated between whole counts, with mid-p values. ``multiplicative`` widens all limits
    by the root of the dispersion, ``additive`` adds a variance between places (neither ever narrows them). Drawing in
    keeps the unusual places from hiding themselves, but takes a normal scatter for a third smaller than it is: where
    true values differ normally, about one place in eight lies outside, and one in twenty with ``winsorise=0``.

    Refused for several periods (``funnel-across-periods``), fewer than five places (``funnel-too-few``), a share above
    one (``share-over-one``), a target without limits (``funnel-target``: zero, or a share of one); else as ``counted``.
    """
    if kind not in ("rate", "share") or overdispersion not in ("additive", "multiplicative", "none"):
        raise ValueError(f"kind {kind!r} or overdispersion {overdispersion!r} is unknown")
    if not 0 <= winsorise < 0.5:
        raise ValueError(f"winsorise is a part from 0 to 0.5, not {winsorise}")
    per = positive(per if per is not None else 1000 if kind == "rate" else 1)
    level = proper(level)
    used = counted(panel, count, staff)
    if isinstance(used, Refusal):
        return used
    frame = used.frame
    if isinstance(stopped := _stopped(used, kind, staff), Refusal):
        return stopped
    centre = float(frame["count"].sum() / frame["staff"].sum()) if target is None else target / per
    if not 0 < centre < (1 if kind == "share" else float("inf")):
        return Refusal("funnel-target", {"target": centre * per})
    counts, staffs = frame["count"].to_numpy(), frame["staff"].to_numpy()
    own = null_error(staffs, centre, kind)
    scatter = _scatter((counts / staffs - centre) / own, own, overdispersion, winsorise)
    rows = _place_rows(frame, kind, centre, per, scatter, overdispersion, level)
    common = {"n": len(frame), "source_ids": sources_of(frame), "period": used.periods[0]}
    of_all = [
        ("target", centre * per, "given" if target is not None else "all places"),
        ("dispersion", scatter.phi, "winsorised"),
        *([("tau2", scatter.tau2 * per**2, "moments")] if overdispersion == "additive" else []),
    ]
    rows += [{**common, "term": term, "estimate": value, "method": how} for term, value, how in of_all]
    found = table(rows)
    _adjust(found, kind)
    settings: dict[str, float | str] = {
        "kind": kind, "per": per, "level": level, "overdispersion": overdispersion,
        "winsorise": winsorise, "target": centre * per,
        "multiplied": scatter.multiplied, "tau2": scatter.tau2 * per**2,
    }  # fmt: skip
    caveats = used.caveats
    if overdispersion == "none" and scatter.phi > MUCH:
        caveats += (Caveat("funnel-overdispersed", {"phi": scatter.phi}),)
    return Result(found, kind, f"funnel limits, {overdispersion}", settings, len(frame), used.dropped, caveats)


def _stopped(used: Counted, kind: Kind, staff: str) -> Refusal | None:
    """What keeps these rows from one funnel."""
    frame = used.frame
    if len(used.periods) > 1:
        return Refusal("funnel-across-periods", {"periods": ", ".join(used.periods)})
    if len(frame) < 5:
        return Refusal("funnel-too-few", {"places": len(frame), "needed": 5})
    over, broken = frame[frame["count"] > frame["staff"]], frame[frame["staff"] % 1 != 0]
    if kind == "share" and len(over):
        first = over.iloc[0]
        return Refusal("share-over-one", {"place": first["place"], "persons": first["count"], "staff": first["staff"]})
    if kind == "share" and len(broken):
        first = broken.iloc[0]
        return Refusal("counts-not-whole", {"count": staff, "place": first["place"], "value": first["staff"]})
    return None


def limits(result: Result, staff: Any) -> tuple[Any, Any]:
    """Lower and upper limit of a funnel for other numbers of staff (an array), as its curves need them."""
    settings = result.settings
    per, level, kind = float(settings["per"]), float(settings["level"]), settings["kind"]
    scatter = _Scatter(nan, float(settings["multiplied"]), float(settings["tau2"]) / per**2)
    overdispersion: Any = settings["overdispersion"]
    centre = float(settings["target"]) / per
    low, high = _limits(staff, centre, "share" if kind == "share" else "rate", scatter, overdispersion, level)
    return low * per, high * per


def null_error(staff: Any, centre: float, kind: Kind) -> Any:
    """Standard deviation of a rate or share of so many staff when ``centre`` is the true value."""
    return (centre * ((1 - centre) if kind == "share" else 1) / staff) ** 0.5


def _scatter(scores: Any, errors: Any, overdispersion: Overdispersion, winsorise: float) -> _Scatter:
    """Dispersion of the winsorised scores and, from it, how the limits widen; formulas of Spiegelhalter (2005)."""
    import numpy as np

    places, drawn = len(scores), int(winsorise * len(scores))
    ordered = np.sort(scores)
    phi = float((np.clip(scores, ordered[drawn], ordered[places - 1 - drawn]) ** 2).mean())
    weights = 1 / errors**2
    spread = weights.sum() - (weights**2).sum() / weights.sum()
    tau2 = max(0.0, float((places * phi - (places - 1)) / spread)) if overdispersion == "additive" else 0.0
    return _Scatter(phi, max(1.0, phi) if overdispersion == "multiplicative" else 1.0, tau2)


def _place_rows(
    frame: pd.DataFrame, kind: Kind, centre: float, per: float, scatter: _Scatter, how: Overdispersion, level: float
) -> list[dict[str, Any]]:
    from scipy import special

    counts, staffs = frame["count"].to_numpy(), frame["staff"].to_numpy()
    values = counts / staffs
    errors = (scatter.multiplied * null_error(staffs, centre, kind) ** 2 + scatter.tau2) ** 0.5
    lower, upper = _limits(staffs, centre, kind, scatter, how, level)
    p_values = 2 * special.ndtr(-abs(values - centre) / errors)
    if how == "none":
        p_values = _mid_p(counts, staffs, centre, kind)
    columns = (frame["place"], frame["period"], frame["source_ids"], staffs, values, errors, lower, upper, p_values)
    return [
        {
            "term": kind, "place": place, "period": period, "source_ids": source, "n": n, "estimate": value * per,
            "std_error": error * per, "lower": low * per, "upper": high * per, "p_value": p, "method": f"limits, {how}",
        }
        for place, period, source, n, value, error, low, high, p in zip(*columns, strict=True)
    ]  # fmt: skip


def _limits(
    staff: Any, centre: float, kind: Kind, scatter: _Scatter, how: Overdispersion, level: float
) -> tuple[Any, Any]:
    """Limits as rates; never below zero, nor above one for a share."""
    import numpy as np

    staff = np.asarray(staff, dtype="float64")
    if how == "none":
        return tuple(_interpolated(p, staff, centre, kind) / staff for p in ((1 - level) / 2, (1 + level) / 2))
    reach = critical(level) * (scatter.multiplied * null_error(staff, centre, kind) ** 2 + scatter.tau2) ** 0.5
    return np.maximum(centre - reach, 0), np.minimum(centre + reach, 1 if kind == "share" else np.inf)


def _up_to(count: Any, staff: Any, centre: float, kind: Kind) -> Any:
    """Probability of at most so many events (0 below zero)."""
    import numpy as np
    from scipy import special

    least = np.maximum(count, 0)
    if kind == "share":
        left = np.maximum(staff - least, 1)
        chance = np.where(least >= staff, 1.0, special.betainc(left, least + 1, 1 - centre))
    else:
        chance = special.pdtr(least, staff * centre)
    return np.where(count < 0, 0.0, chance)


def _interpolated(p: float, staff: Any, centre: float, kind: Kind) -> Any:
    """The count with probability ``p`` below it, between the whole counts around it (Spiegelhalter 2005, A.1)."""
    import numpy as np

    low, high = np.full(staff.shape, -1.0), np.ceil(staff * centre + 10 * (staff * centre) ** 0.5 + 20)
    high = np.minimum(high, staff) if kind == "share" else high
    while (high - low > 1).any():  # the smallest count that p does not exceed
        middle = np.floor((low + high) / 2)
        enough = _up_to(middle, staff, centre, kind) >= p
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    above, below = _up_to(high, staff, centre, kind), _up_to(high - 1, staff, centre, kind)
    return np.maximum(high - (above - p) / (above - below), 0.0)


def _mid_p(counts: Any, staff: Any, centre: float, kind: Kind) -> Any:
    """Two-sided p value that counts half of the probability of the observed count."""
    import numpy as np

    at_most, below = _up_to(counts, staff, centre, kind), _up_to(counts - 1, staff, centre, kind)
    smaller = (at_most + below) / 2
    return np.minimum(1.0, 2 * np.minimum(smaller, 1 - smaller))


def _adjust(found: pd.DataFrame, kind: Kind) -> None:
    from statsmodels.stats.multitest import multipletests

    own = found["term"] == kind
    found.loc[own, "p_adjusted"] = multipletests(found.loc[own, "p_value"], method="fdr_bh")[1]

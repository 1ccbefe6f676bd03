"""Power of a panel in which some places adopt a measure at one time, by simulation.

With effects of place and year, all that the estimate sees of a place is one number: the sum of its errors, weighted by
the years' distance from the mean of the path of adoption. Of normal errors, AR(1) or not, it is normal. So each draw is
one number for each place, and the noise is the same for all effects: an effect only moves the estimate.
"""

from __future__ import annotations

from math import ceil, isnan
from typing import Any

from analysis.study.distributions import critical
from analysis.study.result import Caveat, Refusal
from analysis.study.small_samples.designs import Answer, PanelAdoption

BATCH = 2_000
"""Draws that are made at once: memory grows with the batch, not with the number of draws."""

CURVE = 20
"""Effects on the power curve, from a twentieth to the whole of twice the effect."""

LEAST_DRAWS = 100
"""Fewer draws tell no power."""


def simulated(
    design: PanelAdoption, effect: float, power: float, alpha: float, draws: int, seed: int
) -> Answer | Refusal:
    """Smallest detectable effect (``effect`` NaN) or power (``power`` NaN) of a panel, and its power curve."""
    import numpy as np

    if draws < LEAST_DRAWS:
        raise ValueError(f"at least {LEAST_DRAWS} draws are needed, not {draws}")
    smaller = min(design.treated, design.places - design.treated)
    if smaller < 2:
        return Refusal("power-too-few-clusters", {"clusters": smaller, "needed": 2})
    if design.before in (0, design.years):
        return Refusal("treatment-explained")
    estimates, errors = errors_of(design, draws, seed)
    margin = critical(1 - alpha, design.places - 1) * errors
    needed = np.sort(margin - estimates)  # an effect above this is found in this draw
    rejected = int((np.abs(estimates) >= margin).sum())
    if isnan(effect) and _quantile(needed, power)[0] <= 0:
        return Refusal("power-below-size", {"size": 100 * rejected / draws, "power": 100 * power})
    method = "two-way effects, cluster-robust t, simulated"
    common = {"n": draws, "method": method}
    rows = []
    if isnan(effect):
        effect, lower, upper = _quantile(needed, power)
        rows.append({**common, "term": "effect", "estimate": effect, "lower": lower, "upper": upper})
    else:
        rows.append({**common, "term": "effect", "estimate": effect})
    rows.append({**common, "term": "power", **_share(int(np.searchsorted(needed, effect, side="right")), draws)})
    rows.append({**common, "term": "size", **_share(rejected, draws)})
    rows.append({**common, "term": "total", "estimate": design.places})
    for step in range(1, CURVE + 1):
        at = 2 * effect * step / CURVE
        found = {**common, "period": f"{step:02}"}
        rows.append({**found, "term": "curve_effect", "estimate": at})
        rows.append({**found, "term": "curve_power", **_share(int(np.searchsorted(needed, at, side="right")), draws)})
    size = rejected / draws
    over = size > alpha + 3 * (alpha * (1 - alpha) / draws) ** 0.5
    said = Caveat("power-test-oversized", {"size": 100 * size, "alpha": 100 * alpha, "places": smaller})
    caveats = (said,) if over else ()
    return Answer(rows, method, design.places, caveats)


def errors_of(design: PanelAdoption, draws: int, seed: int) -> tuple[Any, Any]:
    """Estimates of an effect that is 0, and their cluster-robust standard errors (CRV1), one for each draw."""
    import numpy as np

    on = np.arange(design.years) >= design.before
    given = np.arange(design.places) < design.treated
    path, places = on - on.mean(), given - given.mean()
    apart = np.abs(np.subtract.outer(np.arange(design.years), np.arange(design.years)))
    spread = design.sd * (path @ design.autocorrelation**apart @ path) ** 0.5
    weight = path @ path
    size = weight * (places @ places)
    count, parameters = design.places * design.years, 1 + design.years  # effects of places lie within the clusters
    correction = design.places / (design.places - 1) * (count - 1) / (count - parameters)
    random = np.random.default_rng(seed)
    estimates, errors = np.empty(draws), np.empty(draws)
    for start in range(0, draws, BATCH):
        part = slice(start, min(start + BATCH, draws))
        sums = spread * random.standard_normal((part.stop - start, design.places))
        sums -= sums.mean(axis=1, keepdims=True)
        found = sums @ places / size
        scores = places * (sums - weight * found[:, None] * places)
        estimates[part], errors[part] = found, (correction * (scores**2).sum(axis=1)) ** 0.5 / size
    return estimates, errors


def _quantile(needed: Any, power: float) -> tuple[float, float, float]:
    """The effect that is found in the share ``power`` of draws, with a 95 % interval from the order of the draws."""
    draws = len(needed)
    half = critical(0.95) * (draws * power * (1 - power)) ** 0.5
    ranks = (ceil(draws * power), int(draws * power - half), ceil(draws * power + half) + 1)
    effect, lower, upper = (float(needed[min(max(rank, 1), draws) - 1]) for rank in ranks)
    return effect, lower, upper


def _share(count: int, draws: int) -> dict[str, float]:
    """A share of the draws with its 95 % interval (Wilson)."""
    from statsmodels.stats.proportion import proportion_confint

    lower, upper = proportion_confint(count, draws, method="wilson")
    return {"estimate": count / draws, "lower": float(lower), "upper": float(upper)}

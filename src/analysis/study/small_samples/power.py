"""What a design can detect: the smallest effect, the units that are needed, or the power that is there.

Power of t tests comes from statsmodels. A design of whole clusters is a t test of their means; a panel is simulated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from math import asin, ceil, inf, isfinite, isnan, nan, pi, sin

from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table
from analysis.study.small_samples.designs import Answer, Caveats, Clusters, Design, PanelAdoption, TwoGroups, TwoShares
from analysis.study.small_samples.panel_power import simulated

LEAST_EXPECTED = 5.0
"""With fewer persons expected on either side of a share, the arcsine approximation is rough."""


@traced
def detectable(
    design: Design,
    *,
    effect: float | None = None,
    power: float | None = 0.8,
    alpha: float = 0.05,
    draws: int = 2_000,
    seed: int = 0,
) -> Result | Refusal:
    """The one thing left None among effect, power and size of the design: by default the smallest detectable effect.

    ``design``: ``TwoGroups``, ``TwoShares``, ``Clusters`` or ``PanelAdoption``. ``detectable(TwoGroups(sd=10,
    per_group=50))`` asks for the effect, ``detectable(TwoGroups(sd=10), effect=5)`` for the persons, and with
    ``power=None`` for the power. Tests are two-sided at ``alpha``.

    Terms: ``effect`` in the unit of ``sd`` (of a share: a difference of shares); ``power``; sizes as they solve the
    equation, not rounded: ``per_group`` or ``clusters`` and ``per_cluster``; ``total``, whole units of both sides. A
    panel is simulated ``draws`` times with one noise for all effects (two-way effects, cluster-robust t, CRV1):
    ``effect`` and ``power`` with a 95 % interval for the number of draws, ``size``, how often the test rejects where
    nothing happened, and the power curve, ``curve_effect`` and ``curve_power`` by ``period`` 1 to 20. A rejection in
    the wrong direction is no success there. Its number of places cannot be left None.

    Refused: fewer than two clusters or places on a side (``power-too-few-clusters``), no degrees of freedom
    (``power-cannot-reject``), adoption in the first or after the last year (``treatment-explained``), a power that no
    number of persons (``power-unreachable``) and no share (``power-share-bounded``) can reach, and one below the size
    of a panel's test (``power-below-size``). ValueError unless exactly one thing is None. The sign of an effect matters
    for shares only. Cohen (1988); Donner and Klar (2000); for panels Burlig, Preonas and Woerman (2020).
    """
    _checked(design, effect, power, alpha)
    asked = _Asked(nan if effect is None else abs(effect), nan if power is None else power, alpha)
    settings: dict[str, float | str] = {"design": type(design).__name__, "alpha": alpha}
    settings |= {name: value if isinstance(value, str) else float(value) for name, value in _given(design).items()}
    if isinstance(design, PanelAdoption):
        answer = simulated(design, asked.effect, asked.power, alpha, draws, seed)
        settings |= {"draws": float(draws), "seed": float(seed)}
    else:
        answer = _solved(design, asked, effect or 0.0)
    if isinstance(answer, Refusal):
        return answer
    estimand = "effect" if effect is None else "power" if power is None else "size"
    return Result(table(answer.rows), estimand, answer.method, settings, answer.total, 0, answer.caveats)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Size of the effect, power and alpha; NaN for what is asked for."""

    effect: float
    power: float
    alpha: float


def _given(design: Design) -> Mapping[str, float | str]:
    """The numbers of a design that are known."""
    values = {one.name: getattr(design, one.name) for one in fields(design)}
    return {name: value for name, value in values.items() if value is not None}


def _checked(design: Design, effect: float | None, power: float | None, alpha: float) -> None:
    """ValueError unless exactly one thing is asked for and the rest is possible."""
    missing = [name for name, value in (("effect", effect), ("power", power)) if value is None]
    missing += [one.name for one in fields(design) if getattr(design, one.name) is None]
    if len(missing) != 1:
        raise ValueError(f"exactly one thing is left None, not {len(missing)} ({', '.join(missing) or 'nothing'})")
    if not 0 < alpha < 1:
        raise ValueError(f"alpha lies between 0 and 1, not {alpha}")
    if power is not None and not alpha < power < 1:
        raise ValueError(f"power lies between alpha and 1, not {power}")
    if effect is not None and (effect == 0 or not isfinite(effect)):
        raise ValueError(f"an effect is a number other than 0, not {effect}")


def _solved(design: TwoGroups | TwoShares | Clusters, asked: _Asked, signed: float) -> Answer | Refusal:
    if isinstance(design, TwoGroups):
        return _groups(design, asked)
    return _clusters(design, asked) if isinstance(design, Clusters) else _shares(design, asked, signed)


def _groups(design: TwoGroups, asked: _Asked) -> Answer | Refusal:
    ratio, size = design.ratio, design.per_group
    least = max(3 / (1 + ratio), 1.0, 1 / ratio)  # one degree of freedom, and a person on each side
    if size is not None and size < least - 1e-9:
        return Refusal("power-cannot-reject", {"persons": size * (1 + ratio)})
    size = size or _rising(
        lambda count: t_power(asked.effect / design.sd, count, ratio, asked.alpha), asked.power, least
    )
    effect = design.sd * _standard(size, ratio, asked) if isnan(asked.effect) else asked.effect
    found = {"effect": effect, "power": t_power(effect / design.sd, size, ratio, asked.alpha), "per_group": size}
    return _answer(found, "t test", size, ratio)


def _shares(design: TwoShares, asked: _Asked, signed: float) -> Answer | Refusal:
    ratio, size, base, start = design.ratio, design.per_group, design.base, 2 * asin(design.base**0.5)
    if signed and not 0 < base + signed < 1:
        raise ValueError(f"a share of {base} cannot change by {signed}")
    distance = abs(2 * asin((base + signed) ** 0.5) - start) if signed else nan
    size = size or _rising(lambda count: _share_power(distance, count, ratio, asked.alpha), asked.power, 1.0)
    if not signed:
        up = design.direction == "more"
        most = pi - start if up else start
        distance = _rising(lambda gap: _share_power(gap, size, ratio, asked.alpha), asked.power, 0.0)
        if distance >= most:
            reached = _share_power(most, size, ratio, asked.alpha)
            return Refusal("power-share-bounded", {"base": 100 * base, "persons": size, "most": 100 * reached})
        signed = sin((start + (distance if up else -distance)) / 2) ** 2 - base
    found = {"effect": signed, "power": _share_power(distance, size, ratio, asked.alpha), "per_group": size}
    expected = min(
        count * part for share, count in ((base + signed, size), (base, size * ratio)) for part in (share, 1 - share)
    )
    caveats = (Caveat("power-shares-rough", {"expected": expected}),) if expected < LEAST_EXPECTED else ()
    return _answer(found, "arcsine approximation", size, ratio, caveats)


def _clusters(design: Clusters, asked: _Asked) -> Answer | Refusal:
    ratio, count, persons = design.ratio, design.clusters, design.per_cluster
    least = max(2.0, 2 / ratio)
    if count is not None and count < least - 1e-9:
        return Refusal("power-too-few-clusters", {"clusters": min(count, count * ratio), "needed": 2})
    if persons is None and count is not None:
        limit = design.inflation(inf)
        room = (asked.effect / design.sd / _standard(count, ratio, asked)) ** 2 - limit
        if room <= 0:
            most = t_power(asked.effect / design.sd / limit**0.5, count, ratio, asked.alpha)
            return Refusal(
                "power-unreachable",
                {"clusters": count * (1 + ratio), "power": 100 * asked.power, "most": 100 * most},
            )
        persons = max(1.0, (1 - design.icc) / room)
    persons = persons or nan
    spread = design.sd * design.inflation(persons) ** 0.5
    count = count or _rising(lambda some: t_power(asked.effect / spread, some, ratio, asked.alpha), asked.power, least)
    effect = spread * _standard(count, ratio, asked) if isnan(asked.effect) else asked.effect
    found = {"effect": effect, "power": t_power(effect / spread, count, ratio, asked.alpha)}
    return _answer({**found, "clusters": count, "per_cluster": persons}, "t test of clusters", count, ratio)


def _answer(found: Mapping[str, float], method: str, size: float, ratio: float, caveats: Caveats = ()) -> Answer:
    """The rows of what was found, with the whole units of both sides."""
    total = sum(ceil(round(count, 9)) for count in (size, size * ratio))
    pairs = {**found, "total": float(total)}
    rows = [{"term": term, "estimate": value, "n": total, "method": method} for term, value in pairs.items()]
    return Answer(rows, method, total, caveats)


def t_power(distance: float, count: float, ratio: float, alpha: float) -> float:
    """Power of the two-sided t test: ``distance`` in standard deviations, ``count`` units against ``ratio`` as many."""
    from statsmodels.stats.power import TTestIndPower

    both = float(TTestIndPower().power(distance, count, alpha, ratio=ratio))
    if isfinite(both):
        return both
    # far from 0 scipy has no number for the other tail (below any that matters), and far above the limit none for this
    right = float(TTestIndPower().power(distance, count, alpha / 2, ratio=ratio, alternative="larger"))
    return right if isfinite(right) else 1.0


def _share_power(distance: float, count: float, ratio: float, alpha: float) -> float:
    from statsmodels.stats.power import NormalIndPower

    return float(NormalIndPower().power(distance, count, alpha, ratio=ratio))


def _standard(count: float, ratio: float, asked: _Asked) -> float:
    """The distance in standard deviations that the t test detects with the power asked for."""
    return _rising(lambda distance: t_power(distance, count, ratio, asked.alpha), asked.power, 0.0)


def _rising(function: Callable[[float], float], target: float, least: float) -> float:
    """Where a function that rises from ``least`` on reaches the target; ``least`` when it is there already."""
    from scipy import optimize

    if function(least) >= target:
        return least
    high = max(1.0, 2 * least)
    while function(high) < target:
        high *= 2
    return float(optimize.brentq(lambda at: function(at) - target, least, high, xtol=1e-12, rtol=1e-12))

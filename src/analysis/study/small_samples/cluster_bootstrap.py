"""Wild cluster bootstrap of one coefficient in a panel with effects of unit and time (Cameron, Gelbach, Miller 2008).

The null is imposed and t values are compared. With two-way effects projected out, each bootstrap t value is a few sums
over units: all draws are one product of matrices, units by units and units by draws (Roodman and others 2019).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Any, Literal

from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, sources_of, table, weigh
from analysis.study.small_samples.permutation import whole_rows

if TYPE_CHECKING:
    import pandas as pd

Weights = Literal["rademacher", "webb"]

BATCH = 2_000
"""Draws made at once: memory grows with the batch, and by five numbers for each draw."""

MOST_SIGNS = 13
"""Up to so many units all sign changes are looked at (8,192)."""

WEBB = (-(1.5**0.5), -1.0, -(0.5**0.5), 0.5**0.5, 1.0, 1.5**0.5)
"""Six points of Webb (2014), for few units: more different draws than signs give."""


@dataclass(frozen=True, eq=False)
class _Sums:
    """What the t values need of each unit: products of treatment, outcome and the other regressors, projected."""

    with_outcome: Any
    with_treatment: Any
    crossed_outcome: Any
    crossed_treatment: Any

    @property
    def size(self) -> float:
        return float(self.with_treatment.sum())

    @property
    def estimate(self) -> float:
        return float(self.with_outcome.sum()) / self.size

    def scores(self) -> Any:
        """Products of treatment and residual, by unit."""
        return self.with_outcome - self.estimate * self.with_treatment

    def error(self, correction: float = 1.0) -> float:
        """Cluster-robust standard error of the coefficient, before ``correction`` of its square."""
        return float((correction * (self.scores() ** 2).sum()) ** 0.5) / self.size

    def drawn(self, batches: Iterable[Any], exact: bool) -> _Drawn:
        """The bootstrap of every null at once; each batch holds weights, units by draws; all of them when ``exact``."""
        import numpy as np

        crossed = self.crossed_outcome - self.estimate * self.crossed_treatment
        parts = []
        for weights in batches:
            distance, scores = self._scored(self.scores(), crossed, weights)
            slope, steps = self._scored(self.with_treatment, self.crossed_treatment, weights)
            pairs = (scores, scores), (scores, steps), (steps, steps)
            parts.append([distance, slope, *(np.einsum("ij,ij->j", one, two) for one, two in pairs)])
        distance, slope, square, cross, curve = (np.concatenate(part) for part in zip(*parts, strict=True))
        return _Drawn(self.estimate, self.error(), distance, slope, square, cross, curve, exact)

    def _scored(self, own: Any, crossed: Any, weights: Any) -> tuple[Any, Any]:
        """For each draw how far the coefficient lies from the null, and the score of each unit."""
        distance = own @ weights
        scores = own[:, None] * weights - crossed @ weights
        return distance, scores - (distance / self.size) * self.with_treatment[:, None]


@dataclass(frozen=True, eq=False)
class _Drawn:
    """The t values of all draws under any null: their parts are linear and quadratic in the null.

    With the null ``shift`` above the estimate, a draw lies ``distance - shift * slope`` from it and its squared scores
    sum to ``square - 2 * shift * cross + shift**2 * curve``.
    """

    estimate: float
    error: float
    distance: Any
    slope: Any
    square: Any
    cross: Any
    curve: Any
    exact: bool

    def p_value(self, null: float) -> float:
        """Two-sided p value of the hypothesis that the coefficient is ``null``."""
        import numpy as np

        shift = null - self.estimate
        parts = self.square, 2 * shift * self.cross, shift**2 * self.curve
        squares = parts[0] - parts[1] + parts[2]
        spread = np.sqrt(np.maximum(squares, 0.0))
        some = squares > 1e-13 * (parts[0] + np.abs(parts[1]) + parts[2])  # less is rounding: nothing is left to vary
        distance = np.abs(self.distance - shift * self.slope)
        sizes = np.divide(distance, spread, out=np.zeros_like(distance), where=some)
        as_large, count = int((sizes >= abs(shift) / self.error * (1 - 1e-9)).sum()), len(sizes)
        return as_large / count if self.exact else (as_large + 1) / (count + 1)

    def end(self, alpha: float, step: float) -> float:
        """The end of the interval on the side of ``step``: the last value not rejected; NaN when all are kept."""
        inside, reach = self.estimate, step
        for _ in range(40):
            outside = self.estimate + reach
            if self.p_value(outside) <= alpha:
                break
            inside, reach = outside, 2 * reach
        else:
            return nan
        while abs(outside - inside) > 1e-4 * abs(step):
            middle = (inside + outside) / 2
            inside, outside = (inside, middle) if self.p_value(middle) <= alpha else (middle, outside)
        return (inside + outside) / 2


@traced
def wild_bootstrap(
    panel: pd.DataFrame,
    *,
    value: str,
    treated: str,
    unit: str = "place",
    time: str = "year",
    controls: Collection[str] = (),
    draws: int = 9_999,
    weights: Weights = "rademacher",
    seed: int = 0,
    level: float = 0.95,
    allow: Collection[str] = (),
) -> Result | Refusal:
    """The coefficient of ``treated`` with effects of unit and time, its interval and p by a bootstrap of whole units.

    ``panel``: one row for each unit and time (rows may be missing); ``value``, ``treated`` and ``controls`` hold
    numbers; what is missing or infinite is dropped and counted. Term ``coefficient`` in the unit of ``value``.
    ``std_error`` is the usual cluster-robust one (CRV1; effects of the units do not count as parameters); the interval
    holds the values that the bootstrap does not reject. With the weights ``rademacher`` and up to ``MOST_SIGNS`` units
    all sign changes are taken, whatever ``draws`` says; else, and always with ``webb``, ``draws`` random weights.

    Refused when ``treated`` changes within fewer than two units (``one-treated-unit``) and when the smallest p that can
    come out is above 1 - ``level`` (``permutation-cannot-reject``), unless allowed: then a caveat; and when unit, time
    and controls explain the treatment (``treatment-explained``) or the outcome has no error left
    (``fit-without-error``) or no row is whole (``no-rows``). ValueError for a missing column, text in place of numbers,
    a repeated unit and time, unknown ``weights``, ``draws`` below 1 or a ``level`` outside 0 to 1.
    """
    controls = [controls] if isinstance(controls, str) else list(controls)
    _validate(weights, draws, level)
    known = whole_rows(panel, [value, treated, *controls], [unit, time])
    if known.empty:
        return Refusal("no-rows", {"rows": len(panel)})
    if known.duplicated([unit, time]).any():
        raise ValueError("a unit has several rows for one time")
    sums = _sums(known, value, treated, unit, time, controls)
    if isinstance(sums, Refusal):
        return sums
    units = len(sums.with_treatment)
    exact = weights == "rademacher" and units <= MOST_SIGNS
    count = 2**units if exact else draws
    smallest = 2 / count if exact else 1 / (count + 1)
    changing = int((known.groupby(unit)[treated].nunique() > 1).sum())
    caveats = _gate(units, changing, count, smallest, 1 - level, allow)
    if isinstance(caveats, Refusal):
        return caveats
    parameters = 1 + len(controls) + known[time].nunique()
    error = sums.error(units / (units - 1) * (len(known) - 1) / (len(known) - parameters))
    drawn = sums.drawn(_weights(units, weights, count, exact, seed), exact)
    low, high = (drawn.end(1 - level, side * error) for side in (-1, 1))
    method = f"wild cluster bootstrap, {'all signs' if exact else weights}"
    row = {
        "term": "coefficient", "period": f"{known[time].min()}–{known[time].max()}", "estimate": sums.estimate,
        "std_error": error, "lower": low, "upper": high, "p_value": drawn.p_value(0.0),
        "df": units - 1, "n": len(known), "method": method, "source_ids": sources_of(known),
    }  # fmt: skip
    settings: dict[str, float | str] = {
        "value": value, "treated": treated, "unit": unit, "time": time, "controls": ", ".join(controls),
        "weights": weights, "draws": float(count), "seed": float(seed), "level": level, "smallest": smallest,
    }  # fmt: skip
    return Result(table([row]), "coefficient", method, settings, len(known), len(panel) - len(known), caveats)


def _validate(weights: str, draws: int, level: float) -> None:
    if weights not in ("rademacher", "webb"):
        raise ValueError(f"weights {weights!r} are none of rademacher, webb")
    if draws < 1:
        raise ValueError(f"draws is {draws}; at least one is needed")
    if not 0 < level < 1:
        raise ValueError(f"level {level} lies outside 0 to 1")


def _gate(
    units: int, changing: int, draws: int, smallest: float, alpha: float, allow: Collection[str]
) -> tuple[Caveat, ...] | Refusal:
    """What keeps the bootstrap from an answer, or what a reader must know where that was allowed."""
    found = []
    if changing < 2:
        found.append(Refusal("one-treated-unit", {"treated": changing, "units": units}))
    if smallest > alpha + 1e-12:
        found.append(
            Refusal("permutation-cannot-reject", {"smallest": smallest, "alpha": alpha, "assignments": float(draws)})
        )
    return weigh(found, allow, ("one-treated-unit", "permutation-cannot-reject"))


def _sums(known: pd.DataFrame, value: str, treated: str, unit: str, time: str, controls: list[str]) -> _Sums | Refusal:
    """The sums by unit; refused when nothing of the treatment is left beside the others, or nothing of the outcome."""
    import numpy as np
    import pandas as pd

    data = known.sort_values([unit, time], ignore_index=True)
    codes = pd.factorize(data[unit])[0]
    others = pd.get_dummies(data[time], dtype="float64", drop_first=True).to_numpy()
    others = np.column_stack([others, *(data[name].to_numpy(dtype="float64") for name in controls)])
    outcome, treatment = (data[name].to_numpy(dtype="float64") for name in (value, treated))
    whole = float(((treatment - treatment.mean()) ** 2).sum())
    outcome, treatment, basis = _within(outcome, codes), _within(treatment, codes), _basis(others, codes)
    outcome, treatment = (column - basis @ (basis.T @ column) for column in (outcome, treatment))
    if float(treatment @ treatment) <= 1e-10 * max(whole, 1e-300):
        return Refusal("treatment-explained")
    by_unit = [_by_unit(basis * column[:, None], codes) for column in (treatment, outcome)]
    sums = _Sums(
        _by_unit(treatment * outcome, codes), _by_unit(treatment**2, codes),
        by_unit[0] @ by_unit[1].T, by_unit[0] @ by_unit[0].T,
    )  # fmt: skip
    scale = float(data[value].abs().max()) * sums.size**0.5
    return Refusal("fit-without-error") if sums.error() * sums.size <= 1e-10 * scale else sums


def _basis(others: Any, codes: Any) -> Any:
    """Orthogonal columns that span the deviations of the other regressors from their units, whatever their units."""
    import numpy as np

    largest = np.abs(others).max(axis=0, initial=0.0)
    inner = _within(others / np.where(largest > 0, largest, 1.0), codes)
    lengths = np.linalg.norm(inner, axis=0)
    some = lengths > 1e-12 * len(others) ** 0.5  # less is rounding: the column is constant within each unit
    left, sizes, _ = np.linalg.svd(inner[:, some] / lengths[some], full_matrices=False)
    return left[:, sizes > 1e-10 * sizes.max(initial=0.0)]


def _by_unit(rows: Any, codes: Any) -> Any:
    import numpy as np

    sums = np.zeros((int(codes.max()) + 1, *rows.shape[1:]))
    np.add.at(sums, codes, rows)
    return sums


def _within(rows: Any, codes: Any) -> Any:
    """Deviations from the means of the units."""
    import numpy as np

    counts = np.bincount(codes)
    means = _by_unit(rows, codes) / (counts if rows.ndim == 1 else counts[:, None])
    return rows - means[codes]


def _weights(units: int, kind: Weights, draws: int, exact: bool, seed: int) -> Iterator[Any]:
    """Weights of each unit in each draw, in batches: all changes of sign when ``exact``, else random ones."""
    import numpy as np

    draw = np.random.default_rng(seed)
    values = np.array([-1.0, 1.0] if kind == "rademacher" else WEBB)
    for start in range(0, draws, BATCH):
        size = min(BATCH, draws - start)
        if exact:
            chosen = (np.arange(start, start + size)[None, :] >> np.arange(units)[:, None]) & 1
        else:
            chosen = draw.integers(0, len(values), (size, units)).T
        yield values[chosen]

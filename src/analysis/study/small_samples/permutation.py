"""Tests for few units that lean on no distribution: what else might chance have drawn?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from math import comb, inf, nan
from typing import TYPE_CHECKING, Any

from analysis.study.provenance import traced
from analysis.study.result import Refusal, Result, sources_of, table, weigh

if TYPE_CHECKING:
    import pandas as pd

MOST_ASSIGNMENTS = 2**20
"""Up to so many assignments all are looked at; beyond, random ones (8 MB of statistics)."""

BATCH = 2_000
"""Random assignments that are drawn at once: memory grows with the batch, not with the number of draws."""

TIE = 1e-9
"""Statistics nearer to each other than this part of the largest are equal: they are sums in another order."""


@dataclass(frozen=True, eq=False)
class _Drawn:
    """The statistic of the data and those of other assignments; whether these are all there are."""

    observed: float
    others: Any
    exact: bool


@traced
def permute(
    data: pd.DataFrame,
    *,
    value: str,
    treated: str | None = None,
    unit: str = "place",
    time: str | None = None,
    draws: int = 9_999,
    seed: int = 0,
    alpha: float = 0.05,
    allow: Collection[str] = (),
) -> Result | Refusal:
    """How often chance alone would give a statistic as large, were ``treated`` given to other units (two-sided p).

    ``data``: ``value`` and ``treated`` are numbers; what is missing or infinite is dropped and counted.

    Without ``treated``: differences of pairs, one row for each unit, whose signs are changed (Fisher 1935); term
    ``mean``. With ``treated`` (0 and 1, the same in all rows of a unit): difference between the means of the units;
    term ``difference``. With ``time`` as well: the coefficient of ``treated``, which may change within a unit, with
    effects of unit and time in a balanced panel; whole units change places; term ``coefficient``.

    All assignments are looked at where there are at most ``MOST_ASSIGNMENTS`` (with ``time``: of two different paths),
    else ``draws`` random ones. ``settings`` has their number and the smallest p that could come out. Refused when that
    is above ``alpha`` (``permutation-cannot-reject``, unless allowed: then a caveat), for fewer than two groups, for a
    ``treated`` that changes within a unit where no ``time`` is given, for an unbalanced panel, and where no row is
    whole (``no-rows``). ValueError for a missing column, text in place of numbers, a ``treated`` other than 0 and 1
    where no ``time`` is given, a ``time`` without ``treated``, a repeated unit and time, ``draws`` below 1 or an
    ``alpha`` outside 0 to 1.
    """
    _validate(treated, time, draws, alpha)
    numbers, keys = ([name for name in names if name] for names in ((value, treated), (unit, time)))
    known = whole_rows(data, numbers, keys)
    dropped = len(data) - len(known)
    if known.empty:
        return Refusal("no-rows", {"rows": len(data)})
    if time is not None and treated is not None:
        drawn, term, units = (
            _of_panel(known, value, treated, unit, time, draws, seed),
            "coefficient",
            known[unit].nunique(),
        )
    elif treated is not None:
        drawn, term, units = _of_groups(known, value, treated, unit, draws, seed), "difference", known[unit].nunique()
    else:
        drawn, term, units = _of_signs(known, value, unit, draws, seed), "mean", len(known)
    if isinstance(drawn, Refusal):
        return drawn
    p_value, smallest = _p_values(drawn)
    method = "exact permutation" if drawn.exact else "random permutation"
    count, found = float(len(drawn.others)), []
    if smallest > alpha:
        found.append(Refusal("permutation-cannot-reject", {"smallest": smallest, "alpha": alpha, "assignments": count}))
    caveats = weigh(found, allow, ("permutation-cannot-reject",))
    if isinstance(caveats, Refusal):
        return caveats
    row = {"term": term, "estimate": drawn.observed, "p_value": p_value, "n": units, "method": method}
    row["source_ids"] = sources_of(known)
    settings: dict[str, float | str] = {
        "value": value, "treated": treated or "", "unit": unit, "time": time or "", "draws": float(draws),
        "smallest": smallest, "alpha": alpha, "assignments": count, "seed": float(seed),
    }  # fmt: skip
    return Result(table([row]), term, method, settings, int(units), dropped, caveats)


def _validate(treated: str | None, time: str | None, draws: int, alpha: float) -> None:
    if draws < 1:
        raise ValueError(f"draws is {draws}; at least one is needed")
    if not 0 < alpha < 1:
        raise ValueError(f"alpha {alpha} lies outside 0 to 1")
    if time is not None and treated is None:
        raise ValueError("time goes with treated only; signs of pairs are changed without it")


def whole_rows(frame: pd.DataFrame, numbers: Collection[str], keys: Collection[str]) -> pd.DataFrame:
    """The rows in which nothing of these columns is missing or infinite; ``numbers`` as floats, categories as values.

    ValueError for a missing column, numbers held as text, and keys of which some are text and some are not.
    """
    lost = [column for column in (*numbers, *keys) if column not in frame.columns]
    if lost:
        raise ValueError(f"no column {', '.join(lost)}; the table has {', '.join(map(str, frame.columns))}")
    known = frame.reset_index(drop=True)
    for column in numbers:
        known[column] = _floats(known[column])
    for column in keys:
        known[column] = _comparable(known[column])
    return known.dropna(subset=[*numbers, *keys]).reset_index(drop=True)


def _floats(column: pd.Series) -> pd.Series:
    import numpy as np

    cells = column.astype("object")
    missing = cells.isna()
    kinds = (int, float, Decimal, np.integer, np.floating, np.bool_)
    wrong = [cell for cell in cells[~missing] if not isinstance(cell, kinds)]
    if wrong:
        raise ValueError(f"{column.name} holds {wrong[0]!r}; it must hold numbers")
    return cells.mask(missing, nan).astype("float64").replace([inf, -inf], nan)


def _comparable(column: pd.Series) -> pd.Series:
    import pandas as pd

    cells = column.astype("object") if isinstance(column.dtype, pd.CategoricalDtype) else column
    texts = {isinstance(cell, str) for cell in cells.dropna()}
    if len(texts) > 1:
        raise ValueError(f"{column.name} holds text and numbers; make it one of them")
    return cells if True in texts else cells.replace([inf, -inf], nan)


def _p_values(drawn: _Drawn) -> tuple[float, float]:
    """The p value of the data, and the smallest that any assignment could have had."""
    import numpy as np

    sizes = np.abs(drawn.others)
    largest = max(float(sizes.max()), abs(drawn.observed))
    as_large = int((sizes >= abs(drawn.observed) - TIE * largest).sum())
    if not drawn.exact:
        return (as_large + 1) / (len(sizes) + 1), 1 / (len(sizes) + 1)
    return as_large / len(sizes), int((sizes >= largest - TIE * largest).sum()) / len(sizes)


def _of_signs(known: pd.DataFrame, value: str, unit: str, draws: int, seed: int) -> _Drawn | Refusal:
    import numpy as np

    if known[unit].duplicated().any():
        return Refusal("pool-repeated", {"place": str(known.loc[known[unit].duplicated(), unit].min())})
    values = known.sort_values(unit)[value].to_numpy(dtype="float64")
    if 2 ** len(values) <= MOST_ASSIGNMENTS:
        sums = np.zeros(1)
        for one in values:
            sums = np.concatenate([sums + one, sums - one])
        return _Drawn(float(values.mean()), sums / len(values), exact=True)
    draw = np.random.default_rng(seed)
    found = [
        np.where(draw.random((size, len(values))) < 0.5, -1.0, 1.0) @ values / len(values) for size in _batches(draws)
    ]
    return _Drawn(float(values.mean()), np.concatenate(found), exact=False)


def _of_groups(known: pd.DataFrame, value: str, treated: str, unit: str, draws: int, seed: int) -> _Drawn | Refusal:
    codes = known.loc[~known[treated].isin([0, 1]), treated]
    if len(codes):
        raise ValueError(f"{treated} is {codes.min():g} somewhere; without time= it must be 0 or 1")
    by_unit = known.groupby(unit, sort=True)
    changing = by_unit[treated].nunique()
    if (changing > 1).any():
        return Refusal("treatment-changes", {"place": str(changing[changing > 1].index.min())})
    means, given = by_unit[value].mean().to_numpy(dtype="float64"), by_unit[treated].first().astype("bool").to_numpy()
    count, units = int(given.sum()), len(given)
    if count in (0, units):
        return Refusal("permutation-one-group", {"treated": count, "units": units})
    gains = means * (1 / count + 1 / (units - count))
    return _subsets(gains, given, -float(means.sum()) / (units - count), draws, seed)


def _of_panel(
    known: pd.DataFrame, value: str, treated: str, unit: str, time: str, draws: int, seed: int
) -> _Drawn | Refusal:
    import numpy as np

    if known.duplicated([unit, time]).any():
        raise ValueError("a unit has several rows for one time")
    wide = known.pivot(index=unit, columns=time, values=[value, treated]).sort_index()
    gaps = wide.isna().any(axis=1)
    if gaps.any():
        return Refusal("permutation-unbalanced", {"place": str(wide.index[gaps].min())})
    paths = wide[treated].to_numpy(dtype="float64")
    outcome, given = _within(wide[value].to_numpy(dtype="float64")), _within(paths)
    size = float((given**2).sum())
    if size <= TIE:
        return Refusal("permutation-one-group", {"treated": int(paths.any(axis=1).sum()), "units": len(paths)})
    of_path = given @ outcome.T / size  # row: whose path, column: whose outcome
    kinds, kind_of = np.unique(paths, axis=0, return_inverse=True)
    units = np.arange(len(paths))
    if len(kinds) == 2:
        first, second = (of_path[np.flatnonzero(kind_of == kind)[0]] for kind in (0, 1))
        return _subsets(second - first, kind_of == 1, float(first.sum()), draws, seed)
    draw = np.random.default_rng(seed)
    orders = (np.argsort(draw.random((size_of, len(paths))), axis=1) for size_of in _batches(draws))
    found = [of_path[order, units].sum(axis=1) for order in orders]
    return _Drawn(float(np.trace(of_path)), np.concatenate(found), exact=False)


def _within(matrix: Any) -> Any:
    """Deviations from the means of rows and columns."""
    return matrix - matrix.mean(axis=1, keepdims=True) - matrix.mean(axis=0, keepdims=True) + matrix.mean()


def _subsets(gains: Any, given: Any, base: float, draws: int, seed: int) -> _Drawn:
    """Statistics ``base`` plus the gains of the treated, over all sets of as many units or over random ones."""
    import numpy as np

    count, units = int(given.sum()), len(gains)
    observed = base + float(gains[given].sum())
    if comb(units, count) <= MOST_ASSIGNMENTS:
        return _Drawn(observed, base + _sums_of(gains, count), exact=True)
    draw = np.random.default_rng(seed)
    chosen = (np.argsort(draw.random((size, units)), axis=1)[:, :count] for size in _batches(draws))
    return _Drawn(observed, base + np.concatenate([gains[some].sum(axis=1) for some in chosen]), exact=False)


def _sums_of(gains: Any, count: int) -> Any:
    """The sums of all sets of ``count`` gains, built up one gain after the other."""
    import numpy as np

    if 2 * count > len(gains):  # the complements are smaller sets
        return gains.sum() - _sums_of(gains, len(gains) - count)
    of_size = [np.zeros(1), *(np.zeros(0) for _ in range(count))]
    for at, gain in enumerate(gains):
        left = len(gains) - at - 1
        for size in range(min(count, at + 1), 0, -1):
            of_size[size] = np.concatenate([of_size[size], of_size[size - 1] + gain])
        for size in range(count - left):  # too small to be filled up by what is left
            of_size[size] = np.zeros(0)
    return of_size[count]


def _batches(draws: int) -> list[int]:
    return [min(BATCH, draws - start) for start in range(0, draws, BATCH)]

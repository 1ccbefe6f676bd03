"""Agreement of coders beyond chance: Cohen's kappa and Krippendorff's alpha, or why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

Level = Literal["nominal", "ratio"]
Undefined = Literal["no-pairs", "no-variation"]
"""Why a coefficient does not exist: no cell was filled by two coders, or all of them wrote the same everywhere, so that
agreement by chance is certain and both coefficients are 0 / 0."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient (1: complete agreement, 0: as by chance), or the reason why it is not defined."""

    value: float | None
    undefined: Undefined | None = None


def kappa(first: Sequence[str], second: Sequence[str]) -> Coefficient:
    """Cohen's kappa (1960, doi:10.1177/001316446002000104) of two coders' words for the same units, none missing."""
    from statsmodels.stats.inter_rater import cohens_kappa

    words = sorted({*first, *second})
    if missing := _undefined(len(first), len(words)):
        return missing
    place = {word: at for at, word in enumerate(words)}
    table = [[0] * len(words) for _ in words]
    for one, other in zip(first, second, strict=True):
        table[place[one]][place[other]] += 1
    return Coefficient(float(cohens_kappa(table, return_results=False)))


def alpha(coders: Sequence[Sequence[str | float | None]], level: Level) -> Coefficient:
    """Krippendorff's alpha (2011, "Computing Krippendorff's Alpha-Reliability") of any number of coders.

    ``coders``: for each coder a word, or at the level ``ratio`` a number, for each unit; None where there is none.
    alpha = 1 - D_o / D_e: the mean difference of two values of one unit over that of any two values. The library for it
    is under the GPL, which this project's licence does not allow it to need.
    """
    units = [[one for one in unit if one is not None] for unit in zip(*coders, strict=True)]
    pairable = [unit for unit in units if len(unit) > 1]
    counted = Counter(one for unit in pairable for one in unit)
    if missing := _undefined(len(pairable), len(counted)):
        return missing
    number = counted.total()
    observed = sum(_differing(Counter(unit), level) / (len(unit) - 1) for unit in pairable) / number
    return Coefficient(1 - observed / (_differing(counted, level) / (number * (number - 1))))


def _differing(counted: Mapping[str | float, int], level: Level) -> float:
    """The squared differences of all ordered pairs of values."""
    return 2 * sum(
        many * more * _difference(one, other, level)
        for (one, many), (other, more) in combinations(sorted(counted.items(), key=lambda item: str(item[0])), 2)
    )


def _difference(one: str | float, other: str | float, level: Level) -> float:
    """Of two words: 1; of two numbers: the square of their difference over their sum."""
    if level == "nominal":
        return 1.0
    return ((float(one) - float(other)) / (float(one) + float(other))) ** 2


def _undefined(pairs: int, values: int) -> Coefficient | None:
    if pairs == 0:
        return Coefficient(None, "no-pairs")
    return Coefficient(None, "no-variation") if values == 1 else None

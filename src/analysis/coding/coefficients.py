"""Agreement of coders beyond chance: Cohen's kappa and Krippendorff's alpha, or why there is none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
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
    """
    from krippendorff import alpha as alpha_of_numbers

    pairable = [unit for unit in zip(*coders, strict=True) if sum(one is not None for one in unit) > 1]
    values = {one for unit in pairable for one in unit if one is not None}
    if missing := _undefined(len(pairable), len(values)):
        return missing
    number = {
        value: float(value) if level == "ratio" else float(at) for at, value in enumerate(sorted(values, key=str))
    }
    data = [[math.nan if one is None else number[one] for one in coder] for coder in zip(*pairable, strict=True)]
    return Coefficient(float(alpha_of_numbers(reliability_data=data, level_of_measurement=level)))


def _undefined(pairs: int, values: int) -> Coefficient | None:
    if pairs == 0:
        return Coefficient(None, "no-pairs")
    return Coefficient(None, "no-variation") if values == 1 else None

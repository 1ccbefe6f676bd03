"""Designs whose power can be asked for: who is compared with whom, and how much they differ anyway."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from analysis.study.result import Caveat

Caveats = tuple[Caveat, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a design was found to detect: rows of a result, the method, the number of units in all."""

    rows: list[dict[str, Any]]
    method: str
    total: int
    caveats: Caveats


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoGroups:
    """Persons of two groups, compared by a t test.

    ``sd``: standard deviation within a group, in the unit of the effect. ``per_group``: persons of the first group,
    None when they are asked for. ``ratio``: persons of the second group for each of the first.
    """

    sd: float
    per_group: float | None = None
    ratio: float = 1.0

    def __post_init__(self) -> None:
        """ValueError for numbers that describe no design."""
        _positive(sd=self.sd, per_group=self.per_group, ratio=self.ratio)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoShares:
    """Shares of persons in two groups, compared by the arcsine approximation (Cohen 1988, chapter 6).

    ``base``: share of the second group, between 0 and 1; the effect is the share of the first group minus this one.
    ``direction``: whether an effect that is asked for lies above or below. ``per_group`` and ``ratio`` as in
    ``TwoGroups``.
    """

    base: float
    per_group: float | None = None
    ratio: float = 1.0
    direction: Literal["more", "less"] = "more"

    def __post_init__(self) -> None:
        """ValueError for numbers that describe no design."""
        _positive(per_group=self.per_group, ratio=self.ratio)
        if not 0 < self.base < 1:
            raise ValueError(f"base is a share between 0 and 1, not {self.base}")
        if self.direction not in ("more", "less"):
            raise ValueError(f"direction is more or less, not {self.direction}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Whole clusters (provinces, classes) of two arms, compared by a t test with clusters - 2 degrees of freedom.

    ``sd``: standard deviation of persons within an arm; ``icc``: the part of their variance that lies between clusters.
    ``clusters``: those of the first arm; ``ratio``: clusters of the second arm for each of the first; ``per_cluster``:
    mean number of persons; ``variation``: coefficient of variation of that number. One of ``clusters`` and
    ``per_cluster`` may be None: asked for.
    """

    sd: float
    icc: float
    clusters: float | None = None
    per_cluster: float | None = None
    ratio: float = 1.0
    variation: float = 0.0

    def __post_init__(self) -> None:
        """ValueError for numbers that describe no design."""
        _positive(sd=self.sd, clusters=self.clusters, per_cluster=self.per_cluster, ratio=self.ratio)
        if not 0 <= self.icc < 1:
            raise ValueError(f"icc is a share of variance from 0 to below 1, not {self.icc}")
        if not (self.variation >= 0 and isfinite(self.variation)):
            raise ValueError(f"variation is not negative, not {self.variation}")
        if self.per_cluster is not None and self.per_cluster < 1:
            raise ValueError(f"a cluster has at least one person, not {self.per_cluster}")

    def inflation(self, per_cluster: float) -> float:
        """Variance of a cluster's mean over that of one person: the design effect divided by the persons.

        The design effect 1 + ((1 + variation^2) per_cluster - 1) icc is that of an analysis that weighs clusters by
        their persons (Eldridge, Ashby and Kerry 2006).
        """
        return (1 + self.variation**2) * self.icc + (1 - self.icc) / per_cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelAdoption:
    """Places over years, some of which adopt a measure for good after the same year; effects of place and year.

    ``treated`` of ``places`` adopt after ``before`` of ``years`` years. ``sd``: standard deviation of what effects of
    place and year leave over; ``autocorrelation``: of that with the year before in one place (AR(1)).
    """

    places: int
    years: int
    treated: int
    before: int
    sd: float
    autocorrelation: float = 0.0

    def __post_init__(self) -> None:
        """ValueError for numbers that describe no design."""
        _positive(sd=self.sd, places=self.places, years=self.years)
        if not 0 <= self.treated <= self.places:
            raise ValueError(f"{self.treated} of {self.places} places cannot be treated")
        if not 0 <= self.before <= self.years:
            raise ValueError(f"{self.before} of {self.years} years cannot lie before")
        if not -1 < self.autocorrelation < 1:
            raise ValueError(f"autocorrelation lies between -1 and 1, not {self.autocorrelation}")


Design = TwoGroups | TwoShares | Clusters | PanelAdoption


def _positive(**numbers: float | None) -> None:
    for name, number in numbers.items():
        if number is not None and not (number > 0 and isfinite(number)):
            raise ValueError(f"{name} is a positive number, not {number}")

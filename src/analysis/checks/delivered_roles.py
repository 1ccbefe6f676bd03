"""Which dimension of a delivered table holds the places, the years and the parts of a breakdown: its labels tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.places import Gazetteer
from analysis.sources.delivered.table import Delivered, read_year


@dataclass(frozen=True, slots=True)
class Roles:
    """Which dimension of a table holds the places, the years and the parts of the breakdown; None: none does."""

    place: int | None
    year: int | None
    category: int | None


def roles_of(table: Delivered, gazetteer: Gazetteer, categories: Mapping[str, str]) -> Roles:
    """The dimension with most names of places, the one of years, and that of the parts of the breakdown, if any."""
    labels = [table.labels(at) for at in range(len(table.dimensions))]
    places = [sum(_is_name(label, gazetteer) for label in known) for known in labels]
    years = [sum(read_year(label) is not None for label in known) / max(1, len(known)) for known in labels]
    parts = [sum(label.casefold() in categories for label in known) for known in labels]
    year, breakdown = _most(years, 0.5), _most(parts, 1)
    return Roles(
        _most([0 if at in (year, breakdown) else count for at, count in enumerate(places)], 1), year, breakdown
    )


def described(table: Delivered) -> str:
    """The first labels of each dimension, so that a reader sees what was looked at."""
    parts = (f"{name}: {', '.join(table.labels(at)[:3])} …" for at, name in enumerate(table.dimensions))
    return "; ".join(parts)[:200]


def _is_name(label: str, gazetteer: Gazetteer) -> bool:
    """A name of a place; a number may be an administrative code or, in files of PX-Web, a mere position."""
    return not label.isdecimal() and bool(gazetteer.meant(label))


def _most(counts: Sequence[float], least: float) -> int | None:
    most = max(counts, default=0)
    return counts.index(most) if most >= least else None

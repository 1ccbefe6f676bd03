"""Which provinces are meant by ids, names, or the number of a map: one way for the command line and for notebooks."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.places.gazetteer import BOUNDARIES, Gazetteer


class NoProvinceError(KeyError):
    """A name that means no province of the 63 or the 34, or an old and a new one at once; it says what to write."""

    def __str__(self) -> str:
        return str(self.args[0])


def provinces_named(gazetteer: Gazetteer, names: Sequence[str]) -> list[str]:
    """Ids of the provinces meant, each once: ``63`` and ``34`` are all of a map, others are ids or names of one.

    Raises NoProvinceError for a name that means none, or an old and a new province at once.
    """
    found: list[str] = []
    for name in names:
        found += gazetteer.provinces(on=BOUNDARIES[name]) if name in BOUNDARIES else [province_named(gazetteer, name)]
    return list(dict.fromkeys(found))


def province_named(gazetteer: Gazetteer, name: str) -> str:
    """The id of the province that an id or a name means on either map. NoProvinceError as ``provinces_named``."""
    known = {place: None for on in BOUNDARIES.values() for place in gazetteer.provinces(on=on)}
    if name in known:
        return name
    if name.isdecimal():
        raise NoProvinceError(f"{name!r}: codes were used again in 2025; name the province, or say 63 or 34 for all")
    meant = [place.place_id for place in gazetteer.meant(name) if place.place_id in known]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise NoProvinceError(
            f"{name!r} was one province until June 2025 and is another since: say {' or '.join(meant)}"
        )
    nearby = [place.place_id for near in gazetteer.nearest(name) for place in gazetteer.meant(near)]
    nearest = dict.fromkeys(place for place in map(gazetteer.province_of, nearby) if place in known)
    raise NoProvinceError(f"{name!r} is no province; nearest: {', '.join(nearest) or '–'}")

"""Places by id: names in every spelling, time of existence, regions, and what became of a province.

Ids are ours, because administrative codes and names were used again in 2025: code 24 was Bắc Giang and is the new Bắc
Ninh. A name therefore means a place only together with a day: ``resolve("Bắc Ninh", on=date(2015, 1, 1))`` and
``resolve("Bắc Ninh", on=date(2026, 1, 1))`` are two places.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from analysis.places.gazetteer import BOUNDARIES, District, Gazetteer, Place, PlaceError, Spelling
from analysis.places.naming import NoProvinceError, province_named, provinces_named
from analysis.places.spelling import same, without_title
from analysis.project import Project

__all__ = [
    "BOUNDARIES", "District", "Gazetteer", "NoProvinceError", "Place", "PlaceError", "Spelling", "districts", "load",
    "place_named", "province_named", "provinces_named", "resolve",
]  # fmt: skip


def load(project: Project | None = None) -> Gazetteer:
    """The places of a project (default: the one around the working folder), from its checked tables.

    Raises FileNotFoundError when a table is missing, ValueError for one that ``analysis build`` would refuse.
    """
    folder = (project or Project.find()).places
    places = [Place.of(row) for row in _rows(folder / "places.csv")]
    return Gazetteer(places, [Spelling.of(row) for row in _rows(folder / "spellings.csv")])


def districts(project: Project | None = None) -> tuple[District, ...]:
    """The districts, towns and cities within provinces as they were until 30 June 2025, in the order of their codes.

    Raises FileNotFoundError and ValueError as ``load`` does.
    """
    folder = (project or Project.find()).places
    return tuple(District.of(row) for row in _rows(folder / "districts.csv"))


def resolve(name: str, *, on: date, project: Project | None = None) -> Place:
    """The place that a name, an abbreviation or an administrative code meant on a day.

    Raises PlaceError, with the nearest names, when there is none or more than one.
    """
    return load(project).resolve(name, on=on)


def place_named(project: Project, name: str, on: date | None) -> str:
    """The id of a province, or of a district that there was until June 2025, by its name or id.

    Without a day the name is read as of the last one of the 63 provinces. Raises PlaceError for a name that means no
    place or several.
    """
    day = on or BOUNDARIES["63"]
    gazetteer, known = load(project), districts(project)
    ids = {place.place_id for place in gazetteer} | {district.district_id for district in known}
    if name in ids:
        return name
    whose, comma, province = name.rpartition(",")
    if comma:
        inside = place_named(project, province.strip(), on)
        known = tuple(one for one in known if one.province_id == inside)
        name = whose.strip()
    try:
        return gazetteer.resolve(name, on=day).place_id
    except PlaceError as error:
        bare = without_title(name)[0]
        found = [one for one in known if same(name, one.name_vi) or same(bare, one.name_vi)]
        if error.reason == "unknown" and len(found) == 1:
            return found[0].district_id
        if found:
            meant = [Place(one.district_id, one.code, "district", one.name_vi, one.name_vi) for one in found]
            raise PlaceError("ambiguous", name, day, meant) from error
        raise


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))

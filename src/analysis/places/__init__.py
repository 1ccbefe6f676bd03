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
from analysis.project import Project

__all__ = ["BOUNDARIES", "District", "Gazetteer", "Place", "PlaceError", "Spelling", "districts", "load", "resolve"]


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


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))

"""Official series as tidy frames: one row for each place, category and year, with the breaks marked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from analysis import places
from analysis.sources.cells import read_sheet

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from analysis.places import Gazetteer
    from analysis.project import Project

COLUMNS: Mapping[str, str] = {
    "place": "place_id of ``data/raw/places/places.csv``",
    "level": "country, region or province",
    "region": "place_id of the place it belongs to",
    "category": "id of ``data/raw/statistics/categories.csv``; empty for the whole",
    "year": "integer",
    "value": "float in the unit of the series; NaN where observation_status is missing",
    "observation_status": "final, preliminary, estimated or missing",
    "segment": "number of breaks before the year; values of two segments are not comparable",
    "source_id": "id of the series",
}
"""Columns of a panel, sorted by place, category and year."""


class UnknownSeriesError(KeyError):
    """An id that no row of ``series.csv`` has."""


class SeriesDiffersError(ValueError):
    """A series file that is not the one which ``series.csv`` pins by its SHA-256."""


def read_series(series_id: str, project: Project) -> pd.DataFrame:
    """The panel of one series from its file. FileNotFoundError when the file is missing; for others see ``series``."""
    import pandas as pd

    declared = {row.cells["series_id"]: row.cells for row in read_sheet(project.statistics / "series.csv").rows}
    if series_id not in declared:
        raise UnknownSeriesError(f"no series {series_id!r}; there are {', '.join(declared)}")
    path = project.statistics / f"{series_id}.csv"
    if hashlib.sha256(path.read_bytes()).hexdigest() != declared[series_id]["file_sha256"]:
        raise SeriesDiffersError(f"{path} is not the file that series.csv pins; run `analysis build` to see why")
    rows = pd.DataFrame([row.cells for row in read_sheet(path).rows], dtype="str")
    rows = rows.assign(year=rows["year"].astype("int64"), value=pd.to_numeric(rows["value"].replace("", None)))
    breaks = pd.DataFrame([row.cells for row in read_sheet(project.statistics / "breaks.csv").rows], dtype="str")
    return panel(rows.assign(source_id=series_id), breaks.astype({"year": "int64"}), places.load(project))


def panel(rows: pd.DataFrame, breaks: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Rows of series (place_id, category, year, value, observation_status, source_id) as panels, series by series."""
    table = rows.assign(
        place=rows["place_id"],
        level=rows["place_id"].map({place.place_id: place.level for place in gazetteer}),
        region=rows["place_id"].map({place.place_id: place.parent_id for place in gazetteer}),
        value=rows["value"].astype("float64"),
        segment=0,
    )
    table = table[list(COLUMNS)].sort_values(["source_id", "place", "category", "year"], ignore_index=True)
    return table.assign(segment=_segments(table, breaks))


def _segments(table: pd.DataFrame, breaks: pd.DataFrame) -> np.ndarray:
    """How many breaks of its series, for all places or for its own, come before each row of a sorted table."""
    years, of_place = table["year"].to_numpy(), table["place"].to_numpy()
    segments = years * 0
    for series_id, place_id, year in zip(breaks["series_id"], breaks["place_id"], breaks["year"], strict=True):
        own = slice(*(table["source_id"].searchsorted(series_id, side) for side in ("left", "right")))
        segments[own] += (years[own] >= year) & ((of_place[own] == place_id) | (place_id == ""))
    return segments

"""What was published: the codebook of the raw tables and their cells, read as text and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.project import Project

if TYPE_CHECKING:
    import pandas as pd


def series(series_id: str, project: Project | None = None) -> pd.DataFrame:
    """One official series as a tidy frame, straight from ``data/raw``; see ``analysis.sources.panels.COLUMNS``.

    Raises UnknownSeriesError for an id without a row in ``series.csv``, and SeriesDiffersError when the file is not the
    one that its SHA-256 pins: figures that nobody checked are not handed out.
    """
    from analysis.sources.panels import read_series

    return read_series(series_id, project or Project.find())

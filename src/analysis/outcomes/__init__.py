"""The processed tables: one tidy list of outcomes, the findings about them, and the codebook page.

``build`` writes them with the standard library alone; ``load`` gives them to notebooks as pandas frames.
"""

from analysis.outcomes.build import Built, InvalidDataError, Summary, build, slices, unchanged
from analysis.outcomes.data import TABLES_READ_BY_LOAD, Data, load
from analysis.outcomes.tables import FINDING_COLUMNS, OUTCOME_COLUMNS

__all__ = [
    "FINDING_COLUMNS",
    "OUTCOME_COLUMNS",
    "TABLES_READ_BY_LOAD",
    "Built",
    "Data",
    "InvalidDataError",
    "Summary",
    "build",
    "load",
    "slices",
    "unchanged",
]

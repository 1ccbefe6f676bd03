"""The catalogue of rules: what each finding says and what to do, in Vietnamese and English.

Placeholders: ``{value}`` is what was read, ``{column}`` where; the others are details that the rule supplies.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.rule import Rule
from analysis.checks.rules_of_audit import AUDIT
from analysis.checks.rules_of_corrections import CORRECTIONS
from analysis.checks.rules_of_drafts import DRAFTS
from analysis.checks.rules_of_evidence import EVIDENCE
from analysis.checks.rules_of_excerpts import EXCERPTS
from analysis.checks.rules_of_figures import FIGURES
from analysis.checks.rules_of_imports import IMPORTS
from analysis.checks.rules_of_mentions import MENTIONS
from analysis.checks.rules_of_series import PLACES, SERIES
from analysis.checks.rules_of_slips import SLIPS
from analysis.checks.rules_of_tables import CELLS, FILES

FILE_RULES = frozenset(FILES)
"""Rules about whole files: what a file with such a fault lacks is not held against other tables."""

CATALOGUE: Mapping[str, Rule] = {
    **FILES,
    **CELLS,
    **PLACES,
    **EVIDENCE,
    **EXCERPTS,
    **FIGURES,
    **SLIPS,
    **MENTIONS,
    **CORRECTIONS,
    **AUDIT,
    **DRAFTS,
    **SERIES,
    **IMPORTS,
}

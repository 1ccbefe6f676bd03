"""Whether provinces draw nearer to each other: relative to their levels and in points, side by side."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.notices import caveat_text
from analysis.exhibits.tables import table
from analysis.exhibits.wording import official_source, words
from analysis.quantities import format_number
from analysis.study.result import Result
from analysis.vocabulary import Language

if TYPE_CHECKING:
    from analysis.outcomes import Data

TERMS = (("beta", 3), ("sigma_start", 2), ("sigma_end", 2), ("sigma_change", 2))
"""Quantities of the table with their decimals."""


def convergence_table(data: Data, relative: Result, points: Result, lang: Language) -> Exhibit:
    """Beta and the spread at either end, in logarithms (``relative``) and in points, with intervals."""
    import pandas as pd

    rows = [
        {"term": words(f"term.{term}", lang), "relative": _cell(relative, term, digits, lang),
         "points": _cell(points, term, digits, lang)}
        for term, digits in TERMS
    ]  # fmt: skip
    labels = {name: words(f"column.{name}", lang) for name in ("term", "relative", "points")}
    period = {end: str(int(relative.settings[end])) for end in ("start", "end")}
    caveats = dict.fromkeys(caveat_text(caveat, lang) for found in (relative, points) for caveat in found.caveats)
    return table(
        pd.DataFrame(rows), id="tbl-convergence", lang=lang, labels=labels, right=["relative", "points"],
        caption=words("tbl-convergence", lang, count=relative.n, **period), source=official_source(data, lang),
        notes=[words("tbl-convergence.note", lang), *caveats],
    )  # fmt: skip


def _cell(found: Result, term: str, digits: int, lang: Language) -> str:
    """An estimate with its interval; what is not there is a dash."""
    row = found.row(term)
    ends = [row[name] for name in ("estimate", "lower", "upper")]
    value, lower, upper = (format_number(float(end), lang, digits) if isfinite(end) else "" for end in ends)
    if not value:
        return "–"
    if not lower and not upper:
        return value
    return words("estimate_interval", lang, value=value, lower=lower or "–", upper=upper or words("open_end", lang))

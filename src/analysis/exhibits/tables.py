"""From a frame of printed cells to a table exhibit, set by great_tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.printed import held_together
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd


def table(
    frame: pd.DataFrame,
    *,
    id: str,
    lang: Language,
    caption: str,
    source: str,
    labels: Mapping[str, str],
    right: Sequence[str] = (),
    spanners: Mapping[str, Sequence[str]] | None = None,
    groups: str | None = None,
    notes: Sequence[str] = (),
) -> Exhibit:
    """A table of the columns of ``labels``, in that order; cells are text in the language of the report.

    ``right``: columns of numbers, aligned right. ``spanners``: a label over several columns. ``groups``: a column of
    ``frame`` whose values head groups of rows.
    """
    from great_tables import GT

    columns = [*([groups] if groups else []), *labels]
    shown = GT(frame[columns].astype("str").map(held_together), id=id, groupname_col=groups)
    shown = shown.cols_label(cases=dict(labels)) if labels else shown
    shown = shown.cols_align("left", columns=[column for column in labels if column not in right])
    if right:
        shown = shown.cols_align("right", columns=list(right))
    for label, members in (spanners or {}).items():
        shown = shown.tab_spanner(label, columns=list(members))
    html = shown.as_raw_html(inline_css=False)
    return Exhibit(id, "table", lang, caption, html, source=source, notes=tuple(notes), data=frame)

"""From a frame of printed cells to a table exhibit, set by great_tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.exhibits.exhibit import Exhibit, in_vietnamese, quotations_marked, with_passages
from analysis.quantities.sentences import held_together
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
    vietnamese: Sequence[str] = (),
) -> Exhibit:
    """A table of the columns of ``labels``, in that order; cells are text in the language of the report.

    The first column names the rows: a screen reader says it with each cell.

    ``right``: columns of numbers, aligned right. ``spanners``: a label over several columns. ``groups``: a column of
    ``frame`` whose values head groups of rows. ``vietnamese``: columns that are Vietnamese in any report;
    quotations are found by their marks.
    """
    from great_tables import GT

    columns = [*([groups] if groups else []), *labels]
    printed = frame[columns].astype("str").map(held_together).map(quotations_marked, lang=lang)
    if lang != "vi":
        printed = printed.assign(**{column: printed[column].map(in_vietnamese) for column in vietnamese})
    first = next(iter(labels))
    shown = GT(printed, id=id, groupname_col=groups, rowname_col=first).tab_stubhead(labels[first])
    shown = shown.cols_label(cases=dict(labels))
    shown = shown.cols_align("left", columns=[column for column in labels if column not in right])
    if right:
        shown = shown.cols_align("right", columns=list(right))
    for label, members in (spanners or {}).items():
        shown = shown.tab_spanner(label, columns=list(members))
    html = with_passages(shown.as_raw_html(inline_css=False))
    return Exhibit(id, "table", lang, caption, html, source=source, notes=tuple(notes), data=frame)

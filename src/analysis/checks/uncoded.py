"""Rules for ``uncoded.csv``: numbers of a held text that are not coded, each at its place and with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from analysis.checks.coded import finding_about, said
from analysis.checks.evidence import MAXIMUM_WORDS
from analysis.checks.findings import Detail, Finding
from analysis.checks.in_the_text import phrase
from analysis.checks.tables import Record
from analysis.quantities import plain

UNCODED = "uncoded"
"""The table; a project in which every number of every text is coded has none."""


def check_uncoded(
    rows: Sequence[Record], figures: Mapping[str, Sequence[Record]], sources: Mapping[str, Record]
) -> Iterator[Finding]:
    """Every row against its source, the coded figures of the same text, and the other rows.

    ``figures``: the coded rows by the id of their source; ``sources``: the bibliography by id.
    """
    earlier: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        source_id = row.text("source_id")
        source = sources.get(source_id)
        if source is not None and source.text("text_status") == "excerpt_seen":
            yield _finding("uncoded-not-held", row, "source_id", source_id)
        yield from check_quotation(row)
        yield from _check_duplicate(row, figures.get(source_id, ()))
        for figure in figures.get(source_id, ()):
            if _overlap(row, figure):
                named: dict[str, Detail] = {"figure": figure.text("figure_id")}
                yield _finding("uncoded-is-coded", row, "start", row.text("as_written"), named)
        for other in earlier[source_id]:
            if _overlap(row, other):
                at: dict[str, Detail] = {"line": str(other.line)}
                yield _finding("uncoded-twice", row, "start", row.text("as_written"), at)
        earlier[source_id].append(row)


def _check_duplicate(row: Record, figures: Sequence[Record]) -> Iterator[Finding]:
    """A coded figure that is printed again says so itself, with a flag; found also where no text is at hand."""
    if row.text("reason") != "duplicate" or row.integer("start") is None:
        return
    same = [one for one in figures if not one.broken and _phrase(row) and _phrase(one) == _phrase(row)]
    if same and not any("duplicate" in one.words("flags") for one in same):
        yield finding_about("printed-again", same[0], "flags", said(same[0]), place=str(row.integer("start")))


def _phrase(row: Record) -> str:
    quotation = plain(row.text("as_written"))
    return phrase(quotation, 0, len(quotation))


def check_quotation(row: Record) -> Iterator[Finding]:
    """Words of a text, and their place, that are no figure: six at most, and as long as the place."""
    quotation, start, end = row.text("as_written"), row.integer("start"), row.integer("end")
    if not quotation:
        return
    words = len(plain(quotation).split())
    if words > MAXIMUM_WORDS:
        yield _finding("quotation-too-long", row, "as_written", quotation, {"count": str(words)})
    if start is not None and end is not None and end - start != len(quotation):
        measured: dict[str, Detail] = {"found": str(end - start), "count": str(len(quotation))}
        yield _finding("quotation-length", row, "end", str(end), measured)


def _overlap(first: Record, second: Record) -> bool:
    """Whether both stand in the same characters of the text; no for a place that could not be read."""
    one, other = (first.integer("start"), first.integer("end")), (second.integer("start"), second.integer("end"))
    if one[0] is None or one[1] is None or other[0] is None or other[1] is None:
        return False
    return one[0] < other[1] and other[0] < one[1]


def _finding(rule: str, row: Record, column: str, value: str, details: Mapping[str, Detail] | None = None) -> Finding:
    return Finding(rule, row.file, row.line, column, value, row.text("source_id"), details or {})

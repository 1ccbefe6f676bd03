"""The audit of one coded text: every row against the words that it rests on, and every number against the rows.

What is checked: the text is the one that was coded (SHA-256); each quotation stands where its row says; number, bounds,
qualifier and unit there are those of the row; no figure that the extraction finds is without a row or a reason; and, as
an extraction may overlook something, no digit of the text is either. Nothing here reads files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.checks.evidence import check_text
from analysis.checks.findings import Detail, Finding, in_order
from analysis.checks.tables import Record
from analysis.coding.left_over import Extraction, LeftOver, Numbers, left_over, meets, places_of
from analysis.coding.reading import check_figure
from analysis.coding.written import Written
from analysis.quantities import Aligned

NOT_THIS_TEXT = frozenset({"text-differs", "encoding"})
"""Findings after which no place of the text means anything."""


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit of one text found; no mismatches: text and rows agree, and no number is left over."""

    source_id: str
    figures: int
    agreeing: int
    """Coded rows without a mismatch."""
    uncoded: int
    """Rows of ``uncoded.csv`` for this text."""
    explained: Mapping[str, int]
    """Other digits of the text by what they are (a word of ``UNCODED_REASON``)."""
    overlooked: tuple[str, ...]
    """Ids of coded figures that the extraction does not find: no fault of the coding, but its recall."""
    findings: tuple[Finding, ...]
    """Mismatches, and notices about what stands in the text, which are none."""
    read: bool = True
    """Whether this is the text that was coded; otherwise nothing else was checked."""
    written: Written | None = None
    """How it is written where nobody sees it; None for a text that could not be read. Never a mismatch."""
    quoted: int | None = None
    """Of another version of the text, which has no places to check: how many quotations stand in it somewhere."""

    @property
    def mismatches(self) -> int:
        """Findings that are faults."""
        return sum(finding.severity == "error" for finding in self.findings)


def not_audited(source_id: str, figures: Sequence[Record], why: Finding) -> Audited:
    """A text that should have been audited and could not be."""
    return Audited(source_id, len(figures), 0, 0, {}, (), (why,), read=False)


def audit_text(
    source: Record,
    content: bytes,
    figures: Sequence[Record],
    uncoded: Sequence[Record],
    extract: Extraction,
    mentions: Sequence[Record] = (),
) -> Audited:
    """Audit a text, as bytes, under its row of the bibliography, its coded rows and those of the two tables beside.

    ``uncoded`` and ``mentions``: its rows of ``uncoded.csv`` and ``mentions.csv``.
    """
    source_id = source.text("source_id")
    name = f"{source_id}.txt"
    placed = [_in(name, finding) for finding in check_text(source, content, [*figures, *uncoded, *mentions])]
    if any(finding.rule in NOT_THIS_TEXT for finding in placed):
        other, quoted = content.decode("utf-8", errors="replace"), _quoted(content, figures)
        return Audited(
            source_id, len(figures), 0, len(uncoded), {}, (), tuple(placed), False, Written.of(other), quoted,
        )  # fmt: skip
    numbers = Numbers.of(content.decode("utf-8"), extract)
    findings = [*placed]
    for figure in figures:
        if not any(
            (found.file, found.row) == (figure.file, figure.line) for found in placed if found.severity == "error"
        ):
            findings += check_figure(figure, numbers.text, numbers.quantities)
    left, explained = left_over(numbers, figures, uncoded)
    findings += (_finding(name, numbers.text, one) for one in left)
    faulty = {(found.file, found.row) for found in findings if found.severity == "error"}
    proposed = [(one.start, one.end) for one in numbers.candidates]
    overlooked = [row for row in figures if not any(meets(place, proposed) for place in places_of([row], numbers.text))]
    return Audited(
        source_id,
        len(figures),
        sum((figure.file, figure.line) not in faulty for figure in figures),
        len(uncoded),
        explained,
        tuple(row.text("figure_id") for row in overlooked),
        tuple(in_order(findings)),
        written=Written.of(numbers.text),
    )


def _finding(name: str, text: str, one: LeftOver) -> Finding:
    rule = "audit-digits-unexplained" if one.candidate is None else "audit-figure-uncoded"
    details: dict[str, Detail] = {"start": str(one.start), "end": str(one.end)}
    return Finding(rule, name, text.count("\n", 0, one.start) + 1, value=one.around, details=details)


def _quoted(content: bytes, figures: Sequence[Record]) -> int:
    """How many quotations stand in a text, wherever; spellings, spaces and line breaks aside."""
    text = _in_one_line(content.decode("utf-8", errors="replace"))
    return sum(_in_one_line(figure.text("as_written")) in text for figure in figures)


def _in_one_line(text: str) -> str:
    return " ".join(Aligned.of(text).text.split())


def _in(name: str, finding: Finding) -> Finding:
    """A finding about the text itself under the name that the text has here."""
    return replace(finding, file=name) if finding.rule in NOT_THIS_TEXT else finding

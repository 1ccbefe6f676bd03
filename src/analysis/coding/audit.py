"""The audit of one coded text: every row against the words that it rests on, and every number against the rows.

What is checked: the text is the one that was coded (SHA-256); each quotation stands where its row says; number, bounds,
qualifier and unit there are those of the row; no figure that the extraction finds is without a row or a reason; and, as
an extraction may overlook something, no digit of the text is either. Nothing here reads files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.checks.evidence import MAXIMUM_WORDS, check_text
from analysis.checks.findings import Detail, Finding, in_order
from analysis.checks.tables import Record
from analysis.coding.digits import Digits, digits_beside
from analysis.coding.reading import check_figure, states
from analysis.quantities import Aligned, Quantity, quantities_in
from analysis.sources.extraction.candidate import Candidate

Extraction = Callable[[str], Sequence[Candidate]]

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
    source: Record, content: bytes, figures: Sequence[Record], uncoded: Sequence[Record], extract: Extraction
) -> Audited:
    """Audit a text, as bytes, under its row of the bibliography, its coded rows and its rows of ``uncoded.csv``."""
    source_id = source.text("source_id")
    name = f"{source_id}.txt"
    placed = [_in(name, finding) for finding in check_text(source, content, [*figures, *uncoded])]
    if any(finding.rule in NOT_THIS_TEXT for finding in placed):
        quoted = _quoted(content, figures)
        return Audited(source_id, len(figures), 0, len(uncoded), {}, (), tuple(placed), read=False, quoted=quoted)
    text = content.decode("utf-8")
    quantities, candidates = quantities_in(text), extract(text)
    findings = [*placed]
    for figure in figures:
        if not any(
            (found.file, found.row) == (figure.file, figure.line) for found in placed if found.severity == "error"
        ):
            findings += check_figure(figure, text, quantities)
    explained = _places(uncoded, text)
    rows = [*_places(figures, text), *explained]
    missed = [one for one in candidates if not _meets((one.start, one.end), rows)]
    digits = list(digits_beside(text, quantities, [*_coded_numbers(figures, text, quantities), *explained]))
    findings += (_uncoded(name, text, one) for one in missed)
    findings += _unexplained(name, text, digits, missed)
    faulty = {(found.file, found.row) for found in findings if found.severity == "error"}
    proposed = [(one.start, one.end) for one in candidates]
    overlooked = [row for row in figures if not any(_meets(place, proposed) for place in _places([row], text))]
    return Audited(
        source_id,
        len(figures),
        sum((figure.file, figure.line) not in faulty for figure in figures),
        len(uncoded),
        Counter(one.reason for one in digits if one.reason),
        tuple(row.text("figure_id") for row in overlooked),
        tuple(in_order(findings)),
    )


def _quoted(content: bytes, figures: Sequence[Record]) -> int:
    """How many quotations stand in a text, wherever; spellings, spaces and line breaks aside."""
    text = _in_one_line(content.decode("utf-8", errors="replace"))
    return sum(_in_one_line(figure.text("as_written")) in text for figure in figures)


def _in_one_line(text: str) -> str:
    return " ".join(Aligned.of(text).text.split())


def _in(name: str, finding: Finding) -> Finding:
    """A finding about the text itself under the name that the text has here."""
    return replace(finding, file=name) if finding.rule in NOT_THIS_TEXT else finding


def _places(records: Sequence[Record], text: str) -> list[tuple[int, int]]:
    """Where rows point to in the text, without places that could not be read.

    A row that points elsewhere than to its quotation is reported as such; so that this one fault is not told three
    times, it counts for the nearest place where the quotation stands.
    """
    places = []
    for record in records:
        start, end, quotation = record.integer("start"), record.integer("end"), record.text("as_written")
        if start is not None and end is not None:
            if quotation and text[start:end] != quotation:
                start = _nearest(quotation, text, start)
                end = start + len(quotation)
            places.append((start, end))
    return places


def _nearest(quotation: str, text: str, start: int) -> int:
    found = (match.start() for match in re.finditer(re.escape(quotation), text))
    return min(found, key=lambda place: abs(place - start), default=start)


def _meets(place: tuple[int, int], places: Sequence[tuple[int, int]]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in places)


def _coded_numbers(figures: Sequence[Record], text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """Where the numbers stand that rows code: of a quotation with two numbers the one that has the coded value.

    A row whose number is not in its quotation is reported as such; its digits are not reported a second time.
    """
    for figure in figures:
        for start, end in _places([figure], text):
            inside = [one for one in quantities if start <= one.number_start < end]
            coded = [one for one in inside if states(one, figure)]
            yield from ((one.number_start, one.number_end) for one in coded[:1])
            if not coded:
                yield start, end


def _uncoded(name: str, text: str, candidate: Candidate) -> Finding:
    details: dict[str, Detail] = {"start": str(candidate.start), "end": str(candidate.end)}
    said = " ".join(text[candidate.start : candidate.end].split())
    return Finding("audit-figure-uncoded", name, _line(text, candidate.start), value=said, details=details)


def _unexplained(name: str, text: str, digits: Sequence[Digits], missed: Sequence[Candidate]) -> Iterator[Finding]:
    """Digits without a row or a reason, but those of figures that are reported themselves."""
    reported = [(one.start, one.end) for one in missed]
    for one in digits:
        if not one.reason and not _meets((one.start, one.end), reported):
            details: dict[str, Detail] = {"start": str(one.start), "end": str(one.end)}
            line = _line(text, one.start)
            yield Finding("audit-digits-unexplained", name, line, value=_around(text, one), details=details)


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


_BEFORE = re.compile(r"(?:\S{1,20}\s{1,3}){0,2}\S{0,20}$")
_AFTER = re.compile(r"\S{0,20}(?:\s{1,3}\S{1,20}){0,2}")


def _around(text: str, digits: Digits) -> str:
    """The digits and a few of the words around them, no more than a quotation may have."""
    before, after = _BEFORE.search(text[max(0, digits.start - 60) : digits.start]), _AFTER.match(text, digits.end)
    parts = (before[0] if before else "", text[digits.start : digits.end], after[0] if after else "")
    return " ".join("".join(parts).split()[:MAXIMUM_WORDS])

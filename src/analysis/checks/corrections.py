"""Declared corrections against the rows that they are about: guarded, read under the codebook, never silent.

The rules speak about the rows as coded; only what goes on to ``outcomes.csv`` is corrected. The corrected rows must
keep all of them: what the coded rows did not break is an error of the correction.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from analysis.checks.coded import finding_about, said
from analysis.checks.findings import Detail, Finding
from analysis.checks.tables import Record, changed
from analysis.periods import read_date
from analysis.sources.cells import written
from analysis.sources.codebook import Table
from analysis.sources.corrections import FILE, Correction

OF_THE_QUOTATION = frozenset({"figure_id", "as_written", "start", "end", "unit_as_written", "text_sha256", "flags"})
"""Cells that say what is printed, and where: they are put right in the row itself. Flags have their own action."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What becomes of one figure: its row as it goes on (None: it does not), and what was done to it."""

    record: Record | None
    mark: str


def row_sha256(record: Record) -> str:
    """SHA-256 of the filled cells of a row, by name; a new empty column of the codebook changes nothing."""
    cells = sorted((name, text) for name, value in record.values.items() if (text := written(value)))
    return hashlib.sha256("\n".join(f"{name}={text}" for name, text in cells).encode("utf-8")).hexdigest()


Examine = Callable[[Sequence[Record]], Iterable[Finding]]
"""All rules of coded rows, also those across rows and tables, for the rows of all files."""


def check_corrections(
    table: Table, entries: Sequence[Correction], records: Sequence[Record], rules: Examine
) -> tuple[dict[str, Corrected], list[Finding]]:
    """What becomes of each figure that is corrected, and all findings: an error for each entry that cannot be used."""
    by_id = {record.text("figure_id"): record for record in records}
    entries_of: dict[str, list[Correction]] = defaultdict(list)
    findings: list[Finding] = []
    for entry in entries:
        faults = list(_faults(table, entry, by_id.get(entry.figure)))
        findings += faults
        if not faults:
            entries_of[entry.figure].append(entry)
    done: dict[str, Corrected] = {}
    readable: dict[str, list[Correction]] = {}
    for figure, own in entries_of.items():
        more = list(_repeated(own))
        if not more:
            done[figure], more = _corrected(table, by_id[figure], own)
            if not any(finding.severity == "error" for finding in more):
                readable[figure] = own
        findings += more
    if readable:
        findings += _new_faults(records, done, readable, rules)
    return done, findings


def _faults(table: Table, entry: Correction, record: Record | None) -> Iterator[Finding]:
    """Why an entry cannot be used: no such figure, a row that is another one now, no day, a strange cell."""
    try:
        read_date(entry.date)
    except ValueError:
        yield _of(entry, "correction-day", "date", entry.date)
    if record is None:
        yield _of(entry, "correction-of-nothing", "figure", entry.figure)
        return
    if record.broken:
        return
    found = row_sha256(record)
    if entry.row_sha256 != found:
        rule = "correction-outdated" if entry.row_sha256 else "correction-unguarded"
        where: dict[str, Detail] = {"found": found, "where": f"{record.file}:{record.line}"}
        yield _of(entry, rule, "row_sha256", entry.row_sha256, **where)
    names = {field.name for field in table.fields} - OF_THE_QUOTATION
    for column in entry.cells:
        if column not in names:
            yield _of(entry, "correction-of-quotation", column, column, allowed=", ".join(sorted(names)))
    known = table.field("flags").allowed
    for flag in entry.flags:
        if flag not in known:
            yield _of(entry, "correction-flag-unknown", "flags", flag, allowed=", ".join(known))


def _repeated(entries: Sequence[Correction]) -> Iterator[Finding]:
    """Two entries that cannot both be carried out: another one beside an exclusion, one cell set twice."""
    seen: set[str] = set()
    for entry in entries:
        names = {"*"} if entry.action == "exclude" else {*entry.cells, *entry.flags}
        if (seen and "*" in names | seen) or names & seen:
            yield _of(entry, "correction-repeated", "figure", entry.figure, line=Decimal(entries[0].line))
        seen |= names


def _corrected(table: Table, record: Record, entries: Sequence[Correction]) -> tuple[Corrected, list[Finding]]:
    if entries[0].action == "exclude":
        return Corrected(None, "exclude"), [_notice(entries[0], record, "corrected-by-exclusion")]
    cells: dict[str, str] = {name: cell for entry in entries for name, cell in entry.cells.items()}
    flags = {*record.words("flags"), *(flag for entry in entries for flag in entry.flags)}
    row, unread = changed(table, record, cells | {"flags": "|".join(sorted(flags))})
    line = {name: entry.line for entry in entries for name in entry.cells}
    findings = [
        _broken(Finding(one.rule, FILE, line.get(one.column, 0), one.column, one.value, one.subject, one.details))
        for one in unread
    ]
    marks: list[str] = []
    for entry in entries:
        marks += [f"override:{name}" for name in entry.cells] + [f"flag:{flag}" for flag in entry.flags]
        rule = "corrected-by-override" if entry.action == "override" else "corrected-by-flag"
        findings.append(_notice(entry, record, rule, row))
    return Corrected(row, "|".join(marks)), findings


def _new_faults(
    records: Sequence[Record], done: Mapping[str, Corrected], entries: Mapping[str, list[Correction]], rules: Examine
) -> Iterator[Finding]:
    """Errors that the rows have with these corrections and had not without, each at the entry that brings it about.

    A figure that is left out stays a row of its text: what names it still finds it.
    """
    figure_at = {(row.file, row.line): row.text("figure_id") for row in records}
    corrected = {figure: done[figure].record for figure in entries}
    after = [corrected.get(row.text("figure_id")) or row for row in records]
    known = {_kind(one) for one in rules(records) if one.severity == "error"}
    for one in rules(after):
        if one.severity == "error" and _kind(one) not in known:
            entry = _cause(one, figure_at, entries)
            yield replace(_broken(one, entry.line), subject=entry.figure)


def _kind(finding: Finding) -> tuple[str, str, int, str]:
    return finding.rule, finding.file, finding.row, finding.column


def _cause(
    fault: Finding, figure_at: Mapping[tuple[str, int], str], entries: Mapping[str, list[Correction]]
) -> Correction:
    """The entry that sets the faulty cell of the faulty row, else one of that figure, of its text, or any."""
    own = entries.get(figure_at.get((fault.file, fault.row), ""), [])
    beside = [one for (file, _), name in figure_at.items() if file == fault.file for one in entries.get(name, [])]
    every = own or beside or [one for some in entries.values() for one in some]
    return next((one for one in every if fault.column in one.cells), every[0])


def _broken(fault: Finding, line: int = 0) -> Finding:
    """The fault of a corrected row, as a fault of the correction."""
    told: dict[str, Detail] = {f"problem_{lang}": fault.problem(lang) for lang in ("vi", "en")}
    told |= {f"remedy_{lang}": fault.remedy(lang) for lang in ("vi", "en")}
    return Finding("correction-breaks", FILE, fault.row if fault.file == FILE else line, fault.column, fault.value,
                   fault.subject, {**told, "rule": fault.rule})  # fmt: skip


def _notice(entry: Correction, record: Record, rule: str, after: Record | None = None) -> Finding:
    details: dict[str, Detail] = {"author": entry.author, "date": read_date(entry.date), "line": Decimal(entry.line)}
    reasons = {"reason_vi": entry.reason_vi.rstrip("."), "reason_en": entry.reason_en.rstrip(".")}
    before = {name: written(record.values.get(name)) or "–" for name in entry.cells}
    now = {name: written(after.values.get(name)) or "–" for name in entry.cells} if after else {}
    done = "; ".join(f"{name}: {before[name]} → {now[name]}" for name in now) or ", ".join(entry.flags)
    return finding_about(rule, record, next(iter(entry.cells), "flags"), said(record), **details, **reasons, done=done)


def _of(entry: Correction, rule: str, column: str, value: str, **details: Detail) -> Finding:
    return Finding(rule, FILE, entry.line, column, value, entry.figure, details)

"""Declared corrections against the rows that they are about: guarded, read under the codebook, never silent.

The rules speak about the rows as coded; only what goes on to ``outcomes.csv`` is corrected.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analysis.checks.coded import finding_about, said
from analysis.checks.evidence import check_row
from analysis.checks.findings import Detail, Finding
from analysis.checks.reference_periods import check_frequency, check_length
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


def check_corrections(
    table: Table, entries: Sequence[Correction], records: Sequence[Record], sources: Mapping[str, Record]
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
    for figure, own in entries_of.items():
        record, more = by_id[figure], list(_repeated(own))
        if not more:
            done[figure], more = _corrected(table, record, own, sources.get(_source_of(record)))
        findings += more
    return done, findings


def _source_of(record: Record) -> str:
    return record.file.removeprefix("evidence/").removesuffix(".csv")


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


def _corrected(
    table: Table, record: Record, entries: Sequence[Correction], source: Record | None
) -> tuple[Corrected, list[Finding]]:
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
    if not unread:
        findings += [_broken(one, entries[0].line) for one in _new_faults(record, row, source)]
    return Corrected(row, "|".join(marks)), findings


def _new_faults(before: Record, after: Record, source: Record | None) -> Iterator[Finding]:
    """Errors that the corrected row has and the coded one had not; what is printed is not asked again."""
    known = {(one.rule, one.column) for one in _row_findings(before, source)}
    for one in _row_findings(after, source):
        asks_the_quotation = one.rule in ("quotation-without-value", "qualifier-differs", "unit-contradicts-words")
        if one.severity == "error" and not asks_the_quotation and (one.rule, one.column) not in known:
            yield one


def _row_findings(record: Record, source: Record | None) -> Iterator[Finding]:
    yield from check_row(record, source)
    yield from check_frequency(record)
    yield from check_length(record)


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

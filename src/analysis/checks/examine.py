"""The examiner: reads all of ``data/raw`` once and returns every record and every finding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from pathlib import Path, PurePosixPath

from analysis.checks import evidence, series
from analysis.checks.catalogue import FILE_RULES
from analysis.checks.findings import Finding, in_order
from analysis.checks.tables import Record, check_keys, check_references, read_records
from analysis.project import Project
from analysis.sources.cells import read_sheet
from analysis.sources.codebook import Codebook, CodebookError, Table, read_codebook

SERIES_FILE = "statistics/series.csv"
MERGERS = date(2025, 7, 1)
"""The day on which 63 provinces became 34."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What was read: records by table, all findings in order, and the codebook they were read under."""

    codebook: Codebook
    records: Mapping[str, list[Record]]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a build."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


def examine(project: Project) -> Examination:
    """Read and check every table of the project. Raises CodebookError when the codebook itself cannot be used.

    A rule that needs another table is not asked when that table could not be read: its fault is reported once.
    """
    codebook = read_codebook(project.codebook)
    missing = sorted(NEEDED_TABLES - {table.name for table in codebook})
    if missing:
        raise CodebookError(f"{project.codebook}: the table {', '.join(missing)} is missing")
    findings: list[Finding] = []
    records: dict[str, list[Record]] = {}
    unreadable: set[str] = set()
    with localcontext(prec=200):  # whatever number stands in a cell, its sums and quotients are numbers too
        for table in codebook:
            records[table.name], flaws = _read(project, table)
            findings += flaws
            findings += check_keys(table, records[table.name])
            if any(flaw.rule in FILE_RULES or flaw.column in table.primary_key for flaw in flaws):
                unreadable.add(table.name)
        for table in codebook:
            findings += check_references(codebook, table, records, unreadable)
        findings += _unlisted_files(project.raw, codebook)
        findings += _check_evidence(project, codebook["evidence"], records, unreadable)
        if not unreadable & {"places", "series"}:
            flawed = {finding.file for finding in findings if finding.severity == "error"}
            findings += _check_series(project.raw, codebook["statistics"], records, flawed)
        if not unreadable & {"places", "tiles"}:
            findings += _check_tiles(codebook["tiles"], records)
    return Examination(codebook, records, tuple(in_order(findings)))


NEEDED_TABLES = frozenset({"places", "tiles", "sources", "evidence", "series", "statistics"})


def _read(project: Project, table: Table) -> tuple[list[Record], list[Finding]]:
    records: list[Record] = []
    findings: list[Finding] = []
    for path in table.paths:
        found, flaws = read_records(table, path, read_sheet(project.raw / path))
        records += found
        findings += flaws
    return records, findings


def by_file(table: Table, records: list[Record]) -> dict[str, list[Record]]:
    """Records of a table that is kept in one file for each source or series, by the id that names the file."""
    return {PurePosixPath(path).stem: [r for r in records if r.file == path] for path in table.paths}


def _unlisted_files(raw: Path, codebook: Codebook) -> Iterator[Finding]:
    listed = {path for table in codebook for path in table.paths}
    for path in sorted(raw.rglob("*.csv")):
        name = path.relative_to(raw).as_posix()
        if name not in listed:
            yield Finding("file-unlisted", name)


def _check_evidence(
    project: Project, table: Table, records: Mapping[str, list[Record]], unreadable: set[str]
) -> Iterator[Finding]:
    sources = {record.text("source_id"): record for record in records["sources"]}
    files = by_file(table, records["evidence"])
    for source_id in sources.keys() - files.keys() - {""}:
        line = sources[source_id].line
        yield Finding("source-without-file", "sources.csv", line, "source_id", source_id, source_id)
    for source_id, rows in files.items():
        source = sources.get(source_id)
        if rows and "sources" not in unreadable:
            yield from evidence.check_file(source_id, rows, source)
        for row in rows:
            yield from evidence.check_row(row, source)
            yield from evidence.check_share(row)
        text = project.texts / f"{source_id}.txt"
        if source is not None and text.is_file():
            yield from evidence.check_text(source, text.read_bytes(), rows)
    yield from evidence.check_totals(records["evidence"])


def _check_series(raw: Path, table: Table, records: Mapping[str, list[Record]], flawed: set[str]) -> Iterator[Finding]:
    """The series that could be read, against their declarations; ``flawed`` are files with errors of their own."""
    declared = {record.text("series_id"): record for record in records["series"]}
    files = by_file(table, records["statistics"])
    cells = {name: _cells(rows) for name, rows in files.items()}
    for name in declared.keys() - files.keys() - {""}:
        yield Finding("series-without-file", SERIES_FILE, declared[name].line, "series_id", name, name)
    for name, rows in files.items():
        file = f"statistics/{name}.csv"
        if name not in declared:
            yield Finding("series-unlisted", file, value=name, subject=name)
        elif rows and not declared[name].broken & {"year_start", "year_end", "place_levels", "checks"}:
            if file not in flawed:
                yield from _differs(declared[name], file, raw / file)
            weights = declared[name].text("weight_series")
            known = None if f"statistics/{weights}.csv" in flawed else cells.get(weights, {})
            yield from _check_one_series(declared[name], file, rows, cells[name], known, records["places"], flawed)


def _differs(declared: Record, file: str, path: Path) -> Iterator[Finding]:
    """The file against the hash that pins it: figures that nobody can recompute must not change unseen."""
    found, expected = hashlib.sha256(path.read_bytes()).hexdigest(), declared.text("file_sha256")
    if found != expected and "file_sha256" not in declared.broken:
        details = {"found": found[:12] + "…", "expected": expected[:12] + "…", "whole": found}
        yield Finding("series-differs", file, subject=declared.text("series_id"), details=details)


def _check_one_series(
    declared: Record,
    file: str,
    rows: list[Record],
    cells: series.Cells,
    weights: series.Cells | None,
    places: list[Record],
    flawed: set[str],
) -> Iterator[Finding]:
    first, last = declared.integer("year_start") or 0, declared.integer("year_end") or 0
    valid = tuple(place for place in places if series.valid_throughout(place, first, last))
    one = series.Series(declared, file, cells, weights, valid)
    yield from series.check_cells(one, rows, {record.text("place_id"): record for record in places})
    if file not in flawed:
        yield from series.check_series(one)


def _cells(rows: list[Record]) -> dict[tuple[str, int], Decimal]:
    return {
        (row.text("place_id"), year): value
        for row in rows
        if (value := row.number("value")) is not None and (year := row.integer("year")) is not None
    }


def _check_tiles(table: Table, records: Mapping[str, list[Record]]) -> Iterator[Finding]:
    """Each of the provinces before the mergers of July 2025 has its tile on the map."""
    tiles = {record.text("place_id") for record in records["tiles"]}
    for place in records["places"]:
        name, since = place.text("place_id"), place.day("valid_from")
        if place.text("level") == "province" and (since is None or since < MERGERS) and name not in tiles:
            yield Finding("tile-missing", table.paths[0], 0, "place_id", name)

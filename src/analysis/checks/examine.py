"""The examiner: reads all of ``data/raw`` once and returns every record and every finding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import partial
from pathlib import PurePosixPath

from analysis.checks import evidence, excerpts
from analysis.checks.agreement import check_agreement
from analysis.checks.catalogue import FILE_RULES
from analysis.checks.corrections import Corrected, check_corrections
from analysis.checks.figures import check_figures
from analysis.checks.findings import Finding, in_order
from analysis.checks.geography import (
    check_boundaries,
    check_districts,
    check_places,
    check_spellings,
    check_tiles,
    gazetteer_of,
)
from analysis.checks.mentions import MENTIONS, check_mentions
from analysis.checks.plausibility import check_plausible
from analysis.checks.series import Cells, Key, Series, check_cells, check_complete, declared_years
from analysis.checks.tables import Record, check_keys, check_references, read_records
from analysis.checks.uncoded import UNCODED, check_uncoded
from analysis.checks.year_scale import check_year_scale, without_consequences
from analysis.places import BOUNDARIES, Gazetteer
from analysis.project import ROOT_MARK, Project
from analysis.sources.cells import Flaw
from analysis.sources.codebook import Codebook, CodebookError, Table, parse_codebook
from analysis.sources.corrections import FILE as CORRECTIONS_FILE
from analysis.sources.corrections import parse_corrections
from analysis.sources.raw import RawFolder
from analysis.vocabulary import Term

SERIES_FILE = "statistics/series.csv"
CODEBOOK_FILE = ROOT_MARK.name


@dataclass(frozen=True, slots=True)
class Examination:
    """What was read: records by table, all findings in order, and the codebook they were read under.

    The records are as coded; ``corrected`` says by figure what a declared correction makes of them.
    """

    codebook: Codebook
    records: Mapping[str, list[Record]]
    findings: tuple[Finding, ...]
    corrected: Mapping[str, Corrected]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a build."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


def examine(project: Project, replaced: Mapping[str, bytes] | None = None, *, statistics: bool = True) -> Examination:
    """Read and check every table of the project. Raises CodebookError when the codebook itself cannot be used.

    ``replaced``: contents that stand in for files of ``data/raw``, by their names inside it. A rule that needs another
    table is not asked when that table could not be read: its fault is reported once. Without ``statistics`` the files
    of the series are left alone, as they are where nothing but evidence changes.
    """
    raw = RawFolder(project.raw, replaced or {})
    codebook = _codebook(project, raw)
    findings: list[Finding] = []
    records: dict[str, list[Record]] = {}
    unreadable: set[str] = set()
    with localcontext(prec=200):  # whatever number stands in a cell, its sums and quotients are numbers too
        for table in codebook:
            read = statistics or table.name != "statistics"
            records[table.name], flaws = _read(raw, table) if read else ([], [])
            findings += flaws
            findings += check_keys(table, records[table.name])
            if any(flaw.rule in FILE_RULES or flaw.column in table.primary_key for flaw in flaws):
                unreadable.add(table.name)
        for table in codebook:
            findings += check_references(codebook, table, records, unreadable)
        findings += _unlisted_files(raw, codebook)
        findings += _check_evidence(raw, codebook["evidence"], records, unreadable)
        corrected, faults = _check_corrections(raw, codebook, records, unreadable)
        findings += faults
        if not unreadable & {"places", "spellings"}:
            gazetteer = gazetteer_of(records)
            findings += check_places(records)
            findings += check_spellings(gazetteer, records["spellings"])
            if "tiles" not in unreadable:
                findings += check_tiles(gazetteer, codebook["tiles"].paths[0], records["tiles"])
            if "districts" not in unreadable:
                findings += check_districts(gazetteer, records["districts"])
            findings += _check_boundary_files(project, gazetteer)
            flawed = {finding.file for finding in findings if finding.severity == "error"}
            unfit = unreadable & {"series", "categories", "breaks"} or flawed & {*codebook["places"].paths}
            if statistics and not unfit:
                findings += _check_statistics(raw, codebook["statistics"], records, flawed, gazetteer)
    return Examination(codebook, records, tuple(in_order(without_consequences(findings, records))), corrected)


NEEDED_TABLES = frozenset(
    {
        "places", "spellings", "tiles", "districts", "sources", "evidence", "series", "categories", "breaks",
        "statistics",
    }
)  # fmt: skip


def _codebook(project: Project, raw: RawFolder) -> Codebook:
    content = raw.content(CODEBOOK_FILE)
    if isinstance(content, Flaw):
        raise CodebookError(f"{project.codebook}: cannot be read ({content.value})")
    codebook = parse_codebook(content, project.codebook)
    missing = sorted(NEEDED_TABLES - {table.name for table in codebook})
    if missing:
        raise CodebookError(f"{project.codebook}: the table {', '.join(missing)} is missing")
    return codebook


def _read(raw: RawFolder, table: Table) -> tuple[list[Record], list[Finding]]:
    records: list[Record] = []
    findings: list[Finding] = []
    for path in table.paths:
        found, flaws = read_records(table, path, raw.sheet(path))
        records += found
        findings += flaws
    return records, findings


def by_file(table: Table, records: list[Record]) -> dict[str, list[Record]]:
    """Records of a table that is kept in one file for each source or series, by the id that names the file."""
    files: dict[str, list[Record]] = {path: [] for path in table.paths}
    for record in records:
        files[record.file].append(record)
    return {PurePosixPath(path).stem: rows for path, rows in files.items()}


def _unlisted_files(raw: RawFolder, codebook: Codebook) -> Iterator[Finding]:
    listed = {path for table in codebook for path in table.paths}
    for name in raw.tables():
        if name not in listed:
            yield Finding("file-unlisted", name)


def _check_evidence(
    raw: RawFolder, table: Table, records: Mapping[str, list[Record]], unreadable: set[str]
) -> Iterator[Finding]:
    sources = {record.text("source_id"): record for record in records["sources"]}
    files = by_file(table, records["evidence"])
    places = _by_id(records, "places", "place_id", unreadable)
    districts = _by_id(records, "districts", "district_id", unreadable)
    uncoded, mentions = records.get(UNCODED, []), records.get(MENTIONS, [])
    for source_id in sources.keys() - files.keys() - {""}:
        line = sources[source_id].line
        yield Finding("source-without-file", "sources.csv", line, "source_id", source_id, source_id)
    for source_id, rows in files.items():
        source = sources.get(source_id)
        if rows and "sources" not in unreadable:
            yield from evidence.check_file(source_id, rows, source)
        text = raw.content(f"texts/{source_id}.txt")
        if source is not None:
            yield from excerpts.check_source(source, text_at_hand=not isinstance(text, Flaw))
        if source is not None and not isinstance(text, Flaw) and source.text("text_status") == "held":
            beside = [row for row in (*uncoded, *mentions) if row.text("source_id") == source_id]
            yield from evidence.check_text(source, text, [*rows, *beside])
    listed = {} if "sources" in unreadable else sources
    yield from check_uncoded(uncoded, files, listed)
    yield from check_mentions(mentions, files, listed, places)
    yield from check_figures(files, sources, places, districts, _spellings(records, unreadable))


def _check_corrections(
    raw: RawFolder, codebook: Codebook, records: Mapping[str, list[Record]], unreadable: set[str]
) -> tuple[dict[str, Corrected], list[Finding]]:
    content = raw.content(CORRECTIONS_FILE)
    entries, flaws = ([], [content]) if isinstance(content, Flaw) else parse_corrections(content)
    findings = [Finding(flaw.rule, CORRECTIONS_FILE, flaw.line, flaw.column, flaw.value) for flaw in flaws]
    if "evidence" in unreadable:
        return {}, findings
    rules = partial(check_rows, codebook, records, unreadable)
    done, faults = check_corrections(codebook["evidence"], entries, records["evidence"], rules)
    return done, findings + faults


def check_rows(
    codebook: Codebook, records: Mapping[str, list[Record]], unreadable: set[str], rows: Sequence[Record]
) -> Iterator[Finding]:
    """What the rules for coded figures find about these rows in the place of those in the files."""
    table = codebook["evidence"]
    yield from check_references(codebook, table, {**records, "evidence": [*rows]}, unreadable)
    sources = {record.text("source_id"): record for record in records["sources"]}
    places = _by_id(records, "places", "place_id", unreadable)
    districts = _by_id(records, "districts", "district_id", unreadable)
    yield from check_figures(by_file(table, [*rows]), sources, places, districts, _spellings(records, unreadable))


def _by_id(records: Mapping[str, list[Record]], table: str, column: str, unreadable: set[str]) -> dict[str, Record]:
    """Rows of a table by their id; none of one that could not be read, whose fault is reported once."""
    return {} if table in unreadable else {row.text(column): row for row in records[table]}


def _spellings(records: Mapping[str, list[Record]], unreadable: set[str]) -> Sequence[Record]:
    return () if "spellings" in unreadable else records["spellings"]


def _check_boundary_files(project: Project, gazetteer: Gazetteer) -> Iterator[Finding]:
    for layout in BOUNDARIES:
        path = project.boundaries(layout)
        if path.is_file():
            name = path.relative_to(project.raw).as_posix()
            yield from check_boundaries(gazetteer, layout, name, path.read_bytes())


DECLARED = frozenset({"years", "boundary_day", "place_levels", "aggregation", "scale_low", "scale_high", "decimals"})
"""Columns of ``series.csv`` without which a series cannot be examined."""


def _check_statistics(
    raw: RawFolder, table: Table, records: Mapping[str, list[Record]], flawed: set[str], gazetteer: Gazetteer
) -> Iterator[Finding]:
    """The series that could be read, against their declarations; ``flawed`` are files with errors of their own."""
    declared = {record.text("series_id"): record for record in records["series"]}
    files = by_file(table, records["statistics"])
    cells = {name: _cells(rows) for name, rows in files.items()}
    titles = {name: Term(name, row.text("title_vi"), row.text("title_en")) for name, row in declared.items()}
    whole = {name: values for name, values in cells.items() if f"statistics/{name}.csv" not in flawed}
    for name in declared.keys() - files.keys() - {""}:
        yield Finding("series-without-file", SERIES_FILE, declared[name].line, "series_id", name, name)
    for name, row in declared.items():
        if "years" not in row.broken and not declared_years(row):
            yield Finding("years-reversed", SERIES_FILE, row.line, "years", row.text("years"), name)
    yield from _check_breaks(records["breaks"], declared)
    for name, rows in files.items():
        file = f"statistics/{name}.csv"
        if name not in declared:
            yield Finding("series-unlisted", file, value=name, subject=name)
        elif rows and not declared[name].broken & DECLARED and declared_years(declared[name]):
            if file not in flawed:
                yield from _differs(declared[name], file, raw)
            gaps = frozenset(_key(row) for row in rows if row.text("observation_status") == "missing")
            series = Series(
                declared[name], file, cells[name], gaps, gazetteer, _categories(declared[name], records["categories"]),
                _shared_breaks(name, records["breaks"]), whole, titles,
            )  # fmt: skip
            found = [*check_year_scale(series), *check_cells(series, rows)]
            yield from found
            if file not in flawed and not any(finding.severity == "error" for finding in found):
                yield from check_complete(series)
                yield from check_agreement(series)
                yield from check_plausible(series)


def _check_breaks(breaks: list[Record], declared: Mapping[str, Record]) -> Iterator[Finding]:
    """A break lies between two years of its series."""
    for row in breaks:
        series, year = declared.get(row.text("series_id")), row.integer("year")
        if series is not None and year is not None and "years" not in series.broken:
            years = declared_years(series)
            if year not in years[1:]:
                details = {"years": series.text("years")}
                yield Finding(
                    "break-outside-series", row.file, row.line, "year", str(year), series.text("series_id"), details
                )


def _differs(declared: Record, file: str, raw: RawFolder) -> Iterator[Finding]:
    """The file against the hash that pins it: figures that nobody can recompute must not change unseen."""
    content = raw.content(file)
    if isinstance(content, Flaw) or "file_sha256" in declared.broken:
        return
    found, expected = hashlib.sha256(content).hexdigest(), declared.text("file_sha256")
    if found != expected:
        details = {"found": found[:12] + "…", "expected": expected[:12] + "…", "whole": found}
        yield Finding("series-differs", file, subject=declared.text("series_id"), details=details)


def _categories(declared: Record, categories: list[Record]) -> tuple[str, ...]:
    breakdown = declared.text("categories")
    ids = (record.text("category_id") for record in categories)
    return ("", *(name for name in ids if breakdown and name.partition(".")[0] == breakdown))


def _shared_breaks(series_id: str, breaks: list[Record]) -> frozenset[int]:
    rows = (row for row in breaks if row.text("series_id") == series_id and not row.text("place_id"))
    return frozenset(year for row in rows if (year := row.integer("year")) is not None)


def _key(row: Record) -> Key:
    return row.text("place_id"), row.text("category"), row.integer("year") or 0


def _cells(rows: list[Record]) -> Cells:
    values: dict[Key, Decimal] = {}
    for row in rows:
        if (value := row.number("value")) is not None and row.integer("year") is not None:
            values[_key(row)] = value
    return values

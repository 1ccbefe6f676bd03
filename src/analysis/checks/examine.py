"""The examiner: reads all of ``data/raw`` once and returns every record and every finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from analysis.checks import evidence, series
from analysis.checks.findings import Finding, in_order
from analysis.checks.tables import Record, check_keys, check_references, read_records
from analysis.project import Project
from analysis.sources.cells import read_sheet
from analysis.sources.codebook import Codebook, Table, read_codebook


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
    """Read and check every table of the project. Raises CodebookError when the codebook itself cannot be used."""
    codebook = read_codebook(project.codebook)
    findings: list[Finding] = []
    records: dict[str, list[Record]] = {}
    for table in codebook:
        records[table.name] = []
        for path in table.paths:
            found, flaws = read_records(table, path, read_sheet(project.raw / path))
            records[table.name] += found
            findings += flaws
        findings += check_keys(table, records[table.name])
    for table in codebook:
        findings += check_references(codebook, table, records)
    findings += _unlisted_files(project.raw, codebook)
    findings += _check_evidence(project, codebook["evidence"], records)
    findings += _check_series(codebook["statistics"], records)
    return Examination(codebook, records, tuple(in_order(findings)))


def by_file(table: Table, records: list[Record]) -> dict[str, list[Record]]:
    """Records of a table that is kept in one file for each source or series, by the id that names the file."""
    return {PurePosixPath(path).stem: [r for r in records if r.file == path] for path in table.paths}


def _unlisted_files(raw: Path, codebook: Codebook) -> Iterator[Finding]:
    listed = {path for table in codebook for path in table.paths}
    for path in sorted(raw.rglob("*.csv")):
        name = path.relative_to(raw).as_posix()
        if name not in listed:
            yield Finding("file-unlisted", name)


def _check_evidence(project: Project, table: Table, records: Mapping[str, list[Record]]) -> Iterator[Finding]:
    sources = {record.text("source_id"): record for record in records["sources"]}
    files = by_file(table, records["evidence"])
    for source_id in sources.keys() - files.keys() - {""}:
        line = sources[source_id].line
        yield Finding("source-without-file", "sources.csv", line, "source_id", source_id, source_id)
    for source_id, rows in files.items():
        source = sources.get(source_id)
        if not rows and not (project.raw / f"evidence/{source_id}.csv").is_file():
            continue
        yield from evidence.check_file(source_id, rows, source)
        for row in rows:
            yield from evidence.check_row(row, source)
            yield from evidence.check_share(row)
        text = project.texts / f"{source_id}.txt"
        if source is not None and text.is_file():
            yield from evidence.check_text(source, text.read_bytes(), rows)
    yield from evidence.check_totals(records["evidence"])


def _check_series(table: Table, records: Mapping[str, list[Record]]) -> Iterator[Finding]:
    declared = {record.text("series_id"): record for record in records["series"]}
    files = by_file(table, records["statistics"])
    cells = {
        name: {
            (r.text("place_id"), r.integer("year") or 0): value
            for r in rows
            if (value := r.number("value")) is not None
        }
        for name, rows in files.items()
    }
    places = {record.text("place_id"): record for record in records["places"]}
    for name in declared.keys() - files.keys() - {""}:
        yield Finding("series-without-file", "statistics/series.csv", declared[name].line, "series_id", name, name)
    for name, rows in files.items():
        file = f"statistics/{name}.csv"
        if name not in declared:
            yield Finding("series-unlisted", file, value=name, subject=name)
        elif rows:
            first, last = declared[name].integer("year_start") or 0, declared[name].integer("year_end") or 0
            valid = tuple(place for place in records["places"] if series.valid_throughout(place, first, last))
            weights = cells.get(declared[name].text("weight_series"), {})
            one = series.Series(declared[name], file, cells[name], weights, valid)
            yield from series.check_cells(one, rows, places)
            yield from series.check_series(one)

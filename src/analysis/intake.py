"""``analysis import``: a delivered file becomes a series of ``data/raw``, or nothing does.

The rows are examined as a build would examine them, in the place where they would stand. What is written is written
together: the series file, its SHA-256 in ``series.csv``, and its name in the codebook.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.checks.delivered import Choices, Harmonised, Harmoniser, SeriesRow
from analysis.checks.examine import CODEBOOK_FILE, SERIES_FILE, Examination, examine
from analysis.checks.findings import Finding, in_order
from analysis.checks.geography import gazetteer_of
from analysis.checks.tables import Record
from analysis.places import Gazetteer
from analysis.project import Project, write_together
from analysis.quantities import write_number
from analysis.sources.cells import Flaw, write_sheet
from analysis.sources.codebook_paths import with_path
from analysis.sources.delivered.read import read_delivered
from analysis.sources.delivered.table import Recognisers, tidy
from analysis.sources.raw import RawFolder

COLUMNS = ("place_id", "category", "year", "value", "observation_status")


class ImportRefusedError(Exception):
    """A request that cannot be tried: an unknown series, or one whose own row cannot be read."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import found and, when no finding is an error, what it wrote or would write."""

    series_id: str
    findings: tuple[Finding, ...]
    rows: int
    places: int
    years: tuple[int, ...]
    content: bytes
    written: bool

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that kept everything as it was."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


def import_series(
    project: Project,
    file: Path,
    series_id: str,
    choices: Choices,
    *,
    sheet: str = "",
    replace_existing: bool = False,
    dry_run: bool = False,
) -> Imported:
    """Read ``file`` as the series ``series_id`` of ``series.csv`` and write it, unless a finding is an error.

    Raises ImportRefusedError when the series has no row in ``series.csv`` or the row itself cannot be read,
    CodebookError when the codebook cannot be used. Nothing is written with ``dry_run``.
    """  # fmt: skip
    before = examine(project)
    declared = _declaration(before, series_id)
    gazetteer = gazetteer_of(before.records)
    read = _read(file, sheet, declared, gazetteer, before, choices)
    if any(finding.severity == "error" for finding in read.findings):
        return Imported(series_id, tuple(in_order(read.findings)), 0, 0, (), b"", written=False)
    rows = _in_file_order(read.rows, gazetteer, before)
    content = write_sheet([list(COLUMNS), *map(_cells, rows)])
    changes = _changes(project, declared, content)
    findings = [*read.findings, *_examined(project, file, series_id, rows, changes, before)]
    name = f"statistics/{series_id}.csv"
    if not replace_existing and RawFolder(project.raw).content(name) not in (content, _NO_FILE):
        findings.append(Finding("import-exists", file.name, value=series_id, subject=series_id))
    failed = any(finding.severity == "error" for finding in findings)
    if not failed and not dry_run:
        write_together({project.raw / name: content for name, content in changes.items()})
    places, years = {row.key[0] for row in rows}, tuple(sorted({row.key[2] for row in rows}))
    return Imported(
        series_id, tuple(in_order(findings)), len(rows), len(places), years, content, written=not failed and not dry_run
    )


_NO_FILE = Flaw("file-missing", 0, "", "No such file or directory")


def _declaration(before: Examination, series_id: str) -> Record:
    declared = {record.text("series_id"): record for record in before.records["series"]}
    if series_id not in declared:
        known = ", ".join(sorted(declared))
        raise ImportRefusedError(
            f"series.csv has no row {series_id!r}: describe the series there first; known: {known}"
        )
    broken = [found for found in before.errors if found.file == SERIES_FILE and found.row == declared[series_id].line]
    broken = [found for found in broken if found.rule != "series-without-file"]
    if broken:
        raise ImportRefusedError("; ".join(f"{found.place('en')}: {found.problem('en')}" for found in broken))
    return declared[series_id]


def _read(
    file: Path, sheet: str, declared: Record, gazetteer: Gazetteer, before: Examination, choices: Choices
) -> Harmonised:
    breakdown, categories = declared.text("categories"), {}
    for record in before.records["categories"]:
        if breakdown and record.text("category_id").partition(".")[0] == breakdown:
            for column in ("label_vi", "label_en"):
                categories[tidy(record.text(column)).casefold()] = record.text("category_id")
    if breakdown:
        categories |= dict.fromkeys(WHOLE, "")
    recognise = Recognisers(lambda text: bool(gazetteer.meant(text)), lambda text: tidy(text).casefold() in categories)
    table = read_delivered(file, recognise, sheet)
    name = f"{file.name} [{table.sheet}]" if table.sheet else file.name
    return Harmoniser(name, declared, gazetteer, categories, choices).harmonise(table)


WHOLE = ("tổng số", "total", "cả nước", "whole country", "chung")
"""What a breakdown calls the whole."""


def _in_file_order(rows: Sequence[SeriesRow], gazetteer: Gazetteer, before: Examination) -> list[SeriesRow]:
    """Rows as every series file has them: places and categories in the order of their tables, then years."""
    places = {place.place_id: at for at, place in enumerate(gazetteer)}
    categories = {"": -1} | {row.text("category_id"): at for at, row in enumerate(before.records["categories"])}
    return sorted(rows, key=lambda row: (places[row.key[0]], categories[row.key[1]], row.key[2]))


def _cells(row: SeriesRow) -> list[str]:
    place, category, year = row.key
    return [place, category, str(year), "" if row.value is None else write_number(row.value), row.status]


def _changes(project: Project, declared: Record, content: bytes) -> dict[str, bytes]:
    """The files of ``data/raw`` that an import changes, by name, with their new content."""
    series_id = declared.text("series_id")
    changes = {f"statistics/{series_id}.csv": content}
    text = (project.raw / SERIES_FILE).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    id_column, hash_column = rows[0].index("series_id"), rows[0].index("file_sha256")
    for row in rows[1:]:
        if row and row[id_column] == series_id:
            row[hash_column] = hashlib.sha256(content).hexdigest()
    changes[SERIES_FILE] = write_sheet(rows)
    codebook = with_path(project.codebook.read_bytes(), "statistics", f"statistics/{series_id}.csv")
    if codebook is not None:
        changes[CODEBOOK_FILE] = codebook
    return changes


def _examined(
    project: Project,
    file: Path,
    series_id: str,
    rows: Sequence[SeriesRow],
    changes: Mapping[str, bytes],
    before: Examination,
) -> list[Finding]:
    """What a build would find about the new series, told with the lines of its file; and new errors elsewhere."""
    name, found = f"statistics/{series_id}.csv", []
    for finding in examine(project, changes).findings:
        own = finding.subject == series_id or finding.file == name
        if not own and (finding.severity != "error" or finding in before.errors):
            continue
        if finding.file == name:
            number = rows[finding.row - 2].number if 2 <= finding.row < len(rows) + 2 else None
            where = (number.row, number.column) if number else (0, finding.column)
            finding = replace(finding, file=file.name, row=where[0], column=where[1])
        found.append(finding)
    return found

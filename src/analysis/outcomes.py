"""The processed tables: one tidy list of outcomes, the findings about them, and the codebook page.

``build`` writes them with the standard library alone, so that an unchanged project is confirmed in a moment; ``load``
gives them to notebooks as pandas frames.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.checks.examine import Examination, examine
from analysis.checks.findings import Finding
from analysis.checks.tables import Record
from analysis.project import Project, write_together
from analysis.sources.cells import read_sheet
from analysis.sources.codebook import Codebook, Table, read_codebook
from analysis.vocabulary import LEVEL_OF_INDICATOR

if TYPE_CHECKING:
    import pandas as pd

OUTCOME_COLUMNS: Mapping[str, str] = {
    "outcome_id": "string", "kind": "string", "source_id": "string", "place_id": "string", "tier": "string",
    "population": "string", "training": "string", "criterion": "string", "indicator": "string",
    "evaluation_level": "string", "status": "string", "frequency": "string", "period_start": "date",
    "period_end": "date", "period_years": "number", "value": "number", "value_low": "number", "value_high": "number",
    "unit": "string", "unit_as_written": "string", "qualifier": "string", "part_of": "string", "flags": "string",
    "observation_status": "string", "vintage": "date", "as_written": "string", "locator": "string",
    "period_note": "string", "note": "string",
}  # fmt: skip
"""Columns of ``outcomes.csv`` with their types. ``kind`` is ``evidence`` (a coded figure) or ``statistic``;
``locator`` says where the number stands: characters of the text, or table, place and year."""

FINDING_COLUMNS = (
    "severity", "rule", "subject", "file", "row", "column", "value",
    "problem_vi", "problem_en", "remedy_vi", "remedy_en",
)  # fmt: skip

CODEBOOK_COLUMNS = (
    "table", "column", "type", "required", "unique", "pattern", "minimum", "maximum", "vocabulary", "allowed",
    "title_vi", "title_en", "description",
)  # fmt: skip

COPIED_FROM_EVIDENCE = (
    "place_id", "tier", "population", "training", "criterion", "indicator", "status", "frequency", "period_start",
    "period_end", "period_years", "value", "value_low", "value_high", "unit", "unit_as_written", "qualifier", "part_of",
    "flags", "as_written", "period_note", "note",
)  # fmt: skip


class InvalidDataError(Exception):
    """The raw data break rules; ``findings`` holds every one of them, and nothing was written."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(f"{len(self.findings)} findings in data/raw")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the examination it rests on, and whether each processed file changed."""

    examination: Examination
    changed: Mapping[Path, bool]


def build(project: Project) -> Built:
    """Check ``data/raw`` and write ``data/processed``: all files, or none.

    Raises InvalidDataError with all findings when any of them is an error; earlier outputs then stay as they are.
    """
    examination = examine(project)
    if examination.errors:
        raise InvalidDataError(examination.errors)
    tables = {
        "outcomes.csv": _csv(OUTCOME_COLUMNS, _outcomes(examination)),
        "findings.csv": _csv(FINDING_COLUMNS, map(_finding, examination.findings)),
        "codebook.csv": _csv(CODEBOOK_COLUMNS, _codebook(examination.codebook)),
    }
    tables["datapackage.json"] = _datapackage(examination.codebook, tables)
    changed = write_together({project.processed / name: content for name, content in tables.items()})
    return Built(examination, changed)


def _csv(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")


def _outcomes(examination: Examination) -> list[dict[str, str]]:
    records = examination.records
    rows = [_from_evidence(record) for record in records["evidence"]]
    declared = {record.text("series_id"): record for record in records["series"]}
    rows += [_from_statistics(record, declared[Path(record.file).stem]) for record in records["statistics"]]
    return sorted(rows, key=lambda row: (row["kind"], row["source_id"], row["outcome_id"]))


def _from_evidence(record: Record) -> dict[str, str]:
    source_id = Path(record.file).stem
    return {
        "outcome_id": record.text("figure_id"),
        "kind": "evidence",
        "source_id": source_id,
        "evaluation_level": LEVEL_OF_INDICATOR[record.text("indicator")],
        "observation_status": "final",
        "locator": f"{source_id}: {record.integer('start')}–{record.integer('end')}",
        **{column: _written(record.values.get(column)) for column in COPIED_FROM_EVIDENCE},
    }


def _from_statistics(record: Record, series: Record) -> dict[str, str]:
    series_id, place, year = series.text("series_id"), record.text("place_id"), record.integer("year")
    value = _written(record.number("value"))
    return {
        "outcome_id": f"{series_id}:{place}:{year}",
        "kind": "statistic",
        "source_id": series_id,
        "place_id": place,
        "criterion": "none",
        "evaluation_level": LEVEL_OF_INDICATOR[series.text("indicator")],
        "status": "stock",
        "frequency": "once",
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "value": value,
        "value_low": value,
        "value_high": value,
        "qualifier": "exact",
        "observation_status": record.text("observation_status"),
        "vintage": _written(series.day("vintage")),
        "locator": f"{series.text('table_code') or series_id}: {place}, {year}",
        **{column: series.text(column) for column in ("tier", "population", "training", "indicator", "unit")},
    }


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "|".join(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "subject": finding.subject,
        "file": finding.file,
        "row": str(finding.row or ""),
        "column": finding.column,
        "value": finding.value,
        "problem_vi": finding.problem("vi"),
        "problem_en": finding.problem("en"),
        "remedy_vi": finding.remedy("vi"),
        "remedy_en": finding.remedy("en"),
    }


def _codebook(codebook: Codebook) -> Iterable[dict[str, str]]:
    for table in codebook:
        for field in table.fields:
            yield {
                "table": table.name,
                "column": field.name,
                "type": field.type,
                "required": "yes" if field.required else "no",
                "unique": "yes" if field.unique else "no",
                "pattern": field.pattern or "",
                "minimum": _written(field.minimum),
                "maximum": _written(field.maximum),
                "vocabulary": field.vocabulary.name if field.vocabulary else "",
                "allowed": "|".join(field.allowed),
                "title_vi": field.title_vi,
                "title_en": field.title_en,
                "description": field.description,
            }


def _datapackage(codebook: Codebook, tables: Mapping[str, bytes]) -> bytes:
    """The processed folder as a Data Package v2, with hash and size of each file for whoever receives a copy."""
    types = {"outcomes.csv": OUTCOME_COLUMNS}
    resources = [
        {
            "name": Path(name).stem,
            "path": name,
            "type": "table",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "schema": {
                "fields": [
                    {"name": column, "type": types.get(name, {}).get(column, "string")}
                    for column in content.decode("utf-8").partition("\n")[0].split(",")
                ],
                "missingValues": [""],
            },
        }
        for name, content in tables.items()
    ]
    raw = codebook.descriptor
    package = {
        "$schema": raw["$schema"],
        "name": "training-outcomes-processed",
        **{name: raw[name] for name in ("title", "title:vi", "version", "licenses")},
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


@dataclass(frozen=True)
class Data:
    """Everything that a notebook may look at, as pandas frames.

    ``evidence``: coded figures, one row each (columns of ``outcomes.csv``); ``statistics``: official series in the same
    columns; ``findings``, ``places``, ``tiles``, ``sources``, ``series``: the tables of those names.
    """

    evidence: pd.DataFrame
    statistics: pd.DataFrame
    findings: pd.DataFrame
    places: pd.DataFrame
    tiles: pd.DataFrame
    sources: pd.DataFrame
    series: pd.DataFrame

    def figure(self, outcome_id: str) -> pd.Series:
        """One coded figure by its id. KeyError when there is none."""
        rows = self.evidence[self.evidence["outcome_id"] == outcome_id]
        if rows.empty:
            raise KeyError(f"no figure {outcome_id!r} in the evidence")
        return rows.iloc[0]

    def parts(self, outcome_id: str) -> pd.DataFrame:
        """The figures that the text presents as parts of a total, in the order of the text."""
        return self.evidence[self.evidence["part_of"] == outcome_id]

    def yearly(self, indicator: str) -> pd.DataFrame:
        """Coded figures of one indicator in the shape of a panel: place, year (of the end), value, source_id."""
        rows = self.evidence[self.evidence["indicator"] == indicator]
        rows = rows.assign(year=rows["period_end"].dt.year, place=rows["place_id"])
        return rows[["place", "year", "value", "source_id"]].sort_values(["place", "year"], ignore_index=True)

    def province_of(self) -> dict[str, str]:
        """Each district with the province that it belonged to."""
        rows = self.places[self.places["level"] == "district"]
        return dict(zip(rows["place_id"], rows["parent_id"], strict=True))

    def panel(self, series_id: str) -> pd.DataFrame:
        """One official series, one row for each place and year, sorted by place and year.

        Columns: place, level, region (place_id of the parent), year (int), value (float, unit of the series),
        observation_status, source_id. KeyError for an unknown series.
        """
        if series_id not in set(self.series["series_id"]):
            raise KeyError(f"no series {series_id!r}; there are {', '.join(self.series['series_id'])}")
        rows = self.statistics[self.statistics["source_id"] == series_id]
        rows = rows.merge(self.places[["place_id", "level", "parent_id"]], on="place_id", validate="many_to_one")
        rows = rows.assign(year=rows["period_end"].dt.year)
        columns = ["place_id", "level", "parent_id", "year", "value", "observation_status", "source_id"]
        panel = rows[columns].rename(columns={"place_id": "place", "parent_id": "region"})
        return panel.sort_values(["place", "year"], ignore_index=True)


def load(project: Project | None = None) -> Data:
    """The processed outcomes and the tables that explain them. FileNotFoundError before the first build."""
    project = project or Project.find()
    outcomes = _frame(project.processed / "outcomes.csv", OUTCOME_COLUMNS)
    codebook = read_codebook(project.codebook)
    tables = {name: _table_frame(project, codebook[name]) for name in ("places", "tiles", "sources", "series")}
    is_evidence = outcomes["kind"] == "evidence"
    return Data(
        evidence=outcomes[is_evidence].reset_index(drop=True),
        statistics=outcomes[~is_evidence].reset_index(drop=True),
        findings=_frame(project.processed / "findings.csv", {}),
        **tables,
    )


TABLES_READ_BY_LOAD = ("places", "tiles", "sources", "series")


def _table_frame(project: Project, table: Table) -> pd.DataFrame:
    return _frame(project.raw / table.paths[0], {field.name: field.type for field in table.fields})


def _frame(path: Path, types: Mapping[str, str]) -> pd.DataFrame:
    """A checked CSV file as a frame: text stays text, numbers become floats, dates become timestamps."""
    import pandas as pd

    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing; run `analysis build` first")
    sheet = read_sheet(path)
    frame = pd.DataFrame([row.cells for row in sheet.rows], columns=list(sheet.header), dtype="str")
    converted: dict[str, Any] = {}
    for column in frame.columns:
        kind = types.get(column, "string")
        if kind in ("number", "integer", "year"):
            numbers = pd.to_numeric(frame[column].where(frame[column] != ""), errors="raise")
            converted[column] = numbers.astype("float64" if kind == "number" else "Int64")
        elif kind == "date":
            converted[column] = pd.to_datetime(frame[column].where(frame[column] != ""), format="%Y-%m-%d")
    return frame.assign(**converted)

"""Rows of the processed tables, from what the examiner read and found."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.sources.cells import written
from analysis.vocabulary import LEVEL_OF_INDICATOR, Term

if TYPE_CHECKING:
    from analysis.checks.examine import Examination
    from analysis.checks.findings import Finding
    from analysis.checks.tables import Record
    from analysis.sources.codebook import Codebook

OUTCOME_COLUMNS: Mapping[str, str] = {
    "outcome_id": "string", "kind": "string", "source_id": "string", "place_id": "string", "tier": "string",
    "category": "string", "population": "string", "training": "string", "criterion": "string", "indicator": "string",
    "evaluation_level": "string", "status": "string", "frequency": "string", "period_start": "date",
    "period_end": "date", "period_years": "number", "value": "number", "value_low": "number", "value_high": "number",
    "unit": "string", "unit_as_written": "string", "qualifier": "string", "part_of": "string", "flags": "string",
    "share_of": "string", "observation_status": "string", "vintage": "date", "text_status": "string",
    "as_written": "string", "locator": "string",
    "period_note": "string", "note": "string", "correction": "string",
}  # fmt: skip
"""Columns of ``outcomes.csv`` with their types. ``kind`` is ``evidence`` (a coded figure) or ``statistic``;
``locator`` says where the number stands: characters of the text, the address of a page of which an excerpt was seen, or
table, place and year. ``text_status`` says which of the first two; ``as_written`` is empty where no text is held.
``correction``: what ``corrections.yml`` did to a coded figure (``override:value|flag:partial``); else it is empty."""

FINDING_COLUMNS = (
    "severity", "rule", "subject", "place_id", "file", "row", "column", "value",
    "problem_vi", "problem_en", "remedy_vi", "remedy_en",
)  # fmt: skip

CODEBOOK_COLUMNS = (
    "table", "column", "type", "required", "unique", "pattern", "minimum", "maximum", "vocabulary", "allowed",
    "title_vi", "title_en", "description",
)  # fmt: skip

COPIED_FROM_EVIDENCE = (
    "place_id", "tier", "population", "training", "criterion", "indicator", "status", "frequency", "period_start",
    "period_end", "period_years", "value", "value_low", "value_high", "unit", "unit_as_written", "qualifier", "part_of",
    "share_of", "flags", "as_written", "period_note", "note",
)  # fmt: skip

COPIED_FROM_SERIES = ("tier", "population", "training", "indicator", "evaluation_level", "unit")


def written_tables(examination: Examination) -> dict[str, bytes]:
    """Every processed table by its file name, as bytes that depend on nothing but the examination."""
    return {
        "outcomes.csv": _csv(OUTCOME_COLUMNS, _outcomes(examination)),
        "findings.csv": _csv(FINDING_COLUMNS, map(_finding, examination.findings)),
        "codebook.csv": _csv(CODEBOOK_COLUMNS, _codebook(examination.codebook)),
    }


def _csv(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    stream, header = io.StringIO(newline=""), list(columns)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([row.get(column, "") for column in header] for row in rows)
    return stream.getvalue().encode("utf-8")


def _outcomes(examination: Examination) -> list[Mapping[str, str]]:
    records = examination.records
    sources = {source.text("source_id"): source for source in records["sources"]}
    rows: list[Mapping[str, str]] = [
        _from_evidence(record, sources[Path(record.file).stem]) | {"correction": mark}
        for record, mark in _corrected(examination)
    ]
    of_series = {f"statistics/{record.text('series_id')}.csv": _of_series(record) for record in records["series"]}
    rows += [_from_statistics(record, of_series[record.file]) for record in records["statistics"]]
    return sorted(rows, key=lambda row: (row["kind"], row["source_id"], row["outcome_id"]))


def _corrected(examination: Examination) -> Iterator[tuple[Record, str]]:
    """The coded figures as declared corrections leave them, each with what was done to it; the one place of that."""
    for record in examination.records["evidence"]:
        done = examination.corrected.get(record.text("figure_id"))
        if done is None:
            yield record, ""
        elif done.record is not None:
            yield done.record, done.mark


def _from_evidence(record: Record, source: Record) -> dict[str, str]:
    source_id, held = Path(record.file).stem, source.text("text_status") == "held"
    place = f"{record.integer('start')}–{record.integer('end')}" if held else source.text("url")
    return {
        "outcome_id": record.text("figure_id"),
        "kind": "evidence",
        "source_id": source_id,
        "evaluation_level": LEVEL_OF_INDICATOR[record.text("indicator")],
        "observation_status": "final",
        "text_status": source.text("text_status"),
        "locator": f"{source_id}: {place}",
        **{column: written(record.values.get(column)) for column in COPIED_FROM_EVIDENCE},
    }


def _of_series(series: Record) -> dict[str, str]:
    """What all figures of one series share."""
    return {
        "kind": "statistic",
        "source_id": series.text("series_id"),
        "criterion": "none",
        "status": "stock",
        "frequency": "once",
        "qualifier": "exact",
        "vintage": written(series.day("vintage")),
        "locator": series.text("table_code") or series.text("series_id"),
        **{column: series.text(column) for column in COPIED_FROM_SERIES},
    }


def _from_statistics(record: Record, shared: Mapping[str, str]) -> Mapping[str, str]:
    place, category, year = record.text("place_id"), record.text("category"), record.integer("year")
    where = f"{place}:{category}:{year}" if category else f"{place}:{year}"
    value = written(record.number("value"))
    return {
        **shared,
        "outcome_id": f"{shared['source_id']}:{where}",
        "place_id": place,
        "category": category,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "value": value,
        "value_low": value,
        "value_high": value,
        "observation_status": record.text("observation_status"),
        "locator": f"{shared['locator']}: {where.replace(':', ', ')}",
    }


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "subject": finding.subject,
        "place_id": place.code if isinstance(place := finding.details.get("place"), Term) else "",
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
                "minimum": written(field.minimum),
                "maximum": written(field.maximum),
                "vocabulary": field.vocabulary.name if field.vocabulary else "",
                "allowed": "|".join(field.allowed),
                "title_vi": field.title_vi,
                "title_en": field.title_en,
                "description": field.description,
            }


def described(codebook: Codebook, tables: Mapping[str, bytes], made: Mapping[str, object]) -> bytes:
    """The processed folder as a Data Package v2, with hash and size of each file for whoever receives a copy.

    ``made``: what the tables were made from, kept beside them.
    """
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
        "made": made,
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode("utf-8")

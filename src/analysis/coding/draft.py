"""A draft: the figures that the rules found in a document, beside its text, until a person has decided on each.

Three files side by side: ``X.csv`` (the figures), ``X.toml`` (the head: what belongs to the document), ``X.txt`` (the
text as it was read; positions count its characters, its SHA-256 names it).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from analysis.checks.catalogue import FILE_RULES
from analysis.checks.findings import Detail, Finding
from analysis.checks.rules_of_drafts import DRAFT_FILE_RULES
from analysis.checks.tables import read_records
from analysis.coding.head import Head, read_head, write_head
from analysis.quantities import write_number
from analysis.sources.cells import Flaw, Row, Sheet, parse_sheet, read_file, write_sheet
from analysis.sources.codebook import Field, Table
from analysis.sources.extraction.candidate import CONFIDENT_FIELDS, Candidate

LINKS = ("part_of", "share_of")
"""Columns that name another row, by its ``row_id`` or by the id of its figure."""

DECISIONS = ("confirmed", "rejected")
"""What a person may say about a figure; an empty cell: nothing yet."""

COLUMNS = (
    "source_id", "sha256", "start", "end", "as_written", "value", "value_low", "value_high", "unit", "unit_as_written",
    "qualifier", "indicator", "status", "place_id", "tier", "population", "training", "period_start", "period_end",
    *(f"confidence_{name}" for name in CONFIDENT_FIELDS), "rule_ids",
    "criterion", "frequency", "period_years", "period_note", "row_id", "part_of", "share_of", "flags", "note",
    "decision", "reason",
)  # fmt: skip
"""Columns of a draft: first what an extraction finds, then what a person may add, last what a person decides.

``row_id`` names a row for ``part_of`` and ``share_of``, wherever it stands: rows may be added, moved and taken out.
"""


def _column(name: str) -> Field:
    allowed = DECISIONS if name == "decision" else ()
    return Field(name, "string", name, name, "", False, False, None, "", None, None, None, None, allowed)


OF_A_DRAFT = ("sha256", "decision")
"""Columns without which a table is none: evidence, or a table of another program."""

TABLE = Table("draft", (), "Bản nháp", "Draft", tuple(map(_column, COLUMNS)), (), (), ())
"""The columns as a codebook has them; their cells are judged when they are examined as evidence."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as read: its head, its rows with their lines in the file, its text, and the flaws of the three files."""

    name: str
    """File name of the table, as findings say it."""
    head: Head
    rows: tuple[Row, ...]
    content: bytes
    findings: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        """The text as characters, which positions count; "" where it could not be read."""
        return self.content.decode("utf-8")

    @property
    def sha256(self) -> str:
        """What names the text."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def unfit(self) -> bool:
        """Whether a whole file is at fault: what is said about its rows would only be what follows from that."""
        return any(finding.rule in FILE_RULES or finding.rule in DRAFT_FILE_RULES for finding in self.findings)

    @property
    def head_unread(self) -> bool:
        """Whether the head says nothing because its file could not be read."""
        own = [finding.rule for finding in self.findings if finding.file == self.head_name]
        return any(rule in FILE_RULES or rule in DRAFT_FILE_RULES for rule in own)

    @property
    def head_name(self) -> str:
        """File name of the head."""
        return Path(self.name).with_suffix(".toml").name


def draft_rows(candidates: Iterable[Candidate], source_id: str, sha256: str) -> list[dict[str, str]]:
    """Cells of a draft for the figures found in the text of that hash, in the order of the text, nothing decided.

    Each has a ``row_id``, ``#1`` for the first figure, by which its parts name a total.
    """
    found = sorted(candidates, key=lambda candidate: (candidate.start, candidate.end))
    number = {candidate.start: f"#{row}" for row, candidate in enumerate(found, 1)}
    same = {"source_id": source_id, "sha256": sha256}
    return [
        _row(one)
        | same
        | {"row_id": f"#{row}", "part_of": number.get(one.part_of, "") if one.part_of is not None else ""}
        for row, one in enumerate(found, 1)
    ]


def _row(candidate: Candidate) -> dict[str, str]:
    cells = {name: _cell(getattr(candidate, name, "")) for name in COLUMNS}
    sure = {f"confidence_{name}": candidate.confidence.get(name, "") for name in CONFIDENT_FIELDS}
    return cells | sure | {"rule_ids": "|".join(candidate.rules)}


def _cell(value: str | int | Decimal | date | None) -> str:
    if isinstance(value, Decimal):
        return write_number(value)
    return "" if value is None else str(value)


def draft_files(path: Path, head: Head, rows: Sequence[Mapping[str, str]], content: bytes) -> dict[Path, bytes]:
    """The three files of a draft, by their paths beside ``path`` (``X.csv``), to be written together."""
    table = [list(COLUMNS), *([row.get(name, "") for name in COLUMNS] for row in rows)]
    return {
        path: write_sheet(table),
        path.with_suffix(".toml"): write_head(head),
        path.with_suffix(".txt"): content,
    }


def read_draft(path: Path) -> Draft:
    """The draft of a table ``X.csv`` with the two files beside it; whatever is wrong with them is a finding of it."""
    table = read_file(path)
    sheet = with_row_ids(Sheet((), (), (table,)) if isinstance(table, Flaw) else parse_sheet(table))
    _, findings = read_records(TABLE, path.name, sheet)
    if sheet.header and (missing := [name for name in OF_A_DRAFT if name not in sheet.header]) == [*OF_A_DRAFT]:
        findings = [Finding("draft-is-none", path.name, 1, details={"columns": ", ".join(missing)})]
    head, flaws = read_head(read_file(path.with_suffix(".toml")), path.with_suffix(".toml").name)
    text, more = _text(path.with_suffix(".txt"))
    rows = tuple(Row(row.line, {name: row.cells.get(name, "") for name in COLUMNS}) for row in sheet.rows)
    told = [_named(finding) for finding in (*findings, *flaws, *more)]
    if not more:
        told = _without_consequences(told, path.name, list(_check_text(path.with_suffix(".txt").name, text, rows)))
    return Draft(path.name, head, rows, text, tuple(told))


def with_row_ids(sheet: Sheet) -> Sheet:
    """The table of a draft with ``row_id``; of an older one, which names a row by its number in the sheet, that."""
    if not sheet.header or "row_id" in sheet.header:
        return sheet
    rows = tuple(Row(row.line, {**row.cells, "row_id": f"#{row.line}"}) for row in sheet.rows)
    return Sheet((*sheet.header, "row_id"), rows, sheet.flaws)


def _named(finding: Finding) -> Finding:
    """A missing file of a draft is told as one: no codebook names it."""
    return replace(finding, rule="draft-file-missing") if finding.rule == "file-missing" else finding


def _check_text(name: str, text: bytes, rows: Sequence[Row]) -> Iterator[Finding]:
    """Why no row of the draft can hold to its text: told once, of the text."""
    hashes = {row.cells["sha256"] for row in rows} - {""}
    found = hashlib.sha256(text).hexdigest()
    if len(hashes) == 1 and found not in hashes:
        details: dict[str, Detail] = {"expected": hashes.pop()[:12] + "…"}
        yield Finding("draft-text-changed", name, value=found[:12] + "…", details=details)
        return
    composed = all(unicodedata.is_normalized("NFC", row.cells["as_written"]) for row in rows)
    if not composed and not unicodedata.is_normalized("NFC", text.decode("utf-8")):
        yield Finding("draft-text-decomposed", name)


def _without_consequences(told: list[Finding], table: str, causes: list[Finding]) -> list[Finding]:
    """Of a decomposed text not each quotation that is decomposed with it."""
    if any(cause.rule == "draft-text-decomposed" for cause in causes):
        told = [one for one in told if (one.file, one.rule) != (table, "text-not-nfc")]
    return [*told, *causes]


def _text(path: Path) -> tuple[bytes, list[Finding]]:
    content = read_file(path)
    if isinstance(content, Flaw):
        return b"", [Finding(content.rule, path.name, content.line, content.column, content.value)]
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line, value = content.count(b"\n", 0, error.start) + 1, content[error.start : error.end].hex()
        return b"", [Finding("encoding", path.name, line, value=value)]
    return content, []

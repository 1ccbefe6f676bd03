"""From text cells to typed records, under the codebook: every broken cell becomes a finding."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from analysis.checks.findings import Detail, Finding
from analysis.periods import read_date
from analysis.quantities import NumberFormatError, read_number
from analysis.sources.cells import Row, Sheet
from analysis.sources.codebook import Codebook, Field, Table
from analysis.vocabulary import Term

Value = str | Decimal | int | date | tuple[str, ...] | None

_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Record:
    """One row that was read under the codebook; ``broken`` names the columns whose cells could not be read."""

    file: str
    line: int
    values: dict[str, Value]
    broken: frozenset[str] = frozenset()

    def text(self, column: str) -> str:
        """Cell of a text column; "" when empty or unreadable."""
        return self.values.get(column) or ""  # type: ignore[return-value]  # by the type of the column

    def number(self, column: str) -> Decimal | None:
        """Cell of a number column; None when empty or unreadable."""
        return self.values.get(column)  # type: ignore[return-value]

    def integer(self, column: str) -> int | None:
        """Cell of an integer or year column; None when empty or unreadable."""
        return self.values.get(column)  # type: ignore[return-value]

    def day(self, column: str) -> date | None:
        """Cell of a date column; None when empty or unreadable."""
        return self.values.get(column)  # type: ignore[return-value]

    def words(self, column: str) -> tuple[str, ...]:
        """Words of a column with several of them; () when empty."""
        return self.values.get(column) or ()  # type: ignore[return-value]


def read_records(table: Table, file: str, sheet: Sheet) -> tuple[list[Record], list[Finding]]:
    """Records of one file, and all findings about the file and its cells."""
    findings = [Finding(flaw.rule, file, flaw.line, flaw.column, flaw.value) for flaw in sheet.flaws]
    if sheet.header:
        findings += _check_header(table, file, sheet.header)
    if sheet.header and not sheet.rows and not findings and not table.may_be_empty:
        findings.append(Finding("rows-missing", file))
    present = [field for field in table.fields if field.name in sheet.header]
    missing = {field.name for field in table.fields} - set(sheet.header)
    known: dict[str, dict[str, Value]] = {field.name: {} for field in present}
    records = [_read_row(present, missing, file, row, findings, known) for row in sheet.rows]
    return records, findings


def _check_header(table: Table, file: str, header: tuple[str, ...]) -> Iterator[Finding]:
    names = [field.name for field in table.fields]
    others = [column for column in header if column not in names]
    for name in names:
        if name not in header:
            details: dict[str, Detail] = {"others": ", ".join(others) or "–", "nearest": _nearest(name, others)}
            yield Finding("column-missing", file, 1, name, details=details)
    for position, column in enumerate(header, 1):
        if column not in names:
            yield Finding("column-unknown", file, 1, column or f"#{position}")
        elif column in header[: position - 1]:
            yield Finding("column-repeated", file, 1, column)


def _read_row(
    fields: list[Field],
    missing: set[str],
    file: str,
    row: Row,
    findings: list[Finding],
    known: Mapping[str, dict[str, Value]],
) -> Record:
    """``known``: what the cells of each column were read as; in a series most of them stand many times."""
    values: dict[str, Value] = {}
    broken = set(missing)
    for field in fields:
        cell, read = row.cells[field.name], known[field.name]
        try:
            if cell not in read:
                read[cell] = _read_cell(field, cell)
            values[field.name] = read[cell]
        except _CellError as error:
            values[field.name] = None
            broken.add(field.name)
            findings.append(Finding(error.rule, file, row.line, field.name, cell, details=error.details))
    return Record(file, row.line, values, frozenset(broken))


class _CellError(Exception):
    def __init__(self, rule: str, **details: str) -> None:
        self.rule = rule
        self.details = details


def _read_cell(field: Field, cell: str) -> Value:
    if cell == "":
        if field.required:
            raise _CellError("value-missing")
        return () if field.separator else None
    if field.pattern and not re.fullmatch(field.pattern, cell):
        raise _CellError("pattern", pattern=field.pattern, example=field.example)
    if field.allowed:
        return _read_words(field, cell)
    return _READERS[field.type](field, cell)


def _read_words(field: Field, cell: str) -> str | tuple[str, ...]:
    words = cell.split(field.separator) if field.separator else [cell]
    for word in words:
        if word not in field.allowed:
            raise _CellError("word-unknown", **_words_for(word, field))
    if not field.separator:
        return cell
    if words != sorted(set(words)):
        raise _CellError("words-unsorted", sorted=field.separator.join(sorted(set(words))))
    return tuple(words)


SHOWN_WORDS = 12
"""Words of a closed list that a finding prints; longer lists stand in the coding manual."""


def _words_for(word: str, field: Field) -> dict[str, str]:
    """The words that may have been meant, and those that are allowed at all.

    A label, in either language, means its code: people write “lượt” where the file has ``participation``.
    """
    long = len(field.allowed) > SHOWN_WORDS
    labels = {text.casefold(): code for code, term in (field.vocabulary or {}).items() for text in (term.vi, term.en)}
    called = {**labels, **{code: code for code in field.allowed}}
    near = get_close_matches(word.casefold(), called, n=3, cutoff=0.5)
    meant = [labels[word.casefold()]] if word.casefold() in labels else [called[name] for name in near]
    return {
        "nearest": ", ".join(dict.fromkeys(meant)) or "–",
        "allowed": "data/processed/codebook.csv (allowed)" if long else ", ".join(field.allowed),
    }


def _read_number(cell: str) -> Decimal:
    try:
        return read_number(cell)
    except NumberFormatError as error:
        if error.readings:
            raise _CellError("number-ambiguous", thousands=error.readings[0], decimal=error.readings[1]) from error
        raise _CellError("number-malformed") from error


def _read_number_cell(field: Field, cell: str) -> Decimal:
    return _within(field, _read_number(cell))


def _read_integer(field: Field, cell: str) -> int:
    if not _INTEGER.fullmatch(cell):
        raise _CellError("integer-malformed")
    return int(_within(field, Decimal(cell)))


def _read_year(field: Field, cell: str) -> int:
    if not _YEAR.fullmatch(cell):
        raise _CellError("year-malformed")
    return int(_within(field, Decimal(cell)))


def _read_day(_: Field, cell: str) -> date:
    try:
        return read_date(cell)
    except ValueError as error:
        raise _CellError("date-malformed") from error


def _within(field: Field, number: Decimal) -> Decimal:
    if field.minimum is not None and number < field.minimum:
        raise _CellError("below-minimum", limit=str(field.minimum))
    if field.maximum is not None and number > field.maximum:
        raise _CellError("above-maximum", limit=str(field.maximum))
    return number


_READERS: Mapping[str, Callable[[Field, str], Value]] = {
    "string": lambda _, cell: cell,
    "number": _read_number_cell,
    "integer": _read_integer,
    "year": _read_year,
    "date": _read_day,
}


def changed(table: Table, record: Record, cells: Mapping[str, str]) -> tuple[Record, list[Finding]]:
    """A row with other cells in some columns, read as a file would be, and the findings about those cells."""
    values, findings = dict(record.values), list[Finding]()
    for name, cell in cells.items():
        field = table.field(name)
        try:
            values[name] = _read_cell(field, cell)
        except _CellError as error:
            subject = record.text("figure_id")
            findings.append(Finding(error.rule, record.file, record.line, name, cell, subject, error.details))
    return Record(record.file, record.line, values, record.broken), findings


def check_keys(table: Table, records: list[Record]) -> Iterator[Finding]:
    """Ids used twice, and rows with the same primary key.

    The key of a table that is kept in several files counts within each file, unless the column is declared unique.
    """
    for field in table.fields:
        if field.unique:
            yield from _repeated("not-unique", records, (field.name,), across_files=True)
    for key in table.unique_keys:
        yield from _repeated("key-repeated", records, key, across_files=False)
    if not all(table.field(name).unique for name in table.primary_key):
        yield from _repeated("key-repeated", records, table.primary_key, across_files=False)


def _repeated(rule: str, records: list[Record], columns: tuple[str, ...], *, across_files: bool) -> Iterator[Finding]:
    first: dict[tuple[object, ...], Record] = {}
    for record in records:
        values = tuple(record.values.get(column) for column in columns)
        if record.broken.intersection(columns) or not any(value not in (None, "") for value in values):
            continue
        earlier = first.setdefault(values if across_files else (record.file, *values), record)
        if earlier is not record:
            value = ", ".join(str(value) for value in values if value is not None)
            where = f"{earlier.file}, row {earlier.line}"
            yield Finding(rule, record.file, record.line, "+".join(columns), value, details={"first": where})


def check_references(
    codebook: Codebook, table: Table, records: Mapping[str, list[Record]], unreadable: Set[str] = frozenset()
) -> Iterator[Finding]:
    """Cells that name a row of another table which is not there, with the nearest names.

    Tables in ``unreadable`` are not searched: what they lack is reported where it was lost.
    """
    for key in table.foreign_keys:
        if key.target in unreadable:
            continue
        known = dict.fromkeys(record.text(key.target_column) for record in records[key.target])
        named: dict[str, list[str]] = defaultdict(list)
        for row in records["places"] if key.target == "places" else []:
            named[row.text("name_vi")].append(row.text("place_id"))
        for record in records[table.name]:
            value = record.text(key.column)
            if value and value not in known:
                nearest = ", ".join(named.get(value, [])) or _nearest(value, list(known))
                target = codebook[key.target]
                details: dict[str, Detail] = {
                    "target": Term(target.name, target.title_vi, target.title_en),
                    "nearest": nearest,
                }
                yield Finding("reference-unknown", record.file, record.line, key.column, value, details=details)


def _nearest(word: str, known: list[str]) -> str:
    """Up to three known words like ``word``; "–" when none is."""
    return ", ".join(get_close_matches(word, known, n=3, cutoff=0.5)) or "–"

"""What many rules ask of a coded figure: its bounds, its period, its words, and a finding about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath

from analysis.checks.findings import Detail, Finding
from analysis.checks.tables import Record
from analysis.periods import Period
from analysis.quantities import Bounds, format_number, write_number
from analysis.vocabulary import Language
from analysis.vocabulary.account import COLUMNS, Figure

DONE = ("result", "stock")
"""Status of figures about what was; plans and targets are about what shall be."""


def finding_about(rule: str, record: Record, column: str = "", value: str = "", **details: Detail) -> Finding:
    """A finding about one row and one of its columns."""
    return Finding(rule, record.file, record.line, column, value, record.text("figure_id"), details)


def said(record: Record) -> str:
    """The words around a figure; where no text is held, its number."""
    number = record.number("value")
    return record.text("as_written") or ("" if number is None else write_number(number))


def number_of(record: Record) -> Decimal:
    """The printed number; 0 where there is none (a range)."""
    return record.number("value") or Decimal(0)


def bounds_of(record: Record) -> Bounds:
    """What the words allow, in the unit of the row."""
    return Bounds(record.number("value_low"), record.number("value_high"))


def ends(bounds: Bounds, lang: Language | None = None) -> str:
    """Both ends as a reader sees them, ``–`` where the words leave one open; as in a cell without a language."""
    if lang is None:
        return " … ".join("–" if end is None else str(end) for end in (bounds.low, bounds.high))
    if bounds.low is None and bounds.high is None:
        return "không có" if lang == "vi" else "none"
    if bounds.is_point:
        return _printed(bounds.low, lang)
    return f"{_printed(bounds.low, lang)} … {_printed(bounds.high, lang)}"


def _printed(end: Decimal | None, lang: Language) -> str:
    return "–" if end is None else format_number(end, lang)


def period_of(record: Record) -> Period:
    """First and last day; a period without a last day, which no checked row has, never ends."""
    return Period(record.day("period_start"), record.day("period_end") or date.max)


def years_of(record: Record) -> int | None:
    """Calendar years that the period touches; None where its start is unknown."""
    return period_of(record).calendar_years


def account_of(record: Record) -> Figure:
    """What decides with which other figures this one may be put together."""
    return Figure(
        source_id=source_of(record),
        status=record.text("status"),
        frequency=record.text("frequency"),
        period_start=record.day("period_start"),
        period_end=record.day("period_end"),
        flags=frozenset(record.words("flags")),
        **{name: _codes(record, name) for name in COLUMNS},
    )


def source_of(record: Record) -> str:
    """The id of the text that a coded figure is of, which names its file."""
    return PurePosixPath(record.file).stem


def number_in_source(record: Record) -> str:
    """The number of a figure in its text: ``02`` of ``langson-2009-02``."""
    return record.text("figure_id").removeprefix(f"{source_of(record)}-")


def _codes(record: Record, column: str) -> str:
    """The codes of a cell, several of them joined as in the file."""
    value = record.values.get(column) or ""
    return "|".join(value) if isinstance(value, tuple) else str(value)


def alike(records: Iterable[Record], columns: tuple[str, ...]) -> dict[tuple[object, ...], list[Record]]:
    """Rows with the same cells in these columns, in order; ``file`` counts as a column."""
    groups: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for row in records:
        groups[tuple(row.file if name == "file" else row.values.get(name) for name in columns)].append(row)
    return groups


def same_in(columns: tuple[str, ...], first: Record, second: Record) -> bool:
    """Whether two rows have the same cells in these columns."""
    return all(first.values.get(name) == second.values.get(name) for name in columns)

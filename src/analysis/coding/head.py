"""The head of a draft: what belongs to the document and not to one figure, as a small TOML file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches

from analysis.checks.findings import Finding
from analysis.periods import read_date
from analysis.sources.cells import Flaw
from analysis.sources.documents.document import Document
from analysis.sources.extraction.candidate import Defaults

RIGHTS = "All rights with the authors and the publisher; only figures and the few words around them are used"
"""What holds for an article of the press, unless its head says something else."""

UNPLACED = "text"
"""What stands in a proposed id for a place that is not known: ``text-2021``."""

KEYS: Mapping[str, tuple[str, str]] = {
    "source_id": ("mã nguồn: địa phương-năm, như dongthap-2024; bài thứ hai: dongthap-2024b", "place-year"),
    "title": ("nhan đề", "title"),
    "author": ("tác giả", "author"),
    "publisher": ("nơi đăng", "publisher"),
    "url": ("địa chỉ trang", "address of the page"),
    "date_published": ("ngày đăng, dạng 2024-12-31; để trống nếu không rõ", "day of publication, empty if unknown"),
    "content_start": ("bài nói về thời gian từ ngày; để trống: theo số liệu", "content from; empty: as the figures"),
    "content_end": ("đến ngày; để trống: theo số liệu", "content until; empty: as the figures"),
    "language": ("ngôn ngữ: vi hoặc en", "vi or en"),
    "rights": ("quyền", "rights"),
    "note": ("ghi chú", "note"),
    "coder": ("người mã hóa", "who coded it"),
    "coded_on": ("ngày mã hóa; để trống: ngày xác nhận", "day of coding; empty: day of the confirmation"),
}
"""Keys of a head in their order, with what each means."""

DEFAULT_KEYS = ("place_id", "tier", "status", "period_start", "period_end")
"""Columns that the head may fill where a row leaves them empty; the two ends of the period only together."""


ASKED = ("date_published", "title", "publisher", "url", "coder")
"""What a person is asked for, the day of publication before the rest: of “to date” it decides the rows."""


def asked(head: Head, wrong: Collection[str]) -> str:
    """The key that a person is to write next, empty or wrong (``wrong``: those with errors); "" where there is none."""
    first = ASKED[:1] if not head["date_published"] or "date_published" in wrong else ()
    mistaken = (key for key in KEYS if key in wrong and head[key])
    return next((key for key in (*first, *mistaken, *(key for key in ASKED if not head[key]))), "")


@dataclass(frozen=True, slots=True)
class Head:
    """Cells of one row of ``sources.csv`` as text, who codes, and what holds for all rows of the draft."""

    cells: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")

    @classmethod
    def of(cls, document: Document, source_id: str, defaults: Defaults | None = None) -> Head:
        """What a document says about itself, for a person to complete."""
        known = defaults or Defaults()
        told = {name: getattr(document, name) for name in ("title", "author", "publisher", "url")}
        cells = {"source_id": source_id, **told, "date_published": _day(known.published or document.published)}
        filled = {name: getattr(known, name) for name in ("place_id", "tier", "status")}
        days = {"period_start": _day(known.period_start), "period_end": _day(known.period_end)}
        return cls(cells | {"language": "vi", "rights": RIGHTS}, filled | days)

    @property
    def known(self) -> Defaults:
        """What it says about the document for an extraction; a day that cannot be read is none."""
        first, last = (_read_day(self.defaults.get(name, "")) for name in ("period_start", "period_end"))
        declared = {name: self.defaults.get(name, "") for name in ("place_id", "tier", "status")}
        published = _read_day(self["date_published"])
        return Defaults(**declared, period_start=first, period_end=last, published=published)


def _read_day(cell: str) -> date | None:
    try:
        return read_date(cell) if cell else None
    except ValueError:  # which is a finding when the head is examined
        return None


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def write_head(head: Head) -> bytes:
    """The head as TOML: every key, also the empty ones, each under a line that says what it means."""
    lines = []
    for key, (vi, en) in KEYS.items():
        lines += [f"# {vi} / {en}", f"{key} = {_toml(head[key])}"]
    lines += ["", "# điền vào ô để trống của bảng / fills cells that the table leaves empty", "[defaults]"]
    lines += [f"{key} = {_toml(head.defaults.get(key, ''))}" for key in DEFAULT_KEYS]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _toml(cell: str) -> str:
    """A basic string of TOML: the escapes of JSON, and DEL, which JSON leaves as it is."""
    return json.dumps(cell, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_head(content: bytes | Flaw, file: str) -> tuple[Head, list[Finding]]:
    """The head that stands in a file; flaws of the file, unknown keys and values that are no text or day as findings.

    Cells are not judged here: the examiner reads them as a row of ``sources.csv``.
    """
    if isinstance(content, Flaw):
        return Head(), [Finding(content.rule, file, content.line, content.column, content.value)]
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line, value = content.count(b"\n", 0, error.start) + 1, content[error.start : error.end].hex()
        return Head(), [Finding("encoding", file, line, value=value)]
    except tomllib.TOMLDecodeError as error:
        return Head(), [Finding("draft-head-syntax", file, value=str(error))]
    findings: list[Finding] = []
    defaults = table.pop("defaults", {})
    if not isinstance(defaults, dict):
        findings.append(Finding("draft-head-value", file, column="defaults", value=str(defaults)))
        defaults = {}
    cells = dict(_cells(table, tuple(KEYS), file, findings))
    return Head(cells, dict(_cells(defaults, DEFAULT_KEYS, file, findings))), findings


def _cells(
    table: Mapping[str, object], known: tuple[str, ...], file: str, findings: list[Finding]
) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if key not in known:
            nearest = ", ".join(get_close_matches(key, known, n=3, cutoff=0.5)) or "–"
            findings.append(Finding("draft-head-key", file, column=key, details={"nearest": nearest}))
        elif isinstance(value, str):
            yield key, value
        elif isinstance(value, date) and not isinstance(value, datetime):
            yield key, value.isoformat()
        else:
            findings.append(Finding("draft-head-value", file, column=key, value=str(value)))

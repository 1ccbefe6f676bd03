"""CSV files as text cells with their line numbers; nothing is converted, nothing is guessed."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with a file itself: the rule broken, the line (0: the whole file) and what was read."""

    rule: str
    line: int
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: the line where it ends in the file and its cells by column name."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One CSV file as read: header, rows of the header's width, and the flaws met on the way."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    flaws: tuple[Flaw, ...]


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file (UTF-8, comma, header row) completely; every flaw is reported, none raises."""
    if path.exists() and not path.is_file():
        return Sheet((), (), (Flaw("file-unreadable", 0, "", "Is a directory" if path.is_dir() else "not a file"),))
    try:
        content = path.read_bytes()
    except OSError as error:
        rule = "file-missing" if isinstance(error, FileNotFoundError) else "file-unreadable"
        return Sheet((), (), (Flaw(rule, 0, "", error.strerror or ""),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Sheet((), (), (Flaw("encoding", line, "", content[error.start : error.end].hex()),))
    flaws: list[Flaw] = []
    if not text.strip():
        return Sheet((), (), (Flaw("file-empty", 0, "", ""),))
    if not text.endswith("\n"):
        flaws.append(Flaw("file-truncated", text.count("\n") + 1, "", text[-30:].rsplit("\n", 1)[-1]))
    lines = list(_records(text, flaws))
    header = tuple(lines[0][1]) if lines else ()
    if len(header) == 1 and (other := next((sign for sign in ";\t|" if sign in header[0]), "")):
        return Sheet((), (), (*flaws, Flaw("delimiter", 1, "", other if other != "\t" else "tab")))
    rows: list[Row] = []
    for line, cells in lines[1:]:
        if len(cells) != len(header):
            flaws.append(Flaw("row-width", line, "", f"{len(cells)} / {len(header)}"))
            continue
        row = dict(zip(header, cells, strict=True))
        rows.append(Row(line, row))
        flaws.extend(_text_flaws(line, row))
    return Sheet(header, tuple(rows), tuple(flaws))


def _records(text: str, flaws: list[Flaw]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            flaws.append(Flaw("csv-syntax", begins, "", str(error)))
            return
        if cells:
            yield reader.line_num, cells


def _text_flaws(line: int, row: dict[str, str]) -> Iterator[Flaw]:
    for column, cell in row.items():
        if not unicodedata.is_normalized("NFC", cell):
            yield Flaw("text-not-nfc", line, column, cell)
        if any(unicodedata.category(character) == "Cc" for character in cell):
            yield Flaw("control-character", line, column, cell.encode("unicode_escape").decode("ascii"))
        if cell != cell.strip(" \t\u00a0"):
            yield Flaw("outer-space", line, column, cell)

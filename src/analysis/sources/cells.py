"""CSV files as text cells with their line numbers; nothing is converted, nothing is guessed."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
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


def written(value: object) -> str:
    """A value as a cell of a file: "" for none, several words joined by ``|``, numbers without exponent."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "|".join(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file (UTF-8, comma, header row) completely; every flaw is reported, none raises."""
    content = read_file(path)
    return Sheet((), (), (content,)) if isinstance(content, Flaw) else parse_sheet(content)


def read_file(path: Path) -> bytes | Flaw:
    """The content of a file, or why there is none."""
    if path.is_dir():
        return Flaw("file-is-folder", 0, "", "")
    if path.exists() and not path.is_file():
        return Flaw("file-unreadable", 0, "", "not a file")
    try:
        return path.read_bytes()
    except OSError as error:
        rule = "file-missing" if isinstance(error, FileNotFoundError) else "file-unreadable"
        return Flaw(rule, 0, "", error.strerror or "")


def parse_sheet(content: bytes) -> Sheet:
    """The content of a CSV file as rows of text cells, with every flaw."""
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Sheet((), (), (Flaw("encoding", line, "", content[error.start : error.end].hex()),))
    flaws: list[Flaw] = []
    if not text.strip():
        return Sheet((), (), (Flaw("file-empty", 0, "", ""),))
    if not text.endswith("\n"):
        flaws.append(Flaw("file-truncated", text.count("\n") + 1, "", text[-30:].rsplit("\n", 1)[-1]))
    lines = list(_records(text, flaws))
    header = tuple(lines[0][2]) if lines else ()
    if len(header) == 1 and (other := next((sign for sign in ";\t|" if sign in header[0]), "")):
        return Sheet((), (), (*flaws, Flaw("delimiter", 1, "", other if other != "\t" else "tab")))
    suspect = _is_suspect(text)
    rows: list[Row] = []
    for _, line, cells in lines[1:]:
        if len(cells) != len(header):
            flaws.append(Flaw("row-width", line, "", f"{len(cells)} / {len(header)}"))
            continue
        row = dict(zip(header, cells, strict=True))
        rows.append(Row(line, row))
        if suspect:
            flaws.extend(_text_flaws(line, row))
    return Sheet(header, tuple(rows), tuple(flaws))


def write_sheet(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of cells, the header first, as a CSV file that ``parse_sheet`` reads back."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode("utf-8")


def change_rows(
    content: bytes, changed: Mapping[int, Sequence[str] | None], added: Iterable[Sequence[str]] = ()
) -> bytes:
    """A CSV file with some rows replaced (None: taken out), by the lines where they end, and others after its last.

    All that is not changed keeps its bytes: quotation marks, line ends, a byte order mark. A replaced row keeps its
    own line end; added ones have that of the file. Raises UnicodeDecodeError for a file that is not UTF-8.
    """
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    text = content.removeprefix(mark).decode("utf-8")
    lines, end = list(io.StringIO(text, newline="")), "\r\n" if "\r\n" in text else "\n"
    for begins, ends, _ in list(_records(text, [])):
        if ends in changed:
            row, last = changed[ends], lines[ends - 1]
            own_end = last[len(last.rstrip("\r\n")) :]
            lines[begins - 1 : ends] = [""] * (ends - begins) + ["" if row is None else _line(row) + own_end]
    new = [_line(row) + end for row in added]
    if new and text and not text.endswith("\n"):
        lines.append(end)
    return mark + "".join([*lines, *new]).encode("utf-8")


def _line(row: Sequence[str]) -> str:
    return write_sheet([row]).decode("utf-8").removesuffix("\n")


def _records(text: str, flaws: list[Flaw]) -> Iterator[tuple[int, int, list[str]]]:
    """For each record the lines where it begins and ends, and its cells."""
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
            yield begins, reader.line_num, cells


_CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""The category Cc of Unicode."""
_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\r\n](?=[^\r\n]*\")")
_OUTER_SPACE = re.compile(r"(?:^|[,\"])[ \t\u00a0]|[ \t\u00a0](?:[,\"\r]|$)", re.MULTILINE)


def _is_suspect(text: str) -> bool:
    """Whether any cell may have a flaw: one look at the whole file, so that a clean one costs no look at each cell."""
    return bool(not unicodedata.is_normalized("NFC", text) or _CONTROL.search(text) or _OUTER_SPACE.search(text))


def _text_flaws(line: int, row: dict[str, str]) -> Iterator[Flaw]:
    for column, cell in row.items():
        if not unicodedata.is_normalized("NFC", cell):
            yield Flaw("text-not-nfc", line, column, cell)
        if _CONTROL_CHARACTER.search(cell):
            yield Flaw("control-character", line, column, cell.encode("unicode_escape").decode("ascii"))
        if cell != cell.strip(" \t\u00a0"):
            yield Flaw("outer-space", line, column, cell)

"""Delivered CSV files: PX-Web's with semicolons, and others with commas, tabs or bars."""

from __future__ import annotations

import codecs
import csv
import io

from analysis.sources.cells import Flaw
from analysis.sources.delivered.grid import Cell, Grid
from analysis.sources.delivered.table import MOST_CELLS

DELIMITERS = ";\t|,"
"""Commas come last: in a file with another sign between its cells they stand in titles and numbers."""


def decode(content: bytes) -> str | Flaw:
    """The text of a file in UTF-8 or, where its first bytes say so, UTF-16."""
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Flaw("encoding", line, "", content[error.start : error.end].hex())


def grid_of(text: str) -> Grid | Flaw:
    """The cells of a CSV file; empty lines are left out and counted."""
    if "\0" in text:
        return Flaw("control-character", text.count("\n", 0, text.index("\0")) + 1, "", "\\x00")
    delimiter = _delimiter(text)
    if delimiter is None:
        return Flaw("import-no-delimiter", 1, "", text[:40].partition("\n")[0])
    rows: list[tuple[int, list[Cell]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if cells > MOST_CELLS and any(row):
                return Flaw("import-too-large", reader.line_num, "", f"{cells} cells")
            if any(row):
                rows.append((reader.line_num, [Cell(cell) for cell in row]))
    except csv.Error as error:
        return Flaw("csv-syntax", reader.line_num, "", str(error))
    return Grid.of(rows) if rows else Flaw("file-empty", 0, "", "")


def _delimiter(text: str) -> str | None:
    """The first of the signs that stands in nearly as many lines as any; None when no line has one."""
    lines = [line for line in text[:200_000].split("\n") if line.strip()]
    counts = {sign: sum(sign in line for line in lines) for sign in DELIMITERS}
    most = max(counts.values(), default=0)
    return next((sign for sign in DELIMITERS if most and counts[sign] >= 0.8 * most), None)

"""Workbooks (xlsx, xls, ods), read by calamine in a process of its own with bounds on memory and time.

A workbook is a compressed archive that somebody else made: one that unpacks to terabytes, or claims a cell in its last
row and column, must not take the program down with it. The process reads values only; formulas give what the program
that saved the file had computed, macros are refused before anything is opened.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from analysis.sources.cells import Flaw
from analysis.sources.delivered.grid import Cell, Grid
from analysis.sources.delivered.table import MOST_CELLS

MOST_UNPACKED = 300_000_000
"""Bytes of all parts of an archive together."""

MOST_MEMORY = 2_000_000_000
"""Bytes of address space of the reading process, where the system can bound it."""

SECONDS = 60

OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"


def looks_like_workbook(content: bytes) -> bool:
    """Whether a file begins as workbooks do: a zip archive, or the older compound file."""
    return content.startswith((OLE, ZIP))


def read_workbook(path: Path) -> list[Grid] | Flaw:
    """The visible sheets of a workbook as grids, or why it cannot be read."""
    if flaw := _archive_flaw(path):
        return flaw
    command = [sys.executable, "-m", "analysis.sources.delivered.workbook", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        return Flaw("import-too-large", 0, "", f"{SECONDS} s")
    if done.returncode != 0:
        # Beyond its bound of memory the process is ended by the allocator, without a word of its own.
        return Flaw("import-too-large", 0, "", f"{MOST_MEMORY // 10**9} GB")
    answer = json.loads(done.stdout)
    if "flaw" in answer:
        return Flaw(*answer["flaw"])
    return [_grid(sheet) for sheet in answer["sheets"]]


def _grid(sheet: dict[str, Any]) -> Grid:
    rows = [(line, [Cell(text, typed) for text, typed in row]) for line, row in sheet["rows"]]
    merged = [((top + 1, left), (bottom + 1, right)) for (top, left), (bottom, right) in sheet["merged"]]
    return Grid.of(rows, merged, sheet["name"])


def _archive_flaw(path: Path) -> Flaw | None:
    """What is wrong with the file before it is opened as a workbook: damaged, too large, or with macros in it."""
    content = path.read_bytes()
    if content.startswith(OLE):
        macros = "_VBA_PROJECT".encode("utf-16-le") in content
        return Flaw("import-macros", 0, "", path.name) if macros else None
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        return Flaw("import-broken", 0, "", str(error))
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED:
        return Flaw("import-too-large", 0, "", f"{unpacked // 10**6} MB")
    if any(part.filename.casefold().endswith(("vbaproject.bin", "basic/script-lc.xml")) for part in parts):
        return Flaw("import-macros", 0, "", path.name)
    return None


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _answer(path: str) -> dict[str, Any]:
    """What the reading process prints: the sheets, or a flaw."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            visible = [about.name for about in workbook.sheets_metadata if about.visible == SheetVisibleEnum.Visible]
            sheets = [_sheet(workbook.get_sheet_by_name(name)) for name in visible]
    except PasswordError:
        return {"flaw": ["import-protected", 0, "", ""]}
    except (CalamineError, ValueError, OSError) as error:
        rule = "import-too-large" if "limit exceeded" in str(error) else "import-broken"
        return {"flaw": [rule, 0, "", str(error)[:200]]}
    cells = sum(len(row) for sheet in sheets for _, row in sheet["rows"])
    if cells > MOST_CELLS:
        return {"flaw": ["import-too-large", 0, "", f"{cells} cells"]}
    return {"sheets": sheets}


def _sheet(sheet: Any) -> dict[str, Any]:
    """Rows that are not empty, with their numbers; the cells from column A on."""
    top, left = sheet.start or (0, 0)
    rows = [
        (top + at + 1, [["", False]] * left + [_cell(value) for value in _trimmed(row)])
        for at, row in enumerate(sheet.to_python())
        if any(value != "" for value in row)
    ]
    return {"name": sheet.name, "rows": rows, "merged": sheet.merged_cell_ranges or []}


def _trimmed(row: list[Any]) -> list[Any]:
    last = max((at for at, value in enumerate(row) if value != ""), default=-1)
    return row[: last + 1]


def _cell(value: Any) -> list[Any]:
    """Text and whether the workbook says that it is a number; of a binary fraction the digits that Excel keeps."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return [str(value), False]
    return [f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}", True]


if __name__ == "__main__":
    _bound_memory()
    sys.stdout.buffer.write(json.dumps(_answer(sys.argv[1]), ensure_ascii=False).encode("utf-8"))

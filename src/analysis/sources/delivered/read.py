"""Reads a delivered file, whatever its form: the content decides, not the ending of its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analysis.sources.cells import Flaw, read_file
from analysis.sources.delivered.csvfile import decode, grid_of
from analysis.sources.delivered.grid import Grid, holds_places, read_grid
from analysis.sources.delivered.inspection import inspect
from analysis.sources.delivered.jsonstat import read_jsonstat
from analysis.sources.delivered.px import decode_px, looks_like_px, read_px
from analysis.sources.delivered.table import LARGEST_FILE, Delivered, Recognisers, tidy
from analysis.sources.delivered.workbook import looks_like_workbook, read_workbook


def read_delivered(path: Path, recognise: Recognisers, sheet: str = "") -> Delivered:
    """The table of a file; flaws when it cannot be read, or when it must be said which sheet is meant."""
    content = _content(path)
    if isinstance(content, Flaw):
        return Delivered(flaws=(content,))
    if looks_like_workbook(content):
        return _from_workbook(path, recognise, sheet)
    if looks_like_px(content):
        px = decode_px(content)
        return Delivered(flaws=(px,)) if isinstance(px, Flaw) else read_px(px)
    text = decode(content)
    if isinstance(text, Flaw):
        return Delivered(flaws=(text,))
    begin = text.lstrip()[:15].casefold()
    if begin.startswith("{"):
        return read_jsonstat(text)
    if begin.startswith(("<", "%pdf")):
        return Delivered(flaws=(Flaw("import-format-unknown", 0, "", begin),))
    grid = grid_of(text)
    if isinstance(grid, Flaw):
        return Delivered(flaws=(grid,))
    found = read_grid(grid, recognise)
    return found if text.endswith(("\n", "\r")) else replace(found, flaws=(*found.flaws, _last_line(text)))


def _last_line(text: str) -> Flaw:
    """A CSV file that does not end with a line end is whole, or it was cut in its last number."""
    lines = text.splitlines()
    return Flaw("import-no-line-end", len(lines), "", tidy(lines[-1])[-60:])


def _content(path: Path) -> bytes | Flaw:
    if path.is_file() and path.stat().st_size > LARGEST_FILE:
        return Flaw("import-too-large", 0, "", f"{path.stat().st_size // 10**6} MB")
    content = read_file(path)
    return Flaw("file-empty", 0, "", "") if content == b"" else content


def _from_workbook(path: Path, recognise: Recognisers, sheet: str) -> Delivered:
    grids = read_workbook(path)
    if isinstance(grids, Flaw):
        return Delivered(flaws=(grids,))
    named = ", ".join(grid.sheet for grid in grids)
    if sheet:
        grids = [grid for grid in grids if grid.sheet == sheet]
        if not grids:
            return Delivered(flaws=(Flaw("import-sheet-unknown", 0, sheet, named),))
    with_places = grids if sheet else [grid for grid in grids if holds_places(grid, recognise)]
    if len(with_places) > 1:
        return Delivered(flaws=(Flaw("import-choose-sheet", 0, "", ", ".join(grid.sheet for grid in with_places)),))
    found = read_grid((with_places or grids or [Grid.of([])])[0], recognise)
    seen, flaws = inspect(path, found.sheet), list(found.flaws)
    if seen.without_value:
        flaws.append(Flaw("import-formulas-empty", 0, "", str(seen.without_value)))
    elif seen.formulas:
        flaws.append(Flaw("import-formulas", 0, "", str(seen.formulas)))
    if seen.percent:
        flaws.append(Flaw("import-percent", 0, "", str(seen.percent)))
    return replace(found, flaws=tuple(flaws))

"""Cells that name their row, in the tags of a PDF: a screen reader says "Hà Nội" before each number of that row.

Typst writes headings of columns only. The page design gives each cell that names its row a stroke without width, which
Typst draws nowhere but records in the attributes of the tag.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

MARK = (1, 2, 3)
"""Red, green and blue of the stroke, as in the page design."""

_START = 2  # of the four sides: before, after, start, end


def name_rows(document: pikepdf.Pdf) -> None:
    """Turn each marked cell into the header of its rows, and name it among the headers of their other cells."""
    import pikepdf

    tables = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Table"]
    if not tables:
        return
    root = document.Root.StructTreeRoot
    if "/IDTree" not in root:  # no table has headings of columns
        root.IDTree = pikepdf.NameTree.new(document).obj
    ids = pikepdf.NameTree(root.IDTree)
    for number, table in enumerate(tables):
        spans: dict[str, int] = {}  # the headers in force, and for how many rows more
        for y, row in enumerate(_rows(table)):
            cells = list(row.K)
            for x, cell in enumerate(cells):
                marks = _take_marks(cell)
                if not any(marks):
                    break  # names of rows stand at the left
                if marks[_START]:
                    cell.S, cell.ID = pikepdf.Name.TH, pikepdf.String(f"R{number:04}-{y:05}-{x:04}")
                    _about(cell).Scope = pikepdf.Name.Row
                    ids[str(cell.ID)] = cell
                    spans[str(cell.ID)] = int(_about(cell).get("/RowSpan", 1))
            named = [pikepdf.String(header) for header in spans]
            for cell in cells if named else ():
                if cell.S == "/TD":
                    about = _about(cell)
                    about.Headers = pikepdf.Array([*about.get("/Headers", []), *named])
            spans = {header: rows - 1 for header, rows in spans.items() if rows > 1}


def _rows(element: Any) -> Iterator[Any]:
    """The rows of a table in order, in whatever part of it."""
    for kid in element.K:
        if kid.get("/S") == "/TR":
            yield kid
        elif kid.get("/S") in {"/THead", "/TBody", "/TFoot"}:
            yield from _rows(kid)


def _about(cell: Any) -> Any:
    """What the tag of a cell says about it as a cell."""
    import pikepdf

    found = next((one for one in cell.get("/A", []) if one.O == "/Table"), None)
    if found is None:
        found = pikepdf.Dictionary(O=pikepdf.Name.Table)
        cell.A = pikepdf.Array([*cell.get("/A", []), found])
        found = cell.A[-1]
    return found


def _take_marks(cell: Any) -> list[bool]:
    """The sides at which a cell bears the mark, which is taken off; its neighbour bears the same stroke at its end."""
    import pikepdf

    layout = next((one for one in cell.get("/A", []) if one.O == "/Layout" and "/BorderColor" in one), None)
    if layout is None:
        return []
    colours = list(layout.BorderColor)
    sides = [colours] * 4 if len(colours) == 3 else colours  # one for all of them, or each its own
    marked = [[round(float(part) * 255) for part in side or ()] == list(MARK) for side in sides]
    if any(marked):
        for name in ("/BorderColor", "/BorderStyle", "/BorderThickness"):
            del layout[name]
        cell.A = pikepdf.Array([one for one in cell.A if set(one.keys()) != {"/O"}])
    return marked

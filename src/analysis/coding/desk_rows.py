"""Rows of the draft on the desk: how they are named, read, placed, and how much each of them needs a look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from analysis.checks.tables import Record
from analysis.coding.draft import COLUMNS, LINKS
from analysis.quantities import Quantity, write_number
from analysis.sources.cells import Row
from analysis.sources.extraction.candidate import CONFIDENT_FIELDS

Level = Literal["sure", "look", "guess"]
"""How much a proposal needs a look: its words stand with the number, further away, or nowhere."""

LEVEL_OF: Mapping[str, Level] = {
    "": "sure", "clause": "sure", "sentence": "sure", "earlier": "look", "document": "look", "assumed": "guess",
}  # fmt: skip

USUAL = ("tier", "population", "training")
"""Fields for which the coding manual says what holds where no word is printed: to assume it is no guess."""

PERIOD = ("period_start", "period_end")
OF_MANY = ("status", "place_id", "tier", "population", "training", "criterion", "frequency", *PERIOD)
"""Columns in which many figures of a text say the same: a correction may hold for all of them."""


def level_of(cells: Mapping[str, str], field: str = "") -> Level:
    """How much a field of a figure needs a look; without a field, its weakest one."""
    asked = (field,) if field else CONFIDENT_FIELDS
    levels = {name: LEVEL_OF.get(cells[f"confidence_{name}"], "guess") for name in asked}
    levels |= {name: "look" for name in USUAL if levels.get(name) == "guess"}
    return max(levels.values(), key=("sure", "look", "guess").index)


def looked_at(column: str) -> dict[str, str]:
    """A field that a person wrote needs no look any more."""
    name = f"confidence_{'period' if column in PERIOD else column}"
    return {name: ""} if name in COLUMNS else {}


def carried(cells: Mapping[str, str]) -> dict[str, str]:
    """What a figure that was missed has in common with the one before it, as a person is to see it: worth a look."""
    same = {name: cells[name] for name in OF_MANY}
    fields = {"period" if name in PERIOD else name for name in OF_MANY} & set(CONFIDENT_FIELDS)
    return same | {f"confidence_{name}": "earlier" for name in fields}


def proposed_anew(
    rows: Iterable[Row], before: Iterable[Mapping[str, str]], now: Iterable[Mapping[str, str]]
) -> tuple[Row, ...]:
    """Rows that say what was proposed before, with what is proposed now; rows that a person has touched stay."""
    own = ("row_id", "part_of", "source_id")
    old, new = ({(cells["start"], cells["end"]): cells for cells in every} for every in (before, now))
    changed = []
    for row in rows:
        place = row.cells["start"], row.cells["end"]
        was, becomes = old.get(place), new.get(place)
        if was and becomes and all(row.cells[name] == was[name] for name in COLUMNS if name not in own):
            row = Row(row.line, {**row.cells, **{name: becomes[name] for name in COLUMNS if name not in own}})
        changed.append(row)
    return tuple(changed)


def place_named(row: Record, names: Mapping[str, str], provinces: Mapping[str, int]) -> str:
    """A place with what tells it from others of its name: of a district the province, of others their years."""
    name, born, gone = row.text("name_vi"), row.day("valid_from"), row.day("valid_to")
    if row.text("level") == "district":
        return f"{name} ({names.get(row.text('parent_id'), row.text('parent_id'))})"
    shared = provinces[name] > 1
    return f"{name} ({born.year if born else ''}–{gone.year if gone else ''})" if shared else name


def has_place(row: Row) -> bool:
    """Whether a row says where its words stand."""
    return row.cells["start"].isdecimal() and row.cells["end"].isdecimal()


def rows_before(rows: Iterable[Row], start: int) -> int:
    """How many rows stand before a place of the text."""
    return sum(has_place(row) and int(row.cells["start"]) < start for row in rows)


def read_cells(quantity: Quantity | None) -> dict[str, str]:
    """Cells of a figure that can be read from its number: value or ends, bounding word and unit."""
    if quantity is None:
        return {}
    numbers = {"value": quantity.value, "value_low": quantity.bounds.low, "value_high": quantity.bounds.high}
    cells = {name: "" if number is None else write_number(number) for name, number in numbers.items()}
    words = {"qualifier": quantity.qualifier, "unit": quantity.unit, "unit_as_written": quantity.unit_as_written}
    return cells | words


def numbered_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows with the lines that they will have in the file, each with a ``row_id`` of its own.

    Of rows that share one the first keeps it; what names them then names none, so that a person says which is meant.
    """
    ids = [row.cells["row_id"] for row in rows]
    fresh = max((int(name[1:]) for name in ids if re.fullmatch(r"#[0-9]{1,9}", name)), default=0)
    unclear = {name: f"{name}?" for name in ids if name and ids.count(name) > 1}
    seen: set[str] = {""}
    named = []
    for line, row in enumerate(rows, 2):
        own = row.cells["row_id"]
        if own in seen:
            fresh += 1
            own = f"#{fresh}"
        seen.add(own)
        links = {name: unclear.get(row.cells[name], row.cells[name]) for name in LINKS}
        named.append(Row(line, {**row.cells, **links, "row_id": own}))
    return tuple(named)

"""The files of ``data/raw`` that confirmed figures change, with their new content."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.checks.examine import CODEBOOK_FILE, Examination
from analysis.checks.tables import Record
from analysis.coding.decisions import Decided
from analysis.coding.draft import Draft
from analysis.sources.cells import Flaw, Row, Sheet, parse_sheet, write_sheet
from analysis.sources.codebook_paths import with_path
from analysis.sources.raw import RawFolder

SOURCES, PLACES, UNCODED = "sources.csv", "places/places.csv", "uncoded.csv"

Lines = Mapping[str, Mapping[int, int]]
"""For each file that is written: lines of it with the lines of the draft that they come from (0: the head)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """New contents by name inside ``data/raw``, where each row came from, and the districts that became places."""

    contents: Mapping[str, bytes]
    lines: Lines
    places: tuple[str, ...]


def changes(
    raw: RawFolder, before: Examination, draft: Draft, decided: Decided, source_id: str, coded: Mapping[str, str]
) -> Changes:
    """All that a confirmed draft changes: evidence, text, bibliography, codebook, numbers left out and new districts.

    ``coded`` says who coded the text and when (``coded_by``, ``coded_on``).
    """
    evidence = f"evidence/{source_id}.csv"
    header = [field.name for field in before.codebook["evidence"].fields]
    rows = [[_evidence_cell(row, name) for name in header] for row in decided.confirmed]
    table = write_sheet([header, *rows])
    contents = {evidence: table, f"texts/{source_id}.txt": draft.content}
    lines = {evidence: _lines(table, 0, [row.line for row in decided.confirmed])}
    source = _source(draft, decided, source_id) | dict(coded)
    contents[SOURCES], lines[SOURCES] = _source_in(raw.sheet(SOURCES), source)
    uncoded = _uncoded(raw.sheet(UNCODED), source_id, draft.rows, decided.rejected)
    if uncoded is not None:
        contents[UNCODED], lines[UNCODED] = uncoded
    codebook = raw.content(CODEBOOK_FILE)
    if isinstance(codebook, bytes) and (listed := with_path(codebook, "evidence", evidence)) is not None:
        contents[CODEBOOK_FILE] = listed
    new = _new_districts(before, decided)
    if new:
        contents[PLACES], lines[PLACES] = _places_with(raw, new)
    return Changes(contents, lines, tuple(record.text("district_id") for _, record in new))


def _evidence_cell(row: Row, column: str) -> str:
    return row.cells["sha256" if column == "text_sha256" else column]


def _source(draft: Draft, decided: Decided, source_id: str) -> dict[str, str]:
    """The row of the bibliography; content whose days the head leaves open runs as long as its results do."""
    done = [row.cells for row in decided.confirmed if row.cells["status"] in ("result", "stock")]
    of_content = done or [row.cells for row in decided.confirmed]
    starts = sorted(cells["period_start"] for cells in of_content if cells["period_start"])
    ends = sorted(cells["period_end"] for cells in of_content if cells["period_end"])
    told = dict(draft.head.cells) | {"source_id": source_id}
    if not told.get("content_start") and not told.get("content_end") and starts and ends:
        told |= {"content_start": starts[0], "content_end": ends[-1]}
    return told | {
        "text_status": "held",
        "figure_count": str(len(decided.confirmed)),
        "text_sha256": draft.sha256,
    }


def _source_in(sheet: Sheet, source: Mapping[str, str]) -> tuple[bytes, dict[int, int]]:
    """The bibliography with that row, in the place of the one with its id or at the end."""
    rows = [row.cells for row in sheet.rows]
    ids = [cells.get("source_id") for cells in rows]
    at = ids.index(source["source_id"]) if source["source_id"] in ids else len(rows)
    rows[at : at + 1] = [{name: source.get(name, "") for name in sheet.header}]
    content = _written(sheet.header, rows)
    return content, _lines(content, at, [0])


def _uncoded(
    sheet: Sheet, source_id: str, every: Sequence[Row], rejected: Sequence[Row]
) -> tuple[bytes, dict[int, int]] | None:
    """The numbers left out, with those that this draft rejects in the place of what it said of them before.

    None when nothing changes. Numbers of the same text that are no rows of the draft stay as they are.
    """
    header = sheet.header or ("source_id", "start", "end", "as_written", "reason", "note")
    spans = {(row.cells["start"], row.cells["end"]) for row in (*every, *rejected)}
    kept = [
        row.cells for row in sheet.rows
        if row.cells.get("source_id") != source_id or (row.cells.get("start"), row.cells.get("end")) not in spans
    ]  # fmt: skip
    if not rejected and len(kept) == len(sheet.rows):
        return None
    new = [{name: row.cells.get(name, "") for name in header} | {"source_id": source_id} for row in rejected]
    content = _written(header, [*kept, *new])
    return content, _lines(content, len(kept), [row.line for row in rejected])


def _new_districts(before: Examination, decided: Decided) -> list[tuple[int, Record]]:
    """Districts that figures name and the table of places has not yet, with the first lines that name them."""
    known = {record.text("place_id") for record in before.records["places"]}
    districts = {record.text("district_id"): record for record in before.records["districts"]}
    named = {row.cells["place_id"]: row.line for row in reversed(decided.confirmed)}
    wanted = sorted((line, place) for place, line in named.items() if place not in known and place in districts)
    return [(line, districts[place]) for line, place in wanted]


def _places_with(raw: RawFolder, new: Sequence[tuple[int, Record]]) -> tuple[bytes, dict[int, int]]:
    """The table with the new rows at its end; what stands there already keeps its bytes."""
    sheet, rows = raw.sheet(PLACES), []
    for _, district in new:
        cells = {
            "place_id": district.text("district_id"), "level": "district", "name_vi": district.text("name_vi"),
            "name_en": _bare(district.text("name_vi")), "parent_id": district.text("province_id"),
            "valid_to": _day(district.day("valid_to")), "note": _ended(district.day("valid_to")),
        }  # fmt: skip
        rows.append(cells)
    content = _appended(raw.content(PLACES), sheet.header, rows)
    return content, _lines(content, len(sheet.rows), [line for line, _ in new])


def _appended(before: bytes | Flaw, header: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """Rows after the last one of a file, with the line ends that it has."""
    if isinstance(before, Flaw):  # which is reported, and nothing is written
        return _written(header, rows)
    _, _, added = _written(header, rows).partition(b"\n")
    end = b"\r\n" if b"\r\n" in before else b"\n"
    return before + (b"" if before.endswith(b"\n") else end) + added.replace(b"\n", end)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _ended(day: date | None) -> str:
    return f"The district tier ended on {day.isoformat()}" if day == date(2025, 6, 30) else ""


def _bare(name: str) -> str:
    """A Vietnamese name without its marks, as English texts print it: Gò Quao → Go Quao."""
    marks = unicodedata.normalize("NFD", name)
    letters = "".join(letter for letter in marks if not unicodedata.combining(letter))
    return letters.translate({ord("đ"): "d", ord("Đ"): "D"})


def _written(header: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    return write_sheet([list(header), *([cells.get(name, "") for name in header] for cells in rows)])


def _lines(content: bytes, first: int, origins: Sequence[int]) -> dict[int, int]:
    """Lines of a written table, from its row number ``first`` on, with the lines of the draft that they come from."""
    rows = parse_sheet(content).rows[first : first + len(origins)]
    return {row.line: line for row, line in zip(rows, origins, strict=True)}

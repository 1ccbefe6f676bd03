"""The files of ``data/raw`` that confirmed figures change, with their new content."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.checks.examine import CODEBOOK_FILE, Examination
from analysis.checks.tables import Record
from analysis.coding.decisions import Decided
from analysis.coding.draft import Draft
from analysis.periods import is_date
from analysis.sources.cells import Flaw, Row, change_rows, parse_sheet, write_sheet
from analysis.sources.codebook_paths import with_path
from analysis.sources.raw import RawFolder

PERIOD = ("period_start", "period_end")
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
    written = zip(parse_sheet(table).rows, decided.confirmed, strict=True)
    lines: dict[str, Mapping[int, int]] = {evidence: {row.line: confirmed.line for row, confirmed in written}}
    source = _source(draft, decided, source_id) | dict(coded)
    contents[SOURCES], lines[SOURCES] = _source_in(raw, source)
    uncoded = _uncoded(raw, source_id, draft.rows, decided.rejected)
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
    starts, ends = (sorted(filter(is_date, (cells[name] for cells in of_content))) for name in PERIOD)
    told = dict(draft.head.cells) | {"source_id": source_id}
    if not told.get("content_start") and not told.get("content_end") and starts and ends:
        told |= {"content_start": starts[0], "content_end": ends[-1]}
    return told | {
        "text_status": "held",
        "figure_count": str(len(decided.confirmed)),
        "text_sha256": draft.sha256,
    }


def _source_in(raw: RawFolder, source: Mapping[str, str]) -> tuple[bytes, dict[int, int]]:
    """The bibliography with that row, in the place of the one with its id or at the end."""
    sheet = raw.sheet(SOURCES)
    cells = [source.get(name, "") for name in sheet.header]
    there = next((row for row in sheet.rows if row.cells.get("source_id") == source["source_id"]), None)
    if there is None:
        content = _changed(raw, SOURCES, sheet.header, {}, [cells])
    else:
        content = _changed(raw, SOURCES, sheet.header, _unlike([(there, cells)]), [])
    return content, _lines(content, ("source_id",), [((source["source_id"],), 0)])


def _unlike(pairs: Iterable[tuple[Row, Sequence[str] | None]]) -> dict[int, Sequence[str] | None]:
    """Of rows and what is to stand in their places those that say something else, by their lines."""
    return {row.line: cells for row, cells in pairs if cells is None or list(row.cells.values()) != list(cells)}


def _uncoded(
    raw: RawFolder, source_id: str, every: Sequence[Row], rejected: Sequence[Row]
) -> tuple[bytes, dict[int, int]] | None:
    """The numbers left out, with those that this draft rejects in the place of what it said of them before.

    None when nothing changes. Numbers of the same text that are no rows of the draft stay as they are.
    """
    sheet = raw.sheet(UNCODED)
    header = sheet.header or ("source_id", "start", "end", "as_written", "reason", "note")
    spans = {_span(row.cells) for row in (*every, *rejected)}
    own = [row for row in sheet.rows if row.cells.get("source_id") == source_id and _span(row.cells) in spans]
    new = [(row, [({**row.cells, "source_id": source_id}).get(name, "") for name in header]) for row in rejected]
    pairs: list[tuple[Row, Sequence[str] | None]] = []
    for old in own:
        said = next((one for one in new if _span(one[0].cells) == _span(old.cells)), None)
        pairs.append((old, said[1] if said else None))
        new = [one for one in new if one is not said]
    if not rejected and not pairs:
        return None
    content = _changed(raw, UNCODED, header, _unlike(pairs), [cells for _, cells in new])
    origins = [((source_id, *_span(row.cells)), row.line) for row in rejected]
    return content, _lines(content, ("source_id", "start", "end"), origins)


def _span(cells: Mapping[str, str]) -> tuple[str, str]:
    return cells.get("start", ""), cells.get("end", "")


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
    content = _changed(
        raw, PLACES, sheet.header, {}, [[cells.get(name, "") for name in sheet.header] for cells in rows]
    )
    return content, _lines(content, ("place_id",), [((record.text("district_id"),), line) for line, record in new])


def _changed(
    raw: RawFolder, name: str, header: Sequence[str], changed: Mapping[int, Sequence[str] | None],
    added: Sequence[Sequence[str]],
) -> bytes:  # fmt: skip
    """A table of the project with rows replaced and added; what stands there already keeps its bytes."""
    content = raw.content(name)
    if isinstance(content, Flaw) or not header or any(flaw.rule == "encoding" for flaw in raw.sheet(name).flaws):
        return write_sheet([header, *added])  # not there yet; or broken, which is reported, and nothing is written
    return change_rows(content, changed, added)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _ended(day: date | None) -> str:
    return f"The district tier ended on {day.isoformat()}" if day == date(2025, 6, 30) else ""


def _bare(name: str) -> str:
    """A Vietnamese name without its marks, as English texts print it: Gò Quao → Go Quao."""
    marks = unicodedata.normalize("NFD", name)
    letters = "".join(letter for letter in marks if not unicodedata.combining(letter))
    return letters.translate({ord("đ"): "d", ord("Đ"): "D"})


def _lines(content: bytes, key: Sequence[str], origins: Iterable[tuple[tuple[str, ...], int]]) -> dict[int, int]:
    """Lines of a written table with the lines of the draft that they come from, found by the cells of ``key``."""
    found: dict[tuple[str, ...], list[int]] = {}
    for row in parse_sheet(content).rows:
        found.setdefault(tuple(row.cells.get(name, "") for name in key), []).append(row.line)
    return {found[cells].pop(0): line for cells, line in origins if found.get(cells)}

"""Two coders of one text: which figures both found, how far their cells agree, and what is left to settle."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.coding.coefficients import Coefficient, Level, alpha, kappa
from analysis.coding.decisions import bounds_of
from analysis.coding.draft import LINKS, with_row_ids
from analysis.quantities import NumberFormatError, read_number, write_number
from analysis.sources.cells import Flaw, Row, read_file, read_sheet

NUMBERS = ("value", "value_low", "value_high", "period_years")
"""Columns compared as numbers: "25,6" is "25.60"; alpha at the ratio level, which weighs a difference by the size."""

COMPARED = (
    "place_id", "tier", "population", "training", "criterion", "indicator", "status", "frequency", "period_start",
    "period_end", "period_years", "value", "value_low", "value_high", "unit", "unit_as_written", "qualifier", "part_of",
    "share_of", "flags",
)  # fmt: skip
"""Columns that a coder decides on. Left out: ids, which depend on the order of rows; the quotation and its place, which
match the rows; and notes."""

HASHES = ("text_sha256", "sha256")
PLACE = ("start", "end")
REJECTED = "rejected"
"""What a coder says of a figure of a draft that is none."""


class NotComparableError(Exception):
    """Two files that are no double coding; ``reason`` and ``details`` are those of a sentence in ``words.REFUSALS``."""

    def __init__(self, reason: str, **details: str) -> None:
        self.reason = reason
        self.details = details
        super().__init__(f"{reason}: {details}")


@dataclass(frozen=True, slots=True)
class CodedRow:
    """One figure as one coder has it; ``cells`` by column, as comparable words."""

    line: int
    start: int
    end: int
    figure_id: str
    as_written: str
    cells: Mapping[str, str]
    row_id: str = ""
    """What other rows of a draft call it; "" in evidence."""


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """Agreement in one column over the figures that both coders have."""

    field: str
    compared: int
    equal: int
    kappa: Coefficient | None
    """None for numbers: kappa knows only equal and unequal words."""
    alpha: Coefficient
    level: Level

    @property
    def percent(self) -> float:
        """Equal cells in percent of the compared ones."""
        return 100 * self.equal / self.compared


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One cell to settle; ``field`` is "figure" where only one coder has the figure at all."""

    figure_id: str
    start: int
    end: int
    as_written: str
    field: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class DoubleCoding:
    """What two codings of one text share and where they differ."""

    text_sha256: str
    both: int
    only_first: tuple[CodedRow, ...]
    only_second: tuple[CodedRow, ...]
    fields: tuple[FieldAgreement, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def found(self) -> int:
        """Figures that at least one coder has."""
        return self.both + len(self.only_first) + len(self.only_second)

    @property
    def percent_found(self) -> float:
        """Figures that both have in percent of those that at least one has."""
        return 100 * self.both / self.found


def compare_files(first: Path, second: Path) -> DoubleCoding:
    """Compare two files of evidence or of drafts. Raises NotComparableError unless both code the same text."""
    if first.resolve() == second.resolve():
        raise NotComparableError("same-file", file=str(first))
    (one, hash_one, fields_one), (other, hash_other, fields_other) = _read(first), _read(second)
    if hash_one != hash_other:
        raise NotComparableError("other-text", first=hash_one[:12], second=hash_other[:12])
    return compare(one, other, [name for name in COMPARED if name in fields_one & fields_other], hash_one)


def compare(first: Sequence[CodedRow], second: Sequence[CodedRow], fields: Sequence[str], sha: str) -> DoubleCoding:
    """Compare the rows of two coders of the text with the SHA-256 ``sha`` in the columns ``fields``."""
    found = matched(first, second)
    names = [{row.line: _named(pair[0]) for pair in found for row in (pair[coder],)} for coder in (0, 1)]
    rows = [_linked(coder, known) for coder, known in zip((first, second), names, strict=True)]
    pairs = [(rows[0][one.line], rows[1][other.line]) for one, other in found]
    only_first, only_second = (
        tuple(row for row in coder if row.line not in known)
        for coder, known in zip((first, second), names, strict=True)
    )
    agreement = tuple(_agreement(name, pairs) for name in fields) if pairs else ()
    differing = sorted(
        [*_missing(only_first, 0), *_missing(only_second, 1), *_differing(pairs, fields)],
        key=lambda one: (one.start, one.end, one.figure_id),
    )
    return DoubleCoding(sha, len(pairs), only_first, only_second, agreement, tuple(differing))


def _linked(rows: Sequence[CodedRow], names: Mapping[int, str]) -> dict[int, CodedRow]:
    """Rows by line, in which links name the figure of the first coder that is meant, by place and words.

    Whatever each coder calls it: the id of a figure, or of a row of the draft.
    """
    known = {row.row_id: row for row in rows if row.row_id} | {row.figure_id: row for row in rows if row.figure_id}
    linked = {}
    for row in rows:
        meant = {name: known[row.cells[name]] for name in LINKS if row.cells.get(name) in known}
        cells = {name: names.get(target.line, _named(target)) for name, target in meant.items()}
        linked[row.line] = replace(row, cells={**row.cells, **cells})
    return linked


def _named(row: CodedRow) -> str:
    return f"{row.start}: {row.as_written}"


def matched(first: Sequence[CodedRow], second: Sequence[CodedRow]) -> list[tuple[CodedRow, CodedRow]]:
    """Pairs of rows whose quotations overlap in the text, each row at most once.

    Where a row overlaps several, pairs are made in this order: those that state the same number, then those that share
    more characters, then those that begin earlier in the text.
    """
    overlapping: list[tuple[bool, int, int, int, CodedRow, CodedRow]] = []
    for one in first:
        for other in second:
            shared = min(one.end, other.end) - max(one.start, other.start)
            if shared > 0:
                same = all(
                    one.cells.get(name) == other.cells.get(name) for name in ("value", "value_low", "value_high")
                )
                overlapping.append((not same, -shared, one.start, other.start, one, other))
    pairs: list[tuple[CodedRow, CodedRow]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for *_, one, other in sorted(overlapping, key=lambda pair: pair[:4]):
        if one.line not in taken[0] and other.line not in taken[1]:
            taken[0].add(one.line)
            taken[1].add(other.line)
            pairs.append((one, other))
    return sorted(pairs, key=lambda pair: (pair[0].start, pair[0].end, pair[0].line))


def _agreement(field: str, pairs: Sequence[tuple[CodedRow, CodedRow]]) -> FieldAgreement:
    first, second = ([pair[coder].cells[field] for pair in pairs] for coder in (0, 1))
    equal = sum(one == other for one, other in zip(first, second, strict=True))
    if field in NUMBERS:
        numbers = [[float(cell) if cell else None for cell in coder] for coder in (first, second)]
        return FieldAgreement(field, len(pairs), equal, None, alpha(numbers, "ratio"), "ratio")
    return FieldAgreement(field, len(pairs), equal, kappa(first, second), alpha([first, second], "nominal"), "nominal")


def _missing(rows: Sequence[CodedRow], coder: int) -> Iterator[Disagreement]:
    for row in rows:
        has = (row.as_written, "") if coder == 0 else ("", row.as_written)
        yield Disagreement(row.figure_id, row.start, row.end, row.as_written, "figure", *has)


def _differing(pairs: Sequence[tuple[CodedRow, CodedRow]], fields: Sequence[str]) -> Iterator[Disagreement]:
    for one, other in pairs:
        for name in fields:
            if one.cells[name] != other.cells[name]:
                yield Disagreement(
                    one.figure_id, one.start, one.end, one.as_written, name, one.cells[name], other.cells[name]
                )


def to_settle(coded: DoubleCoding) -> bytes:
    """The disagreements as a CSV file with an empty column for what the coders settle on."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("figure_id", "start", "end", "as_written", "field", "first", "second", "settled"))
    for one in coded.disagreements:
        writer.writerow((one.figure_id, one.start, one.end, one.as_written, one.field, one.first, one.second, ""))
    return stream.getvalue().encode("utf-8")


def _read(path: Path) -> tuple[list[CodedRow], str, set[str]]:
    """Rows, SHA-256 of the text, and the columns of a file."""
    sheet = read_sheet(path)
    if "decision" in sheet.header:
        sheet = with_row_ids(sheet)
    if sheet.flaws:
        flaw = sheet.flaws[0]
        if flaw.rule == "file-missing":
            raise NotComparableError("no-file", file=str(path))
        raise NotComparableError("unreadable", file=str(path), rule=flaw.rule, line=str(flaw.line), value=flaw.value)
    columns = set(sheet.header)
    named = next((name for name in HASHES if name in columns), "")
    missing = [*(name for name in PLACE if name not in columns), *([] if named else [" / ".join(HASHES)])]
    if missing:
        raise NotComparableError("columns-missing", file=str(path), columns=", ".join(missing))
    rows = [row for row in sheet.rows if row.cells.get("decision") != REJECTED]
    if not rows:
        raise NotComparableError("no-rows", file=str(path))
    hashes = {row.cells[named] for row in rows} - {""}  # a row that was added to a draft may leave it empty
    if len(hashes) != 1:
        raise NotComparableError("no-one-text", file=str(path))
    sha = hashes.pop()
    text = _text_beside(path, sha)
    return [_row(path, _bounded(_placed(path, row, text))) for row in rows], sha, columns


def _text_beside(path: Path, sha: str) -> str:
    """The text beside a draft, if it is that of its rows; "" where there is none."""
    content = read_file(path.with_suffix(".txt"))
    if isinstance(content, Flaw) or hashlib.sha256(content).hexdigest() != sha:
        return ""
    return content.decode("utf-8", errors="replace")


def _placed(path: Path, row: Row, text: str) -> Row:
    """A row with the place of its words, where it leaves it empty and they stand once in the text."""
    words = row.cells.get("as_written", "")
    if any(row.cells[name] for name in PLACE):
        return row
    if not words or text.count(words) != 1:
        raise NotComparableError("no-place", file=str(path), line=str(row.line), quotation=words)
    start = text.index(words)
    return Row(row.line, {**row.cells, "start": str(start), "end": str(start + len(words))})


def _bounded(row: Row) -> Row:
    """A row with the bounds that follow from its value, where it leaves both empty."""
    cells = row.cells
    if cells.get("value_low") or cells.get("value_high"):
        return row
    return Row(row.line, cells | bounds_of(cells.get("value", ""), cells.get("qualifier", "")))


def _row(path: Path, row: Row) -> CodedRow:
    try:
        start, end = (int(row.cells[name]) for name in PLACE)
        cells = {name: _comparable(name, row.cells[name]) for name in COMPARED if name in row.cells}
    except (NumberFormatError, ValueError) as error:
        raise NotComparableError("cell", file=str(path), line=str(row.line), error=str(error)) from error
    names = (row.cells.get("figure_id", ""), row.cells.get("as_written", ""))
    return CodedRow(row.line, start, end, *names, cells, row.cells.get("row_id", ""))


def _comparable(field: str, cell: str) -> str:
    """A cell in one spelling: words joined by | in one order, numbers without needless zeros."""
    if field in NUMBERS and cell:
        return write_number(read_number(cell))
    return "|".join(sorted(set(cell.split("|"))))

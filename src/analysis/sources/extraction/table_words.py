"""What the heads of a table say about a number: unit, indicator, status, time and place, the nearest head first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.sources.extraction.candidate import Confidence
from analysis.sources.extraction.contents import MANY, without_wholes
from analysis.sources.extraction.frame import Found
from analysis.sources.extraction.indicators import INDICATOR_OF_CUE
from analysis.sources.extraction.lexicon import Hit, Words
from analysis.sources.extraction.statuses import STATES
from analysis.sources.extraction.table_units import Unit, unit_of_cell, units_named, units_of_line
from analysis.sources.extraction.tables import Cell, Table
from analysis.sources.extraction.text import Text
from analysis.sources.extraction.times import Told

_PLANNED = re.compile(r"(?<!\w)(?:kế hoạch|chỉ tiêu|kh|dự kiến|dự toán|nhu cầu|giao|đăng ký)(?!\w)")
_DONE = re.compile(r"(?<!\w)(?:thực hiện|kết quả|th|ước|đã|đạt|quyết toán)(?!\w)")
_AIMED = re.compile(r"(?<!\w)(?:mục tiêu|phấn đấu)(?!\w)")
_OF_PLAN = re.compile(
    r"(?:so với|so|/|hoàn thành|đạt|thực hiện)[^;]{0,20}(?<!\w)(?:kế hoạch|chỉ tiêu|kh)(?!\w)|(?<!\w)th ?/ ?kh(?!\w)"
)
_NO_FIGURE = re.compile(
    r"\W*(?:\d{1,2}[.)] ?)?(?:số )?(?:"
    r"(?:đơn giá|thành tiền|định mức|chênh lệch|còn lại|so sánh|so với|tốc độ (?:tăng|giảm)|bình quân|chưa)(?!\w)"
    r"|(?:tăng|giảm)(?= ?(?:$|[^\w\s])| (?:so|thêm|giảm|tăng|trong|năm|hoặc|hay)(?!\w)))"
)
"""How heads and labels begin whose numbers state nothing that was done: prices, differences, means, what is left."""
_BARE_SHARE = re.compile(r"(?:tỷ lệ|đạt|hoàn thành|đạt tỷ lệ|tỷ lệ đạt|[%() ])*")


@dataclass(frozen=True, slots=True)
class Heads:
    """The cells that speak of a number, nearest first: the label of its row, the heads of its column (the lowest
    first), the heading of the rows above it, the lines above the table; ``of_row`` is its cell of the column "ĐVT"."""

    row: Sequence[Cell]
    column: Sequence[Cell]
    section: Sequence[Cell]
    above: Sequence[Cell]
    of_row: Cell | None

    @property
    def groups(self) -> tuple[tuple[Sequence[Cell], Confidence], ...]:
        """All cells with where they stand."""
        return (self.row, "clause"), (self.column, "sentence"), (self.section, "earlier"), (self.above, "earlier")

    @property
    def column_first(self) -> tuple[tuple[Sequence[Cell], Confidence], ...]:
        """The same in the order that counts for status and time, which columns name: "Thực hiện năm 2022"."""
        row, column, *others = self.groups
        return column, row, *others


class TableWords:
    """The words of the heads of a table, each cell looked up once."""

    def __init__(self, text: Text, table: Table) -> None:
        self.text = text
        self._words: dict[int, Words] = {}
        self._units: dict[int, list[Unit]] = {}
        self._line = _distinct(unit for cell in table.above for unit in units_of_line(cell.text, cell.start))
        heads = [cell.text for cells in table.columns.values() for cell in cells]
        self.plans_and_results = any(map(_PLANNED.search, heads)) and any(map(_DONE.search, heads))

    def _of(self, cells: Iterable[Cell]) -> Iterator[Words]:
        for cell in cells:
            if cell.start not in self._words:
                self._words[cell.start] = Words.between_places(self.text.aligned.text, cell.start, cell.end)
            yield self._words[cell.start]

    def nearest(self, heads: Heads, kind: str) -> tuple[list[Hit], Confidence]:
        """The words of a kind in the nearest cells that hold any."""
        for cells, where in heads.groups:
            hits = [hit for words in self._of(cells) for hit in words.all(kind) if hit.code]
            if hits:
                return hits, where
        return [], "assumed"

    def named(self, heads: Heads, kind: str, usual: str) -> Found:
        """The code of the last word of a kind in the nearest cells that hold any, else what is usual."""
        hits, where = self.nearest(heads, kind)
        if hits:
            return hits[-1].code, where, f"{kind}:{hits[-1].code}"
        return usual, "document" if kind == "staff" else "assumed", f"{kind}:usual"

    def said(self, heads: Heads, *codes: str) -> bool:
        """Whether a cue with one of these codes stands in any of the cells."""
        return any(not words.cues.isdisjoint(codes) for cells, _ in heads.groups for words in self._of(cells))

    def states_nothing(self, heads: Heads) -> bool:
        """Whether a head or label says that the number is a price, a difference, a mean or what was not done."""
        joined = " ".join(cell.text for cell in reversed(heads.column))
        words = [joined, *(cell.text for cell in (*heads.column, *heads.row, *heads.section))]
        return any(map(_NO_FIGURE.match, words))

    def unit(self, heads: Heads) -> tuple[list[Unit], Confidence, str]:
        """One unit; two for participations counted in persons; none where the heads say nothing or contradict."""
        column = self._named_units(heads.column)
        row = unit_of_cell(heads.of_row.text, heads.of_row.start) if heads.of_row else []
        if heads.of_row and heads.of_row.text and not row and not column:
            return [], "assumed", "unit:unclear"  # another unit, such as "đề tài"
        row = row or self._named_units(heads.row)
        if any(unit.code == "percent" for unit in column):
            column, row = [unit for unit in column if unit.code == "percent"], []
        both = [unit.code for unit in (*column, *row)]
        if both == ["participation", "person"]:
            return [*column, *row], "sentence", "unit:column"
        if len({*both}) > 1:
            return [], "assumed", "unit:unclear"
        levels: tuple[tuple[list[Unit], Confidence, str], ...] = (
            (column, "earlier", "unit:column"), (row, "sentence", "unit:row"), (self._line, "earlier", "unit:table"),
        )  # fmt: skip
        told = next((level for level in levels if level[0]), ([], "assumed", "unit:none"))
        return told if len(told[0]) < 2 else ([], "assumed", "unit:unclear")

    def _named_units(self, cells: Sequence[Cell]) -> list[Unit]:
        for cell in cells:
            if cell.start not in self._units:
                self._units[cell.start] = units_named(cell.text, cell.start)
        return _distinct(unit for cell in cells for unit in self._units[cell.start])

    def indicator(self, heads: Heads, unit: str) -> Found | None:
        """What a number in that unit ("" for none) counts; None for one that states nothing about training."""
        taught = self.said(heads, "training")
        if self.said(heads, "not_staff") or not (taught or self.text.on_training or unit in ("percent", "person")):
            return None
        if unit == "percent":
            return self._share(heads)
        if unit == "person":
            return self._persons(heads, taught=taught)
        counted = {"participation": "participations", "class": "classes", "trainee": "persons_trained", "vnd": "budget"}
        if unit:
            return counted[unit], "sentence" if taught else "document", f"indicator:{unit}"
        named = self.nearest(heads, "content")[0] or self.nearest(heads, "staff")[0]
        return ("", "assumed", "indicator:none") if named else None

    def _share(self, heads: Heads) -> Found | None:
        words = [cell.text for cell in (*heads.column, *heads.row)]
        bare = all(_BARE_SHARE.fullmatch(cell.text) for cell in heads.column)
        if any(map(_OF_PLAN.search, words)) or (bare and self.plans_and_results):
            return "plan_completion", "sentence", "indicator:kế hoạch"
        for cells, where in heads.groups:
            cues = [hit.code for words_ in self._of(cells) for hit in words_.all("cue") if hit.code in INDICATOR_OF_CUE]
            if cues:
                first = next((code for code in INDICATOR_OF_CUE if code in cues), cues[0])
                return INDICATOR_OF_CUE[first], where, f"indicator:{first}"
        return None

    def _persons(self, heads: Heads, *, taught: bool) -> Found | None:
        if self.said(heads, "rotation"):
            return "rotations", "sentence", "indicator:luân chuyển"
        if taught:
            return "persons_trained", "sentence", "indicator:đào tạo"
        if self.said(heads, "stock", "degree", "standard"):
            return "headcount", "sentence", "indicator:tổng số"
        return ("persons_trained", "document", "indicator:đào tạo") if self.text.on_training else None

    def status(self, heads: Heads, indicator: str) -> Found:
        """By the head of the column, else the label of the row, else the lines above the table."""
        if indicator == "plan_completion":
            return "result", "sentence", "status:completion"
        state = indicator in STATES
        for cells, where in heads.column_first:
            words = "; ".join(cell.text for cell in cells)
            if _AIMED.search(words):
                return "target", where, "status:target"
            planned, done = _PLANNED.search(words), _DONE.search(words)
            if planned and not state and (done is None or planned.start() < done.start()):
                return "plan", where, "status:kế hoạch"
            if done:
                return ("stock" if state else "result"), where, "status:done"
        return ("stock" if state else "result"), "assumed", "status:table"

    def time(self, heads: Heads) -> Told:
        """The time that the nearest cells name; a bare year in a head is that year."""
        for cells, where in heads.column_first:
            for cell in cells:
                first, last = (bisect_left(self.text.time_starts, place) for place in (cell.start, cell.end))
                times = [time for time in self.text.times[first:last] if time.last and time.sort != "term"]
                if times:
                    return times[-1], where, f"period:{times[-1].sort}"
        return None, "assumed", "period:none"

    def training(self, heads: Heads) -> Found:
        """The contents that the nearest cells name."""
        hits, where = self.nearest(heads, "content")
        near = (hit.code for cells, _ in heads.groups for words in self._of(cells) for hit in words.all("content"))
        political = any(code.startswith("political") for code in near)
        codes = without_wholes({code for hit in hits for code in hit.code.split("|")}, political=political)
        if not codes:
            return "any", "assumed", "training:any"
        return ("any" if len(codes) >= MANY else "|".join(sorted(codes))), where, "training:named"


def _distinct(units: Iterable[Unit]) -> list[Unit]:
    found: dict[str, Unit] = {}
    for unit in units:
        found.setdefault(unit.code, unit)
    return [*found.values()]

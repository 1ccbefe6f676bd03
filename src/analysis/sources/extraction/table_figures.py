"""Candidates from tables: a bare number in a cell means what the heads of its column and row and its table say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from analysis.quantities import Aligned
from analysis.quantities.prose import scan
from analysis.sources.extraction import statuses
from analysis.sources.extraction.candidate import Candidate, Confidence
from analysis.sources.extraction.mentions import Placed
from analysis.sources.extraction.surroundings import Surroundings
from analysis.sources.extraction.table_units import Unit
from analysis.sources.extraction.table_words import Heads, TableWords
from analysis.sources.extraction.tables import DITTO, NUMBER, TOTAL, Cell, Row, Table
from analysis.sources.extraction.text import Text
from analysis.sources.extraction.when import before_sentence, lies_ahead, period
from analysis.sources.extraction.whose import meant, then


def figures_of_tables(text: Text, tables: Iterable[Table]) -> Iterator[Candidate]:
    """The figures of all tables in the order of the text; tables that speak of nothing about training have none."""
    for table in tables:
        words = TableWords(text, table)
        here = Surroundings.of(text, text.structure.at(table.start))
        of_places = any(_PLACES.fullmatch(cell.text) for cell in table.label_heads)
        unit: Cell | None = None
        for section, row in _under_headings(table):
            numbers = [column for column in table.columns if NUMBER.fullmatch(row.cells[column].text)]
            if table.unit_column >= 0 and row.cells[table.unit_column].text not in DITTO:
                unit = row.cells[table.unit_column]
            names = [row.cells[at] for at in (table.label, table.content) if at >= 0]
            for column in numbers:
                heads = Heads(names, table.columns[column], section, table.above, unit)
                if words.states_nothing(heads):
                    continue
                place = _place(text, heads, of_places=of_places)
                if candidate := _candidate(text, words, heads, here, row.cells[column], place):
                    yield candidate


def _under_headings(table: Table) -> Iterator[tuple[Sequence[Cell], Row]]:
    """The rows, each with the label of the heading above it: a row without numbers.

    A heading holds for what is counted below it ("I", then "1", "2"), not for the next of its own count nor for totals.
    """
    section, counted = list[Cell](), ""
    for row in table.body:
        label, serial = row.cells[table.label], _serial(row.cells[0].text) if table.label else ""
        if not any(NUMBER.fullmatch(row.cells[column].text) for column in table.columns):
            section, counted = [label] if label.text else section, serial
            continue
        if TOTAL.match(label.text) or (serial and serial == counted):
            section = []
        yield section, row


def _serial(words: str) -> str:
    """How a row is counted: in Roman numbers, letters or digits."""
    kinds = (("roman", r"[ivxl]+\.?"), ("letter", r"[a-zđ]\.?"), ("digit", r"\d+\.?"))
    return next((kind for kind, pattern in kinds if re.fullmatch(pattern, words)), "")


def _candidate(
    text: Text, words: TableWords, heads: Heads, here: Surroundings, cell: Cell, place: Placed
) -> Candidate | None:
    """What the table says about the number of a cell; None for one that states nothing about training."""
    quantity = next(scan(Aligned(cell.text, cell.text, None)), None)
    if quantity is None or (quantity.start, quantity.end) != (0, len(cell.text)):
        return None
    units, unit_where, unit_rule = words.unit(heads)
    if quantity.unit:
        units, unit_where, unit_rule = [Unit("percent", Decimal(1), cell.end - 1, cell.end)], "clause", "unit:percent"
    unit = units[0].code if units else ""
    about = words.indicator(heads, unit)
    if about is None:
        return None
    status, (time, told, period_rule) = words.status(heads, about[0]), words.time(heads)
    if lies_ahead(time, status[0], text.defaults.published):
        status = ("target" if unit == "percent" else "plan"), "sentence", "status:ahead"
    if time is None:
        time, told, period_rule = before_sentence(text, here, status[0])
    first, last = period(time, status[0], about[0], text.defaults)
    level, group = words.named(heads, "tier", text.tier_of(place[0])), words.named(heads, "staff", text.usual_staff)
    training = words.training(heads)
    start, end = text.aligned.span(cell.start, cell.end)
    value = units[0].scaled(quantity.value) if units else quantity.value
    return Candidate(
        start, end, text.aligned.raw[start:end], value, value, value, unit,
        " … ".join(text.aligned.printed(one.start, one.end) for one in units), "exact", about[0], status[0],
        then(text, place[0], last), level[0], group[0], "none" if about[0] in statuses.STATES else training[0], "none",
        statuses.frequency(about[0], status[0], time, False, unit), first, last, time.years if time else None,
        _flags(status[0], group[1], unknown_start=first is None, units=len(units)), None,
        {
            "unit": unit_where, "indicator": about[1], "status": status[1], "place_id": place[1], "tier": level[1],
            "population": group[1], "training": training[1], "period": told,
        },
        (unit_rule, about[2], status[2], place[2], level[2], group[2], training[2], period_rule),
    )  # fmt: skip


_OFFICE = r"(?:đơn vị|địa phương|cơ quan|tỉnh|thành phố|huyện|thị xã|xã|phường|thị trấn)"
_PLACES = re.compile(rf"(?:tên |các )?{_OFFICE}(?:(?:, ?| ?/ ?| ){_OFFICE})*")
"""Heads of a column that names places and offices."""
_COMMUNE = re.compile(r"(?:xã|phường|thị trấn) (?!hội|viên|đội|ủy)\w")
_PLACE = re.compile(r"(?:thị xã|huyện|quận|thành phố|tỉnh|sở|ubnd) (?!ủy viên|hữu|đội)\w")
_WHOLE = re.compile(r"(?:cấp|khối|toàn) ")


def _place(text: Text, heads: Heads, *, of_places: bool) -> Placed:
    """The place that the label of the row names, or is the bare name of; a name that is no known place leaves it
    open; else that of the text."""
    for cell in heads.row[:1]:
        first, last = (bisect_left(text.mention_starts, place) for place in (cell.start, cell.end))
        named = [
            mention for mention in text.mentions[first:last] if mention.level in ("province", "district", "country")
        ]
        commune = _COMMUNE.match(cell.text)
        if named and not commune and (place := meant(text, named[0])):
            return place, "clause", f"place:{named[0].level}"
        if district := text.names.district_called(cell.text, text.setting.province):
            return district, "clause", "place:district"
        other = of_places and cell.text and not _WHOLE.match(cell.text)
        if (commune or other or _PLACE.match(cell.text)) and not TOTAL.match(cell.text):
            return "", "assumed", "place:unknown"
    return text.setting.place, "document", "place:document"


def _flags(status: str, group: Confidence, *, unknown_start: bool, units: int) -> str:
    flags = {
        "implicit": group in ("earlier", "document"),
        "period_start_unknown": unknown_start and status in ("result", "plan"),
        "unit_conflict": units > 1,
    }
    return "|".join(flag for flag, told in flags.items() if told)

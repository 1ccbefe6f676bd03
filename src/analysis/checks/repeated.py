"""The same figure more than once: in a text, in two texts, rounded for a headline, as one target of many provinces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import combinations

from analysis.checks.coded import (
    alike,
    finding_about,
    number_in_source,
    number_of,
    period_of,
    said,
    same_in,
    source_of,
)
from analysis.checks.findings import Detail, Finding
from analysis.checks.tables import Record
from analysis.periods import Period
from analysis.vocabulary import INDICATOR, Term

ONE_FACT = (
    "place_id", "tier", "population", "training", "criterion", "indicator", "unit", "status", "period_start",
    "period_end",
)  # fmt: skip
NUMBER = ("value", "value_low", "value_high", "qualifier")

CLOSE = Decimal("0.1")
"""A number and its rounding for a headline are at most a tenth apart."""

LARGE_STEP = Decimal(1000)
"""Without a word such as “hơn”, only thousands count as rounded: 60 classes beside 57 are others."""

ROUNDINGS = {"more_than": ROUND_FLOOR, "at_least": ROUND_FLOOR, "nearly": ROUND_CEILING, "under": ROUND_CEILING}
"""How a number becomes the round one after “hơn” or “gần”; after other words the nearest."""


def check_repeated(records: Sequence[Record]) -> Iterator[Finding]:
    """Rows that say the same of the same: at one place of a text, twice in one text, or in two texts."""
    numbered = [row for row in records if row.number("value") is not None]
    for first, *others in alike(numbered, (*ONE_FACT, "value")).values():
        for row in others:
            if same_in(NUMBER, first, row) and (rule := _repetition(first, row)):
                yield finding_about(rule, row, "value", said(row), figure=first.text("figure_id"))


def _repetition(first: Record, row: Record) -> str:
    """What it is that two rows give one number of one fact; "" where the flags of the second explain it.

    A part may have the number of a total that its parts contradict; a copy of the whole row is neither.
    """
    if row.file != first.file:
        return "printed-elsewhere"
    if row.integer("start") is not None and same_in(("start", "end"), first, row):
        return "coded-twice-there"
    copied = all(row.values[name] == first.values.get(name) for name in row.values if name != "figure_id")
    explained = {"duplicate", "sum_conflict"} & {*row.words("flags")}
    return "coded-twice" if copied or not explained else ""


def check_rounded(records: Sequence[Record]) -> Iterator[Finding]:
    """A round number that is another figure of the same fact rounded: 24,150 and “hơn 24.000”."""
    names = tuple(name for name in ONE_FACT if name not in ("training", "criterion", "period_start"))
    counts = [row for row in records if row.text("unit") != "percent" and not row.text("part_of") and number_of(row)]
    for rows in alike(counts, names).values():
        steps = [_step(number_of(row)) for row in rows]
        for rounded, step in zip(rows, steps, strict=True):
            if step < (LARGE_STEP if rounded.text("qualifier") == "exact" else 10):
                continue
            for printed in (row for row, finer in zip(rows, steps, strict=True) if finer < step):
                if _rounds_to(printed, rounded, step):
                    details: dict[str, Detail] = {"figure": printed.text("figure_id"), "number": number_of(printed)}
                    yield finding_about("rounded-again", rounded, "value", said(rounded), **details)


def _step(number: Decimal) -> Decimal:
    """The unit of the last digit that is not zero: 24,150 → 10; 24,000 → 1,000."""
    return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))


def _rounds_to(printed: Record, rounded: Record, step: Decimal) -> bool:
    exact, other = number_of(printed), number_of(rounded)
    if abs(exact - other) > CLOSE * other or len({printed.words("training"), rounded.words("training"), ("any",)}) > 2:
        return False
    how = ROUNDINGS.get(rounded.text("qualifier"), ROUND_HALF_UP)
    return (exact / step).to_integral_value(how) * step == other


AIMED_AT = ("indicator", "criterion", "tier", "population", "training", "frequency", *NUMBER)


def check_shared_targets(records: Sequence[Record], province_of: Mapping[str, str]) -> Iterator[Finding]:
    """Targets that several provinces set with the same number for the same staff: a policy from above.

    ``province_of``: each district with its province.
    """
    targets = [row for row in records if row.text("status") == "target"]
    for rows in alike(targets, AIMED_AT).values():
        provinces = {province_of.get(row.text("place_id"), row.text("place_id")) for row in rows}
        if len(provinces) > 1:
            for row in rows:
                own = province_of.get(row.text("place_id"), row.text("place_id"))
                others = [one for one in rows if province_of.get(one.text("place_id"), one.text("place_id")) != own]
                figures = "; ".join(one.text("figure_id") for one in others)
                yield finding_about("target-shared", row, "value", said(row), figures=figures)


def check_overlaps(records: Sequence[Record], names: Mapping[str, Term]) -> Iterator[Finding]:
    """Counts and sums of one place and indicator whose periods overlap without being equal: they hold things twice.

    ``names``: every place.
    """
    groups: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for record in records:
        if record.text("status") in ("result", "plan") and record.text("unit") != "percent" and _has_period(record):
            groups[record.text("place_id"), record.text("indicator"), record.text("unit")].append(record)
    for (place, indicator, _), members in groups.items():
        periods = {period_of(record) for record in members}
        pairs = combinations(sorted(periods, key=lambda one: (one.end, one.start or one.end)), 2)
        shared = {period for pair in pairs if _overlap(*pair) for period in pair}
        if named := {record.text("figure_id"): record for record in members if period_of(record) in shared}:
            first = named[min(named)]
            told: dict[str, Detail] = {"indicator": INDICATOR[indicator], "place": names.get(place, place)}
            told["figures"] = _listed([named[figure] for figure in sorted(named)])
            yield finding_about("periods-overlap", first, "period_end", first.text("figure_id"), **told)


def _listed(records: Iterable[Record]) -> str:
    """Periods by their source, each with the numbers of its figures: ``hanam-2020: 2015–2020 (01, 02); …``."""
    by_source: dict[str, dict[str, list[str]]] = {}
    for record in records:
        numbers = by_source.setdefault(source_of(record), {}).setdefault(_years(record), [])
        numbers.append(number_in_source(record))
    told = {name: [f"{years} ({', '.join(own)})" for years, own in of.items()] for name, of in by_source.items()}
    return "; ".join(f"{name}: {', '.join(periods)}" for name, periods in told.items())


def _years(record: Record) -> str:
    period = period_of(record)
    first, last = (period.start or period.end).year, period.end.year
    return str(last) if first == last else f"{first}–{last}"


def _has_period(record: Record) -> bool:
    return record.day("period_start") is not None and record.day("period_end") is not None


def _overlap(one: Period, other: Period) -> bool:
    """Both share a day, and one of them, other than the other, goes over several years."""
    if one == other or one.start is None or other.start is None:
        return False
    long = max(one.calendar_years or 0, other.calendar_years or 0) > 1
    return long and max(one.start, other.start) <= min(one.end, other.end)

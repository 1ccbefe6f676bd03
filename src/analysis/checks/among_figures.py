"""Rules that hold figures against each other or against their place: shares and their wholes, periods, boundaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import combinations

from analysis.checks.findings import Detail, Finding
from analysis.checks.tables import Record
from analysis.periods import Period


def check_place(record: Record, place: Record | None) -> Iterator[Finding]:
    """The place was there when the figure is about; a plan or target may outlast it, a result may not."""
    if place is None or record.broken & {"period_start", "period_end", "status"}:
        return
    start, end = record.day("period_start"), record.day("period_end")
    born, gone = place.day("valid_from") or date.min, place.day("valid_to") or date.max
    if end is None or place.broken & {"valid_from", "valid_to"}:
        return
    done = record.text("status") in ("result", "stock")
    if end < born or (start is not None and start > gone) or (done and (end > gone or (start or end) < born)):
        life = Period(place.day("valid_from"), gone).label() if gone < date.max else f"{born.isoformat()}–"
        yield _finding("place-not-then", record, "place_id", record.text("place_id"), life=life)


def check_shares_of(records: list[Record]) -> Iterator[Finding]:
    """Printed shares against the headcount that they are shares of: can any whole number of persons give them?"""
    by_id = {record.text("figure_id"): record for record in records}
    for record in records:
        whole, share = by_id.get(record.text("share_of")), record.number("value")
        if whole is None or (whole.broken | record.broken) & {"value", "indicator", "unit", "place_id"}:
            continue
        same = all(whole.text(name) == record.text(name) for name in ("place_id",)) and whole.file == record.file
        if not same or whole.text("indicator") != "headcount" or record.text("unit") != "percent":
            yield _finding("share-of-unfit", record, "share_of", record.text("share_of"))
        elif share is not None and (size := whole.number("value")):
            yield from _check_share_of(record, share, size)


def _check_share_of(record: Record, share: Decimal, size: Decimal) -> Iterator[Finding]:
    """The GRIM test of Brown and Heathers (2017, doi:10.1177/1948550616673876) with a known size."""
    step = Decimal(1).scaleb(int(share.as_tuple().exponent))
    low = (share * size / 100).to_integral_value(ROUND_DOWN)
    counts = {count: 100 * count / size for count in (low, low + 1) if count <= size}
    rounded = [count for count, exact in counts.items() if exact.quantize(step, ROUND_HALF_UP) == share]
    cut = [count for count, exact in counts.items() if exact.quantize(step, ROUND_DOWN) == share]
    details: dict[str, Detail] = {"share": share, "whole": size}
    if not rounded and cut:
        yield _finding("share-cut-off", record, "value", str(share), **details, part=cut[0])
    elif not rounded:
        near = min(counts, key=lambda count: abs(counts[count] - share))
        nearest = counts[near].quantize(Decimal("0.01"))
        yield _finding("share-of-no-count", record, "value", str(share), **details, part=near, nearest=nearest)


def check_overlaps(records: list[Record]) -> Iterator[Finding]:
    """Counts and sums of one place and indicator whose periods overlap without being equal: they hold things twice."""
    groups: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for record in records:
        if record.text("status") in ("result", "plan") and record.text("unit") != "percent" and _has_period(record):
            groups[record.text("place_id"), record.text("indicator"), record.text("unit")].append(record)
    for members in groups.values():
        pairs = [pair for pair in combinations(members, 2) if _overlap(*pair)]
        if named := {record.text("figure_id"): record for pair in pairs for record in pair}:
            first = named[min(named)]
            yield _finding("periods-overlap", first, "period_end", first.text("figure_id"), figures=_listed(named))


def _listed(named: Mapping[str, Record]) -> str:
    return "; ".join(f"{figure} ({_years(_period(named[figure]))})" for figure in sorted(named))


def _years(period: Period) -> str:
    first, last = (period.start or period.end).year, period.end.year
    return str(last) if first == last else f"{first}–{last}"


def _has_period(record: Record) -> bool:
    return record.day("period_start") is not None and record.day("period_end") is not None


def _period(record: Record) -> Period:
    return Period(record.day("period_start"), record.day("period_end") or date.max)


def _overlap(first: Record, second: Record) -> bool:
    """Both share a day, and one of them, other than the other, goes over several years."""
    one, other = _period(first), _period(second)
    if one == other or one.start is None or other.start is None:
        return False
    long = max(one.calendar_years or 0, other.calendar_years or 0) > 1
    return long and max(one.start, other.start) <= min(one.end, other.end)


def _finding(rule: str, record: Record, column: str, value: str, **details: Detail) -> Finding:
    return Finding(rule, record.file, record.line, column, value, record.text("figure_id"), details)

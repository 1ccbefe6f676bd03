"""Rules for coded evidence: does each row hold together with its quotation, its qualifier, its period and its parts?"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from analysis.checks.excerpts import check_words
from analysis.checks.findings import Detail, Finding
from analysis.checks.rules_of_evidence import EXPLAINED_EN, EXPLAINED_VI, UNEXPLAINED_EN, UNEXPLAINED_VI
from analysis.checks.tables import Record
from analysis.periods import Period
from analysis.quantities import (
    UNIT_WORDS,
    Bounds,
    format_number,
    numbers_in,
    plain,
    qualifier_before_number,
    write_number,
)
from analysis.vocabulary import UNIT, UNITS_OF_INDICATOR

MAXIMUM_WORDS = 6


def check_row(record: Record, source: Record | None) -> Iterator[Finding]:
    """All rules that need one row and its source; a rule is not asked about cells that could not be read."""
    for columns, rule in ROW_RULES:
        if not record.broken & columns:
            yield from rule(record)
    if not record.broken & {"period_start", "period_end", "status"}:
        yield from _check_publication(record, source)
    if source is not None:
        yield from check_words(record, source)
    if source is not None and "text_sha256" not in record.broken | source.broken:
        yield from _check_hash(record, source)


def _check_hash(record: Record, source: Record) -> Iterator[Finding]:
    found, expected = record.text("text_sha256"), source.text("text_sha256")
    if found and expected and found != expected:
        printed = {"found": found[:12] + "…", "expected": expected[:12] + "…"}
        yield _finding("hash-differs", record, "text_sha256", found, **printed)


def _finding(rule: str, record: Record, column: str = "", value: str = "", **details: Detail) -> Finding:
    return Finding(rule, record.file, record.line, column, value, record.text("figure_id"), details)


def _bounds(record: Record) -> Bounds:
    return Bounds(record.number("value_low"), record.number("value_high"))


def _check_bounds(record: Record) -> Iterator[Finding]:
    value, found = record.number("value"), _bounds(record)
    qualifier = record.text("qualifier")
    expected = Bounds.of(value, qualifier, found.low, found.high)
    whole = value is None if qualifier == "range" else value is not None
    if found != expected or not whole or (qualifier == "range" and not _is_range(found)):
        hint = _ends(expected) if value is not None else "value = ?"
        hint = "value = –, value_low < value_high" if qualifier == "range" else hint
        printed = "" if value is None else str(value)
        yield _finding(
            "bounds-contradict-qualifier",
            record,
            "value_low",
            printed,
            found=_ends(found),
            qualifier=qualifier,
            expected=hint,
        )


def _is_range(bounds: Bounds) -> bool:
    return bounds.low is not None and bounds.high is not None and bounds.low < bounds.high


def _ends(bounds: Bounds) -> str:
    return " … ".join("–" if end is None else str(end) for end in (bounds.low, bounds.high))


def _check_quotation(record: Record) -> Iterator[Finding]:
    quotation = record.text("as_written")
    if not quotation:
        return
    words = len(plain(quotation).split())
    if words > MAXIMUM_WORDS:
        yield _finding("quotation-too-long", record, "as_written", quotation, count=str(words))
    start, end = record.integer("start"), record.integer("end")
    if start is not None and end is not None and end - start != len(quotation):
        yield _finding("quotation-length", record, "end", str(end), found=str(end - start), count=str(len(quotation)))
    written, coded = qualifier_before_number(quotation), record.text("qualifier")
    if written != ("" if coded in ("exact", "range") else coded) and "preposition" not in record.words("flags"):
        yield _finding("qualifier-differs", record, "qualifier", coded, written=quotation)
    printed = numbers_in(quotation)
    for number in (record.number("value"), record.number("value_low"), record.number("value_high")):
        if number is not None and number not in printed:
            yield _finding(
                "quotation-without-value", record, "as_written", quotation, expected=format_number(number, "vi")
            )
            break


def _check_unit(record: Record) -> Iterator[Finding]:
    indicator, unit = record.text("indicator"), record.text("unit")
    allowed = UNITS_OF_INDICATOR.get(indicator, ("percent",))
    if indicator and unit and unit not in allowed:
        yield _finding("unit-unfit", record, "unit", unit, indicator=indicator, allowed=", ".join(allowed))
    if not record.text("unit_as_written") and "unit_conflict" in record.words("flags") and not record.text("part_of"):
        yield _finding("units-listed-differ", record, "unit", unit)
    words = record.text("unit_as_written").lower().replace("số ", "").split(" … ")
    units = {UNIT_WORDS[word] for word in words if word in UNIT_WORDS}
    written = record.text("unit_as_written")
    if len(units) == 1 and unit and unit not in units:
        yield _finding("unit-contradicts-words", record, "unit", unit, written=written, expected=", ".join(units))
    if len(units) > 1 and "unit_conflict" in record.words("flags"):
        yield _finding("unit-conflict", record, "unit_as_written", written)
    elif len(units) > 1:
        yield _finding("flag-missing", record, "flags", flag="unit_conflict")


def _check_share_limit(record: Record) -> Iterator[Finding]:
    highest = max((n for n in (record.number("value"), _bounds(record).high) if n is not None), default=Decimal(0))
    if record.text("unit") == "percent" and record.text("indicator") != "plan_completion" and highest > 100:
        yield _finding("share-over-100", record, "value", str(highest))


def _check_publication(record: Record, source: Record | None) -> Iterator[Finding]:
    end = record.day("period_end")
    published = (source.day("date_published") or source.day("content_end")) if source is not None else None
    if record.text("status") in ("result", "stock") and end is not None and published is not None and end > published:
        yield _finding("period-after-publication", record, "period_end", str(end), published=published)


def _check_period(record: Record) -> Iterator[Finding]:
    start, end = record.day("period_start"), record.day("period_end")
    if end is None:
        return
    quotation, years = record.text("as_written"), Period(start, end).calendar_years or 0
    if start is not None and start > end:
        yield _finding("period-reversed", record, "period_start", start.isoformat(), end=end.isoformat())
    elif start is not None and "period_start_unknown" in record.words("flags"):
        yield _finding("flag-contradicts", record, "flags", flag="period_start_unknown")
    elif years > 1:
        rule = "several-years" if quotation else "several-years-listed"
        yield _finding(rule, record, "period_start", quotation, years=Decimal(years))
    elif start is None and record.text("status") != "target":
        if "period_start_unknown" not in record.words("flags"):
            yield _finding("flag-missing", record, "flags", flag="period_start_unknown")
        elif quotation and not record.text("part_of"):
            stated = record.number("period_years")
            rule, details = ("period-length-only", {"years": stated}) if stated else ("period-start-unknown", {})
            yield Finding(rule, record.file, record.line, "period_start", quotation, record.text("figure_id"), details)


NOTICE_OF_FLAG: Mapping[str, str] = {
    "scope_conflict": "scope-conflict",
    "not_own_output": "not-own-output",
    "duplicate": "printed-twice",
    "partial": "part-only",
    "status_unclear": "status-unclear",
}
"""Flags that a coder sets and that readers of the figure must know."""


def _check_flags(record: Record) -> Iterator[Finding]:
    for flag in record.words("flags"):
        if flag in NOTICE_OF_FLAG:
            yield _finding(NOTICE_OF_FLAG[flag], record, "flags", _said(record))


def _said(record: Record) -> str:
    """The words around a figure; where no text is held, its number."""
    number = record.number("value")
    return record.text("as_written") or ("" if number is None else write_number(number))


def _check_derived(record: Record) -> Iterator[Finding]:
    if record.text("qualifier") == "derived":
        yield _finding("computed-by-reader", record, "qualifier", _said(record))


ROW_RULES: tuple[tuple[frozenset[str], Callable[[Record], Iterator[Finding]]], ...] = (
    (frozenset({"value", "value_low", "value_high", "qualifier"}), _check_bounds),
    (
        frozenset({"as_written", "start", "end", "value", "value_low", "value_high", "qualifier", "flags"}),
        _check_quotation,
    ),
    (frozenset({"unit", "unit_as_written", "indicator", "flags"}), _check_unit),
    (frozenset({"period_start", "period_end", "status", "flags", "part_of"}), _check_period),
    (frozenset({"unit", "indicator"}), _check_share_limit),
    (frozenset({"flags"}), _check_flags),
    (frozenset({"qualifier"}), _check_derived),
)
"""Each rule with the columns that it reads."""


def check_totals(records: list[Record]) -> Iterator[Finding]:
    """Totals against the parts that their texts list; a finding, never a correction."""
    by_id = {record.text("figure_id"): record for record in records}
    for record in records:
        if record.text("part_of") and record.text("part_of") == record.text("figure_id"):
            yield _finding("part-of-itself", record, "part_of", record.text("part_of"))
        elif record.text("part_of") in by_id and by_id[record.text("part_of")].file != record.file:
            yield _finding("part-of-other-source", record, "part_of", record.text("part_of"))
    parts_of: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        inside = record.text("part_of") != record.text("figure_id")
        if inside and record.text("part_of") in by_id and record.number("value") is not None:
            parts_of[record.text("part_of")].append(record)
    for total_id, parts in parts_of.items():
        total = by_id[total_id]
        if total.number("value") is not None and not any(
            r.broken & {"unit", "flags", "value"} for r in (total, *parts)
        ):
            yield from _check_total(total, parts)


def _check_total(total: Record, parts: list[Record]) -> Iterator[Finding]:
    printed = total.number("value") or Decimal(0)
    numbers = tuple(part.number("value") or Decimal(0) for part in parts)
    known: dict[str, Detail] = {"total": printed, "sum": sum(numbers, Decimal(0)), "parts": numbers}
    if sum(numbers) == printed:
        if "sum_conflict" in total.words("flags"):
            yield _finding("flag-contradicts", total, "flags", flag="sum_conflict")
        if any(not _bounds(record).is_point for record in (total, *parts)):
            yield _finding("parts-are-bounds", total, "value", str(printed), **known)
        return
    if "sum_conflict" not in total.words("flags"):
        yield _finding("flag-missing", total, "flags", flag="sum_conflict")
        return
    vi, en = _explain(printed, parts, numbers)
    units = {"unit": UNIT[total.text("unit")], "part_unit": UNIT[parts[0].text("unit")]}
    yield _finding(
        "parts-differ-from-total", total, "value", str(printed), **known, **units, explanation_vi=vi, explanation_en=en
    )


def _explain(total: Decimal, parts: list[Record], numbers: tuple[Decimal, ...]) -> tuple[str, str]:
    """Which few parts, left out, would give the total: a lead for the reader, not a correction."""
    for size in (1, 2):
        for chosen in combinations(range(len(numbers)), size):
            if sum(numbers) - sum(numbers[i] for i in chosen) == total:
                names = [f"“{plain(_said(parts[i]))}”" for i in chosen]
                return EXPLAINED_VI.format(" và ".join(names)), EXPLAINED_EN.format(" and ".join(names))
    return UNEXPLAINED_VI, UNEXPLAINED_EN


def smallest_groups(percent: Decimal, *, cut: bool, limit: int = 400) -> tuple[int, int] | None:
    """Smallest group ``k of n`` (1 ≤ n ≤ limit) whose share, rounded or cut to the printed decimals, is ``percent``.

    The idea is the GRIM test of Brown and Heathers (2017, doi:10.1177/1948550616673876): few fractions give a
    share with two decimals in a small group.
    """
    digits = max(0, -int(percent.as_tuple().exponent))
    scale = 10 ** (digits + 2)
    wanted = int(percent * 10**digits)
    for size in range(1, limit + 1):
        near = int(percent * size / 100)
        for count in (near, near + 1):
            exact = Decimal(count * scale) / size
            printed = int(exact) if cut else int(exact + Decimal("0.5"))
            if printed == wanted and count <= size:
                return count, size
    return None


def check_share(record: Record) -> Iterator[Finding]:
    """Printed shares that no small group can have by rounding, but one can have by cutting digits off."""
    share = record.number("value")
    if record.text("unit") != "percent" or record.text("status") != "stock" or share is None:
        return
    if record.text("share_of"):  # its size is known: checks.among_figures asks for it
        return
    if share == share.to_integral_value():
        return
    rounded, cut = smallest_groups(share, cut=False), smallest_groups(share, cut=True)
    if cut is not None and (rounded is None or rounded[1] > 4 * cut[1]):
        limit = Decimal(rounded[1] if rounded else 400)
        details: dict[str, Detail] = {
            "share": share,
            "rounded": limit,
            "part": Decimal(cut[0]),
            "whole": Decimal(cut[1]),
        }
        yield _finding("share-looks-cut", record, "value", str(share), **details)


def check_file(source_id: str, records: list[Record], source: Record | None) -> Iterator[Finding]:
    """The file against the bibliography: is every row there, and does every row belong here?"""
    file = records[0].file if records else f"evidence/{source_id}.csv"
    if source is None:
        yield Finding("source-unlisted", file, value=source_id, subject=source_id)
        return
    count = source.integer("figure_count")
    if count is not None and count != len(records):
        details = {"found": Decimal(len(records))}
        yield Finding("figure-count-differs", source.file, source.line, "figure_count", str(count), source_id, details)
    end = source.day("content_end")
    held = source.text("text_status") != "excerpt_seen"  # the day of an excerpt's page is never known
    if held and end is not None and source.day("date_published") is None and "date_published" not in source.broken:
        until: dict[str, Detail] = {"end": end}
        yield Finding("publication-date-unknown", source.file, source.line, "date_published", "", source_id, until)
    for record in records:
        figure = record.text("figure_id")
        if figure and not figure.startswith(f"{source_id}-"):
            yield _finding("id-of-other-source", record, "figure_id", figure, source=source_id)


def check_text(source: Record, text: bytes, records: list[Record]) -> Iterator[Finding]:
    """Rows against the coded text itself, where its private copy is at hand."""
    digest = hashlib.sha256(text).hexdigest()
    source_id = source.text("source_id")
    if digest != source.text("text_sha256"):
        details = {"expected": source.text("text_sha256")[:12] + "…"}
        yield Finding(
            "text-differs", f"texts/{source_id}.txt", value=digest[:12] + "…", subject=source_id, details=details
        )
        return
    try:
        content = text.decode("utf-8")
    except UnicodeDecodeError as error:
        line, value = text.count(b"\n", 0, error.start) + 1, text[error.start : error.end].hex()
        yield Finding("encoding", f"texts/{source_id}.txt", line, value=value, subject=source_id)
        return
    for record in records:
        start, end = record.integer("start"), record.integer("end")
        if start is None or end is None:
            continue
        if content[start:end] != record.text("as_written"):
            yield _finding(
                "quotation-misplaced", record, "as_written", record.text("as_written"), found=content[start:end][:60]
            )

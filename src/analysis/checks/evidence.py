"""Rules for coded evidence: does each row hold together with its quotation, its qualifier, its period and its parts?"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from analysis.checks.coded import bounds_of, ends, finding_about, period_of, said
from analysis.checks.excerpts import check_words
from analysis.checks.findings import Detail, Finding
from analysis.checks.in_the_text import check_sentences
from analysis.checks.reference_periods import check_after_publication
from analysis.checks.rules_of_evidence import MEANS, YEARS
from analysis.checks.tables import Record
from analysis.quantities import (
    MONEY_HEADS,
    UNIT_WORDS,
    Bounds,
    format_number,
    numbers_in,
    plain,
    qualifier_before_number,
)
from analysis.vocabulary import LANGUAGES, UNITS_OF_INDICATOR

MAXIMUM_WORDS = 6

_NUMBER_AND_WORDS = re.compile(r"(\d[\d.,]*)\s*([^\d\s-][^\d]*)")


def check_row(record: Record, source: Record | None) -> Iterator[Finding]:
    """All rules that need one row and its source; a rule is not asked about cells that could not be read."""
    for columns, rule in ROW_RULES:
        if not record.broken & columns:
            yield from rule(record)
    if source is not None:
        yield from check_after_publication(record, source)
        yield from check_words(record, source)
    if source is not None and "text_sha256" not in record.broken | source.broken:
        yield from _check_hash(record, source)


def _check_hash(record: Record, source: Record) -> Iterator[Finding]:
    found, expected = record.text("text_sha256"), source.text("text_sha256")
    if found and expected and found != expected:
        printed = {"found": found[:12] + "…", "expected": expected[:12] + "…"}
        yield finding_about("hash-differs", record, "text_sha256", found, **printed)


def _check_bounds(record: Record) -> Iterator[Finding]:
    value, found = record.number("value"), bounds_of(record)
    qualifier = record.text("qualifier")
    expected = Bounds.of(value, qualifier, found.low, found.high)
    whole = value is None if qualifier == "range" else value is not None
    if found != expected or not whole or (qualifier == "range" and not _is_range(found)):
        hint = ends(expected) if value is not None else "value = ?"
        hint = "value = –, value_low < value_high" if qualifier == "range" else hint
        printed = "" if value is None else str(value)
        yield finding_about(
            "bounds-contradict-qualifier",
            record,
            "value_low",
            printed,
            found=ends(found),
            qualifier=qualifier,
            expected=hint,
        )


def _is_range(bounds: Bounds) -> bool:
    return bounds.low is not None and bounds.high is not None and bounds.low < bounds.high


def _check_quotation(record: Record) -> Iterator[Finding]:
    quotation = record.text("as_written")
    if not quotation:
        return
    if not unicodedata.is_normalized("NFC", quotation):
        yield finding_about("quotation-decomposed", record, "as_written", quotation)
    words = len(plain(quotation).split())
    if words > MAXIMUM_WORDS:
        yield finding_about("quotation-too-long", record, "as_written", quotation, count=str(words))
    start, end = record.integer("start"), record.integer("end")
    if start is not None and end is not None and end - start != len(quotation):
        yield finding_about(
            "quotation-length", record, "end", str(end), found=str(end - start), count=str(len(quotation))
        )
    written, coded = qualifier_before_number(quotation), record.text("qualifier")
    if written != ("" if coded in ("exact", "range") else coded) and "preposition" not in record.words("flags"):
        yield finding_about("qualifier-differs", record, "qualifier", coded, written=quotation)
    printed = numbers_in(quotation)
    if not any(character.isalpha() for character in quotation):  # a cell; the head of its column names the scale
        scale = MONEY_HEADS.get(record.text("unit_as_written").lower(), Decimal(1))
        printed += tuple(number * scale for number in printed)
    for number in (record.number("value"), record.number("value_low"), record.number("value_high")):
        if number is not None and number not in printed:
            yield finding_about(
                "quotation-without-value", record, "as_written", quotation, expected=format_number(number, "vi")
            )
            break


def _check_unit(record: Record) -> Iterator[Finding]:
    indicator, unit = record.text("indicator"), record.text("unit")
    allowed = UNITS_OF_INDICATOR.get(indicator, ("percent",))
    if indicator and unit and unit not in allowed:
        yield finding_about("unit-unfit", record, "unit", unit, indicator=indicator, allowed=", ".join(allowed))
    if not record.text("unit_as_written") and "unit_conflict" in record.words("flags") and not record.text("part_of"):
        yield finding_about("units-listed-differ", record, "unit", unit)
    words = record.text("unit_as_written").lower().replace("số ", "").split(" … ")
    units = {UNIT_WORDS[word] for word in words if word in UNIT_WORDS}
    written = record.text("unit_as_written")
    if len(units) == 1 and unit and unit not in units:
        yield finding_about("unit-contradicts-words", record, "unit", unit, written=written, expected=", ".join(units))
    if len(units) > 1 and "unit_conflict" in record.words("flags"):
        yield finding_about("unit-conflict", record, "unit_as_written", written)
    elif len(units) > 1 or _printed_unit(record) not in ("", unit):
        yield finding_about("flag-missing", record, "flags", flag="unit_conflict")


def _printed_unit(record: Record) -> str:
    """The unit that stands directly after the coded number in its quotation; "" when none does, or the flag is set."""
    if "unit_conflict" in record.words("flags"):
        return ""
    coded = {record.number(name) for name in ("value", "value_low", "value_high")}
    for found in _NUMBER_AND_WORDS.finditer(plain(record.text("as_written")).lower()):
        if coded.intersection(numbers_in(found[1])):
            words = found[2].split()
            return next((UNIT_WORDS[name] for n in (2, 1) if (name := " ".join(words[:n])) in UNIT_WORDS), "")
    return ""


def _check_share_limit(record: Record) -> Iterator[Finding]:
    highest = max((n for n in (record.number("value"), bounds_of(record).high) if n is not None), default=Decimal(0))
    if record.text("unit") == "percent" and record.text("indicator") != "plan_completion" and highest > 100:
        yield finding_about("share-over-100", record, "value", str(highest))


def _check_period(record: Record) -> Iterator[Finding]:
    start, end = record.day("period_start"), record.day("period_end")
    if end is None:
        return
    quotation, years = record.text("as_written"), period_of(record).calendar_years or 0
    if start is not None and start > end:
        yield finding_about("period-reversed", record, "period_start", start.isoformat(), end=end.isoformat())
    elif start is not None and "period_start_unknown" in record.words("flags"):
        yield finding_about("flag-contradicts", record, "flags", flag="period_start_unknown")
    elif years > 1:
        rule = "several-years" if quotation else "several-years-listed"
        yield finding_about(rule, record, "period_start", quotation, **_span(record, years), **_means(record, years))
    elif start is None and record.text("status") != "target":
        if "period_start_unknown" not in record.words("flags"):
            yield finding_about("flag-missing", record, "flags", flag="period_start_unknown")
        elif quotation and not record.text("part_of"):
            stated = record.number("period_years")
            rule, details = ("period-length-only", {"years": stated}) if stated else ("period-start-unknown", {})
            yield Finding(rule, record.file, record.line, "period_start", quotation, record.text("figure_id"), details)


def _span(record: Record, years: int) -> dict[str, Detail]:
    """From when to when; the number of years only where they are whole ones of the calendar."""
    period = period_of(record)
    if not period.is_whole_years:
        return {f"span_{lang}": period.label(lang) for lang in LANGUAGES}
    return {f"span_{lang}": YEARS[lang].format(period=period.label(lang), years=years) for lang in LANGUAGES}


def _means(record: Record, years: int) -> dict[str, Detail]:
    """The yearly mean of an exact count, and what it is if “2010-2015” is read as five years; said, never used."""
    number, whole = record.number("value"), period_of(record).is_whole_years
    exact = bounds_of(record).is_point and record.text("unit") != "percent"
    if number is None or not whole or not exact or record.number("period_years"):
        return dict.fromkeys(("mean_vi", "mean_en"), "")
    counted = (years, years - 1) if years > 2 else (years,)
    told: dict[str, Detail] = {}
    for lang in LANGUAGES:
        means = (format_number(round(number / count, 1), lang) for count in counted)
        told[f"mean_{lang}"] = MEANS[lang][len(counted) - 1].format(*means, count=years - 1)
    return told


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
            yield finding_about(NOTICE_OF_FLAG[flag], record, "flags", said(record))


def _check_derived(record: Record) -> Iterator[Finding]:
    if record.text("qualifier") == "derived":
        yield finding_about("computed-by-reader", record, "qualifier", said(record))


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
            yield finding_about("id-of-other-source", record, "figure_id", figure, source=source_id)


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
            yield finding_about(
                "quotation-misplaced", record, "as_written", record.text("as_written"), found=content[start:end][:60]
            )
    yield from check_sentences(content, [record for record in records if not record.broken])

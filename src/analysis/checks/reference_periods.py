"""When is a figure about? Its frequency against its length, and its period against the day of publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from analysis.checks.coded import DONE, alike, finding_about, number_in_source, period_of, said, years_of
from analysis.checks.findings import Detail, Finding
from analysis.checks.source_words import month_of_address
from analysis.checks.tables import Record
from analysis.vocabulary import LANGUAGES

LEAST_DIFFERENCE = Decimal("0.5")
"""Years by which a stated length may differ from the two dates."""


def check_frequency(record: Record) -> Iterator[Finding]:
    """A total of several years is cumulative, never ``once``; a number that returns each year is ``per_year``."""
    frequency, years, stated = record.text("frequency"), years_of(record), record.number("period_years")
    counted = record.text("unit") != "percent" and record.text("status") in ("result", "plan")
    long = (years or 0) > 1 or (stated or 0) > 1
    short = years == 1 and (stated or 0) <= 1
    if counted and ((long and frequency == "once") or (short and frequency == "cumulative")):
        expected = "cumulative" if long else "once"
        yield finding_about("frequency-unlike-period", record, "frequency", frequency, expected=expected)
    if record.text("status") == "target":
        yearly = record.text("indicator") == "share_trained_yearly"
        if yearly != (frequency == "per_year") and record.text("indicator").startswith("share_trained"):
            expected = "per_year" if yearly else "once"
            yield finding_about("frequency-unlike-indicator", record, "frequency", frequency, expected=expected)
        elif frequency == "per_year" and (end := record.day("period_end")):
            yield finding_about("yearly-target", record, "frequency", said(record), year=str(end.year))


def check_length(record: Record) -> Iterator[Finding]:
    """A length that the text states agrees with the two dates."""
    start, stated = record.day("period_start"), record.number("period_years")
    if start is None or stated is None:
        return
    days = (period_of(record).end - start).days + 1
    length = round(Decimal(days) / Decimal("365.25"), 1)
    if abs(length - stated) > LEAST_DIFFERENCE:
        details: dict[str, Detail] = {"stated": stated, "length": length}
        yield finding_about("length-unlike-dates", record, "period_years", str(stated), **details)


def check_content(record: Record, source: Record) -> Iterator[Finding]:
    """A result lies in the time that its source speaks about; the day of publication is not the reference period."""
    start, end = record.day("period_start"), record.day("period_end")
    first, last, published = (source.day(name) for name in ("content_start", "content_end", "date_published"))
    if record.text("status") not in DONE or end is None or last is None:
        return
    if end == published and not record.text("period_note"):
        yield finding_about("published-not-period", record, "period_end", end.isoformat())
    elif end > last or (first is not None and (start or end) < first):
        content: dict[str, Detail] = {"first": first or "–", "last": last}
        yield finding_about("period-outside-content", record, "period_end", end.isoformat(), **content)


def check_after_publication(record: Record, source: Record) -> Iterator[Finding]:
    """What was done cannot be told before it was; a year or half-year that is named before it is over may be."""
    end = record.day("period_end")
    published = min(filter(None, (_known_by(source), month_of_address(source))), default=None)
    if end is not None and published is not None and _ends_after(record, published) and not _named(record, published):
        yield finding_about("period-after-publication", record, "period_end", str(end), published=published)


def check_not_over(records: Sequence[Record], source: Record) -> Iterator[Finding]:
    """Years, half-years and quarters that a text names before they are over: one finding for each of them."""
    published = _known_by(source)
    if published is None:
        return
    early = [row for row in records if _ends_after(row, published) and _named(row, published)]
    for rows in alike(early, ("file", "period_start", "period_end")).values():
        figures = ", ".join(number_in_source(row) for row in rows)
        period = period_of(rows[0])
        told: dict[str, Detail] = {f"period_{lang}": period.label(lang) for lang in LANGUAGES}
        told |= {"published": published, "figures": figures}
        yield finding_about("period-not-over", rows[0], "period_end", period.end.isoformat(), **told)


def check_unconfirmed(records: Sequence[Record], source: Record, latest: date | None) -> Iterator[Finding]:
    """Results of a text of which no day is known, until a day after the ``latest`` that any source is known to be of.

    Nothing then tells whether the period was over when they were written: one finding for each period.
    """
    if source.broken or source.day("date_published") or source.day("coded_on") or month_of_address(source):
        return
    late = [row for row in records if _ends_after(row, latest or date.min)]
    for rows in alike(late, ("file", "period_end")).values():
        end = period_of(rows[0]).end
        told: dict[str, Detail] = {"until": end, "figures": ", ".join(number_in_source(row) for row in rows)}
        yield finding_about("period-end-unconfirmed", rows[0], "period_end", end.isoformat(), **told)


def days_known(sources: Iterable[Record]) -> Iterator[date]:
    """The days on which texts were published or coded, as far as they are known."""
    for source in sources:
        yield from filter(None, (source.day("date_published"), source.day("coded_on")))


def _known_by(source: Record) -> date | None:
    """The last day that a source can tell about: that of publication, or where it is not known of content and coding.

    Content that a coder dates into the time after the coding cannot be read yet.
    """
    known = filter(None, (source.day("content_end"), source.day("coded_on")))
    return source.day("date_published") or min(known, default=None)


def _ends_after(record: Record, published: date) -> bool:
    end = record.day("period_end")
    read = not record.broken & {"period_start", "period_end", "status"}
    return read and record.text("status") in DONE and end is not None and end > published


def _named(record: Record, published: date) -> bool:
    """Whether the period is one that texts name also before it is over, and that had begun."""
    return period_of(record).is_named_part_of_a_year and (record.day("period_start") or date.max) <= published


def check_publication(source: Record) -> Iterator[Finding]:
    """What lies between the end of the content and the day of publication."""
    published, last = source.day("date_published"), source.day("content_end")
    if published is None or last is None or last > published:
        return
    details: dict[str, Detail] = {"end": last, "published": published}
    if published.year - last.year > 1:
        rule, missing = "years-not-covered", range(last.year + 1, published.year)
        details["years"] = str(missing[0]) if len(missing) == 1 else f"{missing[0]}–{missing[-1]}"
    else:
        rule = "content-until-publication" if published == last else "content-before-publication"
    yield Finding(rule, source.file, source.line, "content_end", last.isoformat(), source.text("source_id"), details)

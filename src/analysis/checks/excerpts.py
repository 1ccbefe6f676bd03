"""Rules for sources that were seen as excerpts only: nothing may look as if a text were at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from analysis.checks.findings import Finding
from analysis.checks.tables import Record

OF_THE_TEXT = ("unit_as_written", "as_written", "start", "end", "text_sha256")
"""Columns of a figure that only the text itself can give."""


def check_source(source: Record, *, text_at_hand: bool) -> Iterator[Finding]:
    """A held text has a title and a hash; an excerpt has an address and neither text nor hash."""
    status = source.text("text_status")
    if status == "held":
        for column in ("title", "text_sha256"):
            if not source.text(column) and column not in source.broken:
                yield _of(source, "source-without-text", column)
    if status == "excerpt_seen":
        if not source.text("url") and "url" not in source.broken:
            yield _of(source, "excerpt-without-address", "url")
        if found := source.text("text_sha256"):
            yield _of(source, "excerpt-with-text", "text_sha256", found[:12] + "…")
        elif text_at_hand:
            yield _of(source, "excerpt-with-text", "text_status", f"texts/{source.text('source_id')}.txt")


def check_words(record: Record, source: Record) -> Iterator[Finding]:
    """The words around a figure and their place: all there where the text is held, none where it is not."""
    for column in OF_THE_TEXT:
        value = record.values.get(column)
        filled = value not in (None, "")
        if column in record.broken or filled == (source.text("text_status") == "held"):
            continue
        if source.text("text_status") == "held":
            yield Finding("quotation-missing", record.file, record.line, column, "", record.text("figure_id"))
        elif source.text("text_status") == "excerpt_seen":
            yield Finding(
                "excerpt-with-quotation", record.file, record.line, column, str(value), record.text("figure_id")
            )


def check_how_many(sources: Sequence[Record]) -> Iterator[Finding]:
    """How much of the evidence rests on excerpts: said once for all of it."""
    seen = [source for source in sources if source.text("text_status") == "excerpt_seen"]
    if seen:
        details = {"excerpts": Decimal(len(seen)), "sources": Decimal(len(sources))}
        yield Finding("excerpts-only", seen[0].file, 0, "text_status", "excerpt_seen", details=details)


def _of(source: Record, rule: str, column: str, value: str = "") -> Finding:
    return Finding(rule, source.file, source.line, column, value, source.text("source_id"))

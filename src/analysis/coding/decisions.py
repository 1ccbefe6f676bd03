"""What a person decided about each row of a draft, and the rows of evidence that follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from analysis.checks.findings import Detail, Finding
from analysis.coding.draft import LINKS, Draft
from analysis.quantities import Bounds, NumberFormatError, read_number, write_number
from analysis.sources.cells import Row


@dataclass(frozen=True, slots=True)
class Decided:
    """Rows of a draft after the decisions, with their lines in it, and what is wrong with the decisions themselves."""

    confirmed: tuple[Row, ...]
    """In the order of the text, with ``figure_id``, completed."""
    rejected: tuple[Row, ...]
    """In the order of the text, completed."""
    findings: tuple[Finding, ...]


def decide(draft: Draft, source_id: str, *, confirm_rest: bool = False) -> Decided:
    """The rows that become evidence and those that are left out; ``confirm_rest`` confirms what is undecided.

    Ids follow the order of the text: ``<source_id>-01``, with three digits where there are more than 99 figures.
    """
    rows = sorted((completed(row, draft) for row in draft.rows), key=_place)
    kept = [row for row in rows if _decision(row, confirm_rest) != "rejected"]
    digits = 3 if len(kept) > 99 else 2
    ids = {row.line: f"{source_id}-{number:0{digits}}" for number, row in enumerate(kept, 1)}
    findings = [finding for row in rows for finding in _check(row, draft, ids, confirm_rest=confirm_rest)]
    if not kept and not draft.findings:
        findings.append(Finding("draft-nothing-confirmed", draft.name, column="decision"))
    named = {row.cells["row_id"]: ids[row.line] for row in kept if row.cells["row_id"]}
    confirmed = tuple(_with_ids(row, ids[row.line], named) for row in kept)
    rejected = tuple(row for row in rows if _decision(row, confirm_rest) == "rejected")
    return Decided(confirmed, rejected, tuple(findings))


def _decision(row: Row, confirm_rest: bool) -> str:
    return row.cells["decision"] or ("confirmed" if confirm_rest else "")


def _place(row: Row) -> tuple[int, int, int]:
    places = [int(cell) if re.fullmatch(r"\d{1,9}", cell, re.ASCII) else 10**9 for cell in _span(row)]
    return places[0], places[1], row.line


def _span(row: Row) -> tuple[str, str]:
    return row.cells["start"], row.cells["end"]


def completed(row: Row, draft: Draft) -> Row:
    """A row with what follows from other cells, from the head and from the text, where its own cells are empty.

    The two ends of a period are filled together, where both are empty: a target has no first day, and an unknown start
    stays unknown. Bounds follow from the value and its qualifier; a place in the text from words that stand there once.
    """
    cells = dict(row.cells)
    known = {"source_id": draft.head["source_id"], "sha256": draft.sha256}
    for name in ("place_id", "tier", "status"):
        known[name] = draft.head.defaults.get(name, "")
    if not cells["period_start"] and not cells["period_end"]:
        known |= {name: draft.head.defaults.get(name, "") for name in ("period_start", "period_end")}
    if not cells["value_low"] and not cells["value_high"]:
        known |= bounds_of(cells["value"], cells["qualifier"])
    words = cells["as_written"]
    if words and _span(row) == ("", "") and draft.text.count(words) == 1:
        start = draft.text.index(words)
        known |= {"start": str(start), "end": str(start + len(words))}
    return Row(row.line, cells | {name: cell for name, cell in known.items() if not cells[name]})


def bounds_of(value: str, qualifier: str) -> dict[str, str]:
    """Cells of the bounds that a value has under its qualifier; {} for a range, whose ends are printed themselves."""
    if qualifier == "range" or not value:
        return {}
    try:
        bounds = Bounds.of(read_number(value), qualifier)
    except NumberFormatError:
        return {}
    low, high = ("" if end is None else write_number(end) for end in (bounds.low, bounds.high))
    return {"value_low": low, "value_high": high}


def _check(row: Row, draft: Draft, ids: Mapping[int, str], *, confirm_rest: bool) -> Iterator[Finding]:
    words, decision, reason = row.cells["as_written"], _decision(row, confirm_rest), row.cells["reason"]
    about = Finding("draft-undecided", draft.name, row.line, "decision", words)
    if not decision:
        yield about
    if decision == "rejected" and not reason:
        yield replace(about, rule="draft-reason-missing", column="reason")
    if decision != "rejected" and reason:
        yield replace(about, rule="draft-reason-needless", column="reason", value=reason)
    several = len({other.cells["source_id"] for other in draft.rows} - {""}) > 1  # one id is renamed by the head
    if several and row.cells["source_id"] != draft.head["source_id"] and not draft.head_unread:
        details = {"source": draft.head["source_id"]}
        value = row.cells["source_id"]
        yield Finding("draft-source-differs", draft.name, row.line, "source_id", value, details=details)
    if words and draft.content and not draft.unfit and _span(row) == ("", ""):
        details = {"count": str(draft.text.count(words))}
        yield Finding("draft-place-of-words", draft.name, row.line, "as_written", words, details=details)
    if decision != "rejected":
        yield from _check_named_rows(row, draft, ids)


def _check_named_rows(row: Row, draft: Draft, ids: Mapping[int, str]) -> Iterator[Finding]:
    for column in LINKS:
        cell = row.cells[column]
        if not cell or cell in ids.values():
            continue
        named = [other.line for other in draft.rows if other.cells["row_id"] == cell]
        if len(named) > 1:
            details: dict[str, Detail] = {"rows": ", ".join(map(str, named))}
            yield Finding("draft-row-twice", draft.name, row.line, column, cell, details=details)
        elif not named or named == [row.line]:
            yield Finding("draft-row-unknown", draft.name, row.line, column, cell)
        elif named[0] not in ids:
            yield Finding("draft-row-left-out", draft.name, row.line, column, cell)


def _with_ids(row: Row, figure_id: str, named: Mapping[str, str]) -> Row:
    """The row under its id; rows that it names by their ``row_id`` in the draft are named by theirs."""
    meant = {column: named.get(row.cells[column], row.cells[column]) for column in LINKS}
    return Row(row.line, {**row.cells, **meant, "figure_id": figure_id})

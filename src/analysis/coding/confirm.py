"""``analysis confirm``: a draft on which a person has decided becomes evidence, or nothing does.

The rows are examined as a build would examine them, in the place where they would stand. What is written is written
together: the evidence file, the row of ``sources.csv``, the name in the codebook, the reasons for what was left out,
districts that are named for the first time, and the private copy of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from analysis.checks.examine import Examination, examine
from analysis.checks.findings import Finding, in_order
from analysis.checks.tables import read_records
from analysis.checks.uncoded import UNCODED as UNCODED_TABLE
from analysis.coding.changes import PLACES, SOURCES, UNCODED, Changes, changes
from analysis.coding.decisions import decide
from analysis.coding.draft import COLUMNS, Draft, read_draft
from analysis.coding.left_over import LeftOver, Numbers, Reading, left_over, reading_of
from analysis.project import Project, write_together
from analysis.sources.cells import Row, parse_sheet
from analysis.sources.codebook import Codebook
from analysis.sources.extraction.candidate import Defaults
from analysis.sources.raw import RawFolder

STAND_IN = "unnamed-0000"
"""Id under which a draft is examined whose own cannot be one, so that its other faults are told at the same time."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmation found and, when no finding is an error, what it wrote or would write."""

    source_id: str
    findings: tuple[Finding, ...]
    figures: int
    rejected: int
    places: tuple[str, ...]
    """Districts that became rows of ``places.csv``."""
    changed: tuple[str, ...]
    """Names inside ``data/raw`` of the files with another content than before."""
    written: bool
    left: tuple[LeftOver, ...] = ()
    """Numbers of the text that an audit would find without a row and without a reason."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that kept everything as it was."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


def confirm(
    project: Project, path: Path, *, coder: str = "", on: date | None = None, confirm_rest: bool = False,
    replace_existing: bool = False, dry_run: bool = False,
) -> Confirmed:  # fmt: skip
    """Confirm the draft ``path`` (``X.csv`` with ``X.toml`` and ``X.txt``); see ``confirm_draft``."""
    return confirm_draft(
        project, read_draft(path), coder=coder, on=on, confirm_rest=confirm_rest, replace_existing=replace_existing,
        dry_run=dry_run,
    )  # fmt: skip


def confirm_draft(
    project: Project, draft: Draft, *, coder: str = "", on: date | None = None, confirm_rest: bool = False,
    replace_existing: bool = False, dry_run: bool = False, before: Examination | None = None,
    numbers: Numbers | None = None,
) -> Confirmed:  # fmt: skip
    """Write the figures that a person confirmed as evidence of the project, unless a finding is an error.

    ``coder`` and ``on`` come before what the head says. Without either day it is today: a confirmation is the act of a
    person on a day, the one place where the program looks at a calendar. A source that has other figures already is an
    error without ``replace_existing``. Raises CodebookError when the codebook cannot be used, OSError when a file
    cannot be written; nothing is written with ``dry_run``. ``before`` is an examination of the project as it stands,
    for whoever has one; ``numbers`` are those of the text of the draft.
    """
    before, raw = before or examine(project, statistics=False), RawFolder(project.raw)
    source_id = draft.head["source_id"] if _is_id(draft.head["source_id"], before.codebook) else STAND_IN
    decided = decide(draft, source_id, confirm_rest=confirm_rest)
    told = {"coded_by": (coder or draft.head["coder"]).strip(), "coded_on": _coded_on(draft, on)}
    made = changes(raw, before, draft, decided, source_id, told)
    changed = tuple(sorted(name for name, content in made.contents.items() if raw.content(name) != content))
    findings = [*draft.findings, *decided.findings, *_flaws(raw, made)]
    if source_id == STAND_IN and not draft.head_unread:
        rule, value = "pattern" if draft.head["source_id"] else "value-missing", draft.head["source_id"]
        column = before.codebook["sources"].field("source_id")
        details = {"pattern": column.pattern or "", "example": column.example}
        findings.append(Finding(rule, draft.head_name, column="source_id", value=value, details=details))
    if not told["coded_by"] and not draft.head_unread:
        findings.append(Finding("draft-coder-missing", draft.head_name, column="coder"))
    if not replace_existing and _exists(raw, before, source_id, changed):
        findings.append(Finding("draft-source-exists", draft.head_name, column="source_id", value=source_id))
    if decided.confirmed and not draft.unfit:
        examined = _examined(project, draft, made, before, source_id)
        findings += [finding for finding in examined if finding not in findings]
    left: list[LeftOver] = []
    if not draft.unfit:
        left = _left(made, before, source_id, numbers or numbers_of(draft, reading_of(project, before)))
    failed = any(finding.severity == "error" for finding in findings)
    if not failed and not dry_run:
        write_together({project.raw / name: content for name, content in made.contents.items()})
    return Confirmed(
        source_id, tuple(in_order(findings)), len(decided.confirmed), len(decided.rejected), made.places, changed,
        written=not failed and not dry_run, left=tuple(left),
    )  # fmt: skip


def numbers_of(draft: Draft, reading: Reading) -> Numbers:
    """What is read as a number in the text of a draft, as an audit will read it."""
    return Numbers.of(draft.text, reading(Defaults(published=draft.head.known.published)))


def _left(made: Changes, before: Examination, source_id: str, numbers: Numbers) -> list[LeftOver]:
    """Numbers without a row and without a reason, by the rows as they would be written."""
    tables = {table.name: table for table in before.codebook}
    rows = {"evidence": made.contents[f"evidence/{source_id}.csv"], UNCODED_TABLE: made.contents.get(UNCODED)}
    records = {
        name: read_records(tables[name], name, parse_sheet(content))[0]
        for name, content in rows.items() if content is not None and name in tables
    }  # fmt: skip
    uncoded = records.get(UNCODED_TABLE, before.records.get(UNCODED_TABLE, []))
    own = [row for row in uncoded if row.text("source_id") == source_id]
    return left_over(numbers, records["evidence"], own)[0]


def _coded_on(draft: Draft, on: date | None) -> str:
    """The day that was said, else what the head says, else today."""
    return on.isoformat() if on else draft.head["coded_on"] or date.today().isoformat()


def _is_id(source_id: str, codebook: Codebook) -> bool:
    return bool(re.fullmatch(codebook["sources"].field("source_id").pattern or ".+", source_id))


def _flaws(raw: RawFolder, made: Changes) -> Iterator[Finding]:
    """Tables that would be written anew must be whole: a row that cannot be read would be lost."""
    for name in (SOURCES, PLACES, UNCODED):
        if name in made.contents:
            yield from (
                Finding(flaw.rule, name, flaw.line, flaw.column, flaw.value)
                for flaw in raw.sheet(name).flaws
                if not (name == UNCODED and flaw.rule == "file-missing")
            )


def _exists(raw: RawFolder, before: Examination, source_id: str, changed: tuple[str, ...]) -> bool:
    """Whether a source of that id is there that this confirmation would change."""
    own = [name for name in (f"evidence/{source_id}.csv", f"texts/{source_id}.txt") if name in changed]
    there = any(isinstance(raw.content(name), bytes) for name in own)
    return there or (bool(changed) and source_id in {row.text("source_id") for row in before.records["sources"]})


def _examined(project: Project, draft: Draft, made: Changes, before: Examination, source_id: str) -> Iterator[Finding]:
    """What a build would find about the new figures, told with the lines of the draft; and new errors elsewhere."""
    for finding in examine(project, made.contents, statistics=False).findings:
        line = made.lines.get(finding.file, {}).get(finding.row)
        whole = finding.file == f"evidence/{source_id}.csv"
        own = line is not None or whole or finding.subject.startswith(f"{source_id}-") or finding.subject == source_id
        if not own and (finding in before.findings or (finding.severity != "error" and not finding.subject)):
            continue
        if finding.rule == "reference-unknown" and finding.column == "place_id":
            finding = replace(finding, details={**finding.details, "nearest": _places_like(finding.value, before)})
        if line is not None and _follows(finding, next((row for row in draft.rows if row.line == line), None)):
            continue
        yield _told(finding, draft, line) if line is not None else finding


def _places_like(written: str, before: Examination) -> str:
    """Ids of places and of districts that are no places yet: those of that name, else the nearest; "–" for none."""
    names = {row.text("place_id"): row.text("name_vi") for row in before.records["places"]}
    names |= {row.text("district_id"): row.text("name_vi") for row in before.records["districts"]}
    meant = [place for place, name in names.items() if name == written]
    return ", ".join(meant or get_close_matches(written, names, n=3, cutoff=0.5)) or "–"


def _told(finding: Finding, draft: Draft, line: int) -> Finding:
    """A finding with its place in the draft: a row of the table, or (line 0) a key of the head."""
    if line == 0:
        rule = "draft-title-missing" if (finding.rule, finding.column) == TITLE_MISSING else finding.rule
        column = "coder" if finding.column == "coded_by" else finding.column
        return replace(finding, rule=rule, file=draft.head_name, row=0, column=column)
    column = {"text_sha256": "sha256", "parent_id": "place_id"}.get(finding.column, finding.column)
    if (finding.rule, column) == ("value-missing", "period_end"):
        words = next((row.cells["as_written"] for row in draft.rows if row.line == line), "")
        finding = replace(finding, rule="draft-period-unknown", value=words)
    return replace(finding, file=draft.name, row=line, column=column if column in COLUMNS else "")


def _follows(finding: Finding, row: Row | None) -> bool:
    """Whether a finding follows from another one about the draft."""
    unplaced = row is not None and not row.cells["start"] and not row.cells["end"]
    if finding.rule == "quotation-missing" and finding.column in ("start", "end"):
        return unplaced  # words that stand nowhere, or several times
    return (finding.rule, finding.column) in TOLD_ALREADY


TOLD_ALREADY = {
    ("value-missing", "reason"), ("value-missing", "content_end"),
    ("reference-unknown", "part_of"), ("reference-unknown", "share_of"),
}  # fmt: skip
"""What follows from another finding of the draft: no reason for a number left out, no last day, no such row."""

TITLE_MISSING = ("source-without-text", "title")
"""What is told of the bibliography row of a draft without a title; that its text is held goes without saying."""

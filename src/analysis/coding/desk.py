"""The coding desk without its widgets: which figure is looked at, what a person changes and decides, what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from analysis.checks.examine import Examination, examine
from analysis.checks.findings import Finding
from analysis.coding.confirm import Confirmed, confirm_draft, numbers_of
from analysis.coding.decisions import bounds_of
from analysis.coding.desk_rows import (
    OF_MANY,
    PERIOD,
    Level,
    carried,
    has_place,
    level_of,
    looked_at,
    numbered_rows,
    place_named,
    proposed_anew,
    read_cells,
    rows_before,
)
from analysis.coding.desk_said import DeskSpeech
from analysis.coding.draft import COLUMNS, Draft, draft_files, draft_rows, read_draft
from analysis.coding.head import Head
from analysis.coding.left_over import LeftOver, Numbers, Reading, quantity_at, quotation_of, reading_of
from analysis.project import Project, write_together
from analysis.quantities import plain
from analysis.sources.cells import Row
from analysis.sources.codebook import Codebook
from analysis.sources.extraction.candidate import CONFIDENT_FIELDS
from analysis.vocabulary import Language


class DraftChangedError(Exception):
    """The files of the draft were changed by another program while they were open at the desk."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """What can be taken back."""

    rows: tuple[Row, ...]
    head: Head
    at: int
    left_at: int | None


class Desk:
    """A draft on the desk of a person; every change is examined at once, and kept in the files of the draft.

    ``rows`` are numbered as in the file that is kept: the first has the line 2. What is looked at is the figure
    ``at``, or, where ``left_at`` is none of None, that number of ``left``: those of the text that have neither a row
    nor a reason. ``before`` is an examination of the project as it stands, and ``reading`` the extraction with the
    names of its places, for whoever has them.
    """

    def __init__(
        self, project: Project, path: Path, before: Examination | None = None, reading: Reading | None = None
    ) -> None:
        self.project, self.path = project, path
        draft = read_draft(path)
        self.flaws, self.content, self.text = draft.findings, draft.content, draft.text
        self.rows, self.head = numbered_rows(draft.rows), draft.head
        self.left_at: int | None = None
        self.left: tuple[LeftOver, ...] = ()
        self.last_reason = ""
        self.at = next((at for at, row in enumerate(self.rows) if not row.cells["decision"]), 0)
        self._past: list[_Moment] = []
        self._corrected: tuple[str, str, str] | None = None
        self._kept = self._on_disk()
        self._before = before or examine(project, statistics=False)
        self._reading = reading or reading_of(project, self._before)
        self._read: tuple[str, Numbers] | None = None
        self._speech: dict[Language, DeskSpeech] = {}
        self.findings: tuple[Finding, ...] = ()
        self.look()

    # What is there.

    @property
    def draft(self) -> Draft:
        """The draft as it stands now."""
        return Draft(self.path.name, self.head, self.rows, self.content, self.flaws)

    @property
    def cells(self) -> Mapping[str, str]:
        """Cells of the figure that is looked at; {} where there is none."""
        return self.rows[self.at].cells if self.rows else {}

    @property
    def codebook(self) -> Codebook:
        """The columns of the evidence and of the bibliography."""
        return self._before.codebook

    def places(self) -> dict[str, str]:
        """Names of all places that a figure may be of, by id; with what tells them from others of the same name."""
        rows = [row for row in self._before.records["places"] if row.text("level") != "region"]
        names = {row.text("place_id"): row.text("name_vi") for row in rows}
        provinces = Counter(row.text("name_vi") for row in rows if row.text("level") != "district")
        named = {row.text("place_id"): place_named(row, names, provinces) for row in rows}
        for row in self._before.records["districts"]:
            province = names.get(row.text("province_id"), row.text("province_id"))
            named.setdefault(row.text("district_id"), f"{row.text('name_vi')} ({province})")
        return named

    def count(self, decision: str) -> int:
        """How many figures have that decision; "": none yet."""
        return sum(row.cells["decision"] == decision for row in self.rows)

    def level(self, at: int, field: str = "") -> Level:
        """How much a field of a figure needs a look; without a field, its weakest one."""
        return level_of(self.rows[at].cells, field)

    def level_of_column(self, column: str) -> Level:
        """How much a column of the figure that is looked at needs a look."""
        field = "period" if column in PERIOD else column
        return self.level(self.at, field) if field in CONFIDENT_FIELDS else "sure"

    def findings_of(self, at: int) -> list[Finding]:
        """Errors and notices about a figure; nothing about the decision, which is shown by itself."""
        return [found for found in self.findings if found.file == self.path.name and found.row == self.rows[at].line]

    def speech(self, lang: Language) -> DeskSpeech:
        """The words of findings, with the labels that stand at the desk."""
        if lang not in self._speech:
            self._speech[lang] = DeskSpeech(self.codebook, self.places(), lang)
        return self._speech[lang]

    def findings_of_head(self) -> list[Finding]:
        """Errors and notices about the document."""
        return [found for found in self.findings if found.file == self.draft.head_name]

    def findings_elsewhere(self) -> list[Finding]:
        """All others: about the files of the draft, or about sources that it meets."""
        lines = {row.line for row in self.rows}
        of_rows = {(self.path.name, line) for line in lines}
        others = [found for found in self.findings if (found.file, found.row) not in of_rows]
        return [found for found in others if found.file != self.draft.head_name]

    def figure_of(self, finding: Finding) -> int | None:
        """The figure that a finding is about."""
        lines = {row.line: at for at, row in enumerate(self.rows)}
        return lines.get(finding.row) if finding.file == self.path.name else None

    def numbers(self) -> Numbers:
        """All that is read as a number in the text; read once for each day of publication."""
        published = self.head["date_published"]
        if self._read is None or self._read[0] != published:
            self._read = published, numbers_of(self.draft, self._reading)
        return self._read[1]

    # Moving.

    def go(self, at: int) -> None:
        """Look at another figure; beyond the ends, at the first or the last."""
        self.left_at = None
        self.at = min(max(at, 0), max(len(self.rows) - 1, 0))

    def step(self, by: int) -> None:
        """Look at the figure that many further; from a number left over back at the figure before it."""
        self.go(self.at + (by if self.left_at is None else 0))

    def go_to_undecided(self) -> None:
        """Look at the next figure without a decision, after the last at the first; stay where there is none."""
        self.left_at = None
        order = [*range(self.at + 1, len(self.rows)), *range(self.at + 1)]
        self.at = next((at for at in order if at < len(self.rows) and not self.rows[at].cells["decision"]), self.at)

    def go_to_left(self, at: int | None = None) -> None:
        """Look at that number without a row and a reason; without ``at`` at the next one, after the last at the first.

        The first that is looked at is the one after the figure that was.
        """
        if not self.left:
            self.left_at = None
        elif at is not None:
            self.left_at = min(max(at, 0), len(self.left) - 1)
        elif self.left_at is not None:
            self.left_at = (self.left_at + 1) % len(self.left)
        else:
            begun = int(self.cells["start"]) if self.rows and self.cells["start"].isdigit() else 0
            self.left_at = next((place for place, one in enumerate(self.left) if one.start >= begun), 0)

    # Changing. Each of these is one step that can be taken back.

    def correct(self, column: str, cell: str) -> None:
        """Write a cell of the figure; what follows from it follows: bounds from a value, a place from the words.

        A corrected field needs no look any more.
        """
        changed = {column: cell.strip()}
        if column in ("value", "qualifier"):
            both = {**self.cells, **changed}
            changed |= bounds_of(both["value"], both["qualifier"])
        if column == "as_written":
            changed |= self._place_of(changed[column])
        old = self.cells[column]
        self._step(self._with(**changed, **looked_at(column)))
        self._corrected = (column, old, changed[column]) if column in OF_MANY else None

    def alike(self) -> list[int]:
        """Figures without a decision that have in the column corrected last what the corrected one had."""
        if self._corrected is None:
            return []
        column, old, _ = self._corrected
        undecided = [(at, row.cells) for at, row in enumerate(self.rows) if not row.cells["decision"]]
        return [at for at, cells in undecided if cells[column] == old]

    def spread(self) -> None:
        """Write the last correction into all figures that are alike."""
        chosen = set(self.alike())
        if self._corrected is not None and chosen:
            column, _, new = self._corrected
            cells = {column: new, **looked_at(column)}
            rows = (Row(row.line, {**row.cells, **cells}) if at in chosen else row for at, row in enumerate(self.rows))
            self._step(tuple(rows))

    def confirm(self) -> None:
        """The figure is right as it stands; look at the next one without a decision. A number left over is none."""
        if self.left_at is not None:
            return
        self._step(self._with(decision="confirmed", reason=""))
        self.go_to_undecided()

    def reject(self, reason: str) -> None:
        """The figure, or number, is none, for that reason (a word of ``uncoded_reason``); look at the next one."""
        if self.left_at is not None:
            self._explain(reason)
            return
        self._step(self._with(decision="rejected", reason=reason))
        self.go_to_undecided()

    def reopen(self) -> None:
        """Take the decision on the figure back. A number left over has none."""
        if self.left_at is not None:
            return
        self._step(self._with(decision="", reason=""))

    def confirm_rest(self) -> None:
        """Confirm every figure without a decision and without an error."""
        wrong = {found.row for found in self.findings if found.severity == "error"}
        open_ones = {row.line for row in self.rows if not row.cells["decision"]} - wrong
        self._step(
            tuple(
                Row(row.line, {**row.cells, "decision": "confirmed"}) if row.line in open_ones else row
                for row in self.rows
            )
        )

    def add(self, start: int, end: int) -> None:
        """A figure that the rules missed, at that place of the text; its cells are those of the one before it."""
        words = self.text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
        if start >= end:
            return
        before = [row for row in self.rows[: rows_before(self.rows, start)] if row.cells["status"]]
        like = (before or list(self.rows) or [Row(0, dict.fromkeys(COLUMNS, ""))])[-1].cells
        cells = {"qualifier": "exact"} | carried(like)
        self._insert(start, end, cells | read_cells(quantity_at(start, end, self.numbers())))

    def add_left(self) -> None:
        """The number that is looked at is a figure that was missed: a row for it, with all that can be read."""
        if self.left_at is None:
            return
        one = self.left[self.left_at]
        if one.candidate is None:
            self.add(*self._quotation(one))
        else:
            (cells,) = draft_rows([one.candidate], self.head["source_id"], self.draft.sha256)
            self._insert(one.start, one.end, {**cells, "row_id": "", "part_of": ""})

    def _explain(self, reason: str) -> None:
        """The number that is looked at is no figure: a rejected row, which becomes one of ``uncoded.csv``."""
        if self.left_at is None:
            return
        start, end = self._quotation(self.left[self.left_at])
        self.last_reason = reason
        self._insert(start, end, {"decision": "rejected", "reason": reason}, stay=True)

    def _quotation(self, one: LeftOver) -> tuple[int, int]:
        places = [(int(row.cells["start"]), int(row.cells["end"])) for row in self.rows if has_place(row)]
        return quotation_of(one, self.numbers(), places)

    def _insert(self, start: int, end: int, cells: Mapping[str, str], *, stay: bool = False) -> None:
        """A row more, in its place in the text; look at it, or ``stay`` with what is looked at."""
        place = {"as_written": self.text[start:end], "start": str(start), "end": str(end)}
        own = {"source_id": self.head["source_id"], "sha256": self.draft.sha256}
        at = rows_before(self.rows, start)
        new = Row(0, dict.fromkeys(COLUMNS, "") | dict(cells) | place | own)
        rows = (*self.rows[:at], new, *self.rows[at:])
        self._step(rows, at=self.at + (at <= self.at < len(self.rows)) if stay else at)
        if not stay:
            self.left_at = None

    def describe(self, key: str, cell: str) -> None:
        """Write a key of the head: what belongs to the document; rows follow an id that changes.

        With another day of publication ("to date", "this year") rows are proposed anew, but those that somebody has
        decided on or corrected.
        """
        head = replace(self.head, cells={**self.head.cells, key: cell.strip()})
        rows = self.rows
        if key == "source_id":
            rows = tuple(Row(row.line, {**row.cells, "source_id": cell.strip()}) for row in rows)
        if key == "date_published" and head.known.published != self.head.known.published:
            rows = proposed_anew(rows, self._proposed(self.head), self._proposed(head))
        self._step(rows, head=head)

    def _proposed(self, head: Head) -> list[dict[str, str]]:
        """Cells of all figures that the extraction finds when it knows what the head says."""
        found = self._reading(head.known)(self.text)
        return draft_rows(found, self.head["source_id"], self.draft.sha256)

    def take_back(self) -> None:
        """Undo the last step."""
        if self._past:
            last = self._past.pop()
            self.rows, self.head, self.at, self.left_at = last.rows, last.head, last.at, last.left_at
            self.keep()
            self.look()

    # Keeping and saving.

    def keep(self) -> None:
        """Write the files of the draft. Raises DraftChangedError when another program changed them meanwhile."""
        if self._on_disk() != self._kept:
            raise DraftChangedError(self.path.name)
        write_together(draft_files(self.path, self.head, [row.cells for row in self.rows], self.content))
        self._kept = self._on_disk()

    def look(self) -> None:
        """Examine the draft as if every figure without a decision were confirmed."""
        done = confirm_draft(
            self.project, self.draft, coder=self.head["coder"], confirm_rest=True, replace_existing=True, dry_run=True,
            before=self._before, numbers=self.numbers(),
        )  # fmt: skip
        self.left = done.left
        if self.left_at is not None:
            self.left_at = min(self.left_at, len(self.left) - 1) if self.left else None
        self.findings = tuple(found for found in done.findings if found.severity != "confirmed")

    def save(self, *, on: date | None = None, replace_existing: bool = False) -> Confirmed:
        """Make evidence of the confirmed figures, unless a finding is an error; see ``confirm_draft``."""
        numbers = self.numbers()
        done = confirm_draft(self.project, self.draft, on=on, replace_existing=replace_existing, numbers=numbers)
        if done.written:
            self._before = examine(self.project, statistics=False)
            self.look()
        return done

    def _on_disk(self) -> tuple[bytes | None, ...]:
        paths = (self.path, self.path.with_suffix(".toml"))
        return tuple(path.read_bytes() if path.is_file() else None for path in paths)

    def _with(self, **cells: str) -> tuple[Row, ...]:
        changed = [Row(row.line, {**row.cells, **cells}) if at == self.at else row for at, row in enumerate(self.rows)]
        return tuple(changed)

    def _step(self, rows: tuple[Row, ...], *, head: Head | None = None, at: int | None = None) -> None:
        now = _Moment(self.rows, self.head, self.at, self.left_at)
        rows, head = numbered_rows(rows), head or self.head
        if self.flaws or (rows, head) == (now.rows, now.head):  # a broken file is not written over
            return
        self._past.append(now)
        self._corrected = None
        self.rows, self.head, self.at = rows, head, self.at if at is None else at
        self.keep()
        self.look()

    def _place_of(self, words: str) -> dict[str, str]:
        """Where words stand in the text, the nearest place to the one before; "" where they stand nowhere.

        No-break spaces and long dashes, which nobody sees, are found as they are typed; the words become those printed.
        """
        begun = int(self.cells["start"]) if self.cells["start"].isdigit() else 0
        places = [match.start() for match in re.finditer(re.escape(plain(words)), plain(self.text))] if words else []
        if not places:
            return {"start": "", "end": ""}
        start = min(places, key=lambda place: (abs(place - begun), place))
        end = start + len(words)
        return {"start": str(start), "end": str(end), "as_written": self.text[start:end]}

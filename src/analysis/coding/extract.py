"""A document becomes a draft: its text is read, its figures are found, and three files wait for a person."""

from __future__ import annotations

import string
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.coding.draft import draft_files, draft_rows
from analysis.coding.head import UNPLACED, Head
from analysis.places import districts, load
from analysis.project import Project, write_together
from analysis.sources.documents.document import Document
from analysis.sources.extraction.candidate import Candidate, Defaults
from analysis.sources.extraction.candidates import candidates


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was found in a document, before it is written: the draft's name and what makes its files."""

    name: str
    head: Head
    rows: Sequence[Mapping[str, str]]
    document: Document

    def files(self, path: Path) -> dict[Path, bytes]:
        """The three files of the draft with its table at ``path``."""
        return draft_files(path, self.head, self.rows, self.document.content)


def drafted(project: Project, document: Document, *, source_id: str = "", defaults: Defaults | None = None) -> Drafted:
    """The figures of a document; without ``source_id`` named by the place and the year that most of them are of."""
    known = defaults or Defaults(published=document.published)
    found = candidates(document.text, load(project), districts(project), known)
    name = source_id or proposed_id(found, document, _taken(project))
    titled = document if document.title else replace(document, title=_first_line(document.text))
    return Drafted(name, Head.of(titled, name, defaults), draft_rows(found, name, document.sha256), document)


LONGEST_TITLE = 200


def _first_line(text: str) -> str:
    """The headline of a text that does not name itself: its first line, when it is short enough to be one."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= LONGEST_TITLE else ""


def new_draft(project: Project, document: Document) -> Path:
    """Write the draft of a document among the drafts of the project and return the path of its table.

    Raises FileExistsError when that draft is there: somebody may be working on it.
    """
    draft = drafted(project, document)
    path = project.drafts / f"{draft.name}.csv"
    if path.exists():
        raise FileExistsError(str(path))
    write_together(draft.files(path))
    return path


def _taken(project: Project) -> set[str]:
    folders = (project.raw / "evidence", project.drafts)
    return {path.stem for folder in folders for path in folder.glob("*.csv")}


def proposed_id(found: Sequence[Candidate], document: Document, taken: Collection[str]) -> str:
    """``<place>-<year>`` of most results, with the first free letter where that is taken; ``text-0000`` without any."""
    places = [candidate.place_id for candidate in found if candidate.place_id] or [UNPLACED]
    done = [candidate for candidate in found if candidate.status in ("result", "stock")] or found
    years = [candidate.period_end.year for candidate in done if candidate.period_end]
    years = years or [document.published.year if document.published else 0]
    place = "".join(letter for letter in max(places, key=places.count) if letter in string.ascii_lowercase)
    name = f"{place}-{max(years, key=years.count):04}"
    return next((one for letter in ("", *string.ascii_lowercase[1:]) if (one := name + letter) not in taken), name)

"""A document becomes a draft: its text is read, its figures are found, and three files wait for a person."""

from __future__ import annotations

import string
from collections.abc import Collection, Sequence
from pathlib import Path

from analysis.coding.draft import draft_files, draft_rows
from analysis.coding.head import Head
from analysis.places import districts, load
from analysis.project import Project, write_together
from analysis.sources.documents.document import Document
from analysis.sources.extraction.candidate import Candidate, Defaults
from analysis.sources.extraction.candidates import candidates


def new_draft(
    project: Project, document: Document, *, source_id: str = "", defaults: Defaults | None = None,
    path: Path | None = None,
) -> Path:  # fmt: skip
    """Write the draft of a document and return the path of its table.

    Without ``source_id`` it is named by the place and the year that most figures are of; without ``path`` it lies among
    the drafts of the project. Raises FileExistsError when that draft is there: somebody may be working on it.
    """
    known = defaults or Defaults(published=document.published)
    found = candidates(document.text, load(project), districts(project), known)
    name = source_id or proposed_id(found, document, _taken(project))
    path = path or project.drafts / f"{name}.csv"
    if path.exists():
        raise FileExistsError(str(path))
    rows = draft_rows(found, name, document.sha256)
    write_together(draft_files(path, Head.of(document, name, defaults), rows, document.content))
    return path


def _taken(project: Project) -> set[str]:
    folders = (project.raw / "evidence", project.drafts)
    return {path.stem for folder in folders for path in folder.glob("*.csv")}


def proposed_id(found: Sequence[Candidate], document: Document, taken: Collection[str]) -> str:
    """``<place>-<year>`` of most results, with the first free letter where that is taken; ``text-0000`` without any."""
    places = [candidate.place_id for candidate in found if candidate.place_id] or ["text"]
    done = [candidate for candidate in found if candidate.status in ("result", "stock")] or found
    years = [candidate.period_end.year for candidate in done if candidate.period_end]
    years = years or [document.published.year if document.published else 0]
    place = "".join(letter for letter in max(places, key=places.count) if letter in string.ascii_lowercase)
    name = f"{place}-{max(years, key=years.count):04}"
    return next((one for letter in ("", *string.ascii_lowercase[1:]) if (one := name + letter) not in taken), name)

"""Which reports are stale, and why. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.project import Project
from analysis.reports.freshness import Snapshot, Target
from analysis.reports.manifest import read_manifest, reasons_to_rebuild
from analysis.reports.notebook_file import NotebookFormatError
from analysis.reports.provenance import is_committed
from analysis.vocabulary import LANGUAGES, Language

SHOWN = 3
"""Reasons of one report that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One report as it stands: what it depends on now, and why it must be made again (nothing: it need not).

    ``problem`` is why that cannot be told.
    """

    target: Target
    inputs: Mapping[str, str]
    reasons: tuple[str, ...] = ()
    problem: str = ""

    def sentence(self) -> str:
        """Name and reasons, as they are printed."""
        more = f" and {len(self.reasons) - SHOWN} more" if len(self.reasons) > SHOWN else ""
        return f"{self.target.name}: {self.problem or ', '.join(self.reasons[:SHOWN]) + more or 'asked for'}"


def standings(
    snapshot: Snapshot, chosen: Sequence[Target], manifest: Mapping[str, Any], *, strict: bool = True
) -> list[Standing]:
    """Each of the reports as it stands."""
    found = []
    for target in chosen:
        try:
            inputs = snapshot.inputs_of(target)
        except NotebookFormatError as error:
            found.append(Standing(target, {}, problem=str(error)))
            continue

        def committed(inputs: Mapping[str, str] = inputs) -> bool:
            return is_committed(snapshot.project, inputs)

        reasons = reasons_to_rebuild(target, inputs, manifest, strict=strict, committed=committed)
        found.append(Standing(target, inputs, tuple(reasons)))
    return found


def left_over(project: Project, out: Path) -> list[Path]:
    """PDFs and pages in a folder that bear the name of a report and are those of none: of a notebook before, say."""
    stems = {path.stem for path in project.notebooks.glob("*.ipynb")}
    named = [path for kind in ("*.pdf", "*.html") for path in out.glob(kind) if path.name.split(".")[0] in stems]
    # Read after looking: another run may be writing reports.
    known = {name for entry in read_manifest(out)["reports"].values() for name in entry["outputs"]}
    return sorted(path for path in named if path.name not in known)


def made_for_places(project: Project, out: Path, languages: Sequence[Language]) -> list[Target]:
    """The reports of single places that stand in a folder; those of all places are known without looking."""
    found = []
    for name in sorted(read_manifest(out)["reports"]):
        stem, _, rest = name.partition(".")
        place, _, lang = rest.rpartition(".")
        notebook = project.notebooks / f"{stem}.ipynb"
        if place and notebook.is_file():
            found += [
                Target(notebook, one, out / f"{name}.pdf", place) for one in LANGUAGES if one == lang in languages
            ]
    return found

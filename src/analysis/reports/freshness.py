"""When is a report stale? When anything that can change it has changed: content is compared, never a clock.

Standard library only, so that an unchanged project is recognised without importing pandas or Jupyter.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from analysis import outcomes
from analysis.outcomes.slices import COMMON, EVIDENCE, OF_TEXTS
from analysis.places import BOUNDARIES
from analysis.project import Project
from analysis.reports.imports import Package, digest
from analysis.reports.notebook_file import essence, parameters_of, read_notebook, reads_one_place
from analysis.sources.codebook import read_codebook
from analysis.vocabulary import Language

PROCESSED = ("outcomes.csv", "findings.csv")
"""The processed tables that notebooks load."""


@dataclass(frozen=True, slots=True)
class Target:
    """One report: a notebook in one language, for one place where it asks for one, and the file it becomes."""

    notebook: Path
    lang: Language
    output: Path
    place: str = ""

    @property
    def name(self) -> str:
        """Name of the report: notebook, place and language."""
        return ".".join(filter(None, (self.notebook.stem, self.place, self.lang)))

    @property
    def parameters(self) -> dict[str, str]:
        """What the runner sets in the notebook."""
        return {"lang": self.lang, **({"place": self.place} if self.place else {})}


class Snapshot:
    """A project as it is now. Each file is read once, however many reports depend on it.

    ``imports``: what is known of them from the last run (``imports.Package``).
    """

    def __init__(self, project: Project, imports: Mapping[str, Iterable[str]] | None = None) -> None:
        self.project = project
        self.package = Package(imports or {})
        self._notebooks: dict[Path, tuple[dict[str, str], str | None]] = {}

    def inputs_of(self, target: Target) -> dict[str, str]:
        """SHA-256 of everything that the report depends on, by a name that a reader understands.

        Raises NotebookFormatError for a file that is no notebook, FileNotFoundError before the first build.
        """
        if target.notebook not in self._notebooks:
            self._notebooks[target.notebook] = self._of_notebook(target.notebook)
        shared, own_place = self._notebooks[target.notebook]
        place = "" if own_place is None else target.place or own_place
        data = self._about(place) if place in self._slices else self._all_data
        return dict(sorted((shared | data).items()))

    def _of_notebook(self, path: Path) -> tuple[dict[str, str], str | None]:
        """What all reports of a notebook share beside the data; and its own place, where it reads that of one only."""
        notebook = read_notebook(path)
        own = {f"notebooks/{path.name}": digest(essence(notebook)), "Python": platform.python_version()}
        helpers = [path for path in _beside(self.project.notebooks) if path.suffix == ".py"]
        shared = self.package.modules_of(notebook, helpers) | self._around | own
        return shared, parameters_of(notebook)["place"] if reads_one_place(notebook) else None

    @cached_property
    def _around(self) -> dict[str, str]:
        """The exporters, the libraries, and what lies beside the notebooks."""
        lock = {"requirements.lock": digest(self.project.lock.read_bytes())}
        return self.package.exporters() | self._named(_beside(self.project.notebooks)) | lock

    @cached_property
    def _all_data(self) -> dict[str, str]:
        """The processed tables, and the raw files that they and the notebooks are made from."""
        return self._raw | self._named(self.project.processed / name for name in PROCESSED)

    @cached_property
    def _raw(self) -> dict[str, str]:
        codebook = read_codebook(self.project.codebook)
        tables = (self.project.raw / path for table in codebook for path in table.paths)
        maps = (path for path in map(self.project.boundaries, BOUNDARIES) if path.is_file())
        return self._named([self.project.codebook, *tables, *maps])

    @cached_property
    def _slices(self) -> dict[str, dict[str, Any]]:
        return outcomes.slices(self.project)

    def _about(self, place: str) -> dict[str, str]:
        """The raw files that concern a place as a whole, and of the others what concerns it."""
        raw, texts = self._raw_name(""), self._slices[place]["texts"]
        of_texts = {*map(self._raw_name, OF_TEXTS), self.project.codebook.relative_to(self.project.root).as_posix()}
        shared = {
            name: sha256
            for name, sha256 in self._raw.items()
            if name not in of_texts and (not name.startswith(f"{raw}{EVIDENCE}/") or Path(name).stem in texts)
        }
        processed = next(iter(self._named([self.project.processed / PROCESSED[0]])))
        return shared | {f"{processed} ({name})": self._slices[name]["sha256"] for name in (COMMON, place)}

    def _raw_name(self, name: str) -> str:
        return f"{self.project.raw.relative_to(self.project.root).as_posix()}/{name}"

    def _named(self, paths: Iterable[Path]) -> dict[str, str]:
        root = self.project.root
        return {path.relative_to(root).as_posix(): digest(path.read_bytes()) for path in paths if path.is_file()}


def _beside(folder: Path) -> list[Path]:
    """What a report may take from the folder of its notebook: `report.toml`, a logo, pictures, fonts."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".ipynb")
    left_out = (".", "__pycache__")
    return sorted(path for path in found if not any(one.startswith(left_out) for one in path.relative_to(folder).parts))

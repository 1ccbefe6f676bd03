"""The record of the reports: what each became, what it was made from, and the numbers that its sentences say.

Reports of one notebook share most of what they are made from: the code and the libraries stand once in the file, under
their common SHA-256, and each report names it. While a run makes reports, it notes each in a journal beside the
manifest, which it enters in the end; of a run that was cut short the next one does. Below its name, each line of the
journal has the parts of the manifest with what they have gained; several runs may write it at a time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Self

from analysis.project import write_together
from analysis.reports.freshness import Target
from analysis.reports.imports import digest
from analysis.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from filelock import BaseFileLock

FORMAT = 3
NAME = "manifest.json"
JOURNAL = "manifest.journal"
LOCK = ".manifest.lock"
FACTS = "facts.json"
FILES = "files"
"""Folder beside the reports with the files that each PDF holds, one folder for each report."""

PROVENANCE = "provenance.json"

_SHARED = ("src/", "requirements.lock", "Python", "data/raw/statistics/", "data/raw/places/")
"""Beginnings of the names of inputs that most reports have in common."""


def reasons_to_rebuild(
    target: Target,
    inputs: Mapping[str, str],
    manifest: Mapping[str, Any],
    *,
    strict: bool = True,
    committed: Callable[[], bool] = lambda: False,
) -> list[str]:
    """Names of what changed since the report was made; [] when it is fresh.

    A report of changes is made again once they are ``committed``, which is asked only then.
    """
    entry = manifest.get("reports", {}).get(target.name)
    if entry is None or not target.output.is_file():
        return ["not made yet"]
    folder = target.output.parent
    for name, made in entry["outputs"].items():
        path = folder / name
        if not path.is_file():
            return [f"{name} is missing"]
        if digest(path.read_bytes()) != made["sha256"]:
            return [f"{name} was changed since"]
    if strict and entry["faults"]:
        return ["it was made with faults"]
    before = entry["inputs"]
    changed = sorted(name for name in {*before, *inputs} if before.get(name) != inputs.get(name))
    if not changed and not entry["committed"] and committed():
        return ["its changes are committed now"]
    return changed


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder of reports; empty when there is none or it has another format.

    ``reports``: an entry for each; ``imports``: what the modules import that they were made with, by SHA-256.
    """
    known = _stored(folder)
    reports, shared = known["reports"], known["shared"]
    whole = {name: {**one, "inputs": shared[one["shared"]] | one["inputs"]} for name, one in reports.items()}
    return {"reports": whole, "imports": known["imports"]}


_PARTS = ("reports", "shared", "imports")


def _stored(folder: Path) -> dict[str, dict[str, Any]]:
    """The parts of the manifest as they stand in the file and the journal, as far as they can be relied on."""
    known: dict[str, dict[str, Any]] = {part: {} for part in _PARTS}
    noted = list(_noted(folder / JOURNAL))  # first: another run may enter it in the manifest now
    content = _read(folder / NAME)
    for gained in (content if content.get("format") == FORMAT else {}, *noted):
        if not all(isinstance(gained.get(part), dict) for part in _PARTS):
            continue
        known["shared"] |= {key: one for key, one in gained["shared"].items() if isinstance(one, dict)}
        known["reports"] |= {k: one for k, one in gained["reports"].items() if _is_entry(k, one, known["shared"])}
        known["imports"] |= {sha256: names for sha256, names in gained["imports"].items() if _are_names(names)}
    return known


def _noted(journal: Path) -> Iterator[dict[str, Any]]:
    """What a run has noted that has not entered it yet. A line cut short tells nothing."""
    with suppress(FileNotFoundError), journal.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            with suppress(ValueError):
                gained = json.loads(line.strip() or "null")
                if isinstance(gained, dict):
                    yield gained


def _read(path: Path) -> dict[str, Any]:
    """The table in a JSON file; empty when there is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, UnicodeDecodeError, json.JSONDecodeError):
        return {}
    return content if isinstance(content, dict) else {}


def _is_entry(name: str, entry: object, shared: Mapping[str, object]) -> bool:
    """Whether a line of the manifest can be relied on; any other makes its report stale."""
    return (
        name.rpartition(".")[2] in LANGUAGES
        and isinstance(entry, dict)
        and all(isinstance(entry.get(part), dict) for part in ("about", "outputs", "inputs"))
        and isinstance(entry.get("shared"), str)
        and entry["shared"] in shared
        and any(PurePath(output).suffix == ".pdf" for output in entry["outputs"])
        and isinstance(entry.get("faults"), list)
        and isinstance(entry.get("committed"), bool)
        and all(isinstance(text, str) for text in entry["about"].values())
        and all(map(_is_output, entry["outputs"].items()))
    )


def _are_names(names: object) -> bool:
    return isinstance(names, list) and all(isinstance(name, str) for name in names)


def _is_output(named: tuple[str, object]) -> bool:
    """Whether a name is that of a file below the folder of reports, with what is known of it."""
    path = PurePath(named[0])
    inside = not path.is_absolute() and ".." not in path.parts
    return inside and isinstance(named[1], dict) and isinstance(named[1].get("sha256"), str)


class Ledger:
    """What a run makes in a folder of reports: noted one by one, and entered in the manifest when the run ends."""

    def __init__(self, folder: Path, imports: Mapping[str, Sequence[str]] | None = None) -> None:
        """``imports``: what modules import, by SHA-256, so that the next run need not parse them."""
        self._folder, self._imports = folder, {} if imports is None else imports
        self._journal, self._shared = "", set[str]()  # the name of the journal, and what it has of this run

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        unwritable = isinstance(error, OSError) and not isinstance(error, ChildProcessError)
        if not unwritable:  # else the journal waits for the next run
            self.enter()

    def record(
        self,
        target: Target,
        inputs: Mapping[str, str],
        files: Mapping[str, bytes],
        *,
        about: Mapping[str, str],
        committed: bool,
        faults: Sequence[str] = (),
    ) -> None:
        """Write the files of a report and note it; remove its files of before. OSError when that cannot be done."""
        shared = {name: sha256 for name, sha256 in inputs.items() if name.startswith(_SHARED)}
        key = digest(json.dumps(shared, sort_keys=True).encode())
        entry = {
            "about": dict(about),
            "outputs": {name: {"bytes": len(made), "sha256": digest(made)} for name, made in sorted(files.items())},
            "faults": list(faults),
            "committed": committed,
            "inputs": {name: sha256 for name, sha256 in inputs.items() if name not in shared},
            "shared": key,
        }
        left_over = self._files.get(target.name, set()) - files.keys()
        with self._alone:
            write_together({self._folder / name: content for name, content in files.items()})
            self._note(target.name, entry, {key: shared})
        for name in left_over:
            (self._folder / name).unlink(missing_ok=True)
        self._files[target.name] = set(files)

    @cached_property
    def _files(self) -> dict[str, set[str]]:
        """The files of each report that there is."""
        return {name: set(entry["outputs"]) for name, entry in _stored(self._folder)["reports"].items()}

    @cached_property
    def _alone(self) -> BaseFileLock:
        """Keeps other runs from the journal."""
        from filelock import FileLock

        path = self._folder / LOCK
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            path.chmod(0o666)  # for whoever may write in the folder
        return FileLock(path)

    def _note(self, name: str, entry: Mapping[str, Any], shared: dict[str, Any]) -> None:
        """A line more in the journal, which names what many reports share only once."""
        from uuid import uuid4

        path, named = self._folder / JOURNAL, ""
        with suppress(FileNotFoundError), path.open(encoding="utf-8", errors="replace") as journal:
            named = journal.readline().strip()
        if named != self._journal:  # another run has entered the former one
            self._shared.clear()
        self._journal = named or json.dumps({"journal": uuid4().hex})
        new = {} if self._shared.issuperset(shared) else shared
        line = json.dumps({"reports": {name: entry}, "shared": new, "imports": {}}, ensure_ascii=False)
        with path.open("a", encoding="utf-8") as journal:
            # The break comes first: behind a line that was cut short.
            journal.write(f"\n{line}" if named else f"{self._journal}\n{line}")
            journal.flush()
            os.fsync(journal.fileno())
        self._shared |= shared.keys()

    def enter(self) -> None:
        """What the journal holds, of other runs too, becomes part of the manifest."""
        if not (self._folder / JOURNAL).is_file():
            return
        with self._alone:
            known = _stored(self._folder)
            known["imports"] |= {sha256: list(names) for sha256, names in self._imports.items()}
            write_together({self._folder / NAME: _written(**known)})
            (self._folder / JOURNAL).unlink(missing_ok=True)


def _written(reports: Mapping[str, Any], shared: Mapping[str, Any], imports: Mapping[str, Any]) -> bytes:
    """The parts in order, without what no report names any more."""
    common = {key: shared[key] for key in sorted({entry["shared"] for entry in reports.values()})}
    inputs = (*common.values(), *(entry["inputs"] for entry in reports.values()))
    used = {sha256 for made_from in inputs for sha256 in made_from.values()}
    kept = {sha256: names for sha256, names in sorted(imports.items()) if sha256 in used}
    return _json({"reports": dict(sorted(reports.items())), "shared": common, "imports": kept})


def facts(folder: Path, manifest: Mapping[str, Any]) -> bytes:
    """The numbers in the sentences of all reports of a folder, as their provenance lists them: ``facts.json``."""
    paths = {name: folder / FILES / name / PROVENANCE for name in sorted(manifest["reports"])}
    return _json({"reports": {name: _read(path).get("facts", []) for name, path in paths.items() if path.is_file()}})


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps({"format": FORMAT, **content}, ensure_ascii=False, indent=1) + "\n").encode()

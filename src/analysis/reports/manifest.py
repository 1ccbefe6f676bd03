"""The record of the reports: what each became, what it was made from, and the numbers that its sentences say.

Reports of one notebook share most of what they are made from: the code and the libraries stand once in the file, under
their common SHA-256, and each report names it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from analysis.project import write_together
from analysis.reports.freshness import Target
from analysis.reports.imports import digest
from analysis.vocabulary import LANGUAGES

FORMAT = 3
NAME = "manifest.json"
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
            return [f"{name} was changed by hand"]
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
    """The parts of the manifest as they stand in the file, as far as they can be relied on."""
    content = _read(folder / NAME)
    if content.get("format") != FORMAT or not all(isinstance(content.get(part), dict) for part in _PARTS):
        return {part: {} for part in _PARTS}
    shared = {key: one for key, one in content["shared"].items() if isinstance(one, dict)}
    reports = {name: one for name, one in content["reports"].items() if _is_entry(name, one, shared)}
    imports = {sha256: names for sha256, names in content["imports"].items() if _are_names(names)}
    return {"reports": reports, "shared": shared, "imports": imports}


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


def record(
    target: Target,
    inputs: Mapping[str, str],
    files: Mapping[str, bytes],
    *,
    about: Mapping[str, str],
    committed: bool,
    faults: Sequence[str] = (),
    imports: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write the files of a report and its entry in the manifest together; remove its files of before.

    ``imports``: what the modules import that it was made with, by SHA-256, so that the next run need not parse them.
    """
    folder = target.output.parent
    known = _stored(folder)
    before = known["reports"].get(target.name, {}).get("outputs", {})
    outputs = {name: {"bytes": len(content), "sha256": digest(content)} for name, content in sorted(files.items())}
    entry: dict[str, Any] = {"about": dict(about), "outputs": outputs, "faults": list(faults), "committed": committed}
    common = {what: sha256 for what, sha256 in inputs.items() if what.startswith(_SHARED)}
    entry["inputs"] = {what: sha256 for what, sha256 in inputs.items() if what not in common}
    entry["shared"] = digest(json.dumps(common, sort_keys=True).encode())
    known["shared"][entry["shared"]] = common
    known["reports"][target.name] = entry
    known["imports"] |= {sha256: list(names) for sha256, names in (imports or {}).items()}
    contents = {folder / name: content for name, content in files.items()}
    contents[folder / NAME] = _written(**known)
    write_together(contents)
    for name in before.keys() - files.keys():
        if (folder / name).is_file():
            (folder / name).unlink()


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

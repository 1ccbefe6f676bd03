"""The record of the reports: what each became, what it was made from, and the numbers that its sentences say."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from analysis.project import write_together
from analysis.reports.freshness import Target, digest
from analysis.vocabulary import LANGUAGES

FORMAT = 2
NAME = "manifest.json"
FACTS = "facts.json"
FILES = "files"
"""Folder beside the reports with the files that each PDF holds, one folder for each report."""

PROVENANCE = "provenance.json"


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
        if not path.is_file() or digest(path.read_bytes()) != made["sha256"]:
            return [f"{name} was changed by hand"]
    if strict and entry["faults"]:
        return ["it was made with faults"]
    before = entry["inputs"]
    changed = sorted(name for name in {*before, *inputs} if before.get(name) != inputs.get(name))
    if not changed and not entry["committed"] and committed():
        return ["its changes are committed now"]
    return changed


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder of reports; empty when there is none or it has another format."""
    return {"format": FORMAT, "reports": {name: one for name, one in _entries(folder / NAME) if _is_entry(name, one)}}


def _entries(path: Path) -> list[tuple[str, Any]]:
    content = _read(path)
    reports = content.get("reports") if content.get("format") == FORMAT else None
    return list(reports.items()) if isinstance(reports, dict) else []


def _read(path: Path) -> dict[str, Any]:
    """The table in a JSON file; empty when there is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, UnicodeDecodeError, json.JSONDecodeError):
        return {}
    return content if isinstance(content, dict) else {}


def _is_entry(name: str, entry: object) -> bool:
    """Whether a line of the manifest can be relied on; any other makes its report stale."""
    return (
        name.rpartition(".")[2] in LANGUAGES
        and isinstance(entry, dict)
        and all(isinstance(entry.get(part), dict) for part in ("about", "outputs", "inputs"))
        and isinstance(entry.get("faults"), list)
        and isinstance(entry.get("committed"), bool)
        and all(isinstance(text, str) for text in entry["about"].values())
        and all(map(_is_output, entry["outputs"].items()))
    )


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
) -> None:
    """Write the files of a report and its entry in the manifest together; remove its files of before."""
    folder = target.output.parent
    manifest = read_manifest(folder)
    before = manifest["reports"].get(target.name, {}).get("outputs", {})
    outputs = {name: {"bytes": len(content), "sha256": digest(content)} for name, content in sorted(files.items())}
    entry: dict[str, Any] = {"about": dict(about), "outputs": outputs, "faults": list(faults), "committed": committed}
    entry["inputs"] = dict(inputs)
    contents = {folder / name: content for name, content in files.items()}
    contents[folder / NAME] = _json({**manifest["reports"], target.name: entry})
    write_together(contents)
    for name in before.keys() - files.keys():
        if (folder / name).is_file():
            (folder / name).unlink()


def facts(folder: Path, manifest: Mapping[str, Any]) -> bytes:
    """The numbers in the sentences of all reports of a folder, as their provenance lists them: ``facts.json``."""
    paths = {name: folder / FILES / name / PROVENANCE for name in manifest["reports"]}
    return _json({name: _read(path).get("facts", []) for name, path in paths.items() if path.is_file()})


def _json(reports: Mapping[str, Any]) -> bytes:
    content = {"format": FORMAT, "reports": dict(sorted(reports.items()))}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()

"""The record of the reports: what each became, what it was made from, and the numbers that its sentences say."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.project import write_together
from analysis.reports.freshness import Target

FORMAT = 2
NAME = "manifest.json"
FACTS = "facts.json"


def reasons_to_rebuild(
    target: Target, inputs: Mapping[str, str], manifest: Mapping[str, Any], *, strict: bool = True
) -> list[str]:
    """Names of what changed since the report was made; [] when it is fresh."""
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
    return sorted(name for name in {*before, *inputs} if before.get(name) != inputs.get(name))


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder of reports; empty when there is none or it has another format."""
    return {"format": FORMAT, "reports": {name: one for name, one in _entries(folder / NAME) if _is_entry(one)}}


def _entries(path: Path) -> list[tuple[str, Any]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, UnicodeDecodeError, json.JSONDecodeError):
        return []
    known = isinstance(content, dict) and content.get("format") == FORMAT
    reports = content.get("reports") if known else None
    return list(reports.items()) if isinstance(reports, dict) else []


def _is_entry(entry: object) -> bool:
    """Whether a line of the manifest can be relied on; any other makes its report stale."""
    return (
        isinstance(entry, dict)
        and all(isinstance(entry.get(part), dict) for part in ("about", "outputs", "inputs"))
        and isinstance(entry.get("faults"), list)
        and all(isinstance(made, dict) and "sha256" in made for made in entry["outputs"].values())
    )


def record(
    target: Target,
    inputs: Mapping[str, str],
    files: Mapping[str, bytes],
    *,
    about: Mapping[str, str],
    facts: Sequence[Mapping[str, Any]],
    faults: Sequence[str] = (),
) -> None:
    """Write the files of a report, its entry in the manifest and its facts together; remove its files of before."""
    folder = target.output.parent
    manifest = read_manifest(folder)
    before = manifest["reports"].get(target.name, {}).get("outputs", {})
    outputs = {name: {"bytes": len(content), "sha256": digest(content)} for name, content in sorted(files.items())}
    entry = {"about": dict(about), "outputs": outputs, "faults": list(faults), "inputs": dict(inputs)}
    listed = {name: one for name, one in _entries(folder / FACTS) if name in manifest["reports"]}
    contents = {folder / name: content for name, content in files.items()}
    contents[folder / FACTS] = _json({**listed, target.name: list(facts)})
    contents[folder / NAME] = _json({**manifest["reports"], target.name: entry})
    write_together(contents)
    for name in before.keys() - files.keys():
        (folder / name).unlink(missing_ok=True)


def _json(reports: Mapping[str, Any]) -> bytes:
    content = {"format": FORMAT, "reports": dict(sorted(reports.items()))}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()

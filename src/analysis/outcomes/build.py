"""Checks ``data/raw`` and writes ``data/processed``: all files, or none; and knows when there is nothing to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.outcomes.slices import described as described_slices
from analysis.project import Project, write_together

if TYPE_CHECKING:
    from analysis.checks.examine import Examination
    from analysis.checks.findings import Finding

PACKAGE = Path(__file__).resolve().parents[1]
DESCRIPTION, FINDINGS = "datapackage.json", "findings.csv"
NOTICE = "notice"

NOT_OF_THE_BUILD = ("exhibits", "reports", "study")
"""Rooms whose code cannot change a processed table."""


class InvalidDataError(Exception):
    """The raw data break rules; ``findings`` holds every one of them, and nothing was written."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(f"{len(self.findings)} findings in data/raw")


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what a build read and found."""

    figures: int
    statistics: int
    confirmed: int
    notices: int

    @classmethod
    def of(cls, examination: Examination) -> Summary:
        """Counts of one examination."""
        severities = [finding.severity for finding in examination.findings]
        records = examination.records
        return cls(
            len(records["evidence"]),
            len(records["statistics"]),
            severities.count("confirmed"),
            severities.count("notice"),
        )


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the examination it rests on, and whether each processed file changed.

    ``news``: notices that the build before did not have, and ``gone`` how many of its notices are no more; none and 0
    for the first build.
    """

    examination: Examination
    changed: Mapping[Path, bool]
    news: Sequence[Finding] = ()
    gone: int = 0

    @property
    def summary(self) -> Summary:
        """Counts of what was read and found."""
        return Summary.of(self.examination)


def build(project: Project) -> Built:
    """Check ``data/raw`` and write ``data/processed``: all files, or none.

    Raises InvalidDataError with all findings when any of them is an error; earlier outputs then stay as they are.
    """
    from analysis.checks.examine import examine
    from analysis.outcomes.tables import described, written_tables

    inputs = _inputs(project)
    examination = examine(project)
    if examination.errors:
        raise InvalidDataError(examination.errors)
    tables = written_tables(examination)
    made = {"from": inputs, "summary": asdict(Summary.of(examination)), "slices": _slices(project, examination, tables)}
    tables[DESCRIPTION] = described(examination.codebook, tables, made)
    before = _notices(project.processed / FINDINGS)
    changed = write_together({project.processed / name: content for name, content in tables.items()})
    if before is None:
        return Built(examination, changed)
    notices = {_identity(asdict(finding)): finding for finding in examination.findings if finding.severity == NOTICE}
    return Built(
        examination,
        changed,
        news=[finding for identity, finding in notices.items() if identity not in before],
        gone=len(before - set(notices)),
    )


def _notices(path: Path) -> set[tuple[str, ...]] | None:
    """The notices of the build before; None where there was none."""
    import csv

    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {_identity(row) for row in csv.DictReader(file) if row["severity"] == NOTICE}
    except (FileNotFoundError, KeyError):
        return None


def _identity(finding: Mapping[str, Any]) -> tuple[str, ...]:
    """What makes a finding the same one in another build, in whatever row and words."""
    return tuple(str(finding[name]) for name in ("rule", "file", "subject", "column", "value"))


def _slices(project: Project, examination: Examination, tables: Mapping[str, bytes]) -> dict[str, Any]:
    from analysis.checks.geography import gazetteer_of

    codebook, gazetteer = examination.codebook, gazetteer_of(examination.records)
    sources, left_out = ((project.raw / codebook[name].paths[0]).read_bytes() for name in ("sources", "left_out"))
    return described_slices(gazetteer, tables, sources, left_out, codebook.descriptor)


def slices(project: Project) -> dict[str, dict[str, Any]]:
    """What concerns every place and what concerns each province, as of the last build (``slices.described``)."""
    return dict(_description(project)["made"]["slices"])


def _description(project: Project) -> dict[str, Any]:
    return dict(json.loads((project.processed / DESCRIPTION).read_text(encoding="utf-8")))


def unchanged(project: Project) -> Summary | None:
    """Counts of the last build, when a new one would give the same files; None when it must be done again.

    Contents are compared, those of the processed files too; a clock is never asked.
    """
    try:
        description = _description(project)
        made, resources = description["made"], description["resources"]
        same = made["from"] == _inputs(project) and all(
            _is_whole(project.processed, resource) for resource in resources
        )
        return Summary(**made["summary"]) if same else None
    except (FileNotFoundError, NotADirectoryError, KeyError, TypeError, ValueError):
        return None


def _is_whole(folder: Path, resource: Mapping[str, Any]) -> bool:
    content = (folder / resource["path"]).read_bytes()
    return bool(resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}")


def _inputs(project: Project) -> dict[str, str]:
    """SHA-256 of everything that a build depends on: the raw files, and the code that reads them as one."""
    raw = project.raw.relative_to(project.root).as_posix()
    within = sorted(glob("**", root_dir=project.raw, recursive=True, include_hidden=True))
    files = {f"{raw}/{name}": path for name in within if (path := project.raw / name).is_file()}
    inputs = {name: path.read_bytes() for name, path in files.items()}
    modules = sorted(glob("**/*.py", root_dir=PACKAGE, recursive=True))
    code = (name for name in modules if name.split("/")[0] not in NOT_OF_THE_BUILD)
    inputs["analysis"] = b"\0".join(name.encode() + b"\0" + (PACKAGE / name).read_bytes() for name in code)
    return {name: hashlib.sha256(content).hexdigest() for name, content in inputs.items()}

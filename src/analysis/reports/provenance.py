"""Where a report comes from: what it was made from, and how anyone makes the same file again."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis import __version__
from analysis.outcomes.slices import OF_TEXTS
from analysis.project import Project
from analysis.reports.freshness import Target
from analysis.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a report was made from.

    ``commit`` is the last one that changed any input, so that later commits do not change the report; it is empty
    outside a git repository. ``committed`` tells whether the inputs are all as in that commit.
    """

    target: Target
    inputs: Mapping[str, str]
    commit: str
    committed: bool

    @property
    def command(self) -> str:
        """What to type for this report alone."""
        place = f" --places {self.target.place}" if self.target.place else ""
        return f"analysis report {self.target.notebook.stem} --lang {self.target.lang}{place}"

    def colophon(self, lang: Language) -> str:
        """How this very file was made, as Markdown for its last page."""
        at = 0 if lang == "vi" else 1
        state = _STATES["none" if not self.commit else "committed" if self.committed else "changed"][at]
        return _COLOPHON[at].format(
            command=self.command,
            version=__version__,
            state=state.format(commit=self.commit),
            lock=self.inputs["requirements.lock"],
            python=self.inputs["Python"],
        )

    def as_json(self, facts: Sequence[Mapping[str, Any]]) -> bytes:
        """All of it, with every number printed in a sentence, for whoever traces the report."""
        content = {
            "report": self.target.name,
            "parameters": self.target.parameters,
            "command": self.command,
            "version": __version__,
            "commit": self.commit,
            "committed": self.committed,
            "inputs_sha256": dict(self.inputs),
            "facts": list(facts),
        }
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def provenance(project: Project, target: Target, inputs: Mapping[str, str]) -> Provenance:
    """The provenance of a report that is about to be made from ``inputs`` (name and SHA-256)."""
    return Provenance(target, inputs, *_state(project.root, _tracked(project, inputs)))


def is_committed(project: Project, inputs: Mapping[str, str]) -> bool:
    """Whether all inputs are as in the last commit that changed any of them."""
    return _state(project.root, _tracked(project, inputs))[1]


def _tracked(project: Project, inputs: Mapping[str, str]) -> tuple[str, ...]:
    """The inputs that are files people write, so that a commit can hold them."""
    processed = project.processed.relative_to(project.root).as_posix()
    written = {
        name for name in inputs if name == project.lock.name or ("/" in name and not name.startswith(f"{processed}/"))
    }
    # Of these a report of one place depends on some rows; which of them a commit holds git does not know.
    tables = (project.codebook, *(project.raw / name for name in OF_TEXTS))
    return tuple(sorted(written | {path.relative_to(project.root).as_posix() for path in tables}))


@cache
def _state(root: Path, paths: tuple[str, ...]) -> tuple[str, bool]:
    """The last commit that changed any of these paths, and whether they are now as in it; nothing without git."""
    commit = _git(root, "log", "-1", "--format=%H", "--", *paths) or ""
    return commit, bool(commit) and _git(root, "status", "--porcelain", "--", *paths) == ""


def _git(root: Path, *arguments: str) -> str | None:
    """What git says, without writing anything; None where it says nothing, as there is no git or no repository."""
    command = ["git", "-C", str(root), "--no-optional-locks", "--literal-pathspecs", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - no shell
    except FileNotFoundError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


_STATES: Mapping[str, tuple[str, str]] = {
    "committed": (
        "commit `{commit}`. Cùng commit, cùng thư viện và cùng Python cho lại đúng tệp này, từng byte",
        "commit `{commit}`. The same commit, libraries and Python give this file again, byte for byte",
    ),
    "changed": (
        "commit `{commit}` kèm những thay đổi chưa ghi nhận",
        "commit `{commit}` with changes that were not committed",
    ),
    "none": ("một thư mục ngoài git", "a folder outside git"),
}
_COLOPHON = (
    "Tệp này do lệnh `{command}` (phiên bản {version}) tạo ra, với các thư viện của `requirements.lock` "
    "(SHA-256 `{lock}`) và Python {python}, từ {state}.\n\n"
    "Đính kèm trong tệp PDF: số liệu của mỗi hình và bảng (CSV), sổ tay Jupyter đã chạy, và `provenance.json` ghi "
    "SHA-256 của mọi đầu vào cùng mọi con số in trong các câu.",
    "This file was made by `{command}` (version {version}), with the libraries of `requirements.lock` "
    "(SHA-256 `{lock}`) and Python {python}, from {state}.\n\n"
    "Attached to the PDF: the data of each figure and table (CSV), the notebook as it ran, and `provenance.json` with "
    "the SHA-256 of every input and every number printed in its sentences.",
)

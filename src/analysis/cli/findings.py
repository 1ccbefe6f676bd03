"""Findings as lines of a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from analysis.vocabulary import Language

if TYPE_CHECKING:
    from analysis.checks.findings import Finding

SHOWN_OF_A_KIND = 20
"""Findings of one rule in one column of one file that are printed; the others are counted."""


def print_findings(findings: Sequence[Finding], lang: Language, where: str = "data/raw") -> None:
    """All findings on the error stream, errors apart from notices, and how many of them are errors."""
    shown: dict[tuple[str, str, str], int] = {}
    kinds = {"error": ("Lỗi", "Errors"), "notice": ("Cảnh báo", "Notices")}
    parts = {kind: [one for one in findings if one.severity == kind] for kind in kinds}
    for kind, part in parts.items():
        if all(parts.values()):
            print(f"{kinds[kind][0 if lang == 'vi' else 1]} ({len(part)}):", file=sys.stderr)
        shown |= print_each(part, lang)
    for (file, rule, _), number in shown.items():
        if number > SHOWN_OF_A_KIND:
            more = "phát hiện nữa cùng loại" if lang == "vi" else "more of the same kind"
            print(f"{file}: … {number - SHOWN_OF_A_KIND} {more}. [{rule}]", file=sys.stderr)
    errors = sum(finding.severity == "error" for finding in findings)
    closing = (
        f"{errors} lỗi trong {where}; không ghi gì"
        if lang == "vi"
        else f"{errors} error{'s' if errors != 1 else ''} in {where}; nothing was written"
    )
    print(f"analysis: {closing}", file=sys.stderr)


def print_each(
    findings: Sequence[Finding], lang: Language, stream: TextIO | None = None
) -> dict[tuple[str, str, str], int]:
    """The first findings of each kind, a line each, on the error stream or ``stream``; return how many there are."""
    shown: dict[tuple[str, str, str], int] = {}
    for finding in findings:
        kind = (finding.file, finding.rule, finding.column)
        shown[kind] = shown.get(kind, 0) + 1
        if shown[kind] <= SHOWN_OF_A_KIND:
            line = f"{finding.place(lang)}: {finding.problem(lang)}. {finding.remedy(lang)}. [{finding.rule}]"
            print(line, file=stream or sys.stderr)
    return shown

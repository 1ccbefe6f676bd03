"""A finding: which rule, where, what was read; its words come from the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from analysis.checks.catalogue import CATALOGUE
from analysis.periods import format_date
from analysis.quantities import format_number
from analysis.vocabulary import Language, Term

Severity = Literal["error", "notice", "confirmed"]
Detail = str | Decimal | tuple[Decimal, ...] | date | Term

Naming = Callable[[str], str]
"""What somebody calls a column or a word of a closed list, by its code."""


def by_code(code: str) -> str:
    """As the files call it, in which the codes stand."""
    return code


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one rule.

    ``error`` stops the build; ``notice`` is something that readers of the figure must know; ``confirmed`` is a check
    that came out right, kept so that a report can say what was checked. ``row`` is the line in the file (0: all of it).
    ``subject`` is the id of the figure, series or source concerned.
    """

    rule: str
    file: str
    row: int = 0
    column: str = ""
    value: str = ""
    subject: str = ""
    details: Mapping[str, Detail] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """As the catalogue has it for the rule."""
        return CATALOGUE[self.rule].severity

    def problem(self, lang: Language, named: Naming = by_code) -> str:
        """What was found, as a sentence."""
        return self.fill(CATALOGUE[self.rule].problem(lang), lang, named)

    def remedy(self, lang: Language, named: Naming = by_code) -> str:
        """What to do about it, or what a reader should make of it."""
        return self.fill(CATALOGUE[self.rule].remedy(lang), lang, named)

    def fill(self, template: str, lang: Language, named: Naming = by_code) -> str:
        """A template with what was found; codes, which stand in it between backticks, become what they are called."""
        words = {name: _printed(detail, lang) for name, detail in self.details.items()}
        words |= {"value": self.value, "column": named(self.column)}
        parts = template.split("`")
        return "".join(named(part) if at % 2 else part.format(**words) for at, part in enumerate(parts))

    def place(self, lang: Language) -> str:
        """``evidence/x.csv, row 7, column value``: where to look."""
        row, column = ("dòng", "cột") if lang == "vi" else ("row", "column")
        parts = [self.file, f"{row} {self.row}" if self.row else "", f"{column} {self.column}" if self.column else ""]
        return ", ".join(part for part in parts if part)


def _printed(detail: Detail, lang: Language) -> str:
    if isinstance(detail, Decimal):
        return format_number(detail, lang)
    if isinstance(detail, date):
        return format_date(detail, lang)
    if isinstance(detail, Term):
        return detail.label(lang)
    if isinstance(detail, tuple):
        return " + ".join(format_number(number, lang) for number in detail)
    return detail


def in_order(findings: list[Finding]) -> list[Finding]:
    """Errors first, then by file, row, column and rule: the same findings always come in the same order."""
    rank = {"error": 0, "notice": 1, "confirmed": 2}
    return sorted(findings, key=lambda f: (rank[f.severity], f.file, f.row, f.column, f.rule, f.subject, f.value))

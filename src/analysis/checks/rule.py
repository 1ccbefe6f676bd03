"""One rule of the catalogue: its severity and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Rule:
    """Severity and wording of one rule; codes of columns and of closed lists stand between backticks."""

    severity: Literal["error", "notice", "confirmed"]
    problem_vi: str
    problem_en: str
    remedy_vi: str
    remedy_en: str

    def problem(self, lang: Language) -> str:
        """Template of what was found."""
        return self.problem_vi if lang == "vi" else self.problem_en

    def remedy(self, lang: Language) -> str:
        """Template of what to do, or of what to make of it."""
        return self.remedy_vi if lang == "vi" else self.remedy_en

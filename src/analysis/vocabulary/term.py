"""What a word of a closed list is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a closed list: its code in the data and its label for readers."""

    code: str
    vi: str
    en: str

    def label(self, lang: Language) -> str:
        """The label in one language."""
        return self.vi if lang == "vi" else self.en


class Vocabulary(Mapping[str, Term]):
    """A closed, ordered list of terms, looked up by code."""

    def __init__(self, name: str, *terms: tuple[str, str, str]) -> None:
        self.name = name
        self._terms = {code: Term(code, vi, en) for code, vi, en in terms}

    def __getitem__(self, code: str) -> Term:
        return self._terms[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def label(self, codes: str, lang: Language) -> str:
        """Label of one code, or of several joined by ``|``. KeyError for an unknown code."""
        return ", ".join(self[code].label(lang) for code in codes.split("|"))

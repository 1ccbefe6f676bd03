"""Words that say what a number is about, each with the code that it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.quantities import Phrases
from analysis.sources.extraction.words import CONTENTS, CUES, STAFF, TIERS


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a text: where it stands, what kind of word it is, and its code."""

    start: int
    end: int
    kind: str
    code: str


@cache
def lexicon() -> Phrases[tuple[tuple[str, str], ...]]:
    """All phrases of all kinds; one phrase may speak of several things ("cán bộ cấp xã": staff and tier)."""
    meanings: dict[str, tuple[tuple[str, str], ...]] = {}
    for kind, table in (("staff", STAFF), ("content", CONTENTS), ("tier", TIERS), ("cue", CUES)):
        for code, phrases in table.items():
            for phrase in _listed(phrases):
                meanings[phrase] = (*meanings.get(phrase, ()), (kind, code))
    return Phrases(meanings)


def _listed(phrases: str) -> Sequence[str]:
    return [" ".join(phrase.split()) for phrase in phrases.split("|") if phrase.strip()]


def hits(text: str, start: int, end: int) -> tuple[Hit, ...]:
    """Every phrase between two places, from left to right."""
    return tuple(
        Hit(first, last, kind, code)
        for first, last, meanings in lexicon().find(text, start, end)
        for kind, code in meanings
    )


def of_kind(found: Sequence[Hit], kind: str) -> list[Hit]:
    """The phrases of one kind."""
    return [hit for hit in found if hit.kind == kind]


Table = Mapping[str, str]

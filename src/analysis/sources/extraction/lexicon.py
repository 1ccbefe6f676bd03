"""Words that say what a number is about, each with the code that it stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from analysis.quantities import Phrases
from analysis.sources.extraction.words import CONTENTS, CUES, STAFF, TIERS


class Hit(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of a stretch of text in order, by their kind; ``cues`` are the codes of its cues."""

    of_kind: Mapping[str, Sequence[Hit]]
    starts: Mapping[str, Sequence[int]]
    cues: frozenset[str]

    @classmethod
    def of(cls, found: Iterable[Hit]) -> Words:
        """Phrases from left to right."""
        grouped: dict[str, list[Hit]] = defaultdict(list)
        for hit in found:
            grouped[hit.kind].append(hit)
        return cls._of_kinds(grouped)

    @classmethod
    def joined(cls, parts: Sequence[Words]) -> Words:
        """The phrases of several stretches that follow each other."""
        if len(parts) == 1:
            return parts[0]
        grouped: dict[str, list[Hit]] = defaultdict(list)
        for words in parts:
            for kind, hits in words.of_kind.items():
                grouped[kind] += hits
        return cls._of_kinds(grouped)

    @classmethod
    def _of_kinds(cls, of_kind: Mapping[str, Sequence[Hit]]) -> Words:
        starts = {kind: [hit.start for hit in hits] for kind, hits in of_kind.items()}
        return cls(of_kind, starts, frozenset([hit.code for hit in of_kind.get("cue", ())]))

    @classmethod
    def between_places(cls, text: str, start: int, end: int) -> Words:
        """Every phrase between two places of a text."""
        found = lexicon().find(text, start, end)
        return cls.of(Hit(first, last, kind, code) for first, last, meanings in found for kind, code in meanings)

    def all(self, kind: str) -> Sequence[Hit]:
        """The phrases of one kind."""
        return self.of_kind.get(kind, ())

    def between(self, kind: str, start: int, end: int) -> Sequence[Hit]:
        """The phrases of one kind that begin between two places."""
        starts = self.starts.get(kind)
        return self.of_kind[kind][bisect_left(starts, start) : bisect_left(starts, end)] if starts else ()

    def covers(self, place: int) -> bool:
        """Whether a place lies within a phrase."""
        for kind, starts in self.starts.items():
            before = bisect_left(starts, place) - 1
            if before >= 0 and self.of_kind[kind][before].end > place:
                return True
        return False

    def __bool__(self) -> bool:
        return bool(self.of_kind)

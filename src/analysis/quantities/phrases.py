"""Finding many fixed phrases in one pass: the longest one at each place, whole words only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

Meaning = TypeVar("Meaning")


class Phrases(Generic[Meaning]):
    """Phrases in the spelling of ``Aligned`` and what each of them means."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self.meanings = dict(meanings)
        phrases = any_of(self.meanings)
        self._pattern = re.compile(rf"(?<!\w)(?:{phrases})(?!\w)")
        self._here = re.compile(rf"(?:{phrases})(?!\w)")

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, Meaning]]:
        """Start, end and meaning of each phrase, from left to right, none within another."""
        for found in self._pattern.finditer(text, start, len(text) if end is None else end):
            yield found.start(), found.end(), self.meanings[found[0]]

    def at(self, text: str, place: int) -> tuple[int, Meaning] | None:
        """End and meaning of the longest phrase that begins at a place."""
        found = self._here.match(text, place)
        return (found.end(), self.meanings[found[0]]) if found else None


def any_of(words: Iterable[str]) -> str:
    """One regular expression for fixed words, shared beginnings read once; the longest word comes first."""
    return _alternatives(_tree(words))


def _tree(words: Iterable[str]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return tree


def _alternatives(tree: Mapping[str, Any]) -> str:
    """One regular expression for a tree of phrases: shared beginnings are read once, longer phrases come first."""
    branches = []
    for character, below in sorted(tree.items(), key=lambda item: (item[0] == "", item[0])):
        branches.append(re.escape(character) + (_alternatives(below) if below else ""))
    if len(branches) == 1:
        return branches[0]
    if branches[-1] == "":
        return f"(?:{'|'.join(branches[:-1])})?"
    return f"(?:{'|'.join(branches)})"

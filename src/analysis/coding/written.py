"""How a text is written where readers see no difference and programs do: its spaces, its marks, its tone placement."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.quantities import Aligned

_OTHER_SPACE = re.compile(r"[^\S\n\r ]|[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Spaces that are not the ordinary one, and characters that take no room at all."""
_APART = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Written:
    """What of a text is invisible in print; nothing of it is a fault."""

    spaces: Mapping[str, int]
    """Other spaces than the ordinary one, and how often; the most frequent first."""
    twice: tuple[Mapping[str, int], ...]
    """Words that stand there in two spellings ("uỷ" and "ủy"), each with how often, in small letters."""
    apart: int
    """Letters whose marks are characters of their own (not NFC); 0: the text is composed."""

    @classmethod
    def of(cls, text: str) -> Written:
        """Count in a text, in time linear in its length."""
        spaces = Counter(_OTHER_SPACE.findall(text)).most_common()
        composed = unicodedata.normalize("NFC", text)
        apart = 0 if composed == text else len(_APART.findall(text))
        return cls(dict(sorted(spaces, key=lambda one: (-one[1], one[0]))), _twice(composed), apart)


def _twice(text: str) -> tuple[Mapping[str, int], ...]:
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    for word, count in sorted(Counter(word.lower() for word in _WORD.findall(text)).items()):
        forms[Aligned.of(word).text][word] = count
    several = [group for group in forms.values() if len(group) > 1]
    return tuple(dict(sorted(group.items(), key=lambda one: (-one[1], one[0]))) for group in several)

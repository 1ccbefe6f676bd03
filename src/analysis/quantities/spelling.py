"""Vietnamese text in one spelling, with the way back to the characters that were printed."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

_SAME_LENGTH = {
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\t", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    "\u01a2": "ư", "\u01a3": "ư",  # how old files print the letter
    "ð": "đ", "Ð": "đ", "İ": "i",
}  # fmt: skip
_OTHER_SIGN = re.compile(f"[{''.join(_SAME_LENGTH)}]")
_MARK = re.compile("[\u0300-\u036f]")
_NEW_TONE = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_OLD_TONE = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_TONE = dict(zip(_NEW_TONE, _OLD_TONE, strict=True))
_TONE_AT_END = re.compile(rf"(?<!q)(?:{'|'.join(_NEW_TONE)})(?!\w)")


def plain(text: str) -> str:
    """Text with the same length in which spaces and dashes of all kinds are ordinary, so that places stay valid."""
    return text.translate({0x00A0: " ", 0x2013: "-", 0x2014: "-"})


@dataclass(frozen=True, slots=True)
class Aligned:
    """``text`` is ``raw`` in one spelling: composed, small letters, "ủy" for "uỷ", ordinary spaces and dashes.

    Its character ``i`` stands for ``raw[at[i]:at[i + 1]]``; ``at`` is None where both have the same length.
    """

    raw: str
    text: str
    at: Sequence[int] | None

    @classmethod
    def of(cls, raw: str) -> Aligned:
        """One spelling of any text, in linear time."""
        composed, at = _composed(raw) if _MARK.search(raw) else (raw, None)
        text = _OTHER_SIGN.sub(lambda found: _SAME_LENGTH[found[0]], composed).lower()
        return cls(raw, _TONE_AT_END.sub(lambda found: _TONE[found[0]], text), at)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the text as printed."""
        return (start, end) if self.at is None else (self.at[start], self.at[end])

    def printed(self, start: int, end: int) -> str:
        """``text[start:end]`` as printed."""
        first, last = self.span(start, end)
        return self.raw[first:last]


_MARKED = re.compile(r"[^\u0300-\u036f]?[\u0300-\u036f]+")


def _composed(raw: str) -> tuple[str, Sequence[int]]:
    """Letters with their marks as one character each, and where each began; other characters stay as they are."""
    parts: list[str] = []
    at = array("q")
    done = 0
    for cluster in _MARKED.finditer(raw):
        start, end = cluster.span()
        parts.append(raw[done:start])
        at.extend(range(done, start))
        composed = unicodedata.normalize("NFC", cluster[0])
        parts.append(composed)
        at.append(start)
        at.extend(range(end - len(composed) + 1, end))  # marks that no letter took
        done = end
    parts.append(raw[done:])
    at.extend(range(done, len(raw) + 1))
    return "".join(parts), at

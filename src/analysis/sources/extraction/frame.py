"""A number in its sentence: what stands before it, attached to it and after it, up to the numbers beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.quantities import Quantity
from analysis.sources.extraction.candidate import Confidence
from analysis.sources.extraction.lexicon import Hit, Words
from analysis.sources.extraction.sentences import Sentence
from analysis.sources.extraction.surroundings import Surroundings

_BREAK = re.compile(r"[;:.()“”…]|, ?")
_LABEL_GAP = re.compile(r" ?(?:[:-]|là|có|được)? ?")
_REFERRING = re.compile(r"\s*(?:trong đó|trong số đó|số này|cụ thể|gồm|bao gồm|theo đó|chia theo|chia ra)(?!\w)")


Found = tuple[str, Confidence, str]
"""A code, where its words stand, and the id of the rule."""


@dataclass(slots=True)
class Frame:
    """``clause`` is the part of the sentence between semicolons that holds the number; ``left`` and ``right`` end at
    the numbers beside it, ``attached`` where the noun phrase of the number ends. ``intro`` are the words of the line
    that introduces a list item, or of the sentences before; ``on_training``: the text's head speaks of training."""

    text: str
    quantity: Quantity
    sentence: Sentence
    words: Words
    intro: Words
    clause: tuple[int, int]
    left: int
    right: int
    attached: int
    on_training: bool

    @classmethod
    def of(cls, text: str, here: Surroundings, numbers: Sequence[Quantity], index: int, *, on_training: bool) -> Frame:
        """Around the number ``numbers[index]`` of a sentence."""
        quantity, words = numbers[index], here.words
        first = max([end for _, end in here.breaks if end <= quantity.start], default=here.sentence.start)
        last = min([start for start, _ in here.breaks if start >= quantity.end], default=here.sentence.end)
        left = max(first, numbers[index - 1].end) if index else first
        right = min(last, numbers[index + 1].start) if index + 1 < len(numbers) else last
        for start, end in here.parts:  # what "gồm" lists belongs to the parts, not to the whole
            if left <= start < right:
                left = max(left, end) if end <= quantity.start else left
                right = min(right, start) if start >= quantity.end else right
        attached = _attached(text, quantity, right, words)
        return cls(text, quantity, here.sentence, words, here.intro, (first, last), left, right, attached, on_training)

    def between(self, kind: str, start: int, end: int) -> Sequence[Hit]:
        """The words of a kind between two places."""
        return self.words.between(kind, start, end)

    def noun(self, kind: str) -> Sequence[Hit]:
        """Those attached to the number: "19.843 lượt cán bộ"."""
        return self.between(kind, self.quantity.number_end, self.attached)

    def before(self, kind: str) -> Sequence[Hit]:
        """Those between the number before and this one: "cấp xã gần 2.540 người"."""
        return self.between(kind, self.left, self.quantity.start)

    def after(self, kind: str) -> Sequence[Hit]:
        """Those between this number and the next, in its clause."""
        return self.between(kind, self.quantity.number_end, self.right)

    def beside(self, kind: str) -> Sequence[Hit]:
        """The label directly before the number: "cấp xã gần 2.540 người", "đại học 95 đồng chí"."""
        labels = self.before(kind)[-1:]
        gap = self.text[labels[0].end : self.quantity.start] if labels else "?"
        return labels if _LABEL_GAP.fullmatch(gap) else []

    def line_label(self, kind: str) -> Sequence[Hit]:
        """What stands at the head of a row: "1. Cao cấp lý luận chính trị – kế hoạch 70 người – thực hiện 64"."""
        if self.sentence.kind != "item":
            return []
        return self.between(kind, self.sentence.start, min(self.quantity.start, self.sentence.start + 60))

    def ends_with(self, pattern: re.Pattern[str], start: int, reach: int) -> bool:
        """Whether a pattern of at most ``reach`` characters ends before the number, and begins after a place."""
        before = self.quantity.start
        return bool(pattern.search(self.text, max(start, before - reach), before))

    @property
    def refers_back(self) -> bool:
        """Whether the sentence goes on with what the one before counted: "Trong đó …", "Cụ thể …"."""
        return bool(_REFERRING.match(self.text, self.sentence.start))

    def said(self, code: str, start: int, end: int) -> bool:
        """Whether a cue stands between two places."""
        return code in self.words.cues and any(hit.code == code for hit in self.words.between("cue", start, end))

    def first(self, code: str, start: int, end: int) -> int | None:
        """Where the first cue of a code between two places begins; None for none."""
        if code not in self.words.cues:
            return None
        return next((hit.start for hit in self.words.between("cue", start, end) if hit.code == code), None)

    def in_clause(self, code: str) -> bool:
        """Whether a cue stands in the clause."""
        return self.said(code, *self.clause)

    def in_sentence(self, code: str) -> bool:
        """Whether a cue stands in the sentence."""
        return code in self.words.cues

    def introduced(self, code: str) -> bool:
        """Whether a cue stands in what introduces the sentence."""
        return code in self.intro.cues


def _attached(text: str, quantity: Quantity, right: int, words: Words) -> int:
    """Where the noun phrase ends: at the first break that is not inside a phrase nor goes on listing contents."""
    for found in _BREAK.finditer(text, quantity.end, min(right, quantity.end + 300)):
        if words.covers(found.start()):
            continue
        listed = words.between("content", quantity.number_end, found.start())
        goes_on = words.between("content", found.end(), min(right, found.end() + 12))
        if not (found[0].startswith(",") and listed and goes_on):
            return found.start()
    return right

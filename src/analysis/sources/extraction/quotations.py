"""The few words that hold a figure, as they are printed."""

from __future__ import annotations

import re

from analysis.quantities import Aligned, Quantity
from analysis.sources.extraction.frame import Frame

MOST_WORDS = 6
_WORD = re.compile(r"\S+")


def quotation(aligned: Aligned, quantity: Quantity, frame: Frame) -> tuple[int, int, str]:
    """Start, end and words: bounding word, number and unit, and what of its noun phrase fits into six words."""
    text, start, end = aligned.text, quantity.start, quantity.end
    words = len(text[start:end].split())
    for word in _WORD.finditer(text, end, min(frame.attached, end + 60)):
        if words >= MOST_WORDS or word.start() > end + 1:
            break
        end, words = word.end(), words + (1 if word.start() > end else 0)
    while end > quantity.end and not (text[end - 1].isalnum() or text[end - 1] == "%"):
        end -= 1
    first, last = aligned.span(start, end)
    return first, last, aligned.raw[first:last]

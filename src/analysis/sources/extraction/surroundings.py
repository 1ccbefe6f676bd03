"""A sentence with what is the same for all of its numbers: looked up once, however many there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from analysis.quantities import Aligned
from analysis.sources.extraction.lexicon import Words
from analysis.sources.extraction.mentions import Mention, Placed
from analysis.sources.extraction.sentences import Sentence
from analysis.sources.extraction.text import REFERRING, Text
from analysis.sources.extraction.times import Time, Told

_STRONG = re.compile(r"[;…]|\.{3}| - |\((?!\d)")


@dataclass(slots=True)
class Surroundings:
    """``introducing`` are the sentences that this one goes on from, by index: headings, the lines that open its list,
    the sentences before it in its line. ``intro`` are their words, ``announced`` the status that they announce ("" for
    none), ``breaks`` what parts the clauses (semicolons, dashes, brackets), ``parts`` where "gồm" and the like stand.

    ``told`` and ``placed`` keep what earlier sentences say about time (by status) and place, once it was asked for.
    """

    index: int
    sentence: Sentence
    words: Words
    introducing: Sequence[int]
    intro: Words
    announced: str
    breaks: Sequence[tuple[int, int]]
    parts: Sequence[tuple[int, int]]
    times: Sequence[Time]
    mentions: Sequence[Mention]
    told: dict[str, Told] = field(default_factory=dict)
    placed: Placed | None = None

    @classmethod
    def of(cls, text: Text, index: int) -> Surroundings:
        """Around the sentence of that index."""
        sentences = text.structure.sentences
        here = sentences[index]
        introducing = [*here.under, *(i for i in range(max(0, index - 6), index) if sentences[i].line == here.line)]
        words = text.words(index)
        return cls(
            index, here, words, introducing, Words.joined([text.words(i) for i in introducing]),
            _announced(text, here, introducing),
            [found.span() for found in _STRONG.finditer(text.aligned.text, here.start, here.end)],
            [(hit.start, hit.end) for hit in words.all("cue") if hit.code == "part"],
            text.times_of(here), text.mentions_of(here),
        )  # fmt: skip


def _announced(text: Text, here: Sentence, introducing: Sequence[int]) -> str:
    carried = "plan" if text.is_plan else ""
    for i in introducing:
        sentence = text.structure.sentences[i]
        introduces = sentence.kind == "heading" or _opens(text.aligned, sentence)
        carried = _announced_after(text.words(i).cues, introduces, carried)
    if introducing and not carried and REFERRING.match(text.aligned.text, here.start):
        cues = text.words(introducing[-1]).cues
        return "plan" if "plan" in cues and "result" not in cues else ""
    return carried


def _announced_after(cues: Collection[str], introduces: bool, before: str) -> str:
    """What the status of the next sentences is, after a sentence with these cues; "" when nothing is announced."""
    if "target" in cues:
        return "target"
    if "plan" in cues and introduces:
        return "plan"
    if "plan" in cues and "result" not in cues:
        return before
    return "result" if {"result", "stock"} & {*cues} else before


def _opens(aligned: Aligned, sentence: Sentence) -> bool:
    """Whether a sentence opens a list."""
    return aligned.text[max(sentence.start, sentence.end - 20) : sentence.end].rstrip().endswith(":")

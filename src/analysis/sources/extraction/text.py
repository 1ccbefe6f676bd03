"""A text as it is read: its sentences, words, places and times, each looked up once, and what all of it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from analysis.quantities import Aligned
from analysis.sources.extraction.candidate import Defaults
from analysis.sources.extraction.lexicon import Words
from analysis.sources.extraction.mentions import Mention, PlaceNames, Setting, setting_of
from analysis.sources.extraction.sentences import LEAD, Sentence, Structure
from analysis.sources.extraction.times import Time, times_in, with_spans

LATEST = date(2025, 6, 30)
"""The day that names of places are read for in a text without a date: the last one of the 63 provinces."""

_WIDEST = ("cbccvc", "cbcc", "civil_servant|public_employee", "public_employee", "civil_servant")
"""Groups that an article may be about as a whole, the widest first."""


@dataclass(slots=True)
class Text:
    """What is known of a text while its figures are read; places count characters of ``aligned.text``."""

    aligned: Aligned
    structure: Structure
    names: PlaceNames
    defaults: Defaults
    mentions: Sequence[Mention]
    times: Sequence[Time]
    setting: Setting
    day: date
    mention_starts: Sequence[int] = field(init=False)
    time_starts: Sequence[int] = field(init=False)
    _words: dict[int, Words] = field(default_factory=dict, init=False)
    on_training: bool = field(init=False)
    is_plan: bool = field(init=False)
    title: Time | None = field(init=False)
    usual_staff: str = field(init=False)
    usual_tier: str = field(init=False)

    @classmethod
    def of(cls, aligned: Aligned, structure: Structure, names: PlaceNames, defaults: Defaults) -> Text:
        """Everything that is looked up once for the whole text."""
        mentions = names.find(aligned)
        day = defaults.published or defaults.period_end or LATEST
        weights = [_weight(structure, structure.at(mention.start)) for mention in mentions]
        setting = setting_of(names, mentions, weights, defaults.place_id, day)
        times = with_spans(_states_told(list(times_in(aligned.text, defaults.published)), structure))
        return cls(aligned, structure, names, defaults, mentions, times, setting, day)

    def __post_init__(self) -> None:
        """Indexes, and what the head of the text says for all of it."""
        self.mention_starts = [mention.start for mention in self.mentions]
        self.time_starts = [time.start for time in self.times]
        self.title = next((time for time in reversed(self.times) if time.sort == "title" and time.last), None)
        first = self.structure.sentences[:12]
        self.on_training = any("training" in self.words(i).cues for i, one in enumerate(first) if one.line <= 2 * LEAD)
        self.is_plan = any(_is_plan(self.aligned, one) for one in first)
        named = {hit.code for i in range(min(len(first), 8)) for hit in self.words(i).all("staff")}
        self.usual_staff = next((code for code in _WIDEST if code in named), "official")
        self.usual_tier = "" if self.setting.district else self._tier_of_headline()

    def _tier_of_headline(self) -> str:
        """The one tier that the headline names; "cơ sở" there counts where the first paragraph says which."""
        first = [(i, one) for i, one in enumerate(self.structure.sentences[:8]) if one.kind in ("headline", "body")]
        head = [hit for i, one in first if one.kind == "headline" for hit in self.words(i).all("tier")]
        lead = {hit.code for i, one in first if one.line <= LEAD for hit in self.words(i).all("tier")}
        named = {hit.code for hit in head if "cơ sở" not in self.aligned.text[hit.start : hit.end]}
        if not named and head and lead == {"commune"}:
            said = [hit for i, _ in first for hit in self.words(i).all("tier")]
            named = {hit.code for hit in said if "xã" in self.aligned.text[hit.start : hit.end]}
        return named.pop() if len(named) == 1 and "all" not in named else ""

    def words(self, index: int) -> Words:
        """The words of a sentence, looked up once."""
        if index not in self._words:
            sentence = self.structure.sentences[index]
            self._words[index] = Words.between_places(self.aligned.text, sentence.start, sentence.end)
        return self._words[index]

    def times_of(self, sentence: Sentence) -> list[Time]:
        """The expressions of time in a sentence."""
        first, last = (bisect_left(self.time_starts, place) for place in (sentence.start, sentence.end))
        return list(self.times[first:last])

    def mentions_of(self, sentence: Sentence) -> list[Mention]:
        """The places that a sentence names."""
        first, last = (bisect_left(self.mention_starts, place) for place in (sentence.start, sentence.end))
        return list(self.mentions[first:last])

    def line(self, place: int) -> int:
        """The line that holds a place."""
        return self.structure.sentences[self.structure.at(place)].line

    def tier_of(self, place: str) -> str:
        """The tier of a figure without a word about it: the declared one, the headline's, or that of its place."""
        if self.defaults.tier:
            return self.defaults.tier
        if place in self.names.province_of:
            return "district"
        return self.usual_tier or "all"

    def goes_on(self, printed: int, index: int) -> bool:
        """Whether a sentence lists what the figure at a place of the printed text, in the sentence before, counts."""
        here = self.structure.sentences[index]
        place = printed if self.aligned.at is None else bisect_left(self.aligned.at, printed)
        near = self.structure.at(place) == index - 1
        return near and bool(REFERRING.match(self.aligned.text, here.start))


REFERRING = re.compile(r"\s*(?:trong đó|trong số đó|số (?:kinh phí|tiền|lớp) này|cụ thể|theo đó|tổng|bao gồm)(?!\w)")


def _is_plan(aligned: Aligned, sentence: Sentence) -> bool:
    """Whether a line is the title of a plan: "KẾ HOẠCH" alone, or a headline that begins so."""
    begins = aligned.text.startswith(("kế hoạch", "dự thảo kế hoạch"), sentence.start)
    return begins and (sentence.kind == "headline" or sentence.end - sentence.start < 20)


def _states_told(times: Sequence[Time], structure: Structure) -> list[Time]:
    """Without "hiện có" in a sentence that names the day of the state."""
    told = {structure.at(time.start) for time in times if time.sort == "as_of"}
    return [time for time in times if time.sort != "now" or structure.at(time.start) not in told]


def _weight(structure: Structure, index: int) -> int:
    """How much a mention says about what the text is about: in the headline most."""
    kind = structure.sentences[index].kind if structure.sentences else "body"
    if kind == "furniture":
        return 1
    return 6 if kind == "headline" else (3 if index < 4 else 1)

"""All candidates of a text: numbers that are figures, with everything that their words and their setting say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.places import District, Gazetteer
from analysis.quantities import Aligned, Quantity
from analysis.sources.extraction import statuses, subjects
from analysis.sources.extraction.candidate import Candidate, Confidence, Defaults
from analysis.sources.extraction.duplicates import LEAD, without_repetitions
from analysis.sources.extraction.figures import figures_in
from analysis.sources.extraction.frame import Frame
from analysis.sources.extraction.lexicon import Hit, hits, of_kind
from analysis.sources.extraction.mentions import Mention, PlaceNames, Setting, at_time, setting_of
from analysis.sources.extraction.quotations import quotation
from analysis.sources.extraction.sentences import Sentence, Structure
from analysis.sources.extraction.times import Time, times_in, with_spans

_BROAD = ("cbccvc", "cbcc", "civil_servant|public_employee", "public_employee", "civil_servant")
"""Groups that an article may be about as a whole, the widest first."""

REACH = 60
"""Expressions of time before a figure that may still speak of it."""

LATEST = date(2025, 6, 30)
"""The day that names of places are read for in a text without a date: the last one of the 63 provinces."""


def candidates(
    text: str, gazetteer: Gazetteer, districts: Sequence[District], defaults: Defaults | None = None
) -> tuple[Candidate, ...]:
    """Every candidate figure of a text, in order; positions count the characters of ``text``.

    ``defaults`` hold for the document and win over what it does not say about a figure itself.
    """
    return Reader(PlaceNames(gazetteer, districts)).read(text, defaults or Defaults())


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads texts with one set of place names; reading many texts makes the names once."""

    names: PlaceNames

    def read(self, text: str, defaults: Defaults) -> tuple[Candidate, ...]:
        """The candidates of one text."""
        aligned = Aligned.of(text)
        structure = Structure.of(aligned)
        numbers = list(figures_in(aligned, structure))
        if not numbers:
            return ()
        return _Text.of(aligned, structure, self.names, defaults).read(numbers)


@dataclass(slots=True)
class _Text:
    """What is known of a text while its figures are read from the first to the last."""

    aligned: Aligned
    structure: Structure
    names: PlaceNames
    defaults: Defaults
    mentions: Sequence[Mention]
    times: Sequence[Time]
    setting: Setting
    day: date
    hits_of: dict[int, tuple[Hit, ...]]
    usual_staff: str
    usual_tier: str = ""
    mention_starts: Sequence[int] = ()
    time_starts: Sequence[int] = ()
    title: Time | None = None
    is_plan: bool = False
    on_training: bool = False

    @classmethod
    def of(cls, aligned: Aligned, structure: Structure, names: PlaceNames, defaults: Defaults) -> _Text:
        mentions = names.find(aligned)
        day = defaults.published or defaults.period_end or LATEST
        weights = [_weight(structure, structure.at(mention.start)) for mention in mentions]
        setting = setting_of(names, mentions, weights, defaults.place_id, day)
        times = with_spans(_states_told(list(times_in(aligned.text, defaults.published)), structure))
        text = cls(aligned, structure, names, defaults, mentions, times, setting, day, {}, "official")
        text.mention_starts, text.time_starts = [m.start for m in mentions], [time.start for time in times]
        text.title = next((time for time in reversed(times) if time.sort == "title" and time.last), None)
        text.is_plan = any(_is_plan(aligned, one) for one in structure.sentences[:10])
        lead = [i for i, one in enumerate(structure.sentences[:12]) if one.line <= 2 * LEAD]
        text.on_training = any(hit.code == "training" for i in lead for hit in text.hits(i))
        text.usual_staff = text._usual_staff()
        text.usual_tier = "" if setting.district else text._usual_tier()
        return text

    def _usual_staff(self) -> str:
        """The group that the first lines name most: whom the article is about."""
        named = {
            hit.code
            for index in range(min(len(self.structure.sentences), 8))
            for hit in of_kind(self.hits(index), "staff")
        }
        return next((code for code in _BROAD if code in named), "official")

    def _usual_tier(self) -> str:
        """The one tier that the headline names; "cơ sở" there counts where the first paragraph says which."""
        first = [i for i, one in enumerate(self.structure.sentences[:8]) if one.kind in ("headline", "body")]
        head = [
            hit
            for i in first
            if self.structure.sentences[i].kind == "headline"
            for hit in of_kind(self.hits(i), "tier")
        ]
        lead = {
            hit.code for i in first if self.structure.sentences[i].line <= LEAD for hit in of_kind(self.hits(i), "tier")
        }
        named = {hit.code for hit in head if "cơ sở" not in self.aligned.text[hit.start : hit.end]}
        if not named and head and lead == {"commune"}:
            clear = [
                hit
                for i in first
                for hit in of_kind(self.hits(i), "tier")
                if "xã" in self.aligned.text[hit.start : hit.end]
            ]
            named = {hit.code for hit in clear}
        return named.pop() if len(named) == 1 and "all" not in named else ""

    def hits(self, index: int) -> tuple[Hit, ...]:
        """The words of a sentence, looked up once."""
        if index not in self.hits_of:
            sentence = self.structure.sentences[index]
            self.hits_of[index] = hits(self.aligned.text, sentence.start, sentence.end)
        return self.hits_of[index]

    def read(self, numbers: Sequence[tuple[Sentence, list[Quantity]]]) -> tuple[Candidate, ...]:
        found: list[Candidate] = []
        for sentence, quantities in numbers:
            index = self.structure.at(sentence.start)
            intro = self._intro(index)
            for place, quantity in enumerate(quantities):
                frame = Frame.of(
                    self.aligned.text,
                    sentence,
                    quantities,
                    place,
                    self.hits(index),
                    intro,
                    on_training=self.on_training,
                )
                if candidate := self._candidate(frame, index):
                    found.append(candidate)
        return tuple(without_repetitions(found, self.structure, self.aligned))

    def _introducing(self, index: int) -> list[int]:
        """The sentences that a sentence goes on from: headings, the lines that open its list, those before it in its line."""
        sentences = self.structure.sentences
        here = sentences[index]
        return [*here.under, *(i for i in range(max(0, index - 6), index) if sentences[i].line == here.line)]

    def _intro(self, index: int) -> tuple[Hit, ...]:
        return tuple(hit for i in self._introducing(index) for hit in self.hits(i))

    def _carried_status(self, index: int) -> str:
        carried = "plan" if self.is_plan else ""
        for i in self._introducing(index):
            cues = [hit.code for hit in self.hits(i) if hit.kind == "cue"]
            sentence = self.structure.sentences[i]
            introduces = sentence.kind == "heading" or _opens(self.aligned, sentence)
            carried = statuses.announced(cues, introduces, carried)
        before = self._introducing(index)[-1:]
        if before and not carried and _REFERRING.match(self.aligned.text, self.structure.sentences[index].start):
            cues = [hit.code for hit in self.hits(before[0]) if hit.kind == "cue"]
            return "plan" if "plan" in cues and "result" not in cues else carried
        return carried

    def _candidate(self, frame: Frame, index: int) -> Candidate | None:
        about = subjects.indicator(frame)
        if about is None:
            return None
        quantity, indicator = frame.quantity, about[0]
        own_times = [time for time in self._times_of(frame.sentence) if time.sort not in ("title", "term")]
        stated = statuses.status(frame, indicator, self._carried_status(index), own_times)
        if self.defaults.status and stated[1] in ("assumed", "earlier"):
            stated = (self.defaults.status, "document", "status:declared")
        time, when, rule = self._when(frame, index, indicator, stated[0])
        if self._lies_ahead(time, stated[0]):
            stated = ("target" if quantity.unit == "percent" else "plan"), "sentence", "status:ahead"
            time, when, rule = self._when(frame, index, indicator, stated[0])
        first, last = _period(time, stated[0], indicator, self.defaults)
        staff = subjects.staff(frame, self.usual_staff)
        training = subjects.contents(frame, indicator)
        whose, where, place_rule = self._whose(frame, index, last)
        tier = subjects.tier(frame, self._tier(whose))
        counted = indicator not in ("headcount",) and quantity.unit != "percent"
        start, end, as_written = quotation(self.aligned, quantity, frame)
        return Candidate(
            start, end, as_written, quantity.value, quantity.bounds.low, quantity.bounds.high, quantity.unit,
            quantity.unit_as_written, quantity.qualifier, indicator, stated[0], whose, tier[0], staff[0], training[0],
            subjects.criterion(frame, indicator, training[0]),
            statuses.frequency(indicator, stated[0], time, frame.said("yearly", frame.left, frame.right), counted),
            first, last, time.years if time else None, _flags(frame, stated[0], first, staff[1]),
            {"unit": "clause", "indicator": about[1], "status": stated[1], "place_id": where, "tier": tier[1],
             "population": staff[1], "training": training[1], "period": when},
            (f"unit:{quantity.unit}", about[2], stated[2], place_rule, tier[2], staff[2], training[2], rule),
        )  # fmt: skip

    def _lies_ahead(self, time: Time | None, status: str) -> bool:
        """A period that begins, or a state of a year that ends, after the publication is no result."""
        published = self.defaults.published
        if time is None or published is None or status not in ("result", "stock") or time.last is None:
            return False
        if time.sort == "part" and time.first and status == "result" and time.last > published:
            return published < time.first + (time.last - time.first) / 3
        begins = time.first if status == "result" and time.sort != "as_of" else time.last
        return begins is not None and begins > published and (status == "result" or time.last.year > published.year)

    def _tier(self, place: str) -> str:
        if place not in self.names.province_of and self.usual_tier:
            return self.defaults.tier or self.usual_tier
        return self.defaults.tier or ("district" if place in self.names.province_of else "all")

    def _times_of(self, sentence: Sentence) -> list[Time]:
        first, last = bisect_left(self.time_starts, sentence.start), bisect_left(self.time_starts, sentence.end)
        return list(self.times[first:last])

    def _when(self, frame: Frame, index: int, indicator: str, status: str) -> tuple[Time | None, Confidence, str]:
        """The expression of time nearest to the number that its status allows."""
        own = [time for time in self._times_of(frame.sentence) if _fits(time, status)]
        start, end = frame.clause
        groups: tuple[tuple[list[Time], Confidence], ...] = (
            ([time for time in own if frame.left <= time.start < frame.quantity.start][-1:], "clause"),
            ([time for time in own if frame.quantity.end <= time.start < frame.attached][:1], "clause"),
            ([time for time in own if start <= time.start < frame.quantity.start][-1:], "clause"),
            ([time for time in own if frame.quantity.end <= time.start < min(end, frame.right)][:1], "sentence"),
            ([time for time in own if time.start < frame.quantity.start][-1:], "sentence"),
            (own[:1], "sentence"),
        )
        for times, where in groups:
            if times:
                return times[0], where, f"period:{times[0].sort}"
        for i in reversed(self._introducing(index)):
            if times := [time for time in self._times_of(self.structure.sentences[i]) if _fits(time, status)]:
                return times[0], "earlier", f"period:{times[0].sort}"
        if self.defaults.period_end:
            return None, "document", "period:declared"
        return self._usual_time(index, status)

    def _usual_time(self, index: int, status: str) -> tuple[Time | None, Confidence, str]:
        """What the lines before last said about time, else the headline, else nothing."""
        here = self.structure.sentences[index].start
        before = bisect_left(self.time_starts, here)
        earlier = [time for time in self.times[max(0, before - REACH) : before] if _fits(time, status)]
        if status in ("plan", "target") and (day := self.defaults.published):
            earlier = [time for time in earlier if time.last and time.last >= day]
        if status == "stock":
            states = [time for time in earlier if time.sort in ("as_of", "now")]
            near = states and self.structure.at(here) - self.structure.at(states[-1].start) < 12
            return (states[-1], "earlier", f"period:{states[-1].sort}") if near else (None, "assumed", "period:none")
        if status == "result" and (day := self.defaults.published):
            earlier = [time for time in earlier if time.last and time.last <= day] or earlier
        stated = [time for time in earlier if time.sort in ("year", "span", "part", "as_of")] or earlier
        if stated:
            line = self._line(stated[-1].start)
            first = next(time for time in stated if self._line(time.start) == line)
            return first, "earlier", f"period:{first.sort}"
        if self.title is not None and status in ("plan", "target"):
            return self.title, "earlier", "period:title"
        return None, "assumed", "period:none"

    def _line(self, start: int) -> int:
        return self.structure.sentences[self.structure.at(start)].line

    def _whose(self, frame: Frame, index: int, day: date | None) -> tuple[str, Confidence, str]:
        place, where, rule = self._named(frame, index)
        return self._then(place, day), where, rule

    def _then(self, place: str, day: date | None) -> str:
        """The place of the same name that there was in the period: figures of 2024 are those of the old province."""
        gazetteer = self.names.gazetteer
        if (
            day is None
            or place not in gazetteer
            or gazetteer[place].level != "province"
            or gazetteer[place].existed(day)
        ):
            return place
        named = [one for one in gazetteer if one.name_vi == gazetteer[place].name_vi and one.existed(day)]
        return named[0].place_id if len(named) == 1 and day < self.day else place

    def _named(self, frame: Frame, index: int) -> tuple[str, Confidence, str]:
        """The place named last before the number in its sentence, else in what it goes on from, else the text's."""
        sentence = frame.sentence
        beside = frame.quantity.start - 6
        inside = [
            m for m in self._mentions(sentence)
            if m.level != "none" and (not m.weak or beside <= m.end <= frame.quantity.start)
        ]  # fmt: skip
        before = [m for m in inside if m.start < frame.quantity.start]
        near = [
            m for m in inside if frame.quantity.end <= m.start < frame.attached and m.level in ("district", "province")
        ]
        for mentions, where in (
            (near[:1], "clause"),
            (before[-1:], "clause" if before and before[-1].start >= frame.clause[0] else "sentence"),
        ):
            if mentions and (place := self._meant(mentions[0], index)):
                return place, where, f"place:{mentions[0].level}"  # type: ignore[return-value]
        for i in reversed(self._introducing(index)):
            named = [
                m
                for m in self._mentions(self.structure.sentences[i])
                if not m.weak and m.level not in ("none", "country")
            ]
            named = [m for m in named if m.level in ("province", "district")] or named
            if named and (place := self._meant(named[0], i)):
                return place, "earlier", f"place:{named[0].level}"
        return self.setting.place, "document", "place:document"

    def _mentions(self, sentence: Sentence) -> list[Mention]:
        first, last = (bisect_left(self.mention_starts, place) for place in (sentence.start, sentence.end))
        return list(self.mentions[first:last])

    def _meant(self, mention: Mention, index: int) -> str:
        """The id of a mention: of a name by its day and province, of "huyện" the district spoken of last."""
        if mention.level == "province":
            return at_time(self.names.gazetteer, mention.places, self.day)
        if mention.level == "country":
            return mention.places[0]
        if mention.level == "district":
            inside = [place for place in mention.places if self.names.province_of[place] == self.setting.province]
            return inside[0] if inside else (mention.places[0] if len(mention.places) == 1 else "")
        if mention.level == "this_province" or (mention.level == "this_city" and not self.setting.district):
            return self.setting.province
        return self._district_before(mention.start) or self.setting.district

    def _district_before(self, start: int) -> str:
        last = bisect_left(self.mention_starts, start)
        here = self.structure.sentences[self.structure.at(start)].line
        for mention in reversed(self.mentions[max(0, last - 40) : last]):
            near = here - self.structure.sentences[self.structure.at(mention.start)].line <= 2
            if mention.level == "district" and near:
                return self._meant(mention, 0)
        return ""


_REFERRING = re.compile(r"\s*(?:trong đó|trong số đó|số (?:kinh phí|tiền|lớp) này|cụ thể|theo đó|tổng|bao gồm)(?!\w)")


def _is_plan(aligned: Aligned, sentence: Sentence) -> bool:
    """Whether a line is the title of a plan: "KẾ HOẠCH" alone, or a headline that begins so."""
    begins = aligned.text.startswith(("kế hoạch", "dự thảo kế hoạch"), sentence.start)
    return begins and (sentence.kind == "headline" or sentence.end - sentence.start < 20)


def _opens(aligned: Aligned, sentence: Sentence) -> bool:
    """Whether a sentence opens a list."""
    return aligned.text[sentence.start : sentence.end].rstrip().endswith(":")


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


_FITTING: Mapping[str, frozenset[str]] = {
    "result": frozenset({"year", "span", "part", "as_of", "since", "length", "until", "now", "recently"}),
    "stock": frozenset({"as_of", "year", "now", "part", "until"}),
    "plan": frozenset({"year", "span", "part", "until"}),
    "target": frozenset({"until", "as_of", "year", "span", "part"}),
}


def _fits(time: Time, status: str) -> bool:
    return time.sort in _FITTING[status]


def _period(time: Time | None, status: str, indicator: str, defaults: Defaults) -> tuple[date | None, date | None]:
    """First and last day: of a state one day, of a target the day until which it is aimed at."""
    published = defaults.published
    if time is None or (time.sort == "title" and time.last is None):
        if defaults.period_end:
            return defaults.period_start, defaults.period_end
        if status == "stock":
            return published, published
        if published and status in ("plan", "target"):
            return (date(published.year, 1, 1) if status == "plan" else None), date(published.year, 12, 31)
        return None, published
    first, last = time.first, time.last
    if status == "stock":
        day = last if not (published and last and last > published) else published
        return day, day
    if status == "target" and (time.sort in ("span", "title", "as_of")) and indicator.startswith("share"):
        return None, last
    if status == "result" and time.sort in ("as_of", "now"):
        return None, last
    return first, last


def _flags(frame: Frame, status: str, first: date | None, staff: Confidence) -> str:
    flags = []
    if first is None and status in ("result", "plan"):
        flags.append("period_start_unknown")
    if staff in ("earlier", "document"):
        flags.append("implicit")
    if frame.quantity.unit == "participation" and frame.quantity.unit_as_written == "":
        flags.append("unit_conflict")
    if frame.in_clause("elsewhere") and frame.said("elsewhere", frame.quantity.end, frame.right):
        flags.append("not_own_output")
    return "|".join(sorted(flags))


__all__ = ["Reader", "candidates", "replace"]

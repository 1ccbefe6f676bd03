"""The place of a figure: named with it, carried over from what it goes on from, or that of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from analysis.sources.extraction.candidate import Confidence
from analysis.sources.extraction.frame import Frame
from analysis.sources.extraction.mentions import Mention, Placed, at_time
from analysis.sources.extraction.surroundings import Surroundings
from analysis.sources.extraction.text import Text

BACK = 40
"""Mentions before a word such as "huyện" among which the district that it means is looked for."""


def whose(text: Text, here: Surroundings, frame: Frame, day: date | None) -> Placed:
    """The id of the place in the period that ends on ``day``, where its words stand, and the id of the rule."""
    placed = _in_sentence(text, here, frame) if here.mentions else None
    if placed is None:
        placed = here.placed = here.placed or _before_sentence(text, here)
    place, where, rule = placed
    return then(text, place, day), where, rule


def _in_sentence(text: Text, here: Surroundings, frame: Frame) -> Placed | None:
    """The place attached to the number, else the one named last before it."""
    quantity = frame.quantity
    inside = [m for m in here.mentions if m.level != "none" and (not m.weak or _told_beside(text, m, quantity.start))]
    named = [m for m in inside if m.level in ("district", "province") and quantity.end <= m.start < frame.attached]
    named = [m for m in named if not _ELSEWHERE.search(text.aligned.text, quantity.end, m.start)]
    before = [m for m in inside if m.start < quantity.start]
    own: Confidence = "clause" if before and before[-1].start >= frame.clause[0] else "sentence"
    groups: tuple[tuple[Sequence[Mention], Confidence], ...] = ((named[:1], "clause"), (before[-1:], own))
    for mentions, where in groups:
        if mentions and (place := meant(text, mentions[0])):
            return place, where, f"place:{mentions[0].level}"
    return None


def _before_sentence(text: Text, here: Surroundings) -> Placed:
    """The place of what the sentence goes on from, else the text's; the same for all its numbers."""
    for i in reversed(here.introducing):
        said = [m for m in text.mentions_of(text.structure.sentences[i]) if not m.weak]
        said = [m for m in said if m.level not in ("none", "country")]
        said = [m for m in said if m.level in ("province", "district")] or said
        if said and (place := meant(text, said[0])):
            return place, "earlier", f"place:{said[0].level}"
    return text.setting.place, "document", "place:document"


_ELSEWHERE = re.compile(r"(?<!\w)(?:tại|ở|sang|ra|về|đến|từ) $")


def _told_beside(text: Text, mention: Mention, start: int) -> bool:
    """ "đạt chuẩn ở Yên Bái là 99,1%": a place after "ở", directly before the number."""
    return start - 6 <= mention.end <= start and text.aligned.text.endswith("ở ", 0, mention.start)


def meant(text: Text, mention: Mention) -> str:
    """The id of a mention: of a name by its day and province, of "huyện" the district spoken of last."""
    if mention.level == "province":
        return at_time(text.names.gazetteer, mention.places, text.day)
    if mention.level == "country":
        return mention.places[0]
    if mention.level == "district":
        inside = [place for place in mention.places if text.names.province_of[place] == text.setting.province]
        return inside[0] if inside else (mention.places[0] if len(mention.places) == 1 else "")
    if mention.level == "this_province" or (mention.level == "this_city" and not text.setting.district):
        return text.setting.province
    return _district_before(text, mention.start) or text.setting.district


def _district_before(text: Text, start: int) -> str:
    last, here = bisect_left(text.mention_starts, start), text.line(start)
    for mention in reversed(text.mentions[max(0, last - BACK) : last]):
        if mention.level == "district" and here - text.line(mention.start) <= 2:
            return meant(text, mention)
    return ""


def then(text: Text, place: str, day: date | None) -> str:
    """The place of the same name that there was in the period: figures of 2024 are those of the old province."""
    gazetteer = text.names.gazetteer
    if day is None or day >= text.day or place not in gazetteer or gazetteer[place].existed(day):
        return place
    known = gazetteer[place]
    named = [one for one in gazetteer if (one.name_vi, one.level) == (known.name_vi, known.level) and one.existed(day)]
    return named[0].place_id if len(named) == 1 else place

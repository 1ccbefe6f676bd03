"""The reference period of a figure: the expression of time nearest to it that its status allows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile

from analysis.sources.extraction.candidate import Confidence, Defaults
from analysis.sources.extraction.frame import Frame
from analysis.sources.extraction.surroundings import Surroundings
from analysis.sources.extraction.text import Text
from analysis.sources.extraction.times import Time, Told

REACH = 60
"""Expressions of time before a figure that may still speak of it."""

_FITTING: Mapping[str, frozenset[str]] = {
    "result": frozenset({"year", "span", "part", "as_of", "since", "length", "until", "now", "recently"}),
    "stock": frozenset({"as_of", "year", "now", "part", "until"}),
    "plan": frozenset({"year", "span", "part", "until"}),
    "target": frozenset({"until", "as_of", "year", "span", "part"}),
}


def when(text: Text, here: Surroundings, frame: Frame, status: str) -> Told:
    """The nearest before the number in its clause, then attached to it, then in its sentence, then carried over."""
    own = [time for time in here.times if time.sort in _FITTING[status]]
    if own:
        return _in_sentence(frame, own)
    if status not in here.told:
        here.told[status] = before_sentence(text, here, status)
    return here.told[status]


def _in_sentence(frame: Frame, own: Sequence[Time]) -> Told:
    quantity, (start, end) = frame.quantity, frame.clause
    before = [time for time in own if time.start < quantity.start][-1:]
    after = [time for time in own if time.start >= quantity.end][:1]
    places: tuple[tuple[Sequence[Time], int, int, Confidence], ...] = (
        (before, frame.left, quantity.start, "clause"), (after, quantity.end, frame.attached, "clause"),
        (before, start, quantity.start, "clause"), (after, quantity.end, min(end, frame.right), "sentence"),
    )  # fmt: skip
    for times, first, last, where in places:
        if times and first <= times[0].start < last:
            return times[0], where, f"period:{times[0].sort}"
    nearest = (before or own)[0]
    return nearest, "sentence", f"period:{nearest.sort}"


def before_sentence(text: Text, here: Surroundings, status: str) -> Told:
    """What the sentence goes on from, or else the paragraphs before say about time; the same for all its numbers."""
    for i in reversed(here.introducing):
        said = [time for time in text.times_of(text.structure.sentences[i]) if time.sort in _FITTING[status]]
        if said:
            return said[0], "earlier", f"period:{said[0].sort}"
    if text.defaults.period_end:
        return None, "document", "period:declared"
    return _carried(text, here.sentence.start, status)


def _carried(text: Text, here: int, status: str) -> Told:
    """What the paragraphs before said about time: the first expression of the nearest one, else a plan's title."""
    before, day = bisect_left(text.time_starts, here), text.defaults.published
    earlier = [time for time in text.times[max(0, before - REACH) : before] if time.sort in _FITTING[status]]
    if status == "stock":
        states = [time for time in earlier if time.sort in ("as_of", "now")]
        near = states and text.structure.at(here) - text.structure.at(states[-1].start) < 12
        return (states[-1], "earlier", f"period:{states[-1].sort}") if near else (None, "assumed", "period:none")
    if status in ("plan", "target") and day:
        earlier = [time for time in earlier if time.last and time.last >= day]
    elif day:
        earlier = [time for time in earlier if not lies_ahead(time, status, day)] or earlier
    said = [time for time in earlier if time.sort in ("year", "span", "part", "as_of")] or earlier
    if said:
        line = text.line(said[-1].start)
        *_, first = takewhile(lambda time: text.line(time.start) == line, reversed(said))
        return first, "earlier", f"period:{first.sort}"
    title = text.title if status != "result" else None
    return (title, "earlier", "period:title") if title else (None, "assumed", "period:none")


def lies_ahead(time: Time | None, status: str, published: date | None) -> bool:
    """A period that begins, or a state of a year that ends, after the publication is no result."""
    if time is None or published is None or time.last is None or time.last <= published:
        return False
    if status == "stock":
        return time.last.year > published.year
    if status != "result" or time.first is None:
        return False
    if time.sort == "part":
        return published < time.first + (time.last - time.first) / 3
    return time.first > published


def period(time: Time | None, status: str, indicator: str, defaults: Defaults) -> tuple[date | None, date | None]:
    """First and last day: of a state one day, of a target the day until which it is aimed at."""
    published = defaults.published
    if time is None:
        return _without_words(status, defaults)
    first, last = time.first, time.last
    if status == "stock":
        day = published if published and last and last > published else last
        return day, day
    if status == "target" and time.sort in ("span", "title", "as_of") and indicator.startswith("share"):
        return None, last
    if status == "result" and time.sort in ("as_of", "now"):
        return None, last
    return first, last


def _without_words(status: str, defaults: Defaults) -> tuple[date | None, date | None]:
    """What is declared for the document, else what the day of publication allows."""
    published = defaults.published
    if defaults.period_end:
        return defaults.period_start, defaults.period_end
    if status == "stock":
        return published, published
    if published and status in ("plan", "target"):
        return (date(published.year, 1, 1) if status == "plan" else None), date(published.year, 12, 31)
    return None, published

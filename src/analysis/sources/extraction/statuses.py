"""Done, planned, aimed at, or a state: the status of a figure and how often it holds."""

from __future__ import annotations

import re

from analysis.sources.extraction.frame import Frame
from analysis.sources.extraction.lexicon import of_kind
from analysis.sources.extraction.subjects import Found
from analysis.sources.extraction.times import Time

_PLANNED = re.compile(r"(?<!theo )(?:kế hoạch|chỉ tiêu)(?: được)?(?: giao| năm)?(?: là|:)? $")
_STATES = frozenset({"headcount", "share_meeting_standard", "share_with_degree", "share_under_age", "share_language",
                     "share_international_ready"})  # fmt: skip
_DECIDING = ("target", "plan", "result")


def status(frame: Frame, indicator: str, carried: str, times: list[Time]) -> Found:
    """From the words before the number, nearest first; a target that was announced holds for what follows it."""
    state = "stock" if indicator in _STATES else "result"
    cues = [hit for hit in frame.between("cue", frame.sentence.start, frame.quantity.start) if hit.code in _DECIDING]
    if any(hit.code == "target" for hit in cues):
        return "target", "clause" if cues[-1].code == "target" else "sentence", "status:target"
    if indicator == "plan_completion":
        return ("target" if carried == "target" else "result"), "clause", "status:completion"
    if _PLANNED.search(frame.text, max(frame.sentence.start, frame.quantity.start - 24), frame.quantity.start):
        return "plan", "clause", "status:kế hoạch"
    until = any(time.sort == "until" for time in times) and not (cues and cues[-1].code == "result")
    if until and carried != "result":
        return "target", "sentence", "status:until"
    if carried == "target" and not any(hit.code == "result" for hit in cues):
        return "target", "earlier", "status:announced"
    own = [hit for hit in cues if hit.start >= frame.clause[0]] or cues
    if own and own[-1].code == "plan" and indicator not in _STATES:
        return "plan", "clause", "status:plan"
    if own and own[-1].code == "result":
        return state, "clause", "status:done"
    after = [hit for hit in frame.between("cue", frame.quantity.end, frame.right) if hit.code == "plan"]
    if (
        not own
        and after
        and indicator not in _STATES
        and any(hit.code == "plan" for hit in of_kind(frame.intro, "cue"))
    ):
        return "plan", "sentence", "status:plan"
    if carried == "plan" and indicator not in _STATES:
        return "plan", "earlier", "status:announced"
    return state, "assumed" if not own else "sentence", f"status:{state}"


def announced(frame_cues: list[str], introduces: bool, before: str) -> str:
    """What the status of the next sentences is, after a sentence with these cues; "" when nothing is announced."""
    if "target" in frame_cues:
        return "target"
    if "plan" in frame_cues and introduces:
        return "plan"
    if "plan" in frame_cues and "result" not in frame_cues:
        return before
    return "result" if {"result", "stock"} & {*frame_cues} else before


def frequency(indicator: str, status_code: str, time: Time | None, yearly: bool, counted: bool) -> str:
    """``per_year`` for what holds every year, ``cumulative`` for counts over several years, else ``once``."""
    if yearly or indicator == "share_trained_yearly":
        return "per_year"
    if not counted or time is None or status_code in ("stock", "target"):
        return "once"
    if time.sort in ("since", "length", "recently"):
        return "cumulative" if time.first is None or (time.last and time.last.year > time.first.year) else "once"
    several = (
        time.sort != "part" and time.first is not None and time.last is not None and time.last.year > time.first.year
    )
    return "cumulative" if time.sort == "span" or several else "once"

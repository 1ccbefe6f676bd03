"""Done, planned, aimed at, or a state: the status of a figure and how often it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.sources.extraction.frame import Found, Frame
from analysis.sources.extraction.times import Time

STATES = frozenset(
    {
        "headcount", "share_meeting_standard", "share_with_degree", "share_under_age", "share_language",
        "share_international_ready",
    }
)  # fmt: skip
_DECIDING = frozenset({"target", "plan", "result"})
_PLANNED = re.compile(r"(?<!theo )(?:kế hoạch|chỉ tiêu)(?: được)?(?: giao| năm)?(?: là|:)? $")


def status(frame: Frame, indicator: str, carried: str, times: Sequence[Time]) -> Found:
    """From the words before the number, nearest first; a target that was announced holds for what follows it."""
    cues = [hit for hit in frame.between("cue", frame.sentence.start, frame.quantity.start) if hit.code in _DECIDING]
    if any(hit.code == "target" for hit in cues):
        return "target", "clause" if cues[-1].code == "target" else "sentence", "status:target"
    if indicator == "plan_completion":
        return ("target" if carried == "target" else "result"), "clause", "status:completion"
    if _PLANNED.search(frame.text, max(frame.sentence.start, frame.quantity.start - 24), frame.quantity.start):
        return "plan", "clause", "status:kế hoạch"
    last = cues[-1].code if cues else ""
    if carried != "result" and last != "result" and any(time.sort == "until" for time in times):
        return "target", "sentence", "status:until"
    if carried == "target" and "result" not in {hit.code for hit in cues}:
        return "target", "earlier", "status:announced"
    return _done_or_planned(frame, indicator, carried, last)


def _done_or_planned(frame: Frame, indicator: str, carried: str, last: str) -> Found:
    """A state is never planned; a count or an amount is when the nearest cue, or what introduces it, says so."""
    state = "stock" if indicator in STATES else "result"
    if last == "result":
        return state, "clause", "status:done"
    if state == "result":
        planned_after = any(hit.code == "plan" for hit in frame.after("cue"))
        planned_before = any(hit.code == "plan" for hit in frame.intro.all("cue"))
        if last == "plan" or (not last and planned_after and planned_before):
            return "plan", "clause" if last else "sentence", "status:plan"
        if carried == "plan":
            return "plan", "earlier", "status:announced"
    return state, "sentence" if last else "assumed", f"status:{state}"


def frequency(indicator: str, status_code: str, time: Time | None, yearly: bool, unit: str) -> str:
    """``per_year`` for what holds every year, ``cumulative`` for counts over several years, else ``once``."""
    if yearly or indicator == "share_trained_yearly":
        return "per_year"
    counted = unit != "percent" and indicator != "headcount"
    if not counted or time is None or status_code in ("stock", "target"):
        return "once"
    if time.sort in ("since", "length", "recently") and time.first is None:
        return "cumulative"
    several = time.first is not None and time.last is not None and time.last.year > time.first.year
    return "cumulative" if several and time.sort != "part" else "once"

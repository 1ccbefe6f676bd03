"""Of whom: the staff group of a figure and the tier that it serves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.sources.extraction.candidate import Confidence
from analysis.sources.extraction.frame import Found, Frame
from analysis.sources.extraction.lexicon import Hit


def staff(frame: Frame, usual: str) -> Found:
    """Whose figure it is: the group in the words next to the number, else of the sentence's head, else carried over."""
    quantity = frame.quantity
    if quantity.unit == "trainee" or quantity.unit_as_written.lower().endswith("học viên"):
        return "trainee_unspecified", "clause", "staff:học viên"
    for found in _named(frame) if frame.words.all("staff") else ():
        if named := _groups(frame, found):
            return named, "clause", f"staff:{named}"
    if quantity.unit == "class" and _attended(frame):
        return "trainee_unspecified", "clause", "staff:học viên"
    if quantity.unit == "vnd" and (named := _groups(frame, frame.between("staff", quantity.end, frame.clause[1]))):
        return named, "sentence", f"staff:{named}"
    if carried := _carried(frame, usual):
        return carried
    if quantity.unit_as_written.lower() in ("đồng chí", "đ/c"):
        return "official", "assumed", "staff:đồng chí"
    return usual, "document", "staff:usual"


def _named(frame: Frame) -> Iterator[Sequence[Hit]]:
    """The groups that stand with the number, those that most likely belong to it first."""
    yield frame.beside("staff")
    yield frame.noun("staff")
    yield frame.before("staff")[-1:]
    yield _given(frame)


def _carried(frame: Frame, usual: str) -> Found | None:
    """The group of the sentence's head, else of what a list goes on from; "cán bộ" alone yields to the usual one."""
    listed = frame.sentence.kind == "item" or _head_end(frame) < frame.quantity.start
    head = _groups(frame, frame.between("staff", frame.sentence.start, _head_end(frame))[-1:])
    if head and (head != "official" or listed or usual == "official"):
        return head, "sentence", f"staff:{head}"
    before = _groups(frame, frame.intro.all("staff")[-1:]) if listed or frame.refers_back else ""
    return (before, "earlier", f"staff:{before}") if before else None


def _groups(frame: Frame, found: Sequence[Hit]) -> str:
    """The first group that is named, with the one joined to it by "và"; "" for none."""
    named = [hit for hit in found if hit.code not in ("", "trainee_unspecified")]
    if not named:
        return ""
    first, *others = named
    if others and frame.text[first.end : others[0].start] in (" và ", ", ") and others[0].code != "official":
        return "|".join(sorted({*first.code.split("|"), *others[0].code.split("|")}))
    return first.code


_GIVEN = re.compile(r"(?:cho|của|đối với|dành cho|là)(?: \w+){0,4} $")


def _given(frame: Frame) -> Sequence[Hit]:
    """The group after the number: within its comma, or behind "cho", "của"; else it is the next number's label."""
    comma = frame.text.find(",", frame.quantity.end, frame.right)
    return [
        hit
        for hit in frame.after("staff")
        if comma < 0 or hit.start < comma or _GIVEN.search(frame.text, max(0, hit.start - 30), hit.start)
    ]


def _head_end(frame: Frame) -> int:
    """Where the head of the sentence ends: before the word that opens a list of parts, else before the number."""
    part = frame.first("part", frame.sentence.start, frame.quantity.start)
    return frame.quantity.start if part is None else part


_ATTENDED = re.compile(
    r"[^;.]{0,80}?(?:với|cho|thu hút|có|tổng số|là|được|,)? ?(?:hơn |trên |gần |khoảng )?\d[\d.]* (?:lượt )?học viên"
)


def _attended(frame: Frame) -> bool:
    """Whether the next number of a number of classes says "học viên": whom the classes taught is not told."""
    return bool(_ATTENDED.match(frame.text, frame.quantity.end, min(frame.sentence.end, frame.quantity.end + 160)))


def tier(frame: Frame, default: str) -> Found:
    """Whose tier: the words of the item itself, else of the sentence's head, else of what introduces the list."""
    for found, where in _tiers(frame) if frame.words.all("tier") else ():
        if found:
            return found[0].code, where, f"tier:{found[0].code}"
    before = frame.intro.all("tier")
    if before and (frame.sentence.kind == "item" or frame.refers_back):
        return before[-1].code, "earlier", f"tier:{before[-1].code}"
    return default, "assumed", "tier:place"


def _tiers(frame: Frame) -> Iterator[tuple[Sequence[Hit], Confidence]]:
    """The tiers that the sentence names, those that most likely belong to the number first."""
    yield frame.beside("tier"), "clause"
    yield frame.noun("tier")[:1], "clause"
    yield frame.before("tier")[-1:], "clause"
    yield frame.between("tier", frame.clause[0], _head_end(frame))[-1:], "sentence"
    yield _up_to_comma(frame), "clause"
    semicolon = frame.text.find(";", frame.sentence.start, frame.quantity.start)
    head_end = frame.quantity.start if semicolon < 0 else semicolon
    yield frame.between("tier", frame.sentence.start, head_end)[:1], "sentence"


def _up_to_comma(frame: Frame) -> Sequence[Hit]:
    comma = frame.text.find(",", frame.quantity.end, frame.right)
    return frame.between("tier", frame.quantity.end, comma if comma >= 0 else frame.right)[:1]

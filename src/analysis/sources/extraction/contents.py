"""In which training: its contents, and what a share is measured against."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from analysis.sources.extraction.candidate import Confidence
from analysis.sources.extraction.frame import Found, Frame
from analysis.sources.extraction.lexicon import Hit

_BARE = {"degree.intermediate": "political_theory.intermediate"}
"""Of a bare "trung cấp" that is studied, not held: the schools for officials teach political theory."""
_NO_TRAINING = frozenset({"headcount", "rotations", "share_under_age", "share_international_ready"})
MANY = 5
"""So many contents, or an open list, are ``any``."""


def contents(frame: Frame, indicator_code: str) -> Found:
    """The contents of the training that the figure is about; ``any`` where none is named."""
    if indicator_code in _NO_TRAINING or indicator_code == "share_meeting_standard":
        return "none", "clause", "training:none"
    for found, where in _named(frame) if frame.words.all("content") else ():
        if codes := _codes(frame, found):
            opened = any(mark in frame.text[found[-1].end : found[-1].end + 12] for mark in ("…", "...", "v.v"))
            many = len(codes) >= MANY or (opened and len(codes) > 1)
            return ("any" if many else "|".join(sorted(codes))), where, "training:named"
    if frame.sentence.kind == "item" and (codes := _codes(frame, frame.intro.all("content")[-1:])):
        return "|".join(sorted(codes)), "earlier", "training:introduced"
    return "any", "assumed", "training:any"


def _named(frame: Frame) -> Iterator[tuple[Sequence[Hit], Confidence]]:
    """The contents that the sentence names, those that most likely belong to the number first."""
    yield frame.beside("content"), "clause"
    yield frame.noun("content"), "clause"
    yield frame.before("content"), "clause"
    yield frame.after("content"), "clause"
    yield _rest_of_clause(frame), "sentence"
    yield frame.line_label("content"), "sentence"


def _rest_of_clause(frame: Frame) -> Sequence[Hit]:
    part = frame.first("part", frame.quantity.end, frame.clause[1])
    return frame.between("content", frame.quantity.number_end, frame.clause[1] if part is None else part)


def _codes(frame: Frame, found: Sequence[Hit]) -> set[str]:
    """Codes of contents, levels of political theory told from those of schools, wholes left out beside their parts."""
    if not found:
        return set()
    political = any(hit.code.startswith("political") for hit in frame.between("content", *frame.clause))
    codes = {code for hit in found for code in hit.code.split("|")}
    if political:
        return without_wholes(codes, political=True)
    if frame.quantity.unit in ("class", "person", "trainee"):
        bare = {hit.code for hit in found if frame.text[hit.start : hit.end] == "trung cấp"}
        codes = {_BARE.get(code, code) if code in bare else code for code in codes}
    return without_wholes(codes, political=False)


def without_wholes(codes: Collection[str], *, political: bool) -> set[str]:
    """Codes of contents without a whole beside its parts; a bare "trung cấp" is ``political`` among such words."""
    told = {_BARE.get(code, code) for code in codes} if political else {*codes}
    return {code for code in told if not any(other.startswith(f"{code}.") for other in told)}


_HIGHER = re.compile(r"(?:đại học|cao đẳng) trở lên|từ đại học")
_CRITERION_OF_INDICATOR = {
    "share_under_age": "under_age_40", "share_international_ready": "international_environment",
    "share_language": "minority_language",
}  # fmt: skip
_CRITERIA = (
    ("degree.master", "degree_master"), ("degree.bachelor", "degree_bachelor"),
    ("degree.intermediate", "degree_intermediate_or_higher"),
    ("political_theory.intermediate", "political_theory_intermediate"),
)  # fmt: skip


def criterion(frame: Frame, indicator_code: str, training: str) -> str:
    """What a share is measured against."""
    if indicator_code in _CRITERION_OF_INDICATOR:
        return _CRITERION_OF_INDICATOR[indicator_code]
    if indicator_code == "share_meeting_standard":
        before_post = frame.said("appointment", *frame.clause)
        return "pre_appointment_standard" if before_post else "required_standard"
    if indicator_code == "share_with_degree":
        code = next((to for start, to in _CRITERIA if training.startswith(start)), "none")
        higher = code == "degree_bachelor" and _HIGHER.search(frame.text, frame.left, frame.right)
        return "degree_bachelor_or_higher" if higher else code
    return "none"

"""What is counted, of whom, and in which training."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.sources.extraction.candidate import Confidence
from analysis.sources.extraction.frame import Frame
from analysis.sources.extraction.lexicon import Hit, of_kind

Found = tuple[str, Confidence, str]
"""A code, where its words stand, and the id of the rule."""

_SHARE_CUES = ("international", "uses_language", "standard", "appointment", "degree", "young", "training")
_INDICATOR_OF_CUE = {
    "international": "share_international_ready", "uses_language": "share_language", "standard": "share_meeting_standard",
    "appointment": "share_meeting_standard", "degree": "share_with_degree", "young": "share_under_age",
    "training": "share_trained",
}  # fmt: skip
_CONDITION = re.compile(r" ?tuổi(?!\w)")
_PLAN_AFTER = re.compile(r"% ?(?:so với )?(?:kế hoạch|chỉ tiêu|kh(?!\w))")
_GROWTH_BEFORE = re.compile(r"(?:tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)(?: thêm)?(?: được)? $")


def indicator(frame: Frame) -> Found | None:
    """What the number counts; None for a number that states nothing about training, staff or money."""
    unit = frame.quantity.unit
    if unit == "percent":
        return _share(frame)
    if unit == "participation":
        return "participations", "clause", "indicator:lượt"
    if unit == "class":
        return ("classes", "clause", "indicator:lớp") if not frame.in_clause("not_staff") else None
    if unit == "content_area":
        known = frame.in_sentence("training")
        return ("content_areas", "clause", "indicator:lĩnh vực") if known else None
    if unit == "vnd":
        return _money(frame)
    return _persons(frame) if unit in ("person", "trainee") else None


def _money(frame: Frame) -> Found | None:
    if frame.in_sentence("training") or "kinh phí" in frame.text[frame.sentence.start : frame.sentence.end]:
        return "budget", "clause" if frame.in_clause("training") else "sentence", "indicator:đồng"
    return ("budget", "earlier", "indicator:đồng") if frame.introduced("training") else None


def _share(frame: Frame) -> Found | None:
    text, quantity = frame.text, frame.quantity
    if _PLAN_AFTER.match(text, quantity.number_end):
        return "plan_completion", "clause", "indicator:kế hoạch"
    if _GROWTH_BEFORE.search(text, max(0, quantity.start - 20), quantity.start) or frame.in_clause("not_staff"):
        return None
    for start, end, where in _share_windows(frame):
        cues = [hit for hit in frame.between("cue", start, end) if hit.code in _SHARE_CUES]
        if cues:
            return _share_by(frame, cues, where)
        if where == "clause" and any(
            hit.code.startswith(("degree", "political")) for hit in frame.between("content", start, end)
        ):
            return "share_with_degree", where, "indicator:trình độ"
    carried = [hit for hit in of_kind(frame.intro, "cue") if hit.code in ("standard", "degree")]
    if carried and frame.hits:
        return _INDICATOR_OF_CUE[carried[-1].code], "earlier", f"indicator:{carried[-1].code}"
    return None


def _share_windows(frame: Frame) -> Sequence[tuple[int, int, Confidence]]:
    quantity = frame.quantity
    return (
        (quantity.number_end, frame.right, "clause"), (frame.left, quantity.start, "clause"),
        (quantity.number_end, frame.clause[1], "sentence"), (frame.clause[0], quantity.start, "sentence"),
        (quantity.number_end, frame.sentence.end, "sentence"),
    )  # fmt: skip


def _share_by(frame: Frame, cues: Sequence[Hit], where: Confidence) -> Found:
    codes = {hit.code for hit in cues}
    first = next(code for code in _SHARE_CUES[:4] if code in codes) if codes & {*_SHARE_CUES[:4]} else cues[0].code
    if first == "training" and "degree" in codes:
        first = (
            "degree"
            if frame.between("content", frame.quantity.number_end, frame.right) and cues[0].code == "degree"
            else first
        )
    if first == "training" and frame.in_clause("yearly"):
        return "share_trained_yearly", where, "indicator:hằng năm"
    return _INDICATOR_OF_CUE[first], where, f"indicator:{first}"


def _persons(frame: Frame) -> Found | None:
    quantity = frame.quantity
    if frame.quantity.unit == "trainee":
        return "persons_trained", "clause", "indicator:học viên"
    if frame.in_clause("rotation") and frame.said("rotation", frame.left, frame.right):
        return "rotations", "clause", "indicator:luân chuyển"
    near = frame.between("cue", frame.left, quantity.start)
    stock = [hit for hit in near if hit.code == "stock"]
    training = [hit for hit in near if hit.code == "training"]
    if (
        stock
        and (not training or training[-1].start < stock[-1].start)
        and not frame.said("training", quantity.end, frame.attached)
    ):
        return "headcount", "clause", "indicator:tổng số"
    if frame.said("training", frame.left, frame.right):
        return "persons_trained", "clause", "indicator:đào tạo"
    if frame.in_clause("stock") and not frame.in_clause("training"):
        return "headcount", "sentence", "indicator:tổng số"
    if frame.said("degree", quantity.end, frame.right) or frame.said("standard", quantity.end, frame.right):
        return "headcount", "clause", "indicator:trình độ"
    if frame.in_sentence("stock") and not frame.in_sentence("training"):
        return "headcount", "sentence", "indicator:tổng số"
    if frame.in_sentence("training"):
        return "persons_trained", "sentence", "indicator:đào tạo"
    if frame.introduced("training") and (
        frame.sentence.kind == "item" or frame.between("content", frame.left, frame.right)
    ):
        return "persons_trained", "earlier", "indicator:đào tạo"
    return None


def staff(frame: Frame, usual: str) -> Found:
    """Whose figure it is: the group in the words next to the number, else carried over."""
    if frame.quantity.unit == "trainee":
        return "trainee_unspecified", "clause", "staff:học viên"
    for found, where in (
        (frame.noun("staff")[:1], "clause"), (frame.before("staff")[-1:], "clause"),
        (frame.after("staff")[:1], "clause"), (frame.between("staff", *frame.clause)[:1], "sentence"),
        (frame.between("staff", frame.sentence.start, frame.quantity.start)[-1:], "sentence"),
        (of_kind(frame.hits, "staff")[:1], "sentence"), (of_kind(frame.intro, "staff")[-1:], "earlier"),
    ):  # fmt: skip
        named = [hit for hit in found if hit.code not in ("", "trainee_unspecified")]
        if named:
            return named[0].code, where, f"staff:{named[0].code}"  # type: ignore[return-value]
    return usual, "document", "staff:usual"


def tier(frame: Frame, default: str) -> Found:
    """Whose tier: the words of the item itself, else of the sentence's head, else of what introduces the list."""
    head_end = min(
        (i for i in (frame.text.find(";", frame.sentence.start, frame.sentence.end),) if i >= 0),
        default=frame.clause[0],
    )
    for found, where in (
        (frame.noun("tier")[:1], "clause"), (frame.before("tier")[-1:], "clause"), (frame.after("tier")[:1], "clause"),
        (frame.between("tier", frame.clause[0], frame.quantity.start)[-1:], "sentence"),
        (frame.between("tier", frame.sentence.start, min(head_end, frame.quantity.start))[:1], "sentence"),
        (of_kind(frame.intro, "tier")[-1:] if frame.sentence.kind == "item" else [], "earlier"),
    ):  # fmt: skip
        if found:
            return found[0].code, where, f"tier:{found[0].code}"  # type: ignore[return-value]
    return default, "assumed", "tier:place"


_BARE = {"degree.intermediate": "political_theory.intermediate"}
_NO_TRAINING = frozenset({"headcount", "rotations", "share_under_age", "share_international_ready"})
MANY = 5
"""So many contents, or an open list, are ``any``."""


def contents(frame: Frame, indicator_code: str) -> Found:
    """The contents of the training that the figure is about; ``any`` where none is named."""
    if indicator_code in _NO_TRAINING or indicator_code == "share_meeting_standard":
        return "none", "clause", "training:none"
    for found, where in (
        (frame.noun("content"), "clause"), (frame.before("content"), "clause"), (frame.after("content"), "clause"),
        (_rest_of_clause(frame), "sentence"),
    ):  # fmt: skip
        if codes := _codes(frame, found):
            opened = any(mark in frame.text[found[-1].end : found[-1].end + 12] for mark in ("…", "...", "v.v"))
            many = len(codes) >= MANY or (opened and len(codes) > 1)
            return ("any" if many else "|".join(sorted(codes))), where, "training:named"  # type: ignore[return-value]
    if frame.sentence.kind == "item" and (codes := _codes(frame, of_kind(frame.intro, "content")[-1:])):
        return "|".join(sorted(codes)), "earlier", "training:introduced"
    return "any", "assumed", "training:any"


def _rest_of_clause(frame: Frame) -> Sequence[Hit]:
    parts = [hit.start for hit in frame.between("cue", frame.quantity.end, frame.clause[1]) if hit.code == "part"]
    return frame.between("content", frame.quantity.number_end, min([frame.clause[1], *parts]))


def _codes(frame: Frame, found: Sequence[Hit]) -> set[str]:
    """Codes of contents, levels of political theory told from those of schools, wholes left out beside their parts."""
    political = any(hit.code.startswith("political") for hit in frame.between("content", *frame.clause))
    codes = {code for hit in found for code in hit.code.split("|")}
    if political:
        codes = {_BARE.get(code, code) for code in codes}
    return {code for code in codes if not any(other.startswith(f"{code}.") for other in codes)}


_HIGHER = re.compile(r"trở lên")
_CRITERIA = (
    ("degree.master", "degree_master"), ("degree.bachelor", "degree_bachelor"),
    ("degree.intermediate", "degree_intermediate_or_higher"), ("political_theory.intermediate", "political_theory_intermediate"),
)  # fmt: skip


def criterion(frame: Frame, indicator_code: str, training: str) -> str:
    """What a share is measured against."""
    fixed = {
        "share_under_age": "under_age_40", "share_international_ready": "international_environment",
        "share_language": "minority_language",
    }  # fmt: skip
    if indicator_code in fixed:
        return fixed[indicator_code]
    if indicator_code == "share_meeting_standard":
        before_post = frame.said("appointment", *frame.clause)
        return "pre_appointment_standard" if before_post else "required_standard"
    if indicator_code == "share_with_degree":
        code = next((to for start, to in _CRITERIA if training.startswith(start)), "none")
        higher = code == "degree_bachelor" and _HIGHER.search(frame.text, frame.quantity.end, frame.right)
        return "degree_bachelor_or_higher" if higher else code
    return "none"

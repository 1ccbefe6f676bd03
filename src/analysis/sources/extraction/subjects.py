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
_PLAN_BEFORE = re.compile(r"(?:so với|hoàn thành) (?:kế hoạch|chỉ tiêu)[^;.%]{0,60}(?:đạt|bằng|được) (?:là )?$")
_REACHED = re.compile(r"(?:đạt|bằng|tỷ lệ|tức)(?: tỷ lệ| chừng| khoảng)? $")
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
        known = (
            frame.in_sentence("training") or frame.introduced("training")
        ) and frame.quantity.unit_as_written.lower().endswith("lĩnh vực")
        return ("content_areas", "clause", "indicator:lĩnh vực") if known else None
    if unit == "vnd":
        return _money(frame)
    return _persons(frame) if unit in ("person", "trainee") else None


def _money(frame: Frame) -> Found | None:
    if frame.in_sentence("training") or frame.in_sentence("money"):
        return "budget", "clause" if frame.in_clause("training") else "sentence", "indicator:đồng"
    if frame.introduced("training") or frame.introduced("money"):
        return "budget", "earlier", "indicator:đồng"
    spent = frame.on_training and _SPENT.search(frame.text, frame.clause[0], frame.quantity.start)
    return ("budget", "document", "indicator:đồng") if spent else None


_SPENT = re.compile(r"(?<!\w)(?:bố trí|chi|cấp|dành|phân bổ|tốn|phê duyệt)(?: \w+){0,4} $")


def _share(frame: Frame) -> Found | None:
    text, quantity = frame.text, frame.quantity
    if _PLAN_AFTER.match(text, quantity.number_end) or _PLAN_BEFORE.search(text, frame.clause[0], quantity.start):
        return "plan_completion", "clause", "indicator:kế hoạch"
    if _REACHED.search(text, frame.left, quantity.start) and _planned(frame) and not _share_cue_after(frame):
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


def _planned(frame: Frame) -> bool:
    """Whether the sentence spoke of a plan before the number: "kế hoạch 70 người – thực hiện 64 người – đạt 91,4%"."""
    return "kế hoạch" in frame.text[frame.sentence.start : frame.quantity.start]


def _share_cue_after(frame: Frame) -> bool:
    return any(hit.code in _SHARE_CUES for hit in frame.between("cue", frame.quantity.end, frame.right))


def _share_windows(frame: Frame) -> Sequence[tuple[int, int, Confidence]]:
    quantity = frame.quantity
    return (
        (quantity.number_end, frame.right, "clause"), (frame.left, quantity.start, "clause"),
        (quantity.number_end, frame.clause[1], "sentence"), (frame.clause[0], quantity.start, "sentence"),
        (quantity.number_end, frame.sentence.end, "sentence"), (frame.sentence.start, quantity.start, "sentence"),
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


_THERE_ARE = re.compile(r"(?<!\w)(?:có|là|gồm) (?:hơn |trên |gần |khoảng )?$")


def _persons(frame: Frame) -> Found | None:
    """Persons trained, rotated, or there: the cue nearest to the number decides."""
    quantity = frame.quantity
    if quantity.unit == "trainee":
        return "persons_trained", "clause", "indicator:học viên"
    trained_here = frame.said("training", frame.left, frame.right)
    if frame.in_sentence("rotation") and not frame.in_clause("training"):
        return "rotations", "clause", "indicator:luân chuyển"
    if _counts_a_stock(frame):
        return "headcount", "clause", "indicator:tổng số"
    if trained_here:
        return "persons_trained", "clause", "indicator:đào tạo"
    taught = frame.in_clause("training") or frame.introduced("training")
    named = frame.between("content", frame.left, frame.right)
    if named and taught and not frame.said("degree", frame.left, frame.right):
        return "persons_trained", "sentence", "indicator:đào tạo"
    if not frame.in_clause("training") and (frame.in_clause("stock") or _there_are(frame)):
        return "headcount", "clause", "indicator:có"
    if frame.said("degree", quantity.end, frame.right) or frame.said("standard", quantity.end, frame.right):
        return "headcount", "clause", "indicator:trình độ"
    if frame.in_sentence("training"):
        return "persons_trained", "sentence", "indicator:đào tạo"
    if frame.in_sentence("stock") or (frame.introduced("stock") and not frame.introduced("training")):
        return "headcount", "sentence", "indicator:tổng số"
    listed = frame.sentence.kind == "item" or _REFERRING.match(frame.text, frame.sentence.start)
    if frame.introduced("training") and (listed or named):
        return "persons_trained", "earlier", "indicator:đào tạo"
    if frame.on_training and (named or _line_label(frame)):
        return "persons_trained", "document", "indicator:đào tạo"
    return None


_TOTALS = frozenset({"tổng số", "hiện"})


def _counts_a_stock(frame: Frame) -> bool:
    """ "hiện có 164 người" is a state; "tổng số 352 người" may also be the sum of those who were trained."""
    stock = [hit for hit in frame.between("cue", frame.left, frame.quantity.start) if hit.code == "stock"]
    if not stock or frame.said("training", frame.quantity.end, frame.attached):
        return False
    if frame.said("training", stock[-1].end, frame.quantity.start):
        return False
    taught = frame.in_clause("training") or frame.introduced("training")
    return not (taught and all(frame.text[hit.start : hit.end] in _TOTALS for hit in stock))


_THERE_ARE = re.compile(r"(?<!\w)(?:có|là|gồm) (?:hơn |trên |gần |khoảng )?$")


def _there_are(frame: Frame) -> bool:
    """ "huyện có 2.964 cán bộ, công chức", "viên chức là 2.310 người": staff that there is."""
    named = frame.noun("staff") or _beside(frame, "staff")
    if not named and not frame.in_sentence("training"):
        named = of_kind(frame.hits, "staff")
    return bool(named) and bool(_THERE_ARE.search(frame.text, frame.clause[0], frame.quantity.number_start))


def staff(frame: Frame, usual: str) -> Found:
    """Whose figure it is: the group in the words next to the number, else of the sentence's head, else carried over."""
    quantity = frame.quantity
    if quantity.unit == "trainee" or quantity.unit_as_written.lower().endswith("học viên"):
        return "trainee_unspecified", "clause", "staff:học viên"
    for found in (_beside(frame, "staff"), frame.noun("staff"), frame.before("staff")[-1:], _given(frame)):
        if named := _groups(frame, found):
            return named, "clause", f"staff:{named}"
    if quantity.unit == "class" and _attended(frame):
        return "trainee_unspecified", "clause", "staff:học viên"
    if quantity.unit == "vnd" and (named := _groups(frame, frame.between("staff", quantity.end, frame.clause[1]))):
        return named, "sentence", f"staff:{named}"
    listed = frame.sentence.kind == "item" or _head_end(frame) < quantity.start
    if named := _groups(frame, frame.between("staff", frame.sentence.start, _head_end(frame))[-1:]):
        if named != "official" or listed or usual == "official":
            return named, "sentence", f"staff:{named}"
    if listed or _REFERRING.match(frame.text, frame.sentence.start):
        if named := _groups(frame, of_kind(frame.intro, "staff")[-1:]):
            return named, "earlier", f"staff:{named}"
    if quantity.unit_as_written.lower() in ("đồng chí", "đ/c"):
        return "official", "assumed", "staff:đồng chí"
    return usual, "document", "staff:usual"


def _groups(frame: Frame, found: Sequence[Hit]) -> str:
    """The first group that is named, with the one joined to it by "và"; "" for none."""
    named = [hit for hit in found if hit.code not in ("", "trainee_unspecified")]
    if not named:
        return ""
    first, *others = named
    if others and frame.text[first.end : others[0].start] in (" và ", ", ") and others[0].code != "official":
        return "|".join(sorted({*first.code.split("|"), *others[0].code.split("|")}))
    return first.code


def _beside(frame: Frame, kind: str) -> list[Hit]:
    """What stands directly before the number as its label: "cấp xã gần 2.540 người", "đại học 95 đồng chí"."""
    labels = frame.before(kind)[-1:]
    gap = frame.text[labels[0].end : frame.quantity.start] if labels else "?"
    return labels if re.fullmatch(r" ?(?:[:-]|là|có|được)? ?", gap) else []


_GIVEN = re.compile(r"(?:cho|của|đối với|dành cho|là)(?: \w+){0,4} $")


def _given(frame: Frame) -> list[Hit]:
    """The group after the number: within its comma, or behind "cho", "của"; else it is the next number's label."""
    comma = frame.text.find(",", frame.quantity.end, frame.right)
    return [
        hit
        for hit in frame.after("staff")
        if comma < 0 or hit.start < comma or _GIVEN.search(frame.text, max(0, hit.start - 30), hit.start)
    ]


def _head_end(frame: Frame) -> int:
    """Where the head of the sentence ends: before the word that opens a list of parts, else before the number."""
    parts = [
        hit.start for hit in frame.between("cue", frame.sentence.start, frame.quantity.start) if hit.code == "part"
    ]
    return parts[0] if parts else frame.quantity.start


_ATTENDED = re.compile(
    r"[^;.]{0,80}?(?:với|cho|thu hút|có|tổng số|là|được|,)? ?(?:hơn |trên |gần |khoảng )?\d[\d.]* (?:lượt )?học viên"
)


def _attended(frame: Frame) -> bool:
    """Whether the next number of a number of classes says "học viên": whom the classes taught is not told."""
    return bool(_ATTENDED.match(frame.text, frame.quantity.end, min(frame.sentence.end, frame.quantity.end + 160)))


_REFERRING = re.compile(r"\s*(?:trong đó|trong số đó|số này|cụ thể|gồm|bao gồm|theo đó|chia theo|chia ra)(?!\w)")


def tier(frame: Frame, default: str) -> Found:
    """Whose tier: the words of the item itself, else of the sentence's head, else of what introduces the list."""
    semicolon = frame.text.find(";", frame.sentence.start, frame.sentence.end)
    head_end = frame.quantity.start if semicolon < 0 else min(semicolon, frame.quantity.start)
    introduced = frame.sentence.kind == "item" or _REFERRING.match(frame.text, frame.sentence.start)
    for found, where in (
        (_beside(frame, "tier"), "clause"), (frame.noun("tier")[:1], "clause"), (frame.before("tier")[-1:], "clause"),
        (frame.between("tier", frame.clause[0], _head_end(frame))[-1:], "sentence"),
        (_up_to_comma(frame), "clause"),
        (frame.between("tier", frame.sentence.start, head_end)[:1], "sentence"),
        (of_kind(frame.intro, "tier")[-1:] if introduced else [], "earlier"),
    ):  # fmt: skip
        if found:
            return found[0].code, where, f"tier:{found[0].code}"  # type: ignore[return-value]
    return default, "assumed", "tier:place"


def _up_to_comma(frame: Frame) -> list[Hit]:
    comma = frame.text.find(",", frame.quantity.end, frame.right)
    return frame.between("tier", frame.quantity.end, comma if comma >= 0 else frame.right)[:1]


_BARE = {"degree.intermediate": "political_theory.intermediate"}
_NO_TRAINING = frozenset({"headcount", "rotations", "share_under_age", "share_international_ready"})
MANY = 5
"""So many contents, or an open list, are ``any``."""


def contents(frame: Frame, indicator_code: str) -> Found:
    """The contents of the training that the figure is about; ``any`` where none is named."""
    if indicator_code in _NO_TRAINING or indicator_code == "share_meeting_standard":
        return "none", "clause", "training:none"
    for found, where in (
        (_beside(frame, "content"), "clause"), (frame.noun("content"), "clause"), (frame.before("content"), "clause"),
        (frame.after("content"), "clause"), (_rest_of_clause(frame), "sentence"), (_line_label(frame), "sentence"),
    ):  # fmt: skip
        if codes := _codes(frame, found):
            opened = any(mark in frame.text[found[-1].end : found[-1].end + 12] for mark in ("…", "...", "v.v"))
            many = len(codes) >= MANY or (opened and len(codes) > 1)
            return ("any" if many else "|".join(sorted(codes))), where, "training:named"  # type: ignore[return-value]
    if frame.sentence.kind == "item" and (codes := _codes(frame, of_kind(frame.intro, "content")[-1:])):
        return "|".join(sorted(codes)), "earlier", "training:introduced"
    return "any", "assumed", "training:any"


def _line_label(frame: Frame) -> Sequence[Hit]:
    """Contents at the head of a row: "1. Cao cấp lý luận chính trị – kế hoạch 70 người – thực hiện 64 người"."""
    if frame.sentence.kind != "item":
        return []
    return [
        hit
        for hit in frame.between("content", frame.sentence.start, frame.quantity.start)
        if hit.start < frame.sentence.start + 60
    ]


def _rest_of_clause(frame: Frame) -> Sequence[Hit]:
    parts = [hit.start for hit in frame.between("cue", frame.quantity.end, frame.clause[1]) if hit.code == "part"]
    return frame.between("content", frame.quantity.number_end, min([frame.clause[1], *parts]))


def _codes(frame: Frame, found: Sequence[Hit]) -> set[str]:
    """Codes of contents, levels of political theory told from those of schools, wholes left out beside their parts."""
    political = any(hit.code.startswith("political") for hit in frame.between("content", *frame.clause))
    codes = {code for hit in found for code in hit.code.split("|")}
    if political:
        codes = {_BARE.get(code, code) for code in codes}
    elif frame.quantity.unit in ("class", "person", "trainee"):
        bare = {hit.code for hit in found if frame.text[hit.start : hit.end] == "trung cấp"}
        codes = {_BARE.get(code, code) if code in bare else code for code in codes}
    return {code for code in codes if not any(other.startswith(f"{code}.") for other in codes)}


_HIGHER = re.compile(r"(?:đại học|cao đẳng) trở lên|từ đại học")
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
        higher = code == "degree_bachelor" and _HIGHER.search(frame.text, frame.left, frame.right)
        return "degree_bachelor_or_higher" if higher else code
    return "none"

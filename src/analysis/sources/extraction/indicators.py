"""What is counted: the indicator of a number, by its unit and the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.sources.extraction.candidate import Confidence
from analysis.sources.extraction.frame import Found, Frame
from analysis.sources.extraction.lexicon import Hit

_SHARE_CUES = ("international", "uses_language", "standard", "appointment", "degree", "young", "training")
INDICATOR_OF_CUE = {
    "international": "share_international_ready", "uses_language": "share_language",
    "standard": "share_meeting_standard", "appointment": "share_meeting_standard",
    "degree": "share_with_degree", "young": "share_under_age",
    "training": "share_trained",
}  # fmt: skip
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
        return _areas(frame)
    if unit == "vnd":
        return _money(frame)
    return _persons(frame) if unit in ("person", "trainee") else None


def _areas(frame: Frame) -> Found | None:
    taught = frame.in_sentence("training") or frame.introduced("training")
    named = frame.quantity.unit_as_written.lower().endswith("lĩnh vực")
    return ("content_areas", "clause", "indicator:lĩnh vực") if taught and named else None


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
    if _completes_a_plan(frame):
        return "plan_completion", "clause", "indicator:kế hoạch"
    if _GROWTH_BEFORE.search(text, max(0, quantity.start - 20), quantity.start) or frame.in_clause("not_staff"):
        return None
    for start, end, where in _share_windows(frame) if frame.words else ():
        cues = [hit for hit in frame.between("cue", start, end) if hit.code in _SHARE_CUES]
        if cues:
            return _share_by(frame, cues, where)
        if where == "clause" and any(hit.code.startswith(_HELD) for hit in frame.between("content", start, end)):
            return "share_with_degree", where, "indicator:trình độ"
    carried = [hit for hit in frame.intro.all("cue") if hit.code in ("standard", "degree")]
    if carried and frame.words:
        return INDICATOR_OF_CUE[carried[-1].code], "earlier", f"indicator:{carried[-1].code}"
    return None


_HELD = ("degree", "political")


def _completes_a_plan(frame: Frame) -> bool:
    """ "đạt 136% kế hoạch", "so với kế hoạch … đạt 46%", "kế hoạch 70 người – thực hiện 64 người – đạt 91,4%"."""
    text, quantity = frame.text, frame.quantity
    if _PLAN_AFTER.match(text, quantity.number_end) or frame.ends_with(_PLAN_BEFORE, frame.clause[0], 90):
        return True
    planned = text.find("kế hoạch", frame.sentence.start, quantity.start) >= 0
    reached = planned and frame.ends_with(_REACHED, frame.left, 24)
    return reached and not any(hit.code in _SHARE_CUES for hit in frame.after("cue"))


def _share_windows(frame: Frame) -> Sequence[tuple[int, int, Confidence]]:
    quantity = frame.quantity
    return (
        (quantity.number_end, frame.right, "clause"), (frame.left, quantity.start, "clause"),
        (quantity.number_end, frame.clause[1], "sentence"), (frame.clause[0], quantity.start, "sentence"),
        (quantity.number_end, frame.sentence.end, "sentence"), (frame.sentence.start, quantity.start, "sentence"),
    )  # fmt: skip


def _share_by(frame: Frame, cues: Sequence[Hit], where: Confidence) -> Found:
    """The cue that says most decides, else the first: "được bồi dưỡng … hằng năm" is a share trained each year."""
    codes = [hit.code for hit in cues]
    first = next((code for code in _SHARE_CUES[:4] if code in codes), codes[0])
    if first == "training" and frame.in_clause("yearly"):
        return "share_trained_yearly", where, "indicator:hằng năm"
    return INDICATOR_OF_CUE[first], where, f"indicator:{first}"


def _persons(frame: Frame) -> Found | None:
    """Persons trained, rotated, or there: the cue nearest to the number decides."""
    if frame.quantity.unit == "trainee":
        return "persons_trained", "clause", "indicator:học viên"
    if frame.in_sentence("rotation") and not frame.in_clause("training"):
        return "rotations", "clause", "indicator:luân chuyển"
    if _counts_a_stock(frame):
        return "headcount", "clause", "indicator:tổng số"
    if frame.said("training", frame.left, frame.right):
        return "persons_trained", "clause", "indicator:đào tạo"
    taught = frame.in_clause("training") or frame.introduced("training")
    named = frame.between("content", frame.left, frame.right)
    if named and taught and not frame.said("degree", frame.left, frame.right):
        return "persons_trained", "sentence", "indicator:đào tạo"
    if not frame.in_clause("training") and (frame.in_clause("stock") or _there_are(frame)):
        return "headcount", "clause", "indicator:có"
    return _persons_further_off(frame, named)


def _persons_further_off(frame: Frame, named: Sequence[Hit]) -> Found | None:
    """What the rest of the sentence says, then what it goes on from, then the head of the text."""
    held = frame.after("cue")
    if any(hit.code in ("degree", "standard") for hit in held):
        return "headcount", "clause", "indicator:trình độ"
    if frame.in_sentence("training"):
        return "persons_trained", "sentence", "indicator:đào tạo"
    if frame.in_sentence("stock") or (frame.introduced("stock") and not frame.introduced("training")):
        return "headcount", "sentence", "indicator:tổng số"
    listed = frame.sentence.kind == "item" or frame.refers_back
    if frame.introduced("training") and (listed or named):
        return "persons_trained", "earlier", "indicator:đào tạo"
    if frame.on_training and (named or frame.line_label("content")):
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
    named = frame.noun("staff") or frame.beside("staff")
    if not named and not frame.in_sentence("training"):
        named = frame.words.all("staff")
    start = frame.quantity.number_start
    return bool(named) and bool(_THERE_ARE.search(frame.text, max(frame.clause[0], start - 16), start))

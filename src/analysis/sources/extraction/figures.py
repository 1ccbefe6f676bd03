"""Which numbers of a text may be figures at all: no ages, ranks of documents, page counters or lengths of courses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from analysis.quantities import Aligned, Bounds, Quantity
from analysis.quantities.prose import scan
from analysis.sources.extraction.sentences import Sentence, Structure

_NUMBERED = re.compile(
    r"(?<!\w)(?:điều|khoản|điểm|mục|chương|ảnh|hình|bảng|phụ lục|trang|tập|quyển|khóa|lần thứ|thứ|đợt|quận|phường"
    r"|khu phố|ấp|km|hạng|bậc|lớp|đề án|dự án|nghị quyết|nghị định|luật|tháng|ngày|quý|năm|covid) ?$"
)
_ROMAN = re.compile(r" [ivxl]{1,6}(?!\w)")
_COUNTED = re.compile(r"(?:tổng số|số lượng|số lớp|sĩ số|quân số|tổng|con số|tổng cộng|với số|quân số) ?(?:là )?$")
_VIEWS = re.compile(r"(?:lượt (?:xem|truy cập|đọc|tải|khách|thích|chia sẻ)|người (?:xem|đọc|thích|dân)|khách)")
_COSTS = re.compile(r"% (?:chi phí|kinh phí|học phí|mức|lương|phụ cấp|tiền|số tiết|thời lượng|thời gian)")
_OVER_PLAN = re.compile(r"vượt (?:mức )?$")
_PLAN = re.compile(r"% ?(?:so với )?(?:kế hoạch|chỉ tiêu)")


def figures_in(aligned: Aligned, structure: Structure) -> Iterator[tuple[Sentence, list[Quantity]]]:
    """Sentences that hold figures, each with its figures in order."""
    current, numbers = -1, list[Quantity]()
    for quantity in scan(aligned):
        index = structure.at(quantity.number_start)
        if index != current:
            if numbers:
                yield structure.sentences[current], numbers
            current, numbers = index, []
        sentence = structure.sentences[index] if structure.sentences else None
        if sentence is not None and sentence.kind != "furniture" and (kept := _figure(aligned.text, quantity, numbers)):
            numbers.append(kept)
    if numbers:
        yield structure.sentences[current], numbers


def _figure(text: str, quantity: Quantity, before: Sequence[Quantity]) -> Quantity | None:
    """The quantity, its unit carried over in a list; None for what is no figure."""
    start, end = quantity.number_start, quantity.number_end
    window = text[max(0, start - 40) : start]
    if not quantity.unit:
        return _carried(text, quantity, before)
    if quantity.unit != "percent" and _NUMBERED.search(window) and not _COUNTED.search(window):
        return None
    if (
        quantity.unit == "content_area"
        and text[quantity.start : start].strip() == "trên"
        and quantity.value is not None
    ):
        return replace(quantity, qualifier="exact", bounds=Bounds(quantity.value, quantity.value))
    if quantity.unit == "class" and _ROMAN.match(text, quantity.end):
        return None
    if quantity.unit == "percent" and _COSTS.match(text, end):
        return None
    if _VIEWS.match(text, end + text.startswith(" ", end)):
        return None
    if quantity.unit in ("participation", "person", "class", "trainee") and _fraction(quantity.value):
        return None
    if quantity.unit == "person" and (counted := _participations_of_persons(text, quantity)):
        return counted
    if quantity.value is not None and quantity.unit == "percent":
        if quantity.value > 1000:
            return None
        if _PLAN.match(text, end) and _OVER_PLAN.search(text, max(0, quantity.start - 10), quantity.start):
            return replace(quantity, value=quantity.value + 100, bounds=Bounds(None, None), qualifier="derived")
    return quantity


_LIST = re.compile(r"(?<!\w)số lượt[^.\n]{0,300}$")


def _participations_of_persons(text: str, quantity: Quantity) -> Quantity | None:
    """ "Số lượt … là 2.547 người": headed as participations, counted in persons; both words are kept."""
    before = text[max(0, quantity.start - 300) : quantity.start]
    headed = _LIST.search(before)
    if quantity.unit_as_written.lower() != "người" or headed is None:
        return None
    between = before[headed.start() :]
    if re.search(r"\d lượt", between) or "luân chuyển" in between:
        return None
    return replace(quantity, unit="participation", unit_as_written="số lượt … người")


def _fraction(value: Decimal | None) -> bool:
    return value is not None and value != value.to_integral_value()


_LABEL = re.compile(r"(?:[:–-] ?|\w )$")
_LIST_END = re.compile(r" ?(?:[,;.)]|và |$)")


def _carried(text: str, quantity: Quantity, before: Sequence[Quantity]) -> Quantity | None:
    """ "gồm: thạc sĩ 8 đồng chí, đại học 95, trung cấp 174": a number without a unit takes that of the list."""
    if not before or quantity.qualifier == "range" or quantity.readings or _fraction(quantity.value):
        return None
    last = before[-1]
    gap = text[last.end : quantity.start]
    listed = len(gap) < 60 and _LIST_END.match(text, quantity.end) and gap.lstrip().startswith((",", ";", "và "))
    if (
        not listed
        or last.unit in ("percent", "vnd")
        or _NUMBERED.search(text, max(0, quantity.start - 20), quantity.start)
    ):
        return None
    return replace(quantity, unit=last.unit, unit_as_written=last.unit_as_written)

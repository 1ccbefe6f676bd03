"""Which numbers of a text may be figures at all: no ages, ranks of documents, page counters or lengths of courses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from analysis.quantities import Aligned, Bounds, Quantity
from analysis.quantities.prose import scan
from analysis.sources.extraction.sentences import Structure
from analysis.sources.extraction.tables import BAR, Table

_NUMBERED = re.compile(
    r"(?<!\w)(?:điều|khoản|điểm|mục|chương|ảnh|hình|bảng|phụ lục|trang|tập|quyển|khóa|lần thứ|thứ|đợt|quận|phường"
    r"|khu phố|ấp|km|hạng|bậc|lớp|đề án|dự án|nghị quyết|nghị định|luật|tháng|ngày|quý|covid) ?$"
)
_REFERRING = re.compile(r"\s*(?:chia ra|chia theo|trong đó|trong số đó|cụ thể|gồm|bao gồm)(?!\w)")
_ROMAN = re.compile(r" [ivxl]{1,6}(?!\w)")
_COUNTED = re.compile(r"(?:tổng số|số lượng|số lớp|sĩ số|quân số|tổng|con số|tổng cộng|với số|quân số) ?(?:là )?$")
_VIEWS = re.compile(r" ?(?:lượt (?:xem|truy cập|đọc|tải|khách|thích|chia sẻ)|người (?:xem|đọc|thích|dân)|khách)")
_COSTS = re.compile(
    r"% (?:chi phí|kinh phí|học phí|mức|lương|phụ cấp|tiền|số tiết|thời lượng|thời gian)"
    r"|% (?:trường|xã|phường|thôn|bản|hộ|số hộ|cơ quan|đơn vị|dân|người dân|học sinh|doanh nghiệp|thủ tục|hồ sơ)(?!\w)"
)
_GRADED = re.compile(r"(?:giỏi|khá|xuất sắc|trung bình|nữ(?: là| chiếm)?|nghỉ quá|hài lòng|đạt yêu cầu) $")
_NO_FIGURE = re.compile(r" ?/ ?(?:ngày|buổi|người|phòng|tuần|tháng)|(?<=đại biểu) (?:dự|tham dự)")
_PLANNING = re.compile(r"(?:quy hoạch|ứng cử|kết nạp)(?: cho| được| mới)? $")
_OVER_PLAN = re.compile(r"vượt (?:mức )?$")
_PLAN = re.compile(r"% ?(?:so với )?(?:kế hoạch|chỉ tiêu)")


def figures_in(
    aligned: Aligned, structure: Structure, tables: Sequence[Table] = ()
) -> Iterator[tuple[int, list[Quantity]]]:
    """Sentences that hold figures, by index, each with its figures in order; none of the lines of tables."""
    current, numbers, listed = -1, list[Quantity](), list[Quantity]()
    for quantity in _outside(scan(aligned), tables):
        index = structure.at(quantity.number_start)
        if index != current:
            if numbers:
                yield current, numbers
            goes_on = (
                numbers and index == current + 1 and _REFERRING.match(aligned.text, structure.sentences[index].start)
            )
            listed, current, numbers = (numbers if goes_on else []), index, []
        sentence = structure.sentences[index] if structure.sentences else None
        if (
            sentence is not None
            and sentence.kind != "furniture"
            and (kept := _figure(aligned.text, quantity, numbers or listed, sentence.start))
        ):
            numbers.append(kept)
    if numbers:
        yield current, numbers


def _outside(quantities: Iterable[Quantity], tables: Sequence[Table]) -> Iterator[Quantity]:
    """What stands in no table: there the heads say what a number means, not the words that happen to precede it."""
    coming = iter(tables)
    table = next(coming, None)
    for quantity in quantities:
        while table and table.end <= quantity.number_start:
            table = next(coming, None)
        if table is None or quantity.number_start < table.start:
            yield quantity


def _figure(text: str, quantity: Quantity, before: Sequence[Quantity], begin: int) -> Quantity | None:
    """The quantity, its unit carried over in a list; None for what is no figure."""
    if not quantity.unit:
        return _carried(text, quantity, before, begin)
    if _is_no_figure(text, quantity):
        return None
    if quantity.unit == "percent":
        return _share(text, quantity)
    if quantity.unit in _COUNTED_WHOLE and _fraction(quantity.value):
        return None
    if quantity.unit == "content_area" and text.startswith("trên ", quantity.start) and quantity.value is not None:
        return quantity._replace(qualifier="exact", bounds=Bounds(quantity.value, quantity.value))
    return _participations_of_persons(text, quantity) or quantity


_COUNTED_WHOLE = frozenset({"participation", "person", "class", "trainee"})


def _is_no_figure(text: str, quantity: Quantity) -> bool:
    """A number that names, grades or measures something else: "năm 2021", "khóa VIII", "giỏi 18,4%", "4 lớp/ngày"."""
    start = quantity.number_start
    if _YEAR.fullmatch(text, start, quantity.number_end) and _OF_A_YEAR.search(text, max(0, start - 5), start):
        return True
    negated = text.endswith(_BEFORE_NEGATED, 0, quantity.start)
    if negated and _NEGATED.search(text, max(0, quantity.start - 24), quantity.start):
        return True
    if text.endswith(_BEFORE, 0, start) and _said_before(text[max(0, start - 40) : start], quantity.unit):
        return True
    return _said_after(text, quantity)


def _said_before(window: str, unit: str) -> bool:
    """Whether the words before a number of that unit say that it names, grades or measures something else."""
    if _GREW.search(window) or _PLANNING.search(window):
        return True
    if unit == "percent":
        return bool(_GRADED.search(window))
    if (unit in ("person", "trainee") and _EACH.search(window)) or (unit == "vnd" and _RATE.search(window)):
        return True
    return bool(_NUMBERED.search(window)) and not _COUNTED.search(window)


def _said_after(text: str, quantity: Quantity) -> bool:
    """Whether the words after a number say so."""
    unit, end = quantity.unit, quantity.end
    if _NO_FIGURE.match(text, end) or _VIEWS.match(text, quantity.number_end):
        return True
    if unit == "percent":
        return bool(_COSTS.match(text, quantity.number_end))
    if unit in ("person", "trainee"):
        return bool(_NOT_DONE.match(text, end))
    if unit == "vnd":
        return bool(_FOR_EACH.match(text, end))
    return unit == "class" and bool(_ROMAN.match(text, end))


_NEGATED = re.compile(r"(?<!\w)(?:chưa|không)(?: (?:có|còn|mở|cử|tổ chức|được|đạt|đủ)){1,3} $")
_NOT_DONE = re.compile(r"(?: cán bộ| công chức| viên chức)? (?:chưa|không) (?:qua|được|có|đạt|tham gia|đi)(?!\w)")
_GREW = re.compile(r"(?<!\w)(?:tăng|giảm) $")
_EACH = re.compile(r"(?<!\w)(?:mỗi|một) (?:lớp|khóa|đợt|buổi)(?: học)?(?: (?:có|từ|gần|hơn|không quá))* $")
_FOR_EACH = re.compile(r" ?/| (?:một|mỗi) ")
_RATE = re.compile(r"(?<!\w)(?:lương|lương cơ sở|phụ cấp|mức|giá|học phí)(?: là| từ| khoảng)? $")


def _words_of(*patterns: re.Pattern[str]) -> tuple[str, ...]:
    """Every word of some patterns that end before a number: where none of these stands there, none of them fits."""
    return tuple({f"{word} " for one in patterns for word in re.findall(r"\w+", one.pattern)})


_BEFORE = _words_of(_GREW, _EACH, _RATE, _NUMBERED, _PLANNING, _GRADED)
_BEFORE_NEGATED = _words_of(_NEGATED)
MOST_PERCENT = 1000


def _share(text: str, quantity: Quantity) -> Quantity | None:
    """A percentage; "vượt 12% kế hoạch" is a completion of 112, which the text does not print."""
    if quantity.value is None:
        return quantity
    if quantity.value > MOST_PERCENT:
        return None
    over = _OVER_PLAN.search(text, max(0, quantity.start - 10), quantity.start)
    if over and _PLAN.match(text, quantity.number_end):
        return quantity._replace(value=quantity.value + 100, bounds=Bounds(None, None), qualifier="derived")
    return quantity


_LIST = re.compile(r"(?<!\w)số lượt[^.\n]{0,300}$")


def _participations_of_persons(text: str, quantity: Quantity) -> Quantity | None:
    """ "Số lượt … là 2.547 người": headed as participations, counted in persons; both words are kept."""
    if quantity.unit != "person" or quantity.unit_as_written.lower() != "người":
        return None
    begin = max(0, quantity.start - 300)
    before = text[begin : quantity.start] if text.find("số lượt", begin, quantity.start) >= 0 else ""
    headed = _LIST.search(before)
    if headed is None:
        return None
    between = before[headed.start() :]
    if re.search(r"\d lượt", between) or "luân chuyển" in between:
        return None
    return quantity._replace(unit="participation", unit_as_written="số lượt … người")


def _fraction(value: Decimal | None) -> bool:
    return value is not None and value != value.to_integral_value()


_LIST_END = re.compile(r" ?(?:[,;.)(]|và |$)")
_HEADED = re.compile(
    r"(?:^|[;:.(] ?|\d[.)] ?|\n)số (lượt người|lượt|lớp|học viên)(?!\w)[^.\n|]{0,90}$"
    r"|(?<!\w)số (lượt|lớp|học viên)(?!\w)[^.,;:\n\d|]{0,60}(?:đạt|là|:) ?$"
)
_UNIT_OF_HEAD = {"lượt người": "participation", "lượt": "participation", "lớp": "class", "học viên": "trainee"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_A_YEAR = re.compile(r"(?:năm|từ|đến|tới|-|/) ?$")
_BREAK = re.compile(r"[,;:(.]| và ")
_NO_LABEL = re.compile(r"\d|(?<!\w)(?:tuổi|số|tại|ngày|tháng|điện thoại|đt|trang|điều|khoản)(?!\w)")
_REACHES = re.compile(r"(?<!\w)(?:còn|chỉ còn|làm được|mở được) $")


def _carried(text: str, quantity: Quantity, before: Sequence[Quantity], begin: int) -> Quantity | None:
    """ "thạc sĩ 8 đồng chí, đại học 95", "Số lớp: kế hoạch 58": a number without a unit takes its list's or head's."""
    if quantity.qualifier == "range" or quantity.readings or _fraction(quantity.value):
        return None
    if _YEAR.fullmatch(text, quantity.number_start, quantity.number_end) or not _LIST_END.match(text, quantity.end):
        return None
    if _NUMBERED.search(text, max(0, quantity.start - 20), quantity.start):
        return None
    if headed := _HEADED.search(text, max(0, quantity.start - 120), quantity.start):
        head = headed[1] or headed[2]
        return quantity._replace(unit=_UNIT_OF_HEAD[head], unit_as_written=head)
    counted = [one for one in before if one.unit not in ("percent", "vnd", "content_area")]
    if not counted:
        return None
    gap = text[max(counted[-1].end, begin) : quantity.start]
    label = _BREAK.split(gap)[-1]
    listed = len(_BREAK.findall(gap)) > 0 and len(label) < 40 and not _NO_LABEL.search(label)
    if len(gap) < 130 and "%" not in gap and BAR not in gap and (listed or _REACHES.search(gap)):
        return quantity._replace(unit=counted[-1].unit, unit_as_written=counted[-1].unit_as_written)
    return None

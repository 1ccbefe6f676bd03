"""What the digits of a text are when they are no figure: dates, times, years, numbers of documents and the like.

The rules are independent of the extraction of figures, so that what the one overlooks the other finds. They work on
the text in one spelling (``Aligned``). A rule that is not ``certain`` gives way where a unit follows the number:
"đề án 293" is the number of a scheme, "đề án 293 lớp" is not. One that is only ``usual`` gives way where what is
trained follows ("quý 4 lớp", "trực tuyến: 4.500 lượt"): better ask once too often than explain a figure away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.quantities import UNIT_WORDS, Aligned, Quantity

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d{2}"
_BEGIN, _END = r"(?<![\d.,])", r"(?![.,]?\d)"
_CODE = r"[-/][a-zđ0-9]{1,10}"
_COUNTER = r"truy cập|trực tuyến|online|hôm nay|hôm qua|tuần này|tháng này"
_VIEWED = r"xem|truy cập|đọc|tải|thích"
_TRAINED = "|".join(
    re.escape(word)
    for word in sorted(UNIT_WORDS, key=len, reverse=True)
    if UNIT_WORDS[word] in ("participation", "person", "trainee", "class") and len(word) > 2
)
_ORDERED = r"thứ|lần|khóa|tập|trang|phụ lục|bậc|tầng|phòng|phường|quận"
_WITH_NUMBER = r"kế hoạch|công văn|hướng dẫn|quy định|báo cáo|thông báo|tờ trình|chương trình|văn bản|quy chế|công điện"
_NUMBERED = r"nghị quyết|nghị định|quyết định|thông tư|chỉ thị|kết luận|luật|pháp lệnh|đề án|dự án|điều|khoản"


_COLUMN = r"\(?(?:[a-zđ]|\d{1,2})\)?(?: ?= ?[\d/+*:()-]{1,20})?"
"""How the row under the head of a table counts a column: "4", "(4)", "5=4/3"."""


@dataclass(frozen=True, slots=True)
class DigitRule:
    """What digits within the pattern are (a word of ``UNCODED_REASON``), and whether that holds before a unit too.

    ``usual``: not before a word for what is trained.
    """

    reason: str
    pattern: re.Pattern[str]
    certain: bool
    usual: bool


def _rule(reason: str, pattern: str, *, certain: bool = False, usual: bool = False) -> DigitRule:
    return DigitRule(reason, re.compile(pattern, re.MULTILINE), certain or usual, usual)


RULES: tuple[DigitRule, ...] = (
    _rule("contact", r"(?:https?://|www\.)\S+", certain=True),
    _rule("contact", r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,80}", certain=True),
    _rule("contact", r"(?<!\S)\S{1,80}\.(?:jpe?g|png|gif|pdf|docx?|xlsx?|mp[34]|html?)(?!\w)", certain=True),
    _rule("contact", r"(?<!\w)(?:điện thoại|đt|tel|fax|hotline) ?[.:]? ?\(?\+?\d[\d .()-]{5,18}\d", certain=True),
    _rule("contact", rf"{_BEGIN}0\d{{2,3}}[ .]?\d{{3}}[ .]?\d{{3,4}}{_END}"),
    _rule("contact", r"(?<!\w)số \d{1,4} (?:đường|phố|ngõ|ngách)(?!\w)", certain=True),
    _rule("date", rf"{_BEGIN}{_DAY}(?P<mark>[/.-]){_MONTH}(?P=mark){_YEAR}(?!\d)", certain=True),
    _rule("date", rf"{_BEGIN}{_DAY}(?P<mark>[/-]){_MONTH}(?P=mark)\d{{2}}(?![\d/-])", certain=True),
    _rule("date", rf"{_BEGIN}{_MONTH}[/-]{_YEAR}(?!\d)", certain=True),
    _rule("date", rf"(?<!\w)ngày {_DAY}(?: ?[/.-] ?{_MONTH}| tháng {_MONTH}){_END}", certain=True),
    _rule("date", rf"(?<!\w)ngày {_DAY}{_END}", usual=True),
    _rule("date", rf"{_BEGIN}{_DAY} tháng {_MONTH}{_END}", usual=True),
    _rule("date", rf"(?<!\w)(?:tháng {_MONTH}|quý [1-4]){_END}", usual=True),
    _rule("date", rf"(?<!\w)(?:sáng|chiều|tối|hôm|từ|đến) {_DAY}/{_MONTH}(?![\d/])", certain=True),
    _rule("time", r"(?<![\d:.,])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])", certain=True),
    _rule("time", rf"{_BEGIN}(?:[01]?\d|2[0-3]) ?(?:h|giờ)(?: ?[0-5]\d)?(?!\w)"),
    _rule("time", r"(?<!\w)(?:gmt|utc) ?[+-] ?\d{1,2}(?::\d{2})?(?!\d)", certain=True),
    _rule("year", rf"(?<!\w)năm (?:học )?{_YEAR}(?:(?: ?- ?|, ?| và | đến )(?:năm )?{_YEAR})*{_END}", certain=True),
    _rule("year", rf"(?<!\w)(?:giai đoạn|nhiệm kỳ|thời kỳ) {_YEAR} ?- ?{_YEAR}{_END}", certain=True),
    _rule("year", rf"{_BEGIN}{_YEAR} ?- ?{_YEAR}{_END}"),
    _rule("year", rf"(?<!\w)(?:giai đoạn|nhiệm kỳ|thời kỳ|khóa|từ|đến|hết|cuối|đầu|trước|sau) {_YEAR}{_END}"),
    _rule("duration", rf"{_BEGIN}\d{{1,2}}(?:,\d)?(?: ?- ?\d{{1,2}})? (?:năm|tháng|tuần|ngày|phút)(?!\w)(?! \d)"),
    _rule("document_number", rf"{_BEGIN}\d{{1,6}}(?:/\d{{4}})?[-/][a-zđ]{{1,8}}(?:{_CODE})*(?!\w)", certain=True),
    _rule("document_number", rf"(?<!\w)trung ương \d{{1,2}}{_END}", certain=True),
    _rule("document_number", rf"(?<!\w)(?:{_NUMBERED})(?: số)?:? ?\d{{1,4}}(?:\.\d)?(?:/\d{{4}})?{_END}"),
    _rule("document_number", rf"(?<!\w)(?:{_WITH_NUMBER}) số:? ?\d{{1,5}}(?:/\d{{4}})?{_END}"),
    _rule("name", rf"(?<=[^\W\d_])-?\d{{1,4}}{_END}(?!\w)"),
    _rule("name", rf"(?<!\w)(?:{_ORDERED}) \d{{1,3}}{_END}"),
    _rule("name", rf"(?<!\w)công nghiệp (?:lần thứ )?\d(?:\.0)?{_END}", certain=True),
    _rule("list_number", r"^ *\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)/](?= )"),
    _rule("list_number", r"^\d{1,3}(?= \| [^\d|])"),
    _rule("list_number", rf"^(?:a \| b|1 \| 2|\(1\) \| \(2\))(?: \| {_COLUMN}){{1,60}}$", certain=True),
    _rule("page_counter", r"(?<!\w)(?:đã xem|(?:lượt|đã) truy cập) ?[:(] ?\d[\d.,]{0,15}(?= lượt *$)", certain=True),
    _rule("page_counter", rf"(?<!\w)lượt (?:{_VIEWED})(?: tin| bài)? ?:? ?\d[\d.,]{{0,15}}", usual=True),
    _rule("page_counter", rf"(?<!\w)(?:{_COUNTER}) ?: ?\d[\d.,]{{0,15}}", usual=True),
    _rule("page_counter", r"(?<!\w)(?:đã xem|lượt thích|chia sẻ|bình luận) ?[:(] ?\d[\d.,]{0,15}", usual=True),
    _rule("page_counter", rf"{_BEGIN}\d[\d.,]{{0,15}} (?:lượt (?:{_VIEWED})|views?)(?!\w)", certain=True),
    _rule("condition", rf"{_BEGIN}\d{{1,2}}(?: ?(?:-|đến) ?\d{{1,2}})? tuổi(?!\w)", certain=True),
)  # fmt: skip
"""In this order; digits keep the first reason that they get."""

_DIGIT = r"[\d¼-¾²³¹]"
_TOGETHER = re.compile(rf"{_DIGIT}+(?:[.,/:-]{_DIGIT}+)*")
_EACH = re.compile(_DIGIT)
_NUMBER = rf"{_DIGIT}{{1,12}}(?:[.,]{_DIGIT}{{1,3}}){{0,4}}"
_BEFORE_TRAINED = re.compile(
    rf"(?<!{_DIGIT})(?<!{_DIGIT}[.,])(?:{_NUMBER} ?[-–] ?)?{_NUMBER}"
    rf"(?= (?:{_TRAINED})(?!\w)(?!(?<=lượt) (?:{_VIEWED})(?!\w))(?! [ivx]+(?!\w)))"
)
"""Numbers with what is trained directly after them; "khóa VIII" is a term of office."""


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits of a text that belong together ("7,5", "19/11/2020"), with what they are; "" where no rule knows."""

    start: int
    end: int
    reason: str


def digits_beside(text: str, quantities: Sequence[Quantity], taken: Sequence[tuple[int, int]]) -> Iterator[Digits]:
    """All digits of a text outside the places ``taken``, each with the reason that a rule gives.

    ``quantities``: what is read as numbers in the same text; those with a unit are explained by certain rules only.
    """
    certain, any_rule, asked = _ruled(text)
    gone, counted = bytearray(len(text)), bytearray(len(text))
    for start, end in taken:
        _paint(gone, start, end, 1)
    for one in quantities:
        if one.unit:
            _paint(counted, one.number_start, one.number_end, 1)
    for together in _TOGETHER.finditer(text):
        left = [found.start() for found in _EACH.finditer(text, *together.span()) if not gone[found.start()]]
        if left:
            trained = any(asked[place] for place in left)
            rules = certain if trained or any(counted[place] for place in left) else any_rule
            known = all(rules[place] for place in left) and not (trained and RULES[rules[left[0]] - 1].usual)
            yield Digits(left[0], left[-1] + 1, RULES[rules[left[0]] - 1].reason if known else "")


def _ruled(text: str) -> tuple[bytearray, bytearray, bytearray]:
    """For each character the number, from 1, of the first certain rule and of the first of all rules; 0: of none.

    Third: whether it belongs to a number of what is trained.
    """
    aligned = Aligned.of(text)
    certain, any_rule, trained = (bytearray(len(text)) for _ in range(3))
    for found in _BEFORE_TRAINED.finditer(aligned.text):
        _paint(trained, *aligned.span(*found.span()), 1)
    for number, rule in reversed(list(enumerate(RULES, 1))):  # earlier rules are painted over later ones
        for found in rule.pattern.finditer(aligned.text):
            start, end = aligned.span(*found.span())
            _paint(any_rule, start, end, number)
            if rule.certain:
                _paint(certain, start, end, number)
    return certain, any_rule, trained


def _paint(characters: bytearray, start: int, end: int, number: int) -> None:
    characters[start:end] = bytes((number,)) * (min(end, len(characters)) - start)

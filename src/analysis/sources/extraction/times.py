"""When: expressions of time in a text, and the reference period that they give a figure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from analysis.quantities.phrases import any_of
from analysis.sources.extraction.candidate import Confidence

Sort = Literal["year", "span", "part", "as_of", "until", "now", "since", "length", "recently", "term", "title"]
"""``part``: months or a quarter; ``as_of``: a day at which something stands; ``until``: "đến năm 2025"; ``length``:
"qua 2,5 năm"; ``term``: of office or of a course, or the day of an event; ``title``: inside the name of a plan or law, no
period of a figure."""


class Time(NamedTuple):
    """An expression of time and the days that it means; None where the text does not say them."""

    start: int
    end: int
    sort: Sort
    first: date | None
    last: date | None
    years: Decimal | None = None


Told = tuple[Time | None, Confidence, str]
"""An expression of time, where it stands, and the id of the rule; None where nothing is said."""


_Y = r"(?:19|20)\d\d"
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_COUNT = rf"(?:\d{{1,2}}(?:,\d)?|{'|'.join(_WORDS)})"
_TO = r" ?(?:-|đến hết năm|đến năm|đến|tới) ?"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("day", rf"(?P<until_day>(?:tính )?(?:đến|tới) |tại thời điểm )?(?:hết )?(?:ngày )?(?P<d>\d{{1,2}})(?:[/.-]| tháng )(?P<m>\d{{1,2}})(?:[/.-]| năm )(?P<dy>{_Y})(?!\d)"),
    ("school_year", rf"năm học (?P<s1>{_Y}) ?- ?(?P<s2>{_Y})(?!\d)"),
    ("term", rf"(?:nhiệm kỳ|năm học|khóa|niên khóa|niên độ) (?:từ )?(?:năm )?{_Y}{_TO}(?:năm )?{_Y}(?!\d)"),
    ("since_term", rf"(?:nửa đầu|giữa) nhiệm kỳ(?: {_Y} ?- ?{_Y})?|từ đầu nhiệm kỳ(?: {_Y} ?- ?{_Y})?[^,.;:]{{0,40}}? đến nay|từ đầu nhiệm kỳ(?: {_Y} ?- ?{_Y})?"),
    ("from_to", rf"(?:kể )?từ (?:đầu năm(?: (?P<f_y>{_Y}))?|(?:ngày )?(?P<f_d>\d{{1,2}})[/.](?P<f_m>\d{{1,2}})(?:[/.](?P<f_y2>{_Y}))?|tháng (?P<f_m2>\d{{1,2}})(?:(?:[/.-]| năm )(?P<f_y3>{_Y}))?) ?(?:đến|tới|-) ?(?:hết |cuối |ngày )*(?:(?P<t_now>nay)|tháng (?P<t_m>\d{{1,2}})(?:(?:[/.-]| năm )(?P<t_y>{_Y}))?|(?P<t_d>\d{{1,2}})[/.](?P<t_m2>\d{{1,2}})(?:[/.](?P<t_y2>{_Y}))?)(?!\d)"),
    ("from_now", r"từ nay (?:đến|tới) (?:hết|cuối) năm(?: nay)?(?! \d)"),
    ("since", rf"(?:kể )?từ (?:đầu )?(?:năm )?(?P<sy>{_Y})(?: trở lại đây| đến nay| tới nay)"),
    ("year_to_date", r"(?:kể )?từ đầu năm(?: (?:đến nay|tới nay|đến giờ))?(?! \d)|đầu năm (?:đến nay|tới nay)"),
    ("two_years", rf"(?:hai|2|02) năm (?P<t1>{_Y}) ?(?:,|và) ?(?P<t2>{_Y})(?!\d)"),
    ("span", rf"(?:từ )?(?:năm )?(?P<y1>{_Y}){_TO}(?:năm )?(?P<y2>{_Y})(?!\d)"),
    ("half", rf"(?P<n>\d{{1,2}}|{'|'.join(_WORDS)}) tháng (?P<which>đầu |cuối )?(?:của )?năm(?: (?P<hy>{_Y}))?(?!\d)"),
    ("quarter", rf"(?P<until_quarter>(?:đến )?hết )?quý (?P<q>iv|i{{1,3}}|[1-4])(?!\w)(?:(?:[/-]| năm |/năm | )(?P<qy>{_Y}))?"),
    ("month", rf"(?P<until_month>(?:tính )?(?:đến|tới) )?(?:hết |cuối )?tháng (?P<mm>\d{{1,2}})(?:/| năm |-)(?P<my>{_Y})(?!\d)"),
    ("month_end", r"(?:tính )?(?:đến|tới) (?:hết |cuối )?tháng (?P<em>\d{1,2})(?![\d/]| năm)"),
    ("as_of", rf"(?:vào |đến |tới )?cuối năm (?P<ay3>{_Y})(?!\d)|tính (?:đến|tới) (?:hết |cuối |đầu )?(?:năm )?(?P<ay>{_Y})(?!\d)|(?:đến|tới) (?:hết|cuối) (?:năm )?(?P<ay2>{_Y})(?!\d)"),
    ("until", rf"(?:đến|tới|vào|trước) (?:năm )(?P<uy>{_Y})(?!\d)"),
    ("year", rf"(?:trong |riêng |cả |hết )?năm (?P<yy>{_Y})(?!\d)"),
    ("length", rf"(?:qua|sau|trong|suốt) (?P<len>{_COUNT}) năm(?! {_Y})(?: qua)?(?! học)|(?P<len2>{_COUNT}) năm qua"),
    ("now", r"(?:tính )?(?:đến|tới) (?:nay|thời điểm này|thời điểm hiện tại)|hiện nay|hiện tại|hiện có|hiện đang|hiện(?= (?:toàn )?(?:tỉnh|huyện|thành phố|thị xã|cả))"),
    ("this_year", r"(?:trong )?năm nay"),
    ("last_year", r"(?:trong )?năm (?:ngoái|trước)(?! đó)"),
    ("past_year", r"(?:trong )?(?:một )?năm qua"),
    ("recently", r"(?:trong )?(?:những|các|nhiều|mấy) năm (?:qua|gần đây|trở lại đây|vừa qua)|thời gian qua"),
    ("bare_year", rf"(?<![\d/.,-])(?P<by>{_Y})(?![\d/.,-]*\d)(?! ?(?:người|lượt|đồng|học viên|lớp|cán bộ|công chức|viên chức|cbcc|triệu|tỷ|nghìn))"),
)  # fmt: skip
_BEGINNINGS = (
    *_WORDS, "tính", "đến", "tới", "hết", "ngày", "nhiệm", "niên", "khóa", "từ", "kể", "đầu", "quý",
    "cuối", "tháng", "vào", "trước", "trong", "riêng", "cả", "qua", "sau", "suốt", "hiện", "những", "các", "nhiều", "mấy",
    "thời", "nửa", "giữa", "tại",
)  # fmt: skip
_BEGINS = rf"(?:{any_of(_BEGINNINGS)})(?!\w)|{_Y}|[0-9]\d?(?:[/.,-]| tháng| năm)"
"""How the expressions begin: looked for first, so that most words and numbers cost one look."""
_TIME = re.compile(
    rf"(?<!\w)(?={_BEGINS})(?:" + "|".join(f"(?P<p_{name}>{pattern})" for name, pattern in _PATTERNS) + r")(?!\w)"
)
_VERB = re.compile(r"(?<!\w)(?:đã|được|đạt|mở|tổ chức|cử|phấn đấu|có|là|bồi dưỡng cho|đào tạo cho)(?!\w)")


def times_in(text: str, published: date | None) -> Iterator[Time]:
    """Every expression of time, from left to right; relative ones count from the day of publication."""
    for found in _TIME.finditer(text):
        if text.startswith("so với ", max(0, found.start() - 7)) or text.startswith(
            "cùng kỳ ", max(0, found.start() - 8)
        ):
            continue
        time = _READERS[str(found.lastgroup)[2:]](found, published)
        if time is not None:
            yield time if time.sort not in _IN_TITLES or not _in_title(text, found.start()) else _as_title(time)


_IN_TITLES = frozenset({"year", "span", "until", "as_of"})


_DOCUMENT = re.compile(
    r"(?<!\w)(?:nghị quyết|quyết định|kế hoạch|đề án|luật|nghị định|thông tư|chỉ thị|chương trình|kết luận|quy định"
    r"|đại hội|chiến lược|dự án)(?!\w)"
)
_CLAUSE_END = re.compile(r"[;:.()\n“”]|, (?=năm|trong|riêng|từ|đến|tới)|, $")


def _in_title(text: str, start: int) -> bool:
    """Whether the words before belong to the name of a document: no verb stands between it and the year."""
    before = _CLAUSE_END.split(text[max(0, start - 150) : start])[-1]
    documents = list(_DOCUMENT.finditer(before))
    if documents and documents[-1][0] in ("kế hoạch", "chương trình") and len(before) - documents[-1].end() <= 1:
        return False  # "kế hoạch năm 2022" is the plan of a year, not the name of a document
    return bool(documents) and not _VERB.search(before, documents[-1].end())


def _as_title(time: Time) -> Time:
    return Time(time.start, time.end, "title", time.first, time.last)


def _whole(year: int, last: int | None = None) -> tuple[date, date]:
    return date(year, 1, 1), date(last or year, 12, 31)


def _day(found: re.Match[str], _: date | None) -> Time | None:
    try:
        day = date(int(found["dy"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None
    sort: Sort = "as_of" if found["until_day"] else "term"
    return Time(found.start(), found.end(), sort, day, day)


def _term(found: re.Match[str], _: date | None) -> Time:
    """A term of office; at the head of a sentence it is the time of what follows."""
    years = re.findall(_Y, found[0])
    head = found.string[max(0, found.start() - 7) : found.start()].endswith(("\n", ". ", "trong ")) or not found.start()
    if found[0].startswith("nhiệm kỳ") and head:
        return Time(found.start(), found.end(), "span", *_whole(int(years[0]), int(years[1])))
    return Time(found.start(), found.end(), "term", None, None)


def _since_term(found: re.Match[str], published: date | None) -> Time:
    return Time(found.start(), found.end(), "since", None, published)


def _from_to(found: re.Match[str], published: date | None) -> Time | None:
    """ "từ tháng 7 đến hết tháng 11/2025": a year that one end lacks is that of the other, else of the publication."""
    first_year = found["f_y"] or found["f_y2"] or found["f_y3"]
    last_year = found["t_y"] or found["t_y2"]
    known = published.year if published else 0
    year = int(first_year or last_year or known)
    month, day = int(found["f_m"] or found["f_m2"] or 1), int(found["f_d"] or 1)
    last_month = int(found["t_m"] or found["t_m2"] or 0)
    end_year = int(last_year or first_year or known)
    try:
        first = date(year, month, day)
        if found["t_now"]:
            return Time(found.start(), found.end(), "since", first, published)
        last = date(end_year, last_month, int(found["t_d"] or monthrange(end_year, last_month)[1]))
    except (ValueError, IndexError):  # no such day or month
        return None
    return Time(found.start(), found.end(), "part", first, last) if first < last else None


def _from_now(found: re.Match[str], published: date | None) -> Time | None:
    if published is None:
        return None
    return Time(found.start(), found.end(), "part", published, date(published.year, 12, 31))


def _since(found: re.Match[str], published: date | None) -> Time:
    return Time(found.start(), found.end(), "since", date(int(found["sy"]), 1, 1), published)


def _year_to_date(found: re.Match[str], published: date | None) -> Time | None:
    if published is None:
        return None
    return Time(found.start(), found.end(), "since", date(published.year, 1, 1), published)


def _span(found: re.Match[str], _: date | None) -> Time | None:
    first, last = int(found["y1"]), int(found["y2"])
    return Time(found.start(), found.end(), "span", *_whole(first, last)) if first < last < first + 30 else None


def _half(found: re.Match[str], published: date | None) -> Time | None:
    months = _WORDS.get(found["n"]) or int(found["n"] if found["n"].isdigit() else 0)
    year = int(found["hy"]) if found["hy"] else (published.year if published else 0)
    if not 1 <= months <= 12 or not year:
        return None
    if found["which"] == "cuối ":
        return Time(found.start(), found.end(), "part", date(year, 13 - months, 1), date(year, 12, 31))
    return Time(found.start(), found.end(), "part", date(year, 1, 1), date(year, months, monthrange(year, months)[1]))


def _quarter(found: re.Match[str], published: date | None) -> Time | None:
    number = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(found["q"]) or int(found["q"])
    year = int(found["qy"]) if found["qy"] else (published.year if published else 0)
    last = 3 * number
    return Time(
        found.start(), found.end(), "part", date(year, 1 if found["until_quarter"] else last - 2, 1),
        date(year, last, monthrange(year, last)[1]),
    ) if year else None  # fmt: skip


def _month(found: re.Match[str], _: date | None) -> Time | None:
    year, month = int(found["my"]), int(found["mm"])
    if not 1 <= month <= 12:
        return None
    last = date(year, month, monthrange(year, month)[1])
    if found["until_month"]:
        return Time(found.start(), found.end(), "as_of", last, last)
    return Time(found.start(), found.end(), "part", date(year, month, 1), last)


def _month_end(found: re.Match[str], published: date | None) -> Time | None:
    """ "đến cuối tháng 9": the last one before the text was published."""
    month = int(found["em"])
    if published is None or not 1 <= month <= 12:
        return None
    year = published.year if month <= published.month else published.year - 1
    day = date(year, month, monthrange(year, month)[1])
    return Time(found.start(), found.end(), "as_of", day, day)


def _school_year(found: re.Match[str], _: date | None) -> Time:
    """From September to June, as schools count."""
    first, last = date(int(found["s1"]), 9, 1), date(int(found["s2"]), 6, 30)
    return Time(found.start(), found.end(), "part", first, last)


def _two_years(found: re.Match[str], _: date | None) -> Time | None:
    first, last = int(found["t1"]), int(found["t2"])
    return Time(found.start(), found.end(), "span", *_whole(first, last)) if last == first + 1 else None


def _as_of(found: re.Match[str], _: date | None) -> Time:
    day = date(int(found["ay"] or found["ay2"] or found["ay3"]), 12, 31)
    return Time(found.start(), found.end(), "as_of", day, day)


def _until(found: re.Match[str], _: date | None) -> Time:
    return Time(found.start(), found.end(), "until", None, date(int(found["uy"]), 12, 31))


def _year(found: re.Match[str], _: date | None) -> Time:
    return Time(found.start(), found.end(), "year", *_whole(int(found["yy"])))


def _bare_year(found: re.Match[str], _: date | None) -> Time | None:
    year = int(found["by"])
    return Time(found.start(), found.end(), "title", *_whole(year))


def _length(found: re.Match[str], published: date | None) -> Time:
    count = found["len"] or found["len2"]
    years = Decimal(_WORDS[count]) if count in _WORDS else Decimal(count.replace(",", "."))
    return Time(found.start(), found.end(), "length", None, published, years)


def _now(found: re.Match[str], published: date | None) -> Time:
    return Time(found.start(), found.end(), "now", published, published)


def _relative_year(back: int) -> Callable[[re.Match[str], date | None], Time | None]:
    def read(found: re.Match[str], published: date | None) -> Time | None:
        return Time(found.start(), found.end(), "year", *_whole(published.year - back)) if published else None

    return read


def _past_year(found: re.Match[str], published: date | None) -> Time | None:
    """ "năm qua": in the first months of a year the one before, later the one that is going on."""
    if published is None:
        return None
    back = 1 if published.month <= 3 else 0
    return Time(found.start(), found.end(), "year", *_whole(published.year - back))


def _recently(found: re.Match[str], published: date | None) -> Time:
    return Time(found.start(), found.end(), "recently", None, published)


_READERS: dict[str, Callable[[re.Match[str], date | None], Time | None]] = {
    "day": _day, "term": _term, "since_term": _since_term, "since": _since, "from_to": _from_to, "from_now": _from_now, "year_to_date": _year_to_date, "span": _span,
    "half": _half, "month_end": _month_end, "school_year": _school_year, "two_years": _two_years, "quarter": _quarter, "month": _month, "as_of": _as_of, "until": _until, "year": _year,
    "length": _length, "now": _now, "this_year": _relative_year(0), "last_year": _relative_year(1),
    "past_year": _past_year, "recently": _recently, "bare_year": _bare_year,
}  # fmt: skip


def with_spans(times: list[Time]) -> list[Time]:
    """ "Trong 3 năm" beside or after "3 năm (2021-2023)" means those years."""
    spans: dict[int, Time] = {}
    found = []
    for place, time in enumerate(times):
        for span in times[place : place + 2]:  # the one in brackets behind a length counts, too
            if span.sort == "span" and span.first and span.last and span.start - time.end < BESIDE:
                spans[span.last.year - span.first.year + 1] = span
        whole = time.sort == "length" and time.years is not None and time.years == int(time.years)
        known = spans.get(int(time.years or 0)) if whole else None
        found.append(known._replace(start=time.start, end=time.end) if known else time)
    return found


BESIDE = 4
"""Characters between a length and the years in brackets behind it."""

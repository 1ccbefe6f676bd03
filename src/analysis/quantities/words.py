"""Words that stand with a number: units, scales, and those that bound it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

SCALES: Mapping[str, Decimal] = {
    "nghìn": Decimal(1000), "ngàn": Decimal(1000), "vạn": Decimal(10**4),
    "triệu": Decimal(10**6), "tỷ": Decimal(10**9), "tỉ": Decimal(10**9),
}  # fmt: skip
MONEY_SCALES = frozenset({"triệu", "tỷ", "tỉ"})
"""Scales that mean money where no other unit follows: "gần 28 tỷ"."""

_WORDS_OF_UNIT: Mapping[str, str] = {
    "participation": "lượt | lượt người | lượt học viên",
    "person": """
        người | đồng chí | đ/c | cán bộ | cán bộ, công chức | cán bộ, công chức, viên chức | công chức, viên chức
        | công chức | viên chức | cbcc | cbccvc | ccvc | cbvc | cb | cc | vc | lãnh đạo
        | bí thư | phó bí thư | chủ tịch | phó chủ tịch | trưởng phòng | phó trưởng phòng | giám đốc | đảng viên
        | cấp ủy viên | ủy viên | đại biểu | đoàn viên | hội viên | giáo viên | giảng viên | nhân viên
        | chuyên viên | chuyên viên chính | chuyên viên cao cấp | cán sự | báo cáo viên | tuyên truyền viên
        | bác sĩ | bác sỹ | thạc sĩ | thạc sỹ | tiến sĩ | tiến sỹ | cử nhân | kỹ sư | trường hợp | nhân sự
        | quần chúng | cá nhân | nhà giáo | hiệu trưởng | phó hiệu trưởng | trưởng thôn | biên chế
        | trí thức trẻ | sinh viên | công an viên | thanh tra viên
    """,
    "trainee": "học viên",
    "class": "lớp | khóa | lớp học | khóa học | lớp/khóa",
    "content_area": "lĩnh vực | nội dung | chuyên đề | nhóm lĩnh vực",
}  # fmt: skip
UNIT_WORDS: Mapping[str, str] = {
    **{word.strip(): unit for unit, words in _WORDS_OF_UNIT.items() for word in words.split("|")},
    "%": "percent", "phần trăm": "percent",
    "đồng": "vnd", "tỷ đồng": "vnd", "triệu đồng": "vnd", "nghìn đồng": "vnd", "vnđ": "vnd", "vnd": "vnd", "đ": "vnd",
}  # fmt: skip
"""Units of published figures by the words that print them."""

MONEY_HEADS: Mapping[str, Decimal] = {
    **{word: Decimal(1) for word in ("đồng", "vnđ", "vnd", "đ")},
    **{word: Decimal(10**3) for word in ("nghìn đồng", "ngàn đồng", "1.000 đồng", "1000 đồng", "1.000đ", "1000đ")},
    **{word: Decimal(10**6) for word in ("triệu đồng", "triệu", "tr.đồng", "tr. đồng", "tr.đ", "trđ")},
    **{word: Decimal(10**9) for word in ("tỷ đồng", "tỉ đồng", "tỷ", "tỉ")},
}  # fmt: skip
"""How tables head a column of money, and what its numbers are multiplied by."""

NOT_MONEY = (
    "chí",
    "bào",
    "thời",
    "loạt",
    "bộ",
    "nghiệp",
    "đội",
    "hành",
    "ý",
    "đều",
    "tâm",
    "lòng",
    "hương",
    "nhất",
    "quản",
)
"""What follows "đồng" in words that are no money: đồng bào, đồng thời …"""

QUALIFIER_WORDS: Mapping[str, str] = {
    "hơn": "more_than", "trên": "more_than", "không dưới": "at_least", "không ít hơn": "at_least",
    "ít nhất": "at_least", "tối thiểu": "at_least", "ít ra": "at_least",
    "gần": "nearly", "ngót": "nearly", "ngót nghét": "nearly", "non": "nearly",
    "khoảng": "about", "chừng": "about", "xấp xỉ": "about", "trên dưới": "about",
    "ước": "about", "ước đạt": "about", "ước khoảng": "about",
    "dưới": "under", "chưa đến": "under", "chưa tới": "under", "chưa đầy": "under",
    "không quá": "at_most", "tối đa": "at_most", "không vượt quá": "at_most", "nhiều nhất": "at_most",
}  # fmt: skip
"""Words that bound a number when they stand directly before it."""

COMPARING = frozenset({"cao", "thấp", "nhiều", "ít", "lớn", "nhỏ", "dài", "sớm"})
"""Before "hơn" these compare two things: "cao hơn 5%" does not say that a share is more than 5 %."""

NUMBER_WORDS: Mapping[str, int] = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
"""Numbers that count in words, directly before a unit; "một lớp" is "a class" and no count."""

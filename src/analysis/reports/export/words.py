"""The words that the exporters themselves add to a report, in the languages that a report may have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

WORDS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "abstract": "Tóm tắt",
        "version": "Phiên bản ",
        "data": "Số liệu: ",
        "colophon": "Về tệp này",
        "source": "Nguồn: ",
        "notes": "Ghi chú: ",
        "appendix": "Phụ lục: mã lệnh",
        "cell": "Ô",
        "clipped": "… lược bớt {} dòng.",
        "error": "Ô lệnh báo lỗi",
        "formula": "Không hiển thị được công thức",
        "picture": "Không hiển thị được hình",
        "output": "Không hiển thị được kết quả",
        "contents": "Mục lục",
        "figure": "Hình",
        "table": "Bảng",
        "footnotes": "Chú thích",
        "back": "Trở lại chỗ gọi chú thích {}",
        "skip": "Đến phần nội dung",
        "csv": "Số liệu (CSV)",
    },
    "en": {
        "abstract": "Abstract",
        "version": "Version ",
        "data": "Data: ",
        "colophon": "About this file",
        "source": "Source: ",
        "notes": "Note: ",
        "appendix": "Appendix: code",
        "cell": "Cell",
        "clipped": "… {} more lines not shown.",
        "error": "The cell raised an error",
        "formula": "This formula cannot be shown",
        "picture": "This figure cannot be shown",
        "output": "This output cannot be shown",
        "contents": "Contents",
        "figure": "Figure",
        "table": "Table",
        "footnotes": "Footnotes",
        "back": "Back to the call of footnote {}",
        "skip": "Skip to the content",
        "csv": "Data (CSV)",
    },
}

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(day: date, lang: str) -> str:
    """The day in words, as the title page of the PDF has it."""
    if lang == "vi":
        return f"Ngày {day.day} tháng {day.month} năm {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

"""Refusals and caveats of provinces beside each other, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

REFUSALS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "year-missing": (
        ("Chuỗi không có năm {year}.", "The series has no year {year}."),
        ("Chọn năm có trong chuỗi.", "Choose a year of the series."),
    ),
    "no-values": (
        ("Chuỗi không có số liệu nào của địa phương này.", "The series has no figure for this place."),
        ("Tìm số do địa phương công bố, hoặc dùng số của vùng.", "Look for figures of the place itself, or use those of its region."),
    ),
}  # fmt: skip

CAVEATS: Mapping[str, tuple[str, str]] = {
    "no-sampling-error": (
        "Cơ quan thống kê không công bố sai số chọn mẫu của từng tỉnh: chênh lệch nhỏ giữa hai tỉnh không phân biệt được với sai số, nên không xếp hạng.",
        "No sampling errors by province are published: small differences between two provinces cannot be told from sampling error, so none is ranked.",
    ),
    "breaks-between": (
        "Thay đổi chỉ tính từ {year}: trước đó chuỗi bị gãy.",
        "The change is taken from {year} on: before that the series breaks.",
    ),
}  # fmt: skip

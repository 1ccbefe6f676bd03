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
    "no-common-rows": (
        ("Trong {rows} dòng, không dòng nào có đủ kết quả và các biến đi cùng.", "None of {rows} rows has both the outcome and everything that is to go with it."),
        ("Chọn các chuỗi có chung địa phương và năm.", "Choose series that share places and years."),
    ),
    "single-year": (
        ("Chỉ có năm {year}: không thấy được thay đổi trong từng địa phương.", "There is only the year {year}: changes within places cannot be seen."),
        ("Cần ít nhất hai năm; hoặc chỉ so các địa phương với nhau.", "Two years at least are needed; or only compare places with each other."),
    ),
    "no-variation-within": (
        ("{exposure} không thay đổi trong từng địa phương (sau khi trừ các hiệu ứng đã chọn).", "{exposure} does not vary within places (beyond the effects that were chosen)."),
        ("Chọn biến có thay đổi theo năm và không như nhau ở mọi nơi, hoặc bỏ hiệu ứng năm.", "Choose a variable that changes over the years and not alike everywhere, or leave the effects of the year out."),
    ),
    "no-variation-between": (
        ("Trung bình của {exposure} bằng nhau ở mọi địa phương: không có gì để so giữa các nơi.", "The mean of {exposure} is the same in all places: there is nothing to compare between them."),
        ("Chọn biến khác nhau giữa các địa phương.", "Choose a variable in which places differ."),
    ),
    "few-clusters": (
        ("Chỉ có {clusters} địa phương; sai số theo cụm cần ít nhất {needed}, ít hơn thì quá nhỏ.", "Only {clusters} places: errors by cluster need {needed}, with fewer they are too small."),
        ("Dùng cluster_bootstrap hoặc sai số thông thường (errors=classical), hoặc thêm địa phương.", "Use cluster_bootstrap or classical errors (errors=classical), or add places."),
    ),
    "association-across-break": (
        ("{places} địa phương có số liệu ở cả hai phía một điểm gãy của chuỗi: thay đổi qua điểm gãy không phải là thay đổi thật.", "{places} places have figures on both sides of a break of a series: a change across a break is no real change."),
        ("Chỉ so trong từng giai đoạn (effects=segment), hoặc chọn các năm của một giai đoạn.", "Compare within one stretch only (effects=segment), or choose the years of one stretch."),
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
    "association-not-effect": (
        "Đây là mối liên hệ, không phải tác động: những điều khác cũng có thể khác nhau giữa các địa phương và thay đổi theo năm.",
        "This is an association, not an effect: much else may differ between places and change over the years.",
    ),
    "scaled-within-year": (
        "{columns} được chuẩn hóa lại từng năm: thay đổi trong một địa phương là thay đổi vị trí so với các nơi khác, không phải mức.",
        "{columns}: scaled anew in each year, so that a change within a place is one of its standing among the others, not of its level.",
    ),
}  # fmt: skip

"""Words of the list of sources of a report, and of its data line."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

BIBLIOGRAPHY: Words = {
    "tbl-bibliography": (
        "Báo cáo dựa trên {series} chuỗi chính thức và {texts} văn bản",
        "The report rests on {series} official series and {texts} texts",
    ),
    "tbl-bibliography.note": (
        "Trong ngoặc vuông: tên tệp trong data/raw/statistics hay data/raw/evidence. SHA-256: {digits} ký tự đầu của tệp "
        "số liệu hay nguyên văn đã đọc. Với văn bản, năm là năm cuối mà văn bản nói về và ngày là ngày đăng. "
        "‡ Chỉ đọc trích đoạn, nguyên văn không được lưu.",
        "In square brackets: name of the file in data/raw/statistics or data/raw/evidence. SHA-256: first {digits} digits "
        "of the data file or text that was read. For a text, the year is the last one it speaks about and the day that "
        "of its publication. ‡ Only an excerpt was read; the text is not held.",
    ),
    "column.source_of_report": ("Nguồn", "Source"),
    "column.copy": ("Bản sao ngày", "Copy of"),
    "column.sha256": ("SHA-256", "SHA-256"),
    "source.bibliographies": (
        "data/raw/statistics/series.csv, data/raw/sources.csv",
        "data/raw/statistics/series.csv, data/raw/sources.csv",
    ),
    "bibliography.held": ("Bài viết có toàn văn", "Articles held in full"),
    "bibliography.excerpts": ("Trích đoạn trên báo và trang thông tin", "Excerpts of newspapers and web pages"),
    "data_vintage": ("Số liệu: {what}", "Data: {what}"),
    "vintage.series": ("chuỗi chính thức {first}–{last}", "official series of {first}–{last}"),
    "vintage.copies": ("{what} (bản sao mới nhất ngày {day})", "{what} (latest copy of {day})"),
    "vintage.texts": ("văn bản: {count}, nói đến {day}", "texts: {count}, about the time up to {day}"),
}

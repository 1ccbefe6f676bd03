"""Words of the list of sources of a report, and of its data line."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

BIBLIOGRAPHY: Words = {
    "tbl-bibliography": (
        "Báo cáo dựa trên {series} chuỗi chính thức và khảo sát, {texts} văn bản",
        "What the report rests on: official series and surveys: {series}, texts: {texts}",
    ),
    "tbl-bibliography.github": (
        "Chuỗi ghi “GitHub” được đọc qua bản sao do người khác đưa lên, không phải từ cơ quan công bố, ví dụ "
        "https://github.com/{repository}; phiên bản và tệp đã đọc ghi ở data/raw/statistics/series.csv.",
        "Series marked “GitHub” were read through copies that others put there, not from their publishers, such as "
        "https://github.com/{repository}; the version and file that were read stand in data/raw/statistics/series.csv.",
    ),
    "tbl-bibliography.note": (
        "Trong ngoặc vuông: tên tệp trong data/raw/statistics hay data/raw/evidence. SHA-256: {digits} ký tự đầu của tệp "
        "số liệu hay nguyên văn đã đọc. ‡ Chỉ đọc trích đoạn, nguyên văn không được lưu.",
        "In square brackets: name of the file in data/raw/statistics or data/raw/evidence. SHA-256: first {digits} digits "
        "of the data file or text that was read. ‡ Only an excerpt was read; the text is not held.",
    ),
    "column.about_years": ("Về các năm", "About"),
    "column.source_of_report": ("Nguồn", "Source"),
    "column.copy": ("Bản đã đọc", "What was read"),
    "column.sha256": ("SHA-256", "SHA-256"),
    "on_github": ("GitHub: {copy}", "GitHub: {copy}"),
    "on_day": ("đăng {day}", "published {day}"),
    "copy.text": ("toàn văn, {when}", "full text, {when}"),
    "copy.excerpt": ("trích đoạn", "excerpt"),
    "source.bibliographies": (
        "danh mục chuỗi và danh mục bài viết của dự án (data/raw/statistics/series.csv, data/raw/sources.csv)",
        "the project's lists of series and articles (data/raw/statistics/series.csv, data/raw/sources.csv)",
    ),
    "bibliography.held": ("Bài viết có toàn văn", "Articles held in full"),
    "bibliography.excerpts": ("Trích đoạn trên báo và trang thông tin", "Excerpts of newspapers and web pages"),
    "data_vintage": ("Số liệu: {what}", "Data: {what}"),
    "vintage.series": ("chuỗi chính thức {first}–{last}", "official series of {first}–{last}"),
    "vintage.github": ("{what}, đọc qua bản sao trên GitHub", "{what}, read through copies on GitHub"),
    "vintage.copies": ("{what} (mới nhất ngày {day})", "{what} (latest of {day})"),
    "vintage.texts": ("{count} bài viết", "articles: {count}"),
    "vintage.results": ("kết quả đến {day}", "results until {day}"),
    "vintage.plans": ("kế hoạch và mục tiêu đến {day}", "plans and targets until {day}"),
}

"""Words of notebook 04: the profile of one province."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

PROFILE: Words = {
    "column.about": ("Nội dung", "About"),
    "column.known": ("Thông tin", "What is known"),
    "column.year": ("Năm", "Year"),
    "column.value": ("Giá trị", "Value"),
    "column.of_region": ("Vùng", "Region"),
    "column.of_country": ("Cả nước", "Country"),
    "column.middle_half": ("Khoảng tứ phân vị", "Middle half"),
    "column.change_by": ("Thay đổi", "Change"),
    "column.from_year": ("từ năm", "since"),
    "column.file": ("Tệp", "File"),
    "column.hash": ("SHA-256", "SHA-256"),
    "source.places": (
        "data/raw/places; data/raw/statistics; findings.csv",
        "data/raw/places; data/raw/statistics; findings.csv",
    ),
    "source.series": ("data/raw/statistics/series.csv", "data/raw/statistics/series.csv"),
    "tbl-unit": (
        "{place}: đơn vị nào, và điều cần biết trước khi đọc số",
        "{place}: which unit this is, and what to know before reading a number",
    ),
    "about.code": ("Mã hành chính", "Administrative code"),
    "about.code_alone": ("{code}", "{code}"),
    "about.code_reused": (
        "{code}; mã này cũng là của một đơn vị khác ở thời gian khác: không nối số liệu theo mã",
        "{code}; another unit has had this code at another time: never join figures by code",
    ),
    "about.begin": ("Hình thành", "Formed"),
    "about.from": ("Từ {day}, hợp nhất từ {places}", "On {day}, from {places}"),
    "about.unchanged": ("Không đổi qua đợt sắp xếp 01/07/2025", "Not changed by the mergers of 1 July 2025"),
    "about.end": ("Kết thúc", "Ended"),
    "about.until": (
        "{day}; lãnh thổ nay thuộc {place} (mã {code})",
        "{day}; the territory now belongs to {place} (code {code})",
    ),
    "about.break": ("Địa giới, từ {year}", "Territory, since {year}"),
    "about.gap": ("Ô trống", "Gaps"),
    "about.missing": ("{years}: {series}", "{years}: {series}"),
    "about.checks": ("Kiểm tra", "Checks"),
    "about.no_findings": (
        "{count} kết quả kiểm tra trên {series} chuỗi dùng ở đây không nêu riêng nơi này",
        "{count} results of checks on the {series} series used here name nothing about this place",
    ),
    "tbl-standing": (
        "{place} trong {count} chuỗi: số mới nhất cạnh vùng, cả nước và các tỉnh",
        "{place} in {count} series: the latest figure beside region, country and the other provinces",
    ),
    "tbl-standing.note": (
        "Khoảng tứ phân vị: từ tứ phân vị thứ nhất đến thứ ba của các tỉnh trong cùng năm. Thay đổi chỉ tính trong đoạn không có điểm gãy. “–”: không công bố, hoặc không có năm trước nào trong cùng đoạn. Không xếp hạng, vì không có sai số chọn mẫu.",
        "Middle half: from the first to the third quartile of the provinces in the same year. Changes are taken only where no break lies between. “–”: not published, or no earlier year without a break. There are no ranks, as no sampling errors are published.",
    ),
    "tbl-standing.preliminary": ("*: số sơ bộ hoặc ước tính.", "*: preliminary or estimated."),
    "legend.region": ("vùng", "region"),
    "legend.country": ("cả nước", "country"),
    "legend.middle_half": ("khoảng tứ phân vị của các tỉnh", "middle half of provinces"),
    "fig-profile": (
        "{place}: tỷ lệ lao động đã qua đào tạo {value:.1} % năm {year} (trung vị các tỉnh {median:.1} %), và các chuỗi khác theo năm",
        "{place}: {value:.1} % of workers trained in {year} (median of provinces {median:.1} %), and other series over the years",
    ),
    "fig-profile.alt": (
        "{count} ô nhỏ, mỗi chuỗi một ô: đường của {place}, đường của vùng và cả nước nếu được công bố, và dải giữa hai tứ phân vị của các tỉnh. Đường đứt ở điểm gãy của chuỗi và ở năm không có số liệu.",
        "{count} small panels, one for each series: the line of {place}, those of region and country where published, and the band between the quartiles of the provinces. Lines end where a series breaks or a year is missing.",
    ),
    "refused.title": ("Không có cho {place}: {count} chuỗi", "Not available for {place}: {count} series"),
    "refused.part": ("{series}. {reason}", "{series}. {reason}"),
    "refused.none.title": ("Không chuỗi nào bị bỏ", "No series is left out"),
    "refused.none": (
        "Cả {count} chuỗi theo tỉnh đều có số liệu của nơi này.",
        "All {count} series by province have figures for this place.",
    ),
    "no_evidence.title": ("Chưa có bài viết nào về {place}", "No article about {place} yet"),
    "no_evidence": (
        "Các bài đã mã hóa nói về {places}. Muốn thêm một bài: docs/coding-manual.md; sau đó chạy lại, phần này có bảng số liệu.",
        "The coded articles speak of {places}. To add one: docs/coding-manual.md; after the next run this section holds its figures.",
    ),
    "tbl-place-evidence": (
        "{count} số liệu từ bài viết về {place}, các huyện và các tỉnh cũ của nơi này",
        "Figures from articles about {place}, its districts and the provinces it was made of: {count}",
    ),
    "tbl-place-evidence.merged": (
        "Các bài nói về tỉnh cũ hoặc huyện: không phải số liệu của đơn vị hợp nhất.",
        "The articles speak of an old province or a district: these are no figures of the merged unit.",
    ),
    "tbl-place-sources.note": (
        "Tệp đuôi .csv trong data/raw/statistics. SHA-256: 12 ký tự đầu; nơi đọc và điều khoản ở series.csv và báo cáo 01.",
        "Files .csv in data/raw/statistics. SHA-256: first 12 characters; where it was read and under which terms stands in series.csv and report 01.",
    ),
    "tbl-place-sources": (
        "Nguồn của {count} chuỗi dùng trong hồ sơ này",
        "Sources of the {count} series of this profile",
    ),
}

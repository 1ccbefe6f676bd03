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
    "column.middle_half": ("Tứ phân vị", "Middle half"),
    "column.change_since": ("Thay đổi từ", "Change since"),
    "source.figure": (
        "các chuỗi {numbers} của hai bảng về các chuỗi, {copies}; không chuỗi nào nói về riêng cán bộ",
        "series {numbers} of the two tables of series, {copies}; none speaks of officials alone",
    ),
    "source.numbers": ("{publisher}: chuỗi {numbers}", "{publisher}: series {numbers}"),
    "source.weights": ("quyền số: {series}", "weights: {series}"),
    "source.hashes": (
        "mã và SHA-256 của các tệp ở bảng nguồn cuối báo cáo",
        "ids and SHA-256 of the files in the table of sources at the end",
    ),
    "source.places": (
        "danh mục địa phương, các chuỗi và kết quả kiểm tra của dự án (data/raw/places, data/raw/statistics, findings.csv)",
        "the project's list of places, its series and what checks found (data/raw/places, data/raw/statistics, findings.csv)",
    ),
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
    "about.break": ("Điểm gãy năm {year}: {kind}", "Break in {year}: {kind}"),
    "about.gap": ("Năm không có số liệu: {years}", "No figures for {years}"),
    "about.checks": ("Kiểm tra", "Checks"),
    "tbl-beside-country": (
        "{place} cạnh vùng, cả nước và các tỉnh: số mới nhất của {count} chuỗi",
        "{place} beside region, country and the other provinces: the latest figures of {count} series",
    ),
    "tbl-beside-country.no_region": (
        "{place} cạnh cả nước và các tỉnh: số mới nhất của {count} chuỗi",
        "{place} beside the country and the other provinces: the latest figures of {count} series",
    ),
    "tbl-beside-country.none": (
        "Không có chuỗi nào để đặt {place} cạnh cả nước",
        "No series to place {place} beside the country",
    ),
    "tbl-beside-country.why": (
        "Không chuỗi nào có số của nơi này cùng với số của vùng hoặc cả nước.",
        "No series has figures of this place together with those of its region or the country.",
    ),
    "tbl-beside-provinces": (
        "{place} cạnh các tỉnh: số mới nhất của {count} chuỗi không công bố cho vùng và cả nước",
        "{place} beside the other provinces: the latest figures of {count} series without figures of region and country",
    ),
    "tbl-beside-provinces.none": (
        "Không có khảo sát nào về {place}",
        "No survey about {place}",
    ),
    "tbl-beside-provinces.why": (
        "Chuỗi nào có số của nơi này cũng có số của vùng hoặc cả nước, ở bảng trên.",
        "Every series with figures of this place has some of its region or the country, in the table above.",
    ),
    "tbl-standing.note": (
        "Tứ phân vị: từ tứ phân vị thứ nhất đến thứ ba của các tỉnh trong cùng năm. Thay đổi chỉ tính trong đoạn không có điểm gãy. “–”: không công bố, hoặc không có năm trước nào trong cùng đoạn. Không xếp hạng, vì không có sai số chọn mẫu.",
        "Middle half: from the first to the third quartile of the provinces in the same year. Changes are taken only where no break lies between. “–”: not published, or no earlier year without a break. There are no ranks, as no sampling errors are published.",
    ),
    "tbl-standing.as_before": (
        "Các cột và dấu “–” như ở bảng trước.",
        "Columns and “–” as in the table before.",
    ),
    "tbl-standing.preliminary": (
        "*: số sơ bộ hoặc ước tính, hoặc tính với quyền số như vậy.",
        "*: preliminary or estimated, or weighted with such figures.",
    ),
    "tbl-standing.computed": (
        "†: do dự án tính từ các tỉnh cũ, không phải số công bố.",
        "†: computed here from the old provinces, not published.",
    ),
    "legend.region": ("vùng", "region"),
    "legend.country": ("cả nước", "country"),
    "legend.middle_half": ("khoảng tứ phân vị của các tỉnh", "middle half of provinces"),
    "fig-profile": (
        "{place}: tỷ lệ lao động đã qua đào tạo {value:.1} % năm {year} (cả nước {country:.1} %), và các chuỗi khác theo năm",
        "{place}: {value:.1} % of workers trained in {year} (country {country:.1} %), and other series over the years",
    ),
    "fig-profile.merged": (
        "Số liệu trước ngày hợp nhất do dự án tính từ các tỉnh cũ, không phải số công bố.",
        "Figures before the merger are computed here from the old provinces, not published.",
    ),
    "fig-profile.other": (
        "{place} theo năm, cạnh các tỉnh: {count} chuỗi",
        "{place} over the years beside the other provinces: {count} series",
    ),
    "fig-profile.none": ("Không có chuỗi nào của {place} để vẽ", "No series of {place} to draw"),
    "fig-profile.why": (
        "Không chuỗi nào có số liệu của nơi này; lý do của từng chuỗi ở dưới.",
        "No series has figures for this place; the reasons stand below.",
    ),
    "fig-profile.alt": (
        "{count} ô nhỏ, mỗi chuỗi một ô: đường của {place}, đường của vùng và cả nước nếu được công bố, và dải giữa hai tứ phân vị của các tỉnh. Đường đứt ở điểm gãy của chuỗi và ở năm không có số liệu.",
        "{count} small panels, one for each series: the line of {place}, those of region and country where published, and the band between the quartiles of the provinces. Lines end where a series breaks or a year is missing.",
    ),
    "refused.title": ("Không có cho {place}: {count} chuỗi", "Not available for {place}: {count} series"),
    "refused.part": ("{series}. {reason}", "{series}. {reason}"),
    "no_evidence.title": ("Chưa có bài viết nào về {place}", "No article about {place} yet"),
    "no_evidence": (
        "Các bài đã mã hóa nói về {places}. Muốn thêm một bài: docs/coding-manual.md; sau đó chạy lại, phần này có bảng số liệu.",
        "The coded articles speak of {places}. To add one: docs/coding-manual.md; after the next run this section holds its figures.",
    ),
    "tbl-place-evidence": (
        "{count} số liệu từ bài viết về {place}",
        "Figures from articles about {place}: {count}",
    ),
    "tbl-place-evidence.others": (
        "{count} số liệu từ bài viết về {place}, cụ thể về: {places}",
        "Figures from articles about {place}, namely about {places}: {count}",
    ),
    "tbl-place-evidence.overlap": (
        "Có những kỳ chồng lên nhau: không cộng các số này với nhau.",
        "Some of these periods overlap: these figures are never added up.",
    ),
    "tbl-place-evidence.merged": (
        "Số liệu của tỉnh cũ hoặc huyện không phải số liệu của đơn vị hợp nhất.",
        "Figures of an old province or a district are no figures of the merged unit.",
    ),
}

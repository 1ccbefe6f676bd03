"""Refusals and caveats of provinces beside each other, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

REFUSALS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "year-missing": (
        ("Chuỗi không có năm {year}; có {years}.", "The series has no year {year}; it has {years}."),
        ("Chọn năm có trong chuỗi.", "Choose a year of the series."),
    ),
    "nothing-selected": (
        ("Phép lọc không giữ lại dòng nào có số liệu trong “{table}”.", "Nothing is left of the selection: no row of “{table}” has a value."),
        (
            "Xem lại phép lọc: mã địa phương (data.places), cấp (level) và phân tổ (category).",
            "Look at the filter again: ids of places (data.places), level and category.",
        ),
    ),
    "no-values": (
        ("Chuỗi không có số liệu nào của địa phương này.", "The series has no figure for this place."),
        ("Tìm số do địa phương công bố, hoặc dùng số của vùng.", "Look for figures of the place itself, or use those of its region."),
    ),
    "counts-missing": (
        ("Không dòng nào trong {rows} dòng có đủ “{count}” và “{staff}”.", "None of the {rows} rows has both “{count}” and “{staff}”."),
        ("Cần số đếm và số biên chế của cùng địa phương và kỳ.", "A count and the staff of the same place and period are needed."),
    ),
    "counts-not-whole": (
        ("“{count}” của {place} là {value}, không phải số đếm: khoảng tin cậy của số đếm không áp dụng được.", "“{count}” of {place} is {value}, which is no count: the intervals of counts do not apply."),
        ("Dùng số người hoặc số lượt, không dùng nghìn người hay ước lượng điều tra.", "Use persons or participations, not thousands or estimates of a survey."),
    ),
    "share-over-one": (
        ("{place} có {persons} trên {staff}: đây là lượt, không phải người, nên không phải tỷ lệ.", "{place} has {persons} of {staff}: these are participations, not persons, and no share."),
        ("Dùng provinces.rates cho số lượt; tỷ lệ cần số người.", "Use provinces.rates for participations; a share needs persons."),
    ),
    "strata-incomplete": (
        ("{count} địa phương không có biên chế ở một nhóm mà cơ cấu chuẩn có ({places}): không chuẩn hóa trực tiếp được.", "{count} places have no staff in a stratum of the standard ({places}): they cannot be standardised directly."),
        ("Dùng method=\"indirect\", gộp nhóm, hoặc để các nơi này ra ngoài.", "Use method=\"indirect\", join strata, or leave these places out."),
    ),
    "standard-across-periods": (
        ("Bảng gồm nhiều kỳ ({periods}).", "The table holds several periods ({periods})."),
        ("Chuẩn hóa từng kỳ một.", "Standardise one period at a time."),
    ),
    "expected-zero": (
        ("Theo tỷ suất chuẩn, {place} được kỳ vọng có 0 trường hợp: không có tỷ số.", "At the standard’s rates {place} would be expected to have no events: there is no ratio."),
        ("Chọn cơ cấu chuẩn có trường hợp ở mọi nhóm.", "Choose a standard that has events in every stratum."),
    ),
    "funnel-across-periods": (
        ("Bảng gồm nhiều kỳ ({periods}); biểu đồ phễu so các địa phương trong cùng một kỳ.", "The table holds several periods ({periods}); a funnel compares places within one."),
        ("Chọn một kỳ.", "Choose one period."),
    ),
    "funnel-too-few": (
        ("Chỉ có {places} địa phương; độ phân tán giữa các nơi cần ít nhất {needed}.", "Only {places} places; their scatter needs at least {needed}."),
        ("Thêm địa phương, hoặc mô tả từng nơi bằng khoảng tin cậy.", "Add places, or describe each by its interval."),
    ),
    "funnel-target": (
        ("Giá trị chung là {target}: quanh đó không có giới hạn.", "The common value is {target}: there are no limits around it."),
        ("Cần ít nhất một trường hợp, và một tỷ lệ dưới 100 %.", "At least one event is needed, and a share below 100 %."),
    ),
    "ranks-without-errors": (
        ("Không ước lượng nào trong {places} địa phương có sai số chuẩn: không biết thứ tự chắc đến đâu.", "None of the estimates of {places} places has a standard error: nothing tells how sure their order is."),
        ("Cần sai số chọn mẫu, hoặc ước lượng từ nhiều năm của từng nơi.", "Sampling errors are needed, or estimates from several years of each place."),
    ),
    "ranks-across-periods": (
        ("Các ước lượng thuộc {count} kỳ khác nhau (từ {first} đến {last}).", "The estimates are of {count} different periods (from {first} to {last})."),
        ("So các địa phương trong cùng một kỳ.", "Compare places within one period."),
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
        ("Dùng small_samples.wild_bootstrap hoặc sai số thông thường (errors=classical), hoặc thêm địa phương.", "Use small_samples.wild_bootstrap or classical errors (errors=classical), or add places."),
    ),
    "association-across-break": (
        ("{places} địa phương có số liệu ở cả hai phía một điểm gãy của chuỗi: thay đổi qua điểm gãy không phải là thay đổi thật.", "{places} places have figures on both sides of a break of a series: a change across a break is no real change."),
        ("Chỉ so trong từng giai đoạn giữa hai điểm gãy, hoặc chỉ chọn các năm của một giai đoạn.", "Compare within each stretch between two breaks only, or choose the years of one stretch."),
    ),
    "change-across-break": (
        ("Chuỗi của {places} địa phương gãy giữa {first} và {last}: thay đổi sẽ lẫn với thay đổi cách đo hay địa giới.", "The series of {places} places break between {first} and {last}: the change would be mixed with one of measure or territory."),
        ("Chọn hai năm ở cùng một phía của điểm gãy.", "Choose two years on one side of the break."),
    ),
}  # fmt: skip

CAVEATS: Mapping[str, tuple[str, str]] = {
    "no-sampling-error": (
        "Cơ quan thống kê không công bố sai số chọn mẫu của từng tỉnh: chênh lệch nhỏ giữa hai tỉnh không phân biệt được với sai số.",
        "No sampling errors by province are published: small differences between two provinces cannot be told from sampling error.",
    ),
    "breaks-between": (
        "Thay đổi chỉ tính từ {year}: trước đó chuỗi bị gãy.",
        "The change is taken from {year} on: before that the series breaks.",
    ),
    "staff-zero": (
        "{rows} dòng không có biên chế nên bị loại ({places}).",
        "{rows} rows have no staff and are left out ({places}).",
    ),
    "dispersion-unknown": (
        "Mỗi địa phương chỉ có một số đếm: không biết số đếm có phân tán hơn phân phối Poisson hay không.",
        "There is one count only: nothing tells whether counts scatter more than Poisson counts.",
    ),
    "dispersion-in-place": (
        "Số đếm của từng địa phương dao động giữa các kỳ gấp {phi:.1} lần phương sai Poisson: khoảng được mở rộng tương ứng, khoảng Poisson ghi bên cạnh.",
        "Within places the counts vary between periods {phi:.1} times as much as Poisson counts: the intervals are widened accordingly, those of Poisson stand beside them.",
    ),
    "dispersion-between": (
        "Quanh tỷ suất chung, số đếm phân tán gấp {phi:.1} lần phương sai Poisson, kể cả khác biệt thật giữa các nơi: khoảng được mở rộng, khoảng Poisson ghi bên cạnh.",
        "Around the common rate the counts scatter {phi:.1} times as much as Poisson counts, real differences between places included: the intervals are widened, those of Poisson stand beside them.",
    ),
    "funnel-overdispersed": (
        "Các nơi phân tán gấp {phi:.1} lần mức ngẫu nhiên: giới hạn này coi quá nhiều nơi là bất thường.",
        "The places scatter {phi:.1} times as much as chance alone would: these limits call too many of them unusual.",
    ),
    "ranks-left-out": (
        "{count} địa phương không có sai số chuẩn lớn hơn 0 nên đứng ngoài ({places}).",
        "{count} places without a standard error above zero are left out ({places}).",
    ),
    "association-not-effect": (
        "Đây là mối liên hệ, không phải tác động: những điều khác cũng có thể khác nhau giữa các địa phương và thay đổi theo năm.",
        "This is an association, not an effect: much else may differ between places and change over the years.",
    ),
    "scaled-within-year": (
        "{columns} được chuẩn hóa lại từng năm: thay đổi trong một địa phương là thay đổi vị trí so với các nơi khác, không phải mức.",
        "{columns}: scaled anew in each year, so that a change within a place is one of its standing among the others, not of its level.",
    ),
    "regions-without-mean": (
        "Điểm số, trung vị và tổng không cho lấy bình quân các tỉnh: chỉ có mức thấp nhất và cao nhất.",
        "Scores, medians and totals let no mean of provinces be taken: only their range is given.",
    ),
    "regions-incomplete": (
        "Số tỉnh không được tính vào vùng vì thiếu số liệu, hoặc thiếu quyền số khi lấy bình quân: {provinces}.",
        "Provinces without a value, or without the weight that a mean needs, left out of their regions: {provinces}.",
    ),
}  # fmt: skip

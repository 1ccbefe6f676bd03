"""Every word that an exhibit shows, in Vietnamese and English; numbers are filled in by the caller's data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from analysis.exhibits.printed import Printable, fill
from analysis.periods import Period, format_date
from analysis.quantities import format_number
from analysis.vocabulary import QUALIFIER, UNIT, Language

if TYPE_CHECKING:
    import pandas as pd

    from analysis.outcomes import Data

TRAINED_SHARE = "gso_trained_employed_share"
"""The series on which provinces are compared."""

_COLUMNS = {
    "column.source_id": ("Mã nguồn", "Source"),
    "column.title": ("Nhan đề", "Title"),
    "column.by": ("Tác giả; nơi đăng", "Author; publisher"),
    "column.published": ("Ngày đăng", "Published"),
    "column.content": ("Nói về", "About"),
    "column.figures": ("Số liệu", "Figures"),
    "column.subject": ("Số liệu", "Figure"),
    "column.found": ("Phát hiện", "What was found"),
    "column.meaning": ("Đọc thế nào", "What to make of it"),
    "column.indicator": ("Chỉ tiêu", "Indicator"),
    "column.pairs": ("Số cặp", "Pairs"),
    "column.comparable": ("So sánh được", "Comparable"),
    "column.obstacles": ("Khác nhau về (số cặp)", "Kept apart by (pairs)"),
    "column.number": ("STT", "No."),
    "column.place": ("Địa phương", "Place"),
    "column.what": ("Chỉ tiêu: đối tượng; cấp", "Indicator: staff; tier"),
    "column.staff": ("Đối tượng; cấp", "Staff; tier"),
    "column.period": ("Kỳ", "Period"),
    "column.status": ("Tính chất", "Status"),
    "column.printed": ("Giá trị", "Value"),
    "column.as_written": ("Trích nguyên văn [vị trí]", "As written [place in text]"),
    "column.unit": ("Đơn vị", "Unit"),
    "column.publisher": ("Nơi công bố", "Publisher"),
    "column.table_code": ("Biểu", "Table"),
    "column.years": ("Các năm", "Years"),
    "column.vintage": ("Bản ngày", "Vintage"),
    "column.covered": ("Đối tượng", "Population covered"),
    "column.region": ("Vùng", "Region"),
    "column.provinces": ("Số tỉnh", "Provinces"),
    "column.published_share": ("Công bố", "Published"),
    "column.weighted_mean": ("Bình quân gia quyền", "Weighted mean"),
    "column.lowest": ("Thấp nhất", "Lowest"),
    "column.highest": ("Cao nhất", "Highest"),
    "column.province": ("Tỉnh, thành phố", "Province"),
    "column.code": ("Mã", "Code"),
    "column.change": ("Thay đổi (điểm %)", "Change (points)"),
    "column.successor": ("Từ 01/07/2025 (mã)", "Since 1 July 2025 (code)"),
    "column.says": ("Bài viết nêu", "The article says"),
    "column.official": ("Tỷ lệ chính thức, % (năm)", "Official share, % (year)"),
    "column.term": ("Đại lượng", "Quantity"),
    "column.estimate": ("Ước lượng", "Estimate"),
    "column.std_error": ("Sai số chuẩn", "Standard error"),
    "column.interval": ("Khoảng tin cậy 95 %", "95 % interval"),
    "column.own_interval": ("Khoảng 95 %, chưa hiệu chỉnh", "95 % interval, unadjusted"),
    "column.own_slope": ("Xu hướng riêng (điểm %/năm)", "Own slope (points a year)"),
    "column.p_adjusted": ("p (Holm)", "p (Holm)"),
    "column.shrunk_slope": ("Ước lượng co rút (điểm %/năm)", "Shrunken slope (points a year)"),
    "spanner.provinces": ("Các tỉnh trong vùng", "Provinces of the region"),
    "spanner.share": ("Tỷ lệ đã qua đào tạo (%)", "Trained share (%)"),
    "spanner.article": ("Cán bộ, công chức, viên chức (bài viết)", "Officials (article)"),
}

_SMALL = {
    "unknown": ("không rõ", "not stated"),
    "until": ("đến năm {year}", "by {year}"),
    "yearly_until": ("hàng năm đến năm {year}", "yearly until {year}"),
    "length_until": ("{years} năm, đến {year}", "{years} years, until {year}"),
    "unit_conflict": (
        "* Bài viết gọi con số này bằng hai đơn vị; ở đây theo mã hóa là lượt.",
        "* The text gives this number in two units; here it is coded as participations.",
    ),
    "comparable": ("so sánh được", "comparable"),
    "read_from": ("Đọc từ {what}.", "Read from {what}."),
    "unchanged": ("giữ nguyên", "unchanged"),
    "interval": ("{lower} đến {upper}", "{lower} to {upper}"),
    "p_small": ("< 0,001", "< 0.001"),
    "axis.share": (
        "Tỷ lệ lao động đang làm việc đã qua đào tạo (%)",
        "Trained share of employed workers (%)",
    ),
    "axis.share_short": ("Tỷ lệ đã qua đào tạo (%)", "Trained share (%)"),
    "axis.slope": ("Điểm phần trăm mỗi năm", "Percentage points a year"),
    "axis.participations": ("Số lượt (thang logarit)", "Participations (logarithmic scale)"),
    "panel.range": ("Khoảng giữa các tỉnh", "Range between provinces"),
    "panel.variation": ("Hệ số biến thiên", "Coefficient of variation"),
    "panel.deviation": ("Độ lệch chuẩn (điểm)", "Standard deviation (points)"),
    "fig-spread.note": (
        "Dải nhạt: từ thấp nhất đến cao nhất; dải đậm: giữa hai tứ phân vị; đường: trung vị.",
        "Light band: lowest to highest; dark band: between the quartiles; line: median.",
    ),
    "legend.content": ("thời gian bài viết nói tới", "time the text speaks about"),
    "legend.unknown_start": ("không rõ thời điểm bắt đầu", "start not stated"),
    "legend.published": ("ngày đăng", "published"),
    "country_line": ("cả nước {year}: {value:.1}", "country {year}: {value:.1}"),
    "source.line": ("Nguồn: {text}.", "Source: {text}."),
    "source.bibliography": ("data/raw/sources.csv", "data/raw/sources.csv"),
    "source.evidence": (
        "{ids}; mã hóa trong data/raw/evidence",
        "{ids}; coded in data/raw/evidence",
    ),
    "source.official": ("{publisher}, {what}, bản ngày {vintage}", "{publisher}, {what}, vintage {vintage}"),
    "source.table": ("biểu {code}", "table {code}"),
    "source.scope": ("toàn bộ lao động, không phải cán bộ", "all workers, not officials"),
    "obstacle.unit": ("đơn vị", "unit"),
    "obstacle.criterion": ("tiêu chí", "criterion"),
    "obstacle.training": ("nội dung", "content"),
    "obstacle.population": ("đối tượng", "staff group"),
    "obstacle.tier": ("cấp", "tier"),
    "obstacle.status": ("tính chất", "status"),
    "obstacle.frequency": ("tần suất", "frequency"),
    "obstacle.period": ("kỳ", "period"),
    "obstacle.period_length": ("độ dài kỳ", "length of period"),
    "obstacle.bound": ("chỉ là cận", "a bound"),
    "obstacle.flag": ("cảnh báo chất lượng", "quality flag"),
}

_QUALITY = {
    "tbl-sources": ("{count} bài viết đã mã hóa", "The {count} coded articles"),
    "fig-coverage": (
        "Mỗi nguồn nêu bao nhiêu số liệu cho mỗi chỉ tiêu: chỉ {shared} trong {indicators} chỉ tiêu có ở hai nguồn trở lên",
        "Figures in each source by indicator: only {shared} of {indicators} indicators appear in two sources or more",
    ),
    "fig-coverage.alt": (
        "Bảng ô màu: {indicators} chỉ tiêu theo hàng, {sources} nguồn theo cột, mỗi ô ghi số lượng số liệu; tổng cộng {figures}. {empty} trong {cells} ô để trống.",
        "Shaded grid with {indicators} indicators as rows and {sources} sources as columns; each cell counts figures, {figures} in all. {empty} of {cells} cells are empty.",
    ),
    "fig-periods": (
        "Thời gian mà mỗi bài nói tới và ngày đăng: ngày đăng thường không phải là kỳ của số liệu",
        "The time each article speaks about and the day it was published: the date of a page is often not the period of its figures",
    ),
    "fig-periods.alt": (
        "Mỗi nguồn một thanh ngang cho thời gian được nói tới và một hình thoi cho ngày đăng; độ trễ dài nhất là {longest:.1} năm; {unknown} nguồn không rõ ngày đăng.",
        "One bar for each source for the time it speaks about and a diamond for the day of publication; the longest lag is {longest:.1} years; for {unknown} source the day is unknown.",
    ),
    "tbl-findings": (
        "{count} điều mà các phép kiểm tra phát hiện trong các bài viết",
        "{count} things that the checks found in the articles",
    ),
    "tbl-confirmed": (
        "Các phép kiểm tra chuỗi chính thức: điều được xác nhận và điều cần lưu ý",
        "Checks of the official series: what was confirmed, and what to note",
    ),
    "tbl-comparability": (
        "Các cặp số liệu cùng chỉ tiêu từ hai tỉnh khác nhau: {comparable} trong {pairs} cặp so sánh được",
        "Pairs of figures with the same indicator from two provinces: {comparable} of {pairs} can be compared",
    ),
    "fig-participations": (
        "Số lượt đào tạo: mỗi cặp khác nhau về ít nhất {fewest} mặt, nên {comparable} trong {pairs} cặp so sánh được",
        "Training participations: each pair differs in {fewest} ways or more, so {comparable} of {pairs} pairs can be compared",
    ),
    "fig-participations.alt": (
        "Ma trận tam giác của các số liệu về lượt; mỗi ô liệt kê những mặt khiến hai số liệu không so sánh được. Ô trống: hai địa phương cùng một tỉnh.",
        "Triangular matrix of the participation figures; each cell lists what keeps two figures apart. An empty cell: both places belong to one province.",
    ),
    "tbl-evidence": (
        "Tất cả {count} số liệu đã mã hóa, với đường về nguyên văn",
        "All {count} coded figures, with the way back to the text",
    ),
    "tbl-evidence.note": (
        "Mã số liệu là mã nguồn và số, ví dụ goquao-2023-01. Vị trí: các ký tự của phần trích, đếm từ 0, không kể ký tự cuối, trong văn bản có SHA-256 ghi ở data/raw/sources.csv.",
        "The id of a figure is its source and number, such as goquao-2023-01. Place in text: characters of the quotation, counted from 0, the last one excluded, in the text whose SHA-256 is in data/raw/sources.csv.",
    ),
    "tbl-series": ("Chuỗi thống kê chính thức", "The official series"),
}

_COMPARISON = {
    "fig-provinces": (
        "Tỷ lệ lao động đã qua đào tạo của {count} tỉnh, {first} (vòng rỗng) và {last} (dấu đặc): từ {lowest:.1} % ở {lowest_place} đến {highest:.1} % ở {highest_place}",
        "Trained share of employed workers in the {count} provinces, {first} (open circle) and {last} (solid mark): from {lowest:.1} % in {lowest_place} to {highest:.1} % in {highest_place}",
    ),
    "fig-provinces.alt": (
        "Biểu đồ chấm của {count} tỉnh xếp theo tỷ lệ năm {last}; {risen} tỉnh tăng so với {first}; cả nước {country:.1} %. Các tỉnh của năm bài viết được đánh dấu bằng màu và hình.",
        "Dot plot of {count} provinces in the order of their share in {last}; {risen} rose since {first}; the country stands at {country:.1} %. The provinces of the five articles are marked by colour and shape.",
    ),
    "fig-map": (
        "Tỷ lệ lao động đã qua đào tạo năm {year} (%), mỗi tỉnh một ô; viền đậm: tỉnh có bài viết",
        "Trained share of employed workers in {year} (%), one tile for each province; framed: provinces with an article",
    ),
    "fig-map.alt": (
        "Bản đồ ô của {count} tỉnh, tô theo tỷ lệ từ {lowest:.1} % (nhạt) đến {highest:.1} % (đậm); một phần tư số tỉnh vượt {quarter:.1} %, cao nhất là {highest_place}.",
        "Tile map of the {count} provinces, shaded from {lowest:.1} % (light) to {highest:.1} % (dark); a quarter of the provinces exceed {quarter:.1} %, with {highest_place} highest.",
    ),
    "fig-map.note": (
        "Ô đặt gần vị trí thật của tỉnh, bằng nhau về diện tích; không phải ranh giới.",
        "Tiles stand near the true place of a province and have equal size; they are no boundaries.",
    ),
    "fig-regions": (
        "Các tỉnh trong từng vùng năm {year}; vạch đứng là tỷ lệ công bố của vùng, từ {lowest:.1} % ({lowest_place}) đến {highest:.1} % ({highest_place})",
        "Provinces within their regions in {year}; the bar is the published share of the region, from {lowest:.1} % ({lowest_place}) to {highest:.1} % ({highest_place})",
    ),
    "fig-regions.alt": (
        "Sáu hàng, mỗi vùng một hàng; mỗi chấm là một tỉnh. Khoảng cách lớn nhất trong một vùng là {widest:.1} điểm ({widest_place}).",
        "Six rows, one for each region; each dot is a province. The widest range within one region is {widest:.1} points ({widest_place}).",
    ),
    "tbl-regions": ("Vùng và các tỉnh trong vùng năm {year} (%)", "Regions and their provinces in {year} (%)"),
    "tbl-regions.note": (
        "Quyền số: lực lượng lao động. Bình quân gia quyền gần bằng số công bố, xem các phép kiểm tra ở báo cáo 01.",
        "Weights: labour force. The weighted mean is close to the published share; see the checks in report 01.",
    ),
    "tbl-provinces": (
        "{count} tỉnh theo vùng: tỷ lệ lao động đã qua đào tạo, thay đổi {first}–{last}, và đơn vị kế thừa từ 01/07/2025",
        "The {count} provinces by region: trained share of employed workers, change {first}–{last}, and successor since 1 July 2025",
    ),
    "tbl-provinces.note": (
        "Số năm cuối là sơ bộ. Mã của đơn vị mới có thể là mã cũ của một tỉnh khác: không nối số liệu theo mã.",
        "The last year is preliminary. The code of a new unit may be the old code of another province: never join on it.",
    ),
    "fig-bounds": (
        "Số lượt đào tạo mà các bài nêu, kèm cận: mũi tên chỉ phía để ngỏ của một cận; đơn vị, cấp và kỳ khác nhau nên không xếp hạng",
        "Training participations that the articles state, with their bounds: arrows point to the open side of a bound; unit, tier and period differ, so nothing is ranked",
    ),
    "fig-bounds.alt": (
        "{count} số liệu theo thứ tự mã nguồn trên thang logarit, {bounds} trong đó chỉ là cận; mũi tên chỉ về phía để ngỏ.",
        "{count} figures in the order of their sources on a logarithmic scale; {bounds} of them are only bounds; an arrow points to the open side.",
    ),
    "tbl-beside": (
        "Điều mỗi bài nói về cán bộ, công chức, viên chức, cạnh tỷ lệ chính thức của toàn bộ lao động trong tỉnh",
        "What each article says about officials, beside the official share of all workers of the province",
    ),
    "tbl-beside.note": (
        "Hai phần của bảng nói về hai nhóm người khác nhau và không so được với nhau; năm trong ngoặc là năm gần nhất có trong chuỗi, không có số sau {last}. Mỗi bài và chỉ tiêu chỉ lấy số đầu tiên; tất cả ở báo cáo 01.",
        "The two parts of the table speak of different people and cannot be compared; the year in brackets is the nearest in the series, which has nothing after {last}. The first figure of each article and indicator; all of them are in report 01.",
    ),
}

_TRENDS = {
    "fig-lines": (
        "Tỷ lệ lao động đã qua đào tạo {first}–{last}: cả nước từ {start:.1} % đến {end:.1} %; các tỉnh có bài viết trên nền mọi tỉnh (xám)",
        "Trained share of employed workers {first}–{last}: the country from {start:.1} % to {end:.1} %; the articles' provinces over all others (grey)",
    ),
    "fig-lines.alt": (
        "Đường theo năm của cả nước và {count} tỉnh. Trên cả nước ở mọi năm: {above}. Dưới cả nước ở mọi năm: {below}.",
        "Yearly lines of the country and {count} provinces. Above the country in every year: {above}. Below it in every year: {below}.",
    ),
    "fig-multiples": (
        "Cùng số liệu theo vùng: tỉnh trong vùng (xanh), tỉnh có bài viết (màu riêng), cả nước (nét đứt), các tỉnh khác (xám)",
        "The same by region: provinces of the region (blue), with an article (own colours), the country (dashed), all others (grey)",
    ),
    "fig-multiples.alt": (
        "Sáu ô nhỏ, mỗi vùng một ô, cùng thang; {risen} trong {regions} vùng tăng từ năm đầu đến năm cuối.",
        "Six small panels, one for each region, on one scale; {risen} of {regions} regions rose from the first year to the last.",
    ),
    "tbl-common": (
        "Xu hướng chung của {count} tỉnh: mô hình hỗn hợp với mức và độ dốc ngẫu nhiên",
        "The common trend of the {count} provinces: mixed model with random level and slope",
    ),
    "tbl-common.note": (
        "REML, {n} quan sát, thuật toán {optimiser}; chấp nhận vì đã hội tụ và khớp nghiệm dạng đóng của dữ liệu bảng cân bằng.",
        "REML, {n} observations, optimiser {optimiser}; accepted because it converged and agrees with the closed form of a balanced panel.",
    ),
    "tbl-common.converged": (
        "REML, {n} quan sát, thuật toán {optimiser}; chấp nhận vì đã hội tụ không có cảnh báo.",
        "REML, {n} observations, optimiser {optimiser}; accepted because it converged without a warning.",
    ),
    "term.slope": (
        "Độ dốc bình quân các tỉnh, mỗi tỉnh tính một lần (điểm %/năm)",
        "Average slope of the provinces, each counted once (points a year)",
    ),
    "term.slope_of_means": (
        "– khi sai số của một năm chung cho mọi tỉnh",
        "– if the errors of a year are shared by all provinces",
    ),
    "term.country": (
        "Độ dốc của số cả nước công bố (điểm %/năm)",
        "Slope of the published national share (points a year)",
    ),
    "term.correlation": ("Tương quan giữa mức và độ dốc", "Correlation of level and slope"),
    "term.intercept": ("Mức bình quân các tỉnh năm giữa (%)", "Mean level of provinces, middle year (%)"),
    "term.sd_slope": ("Độ lệch chuẩn của độ dốc giữa các tỉnh", "Standard deviation of slopes between provinces"),
    "term.sd_intercept": ("Độ lệch chuẩn của mức giữa các tỉnh", "Standard deviation of levels between provinces"),
    "term.sd_residual": ("Độ lệch chuẩn quanh đường của tỉnh", "Standard deviation around a province's line"),
    "fig-slopes": (
        "Độ dốc của từng tỉnh (ước lượng co rút): khoảng 95 % chưa hiệu chỉnh của {above} tỉnh nằm trên và của {below} tỉnh nằm dưới độ dốc bình quân {slope:.2} điểm mỗi năm",
        "Slope of each province (shrunken estimate): the unadjusted 95 % intervals of {above} provinces lie above and of {below} below the average slope of {slope:.2} points a year",
    ),
    "fig-slopes.alt": (
        "{count} tỉnh xếp theo độ dốc, mỗi tỉnh một chấm và một khoảng; dải xám là khoảng tin cậy của độ dốc chung.",
        "{count} provinces in the order of their slopes, each with a dot and an interval; the grey band is the interval of the common slope.",
    ),
    "fig-slopes.note": (
        "Khoảng có điều kiện theo các phương sai đã ước lượng, chưa hiệu chỉnh cho {count} phép so; không nên đọc thứ tự giữa các tỉnh gần nhau.",
        "Intervals are conditional on the estimated variances and not adjusted for {count} comparisons; the order of close provinces should not be read.",
    ),
    "tbl-slopes": (
        "Các tỉnh có bài viết: xu hướng riêng và ước lượng co rút có mượn thông tin của mọi tỉnh",
        "The articles' provinces: their own trend, and the shrunken one that borrows from all provinces",
    ),
    "tbl-slopes.note": (
        "Khoảng t với {df} bậc tự do; p đã hiệu chỉnh cho {count} tỉnh (Holm), khoảng thì chưa. Vì mức và độ dốc tương quan (r = {correlation:.2}), ước lượng co rút có thể rời xa độ dốc bình quân.",
        "t intervals with {df} degrees of freedom; p is adjusted for {count} provinces (Holm), intervals are not. As level and slope correlate (r = {correlation:.2}), shrinking can also move away from the average slope.",
    ),
    "fig-spread": (
        "Khoảng cách giữa các tỉnh {first}–{last}: độ lệch chuẩn từ {sd_before:.1} đến {sd_after:.1} điểm, hệ số biến thiên từ {before:.2} đến {after:.2}",
        "Distance between provinces {first}–{last}: the standard deviation went from {sd_before:.1} to {sd_after:.1} points, the coefficient of variation from {before:.2} to {after:.2}",
    ),
    "fig-spread.alt": (
        "Trái: dải từ thấp nhất đến cao nhất, dải giữa hai tứ phân vị, và trung vị từ {median_before:.1} đến {median_after:.1} %. Giữa: độ lệch chuẩn theo năm. Phải: hệ số biến thiên theo năm.",
        "Left: band from lowest to highest, band between the quartiles, and the median from {median_before:.1} to {median_after:.1} %. Middle: standard deviation by year. Right: coefficient of variation by year.",
    ),
    "fig-forecast": (
        "Kéo dài đường thẳng của cả nước: năm {year} vào khoảng {estimate:.1} %, khoảng dự báo 95 % từ {lower:.1} đến {upper:.1} %",
        "The country's straight line carried on: about {estimate:.1} % in {year}, 95 % prediction interval {lower:.1} to {upper:.1} %",
    ),
    "fig-forecast.alt": (
        "Chấm đen: số công bố; đường: đường thẳng ước lượng; hình thoi với râu: dự báo và khoảng của nó đến năm {year}.",
        "Black dots: published values; line: fitted straight line; diamonds with whiskers: forecast and its interval until {year}.",
    ),
}

WORDS: Mapping[str, tuple[str, str]] = {**_COLUMNS, **_SMALL, **_QUALITY, **_COMPARISON, **_TRENDS}


def words(key: str, lang: Language, **values: Printable) -> str:
    """Wording of one label or sentence with its values filled in. KeyError for an unknown key or a missing value."""
    return fill(WORDS[key][0 if lang == "vi" else 1], lang, values)


def evidence_source(data: Data, lang: Language) -> str:
    """Source line of an exhibit made from the coded articles."""
    return words("source.evidence", lang, ids=", ".join(data.sources["source_id"]))


def official_source(data: Data, lang: Language, *series_ids: str) -> str:
    """Source line of an exhibit made from official series (none named: the trained share), with whom they cover."""
    declared = data.series.set_index("series_id")
    parts = []
    for series_id in series_ids or (TRAINED_SHARE,):
        series = declared.loc[series_id]
        code, title = str(series["table_code"]), str(series[f"title_{lang}"])
        what = words("source.table", lang, code=code) if code else title[0].lower() + title[1:]
        vintage = format_date(series["vintage"].date(), lang)
        publisher = str(series[f"publisher_{lang}"])
        parts.append(words("source.official", lang, publisher=publisher, what=what, vintage=vintage))
    return "; ".join([*parts, words("source.scope", lang)])


def printed_bounds(figure: pd.Series, lang: Language) -> str:
    """A coded figure with its bound: ``hơn 27.000 lượt``, ``15–20 %``; ``*`` marks one that its text gives in two units."""
    unit, scale = UNIT[figure["unit"]].label(lang), 1.0
    if figure["unit"] == "vnd":
        unit, scale = ("tỷ đồng" if lang == "vi" else "billion VND"), 1e9
    mark = "*" if "unit_conflict" in figure["flags"].split("|") else ""
    if figure["qualifier"] == "range":
        low, high = (format_number(figure[end] / scale, lang) for end in ("value_low", "value_high"))
        return f"{low}–{high} {unit}{mark}"
    number = f"{format_number(figure['value'] / scale, lang)} {unit}{mark}"
    return number if figure["qualifier"] == "exact" else f"{QUALIFIER[figure['qualifier']].label(lang)} {number}"


def unit_note(figures: pd.DataFrame, lang: Language) -> list[str]:
    """The note that explains ``*``, where any of the figures carries it."""
    return [words("unit_conflict", lang)] if figures["flags"].str.contains("unit_conflict").any() else []


def period_label(figure: pd.Series, lang: Language) -> str:
    """When a coded figure is about: ``2009``, ``2010–2015``, ``2,5 năm, đến 2023``; a target is "by" its last year."""
    year = str(figure["period_end"].year)
    if figure["status"] == "target":
        return words("yearly_until" if figure["frequency"] == "per_year" else "until", lang, year=year)
    if day(figure["period_start"]) is None and figure["period_years"] > 0:
        return words("length_until", lang, years=figure["period_years"], year=year)
    return Period(day(figure["period_start"]), figure["period_end"].date()).label(lang)


def day(cell: pd.Timestamp) -> date | None:
    """A date cell of a frame; None when it is empty (NaT)."""
    return None if cell != cell else cell.date()

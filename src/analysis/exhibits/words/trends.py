"""Words of notebook 03: trends."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

TRENDS: Words = {
    "fig-lines": (
        "Tỷ lệ lao động đã qua đào tạo {first}–{last}: cả nước từ {start:.1} % đến {end:.1} %; các tỉnh có bài viết trên nền mọi tỉnh (xám)",
        "Trained share of employed workers {first}–{last}: the country from {start:.1} % to {end:.1} %; the articles’ provinces over all others (grey)",
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
        "REML, {n} quan sát, thuật toán {optimiser}; chấp nhận vì một thuật toán khác cũng hội tụ tới cùng nghiệm.",
        "REML, {n} observations, optimiser {optimiser}; accepted because another optimiser reached the same solution.",
    ),
    "tbl-common.closed": (
        "REML, {n} quan sát; nghiệm dạng đóng của dữ liệu bảng cân bằng, vì không thuật toán nào hội tụ tới đó.",
        "REML, {n} observations; the closed form of a balanced panel, as no optimiser converged to it.",
    ),
    "term.slope": (
        "Độ dốc bình quân (điểm phần trăm/năm): các tỉnh là một mẫu, các năm độc lập",
        "Average slope (points a year): provinces as a sample, years independent",
    ),
    "term.slope_of_means": (
        "– chính các tỉnh này, sai số của một năm chung cho mọi tỉnh",
        "– these very provinces, errors of a year shared by all",
    ),
    "term.country": (
        "Độ dốc của số cả nước công bố (điểm phần trăm/năm)",
        "Slope of the published national share (points a year)",
    ),
    "term.correlation": ("Tương quan giữa mức và độ dốc", "Correlation of level and slope"),
    "term.intercept": ("Mức bình quân các tỉnh năm giữa (%)", "Mean level of provinces, middle year (%)"),
    "term.sd_slope": ("Độ lệch chuẩn của độ dốc giữa các tỉnh", "Standard deviation of slopes between provinces"),
    "term.sd_intercept": ("Độ lệch chuẩn của mức giữa các tỉnh", "Standard deviation of levels between provinces"),
    "term.sd_residual": ("Độ lệch chuẩn quanh đường của tỉnh", "Standard deviation around a province’s line"),
    "fig-slopes": (
        "Độ dốc của từng tỉnh (ước lượng co rút) quanh độ dốc bình quân {slope:.2} điểm phần trăm mỗi năm",
        "Slope of each province (shrunken estimate) around the average slope of {slope:.2} percentage points a year",
    ),
    "fig-slopes.alt": (
        "{count} tỉnh xếp theo độ dốc, mỗi tỉnh một chấm và một khoảng; dải xám là khoảng tin cậy của độ dốc bình quân; vạch của {above} tỉnh nằm trên và của {below} tỉnh nằm dưới độ dốc ấy.",
        "{count} provinces in the order of their slopes, each with a dot and an interval; the grey band is the interval of the average slope; the bars of {above} provinces lie above it and of {below} below.",
    ),
    "fig-slopes.note": (
        "Dải xám: khoảng tin cậy của độ dốc bình quân. Khoảng của từng tỉnh coi các năm độc lập và các phương sai là đã biết, chưa hiệu chỉnh cho {count} phép so; không nên đọc thứ tự giữa các tỉnh gần nhau.",
        "Grey band: interval of the average slope. The provinces’ intervals take the years as independent and the variances as known, and are not adjusted for {count} comparisons; the order of close provinces should not be read.",
    ),
    "tbl-slopes": (
        "Các tỉnh có bài viết: xu hướng riêng và ước lượng co rút có mượn thông tin của mọi tỉnh",
        "The articles’ provinces: their own trend, and the shrunken one that borrows from all provinces",
    ),
    "tbl-slopes.note": (
        "Khoảng t với {df:.1} bậc tự do; p đã hiệu chỉnh cho {count} tỉnh (Holm), khoảng thì chưa. Vì mức và độ dốc tương quan (r = {correlation:.2}), ước lượng co rút có thể rời xa độ dốc bình quân.",
        "t intervals with {df:.1} degrees of freedom; p is adjusted for {count} provinces (Holm), intervals are not. As level and slope correlate (r = {correlation:.2}), shrinking can also move away from the average slope.",
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
        "Nhìn về phía trước theo {model}: cả nước năm {year} vào khoảng {estimate:.1} %, khoảng dự báo {percent:.0} % từ {lower:.1} đến {upper:.1} %",
        "Looking ahead by {model}: about {estimate:.1} % in the country in {year}, {percent:.0} % prediction interval {lower:.1} to {upper:.1} %",
    ),
    "fig-forecast.alt": (
        "Chấm đen: số công bố; đường: giá trị theo {model}; hình thoi với râu: dự báo và khoảng của nó đến năm {year}.",
        "Black dots: published values; line: values by {model}; diamonds with whiskers: forecast and its interval until {year}.",
    ),
    "model.naive": ("giá trị cuối giữ nguyên", "the last value carried on"),
    "model.line": ("đường thẳng", "a straight line"),
    "model.ets": ("san bằng mũ (ETS)", "exponential smoothing (ETS)"),
    "model.arima": ("mô hình ARIMA", "an ARIMA model"),
    "model.local_level": ("mô hình mức cục bộ", "a local level model"),
}

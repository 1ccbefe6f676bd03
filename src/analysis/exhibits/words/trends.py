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
        "Xu hướng chung của {count} tỉnh, thành phố: mô hình hỗn hợp với mức và độ dốc ngẫu nhiên",
        "The common trend of the {count} provinces: mixed model with random level and slope",
    ),
    "tbl-common.widened": (
        "Dòng thứ hai và thứ ba tính đến dao động kéo dài: sai số chuẩn lớn gấp {error:.1} lần, khoảng tin cậy rộng gấp {interval:.1} lần so với khi coi các năm là độc lập. Dòng đầu và mức bình quân dựa trên khác biệt giữa các tỉnh nên không phải nới.",
        "The second and third row allow for deviations that last: standard errors are {error:.1} times, intervals {interval:.1} times those of independent years. The first row and the mean level rest on the differences between provinces and need no widening.",
    ),
    "tbl-common.note": (
        "Các độ lệch chuẩn và tương quan coi các năm là độc lập; nếu dao động kéo dài thì độ dốc của các tỉnh khác nhau ít hơn con số này.",
        "The standard deviations and the correlation take the years as independent; with deviations that last, the slopes of provinces differ by less than this number.",
    ),
    "solution.closed form": (
        "{n} quan sát, thuật toán {optimiser}; chấp nhận vì đã hội tụ và khớp nghiệm dạng đóng của dữ liệu bảng cân bằng",
        "{n} observations, optimiser {optimiser}; accepted because it converged and agrees with the closed form of a balanced panel",
    ),
    "solution.two optimisers": (
        "{n} quan sát, thuật toán {optimiser}; chấp nhận vì một thuật toán khác cũng hội tụ tới cùng nghiệm",
        "{n} observations, optimiser {optimiser}; accepted because another optimiser reached the same solution",
    ),
    "solution.none": (
        "{n} quan sát; nghiệm dạng đóng của dữ liệu bảng cân bằng, vì không thuật toán nào hội tụ tới đó",
        "{n} observations; the closed form of a balanced panel, as no optimiser converged to it",
    ),
    "term.slope": (
        "Độ dốc bình quân (điểm phần trăm/năm), coi các tỉnh là một mẫu",
        "Average slope (points a year), the provinces taken as a sample",
    ),
    "term.slope_of_means": (
        "– của chính các tỉnh này, sai số của một năm chung cho mọi tỉnh",
        "– of these very provinces, errors of a year shared by all",
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
        "Độ dốc riêng của từng tỉnh quanh độ dốc bình quân {slope:.2} điểm phần trăm mỗi năm: khoảng tin cậy của {within} trong {count} tỉnh chứa độ dốc ấy",
        "Each province’s own slope around the average slope of {slope:.2} percentage points a year: the intervals of {within} of {count} provinces hold that slope",
    ),
    "fig-slopes.alt": (
        "{count} tỉnh xếp theo độ dốc, mỗi tỉnh một chấm và một khoảng; dải xám là khoảng tin cậy của độ dốc bình quân; vạch của {above} tỉnh nằm trên và của {below} tỉnh nằm dưới độ dốc ấy.",
        "{count} provinces in the order of their slopes, each with a dot and an interval; the grey band is the interval of the average slope; the bars of {above} provinces lie above it and of {below} below.",
    ),
    "fig-slopes.note": (
        "Dải xám: khoảng tin cậy 95 % của độ dốc bình quân, coi các tỉnh là một mẫu. Khoảng của từng tỉnh tính đến dao động kéo dài (hệ số {rho:.2}) và chưa hiệu chỉnh cho {count} tỉnh; không nên đọc thứ tự giữa các tỉnh gần nhau.",
        "Grey band: 95 % interval of the average slope, the provinces taken as a sample. The provinces’ intervals allow for deviations that last (coefficient {rho:.2}) and are not adjusted for {count} provinces; the order of close provinces should not be read.",
    ),
    "tbl-slopes": (
        "Các tỉnh có bài viết: xu hướng riêng, và ước lượng co rút mượn thông tin của mọi tỉnh",
        "The articles’ provinces: their own trend, and the shrunken one that borrows from all provinces",
    ),
    "tbl-slopes.note": (
        "Khoảng t với {df:.1} bậc tự do; p đã hiệu chỉnh cho {count} tỉnh (Holm), khoảng thì chưa. Ước lượng co rút theo mô hình hỗn hợp, vốn coi các năm là độc lập: nếu dao động kéo dài thì phải co rút mạnh hơn. Vì mức và độ dốc tương quan (r = {correlation:.2}), nó có thể rời xa độ dốc bình quân.",
        "t intervals with {df:.1} degrees of freedom; p is adjusted for {count} provinces (Holm), intervals are not. The shrunken slopes are those of the mixed model, which takes the years as independent: with deviations that last they should be drawn in further. As level and slope correlate (r = {correlation:.2}), they can also move away from the average.",
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
        "Kiểm nghiệm dự báo: theo {model} từ số liệu đến {until}, cả nước năm {year} là {estimate:.1} % (khoảng dự báo {percent:.0} %: {lower:.1} đến {upper:.1} %); số công bố sau đó là {published:.1} %",
        "The forecast checked: by {model} from figures until {until}, {estimate:.1} % in the country in {year} ({percent:.0} % prediction interval {lower:.1} to {upper:.1} %); published since then: {published:.1} %",
    ),
    "fig-forecast.alt": (
        "Chấm đen: số công bố đến {until}; đường: giá trị theo {model}; hình thoi với râu: dự báo và khoảng dự báo đến năm {year}; ô vuông: số công bố sau đó. {held} trong {checked} ô vuông nằm trong khoảng.",
        "Black dots: figures published until {until}; line: values by {model}; diamonds with whiskers: forecast and its interval until {year}; squares: figures published since. {held} of {checked} squares lie within the interval.",
    ),
    "line.observed": ("số công bố dùng để dự báo", "published, used for the forecast"),
    "line.fitted": ("giá trị theo mô hình", "values of the model"),
    "line.forecast": ("dự báo và khoảng dự báo", "forecast and its interval"),
    "line.later": ("số công bố sau đó (bảng theo ngành kinh tế)", "published since (table by industry)"),
    "zero.within": ("khoảng này chứa giá trị 0", "zero lies within this interval"),
    "zero.outside": ("khoảng này không chứa giá trị 0", "zero lies outside this interval"),
    "model.naive": ("giá trị cuối giữ nguyên", "the last value carried on"),
    "model.line": ("đường thẳng", "a straight line"),
    "model.ets": ("san bằng mũ (ETS)", "exponential smoothing (ETS)"),
    "model.arima": ("mô hình ARIMA", "an ARIMA model"),
    "model.local_level": ("mô hình mức cục bộ", "a local level model"),
}

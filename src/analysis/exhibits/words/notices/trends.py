"""Refusals and caveats of trends and forecasts, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

REFUSALS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "trend-too-short": (
        (
            "Không địa phương nào có số liệu cho nhiều hơn {points} thời điểm; một xu hướng cần ít nhất {needed}.",
            "No place has figures for more than {points} point in time; a trend needs at least {needed}.",
        ),
        (
            "Cần số liệu hàng năm cùng đơn vị và đối tượng, ví dụ báo cáo thống kê ngành nội vụ.",
            "Yearly figures in one unit and for one staff group are needed, such as the statistical reports of the home-affairs sector.",
        ),
    ),
    "too-few-places": (
        ("Chỉ có {places} địa phương; mô hình cần ít nhất {needed}.", "Only {places} places; the model needs {needed}."),
        ("Thêm địa phương, hoặc mô tả từng nơi.", "Add places, or describe each on its own."),
    ),
    "mixed-model-unconverged": (
        (
            "Không thuật toán nào hội tụ tới nghiệm kiểm chứng được ({tried}).",
            "No optimiser converged to a solution that could be verified ({tried}).",
        ),
        ("Dùng xu hướng riêng từng địa phương.", "Use the trends of single places."),
    ),
    "forecast-too-short": (
        ("Chuỗi có {points} năm; dự báo cần ít nhất {needed}.", "The series has {points} years; a forecast needs {needed}."),
        ("Chờ thêm số liệu.", "Wait for more data."),
    ),
    "forecast-too-far": (
        ("Dự báo {horizon} năm là quá xa; nhiều nhất {longest} năm.", "{horizon} years ahead is too far; at most {longest}."),
        ("Rút ngắn kỳ dự báo.", "Shorten the horizon."),
    ),
}  # fmt: skip

CAVEATS: Mapping[str, tuple[str, str]] = {
    "autocorrelation": (
        "Khoảng tin cậy coi sai số các năm độc lập (Durbin-Watson từ {lowest:.2} đến {highest:.2}, trung vị {median:.2}).",
        "The intervals take the errors of single years as independent (Durbin-Watson statistic {lowest:.2} to {highest:.2}, median {median:.2}).",
    ),
    "line-autocorrelation": (
        "Khoảng dự báo coi sai số các năm độc lập. Durbin-Watson là {durbin_watson:.2} (độc lập: gần 2); càng thấp thì khoảng này càng hẹp hơn mức đúng.",
        "The interval takes the errors of single years as independent. The Durbin-Watson statistic is {durbin_watson:.2} (independent: near 2); the lower it is, the more the interval is too narrow.",
    ),
    "backtest": (
        "Thử lại với {origins} mốc quá khứ, dự báo trước một năm: sai số tuyệt đối bình quân {line:.2} điểm, so với {naive:.2} khi giữ nguyên giá trị cuối.",
        "Tried from {origins} past years, one year ahead: mean absolute error {line:.2} points, against {naive:.2} for carrying the last value on.",
    ),
    "naive-not-beaten": (
        "Đường thẳng không tốt hơn việc giữ nguyên giá trị cuối (sai số {line:.2} so với {naive:.2} điểm).",
        "The line is no better than carrying the last value on (error {line:.2} against {naive:.2} points).",
    ),
    "error-from-scatter": (
        "Sai số là độ dao động của các năm quanh đường thẳng của chính tỉnh đó, gồm cả sai số điều tra và biến động thật: cơ quan công bố không nêu sai số chọn mẫu.",
        "The error is how far the years scatter around the province's own line, errors of the survey and real movement alike: no sampling errors are published.",
    ),
}  # fmt: skip

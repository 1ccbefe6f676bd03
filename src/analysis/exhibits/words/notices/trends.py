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
        (
            "Chuỗi (tính từ lần gián đoạn cuối, nếu có) có {points} năm; dự báo cần ít nhất {needed}.",
            "The series (since its last break, if any) has {points} years; this forecast needs {needed}.",
        ),
        ("Chờ thêm số liệu, hoặc rút ngắn kỳ dự báo.", "Wait for more data, or shorten the horizon."),
    ),
    "forecast-too-far": (
        ("Dự báo {horizon} năm là quá xa; nhiều nhất {longest} năm.", "{horizon} years ahead is too far; at most {longest}."),
        ("Rút ngắn kỳ dự báo.", "Shorten the horizon."),
    ),
    "forecast-gap": (
        (
            "Giữa năm {before} và năm {after} thiếu số liệu: các mô hình dự báo đi từng năm một.",
            "Figures are missing between {before} and {after}: models of a forecast go from one year to the next.",
        ),
        (
            "Bổ sung năm còn thiếu từ nguồn gốc; hoặc mô tả bằng trends.trend, vốn không cần năm liền nhau.",
            "Find the missing years at the source; or describe the series by trends.trend, which needs no unbroken years.",
        ),
    ),
    "forecast-constant": (
        (
            "Cả {points} năm nằm đúng trên một đường thẳng hoặc một hằng số: không có sai số nào để tính khoảng dự báo.",
            "All {points} years lie exactly on a constant or a straight line: there is no error to make an interval from.",
        ),
        (
            "Kiểm tra số liệu: có thể là chỉ tiêu kế hoạch hay số chép lại, chứ không phải kết quả.",
            "Check the figures: they may be targets, or one figure carried on, rather than results.",
        ),
    ),
    "forecast-unfitted": (
        ("Không ước lượng được mô hình: {model}.", "The model could not be fitted: {model}."),
        ("Chọn mô hình khác, hoặc để phép thử lại chọn.", "Name another model, or let the backtest choose."),
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
        "Mô hình được chọn: {model}. Thử lại từ {origins} mốc quá khứ: sai số tuyệt đối bình quân {error:.2}, so với {naive:.2} khi giữ nguyên giá trị cuối.",
        "Chosen: {model}. Tried from {origins} past years: mean absolute error {error:.2}, against {naive:.2} for carrying the last value on.",
    ),
    "naive-not-beaten": (
        "Không mô hình nào tốt hơn việc giữ nguyên giá trị cuối, nên dự báo chính là giá trị cuối (thử lại từ {origins} mốc quá khứ; tốt nhất trong số còn lại: {model}, sai số {error:.2} so với {naive:.2}).",
        "No model does better than carrying the last value on, so the last value is the forecast (tried from {origins} past years; best of the others: {model}, error {error:.2} against {naive:.2}).",
    ),
    "forecast-coverage": (
        "Khi thử lại, trước từ một đến {horizon} năm, khoảng dự báo {percent:.0} % chứa đúng {held} trong {checked} giá trị về sau.",
        "On the past, one to {horizon} years ahead, the {percent:.0} % intervals held {held} of {checked} values that came.",
    ),
    "few-origins": (
        "Chỉ thử lại được từ {origins} mốc quá khứ: việc chọn mô hình dựa trên rất ít sai số.",
        "There are only {origins} past years to try from: the choice of the model rests on few errors.",
    ),
    "best-of-several": (
        "Mô hình được chọn vì sai số nhỏ nhất trong {models} mô hình; sai số của mô hình tốt nhất thường thấp hơn sai số sẽ gặp về sau.",
        "The model was chosen for the smallest error of {models} models; the error of the best one is usually lower than what is to come.",
    ),
    "forecast-parameters-known": (
        "Khoảng dự báo coi các tham số ước lượng từ {points} năm là đã biết chắc, nên hẹp hơn mức đúng.",
        "The interval takes parameters that were estimated from {points} years as known for certain, so it is too narrow.",
    ),
    "forecast-untested": (
        "Mô hình do người phân tích chọn, chưa thử lại trên quá khứ.",
        "The model is the analyst's choice; it was not tried on the past.",
    ),
    "forecast-after-break": (
        "Chỉ dùng số liệu từ năm {first}, sau lần gián đoạn cuối của chuỗi; bỏ {dropped} năm trước đó.",
        "Only figures since {first} are used, after the last break of the series; {dropped} earlier years are left out.",
    ),
    "forecast-model-left-out": (
        "Loại khỏi phép so: {model}; {failures} trong {fits} lần ước lượng không hội tụ hoặc có cảnh báo.",
        "Left out: {model}; {failures} of {fits} fits did not converge or came with a warning.",
    ),
    "forecast-order-left-out": (
        "Có {failures} lần ước lượng không hội tụ hoặc có cảnh báo nên bị bỏ qua; mô hình cùng họ thay thế ({orders}).",
        "{failures} fits did not converge or came with a warning and were passed over for others of their family ({orders}).",
    ),
}  # fmt: skip

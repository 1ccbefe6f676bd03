"""Refusals and caveats in words: what cannot be done with these data, why, and what would be needed."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.printed import fill
from analysis.study.result import Caveat, Refusal
from analysis.vocabulary import Language

REFUSALS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "ratio-across-places": (
        (
            "Hai số liệu {top} và {bottom} thuộc hai địa phương khác nhau.",
            "The figures {top} and {bottom} belong to two different places.",
        ),
        ("Chỉ lập tỷ số trong cùng một địa phương.", "Form ratios within one place only."),
    ),
    "ratio-without-bounds": (
        (
            "“{top}” và “{bottom}” đều là cận cùng chiều: thương của chúng có thể là bất kỳ số nào.",
            "“{top}” and “{bottom}” are bounds in the same direction: their quotient can be any number.",
        ),
        (
            "Cần ít nhất một con số chính xác, hoặc bước làm tròn do cơ quan công bố nêu rõ.",
            "At least one exact number is needed, or a rounding step declared by the publisher.",
        ),
    ),
    "year-missing": (
        ("Chuỗi không có năm {year}.", "The series has no year {year}."),
        ("Chọn năm có trong chuỗi.", "Choose a year of the series."),
    ),
    "not-comparable": (
        (
            "Trong {pairs} cặp số liệu cùng chỉ tiêu của các tỉnh khác nhau, chỉ {comparable} cặp so sánh được.",
            "Of {pairs} pairs of figures with the same indicator from different provinces, {comparable} can be compared.",
        ),
        (
            "Cần cùng đơn vị, đối tượng, cấp, kỳ và tính chất; khi đó mới xếp hạng hoặc gộp.",
            "Ranking or pooling needs the same unit, staff group, tier, period and status.",
        ),
    ),
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
"""Reason and remedy of each refusal, in Vietnamese and English."""

CAVEATS: Mapping[str, tuple[str, str]] = {
    "one-sided-bound": (
        "Chỉ biết một cận; không có giá trị ước lượng.",
        "Only one bound is known; there is no estimate.",
    ),
    "no-sampling-error": (
        "Cơ quan thống kê không công bố sai số chọn mẫu của từng tỉnh: chênh lệch nhỏ giữa hai tỉnh không phân biệt được với sai số, nên không xếp hạng.",
        "No sampling errors by province are published: small differences between two provinces cannot be told from sampling error, so none is ranked.",
    ),
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
}

TITLE = ("Không thực hiện: {question}", "Not done: {question}")


def refusal_notice(refusal: object, id: str, lang: Language, *, vi: str, en: str) -> Exhibit:
    """A box that says which question (``vi``, ``en``) was refused, why, and what would be needed.

    Raises TypeError for anything but a Refusal: a report must not say "refused" when there is a result.
    """
    if not isinstance(refusal, Refusal):
        raise TypeError(
            f"expected a Refusal, got {type(refusal).__name__}: the data now carry this question, so answer it"
        )
    at = 0 if lang == "vi" else 1
    reason, remedy = (fill(text[at], lang, refusal.details) for text in REFUSALS[refusal.rule])
    return Exhibit(id, "notice", lang, TITLE[at].format(question=vi if lang == "vi" else en), f"{reason} {remedy}")


def caveat_text(caveat: Caveat, lang: Language) -> str:
    """One caveat as a sentence."""
    return fill(CAVEATS[caveat.rule][0 if lang == "vi" else 1], lang, caveat.details)

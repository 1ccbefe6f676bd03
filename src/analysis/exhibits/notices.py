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
            "Trong {pairs} cặp số liệu cùng chỉ tiêu của các tỉnh khác nhau, số cặp so sánh được là {comparable}.",
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
    "pool-too-few": (
        ("Có {estimates} ước lượng; phép gộp này cần ít nhất {needed}.", "There are {estimates} estimates; pooling them so needs {needed}."),
        ("Thêm địa phương, hoặc bớt biến giải thích.", "Add places, or take fewer moderators."),
    ),
    "pool-without-errors": (
        ("Các ước lượng không kèm sai số chuẩn: không biết nơi nào chắc chắn hơn nơi nào.", "The estimates come without standard errors: nothing says which of them are surer."),
        ("Cần sai số chọn mẫu do nơi công bố nêu, hoặc ước lượng từ số liệu gốc.", "Sampling errors of the publisher are needed, or estimates from the raw figures."),
    ),
    "pool-zero-error": (
        ("{place} có sai số chuẩn bằng 0 và sẽ quyết định một mình.", "{place} has a standard error of 0 and would decide alone."),
        ("Kiểm tra số liệu của nơi này: có thể chỉ gồm một giá trị.", "Check the figures of this place: they may be one value only."),
    ),
    "pool-repeated": (
        ("{place} có nhiều ước lượng; chúng không độc lập với nhau.", "{place} has several estimates, which are not independent of each other."),
        ("Giữ một ước lượng cho mỗi nơi, hoặc gộp trong từng nơi trước.", "Keep one for each place, or pool within places first."),
    ),
    "permutation-cannot-reject": (
        ("Với {assignments} cách phân bổ, giá trị p nhỏ nhất có thể là {smallest:.3}, lớn hơn {alpha:.2}: không kiểm định nào có thể bác bỏ.", "With {assignments} assignments the smallest p that can come out is {smallest:.3}, above {alpha:.2}: no test can reject."),
        ("Cần thêm đơn vị; hoặc chỉ mô tả chênh lệch.", "More units are needed; or only describe the difference."),
    ),
    "permutation-one-group": (
        ("{treated} trong {units} đơn vị thuộc nhóm được xét: không có hai nhóm để so.", "{treated} of {units} units are in the group: there are no two groups to compare."),
        ("Cần đơn vị ở cả hai nhóm.", "Units of both groups are needed."),
    ),
    "treatment-changes": (
        ("{place} vừa thuộc nhóm này vừa thuộc nhóm kia.", "{place} belongs to one group and to the other."),
        ("Cho biết cột thời gian, hoặc chia {place} theo giai đoạn.", "Name the column of time, or part {place} by period."),
    ),
    "permutation-unbalanced": (
        ("{place} thiếu một thời điểm: đổi chỗ cả đơn vị sẽ làm lẫn các năm.", "{place} lacks a point in time: changing whole units about would mix the years."),
        ("Chỉ giữ các năm mà mọi đơn vị đều có.", "Keep the years that all units have."),
    ),
    "one-treated-unit": (
        ("Chỉ {treated} trong {units} đơn vị đổi trạng thái: sai số chuẩn theo cụm và bootstrap đều quá nhỏ.", "Only {treated} of {units} units change: cluster-robust errors and the bootstrap are both too small."),
        ("Dùng small_samples.permute, hoặc thêm đơn vị.", "Use small_samples.permute, or add units."),
    ),
    "treatment-explained": (
        ("Các hiệu ứng đơn vị, thời gian và biến kiểm soát giải thích hết biến được xét.", "Effects of unit and time and the controls explain the treatment altogether."),
        ("Cần đơn vị đổi trạng thái vào những lúc khác nhau, hoặc có đơn vị không đổi.", "Units must change at different times, or some not at all."),
    ),
    "fit-without-error": (
        ("Mô hình khớp hoàn toàn: không còn sai số để xét độ chắc chắn.", "The model fits without any error: nothing is left from which certainty could be judged."),
        ("Kiểm tra số liệu: có thể là hằng số, hoặc được tính từ chính biến được xét.", "Check the figures: they may be constant, or computed from the treatment itself."),
    ),
    "moderators-collinear": (
        ("Các biến giải thích ({moderators}) phụ thuộc tuyến tính: hệ số không xác định.", "The moderators ({moderators}) depend on each other: their coefficients are not determined."),
        ("Bỏ bớt biến.", "Leave some out."),
    ),
    "james-stein-unequal": (
        ("Sai số chuẩn khác nhau giữa các nơi ({smallest} đến {largest}).", "The standard errors differ between places ({smallest} to {largest})."),
        ("Dùng method=\"REML\", vốn co mỗi nơi theo sai số riêng.", "Use method=\"REML\", which draws each place by its own error."),
    ),
    "aggregate-median": (
        ("Chuỗi gồm các trung vị: trung vị của hai tỉnh không cho trung vị của cả hai.", "The series holds medians: the medians of two provinces do not give the median of both."),
        ("Cần số liệu gốc của từng đối tượng điều tra.", "The answers of the single respondents are needed."),
    ),
    "aggregate-index": (
        ("Điểm số được chuẩn hóa trên các tỉnh của từng năm: bình quân của hai điểm không phải là điểm của tỉnh mới.", "The scores are scaled over the provinces of each year: the mean of two scores is not the score of the new province."),
        ("Cần các chỉ tiêu gốc, hoặc điểm do nơi công bố tính lại.", "The raw indicators are needed, or scores computed anew by the publisher."),
    ),
    "aggregate-unweightable": (
        ("Tỷ lệ tính trên mẫu doanh nghiệp, mà số doanh nghiệp của từng tỉnh không được công bố.", "The shares are of surveyed firms, and the number of firms in each province is not published."),
        ("Cần số doanh nghiệp được hỏi ở từng tỉnh.", "The number of firms asked in each province is needed."),
    ),
    "weights-missing": (
        ("Không có quyền số cho mọi địa phương của chuỗi.", "There are no weights for all places of the series."),
        ("Chọn một chuỗi quyền số đủ các địa phương, ví dụ lực lượng lao động.", "Choose a series of weights that has all of them, such as the labour force."),
    ),
    "weights-begin": (
        ("Quyền số chỉ có từ {first}, chuỗi có từ trước ({years}).", "Weights begin in {first}, the series before that ({years})."),
        ("Bỏ các năm trước đó, hoặc tìm quyền số của chúng.", "Leave the earlier years out, or find weights for them."),
    ),
    "weights-end": (
        ("Quyền số chỉ có đến {last}, chuỗi còn tiếp ({years}).", "Weights end in {last}, the series goes on ({years})."),
        ("Cho phép dùng quyền số của năm cuối (carry_weights) và nói rõ điều đó.", "Allow the weights of the last year to stand for later ones (carry_weights), and say so."),
    ),
    "boundaries-mixed": (
        ("{place} không thuộc bộ địa giới mới.", "{place} does not belong to the new boundaries."),
        ("Không nối số của tỉnh cũ vào tỉnh mới: gộp trước, rồi mới nối.", "Never join figures of old provinces to new ones: aggregate first."),
    ),
    "boundaries-overlap": (
        ("{place} năm {year} có cả số công bố và số tính ngược.", "{place} in {year} has both a published and a computed figure."),
        ("Chỉ giữ một: số công bố được ưu tiên.", "Keep one of them; the published one comes first."),
    ),
    "no-values": (
        ("Chuỗi không có số liệu nào của địa phương này.", "The series has no figure for this place."),
        ("Tìm số do địa phương công bố, hoặc dùng số của vùng.", "Look for figures of the place itself, or use those of its region."),
    ),
}  # fmt: skip
"""Reason and remedy of each refusal, in Vietnamese and English."""

CAVEATS: Mapping[str, tuple[str, str]] = {
    "one-sided-bound": (
        "Chỉ biết một cận; không có giá trị ước lượng.",
        "Only one bound is known; there is no estimate.",
    ),
    "no-test-can-reject": (
        "Với {assignments} cách phân bổ, giá trị p nhỏ nhất có thể là {smallest:.3}: kiểm định này không thể bác bỏ ở mức {alpha:.2}.",
        "With {assignments} assignments the smallest p that can come out is {smallest:.3}: this test cannot reject at {alpha:.2}.",
    ),
    "few-treated-units": (
        "Chỉ {treated} trong {units} đơn vị đổi trạng thái: khoảng và giá trị p này quá lạc quan.",
        "Only {treated} of {units} units change: this interval and p value are too optimistic.",
    ),
    "pool-few": (
        "Chỉ có {estimates} ước lượng: phương sai giữa các nơi hầu như không biết, hãy đọc khoảng của nó.",
        "There are {estimates} estimates only: the variance between places is hardly known; read its interval.",
    ),
    "pool-no-variance": (
        "Không thấy khác biệt giữa các nơi ngoài sai số; với số nơi này, phương sai vẫn có thể tới {upper:.3}.",
        "No difference between places shows beyond error; with so many places the variance may still be up to {upper:.3}.",
    ),
    "pool-narrow": (
        "Khoảng Knapp-Hartung ở đây hẹp hơn khoảng thường, còn {ratio:.2} lần: các ước lượng gần nhau hơn sai số của chúng cho phép.",
        "The Knapp-Hartung interval is narrower here than the usual one, {ratio:.2} times: the estimates lie closer together than their errors would have it.",
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
    "own-computation": (
        "Số của tỉnh mới là do dự án tính từ các tỉnh cũ, không phải số công bố.",
        "Figures of merged provinces are computed here from the old ones; they were not published.",
    ),
    "weights-carried": (
        "Quyền số của {last} được dùng cho {years}, vì không có quyền số mới hơn.",
        "Weights of {last} stand for {years}, as there are no newer ones.",
    ),
    "members-missing": (
        "{count} ô bỏ trống vì một tỉnh cũ không có số liệu hoặc quyền số.",
        "{count} cells are left empty because one of the old provinces has no figure or no weight.",
    ),
    "breaks-between": (
        "Thay đổi chỉ tính từ {year}: trước đó chuỗi bị gãy.",
        "The change is taken from {year} on: before that the series breaks.",
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
    title = TITLE[0 if lang == "vi" else 1].format(question=vi if lang == "vi" else en)
    return Exhibit(id, "notice", lang, title, refusal_text(refusal, lang))


def refusal_text(refusal: Refusal, lang: Language) -> str:
    """Reason and remedy of a refusal in two sentences."""
    at = 0 if lang == "vi" else 1
    return " ".join(fill(text[at], lang, refusal.details) for text in REFUSALS[refusal.rule])


def caveat_text(caveat: Caveat, lang: Language) -> str:
    """One caveat as a sentence."""
    return fill(CAVEATS[caveat.rule][0 if lang == "vi" else 1], lang, caveat.details)

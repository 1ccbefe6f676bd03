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
    "several-figures-a-year": (
        (
            "{place} có {count} số liệu cho năm {year} ({figures}); nguồn không nói số nào là số của cả năm.",
            "{place} has {count} figures for {year} ({figures}); which of them is the figure of the year, no source says.",
        ),
        (
            "Đọc lại nguồn: bộ phận của một tổng số thì ghi part_of, số in lại thì ghi cờ duplicate, chỉ là một phần thì ghi cờ partial; hoặc chọn một số theo mã.",
            "Read the sources again: a part of a total names it in part_of, a number printed again has the flag duplicate, a part only the flag partial; or choose one figure by its id.",
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
        (
            "Dùng xu hướng riêng từng địa phương, hoặc chỉ cho mức khác nhau giữa các nơi (random=\"intercept\").",
            "Use the trends of single places, or let only the levels differ between them (random=\"intercept\").",
        ),
    ),
    "common-trend-across-break": (
        (
            "Chuỗi bị gãy giữa chừng ở {places} địa phương, ví dụ {place}: một đường chung sẽ nối hai thước đo khác nhau.",
            "The series breaks on the way at {places} places, {place} for one: a common line would join two measures that differ.",
        ),
        ("Chỉ giữ các năm trước hoặc sau điểm gãy.", "Keep only the years before or after the break."),
    ),
    "hac-too-short": (
        (
            "{series} chuỗi có ít hơn {needed} điểm (ít nhất là {points}): sai số Newey-West từ chừng ấy điểm nhỏ hơn nhiều so với thực tế.",
            "{series} series have fewer than {needed} points (the shortest {points}): Newey-West errors from so few are far too small.",
        ),
        (
            "Dùng se=\"classical\" và đọc thống kê Durbin-Watson đi kèm.",
            "Use se=\"classical\" and read the Durbin-Watson statistic beside it.",
        ),
    ),
    "persistence-too-few": (
        (
            "Chỉ {series} chuỗi dùng được để ước lượng mức tự tương quan giữa các năm; cần ít nhất {needed}.",
            "Only {series} series can be used to estimate how persistent the errors are; {needed} are needed.",
        ),
        (
            "Thêm địa phương có số liệu nhiều năm liền nhau; hoặc dùng se=\"classical\", vốn coi các năm là độc lập.",
            "Add places with several years in a row; or use se=\"classical\", which takes the years as independent.",
        ),
    ),
    "trend-counts-not-whole": (
        (
            "Mô hình đếm chỉ dùng cho số đếm: {place} có giá trị {value:.2}, âm hoặc không nguyên.",
            "A model of counts needs counts: {place} has {value:.2}, which is negative or not whole.",
        ),
        (
            "Với tỷ lệ hoặc chỉ số, dùng model=\"ols\"; với số đếm trên số cán bộ, đưa số cán bộ vào exposure.",
            "For shares and scores use model=\"ols\"; for counts per staff give the staff as exposure.",
        ),
    ),
    "counts-no-maximum": (
        (
            "Số đếm của {place} toàn số 0, hoặc chỉ khác 0 ở một đầu chuỗi: không có độ dốc hữu hạn nào khớp nhất.",
            "The counts of {place} are all zero, or other than zero at one end alone: no finite slope fits best.",
        ),
        ("Chỉ mô tả số đếm từng năm.", "Only describe the counts year by year."),
    ),
    "controls-collinear": (
        (
            "Ở {place}, một biến kiểm soát không đổi, hoặc chỉ là tổ hợp của năm và các biến khác.",
            "At {place} a control does not change, or is nothing but a sum of the year and the others.",
        ),
        ("Bỏ biến ấy.", "Leave that control out."),
    ),
    "negbin-not-overdispersed": (
        (
            "Không chuỗi nào trong {series} chuỗi biến động nhiều hơn mô hình Poisson: hồi quy nhị thức âm không có nghiệm.",
            "None of {series} series varies more than Poisson counts do: the negative binomial regression has no solution.",
        ),
        ("Dùng model=\"poisson\".", "Use model=\"poisson\"."),
    ),
    "trend-unconverged": (
        (
            "Mô hình đếm không hội tụ ở chuỗi nào trong {series} chuỗi.",
            "The model of counts converged for none of {series} series.",
        ),
        ("Dùng model=\"poisson\" hoặc \"ols\".", "Use model=\"poisson\" or \"ols\"."),
    ),
    "step-too-short": (
        (
            "Chuỗi dài nhất có {before} điểm trước và {after} điểm từ mốc trở đi; mỗi bên cần ít nhất {needed}.",
            "The longest series has {before} points before the date and {after} from then on; each side needs {needed}.",
        ),
        ("Chờ thêm số liệu, hoặc chỉ mô tả hai bên mốc.", "Wait for more data, or only describe both sides."),
    ),
    "step-across-break": (
        (
            "Chuỗi của {place} bị gãy ở {year}, không phải ở mốc {date}: bước nhảy sẽ lẫn với thay đổi cách đo.",
            "The series of {place} breaks in {year}, not at the date {date}: the step would be mixed with a change of measure.",
        ),
        ("Chỉ giữ các năm không có điểm gãy quanh mốc.", "Keep the years around the date that no break parts."),
    ),
    "convergence-across-break": (
        (
            "Giữa {start} và {end} chuỗi bị gãy ở {places} địa phương, ví dụ {place}: hai năm không cùng một thước đo.",
            "Between {start} and {end} the series breaks at {places} places, {place} for one: the two years have no common measure.",
        ),
        ("Chọn hai năm cùng một phía của điểm gãy.", "Choose two years on the same side of the break."),
    ),
    "convergence-not-positive": (
        (
            "{place} có giá trị {value:.2}: không lấy được logarit.",
            "{place} has the value {value:.2}, which has no logarithm.",
        ),
        ("Dùng scale=\"points\".", "Use scale=\"points\"."),
    ),
    "convergence-no-spread": (
        (
            "Mọi địa phương bắt đầu từ cùng một mức: không có khoảng cách nào để thu hẹp.",
            "All places start from the same level: there is no distance that could close.",
        ),
        ("Chọn năm đầu khác.", "Choose another first year."),
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
        "Khoảng tin cậy coi sai số các năm độc lập (Durbin-Watson từ {lowest:.2} đến {highest:.2}, trung vị {median:.2}; nếu độc lập thì bình quân là {expected:.2}).",
        "The intervals take the errors of single years as independent (Durbin-Watson statistic {lowest:.2} to {highest:.2}, median {median:.2}; independent errors would give {expected:.2} on average).",
    ),
    "hac-few-years": (
        "Khoảng tin cậy dùng sai số Newey-West với {lags} độ trễ từ ít nhất {points} điểm (Durbin-Watson từ {lowest:.2} đến {highest:.2}). Với chuỗi ngắn, khoảng này vẫn quá hẹp: trong mô phỏng, khoảng 95 % từ 10 điểm chỉ chứa độ dốc đúng ở 84 % số lần khi sai số độc lập và 70 % khi tự tương quan 0,5; từ 20 điểm là 88 % và 76 %.",
        "The intervals use Newey-West errors with {lags} lags from at least {points} points (Durbin-Watson statistic {lowest:.2} to {highest:.2}). For short series they are still too narrow: in a simulation, 95 % intervals from 10 points held the true slope in 84 % of cases with independent errors and in 70 % with an autocorrelation of 0.5; from 20 points in 88 % and 76 %.",
    ),
    "overdispersed": (
        "Ở {series} chuỗi, số đếm biến động nhiều hơn Poisson (phi của Pearson tới {highest:.1}, ngưỡng {threshold:.1}): sai số đã được nới rộng; sai số Poisson thường đặt bên cạnh để so.",
        "In {series} series the counts vary more than Poisson counts do (Pearson’s phi up to {highest:.1}, limit {threshold:.1}): the errors allow for it; those of plain Poisson stand beside them.",
    ),
    "trend-description-only": (
        "{series} chuỗi có ít hơn {needed} điểm: độ dốc chỉ mô tả các năm ấy, khoảng kèm theo cho thấy nó kém chắc đến đâu, và không có giá trị p.",
        "{series} series have fewer than {needed} points: their slopes only describe those years, the interval shows how little is known, and there is no p value.",
    ),
    "trend-short-left-out": (
        "{series} chuỗi (hoặc đoạn giữa hai điểm gãy) có ít hơn {needed} năm nên không tính độ dốc.",
        "{series} series (or stretches between two breaks) have fewer than {needed} years and get no slope.",
    ),
    "trend-without-error": (
        "{series} chuỗi không đổi hoặc nằm hẳn trên một đường, nên không có sai số để xét ({places}); bị bỏ qua.",
        "{series} series are constant or lie exactly on a line, so that no error is left to judge by ({places}); left out.",
    ),
    "trend-controls-collinear": (
        "Ở {series} chuỗi, một biến kiểm soát không đổi hoặc trùng với các biến khác ({places}); bị bỏ qua.",
        "In {series} series a control does not change or repeats the others ({places}); left out.",
    ),
    "trend-no-maximum": (
        "{series} chuỗi toàn số 0 hoặc chỉ khác 0 ở một đầu, nên không có độ dốc hữu hạn ({places}); bị bỏ qua.",
        "{series} series are all zero, or other than zero at one end alone, and have no finite slope ({places}); left out.",
    ),
    "negbin-left-out": (
        "{series} chuỗi không biến động nhiều hơn Poisson, nên hồi quy nhị thức âm không có nghiệm ({places}); bị bỏ qua.",
        "{series} series do not vary more than Poisson counts, and the negative binomial regression has no solution ({places}); left out.",
    ),
    "trend-unconverged-left-out": (
        "Mô hình đếm không hội tụ ở {series} chuỗi ({places}); bị bỏ qua.",
        "The model of counts did not converge for {series} series ({places}); left out.",
    ),
    "step-at-break": (
        "Chính ở mốc {date}, chuỗi đổi cách đo: không tách được thay đổi cách đo khỏi thay đổi thực tế.",
        "At the date {date} itself the series changes its method: what the method did and what happened in the world cannot be told apart.",
    ),
    "placebo-cannot-reject": (
        "Chỉ có {dates} mốc để so, nên giá trị p nhỏ nhất của phép so mốc là {smallest:.2}, lớn hơn {alpha:.2}: phép so này không thể bác bỏ điều gì.",
        "There are only {dates} dates to compare, so the smallest p of that comparison is {smallest:.2}, above {alpha:.2}: it cannot reject anything.",
    ),
    "step-left-out": (
        "{series} địa phương có quá ít điểm ở một bên mốc, hoặc không có sai số để xét; bị bỏ qua.",
        "{series} places have too few points on a side of the date, or no error to judge by; left out.",
    ),
    "regression-to-the-mean": (
        "Beta âm chưa phải là xích lại gần nhau (ngụy biện Galton): nếu khoảng cách giữa các nơi giữ nguyên thì beta cũng đã là {unchanged:.3} (tính được: {beta:.3}), và riêng sai số đo chiếm {error:.0} % phương sai năm đầu cũng đủ tạo ra beta này.",
        "A negative beta is not yet convergence (Galton’s fallacy): with an unchanged spread beta would be {unchanged:.3} already (found: {beta:.3}), and errors of measurement that make up {error:.0} % of the variance of the first year would suffice for it.",
    ),
    "parallel-slopes": (
        "Mô hình coi mọi địa phương tăng như nhau; nếu không, khoảng tin cậy của độ dốc rộng gấp {ratio:.1} lần.",
        "The model lets all places rise alike; if they need not, the interval of the slope is {ratio:.1} times as wide.",
    ),
    "errors-persistent": (
        "Sai số tính đến dao động kéo dài từ năm này sang năm sau (hệ số tự hồi quy {rho:.2}).",
        "Errors allow for deviations that last from one year to the next (autoregression {rho:.2}).",
    ),
    "persistence-capped": (
        "Tương quan bình quân giữa phần dư của hai năm liền nhau ({lag1:.2}) cao hơn mức mà chuỗi ngắn như vậy phân biệt được: mức tự tương quan được giữ ở {rho:.2}, và sai số có thể vẫn quá nhỏ.",
        "The mean correlation of neighbouring residuals ({lag1:.2}) is higher than series this short can tell apart: the persistence is held at {rho:.2}, and errors may still be too small.",
    ),
    "persistence-open": (
        "Đầu trên của khoảng là {rho:.2}, mức cao nhất mà chuỗi ngắn như vậy phân biệt được: dao động kéo dài hơn nữa không bị loại trừ.",
        "The upper end of the interval is {rho:.2}, the most that series this short can tell: deviations that last longer are not ruled out.",
    ),
    "autocorrelation-single": (
        "Khoảng tin cậy coi sai số các năm độc lập (Durbin-Watson {durbin_watson:.2}; nếu độc lập thì bình quân là {expected:.2}).",
        "The interval takes the errors of single years as independent (Durbin-Watson {durbin_watson:.2}; independent errors would give {expected:.2} on average).",
    ),
    "line-autocorrelation": (
        "Khoảng dự báo coi sai số các năm độc lập (Durbin-Watson {durbin_watson:.2}; nếu độc lập: hơn 2 một chút): số này càng thấp thì khoảng càng hẹp hơn mức đúng.",
        "The interval takes the errors of single years as independent (Durbin-Watson {durbin_watson:.2}; independent: a little above 2): the lower that number, the more the interval is too narrow.",
    ),
    "backtest": (
        "Thử lại từ {origins} mốc quá khứ, mô hình sai ít nhất là {model}: sai số tuyệt đối bình quân {error:.2}, so với {naive:.2} khi giữ nguyên giá trị cuối.",
        "Tried from {origins} past years, {model} erred least: mean absolute error {error:.2}, against {naive:.2} for carrying the last value on.",
    ),
    "naive-not-beaten": (
        "Không mô hình nào tốt hơn việc giữ nguyên giá trị cuối, nên dự báo chính là giá trị cuối (thử lại từ {origins} mốc quá khứ; tốt nhất trong số còn lại: {model}, sai số {error:.2} so với {naive:.2}).",
        "No model does better than carrying the last value on, so the last value is the forecast (tried from {origins} past years; best of the others: {model}, error {error:.2} against {naive:.2}).",
    ),
    "forecast-coverage": (
        "Khi thử lại cho tối đa {horizon} năm sau mỗi mốc, khoảng dự báo {percent:.0} % chứa {held} trong {checked} giá trị thật.",
        "On the past, up to {horizon} years ahead, the {percent:.0} % intervals held {held} of {checked} values that came.",
    ),
    "forecast-too-low": (
        "Cả {checked} dự báo thử đều thấp hơn giá trị thật: các sai số không độc lập, nên việc khoảng dự báo chứa đúng không chứng minh nhiều.",
        "All {checked} forecasts on the past were too low: these errors are not independent, and that the intervals held the values proves little.",
    ),
    "forecast-too-high": (
        "Cả {checked} dự báo thử đều cao hơn giá trị thật: các sai số không độc lập, nên việc khoảng dự báo chứa đúng không chứng minh nhiều.",
        "All {checked} forecasts on the past were too high: these errors are not independent, and that the intervals held the values proves little.",
    ),
    "few-origins": (
        "Chỉ có {origins} mốc: việc chọn mô hình dựa trên rất ít sai số.",
        "With {origins} past years only, the choice rests on few errors.",
    ),
    "best-of-several": (
        "Sai số của mô hình tốt nhất trong {models} mô hình thường thấp hơn sai số sẽ gặp về sau.",
        "The error of the best of {models} models is usually lower than what is to come.",
    ),
    "forecast-parameters-known": (
        "Khoảng dự báo coi các tham số ước lượng từ {points} năm là đã biết chắc, nên hẹp hơn mức đúng.",
        "The interval takes parameters that were estimated from {points} years as known for certain, so it is too narrow.",
    ),
    "forecast-untested": (
        "Mô hình do người phân tích chọn, chưa thử lại trên quá khứ.",
        "The model is the analyst’s choice; it was not tried on the past.",
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
    "error-from-scatter": (
        "Sai số là độ dao động của các năm quanh đường thẳng của chính tỉnh đó, gồm cả sai số điều tra và biến động thật: cơ quan công bố không nêu sai số chọn mẫu.",
        "The error is how far the years scatter around the province’s own line, errors of the survey and real movement alike: no sampling errors are published.",
    ),
    "levels-without-error": (
        "{count} địa phương có các năm nằm đúng trên một đường thẳng, không còn sai số, nên đứng ngoài ({places}).",
        "{count} places whose years lie exactly on a line, without any error, are left out ({places}).",
    ),
}  # fmt: skip

"""The methods of the study in two sentences and a formula each, with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Method:
    """``name`` and ``text`` in Vietnamese and English; ``references``: keys of ``REFERENCES``."""

    name: tuple[str, str]
    text: tuple[str, str]
    references: tuple[str, ...]


METHODS: Mapping[str, Method] = {
    "levels": Method(
        ("Mức và sai số", "Levels and their errors"),
        (
            r"Với mỗi tỉnh $i$, bình phương nhỏ nhất $y_{it} = \alpha_i + \beta_i (t - t_0) + \varepsilon_{it}$; mức là $\hat\alpha_i$, độ cao của đường thẳng ở năm $t_0$ đang xét. Sai số là độ dao động của các năm quanh đường thẳng; khoảng dùng phân phối $t$.",
            r"For each province $i$, least squares of $y_{it} = \alpha_i + \beta_i (t - t_0) + \varepsilon_{it}$; the level is $\hat\alpha_i$, the height of the line in the year $t_0$ in question. The error is how far the years scatter around the line; the interval takes the $t$ distribution.",
        ),
        (),
    ),
    "shrinkage": Method(
        ("Gộp và co rút", "Pooling and shrinking"),
        (
            r"$\hat\alpha_i \sim N(\theta_i, s_i^2)$ và $\theta_i \sim N(\mu, \tau^2)$, với $\tau^2$ theo hợp lý cực đại hạn chế (REML). Ước lượng co rút là $w_i \hat\alpha_i + (1 - w_i) \hat\mu$ với $w_i = \tau^2 / (\tau^2 + s_i^2)$.",
            r"$\hat\alpha_i \sim N(\theta_i, s_i^2)$ and $\theta_i \sim N(\mu, \tau^2)$, with $\tau^2$ by restricted maximum likelihood (REML). The shrunken estimate is $w_i \hat\alpha_i + (1 - w_i) \hat\mu$ with $w_i = \tau^2 / (\tau^2 + s_i^2)$.",
        ),
        ("viechtbauer2010", "efron1977"),
    ),
    "ranks": Method(
        ("Thứ hạng", "Ranks"),
        (
            r"Mỗi lần rút lấy cho mọi tỉnh một mức $\hat\alpha_i + s_i\, t^*$, với $t^*$ từ phân phối $t$ có bậc tự do của tỉnh đó, rồi xếp hạng; khoảng của một thứ hạng chứa chín mươi lăm phần trăm số lần rút.",
            r"Each draw takes a level $\hat\alpha_i + s_i\, t^*$ for all provinces, with $t^*$ from the $t$ distribution with the province’s degrees of freedom, and ranks them; the interval of a rank holds ninety-five per cent of the draws.",
        ),
        ("goldstein1996",),
    ),
    "adjustment": Method(
        ("Nhiều phép so", "Many comparisons"),
        (
            r"Chênh lệch với bình quân $\hat\alpha_i - \bar\alpha$ có bậc tự do Welch-Satterthwaite. Giá trị $p$ hiệu chỉnh theo Holm giữ xác suất có dù chỉ một phát hiện sai dưới mức đã chọn.",
            r"The difference from the mean, $\hat\alpha_i - \bar\alpha$, has the degrees of freedom of Welch and Satterthwaite. Holm’s adjusted $p$ values keep the chance of even one false finding below the chosen level.",
        ),
        ("holm1979",),
    ),
    "between-within": Method(
        ("Giữa các tỉnh và trong từng tỉnh", "Between provinces and within them"),
        (
            r"Độ dốc giữa các tỉnh đi qua các bình quân $(\bar x_i, \bar y_i)$; độ dốc trong từng tỉnh đi qua các độ lệch khỏi bình quân của tỉnh và của năm, trong một giai đoạn không gãy. Sai số trong từng tỉnh vững theo cụm tỉnh (CRV1), phân phối $t$ với số tỉnh trừ một bậc tự do; giữa các tỉnh là HC1.",
            r"The slope between provinces runs through the means $(\bar x_i, \bar y_i)$; the slope within runs through deviations from the means of province and year, in a stretch without a break. Errors within are robust for clusters of provinces (CRV1), with the $t$ distribution on the number of provinces less one degrees of freedom; between they are HC1.",
        ),
        ("mundlak1978", "cameron2015"),
    ),
    "bounds": Method(
        ("Cận của số công bố", "Bounds of published figures"),
        (
            r"“Hơn $x$” là $[x, \infty)$, “gần $x$” là $(-\infty, x]$; phép tính lấy mọi giá trị mà các cận cho phép. Phần trăm đã làm tròn cho một khoảng của số gốc.",
            r"“More than $x$” is $[x, \infty)$, “nearly $x$” is $(-\infty, x]$; arithmetic takes all values that the bounds allow. A rounded percentage gives an interval for the number behind it.",
        ),
        (),
    ),
    "mixed": Method(
        ("Mô hình hỗn hợp", "Mixed model"),
        (
            r"$y_{it} = (\alpha + a_i) + (\beta + b_i)(t - \bar t) + \varepsilon_{it}$ với $(a_i, b_i) \sim N(0, \Sigma)$, ước lượng bằng REML. Sai số $\varepsilon_{it}$ được coi là độc lập giữa các năm. Với bảng cân bằng, $\hat\beta$ là bình quân của độ dốc riêng các tỉnh, và khoảng của nó dựa trên độ phân tán của các độ dốc ấy nên vẫn đúng khi dao động kéo dài; $\Sigma$ và ước lượng co rút thì không. Kết quả chỉ được nhận khi thuật toán hội tụ và khớp nghiệm dạng đóng của bảng cân bằng; nếu không thuật toán nào khớp thì chính nghiệm ấy được in. Khi một tỉnh thiếu năm vì chuỗi của tỉnh ấy gãy, $\hat\beta$ chỉ gần bằng bình quân ấy, và hai thuật toán phải hội tụ tới cùng một nghiệm.",
            r"$y_{it} = (\alpha + a_i) + (\beta + b_i)(t - \bar t) + \varepsilon_{it}$ with $(a_i, b_i) \sim N(0, \Sigma)$, by REML. The errors $\varepsilon_{it}$ are taken as independent over the years. In a balanced panel $\hat\beta$ is the mean of the provinces’ own slopes, and its interval rests on how far these lie apart, so that it holds when deviations last; $\Sigma$ and the shrunken slopes do not. The result is accepted only when the optimiser converged and agrees with the closed form of a balanced panel; where none agrees, the closed form itself is printed. Where a province lacks years because its series breaks, $\hat\beta$ is that mean only nearly, and two optimisers must reach the same solution.",
        ),
        ("laird1982",),
    ),
    "trend": Method(
        ("Xu hướng riêng", "Single trends"),
        (
            r"Độ dốc bình phương nhỏ nhất của từng tỉnh với phân phối $t$; giá trị $p$ hiệu chỉnh theo Holm. Đường qua bình quân các năm (hiệu chỉnh theo tỉnh khi các tỉnh khác năm nhau) cho khoảng thứ hai của độ dốc chung, khi sai số của một năm chung cho mọi tỉnh.",
            r"The least-squares slope of each province with the $t$ distribution; $p$ values adjusted after Holm. The line through the yearly means (adjusted for province where provinces have different years) gives the second interval of the common slope, for errors of a year that all provinces share.",
        ),
        ("holm1979",),
    ),
    "persistence": Method(
        ("Dao động kéo dài", "Deviations that last"),
        (
            r"Phần dư của hai năm liền nhau tương quan hơn mức mà sự độc lập cho phép. Hệ số $\rho$ của tự hồi quy bậc nhất được chọn sao cho tương quan kỳ vọng của phần dư bằng bình quân quan sát được trên mọi tỉnh; phương sai của đường thẳng là $s^2 (X'X)^{-1} X' V X (X'X)^{-1}$ với $V_{st} = \rho^{|s-t|}$, bậc tự do theo Satterthwaite. So với các năm độc lập, sai số nhân với một hệ số chỉ tùy thuộc vào các năm và $\rho$; hệ số ấy cũng nới khoảng của đường qua bình quân các năm và của cả nước.",
            r"Residuals of neighbouring years correlate more than independence allows. The coefficient $\rho$ of a first-order autoregression is chosen so that the expected correlation of the residuals equals the mean seen over all provinces; the variance of the line is $s^2 (X'X)^{-1} X' V X (X'X)^{-1}$ with $V_{st} = \rho^{|s-t|}$, with the degrees of freedom of Satterthwaite. Against independent years the error grows by a factor that depends on the years and $\rho$ alone; the same factor widens the intervals of the line through the yearly means and of the country.",
        ),
        ("satterthwaite1946",),
    ),
    "convergence": Method(
        ("Hội tụ", "Convergence"),
        (
            r"Hội tụ $\beta$: mức tăng bình quân năm theo mức đầu kỳ, $(y_{iT} - y_{i0}) / T = a + b\, y_{i0} + u_i$ (so tương đối: logarit của $y$), sai số HC3. Hội tụ $\sigma$: tỷ số độ lệch chuẩn giữa các tỉnh ở cuối và đầu kỳ, với khoảng của Pitman và Morgan, đúng khi phân phối chuẩn.",
            r"$\beta$ convergence: the average yearly gain on the first level, $(y_{iT} - y_{i0}) / T = a + b\, y_{i0} + u_i$ (relative: the logarithm of $y$), with HC3 errors. $\sigma$ convergence: the ratio of the standard deviations between provinces at the end and at the start, with the interval of Pitman and Morgan, exact for normal values.",
        ),
        ("barro1992", "quah1993", "pitman1939", "morgan1939", "mackinnon1985"),
    ),
    "forecast": Method(
        ("Dự báo", "Forecast"),
        (
            r"Năm mô hình được thử: giữ nguyên giá trị cuối, đường thẳng, san bằng mũ (ETS), ARIMA và mức cục bộ. Mỗi mô hình được ước lượng lại từ từng năm trong quá khứ và dự báo các năm sau đó; mô hình có sai số tuyệt đối bình quân nhỏ nhất được chọn, trừ khi không mô hình nào tốt hơn việc giữ nguyên giá trị cuối. Khoảng dự báo giả định cấu trúc ấy còn tiếp tục.",
            r"Five models are tried: the last value carried on, a straight line, exponential smoothing (ETS), ARIMA and a local level. Each is fitted anew from every past year and forecasts the years after it; the one with the smallest mean absolute error is chosen, unless none beats carrying the last value on. The prediction interval supposes that this structure goes on.",
        ),
        ("tashman2000",),
    ),
    "break": Method(
        ("Điểm gãy", "Breaks"),
        (
            r"Hồi quy phân đoạn $y_t = a + b t + \delta D_t + \gamma D_t (t - t^*) + e_t$ với $D_t = 1$ từ năm $t^*$. Bước nhảy ở một điểm gãy đã khai báo là của cách đo, không phải của tỉnh.",
            r"Segmented regression $y_t = a + b t + \delta D_t + \gamma D_t (t - t^*) + e_t$ with $D_t = 1$ from the year $t^*$ on. A jump at a declared break belongs to the method, not to the provinces.",
        ),
        ("wagner2002",),
    ),
}  # fmt: skip

REFERENCES: Mapping[str, str] = {
    "barro1992": "Barro, R. J., Sala-i-Martin, X. (1992). Convergence. *Journal of Political Economy* 100(2), 223–251.",
    "cameron2015": "Cameron, A. C., Miller, D. L. (2015). A practitioner’s guide to cluster-robust inference. *Journal of Human Resources* 50(2), 317–372.",
    "efron1977": "Efron, B., Morris, C. (1977). Stein’s paradox in statistics. *Scientific American* 236(5), 119–127.",
    "goldstein1996": "Goldstein, H., Spiegelhalter, D. J. (1996). League tables and their limitations. *Journal of the Royal Statistical Society A* 159(3), 385–443.",
    "holm1979": "Holm, S. (1979). A simple sequentially rejective multiple test procedure. *Scandinavian Journal of Statistics* 6(2), 65–70.",
    "laird1982": "Laird, N. M., Ware, J. H. (1982). Random-effects models for longitudinal data. *Biometrics* 38(4), 963–974.",
    "mackinnon1985": "MacKinnon, J. G., White, H. (1985). Some heteroskedasticity-consistent covariance matrix estimators with improved finite sample properties. *Journal of Econometrics* 29(3), 305–325.",
    "morgan1939": "Morgan, W. A. (1939). A test for the significance of the difference between the two variances in a sample from a normal bivariate population. *Biometrika* 31(1/2), 13–19.",
    "mundlak1978": "Mundlak, Y. (1978). On the pooling of time series and cross section data. *Econometrica* 46(1), 69–85.",
    "pitman1939": "Pitman, E. J. G. (1939). A note on normal correlation. *Biometrika* 31(1/2), 9–12.",
    "quah1993": "Quah, D. (1993). Galton’s fallacy and tests of the convergence hypothesis. *Scandinavian Journal of Economics* 95(4), 427–443.",
    "satterthwaite1946": "Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components. *Biometrics Bulletin* 2(6), 110–114.",
    "tashman2000": "Tashman, L. J. (2000). Out-of-sample tests of forecasting accuracy. *International Journal of Forecasting* 16(4), 437–450.",
    "viechtbauer2010": "Viechtbauer, W. (2010). Conducting meta-analyses in R with the metafor package. *Journal of Statistical Software* 36(3), 1–48.",
    "wagner2002": "Wagner, A. K., Soumerai, S. B., Zhang, F., Ross-Degnan, D. (2002). Segmented regression analysis of interrupted time series studies in medication use research. *Journal of Clinical Pharmacy and Therapeutics* 27(4), 299–309.",
}  # fmt: skip
"""Full citations, by first author and year."""

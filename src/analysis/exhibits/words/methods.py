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
            r"Với mỗi tỉnh $i$, bình phương nhỏ nhất $y_{it} = \alpha_i + \beta_i (t - t_0) + \varepsilon_{it}$; mức là $\hat\alpha_i$, khoảng dùng phân phối $t$ với $n_i - 2$ bậc tự do. Sai số là độ dao động của các năm quanh đường thẳng.",
            r"For each province $i$, least squares of $y_{it} = \alpha_i + \beta_i (t - t_0) + \varepsilon_{it}$; the level is $\hat\alpha_i$, its interval takes the $t$ distribution with $n_i - 2$ degrees of freedom. The error is how far the years scatter around the line.",
        ),
        (),
    ),
    "shrinkage": Method(
        ("Gộp và co rút", "Pooling and shrinking"),
        (
            r"$\hat\alpha_i \sim N(\theta_i, s_i^2)$ và $\theta_i \sim N(\mu, \tau^2)$, với $\tau^2$ theo hợp lý cực đại hạn chế (REML); khoảng của $\mu$ theo Knapp và Hartung. Ước lượng co rút là $w_i \hat\alpha_i + (1 - w_i) \hat\mu$ với $w_i = \tau^2 / (\tau^2 + s_i^2)$; khoảng dự báo cho một tỉnh nữa là $\hat\mu \pm t_{k-1} \sqrt{\tau^2 + s_\mu^2}$.",
            r"$\hat\alpha_i \sim N(\theta_i, s_i^2)$ and $\theta_i \sim N(\mu, \tau^2)$, with $\tau^2$ by restricted maximum likelihood (REML); the interval of $\mu$ after Knapp and Hartung. The shrunken estimate is $w_i \hat\alpha_i + (1 - w_i) \hat\mu$ with $w_i = \tau^2 / (\tau^2 + s_i^2)$; the prediction interval for one more province is $\hat\mu \pm t_{k-1} \sqrt{\tau^2 + s_\mu^2}$.",
        ),
        ("viechtbauer2010", "knapp2003", "efron1977"),
    ),
    "ranks": Method(
        ("Thứ hạng", "Ranks"),
        (
            r"Mỗi lần rút $\theta_i^* \sim N(\tilde\theta_i, \tilde s_i^2)$ cho mọi tỉnh rồi xếp hạng; khoảng của một thứ hạng chứa chín mươi lăm phần trăm số lần rút.",
            r"Each draw takes $\theta_i^* \sim N(\tilde\theta_i, \tilde s_i^2)$ for all provinces and ranks them; the interval of a rank holds ninety-five per cent of the draws.",
        ),
        ("goldstein1996",),
    ),
    "adjustment": Method(
        ("Nhiều phép so", "Many comparisons"),
        (
            r"Chênh lệch với bình quân $\hat\alpha_i - \bar\alpha$ có bậc tự do Welch-Satterthwaite. Giá trị $p$ hiệu chỉnh theo Holm giữ xác suất có dù chỉ một phát hiện sai dưới mức đã chọn.",
            r"The difference from the mean, $\hat\alpha_i - \bar\alpha$, has the degrees of freedom of Welch and Satterthwaite. Holm's adjusted $p$ values keep the chance of even one false finding below the chosen level.",
        ),
        ("holm1979",),
    ),
    "between-within": Method(
        ("Giữa các tỉnh và trong từng tỉnh", "Between provinces and within them"),
        (
            r"Độ dốc giữa các tỉnh đi qua các bình quân $(\bar x_i, \bar y_i)$; độ dốc trong từng tỉnh đi qua các độ lệch khỏi bình quân của tỉnh (giữa hai điểm gãy) và của năm. Sai số vững theo cụm tỉnh (CRV1), phân phối $t$ với số tỉnh trừ một bậc tự do.",
            r"The slope between provinces runs through the means $(\bar x_i, \bar y_i)$; the slope within runs through deviations from the means of the province (between two breaks) and of the year. Errors are robust for clusters of provinces (CRV1), with the $t$ distribution on the number of provinces less one degrees of freedom.",
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
            r"$y_{it} = (\alpha + a_i) + (\beta + b_i)(t - \bar t) + \varepsilon_{it}$ với $(a_i, b_i) \sim N(0, \Sigma)$, ước lượng bằng REML. Với bảng cân bằng, $\hat\beta$ là bình quân của độ dốc riêng các tỉnh: nghiệm dạng đóng này kiểm chứng thuật toán.",
            r"$y_{it} = (\alpha + a_i) + (\beta + b_i)(t - \bar t) + \varepsilon_{it}$ with $(a_i, b_i) \sim N(0, \Sigma)$, by REML. In a balanced panel $\hat\beta$ is the mean of the provinces' own slopes: this closed form verifies the optimiser.",
        ),
        ("laird1982",),
    ),
    "trend": Method(
        ("Xu hướng riêng", "Single trends"),
        (
            r"Độ dốc bình phương nhỏ nhất của từng tỉnh với phân phối $t$; giá trị $p$ hiệu chỉnh theo Holm. Hệ số Durbin-Watson cho biết sai số của các năm có nối tiếp nhau không.",
            r"The least-squares slope of each province with the $t$ distribution; $p$ values adjusted after Holm. The Durbin-Watson statistic tells whether the errors of the years follow each other.",
        ),
        ("holm1979",),
    ),
    "convergence": Method(
        ("Hội tụ", "Convergence"),
        (
            r"Hội tụ $\beta$: mức tăng bình quân năm theo mức đầu kỳ, $(y_{iT} - y_{i0}) / T = a + b\, y_{i0} + u_i$. Hội tụ $\sigma$: độ lệch chuẩn giữa các tỉnh ở đầu và cuối kỳ, kiểm định Pitman-Morgan cho hai phương sai của cùng các tỉnh.",
            r"Beta convergence: the average yearly gain on the first level, $(y_{iT} - y_{i0}) / T = a + b\, y_{i0} + u_i$. Sigma convergence: the standard deviation between provinces at either end, with the test of Pitman and Morgan for two variances of the same provinces.",
        ),
        ("barro1992", "quah1993"),
    ),
    "forecast": Method(
        ("Dự báo", "Forecast"),
        (
            r"Mỗi mô hình được ước lượng lại từ từng năm trong quá khứ và dự báo các năm sau đó; mô hình có sai số tuyệt đối bình quân nhỏ nhất được chọn, trừ khi không mô hình nào tốt hơn việc giữ nguyên giá trị cuối. Khoảng dự báo giả định cấu trúc ấy còn tiếp tục.",
            r"Each model is fitted anew from every past year and forecasts the years after it; the one with the smallest mean absolute error is chosen, unless none beats carrying the last value on. The prediction interval supposes that this structure goes on.",
        ),
        ("tashman2000",),
    ),
    "break": Method(
        ("Điểm gãy", "Breaks"),
        (
            r"Hồi quy phân đoạn $y_t = a + b t + \delta D_t + \gamma D_t (t - t^*) + e_t$ với $D_t = 1$ từ năm $t^*$. Cùng mô hình với mọi năm khác làm mốc giả cho biết bước nhảy ấy có khác thường không.",
            r"Segmented regression $y_t = a + b t + \delta D_t + \gamma D_t (t - t^*) + e_t$ with $D_t = 1$ from the year $t^*$ on. The same model at every other year as a placebo tells whether the step is out of the ordinary.",
        ),
        ("wagner2002",),
    ),
}  # fmt: skip

REFERENCES: Mapping[str, str] = {
    "barro1992": "Barro, R. J., Sala-i-Martin, X. (1992). Convergence. *Journal of Political Economy* 100(2), 223–251.",
    "cameron2015": "Cameron, A. C., Miller, D. L. (2015). A practitioner's guide to cluster-robust inference. *Journal of Human Resources* 50(2), 317–372.",
    "efron1977": "Efron, B., Morris, C. (1977). Stein's paradox in statistics. *Scientific American* 236(5), 119–127.",
    "goldstein1996": "Goldstein, H., Spiegelhalter, D. J. (1996). League tables and their limitations. *Journal of the Royal Statistical Society A* 159(3), 385–443.",
    "holm1979": "Holm, S. (1979). A simple sequentially rejective multiple test procedure. *Scandinavian Journal of Statistics* 6(2), 65–70.",
    "knapp2003": "Knapp, G., Hartung, J. (2003). Improved tests for a random effects meta-regression with a single covariate. *Statistics in Medicine* 22(17), 2693–2710.",
    "laird1982": "Laird, N. M., Ware, J. H. (1982). Random-effects models for longitudinal data. *Biometrics* 38(4), 963–974.",
    "mundlak1978": "Mundlak, Y. (1978). On the pooling of time series and cross section data. *Econometrica* 46(1), 69–85.",
    "quah1993": "Quah, D. (1993). Galton's fallacy and tests of the convergence hypothesis. *Scandinavian Journal of Economics* 95(4), 427–443.",
    "tashman2000": "Tashman, L. J. (2000). Out-of-sample tests of forecasting accuracy. *International Journal of Forecasting* 16(4), 437–450.",
    "viechtbauer2010": "Viechtbauer, W. (2010). Conducting meta-analyses in R with the metafor package. *Journal of Statistical Software* 36(3), 1–48.",
    "wagner2002": "Wagner, A. K., Soumerai, S. B., Zhang, F., Ross-Degnan, D. (2002). Segmented regression analysis of interrupted time series studies in medication use research. *Journal of Clinical Pharmacy and Therapeutics* 27(4), 299–309.",
}  # fmt: skip
"""Full citations, by first author and year."""

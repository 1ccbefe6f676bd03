"""Words of what goes together between provinces and within them."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

ASSOCIATIONS: Words = {
    "fig-association": (
        "Giữa các tỉnh (trái, mỗi chấm một tỉnh) hai chỉ số đi cùng nhau, r = {between:.2}; trong từng tỉnh qua các năm (phải) ít hơn nhiều, r = {within:.2}",
        "Between provinces (left, one dot each) the two go together, r = {between:.2}; within provinces over the years (right) much less, r = {within:.2}",
    ),
    "fig-association.alt": (
        "Hai ô điểm. Trái: bình quân của {places} tỉnh, đường dốc {slope_between:.1} điểm phần trăm cho mỗi điểm PCI. Phải: {rows} độ lệch khỏi bình quân của tỉnh và của năm, đường dốc {slope_within:.1}. Các tỉnh có bài viết có màu riêng.",
        "Two panels of dots. Left: means of {places} provinces, the line rises by {slope_between:.1} percentage points for a PCI point. Right: {rows} deviations from the means of province and year, the line rises by {slope_within:.1}. The articles' provinces have their own colours.",
    ),
    "panel.between": ("Giữa các tỉnh: bình quân", "Between provinces: means"),
    "panel.within": ("Trong từng tỉnh: độ lệch", "Within provinces: deviations"),
    "tbl-association": (
        "Tỷ lệ đã qua đào tạo theo điểm PCI về đào tạo lao động, {places} tỉnh, {period}: giữa các tỉnh và trong từng tỉnh",
        "Trained share on the PCI score of labour training, {places} provinces, {period}: between provinces and within them",
    ),
    "tbl-association.years": (
        "Độ dốc: điểm phần trăm cho mỗi điểm PCI. Trong từng tỉnh: độ lệch khỏi bình quân của tỉnh (trong một giai đoạn không gãy) và của năm. Sai số theo cụm tỉnh.",
        "Slopes: percentage points for a PCI point. Within: deviations from the means of the province (between two breaks) and of the year. Errors clustered by province.",
    ),
    "tbl-association.note": (
        "Độ dốc: điểm phần trăm cho mỗi điểm PCI. Sai số theo cụm tỉnh.",
        "Slopes: percentage points for a PCI point. Errors clustered by province.",
    ),
    "term.pooled": ("Gộp chung mọi tỉnh và năm", "All provinces and years together"),
    "term.between": ("Giữa các tỉnh", "Between provinces"),
    "term.within": ("Trong từng tỉnh qua các năm", "Within provinces over the years"),
    "term.difference": ("Chênh lệch giữa hai độ dốc", "Difference of the two slopes"),
    "term.correlation_pooled": ("Tương quan, gộp chung", "Correlation, all together"),
    "term.correlation_between": ("Tương quan giữa các tỉnh", "Correlation between provinces"),
    "term.correlation_within": ("Tương quan trong từng tỉnh", "Correlation within provinces"),
}

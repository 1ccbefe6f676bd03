"""Words of what goes together between provinces and within them."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

ASSOCIATIONS: Words = {
    "fig-association": (
        "{period}: giữa các tỉnh (trái, mỗi chấm một tỉnh) hai chỉ số đi cùng nhau, r = {between:.2}; trong từng tỉnh qua các năm (phải) ít hơn, r = {within:.2}",
        "{period}: between provinces (left, one dot each) the two go together, r = {between:.2}; within provinces over the years (right) less, r = {within:.2}",
    ),
    "fig-association.alt": (
        "Hai ô điểm. Trái: bình quân của {places} tỉnh, đường dốc {slope_between:.1} điểm phần trăm cho mỗi điểm PCI. Phải: {rows} độ lệch khỏi bình quân của tỉnh và của năm, đường dốc {slope_within:.1}. Các tỉnh có bài viết có màu riêng.",
        "Two panels of dots. Left: means of {places} provinces, the line rises by {slope_between:.1} percentage points for a PCI point. Right: {rows} deviations from the means of province and year, the line rises by {slope_within:.1}. The articles’ provinces have their own colours.",
    ),
    "panel.between": ("Giữa các tỉnh: bình quân", "Between provinces: means"),
    "panel.within": ("Trong từng tỉnh: độ lệch", "Within provinces: deviations"),
    "fig-association.note": (
        "Chỉ số thành phần gộp câu trả lời của doanh nghiệp với số thống kê, trong đó có tỷ lệ lao động đã qua đào tạo nghề: một phần mối liên hệ có sẵn trong cách tính. Độ lệch thường gặp của điểm trong một tỉnh là {deviation:.1} điểm.",
        "The sub-index mixes answers of firms with statistics, among them the share of workers with vocational training: part of the relation is built in. A typical deviation of the score within a province is {deviation:.1} points.",
    ),
    "tbl-association": (
        "Tỷ lệ đã qua đào tạo theo điểm PCI về đào tạo lao động, {places} tỉnh: giữa các tỉnh và trong từng tỉnh, cho từng giai đoạn có cùng cách tính điểm",
        "Trained share on the PCI score of labour training, {places} provinces: between provinces and within them, for each stretch of years with one method of scoring",
    ),
    "tbl-association.note": (
        "Độ dốc: điểm phần trăm cho mỗi điểm PCI. Trong từng tỉnh: độ lệch khỏi bình quân của tỉnh và của năm; sai số chuẩn vững theo cụm tỉnh. Giữa các tỉnh: bình quân của tỉnh, sai số chuẩn vững (HC1).",
        "Slopes: percentage points for a PCI point. Within: deviations from the means of province and year, errors robust for clusters of provinces. Between: means of provinces, robust errors (HC1).",
    ),
    "term.between": ("Giữa các tỉnh", "Between provinces"),
    "term.within": ("Trong từng tỉnh qua các năm", "Within provinces over the years"),
    "term.difference": ("Chênh lệch giữa hai độ dốc", "Difference of the two slopes"),
    "term.correlation_between": ("Tương quan giữa các tỉnh", "Correlation between provinces"),
    "term.correlation_within": ("Tương quan trong từng tỉnh", "Correlation within provinces"),
}

"""Refusals and caveats of boundaries that change, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

REFUSALS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
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
}  # fmt: skip

CAVEATS: Mapping[str, tuple[str, str]] = {
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
}  # fmt: skip

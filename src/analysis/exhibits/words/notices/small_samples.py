"""Refusals and caveats of few units, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

REFUSALS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
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
}  # fmt: skip

CAVEATS: Mapping[str, tuple[str, str]] = {
}  # fmt: skip

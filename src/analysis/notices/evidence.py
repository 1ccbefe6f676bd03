"""Refusals and caveats of what published figures do not allow, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

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
            "Với “{top}” và “{bottom}”, tỷ số không có giới hạn trên lẫn giới hạn dưới, nên không tính được.",
            "With “{top}” and “{bottom}” the ratio has neither an upper nor a lower limit, so it cannot be worked out.",
        ),
        (
            "Cần một con số chính xác và một số có ít nhất một cận, hoặc bước làm tròn do cơ quan công bố nêu rõ.",
            "One exact number and another with at least one bound are needed, or a rounding step declared by the publisher.",
        ),
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
    "no-parts": (
        (
            "Không số liệu nào được nêu là bộ phận của một tổng số ({total}).",
            "No figure is given as part of a total ({total}).",
        ),
        (
            "Ghi mã của tổng số vào cột part_of của từng bộ phận.",
            "Enter the id of the total in the column part_of of each part.",
        ),
    ),
    "totals-mixed": (
        (
            "Số liệu {total} và các số đi cùng khác nhau về {columns}: chênh lệch có thể do cách đếm, không phải do cộng sai.",
            "The figure {total} and those beside it differ in {columns}: a difference may come from the way of counting, not from wrong sums.",
        ),
        (
            "Chỉ cộng hoặc so các số cùng đơn vị, kỳ và đối tượng.",
            "Add or compare figures of one unit, period and staff group only.",
        ),
    ),
    "nothing-recomputed": (
        (
            "Trong {printed} số đã in, không số nào có tên trùng với một kết quả tính lại.",
            "None of the {printed} printed numbers has the name of a recomputed one.",
        ),
        (
            "Đặt tên như nhau cho số đã in và số tính lại.",
            "Give printed and recomputed numbers the same names.",
        ),
    ),
    "ratio-by-zero": (
        ("Mẫu số “{bottom}” bằng 0: không có thương.", "The figure below, “{bottom}”, is zero: there is no quotient."),
        ("Kiểm tra số liệu này.", "Check this figure."),
    ),
    "not-one-account": (
        (
            "{first} và {second} không thuộc cùng một việc: {account}.",
            "{first} and {second} are not of one account: {account}.",
        ),
        (
            "Cần hai số cùng nơi, cùng kỳ, cùng đối tượng, cùng nội dung, cả hai là toàn thể hoặc cùng một bộ phận.",
            "Two figures are needed of one place, period, staff group and content, both whole or both the same part.",
        ),
    ),
    "plan-without-result": (
        ("Không nguồn nào nêu kết quả.", "No source states its result."),
        ("Tìm báo cáo kết quả của chính kế hoạch này.", "Look for a report on the results of this very plan."),
    ),
    "plan-ahead-of-results": (
        (
            "Không nguồn nào nêu kết quả; số liệu của nơi này dừng ở năm {year}.",
            "No source states its result; the figures of the place end in {year}.",
        ),
        ("Tìm báo cáo của những năm sau.", "Look for reports of later years."),
    ),
    "plan-not-whole": (
        (
            "Không có số kế hoạch nào để {done} bằng {percent} % kế hoạch: tỷ lệ không nói về số này.",
            "There is no plan of which {done} would be {percent} %: the percentage is not about this figure.",
        ),
        ("Tìm số liệu mà tỷ lệ nói tới.", "Find the figure that the percentage is about."),
    ),
    "percentage-of-nothing": (
        ("Nguồn không nêu kết quả nào mà tỷ lệ này có thể nói tới.", "The source states no result that it could be of."),
        ("Tìm kết quả đi cùng tỷ lệ.", "Look for the result that goes with the percentage."),
    ),
    "money-without-count": (
        (
            "Không số lớp, lượt hay người nào của nguồn này được mã hóa cho khoản kinh phí này.",
            "No number of classes, participations or persons of this source is coded for this money.",
        ),
        ("Tìm báo cáo nêu cả hai.", "Look for a report that states both."),
    ),
}  # fmt: skip

CAVEATS: Mapping[str, tuple[str, str]] = {
    "one-sided-bound": (
        "Chỉ biết một cận; không có giá trị ước lượng.",
        "Only one bound is known; there is no estimate.",
    ),
    "rounding-declared": (
        "Người phân tích coi “{figure}” là số đã làm tròn theo bước {step}; bài viết không nói vậy.",
        "The analyst takes “{figure}” as rounded in steps of {step}; the text does not say so.",
    ),
    "totals-differ": (
        "{differ} trong {compared} phép so sánh không khớp, dù hiểu các từ “hơn”, “gần” và việc làm tròn theo cách nào.",
        "{differ} of {compared} comparisons do not agree, however “hơn”, “gần” and the rounding are read.",
    ),
    "totals-left-out": (
        "Không so các tổng số {totals}: bộ phận của chúng khác đơn vị, kỳ hoặc đối tượng.",
        "The totals {totals} were not compared: their parts are of another unit, period or staff group.",
    ),
    "obstacles-set-aside": (
        "Người phân tích bỏ qua các khác biệt sau: {obstacles}; chúng có trong {pairs} cặp số liệu.",
        "The analyst set these differences aside: {obstacles}; they stand between {pairs} pairs of figures.",
    ),
    "reproduction-differs": (
        "{differ} trong {compared} số tính lại được khác với số đã in.",
        "{differ} of {compared} recomputed numbers differ from the printed ones.",
    ),
    "reproduction-missing": (
        "{missing} trong {printed} số đã in không tính lại được; lý do ghi ở từng dòng.",
        "{missing} of {printed} printed numbers could not be recomputed; each row says why.",
    ),
    "plan-printed-within": (
        "Kế hoạch được in là {plan}: nằm trong giới hạn mà tỷ lệ cho phép.",
        "The plan is printed as {plan}: within what the percentage allows.",
    ),
    "plan-printed-outside": (
        "Kế hoạch được in là {plan}: tỷ lệ không cho phép, có thể tỷ lệ là của kế hoạch khác.",
        "The plan is printed as {plan}: the percentage does not allow it and may be of another plan.",
    ),
    "plan-of-one-of-several": (
        "Chỉ đúng nếu tỷ lệ là của chính số này; là số nào trong {count} số thì nguồn không nói.",
        "Holds only if the percentage is of this very figure; of which of the {count} it is, the source does not say.",
    ),
    "same-part-assumed": (
        "Kinh phí và số đếm đều được gọi là một phần (một đợt, một đề án); coi đó là cùng một phần của cùng nguồn và kỳ.",
        "Money and count are both called a part (a tranche, a project); they are taken to be the same part of one source and period.",
    ),
}  # fmt: skip

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
            "“{top}” và “{bottom}” để ngỏ cả hai đầu của thương: thương có thể là bất kỳ số nào.",
            "“{top}” and “{bottom}” leave both ends of their quotient open: it can be any number.",
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
}  # fmt: skip

CAVEATS: Mapping[str, tuple[str, str]] = {
    "one-sided-bound": (
        "Chỉ biết một cận; không có giá trị ước lượng.",
        "Only one bound is known; there is no estimate.",
    ),
}  # fmt: skip

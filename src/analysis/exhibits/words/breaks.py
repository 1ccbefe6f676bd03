"""Words of convergence, of series that break, and of the state sector."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

BREAKS: Words = {
    "estimate_interval": ("{value} ({lower} đến {upper})", "{value} ({lower} to {upper})"),
    "open_end": ("vô hạn", "no end"),
    "column.relative": ("Tương đối (lôgarit)", "Relative (logarithm)"),
    "column.points": ("Theo điểm phần trăm", "In percentage points"),
    "term.beta": ("Mức tăng mỗi năm theo mức đầu kỳ (beta)", "Yearly gain for a unit of the first level (beta)"),
    "term.half_life": ("Số năm để khoảng cách còn một nửa", "Years until a distance has halved"),
    "term.sigma_start": ("Độ lệch chuẩn đầu kỳ", "Standard deviation at the start"),
    "term.sigma_end": ("Độ lệch chuẩn cuối kỳ", "Standard deviation at the end"),
    "term.sigma_change": ("Cuối kỳ so với đầu kỳ (lần)", "End over start (ratio)"),
    "tbl-convergence": (
        "Hội tụ của {count} tỉnh {start}–{end}: so tương đối và so theo điểm cho hai câu trả lời khác nhau",
        "Convergence of {count} provinces {start}–{end}: relative and in points give two different answers",
    ),
    "tbl-convergence.note": (
        "Trong ngoặc: khoảng 95 %. Gạch ngang: không có thời gian rút ngắn vì khoảng cách không thu hẹp.",
        "In brackets: 95 % intervals. A dash: no half-life, as distances do not shrink.",
    ),
    "fig-state": (
        "Đảng, quản lý nhà nước, an ninh quốc phòng {first}–{last}: tỷ lệ đã qua đào tạo từ {start:.1} đến {end:.1} %, {slope:+.2} điểm mỗi năm ({lower:.2} đến {upper:.2})",
        "Party, state management and defence {first}–{last}: the trained share went from {start:.1} to {end:.1} %, {slope:+.2} points a year ({lower:.2} to {upper:.2})",
    ),
    "fig-state.alt": (
        "Đường xanh: khu vực nhà nước, với đường thẳng ước lượng từ {first} (nét đứt); đường đen: toàn bộ lao động; đường xám: {industries} ngành. Năm đầu đứng riêng vì chuỗi gãy sau năm ấy.",
        "Blue line: the state sector with its straight line from {first} on (dashed); black: all workers; grey: {industries} industries. The first year stands alone, as the series breaks after it.",
    ),
    "fig-state.note": (
        "Nhóm này rộng hơn cán bộ, công chức (gồm cả quân đội, công an). Tỷ lệ gần trần thì không thể mãi tăng theo đường thẳng.",
        "The group is wider than cadres and civil servants (army and police are in it). A share near its ceiling cannot rise along a straight line for ever.",
    ),
    "line.state": ("Đảng, nhà nước, an ninh quốc phòng", "Party, state, defence"),
    "line.whole": ("Toàn bộ lao động", "All workers"),
    "fig-segments": (
        "PAPI, {title} {first}–{last}: đường dừng ở mỗi điểm gãy; năm {year} mức đổi {change:+.2} điểm ({lower:.2} đến {upper:.2}) trùng với việc đổi cách tính",
        "PAPI, {title} {first}–{last}: the line stops at each break; the change of {change:+.2} points in {year} ({lower:.2} to {upper:.2}) comes with a change of method",
    ),
    "fig-segments.alt": (
        "Trung vị của các tỉnh theo năm với dải giữa hai tứ phân vị, chia thành các đoạn bởi {breaks} điểm gãy (nét đứt đứng); năm {year} mức nhảy {change:.2} điểm.",
        "Median of the provinces by year with the band between the quartiles, in stretches parted by {breaks} breaks (dashed uprights); in {year} the level jumps by {change:.2} points.",
    ),
}

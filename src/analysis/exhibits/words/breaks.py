"""Words of convergence, of series that break, and of the state sector."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

BREAKS: Words = {
    "estimate_interval": ("{value} ({lower} đến {upper})", "{value} ({lower} to {upper})"),
    "open_end": ("vô hạn", "no end"),
    "column.relative": ("Tương đối (logarit)", "Relative (logarithm)"),
    "column.points": ("Theo điểm phần trăm", "In percentage points"),
    "term.beta": ("Mức tăng mỗi năm theo mức đầu kỳ (beta)", "Yearly gain for a unit of the first level (beta)"),
    "term.half_life": ("Số năm để khoảng cách còn một nửa", "Years until a distance has halved"),
    "term.sigma_start": ("Độ lệch chuẩn đầu kỳ", "Standard deviation at the start"),
    "term.sigma_end": ("Độ lệch chuẩn cuối kỳ", "Standard deviation at the end"),
    "term.sigma_change": ("Cuối kỳ so với đầu kỳ (lần)", "End over start (ratio)"),
    "tbl-convergence": (
        "Hội tụ của {count} tỉnh {start}–{end}: theo điểm thì xa nhau hơn, so tương đối thì chưa rõ",
        "Convergence of {count} provinces {start}–{end}: in points they moved apart, relative to their levels it is undecided",
    ),
    "tbl-convergence.note": (
        "Trong ngoặc: khoảng tin cậy 95 %, coi các tỉnh là một mẫu; khoảng của tỷ số (Pitman-Morgan) đúng khi các mức phân phối chuẩn, mà ở đây chúng lệch. Bắt đầu từ năm thứ hai của chuỗi: ngay trước đó chuỗi của Hà Nội gãy, nguyên nhân không rõ.",
        "In brackets: 95 % intervals, the provinces taken as a sample; those of the ratio (Pitman and Morgan) hold for normal levels, and these are skewed. The start is the second year of the series: just before it that of Hà Nội breaks; the cause is not known.",
    ),
    "fig-state": (
        "Đảng, quản lý nhà nước, an ninh quốc phòng {first}–{last}: tỷ lệ đã qua đào tạo từ {start:.1} đến {end:.1} %, độ dốc bình phương nhỏ nhất {slope:+.2} điểm mỗi năm ({lower:.2} đến {upper:.2})",
        "Party, state management and defence {first}–{last}: the trained share went from {start:.1} to {end:.1} %, least-squares slope {slope:+.2} points a year ({lower:.2} to {upper:.2})",
    ),
    "fig-state.alt": (
        "Đường xanh: khu vực nhà nước, với đường thẳng ước lượng từ {first} (nét đứt); đường đen: toàn bộ lao động; đường xám: {industries} ngành. Năm đầu (chấm) và năm cuối (vòng rỗng) đứng riêng vì chuỗi gãy ở đó.",
        "Blue line: the state sector with its straight line from {first} on (dashed); black: all workers; grey: {industries} industries. The first year (dot) and the last (open circle) stand alone, as the series breaks there.",
    ),
    "fig-state.marks": (
        "Nét đứt: đường thẳng ước lượng {first}–{last}, phần không gãy. Chấm đứng riêng: năm ở bên kia một điểm gãy, không nối với các năm khác; vòng rỗng: khái niệm mới. Đường xám: các ngành khác.",
        "Dashed: the straight line fitted to {first}–{last}, the unbroken part. Single points: years beyond a break, joined to no other; hollow: new definition. Grey: the other industries.",
    ),
    "fig-state.note": (
        "Nhóm này rộng hơn cán bộ, công chức (gồm cả quân đội, công an). Tỷ lệ gần trần thì không thể mãi tăng theo đường thẳng: từ {peak_year} ({peak:.1} %) đến {last} không thấy tăng thêm.",
        "The group is wider than cadres and civil servants (army and police are in it). A share near its ceiling cannot rise along a straight line for ever: from {peak_year} ({peak:.1} %) to {last} no further rise is seen.",
    ),
    "line.new_definition": ("{year}, khái niệm mới", "{year}, new definition"),
    "line.state": ("Đảng, nhà nước, an ninh quốc phòng", "Party, state, defence"),
    "line.whole": ("Toàn bộ lao động", "All workers"),
    "fig-segments": (
        "PAPI, {title}: trung vị các tỉnh và dải tứ phân vị; đường dừng ở mỗi điểm gãy, và năm {year}, khi đổi cách tính, mức nhảy {change:+.2} điểm ({lower:.2} đến {upper:.2})",
        "PAPI, {title}: median of the provinces and quartile band; the line stops at each break, and in {year}, when the method changed, the level jumps by {change:+.2} points ({lower:.2} to {upper:.2})",
    ),
    "fig-segments.note": (
        "Bước nhảy: hồi quy phân đoạn trên các trung vị năm {period}.",
        "The jump: segmented regression of the yearly medians {period}.",
    ),
    "break.reason": ("{year}: {reason}.", "{year}: {reason}."),
    "fig-segments.alt": (
        "Trung vị của các tỉnh theo năm với dải giữa hai tứ phân vị, chia thành các đoạn bởi {breaks} điểm gãy (nét đứt đứng); năm {year} mức nhảy {change:.2} điểm.",
        "Median of the provinces by year with the band between the quartiles, in stretches parted by {breaks} breaks (dashed uprights); in {year} the level jumps by {change:.2} points.",
    ),
}

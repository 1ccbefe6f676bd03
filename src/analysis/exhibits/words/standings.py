"""Words of the levels of provinces, their ranks and funnels."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

STANDINGS: Words = {
    "fig-standings": (
        "Mức của {count} tỉnh năm {year} với sai số (trái) và thứ hạng có thể có (phải): khoảng 95 % của thứ hạng rộng bình quân {width:.0} bậc",
        "Levels of {count} provinces in {year} with their errors (left) and the ranks they may have (right): the 95 % interval of a rank is {width:.0} places wide on average",
    ),
    "fig-standings.alt": (
        "{count} hàng xếp theo ước lượng co rút, từ {lowest_place} ({lowest:.1} %) đến {highest_place} ({highest:.1} %). Vòng rỗng: ước lượng riêng của tỉnh; chấm và vạch: ước lượng co rút với khoảng 95 %; vạch bên phải: khoảng 95 % của thứ hạng. Chắc chắn trong nhóm {top} tỉnh đầu: {certain} tỉnh.",
        "{count} rows in the order of their shrunken estimates, from {lowest_place} ({lowest:.1} %) to {highest_place} ({highest:.1} %). Open circle: the province's own estimate; dot and bar: shrunken estimate with its 95 % interval; bar at the right: 95 % interval of the rank. Surely among the first {top}: {certain} provinces.",
    ),
    "fig-standings.note": (
        "Vạch đứng: bình quân các tỉnh; dải xám: nơi một tỉnh nữa có thể nằm ({low:.1} đến {high:.1} %). Hạng 1 là cao nhất; khoảng của từng tỉnh, chưa hiệu chỉnh cho {count} tỉnh.",
        "Line: mean of the provinces; grey band: where one more province may lie ({low:.1} to {high:.1} %). Rank 1 is the highest; intervals are for one province, not adjusted for {count}.",
    ),
    "panel.level": ("Mức, % (khoảng 95 %)", "Level, % (95 % interval)"),
    "panel.rank": ("Hạng (khoảng 95 %)", "Rank (95 % interval)"),
    "axis.funnel_staff": ("Biên chế (người)", "Staff (persons)"),
    "funnel.alt": (
        "{count} địa phương theo biên chế; giá trị chung {target:.1}. Ngoài giới hạn 95 %: {outside}.",
        "{count} places by their staff; common value {target:.1}. Outside the 95 % limits: {outside}.",
    ),
}

"""Words of the levels of provinces, their ranks and funnels."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

STANDINGS: Words = {
    "fig-standings": (
        "Mức của {count} tỉnh năm {year}, đọc trên đường thẳng của từng tỉnh (trái), và thứ hạng có thể có (phải): khoảng tin cậy 95 % của thứ hạng rộng bình quân {width:.0} bậc",
        "Levels of {count} provinces in {year}, read off each province’s own line (left), and the ranks that they may have (right): the 95 % interval of a rank is {width:.0} places wide on average",
    ),
    "fig-standings.alt": (
        "{count} hàng xếp theo mức, từ {lowest_place} ({lowest:.1} %) đến {highest_place} ({highest:.1} %). Chấm và vạch: mức trên đường thẳng của tỉnh với khoảng tin cậy 95 %; ô vuông rỗng: mức sau khi kéo về bình quân; vạch bên phải: khoảng tin cậy 95 % của thứ hạng. Nằm trọn trong nhóm {top} tỉnh đầu: {certain} tỉnh.",
        "{count} rows in the order of their levels, from {lowest_place} ({lowest:.1} %) to {highest_place} ({highest:.1} %). Dot and bar: the level on the province’s own line with its 95 % interval; open square: the level drawn towards the mean; bar at the right: 95 % interval of the rank. Wholly among the first {top}: {certain} provinces.",
    ),
    "fig-standings.note": (
        "Chấm: mức riêng; ô vuông rỗng: ước lượng co rút (giữ bình quân {kept:.0} % mức riêng); vạch đứng: bình quân các tỉnh. Mức là độ cao của đường thẳng, không phải số công bố của năm. Hạng 1 là cao nhất; khoảng của từng tỉnh, chưa hiệu chỉnh cho {count} tỉnh.",
        "Dot: own level; open square: shrunken estimate (it keeps {kept:.0} % of the own level on average); upright: mean of the provinces. The level is the height of the line, not the published figure of the year. Rank 1 is the highest; intervals are for one province, not adjusted for {count}.",
    ),
    "panel.level": ("Mức, % (khoảng 95 %)", "Level, % (95 % interval)"),
    "panel.rank": ("Hạng (khoảng 95 %)", "Rank (95 % interval)"),
    "axis.funnel_staff": ("Biên chế (người)", "Staff (persons)"),
    "funnel.alt": (
        "{count} địa phương theo biên chế; giá trị chung {target:.1}. Ngoài giới hạn 95 %: {outside}.",
        "{count} places by their staff; common value {target:.1}. Outside the 95 % limits: {outside}.",
    ),
}

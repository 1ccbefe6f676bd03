"""Words of notebook 01 about plans, targets and what became of them, and about what a class cost."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

PLANS: Words = {
    "account.source": ("hai nguồn", "two sources"),
    "account.status": ("kế hoạch so với kết quả", "plan against result"),
    "account.unclear": ("không rõ đã duyệt hay đã thực hiện", "approved or done: not clear"),
    "account.criterion": ("tiêu chí khác", "another criterion"),
    "account.training": ("nội dung khác", "other contents"),
    "account.population": ("không cùng đối tượng", "not the same staff group"),
    "account.tier": ("cấp khác", "another tier"),
    "account.period": ("kỳ khác", "another period"),
    "account.part": ("bộ phận so với toàn thể", "part against whole"),
    "account.flag": ("số liệu có cảnh báo chất lượng", "a figure in doubt"),
    "district_ended": (
        "Cấp huyện kết thúc hoạt động ngày {day}, trước khi hết kỳ của các số liệu có cấp này: {figures}.",
        "The district tier ended on {day}, before the period of these figures of it is over: {figures}.",
    ),
    "group.intended": ("{place}: {status}", "{place}: {status}"),
    "group.percent": ("{place}, {period}: đạt {percent} kế hoạch", "{place}, {period}: {percent} of the plan"),
    "apart": ("Gần nhất là {second}: {account}", "Nearest is {second}: {account}"),
    "none": ("không có", "none"),
    "open": ("để ngỏ", "open"),
    "column.planned": ("Dự kiến", "Intended"),
    "column.why": ("Còn thiếu gì", "What is missing"),
    "column.account": ("Địa phương, kỳ", "Place, period"),
    "column.done": ("Kết quả", "Result"),
    "column.implied": ("Kế hoạch suy ra", "Plan implied"),
    "intended": ("{number}, {period}", "{number}, {period}"),
    "fig-plans": (
        "Kết quả so với kế hoạch: chỉ {pairs} trong {count} kế hoạch và mục tiêu có kết quả của đúng nơi, đúng kỳ",
        "Results against plans: only {pairs} of {count} plans and targets have a result of the same place and period",
    ),
    "fig-plans.none": (
        "Không kế hoạch, mục tiêu nào có kết quả để đối chiếu",
        "No plan or target has a result to be held against",
    ),
    "fig-plans.alt": (
        "{count} hàng, mỗi hàng nối kế hoạch (vòng rỗng, đặt ở 100 %) với kết quả (dấu đặc; mũi tên nếu chỉ biết một cận). {each}.",
        "{count} rows, each joining a plan (open circle, set at 100 %) to its result (solid mark; an arrow where only one bound is known). {each}.",
    ),
    "fig-plans.note": (
        "Chỉ những cặp có cùng nơi, chỉ tiêu, nội dung, đối tượng, cấp và kỳ. Trích đoạn không cho biết năm đã hết hay chưa khi trang được viết.",
        "Pairs only with the same place, indicator, content, staff, tier and period. An excerpt does not tell whether the year was over when the page was written.",
    ),
    "axis.of_plan": ("Kết quả so với kế hoạch (%)", "Result in per cent of the plan"),
    "legend.plan": ("kế hoạch, mục tiêu", "plan or target"),
    "legend.result": ("kết quả", "result"),
    "pair.numbers": ("{done} / {planned} {unit}", "{done} of {planned} {unit}"),
    "pair.bounds": ("{done} / {planned}", "{done} of {planned}"),
    "tbl-open-plans": (
        "{plans} kế hoạch và {targets} mục tiêu chưa có kết quả để đối chiếu, và vì sao",
        "{plans} plans and {targets} targets without a result to be held against, and why",
    ),
    "tbl-open-plans.note": (
        "“Gần nhất”: kết quả của cùng nơi, cùng chỉ tiêu, khác với kế hoạch ở ít mặt nhất. Không có kết quả ở đây không có nghĩa là kế hoạch không được thực hiện: chỉ là không nguồn nào nói tới.",
        "“Nearest”: the result of the same place and indicator from which least sets the plan apart. A plan without a result here is not a plan that failed: no source here tells.",
    ),
    "tbl-open-plans.states": (
        "Ngược lại, {count} tỷ lệ đạt chuẩn, có trình độ ({places}) là hiện trạng mà không nguồn nào nêu mục tiêu.",
        "The other way round, {count} shares with a standard or a degree ({places}) are given as they stand; no source states a target for them.",
    ),
    "tbl-completion": (
        "Kế hoạch suy ra từ tỷ lệ hoàn thành: {single} trong {count} tỷ lệ đã công bố dẫn tới một kế hoạch, và chỉ biết trong một khoảng",
        "Plans inferred from percentages: {single} in {count} published percentages of plan leads to one plan, known as an interval only",
    ),
    "tbl-completion.note": (
        "Kế hoạch suy ra: mọi số nguyên mà kết quả chiếm đúng tỷ lệ đã in, dù tỷ lệ được làm tròn hay cắt bớt.",
        "Plan implied: all whole numbers of which the result is the printed percentage, rounded or cut off.",
    ),
    "plan.only": (
        "Chỉ kết quả này hợp với tỷ lệ; không nguồn nào nêu chính con số kế hoạch.",
        "Only this result goes with the percentage; the plan itself is printed nowhere.",
    ),
}

COSTS: Words = {
    "column.money": ("Kinh phí", "Money"),
    "column.counted": ("Chia cho", "Divided by"),
    "column.least": ("Từ", "From"),
    "column.most": ("Đến", "To"),
    "spanner.million": ("Triệu đồng mỗi đơn vị", "Million VND each"),
    "each.class": ("Một lớp", "A class"),
    "each.participation": ("Một lượt", "A participation"),
    "each.person": ("Một người", "A person"),
    "each.trainee": ("Một học viên", "A trainee"),
    "tbl-unit-costs": (
        "Chi phí bình quân một lớp, một lượt, một người: {count} phép chia từ {sums} khoản kinh phí, giữ nguyên “hơn”, “gần” của nguồn",
        "Average cost of a class, a participation, a person: {count} ratios from {sums} sums of money, each with the bound that its source states",
    ),
    "tbl-unit-costs.note": (
        "“Để ngỏ”: từ “hơn”, “gần” trước kinh phí không cho cận ở phía này. Cận dưới làm tròn xuống, cận trên làm tròn lên.",
        "“Open”: the “more than” or “nearly” before the money gives no bound on this side. Lower ends are rounded down, upper ends up.",
    ),
    "tbl-unit-costs.apart": (
        "Các dòng không để so sánh giữa các tỉnh: trong {pairs} cặp khoản kinh phí này của hai tỉnh, số cặp so sánh được là {comparable}.",
        "The rows are not for comparing provinces: of {pairs} pairs of these sums of money from two provinces {comparable} can be compared.",
    ),
    "tbl-refused-costs": (
        "{count} phép chia không thực hiện, và vì sao",
        "{count} divisions that were not done, and why",
    ),
    "tbl-refused-costs.note": (
        "Kinh phí và những gì cùng một nguồn đếm được ở cùng nơi, trong thời gian có chồng lên nhau. Số của hai nguồn không bao giờ được chia cho nhau.",
        "Sums of money and what the same source counts in the same place, in times that overlap. Figures of two sources are never divided by each other.",
    ),
}

"""Words of notebook 01: sources and quality."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

QUALITY: Words = {
    "tbl-sources": ("{count} bài viết đã mã hóa", "The {count} coded articles"),
    "fig-coverage": (
        "Mỗi nguồn nêu bao nhiêu số liệu cho mỗi chỉ tiêu: chỉ {shared} trong {indicators} chỉ tiêu có ở hai nguồn trở lên",
        "Figures in each source by indicator: only {shared} of {indicators} indicators appear in two sources or more",
    ),
    "fig-coverage.alt": (
        "Bảng ô màu: {indicators} chỉ tiêu theo hàng, {sources} nguồn theo cột, mỗi ô ghi số lượng số liệu; tổng cộng {figures}. {empty} trong {cells} ô để trống.",
        "Shaded grid with {indicators} indicators as rows and {sources} sources as columns; each cell counts figures, {figures} in all. {empty} of {cells} cells are empty.",
    ),
    "fig-periods": (
        "Thời gian mà mỗi bài nói tới và ngày đăng: ngày đăng thường không phải là kỳ của số liệu",
        "The time each article speaks about and the day it was published: the date of a page is often not the period of its figures",
    ),
    "fig-periods.alt": (
        "Mỗi nguồn một thanh ngang cho thời gian được nói tới và một hình thoi cho ngày đăng; độ trễ dài nhất là {longest:.1} năm; {unknown} nguồn không rõ ngày đăng.",
        "One bar for each source for the time it speaks about and a diamond for the day of publication; the longest lag is {longest:.1} years; for {unknown} source the day is unknown.",
    ),
    "whole_text": ("cả bài", "text"),
    "tbl-findings": (
        "{count} điều cần lưu ý mà các phép kiểm tra phát hiện trong các bài viết",
        "What the checks found in the articles: {count} points to note",
    ),
    "tbl-confirmed": (
        "Các phép kiểm tra chuỗi chính thức: {confirmed} trong {count} điều được xác nhận, còn lại là điều cần lưu ý",
        "Checks of the official series: {confirmed} of {count} were confirmed, the others are to be noted",
    ),
    "tbl-confirmed.note": (
        "Ngoài ra mọi chuỗi được kiểm tra đủ ô, đúng thang điểm và không có dấu hiệu số được tạo ra. Ô không được công bố và điểm gãy đứng ở các bảng riêng.",
        "Besides, each series was checked for complete cells, for its scale and for signs of made-up figures. Gaps and breaks stand in tables of their own.",
    ),
    "revised": (
        "Số liệu các năm {years} đã điều chỉnh; {last}",
        "The figures of {years} were revised; {last}",
    ),
    "meaning.period-end-unconfirmed": (
        "Có thể được viết khi kỳ chưa hết: không đọc như kết quả của cả kỳ",
        "It may have been written before the period was over: not to be read as the result of all of it",
    ),
    "meaning.break-suspected": (
        "Có thể do đổi thang điểm hoặc định nghĩa; không có điểm gãy nào được ghi nhận ở năm này, nên so qua năm này cần thận trọng",
        "A new scale or definition is likely, but no break is on record for this year: compare across this year with care",
    ),
    "meaning.spread-suspected": (
        "Có thể do đổi cách đo; không có điểm gãy nào được ghi nhận ở năm này, nên so qua năm này cần thận trọng",
        "The method may have changed, but no break is on record for this year: compare across this year with care",
    ),
    "tbl-gaps": (
        "Điều {count} chuỗi không công bố: ô để trống, không thay bằng số ước đoán",
        "What {count} series do not publish: these cells stay empty, no guess takes their place",
    ),
    "tbl-gaps.note": (
        "Tên địa phương và các năm không có số liệu. Các chuỗi khác không có ô trống.",
        "Places with the years that are missing. The other series have no gaps.",
    ),
    "tbl-breaks": (
        "{count} điểm gãy của {series} chuỗi: không vẽ đường và không tính thay đổi qua các năm này",
        "{count} breaks of {series} series: no line is drawn and no change is taken across them",
    ),
    "tbl-breaks.note": (
        "Năm đầu tiên sau điểm gãy. Cột cuối: phép quét tự động có thấy điểm gãy không; “–”: không thấy, chỉ biết từ tài liệu.",
        "The first year after the break. Last column: whether the automatic scan sees it; “–”: it does not, the break is known from documents alone.",
    ),
    "fig-breaks": (
        "Ba nội dung của PAPI: trung vị của thủ tục chứng thực nhảy từ {before:.2} lên {after:.2} điểm năm 2021, khi đổi cách tính; không tách được thay đổi cách đo khỏi thay đổi thực tế",
        "Three parts of PAPI: the median of certification jumps from {before:.2} to {after:.2} in 2021, when its scoring changed; a change of measure cannot be told from a real one",
    ),
    "fig-breaks.alt": (
        "Ba ô nhỏ cùng thang, 2011–2024. Trái: chứng thực, hai điểm gãy, trung vị {before:.2} trước và {after:.2} sau năm 2021. Giữa: giải đáp kiến nghị, ba điểm gãy, mức giảm từng bậc. Phải: công bằng tuyển dụng, không có điểm gãy, tăng dần.",
        "Three small panels on one scale, 2011–2024. Left: certification, two breaks, median {before:.2} before and {after:.2} after 2021. Middle: response to appeals, three breaks, falling in steps. Right: equity in employment, no break, rising slowly.",
    ),
    "fig-breaks.note": (
        "Đường: trung vị các tỉnh; dải: giữa hai tứ phân vị; nét đứt: điểm gãy.",
        "Line: median of the provinces; band: between the quartiles; dashed: break.",
    ),
    "tbl-comparability": (
        "Các cặp số liệu cùng chỉ tiêu từ hai tỉnh khác nhau: {comparable} trong {pairs} cặp so sánh được",
        "Pairs of figures with the same indicator from two provinces: {comparable} of {pairs} can be compared",
    ),
    "fig-participations": (
        "Số lượt đào tạo trong các bài có toàn văn: mỗi cặp khác nhau về ít nhất {fewest} mặt, nên {comparable} trong {pairs} cặp so sánh được",
        "Training participations in the articles: each pair differs in {fewest} ways or more, so {comparable} of {pairs} pairs can be compared",
    ),
    "fig-participations.many": (
        "Điều gì khiến {figures} số liệu về lượt trong các bài có toàn văn không so sánh được với nhau: {comparable} trong {pairs} cặp so sánh được",
        "What keeps {figures} participation figures of the articles apart: {comparable} of {pairs} pairs can be compared",
    ),
    "fig-participations.many.alt": (
        "Biểu đồ thanh: số cặp mà mỗi mặt khác nhau ngăn việc so sánh; nhiều nhất: {most} ({of_most} trong {pairs} cặp).",
        "Bar chart of the pairs that each difference keeps from being compared; most often: {most} ({of_most} of {pairs} pairs).",
    ),
    "axis.pairs": ("Số cặp", "Pairs"),
    "fig-participations.alt": (
        "Ma trận tam giác của các số liệu về lượt; mỗi ô liệt kê những mặt khiến hai số liệu không so sánh được. Ô trống: hai địa phương cùng một tỉnh.",
        "Triangular matrix of the participation figures; each cell lists what keeps two figures apart. An empty cell: both places belong to one province.",
    ),
    "tbl-evidence": (
        "Tất cả {count} số liệu mã hóa từ toàn văn, với chỉ dẫn tới nguyên văn",
        "All {count} figures coded from texts, with the place of each in its text",
    ),
    "tbl-evidence.note": (
        "Mã số liệu là mã nguồn và số, ví dụ goquao-2023-01. Vị trí: các ký tự của phần trích, đếm từ 0, không kể ký tự cuối, trong văn bản có SHA-256 ghi ở bảng nguồn cuối báo cáo.",
        "The id of a figure is its source and number, such as goquao-2023-01. Place in text: characters of the quotation, counted from 0, the last one excluded, in the text whose SHA-256 is in the table of sources at the end.",
    ),
    "tbl-series": (
        "{count} chuỗi chính thức và khảo sát, {cells} ô",
        "The {count} series of official statistics and surveys, {cells} cells",
    ),
    "tbl-series.note": (
        "Trong ngoặc: đơn vị, biểu số. Bản sao đã đọc của mỗi chuỗi ở bảng nguồn cuối báo cáo. Mức đánh giá: chuỗi nói về đầu vào, đầu ra, trình độ hay kết quả. Không chuỗi nào là số liệu về đào tạo cán bộ, công chức, viên chức.",
        "In brackets: unit, table. The copy of each series that was read stands in the table of sources at the end. Evaluation level: whether a series speaks of input, output, qualification or results. No series counts the training of officials.",
    ),
}

"""Words of the rules about figures seen in excerpts, and of those that need several figures, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.rule import Rule

EXCERPTS: Mapping[str, Rule] = {
    "quotation-missing": Rule(
        "error",
        "Thiếu {column}, dù nguồn có toàn văn", "{column} is empty, although the full text of the source is held",
        "Ghi đúng như trong văn bản; nếu chỉ xem trích đoạn, ghi `text_status` là `excerpt_seen` ở sources.csv",
        "Copy it from the text; where an excerpt alone was seen, `text_status` in sources.csv is `excerpt_seen`",
    ),
    "excerpt-with-quotation": Rule(
        "error",
        "Nguồn chỉ được xem qua trích đoạn nhưng {column} ghi “{value}”",
        "The source was seen as an excerpt only, yet {column} is “{value}”",
        "Để trống: không có văn bản thì không có nguyên văn và vị trí; nếu giữ toàn văn, ghi `text_status` là `held`",
        "Leave it empty: without a text there are no words and no place in it; where the text is held, `text_status` is `held`",
    ),
    "source-without-text": Rule(
        "error",
        "Nguồn có toàn văn nhưng thiếu {column}", "The full text of the source is held, but {column} is empty",
        "Ghi nhan đề và SHA-256 của văn bản, hoặc ghi `text_status` là `excerpt_seen`",
        "Write title and SHA-256 of the text, or `text_status` is `excerpt_seen`",
    ),
    "excerpt-with-text": Rule(
        "error",
        "Nguồn được ghi là chỉ xem trích đoạn nhưng lại có văn bản: {value}",
        "The source is called an excerpt, yet there is a text of it: {value}",
        "Ghi `text_status` là `held` và mã hóa từ văn bản, hoặc bỏ văn bản và mã SHA-256",
        "Set `text_status` to `held` and code from the text, or remove text and SHA-256",
    ),
    "excerpt-without-address": Rule(
        "error",
        "Trích đoạn không có địa chỉ trang", "An excerpt without the address of its page",
        "Ghi địa chỉ trang vào `url`: đó là đường về duy nhất", "Write the address into `url`: it is the only way back",
    ),
    "place-not-then": Rule(
        "error",
        "Đơn vị {value} không tồn tại trong kỳ của số liệu ({life})",
        "The place {value} was not there in the period of the figure ({life})",
        "Ghi đơn vị của lãnh thổ vào thời gian đó, hoặc sửa kỳ", "Name the place that the territory was then, or correct the period",
    ),
    "share-of-unfit": Rule(
        "error",
        "{value} không phải là số người của cùng nơi, trong cùng nguồn, để lấy tỷ lệ",
        "{value} is no headcount of the same place in the same source to take a share of",
        "Ghi mã của số người, hoặc để trống", "Write the id of the headcount, or leave it empty",
    ),
    "share-cut-off": Rule(
        "notice",
        "{share} % của {whole}: không số người nguyên nào làm tròn thành số này, nhưng {part}/{whole} cắt bớt cho đúng số này",
        "{share} % of {whole}: no whole number of persons rounds to it, but {part}/{whole} cut off gives it",
        "Số bị cắt, không làm tròn", "The share was cut off, not rounded",
    ),
    "share-of-no-count": Rule(
        "notice",
        "{share} % của {whole}: không số người nguyên nào cho tỷ lệ này; gần nhất {part}/{whole} cho {nearest} %",
        "{share} % of {whole}: no whole number of persons gives it; the nearest, {part}/{whole}, gives {nearest} %",
        "Tỷ lệ có mẫu số khác, hoặc một trong hai số sai; không sửa số nào",
        "The share has another denominator, or one of the two numbers is wrong; none is corrected",
    ),
    "periods-overlap": Rule(
        "notice",
        "{place}, {indicator}: các kỳ chồng lên nhau, {figures}", "{place}, {indicator}: periods that overlap, {figures}",
        "Không cộng các số này với nhau", "These figures are never added up",
    ),
    "several-years-listed": Rule(
        "notice",
        "Con số gộp {span_vi}", "The figure covers {span_en}",
        "Không so với số của một năm", "Not comparable with one year",
    ),
    "units-listed-differ": Rule(
        "notice",
        "Tên chỉ tiêu đếm lượt, đơn vị đếm người", "Named as participations, counted in persons",
        "Mã hóa là lượt, không so sánh và không tính bình quân đầu người", "Coded as participations; not compared, and no figure per head is formed",
    ),
    "part-only": Rule(
        "notice",
        "Con số chỉ là một phần: một đợt, một đề án, hoặc một loại lớp", "The figure is a part only: a tranche, a project, or a kind of class",
        "Không đọc như số của cả năm, cả tỉnh", "Not to be read as the figure of the whole year or place",
    ),
    "status-unclear": Rule(
        "notice",
        "Không rõ con số là được duyệt hay đã thực hiện", "Approved or done: not clear",
        "Mã hóa là kế hoạch, cách hiểu dè dặt hơn", "Coded as a plan, the weaker claim",
    ),
    "computed-by-reader": Rule(
        "notice",
        "Con số do người đọc trang tính ra, không được in", "The number was computed by whoever read the page, it is not printed there",
        "Không có cận nên không vào phép so sánh nào", "It has no bounds and enters no comparison",
    ),
    "excerpts-only": Rule(
        "notice",
        "{excerpts} trong {sources} nguồn chỉ được xem qua trích đoạn", "{excerpts} of {sources} sources were seen as excerpts only",
        "Không có toàn văn nên không kiểm tra được từng chữ; mọi nơi in ra các số này đều ghi ‡",
        "Without the text no word could be checked; wherever these figures are printed they bear the mark ‡",
    ),
}  # fmt: skip

"""Words of the rules about evidence, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.rule import Rule
from analysis.vocabulary import Language

EXPLAINED: Mapping[Language, str] = {
    "vi": "Bỏ {names} thì {others} phần còn lại cộng đúng bằng tổng {total}; tính cả thì {sum}",
    "en": "Without {names} the other {others} parts give exactly the total, {total}; with them {sum}",
}
OTHER_CHOICES: Mapping[Language, str] = {
    "vi": " (cũng có {count} cách bỏ khác)",
    "en": " ({count} other choices do so too)",
}
UNEXPLAINED: Mapping[Language, str] = {
    "vi": "Không bỏ được vài phần nào để còn lại đúng bằng tổng",
    "en": "No few parts can be left out to give the total",
}
UNITEMISED: Mapping[Language, str] = {
    "vi": "Các phần để {rest} ({percent} %) không thuộc phần nào",
    "en": "The parts leave {rest} ({percent} %) in none of them",
}
MEANS: Mapping[Language, tuple[str, str]] = {
    "vi": (": {0}", ": {0}, hoặc {1} nếu đọc là {count} năm"),
    "en": (": {0}", ": {0}, or {1} if the span is read as {count} years"),
}
YEARS: Mapping[Language, str] = {"vi": "{period} ({years} năm)", "en": "{period} ({years} years)"}
"""A span of whole calendar years; of any other its first and last day are said, which are no number of years."""
GROUPS: Mapping[Language, str] = {"vi": ". Theo nội dung: {groups}", "en": ". By content: {groups}"}

EVIDENCE: Mapping[str, Rule] = {
    "source-unlisted": Rule(
        "error",
        "Tệp {value} không có trong sources.csv", "The file {value} has no row in sources.csv",
        "Thêm nguồn vào sources.csv", "Add the source to sources.csv",
    ),
    "source-without-file": Rule(
        "error",
        "Nguồn {value} không có tệp số liệu", "The source {value} has no evidence file",
        "Thêm evidence/{value}.csv, hoặc bỏ nguồn", "Add evidence/{value}.csv, or remove the source",
    ),
    "figure-count-differs": Rule(
        "error",
        "Có {found} dòng, sources.csv ghi {value}", "{found} rows, but sources.csv says {value}",
        "Tìm dòng bị mất hoặc thừa, rồi sửa `figure_count`", "Find the lost or extra row, then correct `figure_count`",
    ),
    "id-of-other-source": Rule(
        "error",
        "Mã {value} không thuộc nguồn {source}", "The id {value} does not belong to the source {source}",
        "Mã bắt đầu bằng mã nguồn", "Ids begin with the source id",
    ),
    "hash-differs": Rule(
        "error",
        "SHA-256 {found} của văn bản khác với sources.csv", "The SHA-256 {found} of the text differs from sources.csv",
        "Mã hóa lại từ đúng bản văn bản {expected}", "Code the figure from the text {expected}, or correct the bibliography",
    ),
    "text-differs": Rule(
        "error",
        "Văn bản có SHA-256 {value}, không phải {expected}", "The text has the SHA-256 {value}, not {expected}",
        "Dùng đúng bản văn bản đã mã hóa", "Use the text that was coded",
    ),
    "quotation-misplaced": Rule(
        "error",
        "Vị trí đã ghi trong văn bản là “{found}”, không phải “{value}”", "At that place the text reads “{found}”, not “{value}”",
        "Sửa `start` và `end`", "Correct `start` and `end`",
    ),
    "quotation-too-long": Rule(
        "error",
        "Trích {count} từ, tối đa 6", "The quotation has {count} words, six are allowed",
        "Chỉ giữ những từ quanh con số", "Keep the words around the number only",
    ),
    "quotation-length": Rule(
        "error",
        "`end` − `start` là {found}, trích dài {count} ký tự", "`end` − `start` is {found}, the quotation has {count} characters",
        "Sửa `start` và `end`", "Correct `start` and `end`",
    ),
    "quotation-decomposed": Rule(
        "error",
        "Trích “{value}” có dấu tách rời (không phải NFC)", "The quotation “{value}” has marks apart from their letters (not NFC)",
        "Chuẩn hóa văn bản thành NFC rồi mã hóa lại: vị trí ký tự phụ thuộc vào đó", "Bring the text into NFC and code it again: places in the text depend on it",
    ),
    "quotation-without-value": Rule(
        "error",
        "Trích “{value}” không có số {expected}", "The quotation “{value}” does not hold {expected}",
        "Sửa giá trị hoặc trích", "Correct the value or the quotation",
    ),
    "bounds-contradict-qualifier": Rule(
        "error",
        "Cận {found} không hợp với “{qualifier}” {value}", "The bounds {found} do not follow from “{qualifier}” {value}",
        "Ghi cận: {expected}", "Write the bounds {expected}",
    ),
    "period-reversed": Rule(
        "error",
        "Kỳ bắt đầu {value} sau khi kết thúc {end}", "The period begins {value}, after its end {end}",
        "Đổi lại hai ngày", "Swap or correct the two dates",
    ),
    "period-after-publication": Rule(
        "error",
        "Kết quả đến {value} nhưng bài chỉ có thể nói đến {published}", "A result until {value}, but the text can speak only until {published}",
        "Sửa kỳ, hoặc `status` là `plan` hay `target`", "Correct the period, or the `status` is `plan` or `target`",
    ),
    "period-not-over": Rule(
        "notice",
        "Bài chỉ có thể nói đến {published}, khi kỳ {period_vi} chưa hết (số liệu {figures})",
        "The text can speak only until {published}, before {period_en} was over (figures {figures})",
        "Con số có thể chưa phải của cả kỳ", "A figure may not be that of the whole period",
    ),
    "period-end-unconfirmed": Rule(
        "notice",
        "Kết quả đến {until} (số liệu {figures}), nhưng không rõ ngày đăng lẫn ngày mã hóa của bài, và mọi ngày đã biết của các nguồn khác đều sớm hơn",
        "Results until {until} (figures {figures}), but neither the day of publication nor that of coding is known, and all days known of other sources are earlier",
        "Ghi `date_published` hoặc `coded_on`; nếu kỳ chưa hết thì sửa kỳ, hoặc `status` là `plan` hay `target`",
        "Write `date_published` or `coded_on`; if the period was not over, correct it, or the `status` is `plan` or `target`",
    ),
    "share-over-100": Rule(
        "error",
        "Tỷ lệ {value} % vượt quá 100 %", "The share {value} % is over 100 %",
        "Kiểm tra số; tỷ lệ hoàn thành kế hoạch là `plan_completion`", "Check the number; completion of a plan is `plan_completion`",
    ),
    "unit-unfit": Rule(
        "error",
        "Đơn vị “{value}” không dùng cho chỉ tiêu {indicator}", "The unit “{value}” does not fit the indicator {indicator}",
        "Đơn vị được phép: {allowed}", "Allowed: {allowed}",
    ),
    "unit-contradicts-words": Rule(
        "error",
        "Đơn vị “{value}” không phải là đơn vị của “{written}”", "The unit “{value}” is not the one of “{written}”",
        "Ghi đơn vị {expected}", "Write the unit {expected}",
    ),
    "flag-missing": Rule(
        "error",
        "Thiếu cờ {flag}", "The flag {flag} is missing",
        "Ghi {flag} vào `flags` sau khi đọc lại văn bản", "Write {flag} into `flags` after reading the text again",
    ),
    "flag-contradicts": Rule(
        "error",
        "Cờ {flag} trái với các cột khác của dòng", "The flag {flag} contradicts the other columns of the row",
        "Bỏ cờ, hoặc sửa dòng", "Remove the flag, or correct the row",
    ),
    "part-of-other-source": Rule(
        "error",
        "{value} thuộc một nguồn khác", "{value} is a figure of another source",
        "Tổng và phần phải ở cùng một bài", "Total and part stand in the same text",
    ),
    "qualifier-differs": Rule(
        "error",
        "Từ chỉ mức “{value}” không phải là từ trước con số trong “{written}”",
        "The qualifier “{value}” is not the word before the number in “{written}”",
        "Sửa `qualifier` hoặc trích; nếu “trên” là giới từ, ghi cờ `preposition`",
        "Correct the qualifier or the quotation; where “trên” is a preposition, set the flag `preposition`",
    ),
    "period-length-only": Rule(
        "notice",
        "Bài nêu {years} năm nhưng không nêu thời điểm bắt đầu của “{value}”",
        "The text gives {years} years but no start for “{value}”",
        "Bình quân năm chỉ là phép tính; không so với một năm lịch", "A yearly mean is arithmetic only; not comparable with a calendar year",
    ),
    "part-of-itself": Rule(
        "error",
        "{value} là phần của chính nó", "{value} is a part of itself",
        "Ghi mã của tổng, hoặc để trống", "Write the id of the total, or leave it empty",
    ),
    "parts-differ-from-total": Rule(
        "notice",
        "Tổng {total} {unit} khác tổng các phần {sum} ({parts} {part_unit})",
        "The total {total} {unit} differs from the sum of its parts {sum} ({parts} {part_unit})",
        "Không sửa số nào. {explanation_vi}", "No number is corrected. {explanation_en}",
    ),
    "parts-are-bounds": Rule(
        "notice",
        "Các phần ({parts}) cộng đúng bằng {total}, nhưng mỗi số chỉ là một cận (tròn đến {step})",
        "The parts ({parts}) add up to exactly {total}, but each number is only a bound (rounded to {step})",
        "Với cận dưới và cận trên lẫn lộn, các phần không chứng minh cũng không bác bỏ tổng",
        "With lower and upper bounds mixed, the parts neither prove nor contradict the total",
    ),
    "unit-conflict": Rule(
        "notice",
        "Con số được gọi bằng hai đơn vị: “{value}”", "The number is given in two units: “{value}”",
        "Lượt không phải là người: không tính bình quân đầu người", "Participations are not persons: no figure per head can be formed",
    ),
    "scope-conflict": Rule(
        "notice",
        "Câu nêu hai phạm vi khác nhau cho “{value}”", "The sentence gives two scopes for “{value}”",
        "Đọc theo phạm vi ghi ở chính mục đó", "Read with the scope named in the item itself",
    ),
    "period-start-unknown": Rule(
        "notice",
        "Không rõ thời điểm bắt đầu của “{value}”", "The start of the period of “{value}” is not stated",
        "Không quy ra số bình quân năm", "No yearly figure can be formed",
    ),
    "several-years": Rule(
        "notice",
        "“{value}” gộp {span_vi}", "“{value}” covers {span_en}",
        "Không so với số của một năm; bình quân năm chỉ là phép tính{mean_vi}",
        "Not comparable with one year; a yearly mean is arithmetic only{mean_en}",
    ),
    "not-own-output": Rule(
        "notice",
        "“{value}” không phải kết quả riêng của địa phương", "“{value}” is not the place's own output",
        "Không cộng vào kết quả của tỉnh", "Not added to the results of the province",
    ),
    "printed-twice": Rule(
        "notice",
        "“{value}” được in hai lần trong bài", "“{value}” is printed twice in the text",
        "Chỉ tính một lần", "Counted once",
    ),
    "publication-date-unknown": Rule(
        "notice",
        "Không rõ ngày đăng; nội dung nói về giai đoạn đến {end}", "The date of publication is unknown; the content runs until {end}",
        "Dùng kỳ của nội dung, không dùng ngày hiển thị trên trang", "Use the period of the content, not the date shown on the page",
    ),
    "share-looks-cut": Rule(
        "notice",
        "{share} % không thể do làm tròn với nhóm dưới {rounded} người, nhưng {part}/{whole} cắt bớt cho đúng số này",
        "{share} % cannot come from rounding in a group of fewer than {rounded}, but {part}/{whole} cut off gives it",
        "Có thể số bị cắt, không làm tròn; mẫu số không được nêu (cắt bớt: {sizes} …{each_vi})",
        "The share may be cut off, not rounded; its denominator is not stated (cut off: {sizes} …{each_en})",
    ),
}  # fmt: skip

"""The catalogue of rules: what each finding says and what to do, in Vietnamese and English.

Placeholders: ``{value}`` is what was read, ``{column}`` where; the others are details that the rule supplies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Rule:
    """Severity and wording of one rule."""

    severity: Literal["error", "notice", "confirmed"]
    problem_vi: str
    problem_en: str
    remedy_vi: str
    remedy_en: str

    def problem(self, lang: Language) -> str:
        """Template of what was found."""
        return self.problem_vi if lang == "vi" else self.problem_en

    def remedy(self, lang: Language) -> str:
        """Template of what to do, or of what to make of it."""
        return self.remedy_vi if lang == "vi" else self.remedy_en


_FILES = {
    "file-missing": Rule(
        "error",
        "Thiếu tệp", "The file is missing",
        "Khôi phục tệp, hoặc bỏ tên tệp khỏi datapackage.json", "Restore the file, or take its name out of datapackage.json",
    ),
    "file-unreadable": Rule(
        "error",
        "Không đọc được tệp: {value}", "The file cannot be read: {value}",
        "Kiểm tra quyền đọc và đường dẫn", "Check its permissions and that it is a file",
    ),
    "file-unlisted": Rule(
        "error",
        "Tệp không có trong datapackage.json", "The file is not listed in datapackage.json",
        "Thêm tên tệp vào mục path của bảng, hoặc chuyển tệp đi", "Add its name to the path of the table, or move the file away",
    ),
    "file-empty": Rule(
        "error",
        "Tệp rỗng", "The file is empty",
        "Khôi phục tệp từ bản trước", "Restore the file from an earlier version",
    ),
    "file-truncated": Rule(
        "error",
        "Tệp bị cắt: dòng cuối “{value}” không kết thúc", "The file is cut off: its last line “{value}” does not end",
        "Khôi phục phần bị mất; dòng cuối phải có dấu xuống dòng", "Restore what was lost; the last line must end with a line break",
    ),
    "encoding": Rule(
        "error",
        "Không phải UTF-8: byte {value}", "Not UTF-8: byte {value}",
        "Lưu lại tệp dạng CSV UTF-8", "Save the file again as CSV UTF-8",
    ),
    "csv-syntax": Rule(
        "error",
        "CSV sai cú pháp: {value}", "Malformed CSV: {value}",
        "Kiểm tra dấu ngoặc kép quanh ô", "Check the quotation marks around cells",
    ),
    "row-width": Rule(
        "error",
        "Số ô khác số cột ({value})", "The number of cells differs from the number of columns ({value})",
        "Đặt ô có dấu phẩy trong ngoặc kép; thêm ô còn thiếu", "Quote cells that hold a comma; add the missing cells",
    ),
    "column-missing": Rule(
        "error",
        "Thiếu cột {column}; có: {header}", "Column {column} is missing; found: {header}",
        "Thêm cột, hoặc đổi tên cột gần nhất: {nearest}", "Add the column, or rename the nearest one: {nearest}",
    ),
    "column-unknown": Rule(
        "error",
        "Cột {column} không có trong sổ mã", "Column {column} is not in the codebook",
        "Bỏ cột, hoặc khai báo trong datapackage.json", "Remove the column, or declare it in datapackage.json",
    ),
    "column-repeated": Rule(
        "error",
        "Cột {column} có hai lần", "Column {column} stands twice",
        "Giữ một cột", "Keep one of them",
    ),
}  # fmt: skip

_CELLS = {
    "text-not-nfc": Rule(
        "error",
        "“{value}” dùng dấu tổ hợp (NFD)", "“{value}” is written with combining marks (NFD)",
        "Lưu lại dạng Unicode dựng sẵn (NFC)", "Save it in composed form (NFC); it looks the same but does not match",
    ),
    "control-character": Rule(
        "error",
        "Ký tự điều khiển trong “{value}”", "A control character in “{value}”",
        "Xóa ký tự đó", "Delete the character",
    ),
    "outer-space": Rule(
        "error",
        "Khoảng trắng thừa quanh “{value}”", "Space around “{value}”",
        "Xóa khoảng trắng ở đầu và cuối ô", "Delete the space at the ends of the cell",
    ),
    "value-missing": Rule(
        "error",
        "Ô bắt buộc để trống", "A required cell is empty",
        "Điền giá trị", "Fill it in",
    ),
    "number-ambiguous": Rule(
        "error",
        "“{value}” đọc được hai cách", "“{value}” can be read as two numbers",
        "Viết {thousands} nếu là số nguyên, {decimal} nếu là số thập phân",
        "Write {thousands} if it is a whole number, {decimal} if it is a decimal",
    ),
    "number-malformed": Rule(
        "error",
        "“{value}” không phải là một số", "“{value}” is not a number",
        "Chỉ viết chữ số, ví dụ 2547 hoặc 25.6", "Write digits only, such as 2547 or 25.6; words and units have columns of their own",
    ),
    "integer-malformed": Rule(
        "error",
        "“{value}” không phải là số nguyên", "“{value}” is not a whole number",
        "Viết số nguyên, ví dụ 12", "Write a whole number, such as 12",
    ),
    "date-malformed": Rule(
        "error",
        "“{value}” không phải là ngày", "“{value}” is not a date",
        "Viết theo dạng năm-tháng-ngày, ví dụ 2021-12-31", "Write year-month-day, such as 2021-12-31",
    ),
    "year-malformed": Rule(
        "error",
        "“{value}” không phải là năm", "“{value}” is not a year",
        "Viết bốn chữ số, ví dụ 2016", "Write four digits, such as 2016",
    ),
    "word-unknown": Rule(
        "error",
        "“{value}” không có trong danh mục", "“{value}” is not in the closed list of this column",
        "Gần nhất: {nearest}", "Nearest: {nearest}",
    ),
    "words-unsorted": Rule(
        "error",
        "Các từ trong “{value}” trùng nhau hoặc không theo thứ tự", "The words of “{value}” repeat or are not in alphabetical order",
        "Viết {sorted}", "Write {sorted}",
    ),
    "pattern": Rule(
        "error",
        "“{value}” không đúng dạng {pattern}", "“{value}” does not have the form {pattern}",
        "Sửa theo dạng đã nêu", "Write it in that form",
    ),
    "below-minimum": Rule(
        "error",
        "{value} nhỏ hơn {limit}", "{value} is below {limit}",
        "Kiểm tra lại nguồn", "Check the source",
    ),
    "above-maximum": Rule(
        "error",
        "{value} lớn hơn {limit}", "{value} is above {limit}",
        "Kiểm tra lại nguồn", "Check the source",
    ),
    "not-unique": Rule(
        "error",
        "“{value}” đã có ở {first}", "“{value}” already stands in {first}",
        "Mỗi mã chỉ dùng một lần", "Use each id once",
    ),
    "key-repeated": Rule(
        "error",
        "Hai dòng có cùng khóa {value}; dòng trước ở {first}", "Two rows have the key {value}; the earlier is {first}",
        "Giữ một dòng", "Keep one of them",
    ),
    "reference-unknown": Rule(
        "error",
        "“{value}” không có trong bảng {target}", "“{value}” is not in the table {target}",
        "Gần nhất: {nearest}", "Nearest: {nearest}",
    ),
}  # fmt: skip

_EVIDENCE = {
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
        "Tìm dòng bị mất hoặc thừa, rồi sửa figure_count", "Find the lost or extra row, then correct figure_count",
    ),
    "id-of-other-source": Rule(
        "error",
        "Mã {value} không thuộc nguồn {source}", "The id {value} does not belong to the source {source}",
        "Mã bắt đầu bằng mã nguồn", "Ids begin with the source id",
    ),
    "hash-differs": Rule(
        "error",
        "SHA-256 của văn bản khác với sources.csv", "The SHA-256 of the text differs from sources.csv",
        "Mã hóa lại từ đúng bản văn bản {expected}", "Code the figure from the text {expected}, or correct the bibliography",
    ),
    "text-differs": Rule(
        "error",
        "Văn bản trong texts/ có SHA-256 {value}, không phải {expected}", "The text in texts/ has the SHA-256 {value}, not {expected}",
        "Dùng đúng bản văn bản đã mã hóa", "Use the text that was coded",
    ),
    "quotation-misplaced": Rule(
        "error",
        "Vị trí đã ghi trong văn bản là “{found}”, không phải “{value}”", "At that place the text reads “{found}”, not “{value}”",
        "Sửa start và end", "Correct start and end",
    ),
    "quotation-too-long": Rule(
        "error",
        "Trích {count} từ, tối đa 6", "The quotation has {count} words, six are allowed",
        "Chỉ giữ những từ quanh con số", "Keep the words around the number only",
    ),
    "quotation-length": Rule(
        "error",
        "end − start là {found}, trích dài {count} ký tự", "end − start is {found}, the quotation has {count} characters",
        "Sửa start và end", "Correct start and end",
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
        "Kết quả đến {value} nhưng bài đăng ngày {published}", "A result until {value}, but published on {published}",
        "Sửa kỳ, hoặc status là plan hay target", "Correct the period, or the status is plan or target",
    ),
    "share-over-100": Rule(
        "error",
        "Tỷ lệ {value} % vượt quá 100 %", "The share {value} % is over 100 %",
        "Kiểm tra số; tỷ lệ hoàn thành kế hoạch là plan_completion", "Check the number; completion of a plan is plan_completion",
    ),
    "unit-unfit": Rule(
        "error",
        "Đơn vị “{value}” không dùng cho chỉ tiêu {indicator}", "The unit “{value}” does not fit the indicator {indicator}",
        "Đơn vị được phép: {allowed}", "Allowed: {allowed}",
    ),
    "flag-missing": Rule(
        "error",
        "Thiếu cờ {flag}", "The flag {flag} is missing",
        "Ghi {flag} vào flags sau khi đọc lại văn bản", "Write {flag} into flags after reading the text again",
    ),
    "parts-differ-from-total": Rule(
        "notice",
        "Tổng {total} {unit} khác tổng các phần {sum} ({parts} {part_unit})",
        "The total {total} {unit} differs from the sum of its parts {sum} ({parts} {part_unit})",
        "Không sửa số nào. {explanation_vi}", "No number is corrected. {explanation_en}",
    ),
    "parts-are-bounds": Rule(
        "notice",
        "Các phần ({parts}) cộng đúng bằng {total}, nhưng mỗi số chỉ là một cận",
        "The parts ({parts}) add up to exactly {total}, but each number is only a bound",
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
        "“{value}” gộp {years} năm", "“{value}” covers {years} years",
        "Không so với số của một năm; bình quân năm chỉ là số học", "Not comparable with one year; a yearly mean is arithmetic only",
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
        "Có thể số bị cắt, không làm tròn; mẫu số không được nêu", "The share may be cut off, not rounded; its denominator is not stated",
    ),
}  # fmt: skip

_SERIES = {
    "series-unlisted": Rule(
        "error",
        "Tệp {value} không có trong series.csv", "The file {value} has no row in series.csv",
        "Thêm chuỗi vào series.csv", "Add the series to series.csv",
    ),
    "series-without-file": Rule(
        "error",
        "Chuỗi {value} không có tệp", "The series {value} has no file",
        "Thêm statistics/{value}.csv, hoặc bỏ chuỗi", "Add statistics/{value}.csv, or remove the series",
    ),
    "check-unknown": Rule(
        "error",
        "Không có phép kiểm tra “{value}”", "There is no check “{value}”",
        "Các phép kiểm tra: {known}", "Known checks: {known}",
    ),
    "check-without-weight": Rule(
        "error",
        "Phép kiểm tra “{value}” cần weight_series", "The check “{value}” needs weight_series",
        "Ghi mã chuỗi quyền số", "Name the series of weights",
    ),
    "series-incomplete": Rule(
        "error",
        "Thiếu {count} ô, ví dụ {value}", "{count} cells are missing, such as {value}",
        "Khôi phục các dòng, hoặc sửa year_start, year_end, place_levels", "Restore the rows, or correct year_start, year_end, place_levels",
    ),
    "year-outside-series": Rule(
        "error",
        "Năm {value} nằm ngoài {first}–{last}", "The year {value} lies outside {first}–{last}",
        "Sửa năm, hoặc khai báo trong series.csv", "Correct the year, or declare it in series.csv",
    ),
    "place-not-valid": Rule(
        "error",
        "{value} không tồn tại trong năm {year}", "{value} did not exist in {year}",
        "Dùng mã địa phương có hiệu lực trong năm đó", "Use the place that was valid in that year",
    ),
    "total-differs": Rule(
        "error",
        "{value}: cộng các tỉnh được {sum}, công bố {published}", "{value}: the provinces give {sum}, published {published}",
        "Tìm ô sai; sai lệch cho phép {tolerance}", "Find the wrong cell; the allowed difference is {tolerance}",
    ),
    "series-complete": Rule(
        "confirmed",
        "Đủ {count} ô: {places} địa phương, {years} năm", "All {count} cells are there: {places} places, {years} years",
        "Không có ô trống", "No gap",
    ),
    "provinces-sum-to-country": Rule(
        "confirmed",
        "Cộng các tỉnh bằng cả nước trong {count} phép so; lệch lớn nhất {deviation}",
        "The provinces add up to the country in {count} comparisons; largest difference {deviation}",
        "Lệch do làm tròn", "The rest is rounding",
    ),
    "provinces-sum-to-region": Rule(
        "confirmed",
        "Cộng các tỉnh bằng vùng trong {count} phép so; lệch lớn nhất {deviation}",
        "The provinces add up to their region in {count} comparisons; largest difference {deviation}",
        "Lệch do làm tròn", "The rest is rounding",
    ),
    "weighted-mean-meets-country": Rule(
        "confirmed",
        "Bình quân các tỉnh theo lực lượng lao động khớp số cả nước trong {count} năm; lệch lớn nhất {deviation} điểm",
        "The labour-force-weighted mean of the provinces meets the national figure in {count} years; largest difference {deviation} points",
        "Quyền số là lực lượng lao động, không phải số người đang làm việc", "The weights are the labour force, not the employed",
    ),
    "weighted-mean-meets-region": Rule(
        "confirmed",
        "Bình quân các tỉnh theo lực lượng lao động khớp số vùng trong {count} phép so; lệch lớn nhất {deviation} điểm",
        "The labour-force-weighted mean of the provinces meets the regional figure in {count} comparisons; largest difference {deviation} points",
        "Quyền số là lực lượng lao động, không phải số người đang làm việc", "The weights are the labour force, not the employed",
    ),
}  # fmt: skip

CATALOGUE: Mapping[str, Rule] = {**_FILES, **_CELLS, **_EVIDENCE, **_SERIES}

"""Words of the rules about files and cells, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.rule import Rule

FILES: Mapping[str, Rule] = {
    "file-missing": Rule(
        "error",
        "Thiếu tệp", "The file is missing",
        "Khôi phục tệp, hoặc bỏ tên tệp khỏi datapackage.json", "Restore the file, or take its name out of datapackage.json",
    ),
    "file-is-folder": Rule(
        "error",
        "Đây là thư mục, không phải tệp", "This is a folder and no file",
        "Đổi tên thư mục, rồi khôi phục tệp", "Rename the folder and restore the file",
    ),
    "file-unreadable": Rule(
        "error",
        "Không đọc được tệp: {value}", "The file cannot be read: {value}",
        "Kiểm tra quyền đọc và đường dẫn", "Check its permissions and the path",
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
    "rows-missing": Rule(
        "error",
        "Tệp chỉ có dòng tiêu đề", "The file has a header but no rows",
        "Khôi phục các dòng", "Restore the rows",
    ),
    "file-truncated": Rule(
        "error",
        "Tệp bị cắt: dòng cuối “{value}” không kết thúc", "The file is cut off: its last line “{value}” does not end",
        "Khôi phục phần bị mất; dòng cuối phải có dấu xuống dòng", "Restore what was lost; the last line must end with a line break",
    ),
    "encoding": Rule(
        "error",
        "Không phải UTF-8: byte {value}", "Not UTF-8: byte {value}",
        "Lưu lại tệp dạng UTF-8 (trong Excel: CSV UTF-8)", "Save the file again as UTF-8 (in Excel: CSV UTF-8)",
    ),
    "delimiter": Rule(
        "error",
        "Các ô được ngăn bằng “{value}”, không phải dấu phẩy", "Cells are separated by “{value}”, not by commas",
        "Lưu lại dạng CSV dùng dấu phẩy; trong Excel chọn CSV UTF-8 và dấu ngăn cách là dấu phẩy",
        "Save it again as CSV with commas; in Excel choose CSV UTF-8 and the comma as list separator",
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
        "Thiếu cột {column}; cột không rõ: {others}", "Column {column} is missing; columns that are unknown: {others}",
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

CELLS: Mapping[str, Rule] = {
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
        "Viết một ngày có thật theo dạng năm-tháng-ngày, ví dụ 2021-12-31", "Write a day that exists as year-month-day, such as 2021-12-31",
    ),
    "year-malformed": Rule(
        "error",
        "“{value}” không phải là năm", "“{value}” is not a year",
        "Viết bốn chữ số, ví dụ 2016", "Write four digits, such as 2016",
    ),
    "word-unknown": Rule(
        "error",
        "“{value}” không có trong danh mục", "“{value}” is not in the closed list of this column",
        "Gần nhất: {nearest}. Các từ được phép: {allowed}", "Nearest: {nearest}. Words allowed: {allowed}",
    ),
    "words-unsorted": Rule(
        "error",
        "Các từ trong “{value}” trùng nhau hoặc không theo thứ tự", "The words of “{value}” repeat or are not in alphabetical order",
        "Viết {sorted}", "Write {sorted}",
    ),
    "pattern": Rule(
        "error",
        "“{value}” không đúng dạng {pattern}", "“{value}” does not have the form {pattern}",
        "Viết như {example}", "Write it as {example}",
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

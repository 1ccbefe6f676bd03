"""Words of the rules about delivered files, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.rule import Rule

READING: Mapping[str, Rule] = {
    "import-missing": Rule(
        "error",
        "Không có tệp này", "There is no such file",
        "Kiểm tra tên và thư mục", "Check its name and folder",
    ),
    "import-unreadable": Rule(
        "error",
        "Không đọc được tệp: {value}", "The file cannot be read: {value}",
        "Kiểm tra quyền đọc, và đó có phải là một tệp không", "Check its permissions and that it is a file",
    ),
    "import-empty": Rule(
        "error",
        "Tệp rỗng", "The file is empty",
        "Tải lại tệp từ nơi công bố", "Save the file from its publisher once more",
    ),
    "import-format-unknown": Rule(
        "error",
        "Không nhận ra dạng tệp (bắt đầu bằng “{value}”)", "The form of the file is not known (it begins with “{value}”)",
        "Lưu lại dạng CSV, JSON-stat, PX, xlsx, xls hoặc ods", "Save it as CSV, JSON-stat, PX, xlsx, xls or ods",
    ),
    "import-no-delimiter": Rule(
        "error",
        "Không tìm thấy dấu ngăn giữa các ô trong “{value}”", "No sign parts the cells of “{value}”",
        "Lưu lại dạng CSV với dấu chấm phẩy, dấu phẩy hoặc tab", "Save it as CSV with semicolons, commas or tabs",
    ),
    "import-syntax": Rule(
        "error",
        "Tệp hỏng hoặc bị cắt: {value}", "The file is damaged or cut off: {value}",
        "Tải lại tệp từ nơi công bố", "Save the file from its publisher once more",
    ),
    "import-cells-missing": Rule(
        "error",
        "Số ô khác với khai báo trong tệp: {value}", "The number of cells differs from what the file declares: {value}",
        "Tệp bị cắt hoặc bị sửa; tải lại từ nơi công bố", "The file was cut or edited; save it from its publisher once more",
    ),
    "import-too-large": Rule(
        "error",
        "Tệp vượt giới hạn: {value}", "The file exceeds the bounds of a table of statistics: {value}",
        "Chỉ giữ bảng cần dùng (một ô ở cuối trang tính cũng làm tệp phình ra), rồi lưu lại", "Keep only the table that is needed (a single cell at the far end of a sheet also inflates it) and save again",
    ),
    "import-broken": Rule(
        "error",
        "Không mở được bảng tính: {value}", "The workbook cannot be opened: {value}",
        "Mở bằng Excel hoặc LibreOffice rồi lưu lại dạng xlsx", "Open it in Excel or LibreOffice and save it as xlsx",
    ),
    "import-protected": Rule(
        "error",
        "Bảng tính có mật khẩu", "The workbook is protected by a password",
        "Bỏ mật khẩu rồi lưu lại", "Remove the password and save it again",
    ),
    "import-macros": Rule(
        "error",
        "“{value}” chứa macro", "“{value}” holds macros",
        "Lưu lại dạng xlsx (không macro)", "Save it as xlsx, without macros",
    ),
    "import-percent": Rule(
        "error",
        "{value} ô hiện dạng phần trăm: Excel ghi 0,16 cho 16 %", "{value} cells are shown as percentages: the file stores 0.16 for 16 %",
        "Nhân với 100 và đổi sang dạng số, hoặc khai báo unit là fraction", "Multiply them by 100 and show them as numbers, or declare the unit as fraction",
    ),
    "import-formulas": Rule(
        "notice",
        "{value} ô có công thức: đọc giá trị đã tính khi lưu", "{value} cells hold formulas: the values computed when the file was saved are read",
        "Mở và lưu lại nếu công thức chưa được tính", "Open and save the file once more if they may be out of date",
    ),
    "import-formulas-empty": Rule(
        "error",
        "{value} ô có công thức không có giá trị, hoặc lỗi như #DIV/0!", "{value} cells hold a formula without a value, or an error such as #DIV/0!",
        "Mở bằng Excel hoặc LibreOffice, để tính lại, rồi lưu", "Open it in Excel or LibreOffice, let it compute, and save it",
    ),
    "import-nothing-left": Rule(
        "error",
        "Không còn số nào cho chuỗi {value}", "No number is left for the series {value}",
        "Xem những gì bị bỏ qua ở trên; kiểm tra years, place_levels của chuỗi", "See above what was left out; check years and place_levels of the series",
    ),
    "import-choose-sheet": Rule(
        "error",
        "Nhiều trang tính có tên tỉnh: {value}", "Several sheets hold names of provinces: {value}",
        "Chọn một bằng --sheet TÊN", "Choose one with --sheet NAME",
    ),
    "import-sheet-unknown": Rule(
        "error",
        "Không có trang tính {column}; có: {value}", "There is no sheet {column}; there are {value}",
        "Viết đúng tên trang tính", "Write the name of the sheet as it is",
    ),
    "import-no-places": Rule(
        "error",
        "Không tìm thấy cột hoặc chiều tên địa phương: {value}", "No column or dimension of places was found: {value}",
        "Cột phải chứa tên địa phương, không phải chỉ mã", "There must be one with names of places, not codes alone",
    ),
    "import-no-years": Rule(
        "error",
        "Không tìm thấy năm: {value}", "No years were found: {value}",
        "Nếu cả tệp là một năm, ghi --year NĂM", "If the whole file is of one year, say --year YEAR",
    ),
    "import-no-categories": Rule(
        "error",
        "Không tìm thấy phân tổ {breakdown}: {value}", "No parts of the breakdown {breakdown} were found: {value}",
        "Tên trong tệp phải như trong statistics/categories.csv", "Their names must be those of statistics/categories.csv",
    ),
    "import-no-numbers": Rule(
        "error",
        "Không tìm thấy cột số: {value}", "No column of numbers was found: {value}",
        "Kiểm tra có đúng bảng cần nhập không", "Check that this is the table that was meant",
    ),
    "import-choose": Rule(
        "error",
        "“{dimension}” có nhiều nhãn: {value}", "“{dimension}” has several labels: {value}",
        "Chọn một bằng --only NHÃN", "Choose one with --only LABEL",
    ),
    "import-header-unclear": Rule(
        "error",
        "Không rõ “{value}” ở đầu bảng thuộc những cột nào", "It is not clear over which columns “{value}” in the header stands",
        "Ghi nhãn ấy ở cột đầu của nhóm, hoặc ở mọi cột", "Write it above the first column of its group, or above each column",
    ),
    "import-column-unnamed": Rule(
        "error",
        "Cột có số nhưng không có nhãn: “{value}”", "The column holds numbers but has no label: “{value}”",
        "Ghi nhãn cho cột; nếu dòng thừa ô vì dấu phẩy thập phân, lưu lại với dấu chấm phẩy giữa các ô", "Give the column its label; if decimal commas made the row too long, save the file with semicolons between cells",
    ),
    "import-no-line-end": Rule(
        "notice",
        "Tệp kết thúc giữa dòng, sau “{value}”: có thể bị cắt", "The file ends within a line, after “{value}”: it may have been cut off",
        "Đối chiếu dòng cuối với nguồn", "Compare the last row with the source",
    ),
    "import-only-unknown": Rule(
        "error",
        "Không nhãn nào có “{value}” của --only; có “{offered}”", "No label holds the text “{value}” of --only; there are “{offered}”",
        "Viết nhãn như trong tệp, hoặc bỏ --only", "Write the label as in the file, or leave --only away",
    ),
    "import-year-differs": Rule(
        "error",
        "Tệp ghi năm {value}, không phải {year}", "The file says {value}, not {year}",
        "Bỏ --year nếu tệp tự ghi năm", "Leave --year away where the file says its years",
    ),
    "import-preliminary-unclear": Rule(
        "error",
        "“{value}” nói đến số sơ bộ hoặc ước tính, nhưng không năm nào có dấu ấy", "“{value}” speaks of preliminary or estimated figures, but no year carries that mark",
        "Ghi --preliminary NĂM cho các năm ấy, hoặc --preliminary none", "Name these years with --preliminary YEAR, or say --preliminary none",
    ),
    "import-new-boundaries": Rule(
        "error",
        "Các năm {value} chỉ có số liệu dưới tên 34 tỉnh mới: lãnh thổ khi ấy chưa có", "In {value} only the names of the 34 new provinces have figures: territories that did not exist yet",
        "Chỉ khai báo các năm từ 2025 trong series.csv; số tính ngược của nơi công bố không ghép với tỉnh cũ", "Declare only the years from 2025 in series.csv; what a publisher cast back cannot be joined to the old provinces",
    ),
    "import-exists": Rule(
        "error",
        "Chuỗi {value} đã có tệp với số liệu khác", "The series {value} has a file with other figures",
        "Thay bằng --replace, hoặc nhập dưới mã khác", "Replace it with --replace, or import under another id",
    ),
}  # fmt: skip

FITTING: Mapping[str, Rule] = {
    "import-place-unknown": Rule(
        "error",
        "Địa phương: {problem}", "Place: {problem}",
        "Sửa tên trong tệp, thêm cách viết vào places/spellings.csv, hoặc xóa dòng nếu đó không phải địa phương", "Correct the name in the file, add the spelling to places/spellings.csv, or delete the row if it is no place",
    ),
    "import-place-code": Rule(
        "error",
        "“{value}” là mã hay số thứ tự, không phải tên địa phương ({count} ô)", "“{value}” is a code or a position, not the name of a place ({count} cells)",
        "Ghi tên thay cho mã: một mã có thể chỉ hai tỉnh ở hai thời gian", "Write names instead of codes: one code may mean two provinces at two times",
    ),
    "import-place-empty": Rule(
        "error",
        "Có số “{value}” ở dòng không có tên địa phương", "The number “{value}” stands in a row without the name of a place",
        "Ghi tên vào dòng, hoặc xóa dòng hay ghi chú ấy", "Write the name into the row, or delete the row or the note",
    ),
    "import-status-unknown": Rule(
        "notice",
        "Không giữ dấu trạng thái “{value}” của {count} ô", "The status “{value}” of {count} cells is not kept",
        "Tra chú giải của nơi công bố; nếu là số sơ bộ, ghi --preliminary NĂM", "See the legend of the publisher; if it means preliminary, say --preliminary YEAR",
    ),
    "import-place-of-other-time": Rule(
        "error",
        "Địa phương: {problem}", "Place: {problem}",
        "Số liệu của địa phương này không thuộc năm ghi trong tệp: kiểm tra năm, sửa tên, hoặc xóa dòng", "Its figures cannot be of the year that the file says: check the year, correct the name, or delete the row",
    ),
    "import-category-unknown": Rule(
        "error",
        "“{value}” không có trong phân tổ ({count} ô)", "“{value}” is not a part of the breakdown ({count} cells)",
        "Thêm vào statistics/categories.csv, hoặc sửa tên", "Add it to statistics/categories.csv, or correct the name",
    ),
    "import-label-left-out": Rule(
        "notice",
        "Bỏ qua “{value}” ({count} ô): không phải địa phương hay năm", "“{value}” was left out ({count} cells): neither a place nor a year",
        "Kiểm tra đó không phải là một năm hay một tỉnh viết cách khác", "Check that it is no year and no place written in another way",
    ),
    "import-year-left-out": Rule(
        "notice",
        "Bỏ qua năm “{value}” ({count} ô): không có trong khai báo của chuỗi", "“{value}” was left out ({count} cells): no year that the series declares",
        "Muốn giữ, thêm năm vào cột years của series.csv", "To keep it, add the year to the column years of series.csv",
    ),
    "import-level-left-out": Rule(
        "notice",
        "Bỏ qua “{value}” ({count} ô): cấp này không khai báo cho chuỗi", "“{value}” was left out ({count} cells): the series does not declare its level",
        "Muốn giữ, thêm cấp vào cột place_levels của series.csv", "To keep it, add the level to the column place_levels of series.csv",
    ),
    "import-column-left-out": Rule(
        "notice",
        "Bỏ qua cột {column} “{value}”: không phải số liệu", "Column {column} “{value}” was left out: no figures",
        "Kiểm tra cột này có giới hạn số liệu không (ví dụ chỉ một giới)", "Check that it does not limit the figures, to one sex for example",
    ),
    "import-about": Rule(
        "notice",
        "Tệp tự nói về mình: “{value}”", "The file says of itself: “{value}”",
        "Đối chiếu với khai báo trong series.csv: đếm gì, đơn vị nào, của ai", "Compare with the declaration in series.csv: what is counted, in which unit, for whom",
    ),
    "import-notes-left-out": Rule(
        "notice",
        "Bỏ qua {value} dòng không có số", "{value} lines without numbers were left out",
        "Không cần làm gì", "Nothing to do",
    ),
    "import-empty-cells": Rule(
        "notice",
        "{value} ô trống được đọc là không công bố", "{value} empty cells were read as not published",
        "Đối chiếu với nguồn; trong tệp xls, ô trống có thể là công thức lỗi", "Compare with the source; in an xls file an empty cell may be a formula that failed",
    ),
    "import-repeated": Rule(
        "notice",
        "“{value}” có hai lần với cùng giá trị ({count} ô)", "“{value}” stands twice with the same values ({count} cells)",
        "Chỉ tính một lần", "Counted once",
    ),
    "import-repeat-differs": Rule(
        "error",
        "{value} có hai lần: {first} (dòng {line}) và {found}", "{value} stands twice: {first} (row {line}) and {found}",
        "Giữ dòng đúng", "Keep the right one",
    ),
    "import-marks-mixed": Rule(
        "error",
        "Tệp dùng hai dấu thập phân: {value}", "The file uses two decimal marks: {value}",
        "Sửa cho thống nhất, hoặc ghi --decimal comma hay --decimal point nếu một bên là dấu hàng nghìn", "Make them one, or say --decimal comma or --decimal point if one of them marks thousands",
    ),
    "import-ambiguous": Rule(
        "error",
        "“{value}” có thể là {thousands} hoặc {decimal}, và tệp không cho biết (số ô như vậy: {count})", "“{value}” can be {thousands} or {decimal}, and nothing in the file decides (such cells: {count})",
        "Ghi --decimal comma (dấu chấm là hàng nghìn) hoặc --decimal point", "Say --decimal comma (the point marks thousands) or --decimal point",
    ),
    "import-nil": Rule(
        "error",
        "“{value}” có thể là số 0 hoặc không có số liệu", "“{value}” can mean zero or not published",
        "Ghi 0 hoặc .. theo chú thích của nơi công bố", "Write 0 or .. as the legend of the publisher says",
    ),
}  # fmt: skip

IMPORTS: Mapping[str, Rule] = {**READING, **FITTING}

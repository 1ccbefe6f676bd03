"""Words of the rules about numbers that are not coded and of the audit of texts, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.rule import Rule

AUDIT: Mapping[str, Rule] = {
    "uncoded-not-held": Rule(
        "error",
        "Nguồn {value} chỉ được xem qua trích đoạn: không có văn bản để nêu vị trí",
        "The source {value} was seen as an excerpt only: there is no text to point into",
        "Bỏ dòng; số của trích đoạn không mã hóa thì ghi vào left_out.csv",
        "Remove the row; what is left out of an excerpt belongs into left_out.csv",
    ),
    "uncoded-is-coded": Rule(
        "error",
        "“{value}” chồng lên số đã mã hóa {figure}", "“{value}” overlaps the coded figure {figure}",
        "Một số hoặc được mã hóa, hoặc được nêu lý do: bỏ một trong hai", "A number is coded or has a reason why not: remove one of the two",
    ),
    "uncoded-twice": Rule(
        "error",
        "“{value}” chồng lên dòng {line}", "“{value}” overlaps row {line}",
        "Giữ một dòng", "Keep one of them",
    ),
    "audit-number-missing": Rule(
        "error",
        "Ở vị trí đã ghi, “{value}” không có con số nào", "At that place, “{value}” holds no number",
        "Sửa `start` và `end` cho bao cả con số", "Correct `start` and `end` so that they hold the number",
    ),
    "audit-number-ambiguous": Rule(
        "error",
        "Con số trong “{value}” đọc được hai cách: {readings}", "The number in “{value}” can be read in two ways: {readings}",
        "Không mã hóa con số không rõ; ghi vào uncoded.csv kèm ghi chú", "A number that is not clear is not coded: put it into uncoded.csv with a note",
    ),
    "audit-number-differs": Rule(
        "error",
        "Văn bản in “{value}”, tức {read}; dòng này ghi {coded}", "The text prints “{value}”, which is {read}; the row says {coded}",
        "Sửa giá trị theo văn bản", "Correct the value from the text",
    ),
    "audit-bounds-differ": Rule(
        "error",
        "“{value}” cho phép từ {low_read} đến {high_read}; dòng này ghi {low_coded} đến {high_coded}",
        "“{value}” allows {low_read} to {high_read}; the row says {low_coded} to {high_coded}",
        "Sửa `value_low` và `value_high` theo văn bản", "Correct `value_low` and `value_high` from the text",
    ),
    "audit-qualifier-differs": Rule(
        "error",
        "Trước con số, văn bản viết “{value}”: {read}; dòng này ghi {coded}",
        "With the number the text has “{value}”: {read}; the row says {coded}",
        "Sửa `qualifier`; nếu “trên” là giới từ, thêm cờ `preposition`", "Correct the qualifier; where “trên” is the preposition, set the flag `preposition`",
    ),
    "audit-unit-differs": Rule(
        "error",
        "Đơn vị trong văn bản là “{value}”: {read}; dòng này ghi {coded}",
        "The unit in the text is “{value}”: {read}; the row says {coded}",
        "Sửa `unit`; nếu văn bản dùng hai đơn vị, ghi cả hai vào `unit_as_written` và thêm cờ `unit_conflict`",
        "Correct the unit; where the text names two, write both into `unit_as_written` and set the flag `unit_conflict`",
    ),
    "audit-unit-not-there": Rule(
        "error",
        "“{value}” không đi với con số trong văn bản", "“{value}” does not stand with the number in the text",
        "Chép `unit_as_written` đúng như trong văn bản", "Copy `unit_as_written` from the text",
    ),
    "audit-figure-uncoded": Rule(
        "error",
        "Con số ở vị trí {start}–{end}, “{value}”, chưa được mã hóa", "The figure at {start}–{end}, “{value}”, is not coded",
        "Mã hóa, hoặc ghi lý do vào uncoded.csv (ở bàn mã hóa: phím X)", "Code it, or give the reason in uncoded.csv (at the desk: X)",
    ),
    "audit-digits-unexplained": Rule(
        "error",
        "Chữ số ở vị trí {start}–{end}, “{value}”: chưa mã hóa và không rõ là gì",
        "Digits at {start}–{end}, “{value}”: neither coded nor explained",
        "Mã hóa, hoặc ghi lý do vào uncoded.csv (ở bàn mã hóa: phím X)", "Code them, or give the reason in uncoded.csv (at the desk: X)",
    ),
    "audit-text-missing": Rule(
        "error",
        "Không có tệp {value}", "There is no file {value}",
        "Lưu văn bản dưới tên này; xem docs/audit.md", "Save the text under this name; see docs/audit.md",
    ),
    "audit-not-held": Rule(
        "error",
        "Nguồn {value} chỉ được xem qua trích đoạn: không có văn bản để đối chiếu",
        "The source {value} was seen as an excerpt only: there is no text to audit",
        "Chọn nguồn có `text_status` là `held`", "Name a source whose `text_status` is `held`",
    ),
}  # fmt: skip

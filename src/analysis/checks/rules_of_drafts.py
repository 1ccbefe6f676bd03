"""Words of the rules about drafts that a person confirms, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.rule import Rule

DRAFT_FILE_RULES = frozenset(
    {"draft-file-missing", "draft-text-changed", "draft-text-decomposed", "draft-head-syntax", "draft-is-none"}
)
"""Rules about a whole file of a draft: its rows are not judged before that is put right."""

DRAFTS: Mapping[str, Rule] = {
    "draft-file-missing": Rule(
        "error",
        "Thiếu tệp này của bản nháp", "This file of the draft is missing",
        "Để ba tệp .csv, .toml, .txt cạnh nhau; nếu đã mất, chạy lại analysis extract", "Keep the three files .csv, .toml, .txt side by side; if it is lost, run analysis extract again",
    ),
    "draft-is-none": Rule(
        "error",
        "Tệp này không phải bảng của một bản nháp (thiếu {columns})", "This is not the table of a draft (without {columns})",
        "Chọn tệp .csv mà analysis extract đã ghi", "Name the .csv that analysis extract wrote",
    ),
    "draft-text-changed": Rule(
        "error",
        "Văn bản của bản nháp đã bị sửa ({value}, các dòng thuộc {expected})", "The text of the draft was changed ({value}, the rows are of {expected})",
        "Khôi phục tệp này như khi trích xuất, hoặc chạy lại analysis extract", "Restore this file as it was extracted, or run analysis extract again",
    ),
    "draft-text-decomposed": Rule(
        "error",
        "Văn bản có dấu tách rời (không phải NFC), nên không trích dẫn nào dùng được", "The text has marks apart from their letters (not NFC), so that no quotation can be used",
        "Lưu tài liệu gốc dạng dựng sẵn (NFC), rồi chạy lại analysis extract", "Save the document in composed form (NFC), then run analysis extract again",
    ),
    "draft-head-syntax": Rule(
        "error",
        "Phần đầu không đúng cú pháp TOML: {value}", "The head is no valid TOML: {value}",
        'Mỗi dòng có dạng khóa = "chữ"', 'Each line has the form key = "text"',
    ),
    "draft-head-key": Rule(
        "error",
        "Không có khóa “{column}”", "There is no key “{column}”",
        "Gần nhất: {nearest}", "Nearest: {nearest}",
    ),
    "draft-head-value": Rule(
        "error",
        "“{value}” không phải là chữ hay ngày", "“{value}” is neither text nor a day",
        'Đặt trong dấu nháy: {column} = "…"', 'Put it in quotes: {column} = "…"',
    ),
    "draft-undecided": Rule(
        "error",
        "Chưa quyết định về “{value}”", "Nothing was decided about “{value}”",
        "Ghi `confirmed` hoặc `rejected` vào cột `decision`; --confirm-rest xác nhận mọi dòng còn trống", "Write `confirmed` or `rejected` into the column `decision`; --confirm-rest confirms every row without a decision",
    ),
    "draft-reason-missing": Rule(
        "error",
        "Bỏ “{value}” mà không nêu lý do", "“{value}” is rejected without a reason",
        "Ghi lý do vào cột `reason`: một từ trong danh sách `uncoded_reason`, như `duplicate`; nói thêm ở `note`", "Write the reason into the column `reason`: a word of the list `uncoded_reason`, such as `duplicate`; more goes to `note`",
    ),
    "draft-reason-needless": Rule(
        "error",
        "Có lý do “{value}” nhưng dòng không bị bỏ", "There is a reason “{value}”, but the row is not rejected",
        "Ghi `rejected` vào `decision`, hoặc chuyển câu này sang `note`", "Write `rejected` into `decision`, or move the sentence to `note`",
    ),
    "draft-nothing-confirmed": Rule(
        "error",
        "Không có số liệu nào được xác nhận", "No figure is confirmed",
        "Xác nhận ít nhất một dòng; một bài không có số liệu thì không cần mã hóa", "Confirm at least one row; a text without figures needs no coding",
    ),
    "draft-source-differs": Rule(
        "error",
        "Dòng thuộc “{value}”, phần đầu ghi “{source}”", "The row belongs to “{value}”, but the head says “{source}”",
        "Ghi cùng một `source_id`, hoặc để trống trong bảng", "Write the same `source_id`, or leave it empty in the table",
    ),
    "draft-row-unknown": Rule(
        "error",
        "“{value}” không phải là một dòng khác của bảng này", "“{value}” is no other row of this table",
        "Ghi `row_id` của dòng được nói tới, như #4, hoặc mã số liệu", "Write the `row_id` of the row that is meant, such as #4, or the id of the figure",
    ),
    "draft-row-twice": Rule(
        "error",
        "Không rõ “{value}” là dòng nào: các dòng {rows} cùng mang `row_id` ấy", "Which row “{value}” is, is not clear: the rows {rows} share this `row_id`",
        "Cho một dòng `row_id` khác, chưa dòng nào có", "Give one of them a `row_id` that no other row has",
    ),
    "draft-row-left-out": Rule(
        "error",
        "“{value}” là một dòng không được xác nhận", "“{value}” is a row that is not confirmed",
        "Xác nhận dòng ấy, hoặc để trống ô này", "Confirm that row, or leave this cell empty",
    ),
    "draft-place-of-words": Rule(
        "error",
        "Trích “{value}” có {count} lần trong văn bản, nên không rõ vị trí", "The quotation “{value}” stands {count} times in the text, so its place is not clear",
        "Chép đúng chữ trong tệp .txt; có nhiều lần thì trích dài hơn (tối đa 6 từ) hoặc ghi `start` và `end`", "Copy the words of the .txt; where they stand several times, quote more (at most six words) or write `start` and `end`",
    ),
    "draft-period-unknown": Rule(
        "error",
        "Không rõ “{value}” tính đến ngày nào", "Until which day “{value}” is counted is not known",
        "“Đến nay” tính đến ngày đăng: chạy lại analysis extract với --published NGÀY --replace; nếu không rõ ngày đăng, ghi ngày cuối của kỳ vào `period_end`", "“To date” means the day of publication: run analysis extract again with --published DATE --replace; where it is not known, write the last day of the period into `period_end`",
    ),
    "draft-title-missing": Rule(
        "error",
        "Chưa ghi nhan đề của tài liệu", "The document has no title",
        "Ghi `title` ở phần đầu", "Write `title` into the head",
    ),
    "draft-source-exists": Rule(
        "error",
        "Nguồn {value} đã có", "The source {value} is there already",
        "Đổi `source_id` (bài thứ hai của năm: thêm chữ b), hoặc thay bằng --replace", "Choose another `source_id` (a second text of the year: add the letter b), or replace it with --replace",
    ),
    "draft-coder-missing": Rule(
        "error",
        "Chưa ghi người mã hóa", "It is not said who coded the text",
        "Ghi `coder` ở phần đầu, hoặc --coder TÊN", "Write `coder` into the head, or say --coder NAME",
    ),
}  # fmt: skip

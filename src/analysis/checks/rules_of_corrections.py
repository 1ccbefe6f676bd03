"""Words of the rules about declared corrections, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.rule import Rule

CORRECTIONS: Mapping[str, Rule] = {
    "yaml-syntax": Rule(
        "error",
        "YAML sai cú pháp ở ký tự {column}: {value}", "Malformed YAML at character {column}: {value}",
        "Sửa dòng này; xem ví dụ ở đầu tệp", "Correct this line; the head of the file has an example",
    ),
    "correction-shape": Rule(
        "error",
        "“{column}” không có dạng {value}", "“{column}” has not the form {value}",
        "Xem ví dụ ở đầu tệp", "The head of the file has an example",
    ),
    "correction-key-unknown": Rule(
        "error",
        "Khóa “{column}” lạ, hoặc ghi hai lần ({value})", "The key “{column}” is unknown here, or given twice ({value})",
        "Bỏ khóa này", "Remove the key",
    ),
    "correction-key-missing": Rule(
        "error",
        "Thiếu {column}", "{column} is missing",
        "Mỗi mục có figure, action, reason (vi, en), author, date và row_sha256; override có cells, flag có flags",
        "Each entry has figure, action, reason (vi, en), author, date and row_sha256; override has cells, flag has flags",
    ),
    "correction-action": Rule(
        "error",
        "Không có action “{value}”", "There is no action “{value}”",
        "Ghi exclude, override hoặc flag", "Write exclude, override or flag",
    ),
    "correction-day": Rule(
        "error",
        "“{value}” không phải ngày dạng YYYY-MM-DD", "“{value}” is no date of the form YYYY-MM-DD",
        "Ghi ngày quyết định sửa", "Write the day of the decision",
    ),
    "correction-of-nothing": Rule(
        "error",
        "Không có số liệu {value}", "There is no figure {value}",
        "Sửa mã, hoặc bỏ mục này", "Correct the id, or remove the entry",
    ),
    "correction-unguarded": Rule(
        "error",
        "Chưa có row_sha256 để canh dòng {where}", "There is no row_sha256 yet to guard the row {where}",
        "Đọc lại dòng đó, rồi ghi row_sha256: {found}", "Read that row once more, then write row_sha256: {found}",
    ),
    "correction-outdated": Rule(
        "error",
        "Dòng {where} không còn là dòng đã được xem khi sửa ({value})", "The row {where} is no longer the one that was corrected ({value})",
        "Xem lại: nếu vẫn cần sửa, ghi row_sha256: {found}; nếu không, bỏ mục này",
        "Look again: where the correction still holds, write row_sha256: {found}; else remove the entry",
    ),
    "correction-of-quotation": Rule(
        "error",
        "Không sửa được cột {value} ở đây", "The column {value} cannot be corrected here",
        "Những gì bài in thì sửa trong evidence/; các cột được phép: {allowed}",
        "What the text prints is put right in evidence/; columns allowed: {allowed}",
    ),
    "correction-flag-unknown": Rule(
        "error",
        "Không có cờ {value}", "There is no flag {value}",
        "Các cờ: {allowed}", "Flags: {allowed}",
    ),
    "correction-repeated": Rule(
        "error",
        "{value} đã có một mục khác cho cùng việc (dòng {line})", "{value} already has an entry for the same (line {line})",
        "Gộp hai mục, hoặc bỏ một mục", "Join the two entries, or remove one",
    ),
    "correction-breaks": Rule(
        "error",
        "Dòng sau khi sửa vi phạm {rule}: {problem_vi}", "The corrected row breaks {rule}: {problem_en}",
        "{remedy_vi}", "{remedy_en}",
    ),
    "corrected-by-exclusion": Rule(
        "notice",
        "“{value}” bị loại khỏi phân tích: {reason_vi}", "“{value}” is left out of all analyses: {reason_en}",
        "{author}, {date}; corrections.yml, dòng {line}", "By {author}, {date}; corrections.yml, line {line}",
    ),
    "corrected-by-override": Rule(
        "notice",
        "“{value}” được sửa ({done}): {reason_vi}", "“{value}” is corrected ({done}): {reason_en}",
        "{author}, {date}; corrections.yml, dòng {line}", "By {author}, {date}; corrections.yml, line {line}",
    ),
    "corrected-by-flag": Rule(
        "notice",
        "“{value}” được thêm cờ {done}: {reason_vi}", "“{value}” is given the flag {done}: {reason_en}",
        "{author}, {date}; corrections.yml, dòng {line}", "By {author}, {date}; corrections.yml, line {line}",
    ),
}  # fmt: skip

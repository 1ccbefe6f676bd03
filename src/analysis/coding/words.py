"""What the comparison of two coders and the audit of a text say, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.vocabulary import Language

Both = tuple[str, str]

REFUSALS: Mapping[str, Both] = {
    "same-file": ("{file}: hai lần cùng một tệp, không phải hai người mã hóa", "{file}: the same file twice, not two coders"),
    "no-file": ("{file}: không có tệp này", "{file}: there is no such file"),
    "unreadable": (
        "{file}, dòng {line}: không đọc được ({rule} {value})", "{file}, row {line}: cannot be read ({rule} {value})",
    ),
    "columns-missing": ("{file}: thiếu cột {columns}", "{file}: without the column {columns}"),
    "no-rows": ("{file}: không có số liệu nào", "{file}: no figure in it"),
    "no-one-text": (
        "{file}: các dòng phải ghi cùng một SHA-256 của văn bản, ít nhất một dòng phải ghi",
        "{file}: the rows must name one text by its SHA-256, at least one of them",
    ),
    "no-place": (
        "{file}, dòng {line}: không rõ “{quotation}” ở đâu trong văn bản; ghi start và end, hoặc để văn bản (.txt) cạnh bản nháp",
        "{file}, row {line}: where “{quotation}” stands is not clear; write start and end, or keep the text (.txt) beside the draft",
    ),
    "other-text": (
        "hai tệp mã hóa hai văn bản khác nhau ({first}… và {second}…): vị trí không so được",
        "the files code two different texts ({first}… and {second}…): their places cannot be compared",
    ),
    "cell": ("{file}, dòng {line}: {error}", "{file}, row {line}: {error}"),
}  # fmt: skip
"""Why two files are no double coding."""

AGREEMENT: Mapping[str, Both] = {
    "found": (
        "Số liệu: cả hai có {both}, chỉ {first} có {only_first}, chỉ {second} có {only_second}; cùng tìm thấy {percent} % của {found}",
        "Figures: {both} in both, {only_first} only in {first}, {only_second} only in {second}; both found {percent} % of {found}",
    ),
    "column": ("Cột", "Column"),
    "compared": ("so sánh", "compared"),
    "equal": ("giống", "equal"),
    "percent": ("%", "%"),
    "kappa": ("kappa", "kappa"),
    "alpha": ("alpha", "alpha"),
    "no-variation": ("không biến thiên", "no variation"),
    "no-pairs": ("không có cặp", "no pairs"),
    "of-numbers": ("cột số", "numbers"),
    "all": ("Tất cả", "All"),
    "about-no-variation": (
        "không biến thiên: mọi ô đều ghi như nhau, nên trùng hợp ngẫu nhiên là chắc chắn và hệ số không xác định (0/0)",
        "no variation: every cell says the same, so that agreement by chance is certain and the coefficient is 0 / 0",
    ),
    "about-no-pairs": (
        "không có cặp: không có dòng nào mà cả hai người đều ghi số", "no pairs: there is no row in which both wrote a number",
    ),
    "about-numbers": (
        "cột số: chỉ có alpha (thang tỷ lệ); ô để trống không tính vào alpha, nhưng tính vào tỷ lệ giống nhau",
        "numbers: alpha only, at the ratio level; empty cells count for the percentage and not for alpha",
    ),
    "settle": ("Cần thống nhất: {count}", "To settle: {count}"),
    "more": ("… và {count} chỗ nữa; -o FILE.csv ghi tất cả", "… and {count} more; -o FILE.csv lists all of them"),
    "written": ("{file}: {count} chỗ cần thống nhất", "{file}: {count} cells to settle"),
    "figure": ("có số liệu này", "has the figure"),
    "nothing": ("(không)", "(nothing)"),
    "overwrites": ("{file} là tệp của một người mã hóa; chọn tên khác cho -o", "{file} is a coder's file; name another one with -o"),
}  # fmt: skip

AUDIT: Mapping[str, Both] = {
    "no-folder": ("{folder}: không phải thư mục chứa văn bản", "{folder}: no folder with texts"),
    "agrees": ("khớp", "agrees"),
    "differs": ("không khớp", "differs"),
    "figures": ("{agreeing}/{figures} số liệu khớp văn bản", "{agreeing} of {figures} figures agree with the text"),
    "uncoded": ("không mã hóa, có lý do: {count}", "not coded, with a reason: {count}"),
    "digits": ("chữ số khác: {reasons}", "other digits: {reasons}"),
    "no-digits": ("không có chữ số nào khác", "no other digits"),
    "recall": ("bộ trích xuất tìm được {found}/{figures}", "the extraction finds {found} of {figures}"),
    "written": ("cách viết: {parts}", "as written: {parts}"),
    "composed": ("dấu dựng sẵn (NFC)", "marks composed (NFC)"),
    "apart": ("dấu tách rời (không phải NFC): {count} chữ", "marks apart from their letters (not NFC): {count}"),
    "spaces": ("khoảng trắng khác thường: {spaces}", "other spaces: {spaces}"),
    "no-break": ("dấu cách không ngắt", "no-break space"),
    "twice": ("hai cách đặt dấu: {pairs}", "two spellings of a word: {pairs}"),
    "other-version": (
        "một bản khác của văn bản: không kiểm tra được vị trí; {quoted}/{figures} trích dẫn có trong đó",
        "another version of the text: no place can be checked; {quoted} of {figures} quotations stand in it",
    ),
    "unread": ("không đọc được", "not read"),
    "overlooked": ("không tìm được: {ids}", "not found by it: {ids}"),
    "more": ("… và {count} chỗ nữa; --all in tất cả", "… and {count} more; --all prints them"),
    "not-audited": ("chưa kiểm tra, không có văn bản trong {folder}: {ids}", "not audited, no text in {folder}: {ids}"),
    "none": ("không có văn bản nào trong {folder} mang tên <source_id>.txt", "no text in {folder} is named <source_id>.txt"),
    "passed": (
        "{audited}/{held} văn bản đã kiểm tra: {figures} số liệu khớp, không còn chữ số nào không rõ",
        "{audited} of {held} texts audited: {figures} figures agree, no digit is left unexplained",
    ),
    "failed": ("chỗ không khớp: {mismatches}; văn bản đã kiểm tra: {audited}", "mismatches: {mismatches}; texts audited: {audited}"),
    "unknown": ("không có nguồn {ids}; có: {known}", "no source {ids}; there are {known}"),
}  # fmt: skip


def said(words: Mapping[str, Both], key: str, lang: Language, **details: str) -> str:
    """The sentence of that key in one language, with its details filled in."""
    return words[key][0 if lang == "vi" else 1].format(**details)

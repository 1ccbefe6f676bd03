"""Words of the coding desk, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.vocabulary import Language, Term

WORDS: Mapping[str, Term] = {
    code: Term(code, vi, en)
    for code, vi, en in (
        ("open", "Mở", "Open"),
        ("drafts", "Bản nháp", "Drafts"),
        ("upload", "Tài liệu mới", "New document"),
        ("no-drafts", "Chưa có bản nháp nào", "There are no drafts yet"),
        ("text", "Văn bản", "Text"),
        ("figures", "Số liệu", "Figures"),
        ("document", "Tài liệu", "Document"),
        ("confirm", "Xác nhận", "Confirm"),
        ("reject", "Bỏ", "Reject"),
        ("reopen", "Xét lại", "Reopen"),
        ("previous", "Trước", "Previous"),
        ("next", "Sau", "Next"),
        ("take-back", "Hoàn tác", "Undo"),
        ("add", "Thêm số", "Add figure"),
        ("spread", "Sửa như vậy ở các dòng giống", "Correct those alike"),
        ("table", "Bảng", "Table"),
        ("confirm-rest", "Xác nhận mọi dòng không lỗi", "Confirm all without an error"),
        ("save", "Lưu làm số liệu", "Save as evidence"),
        ("replace", "Thay nguồn đã có", "Replace a source that is there"),
        ("reason", "Lý do bỏ", "Reason"),
        ("reason-first", "Chọn lý do bỏ trước", "Choose the reason first"),
        ("confirmed", "đã xác nhận", "confirmed"),
        ("rejected", "đã bỏ", "rejected"),
        ("undecided", "chưa quyết định", "undecided"),
        ("of", "trên", "of"),
        ("sure", "chữ ở cạnh số", "words beside the number"),
        ("look", "nên xem: chữ ở xa hơn", "look: words further away"),
        ("guess", "đoán: hãy kiểm tra", "guess: please check"),
        ("error", "Lỗi", "Error"),
        ("notice", "Lưu ý", "Notice"),
        ("no-findings", "Không có lỗi", "No errors"),
        ("errors-in-document", "lỗi ở phần tài liệu", "errors about the document"),
        ("number", "Con số", "The number"),
        ("what", "Đếm gì", "What it counts"),
        ("whose", "Của ai", "Whose it is"),
        ("when", "Khi nào", "When"),
        ("more", "Thêm", "More"),
        ("nothing", "–", "–"),
        ("not-saved", "Chưa lưu.", "Not saved."),
        ("left-undecided", "số liệu chưa có quyết định: xác nhận (C) hoặc bỏ (R) từng số",
         "figures without a decision: confirm (C) or reject (R) each of them"),
        ("saved", "Đã lưu", "Saved"),
        ("saved-next", "Tiếp theo: analysis report 01", "Next: analysis report 01"),
        ("changed-elsewhere",
         "Tệp nháp đã bị chương trình khác sửa (bảng tính còn mở?): mở lại bản nháp, rồi làm lại bước cuối",
         "The draft was changed by another program (a spreadsheet?): open it again, then repeat the last step"),
        ("keys",
         "Phím: N sau · P trước · C xác nhận · R bỏ (chọn lý do, Enter) · U xét lại · Z hoàn tác · "
         "S sửa các dòng giống · A thêm số từ chữ đã chọn · X số chưa rõ · "
         "E sửa · D tài liệu · W lưu · Esc về văn bản",
         "Keys: N next · P previous · C confirm · R reject (choose a reason, Enter) · U reopen · Z undo · "
         "S correct those alike · A add a figure from selected words · X unexplained numbers · "
         "E edit · D document · W save · Esc back to the text"),
        ("left", "số chưa rõ", "unexplained"),
        ("left-one", "chưa có dòng, chưa có lý do", "neither a row nor a reason"),
        ("none-left", "Mọi con số trong bài đều có dòng hoặc lý do", "Every number of the text has a row or a reason"),
        ("about-left",
         "Các con số này chưa được mã hóa và cũng chưa có lý do để bỏ; analysis audit sẽ hỏi về từng số. "
         "Bấm vào một số, hoặc phím X.",
         "These numbers are not coded, and no reason says why not; analysis audit will ask about each of them. "
         "Click on one, or press X."),
        ("left-digits", "Con số này chưa được mã hóa, và không quy tắc nào biết nó là gì.",
         "This number is not coded, and no rule knows what it is."),
        ("left-figure", "Các quy tắc tìm thấy ở đây một số liệu mà bảng không có.",
         "The rules find a figure here that the table does not have."),
        ("left-add", "Là số liệu: A thêm một dòng, rồi xem các ô và xác nhận.",
         "It is a figure: A adds a row; look at its cells and confirm it."),
        ("left-explain", "Không phải: R, chọn lý do, Enter.", "It is none: R, choose the reason, Enter."),
        ("left-leave", "Để sau: X số tiếp theo, N hoặc P về các số liệu.",
         "Later: X the next one, N or P back to the figures."),
        ("left-first", "Con số này chưa có dòng: A thêm nó trước, hoặc R bỏ nó kèm lý do",
         "This number has no row yet: A adds it first, or R leaves it out with a reason"),
        ("select-first", "Chọn (bôi đen) con số trong văn bản trước, rồi bấm A",
         "Select the number in the text first, then press A"),
        ("undated", "Chưa biết ngày đăng, mà “đến nay”, “năm nay” tính từ ngày ấy. Ghi trước tiên: phím D; "
         "các dòng chưa ai sửa được đề xuất lại theo ngày ấy.",
         "The day of publication is not known, and “to date”, “this year” depend on it. Write it first: D; "
         "rows that nobody has touched are then proposed anew."),
        ("unplaced", "Không rõ bài là của địa phương nào, nên mã nguồn chỉ là tạm. Trước khi lưu, ghi địa phương-năm, "
         "như dongthap-2024, vào Mã nguồn (phím D).",
         "Whose text it is does not stand in it, so the source id is only a stand-in. Write place-year, such as "
         "dongthap-2024, as Source id before you save (D)."),
        ("confirmed-wrong", "Đã xác nhận, nhưng dòng này còn lỗi (⚠): chỉ lưu được khi hết lỗi",
         "Confirmed, but this row has an error (⚠): nothing is saved while one is left"),
        ("next-left", "Số chưa rõ", "Unexplained"),
        ("saved-left", "Phím X cho xem từng số; xong thì lưu lại (chọn “Thay nguồn đã có”)",
         "X shows each of them; then save again (with “Replace a source that is there”)"),
        ("decision", "Quyết định", "Decision"),
        ("value", "Giá trị", "Value"),
        ("findings", "Phát hiện", "Findings"),
    )
}  # fmt: skip

HEAD_LABELS: Mapping[str, Term] = {
    "coder": Term("coder", "Người mã hóa", "Coded by"),
    "coded_on": Term("coded_on", "Ngày mã hóa", "Coded on"),
}
"""Labels of keys of the head that are no columns of the bibliography."""

FIELDS: Mapping[str, Term] = {
    **HEAD_LABELS,
    "decision": WORDS["decision"],
    "reason": WORDS["reason"],
    "uncoded_reason": WORDS["reason"],
    "row_id": Term("row_id", "Số dòng (#)", "Row (#)"),
}
"""Labels of what findings name and the codebook does not."""

REMEDIES: Mapping[str, Term] = {
    rule: Term(rule, vi, en)
    for rule, vi, en in (
        ("word-unknown", "Gần nhất: {nearest}. Chọn trong danh sách của ô",
         "Nearest: {nearest}. Choose from the list of the field"),
        ("reference-unknown", "Gần nhất: {nearest}. Gõ tên rồi chọn trong danh sách của ô",
         "Nearest: {nearest}. Type the name and choose from the list of the field"),
        ("quotation-missing", "Chép vào {column} đúng chữ trong bài", "Copy the words of the text into {column}"),
        ("quotation-misplaced", "Chép vào `as_written` đúng chữ trong bài",
         "Copy the words of the text into `as_written`"),
        ("draft-period-unknown",
         "“Đến nay” tính đến ngày đăng: ghi `date_published` trước (phím D), các dòng sẽ được đề xuất lại; nếu không "
         "rõ ngày đăng, ghi ngày cuối của kỳ vào `period_end`",
         "“To date” means the day of publication: write `date_published` first (D), then the rows are proposed anew; "
         "where it is not known, write the last day of the period into `period_end`"),
        ("draft-title-missing", "Ghi `title` (phím D)", "Write the `title` (D)"),
        ("draft-reason-missing", "Chọn `reason`, rồi bấm Bỏ (R)", "Choose the `reason`, then press Reject (R)"),
        ("draft-reason-needless", "Bấm Bỏ (R) để bỏ số này, hoặc Xét lại (U)",
         "Press Reject (R) to leave it out, or Reopen (U)"),
        ("draft-source-differs", "Ghi lại `source_id` (phím D): mọi dòng theo đó",
         "Write `source_id` anew (D): all rows follow"),
        ("draft-row-unknown", "Chọn một dòng trong danh sách của ô, hoặc để trống",
         "Choose a row from the list of the field, or none"),
        ("draft-row-twice", "Chọn lại dòng ấy trong danh sách của ô",
         "Choose the row from the list of the field again"),
        ("draft-place-of-words", "Chép đúng chữ trong bài; có nhiều lần thì trích dài hơn (tối đa 6 từ)",
         "Copy the words of the text; where they stand several times, quote more (at most six words)"),
        ("draft-source-exists",
         "Đổi `source_id` (bài thứ hai của năm: thêm chữ b), hoặc đánh dấu “Thay nguồn đã có” cạnh nút lưu",
         "Choose another `source_id` (a second text of the year: add the letter b), or tick “Replace a source that is "
         "there” beside the button"),
        ("draft-coder-missing", "Ghi tên vào `coder` (phím D)", "Write the name into `coder` (D)"),
    )
}  # fmt: skip
"""What to do at the desk, where that is something else than in the files."""


def word(name: str, lang: Language) -> str:
    """A word of the desk in one language."""
    return WORDS[name].label(lang)

"""Why a file cannot be read, or must be looked at: what was found and what to do, in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.vocabulary import Language

Reason = Literal[
    "file-missing", "folder", "file-unreadable", "too-large", "too-long", "empty", "kind-unknown", "image",
    "old-office", "rich-text", "web-archive", "other-office", "encrypted", "broken", "scanned", "no-article", "no-text",
    "encoding-unknown", "damaged", "old-encoding", "lookalikes", "horns", "unreadable", "expands", "entities",
]  # fmt: skip
DoubtReason = Literal[
    "named-otherwise", "decomposed", "gha", "lookalikes-few", "doubtful-letters", "no-marks", "paragraphs-lost",
    "pages-without-text", "ocr", "control-characters", "captions-left-out", "table-rows-uneven", "turned",
    "columns-mixed",
]  # fmt: skip

SAVE_AS_UNICODE_VI = "Chuyển sang Unicode dựng sẵn (ví dụ bằng UniKey Toolkit: Ctrl+Shift+F6) rồi lưu dạng UTF-8"
SAVE_AS_UNICODE_EN = "Convert it to precomposed Unicode (UniKey Toolkit does: Ctrl+Shift+F6) and save it as UTF-8"

REFUSALS: Mapping[Reason, tuple[str, str]] = {
    "file-missing": ("không có tệp này. Kiểm tra đường dẫn", "there is no such file. Check the path"),
    "folder": ("đây là thư mục. Ghi tên một tệp trong đó", "this is a folder. Name a file in it"),
    "file-unreadable": (
        "không đọc được tệp ({problem}). Kiểm tra quyền đọc và đường dẫn",
        "the file cannot be read ({problem}). Check its permissions and the path",
    ),
    "too-large": (
        "tệp có {size} MB, lớn hơn giới hạn {limit} MB. Tách tệp thành nhiều phần",
        "the file has {size} MB, more than the limit of {limit} MB. Split it into parts",
    ),
    "too-long": (
        "{found} vượt giới hạn {limit}. Tách tệp thành nhiều phần",
        "{found} is more than the limit of {limit}. Split the file into parts",
    ),
    "empty": ("tệp rỗng. Lưu hoặc tải lại tệp", "the file is empty. Save or download it again"),
    "kind-unknown": (
        "không phải là văn bản, trang web, PDF hay Word (.docx). Lưu lại theo một trong các dạng ấy",
        "this is no text, web page, PDF or Word file (.docx). Save it as one of these",
    ),
    "image": (
        "tệp là ảnh ({found}). Nhận dạng chữ (OCR) trước, đọc soát, rồi lưu dạng văn bản UTF-8",
        "the file is an image ({found}). Recognise its letters first (OCR), proofread, and save as UTF-8 text",
    ),
    "old-office": (
        "tệp Word/Office đời cũ (.doc). Mở bằng Word hoặc LibreOffice rồi lưu dạng .docx",
        "an older Word or Office file (.doc). Open it in Word or LibreOffice and save it as .docx",
    ),
    "rich-text": (
        "tệp RTF. Mở bằng Word hoặc LibreOffice rồi lưu dạng .docx",
        "an RTF file. Open it in Word or LibreOffice and save it as .docx",
    ),
    "web-archive": (
        "tệp lưu trữ trang web (MHTML). Trong trình duyệt, lưu dạng “Trang web, chỉ HTML”",
        "a web archive (MHTML). In the browser, save the page as “Webpage, HTML only”",
    ),
    "other-office": (
        "tệp nén hoặc tệp Office không phải .docx. Lưu dạng .docx, PDF hoặc văn bản UTF-8",
        "a zip or Office file that is no .docx. Save it as .docx, PDF or UTF-8 text",
    ),
    "encrypted": (
        "tệp có mật khẩu. Mở bằng mật khẩu rồi lưu một bản không có mật khẩu",
        "the file needs a password. Open it with the password and save a copy without",
    ),
    "broken": (
        "tệp bị hỏng ({problem}). Tải lại, hoặc mở và lưu lại bằng chương trình của nó",
        "the file is broken ({problem}). Download it again, or open and save it in its own program",
    ),
    "scanned": (
        "PDF chỉ có ảnh quét, không có lớp chữ ({found} trang). Nhận dạng chữ (OCR) trước, rồi đọc soát",
        "the PDF holds scanned images and no text ({found} pages). Recognise the letters first (OCR), then proofread",
    ),
    "no-article": (
        "không tìm thấy bài viết trong trang web. Chép nội dung bài vào tệp .txt (UTF-8)",
        "no article was found in the web page. Copy the body of the article into a .txt file (UTF-8)",
    ),
    "no-text": (
        "tệp không có chữ nào. Kiểm tra xem có đúng tệp không",
        "the file holds no words. Check that it is the right file",
    ),
    "encoding-unknown": (
        "không phải UTF-8 (byte thứ {byte}) và không nhận ra bảng mã. " + SAVE_AS_UNICODE_VI,
        "not UTF-8 (byte {byte}), and the encoding was not recognised. " + SAVE_AS_UNICODE_EN,
    ),
    "damaged": (
        "UTF-8 bị hỏng ở byte thứ {byte} (dòng {line}). Tải lại tệp, hoặc mở, sửa chỗ ấy và lưu lại dạng UTF-8",
        "damaged UTF-8 at byte {byte} (line {line}). Download it again, or correct the place and save it as UTF-8",
    ),
    "old-encoding": (
        "chữ Việt viết theo bảng mã {encoding} (dòng {line}: “{sample}” là “{meant}”). " + SAVE_AS_UNICODE_VI,
        "Vietnamese written in {encoding} (line {line}: “{sample}” is “{meant}”). " + SAVE_AS_UNICODE_EN,
    ),
    "lookalikes": (
        "chữ cái Latinh bị thay bằng chữ của hệ chữ khác trông giống ({count} từ, ví dụ “{sample}”). Tìm bản khác của "
        "tài liệu, hoặc nhận dạng chữ (OCR) từ ảnh trang rồi đọc soát",
        "Latin letters are replaced by look-alikes of other scripts ({count} words, such as “{sample}”). Find another "
        "copy of the document, or recognise the letters from images of its pages (OCR) and proofread",
    ),
    "horns": (
        "“ô” bị đọc thành “ơ” ({count} từ, ví dụ “{sample}”). Tìm bản khác của tài liệu, hoặc sửa chữ rồi lưu dạng "
        "văn bản",
        "“ô” came out as “ơ” ({count} words, such as “{sample}”). Find another copy of the document, or correct the "
        "letters and save it as text",
    ),
    "unreadable": (
        "chỉ {share} % từ có dấu là âm tiết tiếng Việt (không phải: “{sample}”): chữ hỏng. Tìm bản khác, hoặc nhận "
        "dạng chữ (OCR) rồi đọc soát",
        "only {share} % of the words with marks are Vietnamese syllables (not “{sample}”): the letters are damaged. "
        "Find another copy, or recognise the letters (OCR) and proofread",
    ),
    "expands": (
        "tệp nén phình ra quá {limit} MB. Kiểm tra nguồn của tệp",
        "the packed file unfolds to more than {limit} MB. Check where it comes from",
    ),
    "entities": (
        "tệp khai báo thực thể XML, điều Word không làm. Kiểm tra nguồn của tệp, rồi mở và lưu lại bằng Word",
        "the file declares XML entities, which Word never does. Check where it comes from, then save it again in Word",
    ),
}

DOUBTS: Mapping[DoubtReason, tuple[str, str]] = {
    "named-otherwise": (
        "Tên tệp kết thúc bằng {suffix} nhưng nội dung là {kind}; đã đọc theo nội dung",
        "The file is named {suffix} but holds {kind}; it was read as that",
    ),
    "decomposed": (
        "Văn bản dùng Unicode tổ hợp, mỗi dấu là một ký tự riêng; đã ghép lại (NFC) và giữ như vậy",
        "The text was decomposed Unicode, each mark a character of its own; it was composed (NFC) and is kept so",
    ),
    "gha": (
        "{count} chữ “ƣ” (U+01A3) của PDF cũ thay cho “ư”",
        "{count} letters “ƣ” (U+01A3) of older PDFs stand for “ư”",
    ),
    "lookalikes-few": (
        "{count} từ lẫn chữ cái của hệ chữ khác, ví dụ “{sample}”: số liệu bên cạnh có thể bị bỏ sót",
        "{count} words mix letters of two scripts, such as “{sample}”: figures beside them may be missed",
    ),
    "doubtful-letters": (
        "Chỉ {share} % từ có dấu là âm tiết tiếng Việt, ví dụ sai: “{sample}”. Có thể là bản nhận dạng chữ "
        "(OCR): đọc soát",
        "Only {share} % of the words with marks are Vietnamese syllables; not “{sample}”. Perhaps recognised letters "
        "(OCR): proofread them",
    ),
    "no-marks": (
        "Hầu như không có chữ Việt có dấu: văn bản tiếng nước ngoài, hoặc tiếng Việt không dấu",
        "Hardly any letter has Vietnamese marks: another language, or Vietnamese without its marks",
    ),
    "paragraphs-lost": (
        "{count} đoạn của trang web có thể bị bỏ sót, ví dụ “{sample}…”: so với trang gốc",
        "{count} paragraphs of the page may have been missed, such as “{sample}…”: compare with the page",
    ),
    "pages-without-text": (
        "Các trang không có lớp chữ, chưa đọc: {pages}",
        "Pages without text, which were not read: {pages}",
    ),
    "ocr": (
        "{count} trang là ảnh quét có lớp chữ nhận dạng (OCR): đối chiếu từng số với ảnh",
        "{count} pages are scans under recognised letters (OCR): hold every number against the image",
    ),
    "captions-left-out": (
        "Chú thích ảnh có chữ số, không được đọc: {count}, ví dụ “{sample}…”: số liệu trong đó phải tự thêm",
        "Captions of pictures with digits, left out: {count}, such as “{sample}…”: their figures must be added by hand",
    ),
    "table-rows-uneven": (
        "Số hàng của bảng có số ô khác các hàng xung quanh: {count}, ví dụ “{sample}…”: không rõ số nào thuộc cột nào; "
        "đối chiếu với tài liệu",
        "Rows of tables with more or fewer cells than the rows around them: {count}, such as “{sample}…”: which column "
        "a number belongs to is not known; compare with the document",
    ),
    "columns-mixed": (
        "Các trang có hai cột chữ được vẽ theo từng dòng, câu của hai cột lẫn vào nhau: {pages}",
        "Pages of two columns that were drawn line by line, so that their sentences are mixed: {pages}",
    ),
    "turned": (
        "Các trang có chữ xoay ngang, dòng có thể bị ngắt hoặc lẫn: {pages}",
        "Pages with turned letters, whose lines may be broken or mixed: {pages}",
    ),
    "control-characters": (
        "{count} ký tự điều khiển trong văn bản",
        "{count} control characters in the text",
    ),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a text that was read which a person should look at."""

    reason: DoubtReason
    details: tuple[tuple[str, str], ...] = ()

    def sentence(self, lang: Language) -> str:
        """What was found."""
        return DOUBTS[self.reason][lang == "en"].format_map(dict(self.details))


class DocumentError(Exception):
    """A file that cannot be read as a document; ``reason`` is a code, ``details`` what was found."""

    def __init__(self, reason: Reason, **details: str) -> None:
        self.reason, self.details = reason, details
        super().__init__(self.sentence("en"))

    def sentence(self, lang: Language) -> str:
        """What was found and what to do."""
        words = REFUSALS[self.reason][lang == "en"].format_map(self.details)
        return words[0].upper() + words[1:] if words[0].isalpha() else words

"""Files as people have them, made by the tests: web pages, PDFs, Word files, texts in the encodings of the 1990s."""

from __future__ import annotations

import importlib.resources
import io
import unicodedata
import zipfile
from collections.abc import Mapping
from functools import cache

import typst

SENTENCE = "Trong năm 2022, tỉnh đã mở 24 lớp đào tạo, bồi dưỡng cho hơn 1.250 lượt cán bộ, công chức cấp xã"
LONG = (
    "Trong 6 tháng đầu năm 2023, huyện đã cử 123 lượt cán bộ, công chức đi đào tạo, bồi dưỡng lý luận chính trị và "
    "quản lý nhà nước; mở hai lớp bồi dưỡng nghiệp vụ cho 45 đồng chí, đạt 96,5% kế hoạch năm. Giai đoạn 2021-2025, "
    "toàn tỉnh phấn đấu có từ 15-20% cán bộ được bồi dưỡng về quốc phòng - an ninh. Đến "
    "nay, kinh phí đã cấp là 7,9 tỷ đồng."
)

IN_OLD_ENCODINGS: Mapping[str, str] = {
    "TCVN3 (ABC)": (
        "Trong n¨m 2022, tØnh ®· më 24 líp ®µo t¹o, båi d\xadìng cho h¬n 1.250 l\xadît c¸n bé, c«ng chøc cÊp x·"
    ),
    "VISCII": "Trong nåm 2022, tïnh ðã m· 24 l¾p ðào tÕo, b°i dßÞng cho h½n 1.250 lßþt cán bµ, công chÑc c¤p xã",
    "VPS": "Trong næm 2022, tÌnh Çã mª 24 l§p Çào tåo, bÒi dÜ«ng cho hÖn 1.250 lÜ®t cán b¶, công chÙc cÃp xã",
    "VNI": (
        "Trong naêm 2022, tænh ñaõ môû 24 lôùp ñaøo taïo, boài döôõng cho hôn 1.250 löôït caùn boä, "
        "coâng chöùc caáp xaõ"
    ),
    "Windows-1258": "",
}
"""The sentence as Western European letters: TCVN3 and VISCII by GNU iconv, VPS and VNI by their charts."""


def windows_1258(text: str) -> bytes:
    """The text in Windows-1258, which writes most tones as marks of their own after the letter."""
    written = b""
    for character in text:
        try:
            written += character.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", character)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            letter = unicodedata.normalize("NFC", marks.replace(tone, ""))
            written += (letter + tone).encode("cp1258")
    return written


PARAGRAPHS = (
    "Trong năm 2022, tỉnh Bắc Ninh đã mở 24 lớp đào tạo, bồi dưỡng cho hơn 1.250 lượt cán bộ, công chức, viên chức, "
    "đạt 96,5% kế hoạch; kinh phí 7,9 tỷ đồng.",
    "Trong đó, có 450 lượt người học lý luận chính trị, 320 lượt học quản lý nhà nước và 480 lượt học nghiệp vụ.",
    "Phấn đấu đến năm 2025, 100% cán bộ, công chức cấp xã được bồi dưỡng kỹ năng số, 80% công chức tỉnh học ngoại ngữ.",
)
ROWS = (("Nội dung", "Số lớp", "Lượt"), ("Lý luận chính trị", "5", "450"), ("Quản lý nhà nước", "4", "320"))
DECLARED = (
    '<meta property="article:published_time" content="2022-12-05T08:30:00+07:00">'
    '<meta name="author" content="Nguyễn Văn A">'
)


def page(charset: str = "utf-8", declared: str = DECLARED) -> str:
    """A page of a newspaper's site, with all that stands around an article."""
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="{charset}"><title>Kết quả đào tạo cán bộ năm 2022 - Báo Bắc Ninh</title>
<meta property="og:title" content="Kết quả đào tạo cán bộ năm 2022">
<meta property="og:site_name" content="Báo Bắc Ninh">
{declared}<link rel="canonical" href="https://baobacninh.example.vn/ket-qua-2022.html"></head><body>
<div id="top"><ul class="menu"><li><a href="/">Trang chủ</a></li><li><a href="/lop">15 lớp học mới</a></li></ul>
<div class="date">Thứ Sáu, 01/03/2024</div></div>
<div class="row"><div class="col-8"><div class="breadcrumb">Trang chủ / Tin tức</div><div class="detail">
<h1>Kết quả đào tạo cán bộ năm 2022</h1><div class="meta">Lượt xem: 1.234</div><p><b>{PARAGRAPHS[0]}</b></p>
<figure><img src="http://example.vn/a.jpg"><figcaption>Quang cảnh lớp học của 12 học viên</figcaption></figure>
<p>{PARAGRAPHS[1]}</p><table>{table}</table><p>{PARAGRAPHS[2]}</p><p>Nguyễn Văn A</p><p>Số lượt xem: 161</p></div>
<div><h3>Tin liên quan</h3><ul><li><a href="/1">Mở 19 lớp bồi dưỡng cho 900 học viên</a></li>
<li><a href="/2">Bồi dưỡng 333 đại biểu HĐND</a></li></ul></div></div>
<div class="col-4"><h3>Xem nhiều</h3><p><a href="/3">8 lớp mới cho 222 người</a></p>
<div class="quangcao">Giảm 50%</div></div>
</div><div id="foot"><p>Bản quyền thuộc Báo Bắc Ninh. Giấy phép số 123/GP-BTTTT. Đã truy cập : 43497372</p>
<p>Đang online: 25</p></div>
</body></html>"""


@cache
def pdf(body: str, settings: str = "") -> bytes:
    """A PDF of Typst markup, in pages of 148 × 210 mm."""
    family = "Source Serif 4"
    source = (
        f'#set page(width: 148mm, height: 210mm, margin: 18mm)\n{settings}\n#set text(lang: "vi", font: "{family}")\n'
    )
    folder = importlib.resources.files("fontpkg_source_serif_4")
    return bytes(typst.compile((source + body).encode(), font_paths=[str(folder)]))


_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def paragraph(words: str, mark: str = "") -> str:
    """A paragraph of one run; ``mark`` are properties of the run."""
    return f"<w:p><w:r><w:rPr>{mark}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def row(*cells: str) -> str:
    """A row of a Word table."""
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def docx(body: str, doctype: str = "", packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A Word file with a header, a title and a body."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"{doctype}<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/header1.xml": f"<w:hdr {_SPACES}>{paragraph('UBND tỉnh, 99 lượt')}</w:hdr>",
        "docProps/core.xml": '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Báo cáo năm</dc:title></c>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as packed:
        for name, part in parts.items():
            packed.writestr(zipfile.ZipInfo(name, (2022, 1, 1, 0, 0, 0)), part, packing)
    return stream.getvalue()

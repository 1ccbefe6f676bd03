"""A document is read as its author wrote it, or refused with what was found and what to do; never misread."""

from __future__ import annotations

import io
import os
import re
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from document_files import (
    IN_OLD_ENCODINGS,
    LONG,
    PARAGRAPHS,
    SENTENCE,
    docx,
    page,
    paragraph,
    pdf,
    row,
    windows_1258,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.sources.documents import LIMITS, Document, DocumentError, read_document
from analysis.sources.documents.refusal import DOUBTS, REFUSALS


@pytest.fixture
def read(tmp_path: Path):
    def of(content: bytes | str, name: str = "a.txt") -> Document:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_document(path)

    return of


@pytest.fixture
def refused(read):
    def of(content: bytes | str, name: str = "a.txt") -> DocumentError:
        with pytest.raises(DocumentError) as caught:
            read(content, name)
        return caught.value

    return of


def doubts(document: Document) -> list[str]:
    return [doubt.reason for doubt in document.doubts]


def outcome(path: Path) -> str:
    """What became of a file: its text, or why it was refused; any other exception is a fault of the reader."""
    try:
        document = read_document(path)
    except DocumentError as error:
        return f"{error.sentence('vi')} {error.sentence('en')}"
    return document.content.decode() + "".join(doubt.sentence("vi") for doubt in document.doubts)


class TestText:
    @pytest.mark.parametrize("text", [SENTENCE, f"\ufeff{SENTENCE}\r\n\r\nDòng hai\r\n", f"{LONG}\xa0\t{LONG}  \n\n"])
    def test_every_byte_is_kept(self, read, text):
        document = read(text)
        assert document.content == text.encode()
        assert document.text == text
        assert document.kind == "text"
        assert document.doubts == ()

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf16_with_its_mark_becomes_utf8(self, read, encoding):
        document = read(("\ufeff" + SENTENCE).encode(encoding))
        assert document.text == SENTENCE

    def test_decomposed_letters_are_composed_and_told(self, read):
        document = read(unicodedata.normalize("NFD", LONG))
        assert document.text == unicodedata.normalize("NFC", LONG)
        assert doubts(document) == ["decomposed"]

    def test_a_page_and_a_pdf_are_read_as_what_they_are_and_the_name_is_doubted(self, read):
        for content, kind in ((page().encode(), "html"), (pdf(LONG), "pdf"), (docx(paragraph(LONG)), "docx")):
            document = read(content, "bai.txt")
            assert document.kind == kind
            assert "named-otherwise" in doubts(document)
            assert ".txt" in document.doubts[0].sentence("vi")
        assert read(SENTENCE, "bai.html").kind == "text"


class TestOldEncodings:
    @pytest.mark.parametrize("encoding", IN_OLD_ENCODINGS)
    def test_the_bytes_of_an_old_encoding_are_named_not_read(self, refused, encoding):
        written = IN_OLD_ENCODINGS[encoding].encode("latin-1") or windows_1258(SENTENCE)
        error = refused(written)
        assert error.reason == "old-encoding"
        assert error.details["encoding"] == encoding
        assert "năm" in error.details["meant"]
        assert "UniKey" in error.sentence("vi")
        assert "UTF-8" in error.sentence("en")

    @pytest.mark.parametrize("kind", ["txt", "html", "pdf", "docx"])
    @pytest.mark.parametrize("western", ["latin-1", "cp1252"])
    @pytest.mark.parametrize("encoding", IN_OLD_ENCODINGS)
    def test_so_are_its_letters_inside_unicode(self, refused, encoding, western, kind):
        written = IN_OLD_ENCODINGS[encoding].encode("latin-1") or windows_1258(SENTENCE)
        letters = written.decode(western)
        files = {
            "txt": lambda: letters.encode(),
            "html": lambda: f"<!doctype html><meta charset=utf-8><article><p>{letters}</p></article>".encode(),
            "pdf": lambda: pdf(f'#text("{letters}")'),
            "docx": lambda: docx(paragraph(letters)),
        }
        error = refused(files[kind](), f"a.{kind}")
        assert (error.reason, error.details["encoding"]) == ("old-encoding", encoding)

    def test_one_paragraph_in_an_old_font_is_found_among_others(self, refused):
        error = refused(docx(paragraph(LONG) * 50 + paragraph("§µo t¹o c¸n bé, c«ng chøc") + paragraph(LONG)), "a.docx")
        assert error.details["line"] == "51"
        assert error.details["sample"] == "§µo t¹o c¸n"
        assert error.details["meant"] == "Đào tạo cán"

    def test_a_headline_of_four_words_is_enough(self, refused):
        assert refused("®µo t¹o c¸n bé").details["encoding"] == "TCVN3 (ABC)"
        assert refused("ñaøo taïo caùn boä").details["encoding"] == "VNI"

    def test_utf8_shown_as_western_letters_is_told(self, refused):
        assert refused(SENTENCE.encode().decode("cp1252", "replace")).details["encoding"] == "UTF-8 → Windows-1252"

    def test_utf8_with_a_broken_byte_is_damaged_not_old(self, refused):
        error = refused(f"{LONG}\n".encode() + b"\xff" + LONG.encode())
        assert (error.reason, error.details["line"]) == ("damaged", "2")
        assert error.details["byte"] == str(len(f"{LONG}\n".encode()) + 1)

    def test_bytes_of_no_known_encoding_are_refused(self, refused):
        assert refused("Đào tạo".encode()[:-1] + b"\x9d\x81").reason in ("encoding-unknown", "damaged")
        assert refused("Обучение кадров в провинции".encode("cp1251")).reason == "encoding-unknown"


class TestLetters:
    def test_the_texts_of_the_highlands_and_of_abbreviations_are_sound(self, read):
        text = (
            "Huyện Krông Búk, Đăk Glong, Cư M'gar, Đắk R'Lấp và UBND, HĐND, CBCCVC các xã mở 12 lớp cho 340 người. " * 4
        )
        assert doubts(read(text)) == []

    def test_the_letter_gha_of_old_pdfs_is_told_and_corrected_where_the_bytes_are_not_kept(self, read):
        text = LONG.replace("ư", "ƣ")
        assert doubts(read(text)) == ["gha"]
        assert read(text).text == text
        assert read(docx(paragraph(text)), "a.docx").text == LONG
        assert doubts(read(docx(paragraph(text)), "a.docx")) == ["gha"]

    def test_o_with_a_horn_for_o_with_a_circumflex_is_refused(self, refused):
        error = refused((LONG + " công tác đào tạo không thông qua. ").replace("ô", "ơ").replace("ồ", "ờ") * 2)
        assert error.reason == "horns"
        assert "cơng" in error.sentence("vi")

    def test_lookalikes_of_other_scripts_are_refused(self, refused):
        error = refused("ເÔПǤ ເҺỨເ tỉnh Điện Ьiên đi đào tạo ПĂM 2020, bồi dưỡng ເán bộ cấp xã")
        assert error.reason == "lookalikes"

    def test_one_of_them_is_doubted(self, read):
        document = read(LONG * 5 + " Trường Cán bộ quản lý Віên Hòa")  # the first two letters are Cyrillic
        assert doubts(document) == ["lookalikes-few"]
        assert "Віên" in document.doubts[0].sentence("en")

    def test_recognised_letters_with_errors_are_doubted(self, read):
        scanned = (
            "Trong 6 tháng đẩu năm 2O23, huvện đâ cứ l23 lưọt cán bô, công chức đi đào tao, bổi dưõng lv luận chính "
            "tri và quàn lý nhà nưóc; mờ hai lóp bối dưõng nghiêp vu cho 45 đổng chí, đat 96,5% kê hoach năm."
        )
        document = read(scanned)
        assert doubts(document) == ["doubtful-letters"]
        assert "dưõng" in document.doubts[0].sentence("vi")

    def test_scrambled_letters_are_refused(self, refused):
        assert refused(" ".join(word[::-1] for word in LONG.split())).reason == "unreadable"

    @pytest.mark.parametrize(
        "text",
        [
            "The province trained more than 27,000 officials in 2021, of whom 14,460 were civil servants. " * 5,
            "Trong 6 thang dau nam 2023, huyen da cu 123 luot can bo, cong chuc di dao tao, boi duong ly luan. " * 5,
        ],
    )
    def test_text_without_vietnamese_marks_is_told(self, read, text):
        assert doubts(read(text)) == ["no-marks"]

    def test_numbers_alone_are_no_text(self, refused):
        assert refused("1.250 24 96,5%\n...").reason == "no-text"


class TestPages:
    def test_the_article_and_nothing_else(self, read):
        document = read(page(), "bai.html")
        assert document.text.split("\n") == [
            "Kết quả đào tạo cán bộ năm 2022",
            *PARAGRAPHS[:2],
            "Nội dung | Số lớp | Lượt",
            "Lý luận chính trị | 5 | 450",
            "Quản lý nhà nước | 4 | 320",
            PARAGRAPHS[2],
            "Nguyễn Văn A",
        ]
        assert doubts(document) == ["captions-left-out"]
        assert "12 học viên" in document.doubts[0].sentence("vi")

    def test_a_caption_without_a_number_is_no_doubt(self, read):
        assert doubts(read(page().replace("của 12 học viên", "của tỉnh"), "bai.html")) == []

    def test_what_the_page_declares(self, read):
        document = read(page(), "bai.html")
        assert document.title == "Kết quả đào tạo cán bộ năm 2022"
        assert (document.author, document.publisher) == ("Nguyễn Văn A", "Báo Bắc Ninh")
        assert document.url == "https://baobacninh.example.vn/ket-qua-2022.html"
        assert document.published == date(2022, 12, 5)

    def test_the_day_of_the_visit_is_no_day_of_publication(self, read):
        assert read(page(declared=""), "bai.html").published is None

    def test_a_day_in_a_script_for_search_engines_is_declared(self, read):
        script = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2022-12-06"}</script>'
        assert read(page(declared=script), "bai.html").published == date(2022, 12, 6)

    def test_the_declared_encoding_is_honoured(self, read):
        whole = read(page(), "bai.html")
        vietnamese = windows_1258(page("windows-1258"))
        assert read(vietnamese, "bai.htm").content == whole.content
        assert read(("\ufeff" + page("utf-8")).encode("utf-16-le"), "bai.html").content == whole.content
        assert read(page(declared="").replace('<meta charset="utf-8">', "").encode(), "bai.html").text == whole.text

    def test_a_wrong_declaration_is_refused(self, refused):
        assert refused(windows_1258(page("utf-8")), "bai.html").details["encoding"] == "Windows-1258"
        assert refused(page("x-viet-tcvn").encode("ascii", "replace"), "bai.html").reason == "old-encoding"

    def test_a_lead_beside_the_body_is_kept_once(self, read):
        lead, quote = f"Bài này nói về {SENTENCE}.", "“Cán bộ là nhân tố quyết định”, nghị quyết về đào tạo đã chỉ rõ."
        body = "".join(f"<p>{words}</p>" for words in (lead, *PARAGRAPHS, quote, LONG))
        detail = f'<div class="all"><h1>Đào tạo cán bộ</h1><div class="sapo"><p>{lead}</p></div><div>{body}</div></div>'
        around = (
            '<div class="menu"><a href="/a">Mở 15 lớp</a></div>{}<div class="foot"><p>Điện thoại: 0241.999</p></div>'
        )
        text = read(f"<html><body>{around.format(detail)}</body></html>", "bai.html").text
        assert text.split("\n") == ["Đào tạo cán bộ", lead, *PARAGRAPHS, quote, LONG]

    def test_a_paragraph_that_the_search_for_the_article_missed_is_told(self, read):
        hidden = f"<p><select><option>{SENTENCE}</option></select></p>"
        body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
        document = read(f"<html><body><article>{body}{hidden}</article></body></html>", "bai.html")
        assert doubts(document) == ["paragraphs-lost"]
        assert SENTENCE[:30] in document.doubts[0].sentence("vi")

    def test_references_are_letters(self, read):
        text = page().encode("ascii", "xmlcharrefreplace")
        assert read(text, "bai.html").text == read(page(), "bai.html").text

    @pytest.mark.parametrize("text", ["<html><body></body></html>", "<!doctype html><html><p>&#1;</p>", "<html><!--"])
    def test_a_page_without_an_article_is_refused(self, refused, text):
        error = refused(text, "bai.html")
        assert error.reason == "no-article"
        assert ".txt" in error.sentence("en")

    def test_a_page_of_links_without_end_is_refused(self, refused):
        assert refused("<html><body>" + "<a href=x>Lớp</a> " * 40_000, "bai.html").reason == "too-long"

    def test_nothing_outside_the_file_is_read(self, read, tmp_path):
        (tmp_path / "secret.txt").write_text("Bí mật 77 lượt", encoding="utf-8")
        text = page().replace("<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY x SYSTEM "secret.txt">]>')
        text = text.replace("<p>Nguyễn Văn A</p>", '<p>&x;</p><iframe src="secret.txt"></iframe>')
        assert "77" not in read(text, "bai.html").text


HEADED = '#set page(header: [UBND huyện Trà Bồng - Báo cáo năm 2023], numbering: "1")'
FILLERS = ("phú", "đông", "tây", "nam", "bắc", "hòa", "bình", "thạnh", "lộc", "mỹ", "vĩnh", "tân", "long", "an")
TABLE = "#table(columns: (auto, 1fr, auto, auto), [TT],[Nội dung],[Lớp],[Lượt],[1],[Lý luận chính trị],[2],[120])"


class TestPdf:
    @pytest.mark.parametrize("justify", ["true", "false"])
    @pytest.mark.parametrize("columns", [1, 2])
    @pytest.mark.parametrize("size", ["9pt", "12pt"])
    def test_soft_line_breaks_are_undone_and_no_sentence_is_cut(self, read, size, columns, justify):
        texts = [LONG.replace(" ", f" {name} ").replace(f"{name} cán", "cán") for name in FILLERS]
        look = f"#set page(columns: {columns})\n#set par(justify: {justify})\n#set text(size: {size})\n{HEADED}"
        document = read(pdf("\n\n".join(texts), look), "a.pdf")
        assert document.text.replace("\n", " ") == " ".join(texts)
        assert all(line.endswith(".") for line in document.text.split("\n"))
        assert len(document.text.split("\n")) <= len(texts) + 2, "but where a page ends with a sentence"
        assert document.doubts == ()

    def test_page_numbers_and_running_heads_are_left_out(self, read):
        text = read(pdf("\n\n".join([LONG] * 12), HEADED), "a.pdf").text
        assert "Trà Bồng" not in text
        assert not re.search(r"^\d+$", text, re.M)

    def test_a_lone_number_that_counts_no_pages_stays(self, read):
        text = read(pdf(f"{LONG}\n#v(1fr)\n#align(center)[374]"), "a.pdf").text
        assert text.split("\n")[-1] == "374"

    def test_list_items_and_headings_are_lines_of_their_own(self, read):
        body = f"= Kết quả đào tạo cán bộ\n{LONG}\n\n- Lớp thứ nhất cho 40 học viên\n- Lớp thứ hai cho 35 học viên"
        assert read(pdf(body), "a.pdf").text.split("\n") == [
            "Kết quả đào tạo cán bộ", LONG, "• Lớp thứ nhất cho 40 học viên", "• Lớp thứ hai cho 35 học viên",
        ]  # fmt: skip

    def test_paragraphs_may_be_told_by_their_indent_alone(self, read):
        look = "#set par(first-line-indent: (amount: 1.5em, all: true), spacing: 0.65em, justify: true)"
        texts = [SENTENCE, LONG, f"{LONG} {SENTENCE}", LONG]
        assert read(pdf("\n\n".join(texts), look), "a.pdf").text.split("\n") == texts

    @pytest.mark.parametrize("words", ["Nghị quyết số 26-NQ/TW", "giai đoạn 2016-2020", "quốc phòng - an ninh"])
    def test_signs_and_ranges_stay_whole_at_a_line_end(self, read, words):
        sentence = f"{SENTENCE} theo {words} của tỉnh."
        sheets = (f"#page(width: {width}mm)[{sentence}]" for width in range(60, 100, 2))
        assert read(pdf("\n".join(sheets)), "a.pdf").text.split("\n") == [sentence] * 20

    @pytest.mark.parametrize("turn", [90, 180, 270])
    def test_turned_pages_are_told(self, read, turn):
        file = pikepdf.open(io.BytesIO(pdf(LONG)))
        file.pages[0].Rotate = turn
        stream = io.BytesIO()
        file.save(stream)
        for content in (stream.getvalue(), pdf(f"#rotate({turn}deg, reflow: true)[#box(width: 110mm)[{LONG}]]")):
            assert doubts(read(content, "a.pdf")) == ["turned"]

    def test_a_turned_word_beside_the_text_is_no_doubt(self, read):
        assert doubts(read(pdf(f"#rotate(90deg, reflow: true)[Biểu 1] {LONG}"), "a.pdf")) == []

    def test_two_columns_drawn_line_by_line_are_told(self, read):
        words = LONG.split()
        halves = "".join(f"[{' '.join(words[i : i + 4])}]," for i in range(0, 72, 4))
        document = read(pdf(f"#set text(size: 8pt)\n#grid(columns: (1fr, 1fr), row-gutter: 5pt, {halves})"), "a.pdf")
        assert doubts(document) == ["columns-mixed"]
        assert document.doubts[0].sentence("en").endswith(": 1")

    def test_a_page_that_is_one_table_has_a_line_for_each_row(self, read):
        document = read(pdf(f"#table(columns: 3, {'[Nội dung],[Lớp],[Lượt],' * 2}[Tin học],[2],[30])"), "a.pdf")
        assert document.text.split("\n") == ["Nội dung | Lớp | Lượt", "Nội dung | Lớp | Lượt", "Tin học | 2 | 30"]

    def test_a_row_that_lost_a_cell_is_told(self, read):
        document = read(pdf(f"{LONG}\n{TABLE[:-1]},[2],[Tin học],[],[30])"), "a.pdf")
        assert doubts(document) == ["table-rows-uneven"]
        assert "2 | Tin học | 30" in document.doubts[0].sentence("vi")

    def test_a_table_gives_a_line_for_each_row(self, read):
        text = read(pdf(f"{LONG}\n{TABLE}"), "a.pdf").text
        assert text.split("\n")[1:] == ["TT | Nội dung | Lớp | Lượt", "1 | Lý luận chính trị | 2 | 120"]

    def test_an_image_without_letters_is_refused_with_advice(self, refused):
        error = refused(scanned(), "a.pdf")
        assert error.reason == "scanned"
        assert "OCR" in error.sentence("vi")

    def test_a_scanned_page_among_others_is_named(self, read):
        with pikepdf.open(io.BytesIO(pdf(LONG))) as whole, pikepdf.open(io.BytesIO(scanned())) as scan:
            whole.pages.extend(scan.pages)
            stream = io.BytesIO()
            whole.save(stream)
        document = read(stream.getvalue(), "a.pdf")
        assert document.text == LONG
        assert document.doubts[0].sentence("en") == "Pages without text, which were not read: 2"

    def test_a_password_is_asked_for(self, refused):
        stream = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf(LONG))) as file:
            file.save(stream, encryption=pikepdf.Encryption(owner="a", user="b"))
        assert refused(stream.getvalue(), "a.pdf").reason == "encrypted"

    def test_a_file_that_anyone_may_open_is_read(self, read):
        stream = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf(LONG))) as file:
            file.save(stream, encryption=pikepdf.Encryption(owner="a", user=""))
        assert read(stream.getvalue(), "a.pdf").text == LONG

    def test_half_a_file_is_broken(self, refused):
        assert refused(pdf(LONG)[:200], "a.pdf").reason == "broken"

    def test_too_many_pages_are_refused(self, refused):
        file = pikepdf.new()
        for _ in range(2_001):
            file.add_blank_page()
        stream = io.BytesIO()
        file.save(stream)
        assert refused(stream.getvalue(), "a.pdf").reason == "too-long"

    def test_the_title_is_taken_unless_a_program_gave_it(self, read):
        assert read(pdf(LONG, '#set document(title: "Báo cáo kết quả")'), "a.pdf").title == "Báo cáo kết quả"
        assert read(pdf(LONG, '#set document(title: "Microsoft Word - bc 2.doc")'), "a.pdf").title == ""


def scanned() -> bytes:
    """A page that is one image."""
    file = pikepdf.new()
    sheet = file.add_blank_page(page_size=(400, 600))
    image = pikepdf.Stream(
        file, b"\x80" * 64, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=8, Height=8,
        ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
    sheet.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
    sheet.Contents = pikepdf.Stream(file, b"q 400 0 0 600 0 0 cm /Im Do Q")
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


class TestWord:
    def test_paragraphs_tables_and_boxes_come_in_order(self, read):
        choices = "".join(f"<mc:{name}>{paragraph('Khung')}</mc:{name}>" for name in ("Choice", "Fallback"))
        box = f"<mc:AlternateContent>{choices}</mc:AlternateContent>"
        body = (
            paragraph("Kết quả đào tạo")
            + f"<w:tbl>{row('Nội dung', 'Lượt')}{row('Lý luận chính trị', '450')}</w:tbl>"
            + f"<w:sdt><w:sdtContent>{paragraph('Trong khối: 30 người')}</w:sdtContent></w:sdt>"
            + f"<w:p><w:r>{box}</w:r></w:p>"
        )
        document = read(docx(body), "a.docx")
        assert document.text.split("\n") == [
            "Kết quả đào tạo", "Nội dung | Lượt", "Lý luận chính trị | 450", "Trong khối: 30 người", "Khung",
        ]  # fmt: skip
        assert document.title == "Báo cáo năm"
        assert "99" not in document.text, "a header is no part of the body"

    def test_empty_and_merged_cells_keep_the_columns_apart(self, read):
        wide = f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('Số lớp')}</w:tc>"
        rows = (
            f"<w:tr><w:tc>{paragraph('Nội dung')}</w:tc>{wide}</w:tr>",
            row("", "Năm 2021", "Năm 2022"), row("Tin học", "", "5"), row("Ngoại ngữ", "3", ""),
        )  # fmt: skip
        document = read(docx(f"<w:tbl>{''.join(rows)}</w:tbl>"), "a.docx")
        assert document.text.split("\n") == [
            "Nội dung | Số lớp |", "| Năm 2021 | Năm 2022", "Tin học |  | 5", "Ngoại ngữ | 3 |",
        ]  # fmt: skip
        assert doubts(document) == []

    def test_tracked_changes_are_read_as_accepted(self, read):
        body = (
            "<w:p><w:r><w:t>Có </w:t></w:r><w:del><w:r><w:delText>999</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>450</w:t></w:r></w:ins><w:r><w:tab/><w:t>lượt</w:t></w:r>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>"
        )
        assert read(docx(body), "a.docx").text == "Có 450 lượt"

    def test_what_unfolds_without_end_is_refused(self, refused):
        assert refused(docx(" " * 101_000_000), "a.docx").reason == "expands"

    def test_entities_are_refused_and_never_opened(self, refused, tmp_path):
        (tmp_path / "secret.txt").write_text("77", encoding="utf-8")
        doctype = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
        assert refused(docx(paragraph("&x;"), doctype), "a.docx").reason == "entities"

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (docx(paragraph(LONG))[:300], "broken"),
            (docx("<w:sdt>" * 5_000), "broken"),
            (docx(""), "no-text"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-office"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ],
    )
    def test_other_files_are_refused_with_advice(self, refused, content, reason):
        error = refused(content, "a.docx")
        assert error.reason == reason
        assert error.sentence("vi") != error.sentence("en")

    def test_a_sheet_is_no_text(self, refused):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as packed:
            packed.writestr("xl/workbook.xml", "<workbook/>")
        assert refused(stream.getvalue(), "a.xlsx").reason == "other-office"


class TestLimits:
    def test_a_missing_file_and_a_folder_are_refused(self, tmp_path):
        for path, reason in ((tmp_path / "none.txt", "file-missing"), (tmp_path, "folder")):
            with pytest.raises(DocumentError) as caught:
                read_document(path)
            assert caught.value.reason == reason

    @pytest.mark.parametrize("kind", ["text", "html"])
    def test_a_file_over_its_limit_is_refused(self, read, refused, kind):
        head = {"text": b"", "html": b"<!doctype html>"}[kind]
        assert read(head + b"<p>Bao cao</p>".ljust(LIMITS[kind] - len(head))).text
        error = refused(head + b"a" * (LIMITS[kind] + 1))
        assert error.reason == "too-large"
        assert str(LIMITS[kind] // 1_000_000) in error.sentence("en")

    def test_a_file_over_every_limit_is_not_even_opened(self, tmp_path):
        path = tmp_path / "a.pdf"
        with path.open("wb") as stream:
            stream.truncate(max(LIMITS.values()) + 1)
        with pytest.raises(DocumentError) as caught:
            read_document(path)
        assert caught.value.reason == "too-large"

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "empty"),
            (b"\x89PNG\r\n\x1a\n\0\0", "image"),
            (b"\xff\xd8\xff\xe0\0", "image"),
            (b"{\\rtf1 a}", "rich-text"),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "web-archive"),
            (b"\0\1\2\3" * 50, "kind-unknown"),
        ],
    )
    def test_other_kinds_are_named(self, refused, content, reason):
        assert refused(content).reason == reason

    def test_every_refusal_and_doubt_speaks_both_languages(self):
        for vi, en in (*REFUSALS.values(), *DOUBTS.values()):
            assert vi != en
            assert set(re.findall(r"{\w+}", vi)) == set(re.findall(r"{\w+}", en))

    @pytest.mark.parametrize(
        "text",
        ["." * 1_000_000, "1" * 1_000_000, "đ" * 500_000, "ñ " * 300_000, "ñaøo\n" * 150_000, "á.1 " * 200_000],
        ids=["dots", "digits", "one word", "marks", "short lines", "bits"],
    )
    def test_a_megabyte_of_anything_takes_seconds(self, tmp_path, text):
        path = tmp_path / "a.txt"
        path.write_text(text, encoding="utf-8")
        before = os.times()
        outcome(path)
        assert os.times().user - before.user < 5


SEEDS = {
    "txt": f"{SENTENCE}\n{LONG}".encode(), "html": page().encode(), "pdf": pdf(LONG), "docx": docx(paragraph(LONG)),
    "stored": docx(paragraph(LONG), packing=zipfile.ZIP_STORED), "utf16": ("\ufeff" + LONG).encode("utf-16-le"),
}  # fmt: skip
CHANGES = st.lists(
    st.tuples(st.integers(0, 20_000), st.binary(max_size=12), st.integers(0, 300)), min_size=1, max_size=8
)


@pytest.mark.parametrize("seed", SEEDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES, suffix=st.sampled_from([".txt", ".html", ".pdf", ".docx"]))
def test_a_spoiled_file_is_read_or_refused_and_nothing_else(tmp_path, seed, changes, suffix):
    content = SEEDS[seed]
    for start, put, taken in changes:
        start %= len(content) + 1
        content = content[:start] + put + content[start + taken :]
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    assert outcome(path)


@pytest.mark.parametrize("head", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xd0\xcf\x11\xe0"])
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=2_000))
def test_noise_is_read_or_refused_and_nothing_else(tmp_path, head, noise):
    path = tmp_path / "a"
    path.write_bytes(head + noise)
    assert outcome(path)

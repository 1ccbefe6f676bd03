"""PDFs with a text layer: lines joined to paragraphs, without page numbers and running heads.

Read with pypdfium2, which the reports use already: letters and their boxes come from PDFium. Its order is that in which
the file draws, so columns follow each other as the author's program wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import pi
from typing import TYPE_CHECKING, Any

from analysis.sources.documents.document import Document
from analysis.sources.documents.pdf_doubts import doubts_of
from analysis.sources.documents.pdf_lines import BLANKS, GAP, SPACE, Glyph, Line, lines_of
from analysis.sources.documents.pdf_paragraphs import paragraphs
from analysis.sources.documents.refusal import DocumentError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 2_000
MOST_LETTERS = 10_000_000
_COVERED = 0.7
"""Share of a page that an image covers when the page is a scan."""
_UPRIGHT = 0.3
"""Radians by which the letters of a page may lean, as in scans."""
_PROGRAMS = ("microsoft word", "untitled", "document")


def read_pdf(content: bytes) -> Document:
    """The text of a PDF. DocumentError for one that is locked, broken, scanned or endless."""
    import pypdfium2 as pdfium

    try:
        file = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _raw().FPDF_ERR_PASSWORD
        raise DocumentError("encrypted" if locked else "broken", problem=str(error)) from error
    with file:
        return _read(file)


def _read(file: PdfDocument) -> Document:
    import pypdfium2 as pdfium

    count = len(file)
    if count > MOST_PAGES:
        raise DocumentError("too-long", found=f"{count} trang/pages", limit=str(MOST_PAGES))
    pages: list[list[Line]] = []
    silent: list[int] = []
    turned: list[int] = []
    scans = letters = 0
    for number in range(count):
        try:
            page = file[number]
        except pdfium.PdfiumError as error:
            raise DocumentError("broken", problem=f"{number + 1}: {error}") from error
        pages.append(lines_of(_glyphs(page), number, page.get_height()))
        turned += [number + 1] if _is_turned(page) else []
        letters += sum(len(line.text) for line in pages[-1])
        if letters > MOST_LETTERS:
            raise DocumentError("too-long", found=f"{letters} ký tự/characters", limit=str(MOST_LETTERS))
        scan = _is_scan(page)
        scans += scan and bool(pages[-1])
        silent += [number + 1] if scan and not pages[-1] else []
        page.close()
    if not any(pages):
        raise DocumentError("scanned" if silent else "no-text", found=str(count))
    text = "\n".join(paragraphs(pages))
    return Document(
        "pdf",
        text.encode("utf-8", "replace"),
        title=_title(file),
        doubts=tuple(doubts_of(pages, silent, scans, turned)),
    )


def _glyphs(page: Any) -> Iterator[Glyph]:
    """The characters of a page with their boxes, in the order of the file; line ends and spaces among them."""
    from ctypes import byref

    raw = _raw()
    textpage = page.get_textpage()
    box = raw.FS_RECTF()
    codes = [raw.FPDFText_GetUnicode(textpage, index) for index in range(textpage.count_chars())]
    for index, code in enumerate(codes):
        if code == SPACE and raw.FPDFText_IsGenerated(textpage, index) == 1:
            code = GAP
        around = (*codes[max(index - 1, 0) : index], *codes[index + 1 : index + 2])
        if len(around) < 2 or not BLANKS.isdisjoint(around):  # within a word no box is looked at
            raw.FPDFText_GetLooseCharBox(textpage, index, byref(box))
        yield Glyph(code, box.left, box.bottom, box.right, box.top)
    textpage.close()


def _is_turned(page: Any) -> bool:
    """Whether a page is turned, or most of its letters stand on their side or head, judged by every sixteenth."""
    if page.get_rotation():
        return True
    raw = _raw()
    textpage = page.get_textpage()
    angles = [raw.FPDFText_GetCharAngle(textpage, index) for index in range(0, textpage.count_chars(), 16)]
    textpage.close()
    turned = sum(1 for angle in angles if _UPRIGHT < angle < 2 * pi - _UPRIGHT)
    return 2 * turned > len(angles)


def _is_scan(page: Any) -> bool:
    """Whether one image covers most of the page."""
    raw = _raw()
    area = page.get_width() * page.get_height()
    for image in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) >= _COVERED * area > 0:
            return True
    return False


def _title(file: PdfDocument) -> str:
    """The title that the file declares; names that programs give by themselves are none."""
    title = " ".join(file.get_metadata_value("Title").split())
    is_name = title.lower().startswith(_PROGRAMS) or title.lower().endswith((".doc", ".docx", ".pdf", ".indd"))
    return "" if is_name or " " not in title else title


def _raw() -> Any:
    """PDFium's own functions; they carry no types."""
    import pypdfium2.raw

    return pypdfium2.raw

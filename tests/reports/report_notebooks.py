"""Small notebooks, and readers of the PDF files that become of them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import nbformat.v4 as nbf
from nbformat import NotebookNode

FOOTER = 24  # points from the lower edge of the page
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60">'
    '<text x="5" y="30" style="font: 12px \'Inter\'">Đắk Lắk ở miền núi</text></svg>'
)


def markdown(text: str, *tags: str, **metadata: Any) -> NotebookNode:
    return nbf.new_markdown_cell(text, metadata={"tags": list(tags), **metadata})


def code(*outputs: NotebookNode, source: str = "show()", tags: tuple[str, ...] = (), **metadata: Any) -> NotebookNode:
    return nbf.new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags), **metadata})


def display(data: dict[str, str], **exhibit: Any) -> NotebookNode:
    return nbf.new_output("display_data", data=data, metadata={"exhibit": exhibit} if exhibit else {})


def figure(identity: str = "fig-one", **about: Any) -> NotebookNode:
    about = {"caption": "A figure", "alt": "A word.", **about}
    return display({"image/svg+xml": SVG, "text/plain": "<Figure>"}, id=identity, kind="figure", **about)


def table(html: str, identity: str = "tbl-one", **about: Any) -> NotebookNode:
    return display({"text/html": html}, id=identity, kind="table", **{"caption": "A table", **about})


def notebook(*cells: NotebookNode, **report: Any) -> NotebookNode:
    return nbf.new_notebook(cells=list(cells), metadata={"report": report} if report else {})


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, as a reader would copy it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(BytesIO(pdf))
    texts = [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    document.close()
    return texts


def words(pdf: bytes) -> str:
    """All words of a PDF with single spaces between them."""
    return " ".join(" ".join(page_texts(pdf)).split())


def letters_outside(pdf: bytes, margin: float) -> list[str]:
    """The letters nearer than `margin` points to the left or right edge of their page, or below its footer."""
    import pypdfium2

    found: list[str] = []
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, _ = text.get_charbox(index)
            if left < right and (left < margin or right > page.get_width() - margin or bottom < FOOTER):
                found.append(text.get_text_range(index, 1))
    document.close()
    return found

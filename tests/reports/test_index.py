"""The index of all reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

from bs4 import BeautifulSoup
from report_notebooks import markdown, notebook

from analysis.reports.index import PREVIEW_WIDTH, Entry, index_page, preview

DAY = date(2026, 11, 22)


def entries() -> list[Entry]:
    return [
        Entry("02", "en", "Comparing <b>", "A & B", DAY, "02.en.pdf", 208_000, "02 page.en.html", 1_493_000, b"png"),
        Entry("01", "vi", "Nguồn", "", None, "01.vi.pdf", 400),
        Entry("02", "vi", "So sánh", "Phụ đề", DAY, "02.vi.pdf", 2_180_000, "02.vi.html", 498_000, b"png"),
    ]


def test_reports_stand_once_with_their_languages_side_by_side() -> None:
    soup = BeautifulSoup(index_page(entries()), "lxml")
    assert soup.html is not None and soup.html["lang"] == "vi"
    assert [(h.name, [(s["lang"], s.get_text()) for s in h.find_all("span")]) for h in soup.find_all(["h1", "h2"])] == [
        ("h1", [("vi", "Các báo cáo"), ("en", "Reports")]),
        ("h2", [("vi", "Nguồn")]),
        ("h2", [("vi", "So sánh"), ("en", "Comparing <b>")]),
    ]
    second = soup.find_all("section")[1]
    assert soup.find(id=second["aria-labelledby"]) is not None
    vietnamese, english = second.find_all("article")
    assert (vietnamese["lang"], english["lang"]) == ("vi", "en")
    assert vietnamese.get_text(" ", strip=True) == (
        "Tiếng Việt Phụ đề Ngày 22 tháng 11 năm 2026 PDF, 2,2 MB Trang web, 498 kB"
    )
    assert english.get_text(" ", strip=True) == "English A & B 22 November 2026 PDF, 208 kB Web page, 1.5 MB"
    assert [link["href"] for link in english.find_all("a")] == ["./02.en.pdf", "./02%20page.en.html"]
    assert english.img is not None and english.img["alt"] == "First page of the PDF: Comparing <b>"


def test_the_index_runs_and_loads_nothing_and_does_not_depend_on_the_order_of_entries() -> None:
    page = index_page(entries())
    assert page == index_page(reversed(entries()))
    soup = BeautifulSoup(page, "lxml")
    assert not soup.find_all(["script", "link", "iframe", "b"])
    assert all(str(image["src"]).startswith("data:image/png;base64,") for image in soup.find_all("img"))
    assert "default-src 'none'" in page and "url(" not in page


def test_a_preview_is_a_small_picture_of_the_first_page_and_the_same_in_every_run(
    to_pdf: Callable[..., bytes],
) -> None:
    from PIL import Image

    pdf = to_pdf(notebook(markdown("# Title\n\n" + "word " * 900)))
    content = preview(pdf)
    with Image.open(BytesIO(content)) as image:
        assert image.format == "PNG" and image.size == (PREVIEW_WIDTH, 453)
        assert len(image.convert("L").getcolors() or []) > 2, "something is drawn"
    assert len(content) < 40_000
    assert content == preview(pdf)

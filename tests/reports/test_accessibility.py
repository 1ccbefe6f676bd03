"""What a listener gets: languages of passages, names of rows, paragraphs one by one, text that stands out."""

from __future__ import annotations

import re
from collections.abc import Callable

import page
import pandas as pd
from report_notebooks import code, figure, markdown, notebook, table
from tag_tree import headers_of, read, spoken_in

from analysis.exhibits import marks, style
from analysis.reports.export.pdf import _template
from analysis.reports.export.settings import LEAST_CONTRAST, Settings, contrast

Export = Callable[..., bytes]

LEAST_CONTRAST_OF_MARKS = 3


def names_of_rows(pdf: bytes) -> list[str]:
    return [tag.words for tag in read(pdf).tree.all("TH") if tag.scope == "Row"]


def test_passages_in_another_language_are_marked_everywhere(to_pdf: Export) -> None:
    html = "<table><tr><th>a</th><th>b</th></tr><tr><th>x</th><td lang='vi'>ô</td></tr></table>"
    inside = "<p lang='vi'>đoạn</p><table><tr><td>in <span lang='vi'>dòng</span></td></tr></table>"
    nb = notebook(
        markdown(
            "Text with <span lang='vi'>tiếng <em>Việt <span>nữa</span></em></span> in it, *and <i lang=vi>đây</i>*."
        ),
        code(figure(caption='The <span lang="vi">hình</span>', notes=["<span lang='vi-VN'>Ghi chú</span> it"])),
        code(table(html)),
        markdown(inside),
        lang="en",
    )
    said = spoken_in(to_pdf(nb), "vi")
    for words in ("tiếng Việt nữa", "đây", "hình", "Ghi chú", "ô", "đoạn", "dòng"):
        assert words in said
    assert not re.search("Text|in it|The", said)


def test_a_passage_without_end_is_text(to_pdf: Export) -> None:
    assert not spoken_in(to_pdf(notebook(markdown("a <span lang='vi'>b"), lang="en")), "vi")


def test_cells_that_name_rows_are_headers_and_said_with_each_cell(to_pdf: Export) -> None:
    index = pd.MultiIndex.from_product([["Bắc", "Nam"], ["Hà Nội", "Huế", "Vinh"]])
    frame = pd.DataFrame({f"Chỉ tiêu {i}": [12345.6] * 6 for i in range(3)}, index=index)
    pdf = to_pdf(notebook(code(table(frame.to_html()))))
    assert names_of_rows(pdf) == ["Bắc", "Hà Nội", "Huế", "Vinh", "Nam", "Hà Nội", "Huế", "Vinh"]
    assert headers_of(pdf, "12345.6") == [[f"Chỉ tiêu {i}", region, place] for region, place in index for i in range(3)]


def test_rows_keep_their_names_over_pages_and_panels_and_without_headings_of_columns(to_pdf: Export) -> None:
    long = pd.DataFrame({"n": range(90)}, index=[f"Tỉnh {i}" for i in range(90)])
    assert names_of_rows(to_pdf(notebook(code(table(long.to_html()))))) == list(long.index)
    wide = pd.DataFrame({f"Chỉ tiêu {i}": [12345.6] * 2 for i in range(40)}, index=["Hà Nội", "Huế"])
    names = names_of_rows(to_pdf(notebook(code(table(wide.to_html())))))
    assert len(names) > 4 and names == ["Hà Nội", "Huế"] * (len(names) // 2)
    bare = "<table><tr><th>x</th><td>1</td></tr><tr><th>y</th><td>2</td></tr></table>"
    pdf = to_pdf(notebook(code(table(bare))))
    assert names_of_rows(pdf) == ["x", "y"]
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant


def test_what_stands_apart_is_read_apart(to_pdf: Export) -> None:
    abstract = {"abstract": "What it is about.", "subtitle": "Below", "authors": ["A. Author"], "data": "of May"}
    nb = notebook(
        markdown("# Title"), code(figure(source="here", notes=["One.", "Two."])), markdown("After."), **abstract
    )
    tree = read(to_pdf(nb)).tree
    assert [tag.words for tag in tree.all("P")] == [
        "Below", "A. Author", "Data: of May", "What it is about.", "Note: One.", "Two.", "Source: here", "After."
    ]  # fmt: skip
    assert [tag.words for tag in tree.all("H1")] == ["Abstract"]


def test_a_footnote_is_read_where_it_is_referred_to_and_leads_back(to_pdf: Export) -> None:
    nb = notebook(markdown("One[^a] and two[^b], again[^a].\n\n[^a]: First *note*.\n\n[^b]: Second."))
    _, paragraph = read(to_pdf(nb)).parts
    assert [note.words for note in paragraph.all("Note")] == ["1First note.", "2Second."]
    assert all(note.all("Lbl")[0].all("Link") for note in paragraph.all("Note"))
    assert [label.words for label in paragraph.all("Lbl")] == ["1", "1", "2", "2", "1"], "reference and note in turn"


def test_every_colour_of_text_stands_out_from_its_background() -> None:
    design = _template()
    named = dict(re.findall(r'#let (\w+) = rgb\("(#[0-9a-f]{6})"\)', design))
    used = set(re.findall(r"\btext\([^()]*?fill: (\w+)", design)) | {"ink"}
    assert {"ink", "quiet", "alarm"} <= used
    backgrounds = ["#ffffff", *re.findall(r'block\([^{]*?fill: rgb\("(#[0-9a-f]{6})"\)', design)]
    assert len(backgrounds) > 1
    for name in used - {"hairline"}:  # the dots of the contents
        colour = named.get(name, Settings().accent)
        for background in backgrounds:
            assert contrast(colour) / contrast(background) >= LEAST_CONTRAST, (name, background)


def test_every_colour_of_a_figure_stands_out_from_white() -> None:
    """Text in the first three; the marks of provinces are signs, whose names stand beside them in ink."""
    for colour in (style.INK, style.MUTED, style.ACCENT):
        assert contrast(colour) >= LEAST_CONTRAST
    for mark in marks.MARKS:
        assert contrast(mark.color) >= LEAST_CONTRAST_OF_MARKS, mark

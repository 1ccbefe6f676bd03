"""What a notebook may say about itself, its cells and its outputs, and what becomes of it in the report."""

from __future__ import annotations

import hashlib
import json
import logging
import subprocess
import sys
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import nbformat
import nbformat.v4 as nbf
import page
import pandas as pd
import pikepdf
import pytest
from nbconvert.exporters import get_exporter
from report_notebooks import code, display, figure, letters_outside, markdown, notebook, page_texts, table, words

from analysis.reports.export.faults import ExportError
from analysis.reports.export.packing import packed
from analysis.reports.export.pdf import TypstPdfExporter
from analysis.reports.export.web import ReportPageExporter

Export = Callable[..., bytes]

DATE = "2026-11-22"
SENTENCE = "Tỷ lệ cán bộ ở Thừa Thiên Huế: Ằ ẵ ệ ợ ỵ Đ ư"


def rich_notebook() -> nbformat.NotebookNode:
    frame = pd.DataFrame({"Tỉnh": ["Hà Nội", "Cà Mau"], "Người": [1200, 3.5]}).set_index("Tỉnh")
    return notebook(
        code(source="lang = 'vi'", tags=("parameters",)),
        markdown(
            "# Đặt vấn đề\n\nXem [hình](#fig-one), [bảng](#tbl-one)[^1] và [web](https://example.org).\n\n[^1]: Chú."
        ),
        markdown("### Mức sâu\n\n$x_1$ và\n\n$$\\frac{a}{b}$$\n\n- [x] xong\n\n| a | b |\n|---|--:|\n| c | 1 |"),
        markdown("## Hỏng 📈\n\n$\\foox{3}$ ~~bỏ~~ `mã`\n\n> lời\n\n1. một\n   - hai\n\n```python\nx = 1\n```"),
        code(figure(source="Nguồn ở đây", notes=["Một.", "Hai."])),
        code(table(frame.to_html(), source="Số liệu")),
        code(display({"text/markdown": "Không **cùng** khái niệm."}, id="no", kind="notice", caption="Không so sánh")),
        code(display({"text/html": frame.style.background_gradient()._repr_html_()})),
        code(display({"text/latex": "$\\displaystyle x^2$", "text/plain": "x**2"})),
        code(nbf.new_output("stream", name="stdout", text="dòng\n" * 200)),
        code(nbf.new_output("error", ename="ValueError", evalue="sai", traceback=["\x1b[31mValueError\x1b[0m: sai"])),
        code(display({"image/svg+xml": "<svg", "text/plain": "x"})),
        title={"vi": "Báo cáo", "en": "Report"},
        subtitle="Phụ đề",
        authors=["Nguyễn Ánh", "Trần Đạt"],
        date=DATE,
        abstract=SENTENCE,
        lang="vi",
    )


def test_every_feature_gives_an_accessible_and_archivable_pdf(to_pdf: Export) -> None:
    pdf = to_pdf(rich_notebook(), code="appendix")
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]


def test_two_runs_give_the_same_bytes(to_pdf: Export) -> None:
    assert to_pdf(rich_notebook()) == to_pdf(rich_notebook())


def test_the_document_knows_its_title_authors_language_and_date(to_pdf: Export) -> None:
    with pikepdf.open(BytesIO(to_pdf(rich_notebook()))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Báo cáo"
        assert str(pdf.docinfo["/Author"]) == "Nguyễn Ánh, Trần Đạt"
        assert str(pdf.Root.Lang) == "vi"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261122")
        with pdf.open_outline() as outline:
            assert outline.root[0].title == "Đặt vấn đề"


def test_vietnamese_is_copied_from_the_pdf_as_composed_letters(to_pdf: Export) -> None:
    decomposed = unicodedata.normalize("NFD", SENTENCE)
    text = words(to_pdf(notebook(markdown(decomposed), code(figure()))))
    assert SENTENCE in text
    assert "Đắk Lắk ở miền núi" in text, "the text of figures can be copied too"


def test_exhibits_are_numbered_and_named_in_the_language_of_the_report(to_pdf: Export) -> None:
    cells = [markdown("See [this](#fig-one)."), code(figure(source="the source", notes=["a note"]))]
    assert "See Figure 1." in words(to_pdf(notebook(*cells)))
    vietnamese = words(to_pdf(notebook(*cells), lang="vi"))
    assert "See Hình 1." in vietnamese
    assert "Ghi chú: a note Nguồn: the source" in vietnamese


def test_cells_of_another_language_are_left_out(to_pdf: Export) -> None:
    nb = notebook(markdown("xin chào", "vi"), markdown("welcome", "en"), markdown("42"), lang="vi")
    assert "xin chào" in words(to_pdf(nb))
    assert "welcome" not in words(to_pdf(nb))
    assert "welcome 42" in words(to_pdf(nb, lang="en"))


def test_tags_hide_cells_code_and_outputs(to_pdf: Export) -> None:
    said = nbf.new_output("stream", name="stdout", text="said")
    hidden = [("remove-cell",), ("remove-output",), ("parameters",), ("injected-parameters",)]
    nb = notebook(markdown("text"), *(code(said, tags=tags) for tags in hidden))
    assert "said" not in words(to_pdf(nb))
    nb = notebook(markdown("text"), code(said, source="secret()", tags=("remove-input",)), code(source="public()"))
    text = words(to_pdf(nb, code="inline"))
    assert "said" in text and "public()" in text and "secret()" not in text


def test_code_is_hidden_unless_asked_for(to_pdf: Export) -> None:
    nb = notebook(markdown("text"), code(source="compute(1)"))
    assert "compute(1)" not in words(to_pdf(nb))
    assert "Appendix: code Cell 2 compute(1)" in words(to_pdf(nb, code="appendix"))


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ({"language_info": {"name": "R"}, "kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}, "R"),
        ({"kernelspec": {"name": "julia", "display_name": "Julia", "language": "julia"}}, "julia"),
        ({}, ""),
    ],
)
def test_code_is_set_in_the_language_of_its_kernel(
    to_typst: Callable[..., str], to_pdf: Export, to_page: Callable[..., str], said: dict[str, object], language: str
) -> None:
    nb = notebook(markdown("text"), code(source="x <- c(1, 2)"))
    nb.metadata.update(said)
    assert f'code("x <- c(1, 2)", "{language}")' in to_typst(nb, code="inline")
    assert "x <- c(1, 2)" in words(to_pdf(nb, code="inline"))
    assert ('<span class="nf">c</span>' in to_page(nb, code="inline")) == (language == "R")


def test_the_first_heading_becomes_the_title_if_there_is_no_other(to_pdf: Export, to_typst: Callable[..., str]) -> None:
    nb = notebook(markdown("# The *title*\n\n## Part\n\ntext"))
    assert words(to_pdf(nb)).count("The title") == 1
    assert 'title: "The title"' in to_typst(nb)
    assert "heading(level: 1" in to_typst(nb), "the heading below moves up"
    assert 'title: "example"' in to_typst(notebook(markdown("text"))), "else the name of the file"


def test_a_title_that_code_computed_takes_the_place_of_the_written_one(to_pdf: Export) -> None:
    said = nbf.new_output(
        "display_data", data={"text/markdown": "# Profile: Huế"}, metadata={"report": {"title": "Profile: Huế"}}
    )
    pdf = to_pdf(notebook(markdown("# Profile"), code(said), markdown("Text."), title="Profile", date=DATE))
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo["/Title"]) == "Profile: Huế"
    assert words(pdf).count("Profile") == 1, "in the title block, and nowhere else"


def test_the_date_never_comes_from_the_clock(to_typst: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert "date: none" in to_typst(notebook(markdown("text")))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert "datetime(year: 1970, month: 1, day: 2)" in to_typst(notebook(markdown("text")))
    assert "datetime(year: 2026, month: 11, day: 22)" in to_typst(notebook(markdown("text"), date=DATE))


def test_an_exhibit_without_text_alternative_is_refused_with_its_cell(to_pdf: Export) -> None:
    nb = notebook(markdown("text"), code(figure(alt="")))
    with pytest.raises(ExportError, match=r"Notebook example: Cell 2: .*text alternative.*fig-alt"):
        to_pdf(nb)
    nb.cells[1].metadata["fig-alt"] = "A word in a box."
    assert to_pdf(nb)


def test_a_foreign_figure_without_text_alternative_is_marked_or_refused(
    to_pdf: Export, to_typst: Callable[..., str], caplog: pytest.LogCaptureFixture
) -> None:
    nb = notebook(code(display({"image/svg+xml": figure().data["image/svg+xml"]})))
    with caplog.at_level(logging.WARNING):
        assert "Figure without text alternative (cell 1)" in to_typst(nb)
    assert "Cell 1: a figure has no text alternative" in caplog.text
    with pytest.raises(ExportError, match="text alternative"):
        to_pdf(nb, strict=True)


def test_a_reference_to_an_unknown_exhibit_is_refused_by_name(to_pdf: Export) -> None:
    with pytest.raises(ExportError, match=r"Cell 1: The link \[x\]\(#fig-none\) has no target.*fig-one"):
        to_pdf(notebook(markdown("[x](#fig-none)"), code(figure())))
    with pytest.raises(ExportError, match="fig-one"):
        hidden = code(figure(), tags=("en",))
        to_pdf(notebook(markdown("[x](#fig-one)"), hidden, lang="vi"))


def test_two_exhibits_with_one_id_are_refused(to_pdf: Export) -> None:
    with pytest.raises(ExportError, match=r"Cell 2: .*same id, 'fig-one'"):
        to_pdf(notebook(code(figure()), code(figure())))


def test_a_broken_formula_or_picture_is_shown_in_a_box_and_the_rest_lives(to_pdf: Export) -> None:
    nb = notebook(markdown("$\\foox{3}$ and $x$"), code(display({"image/svg+xml": "<svg"})), markdown("the end"))
    text = words(to_pdf(nb))
    assert "This formula cannot be shown: unknown variable: foox3 \\foox{3}" in text
    assert "This figure cannot be shown" in text
    assert "the end" in text
    with pytest.raises(ExportError, match="foox3"):
        to_pdf(nb, strict=True)


def test_pictures_come_from_the_folder_of_the_notebook_only(to_pdf: Export, tmp_path: Path) -> None:
    (tmp_path / "inside.svg").write_text(figure().data["image/svg+xml"], encoding="utf-8")
    (tmp_path.parent / "outside.svg").write_text(figure().data["image/svg+xml"], encoding="utf-8")
    assert "Đắk Lắk" in words(to_pdf(notebook(markdown("![A word.](inside.svg)"))))
    for address in ("../outside.svg", "https://example.org/a.png", "missing.png"):
        text = words(to_pdf(notebook(markdown(f"![A word.]({address})"))))
        assert f"{address} is not a file in the folder of the notebook" in text


def test_long_printed_text_is_wrapped_and_clipped_with_a_notice(to_pdf: Export) -> None:
    lines = "\n".join(["long " * 100, *map(str, range(100))])
    pdf = to_pdf(notebook(code(nbf.new_output("stream", name="stdout", text=lines))), max_stream_lines=10)
    assert "91 more lines not shown" in words(pdf)
    assert not letters_outside(pdf, margin=60)


def test_an_error_is_visible_and_without_terminal_colours(to_pdf: Export) -> None:
    text = words(to_pdf(rich_notebook()))
    assert "ValueError: sai" in text
    assert "[31m" not in text


def test_html_without_anything_to_read_falls_back_to_plain_text(to_pdf: Export) -> None:
    nb = notebook(code(display({"text/html": "<script>plot()</script>", "text/plain": "a chart"})))
    assert "a chart" in words(to_pdf(nb))


def test_a_long_table_repeats_its_header_and_a_wide_one_stays_on_the_page(to_pdf: Export) -> None:
    frame = pd.DataFrame({"Chỉ tiêu": range(90)}, index=[f"Tỉnh {i}" for i in range(90)])
    texts = page_texts(to_pdf(notebook(code(table(frame.to_html())))))
    assert all("Chỉ tiêu" in text for text in texts) and len(texts) > 1
    for columns in (10, 18, 120):
        frame = pd.DataFrame({f"Chỉ tiêu {i}": [12345.6] * 3 for i in range(columns)}, index=["Hà Nội", "Huế", "Vinh"])
        pdf = to_pdf(notebook(code(table(frame.to_html()))))
        assert not letters_outside(pdf, margin=60)
        assert words(pdf).count("12345.6") == 3 * columns


def test_bitmaps_and_high_pictures_stay_on_the_page_with_their_caption(to_pdf: Export) -> None:
    from PIL import Image

    content = BytesIO()
    Image.new("RGB", (300, 3000), "white").save(content, "png")
    data = {"image/png": b64encode(content.getvalue()).decode()}
    nb = notebook(code(display(data, id="a", kind="figure", caption="The tower", alt="A tower.")))
    pdf = to_pdf(nb)
    assert "Figure 1. The tower" in words(pdf)
    assert not letters_outside(pdf, margin=60)


def test_every_stream_has_a_clear_end(to_pdf: Export) -> None:
    # About one stream of 256 ends in a carriage return, so a few of these documents hold such a stream.
    for number in range(60):
        assert b"\r\nendstream" not in to_pdf(notebook(markdown(f"# {number}\n\nsome *text* of `{number * 7919}`")))


def test_every_stream_of_a_large_file_has_a_clear_end_and_no_object_changes() -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        objects = (document.make_indirect(pikepdf.Dictionary(N=pikepdf.String(str(n * 7919)))) for n in range(60_000))
        document.Root.Many = pikepdf.Array(list(objects))
        document.save(plain := BytesIO())
        document.save(stock := BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"\r\nendstream" in stock.getvalue(), "of six hundred streams of objects some end in a carriage return"
    pdf = packed(plain.getvalue())
    assert b"\r\nendstream" not in pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        assert [str(one.N) for one in document.Root.Many] == [str(n * 7919) for n in range(60_000)]
    assert packed(plain.getvalue()) == pdf


@pytest.mark.parametrize("content", ["a\n1\nf", "a\n1\r"])  # the first ends in a carriage return when it is compressed
def test_a_small_file_has_a_clear_end_and_stays_as_it_is(to_pdf: Export, content: str) -> None:
    pdf = to_pdf(notebook(code(display({"text/csv": content, "text/plain": "a"}))))
    assert b"\r\nendstream" not in pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.attachments["cell-1.csv"].get_file().read_bytes() == content.encode()


def _digests(names: Sequence[str]) -> dict[str, str]:
    """What becomes of some notebooks in one process, by their names."""
    known = {"rich": rich_notebook(), "plain": notebook(markdown("# One\n\n$x$ 📈"), code(figure()), accent="#8a1c2b")}
    options = {"rich": {"code": "appendix", "lang": "vi"}, "plain": {"code": "inline", "contents": False}}
    made = {}
    for name in names:
        for exporter in (TypstPdfExporter, ReportPageExporter):
            written, _ = exporter(**options[name]).from_notebook_node(known[name])
            content = written if isinstance(written, bytes) else written.encode()
            made[f"{name}, {exporter.__name__}"] = hashlib.sha256(content).hexdigest()
    return made


def test_a_report_is_the_same_first_and_after_others() -> None:
    asked = "import json, test_exporter; print(json.dumps(test_exporter._digests(['plain', 'rich'])))"
    fresh = subprocess.run([sys.executable, "-c", asked], cwd=Path(__file__).parent, stdout=subprocess.PIPE, check=True)
    assert _digests(["rich", "plain", "rich", "plain"]) == json.loads(fresh.stdout)


def test_nbconvert_knows_the_exporters(tmp_path: Path) -> None:
    path = tmp_path / "example.ipynb"
    nbformat.write(rich_notebook(), path)
    pdf, _ = get_exporter("typstpdf")().from_filename(str(path))
    assert pdf.startswith(b"%PDF")
    source, resources = get_exporter("typst")().from_filename(str(path))
    assert "example_files/1.svg" in source and "example_files/1.svg" in resources["outputs"]


def test_the_compiler_names_the_notebook_that_it_refuses(to_pdf: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.reports.export.pdf._template", lambda: "#broken")
    with pytest.raises(ExportError, match="Notebook example: Typst could not make the PDF: unknown variable: broken"):
        to_pdf(notebook(markdown("text")))

"""Notebooks that nobody wrote for this exporter: whatever is in them, the PDF is valid and every fault is visible."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import nbformat.v4 as nbf
import page
import pandas as pd
import pytest
from nbformat import NotebookNode
from PIL import Image
from report_notebooks import SVG, code, display, figure, letters_outside, markdown, notebook, page_texts, table, words

from analysis.reports.export.faults import ExportError, Faults
from analysis.reports.export.markdown import Writer
from analysis.reports.export.outputs import OutputWriter, Pictures
from analysis.reports.export.pdf import TypstExporter

Export = Callable[..., bytes]
ToTypst = Callable[..., str]


def html(text: str, plain: str = "", **metadata: str) -> NotebookNode:
    return code(display({"text/html": text, "text/plain": plain}), **metadata)


def svg(body: str) -> NotebookNode:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60">{body}</svg>'
    return code(display({"image/svg+xml": drawing}), **{"fig-alt": "A drawing."})


def printed(text: str) -> NotebookNode:
    return code(nbf.new_output("stream", name="stdout", text=text))


def pixel() -> str:
    content = BytesIO()
    Image.new("RGB", (4, 4), "red").save(content, "png")
    return f"data:image/png;base64,{b64encode(content.getvalue()).decode()}"


BOXED = {
    "a broken drawing": (code(display({"image/svg+xml": "<svg"})), "failed to parse SVG"),
    "a broken bitmap": (code(display({"image/png": "abc"})), "Incorrect padding"),
    "an unknown command": (markdown("$\\foox{3}$ and $x$"), "unknown variable: foox3"),
    "a formula without end": (markdown("Here: $$\\frac{1}{$$"), "a brace is missing"),
    "a missing picture": (markdown("![words](missing.png)"), "missing.png is not a file"),
    "a picture in HTML": (markdown("x <img src='absent.png' alt='words'> y"), "absent.png is not a file"),
    "a film": (markdown("x <video src='film.mp4'></video>"), "film.mp4 is not a file"),
    "a frame": (html("<iframe src='https://example.org/v'></iframe>"), "https://example.org/v is not a file"),
    "a path from the root": (markdown("![words](/etc/passwd)"), "/etc/passwd is not a file"),
    "a path out of the folder": (markdown("![words](../secret.svg)"), "../secret.svg is not a file"),
    "a link out of the folder": (markdown("![words](link.svg)"), "link.svg is not a file"),
    "a name that cannot be": (markdown(f"![words](a%00{'b' * 5000})"), "is not a file"),
    "a drawing that reads files": (svg("<image href='file:///etc/passwd'/>"), "failed to load linked image file"),
    "a drawing that needs the network": (svg("<image href='https://a.b/c.png'/>"), "failed to load linked image https"),
    "a drawing without its font": (svg("<text x='5' y='30'>你好</text>"), "could not be displayed with a font"),
    "a script": (code(display({"application/javascript": "alert(1)"})), "needs a browser (application/javascript)"),
    "a widget": (
        code(display({"application/vnd.jupyter.widget-view+json": "{}", "text/plain": "IntSlider(value=0)"})),
        "needs a browser (application/vnd.jupyter.widget-view+json)",
    ),
    "a live chart": (
        code(display({"application/vnd.plotly.v1+json": "{}", "text/html": "<script>x</script>"})),
        "needs a browser (application/vnd.plotly.v1+json, text/html)",
    ),
    "an unknown type": (code(display({"application/x-strange": "?"})), "needs a browser (application/x-strange)"),
}
"""Cells with a fault, and what the report says of it."""

KEPT = {
    "nested tables": (html("<table><tr><td>outer<table><tr><td>inner</td></tr></table></td></tr></table>"), "inner"),
    "ragged tables": (
        html("<table><tr><th>a</th><th colspan=999>b</th></tr><tr><td rowspan=99>c</td></tr><tr></tr></table>"),
        "a b c",
    ),
    "cells over cells": (
        html("<table><tr><td>a</td><td rowspan=3>b</td></tr><tr><td colspan=3>over</td></tr></table>"),
        "over",
    ),
    "a heading that reaches into the body": (
        html("<table><thead><tr><th rowspan=9>h</th></tr></thead><tr><td>body</td></tr></table>"),
        "h body",
    ),
    "pictures in cells": (html(f"<table><tr><td>cell<img alt='A dot' src='{pixel()}'></td></tr></table>"), "cell"),
    "injection": (
        markdown('`#panic()` #panic() "); panic( [link](https://a.b/"#x) \\u{41}'),
        '#panic() "); panic(',
    ),
    "signs of other scripts": (markdown("مرحبا 你好 🇻🇳 a\u200bb\u200dc\ufeffd"), "cjk unified ideograph-4f60"),
    "a heading of signs": (markdown("## 🚀🚀"), "[rocket, rocket]"),
    "a heading that is a picture": (markdown(f"## [![A dot]({pixel()})](https://a.b)\n\n## $x$\n\nunder"), "under"),
    "raw text": (nbf.new_raw_cell("raw words"), "raw words"),
    "nothing": (markdown(""), ""),
    "an empty heading": (markdown("## \n\n## \ufeff\n\n## <a id='y'></a>\n\n[x](#) [](y) after"), "x after"),
    "no code": (code(source=""), ""),
    "styles only": (html("<style>p {}</style>", "<IPython.core.display.HTML object>"), ""),
    "a deep list": (markdown("\n".join("  " * depth + f"- level {depth}" for depth in range(40))), "level 39"),
    "many lines": (printed("\n".join(map(str, range(20_000)))), "19940 more lines not shown"),
    "a long line": (printed("x" * 200_000), "more lines not shown"),
    "a progress bar": (printed("10 %\r50 %\rall done\n"), "all done"),
    "impossible signs": (printed("a\x00b\ud800c"), "character U+0000"),
    "an error in colours": (
        code(nbf.new_output("error", ename="E", evalue="\x1b[31mbad " + "y" * 500, traceback=["\x1b[1mtrace"])),
        "E: bad",
    ),
    "LaTeX without dollars": (markdown("\\begin{align} a &= b \\tag{7}\\\\ c &= d \\end{align}"), "(7)"),
    "a command of one's own": (markdown("$$\\newcommand{\\R}{\\mathbb{R}} x \\in \\R$$"), "ℝ"),
    "dollars": (markdown("it costs 5 $ and $ 6 $x"), "5 $ and $ 6 $x"),
    "JSON": (code(display({"application/json": "a value"})), "a value"),
    "a drawing with a script": (svg("<script>alert(1)</script><text x='5' y='30'>drawn</text>"), "drawn"),
    "a word without end": (html(f"<table><tr><td>{'1' * 300}</td><td>{'w' * 300}</td></tr></table>"), "www"),
    "rich text": (html("<pre>kept <b>as</b> is</pre>"), "kept as is"),
}
"""Odd cells without a fault, and words that must not be lost."""


def torture() -> NotebookNode:
    return notebook(*(cell for cell, _ in (BOXED | KEPT).values()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a link to a picture outside it."""
    (tmp_path.parent / "secret.svg").write_text(SVG, encoding="utf-8")
    if not (tmp_path / "link.svg").exists():
        (tmp_path / "link.svg").symlink_to(tmp_path.parent / "secret.svg")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_notebook_of_faults_gives_a_valid_pdf_in_which_each_is_visible(to_pdf: Export) -> None:
    pdf = to_pdf(torture())
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        assert page.validate_pdf_bytes(pdf, profile=profile).is_compliant
    # Long words are broken at the end of a line; a hyphen there is told from other letters.
    text = words(pdf).replace(" ", "").replace("\x02", "-")
    lost = {name: shown for name, (_, shown) in (BOXED | KEPT).items() if shown.replace(" ", "") not in text}
    assert not lost
    assert not letters_outside(pdf, margin=60)


@pytest.mark.usefixtures("folder")
def test_a_strict_export_names_all_faults_at_once(to_typst: ToTypst) -> None:
    with pytest.raises(ExportError) as refused:
        to_typst(torture(), strict=True)
    lines = str(refused.value).removeprefix("Notebook example: ").split("\n")
    for number, (name, (_, reason)) in enumerate(BOXED.items(), start=1):
        assert any(line.startswith(f"Cell {number}: ") and reason in line for line in lines), name
    assert all(int(line.split(":")[0].removeprefix("Cell ")) <= len(BOXED) for line in lines), "and nothing else"


def test_a_part_that_typst_refuses_is_boxed_and_links_and_references_still_lead_there(to_pdf: Export) -> None:
    deep = "<b>" * 100 + "deep words" + "</b>" * 100  # deeper than the compiler follows
    nb = notebook(
        code(source="lang = 'en'", tags=("injected-parameters",)),  # does not count
        markdown("# Title\n\nSee [this](#fig-one) and [there](#Place).[^1]\n\n[^1]: A note."),
        markdown(f"## Place\n\n- a[^2] [x](#fig-one)\n\n<p>{deep}</p>\n\n[^2]: Another note."),
        markdown("### Below\n\nthe end"),
        code(figure()),
        html(deep, "plain words"),
    )
    pdf = to_pdf(nb)
    text = words(pdf)
    assert text.count("This output cannot be shown: maximum show rule depth exceeded") == 2
    assert "See Figure 1 and there.1" in text and "Below the end" in text and "A note." in text
    assert "deep words" in text and "plain words" in text, "the box holds what was written"
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant
    with pytest.raises(ExportError, match=r"(?s)Cell 2: .*depth exceeded\nCell 5: .*depth exceeded"):
        to_pdf(nb, strict=True)


def test_a_link_that_leads_nowhere_is_text_unless_it_names_an_exhibit(to_pdf: Export, to_typst: ToTypst) -> None:
    assert "a b c" in words(to_pdf(notebook(markdown("a [b](#nowhere) [c](#)"))))
    with pytest.raises(ExportError, match="nowhere"):
        to_typst(notebook(markdown("[b](#nowhere)")), strict=True)
    with pytest.raises(ExportError, match="fig-none"):
        to_typst(notebook(markdown("[b](#fig-none)")))
    assert 'link(label("My-Part!")' in to_typst(notebook(markdown("[x](#my-part)\n\n## My Part!"))), "as on GitHub"


def test_a_place_inside_a_heading_does_not_stand_twice_because_of_the_contents(to_pdf: Export) -> None:
    headings = "\n\n".join(f'## Part {n} <a name="p{n}"></a>' for n in range(3))
    assert "Contents Part 0" in words(to_pdf(notebook(markdown(f"# Title\n\n[to](#p1)\n\n{headings}"))))


def test_footnotes_keep_blocks_notes_of_their_own_and_their_one_place(to_pdf: Export) -> None:
    blocks = ["$$x+y$$", "```\n    coded\n    ```", "- item one\n    - item two", "| cell |\n    |---|\n    | below |"]
    notes = "".join(f"[^{n}]: note {n}\n\n    {block}\n\n" for n, block in enumerate(blocks))
    headings = "## Head[^head]\n\n## Two\n\n## Three\n\nagain[^head] [^0] [^1] [^2] [^3]"
    ends = "[^head]: of a heading[^own]\n\n[^own]: of a note\n\n[^title]: of the title\n"
    text = words(to_pdf(notebook(markdown(f"# Title[^title]\n\n{headings}\n\n{notes}{ends}")), strict=True))
    for once in ("𝑥 + 𝑦", "coded", "item one • item two", "cell below", "of a heading", "of a note", "of the title"):
        assert text.count(once) == 1, once
    assert "Head1" in text and "again1" in text


def test_a_caption_in_the_figure_of_a_table_is_not_said_twice(to_pdf: Export) -> None:
    shown = "<figure><figcaption>Said</figcaption><table><tr><td>1</td></tr></table><p>Noted</p></figure><p>After.</p>"
    about = {"id": "t", "kind": "table", "caption": "Said", "notes": ["Noted"]}
    text = words(to_pdf(notebook(code(display({"text/html": shown}, **about)))))
    assert "Table 1. Said 1 Note: Noted After." in text and text.count("Said") == 1


def test_words_around_a_table_with_a_caption_are_kept(to_pdf: Export, to_page: ToTypst) -> None:
    frame = (
        "<div><style>p {}</style><p>IMPORTANT</p><table><tr><td>1</td></tr></table><p>100 rows × 3 columns</p></div>"
    )
    nb = notebook(html(frame, **{"tbl-cap": "A caption"}), code(table("<table><tr><td>2</td></tr></table>")))
    assert "IMPORTANT Table 1. A caption 1 100 rows × 3 columns Table 2. A table 2" in words(to_pdf(nb))
    shown = to_page(nb)
    assert shown.index("IMPORTANT") < shown.index("A caption") < shown.index("100 rows")


def test_a_name_of_signs_does_not_hide_the_pictures(to_pdf: Export, tmp_path: Path) -> None:
    resources = {"metadata": {"name": "📈 report", "path": str(tmp_path)}}
    _, resources = TypstExporter().from_notebook_node(notebook(code(figure())), resources)
    assert list(resources["outputs"]) == ["[chart with upwards trend] report_files/1.svg"]


def test_outputs_of_a_later_format_are_named(tmp_path: Path) -> None:
    faults = Faults()
    outputs = OutputWriter(Writer(faults=faults), Pictures(tmp_path, "files", faults), max_lines=60)
    assert "an output of type hologram is unknown" in outputs.write(NotebookNode(output_type="hologram"))


@pytest.mark.parametrize(
    ("limit", "shown"), [(-1, "3 more lines not shown"), (0, "3 more"), (2, "a b … 1 more"), (3, "a b c")]
)
def test_no_more_lines_are_said_to_be_missing_than_there_are(to_pdf: Export, limit: int, shown: str) -> None:
    assert shown in words(to_pdf(notebook(printed("a\nb\nc\n")), max_stream_lines=limit))


def test_a_wide_table_stays_on_small_paper_and_its_panels_repeat_stub_and_spanner(to_pdf: Export) -> None:
    columns = pd.MultiIndex.from_product([["Nhóm một", "Nhóm hai", "Nhóm ba"], range(20)])
    frame = pd.DataFrame([[1234.5] * 60] * 3, columns=columns, index=["Hà Nội", "Huế", "Vinh"])
    pdf = to_pdf(notebook(html(frame.to_html())), paper="a5")
    text = words(pdf)
    panels = text.count("Huế")
    assert text.count("1234.5") == 180 and panels > 3
    assert text.count("Nhóm") > 3, "a spanner cut in two stands in both panels"
    assert not letters_outside(pdf, margin=45)


def test_a_long_rowspan_goes_over_the_page(to_pdf: Export) -> None:
    rows = "</tr><tr>".join(f"<td>row {n}</td>" for n in range(150))
    texts = page_texts(to_pdf(notebook(html(f"<table><tr><th rowspan=150>Region</th>{rows}</tr></table>"))))
    assert len(texts) > 2 and "row 149" in texts[-1]


def test_a_drawing_of_very_many_marks_becomes_a_bitmap(to_pdf: Export, to_typst: Callable[..., str]) -> None:
    marks = "".join(f'<circle cx="{n % 200}" cy="{n % 61}" r="1"/>' for n in range(160_000))
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60">{marks}</svg>'
    nb = notebook(code(display({"image/svg+xml": drawing}, id="a", kind="figure", caption="Many", alt="Many marks.")))
    assert '"example_files/1.png"' in to_typst(nb)
    assert len(to_pdf(nb)) < 100_000

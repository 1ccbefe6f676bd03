"""The report as one web page: the content of the PDF, in order for every reader, and nothing that runs or loads."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import hypothesis
import nbformat
import nbformat.v4 as nbf
import pandas as pd
import pytest
import tinycss2
from bs4 import BeautifulSoup, Tag
from hypothesis import strategies as st
from nbconvert.exporters import get_exporter
from report_notebooks import SVG, code, display, figure, markdown, notebook, table, words
from test_exporter import rich_notebook

from analysis.reports import index
from analysis.reports.export.faults import ExportError
from analysis.reports.export.page_text import mathml
from analysis.reports.export.safety import Styles, clean
from analysis.reports.export.settings import contrast

Export = Callable[..., str]

WORD = r"[^\W\d]+|\d+"
CLIPPED = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90pt" height="60pt" '
    'viewBox="0 0 90 60"><defs><style>*{stroke-linecap: butt}</style><clipPath id="c"><rect width="9" height="9"/>'
    '</clipPath><path id="m" d="M0 0"/></defs><g id="unused" clip-path="url(#c)"><use xlink:href="#m" '
    'style="fill: #fff; clip-path: url(#c)"/></g></svg>'
)


def parsed(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "lxml")


def text(element: BeautifulSoup | Tag) -> str:
    """Words as a reader meets them, with single spaces between them."""
    element = BeautifulSoup(str(element), "lxml")
    for unseen in element.find_all(["style", "title"]):
        unseen.decompose()
    return " ".join(element.get_text(" ").split())


def body(page: str) -> Tag:
    main = parsed(page).main
    assert main is not None
    return main


def drawing(svg: str, **about: str) -> nbformat.NotebookNode:
    return code(display({"image/svg+xml": svg}, **{"kind": "figure", "alt": "A word.", "caption": "A figure", **about}))


def harmless(page: str) -> None:
    """Nothing runs, nothing loads, nothing is sent, each id stands once, and links within the page arrive."""
    soup = parsed(page)
    assert not soup.find_all(["script", "iframe", "object", "embed", "form", "link", "base", "foreignobject"])
    for element in soup.find_all(True):
        for name, value in element.attrs.items():
            assert not name.startswith("on"), element
            shown = " ".join(value) if isinstance(value, list) else value
            assert not re.search(r"javascript\s*:|url\((?!#)|expression\(", shown, re.IGNORECASE), element
        if element.get("src") or (element.get("href") and element.name != "a"):
            assert re.match(r"data:image/|#", str(element.get("src") or element.get("href"))), element
    assert not re.search(r"@import|url\((?!#)", "".join(style.get_text() for style in soup.find_all("style")))
    for sheet in soup.main.find_all("style") if soup.main else []:
        rules = tinycss2.parse_stylesheet(sheet.get_text(), skip_whitespace=True)
        assert all(re.match("#page-(output|drawing)", tinycss2.serialize(rule.prelude)) for rule in rules), sheet
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)), sorted(ids)
    for link in soup.find_all("a", href=re.compile("^#")):
        assert link["href"][1:] in ids, link


def test_the_rich_notebook_is_a_page_that_is_harmless_and_the_same_in_every_run(to_page: Export) -> None:
    page = to_page(rich_notebook(), code="appendix")
    harmless(page)
    assert page == to_page(rich_notebook(), code="appendix")
    assert "script-src" not in page and "default-src 'none'" in page


def test_the_words_are_those_of_the_pdf(to_page: Export, to_pdf: Callable[..., bytes]) -> None:
    nb = rich_notebook()
    nb.cells = [cell for cell in nb.cells if "\\foox" not in cell.source]  # each compiler has reasons of its own
    nb.cells.pop()  # a broken picture: the reasons differ, too
    soup = parsed(to_page(nb, code="appendix", contents=False))
    for furniture in soup.select(".skip, math, sup, [role=doc-endnotes] a"):
        furniture.decompose()
    page = re.findall(WORD, text(soup))
    pdf = re.findall(WORD, words(to_pdf(nb, code="appendix", contents=False)))
    formulas = {"x", "1", "2", "a", "b", "𝑥", "𝑎", "𝑏"}  # and numbers of pages and footnotes
    assert set(page) - set(pdf) - formulas == set()
    assert set(pdf) - set(page) - formulas == set()
    for word in {"dòng", "Hình", "Bảng", "Nguồn", "Ghi", "Cà"}:
        assert page.count(word) == pdf.count(word), word


def test_the_title_block_says_what_the_report_is(to_page: Export, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    about = {
        "version": "1.2",
        "data": "2024",
        "logo": "logo.svg",
        "logo_alt": "Dấu hiệu",
        "colophon": "Làm *lại* được.",
    }
    soup = parsed(to_page(rich_notebook(), settings=about))
    assert soup.html is not None and soup.html["lang"] == "vi"
    assert soup.title is not None and soup.title.get_text() == "Báo cáo"
    header = soup.header
    assert header is not None
    assert text(header).startswith("Báo cáo Phụ đề Nguyễn Ánh, Trần Đạt · Ngày 22 tháng 11 năm 2026 · Phiên bản 1.2")
    assert "Số liệu: 2024 Tóm tắt Tỷ lệ cán bộ" in text(header)
    assert [image["alt"] for image in header.find_all("img")] == ["Dấu hiệu"]
    assert soup.footer is not None and text(soup.footer) == "Về tệp này Làm lại được."


def test_headings_begin_at_the_title_and_skip_no_level(to_page: Export) -> None:
    nb = notebook(
        markdown("# Title\n\n## One\n\n##### deep\n\n## One\n\n<h1>raw</h1>"), markdown("## Two"), code(source="x = 1")
    )
    soup = parsed(to_page(nb, code="appendix"))
    levels = [int(heading.name[1]) for heading in soup.find_all(re.compile("^h[1-6]$"))]
    assert levels == [1, 2, 3, 2, 2, 2]
    assert soup.nav is not None
    assert [(link.get_text(), link["href"]) for link in soup.nav.find_all("a")] == [
        ("One", "#One"), ("deep", "#deep"), ("One", "#One-2"), ("Two", "#Two"), ("Appendix: code", "#page-appendix"),
    ]  # fmt: skip
    assert parsed(to_page(nb, contents=False)).nav is None


def test_exhibits_are_numbered_labelled_and_linked_in_the_language_of_the_report(to_page: Export) -> None:
    frame = pd.DataFrame({"Người": [1200, 3]}, index=["Hà Nội", "Huế"])
    cells = [
        markdown("See [this](#fig-one), [that](#tbl-one) and [the notice](#no)."),
        code(figure(source="the source", notes=["a note", "another"])),
        code(table(frame.to_html(), notes=["of the table"])),
        code(display({"text/markdown": "Not **one**."}, id="no", kind="notice", caption="Careful")),
    ]
    soup = parsed(to_page(notebook(*cells), lang="vi"))
    assert "See Hình 1 , Bảng 1 and the notice ." in text(soup)
    shown = soup.find(id="fig-one")
    assert shown is not None and shown.svg is not None
    assert (shown.svg["role"], shown.svg["aria-label"]) == ("img", "A word.")
    assert text(shown).endswith("Hình 1. A figure Ghi chú: a note another Nguồn: the source")
    framed = soup.select_one("#tbl-one [role=region]")
    assert framed is not None and framed["tabindex"] == "0"
    caption = soup.find(id=framed["aria-labelledby"])
    assert caption is not None and text(caption) == "Bảng 1. A table"
    assert [(th.get_text(), th["scope"]) for th in framed.find_all("th")] == [
        ("Người", "col"), ("Hà Nội", "row"), ("Huế", "row"),
    ]  # fmt: skip
    aside = soup.find("aside", id="no")
    assert aside is not None and text(aside) == "Careful Not one ."
    assert aside.p is not None and aside["aria-labelledby"] == aside.p["id"]
    assert "See Figure 1" in text(body(to_page(notebook(*cells))))


def test_links_arrive_where_a_reader_of_the_notebook_arrives(to_page: Export) -> None:
    own = ["appendix", "content", "note-1", "output", "drawing", "page-content", "page-call-1", "fig-one-title"]
    words_of = [*own, "R & D", 'a & `b` "c"', "One", "One", "One-2"]
    names = [name.replace(" ", "-").replace("`", "") for name in words_of]
    foreign = "".join(f"<p id='{escape(name)}'>foreign</p>" for name in names)
    links = "\n\n".join(f"[{number}](<#{name}>)" for number, name in enumerate(names))
    text_of = "\n\n".join(f"## {name}" for name in words_of)
    cells = [code(figure(), display({"text/html": foreign})), markdown(f"note[^1] {links}\n\n{text_of}\n\n[^1]: one")]
    page = to_page(notebook(*cells, code="appendix"), strict=True)
    harmless(page)
    shown = body(page)
    for number, name in enumerate(names):
        (link,) = shown.find_all("a", string=str(number), role=False)
        arrived = shown.find(id=link["href"][1:])
        assert arrived is not None and arrived.name == "h2" and "-".join(arrived.get_text().split()) == name


def test_a_reference_to_nothing_is_refused_and_a_figure_without_words_too(to_page: Export) -> None:
    nb = notebook(markdown("[x](#fig-none)"), code(figure(alt="")))
    with pytest.raises(ExportError, match=r"(?s)Notebook example: Cell 1: .*fig-none.*Cell 2: .*text alternative"):
        to_page(nb)


def test_footnotes_stand_at_the_end_with_a_way_back(to_page: Export) -> None:
    nb = notebook(
        markdown("a[^x] b[^x] c[^y]\n\n[^x]: the *note*\n\n[^y]: two\n\n    parts"), markdown("d[^x]\n\n[^x]: own")
    )
    page = to_page(nb)
    harmless(page)
    notes = parsed(page).select_one(".footnotes")
    assert notes is not None and notes["role"] == "doc-endnotes"
    assert [text(note) for note in notes.find_all("li")] == ["the note ↩", "two parts ↩", "own ↩"]
    assert [call.get_text() for call in parsed(page).find_all("sup")] == ["1", "1", "2", "3"]
    assert [link["href"] for link in notes.find_all("a")] == ["#page-call-1", "#page-call-2", "#page-call-3"]


def test_formulas_are_mathml_and_broken_ones_boxes(to_page: Export) -> None:
    nb = notebook(markdown("$x_1$ and\n\n$$\\frac{a}{b}$$\n\n$\\foox{3}$"))
    page = to_page(nb)
    assert [math["display"] for math in parsed(page).find_all("math")] == ["inline", "block"]
    assert "This formula cannot be shown: unknown: \\foox \\foox{3}" in text(parsed(page))
    with pytest.raises(ExportError, match="foox"):
        to_page(nb, strict=True)


@pytest.mark.parametrize("latex", [r"\foox{3}", r"\frac{a", "x_", "}", "", r"\left( x"])
def test_a_formula_that_would_be_read_wrongly_is_refused(latex: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        mathml(latex, block=False)


@pytest.mark.parametrize(
    ("latex", "part"),
    [
        (r"a \sim b", "<mo>∼</mo>"),
        (r"(-\infty, x]", '<mo form="prefix">−</mo><mi>∞</mi>'),
        (r"a - b", "<mo>−</mo>"),
        (r"\text{a <b onclick=x>}", "&lt;b"),
        (r"\href{javascript:x}{y}", "<mi>y</mi>"),
    ],
)
def test_formulas_read_as_they_are_written(latex: str, part: str) -> None:
    shown = mathml(latex, block=False)
    assert part in shown and "href" not in shown


def test_raw_cells_of_html_are_for_the_page_and_those_of_other_formats_are_not(to_page: Export) -> None:
    kinds = {"text/html": "<b>seen</b>", "": "<i>plain</i>", "text/latex": "no"}
    for name in ("raw_mimetype", "format"):
        cells = [nbf.new_raw_cell(source, metadata={name: kind}) for kind, source in kinds.items()]
        shown = body(to_page(notebook(*cells)))
        assert text(shown) == "seen <i>plain</i>" and shown.b is not None


def test_colours_contrast_with_white() -> None:
    package = Path(index.__file__).parent
    for sheet in (package / "index.css", package / "export" / "templates" / "reportpage" / "page.css"):
        colours = dict(re.findall(r"--(ink|quiet|alarm|accent): (#\w{6})", sheet.read_text(encoding="utf-8")))
        assert colours and all(contrast(colour) > 5 for colour in colours.values()), "a little more, for pale grounds"


def test_code_is_hidden_inline_or_at_the_end(to_page: Export) -> None:
    nb = notebook(markdown("text"), code(source="compute(1)"), code(source="secret()", tags=("remove-input",)))
    assert "compute" not in to_page(nb)
    assert "compute" in text(body(to_page(nb, code="inline")))
    assert text(body(to_page(nb, code="appendix"))).endswith("Appendix: code Cell 2 compute ( 1 )")
    assert "secret" not in to_page(nb, code="appendix")


def test_errors_warnings_and_long_print_are_visible(to_page: Export) -> None:
    outputs = [
        nbf.new_output("stream", name="stderr", text="careful\n"),
        nbf.new_output("stream", name="stdout", text="line\n" * 100),
        nbf.new_output("error", ename="ValueError", evalue="bad", traceback=["\x1b[31mValueError\x1b[0m: bad"]),
    ]
    shown = text(body(to_page(notebook(code(*outputs)), max_stream_lines=10)))
    assert "careful" in shown and "… 90 more lines not shown." in shown and shown.count("line") == 11
    assert "The cell raised an error: ValueError: bad" in shown and "[31m" not in shown


def test_the_data_of_an_exhibit_can_be_taken_along(to_page: Export) -> None:
    output = figure()
    output.data["text/csv"] = "tỉnh,số\nHuế,1\n"
    link = parsed(to_page(notebook(code(output)))).find("a", download=True)
    assert link is not None and (link["download"], link.get_text()) == ("fig-one.csv", "Data (CSV)")
    assert b64decode(str(link["href"]).partition("base64,")[2]).decode() == "tỉnh,số\nHuế,1\n"
    assert "download=" not in to_page(notebook(code(output)), attach_data=False)
    first, second, third = (display({"text/plain": "a", "text/csv": "a"}) for _ in range(3))
    several = parsed(to_page(notebook(markdown("one"), code(first, figure(), second), code(third))))
    names = [link["download"] for link in several.find_all("a", download=True)]
    assert names == ["cell-2.csv", "cell-2-part-2.csv", "cell-3.csv"], "as in the PDF"


def test_two_drawings_keep_their_ids_and_styles_apart(to_page: Export) -> None:
    page = to_page(notebook(drawing(CLIPPED, id="a"), drawing(CLIPPED, id="b")))
    harmless(page)
    for prefix in ("page-drawing", "page-drawing-2"):
        assert f'clip-path="url(#{prefix}-c)"' in page and f'href="#{prefix}-m"' in page
        assert f"#{prefix} {{\n* {{stroke-linecap: butt}}" in page
        assert f"clip-path: url(#{prefix}-c)" in page
    assert "unused" not in page, "ids that nothing refers to are left out"


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<style>@import 'https://example.org/x.css'; * {background: url(https://example.org/x)}</style>",
        '<rect onclick="alert(1)" fill="url(https://example.org/x#y)" style="fill: url(//example.org)"/>',
        '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">word</div></foreignObject>',
        '<a href="javascript:alert(1)"><text>word</text></a>',
        '<x:rect xmlns:x="http://www.w3.org/2000/svg" onclick="alert(1)"/>',
    ],
)
def test_a_drawing_runs_and_loads_nothing(to_page: Export, evil: str) -> None:
    page = to_page(notebook(drawing(SVG.replace("</svg>", f"{evil}</svg>"))))
    harmless(page)
    assert "example.org" not in page
    assert 'aria-label="A word."' in page or 'alt="A word."' in page


EVIL = [
    "<img src=x onerror=alert(1)>",
    "<p onclick='alert(1)'>word</p>",
    "</style><script>alert(1)</script>",
    "<style>p {background: url(https://example.org/x)} </style><p style='background: url(//x); color: red'>word</p>",
    "<style>@import url(//example.org);\np::after {content: '</style><script>alert(1)</script>'}</style><p>word</p>",
    "<style>p {color: red} } body {display: none} </style><p>word</p>",
    "<style>p {color: red; x: ')} body {display: none} </style><p>word</p>",
    "<a href='javascript:alert(1)'>word</a><a href='java\tscript:alert(1)'>word</a><a href='data:text/html,x'>word</a>",
    "<iframe src='https://example.org'></iframe><form action='https://example.org'><input></form>",
    "<svg onload=alert(1)><a href='javascript:x'>word</a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<base href='https://example.org'><link rel=stylesheet href=x><meta http-equiv=refresh content='0'>",
    "</main></body><h1 id='content'>word</h1>",
]


@pytest.mark.parametrize("evil", EVIL)
def test_html_of_cells_and_outputs_runs_and_loads_nothing(to_page: Export, evil: str) -> None:
    for cell in (markdown(f"before {evil}\n\n{evil}"), code(display({"text/html": evil, "text/plain": "plain"}))):
        page = to_page(notebook(markdown("# Title"), cell, markdown("the end")))
        harmless(page)
        assert len(parsed(page).find_all(["main", "h1"])) == 2
        assert text(body(page)).endswith("the end")


@hypothesis.given(
    st.lists(st.sampled_from([*"aệ \n\t\r;#\"'`>=/\0\x0b\x85", "&amp;", "&lt;", "&#x27;", "&quot;", "&", "&am"])).map(
        "".join
    )
)
@hypothesis.settings(max_examples=200, derandomize=True)
def test_words_are_cleaned_as_if_a_tag_stood_with_them(text: str) -> None:
    def cleaned(html: str) -> str:
        return clean(html, takes_id=bool, picture=str.join, box=str, label="")

    assert f"<b></b>{cleaned(text)}" == cleaned(f"<b></b>{text}")


def test_what_a_notebook_says_about_itself_and_its_exhibits_is_text(to_page: Export) -> None:
    evil = '"><script>alert(1)</script>'
    hidden = f"*a {evil} <img src=x onerror=alert(1)> b*"
    cells = [code(figure(caption=evil, source=hidden, alt=evil, notes=[evil])), markdown(f"# {evil}")]
    page = to_page(notebook(*cells, title="x", subtitle=evil, authors=[evil]))
    harmless(page)
    assert "&lt;script&gt;" in page


def test_styles_stay_with_their_output(to_page: Export) -> None:
    styled = pd.DataFrame({"a": [1, 2]}).style.background_gradient()._repr_html_()
    page = to_page(notebook(code(display({"text/html": styled}))))
    harmless(page)
    cell = body(page).find("td")
    assert isinstance(cell, Tag)
    assert cell["id"] == "output-table_row0_col0", "not drawn by lot"
    assert re.search(rf"#page-output {{\n(?s:.*)#{cell['id']} {{background-color: #fff7fb", page)
    assert Styles().scoped("p {color: red} } body {color: red}", "#x") == "#x {\np {color: red}\n}"


def test_only_ids_that_were_drawn_by_lot_get_another_name(to_page: Export) -> None:
    frame = pd.DataFrame({"T_12345": ["T_12345", "T_abcde", "see #T_12345"]}, index=["T_00000", "b", "c"])
    html = frame.style.set_caption("T_fffff").set_properties(color="red")._repr_html_()
    for given in (html, frame.to_html(), frame.style._repr_html_()):
        shown = body(to_page(notebook(code(display({"text/html": given})))))
        assert re.findall(r"T_\w+", text(shown)) == re.findall(r"T_\w+", text(BeautifulSoup(given, "lxml")))
        assert not [element for element in shown.find_all(id=True) if "T_" in element["id"]]


@pytest.mark.parametrize("name", ["a\n} body {display: none} x{", '";} body {display: none}', "</style><b>", "\\"])
def test_a_font_is_a_name_and_no_rule(to_page: Export, name: str) -> None:
    page = to_page(notebook(), settings=dict.fromkeys(["body_font", "heading_font", "code_font"], name))
    sheet = parsed(page).find_all("style")[-1]
    (rule,) = tinycss2.parse_stylesheet(sheet.get_text(), skip_whitespace=True)
    fonts = tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True)[1:]
    assert [[token.value for token in one.value if token.type == "string"] for one in fonts] == [[name]] * 3


@pytest.mark.parametrize(
    "selector",
    [":not(&):is(p,h2)", "body:has(&) p", "p:nth-child(1 of &)", "p, + p", "> p", ":root", "p::after", ":not(x)", "p:"],
)
def test_a_sheet_reaches_nothing_outside_its_output(to_page: Export, selector: str) -> None:
    style = f"{selector} {{display: none}} p > b, .a #T_x td:nth-child(2n + 1):hover [x='1'] {{color: red}}"
    kept = '{\np > b, .a #T_x td:nth-child(2n + 1):hover [x="1"] {color: red}\n}'
    assert Styles().scoped(style, "#x") == f"#x {kept}"
    svg = SVG.replace("</svg>", f"<style>{style.replace('&', '&amp;').replace('>', '&gt;')}</style></svg>")
    page = to_page(notebook(drawing(svg), code(display({"text/html": f"<style>{style}</style>word"}))))
    assert page.partition("<main")[2].count("display: none") == 0


@pytest.mark.parametrize(
    "style",
    [
        "position: fixed", "transform: translateY(-5.2rem)", "translate: 0 -5rem", "margin-top: -5rem", "float: left",
        "margin: calc(0px - 5rem)", "margin: 1px -1px", "height: 0", "opacity: 0.5", "box-shadow: 0 -5rem white",
        "background: url(x)", "background: image-set(x 1x)", "--natural: 9px", "color: var(--accent)",
    ],
)  # fmt: skip
def test_a_style_covers_nothing_and_loads_nothing(to_page: Export, style: str) -> None:
    plain = "color: rgb(1, 2, 3); margin: 0 auto; background: linear-gradient(90deg, #d65f5f 3.2%, transparent 3.2%)"
    assert Styles().sanitize_css(f"{style}; {plain}") == plain
    assert Styles(drawn=True).sanitize_css(f"fill: url(#y); letter-spacing: -1px; {plain}").startswith("fill: url(#y);")
    page = to_page(notebook(markdown(f"<span style='{style}'>99 %</span><b class='a skip'>12 %</b>")))
    assert "<span>99 %</span><b>12 %</b>" in page.replace(' style=""', "")


def test_an_output_that_needs_a_browser_is_a_box(to_page: Export) -> None:
    only_script = display({"text/html": "<script>plot()</script>", "text/plain": "<Chart object>"})
    nb = notebook(code(only_script), markdown('<iframe src="https://example.org/"></iframe>'))
    shown = text(body(to_page(nb)))
    assert "This output cannot be shown: it needs a browser (text/html)" in shown
    assert "This output cannot be shown: it needs a live page (iframe)" in shown
    with pytest.raises(ExportError, match=r"(?s)Cell 1.*browser.*Cell 2.*iframe"):
        to_page(nb, strict=True)


def test_pictures_are_in_the_page_or_boxes(to_page: Export, tmp_path: Path) -> None:
    from PIL import Image

    content = BytesIO()
    Image.new("RGB", (30, 20), "white").save(content, "png")
    (tmp_path / "inside.svg").write_text(SVG, encoding="utf-8")
    attachments = {"a.png": {"image/png": b64encode(content.getvalue()).decode()}}
    cell = markdown("![One.](inside.svg) ![Two.](attachment:a.png) ![Three.](https://example.org/a.png)")
    cell["attachments"] = attachments
    page = to_page(notebook(cell, code(display({"text/html": "<img src='inside.svg' alt='Four.'>"}))))
    harmless(page)
    images = body(page).find_all("img")
    assert [image["alt"] for image in images] == ["One.", "Two.", "Four."]
    assert (images[1]["width"], images[1]["height"]) == ("30", "20")
    assert "https://example.org/a.png is not a file in the folder of the notebook" in text(body(page))
    assert "This figure cannot be shown" in text(body(to_page(notebook(drawing("<svg")))))


@pytest.mark.parametrize("part", ['<use href="https://example.org/x.svg#y"/>', '<image x="1" href="x.png"/>'])
def test_a_drawing_that_lacks_a_part_is_a_box(to_page: Export, part: str) -> None:
    svg = SVG.replace("</svg>", f"{part}</svg>")
    image = f'<img alt="A word." src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'
    for cell in (drawing(svg), code(display({"text/html": svg})), code(display({"text/html": image})), markdown(svg)):
        assert "This figure cannot be shown: a part of the drawing lies outside" in text(body(to_page(notebook(cell))))
        with pytest.raises(ExportError, match="lies outside"):
            to_page(notebook(cell), strict=True)


@pytest.mark.parametrize(
    "svg",
    [
        '<svg width="9" aria-label="Một &amp; hai"><svg><text>word&nbsp;&lt;</text></svg><text>end</text></svg>',
        '<svg viewBox="0 0 9 9"><title>Một &amp; hai</title><g><use xlink:href="#x"/><text>word</text></g></svg>',
        '<svg width="9" aria-label="Một &amp; hai"/>',
    ],
)
def test_a_drawing_in_html_is_an_image(to_page: Export, svg: str) -> None:
    attached = markdown("before ![Một & hai](attachment:a.svg) after")
    attached["attachments"] = {"a.svg": {"image/svg+xml": SVG}}
    html = f"<b>before</b> {svg} after<script>'<svg>'</script><!-- <svg> -->"
    for cell in (attached, markdown(f"before {svg} after"), code(display({"text/html": html}))):
        page = to_page(notebook(cell), strict=True)
        harmless(page)
        (image,) = body(page).find_all("img")
        assert image["alt"] == "Một & hai" and text(body(page)) == "before after"
        assert ElementTree.fromstring(b64decode(image["src"].partition(",")[2])).tag.endswith("svg")


@pytest.mark.parametrize(
    "svg", ["<svg><text>word</text>", "<svg><text>word</svg>", "<svg width=9><text>word</text></svg>"]
)
def test_a_drawing_in_html_that_cannot_be_read_is_a_box(to_page: Export, svg: str) -> None:
    for cell in (markdown(f"before {svg}"), code(display({"text/html": f"before {svg}"}))):
        assert re.search("before This (figure|output) cannot be shown", text(body(to_page(notebook(cell)))))


def test_languages_of_passages_stay_and_letters_are_composed(to_page: Export) -> None:
    page = to_page(notebook(markdown(unicodedata.normalize("NFD", 'The word <span lang="vi">lượt</span>.'))))
    assert '<span lang="vi">lượt</span>' in page
    caption = 'The word <span lang="vi">*lượt*</span>'
    assert 'The word <span lang="vi"><em>lượt</em></span>' in to_page(notebook(code(figure(caption=caption))))


def test_nbconvert_knows_the_exporter(tmp_path: Path) -> None:
    path = tmp_path / "example.ipynb"
    nbformat.write(rich_notebook(), path)
    page, resources = get_exporter("analysis.reports.export.web.ReportPageExporter")().from_filename(str(path))
    assert page.startswith("<!DOCTYPE html>") and resources["output_extension"] == ".html"


def test_a_browser_has_nothing_to_complain_of(to_page: Export, tmp_path: Path) -> None:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: the page was not opened")
    frame = pd.DataFrame({f"Chỉ tiêu {i}": [12345.6] for i in range(30)})
    nb = rich_notebook()
    nb.cells.append(code(table(frame.to_html(), identity="tbl-wide")))
    path = tmp_path / "page.html"
    path.write_text(to_page(nb, code="appendix"), encoding="utf-8")
    complaints: list[str] = []
    with api.sync_playwright() as playwright:
        known = [Path(name) for name in ("/usr/bin/chromium", "/usr/bin/google-chrome")]
        browser = next((str(one) for one in known if one.exists()), None)
        try:
            chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        except api.Error as error:
            pytest.skip(f"Chromium does not start: {str(error).splitlines()[0]}")
        for width in (360, 1280):
            page = chromium.new_page(viewport={"width": width, "height": 800})
            page.on("console", lambda message: complaints.append(message.text))
            page.on("request", lambda request: complaints.append(request.url))
            page.goto(path.as_uri())
            complaints.remove(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        chromium.close()
    assert [one for one in complaints if not one.startswith("data:")] == []

"""The page: lines of a length to read, a head that says where one is, figures that leave no page half empty."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from typing import Any

import pandas as pd
import pikepdf
import pypdfium2
import pytest
from report_notebooks import code, display, figure, letters_outside, markdown, notebook, page_texts, table

ToPdf = Callable[..., bytes]

PROSE = "The order helps to find a province; it is no league table: no sampling errors are published for any of them. "
TALL = '<svg xmlns="http://www.w3.org/2000/svg" width="450" height="500"><circle cx="200" cy="250" r="200"/></svg>'


def tall_figure(**about: Any) -> Any:
    return display({"image/svg+xml": TALL}, id="fig-tall", kind="figure", alt="A circle.", **about)


@pytest.mark.parametrize(
    ("paper", "size"), [("a4", 10.5), ("a4", 9), ("a4", 12), ("us-letter", 10.5), ("a3", 10.5), ("a5", 10.5)]
)
def test_prose_has_lines_of_about_75_characters_on_any_paper(to_pdf: ToPdf, paper: str, size: float) -> None:
    pdf = to_pdf(notebook(markdown(f"# T\n\n{PROSE * 8}")), paper=paper, settings={"font_size": size})
    lines = [line for line in page_texts(pdf)[0].split("\n") if len(line) > 40]
    mean = sum(map(len, lines)) / len(lines)
    assert 55 <= mean <= 82
    assert letters_outside(pdf, margin=40) == []


def test_text_goes_on_before_a_tall_figure_that_does_not_fit(to_pdf: ToPdf) -> None:
    cells = [
        markdown(f"# One\n\n{PROSE * 12}"),
        code(tall_figure(caption="Tall")),
        markdown(f"# Two\n\nGoes on. {PROSE}"),
    ]
    first, second = page_texts(to_pdf(notebook(*cells), settings={"floats": True}))
    assert "Goes on." in first
    assert "Figure 1. Tall" in second


def test_a_tall_figure_is_on_the_page_of_the_second_heading_after_it_at_the_latest(to_pdf: ToPdf) -> None:
    three = [markdown(f"# {name}\n\n{name} {PROSE}") for name in ("Two", "Three")]
    cells = [markdown(f"# One\n\n{PROSE * 12}"), code(tall_figure(caption="Tall")), *three]
    first, second = page_texts(to_pdf(notebook(*cells), contents=False, settings={"floats": True}))
    assert f"Two {PROSE[:20]}" in first
    assert f"Three {PROSE[:20]}" in second
    assert "Figure 1. Tall" in second


def test_a_tall_figure_never_stands_above_the_heading_that_it_belongs_to(to_pdf: ToPdf) -> None:
    half = display(
        {"image/svg+xml": TALL.replace("500", "250")}, id="fig-half", kind="figure", alt="A.", caption="Tall"
    )
    cells = [markdown(f"# One\n\n{PROSE}"), markdown("# Two\n\nSee below."), code(half)]
    (page,) = page_texts(to_pdf(notebook(*cells, markdown("Goes on.")), contents=False, settings={"floats": True}))
    assert page.index("See below.") < page.index("Goes on.") < page.index("Figure 1. Tall")


def test_without_floats_a_figure_stays_where_it_is(to_pdf: ToPdf) -> None:
    cells = [markdown(f"# One\n\n{PROSE * 12}"), code(tall_figure(caption="Tall")), markdown("# Two\n\nGoes on.")]
    assert "Goes on." not in page_texts(to_pdf(notebook(*cells)))[0]


def test_a_figure_without_a_caption_stays_where_it_is(to_pdf: ToPdf) -> None:
    cells = [markdown(f"# One\n\n{PROSE * 12}"), code(display({"image/svg+xml": TALL})), markdown("# Two\n\nGoes on.")]
    assert "Goes on." not in page_texts(to_pdf(notebook(*cells), settings={"floats": True}))[0]


@pytest.mark.parametrize("seed", [2, 5])
def test_figures_float_without_moving_each_other_about(
    to_pdf: ToPdf, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    """Pages that depend on themselves never settle: Typst gives up, and numbers of pages and exhibits may be wrong."""
    draw = random.Random(seed)
    cells = []
    for number in range(16):
        cells.append(markdown(("" if number % 3 else f"# Part {number}\n\n") + PROSE * draw.randint(1, 14)))
        svg = TALL.replace("500", str(draw.randint(150, 520)))
        about = {"id": f"fig-{number}", "kind": "figure", "alt": "A circle.", "caption": f"Circle {number}."}
        cells += [code(display({"image/svg+xml": svg}, **about)), markdown(PROSE * draw.randint(1, 9))]
    text = " ".join(page_texts(to_pdf(notebook(*cells), settings={"floats": True})))
    numbers = {int(circle): int(number) for number, circle in re.findall(r"Figure (\d+)\. Circle (\d+)\.", text)}
    assert numbers == {number: number + 1 for number in range(16)}
    assert not [record for record in caplog.records if "converge" in record.getMessage()]


def test_the_head_of_a_page_names_the_report_and_the_section(to_pdf: ToPdf) -> None:
    cells = [markdown(f"# First part\n\n{PROSE * 90}"), markdown(f"# Second part\n\n{PROSE * 5}")]
    pages = page_texts(to_pdf(notebook(*cells, title="The report"), contents=False))
    heads = [text.split("\n")[:2] for text in pages]
    assert "First part" in " ".join(heads[1])
    assert "Second part" in " ".join(heads[-1])
    assert all("The report" in " ".join(head) for head in heads)


def test_a_reference_stays_on_one_line(to_pdf: ToPdf) -> None:
    for filler in range(0, 30, 3):
        cells = [markdown(f"# T\n\n{'word ' * 14}{'x' * filler} [Figure](#fig-one) {PROSE}"), code(figure())]
        assert "Figure\n1" not in page_texts(to_pdf(notebook(*cells), settings={"floats": True}))[0]


def test_the_notes_of_a_long_table_stand_on_the_page_of_its_last_row(to_pdf: ToPdf) -> None:
    tables = []
    for rows in range(21, 60, 3):
        frame = pd.DataFrame({"x": range(rows)}, index=[f"Row {n} of {rows}." for n in range(1, rows + 1)])
        about = {"source": f"Source of {rows}.", "notes": ["One.", "Two."]}
        tables.append(code(table(frame.to_html(), identity=f"tbl-{rows}", **about)))
    pages = page_texts(to_pdf(notebook(*tables)))
    for rows in range(21, 60, 3):
        (page,) = [text for text in pages if f"Source of {rows}." in text]
        assert f"Row {rows} of {rows}." in page, rows


def html_table(head: str, body: str, **about: Any) -> Any:
    return display({"text/html": f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"}, **about)


@pytest.mark.parametrize("between", [" ", "<br>"])
def test_nothing_of_a_cell_higher_than_a_page_is_lost(to_pdf: ToPdf, between: str) -> None:
    row = f"<tr><td>k</td><td>{between.join(f'w{n}w' for n in range(1500))}</td></tr>"
    cells = [markdown("# T"), code(html_table("<tr><th>a</th><th>b</th></tr>", row))]
    text = "".join(page_texts(to_pdf(notebook(*cells))))
    assert [n for n in range(1500) if f"w{n}w" not in text] == []


def test_nothing_is_lost_below_a_head_or_above_notes_higher_than_a_page(to_pdf: ToPdf) -> None:
    head = "".join(f"<tr><th>h{n}h</th><th>x</th></tr>" for n in range(70))
    body = "".join(f"<tr><td>r{n}r</td><td>{n}</td></tr>" for n in range(40))
    notes = [f"n{n}n stands here." for n in range(120)]
    high = html_table(head, body)
    noted = html_table("<tr><th>a</th><th>b</th></tr>", body, id="tbl-a", kind="table", caption="A", notes=notes)
    text = "".join(page_texts(to_pdf(notebook(markdown("# T"), code(high), code(noted)))))
    assert [n for n in range(40) if text.count(f"r{n}r") != 2] == []
    assert [n for n in range(120) if f"n{n}n" not in text] == []


@pytest.mark.parametrize(
    "text", ["Before $$x^2$$ after", "> quote\n> $$x^2$$", "- item\n\n  so $$x^2$$ there", "and *so $$x^2$$ on*"]
)
def test_a_display_formula_within_a_paragraph_is_shown(to_pdf: ToPdf, text: str) -> None:
    pdf = to_pdf(notebook(markdown(f"# T\n\n{text}")), strict=True)
    with pikepdf.open(BytesIO(pdf)) as document:
        tags = [str(one.get("/Alt")) for one in document.objects if isinstance(one, pikepdf.Dictionary)]
    assert "x^2" in tags


@pytest.mark.parametrize("paragraphs", [2, 30])
def test_how_the_file_was_made_stands_at_the_foot_of_the_last_page(to_pdf: ToPdf, paragraphs: int) -> None:
    pdf = to_pdf(notebook(markdown(f"# T\n\n{PROSE * 8}\n\n" * paragraphs)), settings={"colophon": "Made by hand."})
    with closing(pypdfium2.PdfDocument(BytesIO(pdf))) as document:
        page = document[len(document) - 1]
        words = page.get_textpage()
        found = words.search("Made by hand.").get_next()
        assert found, "on the last page"
        top = words.get_charbox(found[0])[3]
        assert top < 0.11 * page.get_height(), "at its foot"


def test_a_long_address_breaks_and_is_copied_without_letters_of_ours(to_pdf: ToPdf) -> None:
    address = "https://example.org/" + "/".join(f"mot_duong_dan_dai_{number}" for number in range(12))
    (page,) = page_texts(to_pdf(notebook(markdown(f"# T\n\nSee `{address}` there.")), contents=False))
    lines = page.split("\n")
    assert address in page.replace("\r", "").replace("\n", "")
    assert max(map(len, lines)) < 110, "it breaks"

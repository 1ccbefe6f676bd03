"""Figures can be read as they are printed: letters of a size to read, nothing cut, dark on light."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import typst
from PIL import Image

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.quantities.sentences import held_together
from analysis.reports.export import compiler
from analysis.vocabulary import LANGUAGES, Language

Exhibits = Mapping[Language, Mapping[str, Exhibit]]

MOST_MARKS = 5000
"""Above this a cloud of marks must be a picture (``rasterized=True``), or the PDF grows and renders slowly."""


def figures(exhibits: Exhibits, lang: Language) -> list[Exhibit]:
    return [exhibit for exhibit in exhibits[lang].values() if exhibit.kind == "figure"]


def drawn(svg: str, folder: Path) -> np.ndarray:
    """The figure as the report draws it, in grey: 0 is black."""
    (folder / "figure.svg").write_text(svg, encoding="utf-8")
    page = '#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("figure.svg")'
    png = typst.Compiler(page.encode(), root=folder, font_paths=compiler.fonts_of_reports("")).compile(
        format="png", ppi=100
    )
    assert isinstance(png, bytes)
    return np.asarray(Image.open(BytesIO(png)).convert("L"))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_letter_of_a_figure_is_smaller_than_six_and_a_half_points(exhibits: Exhibits, lang: Language) -> None:
    for figure in figures(exhibits, lang):
        sizes = [float(size) for size in re.findall(r"font(?:-size)?: (?:\d+ )?([\d.]+)px", figure.content)]
        assert sizes, figure.id
        assert min(sizes) >= 6.5, figure.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_figure_is_cut_at_its_edge(exhibits: Exhibits, lang: Language, tmp_path: Path) -> None:
    for figure in figures(exhibits, lang):
        ink = drawn(figure.content, tmp_path) < 128
        edges = {"left": ink[:, 0], "right": ink[:, -1], "top": ink[0], "bottom": ink[-1]}
        assert [side for side, edge in edges.items() if edge.any()] == [], figure.id


@pytest.mark.parametrize("name", ["maps.share_map", "maps.new_share_map"])
def test_names_can_be_read_on_every_tile(exhibits: Exhibits, name: str) -> None:
    svg = exhibits["vi"][name].content
    tiles = set(re.findall(r'style="fill: (#[0-9a-f]{6}); stroke', svg)) - {"#ffffff"}
    assert len(tiles) > 20
    assert min(contrast(tile, style.INK) for tile in tiles) >= 4.5
    assert min(contrast(tile, "#ffffff") for tile in tiles) > 1.05, "but the lightest is not white"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_figure_holds_a_cloud_that_should_be_a_picture(exhibits: Exhibits, lang: Language) -> None:
    for figure in figures(exhibits, lang):
        assert figure.content.count("<use ") + figure.content.count("<path ") <= MOST_MARKS, figure.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_can_break_between_a_number_and_its_per_cent_sign(exhibits: Exhibits, lang: Language) -> None:
    for exhibit in exhibits[lang].values():
        told = [exhibit.caption, exhibit.alt, *exhibit.notes, re.sub(r"<[^>]+>", " ", exhibit.content)]
        assert [text for text in told if re.search(r"\d %", text)] == [], exhibit.id


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("12,5 % năm", "12,5\u00a0% năm"),
        ("15–20 %", "15–20\u00a0%"),
        ("about 6,500 participations ‡ (a)", "about 6,500 participations\u00a0‡\u00a0(a)"),
        ("(a) a part only", "(a) a part only"),
        ("coded here. ‡ Excerpt", "coded here. ‡ Excerpt"),
        ("the share, % (year)", "the share, % (year)"),
    ],
)
def test_only_the_space_inside_a_number_is_held(text: str, held: str) -> None:
    assert held_together(text) == held

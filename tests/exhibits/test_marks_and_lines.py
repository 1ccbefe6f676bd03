"""What a mark, a line or a row stands for can be told from the exhibit itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.wording import words
from analysis.outcomes import Data
from analysis.vocabulary import LANGUAGES, Language

Exhibits = Mapping[Language, Mapping[str, Exhibit]]
Make = Callable[[Language], Exhibit]

OF_WHOLE_PROVINCES = (
    "comparison.provinces_figure", "comparison.regions_figure", "comparison.provinces_table", "comparison.beside_table",
    "standings.standings_figure", "associations.association_figure", "maps.share_map", "maps.new_share_map",
    "mergers.merged_figure", "trends.lines_figure", "trends.slopes_figure", "trends.slopes_table",
)  # fmt: skip
"""Exhibits that mark provinces of the articles and print official figures of the whole province."""

pytestmark = pytest.mark.parametrize("lang", LANGUAGES)


def figure_of(make: Make, lang: Language, monkeypatch: pytest.MonkeyPatch) -> Figure:
    """The figure behind an exhibit, with its axes where they are printed."""
    drawn: list[Figure] = []
    as_svg = style.as_svg
    monkeypatch.setattr(style, "as_svg", lambda figure: drawn.append(figure) or as_svg(figure))
    make(lang)
    return drawn[0]


def rows_of(exhibit: Exhibit) -> list[list[str]]:
    """The cells of each row of a table, as text."""
    rows = re.findall(r"<tr\b.*?</tr>", exhibit.content, flags=re.DOTALL)
    cells = [re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL) for row in rows]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in cells]


@pytest.mark.parametrize("name", OF_WHOLE_PROVINCES)
def test_a_province_is_not_printed_as_its_district_and_one_note_says_whom_the_article_is_about(
    exhibits: Exhibits, lang: Language, name: str
) -> None:
    exhibit = exhibits[lang][name]
    assert "(Gò Quao)" not in f"{exhibit.content} {exhibit.caption} {exhibit.alt}"
    notes = [note for note in exhibit.notes if "Gò Quao" in note]
    assert len(notes) == 1
    assert "Kiên Giang" in notes[0]


def test_the_line_of_the_country_is_named_above_each_panel_and_beside_no_row(
    makers: Mapping[str, Make], data: Data, lang: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = data.panel("gso_trained_employed_share")
    value = panel[(panel["place"] == "viet-nam") & (panel["year"] == 2016)]["value"].iloc[0]
    label = words("country_line", lang, value=value, year="2016")
    figure = figure_of(makers["comparison.provinces_figure"], lang, monkeypatch)
    assert len(figure.axes) == 2
    for axes in figure.axes:
        (named,) = [text for text in axes.texts if text.get_text() == label]
        assert named.get_window_extent().y0 >= axes.get_window_extent().y1


def test_an_open_circle_is_the_first_year_and_an_open_square_the_shrunken_estimate(
    exhibits: Exhibits, lang: Language
) -> None:
    circle, square = ("vòng rỗng", "ô vuông rỗng") if lang == "vi" else ("open circle", "open square")
    first, levels = exhibits[lang]["comparison.provinces_figure"], exhibits[lang]["standings.standings_figure"]
    assert f"2009 ({circle})" in first.caption
    for said in (levels.alt, " ".join(levels.notes)):
        assert square in said
        assert circle not in said


def test_names_of_old_provinces_stand_within_the_axes_on_white_and_marks_are_explained(
    makers: Mapping[str, Make], lang: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = figure_of(makers["mergers.merged_figure"], lang, monkeypatch)
    (axes,) = figure.axes
    names = [text for text in axes.texts if isinstance(text, Annotation) and ";" in text.get_text()]
    assert len(names) == 23
    for text in names:
        assert text.get_window_extent().x1 <= axes.get_window_extent().x1, text.get_text()
        assert text.get_fontsize() >= 7
        assert text.get_color() == style.INK
        assert text.get_bbox_patch() is not None
    (legend,) = figure.legends
    said = " ".join(text.get_text() for text in legend.get_texts())
    assert all(part in said for part in (words("key.old_province", lang), words("key.new_province", lang)))
    assert all(place in said for place in ("Bắc Ninh", "Kiên Giang"))


def test_years_of_a_new_definition_have_hollow_marks_that_say_so(
    makers: Mapping[str, Make], lang: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = figure_of(makers["breaks.state_figure"], lang, monkeypatch)
    (axes,) = figure.axes
    hollow = [line for line in axes.lines if line.get_markerfacecolor() == "white"]
    assert [list(line.get_xdata()) for line in hollow] == [[2021], [2021]]
    texts = [text.get_text() for text in axes.texts]
    assert texts.count(words("line.new_definition", lang, year="2021")) == 2
    assert {words("line.state", lang), words("line.whole", lang)} < set(texts)
    note = makers["breaks.state_figure"](lang).notes[0]
    assert ("nét đứt" if lang == "vi" else "dashed") in note.lower()


def test_the_regions_begin_with_the_country_and_have_as_many_decimals_as_were_published(
    exhibits: Exhibits, data: Data, lang: Language
) -> None:
    rows = rows_of(exhibits[lang]["comparison.regions_table"])
    country = next(row for row in rows if row and row[0] == data.gazetteer.name("viet-nam", lang))
    assert rows.index(country) == next(at for at, row in enumerate(rows) if row and re.match(r"\d", row[-1]))
    comma = "," if lang == "vi" else "."
    assert country[1:] == [text.replace(".", comma) for text in ("63", "20.6", "20.6", "8.7", "42.7")]
    assert all(re.fullmatch(r"\d+[.,]\d", cell) for row in rows[rows.index(country) :] for cell in row[2:])


def test_the_table_of_provinces_has_country_and_regions_as_published_and_says_who_was_renamed(
    exhibits: Exhibits, data: Data, lang: Language
) -> None:
    rows = rows_of(exhibits[lang]["comparison.provinces_table"])
    by_name = {row[0]: row[1:] for row in rows if len(row) > 1}
    comma = "," if lang == "vi" else "."
    country = by_name[data.gazetteer.name("viet-nam", lang)]
    assert country == ["–", *(text.replace(".", comma) for text in ("14.8", "16.6", "20.6", "5.8")), "–"]
    headings = [row[0] for row in rows if len(row) == 1]
    delta = data.gazetteer.name("red-river-delta", lang)
    assert [heading for heading in headings if heading.startswith(delta) and f"28{comma}4" in heading]
    assert by_name["Thừa Thiên Huế"][-1] == words("renamed", lang, place="Huế", code="46")
    assert by_name["Hà Nội"][-1] == words("unchanged", lang)
    assert by_name["Bắc Giang"][-1] == "Bắc Ninh (24)"

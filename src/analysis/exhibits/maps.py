"""Provinces where they lie: equal tiles placed by neighbourhood, or a map of a user's own boundaries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import fill
from typing import TYPE_CHECKING, Any

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.marks import MARKS, ArticlePlaces
from analysis.exhibits.measure import Measure, measure, series_of
from analysis.exhibits.wording import official_source, words
from analysis.places import BOUNDARIES
from analysis.sources.geojson import Ring
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.outcomes import Data

HEIGHT_OF_TILE, SIZE_OF_NAME = 0.37, 6.5
"""Inches and points: room for a name in two lines and a value."""

FRAME: Mapping[str, Any] = {"edgecolor": MARKS[0].color, "linewidth": 1.7, "zorder": 2}
PLAIN: Mapping[str, Any] = {"edgecolor": "white", "linewidth": 1.0, "zorder": 1}
"""The edge of an article's province stands out over its neighbours; that of any other does not show."""


def share_map(data: Data, panel: pd.DataFrame, year: int, lang: Language) -> Exhibit:
    """The series of a panel in one year on the tiles of the 63 provinces (``panel``: those of ``Data.panel``)."""
    return _map(data, panel, year, lang, "63", "fig-map")


def new_share_map(data: Data, panel: pd.DataFrame, year: int, lang: Language) -> Exhibit:
    """The same on the tiles of the 34 provinces since July 2025, from a panel carried to their boundaries."""
    return _map(data, panel, year, lang, "34", "fig-map-new")


def _map(data: Data, panel: pd.DataFrame, year: int, lang: Language, layout: str, id: str) -> Exhibit:
    series_id, weights = series_of(panel)
    shown = measure(data, series_id, lang)
    of_year = panel[(panel["year"] == year) & (panel["level"] == "province")].set_index("place")["value"]
    values = shown.printed(of_year.dropna())
    drawn = data.tiles[data.tiles["layout"] == layout]
    drawn = drawn.assign(value=drawn["place_id"].map(values).where(drawn["islands"] == ""))
    on = date(year, 12, 31) if layout == "63" else BOUNDARIES[layout]
    names = {place: data.gazetteer.name(place, lang, on) for place in drawn["place_id"]}
    articles = ArticlePlaces(data, lang)
    marked, areas = {place for place in names if articles.within(place)}, data.boundaries.get(layout)
    with style.drawing():
        if areas:
            figure, axes = style.canvas(8.2)
            _draw_areas(axes, areas, values, marked)
        else:
            figure, axes = style.canvas(HEIGHT_OF_TILE * (drawn["row"].max() + 1.1))
            _draw_tiles(axes, drawn, names, marked, shown)
        _draw_key(axes, values, words(f"key.framed_{layout}", lang), shown)
        axes.axis("off")
        svg = style.as_svg(figure)
    drawn_as = "areas" if areas else "tiles"
    details: dict[str, str | int] = {
        "kind": words(f"kind.{drawn_as}", lang),
        "year": str(year),
        "title": shown.within,
        "lowest": shown.value(values.min()),
        "highest": shown.value(values.max()),
        "quarter": shown.value(float(values.quantile(0.75))),
        "how": _how(data, weights, lang),
        "count": len(values),
        "highest_place": names[str(values.idxmax())],
    }
    return Exhibit(
        id,
        "figure",
        lang,
        words(id, lang, **details),
        svg,
        source=official_source(data, lang, *dict.fromkeys("|".join(panel["source_id"].unique()).split("|"))),
        alt=words(f"{id}.alt", lang, **details),
        notes=(words(f"fig-map.{drawn_as}", lang), *articles.district_notes()),
        data=drawn,
    )


def _how(data: Data, weights: list[str], lang: Language) -> str:
    """How figures of merged places were computed, as a caption says it."""
    if not weights:
        return words("how.sum", lang)
    return words("how.weighted", lang, weights=", ".join(measure(data, name, lang).within for name in weights))


def _shades(values: pd.Series) -> tuple[Any, Any]:
    """From value to colour: never white for the lowest, never so dark for the highest that the text is hard to read."""
    import numpy as np
    from matplotlib import colormaps
    from matplotlib.colors import ListedColormap, Normalize

    return Normalize(values.min(), values.max()), ListedColormap(colormaps["Blues"](np.linspace(0.1, 0.6, 256)))


def _draw_tiles(axes: Axes, tiles: pd.DataFrame, names: Mapping[str, str], marked: set[str], shown: Measure) -> None:
    scale, colors = _shades(tiles["value"])
    width = 0.98 * style.WIDTH / (tiles["column"].max() + 1.2)
    room = int(72 * 0.96 * width / (0.62 * SIZE_OF_NAME))  # letters: a little wider than they are on average
    for _, tile in tiles.iterrows():
        place, at = tile["place_id"], (int(tile["column"]), int(tile["row"]))
        name = _lines(names[place], room)
        if tile["islands"]:
            name = "\n".join([tile["islands"], fill(f"({names[place]})", int(1.4 * room))])
            _draw_tile(axes, at, name, "", width=1.2, facecolor="white", edgecolor=style.MUTED, linewidth=0.8)
            continue
        look = FRAME if place in marked else PLAIN
        value = shown.bare(tile["value"])
        _draw_tile(axes, at, name, value, facecolor=colors(scale(tile["value"])), **look)
    axes.set_xlim(-0.55, tiles["column"].max() + 0.65)
    axes.set_ylim(tiles["row"].max() + 0.55, -0.55)
    axes.set_aspect(HEIGHT_OF_TILE / width)


def _lines(name: str, room: int) -> str:
    """A name in one line of ``room`` letters, or in two that are as short as can be."""
    from itertools import count

    two = (fill(name, width, break_long_words=False) for width in count(1))
    return name if len(name) <= room else next(text for text in two if text.count("\n") < 2)


def _draw_tile(axes: Axes, at: tuple[int, int], name: str, value: str, *, width: float = 0.96, **look: Any) -> None:
    """One tile with its name above its value, or with its name alone."""
    from matplotlib.patches import Rectangle

    x, y = at
    axes.add_patch(Rectangle((x - width / 2, y - 0.47), width, 0.94, **look))
    middle = y - 0.14 if value else y
    axes.text(x, middle, name, ha="center", va="center", fontsize=SIZE_OF_NAME, linespacing=0.92, zorder=3)
    axes.text(x, y + 0.3, value, ha="center", va="center", fontsize=7, zorder=3)


def _draw_key(axes: Axes, values: pd.Series, framed: str, shown: Measure) -> None:
    """The colours from the lowest to the highest value and what a frame means, west of the coast, where no tile is."""
    import numpy as np
    from matplotlib.patches import Rectangle

    _, colors = _shades(values)
    high = 0.72 / float(axes.get_figure().get_figheight())  # type: ignore[union-attr]
    key = axes.inset_axes((0.0, 0.36, 0.24, high))
    key.axis("off")
    for left in np.linspace(0, 1, 41)[:-1]:  # each a little wider than its step: no hairline shows between two of them
        shade = colors(left + 0.0125)
        key.add_patch(Rectangle((left, 0.74), 0.03, 0.24, facecolor=shade, edgecolor=shade, linewidth=0))
    for end, value, side in ((0, values.min(), "left"), (1, values.max(), "right")):
        key.text(end, 0.69, shown.value(value).replace(" ", "\u00a0"), ha=side, va="top", fontsize=7)
    key.add_patch(Rectangle((0, 0.06), 0.13, 0.24, facecolor="white", **FRAME))
    key.text(0.19, 0.18, framed, va="center", fontsize=7, linespacing=1.0)
    key.set(xlim=(-0.03, 1.05), ylim=(-0.02, 1))


def _draw_areas(axes: Axes, areas: Mapping[str, tuple[Ring, ...]], values: pd.Series, marked: set[str]) -> None:
    """The user's own boundaries; names would not fit, the table beside the map has them."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    scale, colors = _shades(values)
    for place in sorted(areas, key=lambda name: (name in marked, name)):
        rings = areas[place]
        corners = [corner for ring in rings for corner in ring]
        codes = [code for ring in rings for code in (Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY)]
        look = FRAME if place in marked else {**PLAIN, "linewidth": 0.5}
        shade = colors(scale(values[place])) if place in values.index else style.FAINT
        axes.add_patch(PathPatch(Path(corners, codes), facecolor=shade, **look))
    axes.autoscale_view()
    axes.set_aspect(1.04)  # a degree of latitude over one of longitude at 16° north

"""Maps of the provinces: equal tiles at about their place, or a user's own boundaries where there are any."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import fill
from typing import TYPE_CHECKING, Any

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.marks import MARKS, ArticlePlaces
from analysis.exhibits.wording import official_source, words
from analysis.places import BOUNDARIES
from analysis.quantities import format_number
from analysis.sources.geojson import Ring
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.outcomes import Data


def share_map(data: Data, panel: pd.DataFrame, year: int, lang: Language) -> Exhibit:
    """The trained share of one year on the map of the 63 provinces (``panel``: columns place, level, year, value)."""
    return _map(data, panel, year, lang, "63", "fig-map")


def new_share_map(data: Data, panel: pd.DataFrame, year: int, lang: Language) -> Exhibit:
    """The same on the map of the 34 provinces since July 2025, from a panel carried to their boundaries."""
    return _map(data, panel, year, lang, "34", "fig-map-new")


def _map(data: Data, panel: pd.DataFrame, year: int, lang: Language, layout: str, id: str) -> Exhibit:
    values = panel[(panel["year"] == year) & (panel["level"] == "province")].set_index("place")["value"].dropna()
    drawn = data.tiles[data.tiles["layout"] == layout]
    drawn = drawn.assign(value=drawn["place_id"].map(values))
    on = date(year, 12, 31) if layout == "63" else BOUNDARIES[layout]
    names = {place: data.gazetteer.name(place, lang, on) for place in drawn["place_id"]}
    articles = ArticlePlaces(data, lang)
    marked, areas = {place for place in names if place in articles}, data.boundaries.get(layout)
    with style.drawing():
        figure, axes = style.canvas(8.2 if areas else 0.34 * (drawn["row"].max() + 1) + 0.1)
        if areas:
            _draw_areas(axes, areas, values, marked)
        else:
            _draw_tiles(axes, drawn, names, marked, lang)
        axes.axis("off")
        svg = style.as_svg(figure)
    details = {
        "year": str(year),
        "lowest": values.min(),
        "highest": values.max(),
        "quarter": values.quantile(0.75),
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
        notes=(words("fig-map.areas" if areas else "fig-map.tiles", lang),),
        data=drawn,
    )


def _shades(values: pd.Series) -> tuple[Any, Any]:
    """From value to colour: never white for the lowest, never so dark for the highest that the text is hard to read."""
    import numpy as np
    from matplotlib import colormaps
    from matplotlib.colors import ListedColormap, Normalize

    return Normalize(values.min(), values.max()), ListedColormap(colormaps["Blues"](np.linspace(0.1, 0.6, 256)))


def _draw_tiles(axes: Axes, tiles: pd.DataFrame, names: Mapping[str, str], marked: set[str], lang: Language) -> None:
    scale, colors = _shades(tiles["value"])
    for _, tile in tiles.iterrows():
        place, at = tile["place_id"], (int(tile["column"]), int(tile["row"]))
        frame = MARKS[0].color if place in marked else "white"
        name, value = fill(names[place], 10), format_number(tile["value"], lang, 1)
        _draw_tile(axes, at, colors(scale(tile["value"])), frame, name, value)
    axes.set_xlim(-0.55, tiles["column"].max() + 0.55)
    axes.set_ylim(tiles["row"].max() + 0.55, -0.55)
    axes.set_aspect(0.6)


def _draw_tile(axes: Axes, at: tuple[int, int], shade: tuple[float, ...], frame: str, name: str, value: str) -> None:
    """One tile with its name above its value; a frame of any colour but white stands out over its neighbours."""
    from matplotlib.patches import Rectangle

    x, y = at
    corner = (x - 0.48, y - 0.46)
    wide, front = (1.0, 1) if frame == "white" else (2.0, 2)
    axes.add_patch(Rectangle(corner, 0.96, 0.92, facecolor=shade, edgecolor=frame, linewidth=wide, zorder=front))
    axes.text(x, y - 0.18, name, ha="center", va="center", fontsize=6.5, linespacing=0.95, zorder=3)
    axes.text(x, y + 0.27, value, ha="center", va="center", fontsize=7, zorder=3)


def _draw_areas(axes: Axes, areas: Mapping[str, tuple[Ring, ...]], values: pd.Series, marked: set[str]) -> None:
    """The user's own boundaries; names would not fit, the table beside the map has them."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    scale, colors = _shades(values)
    for place in sorted(areas, key=lambda name: (name in marked, name)):
        rings = areas[place]
        corners = [corner for ring in rings for corner in ring]
        codes = [code for ring in rings for code in (Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY)]
        edge, wide = (MARKS[0].color, 1.6) if place in marked else ("white", 0.5)
        shade = colors(scale(values[place])) if place in values.index else style.FAINT
        axes.add_patch(PathPatch(Path(corners, codes), facecolor=shade, edgecolor=edge, linewidth=wide))
    axes.autoscale_view()
    axes.set_aspect(1.04)  # a degree of latitude over one of longitude at 16° north

"""How figures look: one font with the report, one palette that survives colour blindness and black-and-white print."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 6.3
"""Inches: the measure of the printed page, so that a figure prints at its own size."""

INK, MUTED, FAINT, ACCENT = "#1b1f24", "#6b7280", "#c9ced6", "#0b4f8a"


@cache
def _family() -> str:
    """Register the report's sans-serif face with matplotlib, once in a process.

    The face is one variable file, which matplotlib knows as its regular weight only; it is entered for the bold weights
    too, since the report sets the text itself and draws the true weight.
    """
    import fontpkg_inter
    from matplotlib import font_manager

    for path in sorted((fontpkg_inter.ROOT / "files").glob("*.ttf")):
        font_manager.fontManager.addfont(path)
    regular = [entry for entry in font_manager.fontManager.ttflist if entry.name == fontpkg_inter.FAMILY]
    bold = [replace(entry, weight=weight) for entry in regular for weight in (600, 700)]
    font_manager.fontManager.ttflist.extend(bold)
    return str(fontpkg_inter.FAMILY)


def settings() -> Any:
    """matplotlib settings of every figure; text stays text, ids do not change from run to run."""
    return {
        "font.family": _family(),
        "font.size": 8,
        "axes.titlesize": 8.5,
        "axes.titleweight": "semibold",
        "axes.titlelocation": "left",
        "axes.titley": 1.0,
        "axes.labelsize": 8,
        "axes.edgecolor": MUTED,
        "axes.labelcolor": INK,
        "axes.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "xtick.labelsize": 7.5,
        "ytick.labelsize": 7.5,
        "xtick.major.width": 0.6,
        "ytick.major.width": 0.6,
        "grid.color": FAINT,
        "grid.linewidth": 0.5,
        "legend.frameon": False,
        "legend.fontsize": 7.5,
        "svg.fonttype": "none",
        "svg.hashsalt": "training-outcomes",
        "figure.constrained_layout.use": True,
    }


@contextmanager
def drawing() -> Iterator[None]:
    """Settings in force while a figure is made; nothing outside changes."""
    import matplotlib as mpl

    with mpl.rc_context(settings()):
        yield


def canvas(height: float, *, rows: int = 1, columns: int = 1, **options: Any) -> tuple[Figure, Any]:
    """A figure as wide as the page and ``height`` inches high, with its axes; owned by the caller, not by pyplot."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    # The report sets letters a little wider than matplotlib measures them, bold ones most.
    figure.get_layout_engine().set(rect=(0.01, 0, 0.98, 1))  # type: ignore[union-attr,call-arg]
    return figure, figure.subplots(rows, columns, **options)


def wrapped(title: str, width: int = 24) -> str:
    """A title in lines of at most ``width`` characters, words kept whole."""
    from textwrap import fill

    return fill(title, width)


def draw_unbroken(axes: Axes, rows: pd.DataFrame, **look: Any) -> None:
    """The values of one place by year, a line for each stretch between breaks; a year that stands alone is a dot."""
    for _, part in rows.sort_values("year").groupby("segment"):
        alone = {"marker": "o", "markersize": 1.5 + look.get("linewidth", 1.0)} if len(part) == 1 else {}
        axes.plot(part["year"], part["value"], **(alone | look))


def name_line(axes: Axes, at: float, label: str) -> None:
    """The name of an upright line above its upper end: beside a row it would be read as the row's."""
    look: Any = {"fontsize": 7, "ha": "center", "va": "bottom"}
    axes.annotate(label, (at, 1), (0, 2), xycoords=("data", "axes fraction"), textcoords="offset points", **look)


def numbers_in(axes: Axes, lang: str, *, x: bool = False, y: bool = False) -> None:
    """Tick labels in the number format of the language."""
    from matplotlib.ticker import FuncFormatter

    from analysis.quantities import format_number

    def printed(value: float, _: int | None = None) -> str:
        return format_number(round(value, 6), "vi" if lang == "vi" else "en")

    for wanted, axis in ((x, axes.xaxis), (y, axes.yaxis)):
        if wanted:
            axis.set_major_formatter(FuncFormatter(printed))


def _settle(figure: Figure) -> None:
    """Fix the places of the axes: the solver behind the layout differs in the last digits from run to run."""
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) if not axis.get_label_text()):
        axis.set_label_coords(0, 0)  # no label: else its place beside the tick labels is searched for, again and again
    layout = figure.get_layout_engine()
    if layout is not None:
        layout.execute(figure)
    figure.set_layout_engine("none")
    for axes in figure.axes:
        left, bottom, width, height = (round(part, 4) for part in axes.get_position(original=True).bounds)
        axes.set_position((left, bottom, width, height))


def as_svg(figure: Figure) -> str:
    """The figure as SVG text, the same bytes each time."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    _settle(figure)
    stream = io.StringIO()
    # Figure.savefig would draw twice, for a layout that is settled already.
    FigureCanvasSVG(figure).print_svg(stream, metadata={"Date": None, "Creator": None})
    svg = stream.getvalue()
    # A browser without the report's face shall use its own sans-serif one.
    svg = svg.replace(f"'{_family()}'", f"'{_family()}', sans-serif")
    return re.sub(r"^.*?(?=<svg)", "", svg, count=1, flags=re.DOTALL)

"""Any result of the study as its readers need it: one sentence, one table, one figure; caveats always beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.notices import caveat_text
from analysis.exhibits.tables import table
from analysis.exhibits.wording import words
from analysis.quantities import format_number
from analysis.study.result import Result
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True)
class Row:
    """One row to show: the term (and place, period) of a result, its name for the reader, and its decimals."""

    term: str
    name: str
    place: str = ""
    period: str = ""
    digits: int = 2


def sentence(
    result: Result, row: Row, lang: Language, *, unit: tuple[str, str] = ("", ""), with_caveats: bool = True
) -> str:
    """One row in words: what, how much, between which ends, and every caveat of the result.

    A number known from one side only is said to be at least or at most; without an interval none is made up.
    """
    found = _found(result, row)
    ends = {end: _number(found[end], lang, row.digits) for end in ("estimate", "lower", "upper")}
    known = "".join(name[0] for name, text in ends.items() if text)
    values = ends | {"what": row.name, "unit": f" {unit[0 if lang == 'vi' else 1]}" if unit[0] else "", "level": "95"}
    if "level" in result.settings:
        values["level"] = format_number(100 * float(result.settings["level"]), lang)
    said = words(f"result.{known or 'none'}", lang, **values)
    return " ".join([said, *(caveat_text(caveat, lang) for caveat in result.caveats if with_caveats)])


def results_table(
    result: Result,
    rows: Sequence[Row],
    lang: Language,
    *,
    id: str,
    caption: str,
    source: str,
    notes: Sequence[str] = (),
) -> Exhibit:
    """Rows of a result with interval, p and number of observations; columns that would be empty are left out."""
    import pandas as pd

    shown = []
    for row in rows:
        found = _found(result, row)
        lower, upper = (_number(found[end], lang, row.digits) for end in ("lower", "upper"))
        shown.append(
            {
                "term": row.name,
                "estimate": _number(found["estimate"], lang, row.digits),
                "std_error": _number(found["std_error"], lang, row.digits),
                "interval": words("interval", lang, lower=lower or "–", upper=upper or "–") if lower or upper else "",
                "p_value": _p(found["p_value"], lang),
                "p_adjusted": _p(found["p_adjusted"], lang),
                "n": _number(found["n"], lang, 0),
            }
        )
    frame = pd.DataFrame(shown)
    columns = [name for name in frame.columns if (frame[name] != "").any()]
    labels = {name: words(f"column.{name}", lang) for name in columns}
    said = [*notes, *(caveat_text(caveat, lang) for caveat in result.caveats)]
    return table(
        frame[columns], id=id, lang=lang, caption=caption, source=source, labels=labels, right=columns[1:], notes=said
    )


def forest_figure(
    result: Result,
    rows: Sequence[Row],
    lang: Language,
    *,
    id: str,
    caption: str,
    axis: str,
    source: str,
    notes: Sequence[str] = (),
    zero: bool = True,
) -> Exhibit:
    """Estimates as dots with their intervals, from the top down, with the numbers in a column at the right.

    ``zero``: draw the line of no difference, as coefficients need it and levels do not.
    """
    found = [_found(result, row) for row in rows]
    with style.drawing():
        figure, axes = style.canvas(0.75 + 0.27 * len(rows))
        for at, (row, values) in enumerate(zip(rows, found, strict=True)):
            draw_interval(axes, at, values)
            text = _number(values["estimate"], lang, row.digits)
            if not isnan(values["lower"]) and not isnan(values["upper"]):
                text += f" ({_number(values['lower'], lang, row.digits)}; {_number(values['upper'], lang, row.digits)})"
            axes.annotate(text, (1.01, at), xycoords=("axes fraction", "data"), va="center", fontsize=7)
        if zero:
            axes.axvline(0, color=style.INK, linewidth=0.8)
        axes.set_yticks(range(len(rows)), [style.wrapped(row.name, 34) for row in rows])
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlabel(axis)
        axes.grid(axis="x")
        axes.tick_params(axis="y", length=0)
        style.numbers_in(axes, lang, x=True)
        svg = style.as_svg(figure)
    alt = " ".join(sentence(result, row, lang, with_caveats=False) for row in rows)
    said = (*notes, *(caveat_text(caveat, lang) for caveat in result.caveats))
    return Exhibit(id, "figure", lang, caption, svg, source=source, alt=alt, notes=said, data=result.table)


def draw_interval(
    axes: Axes,
    at: float,
    row: Mapping[str, Any] | pd.Series,
    *,
    color: str = style.ACCENT,
    marker: str = "o",
    width: float = 1.6,
    size: float = 4.5,
) -> None:
    """A dot and its interval at a height; where one end only is known, an arrow tells that the other is open."""
    known = [row[name] for name in ("lower", "estimate", "upper") if not isnan(row[name])]
    axes.plot([known[0], known[-1]], [at, at], color=color, linewidth=width, solid_capstyle="butt")
    for name, start, side in (("lower", known[0], -1), ("upper", known[-1], 1)):
        if isnan(row[name]) and not isnan(row["upper" if name == "lower" else "lower"]):
            arrow = {"arrowstyle": "<-", "color": color, "linewidth": width, "shrinkA": 0, "shrinkB": 0}
            axes.annotate("", (start, at), (18 * side, 0), textcoords="offset points", arrowprops=arrow)
    if not isnan(row["estimate"]):
        axes.plot(row["estimate"], at, marker=marker, color=color, markersize=size)


def _found(result: Result, row: Row) -> dict[str, Any]:
    chosen = (result.table["term"] == row.term) & (result.table["place"] == row.place)
    if row.period:
        chosen &= result.table["period"] == row.period
    if chosen.sum() != 1:
        raise KeyError(f"{chosen.sum()} rows for {row}")
    return dict(result.table.loc[chosen].iloc[0])


def _number(value: float, lang: Language, digits: int) -> str:
    return "" if isnan(value) else format_number(float(value), lang, digits)


def _p(value: float, lang: Language) -> str:
    return "" if isnan(value) else words("p_small", lang) if value < 0.001 else format_number(float(value), lang, 3)

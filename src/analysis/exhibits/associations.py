"""What goes together between provinces and what within them: two pictures of one pair of series."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.marks import ArticlePlaces
from analysis.exhibits.results import Row, results_table
from analysis.exhibits.wording import official_source, series_title, words
from analysis.study.associations import points
from analysis.study.result import Result
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.outcomes import Data

TERMS = ("pooled", "between", "within", "difference", "correlation_pooled", "correlation_between", "correlation_within")


def association_figure(data: Data, panel: pd.DataFrame, found: Result, lang: Language) -> Exhibit:
    """Left the provinces' means, right the deviations from them, each with its slope; one scale of slopes in both."""
    outcome, exposure = str(found.settings["outcome"]), str(found.settings["exposures"])
    effects = tuple(str(found.settings["effects"]).split(", "))
    drawn = points(panel, outcome=outcome, exposure=exposure, effects=effects)
    titles = {name: _title(data, name, lang) for name in (outcome, exposure)}
    articles = ArticlePlaces(data, lang)
    with style.drawing():
        figure, panels = style.canvas(3.3, columns=2)
        for axes, part in zip(panels, ("between", "within"), strict=True):
            own = drawn[drawn["part"] == part]
            axes.plot(own["exposure"], own["outcome"], "o", color=style.MUTED, markersize=3, alpha=0.5)
            for place in articles:
                mark, some = articles.mark(place), own[own["place"] == place]
                axes.plot(some["exposure"], some["outcome"], mark.marker, color=mark.color, markersize=4.2)
            _slope(axes, own, float(found.row(part)["estimate"]))
            axes.set_title(words(f"panel.{part}", lang))
            axes.set_xlabel(style.wrapped(titles[exposure], 44))
            axes.grid(True)
            style.numbers_in(axes, lang, x=True, y=True)
        panels[0].set_ylabel(style.wrapped(titles[outcome], 34))
        svg = style.as_svg(figure)
    details = {part: found.row(f"correlation_{part}")["estimate"] for part in ("between", "within")}
    details |= {f"slope_{part}": found.row(part)["estimate"] for part in ("between", "within")}
    details |= {"places": found.settings["places"], "rows": found.n}
    return Exhibit(
        "fig-association", "figure", lang, words("fig-association", lang, **details), svg,
        source=official_source(data, lang, outcome, exposure), alt=words("fig-association.alt", lang, **details),
        data=drawn,
    )  # fmt: skip


def association_table(data: Data, found: Result, lang: Language) -> Exhibit:
    """The slopes between and within with their intervals, their difference, and the correlations."""
    outcome, exposure = str(found.settings["outcome"]), str(found.settings["exposures"])
    years = "year" in str(found.settings["effects"])
    rows = [Row(term, words(f"term.{term}", lang)) for term in TERMS]
    details = {"places": found.settings["places"], "rows": found.n, "period": found.table["period"].iloc[0]}
    return results_table(
        _named(data, found, lang), rows, lang, id="tbl-association", caption=words("tbl-association", lang, **details),
        source=official_source(data, lang, outcome, exposure),
        notes=[words("tbl-association.years" if years else "tbl-association.note", lang)],
    )  # fmt: skip


def _named(data: Data, found: Result, lang: Language) -> Result:
    """The result with the titles of its series in the caveats, where the study knows their ids only."""
    caveats = [
        replace(caveat, details={**caveat.details, "columns": _title(data, str(caveat.details["columns"]), lang)})
        if "columns" in caveat.details else caveat for caveat in found.caveats
    ]  # fmt: skip
    return replace(found, caveats=tuple(caveats))


def _title(data: Data, series_id: str, lang: Language) -> str:
    return series_title(data.series[data.series["series_id"] == series_id].iloc[0], lang)


def _slope(axes: Axes, own: pd.DataFrame, slope: float) -> None:
    """The slope through the middle of the points, as far as they reach."""
    ends = [own["exposure"].min(), own["exposure"].max()]
    middle = own["exposure"].mean(), own["outcome"].mean()
    axes.plot(ends, [middle[1] + slope * (end - middle[0]) for end in ends], color=style.INK, linewidth=1.6)

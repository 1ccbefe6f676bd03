"""What goes together between provinces and what within them: two pictures of one pair of series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.marks import ArticlePlaces
from analysis.exhibits.results import Row, results_table
from analysis.exhibits.tables import table
from analysis.exhibits.wording import official_source, series_title, words
from analysis.study.associations import points
from analysis.study.result import Result
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.outcomes import Data

TERMS = ("between", "within", "difference", "correlation_between", "correlation_within")


def association_figure(data: Data, panel: pd.DataFrame, found: Result, lang: Language) -> Exhibit:
    """Left the provinces' means, right the deviations from them, each with its slope; one scale of slopes in both."""
    outcome, exposure = str(found.settings["outcome"]), str(found.settings["exposures"])
    effects = tuple(str(found.settings["effects"]).split(", "))
    drawn = points(panel, outcome=outcome, exposure=exposure, effects=effects)
    titles = {name: _title(data, name, lang) for name in (outcome, exposure)}
    articles = ArticlePlaces(data, lang)
    with style.drawing():
        figure, panels = style.canvas(2.9, columns=2)
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
        figure.legend(handles=articles.key(), loc="outside lower center", ncols=5)
        svg = style.as_svg(figure)
    details = {part: found.row(f"correlation_{part}")["estimate"] for part in ("between", "within")}
    details |= {f"slope_{part}": found.row(part)["estimate"] for part in ("between", "within")}
    details |= {"places": found.settings["places"], "rows": found.n, "period": found.table["period"].iloc[0]}
    details["deviation"] = float(drawn.loc[drawn["part"] == "within", "exposure"].std())
    return Exhibit(
        "fig-association", "figure", lang, words("fig-association", lang, **details), svg,
        source=official_source(data, lang, outcome, exposure), alt=words("fig-association.alt", lang, **details),
        notes=(words("fig-association.note", lang, **details), *articles.district_notes()), data=drawn,
    )  # fmt: skip


def association_table(data: Data, stretches: Sequence[Result], lang: Language) -> Exhibit:
    """Slopes between and within with their intervals, their difference and the correlations, for each stretch of years.

    ``stretches``: results of one outcome and one exposure, one for each stretch between two breaks of a series.
    """
    import pandas as pd

    first = stretches[0]
    outcome, exposure = str(first.settings["outcome"]), str(first.settings["exposures"])
    rows = [Row(term, words(f"term.{term}", lang)) for term in TERMS]
    name, source = "tbl-association", official_source(data, lang, outcome, exposure)
    caption = words("tbl-association", lang, places=first.settings["places"])
    parts = [
        results_table(_named(data, found, lang), rows, lang, id=name, caption=caption, source=source)
        for found in stretches
    ]
    frames = [
        part.data.assign(period=found.table["period"].iloc[0])
        for part, found in zip(parts, stretches, strict=True) if part.data is not None
    ]  # fmt: skip
    frame = pd.concat(frames, ignore_index=True)
    labels = {name: words(f"column.{name}", lang) for name in frame.columns if name != "period"}
    notes = [words("tbl-association.note", lang), *dict.fromkeys(note for part in parts for note in part.notes)]
    return table(
        frame, id=name, lang=lang, caption=caption, source=source, labels=labels, right=list(labels)[1:],
        groups="period", notes=notes,
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

"""Exhibits of notebook 04: how one province stands, in its boundaries before or since July 2025."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.notices import caveat_text
from analysis.exhibits.tables import table
from analysis.exhibits.wording import (
    official_source,
    words,
)
from analysis.places import BOUNDARIES
from analysis.quantities import format_number
from analysis.study import boundaries
from analysis.study.result import Caveat, Refusal, Result
from analysis.study.standing import standing
from analysis.vocabulary import UNIT, Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.outcomes import Data

NOT_OF_PROVINCES = "country"
"""Place levels of a series that has no provinces."""


@dataclass(frozen=True, eq=False)
class Profile:
    """One province with its series: as published, or carried to the boundaries that it has.

    ``members``: what it was made of on 30 June 2025 (itself, if it was there). ``panels``: series that can be shown, by
    id; ``standings``: results of ``study.standing`` for them; ``refusals``: why the others cannot.
    """

    place: str
    members: tuple[str, ...]
    panels: Mapping[str, pd.DataFrame]
    standings: Mapping[str, Result]
    refusals: Mapping[str, Refusal]
    caveats: tuple[Caveat, ...]

    @property
    def merged(self) -> bool:
        """Whether the place was made of several others, so that its older figures are computed here."""
        return self.members != (self.place,)


@dataclass(frozen=True, eq=False)
class Boundaries:
    """All series on one map: those that it can show by id, why it cannot show the others, and what to know of them."""

    layout: str
    panels: Mapping[str, pd.DataFrame]
    refusals: Mapping[str, Refusal]
    caveats: tuple[Caveat, ...]


def on_boundaries(data: Data, layout: str) -> Boundaries:
    """The series by province as published (``63``), or carried to the provinces since July 2025 (``34``)."""
    panels = {series_id: data.panel(series_id) for series_id in _shown(data)}
    if layout == "63":
        return Boundaries(layout, panels, {}, ())
    members = data.members()
    refusals: dict[str, Refusal] = {}
    caveats: dict[str, Caveat] = {}
    for series_id, panel in list(panels.items()):
        carried = _carried(data, series_id, panel, members)
        if isinstance(carried, Refusal):
            refusals[series_id] = carried
            del panels[series_id]
            continue
        caveats |= {caveat.rule: caveat for caveat in carried.caveats}
        country = panel[panel["level"] == "country"]
        panels[series_id] = _with(boundaries.as_panel(carried, panel, members), country)
    return Boundaries(layout, panels, refusals, tuple(caveats.values()))


def layout_of(data: Data, place: str) -> str:
    """The map that a province is on: ``63`` where it is on both. KeyError for an id that is no province of either."""
    for layout, on in BOUNDARIES.items():
        if place in data.gazetteer.provinces(on=on):
            return layout
    raise KeyError(f"{place!r} is no province of the 63 or the 34; ids stand in data/raw/places/places.csv")


def profile(data: Data, place: str, on: Boundaries | None = None) -> Profile:
    """Everything that the series say about one province; ``on``: the series on its map, where they are known already.

    KeyError for an id that is no province of either map.
    """
    layout, gazetteer = layout_of(data, place), data.gazetteer
    on = on or on_boundaries(data, layout)
    members = tuple(data.members()[place]) if layout == "34" else (place,)
    region = gazetteer[place].parent_id if gazetteer[place].parent_id != "viet-nam" else ""
    refusals, standings = dict(on.refusals), {}
    for series_id, panel in on.panels.items():
        stands = standing(panel, place, region=region)
        if isinstance(stands, Refusal):
            refusals[series_id] = stands
        else:
            standings[series_id] = stands
    return Profile(place, members, on.panels, standings, refusals, on.caveats)


def _shown(data: Data) -> list[str]:
    """Series of provinces, without those of which a newer vintage or the first copy is shown."""
    series = data.series[data.series["place_levels"] != NOT_OF_PROVINCES]
    older = {*series["revises"], *series["copy_of"]}
    return [name for name in series["series_id"] if name not in older]


def _carried(data: Data, series_id: str, panel: pd.DataFrame, members: Mapping[str, list[str]]) -> Result | Refusal:
    """The series on the boundaries of July 2025: what was published for them, and before that what is computed."""
    declared = data.series.set_index("series_id").loc[series_id]
    weights = data.panel(declared["weight_series"]) if declared["weight_series"] else None
    provinces = panel[panel["level"] == "province"]
    since = provinces["year"] >= data.first_year(series_id, BOUNDARIES["34"])
    return boundaries.back_cast(
        provinces[~since],
        provinces[since],
        members,
        nature=str(declared["aggregation"]),
        weights=weights,
        carry_weights=True,
    )


def _with(provinces: pd.DataFrame, country: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    return pd.concat([provinces, country], ignore_index=True)


def name_of(data: Data, place: str, lang: Language) -> str:
    """The name of a province on the boundaries that the id means."""
    on = BOUNDARIES["34"] if data.gazetteer[place].existed(BOUNDARIES["34"]) else BOUNDARIES["63"]
    return data.gazetteer.name(place, lang, on)


def standing_table(data: Data, found: Profile, lang: Language) -> Exhibit:
    """Each series: last value of the place, its region, the country, the middle half of the provinces, the change."""
    import pandas as pd

    declared = data.series.set_index("series_id")
    rows = [
        _standing_row(declared.loc[[name]].iloc[0], result, _is_final(found, name, result), lang)
        for name, result in found.standings.items()
    ]
    columns = ("title", "year", "value", "of_region", "of_country", "middle_half", "change_by", "from_year")
    names = [name for name in columns if any(row[name] != "–" for row in rows)]
    caveats = [caveat_text(caveat, lang) for caveat in found.caveats]
    unsettled = [words("tbl-standing.preliminary", lang)] if any(row["year"].endswith("*") for row in rows) else []
    return table(
        pd.DataFrame(rows),
        id="tbl-standing",
        lang=lang,
        caption=words("tbl-standing", lang, place=name_of(data, found.place, lang), count=len(rows)),
        source=official_source(data, lang, *found.standings),
        labels={name: words("column.series" if name == "title" else f"column.{name}", lang) for name in names},
        right=names[1:],
        groups="group",
        notes=[words("tbl-standing.note", lang), *unsettled, *caveats],
    )


def _is_final(found: Profile, series_id: str, result: Result) -> bool:
    """Whether the latest figure of the place is a settled one."""
    panel, year = found.panels[series_id], int(result.row("latest")["period"])
    return bool(
        panel.loc[(panel["place"] == found.place) & (panel["year"] == year), "observation_status"].eq("final").all()
    )


def _standing_row(series: pd.Series, result: Result, final: bool, lang: Language) -> dict[str, str]:
    known = {row["term"]: row for _, row in result.table.iterrows()}
    digits = min(int(series["decimals"]), 1 if series["unit"] in ("percent", "thousand_persons") else 2)

    def printed(term: str) -> str:
        return format_number(float(known[term]["estimate"]), lang, digits) if term in known else "–"

    half = f"{printed('lower')}–{printed('upper')}"
    rises = "change" in known and round(float(known["change"]["estimate"]), digits) > 0
    title = str(series[f"title_{lang}"]).removeprefix("PCI: ").removeprefix("PAPI: ")
    return {
        "group": str(series[f"publisher_{lang}"]),
        "title": f"{title[0].upper()}{title[1:]} ({UNIT[series['unit']].label(lang)})",
        "year": known["latest"]["period"] + ("" if final else "*"),
        "value": printed("latest"),
        "of_region": printed("region"),
        "of_country": printed("country"),
        "middle_half": half,
        "change_by": f"{'+' if rises else ''}{printed('change')}",
        "from_year": known["first"]["period"] if "first" in known else "–",
    }


DRAWN = (
    "gso_trained_employed_share", "pci_labour_training", "papi_equity_in_state_employment", "papi_certification",
)  # fmt: skip
"""Series of the figure, as far as the place has them."""


def profile_figure(data: Data, found: Profile, lang: Language) -> Exhibit:
    """The place over the years in up to four series, over the middle half of the provinces; lines end at breaks."""
    shown = [series_id for series_id in DRAWN if series_id in found.standings]
    declared = data.series.set_index("series_id")
    place, region = name_of(data, found.place, lang), data.gazetteer[found.place].parent_id
    rows = (len(shown) + 1) // 2
    with style.drawing():
        figure, grid = style.canvas(2.2 * rows + 0.4, rows=rows, columns=2, squeeze=False)
        for axes, series_id in zip(grid.flat, shown, strict=False):
            _draw_series(axes, found.panels[series_id], found.place, region)
            series = declared.loc[series_id]
            title = f"{series[f'title_{lang}']} ({UNIT[str(series['unit'])].label(lang)})"
            axes.set_title(style.wrapped(title, 46), fontsize=7.5)
            axes.grid(axis="y")
            style.numbers_in(axes, lang, y=True)
        for axes in list(grid.flat)[len(shown) :]:
            axes.axis("off")
        handles = _legend(lang, with_region=region != "viet-nam", place=place)
        figure.legend(handles=handles, loc="outside lower center", ncols=len(handles))
        svg = style.as_svg(figure)
    latest, median = found.standings[shown[0]].row("latest"), found.standings[shown[0]].row("median")
    details: dict[str, Any] = {"place": place, "year": latest["period"], "value": latest["estimate"]}
    details |= {"median": median["estimate"], "count": len(shown)}
    return Exhibit(
        "fig-profile",
        "figure",
        lang,
        words("fig-profile", lang, **details),
        svg,
        source=official_source(data, lang, *shown),
        alt=words("fig-profile.alt", lang, **details),
        data=found.panels[shown[0]],
    )


def _draw_series(axes: Axes, panel: pd.DataFrame, place: str, region: str) -> None:
    import pandas as pd

    provinces = panel[panel["level"] == "province"].groupby(["segment", "year"])["value"]
    middle = provinces.quantile(pd.Index([0.25, 0.75])).unstack().reset_index()
    for _, part in middle.groupby("segment"):
        axes.fill_between(part["year"], part[0.25], part[0.75], color=style.FAINT, alpha=0.6, linewidth=0)
    years = sorted(panel["year"].unique())
    for name, look in ((place, OWN), (region, REGION), ("viet-nam", COUNTRY)):
        own = panel[(panel["place"] == name) & panel["value"].notna()].sort_values("year")
        steps = own["year"].map({year: at for at, year in enumerate(years)}).diff().ne(1).cumsum()
        for _, part in own.groupby([own["segment"], steps]):
            axes.plot(part["year"], part["value"], **look)
    axes.set_xticks(years[:: max(1, len(years) // 4)])


OWN: Any = {"color": style.ACCENT, "linewidth": 1.8, "marker": "o", "markersize": 2.8}
REGION: Any = {"color": "#d55e00", "linewidth": 1.2, "linestyle": (0, (4, 2))}
COUNTRY: Any = {"color": style.INK, "linewidth": 1.2, "linestyle": ":"}


def _legend(lang: Language, *, with_region: bool, place: str) -> list[object]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[object] = [Line2D([], [], **OWN, label=place)]
    if with_region:
        handles.append(Line2D([], [], **REGION, label=words("legend.region", lang)))
    handles.append(Line2D([], [], **COUNTRY, label=words("legend.country", lang)))
    handles.append(Patch(color=style.FAINT, label=words("legend.middle_half", lang)))
    return handles

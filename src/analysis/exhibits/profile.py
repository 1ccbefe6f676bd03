"""One province with its series and how it stands in each, in its boundaries before or since July 2025 (notebook 04)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.places import BOUNDARIES, province_named
from analysis.study import boundaries
from analysis.study.result import Caveat, Refusal, Result
from analysis.study.standing import standing
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd

    from analysis.outcomes import Data

NOT_OF_PROVINCES = "country"
"""Place levels of a series that has no provinces."""


@dataclass(frozen=True, eq=False)
class Profile:
    """One province with its series: as published, or carried to the boundaries that it has.

    ``members``: what it was made of on 30 June 2025 (itself, if it was there). ``panels``: series that can be shown, by
    id; ``standings``: results of ``study.standing`` for them; ``refusals``: why the others cannot; ``caveats``: what to
    know of figures computed here.
    """

    place: str
    members: tuple[str, ...]
    panels: Mapping[str, pd.DataFrame]
    standings: Mapping[str, Result]
    refusals: Mapping[str, Refusal]
    caveats: Mapping[str, tuple[Caveat, ...]]

    @property
    def merged(self) -> bool:
        """Whether the place was made of several others, so that its older figures are computed here."""
        return self.members != (self.place,)

    @cached_property
    def own(self) -> Mapping[str, pd.DataFrame]:
        """The rows of the place in each panel."""
        return {name: panel[panel["place"] == self.place] for name, panel in self.panels.items()}


@dataclass(frozen=True, eq=False)
class Boundaries:
    """All series on one map: those that it can show by id, why it cannot show the others, and what to know of them."""

    layout: str
    panels: Mapping[str, pd.DataFrame]
    refusals: Mapping[str, Refusal]
    caveats: Mapping[str, tuple[Caveat, ...]]


def on_boundaries(data: Data, layout: str) -> Boundaries:
    """The series by province as published (``63``), or carried to the provinces since July 2025 (``34``)."""
    panels = {series_id: data.panel(series_id) for series_id in _shown(data)}
    if layout == "63":
        return Boundaries(layout, panels, {}, {})
    members = data.members()
    refusals: dict[str, Refusal] = {}
    caveats: dict[str, tuple[Caveat, ...]] = {}
    declared = data.series.set_index("series_id")
    for series_id, panel in list(panels.items()):
        weight_series = str(declared.loc[series_id, "weight_series"])
        weights = data.panel(weight_series) if weight_series else None
        level = panel["level"].to_numpy()
        since = (panel["year"] >= data.first_year(series_id, BOUNDARIES["34"])).to_numpy()
        carried = boundaries.back_cast(
            panel[(level == "province") & ~since],
            panel[(level == "province") & since],
            members,
            nature=str(declared.loc[series_id, "aggregation"]),
            weights=weights,
            carry_weights=True,
        )
        if isinstance(carried, Refusal):
            refusals[series_id] = carried
            del panels[series_id]
            continue
        caveats[series_id] = carried.caveats
        provinces = boundaries.as_panel(carried, panel, members, weights)
        panels[series_id] = _with(provinces, panel[level == "country"])
    return Boundaries(layout, panels, refusals, caveats)


def layout_of(data: Data, place: str) -> str:
    """The map that a province is on: ``63`` where it is on both. KeyError for an id that is no province of either."""
    for layout, on in BOUNDARIES.items():
        if place in data.gazetteer.provinces(on=on):
            return layout
    raise KeyError(f"{place!r} is no province of the 63 or the 34; ids stand in data/raw/places/places.csv")


def profile(data: Data, place: str, on: Boundaries | None = None) -> Profile:
    """Everything that the series say about one province; ``on``: the series on its map, where they are known already.

    ``place``: an id or a name. NoProvinceError for what is no province of either map.
    """
    gazetteer = data.gazetteer
    place = province_named(gazetteer, place)
    layout = layout_of(data, place)
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


def _with(provinces: pd.DataFrame, country: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    return pd.concat([provinces, country], ignore_index=True)


def name_of(data: Data, place: str, lang: Language) -> str:
    """The name of a province, by its id or a name, on the boundaries that it means."""
    place = province_named(data.gazetteer, place)
    on = BOUNDARIES["34"] if data.gazetteer[place].existed(BOUNDARIES["34"]) else BOUNDARIES["63"]
    return data.gazetteer.name(place, lang, on)

"""Places by id: names, provinces of districts, regions, and what became of a province on 1 July 2025.

Ids are ours, because administrative codes and names were reused in 2025: code 24 was Bắc Giang and is the new Bắc Ninh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd


class Gazetteer:
    """Looks up places of the table ``places`` (one row each, column ``place_id`` unique)."""

    def __init__(self, places: pd.DataFrame) -> None:
        self._places = places.set_index("place_id")

    def name(self, place_id: str, lang: Language) -> str:
        """Name for readers: provinces and districts in Vietnamese spelling, country and regions translated."""
        row = self._places.loc[place_id]
        return str(row["name_en"] if lang == "en" and row["level"] in ("country", "region") else row["name_vi"])

    def province_of(self, place_id: str) -> str:
        """The province that a district belonged to; any other place is returned as it is."""
        row = self._places.loc[place_id]
        return str(row["parent_id"]) if row["level"] == "district" else place_id

    def successor(self, place_id: str) -> str:
        """The place that took over on 1 July 2025; a province that was not merged is its own successor."""
        return str(self._places.loc[place_id, "successor_id"]) or place_id

    def code(self, place_id: str) -> str:
        """Administrative code; the same code may have been used by another place before July 2025."""
        return str(self._places.loc[place_id, "code"])

    def regions(self) -> list[str]:
        """The six statistical regions of the 63 provinces, north to south."""
        return list(self._places.index[self._places["level"] == "region"])

    def provinces(self, region: str | None = None) -> list[str]:
        """The 63 provinces of the years before July 2025, by code; optionally those of one region."""
        rows = self._places[(self._places["level"] == "province") & (self._places["parent_id"] != "viet-nam")]
        if region is not None:
            rows = rows[rows["parent_id"] == region]
        return list(rows.sort_values("code").index)

    def districts(self) -> dict[str, str]:
        """Each district with its province."""
        rows = self._places[self._places["level"] == "district"]
        return dict(zip(rows.index, rows["parent_id"], strict=True))

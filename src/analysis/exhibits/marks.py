"""How the provinces of the coded articles are named and marked, the same in every exhibit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from analysis.exhibits.style import INK, MUTED
from analysis.exhibits.wording import words
from analysis.places import BOUNDARIES
from analysis.vocabulary import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from analysis.outcomes import Data


@dataclass(frozen=True, slots=True)
class Mark:
    """Colour, marker and dash of one province: three ways to tell it apart, also without colour."""

    color: str
    marker: str
    dash: Any


QUIET = Mark(MUTED, "o", "-")
"""The mark of a province without an article."""

MARKS = (
    Mark("#d55e00", "s", "--"),
    Mark("#cc79a7", "D", ":"),
    Mark("#a07800", "v", (0, (5, 1, 1, 1, 1, 1))),
    Mark("#0072b2", "o", "-"),
    Mark("#009e73", "^", "-."),
    Mark("#3399d6", "P", (0, (6, 2))),
    Mark("#7f3c8d", "X", (0, (1, 2))),
    Mark("#4b4b4b", "h", (0, (3, 1, 1, 1))),
)
"""Colours that every eye can tell apart (after Okabe and Ito), each with a contrast of 3 to white, as signs need it;
text has none of them. Used again where provinces are more."""


class ArticlePlaces:
    """The provinces that the articles whose text is held are about, in the order of their ids, with names and marks."""

    def __init__(self, data: Data, lang: Language) -> None:
        self._gazetteer = data.gazetteer
        self._lang = lang
        places = set(data.of_texts()["place_id"])
        provinces = sorted({self._gazetteer.province_of(place) for place in places})
        self._marks = {place: MARKS[at % len(MARKS)] for at, place in enumerate(provinces)}
        districts = {place: self._gazetteer.province_of(place) for place in sorted(places)}
        self._districts = {
            province: [place for place, whose in districts.items() if whose == province and place != province]
            for province in provinces
            if province not in places
        }

    def __contains__(self, place: object) -> bool:
        return place in self._marks

    def __iter__(self) -> Iterator[str]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)

    def mark(self, place: str) -> Mark:
        """Mark of a province, or of the province of a district; the quiet one without an article."""
        return self._marks.get(self._gazetteer.province_of(place), QUIET)

    def within(self, place: str) -> bool:
        """Whether a province has an article, or was formed in 2025 of one that has."""
        return any(part in self for part in (place, *self._gazetteer.components(place, BOUNDARIES["63"])))

    def name(self, place: str) -> str:
        """Name of a place in the language of the exhibit."""
        return self._gazetteer.name(place, self._lang)

    def district_notes(self) -> tuple[str, ...]:
        """A sentence for each province of which only districts have an article: its own figures are not theirs."""
        named = {place: ", ".join(map(self.name, districts)) for place, districts in self._districts.items()}
        return tuple(
            words("article_of_district", self._lang, place=self.name(place), districts=districts)
            for place, districts in named.items()
            if districts
        )

    def key(self, among: Collection[str] | None = None) -> list[Line2D]:
        """Handles of a legend: the name of each province (of ``among`` only) beside its mark."""
        from matplotlib.lines import Line2D

        look: Any = {"linestyle": "", "markersize": 4.5}
        return [
            Line2D([], [], color=mark.color, marker=mark.marker, label=self.name(place), **look)
            for place, mark in self._marks.items()
            if among is None or place in among
        ]

    def name_rows(self, panels: Sequence[Axes], places: Sequence[str]) -> dict[str, tuple[Axes, int]]:
        """One row for each place, from the top of the first panel to the bottom of the last: where each row is.

        Each has its name, the articles' provinces in bold.
        """
        rows = ceil(len(places) / len(panels))
        found: dict[str, tuple[Axes, int]] = {}
        for number, axes in enumerate(panels):
            part = places[number * rows : (number + 1) * rows]
            axes.set_yticks(range(len(part)), [self.name(place) for place in part])
            for tick, place in zip(axes.get_yticklabels(), part, strict=True):
                tick.set(fontsize=6.8, color=INK, fontweight="semibold" if place in self else "normal")
            axes.set_ylim(rows - 0.2, -0.8)
            axes.tick_params(axis="y", length=0)
            found |= {place: (axes, at) for at, place in enumerate(part)}
        return found

"""The gazetteer: looks places up by id, by name and day, and by what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Literal

from analysis.periods import format_date
from analysis.places.spelling import Title, halves, same, skeleton, without_title
from analysis.vocabulary import Language

BOUNDARIES: Mapping[str, date] = {"63": date(2025, 6, 30), "34": date(2025, 7, 1)}
"""The two sets of provinces by their number, each with a day on which it was in force."""


CITIES = frozenset({"Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "TP. Hồ Chí Minh", "Huế"})
"""Provinces that are cities: elsewhere “thành phố X” is a city in province X, and its figures are not those of X."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place during the time in which it had one territory; an open end is None."""

    place_id: str
    code: str
    level: str
    name_vi: str
    name_en: str
    parent_id: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: str = ""

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Place:
        """From a row of ``places.csv``. ValueError for a cell that is no date, KeyError for a missing column."""
        return cls(
            row["place_id"], row["code"], row["level"], row["name_vi"], row["name_en"], row["parent_id"],
            _day(row["valid_from"]), _day(row["valid_to"]), row["successor_id"],
        )  # fmt: skip

    def existed(self, on: date) -> bool:
        """Whether the place was there on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another name of the places called ``name_vi``; an official one has been their name since ``valid_from``."""

    spelling: str
    name_vi: str
    kind: str
    valid_from: date | None = None

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Spelling:
        """From a row of ``spellings.csv``."""
        return cls(row["spelling"], row["name_vi"], row["kind"], _day(row["valid_from"]))


@dataclass(frozen=True, slots=True)
class District:
    """A unit of the tier that ended on ``valid_to``; ``title`` is a word of DISTRICT_TITLE, ``name_vi`` is without it.

    Unlike the places, of which profiles are made, districts are a list to find names in.
    """

    district_id: str
    title: str
    name_vi: str
    province_id: str
    code: str
    valid_to: date

    @classmethod
    def of(cls, row: Mapping[str, str]) -> District:
        """From a row of ``districts.csv``. ValueError for a cell that is no date, KeyError for a missing column."""
        return cls(
            row["district_id"], row["title"], row["name_vi"], row["province_id"], row["code"],
            date.fromisoformat(row["valid_to"]),
        )  # fmt: skip


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


FIRST_DAY = date(2004, 1, 1)
"""The gazetteer begins with the 64 provinces of this day, on which Điện Biên, Đắk Nông and Hậu Giang were formed."""


class PlaceError(LookupError):
    """A name that means no place, or several, on a day.

    ``places`` are those that it means at another time (``other-time``) or at once (``ambiguous``); ``nearest`` are
    names that may have been meant, or that the territory had on the day. ``not-a-city``: the name of a province with a
    city's title, as a city within it has.
    """

    def __init__(
        self,
        reason: Literal["unknown", "too-early", "other-time", "ambiguous", "not-a-city"],
        name: str,
        on: date,
        places: Sequence[Place] = (),
        nearest: Sequence[str] = (),
    ) -> None:
        self.reason, self.name, self.on = reason, name, on
        self.places, self.nearest = tuple(places), tuple(nearest)
        super().__init__(self.sentence("en"))

    def sentence(self, lang: Language) -> str:
        """What is wrong and what may have been meant."""
        day, vi = format_date(self.on, lang), lang == "vi"
        if self.reason == "unknown":
            nearest = ", ".join(self.nearest) or "–"
            return f"“{self.name}” không phải là tên một địa phương; gần nhất: {nearest}" if vi else (
                f"“{self.name}” is not the name of a place; nearest: {nearest}"
            )  # fmt: skip
        if self.reason == "too-early":
            first = format_date(FIRST_DAY, lang)
            return f"“{self.name}” ngày {day}: bảng địa phương chỉ bắt đầu từ {first}" if vi else (
                f"“{self.name}” on {day}: the table of places begins on {first}"
            )  # fmt: skip
        which = "; ".join(f"{place.place_id}{_lifetime(place, lang)}" for place in self.places)
        if self.reason == "ambiguous":
            return f"“{self.name}” ngày {day} có thể là {which}" if vi else f"“{self.name}” on {day} may be {which}"
        then = ", ".join(self.nearest)
        if self.reason == "not-a-city":
            return f"Ngày {day} “{self.name}” không phải là thành phố trực thuộc Trung ương; tỉnh: {then}" if vi else (
                f"“{self.name}” was not a city under the central government on {day}; the province: {then}"
            )  # fmt: skip
        belonged = (
            (f"; khi ấy lãnh thổ thuộc {then}" if vi else f"; the territory then belonged to {then}") if then else ""
        )
        return f"Ngày {day} không có “{self.name}” ({which}){belonged}" if vi else (
            f"There was no “{self.name}” on {day} ({which}){belonged}"
        )  # fmt: skip


def _lifetime(place: Place, lang: Language) -> str:
    since, until = ("từ", "đến") if lang == "vi" else ("since", "until")
    parts = [f"{since} {format_date(place.valid_from, lang)}"] if place.valid_from else []
    parts += [f"{until} {format_date(place.valid_to, lang)}"] if place.valid_to else []
    return f", {' '.join(parts)}" if parts else ""


class Gazetteer:
    """All places of a project (``place_id`` unique), with the spellings of their names."""

    def __init__(self, places: Iterable[Place], spellings: Iterable[Spelling] = ()) -> None:
        self._places = {place.place_id: place for place in places}
        spellings = list(spellings)
        self._official = [spelling for spelling in spellings if spelling.kind == "official"]
        self._spellings: dict[str, tuple[str, ...]] = {}
        for spelling in spellings:
            self._spellings[spelling.name_vi] = (*self._spellings.get(spelling.name_vi, ()), spelling.spelling)
        self._named: dict[str, list[Place]] = defaultdict(list)
        self._spelled: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for place in self:
            self._named[place.name_vi].append(place)
        names = [(name, place.name_vi) for place in self for name in (place.name_vi, place.name_en)]
        for spelled, name in dict.fromkeys([*names, *((other.spelling, other.name_vi) for other in spellings)]):
            self._spelled[skeleton(spelled)].append((spelled, name))

    def __getitem__(self, place_id: str) -> Place:
        return self._places[place_id]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._places

    def resolve(self, name: str, *, on: date, levels: Sequence[str] = ()) -> Place:
        """The place that a name, an abbreviation or an administrative code meant on a day, of one of ``levels``.

        Raises PlaceError when there is none or more than one.
        """
        if on < FIRST_DAY:
            raise PlaceError("too-early", name, on)
        meant = [place for place in self.meant(name) if not levels or place.level in levels]
        of_city = without_title(name)[1] == "city"
        found = [p for p in meant if p.existed(on) and not (of_city and self.name(p.place_id, "vi", on) not in CITIES)]
        if len(found) == 1:
            return found[0]
        if found:
            raise PlaceError("ambiguous", name, on, found)
        if meant and not of_city:
            raise PlaceError("other-time", name, on, meant, self._names_then(meant, on))
        provinces = self._spelled_so(without_title(name)[0]) if of_city else []
        if any(place.level == "province" for place in provinces):
            raise PlaceError("not-a-city", name, on, provinces, self._names_then(provinces, on))
        raise PlaceError("unknown", name, on, nearest=self.nearest(name))

    def _names_then(self, places: list[Place], on: date) -> tuple[str, ...]:
        """Names, on a day, of the territory of places of another time; for a district, of its province."""
        places = [self[place.parent_id] if place.level == "district" else place for place in places]
        then = [place for place in self if place.existed(on) and place.level == places[0].level]
        taken = [p for p in then if any(p == old or self._went_into(old.place_id, p.place_id) for old in places)]
        parts = [p for p in then if any(self._went_into(p.place_id, new.place_id) for new in places)]
        return tuple(self.name(place.place_id, "vi", on) for place in taken or parts)

    def _went_into(self, old: str, new: str) -> bool:
        successor = self[old].successor_id
        return bool(successor) and (successor == new or self._went_into(successor, new))

    def meant(self, name: str) -> list[Place]:
        """The places of all times that a name may mean."""
        if name.strip().isdecimal():
            return [place for place in self if place.code and place.code == name.strip().zfill(2)]
        bare, title = without_title(name)
        found = self._spelled_so(name) or [place for place in self._spelled_so(bare) if self._fits(place, title)]
        both = None if found else halves(name)
        return [place for place in self.meant(both[0]) if place in self.meant(both[1])] if both else found

    def _fits(self, place: Place, title: Title) -> bool:
        """Whether the place is, or was, what the title before its name says."""
        if title != "city":
            return not title or place.level == title
        return bool({place.name_vi, *(new.spelling for new in self._official if new.name_vi == place.name_vi)} & CITIES)

    def _spelled_so(self, name: str) -> list[Place]:
        names = {meant for spelled, meant in self._spelled.get(skeleton(name), ()) if same(name, spelled)}
        return [place for meant in sorted(names) for place in self._named[meant]]

    def spellings_of(self, name_vi: str) -> tuple[str, ...]:
        """Every other spelling of the places of one name, as the table has them."""
        return self._spellings.get(name_vi, ())

    def nearest(self, name: str) -> tuple[str, ...]:
        """Up to three names that may have been meant."""
        keys = [skeleton(name), skeleton(without_title(name)[0])]
        close = [key for written in keys for key in get_close_matches(written, list(self._spelled), n=6, cutoff=0.65)]
        return tuple(dict.fromkeys(meant for key in close for _, meant in self._spelled[key]))[:3]

    def name(self, place_id: str, lang: Language, on: date | None = None) -> str:
        """Name for readers: provinces and districts in Vietnamese spelling, country and regions translated.

        Ho Chi Minh City is translated too: its Vietnamese name holds more than a name, an abbreviation of “city”.

        With a day, the official name of that day: Huế since 2025, Thừa Thiên Huế before.
        """
        place = self[place_id]
        translated = place.level in ("country", "region") or skeleton(place.name_en) != skeleton(place.name_vi)
        if lang == "en" and translated:
            return place.name_en
        since = [new for new in self._official if new.name_vi == place.name_vi and on and new.valid_from]
        return next((new.spelling for new in since if new.valid_from and on and new.valid_from <= on), place.name_vi)

    def province_of(self, place_id: str) -> str:
        """The province that a district belonged to; any other place is returned as it is."""
        place = self[place_id]
        return place.parent_id if place.level == "district" else place_id

    def successor(self, place_id: str) -> str:
        """The place that took over the territory; a place that still exists is its own successor."""
        return self[place_id].successor_id or place_id

    def predecessors(self, place_id: str) -> list[str]:
        """The places whose territory went into this one; [] for a place that was not formed by a merger."""
        return [place.place_id for place in self if place.successor_id == place_id]

    def code(self, place_id: str) -> str:
        """Administrative code; the same code may have been used by another place at another time."""
        return self[place_id].code

    def regions(self) -> list[str]:
        """The six statistical regions of the 63 provinces, north to south."""
        return [place.place_id for place in self if place.level == "region"]

    def provinces(self, region: str | None = None, *, on: date = BOUNDARIES["63"]) -> list[str]:
        """Provinces of a day by code (default: the 63 before July 2025); optionally those of one region."""
        rows = [p for p in self if p.level == "province" and p.existed(on) and region in (None, p.parent_id)]
        return [place.place_id for place in sorted(rows, key=lambda place: (place.code, place.place_id))]

    def members(self, *, on: date, of: date) -> dict[str, list[str]]:
        """Each province of the day ``on`` with the provinces of the earlier day ``of`` that it is made of."""
        return {place: self.components(place, of) for place in self.provinces(on=on)}

    def components(self, place_id: str, of: date) -> list[str]:
        """What a place was made of on an earlier day: itself, or what was merged into it, in the order of the table."""
        if self[place_id].existed(of):
            return [place_id]
        return [part for before in self.predecessors(place_id) for part in self.components(before, of)]

    def districts(self) -> dict[str, str]:
        """Each district with its province."""
        return {place.place_id: place.parent_id for place in self if place.level == "district"}

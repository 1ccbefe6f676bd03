"""Whose: places that a text names, and the place that a figure belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from analysis.places import District, Gazetteer
from analysis.places.gazetteer import CITIES
from analysis.quantities import Aligned, Phrases
from analysis.sources.extraction.candidate import Confidence

Level = Literal["province", "district", "country", "this_province", "this_district", "this_city", "none"]

_TITLES: Mapping[str, Sequence[str]] = {
    "district": ("huyện", "huyện ủy", "h.", "h. "),
    "urban_district": ("quận", "quận ủy", "q.", "q. "),
    "town": ("thị xã", "thị ủy", "tx", "tx.", "tx. "),
    "city": ("thành phố", "thành ủy", "tp", "tp.", "tp. "),
}
_PROVINCE_TITLES = ("tỉnh", "tỉnh ủy", "ubnd tỉnh")
_CITY_TITLES = ("thành phố", "tp", "tp.", "tp. ", "thành ủy", "ubnd thành phố")
_NO_NAME_ALONE = frozenset({"hồ chí minh"})
"""A name that is a person's unless a title stands before it."""

_GENERIC: Mapping[Level, str] = {
    "this_province": "tỉnh | toàn tỉnh | tỉnh ta | tỉnh nhà | trong tỉnh | của tỉnh | ubnd tỉnh | hđnd tỉnh | tỉnh ủy"
    " | tỉnh đoàn | sở nội vụ | ban tổ chức tỉnh ủy | địa bàn tỉnh | trường chính trị tỉnh",
    "this_district": "huyện | toàn huyện | huyện nhà | trong huyện | ubnd huyện | hđnd huyện | huyện ủy | của huyện"
    " | phòng nội vụ | ban tổ chức huyện ủy | địa bàn huyện | thị xã | toàn thị xã | ubnd thị xã | thị ủy | quận"
    " | toàn quận | quận ủy | ubnd quận | đảng bộ huyện",
    "this_city": "thành phố | toàn thành phố | thành ủy | ubnd thành phố | hđnd thành phố | của thành phố"
    " | địa bàn thành phố | tp",
    "none": "cấp tỉnh | cấp huyện | các huyện | các tỉnh | tỉnh, huyện | huyện, xã | từ huyện | từ tỉnh | cấp thành phố"
    " | ngoài tỉnh | trong và ngoài tỉnh | các huyện, thị xã, thành phố | các huyện, thành phố | các huyện ủy"
    " | các huyện, thị, thành ủy | huyện ủy, thành ủy | cấp tỉnh, huyện | các thành phố | các quận | tỉnh bạn"
    " | trung tâm chính trị huyện | trung tâm chính trị các huyện | các quận, huyện | quận, huyện | tỉnh, thành phố"
    " | các tỉnh, thành phố | tỉnh, thành | huyện, thị xã | huyện, thành phố | thị xã, thành phố | khối huyện"
    " | vùng núi | thành phố trực thuộc trung ương | các thị xã",
}
_NOT_A_SUBJECT = re.compile(
    r"(?<!\w)(?:(?:trường|học viện|đại học|cao đẳng|cđsp|bệnh viện|viện|ngân hàng)(?: [\w&]+){0,6}"
    r"|báo|đài|đường|phố|cầu|sân bay|tại|ở|ra|về|sang|đến|với|như) ?$"
)
_WITH_TITLE = re.compile(r"(?:tỉnh|thành|tp|ubnd)(?!\w)")
_TITLED = re.compile(r"^(?:huyện ủy|huyện|quận ủy|quận|thị xã|thị ủy|thành phố|thành ủy|tx\.?|tp\.?|h\.|q\.) ?")


class Mention(NamedTuple):
    """A name, or a word such as "toàn tỉnh"; ``places`` are the ids that it may mean, by the day and the province."""

    start: int
    end: int
    level: Level
    places: tuple[str, ...]
    weak: bool = False


Placed = tuple[str, Confidence, str]
"""The id of a place, where its words stand, and the id of the rule."""


class PlaceNames:
    """Every way to name a place of a gazetteer in a text, made once for many texts."""

    def __init__(self, gazetteer: Gazetteer, districts: Sequence[District]) -> None:
        self.gazetteer = gazetteer
        self.province_of = {district.district_id: district.province_id for district in districts}
        self.province_of |= gazetteer.districts()
        self._names: dict[str, dict[str, tuple[str, ...]]] = {"province": {}, "district": {}, "country": {}}
        meanings: dict[str, tuple[Level, tuple[str, ...]]] = {}
        for phrase, ids in self._provinces():
            meanings[phrase] = ("province", ids)
        for phrase, ids in self._districts(districts).items():
            meanings.setdefault(phrase, ("district", ids))
        meanings |= dict.fromkeys(("cả nước", "toàn quốc"), ("country", self._countries()))
        for level, words in _GENERIC.items():
            meanings |= {word.strip(): (level, ()) for word in words.split("|")}
        self._phrases = Phrases(meanings)

    def find(self, aligned: Aligned) -> list[Mention]:
        """All mentions of a text, from left to right; names of districts alone where their title stands elsewhere."""
        text = aligned.text
        found = [
            Mention(start, end, level, ids, self._weak(text, start, level))
            for start, end, (level, ids) in self._phrases.find(text)
        ]
        found += self._alone(text, found)
        return _with_their_provinces(text, sorted(found, key=lambda mention: mention.start), self.province_of)

    def district_called(self, name: str, province: str) -> str:
        """The one district of a province that has this bare name, in the spelling of ``Aligned``; "" for none."""
        ids = {
            district for titles in _TITLES.values() if (known := self._phrases.meanings.get(f"{titles[0]} {name}"))
            for district in known[1] if known[0] == "district" and self.province_of[district] == province
        }  # fmt: skip
        return ids.pop() if len(ids) == 1 else ""

    def _weak(self, text: str, start: int, level: Level) -> bool:
        """A province's bare name after "Trường …" or "tại" is where something stands, not whose figure it is."""
        if level == "province" and text.endswith(("(", "(tỉnh "), 0, start):
            return True  # "Thị ủy Hồng Lĩnh (Hà Tĩnh)"
        bare = level == "province" and not _WITH_TITLE.match(text, start)
        return bare and bool(_NOT_A_SUBJECT.search(text[max(0, start - 45) : start]))

    def _alone(self, text: str, found: Sequence[Mention]) -> Iterator[Mention]:
        titled: dict[str, tuple[str, ...]] = {}
        for mention in found:
            if mention.level == "district":
                name = _TITLED.sub("", text[mention.start : mention.end])
                if " " in name:
                    titled.setdefault(name, mention.places)
        if titled:
            names = Phrases(titled)
            starts = [mention.start for mention in found]
            for start, end, ids in names.find(text):
                before = bisect_right(starts, start) - 1
                if before < 0 or found[before].end <= start:
                    yield Mention(start, end, "district", ids)

    def _countries(self) -> tuple[str, ...]:
        return tuple(place.place_id for place in self.gazetteer if place.level == "country")

    def _provinces(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        named: dict[str, list[str]] = defaultdict(list)
        for place in self.gazetteer:
            if place.level == "province":
                named[place.name_vi].append(place.place_id)
        spelled = self.gazetteer.spellings_of
        for name, ids in named.items():
            for written in (name, *spelled(name)):
                phrase = re.sub(r"^(?:tp|thành phố)[. ]+", "", _spelled(written))
                if phrase not in _NO_NAME_ALONE:
                    yield phrase, tuple(ids)
                    yield phrase.replace(" - ", "-"), tuple(ids)
                for title in _CITY_TITLES if name in CITIES else _PROVINCE_TITLES:
                    yield f"{title}{'' if title.endswith(('. ', '.')) else ' '}{phrase}", tuple(ids)

    def _districts(self, districts: Sequence[District]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for district in districts:
            name = _spelled(district.name_vi)
            for spelled in {
                name,
                *(name.replace("đắk", other).replace("đăk", other) for other in ("đắk", "đăk", "đắc")),
            }:
                for title in _TITLES[district.title]:
                    found[f"{title}{'' if title.endswith(('. ', '.')) else ' '}{spelled}"].append(district.district_id)
        known = {phrase: tuple(ids) for phrase, ids in found.items()}
        for district in districts:  # what is a town or a city today was a district before
            for title in (*_TITLES["district"], *(_TITLES["town"] if district.title == "city" else ())):
                spaced = title if title.endswith(". ") else f"{title} "
                known.setdefault(f"{spaced}{_spelled(district.name_vi)}", (district.district_id,))
        return known


_BEHIND = frozenset({", ", " (", " - ", ", tỉnh ", " của ", " thuộc "})


def _with_their_provinces(text: str, found: list[Mention], province_of: Mapping[str, str]) -> list[Mention]:
    """ "huyện Kỳ Sơn (Nghệ An)", "huyện X, tỉnh Y": the province says which district, and is not spoken of itself."""
    for place, (one, other) in enumerate(pairwise(found)):
        if one.level == "district" and other.level == "province" and text[one.end : other.start] in _BEHIND:
            ids = tuple(district for district in one.places if province_of[district] in other.places)
            found[place] = one._replace(places=ids or one.places)
            found[place + 1] = other._replace(weak=True)
    return found


def _spelled(name: str) -> str:
    return Aligned.of(name).text


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text is about as a whole: its province and, where it is about one, its district; "" where unknown."""

    province: str
    district: str

    @property
    def place(self) -> str:
        """The place of a figure of which nothing else is known."""
        return self.district or self.province


def setting_of(
    names: PlaceNames, mentions: Sequence[Mention], weights: Sequence[int], declared: str, day: date
) -> Setting:
    """From the declared place, else from how often and where the text names its places."""
    provinces: dict[str, float] = defaultdict(float)
    districts: dict[str, float] = defaultdict(float)
    for mention, weight in zip(mentions, map(float, weights), strict=True):
        if mention.level == "province" and not mention.weak:
            provinces[at_time(names.gazetteer, mention.places, day)] += weight
        elif mention.level == "district" and len(mention.places) == 1:
            districts[mention.places[0]] += weight
    if declared:
        province = names.province_of.get(declared, declared)
        return Setting(province, declared if declared in names.province_of else "")
    support = dict(provinces)
    for district, weight in districts.items():
        province = names.province_of[district]
        support[province] = support.get(province, 0) + weight / 2
    province = max(support, key=lambda place: (support[place], place), default="")
    inside = {place: weight for place, weight in districts.items() if names.province_of[place] == province}
    district = max(inside, key=lambda place: (inside[place], place), default="")
    alone = bool(district) and inside[district] > 2 * provinces.get(province, 0)
    alone = alone and inside[district] * 3 > 2 * sum(districts.values())
    return Setting(province, district if alone else "")


def at_time(gazetteer: Gazetteer, places: Sequence[str], day: date) -> str:
    """Which of several places of one name there was on a day; the last one where none was."""
    there = [place for place in places if gazetteer[place].existed(day)]
    return (there or [*places])[-1]

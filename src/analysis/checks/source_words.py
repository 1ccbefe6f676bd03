"""What id, title and address of a source say about its figures: another province, a number called by another unit.

Addresses spell Vietnamese without marks (``hon-21800-luot-can-bo``), and hosts without spaces (``baobacninhtv.vn``). A
source that names nothing is no finding: national media write about provinces that their address does not name.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from urllib.parse import unquote, urlsplit

from analysis.checks.coded import alike, finding_about, number_in_source, number_of, said
from analysis.checks.findings import Detail, Finding
from analysis.checks.tables import Record
from analysis.places import Gazetteer, Place
from analysis.places.spelling import skeleton
from analysis.vocabulary import UNIT

_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME = 6
"""Words of the longest name, with its title: thành phố Hồ Chí Minh."""

_NO_PLACE = frozenset({"ho chi minh", "da nang cao", "du an giang"})
"""Words that begin or are the name of a province and mean something else: the leader, “đã nâng cao”, “dự án giảng”."""

_LEAST_LETTERS = 5
"""Letters of a name that is looked for within the name of a host: “hue” stands in too many."""


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The words of a source in order, each of its parts for itself, and the names of its host."""

    parts: tuple[tuple[str, ...], ...]
    hosts: tuple[str, ...]

    @classmethod
    def of(cls, source: Record) -> SourceWords:
        """From the row of the bibliography; an address that is none has no words."""
        try:
            address = urlsplit(source.text("url"))
            host = address.hostname or ""
        except ValueError:  # brackets that are no address
            return cls((_words(source.text("source_id")), _words(source.text("title"))), ())
        parts = (source.text("source_id"), source.text("title"), unquote(address.path), unquote(address.query))
        return cls(tuple(map(_words, parts)), tuple(_words(host)))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(text))


def check_places_named(rows: Sequence[Record], source: Record, gazetteer: Gazetteer) -> Iterator[Finding]:
    """Figures of a province that the source does not name while it names exactly one other; one finding a place."""
    named = _provinces(SourceWords.of(source), gazetteer)
    if len(named) != 1:
        return
    (name,) = named
    day = source.day("date_published") or source.day("content_end")
    for of_place in alike(rows, ("place_id",)).values():
        place = of_place[0].text("place_id")
        own = gazetteer.province_of(place) if place in gazetteer else ""
        if own not in gazetteer:  # which is reported itself
            continue
        province = gazetteer[own]
        if province.level == "province" and name not in _own_names(province, gazetteer, day):
            figures = ", ".join(number_in_source(row) for row in of_place)
            details: dict[str, Detail] = {"named": name, "province": province.name_vi, "figures": figures}
            yield finding_about("place-unlike-source", of_place[0], "place_id", place, **details)


def _provinces(words: SourceWords, gazetteer: Gazetteer) -> set[str]:
    found: set[str] = set()
    for part in words.parts:
        found |= _named_in(part, gazetteer)
    names = {place.name_vi: skeleton(place.name_vi) for place in gazetteer if place.level == "province"}
    for name, letters in names.items():
        if len(letters) >= _LEAST_LETTERS and any(letters in host for host in words.hosts):
            found.add(name)
    return found


def _named_in(words: Sequence[str], gazetteer: Gazetteer) -> set[str]:
    """Names of provinces in a row of words, the longest spelling first, none within another."""
    found: set[str] = set()
    start = 0
    while start < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - start), 0, -1):
            written = words[start : start + length]
            names = _meant(written, gazetteer)
            if names or _is_no_place(written):
                found |= names
                start += length - 1
                break
        start += 1
    return found


def _meant(written: Sequence[str], gazetteer: Gazetteer) -> set[str]:
    """The provinces that words mean; numbers are no codes of provinces here."""
    if written[0].isdecimal() or _is_no_place(written):
        return set()
    return _called(gazetteer.meant(" ".join(written)))


def _is_no_place(written: Sequence[str]) -> bool:
    return " ".join(map(skeleton, written)) in _NO_PLACE


def _called(places: Iterable[Place]) -> set[str]:
    return {place.name_vi for place in places if place.level == "province"}


def _own_names(province: Place, gazetteer: Gazetteer, day: date | None) -> set[str]:
    """What a source may call the territory: its name, that of its successor once it had ended, those of its parts."""
    ended = province.valid_to is not None and (day is None or day > province.valid_to)
    after = [gazetteer[province.successor_id]] if ended and province.successor_id in gazetteer else []
    before = [gazetteer[place] for place in gazetteer.predecessors(province.place_id)]
    return _called([province, *after, *before])


_MONTH = re.compile(r"/(20\d\d)/?(0[1-9]|1[0-2])(?=/)")


def month_of_address(source: Record) -> date | None:
    """The last day of the month in an address such as ``/201402/`` or ``/2022/08/``; None where there is none."""
    found = _MONTH.search(source.text("url"))
    if found is None:
        return None
    year, month = int(found[1]), int(found[2])
    return date(year, month, monthrange(year, month)[1])


_TIMES = {"nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000, "thousand": 1_000, "million": 1_000_000}
_PEOPLE = "nguoi|hoc vien|dong chi|can bo|cong chuc|vien chuc|persons|people|trainees|officials|cadres|civil servants"
_OF_PEOPLE = re.compile(
    rf"(?<!\d )\b(?P<number>\d{{1,3}}(?: \d{{3}})+|\d+)(?: (?P<times>{'|'.join(_TIMES)}))?"
    rf" (?:(?P<participation>luot)|(?P<person>{_PEOPLE}))\b"
)
"""A number and what it counts, without marks: ``21 000 luot``, ``16 nghin hoc vien``; no decimals (``2 5 nghin``)."""

_COUNTED = frozenset({"participations", "persons_trained"})


def check_unit_named(rows: Sequence[Record], source: Record) -> Iterator[Finding]:
    """A number that title or address gives with “lượt”, coded as persons, or the other way round."""
    told = [counted for part in SourceWords.of(source).parts[1:] for counted in _counted(part)]
    for row in rows:
        unit = "participation" if row.text("unit") == "participation" else "person"
        if row.text("indicator") not in _COUNTED or "unit_conflict" in row.words("flags") or "unit" in row.broken:
            continue
        for number, said_unit, written in told:
            if said_unit != unit and _is_the(number_of(row), number):
                details: dict[str, Detail] = {"written": written, "unit": UNIT[row.text("unit")]}
                yield finding_about("unit-unlike-source", row, "unit", said(row), **details)
                break


def _counted(words: Sequence[str]) -> Iterator[tuple[Decimal, str, str]]:
    """Numbers of people with their unit and the words that say so."""
    for found in _OF_PEOPLE.finditer(" ".join(map(skeleton, words))):
        number = Decimal(found["number"].replace(" ", "")) * _TIMES.get(found["times"], 1)
        yield number, "participation" if found["participation"] else "person", found[0]


def _is_the(printed: Decimal, told: Decimal) -> bool:
    """Whether a number is what a headline tells, rounded down or to the nearest at the last digit that is not 0."""
    if not told:
        return False
    step = Decimal(1).scaleb(int(told.normalize().as_tuple().exponent))
    return any((printed / step).to_integral_value(how) * step == told for how in (ROUND_FLOOR, ROUND_HALF_UP))

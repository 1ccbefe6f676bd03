"""Rules for ``mentions.csv``: what a text names beside its figures, and what a reader might take it for.

Two institutions may have one name (a school of Bắc Ninh and one of Quảng Ninh); a text may call the staff by the name
of a wider group than beside the number (CBCC there, CBCCVC elsewhere). The words that show it are not among those of a
figure, so each has a row of its own, with its place in the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from analysis.checks.coded import finding_about, number_in_source
from analysis.checks.findings import Detail, Finding
from analysis.checks.staff_groups import group_of, nested
from analysis.checks.tables import Record
from analysis.checks.uncoded import check_quotation
from analysis.periods import Period
from analysis.places.spelling import same, skeleton
from analysis.vocabulary import INSTITUTION, POPULATION, Term

MENTIONS = "mentions"
"""The table; a project need not have it."""


def check_mentions(
    rows: Sequence[Record],
    figures: Mapping[str, Sequence[Record]],
    sources: Mapping[str, Record],
    places: Mapping[str, Record],
) -> Iterator[Finding]:
    """Every row against its source and place, the coded figures of the same text, and the other rows.

    ``figures``: the coded rows by the id of their source; ``sources``, ``places``: rows by id.
    """
    for row in rows:
        source, place = sources.get(row.text("source_id")), places.get(row.text("place_id"))
        yield from check_quotation(row)
        if not row.broken & {"institution", "population"} and not _of_one_thing(row):
            yield _finding("mention-of-one-thing", row, "institution", row.text("as_written"))
        if source is not None and source.text("text_status") == "excerpt_seen":
            yield _finding("mention-not-held", row, "source_id", row.text("source_id"))
        if source is not None and place is not None:
            yield from _check_time(row, source, place)
    whole = [row for row in rows if not row.broken and _of_one_thing(row)]
    yield from _check_names([row for row in whole if row.text("institution")], places)
    for row in whole:
        if row.text("population"):
            yield from _check_staff(row, [one for one in figures.get(row.text("source_id"), ()) if not one.broken])


def _of_one_thing(row: Record) -> bool:
    return bool(row.text("institution")) != bool(row.text("population"))


def _check_time(row: Record, source: Record, place: Record) -> Iterator[Finding]:
    """The place was there when the text speaks: the Bắc Ninh of 2026 has no school in a text of 2019."""
    last, first = source.day("content_end"), source.day("content_start")
    born, gone = place.day("valid_from") or date.min, place.day("valid_to") or date.max
    read = not (source.broken & {"content_start", "content_end"} or place.broken & {"valid_from", "valid_to"})
    if read and last is not None and (last < born or (first or last) > gone):
        life = Period(place.day("valid_from"), gone).label() if gone < date.max else f"{born.isoformat()}–"
        yield _finding("mention-place-not-then", row, "place_id", row.text("place_id"), {"life": life})


def _check_names(rows: Sequence[Record], places: Mapping[str, Record]) -> Iterator[Finding]:
    """Institutions of one kind and one name that belong to two places; said once for each name and two places."""
    alike: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in rows:
        alike[row.text("institution"), skeleton(row.text("as_written"))].append(row)
    for found in alike.values():
        said: set[frozenset[str]] = set()
        for other, row in combinations(found, 2):
            homes = row.text("place_id"), other.text("place_id")
            one = _one_name(row.text("as_written"), other.text("as_written"))
            if one and frozenset(homes) not in said and _two_places(*homes, places):
                said.add(frozenset(homes))
                yield _shared(row, other, places)


def _shared(row: Record, other: Record, places: Mapping[str, Record]) -> Finding:
    details: dict[str, Detail] = {
        "kind": INSTITUTION[row.text("institution")], "source": other.text("source_id"),
        "place": _name(row.text("place_id"), places), "other": _name(other.text("place_id"), places),
    }  # fmt: skip
    return _finding("institutions-share-name", row, "as_written", row.text("as_written"), details)


def _one_name(one: str, other: str) -> bool:
    """Whether two names are one, whatever their case; of two with marks all letters are the same, so Du is not Dữ."""
    if one.isascii() or other.isascii():
        return same(one, other) or same(other, one)
    return same(one, other) and same(other, one)


def _two_places(one: str, other: str, places: Mapping[str, Record]) -> bool:
    """Whether two ids are two territories: neither one province and its district, nor one place and its successor."""
    lines = {(name, places[name].text(column)) for name in (one, other) if name in places
             for column in ("parent_id", "successor_id")}  # fmt: skip
    return one != other and not lines & {(one, other), (other, one)}


def _name(place: str, places: Mapping[str, Record]) -> Term:
    """A place as it is spelled, which is in Vietnamese in any language."""
    name = places[place].text("name_vi") if place in places else place
    return Term(place, name, name)


def _check_staff(row: Record, figures: Sequence[Record]) -> Iterator[Finding]:
    """Figures of a narrower or wider staff group than the one that the text names elsewhere for the same place."""
    of_place = [one for one in figures if one.text("place_id") == row.text("place_id")]
    groups: dict[str, list[Record]] = {}
    for figure in of_place:
        if nested(group_of(figure), row.text("population")):
            groups.setdefault(group_of(figure), []).append(figure)
    for group, found in groups.items():
        details: dict[str, Detail] = {
            "figures": ", ".join(map(number_in_source, found)), "group": POPULATION[group],
            "other": POPULATION[row.text("population")], "written": row.text("as_written"),
            "start": str(row.integer("start")),
        }  # fmt: skip
        yield finding_about("staff-named-otherwise", found[0], "population", group, **details)


def _finding(rule: str, row: Record, column: str, value: str, details: Mapping[str, Detail] | None = None) -> Finding:
    return Finding(rule, row.file, row.line, column, value, row.text("source_id"), details or {})

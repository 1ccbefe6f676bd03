"""Rules for the tables of places: no two places share a code or a name on any day; each map has all its provinces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from analysis.checks.findings import Detail, Finding
from analysis.checks.tables import Record
from analysis.places import BOUNDARIES, Gazetteer, Place, PlaceError, Spelling
from analysis.places.spelling import same, skeleton
from analysis.sources.geojson import BoundaryFileError, Feature, read_features
from analysis.vocabulary import Term


def gazetteer_of(records: Mapping[str, Sequence[Record]]) -> Gazetteer:
    """The gazetteer of the places and spellings that could be read."""
    places = [
        Place(
            **{name: row.text(name) for name in ("place_id", "code", "level", "name_vi", "name_en", "parent_id")},
            valid_from=row.day("valid_from"), valid_to=row.day("valid_to"), successor_id=row.text("successor_id"),
        )
        for row in records["places"] if row.text("place_id")
    ]  # fmt: skip
    spellings = [
        Spelling(row.text("spelling"), row.text("name_vi"), row.text("kind"), row.day("valid_from"))
        for row in records["spellings"]
    ]
    return Gazetteer(places, spellings)


def check_places(records: Mapping[str, Sequence[Record]]) -> Iterator[Finding]:
    """A code and a name mean one place on any day; who ended has a successor that follows.

    Districts share names: those of two provinces, and the two of one province (a city and a district) that are listed.
    """
    rows = [row for row in records["places"] if row.text("place_id")]
    listed = {row.text("district_id") for row in records["districts"]}
    for column in ("code", "name_vi"):
        shared: dict[tuple[str, str, str], list[Record]] = {}
        for row in rows:
            if row.text(column) and not {column, "valid_from", "valid_to"} & row.broken:
                within = row.text("parent_id") if row.text("level") == "district" else ""
                shared.setdefault((row.text("level"), row.text(column), within), []).append(row)
        for group in shared.values():
            for first, second in combinations(group, 2):
                both = {first.text("place_id"), second.text("place_id")} <= listed
                if (day := _common_day(first, second)) and not both:
                    details: dict[str, Detail] = {"first": first.text("place_id"), "day": day}
                    yield Finding(
                        "place-shares", second.file, second.line, column, second.text(column), details=details
                    )


def _common_day(first: Record, second: Record) -> date | None:
    """A day on which both places existed; None when there is none."""
    (start, end), (other_start, other_end) = _life(first), _life(second)
    since, until = max(start, other_start), min(end, other_end)
    return None if since > until else since if since > date.min else until


def _life(row: Record) -> tuple[date, date]:
    return row.day("valid_from") or date.min, row.day("valid_to") or date.max


def check_spellings(gazetteer: Gazetteer, rows: Sequence[Record]) -> Iterator[Finding]:
    """No listed spelling means a place of another name as well."""
    by_skeleton: dict[str, set[str]] = {}
    for place in gazetteer:
        for name in (place.name_vi, place.name_en):
            by_skeleton.setdefault(skeleton(name), set()).add(name)
    owners = {name: place.name_vi for place in gazetteer for name in (place.name_vi, place.name_en)}
    for row in rows:
        spelling = row.text("spelling")
        for name in sorted(by_skeleton.get(skeleton(spelling), ())):
            if same(spelling, name) and owners[name] != row.text("name_vi"):
                yield Finding(
                    "spelling-shared", row.file, row.line, "spelling", spelling, details={"other": owners[name]}
                )


def check_tiles(gazetteer: Gazetteer, file: str, tiles: Sequence[Record]) -> Iterator[Finding]:
    """Each diagram has a tile for each of its provinces, and for no other place but archipelagos of theirs."""
    for layout, day in BOUNDARIES.items():
        drawn = [tile for tile in tiles if tile.text("layout") == layout]
        whole = {tile.text("place_id") for tile in drawn if not tile.text("islands")}
        provinces = gazetteer.provinces(on=day)
        for place in provinces:
            if place not in whole:
                yield Finding("tile-missing", file, 0, "place_id", place, details={"layout": layout})
        for tile in drawn:
            place = tile.text("place_id")
            if place in gazetteer and place not in provinces:
                yield Finding("tile-of-other-map", file, tile.line, "place_id", place, details={"layout": layout})


def check_districts(gazetteer: Gazetteer, rows: Sequence[Record]) -> Iterator[Finding]:
    """A district lies in a province of its last day; its id is that of the place, wherever that is listed as well."""
    known: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        name, province, until = row.text("district_id"), row.text("province_id"), row.day("valid_to")
        known.setdefault((province, row.text("name_vi")), []).append(name)
        if province in gazetteer and until and not _is_province(gazetteer[province], until):
            yield Finding("district-outside", row.file, row.line, "province_id", province, details={"day": until})
        if name in gazetteer and _district(gazetteer[name]) != (province, row.text("name_vi")):
            yield Finding("district-is-other", row.file, row.line, "district_id", name)
    for place in gazetteer:
        ids = known.get(_district(place) or ("", ""), [])
        if ids and place.existed(BOUNDARIES["63"]) and place.place_id not in ids:
            details: dict[str, Detail] = {"listed": ", ".join(ids)}
            yield Finding("district-renamed", "places/places.csv", 0, "place_id", place.place_id, details=details)


def _is_province(place: Place, on: date) -> bool:
    return place.level == "province" and place.existed(on)


def _district(place: Place) -> tuple[str, str] | None:
    """Province and name of a district; None for a place of another level."""
    return (place.parent_id, place.name_vi) if place.level == "district" else None


def place_of_feature(gazetteer: Gazetteer, feature: Feature, day: date) -> str:
    """The province of an area, by its property ``place_id`` or by any of its names. PlaceError when there is none."""
    own = feature.properties.get("place_id")
    if isinstance(own, str) and own in gazetteer:
        return own
    problem: PlaceError | None = None
    for value in feature.properties.values():
        try:
            return gazetteer.resolve(str(value), on=day, levels=("province",)).place_id
        except PlaceError as error:
            problem = problem or error
    raise problem or PlaceError("unknown", "", day)


def check_boundaries(gazetteer: Gazetteer, layout: str, file: str, content: bytes) -> Iterator[Finding]:
    """A user's boundary file has each province of its day, once."""
    day = BOUNDARIES[layout]
    try:
        features = read_features(content)
    except BoundaryFileError as error:
        yield Finding("boundary-malformed", file, details={"problem": str(error)})
        return
    found: dict[str, int] = {}
    for feature in features:
        number = str(feature.number)
        try:
            place = place_of_feature(gazetteer, feature, day)
        except PlaceError as error:
            problem = Term(error.name, error.sentence("vi"), error.sentence("en"))
            yield Finding("boundary-unknown-place", file, details={"number": number, "problem": problem})
            continue
        if place in found:
            yield Finding("boundary-repeated", file, value=place, details={"number": number})
        found.setdefault(place, feature.number)
    missing = [place for place in gazetteer.provinces(on=day) if place not in found]
    if missing and found:
        yield Finding("boundary-missing", file, value=missing[0], details={"count": Decimal(len(missing))})

"""Whose figure is it? The words of a row against its tier, its staff group and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from analysis.checks.coded import DONE, alike, bounds_of, finding_about, number_of, said
from analysis.checks.findings import Detail, Finding
from analysis.checks.tables import Record
from analysis.periods import Period
from analysis.quantities import plain
from analysis.vocabulary import TIER, UNIT, Term

_LEVEL = r"(?:tỉnh|huyện|xã)"
_TIERS = re.compile(rf"\bcấp\s+(?:{_LEVEL}(?:\s*(?:,|-|và)\s*(?:cấp\s+)?{_LEVEL})*)\b")
_EACH = re.compile(_LEVEL)
TIER_OF_LEVEL: Mapping[str, str] = {"tỉnh": "provincial", "huyện": "district", "xã": "commune"}

TIERS_OF: Mapping[str, frozenset[str]] = {
    "all": frozenset({"provincial", "district", "commune"}),
    "provincial_and_district": frozenset({"provincial", "district"}),
    "district_and_commune": frozenset({"district", "commune"}),
}
"""Tiers that a wider tier is made of; every other tier is made of itself."""


def tiers_in(words: str) -> tuple[str, frozenset[str]] | None:
    """The first words that name tiers (“cấp tỉnh, huyện”), and those tiers; None when no tier is named."""
    found = _TIERS.search(plain(words).lower())
    return None if found is None else (found[0], frozenset(map(TIER_OF_LEVEL.__getitem__, _EACH.findall(found[0]))))


def check_tier(record: Record) -> Iterator[Finding]:
    """The tier that the words name against the coded one: the sentence may speak of two scopes."""
    found, coded = tiers_in(record.text("as_written")), record.text("tier")
    if found is None or "scope_conflict" in record.words("flags") or coded in ("central", "not_applicable"):
        return
    written, named = found
    if named != TIERS_OF.get(coded, {coded}):
        yield finding_about("tier-unlike-words", record, "tier", coded, written=written, tier=TIER[coded])


LAST_OF_DISTRICTS = date(2025, 6, 30)
"""The district tier ended on this day in the whole country."""

_PERCENT = re.compile(r"%\s*(?P<after>.*)")
_STAFF = re.compile(
    r"\b(?:cb|cc|vc|cbcc|cbccvc|cán bộ|công chức|viên chức|lãnh đạo|quản lý|[uủ][yỷ] viên|cấp [uủ][yỷ]|đảng viên|"
    r"đại biểu|giáo viên|học viên|người|đồng chí|chức danh|số)\b"
)


def check_tier_was_there(record: Record) -> Iterator[Finding]:
    """A district tier in a time without districts; a plan or target of before that goes on beyond their end."""
    start, end, tier = record.day("period_start"), record.day("period_end"), record.text("tier")
    if end is None or end <= LAST_OF_DISTRICTS or "district" not in tier.split("_"):
        return
    about: dict[str, Detail] = {"tier": TIER[tier], "ended": LAST_OF_DISTRICTS}
    if start is not None and start > LAST_OF_DISTRICTS:
        yield finding_about("tier-not-then", record, "tier", tier, **about)
    elif record.text("status") not in DONE:
        yield finding_about("tier-ends-before", record, "tier", said(record), **about, end=end)


def check_subject(record: Record) -> Iterator[Finding]:
    """A share whose words name no staff group: its subject stands in the clause before, if it is the same there."""
    after = _PERCENT.search(plain(record.text("as_written")).lower())
    if record.text("unit") != "percent" or record.text("indicator") == "plan_completion" or after is None:
        return
    words = after["after"]
    if words and not words.startswith("được") and not _STAFF.search(words):  # “N% được …” has its subject in front
        yield finding_about("subject-carried-over", record, "population", said(record))


OF_TRAINING = frozenset({"participations", "persons_trained", "classes"})
"""Indicators that are about training by their very name."""


def check_training(record: Record) -> Iterator[Finding]:
    """What is counted of training has a content, if only "any"; and only a share is measured against a criterion."""
    if record.text("indicator") in OF_TRAINING and "none" in record.words("training"):
        yield finding_about("training-of-none", record, "training", "none")
    criterion = record.text("criterion")
    if criterion not in ("", "none") and record.text("unit") not in ("", "percent"):
        yield finding_about("criterion-of-count", record, "criterion", criterion, unit=UNIT[record.text("unit")])


WHOLE_COUNTRY = re.compile(
    r"\b(?:cả nước|toàn quốc|whole country|throughout the country|all over the country|nation-?wide)\b", re.IGNORECASE
)


def check_own_output(record: Record) -> Iterator[Finding]:
    """Words about the whole country beside the figure of one province: perhaps done for others than its own staff."""
    if "not_own_output" in record.words("flags"):
        return
    for column in ("as_written", "note"):
        if found := WHOLE_COUNTRY.search(plain(record.text(column))):
            yield finding_about("perhaps-not-own", record, column, said(record), written=found[0])
            return


_LISTED = re.compile(
    r"^Listed as (?P<what>participations|participants|persons|trainees)(?:_\w+)?(?P<persons>, in persons\b)?"
)


def check_listed_unit(record: Record) -> Iterator[Finding]:
    """What an excerpt lists as participations is not coded as persons, nor the other way round.

    One that lists participations in persons has two units, as a text with “Số lượt … người” has.
    """
    listed = _LISTED.search(record.text("note"))
    if listed is None or "unit_conflict" in record.words("flags") or "unit" in record.broken:
        return
    participations = listed["what"] == "participations"
    if participations and listed["persons"]:
        yield finding_about("flag-missing", record, "flags", flag="unit_conflict")
    elif record.text("indicator") in ("participations", "persons_trained") and participations != (
        record.text("unit") == "participation"
    ):
        details: dict[str, Detail] = {"written": listed[0], "unit": UNIT[record.text("unit")]}
        yield finding_about("unit-unlike-listing", record, "unit", said(record), **details)


def check_place(record: Record, place: Record | None) -> Iterator[Finding]:
    """The place was there when the figure is about; a plan or target may outlast it, a result may not."""
    if place is None or record.broken & {"period_start", "period_end", "status"}:
        return
    start, end = record.day("period_start"), record.day("period_end")
    born, gone = place.day("valid_from") or date.min, place.day("valid_to") or date.max
    if end is None or place.broken & {"valid_from", "valid_to"}:
        return
    done = record.text("status") in DONE
    if end < born or (start is not None and start > gone) or (done and (end > gone or (start or end) < born)):
        life = Period(place.day("valid_from"), gone).label() if gone < date.max else f"{born.isoformat()}–"
        yield finding_about("place-not-then", record, "place_id", record.text("place_id"), life=life)


OF_ONE_TEXT = ("file", "indicator", "unit", "status", "training", "population", "period_start", "period_end")


def check_inside(
    records: Sequence[Record], province_of: Mapping[str, str], names: Mapping[str, Term]
) -> Iterator[Finding]:
    """A district beside its province in one text: its part of the whole, if the whole contains it.

    ``province_of``: each district with its province; ``names``: every place.
    """
    counts = [row for row in records if row.text("unit") != "percent" and number_of(row)]
    for rows in alike(counts, OF_ONE_TEXT).values():
        of_place = {row.text("place_id"): row for row in reversed(rows)}
        for district in rows:
            if whole := of_place.get(province_of.get(district.text("place_id"), "")):
                yield _inside(district, whole, names)


def _inside(district: Record, whole: Record, names: Mapping[str, Term]) -> Finding:
    low, most = bounds_of(district).low, bounds_of(whole).high
    rule = (
        "district-exceeds-province" if low is not None and most is not None and low > most else "district-in-province"
    )
    details: dict[str, Detail] = {
        "part": number_of(district), "whole": number_of(whole), "unit": UNIT[whole.text("unit")],
        "percent": round(100 * number_of(district) / (number_of(whole) or Decimal(1)), 1),
        "district": names[district.text("place_id")], "province": names[whole.text("place_id")],
    }  # fmt: skip
    return finding_about(rule, district, "value", said(district), **details)

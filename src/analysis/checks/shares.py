"""Printed shares against the counts that can give them, by rounding or by cutting digits off.

The idea is the GRIM test of Brown and Heathers (2017, doi:10.1177/1948550616673876): few fractions give a share with
two decimals in a small group. Vietnamese publications also cut digits off, so both ways are asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import islice

from analysis.checks.coded import DONE, alike, bounds_of, finding_about, number_of, said, same_in
from analysis.checks.findings import Detail, Finding
from analysis.checks.rules_of_figures import FOR_EACH_COMMUNE
from analysis.checks.tables import Record
from analysis.periods import format_date
from analysis.vocabulary import LANGUAGES

LARGEST_GROUP = 400
GROUPS_NAMED = 4


def possible_groups(percent: Decimal, *, cut: bool, limit: int = LARGEST_GROUP) -> Iterator[tuple[int, int]]:
    """Every group ``k of n`` (1 ≤ n ≤ limit) whose share, rounded or cut to the printed decimals, is ``percent``.

    Of each size the smallest count, sizes in order.
    """
    digits = max(0, -int(percent.as_tuple().exponent))
    scale = 10 ** (digits + 2)
    wanted = int(percent * 10**digits)
    # k of n prints as wanted from  wanted ≤ scale·k/n  on (cut), or from  wanted − ½ ≤ scale·k/n  on (rounded)
    least, most = (2 * wanted, 2 * wanted + 2) if cut else (2 * wanted - 1, 2 * wanted + 1)
    for size in range(1, limit + 1):
        count = max(0, -(-least * size // (2 * scale)))
        if 2 * scale * count < most * size and count <= size:
            yield count, size


def smallest_groups(percent: Decimal, *, cut: bool, limit: int = LARGEST_GROUP) -> tuple[int, int] | None:
    """The smallest of the possible groups; None when no group up to the limit has the share."""
    return next(possible_groups(percent, cut=cut, limit=limit), None)


def check_share(record: Record, districts: Mapping[str, Record]) -> Iterator[Finding]:
    """What groups a share of unknown size allows; noticed when no small one has it by rounding, but one by cutting.

    ``districts``: rows of ``districts.csv`` by id, for how many communes each has.
    """
    share = record.number("value")
    if record.text("unit") != "percent" or record.text("status") != "stock" or share is None:
        return
    if record.text("share_of") or record.text("qualifier") != "exact":  # of a known size: ``check_shares_of``
        return
    if share == share.to_integral_value():
        return
    rounded, cut = (list(islice(possible_groups(share, cut=how), GROUPS_NAMED)) for how in (False, True))
    district = districts.get(record.text("place_id")) if record.text("tier") == "commune" else None
    if cut and (not rounded or rounded[0][1] > 4 * cut[0][1]):
        details: dict[str, Detail] = {
            "share": share,
            "rounded": Decimal(rounded[0][1] if rounded else LARGEST_GROUP),
            "part": Decimal(cut[0][0]),
            "whole": Decimal(cut[0][1]),
            "sizes": _sizes(cut),
            **_for_each_commune(cut[0][1], district),
        }
        yield finding_about("share-looks-cut", record, "value", str(share), **details)
    elif rounded:
        sizes = {"rounded": _sizes(rounded), "cut": _sizes(cut), **_for_each_commune(rounded[0][1], district)}
        yield finding_about("share-of-possible-groups", record, "value", str(share), share=share, **sizes)


def _for_each_commune(size: int, district: Record | None) -> dict[str, str]:
    """That the smallest possible group is so many for each commune of its district, where it is; a lead, no proof."""
    units = district.integer("communal_units") if district is not None else None
    until = district.day("valid_to") if district is not None else None
    if not units or until is None or size % units:
        return {f"each_{lang}": "" for lang in LANGUAGES}
    known = {"size": size, "each": size // units, "units": units}
    return {f"each_{lang}": FOR_EACH_COMMUNE[lang].format(**known, day=format_date(until, lang)) for lang in LANGUAGES}


def _sizes(groups: list[tuple[int, int]]) -> str:
    return ", ".join(str(size) for _, size in groups) or "–"


def check_shares_of(records: Sequence[Record]) -> Iterator[Finding]:
    """Printed shares against the headcount that they are shares of: can any whole number of persons give them?"""
    by_id = {record.text("figure_id"): record for record in records}
    for record in records:
        whole, share = by_id.get(record.text("share_of")), record.number("value")
        if whole is None or (whole.broken | record.broken) & {"value", "indicator", "unit", "place_id"}:
            continue
        same = whole.text("place_id") == record.text("place_id") and whole.file == record.file
        if not same or whole.text("indicator") != "headcount" or record.text("unit") != "percent":
            yield finding_about("share-of-unfit", record, "share_of", record.text("share_of"))
        elif share is not None and (size := whole.number("value")):
            yield from _check_share_of(record, share, size)


def _check_share_of(record: Record, share: Decimal, size: Decimal) -> Iterator[Finding]:
    low = (share * size / 100).to_integral_value(ROUND_DOWN)
    counts = [count for count in (low, low + 1) if count <= size]
    how = {count: printed_as(share, count, size) for count in counts}
    cut = [count for count in counts if how[count] == "cut"]
    details: dict[str, Detail] = {"share": share, "whole": size}
    if not counts or "rounded" in how.values():  # a share over 100 has a rule of its own
        return
    if cut:
        yield finding_about("share-cut-off", record, "value", str(share), **details, part=cut[0])
    else:
        near = min(counts, key=lambda count: abs(100 * count / size - share))
        nearest = (100 * near / size).quantize(Decimal("0.01"))
        yield finding_about("share-of-no-count", record, "value", str(share), **details, part=near, nearest=nearest)


def printed_as(share: Decimal, part: Decimal, whole: Decimal) -> str:
    """How ``part`` of ``whole`` becomes the printed share: ``rounded``, ``cut``, or "" when it does not."""
    step, exact = Decimal(1).scaleb(int(share.as_tuple().exponent)), 100 * part / whole
    if exact.quantize(step, ROUND_HALF_UP) == share:
        return "rounded"
    return "cut" if exact.quantize(step, ROUND_DOWN) == share else ""


OF_ONE_GROUP = ("file", "place_id", "tier", "population")
OF_ONE_COUNT = ("training", "criterion", "period_start", "period_end")


def check_counts(records: Sequence[Record]) -> Iterator[Finding]:
    """A share whose count and whole are coded beside it: does the one divided by the other give it?"""
    exact = [row for row in records if bounds_of(row).is_point and row.text("status") in DONE]
    for rows in alike(exact, OF_ONE_GROUP).values():
        heads = [row for row in rows if row.text("indicator") == "headcount"]
        for share in rows:
            if share.text("indicator") not in COUNTED_AS or not number_of(share):
                continue
            counts = [row for row in rows if _is_count_of(row, share)]
            wholes = [row for row in heads if row.text("criterion") == "none" and _in_time(row, share)]
            wholes = [row for row in wholes if row.words("training") == ("none",)]
            if len(counts) == len(wholes) == 1 and number_of(wholes[0]):
                yield _count_finding(share, counts[0], wholes[0])


COUNTED_AS: Mapping[str, str] = {
    "share_trained": "persons_trained",
    "share_trained_yearly": "persons_trained",
    "share_with_degree": "headcount",
    "share_meeting_standard": "headcount",
    "share_under_age": "headcount",
    "share_language": "headcount",
}
"""What counts the persons of a share: those trained, or those of the staff who meet its criterion."""


def _is_count_of(row: Record, share: Record) -> bool:
    of_its_kind = row.text("indicator") == COUNTED_AS[share.text("indicator")]
    criterion = row.text("indicator") == "persons_trained" or share.text("criterion") != "none"
    return of_its_kind and criterion and same_in(OF_ONE_COUNT, row, share)


def _count_finding(share: Record, count: Record, whole: Record) -> Finding:
    part, size = number_of(count), number_of(whole)
    rule = "share-agrees" if printed_as(number_of(share), part, size) else "share-contradicts-count"
    given = round(100 * part / size, 2)
    details: dict[str, Detail] = {"share": number_of(share), "part": part, "whole": size, "given": given}
    return finding_about(rule, share, "value", said(share), **details)


def _in_time(whole: Record, share: Record) -> bool:
    """The headcount is one of a day or a year in which the share ends."""
    ended, counted = share.day("period_end"), whole.day("period_end")
    return ended is not None and counted is not None and ended.year == counted.year

"""Totals against the parts that their texts list; a finding, never a correction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, islice

from analysis.checks.coded import alike, bounds_of, finding_about, number_of, said
from analysis.checks.findings import Detail, Finding
from analysis.checks.rules_of_evidence import EXPLAINED, GROUPS, OTHER_CHOICES, UNEXPLAINED, UNITEMISED
from analysis.checks.tables import Record
from analysis.quantities import Bounds, format_number, plain
from analysis.vocabulary import LANGUAGES, UNIT, Language

MOST_CHOICES = 20_000
"""Sets of parts that are tried, smallest first: all sets of 14 parts, sets of up to four of 25."""

KINDS = ("training", "population", "tier", "unit")
"""Columns by which parts are of one kind."""


def check_totals(records: Sequence[Record]) -> Iterator[Finding]:
    """Every total that has parts, and every part that names a total it cannot belong to."""
    by_id = {record.text("figure_id"): record for record in records}
    parts_of: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        total = by_id.get(record.text("part_of"))
        if total is None:
            continue
        if total is record:
            yield finding_about("part-of-itself", record, "part_of", record.text("part_of"))
            continue
        if total.file != record.file:
            yield finding_about("part-of-other-source", record, "part_of", record.text("part_of"))
        if not _add_up(record, total):
            units = {"unit": UNIT[total.text("unit")], "part_unit": UNIT[record.text("unit")]}
            yield finding_about("part-of-other-unit", record, "part_of", record.text("part_of"), **units)
        elif record.number("value") is not None:
            parts_of[record.text("part_of")].append(record)
    for total_id, parts in parts_of.items():
        rows = (by_id[total_id], *parts)
        if rows[0].number("value") is not None and not any(r.broken & {"unit", "flags", "value"} for r in rows):
            yield from _check_total(rows[0], parts)


PEOPLE = frozenset({"person", "participation", "trainee"})
"""Units that count people who are trained: one text mixes them in a total and its parts, as it knows no difference."""


def _add_up(part: Record, total: Record) -> bool:
    """Whether the units allow a sum; not asked where a unit could not be read, which is reported itself."""
    units = {part.text("unit"), total.text("unit")}
    return len(units) == 1 or units <= PEOPLE or "" in units


def _check_total(total: Record, parts: list[Record]) -> Iterator[Finding]:
    printed, numbers = number_of(total), tuple(number_of(part) for part in parts)
    known: dict[str, Detail] = {"total": printed, "sum": sum(numbers, Decimal(0)), "parts": numbers}
    added = sum((bounds_of(part) for part in parts), Bounds(Decimal(0), Decimal(0)))
    flagged = "sum_conflict" in total.words("flags")
    if sum(numbers) == printed:
        if flagged:
            yield finding_about("flag-contradicts", total, "flags", flag="sum_conflict")
        if any(not bounds_of(record).is_point for record in (total, *parts)):
            yield finding_about("parts-are-bounds", total, "value", str(printed), **known, step=_step(total, *parts))
    elif not added.apart(bounds_of(total)) and not flagged:
        yield finding_about("parts-within-bounds", total, "value", str(printed), **known)
    elif not flagged and _short(added, bounds_of(total)):
        rest: dict[str, Detail] = {"rest": printed - sum(numbers), "unit": UNIT[total.text("unit")]}
        yield finding_about("parts-incomplete", total, "value", str(printed), **known, **rest)
    else:
        if not flagged:
            yield finding_about("flag-missing", total, "flags", flag="sum_conflict")
        units = {"unit": UNIT[total.text("unit")], "part_unit": UNIT[parts[0].text("unit")]}
        lead = {f"explanation_{lang}": _explain(printed, parts, lang) for lang in LANGUAGES}
        yield finding_about("parts-differ-from-total", total, "value", str(printed), **known, **units, **lead)


def _short(added: Bounds, total: Bounds) -> bool:
    """Whether the parts are surely less than the total: “trong đó” often names some of them only, no contradiction."""
    return added.high is not None and total.low is not None and added.high < total.low


def _step(*rows: Record) -> Decimal:
    """The largest power of ten that divides all numbers: what they seem to be rounded to."""
    step = Decimal(1)
    while all(number_of(row) % (step * 10) == 0 for row in rows) and any(number_of(row) for row in rows):
        step *= 10
    return step


def _explain(total: Decimal, parts: list[Record], lang: Language) -> str:
    """Which few parts, left out, would give the total: a lead for the reader, not a correction."""
    numbers = [number_of(part) for part in parts]
    over = sum(numbers) - total
    if over < 0:
        percent = round(-100 * over / total, 1)
        return UNITEMISED[lang].format(rest=format_number(-over, lang), percent=format_number(percent, lang))
    choices = left_out(numbers, over, _of_one_kind(parts))
    groups = _groups(parts, lang)
    if not choices:
        return UNEXPLAINED[lang] + groups
    names = [f"“{plain(said(parts[at]))}”" for at in choices[0]]
    told = EXPLAINED[lang].format(
        names=(" và " if lang == "vi" else " and ").join(names), others=len(parts) - len(names),
        total=format_number(total, lang), sum=format_number(sum(numbers, Decimal(0)), lang),
    )  # fmt: skip
    return told + (OTHER_CHOICES[lang].format(count=len(choices) - 1) if len(choices) > 1 else "") + groups


def _of_one_kind(parts: list[Record]) -> list[tuple[int, ...]]:
    """Sets of all parts that share a cell which not all parts have: doctors, one tier, one unit."""
    kinds: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, part in enumerate(parts):
        for column in KINDS:
            kinds[column, str(part.values.get(column))].append(at)
    return list(dict.fromkeys(tuple(members) for members in kinds.values() if len(members) < len(parts)))


def left_out(numbers: Sequence[Decimal], over: Decimal, kinds: Sequence[tuple[int, ...]] = ()) -> list[tuple[int, ...]]:
    """Sets of positions whose numbers add up to ``over``: those among ``kinds`` first, then the smallest first.

    At most ``MOST_CHOICES`` sets are tried. Zeros explain nothing and are never left out.
    """
    of_kind = [chosen for chosen in kinds if all(numbers[at] for at in chosen)]
    places = [at for at, number in enumerate(numbers) if number]
    others = (chosen for size in range(1, len(places)) for chosen in combinations(places, size))
    tried = dict.fromkeys([*of_kind, *islice(others, MOST_CHOICES)])
    return [chosen for chosen in tried if sum(numbers[at] for at in chosen) == over]


def _groups(parts: list[Record], lang: Language) -> str:
    """Sums of the parts by the content of the training, where they are of several contents: what belongs together."""
    groups: dict[str, list[Decimal]] = defaultdict(list)
    for part in parts:
        content = "|".join(sorted({name.partition(".")[0] for name in part.words("training")}))
        groups[content].append(number_of(part))
    if not 1 < len(groups) < len(parts):
        return ""
    shown = [
        f"{' + '.join(format_number(number, lang) for number in numbers)} = "
        f"{format_number(sum(numbers, Decimal(0)), lang)}"
        for numbers in groups.values() if len(numbers) > 1
    ]  # fmt: skip
    return GROUPS[lang].format(groups="; ".join(shown))


OF_ONE_COUNT = ("file", "place_id", "tier", "period_start", "period_end")


def check_itemised(records: Sequence[Record]) -> Iterator[Finding]:
    """How much of a total the numbers beside it name, where the text does not call them its parts."""
    exact = [row for row in records if bounds_of(row).is_point and not row.text("part_of") and number_of(row)]
    for rows in alike(exact, OF_ONE_COUNT).values():
        for total in rows if len(rows) > 2 else ():
            yield from _check_items(total, [row for row in rows if row is not total])


def _check_items(total: Record, beside: list[Record]) -> Iterator[Finding]:
    if total.text("indicator") == "participations" and total.words("training") == ("any",):
        items = [row for row in beside if _is_item(row)]
        if len(items) > 1 and sum(map(number_of, items)) < number_of(total):
            yield _itemised("items-of-total", total, items)
    elif total.text("indicator") == "headcount" and (groups := GROUPS_OF.get("|".join(total.words("population")))):
        named = [row for row in beside if "|".join(row.words("population")) in groups]
        named = [row for row in named if row.text("indicator") == "headcount"]
        if len({row.words("population") for row in named}) == len(named) > 1:
            over = sum(map(number_of, named)) > number_of(total)
            yield _itemised("groups-exceed-total" if over else "groups-of-total", total, named)


GROUPS_OF = {
    "cbcc": {"cadre", "civil_servant"},
    "cbccvc": {"cadre", "civil_servant", "public_employee"},
}
"""Staff groups that a wider group is made of."""


def _is_item(row: Record) -> bool:
    done = row.text("indicator") == "persons_trained" and row.text("status") == "result"
    return done and not {"not_own_output", "partial"} & {*row.words("flags")}


def _itemised(rule: str, total: Record, items: list[Record]) -> Finding:
    numbers = tuple(number_of(row) for row in items)
    named, whole = sum(numbers, Decimal(0)), number_of(total)
    details: dict[str, Detail] = {"total": whole, "parts": numbers, "sum": named, "rest": abs(whole - named)}
    percent = round(100 * named / whole, 1)
    return finding_about(rule, total, "value", str(whole), **details, percent=percent, unit=UNIT[total.text("unit")])

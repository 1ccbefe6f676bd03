"""Figures of one place against each other: plan and completion, attendances and staff, a place and its own series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from analysis.checks.coded import alike, bounds_of, ends, finding_about, number_of, years_of
from analysis.checks.findings import Detail, Finding
from analysis.checks.rules_of_figures import NO_QUOTIENT
from analysis.checks.shares import printed_as
from analysis.checks.tables import Record
from analysis.quantities import Bounds, format_number
from analysis.vocabulary import INDICATOR, LANGUAGES, UNIT, Language

OF_ONE_ACCOUNT = ("place_id", "tier", "population", "training", "period_start", "period_end")
"""Columns in which figures of one account agree: a plan and its result, classes and their learners."""

COUNTED = ("participations", "persons_trained", "classes", "budget")

MOST_PER_HEAD = Decimal(12)
"""Attendances per head and year: once a month, ten times what the one province with both numbers prints (1.118)."""

FAR_FROM_OWN = Decimal(10)
"""A figure ten times another one of its own series: a digit too many or too few, or another unit."""


def check_plans(records: Sequence[Record]) -> Iterator[Finding]:
    """Plan × completion = result: against the coded plan, its bound, or as what the plan must have been."""
    exact = [row for row in records if bounds_of(row).is_point and number_of(row) > 0]
    bounded = [row for row in records if row.text("status") == "plan" and not bounds_of(row).is_point]
    accounts, bounds = alike(exact, OF_ONE_ACCOUNT), alike(bounded, OF_ONE_ACCOUNT)
    for completion in exact:
        if completion.text("indicator") == "plan_completion" and completion.text("status") == "result":
            key = tuple(completion.values.get(name) for name in OF_ONE_ACCOUNT)
            yield from _check_completion(completion, _whole_counts(accounts[key]), _whole_counts(bounds[key]))


def _whole_counts(rows: Sequence[Record]) -> list[Record]:
    counted = [row for row in rows if row.text("indicator") in COUNTED and not row.text("part_of")]
    return [row for row in counted if "partial" not in row.words("flags")]


def _check_completion(completion: Record, counted: list[Record], bounded: list[Record]) -> Iterator[Finding]:
    results = [row for row in counted if row.text("status") == "result" and row.file == completion.file]
    plans = [row for row in counted if row.text("status") == "plan"]
    pairs = [(row, plan) for row in results for plan in plans if plan.text("indicator") == row.text("indicator")]
    planned = {row.line for row, _ in pairs}
    open_results = _completed(completion, [row for row in results if row.line not in planned])
    if meant := _meant(completion, pairs, open_results):
        yield from (_plan_finding(completion, result, plan) for result, plan in meant)
        return
    with_bound = [(row, plan) for row in open_results for plan in bounded if _has_bound(plan, row)]
    yield from (_bound_finding(completion, result, plan) for result, plan in with_bound)
    open_results = [row for row in open_results if all(row is not result for result, _ in with_bound)]
    if open_results:
        told = {f"plans_{lang}": _implied(completion, open_results, lang) for lang in LANGUAGES}
        percent: dict[str, Detail] = {"percent": number_of(completion)}
        rule = "plan-implied" if len(open_results) == 1 else "plan-of-one-of-these"
        yield finding_about(rule, completion, "value", str(number_of(completion)), **percent, **told)


def _meant(
    completion: Record, pairs: Sequence[tuple[Record, Record]], others: Sequence[Record]
) -> Sequence[tuple[Record, Record]]:
    """The results with their plans that the percentage is of: those that it agrees with, else the nearest in the text.

    A table gives a percentage for classes and one for learners, and no row says which is which. It is of no pair when
    one of the ``others``, results without a plan, stands nearer.
    """
    percent, at = number_of(completion), completion.integer("start")
    agreeing = [pair for pair in pairs if printed_as(percent, *map(number_of, pair))]
    if agreeing or not pairs:
        return agreeing
    if at is None:
        return pairs if len(pairs) == 1 else []
    nearest = min(pairs, key=lambda pair: _distance(completion, pair[0]))
    nearer = any(_distance(completion, row) < _distance(completion, nearest[0]) for row in others)
    return [] if nearer else [nearest]


def _distance(completion: Record, other: Record) -> int:
    return abs((completion.integer("start") or 0) - (other.integer("start") or 0))


def _completed(completion: Record, results: Sequence[Record]) -> Sequence[Record]:
    """Results that the percentage may be of: in a text the nearest one alone, and none that no whole plan gives."""
    percent, at = number_of(completion), completion.integer("start")
    possible = [row for row in results if _is_some(Bounds.planned_whole(number_of(row), percent))]
    if at is None or not possible:
        return possible
    return [min(possible, key=lambda row: _distance(completion, row))]


def _is_some(bounds: Bounds) -> bool:
    return bounds.high is None or bounds.low is None or bounds.low <= bounds.high


def _implied(completion: Record, results: Sequence[Record], lang: Language) -> str:
    told = []
    for result in results:
        percent, number = number_of(completion), number_of(result)
        about = (100 * number / percent).to_integral_value(ROUND_HALF_UP)
        unit = UNIT[result.text("unit")].label(lang)
        done, plan = format_number(number, lang), format_number(about, lang)
        sign = "khoảng" if lang == "vi" else "about"
        told.append(f"{done} → {sign} {plan} {unit} ({ends(Bounds.planned_whole(number, percent), lang)})")
    return "; ".join(told)


def _has_bound(plan: Record, result: Record) -> bool:
    """Whether a plan that is printed with a bound ("hơn 6.100 lượt") is one of what the result counts."""
    same = plan.text("indicator") == result.text("indicator")
    return same and bounds_of(plan) != Bounds(None, None)


def _bound_finding(completion: Record, result: Record, plan: Record) -> Finding:
    """Whether the plan by its words and the plan by the percentage can be one number."""
    percent, done = number_of(completion), number_of(result)
    implied, printed = Bounds.planned_whole(done, percent), bounds_of(plan)
    rule = "plan-misses-bound" if implied.apart(printed) else "plan-meets-bound"
    details: dict[str, Detail] = {
        "percent": percent, "result": done, "unit": UNIT[result.text("unit")], "figure": plan.text("figure_id"),
        "implied_vi": ends(implied, "vi"), "implied_en": ends(implied, "en"),
        "printed_vi": ends(printed, "vi"), "printed_en": ends(printed, "en"),
    }  # fmt: skip
    return finding_about(rule, completion, "value", str(percent), **details)


def _plan_finding(completion: Record, result: Record, plan: Record) -> Finding:
    percent, done, planned = number_of(completion), number_of(result), number_of(plan)
    implied = Bounds.planned_whole(done, percent)
    contradicts = "plan-contradicts" if _is_some(implied) else "plan-of-no-whole"
    rule = "plan-agrees" if printed_as(percent, done, planned) else contradicts
    details: dict[str, Detail] = {
        "percent": percent, "result": done, "plan": planned, "given": round(100 * done / planned, 2),
        "figure": plan.text("figure_id"), "unit": UNIT[result.text("unit")],
    }  # fmt: skip
    return finding_about(
        rule, completion, "value", str(percent), **details, ends_vi=ends(implied, "vi"), ends_en=ends(implied, "en")
    )


def check_per_head(records: Sequence[Record]) -> Iterator[Finding]:
    """Attendances and persons trained against the headcount of the same staff in the same year."""
    heads: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for row in records:
        if row.text("indicator") == "headcount" and row.text("status") == "stock" and number_of(row):
            heads[_staff_and_year(row)].append(row)
    for row in records:
        indicator, years = row.text("indicator"), years_of(row)
        if indicator not in ("participations", "persons_trained") or row.text("status") != "result" or not years:
            continue
        staff = heads.get(_staff_and_year(row), [])
        whole = next((one for one in staff if one.file == row.file), staff[0] if staff else None)
        if whole is None or row.text("part_of") or (indicator == "persons_trained" and years > 1):
            continue
        yield _per_head(row, whole, years)


def _staff_and_year(row: Record) -> tuple[object, ...]:
    end = row.day("period_end")
    return row.text("place_id"), row.text("tier"), row.words("population"), end and end.year


def _per_head(row: Record, whole: Record, years: int) -> Finding:
    each = number_of(row) / number_of(whole) / years
    bounds = _quotient(bounds_of(row), bounds_of(whole))
    if row.text("indicator") == "persons_trained":
        over = bounds.low is not None and bounds.low > 1
        rule = "persons-over-headcount" if over else "per-head-plausible"
    elif each > MOST_PER_HEAD:
        rule = "per-head-implausible"
    else:
        rule = "attendances-exceed-heads" if each > 1 else "per-head-plausible"
    details: dict[str, Detail] = {
        "part": number_of(row), "whole": number_of(whole), "each": round(each, 3), "years": Decimal(years),
        "unit": UNIT[row.text("unit")], "limit": MOST_PER_HEAD, "figure": whole.text("figure_id"),
    }  # fmt: skip
    told = {f"ends_{lang}": _over(bounds, years, lang) for lang in LANGUAGES}
    for lang in LANGUAGES:
        closed = bounds.low is not None or bounds.high is not None
        told[f"open_{lang}"] = "" if closed else NO_QUOTIENT[lang].format(each=format_number(round(each, 3), lang))
    return finding_about(rule, row, "value", str(number_of(row)), **details, **told)


def _over(bounds: Bounds, years: int, lang: Language) -> str:
    low, high = (None if end is None else round(end / years, 3) for end in (bounds.low, bounds.high))
    return ends(Bounds(low, high), lang)


def _quotient(part: Bounds, whole: Bounds) -> Bounds:
    """What both words allow of a quotient; a part that may be 0 has no low end worth printing."""
    found = part.per(whole)
    return Bounds(None if found.low is None else round(found.low, 3), None if found.high is None else found.high)


OF_ONE_SERIES = ("place_id", "tier", "population", "training", "criterion", "indicator", "unit")


def check_own_series(records: Sequence[Record]) -> Iterator[Finding]:
    """A figure that, per calendar year, is ten times the others of its place and kind, or a tenth of them."""
    series: dict[tuple[object, ...], list[tuple[Decimal, Record]]] = defaultdict(list)
    for row in records:
        years = years_of(row)
        whole = not row.text("part_of") and not {"partial", "not_own_output"} & {*row.words("flags")}
        if years and whole and row.text("unit") != "percent" and number_of(row) and row.text("status") != "target":
            series[tuple(row.values.get(name) for name in OF_ONE_SERIES)].append((number_of(row) / years, row))
    for rows in series.values():
        if len({row.day("period_end") for _, row in rows}) > 1:
            yield from _far_off(sorted(rows, key=lambda pair: (str(pair[1].day("period_end")), pair[1].file)))


def _far_off(rows: list[tuple[Decimal, Record]]) -> Iterator[Finding]:
    """Of two figures the later one is named; of more, each that is far from the median of the others."""
    judged = rows if len(rows) > 2 else rows[-1:]
    for rate, row in judged:
        others = [other for other, one in rows if one is not row]
        usual = median(others)
        if max(rate / usual, usual / rate) >= FAR_FROM_OWN:
            details: dict[str, Detail] = {
                "rate": round(rate, 1), "usual": round(usual, 1), "unit": UNIT[row.text("unit")],
                "indicator": INDICATOR[row.text("indicator")],
                "figures": "; ".join(one.text("figure_id") for _, one in rows if one is not row),
            }  # fmt: skip
            yield finding_about("far-from-own-series", row, "value", str(number_of(row)), **details)

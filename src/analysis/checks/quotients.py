"""Learners for each class, money for each class and learner: are the digits plausible, and may one divide at all?

The condition is that of the study, so that a reader of a report does not meet two answers: what ``study.costs`` refuses
is called a check of the digits here and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from analysis.checks.coded import account_of, alike, bounds_of, ends, finding_about, number_of
from analysis.checks.findings import Detail, Finding
from analysis.checks.rules_of_figures import NOT_FORMED
from analysis.checks.tables import Record
from analysis.quantities import Bounds
from analysis.vocabulary import LANGUAGES, UNIT
from analysis.vocabulary.account import apart

Limits = tuple[Decimal, Decimal]

LIMITS: Mapping[tuple[str, str], Limits] = {
    ("participations", "classes"): (Decimal(5), Decimal(900)),
    ("persons_trained", "classes"): (Decimal(5), Decimal(900)),
    ("budget", "classes"): (Decimal(10_000_000), Decimal(3_700_000_000)),
    ("budget", "participations"): (Decimal(80_000), Decimal(66_000_000)),
    ("budget", "persons_trained"): (Decimal(80_000), Decimal(66_000_000)),
}
"""A tenth of the lowest and ten times the highest quotient of the pages that were coded first (56 to 90 learners a
class, 105 to 373 million VND a class, 0.84 to 6.6 million VND a learner). Not a norm of any law: what lies outside has
most likely a digit too many or too few, or thousand for million."""


IN_ONE_TEXT = ("file", "place_id", "period_end")
"""Columns that no two figures of one account of one text differ in: the others need not be compared."""


def check_per_class(records: Sequence[Record]) -> Iterator[Finding]:
    """Learners per class, money per class and per learner, where one text gives both for the same account."""
    dividing = {indicator for pair in LIMITS for indicator in pair}
    counted = [row for row in records if row.text("indicator") in dividing and not row.text("part_of")]
    for rows in alike(filter(number_of, counted), IN_ONE_TEXT).values():
        for first, second in combinations(rows, 2):
            for part, whole in ((first, second), (second, first)):
                limits = LIMITS.get((part.text("indicator"), whole.text("indicator")))
                if limits and IN_DOUBT.issuperset(names := _apart(part, whole)):
                    yield _per_class(part, whole, limits, names)


def _apart(part: Record, whole: Record) -> tuple[str, ...]:
    """What keeps two figures apart; what was done for others and what was not is never of one account (``staff``)."""
    one, other = account_of(part), account_of(whole)
    own = ("not_own_output" in one.flags) == ("not_own_output" in other.flags)
    return (*apart(one, other), *(() if own else ("staff",)))


IN_DOUBT = frozenset({"unclear", "flag"})
"""What keeps two figures apart that would be of one account if the text were clearer."""


def _per_class(part: Record, whole: Record, limits: Limits, names: Sequence[str]) -> Finding:
    each, bounds = number_of(part) / number_of(whole), bounds_of(part).per(bounds_of(whole))
    places = 0 if each > 1000 else 1
    shown = Bounds(*(None if end is None else round(end, places) for end in (bounds.low, bounds.high)))
    details: dict[str, Detail] = {
        "part": number_of(part), "whole": number_of(whole), "each": round(each, places),
        "unit": UNIT[part.text("unit")], "whole_unit": UNIT[whole.text("unit")],
        "low": limits[0], "high": limits[1], "figure": whole.text("figure_id"),
    }  # fmt: skip
    why = [*names, *(["open"] if bounds.low is None and bounds.high is None else [])]
    rule = "quotient-not-formed" if why else "quotient-plausible"
    if not limits[0] <= each <= limits[1]:
        rule = "quotient-implausible"
    told = {f"ends_{lang}": ends(shown, lang) for lang in LANGUAGES}
    told |= {f"why_{lang}": "; ".join(NOT_FORMED[name][lang] for name in why) for lang in LANGUAGES}
    return finding_about(rule, part, "value", str(number_of(part)), **details, **told)

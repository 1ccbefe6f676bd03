"""Exhibits of notebook 01 about money: what a class, a participation, a person cost, where the figures tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.notices import caveat_text, reason_text
from analysis.exhibits.plans import account, as_read
from analysis.exhibits.tables import table
from analysis.exhibits.wording import (
    evidence_source,
    excerpt_note,
    flag_letters,
    flag_notes,
    period_label,
    printed_bounds,
    printed_with_flags,
    unit_note,
    whose,
    words,
)
from analysis.quantities import format_number
from analysis.study import comparability, costs
from analysis.study.pairs import Pair
from analysis.study.result import Refusal, Result
from analysis.vocabulary import POPULATION, STATUS, Language

if TYPE_CHECKING:
    import pandas as pd

    from analysis.outcomes import Data

MILLION = Decimal(1_000_000)

SHOWN_AS_OPEN = ("one-sided-bound",)
"""Caveats that the table itself shows, as an open end."""


def unit_costs_table(data: Data, lang: Language) -> Exhibit:
    """Money for each class, participation and person (million VND), one row a pair, with both ends or an open one."""
    import pandas as pd

    pairs = costs.unit_costs(as_read(data, lang))
    answered = [(pair, pair.answer) for pair in pairs if isinstance(pair.answer, Result)]
    figures = _named(data, [pair for pair, _ in answered])
    letters = flag_letters(figures)
    rows = [_unit_cost(data, pair, answer, letters, lang) for pair, answer in answered]
    caveats = {
        one.rule: caveat_text(one, lang)
        for _, answer in answered
        for one in answer.caveats
        if one.rule not in SHOWN_AS_OPEN
    }
    columns = ("account", "status", "money", "counted", "least", "most")
    frame = pd.DataFrame(rows, columns=["indicator", "each", "money_id", "count_id", *columns])
    order = frame["indicator"].map(costs.BOUGHT.index)
    frame = frame.assign(order=order).sort_values(["order", "each", "money_id", "count_id"], ignore_index=True)
    frame = frame.drop(columns="order")
    return table(
        frame,
        id="tbl-unit-costs",
        lang=lang,
        caption=words("tbl-unit-costs", lang, count=len(frame), sums=frame["money_id"].nunique()),
        source=evidence_source(data, lang, sorted(set(figures["source_id"]))),
        labels={name: words(f"column.{name}", lang) for name in columns},
        right=["least", "most"],
        spanners={words("spanner.million", lang): ["least", "most"]},
        groups="each",
        notes=[
            words("tbl-unit-costs.note", lang),
            *_between_provinces(data, figures, lang),
            *caveats.values(),
            *unit_note(figures, lang),
            *excerpt_note(figures, lang),
            *flag_notes(letters, lang),
        ],
    )


def _unit_cost(data: Data, pair: Pair, answer: Result, letters: Mapping[str, str], lang: Language) -> dict[str, str]:
    """What one of what was counted cost: a row of the table."""
    money, count, row = data.figure(pair.first), data.figure(pair.second), answer.row("unit_cost")
    return {
        "indicator": count["indicator"],
        "each": words(f"each.{count['unit']}", lang),
        "money_id": pair.first,
        "count_id": pair.second,
        "account": _where(data, money, lang),
        "status": STATUS[money["status"]].label(lang),
        "money": printed_with_flags(money, letters, lang),
        "counted": printed_bounds(count, lang),
        "least": words("open", lang) if row["lower"] != row["lower"] else outward(row["lower"], lang, up=False),
        "most": words("open", lang) if row["upper"] != row["upper"] else outward(row["upper"], lang, up=True),
    }


def _between_provinces(data: Data, figures: pd.DataFrame, lang: Language) -> list[str]:
    """That the costs of two provinces are not comparable, unless all their sums of money are; [] for one province."""
    money = figures[figures["indicator"] == "budget"]
    compared = comparability.comparable(money, province_of=data.province_of())
    if compared.count == 0 or not isinstance(comparability.gate(compared), Refusal):
        return []
    details = {"pairs": compared.count, "comparable": compared.comparable_count}
    return [words("tbl-unit-costs.apart", lang, **details)]


def _named(data: Data, pairs: Sequence[Pair]) -> pd.DataFrame:
    """The figures of the pairs."""
    return data.evidence[data.evidence["outcome_id"].isin([one for pair in pairs for one in (pair.first, pair.second)])]


def outward(value: float, lang: Language, *, up: bool) -> str:
    """An amount of VND in millions, rounded away from the interval: an upper end up, a lower end down."""
    millions = Decimal(str(value)) / MILLION
    step = Decimal("0.1") if millions >= 10 else Decimal("0.01")
    return format_number(float(millions.quantize(step, rounding=ROUND_CEILING if up else ROUND_FLOOR)), lang)


def _where(data: Data, money: pd.Series, lang: Language) -> str:
    return f"{whose(data, money['place_id'], lang)}, {period_label(money, lang)}"


def refused_costs_table(data: Data, lang: Language) -> Exhibit:
    """Money and counts of one source that are not divided, with the reason; counts with the same reason share a row."""
    import pandas as pd

    refused = [pair for pair in costs.unit_costs(as_read(data, lang)) if isinstance(pair.answer, Refusal)]
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for pair in refused:
        why = _why(pair.answer, lang)
        row = rows.setdefault((pair.first, why), {"sum": _sum(data, pair, lang), "counted": "", "reason": why})
        row["counted"] = "; ".join(filter(None, [row["counted"], _counted(data, pair, lang)]))
    frame = pd.DataFrame(rows.values(), columns=["sum", "counted", "reason"])
    figures = _named(data, refused)
    return table(
        frame,
        id="tbl-refused-costs",
        lang=lang,
        caption=words("tbl-refused-costs", lang, count=len(refused)),
        source=evidence_source(data, lang, sorted(set(figures["source_id"]))),
        labels={name: words(f"column.{name}", lang) for name in ("counted", "reason")},
        groups="sum",
        notes=[words("tbl-refused-costs.note", lang), *unit_note(figures, lang), *excerpt_note(figures, lang)],
    )


def _sum(data: Data, pair: Pair, lang: Language) -> str:
    money = data.figure(pair.first)
    status = STATUS[money["status"]].label(lang)
    return f"{_where(data, money, lang)}: {printed_bounds(money, lang)} ({status})"


def _counted(data: Data, pair: Pair, lang: Language) -> str:
    """What stands beside a sum: number, staff where it is another group, period where it is another one."""
    if pair.second == "":
        return words("none", lang)
    money, count = data.figure(pair.first), data.figure(pair.second)
    told = [STATUS[count["status"]].label(lang)] if count["status"] != money["status"] else []
    told += [POPULATION.label(count["population"], lang)] if count["population"] != money["population"] else []
    told += [period_label(count, lang)] if period_label(count, lang) != period_label(money, lang) else []
    printed = printed_bounds(count, lang)
    return f"{printed} ({', '.join(told)})" if told else printed


def _why(answer: Result | Refusal, lang: Language) -> str:
    if not isinstance(answer, Refusal):
        raise TypeError("a pair with an answer has no reason against it")
    return account(answer, lang) if answer.rule == "not-one-account" else reason_text(answer, lang)

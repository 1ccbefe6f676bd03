"""Exhibits of notebook 01 about plans and targets: what became of them, and what a percentage of plan tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.notices import caveat_text, reason_text
from analysis.exhibits.tables import table
from analysis.exhibits.wording import (
    district_note,
    evidence_source,
    excerpt_note,
    flag_letters,
    flag_notes,
    indicator_and_training,
    period_label,
    printed_bounds,
    printed_with_flags,
    staff,
    unit_note,
    whose,
    words,
)
from analysis.quantities import format_number
from analysis.quantities.sentences import Printable
from analysis.study import plans
from analysis.study.result import Refusal, Result
from analysis.vocabulary import POPULATION, STATUS, UNIT, Language
from analysis.vocabulary.account import INTENDED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.outcomes import Data

TOLD = ("plan-printed-within", "plan-printed-outside", "plan-of-one-of-several")
"""Caveats of an implied plan that its table prints."""

ARROW = 26
"""Points: the length of the arrow of an open end."""


def as_read(data: Data, lang: Language) -> pd.DataFrame:
    """The evidence, each figure in the words in which exhibits print it (``as_written``), with its period."""
    told = [f"{printed_bounds(row, lang)} ({period_label(row, lang)})" for _, row in data.evidence.iterrows()]
    return data.evidence.assign(as_written=told)


def pairs_of(data: Data) -> pd.DataFrame:
    """Plans with their results, one row a pair, from the lowest part of the plan; ends in per cent, open ones missing.

    Columns plan, result (ids), place_id, indicator, population, unit, year, planned, done, lower, upper.
    """
    import pandas as pd

    rows = []
    for pair in plans.results_of_plans(data.evidence):
        if not isinstance(pair.answer, Result):
            continue
        plan, done, of_plan = data.figure(pair.first), data.figure(pair.second), pair.answer.row("part_of_plan")
        same = {column: str(plan[column]) for column in ("place_id", "indicator", "population", "unit")}
        ends = {"lower": 100 * of_plan["lower"], "upper": 100 * of_plan["upper"]}
        numbers = {"planned": plan["value"], "done": done["value"], **ends, "year": int(plan["period_end"].year)}
        rows.append({"plan": pair.first, "result": pair.second, **same, **numbers})
    columns = ["plan", "result", "place_id", "indicator", "population", "unit", "year", "planned", "done"]
    frame = pd.DataFrame(rows, columns=[*columns, "lower", "upper"])
    lowest = frame["lower"].fillna(frame["upper"])
    return frame.assign(at=lowest).sort_values(["at", "result"], ignore_index=True).drop(columns="at")


def plans_figure(data: Data, lang: Language) -> Exhibit:
    """Plan or target and result of the same account, joined by a line, in per cent of the plan; a bound has an arrow.

    A notice where no plan has a result to be held against.
    """
    pairs = pairs_of(data)
    intended = int(data.evidence["status"].isin(INTENDED).sum())
    if pairs.empty:
        return Exhibit("fig-plans", "notice", lang, words("fig-plans.none", lang), words("fig-plans.note", lang))
    with style.drawing():
        figure, axes = style.canvas(1.0 + 0.42 * len(pairs))
        for at, (_, pair) in enumerate(pairs.iterrows()):
            _draw(axes, at, pair, _numbers(data, pair, lang))
        axes.set_yticks(range(len(pairs)), [_name(data, pair, lang) for _, pair in pairs.iterrows()])
        axes.set_xlim(0, max(100.0, float(pairs[["lower", "upper"]].max().max())) + 8)
        axes.set_ylim(-0.6, len(pairs) - 0.3)
        axes.set_xlabel(words("axis.of_plan", lang))
        axes.grid(axis="x")
        axes.tick_params(axis="y", length=0)
        axes.legend(handles=_legend(lang), loc="upper left", ncols=2)
        style.numbers_in(axes, lang, x=True)
        svg = style.as_svg(figure)
    figures = data.evidence[data.evidence["outcome_id"].isin([*pairs["plan"], *pairs["result"]])]
    each = "; ".join(f"{_name(data, pair, lang, ', ')}: {_numbers(data, pair, lang)}" for _, pair in pairs.iterrows())
    return Exhibit(
        "fig-plans",
        "figure",
        lang,
        words("fig-plans", lang, pairs=len(pairs), count=intended),
        svg,
        source=evidence_source(data, lang, sorted(set(figures["source_id"]))),
        alt=" ".join([words("fig-plans.alt", lang, count=len(pairs), each=each), *excerpt_note(figures, lang)]),
        notes=(words("fig-plans.note", lang), *excerpt_note(figures, lang)),
        data=pairs,
    )


def _draw(axes: Axes, at: int, pair: pd.Series, told: str) -> None:
    """Plan at 100 %, the result as a point or as a bar between its ends, an arrow where an end is open."""
    ends = [end for end in (pair["lower"], pair["upper"]) if end == end]
    axes.plot([100, *ends], [at] * (1 + len(ends)), color=style.FAINT, linewidth=2.4, zorder=1)
    axes.plot(100, at, marker="o", markersize=6, color=style.INK, markerfacecolor="white", linestyle="")
    axes.plot(ends, [at] * len(ends), color=style.ACCENT, linewidth=2, zorder=2)
    axes.plot(ends, [at] * len(ends), marker="o", markersize=6, color=style.ACCENT, linestyle="")
    if len(ends) == 1:
        way = 1 if pair["lower"] == pair["lower"] else -1
        arrow = {"arrowstyle": "<-", "color": style.ACCENT, "linewidth": 1.4}
        axes.annotate("", (ends[0], at), (way * ARROW, 0), textcoords="offset points", arrowprops=arrow)
    middle = ((100 + sum(ends) / len(ends)) / 2, at)
    axes.annotate(told, middle, (0, 6), textcoords="offset points", fontsize=7, ha="center")


def _numbers(data: Data, pair: pd.Series, lang: Language) -> str:
    """``46 of 77 classes``; with their words where one of the two is a bound."""
    plan, done = data.figure(pair["plan"]), data.figure(pair["result"])
    if plan["qualifier"] == done["qualifier"] == "exact" and plan["unit"] != "vnd":
        unit = UNIT[pair["unit"]].label(lang)
        return words("pair.numbers", lang, done=pair["done"], planned=pair["planned"], unit=unit)
    done_as, plan_as = (printed_bounds(row, lang).removesuffix(" ‡") for row in (done, plan))
    return words("pair.bounds", lang, done=done_as, planned=plan_as)


def _name(data: Data, pair: pd.Series, lang: Language, joint: str = "\n") -> str:
    marked = (data.figure(pair[one])["text_status"] == "excerpt_seen" for one in ("plan", "result"))
    mark = " ‡" if any(marked) else ""
    place = whose(data, pair["place_id"], lang)
    return f"{place} {pair['year']}{mark}{joint}{POPULATION.label(pair['population'], lang)}"


def _legend(lang: Language) -> list[object]:
    from matplotlib.lines import Line2D

    ways = (("plan", style.INK, "white"), ("result", style.ACCENT, style.ACCENT))
    return [
        Line2D([], [], color=ink, marker="o", markerfacecolor=face, linestyle="", label=words(f"legend.{name}", lang))
        for name, ink, face in ways
    ]


def open_plans_table(data: Data, lang: Language) -> Exhibit:
    """Plans and targets that cannot be held against a result, one row each, with the reason."""
    import pandas as pd

    found = plans.results_of_plans(as_read(data, lang))
    refused = [(pair, pair.answer) for pair in found if isinstance(pair.answer, Refusal)]
    figures = data.evidence[data.evidence["outcome_id"].isin([pair.first for pair, _ in refused])]
    letters = flag_letters(figures)
    rows = []
    for pair, answer in refused:
        plan = data.figure(pair.first)
        rows.append(
            {
                "place_id": plan["place_id"],
                "status": plan["status"],
                "figure_id": pair.first,
                "group": words(
                    "group.intended", lang, place=whose(data, plan["place_id"], lang), status=_status(plan, lang)
                ),
                "planned": words(
                    "intended", lang, number=printed_with_flags(plan, letters, lang), period=period_label(plan, lang)
                ),
                "what": f"{indicator_and_training(plan, lang)}: {staff(plan, lang)}",
                "why": why_apart(answer, lang),
            }
        )
    columns = ("planned", "what", "why")
    frame = pd.DataFrame(rows, columns=["place_id", "status", "figure_id", "group", *columns])
    frame = frame.sort_values(["place_id", "status", "figure_id"], ignore_index=True)
    counts = frame["status"].value_counts()
    told = {name: int(counts.get(status, 0)) for name, status in (("plans", "plan"), ("targets", "target"))}
    return table(
        frame,
        id="tbl-open-plans",
        lang=lang,
        caption=words("tbl-open-plans", lang, **told),
        source=evidence_source(data, lang, sorted(set(figures["source_id"]))),
        labels={name: words(f"column.{name}", lang) for name in columns},
        groups="group",
        notes=[
            words("tbl-open-plans.note", lang),
            *district_note(data, figures, lang),
            *_states_without_target(data, lang),
            *excerpt_note(figures, lang),
            *flag_notes(letters, lang),
        ],
    )


def _states_without_target(data: Data, lang: Language) -> list[str]:
    """The other half: shares that a source states as they are, for a place and indicator that have no target."""
    stated = data.evidence[(data.evidence["status"] == "stock") & (data.evidence["unit"] == "percent")]
    aimed = data.evidence[data.evidence["status"].isin(INTENDED)]
    known = set(zip(aimed["place_id"], aimed["indicator"], strict=True))
    alone = [row for _, row in stated.iterrows() if (row["place_id"], row["indicator"]) not in known]
    places = ", ".join(whose(data, place, lang) for place in sorted({row["place_id"] for row in alone}))
    return [words("tbl-open-plans.states", lang, count=len(alone), places=places)] if alone else []


def _status(figure: pd.Series, lang: Language) -> str:
    return STATUS[figure["status"]].label(lang)


def why_apart(refusal: Refusal, lang: Language) -> str:
    """The reason of a refused pair as a table has it: the figure that comes nearest, and what sets it apart."""
    if refusal.rule != "not-one-account":
        return reason_text(refusal, lang)
    return words("apart", lang, second=str(refusal.details["second"]), account=account(refusal, lang))


def account(refusal: Refusal, lang: Language) -> str:
    """In what two figures are not of one account: ``another period; part against whole``."""
    return "; ".join(words(f"account.{name}", lang) for name in str(refusal.details["account"]).split("|"))


def completion_table(data: Data, lang: Language) -> Exhibit:
    """Each printed percentage of plan with the results that it can be of, and the plan that each of them implies."""
    import pandas as pd

    pairs = plans.plans_of_percentages(as_read(data, lang))
    rows: list[dict[str, Any]] = []
    for pair in pairs:
        percent = data.figure(pair.first)
        done = None if pair.second == "" else data.figure(pair.second)
        rows.append(
            {
                "percent_id": pair.first,
                "group": words("group.percent", lang, **_told(data, percent, lang)),
                "done": words("none", lang) if done is None else printed_bounds(done, lang),
                "implied": words("none", lang) if done is None else _implied(pair.answer, done, lang),
                "meaning": _reading(pair.answer, lang),
            }
        )
    frame = pd.DataFrame(rows, columns=["percent_id", "group", "done", "implied", "meaning"])
    named = [pair.first for pair in pairs] + [pair.second for pair in pairs]
    figures = data.evidence[data.evidence["outcome_id"].isin(named)]
    answered = frame.loc[[isinstance(pair.answer, Result) for pair in pairs], "percent_id"].value_counts()
    return table(
        frame,
        id="tbl-completion",
        lang=lang,
        caption=words("tbl-completion", lang, count=frame["percent_id"].nunique(), single=int((answered == 1).sum())),
        source=evidence_source(data, lang, sorted(set(figures["source_id"]))),
        labels={name: words(f"column.{name}", lang) for name in ("done", "implied", "meaning")},
        groups="group",
        notes=[words("tbl-completion.note", lang), *unit_note(figures, lang), *excerpt_note(figures, lang)],
    )


def _told(data: Data, percent: pd.Series, lang: Language) -> dict[str, Printable]:
    place, period = whose(data, percent["place_id"], lang), period_label(percent, lang)
    return {"place": place, "period": period, "percent": printed_bounds(percent, lang)}


def _implied(answer: Result | Refusal, done: pd.Series, lang: Language) -> str:
    """The plan as an interval in the unit of the result: ``14,484–14,644 participations``."""
    if isinstance(answer, Refusal):
        return words("none", lang)
    row, unit = answer.row("implied_plan"), UNIT[done["unit"]].label(lang)
    low, high = (
        words("open", lang) if row[end] != row[end] else format_number(row[end], lang, 0) for end in ("lower", "upper")
    )
    return f"{low}–{high} {unit}"


def _reading(answer: Result | Refusal, lang: Language) -> str:
    """What to make of an implied plan: its caveat, its refusal, or that it is the only one."""
    if isinstance(answer, Refusal):
        return reason_text(answer, lang)
    told = [caveat_text(caveat, lang) for caveat in answer.caveats if caveat.rule in TOLD]
    return " ".join(told) if told else words("plan.only", lang)

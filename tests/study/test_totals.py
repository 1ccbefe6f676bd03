"""Totals and plans: what the words around numbers let one say of sums, and what they do not."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from math import isnan, nan
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.outcomes import Data
from analysis.quantities import Bounds
from analysis.study.measures import check_plan, check_totals
from analysis.study.result import Caveat, Refusal, Result
from analysis.study.totals import ALIKE, verdict

Figures = Callable[..., pd.DataFrame]

MIXED = ("totals-mixed",)


def done(answer: Result | Refusal) -> Result:
    assert isinstance(answer, Result)
    return answer


def figure(number: int, low: float | None, high: float | None, part_of: str = "", **other: Any) -> dict[str, Any]:
    """One figure of one place; the first is usually the total."""
    value = low if low is not None else high
    qualifier = "exact" if low == high else "more_than" if high is None else "nearly"
    bounds = {"value": value, "value_low": nan if low is None else low, "value_high": nan if high is None else high}
    own = {"outcome_id": f"a-{number:02}", "place_id": "here", "source_id": f"s{number}", "part_of": part_of}
    return own | bounds | {"qualifier": qualifier} | other


@pytest.fixture
def summed(figures: Figures) -> Callable[..., Result | Refusal]:
    """The check of one total with its parts, each given by its bounds."""

    def check(total: tuple[Any, Any], *parts: tuple[Any, Any], **options: Any) -> Result | Refusal:
        rows = [figure(1, *total), *(figure(at, *part, part_of="a-01") for at, part in enumerate(parts, 2))]
        return check_totals(figures(*rows), **options)

    return check


OPEN = None


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        ((6, 6), [(2, 2), (4, 4)], "agrees"),
        ((7, 7), [(2, 2), (4, 4)], "differs"),
        ((6, OPEN), [(3, 3), (4, 4)], "agrees"),  # "hơn 6" allows 7
        ((8, OPEN), [(3, 3), (4, 4)], "differs"),
        ((6, 6), [(2, OPEN), (4, 4)], "cannot be told"),
        ((5, 5), [(2, OPEN), (4, 4)], "differs"),  # more than 2 and 4 are never 5
        ((6, OPEN), [(2, OPEN), (4, OPEN)], "agrees"),
        ((7, OPEN), [(2, OPEN), (4, OPEN)], "cannot be told"),
        ((7, 7), [(2, OPEN), (OPEN, 4)], "cannot be told"),  # nothing is known of the sum
    ],
)
def test_a_verdict_is_as_sure_as_the_words(
    summed: Callable[..., Result | Refusal], total: tuple[Any, Any], parts: list[tuple[Any, Any]], expected: str
) -> None:
    answer = done(summed(total, *parts))
    assert answer.row("difference")["method"] == expected
    assert answer.settings[expected] == 1
    differs = Caveat("totals-differ", {"differ": 1, "compared": 1})
    assert answer.caveats == ((differs,) if expected == "differs" else ())


def test_the_rows_hold_the_bounds_of_sum_total_and_difference(summed: Callable[..., Result | Refusal]) -> None:
    answer = done(summed((20, OPEN), (2, 2), (4, 5), (10, 11)))
    rows = {term: answer.row(term, "here") for term in ("sum_of_parts", "total", "difference")}
    assert [*rows["sum_of_parts"][["lower", "upper", "n"]]] == [16, 18, 3]
    assert rows["total"]["lower"] == 20
    assert isnan(rows["total"]["upper"])
    assert [*rows["difference"][["upper", "n"]]] == [-2, 4]
    assert isnan(rows["difference"]["lower"])
    assert [row["source_ids"] for row in rows.values()] == ["s2|s3|s4", "s1", "s1|s2|s3|s4"]
    assert {row["period"] for row in rows.values()} == {"2020"}
    exact = done(summed((6, 6), (2, 2), (4, 4)))
    assert [exact.row(term)["estimate"] for term in rows] == [6, 6, 0]


def test_a_declared_rounding_step_makes_open_ends_tell(summed: Callable[..., Result | Refusal]) -> None:
    """More than 100 and more than 200, both in hundreds, are less than 500."""
    parts = [(100, OPEN), (200, OPEN)]
    assert done(summed((500, 500), *parts)).row("difference")["method"] == "cannot be told"
    answer = done(summed((600, 600), *parts, rounding=100))
    assert [*answer.row("sum_of_parts")[["lower", "upper"]]] == [300, 500]
    assert answer.row("difference")["method"] == "differs"
    assert [caveat.rule for caveat in answer.caveats] == ["totals-differ", "rounding-declared", "rounding-declared"]


def test_go_quao_lists_six_more_than_its_total_but_in_persons(data: Data) -> None:
    refusal = check_totals(data.evidence, total="goquao-2023-01")
    assert refusal == Refusal("totals-mixed", {"total": "goquao-2023-01", "columns": "indicator, unit"})
    answer = done(check_totals(data.evidence, total="goquao-2023-01", allow=MIXED))
    assert [answer.row(term, "go-quao")["estimate"] for term in ("sum_of_parts", "total", "difference")] == [
        380,
        374,
        6,
    ]
    assert answer.row("sum_of_parts")["estimate"] == data.parts("goquao-2023-01")["value"].sum()
    assert answer.row("difference")["method"] == "differs"
    assert [(caveat.rule, caveat.allowed) for caveat in answer.caveats] == [
        ("totals-differ", False), ("totals-mixed", True),
    ]  # fmt: skip


def test_dien_biens_bounds_leave_its_sum_open_until_a_rounding_is_declared(data: Data) -> None:
    answer = done(check_totals(data.evidence, total="dienbien-2022-01"))
    assert answer.row("sum_of_parts")[["lower", "upper"]].isna().all(), "“gần” is open below, “hơn” above"
    assert answer.row("difference")["method"] == "cannot be told"
    answer = done(check_totals(data.evidence, total="dienbien-2022-01", rounding=10))
    assert [*answer.row("sum_of_parts")[["lower", "upper"]]] == [24140, 24170]
    assert [*answer.row("total")[["lower", "upper"]]] == [24150, 24160]
    assert answer.row("difference")["method"] == "cannot be told"


def test_all_totals_at_once_carry_their_ids_and_mixed_ones_are_named(data: Data) -> None:
    answer = done(check_totals(data.of_texts()))
    assert set(answer.table["term"]) == {f"{t}:dienbien-2022-01" for t in ("sum_of_parts", "total", "difference")}
    assert answer.caveats == (Caveat("totals-left-out", {"totals": "goquao-2023-01"}),)
    assert (answer.n, answer.dropped) == (1, 1)
    both = done(check_totals(data.of_texts(), allow=MIXED))
    assert (both.n, both.dropped) == (2, 0)
    assert both.row("difference:goquao-2023-01")["estimate"] == 6
    assert (both.settings["differs"], both.settings["cannot be told"]) == (1, 1)


OTHER = {
    "place_id": "there", "indicator": "budget", "unit": "person", "population": "cadre", "status": "plan",
    "frequency": "per_year", "period_start": "2019-01-01", "period_end": "2021-12-31",
}  # fmt: skip


@pytest.mark.parametrize("column", ALIKE)
def test_parts_that_count_otherwise_are_not_added_up(figures: Figures, column: str) -> None:
    whole, part = figure(1, 4, 4), figure(2, 4, 4, part_of="a-01")
    refusal = check_totals(figures(whole, part | {column: OTHER[column]}))
    assert refusal == Refusal("totals-mixed", {"total": "a-01", "columns": column})
    assert isinstance(check_totals(figures(whole, part)), Result)
    assert isinstance(check_totals(figures(whole, part | {"tier": "commune", "training": "degree.master"})), Result)


def test_a_period_without_a_start_is_shared_when_both_lack_it(figures: Figures) -> None:
    unknown = {"period_start": None}
    whole, part = figure(1, 4, 4, **unknown), figure(2, 4, 4, part_of="a-01", **unknown)
    assert isinstance(check_totals(figures(whole, part)), Result)
    assert isinstance(check_totals(figures(whole, part | {"period_start": "2020-01-01"})), Refusal)


def test_without_parts_there_is_nothing_to_add(figures: Figures) -> None:
    alone = figures(figure(1, 4, 4), figure(2, 4, 4))
    assert check_totals(alone) == Refusal("no-parts", {"total": "–"})
    assert check_totals(alone, total="a-01") == Refusal("no-parts", {"total": "a-01"})
    own = figures(figure(1, 4, 4, part_of="a-01"))
    assert check_totals(own) == Refusal("no-parts", {"total": "–"}), "a figure is no part of itself"


def test_mistakes_of_the_caller(figures: Figures) -> None:
    frame = figures(figure(1, 4, 4), figure(2, 4, 4, part_of="a-01"))
    with pytest.raises(ValueError, match="no column part_of"):
        check_totals(frame.drop(columns="part_of"))
    with pytest.raises(ValueError, match="no figure 'a-09'"):
        check_totals(frame, total="a-09")
    with pytest.raises(ValueError, match="a-02 has several rows"):
        check_totals(pd.concat([frame, frame.tail(1)]))
    with pytest.raises(ValueError, match="totals-mixed"):
        check_totals(frame, allow=("no-parts",))


def test_order_index_and_kind_of_column_change_nothing(data: Data) -> None:
    first = done(check_totals(data.of_texts(), allow=MIXED)).table
    kinds = {"outcome_id": "category", "part_of": "object", "unit": "category", "place_id": "object"}
    mixed = data.of_texts().sample(frac=1.0, random_state=2).astype(kinds)  # type: ignore[call-overload]
    mixed.index = pd.Index([0] * len(mixed))
    pd.testing.assert_frame_equal(first, done(check_totals(mixed, allow=MIXED)).table)


END = st.one_of(st.none(), st.integers(0, 9).map(Decimal))


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    low, high = draw(END), draw(END)
    return Bounds(high, low) if low is not None and high is not None and low > high else Bounds(low, high)


@given(bounds(), bounds())
def test_a_verdict_by_trying_all_numbers(computed: Bounds, published: Bounds) -> None:
    """Whole numbers and halves beyond the ends stand for all."""
    numbers = [Decimal(half) / 2 for half in range(-2, 22)]
    allowed = [number for number in numbers if computed.contains(number)]
    kept = [published.contains(number) for number in allowed]
    expected = "differs" if not any(kept) else "agrees" if all(kept) else "cannot be told"
    if published == Bounds(None, None):
        expected = "cannot be told"
    assert verdict(computed, published) == expected


# A result and its plan against the printed percentage.


@pytest.fixture
def planned(figures: Figures) -> Callable[..., Result | Refusal]:
    """Result, plan and percentage of one place; further changes apply to one of the three."""

    def check(
        done: tuple[Any, Any], plan: tuple[Any, Any], percent: float, *, change: Any = None, **options: Any
    ) -> Result | Refusal:
        rows = [
            figure(1, *done),
            figure(2, *plan, status="plan"),
            figure(3, percent, percent, unit="percent", indicator="plan_completion"),
        ]
        if change is not None:
            rows[change[0]] |= change[1]
        frame = figures(*rows)
        return check_plan(frame.iloc[0], frame.iloc[1], frame.iloc[2], **options)

    return check


@pytest.mark.parametrize(
    ("result", "plan", "percent", "expected"),
    [
        ((19843, 19843), (14590, 14590), 136, "agrees"),  # 136.004 rounds to 136
        ((19843, 19843), (14700, 14700), 136, "differs"),  # 134.99 rounds to 135
        ((27, 27), (200, 200), 13, "agrees"),  # 13.5 lies at the end: some round it down
        ((27, 27), (200, 200), 13.6, "differs"),
        ((27, OPEN), (200, 200), 13.6, "cannot be told"),
        ((28, OPEN), (200, 200), 13.6, "differs"),
    ],
)
def test_a_printed_percentage_of_plan(
    planned: Callable[..., Result | Refusal],
    result: tuple[Any, Any],
    plan: tuple[Any, Any],
    percent: float,
    expected: str,
) -> None:
    answer = done(planned(result, plan, percent))
    assert answer.row("difference")["method"] == expected
    if result[1] is not None:
        assert answer.row("percent_of_plan")["estimate"] == pytest.approx(100 * result[0] / plan[0])
    half = 0.5 if percent == int(percent) else 0.05
    assert [*answer.row("printed_percent")[["lower", "upper"]]] == pytest.approx([percent - half, percent + half])
    assert answer.row("difference")["source_ids"] == "s1|s2|s3"


def test_a_percentage_that_is_a_bound_itself_is_not_rounded(planned: Callable[..., Result | Refusal]) -> None:
    answer = done(planned((27, 27), (20, 20), 130, change=(2, {"value_high": nan, "qualifier": "more_than"})))
    assert answer.row("printed_percent")["lower"] == 130
    assert answer.row("difference")["method"] == "agrees"


@pytest.mark.parametrize(
    ("change", "columns"),
    [
        ((1, {"unit": "person"}), "unit"),
        ((1, {"population": "cadre"}), "population"),
        ((2, {"place_id": "there"}), "place_id"),
        ((2, {"period_end": "2021-12-31"}), "period_end"),
    ],
)
def test_a_plan_for_others_is_refused_unless_allowed(
    planned: Callable[..., Result | Refusal], change: tuple[int, dict[str, Any]], columns: str
) -> None:
    details = {"total": "a-01", "columns": columns}
    assert planned((27, 27), (20, 20), 135, change=change) == Refusal("totals-mixed", details)
    answer = done(planned((27, 27), (20, 20), 135, change=change, allow=MIXED))
    assert answer.caveats == (Caveat("totals-mixed", details, allowed=True),)
    assert done(planned((27, 27), (20, 20), 135)).caveats == ()


def test_two_bounds_in_one_direction_say_nothing_of_the_plan(planned: Callable[..., Result | Refusal]) -> None:
    refusal = planned((27, OPEN), (20, OPEN), 135)
    assert isinstance(refusal, Refusal)
    assert refusal.rule == "ratio-without-bounds"
    answer = done(planned((2700, OPEN), (2000, OPEN), 135, rounding=100))
    assert [*answer.row("percent_of_plan")[["lower", "upper"]]] == pytest.approx([2700 / 21, 140])
    assert [caveat.rule for caveat in answer.caveats] == ["rounding-declared", "rounding-declared"]

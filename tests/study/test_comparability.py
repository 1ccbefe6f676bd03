"""Two figures stand side by side only when nothing keeps them apart."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from analysis.outcomes import Data
from analysis.study.comparability import DISABLING_FLAGS, OBSTACLES, comparable, gate, obstacles
from analysis.study.result import Refusal

Figures = Callable[..., pd.DataFrame]

ONE_DIFFERENCE = {
    "unit": {"unit": "person"},
    "criterion": {"criterion": "required_standard"},
    "training": {"training": "political_theory"},
    "population": {"population": "cadre"},
    "tier": {"tier": "commune"},
    "status": {"status": "plan"},
    "frequency": {"frequency": "per_year"},
    "period": {"period_start": "2015-01-01", "period_end": "2015-12-31"},
    "period_length": {"period_start": "2018-01-01"},
    "bound": {"value_high": None},
    "flag": {"flags": "duplicate|sum_conflict"},
}


def between(figures: pd.DataFrame) -> tuple[str, ...]:
    return obstacles(figures.iloc[0], figures.iloc[1])


def test_figures_alike_in_everything_have_no_obstacle(figures: Figures) -> None:
    assert between(figures({}, {"value_low": 90.0, "value_high": 90.0})) == ()


@pytest.mark.parametrize(("name", "difference"), ONE_DIFFERENCE.items(), ids=ONE_DIFFERENCE)
def test_each_difference_is_one_obstacle_with_its_own_name(
    figures: Figures, name: str, difference: dict[str, str]
) -> None:
    assert between(figures({}, difference)) == (name,)
    assert between(figures(difference, {})) == (name,), "whichever of the two it is found in"


def test_every_obstacle_has_its_example_above() -> None:
    assert tuple(ONE_DIFFERENCE) == OBSTACLES


def test_several_differences_are_all_named(figures: Figures) -> None:
    assert between(figures({}, {"unit": "person", "tier": "commune", "value_low": None})) == ("unit", "tier", "bound")


@pytest.mark.parametrize("flag", DISABLING_FLAGS)
def test_a_conflict_in_the_text_disables_a_figure(figures: Figures, flag: str) -> None:
    assert between(figures({"flags": flag}, {})) == ("flag",)


@pytest.mark.parametrize("flag", ["duplicate", "implicit", ""])
def test_a_harmless_flag_does_not(figures: Figures, flag: str) -> None:
    assert between(figures({"flags": flag}, {})) == ()


def test_a_result_of_unknown_start_has_no_length_to_compare(figures: Figures) -> None:
    unknown = {"period_start": None}
    assert between(figures(unknown, unknown)) == ("period_length",), "not even with another unknown one"


def test_targets_for_one_year_are_states_of_its_last_day(figures: Figures) -> None:
    by_2025 = {"status": "target", "period_start": None, "period_end": "2025-12-31"}
    assert between(figures(by_2025, by_2025)) == ()
    assert between(figures(by_2025, by_2025 | {"period_end": "2030-12-31"})) == ("period",)


def test_a_leap_year_is_as_long_as_any_other(figures: Figures) -> None:
    assert between(figures({"period_start": "2019-07-01", "period_end": "2020-06-30"}, {})) == ()


def test_two_and_a_half_years_are_not_two_years(figures: Figures) -> None:
    two = {"period_start": "2019-01-01", "period_end": "2020-12-31"}
    assert between(figures(two, two | {"period_end": "2021-06-30"})) == ("period_length",)


def test_every_figure_is_held_against_every_other_of_its_indicator(figures: Figures) -> None:
    compared = comparable(figures({}, {}, {"unit": "person"}, {"indicator": "budget"}))
    assert compared.pairs[["first_place", "second_place", "obstacles", "comparable"]].to_numpy().tolist() == [
        ["place-1", "place-2", "", True],
        ["place-1", "place-3", "unit", False],
        ["place-2", "place-3", "unit", False],
    ]
    assert (compared.count, compared.comparable_count) == (3, 1)


def test_a_district_is_not_compared_with_its_own_province_or_neighbour(figures: Figures) -> None:
    inside = {"place-1": "place-3", "place-2": "place-3"}
    assert comparable(figures({}, {}, {}), province_of=inside).count == 0
    assert comparable(figures({}, {}, {})).count == 3


def test_the_founding_articles_hold_no_comparable_pair(data: Data) -> None:
    compared = comparable(data.of_texts(), province_of=data.province_of())
    assert (compared.count, compared.comparable_count) == (43, 0)
    assert (compared.pairs["obstacles"] != "").all(), "and each pair says why"


def test_the_gate_refuses_the_founding_articles_with_the_count(data: Data) -> None:
    refusal = gate(comparable(data.of_texts(), province_of=data.province_of()))
    assert refusal == Refusal("not-comparable", {"pairs": 43, "comparable": 0})


def test_the_gate_lets_comparable_figures_pass(figures: Figures) -> None:
    assert gate(comparable(figures({}, {}, {}))) is None


def test_one_unfit_pair_closes_the_gate(figures: Figures) -> None:
    refusal = gate(comparable(figures({}, {}, {"value_high": None})))
    assert refusal == Refusal("not-comparable", {"pairs": 3, "comparable": 1})


def test_nothing_to_compare_does_not_open_the_gate(figures: Figures) -> None:
    assert gate(comparable(figures({}))) == Refusal("not-comparable", {"pairs": 0, "comparable": 0})

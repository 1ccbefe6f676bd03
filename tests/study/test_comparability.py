"""Two figures stand side by side only when nothing keeps them apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.outcomes import Data
from analysis.study.comparability import (
    DISABLING_FLAGS,
    OBSTACLES,
    SAME,
    Comparability,
    comparable,
    gate,
    matrix,
    obstacles,
    summary,
)
from analysis.study.result import Caveat, Refusal

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


def test_every_obstacle_of_two_figures_has_its_example_above() -> None:
    """That of boundaries needs to know the places; its examples are below."""
    assert (*ONE_DIFFERENCE, "boundary") == OBSTACLES


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
    assert gate(comparable(figures({}, {}, {}))) == ()


def test_one_unfit_pair_closes_the_gate(figures: Figures) -> None:
    refusal = gate(comparable(figures({}, {}, {"value_high": None})))
    assert refusal == Refusal("not-comparable", {"pairs": 3, "comparable": 1})


def test_nothing_to_compare_does_not_open_the_gate(figures: Figures) -> None:
    assert gate(comparable(figures({}))) == Refusal("not-comparable", {"pairs": 0, "comparable": 0})


# What the analyst adds and sets aside.


def test_places_of_two_sets_of_boundaries_are_kept_apart(figures: Figures) -> None:
    """A place that the reform left alone belongs to both sets."""
    three = figures({}, {}, {})
    compared = comparable(three, boundary_of={"place-1": "63", "place-2": "34"})
    assert compared.pairs["obstacles"].tolist() == ["boundary", "", ""]
    assert comparable(three, boundary_of=dict.fromkeys(three["place_id"], "63")).comparable_count == 3
    assert comparable(three).comparable_count == 3


def test_bac_ninh_before_and_after_the_reform(data: Data) -> None:
    """The project's gazetteer as a mapping: old and new Bắc Ninh are two places of two sets."""
    before, since = date(2025, 6, 30), date(2025, 7, 1)
    boundary_of = {
        place.place_id: "63" if place.existed(before) else "34"
        for place in data.gazetteer if place.existed(before) != place.existed(since)
    }  # fmt: skip
    assert [boundary_of[place] for place in ("bac-ninh", "bac-ninh-2025")] == ["63", "34"]
    assert "ha-noi" not in boundary_of, "it is the same in both"
    options = {"province_of": data.province_of(), "boundary_of": boundary_of}
    texts = comparable(data.of_texts(), **options)
    assert texts.count == 43
    assert not texts.pairs["obstacles"].str.contains("boundary").any(), "all articles are of before July 2025"
    pairs = comparable(data.evidence, **options).pairs
    across = pairs[pairs["obstacles"].str.contains("boundary")]
    assert len(across)
    assert ((across["first_place"] == "bac-ninh-2025") ^ (across["second_place"] == "bac-ninh-2025")).all()


@pytest.mark.parametrize(("tolerance", "expected"), [(0, ("period_length",)), (5, ("period_length",)), (6, ())])
def test_periods_may_differ_by_the_months_that_the_analyst_allows(
    figures: Figures, tolerance: int, expected: tuple[str, ...]
) -> None:
    pair = figures({}, {"period_end": "2021-06-30"})
    assert obstacles(pair.iloc[0], pair.iloc[1], length_tolerance=tolerance) == expected
    compared = comparable(pair, length_tolerance=tolerance)
    assert compared.pairs["obstacles"].tolist() == ["|".join(expected)]


def test_an_unknown_length_is_like_no_other_however_much_is_tolerated(figures: Figures) -> None:
    unknown = {"period_start": None}
    assert comparable(figures(unknown, unknown), length_tolerance=1000).comparable_count == 0


def test_an_obstacle_that_is_set_aside_is_counted_and_printed(figures: Figures) -> None:
    three = figures({}, {"unit": "person"}, {"unit": "person", "tier": "commune"})
    compared = comparable(three, ignore=("unit",))
    assert compared.pairs["obstacles"].tolist() == ["", "tier", "tier"]
    assert compared.ignored == ("unit",)
    assert compared.caveats == (Caveat("obstacles-set-aside", {"obstacles": "unit", "pairs": 2}),)
    both = comparable(three, ignore=("tier", "unit"))
    assert both.caveats == (Caveat("obstacles-set-aside", {"obstacles": "unit, tier", "pairs": 3}),)
    assert gate(both) == both.caveats, "the gate is open, and says at what price"
    assert comparable(three).caveats == ()


def test_an_obstacle_that_does_not_exist_and_a_repeated_figure_are_mistakes(figures: Figures) -> None:
    with pytest.raises(ValueError, match="ignore=units"):
        comparable(figures({}, {}), ignore=("units",))
    with pytest.raises(ValueError, match="place-1-01 has several rows"):
        comparable(pd.concat([figures({}), figures({})]))


def test_the_gate_may_be_opened_by_the_analyst_where_there_is_something_to_compare(figures: Figures) -> None:
    compared = comparable(figures({}, {}, {"value_high": None}))
    details = {"pairs": 3, "comparable": 1}
    assert gate(compared, allow=("not-comparable",)) == (Caveat("not-comparable", details, allowed=True),)
    assert isinstance(gate(comparable(figures({})), allow=("not-comparable",)), Refusal)
    with pytest.raises(ValueError, match="not-comparable"):
        gate(compared, allow=("unit",))


# The square table and the sums.


def test_the_matrix_holds_each_figure_against_each(figures: Figures) -> None:
    found = matrix(comparable(figures({}, {"unit": "person"}, {}), province_of={"place-3": "place-1"}))
    assert found[["row", "column", "relation", "obstacles"]].to_numpy().tolist() == [
        ["place-1-01", "place-1-01", "self", ""],
        ["place-1-01", "place-2-01", "apart", "unit"],
        ["place-1-01", "place-3-01", "same province", ""],
        ["place-2-01", "place-1-01", "apart", "unit"],
        ["place-2-01", "place-2-01", "self", ""],
        ["place-2-01", "place-3-01", "apart", "unit"],
        ["place-3-01", "place-1-01", "same province", ""],
        ["place-3-01", "place-2-01", "apart", "unit"],
        ["place-3-01", "place-3-01", "self", ""],
    ]
    assert found["column_place"].tolist()[:3] == ["place-1", "place-2", "place-3"]


def test_the_matrix_of_the_articles_is_square_and_symmetric(data: Data) -> None:
    compared = comparable(data.evidence, province_of=data.province_of())
    found = matrix(compared)
    assert (found["relation"] == "apart").sum() == 2 * compared.count
    for _, part in found.groupby("indicator"):
        wide = part.pivot(index="row", columns="column", values="obstacles")
        assert wide.index.equals(wide.columns.rename("row"))
        assert (wide.to_numpy() == wide.to_numpy().T).all()


def test_which_obstacle_alone_keeps_how_many_pairs_apart(figures: Figures) -> None:
    compared = comparable(
        figures({}, {"unit": "person"}, {"unit": "person", "tier": "commune"}, {"indicator": "budget"})
    )
    assert summary(compared).to_numpy().tolist() == [
        ["participations", "unit", 2, 1],  # first and second differ in nothing else
        ["participations", "tier", 2, 1],
    ]


@pytest.mark.parametrize("name", OBSTACLES)
def test_alone_is_what_setting_the_obstacle_aside_would_gain(name: str) -> None:
    drawn = random_figures(60, 3)
    boundary_of = {"p0": "63", "p1": "34", "p2": "34"}
    before = comparable(drawn, boundary_of=boundary_of)
    after = comparable(drawn, boundary_of=boundary_of, ignore=(name,))
    found = summary(before)
    alone = found.loc[found["obstacle"] == name, "alone"].sum()
    assert after.comparable_count - before.comparable_count == alone
    standing = found.loc[found["obstacle"] == name, "pairs"].sum()
    assert after.caveats[0].details["pairs"] == standing > 0


def test_nothing_to_compare_has_an_empty_matrix_and_summary(figures: Figures) -> None:
    for nothing in (figures({}), figures({}).iloc[:0]):
        compared = comparable(nothing)
        assert (len(matrix(compared)), len(summary(compared)), compared.count) == (0, 0, 0)


# The same answers as a plain loop over all pairs, and fast.


def random_figures(count: int, seed: int) -> pd.DataFrame:
    """Made-up figures that meet every rule: gaps, open ends, flags, unknown starts."""
    draw = np.random.default_rng(seed)
    often = [0.8, 0.2]
    frame = pd.DataFrame({
        "outcome_id": [f"f{at:05}" for at in draw.permutation(count)],
        "place_id": [f"p{at}" for at in draw.integers(0, max(3, count // 3), count)],
        "indicator": draw.choice(["budget", "classes"], count),
        **{column: draw.choice(["a", "b"], count, p=often) for column in SAME if column != "status"},
        "status": draw.choice(["result", "target"], count, p=often),
        "period_start": draw.choice(["2019-01-01", "2019-07-01", None], count, p=[0.6, 0.2, 0.2]),
        "period_end": draw.choice(["2018-12-31", "2019-12-31", "2020-06-30"], count, p=[0.1, 0.7, 0.2]),
        "period_years": draw.choice([np.nan, 1.0, 2.5], count),
        "value_low": draw.choice([1.0, 2.0, np.nan], count),
        "flags": draw.choice(["", "duplicate", "implicit|sum_conflict"], count, p=[0.6, 0.3, 0.1]),
    })  # fmt: skip
    frame["value_high"] = frame["value_low"].where(draw.random(count) < 0.9, 5.0)
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in ("period_start", "period_end")})


def by_loop(figures: pd.DataFrame, province_of: dict[str, str]) -> pd.DataFrame:
    """Every rule written out for one pair after the other."""
    rows = []
    for indicator, group in figures.sort_values("outcome_id").groupby("indicator", sort=True):
        for (_, first), (_, second) in combinations(group.iterrows(), 2):
            places = (first["place_id"], second["place_id"])
            if province_of.get(places[0], places[0]) != province_of.get(places[1], places[1]):
                found = "|".join(obstacles_by_loop(first, second))
                rows.append((indicator, first["outcome_id"], second["outcome_id"], *places, found, not found))
    columns = ["indicator", "first", "second", "first_place", "second_place", "obstacles", "comparable"]
    return pd.DataFrame(rows, columns=columns)


def obstacles_by_loop(first: pd.Series, second: pd.Series) -> list[str]:
    both = (first, second)
    found = [c for c in SAME if first[c] != second[c] or first[c] == "trainee_unspecified"]
    starts = [row["period_end"] if pd.isna(row["period_start"]) else row["period_start"] for row in both]
    if max(starts) > min(first["period_end"], second["period_end"]):
        found.append("period")
    lengths = [months(row) for row in both]
    if lengths[0] is None or lengths[0] != lengths[1]:
        found.append("period_length")
    if any(row["value_low"] != row["value_high"] for row in both):
        found.append("bound")
    if any(flag in row["flags"].split("|") for flag in DISABLING_FLAGS for row in both):
        found.append("flag")
    return found


def months(row: pd.Series) -> int | None:
    if not pd.isna(row["period_start"]):
        return round((row["period_end"] - row["period_start"]).days / 30.4375)
    if row["period_years"] > 0:
        return round(12 * row["period_years"])
    return 0 if row["status"] == "target" else None


def test_staff_that_no_text_states_need_not_be_the_same_people(figures: Figures) -> None:
    unstated = [{"population": "trainee_unspecified"}] * 2
    assert comparable(figures(*unstated)).pairs["obstacles"].tolist() == ["population"]
    assert comparable(figures({}, {})).comparable_count == 1


@pytest.mark.parametrize("flag", ["partial", "status_unclear"])
def test_a_part_and_an_unclear_status_are_not_compared(figures: Figures, flag: str) -> None:
    assert comparable(figures({"flags": flag}, {})).pairs["obstacles"].tolist() == ["flag"]


@pytest.mark.parametrize("seed", range(5))
def test_a_plain_loop_over_all_pairs_finds_the_same(seed: int) -> None:
    drawn, province_of = random_figures(70, seed), {"p1": "p0", "p2": "p0"}
    ours = comparable(drawn, province_of=province_of).pairs
    pd.testing.assert_frame_equal(ours, by_loop(drawn, province_of))
    assert 0 < ours["comparable"].sum() < len(ours)


def test_the_articles_by_the_plain_loop(data: Data) -> None:
    province_of = data.province_of()
    ours = comparable(data.evidence, province_of=province_of).pairs
    pd.testing.assert_frame_equal(ours, by_loop(data.evidence, province_of))


def test_two_million_pairs_are_all_there() -> None:
    drawn = random_figures(2_000, 1).assign(indicator="budget", place_id=lambda frame: frame["outcome_id"])
    assert comparable(drawn).count == 2_000 * 1_999 // 2


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.integers(2, 25), st.data())
def test_order_index_and_kind_of_column_change_no_pair(seed: int, count: int, draw: Any) -> None:
    drawn = random_figures(count, seed)
    order = draw.draw(st.permutations(range(count)))
    kinds = {"unit": "category", "tier": "object", "place_id": "category", "outcome_id": "object"}
    mixed = drawn.iloc[order].astype(kinds)  # type: ignore[call-overload]
    mixed.index = pd.Index([0] * count)
    first, second = comparable(drawn), comparable(mixed)
    assert isinstance(first, Comparability)
    pd.testing.assert_frame_equal(first.pairs, second.pairs)

"""Permutation tests against published counts, brute force, statsmodels, and their promised error rate."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.study.result import Refusal, Result
from analysis.study.small_samples import permute

DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
"""Heights of crossed less self-fertilised maize, eighths of an inch: Fisher (1935), The Design of Experiments, § 21."""


def done(result: Result | Refusal) -> Result:
    assert isinstance(result, Result)
    return result


def units(*values: float, treated: list[int] | None = None) -> pd.DataFrame:
    frame = pd.DataFrame({"place": [f"p{n:02}" for n in range(len(values))], "value": values})
    return frame if treated is None else frame.assign(treated=treated)


def panel(count: int, years: int, *, treated: dict[int, int], effect: float = 0.0, seed: int = 1) -> pd.DataFrame:
    """A made-up panel: units of ``treated`` get the effect from the given year on."""
    draw = np.random.default_rng(seed)
    rows = [
        {"place": f"p{unit:02}", "year": year, "treated": int(year >= treated.get(unit, years))}
        for unit in range(count)
        for year in range(years)
    ]
    frame = pd.DataFrame(rows)
    noise = draw.normal(size=len(frame)) + draw.normal(size=count).repeat(years)
    return frame.assign(value=noise + effect * frame["treated"])


def test_fisher_on_darwins_maize() -> None:
    """863 of the 32,768 sign changes are as large on one side, 1,726 on both."""
    found = done(permute(units(*DARWIN), value="value"))
    assert found.row("mean")["p_value"] == 1726 / 32768
    assert found.settings["assignments"] == 32768
    assert found.settings["smallest"] == 2 / 32768
    assert found.method == "exact permutation"


def test_two_groups_by_all_their_assignments() -> None:
    values, given_to = [4.0, 9.0, 7.0, 1.0, 3.0, 8.0, 2.0], [1, 1, 1, 0, 0, 0, 0]
    found = done(permute(units(*values, treated=given_to), value="value", treated="treated"))
    differences = [
        np.mean([values[i] for i in chosen]) - np.mean([v for i, v in enumerate(values) if i not in chosen])
        for chosen in combinations(range(7), 3)
    ]
    observed = differences[0]
    assert found.row("difference")["estimate"] == pytest.approx(observed)
    assert found.row("difference")["p_value"] == np.mean([abs(d) >= abs(observed) - 1e-9 for d in differences])
    assert found.settings["assignments"] == 35


def test_several_rows_of_a_unit_count_as_one() -> None:
    one = units(4.0, 9.0, 7.0, 1.0, 3.0, 8.0, 2.0, treated=[1, 1, 1, 0, 0, 0, 0])
    twice = pd.concat([one.assign(value=one["value"] - 1), one.assign(value=one["value"] + 1)])
    first, second = (done(permute(data, value="value", treated="treated")) for data in (one, twice))
    assert first.row("difference")["p_value"] == second.row("difference")["p_value"]
    assert second.n == 7


def test_a_panel_by_refitting_every_assignment() -> None:
    """Two of six units, fifteen assignments: the two-way fixed-effects coefficient of statsmodels in each of them."""
    data = panel(6, 4, treated={0: 2, 1: 2}, effect=1.0)
    wide = data.pivot(index="place", columns="year", values="treated")
    coefficients = []
    for chosen in combinations(range(6), 2):
        path = {place: wide.iloc[0 if at in chosen else 5] for at, place in enumerate(wide.index)}
        moved = data.assign(treated=[path[row.place][row.year] for row in data.itertuples()])
        coefficients.append(smf.ols("value ~ treated + C(place) + C(year)", moved).fit().params["treated"])
    found = done(permute(data, value="value", treated="treated", time="year", alpha=0.1))
    assert found.row("coefficient")["estimate"] == pytest.approx(coefficients[0])
    assert found.row("coefficient")["p_value"] == np.mean(np.abs(coefficients) >= abs(coefficients[0]) - 1e-9)


def test_staggered_adoption_by_random_orders_nears_all_orders() -> None:
    data = panel(5, 5, treated={0: 1, 1: 3}, effect=0.5)
    wide = data.pivot(index="place", columns="year")
    paths, values = wide["treated"].to_numpy(dtype=float), wide["value"].to_numpy()

    def coefficient(order: tuple[int, ...]) -> float:
        frame = data.assign(treated=paths[list(order)].ravel(), value=values.ravel())
        return float(smf.ols("value ~ treated + C(place) + C(year)", frame).fit().params["treated"])

    every = [coefficient(order) for order in permutations(range(5))]
    exact = np.mean(np.abs(every) >= abs(every[0]) - 1e-9)
    found = done(permute(data, value="value", treated="treated", time="year", draws=4000, seed=3))
    assert found.row("coefficient")["estimate"] == pytest.approx(every[0])
    assert abs(found.row("coefficient")["p_value"] - exact) < 4 * (exact * (1 - exact) / 4000) ** 0.5
    assert found.method == "random permutation"
    assert found.settings["smallest"] == 1 / 4001


def test_random_draws_come_from_the_seed_and_from_nothing_else() -> None:
    data = panel(63, 16, treated=dict.fromkeys(range(20), 8), effect=0.2)
    first, same, other = (done(permute(data, value="value", treated="treated", time="year", seed=s)) for s in (1, 1, 2))
    assert first.row("coefficient")["p_value"] == same.row("coefficient")["p_value"]
    assert first.row("coefficient")["p_value"] != other.row("coefficient")["p_value"]
    few, many = (units(*np.random.default_rng(5).normal(0.4, 1, n)) for n in (20, 21))
    assert done(permute(few, value="value")).method == "exact permutation"
    assert done(permute(many, value="value")).method == "random permutation"
    assert done(permute(many, value="value", draws=4_999)).settings["assignments"] == 4_999


def test_where_nothing_happened_one_in_twenty_is_rejected_at_most() -> None:
    draw = np.random.default_rng(11)
    rejected = 0
    for _ in range(400):
        data = units(*draw.standard_cauchy(9), treated=[1, 1, 1, 1, 0, 0, 0, 0, 0])
        rejected += done(permute(data, value="value", treated="treated")).row("difference")["p_value"] <= 0.05
    assert rejected / 400 <= 0.05 + 3 * (0.05 * 0.95 / 400) ** 0.5


REFUSED = {
    "permutation-cannot-reject": (units(1, 2, 3, 4, 5), units(1, 2, 3, 4, 5, 6)),
    "pool-repeated": (units(1, 2, 3, 4, 5, 6).assign(place="p"), units(1, 2, 3, 4, 5, 6)),
    "no-rows": (units(), units(1, 2, 3, 4, 5, 6)),
}


@pytest.mark.parametrize("rule", REFUSED)
def test_what_is_refused_and_its_nearest_neighbour_that_is_not(rule: str) -> None:
    """Five signs give a p of 2/32 at least, six one of 2/64."""
    refused, accepted = (permute(data, value="value") for data in REFUSED[rule])
    assert isinstance(refused, Refusal)
    assert refused.rule == rule
    assert isinstance(accepted, Result)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("treatment-changes", {}),
        ("permutation-unbalanced", {"time": "year"}),
        ("permutation-one-group", {"time": "year", "none": True}),
    ],
)
def test_panels_that_are_refused(rule: str, change: dict[str, object]) -> None:
    data = panel(8, 4, treated={0: 2, 1: 2, 2: 2})
    time = change.get("time")
    if rule == "permutation-unbalanced":
        data = data.drop(index=3)
    if change.get("none"):
        data = data.assign(treated=0)
    found = permute(data, value="value", treated="treated", time=time)  # type: ignore[arg-type]
    assert isinstance(found, Refusal)
    assert found.rule == rule
    whole = panel(8, 4, treated={0: 2, 1: 2, 2: 2})
    assert isinstance(permute(whole, value="value", treated="treated", time="year"), Result)


@pytest.mark.parametrize("treated", [[0] * 8, [1] * 8])
def test_one_group_is_refused_and_a_second_is_not(treated: list[int]) -> None:
    def ask(given_to: list[int]) -> Result | Refusal:
        return permute(units(*range(8), treated=given_to), value="value", treated="treated", alpha=0.3)

    assert ask(treated) == Refusal("permutation-one-group", {"treated": sum(treated), "units": 8})
    assert isinstance(ask([1 - treated[0], *treated[1:]]), Result)


@pytest.mark.parametrize("column", ["value", "treated", "place"])
def test_tables_without_a_whole_row_are_refused(column: str) -> None:
    data = panel(8, 4, treated={0: 2, 1: 2, 2: 2})
    for time in (None, "year"):
        for none, rows in ((data.head(0), 0), (data.assign(**{column: None}), 32)):
            found = permute(none, value="value", treated="treated", time=time)
            assert found == Refusal("no-rows", {"rows": rows})


def test_what_is_infinite_counts_as_missing() -> None:
    found = done(permute(units(1, 2, 3, 4, 5, 6, np.inf), value="value"))
    assert (found.n, found.dropped, found.row("mean")["estimate"]) == (6, 1, 3.5)
    assert found.row("mean")["p_value"] == 2 / 64
    data = panel(8, 4, treated={0: 2, 1: 2, 2: 2})
    gap = data.assign(value=data["value"].mask(data.index == 5, -np.inf))
    refused = permute(gap, value="value", treated="treated", time="year")
    assert refused == Refusal("permutation-unbalanced", {"place": "p01"})


@pytest.mark.parametrize(
    "codes", [[1, 2] * 4, [2.5, 0] * 4, ["yes", "no"] * 4, ["0", "1"] * 4, pd.Categorical(["0", "1"] * 4)]
)
def test_codes_that_are_not_0_and_1_are_a_mistake_of_the_caller(codes: list[object]) -> None:
    with pytest.raises(ValueError, match=r"must be 0 or 1|must hold numbers"):
        permute(units(*range(8)).assign(treated=codes), value="value", treated="treated")


@pytest.mark.parametrize("kind", ["int64", "float64", "bool", "object", "Int64", "Float64", "boolean", "category"])
def test_0_and_1_may_be_held_in_any_kind_of_column(kind: str) -> None:
    data = units(*range(8), treated=[0, 1] * 4)
    plain, other = (
        done(permute(frame, value="value", treated="treated")).table for frame in (data, data.astype({"treated": kind}))
    )
    pd.testing.assert_frame_equal(plain, other)


def test_with_time_a_dose_is_taken_as_it_is_and_text_is_a_mistake() -> None:
    data = panel(8, 4, treated={0: 2, 1: 2, 2: 2}, effect=1.0)
    one = done(permute(data, value="value", treated="treated", time="year")).row("coefficient")
    dose = data.assign(treated=data["treated"] * 2.5)
    found = done(permute(dose, value="value", treated="treated", time="year")).row("coefficient")
    assert found["estimate"] == pytest.approx(one["estimate"] / 2.5)
    assert found["p_value"] == one["p_value"]
    with pytest.raises(ValueError, match="treated holds '0'"):
        permute(data.astype({"treated": "str"}), value="value", treated="treated", time="year")


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ({"draws": 0}, {"draws": 1, "alpha": 0.6}, "at least one"),
        ({"alpha": 0}, {"alpha": 0.05}, "outside 0 to 1"),
        ({"alpha": 5}, {"alpha": 0.5}, "outside 0 to 1"),
        ({"value": "rate"}, {"value": "value"}, "no column rate; the table has place, year, treated, value"),
        ({"time": "quarter"}, {"time": "year"}, "no column quarter"),
        ({"unit": "district"}, {"unit": "place"}, "no column district"),
        ({"treated": None}, {"treated": "treated"}, "time goes with treated"),
    ],
)
def test_what_cannot_be_meant_is_a_mistake_of_the_caller(
    wrong: dict[str, object], right: dict[str, object], words: str
) -> None:
    data = panel(8, 4, treated={0: 2, 1: 2, 2: 2})
    usual = {"value": "value", "treated": "treated", "time": "year"}
    with pytest.raises(ValueError, match=words):
        permute(data, **(usual | wrong))  # type: ignore[arg-type]
    assert isinstance(permute(data, **(usual | right)), Result)  # type: ignore[arg-type]


def test_a_repeated_unit_and_time_is_a_mistake_of_the_caller() -> None:
    data = panel(8, 4, treated={0: 2, 1: 2, 2: 2})
    with pytest.raises(ValueError, match="several rows for one time"):
        permute(pd.concat([data, data.head(1)]), value="value", treated="treated", time="year")
    assert isinstance(permute(data, value="value", treated="treated", time="year"), Result)


def test_the_settings_hold_whatever_changes_a_number() -> None:
    data = panel(8, 4, treated={0: 2, 1: 2, 2: 2})
    assert done(permute(data, value="value", treated="treated", time="year", draws=99)).settings == {
        "value": "value", "treated": "treated", "unit": "place", "time": "year", "draws": 99.0, "seed": 0.0,
        "smallest": 1 / 56, "alpha": 0.05, "assignments": 56.0,
    }  # fmt: skip
    signs = done(permute(units(1, 2, 3, 4, 5, 6), value="value")).settings
    assert (signs["value"], signs["treated"], signs["time"]) == ("value", "", "")


def test_a_test_that_cannot_reject_may_be_allowed_and_says_so() -> None:
    data = units(1, 2, 3, 4, 5)
    found = done(permute(data, value="value", allow=["permutation-cannot-reject"]))
    assert [caveat.rule for caveat in found.caveats] == ["permutation-cannot-reject"]
    assert found.caveats[0].details == {"smallest": 2 / 32, "alpha": 0.05, "assignments": 32.0}


def test_what_was_dropped_and_the_sources_are_kept() -> None:
    data = units(1, 2, 3, 4, 5, 6, 7).assign(source_id=["a", "b"] * 3 + ["c"])
    data.loc[6, "value"] = np.nan
    found = done(permute(data, value="value"))
    assert (found.n, found.dropped, found.row("mean")["source_ids"]) == (6, 1, "a|b")


@settings(max_examples=60)
@given(st.lists(st.floats(-1e3, 1e3), min_size=6, max_size=11), st.floats(0.01, 100), st.randoms(use_true_random=False))
def test_order_unit_and_kind_of_column_change_nothing(values: list[float], factor: float, draw: object) -> None:
    treated = [at % 2 for at in range(len(values))]
    data = units(*values, treated=treated)
    order = list(range(len(values)))
    draw.shuffle(order)  # type: ignore[attr-defined]
    other = data.iloc[order].assign(value=lambda frame: frame["value"] * factor).astype({"place": "category"})
    other.index = pd.Index([0] * len(other))
    ask = {"value": "value", "treated": "treated", "allow": ["permutation-cannot-reject"]}
    first, second = (done(permute(frame, **ask)).row("difference") for frame in (data, other))  # type: ignore[arg-type]
    assert second["estimate"] == pytest.approx(first["estimate"] * factor, rel=1e-9, abs=1e-9)
    if len(set(values)) == len(values) and min(abs(a - b) for a, b in combinations(values, 2)) > 1e-3:
        assert second["p_value"] == pytest.approx(first["p_value"])

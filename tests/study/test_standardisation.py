"""Standardised rates: equal to published ones, and to the crude ones where there is nothing to adjust for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.study.provinces import standardise
from analysis.study.result import Refusal, Result

ONE = pd.DataFrame({"place": "here", "tier": list("abcd"), "count": [50, 60, 45, 70], "staff": [1000, 1200, 1100, 900]})
STANDARD = pd.DataFrame({"tier": list("abcd"), "staff": [800, 1000, 1100, 900]})

TWO = pd.DataFrame(
    {
        "place": ["a", "a", "b", "b"], "tier": ["commune", "province"] * 2, "count": [40, 90, 70, 30],
        "staff": [400, 600, 700, 200], "source_id": "by-hand",
    }
)  # fmt: skip


def adjusted(frame: pd.DataFrame, **options: object) -> Result:
    answer = standardise(frame, count="count", staff="staff", strata="tier", **options)  # type: ignore[arg-type]
    assert isinstance(answer, Result)
    return answer


def refused(frame: pd.DataFrame, **options: object) -> str:
    answer = standardise(frame, count="count", staff="staff", strata="tier", **options)  # type: ignore[arg-type]
    assert isinstance(answer, Refusal)
    return answer.rule


def test_direct_standardisation_gives_the_published_rate_and_gamma_limits() -> None:
    """Printed example of ``ageadjust`` of the R package canregtools (method gamma, for each 100,000)."""
    answer = adjusted(ONE, to=STANDARD, per=100_000)
    row, crude = answer.row("adjusted"), answer.row("crude")
    assert (row["estimate"], row["lower"], row["upper"]) == pytest.approx((5394.737, 4709.493, 6154.046), abs=1e-3)
    assert row["std_error"] == pytest.approx(100_000 * 1.306556e-05**0.5, rel=1e-6)
    assert (crude["estimate"], crude["lower"], crude["upper"]) == pytest.approx(
        (5357.143, 4679.972, 6104.765), abs=1e-3
    )


def test_indirect_standardisation_is_observed_over_expected() -> None:
    answer = adjusted(TWO, method="indirect")
    at_standard = {"commune": 110 / 1100, "province": 120 / 800}
    for place, observed, staff in (("a", 130, (400, 600)), ("b", 100, (700, 200))):
        expected = staff[0] * at_standard["commune"] + staff[1] * at_standard["province"]
        row = answer.row("ratio", place)
        assert row["estimate"] == pytest.approx(observed / expected)
        assert answer.row("adjusted", place)["estimate"] == pytest.approx(observed / expected * 230 / 1900 * 1000)


def test_the_weights_are_shown() -> None:
    answer = adjusted(TWO)
    assert answer.row("weight:commune")["estimate"] == pytest.approx(1100 / 1900)
    assert answer.row("weight:province")["estimate"] == pytest.approx(800 / 1900)


def test_a_place_with_the_mix_of_the_standard_keeps_its_crude_rate() -> None:
    own = TWO[TWO["place"] == "a"]
    for method in ("direct", "indirect"):
        answer = adjusted(TWO, to=own[["tier", "staff", "count"]], method=method)
        assert answer.row("adjusted", "a")["estimate"] == pytest.approx(answer.row("crude", "a")["estimate"])


def test_where_rates_do_not_differ_between_strata_there_is_nothing_to_adjust() -> None:
    flat = TWO.assign(count=TWO["staff"] // 10)
    for method in ("direct", "indirect"):
        answer = adjusted(flat, method=method)
        assert answer.row("adjusted", "a")["estimate"] == pytest.approx(100)
        assert answer.row("adjusted", "b")["estimate"] == pytest.approx(100)


def test_gamma_limits_hold_the_truth_at_least_as_often_as_they_say() -> None:
    draw, places = np.random.default_rng(11), 1500
    staff, truth = np.array([300, 120, 80]), np.array([0.01, 0.03, 0.06])
    frame = pd.DataFrame(
        {
            "place": np.repeat([f"p{n}" for n in range(places)], 3), "tier": np.tile(["x", "y", "z"], places),
            "count": draw.poisson(np.tile(staff * truth, places)), "staff": np.tile(staff, places),
        }
    )  # fmt: skip
    standard = pd.DataFrame({"tier": ["x", "y", "z"], "staff": [1, 1, 1]})
    rows = adjusted(frame, to=standard, per=1).table.query("term == 'adjusted'")
    held = ((rows["lower"] <= truth.mean()) & (rows["upper"] >= truth.mean())).mean()
    assert held > 0.95


def test_a_place_without_events_has_a_limit_above_zero() -> None:
    row = adjusted(TWO.assign(count=[0, 0, 3, 5])).row("adjusted", "a")
    assert (row["estimate"], row["lower"]) == (0, 0)
    assert row["upper"] > 0


@pytest.mark.parametrize(
    "lacking", [TWO.iloc[1:], TWO.assign(staff=[0, 600, 700, 200]), TWO.assign(staff=[np.nan, 600, 700, 200])]
)
def test_a_place_that_lacks_a_stratum_cannot_be_standardised_directly(lacking: pd.DataFrame) -> None:
    assert refused(lacking, to=STANDARD_OF_TWO) == "strata-incomplete"
    assert adjusted(lacking, to=STANDARD_OF_TWO, method="indirect").row("ratio", "a")["estimate"] > 0
    allowed = adjusted(lacking, to=STANDARD_OF_TWO, allow=("strata-incomplete",))
    assert allowed.caveats[-1].allowed
    assert set(allowed.table["place"]) == {"", "b"}


STANDARD_OF_TWO = pd.DataFrame({"tier": ["commune", "province"], "staff": [900, 100], "count": [90, 20]})


def test_a_stratum_without_weight_may_be_lacking() -> None:
    weightless = STANDARD_OF_TWO.assign(staff=[0, 100])
    assert adjusted(TWO.iloc[1:], to=weightless).row("adjusted", "a")["estimate"] == pytest.approx(150)


def test_several_periods_are_refused_and_one_is_not() -> None:
    assert refused(TWO.assign(year=[2020, 2020, 2021, 2021])) == "standard-across-periods"
    assert adjusted(TWO.assign(year=2020)).row("adjusted", "a")["period"] == "2020"


def test_nothing_expected_gives_no_ratio() -> None:
    nothing = STANDARD_OF_TWO.assign(count=[0, 0])
    assert refused(TWO, to=nothing, method="indirect") == "expected-zero"
    assert adjusted(TWO, to=nothing.assign(count=[0, 1]), method="indirect").row("ratio", "a")["estimate"] > 0


def test_no_place_left_is_refused() -> None:
    assert refused(TWO.iloc[[1]], to=STANDARD_OF_TWO, allow=("strata-incomplete",)) == "counts-missing"


@pytest.mark.parametrize(
    ("standard", "message"),
    [
        (STANDARD_OF_TWO.iloc[:1], "no stratum province"),
        (STANDARD_OF_TWO.drop(columns="staff"), "no column staff"),
        (pd.concat([STANDARD_OF_TWO, STANDARD_OF_TWO.iloc[:1]]), "twice"),
        (STANDARD_OF_TWO.assign(staff=[-1, 2]), "negative"),
        (STANDARD_OF_TWO.assign(staff=[0, 0]), "no staff"),
        ("world", "'pooled' or a table"),
    ],
)
def test_a_bad_standard_is_an_error(standard: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        adjusted(TWO, to=standard)


@settings(max_examples=30)
@given(
    counts=st.lists(st.integers(0, 50), min_size=6, max_size=6),
    staff=st.lists(st.integers(50, 500), min_size=6, max_size=6),
    seed=st.integers(0, 9),
)
def test_rows_may_come_in_any_order_and_an_adjusted_rate_lies_between_those_of_the_strata(
    counts: list[int], staff: list[int], seed: int
) -> None:
    frame = pd.DataFrame({"place": ["a"] * 3 + ["b"] * 3, "tier": ["x", "y", "z"] * 2, "count": counts, "staff": staff})
    answer = adjusted(frame, per=1)
    mixed = frame.sample(frac=1, random_state=seed).astype({"tier": "category", "place": "category"})
    pd.testing.assert_frame_equal(answer.table, adjusted(mixed, per=1).table)
    for place, part in frame.groupby("place"):
        own = part["count"] / part["staff"]
        row = answer.row("adjusted", str(place))
        assert own.min() - 1e-12 <= row["estimate"] <= own.max() + 1e-12
        assert row["lower"] <= row["estimate"] <= row["upper"]

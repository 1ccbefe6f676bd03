"""Inputs that once gave a wrong number, a raw traceback or an unfitting reason: each is answered, dropped or named."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.study import measures, provinces
from analysis.study.pooling import pool
from analysis.study.reproduction import reproduce
from analysis.study.result import Refusal, Result, weigh

COUNTS = pd.DataFrame({"place": ["a", "b"], "count": [3, 4], "staff": [10, 20], "year": [2020, 2020]})
FIGURE = pd.Series(
    {
        "outcome_id": "a", "place_id": "x", "value": 10.0, "value_low": 10.0, "value_high": 10.0, "as_written": "10",
        "source_id": "s", "qualifier": "exact", "period_end": pd.Timestamp("2020-12-31"),
    }
)  # fmt: skip


def figure(**other: object) -> pd.Series:
    return pd.Series({**FIGURE.to_dict(), **other})


@pytest.mark.parametrize(
    "call",
    [
        lambda level: provinces.rates(COUNTS, count="count", staff="staff", level=level),
        lambda level: provinces.shares(COUNTS, persons="count", staff="staff", level=level),
        lambda level: provinces.compare(RATES, level=level),
        lambda level: provinces.ranks(RATES, level=level),
    ],
    ids=["rates", "shares", "compare", "ranks"],
)
def test_ninety_five_is_no_level(call: object) -> None:
    assert isinstance(call(0.95), Result)  # type: ignore[operator]
    with pytest.raises(ValueError, match=r"95 per cent is 0\.95"):
        call(95)  # type: ignore[operator]


RATES = provinces.rates(COUNTS, count="count", staff="staff")
assert isinstance(RATES, Result)


@pytest.mark.parametrize("per", [0, -1, float("inf")])
def test_a_rate_is_for_a_positive_number_of_staff(per: float) -> None:
    for function in (provinces.rates, provinces.shares):
        names = {"count": "count"} if function is provinces.rates else {"persons": "count"}
        with pytest.raises(ValueError, match="positive number"):
            function(COUNTS, staff="staff", per=per, **names)  # type: ignore[arg-type]


def test_a_rule_that_a_function_does_not_know_cannot_be_allowed() -> None:
    with pytest.raises(ValueError, match="share-over-one"):
        provinces.shares(COUNTS, persons="count", staff="staff", allow=("nonsense",))
    with pytest.raises(ValueError, match="give a tuple of rules"):
        weigh([], "share-over-one", ("share-over-one",))


@pytest.mark.parametrize("missing", [np.nan, None, pd.NA])
def test_a_row_of_an_unknown_year_is_dropped(missing: object) -> None:
    whole = pd.concat([COUNTS, COUNTS.iloc[[0]].assign(place="c")], ignore_index=True)
    answer = provinces.rates(whole.assign(year=[2020, 2020, missing]), count="count", staff="staff")
    assert isinstance(answer, Result)
    assert set(answer.estimates("rate")["place"]) == {"a", "b"}
    assert answer.dropped == 1
    assert set(answer.estimates("rate")["period"]) == {"2020"}


def test_a_source_that_is_not_known_is_no_source() -> None:
    answer = provinces.rates(COUNTS.assign(source_id=["s", pd.NA]), count="count", staff="staff")
    assert isinstance(answer, Result)
    assert answer.estimates("rate")["source_ids"].tolist() == ["s", ""]


def test_a_standard_is_finite_and_its_column_has_a_name_of_its_own() -> None:
    panel = COUNTS.assign(tier=["x", "y"])
    for to, strata, message in (
        (pd.DataFrame({"tier": ["x", "y"], "staff": [1, np.inf]}), "tier", "gap"),
        ("pooled", "count", "name of its own"),
    ):
        with pytest.raises(ValueError, match=message):
            provinces.standardise(panel, count="count", staff="staff", strata=strata, to=to)  # type: ignore[arg-type]


PANEL = pd.DataFrame({"place": ["a", "a", "b", "b"], "year": [2010, 2020] * 2, "value": [1.0, 3.0, 2.0, 5.0]})


def test_a_change_is_not_taken_across_a_break() -> None:
    broken = PANEL.assign(segment=[0, 1, 0, 1])
    answer = provinces.change(broken, 2010, 2020)
    assert isinstance(answer, Refusal)
    assert (answer.rule, answer.details["places"]) == ("change-across-break", 2)
    assert isinstance(provinces.change(PANEL.assign(segment=0), 2010, 2020), Result)
    allowed = provinces.change(broken, 2010, 2020, allow=("change-across-break",))
    assert isinstance(allowed, Result)
    assert allowed.caveats[-1].allowed


@pytest.mark.parametrize(
    ("panel", "years", "message"),
    [
        (PANEL, (2010, 2010), "two years"),
        (pd.concat([PANEL, PANEL]), (2010, 2020), "one row"),
        (PANEL.drop(columns="value"), (2010, 2020), "no column value"),
    ],
)
def test_a_change_needs_two_years_and_one_row_each(panel: pd.DataFrame, years: tuple[int, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        provinces.change(panel, *years)


def test_a_region_without_one_province_says_so() -> None:
    panel = pd.DataFrame(
        {
            "place": ["north", "a", "b"], "level": ["region", "province", "province"], "region": "north", "year": 2020,
            "value": [4.0, 2.0, np.nan], "source_id": "s",
        }
    )  # fmt: skip
    weights = panel.assign(value=1.0)
    answer = provinces.regions(panel, weights, 2020, nature="weighted_mean")
    assert isinstance(answer, Result)
    assert answer.row("weighted_mean", "north")[["estimate", "n"]].tolist() == [2.0, 1.0]
    assert answer.caveats[-1].rule == "regions-incomplete"
    whole = provinces.regions(panel.assign(value=[4.0, 2.0, 6.0]), weights, 2020, nature="weighted_mean")
    assert isinstance(whole, Result)
    assert whole.caveats[-1].rule == "no-sampling-error"


def test_the_spread_counts_known_values_and_a_mean_of_zero_has_no_variation() -> None:
    panel = pd.DataFrame({"level": "province", "year": 2020, "value": [-1.0, 1.0, np.nan]})
    answer = provinces.spread(panel)
    assert (answer.n, answer.dropped) == (2, 1)
    assert np.isnan(answer.row("variation")["estimate"])


def test_a_percentage_keeps_the_bound_of_its_word() -> None:
    more = figure(value=80.0, value_low=80.0, value_high=np.nan, qualifier="more_than")
    answer = measures.implied_total(figure(), more, term="plan")
    assert isinstance(answer, Result)
    assert answer.table["upper"].iloc[0] == pytest.approx(12.5)
    about = figure(value=80.0, value_low=np.nan, value_high=np.nan, qualifier="about", as_written="khoảng 80 %")
    refused = measures.implied_total(figure(), about, term="plan")
    assert isinstance(refused, Refusal)
    assert refused.rule == "ratio-without-bounds"


def test_nothing_is_divided_by_zero() -> None:
    zero = figure(value=0.0, value_low=0.0, value_high=0.0, as_written="0")
    for answer in (
        measures.ratio(figure(), zero, term="cost"),
        measures.check_plan(figure(**ALIKE), figure(**ALIKE, value_low=0.0, value_high=0.0), figure(**ALIKE)),
    ):
        assert isinstance(answer, Refusal)
        assert answer.rule == "ratio-by-zero"
    assert isinstance(measures.ratio(figure(), figure(), term="cost"), Result)


ALIKE = dict.fromkeys(
    ("indicator", "unit", "criterion", "training", "population", "tier", "status", "frequency"), "x"
) | {"period_start": pd.Timestamp("2020-01-01"), "period_years": np.nan}


def test_a_date_may_stand_as_text() -> None:
    answer = measures.ratio(figure(period_end="2020-12-31"), figure(value_low=pd.NA), term="cost")
    assert isinstance(answer, Result)
    assert answer.table["period"].iloc[0] == "2020"


def test_words_that_allow_any_number_reproduce_nothing() -> None:
    answer = reproduce({"a": "khoảng 500", "b": "500"}, {"a": 1e9, "b": 500.0})
    assert isinstance(answer, Result)
    assert answer.table["method"].tolist() == ["not reproducible: its words allow any number", "match"]


def test_provenance_of_values_by_name_does_not_depend_on_their_order_or_on_how_tables_are_shown() -> None:
    pooled = pool(pd.DataFrame({"place": list("abc"), "estimate": [1.0, 2.0, 4.0], "std_error": 1.0}))
    assert isinstance(pooled, Result)
    one = Result(pooled.table.head(1), "mean", "REML", {}, n=3)
    texts = []
    for width, values in ((40, {"a": one, "b": 2.0}), (200, {"b": 2.0, "a": one})):
        with pd.option_context("display.width", width):
            answer = reproduce({"a": "2.3", "b": "2"}, values, lang="en")
        assert isinstance(answer, Result)
        texts.append(answer.to_json())
    assert texts[0] == texts[1]

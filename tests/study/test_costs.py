"""Money is divided by what was had for it, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from founding import copied_to

from analysis.checks.examine import examine
from analysis.outcomes import Data
from analysis.project import Project
from analysis.study.costs import unit_cost, unit_costs
from analysis.study.result import Refusal, Result

Figures = Callable[..., pd.DataFrame]

ONE: dict[str, Any] = {"place_id": "here", "source_id": "page"}
MONEY = ONE | {"outcome_id": "money", "indicator": "budget", "unit": "vnd", "value_low": 3e9, "value_high": 3e9}
CLASSES = ONE | {
    "outcome_id": "classes",
    "indicator": "classes",
    "unit": "class",
    "value_low": 12.0,
    "value_high": 12.0,
}


@pytest.fixture
def cost(figures: Figures) -> Callable[..., Result | Refusal]:
    """3 billion VND over 12 classes, changed as the arguments say."""

    def divide(money: dict[str, Any] | None = None, count: dict[str, Any] | None = None) -> Result | Refusal:
        frame = figures(MONEY | (money or {}), CLASSES | (count or {}))
        return unit_cost(frame.iloc[0], frame.iloc[1])

    return divide


def test_exact_money_over_exact_classes_is_a_number(cost: Callable[..., Result | Refusal]) -> None:
    answer = cost()
    assert isinstance(answer, Result)
    assert answer.row("unit_cost")["estimate"] == 250e6
    assert answer.caveats == ()


@pytest.mark.parametrize(
    ("account", "money", "count"),
    [
        ("source", {}, {"source_id": "another"}),
        ("status", {"status": "plan"}, {}),
        ("part", {"flags": "partial"}, {}),
        ("period", {}, {"period_start": "2019-01-01"}),
        ("flag", {}, {"flags": "unit_conflict"}),
    ],
)
def test_what_is_of_another_account_is_not_divided(
    cost: Callable[..., Result | Refusal], account: str, money: dict[str, Any], count: dict[str, Any]
) -> None:
    answer = cost(money, count)
    assert isinstance(answer, Refusal)
    assert (answer.rule, answer.details["account"]) == ("not-one-account", account)


def test_planned_money_is_divided_by_planned_classes(cost: Callable[..., Result | Refusal]) -> None:
    assert isinstance(cost({"status": "plan"}, {"status": "plan"}), Result)


def test_two_parts_are_taken_for_one_and_the_reader_is_told(cost: Callable[..., Result | Refusal]) -> None:
    answer = cost({"flags": "partial"}, {"flags": "partial"})
    assert isinstance(answer, Result)
    assert [caveat.rule for caveat in answer.caveats] == ["same-part-assumed"]


def test_bound_over_bound_in_one_direction_leaves_nothing(cost: Callable[..., Result | Refusal]) -> None:
    more = {"value_high": float("nan")}
    answer = cost(more, more)
    assert isinstance(answer, Refusal)
    assert answer.rule == "ratio-without-bounds"


def test_only_money_is_divided_and_only_by_what_it_buys(cost: Callable[..., Result | Refusal]) -> None:
    with pytest.raises(ValueError, match="headcount"):
        cost(count={"indicator": "headcount"})
    with pytest.raises(ValueError, match="classes over classes"):
        cost({"indicator": "classes"})


def test_the_unit_costs_of_the_evidence(data: Data) -> None:
    """By hand: nearly 28 billion over 112, nearly 7.9 over 75 and 6,280, more than 261.951 over 702 and 39,577."""
    pairs = unit_costs(data.evidence)
    found = {
        (pair.first, pair.second): pair.answer.row("unit_cost") for pair in pairs if isinstance(pair.answer, Result)
    }
    at_most = {
        ("quangninh-2020-01", "quangninh-2020-02"): 28e9 / 112,
        ("press-quangnam-2013-01", "press-quangnam-2013-02"): 7.9e9 / 75,
        ("press-quangnam-2013-01", "press-quangnam-2013-03"): 7.9e9 / 6280,
    }
    at_least = {
        ("press-quangninh-2024-09", "press-quangninh-2024-07"): 261_951e6 / 702,
        ("press-quangninh-2024-09", "press-quangninh-2024-08"): 261_951e6 / 39_577,
    }
    assert set(found) == {*at_most, *at_least}
    for key, row in found.items():
        known, unknown = ("upper", "lower") if key in at_most else ("lower", "upper")
        assert row[known] == pytest.approx((at_most | at_least)[key])
        assert isnan(row[unknown])
        assert isnan(row["estimate"])


def test_the_divisions_that_are_refused_and_why(data: Data) -> None:
    refused = {
        (pair.first, pair.second): pair.answer for pair in unit_costs(data.evidence) if isinstance(pair.answer, Refusal)
    }
    assert len(refused) == 18
    accounts = {key: answer.details.get("account", answer.rule) for key, answer in refused.items()}
    assert accounts["press-hanoi-2025-01", ""] == "money-without-count"
    assert accounts["press-quangnam-2022-07", "press-quangnam-2022-01"] == "status"
    assert accounts["press-quangnam-2022-07", "press-quangnam-2022-06"] == "part"
    assert accounts["press-quangnam-2022-07", "press-quangnam-2022-04"] == "population"
    assert accounts["press-quangninh-2024-03", "press-quangninh-2024-04"] == "ratio-without-bounds"
    assert accounts["press-quangninh-2024-03", "press-quangninh-2024-01"] == "unclear"
    assert accounts["press-quangninh-2024-09", "press-quangninh-2024-02"] == "period"
    assert not [key for key in accounts if key[1] == "press-quangninh-2024-05"], "a year without any money beside it"


def test_the_examiner_divides_what_the_study_divides_and_refuses_what_it_refuses(data: Data, tmp_path: Path) -> None:
    project = copied_to(Project(tmp_path))
    findings = [one for one in examine(project, statistics=False).findings if one.column == "value"]
    told = {(one.rule, one.subject, str(one.details["figure"])) for one in findings if one.rule.startswith("quotient-")}
    money = {(rule, subject, figure) for rule, subject, figure in told if data.figure(subject)["indicator"] == "budget"}
    pairs = unit_costs(data.evidence)
    divided = {(pair.first, pair.second) for pair in pairs if isinstance(pair.answer, Result)}
    assert {(first, second) for rule, first, second in money if rule == "quotient-plausible"} == divided
    refused = {
        (pair.first, pair.second): str(pair.answer.details.get("account", pair.answer.rule))
        for pair in pairs
        if isinstance(pair.answer, Refusal)
    }
    assert {refused[first, second] for rule, first, second in money if rule != "quotient-plausible"} == {
        "unclear",
        "ratio-without-bounds",
    }

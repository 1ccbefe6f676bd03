"""The study computes: it reads no files, draws nothing, and leaves what it is given as it was."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import analysis.study
from analysis.outcomes import Data
from analysis.study import comparability, costs, measures, plans, provinces, trends
from analysis.study.result import COLUMNS, Result, table

MODULES = sorted(Path(analysis.study.__file__).parent.rglob("*.py"))

ALLOWED = {
    "__future__", "collections", "dataclasses", "decimal", "itertools", "math", "statistics", "typing", "warnings",
    "hashlib", "functools", "inspect", "json", "platform", "numpy", "pandas", "scipy", "statsmodels",
    "analysis", "html",
}  # fmt: skip

READERS = {"open", "read_csv", "read_text", "read_bytes", "to_csv", "write_text", "write_bytes", "savefig", "print"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_of_the_study_imports_nothing_that_reads_or_draws(module: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module).split(".")[0])
    assert imported <= ALLOWED


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_of_the_study_calls_nothing_that_reads_writes_or_prints(module: Path) -> None:
    calls = [
        node.func for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    called = {call.id if isinstance(call, ast.Name) else getattr(call, "attr", "") for call in calls}
    assert not called & READERS


@pytest.mark.parametrize(
    "function",
    [
        lambda panel, _: provinces.change(panel, 2009, 2016),
        lambda panel, _: provinces.spread(panel),
        lambda panel, data: provinces.regions(panel, data.panel("gso_labour_force"), 2016, nature="weighted_mean"),
        lambda panel, _: trends.trend(panel[panel["place"] < "b"], se="classical"),
        lambda panel, _: trends.trend(panel[panel["level"] == "province"], se="persistent"),
        lambda panel, _: trends.persistence(panel[panel["level"] == "province"]),
        lambda panel, _: trends.common_trend(panel[panel["level"] == "province"]),
        lambda panel, _: trends.step_change(panel, date=2012, place="ha-noi", se="classical"),
        lambda panel, _: trends.convergence(panel[panel["level"] == "province"], start=2009, end=2016),
        lambda panel, _: trends.forecast(panel[panel["place"] == "viet-nam"], horizon=2),
    ],
    ids=[
        "change",
        "spread",
        "regions",
        "trend",
        "persistent",
        "persistence",
        "common_trend",
        "step_change",
        "convergence",
        "forecast",
    ],
)
def test_a_panel_is_left_as_it_was(data: Data, function: Callable[[pd.DataFrame, Data], object]) -> None:
    panel = data.panel("gso_trained_employed_share")
    before = panel.copy(deep=True)
    function(panel, data)
    pd.testing.assert_frame_equal(panel, before)


def test_the_evidence_is_left_as_it_was(data: Data) -> None:
    before = data.evidence.copy(deep=True)
    compared = comparability.comparable(data.evidence, province_of=data.province_of(), ignore=("unit",))
    comparability.matrix(compared)
    comparability.summary(compared)
    measures.check_totals(data.evidence, rounding=10, allow=("totals-mixed",))
    measures.ratio(data.figure("quangninh-2020-01"), data.figure("quangninh-2020-02"), term="cost")
    measures.implied_total(data.figure("langson-2009-02"), data.figure("langson-2009-03"), term="plan")
    plans.results_of_plans(data.evidence)
    plans.plans_of_percentages(data.evidence)
    costs.unit_costs(data.evidence)
    pd.testing.assert_frame_equal(data.evidence, before)


def test_every_result_has_the_same_columns_and_types(provinces_share: pd.DataFrame, data: Data) -> None:
    cost = measures.ratio(data.figure("quangninh-2020-01"), data.figure("quangninh-2020-02"), term="cost")
    for answer in (provinces.change(provinces_share, 2009, 2016), provinces.spread(provinces_share), cost):
        assert isinstance(answer, Result)
        assert tuple(answer.table.columns) == COLUMNS
        assert answer.table.dtypes.equals(table([]).dtypes)


def test_a_term_that_is_not_there_or_not_alone_is_not_guessed(provinces_share: pd.DataFrame) -> None:
    answer = provinces.change(provinces_share, 2009, 2016)
    assert isinstance(answer, Result)
    for term, place in (("change", None), ("slope", None), ("change", "atlantis")):
        with pytest.raises(KeyError, match=term):
            answer.row(term, place)

"""The level of a place in one year: on its own line, never beyond it, never across a break."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.study.result import Refusal, Result
from analysis.study.trends import levels

Panel = Callable[..., pd.DataFrame]


def at(panel: pd.DataFrame, year: int, **options: object) -> Result:
    answer = levels(panel, at=year, **options)  # type: ignore[arg-type]
    assert isinstance(answer, Result)
    return answer


def test_the_level_is_the_fitted_value_with_its_t_interval(line: Panel) -> None:
    panel = line(3.0, 5.0, 4.0, 8.0, 9.0, 8.5)
    expected = smf.ols("value ~ year", panel).fit().get_prediction(pd.DataFrame({"year": [2004]})).summary_frame()
    row = at(panel, 2004).row("level")
    for name, theirs in (("estimate", "mean"), ("std_error", "mean_se"), ("lower", "mean_ci_lower"),
                         ("upper", "mean_ci_upper")):  # fmt: skip
        assert row[name] == pytest.approx(expected[theirs].iloc[0])
    assert (row["df"], row["n"], row["period"]) == (4, 6, "2004")


def test_its_interval_holds_the_true_level_as_often_as_it_says(synthetic: Panel) -> None:
    panel = synthetic(800, 9, slope=0.0, sd_slope=0.0, noise=1.5, seed=3)
    centred = panel.assign(value=panel["value"] - panel.groupby("place")["value"].transform("mean"))
    draw = np.random.default_rng(1).normal(0, 1.5, len(panel))
    rows = at(centred.assign(value=draw), 2009).table
    assert ((rows["lower"] <= 0) & (rows["upper"] >= 0)).mean() == pytest.approx(0.95, abs=0.025)


def test_a_line_is_not_carried_on(line: Panel) -> None:
    panel = line(1.0, 2.0, 4.0, 3.0, 5.0)
    answer = levels(panel, at=2006)
    assert isinstance(answer, Refusal)
    assert answer.rule == "trend-too-short"
    assert at(panel, 2005).n == 1


def test_four_years_are_too_few_and_five_are_enough(line: Panel) -> None:
    both = pd.concat([line(1.0, 2.0, 4.0, 3.0, place="short"), line(1.0, 2.0, 4.0, 3.0, 5.0, place="long")])
    answer = at(both, 2004)
    assert answer.table["place"].tolist() == ["long"]
    assert answer.dropped == 1
    assert isinstance(levels(both[both["place"] == "short"], at=2004), Refusal)


def test_years_beyond_a_break_do_not_count(line: Panel) -> None:
    before, after = line(1.0, 2.0, 4.0, 3.0, 5.0), line(90.0, 91.0, 95.0, 92.0, 99.0, first=2006)
    whole = pd.concat([before.assign(segment=0), after.assign(segment=1)])
    assert at(whole, 2005).row("level")["estimate"] == pytest.approx(at(before, 2005).row("level")["estimate"])
    assert at(whole, 2006).row("level")["estimate"] == pytest.approx(at(after, 2006).row("level")["estimate"])


def test_a_gap_beside_a_break_belongs_to_neither_side(line: Panel) -> None:
    parts = [
        line(1.0, 2.0, 4.0, 3.0, 5.0).assign(segment=0),
        line(9.0, 8.0, 9.5, 9.0, 7.0, first=2008).assign(segment=1),
    ]
    assert isinstance(levels(pd.concat(parts), at=2006), Refusal)
    assert at(pd.concat(parts), 2008).n == 1


def test_two_values_in_one_year_are_an_error(line: Panel) -> None:
    with pytest.raises(ValueError, match="several rows"):
        levels(pd.concat([line(1.0, 2.0), line(1.0, 2.0)]), at=2001)


def test_years_without_any_error_give_no_level(line: Panel) -> None:
    even, other = line(1.0, 2.0, 3.0, 4.0, 5.0, place="even"), line(1.0, 2.0, 3.0, 4.0, 5.5, place="other")
    answer = levels(even, at=2005)
    assert isinstance(answer, Refusal)
    assert answer.rule == "fit-without-error"
    both = at(pd.concat([even, other]), 2005)
    assert both.table["place"].tolist() == ["other"]
    assert both.caveats[-1].details["places"] == "even"


@settings(max_examples=25)
@given(
    values=st.lists(st.integers(-500, 500), min_size=5, max_size=9),
    scale=st.sampled_from([0.5, 8.0]),
    seed=st.integers(0, 9),
)
def test_order_unit_and_gaps_do_not_matter(values: list[int], scale: float, seed: int) -> None:
    values[0] += 1000 if len(set(np.diff(values))) == 1 else 0  # not exactly on a line
    panel = pd.DataFrame({"place": "here", "year": range(2001, 2001 + len(values)), "value": np.array(values) / 8})
    gap = pd.DataFrame({"place": ["here", None], "year": [1990, 2001], "value": [np.nan, 1.0]})
    mixed = pd.concat([panel, gap]).sample(frac=1, random_state=seed).astype({"place": "category"})
    one, other = at(panel, 2003).row("level"), at(mixed.assign(value=mixed["value"] * scale), 2003).row("level")
    for column in ("estimate", "std_error", "lower", "upper"):
        assert other[column] == pytest.approx(scale * one[column], abs=1e-9)

"""A step at a date: against a regression of each side, against known truth, and against all other dates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.outcomes import Data
from analysis.study.result import Refusal, Result
from analysis.study.trends import step_change

Panel = Callable[..., pd.DataFrame]

NOISE = (0.3, -0.5, 0.1, 0.4, -0.2, 0.6, -0.4, -0.1, 0.5, -0.3, 0.2, -0.6)


def stepped(line: Panel, *, points: int = 12, date: int = 2007, step: float = 5.0, bend: float = 0.0) -> pd.DataFrame:
    """Two a year, then ``step`` more from ``date`` on and ``bend`` more a year after it."""
    years = np.arange(2001, 2001 + points)
    since = np.maximum(years - date, 0)
    return line(*(10 + 2 * (years - 2001) + step * (years >= date) + bend * since + np.array(NOISE)[:points]))


def done(answer: Result | Refusal) -> Result:
    assert isinstance(answer, Result)
    return answer


def rule(panel: pd.DataFrame, date: int = 2007, **options: Any) -> str:
    answer = step_change(panel, date=date, **{"se": "classical", **options})
    return answer.rule if isinstance(answer, Refusal) else "answered"


def caveats(answer: Result) -> list[str]:
    return [caveat.rule for caveat in answer.caveats]


def test_both_sides_are_lines_of_their_own(line: Panel) -> None:
    panel = stepped(line, bend=1.0)
    found = done(step_change(panel, date=2007, se="classical"))
    before, after = panel[panel["year"] < 2007], panel[panel["year"] >= 2007]
    lines = [np.polyfit(side["year"] - 2007, side["value"], 1) for side in (before, after)]
    expected = {
        "slope_before": lines[0][0],
        "slope_after": lines[1][0],
        "slope_change": lines[1][0] - lines[0][0],
        "level_change": lines[1][1] - lines[0][1],
    }
    for term, value in expected.items():
        assert found.row(term)["estimate"] == pytest.approx(value), term


@pytest.mark.parametrize("se", ["classical", "hac"])
def test_errors_are_those_of_statsmodels_with_another_design(line: Panel, se: Any) -> None:
    """Slopes of both sides in place of a slope and its change."""
    panel = stepped(line, bend=1.0).assign(after=lambda one: (one["year"] >= 2007).astype(int))
    panel = panel.assign(t0=(panel["year"] - 2007) * (1 - panel["after"]), t1=(panel["year"] - 2007) * panel["after"])
    options = {} if se == "classical" else {"cov_type": "HAC", "cov_kwds": {"maxlags": 2, "use_correction": True}}
    fit = smf.ols("value ~ after + t0 + t1", panel).fit(use_t=True, **options)
    found = done(step_change(panel, date=2007, se=se))
    terms = ["level_change", "slope_before", "slope_after"]
    for term, contrast in zip([*terms, "slope_change"], ["after", "t0", "t1", "t1 - t0 = 0"], strict=True):
        test = fit.t_test(contrast)
        row = found.row(term)
        expected = [float(test.effect[0]), float(np.squeeze(test.sd)), float(np.squeeze(test.pvalue))]
        assert row[["estimate", "std_error", "p_value"]].tolist() == pytest.approx(expected, rel=1e-6), term
        assert [row["lower"], row["upper"]] == pytest.approx(np.squeeze(test.conf_int()).tolist(), rel=1e-6)
    assert [found.row("level_change")["df"], found.n] == [8, 12]


def test_the_true_date_stands_out_among_the_others(line: Panel) -> None:
    panel = stepped(line)
    row = done(step_change(panel, date=2007, se="classical")).row("placebo_rank")
    sizes = {}
    for date in range(2004, 2011):  # three points on both sides
        found = done(step_change(panel, date=date, se="classical", placebo=False)).row("level_change")
        sizes[date] = abs(found["estimate"] / found["std_error"])
    assert max(sizes, key=lambda date: sizes[date]) == 2007
    assert row[["estimate", "p_value", "n"]].tolist() == [1, pytest.approx(1 / 7), 7]
    ordered = sorted(sizes.values(), reverse=True)
    for date, size in sizes.items():
        place = done(step_change(panel, date=date, se="classical")).row("placebo_rank")
        assert place["estimate"] == ordered.index(size) + 1
        assert place["p_value"] == pytest.approx(place["estimate"] / 7)


def test_where_the_order_of_dates_can_reject_nothing_it_is_said(line: Panel) -> None:
    found = done(step_change(stepped(line), date=2007, se="classical"))
    assert found.settings["smallest"] == pytest.approx(1 / 7)
    assert dict(found.caveats[1].details) == {
        "dates": 7, "smallest": pytest.approx(1 / 7), "alpha": pytest.approx(0.05)
    }  # fmt: skip
    draw = np.random.default_rng(1)
    long = line(*draw.normal(size=25))
    assert caveats(done(step_change(long, date=2010, se="classical"))) == ["autocorrelation-single"], "20 dates"
    assert "placebo-cannot-reject" in caveats(done(step_change(long[:-1], date=2010, se="classical"))), "19 dates"
    without = done(step_change(stepped(line), date=2007, se="classical", placebo=False))
    assert caveats(without) == ["autocorrelation-single"]
    assert "placebo_rank" not in set(without.table["term"])
    assert "smallest" not in without.settings


def simulated(draws: int, *, step: float, seed: int) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    years = np.arange(2001, 2015)
    values = 10 + 0.7 * (years - 2001) + step * (years >= 2008) + draw.normal(size=(draws, 14))
    panel = pd.DataFrame({"place": np.repeat([f"{at:03}" for at in range(draws)], 14), "value": values.ravel()})
    return panel.assign(year=np.tile(years, draws))


def test_how_often_the_interval_holds_the_step() -> None:
    found = done(step_change(simulated(200, step=3.0, seed=2), date=2008, se="classical", placebo=False)).table
    for term, truth in [("level_change", 3.0), ("slope_change", 0.0), ("slope_before", 0.7), ("slope_after", 0.7)]:
        rows = found[found["term"] == term]
        held = float(((rows["lower"] <= truth) & (rows["upper"] >= truth)).mean())
        assert held == pytest.approx(0.95, abs=3 * (0.95 * 0.05 / 200) ** 0.5), term


def test_without_a_step_each_rank_is_as_likely_as_the_next() -> None:
    found = done(step_change(simulated(60, step=0.0, seed=4), date=2008, se="classical")).table
    ranks = found[found["term"] == "placebo_rank"]
    assert set(ranks["n"]) == {9}
    first_third = float((ranks["p_value"] <= 1 / 3 + 1e-9).mean())
    assert first_third == pytest.approx(1 / 3, abs=3 * (2 / 9 / 60) ** 0.5)


def test_several_places_are_each_fitted_and_the_level_changes_adjusted(line: Panel) -> None:
    places = [stepped(line, step=step).assign(place=name) for name, step in [("a", 0.0), ("b", 0.9), ("c", 5.0)]]
    found = done(step_change(pd.concat(places), date=2007, se="classical"))
    levels = found.table[found.table["term"] == "level_change"].sort_values("p_value")
    by_hand = np.minimum(1, np.maximum.accumulate(levels["p_value"].to_numpy() * [3, 2, 1]))
    assert levels["p_adjusted"].to_numpy() == pytest.approx(by_hand)
    alone = done(step_change(pd.concat(places), date=2007, place="b", se="classical"))
    assert alone.row("level_change")["estimate"] == found.row("level_change", "b")["estimate"]
    assert [alone.n, found.n] == [12, 36]


def test_a_side_needs_three_points(line: Panel) -> None:
    panel = stepped(line)
    assert step_change(panel, date=2011, se="classical") == Refusal(
        "step-too-short", {"before": 10, "after": 2, "needed": 3}
    )
    assert rule(panel, date=2010) == "answered"
    assert rule(panel, date=2003) == "step-too-short"
    assert rule(panel, date=2004) == "answered"
    assert rule(panel, date=1990) == "step-too-short"
    assert rule(panel, date=2005, min_side=5) == "step-too-short"
    two = pd.concat([panel, panel[:8].assign(place="short")])
    found = done(step_change(two, date=2007, se="classical"))
    assert set(found.table["place"]) == {"here"}
    assert dict(found.caveats[-1].details) == {"series": 1}
    assert [caveats(found)[-1], found.dropped] == ["step-left-out", 8]


def test_a_series_without_error_is_refused(line: Panel) -> None:
    exact = line(1, 2, 3, 4, 9, 10, 11, 12)
    assert rule(exact, date=2005) == "fit-without-error"
    assert rule(line(*[4.0] * 8), date=2005) == "fit-without-error"
    assert rule(exact.assign(value=exact["value"] + [0, 0, 0.001, 0, 0, 0, 0, 0]), date=2005) == "answered"


def test_a_side_without_error_has_none_by_newey_west(line: Panel) -> None:
    """Five years of nothing: by rounding the variance of that slope comes out below zero; classical ones are shared."""
    flat = line(0, 0, 0, 0, 0, 1, 0, 1e6, 3, 5)
    assert rule(flat, date=2006, se="hac") == "fit-without-error"
    assert rule(flat, date=2006) == "answered"
    assert (
        rule(flat.assign(value=flat["value"] + [0, 900, 0, 0, 700, 0, 0, 0, 0, 0]), date=2006, se="hac") == "answered"
    )


def test_newey_west_errors_need_ten_points(line: Panel) -> None:
    panel = stepped(line)
    assert step_change(panel[1:10], date=2006) == Refusal("hac-too-short", {"series": 1, "points": 9, "needed": 10})
    assert rule(panel[:10], date=2006, se="hac") == "answered"
    allowed = done(step_change(panel[1:10], date=2006, allow=["hac-too-short"]))
    assert caveats(allowed)[:2] == ["hac-too-short", "hac-few-years"]
    assert allowed.caveats[0].allowed


def test_a_break_of_the_series_at_another_date_is_refused_and_at_the_date_is_said(line: Panel) -> None:
    panel = stepped(line)
    elsewhere = panel.assign(segment=(panel["year"] >= 2009).astype(int))
    assert step_change(elsewhere, date=2007, se="classical") == Refusal(
        "step-across-break", {"place": "here", "year": "2009", "date": "2007"}
    )
    allowed = done(step_change(elsewhere, date=2007, se="classical", allow=["step-across-break"]))
    assert caveats(allowed)[0] == "step-across-break"
    here = panel.assign(segment=(panel["year"] >= 2007).astype(int))
    assert "step-at-break" in caveats(done(step_change(here, date=2007, se="classical")))
    assert "step-at-break" not in caveats(done(step_change(panel, date=2007, se="classical")))
    holed = here[here["year"] != 2007]
    assert "step-at-break" in caveats(done(step_change(holed, date=2007, se="classical"))), "between 2006 and 2008"


def test_the_break_of_a_survey_is_no_reform(data: Data) -> None:
    """PAPI's certification score rose by a third everywhere in 2021, when a part of it was dropped (``breaks.csv``)."""
    panel = data.panel("papi_certification").query("place == 'ha-noi' and year >= 2016")
    found = done(step_change(panel, date=2021, se="classical"))
    assert found.row("level_change")["estimate"] > 0.6
    assert "step-at-break" in caveats(found)
    assert rule(data.panel("papi_certification"), date=2021) == "step-across-break", "another break in 2016"


@settings(max_examples=4)
@given(seed=st.integers(0, 10_000), unit=st.sampled_from([1e-6, 1e6]))
def test_order_index_types_and_units_do_not_matter(seed: int, unit: float) -> None:
    panel = simulated(2, step=1.0, seed=seed).assign(source_id="synthetic")
    mixed = panel.sample(frac=1, random_state=seed).astype({"place": "category"})
    mixed = mixed.assign(value=mixed["value"] * unit)
    mixed.index = pd.Index([3] * len(mixed))
    one, other = (done(step_change(frame, date=2008)).table for frame in (panel, mixed))
    scale = np.where(one["term"] == "placebo_rank", 1.0, unit)
    for column in ("estimate", "std_error", "lower", "upper"):
        assert other[column].to_numpy() == pytest.approx((one[column] * scale).to_numpy(), rel=1e-6, nan_ok=True)
    pd.testing.assert_frame_equal(
        one[["term", "place", "period", "n", "source_ids"]], other[["term", "place", "period", "n", "source_ids"]]
    )
    assert other["p_value"].to_numpy() == pytest.approx(one["p_value"].to_numpy(), rel=1e-5)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"se": "hc3"}, "none of hac"),
        ({"level": 0.0}, "level 0.0"),
        ({"min_side": 2}, "min_side 2"),
        ({"place": "atlantis"}, "no place 'atlantis'"),
        ({"outcome": "score"}, "no column score"),
        ({"allow": ["step-too-short"]}, "can be allowed here: hac-too-short, step-across-break"),
    ],
)
def test_what_cannot_be_asked(line: Panel, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        step_change(stepped(line), date=2007, **options)

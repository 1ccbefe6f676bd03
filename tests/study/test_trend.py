"""The trend of one place: least squares, with errors that are said to be what they are, and no line across a break."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtr, stdtrit
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.sandwich_covariance import cov_hac_simple

from analysis.outcomes import Data
from analysis.study.result import Refusal, Result
from analysis.study.series import shared_breaks
from analysis.study.trends import LEAST_POINTS, common_trend, since_breaks, trend
from analysis.study.trends.regressions import Fitted, least_squares

Panel = Callable[..., pd.DataFrame]

HAND = (3.0, 5.0, 4.0, 8.0, 7.0, 9.4)

PUBLISHED = Path(__file__).parent / "published"


def done(answer: Result | Refusal) -> Result:
    assert isinstance(answer, Result)
    return answer


def classical(panel: pd.DataFrame, **options: Any) -> Result:
    return done(trend(panel, se="classical", **options))


def slope_of(panel: pd.DataFrame, **options: Any) -> pd.Series:
    return classical(panel, **options).row("slope")


def slopes(answer: Result) -> pd.DataFrame:
    return answer.table[answer.table["term"] == "slope"].reset_index(drop=True)


def rule(panel: pd.DataFrame, **options: Any) -> str:
    answer = trend(panel, **options)
    return answer.rule if isinstance(answer, Refusal) else "answered"


def caveats(answer: Result) -> list[str]:
    return [caveat.rule for caveat in answer.caveats]


def test_the_slope_is_that_of_least_squares(line: Panel) -> None:
    row = slope_of(line(*HAND))
    assert row["estimate"] == pytest.approx(np.polyfit(range(6), HAND, 1)[0])
    assert row["estimate"] == pytest.approx(1.2), "21 / 17.5 by hand"


@pytest.mark.parametrize("level", [0.90, 0.95])
def test_the_interval_is_that_of_the_textbook(line: Panel, level: float) -> None:
    row = slope_of(line(*HAND), level=level)
    x, y = np.arange(6) - 2.5, np.array(HAND)
    residuals = y - y.mean() - 1.2 * x
    error = (residuals @ residuals / 4 / (x @ x)) ** 0.5
    half = stdtrit(4, (1 + level) / 2) * error
    assert row["std_error"] == pytest.approx(error)
    assert [row["lower"], row["upper"]] == pytest.approx([1.2 - half, 1.2 + half])
    assert row["p_value"] == pytest.approx(2 * stdtr(4, -1.2 / error))
    assert [row["df"], row["n"], row["period"]] == [4, 6, "2001–2006"]


def test_fertility_and_the_tax_exemption() -> None:
    """Whittington, Alm and Peters (1990) as in Wooldridge, example 10.8: a trend left out would halve the effect."""
    panel = pd.read_csv(PUBLISHED / "fertility.csv").assign(place="united-states", source_id="aer-80-545")
    found = classical(panel, outcome="births", controls=["exemption", "war", "pill"])
    for term, estimate, error in [("exemption", 0.2789, 0.0400), ("pill", 0.9974, 6.2616), ("slope", -1.1499, 0.1879)]:
        assert found.row(term)[["estimate", "std_error"]].tolist() == pytest.approx([estimate, error], abs=1e-4)
    assert found.row("r2")["estimate"] == pytest.approx(0.6622, abs=1e-4)
    assert [found.row("war")["df"], found.n, found.row("war")["source_ids"]] == [67, 72, "aer-80-545"]


@pytest.mark.parametrize("controls", [[], ["exemption", "war"]])
def test_newey_west_errors_by_their_formula(controls: list[str]) -> None:
    panel = pd.read_csv(PUBLISHED / "fertility.csv").assign(place="united-states")
    row = done(trend(panel, outcome="births", controls=controls)).row("slope")
    x = np.column_stack([np.ones(72), panel["year"] - panel["year"].mean(), *(panel[name] for name in controls)])
    u = panel["births"].to_numpy() - x @ np.linalg.solve(x.T @ x, x.T @ panel["births"])
    scores, inverse, lags = x * u[:, None], np.linalg.inv(x.T @ x), int(4 * 0.72 ** (2 / 9))
    middle = scores.T @ scores
    for lag in range(1, lags + 1):
        between = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / (lags + 1)) * (between + between.T)
    error = float((inverse @ middle @ inverse)[1, 1] * 72 / (72 - x.shape[1])) ** 0.5
    assert lags == 3
    assert row["std_error"] == pytest.approx(error, rel=1e-9)
    fit = smf.ols("births ~ year" + "".join(f" + {name}" for name in controls), panel).fit()
    assert row["std_error"] == pytest.approx(cov_hac_simple(fit, nlags=3)[1, 1] ** 0.5, rel=1e-6)
    half = stdtrit(72 - x.shape[1], 0.975) * error
    assert [row["lower"], row["upper"]] == pytest.approx([row["estimate"] - half, row["estimate"] + half])


def coverage(se: str, points: int, autocorrelation: float, draws: int = 400) -> float:
    """Share of intervals that hold the true slope, all draws in one panel of as many places."""
    draw = np.random.default_rng(8)
    errors = draw.normal(size=(draws, points))
    errors[:, 0] /= (1 - autocorrelation**2) ** 0.5
    for year in range(1, points):
        errors[:, year] += autocorrelation * errors[:, year - 1]
    years = np.arange(2001, 2001 + points)
    panel = pd.DataFrame({"place": np.repeat([f"{at:05}" for at in range(draws)], points)})
    panel = panel.assign(year=np.tile(years, draws), value=(0.3 * years + errors).ravel())
    found = slopes(done(trend(panel, se=se)))  # type: ignore[arg-type]
    return float(((found["lower"] <= 0.3) & (found["upper"] >= 0.3)).mean())


@pytest.mark.parametrize(
    ("se", "autocorrelation", "expected"),
    # Newey-West values from 20,000 draws computed with numpy alone; the caveat prints them.
    [("classical", 0.0, 0.95), ("hac", 0.0, 0.842), ("hac", 0.5, 0.702), ("classical", 0.5, 0.791)],
)
def test_how_often_the_interval_of_ten_points_holds_the_slope(se: str, autocorrelation: float, expected: float) -> None:
    spread = 3 * (expected * (1 - expected) / 400) ** 0.5
    assert coverage(se, 10, autocorrelation) == pytest.approx(expected, abs=spread)


def test_p_values_are_adjusted_for_the_number_of_places_by_holm(line: Panel) -> None:
    steep, noisy, flat = (1, 2, 3, 4, 5.1), (1, 3, 2, 4, 3), (2, 1, 2, 1, 2.1)
    panel = pd.concat(line(*values, place=name) for name, values in zip("abc", (steep, noisy, flat), strict=True))
    ordered = slopes(classical(panel)).sort_values("p_value")
    by_hand = np.minimum(1, np.maximum.accumulate(ordered["p_value"].to_numpy() * [3, 2, 1]))
    assert ordered["p_adjusted"].to_numpy() == pytest.approx(by_hand)


@pytest.mark.parametrize("points", [1, 2])
def test_a_short_series_is_refused_with_what_it_has_and_needs(line: Panel, points: int) -> None:
    refusal = Refusal("trend-too-short", {"points": points, "needed": LEAST_POINTS})
    assert trend(line(*HAND[:points])) == refusal


@pytest.mark.parametrize("points", [3, 4])
def test_a_few_points_are_described_and_not_tested(line: Panel, points: int) -> None:
    answer = done(trend(line(*HAND[:points])))
    row = answer.table.iloc[0]
    slope, intercept = np.polyfit(range(points), HAND[:points], 1)
    residuals = np.array(HAND[:points]) - intercept - slope * np.arange(points)
    sigma = (residuals @ residuals / (points - 2)) ** 0.5
    half = stdtrit(points - 2, 0.975) * sigma / ((points**3 - points) / 12) ** 0.5
    assert [row["term"], len(answer.table)] == ["description", 1]
    assert row[["estimate", "lower", "upper"]].tolist() == pytest.approx([slope, slope - half, slope + half])
    assert np.isnan(row["p_value"]) and np.isnan(row["p_adjusted"])
    assert [(caveat.rule, dict(caveat.details)) for caveat in answer.caveats] == [
        ("trend-description-only", {"series": 1, "needed": LEAST_POINTS})
    ]
    assert caveats(classical(line(*HAND[:5]))) == ["autocorrelation-single"], "the nearest neighbour has a slope"


def test_no_data_at_all_is_refused(line: Panel) -> None:
    assert trend(line().astype({"place": "str"})) == Refusal("trend-too-short", {"points": 0, "needed": LEAST_POINTS})


def test_a_year_without_value_is_no_point(line: Panel) -> None:
    gaps = line(3, float("nan"), 4, float("nan"), 7.5, float("inf"))
    assert done(trend(gaps)).table["term"].tolist() == ["description"]
    assert done(trend(gaps)).dropped == 3


def test_years_need_not_follow_each_other(line: Panel) -> None:
    panel = line(*HAND).assign(year=[2001, 2002, 2005, 2006, 2010, 2011])
    fit = smf.ols("value ~ year", panel).fit()
    assert slope_of(panel)[["estimate", "std_error"]].tolist() == pytest.approx([fit.params["year"], fit.bse["year"]])


def test_the_period_ends_with_the_last_value(line: Panel) -> None:
    assert slope_of(line(*HAND, float("nan")))["period"] == "2001–2006"


def test_places_with_too_few_years_are_left_out_and_counted(line: Panel) -> None:
    answer = classical(pd.concat([line(*HAND), line(1, 2, place="short"), line(1, 2, 4, place="few")]))
    assert answer.table[["place", "term"]].to_numpy().tolist() == [
        ["few", "description"], ["here", "slope"], ["here", "r2"]
    ]  # fmt: skip
    assert [answer.n, answer.dropped] == [9, 2]
    assert caveats(answer) == ["autocorrelation-single", "trend-description-only", "trend-short-left-out"]


def test_no_line_is_drawn_across_a_break(line: Panel) -> None:
    """Two halves that fall, the second at twice the level: one line would rise."""
    panel = line(5, 4.2, 3, 2.5, 1, 10, 9.3, 8, 7.1, 6).assign(segment=[0] * 5 + [1] * 5)
    found = slopes(classical(panel))
    assert found["period"].tolist() == ["2001–2005", "2006–2010"]
    assert (found["estimate"] < 0).all()
    assert slope_of(panel.drop(columns="segment"))["estimate"] > 0
    assert rule(panel, se="hac") == "hac-too-short", "each part has five points"
    assert rule(panel.drop(columns="segment"), se="hac") == "answered"


def test_the_declared_breaks_of_a_survey_part_its_lines(data: Data) -> None:
    """PAPI dropped a part of the dimension in 2021 and moved as a whole in 2016 (``breaks.csv``)."""
    panel = data.panel("papi_certification")
    found = classical(panel).table
    periods = found.loc[found["place"] == "ha-noi", ["term", "period"]].to_numpy().tolist()
    assert [pair for pair in periods if pair[0] != "r2"] == [
        ["slope", "2011–2015"],
        ["slope", "2016–2020"],
        ["description", "2021–2024"],
    ]


def test_only_a_place_that_breaks_loses_years_and_only_shared_breaks_part_what_is_worked_out_over_places() -> None:
    broken = pd.DataFrame({"place": "a", "year": [2008, 2009, 2010], "segment": [0, 1, 2]})
    panel = pd.concat([broken, broken.assign(place="b", segment=[0, 0, 1])], ignore_index=True)
    kept = since_breaks(panel)
    assert [tuple(row) for row in kept[["place", "year"]].to_numpy()] == [("a", 2010), ("b", 2010)]
    assert shared_breaks(panel).tolist() == [0, 0, 1] * 2, "that of 2009 is of one place, that of 2010 of both"
    whole = panel[panel["place"] == "b"].assign(segment=0)
    assert len(since_breaks(pd.concat([broken, whole]))) == 1 + 3


def test_hanoi_has_no_line_across_its_break_of_2009(provinces_share: pd.DataFrame) -> None:
    slope = classical(provinces_share).table.query("place == 'ha-noi' and term == 'slope'")
    assert slope["period"].tolist() == ["2009–2016"]
    assert common_trend(provinces_share) == Refusal("common-trend-across-break", {"place": "ha-noi", "places": 1})
    together = common_trend(since_breaks(provinces_share))
    assert isinstance(together, Result)
    assert (together.n, together.settings["verified_by"]) == (63 * 9 - 1, "two optimisers")


def test_newey_west_errors_of_nine_points_are_refused_and_of_ten_are_not(line: Panel) -> None:
    noisy = [*HAND, 8, 11, 10.5, 12]
    assert trend(line(*noisy[:9])) == Refusal("hac-too-short", {"series": 1, "points": 9, "needed": 10})
    assert caveats(done(trend(line(*noisy)))) == ["hac-few-years"]
    allowed = done(trend(line(*noisy[:9]), allow=["hac-too-short"]))
    assert [(caveat.rule, caveat.allowed) for caveat in allowed.caveats] == [
        ("hac-too-short", True), ("hac-few-years", False)
    ]  # fmt: skip
    assert trend(pd.concat([line(*noisy), line(*noisy[:9], place="short")])) == Refusal(
        "hac-too-short", {"series": 1, "points": 9, "needed": 10}
    )


@pytest.mark.parametrize("values", [[4.0] * 6, [1.0, 2, 3, 4, 5, 6], [0.0] * 6])
def test_a_series_without_error_is_refused_or_left_out_by_name(line: Panel, values: list[float]) -> None:
    flat = line(*values, place="flat")
    assert rule(flat, se="classical") == "fit-without-error"
    answer = classical(pd.concat([line(*HAND), flat]))
    assert slopes(answer)["place"].tolist() == ["here"]
    assert dict(answer.caveats[-1].details) == {"series": 1, "places": "flat"}
    assert caveats(answer)[-1] == "trend-without-error"
    assert rule(line(*values[:-1], values[-1] + 1e-6, place="flat"), se="classical") == "answered"


def test_a_control_that_repeats_another_is_refused_or_left_out_by_name(line: Panel) -> None:
    panel = pd.concat([line(*HAND, 8, 9.9), line(*HAND, 8, 9.9, place="there")], ignore_index=True)
    panel["rule"] = [0.0] * 4 + [1.0] * 4 + [0.0] * 8
    assert rule(panel[8:], controls=["rule"], se="classical") == "controls-collinear"
    answer = classical(panel, controls=["rule"])
    assert answer.table["term"].tolist() == ["slope", "rule", "r2"]
    assert caveats(answer)[-1] == "trend-controls-collinear"
    assert "there" in str(answer.caveats[-1].details["places"])


def test_a_control_costs_a_point(line: Panel) -> None:
    panel = line(*HAND).assign(rule=[0, 0, 1, 0, 1, 1])
    assert classical(panel, controls=["rule"]).table["term"].tolist() == ["slope", "rule", "r2"]
    assert classical(panel[:5], controls=["rule"]).table["term"].tolist() == ["description"]
    assert rule(panel[:3], controls=["rule"], se="classical") == "trend-too-short"


def test_the_articles_carry_no_trend(data: Data) -> None:
    refusal = Refusal("trend-too-short", {"points": 1, "needed": LEAST_POINTS})
    assert trend(data.yearly("participations")) == refusal


def test_every_province_of_the_official_share_has_its_least_squares_slope(provinces_share: pd.DataFrame) -> None:
    found = slopes(classical(provinces_share))
    lines = since_breaks(provinces_share).groupby("place")
    expected = {place: np.polyfit(own["year"], own["value"], 1)[0] for place, own in lines}
    assert found.set_index("place")["estimate"].to_dict() == pytest.approx(expected)
    assert len(found) == 63
    assert rule(provinces_share) == "hac-too-short", "nine years"


def test_the_caveat_holds_the_durbin_watson_statistic(line: Panel) -> None:
    answer = classical(line(*HAND))
    residuals = np.array(HAND) - np.polyval(np.polyfit(range(6), HAND, 1), range(6))
    by_hand = (np.diff(residuals) ** 2).sum() / (residuals**2).sum()
    assert answer.caveats[0].rule == "autocorrelation-single"
    assert answer.caveats[0].details["durbin_watson"] == pytest.approx(by_hand)
    x = np.column_stack([np.ones(6), range(6)])
    maker, steps = np.eye(6) - x @ np.linalg.pinv(x), np.diff(np.eye(6), axis=0)
    assert answer.caveats[0].details["expected"] == pytest.approx(np.trace(steps.T @ steps @ maker) / 4)


def random_panel(seed: int) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    frames = [
        pd.DataFrame({"place": f"p{at}", "year": range(2001, 2001 + points), "value": draw.normal(20, 5, points)})
        for at, points in enumerate(draw.integers(3, 14, 4))
    ]
    return pd.concat(frames, ignore_index=True).assign(source_id="synthetic")


@settings(max_examples=6)
@given(seed=st.integers(0, 10_000), shuffle=st.integers(0, 100))
def test_order_index_types_and_names_of_columns_do_not_matter(seed: int, shuffle: int) -> None:
    panel = random_panel(seed)
    mixed = panel.sample(frac=1, random_state=shuffle).astype({"place": "category", "year": "str"})
    mixed.index = pd.Index([7] * len(mixed))
    hole = pd.DataFrame({"place": ["p0", None], "year": [1990, 2001], "value": [None, 3.0], "source_id": "synthetic"})
    holed = pd.concat([mixed.astype({"place": "object", "value": "object"}), hole.astype("object")])
    before = trend(panel, allow=["hac-too-short"])
    after = trend(holed.rename(columns={"value": "score"}), outcome="score", allow=["hac-too-short"])
    assert isinstance(before, Result) and isinstance(after, Result)
    pd.testing.assert_frame_equal(before.table, after.table)
    assert after.dropped == before.dropped + 2


@settings(max_examples=6)
@given(seed=st.integers(0, 10_000), unit=st.sampled_from([1e-6, 0.5, 1e6]), later=st.integers(-50, 50))
def test_another_unit_and_another_calendar_change_the_unit_alone(seed: int, unit: float, later: int) -> None:
    panel = random_panel(seed)
    one = trend(panel, allow=["hac-too-short"])
    other = trend(panel.assign(value=panel["value"] * unit, year=panel["year"] + later), allow=["hac-too-short"])
    assert isinstance(one, Result) and isinstance(other, Result)
    of_slope = one.table["term"] != "r2"
    for column in ("estimate", "std_error", "lower", "upper"):
        scale = np.where(of_slope, unit, 1.0)
        assert other.table[column].to_numpy() == pytest.approx(one.table[column] * scale, rel=1e-6, nan_ok=True)
    for column in ("p_value", "p_adjusted", "df", "n"):
        assert other.table[column].to_numpy() == pytest.approx(one.table[column].to_numpy(), rel=1e-5, nan_ok=True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"model": "gamma"}, "none of ols"),
        ({"se": "robust"}, "none of hac"),
        ({"level": 1.0}, "outside 0 to 1"),
        ({"min_points": 2}, "min_points 2"),
        ({"exposure": "staff"}, "know no exposure"),
        ({"controls": "staff"}, "list of columns"),
        ({"controls": ["nowhere"]}, "no column nowhere"),
        ({"controls": ["year"]}, "already"),
        ({"outcome": "score"}, "no column score"),
        ({"allow": ["trend-too-short"]}, "can be allowed here: hac-too-short"),
    ],
)
def test_what_cannot_be_asked(line: Panel, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        trend(line(*HAND), **options)


def test_a_place_with_two_values_for_a_year_is_a_mistake_of_the_caller(line: Panel) -> None:
    with pytest.raises(ValueError, match="here has several rows for 2001"):
        trend(pd.concat([line(*HAND), line(3)]))
    with pytest.raises(ValueError, match="years are whole numbers"):
        trend(line(*HAND).assign(year=2001.5))


@pytest.mark.parametrize("se", ["classical", "hac"])
@pytest.mark.parametrize(("unit", "shift"), [(5e13, 0.0), (1e-9, 0.0), (1.0, 1e9), (1e13, 5e13)])
def test_a_control_of_any_unit_and_zero_leaves_the_slope_as_it_is(
    line: Panel, se: str, unit: float, shift: float
) -> None:
    """A budget in đồng beside a share in per cent: least squares by a pseudo-inverse would lose the intercept."""
    draw = np.random.default_rng(3)
    x = draw.normal(size=14)
    panel = line(*(0.4 * np.arange(14) + x + draw.normal(size=14)))
    large = x * unit + shift
    plain = done(trend(panel.assign(x=(large - shift) / unit), controls=["x"], se=se))  # type: ignore[arg-type]
    other = done(trend(panel.assign(x=large), controls=["x"], se=se))  # type: ignore[arg-type]
    columns = ["estimate", "std_error", "lower", "upper"]
    for term, scale in (("slope", 1.0), ("x", 1 / unit)):
        expected = (plain.row(term)[columns].astype("float64") * scale).tolist()
        assert other.row(term)[columns].tolist() == pytest.approx(expected, rel=1e-6)
        assert other.row(term)["p_value"] == pytest.approx(plain.row(term)["p_value"], rel=1e-5)
    assert other.row("r2")["estimate"] == pytest.approx(plain.row("r2")["estimate"], rel=1e-8)
    assert rule(panel.assign(x=large, z=large * 2 + 1), controls=["x", "z"], se=se) == "controls-collinear"


@pytest.mark.parametrize("shift", [0.0, 1e4])
def test_coefficients_of_scaled_columns_are_those_of_the_design(shift: float) -> None:
    """Intercept and covariance too, and designs without an intercept, by statsmodels with the columns as they are."""
    draw = np.random.default_rng(4)
    design = pd.DataFrame({"(intercept)": 1.0, "year": np.arange(12.0), "x": draw.normal(size=12) * 50 + shift})
    values = pd.Series(draw.normal(size=12) + 0.02 * design["x"])
    for columns in (["(intercept)", "year", "x"], ["year", "x"], ["x", "year", "(intercept)"]):
        plain, found = OLS(values, design[columns]).fit(), least_squares(values, design[columns], "classical")
        assert isinstance(found, Fitted)
        assert found.coefficients == pytest.approx(plain.params.to_numpy(), rel=1e-6)
        assert found.covariance == pytest.approx(plain.cov_params().to_numpy(), rel=1e-6)


def dates(years: Any) -> list[pd.Series]:
    """Years that are no whole numbers: dates, periods, dates among objects, fractions, words."""
    stamps = pd.Series(pd.to_datetime([f"{year}-07-01" for year in years]))
    halves = pd.Series(years, dtype="float64") + 0.5
    words = pd.Series([f"năm {year}" for year in years])
    return [stamps, stamps.dt.to_period("Y"), stamps.astype("object"), halves, words]


@pytest.mark.parametrize("kind", range(5))
def test_dates_and_fractions_are_no_years(line: Panel, kind: int) -> None:
    panel = line(*HAND, 9.9, 10.4, 12.0)
    with pytest.raises(ValueError, match="years are whole numbers such as 2016; use"):
        trend(panel.assign(year=dates(range(2001, 2010))[kind]), se="classical")
    for years in (panel["year"].astype("float64"), panel["year"].astype("str"), panel["year"].astype("Int64")):
        assert slope_of(panel.assign(year=years))["estimate"] == slope_of(panel)["estimate"]


@pytest.mark.parametrize(
    "name", ["slope", "r2", "description", "phi", "alpha", "percent_a_year", "slope_poisson", "(intercept)"]
)
def test_a_control_has_a_name_of_its_own(line: Panel, name: str) -> None:
    panel = line(*HAND, 9.9, 10.4).assign(**{name: [1, 3, 2, 5, 4, 9, 7, 2], "other": [1, 3, 2, 5, 4, 9, 7, 2]})
    with pytest.raises(ValueError, match="in the model already"):
        trend(panel, controls=[name], se="classical")
    with pytest.raises(ValueError, match="other is named twice"):
        trend(panel, controls=["other", "other"], se="classical")
    assert rule(panel, controls=["other"], se="classical") == "answered"


def test_a_segment_that_is_not_known_is_the_first(line: Panel) -> None:
    panel = line(5, 4.2, 3, 2.5, 1, 10, 9.3, 8, 7.1, 6).assign(segment=[0] * 5 + [1] * 5)
    holed = panel.assign(segment=[np.nan, *panel["segment"][1:]])
    pd.testing.assert_frame_equal(classical(panel).table, classical(holed).table)

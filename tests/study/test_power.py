"""What a design can detect: published values, statsmodels called another way, and designs simulated in full."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from time import process_time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.power import NormalIndPower, TTestIndPower
from statsmodels.stats.proportion import proportion_effectsize

from analysis.study.result import Refusal, Result
from analysis.study.small_samples import Clusters, PanelAdoption, TwoGroups, TwoShares, detectable
from analysis.study.small_samples.designs import Design
from analysis.study.small_samples.panel_power import errors_of
from analysis.study.small_samples.power import t_power

PANEL = PanelAdoption(places=63, years=16, treated=20, before=8, sd=2.0, autocorrelation=0.5)


def value(answer: Result | Refusal, term: str) -> float:
    assert isinstance(answer, Result)
    return float(answer.row(term)["estimate"])


def rule(answer: Result | Refusal) -> str:
    return answer.rule if isinstance(answer, Refusal) else "answered"


def test_sixty_four_persons_a_group_for_half_a_standard_deviation() -> None:
    """Cohen 1988, table 2.4.1: d = .5, alpha = .05, power = .8."""
    found = detectable(TwoGroups(sd=1), effect=0.5)
    assert value(found, "per_group") == pytest.approx(63.766, abs=1e-3)
    assert value(found, "total") == 128


@pytest.mark.parametrize("ratio", [0.5, 1.0, 3.0])
@pytest.mark.parametrize("alpha", [0.01, 0.05])
def test_the_t_test_agrees_with_the_solver_of_statsmodels(ratio: float, alpha: float) -> None:
    solve = TTestIndPower().solve_power
    size = value(detectable(TwoGroups(sd=4, ratio=ratio), effect=2, alpha=alpha, power=0.9), "per_group")
    assert size == pytest.approx(solve(effect_size=0.5, nobs1=None, alpha=alpha, power=0.9, ratio=ratio), rel=1e-6)
    effect = value(detectable(TwoGroups(sd=4, per_group=30, ratio=ratio), alpha=alpha), "effect")
    assert effect == pytest.approx(4 * solve(effect_size=None, nobs1=30, alpha=alpha, power=0.8, ratio=ratio), rel=1e-5)
    power = value(detectable(TwoGroups(sd=4, per_group=30, ratio=ratio), effect=2, alpha=alpha, power=None), "power")
    assert power == pytest.approx(solve(effect_size=0.5, nobs1=30, alpha=alpha, power=None, ratio=ratio))


@pytest.mark.parametrize(("distance", "count"), [(4.5, 1.5), (0.02, 2e5), (0.0142, 1e6), (5.0, 60.0), (3.0, 1e7)])
def test_power_is_a_number_where_the_noncentral_t_of_scipy_is_none(distance: float, count: float) -> None:
    """By integration over the chi-square of the variance."""
    degrees, shift = 2 * count - 2, distance * (count / 2) ** 0.5
    part = (np.arange(200_000) + 0.5) / 200_000
    spread = np.sqrt(special.chdtri(degrees, 1 - part) / degrees)
    limit = special.stdtrit(degrees, 0.975)
    expected = float(np.mean(special.ndtr(shift - limit * spread) + special.ndtr(-shift - limit * spread)))
    assert t_power(distance, count, 1.0, 0.05) == pytest.approx(expected, abs=1e-5)


def test_shares_by_the_arcsine_of_cohen() -> None:
    distance = proportion_effectsize(0.5, 0.4)
    size = NormalIndPower().solve_power(effect_size=distance, nobs1=None, alpha=0.05, power=0.8)
    assert value(detectable(TwoShares(base=0.4), effect=0.1), "per_group") == pytest.approx(size, rel=1e-6)
    for direction, sign in (("more", 1), ("less", -1)):
        design = TwoShares(base=0.4, per_group=150, direction=direction)  # type: ignore[arg-type]
        effect = value(detectable(design), "effect")
        assert np.sign(effect) == sign
        assert value(detectable(design, effect=effect, power=None), "power") == pytest.approx(0.8)


def test_shares_as_often_as_in_a_simulation() -> None:
    draw = np.random.default_rng(1)
    first, second = draw.binomial(120, 0.55, 40_000) / 120, draw.binomial(180, 0.4, 40_000) / 180
    pooled = (120 * first + 180 * second) / 300
    z = (first - second) / np.sqrt(pooled * (1 - pooled) * (1 / 120 + 1 / 180))
    design = TwoShares(base=0.4, per_group=120, ratio=1.5)
    power = value(detectable(design, effect=0.15, power=None), "power")
    assert power == pytest.approx(float((np.abs(z) > 1.96).mean()), abs=0.01)


def test_few_expected_persons_are_said() -> None:
    few = detectable(TwoShares(base=0.05, per_group=90), effect=0.2, power=None)
    enough = detectable(TwoShares(base=0.05, per_group=100), effect=0.2, power=None)
    assert isinstance(few, Result)
    assert isinstance(enough, Result)
    assert [(one.rule, one.details["expected"]) for one in few.caveats] == [("power-shares-rough", pytest.approx(4.5))]
    assert enough.caveats == ()


def test_whole_clusters_as_often_as_in_a_simulation_of_their_persons() -> None:
    """Six and nine clusters of twelve persons; t test of the means of clusters with 13 degrees of freedom."""
    draw, draws = np.random.default_rng(2), 20_000
    means = draw.normal(0, 0.2**0.5, (draws, 15)) + draw.normal(0, 0.8**0.5, (draws, 15, 12)).mean(axis=2)
    first, second = means[:, :6] + 0.9, means[:, 6:]
    pooled = (5 * first.var(axis=1, ddof=1) + 8 * second.var(axis=1, ddof=1)) / 13
    t = (first.mean(axis=1) - second.mean(axis=1)) / np.sqrt(pooled * (1 / 6 + 1 / 9))
    simulated = float((np.abs(t) > special.stdtrit(13, 0.975)).mean())
    design = Clusters(sd=1, icc=0.2, clusters=6, ratio=1.5, per_cluster=12)
    power = value(detectable(design, effect=0.9, power=None), "power")
    assert power == pytest.approx(simulated, abs=3 * (simulated * (1 - simulated) / draws) ** 0.5)


def test_unequal_clusters_have_the_variance_of_their_weighted_mean() -> None:
    sizes = np.array([4.0, 9.0, 17.0, 30.0, 40.0])
    weights = sizes / sizes.sum()
    variance = 0.15 * (weights**2).sum() + 0.85 * (weights**2 / sizes).sum()
    design = Clusters(sd=1, icc=0.15, clusters=5, per_cluster=20, variation=float(sizes.std() / sizes.mean()))
    assert design.inflation(20) / 5 == pytest.approx(variance)


def test_one_person_a_cluster_or_no_likeness_is_a_t_test_of_persons() -> None:
    alone = value(detectable(Clusters(sd=3, icc=0.3, clusters=25, per_cluster=1)), "effect")
    assert alone == pytest.approx(value(detectable(TwoGroups(sd=3, per_group=25)), "effect"))


def test_what_was_solved_for_solves_it() -> None:
    """Clusters, persons in each, and the effect, each from the other two."""
    design = Clusters(sd=10, icc=0.04, clusters=12, per_cluster=25, variation=0.5)
    effect = value(detectable(design), "effect")
    assert value(detectable(replace(design, clusters=None), effect=effect), "clusters") == pytest.approx(12)
    assert value(detectable(replace(design, per_cluster=None), effect=effect), "per_cluster") == pytest.approx(25)
    assert value(detectable(design, effect=effect, power=None), "power") == pytest.approx(0.8)


@settings(max_examples=12)
@given(st.floats(0.1, 9), st.floats(2, 300), st.floats(1.05, 3), st.floats(0, 0.5), st.floats(1, 50))
def test_more_units_detect_less_and_the_unit_of_measurement_does_not_matter(
    sd: float, count: float, more: float, icc: float, persons: float
) -> None:
    designs: list[tuple[Design, Design]] = [
        (TwoGroups(sd=sd, per_group=count), TwoGroups(sd=sd, per_group=count * more)),
        (TwoShares(base=0.3, per_group=100 + count), TwoShares(base=0.3, per_group=(100 + count) * more)),
    ]
    clusters = Clusters(sd=sd, icc=icc, clusters=count, per_cluster=persons)
    designs += [(clusters, replace(clusters, clusters=count * more))]
    designs += [(clusters, replace(clusters, per_cluster=persons * more))]
    for fewer, many in designs:
        assert value(detectable(many), "effect") < value(detectable(fewer), "effect")
    scaled = replace(clusters, sd=1000 * sd)
    assert value(detectable(scaled), "effect") == pytest.approx(1000 * value(detectable(clusters), "effect"))


def two_way(places: int, years: int, treated: int, before: int) -> np.ndarray:
    """Treatment and dummies of places and years, one row for each place and year."""
    place, year = np.repeat(np.arange(places), years), np.tile(np.arange(years), places)
    on = ((place < treated) & (year >= before)).astype("float64")
    return np.column_stack([on, np.eye(places)[place], np.eye(years)[year][:, 1:]])


def fitted_panel(design: PanelAdoption, draws: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Estimates and CRV1 errors of panels drawn in full: AR(1) errors, dummies, no use of their structure."""
    draw, rho = np.random.default_rng(seed), design.autocorrelation
    errors = np.empty((draws, design.places, design.years))
    errors[..., 0] = draw.normal(0, design.sd, (draws, design.places))
    for year in range(1, design.years):
        fresh = draw.normal(0, design.sd * (1 - rho**2) ** 0.5, (draws, design.places))
        errors[..., year] = rho * errors[..., year - 1] + fresh
    outcomes = errors.reshape(draws, -1).T
    x = two_way(design.places, design.years, design.treated, design.before)
    inverse = np.linalg.pinv(x)
    residuals = outcomes - x @ (inverse @ outcomes)
    scores = (inverse[0][:, None] * residuals).reshape(design.places, design.years, draws).sum(axis=1)
    rows, parameters = len(x), 1 + design.years
    correction = design.places / (design.places - 1) * (rows - 1) / (rows - parameters)
    first = outcomes[:, 0]
    by_hand = OLS(first, x).fit(
        cov_type="cluster",
        cov_kwds={"groups": np.repeat(np.arange(design.places), design.years), "use_correction": False},
    )
    assert by_hand.params[0] == pytest.approx((inverse @ first)[0])
    assert by_hand.bse[0] == pytest.approx(float((scores[:, 0] ** 2).sum() ** 0.5))
    return inverse[0] @ outcomes, np.sqrt(correction * (scores**2).sum(axis=0))


@pytest.mark.parametrize("autocorrelation", [0.0, 0.6])
def test_a_panel_as_often_as_in_panels_drawn_and_fitted_in_full(autocorrelation: float) -> None:
    design = PanelAdoption(places=9, years=6, treated=3, before=4, sd=2.0, autocorrelation=autocorrelation)
    draws = 20_000
    estimates, errors = fitted_panel(design, draws, seed=3)
    ours, our_errors = errors_of(design, draws, seed=4)
    assert ours.std() == pytest.approx(estimates.std(), rel=0.02)
    assert our_errors.mean() == pytest.approx(errors.mean(), rel=0.02)
    limit = special.stdtrit(8, 0.975)
    for effect in (1.0, 2.0, 4.0):
        expected = float((effect + estimates > limit * errors).mean())
        power = value(detectable(design, effect=effect, power=None, draws=draws, seed=4), "power")
        assert power == pytest.approx(expected, abs=4 * (2 * expected * (1 - expected) / draws) ** 0.5)


def test_a_large_panel_without_autocorrelation_is_the_textbook_formula() -> None:
    """Variance of the estimate: sd^2 over the squares of the treatment that both effects leave; normal quantiles."""
    design = PanelAdoption(places=400, years=10, treated=200, before=5, sd=1.0)
    squares = 400 * 0.25 * 10 * 0.25
    expected = (special.ndtri(0.975) + special.ndtri(0.8)) / squares**0.5
    found = detectable(design, draws=20_000)
    assert isinstance(found, Result)
    assert value(found, "effect") == pytest.approx(expected, rel=0.02)
    assert found.row("effect")["lower"] < expected * 1.01
    assert found.row("effect")["upper"] > expected * 0.99


def test_the_interval_of_the_effect_holds_what_many_draws_say() -> None:
    truth = value(detectable(PANEL, draws=200_000, seed=99), "effect")
    held = 0
    for seed in range(100):
        found = detectable(PANEL, draws=500, seed=seed)
        assert isinstance(found, Result)
        held += found.row("effect")["lower"] <= truth <= found.row("effect")["upper"]
    assert held / 100 >= 0.95 - 3 * (0.95 * 0.05 / 100) ** 0.5


def test_the_power_curve_rises_through_the_power_asked_for_and_takes_no_time() -> None:
    started = process_time()
    found = detectable(PANEL)
    assert process_time() - started < 2
    assert isinstance(found, Result)
    curve = found.table[found.table["period"] != ""].pivot(index="period", columns="term", values="estimate")
    assert len(curve) == 20
    assert all(low <= high for low, high in pairwise(curve["curve_power"]))
    assert curve.loc["10", "curve_effect"] == pytest.approx(value(found, "effect"))
    assert curve.loc["10", "curve_power"] == pytest.approx(0.8)
    assert (found.settings["draws"], found.settings["seed"], found.settings["places"]) == (2_000, 0, 63)


def test_more_draws_come_in_batches_and_the_first_stay_the_same() -> None:
    short, long = errors_of(PANEL, 2_000, seed=1), errors_of(PANEL, 4_500, seed=1)
    assert all((one == many[:2_000]).all() for one, many in zip(short, long, strict=True))


def test_the_unit_of_a_panel_and_its_seed() -> None:
    effect = value(detectable(PANEL, seed=7), "effect")
    assert value(detectable(replace(PANEL, sd=200.0), seed=7), "effect") == pytest.approx(100 * effect)
    assert value(detectable(PANEL, seed=8), "effect") != effect
    assert value(detectable(replace(PANEL, treated=30), seed=7), "effect") < effect
    assert value(detectable(replace(PANEL, years=24, before=12), seed=7), "effect") < effect


def test_a_test_that_rejects_too_often_is_said() -> None:
    def rules(treated: int) -> list[str]:
        found = detectable(replace(PANEL, treated=treated))
        assert isinstance(found, Result)
        return [caveat.rule for caveat in found.caveats]

    assert rules(3) == ["power-test-oversized"]
    assert rules(60) == ["power-test-oversized"]
    assert rules(25) == []


def test_what_is_refused_and_its_nearest_neighbour_that_is_not() -> None:
    assert rule(detectable(TwoGroups(sd=1, per_group=1))) == "power-cannot-reject"
    assert rule(detectable(TwoGroups(sd=1, per_group=1, ratio=2))) == "answered"
    clusters = Clusters(sd=1, icc=0.1, clusters=2, per_cluster=30, ratio=0.5)
    assert rule(detectable(clusters)) == "power-too-few-clusters"
    assert rule(detectable(replace(clusters, ratio=1.0))) == "answered"
    for few, enough in ((1, 2), (62, 61)):
        assert rule(detectable(replace(PANEL, treated=few))) == "power-too-few-clusters"
        assert rule(detectable(replace(PANEL, treated=enough))) == "answered"
    for never, once in ((0, 1), (16, 15)):
        assert rule(detectable(replace(PANEL, before=never))) == "treatment-explained"
        assert rule(detectable(replace(PANEL, before=once))) == "answered"
    assert rule(detectable(replace(PANEL, treated=2), power=0.1)) == "power-below-size"
    assert rule(detectable(replace(PANEL, treated=20), power=0.1)) == "answered"


def test_persons_cannot_stand_in_for_clusters() -> None:
    """With icc = .05, ten clusters an arm of any size detect no less than ten means of variance .05."""
    design = Clusters(sd=1, icc=0.05, clusters=10)
    least = 0.05**0.5 * TTestIndPower().solve_power(effect_size=None, nobs1=10, alpha=0.05, power=0.8)
    refused = detectable(design, effect=least * 0.999)
    assert isinstance(refused, Refusal)
    assert refused.rule == "power-unreachable"
    assert refused.details["clusters"] == 20
    assert 79 < float(refused.details["most"]) < 80
    assert value(detectable(design, effect=least * 1.001), "per_cluster") > 1_000
    assert rule(detectable(replace(design, icc=0.0), effect=least * 0.5)) == "answered"


def test_a_share_has_an_end() -> None:
    refused = detectable(TwoShares(base=0.9, per_group=30))
    assert isinstance(refused, Refusal)
    assert refused.rule == "power-share-bounded"
    assert value(detectable(TwoShares(base=0.9, per_group=40)), "effect") < 0.1
    assert rule(detectable(TwoShares(base=0.9, per_group=30, direction="less"))) == "answered"


@pytest.mark.parametrize(
    ("design", "asked"),
    [
        (TwoGroups(sd=1), {}),
        (TwoGroups(sd=1, per_group=9), {"effect": 1.0}),
        (TwoGroups(sd=1), {"effect": 1.0, "power": None}),
        (PANEL, {"effect": 1.0}),
        (TwoGroups(sd=1, per_group=9), {"alpha": 1.0}),
        (TwoGroups(sd=1, per_group=9), {"power": 0.04}),
        (TwoGroups(sd=1), {"effect": 0.0}),
        (TwoShares(base=0.9), {"effect": 0.1}),
        (PANEL, {"draws": 50}),
    ],
)
def test_questions_without_an_answer_are_mistakes(design: Design, asked: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        detectable(design, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "numbers", "said"),
    [
        (TwoGroups, {"sd": 0}, "sd"),
        (TwoGroups, {"sd": 1, "per_group": float("nan")}, "per_group"),
        (TwoShares, {"base": 1.0}, "base"),
        (TwoShares, {"base": 0.5, "direction": "up"}, "direction"),
        (Clusters, {"sd": 1, "icc": 1.0}, "icc"),
        (Clusters, {"sd": 1, "icc": 0.1, "variation": -1}, "variation"),
        (Clusters, {"sd": 1, "icc": 0.1, "per_cluster": 0.5}, "one person"),
        (PanelAdoption, {"places": 5, "years": 4, "treated": 6, "before": 2, "sd": 1}, "6 of 5"),
        (PanelAdoption, {"places": 5, "years": 4, "treated": 2, "before": 5, "sd": 1}, "5 of 4"),
        (PanelAdoption, {"places": 5, "years": 4, "treated": 2, "before": 2, "sd": 1, "autocorrelation": 1}, "auto"),
    ],
)
def test_numbers_that_describe_no_design_are_mistakes(kind: type, numbers: dict[str, float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        kind(**numbers)


def test_the_table_is_that_of_every_result() -> None:
    first, second = detectable(PANEL), detectable(PANEL)
    assert isinstance(first, Result)
    assert isinstance(second, Result)
    pd.testing.assert_frame_equal(first.table, second.table)
    assert first.to_json() == second.to_json()
    assert first.provenance is not None
    assert "places=63" in first.provenance.arguments["design"]

"""Pooling is held to published results of metafor, to statsmodels where it has the same, and to simulated truth."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from analysis.study.heterogeneity import Between, variance_between
from analysis.study.pooling import moderate, pool, shrink
from analysis.study.result import Refusal, Result

# Thirteen trials of the BCG vaccine: cases and others with and without it, latitude, year.
# Colditz et al. (1994), JAMA 271; as dat.bcg in metafor (Viechtbauer 2010, J. Stat. Softw. 36(3), section 3).
TRIALS = [
    (4, 119, 11, 128, 44, 1948), (6, 300, 29, 274, 55, 1949), (3, 228, 11, 209, 42, 1960),
    (62, 13536, 248, 12619, 52, 1977), (33, 5036, 47, 5761, 13, 1973), (180, 1361, 372, 1079, 44, 1953),
    (8, 2537, 10, 619, 19, 1973), (505, 87886, 499, 87892, 13, 1980), (29, 7470, 45, 7232, 27, 1968),
    (17, 1699, 65, 1600, 42, 1961), (186, 50448, 141, 27197, 18, 1974), (5, 2493, 3, 2338, 33, 1969),
    (27, 16886, 29, 17825, 33, 1976),
]  # fmt: skip


@pytest.fixture
def trials() -> pd.DataFrame:
    """Log risk ratios with their standard errors."""
    frame = pd.DataFrame(TRIALS, columns=["a", "b", "c", "d", "latitude", "year"])
    treated, control = frame["a"] + frame["b"], frame["c"] + frame["d"]
    ratio = np.log(frame["a"] / treated / (frame["c"] / control))
    error = (1 / frame["a"] - 1 / treated + 1 / frame["c"] - 1 / control) ** 0.5
    places = [f"trial-{number:02}" for number in range(1, 14)]
    return frame.assign(place=places, estimate=ratio, std_error=error, source_ids=[f"s{n % 2}" for n in range(13)])


def done(result: Result | Refusal) -> Result:
    assert isinstance(result, Result)
    return result


@pytest.mark.parametrize(
    ("method", "mean", "error", "tau2"),
    [
        # metafor 3.8-1: rma(yi, vi, method=…); tau2 by Paule-Mandel as in its documentation.
        ("REML", -0.71453, 0.17978, 0.31324),
        ("DL", -0.71412, 0.17874, 0.30876),
        ("PM", -0.71497, 0.18089, 0.31807),
    ],
)
def test_random_effects_of_the_bcg_trials(
    trials: pd.DataFrame, method: Between, mean: float, error: float, tau2: float
) -> None:
    found = done(pool(trials, method=method, test="z"))
    assert found.row("mean")["estimate"] == pytest.approx(mean, abs=1e-5)
    assert found.row("mean")["std_error"] == pytest.approx(error, abs=1e-5)
    assert found.row("tau2")["estimate"] == pytest.approx(tau2, abs=1e-5)
    assert found.row("tau2")[["lower", "upper"]].tolist() == pytest.approx([0.1197, 1.1115], abs=1e-4)
    assert found.row("q")["estimate"] == pytest.approx(152.233, abs=1e-3)
    assert found.row("q")["df"] == 12


def test_fixed_effect_of_the_bcg_trials(trials: pd.DataFrame) -> None:
    found = done(pool(trials, method="FE", test="z"))
    assert found.row("mean")[["estimate", "std_error"]].tolist() == pytest.approx([-0.43029, 0.04050], abs=1e-5)
    assert found.row("i2")["estimate"] == pytest.approx(92.12, abs=0.01)
    assert set(found.table["term"]) == {"mean", "i2", "q"}, "no variance between places, nothing to expect of one more"


def test_heterogeneity_and_prediction_of_the_bcg_trials(trials: pd.DataFrame) -> None:
    """metafor's documentation: I² 92.22 %; predict(transf = exp) 0.49, from 0.34 to 0.70, one more 0.15 to 1.55."""
    found = done(pool(trials, test="z"))
    assert found.row("i2")["estimate"] == pytest.approx(92.22, abs=0.01)
    ends = [*found.row("mean")[["lower", "upper"]], *found.row("prediction")[["lower", "upper"]]]
    assert np.exp([float(end) for end in ends]) == pytest.approx([0.3441, 0.6962, 0.1546, 1.5490], abs=1e-4)


def test_knapp_and_hartung_of_the_bcg_trials(trials: pd.DataFrame) -> None:
    """metafor's documentation: rma(…, test = "knha") gives −0.7145 (0.1808), t = −3.9522, p = 0.0019."""
    row = done(pool(trials)).row("mean")
    assert row[["estimate", "std_error", "lower", "upper"]].tolist() == pytest.approx(
        [-0.7145, 0.1808, -1.1084, -0.3206], abs=1e-4
    )
    assert (round(row["p_value"], 4), row["df"]) == (0.0019, 12)


def test_meta_regression_of_the_bcg_trials(trials: pd.DataFrame) -> None:
    """Viechtbauer (2010), section 3.3: latitude and year of publication; R² 64.63 %."""
    found = done(moderate(trials, "latitude + year", test="z"))
    assert found.row("latitude")[["estimate", "std_error"]].tolist() == pytest.approx([-0.0280, 0.0102], abs=1e-4)
    assert found.row("year")[["estimate", "std_error"]].tolist() == pytest.approx([0.0019, 0.0147], abs=1e-4)
    assert found.row("mean")["estimate"] == pytest.approx(-3.5455, abs=1e-3)
    assert found.row("tau2")["estimate"] == pytest.approx(0.1108, abs=1e-4)
    assert found.row("i2")["estimate"] == pytest.approx(71.98, abs=0.01)
    assert found.row("r2")["estimate"] == pytest.approx(64.63, abs=0.01)
    assert found.row("q")[["estimate", "p_value", "df"]].tolist() == pytest.approx([28.3251, 0.0016, 10], abs=1e-4)


def test_a_group_can_be_a_moderator_and_its_gaps_are_counted(trials: pd.DataFrame) -> None:
    trials["side"] = ["north", "south"] * 6 + [None]
    found = done(moderate(trials, "side"))
    assert {"mean", "side[T.south]"} <= set(found.table["term"])
    assert (found.n, found.dropped) == (12, 1)


@pytest.mark.parametrize(("method", "name"), [("DL", "dl"), ("PM", "pm")])
def test_statsmodels_has_the_same_where_it_has_it(trials: pd.DataFrame, method: Between, name: str) -> None:
    effects, variances = trials["estimate"].to_numpy(), trials["std_error"].to_numpy() ** 2
    theirs = combine_effects(effects, variances, method_re=name, use_t=False, atol=1e-12)
    found = done(pool(trials, method=method, test="z")).row("mean")
    assert found["estimate"] == pytest.approx(theirs.mean_effect_re, rel=1e-6)
    assert found["std_error"] == pytest.approx(theirs.sd_eff_w_re, rel=1e-6)


# Eighteen batters after 45 at bats in 1970: Efron and Morris (1975), JASA 70; (1977), Scientific American 236.
HITS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]


def test_james_and_stein_of_the_batting_averages() -> None:
    averages = np.array(HITS) / 45
    error = (averages.mean() * (1 - averages.mean()) / 45) ** 0.5
    batters = pd.DataFrame({"place": [f"b{n:02}" for n in range(18)], "estimate": averages, "std_error": error})
    found = done(shrink(batters, method="JS"))
    assert found.row("mean")["estimate"] == pytest.approx(0.26543, abs=1e-5)
    assert found.row("kept")["estimate"] == pytest.approx(0.212, abs=1e-3)
    assert found.row("shrunken", "b00")["estimate"] == pytest.approx(0.294, abs=1e-3)


def test_james_and_stein_need_equal_errors(trials: pd.DataFrame) -> None:
    found = shrink(trials, method="JS")
    assert isinstance(found, Refusal)
    assert found.rule == "james-stein-unequal"


def test_a_shrunken_place_lies_between_its_estimate_and_the_mean_as_its_error_says(trials: pd.DataFrame) -> None:
    """Best linear unbiased prediction by its formula: tau2 / (tau2 + v) of the way from the mean to the estimate."""
    found = done(shrink(trials))
    tau2, mean = done(pool(trials, test="z")).row("tau2")["estimate"], found.row("mean")
    for _, trial in trials.iterrows():
        kept = tau2 / (tau2 + trial["std_error"] ** 2)
        row = found.row("shrunken", trial["place"])
        assert row["estimate"] == pytest.approx(kept * trial["estimate"] + (1 - kept) * mean["estimate"])
        assert row["std_error"] ** 2 == pytest.approx(
            kept * trial["std_error"] ** 2 + (1 - kept) ** 2 * mean["std_error"] ** 2
        )


@pytest.mark.parametrize("method", ["REML", "PM", "DL"])
def test_the_mean_of_equal_errors_is_the_plain_mean_with_its_t_interval(method: Between) -> None:
    """With equal errors every method weighs alike, and Knapp and Hartung's interval is Student's."""
    values = np.array([3.0, 5.0, 4.0, 8.0, 1.0, 6.0])
    frame = pd.DataFrame({"place": list("abcdef"), "estimate": values, "std_error": 0.7})
    row = done(pool(frame, method=method)).row("mean")
    assert row["estimate"] == pytest.approx(values.mean())
    assert row["std_error"] == pytest.approx(values.std(ddof=1) / 6**0.5)
    tau2 = done(pool(frame, method=method)).row("tau2")["estimate"]
    assert tau2 == pytest.approx(values.var(ddof=1) - 0.49), "all three reduce to variance minus error"


def of_fractions(values: list[float], errors: list[float]) -> tuple[float, float]:
    """Q and the variance of DerSimonian and Laird by their definitions, in exact arithmetic."""
    weights = [1 / Fraction(error) ** 2 for error in errors]
    whole = sum(weights)
    mean = sum(weight * Fraction(value) for weight, value in zip(weights, values, strict=True)) / whole
    q = sum(weight * (Fraction(value) - mean) ** 2 for weight, value in zip(weights, values, strict=True))
    trace = whole - sum(weight**2 for weight in weights) / whole
    return float(q), float((q - (len(values) - 1)) / trace)


@pytest.mark.parametrize("smallest", [1.0, 1e-4, 1e-8, 1e-12, 1e-60])
@pytest.mark.parametrize("others", [[1.0, 1.5, 0.7, 2.0], [1.0, 1e-8, 1e-5, 2.0]])
def test_errors_as_unequal_as_can_be_against_exact_fractions(smallest: float, others: list[float]) -> None:
    values, errors = [3.0, 7.0, -4.0, 12.0, 1234.5], [others[0], smallest, *others[1:]]
    rows = frame(*((f"p{at}", value, error) for at, (value, error) in enumerate(zip(values, errors, strict=True))))
    q, tau2 = of_fractions(values, errors)
    found = done(pool(rows, method="DL"))
    assert found.row("q")["estimate"] == pytest.approx(q, rel=1e-6)
    assert found.row("tau2")["estimate"] == pytest.approx(tau2, rel=1e-6)
    for method in ("REML", "PM"):
        assert np.isfinite(done(pool(rows, method=method)).row("tau2")["estimate"])  # type: ignore[arg-type]


@pytest.mark.parametrize("errors", [[1e-4, 1.5, 0.7], [1e-8, 1e-5, 0.7], [1e-8, 1e-8, 1e-8], [1e-30, 1.5, 0.7]])
def test_unequal_errors_with_a_moderator_against_exact_fractions(errors: list[float]) -> None:
    """The slope and the trace of P by their definitions: weights less those that the two coefficients take up."""
    x, y = [1.0, 4.0, 2.0, 8.0, 5.0, 7.0], [3.0, 7.0, -4.0, 12.0, 1234.5, 6.0]
    every = [1.0, *errors, 2.0, 1.0]
    weights, whole = [1 / Fraction(error) ** 2 for error in every], sum(1 / Fraction(error) ** 2 for error in every)
    centre, mean = (sum(w * Fraction(one) for w, one in zip(weights, column, strict=True)) / whole for column in (x, y))
    aside, above = [Fraction(one) - centre for one in x], [Fraction(one) - mean for one in y]
    spread = sum(w * one**2 for w, one in zip(weights, aside, strict=True))
    slope = sum(w * one * other for w, one, other in zip(weights, aside, above, strict=True)) / spread
    q = sum(w * (other - slope * one) ** 2 for w, one, other in zip(weights, aside, above, strict=True))
    trace = sum(w * (1 - w / whole - w * one**2 / spread) for w, one in zip(weights, aside, strict=True))
    rows = pd.DataFrame({"place": list("abcdef"), "estimate": y, "std_error": every, "x": x})
    found = done(moderate(rows, "x", method="DL"))
    assert found.row("q")["estimate"] == pytest.approx(float(q), rel=1e-9)
    assert found.row("tau2")["estimate"] == pytest.approx(float((q - 4) / trace), rel=1e-9)


def test_the_highest_of_several_maxima_of_the_likelihood_is_taken() -> None:
    """A brute search over the likelihood finds no better point than the estimate."""
    draw = np.random.default_rng(7)
    for _ in range(25):
        count = int(draw.integers(3, 9))
        y, v = draw.normal(0, 1, count), draw.uniform(0.001, 4, count) ** 2
        design = np.ones((count, 1))

        def deviance(tau2: float, y: np.ndarray = y, v: np.ndarray = v) -> float:
            weights = 1 / (v + tau2)
            mean = (weights * y).sum() / weights.sum()
            return float(-np.log(weights).sum() + np.log(weights.sum()) + (weights * (y - mean) ** 2).sum())

        best = min(deviance(point) for point in [0.0, *np.geomspace(1e-6, 100, 2000)])
        assert deviance(variance_between(y, v, design, "REML")) <= best + 1e-9


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    """Twelve places with unequal errors, 600 times, within Monte Carlo error.

    The prediction interval takes the estimated variance between places for the true one, so that it falls short with
    few places, as Partlett and Riley (2017, Statistics in Medicine 36) describe.
    """
    draw = np.random.default_rng(20)
    errors = draw.uniform(0.2, 1.0, 12)
    inside = {"mean": 0, "prediction": 0, "tau2": 0}
    for _ in range(600):
        truth = draw.normal(2.0, 0.5, 13)
        frame = pd.DataFrame({"place": [f"p{n:02}" for n in range(12)], "std_error": errors})
        found = done(pool(frame.assign(estimate=truth[:12] + draw.normal(0, errors))))
        for term, true in (("mean", 2.0), ("prediction", truth[12]), ("tau2", 0.25)):
            row = found.row(term)
            inside[term] += bool(row["lower"] <= true <= row["upper"])
    error = (0.95 * 0.05 / 600) ** 0.5
    assert abs(inside["mean"] / 600 - 0.95) < 3 * error
    assert abs(inside["tau2"] / 600 - 0.95) < 3 * error
    assert 0.83 < inside["prediction"] / 600 < 0.95


# What is refused, and what only warned of.


def frame(*rows: tuple[str, float | None, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["place", "estimate", "std_error"])


REFUSED = {
    "pool-too-few": (frame(("a", 1, 1), ("b", None, 1)), frame(("a", 1, 1), ("b", 2, 1))),
    "pool-without-errors": (frame(("a", 1, None), ("b", 2, None)), frame(("a", 1, None), ("b", 2, 1), ("c", 2, 1))),
    "pool-zero-error-almost": (frame(("a", 1, 1e-200), ("b", 2, 1)), frame(("a", 1, 1e-70), ("b", 2, 1))),
    "pool-zero-error": (frame(("a", 1, 0), ("b", 2, 1)), frame(("a", 1, 0.001), ("b", 2, 1))),
    "pool-repeated": (frame(("a", 1, 1), ("a", 2, 1)), frame(("a", 1, 1), ("a", None, 1), ("b", 2, 1))),
}


@pytest.mark.parametrize("rule", REFUSED)
def test_what_is_refused_and_its_nearest_neighbour_that_is_not(rule: str) -> None:
    refused, accepted = REFUSED[rule]
    for function in (pool, shrink):
        found = function(refused)
        assert isinstance(found, Refusal)
        assert found.rule == rule.removesuffix("-almost")
        assert isinstance(function(accepted), Result)


def test_moderators_that_depend_on_each_other_are_refused(trials: pd.DataFrame) -> None:
    trials["south"] = -trials["latitude"]
    found = moderate(trials, "latitude + south")
    assert isinstance(found, Refusal)
    assert found.rule == "moderators-collinear"
    assert isinstance(moderate(trials, "latitude + year"), Result)


@pytest.mark.parametrize(("factor", "shift"), [(1e16, 0.0), (1e-16, 0.0), (1.0, 1e9), (1e16, 5e17)])
def test_the_unit_and_the_origin_of_a_moderator_change_nothing_else(
    trials: pd.DataFrame, factor: float, shift: float
) -> None:
    """The slope is per unit; the intercept lies where the moderator is zero, so it moves with the origin."""
    plain = done(moderate(trials, "latitude + year"))
    other = done(moderate(trials.assign(latitude=trials["latitude"] * factor + shift), "latitude + year"))
    for term in ("year", "tau2", "i2", "q", "r2"):
        ours, theirs = (found.row(term)[["estimate", "lower", "upper", "p_value"]] for found in (plain, other))
        assert theirs.tolist() == pytest.approx(ours.tolist(), rel=1e-6, nan_ok=True)
    slope, moved = plain.row("latitude"), other.row("latitude")
    for column in ("estimate", "std_error", "lower", "upper"):
        assert moved[column] * factor == pytest.approx(slope[column], rel=1e-6)
    mean = plain.row("mean")["estimate"] - slope["estimate"] * shift / factor
    assert other.row("mean")["estimate"] == pytest.approx(mean, rel=1e-6)


def test_large_moderators_are_refused_only_where_rounding_has_eaten_them(trials: pd.DataFrame) -> None:
    far = moderate(trials.assign(far=5e13 + trials["latitude"]), "far")
    assert done(far).row("far")["estimate"] == pytest.approx(
        done(moderate(trials, "latitude")).row("latitude")["estimate"]
    )
    farther = moderate(trials.assign(far=1e18 + trials["latitude"]), "far")
    assert farther == Refusal("moderators-collinear", {"moderators": "Intercept, far"})
    shifted = moderate(trials.assign(far=1e9 + trials["latitude"]), "latitude + far")
    assert shifted == Refusal("moderators-collinear", {"moderators": "Intercept, latitude, far"})


def test_moderators_without_an_intercept_are_not_centred(trials: pd.DataFrame) -> None:
    """Weighted least squares of statsmodels with the variance between places that was found."""
    found = done(moderate(trials.assign(latitude=trials["latitude"] * 1e16), "0 + latitude", test="z"))
    tau2 = found.row("tau2")["estimate"]
    fit = sm.WLS(trials["estimate"], trials[["latitude"]], weights=1 / (trials["std_error"] ** 2 + tau2)).fit()
    assert found.row("latitude")["estimate"] * 1e16 == pytest.approx(fit.params["latitude"])
    assert found.row("latitude")["std_error"] * 1e16 == pytest.approx(
        float(fit.normalized_cov_params.loc["latitude", "latitude"]) ** 0.5
    )


@pytest.mark.parametrize("gap", [np.inf, -np.inf, np.nan, None, pd.NA])
@pytest.mark.parametrize("kind", ["object", "Float64"])
def test_rows_whose_moderator_is_missing_or_infinite_are_dropped(trials: pd.DataFrame, gap: object, kind: str) -> None:
    latitude = pd.Series([*trials["latitude"].tolist()[:-1], gap], dtype="object").astype(kind)
    found = done(moderate(trials.assign(latitude=latitude), "latitude"))
    gone = done(moderate(trials.head(12), "latitude"))
    pd.testing.assert_frame_equal(found.table, gone.table)
    assert (found.n, found.dropped) == (12, 1)


@pytest.mark.parametrize("kind", ["Int64", "boolean", "string", "category", "object"])
def test_the_kind_of_a_moderator_changes_nothing(trials: pd.DataFrame, kind: str) -> None:
    north = (trials["latitude"] > 40).astype({"Int64": "int64", "boolean": "bool"}.get(kind, "str"))
    plain, other = (done(moderate(trials.assign(north=one), "north")) for one in (north, north.astype(kind)))
    pd.testing.assert_frame_equal(plain.table, other.table)
    gap = north.astype(kind).mask(trials.index == 12)
    pd.testing.assert_frame_equal(
        done(moderate(trials.assign(north=gap), "north")).table,
        done(moderate(trials.head(12).assign(north=north), "north")).table,
    )


@pytest.mark.parametrize(
    "formula",
    ["longitude", "latitude +", "", "0", "latitude ~ year", "latitude[", "I(1 / (latitude - 44))", "unknown", "level"],
)
def test_a_formula_that_cannot_be_read_is_a_mistake_of_the_caller(trials: pd.DataFrame, formula: str) -> None:
    with pytest.raises(ValueError, match="formula"):
        moderate(trials.assign(unknown=None), formula)
    assert isinstance(moderate(trials.assign(unknown=None), "latitude + np.log(year)"), Result)


@pytest.mark.parametrize("name", ["mean", "tau2", "i2", "q", "r2"])
def test_a_moderator_cannot_have_the_name_of_another_term(trials: pd.DataFrame, name: str) -> None:
    with pytest.raises(ValueError, match="name of another term"):
        moderate(trials.rename(columns={"latitude": name}), name)
    assert isinstance(moderate(trials.rename(columns={"latitude": f"{name}_"}), f"{name}_"), Result)


def test_as_many_moderators_as_estimates_are_refused(trials: pd.DataFrame) -> None:
    found = moderate(trials.head(3), "latitude + year")
    assert found == Refusal("pool-too-few", {"estimates": 3, "needed": 4})
    assert isinstance(moderate(trials.head(4), "latitude + year"), Result)


@pytest.mark.parametrize("change", [{"std_error": [-1.0, 1.0]}, {"method": "ML"}])
def test_what_cannot_be_meant_is_a_mistake_of_the_caller(change: dict[str, object]) -> None:
    given_method = change.pop("method", "REML")
    two = frame(("a", 1, 1), ("b", 2, 1)).assign(**change)
    with pytest.raises(ValueError, match=r"negative|none of"):
        pool(two, method=given_method)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="none of"):
        pool(frame(("a", 1, 1), ("b", 2, 1)), level=95)
    with pytest.raises(ValueError, match="std_error"):
        pool(two.drop(columns="std_error"))
    with pytest.raises(ValueError, match="another unit"):
        pool(frame(("a", 1, 1e80), ("b", 2, 1)))
    assert isinstance(pool(frame(("a", 1, 1e70), ("b", 2, 1))), Result)
    with pytest.raises(ValueError, match="nothing to shrink"):
        shrink(two, method="FE")


def test_what_a_reader_must_know_is_a_caveat() -> None:
    alike = frame(("a", 1.0, 1), ("b", 1.1, 1), ("c", 0.9, 1))
    rules = {caveat.rule: caveat.details for caveat in done(pool(alike)).caveats}
    assert set(rules) == {"pool-few", "pool-no-variance", "pool-narrow"}
    assert rules["pool-few"] == {"estimates": 3}
    assert rules["pool-narrow"]["ratio"] == pytest.approx(0.1), "the standard deviation of 0.9, 1.0 and 1.1"
    apart = frame(*((name, float(10 * at), 1.0) for at, name in enumerate("abcdef")))
    assert done(pool(apart)).caveats == ()
    assert done(pool(alike, method="FE", test="z")).caveats == ()


def test_sources_and_what_was_dropped_are_kept(trials: pd.DataFrame) -> None:
    trials.loc[3, "estimate"] = np.inf
    found = done(pool(trials))
    assert (found.n, found.dropped) == (12, 1)
    assert found.row("mean")["source_ids"] == "s0|s1"
    assert done(shrink(trials)).row("shrunken", "trial-01")["source_ids"] == "s0"


@pytest.mark.parametrize("nowhere", [None, np.nan, pd.NA, ""])
@pytest.mark.parametrize("function", [pool, shrink])
def test_a_row_without_a_place_is_dropped_and_counted(function: object, nowhere: object) -> None:
    rows = frame(("a", 1.0, 1.0), ("b", 2.0, 0.5), ("c", 5.0, 1.0), ("d", -9.0, 0.1))
    missing = rows.assign(place=["a", "b", "c", nowhere])
    first, second = (done(function(some)) for some in (rows.head(3), missing))  # type: ignore[operator]
    pd.testing.assert_frame_equal(first.table, second.table)
    assert (first.dropped, second.dropped, second.n) == (0, 1, 3)


# The answer does not hang on order, names, units or the kind of column.

ESTIMATES = st.lists(
    st.tuples(st.floats(-50, 50), st.floats(0.05, 20)), min_size=3, max_size=12, unique_by=lambda pair: pair[0]
)


@settings(max_examples=60)
@given(ESTIMATES, st.floats(0.01, 100), st.randoms(use_true_random=False))
def test_order_unit_and_names_change_nothing(pairs: list[tuple[float, float]], factor: float, draw: object) -> None:
    rows = [(f"p{at:02}", value, error) for at, (value, error) in enumerate(pairs)]
    first = done(pool(frame(*rows))).table
    draw.shuffle(rows)  # type: ignore[attr-defined]
    other = frame(*((f"x{name}", value * factor, error * factor) for name, value, error in rows))
    other.index = pd.Index([0] * len(other))
    second = done(pool(other.astype({"place": "category"}))).table
    size = max(abs(value) for _, value, _ in rows) + max(error for _, _, error in rows)
    for term, power in (("mean", 1), ("prediction", 1), ("tau2", 2), ("i2", 0), ("q", 0)):
        ours = first.loc[first["term"] == term, ["estimate", "lower", "upper"]].to_numpy(dtype="float64")
        theirs = second.loc[second["term"] == term, ["estimate", "lower", "upper"]].to_numpy(dtype="float64")
        np.testing.assert_allclose(theirs / factor**power, ours, rtol=1e-5, atol=1e-7 * size**power)

"""Between and within: held to published panels, to statsmodels with a dummy for each place, and to simulated truth."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.datasets import grunfeld

from analysis.outcomes import Data
from analysis.study.associations import EFFECTS, between_within, points
from analysis.study.result import Caveat, Refusal, Result


def done(result: Result | Refusal) -> Result:
    assert isinstance(result, Result)
    return result


def ask(panel: pd.DataFrame, **options: Any) -> Result | Refusal:
    return between_within(panel, **{"outcome": "y", "exposures": "x", **options})


def estimates(result: Result, *terms: str) -> list[float]:
    return [float(result.row(term)["estimate"]) for term in terms]


@pytest.fixture(scope="module")
def firms() -> pd.DataFrame:
    """Investment of eleven firms, 1935 to 1954: Grunfeld (1958), as statsmodels has it."""
    return grunfeld.load_pandas().data.astype({"year": "int64"})


def made(places: int, years: int, *, between: float, within: float, seed: int = 1, noise: float = 1.0) -> pd.DataFrame:
    """A made-up panel: the outcome follows the places' means and their deviations by slopes of their own."""
    draw = np.random.default_rng(seed)
    means, deviations = draw.normal(0, 2, places), draw.normal(size=(places, years))
    deviations -= deviations.mean(axis=1, keepdims=True)
    errors = draw.normal(0, noise, places)[:, None] + draw.normal(0, noise, (places, years))
    outcome = between * means[:, None] + within * deviations + errors
    return pd.DataFrame({
        "place": np.repeat([f"p{at:02}" for at in range(places)], years),
        "year": np.tile(np.arange(2001, 2001 + years), places),
        "x": (means[:, None] + deviations).ravel(), "z": draw.normal(size=places * years), "y": outcome.ravel(),
    })  # fmt: skip


def with_gaps(panel: pd.DataFrame) -> pd.DataFrame:
    """Some rows away, so that places have different years."""
    return panel.drop(index=[1, 2, 7, 11, 30, 31, 32, 50])


# Published results.


def test_grunfelds_ten_firms_within(firms: pd.DataFrame) -> None:
    """Without American Steel: .110124 (.011857) and .310065 (.017355), by plm in R; Baltagi, table 2.1: .110, .310."""
    ten = firms[firms["firm"] != "American Steel"]
    options = {"outcome": "invest", "exposures": ["value", "capital"], "place": "firm", "errors": "classical"}
    found = done(between_within(ten, **options))  # type: ignore[arg-type]
    for name, slope, error in (("value", 0.110124, 0.011857), ("capital", 0.310065, 0.017355)):
        row = found.row(f"within:{name}")
        assert row[["estimate", "std_error"]].tolist() == pytest.approx([slope, error], abs=1e-6)
        assert (row["df"], row["n"]) == (188, 200)
    eleven = done(between_within(firms, **options))  # type: ignore[arg-type]
    assert estimates(eleven, "within:value") != pytest.approx([0.110124], abs=1e-6), "another set of firms"


def test_grunfelds_ten_firms_pooled_and_between(firms: pd.DataFrame) -> None:
    """Baltagi, Econometric Analysis of Panel Data, table 2.1: .116 (.006), .231 (.025); .135 (.029), .032 (.191)."""
    ten = firms[firms["firm"] != "American Steel"]
    options = {"outcome": "invest", "exposures": ["value", "capital"], "place": "firm", "errors": "classical"}
    found = done(between_within(ten, **options))  # type: ignore[arg-type]
    table = {"pooled:value": (0.116, 0.006), "pooled:capital": (0.231, 0.025), "between:value": (0.135, 0.029),
             "between:capital": (0.032, 0.191)}  # fmt: skip
    for term, printed in table.items():
        assert tuple(found.row(term)[["estimate", "std_error"]].astype("float64").round(3)) == printed


def pci_and_share(data: Data) -> pd.DataFrame:
    """Trained share and PCI labour training, 2008 to 2016, with the breaks of the PCI."""
    share, pci = (data.panel(name) for name in ("gso_trained_employed_share", "pci_labour_training"))
    pci = pci.rename(columns={"value": "pci", "segment": "segment_pci", "source_id": "pci_source"})
    both = share.merge(pci[["place", "year", "pci", "segment_pci", "pci_source"]], on=["place", "year"])
    both = both[both["level"] == "province"].rename(columns={"value": "share"})
    return both.assign(source_ids=both["source_id"] + "|" + both["pci_source"])


SHARE: dict[str, Any] = {"outcome": "share", "exposures": "pci", "scaled_yearly": ["pci"]}
ACROSS = ("association-across-break",)


def test_training_scores_and_trained_shares_go_together_between_provinces_more_than_within(data: Data) -> None:
    """Spearman .62 in all rows; .21 within provinces and years. Hà Nội of 2008 is another place in the PCI.

    The Spearman correlation of means is .7095 with the means as exact fractions.
    """
    panel = pci_and_share(data)
    ranks = done(between_within(panel, **SHARE, correlation="spearman", allow=ACROSS))
    assert ranks.n == 566
    assert estimates(ranks, "correlation_pooled", "correlation_between") == pytest.approx([0.622, 0.7095], abs=5e-4)
    plain = done(between_within(panel, **SHARE, effects=("place", "year"), allow=ACROSS))
    assert estimates(plain, "correlation_pooled", "correlation_between") == pytest.approx([0.630, 0.818], abs=5e-4)
    assert estimates(plain, "correlation_within") == pytest.approx([0.207], abs=5e-4)
    one_way = done(between_within(panel, **SHARE, allow=ACROSS))
    assert estimates(one_way, "correlation_within") == pytest.approx([0.558], abs=5e-4), "both rose over the years"
    assert plain.row("difference")["p_value"] < 0.001
    assert plain.row("pooled")["source_ids"] == "gso_trained_employed_share|pci_labour_training"
    assert [caveat.rule for caveat in plain.caveats] == [
        "association-not-effect", "scaled-within-year", "association-across-break",
    ]  # fmt: skip


def test_the_same_with_the_old_ha_noi_joined_by_its_name(data: Data) -> None:
    """567 rows, as many joined them: Spearman .62 in all rows, Pearson .22 within provinces and years."""
    share, pci = (data.panel(name) for name in ("gso_trained_employed_share", "pci_labour_training"))
    pci = pci.assign(place=pci["place"].replace("ha-noi-until-2008", "ha-noi")).dropna(subset="value")
    both = share[share["level"] == "province"].merge(pci[["place", "year", "value"]], on=["place", "year"])
    both = both.rename(columns={"value_x": "share", "value_y": "pci"}).drop(columns="segment")
    ranks = done(between_within(both, outcome="share", exposures="pci", correlation="spearman"))
    assert ranks.n == 567
    assert estimates(ranks, "correlation_pooled") == pytest.approx([0.62], abs=0.01)
    plain = done(between_within(both, outcome="share", exposures="pci", effects=("place", "year")))
    assert estimates(plain, "correlation_within") == pytest.approx([0.22], abs=0.01)


def test_the_breaks_of_the_pci_are_not_crossed_unasked(data: Data) -> None:
    panel = pci_and_share(data)
    assert between_within(panel, **SHARE) == Refusal("association-across-break", {"places": 63})
    stretches = done(between_within(panel, **SHARE, effects=("segment", "year")))
    assert estimates(stretches, "correlation_within") == pytest.approx([0.234], abs=5e-4)
    one = panel[panel["year"] >= 2013]
    assert isinstance(between_within(one, **SHARE), Result), "the years of one stretch"
    assert isinstance(between_within(panel[panel["year"] >= 2012], **SHARE), Refusal)


# Independent computations.


def formula_of(effects: tuple[str, ...]) -> str:
    names = {"place": "C(place)", "year": "C(year)", "segment": "C(place):C(segment)"}
    return "y ~ x + z + " + " + ".join(names[effect] for effect in effects)


@pytest.mark.parametrize("effects", EFFECTS)
@pytest.mark.parametrize("gaps", [False, True])
def test_within_by_a_dummy_for_each_mean(effects: tuple[str, ...], gaps: bool) -> None:
    """statsmodels counts the dummies of places as parameters of the correction; they lie within the clusters."""
    panel = made(14, 8, between=1.0, within=0.4)
    late = panel["year"] >= np.where(panel["place"] < "p06", 2004, 2006)
    panel = panel.assign(segment=late.astype("int64"))
    panel = with_gaps(panel).reset_index(drop=True) if gaps else panel
    model = smf.ols(formula_of(effects), panel)
    options: dict[str, Any] = {"exposures": ["x", "z"], "effects": effects, "allow": ACROSS}
    classical, plain = model.fit(), done(ask(panel, **options, errors="classical"))
    groups = {"groups": pd.factorize(panel["place"])[0], "use_correction": False}
    robust, ours = model.fit(cov_type="cluster", cov_kwds=groups), done(ask(panel, **options))
    count, times = len(panel), 7 if "year" in effects else 0
    correction = 14 / 13 * (count - 1) / (count - 3 - times)
    for name in ("x", "z"):
        row = plain.row(f"within:{name}")
        assert row["estimate"] == pytest.approx(classical.params[name], rel=1e-9)
        assert row["std_error"] == pytest.approx(classical.bse[name], rel=1e-9)
        assert row["df"] == classical.df_resid
        assert [row["lower"], row["upper"]] == pytest.approx(classical.conf_int().loc[name].tolist(), rel=1e-8)
        assert row["p_value"] == pytest.approx(classical.pvalues[name], rel=1e-6)
        row = ours.row(f"within:{name}")
        assert row["std_error"] == pytest.approx(robust.bse[name] * correction**0.5, rel=1e-8)
        assert row["df"] == 13


@pytest.mark.parametrize("gaps", [False, True])
def test_pooled_and_difference_by_the_regressions_of_the_books(gaps: bool) -> None:
    """Least squares of all rows, and Mundlak's regression on exposures and their means; CRV1 by statsmodels."""
    panel = made(14, 8, between=1.0, within=0.4)
    panel = with_gaps(panel).reset_index(drop=True) if gaps else panel
    means = panel.groupby("place")[["x", "z"]].transform("mean").add_suffix("_mean")
    groups = {"groups": pd.factorize(panel["place"])[0]}
    ours = done(ask(panel, exposures=["x", "z"]))
    pooled = smf.ols("y ~ x + z", panel).fit(cov_type="cluster", cov_kwds=groups, use_t=True)
    mundlak = smf.ols("y ~ x + z + x_mean + z_mean", panel.join(means))
    mundlak = mundlak.fit(cov_type="cluster", cov_kwds=groups, use_t=True)
    for theirs, names in ((pooled, {"pooled": "{}"}), (mundlak, {"difference": "{}_mean"})):
        for (term, pattern), name in ((one, name) for one in names.items() for name in ("x", "z")):
            row, at = ours.row(f"{term}:{name}"), pattern.format(name)
            assert row["estimate"] == pytest.approx(theirs.params[at], rel=1e-8)
            assert row["std_error"] == pytest.approx(theirs.bse[at], rel=1e-8)
            assert row["p_value"] == pytest.approx(theirs.pvalues[at], rel=1e-6)
    joint = mundlak.f_test("x_mean = 0, z_mean = 0")
    assert ours.row("equality")["estimate"] == pytest.approx(float(joint.fvalue), rel=1e-7)
    assert ours.row("equality")["p_value"] == pytest.approx(float(joint.pvalue), rel=1e-6)


@pytest.mark.parametrize("errors", ["classical", "cluster"])
def test_between_by_the_means_alone(errors: Any) -> None:
    panel = with_gaps(made(14, 8, between=1.0, within=0.4))
    means = panel.groupby("place")[["y", "x"]].mean().assign(rows=panel.groupby("place").size())
    model = smf.wls("y ~ x", means, weights=means["rows"])
    theirs = model.fit() if errors == "classical" else model.fit(cov_type="HC1", use_t=True)
    row = done(ask(panel, errors=errors)).row("between")
    assert row[["estimate", "std_error", "p_value", "df", "n"]].tolist() == pytest.approx(
        [theirs.params["x"], theirs.bse["x"], theirs.pvalues["x"], 12, 14], rel=1e-8
    )


def test_the_pooled_slope_is_a_weighted_mean_of_the_other_two() -> None:
    panel = with_gaps(made(14, 8, between=2.0, within=-0.5))
    pooled, between, within = estimates(done(ask(panel)), "pooled", "between", "within")
    deviations = panel["x"] - panel.groupby("place")["x"].transform("mean")
    weight = (deviations**2).sum() / ((panel["x"] - panel["x"].mean()) ** 2).sum()
    assert pooled == pytest.approx(weight * within + (1 - weight) * between)
    assert within < pooled < between


def test_correlations_by_hand() -> None:
    panel = made(14, 8, between=1.0, within=0.4)
    found = done(ask(panel))
    means = panel.groupby("place")[["y", "x"]].mean()
    left = panel[["y", "x"]] - panel.groupby("place")[["y", "x"]].transform("mean")
    for term, frame in (("pooled", panel), ("between", means), ("within", left)):
        row = found.row(f"correlation_{term}")
        assert row["estimate"] == pytest.approx(np.corrcoef(frame["y"], frame["x"])[0, 1])
        assert row["n"] == len(frame)
        ranked = done(ask(panel, correlation="spearman")).row(f"correlation_{term}")
        assert ranked["estimate"] == pytest.approx(frame["y"].corr(frame["x"], method="spearman"))


def test_two_variances_of_classical_errors_make_that_of_the_difference() -> None:
    found = done(ask(made(14, 8, between=1.0, within=0.4), errors="classical"))
    errors = [float(found.row(term)["std_error"]) for term in ("between", "within", "difference")]
    assert errors[2] == pytest.approx((errors[0] ** 2 + errors[1] ** 2) ** 0.5)
    assert found.row("difference")["df"] == found.row("between")["df"] == 12


@pytest.mark.parametrize("errors", ["classical", "cluster"])
def test_intervals_cover_the_truth_as_often_as_they_say(errors: Any) -> None:
    """Slopes of 1.5 between and 0.5 within, 160 times. HC1 of forty means is somewhat narrow, as is known."""
    truth, inside = (
        {"between": 1.5, "within": 0.5, "difference": 1.0},
        dict.fromkeys(["between", "within", "difference"], 0),
    )
    for seed in range(160):
        found = done(ask(made(40, 5, between=1.5, within=0.5, seed=seed), errors=errors))
        for term, true in truth.items():
            row = found.row(term)
            inside[term] += bool(row["lower"] <= true <= row["upper"])
    error = (0.95 * 0.05 / 160) ** 0.5
    for term, count in inside.items():
        assert 0.95 - (4 if errors == "cluster" else 3) * error < count / 160 < 0.95 + 3 * error, term


def test_errors_that_last_make_classical_intervals_too_narrow() -> None:
    """Random walks within places: the reason for clusters."""
    inside = {"cluster": 0, "classical": 0}
    for seed in range(80):
        draw = np.random.default_rng(seed)
        panel = made(30, 8, between=0.0, within=0.0, seed=seed, noise=1e-9)
        walks = np.cumsum(draw.normal(size=(2, 30, 8)), axis=2).reshape(2, -1)
        panel = panel.assign(x=walks[0], y=walks[1])
        for errors in ("cluster", "classical"):
            row = done(ask(panel, errors=errors)).row("within")
            inside[errors] += bool(row["lower"] <= 0 <= row["upper"])
    assert inside["cluster"] / 80 > 0.95 - 4 * (0.95 * 0.05 / 80) ** 0.5
    assert inside["classical"] / 80 < 0.85


# What is refused, and its nearest neighbour that is not.


def test_few_places_are_refused_unless_allowed_or_errors_are_classical() -> None:
    nine, ten = (made(count, 6, between=1.0, within=0.4) for count in (9, 10))
    refusal = Refusal("few-clusters", {"clusters": 9, "needed": 10})
    assert ask(nine) == refusal
    assert isinstance(ask(ten), Result)
    assert isinstance(ask(nine, errors="classical"), Result)
    allowed = done(ask(nine, allow=("few-clusters",)))
    assert Caveat("few-clusters", refusal.details, allowed=True) in allowed.caveats


@pytest.mark.parametrize(
    ("places", "exposures", "rule"), [(1, "x", "too-few-places"), (2, "x", "too-few-places"), (3, "x", ""),
                                      (3, ["x", "z"], "too-few-places"), (4, ["x", "z"], "")],
)  # fmt: skip
def test_place_means_need_a_place_to_spare(places: int, exposures: Any, rule: str) -> None:
    found = ask(made(places, 6, between=1.0, within=0.4), exposures=exposures, errors="classical")
    assert getattr(found, "rule", "") == rule
    if rule:
        assert isinstance(found, Refusal)
        assert found.details["places"] == places
    single = ask(made(1, 6, between=1.0, within=0.4), allow=("few-clusters",))
    assert single == Refusal("too-few-places", {"places": 1, "needed": 3}), "one place is no cluster"


def test_one_year_has_nothing_within() -> None:
    panel = made(12, 6, between=1.0, within=0.4)
    assert ask(panel[panel["year"] == 2003]) == Refusal("single-year", {"year": "2003"})
    assert isinstance(ask(panel[panel["year"] <= 2002]), Result)


def test_series_without_common_rows() -> None:
    panel = made(12, 6, between=1.0, within=0.4)
    early = panel["year"] <= 2003
    apart = panel.assign(x=panel["x"].where(early), y=panel["y"].where(~early))
    assert ask(apart, allow=("few-clusters",)) == Refusal("no-common-rows", {"rows": 72})
    together = panel.assign(x=panel["x"].where(panel["year"] <= 2005), y=panel["y"].where(~early))
    assert done(ask(together)).n == 24
    assert done(ask(together)).dropped == 48


def test_an_exposure_that_stands_still_within_or_between() -> None:
    panel = made(12, 6, between=1.0, within=0.4)
    still = panel.groupby("place")["x"].transform("mean")
    assert ask(panel.assign(x=still)) == Refusal("no-variation-within", {"exposure": "x"})
    assert ask(panel.assign(x=3.0)) == Refusal("no-variation-within", {"exposure": "x"})
    alike = panel.assign(x=panel["x"] - still)
    assert ask(alike) == Refusal("no-variation-between", {"exposure": "x"})
    nearly = still.where(panel.index != 5, still + 0.01)
    assert isinstance(ask(panel.assign(x=nearly)), Result)
    assert isinstance(ask(alike.assign(x=alike["x"].where(alike.index != 5, 3.0))), Result)


def test_what_moves_alike_everywhere_is_nothing_beside_effects_of_the_year() -> None:
    panel = made(12, 6, between=1.0, within=0.4)
    national = panel["x"].groupby(panel["place"]).transform("mean") + panel["year"]
    assert isinstance(ask(panel.assign(x=national)), Result)
    refusal = ask(panel.assign(x=national), effects=("place", "year"))
    assert refusal == Refusal("no-variation-within", {"exposure": "x"})
    assert isinstance(ask(panel, effects=("place", "year")), Result)


@pytest.mark.parametrize("part", ["everywhere", "between", "within"])
def test_exposures_that_depend_on_each_other(part: str) -> None:
    panel = made(12, 6, between=1.0, within=0.4)
    mean = panel.groupby("place")["x"].transform("mean")
    still = panel.groupby("place")["z"].transform("mean")
    other = {"everywhere": 2 * panel["x"], "between": mean + panel["z"] - still, "within": panel["x"] - mean + still}
    found = ask(panel.assign(z=other[part]), exposures=["x", "z"])
    assert found == Refusal("moderators-collinear", {"moderators": "x, z"})
    assert isinstance(ask(panel, exposures=["x", "z"]), Result)


def test_a_fit_without_error_has_no_certainty() -> None:
    panel = made(12, 6, between=1.0, within=0.4)
    for outcome in (panel["x"] * 3, panel["x"] * 0 + 7, panel.groupby("place")["y"].transform("mean")):
        assert ask(panel.assign(y=outcome)) == Refusal("fit-without-error")
    assert isinstance(ask(panel.assign(y=panel["x"] * 3 + panel["z"] / 1000)), Result)


def test_a_break_of_any_series_counts_where_a_place_has_rows_on_both_sides() -> None:
    panel = made(12, 6, between=1.0, within=0.4)
    late = (panel["year"] >= 2004).astype("int64")
    for column in ("segment", "segment_x"):
        broken = panel.assign(**{column: late})
        assert ask(broken) == Refusal("association-across-break", {"places": 12})
        assert isinstance(ask(broken[broken["year"] >= 2004]), Result)
        assert isinstance(ask(broken, effects=("segment",)), Result)
        details = {"places": 12}
        allowed = done(ask(broken, allow=ACROSS))
        assert Caveat("association-across-break", details, allowed=True) in allowed.caveats
    one = panel.assign(segment=late.where(panel["place"] == "p00", 0))
    assert ask(one) == Refusal("association-across-break", {"places": 1})
    assert isinstance(ask(panel.assign(segment=0, segment_x=1)), Result)


def test_mistakes_of_the_caller() -> None:
    panel = made(12, 6, between=1.0, within=0.4)
    for options, message in (
        ({"exposures": "w"}, "no column w"),
        ({"exposures": []}, "one exposure at least"),
        ({"exposures": ["x", "x"]}, "different columns"),
        ({"exposures": "y"}, "different columns"),
        ({"effects": ("year",)}, "effects="),
        ({"errors": "robust"}, "cluster or classical"),
        ({"correlation": "kendall"}, "pearson or spearman"),
        ({"scaled_yearly": ["z"]}, "neither outcome nor exposure"),
        ({"level": 95}, "outside 0 to 1"),
        ({"allow": ("single-year",)}, "can be allowed here"),
    ):
        with pytest.raises(ValueError, match=message):
            ask(panel, **options)
    with pytest.raises(ValueError, match="p00 has several rows for 2001"):
        ask(pd.concat([panel, panel.head(1)]))


def test_the_panel_is_left_as_it_was() -> None:
    panel = made(12, 6, between=1.0, within=0.4).assign(segment=0).astype({"place": "category"})
    before = panel.copy(deep=True)
    done(ask(panel, exposures=["x", "z"], effects=("segment", "year")))
    pd.testing.assert_frame_equal(panel, before)


def test_every_result_says_that_an_association_is_no_effect() -> None:
    panel = made(12, 6, between=1.0, within=0.4)
    assert done(ask(panel)).caveats == (Caveat("association-not-effect"),)
    scaled = done(ask(panel, scaled_yearly=["x"]))
    assert scaled.caveats == (Caveat("association-not-effect"), Caveat("scaled-within-year", {"columns": "x"}))
    assert {row: done(ask(panel)).settings[row] for row in ("places", "years")} == {"places": 12, "years": 6}
    assert set(done(ask(panel)).table["period"]) == {"2001–2006"}


# The answer does not hang on order, names, units or the kind of column.


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.floats(0.01, 100), st.floats(0.01, 100), st.sampled_from(EFFECTS), st.data())
def test_order_unit_and_names_change_nothing(
    seed: int, outcome: float, exposure: float, effects: tuple[str, ...], draw: Any
) -> None:
    panel = made(11, 4, between=1.0, within=0.4, seed=seed).drop(index=[3, 9, 20])
    first = done(ask(panel, effects=effects)).table
    other = panel.iloc[draw.draw(st.permutations(range(len(panel))))]
    other = other.assign(place="x" + other["place"], y=other["y"] * outcome + 5, x=other["x"] * exposure - 3)
    gap = pd.DataFrame({"place": ["x9", None], "year": [2001, 2002], "x": [np.nan, 1.0], "y": [1.0, 2.0]})
    other = pd.concat([other, gap]).astype({"place": "category", "year": "float64"})
    other.index = pd.Index([0] * len(other))
    second = done(ask(other, effects=effects))
    assert second.dropped == 2
    slopes = ~first["term"].str.startswith("correlation")
    for column in ("estimate", "std_error", "lower", "upper", "p_value", "df", "n"):
        factor = outcome / exposure if column in ("estimate", "std_error", "lower", "upper") else 1.0
        for rows, scale in ((slopes, factor), (~slopes, 1.0)):
            np.testing.assert_allclose(second.table.loc[rows, column] / scale, first.loc[rows, column], rtol=1e-6)


@pytest.mark.parametrize("effects", [("place",), ("segment", "year")])
@pytest.mark.parametrize(
    ("unit", "shift"),
    [(1.0, 1e9), (1e13, 5e13), (2e13, 1e14), (1e13, 1e9), *((10.0**power, 0.0) for power in (-9, 6, 15))],
)
def test_large_numbers_and_small_differences_between_them_have_the_same_slopes(
    effects: tuple[str, ...], unit: float, shift: float
) -> None:
    """The unit and the zero of either side are a convention: đồng of 10^13 beside shares, or years since creation."""
    panel = made(14, 8, between=1.0, within=0.4).assign(segment=lambda frame: (frame["year"] > 2004).astype("int64"))
    options: dict[str, Any] = {"exposures": ["x", "z"], "effects": effects, "allow": ACROSS}
    columns, shares = ["estimate", "std_error", "lower", "upper"], ["p_value", "df", "n"]
    for name, power in (("x", -1), ("y", 1)):
        large = panel[name] * unit + shift
        left = panel.assign(**{name: (large - shift) / unit})  # what the shift has left of the last digits
        plain = done(ask(left, **options)).table.set_index("term")
        other = done(ask(panel.assign(**{name: large}), **options)).table.set_index("term")
        for term in plain.index:
            moved = term.endswith(":x") or (name == "y" and term.endswith(":z"))
            scale = unit**power if moved and not term.startswith("correlation") else 1.0
            expected = (plain.loc[term, columns] * scale).tolist()
            assert other.loc[term, columns].tolist() == pytest.approx(expected, rel=1e-6, nan_ok=True), (name, term)
            for share in shares:
                assert other.loc[term, share] == pytest.approx(plain.loc[term, share], rel=1e-5, nan_ok=True), term


def test_the_points_of_a_figure_are_in_the_units_of_the_columns() -> None:
    panel = made(12, 6, between=1.0, within=0.4).assign(x=lambda frame: frame["x"] * 50 + 1_000)
    found = points(panel, outcome="y", exposure="x").groupby("part")
    means = panel.groupby("place")[["x", "y"]].mean()
    left = panel[["x", "y"]] - panel.groupby("place")[["x", "y"]].transform("mean")
    for part, frame in (("between", means), ("within", left)):
        drawn = found.get_group(part)[["exposure", "outcome"]].to_numpy()
        assert drawn == pytest.approx(frame.to_numpy(), abs=1e-9)


def test_equal_means_and_deviations_are_ties_in_any_unit() -> None:
    """Scores with one decimal: their means and deviations are often equal, and differ by rounding of the computer."""
    draw = np.random.default_rng(5)
    scores = draw.integers(0, 4, (2, 48))
    panel = made(12, 4, between=1.0, within=0.4).assign(x=scores[0].astype("float64"), y=scores[1].astype("float64"))
    terms = ["correlation_pooled", "correlation_between", "correlation_within"]
    exact = panel[["y", "x"]].astype("int64")
    means, sums = exact.groupby(panel["place"]).sum(), exact.groupby(panel["place"]).transform("sum")
    by_hand = [frame["y"].corr(frame["x"], method="spearman") for frame in (exact, means, 4 * exact - sums)]
    for unit, shift in ((1.0, 0.0), (0.1, 0.0), (1 / 3, 0.0), (1e9, 0.0), (0.1, 7.7), (1 / 3, 1e5)):
        for name in ("x", "y"):
            other = panel.assign(**{name: panel[name] * unit + shift})
            assert estimates(done(ask(other, correlation="spearman")), *terms) == pytest.approx(by_hand, abs=1e-12)


def test_years_are_whole_numbers() -> None:
    panel = made(12, 6, between=1.0, within=0.4)
    dates = pd.to_datetime(panel["year"].astype("str") + "-01-01")
    for years in (panel["year"] + 0.5, dates, dates.dt.to_period("Y")):
        with pytest.raises(ValueError, match="years are whole numbers such as 2016; use"):
            ask(panel.assign(year=years))
    for years in (panel["year"].astype("float64"), panel["year"].astype("str")):
        pd.testing.assert_frame_equal(done(ask(panel.assign(year=years))).table, done(ask(panel)).table)


def test_a_segment_that_is_not_known_is_no_stretch_of_its_own() -> None:
    panel = made(12, 6, between=1.0, within=0.4)
    holed = panel.assign(segment=np.where(panel["year"] == 2003, np.nan, 0.0))
    pd.testing.assert_frame_equal(done(ask(holed)).table, done(ask(panel)).table)
    broken = panel.assign(segment=np.where(panel["year"] == 2003, np.nan, 1.0))
    assert ask(broken) == Refusal("association-across-break", {"places": 12})

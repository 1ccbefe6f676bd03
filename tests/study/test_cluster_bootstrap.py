"""The wild cluster bootstrap against a loop of refits over every sign change, and its promised error rate."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from analysis.study.result import Refusal, Result
from analysis.study.small_samples.cluster_bootstrap import wild_bootstrap


def panel(units: int, years: int, *, treated: dict[int, int], effect: float = 0.0, seed: int = 1) -> pd.DataFrame:
    """A made-up panel with errors that last within a unit; units of ``treated`` get the effect from that year on."""
    draw = np.random.default_rng(seed)
    frame = pd.DataFrame([(f"p{unit:02}", 2000 + year) for unit in range(units) for year in range(years)])
    frame.columns = pd.Index(["place", "year"])
    on = [int(year >= treated.get(unit, years)) for unit in range(units) for year in range(years)]
    noise = np.cumsum(draw.normal(size=(units, years)), axis=1).ravel()
    return frame.assign(treated=on, x=draw.normal(size=len(frame)), value=noise + effect * np.array(on))


def done(result: Result | Refusal) -> Result:
    assert isinstance(result, Result)
    return result


def t_value(data: pd.DataFrame, formula: str, null: float = 0.0) -> float:
    fit = smf.ols(formula, data).fit(
        cov_type="cluster", cov_kwds={"groups": pd.factorize(data["place"])[0], "use_correction": False}
    )
    return float((fit.params["treated"] - null) / fit.bse["treated"])


@pytest.mark.parametrize("controls", [[], ["x"]])
@pytest.mark.parametrize("gap", [False, True])
@pytest.mark.parametrize("null", [0.0, 0.8])
def test_every_sign_change_refitted_by_statsmodels(controls: list[str], gap: bool, null: float) -> None:
    data = panel(6, 5, treated={0: 2, 1: 3, 2: 1}, effect=1.0)
    data = data.drop(index=[7, 21]).reset_index(drop=True) if gap else data
    others = " + ".join(["C(place)", "C(year)", *controls])
    full = f"value ~ treated + {others}"
    under = smf.ols(f"value ~ {others}", data.assign(value=data["value"] - null * data["treated"])).fit()
    fitted, residual = under.fittedvalues + null * data["treated"], under.resid
    codes = pd.factorize(data["place"])[0]
    found = []
    for signs in product([-1.0, 1.0], repeat=6):
        drawn = data.assign(value=fitted + np.array(signs)[codes] * residual)
        found.append(t_value(drawn, full, null))
    expected = np.mean(np.abs(found) >= abs(t_value(data, full, null)) * (1 - 1e-9))
    shifted = data.assign(value=data["value"] - null * data["treated"])
    result = done(wild_bootstrap(shifted, value="value", treated="treated", controls=controls))
    assert result.row("coefficient")["p_value"] == pytest.approx(expected)
    assert result.row("coefficient")["estimate"] == pytest.approx(smf.ols(full, shifted).fit().params["treated"])
    assert result.settings["draws"] == 64


def test_the_interval_holds_what_is_not_rejected() -> None:
    data = panel(20, 8, treated=dict.fromkeys(range(8), 4), effect=1.5)
    row = done(wild_bootstrap(data, value="value", treated="treated")).row("coefficient")

    def p_value(null: float) -> float:
        shifted = data.assign(value=data["value"] - null * data["treated"])
        return float(done(wild_bootstrap(shifted, value="value", treated="treated")).row("coefficient")["p_value"])

    width = row["upper"] - row["lower"]
    for end, inwards in ((row["lower"], 1), (row["upper"], -1)):
        assert p_value(end + inwards * 0.01 * width) > 0.05
        assert p_value(end - inwards * 0.01 * width) <= 0.05


def test_the_error_is_the_cluster_robust_one() -> None:
    """statsmodels counts the effects of units as parameters; they lie within the clusters and are left out here."""
    data = panel(20, 8, treated=dict.fromkeys(range(8), 4))
    fit = smf.ols("value ~ treated + C(place) + C(year)", data)
    groups = {"groups": pd.factorize(data["place"])[0], "use_correction": False}
    plain = fit.fit(cov_type="cluster", cov_kwds=groups).bse["treated"]
    row = done(wild_bootstrap(data, value="value", treated="treated")).row("coefficient")
    assert row["std_error"] == pytest.approx(plain * (20 / 19 * (160 - 1) / (160 - 9)) ** 0.5)


@pytest.mark.parametrize("weights", ["rademacher", "webb"])
def test_where_nothing_happened_one_in_twenty_is_rejected(weights: str) -> None:
    rejected = 0
    for seed in range(300):
        data = panel(15, 6, treated=dict.fromkeys(range(6), 3), seed=seed)
        found = done(wild_bootstrap(data, value="value", treated="treated", draws=499, weights=weights, seed=seed))  # type: ignore[arg-type]
        rejected += found.row("coefficient")["p_value"] <= 0.05
    assert abs(rejected / 300 - 0.05) <= 3 * (0.05 * 0.95 / 300) ** 0.5


@pytest.mark.parametrize("factor", [1e9, 1e13, 1e-10, 1e200])
def test_the_unit_of_a_control_changes_nothing(factor: float) -> None:
    data = panel(8, 5, treated={0: 2, 1: 3, 2: 1}, effect=1.0)
    plain, scaled = (
        done(wild_bootstrap(frame, value="value", treated="treated", controls=["x"])).row("coefficient")
        for frame in (data, data.assign(x=data["x"] * factor))
    )
    expected = smf.ols("value ~ treated + x + C(place) + C(year)", data).fit().params["treated"]
    assert scaled["estimate"] == pytest.approx(expected)
    assert scaled[["std_error", "lower", "upper"]].tolist() == pytest.approx(
        plain[["std_error", "lower", "upper"]].tolist()
    )
    assert scaled["p_value"] == plain["p_value"]


def test_a_control_that_does_not_change_within_units_controls_nothing() -> None:
    """The effects of the units hold it already; so do those of the years what changes with the year alone."""
    data = panel(8, 5, treated={0: 2, 1: 3, 2: 1}, effect=1.0)
    plain = done(wild_bootstrap(data, value="value", treated="treated")).row("coefficient")
    for control in (data["place"].str[1:].astype("float64") * 0.1e13, data["year"] * 0.1):
        held = wild_bootstrap(data.assign(held=control), value="value", treated="treated", controls=["held"])
        assert done(held).row("coefficient")["estimate"] == pytest.approx(plain["estimate"])
        assert done(held).row("coefficient")["p_value"] == plain["p_value"]


def test_names_order_index_and_seed() -> None:
    data = panel(18, 6, treated=dict.fromkeys(range(6), 3), effect=0.7).assign(source_id="office")
    assert done(wild_bootstrap(data, value="value", treated="treated")).row("coefficient")["source_ids"] == "office"
    first = done(wild_bootstrap(data, value="value", treated="treated", seed=4)).table
    mixed = data.sample(frac=1.0, random_state=1).astype({"place": "category"})
    mixed.index = pd.Index([0] * len(mixed))
    pd.testing.assert_frame_equal(first, done(wild_bootstrap(mixed, value="value", treated="treated", seed=4)).table)
    other = done(wild_bootstrap(data, value="value", treated="treated", seed=5)).table
    assert other["estimate"].tolist() == first["estimate"].tolist()
    assert other["p_value"].tolist() != first["p_value"].tolist()


def test_what_is_refused_and_its_nearest_neighbour_that_is_not() -> None:
    def rule(data: pd.DataFrame) -> str:
        found = wild_bootstrap(data, value="value", treated="treated")
        return found.rule if isinstance(found, Refusal) else "answered"

    assert rule(panel(8, 5, treated={0: 2})) == "one-treated-unit"
    assert rule(panel(8, 5, treated={0: 2, 1: 2})) == "answered"
    assert rule(panel(5, 5, treated={0: 2, 1: 2})) == "permutation-cannot-reject"
    assert rule(panel(6, 5, treated={0: 2, 1: 2})) == "answered"
    assert rule(panel(8, 5, treated=dict.fromkeys(range(8), 2))) == "treatment-explained"
    assert rule(panel(8, 5, treated=dict.fromkeys(range(7), 2))) == "answered"
    constant = panel(8, 5, treated={0: 2, 1: 2}).assign(value=3.0)
    assert rule(constant) == "fit-without-error"
    assert rule(constant.assign(value=constant["treated"] * 2.0)) == "fit-without-error"
    assert rule(constant.assign(value=3.0 + constant["x"] / 1000)) == "answered"


def test_what_is_allowed_is_said() -> None:
    lonely = wild_bootstrap(panel(8, 5, treated={0: 2}), value="value", treated="treated", allow=["one-treated-unit"])
    assert [caveat.rule for caveat in done(lonely).caveats] == ["one-treated-unit"]
    few = wild_bootstrap(
        panel(5, 5, treated={0: 2, 1: 2}), value="value", treated="treated", allow=["permutation-cannot-reject"]
    )
    assert [caveat.rule for caveat in done(few).caveats] == ["permutation-cannot-reject"]


def test_a_repeated_row_is_a_mistake_of_the_caller() -> None:
    data = panel(8, 5, treated={0: 2, 1: 2})
    with pytest.raises(ValueError, match="several rows"):
        wild_bootstrap(pd.concat([data, data.head(1)]), value="value", treated="treated")
    assert isinstance(wild_bootstrap(data, value="value", treated="treated"), Result)


def test_what_is_infinite_counts_as_missing() -> None:
    data = panel(8, 5, treated={0: 2, 1: 2})
    data["value"] = data["value"].mask(data.index == 7, np.inf)
    data["x"] = data["x"].mask(data.index == 20, -np.inf)
    found = done(wild_bootstrap(data, value="value", treated="treated", controls=["x"]))
    gone = done(wild_bootstrap(data.drop(index=[7, 20]), value="value", treated="treated", controls=["x"]))
    pd.testing.assert_frame_equal(found.table, gone.table)
    assert (found.n, found.dropped, gone.dropped) == (38, 2, 0)


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ({"weights": "mammen"}, {"weights": "webb"}, "none of rademacher, webb"),
        ({"draws": 0}, {"draws": 1}, "at least one"),
        ({"level": 1.0}, {"level": 0.9}, "outside 0 to 1"),
        ({"level": 95}, {"level": 0.95}, "outside 0 to 1"),
        ({"value": "rate"}, {"value": "value"}, "no column rate; the table has place, year"),
        ({"controls": "y"}, {"controls": "x"}, "no column y"),
        ({"treated": "place"}, {"treated": "treated"}, "place holds 'p00'; it must hold numbers"),
    ],
)
def test_what_cannot_be_meant_is_a_mistake_of_the_caller(
    wrong: dict[str, object], right: dict[str, object], words: str
) -> None:
    data, usual = panel(8, 5, treated={0: 2, 1: 2}), {"value": "value", "treated": "treated"}
    with pytest.raises(ValueError, match=words):
        wild_bootstrap(data, **(usual | wrong))  # type: ignore[arg-type]
    assert isinstance(wild_bootstrap(data, **(usual | right)), Result)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["category", "object", "Int64"])
def test_the_kind_of_column_changes_nothing(kind: str) -> None:
    data = panel(8, 5, treated={0: 2, 1: 2}, effect=1.0)
    other = data.astype({"year": kind, "treated": kind})
    tables = [done(wild_bootstrap(frame, value="value", treated="treated")).table for frame in (data, other)]
    pd.testing.assert_frame_equal(*tables)


def test_years_of_which_some_are_text_are_a_mistake_and_all_of_them_are_not() -> None:
    data = panel(8, 5, treated={0: 2, 1: 2})
    mixed = data["year"].astype("object").mask(data.index == 3, "2003")
    with pytest.raises(ValueError, match="year holds text and numbers"):
        wild_bootstrap(data.assign(year=mixed), value="value", treated="treated")
    assert isinstance(wild_bootstrap(data.astype({"year": "str"}), value="value", treated="treated"), Result)


def test_tables_without_a_whole_row_are_refused() -> None:
    data = panel(8, 5, treated={0: 2, 1: 2})
    for none, rows in ((data.head(0), 0), (data.assign(value=np.nan), 40), (data.assign(value=None), 40)):
        assert wild_bootstrap(none, value="value", treated="treated") == Refusal("no-rows", {"rows": rows})
    one = wild_bootstrap(data.head(1), value="value", treated="treated")
    assert isinstance(one, Refusal)
    assert one.rule == "treatment-explained"


def test_the_settings_hold_whatever_changes_a_number() -> None:
    data = panel(8, 5, treated={0: 2, 1: 2})
    found = done(wild_bootstrap(data, value="value", treated="treated", controls=["x"], weights="webb", draws=99))
    assert found.settings == {
        "value": "value", "treated": "treated", "unit": "place", "time": "year", "controls": "x", "weights": "webb",
        "draws": 99.0, "seed": 0.0, "level": 0.95, "smallest": 0.01,
    }  # fmt: skip

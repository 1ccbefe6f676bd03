"""Printed against recomputed: the project's own replications, how numbers are read, and what is never guessed."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from math import inf, isnan, nan
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.datasets import grunfeld

from analysis.quantities import format_number
from analysis.study.associations import between_within
from analysis.study.pooling import pool, shrink
from analysis.study.reproduction import reproduce
from analysis.study.result import Caveat, Refusal, Result
from analysis.study.small_samples import permute


def done(result: Result | Refusal) -> Result:
    assert isinstance(result, Result)
    return result


def verdict(printed: Any, recomputed: Any, **options: Any) -> str:
    return str(done(reproduce({"x": printed}, {"x": recomputed}, **options)).row("x")["method"])


# What others published, and what this project computes from the same data.

TRIALS = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
]  # fmt: skip
"""Trials of the BCG vaccine, cases and others with and without it (Colditz et al. 1994, JAMA 271)."""


def test_the_random_effects_model_of_the_bcg_trials() -> None:
    """Viechtbauer (2010), J. Stat. Softw. 36(3), section 3: −0.7145 (0.1798), tau² 0.3132, I² 92.22 %, Q 152.2330."""
    frame = pd.DataFrame(TRIALS, columns=["a", "b", "c", "d"], dtype="float64")
    treated, control = frame["a"] + frame["b"], frame["c"] + frame["d"]
    ratio = (frame["a"] / treated / (frame["c"] / control)).map(lambda value: float(Decimal(value).ln()))
    error = (1 / frame["a"] - 1 / treated + 1 / frame["c"] - 1 / control) ** 0.5
    places = [f"t{at:02}" for at in range(13)]
    pooled = done(pool(pd.DataFrame({"place": places, "estimate": ratio, "std_error": error}), test="z"))
    printed = {"mean": "−0.7145", "tau2": "0.3132", "i2": "92.22%", "q": "152.2330"}
    found = done(reproduce(printed, pooled))
    assert found.settings["match"] == 4
    assert found.caveats == ()
    errors = done(reproduce({"mean": "(0.1798)"}, {"mean": pooled.row("mean")["std_error"]}))
    assert errors.row("mean")["method"] == "match"
    fixed = done(reproduce({"mean": "−0.7145"}, pool(trials_of(places, ratio, error), method="FE", test="z")))
    assert fixed.row("mean")["method"] == "differs", "another model is another number"


def trials_of(places: list[str], estimate: pd.Series, error: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"place": places, "estimate": estimate, "std_error": error})


def test_the_batting_averages_of_efron_and_morris() -> None:
    """Efron and Morris (1977), Scientific American 236: shrinking factor .212, the first of .400 becomes .294."""
    hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]
    mean = sum(hits) / 45 / 18
    frame = pd.DataFrame({"place": [f"b{at:02}" for at in range(18)], "estimate": [hit / 45 for hit in hits]})
    shrunken = done(shrink(frame.assign(std_error=(mean * (1 - mean) / 45) ** 0.5), method="JS"))
    printed = pd.DataFrame({"term": ["kept", "shrunken"], "place": ["", "b00"], "value": [".212", ".294"]})
    found = done(reproduce(printed, shrunken, by=("term", "place")))
    assert found.table[["term", "place", "method"]].to_numpy().tolist() == [
        ["kept", "", "match"],
        ["shrunken", "b00", "match"],
    ]


def test_fisher_on_darwins_maize() -> None:
    """Fisher (1935), § 21: 863 of 32,768 on one side, 5.267 per cent on both."""
    heights = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
    plants = pd.DataFrame({"place": [f"p{at:02}" for at in range(15)], "value": [float(height) for height in heights]})
    p_value = done(permute(plants, value="value")).row("mean")["p_value"]
    found = done(reproduce({"per cent": "5.267", "mean": "20.933"}, {"per cent": 100 * p_value}, lang="en"))
    assert found.row("per cent")["method"] == "match"
    assert found.row("mean")["method"] == "not reproducible: not recomputed"


def test_grunfelds_investment_by_two_printings() -> None:
    """Baltagi, Econometric Analysis of Panel Data, table 2.1: .110 (.012) and .310 (.017)."""
    data = grunfeld.load_pandas().data
    data = data[data["firm"] != "American Steel"].assign(year=lambda frame: frame["year"].astype("int64"))
    ask = {"outcome": "invest", "exposures": ("value", "capital"), "place": "firm", "errors": "classical"}
    slopes = done(between_within(data, **ask))  # type: ignore[arg-type]
    printed = {"within:value": ".110", "within:capital": ".310", "pooled:value": ".116", "between:value": ".135"}
    assert done(reproduce(printed, slopes)).settings["match"] == 4


# Numbers as they are printed.


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("25,6", 25.55, 25.65),
        ("0.045", 0.0445, 0.0455),
        ("1.234,5", 1234.45, 1234.55),
        ("1,234.5", 1234.45, 1234.55),
        ("1.234.567", 1234566.5, 1234567.5),
        ("(.0400)", 0.03995, 0.04005),  # a standard error, not a negative number
        ("(-.962)", -0.9625, -0.9615),
        ("−11863.90", -11863.905, -11863.895),
        ("374", 373.5, 374.5),
        ("136 %", 135.5, 136.5),
        ("28 tỷ", 27.5e9, 28.5e9),
        ("19.843 lượt", 19842.5, 19843.5),
        (25.6, 25.55, 25.65),
        (136.0, 135.5, 136.5),
        (7, 6.5, 7.5),
    ],
)
def test_a_printed_number_allows_what_rounds_to_it(printed: Any, low: float, high: float) -> None:
    row = done(reproduce({"x": printed}, {"x": low})).row("x")
    assert [row["lower"], row["upper"]] == pytest.approx([low, high], rel=1e-12)
    assert [verdict(printed, end) for end in (low, high)] == ["match", "match"], "both ends belong to it"
    step = (high - low) / 1000
    assert [verdict(printed, end) for end in (low - step, high + step)] == ["differs", "differs"]


@pytest.mark.parametrize(
    ("printed", "inside", "outside"),
    [
        ("hơn 27.000", [27000, 10**6], [26999.9]),
        ("trên 2.920 lượt người", [2920.0], [2919]),
        ("gần 28 tỷ đồng", [27.9e9, 28e9, 1], [28.1e9]),
        ("ít nhất 80%", [80, 100], [79]),
        ("không quá 5,5", [5.5], [5.51]),
    ],
)
def test_words_that_bound_a_number_are_matched_as_bounds(
    printed: str, inside: list[float], outside: list[float]
) -> None:
    assert {verdict(printed, value) for value in inside} == {"match"}
    assert {verdict(printed, value) for value in outside} == {"differs"}


@pytest.mark.parametrize(
    ("printed", "lang", "expected"),
    [
        ("2.547", None, "not reproducible: may be read in two ways"),
        ("2,547", None, "not reproducible: may be read in two ways"),
        ("2.547", "vi", "match"),
        ("2,547", "en", "match"),
        ("2.547", "en", "differs"),
        ("2.547 người", None, "match"),  # Vietnamese words, a Vietnamese number
        ("2.547 kg", None, "not reproducible: no number"),
        ("gần 2.547", None, "match"),
        ("hơn 2.547", "en", "match"),  # the word is Vietnamese, whatever the rest of the table is
        ("n/a", None, "not reproducible: no number"),
        ("", None, "not reproducible: no number"),
        ("1,23,4", None, "not reproducible: no number"),
        ("1,23,4", "en", "not reproducible: no number"),
        ("15-20", "vi", "not reproducible: no number"),
        ("28 tỷ", "en", "not reproducible: no number"),
        (None, None, "not reproducible: nothing printed"),
        (nan, None, "not reproducible: nothing printed"),
    ],
)
def test_no_number_is_guessed(printed: Any, lang: Any, expected: str) -> None:
    assert verdict(printed, 2547.0, lang=lang) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (nan, "not recomputed"),
        (inf, "not recomputed"),
        (None, "not recomputed"),
        (pd.NA, "not recomputed"),
        (Refusal("pool-too-few", {"estimates": 1, "needed": 2}), "refused, pool-too-few"),
    ],
)
def test_what_could_not_be_recomputed_says_why(value: Any, expected: str) -> None:
    found = done(reproduce({"x": "1", "y": "2"}, {"x": value, "y": 2.0}))
    assert found.row("x")["method"] == f"not reproducible: {expected}"
    assert isnan(found.row("x")["estimate"])
    assert [*found.row("x")[["lower", "upper"]]] == [0.5, 1.5], "the printed number stands all the same"
    assert (found.n, found.dropped) == (1, 1)
    assert found.caveats == (Caveat("reproduction-missing", {"missing": 1, "printed": 2}),)


def test_a_result_of_one_row_is_a_value_and_one_of_several_is_not() -> None:
    mean = done(permute(pd.DataFrame({"place": list("abcdef"), "value": [1.0, 2, 3, 4, 5, 6]}), value="value"))
    assert verdict("3.5", mean) == "match"
    several = done(reproduce({"x": "1", "y": "2"}, {"x": 1.0}))
    with pytest.raises(ValueError, match="2 rows is no single value"):
        verdict("1", several)


def test_decimals_give_a_float_its_lost_zeros_back() -> None:
    printed = pd.DataFrame({"term": ["a", "b"], "value": [0.04, 0.04], "decimals": [4, None], "source_id": ["s", "t"]})
    found = done(reproduce(printed, pd.DataFrame({"term": ["a", "b"], "estimate": 0.0402, "source_ids": ["u|s", "u"]})))
    assert found.row("a")["method"] == "differs"
    assert found.row("b")["method"] == "match"
    assert found.table["source_ids"].tolist() == ["s|u", "t|u"]


@pytest.mark.parametrize(("tolerance", "expected"), [(0.05, "match"), (0.049, "differs"), (0, "differs")])
def test_a_largest_difference_in_place_of_rounding(tolerance: float, expected: str) -> None:
    assert verdict("25.6", 25.65, tolerance=tolerance) == expected
    assert verdict("25.6", 25.55, tolerance=tolerance) == expected
    assert verdict("hơn 27.000", 26999.95, tolerance=tolerance) == expected


def test_counts_stand_in_settings_and_differences_in_a_caveat() -> None:
    found = done(reproduce({"a": "1", "b": "2", "c": "3", "d": "2.547"}, {"a": 1, "b": 9, "c": None, "d": 2.547}))
    counts = [found.settings[name] for name in ("match", "differs", "not reproducible", "printed")]
    assert counts == [1, 1, 2, 4]
    assert found.caveats == (
        Caveat("reproduction-differs", {"differ": 1, "compared": 2}),
        Caveat("reproduction-missing", {"missing": 2, "printed": 4}),
    )
    assert found.row("d")["estimate"] == 2.547
    assert found.row("d")[["lower", "upper"]].isna().all()


def test_names_that_have_nothing_in_common_are_refused() -> None:
    assert reproduce({"a": "1", "b": "2"}, {"c": 1.0}) == Refusal("nothing-recomputed", {"printed": 2})
    assert isinstance(reproduce({"a": "1", "b": "2"}, {"b": 1.0}), Result)


def test_mistakes_of_the_caller() -> None:
    twice = pd.DataFrame({"term": ["a", "a"], "place": ["x", "y"], "value": ["1", "2"]})
    with pytest.raises(ValueError, match="a has several rows"):
        reproduce(twice, {"a": 1.0})
    assert isinstance(reproduce(twice, twice.rename(columns={"value": "estimate"}).assign(estimate=1.0),
                                by=("term", "place")), Result)  # fmt: skip
    with pytest.raises(ValueError, match="no column value"):
        reproduce(twice[["term", "place"]], {"a": 1.0})
    with pytest.raises(ValueError, match="no column estimate or value"):
        reproduce({"a": "1"}, twice[["term"]])
    with pytest.raises(ValueError, match="named by one or more of term, place, period"):
        reproduce({"a": "1"}, {"a": 1.0}, by="name")
    with pytest.raises(ValueError, match="one key"):
        reproduce({"a": "1"}, {"a": 1.0}, by=("term", "place"))
    for tolerance in (-1, "exact", nan, inf):
        with pytest.raises(ValueError, match="tolerance="):
            reproduce({"a": "1"}, {"a": 1.0}, tolerance=tolerance)  # type: ignore[arg-type]


NUMBERS = st.decimals(min_value=-(10**7), max_value=10**7, places=5)


@given(NUMBERS, st.integers(0, 4), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]), st.sampled_from(["vi", "en"]))
def test_whatever_was_rounded_and_printed_is_found_again(value: Decimal, digits: int, rule: str, lang: Any) -> None:
    rounded = value.quantize(Decimal(1).scaleb(-digits), rounding=rule)
    printed = format_number(rounded, lang, digits)
    assert verdict(printed, float(value), lang=lang) == "match"
    assert verdict(printed, float(value + Decimal("1.01").scaleb(-digits)), lang=lang) == "differs"


@given(st.permutations(["a", "b", "c"]), st.permutations(["a", "b", "c"]), st.sampled_from(["object", "category"]))
def test_order_index_and_kind_of_column_change_nothing(one: list[str], other: list[str], kind: Any) -> None:
    printed, values = {"a": "1.0", "b": "2.0", "c": "3.0"}, {"a": 1.0, "b": 2.2, "c": nan}
    first = done(reproduce(printed, values)).table
    texts = pd.DataFrame({"term": one, "value": [printed[name] for name in one]}, index=[0, 0, 0]).astype(kind)
    found = pd.DataFrame({"term": other, "estimate": [values[name] for name in other]}, index=[0, 0, 0])
    pd.testing.assert_frame_equal(first, done(reproduce(texts, found.astype({"term": kind}))).table)

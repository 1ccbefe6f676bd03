"""A result says where it comes from, as the same text each time; what an analyst allows is told, never silent."""

from __future__ import annotations

import json
from copy import deepcopy
from math import nan
from pickle import dumps, loads

import pandas as pd
import pytest

from analysis.study.pooling import pool
from analysis.study.provenance import fingerprint
from analysis.study.result import Caveat, Refusal, Result, table, weigh
from analysis.study.small_samples import permute

ESTIMATES = pd.DataFrame({"place": ["a", "b", "c"], "estimate": [1.0, 2.5, 3.0], "std_error": [0.5, 0.25, 0.5]})


def pooled(estimates: pd.DataFrame = ESTIMATES, **options: object) -> Result:
    answer = pool(estimates, **options)  # type: ignore[arg-type]
    assert isinstance(answer, Result)
    return answer


def test_a_result_names_its_function_its_input_its_arguments_and_the_versions() -> None:
    provenance = pooled(method="DL").provenance
    assert provenance is not None
    assert provenance.function == "analysis.study.pooling.pool"
    assert provenance.inputs == {"estimates": fingerprint(ESTIMATES)}
    assert provenance.arguments == {"method": "DL", "test": "knapp-hartung", "level": "0.95"}
    assert {"python", "analysis", "numpy", "pandas", "scipy", "statsmodels"} == set(provenance.versions)


def test_the_seed_of_a_random_test_is_part_of_its_provenance() -> None:
    data = pd.DataFrame({"place": range(12), "value": range(12), "treated": [0, 1] * 6})
    answer = permute(data, value="value", treated="treated", seed=7)
    assert isinstance(answer, Result)
    assert answer.provenance is not None
    assert answer.provenance.arguments["seed"] == "7"


@pytest.mark.parametrize(
    "same",
    [
        ESTIMATES.iloc[::-1],
        ESTIMATES[["std_error", "place", "estimate"]],
        ESTIMATES.set_index(pd.Index([0, 0, 0])),
        ESTIMATES.astype({"place": "category"}),
        ESTIMATES.astype({"place": "object"}),
    ],
    ids=["rows", "columns", "index", "categorical", "object"],
)
def test_the_fingerprint_is_of_the_cells_alone(same: pd.DataFrame) -> None:
    assert fingerprint(same) == fingerprint(ESTIMATES)
    assert pooled(same).to_json() == pooled().to_json()


@pytest.mark.parametrize(
    "other",
    [
        ESTIMATES.assign(estimate=[1.0, 2.5, 3.0000001]),
        ESTIMATES.rename(columns={"std_error": "error"}),
        ESTIMATES.iloc[:2],
        pd.concat([ESTIMATES, ESTIMATES.iloc[:1]]),
    ],
    ids=["a digit", "a name", "a row less", "a row twice"],
)
def test_other_cells_have_another_fingerprint(other: pd.DataFrame) -> None:
    assert fingerprint(other) != fingerprint(ESTIMATES)


def test_a_result_is_json_with_gaps_as_null_and_vietnamese_letters_as_they_are() -> None:
    named = ESTIMATES.assign(place=["Điện Biên", "b", "c"])
    text = pooled(named, test="z").to_json()
    whole = json.loads(text)
    mean = whole["table"][0]
    assert (mean["term"], mean["df"]) == ("mean", None)
    assert mean["estimate"] == pooled(named, test="z").row("mean")["estimate"]
    assert whole["caveats"] == [{"rule": "pool-few", "details": {"estimates": 3}, "allowed": False}]
    assert text == pooled(named, test="z").to_json()
    assert "NaN" not in text


ONE, TWO = Refusal("one", {"units": 3}), Refusal("two", {})


def test_what_is_not_allowed_is_refused() -> None:
    assert weigh([ONE, TWO], ("one",), ("one", "two")) == TWO
    assert weigh([ONE, TWO], (), ("one", "two")) == ONE


def test_what_is_allowed_becomes_a_caveat_with_its_numbers() -> None:
    assert weigh([ONE], ("one", "two"), ("one", "two")) == (Caveat("one", {"units": 3}, allowed=True),)
    assert weigh([], ("two",), ("one", "two")) == ()


def test_allowing_what_a_function_never_refuses_is_a_mistake() -> None:
    with pytest.raises(ValueError, match=r"allow=on.*one, two"):
        weigh([], ("on",), ("one", "two"))


# What a notebook shows.


def test_a_result_shows_what_is_estimated_how_from_how_many_and_its_table() -> None:
    shown = pooled()
    for text in (repr(shown), shown._repr_html_()):
        assert "mean of places by REML" in text
        assert "n 3, dropped 0" in text
        assert "Caveats: " in text and "Lưu ý: " in text and "pool-few" not in text, "in words"
        assert f"{shown.row('mean')['estimate']:.6g}" in text
        assert "p_adjusted" not in text, "a column that says nothing"
        assert "sha" not in text.lower()


def test_a_long_table_is_cut_and_the_number_of_its_rows_said() -> None:
    rows = [{"term": "slope", "place": f"place-{number}", "estimate": number} for number in range(70)]
    text = repr(Result(table(rows), "slope", "OLS", {}, n=70))
    assert "70 rows" in text
    assert len(text.splitlines()) < 30


def test_a_result_shows_text_as_text() -> None:
    odd = Result(table([{"term": "<b>", "estimate": 1}]), "a < b", "OLS", {}, n=1)
    assert "<b>" not in odd._repr_html_()
    assert "a &lt; b" in odd._repr_html_()


def test_a_refusal_shows_its_rule_its_numbers_and_its_sentences_in_both_languages() -> None:
    refused = Refusal("weights-begin", {"first": "2008", "years": "2005–2007"})
    assert repr(refused).splitlines()[0] == "Refused: weights-begin (first 2008, years 2005–2007)"
    for text in (repr(refused), refused._repr_html_()):
        assert "Quyền số chỉ có từ 2008, chuỗi có từ trước (2005–2007). Bỏ các năm trước đó" in text
        assert "Weights begin in 2008, the series before that (2005–2007). Leave the earlier years out" in text
    assert '<p lang="vi">' in refused._repr_html_()
    assert "a &lt; b" in Refusal("weights-begin", {"first": "a < b", "years": "x"})._repr_html_()


@pytest.mark.parametrize("own", [ONE, Refusal("weights-begin"), Refusal("weights-begin", {"first": nan, "years": "–"})])
def test_a_refusal_of_ones_own_without_sentences_shows_its_rule(own: Refusal) -> None:
    assert repr(own).startswith(f"Refused: {own.rule}")
    assert len(repr(own).splitlines()) == 1
    assert f"<code>{own.rule}</code>" in own._repr_html_()


@pytest.mark.parametrize("name", ["table", "row", "estimates", "caveats"])
def test_whoever_takes_a_refusal_for_a_result_reads_why_there_is_none(name: str) -> None:
    with pytest.raises(AttributeError, match=rf"a Refusal has no {name}\. Refused: one \(units 3\)"):
        getattr(ONE, name)
    assert not hasattr(ONE, "provenance")
    assert deepcopy(ONE) == loads(dumps(ONE)) == ONE

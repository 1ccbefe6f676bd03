"""Provinces side by side: change, spread and regions, checked by hand and on the official series."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.checks.agreement import REGION_LIMITS
from analysis.outcomes import Data
from analysis.study import provinces
from analysis.study.provinces import change, regions, spread
from analysis.study.result import Refusal, Result
from analysis.study.trends import trend


@pytest.fixture
def small() -> pd.DataFrame:
    """Three provinces of one region and their region; c has no first year."""
    rows = [
        ("a", "province", "north", 2001, 10.0),
        ("a", "province", "north", 2002, 14.0),
        ("b", "province", "north", 2001, 20.0),
        ("b", "province", "north", 2002, 19.0),
        ("c", "province", "north", 2002, 33.0),
        ("north", "region", "country", 2002, 21.0),
    ]
    columns = ["place", "level", "region", "year", "value"]
    return pd.DataFrame(rows, columns=columns).assign(source_id="by-hand")


@pytest.fixture
def weights(small: pd.DataFrame) -> pd.DataFrame:
    """Ten, twenty and thirty people in a, b and c."""
    people = small["place"].map({"a": 10.0, "b": 20.0, "c": 30.0, "north": 60.0})
    return small.assign(value=people, source_id="people")


def test_change_is_the_last_year_minus_the_first(small: pd.DataFrame) -> None:
    answer = change(small[small["level"] == "province"], 2001, 2002)
    assert isinstance(answer, Result)
    assert dict(zip(answer.table["place"], answer.table["estimate"], strict=True)) == {"a": 4.0, "b": -1.0}
    assert set(answer.table["period"]) == {"2001–2002"}


def test_a_place_without_both_years_is_dropped_and_counted(small: pd.DataFrame) -> None:
    answer = change(small[small["level"] == "province"], 2001, 2002)
    assert isinstance(answer, Result)
    assert (answer.n, answer.dropped) == (2, 1)


def test_a_year_that_is_not_there_is_refused_by_name(small: pd.DataFrame, weights: pd.DataFrame) -> None:
    there_are = {"years": "2001–2002"}
    assert change(small, 1999, 2002) == Refusal("year-missing", {"year": "1999", **there_are})
    assert change(small, 2001, 2030) == Refusal("year-missing", {"year": "2030", **there_are})
    assert regions(small, weights, 2030, nature="weighted_mean") == Refusal(
        "year-missing", {"year": "2030", **there_are}
    )


def test_a_selection_that_has_kept_no_row_is_refused(small: pd.DataFrame, weights: pd.DataFrame) -> None:
    nothing, no_weights = (Refusal("nothing-selected", {"table": table}) for table in ("panel", "weights"))
    for nowhere in (small[small["place"] == "d"], small.assign(value=float("nan"))):
        assert change(nowhere, 2001, 2002) == nothing
        assert spread(nowhere) == nothing
        assert regions(nowhere, weights, 2002, nature="weighted_mean") == nothing
    of_region = small[small["level"] == "region"]
    assert spread(of_region) == regions(of_region, weights, 2002, nature="sum") == nothing
    assert regions(small, weights[:0], 2002, nature="weighted_mean") == no_weights


def test_a_year_without_weights_is_refused_too(small: pd.DataFrame, weights: pd.DataFrame) -> None:
    refusal = Refusal("year-missing", {"year": "2002", "years": "2001"})
    assert regions(small, weights[weights["year"] == 2001], 2002, nature="weighted_mean") == refusal


def test_rows_of_several_categories_are_a_mistake_that_names_them(small: pd.DataFrame) -> None:
    parts = pd.concat([small.assign(category="farming"), small.assign(category="mining")], ignore_index=True)
    with pytest.raises(ValueError, match="a has several rows for 2001; column category has 'farming', 'mining'"):
        change(parts, 2001, 2002)
    with pytest.raises(ValueError, match="column category has 'farming', 'mining': choose one"):
        trend(parts)
    assert isinstance(change(parts.query("category == 'mining'"), 2001, 2002), Result)
    with pytest.raises(ValueError, match="two years are needed"):
        change(small, 2001, 2001)


def test_the_example_of_change_gives_provinces_by_name(data: Data) -> None:
    code = [line for line in (change.__doc__ or "").splitlines() if line.startswith(" " * 8)]
    names: dict[str, Any] = {"provinces": provinces, "data": data, "series_id": "gso_trained_employed_share"}
    exec(code[0].strip(), names)
    named = eval(code[1].strip(), names)
    assert len(named) == 63
    assert named.set_index("name_vi")["estimate"]["Hà Nội"] == named.set_index("place")["estimate"]["ha-noi"]


def test_spread_is_over_provinces_only(small: pd.DataFrame) -> None:
    table = spread(small).table
    figures = table[table["period"] == "2002"].set_index("term")["estimate"]
    quartiles = {"lowest": 14.0, "first_quartile": 16.5, "median": 19.0, "third_quartile": 26.0, "highest": 33.0}
    assert figures.drop(["variation", "deviation"]).to_dict() == quartiles
    assert figures["deviation"] == pytest.approx(97**0.5)
    assert figures["variation"] == pytest.approx(97**0.5 / 22), "variance 97 = (64 + 9 + 121) / 2 around the mean 22"


def test_spread_counts_the_provinces_of_each_year(small: pd.DataFrame) -> None:
    assert spread(small).table.groupby("period")["n"].first().to_dict() == {"2001": 2, "2002": 3}


def test_a_region_is_the_mean_of_its_provinces_weighted_by_people(small: pd.DataFrame, weights: pd.DataFrame) -> None:
    answer = regions(small, weights, 2002, nature="weighted_mean")
    assert isinstance(answer, Result)
    expected = {"published": 21.0, "weighted_mean": (140 + 380 + 990) / 60, "lowest": 14.0, "highest": 33.0}
    assert answer.table.set_index("term")["estimate"].to_dict() == pytest.approx(expected)
    assert set(answer.table["n"]) == {3}
    assert set(answer.table["source_ids"]) == {"by-hand|people"}


@pytest.mark.parametrize("nature", ["index", "median", "unweightable", "sum"])
def test_of_scores_medians_and_totals_only_the_range_is_given(
    small: pd.DataFrame, weights: pd.DataFrame, nature: str
) -> None:
    answer = regions(small, weights, 2002, nature=nature)
    assert isinstance(answer, Result)
    assert set(answer.table["term"]) == {"published", "lowest", "highest"}
    assert [caveat.rule for caveat in answer.caveats] == ["no-sampling-error", "regions-without-mean"]
    with pytest.raises(ValueError, match="nature 'score' is none of sum, weighted_mean"):
        regions(small, weights, 2002, nature="score")


def test_where_no_mean_is_taken_no_weight_is_needed(small: pd.DataFrame, weights: pd.DataFrame) -> None:
    whole = regions(small, weights, 2002, nature="index")
    assert isinstance(whole, Result)
    assert set(whole.table["source_ids"]) == {"by-hand"}
    assert "weights" not in whole.settings
    for fewer in (weights[weights["place"] != weights["place"].iloc[0]], weights[weights["year"] == 2001]):
        answer = regions(small, fewer, 2002, nature="index")
        assert isinstance(answer, Result)
        assert answer.table.equals(whole.table)
        assert answer.caveats == whole.caveats


def test_every_answer_about_provinces_warns_of_missing_sampling_errors(
    small: pd.DataFrame, weights: pd.DataFrame
) -> None:
    for answer in (change(small, 2001, 2002), spread(small), regions(small, weights, 2002, nature="weighted_mean")):
        assert isinstance(answer, Result)
        assert [caveat.rule for caveat in answer.caveats] == ["no-sampling-error"]


def test_the_official_share_has_a_change_for_each_of_63_provinces(provinces_share: pd.DataFrame) -> None:
    answer = change(provinces_share, 2009, 2016)
    assert isinstance(answer, Result)
    assert (answer.n, answer.dropped) == (63, 0)
    of_lang_son = provinces_share[provinces_share["place"] == "lang-son"].set_index("year")["value"]
    assert answer.row("change", "lang-son")["estimate"] == pytest.approx(of_lang_son[2016] - of_lang_son[2009])
    across = change(provinces_share, 2008, 2016)
    assert across == Refusal("change-across-break", {"first": "2008", "last": "2016", "places": 1}), "Hà Nội"


def test_the_official_spread_keeps_its_order_in_every_year(share: pd.DataFrame) -> None:
    wide = spread(share).table.pivot(index="period", columns="term", values="estimate")
    ordered = wide[["lowest", "first_quartile", "median", "third_quartile", "highest"]]
    assert (ordered.diff(axis=1).iloc[:, 1:] > 0).all(axis=None)
    assert len(wide) == 9


@pytest.mark.parametrize("year", [2008, 2012, 2016])
def test_the_weighted_mean_of_each_official_region_meets_what_was_published(
    data: Data, share: pd.DataFrame, year: int
) -> None:
    answer = regions(share, data.panel("gso_labour_force"), year, nature="weighted_mean")
    assert isinstance(answer, Result)
    wide = answer.table.pivot(index="place", columns="term", values="estimate")
    assert len(wide) == 6
    assert (wide["weighted_mean"] - wide["published"]).abs().max() <= float(REGION_LIMITS[1])
    assert answer.table.groupby("place")["n"].first().sum() == 63

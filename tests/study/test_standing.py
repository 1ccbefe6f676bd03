"""How one place stands: the last value, beside what was published for the same year, and no rank."""

import pandas as pd
import pytest

from analysis.study.result import Refusal, Result
from analysis.study.standing import standing

CELLS = [
    # place, level, year, value, segment
    ("viet-nam", "country", 2016, 20.0, 0),
    ("north", "region", 2016, 18.0, 0),
    *(("a", "province", year, value, 0) for year, value in ((2014, 10.0), (2015, 11.0), (2016, 12.5))),
    *((name, "province", 2016, value, 0) for name, value in (("b", 14.0), ("c", 16.0), ("d", 30.0), ("e", None))),
]


def panel(cells=CELLS):
    frame = pd.DataFrame(cells, columns=["place", "level", "year", "value", "segment"])
    return frame.astype({"value": "float64"}).assign(source_id="series")


def known(result):
    assert isinstance(result, Result)
    return {row["term"]: (row["period"], row["estimate"]) for _, row in result.table.iterrows()}


def test_a_place_stands_beside_region_country_and_the_other_provinces():
    found = known(standing(panel(), "a", region="north"))
    assert found == {
        "latest": ("2016", 12.5), "first": ("2014", 10.0), "change": ("2014–2016", 2.5), "region": ("2016", 18.0),
        "country": ("2016", 20.0), "lower": ("2016", 13.625), "median": ("2016", 15.0), "upper": ("2016", 19.5),
    }  # fmt: skip


def test_without_a_region_none_is_shown():
    assert "region" not in known(standing(panel(), "a"))


def test_the_last_year_is_that_of_the_place():
    ahead = [*CELLS, ("b", "province", 2017, 15.0, 0)]
    assert known(standing(panel(ahead), "a"))["latest"] == ("2016", 12.5)


def test_no_change_is_taken_across_a_break():
    broken = [(p, lv, y, v, int(y >= 2015)) for p, lv, y, v, _ in CELLS]
    result = standing(panel(broken), "a")
    assert known(result)["change"] == ("2015–2016", 1.5)
    assert [(c.rule, c.details["year"]) for c in result.caveats] == [("breaks-between", "2015")]
    alone = [(p, lv, y, v, int(y >= 2016)) for p, lv, y, v, _ in CELLS]
    assert "change" not in known(standing(panel(alone), "a"))


def test_a_place_without_a_value_is_refused():
    assert standing(panel(), "e") == Refusal("no-values", {"place": "e"})
    assert standing(panel(), "nowhere") == Refusal("no-values", {"place": "nowhere"})


@pytest.mark.parametrize("term", ["rank", "best"])
def test_there_are_no_ranks(term):
    assert term not in known(standing(panel(), "a"))


def test_a_segment_that_is_not_known_is_the_first():
    blank = [(p, lv, y, v, None) for p, lv, y, v, _ in CELLS]
    assert known(standing(panel(blank), "a", region="north")) == known(standing(panel(), "a", region="north"))
    broken = [(p, lv, y, v, 1 if y >= 2015 else None) for p, lv, y, v, _ in CELLS]
    assert known(standing(panel(broken), "a"))["change"] == ("2015–2016", 1.5)


def test_years_are_whole_numbers():
    years = panel()["year"]
    assert known(standing(panel().assign(year=years.astype("float64")), "a")) == known(standing(panel(), "a"))
    for wrong in (years + 0.5, pd.to_datetime(years.astype("str") + "-01-01")):
        with pytest.raises(ValueError, match="years are whole numbers"):
            standing(panel().assign(year=wrong), "a")

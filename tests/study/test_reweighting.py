"""What hangs on the weights of merged places, by numbers that can be followed on paper."""

import pandas as pd
import pytest

from analysis.study.boundaries import aggregate
from analysis.study.result import Refusal, Result
from analysis.study.reweighting import any_weights, reweighted

MEMBERS = {"new": ["east", "west"], "same": ["same"], "low": ["low"]}


def panel(values, source, year=2015):
    rows = [{"place": place, "year": year, "value": value, "source_id": source} for place, value in values.items()]
    return pd.DataFrame(rows)


SHARES = panel({"east": 10.0, "west": 20.0, "same": 16.0, "low": 10.0}, "shares")
WORKERS = panel({"east": 1.0, "west": 3.0, "same": 9.0, "low": 1.0}, "workers")
PEOPLE = panel({"east": 1.0, "west": 1.0, "same": 9.0, "low": 1.0}, "people", year=2009)


def answer(found):
    assert isinstance(found, Result)
    return found


def test_other_weights_move_a_merged_place_and_its_rank():
    # By workers (10 + 3 * 20) / 4 = 17.5, before "same"; by people 15, behind it.
    found = answer(reweighted(SHARES, MEMBERS, year=2015, weights=WORKERS, other=PEOPLE, other_year=2009))
    assert found.row("difference", "new")["estimate"] == -2.5
    row = found.row("largest_difference")
    assert (row["place"], row["estimate"], row["source_ids"]) == ("new", 2.5, "people|shares|workers")
    assert (found.row("moved")["estimate"], found.row("moved")["n"]) == (2, 3)
    assert found.row("largest_move")["estimate"] == 1
    assert (found.settings["other"], found.settings["other_year"]) == ("people", 2009)


def test_the_same_weights_in_another_unit_move_nothing():
    thousands = WORKERS.assign(value=WORKERS["value"] * 1000)
    found = answer(reweighted(SHARES, MEMBERS, year=2015, weights=WORKERS, other=thousands, other_year=2015))
    assert [found.row(term)["estimate"] for term in ("largest_difference", "moved", "largest_move")] == [0, 0, 0]


def test_a_mean_of_two_equal_values_keeps_its_rank():
    """15.8 and 15.8 weighted by 0.1 and 0.2 are 15.799999999999999: no other weights make that the lower one."""
    shares = panel({"east": 15.8, "west": 15.8, "same": 15.8, "low": 10.0}, "shares")
    tenths = panel({"east": 0.1, "west": 0.2, "same": 0.3, "low": 0.1}, "tenths")
    found = answer(reweighted(shares, MEMBERS, year=2015, weights=WORKERS, other=tenths, other_year=2015))
    assert found.row("moved")["estimate"] == 0


def test_weights_of_a_year_that_is_not_there_are_refused():
    found = reweighted(SHARES, MEMBERS, year=2015, weights=WORKERS, other=PEOPLE, other_year=2010)
    assert found == Refusal("weights-missing")


def test_whatever_the_weights_a_merged_place_lies_between_its_parts():
    found = answer(any_weights(SHARES, MEMBERS, year=2015, weights=WORKERS))
    row = found.row("aggregate", "new")
    assert (row["lower"], row["estimate"], row["upper"]) == (10.0, 17.5, 20.0)
    same = found.row("published", "same")
    assert (same["lower"], same["upper"]) == (16.0, 16.0)
    assert (found.row("furthest")["place"], found.row("furthest")["estimate"]) == ("new", 7.5)
    pairs = found.row("pairs_open")
    assert (pairs["estimate"], pairs["n"]) == (1, 3), "new and same; new cannot fall to low, which it only touches"


@pytest.mark.parametrize(("name", "year"), [("gso_labour_force_2023", 2016), ("gso_population", 2016)])
def test_no_weights_that_the_data_hold_leave_the_bounds(data, share, name, year):
    members, weights = data.members(), data.panel("gso_labour_force")
    bounds = answer(any_weights(share, members, year=2016, weights=weights))
    other = data.panel(name).query("year == @year").assign(year=2016)
    found = answer(aggregate(share[share["year"] == 2016], members, nature="weighted_mean", weights=other)).table
    ends = bounds.table.query("term in ('aggregate', 'published')").set_index("place").loc[found["place"]]
    assert (found["estimate"].to_numpy() >= ends["lower"].to_numpy() - 1e-9).all()
    assert (found["estimate"].to_numpy() <= ends["upper"].to_numpy() + 1e-9).all()
    compared = answer(reweighted(share, members, year=2016, weights=weights, other=data.panel(name), other_year=year))
    largest = compared.row("largest_difference")
    assert 0 < largest["estimate"] < bounds.row("furthest")["estimate"]
    assert (largest["place"], compared.n, compared.dropped) == ("da-nang-2025", 34, 0)

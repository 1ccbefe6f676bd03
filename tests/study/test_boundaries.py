"""One series on other boundaries: what adds up, what needs weights, what is refused."""

import pandas as pd
import pytest

from analysis.study.boundaries import aggregate, as_panel, back_cast
from analysis.study.result import Refusal, Result

MEMBERS = {"new": ["east", "west"], "same": ["same"]}


def panel(values, source="series", status="final", segment=0):
    """A panel from ``{(place, year): value}``."""
    rows = [
        {
            "place": place, "level": "province", "region": "north", "category": "", "year": year, "value": value,
            "observation_status": status, "segment": segment, "source_id": source,
        }
        for (place, year), value in values.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


SHARES = panel({("east", 2015): 10.0, ("west", 2015): 20.0, ("same", 2015): 5.0})
WORKERS = panel({("east", 2015): 1.0, ("west", 2015): 3.0, ("same", 2015): 9.0}, source="workers")


def estimates(result):
    assert isinstance(result, Result)
    return {(row["place"], row["period"]): row["estimate"] for _, row in result.table.iterrows()}


def test_counts_add_up():
    result = aggregate(WORKERS, MEMBERS, nature="sum")
    assert estimates(result) == {("new", "2015"): 4.0, ("same", "2015"): 9.0}
    assert result.table.set_index("place")["n"].to_dict() == {"new": 2, "same": 1}


def test_shares_are_weighted():
    # (10 * 1 + 20 * 3) / 4 = 17.5; the plain mean would be 15.
    result = aggregate(SHARES, MEMBERS, nature="weighted_mean", weights=WORKERS)
    assert estimates(result)["new", "2015"] == 17.5
    assert result.settings["weights"] == "workers"


def test_an_unchanged_place_keeps_its_published_value():
    result = aggregate(SHARES, MEMBERS, nature="weighted_mean", weights=WORKERS)
    row = result.table.set_index("place").loc["same"]
    assert (row["term"], row["estimate"], row["method"], row["source_ids"]) == ("published", 5.0, "published", "series")


def test_whatever_is_computed_names_its_weights_and_says_so():
    result = aggregate(SHARES, MEMBERS, nature="weighted_mean", weights=WORKERS)
    row = result.table.set_index("place").loc["new"]
    assert (row["term"], row["method"], row["source_ids"]) == ("aggregate", "weighted mean", "series|workers")
    assert "own-computation" in [caveat.rule for caveat in result.caveats]


@pytest.mark.parametrize("nature", ["median", "index", "unweightable"])
def test_what_cannot_be_combined_is_refused_with_its_reason(nature):
    assert aggregate(SHARES, MEMBERS, nature=nature, weights=WORKERS) == Refusal(f"aggregate-{nature}")


def test_a_share_without_weights_is_refused():
    assert aggregate(SHARES, MEMBERS, nature="weighted_mean") == Refusal("weights-missing")
    lost = WORKERS[WORKERS["place"] != "west"]
    assert aggregate(SHARES, MEMBERS, nature="weighted_mean", weights=lost) == Refusal("weights-missing")


def test_an_unknown_nature_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="mean"):
        aggregate(SHARES, MEMBERS, nature="mean")


def test_a_gap_of_one_member_is_a_gap_of_the_whole():
    cells = panel(
        {("east", 2015): 10.0, ("west", 2015): None, ("same", 2015): 5.0, ("east", 2016): 1.0, ("west", 2016): 2.0}
    )
    result = aggregate(cells, MEMBERS, nature="sum")
    assert estimates(result) == {("same", "2015"): 5.0, ("new", "2016"): 3.0}
    assert result.dropped == 2
    assert [c.details["count"] for c in result.caveats if c.rule == "members-missing"] == [2]


LATER = panel(
    {
        (place, year): value
        for year in (2015, 2016, 2017)
        for place, value in (("east", 10.0), ("west", 20.0), ("same", 5.0))
    }
)


def test_weights_that_end_earlier_are_carried_on_only_when_asked():
    refused = aggregate(LATER, MEMBERS, nature="weighted_mean", weights=WORKERS)
    assert refused == Refusal("weights-end", {"last": "2015", "years": "2016–2017"})
    result = aggregate(LATER, MEMBERS, nature="weighted_mean", weights=WORKERS, carry_weights=True)
    assert estimates(result)["new", "2017"] == 17.5
    carried = next(caveat for caveat in result.caveats if caveat.rule == "weights-carried")
    assert carried.details == {"last": "2015", "years": "2016–2017"}


def test_weights_of_unchanged_places_alone_do_not_move_the_end_of_the_others():
    """In 2025 the office publishes new units: of the old ones only those that did not change go on."""
    longer = pd.concat([WORKERS, panel({("same", 2017): 9.0, ("same", 2019): 9.0}, source="workers")])
    refused = aggregate(LATER, MEMBERS, nature="weighted_mean", weights=longer)
    assert refused == Refusal("weights-end", {"last": "2015", "years": "2016–2017"})
    result = aggregate(LATER, MEMBERS, nature="weighted_mean", weights=longer, carry_weights=True)
    assert estimates(result)["new", "2017"] == 17.5
    only = aggregate(LATER, MEMBERS, nature="weighted_mean", weights=longer[longer["place"] == "same"])
    assert only == Refusal("weights-missing")


def test_the_last_year_with_weights_is_named_whatever_lies_between():
    cells = panel({(place, year): 1.0 for place in ("east", "west", "same") for year in (2015, 2019)})
    refused = aggregate(cells, MEMBERS, nature="weighted_mean", weights=WORKERS)
    assert refused == Refusal("weights-end", {"last": "2015", "years": "2019–2019"})


def test_members_that_cannot_be_meant_are_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="west"):
        aggregate(WORKERS, {"new": ["east", "west"], "other": ["west"]}, nature="sum")
    negative = panel({("east", 2015): -1.0, ("west", 2015): 3.0, ("same", 2015): 9.0})
    with pytest.raises(ValueError, match="negative"):
        aggregate(SHARES, MEMBERS, nature="weighted_mean", weights=negative)
    with pytest.raises(ValueError, match="renamed"):
        aggregate(WORKERS, {"renamed": [], "same": ["same"]}, nature="sum")


def test_two_rows_of_one_place_and_year_are_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="several rows"):
        aggregate(pd.concat([WORKERS, WORKERS]), MEMBERS, nature="sum")


def test_a_panel_that_the_result_was_not_computed_from_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="no row in the panel"):
        as_panel(aggregate(WORKERS, MEMBERS, nature="sum"), WORKERS[WORKERS["place"] == "same"], MEMBERS)


def test_only_a_place_that_is_itself_keeps_what_was_published():
    result = aggregate(WORKERS, {"renamed": ["east"], "same": ["same"]}, nature="sum")
    assert result.table.set_index("place")["term"].to_dict() == {"renamed": "aggregate", "same": "published"}


def test_weights_that_begin_later_are_refused():
    earlier = panel({("east", 2014): 1.0, ("west", 2014): 2.0, ("same", 2014): 3.0})
    found = aggregate(
        pd.concat([earlier, SHARES]), MEMBERS, nature="weighted_mean", weights=WORKERS, carry_weights=True
    )
    assert found == Refusal("weights-begin", {"first": "2015", "years": "2014–2014"})


def test_a_gap_within_the_weights_is_a_gap_of_that_year_and_place_alone():
    weights = panel(
        {(place, year): 1.0 for place in ("east", "west", "same") for year in (2015, 2016, 2017)}
        | {("west", 2016): None}
    )
    result = aggregate(LATER, MEMBERS, nature="weighted_mean", weights=weights)
    found = estimates(result)
    assert ("new", "2016") not in found
    assert (found["new", "2015"], found["new", "2017"], found["same", "2016"]) == (15.0, 15.0, 5.0)
    assert [c.details["count"] for c in result.caveats if c.rule == "members-missing"] == [1]


def test_a_year_without_weights_between_others_is_not_filled_from_its_neighbours():
    weights = panel({(place, year): 1.0 for place in ("east", "west", "same") for year in (2015, 2017)})
    found = estimates(aggregate(LATER, MEMBERS, nature="weighted_mean", weights=weights, carry_weights=True))
    assert ("new", "2016") not in found
    assert found["same", "2016"] == 5.0


def test_the_result_as_a_panel_is_preliminary_where_a_member_is():
    mixed = pd.concat([SHARES[SHARES["place"] != "west"], panel({("west", 2015): 20.0}, status="preliminary")])
    result = aggregate(mixed, MEMBERS, nature="weighted_mean", weights=WORKERS)
    new = as_panel(result, mixed, MEMBERS).set_index("place")
    assert new.loc["new", ["value", "observation_status", "level", "region"]].tolist() == [
        17.5, "preliminary", "province", "viet-nam",
    ]  # fmt: skip
    assert new.loc["same", "observation_status"] == "final"


def test_weights_that_are_carried_from_a_year_without_figures_are_as_open_as_they_were():
    weights = pd.concat([WORKERS[WORKERS["place"] != "west"], panel({("west", 2015): 3.0}, status="preliminary")])
    later = LATER[LATER["year"] > 2015]
    result = aggregate(later, MEMBERS, nature="weighted_mean", weights=weights, carry_weights=True)
    status = as_panel(result, later, MEMBERS, weights).set_index(["place", "year"])["observation_status"]
    assert status[("new", 2016)] == status[("new", 2017)] == "preliminary"
    assert status[("same", 2016)] == "final"


def test_the_result_as_a_panel_is_as_open_as_its_weights():
    estimated = pd.concat([WORKERS[WORKERS["place"] != "west"], panel({("west", 2015): 3.0}, status="estimated")])
    result = aggregate(LATER, MEMBERS, nature="weighted_mean", weights=estimated, carry_weights=True)
    status = as_panel(result, LATER, MEMBERS, estimated).set_index(["place", "year"])["observation_status"]
    assert status.to_dict() == {
        **{("new", year): "estimated" for year in (2015, 2016, 2017)},
        **{("same", year): "final" for year in (2015, 2016, 2017)},
    }


def test_a_break_of_any_member_is_a_break_of_the_whole():
    years = range(2010, 2016)
    east = [panel({("east", year): 1.0}, segment=int(year >= 2012)) for year in years]
    west = [panel({("west", year): 2.0}, segment=int(year >= 2014)) for year in years]
    same = [panel({("same", year): 3.0}) for year in years]
    cells = pd.concat([*east, *west, *same])
    new = as_panel(aggregate(cells, MEMBERS, nature="sum"), cells, MEMBERS).set_index(["place", "year"])["segment"]
    assert new["new"].tolist() == [0, 0, 1, 1, 2, 2]
    assert new["same"].tolist() == [0] * 6


def test_a_break_in_a_year_that_is_left_empty_is_kept():
    years = (2013, 2014, 2015)
    whole = panel({(place, year): 1.0 for place in ("east", "same") for year in years} | {("west", 2013): 2.0})
    cells = pd.concat([whole, panel({("west", 2014): None, ("west", 2015): 2.0}, segment=1)])
    new = as_panel(aggregate(cells, MEMBERS, nature="sum"), cells, MEMBERS).set_index(["place", "year"])["segment"]
    assert new["new"].to_dict() == {2013: 0, 2015: 1}


def test_the_callers_frames_stay_as_they_were():
    before = SHARES.copy(), WORKERS.copy()
    aggregate(SHARES, MEMBERS, nature="weighted_mean", weights=WORKERS)
    pd.testing.assert_frame_equal(SHARES, before[0])
    pd.testing.assert_frame_equal(WORKERS, before[1])


# Into the years before the new places.

NEW = panel({("new", 2026): 30.0, ("same", 2026): 6.0}, source="office")


def test_a_series_of_new_places_is_continued_backwards_and_says_which_part_is_ours():
    result = back_cast(SHARES, NEW, MEMBERS, nature="weighted_mean", weights=WORKERS)
    assert isinstance(result, Result)
    of_new = result.table[result.table["place"] == "new"]
    assert of_new[["period", "term", "estimate"]].values.tolist() == [
        ["2015", "back_cast", 17.5], ["2026", "published", 30.0],
    ]  # fmt: skip
    assert of_new["source_ids"].tolist() == ["series|workers", "office"]


def test_published_figures_do_not_continue_computed_ones_without_a_break():
    result = back_cast(SHARES, NEW, MEMBERS, nature="weighted_mean", weights=WORKERS)
    cells = as_panel(result, pd.concat([SHARES, NEW]), MEMBERS).set_index(["place", "year"])
    assert cells["segment"].to_dict() == {
        ("new", 2015): 0, ("new", 2026): 1, ("same", 2015): 0, ("same", 2026): 0,
    }  # fmt: skip
    assert cells["source_id"].to_dict()["new", 2026] == "office"


def test_an_old_place_among_the_new_ones_is_refused():
    mixed = pd.concat([NEW, panel({("east", 2026): 1.0})])
    assert back_cast(SHARES, mixed, MEMBERS, nature="sum") == Refusal("boundaries-mixed", {"place": "east"})


def test_a_year_with_two_figures_is_refused():
    both = panel({("new", 2015): 18.0})
    found = back_cast(SHARES, both, MEMBERS, nature="weighted_mean", weights=WORKERS)
    assert found == Refusal("boundaries-overlap", {"place": "new", "year": "2015"})


def test_a_published_year_among_the_computed_ones_is_refused():
    found = back_cast(LATER, panel({("new", 2014): 18.0}), MEMBERS, nature="sum")
    assert found == Refusal("boundaries-overlap", {"place": "new", "year": "2014"})


def test_a_refusal_of_the_old_part_is_a_refusal_of_the_whole():
    assert back_cast(SHARES, NEW, MEMBERS, nature="median") == Refusal("aggregate-median")

"""Arithmetic keeps the bounds of the words: no number comes out surer than it went in."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan

import pandas as pd
import pytest

from analysis.outcomes import Data
from analysis.study.measures import implied_total, ratio
from analysis.study.result import Caveat, Refusal, Result

Figures = Callable[..., pd.DataFrame]

OPEN = None


@pytest.fixture
def quotient(figures: Figures) -> Callable[..., Result | Refusal]:
    """The ratio of two figures of one place with the given bounds."""

    def divide(top: tuple[float | None, float | None], bottom: tuple[float | None, float | None]) -> Result | Refusal:
        ends = [{"place_id": "here", "value_low": low, "value_high": high} for low, high in (top, bottom)]
        frame = figures(*ends).astype({"value_low": "float64", "value_high": "float64"})
        return ratio(frame.iloc[0], frame.iloc[1], term="quotient")

    return divide


def ends(answer: Result | Refusal) -> list[float | None]:
    assert isinstance(answer, Result)
    row = answer.row("quotient")
    return [None if isnan(row[name]) else row[name] for name in ("estimate", "lower", "upper")]


def test_two_exact_numbers_give_a_number(quotient: Callable[..., Result | Refusal]) -> None:
    assert ends(quotient((300, 300), (4, 4))) == [75, 75, 75]


def test_a_range_gives_an_interval_and_no_estimate(quotient: Callable[..., Result | Refusal]) -> None:
    assert ends(quotient((200, 300), (4, 5))) == [None, 40, 75]


def test_more_than_over_a_number_is_a_lower_bound(quotient: Callable[..., Result | Refusal]) -> None:
    assert ends(quotient((300, OPEN), (4, 4))) == [None, 75, None]


def test_a_number_over_more_than_is_an_upper_bound(quotient: Callable[..., Result | Refusal]) -> None:
    assert ends(quotient((300, 300), (4, OPEN))) == [None, None, 75]


def test_a_number_over_nearly_is_a_lower_bound_since_no_count_is_negative(
    quotient: Callable[..., Result | Refusal],
) -> None:
    assert ends(quotient((300, 300), (OPEN, 4))) == [None, 75, None]
    assert ends(quotient((300, OPEN), (OPEN, 4))) == [None, 75, None]


def test_nearly_over_more_than_is_an_upper_bound(quotient: Callable[..., Result | Refusal]) -> None:
    assert ends(quotient((OPEN, 300), (4, OPEN))) == [None, None, 75]


@pytest.mark.parametrize(("top", "bottom"), [((300, OPEN), (4, OPEN)), ((OPEN, 300), (OPEN, 4))])
def test_two_bounds_in_one_direction_give_nothing(
    quotient: Callable[..., Result | Refusal], top: tuple[float, float], bottom: tuple[float, float]
) -> None:
    answer = quotient(top, bottom)
    assert isinstance(answer, Refusal)
    assert answer.rule == "ratio-without-bounds"


def test_an_open_end_carries_its_caveat(quotient: Callable[..., Result | Refusal]) -> None:
    one_sided, exact = quotient((300, OPEN), (4, 4)), quotient((300, 300), (4, 4))
    assert isinstance(one_sided, Result)
    assert isinstance(exact, Result)
    assert [caveat.rule for caveat in one_sided.caveats] == ["one-sided-bound"]
    assert exact.caveats == ()


def test_figures_of_two_places_are_never_divided(figures: Figures) -> None:
    frame = figures({}, {})
    refusal = Refusal("ratio-across-places", {"top": "place-1-01", "bottom": "place-2-01"})
    assert ratio(frame.iloc[0], frame.iloc[1], term="t") == refusal
    assert implied_total(frame.iloc[0], frame.iloc[1].copy(), term="t") == refusal


def test_the_plan_of_lang_son_lies_between_14537_and_14644(data: Data) -> None:
    answer = implied_total(data.figure("langson-2009-02"), data.figure("langson-2009-03"), term="plan")
    assert isinstance(answer, Result)
    row = answer.row("plan", "lang-son")
    assert row["lower"] == pytest.approx(19843 / 1.365)
    assert row["upper"] == pytest.approx(19843 / 1.355)
    assert [round(row["lower"]), round(row["upper"])] == [14537, 14644]
    assert isnan(row["estimate"]), "a rounded percentage gives an interval, not a number"
    assert row["source_ids"] == "langson-2009"
    assert answer.settings == {"top": "langson-2009-02", "bottom": "langson-2009-03"}


def test_quang_ninh_allows_at_most_250_million_a_class(data: Data) -> None:
    answer = ratio(data.figure("quangninh-2020-01"), data.figure("quangninh-2020-02"), term="cost")
    assert isinstance(answer, Result)
    row = answer.row("cost")
    assert row["upper"] == 250e6
    assert isnan(row["lower"]), "“gần” leaves the lower end open"
    assert isnan(row["estimate"])


def test_participations_per_head_of_dien_bien_are_refused_in_the_words_of_the_text(data: Data) -> None:
    top, bottom = data.figure("dienbien-2022-05"), data.figure("dienbien-2022-01")
    details = {"top": top["as_written"], "bottom": bottom["as_written"]}
    assert ratio(top, bottom, term="per head") == Refusal("ratio-without-bounds", details)


def test_a_percentage_with_a_decimal_allows_a_narrower_interval(figures: Figures) -> None:
    frame = figures({"place_id": "here"}, {"place_id": "here", "unit": "percent"}).assign(value=[100.0, 12.5])
    answer = implied_total(frame.iloc[0], frame.iloc[1], term="whole")
    assert isinstance(answer, Result)
    row = answer.row("whole")
    assert [row["lower"], row["upper"]] == pytest.approx([100 / 0.1255, 100 / 0.1245])


@pytest.fixture
def rounded(figures: Figures) -> Callable[..., Result | Refusal]:
    """The ratio of “hơn” and “gần” figures with a declared step."""

    def divide(top: tuple[str, float], bottom: tuple[str, float], rounding: object) -> Result | Refusal:
        frame = figures(*(bounded(*figure) | {"place_id": "here"} for figure in (top, bottom)))
        return ratio(frame.iloc[0], frame.iloc[1], term="quotient", rounding=rounding)  # type: ignore[arg-type]

    return divide


def bounded(qualifier: str, value: float) -> dict[str, object]:
    """A figure with its qualifier, as ``outcomes.csv`` codes it."""
    low = value if qualifier in ("exact", "more_than", "at_least") else float("nan")
    high = value if qualifier in ("exact", "nearly", "at_most") else float("nan")
    words = f"{qualifier} {value:.0f}"
    return {"value": value, "qualifier": qualifier, "value_low": low, "value_high": high, "as_written": words}


@pytest.mark.parametrize(
    ("top", "bottom", "rounding", "low", "high"),
    [
        (("more_than", 27000), ("exact", 100), 1000, 270, 280),
        (("nearly", 28000), ("exact", 100), 1000, 270, 280),
        (("more_than", 27000), ("more_than", 24150), (1000, 10), 27000 / 24160, 28000 / 24150),
        (("more_than", 27000), ("more_than", 24150), (1000, "none"), None, 28000 / 24150),
        (("at_least", 80), ("exact", 100), 10, 0.8, None),  # a floor is no rounded number
    ],
)
def test_a_declared_rounding_step_turns_an_open_end_into_an_interval(
    rounded: Callable[..., Result | Refusal],
    top: tuple[str, float],
    bottom: tuple[str, float],
    rounding: object,
    low: float | None,
    high: float | None,
) -> None:
    assert ends(rounded(top, bottom, rounding)) == [None, low and pytest.approx(low), high and pytest.approx(high)]


def test_what_was_declared_is_printed_and_stands_in_the_settings(rounded: Callable[..., Result | Refusal]) -> None:
    answer = rounded(("more_than", 27000), ("more_than", 24150), (1000, 10))
    assert isinstance(answer, Result)
    assert answer.caveats == (
        Caveat("rounding-declared", {"figure": "more_than 27000", "step": 1000.0}),
        Caveat("rounding-declared", {"figure": "more_than 24150", "step": 10.0}),
    )
    assert answer.settings["rounding: more_than 27000"] == 1000
    assert answer.row("quotient")["method"] == "quotient of bounds, rounding declared"
    exact = rounded(("exact", 300), ("exact", 4), 100)
    assert isinstance(exact, Result)
    assert exact.caveats == ()
    assert exact.row("quotient")["estimate"] == 75


@pytest.mark.parametrize("rounding", [0, -10, float("inf"), "tens"])
def test_a_step_is_positive(rounded: Callable[..., Result | Refusal], rounding: object) -> None:
    with pytest.raises(ValueError, match="positive step"):
        rounded(("more_than", 27000), ("exact", 4), rounding)


def test_a_figure_that_is_no_multiple_was_not_rounded_to_that_step(rounded: Callable[..., Result | Refusal]) -> None:
    with pytest.raises(ValueError, match="'more_than 24150' is no multiple of 1000"):
        rounded(("more_than", 24150), ("exact", 4), 1000)


def test_a_step_needs_the_qualifier(figures: Figures) -> None:
    frame = figures({"place_id": "here"}, {"place_id": "here"})
    with pytest.raises(ValueError, match="no column qualifier"):
        ratio(frame.iloc[0], frame.iloc[1], term="t", rounding=10)


def test_dien_bien_per_head_with_declared_rounding(data: Data) -> None:
    """The pair refused above: "hơn 27.000" in thousands, "hơn 24.150" in tens."""
    top, bottom = data.figure("dienbien-2022-05"), data.figure("dienbien-2022-01")
    answer = ratio(top, bottom, term="per head", rounding=(1000, 10))
    assert isinstance(answer, Result)
    assert answer.row("per head")[["lower", "upper"]].tolist() == pytest.approx([1.1176, 1.1594], abs=1e-4)

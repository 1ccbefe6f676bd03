"""What words around a number allow, and what is left of it after adding and dividing."""

from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.quantities import Bounds

NUMBER = st.decimals(min_value=Decimal("0.01"), max_value=10**6, places=2)


@st.composite
def bounds_with_a_number_inside(draw):
    low, inside, high = sorted(draw(st.tuples(NUMBER, NUMBER, NUMBER)))
    return Bounds(draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None]))), inside


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [
        ("exact", 374, 374),
        ("more_than", 374, None),
        ("at_least", 374, None),
        ("nearly", None, 374),
        ("under", None, 374),
        ("at_most", None, 374),
        ("about", None, None),
    ],
)
def test_a_qualifier_says_on_which_side_the_true_value_lies(qualifier, low, high):
    assert Bounds.of(Decimal(374), qualifier) == Bounds(low, high)


def test_a_range_keeps_its_printed_ends():
    assert Bounds.of(None, "range", Decimal(15), Decimal(20)) == Bounds(Decimal(15), Decimal(20))


def test_only_an_exact_number_is_a_point():
    assert Bounds.of(Decimal(5), "exact").is_point
    assert not Bounds.of(Decimal(5), "more_than").is_point
    assert not Bounds(Decimal(5), Decimal(6)).is_point
    assert not Bounds(None, None).is_point


def test_bounds_are_finite_when_both_ends_are_known():
    assert Bounds(Decimal(5), Decimal(6)).finite
    assert not Bounds(Decimal(5), None).finite
    assert not Bounds(None, Decimal(6)).finite


def test_both_ends_belong_to_the_bounds():
    closed = Bounds(Decimal(5), Decimal(6))
    assert [closed.contains(Decimal(n)) for n in ("4.9", "5", "5.5", "6", "6.1")] == [False, True, True, True, False]


def test_an_open_end_allows_everything_on_its_side():
    assert Bounds(Decimal(5), None).contains(Decimal(10**12))
    assert Bounds(None, Decimal(5)).contains(Decimal(0))
    assert not Bounds(Decimal(5), None).contains(Decimal("4.99"))


@given(bounds_with_a_number_inside(), bounds_with_a_number_inside())
def test_the_sum_of_numbers_lies_in_the_sum_of_their_bounds(first, second):
    (bounds, number), (others, other) = first, second
    assert (bounds + others).contains(number + other)


@given(bounds_with_a_number_inside(), bounds_with_a_number_inside())
def test_the_quotient_of_numbers_lies_in_the_quotient_of_their_bounds(first, second):
    (bounds, number), (others, other) = first, second
    assert (bounds / others).contains(number / other)


def test_lower_bounds_of_both_say_nothing_about_their_quotient():
    more_than_27000, more_than_24150 = Bounds(Decimal(27000), None), Bounds(Decimal(24150), None)
    assert more_than_27000 / more_than_24150 == Bounds(None, None)


def test_a_ceiling_over_a_count_is_a_ceiling():
    assert Bounds(None, Decimal(28_000)) / Bounds(Decimal(112), Decimal(112)) == Bounds(None, Decimal(250))


def test_a_group_that_may_be_empty_gives_no_upper_end():
    assert (Bounds(Decimal(1), Decimal(2)) / Bounds(Decimal(0), Decimal(4))).high is None


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [("136", "135.5", "136.5"), ("25.6", "25.55", "25.65"), ("11.18", "11.175", "11.185"), ("98.0", "97.95", "98.05")],
)
def test_a_rounded_number_hides_half_a_unit_of_its_last_digit(printed, low, high):
    assert Bounds.rounded(Decimal(printed)) == Bounds(Decimal(low), Decimal(high))


@given(
    st.integers(0, 2).flatmap(lambda places: st.decimals(-100, 100, places=places)),
    st.decimals(min_value=-1, max_value=1, places=4),
)
@settings(max_examples=300)
def test_rounded_contains_exactly_what_rounds_to_it(printed, distance):
    number = printed + distance
    roundings = {number.quantize(printed, mode) for mode in (ROUND_HALF_UP, ROUND_HALF_DOWN)}
    assert Bounds.rounded(printed).contains(number) == (printed in roundings)


def test_one_end_less_another_is_open_where_the_other_is():
    more, nearly = Bounds(Decimal(5), None), Bounds(None, Decimal(3))
    assert Bounds(Decimal(5), Decimal(6)) - Bounds(Decimal(1), Decimal(3)) == Bounds(Decimal(2), Decimal(5))
    assert more - nearly == Bounds(Decimal(2), None)
    assert more - more == Bounds(None, None)


@given(bounds_with_a_number_inside(), bounds_with_a_number_inside())
def test_a_difference_of_allowed_numbers_is_allowed(first, second):
    (one, inside), (other, within) = first, second
    assert (one - other).contains(inside - within)
    assert not one.apart(Bounds(inside, inside))
    assert Bounds(inside, inside).within(one)
    assert one.apart(other) == other.apart(one)


def test_bounds_apart_and_within():
    low, high, wide = Bounds(Decimal(1), Decimal(2)), Bounds(Decimal(3), None), Bounds(None, Decimal(3))
    assert low.apart(high)
    assert not high.apart(wide), "three belongs to both"
    assert low.within(wide)
    assert not wide.within(low)
    assert not high.within(Bounds(Decimal(3), Decimal(4)))


SIGNED = st.decimals(min_value=-1000, max_value=1000, places=2)


@st.composite
def any_bounds_with_a_number_inside(draw):
    low, inside, high = sorted(draw(st.tuples(SIGNED, SIGNED, SIGNED)))
    return Bounds(draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None]))), inside


@given(any_bounds_with_a_number_inside(), any_bounds_with_a_number_inside())
@settings(max_examples=300)
def test_arithmetic_of_any_sign_contains_what_its_numbers_give(first, second):
    (bounds, number), (others, other) = first, second
    assert (bounds + others).contains(number + other)
    assert (bounds - others).contains(number - other)
    assert (bounds * others).contains(number * other)
    if other:
        assert (bounds / others).contains(number / other)


def test_a_share_of_a_total_lies_between_none_and_all():
    part, total = Bounds(Decimal(32), Decimal(33)), Bounds(Decimal(33), Decimal(33))
    assert part.of_total(total).high == 100
    assert Bounds(Decimal(5), None).of_total(Bounds(Decimal(10), None)) == Bounds(Decimal(0), Decimal(100))


def test_so_much_for_each_head_is_open_where_there_may_be_none():
    assert Bounds(Decimal(10), Decimal(10)).per(Bounds(Decimal(4), Decimal(5))) == Bounds(Decimal(2), Decimal("2.5"))
    assert Bounds(Decimal(10), Decimal(10)).per(Bounds(Decimal(0), Decimal(5))).high is None


def test_what_cannot_be_negative_keeps_the_end_that_its_words_allow():
    assert Bounds(Decimal(10), Decimal(10)).per(Bounds(None, Decimal(5))) == Bounds(Decimal(2), None)
    assert Bounds(Decimal(10), None).per(Bounds(Decimal(5), None)) == Bounds(None, None)
    assert Bounds(Decimal(10), Decimal(10)).per(Bounds(Decimal(0), Decimal(0))) == Bounds(None, None)

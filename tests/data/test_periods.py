"""When a figure is about: days as written, unknown starts, and the shortest label that loses nothing."""

from datetime import date

import pytest

from analysis.periods import Period, format_date, read_date

YEAR_2009 = Period(date(2009, 1, 1), date(2009, 12, 31))
SIX_YEARS = Period(date(2010, 1, 1), date(2015, 12, 31))
UNTIL_NOVEMBER_2023 = Period(None, date(2023, 11, 11))
END_OF_2021 = Period(date(2021, 12, 31), date(2021, 12, 31))
MID_YEAR = Period(date(2020, 7, 1), date(2021, 6, 30))


def test_a_day_is_written_year_month_day():
    assert read_date("2021-12-31") == date(2021, 12, 31)


def test_a_leap_day_exists_in_leap_years_only():
    assert read_date("2024-02-29") == date(2024, 2, 29)
    with pytest.raises(ValueError, match="day"):
        read_date("2023-02-29")


@pytest.mark.parametrize(
    "cell",
    [
        *("", "2021", "2021-12", "20211231", "31/12/2021", "31-12-2021", "2021/12/31", "2021-1-1", "2021-12-31 "),
        *("2021-12-31T00:00", "2021-W52-5", "2021-13-01", "2021-04-31", "0000-01-01", "٢٠٢١-١٢-٣١", "now", "2021~"),
    ],
)
def test_any_other_form_of_a_day_is_refused(cell):
    with pytest.raises(ValueError):  # noqa: PT011 - two sources of the error, one refusal
        read_date(cell)


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (YEAR_2009, "2009"),
        (SIX_YEARS, "2010–2015"),
        (UNTIL_NOVEMBER_2023, "?–2023"),
        (END_OF_2021, "2021-12-31"),
        (MID_YEAR, "2020-07-01–2021-06-30"),
        (Period(date(2024, 2, 29), date(2024, 2, 29)), "2024-02-29"),
    ],
)
def test_the_label_is_the_shortest_that_loses_nothing(period, label):
    assert period.label() == label


def test_a_label_prints_days_in_the_language_of_the_report():
    assert MID_YEAR.label("vi") == "07/2020–06/2021", "whole months need no days"
    assert MID_YEAR.label("en") == "Jul 2020 – Jun 2021"
    assert Period(date(2018, 1, 1), date(2018, 6, 29)).label("vi") == "01/01/2018–29/06/2018"
    assert Period(date(2018, 1, 2), date(2018, 6, 30)).label("en") == "2 January 2018 – 30 June 2018"
    assert END_OF_2021.label("en") == "31 December 2021"
    assert SIX_YEARS.label("vi") == SIX_YEARS.label("en") == "2010–2015"


@pytest.mark.parametrize(
    ("period", "years"),
    [(YEAR_2009, 1), (SIX_YEARS, 6), (END_OF_2021, 1), (MID_YEAR, 2), (UNTIL_NOVEMBER_2023, None)],
)
def test_calendar_years_count_both_ends(period, years):
    assert period.calendar_years == years


def test_a_state_is_a_moment_and_an_unknown_start_is_not():
    assert END_OF_2021.is_moment
    assert not YEAR_2009.is_moment
    assert not UNTIL_NOVEMBER_2023.is_moment


def test_twelve_months_across_new_year_are_not_one_year():
    assert YEAR_2009.is_one_year
    assert not MID_YEAR.is_one_year
    assert not UNTIL_NOVEMBER_2023.is_one_year


def test_a_day_is_printed_as_the_language_prints_it():
    assert format_date(date(2021, 3, 5), "vi") == "05/03/2021"
    assert format_date(date(2021, 3, 5), "en") == "5 March 2021"
    assert format_date(date(2021, 12, 31), "en") == "31 December 2021"

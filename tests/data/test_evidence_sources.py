"""A coded figure holds together with its period, its flags, the bibliography and the coded text."""

import hashlib
from datetime import date

import pytest

from analysis.checks.evidence import check_file, check_text
from analysis.checks.reference_periods import (
    check_after_publication,
    check_not_over,
    check_unconfirmed,
    days_known,
)

# The period.


def test_a_period_does_not_begin_after_its_end(check):
    found = check(period_start="2020-12-31", period_end="2020-01-01")
    assert list(found) == ["period-reversed"]
    assert "begins 2020-12-31, after its end 2020-01-01" in found["period-reversed"].problem("en")


@pytest.mark.parametrize("status", ["result", "stock"])
def test_a_result_does_not_end_after_its_publication(check, status):
    later = {"period_start": "2021-02-02", "period_end": "2021-02-02", "status": status}
    assert list(check(**later)) == ["period-after-publication"]
    assert check(**later | {"period_start": "2021-02-01", "period_end": "2021-02-01"}) == {}


def test_periods_named_before_they_are_over_are_said_once_each(figure, source):
    year, half, over = ("2021-01-01", "2021-12-31"), ("2021-01-01", "2021-06-30"), ("2020-01-01", "2020-12-31")
    rows = [
        figure(line=2 + at, figure_id=f"hanam-2020-0{1 + at}", period_start=start, period_end=end)
        for at, (start, end) in enumerate([year, half, year, over, year])
    ]
    found = [(one.subject, one.problem("en")) for one in check_not_over(rows, source())]
    assert found == [
        ("hanam-2020-01", "The text can speak only until 1 February 2021, before 2021 was over (figures 01, 03, 05)"),
        (
            "hanam-2020-02",
            "The text can speak only until 1 February 2021, before Jan 2021 – Jun 2021 was over (figures 02)",
        ),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        {"status": "plan"},
        {"period_start": "2022-01-01", "period_end": "2022-12-31"},
        {"period_start": "2021-01-02"},
        {"period_start": "?"},
    ],
    ids=["a plan", "a year that had not begun", "no year of the calendar", "a start that cannot be read"],
)
def test_what_is_no_period_in_progress_is_not_called_one(figure, source, cells):
    year = {"period_start": "2021-01-01", "period_end": "2021-12-31"}
    assert list(check_not_over([figure(**year | cells)], source())) == []


def test_a_text_without_a_day_of_publication_cannot_tell_more_than_was_known_when_it_was_coded(figure, source):
    """The content that a coder declared reaches to the end of 2026; the text was coded in March of that year."""
    text = source(date_published="", content_end="2026-12-31", coded_on="2026-03-05")
    whole, quarter = ("2026-01-01", "2026-12-31"), ("2026-02-01", "2026-05-15")
    rows = [
        figure(line=2 + at, figure_id=f"hanam-2020-0{1 + at}", period_start=start, period_end=end)
        for at, (start, end) in enumerate([whole, quarter])
    ]
    assert [one.subject for one in check_not_over(rows, text)] == ["hanam-2020-01"], "a year is named before its end"
    assert [one.rule for row in rows for one in check_after_publication(row, text)] == ["period-after-publication"]
    assert list(check_unconfirmed(rows, text, None)) == [], "a day is known"


def test_a_result_is_doubted_where_no_day_is_known_of_its_text_and_none_so_late_of_any_other(figure, source):
    text = source(date_published="", content_end="2026-12-31", coded_on="")
    rows = [
        figure(line=2 + at, figure_id=f"hanam-2020-0{1 + at}", period_start="", period_end="2026-12-31", status=status)
        for at, status in enumerate(["result", "plan", "result"])
    ]
    (found,) = check_unconfirmed(rows, text, date(2026, 3, 5))
    assert (found.rule, found.severity) == ("period-end-unconfirmed", "notice")
    assert found.problem("en").startswith("Results until 31 December 2026 (figures 01, 03), but neither")
    assert list(check_unconfirmed(rows, text, date(2027, 1, 2))) == []
    assert len(list(check_unconfirmed(rows, text, None))) == 1
    assert list(check_unconfirmed(rows, source(date_published="", url="https://a.example/2026/12/x"), None)) == []
    both = [source(), source(date_published="", coded_on="2026-03-05"), text]
    assert max(days_known(both)) == date(2026, 3, 5)


@pytest.mark.parametrize("status", ["plan", "target"])
def test_plans_and_targets_lie_in_the_future(check, status):
    assert check(period_start="2025-01-01", period_end="2025-12-31", status=status) == {}


def test_an_unknown_start_needs_a_flag_and_becomes_a_notice(check):
    assert list(check(period_start="")) == ["flag-missing"]
    found = check(period_start="", flags="period_start_unknown")
    assert {rule: finding.severity for rule, finding in found.items()} == {"period-start-unknown": "notice"}


def test_an_unknown_start_is_noticed_on_the_total_and_not_on_each_part(check):
    assert check(period_start="", flags="period_start_unknown", part_of="hanam-2020-02") == {}


def test_a_target_needs_no_start(check):
    assert check(period_start="", period_end="2025-12-31", status="target") == {}


def test_a_figure_of_several_years_is_noticed(check):
    found = check(period_start="2015-01-01")
    assert list(found) == ["several-years"]
    assert found["several-years"].problem("en") == "“1.200 lượt cán bộ” covers 2015–2020 (6 years)"


@pytest.mark.parametrize(
    ("cells", "mean"),
    [
        ({}, ": 200, or 240 if the span is read as 5 years"),
        ({"period_start": "2019-01-01"}, ": 600"),
        ({"period_start": "2015-07-01"}, ""),
        ({"period_years": "6"}, ""),
        ({"qualifier": "more_than", "value_high": "", "as_written": "hơn 1.200 lượt"}, ""),
    ],
    ids=["2015-2020", "two years", "not whole years", "a stated length", "a bound"],
)
def test_a_yearly_mean_is_said_as_what_it_is(check, cells, mean):
    remedy = check(**{"period_start": "2015-01-01"} | cells)["several-years"].remedy("en")
    assert remedy == f"Not comparable with one year; a yearly mean is arithmetic only{mean}"


def test_two_years_are_several(check):
    found = check(period_start="2019-12-31")
    assert list(found) == ["several-years"]
    assert found["several-years"].problem("en").endswith("31 December 2020"), "by its days, which are no two years"


@pytest.mark.parametrize(
    ("flag", "rule"),
    [("scope_conflict", "scope-conflict"), ("not_own_output", "not-own-output"), ("duplicate", "printed-twice")],
)
def test_a_flag_becomes_a_notice_for_readers(check, flag, rule):
    found = check(flags=flag)
    assert {rule: finding.severity for rule, finding in found.items()} == {rule: "notice"}


# The file, the bibliography and the text.


def test_a_figure_names_the_text_that_the_bibliography_names(check):
    found = check(text_sha256="b" * 64)
    assert list(found) == ["hash-differs"]
    assert "b" * 12 in found["hash-differs"].problem("en"), "what was read"
    assert "a" * 12 in found["hash-differs"].remedy("en"), "what was expected"


def test_a_file_matches_its_row_in_the_bibliography(figure, source, by_rule):
    assert by_rule(check_file("hanam-2020", [figure()], source())) == {}


def test_a_file_without_a_row_in_the_bibliography_is_refused(figure, by_rule):
    assert list(by_rule(check_file("hanam-2020", [figure()], None))) == ["source-unlisted"]


def test_a_lost_row_is_noticed_by_the_count(figure, source, by_rule):
    found = by_rule(check_file("hanam-2020", [figure()] * 2, source(figure_count="3")))
    assert found["figure-count-differs"].problem("en") == "2 rows, but sources.csv says 3"


def test_a_figure_begins_with_the_id_of_its_source(figure, source, by_rule):
    rows = [figure(figure_id="hanam-2021-01")]
    assert list(by_rule(check_file("hanam-2020", rows, source()))) == ["id-of-other-source"]


def test_a_text_without_a_date_of_publication_is_noticed(figure, source, by_rule):
    found = by_rule(check_file("hanam-2020", [figure()], source(date_published="")))
    assert {rule: finding.severity for rule, finding in found.items()} == {"publication-date-unknown": "notice"}


def test_a_date_that_could_not_be_read_is_not_called_unknown(figure, source, by_rule):
    assert by_rule(check_file("hanam-2020", [figure()], source(date_published="1/2/2021"))) == {}


TEXT = "Năm 2020: 1.200 lượt cán bộ được bồi dưỡng.".encode()
HASH = hashlib.sha256(TEXT).hexdigest()


def test_a_quotation_stands_where_the_row_says(figure, source, by_rule):
    assert by_rule(check_text(source(text_sha256=HASH), TEXT, [figure(start="10")])) == {}


def test_a_quotation_that_stands_elsewhere_is_refused(figure, source, by_rule):
    found = by_rule(check_text(source(text_sha256=HASH), TEXT, [figure(start="4")]))
    assert "the text reads “2020: 1.200 lượt ”" in found["quotation-misplaced"].problem("en")


@pytest.mark.parametrize("unread", [{"start": "10", "end": "?"}, {"start": "", "end": "17"}])
def test_a_place_that_could_not_be_read_is_not_looked_up(figure, source, by_rule, unread):
    assert by_rule(check_text(source(text_sha256=HASH), TEXT, [figure(**unread)])) == {}


def test_another_version_of_the_text_is_refused_and_not_compared(figure, source, by_rule):
    found = by_rule(check_text(source(text_sha256=HASH), TEXT + b" ", [figure(start="4")]))
    assert list(found) == ["text-differs"]
    assert HASH[:12] in found["text-differs"].problem("en")


def test_a_text_that_is_not_utf8_is_a_finding(figure, source, by_rule):
    content = "Hà Nam: 1.200 lượt".encode("utf-16")
    coded = source(text_sha256=hashlib.sha256(content).hexdigest())
    found = by_rule(check_text(coded, content, [figure()]))
    assert [(rule, finding.file) for rule, finding in found.items()] == [("encoding", "texts/hanam-2020.txt")]

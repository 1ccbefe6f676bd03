"""Exhibits are made for the articles that will come, not only for the five that founded the project."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from math import isnan
from typing import Any

import pandas as pd
import pytest

from analysis.exhibits import comparison, quality
from analysis.exhibits.notices import refusal_notice
from analysis.exhibits.wording import source_names
from analysis.outcomes import Data
from analysis.study import trends
from analysis.study.comparability import comparable
from analysis.study.result import Refusal
from analysis.vocabulary import LANGUAGES, Language


@pytest.fixture(autouse=True)
def silence(caplog: pytest.LogCaptureFixture) -> object:
    """Whatever a figure complains of while it is drawn would end up on stderr and stop the report."""
    caplog.set_level(logging.WARNING)
    yield
    assert caplog.text == ""


def with_figure(data: Data, **differences: Any) -> Data:
    """The founding data and one more figure, like that of Lạng Sơn but for ``differences``."""
    new = data.evidence[data.evidence["outcome_id"] == "langson-2009-02"]
    new = new.assign(**{"outcome_id": "another-2024-01", "source_id": "another-2024", **differences})
    return replace(data, evidence=pd.concat([data.evidence, new], ignore_index=True))


def figures_alike(data: Data) -> Data:
    """The founding data with the participations of two provinces made comparable in every respect."""
    evidence, rows = data.evidence.copy(), ["langson-2009-02", "bacninh-2019-01"]
    chosen = evidence["outcome_id"].isin(rows)
    assert chosen.sum() == 2
    first = evidence[evidence["outcome_id"] == rows[0]].iloc[0]
    alike = [
        name
        for name in evidence.columns
        if name not in ("outcome_id", "source_id", "place_id", "locator", "as_written")
    ]
    for column in alike:
        evidence.loc[chosen, column] = first[column]
    return replace(data, evidence=evidence)


def with_figures(data: Data, *differences: dict[str, Any]) -> Data:
    """The founding data and figures of one more text, each like that of Lạng Sơn but for its ``differences``."""
    for number, other in enumerate(differences, start=1):
        data = with_figure(data, **({"outcome_id": f"another-2024-{number:02}"} | other))
    return data


def years_of(data: Data) -> list[str]:
    """The figures that count as those of a place and year."""
    return [name for name in data.yearly("participations")["outcome_id"] if name.startswith("another-")]


TOTAL: dict[str, Any] = {"place_id": "tra-vinh"}


@pytest.mark.parametrize(
    "other",
    [
        {"part_of": "another-2024-01"},
        {"flags": "duplicate|implicit"},
        {"flags": "partial"},
        {"flags": "not_own_output"},
        {"status": "plan"},
        {"frequency": "cumulative", "period_start": pd.Timestamp(2005, 1, 1)},
        {"period_start": pd.NaT},
        {"period_start": pd.Timestamp(2009, 7, 1)},
        {"text_status": "excerpt_seen"},
    ],
)
def test_the_figure_of_a_year_is_no_part_no_copy_no_plan_and_of_one_year(data: Data, other: dict[str, Any]) -> None:
    more = with_figures(data, TOTAL, TOTAL | other)
    assert years_of(more) == ["another-2024-01"]
    assert trends.trend(more.yearly("participations")) == trends.trend(data.yearly("participations"))


def test_a_bound_is_no_value_of_a_year(data: Data) -> None:
    panel = data.yearly("participations").set_index("outcome_id")["value"]
    assert panel["langson-2009-02"] == 19843
    assert isnan(panel["dienbien-2022-05"]), "hơn 27.000"


@pytest.mark.parametrize("other", [{}, {"population": "cadre"}, {"qualifier": "more_than"}])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_several_figures_of_a_year_are_a_notice_and_no_fault(data: Data, other: dict[str, Any], lang: Language) -> None:
    refused = trends.trend(with_figures(data, TOTAL, TOTAL | other).yearly("participations"))
    notice = refusal_notice(refused, "notice-trend", lang, vi="xu hướng", en="a trend")
    assert "another-2024-01, another-2024-02" in notice.content
    assert "part_of" in notice.content, "the remedy"


def test_every_trend_refuses_several_figures_of_a_year_alike(data: Data) -> None:
    panel = with_figures(data, TOTAL, TOTAL).yearly("participations")
    refused = trends.trend(panel)
    assert isinstance(refused, Refusal)
    assert refused.rule == "several-figures-a-year"
    assert trends.common_trend(panel) == trends.persistence(panel) == trends.levels(panel, at=2009) == refused
    assert trends.convergence(panel, start=2009, end=2010) == refused
    assert trends.forecast(panel.query("place == 'tra-vinh'"), horizon=1) == refused


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_comparable_pair_is_shown_without_obstacles(data: Data, lang: Language) -> None:
    alike = figures_alike(data)
    compared = comparable(alike.evidence, province_of=alike.province_of())
    assert compared.comparable_count == 1
    assert "1 " in quality.comparability_table(alike, compared, lang).caption
    assert quality.participations_matrix(alike, compared, lang).content


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_article_from_another_province_is_shown(data: Data, lang: Language) -> None:
    more = with_figure(data, place_id="ca-mau")
    for exhibit in (comparison.bounds_figure(more, lang), comparison.beside_table(more, lang)):
        assert "Cà Mau" in exhibit.content, exhibit.id


def test_a_range_of_participations_is_shown_as_printed(data: Data) -> None:
    more = with_figure(data, qualifier="range", value=float("nan"), value_low=2000.0, value_high=3000.0)
    assert "2.000–3.000 lượt" in comparison.bounds_figure(more, "vi").content


def test_a_figure_of_another_size_is_inside_the_axis(data: Data) -> None:
    million = with_figure(data, value=1_500_000.0, value_low=1_500_000.0, value_high=1_500_000.0)
    assert ">1,000,000</text>" in comparison.bounds_figure(million, "en").content


def test_an_article_about_another_time_is_inside_the_axis(data: Data) -> None:
    later = data.sources.tail(1).assign(
        source_id="another-2031", text_status="held",
        content_start=pd.Timestamp(2027, 1, 1), content_end=pd.Timestamp(2030, 12, 31),
        date_published=pd.Timestamp(2031, 6, 1),
    )  # fmt: skip
    more = replace(data, sources=pd.concat([data.sources, later], ignore_index=True))
    years = re.findall(r">(20\d\d)</text>", quality.periods_figure(more, "vi").content)
    assert max(map(int, years)) >= 2028


def forty_articles(data: Data) -> Data:
    """Synthetic, for this test alone: forty more texts, each with the participations of one province in one year."""
    places = data.gazetteer.provinces()[:40]
    rows = data.evidence[data.evidence["outcome_id"] == "langson-2009-02"]
    texts = data.sources[data.sources["source_id"] == "langson-2009"]
    new, listed = [], []
    for number, place in enumerate(places):
        name = f"synthetic-{number:02}"
        new.append(rows.assign(outcome_id=f"{name}-01", source_id=name, place_id=place))
        listed.append(texts.assign(source_id=name))
    return replace(
        data, evidence=pd.concat([data.evidence, *new], ignore_index=True),
        sources=pd.concat([data.sources, *listed], ignore_index=True),
    )  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pairs_of_forty_articles_are_counted_by_what_keeps_them_apart_and_listed_in_the_data(
    data: Data, lang: Language
) -> None:
    many = forty_articles(data)
    compared = comparable(many.evidence, province_of=many.province_of())
    figure = quality.participations_matrix(many, compared, lang)
    pairs = compared.pairs[compared.pairs["indicator"] == "participations"]
    assert figure.data is not None
    assert set(figure.data.columns) == set(pairs.columns), "a reviewer finds every pair by the ids of its figures"
    assert "45" in figure.caption, "five of the founding articles and forty"
    assert len(re.findall(r"<text", figure.content)) < 30, "bars, no forty times forty cells"
    assert re.findall(r">([^<]*)</text>", figure.content)[-1] != "", "the names of the obstacles"
    few = comparable(data.evidence, province_of=data.province_of())
    assert quality.participations_matrix(data, few, lang).caption != figure.caption


@pytest.mark.parametrize("lang", LANGUAGES)
def test_forty_articles_stay_on_one_page_and_bear_names(data: Data, lang: Language) -> None:
    many = forty_articles(data)
    for figure in (quality.periods_figure(many, lang), quality.coverage_figure(many, lang)):
        (height,) = re.findall(r'<svg[^>]* height="([\d.]+)pt"', figure.content)
        assert float(height) < 72 * 9, figure.id
        assert "Cao Bằng, 2009" in figure.content
        assert "synthetic-05" not in re.sub(r"\[synthetic-\d\d\]", "", figure.content)
        assert figure.data is not None
        assert "synthetic-05" in figure.data.to_csv(), "the id stays in the data behind the figure"


def test_two_articles_about_one_place_and_year_bear_their_ids(data: Data) -> None:
    again = forty_articles(data)
    again = replace(
        again,
        evidence=again.evidence.assign(
            place_id=again.evidence["place_id"].where(again.evidence["source_id"] != "synthetic-00", "lang-son")
        ),
    )
    names = source_names(again, "en")
    assert names["synthetic-00"] == "Lạng Sơn, 2009 [synthetic-00]"
    assert names["langson-2009"] == "Lạng Sơn, 2009 [langson-2009]"
    assert source_names(data, "en")["bacninh-2019"] == "Bắc Ninh, 2010–2015"
    assert source_names(data, "vi")["goquao-2023"] == "Gò Quao, 2023"

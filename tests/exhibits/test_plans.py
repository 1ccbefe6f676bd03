"""Plans, percentages of plan and unit costs as a reader sees them: bounds shown, refusals shown, nothing typed."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pandas as pd
import pytest

from analysis.exhibits import costs, plans
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.wording import words
from analysis.outcomes import Data
from analysis.study.pairs import ACCOUNT
from analysis.vocabulary import LANGUAGES, Language

each_language = pytest.mark.parametrize("lang", LANGUAGES)


def frame_of(exhibit: Exhibit) -> pd.DataFrame:
    assert exhibit.data is not None
    return exhibit.data


def mended(data: Data, **cells: dict[str, object]) -> Data:
    """The data with some cells of figures changed: ``{figure: {column: value}}`` with ``_`` for ``-`` in the id."""
    evidence = data.evidence.copy()
    for figure, changes in cells.items():
        row = evidence["outcome_id"] == figure.replace("_", "-")
        assert row.sum() == 1, figure
        for column, value in changes.items():
            evidence.loc[row, column] = value
    return replace(data, evidence=evidence)


@each_language
def test_each_name_of_an_account_has_words(lang: Language) -> None:
    told = [words(f"account.{name}", lang) for name in ACCOUNT]
    assert len(set(told)) == len(ACCOUNT)


# Plan and result.


def test_pairs_of_plan_and_result_are_those_of_quang_nam(data: Data) -> None:
    pairs = plans.pairs_of(data)
    assert pairs[["plan", "result"]].to_numpy().tolist() == [
        ["press-quangnam-2022-03", "press-quangnam-2022-05"],
        ["press-quangnam-2022-02", "press-quangnam-2022-04"],
    ]
    assert pairs["lower"].tolist() == pairs["upper"].tolist() == pytest.approx([100 * 46 / 77, 95.0])


@pytest.mark.parametrize(
    "change",
    [
        {"place_id": "ca-mau"}, {"population": "cbcc"}, {"training": "job_skills"}, {"tier": "commune"},
        {"period_end": pd.Timestamp(2022, 6, 30)}, {"flags": "partial"}, {"flags": "status_unclear"},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_a_plan_that_differs_from_the_result_is_listed_and_not_drawn(data: Data, change: dict[str, object]) -> None:
    changed = mended(data, press_quangnam_2022_03=change)
    assert plans.pairs_of(changed)["plan"].tolist() == ["press-quangnam-2022-02"]
    assert "press-quangnam-2022-03" in set(frame_of(plans.open_plans_table(changed, "en"))["figure_id"])


@each_language
def test_every_plan_and_target_is_drawn_or_listed(data: Data, lang: Language) -> None:
    drawn = set(plans.pairs_of(data)["plan"])
    listed = list(frame_of(plans.open_plans_table(data, lang))["figure_id"])
    intended = data.evidence[data.evidence["status"].isin(["plan", "target"])]
    assert len(listed) == len(set(listed)) == 23
    assert drawn.isdisjoint(listed)
    assert drawn | set(listed) == set(intended["outcome_id"])


@each_language
def test_the_figure_prints_plan_and_result_and_how_many_there_are(data: Data, lang: Language) -> None:
    figure = plans.plans_figure(data, lang)
    numbers = {"vi": "46 / 77 lớp", "en": "46 of 77 classes"}[lang]
    assert numbers in figure.content
    assert numbers in figure.alt
    assert "Quảng Nam" not in figure.caption, "no place is named for a figure that no text confirms"
    assert re.findall(r"\d+", figure.caption) == ["2", "25"]
    assert any(note.startswith("‡") for note in figure.notes)
    assert "‡" in figure.source


@each_language
@pytest.mark.parametrize("open_end", ["value_low", "value_high"])
def test_a_result_that_is_a_bound_has_an_arrow_and_keeps_its_word(data: Data, lang: Language, open_end: str) -> None:
    word = {"value_low": "nearly", "value_high": "more_than"}[open_end]
    bound = mended(data, press_quangnam_2022_05={open_end: float("nan"), "qualifier": word})
    plain, arrow = plans.plans_figure(data, lang), plans.plans_figure(bound, lang)
    assert arrow.content.count("<path") > plain.content.count("<path")
    said = {"value_low": {"vi": "gần 46", "en": "nearly 46"}, "value_high": {"vi": "hơn 46", "en": "more than 46"}}
    assert said[open_end][lang] in arrow.alt


@each_language
def test_without_any_pair_a_notice_stands_where_the_figure_was(data: Data, lang: Language) -> None:
    part = {"flags": "partial"}
    none = plans.plans_figure(mended(data, press_quangnam_2022_02=part, press_quangnam_2022_03=part), lang)
    assert (none.kind, none.id) == ("notice", "fig-plans")


@each_language
def test_targets_that_lie_ahead_say_so(data: Data, lang: Language) -> None:
    rows = frame_of(plans.open_plans_table(data, lang)).set_index("figure_id")
    assert "2021" in rows.loc["dienbien-2022-08", "why"]
    assert "2024" in rows.loc["quangninh-2020-03", "why"]
    assert {"vi": "75 lớp", "en": "75 classes"}[lang] in rows.loc["press-quangnam-2013-05", "why"]


@each_language
def test_states_without_a_target_are_counted(data: Data, lang: Language) -> None:
    """Gò Quao 8, Bình Giang 2, Đồng Nai 5, Hưng Yên 2, Lâm Đồng 2: shares with a standard or a degree."""
    (note,) = (note for note in plans.open_plans_table(data, lang).notes if "Gò Quao" in note)
    assert re.findall(r"\d+", note) == ["19"]


@each_language
def test_plans_for_a_tier_that_ended_before_them_are_named(data: Data, lang: Language) -> None:
    """Districts ended on 30 June 2025: the targets of Điện Biên run to the end of that year, those of Quảng Ninh on."""
    day = {"vi": "30/06/2025", "en": "30 June 2025"}[lang]
    (note,) = (note for note in plans.open_plans_table(data, lang).notes if day in note)
    assert "Điện Biên: " in note and "Quảng Ninh: " in note
    early = data.evidence.assign(period_end=data.evidence["period_end"].clip(upper=pd.Timestamp(2025, 6, 30)))
    assert not [note for note in plans.open_plans_table(replace(data, evidence=early), lang).notes if day in note]


# Percentages of plan.


@each_language
def test_implied_plans_are_printed_as_intervals(data: Data, lang: Language) -> None:
    rows = frame_of(plans.completion_table(data, lang))
    expected = {
        "vi": ["14.484–14.644 lượt", "không có", "277–283 lớp", "24.942–25.530 lượt"],
        "en": ["14,484–14,644 participations", "none", "277–283 classes", "24,942–25,530 participations"],
    }
    assert rows["implied"].tolist() == expected[lang]
    assert rows["meaning"].is_unique is False, "the two possibilities of Hưng Yên are read alike"


@each_language
def test_a_plan_that_is_printed_with_a_bound_is_not_called_printed_nowhere(data: Data, lang: Language) -> None:
    done = data.evidence[data.evidence["outcome_id"] == "langson-2009-02"]
    bound = {"outcome_id": "another-2009-01", "status": "plan", "qualifier": "more_than", "value": 14000.0}
    plan = done.assign(**bound, value_low=14000.0, value_high=float("nan"))
    more = replace(data, evidence=pd.concat([data.evidence, plan], ignore_index=True))
    rows = frame_of(plans.completion_table(more, lang)).query("percent_id == 'langson-2009-03'")
    printed = {
        "vi": "Kế hoạch được in là hơn 14.000 lượt",
        "en": "The plan is printed as more than 14,000 participations",
    }
    assert rows["meaning"].iloc[0].startswith(printed[lang])
    assert words("plan.only", lang) not in rows["meaning"].tolist()


def test_a_percentage_without_result_stays_in_the_table(data: Data) -> None:
    alone = data.evidence[data.evidence["outcome_id"] == "press-hungyen-2018-03"]
    rows = frame_of(plans.completion_table(replace(data, evidence=alone), "en"))
    assert rows[["done", "implied"]].to_numpy().tolist() == [["none", "none"]]
    assert "states no result" in rows["meaning"].iloc[0]


# Unit costs.


@each_language
def test_unit_costs_are_printed_with_open_ends_as_words(data: Data, lang: Language) -> None:
    rows = frame_of(costs.unit_costs_table(data, lang)).set_index(["money_id", "count_id"])[["least", "most"]]
    opened, comma = ("để ngỏ", ",") if lang == "vi" else ("open", ".")
    expected = {
        ("press-quangnam-2013-01", "press-quangnam-2013-02"): [opened, f"105{comma}4"],
        ("press-quangninh-2024-09", "press-quangninh-2024-07"): [f"373{comma}1", opened],
        ("quangninh-2020-01", "quangninh-2020-02"): [opened, "250"],
        ("press-quangninh-2024-09", "press-quangninh-2024-08"): [f"6{comma}61", opened],
        ("press-quangnam-2013-01", "press-quangnam-2013-03"): [opened, f"1{comma}26"],
    }
    assert {key: rows.loc[key].tolist() for key in rows.index} == expected
    assert rows.index.tolist() == list(expected), "classes, then participations, then persons"


@each_language
def test_costs_of_two_provinces_are_not_for_comparing(data: Data, lang: Language) -> None:
    """Quảng Nam has one sum among the rows, Quảng Ninh two: two pairs."""
    told = {"vi": "số cặp so sánh được là 0", "en": "0 can be compared"}[lang]
    (note,) = (note for note in costs.unit_costs_table(data, lang).notes if told in note)
    assert re.findall(r"\d+", note) == ["2", "0"]
    alone = replace(data, evidence=data.evidence[data.evidence["place_id"] == "quang-ninh"])
    assert not [note for note in costs.unit_costs_table(alone, lang).notes if told in note]


@pytest.mark.parametrize(
    ("value", "up", "printed"),
    [(105_333_333.3, True, "105.4"), (373_149_572.6, False, "373.1"), (250e6, True, "250"), (250e6, False, "250"),
     (6_618_768.5, False, "6.61"), (1_257_961.8, True, "1.26")],
)  # fmt: skip
def test_a_bound_is_rounded_away_from_its_interval(value: float, up: bool, printed: str) -> None:
    assert costs.outward(value, "en", up=up) == printed


@each_language
def test_divisions_that_were_not_done_are_shown_with_their_reason(data: Data, lang: Language) -> None:
    exhibit = costs.refused_costs_table(data, lang)
    rows = frame_of(exhibit)
    assert rows["counted"].str.split("; ").str.len().sum() == 18
    assert "18" in exhibit.caption
    assert words("account.part", lang) in unescape(exhibit.content)
    assert {"vi": "khoảng 133 tỷ đồng", "en": "about 133 billion VND"}[lang] in unescape(exhibit.content)
    assert (rows["reason"] != "").all()

"""A result in words and numbers: never surer than its interval, with every caveat, in the format of the language."""

from __future__ import annotations

from math import nan

import pytest

from analysis.exhibits.results import Row, forest_figure, results_table, sentence
from analysis.quantities.sentences import held_together
from analysis.study.result import Caveat, Result, table

ROW = Row("slope", "Độ dốc", digits=1)


def result(estimate: float, lower: float, upper: float, *caveats: Caveat, **settings: float) -> Result:
    row = {"term": "slope", "estimate": estimate, "lower": lower, "upper": upper, "p_value": 0.0004, "n": 1234}
    return Result(table([row]), "slope", "OLS", settings, n=9, caveats=caveats)


@pytest.mark.parametrize(
    ("ends", "vietnamese", "english"),
    [
        ((1.25, 0.5, 2.0), "1,2 điểm, khoảng tin cậy 95 % từ 0,5 đến 2,0", "1.2 points, 95 % interval 0.5 to 2.0"),
        ((nan, 27.0, nan), "ít nhất 27,0 điểm", "at least 27.0 points"),
        ((nan, nan, 28.0), "nhiều nhất 28,0 điểm", "at most 28.0 points"),
        ((nan, 14.5, 14.6), "từ 14,5 đến 14,6 điểm", "between 14.5 and 14.6 points"),
        ((3.0, nan, nan), "3,0 điểm, không có khoảng tin cậy", "3.0 points, without an interval"),
        (
            (3.0, 1.0, nan),
            "3,0 điểm, khoảng tin cậy 95 % từ 1,0 trở lên, không có cận trên",
            "3.0 points, 95 % interval from 1.0 upwards, without an upper end",
        ),
        (
            (3.0, nan, 5.0),
            "3,0 điểm, khoảng tin cậy 95 % đến 5,0, không có cận dưới",
            "3.0 points, 95 % interval up to 5.0, without a lower end",
        ),
        ((nan, nan, nan), "không xác định", "not determined"),
    ],
)
def test_a_sentence_says_no_more_than_is_known(ends: tuple[float, float, float], vietnamese: str, english: str) -> None:
    for lang, text in (("vi", vietnamese), ("en", english)):
        said = sentence(result(*ends), ROW, lang, unit=("điểm", "points"))  # type: ignore[arg-type]
        assert said == held_together(f"Độ dốc: {text}.")


def test_the_level_of_the_interval_is_that_of_the_result() -> None:
    assert "90\u00a0%" in sentence(result(1, 0, 2, level=0.9), ROW, "en")


def test_caveats_are_part_of_the_sentence_and_of_the_table_and_figure() -> None:
    bound = result(
        1, 0, 2, Caveat("one-sided-bound"), Caveat("one-treated-unit", {"treated": 1, "units": 9}, allowed=True)
    )
    shown = {"id": "tbl-x", "caption": "c", "source": "s"}
    for text in (
        sentence(bound, ROW, "en"),
        " ".join(results_table(bound, [ROW], "en", **shown).notes),
        " ".join(forest_figure(bound, [ROW], "en", axis="a", **shown).notes),
    ):
        assert "Only one bound is known" in text
        assert "allow: one-treated-unit" in text


def test_a_table_leaves_out_what_nobody_knows_and_prints_small_p_as_small() -> None:
    exhibit = results_table(result(1.25, 0.5, 2.0), [ROW], "vi", id="tbl-x", caption="c", source="s")
    assert exhibit.data is not None
    assert list(exhibit.data.columns) == ["term", "estimate", "interval", "p_value", "n"]
    assert exhibit.data.iloc[0].tolist() == ["Độ dốc", "1,2", "0,5 đến 2,0", "< 0,001", "1.234"]


def test_a_row_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="0 rows"):
        sentence(result(1, 0, 2), Row("level", "x"), "en")


def test_a_figure_tells_its_numbers_in_words_and_marks_an_open_end() -> None:
    open_ended = forest_figure(result(3.0, 1.0, nan), [ROW], "en", id="fig-x", caption="c", axis="a", source="s")
    assert "without an upper end" in open_ended.alt
    assert "3.0" in open_ended.content

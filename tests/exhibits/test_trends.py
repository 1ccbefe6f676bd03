"""Trends as printed: intervals that allow for years which lean on each other, and a forecast beside what came."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from analysis.exhibits import forecasts, style
from analysis.exhibits.exhibit import Exhibit
from analysis.outcomes import Data
from analysis.study import trends as models
from analysis.study.result import Result
from analysis.vocabulary import LANGUAGES, Language

Exhibits = Mapping[Language, Mapping[str, Exhibit]]


def result(answer: object) -> Result:
    assert isinstance(answer, Result)
    return answer


@pytest.fixture(scope="module")
def of_provinces(data: Data) -> pd.DataFrame:
    return models.since_breaks(data.panel("gso_trained_employed_share").query("level == 'province'"))


def test_a_widened_slope_is_that_of_persistent_errors(of_provinces: pd.DataFrame) -> None:
    lasting = result(models.persistence(of_provinces))
    own = result(models.trend(of_provinces, se="persistent"))
    narrow = result(models.trend(of_provinces, se="classical"))
    for place in ("bac-ninh", "ca-mau"):
        before, expected = narrow.row("slope", place), own.row("slope", place)
        widened = models.with_lasting_years(before, lasting, own)
        columns = ["estimate", "std_error", "lower", "upper"]
        assert list(widened[columns]) == pytest.approx(list(expected[columns]))
        assert before["upper"] < widened["upper"], "the row that came in stays as it was"


@pytest.mark.parametrize(
    ("lang", "wide", "narrow"), [("vi", "0,413 đến 1,030", "0,569"), ("en", "0.413 to 1.030", "0.569")]
)
def test_intervals_of_one_line_are_printed_wide_and_that_of_the_sample_as_it_is(
    exhibits: Exhibits, lang: Language, wide: str, narrow: str
) -> None:
    table = exhibits[lang]["trends.common_table"]
    assert wide in table.content
    assert narrow not in table.content
    assert ("0,632 đến 0,822" if lang == "vi" else "0.632 to 0.822") in table.content
    assert ("1,9" if lang == "vi" else "1.9") in table.notes[0]
    assert ("2,0" if lang == "vi" else "2.0") in table.notes[0]


def test_a_line_stops_at_a_break_and_a_year_that_stands_alone_is_a_dot(data: Data) -> None:
    panel = data.panel("gso_trained_employed_share")
    _, axes = style.canvas(1)
    style.draw_unbroken(axes, panel[panel["place"] == "ha-noi"], linewidth=2.0)
    style.draw_unbroken(axes, panel[panel["place"] == "ca-mau"], linewidth=2.0)
    lines = [(list(line.get_xdata()), line.get_marker()) for line in axes.lines]
    years = list(range(2008, 2017))
    assert lines == [([2008], "o"), (years[1:], "None"), (years, "None")]


@pytest.mark.parametrize(("lang", "why"), [("vi", "Hà Nội, 2009: Tỷ lệ tăng 7,8"), ("en", "Hà Nội, 2009: The share")])
def test_the_lines_by_region_say_where_one_breaks_and_why(exhibits: Exhibits, lang: Language, why: str) -> None:
    assert any(note.startswith(why) for note in exhibits[lang]["trends.multiples_figure"].notes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_slope_has_the_interval_of_the_table(exhibits: Exhibits, lang: Language) -> None:
    drawn, printed = exhibits[lang]["trends.slopes_figure"].data, exhibits[lang]["trends.slopes_table"].content
    assert drawn is not None
    row = drawn.set_index("place").loc["bac-ninh"]
    comma = "," if lang == "vi" else "."
    assert f"{row['lower']:.3f}".replace(".", comma) in printed
    assert f"{row['upper']:.3f}".replace(".", comma) in printed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_forecast_stands_beside_what_was_published_since(exhibits: Exhibits, lang: Language) -> None:
    figure = exhibits[lang]["forecasts.forecast_figure"]
    assert figure.data is not None
    came = figure.data.dropna(subset="published").set_index("year")["published"]
    assert came.to_dict() == {2017: 21.3, 2018: 21.9}
    assert "gso_trained_share_by_industry" in figure.source
    assert len(figure.notes) == 2, "the choice of the model, and its interval"


def ahead(*rows: tuple[str, float, float, float]) -> Result:
    frame = pd.DataFrame(rows, columns=["period", "estimate", "lower", "upper"]).assign(term="forecast")
    return Result(frame, "forecast", "OLS", {}, n=9)


def test_a_forecast_is_held_against_the_years_that_have_a_figure() -> None:
    forecast = ahead(("2017", 5.0, 4.0, 6.0), ("2018", 6.0, 5.0, 7.0), ("2019", 7.0, 6.0, 8.0))
    published = pd.DataFrame({"year": [2016, 2017, 2018, 2019], "value": [1.0, 6.0, 7.5, float("nan")]})
    came = forecasts.since_then(forecast, published)
    assert came[["year", "published", "held"]].to_numpy().tolist() == [[2017, 6.0, True], [2018, 7.5, False]]
    with pytest.raises(ValueError, match="no year of the forecast"):
        forecasts.since_then(forecast, published[published["year"] < 2017])


@pytest.mark.parametrize(("lang", "interval"), [("vi", "−0,033 đến 2,187"), ("en", "−0.033 to 2.187")])
def test_rounding_does_not_take_zero_out_of_an_interval(exhibits: Exhibits, lang: Language, interval: str) -> None:
    assert interval in exhibits[lang]["trends.slopes_table"].content

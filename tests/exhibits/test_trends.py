"""Trends as printed: intervals that allow for years which lean on each other, and a forecast beside what came."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from analysis.exhibits import forecasts
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
    return data.panel("gso_trained_employed_share").query("level == 'province'")


def test_a_widened_slope_is_that_of_persistent_errors(of_provinces: pd.DataFrame) -> None:
    lasting = result(models.persistence(of_provinces))
    own = result(models.trend(of_provinces, se="persistent"))
    narrow = result(models.trend(of_provinces, se="classical"))
    for place in ("bac-ninh", "ha-noi"):
        before, expected = narrow.row("slope", place), own.row("slope", place)
        widened = models.with_lasting_years(before, lasting, own)
        columns = ["estimate", "std_error", "lower", "upper"]
        assert list(widened[columns]) == pytest.approx(list(expected[columns]))
        assert before["upper"] < widened["upper"], "the row that came in stays as it was"


@pytest.mark.parametrize(
    ("lang", "wide", "narrow"), [("vi", "0,446 đến 1,018", "0,586"), ("en", "0.446 to 1.018", "0.586")]
)
def test_intervals_of_one_line_are_printed_wide_and_that_of_the_sample_as_it_is(
    exhibits: Exhibits, lang: Language, wide: str, narrow: str
) -> None:
    table = exhibits[lang]["trends.common_table"]
    assert wide in table.content
    assert narrow not in table.content
    assert ("0,633 đến 0,831" if lang == "vi" else "0.633 to 0.831") in table.content
    assert ("1,8" if lang == "vi" else "1.8") in table.notes[0]
    assert ("2,0" if lang == "vi" else "2.0") in table.notes[0]


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


@pytest.mark.parametrize(("lang", "interval"), [("vi", "−0,004 đến 2,158"), ("en", "−0.004 to 2.158")])
def test_rounding_does_not_take_zero_out_of_an_interval(exhibits: Exhibits, lang: Language, interval: str) -> None:
    assert interval in exhibits[lang]["trends.slopes_table"].content

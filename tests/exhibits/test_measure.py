"""An exhibit of the comparison says what it was given: name, unit and decimals follow the series."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from analysis.exhibits import comparison, maps, mergers
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.measure import measure, series_of
from analysis.outcomes import Data
from analysis.study import boundaries, provinces, reweighting
from analysis.study.result import Caveat, Result
from analysis.vocabulary import LANGUAGES, Language

SHARE = "gso_trained_employed_share"

OTHERS: Mapping[str, tuple[int, int, str]] = {
    "pci_satisfied_with_labour": (2013, 2016, "gso_labour_force"),  # a fraction, of provinces only, medians of firms
    "gso_labour_force": (2009, 2016, "gso_population"),  # thousands, that add up
    "papi_certification": (2021, 2024, "gso_labour_force_2023"),  # scores, by survey, without weights after 2021
}
"""Other series with two years of one stretch, and weights to hand to the regions."""

NAMES = {
    "pci_satisfied_with_labour": ("PCI: doanh nghiệp hài lòng với chất lượng lao động", "PCI: firms satisfied"),
    "gso_labour_force": ("ực lượng lao động", "abour force"),
    "papi_certification": ("PAPI: thủ tục chứng thực, xác nhận", "PAPI: certification procedures"),
}

OF_SHARE = ("đã qua đào tạo", "trained share", "%")


def result(answer: object) -> Result:
    assert isinstance(answer, Result)
    return answer


def made(data: Data, series_id: str, lang: Language) -> dict[str, Exhibit]:
    """What notebook 02 shows of one series."""
    first, last, by = OTHERS[series_id]
    panel, weights = data.panel(series_id), data.panel(by)
    change = result(provinces.change(panel[panel["level"] == "province"], first, last))
    regions = result(provinces.regions(panel, weights, min(last, 2021), nature=data.aggregation(series_id)))
    return {
        "provinces": comparison.provinces_figure(data, change, lang),
        "regions": comparison.regions_figure(data, regions, lang),
        "regions_table": comparison.regions_table(data, regions, lang),
        "table": comparison.provinces_table(data, change, lang),
        "map": maps.share_map(data, panel, last, lang),
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("series_id", OTHERS)
def test_captions_and_sources_speak_of_the_series_that_was_given(data: Data, series_id: str, lang: Language) -> None:
    name = NAMES[series_id][0 if lang == "vi" else 1]
    for exhibit in made(data, series_id, lang).values():
        told = " ".join([exhibit.caption, exhibit.alt or "", *exhibit.notes])
        assert name in exhibit.caption, exhibit.id
        assert SHARE not in exhibit.source
        assert series_id in exhibit.source or "tbl" in exhibit.id
        wrong = OF_SHARE if series_id != "pci_satisfied_with_labour" else OF_SHARE[:2]
        assert not [word for word in wrong if word in told.lower()], (exhibit.id, told)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("series_id", ["pci_satisfied_with_labour", "gso_labour_force"])
def test_what_has_no_mean_is_said_under_the_table(data: Data, series_id: str, lang: Language) -> None:
    shown = made(data, series_id, lang)["regions_table"]
    assert "weighted_mean" not in shown.data
    assert shown.notes == (Caveat("regions-without-mean").sentence(lang),)


def test_a_mean_is_called_close_to_what_was_published_only_where_something_was(data: Data) -> None:
    weights, left_out = made(data, "papi_certification", "en")["regions_table"].notes
    assert weights == "Weights: labour force."
    assert left_out.startswith("Provinces without a value, or without the weight that a mean needs, ")


@pytest.mark.parametrize(
    ("lang", "percent", "score"), [("vi", "{}\u00a0%", "{} điểm"), ("en", "{}\u00a0%", "{} points")]
)
def test_values_have_the_unit_and_the_decimals_of_the_series(
    data: Data, lang: Language, percent: str, score: str
) -> None:
    of = {name: measure(data, name, lang) for name in (SHARE, *OTHERS)}
    point = "," if lang == "vi" else "."
    assert of[SHARE].value(20.64) == percent.format(f"20{point}6")
    fraction = of["pci_satisfied_with_labour"]
    assert fraction.value(fraction.printed(pd.Series([0.4567]))[0]) == percent.format(f"45{point}7")
    assert of["papi_certification"].value(1.236) == score.format(f"1{point}24")
    assert of["gso_labour_force"].bare(float("nan")) == "–"
    assert of[SHARE].within[0].islower()
    assert of["papi_certification"].within.startswith("PAPI")
    with pytest.raises(KeyError, match="no series"):
        measure(data, "atlantis", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_merged_scores_are_named_with_their_weights(data: Data, lang: Language) -> None:
    series_id, by, year = "papi_certification", "gso_labour_force_2023", 2020
    panel, weights, members = data.panel(series_id), data.panel(by), data.members()
    panel = panel[panel["year"] <= year]
    merged = result(boundaries.aggregate(panel, members, nature="weighted_mean", weights=weights))
    new = boundaries.as_panel(merged, panel, members)
    assert series_of(new) == (series_id, [by])
    other: dict[str, Any] = {"other": data.panel("gso_population"), "other_year": 2016}
    compared = result(reweighting.reweighted(panel, members, year=year, weights=weights, **other))
    bounds = result(reweighting.any_weights(panel, members, year=year, weights=weights))
    spreads = (provinces.spread(panel), provinces.spread(new))
    made = [
        maps.new_share_map(data, new, year, lang), mergers.merged_figure(data, merged, year, lang),
        mergers.boundaries_table(data, *spreads, year, lang), mergers.weights_table(data, [compared], bounds, lang),
    ]  # fmt: skip
    for exhibit in made:
        told = " ".join([exhibit.caption, exhibit.alt or "", *exhibit.notes]).lower()
        assert not [word for word in OF_SHARE if word in told], (exhibit.id, told)
        assert SHARE not in exhibit.source
    assert NAMES[series_id][0 if lang == "vi" else 1] in made[0].caption
    assert ("lực lượng lao động" if lang == "vi" else "labour force") in made[0].caption


def test_a_panel_of_two_series_is_asked_which() -> None:
    with pytest.raises(ValueError, match="which series"):
        series_of(pd.DataFrame({"source_id": ["a", "b"]}))

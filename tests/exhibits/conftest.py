"""Every exhibit of the project, made from the project's own data in both languages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from analysis import outcomes
from analysis.exhibits import comparison, quality, trends
from analysis.exhibits.exhibit import Exhibit
from analysis.project import Project
from analysis.study import comparability, provinces
from analysis.study import trends as models
from analysis.study.result import Result
from analysis.vocabulary import LANGUAGES, Language

ROOT = Path(__file__).parents[2]

Make = Callable[[Language], Exhibit]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> outcomes.Data:
    """The project's own data, built from a copy of ``data/raw``."""
    project = Project(tmp_path_factory.mktemp("project"))
    shutil.copytree(ROOT / "data" / "raw", project.raw, ignore=shutil.ignore_patterns("texts"))
    outcomes.build(project)
    return outcomes.load(project)


def result(answer: object) -> Result:
    assert isinstance(answer, Result)
    return answer


@pytest.fixture(scope="session")
def makers(data: outcomes.Data) -> Mapping[str, Make]:
    """For each function that makes an exhibit, by ``module.function``: the call of the notebooks."""
    panel = data.panel("gso_trained_employed_share")
    of_provinces = panel[panel["level"] == "province"]
    compared = comparability.comparable(data.evidence, province_of=data.province_of())
    change = result(provinces.change(of_provinces, 2008, 2016))
    regions = result(provinces.regions(panel, data.panel("gso_labour_force"), 2016))
    common, own = result(models.common_trend(of_provinces)), result(models.trend(of_provinces))
    country = result(models.trend(panel[panel["place"] == "viet-nam"]))
    ahead = result(models.forecast(panel[panel["place"] == "viet-nam"], 2))
    return {
        "quality.sources_table": lambda lang: quality.sources_table(data, lang),
        "quality.periods_figure": lambda lang: quality.periods_figure(data, lang),
        "quality.coverage_figure": lambda lang: quality.coverage_figure(data, lang),
        "quality.findings_table": lambda lang: quality.findings_table(data, lang),
        "quality.confirmed_table": lambda lang: quality.confirmed_table(data, lang),
        "quality.comparability_table": lambda lang: quality.comparability_table(data, compared, lang),
        "quality.participations_matrix": lambda lang: quality.participations_matrix(data, compared, lang),
        "quality.evidence_table": lambda lang: quality.evidence_table(data, lang),
        "quality.series_table": lambda lang: quality.series_table(data, lang),
        "comparison.provinces_figure": lambda lang: comparison.provinces_figure(data, change, lang),
        "comparison.tile_map": lambda lang: comparison.tile_map(data, 2016, lang),
        "comparison.regions_figure": lambda lang: comparison.regions_figure(data, regions, lang),
        "comparison.regions_table": lambda lang: comparison.regions_table(data, regions, lang),
        "comparison.provinces_table": lambda lang: comparison.provinces_table(data, change, lang),
        "comparison.bounds_figure": lambda lang: comparison.bounds_figure(data, lang),
        "comparison.beside_table": lambda lang: comparison.beside_table(data, lang),
        "trends.lines_figure": lambda lang: trends.lines_figure(data, panel, lang),
        "trends.multiples_figure": lambda lang: trends.multiples_figure(data, panel, lang),
        "trends.common_table": lambda lang: trends.common_table(data, common, country, lang),
        "trends.slopes_figure": lambda lang: trends.slopes_figure(data, common, lang),
        "trends.slopes_table": lambda lang: trends.slopes_table(data, own, common, lang),
        "trends.spread_figure": lambda lang: trends.spread_figure(data, provinces.spread(panel), lang),
        "trends.forecast_figure": lambda lang: trends.forecast_figure(data, ahead, lang),
    }


@pytest.fixture(scope="session")
def exhibits(makers: Mapping[str, Make]) -> Mapping[Language, Mapping[str, Exhibit]]:
    """All exhibits in each language, by ``module.function``."""
    return {lang: {name: make(lang) for name, make in makers.items()} for lang in LANGUAGES}

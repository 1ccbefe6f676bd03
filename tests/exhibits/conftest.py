"""Every exhibit of the project, made from the project's own data in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pytest
from founding import copied_to

from analysis import outcomes
from analysis.exhibits import (
    associations,
    bibliography,
    breaks,
    comparison,
    convergence,
    costs,
    forecasts,
    maps,
    mergers,
    plans,
    press,
    profile,
    profile_evidence,
    profile_series,
    profile_unit,
    quality,
    results,
    series,
    standings,
    trends,
)
from analysis.exhibits.exhibit import Exhibit
from analysis.project import Project
from analysis.study import associations as study
from analysis.study import boundaries, comparability, pooling, provinces, reweighting
from analysis.study import trends as models
from analysis.study.result import Result
from analysis.vocabulary import LANGUAGES, Language

Make = Callable[[Language], Exhibit]

SYNTHETIC = pd.DataFrame(
    {
        "place": list("abcdefgh"), "participations": [90, 130, 260, 380, 700, 980, 1300, 2900],
        "staff": [100, 150, 250, 400, 600, 900, 1400, 2000],
    }
)  # fmt: skip
"""Made up, for the funnel alone: no published table has participations beside staff for several provinces."""


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> outcomes.Data:
    """The founding data of the project, built from a copy of ``data/raw``."""
    project = copied_to(Project(tmp_path_factory.mktemp("project")))
    outcomes.build(project)
    return outcomes.load(project)


def result(answer: object) -> Result:
    assert isinstance(answer, Result)
    return answer


@pytest.fixture(scope="session")
def makers(data: outcomes.Data) -> Mapping[str, Make]:
    """For each function that makes an exhibit, by ``module.function``: the call of the notebooks."""
    panel = data.panel("gso_trained_employed_share")
    of_provinces = models.since_breaks(panel[panel["level"] == "province"])
    compared = comparability.comparable(data.evidence, province_of=data.province_of())
    change = result(provinces.change(of_provinces, 2009, 2016))
    weights = data.panel("gso_labour_force")
    regions = result(provinces.regions(panel, weights, 2016, nature="weighted_mean"))
    spread = provinces.spread(panel.query("year >= 2009"))
    common, own = result(models.common_trend(of_provinces)), result(models.trend(of_provinces, se="persistent"))
    country = result(models.trend(panel[panel["place"] == "viet-nam"], se="classical"))
    lasting = result(models.persistence(of_provinces))
    shared, whole = (
        models.with_lasting_years(row, lasting, own)
        for row in (common.row("slope_of_means"), country.row("slope", "viet-nam"))
    )
    industries = data.panel("gso_trained_share_by_industry")
    later = industries.query("category == '' and segment == 1")
    ahead = result(models.forecast(panel[panel["place"] == "viet-nam"], horizon=2))
    levels = result(models.levels(of_provinces, at=2016, se="persistent"))
    pooled, shrunken = result(pooling.pool(levels.estimates())), result(pooling.shrink(levels.estimates()))
    ranked = result(provinces.ranks(levels, seed=2016, top=10))
    funnel = result(provinces.funnel(SYNTHETIC, count="participations", staff="staff"))
    of_pool = [results.Row("mean", "Mean"), results.Row("prediction", "One more province")]
    state = industries.query("category == 'industry.public_administration'")
    of_state = result(models.trend(state, se="classical"))
    papi = data.panel("papi_certification").query("level == 'province' and year >= 2016")
    medians = papi.groupby(["year", "segment", "source_id"], as_index=False)["value"].median().assign(place="viet-nam")
    step = result(models.step_change(medians, date=2021, se="classical"))
    converged = [
        result(models.convergence(of_provinces, start=2009, end=2016, scale=scale)) for scale in ("log", "points")
    ]
    both = data.together("gso_trained_employed_share", "pci_labour_training")
    late = both[both["year"] >= 2013]
    stretches = [
        result(
            study.between_within(
                part, outcome="gso_trained_employed_share", exposures="pci_labour_training", effects=("place", "year"),
                scaled_yearly=["pci_labour_training"],
            )
        )
        for part in (both[both["year"].between(2009, 2012)], late)
    ]  # fmt: skip
    merged = result(boundaries.aggregate(panel, data.members(), nature="weighted_mean", weights=weights))
    weighings = [("gso_labour_force_2023", 2016), ("gso_labour_force", 2008), ("gso_population", 2016)]
    reweighted = [
        result(
            reweighting.reweighted(
                panel, data.members(), year=2016, weights=weights, other=data.panel(name), other_year=then
            )
        )
        for name, then in weighings
    ]
    any_weights = result(reweighting.any_weights(panel, data.members(), year=2016, weights=weights))
    new = boundaries.as_panel(merged, panel, data.members())
    spreads = provinces.spread(panel), provinces.spread(new)
    found = profile.profile(data, "bac-ninh-2025")
    return {
        "standings.standings_figure": lambda lang: standings.standings_figure(data, levels, shrunken, ranked, lang),
        "standings.funnel_figure": lambda lang: standings.funnel_figure(
            funnel,
            {},
            lang,
            id="fig-funnel",
            caption=f"Synthetic ({lang})",
            axis="Rate",
            source="Synthetic, for this test",
        ),
        "results.results_table": lambda lang: results.results_table(
            pooled, of_pool, lang, id="tbl-pooled", caption=f"The mean ({lang})", source="As above"
        ),
        "results.forest_figure": lambda lang: results.forest_figure(
            pooled,
            of_pool,
            lang,
            id="fig-pooled",
            caption=f"The mean ({lang})",
            axis="Share",
            source="As above",
            zero=False,
        ),
        "associations.association_figure": lambda lang: associations.association_figure(data, late, stretches[1], lang),
        "associations.association_table": lambda lang: associations.association_table(data, stretches, lang),
        "bibliography.sources_used": lambda lang: bibliography.sources_used(
            data, lang, series=[*data.series["series_id"]], texts=[*data.sources["source_id"]]
        ),
        "breaks.state_figure": lambda lang: breaks.state_figure(data, of_state, lang),
        "breaks.segments_figure": lambda lang: breaks.segments_figure(data, "papi_certification", step, lang),
        "convergence.convergence_table": lambda lang: convergence.convergence_table(data, *converged, lang),
        "series.series_table": lambda lang: series.series_table(data, lang),
        "series.confirmed_table": lambda lang: series.confirmed_table(data, lang),
        "series.gaps_table": lambda lang: series.gaps_table(data, lang),
        "series.breaks_table": lambda lang: series.breaks_table(data, lang),
        "series.breaks_figure": lambda lang: series.breaks_figure(data, lang),
        "maps.share_map": lambda lang: maps.share_map(data, panel, 2016, lang),
        "maps.new_share_map": lambda lang: maps.new_share_map(data, new, 2016, lang),
        "mergers.merged_figure": lambda lang: mergers.merged_figure(data, merged, 2016, lang),
        "mergers.boundaries_table": lambda lang: mergers.boundaries_table(data, *spreads, 2016, lang),
        "mergers.weights_table": lambda lang: mergers.weights_table(data, reweighted, any_weights, lang),
        "mergers.industries_figure": lambda lang: mergers.industries_figure(data, 2010, 2020, lang),
        "press.pages_table": lambda lang: press.pages_table(data, lang),
        "plans.plans_figure": lambda lang: plans.plans_figure(data, lang),
        "plans.open_plans_table": lambda lang: plans.open_plans_table(data, lang),
        "plans.completion_table": lambda lang: plans.completion_table(data, lang),
        "costs.unit_costs_table": lambda lang: costs.unit_costs_table(data, lang),
        "costs.refused_costs_table": lambda lang: costs.refused_costs_table(data, lang),
        "press.figures_table": lambda lang: press.figures_table(data, lang),
        "press.excerpt_findings_table": lambda lang: press.excerpt_findings_table(data, lang),
        "press.left_out_table": lambda lang: press.left_out_table(data, lang),
        "profile_series.profile_figure": lambda lang: profile_series.profile_figure(data, found, lang),
        "profile_series.beside_country": lambda lang: profile_series.beside_country(data, found, lang),
        "profile_series.beside_provinces": lambda lang: profile_series.beside_provinces(data, found, lang),
        "profile_unit.history_table": lambda lang: profile_unit.history_table(data, found, lang),
        "profile_evidence.refused_series": lambda lang: profile_evidence.refused_series(data, found, lang),
        "profile_evidence.evidence_of_place": lambda lang: profile_evidence.evidence_of_place(data, found, lang),
        "quality.sources_table": lambda lang: quality.sources_table(data, lang),
        "quality.periods_figure": lambda lang: quality.periods_figure(data, lang),
        "quality.coverage_figure": lambda lang: quality.coverage_figure(data, lang),
        "quality.findings_table": lambda lang: quality.findings_table(data, lang),
        "quality.comparability_table": lambda lang: quality.comparability_table(data, compared, lang),
        "quality.participations_matrix": lambda lang: quality.participations_matrix(data, compared, lang),
        "quality.evidence_table": lambda lang: quality.evidence_table(data, lang),
        "comparison.provinces_figure": lambda lang: comparison.provinces_figure(data, change, lang),
        "comparison.regions_figure": lambda lang: comparison.regions_figure(data, regions, lang),
        "comparison.regions_table": lambda lang: comparison.regions_table(data, regions, lang),
        "comparison.provinces_table": lambda lang: comparison.provinces_table(data, change, lang),
        "comparison.bounds_figure": lambda lang: comparison.bounds_figure(data, lang),
        "comparison.beside_table": lambda lang: comparison.beside_table(data, lang),
        "trends.lines_figure": lambda lang: trends.lines_figure(data, panel, lang),
        "trends.multiples_figure": lambda lang: trends.multiples_figure(data, panel, lang),
        "trends.common_table": lambda lang: trends.common_table(data, common, shared, whole, lang),
        "trends.slopes_figure": lambda lang: trends.slopes_figure(data, own, common, lang),
        "trends.slopes_table": lambda lang: trends.slopes_table(data, own, common, lang),
        "trends.spread_figure": lambda lang: trends.spread_figure(data, spread, lang),
        "forecasts.forecast_figure": lambda lang: forecasts.forecast_figure(
            data, ahead, later, "gso_trained_share_by_industry", lang
        ),
    }


@pytest.fixture(scope="session")
def exhibits(makers: Mapping[str, Make]) -> Mapping[Language, Mapping[str, Exhibit]]:
    """All exhibits in each language, by ``module.function``."""
    return {lang: {name: make(lang) for name, make in makers.items()} for lang in LANGUAGES}

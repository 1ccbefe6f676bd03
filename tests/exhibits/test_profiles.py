"""A profile of every province, old and new: no section is empty, and what is missing says why."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from analysis.exhibits import bibliography, profile, profile_evidence, profile_series, profile_unit
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.profile import Profile
from analysis.outcomes import Data
from analysis.places import BOUNDARIES
from analysis.vocabulary import Language


def sections(data: Data, found: Profile, lang: Language) -> list[Exhibit]:
    """Everything of the notebook but its figure."""
    made = [
        profile_unit.history_table(data, found, lang),
        profile_series.beside_country(data, found, lang),
        profile_series.beside_provinces(data, found, lang),
        profile_evidence.refused_series(data, found, lang),
        profile_evidence.evidence_of_place(data, found, lang),
    ]
    return [exhibit for exhibit in made if exhibit is not None]


@pytest.fixture(scope="module")
def profiles(data: Data) -> dict[str, Profile]:
    """Profiles of the 63 and the 34, those that did not change once."""
    places = dict.fromkeys(place for on in BOUNDARIES.values() for place in data.gazetteer.provinces(on=on))
    maps = {layout: profile.on_boundaries(data, layout) for layout in BOUNDARIES}
    return {place: profile.profile(data, place, maps[profile.layout_of(data, place)]) for place in places}


def test_there_are_86_of_them(profiles: dict[str, Profile]) -> None:
    assert len(profiles) == 63 + 23


@pytest.mark.parametrize(("lang", "every"), [("vi", 1), ("en", 6)])
def test_no_section_of_any_profile_is_empty(
    data: Data, profiles: dict[str, Profile], lang: Language, every: int
) -> None:
    """All of them in Vietnamese, and a sample in English, whose tables have the same rows."""
    for place, found in list(profiles.items())[::every]:
        for exhibit in sections(data, found, lang):
            assert exhibit.caption.strip(), place
            if exhibit.kind == "table":
                assert exhibit.data is not None, place
                assert len(exhibit.data) > 0, (place, exhibit.id)
            else:
                assert exhibit.content.strip(), (place, exhibit.id)


def test_every_series_is_shown_or_refused(data: Data, profiles: dict[str, Profile]) -> None:
    shown = {row["series_id"] for _, row in data.series.iterrows() if row["place_levels"] != "country"}
    for found in profiles.values():
        assert set(found.standings).isdisjoint(found.refusals)
        assert {*found.standings, *found.refusals} == shown - {"gso_labour_force", "pci_labour_training_sheet"}


def test_an_old_province_has_every_series_and_a_merged_one_has_no_survey_of_firms(profiles: dict[str, Profile]) -> None:
    assert not profiles["bac-ninh"].refusals
    assert {refusal.rule for refusal in profiles["bac-ninh-2025"].refusals.values()} == {
        "aggregate-index",
        "aggregate-unweightable",
    }
    assert "pci_vocational_share_of_labour_force" in profiles["bac-ninh-2025"].standings


@pytest.mark.parametrize(
    ("place", "year", "share"),
    [("bac-ninh-2025", "2016", 19.2), ("an-giang-2025", "2016", 11.1), ("dien-bien", "2016", 17.2)],
)
def test_known_shares(profiles: dict[str, Profile], place: str, year: str, share: float) -> None:
    latest = profiles[place].standings["gso_trained_employed_share"].row("latest")
    assert (latest["period"], round(latest["estimate"], 1)) == (year, share)


@pytest.mark.parametrize("place", ["bac-ninh", "bac-ninh-2025"])
def test_a_reused_code_and_name_is_explained(data: Data, profiles: dict[str, Profile], place: str) -> None:
    known = profile_unit.history_table(data, profiles[place], "en").data
    assert known is not None
    text = " ".join(known["known"])
    if place == "bac-ninh":
        assert "30 June 2025; the territory now belongs to Bắc Ninh (code 24)" in text
    else:
        assert "24; another unit has had this code at another time" in text
        assert "On 1 July 2025, from Bắc Giang, Bắc Ninh" in text


def test_a_break_of_the_place_is_called_what_it_is(data: Data, profiles: dict[str, Profile]) -> None:
    """The leap of Hà Nội after 2008 is no change of its territory, that of Hòa Bình in 2008 is one."""
    known = {}
    for place in ("ha-noi", "hoa-binh"):
        known[place] = profile_unit.history_table(data, profiles[place], "en").data.set_index("about")["known"]
    leap = known["ha-noi"]["Break in 2009: cause not known"]
    assert leap.startswith("Trained share of employed workers aged 15 and over: The share rose by")
    assert known["hoa-binh"]["Break in 2008: new territory"] == "Four communes joined Hà Nội on 1 August 2008"


def test_gaps_of_the_place_are_named_with_their_years(data: Data, profiles: dict[str, Profile]) -> None:
    known = profile_unit.history_table(data, profiles["quang-ninh"], "en").data
    assert known is not None
    gaps = known.set_index("about")["known"]
    assert "equity in state employment" in gaps["No figures for 2018, 2021, 2023"]
    assert known["about"].is_unique


def test_a_district_stands_in_the_profile_of_its_province_old_and_new(data: Data, profiles: dict[str, Profile]) -> None:
    for place in ("kien-giang", "an-giang-2025"):
        figures = profile_evidence.evidence_of_place(data, profiles[place], "en").data
        assert isinstance(figures, pd.DataFrame)
        assert set(figures["place"]) == {"Gò Quao"}
        assert len(figures) == 18


def test_a_place_without_an_article_says_how_to_add_one(data: Data, profiles: dict[str, Profile]) -> None:
    notice = profile_evidence.evidence_of_place(data, profiles["ca-mau"], "en")
    assert notice.kind == "notice"
    assert notice.caption == "No article about Cà Mau yet"
    assert "docs/coding-manual.md" in notice.content


@pytest.mark.parametrize("place", ["go-quao", "viet-nam", "ha-tay", "atlantis"])
def test_what_is_no_province_of_either_map_has_no_profile(data: Data, place: str) -> None:
    with pytest.raises(KeyError, match=place):
        profile.profile(data, place)


@pytest.mark.parametrize("place", ["quang-ninh", "thua-thien-hue", "an-giang-2025"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_figure_names_the_place_and_its_latest_share(
    data: Data, profiles: dict[str, Profile], place: str, lang: Language
) -> None:
    figure = profile_series.profile_figure(data, profiles[place], lang)
    name = "Huế" if place == "thua-thien-hue" else data.gazetteer.name(place, lang)
    assert figure.caption.startswith(f"{name}: ")
    assert figure.content.count("<svg") == 1


def with_series_over_the_mergers(data: Data) -> Data:
    """The data with one more series, made up: figures 1 in 2024 on old boundaries, 5 in 2025 on new ones."""
    template = data.statistics[data.statistics["source_id"] == "gso_population"].iloc[0]
    provinces = [(2024, data.gazetteer.provinces(), 1.0), (2025, data.gazetteer.provinces(on=BOUNDARIES["34"]), 5.0)]
    rows = [
        template.to_dict()
        | {"source_id": "made_up", "outcome_id": f"made_up-{place}-{year}", "place_id": place, "value": value}
        | {"period_end": pd.Timestamp(year, 12, 31), "observation_status": "final"}
        for year, places, value in provinces
        for place in places
    ]
    declared = data.series[data.series["series_id"] == "gso_population"].assign(series_id="made_up", years="2024-2025")
    return replace(
        data,
        statistics=pd.concat([data.statistics, pd.DataFrame(rows)], ignore_index=True),
        series=pd.concat([data.series, declared], ignore_index=True),
    )


def test_what_is_published_for_a_merged_province_is_shown_and_not_compared_with_what_is_computed(data: Data) -> None:
    found = profile.profile(with_series_over_the_mergers(data), "bac-ninh-2025")
    panel = found.panels["made_up"]
    own = panel[panel["place"] == "bac-ninh-2025"].set_index("year")
    assert own["value"].to_dict() == {2024: 2.0, 2025: 5.0}
    assert own["segment"].to_dict() == {2024: 0, 2025: 1}
    stands = found.standings["made_up"]
    assert (stands.row("latest")["period"], stands.row("latest")["estimate"]) == ("2025", 5.0)
    assert "change" not in set(stands.table["term"])


def test_a_place_that_did_not_change_goes_on(data: Data) -> None:
    stands = profile.profile(with_series_over_the_mergers(data), "ha-noi").standings["made_up"]
    assert stands.row("latest")["period"] == "2025"
    assert stands.row("change")["estimate"] == 4.0


def test_a_figure_that_is_not_settled_is_marked(data: Data, profiles: dict[str, Profile]) -> None:
    official = profile_series.beside_country(data, profiles["ha-noi"], "en")
    surveys = profile_series.beside_provinces(data, profiles["ha-noi"], "en")
    assert official.data is not None
    assert surveys.data is not None
    assert official.data.set_index("title")["year"]["Average population (thousand persons)"] == "2016*"
    assert surveys.data.set_index("title")["year"]["Certification procedures (score)"] == "2024"
    assert "*: preliminary or estimated, or weighted with such figures." in official.notes
    assert "*: preliminary or estimated, or weighted with such figures." not in surveys.notes


def test_what_is_missing_is_told_where_something_is_missing(data: Data, profiles: dict[str, Profile]) -> None:
    assert profile_evidence.refused_series(data, profiles["quang-ninh"], "en") is None
    notice = profile_evidence.refused_series(data, profiles["an-giang-2025"], "en")
    assert notice is not None
    assert notice.caption == "Not available for An Giang: 12 series"


@pytest.mark.parametrize("place", ["quang-ninh", "an-giang-2025"])
def test_each_series_has_a_number_and_its_hash_is_printed_once(
    data: Data, profiles: dict[str, Profile], place: str
) -> None:
    found = profiles[place]
    tables = [make(data, found, "en") for make in (profile_series.beside_country, profile_series.beside_provinces)]
    numbers = [int(number) for exhibit in tables if exhibit.data is not None for number in exhibit.data["number"]]
    assert numbers == list(range(1, len(found.standings) + 1))
    lines = "; ".join(exhibit.source for exhibit in tables)
    assert "General Statistics Office of Viet Nam: series 1–" in lines
    assert "choisy/gso of 10 September 2018" in lines
    assert ("weights: labour force" in lines) == found.merged
    used = profile_series.series_of(data, found)
    assert ("gso_labour_force" in used) == found.merged
    listed = bibliography.sources_used(data, "en", series=used).content
    for name, sha256 in data.series.set_index("series_id")["file_sha256"][used].items():
        assert (listed.count(sha256[:12]), lines.count(sha256[:12])) == (1, 0), name


def test_a_share_of_one_is_printed_as_per_cent(data: Data, profiles: dict[str, Profile]) -> None:
    surveys = profile_series.beside_provinces(data, profiles["quang-ninh"], "en").data
    assert surveys is not None
    satisfied = surveys.set_index("title").loc["Firms satisfied with the quality of labour (%)"]
    panel = data.panel("pci_satisfied_with_labour").query("place == 'quang-ninh' and year == 2016")
    assert satisfied["value"] == f"{100 * panel['value'].iloc[0]:.1f}".removesuffix(".0")
    assert not surveys["title"].str.contains("fraction").any()


def test_a_table_of_a_merged_place_says_of_its_own_series_how_they_were_computed(
    data: Data, profiles: dict[str, Profile]
) -> None:
    found = profiles["an-giang-2025"]
    carried = "Weights of 2021 stand for 2022–2024, as there are no newer ones."
    computed = "†: computed here from the old provinces, not published."
    make = (profile_series.beside_country, profile_series.beside_provinces)
    official, surveys = (function(data, found, "en") for function in make)
    assert computed in official.notes
    assert carried not in official.notes
    assert {computed, carried} <= set(surveys.notes)
    assert not any("cells are left empty" in note for note in (*official.notes, *surveys.notes))
    for exhibit in (official, surveys):
        assert exhibit.data is not None
        assert exhibit.data["year"].str.contains("†").all()


def test_a_published_figure_of_a_merged_place_has_no_mark_of_a_computed_one(data: Data) -> None:
    more = with_series_over_the_mergers(data)
    found = profile.profile(more, "bac-ninh-2025")
    exhibit = profile_series.beside_provinces(more, found, "en")
    assert exhibit.data is not None
    years = exhibit.data.set_index("title")["year"]
    assert years["Average population (thousand persons)"] == "2025"


def test_the_figures_of_an_article_can_be_told_apart(data: Data, profiles: dict[str, Profile]) -> None:
    exhibit = profile_evidence.evidence_of_place(data, profiles["an-giang-2025"], "en")
    assert exhibit.data is not None
    printed = exhibit.data.set_index("printed")["what"]
    assert printed["36 persons (b)"].startswith("Persons trained (senior political theory):")
    assert "374 participations (a) (b)" in printed
    assert {"(a) total and parts disagree.", "(b) start of the period unknown."} <= set(exhibit.notes)


def test_without_a_series_of_the_country_the_table_says_so(data: Data, profiles: dict[str, Profile]) -> None:
    found = profiles["quang-ninh"]
    only = replace(found, standings={"papi_certification": found.standings["papi_certification"]})
    assert profile_series.beside_country(data, only, "en").caption == "No series to place Quảng Ninh beside the country"
    other = replace(found, standings={"gso_population": found.standings["gso_population"]})
    notice = profile_series.beside_provinces(data, other, "en")
    assert notice.kind == "notice"
    assert "in the table above" in notice.content


def test_a_figure_of_other_series_does_not_speak_of_the_trained_share(data: Data, profiles: dict[str, Profile]) -> None:
    found = profiles["quang-ninh"]
    other = replace(found, standings={"gso_population": found.standings["gso_population"]})
    figure = profile_series.profile_figure(data, other, "en")
    assert figure.caption == "Quảng Ninh over the years beside the other provinces: 1 series"
    assert profile_series.profile_figure(data, replace(found, standings={}), "en").kind == "notice"


def test_figures_of_articles_stand_in_the_order_of_their_periods(data: Data, profiles: dict[str, Profile]) -> None:
    exhibit = profile_evidence.evidence_of_place(data, profiles["quang-ninh"], "en")
    assert exhibit.data is not None
    for _, of_article in exhibit.data.groupby("source", sort=False):
        ends = [int(re.findall(r"\d{4}", period)[-1]) for period in of_article["period"]]
        assert ends == sorted(ends)
    assert "Some of these periods overlap: these figures are never added up." in exhibit.notes
    assert "Place" not in exhibit.content, "one place for all rows is named by the caption"


def test_places_are_named_where_figures_are_of_several(data: Data, profiles: dict[str, Profile]) -> None:
    exhibit = profile_evidence.evidence_of_place(data, profiles["dien-bien"], "en")
    assert "namely about Điện Biên, Tuần Giáo" in exhibit.caption
    assert "Place" in exhibit.content
    assert not any("overlap" in note for note in exhibit.notes)

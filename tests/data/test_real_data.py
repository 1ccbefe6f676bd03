"""What the examiner finds in the committed data: the facts that every report rests on."""

import json
from collections import Counter, defaultdict
from decimal import Decimal

import founding
import pytest

from analysis.checks.examine import examine
from analysis.quantities import plain


@pytest.fixture(scope="module")
def examination(committed):
    return examine(committed)


@pytest.fixture(scope="module")
def findings(examination):
    """Findings by rule and subject, without errors."""
    return {(finding.rule, finding.subject): finding for finding in examination.findings}


@pytest.fixture(scope="module")
def figures(examination):
    return {record.text("figure_id"): record for record in examination.records["evidence"]}


@pytest.fixture(scope="module")
def statistic(examination):
    cells = {
        (record.file, record.text("place_id"), record.integer("year")): record.number("value")
        for record in examination.records["statistics"]
    }
    return lambda place, year: cells["statistics/gso_trained_employed_share.csv", place, year]


def test_the_committed_data_break_no_rule(examination):
    assert examination.errors == ()


def test_the_founding_data_are_what_is_left_without_a_users_own_texts(copy):
    before = copy.contents()
    package = json.loads(copy.project.codebook.read_text(encoding="utf-8"))
    evidence = next(one for one in package["resources"] if one["name"] == "evidence")
    evidence["path"].append("evidence/travinh-2021.csv")
    copy.project.codebook.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    copy.path("evidence/travinh-2021.csv").write_bytes(copy.path("evidence/bacninh-2019.csv").read_bytes())
    for name in ("sources.csv", "uncoded.csv", "mentions.csv"):
        header, *rows = copy.rows(name)
        copy.write_rows(name, [header, *rows, ["travinh-2021", *rows[0][1:]]])
    founding.keep_sources(copy.project, (*founding.TEXTS, *founding.PAGES))
    assert copy.contents() == before


def test_five_texts_give_45_figures(figures):
    assert Counter(figure.rpartition("-")[0] for figure in figures if not figure.startswith("press-")) == {
        "langson-2009": 8,
        "bacninh-2019": 1,
        "quangninh-2020": 5,
        "dienbien-2022": 13,
        "goquao-2023": 18,
    }


def test_what_readers_must_know_is_all_here_and_no_more(examination):
    notices = Counter(finding.rule for finding in examination.findings if finding.severity == "notice")
    assert notices == {
        "period-start-unknown": 2,
        "period-length-only": 2,
        "mean-off": 2,
        "parts-differ-from-total": 3,
        "parts-are-bounds": 1,
        "unit-conflict": 1,
        "units-listed-differ": 8,
        "several-years-listed": 21,
        "part-only": 12,
        "periods-overlap": 4,
        "computed-by-reader": 2,
        "status-unclear": 1,
        "share-cut-off": 1,
        "share-of-no-count": 1,
        "excerpts-only": 1,
        "scope-conflict": 1,
        "several-years": 1,
        "values-capped-in-years": 2,
        "tier-ends-before": 2,
        "vintages-differ": 2,
        "not-own-output": 1,
        "printed-twice": 1,
        "publication-date-unknown": 1,
        "period-end-unconfirmed": 3,
        "share-looks-cut": 1,
        "yearly-target": 3,
        "subject-carried-over": 3,
        "attendances-exceed-heads": 1,
        "district-in-province": 1,
        "items-of-total": 1,
        "groups-of-total": 1,
        "headcount-of-other-group": 1,
        "staff-named-otherwise": 1,
        "institutions-share-name": 1,
        "plan-implied": 1,
        "plan-of-one-of-these": 1,
        "years-not-covered": 1,
        "content-until-publication": 1,
        "series-gaps": 11,
        "vintage-revised": 11,
        "sum-off": 1,
        "spread-suspected": 1,
    }


def test_go_quao_prints_374_over_parts_of_380_and_the_doctors_explain_it(findings):
    finding = findings["parts-differ-from-total", "goquao-2023-01"]
    assert finding.problem("en") == (
        "The total 374 participations differs from the sum of its parts 380 (8 + 95 + 2 + 4 + 36 + 174 + 61 persons)"
    )
    assert finding.remedy("en") == (
        "No number is corrected. Without “bác sĩ 2 đồng chí” and “chuyên khoa I 4 đồng chí” "
        "the other 5 parts give exactly the total, 374; with them 380. By content: 8 + 95 + 2 + 4 = 109; "
        "36 + 174 + 61 = 271"
    )


def test_go_quao_96_96_percent_is_32_of_33_cut_off(findings):
    problem = findings["share-looks-cut", "goquao-2023-14"].problem("en")
    assert problem == "96.96 % cannot come from rounding in a group of fewer than 230, but 32/33 cut off gives it"


def test_bac_ninh_counts_participations_in_persons(findings, figures):
    assert findings["unit-conflict", "bacninh-2019-01"].value == "Số lượt … người"
    assert figures["bacninh-2019-01"].text("unit") == "participation"
    assert figures["bacninh-2019-01"].number("value") == 2547


def test_bac_ninh_2547_covers_six_years(findings):
    problem = findings["several-years", "bacninh-2019-01"].problem("en")
    assert problem == "“2.547 người” covers 2010–2015 (6 years)"


def test_a_span_that_is_not_of_whole_years_is_said_by_its_months(findings):
    finding = findings["several-years-listed", "press-dongnai-2020-01"]
    assert finding.problem("en") == "The figure covers Jan 2015 – Feb 2020", "no number of years"
    assert finding.problem("vi").endswith("01/2015–02/2020")


def test_dien_bien_parts_are_bounds_that_add_up_to_a_bound(findings):
    problem = findings["parts-are-bounds", "dienbien-2022-01"].problem("en")
    assert "(7,150 + 14,460 + 2,540) add up to exactly 24,150" in problem


def test_dien_bien_names_two_tiers_for_one_target(findings):
    assert findings["scope-conflict", "dienbien-2022-09"].value == "ít nhất 80% CBCC cấp tỉnh"


def test_lang_son_has_no_date_of_publication(findings, examination):
    problem = findings["publication-date-unknown", "langson-2009"].problem("en")
    assert problem.startswith("The date of publication is unknown; the content runs until ")
    assert "2009" in problem
    held = [record for record in examination.records["sources"] if record.text("text_status") == "held"]
    undated = [record.text("source_id") for record in held if record.day("date_published") is None]
    assert undated == ["langson-2009"]


def test_lang_son_language_classes_were_for_the_whole_country(findings):
    assert ("not-own-output", "langson-2009-04") in findings


@pytest.mark.parametrize(
    ("rule", "series", "count", "deviation"),
    [
        ("provinces-sum-to-country", "gso_labour_force", 9, "0.3"),
        ("provinces-sum-to-region", "gso_labour_force", 64, "0.2"),
        ("provinces-sum-to-country", "gso_labour_force_2023", 16, "0.2"),
        ("provinces-sum-to-region", "gso_labour_force_2023", 96, "0.2"),
        ("provinces-sum-to-country", "gso_population", 5, "0.5"),
        ("provinces-sum-to-region", "gso_population", 36, "0.2"),
        ("weighted-mean-meets-country", "gso_trained_employed_share", 9, "0.08"),
        ("weighted-mean-meets-region", "gso_trained_employed_share", 52, "0.16"),
    ],
)
def test_provinces_regions_and_country_tell_the_same_story(findings, rule, series, count, deviation):
    details = findings[rule, series].details
    assert (details["count"], details["deviation"]) == (count, Decimal(deviation))


@pytest.mark.parametrize(
    ("series", "places", "years", "cells"),
    [
        ("gso_trained_employed_share", 70, 9, 630),
        ("gso_labour_force", 72, 11, 772),  # Hà Tây and the smaller Hà Nội in 2005 and 2007
        ("gso_labour_force_2023", 72, 16, 1122),
        ("gso_trained_share_by_industry", 1, 13, 286),
        ("pci_labour_training", 65, 11, 696),
        ("papi_equity_in_state_employment", 63, 14, 882),
    ],
)
def test_each_series_has_every_place_and_year_that_it_declares(findings, series, places, years, cells):
    details = findings["series-complete", series].details
    assert (details["places"], details["years"], details["count"]) == (places, years, cells)


# Checks of the official series as the reference states them.


def test_the_two_vintages_of_the_labour_force_agree_until_2009_and_differ_from_2010(examination):
    revised = [f for f in examination.findings if f.rule == "vintage-revised" and f.subject == "gso_labour_force_2023"]
    assert [(f.value, int(f.details["count"])) for f in revised] == [
        ("2010", 70), ("2011", 70), ("2012", 70), ("2013", 69), ("2014", 70), ("2015", 69), ("2016", 70),
    ]  # fmt: skip


def test_vintages_of_which_cells_were_revised_are_not_confirmed(findings):
    assert ("vintages-agree", "gso_labour_force_2023") not in findings
    differing = findings["vintages-differ", "gso_labour_force_2023"]
    assert (differing.severity, differing.details["count"], differing.details["cells"]) == ("notice", 282, 770)
    assert differing.details["years"] == "2005, 2007, 2008, 2009"


def test_two_series_of_pci_are_cut_off_from_2014_on_and_broken_there(examination):
    capped = {f.subject: str(f.details["limit"]) for f in examination.findings if f.rule == "values-capped-in-years"}
    assert capped == {
        "pci_vocational_graduates_per_untrained": "0.11996", "pci_vocational_share_of_labour_force": "0.12857",
    }  # fmt: skip
    broken = {(row.text("series_id"), row.integer("year")) for row in examination.records["breaks"]}
    assert {(series, 2014) for series in capped} <= broken


def test_the_national_share_was_revised_in_four_years(examination):
    found = [f for f in examination.findings if f.rule == "vintage-revised" and f.subject.endswith("by_industry")]
    assert [(f.value, str(f.details["before"]), str(f.details["after"])) for f in found] == [
        ("2012", "16.6", "16.5"), ("2014", "18.2", "18.3"), ("2015", "19.9", "20.1"), ("2016", "20.6", "20.5"),
    ]  # fmt: skip


def test_the_sheet_of_components_and_the_summary_of_pci_are_equal(findings):
    details = findings["copies-agree", "pci_labour_training"].details
    assert (details["count"], details["deviation"]) == (252, Decimal("0.00005"))


def test_the_leap_of_hanoi_is_no_matter_of_boundaries_and_carries_its_region(examination, statistic):
    """The reasons that breaks.csv gives: what is published for the region of 2008 has the enlarged Hà Nội in it."""
    regions = {row.text("place_id"): row.text("parent_id") for row in examination.records["places"]}
    workers = {
        (row.text("place_id"), row.integer("year")): row.number("value")
        for row in examination.records["statistics"]
        if row.file == "statistics/gso_labour_force.csv"
    }

    def mean_of_region(of_hanoi):
        weight = {
            place: of_hanoi if place == "ha-noi" else number
            for (place, year), number in workers.items()
            if year == 2008 and regions[place] == "red-river-delta"
        }
        assert len(weight) == 11
        return sum(statistic(place, 2008) * each for place, each in weight.items()) / sum(weight.values())

    published = statistic("red-river-delta", 2008)
    assert abs(mean_of_region(workers["ha-noi", 2008]) - published) < Decimal("0.1")
    assert abs(mean_of_region(workers["ha-noi-until-2008", 2007]) - published) > Decimal("0.9")
    leap, of_region = (statistic(place, 2009) - statistic(place, 2008) for place in ("ha-noi", "red-river-delta"))
    carried = leap * workers["ha-noi", 2009] / workers["red-river-delta", 2009]
    assert (leap, of_region, round(carried, 1)) == (Decimal("7.8"), Decimal("2.8"), Decimal("2.4"))


def test_another_source_orders_the_provinces_alike(findings):
    details = findings["ranks-agree", "gso_trained_employed_share"].details
    assert (details["years"], details["correlation"]) == (4, Decimal("0.87"))


def test_the_new_scale_of_papi_in_2021_is_found_by_itself(examination):
    seen = {f.subject for f in examination.findings if f.rule == "break-visible" and f.value == "2021"}
    assert seen >= {"papi_certification", "papi_land_titles", "papi_personal_procedures", "papi_response_to_appeals"}
    assert "papi_equity_in_state_employment" not in seen
    by_series = {
        f.subject: f.details["percent"] for f in examination.findings if f.value == "2021" and "percent" in f.details
    }
    assert by_series["papi_certification"] == Decimal("33.5"), "a third more"
    assert by_series["papi_response_to_appeals"] == Decimal("-49.2"), "half"


def test_the_new_definition_of_the_labour_force_and_the_odd_first_year_of_the_industries_are_found(findings):
    assert findings["break-visible", "gso_labour_force_2023"].value == "2021"
    assert findings["spread-visible", "gso_trained_share_by_industry"].value == "2010"


def test_thirteen_province_years_of_equity_in_employment_are_missing(findings):
    details = findings["series-gaps", "papi_equity_in_state_employment"].details
    assert details["count"] == 13
    assert "Quảng Ninh 2018, 2021, 2023" in details["cells"]


def test_no_series_looks_made_up(examination):
    series = {record.text("series_id") for record in examination.records["series"]}
    capped = {f.subject for f in examination.findings if f.rule == "values-capped-in-years"}
    assert {f.subject for f in examination.findings if f.rule == "looks-measured"} == series - capped


@pytest.mark.parametrize(
    ("place", "year", "percent"),
    [
        ("ha-noi", 2016, "42.7"),
        ("dong-thap", 2008, "4.5"),
        ("lang-son", 2008, "11.0"),
        ("lang-son", 2016, "15.8"),
        ("bac-ninh", 2008, "16.6"),
        ("bac-ninh", 2016, "23.4"),
        ("quang-ninh", 2008, "25.1"),
        ("quang-ninh", 2016, "34.2"),
        ("dien-bien", 2008, "10.6"),
        ("dien-bien", 2016, "17.2"),
        ("kien-giang", 2008, "10.7"),
        ("kien-giang", 2016, "12.3"),
    ],
)
def test_the_trained_share_is_the_published_one(statistic, place, year, percent):
    assert statistic(place, year) == Decimal(percent)


def test_a_quotation_is_six_words_at_most(figures):
    longest = max(figures.values(), key=lambda figure: len(plain(figure.text("as_written")).split()))
    assert len(plain(longest.text("as_written")).split()) <= 6


# Places.


@pytest.fixture(scope="module")
def provinces(examination):
    return [record for record in examination.records["places"] if record.text("level") == "province"]


def in_force(provinces, day):
    return [
        province.text("place_id")
        for province in provinces
        if (not province.day("valid_from") or province.day("valid_from").isoformat() <= day)
        and (not province.day("valid_to") or province.day("valid_to").isoformat() >= day)
    ]


def test_63_provinces_became_34_on_1_july_2025(provinces):
    before, after = in_force(provinces, "2025-06-30"), in_force(provinces, "2025-07-01")
    assert (len(before), len(after)) == (63, 34)
    assert len(set(before) & set(after)) == 11, "continuing"
    assert len(set(after) - set(before)) == 23, "new"


def test_every_province_that_ended_has_a_successor_in_force(provinces):
    after = set(in_force(provinces, "2025-07-01"))
    ended = [province for province in provinces if str(province.day("valid_to")) == "2025-06-30"]
    assert len(ended) == 52
    assert {province.text("successor_id") for province in ended} == {
        place for place in after if place.endswith("-2025")
    }


def test_a_province_that_continues_has_no_successor(provinces):
    assert not [p.text("place_id") for p in provinces if not p.day("valid_to") and p.text("successor_id")]


def test_a_code_is_no_identity_since_2025(provinces):
    places_of = defaultdict(set)
    for province in provinces:
        places_of[province.text("code")].add(province.text("place_id"))
    reused = {code: places for code, places in places_of.items() if len(places) > 1}
    assert len(reused) == 24
    assert reused["01"] == {"ha-noi", "ha-noi-until-2008"}
    assert reused["24"] == {"bac-giang", "bac-ninh-2025"}
    assert reused["91"] == {"kien-giang", "an-giang-2025"}
    assert reused["15"] == {"yen-bai", "lao-cai-2025"}


def tiles_of(examination, layout):
    """The tiles of a diagram that stand for a province, without those of the archipelagos."""
    tiles = [tile for tile in examination.records["tiles"] if tile.text("layout") == layout]
    return [tile for tile in tiles if not tile.text("islands")]


@pytest.mark.parametrize(("layout", "day", "count"), [("63", "2025-06-30", 63), ("34", "2025-07-01", 34)])
def test_every_province_has_its_own_tile_on_its_diagram(examination, provinces, layout, day, count):
    tiles = tiles_of(examination, layout)
    assert {tile.text("place_id") for tile in tiles} == set(in_force(provinces, day))
    assert len(tiles) == count
    every = [tile for tile in examination.records["tiles"] if tile.text("layout") == layout]
    assert len({(tile.integer("column"), tile.integer("row")) for tile in every}) == len(every) == count + 2


@pytest.mark.parametrize(
    ("layout", "of"), [("63", ["da-nang", "khanh-hoa"]), ("34", ["da-nang-2025", "khanh-hoa-2025"])]
)
def test_both_archipelagos_lie_off_the_coast_of_their_provinces(examination, layout, of):
    """East of every province, with water between; Hoàng Sa not south of Đà Nẵng, Trường Sa south of Khánh Hòa."""
    tiles = {tile.text("place_id"): tile for tile in tiles_of(examination, layout)}
    islands = [tile for tile in examination.records["tiles"] if tile.text("layout") == layout and tile.text("islands")]
    assert [(tile.text("islands"), tile.text("place_id")) for tile in islands] == [
        ("Hoàng Sa", of[0]), ("Trường Sa", of[1])
    ]  # fmt: skip
    coast = {row: max(t.integer("column") for t in tiles.values() if abs(t.integer("row") - row) <= 1)
             for row in {tile.integer("row") for tile in islands}}  # fmt: skip
    assert all(tile.integer("column") > coast[tile.integer("row")] + 1 for tile in islands)
    assert all(tile.integer("column") > max(t.integer("column") for t in tiles.values()) for tile in islands)
    north, south = islands
    assert north.integer("row") <= tiles[of[0]].integer("row")
    assert south.integer("row") > tiles[of[1]].integer("row")


BORDERS = {
    "63": [
        ("cao-bang", "lang-son"), ("lang-son", "bac-giang"), ("bac-giang", "thai-nguyen"), ("bac-giang", "bac-ninh"),
        ("bac-giang", "hai-duong"), ("bac-giang", "quang-ninh"), ("khanh-hoa", "ninh-thuan"),
        ("ninh-thuan", "binh-thuan"), ("lam-dong", "dak-lak"), ("lam-dong", "dak-nong"), ("lam-dong", "khanh-hoa"),
        ("lam-dong", "ninh-thuan"), ("lam-dong", "binh-thuan"), ("binh-thuan", "dong-nai"),
    ],
    "34": [("thanh-hoa", "nghe-an"), ("nghe-an", "ha-tinh"), ("ha-tinh", "quang-tri-2025")],
}  # fmt: skip
"""Some provinces that share a border, above all along the coast, where a tile in between would cut them off."""


@pytest.mark.parametrize("layout", ["63", "34"])
def test_provinces_that_share_a_border_touch_on_their_diagram(examination, layout):
    at = {t.text("place_id"): (t.integer("column"), t.integer("row")) for t in tiles_of(examination, layout)}
    apart = [(a, b) for a, b in BORDERS[layout] if max(abs(at[a][0] - at[b][0]), abs(at[a][1] - at[b][1])) > 1]
    assert apart == []


def test_a_province_without_a_coast_has_none_on_its_diagram(examination):
    """East of Lâm Đồng lies Khánh Hòa, south of it Bình Thuận; Lạng Sơn lies north of Bắc Giang."""
    at = {t.text("place_id"): (t.integer("column"), t.integer("row")) for t in tiles_of(examination, "63")}
    assert at["khanh-hoa"] == (at["lam-dong"][0] + 1, at["lam-dong"][1])
    assert max(at["binh-thuan"][1], at["ninh-thuan"][1]) > at["lam-dong"][1]
    assert at["lang-son"] == (at["bac-giang"][0], at["bac-giang"][1] - 1)


@pytest.mark.parametrize("layout", ["63", "34"])
def test_north_stays_north_and_east_stays_east(examination, layout):
    """Of pairs half a degree (some 55 km) apart, none stands the other way round on the diagram."""
    centres = {p.text("place_id"): (p.number("latitude"), p.number("longitude")) for p in examination.records["places"]}
    tiles = tiles_of(examination, layout)
    turned, pairs = 0, 0
    for first in tiles:
        for second in tiles:
            (north, east), (south, west) = centres[first.text("place_id")], centres[second.text("place_id")]
            if north > south + Decimal("0.5"):
                pairs, turned = pairs + 1, turned + (first.integer("row") > second.integer("row"))
            if east > west + Decimal("0.5"):
                pairs, turned = pairs + 1, turned + (first.integer("column") < second.integer("column"))
    assert pairs > 900
    assert turned == 0


@pytest.mark.parametrize("layout", ["63", "34"])
def test_neighbours_stay_near(examination, layout):
    """The four nearest provinces of a province stand, in the middle, at most two tiles away."""
    centres = {p.text("place_id"): (p.number("latitude"), p.number("longitude")) for p in examination.records["places"]}
    tiles = {t.text("place_id"): (t.integer("column"), t.integer("row")) for t in tiles_of(examination, layout)}
    far = []
    for place, (x, y) in tiles.items():
        distance = lambda other: sum((a - b) ** 2 for a, b in zip(centres[place], centres[other], strict=True))  # noqa: B023, E731
        near = sorted((other for other in tiles if other != place), key=distance)[:4]
        far += [max(abs(tiles[other][0] - x), abs(tiles[other][1] - y)) for other in near]
    far.sort()
    assert far[len(far) // 2] <= 2
    assert far[-1] <= 5


def test_two_regions_of_2008_differ_from_their_provinces_and_are_named(examination):
    found = {finding.value: finding for finding in examination.findings if finding.rule == "mean-off"}
    assert set(found) == {"south-east 2008", "central-highlands 2008"}
    assert abs(found["south-east 2008"].details["sum"] - found["south-east 2008"].details["published"]) == Decimal(
        "0.61"
    )

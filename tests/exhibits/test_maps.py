"""Where provinces lie: tiles by default, a map of a user's own boundaries where they are given."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from analysis import outcomes
from analysis.exhibits import maps
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.marks import ArticlePlaces
from analysis.outcomes import Data, InvalidDataError
from analysis.places import BOUNDARIES
from analysis.project import Project
from analysis.vocabulary import LANGUAGES, Language

ROOT = Path(__file__).parents[2]


def square(x: float, y: float, half: float = 0.2) -> dict[str, object]:
    corners = [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


def features(data: Data, **properties: str) -> list[dict[str, object]]:
    """A square for each of the 63 provinces at its centre, named as boundary files name them."""
    rows = data.places.set_index("place_id")
    return [
        {
            "type": "Feature",
            "properties": {"NAME_1": rows.loc[place, "name_en"], "id": 7, **properties},
            "geometry": square(float(rows.loc[place, "longitude"]), float(rows.loc[place, "latitude"])),
        }
        for place in data.gazetteer.provinces()
    ]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw", ignore=shutil.ignore_patterns("texts"))
    return Project(tmp_path)


def write(project: Project, found: object, layout: str = "63") -> None:
    text = json.dumps({"type": "FeatureCollection", "features": found})
    project.boundaries(layout).write_text(text, encoding="utf-8")


def test_a_province_smaller_than_a_kilometre_and_islets_are_kept(project: Project, data: Data) -> None:
    found = features(data)
    found[0]["geometry"] = square(105.8, 21.0, half=0.003)
    islet, mainland = square(114.3, 10.4, half=0.002), square(109.2, 12.3)
    found[1]["geometry"] = {
        "type": "MultiPolygon",
        "coordinates": [mainland["coordinates"], islet["coordinates"]],
    }
    write(project, found)
    outcomes.build(project)
    own = outcomes.load(project)
    places = data.gazetteer.provinces()
    assert [len(ring) for ring in own.boundaries["63"][places[0]]] == [5]
    assert [len(ring) for ring in own.boundaries["63"][places[1]]] == [5, 5]
    assert maps.share_map(own, own.panel("gso_trained_employed_share"), 2016, "en").content.count("<path") > 63


def test_a_ring_of_three_corners_is_refused(project: Project, data: Data) -> None:
    found = features(data)
    found[0]["geometry"] = {"type": "Polygon", "coordinates": [[[105.0, 21.0], [106.0, 21.0], [105.0, 21.0]]]}
    write(project, found)
    with pytest.raises(InvalidDataError) as refusal:
        outcomes.build(project)
    assert "a ring of 3 corners" in refusal.value.findings[0].problem("en")


def test_a_boundary_file_takes_the_place_of_the_tiles(project: Project, data: Data) -> None:
    write(project, features(data))
    outcomes.build(project)
    own = outcomes.load(project)
    assert set(own.boundaries) == {"63"}
    assert set(own.boundaries["63"]) == set(data.gazetteer.provinces())
    panel = own.panel("gso_trained_employed_share")
    drawn, tiles = maps.share_map(own, panel, 2016, "en"), maps.share_map(data, panel, 2016, "en")
    assert drawn.notes[0].startswith("Boundaries are from a file of the user")
    assert tiles.notes[0].startswith("A diagram, no map")
    assert [exhibit.caption.split(":")[0] for exhibit in (drawn, tiles)] == ["Map", "Tile diagram"]
    assert [exhibit.alt.split(" of ")[0] for exhibit in (drawn, tiles)] == ["Map", "Tile diagram"]
    assert "Lai Châu" in tiles.content
    assert "Lai Châu" not in drawn.content
    assert drawn.content.count("<path") > 63


def words_of(exhibit: Exhibit) -> str:
    """All words that a figure shows, joined by spaces."""
    return " ".join(re.findall(r">([^<>]+)</t(?:ext|span)>", exhibit.content))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["maps.share_map", "maps.new_share_map"])
def test_the_tiles_hold_both_archipelagos_without_a_value_and_call_themselves_a_diagram(exhibits, name, lang) -> None:
    exhibit = exhibits[lang][name]
    shown = words_of(exhibit)
    assert "Hoàng Sa (Đà Nẵng)" in shown
    assert "Trường Sa (Khánh Hòa)" in shown or "Trường Sa (Khánh Hòa)" in shown.replace("  ", " ")
    assert "Hoàng Sa" in exhibit.notes[0]
    assert "Trường Sa" in exhibit.notes[0]
    assert exhibit.data is not None
    assert exhibit.data.loc[exhibit.data["islands"] != "", "value"].isna().all()
    assert exhibit.data.loc[exhibit.data["islands"] == "", "value"].notna().all()
    said = f"{exhibit.caption} {exhibit.alt}"
    assert ("Sơ đồ ô" if lang == "vi" else "Tile diagram") in said
    assert not re.search(r"\bbản đồ|\bmap\b", said, re.IGNORECASE)


@pytest.mark.parametrize(
    ("lang", "ends"), [("vi", ("8,7\u00a0%", "42,7\u00a0%")), ("en", ("8.7\u00a0%", "42.7\u00a0%"))]
)
def test_the_shades_have_a_scale_with_its_ends(exhibits, lang: Language, ends: tuple[str, str]) -> None:
    assert all(end in words_of(exhibits[lang]["maps.share_map"]) for end in ends)


def test_a_new_province_that_holds_one_of_an_article_is_framed_like_one_that_has_its_own(exhibits, data: Data) -> None:
    """Bắc Ninh and An Giang (with Kiên Giang) beside Điện Biên, Lạng Sơn and Quảng Ninh; one more frame is the key."""
    articles = ArticlePlaces(data, "vi")
    framed = [place for place in data.gazetteer.provinces(on=BOUNDARIES["34"]) if articles.within(place)]
    assert framed == ["dien-bien", "lang-son", "quang-ninh", "bac-ninh-2025", "an-giang-2025"]
    for name in ("maps.share_map", "maps.new_share_map"):
        frames = re.findall(r"stroke: #d55e00", exhibits["vi"][name].content)
        assert len(frames) == len(framed) + 1, name


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda found: found[:-1], "boundary-missing"),
        (lambda found: [*found, found[0]], "boundary-repeated"),
        (lambda found: [{**found[0], "properties": {"NAME_1": "Atlantis"}}, *found[1:]], "boundary-unknown-place"),
        (lambda found: [{**found[0], "geometry": {"type": "Point", "coordinates": [105, 21]}}], "boundary-malformed"),
        (lambda found: [{**found[0], "geometry": square(21.0, 105.8)}, *found[1:]], "boundary-malformed"),
        (lambda found: {"no": "list"}, "boundary-malformed"),
    ],
    ids=[
        "a province lost",
        "a province twice",
        "an unknown name",
        "a point",
        "latitude before longitude",
        "no features",
    ],
)
def test_a_faulty_boundary_file_stops_the_build(project: Project, data: Data, spoil, rule: str) -> None:
    write(project, spoil(features(data)))
    with pytest.raises(InvalidDataError) as refusal:
        outcomes.build(project)
    assert rule in {finding.rule for finding in refusal.value.findings}
    assert all(finding.problem("vi") and finding.remedy("en") for finding in refusal.value.findings)


def test_a_file_that_is_no_json_is_named(project: Project) -> None:
    project.boundaries("34").write_text("<svg/>", encoding="utf-8")
    with pytest.raises(InvalidDataError) as refusal:
        outcomes.build(project)
    assert refusal.value.findings[0].file == "places/boundaries-34.geojson"

"""The series on the boundaries of 2025, computed again here from the files alone.

The mergers are those of Resolution 202/2025/QH15 of the National Assembly, Article 1, written down by hand; the sums
and weighted means use the csv module and nothing of the project but the province identifiers.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.wording import words
from analysis.outcomes import Data
from analysis.study.boundaries import aggregate
from analysis.study.result import Result
from analysis.vocabulary import Language

STATISTICS = Path(__file__).parents[2] / "data" / "raw" / "statistics"

RESOLUTION_202 = {
    "Tuyên Quang": ["ha-giang", "tuyen-quang"],
    "Lào Cai": ["yen-bai", "lao-cai"],
    "Thái Nguyên": ["bac-kan", "thai-nguyen"],
    "Phú Thọ": ["vinh-phuc", "hoa-binh", "phu-tho"],
    "Bắc Ninh": ["bac-giang", "bac-ninh"],
    "Hưng Yên": ["thai-binh", "hung-yen"],
    "Hải Phòng": ["hai-duong", "hai-phong"],
    "Ninh Bình": ["ha-nam", "nam-dinh", "ninh-binh"],
    "Quảng Trị": ["quang-binh", "quang-tri"],
    "Đà Nẵng": ["quang-nam", "da-nang"],
    "Quảng Ngãi": ["kon-tum", "quang-ngai"],
    "Gia Lai": ["binh-dinh", "gia-lai"],
    "Khánh Hòa": ["ninh-thuan", "khanh-hoa"],
    "Lâm Đồng": ["dak-nong", "binh-thuan", "lam-dong"],
    "Đắk Lắk": ["phu-yen", "dak-lak"],
    "Thành phố Hồ Chí Minh": ["ba-ria-vung-tau", "binh-duong", "ho-chi-minh"],
    "Đồng Nai": ["binh-phuoc", "dong-nai"],
    "Tây Ninh": ["long-an", "tay-ninh"],
    "Cần Thơ": ["soc-trang", "hau-giang", "can-tho"],
    "Vĩnh Long": ["ben-tre", "tra-vinh", "vinh-long"],
    "Đồng Tháp": ["tien-giang", "dong-thap"],
    "Cà Mau": ["bac-lieu", "ca-mau"],
    "An Giang": ["kien-giang", "an-giang"],
}
UNCHANGED = [
    "cao-bang", "dien-bien", "ha-tinh", "lai-chau", "lang-son", "nghe-an", "quang-ninh", "thanh-hoa", "son-la",
    "ha-noi", "thua-thien-hue",
]  # fmt: skip


def published(series: str) -> dict[tuple[str, str], float]:
    with (STATISTICS / f"{series}.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["value"]]
    return {(row["place_id"], row["year"]): float(row["value"]) for row in rows}


@pytest.fixture(scope="module")
def expected_members(data: Data) -> dict[str, list[str]]:
    on = date(2026, 1, 1)
    merged = {data.gazetteer.resolve(name, on=on).place_id: parts for name, parts in RESOLUTION_202.items()}
    return merged | {place: [place] for place in UNCHANGED}


@pytest.fixture(scope="module")
def members(data: Data) -> dict[str, list[str]]:
    return data.gazetteer.members(on=date(2026, 1, 1), of=date(2016, 12, 31))


def estimates(result: object) -> dict[tuple[str, str], float]:
    assert isinstance(result, Result)
    return {(row["place"], row["period"]): row["estimate"] for _, row in result.table.iterrows()}


def test_the_places_say_what_the_resolution_says(
    expected_members: dict[str, list[str]], members: dict[str, list[str]]
) -> None:
    assert {place: sorted(parts) for place, parts in members.items()} == {
        place: sorted(parts) for place, parts in expected_members.items()
    }
    assert len(members) == 34
    assert sum(map(len, members.values())) == 63


def test_the_labour_force_of_the_34_units_is_the_sum_of_the_63(
    data: Data, expected_members: dict[str, list[str]]
) -> None:
    cells = published("gso_labour_force")
    found = estimates(aggregate(data.panel("gso_labour_force"), expected_members, nature="sum"))
    # 34 units in 11 years (2005, 2007–2016), less the Hà Nội of 2005 and 2007, which was without Hà Tây.
    assert len(found) == 34 * 11 - 2
    assert not {("ha-noi", "2005"), ("ha-noi", "2007")} & set(found)
    for (place, year), value in found.items():
        assert value == pytest.approx(sum(cells[part, year] for part in expected_members[place]), abs=1e-9)


def test_the_trained_share_of_the_34_units_is_weighted_by_the_labour_force(
    data: Data, expected_members: dict[str, list[str]]
) -> None:
    shares, workers = published("gso_trained_employed_share"), published("gso_labour_force")
    result = aggregate(
        data.panel("gso_trained_employed_share"),
        expected_members,
        nature="weighted_mean",
        weights=data.panel("gso_labour_force"),
    )
    found = estimates(result)
    years = sorted({year for _, year in found})
    assert (years[0], years[-1], len(found)) == ("2008", "2016", 34 * len(years))
    for (place, year), value in found.items():
        parts = expected_members[place]
        total = sum(workers[part, year] for part in parts)
        expected = sum(shares[part, year] * workers[part, year] for part in parts) / total
        assert value == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("place", "first", "last"), [("bac-ninh-2025", 12.8, 19.2), ("an-giang-2025", 9.2, 11.1)])
def test_two_new_provinces_in_2008_and_2016(
    data: Data, members: dict[str, list[str]], place: str, first: float, last: float
) -> None:
    result = aggregate(
        data.panel("gso_trained_employed_share"),
        members,
        nature="weighted_mean",
        weights=data.panel("gso_labour_force"),
    )
    found = estimates(result)
    assert round(found[place, "2008"], 1) == first
    assert round(found[place, "2016"], 1) == last


@pytest.mark.parametrize(
    ("lang", "caption", "cells"),
    [
        ("vi", "nhiều nhất 0,8 điểm, và nhiều nhất 5 trong 34", ["Dân số trung bình; năm 2016", "0,7 điểm (Đà Nẵng)"]),
        ("en", "at most 0.8 points, and at most 5 of 34", ["Average population; of 2016", "0.7 points (Đà Nẵng)"]),
    ],
)
def test_the_reader_sees_what_other_weights_and_any_weights_would_do(
    exhibits: Mapping[Language, Mapping[str, Exhibit]], lang: Language, caption: str, cells: list[str]
) -> None:
    shown = exhibits[lang]["mergers.weights_table"]
    assert caption in shown.caption
    for cell in (*cells, words("weights.any", lang)):
        assert cell in shown.content
    assert "561" in shown.notes[1], "all pairs of 34 provinces"

"""The founding evidence and official series, and small tables whose answers are known beforehand."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from founding import copied_to

from analysis import outcomes
from analysis.project import Project

Figures = Callable[..., pd.DataFrame]
Panel = Callable[..., pd.DataFrame]

FIGURE: dict[str, Any] = {
    "indicator": "participations",
    "unit": "participation",
    "criterion": "none",
    "training": "any",
    "population": "cbcc",
    "tier": "all",
    "status": "result",
    "frequency": "once",
    "period_start": "2020-01-01",
    "period_end": "2020-12-31",
    "value_low": 100.0,
    "value_high": 100.0,
    "flags": "",
    "as_written": "100 lượt",
}


@pytest.fixture(scope="module", autouse=True)
def few_objects_to_collect() -> Iterator[None]:
    """statsmodels collects garbage when it adjusts p values; what pytest holds need not be searched each time."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> outcomes.Data:
    """The founding data of the project, built from a copy of ``data/raw``."""
    project = copied_to(Project(tmp_path_factory.mktemp("project")))
    outcomes.build(project)
    return outcomes.load(project)


@pytest.fixture(scope="session")
def share(data: outcomes.Data) -> pd.DataFrame:
    """The official trained share: country, six regions and 63 provinces, 2008 to 2016."""
    return data.panel("gso_trained_employed_share")


@pytest.fixture(scope="session")
def provinces_share(share: pd.DataFrame) -> pd.DataFrame:
    return share[share["level"] == "province"]


@pytest.fixture
def figures() -> Figures:
    """Constructed figures of one place each, alike in everything that the arguments do not say otherwise."""

    def construct(*differences: dict[str, Any]) -> pd.DataFrame:
        names = [f"place-{number}" for number in range(1, len(differences) + 1)]
        own = [{"outcome_id": f"{name}-01", "place_id": name, "source_id": name} for name in names]
        frame = pd.DataFrame([FIGURE | named | other for named, other in zip(own, differences, strict=True)])
        return frame.assign(**{column: pd.to_datetime(frame[column]) for column in ("period_start", "period_end")})

    return construct


@pytest.fixture
def line() -> Panel:
    """One place with the given yearly values."""

    def construct(*values: float, place: str = "here", first: int = 2001) -> pd.DataFrame:
        years = range(first, first + len(values))
        return pd.DataFrame({"place": place, "year": years, "value": values, "source_id": "by-hand"})

    return construct


@pytest.fixture
def synthetic() -> Panel:
    """A made-up panel: places with normal levels and slopes around known means, and normal errors."""

    def draw(places: int, years: int, *, slope: float, sd_slope: float, noise: float, seed: int) -> pd.DataFrame:
        random = np.random.default_rng(seed)
        levels, slopes = random.normal(15, 4, places), random.normal(slope, sd_slope, places)
        centred = np.arange(years) - (years - 1) / 2
        values = levels[:, None] + slopes[:, None] * centred + random.normal(0, noise, (places, years))
        return pd.DataFrame(
            {
                "place": np.repeat([f"place-{number:03}" for number in range(places)], years),
                "year": np.tile(np.arange(2001, 2001 + years), places),
                "value": values.ravel(),
                "source_id": "synthetic",
            }
        )

    return draw

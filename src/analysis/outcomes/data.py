"""The processed tables as pandas frames, for notebooks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property, lru_cache
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import places
from analysis.outcomes.slices import EVIDENCE, concerns, places_about
from analysis.outcomes.tables import OUTCOME_COLUMNS
from analysis.places import BOUNDARIES, Gazetteer
from analysis.project import Project
from analysis.sources import panels
from analysis.sources.codebook import Table, read_codebook
from analysis.sources.geojson import Ring, read_features

if TYPE_CHECKING:
    import pandas as pd


NO_YEARLY_FIGURE = frozenset({"duplicate", "partial", "not_own_output", "status_unclear"})
"""Flags of a figure that is not that of its place and year: a copy, a part, another's, or perhaps a plan."""

DAYS_OF_A_YEAR = (365, 366)


@dataclass(frozen=True)
class Data:
    """Everything that a notebook may look at, as pandas frames.

    ``evidence``: coded figures, one row each (columns of ``outcomes.csv``); ``statistics``: official series in the same
    columns; ``findings``, ``places``, ``tiles``, ``sources``, ``series``, ``categories``, ``breaks``: the tables of
    those names; ``left_out``: press figures that were listed and are not among the evidence, with reasons.
    ``spoken_of``: ids of the places that any coded figure is about (of one place: where it has none itself).
    ``gazetteer`` looks places up; ``boundaries`` are the rings of a user's own boundary files, by number of provinces
    and place.
    """

    evidence: pd.DataFrame
    statistics: pd.DataFrame
    findings: pd.DataFrame
    places: pd.DataFrame
    tiles: pd.DataFrame
    sources: pd.DataFrame
    series: pd.DataFrame
    categories: pd.DataFrame
    breaks: pd.DataFrame
    left_out: pd.DataFrame
    spoken_of: tuple[str, ...]
    gazetteer: Gazetteer
    boundaries: Mapping[str, Mapping[str, tuple[Ring, ...]]]

    def of_texts(self) -> pd.DataFrame:
        """The coded figures of the articles whose full text is held."""
        return self.evidence[self.evidence["text_status"] == "held"].reset_index(drop=True)

    def of_excerpts(self) -> pd.DataFrame:
        """The coded figures of pages of which an excerpt was seen and no text is held."""
        return self.evidence[self.evidence["text_status"] == "excerpt_seen"].reset_index(drop=True)

    def figure(self, outcome_id: str) -> pd.Series:
        """One coded figure by its id. KeyError when there is none."""
        rows = self.evidence[self.evidence["outcome_id"] == outcome_id]
        if rows.empty:
            raise KeyError(f"no figure {outcome_id!r} in the evidence")
        return rows.iloc[0]

    def parts(self, outcome_id: str) -> pd.DataFrame:
        """The figures that the text presents as parts of a total, in the order of the text."""
        return self.evidence[self.evidence["part_of"] == outcome_id]

    def yearly(self, indicator: str) -> pd.DataFrame:
        """Results of one year each in the shape of a panel: place, year, value, source_id, outcome_id.

        Left out are plans and targets, parts of a total, what is printed again or not the place's own
        (``NO_YEARLY_FIGURE``), sums of several years and spans of an unknown length, and figures of excerpts. ``value``
        is NaN for a bound: "hơn 27.000" is not 27,000. Where several are left for one place and year, the trends refuse
        the panel (``several-figures-a-year``): which of them is the figure of the year, the sources do not say.
        """
        texts = self.of_texts()
        days = (texts["period_end"] - texts["period_start"]).dt.days + 1
        of_one_year = (texts["status"] == "result") & (texts["frequency"] == "once") & days.isin(DAYS_OF_A_YEAR)
        whole = (texts["part_of"] == "") & texts["flags"].str.split("|").map(NO_YEARLY_FIGURE.isdisjoint)
        rows = texts[(texts["indicator"] == indicator) & of_one_year & whole]
        exact = rows["value"].where(rows["qualifier"] == "exact")
        rows = rows.assign(year=rows["period_end"].dt.year, place=rows["place_id"], value=exact)
        columns = ["place", "year", "value", "source_id", "outcome_id"]
        return rows[columns].sort_values(["place", "year", "outcome_id"], ignore_index=True)

    def province_of(self) -> dict[str, str]:
        """Each district with the province that it belonged to."""
        return self.gazetteer.districts()

    def members(self) -> dict[str, list[str]]:
        """Each of the 34 provinces since July 2025 with those of the 63 before that it is made of."""
        return self.gazetteer.members(on=BOUNDARIES["34"], of=BOUNDARIES["63"])

    def aggregation(self, series_id: str) -> str:
        """How figures of two places become one in a series, as ``series.csv`` declares (``vocabulary.AGGREGATION``)."""
        return str(self._declared.loc[series_id, "aggregation"])

    def first_year(self, series_id: str, since: date) -> int:
        """The first year in which a series has the boundaries of the day ``since``."""
        month_and_day = str(self._declared.loc[series_id, "boundary_day"])
        return since.year + (date.fromisoformat(f"{since.year}-{month_and_day}") < since)

    def panel(self, series_id: str) -> pd.DataFrame:
        """One official series, one row for each place, category and year; ``data.series`` lists the ids.

        Columns: ``place`` (place_id; ``data.places`` has the names), ``level`` (country, region or province),
        ``region`` (place_id of the place that it belongs to), ``category`` (id in ``data.categories``, empty for the
        whole), ``year``, ``value`` (in the unit of the series; NaN where none was published), ``observation_status``
        (final, preliminary, estimated or missing), ``segment`` (breaks before the year: values of two segments are not
        comparable) and ``source_id`` (id of the series). KeyError for an unknown series.
        """
        if series_id not in self._panels:
            raise KeyError(f"no series {series_id!r}; there are {', '.join(self.series['series_id'])}")
        return self._panels[series_id].copy(deep=False)  # copy on write: what a caller changes is the caller's own

    @cached_property
    def _declared(self) -> pd.DataFrame:
        """What ``series.csv`` says about each series, by its id."""
        return self.series.set_index("series_id")

    @cached_property
    def _panels(self) -> Mapping[str, pd.DataFrame]:
        """All official series by id; one pass over their rows costs about as much as one of them alone would."""
        rows = self.statistics.assign(year=self.statistics["period_end"].dt.year.astype("int64"))
        table = panels.panel(rows, self.breaks, self.gazetteer)
        at = table["source_id"].searchsorted
        return {
            name: table.iloc[at(name) : at(name, "right")].reset_index(drop=True) for name in self.series["series_id"]
        }

    def together(self, *series_ids: str, level: str = "province") -> pd.DataFrame:
        """Series side by side: one row for each place of ``level`` and year in which all of them have a value.

        Columns place, region, year, one named after each series, ``segment_`` and its name (breaks before the year),
        and source_ids; of a breakdown the whole.
        """
        both: pd.DataFrame | None = None
        for series_id in series_ids:
            own = self.panel(series_id)
            own = own[(own["level"] == level) & (own["category"] == "")].dropna(subset="value")
            own = own.rename(columns={"value": series_id, "segment": f"segment_{series_id}"})
            keys = ["place", "region", "year"]
            own = own[[*keys, series_id, f"segment_{series_id}"]]
            both = own if both is None else both.merge(own, on=keys, validate="one_to_one")
        if both is None:
            raise ValueError("which series? Name one at least")
        return both.assign(source_ids="|".join(sorted(series_ids))).sort_values(["place", "year"], ignore_index=True)


def load(project: Project | None = None, *, place: str = "") -> Data:
    """The processed outcomes and the tables that explain them. FileNotFoundError before the first build.

    With ``place`` (id or name of a province): coded figures, texts and findings about texts only as far as they concern
    it (``outcomes.slices``); the report of it then depends on no others. ``places.NoProvinceError``, a KeyError, for a
    name that means no province, or an old and a new one at once.
    """
    project = project or Project.find()
    whole = _whole(project, _contents(project))
    tables = [field.name for field in fields(Data) if field.type == "pd.DataFrame"]
    # Copy on write: what a caller changes is the caller's own.
    boundaries = {layout: dict(rings) for layout, rings in whole.boundaries.items()}
    data = _copied(whole, boundaries=boundaries, **{name: getattr(whole, name).copy(deep=False) for name in tables})
    return _slice(data, place) if place else data


def keep(root: str) -> None:
    """Read the tables of the project in the folder ``root`` now, for all that this process and its forks ``load``."""
    _ = _whole(project := Project(Path(root)), _contents(project))._panels


def _contents(project: Project) -> tuple[str, ...]:
    """SHA-256 of each file that ``load`` reads; "" for one that is not there."""
    codebook = read_codebook(project.codebook)
    raw = [project.raw / codebook[name].paths[0] for name in TABLES_READ_BY_LOAD]
    processed = [project.processed / name for name in ("outcomes.csv", "findings.csv")]
    files = [project.codebook, *raw, *processed, *map(project.boundaries, BOUNDARIES)]
    return tuple(map(_digest, files))


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


@lru_cache(maxsize=1)
def _whole(project: Project, contents: tuple[str, ...]) -> Data:  # noqa: ARG001 - they say whether it is still the same
    """Everything, which nobody may change."""
    outcomes = _frame(project.processed / "outcomes.csv", OUTCOME_COLUMNS)
    codebook = read_codebook(project.codebook)
    tables = {name: _table_frame(project, codebook[name]) for name in TABLES_READ_BY_LOAD if name != "spellings"}
    gazetteer = places.load(project)
    is_evidence = outcomes["kind"] == EVIDENCE
    return Data(
        evidence=outcomes[is_evidence].reset_index(drop=True),
        statistics=outcomes[~is_evidence].reset_index(drop=True),
        findings=_frame(project.processed / "findings.csv", {}),
        spoken_of=tuple(sorted(outcomes.loc[is_evidence, "place_id"].unique())),
        gazetteer=gazetteer,
        boundaries=_boundaries(project, gazetteer),
        **tables,
    )


def _copied(data: Data, **changed: Any) -> Data:
    """The same data but for these; the panels stay those of the files."""
    copied = replace(data, **changed)
    vars(copied)["_panels"] = data._panels
    return copied


def _slice(data: Data, place: str) -> Data:
    about = places_about(data.gazetteer, places.province_named(data.gazetteer, place))
    evidence = data.evidence[data.evidence["place_id"].isin(about)].reset_index(drop=True)
    texts = set(evidence["source_id"])
    found = data.findings[["file", "subject"]].itertuples(index=False)
    concerning = [concerns({"file": file, "subject": subject}, texts) for file, subject in found]
    return _copied(
        data,
        evidence=evidence,
        sources=data.sources[data.sources["source_id"].isin(texts)].reset_index(drop=True),
        left_out=data.left_out[data.left_out["place_id"].isin(about)].reset_index(drop=True),
        findings=data.findings[concerning].reset_index(drop=True),
        spoken_of=() if texts else data.spoken_of,
    )


def _boundaries(project: Project, gazetteer: Gazetteer) -> dict[str, dict[str, tuple[Ring, ...]]]:
    from analysis.checks.geography import place_of_feature

    files = {layout: project.boundaries(layout) for layout in BOUNDARIES}
    return {
        layout: {
            place_of_feature(gazetteer, feature, BOUNDARIES[layout]): feature.rings
            for feature in read_features(path.read_bytes())
        }
        for layout, path in files.items() if path.is_file()
    }  # fmt: skip


TABLES_READ_BY_LOAD = ("places", "spellings", "tiles", "sources", "series", "categories", "breaks", "left_out")


def _table_frame(project: Project, table: Table) -> pd.DataFrame:
    return _frame(project.raw / table.paths[0], {field.name: field.type for field in table.fields})


def _frame(path: Path, types: Mapping[str, str]) -> pd.DataFrame:
    """A checked CSV file as a frame: text stays text, numbers become floats, dates become timestamps."""
    import pandas as pd

    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing; run `analysis build` first")
    numbers = {name: _NUMBERS[kind] for name, kind in types.items() if kind in _NUMBERS}
    frame = pd.read_csv(
        path,
        dtype=defaultdict(lambda: "str", numbers),
        na_values={name: [""] for name in numbers},
        keep_default_na=False,
    )
    dates = [name for name in frame.columns if types.get(name) == "date"]
    return frame.assign(**{name: pd.to_datetime(frame[name], format="%Y-%m-%d") for name in dates})


_NUMBERS = {"number": "float64", "integer": "Int64", "year": "Int64"}
"""Types of columns whose cells are numbers, each with the dtype that holds them."""

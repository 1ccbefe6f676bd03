"""How an example of a rule is written: rows as changes to a good figure, and short ways to say the usual changes.

All numbers are made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Cells = Mapping[str, str]

GOOD_FIGURE: Cells = {
    "figure_id": "hanam-2020-01",
    "place_id": "ha-nam",
    "tier": "all",
    "population": "official",
    "training": "any",
    "criterion": "none",
    "indicator": "participations",
    "status": "result",
    "frequency": "once",
    "period_start": "2020-01-01",
    "period_end": "2020-12-31",
    "value": "1200",
    "value_low": "1200",
    "value_high": "1200",
    "unit": "participation",
    "unit_as_written": "lượt",
    "qualifier": "exact",
    "as_written": "1.200 lượt cán bộ",
    "start": "10",
    "text_sha256": "a" * 64,
}
"""A coded figure that breaks no rule."""

GOOD_SOURCE: Cells = {
    "source_id": "hanam-2020",
    "text_status": "held",
    "title": "Đào tạo cán bộ",
    "date_published": "2021-02-01",
    "content_end": "2020-12-31",
    "language": "vi",
    "figure_count": "1",
    "text_sha256": "a" * 64,
    "rights": "made up for a test",
}
"""The row of its text in the bibliography."""


GOOD_MENTION: Cells = {
    "source_id": "hanam-2020",
    "start": "100",
    "as_written": "Nguyễn Du",
    "place_id": "ha-nam",
    "institution": "political_school",
}
"""A name beside the figures that breaks no rule."""


@dataclass(frozen=True, slots=True)
class Case:
    """Rows as changes to the good figure; ``source``: changes to the row of the bibliography, None: there is none.

    ``text``: the text itself, where the rule reads it. ``mentions``: rows of ``mentions.csv`` as changes to a good one.
    """

    rows: tuple[Cells, ...]
    source: Cells | None = field(default_factory=dict)
    text: str = ""
    mentions: tuple[Cells, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A case in which the rule finds something, and one in which it does not."""

    fires: Case
    passes: Case


def example(fires: Case | Cells, passes: Case | Cells) -> Example:
    """What a rule finds, and what it must leave alone; of a single row its changes alone."""
    cases = (case if isinstance(case, Case) else Case((case,)) for case in (fires, passes))
    return Example(*cases)


def rows(*rows: Cells, source: Cells | None = None) -> Case:
    """Several rows of one text."""
    return Case(rows, source or {})


def of_source(**cells: str) -> Case:
    """The good figure, of a source with these changes."""
    return Case(({},), cells)


def number(value: str, words: str, **cells: str) -> dict[str, str]:
    """An exact number with its words."""
    return {"value": value, "value_low": value, "value_high": value, "as_written": words} | cells


def share(value: str, words: str, **cells: str) -> dict[str, str]:
    """A share that is a state at the end of the year."""
    shares = {"indicator": "share_meeting_standard", "unit": "percent", "unit_as_written": "%", "status": "stock"}
    return number(value, words) | shares | {"period_start": "2020-12-31"} | cells


def persons(value: str, **cells: str) -> dict[str, str]:
    """Persons who were trained."""
    persons = {"indicator": "persons_trained", "unit": "person", "unit_as_written": "người"}
    return number(value, f"{value} người") | persons | cells


def heads(value: str, **cells: str) -> dict[str, str]:
    """A number of staff."""
    return persons(value) | {"indicator": "headcount", "status": "stock", "training": "none"} | cells


def classes(value: str, **cells: str) -> dict[str, str]:
    """Classes that were held."""
    return number(value, f"{value} lớp") | {"indicator": "classes", "unit": "class", "unit_as_written": "lớp"} | cells


def money(value: str, words: str, **cells: str) -> dict[str, str]:
    """Money that was spent."""
    return number(value, words) | {"indicator": "budget", "unit": "vnd", "unit_as_written": "đồng"} | cells


def completion(value: str) -> dict[str, str]:
    """A percentage of plan."""
    return share(value, f"đạt {value.replace('.', ',')}% kế hoạch", indicator="plan_completion", status="result") | {
        "period_start": "2020-01-01"
    }


EXCERPT: Cells = {
    "text_status": "excerpt_seen",
    "title": "",
    "date_published": "",
    "text_sha256": "",
    "url": "https://hanam.example/tin/2020",
}
WITHOUT_WORDS: Cells = {"as_written": "", "unit_as_written": "", "start": "", "end": "", "text_sha256": ""}

MORE_THAN: Cells = {"qualifier": "more_than", "value_high": "", "as_written": "hơn 1.200 lượt"}
TARGET: Cells = {"status": "target", "period_start": "", "period_end": "2025-12-31"}
NEW_PLAN: Cells = {
    "status": "plan",
    "place_id": "ninh-binh-2025",
    "period_start": "2026-01-01",
    "period_end": "2026-12-31",
}
SIX_YEARS: Cells = {"period_start": "2015-01-01", "frequency": "cumulative"}
UNTIL_NOW: Cells = {**SIX_YEARS, "period_end": "2021-02-01"}
PART: Cells = {"part_of": "hanam-2020-01"}
TOTAL = number("100", "100 lượt")
CONFLICT = number("100", "100 lượt", flags="sum_conflict")
CBCC: Cells = {"population": "cbcc"}
CADRES: Cells = {"population": "cadre"}
CIVIL_SERVANTS: Cells = {"population": "civil_servant"}
NO_START: Cells = {"flags": "period_start_unknown", "period_start": ""}
ROUND = {**MORE_THAN, "value": "24000", "value_low": "24000", "as_written": "hơn 24.000 lượt"}
DISTRICT: Cells = {"place_id": "tuan-giao", "tier": "district"}
YEARLY = share("60", "ít nhất 60% cán bộ", **TARGET, indicator="share_trained_yearly") | {
    "qualifier": "at_least",
    "value_high": "",
    "frequency": "per_year",
}


def seen(*rows: Cells, **source: str) -> Case:
    """Figures of an excerpt."""
    return Case(tuple({**WITHOUT_WORDS, **row} for row in rows), {**EXCERPT, **source})


def read(text: str, *rows: Cells) -> Case:
    """Rows of a text that is at hand."""
    return Case(rows, {}, text)


def named(*mentions: Cells, row: Cells | None = None, **source: str) -> Case:
    """Names beside one figure."""
    return Case((row or {},), source, mentions=mentions)

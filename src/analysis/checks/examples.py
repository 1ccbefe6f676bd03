"""Examples of the rules about coded figures: for each rule one case that it finds and one that it must leave alone.

All numbers are made up. ``docs/checks.md`` prints the cases, and a test runs every one of them.
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


@dataclass(frozen=True, slots=True)
class Case:
    """Rows as changes to the good figure; ``source``: changes to the row of the bibliography, None: there is none.

    ``text``: the text itself, where the rule reads it.
    """

    rows: tuple[Cells, ...]
    source: Cells | None = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A case in which the rule finds something, and one in which it does not."""

    fires: Case
    passes: Case


def _example(fires: Case | Cells, passes: Case | Cells) -> Example:
    cases = (case if isinstance(case, Case) else Case((case,)) for case in (fires, passes))
    return Example(*cases)


def _rows(*rows: Cells, source: Cells | None = None) -> Case:
    return Case(rows, source or {})


def _of_source(**cells: str) -> Case:
    return Case(({},), cells)


def _number(value: str, words: str, **cells: str) -> dict[str, str]:
    """An exact number with its words."""
    return {"value": value, "value_low": value, "value_high": value, "as_written": words} | cells


def _share(value: str, words: str, **cells: str) -> dict[str, str]:
    shares = {"indicator": "share_meeting_standard", "unit": "percent", "unit_as_written": "%", "status": "stock"}
    return _number(value, words) | shares | {"period_start": "2020-12-31"} | cells


def _persons(value: str, **cells: str) -> dict[str, str]:
    persons = {"indicator": "persons_trained", "unit": "person", "unit_as_written": "người"}
    return _number(value, f"{value} người") | persons | cells


def _heads(value: str, **cells: str) -> dict[str, str]:
    return _persons(value) | {"indicator": "headcount", "status": "stock", "training": "none"} | cells


def _classes(value: str, **cells: str) -> dict[str, str]:
    return _number(value, f"{value} lớp") | {"indicator": "classes", "unit": "class", "unit_as_written": "lớp"} | cells


def _completion(value: str) -> dict[str, str]:
    return _share(value, f"đạt {value.replace('.', ',')}% kế hoạch", indicator="plan_completion", status="result") | {
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
SIX_YEARS: Cells = {"period_start": "2015-01-01", "frequency": "cumulative"}
UNTIL_NOW: Cells = {**SIX_YEARS, "period_end": "2021-02-01"}
PART: Cells = {"part_of": "hanam-2020-01"}
TOTAL = _number("100", "100 lượt")
CONFLICT = _number("100", "100 lượt", flags="sum_conflict")
CBCC: Cells = {"population": "cbcc"}
CADRES: Cells = {"population": "cadre"}
CIVIL_SERVANTS: Cells = {"population": "civil_servant"}
NO_START: Cells = {"flags": "period_start_unknown", "period_start": ""}
ROUND = {**MORE_THAN, "value": "24000", "value_low": "24000", "as_written": "hơn 24.000 lượt"}
DISTRICT: Cells = {"place_id": "tuan-giao", "tier": "district"}
YEARLY = _share("60", "ít nhất 60% cán bộ", **TARGET, indicator="share_trained_yearly") | {
    "qualifier": "at_least",
    "value_high": "",
    "frequency": "per_year",
}


def _seen(*rows: Cells, **source: str) -> Case:
    """Figures of an excerpt."""
    return Case(tuple({**WITHOUT_WORDS, **row} for row in rows), {**EXCERPT, **source})


def _read(text: str, *rows: Cells) -> Case:
    return Case(rows, {}, text)


OF_ROWS: Mapping[str, Example] = {
    "hash-differs": _example({"text_sha256": "b" * 64}, {}),
    "quotation-too-long": _example(
        {"as_written": "ở cấp tỉnh 1.200 lượt cán bộ"}, {"as_written": "toàn tỉnh 1.200 lượt cán bộ"}
    ),
    "quotation-length": _example({"end": "12"}, {"end": "27"}),
    "quotation-decomposed": _example({"as_written": "1.200 lươ\u0323t"}, {"as_written": "1.200 lượt"}),
    "quotation-without-value": _example({"as_written": "1.300 lượt"}, {"as_written": "1,2 nghìn lượt"}),
    "bounds-contradict-qualifier": _example({**MORE_THAN, "value_high": "1200"}, MORE_THAN),
    "qualifier-differs": _example({"as_written": "hơn 1.200 lượt"}, MORE_THAN),
    "period-reversed": _example({"period_start": "2021-01-01"}, {}),
    "period-after-publication": _example(
        {"period_start": "2021-03-01", "period_end": "2021-12-31"},
        {"period_start": "2021-03-01", "period_end": "2021-12-31", "status": "plan"},
    ),
    "period-not-over": _example(
        {"period_start": "2021-01-01", "period_end": "2021-12-31"},
        {"period_start": "2020-01-01", "period_end": "2020-12-31"},
    ),
    "share-over-100": _example(_share("112", "112% cán bộ"), _completion("112")),
    "unit-unfit": _example({"indicator": "classes"}, _classes("12")),
    "unit-contradicts-words": _example({"unit_as_written": "người"}, {"unit_as_written": "lượt người"}),
    "flag-missing": _example(
        {"unit_as_written": "Số lượt … người"}, {"unit_as_written": "Số lượt … người", "flags": "unit_conflict"}
    ),
    "flag-contradicts": _example({"flags": "period_start_unknown"}, NO_START),
    "period-length-only": _example(
        {**NO_START, "period_years": "2.5", "frequency": "cumulative"},
        NO_START,
    ),
    "period-start-unknown": _example(NO_START, TARGET),
    "several-years": _example(SIX_YEARS, {}),
    "unit-conflict": _example({"unit_as_written": "Số lượt … người", "flags": "unit_conflict"}, {}),
    "scope-conflict": _example({"flags": "scope_conflict"}, {"flags": "implicit"}),
    "not-own-output": _example({"flags": "not_own_output"}, {}),
    "printed-twice": _example({"flags": "duplicate"}, {}),
    "share-looks-cut": _example(_share("96.96", "96,96% cán bộ"), _share("96.97", "96,97% cán bộ")),
    "publication-date-unknown": _example(_of_source(date_published=""), _of_source()),
    "figure-count-differs": _example(_of_source(figure_count="2"), _of_source()),
    "source-unlisted": _example(Case(({},), None), _of_source()),
    "part-of-itself": _example(PART, _rows(TOTAL, _persons("60", **PART), _persons("40", **PART))),
    "part-of-other-source": _example(
        _rows(TOTAL, _persons("100", **PART, figure_id="hanam-2021-01")), _rows(TOTAL, _persons("100", **PART))
    ),
    "parts-differ-from-total": _example(
        _rows(
            CONFLICT, _persons("60", **PART), _persons("40", **PART), _persons("6", **PART, training="degree.medical")
        ),
        _rows(TOTAL, _persons("60", **PART), _persons("40", **PART)),
    ),
    "parts-are-bounds": _example(
        _rows(
            TOTAL,
            _persons("60", **PART),
            _persons("40", **PART, qualifier="more_than", value_high="") | {"as_written": "hơn 40 người"},
        ),
        _rows(TOTAL, _persons("60", **PART), _persons("40", **PART)),
    ),
    "text-differs": _example(
        Case(({"text_sha256": "b" * 64},), {"text_sha256": "b" * 64}, "Có 1.200 lượt cán bộ được học."),
        _read("Có 1.200 lượt cán bộ được học.", {}),
    ),
    "quotation-misplaced": _example(
        _read("Có 1.200 lượt cán bộ được học.", {"start": "0"}), _read("Có 1.200 lượt cán bộ được học.", {})
    ),
}

OF_EXCERPTS: Mapping[str, Example] = {
    "quotation-missing": _example({"unit_as_written": ""}, {}),
    "excerpt-with-quotation": _example(Case(({**WITHOUT_WORDS, "unit_as_written": "lượt"},), EXCERPT), _seen({})),
    "source-without-text": _example(_of_source(title=""), _of_source()),
    "excerpt-with-text": _example(_seen({}, text_sha256="c" * 64), _seen({})),
    "excerpt-without-address": _example(_seen({}, url=""), _seen({})),
    "place-not-then": _example(
        {"period_end": "2025-12-31", **SIX_YEARS}, {"status": "target", "period_start": "", "period_end": "2025-12-31"}
    ),
    "share-of-unfit": _example(
        _rows(_classes("12"), _share("50", "50% cán bộ", share_of="hanam-2020-01")),
        _rows(_heads("12"), _share("50", "50% cán bộ", share_of="hanam-2020-01")),
    ),
    "share-cut-off": _example(
        _rows(_heads("368"), _share("60.59", "60,59% cán bộ", share_of="hanam-2020-01")),
        _rows(_heads("368"), _share("60.60", "60,60% cán bộ", share_of="hanam-2020-01")),
    ),
    "share-of-no-count": _example(
        _rows(_heads("143"), _share("57.2", "57,2% cán bộ", share_of="hanam-2020-01")),
        _rows(_heads("143"), _share("57.3", "57,3% cán bộ", share_of="hanam-2020-01")),
    ),
    "periods-overlap": _example(
        _rows(SIX_YEARS, {"period_start": "2019-01-01", "frequency": "cumulative"}),
        _rows({**SIX_YEARS, "period_end": "2019-12-31"}, {}),
    ),
    "several-years-listed": _example(_seen(SIX_YEARS), _seen({})),
    "units-listed-differ": _example(_seen({"flags": "unit_conflict"}), _seen({})),
    "part-only": _example({"flags": "partial"}, {}),
    "status-unclear": _example({"flags": "status_unclear", "status": "plan"}, {"status": "plan"}),
    "computed-by-reader": _example(_seen({"qualifier": "derived", "value_low": "", "value_high": ""}), _seen({})),
    "excerpts-only": _example(_seen({}), {}),
}

OF_TOTALS: Mapping[str, Example] = {
    "parts-within-bounds": _example(
        _rows(
            {**TOTAL, "qualifier": "more_than", "value_high": "", "as_written": "hơn 100 lượt"},
            _persons("60", **PART),
            _persons("46", **PART),
        ),
        _rows(TOTAL, _persons("60", **PART), _persons("40", **PART)),
    ),
    "part-of-other-unit": _example(
        _rows(_classes("12"), _number("40", "40 lượt", **PART)),
        _rows(TOTAL, _persons("60", **PART), _persons("40", **PART)),
    ),
    "parts-incomplete": _example(
        _rows(TOTAL, _persons("60", **PART)), _rows(TOTAL, _persons("60", **PART), _persons("40", **PART))
    ),
    "items-of-total": _example(
        _rows({}, _persons("24"), _persons("70")), _rows({}, _persons("24", **PART), _persons("1176", **PART))
    ),
    "groups-of-total": _example(
        _rows(_heads("100", **CBCC), _heads("60", **CADRES), _heads("30", **CIVIL_SERVANTS)),
        _rows(_heads("100", **CBCC), _heads("60", **CADRES)),
    ),
    "groups-exceed-total": _example(
        _rows(_heads("100", **CBCC), _heads("60", **CADRES), _heads("50", **CIVIL_SERVANTS)),
        _rows(_heads("110", **CBCC), _heads("60", **CADRES), _heads("50", **CIVIL_SERVANTS)),
    ),
    "share-of-possible-groups": _example(_share("25.6", "25,6% cán bộ"), _share("25", "25% cán bộ")),
    "share-agrees": _example(
        _rows(
            _persons("223"),
            _heads("368"),
            _share("60.59", "60,59% cán bộ", indicator="share_trained", training="any", status="result")
            | {"period_start": "2020-01-01"},
        ),
        _rows(_persons("223"), _share("60.59", "60,59% cán bộ", indicator="share_trained", training="any")),
    ),
    "share-contradicts-count": _example(
        _rows(
            _persons("223"),
            _heads("368"),
            _share("63", "63% cán bộ", indicator="share_trained", training="any", status="result")
            | {"period_start": "2020-01-01"},
        ),
        _rows(
            _persons("223"),
            _heads("368"),
            _share("60.6", "60,6% cán bộ", indicator="share_trained", training="any", status="result")
            | {"period_start": "2020-01-01"},
        ),
    ),
}

OF_RATES: Mapping[str, Example] = {
    "plan-implied": _example(
        _rows({}, _completion("120")), _rows({}, _number("1000", "1000 lượt", status="plan"), _completion("120"))
    ),
    "plan-of-one-of-these": _example(_seen({}, _classes("60"), _completion("120")), _rows({}, _completion("120"))),
    "plan-agrees": _example(
        _rows({}, _number("1000", "1000 lượt", status="plan"), _completion("120")),
        _rows({}, _number("1100", "1100 lượt", status="plan"), _completion("120")),
    ),
    "plan-contradicts": _example(
        _rows({}, _number("1100", "1100 lượt", status="plan"), _completion("120")),
        _rows({}, _number("1004", "1004 lượt", status="plan"), _completion("119.5")),
    ),
    "attendances-exceed-heads": _example(_rows({}, _heads("1000")), _rows({}, _heads("2000"))),
    "per-head-plausible": _example(_rows({}, _heads("2000")), _rows({}, _heads("90"))),
    "per-head-implausible": _example(_rows({}, _heads("90")), _rows({}, _heads("1000"))),
    "persons-over-headcount": _example(
        _rows(_persons("300"), _heads("250")),
        _rows(_persons("300"), _heads("250", period_start="2019-12-31", period_end="2019-12-31")),
    ),
    "quotient-plausible": _example(_rows({}, _classes("12")), _rows({}, _classes("12", training="job_skills"))),
    "quotient-implausible": _example(_rows({}, _classes("1")), _rows({}, _classes("12"))),
    "far-from-own-series": _example(
        _rows({}, _number("120", "120 lượt", period_start="2019-01-01", period_end="2019-12-31")),
        _rows({}, _number("900", "900 lượt", period_start="2019-01-01", period_end="2019-12-31")),
    ),
}

OF_REPETITIONS: Mapping[str, Example] = {
    "coded-twice": _example(_rows({}, {}), _rows({}, {"training": "job_skills"})),
    "printed-elsewhere": _example(_rows({}, {"figure_id": "hanam-2021-01"}), _rows({}, {})),
    "printed-again": _example(
        _read("Toàn tỉnh có 1.200 lượt cán bộ. Nhìn lại: 1.200 lượt cán bộ đi học.", {}),
        _read("Toàn tỉnh có 1.200 lượt cán bộ. Nhìn lại: 11.200 lượt cán bộ đi học.", {}),
    ),
    "rounded-again": _example(
        _rows(_number("24150", "24.150 lượt"), ROUND),
        _rows(_number("23950", "23.950 lượt"), ROUND),
    ),
    "target-shared": _example(
        _rows(YEARLY, {**YEARLY, "place_id": "ca-mau"}),
        _rows(YEARLY, {**YEARLY, "place_id": "ca-mau", "value": "70", "value_low": "70", "as_written": "ít nhất 70%"}),
    ),
}

OF_SCOPE: Mapping[str, Example] = {
    "tier-unlike-words": _example(
        {"as_written": "1.200 lượt cán bộ cấp tỉnh", "tier": "provincial_and_district"},
        {"as_written": "1.200 lượt cấp tỉnh, huyện", "tier": "provincial_and_district"},
    ),
    "training-of-none": _example({"training": "none"}, {"training": "any"}),
    "criterion-of-count": _example({"criterion": "under_age_40"}, {"criterion": "none"}),
    "subject-carried-over": _example(
        _share("25.6", "25,6% trình độ thạc sĩ", flags="implicit"), _share("100", "100% được bồi dưỡng")
    ),
    "perhaps-not-own": _example({"note": "For leaders throughout the country"}, {"note": "Courses in the country"}),
    "two-scopes": _example(
        _read("Cán bộ cấp tỉnh: có kế hoạch; 1.200 lượt cán bộ cấp tỉnh, huyện; hết.", {"as_written": "1.200 lượt"}),
        _read("Cán bộ cấp tỉnh: có kế hoạch; 1.200 lượt cán bộ cấp tỉnh; hết.", {"as_written": "1.200 lượt"}),
    ),
    "district-in-province": _example(
        _rows({"place_id": "dien-bien"}, _number("120", "120 lượt", **DISTRICT)),
        _rows({"place_id": "ha-nam"}, _number("120", "120 lượt", **DISTRICT)),
    ),
    "district-exceeds-province": _example(
        _rows({"place_id": "dien-bien"}, _number("1300", "1300 lượt", **DISTRICT)),
        _rows({"place_id": "dien-bien"}, _number("120", "120 lượt", **DISTRICT)),
    ),
}

OF_PERIODS: Mapping[str, Example] = {
    "frequency-unlike-period": _example({"period_start": "2015-01-01"}, SIX_YEARS),
    "frequency-unlike-indicator": _example({**YEARLY, "frequency": "once"}, YEARLY),
    "yearly-target": _example(YEARLY, {**YEARLY, "indicator": "share_trained", "frequency": "once"}),
    "length-unlike-dates": _example({**SIX_YEARS, "period_years": "5"}, {**SIX_YEARS, "period_years": "6"}),
    "published-not-period": _example(
        _rows(UNTIL_NOW, source={"content_end": "2021-02-01"}),
        _rows({**UNTIL_NOW, "period_note": "Until now"}, source={"content_end": "2021-02-01"}),
    ),
    "period-outside-content": _example(
        {"period_start": "2021-01-01", "period_end": "2021-01-31"},
        _rows({"period_start": "2021-01-01", "period_end": "2021-01-31"}, source={"content_end": "2021-01-31"}),
    ),
    "years-not-covered": _example(_of_source(date_published="2024-02-01"), _of_source()),
    "content-until-publication": _example(_of_source(date_published="2020-12-31"), _of_source()),
    "content-before-publication": _example(_of_source(), _of_source(date_published="2020-12-31")),
}

EXAMPLES: Mapping[str, Example] = {
    **OF_ROWS,
    **OF_EXCERPTS,
    **OF_TOTALS,
    **OF_RATES,
    **OF_REPETITIONS,
    **OF_SCOPE,
    **OF_PERIODS,
}

"""Examples of the rules about coded figures: for each rule one case that it finds and one that it must leave alone.

All numbers are made up. ``docs/checks.md`` prints the cases, and a test runs every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.example import (
    CONFLICT,
    EXCERPT,
    MORE_THAN,
    NO_START,
    PART,
    SIX_YEARS,
    TARGET,
    TOTAL,
    WITHOUT_WORDS,
    Case,
    Example,
    classes,
    completion,
    example,
    heads,
    of_source,
    persons,
    read,
    rows,
    seen,
    share,
)
from analysis.checks.examples_of_figures import (
    OF_MENTIONS,
    OF_PERIODS,
    OF_RATES,
    OF_REPETITIONS,
    OF_SCOPE,
    OF_SLIPS,
    OF_TOTALS,
)

OF_ROWS: Mapping[str, Example] = {
    "hash-differs": example({"text_sha256": "b" * 64}, {}),
    "quotation-too-long": example(
        {"as_written": "ở cấp tỉnh 1.200 lượt cán bộ"}, {"as_written": "toàn tỉnh 1.200 lượt cán bộ"}
    ),
    "quotation-length": example({"end": "12"}, {"end": "27"}),
    "quotation-decomposed": example({"as_written": "1.200 lươ\u0323t"}, {"as_written": "1.200 lượt"}),
    "quotation-without-value": example({"as_written": "1.300 lượt"}, {"as_written": "1,2 nghìn lượt"}),
    "bounds-contradict-qualifier": example({**MORE_THAN, "value_high": "1200"}, MORE_THAN),
    "qualifier-differs": example({"as_written": "hơn 1.200 lượt"}, MORE_THAN),
    "period-reversed": example({"period_start": "2021-01-01"}, {}),
    "period-after-publication": example(
        {"period_start": "2021-03-01", "period_end": "2021-12-31"},
        {"period_start": "2021-03-01", "period_end": "2021-12-31", "status": "plan"},
    ),
    "period-not-over": example(
        {"period_start": "2021-01-01", "period_end": "2021-12-31"},
        {"period_start": "2020-01-01", "period_end": "2020-12-31"},
    ),
    "period-end-unconfirmed": example(
        of_source(date_published="", coded_on=""), of_source(date_published="", coded_on="2021-02-01")
    ),
    "share-over-100": example(share("112", "112% cán bộ"), completion("112")),
    "unit-unfit": example({"indicator": "classes"}, classes("12")),
    "unit-contradicts-words": example({"unit_as_written": "người"}, {"unit_as_written": "lượt người"}),
    "flag-missing": example(
        {"unit_as_written": "Số lượt … người"}, {"unit_as_written": "Số lượt … người", "flags": "unit_conflict"}
    ),
    "flag-contradicts": example({"flags": "period_start_unknown"}, NO_START),
    "period-length-only": example(
        {**NO_START, "period_years": "2.5", "frequency": "cumulative"},
        NO_START,
    ),
    "period-start-unknown": example(NO_START, TARGET),
    "several-years": example(SIX_YEARS, {}),
    "unit-conflict": example({"unit_as_written": "Số lượt … người", "flags": "unit_conflict"}, {}),
    "scope-conflict": example({"flags": "scope_conflict"}, {"flags": "implicit"}),
    "not-own-output": example({"flags": "not_own_output"}, {}),
    "printed-twice": example({"flags": "duplicate"}, {}),
    "share-looks-cut": example(share("96.96", "96,96% cán bộ"), share("96.97", "96,97% cán bộ")),
    "publication-date-unknown": example(of_source(date_published=""), of_source()),
    "figure-count-differs": example(of_source(figure_count="2"), of_source()),
    "source-unlisted": example(Case(({},), None), of_source()),
    "part-of-itself": example(PART, rows(TOTAL, persons("60", **PART), persons("40", **PART))),
    "part-of-other-source": example(
        rows(TOTAL, persons("100", **PART, figure_id="hanam-2021-01")), rows(TOTAL, persons("100", **PART))
    ),
    "parts-differ-from-total": example(
        rows(CONFLICT, persons("60", **PART), persons("40", **PART), persons("6", **PART, training="degree.medical")),
        rows(TOTAL, persons("60", **PART), persons("40", **PART)),
    ),
    "parts-are-bounds": example(
        rows(
            TOTAL,
            persons("60", **PART),
            persons("40", **PART, qualifier="more_than", value_high="") | {"as_written": "hơn 40 người"},
        ),
        rows(TOTAL, persons("60", **PART), persons("40", **PART)),
    ),
    "text-differs": example(
        Case(({"text_sha256": "b" * 64},), {"text_sha256": "b" * 64}, "Có 1.200 lượt cán bộ được học."),
        read("Có 1.200 lượt cán bộ được học.", {}),
    ),
    "quotation-misplaced": example(
        read("Có 1.200 lượt cán bộ được học.", {"start": "0"}), read("Có 1.200 lượt cán bộ được học.", {})
    ),
}

OF_EXCERPTS: Mapping[str, Example] = {
    "quotation-missing": example({"unit_as_written": ""}, {}),
    "excerpt-with-quotation": example(Case(({**WITHOUT_WORDS, "unit_as_written": "lượt"},), EXCERPT), seen({})),
    "source-without-text": example(of_source(title=""), of_source()),
    "excerpt-with-text": example(seen({}, text_sha256="c" * 64), seen({})),
    "excerpt-without-address": example(seen({}, url=""), seen({})),
    "place-not-then": example(
        {"period_end": "2025-12-31", **SIX_YEARS}, {"status": "target", "period_start": "", "period_end": "2025-12-31"}
    ),
    "share-of-unfit": example(
        rows(classes("12"), share("50", "50% cán bộ", share_of="hanam-2020-01")),
        rows(heads("12"), share("50", "50% cán bộ", share_of="hanam-2020-01")),
    ),
    "share-cut-off": example(
        rows(heads("368"), share("60.59", "60,59% cán bộ", share_of="hanam-2020-01")),
        rows(heads("368"), share("60.60", "60,60% cán bộ", share_of="hanam-2020-01")),
    ),
    "share-of-no-count": example(
        rows(heads("143"), share("57.2", "57,2% cán bộ", share_of="hanam-2020-01")),
        rows(heads("143"), share("57.3", "57,3% cán bộ", share_of="hanam-2020-01")),
    ),
    "periods-overlap": example(
        rows(SIX_YEARS, {"period_start": "2019-01-01", "frequency": "cumulative"}),
        rows({**SIX_YEARS, "period_end": "2019-12-31"}, {}),
    ),
    "several-years-listed": example(seen(SIX_YEARS), seen({})),
    "units-listed-differ": example(seen({"flags": "unit_conflict"}), seen({})),
    "part-only": example({"flags": "partial"}, {}),
    "status-unclear": example({"flags": "status_unclear", "status": "plan"}, {"status": "plan"}),
    "computed-by-reader": example(seen({"qualifier": "derived", "value_low": "", "value_high": ""}), seen({})),
    "excerpts-only": example(seen({}), {}),
}

EXAMPLES: Mapping[str, Example] = {
    **OF_ROWS,
    **OF_EXCERPTS,
    **OF_TOTALS,
    **OF_RATES,
    **OF_REPETITIONS,
    **OF_SCOPE,
    **OF_SLIPS,
    **OF_PERIODS,
    **OF_MENTIONS,
}

"""Rules among figures take whatever rows a codebook allows: any number, unit, period and partner, and never stop."""

from __future__ import annotations

from decimal import localcontext

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.checks.example import GOOD_FIGURE, GOOD_SOURCE
from analysis.checks.figures import check_figures
from analysis.checks.tables import read_records
from analysis.quantities import LONGEST_NUMBER
from analysis.sources.cells import Row, Sheet

NUMBERS = st.one_of(
    st.sampled_from(["", "0", "1", "100", "136", "25.6", "96.96", "1200", "9" * LONGEST_NUMBER, "0." + "0" * 30 + "1"]),
    st.integers(0, 10**12).map(str),
)
DAYS = st.sampled_from(["", "2019-12-31", "2020-01-01", "2020-12-31", "2021-02-01", "0001-01-01", "9999-12-31"])
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "indicator": st.sampled_from(
            ["participations", "persons_trained", "classes", "budget", "headcount", "plan_completion", "share_trained",
             "share_with_degree", "share_trained_yearly"]),
        "unit": st.sampled_from(["participation", "person", "class", "vnd", "percent"]),
        "status": st.sampled_from(["result", "stock", "plan", "target"]),
        "frequency": st.sampled_from(["once", "per_year", "cumulative"]),
        "population": st.sampled_from(["official", "cbcc", "cadre", "civil_servant"]),
        "training": st.sampled_from(["any", "none", "job_skills|political_theory", "degree.medical"]),
        "qualifier": st.sampled_from(["exact", "more_than", "nearly", "about", "range", "derived"]),
        "place_id": st.sampled_from(["ha-nam", "dien-bien", "tuan-giao"]),
        "part_of": st.sampled_from(["", "hanam-2020-01", "hanam-2021-02", "nowhere-2020-01"]),
        "share_of": st.sampled_from(["", "hanam-2020-01", "hanam-2020-02"]),
        "flags": st.sampled_from(["", "partial", "duplicate", "sum_conflict", "not_own_output|unit_conflict"]),
        "as_written": st.sampled_from(["", "25,6% trình độ", "1.200 lượt cấp tỉnh, huyện", "% %", "hơn"]),
        "value": NUMBERS, "value_low": NUMBERS, "value_high": NUMBERS, "period_years": NUMBERS,
        "period_start": DAYS, "period_end": DAYS,
    },
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.lists(CELLS, min_size=1, max_size=8), st.integers(0, 8), DAYS, DAYS)
def test_any_rows_have_findings_that_can_be_said(codebook, rows, cut, published, last):
    """``cut``: how many of the rows are of the first of two sources."""
    table, files = codebook["evidence"], {}
    for number, changes in enumerate(rows, 1):
        source_id = "hanam-2020" if number <= cut else "hanam-2021"
        cells = {field.name: "" for field in table.fields} | {**GOOD_FIGURE, "end": "27", **changes}
        cells["figure_id"] = f"{source_id}-{number:02d}"
        sheet = Sheet(tuple(cells), (Row(number + 1, cells),), ())
        files.setdefault(source_id, []).extend(read_records(table, f"evidence/{source_id}.csv", sheet)[0])
    sources = {}
    for source_id in files:
        cells = {field.name: "" for field in codebook["sources"].fields} | {**GOOD_SOURCE, "source_id": source_id}
        cells |= {"date_published": published, "content_end": last}
        sources[source_id] = read_records(
            codebook["sources"], "sources.csv", Sheet(tuple(cells), (Row(2, cells),), ())
        )[0][0]
    with localcontext(prec=200):  # as the examiner works
        for finding in check_figures(files, sources, {}, {}):
            assert finding.problem("vi")
            assert finding.problem("en")
            assert finding.remedy("vi")
            assert finding.remedy("en")

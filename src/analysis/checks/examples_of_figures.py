"""Examples of the rules that hold coded figures against each other, their words and their time."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.example import (
    CADRES,
    CBCC,
    CIVIL_SERVANTS,
    DISTRICT,
    EXCERPT,
    NEW_PLAN,
    PART,
    ROUND,
    SIX_YEARS,
    TARGET,
    TOTAL,
    UNTIL_NOW,
    WITHOUT_WORDS,
    YEARLY,
    Cells,
    Example,
    classes,
    completion,
    example,
    heads,
    money,
    named,
    number,
    of_source,
    persons,
    read,
    rows,
    seen,
    share,
)

OF_TOTALS: Mapping[str, Example] = {
    "parts-within-bounds": example(
        rows(
            {**TOTAL, "qualifier": "more_than", "value_high": "", "as_written": "hơn 100 lượt"},
            persons("60", **PART),
            persons("46", **PART),
        ),
        rows(TOTAL, persons("60", **PART), persons("40", **PART)),
    ),
    "part-of-other-unit": example(
        rows(classes("12"), number("40", "40 lượt", **PART)),
        rows(TOTAL, persons("60", **PART), persons("40", **PART)),
    ),
    "parts-incomplete": example(
        rows(TOTAL, persons("60", **PART)), rows(TOTAL, persons("60", **PART), persons("40", **PART))
    ),
    "items-of-total": example(
        rows({}, persons("24"), persons("70")), rows({}, persons("24", **PART), persons("1176", **PART))
    ),
    "groups-of-total": example(
        rows(heads("100", **CBCC), heads("60", **CADRES), heads("30", **CIVIL_SERVANTS)),
        rows(heads("100", **CBCC), heads("60", **CADRES)),
    ),
    "groups-exceed-total": example(
        rows(heads("100", **CBCC), heads("60", **CADRES), heads("50", **CIVIL_SERVANTS)),
        rows(heads("110", **CBCC), heads("60", **CADRES), heads("50", **CIVIL_SERVANTS)),
    ),
    "share-of-possible-groups": example(share("25.6", "25,6% cán bộ"), share("25", "25% cán bộ")),
    "share-agrees": example(
        rows(
            persons("223"),
            heads("368"),
            share("60.59", "60,59% cán bộ", indicator="share_trained", training="any", status="result")
            | {"period_start": "2020-01-01"},
        ),
        rows(persons("223"), share("60.59", "60,59% cán bộ", indicator="share_trained", training="any")),
    ),
    "share-contradicts-count": example(
        rows(
            persons("223"),
            heads("368"),
            share("63", "63% cán bộ", indicator="share_trained", training="any", status="result")
            | {"period_start": "2020-01-01"},
        ),
        rows(
            persons("223"),
            heads("368"),
            share("60.6", "60,6% cán bộ", indicator="share_trained", training="any", status="result")
            | {"period_start": "2020-01-01"},
        ),
    ),
}

OF_RATES: Mapping[str, Example] = {
    "plan-implied": example(
        rows({}, completion("120")), rows({}, number("1000", "1000 lượt", status="plan"), completion("120"))
    ),
    "plan-of-one-of-these": example(seen({}, classes("60"), completion("120")), rows({}, completion("120"))),
    "plan-agrees": example(
        rows({}, number("1000", "1000 lượt", status="plan"), completion("120")),
        rows({}, number("1100", "1100 lượt", status="plan"), completion("120")),
    ),
    "plan-contradicts": example(
        rows({}, number("1100", "1100 lượt", status="plan"), completion("120")),
        rows({}, number("1004", "1004 lượt", status="plan"), completion("119.5")),
    ),
    "plan-of-no-whole": example(
        rows(classes("90"), classes("100", status="plan"), completion("109.1")),
        rows(classes("90"), classes("100", status="plan"), completion("92")),
    ),
    "plan-meets-bound": example(
        rows({}, number("900", "hơn 900 lượt", status="plan", qualifier="more_than", value_high=""), completion("120")),
        rows(
            {}, number("1100", "hơn 1.100 lượt", status="plan", qualifier="more_than", value_high=""), completion("120")
        ),
    ),
    "plan-misses-bound": example(
        rows(
            {}, number("1100", "hơn 1.100 lượt", status="plan", qualifier="more_than", value_high=""), completion("120")
        ),
        rows({}, number("900", "hơn 900 lượt", status="plan", qualifier="more_than", value_high=""), completion("120")),
    ),
    "attendances-exceed-heads": example(rows({}, heads("1000")), rows({}, heads("2000"))),
    "per-head-plausible": example(rows({}, heads("2000")), rows({}, heads("90"))),
    "per-head-implausible": example(rows({}, heads("90")), rows({}, heads("1000"))),
    "persons-over-headcount": example(
        rows(persons("300"), heads("250")),
        rows(persons("300"), heads("250", period_start="2019-12-31", period_end="2019-12-31")),
    ),
    "quotient-plausible": example(rows({}, classes("12")), rows({}, classes("12", training="job_skills"))),
    "quotient-not-formed": example(rows({"flags": "status_unclear"}, classes("12")), rows({}, classes("12"))),
    "quotient-implausible": example(rows({}, classes("1")), rows({}, classes("12"))),
    "far-from-own-series": example(
        rows({}, number("120", "120 lượt", period_start="2019-01-01", period_end="2019-12-31")),
        rows({}, number("900", "900 lượt", period_start="2019-01-01", period_end="2019-12-31")),
    ),
}

OF_REPETITIONS: Mapping[str, Example] = {
    "coded-twice": example(rows({}, {"start": "200"}), rows({}, {"start": "200", "training": "job_skills"})),
    "coded-twice-there": example(rows({}, {}), rows({}, {"training": "job_skills"})),
    "printed-elsewhere": example(rows({}, {"figure_id": "hanam-2021-01"}), rows({}, {"start": "200"})),
    "printed-once": example(
        read("Mở 1.200 lượt cán bộ. Hết.", {"as_written": "1.200 lượt", "flags": "duplicate"}),
        read("Mở 1.200 lượt cán bộ. Có 1.200 lượt cán bộ.", {"as_written": "1.200 lượt", "flags": "duplicate"}),
    ),
    "printed-again": example(
        read("Toàn tỉnh có 1.200 lượt cán bộ. Nhìn lại: 1.200 lượt cán bộ đi học.", {}),
        read("Toàn tỉnh có 1.200 lượt cán bộ. Nhìn lại: 11.200 lượt cán bộ đi học.", {}),
    ),
    "rounded-again": example(
        rows(number("24150", "24.150 lượt"), ROUND),
        rows(number("23950", "23.950 lượt"), ROUND),
    ),
    "target-shared": example(
        rows(YEARLY, {**YEARLY, "place_id": "ca-mau"}),
        rows(YEARLY, {**YEARLY, "place_id": "ca-mau", "value": "70", "value_low": "70", "as_written": "ít nhất 70%"}),
    ),
}

OF_SCOPE: Mapping[str, Example] = {
    "tier-unlike-words": example(
        {"as_written": "1.200 lượt cán bộ cấp tỉnh", "tier": "provincial_and_district"},
        {"as_written": "1.200 lượt cấp tỉnh, huyện", "tier": "provincial_and_district"},
    ),
    "tier-not-then": example({**NEW_PLAN, "tier": "district"}, {**NEW_PLAN, "tier": "commune"}),
    "tier-ends-before": example(
        {**TARGET, "tier": "provincial_and_district"}, {**TARGET, "tier": "district", "period_end": "2025-06-30"}
    ),
    "population-unlike-words": example(
        {"as_written": "1.200 lượt CBCCVC", **CBCC}, {"as_written": "1.200 lượt CBCCVC", "population": "cbccvc"}
    ),
    "training-of-none": example({"training": "none"}, {"training": "any"}),
    "criterion-of-count": example({"criterion": "under_age_40"}, {"criterion": "none"}),
    "subject-carried-over": example(
        share("25.6", "25,6% trình độ thạc sĩ", flags="implicit"), share("100", "100% được bồi dưỡng")
    ),
    "perhaps-not-own": example({"note": "For leaders throughout the country"}, {"note": "Courses in the country"}),
    "two-scopes": example(
        read("Cán bộ cấp tỉnh: có kế hoạch; 1.200 lượt cán bộ cấp tỉnh, huyện; hết.", {"as_written": "1.200 lượt"}),
        read("Cán bộ cấp tỉnh: có kế hoạch; 1.200 lượt cán bộ cấp tỉnh; hết.", {"as_written": "1.200 lượt"}),
    ),
    "headcount-of-other-group": example(
        rows(heads("2000"), share("60", "60% công chức", **CIVIL_SERVANTS)),
        rows(heads("2000"), heads("900", **CIVIL_SERVANTS), share("60", "60% công chức", **CIVIL_SERVANTS)),
    ),
    "district-in-province": example(
        rows({"place_id": "dien-bien"}, number("120", "120 lượt", **DISTRICT)),
        rows({"place_id": "ha-nam"}, number("120", "120 lượt", **DISTRICT)),
    ),
    "district-exceeds-province": example(
        rows({"place_id": "dien-bien"}, number("1300", "1300 lượt", **DISTRICT)),
        rows({"place_id": "dien-bien"}, number("120", "120 lượt", **DISTRICT)),
    ),
}

LAI_CHAU: Cells = {"place_id": "lai-chau"}

OF_SLIPS: Mapping[str, Example] = {
    "place-unlike-source": example(LAI_CHAU, rows(LAI_CHAU, source={"title": "Hà Nam và Lai Châu"})),
    "unit-unlike-source": example(
        seen(persons("1200", **WITHOUT_WORDS), url="https://hanam.example/hon-1-200-luot-can-bo"),
        seen(persons("1350", **WITHOUT_WORDS), url="https://hanam.example/hon-1-200-luot-can-bo"),
    ),
    "unit-unlike-listing": example(
        seen(persons("1200", **WITHOUT_WORDS, note="Listed as participations_total")),
        seen(persons("1200", **WITHOUT_WORDS, note="Listed as persons_trained")),
    ),
    "share-perhaps-fraction": example(
        share("0.572", "0,572 công chức", **CIVIL_SERVANTS), share("57.2", "57,2% công chức", **CIVIL_SERVANTS)
    ),
    "completion-far-off": example(completion("1.2"), completion("120")),
    "money-very-small": example(money("272000000", "272 triệu"), money("272000000", "272 triệu", flags="partial")),
}

OF_PERIODS: Mapping[str, Example] = {
    "frequency-unlike-period": example({"period_start": "2015-01-01"}, SIX_YEARS),
    "frequency-unlike-indicator": example({**YEARLY, "frequency": "once"}, YEARLY),
    "yearly-target": example(YEARLY, {**YEARLY, "indicator": "share_trained", "frequency": "once"}),
    "length-unlike-dates": example({**SIX_YEARS, "period_years": "5"}, {**SIX_YEARS, "period_years": "6"}),
    "published-not-period": example(
        rows(UNTIL_NOW, source={"content_end": "2021-02-01"}),
        rows({**UNTIL_NOW, "period_note": "Until now"}, source={"content_end": "2021-02-01"}),
    ),
    "period-outside-content": example(
        {"period_start": "2021-01-01", "period_end": "2021-01-31"},
        rows({"period_start": "2021-01-01", "period_end": "2021-01-31"}, source={"content_end": "2021-01-31"}),
    ),
    "years-not-covered": example(of_source(date_published="2024-02-01"), of_source()),
    "content-until-publication": example(of_source(date_published="2020-12-31"), of_source()),
    "content-before-publication": example(of_source(), of_source(date_published="2020-12-31")),
}

IN_CA_MAU: Cells = {"place_id": "ca-mau", "start": "200"}
STAFF: Cells = {"institution": "", "as_written": "CBCCVC", "population": "cbccvc"}

OF_MENTIONS: Mapping[str, Example] = {
    "mention-not-held": example(named({}, row=WITHOUT_WORDS, **EXCERPT), named({})),
    "mention-of-one-thing": example(named({"population": "cbccvc"}), named(STAFF)),
    "mention-place-not-then": example(named({"place_id": "ca-mau-2025"}), named({"place_id": "ca-mau"})),
    "institutions-share-name": example(named({}, IN_CA_MAU), named({}, {**IN_CA_MAU, "institution": "university"})),
    "staff-named-otherwise": example(named(STAFF, row=CBCC), named(STAFF, row={"population": "cbccvc"})),
}

"""All rules for coded figures that need no text at hand, in one place: each row, each source, all rows together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analysis.checks import (
    evidence,
    excerpts,
    magnitudes,
    quotients,
    rates,
    reference_periods,
    repeated,
    scope,
    shares,
    source_words,
    staff_groups,
    totals,
)
from analysis.checks.coded import source_of
from analysis.checks.findings import Finding
from analysis.checks.geography import gazetteer_of
from analysis.checks.tables import Record
from analysis.vocabulary import Term

ROW_RULES = (
    scope.check_tier, scope.check_tier_was_there, scope.check_subject, scope.check_training, scope.check_own_output,
    scope.check_listed_unit, staff_groups.check_words, magnitudes.check_magnitude, reference_periods.check_frequency,
    reference_periods.check_length,
)  # fmt: skip
"""Rules that need one row and nothing else."""

RULES_AMONG = (
    totals.check_itemised, shares.check_counts, rates.check_plans, rates.check_per_head,
    quotients.check_per_class, rates.check_own_series, repeated.check_repeated, repeated.check_rounded,
    staff_groups.check_headcounts,
)  # fmt: skip
"""Rules that hold rows against each other."""


def check_figures(
    files: Mapping[str, list[Record]],
    sources: Mapping[str, Record],
    places: Mapping[str, Record],
    districts: Mapping[str, Record],
    spellings: Sequence[Record] = (),
) -> Iterator[Finding]:
    """Findings about coded figures.

    ``files``: rows by the id of their source; ``sources``, ``places``, ``districts``: rows of those tables by id;
    ``spellings``: those of other spellings of places.
    Rows with a cell that could not be read are held against nothing: their fault is reported once.
    """
    gazetteer = gazetteer_of({"places": [*places.values()], "spellings": spellings})
    latest = max(reference_periods.days_known(sources.values()), default=None)
    for source_id, rows in files.items():
        source = sources.get(source_id)
        for row in rows:
            yield from evidence.check_row(row, source)
            yield from scope.check_place(row, places.get(row.text("place_id")))
        if source is not None and rows:
            yield from reference_periods.check_not_over(rows, source)
            yield from reference_periods.check_unconfirmed(rows, source, latest)
        if source is not None and rows and not source.broken:
            yield from reference_periods.check_publication(source)
            yield from source_words.check_places_named(rows, source, gazetteer)
            yield from source_words.check_unit_named(rows, source)
    every = [row for rows in files.values() for row in rows]
    yield from totals.check_totals(every)
    yield from shares.check_shares_of(every)
    whole = [row for row in every if not row.broken]
    for row in whole:
        for rule in ROW_RULES:
            yield from rule(row)
        yield from shares.check_share(row, districts)
        yield from magnitudes.check_money(row, places.get(row.text("place_id")))
        source = sources.get(source_of(row))
        if source is not None and not source.broken:
            yield from reference_periods.check_content(row, source)
    for among in RULES_AMONG:
        yield from among(whole)
    provinces = {name: row.text("parent_id") for name, row in places.items() if row.text("level") == "district"}
    # Provinces and districts are spelled in Vietnamese in any language.
    names = {name: Term(name, row.text("name_vi"), row.text("name_vi")) for name, row in places.items()}
    yield from repeated.check_overlaps(whole, names)
    yield from repeated.check_shared_targets(whole, provinces)
    yield from scope.check_inside(whole, provinces, names)
    yield from excerpts.check_how_many([*sources.values()])

"""Every rule about coded figures finds its example, and leaves the other one alone; ``docs/checks.md`` prints both."""

from __future__ import annotations

import hashlib

import pytest

from analysis.checks import evidence, excerpts
from analysis.checks.examine import examine
from analysis.checks.example import GOOD_FIGURE, GOOD_MENTION, GOOD_SOURCE
from analysis.checks.examples import EXAMPLES
from analysis.checks.figures import check_figures
from analysis.checks.findings import Finding
from analysis.checks.mentions import check_mentions
from analysis.checks.rules_of_evidence import EVIDENCE
from analysis.checks.rules_of_excerpts import EXCERPTS
from analysis.checks.rules_of_figures import FIGURES
from analysis.checks.rules_of_mentions import MENTIONS
from analysis.checks.rules_of_slips import SLIPS

OF_THE_FOLDER = {"source-without-file", "id-of-other-source"}
"""Rules that ask which files there are; tests/data/test_bad_inputs.py has their examples."""


@pytest.fixture(scope="module")
def places(committed):
    return {row.text("place_id"): row for row in examine(committed).records["places"]}


@pytest.fixture
def findings_of(record, places):
    """All findings about the rows of a case, as an examination of them would have."""

    def run(case) -> list[Finding]:
        mentions = [named(record, at, changes) for at, changes in enumerate(case.mentions)]
        digest = hashlib.sha256(case.text.encode()).hexdigest() if case.text else GOOD_FIGURE["text_sha256"]
        files = {}
        for number, changes in enumerate(case.rows, start=1):
            cells = {**GOOD_FIGURE, "figure_id": f"hanam-2020-{number:02d}", "text_sha256": digest, **changes}
            if case.text and "start" not in changes:
                cells["start"] = str(case.text.index(cells["as_written"]))
            if "end" not in cells:
                cells["end"] = str(int(cells["start"]) + len(cells["as_written"]))
            source_id = cells["figure_id"].rpartition("-")[0]
            files.setdefault(source_id, []).append(record("evidence", f"evidence/{source_id}.csv", number + 1, cells))
        sources, found = {}, []
        for source_id, rows in files.items():
            if case.source is not None:
                own = {"source_id": source_id, "figure_count": str(len(rows)), "text_sha256": digest}
                sources[source_id] = record("sources", "sources.csv", 2, {**GOOD_SOURCE, **own, **case.source})
                found += excerpts.check_source(sources[source_id], text_at_hand=bool(case.text))
            found += evidence.check_file(source_id, rows, sources.get(source_id))
            if case.text:
                found += evidence.check_text(sources[source_id], case.text.encode(), rows)
        found += check_mentions(mentions, files, sources, places)
        return [*found, *check_figures(files, sources, places, {})]

    return run


def named(record, at, changes):
    """A row of ``mentions.csv``."""
    cells = {**GOOD_MENTION, **changes}
    if "end" not in cells:
        cells["end"] = str(int(cells["start"]) + len(cells["as_written"]))
    return record("mentions", "mentions.csv", at + 2, cells)


def test_the_good_figure_has_one_finding_which_confirms_it(findings_of):
    found = findings_of(EXAMPLES["figure-count-differs"].passes)
    assert [finding.rule for finding in found] == ["content-before-publication"]
    assert found[0].severity == "confirmed"


def test_every_rule_about_coded_figures_has_an_example():
    assert {*EVIDENCE, *EXCERPTS, *FIGURES, *MENTIONS, *SLIPS} - OF_THE_FOLDER == {*EXAMPLES}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_rule_finds_its_example(findings_of, by_rule, rule):
    assert rule in by_rule(findings_of(EXAMPLES[rule].fires))


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_rule_leaves_the_other_case_alone(findings_of, by_rule, rule):
    assert rule not in by_rule(findings_of(EXAMPLES[rule].passes))


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_case_that_a_rule_leaves_alone_breaks_no_other_rule(findings_of, by_rule, rule):
    found = by_rule(findings_of(EXAMPLES[rule].passes))
    assert [name for name, finding in found.items() if finding.severity == "error"] == []

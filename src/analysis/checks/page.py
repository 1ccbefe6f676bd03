"""``docs/checks.md``: every rule of the catalogue with its words, and for coded figures an example of both kinds.

``python -m analysis.checks.page`` prints the page; a test holds the file against it.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping

from analysis.checks.example import GOOD_FIGURE, GOOD_MENTION, GOOD_SOURCE, Case, Cells
from analysis.checks.examples import EXAMPLES
from analysis.checks.rule import Rule
from analysis.checks.rules_of_audit import AUDIT
from analysis.checks.rules_of_corrections import CORRECTIONS
from analysis.checks.rules_of_drafts import DRAFTS
from analysis.checks.rules_of_evidence import EVIDENCE
from analysis.checks.rules_of_excerpts import EXCERPTS
from analysis.checks.rules_of_figures import PERIODS, RATES, REPEATED, SCOPE, SHARES, TOTALS
from analysis.checks.rules_of_imports import IMPORTS
from analysis.checks.rules_of_mentions import MENTIONS
from analysis.checks.rules_of_series import PLACES, SERIES
from analysis.checks.rules_of_slips import SLIPS
from analysis.checks.rules_of_tables import CELLS, FILES

HEAD = """# What the checks look for

`analysis build` reads all of `data/raw` and asks every rule on this page. All findings come at once, each with file,
row, column, what was read and what to do. An **error** stops the build and leaves earlier outputs as they were; a
**notice** is something that readers of a figure must know and stands in report 01; **confirmed** is a check that came
out right, kept in `data/processed/findings.csv` so that one can see what was checked.

No rule corrects a number. What an analyst decides to do about a finding is declared in `data/raw/corrections.yml`,
with a reason, a name and a day, and becomes a finding itself. What the rules find in the evidence of this project, and
which notices may be called false alarms: [discrepancies.md](discrepancies.md).

Words in braces are filled in by the finding. Each rule about coded figures has a case that it finds and one that it
leaves alone. The cases are made up; they say only what differs from this good row (`value` alone: both bounds are
equal to it):

"""

PARTS: Mapping[str, tuple[str, Mapping[str, Rule]]] = {
    "Files": ("Can the file be read as a table?", FILES),
    "Cells": ("Does each cell hold what its column allows, and are ids unique and known?", CELLS),
    "Places": ("Codes, names, tiles and boundaries.", PLACES),
    "Coded figures: each row": (
        "Quotation, bounds, unit, period and flags of one figure, its source, and the parts of a total. Where the "
        "parts exceed the total, sets of them that may be left out are tried: groups of one kind and small ones first.",
        EVIDENCE,
    ),
    "Excerpts": ("Pages that were seen without keeping their text, and shares of a known headcount.", EXCERPTS),
    "Totals and what stands beside them": (
        "Numbers that a text gives beside a total without calling them parts.",
        TOTALS,
    ),
    "Shares": (
        "Which groups can have a printed share? After the GRIM test of Brown and Heathers (2017, "
        "doi:10.1177/1948550616673876), by rounding or by cutting digits off, as both are usual.",
        SHARES,
    ),
    "Plans, heads, classes and money": (
        "Figures of one account against each other. The limits of quotients are a tenth of the lowest and ten times "
        "the highest of the pages that were coded first (56 to 90 learners a class, 105 to 373 million VND a class, "
        "0.84 to 6.6 million VND a learner; 1.118 attendances a head and year, at most 12); a series is "
        "held against ten times its own median. Such limits find slips of a digit or of a unit and are no norm.",
        RATES,
    ),
    "Repetitions": ("The same figure twice is one piece of evidence; the same target is one policy.", REPEATED),
    "Scope": (
        "Whose figure is it? Rules that read whole sentences (`printed-again`, `two-scopes`, `perhaps-not-own`) work "
        " where the private text is at hand, and only on rows that do not carry the flag yet: a finished coding "
        "gives the same findings with and without the texts.",
        SCOPE,
    ),
    "Names beside the figures": (
        "`data/raw/mentions.csv`: what a text names beside its figures, each at its place. Two institutions of a kind "
        "and name that belong to two places; a staff group wider or narrower than that of the figures. One institution "
        "that two texts name is no finding.",
        MENTIONS,
    ),
    "Slips": (
        "What id, title and address of a source say against its figures, and numbers of an odd magnitude. The limits "
        "lie far outside what the coded texts print (shares from 10 %, plans met by 64 and 136 %, 2 billion VND for a "
        "province); they find a fraction for a percentage or millions for billions and are no norm.",
        SLIPS,
    ),
    "Periods": ("When is a figure about? Hardly ever on the day it was published.", PERIODS),
    "Corrections": ("`data/raw/corrections.yml`: what is declared to be done to coded figures.", CORRECTIONS),
    "Drafts": ("What `analysis confirm` and the coding desk find in a draft before it becomes evidence.", DRAFTS),
    "Audit": (
        "The coded figures against the texts that hold them (`analysis audit --texts DIR`), and why a number of a text "
        "is not coded (`data/raw/uncoded.csv`).",
        AUDIT,
    ),
    "Official series": ("Declarations, completeness, agreement, plausibility.", SERIES),
    "Imports": ("What `analysis import` finds in a delivered file.", IMPORTS),
}


def checks_page() -> str:
    """The page as Markdown."""
    return HEAD + "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _cells(GOOD_FIGURE)
    yield ""
    yield f"and from this row of the bibliography: {_cells(GOOD_SOURCE)}"
    yield ""
    yield f"or from this name beside the figures: {_cells(GOOD_MENTION)}"
    for title, (about, rules) in PARTS.items():
        yield from ("", f"## {title}", about)
        for name, rule in rules.items():
            yield from ("", f"### {name}", *_rule(name, rule))


def _rule(name: str, rule: Rule) -> Iterator[str]:
    yield f"**{rule.severity}**"
    yield f"- vi: {_sentence(rule.problem_vi)} → {_sentence(rule.remedy_vi)}"
    yield f"- en: {_sentence(rule.problem_en)} → {_sentence(rule.remedy_en)}"
    if example := EXAMPLES.get(name):
        yield f"- found: {_case(example.fires)}"
        yield f"- left alone: {_case(example.passes)}"


def _sentence(template: str) -> str:
    """A template whose braces name what is filled in, without the ending that tells its language."""
    parts = []
    for text, name, _, _ in string.Formatter().parse(template):
        parts.append(text)
        if name is not None:
            parts.append(f"`{{{name.removesuffix('_vi').removesuffix('_en')}}}`")
    return "".join(parts)


def _case(case: Case) -> str:
    rows = [_cells(cells) if cells else "the good row" for cells in case.rows]
    told = rows[0] if len(rows) == 1 else "; ".join(f"({number}) {row}" for number, row in enumerate(rows, 1))
    if case.text:
        told += f"; text: “{case.text}”"
    told += "".join(f"; name: {_cells(cells) if cells else 'the good one'}" for cells in case.mentions)
    if case.source is None:
        return f"{told}; no row in the bibliography"
    return f"{told}; source: {_cells(case.source)}" if case.source else told


def _cells(cells: Cells) -> str:
    exact = cells.get("value") and cells["value"] == cells.get("value_low") == cells.get("value_high")
    told = {name: cell for name, cell in cells.items() if not (exact and name in ("value_low", "value_high"))}
    return " ".join(f"`{name}={_short(cell)}`" for name, cell in told.items())


def _short(cell: str) -> str:
    """A cell as one sees it: hashes cut, an empty one as two quotation marks, a mark apart by its number."""
    return f"{cell[:4]}…" if len(cell) == 64 else cell.replace("\u0323", "\\u0323") or "''"


if __name__ == "__main__":
    print(checks_page(), end="")

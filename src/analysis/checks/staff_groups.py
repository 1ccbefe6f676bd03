"""Staff groups that lie within wider ones, and figures of one text that are of different ones of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analysis.checks.coded import DONE, alike, finding_about, number_in_source, number_of
from analysis.checks.findings import Detail, Finding
from analysis.checks.tables import Record
from analysis.quantities import Aligned
from analysis.sources.extraction.lexicon import lexicon
from analysis.vocabulary import LANGUAGES, POPULATION, UNIT

WIDER: Mapping[str, frozenset[str]] = {
    "cadre": frozenset({"cbcc", "cbccvc", "official"}),
    "civil_servant": frozenset({"cbcc", "cbccvc", "official"}),
    "public_employee": frozenset({"cbccvc"}),
    "cbcc": frozenset({"cbccvc"}),
}
"""Groups that a group lies within: cadres and civil servants (CBCC) are among CBCCVC, with public employees."""

OF_HEADS = frozenset(
    {
        "participations", "persons_trained", "share_meeting_standard", "share_with_degree", "share_trained",
        "share_trained_yearly",
    }
)  # fmt: skip
"""Indicators that a reader is tempted to hold against a number of staff."""


def group_of(record: Record) -> str:
    """The staff group of a figure; "" for several groups at once."""
    groups = record.words("population")
    return groups[0] if len(groups) == 1 else ""


def nested(one: str, other: str) -> bool:
    """Whether one of two groups lies within the other, which makes them easy to take for each other."""
    return other in WIDER.get(one, ()) or one in WIDER.get(other, ())


_NAMED_SO = {"cbcc": "cbccvc", "cbccvc": "cbcc"}
"""Groups that are taken for each other, as their names differ by a word."""


def check_words(record: Record) -> Iterator[Finding]:
    """“CBCCVC” in the words of a figure of CBCC, or the other way round; a quotation may end before “viên chức”."""
    words = Aligned.of(record.text("as_written")).text
    coded = group_of(record)
    for start, end, meanings in lexicon().find(words) if coded in _NAMED_SO else ():
        cut_off = coded == "cbccvc" and not words[end:].strip() and words[start:end] != "cbcc"
        if ("staff", _NAMED_SO[coded]) in meanings and not cut_off:
            written = words[start:end]
            yield finding_about(
                "population-unlike-words", record, "population", coded, written=written, population=POPULATION[coded]
            )
            return


def check_headcounts(records: Sequence[Record]) -> Iterator[Finding]:
    """A number of staff beside figures of a wider or narrower group, which has no number of its own in the text."""
    done = [row for row in records if row.text("status") in DONE]
    for rows in alike(done, ("file", "place_id", "tier")).values():
        heads = [row for row in rows if row.text("indicator") == "headcount" and number_of(row)]
        for head in heads:
            own = {group_of(row) for row in heads if _year(row) == _year(head)}
            beside = [row for row in rows if row.text("indicator") in OF_HEADS and _year(row) == _year(head)]
            beside = [row for row in beside if not row.text("share_of") and group_of(row) not in own]
            if others := [row for row in beside if nested(group_of(row), group_of(head))]:
                yield _of_other_group(head, others)


def _year(record: Record) -> int:
    end = record.day("period_end")
    return 0 if end is None else end.year


def _of_other_group(head: Record, others: Sequence[Record]) -> Finding:
    figures = ", ".join(number_in_source(row) for row in others)
    details: dict[str, Detail] = {
        "whole": number_of(head), "unit": UNIT[head.text("unit")], "group": POPULATION[group_of(head)],
        "figures": figures,
    }  # fmt: skip
    groups = dict.fromkeys(group_of(row) for row in others)
    details |= {f"others_{lang}": "; ".join(POPULATION[one].label(lang) for one in groups) for lang in LANGUAGES}
    return finding_about("headcount-of-other-group", head, "population", group_of(head), **details)

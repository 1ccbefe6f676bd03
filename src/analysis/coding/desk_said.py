"""What a finding says at the coding desk: fields and words by their labels there, and what can be done there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from analysis.checks.findings import Detail, Finding
from analysis.coding.desk_words import FIELDS, REMEDIES
from analysis.sources.codebook import Codebook
from analysis.vocabulary import ALL, Language, Vocabulary

WORDS_AT_THE_DESK = ("flag", "status", "text_status", "indicator", "frequency", "training", "criterion")
"""Closed lists whose words stand in rules, the first that has a word before the others."""

CODED: Mapping[str, str] = {"flag": "flag", "qualifier": "qualifier", "indicator": "indicator"}
"""Details of findings that hold codes of one list, whatever the column."""

OF_COLUMN = ("nearest", "allowed", "expected", "sorted")
"""Details that hold codes of the column that the finding is about."""


class DeskSpeech:
    """The words of findings at a desk in one language; ``places``: names of places by their ids."""

    def __init__(self, codebook: Codebook, places: Mapping[str, str], lang: Language) -> None:
        self.lang, self.places = lang, places
        self.columns = {field.name: field for name in ("sources", "evidence") for field in codebook[name].fields}
        titles = {name: one.title_vi if lang == "vi" else one.title_en for name, one in self.columns.items()}
        self.titles = titles | {name: term.label(lang) for name, term in FIELDS.items()}

    def title(self, column: str) -> str:
        """What the desk calls a column, or several with “+” between; "" for none."""
        return " + ".join(self.titles.get(name, name) for name in column.split("+"))

    def named(self, code: str) -> str:
        """A column by its label; a word by its label and, for the coding manual, its code."""
        if code in self.titles:
            return f"“{self.titles[code]}”"
        lists = (ALL[name] for name in WORDS_AT_THE_DESK)
        found = next((one for one in lists if code in one), None)
        return code if found is None else f"“{found[code].label(self.lang)}” ({code})"

    def told(self, finding: Finding) -> str:
        """What was found and what to do, as two sentences."""
        own = REMEDIES.get(finding.rule)
        shown = self._labelled(finding)
        remedy = shown.fill(own.label(self.lang), self.lang, self.named) if own else shown.remedy(self.lang, self.named)
        return f"{shown.problem(self.lang, self.named)}. {remedy}."

    def _labelled(self, finding: Finding) -> Finding:
        """The finding with labels for the codes that it read or names."""
        column = self.columns.get(finding.column)
        words = column.vocabulary if column else None
        details = {name: self._detail(name, detail, finding, words) for name, detail in finding.details.items()}
        return replace(finding, value=self._labels(finding.value, words), details=details)

    def _detail(self, name: str, detail: Detail, finding: Finding, words: Vocabulary | None) -> Detail:
        if not isinstance(detail, str):
            return detail
        if name in CODED:
            return self._labels(detail, ALL[CODED[name]], coded=name == "flag")
        if name in OF_COLUMN and finding.column == "place_id":
            return ", ".join(f"{self.places[one]} ({one})" if one in self.places else one for one in detail.split(", "))
        return self._labels(detail, words) if name in OF_COLUMN else detail

    def _labels(self, cell: str, words: Vocabulary | None, *, coded: bool = False) -> str:
        """Codes of a list with commas or bars between as their labels; anything else as it was read."""
        for mark, between in ((", ", ", "), ("|", " + ")):
            codes = cell.split(mark)
            if words is not None and all(code in words for code in codes):
                return between.join(_label(words, code, self.lang, coded=coded) for code in codes)
        return cell


def _label(words: Vocabulary, code: str, lang: Language, *, coded: bool) -> str:
    return f"“{words[code].label(lang)}” ({code})" if coded else words[code].label(lang)

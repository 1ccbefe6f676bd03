"""Refusals and caveats in words: what cannot be done with these data, why, and what would be needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from analysis.exhibits.exhibit import Exhibit, quotations_marked
from analysis.exhibits.wording import WORDS, words
from analysis.notices import REFUSALS
from analysis.quantities.sentences import Fact, Printable, fill
from analysis.study.result import Caveat, Refusal
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd

TITLE = ("Không thực hiện: {question}", "Not done: {question}")


def refusal_notice(refusal: object, id: str, lang: Language, *, vi: str, en: str, **told: str) -> Exhibit:
    """A box that says which question (``vi``, ``en``) was refused, why, and what would be needed.

    ``told``: details in the reader's language, in place of those that the study took from its texts.
    Raises TypeError for anything but a Refusal: a report must not say "refused" when there is a result.
    """
    if not isinstance(refusal, Refusal):
        raise TypeError(
            f"expected a Refusal, got {type(refusal).__name__}: the data now carry this question, so answer it"
        )
    title = TITLE[0 if lang == "vi" else 1].format(question=vi if lang == "vi" else en)
    facts: list[Fact] = []
    text = refusal_text(replace(refusal, details={**refusal.details, **told}), lang, facts)
    return Exhibit(id, "notice", lang, title, text, facts=tuple(facts))


def refusal_text(refusal: Refusal, lang: Language, facts: list[Fact] | None = None) -> str:
    """Reason and remedy of a refusal in two sentences, their numbers noted in ``facts``."""
    at = 0 if lang == "vi" else 1
    said = " ".join(fill(text[at], lang, spoken(refusal.details, lang), facts) for text in REFUSALS[refusal.rule])
    return quotations_marked(said, lang)


def reason_text(refusal: Refusal, lang: Language) -> str:
    """The reason of a refusal alone, as a table has it."""
    said = fill(REFUSALS[refusal.rule][0][0 if lang == "vi" else 1], lang, spoken(refusal.details, lang))
    return quotations_marked(said, lang)


def caveat_text(caveat: Caveat, lang: Language) -> str:
    """One caveat as a sentence; what the analyst allowed is printed with the reason against it."""
    return caveat.sentence(lang, spoken(caveat.details, lang))


def zero_in_words(row: Mapping[str, Any] | pd.Series, lang: Language) -> str:
    """Whether zero lies within the interval of a row (``lower``, ``upper``), which its rounded ends may not show."""
    return words("zero.within" if row["lower"] <= 0 <= row["upper"] else "zero.outside", lang)


def spoken(details: Mapping[str, Printable], lang: Language) -> dict[str, Printable]:
    """Details as a reader says them: a model by its name in the language (``model.`` of the words), not by its code.

    Several codes are joined by ``|``.
    """
    return {name: _said(name, value, lang) for name, value in details.items()}


def _said(name: str, value: Printable, lang: Language) -> Printable:
    keys = [f"{name}.{code}" for code in str(value).split("|")]
    return ", ".join(words(key, lang) for key in keys) if all(key in WORDS for key in keys) else value

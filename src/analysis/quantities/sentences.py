"""Numbers inside sentences: one template for each language, filled with numbers in that language's format.

A template holds names in braces, ``{slope:.2}`` or ``{count}``; after the colon stand a sign (``+``: always print one)
and the number of decimals. This way was chosen over MyST's ``{eval}`` role because it alone shows the same sentence in
JupyterLab, HTML and PDF: with the role, "Run All" stores values of the *end* of the run, and without its extension a
reader sees the raw role. Each number is noted in the metadata of the output (``facts``), so that a report can list what
its sentences say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from numbers import Integral
from typing import Any, SupportsFloat

from analysis.quantities.printing import format_number
from analysis.vocabulary import LANGUAGES, Language

Printable = str | int | float | Decimal | SupportsFloat


Fact = dict[str, Any]
"""A number of a sentence: ``name`` in the notebook, ``value`` in full precision, and as ``printed``."""


class MissingNumberError(ValueError):
    """A sentence was about to print a number that is not there."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A value that formats itself in its language."""

    value: Printable
    lang: Language
    name: str = ""
    facts: list[Fact] | None = None

    def __format__(self, spec: str) -> str:
        printed = self._printed(spec)
        if self.facts is not None:
            self.facts.append({"name": self.name, "value": _plain(self.value), "printed": printed})
        return printed

    def _printed(self, spec: str) -> str:
        if isinstance(self.value, str):
            return self.value
        number = self.value if isinstance(self.value, Decimal) else float(self.value)
        if not isfinite(number):
            raise MissingNumberError(f"the number {{{self.name}}} of a sentence is missing ({number})")
        sign, digits = spec.startswith("+"), spec.lstrip("+").removeprefix(".")
        text = format_number(number, self.lang, int(digits) if digits else None)
        return f"+{text}" if sign and number > 0 else text


_SPACE_INSIDE = re.compile(r"(?<=\d) (?=%)|(?<=[\w*‡)%]) (?=‡|\([a-f]\)(?: |$))")


def held_together(text: str) -> str:
    """The text with spaces that no line can break at between a number, its per cent sign and its marks."""
    return _SPACE_INSIDE.sub("\u00a0", text)


def _plain(value: Printable) -> str | int | float:
    """The value as JSON has it, in full precision."""
    if isinstance(value, str):
        return value
    return int(value) if isinstance(value, Integral) else float(value)


def fill(template: str, lang: Language, values: Mapping[str, Printable], facts: list[Fact] | None = None) -> str:
    """The template with its numbers printed, each on one line with its unit and noted in ``facts``.

    KeyError for a name without value, ValueError for another language: every word that a reader sees comes by here.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"there are no words in language {lang!r}, only in {' and '.join(map(repr, LANGUAGES))}")
    printed = {name: Printed(value, lang, name, facts) for name, value in values.items()}
    return held_together(template.format_map(printed))

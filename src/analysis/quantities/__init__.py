"""Numbers as Vietnamese publications print them, and arithmetic on what their words allow.

Two grammars, on purpose. A *cell* of a data file is read strictly: what could mean two numbers ("2.547": 2547 in
Vietnamese, 2.547 in English) is refused with both readings. *Prose* is Vietnamese: there "2.547" is 2547.
"""

from __future__ import annotations

from analysis.quantities.bounds import Bounds
from analysis.quantities.cells import (
    LONGEST_NUMBER,
    DecimalMark,
    NumberFormatError,
    decimal_mark_of,
    read_marked_number,
    read_number,
    write_number,
)
from analysis.quantities.phrases import Phrases
from analysis.quantities.printing import format_number
from analysis.quantities.prose import (
    Quantity,
    QuantityError,
    numbers_in,
    qualifier_before_number,
    quantities_in,
    read_quantity,
)
from analysis.quantities.spelling import Aligned, plain
from analysis.quantities.words import MONEY_HEADS, QUALIFIER_WORDS, UNIT_WORDS

__all__ = [
    "LONGEST_NUMBER", "MONEY_HEADS", "QUALIFIER_WORDS", "UNIT_WORDS", "Aligned", "Bounds", "DecimalMark",
    "NumberFormatError", "Phrases", "Quantity", "QuantityError", "decimal_mark_of", "format_number", "numbers_in",
    "plain", "qualifier_before_number", "quantities_in", "read_marked_number", "read_number", "read_quantity",
    "write_number",
]  # fmt: skip

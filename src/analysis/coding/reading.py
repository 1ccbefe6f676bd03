"""One coded row against the text around its quotation, read by the project's own reader of quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from analysis.checks.findings import Detail, Finding
from analysis.checks.tables import Record
from analysis.quantities import MONEY_HEADS, UNIT_WORDS, Aligned, Bounds, Quantity
from analysis.sources.extraction.tables import begin_of_table
from analysis.vocabulary import QUALIFIER, UNIT

TWO_UNITS = " … "
"""Between the words of a unit that stand apart in the text."""

_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"


def states(quantity: Quantity, figure: Record) -> bool:
    """Whether a quantity of the text has the coded value, or the coded ends of a range."""
    if quantity.qualifier == "range":
        return (quantity.bounds.low, quantity.bounds.high) == (figure.number("value_low"), figure.number("value_high"))
    return quantity.value is not None and quantity.value == figure.number("value")


def check_figure(figure: Record, text: str, quantities: Sequence[Quantity]) -> Iterator[Finding]:
    """Number, bounds, qualifier and unit of a row against the text, the words before and after the quotation included.

    ``quantities``: all of the text; ``figure`` is known to stand where it says.
    """
    start, end = figure.integer("start"), figure.integer("end")
    if start is None or end is None:
        return
    inside = [_of_its_column(one, figure) for one in quantities if start <= one.number_start < end]
    if not inside:
        yield _finding("audit-number-missing", figure, "as_written", text[start:end])
        return
    quantity = next((one for one in inside if states(one, figure)), None)
    if quantity is None:
        yield _other_number(figure, text, inside)
        return
    yield from _check_bounds(figure, text, quantity)
    yield from _check_unit(figure, quantity)
    yield from _check_unit_words(figure, _paragraph(text, start, end), quantity)


def _of_its_column(quantity: Quantity, figure: Record) -> Quantity:
    """A number of a table in the scale that the head of its column names: "Kinh phí (triệu đồng)"."""
    scale = MONEY_HEADS.get(figure.text("unit_as_written").lower(), Decimal(1))
    if quantity.unit or quantity.value is None or scale == 1:
        return quantity
    value = quantity.value * scale
    return quantity._replace(value=value, bounds=Bounds.of(value, quantity.qualifier))


def _other_number(figure: Record, text: str, inside: Sequence[Quantity]) -> Finding:
    """No quantity of the quotation has the coded value: what is there instead."""
    said = text[inside[0].number_start : inside[0].number_end]
    unclear = next((one for one in inside if one.value is None and one.qualifier != "range"), None)
    if unclear is not None:
        said = text[unclear.number_start : unclear.number_end]
        readings = unclear.readings or (Decimal(0),)
        return _finding(
            "audit-number-ambiguous", figure, "value", said, {"readings": " / ".join(map(_plain, readings))}
        )
    read = "; ".join(_printed(one) for one in inside)
    own = figure.number("value")
    coded = _plain(own) if own is not None else _ends(Bounds(figure.number("value_low"), figure.number("value_high")))
    return _finding("audit-number-differs", figure, "value", said, {"read": read, "coded": coded})


def _check_bounds(figure: Record, text: str, quantity: Quantity) -> Iterator[Finding]:
    """The qualifier is the word with the number in the text, wherever the quotation begins; bounds follow from it."""
    said = " ".join(text[quantity.start : quantity.end].split())
    preposition = "preposition" in figure.words("flags") and quantity.qualifier == "more_than"
    read = "exact" if preposition else quantity.qualifier
    if read != figure.text("qualifier"):
        words: dict[str, Detail] = {"read": QUALIFIER[read]}
        coded = QUALIFIER.get(figure.text("qualifier"))
        yield _finding("audit-qualifier-differs", figure, "qualifier", said, words | {"coded": coded or "–"})
        return
    allowed = Bounds.of(quantity.value, read, quantity.bounds.low, quantity.bounds.high)
    own = Bounds(figure.number("value_low"), figure.number("value_high"))
    if allowed != own:
        ends = {"low_read": allowed.low, "high_read": allowed.high, "low_coded": own.low, "high_coded": own.high}
        yield _finding("audit-bounds-differ", figure, "value_low", said, {name: _plain(n) for name, n in ends.items()})


def _check_unit(figure: Record, quantity: Quantity) -> Iterator[Finding]:
    """The unit after the number is the coded one, or under the flag one that the words name beside it."""
    own, named = figure.text("unit"), [UNIT_WORDS[word] for word in _unit_words(figure) if word in UNIT_WORDS]
    allowed = {own, *named} if "unit_conflict" in figure.words("flags") else {own}
    if named and own not in named:
        details = {"read": UNIT[named[0]], "coded": UNIT[own]}
        yield _finding("audit-unit-differs", figure, "unit", figure.text("unit_as_written"), details)
    elif quantity.unit and quantity.unit not in allowed:
        details = {"read": UNIT[quantity.unit], "coded": UNIT[own]}
        yield _finding("audit-unit-differs", figure, "unit", quantity.unit_as_written, details)


def _unit_words(figure: Record) -> list[str]:
    return [Aligned.of(word).text.removeprefix("số ") for word in figure.text("unit_as_written").split(TWO_UNITS)]


def _check_unit_words(figure: Record, paragraph: str, quantity: Quantity) -> Iterator[Finding]:
    """Each word of the unit stands in the paragraph of the number, and one of them directly after it."""
    words = _unit_words(figure)
    away = [
        word for word in words if not re.search(rf"{_NO_LETTER_BEFORE}{re.escape(word)}{_NO_LETTER_AFTER}", paragraph)
    ]
    after = Aligned.of(quantity.unit_as_written).text
    if after and not any(after.startswith(word) or word.startswith(after) for word in words):
        away = away or words
    if away:
        yield _finding("audit-unit-not-there", figure, "unit_as_written", ", ".join(away))


def _paragraph(text: str, start: int, end: int) -> str:
    """The line of the text around a quotation, in one spelling; of a table also what stands above in it."""
    first, last = begin_of_table(text, start), text.find("\n", end)
    return Aligned.of(text[first : last if last >= 0 else len(text)]).text


def _printed(quantity: Quantity) -> str:
    return _plain(quantity.value) if quantity.value is not None else _ends(quantity.bounds)


def _ends(bounds: Bounds) -> str:
    return f"{_plain(bounds.low)} – {_plain(bounds.high)}"


def _plain(number: Decimal | None) -> str:
    return "…" if number is None else f"{number.normalize():f}"


def _finding(
    rule: str, figure: Record, column: str, value: str, details: Mapping[str, Detail] | None = None
) -> Finding:
    return Finding(rule, figure.file, figure.line, column, value, figure.text("figure_id"), details or {})

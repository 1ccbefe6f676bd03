"""The fields of the coding desk: for each column of a figure and each key of a head the widget that fits it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from analysis.coding.desk_words import HEAD_LABELS
from analysis.sources.codebook import Codebook
from analysis.sources.codebook import Field as Column
from analysis.vocabulary import Language

GROUPS: Mapping[str, tuple[str, ...]] = {
    "number": ("value", "qualifier", "unit", "value_low", "value_high", "unit_as_written"),
    "what": ("indicator", "population", "training", "criterion", "frequency"),
    "whose": ("status", "place_id", "tier"),
    "when": ("period_start", "period_end", "period_years", "period_note"),
    "more": ("as_written", "part_of", "share_of", "flags", "note"),
}
"""Columns that a person may correct, in the order in which a figure is read."""

BETWEEN = " — "
"""What parts the name of a place from its id in the list of places."""

AND = " + "
"""What stands between several words of one cell; no label holds it."""


class DeskField:
    """One cell to be read and changed: its widget, and how a cell becomes what the widget shows and comes back."""

    def __init__(self, name: str, widget: Any, show: Callable[[str], None], read: Callable[[], str]) -> None:
        self.name, self.widget, self.show, self.read = name, widget, show, read

    def on_change(self, changed: Callable[[str, str], None]) -> None:
        """Call ``changed(name, cell)`` after every change of the widget."""
        self.widget.observe(lambda _: changed(self.name, self.read()), "value")

    def mark(self, *kinds: str) -> None:
        """Give the widget these marks of the desk and take the others away."""
        for kind in ("look", "guess", "wrong", "asked"):
            (self.widget.add_class if kind in kinds else self.widget.remove_class)(f"desk-{kind}")


def field_of(column: Column, places: Mapping[str, str], lang: Language) -> DeskField:
    """The field of a column of the evidence."""
    label = column.title_vi if lang == "vi" else column.title_en
    if column.name in ("part_of", "share_of"):
        return _choice(column.name, label, {})
    if column.name == "place_id":
        return _place(column.name, label, places)
    if column.vocabulary is not None and column.separator:
        return _several(column.name, label, {code: term.label(lang) for code, term in column.vocabulary.items()})
    if column.vocabulary is not None:
        return _choice(column.name, label, {code: term.label(lang) for code, term in column.vocabulary.items()})
    return _line(column.name, label, hint="2024-12-31" if column.type == "date" else "")


def head_field(key: str, codebook: Codebook, lang: Language) -> DeskField:
    """The field of a key of the head, labelled as the bibliography labels it."""
    if key in HEAD_LABELS:
        return _line(key, HEAD_LABELS[key].label(lang), hint="2024-12-31" if key == "coded_on" else "")
    column = codebook["sources"].field(key)
    label = column.title_vi if lang == "vi" else column.title_en
    if column.allowed:
        return _choice(key, label, {code: code for code in column.allowed})
    return _line(key, label, hint="2024-12-31" if column.type == "date" else "")


def _dress(widget: Any) -> Any:
    widget.layout.width = "auto"
    widget.style.description_width = "96px"
    return widget.add_class("desk-field")


def _line(name: str, label: str, hint: str = "") -> DeskField:
    import ipywidgets

    widget = _dress(ipywidgets.Text(description=label, placeholder=hint, continuous_update=False))
    return DeskField(name, widget, lambda cell: setattr(widget, "value", cell), lambda: str(widget.value))


def _choice(name: str, label: str, labels: Mapping[str, str]) -> DeskField:
    import ipywidgets

    widget = _dress(ipywidgets.Dropdown(description=label, options=options_of(labels, "")))

    def show(cell: str) -> None:
        if cell not in [code for _, code in widget.options]:
            widget.options = [*widget.options, (cell, cell)]
        widget.value = cell

    return DeskField(name, widget, show, lambda: str(widget.value or ""))


def options_of(labels: Mapping[str, str], cell: str) -> list[tuple[str, str]]:
    """Choices by their labels, first none; a cell that is no choice is one too, so that nothing read is lost."""
    known = [("–", ""), *((label, code) for code, label in labels.items())]
    return known if not cell or cell in labels else [*known, (cell, cell)]


def _several(name: str, label: str, labels: Mapping[str, str]) -> DeskField:
    """One line for several words: their labels with “ + ” between, each offered after those that are there."""
    import ipywidgets

    codes = {text.casefold(): code for code, text in labels.items()}
    widget = _dress(ipywidgets.Combobox(description=label, placeholder=f"…{AND}…", continuous_update=False))
    widget.add_class("desk-wide")

    def show(cell: str) -> None:
        shown = AND.join(labels.get(code, code) for code in cell.split("|"))
        more = [f"{shown}{AND}{text}" for text in labels.values()] if cell else []
        widget.options = [*labels.values(), *more]
        widget.value = shown

    def read() -> str:
        words = (word.strip() for word in str(widget.value).split(AND))
        return "|".join(sorted({codes.get(word.casefold(), word) for word in words if word}))

    return DeskField(name, widget, show, read)


def _place(name: str, label: str, places: Mapping[str, str]) -> DeskField:
    import ipywidgets

    options = [f"{title}{BETWEEN}{place}" for place, title in places.items()]
    called = Counter(title.casefold() for title in places.values())
    named = {title.casefold(): place for place, title in places.items() if called[title.casefold()] == 1}
    widget = _dress(ipywidgets.Combobox(description=label, options=options, continuous_update=False))
    widget.add_class("desk-wide")

    def show(cell: str) -> None:
        widget.value = f"{places[cell]}{BETWEEN}{cell}" if cell in places else cell

    def read() -> str:
        """The id after the name; a name by itself where it is that of one place only."""
        written = str(widget.value).rpartition(BETWEEN)[2].strip()
        return named.get(written.casefold(), written)

    return DeskField(name, widget, show, read)


def rows_to_name(rows: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Other rows of the draft as choices of “part of”: ``#4`` with its words."""
    return {row_id: f"{row_id} {words}" for row_id, words in rows}

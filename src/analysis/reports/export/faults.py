"""What is wrong with a notebook, collected, so that its author hears everything at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from logging import getLogger

from nbconvert.utils.exceptions import ConversionException


class ExportError(ConversionException):
    """The notebook cannot become a correct report; the message says where and what to do."""


@dataclass
class Faults:
    """Everything found wrong with a notebook, each with its cell.

    An error always refuses the notebook. A fault is what a reader would meet as a box in the report: it is logged, or
    refuses the notebook too if ``strict``.
    """

    strict: bool = False
    log: Callable[[str], None] = getLogger(__name__).warning
    cell_number: int = 0
    _found: list[tuple[int, bool, str]] = field(default_factory=list)

    def report(self, message: str) -> None:
        """Note what is wrong with the cell at work and shows as a box."""
        self._note(self.strict, message)

    def refuse(self, message: str) -> None:
        """Note what is wrong with the cell at work and makes a correct report impossible."""
        self._note(True, message)

    def settle(self) -> None:
        """Log the faults; raise `ExportError` with everything that refuses the notebook, a line each."""
        in_order = sorted(self._found, key=lambda entry: entry[0])
        refused = [message for _, fatal, message in in_order if fatal]
        if refused:
            raise ExportError("\n".join(refused))
        for _, _, message in in_order:
            self.log(message)

    def _note(self, fatal: bool, message: str) -> None:
        where = f"Cell {self.cell_number}: " if self.cell_number else ""
        entry = (self.cell_number, fatal, f"{where}{message}")
        if entry not in self._found:
            self._found.append(entry)

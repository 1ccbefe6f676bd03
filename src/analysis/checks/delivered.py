"""From a delivered table to the rows of one series, under its declaration; whatever does not fit becomes a finding."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from analysis.checks.delivered_roles import Roles, described, roles_of
from analysis.checks.findings import Detail, Finding
from analysis.checks.series import Key, declared_years
from analysis.checks.tables import Record
from analysis.places import BOUNDARIES, Gazetteer, PlaceError
from analysis.quantities import DecimalMark, NumberFormatError, decimal_mark_of, read_marked_number
from analysis.sources.delivered.table import (
    MISSING,
    NIL,
    Delivered,
    Number,
    read_year,
    speaks_of_preliminary,
    tidy,
)
from analysis.vocabulary import Term

SUMMARY_LABELS = frozenset(
    {"median", "mean", "average", "min", "max", "minimum", "maximum", "std", "total", "trung vị", "trung bình",
     "bình quân", "nhỏ nhất", "lớn nhất", "thấp nhất", "cao nhất", "tổng", "tổng số", "tổng cộng", "cộng"}
)  # fmt: skip
"""Rows that sum places up without being one."""

RULE_OF_FLAW: Mapping[str, str] = {
    "file-missing": "import-missing",
    "file-unreadable": "import-unreadable",
    "file-is-folder": "import-unreadable",
    "file-empty": "import-empty",
    "control-character": "import-syntax",
}
"""Rules about files of ``data/raw`` whose advice does not fit a file from elsewhere."""

STATUS_OF_MARK: Mapping[str, str] = {"": "", "p": "preliminary", "e": "estimated"}
"""Status of one number as JSON-stat files write it."""

MOST_NEW, FEW_OLD = 0.9, 0.1
"""Shares of the provinces since July 2025, and of the names that ended then, that give a file of 34 provinces away."""

LABELS_NAMED = 6
"""Labels that one finding names; the others are counted."""

_TYPED = re.compile(r"-?\d{1,40}(\.\d{1,40})?([eE][+-]?\d{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user says about a file: its year, where no label tells it; which labels are meant; its decimal mark.

    ``preliminary``: the years whose figures are not settled, where the file says so of itself but not of a year.
    """

    year: int | None = None
    only: tuple[str, ...] = ()
    mark: DecimalMark | None = None
    preliminary: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One row of a series file and the number it was read from."""

    key: Key
    value: Decimal | None
    status: str
    number: Number


@dataclass
class Harmonised:
    """Rows of the series in no order, and all findings about the file."""

    rows: list[SeriesRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class Harmoniser:
    """Reads the numbers of one file as cells of one series; ``file`` is what findings call the file."""

    def __init__(
        self, file: str, declared: Record, gazetteer: Gazetteer, categories: Mapping[str, str], choices: Choices
    ) -> None:
        self._file, self._declared, self._gazetteer, self._choices = file, declared, gazetteer, choices
        self._categories = categories
        self._found = Harmonised()
        self._met: Counter[tuple[str, str]] = Counter()
        self._unclear: list[tuple[Number, NumberFormatError]] = []
        self._mixed = False

    def harmonise(self, table: Delivered) -> Harmonised:
        """Every number of the table as a row, unless a finding says why not."""
        for flaw in table.flaws:
            if flaw.rule == "import-percent" and self._declared.text("unit") == "fraction":
                continue  # what is stored is what is declared
            self._say(RULE_OF_FLAW.get(flaw.rule, flaw.rule), flaw.value, flaw.line, flaw.column)
        numbers, roles = self._chosen(table)
        if any(finding.severity == "error" for finding in self._found.findings):
            return self._found
        mark = self._mark(numbers)
        rows: dict[Key, SeriesRow] = {}
        for number in numbers:
            for row in self._row(number, roles, mark):
                self._keep(rows, row)
        self._found.rows = list(rows.values())
        self._check_boundaries()
        for rule in dict.fromkeys(rule for rule, _ in self._met):
            labels = [value for met, value in self._met if met == rule]
            count = sum(count for (met, _), count in self._met.items() if met == rule)
            more = f"”, “… (+{len(labels) - LABELS_NAMED})" if len(labels) > LABELS_NAMED else ""
            self._say(rule, "”, “".join(labels[:LABELS_NAMED]) + more, count=Decimal(count))
        if self._unclear:
            number, error = self._unclear[0]
            readings: dict[str, Detail] = dict(zip(("thousands", "decimal"), error.readings, strict=True))
            readings["count"] = Decimal(len(self._unclear))
            self._say("import-ambiguous", number.text, number.row, number.column, **readings)
        if empty := sum(not row.number.text for row in rows.values()):
            self._say("import-empty-cells", str(empty))
        if not rows and not any(finding.severity == "error" for finding in self._found.findings):
            self._say("import-nothing-left", self._declared.text("series_id"))
        return self._found

    # Which dimension is what?

    def _chosen(self, table: Delivered) -> tuple[list[Number], Roles]:
        roles = roles_of(table, self._gazetteer, self._categories if self._declared.text("categories") else {})
        self._check_roles(table, roles)
        numbers, about = list(table.numbers), list(table.about)
        offered = list(about)
        for at, name in enumerate(table.dimensions):
            if at in (roles.place, roles.year, roles.category):
                continue
            labels = list(dict.fromkeys(number.labels[at] for number in numbers))
            offered += labels
            wanted = _meant(labels, self._choices.only) or labels
            numbers = [number for number in numbers if number.labels[at] in wanted]
            if len(wanted) > 1:
                shown = "; ".join(f"“{label}”" for label in wanted[:8])
                self._say("import-choose", shown, dimension=name)
            elif wanted and wanted[0]:
                about.append(wanted[0] if name.startswith("header ") else f"{name} = {wanted[0]}")
        for text in self._choices.only:
            if not _meant(offered, [text]):
                self._say("import-only-unknown", text, offered="”, “".join(filter(None, offered[:8])))
        if about and numbers:
            self._say("import-about", "”; “".join(about)[:400])
        self._check_year(table, roles, about)
        self._check_preliminary(numbers, roles, about)
        return numbers, roles

    def _check_roles(self, table: Delivered, roles: Roles) -> None:
        """Places, years and parts of the breakdown are there, as far as the series has them."""
        if not table.numbers:
            return
        if roles.place is None and self._declared.words("place_levels") != ("country",):
            self._say("import-no-places", described(table))
        if roles.year is None and self._choices.year is None:
            self._say("import-no-years", described(table))
        if roles.category is None and (breakdown := self._declared.text("categories")):
            self._say("import-no-categories", described(table), breakdown=breakdown)

    def _check_year(self, table: Delivered, roles: Roles, about: Sequence[str]) -> None:
        """The year that the user names, against those of the file."""
        labels = about if roles.year is None else table.labels(roles.year)
        stated = sorted({year[0] for label in labels if (year := read_year(label))})
        if self._choices.year is not None and stated and stated != [self._choices.year]:
            self._say("import-year-differs", ", ".join(map(str, stated)), year=str(self._choices.year))

    def _check_preliminary(self, numbers: Sequence[Number], roles: Roles, about: Sequence[str]) -> None:
        """A file that calls something preliminary says of which years, or the user does."""
        told = next(filter(speaks_of_preliminary, about), "")
        years = {number.labels[roles.year] for number in numbers} if roles.year is not None else set()
        of_years = any(year[1] != "final" for label in years if (year := read_year(label)))
        marked = of_years or any(number.mark for number in numbers)
        if told and not marked and self._choices.preliminary is None:
            self._say("import-preliminary-unclear", told)

    # One number

    def _row(self, number: Number, roles: Roles, mark: DecimalMark | None) -> Iterator[SeriesRow]:
        year = self._year(number, roles)
        if year is None:
            return
        category = self._category(number, roles)
        place = self._place(number, roles, year[0])
        if place is None or category is None:
            return
        value = self._value(number, mark)
        if value is not None or number.text.casefold() in MISSING:
            status = self._status(number, *year) if value is not None else "missing"
            yield SeriesRow((place, category, year[0]), value, status, number)

    def _status(self, number: Number, year: int, of_year: str) -> str:
        """How settled a number is: as it says itself, as the user says of its year, or as that year's label says."""
        own = STATUS_OF_MARK.get(number.mark.casefold())
        if own is None:
            self._count("import-status-unknown", number.mark)
        return own or ("preliminary" if year in (self._choices.preliminary or ()) else of_year)

    def _year(self, number: Number, roles: Roles) -> tuple[int, str] | None:
        if roles.year is None:
            return (self._choices.year, "final") if self._choices.year is not None else None
        label = number.labels[roles.year]
        year = read_year(label)
        if year is None:
            self._count("import-label-left-out", label)
        elif year[0] not in declared_years(self._declared):
            self._count("import-year-left-out", str(year[0]))
            return None
        return year

    def _category(self, number: Number, roles: Roles) -> str | None:
        if roles.category is None:
            return ""
        label = number.labels[roles.category]
        found = self._categories.get(label.casefold())
        if found is None:
            self._count("import-category-unknown", label)
        return found

    def _place(self, number: Number, roles: Roles, year: int) -> str | None:
        if roles.place is None:
            return next(place.place_id for place in self._gazetteer if place.level == "country")
        label = number.labels[roles.place]
        if label.isdecimal():
            self._count("import-place-code", label)
            return None
        try:
            place = self._gazetteer.resolve(label, on=_day(year, self._declared.text("boundary_day")))
        except PlaceError as error:
            if label.casefold() in SUMMARY_LABELS:
                self._count("import-label-left-out", label)
            elif self._is_of_other_level(error):
                self._count("import-level-left-out", label)
            elif error.reason != "other-time" or number.text.casefold() not in MISSING:
                self._unknown_place(number, error)
            return None
        if place.level not in self._declared.words("place_levels"):
            self._count("import-level-left-out", label)
            return None
        return place.place_id

    def _is_of_other_level(self, error: PlaceError) -> bool:
        """A row that would be left out on any day, as that of a region in a series of provinces."""
        levels = self._declared.words("place_levels")
        return error.reason == "other-time" and all(place.level not in levels for place in error.places)

    def _unknown_place(self, number: Number, error: PlaceError) -> None:
        """Each label once: with its first line, however many years it has."""
        if not error.name:
            if not any(found.rule == "import-place-empty" for found in self._found.findings):
                self._say("import-place-empty", number.text, number.row, number.column)
            return
        sentence = Term(error.name, error.sentence("vi"), error.sentence("en"))
        rule = "import-place-of-other-time" if error.reason == "other-time" else "import-place-unknown"
        if not any(found.rule == rule and found.value == error.name for found in self._found.findings):
            self._say(rule, error.name, number.row, problem=sentence)

    def _mark(self, numbers: Sequence[Number]) -> DecimalMark | None:
        """The decimal mark of the file: the one that the user names, or that its own numbers prove."""
        if self._choices.mark is not None:
            return self._choices.mark
        proofs: dict[DecimalMark, list[str]] = {}
        for number in numbers:
            if not number.typed and (mark := decimal_mark_of(number.text)):
                proofs.setdefault(mark, []).append(number.text)
        if len(proofs) > 1:
            examples = " / ".join(f"“{cells[0]}”" for cells in proofs.values())
            self._say("import-marks-mixed", examples)
            self._mixed = True
            return None
        return next(iter(proofs), None)

    def _value(self, number: Number, mark: DecimalMark | None) -> Decimal | None:
        text = number.text.replace("−", "-")
        if text.casefold() in MISSING:
            return None
        try:
            return _read(text, number.typed, mark)
        except NumberFormatError as error:
            if text in NIL:
                self._say("import-nil", number.text, number.row, number.column)
            elif self._mixed and any(sign in text for sign in ".,"):
                pass  # told once for the file
            elif error.readings:
                self._unclear.append((number, error))
            else:
                self._say("number-malformed", number.text, number.row, number.column)
            return None

    def _keep(self, rows: dict[Key, SeriesRow], row: SeriesRow) -> None:
        """The row, unless its cell is there already: again with the same value is a notice, with another an error."""
        earlier = rows.setdefault(row.key, row)
        if earlier is row:
            return
        name = " ".join(str(part) for part in row.key if part)
        if earlier.value == row.value:
            self._count("import-repeated", row.number.labels[0])
        else:
            details = {"first": str(earlier.value), "line": str(earlier.number.row)}
            self._say("import-repeat-differs", name, row.number.row, row.number.column, found=str(row.value), **details)

    def _check_boundaries(self) -> None:
        """Figures of the provinces since July 2025 and of hardly any other, in years before: of other territories."""
        before, since = (self._gazetteer.provinces(on=on) for on in BOUNDARIES.values())
        new = {self._gazetteer[place].name_vi for place in since}
        old = {self._gazetteer[place].name_vi for place in before}
        of_year: dict[int, set[str]] = {}
        for row in self._found.rows:
            if row.value is not None and self._gazetteer[row.key[0]].level == "province":
                of_year.setdefault(row.key[2], set()).add(self._gazetteer[row.key[0]].name_vi)
        day = self._declared.text("boundary_day")
        early = [
            year for year, names in of_year.items()
            if len(names & new) >= MOST_NEW * len(new) and len(names - new) <= FEW_OLD * len(old - new)
            and _day(year, day) < BOUNDARIES["34"]
        ]  # fmt: skip
        if early:
            self._say("import-new-boundaries", ", ".join(map(str, sorted(early))))

    # Findings

    def _say(self, rule: str, value: str, row: int = 0, column: str = "", **details: Detail) -> None:
        self._found.findings.append(
            Finding(rule, self._file, row, column, value, self._declared.text("series_id"), details)
        )

    def _count(self, rule: str, value: str) -> None:
        self._met[rule, value] += 1


def _read(text: str, typed: bool, mark: DecimalMark | None) -> Decimal:
    if typed:
        return _typed_number(text)
    if mark is not None:
        return read_marked_number(text, mark)
    if decimal_mark_of(text) is None and any(sign in text for sign in ".,"):
        whole, _, rest = text.replace(",", ".").partition(".")
        if rest.isdecimal() and len(rest) == 3 and whole.lstrip("-").isdecimal():
            raise NumberFormatError(text, (f"{whole}{rest}", f"{whole}.{rest}"))
    return read_marked_number(text, ".")


def _typed_number(text: str) -> Decimal:
    """A number that the file itself declares as one: plain digits with a point, or a power of ten."""
    if not _TYPED.fullmatch(text):
        raise NumberFormatError(text)
    return Decimal(text)


def _meant(labels: Sequence[str], only: Sequence[str]) -> list[str]:
    """The labels that the user names: those that are the same, else those that hold the text."""
    texts = [tidy(text).casefold() for text in only]
    same = [label for label in labels if label.casefold() in texts]
    return same or [label for label in labels if any(text in label.casefold() for text in texts)]


def _day(year: int, month_and_day: str) -> date:
    return date.fromisoformat(f"{year:04}-{month_and_day}")

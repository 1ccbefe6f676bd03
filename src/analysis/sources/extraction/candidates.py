"""All candidates of a text: numbers that are figures, with everything that their words and their setting say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.places import District, Gazetteer
from analysis.quantities import Aligned, Quantity
from analysis.sources.extraction import statuses
from analysis.sources.extraction.candidate import Candidate, Confidence, Defaults
from analysis.sources.extraction.contents import contents, criterion
from analysis.sources.extraction.duplicates import without_repetitions
from analysis.sources.extraction.figures import figures_in
from analysis.sources.extraction.frame import Frame
from analysis.sources.extraction.indicators import indicator
from analysis.sources.extraction.mentions import PlaceNames
from analysis.sources.extraction.quotations import quotation
from analysis.sources.extraction.sentences import Structure
from analysis.sources.extraction.staff import staff, tier
from analysis.sources.extraction.surroundings import Surroundings
from analysis.sources.extraction.table_figures import figures_of_tables
from analysis.sources.extraction.tables import BAR, tables_in
from analysis.sources.extraction.text import Text
from analysis.sources.extraction.times import Time
from analysis.sources.extraction.when import lies_ahead, period, when
from analysis.sources.extraction.whose import whose


def candidates(
    text: str, gazetteer: Gazetteer, districts: Sequence[District], defaults: Defaults | None = None
) -> tuple[Candidate, ...]:
    """Every candidate figure of a text, in order; positions count the characters of ``text``.

    ``defaults`` hold for the document and win over what it does not say about a figure itself.
    """
    return Reader(PlaceNames(gazetteer, districts)).read(text, defaults or Defaults())


BEFORE = 4
"""Candidates before a sentence among which the whole of its list may be."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads texts with one set of place names; reading many texts makes the names once."""

    names: PlaceNames

    def read(self, text: str, defaults: Defaults) -> tuple[Candidate, ...]:
        """The candidates of one text."""
        aligned = Aligned.of(text)
        structure = Structure.of(aligned)
        tables = list(tables_in(aligned.text))
        numbers = list(figures_in(aligned, structure, tables))
        if not numbers and BAR not in text:
            return ()
        known = Text.of(aligned, structure, self.names, defaults)
        found: list[Candidate] = []
        for index, quantities in numbers:
            found += _of_sentence(known, Surroundings.of(known, index), quantities, found[-BEFORE:])
        found = _with_tables(found, figures_of_tables(known, tables))
        return tuple(without_repetitions(found, structure, aligned))


def _with_tables(found: Sequence[Candidate], cells: Iterable[Candidate]) -> list[Candidate]:
    """Figures of sentences and of cells in the order of the text; what a sentence says of a cell goes first."""
    taken = {place for one in found for place in (one.start, one.end)}
    more = [cell for cell in cells if taken.isdisjoint((cell.start, cell.end))]
    return sorted([*found, *more], key=lambda one: one.start) if more else [*found]


def _of_sentence(
    text: Text, here: Surroundings, quantities: Sequence[Quantity], before: Sequence[Candidate]
) -> Iterator[Candidate]:
    """The candidates of one sentence; those behind "gồm", "trong đó" are parts of the last whole before it.

    A percentage is no whole of counts: of "6.412 lượt, đạt 104,3% kế hoạch. Trong đó …" the count is the whole.
    """
    opened = [start for start, _ in here.parts]
    wholes = [one for one in before if one.unit != "percent" and text.goes_on(one.start, here.index)]
    for place, quantity in enumerate(quantities):
        frame = Frame.of(text.aligned.text, here, quantities, place, on_training=text.on_training)
        candidate = _candidate(text, here, frame)
        if candidate is None:
            continue
        listed = any(start < quantity.start for start in opened) and not _begins_anew(frame, opened)
        whole = next((one for one in reversed(wholes) if _adds_up(candidate, one)), None)
        if listed and whole is not None:
            candidate = candidate._replace(part_of=whole.start)
        elif not listed and candidate.unit != "percent":
            wholes.append(candidate)
        yield candidate


def _begins_anew(frame: Frame, opened: Sequence[int]) -> bool:
    """Whether a clause after the list has a verb of its own: "gồm … 12 lớp tin học; cử 27 cán bộ đi học"."""
    first = frame.clause[0]
    verbs = frame.between("cue", first, frame.quantity.start)
    return first > opened[-1] and any(hit.code in ("training", "rotation") for hit in verbs)


_PEOPLE = frozenset({"participation", "person", "trainee"})


def _adds_up(part: Candidate, whole: Candidate) -> bool:
    """Whether a part can be one of a whole: counted alike, and no more than it where both numbers are known."""
    more = part.value is not None and whole.value is not None and part.value > whole.value
    return not more and (part.unit == whole.unit != "percent" or {part.unit, whole.unit} <= _PEOPLE)


def _yearly(frame: Frame) -> bool:
    """ "90 lớp, hàng năm ít nhất 80%": behind a comma and before another number, "hàng năm" is of that one."""
    text, quantity = frame.text, frame.quantity
    if frame.said("yearly", frame.left, quantity.start):
        return True
    after = frame.first("yearly", quantity.end, frame.right)
    another = frame.right < frame.clause[1]
    return after is not None and not (another and "," in text[quantity.end : after])


def _until_publication(frame: Frame, time: Time | None, last: date | None, published: date | None) -> str:
    """The note that the coding manual asks for where a period ends on the day of publication."""
    if time is None or last is None or last != published:
        return ""
    return f"“{frame.text[time.start : time.end]}”; the end is the day of publication"


def _candidate(text: Text, here: Surroundings, frame: Frame) -> Candidate | None:
    """Everything that is proposed for one number; None for a number that states nothing about training."""
    about = indicator(frame)
    if about is None:
        return None
    code, quantity, defaults = about[0], frame.quantity, text.defaults
    own = [time for time in here.times if time.sort not in ("title", "term")]
    stated = statuses.status(frame, code, here.announced, own)
    if defaults.status and stated[1] in ("assumed", "earlier"):
        stated = (defaults.status, "document", "status:declared")
    time, told, period_rule = when(text, here, frame, stated[0])
    if lies_ahead(time, stated[0], defaults.published):
        stated = ("target" if quantity.unit == "percent" else "plan"), "sentence", "status:ahead"
        time, told, period_rule = when(text, here, frame, stated[0])
    first, last = period(time, stated[0], code, defaults)
    group, training = staff(frame, text.usual_staff), contents(frame, code)
    place = whose(text, here, frame, last)
    level = tier(frame, text.tier_of(place[0]))
    yearly = _yearly(frame)
    start, end, as_written = quotation(text.aligned, quantity, frame)
    return Candidate(
        start, end, as_written, quantity.value, quantity.bounds.low, quantity.bounds.high, quantity.unit,
        quantity.unit_as_written, quantity.qualifier, code, stated[0], place[0], level[0], group[0], training[0],
        criterion(frame, code, training[0]), statuses.frequency(code, stated[0], time, yearly, quantity.unit),
        first, last, time.years if time else None,
        _flags(frame, stated[0], unknown_start=first is None, group=group[1]), None,
        {
            "unit": "clause", "indicator": about[1], "status": stated[1], "place_id": place[1], "tier": level[1],
            "population": group[1], "training": training[1], "period": told,
        },
        (f"unit:{quantity.unit}", about[2], stated[2], place[2], level[2], group[2], training[2], period_rule),
        _until_publication(frame, time, last, defaults.published),
    )  # fmt: skip


def _flags(frame: Frame, status: str, *, unknown_start: bool, group: Confidence) -> str:
    """Flags of the coding manual that the words alone decide."""
    quantity = frame.quantity
    flags = {
        "period_start_unknown": unknown_start and status in ("result", "plan"),
        "implicit": group in ("earlier", "document"),
        "unit_conflict": "…" in quantity.unit_as_written and quantity.unit == "participation",
        "not_own_output": frame.said("elsewhere", quantity.end, frame.right),
        "preposition": quantity.qualifier == "exact" and frame.text.startswith("trên ", quantity.start),
    }
    return "|".join(sorted(flag for flag, told in flags.items() if told))

"""What the coding desk shows, as HTML, all escaped: the text with its figures, their table, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from html import escape

from analysis.checks.findings import Finding
from analysis.coding.confirm import Confirmed
from analysis.coding.desk import Desk
from analysis.coding.desk_left import SIGN_OF_LEFT, left_said, saved_with_left, with_left
from analysis.coding.desk_rows import Level
from analysis.coding.desk_words import word
from analysis.coding.head import UNPLACED
from analysis.quantities import NumberFormatError, format_number, read_number
from analysis.vocabulary import ALL, QUALIFIER, Language

SIGN_OF_LEVEL: dict[Level, str] = {"sure": "●", "look": "◐", "guess": "○"}
SIGN_OF_DECISION = {"confirmed": "✓", "rejected": "✗"}


def sign(desk: Desk, at: int) -> str:
    """What stands before a figure: what was decided, else how much it needs a look. Never the colour alone."""
    return SIGN_OF_DECISION.get(desk.rows[at].cells["decision"], SIGN_OF_LEVEL[desk.level(at)])


def text_page(desk: Desk) -> str:
    """The text with its figures as marks, whose signs are no characters of it, so that selections can be counted.

    Numbers without a row and a reason are marks of their own, also within the words of a figure.
    """
    parts, last = [], 0
    for start, end, at in spans(desk):
        if start < last:
            continue
        parts.append(with_left(desk, last, start))
        parts.append(f"<mark {_attributes(desk, at)}>{with_left(desk, start, end)}</mark>")
        last = end
    return f'<div class="desk-words" lang="vi">{"".join(parts)}{with_left(desk, last, len(desk.text))}</div>'


def _is_current(desk: Desk, at: int) -> bool:
    """Whether that figure is what is looked at."""
    return at == desk.at and desk.left_at is None


def spans(desk: Desk) -> list[tuple[int, int, int]]:
    """Places of the figures in the text, the one that is looked at before others in the same words."""
    found = []
    for at, row in enumerate(desk.rows):
        start, end = row.cells["start"], row.cells["end"]
        if start.isdecimal() and end.isdecimal() and int(start) < int(end) <= len(desk.text):
            found.append((int(start), int(end), at))
    chosen = [span for span in found if span[2] == desk.at]
    free = [span for span in found if all(span[1] <= one[0] or span[0] >= one[1] for one in chosen)]
    return sorted([*chosen, *free])


def _attributes(desk: Desk, at: int) -> str:
    decision = desk.rows[at].cells["decision"]
    kinds = [f"desk-{decision or desk.level(at)}", *(["desk-current"] if _is_current(desk, at) else [])]
    kinds += ["desk-wrong"] if _has_error(desk.findings_of(at)) else []
    current = ' aria-current="true"' if _is_current(desk, at) else ""
    return f'class="{" ".join(kinds)}" data-figure="{at}" data-sign="{sign(desk, at)}"{current}'


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)


def table_page(desk: Desk, places: Mapping[str, str], lang: Language) -> str:
    """All figures with what was proposed for each; the row that is looked at is marked."""
    columns = [desk.codebook["evidence"].field(name) for name in ("indicator", "status", "place_id", "tier")]
    named = [column.title_vi if lang == "vi" else column.title_en for column in columns]
    titles = ["", "#", word("value", lang), *named, word("when", lang), ""]
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    rows = "".join(_table_row(desk, at, places, lang) for at in range(len(desk.rows)))
    return f'<table class="desk-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _table_row(desk: Desk, at: int, places: Mapping[str, str], lang: Language) -> str:
    cells = desk.rows[at].cells
    findings = desk.findings_of(at)
    errors = sum(finding.severity == "error" for finding in findings)
    told = f"⚠ {errors}" if errors else "·" * bool(findings)
    shown = [
        _labelled("indicator", cells["indicator"], lang), _labelled("status", cells["status"], lang),
        places.get(cells["place_id"], cells["place_id"]), _labelled("tier", cells["tier"], lang),
        period_of(cells["period_start"], cells["period_end"]),
    ]  # fmt: skip
    doubts = [desk.level(at, name) for name in ("indicator", "status", "place_id", "tier", "period")]
    marked = "".join(f'<td class="desk-{doubt}">{escape(text)}</td>' for text, doubt in zip(shown, doubts, strict=True))
    current = ' class="desk-current" aria-current="true"' if _is_current(desk, at) else ""
    number = f'<td>{escape(cells["row_id"])}</td><td class="desk-number">{escape(number_of(desk, at, lang))}</td>'
    return f'<tr data-figure="{at}"{current}><td>{sign(desk, at)}</td>{number}{marked}<td>{escape(told)}</td></tr>'


def _labelled(column: str, code: str, lang: Language) -> str:
    return ALL[column][code].label(lang) if code in ALL[column] else code


def period_of(start: str, end: str) -> str:
    """A period in few characters: a year, two years, or days; an unknown first day is “?”."""
    if start and start[4:] == "-01-01" and end[4:] == "-12-31":
        return start[:4] if start[:4] == end[:4] else f"{start[:4]}–{end[:4]}"
    if start == end:
        return end
    return f"{start or '?'}–{end or '?'}"


def number_of(desk: Desk, at: int, lang: Language) -> str:
    """The number of a figure with its bounding word and its unit; money in billions where it is that much."""
    cells = desk.rows[at].cells
    ends = [cells["value"]] if cells["value"] else [cells["value_low"], cells["value_high"]]
    if not any(ends):
        return cells["as_written"]
    unit, scale = _labelled("unit", cells["unit"], lang), Decimal(1)
    if cells["unit"] == "vnd" and all(len(end) > 9 for end in ends):
        unit, scale = ("tỷ đồng" if lang == "vi" else "bn VND"), Decimal(10**9)
    bound = cells["qualifier"] if cells["qualifier"] not in ("exact", "range", "") else ""
    before = f"{QUALIFIER[bound].label(lang)} " if bound in QUALIFIER else ""
    return f"{before}{'–'.join(_printed(end, scale, lang) for end in ends)} {unit}".strip()


def _printed(cell: str, scale: Decimal, lang: Language) -> str:
    try:
        return format_number(read_number(cell) / scale, lang)
    except NumberFormatError:
        return cell or "?"


def findings_page(findings: Iterable[Finding], desk: Desk, lang: Language, *, where: bool = False) -> str:
    """Findings as a list, each with its field and what to do; ``where``: with the figures or the file it is about.

    What is said of several figures is said once.
    """
    places: dict[tuple[str, str, str], list[str]] = {}
    speech = desk.speech(lang)
    for finding in findings:
        kind = "error" if finding.severity == "error" else "notice"
        said = places.setdefault((kind, speech.title(finding.column), escape(speech.told(finding))), [])
        said += [_place(finding, desk, lang)] if where else []
    items = "".join(_item(*said, [place for place in which if place], lang) for said, which in places.items())
    return (
        f'<ul class="desk-findings">{items}</ul>'
        if items
        else f'<p class="desk-clean">✓ {word("no-findings", lang)}</p>'
    )


def _item(kind: str, title: str, told: str, places: list[str], lang: Language) -> str:
    about = f"<em>{escape(title)}:</em> " if title else ""
    mark, where = "⚠" if kind == "error" else "ℹ", f" {' '.join(places)}" if places else ""
    return f'<li class="desk-{kind}"><b>{mark} {word(kind, lang)}</b> {about}{told}{where}</li>'


def _place(finding: Finding, desk: Desk, lang: Language) -> str:
    """The figure that a finding is about, to be clicked, or the file; "" for the document, whose lines are in sight."""
    at = desk.figure_of(finding)
    if at is not None:
        return f'<a data-figure="{at}">{escape(desk.rows[at].cells["row_id"])}</a>'
    return "" if finding.file == desk.draft.head_name else f"<code>{escape(finding.place(lang))}</code>"


def title_page(desk: Desk, lang: Language) -> str:
    """The figure that is looked at: its number in the file, its words, and how much it needs a look."""
    decision, row = desk.cells["decision"], desk.rows[desk.at]
    told = word(decision, lang) if decision in SIGN_OF_DECISION else word(desk.level(desk.at), lang)
    words = f'<b>{escape(row.cells["row_id"])}</b> <q lang="vi">{escape(desk.cells["as_written"])}</q>'
    return f'<div class="desk-title">{words} <small>{sign(desk, desk.at)} {told}</small></div>'


def saved_page(done: Confirmed, lang: Language) -> str:
    """What was written, and what to do next."""
    counts = f"{done.figures} {word('confirmed', lang)} · {done.rejected} {word('rejected', lang)}"
    places = f" · + {escape(', '.join(done.places))}" if done.places else ""
    said = f"<b>✓ {word('saved', lang)}</b>: <code>data/raw/evidence/{escape(done.source_id)}.csv</code> · {counts}"
    return f'<div class="desk-saved">{said}{places}. {word("saved-next", lang)}{saved_with_left(done.left, lang)}</div>'


def not_saved_page(done: Confirmed, desk: Desk, lang: Language) -> str:
    """Why nothing was written; figures without a decision are counted and not listed."""
    errors = [finding for finding in done.errors if finding.rule != "draft-undecided"]
    undecided = len(done.errors) - len(errors)
    left = f"<p>{undecided} {word('left-undecided', lang)}</p>" if undecided else ""
    return f"<b>{word('not-saved', lang)}</b>{left}{findings_page(errors, desk, lang, where=True) if errors else ''}"


def failure_page(words: str) -> str:
    """Why a step could not be done."""
    return f'<ul class="desk-findings"><li class="desk-error">⚠ {escape(words)}</li></ul>'


def progress_page(desk: Desk, lang: Language) -> str:
    """How far the work is, in words and as a bar."""
    counts = {name: desk.count("" if name == "undecided" else name) for name in ("confirmed", "rejected", "undecided")}
    signs = {"confirmed": "✓", "rejected": "✗", "undecided": "…"}
    said = " · ".join(f"{signs[name]} {count} {word(name, lang)}" for name, count in counts.items())
    done, total = len(desk.rows) - counts["undecided"], len(desk.rows)
    wrong = sum(finding.severity == "error" for finding in desk.findings_of_head())
    head = f" · <b>⚠ {word('errors-in-document', lang)}: {wrong}</b>" if wrong else ""
    bar = f'<progress max="{max(total, 1)}" value="{done}"></progress>'
    asked = [] if desk.head["date_published"] else ["undated"]
    asked += ["unplaced"] if desk.head["source_id"].startswith(f"{UNPLACED}-") else []
    hints = "".join(f'<p class="desk-hint">ℹ {word(name, lang)}</p>' for name in asked)
    return f'<div class="desk-progress">{bar} {said} · {left_said(desk, lang)}{head}{hints}</div>'


def legend_page(lang: Language) -> str:
    """What the signs mean, and the keys."""
    signs: tuple[tuple[Level, str], ...] = tuple(SIGN_OF_LEVEL.items())
    told = " &nbsp; ".join(f'<mark class="desk-{level}">{mark}</mark> {word(level, lang)}' for level, mark in signs)
    told += f' &nbsp; <mark class="desk-left">{SIGN_OF_LEFT}</mark> {word("left-one", lang)}'
    decided = " &nbsp; ".join(f"{mark} {word(name, lang)}" for name, mark in SIGN_OF_DECISION.items())
    return f'<div class="desk-legend">{told} &nbsp; {decided}<br>{word("keys", lang)}</div>'

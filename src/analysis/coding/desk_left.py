"""What the coding desk shows of the numbers that have neither a row nor a reason, as HTML, all escaped."""

from __future__ import annotations

from html import escape

from analysis.coding.desk import Desk
from analysis.coding.desk_words import word
from analysis.coding.left_over import LeftOver
from analysis.vocabulary import Language

SIGN_OF_LEFT = "?"
"""Before a number that has neither a row nor a reason."""


def with_left(desk: Desk, start: int, end: int) -> str:
    """A piece of the text with what of the numbers left over lies in it as marks."""
    parts, last = [], start
    for number, one in enumerate(desk.left):
        first, until = max(one.start, last), min(one.end, end)
        if first < until:
            parts.append(escape(desk.text[last:first]))
            parts.append(f"<mark {_attributes(desk, number)}>{escape(desk.text[first:until])}</mark>")
            last = until
    return "".join(parts) + escape(desk.text[last:end])


def _attributes(desk: Desk, number: int) -> str:
    current = number == desk.left_at
    kinds = "desk-left desk-current" if current else "desk-left"
    said = ' aria-current="true"' if current else ""
    return f'class="{kinds}" data-left="{number}" data-sign="{SIGN_OF_LEFT}"{said}'


def left_page(desk: Desk, lang: Language) -> str:
    """All numbers without a row and a reason, with the words around them; the one that is looked at is marked."""
    if not desk.left:
        return f'<p class="desk-clean">✓ {word("none-left", lang)}</p>'
    about = f'<p class="desk-clean">{word("about-left", lang)}</p>'
    items = "".join(
        f"<li {_attributes(desk, number)}>{_around(desk, one)}</li>" for number, one in enumerate(desk.left)
    )
    return f'{about}<ol class="desk-left-list" lang="vi">{items}</ol>'


AROUND = 60
"""Characters of the text that are shown before and after a number left over."""


def _around(desk: Desk, one: LeftOver) -> str:
    """A number in its sentence: what stands before and after it on its line, whole words only."""
    before = desk.text[max(0, one.start - AROUND) : one.start].rpartition("\n")[2]
    after = desk.text[one.end : one.end + AROUND].partition("\n")[0]
    if len(before) == AROUND:
        before = "… " + before.partition(" ")[2]
    if len(after) == AROUND:
        after = after.rpartition(" ")[0] + " …"
    return f"{escape(before)}<b>{escape(desk.text[one.start : one.end])}</b>{escape(after)}"


def left_title_page(desk: Desk, lang: Language) -> str:
    """The number without a row and a reason that is looked at, what the audit would say of it, and what to do."""
    if desk.left_at is None:
        return ""
    one = desk.left[desk.left_at]
    counted = f"{desk.left_at + 1} {word('of', lang)} {len(desk.left)}"
    kind = "left-digits" if one.candidate is None else "left-figure"
    words = f'<b>{SIGN_OF_LEFT}</b> <q lang="vi">{_around(desk, one)}</q>'
    told = f'<div class="desk-title">{words} <small>{counted}</small></div>'
    steps = "".join(f"<li>{word(name, lang)}</li>" for name in ("left-add", "left-explain", "left-leave"))
    return f'{told}<p class="desk-clean">{word(kind, lang)}</p><ul class="desk-steps">{steps}</ul>'


def left_said(desk: Desk, lang: Language) -> str:
    """How many there are, in one line."""
    if not desk.left:
        return f"✓ {word('none-left', lang)}"
    return f'<b class="desk-left-count">{SIGN_OF_LEFT} {word("left", lang)}: {len(desk.left)} (X)</b>'


def saved_with_left(left: tuple[LeftOver, ...], lang: Language) -> str:
    """What is said of them when the rest was saved; "" where there are none."""
    if not left:
        return ""
    return f"<p>{SIGN_OF_LEFT} {word('left', lang)}: {len(left)}. {word('saved-left', lang)}</p>"

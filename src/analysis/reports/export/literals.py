"""Text as Typst string literals: no character of a notebook can ever act as markup.

Characters that no font of the report has (emoji, Chinese, Arabic …) are replaced by their Unicode name in
square brackets, so that a reader never meets an empty box and nothing is lost in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from analysis.reports.export.compiler import complaint

# Letters and signs that every font of the report has: ASCII, Latin, Vietnamese, common punctuation.
_COMMON = r"\n -~\u00a0-\u00ac\u00ae-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u2013\u2014\u2018-\u201d\u2026"
_ALL_COMMON = re.compile(f"[{_COMMON}]*")
_UNCOMMON_RUN = re.compile(f"[^{_COMMON}]+")
# Joiners and variation selectors only steer the drawing of the signs around them.
_INVISIBLE = re.compile("[\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_LONG_WORD = re.compile(r"[^\s\u200b]{31,}")
_PARTS = re.compile(r"(?<=[_/.?&=-])(?!$)")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\u200b": "\\u{200b}", "\u00a0": "\\u{a0}"})


def string(text: str) -> str:
    """A Typst string literal, quotes included, that shows `text`."""
    return quoted(displayable(text))


def quoted(text: str) -> str:
    """A Typst string literal of exactly these characters, for what is not shown, such as the name of a file."""
    return f'"{text.translate(_ESCAPES)}"'


def wrapping_string(text: str) -> str:
    """Like `string`, but words of more than 30 characters (addresses, hashes) may break across lines."""
    return string(_LONG_WORD.sub(lambda word: _with_break_points(word[0]), text))


def problem(kind: str, reason: str, source: str) -> str:
    """A box of the page that says what (a word of the exporter) cannot be shown, and why."""
    return f"problem({string(kind)}, {wrapping_string(reason)}, {wrapping_string(source)})"


def optional(text: str) -> str:
    """The literal, or Typst's `none` for no text."""
    return string(text) if text else "none"


def array(texts: Iterable[str]) -> str:
    """A Typst array of string literals."""
    return "(" + "".join(f"{string(text)}, " for text in texts) + ")"


def displayable(text: str) -> str:
    """NFC text in which each run of characters without a glyph is named: `[chart with upwards trend]`."""
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text).replace("\t", "    "))
    if _ALL_COMMON.fullmatch(text):
        return text
    return _UNCOMMON_RUN.sub(lambda run: _displayable_run(run[0]), text)


@lru_cache(maxsize=4096)
def _displayable_run(run: str) -> str:
    if _has_glyphs(run):
        return run
    visible = _INVISIBLE.sub("", run)
    parts = re.split("([^" + "".join({c for c in visible if not _has_glyphs(c)} or "\0") + "]+)", visible)
    return "".join(part if _has_glyphs(part) else f"[{', '.join(map(_name, part))}]" for part in parts if part)


@lru_cache(maxsize=4096)
def _has_glyphs(text: str) -> bool:
    # The compiler itself is asked: it alone knows which fonts it carries.
    codes = "".join(f"\\u{{{ord(character):x}}}" for character in text if not 0xD800 <= ord(character) <= 0xDFFF)
    return codes.count("\\") == len(text) and complaint(f'#"a{codes}"') is None


def _name(character: str) -> str:
    name = unicodedata.name(character, "")
    return name.lower() or f"character U+{ord(character):04X}"


def _with_break_points(word: str) -> str:
    """Behind the signs that part an address or the name of a file; every twelve characters where there is none."""
    parts = _PARTS.split(word)
    pieces = [
        [part[start : start + 12] for start in range(0, len(part), 12)] if len(part) > 30 else [part] for part in parts
    ]
    return "\u200b".join(piece for of_part in pieces for piece in of_part)

"""When are two spellings one Vietnamese name? Letters must be the same; marks may be missing, but not others.

“Ha Noi”, “HÀ NỘI”, “Hà  nội” and its decomposed form (NFD) are Hà Nội; “hoà” is “hòa”, as the tone stands on another
letter of the same syllable; “Hà Nàm” is not Hà Nam.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, cast

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_BEFORE = (
    r"(?P<city>thành phố|thanh pho|t\.? ?p\.?|city of|thủ đô|thu do)|(?P<province>tỉnh|tinh|province of)"
    r"|(?P<region>vùng)|(?P<district>huyện|huyen|h\.)"
)
_AFTER = (
    r"(?P<city>city|thành phố|thanh pho|thu do)|(?P<province>province|tỉnh|tinh)|(?P<region>region|vùng)"
    r"|(?P<district>district|huyện|huyen)"
)
_TITLE_BEFORE = re.compile(rf"^(?:{_BEFORE})(?=[\s.]|(?<=\.))[\s.]*", re.IGNORECASE)
_TITLE_AFTER = re.compile(rf"[\s,]+(?:{_AFTER})$", re.IGNORECASE)
_BOTH_LANGUAGES = re.compile(r"\s+[-–/]\s+")

Letter = tuple[str, frozenset[str], str]
"""A base letter, the marks of its shape (circumflex, breve, horn, stroke) and its tone."""


def letters(text: str) -> list[Letter]:
    """Letters and digits of a text in order, without case, spaces and punctuation."""
    found: list[Letter] = []
    for character in unicodedata.normalize("NFD", text.casefold()):
        if unicodedata.combining(character):
            if found:
                base, shape, tone = found[-1]
                found[-1] = (base, shape, character) if character in _TONES else (base, shape | {character}, tone)
        elif character in "đð":  # older tables print the Icelandic letter, which looks the same as a capital
            found.append(("d", frozenset("đ"), ""))
        elif character.isalnum():
            found.append((character, frozenset(), ""))
    return found


def skeleton(text: str) -> str:
    """The bare letters of a name, which all its spellings share: “Thừa Thiên - Huế” → ``thuathienhue``."""
    return "".join(base for base, _, _ in letters(text))


def same(written: str, name: str) -> bool:
    """Whether ``written`` is a spelling of ``name`` by rule, without a list."""
    if skeleton(written) != skeleton(name):
        return False
    given, begin = letters(written), 0
    for syllable in re.split(r"[^\w]+", unicodedata.normalize("NFC", name)):
        wanted = letters(syllable)
        part = given[begin : begin + len(wanted)]
        begin += len(wanted)
        tones = {tone for _, _, tone in part if tone}
        if not tones <= {tone for _, _, tone in wanted}:
            return False
        if any(not shape <= full for (_, shape, _), (_, full, _) in zip(part, wanted, strict=True)):
            return False
    return True


Title = Literal["", "city", "province", "region", "district"]


def without_title(text: str) -> tuple[str, Title]:
    """A name without “tỉnh”, “TP.”, “vùng”, “huyện”, “province” or “city” around it, and which title that was.

    Of two titles, as in “TP. Cần Thơ city”, that of a city counts.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    titles = [match.lastgroup for match in (_TITLE_BEFORE.search(text), _TITLE_AFTER.search(text)) if match]
    bare = _TITLE_AFTER.sub("", _TITLE_BEFORE.sub("", text))
    title = "city" if "city" in titles else next(iter(titles), "")
    return (bare or text), cast("Title", title)


def halves(text: str) -> tuple[str, str] | None:
    """Both parts of a label in two languages (“Tây Nguyên - Central Highlands”); None when there are not two."""
    parts = _BOTH_LANGUAGES.split(text)
    return (parts[0], parts[1]) if len(parts) == 2 else None

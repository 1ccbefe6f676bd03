"""Is a word a Vietnamese syllable? By the rule of onset, rhyme and tone, without a list of words.

Source of the rhymes: the syllable structure as school orthography teaches it (about 160 rhymes; those in -c, -ch, -p
and -t carry the acute or the dot below only).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
_RHYMES: tuple[tuple[str, str], ...] = (  # a nucleus, and the codas that may follow it
    ("a", "|c|ch|i|m|n|ng|nh|o|p|t|u|y"), ("ă", "c|m|n|ng|p|t"), ("â", "c|m|n|ng|p|t|u|y"),
    ("e", "|c|m|n|ng|o|p|t"), ("ê", "|ch|m|n|nh|p|t|u"), ("i", "|a|ch|m|n|nh|p|t|u"),
    ("o", "|c|i|m|n|ng|p|t"), ("oo", "c|ng"), ("ô", "|c|i|m|n|ng|p|t"), ("ơ", "|i|m|n|p|t"),
    ("u", "|a|c|i|m|n|ng|p|t"), ("ư", "|a|c|i|m|n|ng|t|u"), ("y", "|ch|n|nh|t|u"),
    ("iê", "c|m|n|ng|p|t|u"), ("yê", "m|n|ng|t|u"), ("uô", "c|i|m|n|ng|t"), ("ươ", "c|i|m|n|ng|p|t|u"),
    ("oa", "|c|ch|i|m|n|ng|nh|o|p|t|y"), ("oă", "c|m|n|ng|t"), ("oe", "|n|o|t"),
    ("uâ", "n|ng|t|y"), ("uê", "|ch|n|nh"), ("uơ", ""), ("uy", "|a|ch|n|nh|p|t|u"), ("uyê", "n|t"),
)  # fmt: skip
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{'|'.join(f'{nucleus}(?:{codas})' for nucleus, codas in reversed(_RHYMES))})")
_LONGEST = 7
"""nghiêng"""
_TONES = str.maketrans({"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"})
_TONE = re.compile(r"[1-5]")
_STOPPED = re.compile(r"(?:c|ch|p|t)$")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word, in any case and in NFC or NFD, is a syllable that Vietnamese could have."""
    if len(word) > 3 * _LONGEST or (len(word) > _LONGEST and unicodedata.is_normalized("NFC", word)):
        return False
    tones = unicodedata.normalize("NFD", word.casefold()).translate(_TONES)
    marks = _TONE.findall(tones)
    base = unicodedata.normalize("NFC", _TONE.sub("", tones))
    if len(marks) > 1 or len(base) > _LONGEST or not _SYLLABLE.fullmatch(base):
        return False
    return not _STOPPED.search(base) or marks in (["2"], ["5"])

"""Can the letters of a text be trusted? One measure: the share of its words that are Vietnamese syllables.

Measured on news texts: of the words that hold a letter beyond a-z, 99.8 % or more are syllables; in text of another
encoding less than half, and most of them as soon as it is read in that encoding.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from analysis.sources.documents.encodings import READINGS
from analysis.sources.documents.refusal import DocumentError, Doubt
from analysis.sources.documents.syllables import is_syllable

GHA = str.maketrans("ƣƢ", "ưƯ")
"""Older PDFs name the glyph of “ư” by a letter that Vietnamese does not have."""

_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~–—“”‘’…•\u200b\ufeff]+")
_AROUND = "«»·°†®©™²³ºª"
_CLUSTER, _FINAL_K = re.compile("^(ch|[bđgkp])[lr]"), re.compile("k$")
_HORNED = re.compile("[ơớờởỡợƠỚỜỞỠỢ]|[oO]\u0323?\u031b")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]")

FOREIGN = 0.5
"""A passage with a smaller share of syllables is not Vietnamese as it stands."""
MEANT = 0.8
"""A reading in another encoding with at least this share is what was meant."""
PASSAGE = 3
"""Words with marks that a passage must have to be judged."""
READABLE, SOUND = 0.6, 0.93
"""Shares below which a text is refused, and below which it is doubted."""
PIECE, TRIED = 2_000, 50
"""Characters that are judged together, and how many such pieces are tried in other encodings."""
ENOUGH = 20
"""Words with marks that the share of a whole text is judged from."""
LOOKALIKES = 0.01
HORNS = 3
UNMARKED = 0.1


def examine(text: str) -> tuple[Doubt, ...]:
    """What a person should look at in a text. DocumentError when its letters cannot be trusted at all."""
    words = Counter(_WORD.findall(text.translate(GHA)))
    if not any(character.isalpha() for word in words for character in word):
        raise DocumentError("no-text")
    marked = Counter({word: count for word, count in words.items() if not word.isascii()})
    wrong = Counter({word: count for word, count in marked.items() if not _is_vietnamese(word)})
    _refuse_old_encodings(text, wrong)
    doubts = [*_lookalikes(words), *_unsound(marked, wrong), *_characters(text)]
    total = words.total()
    if total >= 2 * ENOUGH and marked.total() < UNMARKED * total:
        doubts.append(Doubt("no-marks"))
    return tuple(doubts)


def _is_vietnamese(word: str) -> bool:
    """Syllables, words in capitals (abbreviations), and names of the highlands: Krông Búk, Đăk Glong."""
    bare = word.strip(_AROUND)
    if not bare or is_syllable(bare) or (len(bare) > 1 and bare.isalpha() and bare.isupper()):
        return True
    return is_syllable(_FINAL_K.sub("n", _CLUSTER.sub(r"\1", bare.casefold())))


def _refuse_old_encodings(text: str, wrong: Counter[str]) -> None:
    if wrong.total() < PASSAGE:
        return
    foreign = 0
    for number, passage in _passages(text):
        if foreign < TRIED and _is_foreign(passage):
            foreign += 1
            if found := old_encoding(passage):
                encoding, sample, meant = found
                raise DocumentError("old-encoding", encoding=encoding, line=str(number), sample=sample, meant=meant)


def _passages(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, long ones in pieces; then the beginning as a whole, as its lines may be too short."""
    for number, line in enumerate(text.splitlines(), 1):
        for start in range(0, len(line), PIECE):
            yield number, line[start : start + PIECE]
    yield 1, text[: 10 * PIECE]


def old_encoding(passage: str) -> tuple[str, str, str] | None:
    """The older encoding of a foreign passage, three words as they stand, and as they were meant."""
    readings = {name: reading(passage) for name, reading in READINGS.items()}
    shares = {name: _share(_marked(read)) for name, read in readings.items() if len(_marked(read)) >= PASSAGE}
    best = max(shares, key=lambda name: shares[name], default="")
    if not best or shares[best] < MEANT:
        return None
    pairs = zip(passage.split(), readings[best].split(), strict=False)
    shown = [(written, meant) for written, meant in pairs if not written.isascii()][:PASSAGE]
    return best, " ".join(one for one, _ in shown), " ".join(other for _, other in shown)


def _is_foreign(passage: str) -> bool:
    """Whether most words with marks are no syllables."""
    marked = _marked(passage.translate(GHA))
    return len(marked) >= PASSAGE and _share(marked) < FOREIGN


def _marked(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _share(words: Iterable[str]) -> float:
    """Share of syllables among words; capitals give no credit here, as mojibake is full of them."""
    judged = [is_syllable(word.strip(_AROUND)) for word in words]
    return sum(judged) / len(judged) if judged else 0.0


def _lookalikes(words: Counter[str]) -> Iterator[Doubt]:
    mixed = {word: count for word, count in words.items() if not word.isascii() and _mixes_scripts(word)}
    count = sum(mixed.values())
    if count >= PASSAGE and count >= LOOKALIKES * words.total():
        raise DocumentError("lookalikes", count=str(count), sample=" ".join(list(mixed)[:PASSAGE]))
    if mixed:
        yield Doubt("lookalikes-few", (("count", str(count)), ("sample", " ".join(list(mixed)[:PASSAGE]))))


def _mixes_scripts(word: str) -> bool:
    scripts = {_script(character) for character in word if character.isalpha()}
    return "LATIN" in scripts and len(scripts - {""}) > 1


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """The script of a letter by its Unicode name; "" for signs that stand with any."""
    name = unicodedata.name(character, "").partition(" ")[0]
    return "" if name in ("MICRO", "FEMININE", "MASCULINE", "MODIFIER", "COMBINING") else name


def _unsound(marked: Counter[str], wrong: Counter[str]) -> Iterator[Doubt]:
    """Damaged letters: “ơ” for “ô”, or too few syllables."""
    horns = [word for word in wrong if is_syllable(_without_horns(word))]
    count = sum(wrong[word] for word in horns)
    if count >= HORNS and 2 * count >= wrong.total():
        raise DocumentError("horns", count=str(count), sample=" ".join(horns[:PASSAGE]))
    total = marked.total()
    share = 1 - wrong.total() / total if total >= ENOUGH else 1.0
    if share >= SOUND:
        return
    sample = " ".join(word for word, _ in sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:PASSAGE])
    percent = str(int(100 * share))
    if share < READABLE:
        raise DocumentError("unreadable", share=percent, sample=sample)
    yield Doubt("doubtful-letters", (("share", percent), ("sample", sample)))


def _without_horns(word: str) -> str:
    """The word with a circumflex in the place of each horn on an o; "" for a word without such an o."""
    if not _HORNED.search(word):
        return ""
    return re.sub("([oO]\u0323?)\u031b", "\\1\u0302", unicodedata.normalize("NFD", word))


def _characters(text: str) -> Iterator[Doubt]:
    if count := sum(map(text.count, "ƣƢ")):
        yield Doubt("gha", (("count", str(count)),))
    if not unicodedata.is_normalized("NFC", text):
        yield Doubt("decomposed")
    if found := len(_CONTROL.findall(text)):
        yield Doubt("control-characters", (("count", str(found)),))

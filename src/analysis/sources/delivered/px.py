"""PX files (PC-Axis): keywords with quoted values, then the numbers row by row.

Format: PX-file format specification, Statistics Sweden, 2013. The stub changes slowest, the heading fastest.
"""

from __future__ import annotations

import codecs
import re
from itertools import product
from math import prod

from analysis.sources.cells import Flaw
from analysis.sources.delivered.table import MOST_CELLS, Delivered, Number, tidy

_PIECES = re.compile(r'"[^"]*"|;|[^";]+')
_KEYWORD = re.compile(
    r'\s*(?P<word>[A-Z][A-Z0-9-]*)\s*(?P<language>\[[^\]]*\])?\s*(?:\("(?P<about>[^"]*)"[^)]*\))?\s*=\s*', re.S
)
_QUOTED = re.compile(r'"([^"]*)"')
_NUMBERS = re.compile(r'"[^"]*"|[^\s,]+')
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGE|CREATION-DATE|MATRIX)\b")
_CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([A-Za-z0-9_-]+)"')


def looks_like_px(content: bytes) -> bool:
    """Whether a file begins as PX files do."""
    return _BEGINS.match(content) is not None


def decode_px(content: bytes) -> str | Flaw:
    """The text of a PX file in the encoding that its keyword CODEPAGE names, else UTF-8."""
    found = _CODEPAGE.search(content[:4000])
    encoding = found[1].decode("ascii") if found else "utf-8"
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode(encoding)
    except LookupError:
        return Flaw("import-syntax", 0, "CODEPAGE", encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Flaw("encoding", line, "", content[error.start : error.end].hex())


def read_px(text: str) -> Delivered:
    """The table of a PX file; a flaw when a keyword is missing or the numbers are too few or too many."""
    keywords, data = _statements(text)
    if data is None:
        return Delivered(flaws=(Flaw("import-syntax", 0, "DATA", "PX: DATA=…;"),))
    if "KEYS" in {word for word, _ in keywords}:
        return Delivered(flaws=(Flaw("import-syntax", 0, "KEYS", "PX: KEYS"),))
    names = [*keywords.get(("STUB", ""), ()), *keywords.get(("HEADING", ""), ())]
    without = [name for name in names if ("VALUES", name) not in keywords]
    if not names or without:
        return Delivered(flaws=(Flaw("import-syntax", 0, "VALUES", f"PX: {', '.join(without) or 'STUB, HEADING'}"),))
    labels = [[tidy(label) for label in keywords["VALUES", name]] for name in names]
    cells = prod(map(len, labels))
    if cells > MOST_CELLS:
        return Delivered(flaws=(Flaw("import-too-large", 0, "", f"{cells} cells"),))
    start, body = data
    found = [(start + at, token) for at, line in enumerate(body.split("\n")) for token in _NUMBERS.findall(line)]
    if len(found) != cells:
        return Delivered(flaws=(Flaw("import-cells-missing", start, "DATA", f"{len(found)} / {cells}"),))
    numbers = [
        Number(combination, token.strip('"'), not token.startswith('"'), line, "DATA")
        for combination, (line, token) in zip(product(*labels), found, strict=True)
    ]
    about = [text for word in ("TITLE", "CONTENTS", "UNITS") for text in keywords.get((word, ""), ())]
    return Delivered(tuple(map(tidy, names)), tuple(numbers), about=tuple(dict.fromkeys(map(tidy, about))))


Keywords = dict[tuple[str, str], list[str]]


def _statements(text: str) -> tuple[Keywords, tuple[int, str] | None]:
    """Quoted values by keyword and what it is about; the numbers with the line where they begin.

    Translations (``VALUES[en]``) are left out: the labels of the file's own language are enough.
    """
    keywords: Keywords = {}
    begin, pieces, at = 0, [], 0
    for match in _PIECES.finditer(text):
        at = match.end()
        if match[0] != ";":
            pieces.append(match[0])
            continue
        statement = "".join(pieces)
        if head := _KEYWORD.match(statement):
            if head["word"] == "DATA":
                return keywords, (text.count("\n", 0, begin + head.end()) + 1, statement[head.end() :])
            if not head["language"]:
                keywords.setdefault((head["word"], head["about"] or ""), _QUOTED.findall(statement[head.end() :]))
        begin, pieces = at, []
    return keywords, None

"""LaTeX formulas as Typst: tylax converts them, and no word of them can act as markup or code.

tylax writes `\\text{…}` as markup of Typst. So words are cut out before the conversion, a letter for private use holds
each one's place, and string literals take these places afterwards. What is then left may be mathematics only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from analysis.reports.export.literals import string

_FIRST_PLACE = 0xF0000  # of the letters for private use
_PLACE = re.compile("[\U000f0000-\U000ffffd]")
_BRACED = r"(?:[^{}\\]|\\.)*"
for _ in range(3):  # braces in braces in braces
    _BRACED = rf"(?:[^{{}}\\]|\\.|\{{{_BRACED}\}})*"
_BRACE = re.compile(r"(?<!\\)(?:\\\\)*([{}])")
_PARTS = re.compile(
    r"\\(?P<command>text(?:normal|rm|bf|it|sl|sf|tt|sc|up|md)?|[mh]box|emph|intertext)\s*"
    rf"\{{(?P<words>{_BRACED})\}}"
    r"|\\(?:label|color|textcolor|colorbox|href)\s*\{[^{}]*\}"
    r"|(?P<kept>\\.)"
    r"|%[^\n]*"
    r'|(?P<quote>")',
    re.DOTALL,
)
_STYLES = {"textbf": "#strong", "textit": "#emph", "textsl": "#emph", "emph": "#emph", "texttt": "#raw"}
_COMMANDS = re.compile(r"\\(?:text[a-z]*|emph)\s*(?=\{)|[{}]|\\([^A-Za-z])")
_UNNUMBERED = re.compile(r"\A#math\.equation\(block: true, numbering: none\)\[\s*(.*?)\s*\]\Z", re.DOTALL)
_LAST_LINE_END = re.compile(r"\s*(?<!\\)\\$")
_UNDERLINED = re.compile(r"#underline\[([^\[\]]*)\]")
_LITERAL = r'"(?:[^"\\]|\\.)*"'
_MATHEMATICS = re.compile(
    rf"(?:{_LITERAL}|\\.|#none\b|#[hv]\(-?[\d.]+(?:em|pt|mm|cm|fr)\)|\$\]|/(?![/*])"
    r"|#(?:hide|underline|box\(stroke: 0\.5pt, inset: 2pt, baseline: 20%\))\[\$"
    r'|[^"\\#$/])*',
    re.DOTALL,
)
_PLACES = re.compile(rf"{_LITERAL}|{_PLACE.pattern}", re.DOTALL)


def typst_math(latex: str) -> str:
    """The formula as mathematics of Typst; raises `ValueError` with the reason if it can be none."""
    import tylax

    if not latex:
        raise ValueError("the formula is empty")
    braces = _BRACE.findall(latex)
    if braces.count("{") != braces.count("}"):
        raise ValueError("a brace is missing")
    words: list[tuple[str, str]] = []
    latex = _without_words(_PLACE.sub("\ufffd", latex), words)
    # Written as a slash, the denominator would swallow what follows: \frac{1}{2}3 became one 23rd.
    math = tylax.latex_to_typst(latex, options=tylax.L2TOptions(frac_to_slash=False)).strip()
    math = _UNNUMBERED.sub(r"\1", math).removeprefix("$ ").removesuffix(" $")
    math = _UNDERLINED.sub(r"#underline[$\1$]", _LAST_LINE_END.sub("", math))
    if not _MATHEMATICS.fullmatch(math):
        raise ValueError("it holds a command that is not mathematics")
    if len(set(_PLACE.findall(math))) < len(words):
        raise ValueError("words of it would be lost")
    return _PLACES.sub(lambda found: _filled(found[0], words), math)


def _without_words(latex: str, words: list[tuple[str, str]]) -> str:
    """The formula with a place for each of its words, which join `words` with the functions that style them."""

    def placed(text: str, style: str) -> str:
        text = _COMMANDS.sub(lambda found: found[1] or "", re.sub(r"\s+", " ", text))
        words.append((text, style))
        return chr(_FIRST_PLACE + len(words) - 1)

    def replaced(found: re.Match[str]) -> str:
        if found["kept"]:
            return found["kept"]
        if found["quote"]:
            return placed('"', "")
        if found["command"] is None:
            return ""
        parts = re.split(r"(?<!\\)\$", found["words"])  # words, a formula in them, words …
        style = _STYLES.get(found["command"], "")
        written = [_without_words(part, words) if n % 2 else placed(part, style) for n, part in enumerate(parts)]
        return written[0] if len(parts) == 1 else f"{{{' '.join(written)}}}"

    return _PARTS.sub(replaced, latex)


def _filled(place: str, words: list[tuple[str, str]]) -> str:
    if len(place) > 1:  # a literal that tylax wrote: the name of an operator, the number of an equation
        return _PLACE.sub(lambda found: string(words[ord(found[0]) - _FIRST_PLACE][0])[1:-1], place)
    text, style = words[ord(place) - _FIRST_PLACE]
    return f"{style}({string(text)})" if style else string(text)


def displayed_apart(tokens: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tokens of Markdown with each display formula between two paragraphs; within emphasis, it stands in the line."""
    apart: list[dict[str, Any]] = []
    for token in tokens:
        if token["type"] == "paragraph":
            apart += _parted(token)
        elif isinstance(token.get("children"), list):
            apart.append({**token, "children": displayed_apart(token["children"])})
        else:
            apart.append(token)
    return apart


def _parted(paragraph: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for displayed, part in groupby(paragraph["children"], lambda child: child["type"] == "block_math"):
        if displayed:
            yield from part
            continue
        words = [_in_line(child) for child in part]
        if any(child["type"] != "softbreak" for child in words):
            yield {**paragraph, "children": words}


def _in_line(token: dict[str, Any]) -> dict[str, Any]:
    if token["type"] == "block_math":
        return {**token, "type": "inline_math"}
    return {**token, "children": list(map(_in_line, token["children"]))} if "children" in token else token

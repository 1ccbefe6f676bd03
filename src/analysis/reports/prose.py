"""Numbers typed by hand in the prose of a notebook: a number of a report comes from code, or nobody can trace it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

_NO_FIGURES = (
    r"\]\([^)]*\)|https?://\S+",  # links
    r"`[^`]*`",  # code
    r"\{[^\W\d]\w*(?::[^{}]*)?\}",  # numbers filled in by code
    r"\d+/(?:19|20)\d\d/[\w-]+",  # numbers of decrees and circulars
    r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4}|\d{1,2} tháng \d{1,2} năm \d{4}",  # dates
    r"\b(?:19|20)\d\d\b",  # years
    r"\b[A-Z]+-\d+\b",  # names such as SHA-256
    r"^\s*\d+\.\s",  # items of a numbered list
)
_NUMBER = re.compile(r"\S*\d\S*")
_TITLE_PAGE = ("title", "subtitle", "abstract")


def typed_numbers(text: str) -> list[str]:
    """The numbers in a sentence that are no years, dates, links, decrees or places for numbers from code."""
    for pattern in _NO_FIGURES:
        text = re.sub(pattern, " ", text, flags=re.MULTILINE)
    return _NUMBER.findall(text)


def prose(notebook: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """All sentences of a notebook, each with its place: Markdown, what code says in ``vi`` and ``en``, title page."""
    for number, cell in enumerate(notebook["cells"], 1):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield f"cell {number}", source
        elif cell["cell_type"] == "code":
            yield from ((f"cell {number}", text) for text in _said(source))
    report = notebook.get("metadata", {}).get("report", {})
    for name in _TITLE_PAGE:
        given = report.get(name, {})
        yield from (("title page", text) for text in (given.values() if isinstance(given, Mapping) else [given]))


def _said(source: str) -> Iterator[str]:
    """The texts that calls in a code cell are given as ``vi`` or ``en``; none where the code is no plain Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in ("vi", "en"):
            # Texts put together by + or f"…" count with all their parts.
            yield from (str(part.value) for part in ast.walk(node.value) if isinstance(part, ast.Constant))


def findings(notebook: Mapping[str, Any]) -> list[str]:
    """A sentence for each number that was typed by hand, with its place and the way out."""
    return [
        f'{where}: the number {number!r} is typed by hand; let code print it: say(lang, n=…, vi="… {{n}} …", en=…)'
        for where, text in prose(notebook)
        for number in typed_numbers(text)
    ]

"""HTML of notebook outputs as Typst: what a reader sees of it, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from analysis.reports.export.drawings import as_images
from analysis.reports.export.literals import string, wrapping_string

Picture = Callable[[str, str], str]
"""Turns the address and the text alternative of an image into a Typst expression."""

ADDRESS = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
"""How an address begins that a report may lead to: nothing that runs, or opens a file of the reader."""

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody tfoot thead tr ul"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
_UNSEEN_NAMES = "button canvas head input noscript option script select style template textarea title"
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_FOREIGN = frozenset(["audio", "embed", "iframe", "object", "video"])
_STYLES = {
    "b": "strong", "strong": "strong", "i": "emph", "em": "emph", "var": "emph", "cite": "emph", "sup": "super",
    "sub": "sub", "s": "strike", "del": "strike", "u": "underline", "ins": "underline",
}  # fmt: skip
_MONOSPACED = frozenset({"code", "kbd", "samp", "tt"})
TAGS = sorted(
    BLOCKS | _UNSEEN | _FOREIGN | _STYLES.keys() | _MONOSPACED | {"a", "abbr", "br", "img", "q", "small", "span"}
)
"""The names of elements, by which a tag is told from other words in angle brackets."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_SPACE = re.compile(r"[ \t\r\n\f]+")  # what HTML takes as one space; a no-break space is none
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")  # in HTML


def parsed(html: str) -> Any:
    """The body of an HTML text; drawings (svg) become images, scripts go."""
    from lxml.html import HTMLParser, document_fromstring

    html = as_images(_IMPOSSIBLE.sub("\ufffd", html), lambda address, alt: f'<img src="{address}" alt="{escape(alt)}">')
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    return document_fromstring(f"<html><body>{html}</body></html>".encode(), parser=parser).find("body")


def is_seen(element: Any) -> bool:
    """Whether a reader would see anything of the element."""
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
    return element.tag not in _UNSEEN and not hidden


def plain(element: Any) -> str:
    """The words of an element, with a line break where the page has one."""
    text = "".join(_words(element))
    return "\n".join(filter(None, (_SPACE.sub(" ", line).strip(" ") for line in text.split("\n"))))


def _words(element: Any) -> Iterator[str]:
    yield (element.text or "").replace("\n", " ")
    for child in element:
        if is_seen(child):
            yield child.get("alt") or "picture" if child.tag == "img" else ""
            yield "\n" if child.tag == "br" or child.tag in BLOCKS else " " if child.tag in {"td", "th"} else ""
            yield from _words(child)
        yield (child.tail or "").replace("\n", " ")


def inline(element: Any, picture: Picture) -> str:
    """The content of an element as one Typst expression."""
    return joined(pieces(element, picture))


def joined(parts: list[str]) -> str:
    """Typst expressions as one; no space at the beginning of a line, no empty line at either end."""
    lines: list[str] = []
    for part in parts:
        at_start = not lines or lines[-1] == "linebreak()"
        part = '"' + part[2:] if at_start and part.startswith('" ') else part
        if part != '""' and not (part == "linebreak()" and at_start):
            lines.append(part)
    while lines and lines[-1] == "linebreak()":
        lines.pop()
    return "{" + "; ".join(lines) + "}" if lines else '""'


def spoken(element: Any, body: str) -> str:
    """The body in the language that the element, or an element around it, names."""
    while element is not None and not element.get("lang"):
        element = element.getparent()
    lang = re.match("[A-Za-z]{2,3}\\b", element.get("lang")) if element is not None else None
    return f"text(lang: {string(lang[0].lower())}, {body})" if lang else body


def inner_html(element: Any) -> str:
    """The content of an element as HTML."""
    from lxml.html import tostring

    return escape(element.text or "") + "".join(tostring(child, encoding="unicode") for child in element)


def pieces(element: Any, picture: Picture) -> list[str]:
    """The parts of an element's content: texts, styled texts, line breaks, pictures."""
    parts = words(element.text)
    for child in element:
        if is_seen(child):
            parts += [spoken(child, joined(piece(child, picture)))] if child.get("lang") else piece(child, picture)
        parts += words(child.tail)
    return parts


def words(text: str | None) -> list[str]:
    """A text of HTML, in which any white space is one space."""
    return [wrapping_string(_SPACE.sub(" ", text))] if text else []


def piece(element: Any, picture: Picture) -> list[str]:
    """One element inside a paragraph or a cell."""
    name = element.tag
    if name == "br":
        return ["linebreak()"]
    if name in _FOREIGN or name == "img":
        return [f"box({image(element, picture)})"]
    if name in _MONOSPACED:
        return [f"raw({wrapping_string(plain(element))})"]
    inside = pieces(element, picture)
    function = "super" if "gt_footnote_marks" in (element.get("class") or "") else _STYLES.get(name)
    address = element.get("href") or ""
    if function and inside:
        return [f"{function}({joined(inside)})"]
    if name == "a" and inside and ADDRESS.match(address):
        return [f"link({string(address)}, {joined(inside)})"]
    if name in BLOCKS:
        return ["linebreak()", *inside, "linebreak()"]
    return ['" "', *inside] if name in {"td", "th"} else inside


def image(element: Any, picture: Picture) -> str:
    """An image; films, frames and the like are given to `picture`, too, which says that they cannot be shown."""
    source = element if element.get("src") or element.get("data") else next(element.iter("source"), element)
    address = source.get("src") or source.get("data") or f"<{element.tag}>"
    return picture(address, element.get("alt") or element.get("title") or "")

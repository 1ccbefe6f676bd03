"""HTML and CSS of a notebook as a page may hold them: nothing that runs, sends, loads or leaves its own place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape, unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

PICTURE_DATA = re.compile(r"data:image/[\w+.-]+;base64,[\w+/=\s]*")
"""The only address of a picture that a page may hold: the picture itself."""

_TAGS = """
    a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure
    h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup
    table tbody td tfoot th thead time tr u ul var wbr
    math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt
    mstyle msub msubsup msup mtable mtd mtext mtr munder munderover
"""
_ATTRIBUTES = """
    abbr accent align alt aria-describedby aria-hidden aria-label aria-labelledby class colspan columnalign datetime dir
    display displaystyle form headers height href id lang linethickness mathvariant name open reversed role rowspan
    scope span src start stretchy style tabindex title valign value width xmlns
"""
_ALLOWED = frozenset(_ATTRIBUTES.split())
_UNSEEN = "script style noscript template head title meta link base"
_ONLY_LIVE = "svg iframe object embed video audio canvas form input button select textarea"
# What CSS may say: nothing that takes a box out of its place, or lets it cover that of another.
_PROPERTY_NAMES = """
    background background-color background-image background-position background-repeat background-size border
    border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse border-color border-left
    border-left-color border-left-style border-left-width border-radius border-right border-right-color
    border-right-style border-right-width border-spacing border-style border-top border-top-color border-top-style
    border-top-width border-width caption-side color display empty-cells font font-family font-feature-settings
    font-size font-stretch font-style font-variant font-variant-numeric font-weight list-style-type margin
    margin-bottom margin-left margin-right margin-top max-width min-height min-width overflow-wrap padding
    padding-bottom padding-left padding-right padding-top table-layout text-align text-decoration
    text-decoration-color text-decoration-line text-decoration-style text-indent text-transform vertical-align
    visibility white-space width word-break
"""
_DRAWN_PROPERTY_NAMES = """
    alignment-baseline baseline-shift clip-path clip-rule color-interpolation-filters dominant-baseline fill
    fill-opacity fill-rule filter flood-color flood-opacity image-rendering letter-spacing marker marker-end marker-mid
    marker-start mask opacity paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
    text-rendering vector-effect word-spacing
"""
_FUNCTION_NAMES = """
    rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix linear-gradient radial-gradient conic-gradient
    repeating-linear-gradient repeating-radial-gradient
"""
_PROPERTIES = frozenset(_PROPERTY_NAMES.split())
_DRAWN_PROPERTIES = frozenset(_DRAWN_PROPERTY_NAMES.split())
_FUNCTIONS = frozenset(_FUNCTION_NAMES.split())
_OUT_OF_PLACE = {"skip", "unseen"}  # classes of the page that leave the flow
# Text in which no tag can begin, as it is written here and stays; of spaces alone, one would be left.
_LETTERS = "[^<>&\"'\x00-\x1f\x7f-\x9f\ud800-\udfff]*"
_WORDS_ALONE = re.compile(f"(?! +\\Z){_LETTERS}(?:&(?:amp|lt|gt|quot|#x27);{_LETTERS})*")
_NUMBERS = {"number", "dimension", "percentage"}
_WORDS = {*_NUMBERS, "ident", "string", "hash", "literal", "whitespace"}
# A selector that can only match below its scope: it begins with no combinator and holds no `&`, `:not()` or `:has()`.
# No possessive quantifier: those of Python before 3.11.5 give back what they took.
_STATE = "(?:hover|link|visited|empty|(?:first|last|only)-(?:child|of-type)|nth-[a-z-]+\\((?:odd|even|[-+ 0-9n]+)\\))"
_SIMPLE = rf'(?:[.#][-\w]+|:{_STATE}|\[[-\w]+(?:[~|^$*]?=(?:[-\w]+|"[^"\\<]*"))?\])'
_COMPOUND = rf"(?:(?:\*|[-\w]+){_SIMPLE}*|{_SIMPLE}+)"
_CHAIN = rf"{_COMPOUND}(?:(?:\s*[>+~]\s*|\s+){_COMPOUND})*"
_SELECTOR = re.compile(rf"{_CHAIN}(?:\s*,\s*{_CHAIN})*")


@dataclass(frozen=True)
class Styles:
    """The policy for CSS, of a drawing (`drawn`) or of HTML; bleach asks it about `style` attributes."""

    drawn: bool = False

    def sanitize_css(self, style: str) -> str:
        """Declarations that load nothing and stay in their place in the flow of the page."""
        return _harmless(style, _PROPERTIES | _DRAWN_PROPERTIES if self.drawn else _PROPERTIES)

    def scoped(self, css: str, scope: str) -> str:
        """The rules of a style sheet, for what is below the selector `scope` only."""
        from tinycss2.parser import parse_stylesheet
        from tinycss2.serializer import serialize

        rules = ""
        for rule in parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule" and _SELECTOR.fullmatch(selector := serialize(rule.prelude).strip()):
                rules += f"{selector} {{{self.sanitize_css(serialize(rule.content))}}}\n"
        return f"{scope} {{\n{rules}}}" if rules else ""


@lru_cache(maxsize=1024)  # the marks of a drawing share a few styles
def _harmless(style: str, properties: frozenset[str]) -> str:
    from tinycss2.parser import parse_blocks_contents

    kept = [
        one
        for one in parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
        if one.type == "declaration" and one.lower_name in properties and _stays(one)
    ]
    return "; ".join(one.serialize() for one in kept).replace("<", r"\3c ")


def _stays(declaration: Any) -> bool:
    """Whether a declaration loads nothing and pulls nothing over its neighbours."""
    negative = any(token.type in _NUMBERS and token.value < 0 for token in declaration.value)
    return all(map(_is_plain, declaration.value)) and (declaration.lower_name in _DRAWN_PROPERTIES or not negative)


def _is_plain(token: Any) -> bool:
    """Whether a part of a value computes nothing and names no resource but a part of the same picture (`url(#x)`)."""
    if token.type == "url":
        return bool(token.value.startswith("#"))
    if token.type != "function":
        return token.type in _WORDS
    if token.lower_name == "url":
        return bool(token.arguments) and token.arguments[0].type == "string" and token.arguments[0].value[:1] == "#"
    return token.lower_name in _FUNCTIONS and all(map(_is_plain, token.arguments))


def clean(
    html: str,
    takes_id: Callable[[str], bool],
    picture: Callable[[str, str], str],
    box: Callable[[str], str],
    label: str,
) -> str:
    """HTML without anything that runs or loads, each id once, its tables in frames that scroll.

    `takes_id` says whether an element gets an id, `picture` turns address and text alternative of an image into HTML,
    `box` the name of what only a live page can show; `label` names the frames of tables, which get none without it.
    """
    if _WORDS_ALONE.fullmatch(html):
        return html

    import bleach
    from bs4 import BeautifulSoup
    from bs4.formatter import HTMLFormatter

    soup = BeautifulSoup(html, "html.parser")
    for unseen in soup.find_all(_UNSEEN.split()):
        unseen.decompose()
    for live in soup.find_all(_ONLY_LIVE.split()):
        if not live.decomposed:
            live.replace_with(BeautifulSoup(box(live.name), "html.parser"))
    for image in soup.find_all("img"):
        address, alt = str(image.get("src", "")), image.get("alt")
        if alt is None or address.startswith("data:image/svg") or not PICTURE_DATA.fullmatch(address):
            shown = picture(address, str(alt or ""))
            image.replace_with(BeautifulSoup(shown, "html.parser"))
    _frame_tables(soup, label)

    protocols = {"http", "https", "mailto", "ftp", "data"}
    return str(
        bleach.clean(
            soup.decode(formatter=HTMLFormatter(escape)),  # bleach escapes twice what stands in single quotes
            frozenset(_TAGS.split()),
            partial(_kept, takes_id),
            protocols=protocols,
            strip=True,
            css_sanitizer=Styles(),
        )
    )


def _kept(takes_id: Callable[[str], bool], tag: str, name: str, value: str) -> bool:
    """Whether an element keeps an attribute."""
    if name == "id":
        return takes_id(unescape(value))
    if name == "src":
        return tag == "img" and bool(PICTURE_DATA.fullmatch(value))
    if name == "href":
        return tag == "a" and not re.sub(r"[\x00-\x20]", "", value).lower().startswith("data:")
    if name == "class":
        return not _OUT_OF_PLACE.intersection(value.split())
    return name in _ALLOWED and not (name == "align" and tag in {"img", "table"})  # those would float


def css_string(text: str) -> str:
    """A text as a string of CSS inside a `<style>` of HTML."""
    from tinycss2.serializer import serialize_string_value

    written = serialize_string_value(text).replace("<", r"\3c ")
    return f'"{written}"'


class Ids(set[str]):
    """The ids of a page in use; those of the page itself have a prefix that no place of the notebook has."""

    def __init__(self, taken: Collection[str] = (), places: Collection[str] = ()) -> None:
        super().__init__(taken)
        self.places = frozenset(places)
        self.prefix = "page-"
        while any(name.startswith(self.prefix) for name in places):
            self.prefix += "-"

    def own(self, stem: str) -> str:
        """A new id of the page itself."""
        return fresh(f"{self.prefix}{stem}", self)

    def take(self, name: str, *, foreign: bool) -> bool:
        """Whether an element gets an id, which then is in use; one of an output (`foreign`) leaves places alone."""
        free = name not in self and not (foreign and (name in self.places or name.startswith(self.prefix)))
        if free:
            self.add(name)
        return free


def fresh(stem: str, ids: set[str]) -> str:
    """An id that begins with the stem and is not yet in use; now it is."""
    name, number = stem, 1
    while name in ids:
        number += 1
        name = f"{stem}-{number}"
    ids.add(name)
    return name


def _frame_tables(soup: BeautifulSoup, label: str) -> None:
    for table in soup.find_all("table"):
        for heading in table.find_all("th"):
            if not heading.get("scope"):
                heading["scope"] = "col" if heading.find_parent("thead") else "row"
        if label and table.find_parent("table") is None:
            about = {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": label}
            table.wrap(soup.new_tag("div", attrs=about))

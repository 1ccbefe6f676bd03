"""HTML and CSS of a notebook as a page may hold them: nothing that runs, sends, loads or leaves its own place."""

from __future__ import annotations

import re
from collections.abc import Callable
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
_UNSEEN = ("script", "style", "noscript", "template", "head", "title", "meta", "link", "base")
_ONLY_LIVE = ("iframe", "object", "embed", "video", "audio", "canvas", "form", "input", "button", "select", "textarea")
_FORBIDDEN_STYLES = {"position", "behavior", "-moz-binding"}


class Styles:
    """The policy for CSS; bleach asks it about `style` attributes."""

    def sanitize_css(self, style: str) -> str:
        """Declarations that load nothing and stay in the flow of the page."""
        from tinycss2.parser import parse_blocks_contents

        kept = [
            one
            for one in parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
            if one.type == "declaration" and one.lower_name not in _FORBIDDEN_STYLES and not _loads(one.value)
        ]
        return "; ".join(one.serialize() for one in kept).replace("<", r"\3c ")

    def scoped(self, css: str, scope: str) -> str:
        """The rules of a style sheet, for what is below the selector `scope` only."""
        from tinycss2.parser import parse_stylesheet
        from tinycss2.serializer import serialize

        rules = ""
        for rule in parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
            # A brace too many would end the scope before its time.
            if rule.type == "qualified-rule" and not any(token.type == "error" for token in rule.prelude):
                selector = serialize(rule.prelude).strip().replace("<", r"\3c ")
                rules += f"{selector} {{{self.sanitize_css(serialize(rule.content))}}}\n"
        return f"{scope} {{\n{rules}}}" if rules else ""


def _loads(tokens: list[Any]) -> bool:
    """Whether a value names a resource; a part of the same picture (`url(#clip)`) is none."""
    for token in tokens:
        if token.type == "url" and not token.value.startswith("#"):
            return True
        inside = getattr(token, "arguments", None) or getattr(token, "content", None) or []
        named = getattr(token, "lower_name", "")
        local = bool(inside) and inside[0].type == "string" and inside[0].value.startswith("#")
        if (named in {"url", "src"} and not local) or named.endswith("image-set") or named == "expression":
            return True
        if _loads(inside):
            return True
    return False


def clean(html: str, ids: set[str], picture: Callable[[str, str], str], box: Callable[[str], str], label: str) -> str:
    """HTML without anything that runs or loads, each id once, its tables in frames that scroll.

    `ids` are those in use and grow. `picture` turns address and text alternative of an image into HTML, `box` the name
    of what only a live page can show; `label` names the frames of tables, which get none without it.
    """
    import bleach
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    for unseen in soup.find_all(_UNSEEN):
        unseen.decompose()
    for live in soup.find_all(_ONLY_LIVE):
        if not live.decomposed:
            live.replace_with(BeautifulSoup(box(live.name), "html.parser"))
    for image in soup.find_all("img"):
        if not PICTURE_DATA.fullmatch(str(image.get("src", ""))) or image.get("alt") is None:
            shown = picture(str(image.get("src", "")), str(image.get("alt", "")))
            image.replace_with(BeautifulSoup(shown, "html.parser"))
    _frame_tables(soup, label)

    allowed = frozenset(_ATTRIBUTES.split())

    def kept(tag: str, name: str, value: str) -> bool:
        if name == "id":
            fresh = value not in ids
            ids.add(value)
            return fresh
        if name == "src":
            return tag == "img" and bool(PICTURE_DATA.fullmatch(value))
        if name == "href":
            return tag == "a" and not re.sub(r"[\x00-\x20]", "", value).lower().startswith("data:")
        return name in allowed

    protocols = {"http", "https", "mailto", "ftp", "data"}
    return str(
        bleach.clean(str(soup), frozenset(_TAGS.split()), kept, protocols=protocols, strip=True, css_sanitizer=Styles())
    )


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

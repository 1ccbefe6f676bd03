"""SVG pictures as parts of a page: found, copied and read aloud as text, and safe among the others."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING

from analysis.reports.export.safety import PICTURE_DATA, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_DRAWN = """
    svg g defs path rect circle ellipse line polyline polygon text tspan textPath title desc use symbol clipPath mask
    pattern linearGradient radialGradient stop marker image switch style filter feBlend feColorMatrix
    feComponentTransfer feComposite feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feOffset
"""
_SVG = "{http://www.w3.org/2000/svg}"
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")
_UNSEEN = re.compile(r"<script\b.*?</script\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_EDGE = re.compile(r"<(/?)svg\b[^>]*?(/?)>", re.IGNORECASE)
_TITLE = re.compile(r"<svg\b[^>]*\saria-label=[\"']([^\"'<>]+)|<title[^>]*>([^<>]+)</title>", re.IGNORECASE)
_HTML_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[a-z]+\d*;", re.IGNORECASE)
_SPACES = {"xmlns=": "http://www.w3.org/2000/svg", "xmlns:xlink=": "http://www.w3.org/1999/xlink"}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|in|cm|mm)?\s*")
_PIXELS = {"px": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}


def as_images(html: str, picture: Callable[[str, str], str]) -> str:
    """HTML in which what `picture` makes of address and title stands for each drawing (`svg`); scripts go."""
    html = _UNSEEN.sub("", html)
    written, begin, end, depth = "", 0, 0, 0
    for tag in _EDGE.finditer(html):
        if not depth:
            begin = tag.start()
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth == 0:
            written, end = written + html[end:begin] + _as_image(html[begin : tag.end()], picture), tag.end()
        depth = max(depth, 0)
    return written + html[end:]


def _as_image(svg: str, picture: Callable[[str, str], str]) -> str:
    for name, space in _SPACES.items():
        if name not in svg and (name == "xmlns=" or "xlink:" in svg):
            svg = re.sub("<svg", f'<svg {name}"{space}"', svg, count=1, flags=re.IGNORECASE)
    svg = _HTML_ENTITY.sub(lambda found: unescape(found[0]), svg)
    title = _TITLE.search(svg)
    words = unescape(title[1] or title[2]) if title else ""
    return picture(f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}", words)


def drawing(content: bytes, alt: str, prefix: str) -> str | None:
    """An SVG picture for a place inside HTML, its ids and styles its own; None if it can only be shown as an image.

    ValueError if it is no SVG, or shows what lies outside of it.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    if root.tag != f"{_SVG}svg":
        raise ValueError("it is no SVG")
    used = _references(root)
    drawn = _DRAWN.split()
    for element in list(root.iter(etree.Element)):
        name = str(element.tag)
        if not name.startswith(_SVG) or name in {f"{_SVG}script", f"{_SVG}metadata"}:
            element.getparent().remove(element)
        elif element.prefix or name.removeprefix(_SVG) not in drawn:  # HTML knows no prefixes
            return None
    root.attrib.pop("class", None)  # the page has classes, too, and nothing of the drawing is above its root
    _own(root, prefix, used)
    width, height = (_pixels(root.attrib.pop(name, "")) for name in ("width", "height"))
    if width and height and "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    if width:
        style = root.attrib.pop("style", "")
        root.set("style", f"{style + '; ' if style else ''}--natural: {width:g}px")
    root.attrib.update({"id": prefix, "role": "img", "aria-label": alt})
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode", with_tail=False))


def _pixels(length: str) -> float:
    """A length of SVG in pixels; 0 for one that hangs on its place."""
    found = _LENGTH.fullmatch(length)
    return round(float(found[1]) * _PIXELS[found[2] or "px"], 2) if found else 0


def _own(root: _Element, prefix: str, used: set[str]) -> None:
    """Make all that an SVG names its own: used ids get a prefix, styles a scope, and no attribute runs or loads."""
    policy = Styles(drawn=True)
    for element in root.iter(f"{_SVG}*"):
        if element.tag == f"{_SVG}style":
            element.text = _REFERENCE.sub(rf"url(#{prefix}-\1)", policy.scoped(element.text or "", f"#{prefix}"))
        for name, value in list(element.attrib.items()):
            del element.attrib[name]
            plain = re.sub(r"^\{.*\}", "", name).lower()
            if plain == "id":
                kept = f"{prefix}-{value}" if value in used else ""
            elif plain == "href":
                inside = f"#{prefix}-{value[1:]}" if value.startswith("#") else ""
                kept = value if PICTURE_DATA.fullmatch(value) else inside
            elif plain.startswith(("on", "aria-")) or plain in {"base", "src", "role"}:
                kept = ""
            else:
                value = policy.sanitize_css(value) if plain == "style" else value
                kept = _REFERENCE.sub(rf"url(#{prefix}-\1)", value)
                kept = "" if "url(" in kept.replace(f"url(#{prefix}-", "") else kept
            if kept:
                element.set("href" if plain == "href" else name, kept)


def _references(root: _Element) -> set[str]:
    """The ids that a drawing refers to; ValueError if a part of it lies outside of it."""
    used: set[str] = set()
    for element in root.iter(f"{_SVG}*"):
        for name, value in element.attrib.items():
            if name.endswith("href"):
                address = value.strip()
                if address.startswith("#"):
                    used.add(address[1:])
                elif address and element.tag != f"{_SVG}a" and not PICTURE_DATA.fullmatch(address):
                    raise ValueError("a part of the drawing lies outside of it, and a page loads nothing")
            used.update(_REFERENCE.findall(value))
        if element.tag == f"{_SVG}style":
            used.update(_REFERENCE.findall(element.text or ""))
    return used

"""Where the article of a web page stands: what sites mark as something else is taken out, the rest is weighed.

Sites of Vietnamese papers and offices seldom use the element <article>. Without it trafilatura collects paragraphs from
the whole page and was seen to lose some; so the container that holds the paragraphs is given that name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

_ASIDE = re.compile(
    r"lien-?quan|tin-?khac|tin-?moi|doc-?them|xem-?them|cung-?chuyen-?muc|luot-?(?:xem|truy)|truy-?cap|quang-?cao"
    r"|binh-?luan|\brelated|breadcrumb|view-?count|\bshare\b|\bsocial|advert|\bbanner",
    re.I,
)
"""Classes and ids that Vietnamese sites give to what is not the article."""
_OTHER_ARTICLES = re.compile(
    r"(?:các )?(?:tin|bài)(?: viết)? (?:liên quan|cùng chuyên mục|khác|mới(?: nhất)?|đã đưa|nổi bật)|xem thêm|đọc thêm"
    r"|tin cùng loại|có thể bạn quan tâm",
    re.I,
)
_LINKED, _HEADING, _LEVELS = 0.8, 60, 4
_MOST = 0.5
"""Share of the paragraphs that an article holds, in letters."""
_WHOLE = frozenset({"html", "body", "main", "article"})


def prune(tree: Any) -> None:
    """Takes out, in place, what sites mark as no part of the article, and lists of links under such a heading."""
    doomed = {element: True for element in tree.iter() if isinstance(element.tag, str) and _is_aside(element)}
    for heading in tree.iter("h2", "h3", "h4", "h5", "h6", "p", "div", "strong", "b", "span"):
        words = " ".join((heading.text_content() if len(heading) < 4 else "").split()).rstrip(": ")
        if heading not in doomed and len(words) <= _HEADING and _OTHER_ARTICLES.fullmatch(words):
            doomed.update(dict.fromkeys([heading, *_linked_after(heading)], True))
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()


def _is_aside(element: Any) -> bool:
    """Whether the names of an element say so, unless it holds most of the page or is a piece of running text."""
    if element.tag in _WHOLE or not _ASIDE.search(f"{element.get('class', '')} {element.get('id', '')}"):
        return False
    return next(element.iter("h1"), None) is None


def _linked_after(heading: Any) -> Iterator[Any]:
    """The siblings that follow and consist of links, up to the first that does not."""
    for sibling in heading.itersiblings():
        words, linked = _letters(sibling)
        if words and linked < _LINKED * words:
            return
        yield sibling


def _letters(element: Any) -> tuple[int, int]:
    """Letters within an element, and those of them in links."""
    if not isinstance(element.tag, str):
        return 0, 0
    linked = sum(len("".join(link.text_content().split())) for link in element.iter("a"))
    return len("".join(element.text_content().split())), linked


def mark_article(tree: Any) -> list[str]:
    """Names, in place, the container that holds most of the paragraphs an <article>; returns its paragraphs."""
    weights: Counter[Any] = Counter()
    for paragraph in tree.iter("p"):
        words, linked = _letters(paragraph)
        if paragraph.getparent() is not None and words > 2 * linked:
            weights[paragraph.getparent()] += words
    if not weights:
        return []
    best = max(weights, key=lambda element: weights[element])
    if not any(one.tag == "article" for one in (best, *best.iterancestors())):
        best = _with_headline(best)
        if best.tag not in _WHOLE:
            best.tag = "article"
    if weights[best] < _MOST * weights.total():
        return []
    return [" ".join(paragraph.text_content().split()) for paragraph in best.iterchildren("p")]


def _with_headline(container: Any) -> Any:
    """The nearest ancestor that holds a headline too, for the lead often stands beside it; else the container."""
    above = [container, *container.iterancestors()][:_LEVELS]
    return next((one for one in above if next(one.iter("h1"), None) is not None and one.tag not in _WHOLE), container)

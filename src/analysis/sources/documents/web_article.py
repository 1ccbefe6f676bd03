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


def captions_of(tree: Any) -> list[str]:
    """The captions of pictures within the article, or in the whole page where nothing is named so."""
    articles = [*tree.iter("article")] or [tree]
    found = [" ".join(caption.text_content().split()) for one in articles for caption in one.iter("figcaption")]
    return list(dict.fromkeys(filter(None, found)))


_MOST_SPANNED = 50
"""Columns or rows that one cell is believed to span."""


def even_tables(tree: Any) -> None:
    """Gives each row of a table, in place, a cell for each column: an empty one where another cell spans it."""
    for table in tree.iter("table"):
        if next(table.iterdescendants("table"), None) is None:
            open_below: dict[int, int] = {}
            for row in table.iter("tr"):
                open_below = _even_row(row, open_below)


def _even_row(row: Any, spanned: dict[int, int]) -> dict[int, int]:
    """Fills a row; ``spanned`` and the result: for how many more rows a cell above covers a column."""
    column, below = 0, {place: count - 1 for place, count in spanned.items() if count > 1}
    for cell in [cell for cell in row if cell.tag in ("td", "th")]:
        while column in spanned:
            cell.addprevious(cell.makeelement(cell.tag))
            column += 1
        wide, high = (_spans(cell, name) for name in ("colspan", "rowspan"))
        for place in range(column, column + wide):
            if high > 1:
                below[place] = high - 1
            if place > column:
                cell.addnext(cell.makeelement(cell.tag))
        column += wide
    for _ in range(sum(1 for place in spanned if place >= column)):
        row.append(row.makeelement("td"))
    return below


def _spans(cell: Any, name: str) -> int:
    """How many columns or rows a cell covers; its attribute is taken away."""
    written = cell.attrib.pop(name, "1").strip()
    return min(int(written), _MOST_SPANNED) if re.fullmatch(r"[1-9]\d?", written, re.ASCII) else 1

"""Web pages: the article, without menus, advertisements, counters and lists of other articles."""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from analysis.sources.documents.document import Document
from analysis.sources.documents.plain import refusal_of
from analysis.sources.documents.refusal import DocumentError, Doubt
from analysis.sources.documents.table_rows import cells_of
from analysis.sources.documents.web_article import captions_of, even_tables, mark_article, prune

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
MOST_ELEMENTS = 30_000
"""Tags of a page; the search for the article takes time with the square of the number of links."""
_HEAD = 8192
_WESTERN = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""What browsers read under these names (WHATWG Encoding)."""
_OLD = {
    "x-viet-tcvn": "TCVN3 (ABC)",
    "tcvn": "TCVN3 (ABC)",
    "viscii": "VISCII",
    "x-viet-vps": "VPS",
    "x-viet-vni": "VNI",
}

_UNPRINTED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));",
    re.I,
)
"""Control characters, also as references: no document in XML may hold them."""
_COUNTER = re.compile(
    r"(?:số |tổng số )?(?:lượt|lần) (?:xem|truy cập|đọc|người xem)(?: bài viết)?\s*:?\s*[\d.,]*"
    r"|(?:đã|đang) truy cập\s*:\s*[\d.,]+|đang (?:online|trực tuyến)\s*:\s*[\d.,]+|views?\s*:\s*[\d.,]+"
    r"|[\d.,]+ (?:lượt xem|views?)|(?:in trang|gửi email|chia sẻ|cỡ chữ|về trang trước|tweet|like)\W*",
    re.I,
)
"""Lines that a page prints about itself: visits, buttons."""
_FOOTER = re.compile(
    r"(?:©|copyright\b|bản quyền (?:©|thuộc|của|\d)|giấy phép (?:số|hoạt động|thiết lập|xuất bản)\b|ghi rõ nguồn\b"
    r"|chịu trách nhiệm (?:nội dung|xuất bản|chính)\b|(?:cơ quan chủ quản|tổng biên tập|điện thoại|địa chỉ)\s*:"
    r"|(?:đang online|tổng truy cập|số người truy cập)[:\s]*\d).*",
    re.I,
)
"""Lines that stand at the foot of every page of a site."""
_SENTENCE, _SEARCHED = 40, 50
"""Letters of a paragraph that is missed when it is not there, and how many are searched for within other lines."""
_DIGIT = re.compile(r"\d")
_RULE = re.compile(r"\|?(?:\s*:?-{3,}:?\s*\|)+\s*:?-*:?\s*")
_DATED = re.compile(
    r"article:published_time|(?:dc|dcterms)\.(?:date(?:\.issued)?|issued|created)|date(?:published)?|pub-?date|publish-?date",
    re.I,
)
"""Names under which pages declare when they were published."""
_DATED_IN_SCRIPT = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)')
_LATEST = "2199-12-31"
"""A limit that the library asks for; left out, it would be the day of reading."""


def read_page(content: bytes) -> Document:
    """The article of a web page and what the page declares about it. DocumentError where there is none."""
    from lxml import etree, html
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Extracted

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(_UNPRINTED.sub("", _decoded(content)).encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError("no-article") from error
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise DocumentError("too-long", found=f"> {MOST_ELEMENTS} thẻ/tags", limit=str(MOST_ELEMENTS))
    published = _published(tree)
    search = {"extensive_search": False, "max_date": _LATEST}
    with _silence():
        try:
            prune(tree)
            even_tables(tree)
            paragraphs = mark_article(tree)
            captions = captions_of(tree)
            found = bare_extraction(
                tree, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=search
            )
        except (etree.LxmlError, ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
            raise DocumentError("no-article") from error
    text = "\n".join(_lines(found.text or "")) if isinstance(found, Extracted) else ""
    if not isinstance(found, Extracted) or not text:
        raise DocumentError("no-article")
    title = _tidy(found.title)
    if title and title not in text[: 3 * len(title)]:
        text = f"{title}\n{text}"
    return Document(
        "html", text.encode("utf-8", "replace"), title=title, author=_tidy(found.author),
        publisher=_tidy(found.sitename), url=found.url or "", published=published,
        doubts=(*_lost(paragraphs, text), *_without_captions(captions, text)),
    )  # fmt: skip


def _decoded(content: bytes) -> str:
    """The page in the encoding that it declares, as browsers read it. DocumentError where its bytes are others."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    declared = _CHARSET.search(content[:_HEAD]) or _XML_ENCODING.search(content[:_HEAD])
    name = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    if name in _OLD:
        raise DocumentError("old-encoding", encoding=_OLD[name], line="1", sample=f"charset={name}", meant=_OLD[name])
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = "utf-8"
    if codec.startswith(("utf-16", "utf-32", "utf-7")) or codec not in _text_codecs():
        codec = "utf-8"  # a page that could be searched for its declaration is in none of these
    return _strictly(content, _WESTERN.get(codec, codec))


def _text_codecs() -> frozenset[str]:
    """Encodings that pages of Vietnam may declare; others are read as UTF-8 and refused when they are not."""
    return frozenset({"utf-8", "iso8859-1", "ascii", "cp1252", "cp1258"})


def _strictly(content: bytes, codec: str) -> str:
    try:
        return unicodedata.normalize("NFC", content.decode(codec))
    except UnicodeDecodeError as error:
        raise refusal_of(content, error.start) from error


def _lost(paragraphs: list[str], text: str) -> tuple[Doubt, ...]:
    """A doubt when paragraphs of the article are not in the text that was taken from the page."""
    flat, lines = " ".join(text.split()), set(text.split("\n"))
    absent = [words for words in paragraphs if len(words) >= _SENTENCE and _is_kept(words) and words not in lines]
    lost = [words for words in absent[:_SEARCHED] if words not in flat] + absent[_SEARCHED:]
    return (Doubt("paragraphs-lost", (("count", str(len(lost))), ("sample", lost[0][:_SENTENCE]))),) if lost else ()


def _without_captions(captions: list[str], text: str) -> tuple[Doubt, ...]:
    """A doubt when captions with digits are not in the text: they may state figures."""
    flat = " ".join(text.split())
    absent = [words for words in captions if _DIGIT.search(words) and words not in flat]
    details = (("count", str(len(absent))), ("sample", absent[0][:_SENTENCE])) if absent else ()
    return (Doubt("captions-left-out", details),) if absent else ()


def _lines(text: str) -> Iterator[str]:
    """Paragraphs and table rows; no counters, no rules under table heads."""
    for line in text.split("\n"):
        bare = " ".join(line.split(" ")).strip()
        if bare.startswith("|"):
            inner = bare.removeprefix("|").removesuffix("|")
            bare = "" if _RULE.fullmatch(bare) or not inner.strip("| ") else cells_of(inner.split("|"))
        if bare and _is_kept(bare):
            yield bare


def _is_kept(line: str) -> bool:
    return not _COUNTER.fullmatch(line) and not _FOOTER.fullmatch(line)


def _tidy(words: str | None) -> str:
    return unicodedata.normalize("NFC", " ".join((words or "").split()))


def _published(tree: Any) -> date | None:
    """The day that a page declares in its markup. What it prints may be the day of the visit, and is no evidence."""
    declared = [
        element.get("content") or element.get("datetime") or ""
        for element in tree.iter("meta", "time")
        if any(_DATED.fullmatch(element.get(name, "")) for name in ("property", "name", "itemprop", "pubdate"))
        or (element.tag == "time" and "pubdate" in element.attrib)
    ]
    for script in tree.iter("script"):
        declared += _DATED_IN_SCRIPT.findall(script.text or "")[:1]
    return next((day for written in declared if (day := _day(written[:10]))), None)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


@contextmanager
def _silence() -> Iterator[None]:
    """trafilatura and htmldate log what they discard; a refusal says it instead."""
    loggers = [logging.getLogger(name) for name in ("trafilatura", "htmldate", "courlan", "justext")]
    before = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL)
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)

"""A PDF as a screen reader goes through it: the tags in reading order, each with its words."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf


@dataclass
class Tag:
    """One element of the tag tree; `parts` are words and tags in reading order."""

    kind: str
    parts: list[Tag | str] = field(default_factory=list)
    alt: str = ""
    lang: str = ""
    scope: str = ""

    @property
    def words(self) -> str:
        """Everything that is read aloud inside."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for part in self.parts:
            yield part if isinstance(part, str) else part.alt or "".join(part._words())

    def all(self, *kinds: str) -> list[Tag]:
        """The tags inside of these kinds, in reading order."""
        found: list[Tag] = []
        for part in self.parts:
            if isinstance(part, Tag):
                found += [*([part] if not kinds or part.kind in kinds else []), *part.all(*kinds)]
        return found

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The tree as lines of text."""
        about = "".join(f" {name}={value!r}" for name in ("lang", "scope", "alt") if (value := getattr(self, name)))
        yield f"{'  ' * depth}<{self.kind}{about}>"
        for part in self.parts:
            if isinstance(part, Tag):
                yield from part.lines(depth + 1)
            else:
                yield f"{'  ' * (depth + 1)}{part}"


@dataclass(frozen=True)
class Reading:
    """A tagged PDF: its language and title, its tag tree, and the words that no tag holds (artifacts)."""

    lang: str
    title: str
    tree: Tag
    untagged: list[str]

    @property
    def parts(self) -> list[Tag]:
        """The tags of the whole, one after the other."""
        return [part for part in self.tree.parts if isinstance(part, Tag)]


def read(pdf: bytes) -> Reading:
    """What a screen reader finds in a PDF."""
    words = _words_of_marks(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        (tree,) = _parts(document.Root.StructTreeRoot.K, None, pages, words)
        assert isinstance(tree, Tag)
        untagged = [text for (_, mark), text in sorted(words.items()) if mark < 0]
        return Reading(str(document.Root.get("/Lang", "")), str(document.docinfo.get("/Title", "")), tree, untagged)


def _parts(kids: Any, page: int | None, pages: dict[Any, int], words: dict[tuple[int, int], str]) -> list[Tag | str]:
    found: list[Tag | str] = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            found.append(words.get((page, kid), ""))
        elif kid.get("/Type") == "/MCR":
            found.append(words.get((pages[kid.Pg.objgen], int(kid.MCID)), ""))
        elif "/S" in kid:
            found.append(_one(kid, pages, words, page))
    return found


def _one(element: Any, pages: dict[Any, int], words: dict[tuple[int, int], str], page: int | None = None) -> Tag:
    own = pages[element.Pg.objgen] if "/Pg" in element else page
    about = {"alt": str(element.get("/Alt", "")), "lang": str(element.get("/Lang", "")), "scope": _scope(element)}
    return Tag(str(element.S)[1:], _parts(element.get("/K", pikepdf.Array()), own, pages, words), **about)


def _scope(element: Any) -> str:
    given = element.get("/A", pikepdf.Array())
    attributes = given if isinstance(given, pikepdf.Array) else [given]
    return next((str(one.Scope)[1:] for one in attributes if "/Scope" in one), "")


def _words_of_marks(pdf: bytes) -> dict[tuple[int, int], str]:
    """The words of each marked content by page and id; those outside of all tags have the id -1."""
    import pypdfium2
    import pypdfium2.raw as raw

    found: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        text_page = page.get_textpage()
        for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=15):
            length = raw.FPDFTextObj_GetText(item, text_page, None, 0)
            buffer = (ctypes.c_ushort * (length // 2 + 1))()
            raw.FPDFTextObj_GetText(item, text_page, buffer, length)
            text = bytes(buffer).decode("utf-16-le").rstrip("\0")
            mark = (number, raw.FPDFPageObj_GetMarkedContentID(item))
            found[mark] = found.get(mark, "") + text
    document.close()
    return found


def headers_of(pdf: bytes, words: str) -> list[list[str]]:
    """For each cell of these words, the headers that a screen reader says with it."""
    found: list[list[str]] = []
    texts = _words_of_marks(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        ids = pikepdf.NameTree(document.Root.StructTreeRoot.IDTree)
        for element in document.objects:
            cell = isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TD"
            if cell and _one(element, pages, texts).words == words:
                headers = next(one.Headers for one in element.A if "/Headers" in one)
                found.append([_one(ids[str(header)], pages, texts).words for header in headers])
    return found


def spoken_in(pdf: bytes, lang: str) -> str:
    """All words that a PDF marks as words of that language: whole tags, or passages in their content."""
    texts = _words_of_marks(pdf)
    tags = [tag.words for tag in read(pdf).tree.all() if tag.lang == lang]
    passages: list[str] = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages):
            for operands, operator in pikepdf.parse_content_stream(page):
                about = operands[-1] if str(operator) == "BDC" else None
                if isinstance(about, pikepdf.Dictionary) and about.get("/Lang") == lang:
                    passages.append(texts[number, int(about.MCID)])
    return " ".join(" ".join([*tags, *passages]).split())

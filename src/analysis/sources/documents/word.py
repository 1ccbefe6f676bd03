"""Word files (.docx): paragraphs, list items and table rows in the order of the body.

Read with zipfile and lxml: the usual library leaves out words inserted under “track changes” and those in content
controls, and what it unpacks has no limit. Source of the element names: ECMA-376, part 1, 17.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from analysis.sources.documents.document import Document
from analysis.sources.documents.refusal import DocumentError
from analysis.sources.documents.table_rows import cells_of

LARGEST_PART = 100_000_000
"""Bytes that a part may have when unpacked."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BODY = "word/document.xml"
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr"}
)
MOST_SPANNED = 63
"""Columns of a Word table."""
_AS_WRITTEN = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}


def read_word(content: bytes) -> Document:
    """The body of a .docx without headers, footers and notes. DocumentError for what is broken, locked or hostile."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
            if _BODY not in names:
                raise DocumentError("other-office")
            body = _tree(_part(packed, _BODY))
            core = _tree(_part(packed, "docProps/core.xml")) if "docProps/core.xml" in names else None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise DocumentError("broken", problem=str(error) or type(error).__name__) from error
    except RuntimeError as error:  # zipfile says by a RuntimeError that a member is encrypted
        raise DocumentError("encrypted") from error
    text = "\n".join(_lines(body))
    title = (core.findtext(f".//{_TITLE}") or "").strip() if core is not None else ""
    return Document("docx", text.encode("utf-8", "replace"), title=title)


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as stream:
        data = stream.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise DocumentError("expands", limit=str(LARGEST_PART // 1_000_000))
    return data


def _tree(data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError("broken", problem=str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise DocumentError("entities")
    return root


def _lines(body: Any) -> Iterator[str]:
    """Paragraphs and table rows, outermost first come; a paragraph within a cell belongs to the row."""
    stack = [iter(body)]
    while stack:
        for element in stack[-1]:
            name = _name(element)
            if name == "p":
                yield from _paragraph(element).split("\n")
            elif name == "tr":
                yield cells_of(words for cell in _cells(element) for words in _spread(cell))
            elif name not in _LEFT_OUT:
                stack.append(iter(element))
                break
        else:
            stack.pop()


def _cells(row: Any) -> Iterator[Any]:
    """Cells of a row, also those within content controls."""
    for child in row:
        if _name(child) == "tc":
            yield child
        elif _name(child) in ("sdt", "sdtContent", "ins"):
            yield from _cells(child)


def _spread(cell: Any) -> Iterator[str]:
    """The words of a cell, then an empty cell for each further column that it spans."""
    yield " ".join(_paragraph(cell).split())
    spans = [mark for properties in cell if _name(properties) == "tcPr" for mark in properties]
    told = [value for mark in spans if _name(mark) == "gridSpan" for value in mark.attrib.values()]
    yield from [""] * (min(int(told[0]), MOST_SPANNED) - 1 if told and told[0].isdecimal() else 0)


def _paragraph(element: Any) -> str:
    """Text of all runs within an element, with a space between paragraphs inside it (cells, text boxes)."""
    parts: list[str] = []
    stack = [iter(element)]
    while stack:
        for child in stack[-1]:
            name = _name(child)
            if name == "t":
                parts.append(child.text or "")
            elif name in _AS_WRITTEN:
                parts.append(_AS_WRITTEN[name])
            elif name not in _LEFT_OUT and not (name == "r" and _is_hidden(child)):
                parts += [" "] if name in ("p", "tc") else []
                stack.append(iter(child))
                break
        else:
            stack.pop()
    return "".join(parts)


def _is_hidden(run: Any) -> bool:
    return any(_name(mark) == "vanish" for properties in run if _name(properties) == "rPr" for mark in properties)


def _name(element: Any) -> str:
    """The local name of a Word element, and of the choices between old and new markup; "" for all others."""
    tag = element.tag if isinstance(element.tag, str) else ""
    space, _, name = tag.rpartition("}")
    return name if space + "}" in (_WORD, _STRICT) or name in ("Fallback", "Choice") else ""

"""One way in: a file that somebody has, as a document whose letters can be trusted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from analysis.sources.documents.document import Document, DocumentKind
from analysis.sources.documents.kinds import kind_of, naming_doubt
from analysis.sources.documents.lettering import GHA, examine
from analysis.sources.documents.pdf import read_pdf
from analysis.sources.documents.plain import read_plain
from analysis.sources.documents.refusal import DocumentError, Doubt
from analysis.sources.documents.table_rows import uneven_rows
from analysis.sources.documents.web import read_page
from analysis.sources.documents.word import read_word

MEGABYTE = 1_000_000
LIMITS: Mapping[DocumentKind, int] = {
    "text": 20 * MEGABYTE, "html": 10 * MEGABYTE, "pdf": 100 * MEGABYTE, "docx": 50 * MEGABYTE,
}  # fmt: skip
"""Largest files that are read, in bytes."""
_READERS: Mapping[DocumentKind, Callable[[bytes], Document]] = {
    "text": read_plain, "html": read_page, "pdf": read_pdf, "docx": read_word,
}  # fmt: skip
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u200b\u00ad]")
"""Control characters, and those that only say where a line may break."""


def read_document(path: Path) -> Document:
    """The text of a .txt, .html, .pdf or .docx, with what the file says about itself.

    A text file keeps its bytes, unless its letters are decomposed: then they are composed (NFC), and a doubt says so.
    Of the other kinds the body is kept, one paragraph or table row a line, cells separated by “ | ”, in composed
    letters. Nothing outside the file is read. Raises DocumentError.
    """
    content = _content(path)
    kind = kind_of(content, path.name)
    if len(content) > LIMITS[kind]:
        raise _too_large(len(content), LIMITS[kind])
    document = _READERS[kind](content)
    doubts = (*naming_doubt(kind, path.name), *document.doubts, *examine(document.text), *uneven_rows(document.text))
    if kind != "text":
        document = _tidy(document)
    elif not unicodedata.is_normalized("NFC", document.text):  # quotations are compared in one form only
        document = replace(document, content=unicodedata.normalize("NFC", document.text).encode("utf-8"))
    return replace(document, doubts=doubts)


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > max(LIMITS.values()):
            raise _too_large(size, max(LIMITS.values()))
        if path.is_dir():  # which Windows calls a lack of permission
            raise DocumentError("folder")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError("file-missing") from error
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        raise DocumentError("file-unreadable", problem=getattr(error, "strerror", None) or str(error)) from error


def _too_large(size: int, limit: int) -> DocumentError:
    return DocumentError("too-large", size=f"{size / MEGABYTE:.0f}", limit=f"{limit // MEGABYTE}")


def _tidy(document: Document) -> Document:
    """Text that a program took out of a file, as people write: composed, without marks that print nothing."""
    text = unicodedata.normalize("NFC", _UNPRINTED.sub("", document.text).translate(GHA))
    lines = (" ".join(line.split(" ")).strip() for line in text.split("\n"))
    kept = "\n".join(line for line in lines if line)
    if not kept:
        raise DocumentError("no-text")
    return replace(document, content=kept.encode("utf-8"))


__all__ = ["LIMITS", "Document", "DocumentError", "Doubt", "read_document"]

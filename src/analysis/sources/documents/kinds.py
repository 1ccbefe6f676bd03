"""What a file is, by its first bytes and not by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

from analysis.sources.documents.document import DocumentKind
from analysis.sources.documents.refusal import DocumentError, Doubt

SUFFIXES: Mapping[str, DocumentKind] = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf",
    ".docx": "docx",
}  # fmt: skip

_IMAGES: Mapping[bytes, str] = {
    b"\x89PNG\r\n": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"BM": "BMP",
}  # fmt: skip
_HEAD = 4096
_PDF_HEAD = 1024
"""A PDF may begin with other bytes, up to here (PDF 1.7, implementation note 13)."""
_BEGINS_PAGE = re.compile(
    rb"(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}>)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(rb"<(?:p|div|br|span|table|article|h[1-6]|a|meta)\b", re.I)


def kind_of(content: bytes, name: str) -> DocumentKind:
    """The kind of a file. DocumentError for what is none of them, with what to do instead."""
    if not content:
        raise DocumentError("empty")
    head = content[:_HEAD]
    _refuse_others(content, head)
    if b"%PDF-" in head[:_PDF_HEAD]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "html" if _BEGINS_PAGE.match(head[2:].replace(b"\0", b"")) else "text"
    if b"\0" in head:
        raise DocumentError("kind-unknown")
    if _BEGINS_PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    return "html" if SUFFIXES.get(_suffix(name)) == "html" and _TAG.search(head) else "text"


def _refuse_others(content: bytes, head: bytes) -> None:
    for start, image in _IMAGES.items():
        if head.startswith(start) and (b"\0" in head or len(start) > 2):
            raise DocumentError("image", found=image)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        packed = "EncryptedPackage".encode("utf-16-le") in content
        raise DocumentError("encrypted" if packed else "old-office")
    if head.startswith(b"{\\rtf"):
        raise DocumentError("rich-text")
    if re.search(rb"^MIME-Version:", head, re.I | re.M) and b"multipart/related" in head:
        raise DocumentError("web-archive")


def naming_doubt(kind: DocumentKind, name: str) -> tuple[Doubt, ...]:
    """A doubt when the name of a file says another kind than its content."""
    said = SUFFIXES.get(_suffix(name))
    if said in (None, kind):
        return ()
    words = {"text": "text", "html": "HTML", "pdf": "PDF", "docx": "Word (.docx)"}
    return (Doubt("named-otherwise", (("suffix", _suffix(name)), ("kind", words[kind]))),)


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()

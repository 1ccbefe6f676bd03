"""Text files: their bytes are kept, so that a hash and positions mean the file itself."""

from __future__ import annotations

import codecs

from analysis.sources.documents.document import Document
from analysis.sources.documents.encodings import AS_WESTERN
from analysis.sources.documents.lettering import old_encoding
from analysis.sources.documents.refusal import DocumentError

SAMPLE = 20_000


def read_plain(content: bytes) -> Document:
    """UTF-8 as it is, with its byte order mark; UTF-16 with its mark as UTF-8. DocumentError for anything else."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            return Document("text", _decoded(content[len(mark) :], encoding).encode("utf-8"))
    _decoded(content, "utf-8")
    return Document("text", content)


def _decoded(content: bytes, encoding: str) -> str:
    """The characters of bytes that claim an encoding. DocumentError names the encoding that they seem to be in."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise refusal_of(content, error.start) from error


def refusal_of(content: bytes, byte: int) -> DocumentError:
    """What is wrong with bytes that are not UTF-8 from a certain byte on."""
    line = str(content.count(b"\n", 0, byte) + 1)
    near = content[max(0, byte - SAMPLE // 2) : byte + SAMPLE // 2].decode("latin-1")
    if found := old_encoding(near):
        encoding, sample, meant = found
        if encoding == AS_WESTERN:
            return DocumentError("damaged", byte=str(byte + 1), line=line)
        return DocumentError("old-encoding", encoding=encoding, line=line, sample=sample, meant=meant)
    return DocumentError("encoding-unknown", byte=str(byte + 1))

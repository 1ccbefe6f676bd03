"""A PDF of the compiler becomes 2.6 times smaller: its objects in compressed streams, the rows of its tables named.

If the last byte of a stream is a carriage return, it reads as one line end together with the line feed that must
follow, and validators of PDF/A miss a byte. So no stream may end in one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from analysis.reports.export.faults import ExportError
from analysis.reports.export.row_headers import name_rows

_PACKINGS, _SAVINGS = 4, 5
_UNCLEAR = b"\r\nendstream"
_OF_OBJECTS = re.compile(rb"<< /Type /ObjStm /Length (\d+) /Filter /FlateDecode /N \d+ /First (\d+) >>\nstream\n")


def packed(pdf: bytes) -> bytes:
    """The same PDF, packed. A small file inside is compressed only in the moment of saving, and so is packed again.

    Raises `ExportError` where no packing gives each stream a clear end.
    """
    for _ in range(_PACKINGS):
        for saved in _savings(pdf):
            if _UNCLEAR not in saved:
                return saved
        pdf = saved
    raise ExportError("The PDF cannot be packed so that each stream of it has a clear end.")


def _savings(pdf: bytes) -> Iterator[bytes]:
    """The packed PDF, and others that differ from it only in the numbers of its objects.

    To a stream that is compressed already a byte is added, which readers skip. The list of objects is made in the
    moment of saving: there, empty objects named by a private entry of the document information shift all numbers.
    """
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        name_rows(document)
        for item in document.objects:
            if isinstance(item, pikepdf.Stream) and "/Filter" in item and item.read_raw_bytes().endswith(b"\r"):
                coding: dict[str, Any] = {"filter": item.Filter, "decode_parms": item.get("/DecodeParms")}
                item.write(item.read_raw_bytes() + b"\0", **coding)
        for shifted in range(1, _SAVINGS + 1):
            saved = BytesIO()
            document.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
            yield _cleared(saved.getvalue())
            shift = [document.make_indirect(pikepdf.Dictionary()) for _ in range(shifted)]
            document.docinfo["/Renumbering"] = pikepdf.Array(shift)


def _cleared(pdf: bytes) -> bytes:
    """The PDF with a clear end of each stream of objects, of which a large one has hundreds; nothing else moves."""
    cleared = bytearray(pdf)
    for found in _OF_OBJECTS.finditer(pdf):
        start, end = found.end(), found.end() + int(found[1])
        if pdf.startswith(_UNCLEAR, end - 1):
            cleared[start:end] = _rephrased(pdf[start:end], int(found[2]))
    return bytes(cleared)


def _rephrased(stream: bytes, head: int) -> bytes:
    """The same objects in as many bytes: in the head, a line end parts two numbers as well as a space does."""
    content = zlib.decompress(stream)
    for at in (at for at in range(head) if content[at] == ord(" ")):
        other = _compressed(content[:at] + b"\n" + content[at + 1 :]).ljust(len(stream), b"\0")
        if len(other) == len(stream) and not other.endswith(b"\r"):
            return other
    return stream


def _compressed(content: bytes) -> bytes:
    """As pikepdf does it: the library of the computer may be another one, with other bytes."""
    import pikepdf

    saved = BytesIO()
    with pikepdf.new() as document:
        document.Root.Content = document.make_stream(content)
        document.save(saved)
    with pikepdf.open(saved) as document:
        return bytes(document.Root.Content.read_raw_bytes())

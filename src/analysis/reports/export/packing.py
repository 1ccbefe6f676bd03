"""A PDF of the compiler becomes 2.6 times smaller: its objects in compressed streams, the rows of its tables named.

If the last byte of a stream is a carriage return, it reads as one line end together with the line feed that must
follow, and validators of PDF/A miss a byte. So no stream may end in one: it gets a byte more, which readers skip.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import Any

from analysis.reports.export.faults import ExportError
from analysis.reports.export.row_headers import name_rows

_UNCLEAR = b"\r\nendstream"
_OF_OBJECTS = re.compile(rb"<< /Type /ObjStm /Length (\d+) /Filter /FlateDecode /N \d+ /First (\d+) >>\nstream\n")
_OF_PLACES = b"/Type /XRef /Length "


def packed(pdf: bytes) -> bytes:
    """The same PDF, packed. Raises `ExportError` where a stream of it keeps an unclear end."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        name_rows(document)
        for item in document.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Type") != "/Metadata":  # that must stay readable text
                content = item.read_raw_bytes()
                content = content if "/Filter" in item else _compressed(content)
                coding: Any = {"filter": item.get("/Filter", pikepdf.Name.FlateDecode)}
                coding["decode_parms"] = item.get("/DecodeParms")
                item.write(content + b"\0" * content.endswith(b"\r"), **coding)
        saved = BytesIO()
        document.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    cleared = _cleared(saved.getvalue())
    if _UNCLEAR in cleared:
        raise ExportError("The PDF cannot be packed so that each stream of it has a clear end.")
    return cleared


def _cleared(pdf: bytes) -> bytes:
    """The PDF with a clear end of what is made in the moment of saving: streams of objects, and of their places.

    Of the former, a large file has hundreds, which must keep their length; the latter is the last in the file.
    """
    cleared = bytearray(pdf)
    for found in _OF_OBJECTS.finditer(pdf):
        start, end = found.end(), found.end() + int(found[1])
        if pdf.startswith(_UNCLEAR, end - 1):
            cleared[start:end] = _rephrased(pdf[start:end], int(found[2]))
    before, named, places = bytes(cleared).rpartition(_OF_PLACES)
    if _UNCLEAR in places:
        length, _, rest = places.partition(b" ")
        places = b"%d %s" % (int(length) + 1, rest.replace(_UNCLEAR, b"\r\0\nendstream"))
    return before + named + places


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

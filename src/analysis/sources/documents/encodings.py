"""Vietnamese encodings from before Unicode, as they look when a program takes them for Western European letters.

They are never converted here, only recognised: fonts decide what such a text means, and a wrong guess would misread it.
Sources of the tables: GNU libc (TCVN5712-1, VISCII), Python (cp1258), the VPS and VNI charts of the Vietnamese Unicode
project (vietunicode.sourceforge.net/charset).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

_TCVN3 = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\xa0ĂÂÊÔƠƯĐăâêôơưđẶ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔ"
    "ỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ\xa0ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒ"
    "ỎÕựầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺßàáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ"
)
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323", "â": "\u0302", "á": "\u0302\u0301",
    "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306",
    "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _read_as_western(letters: str) -> dict[int, str]:
    """From Western European characters (ISO 8859-1 and Windows-1252) to the 128 upper letters of another encoding."""
    table: dict[int, str] = {}
    for byte, letter in enumerate(letters, 0x80):
        table[byte] = letter
        if western := bytes([byte]).decode("cp1252", "ignore"):
            table[ord(western)] = letter
    return table


def _translator(table: Mapping[int, str]) -> Callable[[str], str]:
    return lambda text: unicodedata.normalize("NFC", text.translate(table))


def _vni() -> dict[int, str]:
    lower = {**_VNI_MARKS, **_VNI_LETTERS}
    upper = {western.upper(): letter.upper() for western, letter in lower.items()}
    return {ord(western): letter for western, letter in {**lower, **upper}.items()}


def _utf8(text: str) -> str:
    """Text whose UTF-8 bytes were shown as Windows-1252."""
    western = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): chr(byte) for byte in range(0x80, 0xA0)}
    return text.translate(western).encode("latin-1", "replace").decode("utf-8", "replace")


_BY_FONT = {0x3BC: "à", 0x2212: "ư"}
"""What PDFs make of two letters of TCVN3: the Greek mu and the minus sign."""

AS_WESTERN = "UTF-8 → Windows-1252"
READINGS: Mapping[str, Callable[[str], str]] = {
    "TCVN3 (ABC)": _translator({**_read_as_western(_TCVN3), **_BY_FONT}),
    "VNI": _translator(_vni()),
    "VISCII": _translator(_read_as_western(_VISCII)),
    "VPS": _translator(_read_as_western(_VPS)),
    "Windows-1258": _translator(
        _read_as_western("".join(bytes([byte]).decode("cp1258", "replace") for byte in range(0x80, 0x100)))
    ),
    AS_WESTERN: _utf8,
}
"""Each encoding by its name, with what turns such a text into the letters that were meant."""

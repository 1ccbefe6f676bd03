"""What the XML of a workbook says beyond the values: formulas, failed ones, and numbers shown as percentages.

Read with patterns and not as XML trees, whose entities could be made to grow without bound. An xls file shows none of
this: there a formula that failed is an empty cell, and a percentage is the fraction that is stored.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Inspection:
    """Cells of one sheet with a formula; without a value, as theirs failed or was never computed; shown as percent."""

    formulas: int = 0
    without_value: int = 0
    percent: int = 0


_FORMULA = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)(?P<value><v>[^<]+</v>)?")
_ERROR = re.compile(rb"<c\s[^>]*\bt=\"e\"")
_STYLED_NUMBER = re.compile(rb"<c\s(?P<about>[^>]*)>(?:<f[^>]*(?:/>|>[^<]*</f>))?<v>")
_ODS_FORMULA = re.compile(rb"<table:table-cell[^>]*table:formula=[^>]*>")
_ODS_VALUE = re.compile(rb"office:(?:value|string-value|date-value|boolean-value)=")
_ODS_PERCENT = re.compile(rb"office:value-type=\"percentage\"")
_ODS_TABLE = re.compile(rb"<table:table\s[^>]*table:name=\"(?P<name>[^\"]*)\"[^>]*>")
_ATTRIBUTE = re.compile(rb"([\w:]+)=\"([^\"]*)\"")


def inspect(path: Path, sheet: str) -> Inspection:
    """What stands in one sheet; nothing for an xls file."""
    if not zipfile.is_zipfile(path):
        return Inspection()
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            return _of_ods(_table(archive.read("content.xml"), sheet))
        part = _part_of(archive, sheet) if "xl/workbook.xml" in names else ""
        if part not in names:
            return Inspection()
        styles = _percent_styles(archive.read("xl/styles.xml")) if "xl/styles.xml" in names else frozenset()
        return _of_xlsx(archive.read(part), styles)


def _of_xlsx(xml: bytes, percent_styles: frozenset[bytes]) -> Inspection:
    computed = [match["value"] is not None for match in _FORMULA.finditer(xml)]
    about = (dict(_ATTRIBUTE.findall(match["about"])) for match in _STYLED_NUMBER.finditer(xml))
    percent = sum(cell.get(b"s", b"0") in percent_styles and cell.get(b"t", b"n") == b"n" for cell in about)
    return Inspection(len(computed), computed.count(False) + len(_ERROR.findall(xml)), percent)


def _of_ods(xml: bytes) -> Inspection:
    computed = [_ODS_VALUE.search(match[0]) is not None for match in _ODS_FORMULA.finditer(xml)]
    return Inspection(len(computed), computed.count(False), len(_ODS_PERCENT.findall(xml)))


def _table(xml: bytes, sheet: str) -> bytes:
    found = list(_ODS_TABLE.finditer(xml))
    ends = [*(match.start() for match in found[1:]), len(xml)]
    return next(
        (xml[match.end() : end] for match, end in zip(found, ends, strict=True) if _text(match["name"]) == sheet), xml
    )


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of an xlsx archive that holds a sheet; "" when the workbook does not name it."""
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in archive.namelist():
        return ""
    sheets = (dict(_ATTRIBUTE.findall(tag)) for tag in re.findall(rb"<sheet\s[^>]*>", archive.read("xl/workbook.xml")))
    wanted = next((about.get(b"r:id") for about in sheets if _text(about.get(b"name", b"")) == sheet), None)
    targets = (dict(_ATTRIBUTE.findall(tag)) for tag in re.findall(rb"<Relationship\s[^>]*>", archive.read(relations)))
    target = next((_text(about[b"Target"]) for about in targets if about.get(b"Id") == wanted), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _percent_styles(xml: bytes) -> frozenset[bytes]:
    """Numbers of the cell styles whose format shows a percentage: 9 and 10, and the workbook's own with a % in them."""
    formats = {b"9", b"10"}
    for tag in re.findall(rb"<numFmt\s[^>]*>", xml):
        about = dict(_ATTRIBUTE.findall(tag))
        if b"%" in about.get(b"formatCode", b""):
            formats.add(about.get(b"numFmtId", b""))
    cells = re.search(rb"<cellXfs\b.*?</cellXfs>", xml, re.DOTALL)
    styles = re.findall(rb"<xf\s[^>]*>", cells[0]) if cells else []
    return frozenset(
        str(at).encode() for at, tag in enumerate(styles) if dict(_ATTRIBUTE.findall(tag)).get(b"numFmtId") in formats
    )


def _text(attribute: bytes) -> str:
    return unescape(attribute.decode("utf-8", errors="replace"))

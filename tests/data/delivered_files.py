"""Writes a series in the forms in which offices deliver it; every file is made here, after the documented forms."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
import zipfile
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

SHARE, FORCE, INDUSTRY = "gso_trained_employed_share", "gso_labour_force", "gso_trained_share_by_industry"

Table = tuple[list[str], list[str], list[list[str]]]
"""Labels of the rows, labels of the columns, and the cells as text; "" was not published."""


def file_of(series_id):
    return f"statistics/{series_id}.csv"


def coded(copy, series_id):
    """The rows of a series as they were coded by hand."""
    header, *rows = copy.rows(file_of(series_id))
    return [dict(zip(header, row, strict=True)) for row in rows]


def labels_of(copy, lang="vi"):
    header, *rows = copy.rows("places/places.csv")
    return {row[0]: row[header.index(f"name_{lang}")] for row in rows}


def as_table(rows, names, *, prelim, dimension="place_id"):
    """Rows of a series as a table; years with preliminary figures are labelled with ``prelim``."""
    lines = list(dict.fromkeys(row[dimension] for row in rows))
    years = sorted({row["year"] for row in rows})
    status = {row["year"]: row["observation_status"] for row in rows}
    values = {(row[dimension], row["year"]): row["value"] for row in rows}
    columns = [prelim.format(year) if status[year] == "preliminary" else year for year in years]
    return [names[line] for line in lines], columns, [[values.get((line, y), "") for y in years] for line in lines]


def semicolons(lines):
    """A CSV file as spreadsheets save it."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(lines)
    return stream.getvalue().encode("utf-8-sig")


def pxweb(table: Table, *, place: str = "Cities, provinces", mark: str = ".", newline: str = "\r\n") -> bytes:
    """CSV as PX-Web saves it with a heading: BOM, a title, an empty line, semicolons, quoted labels, ``..`` for gaps."""
    rows, columns, cells = table
    lines = ["Trained share by Cities, provinces and Year", "", ";".join(f'"{name}"' for name in [place, *columns])]
    for label, values in zip(rows, cells, strict=True):
        lines.append(
            ";".join([f'"{label}"', *((value or "..").replace(".", mark) if value else ".." for value in values)])
        )
    return ("\ufeff" + newline.join(lines) + newline).encode("utf-8")


def long_csv(table: Table) -> bytes:
    """One line for each place and year, as data portals have it."""
    rows, columns, cells = table
    lines = ["STT,Địa phương,Năm,Giá trị"]
    triples = ((r, c, cells[i][j]) for i, r in enumerate(rows) for j, c in enumerate(columns))
    lines += [f'{n},"{row}",{column},{value}' for n, (row, column, value) in enumerate(triples, 1)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def jsonstat(table: Table, *, version: int = 2, sparse: bool = False, tail: str = "\0") -> bytes:
    """JSON-stat with the numbers as JSON numbers; PX-Web ends the file with a NUL byte."""
    rows, columns, cells = table
    flat = [value for line in cells for value in line]
    dimensions = {
        "Địa phương": {"label": "Địa phương", "category": _category(rows)},
        "Năm": {"label": "Năm", "category": _category(columns)},
    }
    ids, sizes = list(dimensions), [len(rows), len(columns)]
    numbers = "{" + ", ".join(f'"{n}": {v}' for n, v in enumerate(flat) if v) + "}" if sparse else _list(flat)
    if version == 2:
        head = {"version": "2.0", "class": "dataset", "label": "x", "id": ids, "size": sizes, "dimension": dimensions}
        text = json.dumps(head, ensure_ascii=False)[:-1] + f', "value": {numbers}}}'
    else:
        head = {"label": "x", "dimension": {**dimensions, "id": ids, "size": sizes}}
        text = '{"dataset": ' + json.dumps(head, ensure_ascii=False)[:-1] + f', "value": {numbers}}}}}'
    return (text + tail).encode("utf-8")


def _category(labels: Sequence[str]) -> dict[str, dict[str, object]]:
    return {
        "index": {str(n): n for n in range(len(labels))},
        "label": {str(n): label for n, label in enumerate(labels)},
    }


def _list(values: Sequence[str]) -> str:
    return "[" + ", ".join(value or "null" for value in values) + "]"


def px(table: Table, *, codepage: str = "utf-8") -> bytes:
    """A PX file with the places as stub and the years as heading."""
    rows, columns, cells = table
    values = lambda labels: ",\n".join(f'"{label}"' for label in labels)  # noqa: E731
    text = (
        f'CHARSET="ANSI";\nAXIS-VERSION="2010";\nCODEPAGE="{codepage}";\nLANGUAGE="vi";\nMATRIX="E02.46";\n'
        'TITLE="Trained share; by place and year";\nTITLE[en]="Trained share";\n'
        f'STUB="Địa phương";\nHEADING="Năm";\nVALUES("Địa phương")={values(rows)};\nVALUES("Năm")={values(columns)};\n'
        f'TIMEVAL("Năm")=TLIST(A1),{values(columns)};\nDECIMALS=1;\nDATA=\n'
    )
    text += "\n".join(" ".join(value or '".."' for value in line) for line in cells) + ";\n"
    if codepage == "windows-1258":
        text = unicodedata.normalize("NFC", text)
        return b"".join(_in_1258(character) for character in text)
    return text.encode(codepage)


def _in_1258(character: str) -> bytes:
    """The Vietnamese code page of Windows: base letters with their shape, tones as combining marks."""
    try:
        return character.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", character)
        tone = next(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        letter = unicodedata.normalize("NFC", parts.replace(tone, ""))
        return letter.encode("cp1258") + tone.encode("cp1258")


def sheet_of(table: Table) -> list[list[str | float]]:
    """A sheet as people make them: title, two header lines, running numbers, notes, a row of medians."""
    rows, columns, cells = table
    sheet: list[list[str | float]] = [["Tỷ lệ lao động đã qua đào tạo"], []]
    sheet.append(["STT", "Tỉnh,\nthành phố", "Tỷ lệ (%)", *[""] * (len(columns) - 1)])
    sheet.append(["", "", *columns])
    for n, (label, values) in enumerate(zip(rows, cells, strict=True), 1):
        sheet.append([n, label, *(float(value) if value else ".." for value in values)])
    sheet.append(["", "Trung vị", *[13.8] * len(columns)])
    sheet.append(["", "Nguồn: Tổng cục Thống kê"])
    return sheet


MERGED = ("A1:K1", "A3:A4", "B3:B4", "C3:K3")
"""Merged cells of such a sheet with nine years."""


def xlsx(
    sheets: Mapping[str, Sequence[Sequence[str | float]]], *, merged: Sequence[str] = (), extra: Mapping[str, bytes] | None = None,
    change: Callable[[str], str] = lambda xml: xml,
) -> bytes:  # fmt: skip
    """A workbook with inline texts; ``change`` edits the XML of each sheet, ``extra`` adds parts to the archive."""
    names = list(sheets)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n, _ in enumerate(names, 1)
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets>'
        + "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n, _ in enumerate(names, 1)
        )
        + "</Relationships>",
    }
    for n, name in enumerate(names, 1):
        rows = "".join(_xlsx_row(at, row) for at, row in enumerate(sheets[name], 1))
        areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
        areas = f'<mergeCells count="{len(merged)}">{areas}</mergeCells>' if merged else ""
        parts[f"xl/worksheets/sheet{n}.xml"] = change(
            f"<worksheet {main}><sheetData>{rows}</sheetData>{areas}</worksheet>"
        )
    return _zipped(
        {name: f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode() for name, text in parts.items()}
        | dict(extra or {})
    )


def _xlsx_row(at: int, row: Sequence[str | float]) -> str:
    cells = []
    for column, value in enumerate(row):
        where = f"{letter(column)}{at}"
        if isinstance(value, str) and value:
            cells.append(f'<c r="{where}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>')
        elif not isinstance(value, str):
            cells.append(f'<c r="{where}"><v>{value!r}</v></c>')
    return f'<row r="{at}">{"".join(cells)}</row>'


def letter(column: int) -> str:
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def ods(
    sheets: Mapping[str, Sequence[Sequence[str | float]]],
    *,
    extra: Mapping[str, bytes] | None = None,
    change: Callable[[str], str] = lambda xml: xml,
) -> bytes:
    """An OpenDocument spreadsheet with nothing but its cells."""
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    tables = "".join(
        f'<table:table table:name="{escape(name)}">' + "".join(_ods_row(row) for row in rows) + "</table:table>"
        for name, rows in sheets.items()
    )
    content = change(
        f'<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return _zipped(
        {
            "mimetype": kind.encode(),
            "content.xml": (head + content).encode(),
            "META-INF/manifest.xml": (head + manifest).encode(),
        }
        | dict(extra or {})
    )


def _ods_row(row: Sequence[str | float]) -> str:
    cells = [
        f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>' if isinstance(value, str) and value
        else "<table:table-cell/>" if isinstance(value, str)
        else f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>{value}</text:p></table:table-cell>'
        for value in row
    ]  # fmt: skip
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()

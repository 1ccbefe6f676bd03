"""The index of all reports: each report once, its languages side by side with a picture of their first page."""

from __future__ import annotations

import html
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from analysis.reports.export.words import long_date
from analysis.vocabulary import LANGUAGES

NAME = "index.html"
PREVIEWS = "previews"
"""Folder beside the reports with the pictures of their first pages."""

PREVIEW_WIDTH = 320
"""Pixels; twice what the page shows, for screens with small pixels."""

_COLOURS = 64
_TITLES = {"vi": "Các báo cáo", "en": "Reports"}
_WORDS = {
    "vi": {"language": "Tiếng Việt", "page": "Trang web", "preview": "Trang đầu của tệp PDF"},
    "en": {"language": "English", "page": "Web page", "preview": "First page of the PDF"},
}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Entry:
    """One report in one language; entries with the same `report` are the same report.

    `pdf` and `page` are file names beside the index ("" for none), `pdf_size` and `page_size` their bytes, `preview` a
    PNG of the first page (see `preview`).
    """

    report: str
    lang: str
    title: str
    subtitle: str = ""
    date: date | None = None
    pdf: str = ""
    pdf_size: int = 0
    page: str = ""
    page_size: int = 0
    preview: bytes = b""


def index_page(entries: Iterable[Entry]) -> str:
    """The index as one HTML page that runs nothing and loads nothing; reports stand in the order of their names."""
    reports: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda one: (one.report, LANGUAGES.index(one.lang))):
        reports.setdefault(entry.report, []).append(entry)
    sections = "".join(_section(f"report-{number}", found) for number, found in enumerate(reports.values(), start=1))
    titles = "".join(f'<span lang="{lang}">{title}</span>' for lang, title in _TITLES.items())
    style = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{' · '.join(_TITLES.values())}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{titles}</h1>\n{sections}</main>\n</body>\n</html>\n"
    )


def entries(folder: Path, manifest: Mapping[str, Any]) -> Iterator[Entry]:
    """What the manifest of a folder of reports knows of each that is there."""
    for name, made in manifest["reports"].items():
        report, _, lang = name.rpartition(".")
        outputs, about, picture = made["outputs"], made["about"], folder / PREVIEWS / f"{name}.png"
        if not (folder / f"{name}.pdf").is_file():
            continue
        yield Entry(
            report,
            lang,
            about.get("title") or name,
            about.get("subtitle", ""),
            _day(about.get("date", "")),
            pdf=f"{name}.pdf",
            pdf_size=outputs.get(f"{name}.pdf", {}).get("bytes", 0),
            page=f"{name}.html",
            page_size=outputs.get(f"{name}.html", {}).get("bytes", 0),
            preview=picture.read_bytes() if picture.is_file() else b"",
        )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # none, or written by hand
        return None


_PDFIUM = Lock()
"""Held by whoever draws pages: PDFium does not serve two threads at a time."""


def preview(pdf: bytes) -> bytes:
    """A small PNG of the first page of a PDF, the same for the same PDF."""
    import pypdfium2
    from PIL import Image

    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        first = document[0]
        drawn = first.render(scale=PREVIEW_WIDTH / first.get_width()).to_pil().convert("RGB")
    content = BytesIO()
    drawn.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(content, "png")
    return content.getvalue()


def _section(identity: str, editions: Sequence[Entry]) -> str:
    titles = "".join(f'<span lang="{one.lang}">{html.escape(one.title)}</span>' for one in editions)
    shown = "".join(map(_edition, editions))
    heading = f'<h2 id="{identity}">{titles}</h2>'
    return f'<section aria-labelledby="{identity}">\n{heading}\n<div class="editions">{shown}</div>\n</section>\n'


def _edition(entry: Entry) -> str:
    words = _WORDS[entry.lang]
    picture = b64encode(entry.preview).decode()
    image = f'<img src="data:image/png;base64,{picture}" alt="{words["preview"]}: {html.escape(entry.title)}">'
    files = [("PDF", entry.pdf, entry.pdf_size), (words["page"], entry.page, entry.page_size)]
    links = "".join(_link(f"{kind}, {_size(size, entry.lang)}", name) for kind, name, size in files if name)
    lines = []
    if entry.subtitle:
        lines.append(f'<p class="quiet">{html.escape(entry.subtitle)}</p>')
    if entry.date:
        lines.append(f'<p class="quiet">{long_date(entry.date, entry.lang)}</p>')
    return (
        f'<article lang="{entry.lang}">{image if entry.preview else ""}'
        f"<div><h3>{words['language']}</h3>{''.join(lines)}<ul>{links}</ul></div></article>\n"
    )


def _link(words: str, name: str) -> str:
    from urllib.parse import quote

    return f'<li><a href="./{quote(name)}">{words}</a></li>'


def _size(size: int, lang: str) -> str:
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    shown = f"{size / 1_000_000:.1f} MB"
    return shown.replace(".", ",") if lang == "vi" else shown

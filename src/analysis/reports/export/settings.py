"""What a report is called and how it looks.

The same keys may stand in `report.toml` beside the notebook, in the notebook's metadata under `report`, in the
metadata of an output (code that knows a title), and among the options of an exporter; the later ones win. Words may
differ by language: `title = {vi = "…", en = "…"}`.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from analysis.reports.export.faults import Faults

FILE = "report.toml"
LANGUAGES = ("vi", "en")
PAPERS: Mapping[str, tuple[float, float]] = {
    "a3": (297, 420),
    "a4": (210, 297),
    "a5": (148, 210),
    "us-letter": (215.9, 279.4),
    "us-legal": (215.9, 355.6),
}
"""Width and height in millimetres."""

LEAST_CONTRAST = 4.5
"""Of text on white paper (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set for one report in one language; paths are relative to the notebook's folder.

    `data` says as of when the data are; `fonts` is a folder of font files, `style` a file of Typst rules put after the
    page design, `colophon` Markdown for the last page; `accent` is the colour of headings and lines.
    """

    title: str = ""
    subtitle: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    date: date | None = None
    version: str = ""
    data: str = ""
    colophon: str = ""
    contents: bool = True
    floats: bool = False
    code: str = "hide"
    paper: str = "a4"
    logo: str = ""
    logo_alt: str = ""
    accent: str = "#1d4f63"
    body_font: str = "Source Serif 4"
    heading_font: str = "Inter"
    code_font: str = "DejaVu Sans Mono"
    font_size: float = 10.5
    fonts: str = ""
    style: str = ""


Layer = tuple[str, Mapping[str, Any]]


def read_file(folder: Path, faults: Faults) -> Layer:
    """The settings of `report.toml` in a folder, none without the file; one that is no TOML is refused."""
    path = folder / FILE
    try:
        return FILE, tomllib.loads(path.read_text(encoding="utf-8") if path.is_file() else "")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.refuse(f"{FILE} cannot be read: {error}")
        return FILE, {}


def language(layers: Iterable[Layer], wanted: str | None, faults: Faults) -> str:
    """The language of the report: the wanted one, else the last that a layer names, else English."""
    named = [wanted or "en"] if wanted else [str(given["lang"]) for _, given in layers if "lang" in given]
    lang = named[-1] if named else "en"
    if lang not in LANGUAGES:
        faults.refuse(f"The language {lang!r} is unknown; use {' or '.join(LANGUAGES)}.")
        return "en"
    return lang


def resolve(layers: Iterable[Layer], lang: str, faults: Faults) -> Settings:
    """The settings of all layers together; every key or value that cannot be right is refused by name and place."""
    known = {field.name for field in fields(Settings)}
    found: dict[str, Any] = {}
    for where, given in layers:
        for key, value in given.items():
            if key == "lang":
                continue
            if key not in known:
                faults.refuse(f"{where}: the setting {key!r} is unknown; known are lang, {', '.join(sorted(known))}.")
                continue
            try:
                found[key] = _READERS.get(key, _text)(_in_language(value, lang))
            except ValueError as error:
                faults.refuse(f"{where}: {key} {error}, not {value!r}.")
    if found.get("logo") and not found.get("logo_alt"):
        faults.refuse("The logo has no text alternative; say in logo_alt what it shows.")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not epoch.isdecimal():
        faults.refuse(f"SOURCE_DATE_EPOCH must be a number of seconds, not {epoch!r}.")
    elif epoch and "date" not in found:
        found["date"] = datetime.fromtimestamp(int(epoch), UTC).date()  # the clock is never read
    return Settings(**found)


def _in_language(value: Any, lang: str) -> Any:
    if not isinstance(value, Mapping):
        return value
    return value[lang] if lang in value else next(iter(value.values()), "")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("must be text")
    return value


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        raise ValueError("must be a list of names")
    return tuple(value)


def _day(value: Any) -> date:
    try:
        return value if type(value) is date else date.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError("must be a day of the form 2026-11-22") from error


def _switch(value: Any) -> bool:
    if value in ("true", "false", "True", "False"):  # as the command line has it
        return bool(value.lower() == "true")
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _one_of(*known: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in known:
            raise ValueError(f"must be one of {', '.join(known)}")
        return str(value)

    return read


def _size(value: Any) -> float:
    if isinstance(value, str) and re.fullmatch(r"\d+(\.\d+)?", value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 7 <= value <= 16:
        raise ValueError("must be between 7 and 16 points")
    return float(value)


def _colour(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch("#[0-9a-fA-F]{6}", value):
        raise ValueError("must be a colour such as #1d4f63")
    if contrast(value) < LEAST_CONTRAST:
        raise ValueError(f"must contrast with white at least {LEAST_CONTRAST} : 1 (this one: {contrast(value):.1f})")
    return value


def contrast(colour: str) -> float:
    """Contrast of a colour such as `#1d4f63` with white (relative luminance of WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "authors": _names,
    "date": _day,
    "contents": _switch,
    "floats": _switch,
    "code": _one_of("hide", "inline", "appendix"),
    "paper": _one_of(*PAPERS),
    "accent": _colour,
    "font_size": _size,
}

"""What a notebook becomes before it has a format: its settings, the cells of its language, exhibits, link targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from analysis.reports.export import INJECTED
from analysis.reports.export.faults import Faults
from analysis.reports.export.markdown import Token, anchors, heading_anchor, parse, plain_text
from analysis.reports.export.settings import LANGUAGES, Settings, language, read_file, resolve

PICTURE_TYPES = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
DATA_TYPE = "text/csv"
KINDS = ("figure", "table", "notice")
_ID = re.compile(r"\w[\w.:-]*")  # it names a label, a place on the page and a file
_SILENT_TAGS = {"parameters", INJECTED}


@dataclass(frozen=True)
class Exhibit:
    """What a notebook says about an output: `output.metadata["exhibit"]`, or its cell's fig-cap, fig-alt, tbl-cap.

    `number` is its place among those of its kind, of which only figures and tables are called by it; `data_name` that
    of a file with the data that the output carries as CSV: `fig-one.csv` of an exhibit with an id, else `cell-3.csv`.
    """

    id: str = ""
    kind: str = ""
    caption: str = ""
    alt: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    declared: bool = False
    number: int = 0
    data_name: str = ""


def _words(given: Any) -> str:
    return given if isinstance(given, str) else "" if given is None else str(given)


@dataclass
class Report:
    """One report in one language.

    `cells` are those that it shows, each with its number in the notebook as metadata `cell_number`; `texts` holds the
    syntax trees of its Markdown cells by that number, without the title; `targets` says for each link target whether
    it is a "figure", a "table", a "notice" or a "place"; `numbers` holds the numbers of figures and tables.
    """

    name: str
    lang: str
    settings: Settings
    folder: Path
    cells: list[NotebookNode]
    texts: dict[int, list[Token]]
    targets: dict[str, str]
    numbers: dict[str, int] = field(default_factory=dict)
    code_language: str = ""

    @property
    def headings(self) -> list[Token]:
        """The headings of the text, in order."""
        return [token for tokens in self.texts.values() for token in tokens if token["type"] == "heading"]

    @property
    def has_contents(self) -> bool:
        """Whether a table of contents is wanted and of use."""
        return self.settings.contents and len(self.headings) >= 3


def inside_folder(folder: Path, name: str) -> Path | None:
    """What lies in a folder under a name; None if nothing does, or the name leads out of the folder."""
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder.resolve()) and path.exists() else None
    except (OSError, ValueError):  # too long, or no name of a file at all
        return None


def read(
    nb: NotebookNode, about: Mapping[str, Any], lang: str | None, options: Mapping[str, Any], faults: Faults
) -> Report:
    """The report that a notebook becomes; `about` is nbconvert's metadata, `options` are settings that win.

    Cells need their number as metadata `cell_number`. What is wrong is noted in `faults`.
    """
    folder = Path(about.get("path") or ".")
    own = nb.metadata.get("report") or {}
    if not isinstance(own, Mapping):
        faults.refuse(f"The notebook's metadata `report` must be a table of settings, not {own!r}.")
        own = {}
    layers = [read_file(folder, faults), ("notebook metadata", own)]
    lang = language([*layers, ("options", options)], lang, faults)
    cells = list(_shown_cells(nb, lang))
    said = _take_said_by_code(cells)
    settings = resolve([*layers, ("output metadata", said), ("options", options)], lang, faults)
    name = str(about.get("name") or "Notebook")
    texts = {cell.metadata["cell_number"]: parse(cell.source) for cell in cells if cell.cell_type == "markdown"}
    title = _take_title(texts, settings.title, replaced="title" in said)
    settings = replace(settings, title=title or name)
    report = Report(name, lang, settings, folder, cells, texts, targets={}, code_language=_code_language(nb))
    report.targets = {anchor: "place" for tokens in texts.values() for anchor in anchors(tokens)}
    _number_exhibits(report, faults)
    return report


def _code_language(nb: NotebookNode) -> str:
    """What the code is written in: as the kernel said when it ran, else as the notebook asks for a kernel."""
    about = nb.metadata
    return _words(about.get("language_info", {}).get("name") or about.get("kernelspec", {}).get("language"))


def _shown_cells(nb: NotebookNode, lang: str) -> Iterator[NotebookNode]:
    for cell in nb.cells:
        tags = set(cell.metadata.get("tags") or [])
        languages = tags.intersection(LANGUAGES)
        if not tags & _SILENT_TAGS and (not languages or lang in languages):
            yield cell


def _take_said_by_code(cells: list[NotebookNode]) -> dict[str, Any]:
    """What outputs say about the report itself (`metadata["report"]`), such as a title; they are then shown no more."""
    found: dict[str, Any] = {}
    for cell in cells:
        for output in list(cell.get("outputs", [])):
            said = output.get("metadata", {}).get("report")
            if said and isinstance(said, Mapping):
                found |= said
                cell.outputs.remove(output)
    return found


def _number_exhibits(report: Report, faults: Faults) -> None:
    """Put to each output its `exhibit`, named and numbered in its order; two of one id are refused."""
    count = dict.fromkeys(("", *KINDS), 0)
    data_names: list[str] = []
    for cell in report.cells:
        faults.cell_number = cell.metadata["cell_number"]
        outputs = cell.pop("outputs", [])
        cell.outputs = []
        for output in outputs:
            exhibit = _exhibit(output, cell, faults)
            count[exhibit.kind] += 1
            data_name = ""
            if DATA_TYPE in output.get("data", {}):
                data_name = _data_name(exhibit.id or f"cell-{faults.cell_number}", data_names)
                data_names.append(data_name)
            exhibit = replace(exhibit, number=count[exhibit.kind], data_name=data_name)
            cell.outputs.append(NotebookNode(output, exhibit=exhibit))
            if exhibit.id and exhibit.kind:
                if exhibit.id in report.numbers:
                    faults.refuse(f"An exhibit before this one has the same id, {exhibit.id!r}.")
                report.targets[exhibit.id] = exhibit.kind
                report.numbers[exhibit.id] = exhibit.number
    faults.cell_number = 0


def _data_name(stem: str, names: list[str]) -> str:
    same = sum(name.startswith((f"{stem}.", f"{stem}-part-")) for name in names)
    return f"{stem}-part-{same + 1}.csv" if same else f"{stem}.csv"


def _exhibit(output: NotebookNode, cell: NotebookNode, faults: Faults) -> Exhibit:
    """What is said about an output; metadata that cannot be are refused, and left out."""
    given = output.get("metadata", {}).get("exhibit") or {}
    if not isinstance(given, Mapping):
        faults.refuse(f"The metadata `exhibit` of an output must be a table, not {given!r}.")
        given = {}
    said = {}
    for name, value in given.items():
        if _is_texts(value) if name == "notes" else isinstance(value, str):
            said[name] = value
        elif value is not None:
            demanded = "a list of texts" if name == "notes" else "text"
            faults.refuse(f"The {name} of an exhibit must be {demanded}, not {value!r}.")
    identity, kind = said.get("id", ""), said.get("kind", "")
    if identity and not _ID.fullmatch(identity):
        faults.refuse(f"An exhibit cannot have the id {identity!r}: letters, digits, hyphens and points only.")
    if kind and kind not in KINDS:
        faults.refuse(f"The exhibit kind {kind!r} is unknown; use {', '.join(KINDS)}.")
        kind = ""
    picture = any(mime in output.get("data", {}) for mime in PICTURE_TYPES)
    fallback = _words(cell.metadata.get("fig-cap" if picture else "tbl-cap")) if "data" in output else ""
    return Exhibit(
        id=identity,
        kind=kind or ("figure" if picture and fallback else "table" if fallback else ""),
        caption=said.get("caption") or fallback,
        alt=said.get("alt") or _words(cell.metadata.get("fig-alt")),
        source=said.get("source", ""),
        notes=tuple(said.get("notes", ())),
        declared=bool(given),
    )


def _is_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(text, str) for text in value)


def _take_title(texts: dict[int, list[Token]], known: str, *, replaced: bool) -> str:
    """The title: the known one, else the first level 1 heading, which leaves the body for the title block.

    A heading of other words stays in the body, unless the known title is one that code put in its place.
    """
    for tokens in texts.values():
        for index, token in enumerate(tokens):
            if token["type"] == "heading" and token["attrs"]["level"] == 1:
                words = plain_text(token["children"]).strip()
                if replaced or known in {"", words}:
                    tokens[index] = {"type": "place", "raw": heading_anchor(token["children"])}
                return known or words
    return known

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
KINDS = ("figure", "table", "notice")
_ID = re.compile(r"\w[\w.:-]*")  # it names a label, a place on the page and a file
_SILENT_TAGS = {"parameters", INJECTED}


@dataclass(frozen=True)
class Exhibit:
    """What a notebook says about an output: `output.metadata["exhibit"]`, or its cell's fig-cap, fig-alt, tbl-cap."""

    id: str = ""
    kind: str = ""
    caption: str = ""
    alt: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    declared: bool = False

    @classmethod
    def of(cls, output: Any, cell: Any) -> Exhibit:
        """The exhibit of one output of a cell."""
        given = said_of(output)
        picture = any(mime in output.get("data", {}) for mime in PICTURE_TYPES)
        fallback = cell.metadata.get("fig-cap" if picture else "tbl-cap", "")
        return cls(
            id=_words(given.get("id")),
            kind=_words(given.get("kind")) or ("figure" if picture and fallback else "table" if fallback else ""),
            caption=_words(given.get("caption") or fallback),
            alt=_words(given.get("alt") or cell.metadata.get("fig-alt")),
            source=_words(given.get("source")),
            notes=tuple(given["notes"]) if _is_texts(given.get("notes")) else (),
            declared=bool(given),
        )


def said_of(output: Any) -> Mapping[str, Any]:
    """What the metadata of an output say about its exhibit; nothing where they are no table."""
    given = output.get("metadata", {}).get("exhibit")
    return given if isinstance(given, Mapping) else {}


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


def exhibits(cell: NotebookNode) -> Iterator[tuple[NotebookNode, Exhibit]]:
    """The outputs of a cell that may be exhibits, each with what is said about it."""
    for output in cell.get("outputs", []):
        if output.output_type in {"display_data", "execute_result"}:
            yield output, Exhibit.of(output, cell)


def _number_exhibits(report: Report, faults: Faults) -> None:
    """Name and number figures and tables in their order; two of one id, and unknown kinds, are refused."""
    count = dict.fromkeys(KINDS, 0)
    for cell in report.cells:
        faults.cell_number = cell.metadata["cell_number"]
        for output, exhibit in exhibits(cell):
            for wrong in _wrong(output):
                faults.refuse(wrong)
            if exhibit.kind and exhibit.kind not in KINDS:
                faults.refuse(f"The exhibit kind {exhibit.kind!r} is unknown; use {', '.join(KINDS)}.")
            elif exhibit.kind:
                count[exhibit.kind] += 1
                if exhibit.id in report.numbers:
                    faults.refuse(f"An exhibit before this one has the same id, {exhibit.id!r}.")
                if exhibit.id:
                    report.targets[exhibit.id] = exhibit.kind
                    report.numbers[exhibit.id] = count[exhibit.kind]
    faults.cell_number = 0


def _wrong(output: NotebookNode) -> Iterator[str]:
    """What cannot be in the metadata of an exhibit, in words."""
    given = output.get("metadata", {}).get("exhibit")
    if given is not None and not isinstance(given, Mapping):
        yield f"The metadata `exhibit` of an output must be a table, not {given!r}."
    for name, value in said_of(output).items():
        if value is not None and not (_is_texts(value) if name == "notes" else isinstance(value, str)):
            yield f"The {name} of an exhibit must be {'a list of texts' if name == 'notes' else 'text'}, not {value!r}."
    identity = said_of(output).get("id")
    if identity and not _ID.fullmatch(_words(identity)):
        yield f"An exhibit cannot have the id {identity!r}: letters, digits, hyphens and points only."


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

"""Files inside the PDF: the data of its exhibits, the notebook itself, and whatever else its author names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from analysis.reports.export.faults import Faults
from analysis.reports.export.literals import quoted, string
from analysis.reports.export.notebook import DATA_TYPE, Report

_TYPES = {
    ".csv": DATA_TYPE,
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".toml": "application/toml",
    ".txt": "text/plain",
}


@dataclass(frozen=True)
class Attachment:
    """A file in the PDF; `relationship` is what it is to the document (PDF/A-3: data, source or supplement)."""

    content: bytes
    description: str = ""
    relationship: str = "data"


def typst(attached: Mapping[str, Attachment]) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """For each file: the Typst expression that attaches it under its name, and the path and content that it reads."""
    for number, (name, one) in enumerate(sorted(attached.items()), start=1):
        # The file has a plain name for the compiler, whatever its own letters are.
        path = f"attached/{number}"
        kind = _TYPES.get(Path(name).suffix, "application/octet-stream")
        described = string(" ".join(one.description.split()) or name)  # PDF/UA demands a description
        expression = (
            f"pdf.attach({quoted(name)}, read({quoted(path)}, encoding: none), description: {described}, "
            f"relationship: {quoted(one.relationship)}, mime-type: {quoted(kind)})"
        )
        yield expression, (path, one.content)


def data_of(report: Report) -> dict[str, Attachment]:
    """The data that outputs carry as CSV, by the names that the report gives them."""
    outputs = [output for cell in report.cells for output in cell.outputs if output.exhibit.data_name]
    return {
        one.exhibit.data_name: Attachment("".join(one.data[DATA_TYPE]).encode(), one.exhibit.caption) for one in outputs
    }


def notebook(nb: NotebookNode) -> Attachment:
    """The notebook as it was handed over, outputs included."""
    return Attachment((nbformat.writes(nb) + "\n").encode(), "Notebook", "source")


def files(folder: Path, patterns: Sequence[str], faults: Faults) -> dict[str, Attachment]:
    """The files of a folder that fit the patterns; a pattern that fits none, or leads out of the folder, is refused."""
    found: dict[str, Path] = {}
    root = folder.resolve()
    for pattern in patterns:
        outside = not pattern or Path(pattern).is_absolute() or ".." in Path(pattern).parts
        fitting = [] if outside else sorted(one for one in folder.glob(pattern) if one.is_file())
        fitting = [one for one in fitting if one.resolve().is_relative_to(root)]
        if not fitting:
            faults.refuse(f"No file in the folder of the notebook fits {pattern}, which was to be attached.")
        for one in fitting:
            name = one.relative_to(folder).as_posix().replace("/", "-")
            if found.setdefault(name, one) != one:
                faults.refuse(f"Two files to be attached would both be called {name}.")
    return {name: Attachment(one.read_bytes(), name) for name, one in found.items()}

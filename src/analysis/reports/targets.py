"""Which reports are meant: notebooks by name, languages, and the places of those that take one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analysis.places import NoProvinceError, load, provinces_named
from analysis.project import Project
from analysis.reports.freshness import Target
from analysis.reports.notebook_file import PARAMETERS, NotebookFormatError, parameters_of, read_notebook
from analysis.vocabulary import LANGUAGES, Language

PROFILES = "profiles"
"""Name on the command line of all notebooks that take a place; without ``--places``, for all of the 63."""


class UnknownReportError(Exception):
    """A name on the command line that no notebook has."""


def targets(
    project: Project, names: Sequence[str], languages: Sequence[Language], out: Path, places: Sequence[str] = ()
) -> list[Target]:
    """The reports meant by ``names`` (of notebooks, or beginnings such as ``02``; none: all) in each language.

    With ``places`` (ids), one report for each of them; the notebooks must have a parameter ``place``, and named ones
    are those that have it. Raises UnknownReportError for a name that fits no notebook or several, or takes no place.
    """
    notebooks = sorted(path for path in project.notebooks.glob("*.ipynb") if _is_report(path))
    if not notebooks:
        raise UnknownReportError(f"no notebooks in {project.notebooks}")
    known = ", ".join(path.stem for path in notebooks)
    chosen = [] if names else notebooks
    for name in names:
        if name == PROFILES:
            chosen += [path for path in notebooks if path not in chosen and takes_place(path)]
            continue
        fitting = [path for path in notebooks if path.stem == Path(name).stem or path.stem.startswith(f"{name}_")]
        if len(fitting) != 1:
            raise UnknownReportError(f"no report {name!r}; there are {known}")
        chosen = [*chosen, *(path for path in fitting if path not in chosen)]
    if places:
        chosen = [path for path in chosen if names or takes_place(path)]
        if without := [path.stem for path in chosen if not takes_place(path)]:
            raise UnknownReportError(f"{', '.join(without)} has no parameter place")
    return [
        Target(path, lang, out / f"{'.'.join(filter(None, (path.stem, place, lang)))}.pdf", place)
        for path in chosen
        for place in places or ("",)
        for lang in LANGUAGES
        if lang in languages
    ]


def _is_report(notebook: Path) -> bool:
    """Whether it says so: by ``report`` in its metadata, or by a cell of parameters, and not ``"tool": true``.

    Anything else is something to work with. A file that is no notebook counts as a report: its fault is told then.
    """
    try:
        content = read_notebook(notebook)
    except NotebookFormatError:
        return True
    metadata, cells = content.get("metadata", {}), content.get("cells", [])
    has_parameters = any(PARAMETERS in cell.get("metadata", {}).get("tags", []) for cell in cells)
    return metadata.get("tool") is not True and ("report" in metadata or has_parameters)


def takes_place(notebook: Path) -> bool:
    """Whether the cell of parameters sets a place. NotebookFormatError when the file is no notebook."""
    return "place" in parameters_of(read_notebook(notebook))


def places_named(project: Project, names: Sequence[str]) -> list[str]:
    """Ids of the provinces meant: ``63`` and ``34`` are all of a map, others are ids or names that mean one province.

    Raises UnknownReportError for a name that means none, or an old and a new province at once.
    """
    try:
        return provinces_named(load(project), names)
    except NoProvinceError as error:
        raise UnknownReportError(str(error)) from error

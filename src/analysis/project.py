"""The one module that knows folders: where a project keeps its data, notebooks and reports."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from errno import EISDIR
from glob import escape
from pathlib import Path
from platform import node

ROOT_MARK = Path("data/raw/datapackage.json")


class ProjectNotFoundError(Exception):
    """No project folder at or above the starting folder, ``start``."""

    def __init__(self, start: Path) -> None:
        self.start = start
        super().__init__(self.sentence("en"))

    def sentence(self, lang: str) -> str:
        """What was looked for, and what to do."""
        mark = ROOT_MARK.as_posix()
        if lang == "vi":
            return (
                f"không có {mark} trong {self.start} hay thư mục bên trên; chạy lệnh trong thư mục của dự án, hoặc ghi "
                "--project THƯ_MỤC; sổ tay ở nơi khác: outcomes.load(Project(Path(THƯ_MỤC)))"
            )
        return (
            f"no {mark} in {self.start} or above it; run the command inside the project folder or pass --project "
            "FOLDER; a notebook elsewhere: outcomes.load(Project(Path(FOLDER)))"
        )


@dataclass(frozen=True, slots=True)
class Project:
    """Folders and files of one project; ``root`` holds ``data/``, ``notebooks/`` and ``reports/``."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Project:
        """The project at or above ``start`` (default: the working folder).

        Raises ProjectNotFoundError when no folder above holds ``data/raw/datapackage.json``.
        """
        start = (start or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if (folder / ROOT_MARK).is_file():
                return cls(folder)
        raise ProjectNotFoundError(start)

    @property
    def raw(self) -> Path:
        """Written by people only."""
        return self.root / "data" / "raw"

    @property
    def codebook(self) -> Path:
        """The Data Package that describes the raw tables."""
        return self.root / ROOT_MARK

    @property
    def places(self) -> Path:
        """Tables of places, and a user's own boundary files."""
        return self.raw / "places"

    def boundaries(self, layout: str) -> Path:
        """A user's own boundaries of the 63 or 34 provinces (GeoJSON); maps fall back to tiles without it."""
        return self.places / f"boundaries-{layout}.geojson"

    @property
    def statistics(self) -> Path:
        """Official series, one file each, and what is declared about them."""
        return self.raw / "statistics"

    @property
    def texts(self) -> Path:
        """Private copies of the coded texts; never committed, checked when present."""
        return self.raw / "texts"

    @property
    def drafts(self) -> Path:
        """Drafts of documents that a person is coding, with their texts; never committed."""
        return self.root / "draft"

    @property
    def processed(self) -> Path:
        """Written by the program only; can be deleted at any time."""
        return self.root / "data" / "processed"

    @property
    def notebooks(self) -> Path:
        """The notebooks, committed without outputs."""
        return self.root / "notebooks"

    @property
    def reports(self) -> Path:
        """Written by the program only; can be deleted at any time."""
        return self.root / "reports"

    @property
    def lock(self) -> Path:
        """The one list of versions."""
        return self.root / "requirements.lock"


def write_together(contents: Mapping[Path, bytes]) -> dict[Path, bool]:
    """Write several files, whole or not at all; return for each path whether its content changed.

    Files that already hold their content are not touched. A failure before the last one is ready (OSError: disk full,
    read-only folder) leaves all of them as they were and no temporary file behind; that of a killed process is removed
    by the next one that writes the same file.
    """
    changed = {path: not path.is_file() or path.read_bytes() != content for path, content in contents.items()}
    for path in contents:
        if path.is_dir():
            raise IsADirectoryError(EISDIR, "a directory stands in the place of a file", str(path))
    ready: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            if changed[path]:
                path.parent.mkdir(parents=True, exist_ok=True)
                _remove_unfinished(path)
                ready[path] = path.with_name(f".{path.name}.{node()}-{os.getpid()}.part")
                with ready[path].open("wb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())
        for path, temporary in ready.items():
            temporary.replace(path)
    finally:
        for temporary in ready.values():
            temporary.unlink(missing_ok=True)
    return changed


def _remove_unfinished(path: Path) -> None:
    """Remove what processes of this machine that live no more have left of writing this file, where that is allowed."""
    for unfinished in path.parent.glob(f".{escape(path.name)}.{escape(node())}-*.part"):
        import psutil

        process = unfinished.stem.rpartition("-")[2]
        with suppress(OSError, OverflowError):
            if process.isdecimal() and not psutil.pid_exists(int(process)):
                unfinished.unlink()

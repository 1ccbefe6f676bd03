"""The files of ``data/raw`` by name, with some of them replaced: what a build would see if they were written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.sources.cells import Flaw, Sheet, parse_sheet, read_file


@dataclass(frozen=True, slots=True)
class RawFolder:
    """The folder and the contents that stand in for some of its files, by their names inside it."""

    root: Path
    replaced: Mapping[str, bytes] = field(default_factory=dict)

    def content(self, name: str) -> bytes | Flaw:
        """The content of a file, or why there is none."""
        return self.replaced[name] if name in self.replaced else read_file(self.root / name)

    def sheet(self, name: str) -> Sheet:
        """A CSV file as text cells."""
        content = self.content(name)
        return Sheet((), (), (content,)) if isinstance(content, Flaw) else parse_sheet(content)

    def tables(self) -> list[str]:
        """Names of all CSV files, sorted."""
        found = {path.relative_to(self.root).as_posix() for path in self.root.rglob("*.csv")}
        return sorted(found | {name for name in self.replaced if name.endswith(".csv")})

"""Which modules a notebook reaches, through its imports and those of this package. Standard library only."""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from glob import glob
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from analysis.reports.notebook_file import code_of, essence, parsed

PACKAGE = Path(__file__).resolve().parents[1]


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


class Package:
    """The files of the package as they are now, each read once.

    ``imports``: what modules and notebooks import, by SHA-256; what was known before is not parsed again.
    """

    def __init__(self, known: Mapping[str, Iterable[str]]) -> None:
        finder = digest(Path(__file__).read_bytes())  # what another one found counts for nothing
        self.imports: dict[str, tuple[str, ...]] = {finder: ()}
        self._known = {sha256: tuple(names) for sha256, names in known.items()} if finder in known else {}
        self._files = {_dotted(name): name for name in glob("**/*.py", root_dir=PACKAGE, recursive=True)}
        self._digests: dict[str, str] = {}
        self._direct: dict[str, frozenset[str]] = {}

    def modules_of(self, notebook: Mapping[str, Any], beside: Iterable[Path] = ()) -> dict[str, str]:
        """SHA-256 of each module that a notebook reaches, lazy imports included, by its path in the project.

        ``beside``: modules in the notebook's folder, which it may import too.
        """
        waiting = self._files_of(self._imports_of(digest(essence(notebook)), list(code_of(notebook))))
        for path in beside:
            waiting |= self._files_of(self._imports_of(digest(path.read_bytes()), [path]))
        reached: set[str] = set()
        while waiting:
            reached |= waiting
            waiting = set().union(*map(self._imported_by, waiting)) - reached
        return self._named(reached)

    def exporters(self) -> dict[str, str]:
        """SHA-256 of each file that turns an executed notebook into a report."""
        kinds = (".py", ".typ", ".j2", ".css", ".json")
        own = glob(f"{Path(__file__).parent.name}/**/*", root_dir=PACKAGE, recursive=True)
        return self._named(name for name in own if name.endswith(kinds))

    def _named(self, names: Iterable[str]) -> dict[str, str]:
        return {f"src/analysis/{name}": self._digest(name) for name in sorted(names)}

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = digest((PACKAGE / name).read_bytes())
        return self._digests[name]

    def _imported_by(self, name: str) -> frozenset[str]:
        """The files of the package that one of them imports."""
        if name not in self._direct:
            self._direct[name] = frozenset(self._files_of(self._imports_of(self._digest(name), [PACKAGE / name])))
        return self._direct[name]

    def _imports_of(self, sha256: str, sources: Sequence[str | Path]) -> tuple[str, ...]:
        """What the sources import, known by the SHA-256 of them all."""
        if sha256 not in self.imports:
            known = self._known.get(sha256)
            self.imports[sha256] = tuple(chain(*map(_imports, sources))) if known is None else known
        return self.imports[sha256]

    def _files_of(self, dotted: Iterable[str]) -> set[str]:
        """The modules of dotted names, where there are any, and the packages around them."""
        names = chain.from_iterable(accumulate(name.split("."), "{}.{}".format) for name in dotted)
        return {self._files[name] for name in names if name in self._files}


def _dotted(name: str) -> str:
    return f"analysis/{name}".removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imports(source: str | Path) -> tuple[str, ...]:
    """Dotted names that a piece of code, or a file, imports at any depth, without those of the standard library.

    Code that is no Python even after IPython rewrote its magics has no imports here: running it tells where it fails.
    """
    if isinstance(source, Path):
        source = source.read_text(encoding="utf-8")
    tree = parsed(source) or parsed(_without_magics(source))
    found: list[str] = []
    for node in ast.walk(tree) if tree else ():
        names: Iterable[str] = ()
        if isinstance(node, ast.Import):
            names = (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
        found += [name for name in names if name.split(".")[0] not in sys.stdlib_module_names]
    return tuple(dict.fromkeys(found))


def _without_magics(source: str) -> str:
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager().transform_cell(source)

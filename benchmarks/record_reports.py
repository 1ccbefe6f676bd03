"""Builds the project around the working folder and records its reports as made, without running a notebook.

`bench_nothing_changed.py` runs it in a copy of the project. The reports of the notebooks go into `reports`, those and
126 profiles into the folder that the argument names, with as many and as large files as they have. The paths that each
depends on are printed as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from analysis import outcomes
from analysis.places import load
from analysis.project import Project
from analysis.reports.freshness import Snapshot
from analysis.reports.manifest import Ledger
from analysis.reports.targets import targets
from analysis.vocabulary import LANGUAGES

FACT = {"cell": "0a1b2c3d", "name": "share", "value": 12.345678, "printed": "12,3"}


def main() -> None:
    project = Project.find()
    outcomes.build(project)
    snapshot, found = Snapshot(project), {}
    provinces, all_reports = load(project).provinces(), project.root / sys.argv[1]
    for out, places in ((project.reports, []), (all_reports, []), (all_reports, provinces)):
        with Ledger(out, snapshot.package.imports) as ledger:
            for target in targets(project, [], LANGUAGES, out, places):
                inputs, size = snapshot.inputs_of(target), (11, 750_000) if target.place else (20, 2_400_000)
                about = {"title": target.name, "subtitle": "", "date": "2026-11-22"}
                files = dict(files_of(target.name, *size))
                ledger.record(target, inputs, files, about=about, committed=True)
                paths = {str(project.root / name.partition(" (")[0]) for name in inputs if name != "Python"}
                found[target.name] = sorted(paths)
    print(json.dumps(found))


def files_of(name: str, number: int, size: int) -> Iterator[tuple[str, bytes]]:
    yield f"files/{name}/provenance.json", json.dumps({"facts": [FACT] * 100}).encode()
    yield f"{name}.html", b"h" * (size // 4)
    yield f"{name}.pdf", b"p" * (size // 4)
    for other in range(number - 3):
        yield f"files/{name}/tbl-{other}.csv", b"c" * (size // 2 // (number - 3))


if __name__ == "__main__":
    main()

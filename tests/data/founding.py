"""The texts and pages that founded the project: what tests count holds for them, whatever a user adds to them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Collection
from pathlib import Path

from analysis.project import Project

COMMITTED = Project(Path(__file__).parents[2])

TEXTS = ("langson-2009", "bacninh-2019", "quangninh-2020", "dienbien-2022", "goquao-2023")
PAGES = (
    "press-bacninh-2026", "press-binhgiang-2020", "press-cantho-2022", "press-dongnai-2013", "press-dongnai-2015",
    "press-dongnai-2020", "press-dongnai-2025", "press-hanoi-2025", "press-haugiang-2016", "press-hochiminh-2014",
    "press-hungyen-2016", "press-hungyen-2018", "press-hungyen-2022", "press-kyson-2018", "press-lamdong-2021",
    "press-quangnam-2013", "press-quangnam-2015", "press-quangnam-2022", "press-quangninh-2010", "press-quangninh-2024",
    "press-tuangiao-2024",
)  # fmt: skip


def copied_to(project: Project) -> Project:
    """``data/raw`` of the repository in an empty project: the founding sources alone, without the private texts."""
    shutil.copytree(COMMITTED.raw, project.raw, ignore=shutil.ignore_patterns("texts"))
    keep_sources(project, (*TEXTS, *PAGES))
    return project


def keep_sources(project: Project, wanted: Collection[str]) -> None:
    """Leave the other sources out: their figures, their rows of the bibliography, and what was left out of them."""
    for name in ("sources.csv", "uncoded.csv", "mentions.csv"):
        _keep_rows(project.raw / name, wanted)
    keep_files(project, "evidence", wanted)


def keep_files(project: Project, table: str, wanted: Collection[str]) -> None:
    """Delete the other files of a table that is kept in several, and take their names out of the codebook."""
    package = json.loads(project.codebook.read_text(encoding="utf-8"))
    resource = next(resource for resource in package["resources"] if resource["name"] == table)
    others = [path for path in resource["path"] if Path(path).stem not in wanted]
    for path in others:
        (project.raw / path).unlink()
    if others:
        resource["path"] = [path for path in resource["path"] if path not in others]
        project.codebook.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")


def _keep_rows(path: Path, wanted: Collection[str]) -> None:
    """Rows whose first cell is wanted; a file with no others stays as it is, byte for byte."""
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    kept = [row for row in rows if row[0] in wanted]
    if len(kept) < len(rows):
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerows([header, *kept])
        path.write_bytes(stream.getvalue().encode("utf-8"))

"""Copies of the project's data that a test may spoil, and single rows under the real codebook."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import delivered_files as forms
import founding
import pytest

from analysis.checks.evidence import check_row
from analysis.checks.examine import examine
from analysis.checks.findings import Finding
from analysis.checks.tables import Record, read_records
from analysis.cli import main
from analysis.coding.desk import Desk
from analysis.coding.left_over import reading_of
from analysis.project import Project
from analysis.sources.cells import Row, Sheet
from analysis.sources.codebook import Codebook, read_codebook


class Copy:
    """A project folder with data/raw as it was founded (without the private texts), and hands to change it."""

    def __init__(self, root: Path) -> None:
        self.project = Project(root)

    def path(self, name: str) -> Path:
        return self.project.raw / name

    def rows(self, name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.path(name).read_text(encoding="utf-8"), newline="")))

    def write_rows(self, name: str, rows: list[list[str]]) -> None:
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerows(rows)
        self.path(name).write_bytes(stream.getvalue().encode("utf-8"))

    def set(self, name: str, row: int, column: str, cell: str) -> None:
        """Write one cell; ``row`` is the line in the file, as findings count it."""
        rows = self.rows(name)
        rows[row - 1][rows[0].index(column)] = cell
        self.write_rows(name, rows)

    def set_all(self, name: str, column: str, cell: str) -> None:
        """Write the same cell into every data row."""
        rows = self.rows(name)
        for row in rows[1:]:
            row[rows[0].index(column)] = cell
        self.write_rows(name, rows)

    def keep_rows(self, name: str, wanted: Callable[[list[str]], bool]) -> None:
        header, *rows = self.rows(name)
        self.write_rows(name, [header, *filter(wanted, rows)])

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.path(name).write_text(text.replace(old, new), encoding="utf-8", newline="")

    def cut(self, name: str, lines: int) -> None:
        """Keep the first lines of a file, whole lines only."""
        kept = self.path(name).read_bytes().splitlines(keepends=True)[:lines]
        self.path(name).write_bytes(b"".join(kept))

    def drop_column(self, name: str, column: str) -> None:
        rows = self.rows(name)
        place = rows[0].index(column)
        self.write_rows(name, [row[:place] + row[place + 1 :] for row in rows])

    def save_in(self, name: str, encoding: str) -> None:
        """Save a file as a program does that knows no UTF-8; letters without a byte become question marks."""
        text = self.path(name).read_text(encoding="utf-8")
        self.path(name).write_bytes(text.encode(encoding, errors="replace"))

    def keep_series(self, *wanted: str) -> None:
        """Leave the other series out, files, declarations and breaks, so that a build takes a moment."""
        header, *rows = self.rows("statistics/series.csv")
        kept = [row for row in rows if row[0] in wanted]
        named = [header.index(column) for column in ("weight_series", "revises", "copy_of", "ranks_with")]
        for row in kept:
            for at in named:
                row[at] = row[at] if row[at] in wanted else ""
        self.write_rows("statistics/series.csv", [header, *kept])
        self.keep_rows("statistics/breaks.csv", lambda row: row[0] in wanted)
        founding.keep_files(self.project, "statistics", wanted)

    def keep_years(self, series_id: str, first: int, last: int) -> None:
        """Leave the other years of a series out, as if it had never been declared for them."""
        file, declared = f"statistics/{series_id}.csv", "statistics/series.csv"
        year = self.rows(file)[0].index("year")
        self.keep_rows(file, lambda row: first <= int(row[year]) <= last)
        line = 1 + [row[0] for row in self.rows(declared)].index(series_id)
        self.set(declared, line, "years", f"{first}-{last}")
        self.set(declared, line, "file_sha256", hashlib.sha256(self.path(file).read_bytes()).hexdigest())

    def keep_sources(self, *wanted: str) -> None:
        """Leave the other texts out: their figures, their rows of the bibliography, and what was left out of them."""
        founding.keep_sources(self.project, wanted)

    def build(self, lang: str = "en") -> int:
        return main(["build", "--project", str(self.project.root), "--lang", lang])

    def contents(self) -> dict[str, bytes]:
        """Every file of data/raw with its content."""
        files = sorted(path for path in self.project.raw.rglob("*") if path.is_file())
        return {path.relative_to(self.project.raw).as_posix(): path.read_bytes() for path in files}

    def processed(self) -> dict[str, str]:
        """Every file of data/processed, hidden ones too, with the hash of its content."""
        files = sorted(self.project.processed.rglob("*"))
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def copy_raw(root: Path) -> Copy:
    return Copy(founding.copied_to(Project(root)).root)


FEW_SERIES = ("gso_trained_employed_share", "gso_labour_force", "gso_trained_share_by_industry", "papi_certification")
"""One of each kind: shares with their weights, a sum, a breakdown, and a survey with gaps and breaks."""


@pytest.fixture(scope="session")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The founding data as they were committed: to be read by many tests and changed by none."""
    return founding.copied_to(Project(tmp_path_factory.mktemp("committed")))


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The committed data, built: to be read by many tests and changed by none."""
    good = copy_raw(tmp_path_factory.mktemp("good"))
    assert good.build() == 0
    return good


@pytest.fixture(scope="session")
def few_once(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The committed data with a few series, built: to be copied."""
    few = copy_raw(tmp_path_factory.mktemp("few"))
    few.keep_series(*FEW_SERIES)
    few.keep_years("papi_certification", 2014, 2021)  # its breaks and gaps lie there
    assert few.build() == 0
    return few


@pytest.fixture(scope="session")
def small_once(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """As few rows as leave every rule its rows, not built: to be examined a thousand times and changed by no test."""
    small = copy_raw(tmp_path_factory.mktemp("small"))
    small.keep_series("gso_trained_employed_share", "gso_labour_force")
    small.keep_years("gso_trained_employed_share", 2008, 2011)
    small.keep_years("gso_labour_force", 2007, 2011)
    small.keep_sources(
        "langson-2009", "bacninh-2019", "quangninh-2020", "dienbien-2022", "goquao-2023", "press-tuangiao-2024",
        "press-hungyen-2016",
    )  # fmt: skip
    small.keep_rows("places/districts.csv", lambda row: row[3] in ("kien-giang", "dien-bien", "hai-duong", "hoa-binh"))
    return small


@pytest.fixture
def copy(few_once: Copy, tmp_path: Path) -> Copy:
    """The committed data with a few series, in a folder of the test's own, not built yet."""
    shutil.copytree(few_once.project.raw, tmp_path / "data" / "raw")
    return Copy(tmp_path)


@pytest.fixture
def built(few_once: Copy, tmp_path: Path) -> Copy:
    """The same, built."""
    shutil.copytree(few_once.project.root / "data", tmp_path / "data")
    return Copy(tmp_path)


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return read_codebook(founding.COMMITTED.codebook)


@pytest.fixture
def record(codebook: Codebook) -> Callable[..., Record]:
    """One row of a table from text cells, read as a file would be."""

    def make(table: str, file: str, line: int, cells: dict[str, str]) -> Record:
        every = {field.name: cells.get(field.name, "") for field in codebook[table].fields}
        records, _ = read_records(codebook[table], file, Sheet(tuple(every), (Row(line, every),), ()))
        return records[0]

    return make


@pytest.fixture
def figure(record: Callable[..., Record]) -> Callable[..., Record]:
    """A coded figure that breaks no rule, with the changes that a test makes to it."""

    def make(line: int = 2, **changes: str) -> Record:
        cells = {
            "figure_id": "hanam-2020-01", "place_id": "ha-nam", "tier": "all", "population": "official",
            "training": "any", "criterion": "none", "indicator": "participations", "status": "result",
            "frequency": "once", "period_start": "2020-01-01", "period_end": "2020-12-31", "value": "1200",
            "value_low": "1200", "value_high": "1200", "unit": "participation", "unit_as_written": "lượt",
            "qualifier": "exact", "as_written": "1.200 lượt cán bộ", "start": "10", "text_sha256": "a" * 64,
        } | changes  # fmt: skip
        if "end" not in cells:
            cells["end"] = str(int(cells["start"]) + len(cells["as_written"]))
        return record("evidence", "evidence/hanam-2020.csv", line, cells)

    return make


@pytest.fixture
def source(record: Callable[..., Record]) -> Callable[..., Record]:
    """The bibliography row of the figure's text."""

    def make(**changes: str) -> Record:
        cells = {
            "source_id": "hanam-2020", "text_status": "held", "title": "Đào tạo cán bộ", "date_published": "2021-02-01",
            "content_end": "2020-12-31", "language": "vi", "figure_count": "1", "text_sha256": "a" * 64,
            "rights": "made up for a test",
        } | changes  # fmt: skip
        return record("sources", "sources.csv", 2, cells)

    return make


@pytest.fixture
def by_rule() -> Callable[..., dict[str, Finding]]:
    """Findings by their rule, each said aloud in both languages, so that no sentence lacks a word."""

    def collect(findings) -> dict[str, Finding]:
        found = list(findings)
        for finding in found:
            for lang in ("vi", "en"):
                assert finding.problem(lang)
                assert finding.remedy(lang)
        return {finding.rule: finding for finding in found}

    return collect


@pytest.fixture
def check(figure, source, by_rule) -> Callable[..., dict[str, Finding]]:
    """Findings about the good figure with some cells changed."""
    return lambda **cells: by_rule(check_row(figure(**cells), source()))


@pytest.fixture(scope="module")
def put(few_once):
    """Puts a draft on the desk in the project that no test changes, which is examined once."""
    before = examine(few_once.project, statistics=False)
    reading = reading_of(few_once.project, before)
    return lambda draft: Desk(few_once.project, draft.path, before, reading)


@pytest.fixture
def deliver(copy, tmp_path, capsys):
    """Takes a series out of the project, imports it from a delivered file, and says how that ended."""

    def run(series_id, name, content, *options):
        copy.path(forms.file_of(series_id)).unlink(missing_ok=True)
        path = tmp_path / name
        path.write_bytes(content)
        code = main(["import", str(path), "--series", series_id, "--project", str(copy.project.root), *options])
        return code, capsys.readouterr()

    return run


@pytest.fixture
def table(copy):
    """The trained share as a table of labels and cells, as an office prints it."""
    return forms.as_table(forms.coded(copy, forms.SHARE), forms.labels_of(copy), prelim="Sơ bộ {}")

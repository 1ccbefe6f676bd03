"""Commands on data: ``build`` and ``import``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.cli.arguments import add_language, add_writing
from analysis.cli.command import Command
from analysis.cli.findings import print_each, print_findings
from analysis.outcomes import Summary, build
from analysis.project import Project

if TYPE_CHECKING:
    from analysis.quantities import DecimalMark

MARKS: Mapping[str, DecimalMark] = {"point": ".", "comma": ","}


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """``build`` and ``import``."""
    building = commands.add_parser("build", parents=[common], help="check data/raw and write data/processed")
    add_language(building)
    _add_import(commands, common)


def _add_import(commands: Any, common: argparse.ArgumentParser) -> None:
    taking = commands.add_parser(
        "import", parents=[common], help="turn a delivered file into a series of data/raw",
        description="Read a file saved from the browser (CSV of PX-Web, JSON-stat, PX, xlsx, xls, ods) as a series "
        "that series.csv describes. All findings are listed; nothing is written when one of them is an error.",
    )  # fmt: skip
    taking.add_argument("file", type=Path, metavar="FILE", help="the file, as it was saved")
    taking.add_argument("--series", required=True, metavar="ID", help="a row of data/raw/statistics/series.csv")
    taking.add_argument("--sheet", default="", metavar="NAME", help="the sheet of a workbook")
    taking.add_argument("--year", type=int, metavar="YEAR", help="the year, for a file that has no years in it")
    taking.add_argument("--only", action="append", default=[], metavar="LABEL", help="keep what has this label")
    taking.add_argument("--decimal", choices=("point", "comma"), help="the decimal mark, where the file leaves it open")
    taking.add_argument(
        "--preliminary", type=_years, metavar="YEARS",
        help="years whose figures are preliminary, such as 2019,2020; or none (where the file leaves it open)",
    )  # fmt: skip
    add_writing(taking, "a series that has other figures")
    add_language(taking)


def _years(text: str) -> tuple[int, ...]:
    """Years parted by commas; none for the word ``none``. ValueError for anything else, which argparse reports."""
    return () if text == "none" else tuple(int(year) for year in text.split(","))


def build_data(project: Project, _: argparse.Namespace | None = None) -> int:
    """Check and build, and say what there is now."""
    built = build(project)
    say_built(built.summary, "written" if any(built.changed.values()) else "unchanged")
    return 0


def say_built(summary: Summary, what: str) -> None:
    """One line about what data/processed holds."""
    print(
        f"data/processed {what}: {summary.figures} coded figures, {summary.statistics} statistics; "
        f"{summary.confirmed} checks confirmed, {summary.notices} notices (findings.csv)"
    )


def _import(project: Project, options: argparse.Namespace) -> int:
    from analysis.checks.delivered import Choices
    from analysis.intake import ImportRefusedError, import_series

    mark: DecimalMark | None = MARKS[options.decimal] if options.decimal else None
    choices = Choices(options.year, tuple(options.only), mark, options.preliminary)
    try:
        done = import_series(
            project, options.file, options.series, choices,
            sheet=options.sheet, replace_existing=options.replace, dry_run=options.dry_run,
        )  # fmt: skip
    except ImportRefusedError as error:
        if options.debug:
            raise
        print(f"analysis: {error}", file=sys.stderr)
        return 1
    told = [finding for finding in done.findings if finding.severity != "confirmed"]
    if done.errors:
        print_findings(told, options.lang, options.file.name)
        return 1
    print_each(told, options.lang)
    what = "written" if done.written else "would be written"
    print(
        f"statistics/{done.series_id}.csv {what}: {done.rows} cells, {done.places} places, "
        f"{done.years[0]}–{done.years[-1]}; "
        f"{sum(finding.severity == 'confirmed' for finding in done.findings)} checks confirmed"
    )
    return 0


COMMANDS: Mapping[str, Command] = {"build": build_data, "import": _import}

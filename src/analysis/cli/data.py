"""Commands on data: ``build`` and ``import``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.cli.arguments import add_language, add_writing
from analysis.cli.command import Command
from analysis.cli.findings import print_each, print_findings
from analysis.outcomes import Summary, build
from analysis.project import Project
from analysis.vocabulary import Language

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
    """Years parted by commas; none for the word ``none``. argparse reports anything else."""
    try:
        return () if text == "none" else tuple(int(year) for year in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: years such as 2019,2020, or none") from error


def _build(project: Project, options: argparse.Namespace) -> int:
    build_data(project, options.lang)
    return 0


def build_data(project: Project, lang: Language = "en") -> None:
    """Check and build, and say what there is now, and of which figures there is something new to know."""
    built = build(project)
    say_built(built.summary, changed=any(built.changed.values()), lang=lang)
    if built.news or built.gone:
        new, gone = len(built.news), built.gone
        vi, en = f"cảnh báo mới: {new}; không còn: {gone}", f"new notices: {new}; no more there: {gone}"
        print(vi if lang == "vi" else en)
        print_each(built.news, lang, sys.stdout)


def say_built(summary: Summary, *, changed: bool, lang: Language = "en") -> None:
    """One line about what data/processed holds."""
    figures, statistics, confirmed, notices = astuple(summary)
    if lang == "vi":
        print(
            f"data/processed {'đã ghi' if changed else 'không đổi'}: {figures} số liệu mã hóa, {statistics} số liệu "
            f"thống kê; {confirmed} phép kiểm tra khớp, {notices} cảnh báo (findings.csv)"
        )
    else:
        print(
            f"data/processed {'written' if changed else 'unchanged'}: {figures} coded figures, {statistics} "
            f"statistics; {confirmed} checks confirmed, {notices} notices (findings.csv)"
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


COMMANDS: Mapping[str, Command] = {"build": _build, "import": _import}

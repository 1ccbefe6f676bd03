"""The command line: arguments and messages; the work is done elsewhere."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import __version__
from analysis.outcomes import InvalidDataError, Summary, build, unchanged
from analysis.project import Project, ProjectNotFoundError, write_together
from analysis.sources.codebook import CodebookError
from analysis.vocabulary import LANGUAGES, Language

if TYPE_CHECKING:
    from analysis.checks.findings import Finding
    from analysis.quantities import DecimalMark
    from analysis.reports.freshness import Target
    from analysis.reports.runner import Outcome
    from analysis.reports.status import Standing

EXAMPLES = """examples:
  analysis build                  check data/raw, write data/processed
  analysis build --lang vi        the same, with messages in Vietnamese
  analysis report                 every report in both languages, where something changed
  analysis report 02 --lang vi    one report in Vietnamese
  analysis report --out /tmp/pdf  into another folder
  analysis report profiles        a profile of each of the 63 provinces in both languages
  analysis report profiles --places quang-ninh bac-ninh-2025 --lang vi
                                  of some provinces; 34 for all since July 2025
  analysis status                 which reports are not up to date, and why
  analysis import table.xlsx --series gso_population
                                  a file saved from the browser becomes a series of data/raw"""


MARKS: Mapping[str, DecimalMark] = {"point": ".", "comma": ","}

SHOWN_OF_A_KIND = 20
"""Findings of one rule in one column of one file that are printed; the others are counted."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when it did what was asked, 1 when data or a report failed, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        project = Project.find(options.project)
        return COMMANDS[options.command](project, options)
    except InvalidDataError as error:
        _print_findings(error.findings, "vi" if options.lang == "vi" else "en")
    except (ProjectNotFoundError, CodebookError) as error:
        if options.debug:
            raise
        print(f"analysis: {error}", file=sys.stderr)
    except OSError as error:
        if options.debug:
            raise
        where = f" ({error.filename})" if error.filename else ""
        print(f"analysis: {error.strerror or error}{where}; earlier outputs are unchanged", file=sys.stderr)
    except KeyboardInterrupt:
        print("analysis: stopped; finished reports are kept, the next run makes the others", file=sys.stderr)
        return 130
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="analysis",
        description="Check what provinces publish about training their officials, and export traceable PDF reports.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"analysis {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--project", type=Path, metavar="FOLDER", help="the project folder (default: the one around the working folder)"
    )
    common.add_argument("--debug", action="store_true", help="show the full traceback of an error")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    building = commands.add_parser("build", parents=[common], help="check data/raw and write data/processed")
    building.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the messages")
    _add_import(commands, common)
    _add_report(commands, common)
    return parser


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
    taking.add_argument("--replace", action="store_true", help="replace a series that has other figures")
    taking.add_argument("--dry-run", action="store_true", help="say what would be done, write nothing")
    taking.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the messages")


def _add_report(commands: Any, common: argparse.ArgumentParser) -> None:
    chosen = argparse.ArgumentParser(add_help=False)
    chosen.add_argument(
        "names", nargs="*", metavar="NAME",
        help="notebooks, or their first characters such as 02, or profiles for all that have a place (default: all)",
    )  # fmt: skip
    chosen.add_argument("--lang", choices=(*LANGUAGES, "both"), default="both", help="language of the reports")
    chosen.add_argument(
        "--places", nargs="+", default=[], metavar="PLACE",
        help="one report for each: ids or names of provinces, 63 or 34 for all of a map (notebooks with a place)",
    )  # fmt: skip
    chosen.add_argument("--out", type=Path, metavar="DIR", help="folder for the PDFs (default: reports/)")
    chosen.add_argument(
        "--strict", action=argparse.BooleanOptionalAction, default=True,
        help="refuse a report with a part that cannot be shown or a number typed by hand (default: yes)",
    )  # fmt: skip
    report = commands.add_parser(
        "report", parents=[common, chosen], help="build, then make the PDF reports that are not up to date"
    )
    report.add_argument("--jobs", type=_positive, default=0, metavar="N", help="reports made at the same time")
    report.add_argument("--force", action="store_true", help="make them even when nothing changed")
    report.add_argument("--dry-run", action="store_true", help="say which would be made and why, make none")
    report.add_argument(
        "--keep-going", action=argparse.BooleanOptionalAction, default=True,
        help="make the others when one fails, and say at the end what failed (default: yes)",
    )  # fmt: skip
    report.add_argument(
        "--fork", action=argparse.BooleanOptionalAction, default=True,
        help="fork kernels from a process that has imported the libraries (default: yes, where the system can)",
    )  # fmt: skip
    commands.add_parser(
        "status", parents=[common, chosen], help="say which reports are not up to date, and why; make nothing"
    )


def _positive(text: str) -> int:
    """A whole number above zero. ValueError for anything else, which argparse reports."""
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number


def _years(text: str) -> tuple[int, ...]:
    """Years parted by commas; none for the word ``none``. ValueError for anything else, which argparse reports."""
    return () if text == "none" else tuple(int(year) for year in text.split(","))


def _build(project: Project, _: argparse.Namespace | None = None) -> int:
    built = build(project)
    _say_built(built.summary, "written" if any(built.changed.values()) else "unchanged")
    return 0


def _say_built(summary: Summary, what: str) -> None:
    print(
        f"data/processed {what}: {summary.figures} coded figures, {summary.statistics} statistics; "
        f"{summary.confirmed} checks confirmed, {summary.notices} notices (findings.csv)"
    )


def _print_findings(findings: Sequence[Finding], lang: Language, where: str = "data/raw") -> None:
    shown = _print_each(findings, lang)
    for (file, rule, _), number in shown.items():
        if number > SHOWN_OF_A_KIND:
            more = "phát hiện nữa cùng loại" if lang == "vi" else "more of the same kind"
            print(f"{file}: … {number - SHOWN_OF_A_KIND} {more}. [{rule}]", file=sys.stderr)
    errors = sum(finding.severity == "error" for finding in findings)
    closing = (
        f"{errors} lỗi trong {where}; không ghi gì"
        if lang == "vi"
        else f"{errors} error{'s' if errors != 1 else ''} in {where}; nothing was written"
    )
    print(f"analysis: {closing}", file=sys.stderr)


def _print_each(findings: Sequence[Finding], lang: Language) -> dict[tuple[str, str, str], int]:
    """The first findings of each kind, a line each; return how many there are of each kind."""
    shown: dict[tuple[str, str, str], int] = {}
    for finding in findings:
        kind = (finding.file, finding.rule, finding.column)
        shown[kind] = shown.get(kind, 0) + 1
        if shown[kind] <= SHOWN_OF_A_KIND:
            line = f"{finding.place(lang)}: {finding.problem(lang)}. {finding.remedy(lang)}. [{finding.rule}]"
            print(line, file=sys.stderr)
    return shown


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
        _print_findings(told, options.lang, options.file.name)
        return 1
    _print_each(told, options.lang)
    what = "written" if done.written else "would be written"
    print(
        f"statistics/{done.series_id}.csv {what}: {done.rows} cells, {done.places} places, "
        f"{done.years[0]}–{done.years[-1]}; "
        f"{sum(finding.severity == 'confirmed' for finding in done.findings)} checks confirmed"
    )
    return 0


def _report(project: Project, options: argparse.Namespace) -> int:
    from analysis.reports.batch import How, produce
    from analysis.reports.freshness import Snapshot
    from analysis.reports.manifest import read_manifest
    from analysis.reports.provenance import provenance
    from analysis.reports.status import standings

    if known := unchanged(project):
        _say_built(known, "unchanged")
    else:
        _build(project)
    out = (options.out or project.reports).resolve()
    chosen = _chosen(project, options, out)
    if chosen is None:
        return 2
    manifest = read_manifest(out)
    snapshot = Snapshot(project, manifest["imports"])
    found = standings(snapshot, chosen, manifest, strict=options.strict)
    failures = {one.problem for one in found if one.problem}
    wanted = [one for one in found if not one.problem and (options.force or one.reasons)]
    if options.dry_run:
        _print_stale([one for one in found if one.problem or one in wanted], len(found), out)
    elif wanted:
        how = How(options.strict, options.jobs, options.fork, options.keep_going)
        stale = [provenance(project, one.target, one.inputs) for one in wanted]
        failures |= _follow(produce(stale, how, imports=snapshot.package.imports), len(stale))
    elif not failures:
        print(f"{len(chosen)} reports in {out} are up to date")
    if not options.dry_run:
        _write_index(out)
    for failure in sorted(failures):
        print(f"analysis: {failure}", file=sys.stderr)
    return 1 if failures else 0


def _chosen(project: Project, options: argparse.Namespace, out: Path) -> list[Target] | None:
    """The reports that are asked for; None, and a message, for a name that is not known."""
    from analysis.reports.notebook_file import NotebookFormatError
    from analysis.reports.targets import PROFILES, UnknownReportError, places_named, targets

    languages = LANGUAGES if options.lang == "both" else (options.lang,)
    places = options.places or (["63"] if PROFILES in options.names else [])
    try:
        return targets(project, options.names, languages, out, places_named(project, places))
    except (UnknownReportError, NotebookFormatError) as error:
        print(f"analysis: {error}", file=sys.stderr)
        return None


def _follow(outcomes: Iterator[Outcome], number: int) -> set[str]:
    """Say which reports are made while they are, and how large they became; return what went wrong with the others."""
    from tqdm import tqdm

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended by the system as by Ctrl-C
    started, failures, made, odd = time.perf_counter(), set(), [], set()
    with tqdm(total=number, unit="report", desc="reports", disable=not sys.stderr.isatty()) as bar:
        for done in outcomes:
            bar.update()
            if done.odd and done.odd not in odd:
                odd.add(done.odd)
                bar.write(f"analysis: kernels start one by one, which is slower: {done.odd}", file=sys.stderr)
            if done.failure:
                failures.add(done.failure)
                continue
            made.append(done)
            if bar.disable:
                print(f"made {done.target.name} in {done.seconds:.1f} s", flush=True)
    for done in sorted(made, key=lambda one: one.target.name):
        size = len(done.files[done.target.output.name]) / 1000
        print(f"{done.seconds:6.1f} s {size:7.0f} kB  {done.target.output}")
        for fault in done.faults:
            print(f"analysis: warning: {fault}", file=sys.stderr)
    print(f"{time.perf_counter() - started:6.1f} s in all")
    return failures


def _write_index(out: Path) -> None:
    from analysis.reports import index
    from analysis.reports.manifest import FACTS, facts, read_manifest

    made = read_manifest(out)
    if made["reports"]:
        page = index.index_page(index.entries(out, made))
        write_together({out / index.NAME: page.encode(), out / FACTS: facts(out, made)})


def _print_stale(found: Sequence[Standing], number: int, out: Path) -> None:
    for one in found:
        print(one.sentence())
    print(f"{number - len(found)} reports in {out} are up to date, {len(found)} are not")


def _status(project: Project, options: argparse.Namespace) -> int:
    from analysis.reports.freshness import Snapshot
    from analysis.reports.manifest import read_manifest
    from analysis.reports.status import made_for_places, standings

    if not unchanged(project):
        print("data/processed: not as data/raw and the code give it; `analysis build` or `analysis report` comes first")
        return 0
    out = (options.out or project.reports).resolve()
    chosen = _chosen(project, options, out)
    if chosen is None:
        return 2
    if not options.names and not options.places:
        chosen += made_for_places(project, out, LANGUAGES if options.lang == "both" else (options.lang,))
    manifest = read_manifest(out)
    found = standings(Snapshot(project, manifest["imports"]), chosen, manifest, strict=options.strict)
    _print_stale([one for one in found if one.reasons or one.problem], len(found), out)
    return 0


COMMANDS: Mapping[str, Callable[[Project, argparse.Namespace], int]] = {
    "build": _build,
    "import": _import,
    "report": _report,
    "status": _status,
}

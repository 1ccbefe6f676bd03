"""The command line: arguments and messages; the work is done elsewhere."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from analysis import __version__
from analysis.outcomes import Built, InvalidDataError, build
from analysis.project import Project, ProjectNotFoundError
from analysis.reports import freshness
from analysis.sources.codebook import CodebookError
from analysis.vocabulary import LANGUAGES, Language

EXAMPLES = """examples:
  analysis build                  check data/raw, write data/processed
  analysis build --lang vi        the same, with messages in Vietnamese
  analysis report                 every report in both languages, where something changed
  analysis report 02 --lang vi    one report in Vietnamese
  analysis report --out /tmp/pdf  into another folder"""


SHOWN_OF_A_KIND = 20
"""Findings of one rule in one column of one file that are printed; the others are counted."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when it did what was asked, 1 when data or a report failed, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        project = Project.find(options.project)
        return _build(project) if options.command == "build" else _report(project, options)
    except InvalidDataError as error:
        _print_findings(error, "vi" if options.lang == "vi" else "en")
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
    report = commands.add_parser(
        "report", parents=[common], help="build, then make the PDF reports that are not up to date"
    )
    report.add_argument(
        "names", nargs="*", metavar="NAME", help="notebooks, or their first characters such as 02 (default: all)"
    )
    report.add_argument("--lang", choices=(*LANGUAGES, "both"), default="both", help="language of the reports")
    report.add_argument("--out", type=Path, metavar="DIR", help="folder for the PDFs (default: reports/)")
    report.add_argument("--jobs", type=int, metavar="N", help="reports made at the same time")
    report.add_argument("--force", action="store_true", help="make them even when nothing changed")
    return parser


def _build(project: Project) -> int:
    _say_built(build(project))
    return 0


def _say_built(built: Built) -> None:
    findings = built.examination.findings
    notices = sum(finding.severity == "notice" for finding in findings)
    confirmed = sum(finding.severity == "confirmed" for finding in findings)
    records = built.examination.records
    what = "written" if any(built.changed.values()) else "unchanged"
    print(
        f"data/processed {what}: {len(records['evidence'])} coded figures, {len(records['statistics'])} statistics; "
        f"{confirmed} checks confirmed, {notices} notices (findings.csv)"
    )


def _print_findings(error: InvalidDataError, lang: Language) -> None:
    shown: dict[tuple[str, str, str], int] = {}
    for finding in error.findings:
        kind = (finding.file, finding.rule, finding.column)
        shown[kind] = shown.get(kind, 0) + 1
        if shown[kind] <= SHOWN_OF_A_KIND:
            print(
                f"{finding.place(lang)}: {finding.problem(lang)}. {finding.remedy(lang)}. [{finding.rule}]",
                file=sys.stderr,
            )
    for (file, rule, _), number in shown.items():
        if number > SHOWN_OF_A_KIND:
            more = "phát hiện nữa cùng loại" if lang == "vi" else "more of the same kind"
            print(f"{file}: … {number - SHOWN_OF_A_KIND} {more}. [{rule}]", file=sys.stderr)
    count = len(error.findings)
    closing = (
        f"{count} phát hiện trong data/raw; không ghi gì"
        if lang == "vi"
        else f"{count} findings in data/raw; nothing was written"
    )
    print(f"analysis: {closing}", file=sys.stderr)


def _report(project: Project, options: argparse.Namespace) -> int:
    from analysis.reports import runner

    _say_built(build(project))
    out = (options.out or project.reports).resolve()
    languages = LANGUAGES if options.lang == "both" else (options.lang,)
    try:
        chosen = runner.targets(project, options.names, languages, out)
    except runner.UnknownReportError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 2
    manifest = freshness.read_manifest(out / project.manifest.name)
    inputs: dict[str, dict[str, str]] = {}
    failures: list[str] = []
    for target in chosen:
        try:
            inputs[target.name] = freshness.inputs_of(project, target)
        except freshness.NotebookFormatError as error:
            failures.append(str(error))
    readable = [target for target in chosen if target.name in inputs]
    stale = [t for t in readable if options.force or freshness.reasons_to_rebuild(t, inputs[t.name], manifest)]
    if stale:
        failures += _make(stale, inputs, out / project.manifest.name, options.jobs or runner.default_jobs())
    elif not failures:
        print(f"{len(chosen)} reports in {out} are up to date")
    for failure in sorted(set(failures)):
        print(f"analysis: {failure}", file=sys.stderr)
    return 1 if failures else 0


def _make(stale: list[freshness.Target], inputs: dict[str, dict[str, str]], manifest: Path, jobs: int) -> list[str]:
    """Make the stale reports and say which; return what went wrong with the others."""
    from tqdm import tqdm

    from analysis.reports import runner

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended by the system as by Ctrl-C
    started, failures, made = time.perf_counter(), [], []
    with tqdm(total=len(stale), unit="report", desc="reports", disable=not sys.stderr.isatty()) as bar:
        for outcome in runner.run(stale, jobs):
            bar.update()
            if outcome.failure:
                failures.append(outcome.failure)
                continue
            freshness.record(outcome.target, inputs[outcome.target.name], outcome.content, manifest)
            made.append(outcome)
            if bar.disable:
                print(f"made {outcome.target.name} in {outcome.seconds:.1f} s", flush=True)
    for outcome in sorted(made, key=lambda done: done.target.name):
        print(f"{outcome.seconds:6.1f} s {len(outcome.content) / 1000:7.0f} kB  {outcome.target.output}")
    print(f"{time.perf_counter() - started:6.1f} s in all")
    return failures

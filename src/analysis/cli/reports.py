"""Commands on reports: ``report`` and ``status``."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.cli.command import Command
from analysis.cli.data import build_data, say_built
from analysis.outcomes import unchanged
from analysis.project import Project, write_together
from analysis.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from analysis.reports.freshness import Target
    from analysis.reports.runner import Outcome
    from analysis.reports.status import Standing


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """``report`` and ``status``."""
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
    report.add_argument(
        "--jobs",
        type=_positive,
        default=0,
        metavar="N",
        help="reports made at the same time (default: one more than processors, at most four)",
    )
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
    """A whole number above zero; argparse reports anything else."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r}: a whole number, 1 or more")
    return int(text)


def _report(project: Project, options: argparse.Namespace) -> int:
    from analysis.reports.batch import How, produce
    from analysis.reports.freshness import Snapshot
    from analysis.reports.manifest import Ledger, read_manifest
    from analysis.reports.provenance import provenance
    from analysis.reports.status import standings

    if known := unchanged(project):
        say_built(known, changed=False)
    else:
        build_data(project)
    out = (options.out or project.reports).resolve()
    chosen = _chosen(project, options, out)
    if chosen is None:
        return 2
    if not options.dry_run:
        _check_writable(out)
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
    else:
        Ledger(out, snapshot.package.imports).enter()  # of a run that was cut short after its last report
        if not failures:
            print(f"{len(chosen)} reports in {out} are up to date")
    if not options.dry_run and (listed := _write_index(out)) and wanted:
        print(f"all of them: {listed}")
    _say_left_over(project, out)
    for failure in sorted(failures):
        print(f"analysis: {failure}", file=sys.stderr)
    return 1 if failures else 0


def _check_writable(out: Path) -> None:
    """Before any notebook runs. Raises NotADirectoryError or PermissionError."""
    there = next(path for path in (out, *out.parents) if path.exists())
    if not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(there))
    if not os.access(there, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(there))


def _say_left_over(project: Project, out: Path) -> None:
    from analysis.reports.status import left_over

    for path in left_over(project, out):
        print(f"analysis: warning: {path}: no run that is known made it as it is; delete it", file=sys.stderr)


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
            size = len(done.files[done.target.output.name]) / 1000
            made.append((done.target.name, f"{done.seconds:6.1f} s {size:7.0f} kB  {done.target.output}", done.faults))
            if bar.disable:
                print(f"made {done.target.name} in {done.seconds:.1f} s", flush=True)
    for _, line, faults in sorted(made):
        print(line)
        for fault in faults:
            print(f"analysis: warning: {fault}", file=sys.stderr)
    print(f"{time.perf_counter() - started:6.1f} s in all")
    return failures


def _write_index(out: Path) -> Path | None:
    """Write the page that lists all reports of a folder; None where there are none."""
    from analysis.reports import index
    from analysis.reports.manifest import FACTS, facts, read_manifest

    made = read_manifest(out)
    if made["reports"]:
        page = index.index_page(index.entries(out, made))
        write_together({out / index.NAME: page.encode(), out / FACTS: facts(out, made)})
        return out / index.NAME
    return None


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
    _say_left_over(project, out)
    return 0


COMMANDS: Mapping[str, Command] = {"report": _report, "status": _status}

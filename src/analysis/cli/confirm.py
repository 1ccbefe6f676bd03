"""``confirm``: a draft on which a person has decided becomes evidence."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.cli.command import Command
from analysis.cli.findings import print_each, print_findings
from analysis.periods import read_date
from analysis.project import Project
from analysis.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from analysis.coding.confirm import Confirmed


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """``confirm``."""
    confirming = commands.add_parser(
        "confirm", parents=[common], help="turn a draft that a person has decided on into evidence",
        description="Examine the draft X.csv with X.toml and X.txt beside it; when no finding is an error, write its "
        "confirmed rows as data/raw/evidence/<source_id>.csv with the bibliography row, the reasons for rejected rows "
        "and the private copy of the text. All findings are listed; nothing is written when one of them is an error.",
    )  # fmt: skip
    confirming.add_argument("file", type=Path, metavar="FILE", help="the draft X.csv, from analysis extract")
    confirming.add_argument("--coder", default="", metavar="NAME", help="who decided (default: coder of X.toml)")
    confirming.add_argument("--on", metavar="DATE", help="the day, as 2026-11-30 (default: today)")
    confirming.add_argument("--confirm-rest", action="store_true", help="confirm every row without a decision")
    confirming.add_argument("--replace", action="store_true", help="replace a source that is there already")
    confirming.add_argument("--dry-run", action="store_true", help="say what would be done, write nothing")
    confirming.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the messages")


def _confirm(project: Project, options: argparse.Namespace) -> int:
    from analysis.coding.confirm import confirm

    try:
        on = read_date(options.on) if options.on is not None else None
    except ValueError:
        vi, en = f"--on {options.on}: không phải ngày dạng 2026-11-30", f"--on {options.on}: no day such as 2026-11-30"
        print(f"analysis: {vi if options.lang == 'vi' else en}", file=sys.stderr)
        return 2
    done = confirm(
        project, options.file, coder=options.coder, on=on, confirm_rest=options.confirm_rest,
        replace_existing=options.replace, dry_run=options.dry_run,
    )  # fmt: skip
    told = [finding for finding in done.findings if finding.severity != "confirmed"]
    if done.errors:
        print_findings(told, options.lang, options.file.name)
        return 1
    print_each(told, options.lang)
    print(said(done, options.lang))
    return 0


def said(done: Confirmed, lang: str) -> str:
    """What was written, or would be, in one line."""
    places, file = ", ".join(done.places), f"evidence/{done.source_id}.csv"
    if lang == "vi":
        what = "đã ghi" if done.written else "sẽ ghi"
        more = f"; thêm địa phương: {places}" if places else ""
        return f"{file} {what}: {done.figures} số liệu, bỏ {done.rejected}{more}. Tiếp theo: analysis report 01"
    what = "written" if done.written else "would be written"
    more = f"; new places: {places}" if places else ""
    return f"{file} {what}: {done.figures} figures, {done.rejected} left out{more}. Next: analysis report 01"


COMMANDS: Mapping[str, Command] = {"confirm": _confirm}

"""``confirm``: a draft on which a person has decided becomes evidence."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.cli.arguments import UsageError, add_day, add_language, add_writing, day_of
from analysis.cli.command import Command
from analysis.cli.findings import print_each, print_findings
from analysis.project import Project
from analysis.vocabulary import Language

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
    add_day(confirming, "--on", "the day on which it was decided (default: today)")
    confirming.add_argument("--confirm-rest", action="store_true", help="confirm every row without a decision")
    add_writing(confirming, "a source that is there already")
    add_language(confirming)


def _confirm(project: Project, options: argparse.Namespace) -> int:
    from analysis.coding.confirm import confirm

    if problem := no_draft(options.file, options.lang):
        raise UsageError(problem)
    done = confirm(
        project, options.file, coder=options.coder, on=day_of(options, "--on"), confirm_rest=options.confirm_rest,
        replace_existing=options.replace, dry_run=options.dry_run,
    )  # fmt: skip
    told = [finding for finding in done.findings if finding.severity != "confirmed"]
    if done.errors:
        if done.left:
            print(left_said(done, options.lang), file=sys.stderr)
        print_findings(told, options.lang, options.file.name)
        return 1
    print_each(told, options.lang)
    print(said(done, options.lang))
    if done.left:
        print(left_said(done, options.lang))
    return 0


def no_draft(file: Path, lang: Language) -> str:
    """Why a path is no draft, and which are there; "" where it is one."""
    if file.suffix == ".csv" and file.is_file():
        return ""
    folder = file if file.is_dir() else file.parent
    there = ", ".join(str(path) for path in sorted(folder.glob("*.csv"))) or "–"
    if lang == "vi":
        return f"{file}: không phải bản nháp; cần tệp .csv mà analysis extract đã ghi. Có ở đó: {there}"
    return f"{file}: no draft; name the .csv that analysis extract wrote. There are: {there}"


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


SHOWN = 5
"""Numbers left over that are printed; the others are counted."""


def left_said(done: Confirmed, lang: str) -> str:
    """Which numbers of the text an audit will ask about; no error, so that a text can be coded in several sittings."""
    shown = ", ".join(f"“{one.around}”" for one in done.left[:SHOWN])
    shown += f" … (+{len(done.left) - SHOWN})" if len(done.left) > SHOWN else ""
    if lang == "vi":
        return f"Số chưa có dòng, chưa có lý do: {len(done.left)}: {shown}; analysis audit sẽ hỏi về từng số"
    return f"Numbers with neither a row nor a reason: {len(done.left)}: {shown}; analysis audit asks about each of them"


COMMANDS: Mapping[str, Command] = {"confirm": _confirm}

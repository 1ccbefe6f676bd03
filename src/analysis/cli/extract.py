"""``extract``: a document becomes a draft of its figures, for a person to decide on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.cli.arguments import add_day, add_language, add_writing, day_of
from analysis.cli.command import Command
from analysis.periods import read_date
from analysis.places import PlaceError, place_named
from analysis.project import Project, write_together
from analysis.vocabulary import STATUS, TIER, Language

if TYPE_CHECKING:
    from analysis.coding.extract import Drafted
    from analysis.sources.documents import Document
    from analysis.sources.extraction.candidate import Defaults


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """``extract``."""
    taking = commands.add_parser(
        "extract", parents=[common], help="find the figures of a document: a draft to confirm",
        description="Read a text, web page, PDF with a text layer or Word file and list every number that states "
        "something about training, with what the words around it say and how sure that is. With -o X.csv the draft is "
        "written: X.csv, X.toml (the head: source, title, day, what holds for all rows) and X.txt (the text as read).",
    )  # fmt: skip
    taking.add_argument("file", type=Path, metavar="FILE", help="a .txt, .html, .pdf or .docx file")
    taking.add_argument("--source", default="", metavar="ID", help="place-year, as dongthap-2024 (default: proposed)")
    taking.add_argument("--place", default="", metavar="NAME", help="whose figures they are, unless a row says more")
    add_day(taking, "--published", "the day of publication")
    taking.add_argument("--tier", choices=tuple(TIER), default="", help="whose staff, where the words say nothing")
    taking.add_argument("--status", choices=tuple(STATUS), default="", help="status, where the words say nothing")
    taking.add_argument("--period", type=_period, metavar="FROM..TO", help="period, where the words say nothing")
    taking.add_argument("-o", "--out", type=Path, metavar="X.csv", help="write the draft (default: print its table)")
    add_writing(taking, "a draft that is there already", dry_run=False)
    add_language(taking)


def _period(text: str) -> tuple[date | None, date]:
    """``2023-01-01..2023-12-31``, or ``..2025-12-31``; argparse reports anything else."""
    first, _, last = text.partition("..")
    try:
        return (read_date(first) if first else None), read_date(last)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: days such as 2023-01-01..2023-12-31, or ..2025-12-31") from error


def _extract(project: Project, options: argparse.Namespace) -> int:
    from analysis.coding.extract import drafted
    from analysis.sources.documents import DocumentError, read_document

    lang: Language = options.lang
    try:
        document = read_document(options.file)
        defaults = _defaults(project, document, options)
    except DocumentError as error:
        return _refuse(options, f"{options.file}: {error.sentence(lang)}")
    except PlaceError as error:
        return _refuse(options, error.sentence(lang), 2)
    for doubt in document.doubts:
        print(f"analysis: {options.file}: {doubt.sentence(lang)}", file=sys.stderr)
    draft = drafted(project, document, source_id=options.source, defaults=defaults)
    if options.out is None:
        sys.stdout.buffer.write(draft.files(Path("draft.csv"))[Path("draft.csv")])
        if not draft.rows:
            print(f"analysis: {_said(draft, options.file, lang)}", file=sys.stderr)
        return 0
    if problem := _in_the_way(draft, options, lang):
        return _refuse(options, problem)
    write_together(draft.files(options.out))
    print(_said(draft, options.out, lang))
    return 0


def _in_the_way(draft: Drafted, options: argparse.Namespace, lang: Language) -> str:
    """Why the draft cannot be written there; "" where it can. The document itself is never written over."""
    vi = lang == "vi"
    if options.out.suffix != ".csv":
        return f"{options.out}: " + ("tên phải kết thúc bằng .csv" if vi else "the name must end in .csv")
    files = list(draft.files(options.out))
    if options.file.resolve() in [path.resolve() for path in files]:
        return f"{options.file}: " + (
            "chính là tài liệu; chọn tên khác" if vi else "is the document itself; choose another name"
        )
    there = [str(path) for path in files if path.exists()]
    if there and not options.replace:
        return f"{', '.join(there)}: " + (
            "đã có; --replace để ghi đè" if vi else "there already; --replace writes anew"
        )
    return ""


def _refuse(options: argparse.Namespace, sentence: str, code: int = 1) -> int:
    if options.debug:
        raise
    print(f"analysis: {sentence}", file=sys.stderr)
    return code


def _defaults(project: Project, document: Document, options: argparse.Namespace) -> Defaults:
    """What holds for the whole document. Raises PlaceError for a name that is no place, or several."""
    from analysis.sources.extraction.candidate import Defaults

    published = day_of(options, "--published") or document.published
    first, last = options.period or (None, None)
    place = place_named(project, options.place, published or last) if options.place else ""
    return Defaults(place, options.tier, options.status, first, last, published)


def _said(draft: Drafted, path: Path, lang: Language) -> str:
    """What was written, and what comes next."""
    unsure = sum("assumed" in row.values() for row in draft.rows)
    if not draft.rows:
        return f"{path}: " + (
            "không tìm thấy số liệu nào về đào tạo trong tài liệu" if lang == "vi"
            else "no figure about training was found in the document"
        )  # fmt: skip
    if lang == "vi":
        return (
            f"{path}: {len(draft.rows)} số liệu, {unsure} dòng có ô chỉ là giả định; tiếp theo: sửa cột decision rồi "
            f"analysis confirm {path}, hoặc mở notebooks/coding_desk.ipynb"
        )
    return (
        f"{path}: {len(draft.rows)} figures, {unsure} with a cell that is only assumed; next: fill the column decision "
        f"and analysis confirm {path}, or open notebooks/coding_desk.ipynb"
    )


COMMANDS: Mapping[str, Command] = {"extract": _extract}

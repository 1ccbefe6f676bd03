"""``extract``: a document becomes a draft of its figures, for a person to decide on."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.cli.arguments import UsageError, add_day, add_language, add_writing, day_of
from analysis.cli.command import Command
from analysis.periods import read_date
from analysis.places import PlaceError, place_named
from analysis.project import Project, write_together
from analysis.sources.codebook import read_codebook
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
    taking.add_argument("--period", default="", metavar="FROM..TO", help="period, where the words say nothing")
    taking.add_argument("-o", "--out", type=Path, metavar="X.csv", help="write the draft (default: print its table)")
    add_writing(taking, "a draft that is there already", dry_run=False)
    add_language(taking)


def _extract(project: Project, options: argparse.Namespace) -> int:
    from analysis.coding.extract import drafted

    lang: Language = options.lang
    document, refused = _document(options)
    defaults, wrong = _defaults(project, document, options)
    if wrong:
        raise UsageError("\nanalysis: ".join([*refused, *wrong]))
    if document is None:
        return _refuse(*refused)
    for doubt in document.doubts:
        print(f"analysis: {options.file}: {doubt.sentence(lang)}", file=sys.stderr)
    draft = drafted(project, document, source_id=options.source, defaults=defaults)
    for asked in _asked(draft):
        print(f"analysis: {options.file}: {asked[lang]}", file=sys.stderr)
    if options.out is None:
        sys.stdout.buffer.write(draft.files(Path("draft.csv"))[Path("draft.csv")])
        if not draft.rows:
            print(f"analysis: {_said(draft, options.file, lang)}", file=sys.stderr)
        return 0
    if problem := _in_the_way(draft, options, lang):
        return _refuse(problem)
    write_together(draft.files(options.out))
    print(_said(draft, options.out, lang))
    return 0


UNDATED: Mapping[Language, str] = {
    "vi": "không rõ ngày đăng, nên “đến nay”, “năm nay” không có kỳ; nếu biết, chạy lại với --published NGÀY --replace",
    "en": "the day of publication is not known, so that “đến nay”, “năm nay” have no period; if you know it, run again "
    "with --published DATE --replace",
}

PLACELESS: Mapping[Language, str] = {
    "vi": "không rõ bài là của địa phương nào; chạy lại với --place TÊN --source ĐỊA_PHƯƠNG-NĂM --replace",
    "en": "whose text it is does not stand in it; run again with --place NAME --source PLACE-YEAR --replace",
}


def _asked(draft: Drafted) -> Iterator[Mapping[Language, str]]:
    """What only a person can know of the document, and on which the rows depend."""
    from analysis.coding.head import UNPLACED

    if not draft.head["date_published"]:
        yield UNDATED
    if draft.head["source_id"].startswith(f"{UNPLACED}-"):
        yield PLACELESS


def _document(options: argparse.Namespace) -> tuple[Document | None, list[str]]:
    """The document, or why it cannot be read."""
    from analysis.sources.documents import DocumentError, read_document

    try:
        return read_document(options.file), []
    except DocumentError as error:
        if options.debug:
            raise
        return None, [f"{options.file}: {error.sentence(options.lang)}"]


def _in_the_way(draft: Drafted, options: argparse.Namespace, lang: Language) -> str:
    """Why the draft cannot be written there; "" where it can. The document itself is never written over."""
    vi = lang == "vi"
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


def _refuse(*sentences: str) -> int:
    """Say why nothing was done."""
    for sentence in sentences:
        print(f"analysis: {sentence}", file=sys.stderr)
    return 1


def _defaults(
    project: Project, document: Document | None, options: argparse.Namespace
) -> tuple[Defaults | None, list[str]]:
    """What holds for the whole document; or all arguments that cannot be used, each with what it should be."""
    from analysis.sources.extraction.candidate import Defaults

    wrong: list[str] = []
    published, (first, last), place = None, (None, None), ""
    try:
        published = day_of(options, "--published") or (document.published if document else None)
    except UsageError as error:
        wrong.append(str(error))
    try:
        first, last = _period(options)
    except UsageError as error:
        wrong.append(str(error))
    try:
        place = place_named(project, options.place, published or last) if options.place else ""
    except PlaceError as error:
        wrong.append(f"--place: {error.sentence(options.lang)}")
    wrong += _names(project, options)
    return (None if wrong else Defaults(place, options.tier, options.status, first, last, published)), wrong


def _period(options: argparse.Namespace) -> tuple[date | None, date | None]:
    """``2023-01-01..2023-12-31``, or ``..2025-12-31``. Raises UsageError for anything else."""
    first, _, last = options.period.partition("..")
    try:
        return (read_date(first) if first else None), (read_date(last) if options.period else None)
    except ValueError as error:
        vi, en = "cần hai ngày, như 2023-01-01..2023-12-31, hay", "days such as 2023-01-01..2023-12-31, or"
        raise UsageError(f"--period {options.period}: {vi if options.lang == 'vi' else en} ..2025-12-31") from error


def _names(project: Project, options: argparse.Namespace) -> Iterator[str]:
    """What is wrong with the id of the source and the name of the draft."""
    vi = options.lang == "vi"
    column = read_codebook(project.codebook)["sources"].field("source_id")
    if options.source and not re.fullmatch(column.pattern or ".*", options.source):
        yield f"--source {options.source}: " + (
            f"cần địa phương-năm không dấu, như {column.example}" if vi
            else f"place-year without marks, such as {column.example}"
        )  # fmt: skip
    if options.out and options.out.suffix != ".csv":
        yield f"{options.out}: " + ("tên phải kết thúc bằng .csv" if vi else "the name must end in .csv")


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

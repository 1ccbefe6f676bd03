"""The command line: arguments and messages; the work is done elsewhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis import __version__
from analysis.cli import agreement, audit, confirm, data, extract, reports
from analysis.cli.arguments import UsageError
from analysis.cli.command import Command
from analysis.cli.findings import print_findings
from analysis.outcomes import InvalidDataError
from analysis.project import Project, ProjectNotFoundError
from analysis.sources.codebook import CodebookError
from analysis.vocabulary import Language

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
                                  a file saved from the browser becomes a series of data/raw
  analysis extract article.html --place "Đồng Tháp" -o draft/dongthap-2024.csv
                                  the figures of a document, as a draft to decide on
  analysis confirm draft/dongthap-2024.csv --coder "Nguyễn An"
                                  figures of a document that a person has decided on become evidence
  analysis audit --texts DIR      the coded figures against the texts, for whoever has them
  analysis agreement FIRST.csv SECOND.csv -o settle.csv
                                  how far two coders of one text agree"""

COMMANDS: Mapping[str, Command] = {
    **data.COMMANDS, **extract.COMMANDS, **confirm.COMMANDS, **audit.COMMANDS, **agreement.COMMANDS, **reports.COMMANDS,
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when it did what was asked, 1 when data or a report failed, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    lang: Language = "vi" if options.lang == "vi" else "en"
    try:
        project = Project.find(options.project)
        return COMMANDS[options.command](project, options)
    except InvalidDataError as error:
        print_findings(error.findings, lang)
    except UsageError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 2
    except (ProjectNotFoundError, CodebookError) as error:
        if options.debug:
            raise
        said = error.sentence(lang) if isinstance(error, ProjectNotFoundError) else error
        print(f"analysis: {said}", file=sys.stderr)
    except OSError as error:
        if options.debug:
            raise
        print(f"analysis: {_sentence(error, lang)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("analysis: stopped; finished reports are kept, the next run makes the others", file=sys.stderr)
        return 130
    return 1


REMEDIES: Mapping[type[OSError], tuple[str, str]] = {
    FileNotFoundError: (
        "nếu tệp thuộc dự án, `git checkout -- TỆP` lấy lại được",
        "if it belongs to the project, `git checkout -- FILE` brings it back",
    ),
    PermissionError: (
        "cho phép mình ghi vào đó, hoặc chọn thư mục khác",
        "allow yourself to write there, or choose another folder",
    ),
    NotADirectoryError: (
        "một tệp đứng ở chỗ của thư mục: chọn tên khác", "a file stands in the place of a folder: choose another name",
    ),
}  # fmt: skip


def _sentence(error: OSError, lang: Language) -> str:
    """What the system refused, where, and what to do about it."""
    where = f" ({error.filename})" if error.filename else ""
    remedy = next((words[lang == "en"] for kind, words in REMEDIES.items() if isinstance(error, kind)), "")
    unchanged = "mọi tệp có trước vẫn nguyên" if lang == "vi" else "earlier outputs are unchanged"
    return "; ".join(filter(None, (f"{error.strerror or error}{where}", remedy, unchanged)))


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
    for room in (data, extract, confirm, audit, agreement, reports):
        room.add_commands(commands, common)
    return parser

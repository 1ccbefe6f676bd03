"""``analysis audit``: the coded figures against the texts, for whoever holds them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.cli.arguments import add_language
from analysis.cli.command import Command
from analysis.outcomes import InvalidDataError
from analysis.project import Project
from analysis.vocabulary import UNCODED_REASON, Language

if TYPE_CHECKING:
    from analysis.checks.examine import Examination
    from analysis.checks.findings import Finding
    from analysis.checks.tables import Record
    from analysis.coding.audit import Audited
    from analysis.coding.left_over import Reading
    from analysis.coding.written import Written

SHOWN = 5
"""Mismatches of one text that are printed without ``--all``."""


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """``audit``."""
    auditing = commands.add_parser(
        "audit", parents=[common], help="hold the coded figures against the texts, for whoever has them",
        description="For each text DIR/<source_id>.txt: is it the one that was coded, does every quotation stand where "
        "its row says, with that number, unit and qualifier, and is no number left without a row or a reason? "
        "Exit status 1 on any mismatch.",
    )  # fmt: skip
    auditing.add_argument("--texts", type=Path, required=True, metavar="DIR", help="the folder with the texts")
    auditing.add_argument("--source", nargs="+", action="extend", default=[], metavar="ID", help="these texts only")
    auditing.add_argument("--all", action="store_true", help="print every mismatch, not the first of each text")
    add_language(auditing)


def _audit(project: Project, options: argparse.Namespace) -> int:
    from analysis.checks.examine import examine
    from analysis.coding.left_over import reading_of

    examination = examine(project)
    if unreadable := _unreadable(examination):
        raise InvalidDataError(unreadable)
    say = partial(_said, options.lang)
    if not options.texts.is_dir():
        print(f"analysis: {say('no-folder', folder=str(options.texts))}", file=sys.stderr)
        return 2
    sources = {source.text("source_id"): source for source in examination.records["sources"]}
    if unknown := [one for one in options.source if one not in sources]:
        print(f"analysis: {say('unknown', ids=', '.join(unknown), known=', '.join(sources))}", file=sys.stderr)
        return 2
    held = [name for name, source in sources.items() if source.text("text_status") == "held"]
    reading, done, missing = reading_of(project, examination), [], []
    for name in dict.fromkeys(options.source or held):
        found = _audited(examination, reading, sources[name], options.texts, named=bool(options.source))
        if found is None:
            missing.append(name)
            continue
        done.append(found)
        for line in _lines(found, options):
            print(line)
    return _close(done, missing, len(held), options)


def _unreadable(examination: Examination) -> list[Finding]:
    """Errors of files and cells: what could not be read cannot be audited. Other errors are for ``analysis build``."""
    from analysis.checks.rules_of_tables import CELLS, FILES

    return [finding for finding in examination.errors if finding.rule in FILES or finding.rule in CELLS]


def _audited(
    examination: Examination,
    reading: Reading,
    source: Record,
    folder: Path,
    *,
    named: bool,
) -> Audited | None:
    """The audit of one text; None for a text that is not there and was not asked for by name."""
    from analysis.checks.examine import by_file
    from analysis.checks.findings import Finding
    from analysis.checks.mentions import MENTIONS
    from analysis.checks.uncoded import UNCODED
    from analysis.coding.audit import audit_text, not_audited
    from analysis.sources.cells import Flaw, read_file
    from analysis.sources.extraction.candidate import Defaults

    name = source.text("source_id")
    figures = by_file(examination.codebook["evidence"], examination.records["evidence"]).get(name, [])
    if source.text("text_status") != "held":
        return not_audited(name, figures, Finding("audit-not-held", source.file, source.line, "", name, name))
    content = read_file(folder / f"{name}.txt")
    if isinstance(content, Flaw) and content.rule == "file-missing":
        path = str(folder / f"{name}.txt")
        return not_audited(name, figures, Finding("audit-text-missing", f"{name}.txt", value=path)) if named else None
    if isinstance(content, Flaw):
        return not_audited(name, figures, Finding(content.rule, f"{name}.txt", value=content.value))
    uncoded, mentions = (
        [row for row in examination.records.get(table, []) if row.text("source_id") == name]
        for table in (UNCODED, MENTIONS)
    )
    known = Defaults(published=source.day("date_published"))
    return audit_text(source, content, figures, uncoded, reading(known), mentions)


def _lines(found: Audited, options: argparse.Namespace) -> Iterator[str]:
    """What is printed of one text: a line of counts, then its first mismatches."""
    lang: Language = options.lang
    say = partial(_said, lang)
    yield f"{found.source_id}: {say('differs' if found.mismatches else 'agrees')}; {_counts(found, lang)}"
    if found.written is not None:
        yield f"  {say('written', parts=_written(found.written, lang))}"
    shown = found.findings if options.all else found.findings[:SHOWN]
    for finding in shown:
        yield f"  {finding.place(lang)}: {finding.problem(lang)}. {finding.remedy(lang)}. [{finding.rule}]"
    if len(shown) < len(found.findings):
        yield f"  {say('more', count=str(len(found.findings) - len(shown)))}"
    if found.overlooked and options.all:
        yield f"  {say('overlooked', ids=', '.join(found.overlooked))}"


def _written(written: Written, lang: Language) -> str:
    """What of the text nobody sees in print, and programs do."""
    say = partial(_said, lang)
    parts = [say("apart", count=str(written.apart)) if written.apart else say("composed")]
    if written.spaces:
        named = {"\u00a0": say("no-break")}
        spaces = [f"{named.get(one, f'U+{ord(one):04X}')} ({count})" for one, count in written.spaces.items()]
        parts.append(say("spaces", spaces=", ".join(spaces)))
    if written.twice:
        words = [" / ".join(f"{word} ({count})" for word, count in group.items()) for group in written.twice]
        parts.append(say("twice", pairs=", ".join(words)))
    return "; ".join(parts)


def _counts(found: Audited, lang: Language) -> str:
    say, figures = partial(_said, lang), str(found.figures)
    if not found.read:
        return (
            say("unread") if found.quoted is None else say("other-version", quoted=str(found.quoted), figures=figures)
        )
    reasons = ", ".join(
        f"{UNCODED_REASON[one].label(lang)} ({found.explained[one]})"
        for one in UNCODED_REASON
        if found.explained.get(one)
    )
    parts = [
        say("figures", agreeing=str(found.agreeing), figures=figures),
        say("uncoded", count=str(found.uncoded)),
        say("digits", reasons=reasons) if reasons else say("no-digits"),
        say("recall", found=str(found.figures - len(found.overlooked)), figures=figures),
    ]
    return "; ".join(parts)


def _close(done: Sequence[Audited], missing: Sequence[str], held: int, options: argparse.Namespace) -> int:
    """The last lines, and the exit status."""
    say, folder = partial(_said, options.lang), str(options.texts)
    if missing and done:
        print(say("not-audited", folder=folder, ids=", ".join(missing)))
    if not done:
        print(f"analysis: {say('none', folder=folder)}", file=sys.stderr)
        return 1
    mismatches = sum(one.mismatches for one in done)
    if mismatches:
        print(f"analysis: {say('failed', mismatches=str(mismatches), audited=str(len(done)))}", file=sys.stderr)
        return 1
    figures = str(sum(one.figures for one in done))
    print(say("passed", audited=str(len(done)), held=str(held), figures=figures))
    return 0


def _said(lang: Language, key: str, **details: str) -> str:
    from analysis.coding.words import AUDIT, said

    return said(AUDIT, key, lang, **details)


COMMANDS: Mapping[str, Command] = {"audit": _audit}

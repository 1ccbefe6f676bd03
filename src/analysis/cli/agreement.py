"""``analysis agreement``: two codings of one text side by side."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from decimal import ROUND_DOWN, Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.cli.arguments import add_language
from analysis.cli.command import Command
from analysis.project import Project, write_together
from analysis.quantities import format_number
from analysis.vocabulary import Language

if TYPE_CHECKING:
    from analysis.coding.coefficients import Coefficient
    from analysis.coding.double_coding import Disagreement, DoubleCoding, FieldAgreement

SHOWN = 10
"""Disagreements that are printed; a file holds all of them."""


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """``agreement``."""
    adding = commands.add_parser(
        "agreement", parents=[common], help="how far two coders of one text agree, and what they have to settle",
        description="Match the figures of two evidence files (or drafts) of the same text and compare them column by "
        "column: percent, Cohen's kappa, Krippendorff's alpha.",
    )  # fmt: skip
    adding.add_argument("first", type=Path, metavar="FIRST.csv", help="evidence or draft of one coder")
    adding.add_argument("second", type=Path, metavar="SECOND.csv", help="evidence or draft of another coder")
    adding.add_argument("-o", "--out", type=Path, metavar="FILE.csv", help="write all disagreements into this file")
    add_language(adding)


def _agreement(project: Project, options: argparse.Namespace) -> int:
    from analysis.coding.double_coding import NotComparableError, compare_files, to_settle
    from analysis.coding.words import AGREEMENT, REFUSALS, said

    lang: Language = options.lang
    try:
        coded = compare_files(options.first, options.second)
    except NotComparableError as error:
        print(f"analysis: {said(REFUSALS, error.reason, lang, **error.details)}", file=sys.stderr)
        return 1
    if options.out and options.out.resolve() in (options.first.resolve(), options.second.resolve()):
        print(f"analysis: {said(AGREEMENT, 'overwrites', lang, file=str(options.out))}", file=sys.stderr)
        return 2
    for line in _lines(project, coded, options):
        print(line)
    if options.out:
        write_together({options.out: to_settle(coded)})
        print(said(AGREEMENT, "written", lang, file=str(options.out), count=str(len(coded.disagreements))))
    return 0


def _lines(project: Project, coded: DoubleCoding, options: argparse.Namespace) -> Iterator[str]:
    from analysis.coding.words import AGREEMENT

    lang: Language = options.lang
    say = partial(_said, lang)
    first, second = _names(options.first, options.second)
    alone = {"only_first": str(len(coded.only_first)), "only_second": str(len(coded.only_second))}
    share = format_number(coded.percent_found, lang, 1)
    yield say("found", both=str(coded.both), found=str(coded.found), percent=share, first=first, second=second, **alone)
    if coded.fields:
        yield ""
        yield from _table(project, coded.fields, lang)
    reasons = {one.undefined for field in coded.fields for one in (field.kappa, field.alpha) if one is not None}
    yield from (say(f"about-{reason}") for reason in ("no-variation", "no-pairs") if reason in reasons)
    if any(field.kappa is None for field in coded.fields):
        yield say("about-numbers")
    yield ""
    yield say("settle", count=str(len(coded.disagreements)))
    yield from (_told(one, AGREEMENT["figure"][0 if lang == "vi" else 1], say) for one in coded.disagreements[:SHOWN])
    if len(coded.disagreements) > SHOWN and not options.out:
        yield say("more", count=str(len(coded.disagreements) - SHOWN))


def _said(lang: Language, key: str, **details: str) -> str:
    from analysis.coding.words import AGREEMENT, said

    return said(AGREEMENT, key, lang, **details)


def _names(first: Path, second: Path) -> tuple[str, str]:
    """Names that tell two files apart: with their folders only where the names alone do not."""
    return (str(first), str(second)) if first.name == second.name else (first.name, second.name)


def _table(project: Project, fields: tuple[FieldAgreement, ...], lang: Language) -> Iterator[str]:
    from analysis.sources.codebook import read_codebook

    table, say = read_codebook(project.codebook)["evidence"], partial(_said, lang)
    rows = [[say(name) for name in ("column", "compared", "equal", "percent", "kappa", "alpha")]]
    for one in fields:
        column = table.field(one.field)
        title = f"{column.title_vi if lang == 'vi' else column.title_en} ({one.field})"
        counts = [str(one.compared), str(one.equal), format_number(one.percent, lang, 1)]
        rows.append([title, *counts, _printed(one.kappa, lang), _printed(one.alpha, lang)])
    compared, equal = sum(one.compared for one in fields), sum(one.equal for one in fields)
    rows.append([say("all"), str(compared), str(equal), format_number(100 * equal / compared, lang, 1), "", ""])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()


def _printed(coefficient: Coefficient | None, lang: Language) -> str:
    """A coefficient with three decimals, or in words why there is none; only complete agreement is 1.000."""
    if coefficient is None:
        return _said(lang, "of-numbers")
    if coefficient.value is None:
        return _said(lang, str(coefficient.undefined))
    value = Decimal(coefficient.value).quantize(Decimal("1e-9"))  # the last digits are the computer's
    return format_number(value.quantize(Decimal("0.001"), ROUND_DOWN), lang, 3)


def _told(one: Disagreement, figure: str, say: partial[str]) -> str:
    name = figure if one.field == "figure" else one.field
    first, second = (cell or say("nothing") for cell in (one.first, one.second))
    return f"  {one.figure_id or one.start} “{one.as_written}”, {name}: {first} ≠ {second}"


COMMANDS: Mapping[str, Command] = {"agreement": _agreement}

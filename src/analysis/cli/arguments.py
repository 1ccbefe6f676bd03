"""Arguments that several commands share: each is worded, and read, in one place."""

from __future__ import annotations

import argparse
from datetime import date

from analysis.periods import read_date
from analysis.vocabulary import LANGUAGES, Language


class UsageError(Exception):
    """An argument that cannot be used; the message says which and why, in the language that was asked for."""


def add_language(command: argparse.ArgumentParser) -> None:
    """``--lang``, of what a command says."""
    command.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the messages")


def add_writing(command: argparse.ArgumentParser, what: str, *, dry_run: bool = True) -> None:
    """``--replace``, of ``what``, and ``--dry-run``."""
    command.add_argument("--replace", action="store_true", help=f"replace {what}")
    if dry_run:
        command.add_argument("--dry-run", action="store_true", help="say what would be done, write nothing")


def add_day(command: argparse.ArgumentParser, option: str, what: str) -> None:
    """A day, which ``day_of`` reads."""
    command.add_argument(option, metavar="DATE", help=f"{what}, as 2026-11-30")


def day_of(options: argparse.Namespace, option: str) -> date | None:
    """The day of an option; None where it was not given. Raises UsageError for what is no day."""
    lang: Language = options.lang
    text: str | None = getattr(options, option.removeprefix("--"))
    try:
        return read_date(text) if text is not None else None
    except ValueError as error:
        vi, en = "cần một ngày dạng năm-tháng-ngày, như 2026-11-30", "a day is year-month-day, as 2026-11-30"
        raise UsageError(f"{option} {text}: {vi if lang == 'vi' else en}") from error

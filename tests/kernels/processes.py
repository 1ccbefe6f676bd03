"""A look at the processes that are there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

CHANGING = ("PYTEST_CURRENT_TEST", "COLUMNS", "LINES")
ENVIRONMENT = {name: text for name, text in os.environ.items() if name not in CHANGING}
"""The same for parents and kernels; that of the tests changes with each test."""


def is_running(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait for something that happens soon, or fail with its name."""
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    pytest.fail(f"waited for a minute in vain: {what}")

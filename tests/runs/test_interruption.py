"""Whoever stops a run gets one sentence, keeps what is finished, and leaves nothing running behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from processes import is_running, until

fcntl = pytest.importorskip("fcntl", reason="signals and locks of POSIX systems")

SENTENCE = "analysis: stopped; finished reports are kept, the next run makes the others\n"

SLEEPING = """
import fcntl, os, time
note = open("kernel", "a")
fcntl.flock(note, fcntl.LOCK_EX)
print(os.getpid(), file=note, flush=True)
time.sleep(600)
"""


def lives(note: Path) -> bool:
    """Whether the kernel that locked its note still runs: whatever ends a process frees its locks."""
    with note.open() as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files; the paths of sockets must be short."""
    with tempfile.TemporaryDirectory(prefix="t", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def running(project: Path, tiny: Callable[..., None], temporary: Path) -> Iterator[subprocess.Popen[str]]:
    """A run that has made one report and sits in a second."""
    tiny("01_good", "print('xong')")
    tiny("02_sleeps", SLEEPING)
    command, pipe = [sys.executable, "-m", "analysis", "report", "--lang", "vi"], subprocess.PIPE
    process = subprocess.Popen(
        command, cwd=project, stdout=pipe, stderr=pipe, encoding="utf-8", start_new_session=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip
    assert process.stdout is not None
    assert any(line.startswith("made 01_good.vi") for line in process.stdout)
    note = project / "notebooks" / "kernel"
    until(lambda: note.is_file() and note.read_text() != "", "the kernel of the second report")
    yield process
    for number in (process.pid, *([int(note.read_text())] if note.is_file() and lives(note) else [])):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(number, signal.SIGKILL)
    process.communicate()


@pytest.mark.parametrize(
    ("stop", "sent"),
    [(os.killpg, signal.SIGINT), (os.kill, signal.SIGINT), (os.kill, signal.SIGTERM)],
    ids=["by Ctrl-C in a terminal", "by another program", "by the system"],
)
def test_a_run_can_be_stopped(
    running: subprocess.Popen[str], project: Path, stop: Callable[[int, int], None], sent: signal.Signals
) -> None:
    stop(running.pid, sent)
    _, said = running.communicate(timeout=20)
    assert (running.returncode, said) == (130, SENTENCE)
    assert [path.name for path in (project / "reports").glob("*.pdf")] == ["01_good.vi.pdf"]
    until(lambda: not lives(project / "notebooks" / "kernel"), "the end of the kernel")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_another_process_takes_up_the_reports_of_one_that_is_killed(
    running: subprocess.Popen[str], project: Path
) -> None:
    note = project / "notebooks" / "kernel"
    before = note.read_text()
    (workshop,) = workshops_of(running.pid)
    os.kill(workshop, signal.SIGKILL)
    until(lambda: note.read_text() != before, "another kernel for the report")
    assert not is_running(int(before))
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=20)
    assert (running.returncode, said) == (130, SENTENCE)
    until(lambda: not lives(note), "the end of the kernel")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_a_run_that_is_killed_while_it_starts_leaves_nothing(
    project: Path, tiny: Callable[..., None], temporary: Path
) -> None:
    tiny("01_good", "print('xong')")
    command = [sys.executable, "-m", "analysis", "report", "--lang", "vi"]
    with subprocess.Popen(
        command, cwd=project, stderr=subprocess.DEVNULL, env={**os.environ, "TMPDIR": str(temporary)}
    ) as process:
        until(lambda: workshops_of(process.pid) != [], "another process")
        (workshop,) = workshops_of(process.pid)
        process.kill()
    until(lambda: not is_running(workshop), "the end of the other process")
    assert list(temporary.iterdir()) == []


def workshops_of(pid: int) -> list[int]:
    """Children that know what they are for: they have begun a session of their own."""
    return [one for one in children_of(pid) if "spawn_main" in command_of(one) and is_session(one)]


def is_session(pid: int) -> bool:
    try:
        return os.getsid(pid) == pid
    except ProcessLookupError:
        return False


def children_of(pid: int) -> list[int]:
    return [int(child) for path in Path(f"/proc/{pid}/task").glob("*/children") for child in path.read_text().split()]


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def test_nothing_goes_on_when_the_run_itself_is_killed(
    running: subprocess.Popen[str],
    project: Path,
    temporary: Path,
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    note = project / "notebooks" / "kernel"
    assert list(temporary.iterdir()) != []
    running.kill()
    running.communicate()
    until(lambda: not lives(note), "the end of the kernel")
    until(lambda: list(temporary.iterdir()) == [], "the removal of temporary files")
    for path in (note, project / "notebooks" / "02_sleeps.ipynb"):
        path.unlink()
    assert [path.name for path in (project / "reports").glob("manifest.*")] == ["manifest.journal"]
    again = run(project, "report", "--lang", "vi")
    assert (again.returncode, again.stderr) == (0, "")
    assert "up to date" in again.stdout
    assert [path.name for path in (project / "reports").glob("manifest.*")] == ["manifest.json"]

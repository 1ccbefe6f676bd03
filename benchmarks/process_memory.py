"""Memory of a command and of all processes below it; what several of them share counts once (PSS). Linux only.

`python benchmarks/process_memory.py COMMAND …` prints the peak of the sum, the average and the most of a process of
each kind, and for reports with a warm parent the goal: that parent, and 120 MB for each that is made at a time.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

FORKED = 120
"""Megabytes that may be taken, beside the warm parent, for each report that is made at a time."""

KINDS = {"kernels/parent.py": "warm parent", "spawn_main": "worker", "": "other"}
"""What a process is, by a part of its command; a worker drives kernels, one in each process or thread."""

FORKS = {"warm parent": "kernel", "worker": "kernel"}
"""What the children of a process are, where they bear its command or are kernels anyway."""


def tree(pid: int, kind: str = "driver") -> Iterator[tuple[int, str]]:
    """A process and all below it, each with what it is."""
    yield pid, kind
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            command = Path(f"/proc/{child}/cmdline").read_text()
            named = next(name for part, name in KINDS.items() if part in command)
            yield from tree(child, FORKS.get(kind, named))


def megabytes(pid: int) -> dict[str, list[float]]:
    """Of each process now, by kind. OSError or IndexError when one of them has just ended."""
    found: dict[str, list[float]] = defaultdict(list)
    for one, kind in tree(pid):
        line = Path(f"/proc/{one}/smaps_rollup").read_text().split("\nPss:")[1]
        found[kind].append(int(line.split()[0]) / 1024)
    return found


def main() -> None:
    seen: dict[str, list[float]] = defaultdict(list)
    peak, at_a_time = 0.0, 0
    with tempfile.TemporaryFile() as log, subprocess.Popen(sys.argv[1:], stdout=log, stderr=log) as process:
        while process.poll() is None:
            try:
                now = megabytes(process.pid)
            except (OSError, IndexError):
                continue
            for kind, sizes in now.items():
                seen[kind] += sizes
            peak, at_a_time = max(peak, sum(map(sum, now.values()))), max(at_a_time, len(now["kernel"]))
            time.sleep(0.2)
    each = (f"{kind} {statistics.mean(sizes):.0f}/{max(sizes):.0f}" for kind, sizes in seen.items() if sizes)
    print(f"peak {peak:.0f} MB with {at_a_time} kernels at a time; average/most of a process: {', '.join(each)}")
    if parent := max(seen["warm parent"], default=0.0):
        print(
            f"warm parent at most {parent:.0f} MB: the goal is a peak of {parent + FORKED * at_a_time:.0f} MB at most"
        )


if __name__ == "__main__":
    main()

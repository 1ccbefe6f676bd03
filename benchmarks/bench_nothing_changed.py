"""How long it takes to find that nothing has changed, against pytask, Snakemake and doit; and who sees a change.

Run with `make bench`. In a copy of the project the reports are not made but recorded as made (`record_reports.py`): 8
of the notebooks, then these and 126 profiles. A peer has the same reports as targets of one small file; each depends on
its notebook, on every module that the notebook reaches and on its data, listed for the peer by our program. The second
run is timed, all in turn. Peers come from the venv that `bench_profiles.py` tells how to make.

Then a constant in a module that another imports is changed, which two notebooks reach, in both languages. Ours is asked
with `analysis status`; the peers run, with all modules listed, and with what people list: notebook and data.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PEER = Path(os.environ.get("PEERS", "/tmp/peers-runs"), "bin")
ANALYSIS = [sys.executable, "-m", "analysis"]
ROUNDS = 5
ALL = "reports-and-profiles"
"""Folder with all reports, beside the `reports` that holds those of the notebooks only."""

MEMORY = Path("/dev/shm")
"""Where the projects are, if it is there: the first run of pytask writes 20,000 times to its database."""

CHANGED = "src/analysis/study/bounds.py"
PEERS: Mapping[str, tuple[str, Sequence[str]]] = {
    "pytask": ("task_reports.py", ()),
    "snakemake": ("Snakefile", ("--cores", "2")),
    "doit": ("dodo.py", ()),
}
"""For each its file in the folder `peers`, and options."""

Reports = Mapping[str, Sequence[str]]
"""Names of reports, with the paths that each depends on."""


class Tool(NamedTuple):
    """Commands, to be run one after the other, and where."""

    commands: Sequence[Sequence[str]]
    folder: Path


def run(tool: Tool) -> tuple[float, str]:
    """Seconds that it takes, and what it says."""
    env = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPATH"] = str(tool.folder / "src")
    started, said = time.perf_counter(), ""
    for command in tool.commands:
        done = subprocess.run(command, cwd=tool.folder, env=env, capture_output=True, encoding="utf-8", check=False)
        said += done.stdout
        if done.returncode:
            raise RuntimeError(f"{command}: {(said + done.stderr)[-1500:]}")
    return time.perf_counter() - started, said


def set_up(folder: Path, peer: str, reports: Reports) -> Tool:
    """A project of one of the peers, run once."""
    name, options = PEERS[peer]
    folder.mkdir()
    (folder / "reports.json").write_text(json.dumps(reports), encoding="utf-8")
    shutil.copy(HERE / "peers" / name, folder)
    tool = Tool([[str(PEER / peer), *options]], folder)
    run(tool)
    return tool


def ran(tool: Tool) -> int:
    """How many targets a peer has made so far in its folder."""
    log = tool.folder / "ran.txt"
    return len(log.read_text(encoding="utf-8").splitlines()) if log.exists() else 0


def in_turn(title: str, tools: Mapping[str, Tool]) -> None:
    taken: dict[str, list[float]] = {name: [] for name in tools}
    for _ in range(ROUNDS):
        for name, tool in tools.items():
            before = ran(tool)
            seconds, said = run(tool)
            if ran(tool) != before or "made " in said:
                raise RuntimeError(f"{name} did something: {said[-1500:]}")
            taken[name].append(seconds)
    print(f"{title}, nothing changed (medians of {ROUNDS}, in turn)")
    ours = statistics.median(taken["analysis report"])
    for name, times in taken.items():
        middle = statistics.median(times)
        print(f"  {name:16} {middle:6.2f} s (min {min(times):5.2f})   / analysis report: {middle / ours:5.1f}")


def trap(copy: Path, reports: Reports, peers: Mapping[str, Tool]) -> None:
    """Change a constant, and say what each tool makes again."""
    changed = copy / CHANGED
    beginnings = tuple(str(copy / part) for part in ("notebooks", "data"))
    listed = {name: [path for path in paths if path.startswith(beginnings)] for name, paths in reports.items()}
    both = {peer: (set_up(copy.parent / f"{peer}-listed", peer, listed), tool) for peer, tool in peers.items()}
    changed.write_text(changed.read_text(encoding="utf-8") + "\nLIMIT = 1\n", encoding="utf-8")
    reached = sum(str(changed) in paths for paths in reports.values())
    print(f"a constant in {CHANGED} is changed, which {reached} of {len(reports)} reports reach; to be made again:")
    print(f"  {'analysis':16} {run(Tool([[*ANALYSIS, 'status']], copy))[1].splitlines()[-1].rpartition('date, ')[2]}")
    for peer, tools in both.items():
        before = [ran(tool) for tool in tools]
        for tool in tools:
            run(tool)
        few, full = (ran(tool) - number for tool, number in zip(tools, before, strict=True))
        print(f"  {peer:16} {few} with notebook and data listed, {full} with every module listed")


def copied(copy: Path) -> Reports:
    """A copy of the project, its reports recorded as made, and what each of them depends on."""
    for part in ("data/raw", "notebooks", "src"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / part, copy)
    recorder = HERE / "record_reports.py"
    reports: Reports = json.loads(run(Tool([[sys.executable, str(recorder), ALL]], copy))[1])
    return reports


def main() -> None:
    peers = [peer for peer in PEERS if (PEER / peer).exists()]
    for peer in PEERS.keys() - set(peers):
        print(f"(skipped: no {peer} in {PEER}; see the top of bench_profiles.py)")
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        beside, copy = Path(name), Path(name, "copy")
        everything = copied(copy)
        few = {report: paths for report, paths in everything.items() if report.count(".") == 1}
        make = ["make", "-o", ".venv/.ready", f"BIN={Path(sys.executable).parent}", "report"]
        report, status, out = [*ANALYSIS, "report"], [*ANALYSIS, "status"], ["--out", ALL]
        small = {"report": [report], "status": [status]}
        large = {"report": [[*report, *out], [*report, "profiles", *out]], "status": [[*status, *out]]}
        of_few = {f"analysis {name}": Tool(commands, copy) for name, commands in small.items()}
        of_all = {f"analysis {name}": Tool(commands, copy) for name, commands in large.items()}
        theirs = {peer: set_up(beside / peer, peer, few) for peer in peers}
        in_turn(f"{len(few)} reports", {**of_few, "make report": Tool([make], copy), **theirs})
        of_all |= {peer: set_up(beside / f"{peer}-all", peer, everything) for peer in peers}
        in_turn(f"{len(everything)} reports (`analysis report` is two commands)", of_all)
        trap(copy, few, theirs)


if __name__ == "__main__":
    main()

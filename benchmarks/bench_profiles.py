"""How long the profiles of provinces take, how much CPU and memory, against papermill with nbconvert.

Run with `make bench`. Ours is one command, cold: a new process, its warm parent and kernels, and PDF, web page, preview
and attachments of each profile. The peers make less: one HTML page each, or one PDF by our exporter through stock
nbconvert, in the last row both. They are installed into a venv of their own, with the libraries of the project:

    .venv/bin/uv venv --python .venv/bin/python /tmp/peers-runs
    .venv/bin/uv pip install --no-config --compile-bytecode --python /tmp/peers-runs/bin/python \
        --constraint requirements.lock --no-verify-hashes --editable . \
        papermill==2.7.0 pytask==0.6.0 snakemake==9.15.0 doit==0.37.0

`--no-config` installs what everybody has, with the package that our lock leaves out (see pyproject.toml).
`PEERS=/folder` names another venv; what is absent is skipped and said. All take turns. A peer is measured on some
places and stated for all 63 as if each took the same; of the pool, what it takes once (start and imports) counts once.
CPU is that of the command and of all processes below it, kernels included; linear algebra has one thread in all.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "04_province_profile.ipynb"
PEER = Path(os.environ.get("PEERS", "/tmp/peers-runs"), "bin")
ANALYSIS = [sys.executable, "-m", "analysis"]
ENVIRONMENT = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT |= {"PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
BECOME_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2): processes whose parents have ended become children of this one. Linux only."""
ROUNDS = 3
ALL, SOME, FEW = 63, 12, 2
"""Profiles: all; in one round of ours and of the pool; in one round of the commands, two processes' first ones."""


class Cost(NamedTuple):
    """Seconds by the clock and of CPU."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:6.2f} s, CPU {self.cpu:6.2f} s"


def run(command: Sequence[str]) -> tuple[Cost, str]:
    """What a command took, and what it said."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=NOTEBOOK.parent, env=ENVIRONMENT, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
        wall, process.returncode = time.perf_counter() - started, os.waitstatus_to_exitcode(status)
        cpu = used.ru_utime + used.ru_stime + sum(left_behind())
        log.seek(0)
        said = log.read().decode(errors="replace")
    if "Kernel didn't respond" in said:  # of two that start at once, both may take the same free port
        print("(a kernel of the peer did not answer; once more)")
        return run(command)
    if process.returncode or "kernels start one by one" in said:
        raise RuntimeError(said[-1500:])
    return Cost(wall, cpu), said


def left_behind() -> Iterator[float]:
    """CPU of processes that the command did not wait for; as nobody else does, they are this program's (`main`)."""
    while True:
        try:
            _, _, used = os.wait4(-1, 0)
        except ChildProcessError:
            return
        yield used.ru_utime + used.ru_stime


def ours(out: Path, places: Sequence[str]) -> list[str]:
    return [*ANALYSIS, "report", "profiles", "--lang", "vi", "--places", *places, "--out", str(out), "--force"]


def pool(out: Path, places: Sequence[str], *, to: str = "html") -> list[str]:
    return [str(PEER / "python"), beside("papermill_pool.py"), to, str(NOTEBOOK), str(out), *places]


def beside(name: str) -> str:
    return str(Path(__file__).resolve().with_name(name))


def typed(out: Path, place: str) -> tuple[Cost, Cost]:
    """What people type for one place: as HTML, and as PDF."""
    executed = str(out / f"{place}.ipynb")
    convert = [str(PEER / "jupyter"), "nbconvert", executed, "--to"]
    papermill = [str(PEER / "papermill"), NOTEBOOK.name, executed, "-p", "lang", "vi", "-p", "place", place]
    commands = papermill, [*convert, "html"], [*convert, "typstpdf", "--TypstPdfExporter.lang=vi"]
    executing, html, pdf = (run(command)[0] for command in commands)
    return added(executing, html), added(executing, pdf)


def added(one: Cost, other: Cost, times: float = 1) -> Cost:
    return Cost(one.wall + times * other.wall, one.cpu + times * other.cpu)


def median(costs: Sequence[Cost]) -> Cost:
    return Cost(*map(statistics.median, zip(*costs, strict=True)))


def each(cost: Cost, profiles: int) -> Cost:
    return Cost(cost.wall / profiles, cost.cpu / profiles)


def pooled(taken: Mapping[str, Sequence[Cost]], to: str) -> Cost:
    """What each of all would take in the pool, from what some and a few take."""
    many, few = median(taken[f"pool, {to}"]), median(taken[f"pool, {to}, few"])
    of_more = each(added(many, few, -1), SOME - FEW)
    return each(added(many, of_more, ALL - SOME), ALL)


def compare(taken: Mapping[str, Sequence[Cost]], whole: Cost) -> None:
    for name, cost in {
        f"papermill, nbconvert --to html, typed ({len(taken['html'])} measured, goal 10)": median(taken["html"]),
        f"papermill, nbconvert --to typstpdf, typed ({len(taken['pdf'])} measured)": median(taken["pdf"]),
        f"papermill and HTML in a pool of 2 ({SOME} measured, goal 3.5)": pooled(taken, "html"),
        f"papermill, HTML and PDF by our exporter in a pool of 2 ({SOME} measured)": pooled(taken, "html,typstpdf"),
    }.items():
        wall, cpu = cost.wall * ALL, cost.cpu * ALL
        print(f"{name}: {cost} each, {wall:.0f} s for {ALL} (extrapolated)")
        print(f"    peer / ours: wall {wall / whole.wall:.1f}, CPU {cpu / whole.cpu:.1f}")


def main() -> None:
    from analysis.places import load
    from analysis.project import Project

    ctypes.CDLL(None).prctl(BECOME_SUBREAPER, 1)
    run([*ANALYSIS, "build"])
    places = load(Project(ROOT)).provinces()[:ALL]
    some, taken = places[:: ALL // SOME][:SOME], defaultdict[str, list[Cost]](list)
    if not (peers := (PEER / "papermill").exists()):
        print(f"(skipped: no papermill in {PEER}; see the top of this file)")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        shutil.copy(NOTEBOOK.with_name("report.toml"), out)
        for number in range(ROUNDS):
            taken["ours"].append(run(ours(out, some))[0])
            if peers:
                html, pdf = zip(*(typed(out, place) for place in some[number * FEW :][:FEW]), strict=True)
                taken["html"], taken["pdf"] = [*taken["html"], *html], [*taken["pdf"], *pdf]
                for to in ("html", "html,typstpdf"):
                    taken[f"pool, {to}"].append(run(pool(out, some, to=to))[0])
                    taken[f"pool, {to}, few"].append(run(pool(out, some[:FEW], to=to))[0])
        whole, _ = run(ours(out, places))
        print(f"ours, {SOME} profiles (median of {ROUNDS} runs): {each(median(taken['ours']), SOME)} each")
        print(f"ours, all {ALL}: {each(whole, ALL)} each (goal: CPU 1.3 at most); {whole} in all")
        if peers:
            compare(taken, whole)
        for name, command in {"ours": ours(out, places), **({"the pool": pool(out, some)} if peers else {})}.items():
            print(f"memory of {name}:", run([sys.executable, beside("process_memory.py"), *command])[1])


if __name__ == "__main__":
    main()

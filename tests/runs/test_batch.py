"""Many reports: the same files however they are made, one failure stops no other, and nothing is made without need."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from analysis import outcomes
from analysis.project import Project
from analysis.reports.batch import How, produce
from analysis.reports.freshness import Snapshot
from analysis.reports.provenance import provenance
from analysis.reports.targets import targets

Run = Callable[..., subprocess.CompletedProcess[str]]
Tiny = Callable[..., None]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in done.stderr.splitlines() if line]


# The same files in every way.


def test_forked_kernels_and_kernels_started_one_by_one_give_the_same_bytes(project: Path, run: Run) -> None:
    ways = {}
    for way in ("--fork", "--no-fork"):
        out = project.parent / way
        done = run(project, "report", "04", "02", "--lang", "en", "--out", out, way)
        assert (done.returncode, done.stderr) == (0, "")
        ways[way] = contents(out)
    assert ways["--fork"].keys() == ways["--no-fork"].keys()
    assert [name for name, content in ways["--fork"].items() if ways["--no-fork"][name] != content] == []


def test_a_cluster_makes_the_same_reports(project: Path, tiny: Tiny, run: Run) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    for name in ("01_one", "02_two", "03_fails"):
        tiny(name, "1 / 0" if "fails" in name else f"print('{name}')")
    here = run(project, "report", "--lang", "vi")
    assert here.returncode == 1
    own, elsewhere = Project(project), project.parent / "elsewhere"
    snapshot = Snapshot(own)
    chosen = [provenance(own, target, snapshot.inputs_of(target)) for target in targets(own, [], ("vi",), elsewhere)]
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        made = list(produce(chosen, How(), client.get_executor(), snapshot.package.imports))
    assert sorted((done.target.name, bool(done.failure)) for done in made) == [
        ("01_one.vi", False),
        ("02_two.vi", False),
        ("03_fails.vi", True),
    ]
    ours = {
        name: content for name, content in contents(own.reports).items() if name not in ("index.html", "facts.json")
    }
    assert contents(elsewhere) == ours


# What fails.


class Losing(Executor):
    """Loses whatever it is given, with a reason of its own."""

    def submit(self, fn: Callable[..., object], /, *args: object, **kwargs: object) -> Future:
        future: Future = Future()
        future.set_exception(BrokenProcessPool() if args[0].target.name.startswith("01") else RuntimeError("no worker"))
        return future


def test_what_an_executor_loses_is_a_failure_with_its_reason(project: Path, tiny: Tiny) -> None:
    tiny("01_one", "1")
    tiny("02_two", "1")
    own = Project(project)
    outcomes.build(own)
    snapshot = Snapshot(own)
    chosen = [provenance(own, one, snapshot.inputs_of(one)) for one in targets(own, [], ("vi",), own.reports)]
    failures = sorted(done.failure for done in produce(chosen, How(), Losing()))
    assert failures == ["01_one.vi: the worker process died (out of memory?)", "02_two.vi: RuntimeError: no worker"]


def test_a_notebook_that_kills_its_worker_is_named_and_takes_no_other_with_it(
    project: Path, tiny: Tiny, run: Run
) -> None:
    tiny("01_good", "print('xong')")
    tiny("02_kills", "import os, signal; os.kill(os.getppid(), signal.SIGKILL)")
    for number in range(3, 7):
        tiny(f"0{number}_good", "print('xong')")
    done = run(project, "report", "--lang", "vi", "--no-fork")
    assert done.returncode == 1
    assert said(done) == ["analysis: 02_kills.vi: the worker process died (out of memory?)"]
    assert len(list((project / "reports").glob("*.pdf"))) == 5


def test_a_notebook_that_kills_the_warm_parent_is_named_and_the_others_start_their_kernels_one_by_one(
    project: Path, tiny: Tiny, run: Run
) -> None:
    tiny("01_kills", "import os, signal, time; os.kill(os.getppid(), signal.SIGKILL); time.sleep(60)")
    for number in range(2, 5):
        tiny(f"0{number}_good", "print('xong')")
    done = run(project, "report", "--lang", "vi", "--jobs", "1")
    assert done.returncode == 1
    odd, failure = said(done)
    assert odd.startswith("analysis: kernels start one by one, which is slower: ")
    assert failure.startswith("analysis: 01_kills.vi: ")
    assert "died" in failure
    assert len(list((project / "reports").glob("*.pdf"))) == 3


def test_what_makes_forking_unsafe_is_said_in_one_line_and_the_reports_are_made(
    project: Path, tiny: Tiny, run: Run
) -> None:
    for number in range(1, 4):
        tiny(f"0{number}_good", "print('xong')")
    (project / "notebooks" / "matplotlibrc").write_text("", encoding="utf-8")
    done = run(project, "report", "--lang", "vi")
    assert done.returncode == 0
    (line,) = said(done)
    assert "kernels start one by one, which is slower: " in line
    assert "matplotlibrc changes how matplotlib is imported" in line


def test_the_first_failure_ends_a_run_that_shall_not_keep_going(project: Path, tiny: Tiny, run: Run) -> None:
    tiny("01_fails", "1 / 0")
    for number in range(2, 6):
        tiny(f"0{number}_sleeps", "import time; time.sleep(3)")
    done = run(project, "report", "--lang", "vi", "--jobs", "1", "--no-keep-going")
    assert done.returncode == 1
    assert [line.partition(",")[0] for line in said(done)] == ["analysis: 01_fails.vi"]
    assert list((project / "reports").glob("*.pdf")) == []


def test_a_full_disk_is_one_sentence_and_what_was_made_stays(project: Path, tiny: Tiny, run: Run) -> None:
    tiny("01_good", "print('xong')")
    assert run(project, "report", "--lang", "vi").returncode == 0
    before = contents(project / "reports")
    tiny("01_good", "print('khác')")
    limit = 5000
    command = [sys.executable, "-m", "analysis", "report", "--lang", "vi", "--no-fork"]
    done = subprocess.run(
        command, cwd=project, capture_output=True, encoding="utf-8", check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "File too large" in done.stderr
    assert contents(project / "reports") == before


# What is asked for.


def test_a_dry_run_says_what_would_be_made_and_why_and_makes_nothing(project: Path, tiny: Tiny, run: Run) -> None:
    tiny("01_good", "print('xong')")
    tiny("02_good", "print('xong')")
    dry = run(project, "report", "--dry-run", "--lang", "vi")
    assert (dry.returncode, dry.stderr) == (0, "")
    assert dry.stdout.splitlines()[-3:-1] == ["01_good.vi: not made yet", "02_good.vi: not made yet"]
    assert not (project / "reports").exists()
    assert run(project, "report", "--lang", "vi").returncode == 0
    tiny("02_good", "print('khác')")
    dry = run(project, "report", "--dry-run", "--lang", "vi")
    assert dry.stdout.splitlines()[-2] == "02_good.vi: notebooks/02_good.ipynb"
    assert dry.stdout.splitlines()[-1].startswith("1 reports in ")


def test_status_says_what_is_stale_and_why_without_building_or_making(project: Path, tiny: Tiny, run: Run) -> None:
    tiny("01_good", "print('xong')")
    assert "`analysis build`" in run(project, "status").stdout
    assert not (project / "data" / "processed").exists()
    assert run(project, "report", "--lang", "vi").returncode == 0
    assert run(project, "status", "--lang", "vi").stdout.startswith("1 reports in ")
    with (project / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("\n")
    assert run(project, "status", "--lang", "vi").stdout.startswith("01_good.vi: requirements.lock\n")


def test_profiles_are_all_notebooks_with_a_place_for_each_of_the_63(project: Path) -> None:
    outcomes.build(Project(project))
    command = [sys.executable, "-m", "analysis", "report", "profiles", "--dry-run", "--lang", "en"]
    done = subprocess.run(command, cwd=project, capture_output=True, encoding="utf-8", check=True)
    names = [line.partition(":")[0] for line in done.stdout.splitlines()[1:-1]]
    assert len(names) == 63
    assert all(name.startswith("04_province_profile.") for name in names)
    both = [*command, "--places", "63", "34"]
    done = subprocess.run(both, cwd=project, capture_output=True, encoding="utf-8", check=True)
    assert len(done.stdout.splitlines()) == 2 + 63 + 34 - shared_by_both_maps(project)


def shared_by_both_maps(project: Path) -> int:
    rows = (project / "data/raw/places/tiles.csv").read_text(encoding="utf-8").splitlines()[1:]
    by_map: dict[str, set[str]] = {}
    for row in rows:
        layout, place, *_ = row.split(",")
        by_map.setdefault(layout, set()).add(place)
    return len(set.intersection(*by_map.values()))


def test_the_manifest_holds_the_code_of_many_profiles_once(project: Path, run: Run) -> None:
    done = run(project, "report", "04", "--lang", "vi", "--places", "ca-mau", "ha-noi", "hue")
    assert done.returncode in (0, 2), done.stderr
    manifest = json.loads((project / "reports" / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["shared"]) == 1

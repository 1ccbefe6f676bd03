"""Many reports: the same files however they are made, one failure stops no other, and nothing is made without need."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from projects import small_notebook

from analysis.project import Project
from analysis.reports import batch
from analysis.reports.batch import How, produce
from analysis.reports.freshness import Snapshot
from analysis.reports.manifest import read_manifest
from analysis.reports.provenance import Provenance, provenance
from analysis.reports.runner import Outcome
from analysis.reports.targets import targets
from analysis.reports.workshop import Workshop

Run = Callable[..., subprocess.CompletedProcess[str]]
Tiny = Callable[..., None]
Done = tuple[Path, subprocess.CompletedProcess[str]]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def clocks(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in done.stderr.splitlines() if line]


# The same files in every way.


def test_kernels_started_one_by_one_give_the_bytes_of_forked_ones_in_another_folder_too(
    made: Done, finished: Path, run: Run
) -> None:
    assert "kernels start one by one" not in made[1].stderr
    before, out = clocks(finished / "reports"), finished.parent / "elsewhere" / "pdf"
    chosen = ("04", "02", "--lang", "en", "--out", out, "--no-fork", "--force")
    done = run(finished / "notebooks", "report", *chosen)
    assert (done.returncode, done.stderr) == (0, "")
    names = ["02_province_comparison.en", "04_province_profile.en"]
    assert sorted(path.stem for path in out.glob("*.pdf")) == names, "one language only"
    one_by_one, forked = contents(out), contents(made[0] / "reports")
    lists = {"manifest.json", ".manifest.lock", "facts.json", "index.html"}
    assert one_by_one.keys() - lists == {name for name in forked if any(report in name for report in names)}
    assert [name for name in one_by_one.keys() - lists if one_by_one[name] != forked[name]] == []
    listed, wanted = (read_manifest(folder)["reports"] for folder in (out, made[0] / "reports"))
    assert listed == {name: wanted[name] for name in names}
    assert clocks(finished / "reports") == before, "the usual folder is left alone"


def test_a_cluster_makes_the_same_reports(reported: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    own, elsewhere = Project(reported), reported.parent / "elsewhere"
    for name in ("03_small", "04_small"):
        (own.notebooks / f"{name}.ipynb").unlink()
    small_notebook(reported, "05_small", "1 / 0")
    snapshot = Snapshot(own)
    chosen = [provenance(own, target, snapshot.inputs_of(target)) for target in targets(own, [], ("vi",), elsewhere)]
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        done = list(produce(chosen, How(), client.get_executor(), snapshot.package.imports))
    assert sorted((one.target.name, bool(one.failure)) for one in done) == [
        ("01_small.vi", False),
        ("02_small.vi", False),
        ("05_small.vi", True),
    ]
    here, there = contents(own.reports), contents(elsewhere)
    manifest = "manifest.json"
    assert {name: here[name] for name in there if name != manifest} == {
        name: content for name, content in there.items() if name != manifest
    }
    assert {name.partition("/")[0] for name in there} == {
        *(f"{name}.{kind}" for name in ("01_small.vi", "02_small.vi") for kind in ("pdf", "html")),
        "files", "previews", manifest, ".manifest.lock",
    }  # fmt: skip
    listed = read_manifest(elsewhere)["reports"]
    assert listed == {name: read_manifest(own.reports)["reports"][name] for name in ("01_small.vi", "02_small.vi")}


class Answering(Executor):
    """Answers at once, with a failure of the report that it is given."""

    def submit(self, fn: Callable[..., object], /, *args: object, **kwargs: object) -> Future:
        future: Future = Future()
        future.set_result(Outcome(args[0].target, 0.0, files={"big": bytes(1000)}, failure="not made"))
        return future


def test_a_run_holds_no_report_that_it_has_delivered(project: Path, tiny: Tiny) -> None:
    for number in range(1, 7):
        tiny(f"0{number}_small", "1")
    delivered = produce(reports_of(project), How(), Answering())
    waiting = [sum(isinstance(one, Outcome) for one in gc.get_objects()) for _ in delivered]
    assert waiting[0] == 6
    assert waiting[-1] == 1


def reports_of(project: Path) -> list[Provenance]:
    own = Project(project)
    snapshot = Snapshot(own)
    return [provenance(own, one, snapshot.inputs_of(one)) for one in targets(own, [], ("vi",), own.reports)]


def test_another_process_goes_on_after_many_reports(project: Path, tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 6):
        tiny(f"0{number}_small", "1")
    monkeypatch.setattr(batch, "LIFETIME", 2)
    opened: list[int] = []
    monkeypatch.setattr(batch, "Workshop", lambda *given, **options: opened.append(1) or Workshop(*given, **options))
    made = [done.target.name for done in produce(reports_of(project), How()) if not done.failure]
    assert sorted(made) == [f"0{number}_small.vi" for number in range(1, 6)]
    assert len(opened) == 3


def test_nothing_is_made_of_nothing() -> None:
    assert list(produce([], How())) == []


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
    failures = sorted(done.failure for done in produce(reports_of(project), How(), Losing()))
    assert failures == ["01_one.vi: the worker process died (out of memory?)", "02_two.vi: RuntimeError: no worker"]


def test_a_notebook_that_kills_its_worker_is_named_and_takes_no_other_with_it(
    project: Path, tiny: Tiny, run: Run
) -> None:
    tiny("01_good", "print('xong')")
    tiny("02_kills", "import os, signal; os.kill(os.getppid(), signal.SIGKILL)")
    for number in range(3, 6):
        tiny(f"0{number}_good", "print('xong')")
    done = run(project, "report", "--lang", "vi", "--no-fork")
    assert done.returncode == 1
    assert said(done) == ["analysis: 02_kills.vi: the worker process died (out of memory?)"]
    assert len(list((project / "reports").glob("*.pdf"))) == 4


def test_a_process_that_cannot_start_is_started_once_and_said_in_one_sentence(
    project: Path, tiny: Tiny, tmp_path: Path
) -> None:
    for number in range(1, 4):
        tiny(f"0{number}_good", "print('xong')")
    (tmp_path / "nbclient.py").write_text("raise ImportError('half installed')", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "report", "--lang", "vi"], env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=project, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("ImportError: half installed") == 1
    assert said(done)[-1].startswith("analysis: the process that makes reports did not start (exit status 1)")


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
    for number in (1, 2):
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


def test_a_full_disk_is_one_sentence_and_what_was_made_stays(reported: Path) -> None:
    before = contents(reported / "reports")
    small_notebook(reported, "01_small", "print('khác')")
    limit = 5000
    command = [sys.executable, "-m", "analysis", "report", "01", "--lang", "vi", "--no-fork"]
    done = subprocess.run(
        command, cwd=reported, capture_output=True, encoding="utf-8", check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "File too large" in done.stderr
    assert contents(reported / "reports") == before


# What is asked for.


def test_a_dry_run_says_what_would_be_made_and_why_and_makes_nothing(
    project: Path, reported: Path, tiny: Tiny, run: Run
) -> None:
    tiny("01_good", "print('xong')")
    tiny("02_good", "print('xong')")
    dry = run(project, "report", "--dry-run", "--lang", "vi")
    assert (dry.returncode, dry.stderr) == (0, "")
    assert dry.stdout.splitlines()[-3:-1] == ["01_good.vi: not made yet", "02_good.vi: not made yet"]
    assert not (project / "reports").exists()
    small_notebook(reported, "02_small", "print('khác')")
    before = contents(reported / "reports")
    dry = run(reported, "report", "--dry-run", "--lang", "vi")
    assert dry.stdout.splitlines()[-2] == "02_small.vi: notebooks/02_small.ipynb"
    assert dry.stdout.splitlines()[-1].startswith("4 reports in ")
    assert contents(reported / "reports") == before


def test_status_says_what_is_stale_and_why_without_building_or_making(clone: Path, reported: Path, run: Run) -> None:
    assert "`analysis build`" in run(clone, "status").stdout
    assert not (clone / "data" / "processed").exists()
    before = contents(reported / "reports")
    assert run(reported, "status", "--lang", "vi").stdout.startswith("5 reports in ")
    with (reported / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("\n")
    assert run(reported, "status", "--lang", "vi").stdout.startswith("01_small.vi: requirements.lock\n")
    assert contents(reported / "reports") == before


def test_profiles_are_all_notebooks_with_a_place_for_each_of_the_63(project: Path) -> None:
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


@pytest.mark.parametrize("fork", ["--fork", "--no-fork"])
def test_what_a_kernel_says_outside_of_its_cells_is_said(project: Path, tiny: Tiny, run: Run, fork: str) -> None:
    tiny("01_grumbles", "get_ipython().kernel.log.critical('the kernel grumbles')")
    done = run(project, "report", "--lang", "vi", fork)
    assert done.returncode == 0
    (line,) = said(done)
    assert line.startswith("analysis: warning: 01_grumbles.vi: its kernel said, outside of cells: ")
    assert "the kernel grumbles" in line

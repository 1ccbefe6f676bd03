"""How long the reports take, against what people do without this project: `jupyter nbconvert --execute --to html`.

Run with `make bench`. Ours and the peer take turns, so that a busy machine slows both; the ratio of the medians is the
result. The peer makes HTML, one notebook after the other, in one language only: one run for each notebook, against our
two PDFs of each.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    notebooks = sorted(str(path) for path in (ROOT / "notebooks").glob("*.ipynb"))
    analysis = [sys.executable, "-m", "analysis"]
    seconds([*analysis, "build"])
    times: dict[str, list[float]] = {"build": [], "up to date": [], "all PDFs": [], "all HTML (peer)": []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            times["all PDFs"].append(seconds([*analysis, "report", "--out", folder, "--force"]))
            peer = [sys.executable, "-m", "jupyter", "nbconvert", "--execute", "--to", "html", "--output-dir", folder]
            times["all HTML (peer)"].append(sum(seconds([*peer, notebook]) for notebook in notebooks))
            times["build"].append(seconds([*analysis, "build"]))
            times["up to date"].append(seconds([*analysis, "report", "--out", folder]))
    for name, values in times.items():
        print(f"{name:20} median {statistics.median(values):6.2f} s  (min {min(values):.2f}, max {max(values):.2f})")
    ours, peer_time = (statistics.median(times[name]) for name in ("all PDFs", "all HTML (peer)"))
    print(f"per report, peer / ours: {(peer_time / len(notebooks)) / (ours / (2 * len(notebooks))):.1f}")


if __name__ == "__main__":
    main()

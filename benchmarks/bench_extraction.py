"""How fast figures are found in text: ours against a Vietnamese word segmenter, and on texts made to be slow.

Run with `make bench`. No library reads Vietnamese quantities with unit, qualifier and period; the nearest that people
would start from splits the text into words, which is only the first step of finding figures:

    python3 -m venv /tmp/peers-text
    /tmp/peers-text/bin/python -m pip install underthesea==9.5.0

`PEERS=/folder` names another venv. What is absent is skipped and said. The texts are the passages of the tests, made
up, with sentences without numbers between them so that figures are about as dense as in the founding articles (1,300
in 1 MB), and without these (9,000 in 1 MB). Speeds are of CPU time on one core, without the loading of the places. To
compare two versions, run this file of each with its own `src` in PYTHONPATH, in turns.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from analysis.places import districts, load
from analysis.project import Project
from analysis.sources.extraction.candidate import Defaults
from analysis.sources.extraction.candidates import Reader
from analysis.sources.extraction.mentions import PlaceNames

ROUNDS = 3
MEGABYTE = 1_000_000
PLAIN = (
    "Công tác đào tạo, bồi dưỡng được các cấp ủy, chính quyền quan tâm, gắn với quy hoạch và sử dụng cán bộ. "
    "Nhờ vậy, trình độ, năng lực của đội ngũ từng bước được nâng lên, đáp ứng yêu cầu nhiệm vụ trong tình hình mới.\n"
)
PEER = """
import sys, time
from underthesea import word_tokenize
text = sys.stdin.read()
word_tokenize(text[:2000])
begun = time.process_time()
word_tokenize(text)
print(time.process_time() - begun)
"""


def articles() -> str:
    """About a megabyte of made-up articles."""
    folder = Path(__file__).parents[1] / "tests" / "data" / "passages"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*/*.txt"))]
    return "\n".join(text + "\n" + PLAIN * 28 for text in texts * 3)


def dense() -> str:
    """The same passages without the sentences between: seven times as many figures in a megabyte."""
    folder = Path(__file__).parents[1] / "tests" / "data" / "passages"
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*/*.txt"))) * 5


def adversarial() -> dict[str, str]:
    """Texts that a rule with a hidden square in it would never finish."""
    line = articles().replace("\n", " ")
    return {
        "only digits": "1" * MEGABYTE,
        "only dots": "." * MEGABYTE,
        "digits and dots": "1." * (MEGABYTE // 2),
        "one line": line[: MEGABYTE // 2],
        "deep lists": "".join("- " * depth + "8 đồng chí\n" for depth in range(1400))[:MEGABYTE],
        "gồm, gồm, gồm": "gồm: thạc sĩ 8 đồng chí, " * (MEGABYTE // 28),
        "half of it": "gồm: thạc sĩ 8 đồng chí, " * (MEGABYTE // 56),
        "lists of percent": "99%, " * (MEGABYTE // 5),
        "percents of a plan": "đạt 99% kế hoạch, " * (MEGABYTE // 24),
        "marks apart": "e\u0301" * (MEGABYTE // 3),
    }


def seconds(reader: Reader, text: str) -> tuple[float, int]:
    """CPU seconds and figures found."""
    begun = time.process_time()
    found = len(reader.read(text, Defaults()))
    return time.process_time() - begun, found


def main() -> None:
    """Print the speeds."""
    project = Project.find(Path(__file__))
    reader = Reader(PlaceNames(load(project), districts(project)))
    text = articles()
    size = len(text.encode()) / MEGABYTE
    peer = Path(os.environ.get("PEERS", "/tmp/peers-text")) / "bin" / "python"
    ours, theirs, figures = [], [], 0
    for _ in range(ROUNDS):
        taken, figures = seconds(reader, text)
        ours.append(taken)
        if peer.is_file():
            done = subprocess.run([peer, "-c", PEER], input=text, capture_output=True, text=True, check=True)
            theirs.append(float(done.stdout))
    best = min(ours)
    print(f"articles: {size:.2f} MB, {figures} figures, {best:.2f} s: {size / best:.2f} MB/s")
    made = dense()
    taken, found = min(seconds(reader, made) for _ in range(ROUNDS))
    full = len(made.encode()) / MEGABYTE
    print(f"figures only: {full:.2f} MB, {found} figures, {taken:.2f} s: {full / taken:.2f} MB/s")
    if theirs:
        print(f"  underthesea, words only: {size / min(theirs):.2f} MB/s; theirs / ours: {min(theirs) / best:.2f}")
    else:
        print(f"  underthesea is not in {peer}: skipped", file=sys.stderr)
    for name, made in adversarial().items():
        taken, found = seconds(reader, made)
        print(f"{name:18} {len(made.encode()) / MEGABYTE:5.2f} MB {taken:6.2f} s  {found} figures")


if __name__ == "__main__":
    main()

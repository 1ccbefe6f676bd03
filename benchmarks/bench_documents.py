"""What reading a document costs, for each kind: megabytes of text per second on one core.

Run with `make bench`. The files are made here from one synthetic paragraph, before any clock runs.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from analysis.sources.documents import read_document

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "data"))
made: Any = importlib.import_module("document_files")

ROUNDS = 3


def main() -> None:
    """Print a line for each kind."""
    many = [f"{made.LONG} Dòng {number}." for number in range(2_000)]
    files = {
        ".txt": "\n".join(many).encode(),
        ".docx": made.docx("".join(map(made.paragraph, many))),
        ".html": made.page().replace("<p>Nguyễn", "".join(f"<p>{words}</p>" for words in many) + "<p>Nguyễn").encode(),
        ".pdf": made.pdf("\n\n".join(many)),
    }
    with tempfile.TemporaryDirectory() as folder:
        for suffix, content in files.items():
            path = Path(folder) / f"a{suffix}"
            path.write_bytes(content)
            seconds = []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                document = read_document(path)
                seconds.append(time.perf_counter() - start)
            size = len(document.content) / 1e6
            print(f"{suffix:6} {size:.2f} MB of text in {min(seconds):.2f} s: {size / min(seconds):.2f} MB/s")


if __name__ == "__main__":
    main()

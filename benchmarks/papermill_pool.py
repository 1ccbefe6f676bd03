"""The peer of `bench_profiles.py` that a good programmer writes: papermill's and nbconvert's calls in two processes.

Run by the Python of the peers: `python papermill_pool.py NOTEBOOK FOLDER PLACE…`. Each process keeps its exporter.
"""

from __future__ import annotations

import importlib
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any


@cache
def exporter() -> Any:
    return importlib.import_module("nbconvert").HTMLExporter()


def make(notebook: Path, folder: Path, place: str) -> None:
    executed, parameters = folder / f"{place}.ipynb", {"lang": "vi", "place": place}
    execute = importlib.import_module("papermill").execute_notebook
    execute(str(notebook), str(executed), parameters, progress_bar=False, cwd=str(notebook.parent))
    executed.with_suffix(".html").write_text(exporter().from_filename(str(executed))[0], encoding="utf-8")


if __name__ == "__main__":
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(partial(make, Path(sys.argv[1]), Path(sys.argv[2])), sys.argv[3:]))

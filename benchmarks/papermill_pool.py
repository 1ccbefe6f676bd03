"""The peer of `bench_profiles.py` that a good programmer writes: papermill's and nbconvert's calls in two processes.

Run by the Python of the peers: `python papermill_pool.py FORMATS NOTEBOOK FOLDER PLACE…`, FORMATS such as
`html,typstpdf`. Each process keeps its exporters.
"""

from __future__ import annotations

import importlib
import multiprocessing
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any


@cache
def exporter(name: str) -> Any:
    return importlib.import_module("nbconvert").get_exporter(name)()


def make(formats: Sequence[str], notebook: Path, folder: Path, place: str) -> None:
    executed, parameters = folder / f"{place}.ipynb", {"lang": "vi", "place": place}
    execute = importlib.import_module("papermill").execute_notebook
    execute(str(notebook), str(executed), parameters, progress_bar=False, cwd=str(notebook.parent))
    for name in formats:
        content, resources = exporter(name).from_filename(str(executed))
        path = executed.with_suffix(resources["output_extension"])
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


if __name__ == "__main__":
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        formats, (notebook, folder) = sys.argv[1].split(","), map(Path, sys.argv[2:4])
        list(pool.map(partial(make, formats, notebook, folder), sys.argv[4:]))

"""Runs one notebook in a fresh kernel, with its parameters set."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from analysis.reports.export import INJECTED
from analysis.reports.freshness import Target
from analysis.reports.kernels.parent import ONE_THREAD
from analysis.reports.notebook_file import PARAMETERS

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from traitlets.config import Config

LONGEST_FOLDER = 90
"""Characters of a folder in which a socket can still have a name (107 in all on Linux)."""

CELL_TIMEOUT = 600
"""Seconds that one cell may take before the report is given up."""


class ReportError(Exception):
    """A notebook that cannot become a report; the message names notebook, cell and reason."""


class Executed(NamedTuple):
    """A notebook after all its cells ran.

    ``odd``: why a kernel that should have been forked was not; ``said``: the last line that the kernel wrote to its
    stderr outside of cells; "" for nothing.
    """

    notebook: NotebookNode
    odd: str
    said: str


def execute(target: Target, warm: str | None = "") -> Executed:
    """Run all cells of a notebook in a fresh kernel with the parameters of the report.

    ``warm``: address of the warm parent that forks the kernel; "" for one that this process starts and keeps, None for
    a kernel that is started by itself.

    Raises ReportError for a cell that failed, or that wrote to stderr: a warning must not slip into a report unseen.
    """
    import nbformat
    from jupyter_client.provisioning.factory import KernelProvisionerFactory
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    from analysis.reports.kernels.provisioner import NAME

    notebook = with_parameters(nbformat.read(target.notebook, as_version=4), **target.parameters)
    KernelProvisionerFactory.instance().default_provisioner_name = "local-provisioner" if warm is None else NAME
    odd = ""

    def look(**_: object) -> None:
        nonlocal odd
        odd = getattr(getattr(client.km, "provisioner", None), "odd", "")

    with TemporaryDirectory(prefix="kernel-") as folder, Path(folder, "kernel.log").open("w+b") as log:
        client = NotebookClient(
            notebook,
            timeout=CELL_TIMEOUT,
            resources={"metadata": {"path": str(target.notebook.parent)}},
            record_timing=False,
            extra_arguments=["--IPKernelApp.log_level=40"],  # errors only: a run says one sentence when it is stopped
            on_notebook_start=look,
            config=_private(folder, warm),
        )
        try:
            # One thread of linear algebra for each kernel: as many run as there are processors, and sums are the same.
            # What cells write to stderr comes with their outputs; what a kernel says of itself goes into the log.
            client.execute(env={**dict.fromkeys(ONE_THREAD, "1"), **os.environ}, stderr=log)
        except CellExecutionError as error:
            number = next((n for n, cell in numbered(notebook) if _failed(cell)), 0)
            raise ReportError(f"{target.name}, cell {number}: {error.ename}: {error.evalue}") from error
        except (RuntimeError, CellTimeoutError) as error:  # a kernel that died, or that did not even start
            atexit.unregister(client._cleanup_kernel)  # nbclient would do it again, for a kernel that is not there
            said = _last_words(log)
            raise ReportError(f"{target.name}: {error}" + (f" ({said})" if said else "")) from error
        said = _last_words(log)
    for number, cell in numbered(notebook):
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise ReportError(f"{target.name}, cell {number} wrote to stderr: {output.text.strip()[:500]}")
    return Executed(notebook, odd, said)


def _last_words(log: BinaryIO) -> str:
    """The last line that a kernel wrote of itself, if any."""
    log.seek(0)
    lines = log.read().decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")[:500]


def _private(folder: str, warm: str | None) -> Config:
    """Kernels talk over sockets in a private folder where the system has them, not over open TCP ports."""
    from traitlets.config import Config

    connection = {"connection_file": str(Path(folder, "kernel.json"))}
    if os.name == "posix" and len(folder) < LONGEST_FOLDER:
        connection |= {"transport": "ipc", "ip": str(Path(folder, "kernel"))}
    client = {"client_factory": "analysis.reports.kernels.client.PromptClient"}
    return Config(
        {"ConnectionFileMixin": connection, "KernelManager": client, "WarmProvisioner": {"address": warm or ""}}
    )


def numbered(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """The cells with their numbers as whoever opens the notebook counts them: without the injected one."""
    return enumerate((cell for cell in notebook.cells if cell.id != INJECTED), 1)


def _failed(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def with_parameters(notebook: NotebookNode, **values: str) -> NotebookNode:
    """The notebook with a cell that sets parameters after the one tagged ``parameters`` (papermill's convention)."""
    from nbformat.v4 import new_code_cell

    source = "\n".join(f"{name} = {value!r}" for name, value in values.items())
    cell = new_code_cell(source, id=INJECTED, metadata={"tags": [INJECTED]})
    at = next((n for n, c in enumerate(notebook.cells) if PARAMETERS in c.metadata.get("tags", [])), -1)
    notebook.cells.insert(at + 1, cell)
    return notebook

"""Kernels in both ways, forked and started by themselves, and a look at the processes that are there."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from processes import ENVIRONMENT
from traitlets.config import Config

from analysis.reports.kernels.provisioner import NAME
from analysis.reports.kernels.warm import Parent

if not sys.platform.startswith("linux"):
    pytest.skip("kernels are forked on Linux only", allow_module_level=True)


@dataclass
class Ran:
    """A notebook after its run: the text of each cell's last output, all outputs, why its kernel was not forked, and
    the exit status of one that was.
    """

    texts: list[str]
    notebook: NotebookNode
    odd: str
    status: int | None


PROMPT = "analysis.reports.kernels.client.PromptClient"
"""The client of a run of reports."""

Execute = Callable[..., Ran]


@pytest.fixture(scope="session")
def parent() -> Iterator[Parent]:
    """A warm parent that has imported pandas and matplotlib."""
    started = Parent(("pandas", "matplotlib.pyplot"), ENVIRONMENT)
    yield started
    started.close()


@pytest.fixture
def execute(parent: Parent, tmp_path: Path) -> Execute:
    """Runs cells in a fresh kernel: of the warm parent, or of another, or (``""``) started by itself."""

    def run(
        *cells: str,
        address: str | None = None,
        folder: Path = tmp_path,
        environment: Mapping[str, str] = ENVIRONMENT,
        client_factory: str = PROMPT,
        arguments: Sequence[str] = (),
        **options: object,
    ) -> Ran:
        address = parent.address if address is None else address
        KernelProvisionerFactory.instance().default_provisioner_name = NAME if address else "local-provisioner"
        notebook, seen = new_notebook(cells=[new_code_cell(cell) for cell in cells]), []

        def look(**_: object) -> None:
            seen[:] = [client.km.provisioner, client.km.provisioner.process]

        private = {"transport": "ipc", "ip": str(tmp_path / "kernel")}
        client = NotebookClient(
            notebook,
            config=Config(
                {
                    "ConnectionFileMixin": private,
                    "KernelManager": {"client_factory": client_factory},
                    "WarmProvisioner": {"address": address},
                }
            ),
            resources={"metadata": {"path": str(folder)}},
            extra_arguments=["--IPKernelApp.log_level=40", *arguments],
            on_notebook_start=look,
            record_timing=False,
            **options,
        )
        client.execute(env=dict(environment))
        return Ran(
            [text_of(cell.outputs) for cell in notebook.cells],
            notebook,
            getattr(seen[0], "odd", ""),
            seen[1].returncode,
        )

    return run


def text_of(outputs: Sequence[NotebookNode]) -> str:
    if not outputs:
        return ""
    last = outputs[-1]
    return str(last["data"]["text/plain"] if "data" in last else last.get("text", ""))


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """What a provisioner warns of is looked at, not printed."""
    logger = logging.getLogger("traitlets")
    before = logger.level
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(before)

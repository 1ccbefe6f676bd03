"""A notebook begins when its kernel is idle; what it then shows is what Jupyter's own client would have got."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from jupyter_client.manager import AsyncKernelManager

from analysis.reports.kernels.client import PromptClient

CELLS = (
    "import sys; print('nói'); print('lỗi', file=sys.stderr)",
    "from IPython.display import display; display({'text/plain': 'bảng'}, raw=True); 1 + 1",
    "import time; [print(n, flush=True) or time.sleep(0.01) for n in range(5)]; n = 7",
    "n",
)


@pytest.mark.parametrize("address", [None, ""], ids=["forked", "ordinary"])
def test_all_outputs_are_those_of_the_client_that_waits(execute: Callable, address: str | None) -> None:
    prompt = execute(*CELLS, address=address)
    stock = execute(*CELLS, address=address, client_factory="jupyter_client.asynchronous.AsyncKernelClient")
    assert [cell.outputs for cell in prompt.notebook.cells] == [cell.outputs for cell in stock.notebook.cells]


def test_what_a_kernel_says_while_it_starts_is_in_no_cell(execute: Callable, tmp_path: Path) -> None:
    started = tmp_path / "started.py"
    started.write_text("print('trước ô đầu tiên')", encoding="utf-8")
    assert execute("1 + 1", arguments=[f"--IPKernelApp.exec_files={started}"]).texts == ["2"]


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("raise SystemExit", "Kernel died before replying"),
        ("import time; time.sleep(9)", "didn't respond in 1 second"),
    ],
    ids=["ended", "silent"],
)
def test_a_kernel_that_never_answers_is_given_up(program: str, reason: str) -> None:
    async def start() -> None:
        manager = AsyncKernelManager(client_factory=PromptClient)
        manager.kernel_spec.argv = [manager.kernel_spec.argv[0], "-c", program]
        await manager.start_kernel()
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=1)
        finally:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)

    with pytest.raises(RuntimeError, match=reason):
        asyncio.run(start())


def test_a_kernel_that_ends_slowly_is_waited_for_no_longer_than_by_jupyter(execute: Callable) -> None:
    started = time.monotonic()
    slow = "import atexit, time; atexit.register(time.sleep, 60)"
    assert execute(slow, "1 + 1").texts[1] == "2"
    assert time.monotonic() - started < 30

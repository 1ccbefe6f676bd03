"""A client of a kernel that begins as soon as the kernel is ready."""

from __future__ import annotations

import time
from queue import Empty
from typing import Any

import zmq
from jupyter_client.asynchronous.client import AsyncKernelClient

_TRY = 1.0
"""Seconds after which a kernel that has not answered is asked again."""

_RECONNECT = 5
"""Milliseconds after which a connection is tried again that the kernel was not there yet to take (elsewhere 100)."""

_UNHEARD = 0.2
"""Seconds without a word after which the channel of outputs counts as not yet connected, as in Jupyter's own client."""


class PromptClient(AsyncKernelClient):
    """Jupyter's client, which waits otherwise: not until nothing is heard for a while, but until the kernel is idle.

    A kernel that starts at once would spend most of its time to the first cell waiting.
    """

    def start_channels(self, *chosen: Any, **options: Any) -> None:
        """Connect to the kernel, where nobody may answer yet."""
        self.context.setsockopt(zmq.RECONNECT_IVL, _RECONNECT)
        super().start_channels(*chosen, **options)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel has answered, and said on the channel of outputs that it is idle again.

        RuntimeError when it has died, or after ``timeout`` seconds.
        """
        started = time.monotonic()
        while not await self._is_ready():
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if timeout is not None and time.monotonic() - started > timeout:
                raise RuntimeError(f"Kernel didn't respond in {timeout:.0f} seconds")

    async def _is_ready(self) -> bool:
        """Ask the kernel about itself; whether the answer and the word that it is idle came."""
        asked = self.kernel_info()
        try:
            while (reply := await self.shell_channel.get_msg(timeout=_TRY))["msg_type"] != "kernel_info_reply":
                pass
            self._handle_kernel_info_reply(reply)
            while True:
                said = await self.iopub_channel.get_msg(timeout=_UNHEARD)
                if said["parent_header"].get("msg_id") == asked and said["content"].get("execution_state") == "idle":
                    return True
        except Empty:
            return False

"""A forked kernel is an ordinary kernel that has its libraries at once; where it would not be, none is forked."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from nbclient.exceptions import CellExecutionError, DeadKernelError
from processes import ENVIRONMENT, is_running, until

from analysis.reports.kernels import parent as program
from analysis.reports.kernels.warm import ForkedKernel, OddError, Parent

PID = "import os; os.getpid()"

SHOWN = (
    "import pandas as pd, matplotlib.pyplot as plt\nplt.plot([1, 3, 2]); plt.title('Lượt')",
    "pd.DataFrame({'tỉnh': ['Lạng Sơn'], 'lượt': [19843]})",
    "import sys, os; (__name__, os.path.basename(sys.argv[0]).removesuffix('.py'), sys.path, os.getcwd(), sys.flags)",
    "{name: text for name, text in os.environ.items() if name not in ('JPY_PARENT_PID',)}",
    "import signal; (plt.get_backend(), signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM))",
    "import warnings; warnings.warn('ít quan sát')",
    "import numpy as np; np.random.default_rng(7).normal(size=3).sum(), np.linalg.svd(np.ones((30, 30)))[1].sum()",
    "(os.getpgid(0) == os.getpid(), os.getsid(0) == os.getpid())",
)


def test_all_outputs_are_those_of_a_kernel_that_was_started_by_itself(execute: Callable) -> None:
    forked, ordinary = execute(*SHOWN), execute(*SHOWN, address="")
    assert (forked.odd, ordinary.odd) == ("", "")
    for one, other in zip(forked.notebook.cells, ordinary.notebook.cells, strict=True):
        assert without_addresses(one.outputs) == without_addresses(other.outputs), one.source


def without_addresses(outputs: list) -> str:
    return re.sub(r"ipykernel_\d+/|at 0x[0-9a-f]+", "", str(outputs))


def test_each_kernel_is_a_process_of_its_own_with_its_own_names_and_random_numbers(
    execute: Callable, parent: Parent
) -> None:
    numbers = "import numpy as np, random; (np.random.rand(), random.random())"
    first = execute("x = 1", PID, "os.getppid()", numbers)
    with pytest.raises(CellExecutionError, match="NameError"):
        execute("x")
    second = execute(PID, "os.getppid()", numbers)
    assert first.texts[1] != second.texts[0]
    assert first.texts[2] == second.texts[1] == str(parent.pid)
    assert first.texts[3] != second.texts[2]


def test_libraries_are_there_at_once(execute: Callable) -> None:
    count = "import sys; ('pandas' in sys.modules, 'analysis' in sys.modules)"
    assert execute(count).texts == ["(True, False)"]
    assert execute(count, address="").texts == ["(False, False)"]


def test_a_cell_that_takes_too_long_is_interrupted_and_the_kernel_goes_on(execute: Callable) -> None:
    ran = execute("import time\ntime.sleep(60)", "1 + 1", timeout=3, interrupt_on_timeout=True, allow_errors=True)
    assert [output.get("ename") for output in ran.notebook.cells[0].outputs] == ["KeyboardInterrupt"]
    assert ran.texts[1] == "2"


# Kernels that would not be like ordinary ones are not forked.


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("matplotlibrc", "matplotlibrc changes how matplotlib is imported"),
        ("pandas.py", "hide others (pandas)"),
        ("cycler/__init__.py", "hide others (cycler)"),
    ],
)
def test_a_folder_that_changes_imports_gets_an_ordinary_kernel(
    execute: Callable, tmp_path: Path, file: str, reason: str
) -> None:
    folder = tmp_path / "folder"
    (folder / file).parent.mkdir(parents=True)
    (folder / file).write_text("", encoding="utf-8")
    ran = execute("1 + 1", folder=folder)
    assert reason in ran.odd
    assert ran.texts == ["2"]


def test_an_environment_that_libraries_may_read_gets_an_ordinary_kernel(execute: Callable) -> None:
    ran = execute("import os; os.environ['TZ']", environment={**ENVIRONMENT, "TZ": "Asia/Ho_Chi_Minh"})
    assert ran.odd == "the environment is another (TZ)"
    assert ran.texts == ["'Asia/Ho_Chi_Minh'"]


LIBRARIES_NOT_FIT = {
    "absent": ("", "cannot be imported"),
    "threads": (
        "import threading, time\nthreading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
        "start threads",
    ),
    "warns": ("import warnings\nwarnings.warn('old', FutureWarning)", "a library warns when it is imported: old"),
    "fails": ("1 / 0", "cannot be imported: division by zero"),
}


@pytest.mark.parametrize("name", LIBRARIES_NOT_FIT)
def test_libraries_that_make_a_fork_unsafe_are_not_forked(execute: Callable, tmp_path: Path, name: str) -> None:
    code, reason = LIBRARIES_NOT_FIT[name]
    if code:
        (tmp_path / f"library_that_{name}.py").write_text(code, encoding="utf-8")
    unfit = Parent((f"library_that_{name}",), {**ENVIRONMENT, "PYTHONPATH": str(tmp_path)})
    ran = execute("1 + 1", address=unfit.address, environment={**ENVIRONMENT, "PYTHONPATH": str(tmp_path)})
    unfit.close()
    assert reason in ran.odd
    assert ran.texts == ["2"]


@pytest.mark.parametrize(
    ("text", "odd", "said"),
    [("Lạng Sơn = 1", "", "'Lạng Sơn = 1'"), ("", "library_that_keeps:keep cannot be called: nothing to keep", "''")],
)
def test_what_a_function_has_kept_before_the_fork_is_there(
    execute: Callable, tmp_path: Path, text: str, odd: str, said: str
) -> None:
    code = "kept = ''\ndef keep(text):\n    global kept\n    if not (kept := text): raise ValueError('nothing to keep')"
    (tmp_path / "library_that_keeps.py").write_text(code, encoding="utf-8")
    environment = {**ENVIRONMENT, "PYTHONPATH": str(tmp_path)}
    keeper = Parent((f"library_that_keeps:keep={text}",), environment)
    ran = execute(
        "import library_that_keeps as l; l.kept", address=keeper.address, environment=environment, folder=Path("/")
    )
    keeper.close()
    assert (ran.odd, ran.texts) == (odd, [said])


def test_a_name_that_may_be_absent_keeps_no_kernel_from_being_forked(execute: Callable) -> None:
    parent = Parent(("json.of_another_version?", "no_such_library?", "json?"), ENVIRONMENT)
    ran = execute("1 + 1", address=parent.address)
    parent.close()
    assert (ran.odd, ran.texts) == ("", ["2"])


def test_a_parent_that_is_gone_is_replaced_by_ordinary_kernels(execute: Callable) -> None:
    gone = Parent((), ENVIRONMENT)
    gone.close()
    ran = execute("1 + 1", address=gone.address)
    assert "refused" in ran.odd
    assert ran.texts == ["2"]


def test_a_process_starts_a_parent_of_its_own_when_it_has_none(tmp_path: Path) -> None:
    code = (
        "from jupyter_client.provisioning.factory import KernelProvisionerFactory as F\n"
        "from jupyter_client import AsyncKernelManager\nimport asyncio, os\n"
        "from traitlets.config import Config\n"
        "F.instance().default_provisioner_name = 'warm-provisioner'\n"
        "async def main():\n"
        "    config = Config({'WarmProvisioner': {'preload': ['json']}})\n"
        "    km = AsyncKernelManager(config=config, transport='ipc')\n"
        "    await km.start_kernel()\n"
        "    print(km.provisioner.odd, await km.is_alive(), os.getpid() != km.provisioner.process.pid)\n"
        "    print(km.provisioner.process.pid, flush=True)\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=tmp_path, check=False
    )
    first, pid = done.stdout.splitlines()
    assert first.split() == ["True", "True"], done.stderr
    until(lambda: not is_running(int(pid)), "the end of a kernel whose owner forgot it")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
def test_another_user_is_given_no_kernel(parent: Parent) -> None:
    code = (
        "import os, socket, sys\nos.setuid(65534)\ns = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)\n"
        "s.settimeout(5)\ns.connect(chr(0) + sys.argv[1])\nprint(s.recv(10))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, parent.address], capture_output=True, encoding="utf-8", check=False
    )
    assert "b''" in done.stdout or "ConnectionResetError" in done.stderr


# Nothing outlives its owner.

OWNER = """
import os, sys, time
from analysis.reports.kernels.warm import ForkedKernel
kernel = ForkedKernel(sys.argv[1], ["-f", sys.argv[2]], sys.argv[3], dict(os.environ))
print(kernel.pid, flush=True)
time.sleep(600)
"""


Owner = tuple[subprocess.Popen[str], int]


@pytest.fixture
def owner(parent: Parent, tmp_path: Path) -> Iterator[Owner]:
    """A process that owns a kernel, and the number of the kernel's process."""
    command = [sys.executable, "-c", OWNER, parent.address, str(tmp_path / "kernel.json"), str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=ENVIRONMENT)
    assert process.stdout
    yield process, int(process.stdout.readline())
    process.kill()
    process.communicate()


def test_a_kernel_ends_when_its_owner_is_killed(owner: Owner, parent: Parent) -> None:
    process, kernel = owner
    assert is_running(kernel)
    process.kill()
    until(lambda: not Path(f"/proc/{kernel}").exists(), "the end of the kernel, and of its zombie")
    assert parent.alive


def test_what_a_kernel_has_started_ends_with_its_owner(parent: Parent, tmp_path: Path) -> None:
    note = tmp_path / "note"
    start = f"import subprocess; open('{note}', 'w').write(str(subprocess.Popen(['sleep', '600']).pid))"
    arguments = ["-f", str(tmp_path / "kernel.json"), f"--IPKernelApp.exec_lines={start}"]
    kernel = ForkedKernel(parent.address, arguments, str(tmp_path), ENVIRONMENT)
    until(lambda: note.is_file() and note.read_text() != "", "what the kernel starts")
    assert is_running(int(note.read_text()))
    kernel.close()
    until(lambda: not is_running(int(note.read_text())), "the end of what the kernel had started")


def test_a_kernel_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    doomed = Parent((), ENVIRONMENT)
    kernel = ForkedKernel(doomed.address, ["-f", str(tmp_path / "kernel.json")], str(tmp_path), ENVIRONMENT)
    os.kill(doomed.pid, signal.SIGKILL)
    until(lambda: not is_running(kernel.pid), "the end of the kernel")
    assert kernel.poll() == -signal.SIGKILL
    doomed.close()


def test_parent_and_kernels_end_when_their_starter_is_killed(tmp_path: Path) -> None:
    code = (
        "import os, sys, time\nfrom analysis.reports.kernels.warm import ForkedKernel, Parent\nparent = Parent(())\n"
        "kernel = ForkedKernel(parent.address, ['-f', sys.argv[1]], '/', dict(os.environ))\n"
        "print(parent.pid, kernel.pid, flush=True)\ntime.sleep(600)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "kernel.json")]
    starter = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    assert starter.stdout
    pids = [int(pid) for pid in starter.stdout.readline().split()]
    assert all(map(is_running, pids))
    starter.kill()
    starter.communicate()
    until(lambda: not any(map(is_running, pids)), "the end of the parent and of the kernel")


def test_a_kernel_that_dies_is_reported_and_reaped_and_the_parent_goes_on(execute: Callable, parent: Parent) -> None:
    with pytest.raises(DeadKernelError):
        execute("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert execute("1 + 1").texts == ["2"]
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text(encoding="utf-8").split()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children), "the reaping of kernels")


def test_a_parent_keeps_no_file_or_process_of_the_kernels_it_had(execute: Callable, parent: Parent) -> None:
    def held() -> int:
        return len(list(Path(f"/proc/{parent.pid}/fd").iterdir()))

    execute("1")
    before = held()
    for _ in range(5):
        execute("1")
    until(lambda: held() <= before, "descriptors are closed")


def test_each_of_many_kernels_ends_by_itself(execute: Callable) -> None:
    """Of those that ipykernel closes without waiting for its own threads, one in six waits until it is killed."""
    assert [execute("import gc; gc.disable()").status for _ in range(20)] == [0] * 20


def test_messages_that_are_too_large_or_no_requests_are_odd_for_their_sender_alone(parent: Parent) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as stranger:
        stranger.connect(f"\0{parent.address}")
        stranger.send(b"\xff not JSON")
        stranger.settimeout(10)
        assert b"odd" in stranger.recv(program.LONGEST_MESSAGE)
    huge = {**ENVIRONMENT, "LARGE": "x" * (1 << 22)}
    with pytest.raises(OddError):
        ForkedKernel(parent.address, [], "/", huge)
    assert parent.alive

"""How long a notebook takes to become a PDF, how large and how accessible that is, against stock nbconvert.

Run with `make bench`. One notebook of 25 cells (synthetic) is built and executed here, before any clock runs; ours and
the peers then convert it in turn. nbconvert's HTML needs nothing more; its PDFs do:

    sudo apt install pandoc texlive-xetex texlive-fonts-recommended texlive-plain-generic     # --to pdf
    python3 -m venv /tmp/peers-export                                                         # both, stock
    /tmp/peers-export/bin/python -m pip install "nbconvert[webpdf]==7.17.2" jupyterlab==4.6.6
    /tmp/peers-export/bin/python -m playwright install chromium

`PEERS=/folder` names another venv than /tmp/peers-export. Where the last command has no network, Debian's Chromium
serves: stock webpdf has no option for it, but starts what stands where Playwright would have put its own, so link
/usr/bin/chromium to the path that the error message of `--to webpdf` names (below ~/.cache/ms-playwright). xelatex
fails on SVG without Inkscape, so it gets the same figures as PDF. What is absent is skipped and said.
The peers are stock: in their environment nbconvert starts a second later, for a package that JupyterLab brings and that
our lock leaves out (see pyproject.toml). What the start alone takes is printed for both, to subtract. All are spared
the half second in which nbconvert asks each exporter twice, for a help text, whether it is enabled.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4 as nbf

PEER = Path(os.environ.get("PEERS", "/tmp/peers-export"), "bin", "python")
OURS, STOCK = [sys.executable, "-m", "nbconvert"], [str(PEER), "-I", "-m", "nbconvert"]
ROUNDS = 5
ENVIRONMENT = {**os.environ, "NBCONVERT_DISABLE_CONFIG_EXPORTERS": "1", "SOURCE_DATE_EPOCH": "0"}
MANY, MOST = 10, 30
"""Reports in one call."""

SETUP = """
import warnings
import numpy as np, pandas as pd, seaborn as sns, statsmodels.formula.api as smf
import matplotlib.pyplot as plt
from great_tables import GT
from IPython.display import Math, display
from matplotlib_inline.backend_inline import set_matplotlib_formats
set_matplotlib_formats("svg", "pdf")
plt.rcParams["svg.fonttype"] = "none"
draw = np.random.default_rng(SEED)
place = [f"Tỉnh giả định {n}" for n in range(1, 64)]
frame = pd.DataFrame(draw.normal(20, 5, (63, 9)).round(1), columns=[f"Chỉ tiêu {n}" for n in range(1, 10)])
frame.insert(0, "Tỉnh", place)
frame["Vùng"] = draw.choice(["Bắc", "Trung", "Nam"], 63)
frame = frame.rename(columns={"Chỉ tiêu 1": "x", "Chỉ tiêu 2": "y"})
"""
PROSE = (
    "Số liệu **giả định** số {seed} về *đào tạo cán bộ*: tỷ lệ {seed},5 % ở miền núi, nơi Ằ ẵ ệ ợ ỵ đều có mặt.[^1]\n\n"
    "- một điều\n- điều khác\n  1. một\n  2. hai\n\n[^1]: Chú thích của báo cáo {seed}.",
    "Report {seed} in English with `code`, a [link](https://example.org) and "
    "$\\bar x_{{{seed}}} = \\frac{{1}}{{n}}\\sum_i x_i$.",
    "| Chỉ tiêu | Giá trị |\n|---|--:|\n| một | {seed},1 |\n| hai | 2,{seed} |\n\n> Trích dẫn.",
    "$$\n\\begin{{aligned}} y_i &= \\alpha + \\beta x_i + \\varepsilon_i \\\\ "
    "\\hat\\beta &= {seed} \\end{{aligned}}\n$$",
    "Emoji 📈 and a star ★ in report {seed}; $\\mathrm{{E}}[x \\mid z]$ and\n\n"
    "$$\\begin{{pmatrix}} 1 & {seed} \\\\ 0 & 1 \\end{{pmatrix}}$$",
)
FIGURES = (
    "sns.lineplot(frame, x=frame.index, y='x')", "sns.scatterplot(frame, x='x', y='y', hue='Vùng')",
    "sns.histplot(frame, x='x')", "sns.boxplot(frame, x='Vùng', y='y')",
    "sns.barplot(frame, x='Vùng', y='x', errorbar=None)", "sns.heatmap(frame.iloc[:, 1:10].corr())",
)  # fmt: skip
TABLES = (
    "frame.head()", "frame.describe()", "smf.ols('y ~ x', frame).fit().summary()",
    "GT(frame.head(6)).tab_header('Bảng', 'giả định').tab_source_note('Nguồn: không có.')",
    "frame.head(8).style.background_gradient(subset=['x', 'y'])", "frame.iloc[:, :10]",
    "print('một dòng rất dài ' * 40)", "frame.groupby('Vùng')[['x', 'y']].mean()",
    "display(Math(r'\\int_0^1 x^2\\,dx'))",
)  # fmt: skip


def notebook(seed: int) -> Any:
    """The notebook with texts and numbers of its own, as it is before it runs."""
    headings = [nbf.new_markdown_cell(f"# Báo cáo giả định {seed}"), nbf.new_markdown_cell(f"## Phần {seed}: hình")]
    texts = [nbf.new_markdown_cell(text.format(seed=seed)) for text in PROSE]
    figures = [
        nbf.new_code_cell(f"{call}\nplt.title('Hình {seed}.{number}');", metadata={"fig-alt": f"Figure {number}."})
        for number, call in enumerate(FIGURES)
    ]
    cells = [headings[0], nbf.new_code_cell(SETUP.replace("SEED", str(seed))), *texts]
    cells += [*(nbf.new_code_cell(call) for call in TABLES), headings[1], *figures]
    cells += [nbf.new_markdown_cell(f"### Kết luận {seed}"), nbf.new_markdown_cell("Hết. The end.")]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbf.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def execute(folder: Path) -> tuple[list[Path], list[Path]]:
    """Executed notebooks with figures as SVG, and the same with PDF figures for xelatex.

    One of them runs; in the outputs of the others, numbers of tables and words of figures are varied.
    """
    from nbclient import NotebookClient

    ran = NotebookClient(notebook(1), timeout=300).execute()
    found: dict[str, list[Path]] = {"svg": [], "latex": []}
    for seed in range(1, MOST + 1):
        own = notebook(seed)
        for name, left_out in (("svg", "application/pdf"), ("latex", "image/svg+xml")):
            for cell, executed in zip(own.cells, ran.cells, strict=True):
                if cell.cell_type == "code":
                    cell.outputs = [varied(output, seed, left_out) for output in executed.outputs]
            path = folder / name / f"report{seed}.ipynb"
            path.parent.mkdir(exist_ok=True)
            nbformat.write(own, path)
            found[name].append(path)
    return found["svg"], found["latex"]


def varied(output: Any, seed: int, left_out: str) -> Any:
    own = nbformat.from_dict(output)
    own.get("data", {}).pop(left_out, None)
    for mime in ("text/html", "image/svg+xml"):
        if mime in own.get("data", {}):
            words = own.data[mime].replace("Hình 1.", f"Hình {seed}.").replace("giả định", f"giả định {seed}")
            own.data[mime] = re.sub(r"(?<=>)\d+(?=\.\d+<)", lambda digits: str(int(digits[0]) + seed), words)
    return own


@dataclass(frozen=True)
class Run:
    """What one call of a converter took: seconds by the clock, seconds of CPU, megabytes of its largest process."""

    wall: float
    cpu: float
    megabytes: float


def run(command: Sequence[str]) -> Run:
    started = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=ENVIRONMENT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise RuntimeError(log.read().decode(errors="replace")[-1500:])
    return Run(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def converters() -> dict[str, list[str]]:
    """The commands that are there; what is absent is said."""
    found = {"ours": [*OURS, "--to", "typstpdf"], "html": [*OURS, "--to", "html"]}
    if not PEER.exists() or subprocess.run([PEER, "-I", "-c", "import nbconvert, playwright"], check=False).returncode:
        print(f"(peers skipped: no nbconvert with Playwright in {PEER.parents[1]}; see the top of this file)")
        return found
    found["webpdf"] = [*STOCK, "--to", "webpdf"]
    if shutil.which("xelatex") and shutil.which("pandoc"):
        found["xelatex"] = [*STOCK, "--to", "pdf"]
    else:
        print("(skipped: nbconvert --to pdf needs xelatex and pandoc; see the top of this file)")
    return found


def starts() -> None:
    """What nbconvert takes to start and convert nothing, in either environment."""
    for name, command in {"ours": OURS, "stock": STOCK}.items():
        if Path(command[0]).exists():
            taken = [run([*command, "--version"]) for _ in range(ROUNDS)]
            wall, cpu = (statistics.median(getattr(one, key) for one in taken) for key in ("wall", "cpu"))
            print(f"start of nbconvert, {name}: {wall:.2f} s, CPU {cpu:.2f} s")


def in_turn(
    title: str, commands: Mapping[str, list[str]], notebooks: Mapping[str, list[Path]], out: Path, rounds: int
) -> None:
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in list(commands.items()):
            paths = notebooks["latex" if name == "xelatex" else "svg"]
            target = ["--output-dir", str(out / name)]
            try:
                taken[name].append(run([*command, *map(str, paths), *target]))
            except RuntimeError as error:
                print(f"  {name} failed: {error}")
    print(f"{title} (medians of {rounds}, in turn)")
    wall, cpu = (statistics.median(getattr(one, key) for one in taken["ours"]) for key in ("wall", "cpu"))
    for name, runs in taken.items():
        if runs:
            mine = [statistics.median(getattr(one, key) for one in runs) for key in ("wall", "cpu", "megabytes")]
            print(
                f"  {name:8} {mine[0]:7.2f} s  CPU {mine[1]:7.2f} s  peak {mine[2]:5.0f} MB   "
                f"{name} / ours: wall {mine[0] / wall:5.2f}, CPU {mine[1] / cpu:5.2f}"
            )


def faults(out: Path) -> None:
    """Size of each PDF, and how many rules of PDF/UA-1 and PDF/A-3a it fails."""
    import page

    for folder in sorted(out.iterdir()):
        path = folder / "report1.pdf"
        if path.exists():
            failed = {
                profile: len({str(one.rule_id) for one in page.validate_pdf(str(path), profile=profile).failures})
                for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
            }
            print(f"  {folder.name:8} {path.stat().st_size / 1000:6.0f} kB   rules failed: {list(failed.values())}")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        svg, latex = execute(folder)
        commands, out = converters(), folder / "out"
        starts()
        in_turn("one report", commands, {"svg": svg[:1], "latex": latex[:1]}, out, ROUNDS)
        faults(out)
        commands.pop("html")
        in_turn(f"{MANY} reports in one call", commands, {"svg": svg[:MANY], "latex": latex[:MANY]}, out, 3)
        in_turn(f"{MOST} reports in one call", {"ours": commands["ours"]}, {"svg": svg}, out, 1)


if __name__ == "__main__":
    main()

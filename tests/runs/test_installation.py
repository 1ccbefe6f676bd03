"""The package installs from what environment.yml says, into an environment that has nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

import analysis

UV = Path(sys.executable).with_name("uv.exe" if os.name == "nt" else "uv")


def call(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_the_pip_section_of_environment_yml_is_enough(clone: Path) -> None:
    environment = yaml.safe_load((clone / "environment.yml").read_text(encoding="utf-8"))
    pip = next(entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    wanted = [word for line in pip for word in line.split()]
    assert call(UV, "venv", "--python", sys.executable, ".fresh", folder=clone).returncode == 0
    programs = clone / ".fresh" / ("Scripts" if os.name == "nt" else "bin")
    installed = call(UV, "pip", "install", "--python", programs / "python", *wanted, folder=clone)
    if installed.returncode and any(word in installed.stderr for word in ("dns error", "Could not connect", "offline")):
        pytest.skip(f"the package index cannot be reached: {installed.stderr.strip().splitlines()[-1]}")
    assert installed.returncode == 0, installed.stderr
    version = call(programs / "analysis", "--version", folder=clone)
    assert version.stdout == f"analysis {analysis.__version__}\n"
    built = call(programs / "analysis", "build", folder=clone)
    assert (built.returncode, built.stderr) == (0, "")
    assert built.stdout.startswith("data/processed written: ")


def test_the_wheel_holds_everything_that_a_report_needs(clone: Path) -> None:
    built = call(UV, "build", "--wheel", "--no-build-isolation", "--python", sys.executable, "-o", "out", folder=clone)
    assert built.returncode == 0, built.stderr
    (wheel,) = (clone / "out").glob("analysis-*.whl")
    packed = {name for name in ZipFile(wheel).namelist() if not name.endswith("/")}
    folder = Path(analysis.__file__).parent
    sources = {path.relative_to(folder.parent).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {name for name in sources if "__pycache__" not in name} <= packed
    assert any(name.endswith("licenses/LICENSE") for name in packed)

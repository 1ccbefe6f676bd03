"""One list of versions, one range of Python, one version of the project."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import analysis

ROOT = Path(__file__).parents[2]
DECLARED: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT: dict[str, Any] = DECLARED["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", LOCK, flags=re.M))


def environment() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8")))


def test_conda_gets_the_same_range_of_python() -> None:
    bounds = [line for line in environment()["dependencies"] if str(line).startswith("python ")]
    assert bounds == [f"python {PROJECT['requires-python']}"]


def test_conda_gets_this_package_and_nothing_else_by_pip() -> None:
    pip = [entry["pip"] for entry in environment()["dependencies"] if isinstance(entry, dict)]
    assert pip == [["-e ."]]


def test_conda_gets_nothing_but_python_and_pip_by_conda() -> None:
    names = [str(entry).split()[0] for entry in environment()["dependencies"] if isinstance(entry, str)]
    assert names == ["python", "pip"]


def test_every_locked_requirement_has_one_version_and_a_hash() -> None:
    assert len(LOCKED) > 50
    for requirement in LOCKED:
        head, *hashes = requirement.replace("\\\n", "").strip().split(" --hash=")
        assert re.match(r"[a-z0-9.-]+==[\w.+]+(?: *;|$)", head.strip()), head
        assert hashes, head
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one.strip()) for one in hashes), head


@pytest.mark.parametrize(
    "address", ["://", "--index-url", "--extra-index-url", "--find-links", "--trusted-host", " @ "]
)
def test_the_lock_names_no_address(address: str) -> None:
    assert address not in LOCK


@pytest.mark.parametrize("wanted", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]])
def test_every_direct_dependency_is_locked_within_its_bounds(wanted: str) -> None:
    requirement = Requirement(wanted)
    name = canonicalize_name(requirement.name)
    versions = [m[1] for line in LOCKED if (m := re.match(rf"{re.escape(name)}==([\w.+]+)", line))]
    assert versions, "run `make lock`"
    assert all(requirement.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("excluded", DECLARED["tool"]["uv"]["exclude-dependencies"])
def test_what_is_excluded_is_neither_locked_nor_missed(excluded: str) -> None:
    assert not [line for line in LOCKED if line.startswith(f"{excluded}==")], "run `make lock`"
    checked = subprocess.run([sys.executable, "-m", "uv", "pip", "check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


def test_pip_does_not_ask_for_what_is_excluded() -> None:
    (line,) = re.findall(r"pip install .*-r requirements\.lock", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert "--no-deps" in line, "pip, unlike uv, does not read what pyproject.toml excludes"


def test_the_version_is_the_same_everywhere() -> None:
    assert analysis.__version__ == PROJECT["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(citation["version"]) == PROJECT["version"]


def test_the_changelog_tells_of_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[?{re.escape(PROJECT['version'])}\b", text, re.M)


def test_the_licence_is_the_one_that_is_declared() -> None:
    assert PROJECT["license"] == "MIT"
    assert "MIT License" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_readme_begins_with_words() -> None:
    assert (ROOT / PROJECT["readme"]).read_text(encoding="utf-8").startswith("# ")


def test_the_texts_of_others_are_ignored_by_git() -> None:
    assert "/data/raw/texts/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone, so nothing can be committed")
def test_no_text_of_others_is_committed() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "data/raw/texts", "data/processed", "reports"], cwd=ROOT, capture_output=True, check=True
    )
    assert listed.stdout == b""

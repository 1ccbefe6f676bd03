"""The guide to the study says what is true: its example runs, its functions exist, and none is left out."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import analysis.study
from analysis import outcomes
from analysis.outcomes import Data
from analysis.study.result import Refusal, Result

GUIDE = (Path(__file__).parents[2] / "docs" / "study.md").read_text(encoding="utf-8")


def test_the_example_of_the_guide_runs(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.search(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    assert code is not None
    monkeypatch.setattr(outcomes, "load", lambda: data)
    names: dict[str, object] = {}
    *lines, refused, answered = code[1].strip().splitlines()
    exec("\n".join(lines), names)
    assert isinstance(names["ranked"], Result)
    assert isinstance(eval(refused, names), Refusal)
    assert isinstance(eval(answered, names), Result)


def public() -> set[str]:
    """Every function of the study that gives a result or a refusal, as ``module.function`` of its public module."""
    found = set()
    for module in pkgutil.iter_modules(analysis.study.__path__):
        loaded = importlib.import_module(f"analysis.study.{module.name}")
        found |= {
            f"{module.name}.{name}"
            for name, function in inspect.getmembers(loaded, inspect.isfunction)
            if hasattr(function, "__wrapped__") and "Result" in str(inspect.signature(function).return_annotation)
        }
    return found


def test_the_guide_names_every_function_and_no_other() -> None:
    rows = [
        line.split("|")[2] for line in GUIDE.split("## What can be asked")[1].split("##")[0].splitlines() if "`" in line
    ]
    named = set()
    for row in rows:
        module = ""
        for name in re.findall(r"`([\w.]+)`", row):
            module = name.split(".")[0] if "." in name else module
            named.add(name if "." in name else f"{module}.{name}")
    missing = {name for name in public() if name not in named and name.split(".")[0] not in ("totals", "bounds")}
    assert missing == set()
    for name in named:
        module, function = name.split(".")
        assert hasattr(importlib.import_module(f"analysis.study.{module}"), function), name

"""Where a result comes from: which function, on which rows, with which versions; the same for the same rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from hashlib import sha256
from inspect import signature
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Provenance:
    """``function`` by module and name; ``inputs``: SHA-256 of each table given; ``arguments``: whatever else was given,
    defaults included (``seed`` among them, where there is chance); ``versions`` of the packages that computed.
    """

    function: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    arguments: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


class RefusedError(Exception):
    """Raised deep inside a function of the study, for ``traced`` to give its ``answer``, a Refusal, to the caller."""

    def __init__(self, answer: object) -> None:
        self.answer = answer
        super().__init__(answer)


def fingerprint(frame: pd.DataFrame) -> str:
    """SHA-256 of a table's cells, whatever the order of its rows and columns and whatever its index."""
    columns = sorted(frame.columns, key=str)
    cells = [map(str, frame[name].tolist()) for name in columns]
    lines = sorted(map("\x1f".join, zip(*cells, strict=True)))
    return sha256("\x1e".join(["\x1f".join(map(str, columns)), *lines]).encode()).hexdigest()


def versions() -> dict[str, str]:
    """Versions of the packages that every function of the study may compute with."""
    import platform

    import numpy as np
    import pandas as pd
    import scipy
    import statsmodels

    import analysis

    packages = {"analysis": analysis, "numpy": np, "pandas": pd, "scipy": scipy, "statsmodels": statsmodels}
    return {
        "python": platform.python_version(),
        **{name: str(package.__version__) for name, package in packages.items()},
    }


def traced(function: Callable[P, R]) -> Callable[P, R]:
    """A function of the study whose results carry their provenance; refusals are handed on as they are."""
    parameters = signature(function)

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            answer = function(*args, **kwargs)
        except RefusedError as refused:
            return cast("R", refused.answer)
        if not hasattr(answer, "provenance"):
            return answer
        bound = parameters.bind(*args, **kwargs)
        bound.apply_defaults()
        return cast("R", replace(cast("Any", answer), provenance=_provenance(function, bound.arguments)))

    return run


def _provenance(function: Callable[..., Any], given: Mapping[str, Any]) -> Provenance:
    tables = {name: getattr(value, "table", value) for name, value in given.items()}
    frames = {name: value for name, value in tables.items() if hasattr(value, "columns")}
    others = {name: _spelled(value) for name, value in given.items() if name not in frames}
    inputs = {name: fingerprint(frame) for name, frame in frames.items()}
    return Provenance(f"{function.__module__}.{function.__qualname__}", inputs, others, versions())


def _spelled(value: Any) -> str:
    """An argument as text: sets and mappings sorted, a table, a result or a row by its fingerprint."""
    value = getattr(value, "table", value)
    if hasattr(value, "columns"):
        return fingerprint(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_spelled(value[key])}" for key in sorted(value, key=str))
    if isinstance(value, (set, frozenset)):
        return ", ".join(sorted(map(str, value)))
    if hasattr(value, "to_frame"):
        return fingerprint(value.to_frame().T)
    return str(value)

"""JSON-stat, versions 1 and 2, as PX-Web saves it: dimensions with labels, and one list of values.

Format: https://json-stat.org/full/. PX-Web ends the file with one NUL byte.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import product
from math import prod
from typing import Any

from analysis.sources.cells import Flaw
from analysis.sources.delivered.table import MOST_CELLS, NIL, Delivered, Number, tidy


def read_jsonstat(text: str) -> Delivered:
    """The one data set of a JSON-stat file; a flaw when it is none or holds several."""
    try:
        content = json.loads(text.rstrip("\0\r\n\t "), parse_float=_Typed, parse_int=_Typed, parse_constant=_Typed)
        return _dataset(_only_dataset(content))
    except json.JSONDecodeError as error:
        return Delivered(flaws=(Flaw("import-syntax", error.lineno, "", f"JSON: {error.msg}"),))
    except RecursionError:
        return Delivered(flaws=(Flaw("import-syntax", 0, "", "JSON: nested too deeply"),))
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        return Delivered(flaws=(Flaw("import-syntax", 0, "", f"JSON-stat: {type(error).__name__} {error}"),))


class _Typed(str):
    """The text of a JSON number, so that no digit is lost or added."""

    __slots__ = ()


def _only_dataset(content: Any) -> Mapping[str, Any]:
    """The data set of version 2, or the only one of a version 1 bundle."""
    if content.get("class", "dataset") != "dataset":
        raise ValueError(f"class {content['class']!r} is not a data set")
    if "value" in content:
        return dict(content)
    held = [part for part in content.values() if isinstance(part, dict) and "value" in part]
    if len(held) != 1:
        raise ValueError(f"{len(held)} data sets in one file")
    return dict(held[0])


def _dataset(dataset: Mapping[str, Any]) -> Delivered:
    dimensions = dataset["dimension"]
    ids = [str(name) for name in dataset.get("id", dimensions.get("id"))]
    sizes = [int(size) for size in dataset.get("size", dimensions.get("size"))]
    if prod(sizes) > MOST_CELLS:
        return Delivered(flaws=(Flaw("import-too-large", 0, "", f"{prod(sizes)} cells"),))
    labels = [_labels(dimensions[name], size) for name, size in zip(ids, sizes, strict=True)]
    values = dataset["value"]
    if not isinstance(values, list | dict):
        raise TypeError("value is neither a list nor an object")
    if isinstance(values, list) and len(values) != prod(sizes):
        flaw = Flaw("import-cells-missing", 0, "value", f"{len(values)} / {prod(sizes)}")
        return Delivered(flaws=(flaw,))
    status, numbers = dataset.get("status"), []
    for at, combination in enumerate(product(*labels)):
        value, mark = _cell(values, at), tidy(str(_cell(status, at) or ""))
        text = (mark if mark in NIL else "") if value is None else tidy(str(value))
        about = "" if value is None else mark
        numbers.append(Number(combination, text, isinstance(value, _Typed), at + 1, "value", about))
    names = tuple(tidy(str(dimensions[name].get("label") or name)) for name in ids)
    about = tidy(str(dataset.get("label") or ""))
    return Delivered(names, tuple(numbers), about=(about,) if about else ())


def _cell(cells: Any, at: int) -> Any:
    """One of the values, or of the statuses: these are a list, the few that are given, or one for all."""
    if isinstance(cells, list):
        return cells[at]
    return cells.get(str(at)) if isinstance(cells, dict) else cells


def _labels(dimension: Mapping[str, Any], size: int) -> list[str]:
    category = dimension["category"]
    named = category.get("label", {})
    index = category.get("index", list(named))
    ids = index if isinstance(index, list) else sorted(index, key=lambda name: int(index[name]))
    if len(ids) != size:
        raise ValueError(f"{len(ids)} labels for {size} values")
    return [tidy(str(named.get(name, name))) for name in ids]

"""``data/raw/corrections.yml``: what is declared to be done to coded figures, read strictly and with line numbers.

Every scalar is text, as a cell of a table is: YAML's own guesses (dates, ``no``, 0x1F, 1_000) are not made. Entries of
a shape that the file does not know are flaws, all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, cast

from analysis.sources.cells import Flaw

if TYPE_CHECKING:
    import yaml

FILE = "corrections.yml"

Action = Literal["exclude", "override", "flag"]

COMMON_KEYS = frozenset({"figure", "action", "row_sha256", "reason", "author", "date"})
OWN_KEY: Mapping[str, str] = {"exclude": "", "override": "cells", "flag": "flags"}
"""What an action needs beside the common keys."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One declared correction. ``line``: where it begins; ``row_sha256``: "" where the author left it out."""

    line: int
    figure: str
    action: Action
    row_sha256: str
    reason_vi: str
    reason_en: str
    author: str
    date: str
    cells: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


def parse_corrections(content: bytes) -> tuple[list[Correction], list[Flaw]]:
    """Entries that can be read, in order, and every flaw of the others."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return [], [Flaw("encoding", line, "", content[error.start : error.end].hex())]
    said = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if said == ["corrections: []"]:  # the normal state needs no parser
        return [], []
    return _parse(text)


def _parse(text: str) -> tuple[list[Correction], list[Flaw]]:
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, str(mark.column + 1)) if mark else (0, "")
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        return [], [Flaw("yaml-syntax", line, column, str(problem))]
    flaws: list[Flaw] = []
    if root is None:
        return [], [Flaw("correction-shape", 1, "corrections", "corrections: […]")]
    entries = _pairs(root, flaws, {"corrections"}, {"corrections"}).get("corrections")
    if entries is None:
        return [], flaws
    if not isinstance(entries, yaml.SequenceNode):
        return [], [*flaws, Flaw("correction-shape", _line(entries), "corrections", "[…]")]
    read = [_entry(node, flaws) for node in entries.value]
    return [entry for entry in read if entry is not None], flaws


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _pairs(node: yaml.Node, flaws: list[Flaw], known: set[str], needed: set[str]) -> dict[str, yaml.Node]:
    """Values of a mapping by key; keys that are unknown, repeated or missing are flaws."""
    import yaml

    if not isinstance(node, yaml.MappingNode):
        flaws.append(Flaw("correction-shape", _line(node), "", "key: value"))
        return {}
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        if name in found or (known and name not in known):
            flaws.append(Flaw("correction-key-unknown", _line(key), name, ", ".join(sorted(known))))
        else:
            found[name] = value
    flaws += [Flaw("correction-key-missing", _line(node), name, "") for name in sorted(needed - found.keys())]
    return found


def _text(nodes: Mapping[str, yaml.Node], name: str, flaws: list[Flaw]) -> str:
    import yaml

    node = nodes.get(name)
    if node is not None and not isinstance(node, yaml.ScalarNode):
        flaws.append(Flaw("correction-shape", _line(node), name, "…"))
        return ""
    value = "" if node is None else str(node.value).strip()
    if node is not None and not value and name != "row_sha256":  # an empty guard is one that is not written yet
        flaws.append(Flaw("correction-key-missing", _line(node), name, ""))
    return value


def _entry(node: yaml.Node, flaws: list[Flaw]) -> Correction | None:
    before = len(flaws)
    optional = {"row_sha256"}
    nodes = _pairs(node, flaws, {*COMMON_KEYS, "cells", "flags"}, {*COMMON_KEYS} - optional)
    action = _text(nodes, "action", flaws)
    if action and action not in OWN_KEY:
        flaws.append(Flaw("correction-action", _line(nodes["action"]), "action", action))
        return None
    for name in ("cells", "flags"):
        if action and (name in nodes) != (OWN_KEY[action] == name):
            rule = "correction-key-unknown" if name in nodes else "correction-key-missing"
            flaws.append(Flaw(rule, _line(nodes.get(name, node)), name, action))
    reasons = _pairs(nodes["reason"], flaws, {"vi", "en"}, {"vi", "en"}) if "reason" in nodes else {}
    texts = {name: _text(nodes, name, flaws) for name in ("figure", "row_sha256", "author", "date")}
    told = {f"reason_{lang}": _text(reasons, lang, flaws) for lang in ("vi", "en")}
    cells, flags = dict(_cells(nodes, flaws)), tuple(_flags(nodes, flaws))
    if len(flaws) > before:
        return None
    return Correction(line=_line(node), action=cast("Action", action), cells=cells, flags=flags, **texts, **told)


def _cells(nodes: Mapping[str, yaml.Node], flaws: list[Flaw]) -> Iterator[tuple[str, str]]:
    import yaml

    if "cells" not in nodes:
        return
    for name, node in _pairs(nodes["cells"], flaws, set(), set()).items():
        if isinstance(node, yaml.ScalarNode):
            yield name, str(node.value).strip()
        else:
            flaws.append(Flaw("correction-shape", _line(node), name, "…"))


def _flags(nodes: Mapping[str, yaml.Node], flaws: list[Flaw]) -> Iterator[str]:
    import yaml

    node = nodes.get("flags")
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode) or not all(isinstance(one, yaml.ScalarNode) for one in node.value):
        flaws.append(Flaw("correction-shape", _line(node), "flags", "[…]"))
        return
    yield from (str(one.value).strip() for one in node.value)

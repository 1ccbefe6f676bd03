"""One more file of a table that is kept in several: the codebook with its path, its layout kept."""

from __future__ import annotations

import json
import re
from typing import Any

from analysis.sources.codebook import CodebookError


def with_path(content: bytes, table: str, path: str) -> bytes | None:
    """The codebook with ``path`` among the files of ``table``; None when it is listed already.

    Raises CodebookError where the program cannot change the layout that people gave the file.
    """
    text = content.decode("utf-8")
    wanted = json.loads(text)
    listed = next(resource for resource in wanted["resources"] if resource["name"] == table)
    if path in listed["path"]:
        return None
    listed["path"] = [*listed["path"], path]
    begin = text.index('"path"', re.search(rf'"name":\s*"{table}"', text).start())  # type: ignore[union-attr]
    end = text.index("]", begin)
    last = text.rindex('"', begin, end) + 1
    line = text[text.rfind("\n", 0, last) + 1 : last]
    alone = re.fullmatch(r'(\s*)"[^"]*"', line)
    between = f",\n{alone[1]}" if alone else ", "
    changed = f"{text[:last]}{between}{json.dumps(path)}{text[last:]}"
    if _parsed(changed) != wanted:
        raise CodebookError(f"add {path!r} to the path of the table {table} in datapackage.json by hand first")
    return changed.encode("utf-8")


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return None

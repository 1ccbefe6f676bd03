"""The codebook: one Data Package (Table Schema) that says what every table and column holds.

``data/raw/datapackage.json`` is the single truth for tables, columns, types and limits. Four properties go beyond the
standard: ``vocabulary`` names a closed list of ``analysis.vocabulary``, ``separator`` allows several of its words in
one cell; ``primaryKeyInFile`` is the key of each file of a table that is kept in several; ``mayBeEmpty`` marks a table
in which no row may be the truth. Source: Data Package v2, https://datapackage.org/standard/table-schema/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal, get_args

from analysis.vocabulary import ALL, Vocabulary

CellType = Literal["string", "number", "integer", "date", "year"]


class CodebookError(Exception):
    """The codebook itself cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type, its limits and its titles."""

    name: str
    type: CellType
    title_vi: str
    title_en: str
    description: str
    required: bool
    unique: bool
    pattern: str | None
    example: str
    """A cell of that pattern."""
    minimum: Decimal | None
    maximum: Decimal | None
    vocabulary: Vocabulary | None
    separator: str | None
    allowed: tuple[str, ...]
    """The closed list of the column; empty when any text is allowed."""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Cells of ``column`` must stand in ``target_column`` of table ``target``."""

    column: str
    target: str
    target_column: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table, kept in one file or in several of the same shape."""

    name: str
    paths: tuple[str, ...]
    title_vi: str
    title_en: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    may_be_empty: bool = False
    """No rows are no loss."""

    def field(self, name: str) -> Field:
        """The column of that name."""
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True, slots=True)
class Codebook:
    """All tables of ``data/raw`` and the descriptor they were read from."""

    tables: tuple[Table, ...]
    descriptor: Mapping[str, Any]

    def __getitem__(self, name: str) -> Table:
        return next(table for table in self.tables if table.name == name)

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables)


def read_codebook(path: Path) -> Codebook:
    """The codebook of a project. Raises CodebookError for a missing, unreadable or inconsistent descriptor."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read ({error.strerror})") from error
    return parse_codebook(content, path)


def parse_codebook(content: bytes, path: Path) -> Codebook:
    """The codebook of a descriptor; ``path`` is where messages say that it stands."""
    try:
        descriptor = json.loads(content.decode("utf-8"))
        tables = tuple(_table(resource) for resource in descriptor["resources"])
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path}: not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise CodebookError(f"{path}: line {error.lineno}, column {error.colno}: {error.msg}") from error
    except KeyError as error:
        raise CodebookError(f"{path}: the property {error} is missing") from error
    except (TypeError, AttributeError, RecursionError) as error:
        raise CodebookError(
            f"{path}: resources, path or schema have not the shape of a Data Package ({error})"
        ) from error
    except CodebookError as error:
        raise CodebookError(f"{path}: {error}") from error
    _check_references(path, tables)
    return Codebook(tables, descriptor)


def _check_references(path: Path, tables: tuple[Table, ...]) -> None:
    """Paths stay inside the folder, keys name columns that exist."""
    columns = {table.name: {field.name for field in table.fields} for table in tables}
    for table in tables:
        for file in table.paths:
            if Path(file).is_absolute() or ".." in Path(file).parts:
                raise CodebookError(f"{path}: {file!r} of table {table.name} lies outside data/raw")
        named = [(table.name, name) for key in (table.primary_key, *table.unique_keys) for name in key]
        named += [(table.name, key.column) for key in table.foreign_keys]
        named += [(key.target, key.target_column) for key in table.foreign_keys]
        for target, column in named:
            if column not in columns.get(target, ()):
                raise CodebookError(f"{path}: a key of table {table.name} names {target}.{column}, which is not there")


def _table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    key = schema.get("primaryKey", schema.get("primaryKeyInFile", []))
    return Table(
        name=resource["name"],
        paths=tuple([resource["path"]] if isinstance(resource["path"], str) else resource["path"]),
        title_vi=resource.get("title:vi", resource["name"]),
        title_en=resource.get("title", resource["name"]),
        fields=tuple(_field(resource["name"], field) for field in schema["fields"]),
        primary_key=tuple([key] if isinstance(key, str) else key),
        unique_keys=tuple(tuple(columns) for columns in schema.get("uniqueKeys", [])),
        foreign_keys=tuple(_foreign_key(key) for key in schema.get("foreignKeys", [])),
        may_be_empty=resource.get("mayBeEmpty", False),
    )


def _field(table: str, field: Mapping[str, Any]) -> Field:
    limits = field.get("constraints", {})
    words, where = field.get("vocabulary"), f"column {field['name']} of table {table}"
    if words is not None and words not in ALL:
        raise CodebookError(f"{where}: no vocabulary {words!r}; there are {', '.join(ALL)}")
    if field["type"] not in get_args(CellType):
        raise CodebookError(f"{where}: no type {field['type']!r}; there are {', '.join(get_args(CellType))}")
    return Field(
        name=field["name"],
        type=field["type"],
        title_vi=field.get("title:vi", field["name"]),
        title_en=field.get("title", field["name"]),
        description=field.get("description", ""),
        required=limits.get("required", False),
        unique=limits.get("unique", False),
        pattern=_pattern(limits, where),
        example=field.get("example", "–"),
        minimum=_limit(limits, "minimum", where),
        maximum=_limit(limits, "maximum", where),
        vocabulary=ALL[words] if words else None,
        separator=field.get("separator"),
        allowed=tuple(ALL[words] if words else limits.get("enum", ())),
    )


def _pattern(limits: Mapping[str, Any], where: str) -> str | None:
    pattern = limits.get("pattern")
    try:
        re.compile(pattern or "")
    except re.error as error:
        raise CodebookError(f"{where}: the pattern {pattern!r} cannot be used: {error}") from error
    return pattern


def _limit(limits: Mapping[str, Any], name: str, where: str) -> Decimal | None:
    try:
        return Decimal(str(limits[name])) if name in limits else None
    except InvalidOperation as error:
        raise CodebookError(f"{where}: the {name} {limits[name]!r} is not a number") from error


def _foreign_key(key: Mapping[str, Any]) -> ForeignKey:
    reference = key["reference"]
    first = [value if isinstance(value, str) else value[0] for value in (key["fields"], reference["fields"])]
    return ForeignKey(first[0], reference["resource"], first[1])

"""The lines above the first place of a grid: titles, and a header of one or more lines with joined cells.

Offices write the label of several columns once: in cells that are merged, or in the first of these columns. Written
over the middle of them it cannot be told from the label of the next group, and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.sources.delivered.table import read_year, tidy, year_apart

Area = tuple[tuple[int, int], tuple[int, int]]
"""Merged cells as (line, column) of both corners; lines count from 1, columns from 0."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a grid, line by line as written, merged cells filled; ``titles`` are the lines of one text.

    ``joined``: for each line whether the file says which cells are merged in it.
    """

    titles: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    joined: tuple[bool, ...]

    def of_column(self, column: int) -> list[str]:
        """The texts above a column, from the top, as they stand there."""
        return [line[column] for line in self.lines]

    def name(self, column: int) -> str:
        """The lowest text above a column."""
        return next((text for text in reversed(self.of_column(column)) if text), "")


def read_header(numbers: Sequence[int], rows: Sequence[Sequence[str]], merged: Sequence[Area]) -> Header:
    """The header in the lines above the first place; ``numbers`` are their lines in the file."""
    texts = [[tidy(text) for text in row] for row in rows]
    index = {line: at for at, line in enumerate(numbers)}
    joined = [False] * len(texts)
    for (top, left), (bottom, right) in merged:
        if top in index:
            for line in range(top, bottom + 1):
                if line in index:
                    joined[index[line]] |= right > left
                    for column in range(left, min(right + 1, len(texts[0]))):
                        texts[index[line]][column] = texts[index[top]][left]
    is_header = [len(set(filter(None, line))) > 1 or any(read_year(text) for text in line) for line in texts]
    titles = [next(filter(None, line), "") for line, header in zip(texts, is_header, strict=True) if not header]
    kept = [at for at, header in enumerate(is_header) if header]
    return Header(
        tuple(dict.fromkeys(filter(None, titles))),
        tuple(tuple(texts[at]) for at in kept),
        tuple(joined[at] for at in kept),
    )


def labels_of(header: Header, data: Sequence[int]) -> Mapping[int, tuple[str, ...]] | str:
    """For each column of numbers its labels, one for each line; a text that stands over no clear column instead."""
    columns: list[tuple[str, ...]] = []
    for at, (line, joined) in enumerate(zip(header.lines, header.joined, strict=True)):
        texts = [line[column] for column in data]
        if joined or at == len(header.lines) - 1 or all(texts) or not any(texts):
            columns.append(tuple(texts))
            continue
        begins = [place for place, text in enumerate(texts) if text]
        below = [header.lines[-1][column] for column in data]
        groups = {tuple(below[start:end]) for start, end in zip(begins, [*begins[1:], len(data)], strict=True)}
        if begins[0] != 0 or len(groups) > 1:
            return texts[begins[0]]
        columns.append(tuple(texts[max(begin for begin in begins if begin <= place)] for place in range(len(data))))
    return {column: tuple(line[place] for line in columns) for place, column in enumerate(data)}


def with_years_apart(labels: Mapping[int, tuple[str, ...]]) -> Mapping[int, tuple[str, ...]]:
    """Labels such as “Số lớp 2020” as two, where no line of the header holds years alone and one has a year in each."""
    depth = len(next(iter(labels.values()), ()))
    if any(all(read_year(texts[level]) for texts in labels.values()) for level in range(depth)):
        return labels
    for level in range(depth):
        found = {column: year_apart(texts[level]) for column, texts in labels.items()}
        if all(found.values()):
            return {
                column: (*texts[:level], *apart, *texts[level + 1 :])
                for column, texts in labels.items()
                if (apart := found[column])
            }
    return labels

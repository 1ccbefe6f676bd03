"""Printed numbers against recomputed ones: does the value that we get round to what was published?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import isfinite, nan
from typing import TYPE_CHECKING, Any, Literal

from analysis.quantities import (
    QUALIFIER_WORDS,
    UNIT_WORDS,
    Bounds,
    DecimalMark,
    NumberFormatError,
    decimal_mark_of,
    numbers_in,
    plain,
    qualifier_before_number,
    read_marked_number,
)
from analysis.study.bounds import printed as as_printed
from analysis.study.bounds import scaled
from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table

if TYPE_CHECKING:
    import pandas as pd

MARK: Mapping[str, DecimalMark] = {"vi": ",", "en": "."}

KEYS = ("term", "place", "period")
"""Columns of a result that may name its rows."""

MISSING = "not reproducible"

Value = str | float | Refusal | Result | None


@traced
def reproduce(
    printed: pd.DataFrame | Mapping[str, Value],
    recomputed: pd.DataFrame | Result | Mapping[str, Value],
    *,
    tolerance: Literal["rounding"] | float = "rounding",
    by: str | Sequence[str] = "term",
    lang: Literal["vi", "en"] | None = None,
) -> Result | Refusal:
    """Each printed number with the recomputed value of the same name, and whether the two are one.

    ``printed``: numbers by name, or a table with the columns ``by`` and ``value`` (and ``decimals``, ``source_id``,
    where known). A number is text as printed ("25,6", "1.234,5", "(.0400)", "hơn 27.000"), or a float that counts with
    the decimals it has or ``decimals`` gives it. ``lang`` says how to read "2.547"; without it such a number is not
    guessed. ``recomputed``: a result, a table with ``by`` and ``estimate`` (or ``value``), or values by name, among
    which may be a Refusal. ``by``: one or more of ``KEYS``.

    With ``tolerance="rounding"`` a value matches when it rounds to the printed number: half a unit of its last digit,
    both ends included, for halves are rounded up by some and to even by others; "hơn" and "gần" match as bounds. A
    number as ``tolerance`` is the largest difference allowed.

    Rows: ``estimate`` is the recomputed value, ``lower`` and ``upper`` are what the printed number allows, ``method``
    is the verdict ``match``, ``differs`` or ``not reproducible: `` and why. ``settings`` counts them. Refused when no
    name is common to both (``nothing-recomputed``). ValueError for a repeated name, a missing column or a negative
    tolerance.
    """
    keys = (by,) if isinstance(by, str) else tuple(by)
    if not keys or any(key not in KEYS for key in keys):
        raise ValueError(f"by={by!r}: rows are named by one or more of {', '.join(KEYS)}")
    if tolerance != "rounding" and not (not isinstance(tolerance, str) and 0 <= tolerance < float("inf")):
        raise ValueError(f"tolerance={tolerance!r}: give 'rounding' or a number that is not negative")
    wanted, found = _named(printed, keys, ("value",)), _named(recomputed, keys, ("estimate", "value"))
    if not set(wanted) & set(found):
        return Refusal("nothing-recomputed", {"printed": len(wanted)})
    rows = []
    for name in sorted(wanted):
        cells = wanted[name]
        bounds, why = _allowed(cells["value"], cells.get("decimals"), tolerance, lang)
        value, missing = _number(found[name]["value"]) if name in found else (nan, "not recomputed")
        rows.append(
            {
                **dict(zip(keys, name, strict=True)),
                "estimate": value,
                "lower": nan if bounds is None or bounds.low is None else float(bounds.low),
                "upper": nan if bounds is None or bounds.high is None else float(bounds.high),
                "n": 1,
                "method": _verdict(value, bounds, why or missing),
                "source_ids": "|".join(sorted({*_sources(cells), *_sources(found.get(name, {}))})),
            }
        )
    return _result(rows, tolerance, lang)


def _result(rows: list[dict[str, Any]], tolerance: float | str, lang: str | None) -> Result:
    verdicts = [str(row["method"]).partition(":")[0] for row in rows]
    count = {verdict: verdicts.count(verdict) for verdict in ("match", "differs", MISSING)}
    compared = len(rows) - count[MISSING]
    caveats = []
    if count["differs"]:
        caveats.append(Caveat("reproduction-differs", {"differ": count["differs"], "compared": compared}))
    if count[MISSING]:
        caveats.append(Caveat("reproduction-missing", {"missing": count[MISSING], "printed": len(rows)}))
    settings: dict[str, float | str] = {name: float(number) for name, number in count.items()}
    settings |= {"printed": float(len(rows)), "tolerance": tolerance, "lang": lang or "as the number proves"}
    method = "rounding" if tolerance == "rounding" else "largest difference"
    return Result(table(rows), "recomputed value", method, settings, compared, count[MISSING], tuple(caveats))


def _named(given: Any, keys: tuple[str, ...], columns: tuple[str, ...]) -> dict[tuple[str, ...], dict[str, Any]]:
    """Each name with its value and whatever else its row says."""
    if isinstance(given, Mapping):
        if len(keys) > 1:
            raise ValueError("values by name have one key; give a table for several")
        return {(str(name),): {"value": value} for name, value in given.items()}
    frame = getattr(given, "table", given)
    column = next((name for name in columns if name in frame.columns), None)
    lost = [key for key in keys if key not in frame.columns] + ([] if column else [" or ".join(columns)])
    if column is None or lost:
        raise ValueError(f"no column {', '.join(lost)}")
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in frame.to_dict(orient="records"):
        name = tuple(str(row[key]) for key in keys)
        if name in found:
            raise ValueError(f"{' / '.join(name)} has several rows; name more columns in by")
        found[name] = {**row, "value": row[column]}
    return found


def _sources(cells: Mapping[str, Any]) -> set[str]:
    cell = cells.get("source_ids", cells.get("source_id", ""))
    return {source for source in cell.split("|") if source} if isinstance(cell, str) else set()


def _number(value: Any) -> tuple[float, str]:
    """A recomputed value, or why there is none."""
    if isinstance(value, Refusal):
        return nan, f"refused, {value.rule}"
    if isinstance(value, Result):
        if len(value.table) != 1:
            raise ValueError(f"a result of {len(value.table)} rows is no single value; take one row of it")
        value = value.table["estimate"].iloc[0]
    if _absent(value) or isinstance(value, str) or not isfinite(value):
        return nan, "not recomputed"
    return float(value), ""


def _verdict(value: float, bounds: Bounds | None, why: str) -> str:
    if bounds is None or why:
        return f"{MISSING}: {why}"
    return "match" if bounds.contains(Decimal(str(value))) else "differs"


def _allowed(
    cell: Any, decimals: Any, tolerance: Literal["rounding"] | float, lang: Literal["vi", "en"] | None
) -> tuple[Bounds | None, str]:
    """What a printed number allows, or why it cannot be read."""
    if _absent(cell) or (not isinstance(cell, str) and not isfinite(cell)):
        return None, "nothing printed"
    if isinstance(cell, str):
        number, qualifier, why = _read(cell, lang)
        if number is None:
            return None, why
        value, unit = number
    else:
        digits = None if _absent(decimals) else int(decimals)
        value = as_printed(float(cell)) if digits is None else Decimal(f"{float(cell):.{digits}f}")
        qualifier, unit = "exact", Decimal(1)
    words = Bounds.of(value * unit, qualifier)
    if words.low is None and words.high is None:
        return None, "its words allow any number"
    if tolerance == "rounding":
        return (scaled(Bounds.rounded(value), unit) if words.is_point else words), ""
    reach = Decimal(str(tolerance))
    return words + Bounds(-reach, reach), ""


def _read(cell: str, lang: Literal["vi", "en"] | None) -> tuple[tuple[Decimal, Decimal] | None, str, str]:
    """A printed number with the unit that a word such as "tỷ" multiplies it by, its qualifier, and what is wrong.

    Parentheses and a per cent sign belong to the way of printing; a qualifier is Vietnamese, and so is its number.
    """
    text = " ".join(plain(cell).replace("\u2212", "-").split())
    qualifier = qualifier_before_number(text)
    bare = text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text
    for word in sorted(QUALIFIER_WORDS, key=len, reverse=True):
        if qualifier and bare.lower().startswith(f"{word} "):
            bare = bare[len(word) :].strip()
            break
    token, _, unit_word = bare.removesuffix("%").strip().partition(" ")
    token = token.replace("-.", "-0.", 1) if token.startswith("-.") else f"0{token}" if token[:1] == "." else token
    if not token.lstrip("-")[:1].isdecimal():
        return None, qualifier, "no number"
    unit = _unit(unit_word)
    if unit is None or (unit_word and lang == "en"):
        return None, qualifier, "no number"
    vietnamese = lang == "vi" or bool(qualifier or unit_word)
    values = _readings(token, "," if vietnamese else MARK[lang] if lang else decimal_mark_of(token))
    if len(values) != 1:
        return None, qualifier, "may be read in two ways" if values else "no number"
    return (values.pop(), unit), qualifier or "exact", ""


def _unit(words: str) -> Decimal | None:
    """What the Vietnamese words after a number multiply it by: "tỷ đồng" 10^9, "lượt" 1; None for other words."""
    found = numbers_in(f"1 {words}")
    known = not words or words.lower() in UNIT_WORDS or found != (Decimal(1),)
    return found[0] if known and len(found) == 1 else None


def _absent(value: Any) -> bool:
    import pandas as pd

    return value is None or (not isinstance(value, (Refusal, Result)) and bool(pd.isna(value)))


def _readings(token: str, mark: DecimalMark | None) -> set[Decimal]:
    """What a number means under its decimal mark; under either, where none is known."""
    found = set()
    for each in (mark,) if mark else MARK.values():
        try:
            found.add(read_marked_number(token, each))
        except NumberFormatError:
            continue
    return found

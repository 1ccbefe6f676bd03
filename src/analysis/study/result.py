"""What every function of the study returns: a result that can be traced, or a refusal that says why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from html import escape
from math import isfinite, nan
from typing import TYPE_CHECKING, Any

from analysis.notices import ALLOWED, CAVEATS, REFUSALS
from analysis.quantities.sentences import Printable, fill
from analysis.study.provenance import Provenance
from analysis.vocabulary import LANGUAGES, Language

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "term", "place", "period", "estimate", "std_error", "lower", "upper", "p_value", "p_adjusted", "df", "n", "method",
    "source_ids",
)  # fmt: skip
"""Columns of every result table. ``lower`` and ``upper`` are the ends of an interval whose kind ``method`` names; NaN
where nothing is known. ``source_ids`` joins the sources of the row by ``|``."""

SHOWN = 20
"""Rows of a result that a notebook shows; ``.table`` has all of them."""

TEXT_COLUMNS = frozenset({"term", "place", "period", "method", "source_ids"})
"""Columns of text; the others are numbers."""

_CAVEATS: Mapping[Language, str] = {"vi": "Lưu ý:", "en": "Caveats:"}


@dataclass(frozen=True, slots=True)
class Caveat:
    """Something a reader of the result must know; ``rule`` names its wording, ``details`` fill it in.

    ``allowed``: the rule is that of a refusal which the analyst set aside by ``allow=``; the report prints its reason.
    """

    rule: str
    details: Mapping[str, float | str] = field(default_factory=dict)
    allowed: bool = False

    def sentence(self, lang: Language, details: Mapping[str, Printable] | None = None) -> str:
        """The caveat in words, with ``details`` in the reader's language where they are given.

        KeyError or ValueError where it has no words or the details do not fill them in.
        """
        at, known = LANGUAGES.index(lang), self.details if details is None else details
        if self.allowed:
            return ALLOWED[at].format(rule=self.rule, reason=fill(REFUSALS[self.rule][0][at], lang, known))
        return fill(CAVEATS[self.rule][at], lang, known)


def _shown(caveat: Caveat, lang: Language) -> str:
    """The caveat in words, or the rule of a caveat of one's own, which has none."""
    try:
        return caveat.sentence(lang)
    except (KeyError, ValueError):
        return caveat.rule


@dataclass(frozen=True, slots=True)
class Refusal:
    """A comparison or model that the data cannot carry; ``rule`` names reason and remedy, ``details`` fill them in.

    A notebook shows both in both languages; one of them, as a report has it: ``exhibits.notices.refusal_text``.
    """

    rule: str
    details: Mapping[str, float | str] = field(default_factory=dict)

    def __repr__(self) -> str:
        numbers = ", ".join(f"{name} {value}" for name, value in self.details.items())
        return "\n".join(
            [f"Refused: {self.rule} ({numbers})" if numbers else f"Refused: {self.rule}", *self._told().values()]
        )

    def _repr_html_(self) -> str:
        """As JupyterLab shows it: why there is no result and what would be needed, in Vietnamese and English."""
        told = (f'<p lang="{lang}">{escape(text)}</p>' for lang, text in self._told().items())
        return "".join([*told, f"<p>Refused: <code>{escape(self.rule)}</code></p>"])

    def _told(self) -> dict[Language, str]:
        """Reason and remedy by language; none for a refusal of one's own, whose rule or details have no sentences."""
        try:
            return {
                lang: " ".join(fill(text[at], lang, self.details) for text in REFUSALS[self.rule])
                for at, lang in enumerate(LANGUAGES)
            }
        except (KeyError, ValueError):
            return {}

    if not TYPE_CHECKING:  # a checker of types must go on seeing that a refusal has no table

        def __getattr__(self, name: str) -> object:
            """Whoever takes a refusal for a result reads why there is none."""
            told = f". {self!r}" if name in Result.__dataclass_fields__ or name in ("row", "estimates") else ""
            raise AttributeError(f"a Refusal has no {name}{told}")


@dataclass(frozen=True, slots=True)
class Result:
    """A table of estimates with what they mean and how they came about.

    ``table`` has the columns of ``COLUMNS`` and a fresh index; ``estimand`` says in one word what is estimated;
    ``settings`` holds the choices that a reader must know; ``n`` counts what the estimates rest on, ``dropped`` what
    was left out (rows or places, as the function's docstring says); ``provenance`` tells function, input hashes, all
    arguments and versions.
    """

    table: pd.DataFrame
    estimand: str
    method: str
    settings: Mapping[str, float | str]
    n: int
    dropped: int = 0
    caveats: tuple[Caveat, ...] = ()
    provenance: Provenance | None = None

    def __repr__(self) -> str:
        shown = self._shown().to_string(index=False, max_rows=SHOWN, float_format="{:.6g}".format, na_rep="")
        return "\n".join([self._head(), shown, *self._told().values()])

    def _repr_html_(self) -> str:
        """As JupyterLab shows it: what is estimated and how, the table, the caveats in Vietnamese and English."""
        shown = self._shown().to_html(index=False, max_rows=SHOWN, float_format="{:.6g}".format, na_rep="")
        told = (f'<p lang="{lang}">{escape(text)}</p>' for lang, text in self._told().items())
        return "".join([f"<p>{escape(self._head())}</p>", shown, *told])

    def _head(self) -> str:
        return f"Result: {self.estimand} by {self.method}; n {self.n}, dropped {self.dropped}; {len(self.table)} rows"

    def _shown(self) -> pd.DataFrame:
        """The columns that say anything."""
        table = self.table
        return table[[name for name in table.columns if (table[name].notna() & (table[name] != "")).any()]]

    def _told(self) -> dict[Language, str]:
        """The caveats by language."""
        if not self.caveats:
            return {}
        return {lang: " ".join([_CAVEATS[lang], *(_shown(one, lang) for one in self.caveats)]) for lang in LANGUAGES}

    def row(self, term: str, place: str | None = None) -> pd.Series:
        """The one row of a term (and place). KeyError when there is none or more than one."""
        chosen = self.table["term"] == term
        if place is not None:
            chosen &= self.table["place"] == place
        if chosen.sum() != 1:
            raise KeyError(f"{chosen.sum()} rows for term {term!r}, place {place!r}")
        return self.table.loc[chosen].iloc[0]

    def estimates(self, term: str | None = None, *, period: str | None = None) -> pd.DataFrame:
        """The estimates of places as ``pooling`` and ``provinces`` take them: one row a place, sorted, fresh index.

        ``term`` may be left out where only one has places. ValueError when there is no such term, or when a place has
        it for several periods and ``period`` does not choose.
        """
        own = self.table[self.table["place"] != ""]
        terms = sorted(set(own["term"]))
        if term is None and len(terms) != 1:
            raise ValueError(f"which term? Places have {', '.join(terms) or 'none'}")
        own = own[own["term"] == (terms[0] if term is None else term)]
        if period is not None:
            own = own[own["period"] == period]
        if own.empty:
            raise ValueError(f"no place has a row for term {term!r}, period {period!r}; terms: {', '.join(terms)}")
        if own["place"].duplicated().any():
            raise ValueError(f"several periods: {', '.join(sorted(set(own['period'])))}; choose one by period=")
        return own.sort_values("place", ignore_index=True)

    def to_json(self) -> str:
        """Everything as JSON text: the same bytes for the same result; a missing number is ``null``."""
        import json

        whole = {name: getattr(self, name) for name in ("estimand", "method", "settings", "n", "dropped")}
        whole["caveats"] = [asdict(caveat) for caveat in self.caveats]
        whole["provenance"] = None if self.provenance is None else asdict(self.provenance)
        whole["table"] = self.table.to_dict(orient="records")
        return json.dumps(_plain(whole), ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    """A value as JSON knows it: numbers of numpy as numbers, what is missing or infinite as None."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not isfinite(value) else value


def weigh(
    refusals: Sequence[Refusal], allow: Collection[str], allowable: Collection[str]
) -> tuple[Caveat, ...] | Refusal:
    """The first refusal that was not allowed; without one, what was allowed, as caveats that the report prints.

    ``allowable``: the rules that this function lets an analyst set aside. ValueError when ``allow`` names another.
    """
    if isinstance(allow, str):
        raise ValueError(f"allow={allow!r}: give a tuple of rules, such as allow=({allow!r},)")
    if unknown := sorted(set(allow) - set(allowable)):
        raise ValueError(f"allow={', '.join(unknown)}: can be allowed here: {', '.join(sorted(allowable))}")
    standing = [refusal for refusal in refusals if refusal.rule not in allow]
    return standing[0] if standing else tuple(Caveat(one.rule, one.details, allowed=True) for one in refusals)


def table(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Rows as a table with all columns of a result; numbers are floats, missing ones NaN, missing text ""."""
    import pandas as pd

    columns: dict[str, Any] = {}
    for name in COLUMNS:
        cells: list[Any] = [row.get(name, "" if name in TEXT_COLUMNS else nan) for row in rows]
        if name in TEXT_COLUMNS:
            cells = ["" if pd.isna(cell) else str(cell) for cell in cells]
        columns[name] = cells
    return table_of(**columns)


def table_of(**columns: Any) -> pd.DataFrame:
    """Whole columns as such a table, ``estimate`` among them; those that are not given are missing in every row."""
    import numpy as np
    import pandas as pd

    cells: dict[str, Any] = {}
    for name in COLUMNS:
        given = columns.get(name, np.full(len(columns["estimate"]), "" if name in TEXT_COLUMNS else nan))
        cells[name] = pd.array(given, dtype="str") if name in TEXT_COLUMNS else np.array(given, dtype="float64")
    return pd.DataFrame(cells)


def sources_of(frame: pd.DataFrame) -> str:
    """The sources of all rows joined by ``|``, from a column ``source_ids`` or ``source_id``; "" without one."""
    column = next((name for name in ("source_ids", "source_id") if name in frame.columns), None)
    if column is None:
        return ""
    sources = {source for cell in frame[column].dropna().astype("str") for source in cell.split("|")}
    return "|".join(sorted(sources - {""}))

"""The rows that rates, shares and funnels are made of: a count beside the staff it comes from, checked once."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, nan
from typing import TYPE_CHECKING

from analysis.study.result import Caveat, Refusal

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Counted:
    """``frame``: columns place, period, count, staff, source_ids and those kept, sorted, with a fresh index."""

    frame: pd.DataFrame
    dropped: int
    caveats: tuple[Caveat, ...]

    @property
    def periods(self) -> list[str]:
        """The periods that occur, in order."""
        return sorted(set(self.frame["period"]))


def counted(panel: pd.DataFrame, count: str, staff: str, *, keep: tuple[str, ...] = ()) -> Counted | Refusal:
    """The usable rows of a panel (columns place, ``count``, ``staff``; period or year; source_ids or source_id).

    Rows without count, staff, place or (where the panel has one) period are dropped; a row without any staff has no
    rate: dropped, with the caveat ``staff-zero``. Refused for counts that are not whole (``counts-not-whole``) and when
    nothing is left (``counts-missing``). ValueError for a missing column, a negative number, and a place with two rows
    for one period.
    """
    import pandas as pd

    if lost := [name for name in ("place", count, staff, *keep) if name not in panel.columns]:
        raise ValueError(f"no column {', '.join(lost)}")
    frame = pd.DataFrame({name: panel[name].astype("object").to_numpy() for name in ("place", *keep)})
    for name, column in (("count", count), ("staff", staff)):
        frame[name] = pd.to_numeric(panel[column]).astype("float64").replace([inf, -inf], nan).to_numpy()
    frame["period"] = _text(panel, ("period", "year"))
    frame["source_ids"] = [cell or "" for cell in _text(panel, ("source_ids", "source_id"))]
    known = frame.dropna(subset=["place", "period", *keep, "count", "staff"])
    known = known.assign(**{name: known[name].map(str).astype("str") for name in ("place", *keep)})
    if negative := int((known[["count", "staff"]] < 0).any(axis=1).sum()):
        raise ValueError(f"{count} or {staff} is negative in {negative} rows")
    if known.duplicated(["place", "period", *keep]).any():
        repeated = known.loc[known.duplicated(["place", "period", *keep]), "place"].min()
        raise ValueError(f"{repeated} has several rows for one period; give one row for each place and period")
    without = known.loc[known["staff"] == 0, "place"]
    used = known[known["staff"] > 0].sort_values(["place", "period", *keep], ignore_index=True)
    if used.empty:
        return Refusal("counts-missing", {"rows": len(panel), "count": count, "staff": staff})
    broken = used[used["count"] % 1 != 0]
    if len(broken):
        first = broken.iloc[0]
        return Refusal("counts-not-whole", {"count": count, "place": first["place"], "value": first["count"]})
    caveats = (Caveat("staff-zero", {"rows": len(without), "places": ", ".join(sorted(set(without)))}),)
    return Counted(used, len(panel) - len(used), caveats if len(without) else ())


def _text(panel: pd.DataFrame, names: tuple[str, ...]) -> list[str | None]:
    """The first of some columns as text, whole numbers without a point; None where a cell is missing."""
    import pandas as pd

    column = next((name for name in names if name in panel.columns), None)
    if column is None:
        return [""] * len(panel)
    whole = (int(cell) if isinstance(cell, float) and cell % 1 == 0 else cell for cell in panel[column])
    return [None if pd.isna(cell) else str(cell) for cell in whole]


def positive(per: float) -> float:
    """For how many staff a rate counts. ValueError unless it is a positive number."""
    if not 0 < per < inf:
        raise ValueError(f"per={per}: for how many staff? A positive number is needed")
    return per

"""Where each place stands in one year, read off its own line: an estimate with an error where none is published."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import TYPE_CHECKING, Literal

from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table
from analysis.study.series import Series, series_of
from analysis.study.trends.autoregression import HIGHEST, persistent, pooled
from analysis.study.trends.fits import LEAST_DESCRIBED
from analysis.study.trends.lines import LEAST_POINTS
from analysis.study.trends.regressions import Fitted, least_squares

if TYPE_CHECKING:
    import pandas as pd


@traced
def levels(
    panel: pd.DataFrame,
    *,
    at: int,
    outcome: str = "value",
    se: Literal["classical", "persistent"] = "classical",
    rho: float | None = None,
    min_points: int = LEAST_POINTS,
    level: float = 0.95,
) -> Result | Refusal:
    """The height of each place's own least-squares line in the year ``at`` (unit of the series), with t intervals.

    ``panel``: columns place, year, ``outcome``; segment and source_ids where known. Only years that no break parts from
    ``at`` count. Term ``level``. The error is how far the years scatter around the line: it holds errors of the survey
    and real ups and downs alike. ``se``: ``classical`` takes the years for independent; ``persistent`` allows for AR(1)
    deviations with the ``rho`` of all series of the panel (see ``persistence``), by Satterthwaite's degrees of freedom;
    a ``rho`` that is given instead, such as an end of its interval, tells what hangs on the estimate.
    Places that have no such line are dropped: fewer than ``min_points`` years, or ``at`` outside of them (a line is not
    carried on); so are those whose years lie on a line without any error, with the caveat ``levels-without-error``.
    Refused when none is left (``trend-too-short``, ``fit-without-error``), and for persistent errors from fewer than
    ten series (``persistence-too-few``). ValueError for a place with two values in one year, an unknown ``se``, and a
    ``rho`` outside 0 to 0.95 or without persistent errors.
    """
    if se not in ("classical", "persistent"):
        raise ValueError(f"se {se!r} is neither classical nor persistent")
    if rho is not None and not (se == "persistent" and 0 <= rho <= HIGHEST):
        raise ValueError(f"rho={rho}: from 0 to {HIGHEST}, with se='persistent'")
    needed, known = max(min_points, LEAST_DESCRIBED), series_of(panel, outcome)
    around = [own for own in known if own.data["year"].min() <= at <= own.data["year"].max()]
    whole, without = _fitted([own for own in known if own.points >= needed], at)
    fits = [(own, fit) for own, fit in whole if own in around]
    silent = [own.place for own in without if own in around]
    if not fits and silent:
        return Refusal("fit-without-error")
    if not fits:
        return Refusal("trend-too-short", {"points": max((own.points for own in around), default=0), "needed": needed})
    settings: dict[str, float | str] = {"at": float(at), "se": se, "min_points": float(min_points), "level": level}
    caveats = [Caveat("error-from-scatter")]
    if se == "persistent":
        together = pooled([(own.data["year"], fit) for own, fit in whole])
        if isinstance(together, Refusal):
            return together
        lasting = together.rho if rho is None else rho
        settings["rho"], caveats = lasting, [*caveats, *together.caveats_at(lasting)]
        fits = [(own, persistent(fit, own.data["year"], lasting)) for own, fit in fits]
    if silent:
        caveats.append(Caveat("levels-without-error", {"count": len(silent), "places": ", ".join(silent)}))
    rows = [
        {
            **fit.row(level, height=1.0), "p_value": nan, "term": "level", "place": own.place, "period": str(at),
            "method": fit.method, "source_ids": own.sources,
        }
        for own, fit in fits
    ]  # fmt: skip
    dropped = len({own.place for own in known}) - len(rows)
    return Result(table(rows), "level", fits[0][1].method, settings, len(rows), dropped, tuple(caveats))


def _fitted(long: Sequence[Series], at: int) -> tuple[list[tuple[Series, Fitted]], list[Series]]:
    """The lines of all series, their height being that in the year ``at``, and those that leave no error."""
    import pandas as pd

    fits, without = [], []
    for own in long:
        design = pd.DataFrame({"height": 1.0, "slope": own.data["year"] - float(at)})
        fit = least_squares(own.data["value"], design, "classical")
        if isinstance(fit, Fitted):
            fits.append((own, fit))
        else:
            without.append(own)
    return fits, without

"""The trend of each place on its own.

Fitting is done by statsmodels; what is ours are the refusals, the breaks that no line crosses, and the tidy result.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from analysis.study.provenance import traced
from analysis.study.result import Refusal, Result, table, weigh
from analysis.study.series import Series, series_of
from analysis.study.trends.fits import (
    LEAST_DESCRIBED,
    Choices,
    Model,
    OwnErrors,
    allowing_for_persistence,
    fit_all,
    rows_of,
)
from analysis.study.trends.regressions import LEAST_FOR_HAC
from analysis.study.trends.remarks import nothing_left, remarks

if TYPE_CHECKING:
    import pandas as pd

LEAST_POINTS = 5
"""Below five yearly points a slope has at most two degrees of freedom left: description only, no model."""


@traced
def trend(
    panel: pd.DataFrame,
    *,
    outcome: str = "value",
    model: Model = "ols",
    se: OwnErrors = "hac",
    exposure: str | None = None,
    controls: Sequence[str] = (),
    min_points: int = LEAST_POINTS,
    level: float = 0.95,
    allow: Collection[str] = (),
) -> Result | Refusal:
    """The slope of each place over the years; where the series breaks, one for each part between two breaks.

    ``panel``: columns place, year, ``outcome`` and, where known, segment (number of breaks before the year) and
    source_id or source_ids. ``model``: least squares; Poisson or negative binomial (NB2) for counts, with a log link
    and the log of the column ``exposure`` as offset. ``se``: Newey and West's (1987) errors with Bartlett weights,
    floor(4 (n / 100)^(2/9)) lags and the correction n / (n - k); the classical ones of the model; or, for least
    squares, ``persistent`` ones, of AR(1) deviations with the ``rho`` of all series together (see ``persistence``) and
    degrees of freedom of Satterthwaite (1946). Intervals are t intervals, but normal for a Poisson regression with its
    own errors. ``controls``: columns beside the year.

    Terms: ``slope``, in the unit of the outcome a year, for counts on the log scale, p also adjusted over all slopes
    (Holm 1979); each control under its name; ``r2`` for least squares (a share); for counts ``percent_a_year``,
    100 (exp(slope) - 1) with the interval of the slope carried over, and ``phi`` (Pearson) or ``alpha``. Where phi is
    above 1.5, classical errors are those of quasi-Poisson, and ``slope_poisson`` has the plain ones beside them. A
    series of 3 points up to ``min_points`` (and one more for each control, and for alpha) has a ``description``
    instead: the slope, and as half-width the t quantile times its error, without a p value.

    Shorter series and those without a fit are left out; a caveat counts them. Refused when none is left, for counts
    that are negative or not whole, for Newey-West errors from fewer than ten points (``hac-too-short``, can be
    allowed), and for persistent ones from fewer than ten series (``persistence-too-few``). ValueError for unknown
    options, missing columns, a repeated year, or an exposure that is not positive.
    """
    chosen = _chosen(model, se, exposure, controls, min_points, level)
    series = series_of(panel, outcome, chosen.columns)
    _check_exposure(series, exposure)
    if not any(one.points >= chosen.described for one in series):
        points = max((one.points for one in series), default=0)
        return Refusal("trend-too-short", {"points": points, "needed": chosen.needed})
    found = _not_counts(series, model) or weigh(_short_for_hac(series, chosen), allow, ("hac-too-short",))
    if isinstance(found, Refusal):
        return found
    fits, lost = fit_all(series, chosen)
    if not fits:
        return nothing_left(lost)
    lasting = allowing_for_persistence(fits) if se == "persistent" else (fits, None)
    if isinstance(lasting, Refusal):
        return lasting
    fits, together = lasting
    frame = table([row for one in fits for row in rows_of(one, chosen)])
    short = sum(one.points < chosen.described for one in series)
    used = sum(one.series.points for one in fits)
    settings: dict[str, float | str] = {
        "model": model, "se": se, "outcome": outcome, "exposure": exposure or "", "controls": ", ".join(controls),
        "min_points": float(min_points), "level": level,
    }  # fmt: skip
    caveats = (*found, *remarks(fits, lost, short, chosen))
    if together is not None:
        settings["rho"], caveats = together.rho, (*together.caveats, *caveats)
    return Result(_adjusted(frame), "slope", fits[0].fitted.method, settings, used, len(panel) - used, caveats)


def _chosen(
    model: Model, se: OwnErrors, exposure: str | None, controls: Sequence[str], min_points: int, level: float
) -> Choices:
    if model not in ("ols", "poisson", "negbin") or se not in ("hac", "classical", "persistent"):
        raise ValueError(
            f"model {model!r} is none of ols, poisson, negbin, or se {se!r} none of hac, classical, persistent"
        )
    if se == "persistent" and model != "ols":
        raise ValueError(f"persistent errors are those of least squares: choose model='ols', or another se for {model}")
    if not 0 < level < 1 or min_points < LEAST_DESCRIBED:
        raise ValueError(f"level {level} lies outside 0 to 1, or min_points {min_points} is below {LEAST_DESCRIBED}")
    if exposure is not None and model == "ols":
        raise ValueError("least squares know no exposure: divide the outcome by it, or choose poisson or negbin")
    if isinstance(controls, str):
        raise ValueError(f"controls is a list of columns, not the text {controls!r}")
    return Choices(model, se, exposure, tuple(controls), min_points, level)


def _check_exposure(series: list[Series], exposure: str | None) -> None:
    for one in series:
        if exposure is not None and (one.data[exposure] <= 0).any():
            raise ValueError(f"an exposure of {one.place} is not positive; leave such rows out")


def _not_counts(series: list[Series], model: Model) -> Refusal | None:
    for one in series if model != "ols" else []:
        wrong = one.data.loc[(one.data["value"] < 0) | (one.data["value"] % 1 != 0), "value"]
        if len(wrong):
            return Refusal("trend-counts-not-whole", {"place": one.place, "value": float(wrong.iloc[0])})
    return None


def _short_for_hac(series: list[Series], chosen: Choices) -> list[Refusal]:
    short = [one.points for one in series if chosen.needed <= one.points < LEAST_FOR_HAC]
    if chosen.errors != "hac" or not short:
        return []
    return [Refusal("hac-too-short", {"series": len(short), "points": min(short), "needed": LEAST_FOR_HAC})]


def _adjusted(frame: pd.DataFrame) -> pd.DataFrame:
    """p values of the slopes, adjusted for their number."""
    from statsmodels.stats.multitest import multipletests

    slopes = frame["term"] == "slope"
    if slopes.any():
        frame.loc[slopes, "p_adjusted"] = multipletests(frame.loc[slopes, "p_value"], method="holm")[1]
    return frame

"""All places together: one average slope and places that deviate from it, never from a model that did not converge."""

from __future__ import annotations

import warnings
from collections.abc import Collection
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Any

from analysis.study.distributions import critical, two_sided
from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, sources_of, table, weigh
from analysis.study.series import known_years
from analysis.study.trends.balanced import Estimates, Random, closed_form
from analysis.study.trends.lines import LEAST_POINTS
from analysis.study.trends.regressions import NO_ERROR

if TYPE_CHECKING:
    import pandas as pd

OPTIMISERS = ("bfgs", "cg", "powell", "lbfgs")

LEAST_PLACES = 10

CLOSE = 0.01
"""Estimates nearer to each other than this part of a standard error are the same."""

SAME_LIKELIHOOD = 1e-4
"""Log-likelihoods nearer to each other than this are the same."""

METHOD = "mixed model, REML"


@dataclass(frozen=True, eq=False)
class _Accepted:
    """Estimates that may be printed, which optimiser found them, and what they were held against."""

    estimates: Estimates
    optimiser: str
    verified_by: str


@traced
def common_trend(
    panel: pd.DataFrame,
    *,
    outcome: str = "value",
    random: Random = "slope",
    level: float = 0.95,
    allow: Collection[str] = (),
) -> Result | Refusal:
    """One average slope with places that deviate from it: linear mixed model by REML.

    ``panel``: columns place, year, ``outcome`` and, where known, segment and source ids; at least ``LEAST_POINTS``
    years and ten places. ``random``: level and slope deviate, or the level alone (all places rise alike; a caveat says
    how much wider the interval is when they need not). The year is centred: ``intercept`` is the mean level in the
    middle year, ``settings["middle_year"]``: the mean of the years that occur, each counted once.

    Terms: ``intercept``, ``slope`` (unit of the outcome a year), with t intervals (places - 1 degrees of freedom, exact
    for a balanced panel; with ``random="intercept"`` those within the places); for each place ``place_slope``, or
    ``place_level``: best linear unbiased prediction with its conditional interval; the standard
    deviations ``sd_intercept``, ``sd_slope`` and ``sd_residual`` between places and around the lines, and
    ``correlation`` of level and slope. ``slope_of_means`` is the same slope with the interval of a straight line
    through the yearly means: wider, because what moves all places in one year does not average out. Where places have
    different years, the means are adjusted for place (year effects beside place effects, by least squares), since the
    plain ones would rise or fall with the places that report; left out where no place links some years to others.

    A balanced panel has a closed form: an optimiser must agree with it, and where none does, the closed form itself is
    given. Without one, two optimisers must reach the same likelihood and the same estimates; otherwise the question is
    refused. Refused as well: a panel whose places' own lines meet every value (``fit-without-error``), and a
    place with values on both sides of a break (can be allowed).
    """
    if random not in ("slope", "intercept") or not 0 < level < 1:
        raise ValueError(f"random {random!r} is none of slope, intercept, or level {level} lies outside 0 to 1")
    data = known_years(panel, outcome)
    years, places = data["year"].nunique(), data["place"].nunique()
    if years < LEAST_POINTS:
        return Refusal("trend-too-short", {"points": years, "needed": LEAST_POINTS})
    if places < LEAST_PLACES:
        return Refusal("too-few-places", {"places": places, "needed": LEAST_PLACES})
    caveats = weigh(_across(data), allow, ("common-trend-across-break",))
    if isinstance(caveats, Refusal):
        return caveats
    middle = float(data["year"].drop_duplicates().mean())
    data = data.assign(centred=data["year"] - middle)
    units = _units(data)
    if units is None:
        return Refusal("fit-without-error")
    accepted = _accepted(data, units, random)
    if accepted is None:
        return Refusal("mixed-model-unconverged", {"tried": ", ".join(OPTIMISERS)})
    settings: dict[str, float | str] = {
        "optimiser": accepted.optimiser, "verified_by": accepted.verified_by, "random": random, "outcome": outcome,
        "level": level, "middle_year": middle,
    }  # fmt: skip
    if random == "intercept":
        caveats = (*caveats, *_parallel(data, accepted.estimates))
    rows = _rows(accepted.estimates, data, random, level)
    return Result(table(rows), "slope", METHOD, settings, len(data), len(panel) - len(data), caveats)


def _across(data: pd.DataFrame) -> list[Refusal]:
    segments = data.groupby("place")["segment"].nunique()
    broken = segments[segments > 1].index
    return [Refusal("common-trend-across-break", {"place": str(one), "places": len(broken)}) for one in broken[:1]]


def _accepted(data: pd.DataFrame, units: tuple[float, float], random: Random) -> _Accepted | None:
    """The first optimiser that agrees with the closed form, or the closed form; without one, two that agree."""
    expected = closed_form(data, random)
    found: list[tuple[str, float, Estimates]] = []
    for method in OPTIMISERS:
        fit = _converged(data, units, method, random)
        if fit is None:
            continue
        estimates = _estimates(fit, units)
        if expected is not None and _agree(estimates, expected):
            return _Accepted(estimates, method, "closed form")
        for name, likelihood, other in found if expected is None else ():
            if abs(fit.llf - likelihood) < SAME_LIKELIHOOD and _agree(estimates, other):
                best = (method, estimates) if fit.llf > likelihood else (name, other)
                return _Accepted(best[1], best[0], "two optimisers")
        found.append((method, float(fit.llf), estimates))
    return None if expected is None else _Accepted(expected, "none", "closed form")


def _units(data: pd.DataFrame) -> tuple[float, float] | None:
    """Standard deviation around the places' own lines, and of the years; None when the lines have no error.

    In these units variances are compared with that of the errors: whether an optimiser arrives, and whether statsmodels
    takes a variance for zero, does then not depend on the unit of the outcome.
    """
    import numpy as np

    left, degrees = 0.0, 0
    for _, one in data.groupby("place"):
        if len(one) > 2:
            left += float(np.polyfit(one["centred"], one["value"], 1, full=True)[1].sum())
            degrees += len(one) - 2
    if degrees == 0 or left**0.5 <= NO_ERROR * float((data["value"] ** 2).sum()) ** 0.5:
        return None
    return (left / degrees) ** 0.5, float(data["centred"].std(ddof=0))


def _converged(data: pd.DataFrame, units: tuple[float, float], method: str, random: Random) -> Any | None:
    """The fitted model in ``units``, or None when the optimiser warned or stopped short."""
    import statsmodels.formula.api as smf
    from numpy.linalg import LinAlgError
    from statsmodels.tools.sm_exceptions import ConvergenceWarning

    scaled = data.assign(value=data["value"] / units[0], centred=data["centred"] / units[1])
    formula = "~centred" if random == "slope" else "1"
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        warnings.simplefilter("error", RuntimeWarning)
        try:
            fit = smf.mixedlm("value ~ centred", scaled, groups="place", re_formula=formula).fit(
                reml=True, method=method
            )
        except (ConvergenceWarning, RuntimeWarning, LinAlgError):
            return None
    return fit if fit.converged else None


def _estimates(fit: Any, units: tuple[float, float]) -> Estimates:
    """What statsmodels found, in the unit of the outcome and a year."""
    import numpy as np

    unit = units[0] / np.array([1.0, units[1]])
    kept = unit[: len(fit.cov_re)]
    squared = np.outer(kept, kept)
    deviations = {
        str(place): (kept * fit.random_effects[place].to_numpy(), squared * fit.random_effects_cov[place].to_numpy())
        for place in sorted(fit.random_effects)
    }
    return Estimates(
        unit * fit.fe_params.to_numpy(), unit * fit.bse_fe.to_numpy(), squared * fit.cov_re.to_numpy(),
        units[0] ** 2 * float(fit.scale), deviations,
    )  # fmt: skip


def _agree(one: Estimates, other: Estimates) -> bool:
    """Whether level, slope and their errors are the same for all that an interval shows."""
    near = abs(one.means - other.means) < CLOSE * other.errors
    return bool(near.all() and (abs(one.errors / other.errors - 1) < CLOSE).all())


def _rows(found: Estimates, data: pd.DataFrame, random: Random, level: float) -> list[dict[str, Any]]:
    places, sloped = len(found.deviations), random == "slope"
    common = {
        "period": f"{data['year'].min()}–{data['year'].max()}", "n": float(len(data)), "method": METHOD,
        "source_ids": sources_of(data),
    }  # fmt: skip
    degrees = {"intercept": places - 1.0, "slope": places - 1.0 if sloped else len(data) - places - 1.0}
    rows: list[dict[str, Any]] = []
    for at, (term, df) in enumerate(degrees.items()):
        value, error = float(found.means[at]), float(found.errors[at])
        rows.append({**common, **_interval(value, error, level, df), "term": term})
        rows[-1] |= {"p_value": two_sided(value / error, df), "df": df}
    deviations = [float(variance) ** 0.5 for variance in found.between.diagonal()]
    named = zip(("sd_intercept", "sd_slope"), deviations, strict=False)
    rows += [{**common, "term": term, "estimate": deviation} for term, deviation in named]
    rows.append({**common, "term": "sd_residual", "estimate": found.residual**0.5})
    if sloped:
        together = float(found.between[0, 1]) / (deviations[0] * deviations[1])
        rows.append({**common, "term": "correlation", "estimate": together})
    rows += [{**common, **row} for row in _slope_of_means(data, level)]
    term, at = ("place_slope", 1) if sloped else ("place_level", 0)
    years = data.groupby("place")["year"].size()
    for place, (deviation, conditional) in found.deviations.items():
        interval = _interval(float(found.means[at] + deviation[at]), float(conditional[at, at]) ** 0.5, level)
        rows.append({**common, **interval, "place": place, "term": term, "n": float(years[place])})
    return rows


def _interval(estimate: float, error: float, level: float, degrees: float = nan) -> dict[str, Any]:
    reach = critical(level, degrees) * error
    return {"estimate": estimate, "std_error": error, "lower": estimate - reach, "upper": estimate + reach}


def _slope_of_means(data: pd.DataFrame, level: float) -> list[dict[str, Any]]:
    """A line through the yearly means, which are adjusted for place; none where places do not link all years."""
    import pandas as pd
    import statsmodels.formula.api as smf

    effects, method = _year_effects(data)
    if effects is None:
        return []
    fit = smf.ols("value ~ year", pd.DataFrame({"year": effects.index, "value": effects.to_numpy()})).fit()
    lower, upper = fit.conf_int(1 - level).loc["year"]
    row = {"estimate": fit.params["year"], "std_error": fit.bse["year"], "lower": lower, "upper": upper}
    return [{**row, "term": "slope_of_means", "df": fit.df_resid, "method": method}]


def _year_effects(data: pd.DataFrame) -> tuple[pd.Series | None, str]:
    """The means of a balanced panel by year; else the year's effects in value ~ place + year, up to a constant."""
    import numpy as np
    import pandas as pd
    from statsmodels.regression.linear_model import OLS

    places, years = data["place"].nunique(), data["year"].nunique()
    if len(data) == places * years:
        return data.groupby("year")["value"].mean(), "OLS of yearly means"
    dummies = pd.get_dummies(data["year"], dtype="float64")
    own = pd.get_dummies(data["place"], dtype="float64").to_numpy()
    design = np.hstack([dummies.to_numpy()[:, 1:], own])
    method = "OLS of yearly means adjusted for place"
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return None, method
    found = OLS(data["value"].to_numpy(), design).fit().params[: years - 1]
    return pd.Series([0.0, *found], index=dummies.columns), method


def _parallel(data: pd.DataFrame, found: Estimates) -> list[Caveat]:
    """How much wider the slope's interval would be if places need not rise alike: by their own slopes' spread."""
    import numpy as np

    slopes = [
        np.polyfit(one["centred"], one["value"], 1)[0] for _, one in data.groupby("place") if one["year"].nunique() > 2
    ]
    if len(slopes) < LEAST_PLACES:
        return []
    error = float(np.std(slopes, ddof=1)) / len(slopes) ** 0.5
    return [Caveat("parallel-slopes", {"ratio": error / float(found.errors[1])})]

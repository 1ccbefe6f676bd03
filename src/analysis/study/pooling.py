"""Estimates of many places taken together: their mean, single places drawn towards it, and what goes with differences.

statsmodels' ``combine_effects`` has neither REML nor prediction intervals, place estimates or moderators; this module
has what metafor has in R (Viechtbauer 2010, Journal of Statistical Software 36(3)), with its definitions.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, nan
from typing import TYPE_CHECKING, Any, Literal

from analysis.study.distributions import chi_square_tail, critical, two_sided
from analysis.study.heterogeneity import Between, collinear, profile_interval, scale_design, solve, variance_between
from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, sources_of, table

if TYPE_CHECKING:
    import pandas as pd

Test = Literal["knapp-hartung", "z"]

FEW = 5
"""Below so many estimates the variance between places is hardly known."""

LEAST_ERROR = 1e-75
"""A smaller standard error is as good as none: weights and their products would leave the range of numbers."""


@traced
def pool(
    estimates: pd.DataFrame, *, method: Between = "REML", test: Test = "knapp-hartung", level: float = 0.95
) -> Result | Refusal:
    """The mean of estimates whose errors are known, and how far the true values lie apart (unit of the estimates).

    ``estimates``: columns place, estimate, std_error and, where known, source_ids; rows without place, estimate or
    error are dropped and counted. ``method``: variance between places by restricted maximum likelihood, Paule-Mandel or
    DerSimonian-Laird; ``FE`` takes the true values for equal. ``test``: t interval of Knapp and Hartung (2003), or z.

    Terms: ``mean``; ``prediction``, where the true value of one more place is to be expected (it takes ``tau2`` as
    known: with twelve places it held 89 % in a simulation, not 95 %); ``tau2``, the variance between places with its
    Q-profile interval (Viechtbauer 2007); ``i2``, per cent of the variance that is not error; ``q`` with its p value.
    Refused for fewer than two estimates, without errors, for an error of zero (or below ``LEAST_ERROR``), and when a
    place has several estimates, which are not independent. ValueError for a missing column, a negative error or one
    above 1 / ``LEAST_ERROR``.
    """
    used = _usable(estimates, needed=2)
    if isinstance(used, Refusal):
        return used
    fitted = _fit(used, _ones(len(used.frame)), method, test, level)
    mean = fitted.row("mean", 0, level)
    rows = [mean, *_heterogeneity(fitted)]
    if method != "FE":
        spread = (fitted.tau2 + fitted.errors[0] ** 2) ** 0.5
        reach = fitted.critical(level) * spread
        ends = {"lower": mean["estimate"] - reach, "upper": mean["estimate"] + reach}
        rows.insert(1, {**mean, "term": "prediction", "std_error": spread, "p_value": nan, **ends})
    return _result(rows, used, fitted, "mean of places", {"level": level})


@traced
def shrink(
    estimates: pd.DataFrame, *, method: Between | Literal["JS"] = "REML", test: Test = "z", level: float = 0.95
) -> Result | Refusal:
    """Each place drawn towards the mean, the more the larger its error: best linear unbiased predictions.

    ``estimates`` and the refusals as for ``pool``. Terms: ``shrunken`` for each place (the interval counts the error of
    the mean as well), and ``mean``, ``tau2``, ``i2``, ``q`` as in ``pool``. ``JS`` is the estimator of James and Stein
    around the mean (Efron and Morris 1977), without intervals; it needs four estimates with the same error. ``FE`` has
    nothing to draw apart.
    """
    if method == "FE":
        raise ValueError("FE takes the true values for equal; there is nothing to shrink")
    used = _usable(estimates, needed=4 if method == "JS" else 2)
    if isinstance(used, Refusal):
        return used
    if method == "JS":
        return _james_stein(used)
    fitted = _fit(used, _ones(len(used.frame)), method, test, level)
    kept = fitted.tau2 / (fitted.tau2 + used.frame["variance"].to_numpy())
    mean = float(fitted.coefficients[0])
    values = kept * used.frame["estimate"].to_numpy() + (1 - kept) * mean
    errors = (kept * used.frame["variance"].to_numpy() + (1 - kept) ** 2 * fitted.errors[0] ** 2) ** 0.5
    reach = fitted.critical(level)
    rows = [
        {
            "term": "shrunken", "place": place, "estimate": value, "std_error": error, "lower": value - reach * error,
            "upper": value + reach * error, "df": fitted.degrees, "n": 1, "source_ids": source,
        }
        for place, source, value, error in zip(
            used.frame["place"], used.frame["source_ids"], values, errors, strict=True
        )
    ]  # fmt: skip
    rows += [fitted.row("mean", 0, level), *_heterogeneity(fitted)]
    return _result(rows, used, fitted, "true value of a place", {"level": level})


@traced
def moderate(
    estimates: pd.DataFrame,
    formula: str,
    *,
    method: Between = "REML",
    test: Test = "knapp-hartung",
    level: float = 0.95,
) -> Result | Refusal:
    """What goes with the differences between places: regression on columns of ``estimates`` (meta-regression).

    ``formula``: the right-hand side, such as ``"1 + region"``. Terms: the coefficients under the names of the design,
    the intercept ``mean``; ``tau2``, ``i2`` and ``q`` of what is left over; ``r2``, per cent of the variance between
    places that the moderators account for. Rows without a moderator, or with an infinite one, are dropped. Refusals as
    for ``pool``, and for moderators that are collinear or as many as the estimates. ValueError as for ``pool``, for a
    formula that cannot be read (an unknown column) and for a moderator that has the name of another term.
    """
    used = _usable(estimates, needed=2)
    if isinstance(used, Refusal):
        return used
    design, names, labels = _design(_moderators(used.frame), formula)
    complete = used.frame.loc[labels].reset_index(drop=True)
    used = _Used(complete, used.dropped + len(used.frame) - len(complete))
    if len(used.frame) <= len(names):
        return Refusal("pool-too-few", {"estimates": len(used.frame), "needed": len(names) + 1})
    if collinear(design):
        return Refusal("moderators-collinear", {"moderators": ", ".join(names)})
    fitted = _fit(used, design, method, test, level)
    terms = ["mean" if name == "Intercept" else name for name in names]
    rows = [fitted.row(term, at, level) for at, term in enumerate(terms)]
    rows += _heterogeneity(fitted)
    without = _fit(used, _ones(len(used.frame)), method, test, level).tau2
    if method != "FE" and without > 0:
        explained = max(0.0, 100 * (1 - fitted.tau2 / without))
        rows.append({"term": "r2", "estimate": explained, "n": len(used.frame)})
    return _result(rows, used, fitted, "coefficient", {"level": level, "formula": formula})


def _moderators(frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows with what is missing or infinite as NaN, which alone the formula knows how to leave out."""
    import pandas as pd

    changed: dict[str, Any] = {}
    for name in frame.columns.difference(["place", "estimate", "std_error", "variance", "source_ids"]):
        column = frame[name]
        if pd.api.types.is_float_dtype(column) or (pd.api.types.is_integer_dtype(column) and column.hasnans):
            changed[name] = column.astype("Float64").astype("object").mask(column.isna(), nan).astype("float64")
            changed[name] = changed[name].replace([inf, -inf], nan)
        elif pd.api.types.is_integer_dtype(column):
            changed[name] = column.astype("int64")
        elif isinstance(column.dtype, (pd.StringDtype, pd.BooleanDtype)) or column.dtype == "object":
            cells = column.astype("object").mask(column.isna(), nan)
            numbers = all(isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in cells)
            changed[name] = cells.astype("float64").replace([inf, -inf], nan) if numbers else cells
    return frame.assign(**changed)


def _design(frame: pd.DataFrame, formula: str) -> tuple[Any, list[str], Any]:
    """The columns of the formula, their names, and the labels of the rows that have them all."""
    import numpy as np
    import statsmodels.formula.api as smf

    try:
        model = smf.ols(f"estimate ~ {formula}", frame)
    except Exception as error:
        empty = [str(name) for name in frame.columns if frame[name].isna().all()]
        reason = f"nothing is known of {', '.join(empty)}" if empty else str(error).splitlines()[0]
        raise ValueError(f"formula {formula!r}: {reason}; the columns are {', '.join(map(str, frame))}") from error
    names = list(model.exog_names)
    taken = {"mean", "tau2", "i2", "q", "r2"} & set(names)
    if taken:
        raise ValueError(f"{', '.join(sorted(taken))} is the name of another term; rename the moderator")
    if not names or len(set(names)) < len(names):
        raise ValueError(f"formula {formula!r} has no coefficient, or two of one name")
    return np.asarray(model.exog, dtype="float64"), names, model.data.row_labels


@dataclass(frozen=True, eq=False)
class _Used:
    """Rows that can be used, by place: place, estimate, variance, source_ids and the moderators; how many were not."""

    frame: pd.DataFrame
    dropped: int


def _usable(estimates: pd.DataFrame, *, needed: int) -> _Used | Refusal:
    import pandas as pd

    lost = [column for column in ("place", "estimate", "std_error") if column not in estimates.columns]
    if lost:
        raise ValueError(f"no column {', '.join(lost)}; pooling needs place, estimate and std_error")
    frame = estimates[estimates["place"].notna() & (estimates["place"].astype("str") != "")].reset_index(drop=True)
    frame = frame.assign(place=frame["place"].astype("str"), source_ids=_sources(frame))
    for column in ("estimate", "std_error"):
        frame[column] = pd.to_numeric(frame[column]).astype("float64").replace([inf, -inf], nan)
    if (frame["std_error"] < 0).any():
        raise ValueError("a standard error is negative")
    if (frame["std_error"] > 1 / LEAST_ERROR).any():
        raise ValueError(f"a standard error is above {1 / LEAST_ERROR:g}; give the estimates in another unit")
    if len(frame) and frame["std_error"].isna().all():
        return Refusal("pool-without-errors")
    known = frame.dropna(subset=["estimate", "std_error"])
    exact = known.loc[known["std_error"] < LEAST_ERROR, "place"]
    if len(exact):
        return Refusal("pool-zero-error", {"place": min(exact)})
    repeated = known.loc[known["place"].duplicated(), "place"]
    if len(repeated):
        return Refusal("pool-repeated", {"place": min(repeated)})
    if len(known) < needed:
        return Refusal("pool-too-few", {"estimates": len(known), "needed": needed})
    known = known.assign(variance=known["std_error"] ** 2).sort_values("place", ignore_index=True)
    return _Used(known, len(estimates) - len(known))


def _sources(frame: pd.DataFrame) -> pd.Series | str:
    return frame["source_ids"].fillna("").astype("str") if "source_ids" in frame.columns else ""


def _ones(count: int) -> Any:
    import numpy as np

    return np.ones((count, 1))


@dataclass(frozen=True, eq=False)
class _Fit:
    """A weighted regression of the estimates with the variance between places: everything that the rows print."""

    coefficients: Any
    errors: Any
    degrees: float
    tau2: float
    interval: tuple[float, float]
    scale: float
    q: float
    typical: float
    count: int
    between: Between
    source_ids: str

    @property
    def method(self) -> str:
        """How the mean and its interval were reached, for the reader."""
        return self.between if self.degrees != self.degrees else f"{self.between}, Knapp-Hartung"

    def critical(self, level: float) -> float:
        """How many standard errors an interval reaches."""
        return critical(level, self.degrees)

    def row(self, term: str, at: int, level: float) -> dict[str, Any]:
        """The row of one coefficient."""
        value, error = float(self.coefficients[at]), float(self.errors[at])
        reach = self.critical(level) * error
        return {
            "term": term, "estimate": value, "std_error": error, "lower": value - reach, "upper": value + reach,
            "p_value": two_sided(value / error, self.degrees) if error > 0 else nan, "df": self.degrees,
            "n": self.count, "source_ids": self.source_ids,
        }  # fmt: skip


def _fit(used: _Used, design: Any, method: Between, test: Test, level: float) -> _Fit:
    import numpy as np

    if test not in ("knapp-hartung", "z") or not 0 < level < 1:
        raise ValueError(f"test {test!r} is none of knapp-hartung, z, or level {level} lies outside 0 to 1")
    y, v = used.frame["estimate"].to_numpy(), used.frame["variance"].to_numpy()
    degrees, scaled = len(y) - design.shape[1], scale_design(design)
    columns, back = scaled.columns, scaled.back
    tau2 = variance_between(y, v, columns, method)
    now, alone = solve(y, v, columns, tau2), solve(y, v, columns, 0.0)
    scale = now.q / degrees if test == "knapp-hartung" else 1.0
    return _Fit(
        back @ now.coefficients, np.sqrt(scale * np.diag(back @ now.inverse @ back.T)),
        degrees if test == "knapp-hartung" else nan, tau2,
        (nan, nan) if method == "FE" else profile_interval(y, v, columns, level), scale, alone.q,
        degrees / alone.trace, len(y), method, sources_of(used.frame),
    )  # fmt: skip


def _heterogeneity(fitted: _Fit) -> list[dict[str, Any]]:
    degrees = fitted.count - len(fitted.coefficients)
    common = {"n": fitted.count, "source_ids": fitted.source_ids}
    q = {**common, "term": "q", "estimate": fitted.q, "p_value": chi_square_tail(fitted.q, degrees), "df": degrees}
    if fitted.between == "FE":
        return [{**common, "term": "i2", "estimate": max(0.0, 100 * (1 - degrees / fitted.q)) if fitted.q else 0.0}, q]
    low, high = fitted.interval
    shares = [100 * between / (between + fitted.typical) for between in (fitted.tau2, low, high)]
    return [
        {**common, "term": "tau2", "estimate": fitted.tau2, "lower": low, "upper": high},
        {**common, "term": "i2", "estimate": shares[0], "lower": shares[1], "upper": shares[2]},
        q,
    ]


def _james_stein(used: _Used) -> Result | Refusal:
    y, v = used.frame["estimate"], used.frame["variance"]
    if v.max() > v.min() * (1 + 1e-9):
        return Refusal("james-stein-unequal", {"smallest": float(v.min() ** 0.5), "largest": float(v.max() ** 0.5)})
    mean, count = float(y.mean()), len(y)
    kept = max(0.0, 1 - (count - 3) * float(v.mean()) / float(((y - mean) ** 2).sum())) if y.nunique() > 1 else 0.0
    rows = [
        {"term": "shrunken", "place": place, "estimate": mean + kept * (value - mean), "n": 1, "source_ids": source}
        for place, value, source in zip(used.frame["place"], y, used.frame["source_ids"], strict=True)
    ]
    rows += [{"term": "mean", "estimate": mean, "n": count}, {"term": "kept", "estimate": kept, "n": count}]
    method = "James-Stein"
    frame = table([{**row, "method": method} for row in rows])
    return Result(frame, "true value of a place", method, {"method": "JS"}, count, used.dropped)


def _result(
    rows: list[dict[str, Any]], used: _Used, fitted: _Fit, estimand: str, settings: dict[str, float | str]
) -> Result:
    caveats = []
    if fitted.count < FEW and fitted.between != "FE":
        caveats.append(Caveat("pool-few", {"estimates": fitted.count}))
    if fitted.tau2 == 0 and fitted.between != "FE":
        caveats.append(Caveat("pool-no-variance", {"upper": fitted.interval[1]}))
    if fitted.scale < 1:
        caveats.append(Caveat("pool-narrow", {"ratio": fitted.scale**0.5}))
    frame = table([{**row, "method": fitted.method} for row in rows])
    return Result(
        frame,
        estimand,
        fitted.method,
        {"method": fitted.method, **settings},
        fitted.count,
        used.dropped,
        tuple(caveats),
    )

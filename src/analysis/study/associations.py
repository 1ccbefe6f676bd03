"""What goes together between places, and what within them over the years: two questions that a pooled slope mixes.

Provinces that train more may differ in much else; whether a province's outcome moves when its training does is another
question (Mundlak 1978, Econometrica 46; Neuhaus and Kalbfleisch 1998, Biometrics 54). Errors are robust for clusters
of places (Cameron and Miller 2015, Journal of Human Resources 50).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Any, Literal

from analysis.study.panel_regressions import Column, Errors, Fit, Part, difference, fit, parts, ranks, standardised
from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, sources_of, table, weigh
from analysis.study.series import numbered, whole_years

if TYPE_CHECKING:
    import pandas as pd

Correlation = Literal["pearson", "spearman"]

FEW = 10
"""Below so many places errors that are robust for clusters are too small."""

EFFECTS = (("place",), ("place", "year"), ("segment",), ("segment", "year"))
"""Whose means are taken out of the within slope; a segment is a place between two breaks of its series."""


@traced
def between_within(
    panel: pd.DataFrame,
    *,
    outcome: str,
    exposures: str | Sequence[str],
    place: str = "place",
    time: str = "year",
    effects: tuple[str, ...] = ("place",),
    errors: Errors = "cluster",
    correlation: Correlation = "pearson",
    scaled_yearly: Collection[str] = (),
    level: float = 0.95,
    allow: Collection[str] = (),
) -> Result | Refusal:
    """Slopes of the outcome on the exposures: pooled, between the places' means, and within places.

    ``panel``: one row for each place and time, with the outcome and the exposures as numbers; rows that lack one are
    dropped. Columns ``segment`` and ``segment_…`` number the stretches between breaks of the series (missing: the
    first). ``effects``: one of ``EFFECTS``. ``scaled_yearly``: columns that were scaled anew in each year, such as an
    index.

    Terms, in units of the outcome for one unit of the exposure: ``pooled`` (least squares of all rows); ``between`` (of
    place means, weighted by their years: with one exposure the pooled slope lies between this one and the next);
    ``within`` (of deviations from the means of ``effects``); ``difference`` (between less within, as in Mundlak's
    regression). Then ``correlation_pooled``, ``correlation_between`` and ``correlation_within``, without intervals;
    ``spearman`` takes ranks of the rows, of the means, of the deviations (ties where they differ by rounding alone).
    With several exposures each term ends in ``:`` and the name, and ``equality`` is the joint F of all differences.

    ``errors="cluster"``: CRV1 by place, t with places - 1 degrees of freedom; for place means that is HC1, with
    places - exposures - 1. ``classical``: one variance for all; the difference takes the two slopes as independent.

    Refused: ``no-common-rows``, ``single-year``, ``too-few-places``, ``no-variation-within``, ``no-variation-between``,
    ``moderators-collinear``, ``fit-without-error``; unless allowed ``few-clusters`` and ``association-across-break``
    (a place has rows on both sides of a break; not asked when ``effects`` names the segment). ValueError for a missing
    column, a repeated place and time or an unknown option.
    """
    names = [exposures] if isinstance(exposures, str) else list(exposures)
    _validate(panel, [outcome, *names, place, time], effects, errors, correlation, scaled_yearly, level)
    used = _used(panel, outcome, names, place, time)
    caveats = _gate(used, len(panel), effects, errors, allow)
    if isinstance(caveats, Refusal):
        return caveats
    of = _parts(used, effects)
    fits = _determined(used, of) or _fits(used, of, errors)
    if isinstance(fits, Refusal):
        return fits
    suffix = {name: f":{name}" if len(names) > 1 else "" for name in names}
    rows = [one.row(f"{term}{suffix[name]}", at, level)
            for term, one in fits.items() for at, name in enumerate(names)]  # fmt: skip
    rows += [fits["difference"].joint("equality")] if len(names) > 1 else []
    rows += _correlations(used, of, correlation, suffix)
    common = {"period": f"{used.frame['time'].min()}–{used.frame['time'].max()}", "source_ids": used.source_ids}
    settings: dict[str, float | str] = {
        "outcome": outcome, "exposures": ", ".join(names), "effects": ", ".join(effects), "errors": errors,
        "correlation": correlation, "level": level, "places": float(used.places), "years": float(used.years),
    }  # fmt: skip
    found = (Caveat("association-not-effect"), *_scaled(scaled_yearly), *caveats)
    frame = table([{**row, **common} for row in rows])
    dropped = len(panel) - len(used.frame)
    return Result(frame, "slope", f"between and within, {errors} errors", settings, len(used.frame), dropped, found)


def points(
    panel: pd.DataFrame, *, outcome: str, exposure: str, effects: tuple[str, ...] = ("place",), time: str = "year"
) -> pd.DataFrame:
    """What the slopes of ``between_within`` are drawn through, for a figure: columns part, place, exposure, outcome.

    ``part`` is ``between`` (one row a place: its means) or ``within`` (one row a place and time: deviations).
    """
    import pandas as pd

    used = _used(panel, outcome, [exposure], "place", time)
    of, places = _parts(used, effects), sorted(set(used.frame["place"]))
    of_outcome, of_exposure = used.columns
    frames = [
        pd.DataFrame({
            "part": part, "place": names,
            "exposure": of[part].exposures[:, 0] * of_exposure.unit + of_exposure.centre * level,
            "outcome": of[part].outcome * of_outcome.unit + of_outcome.centre * level,
        })
        for part, names, level in (("between", places, 1), ("within", used.frame["place"], 0))
    ]  # fmt: skip
    return pd.concat(frames, ignore_index=True)


@dataclass(frozen=True, eq=False)
class _Used:
    """Complete rows by place and time: columns place, time, stretch (place and segments), and the numbers as arrays.

    The numbers are those of ``columns``, outcome first: centred and in standard deviations, because slopes of large
    numbers, or of small differences between large ones, are lost in rounding.
    """

    frame: pd.DataFrame
    columns: tuple[Column, ...]
    names: tuple[str, ...]
    source_ids: str

    @property
    def outcome(self) -> Any:
        return self.columns[0].values

    @property
    def exposures(self) -> Any:
        import numpy as np

        return np.column_stack([column.values for column in self.columns[1:]])

    @property
    def places(self) -> int:
        return int(self.frame["place"].nunique())

    @property
    def years(self) -> int:
        return int(self.frame["time"].nunique())


def _validate(
    panel: pd.DataFrame, needed: list[str], effects: tuple[str, ...], errors: str, correlation: str,
    scaled_yearly: Collection[str], level: float,
) -> None:  # fmt: skip
    if lost := [column for column in needed if column not in panel.columns]:
        raise ValueError(f"no column {', '.join(lost)}; the panel has {', '.join(map(str, panel.columns))}")
    if len(set(needed)) < len(needed) or len(needed) < 4:
        raise ValueError("outcome, exposures, place and time are different columns, with one exposure at least")
    if effects not in EFFECTS:
        raise ValueError(f"effects={effects!r}: one of {', '.join(map(str, EFFECTS))}")
    if errors not in ("cluster", "classical") or correlation not in ("pearson", "spearman"):
        raise ValueError("errors are cluster or classical, the correlation is pearson or spearman")
    if unknown := sorted(set(scaled_yearly) - set(needed[:-2])):
        raise ValueError(f"scaled_yearly={', '.join(unknown)}: neither outcome nor exposure")
    if not 0 < level < 1:
        raise ValueError(f"level {level} lies outside 0 to 1")


def _used(panel: pd.DataFrame, outcome: str, names: list[str], place: str, time: str) -> _Used:
    import numpy as np
    import pandas as pd

    whole = panel.reset_index(drop=True)
    numbers = whole[[outcome, *names]].apply(pd.to_numeric).astype("float64").replace([np.inf, -np.inf], nan)
    times = whole_years(whole[time])
    keep = numbers.notna().all(axis=1) & whole[place].notna() & times.notna()
    breaks = [column for column in whole.columns if column == "segment" or str(column).startswith("segment_")]
    kept = whole[keep]
    frame = pd.DataFrame({"place": kept[place].astype("str"), "time": times[keep].astype("int64")})
    if frame.duplicated().any():
        where = frame[frame.duplicated()].iloc[0]
        raise ValueError(f"{where['place']} has several rows for {where['time']}")
    segments = kept[breaks].apply(numbered).to_numpy()
    frame["stretch"] = ["|".join(map(str, cells)) for cells in segments] if breaks else ""
    frame["stretch"] = frame["place"] + "|" + frame["stretch"].astype("str")
    frame = frame.sort_values(["place", "time"])
    values = numbers.loc[frame.index].to_numpy()
    columns = tuple(standardised(column) for column in values.T)
    return _Used(frame.reset_index(drop=True), columns, tuple(names), sources_of(kept))


def _gate(
    used: _Used, rows: int, effects: tuple[str, ...], errors: str, allow: Collection[str]
) -> tuple[Caveat, ...] | Refusal:
    """What keeps the panel from an answer, or what the analyst allowed."""
    stretches = used.frame.groupby("place")["stretch"].nunique()
    crossed = 0 if "segment" in effects else int((stretches > 1).sum())
    found = []
    if errors == "cluster" and used.places < FEW:
        found.append(Refusal("few-clusters", {"clusters": used.places, "needed": FEW}))
    if crossed:
        found.append(Refusal("association-across-break", {"places": crossed}))
    weighed = weigh(found, allow, ("few-clusters", "association-across-break"))
    if used.frame.empty:
        return Refusal("no-common-rows", {"rows": rows})
    if used.years < 2:
        return Refusal("single-year", {"year": str(used.frame["time"].iloc[0])})
    needed = len(used.names) + 2
    return Refusal("too-few-places", {"places": used.places, "needed": needed}) if used.places < needed else weighed


def _parts(used: _Used, effects: tuple[str, ...]) -> dict[str, Part]:
    import pandas as pd

    place = pd.factorize(used.frame["place"])[0]
    group = place if effects[0] == "place" else pd.factorize(used.frame["stretch"])[0]
    return parts(used.outcome, used.exposures, place, group, used.frame["time"] if "year" in effects else None)


def _determined(used: _Used, of: Mapping[str, Part]) -> Refusal | None:
    """A refusal when an exposure does not vary between or within places, or is a sum of others there."""
    import numpy as np

    sizes = [column.rounding * len(used.frame) ** 0.5 for column in used.columns[1:]]
    between = of["between"].exposures * of["between"].weights[:, None] ** 0.5
    within = of["within"].exposures
    for at, name in enumerate(used.names):
        if np.linalg.norm(within[:, at]) <= sizes[at]:
            return Refusal("no-variation-within", {"exposure": name})
        if np.linalg.norm(between[:, at]) <= sizes[at]:
            return Refusal("no-variation-between", {"exposure": name})
    for columns in (between, within):
        if np.linalg.matrix_rank(columns / np.linalg.norm(columns, axis=0), tol=1e-8) < len(used.names):
            return Refusal("moderators-collinear", {"moderators": ", ".join(used.names)})
    return None


def _fits(used: _Used, of: Mapping[str, Part], errors: Errors) -> dict[str, Fit] | Refusal:
    """The three regressions and the difference of the last two; refused where one of them leaves no error."""
    import numpy as np

    if any(part.free <= 0 for part in of.values()):
        return Refusal("fit-without-error")
    fits = {term: fit(part, errors) for term, part in of.items()}
    if min(one.residual for one in fits.values()) <= used.columns[0].rounding ** 2 * len(used.frame):
        return Refusal("fit-without-error")
    fits["difference"] = difference(of["between"], of["within"], errors)
    units = np.array([used.columns[0].unit / column.unit for column in used.columns[1:]])
    return {term: one.times(units) for term, one in fits.items()}


def _correlations(
    used: _Used, of: Mapping[str, Part], correlation: Correlation, suffix: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Correlations of the outcome with each exposure, in rows, place means and deviations."""
    import numpy as np

    found = []
    for term, part in of.items():
        columns = [part.outcome, *part.exposures.T]
        if correlation == "spearman":
            columns = [ranks(one, column.rounding) for one, column in zip(columns, used.columns, strict=True)]
        found += [
            {
                "term": f"correlation_{term}{suffix[name]}", "n": len(part.outcome), "method": correlation,
                "estimate": float(np.corrcoef(columns[0], exposure)[0, 1]),
            }
            for name, exposure in zip(used.names, columns[1:], strict=True)
        ]  # fmt: skip
    return found


def _scaled(columns: Collection[str]) -> tuple[Caveat, ...]:
    return (Caveat("scaled-within-year", {"columns": ", ".join(sorted(columns))}),) if columns else ()

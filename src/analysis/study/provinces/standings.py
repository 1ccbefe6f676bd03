"""How far an order of places can be trusted: ranks with intervals, and differences adjusted for their number."""

from __future__ import annotations

from collections.abc import Collection
from math import inf, nan
from typing import TYPE_CHECKING, Any, Literal

from analysis.study.distributions import critical, proper, two_sided
from analysis.study.provenance import traced
from analysis.study.result import Caveat, Refusal, Result, table, weigh

if TYPE_CHECKING:
    import pandas as pd

BATCH = 2_000
"""Draws made at once: memory grows with the batch, not with their number."""

ADJUSTMENTS = {"holm": "holm", "bh": "fdr_bh"}


@traced
def ranks(
    result: Result,
    *,
    term: str | None = None,
    period: str | None = None,
    draws: int = 10_000,
    seed: int = 0,
    top: int = 1,
    first: Literal["highest", "lowest"] = "highest",
    level: float = 0.95,
    allow: Collection[str] = (),
) -> Result | Refusal:
    """The rank of each place with its interval: where it comes when every estimate is drawn anew within its error.

    ``result``: estimates of places with standard errors; ``term`` and ``period`` choose the rows. Each place's own,
    such as those of ``trends.levels``, take nothing for granted about the other places, and their ``df`` lets the draws
    count that the errors are estimated; those of ``pooling.shrink`` take the places as drawn from one normal
    distribution and the errors as known, which serves where the errors are large beside the differences: raw estimates
    then exaggerate how far places lie apart. Draws are standard errors times t with the ``df`` of the
    row, or times a normal value where it has none. Rank 1 is the ``first``; equal values share the mean of
    their ranks. Terms for each place: ``rank`` (the median draw; its interval holds ``level`` of the draws), and
    ``probability_top``, the share of draws among the first ``top``. ``rank_width`` is the mean width of the intervals.
    Source: Goldstein and Spiegelhalter (1996).

    Refused without standard errors (``ranks-without-errors``), for estimates of different periods
    (``ranks-across-periods``, unless allowed), and for fewer than two places.
    """
    import numpy as np

    if draws < 100 or top < 1 or first not in ("highest", "lowest"):
        raise ValueError(f"draws {draws} (at least 100), top {top} (at least 1) or first {first!r} cannot be")
    tail = (1 - proper(level)) / 2
    chosen = _comparable(result.estimates(term, period=period), allow)
    if isinstance(chosen, Refusal):
        return chosen
    frame, caveats = chosen
    drawn = _drawn_ranks(frame, draws, seed, -1.0 if first == "highest" else 1.0)
    low, middle, high = np.quantile(drawn, [tail, 0.5, 1 - tail], axis=0, method="inverted_cdf")
    among = (drawn <= top).mean(axis=0)
    common = {"n": len(frame), "method": "ranks of draws"}
    rows: list[dict[str, Any]] = []
    for at, row in enumerate(frame.to_dict(orient="records")):
        own = {**common, "place": row["place"], "period": row["period"], "source_ids": row["source_ids"]}
        rows.append({**own, "term": "rank", "estimate": middle[at], "lower": low[at], "upper": high[at]})
        rows.append({**own, "term": "probability_top", "estimate": among[at]})
    rows.append({**common, "term": "rank_width", "estimate": float((high - low).mean())})
    settings: dict[str, float | str] = {
        "draws": float(draws), "seed": float(seed), "top": float(top), "first": first, "level": level,
        "term": str(frame["term"].iloc[0]),
    }  # fmt: skip
    dropped = len(result.estimates(term, period=period)) - len(frame)
    return Result(table(rows), "rank", "ranks of draws", settings, len(frame), dropped, caveats)


@traced
def compare(
    result: Result,
    *,
    term: str | None = None,
    period: str | None = None,
    against: str = "mean",
    adjust: Literal["holm", "bh"] = "holm",
    level: float = 0.95,
    allow: Collection[str] = (),
) -> Result | Refusal:
    """The difference of each place from the mean of all places, or from one of them, with p adjusted for their number.

    ``result``, ``term``, ``period``, and the refusals as for ``ranks``. The estimates are taken as independent. Term
    ``difference`` for each place in the unit of the estimates; its interval is for one place alone; degrees of freedom
    are those of Welch and Satterthwaite where the estimates have them. ``holm`` keeps the chance of any false finding
    (Holm 1979), ``bh`` the expected share of false ones among the findings (Benjamini and Hochberg 1995).
    """
    from statsmodels.stats.multitest import multipletests

    if adjust not in ("holm", "bh"):
        raise ValueError(f"adjust {adjust!r} is neither holm nor bh")
    chosen = _comparable(result.estimates(term, period=period), allow)
    if isinstance(chosen, Refusal):
        return chosen
    frame, caveats = chosen
    if against != "mean" and against not in set(frame["place"]):
        raise ValueError(f"against={against!r} is neither 'mean' nor one of the places")
    found = _differences(frame, against)
    rows = []
    for row, (value, error, degrees) in zip(frame.to_dict(orient="records"), found, strict=True):
        if row["place"] == against:
            continue
        reach = critical(level, degrees) * error
        rows.append(
            {
                "term": "difference", "place": row["place"], "period": row["period"],
                "estimate": value, "std_error": error,
                "lower": value - reach, "upper": value + reach, "df": degrees, "n": len(frame),
                "p_value": two_sided(value / error, degrees), "method": f"difference, {adjust}",
                "source_ids": row["source_ids"],
            }
        )  # fmt: skip
    differences = table(rows)
    differences["p_adjusted"] = multipletests(differences["p_value"], method=ADJUSTMENTS[adjust])[1]
    settings: dict[str, float | str] = {"against": against, "adjust": adjust, "level": level}
    dropped = len(result.estimates(term, period=period)) - len(frame)
    return Result(differences, "difference", f"difference, {adjust}", settings, len(frame), dropped, caveats)


def _comparable(estimates: pd.DataFrame, allow: Collection[str]) -> tuple[pd.DataFrame, tuple[Caveat, ...]] | Refusal:
    """The estimates that can be ordered, with what was allowed."""
    known = estimates[estimates["std_error"] > 0].dropna(subset="estimate").reset_index(drop=True)
    if known.empty:
        return Refusal("ranks-without-errors", {"places": len(estimates)})
    if len(known) < 2:
        return Refusal("too-few-places", {"places": len(known), "needed": 2})
    periods, left_out = sorted(set(known["period"])), sorted(set(estimates["place"]) - set(known["place"]))
    caveats = (Caveat("ranks-left-out", {"count": len(left_out), "places": ", ".join(left_out)}),) if left_out else ()
    found = []
    if len(periods) > 1:
        found.append(Refusal("ranks-across-periods", {"count": len(periods), "first": periods[0], "last": periods[-1]}))
    weighed = weigh(found, allow, ("ranks-across-periods",))
    return weighed if isinstance(weighed, Refusal) else (known, caveats + weighed)


def _drawn_ranks(frame: pd.DataFrame, draws: int, seed: int, sign: float) -> Any:
    """Ranks (from 1) of all places in each draw.

    Normal values and chi-squares come from a stream each, one number after the other: batches do not matter.
    """
    import numpy as np
    from scipy import stats

    draw, spread = np.random.default_rng(seed), np.random.default_rng([seed, 1])
    degrees = frame["df"].to_numpy()
    finite = np.isfinite(degrees)

    def deviations(size: int) -> Any:
        drawn = draw.standard_normal((size, len(frame)))
        drawn[:, finite] /= np.sqrt(spread.chisquare(degrees[finite], (size, finite.sum())) / degrees[finite])
        return drawn

    centre, error = sign * frame["estimate"].to_numpy(), frame["std_error"].to_numpy()
    sizes = [min(BATCH, draws - start) for start in range(0, draws, BATCH)]
    batches = (centre + error * deviations(size) for size in sizes)
    return np.concatenate([stats.rankdata(batch, axis=1).astype("float32") for batch in batches])


def _differences(frame: pd.DataFrame, against: str) -> list[tuple[float, float, float]]:
    """Difference, standard error and degrees of freedom of each place: one linear contrast each."""
    import numpy as np

    values, variances = frame["estimate"].to_numpy(), frame["std_error"].to_numpy() ** 2
    degrees, count = frame["df"].fillna(inf).to_numpy(), len(frame)
    subtracted = np.full(count, 1 / count) if against == "mean" else np.asarray(frame["place"] == against, dtype=float)
    found = []
    for at in range(count):
        contrast = np.where(np.arange(count) == at, 1.0, 0.0) - subtracted
        parts = contrast**2 * variances
        lost = float((parts**2 / degrees).sum())
        error, freedom = float(parts.sum() ** 0.5), float(parts.sum() ** 2 / lost) if lost else nan
        found.append((float(contrast @ values), error, freedom))
    return found

"""What a reader must know of trends: how their errors were reached, and which series are not among them."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.study.result import Caveat, Refusal
from analysis.study.series import Series
from analysis.study.trends.counts import OVERDISPERSED
from analysis.study.trends.fits import Choices, Trend
from analysis.study.trends.regressions import Errors, Fitted, Unfit, lags


def remarks(
    trends: Sequence[Trend], lost: Sequence[tuple[Series, Unfit]], short: int, chosen: Choices
) -> tuple[Caveat, ...]:
    """Caveats of the trends found; ``lost``: series without a fit; ``short``: how many were too short for anything."""
    whole = [trend.fitted for trend in trends if trend.whole]
    found = [of_errors(whole, chosen.errors)] if whole and chosen.errors != "persistent" else []
    found += _of_counts(trends)
    if described := sum(not trend.whole for trend in trends):
        found.append(Caveat("trend-description-only", {"series": described, "needed": chosen.needed}))
    if short:
        found.append(Caveat("trend-short-left-out", {"series": short, "needed": chosen.described}))
    return (*found, *_of_the_lost(lost))


def nothing_left(lost: Sequence[tuple[Series, Unfit]]) -> Refusal:
    """Why there is no trend at all, by the first series without a fit."""
    series, reason = lost[0]
    return {
        "without-error": Refusal("fit-without-error"),
        "collinear": Refusal("controls-collinear", {"place": series.place}),
        "no-maximum": Refusal("counts-no-maximum", {"place": series.place}),
        "not-overdispersed": Refusal("negbin-not-overdispersed", {"series": len(lost)}),
        "unconverged": Refusal("trend-unconverged", {"series": len(lost)}),
    }[reason]


def _of_the_lost(lost: Sequence[tuple[Series, Unfit]]) -> list[Caveat]:
    """One caveat for each reason, with the number of series and their places."""
    named: dict[Unfit, list[str]] = {}
    for series, reason in lost:
        named.setdefault(reason, []).append(series.place)
    found = []
    for reason, all_places in sorted(named.items()):
        count, places = len(all_places), ", ".join(sorted(set(all_places)))
        found.append(
            {
                "without-error": Caveat("trend-without-error", {"series": count, "places": places}),
                "collinear": Caveat("trend-controls-collinear", {"series": count, "places": places}),
                "no-maximum": Caveat("trend-no-maximum", {"series": count, "places": places}),
                "not-overdispersed": Caveat("negbin-left-out", {"series": count, "places": places}),
                "unconverged": Caveat("trend-unconverged-left-out", {"series": count, "places": places}),
            }[reason]
        )
    return found


def of_errors(fitted: Sequence[Fitted], errors: Errors) -> Caveat:
    """How far the errors of single years lean on each other, and what the intervals make of it."""
    ordered = sorted(one.durbin_watson for one in fitted)
    lowest, median, highest = ordered[0], ordered[len(ordered) // 2], ordered[-1]
    expected = sum(one.expected for one in fitted) / len(fitted)
    if errors == "classical" and len(ordered) == 1:
        return Caveat("autocorrelation-single", {"durbin_watson": median, "expected": expected})
    if errors == "classical":
        return Caveat("autocorrelation", {"lowest": lowest, "median": median, "highest": highest, "expected": expected})
    points = min(len(one.residuals) for one in fitted)
    return Caveat("hac-few-years", {"points": points, "lags": lags(points), "lowest": lowest, "highest": highest})


def _of_counts(trends: Sequence[Trend]) -> list[Caveat]:
    phis = [trend.fitted.dispersion for trend in trends if trend.overdispersed]
    if not phis:
        return []
    return [Caveat("overdispersed", {"series": len(phis), "highest": max(phis), "threshold": OVERDISPERSED})]

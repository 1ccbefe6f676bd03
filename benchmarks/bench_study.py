"""How fast the study's own methods are, against the Python packages that do the same; ours and the peer take turns.

Run with `make bench`. The peers are no dependency; install them beside the project with

    .venv/bin/python -m pip install pyfixest wildboottest

What is absent is skipped and said. All data are synthetic: 63 places, 16 years, adoption in different years.
"""

from __future__ import annotations

import importlib.util
import statistics
import time
import tracemalloc
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from analysis.study import comparability, pooling, provinces, trends
from analysis.study.small_samples import PanelAdoption, detectable, permute, wild_bootstrap

ROUNDS = 5
DRAWS = 9_999
LOOP = 99
"""Draws that a loop of refits is timed for; its time for more is in proportion."""


def panel(places: int = 63, years: int = 16, seed: int = 20_261_126) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "place": np.repeat([f"place-{n:02}" for n in range(places)], years),
            "year": np.tile(np.arange(2006, 2006 + years), places),
        }
    )
    adopted = np.repeat(draw.integers(2009, 2030, places), years)
    levels, slopes = np.repeat(draw.normal(15, 4, places), years), np.repeat(draw.normal(0.5, 0.2, places), years)
    values = levels + slopes * (frame["year"] - 2013) + draw.normal(0, 1, len(frame))
    return frame.assign(treated=(frame["year"] >= adopted).astype("float64"), value=values)


def seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def in_turn(name: str, ours: Callable[[], object], peers: dict[str, tuple[Callable[[], object], float]]) -> None:
    """Medians over ``ROUNDS`` rounds in which ours and each peer run once; a peer's time counts ``times`` over."""
    taken: dict[str, list[float]] = {"ours": [], **{peer: [] for peer in peers}}
    ours()
    for _ in range(ROUNDS):
        taken["ours"].append(seconds(ours))
        for peer, (call, times) in peers.items():
            taken[peer].append(times * seconds(call))
    base = statistics.median(taken["ours"])
    print(f"{name}\n  ours {base:8.3f} s")
    for peer in peers:
        middle = statistics.median(taken[peer])
        print(f"  {peer:44} {middle:10.3f} s   peer / ours {middle / base:9.1f}")


def installed(package: str, wanted_for: str) -> bool:
    found = importlib.util.find_spec(package) is not None
    if not found:
        print(f"(skipped: {wanted_for} needs {package}, which is not installed)")
    return found


def refit(frame: pd.DataFrame, draws: int) -> None:
    """A wild cluster bootstrap as one writes it without a package: statsmodels with dummies, fitted anew each time."""
    import statsmodels.formula.api as smf

    null = smf.ols("value ~ C(place) + C(year)", frame).fit()
    draw, codes = np.random.default_rng(1), pd.factorize(frame["place"])[0]
    for _ in range(draws):
        signs = draw.choice([-1.0, 1.0], codes.max() + 1)
        again = frame.assign(value=null.fittedvalues + null.resid * signs[codes])
        fit = smf.ols("value ~ treated + C(place) + C(year)", again).fit()
        fit.get_robustcov_results("cluster", groups=codes)


def bootstrap(frame: pd.DataFrame) -> None:
    peers: dict[str, tuple[Callable[[], object], float]] = {
        "statsmodels refits (9 draws, in proportion)": (lambda: refit(frame, 9), DRAWS / 9)
    }
    if installed("pyfixest", "the bootstrap of wildboottest") and installed("wildboottest", "its bootstrap"):
        import pyfixest as pf

        # Neither strings nor absorbed effects are accepted by the peer: integer ids and dummies.
        whole = frame.assign(place=pd.factorize(frame["place"])[0])
        fit: Any = pf.feols("value ~ treated + C(place) + C(year)", whole, vcov={"CRV1": "place"})
        peers["pyfixest -> wildboottest (p only)"] = (lambda: fit.wildboottest(param="treated", reps=DRAWS, seed=1), 1)
    ours = lambda: wild_bootstrap(frame, value="value", treated="treated", draws=DRAWS)  # noqa: E731
    in_turn(f"wild cluster bootstrap, two-way effects, {DRAWS:,} draws, with interval", ours, peers)


def permutation(frame: pd.DataFrame) -> None:
    """On means of places, the design that the peer can do; it gives each place one value, so no staggered adoption."""
    means = frame.groupby("place", as_index=False)[["value", "treated"]].mean()
    means = means.assign(treated=(means["treated"] > 0).astype("float64"))
    peers: dict[str, tuple[Callable[[], object], float]] = {}
    if installed("pyfixest", "its randomisation test"):
        import pyfixest as pf

        fit: Any = pf.feols("value ~ treated", means, vcov="HC1")
        peers[f"pyfixest ritest ({LOOP} draws, in proportion)"] = (
            lambda: fit.ritest(resampvar="treated", reps=LOOP, rng=np.random.default_rng(1)),
            DRAWS / LOOP,
        )
    ours = lambda: permute(means, value="value", treated="treated", draws=DRAWS)  # noqa: E731
    in_turn(f"permutation of a treatment over 63 places, {DRAWS:,} draws", ours, peers)
    staggered = lambda: permute(frame, value="value", treated="treated", time="year", draws=DRAWS)  # noqa: E731
    others: dict[str, tuple[Callable[[], object], float]] = {}
    if installed("pyfixest", "its randomisation test"):
        whole = frame.assign(place=pd.factorize(frame["place"])[0])
        dummies: Any = pf.feols("value ~ treated + C(place) + C(year)", whole, vcov={"CRV1": "place"})
        # It gives each place one value instead of another's path, and fits the same panel as often.
        options: dict[str, Any] = {"resampvar": "treated", "cluster": "place", "choose_algorithm": "slow"}
        others["pyfixest ritest (9 draws, in proportion)"] = (
            lambda: dummies.ritest(reps=9, rng=np.random.default_rng(1), **options),
            DRAWS / 9,
        )
    in_turn(f"the same with adoption in different years and two-way effects, {DRAWS:,} draws", staggered, others)


def cells(frame: pd.DataFrame) -> None:
    """Each function as a notebook cell calls it; the goal is two seconds for any of them."""
    level = trends.levels(frame, at=2021)
    shrunken = pooling.shrink(level.estimates())  # type: ignore[union-attr]
    calls: dict[str, Callable[[], object]] = {
        "levels of 63 places": lambda: trends.levels(frame, at=2021),
        "shrink": lambda: pooling.shrink(level.estimates()),  # type: ignore[union-attr]
        "ranks, 10,000 draws": lambda: provinces.ranks(shrunken, term="shrunken"),  # type: ignore[arg-type]
        "compare": lambda: provinces.compare(level),  # type: ignore[arg-type]
        "trend of 63 places": lambda: trends.trend(frame),
        "common trend": lambda: trends.common_trend(frame),
        "convergence": lambda: trends.convergence(frame, start=2006, end=2021, scale="points"),
        "forecast of one place, five models": lambda: trends.forecast(frame[frame["place"] == "place-00"], horizon=3),
    }
    print("one call each")
    for name, call in calls.items():
        call()
        print(f"  {name:44} {statistics.median(seconds(call) for _ in range(ROUNDS)):10.3f} s")


def power() -> None:
    """Twenty effects, two thousand draws each, two-way effects and errors clustered by place."""
    design = PanelAdoption(places=63, years=16, treated=20, before=8, sd=1.0, autocorrelation=0.5)
    taken = [seconds(lambda: detectable(design, effect=0.3, power=None, draws=2_000)) for _ in range(ROUNDS)]
    print(f"power curve, 20 effects x 2,000 draws            {statistics.median(taken):10.3f} s")


def memory(frame: pd.DataFrame) -> None:
    """The most that is held at once, for ten times as many draws."""
    print("memory, at most")
    for draws in (DRAWS, 10 * DRAWS):
        tracemalloc.start()
        wild_bootstrap(frame, value="value", treated="treated", draws=draws)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print(f"  wild cluster bootstrap, {draws:>7,} draws {most / 1e6:27.1f} MB")


def pairs() -> None:
    """Every figure against every other of one indicator."""
    count = 2_000
    figures = pd.DataFrame(
        {
            "outcome_id": [f"f{at:04}" for at in range(count)], "place_id": [f"p{at:04}" for at in range(count)],
            "indicator": "budget", **dict.fromkeys(comparability.SAME, "x"), "flags": "", "period_years": np.nan,
            "period_start": pd.Timestamp("2020-01-01"), "period_end": pd.Timestamp("2020-12-31"),
            "value_low": 1.0, "value_high": 1.0,
        }
    )  # fmt: skip
    taken = [seconds(lambda: comparability.comparable(figures)) for _ in range(3)]
    print(f"comparability of {count:,} figures, {count * (count - 1) // 2:,} pairs {statistics.median(taken):10.3f} s")


def main() -> None:
    warnings.simplefilter("ignore")  # the peers warn of pandas 3
    frame = panel()
    bootstrap(frame)
    permutation(frame)
    cells(frame)
    power()
    memory(frame)
    pairs()


if __name__ == "__main__":
    main()

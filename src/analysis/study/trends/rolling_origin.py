"""How a model would have done: fitted again at each past year, and held against what came after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.study.trends.forecast_models import Ahead, ahead
from analysis.study.trends.lines import LEAST_POINTS


@dataclass(frozen=True, eq=False)
class Record:
    """The record of one model: rows are origins, columns years ahead, NaN where what came is not known yet.

    ``signed``: truth less forecast; ``held``: 1 where the interval held the truth, else 0. ``now``:
    what the model expects after the last year. ``failures``: of how many fits no member of the model was left;
    ``failed``: members that warned or did not converge, once for each time.
    """

    signed: Any
    held: Any
    now: Ahead | None
    failures: int
    failed: tuple[str, ...]

    @property
    def missed(self) -> Any:
        """Distances between forecast and truth."""
        import numpy as np

        return np.abs(self.signed)

    @property
    def side(self) -> str:
        """``low`` or ``high`` when all forecasts that could be checked lay on that side of the truth, else empty."""
        import numpy as np

        known = self.signed[np.isfinite(self.signed)]
        return "low" if (known > 0).all() else "high" if (known < 0).all() else ""

    @property
    def steps(self) -> Any:
        """Mean absolute error of each number of years ahead."""
        import numpy as np

        return np.nanmean(self.missed, axis=0)

    @property
    def error(self) -> float:
        """Mean absolute error, every number of years ahead counted alike."""
        return float(self.steps.mean())

    @property
    def checked(self) -> int:
        """Number of forecasts that could be held against the truth."""
        import numpy as np

        return int(np.isfinite(self.missed).sum())

    @property
    def hits(self) -> int:
        """Number of intervals that held the truth."""
        import numpy as np

        return int(np.nansum(self.held))


def records(models: Sequence[str], values: Any, horizon: int, level: float, *, test: bool) -> Mapping[str, Record]:
    """The record of each model from every origin with at least ``LEAST_POINTS`` years behind it (none without test)."""
    return {model: _record(model, values, horizon, level, test) for model in models}


def _record(model: str, values: Any, horizon: int, level: float, test: bool) -> Record:
    import numpy as np

    origins = range(LEAST_POINTS, len(values)) if test else range(0)
    signed, held = (np.full((len(origins), horizon), np.nan) for _ in range(2))
    now = ahead(model, values, horizon)
    failures, failed = int(now is None), list(now.failed if now else ())
    for row, origin in enumerate(origins):
        found = ahead(model, values[:origin], horizon)
        if found is None:
            failures += 1
            continue
        failed += found.failed
        truth = values[origin : origin + horizon]
        lower, upper = (end[: len(truth)] for end in found.bounds(level))
        signed[row, : len(truth)] = truth - found.means[: len(truth)]
        held[row, : len(truth)] = (lower <= truth) & (truth <= upper)
    return Record(signed, held, now, failures, tuple(failed))

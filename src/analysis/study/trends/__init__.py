"""Trends: each place on its own, all places together, steps, convergence, and a short look ahead."""

from analysis.study.series import since_breaks
from analysis.study.trends.balanced import closed_form
from analysis.study.trends.convergences import convergence
from analysis.study.trends.forecasts import forecast
from analysis.study.trends.levels import levels
from analysis.study.trends.lines import LEAST_POINTS, trend
from analysis.study.trends.mixed import common_trend
from analysis.study.trends.persistence import persistence, with_lasting_years
from analysis.study.trends.step_changes import step_change

__all__ = [
    "LEAST_POINTS",
    "closed_form",
    "common_trend",
    "convergence",
    "forecast",
    "levels",
    "persistence",
    "since_breaks",
    "step_change",
    "trend",
    "with_lasting_years",
]

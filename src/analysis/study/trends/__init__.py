"""Trends: each place on its own, all places together, and a short look ahead."""

from analysis.study.trends.forecasts import forecast
from analysis.study.trends.lines import LEAST_POINTS, trend
from analysis.study.trends.mixed import balanced_slope, common_trend

__all__ = ["LEAST_POINTS", "balanced_slope", "common_trend", "forecast", "trend"]

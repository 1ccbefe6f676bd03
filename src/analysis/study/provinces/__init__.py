"""Provinces beside each other: description, rates and shares, funnels, ranks with intervals, adjusted differences."""

from analysis.study.provinces.description import change, regions, spread
from analysis.study.provinces.funnels import funnel
from analysis.study.provinces.rates import rates, shares
from analysis.study.provinces.standardisation import standardise
from analysis.study.provinces.standings import compare, ranks

__all__ = ["change", "compare", "funnel", "ranks", "rates", "regions", "shares", "spread", "standardise"]

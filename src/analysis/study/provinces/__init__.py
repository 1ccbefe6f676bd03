"""Provinces beside each other."""

from analysis.study.provinces.description import change, regions, spread

__all__ = ["change", "regions", "spread"]

"""Few units: tests that lean on no distribution, and a bootstrap of whole units."""

from analysis.study.small_samples.cluster_bootstrap import wild_bootstrap
from analysis.study.small_samples.permutation import permute

__all__ = ["permute", "wild_bootstrap"]

"""Few units: tests that lean on no distribution, a bootstrap of whole units, and what a design can detect."""

from analysis.study.small_samples.cluster_bootstrap import wild_bootstrap
from analysis.study.small_samples.designs import Clusters, PanelAdoption, TwoGroups, TwoShares
from analysis.study.small_samples.permutation import permute
from analysis.study.small_samples.power import detectable

__all__ = ["Clusters", "PanelAdoption", "TwoGroups", "TwoShares", "detectable", "permute", "wild_bootstrap"]

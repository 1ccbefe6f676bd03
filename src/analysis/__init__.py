"""Training outcomes of Vietnamese provinces: compared where comparable, modelled where possible, traced always."""

__version__ = "0.1.0"

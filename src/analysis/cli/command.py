"""What a command is."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from analysis.project import Project

Command = Callable[[Project, argparse.Namespace], int]
"""Does what the arguments ask in a project; returns the exit code."""

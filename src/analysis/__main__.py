"""``python -m analysis`` is the command ``analysis``."""

import sys

from analysis.cli import main

sys.exit(main())

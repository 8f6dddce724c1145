"""Lets ``python -m supplies`` be the command."""

import sys

from supplies.cli.main import main

sys.exit(main())

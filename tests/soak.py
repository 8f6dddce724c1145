"""How much the slow tests do: enough for every day, or all there is with ``make soak``."""

import os

IS_SOAK = os.environ.get("SUPPLIES_SOAK", "") == "1"


def size(everyday: int, soak: int) -> int:
    """Return how many times, rows or seconds a slow test takes in this run."""
    return soak if IS_SOAK else everyday

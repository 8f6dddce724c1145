"""Measuring: works done in turn so that a busy machine is unfair to none, their medians, and figures with targets."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

Work = Callable[[], object]

WARM_UPS = 3
"""Rounds that are not counted: caches fill, statements are compiled."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured; a target is the most it may be, or the least where more is better."""

    name: str
    value: float
    unit: str
    target: float | None = None
    is_least: bool = False

    @property
    def is_met(self) -> bool:
        """Return whether the target is kept; a figure without one only informs."""
        if self.target is None:
            return True
        return self.value >= self.target if self.is_least else self.value <= self.target

    def line(self) -> str:
        """Return the figure as it is printed, its target beside it."""
        text = f"  {self.name:<58} {_shown(self.value):>10} {self.unit:<9}"
        if self.target is None:
            return text.rstrip()
        bound = "at least" if self.is_least else "at most"
        return f"{text} {bound} {_shown(self.target):>7}  {'ok' if self.is_met else 'MISSED'}"


def _shown(value: float) -> str:
    """Return a number with as many digits as say something."""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def seconds(work: Work) -> float:
    """Return how long a work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def fastest(work: Work, rounds: int) -> float:
    """Do a long work a few times and return the shortest, in seconds: whatever else is busy only ever slows it."""
    return min(seconds(work) for _round in range(rounds))


def medians_ms(works: Sequence[Work], rounds: int) -> list[float]:
    """Do each work once per round, each being the first in its turn, and return the median of each in milliseconds."""
    times: list[list[float]] = [[] for _work in works]
    pairs = list(zip(works, times, strict=True))
    for number in range(WARM_UPS + rounds):
        pairs.append(pairs.pop(0))
        for work, taken in pairs:
            elapsed = seconds(work)
            if number >= WARM_UPS:
                taken.append(elapsed)
    return [statistics.median(taken) * 1000 for taken in times]


def median_ms(work: Work, rounds: int) -> float:
    """Return the median time of a work in milliseconds."""
    return medians_ms([work], rounds)[0]

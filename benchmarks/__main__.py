"""``python -m benchmarks [NAME ...]``: measure, print every figure beside its target, and fail where one is missed."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks import counting, debts, keypress, matching, money, posting, printing, reading, starting, verifying
from benchmarks.measuring import Figure
from benchmarks.stores import Bench

FOLDER = Path(__file__).resolve().parent.parent / "build" / "bench"
MOVEMENTS = 1_000_000
ROUNDS = 200

SUBJECTS: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "posting": posting.measure,
    "reading": reading.measure,
    "debts": debts.measure,
    "counting": counting.measure,
    "matching": matching.measure,
    "money": money.measure,
    "verifying": verifying.measure,
    "printing": printing.measure,
    "starting": starting.measure,
    "keypress": keypress.measure,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is named, or everything; return 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure how fast the program is.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of: {', '.join(SUBJECTS)}; default: all")
    parser.add_argument("--movements", type=int, default=MOVEMENTS, metavar="N", help="in the large store")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="over which medians are taken")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the stores are kept")
    options = parser.parse_args(arguments)
    unknown = set(options.names) - SUBJECTS.keys()
    if unknown:
        parser.error(f"not known: {', '.join(sorted(unknown))}")
    missed = 0
    with Bench(options.folder, options.movements, options.rounds) as bench:
        for name in options.names or SUBJECTS:
            print(name, flush=True)
            for figure in SUBJECTS[name](bench):
                print(figure.line(), flush=True)
                missed += not figure.is_met
    print("every target is met" if not missed else f"{missed} targets are missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

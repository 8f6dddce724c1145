"""What a posting costs: against bare SQL that writes the same rows, and in a large store against a small one."""

import shutil
from collections.abc import Iterator
from itertools import count

from benchmarks.bare import BareScanOut
from benchmarks.measuring import WARM_UPS, Figure, median_ms, medians_ms
from benchmarks.scans import ScanOut, scans
from benchmarks.stores import Bench
from benchmarks.story import DEPOTS, KEEPER, PLACES, TODAY
from supplies.catalogue.queries import items
from supplies.models.catalogue import Tracking
from supplies.models.stock import Origin
from supplies.program import Program
from supplies.stock.actions import ReceiptLine, Receive
from supplies.values import ActionId, LotId, Money, Quantity, new_id

RATIO_TO_BARE = 3.0
RATIO_TO_SMALL = 1.2
RECEIPT_MS = 100.0
RECEIPT_LINES = 200
RECEIPTS = 20


def measure(bench: Bench) -> Iterator[Figure]:
    """Measure scan-outs and a large receipt on SQLite, then on PostgreSQL."""
    yield from _against_bare(bench)
    with bench.copy(bench.small) as small, bench.copy(bench.large) as large:
        yield from _small_and_large("SQLite", bench, small, large)
    yield from _small_and_large("PostgreSQL", bench, bench.server(bench.small), bench.server(bench.large))


def _small_and_large(where: str, bench: Bench, small: Program, large: Program) -> Iterator[Figure]:
    """Compare a scan-out in a small store with one in a large store, and post large receipts.

    The targets are SQLite's; what a server costs depends on where it is and on what else it does.
    """
    ratio, longest = (RATIO_TO_SMALL, RECEIPT_MS) if where == "SQLite" else (None, None)
    some = bench.rounds + WARM_UPS
    works = [ScanOut(program, scans(program, some)) for program in (small, large)]
    small_ms, large_ms = medians_ms(works, bench.rounds)
    yield Figure(f"{where}: scan-out, {bench.small:,} movements", small_ms, "ms")
    yield Figure(f"{where}: scan-out, {bench.large:,} movements", large_ms, "ms")
    yield Figure(f"{where}: scan-out, large store to small store", large_ms / small_ms, "times", ratio)
    receipt_ms = median_ms(Receipts(large), min(RECEIPTS, bench.rounds))
    yield Figure(f"{where}: receipt of {RECEIPT_LINES} lines", receipt_ms, "ms", longest)


def _against_bare(bench: Bench) -> Iterator[Figure]:
    """Compare a scan-out with the bare transaction; see ``bare.py`` for what that is."""
    with bench.copy(bench.small) as program:
        some = scans(program, bench.rounds + WARM_UPS)
        assert program.database.path is not None, "the copy is a file"
        path = program.database.path.with_name("bare.db")
        shutil.copyfile(bench.kept(bench.small), path)
        with BareScanOut(path, some) as bare:
            bare_ms, posted_ms = medians_ms([bare, ScanOut(program, some)], bench.rounds)
    yield Figure("SQLite: bare transaction that writes a scan-out's rows", bare_ms, "ms")
    yield Figure("SQLite: scan-out through Program.post", posted_ms, "ms")
    yield Figure("SQLite: scan-out to bare transaction", posted_ms / bare_ms, "times", RATIO_TO_BARE)


class Receipts:
    """The work: take in a truck of goods."""

    def __init__(self, program: Program) -> None:
        """Take the store."""
        self._program = program
        self._items = [item.code for item in program.read(items) if item.tracking is not Tracking.SERIAL]
        self._numbers = count()

    def __call__(self) -> None:
        """Post a receipt of many lines."""
        lines = tuple(
            ReceiptLine(
                lot_id=LotId(new_id()),
                item=self._items[number % len(self._items)],
                quantity=Quantity(100_000),
                place=PLACES[number % len(PLACES)],
                amount=Money(1_000_000),
                batch_no=f"PC-{next(self._numbers)}",
                expires_on=TODAY.replace(year=TODAY.year + 3),
            )
            for number in range(RECEIPT_LINES)
        )
        action = Receive(
            action_id=ActionId(new_id()), business_date=TODAY, depot=DEPOTS[0], origin=Origin.PURCHASE, lines=lines
        )
        self._program.post([action], KEEPER)

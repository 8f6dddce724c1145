"""A count of five thousand lines: what recording a batch costs, and reading it whole, beside work of the same size.

Every figure with a target is a ratio of two works done in turn, so that a busy machine is unfair to none.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from sqlalchemy import Connection, select

from benchmarks.measuring import WARM_UPS, Figure, fastest, medians_ms
from benchmarks.stores import Bench
from benchmarks.story import DEPOTS, KEEPER, PLACES, TODAY
from supplies.catalogue.queries import items
from supplies.models.catalogue import Tracking
from supplies.models.counts import CountKey, CountRecord
from supplies.models.stock import Origin
from supplies.program import Program
from supplies.stock.actions import LotLine, ReceiptLine, Receive, WriteOff
from supplies.stock.count_queries import CountLineRow, count_lines
from supplies.stock.count_sessions import CountSessionRow, count_sessions
from supplies.stock.counting import CountedLine, RecordCount, StartCount
from supplies.values import ONE, ActionId, LotId, Money, Quantity, new_id

LINES = 5_000
LEAST = 1_000
"""Lines of a count at least, however small the stores are."""
BATCH = 50
RATIO_TO_DOCUMENT = 1.5
"""A batch of counted lines to a stock document of as many: it must not cost more than what moves goods."""
RATIO_TO_EMPTY = 1.5
"""The last batch of a count to its first."""
RATIO_TO_ROWS = 12.0
"""A count with names, balances and both counts of every line, to the bare rows of its two tables."""
ROUNDS_MAX = 20


def measure(bench: Bench) -> Iterator[Figure]:
    """Measure a count on SQLite and on PostgreSQL."""
    rounds = min(bench.rounds, ROUNDS_MAX)
    lines = min(LINES, max(LEAST, bench.large // 100))
    with bench.copy(bench.small) as program:
        yield from _figures("SQLite", program, rounds, lines)
    yield from _figures("PostgreSQL", bench.server(bench.small), rounds, lines)


def _figures(where: str, program: Program, rounds: int, lines: int) -> Iterator[Figure]:
    """Record a count and read it; what a server costs beside a document only informs."""
    to_document = RATIO_TO_DOCUMENT if where == "SQLite" else None
    full, empty = _Count(program, lines), _Count(program, lines)
    for _batch in range(lines // BATCH - rounds - WARM_UPS):
        full()
    document = _Documents(program, empty.lines)
    first_ms, last_ms, document_ms = medians_ms([empty, full, document], rounds)
    yield Figure(f"{where}: recording {BATCH} lines of {lines:,}", last_ms, "ms")
    yield Figure(f"{where}: recording the last lines to the first", last_ms / first_ms, "times", RATIO_TO_EMPTY)
    yield Figure(f"{where}: recording to a document of as many", last_ms / document_ms, "times", to_document)
    session = full.session
    whole = partial(count_lines, site_id=session.site_id, of_seq=session.seq)
    reading = fastest(lambda: program.read(whole), rounds)
    rows = fastest(lambda: program.read(partial(_bare_rows, of_seq=session.seq)), rounds)
    yield Figure(f"{where}: reading {lines:,} lines", reading * 1000, "ms")
    yield Figure(f"{where}: reading to the bare rows", reading / rows, "times", RATIO_TO_ROWS)


def _bare_rows(connection: Connection, of_seq: int) -> int:
    """Read the rows of a count's tables as they are."""
    tables = (CountKey.__table__, CountRecord.__table__)
    return sum(len(connection.execute(select(table).where(table.c.of_seq == of_seq)).all()) for table in tables)


class _Count:
    """The work: record the next lines of a count of its own goods."""

    def __init__(self, program: Program, count: int) -> None:
        """Take goods in, start the count and look at what it expects."""
        self._program = program
        item = next(row.code for row in program.read(items) if row.tracking is not Tracking.SERIAL)
        lines = tuple(
            ReceiptLine(lot_id=LotId(new_id()), item=item, quantity=Quantity(100_000), place=place, amount=Money(100))
            for _lot in range(count // len(PLACES) + 1)
            for place in PLACES
        )[:count]
        receipt = Receive(
            action_id=ActionId(new_id()), business_date=TODAY, depot=DEPOTS[0], origin=Origin.PURCHASE, lines=lines
        )
        start = StartCount(
            action_id=ActionId(new_id()), business_date=TODAY, depot=DEPOTS[0], name="盘点", items=(item,)
        )
        program.post([receipt, start], KEEPER)
        self.session: CountSessionRow = program.read(partial(count_sessions, limit=1))[0]
        found = program.read(partial(count_lines, site_id=self.session.site_id, of_seq=self.session.seq))
        own = {line.lot_id for line in lines}
        self.lines: Sequence[CountLineRow] = [line for line in found if line.lot_id in own]
        self._next = 0

    def __call__(self) -> None:
        """Record one batch."""
        some = self.lines[self._next : self._next + BATCH]
        self._next += BATCH
        at_seq, now = self._program.head.seq, self._program.clock()
        counted = tuple(
            CountedLine(lot_id=line.lot_id, place=line.place, counted=line.now, at_seq=at_seq, counted_at=now)
            for line in some
        )
        action = RecordCount(action_id=ActionId(new_id()), business_date=TODAY, of_seq=self.session.seq, lines=counted)
        self._program.post([action], KEEPER)


class _Documents:
    """The work: post a document of as many lines about the same goods."""

    def __init__(self, program: Program, lines: Sequence[CountLineRow]) -> None:
        """Take the goods."""
        self._program = program
        self._lines = lines
        self._next = 0

    def __call__(self) -> None:
        """Write one piece off of each lot of a batch."""
        some = self._lines[self._next : self._next + BATCH]
        self._next += BATCH
        lines = tuple(LotLine(lot_id=line.lot_id, place=line.place, quantity=ONE, reason="测") for line in some)
        action = WriteOff(action_id=ActionId(new_id()), business_date=TODAY, depot=DEPOTS[0], lines=lines)
        self._program.post([action], KEEPER)

"""The bare transaction: the least that writes a scan-out durably, without any of the program.

It runs on a copy of the same store in the same folder, with the same tables, keys, indexes and connection settings, but
without the triggers: plain INSERT and UPDATE statements, prepared by hand, write the very rows that the program writes
- document, movement, two balances, two item totals, the open line of what is to come back, number series, journal entry
and head - and commit. It reads nothing, checks nothing and hashes nothing; its values are made before its time is
taken.
"""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlcipher3 import dbapi2

from benchmarks.scans import Scan
from benchmarks.story import KEEPER, NOW, SITE, TODAY
from supplies.database import SETTINGS
from supplies.journal import codec
from supplies.values import new_id, utc_text

DOCUMENT = """
    INSERT INTO document (site_id, seq, number, kind, depot_code, business_date, recorded_at, actor, counterparty,
        paper_number, incident, note, receiver, vehicle, peer_depot, due_on, paper_date, order_seq, is_emergency,
        prepared_by, reverses_seq, line_count)
    VALUES (?, ?, ?, 'issue', ?, ?, ?, ?, '', '', '', '', '', '', NULL, NULL, NULL, NULL, 0, NULL, NULL, 1)
"""
MOVEMENT = """
    INSERT INTO movement (site_id, seq, line, depot_code, item_code, lot_id, is_single, from_place, to_place, quantity,
        amount_fen, business_date, reason, of_seq, of_line)
    VALUES (?, ?, 1, ?, ?, ?, 0, ?, ?, 1000, 100, ?, '', NULL, NULL)
"""
FROM_PLACE = """
    UPDATE balance SET quantity = quantity - 1000, amount_fen = amount_fen - 100, latest_date = ?, seq = ?, line = 1
    WHERE site_id = ? AND depot_code = ? AND place_code = ? AND lot_id = ?
"""
TO_PLACE = """
    UPDATE balance SET quantity = quantity + 1000, amount_fen = amount_fen + 100, latest_date = ?, seq = ?, line = 1
    WHERE site_id = ? AND depot_code = ? AND place_code = ? AND lot_id = ?
"""
FROM_TOTAL = """
    UPDATE item_total SET quantity = quantity - 1000, amount_fen = amount_fen - 100, seq = ?, line = 1
    WHERE site_id = ? AND depot_code = ? AND item_code = ? AND bucket = 'on_hand'
"""
TO_TOTAL = """
    UPDATE item_total SET quantity = quantity + 1000, amount_fen = amount_fen + 100, seq = ?, line = 1
    WHERE site_id = ? AND depot_code = ? AND item_code = ? AND bucket = ?
"""
OPEN_LINE = """
    INSERT INTO open_line (site_id, of_seq, of_line, depot_code, lot_id, item_code, bucket, due_on, quantity,
        left_quantity, seq, line)
    VALUES (?, ?, 1, ?, ?, ?, 'issued', '9999-12-31', 1000, 1000, ?, 1)
"""
NUMBER = """
    UPDATE number_series SET last_number = last_number + 1, seq = ?
    WHERE site_id = ? AND depot_code = ? AND prefix = 'CK' AND year = ?
"""
ENTRY = """
    INSERT INTO journal_entry (site_id, seq, epoch, action_id, action_type, version, actor, business_date, recorded_at,
        seen, payload_hash, prev_hash, hash, payload)
    VALUES (?, ?, 1, ?, 'stock.issue', 1, ?, ?, ?, '{}', ?, ?, ?, ?)
"""
HEAD = "UPDATE journal_head SET epoch = 1, seq = ?, hash = ? WHERE site_id = ?"

Statement = tuple[str, tuple[Any, ...]]


class BareScanOut:
    """The work: write the rows of the next scan by hand."""

    def __init__(self, path: Path, scans: list[Scan]) -> None:
        """Open the store, a copy that is for nothing else."""
        self._connection = dbapi2.connect(str(path), isolation_level=None)
        for name, value in SETTINGS.items():
            self._connection.execute(f"PRAGMA {name} = {value}")
        for (name,) in self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            self._connection.execute(f"DROP TRIGGER {name}")
        (seq,) = self._connection.execute("SELECT seq FROM journal_head").fetchone()
        used_up = {lot for (lot,) in self._connection.execute("SELECT lot_id FROM lot WHERE is_consumable")}
        writes = [
            _statements(scan, number, is_used_up=scan.lot_id.bytes in used_up)
            for number, scan in enumerate(scans, seq + 1)
        ]
        self._writes: Iterator[list[Statement]] = iter(writes)

    def __call__(self) -> None:
        """Write them in one transaction."""
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        for statement, values in next(self._writes):
            execute(statement, values)
        execute("COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._connection.close()


def _statements(scan: Scan, seq: int, *, is_used_up: bool) -> list[Statement]:
    """Return what writes one scan."""
    action = scan.issue()
    day, moment, lot = TODAY.isoformat(), utc_text(NOW), scan.lot_id.bytes
    digests = [new_id().bytes + new_id().bytes for _each in range(3)]
    goal, bucket = ("~used", "gone") if is_used_up else ("~issued", "issued")
    opened = [] if is_used_up else [(OPEN_LINE, (SITE, seq, scan.depot, lot, scan.item, seq))]
    return [
        (DOCUMENT, (SITE, seq, f"CK-{seq}", scan.depot, day, moment, KEEPER)),
        (MOVEMENT, (SITE, seq, scan.depot, scan.item, lot, scan.place, goal, day)),
        (FROM_PLACE, (day, seq, SITE, scan.depot, scan.place, lot)),
        (TO_PLACE, (day, seq, SITE, scan.depot, goal, lot)),
        (FROM_TOTAL, (seq, SITE, scan.depot, scan.item)),
        (TO_TOTAL, (seq, SITE, scan.depot, scan.item, bucket)),
        *opened,
        (NUMBER, (seq, SITE, scan.depot, TODAY.year)),
        (ENTRY, (SITE, seq, action.action_id.bytes, KEEPER, day, moment, *digests, codec.encode(action))),
        (HEAD, (seq, digests[2], SITE)),
    ]

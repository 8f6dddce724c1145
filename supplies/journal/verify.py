"""Proving that the store is what its journal says, and naming the first entry that is not."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Select, String, Table, Text, collate, select

from supplies.database import Database
from supplies.journal import chain, queries
from supplies.journal.action import Finding
from supplies.journal.post import Journal, header_of
from supplies.journal.queries import EntryRow, HeadRow
from supplies.journal.replay import batches, replay
from supplies.language import _
from supplies.models import Base
from supplies.upgrade import create_schema, schema_differences
from supplies.values import SiteId

_Row = dict[str, Any]

FETCH_ROWS = 1000
FINDINGS_MAX = 200
"""A store that is wrong in more places than this needs its backup, not a longer list."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What was proved: how many entries, the heads they lead to, and everything that is not as it should be."""

    entries: int
    heads: tuple[HeadRow, ...]
    is_deep: bool
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Return whether nothing was found."""
        return not self.findings

    @property
    def first(self) -> Finding | None:
        """Return the finding at the earliest entry; None where all is sound."""
        return min(self.findings, key=_place, default=None)


def _place(finding: Finding) -> tuple[SiteId, int]:
    """Return where in the journals a finding first shows."""
    return finding.site_id, finding.seq


def verify(journal: Journal, database: Database, *, deep: bool = False) -> Verification:
    """Check chain, sequence, balances and schema; with ``deep``, replay all and compare every table."""

    def check(connection: Connection) -> Verification:
        findings: list[Finding] = []
        known = tuple(queries.heads(connection))
        entries = sum(check_chain(connection, head, findings) for head in known)
        findings.extend(_headless(connection, known))
        for room in journal.rooms:
            for audit in room.audits:
                findings.extend(audit(connection))
        own = queries.store(connection)
        site_id = own.site_id if own is not None else SiteId("")
        findings.extend(Finding(site_id, 0, text) for text in schema_differences(connection))
        if deep:
            findings.extend(_compare_with_replay(journal, connection, site_id))
        return Verification(entries, known, deep, tuple(sorted(findings, key=_place)[:FINDINGS_MAX]))

    return database.read(check)


def check_chain(connection: Connection, head: HeadRow, findings: list[Finding]) -> int:
    """Walk a site's entries; return how many, and add the first that does not follow."""
    count, epoch, prev = 0, 1, chain.NO_HASH
    for entry in queries.walk(connection, head.site_id):
        problem = _entry_problem(entry, count + 1, epoch, prev)
        if problem:
            findings.append(Finding(head.site_id, count + 1, problem))
            return count
        count, epoch, prev = count + 1, entry.epoch, entry.hash
    if head.seq > count:
        findings.append(Finding(head.site_id, count + 1, _missing(count + 1)))
    elif (head.epoch, head.seq, head.hash) != (epoch, count, prev):
        findings.append(Finding(head.site_id, count, _("the head of the journal is not its last entry")))
    return count


def _missing(seq: int) -> str:
    """Return the sentence for an entry that is not there."""
    return _("entry {seq} is missing").format(seq=seq)


def _headless(connection: Connection, known: tuple[HeadRow, ...]) -> Iterator[Finding]:
    """Yield the sites that have entries but no head that leads to them."""
    heads = {head.site_id for head in known}
    for site_id in queries.sites(connection):
        if site_id not in heads:
            yield Finding(site_id, 1, _("the journal has lost its head"))


def _entry_problem(entry: EntryRow, seq: int, epoch: int, prev: bytes) -> str:
    """Return what is wrong with an entry as the follower of the one before; empty if nothing."""
    if entry.seq != seq:
        return _missing(seq)
    if entry.prev_hash != prev:
        return _("the entry does not follow the one before it")
    if entry.epoch not in (epoch, epoch + 1):
        return _("the epoch jumps")
    if entry.payload is not None and chain.payload_hash(entry.payload) != entry.payload_hash:
        return _("the action was changed after it was posted")
    if chain.entry_hash(header_of(entry)) != entry.hash:
        return _("the entry was changed after it was posted")
    return ""


def _compare_with_replay(journal: Journal, connection: Connection, own: SiteId) -> Iterator[Finding]:
    """Replay the journal into a store of its own and yield every row that differs."""
    with tempfile.TemporaryDirectory(prefix="supplies-verify-") as folder:
        scratch = Database.create_file(Path(folder) / "replay.db")
        try:
            create_schema(scratch)
            stopped = _replay_all(journal, connection, scratch)
            if stopped is not None:
                yield stopped
            else:
                yield from scratch.read(lambda replayed: list(_differences(connection, replayed, own)))
        finally:
            scratch.close()


def _replay_all(journal: Journal, connection: Connection, scratch: Database) -> Finding | None:
    """Apply every entry to the empty store; return where it stops, None when it came through."""
    for batch in batches(connection):
        try:
            scratch.write(partial(_replay_batch, journal, batch))
        except Exception:  # noqa: BLE001 - whatever a forged entry does when applied, it is a finding
            return _first_that_stops(journal, batch, scratch)
    return None


def _replay_batch(journal: Journal, entries: list[EntryRow], target: Connection) -> None:
    """Apply a batch of entries."""
    for entry in entries:
        replay(journal, target, entry)


def _first_that_stops(journal: Journal, batch: list[EntryRow], scratch: Database) -> Finding | None:
    """Apply the entries of a batch that failed, each in a transaction of its own; return the first that cannot be."""
    for entry in batch:
        try:
            scratch.write(partial(_replay_batch, journal, [entry]))
        except Exception as error:  # noqa: BLE001 - as above
            text = _("the entry cannot be applied again: {problem}").format(problem=error)
            return Finding(entry.site_id, entry.seq, text)
    return None


def _differences(stored: Connection, replayed: Connection, own: SiteId) -> Iterator[Finding]:
    """Yield, table by table, the rows that are in one store only or differ; a row of no site is of ``own``."""
    for table in Base.metadata.sorted_tables:
        keys = [column.name for column in table.primary_key.columns]
        for left, right in _paired(_rows(stored, table), _rows(replayed, table), keys):
            if left != right:
                yield _difference(table, keys, left, right, own)


def _ordered(table: Table, connection: Connection) -> Select[Any]:
    """Select a table in the order of its key, by the bytes of its texts in either database."""
    order = [_by_bytes(column, connection) for column in table.primary_key.columns]
    told = [column for column in table.columns if not column.info.get("outside_journal")]
    return select(*told).order_by(*order).execution_options(yield_per=FETCH_ROWS)


def _by_bytes(column: Column[Any], connection: Connection) -> Any:  # noqa: ANN401 - a column or its collation
    """Return the column so that PostgreSQL sorts texts as SQLite does."""
    is_text = isinstance(column.type.dialect_impl(connection.dialect), String | Text)
    return collate(column, "C") if is_text and connection.dialect.name == "postgresql" else column


def _rows(connection: Connection, table: Table) -> Iterator[_Row]:
    """Yield a table's rows in the order of its key."""
    for row in connection.execute(_ordered(table, connection)).mappings():
        yield dict(row)


def _paired(
    left_rows: Iterator[_Row], right_rows: Iterator[_Row], keys: list[str]
) -> Iterator[tuple[_Row | None, _Row | None]]:
    """Walk two ordered tables at once; a row that has no partner comes with None."""

    def key(row: _Row) -> tuple[Any, ...]:
        return tuple(value.bytes if isinstance(value, UUID) else value for value in (row[name] for name in keys))

    left, right = next(left_rows, None), next(right_rows, None)
    while left is not None or right is not None:
        if right is None or (left is not None and key(left) < key(right)):
            yield left, None
            left = next(left_rows, None)
        elif left is None or key(right) < key(left):
            yield None, right
            right = next(right_rows, None)
        else:
            yield left, right
            left, right = next(left_rows, None), next(right_rows, None)


def _difference(table: Table, keys: list[str], left: _Row | None, right: _Row | None, own: SiteId) -> Finding:
    """Return the finding of a row that is not as replayed."""
    row = left or right or {}
    key = ", ".join(f"{name} {row[name]}" for name in keys)
    if left is None:
        text = _("{table} lacks the row {key}").format(table=table.name, key=key)
    elif right is None:
        text = _("{table} has a row that no entry made: {key}").format(table=table.name, key=key)
    else:
        names = ", ".join(name for name in left if left[name] != right[name])
        text = _("{table}, row {key}: {names} differ from what the entries say").format(
            table=table.name, key=key, names=names
        )
    seq = min(_entry(side) for side in (left, right) if side is not None)
    return Finding(row.get("site_id", own), seq, text)


def _entry(row: _Row) -> int:
    """Return the entry that a row names as its writer, or else as the one it belongs to; 0 where it names none."""
    return next((row[name] for name in ("seq", "of_seq") if row.get(name) is not None), 0)

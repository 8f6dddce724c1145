"""Applying entries again: into an empty store, where the tables must come out the same."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection

from supplies.errors import PayloadMissing
from supplies.journal import codec, queries
from supplies.journal.action import Action, Context
from supplies.journal.post import Journal, append, begin_chain
from supplies.journal.queries import EntryRow

REPLAY_BATCH = 500
"""Entries applied in one transaction: enough to be quick, few enough to keep memory flat."""


def replay(journal: Journal, connection: Connection, entry: EntryRow) -> None:
    """Apply one entry that was accepted before, without its rules, and append it unchanged.

    Raises:
        PayloadMissing: the entry came without its payload.
    """
    if entry.payload is None:
        raise PayloadMissing(site=entry.site_id, seq=entry.seq)
    if entry.seq == 1:
        begin_chain(connection, entry.site_id)
    procedure = journal.procedure(entry.action_type)
    action: Action = codec.decode(entry.payload, procedure.action)
    context = Context(
        connection, entry.site_id, entry.epoch, entry.seq, entry.actor, entry.recorded_at, journal.by_name
    )
    procedure.apply(context, action)
    append(connection, entry)


def batches(connection: Connection) -> Iterator[list[EntryRow]]:
    """Yield every entry of the store, site by site, in batches for one transaction each."""
    for head in queries.heads(connection):
        numbered = enumerate(queries.walk(connection, head.site_id))
        for _number, group in groupby(numbered, key=lambda pair: pair[0] // REPLAY_BATCH):
            yield [entry for _index, entry in group]

"""Posting: the one way in which an action becomes an entry and the tables follow."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from supplies.errors import ActionIdUsed, DateInFuture, NotThisStore, UnknownAction
from supplies.journal import chain, codec, queries
from supplies.journal.action import Action, Context, Guard, Procedure, Room, action_name, no_effect, nothing_to_check
from supplies.journal.queries import EntryRow, HeadRow
from supplies.journal.store_actions import FoundStore, NewEpoch, check_found_store, found_store
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.models.journal import JournalEntry, JournalHead
from supplies.prepared import prepared_insert
from supplies.values import Changes, Login, SiteId, Topic, utc_now, utc_text

_ADMINISTRATORS = frozenset({Role.CITY_ADMIN, Role.DEPOT_ADMIN})
"""A backup is restored by whoever looks after the store."""

SEEN_NOBODY = "{}"
"""What the author knew of other sites, while no site exchanges entries with another."""

JOURNAL = Room(
    procedures=(
        Procedure(FoundStore, N_("Found the store"), check_found_store, found_store, frozenset(Topic)),
        Procedure(
            NewEpoch,
            N_("Begin a new epoch"),
            nothing_to_check,
            no_effect,
            frozenset({Topic.JOURNAL}),
            _ADMINISTRATORS,
        ),
    )
)

_INSERT_ENTRY = prepared_insert(JournalEntry)


@dataclass(frozen=True, slots=True)
class Posted:
    """The entry an action became; ``is_new`` is False where it had been posted before."""

    entry: EntryRow
    changes: Changes
    is_new: bool


class Journal:
    """All procedures of the program, and how an action of any of them is posted."""

    def __init__(
        self,
        rooms: Iterable[Room],
        guards: Sequence[Guard],
        check_head: Callable[[HeadRow], None],
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Take the rooms.

        Args:
            rooms: each brings its procedures and audits.
            guards: what holds for actions of every room, asked in this order.
            check_head: raises StoreRewound where the store has gone back; see ``Witness``.
            clock: the present moment, in UTC.
        """
        self.rooms = (JOURNAL, *rooms)
        self.by_name: dict[str, Procedure[Any]] = {
            procedure.name: procedure for room in self.rooms for procedure in room.procedures
        }
        self._guards = guards
        self._check_head = check_head
        self._clock = clock

    @property
    def procedures(self) -> list[Procedure[Any]]:
        """Return every kind of action, by name."""
        return [self.by_name[name] for name in sorted(self.by_name)]

    def procedure(self, name: str) -> Procedure[Any]:
        """Return one kind of action.

        Raises:
            UnknownAction: no room has it.
        """
        if name not in self.by_name:
            raise UnknownAction(name=name)
        return self.by_name[name]

    def read_action(self, payload: bytes | str) -> Action:
        """Return the action that a JSON text holds.

        Raises:
            BadRequest: malformed.
            UnknownAction: no room has an action of this name.
        """
        action: Action = codec.decode(payload, self.procedure(codec.read_tag(payload)).action)
        return action

    def topics(self, action_types: Iterable[str]) -> frozenset[Topic]:
        """Return what actions of these kinds may have changed."""
        found = {Topic.JOURNAL}
        for name in action_types:
            found |= self.procedure(name).topics
        return frozenset(found)

    def post(self, connection: Connection, action: Action, actor: Login) -> Posted:
        """Post an action within the caller's write transaction; posting it again returns its first entry.

        Raises:
            BadRequest: a field is out of its range.
            Refused: a rule forbids it; the caller's transaction must be rolled back.
            StoreRewound: the store has lost entries.
        """
        payload = codec.encode(action)
        codec.decode(payload, type(action))  # What a replay could not read must never be posted.
        head = self._lock_head(connection, action)
        first = queries.entry_of_action(connection, action.action_id)
        if first is not None:
            return self._posted_before(first, payload)
        self._check_head(head)
        procedure = self.procedure(action_name(type(action)))
        epoch = head.epoch + 1 if isinstance(action, NewEpoch) else head.epoch
        context = Context(connection, head.site_id, epoch, head.seq + 1, actor, self._clock(), self.by_name)
        self._check(context, procedure, action)
        procedure.apply(context, action)
        entry = _sealed(context, action, payload, head.hash)
        append(connection, entry)
        return Posted(entry, Changes(frozenset({Topic.JOURNAL}) | procedure.topics), is_new=True)

    def _check(self, context: Context, procedure: Procedure[Any], action: Action) -> None:
        """Run the rules that hold for every action, then the action's own."""
        today = context.recorded_at.astimezone().date()
        if action.business_date > today:
            raise DateInFuture(date=action.business_date, today=today)
        for guard in self._guards:
            guard(context, procedure, action)
        procedure.check(context, action)

    def _lock_head(self, connection: Connection, action: Action) -> HeadRow:
        """Return this site's head, locked; the first action of all brings its own."""
        head = queries.lock_own_head(connection)
        if head is not None:
            return head
        if not isinstance(action, FoundStore):
            raise NotThisStore
        begin_chain(connection, action.site_id)
        return HeadRow(action.site_id, 1, 0, chain.NO_HASH)

    def _posted_before(self, first: EntryRow, payload: bytes) -> Posted:
        """Return the first entry of an action posted again; another action under its id is refused."""
        if first.payload_hash != chain.payload_hash(payload):
            raise ActionIdUsed(action_id=str(first.action_id), seq=first.seq)
        return Posted(first, Changes(), is_new=False)


def begin_chain(connection: Connection, site_id: SiteId) -> None:
    """Write the empty head that a site's first entry follows."""
    connection.execute(insert(JournalHead), {"site_id": site_id, "epoch": 1, "seq": 0, "hash": chain.NO_HASH})


def append(connection: Connection, entry: EntryRow) -> None:
    """Write an entry; the database itself refuses it unless it follows the head, and moves the head."""
    _INSERT_ENTRY.run(connection, {name: getattr(entry, name) for name in EntryRow.__dataclass_fields__})


def header_of(entry: EntryRow) -> chain.Header:
    """Return what an entry's hash covers."""
    return chain.Header(
        entry.site_id,
        entry.epoch,
        entry.seq,
        str(entry.action_id),
        entry.action_type,
        entry.version,
        entry.actor,
        entry.business_date.isoformat(),
        utc_text(entry.recorded_at),
        entry.seen,
        entry.payload_hash.hex(),
        entry.prev_hash.hex(),
    )


def _sealed(context: Context, action: Action, payload: bytes, prev_hash: bytes) -> EntryRow:
    """Return the entry of an action, its hash made."""
    entry = EntryRow(
        site_id=context.site_id,
        seq=context.seq,
        epoch=context.epoch,
        action_id=action.action_id,
        action_type=action_name(type(action)),
        version=type(action).version,
        actor=context.actor,
        business_date=action.business_date,
        recorded_at=context.recorded_at,
        seen=SEEN_NOBODY,
        payload_hash=chain.payload_hash(payload),
        prev_hash=prev_hash,
        hash=chain.NO_HASH,
        payload=payload,
    )
    return replace(entry, hash=chain.entry_hash(header_of(entry)))

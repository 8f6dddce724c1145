"""What the journal says: its head, its entries, and what has changed since somebody last looked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, bindparam, select

from supplies.models.journal import JournalEntry, JournalHead, Store
from supplies.prepared import Prepared
from supplies.values import ActionId, Login, SiteId

PAGE_ROWS_MAX = 1000


@dataclass(frozen=True, slots=True)
class StoreRow:
    """Which store this is."""

    store_id: UUID
    site_id: SiteId
    is_sample: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class HeadRow:
    """The newest entry of a site."""

    site_id: SiteId
    epoch: int
    seq: int
    hash: bytes

    def short_hash(self) -> str:
        """Return the first eight hex digits, as printed on papers and shown on screens."""
        return self.hash.hex()[:8]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as stored."""

    site_id: SiteId
    seq: int
    epoch: int
    action_id: ActionId
    action_type: str
    version: int
    actor: Login
    business_date: date
    recorded_at: datetime
    seen: str
    payload_hash: bytes
    prev_hash: bytes
    hash: bytes
    payload: bytes | None


ENTRY_COLUMNS = tuple(getattr(JournalEntry, name) for name in EntryRow.__dataclass_fields__)
_STORE = select(Store.store_id, Store.site_id, Store.is_sample, Store.created_at)
_HEAD = select(JournalHead.site_id, JournalHead.epoch, JournalHead.seq, JournalHead.hash)

_OWN_HEAD = _HEAD.join(Store, Store.site_id == JournalHead.site_id)
_OWN_HEAD_LOCKED = Prepared(_OWN_HEAD.with_for_update(of=JournalHead))
_ENTRY_OF_ACTION = Prepared(select(*ENTRY_COLUMNS).where(JournalEntry.action_id == bindparam("action_id")))


def store(connection: Connection) -> StoreRow | None:
    """Return which store this is; None before its first entry."""
    row = connection.execute(_STORE).first()
    return None if row is None else StoreRow(*row)


def heads(connection: Connection) -> list[HeadRow]:
    """Return the newest entry of every site known here."""
    return [HeadRow(*row) for row in connection.execute(_HEAD.order_by(JournalHead.site_id))]


def sites(connection: Connection) -> list[SiteId]:
    """Return every site that has entries here."""
    return list(connection.scalars(select(JournalEntry.site_id).distinct().order_by(JournalEntry.site_id)))


def own_head(connection: Connection) -> HeadRow | None:
    """Return the newest entry of the site that writes here; None before the store's first."""
    row = connection.execute(_OWN_HEAD).first()
    return None if row is None else HeadRow(*row)


def lock_own_head(connection: Connection) -> HeadRow | None:
    """Return the newest entry of the site that writes here; its other posters wait until this transaction ends."""
    row = _OWN_HEAD_LOCKED.first(connection)
    return None if row is None else HeadRow(*row)


def entry(connection: Connection, site_id: SiteId, seq: int) -> EntryRow | None:
    """Return one entry."""
    statement = select(*ENTRY_COLUMNS).where(JournalEntry.site_id == site_id, JournalEntry.seq == seq)
    row = connection.execute(statement).first()
    return None if row is None else EntryRow(*row)


def entry_of_action(connection: Connection, action_id: ActionId) -> EntryRow | None:
    """Return the entry that an action was first posted as."""
    row = _ENTRY_OF_ACTION.first(connection, action_id=action_id)
    return None if row is None else EntryRow(*row)


def entries_after(site_id: SiteId, after: int, actor: Login | None = None) -> Select[Any]:
    """Select a site's entries behind ``after``, oldest first; with ``actor`` those of one person."""
    statement = select(*ENTRY_COLUMNS).where(JournalEntry.site_id == site_id, JournalEntry.seq > after)
    if actor is not None:
        statement = statement.where(JournalEntry.actor == actor)
    return statement.order_by(JournalEntry.site_id, JournalEntry.seq)


def walk(connection: Connection, site_id: SiteId, after: int = 0) -> Iterator[EntryRow]:
    """Yield a site's entries behind ``after``, oldest first, a page at a time."""
    while rows := connection.execute(entries_after(site_id, after).limit(PAGE_ROWS_MAX)).all():
        for row in rows:
            yield EntryRow(*row)
        after = rows[-1].seq


def newest_entries(
    connection: Connection,
    site_id: SiteId,
    *,
    before: int | None = None,
    limit: int = 100,
    actor: Login | None = None,
    action_type: str = "",
) -> list[EntryRow]:
    """Return a page of a site's entries, newest first.

    Args:
        before: the seq of the last entry shown; None for the first page.
        limit: most rows to return, 1 to 1000.
        actor: only this person's entries.
        action_type: only entries of this action, or of this room when it ends with a dot.
    """
    assert 1 <= limit <= PAGE_ROWS_MAX
    statement = select(*ENTRY_COLUMNS).where(JournalEntry.site_id == site_id)
    if before is not None:
        statement = statement.where(JournalEntry.seq < before)
    if actor is not None:
        statement = statement.where(JournalEntry.actor == actor)
    if action_type.endswith("."):
        statement = statement.where(JournalEntry.action_type.startswith(action_type, autoescape=True))
    elif action_type:
        statement = statement.where(JournalEntry.action_type == action_type)
    rows = connection.execute(statement.order_by(JournalEntry.site_id.desc(), JournalEntry.seq.desc()).limit(limit))
    return [EntryRow(*row) for row in rows]


def action_types_after(connection: Connection, site_id: SiteId, after: int) -> set[str]:
    """Return the kinds of actions posted behind ``after``."""
    statement = select(JournalEntry.action_type).where(JournalEntry.site_id == site_id, JournalEntry.seq > after)
    return set(connection.scalars(statement.distinct()))


def own_entries(
    connection: Connection,
    *,
    before: int | None = None,
    limit: int = 100,
    actor: Login | None = None,
    action_type: str = "",
) -> list[EntryRow]:
    """Return a page of the entries of the site that writes here, newest first; see ``newest_entries``."""
    known = store(connection)
    if known is None:
        return []
    return newest_entries(connection, known.site_id, before=before, limit=limit, actor=actor, action_type=action_type)

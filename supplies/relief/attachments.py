"""Encrypted files beside the journal: kept under the SHA-256 of what is kept, read with the store's key, purged."""

from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from supplies.errors import RosterAbsent, RosterPurged, UnknownRecord
from supplies.language import _
from supplies.models.journal import Store
from supplies.models.relief import Attachment, AttachmentKind, Distribution
from supplies.relief.roster import Roster, decode_roster
from supplies.relief.vault import name_of, unseal


def keep(connection: Connection, sealed: bytes) -> None:
    """Keep an encrypted roster under its name, beside the action that names it."""
    row = {"hash": name_of(sealed), "kind": AttachmentKind.ROSTER, "size": len(sealed), "purged_seq": None}
    connection.execute(insert(Attachment), {**row, "content": sealed})


def note(connection: Connection, name: str, size: int) -> None:
    """Write that there is an attachment, where its content is not kept here."""
    if connection.scalar(select(Attachment.hash).where(Attachment.hash == name)) is None:
        row = {"hash": name, "kind": AttachmentKind.ROSTER, "size": size, "content": None, "purged_seq": None}
        connection.execute(insert(Attachment), row)


def purge(connection: Connection, name: str, seq: int) -> None:
    """Destroy the content of an attachment; its name and size stay."""
    here = Attachment.hash == name
    connection.execute(update(Attachment).where(here).values(content=None, purged_seq=seq))


def roster_of(connection: Connection, number: str) -> Roster:
    """Return who is on the roster of a distribution.

    Raises:
        UnknownRecord: there is no such distribution.
        RosterPurged: the roster was destroyed.
        RosterAbsent: it is kept at another site.
        RosterKeyMissing: the key is not on this computer.
        RosterKeyWrong: the key does not open it.
    """
    statement = (
        select(Attachment.content, Attachment.purged_seq)
        .join(Distribution, Distribution.roster_hash == Attachment.hash)
        .where(Distribution.number == number)
    )
    row = connection.execute(statement).first()
    if row is None:
        raise UnknownRecord(kind=_("Distribution"), key=number)
    if row.purged_seq is not None:
        raise RosterPurged(number=number)
    if row.content is None:
        raise RosterAbsent(number=number)
    return decode_roster(unseal(store_id(connection), bytes(row.content)))


def store_id(connection: Connection) -> UUID:
    """Return which store this is."""
    found: UUID | None = connection.scalar(select(Store.store_id))
    assert found is not None, "a store that is read is set up"
    return found

"""The bytes of papers: kept once under their SHA-256 beside the action that names them."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update

from supplies.attachments.actions import Attach
from supplies.attachments.content import checked_type, sha256_of
from supplies.errors import PaperContentOther
from supplies.journal import queries
from supplies.journal.action import Action
from supplies.models.attachments import PaperContent


def keep(connection: Connection, actions: Sequence[Action], content: bytes) -> None:
    """Keep the bytes of a paper that one of the actions attaches; bytes that are kept already change nothing.

    Raises:
        PaperContentOther: none of the actions names these bytes.
        PaperEmpty, PaperTooLarge, PaperTypeUnknown, PaperIncomplete: they cannot be kept.
    """
    name = sha256_of(content)
    named = [each for each in actions if isinstance(each, Attach) and each.sha256 == name]
    if not named:
        raise PaperContentOther
    checked_type(named[0].file_name, content)
    queries.lock_own_head(connection)  # Posters queue here already: two may bring the same bytes at once.
    note(connection, name, len(content))
    missing = (PaperContent.hash == name, PaperContent.content.is_(None))
    connection.execute(update(PaperContent).where(*missing).values(content=content))


def note(connection: Connection, name: str, size: int) -> None:
    """Write that there are such bytes, where they are not kept here."""
    if connection.scalar(select(PaperContent.hash).where(PaperContent.hash == name)) is None:
        connection.execute(insert(PaperContent), {"hash": name, "size": size, "content": None})


def content_of(connection: Connection, name: str) -> bytes | None:
    """Return the bytes of a name; None where they are not here."""
    found = connection.scalar(select(PaperContent.content).where(PaperContent.hash == name))
    return None if found is None else bytes(found)

"""The check of papers that needs no replay: each file that is here is the one that its name says, and none is lost."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from supplies.attachments.content import sha256_of
from supplies.journal.action import Finding
from supplies.language import _
from supplies.models.attachments import AttachedPaper, PaperContent
from supplies.models.journal import Store


def paper_audit(connection: Connection) -> Iterator[Finding]:
    """Yield the papers whose bytes are others, or gone at the site that attached them.

    Bytes of another site's papers may be missing: they come with an exchange, and nothing is wrong before.
    """
    yield from _changed(connection)
    yield from _lost(connection)


def _changed(connection: Connection) -> Iterator[Finding]:
    """Yield the papers whose bytes are others; one file at a time is in memory."""
    statement = select(PaperContent.hash).where(PaperContent.content.is_not(None)).order_by(PaperContent.hash)
    for name in connection.scalars(statement).all():
        content = connection.scalar(select(PaperContent.content).where(PaperContent.hash == name))
        if content is None or sha256_of(bytes(content)) != name:
            yield from _findings(connection, name, _("the bytes of {name} are not those that were attached"))


def _lost(connection: Connection) -> Iterator[Finding]:
    """Yield the papers that were attached at this site and have no bytes here."""
    own = select(Store.site_id)
    statement = (
        select(AttachedPaper.hash)
        .join(PaperContent, PaperContent.hash == AttachedPaper.hash)
        .where(AttachedPaper.site_id.in_(own), PaperContent.content.is_(None))
        .group_by(AttachedPaper.hash)
        .order_by(AttachedPaper.hash)
    )
    for name in connection.scalars(statement).all():
        yield from _findings(connection, name, _("the bytes of {name} are lost"))


def _findings(connection: Connection, name: str, words: str) -> Iterator[Finding]:
    """Yield a finding at the first entry of each site that names these bytes."""
    first = (
        select(AttachedPaper.site_id, func.min(AttachedPaper.seq), func.min(AttachedPaper.file_name))
        .where(AttachedPaper.hash == name)
        .group_by(AttachedPaper.site_id)
        .order_by(AttachedPaper.site_id)
    )
    for site_id, seq, file_name in connection.execute(first):
        yield Finding(site_id, seq, words.format(name=file_name))

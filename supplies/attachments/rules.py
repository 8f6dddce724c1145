"""Whether a paper may be attached, and taken off."""

from typing import Any

from sqlalchemy import select

from supplies.attachments.actions import Attach, Detach
from supplies.attachments.content import check_name, checked_type
from supplies.attachments.keeping import content_of
from supplies.attachments.subjects import Subject, check_subject, depot_of
from supplies.attachments.words import media_name
from supplies.errors import (
    PaperAttached,
    PaperContentMissing,
    PaperDetached,
    PaperSizeOther,
    PaperTypeOther,
    UnknownRecord,
)
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.attachments import AttachedPaper
from supplies.values import DepotCode


def check_attach(context: Context, action: Attach) -> None:
    """Refuse a record that is not there, a file that may not be kept or did not come, and one that is there already.

    Raises:
        UnknownRecord: there is no such record at this site.
        PaperNameUnfit: its name is a path, or hides something.
        PaperAttached: the same bytes are attached to the record.
        PaperContentMissing: its bytes are not here.
        PaperSizeOther, PaperTypeOther: they are not what the action tells of them.
    """
    check_subject(context.connection, context.site_id, Subject(action.subject_kind, action.subject))
    check_name(action.file_name)
    _check_new(context, action)
    content = content_of(context.connection, action.sha256)
    if content is None:
        raise PaperContentMissing(name=action.file_name)
    if len(content) != action.size:
        raise PaperSizeOther(name=action.file_name, told=action.size, found=len(content))
    found = checked_type(action.file_name, content)
    if found is not action.media_type:
        told = media_name(action.media_type)
        raise PaperTypeOther(name=action.file_name, told=told, found=media_name(found))


def _check_new(context: Context, action: Attach) -> None:
    """Refuse bytes that are attached to the same record."""
    same = (
        AttachedPaper.site_id == context.site_id,
        AttachedPaper.subject_kind == action.subject_kind,
        AttachedPaper.subject == action.subject,
        AttachedPaper.hash == action.sha256,
        AttachedPaper.detached_seq.is_(None),
    )
    columns = (AttachedPaper.file_name, AttachedPaper.attached_on)
    row = context.connection.execute(select(*columns).where(*same)).first()
    if row is not None:
        raise PaperAttached(name=row.file_name, day=row.attached_on)


def check_detach(context: Context, action: Detach) -> None:
    """Refuse a paper that is not there, or was taken off before.

    Raises:
        UnknownRecord: no entry of this site attached one.
        PaperDetached: it was taken off already.
    """
    row = _paper(context, action.paper)
    if row is None:
        raise UnknownRecord(kind=_("Scanned paper"), key=str(action.paper))
    if row.detached_seq is not None:
        raise PaperDetached(name=row.file_name)


def depot_of_attached(context: Context, action: Attach) -> DepotCode | None:
    """Return the depot of the record that a paper is attached to."""
    return depot_of(context.connection, Subject(action.subject_kind, action.subject))


def depot_of_detached(context: Context, action: Detach) -> DepotCode | None:
    """Return the depot of the record that a paper is taken off."""
    row = _paper(context, action.paper)
    return None if row is None else depot_of(context.connection, Subject(row.subject_kind, row.subject))


def _paper(context: Context, seq: int) -> Any:  # noqa: ANN401 - a database row
    """Return a paper of this site; None where there is none."""
    columns = (
        AttachedPaper.subject_kind,
        AttachedPaper.subject,
        AttachedPaper.file_name,
        AttachedPaper.detached_seq,
    )
    here = (AttachedPaper.site_id == context.site_id, AttachedPaper.seq == seq)
    return context.connection.execute(select(*columns).where(*here)).first()

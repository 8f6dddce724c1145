"""What follows when a paper is attached or taken off; the bytes came beside the action, and stay."""

from sqlalchemy import insert, update

from supplies.attachments import keeping
from supplies.attachments.actions import Attach, Detach
from supplies.journal.action import Context
from supplies.models.attachments import AttachedPaper


def attach(context: Context, action: Attach) -> None:
    """Write what the paper belongs to, and that there are such bytes."""
    keeping.note(context.connection, action.sha256, action.size)
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "subject_kind": action.subject_kind,
        "subject": action.subject,
        "kind": action.kind,
        "file_name": action.file_name,
        "media_type": action.media_type,
        "size": action.size,
        "hash": action.sha256,
        "note": action.note,
        "attached_on": action.business_date,
        "actor": context.actor,
        "detached_seq": None,
        "detached_on": None,
        "detach_reason": "",
        "detached_by": None,
    }
    context.connection.execute(insert(AttachedPaper), values)


def detach(context: Context, action: Detach) -> None:
    """Write who took the paper off, and why."""
    here = (AttachedPaper.site_id == context.site_id, AttachedPaper.seq == action.paper)
    values = {
        "detached_seq": context.seq,
        "detached_on": action.business_date,
        "detach_reason": action.reason,
        "detached_by": context.actor,
    }
    context.connection.execute(update(AttachedPaper).where(*here).values(values))
